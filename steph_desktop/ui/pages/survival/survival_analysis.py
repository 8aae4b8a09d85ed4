"""Survival of some patients by group, estimated, tested and written as CSV; for any thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.core.csv_files import csv_text, write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_text
from steph_desktop.survival.censoring import median_follow_up_days
from steph_desktop.survival.competing_risks import (
    GrayTest,
    IncidenceCurve,
    cumulative_incidence,
    gray_test,
)
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS, p_text
from steph_desktop.survival.cutoffs import CutOrigin, SearchedCutoff, searched_cutoff
from steph_desktop.survival.estimators import BAND_WORDS
from steph_desktop.survival.grouping import Grouping, SurvivalTable, make_groups
from steph_desktop.survival.groups import GroupedSurvival, Interval, compare_groups, holm
from steph_desktop.ui.kit.plots.survival_plot import searched_words, test_words


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
    origin: CutOrigin = CutOrigin.FIXED  # of the cut-off

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
            parts.append(cutoff_words(self))
        if self.unknown:
            parts.append(f"{self.unknown} without a value are left out.")
        if self.table.left_out:
            parts.append(f"{self.table.left_out} without outcome are left out.")
        parts.append(f"Bands: {BAND_WORDS}.")
        sentences = [part if part.endswith(".") else f"{part}." for part in parts if part]
        return " ".join(sentences)


def cutoff_words(view: SurvivalView) -> str:
    """Say which cut-off makes the groups, and where it comes from."""
    return f"Cut-off {view.cutoff:.4g}, {view.origin.value}."


@dataclass(frozen=True)
class TestsLookedAt:
    """The tests that were looked at on the same patients: each makes a chance finding likelier."""

    # By grouping, and by cut-off where it was pre-specified; those of a slider count once, for
    # their p allows for all of them.
    p_values: Mapping[tuple[str, float | None], float] = field(default_factory=dict)

    def with_view(self, view: SurvivalView) -> TestsLookedAt:
        """Count a view in; without a test it counts nothing."""
        if (p_value := _p_of(view)) is None:
            return self
        return TestsLookedAt({**self.p_values, _key_of(view): p_value})

    def words(self, view: SurvivalView) -> str:
        """Say how many there are, and the p of this one corrected for it; empty for one."""
        keys = list(self.p_values)
        if len(keys) < 2 or _key_of(view) not in self.p_values:
            return ""
        corrected = holm(list(self.p_values.values()))[keys.index(_key_of(view))]
        return (
            f"{len(keys)} comparisons of these patients were looked at here; corrected for their "
            f"number (Holm), this one has {p_text(corrected)}."
        )


def _key_of(view: SurvivalView) -> tuple[str, float | None]:
    stated = view.origin is CutOrigin.PRESPECIFIED
    return view.grouping.name, view.cutoff if stated else None


def _p_of(view: SurvivalView) -> float | None:
    if view.searched is not None:
        return view.searched.p_value
    return None if view.survival.test is None else view.survival.test.p_value


def look(
    table: SurvivalTable, grouping: Grouping, cutoff: float | None, *, prespecified: bool = False
) -> SurvivalView:
    """Group patients, estimate and test.

    The cutoff is one that the user chose on these patients, or the fixed one. Its log-rank p stands
    where the user says that it was chosen before these outcomes were seen (`prespecified`).
    """
    grouped = make_groups(table, grouping, cutoff)
    survival = compare_groups(grouped.groups)
    searched, origin, shown = None, CutOrigin.FIXED, grouping.fixed_cutoff
    if cutoff is not None:
        shown, origin = cutoff, CutOrigin.PRESPECIFIED if prespecified else CutOrigin.SEARCHED
    numbers = grouping.numbers
    is_searched = origin is CutOrigin.SEARCHED and len(grouped.groups) > 1
    if is_searched and numbers is not None and shown is not None:
        known = np.isfinite(numbers)
        if table.events[known].any():
            searched = searched_cutoff(
                numbers[known], table.times_days[known], table.events[known], shown
            )
    view = SurvivalView(table, grouping, survival, shown, searched, grouped.unknown, origin=origin)
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
        return f"{cause}: Gray's test {p_text(self.test.p_value)} ({self.test.degrees + 1} groups)"


def incidence_of(view: SurvivalView) -> GroupedIncidence:
    """Estimate the cumulative incidence of the first cause by group, and compare the groups."""
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
    # Gray's test takes everybody as followed from the start.
    if len(groups) > 1 and table.entry_days is None:
        test = gray_test(groups, 1, table.cause_names[0])
    overstated = []
    for curve in curves:
        # The curve ends with its last patient.
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
    # As `make_groups` names them: patients are found by the label of their group.
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


def write_figures(
    out: Path, survival: GroupedSurvival, words: str = "", more: Sequence[str] = ()
) -> Path:
    """Write the table of figures: medians, landmarks, restricted means, tests, and more lines."""
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
    # A line break would end the comment of the file.
    lines = [words.replace("\n", " ")]
    if (test := survival.test) and not words:
        lines = [
            f"log-rank chi-square {test.statistic:.6g}, p {test.p_value:.6g}, "
            f"{test.n_groups} groups"
        ]
    lines += [
        f"{p.first} and {p.second}: log-rank p {p.p_value:.6g}, Holm {p.p_holm:.6g}"
        for p in survival.pairs
    ]
    write_text(out, text + "".join(f"# {line}\n" for line in (*lines, *more) if line))
    return out


def _cells(interval: Interval) -> list[str]:
    return [_number(v) for v in (interval.value, interval.lower, interval.upper)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


# A methods paragraph -----------------------------------------------------------------------------


def methods_words(view: SurvivalView, looked: TestsLookedAt, cox: Sequence[str] = ()) -> str:
    """Say in a paragraph what was done on this page, from what is on show; nothing is assumed."""
    survival, table = view.survival, view.table
    days = np.concatenate([group.times_days for group in survival.groups])
    events = np.concatenate([group.events for group in survival.groups])
    follow_up = median_follow_up_days(days, events) / CALENDAR_YEAR_DAYS
    names = ", ".join(
        f"{f.curve.label} ({f.curve.n_patients} patients, {f.curve.n_events} events)"
        for f in survival.figures
    )
    parts = [
        f"{survival.n_patients} patients with {survival.n_events} events were analysed; median "
        f"follow-up was {follow_up:.1f} years (reverse Kaplan-Meier).",
        f"Groups by {view.grouping.name}: {names}.",
    ]
    if view.cutoff is not None:
        parts.append(f"The cut-off of {view.cutoff:.4g} was {view.origin.value}.")
    elif view.grouping.note:
        parts.append(view.grouping.note)
    parts.append(f"Survival was estimated by Kaplan-Meier; bands: {BAND_WORDS}.")
    if table.entry_days is not None:
        parts.append("Patients count from the day on which they came under observation.")
    if view.searched is not None:
        parts.append(
            f"The test allows for all {view.searched.n_cutoffs} cut-offs that could have been "
            f"chosen (maximally selected log-rank statistic, {view.searched.permutations} "
            "permutations)."
        )
    elif survival.test is not None:
        parts.append("Groups were compared by the log-rank test.")
        if survival.pairs:
            parts.append("Pairs of groups were corrected for their number by Holm's method.")
    parts.append(
        f"Restricted means run to {survival.horizon_days / CALENDAR_YEAR_DAYS:.1f} years. Years "
        f"have {CALENDAR_YEAR_DAYS} days, a month is a twelfth of one."
    )
    if words := looked.words(view):
        parts.append(words)
    left = [f"{view.unknown} without a value"] * bool(view.unknown)
    left += [f"{table.left_out} without outcome"] * bool(table.left_out)
    if left:
        parts.append(f"Left out: {', '.join(left)}.")
    parts += [*view.overstated, *cox, f"Software: STEPH Desktop {__version__}."]
    return " ".join(parts)


def write_methods(out: Path, words: str) -> Path:
    """Write a methods paragraph as text."""
    write_text(out, f"{words}\n\n{RESEARCH_USE}\n")
    return out
