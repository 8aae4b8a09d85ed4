"""The benchmark of three networks, alone and under STEPH, on synthetic cohorts; not a test.

    python tests/benchmarks/backbones.py --out DIR [--worlds 4] [--permuted] [--large]

Each world is a cohort of six cancers drawn from a seed of its own; its number is also added to the
seed of the fits. For each network the program's own benchmark runs `vanilla` and `steph` on three
folds. With --permuted the target's outcomes are dealt out anew among its patients, and what is
gained then is the null. With --large worlds and fits are half as large again and twice as long; it
takes a folder of its own. Goes on where it was stopped; --show prints what is there.
"""

import argparse
import csv
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

# First: it makes the modules of tests/ known.
from methods import BAGS, SETTINGS

from feature_cohort import make_feature_cohort  # isort: skip

from steph_desktop.cohort.cohort_folder import CANCERS
from steph_desktop.core.job_control import JobControl
from steph_desktop.model.card import Backbone
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark

TARGET, SEED, GAMMA = "BRCA", 42, 0.05
USED = CANCERS[:6]
# Smaller than in methods.py, and half the epochs: a network that runs bag by bag takes ten times
# as long as ABMIL.
PATIENTS = {cancer: 100 if cancer == TARGET else 50 for cancer in USED}
REAL, NULL = "as they are", "dealt out anew"


def deal_anew(labels: Path, world: int) -> None:
    """Deal the outcomes of a label table out anew; the slides stay with their patients."""
    with labels.open(newline="") as handle:
        head, *rows = list(csv.reader(handle))
    at = [head.index("t"), head.index("e")]
    order = np.random.default_rng([world, 1]).permutation(len(rows))
    outcomes = [[rows[int(place)][column] for column in at] for place in order]
    for row, outcome in zip(rows, outcomes, strict=True):
        for column, value in zip(at, outcome, strict=True):
            row[column] = value
    with labels.open("w", newline="") as handle:
        csv.writer(handle).writerows([head, *rows])


def run(folder: Path, backbone: Backbone, world: int, *, permuted: bool, large: bool) -> None:
    """Run one network on one world."""
    cohort = folder / f"{'null' if permuted else 'cohort'}{world}"
    if not cohort.exists():
        patients = {name: 3 * n // 2 for name, n in PATIENTS.items()} if large else PATIENTS
        make_feature_cohort(cohort, USED, patients, world, **BAGS)
        if permuted:
            deal_anew(cohort / TARGET / "labels.csv", world)
    length = {"epochs": 20, "lr": 1e-3} if large else {"epochs": 10, "lr": 2e-3}
    request = BenchmarkRequest(
        cohort,
        folder / f"{cohort.name}-{backbone.value}",
        ("vanilla", "steph"),
        (TARGET,),
        folds=(0, 1, 2),
        seeds=(SEED + world,),
        settings=replace(SETTINGS, backbone=backbone, **length),
        gamma=GAMMA,
    )
    run_benchmark(request, JobControl())


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "results.csv").open(newline="") as handle:
        return list(csv.DictReader(handle))


def _means(folders: list[Path], method: str, column: str) -> np.ndarray:
    """Mean over the folds of each world."""
    return np.array(
        [
            np.mean([float(row[column]) for row in _rows(one) if row["method"] == method])
            for one in folders
        ]
    )


def table(folder: Path) -> str:
    """Means over worlds and their standard deviation."""
    lines = [
        "| network | outcomes | worlds | alone (`vanilla`) | under STEPH (`steph`) | gain "
        "| sd of the gain over worlds | gain in each world | seconds of a fit: alone, STEPH |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for told, name in ((REAL, "cohort"), (NULL, "null")):
        for backbone in Backbone:
            done = sorted(folder.glob(f"{name}[0-9]*-{backbone.value}/summary.json"))
            found = [path.parent for path in done]
            if not found:
                continue
            alone, mixed = (_means(found, m, "c_index") for m in ("vanilla", "steph"))
            seconds = [_means(found, m, "seconds").mean() for m in ("vanilla", "steph")]
            gain = mixed - alone
            spread = f"{gain.std(ddof=1):.3f}" if len(gain) > 1 else "-"
            cells = (
                f"`{backbone.value}`",
                told,
                str(len(found)),
                f"{alone.mean():.3f}",
                f"{mixed.mean():.3f}",
                f"{gain.mean():+.3f}",
                spread,
                ", ".join(f"{value:+.3f}" for value in gain),
                ", ".join(f"{value:.0f}" for value in seconds),
            )
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--worlds", type=int, default=4)
    parser.add_argument("--permuted", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    for world in range(0 if asked.show else asked.worlds):
        for backbone in Backbone:
            run(asked.out, backbone, world, permuted=asked.permuted, large=asked.large)
            sys.stderr.write(f"world {world}, {backbone.value}\n")
    sys.stdout.write(table(asked.out))


if __name__ == "__main__":
    main()
