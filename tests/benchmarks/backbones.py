"""STEPH over three bag encoders on one synthetic cohort; not part of the test suite.

    python tests/benchmarks/backbones.py --out DIR

The cohort is that of methods.py. For each encoder: the target alone and STEPH over it, on the same
folds; source models come from their fold 0. Rows that stand in DIR/backbones.csv are not run again.
"""

import argparse
import csv
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from methods import BAGS, PATIENTS, SETTINGS

from steph_desktop.cohort.cohort_folder import CANCERS, CancerCohort, load_cohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.features.bag import read_bag
from steph_desktop.research.synthetic import make_feature_cohort
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.backbone_steph import (
    BACKBONES,
    fit_backbone,
    fit_backbone_steph,
    null_backbone,
)
from steph_desktop.training.methods.fit_task import FitTask
from steph_desktop.training.methods.registry import fit

TARGET, FOLDS, SEED, GAMMA = "BRCA", range(5), 42, 0.05
ENCODERS = ("abmil", *BACKBONES)


def task_of(cohort: CancerCohort, patients: tuple[Patient, ...], spatial: bool) -> FitTask:
    bags = []
    for patient in patients:
        read = [read_bag(path) for path in cohort.bag_paths(patient)]
        parts = []
        for slide, bag in enumerate(read):
            # The cohort's patches have no places: they are laid on a square, slides far apart.
            side = int(np.ceil(np.sqrt(len(bag.features))))
            places = np.stack(divmod(np.arange(len(bag.features)), side), axis=1) + 10_000 * slide
            parts.append(np.hstack([bag.features, places]) if spatial else bag.features)
        bags.append(np.concatenate(parts).astype(np.float32))
    return FitTask(
        bags,
        np.array([patient.time_days for patient in patients], float),
        np.array([patient.event for patient in patients], bool),
        replace(SETTINGS, seed=SEED, gamma=GAMMA),
    )


def c_index(model: object, task: FitTask) -> float:
    scores = np.array([model.predict(bag).risk_score for bag in task.bags])  # type: ignore[attr-defined]
    return concordance_index(task.times_days, task.events, scores)


def run(folder: Path, name: str) -> list[tuple[str, int, float, float]]:
    cohorts = {cancer.cancer: cancer for cancer in load_cohort(folder / "cohort").cancers}
    spatial = name == "spatial"
    sources = {
        c: task_of(k, k.train_patients(0), spatial) for c, k in cohorts.items() if c != TARGET
    }
    own = cohorts[TARGET]
    rows = []
    if name == "abmil":
        null = SETTINGS.null_model(BAGS["feature_dim"])
        fitted = {c: fit("vanilla", replace(t, null=null)).model for c, t in sources.items()}
    else:
        null = null_backbone(BACKBONES[name], BAGS["feature_dim"], SETTINGS)
        fitted = {c: fit_backbone(null, t).model for c, t in sources.items()}
    for fold in FOLDS:
        train = task_of(own, own.train_patients(fold), spatial)
        test = task_of(own, own.test_patients(fold), spatial)
        if name == "abmil":
            target = fit("vanilla", replace(train, null=null)).model
            given = replace(train, null=null, target=target, sources=fitted)
            merged = fit("steph", given).model
        else:
            target = fit_backbone(null, train).model
            merged = fit_backbone_steph(null, target, fitted, train).model
        rows.append((name, fold, c_index(target, test), c_index(merged, test)))
        sys.stderr.write(f"{rows[-1]}\n")
    return rows


def table(path: Path) -> str:
    with path.open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    lines = ["| encoder | target alone | STEPH over it | difference by fold |", "|---|---|---|---|"]
    for name in dict.fromkeys(row["encoder"] for row in rows):
        mine = [row for row in rows if row["encoder"] == name]
        alone, steph = (np.array([float(row[key]) for row in mine]) for key in ("alone", "steph"))
        by_fold = ", ".join(f"{value:+.3f}" for value in steph - alone)
        lines.append(f"| `{name}` | {alone.mean():.3f} | {steph.mean():.3f} | {by_fold} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    make_feature_cohort(asked.out / "cohort", CANCERS, PATIENTS, 0, **BAGS)
    path = asked.out / "backbones.csv"
    done = set()
    if path.exists():
        with path.open(newline="") as handle:
            done = {row["encoder"] for row in csv.DictReader(handle)}
    for name in ENCODERS:
        if name in done:
            continue
        rows = run(asked.out, name)
        new = not path.exists()
        with path.open("a", newline="") as handle:
            writer = csv.writer(handle)
            if new:
                writer.writerow(("encoder", "fold", "alone", "steph"))
            writer.writerows(rows)
    sys.stdout.write(table(path))


if __name__ == "__main__":
    main()
