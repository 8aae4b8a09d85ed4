"""What the cohort page shows as CSV; names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from steph_desktop import RESEARCH_USE
from steph_desktop.core.csv_files import write_csv
from steph_desktop.training.study.dynamics import Course
from steph_desktop.ui.pages.cohort.source_map import SourceMap


def write_map(out: Path, found: SourceMap, *, groups: bool = True) -> Path:
    """Write a row for each case and source, in the order of the map."""
    header = ("case", "source", "weight", "lambda", "risk_group", "time_days", "event")
    rows: list[Sequence[object]] = []
    for row, name in enumerate(found.names):
        known = bool(np.isfinite(found.times_days[row]))
        end = (
            found.groups[row] if groups else "",
            f"{found.times_days[row]:g}" if known else "",
            int(found.events[row]) if known else "",
        )
        for column, cancer in enumerate(found.cancers):
            pair = (found.weights[row, column], found.lambdas[row, column])
            rows.append((name, cancer, *map(_number, pair), *end))
    return write_csv(out, header, rows, note=RESEARCH_USE)


def write_courses(out: Path, courses: Sequence[Course]) -> Path:
    """Write a row for each fit, epoch and source."""
    header = (
        "target", "method", "fold", "seed", "epoch", "source", "weight", "weight_sd", "lambda",
        "lambda_sd",
    )  # fmt: skip
    rows = [
        (
            course.target,
            course.method,
            course.fold + 1 if course.fold >= 0 else "mean",
            course.seed,
            f"{epoch:g}",
            source,
            *(
                _number(values[step, place])
                for values in (
                    course.weights,
                    course.weights_sd,
                    course.lambdas,
                    course.lambdas_sd,
                )
            ),
        )
        for course in courses
        for step, epoch in enumerate(course.epochs.tolist())
        for place, source in enumerate(course.sources)
    ]
    return write_csv(out, header, rows, note=RESEARCH_USE)


def _number(value: float) -> str:
    return f"{value:.6g}" if np.isfinite(value) else ""
