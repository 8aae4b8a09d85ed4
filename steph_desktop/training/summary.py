"""The table of a benchmark: results.csv cell by cell, summary.json method by method."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from steph_desktop import RESEARCH_USE
from steph_desktop.cohort.eligibility import LeftOut
from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.training.comparison import Comparison, compare
from steph_desktop.training.fold_runs import FoldRunKey, FoldRunRecord
from steph_desktop.training.measures import MEASURES
from steph_desktop.training.predictions import FoldPredictions

BASELINE = "vanilla"
COLUMNS = (
    "target", "method", "fold", "seed", "c_index", "n_train", "n_test", "events_test", "epochs",
    "seconds", "params_trained",
)  # fmt: skip


_DEFINITIONS = {
    "mean": "mean over targets of the mean over folds of the C-index; seeds averaged in each fold",
    "std": "mean over targets of the sample standard deviation over folds",
    "wins": "targets whose mean is above vanilla's, over the folds and seeds that both have",
    "steph_sigmoid": "a method's name ends in _sigmoid where lambda has the sigmoid form",
    "interval": "95 %, paired bootstrap over patients within folds",
    "evaluation": MEASURES,
}


def write_results(path: Path, records: Sequence[FoldRunRecord]) -> None:
    """Write results.csv, whole or not at all."""
    write_csv(path, COLUMNS, ([getattr(r, name) for name in COLUMNS] for r in records))


def summarise(
    records: Sequence[FoldRunRecord],
    left_out: Sequence[LeftOut],
    *,
    wanted: int,
    predictions: Mapping[FoldRunKey, FoldPredictions] | None = None,
    control: JobControl | None = None,
) -> dict[str, Any]:
    """Return the summary of some cells.

    Parameters
    ----------
    records : sequence of FoldRunRecord
        Finished cells, in the order of results.csv.
    left_out : sequence of LeftOut
        What did not take part.
    wanted : int
        Cells asked for in this run.
    predictions : mapping, optional
        Of the cells by (target, method, fold, seed); comparisons are made only with them.
    control : JobControl, optional
        Asked before every comparison whether to stop.
    """
    methods = list(dict.fromkeys(record.method for record in records))
    base = [record for record in records if record.method == BASELINE]
    by_method = {m: [record for record in records if record.method == m] for m in methods}
    return {
        "research_use": RESEARCH_USE,
        "complete": predictions is not None,
        "cells": len(records),
        "cells_asked_for": wanted,
        "cells_skipped": sum(item.what == "cell" for item in left_out),
        "methods": {name: _of_method(mine, base) for name, mine in by_method.items()},
        "comparisons": []
        if predictions is None
        else _comparisons(by_method, predictions, control or JobControl()),
        "notes": _notes(by_method),
        "skipped": [item.to_json() for item in left_out],
        "definitions": _DEFINITIONS,
    }


def _by_fold(records: Iterable[FoldRunRecord]) -> dict[int, float]:
    values = defaultdict(list)
    for record in records:
        values[record.fold].append(record.c_index)
    return {fold: statistics.fmean(found) for fold, found in sorted(values.items())}


def _by_target(records: Iterable[FoldRunRecord]) -> dict[str, list[FoldRunRecord]]:
    found = defaultdict(list)
    for record in records:
        found[record.target].append(record)
    return dict(found)


def _of_method(mine: Sequence[FoldRunRecord], base: Sequence[FoldRunRecord]) -> dict[str, Any]:
    targets: dict[str, Any] = {}
    for target, cells in _by_target(mine).items():
        folds = list(_by_fold(cells).values())
        targets[target] = {
            "mean": statistics.fmean(folds),
            "std": statistics.stdev(folds) if len(folds) > 1 else None,
            "folds": len(folds),
            "cells": len(cells),
        }
    spreads = [value["std"] for value in targets.values() if value["std"] is not None]
    wins, compared = _wins(mine, base)
    return {
        "mean": statistics.fmean(value["mean"] for value in targets.values()),
        "std": statistics.fmean(spreads) if spreads else None,
        "wins": wins,
        "targets_compared": compared,
        "targets": targets,
        "cells": len(mine),
        "seconds": round(sum(record.seconds for record in mine), 3),
        "params_trained": max(record.params_trained for record in mine),
    }


def _wins(mine: Sequence[FoldRunRecord], base: Sequence[FoldRunRecord]) -> tuple[int | None, int]:
    if not base:
        return None, 0
    both = {(r.target, r.fold, r.seed) for r in mine} & {(r.target, r.fold, r.seed) for r in base}
    ours, theirs = (
        _by_target(r for r in side if (r.target, r.fold, r.seed) in both) for side in (mine, base)
    )
    won = [
        statistics.fmean(_by_fold(ours[target]).values())
        > statistics.fmean(_by_fold(theirs[target]).values())
        for target in ours
    ]
    return sum(won), len(won)


def _comparisons(
    by_method: Mapping[str, Sequence[FoldRunRecord]],
    predictions: Mapping[FoldRunKey, FoldPredictions],
    control: JobControl,
) -> list[dict[str, Any]]:
    """Every method against vanilla, for each target and over all, on the cells both have."""
    found = []
    base = {(r.target, r.fold, r.seed) for r in by_method.get(BASELINE, ())}
    for method, records in by_method.items():
        shared = sorted({(r.target, r.fold, r.seed) for r in records} & base)
        if method == BASELINE or not shared:
            continue
        targets = list(dict.fromkeys(target for target, _, _ in shared))
        for group in [[target] for target in targets] + [targets] * (len(targets) > 1):
            cells = [cell for cell in shared if cell[0] in group]
            ours, theirs = (
                [predictions[target, name, fold, seed] for target, fold, seed in cells]
                for name in (method, BASELINE)
            )
            name = group[0] if len(group) == 1 else None
            control.checkpoint(0, 0)
            try:
                found.append(_comparison_json(compare(ours, theirs), name))
            except StephError as error:
                found.append({"method": method, "target": name, "sentence": str(error)})
    return found


def _comparison_json(result: Comparison, target: str | None) -> dict[str, Any]:
    return {
        **asdict(result),
        "targets": list(result.targets),
        "target": target,
        "verdict": result.verdict.value,
        "sentence": result.sentence,
    }


def _notes(by_method: Mapping[str, Sequence[FoldRunRecord]]) -> list[str]:
    """Collect what the fits say of themselves, and count them."""
    told = {
        method: Counter(note for record in records for note in record.notes)
        for method, records in by_method.items()
    }
    return [
        f"{method}, {count} of {len(by_method[method])} cells: {note}"
        for method, notes in told.items()
        for note, count in sorted(notes.items())
    ]
