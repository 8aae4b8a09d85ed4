"""Survival of some patients by group, estimated, tested and written as CSV; for any thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop import RESEARCH_USE
from steph_desktop.core.csv_files import csv_text, write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_text
from steph_desktop.survival.competing_risks import (
    GrayTest,
    IncidenceCurve,
    cumulative_incidence,
    gray_test,
)
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS
from steph_desktop.survival.cutoffs import SearchedCutoff, searched_cutoff
from steph_desktop.survival.grouping import Grouping, SurvivalTable, make_groups
from steph_desktop.survival.groups import GroupedSurvival, Interval, compare_groups
from steph_desktop.ui.kit.plots.survival_plot import p_words, searched_words, test_words


@dataclass(frozen=True)
class SurvivalView:
    """What the page shows."""

    table: SurvivalTable  # the patients
    grouping: Grouping  # how they were grouped
    survival: GroupedSurvival  # the curves and figures
    cutoff: float | None = None  # the cut-off, where there is one
    searched: SearchedCutoff | None = None  # its corrected test, where it was moved
    unknown: int = 0  # patients without a value
    overstated: tuple[str, ...] = ()  # where competing events make these curves misleading

    @property
    def test(self) -> str:
        """What the test says, with its caveats."""
        if self.searched is not None:
            return searched_words(self.searched)
        return test_words(self.survival)

    @property
    def note(self) -> str:
        """Where patients and groups come from, for under a figure."""
        parts = [self.table.title, self.grouping.note]
        if self.cutoff is not None:
            parts.append(f"Cut-off {self.cutoff:.4g}.")
        if self.unknown:
            parts.append(f"{self.unknown} without a value are left out.")
        if self.table.left_out:
            parts.append(f"{self.table.left_out} without outcome are left out.")
        parts.append("Bands: 95 %, log-log.")
        sentences = [part if part.endswith(".") else f"{part}." for part in parts if part]
        return " ".join(sentences)


def look(table: SurvivalTable, grouping: Grouping, cutoff: float | None) -> SurvivalView:
    """Group patients, estimate and test.

    Parameters
    ----------
    table, grouping
        The patients, and how they are grouped.
    cutoff : float, optional
        One that the user chose on these patients; the fixed one if None.

    Raises
    ------
    StephError
        If no group can be made.
    """
    grouped = make_groups(table, grouping, cutoff)
    survival = compare_groups(grouped.groups)
    searched = None
    if cutoff is not None and grouping.numbers is not None and len(grouped.groups) > 1:
        known = np.isfinite(grouping.numbers)
        if table.events[known].any():
            searched = searched_cutoff(
                grouping.numbers[known], table.times_days[known], table.events[known], cutoff
            )
    shown = cutoff if cutoff is not None else grouping.fixed_cutoff
    view = SurvivalView(table, grouping, survival, shown, searched, grouped.unknown)
    if table.causes is None:
        return view
    return replace(view, overstated=incidence_of(view).overstated)


@dataclass(frozen=True)
class GroupedIncidence:
    """Cumulative incidence of the first cause by group."""

    curves: tuple[IncidenceCurve, ...]
    test: GrayTest | None
    overstated: tuple[str, ...]  # by how much Kaplan-Meier overstates
    notes: tuple[str, ...]

    @property
    def test_words(self) -> str:
        """What Gray's test says."""
        cause = self.curves[0].cause if self.curves else ""
        if self.test is None:
            return f"Cumulative incidence of {cause}"
        return f"{cause}: Gray's test {p_words(self.test.p_value)} ({self.test.degrees + 1} groups)"


