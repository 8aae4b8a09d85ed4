"""Run every method on one synthetic cohort and print the table; not part of the test suite.

    python tests/benchmarks/methods.py --out DIR

Goes on where it was stopped. The methods that matter most run with three seeds, the others with
the first. With --show the table is printed from what is there.
"""

import argparse
import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean, stdev

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from feature_cohort import make_feature_cohort

from steph_desktop.cohort.cohort_folder import CANCERS
from steph_desktop.core.job_control import JobControl
from steph_desktop.model.card import LambdaForm
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.trainer import TrainSettings

MAIN = (
    "vanilla", "finetuned", "model_avg", "adamerging", "ties_am", "roupkt", "steph",
    "merge_training_free", "steph_auto",
)  # fmt: skip
SEEDS = (42, 43, 44)
TARGETS = ("BRCA", "KIPAN")
SETTINGS = TrainSettings(lr=1e-3, embed_dim=64, attn_dim=32, hyper_dim=64)
PATIENTS = {cancer: 150 if cancer in TARGETS else 75 for cancer in CANCERS}
BAGS = {"feature_dim": 64, "instances": 16, "noise": 1.0}


def run(folder: Path) -> None:
    cohort = make_feature_cohort(folder / "cohort", CANCERS, PATIENTS, 0, **BAGS)
    both = (LambdaForm.RATIO, LambdaForm.SIGMOID)
    others = tuple(name for name in METHODS if name not in MAIN)
    for methods, seeds, forms in (
        (("vanilla", "steph"), SEEDS, both),
        (MAIN, SEEDS, both[:1]),
        (others, SEEDS[:1], both[:1]),
    ):
        request = BenchmarkRequest(
            cohort,
            folder / "out",
            methods,
            TARGETS,
            seeds=seeds,
            settings=SETTINGS,
            gamma=0.05,
            lambda_forms=forms,
        )
        run_benchmark(request, JobControl())


def table(folder: Path) -> str:
    """Means as in summary.json, spread over folds and over seeds, seconds of one fit."""
    with (folder / "out" / "results.csv").open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    summary = json.loads((folder / "out" / "summary.json").read_text())
    against = {i["method"]: i for i in summary["comparisons"] if i["target"] is None}
    lines = [
        "| method | seeds | C-index | sd over folds | sd over seeds | against `vanilla` (95 %) "
        "| Uno C | AUC 3 y | IBS | seconds a fit |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, found in summary["methods"].items():
        mine = [row for row in rows if row["method"] == name]
        by_seed = defaultdict(list)
        for row in mine:
            by_seed[row["seed"]].append(float(row["c_index"]))
        means = [fmean(values) for values in by_seed.values()]
        one = against.get(name)
        told = (
            f"{one['difference']:+.3f} ({one['lower']:+.3f} to {one['upper']:+.3f})"
            if one is not None and "difference" in one
            else "-"
        )
        measures = found["evaluation"]["measures"]
        cells = [
            f"`{name}`",
            str(len(means)),
            f"{found['mean']:.3f}",
            f"{found['std']:.3f}",
            f"{stdev(means):.3f}" if len(means) > 1 else "-",
            told,
            *(f"{measures[key]:.3f}" for key in ("c_index_ipcw", "auc_3y", "integrated_brier")),
            f"{fmean(float(row['seconds']) for row in mine):.1f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if not asked.show:
        run(asked.out)
    sys.stdout.write(table(asked.out))


if __name__ == "__main__":
    main()
