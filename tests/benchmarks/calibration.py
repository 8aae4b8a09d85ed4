"""Measure what recalibration inside the training fold does on new patients; no part of the suite.

    python tests/benchmarks/calibration.py --out figures.csv --seeds 300-307

Each world of `steph_auto.py` is laid on disk as a cohort: 100 training patients of the target, 300
new ones, and three sources. Every method is fitted as a pack is made; the model answers for the new
patients as it was fitted, and through its recalibration. In the last of the worlds the outcomes are
dealt anew among the patients of each cancer.
--show prints the table from the file.
"""

import argparse
import csv
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from steph_auto import ALL_WORLDS, NULL, Cancer, dealt_anew

from steph_desktop.cohort.eligibility import screen_cohort
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.bag_store import BagStore, CohortBags
from steph_desktop.training.predictions import evaluate_predictions
from steph_desktop.training.protocol import FoldRun, run_fold
from steph_desktop.training.source_models import FittedModels

WORLDS = ("mixtures, families", "rare findings, families", "weak signal, nothing shared", NULL)
METHODS = ("vanilla", "finetuned", "steph")
N_TRAIN, N_SOURCES = 100, 3
COLUMNS = (
    "world", "seed", "method", "recalibrated", "c_index", "scale", "kept", "seconds", "brier",
    "slope_1", "slope_3", "slope_5", "ratio_1", "ratio_3", "ratio_5",
)  # fmt: skip


def lay(folder: Path, name: str, drawn: Cancer, n_train: int) -> None:
    """Write one cancer; the first patients train."""
    rows = ["patient_id,pathology_id,t,e"]
    n = len(drawn.events)
    for number in range(n):
        slide = f"{name}-{number:04}"
        rows.append(f"{slide},{slide}-s,{drawn.times_days[number]:.2f},{int(drawn.events[number])}")
        bag = Bag(drawn.bags[number], None, BagMeta(slide_id=f"{slide}-s", encoder="effnet-lite0"))
        write_bag(folder / name / "features" / f"{slide}-s.h5", bag)
    (folder / name / "labels.csv").write_text("\n".join(rows) + "\n")
    split = ["train,test"]
    for number in range(max(n_train, n - n_train)):
        train = f"{name}-{number:04}" if number < n_train else ""
        test = f"{name}-{n_train + number:04}" if n_train + number < n else ""
        split.append(f"{train},{test}")
    (folder / name / "splits_0.csv").write_text("\n".join(split) + "\n")


def run(name: str, seed: int) -> Iterator[dict[str, object]]:
    world = ALL_WORLDS[name]
    rng = np.random.default_rng(seed)
    drawn = list(world.draw(rng, world.shared, N_TRAIN, world.signal))[: 1 + N_SOURCES]
    if name == NULL:
        drawn = [dealt_anew(one, rng) for one in drawn]
    settings = world.settings
    with tempfile.TemporaryDirectory() as place:
        for number, one in enumerate(drawn):
            cancer = "TARGET" if number == 0 else f"S{number}"
            lay(Path(place), cancer, one, N_TRAIN if number == 0 else len(one.events) * 4 // 5)
        models = FittedModels(CohortBags(screen_cohort(Path(place)), BagStore()), settings)
        for method in METHODS:
            began = time.monotonic()
            fold_run = FoldRun("TARGET", method, 0, seed)
            result = run_fold(fold_run, models, settings, 0.005, recalibrates=True)
            seconds = time.monotonic() - began
            mend, told = result.recalibration, result.predictions
            assert mend is not None and told.as_fitted is not None
            raw = replace(told, survival=told.as_fitted, risk_scores=-told.as_fitted.sum(axis=1))
            for recalibrated, predictions in enumerate((raw, told)):
                found = evaluate_predictions([predictions])
                lines = {round(h.horizon_days / 365): h.calibration for h in found.horizons}
                scores = predictions.risk_scores
                yield {
                    "world": name,
                    "seed": seed,
                    "method": method,
                    "recalibrated": recalibrated,
                    "c_index": round(concordance_index(told.times_days, told.events, scores), 4),
                    "scale": round(mend.scale, 3),
                    "kept": int(mend.changes),
                    "seconds": round(seconds, 2),
                    "brier": found.integrated_brier,
                    **{f"slope_{y}": c and c.slope for y, c in lines.items()},
                    **{f"ratio_{y}": c and c.observed_to_expected for y, c in lines.items()},
                }


def show(path: Path) -> None:
    """Print medians over the seeds, and how far C-index and Brier score move."""
    groups: dict[tuple[str, str], dict[str, list[dict[str, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    with path.open() as handle:
        for row in csv.DictReader(handle):
            groups[row["world"], row["method"]][row["recalibrated"]].append(row)

    def middle(rows: list[dict[str, str]], column: str, form: str = ".2f") -> str:
        values = [float(row[column]) for row in rows if row[column]]
        return format(float(np.median(values)), form) if values else "-"

    lines = [
        "| world | method | worlds | kept | C-index | slope 1, 3, 5 y | O/E 1, 3, 5 y | IBS | "
        "IBS gained, mean (worst) |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for (world, method), both in groups.items():
        cells = [str(sum(int(row["kept"]) for row in both["1"]))]
        for form, columns in (
            (".3f", ("c_index",)),
            (".2f", ("slope_1", "slope_3", "slope_5")),
            (".2f", ("ratio_1", "ratio_3", "ratio_5")),
            (".3f", ("brier",)),
        ):
            told = [", ".join(middle(both[at], c, form) for c in columns) for at in ("0", "1")]
            cells.append(" -> ".join(told))
        raw, mended = (np.array([float(row["brier"]) for row in both[at]]) for at in ("0", "1"))
        cells.append(f"{(raw - mended).mean():+.4f} ({(raw - mended).min():+.4f})")
        lines.append(f"| {world} | {method} | {len(raw)} | {' | '.join(cells)} |")
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", default="300-307")
    parser.add_argument("--worlds", nargs="*", default=list(WORLDS))
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if asked.show:
        show(asked.out)
        return 0
    first, last = (int(part) for part in asked.seeds.split("-"))
    new = not asked.out.exists()
    with asked.out.open("a", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        if new:
            writer.writeheader()
        for seed in range(first, last + 1):
            for name in asked.worlds:
                for row in run(name, seed):
                    writer.writerow(row)
                    handle.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