def incidence_of(view: SurvivalView) -> GroupedIncidence:
    """Estimate the cumulative incidence of the first cause by group, and compare the groups.

    Raises
    ------
    StephError
        If the table knows one event alone.
    """
    table = view.table
    if table.causes is None:
        raise StephError("This table has one kind of event", None, "Choose another.")
    labels = _labels(view)
    curves, groups = [], []
    for group in view.survival.groups:
        mine = labels == group.label
        times, causes = table.times_days[mine], table.causes[mine]
        entry = None if table.entry_days is None else table.entry_days[mine]
        groups.append((times, causes))
        curves.append(
            cumulative_incidence(
                times, causes, 1, label=group.label, name=table.cause_names[0], entry_days=entry
            )
        )
    test = None
    if len(groups) > 1 and table.entry_days is None:
        test = gray_test(groups, 1, table.cause_names[0])
    overstated = []
    for curve in curves:
        day = min(5 * CALENDAR_YEAR_DAYS, float(curve.times_days[-1]))
        if words := curve.overstated_words(day):
            overstated.append(f"After {day / CALENDAR_YEAR_DAYS:.2g} years, {words}.")
    notes = list(overstated)
    if table.entry_days is not None and len(groups) > 1:
        notes.append("Gray's test is not made for patients who came under observation late.")
    notes.append(
        "The Cox model of this table is cause-specific: patients with another event leave "
        "observation on that day."
    )
    return GroupedIncidence(tuple(curves), test, tuple(overstated), tuple(notes))


def _labels(view: SurvivalView) -> NDArray[np.object_]:
    grouping = view.grouping
    if grouping.numbers is None:
        return np.array(grouping.labels, object)
    cut = view.cutoff if view.cutoff is not None else (grouping.fixed_cutoff or 0.0)
    names = [f"{word} {cut:.4g}" for word in ("below", "from")]
    return np.array(
        ["" if np.isnan(v) else names[int(v >= cut)] for v in grouping.numbers.tolist()], object
    )


# As CSV; nothing names a patient ----------------------------------------------------------------


def write_curves(out: Path, survival: GroupedSurvival) -> Path:
    """Write every step of every curve, with its band and numbers at risk."""
    header = (
        "group", "time_days", "at_risk", "events", "censored", "survival", "lower_95", "upper_95",
    )  # fmt: skip
    return write_csv(out, header, _steps(survival), note=RESEARCH_USE)


def _steps(survival: GroupedSurvival) -> Iterable[Sequence[object]]:
    for group, figures in zip(survival.groups, survival.figures, strict=True):
        curve = figures.curve
        for row, day in enumerate(curve.times_days.tolist()):
            here = group.times_days == day
            died = int(np.count_nonzero(here & group.events))
            left = int(np.count_nonzero(here)) - died
            values = (curve.survival[row], curve.lower[row], curve.upper[row])
            yield (group.label, f"{day:g}", curve.at_risk(day), died, left, *map(_number, values))


def write_figures(out: Path, survival: GroupedSurvival, words: str = "") -> Path:
    """Write the table of figures: medians, landmarks, restricted means, tests."""
    marks = [f"survival_at_{day:g}_days" for day in survival.landmarks_days]
    names = ["median_days", *marks, f"mean_to_{survival.horizon_days:g}_days"]
    header = ["group", "n", "events"]
    for name in names:
        header += [name, f"{name}_lower_95", f"{name}_upper_95"]
    rows: list[Sequence[object]] = []
    for figures in survival.figures:
        curve = figures.curve
        intervals = (figures.median_days, *figures.landmarks, figures.restricted_mean_days)
        cells = [cell for interval in intervals for cell in _cells(interval)]
        rows.append([curve.label, curve.n_patients, curve.n_events, *cells])
    text = csv_text(header, rows, note=RESEARCH_USE)
    test = words.replace("\n", " ") or (
        f"log-rank chi-square {survival.test.statistic:.6g}, p {survival.test.p_value:.6g}, "
        f"{survival.test.n_groups} groups"
        if survival.test
        else ""
    )
    lines = [test] if test else []
    lines += [
        f"{p.first} and {p.second}: log-rank p {p.p_value:.6g}, Holm {p.p_holm:.6g}"
        for p in survival.pairs
    ]
    write_text(out, text + "".join(f"# {line}\n" for line in lines))
    return out


def _cells(interval: Interval) -> list[str]:
    return [_number(v) for v in (interval.value, interval.lower, interval.upper)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
