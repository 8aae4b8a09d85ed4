"""Survival figures as CSV: curve steps, and the table under the curves; nothing names a patient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from steph_desktop import RESEARCH_USE
from steph_desktop.core.csv_files import csv_text, write_csv
from steph_desktop.core.files import write_text
from steph_desktop.survival.groups import GroupedSurvival, Interval


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
    said = words.replace("\n", " ") or (
        f"log-rank chi-square {survival.test.statistic:.6g}, p {survival.test.p_value:.6g}, "
        f"{survival.test.n_groups} groups"
        if survival.test
        else ""
    )
    told = [said] if said else []
    told += [
        f"{p.first} and {p.second}: log-rank p {p.p_value:.6g}, Holm {p.p_holm:.6g}"
        for p in survival.pairs
    ]
    write_text(out, text + "".join(f"# {line}\n" for line in told))
    return out


def _cells(interval: Interval) -> list[str]:
    return [_number(v) for v in (interval.value, interval.lower, interval.upper)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
