"""What bfloat16 training and float16 features do to the C-index; not part of the test suite.

    python tests/benchmarks/precision.py [--seeds 100-107] [--worlds ...]

Every model of a cohort, sources included, is fitted again with nothing but the precision changed,
and tested on 300 patients. "one by one" is the yardstick: the same in float32 with each bag in a
product of its own, which changes the rounding and draws other dropout masks.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from steph_auto import WORLDS, Cancer, GenerativeModel

from steph_desktop.model.abmil import SurvivalModel
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.registry import FitTask, fit
from steph_desktop.training.trainer import TrainingPrecision, TrainSettings

METHODS = ("vanilla", "steph")
DEFAULT_WORLDS = (
    "mixtures, families",
    "rare findings, families",
    "weak signal, nothing shared",
    "240 patients, families",
)


def halved(cancer: Cancer) -> Cancer:
    return replace(cancer, bags=cancer.bags.astype(np.float16).astype(np.float32))


def fitted(
    world: GenerativeModel, cancers: list[Cancer], settings: TrainSettings
) -> Iterator[tuple[str, SurvivalModel]]:
    target, *others = cancers
    null = settings.null_model(target.bags.shape[-1])
    whole = slice(None)
    sources = {
        f"cancer {j}": fit("vanilla", FitTask(*other.part(whole), settings, null)).model
        for j, other in enumerate(others, start=1)
    }
    task = FitTask(*target.part(slice(world.n_train)), settings, null)
    vanilla = fit("vanilla", task).model
    for method in METHODS:
        task = replace(task, target=vanilla, sources=sources)
        yield method, vanilla if method == "vanilla" else fit(method, task).model


def scores(
    world: GenerativeModel, cancers: list[Cancer], settings: TrainSettings
) -> dict[str, float]:
    found = {}
    for method, model in fitted(world, cancers, settings):
        bags, times, events = cancers[0].part(slice(world.n_train, None))
        risks = np.array([model.predict(bag).risk_score for bag in bags])
        found[method] = concordance_index(times, events, risks)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seeds", default="100-107", help="from-to")
    parser.add_argument("--worlds", nargs="*", choices=WORLDS, default=DEFAULT_WORLDS)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    first, _, last = asked.seeds.partition("-")
    changes: dict[tuple[str, str], list[float]] = {}
    for name in asked.worlds:
        world = WORLDS[name]
        for seed in range(int(first), int(last or first) + 1):
            rng = np.random.default_rng(seed)
            cancers = list(world.draw(rng, world.shared, world.n_train, world.signal))
            plain = replace(world.settings, seed=seed, null_seed=seed)
            base = scores(world, cancers, plain)
            variants = {
                "bfloat16": (cancers, replace(plain, precision=TrainingPrecision.BFLOAT16)),
                "float16 features": ([halved(cancer) for cancer in cancers], plain),
                "one by one": (cancers, replace(plain, batch_instances=1)),
            }
            for variant, (bags, settings) in variants.items():
                for method, value in scores(world, bags, settings).items():
                    change = value - base[method]
                    changes.setdefault((variant, method), []).append(change)
                    what = f"{name}, seed {seed}, {method}, {variant}"
                    sys.stdout.write(f"{what}: {base[method]:.4f} {change:+.4f}\n")
                    sys.stdout.flush()
    for (variant, method), values in changes.items():
        gain = np.array(values)
        sys.stdout.write(
            f"{variant}, {method}: mean {gain.mean():+.5f}, mean size {np.abs(gain).mean():.5f}, "
            f"largest {np.abs(gain).max():.5f} over {len(gain)} cohorts\n"
        )


if __name__ == "__main__":
    main()
