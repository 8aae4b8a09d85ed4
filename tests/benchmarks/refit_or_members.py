"""Measure whether a refit on all patients or the models of the folds is better; not in the suite.

    python tests/benchmarks/refit_or_members.py --out figures.csv --seeds 500-502

Each world of `steph_auto.py` is a study of 80 patients in five folds; 300 new patients tell which
form of pack orders them better, and the study's own comparison says which it would save. With
--null the outcomes are dealt anew. --show prints the table from the file.
"""

import argparse
import csv
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from steph_auto import ALL_WORLDS, NULL, Cancer, dealt_anew

from steph_desktop.cohort.eligibility import screen_cohort
from steph_desktop.core.job_control import JobControl
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.model.abmil import SurvivalModel
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.bag_store import BagStore, CohortBags
from steph_desktop.training.comparison import compare
from steph_desktop.training.protocol import FoldRun, refit_all, run_fold
from steph_desktop.training.source_models import FittedModels

WORLDS = (
    "mixtures, families", "mixtures, nothing shared", "rare findings, families",
    "rare findings, nothing shared", "weak signal, nothing shared",
)  # fmt: skip
N_PATIENTS, N_FOLDS, N_SOURCES = 80, 5, 3
COLUMNS = ("world", "seed", "method", "refit", "members", "told", "lower", "upper")


def lay(folder: Path, name: str, drawn: Cancer, n: int) -> None:
    """Write the first patients of a cancer, each tested in one of the folds."""
    rows = ["patient_id,pathology_id,t,e"]
    ids = [f"{name}-{number:04}" for number in range(n)]
    for number, patient in enumerate(ids):
        rows.append(
            f"{patient},{patient}-s,{drawn.times_days[number]:.2f},{drawn.events[number]:d}"
        )
        bag = Bag(drawn.bags[number], None, BagMeta(f"{patient}-s", encoder="effnet-lite0"))
        write_bag(folder / name / "features" / f"{patient}-s.h5", bag)
    (folder / name / "labels.csv").write_text("\n".join(rows) + "\n")
    for fold in range(N_FOLDS):
        test = ids[fold::N_FOLDS]
        train = [patient for patient in ids if patient not in test]
        test += [""] * (len(train) - len(test))
        split = [f"{a},{b}" for a, b in zip(train, test, strict=True)]
        (folder / name / f"splits_{fold}.csv").write_text("\n".join(["train,test", *split]) + "\n")


def risks(model: SurvivalModel, bags: np.ndarray) -> np.ndarray:
    return np.array([model.predict(bag).risk_score for bag in bags])


def run(name: str, seed: int, method: str) -> dict[str, object]:
    """Make a study of one world, and ask new patients."""
    world = ALL_WORLDS[name]
    rng = np.random.default_rng(seed)
    drawn = list(world.draw(rng, world.shared, N_PATIENTS, world.signal))[: 1 + N_SOURCES]
    if name == NULL:
        drawn = [dealt_anew(one, rng) for one in drawn]
    target, settings = drawn[0], world.settings
    new = (target.times_days[N_PATIENTS:], target.events[N_PATIENTS:])
    bags = target.bags[N_PATIENTS:]
    with tempfile.TemporaryDirectory() as place:
        lay(Path(place), "TARGET", target, N_PATIENTS)
        for number, one in enumerate(drawn[1:], start=1):
            lay(Path(place), f"S{number}", one, len(one.events))
        models = FittedModels(CohortBags(screen_cohort(Path(place)), BagStore()), settings)
        found, places = [], []
        for fold in range(N_FOLDS):
            fold_run = FoldRun("TARGET", method, fold, seed)
            result = run_fold(fold_run, models, settings, 0.005, recalibrates=True)
            found.append(result.predictions)
            # As a pack of members answers: each on the scale of those who tested it, the median.
            own, scores = np.sort(result.predictions.risk_scores), risks(result.fitted.model, bags)
            places.append(np.interp(scores, own, np.linspace(0, 1, len(own))))
        whole = FoldRun("TARGET", method, 0, seed)
        refit = refit_all(whole, models, settings, 0.005, JobControl())[0].model
        # What the study tells: `compare_refits` on the same fold runs.
        members = [replace(one, method="parts", risk_scores=one.consensus) for one in found]
        told = compare(found, [replace(one, as_fitted=None) for one in members])
        return {
            "world": name, "seed": seed, "method": method,
            "refit": round(concordance_index(*new, risks(refit, bags)), 4),
            "members": round(concordance_index(*new, np.median(places, axis=0)), 4),
            "told": round(told.difference, 4),
            "lower": round(told.lower, 4), "upper": round(told.upper, 4),
        }  # fmt: skip


def show(path: Path) -> None:
    """Print how often the refit is better, how often the study says so, and what a choice costs."""
    with path.open() as handle:
        rows = list(csv.DictReader(handle))
    lines = [
        "| world | method | worlds | refit - members, new patients | refit better | study saves "
        "refit | right choice | regret | of always refit | of always members |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    kinds = dict.fromkeys((row["world"], row["method"]) for row in rows)
    with_signal = [row for row in rows if row["world"] != NULL]
    for kind, mine in [
        *((kind, [r for r in rows if (r["world"], r["method"]) == kind]) for kind in kinds),
        *((("all with signal", m), [r for r in with_signal if r["method"] == m])
          for m in dict.fromkeys(r["method"] for r in with_signal)),
    ]:  # fmt: skip
        true = np.array([float(r["refit"]) - float(r["members"]) for r in mine])
        saves = np.array([float(r["told"]) >= 0 for r in mine])
        lost = np.where(saves, np.maximum(-true, 0), np.maximum(true, 0)).mean()
        error = true.std(ddof=1) / np.sqrt(len(true)) if len(true) > 1 else np.nan
        lines.append(
            f"| {kind[0]} | {kind[1]} | {len(mine)} | {true.mean():+.3f} ± {error:.3f} | "
            f"{(true > 0).sum()} | {saves.sum()} | {(saves == (true > 0)).sum()} | {lost:.4f} | "
            f"{np.maximum(-true, 0).mean():.4f} | {np.maximum(true, 0).mean():.4f} |"
        )
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", default="500-502", help="from-to")
    parser.add_argument("--worlds", nargs="*", choices=(*WORLDS, NULL), default=list(WORLDS))
    parser.add_argument("--methods", nargs="*", default=["vanilla"])
    parser.add_argument("--null", action="store_true", help="outcomes dealt anew")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if asked.show:
        show(asked.out)
        return
    done = set()
    if asked.out.exists():
        with asked.out.open() as handle:
            done = {(r["world"], int(r["seed"]), r["method"]) for r in csv.DictReader(handle)}
    first, _, last = asked.seeds.partition("-")
    for seed in range(int(first), int(last or first) + 1):
        for name in [NULL] if asked.null else asked.worlds:
            for method in asked.methods:
                if (name, seed, method) in done:
                    continue
                row = run(name, seed, method)
                new = not asked.out.exists()
                with asked.out.open("a", newline="") as handle:
                    writer = csv.DictWriter(handle, COLUMNS)
                    if new:
                        writer.writeheader()
                    writer.writerow(row)


if __name__ == "__main__":
    main()
