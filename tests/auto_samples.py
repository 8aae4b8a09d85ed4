"""Small cohorts on which `steph_auto` can be fitted."""

from dataclasses import replace

import numpy as np

from steph_desktop.model.abmil import Abmil
from steph_desktop.training.methods.registry import FitTask, fit
from steph_desktop.training.trainer import TrainSettings, fit_abmil

D = 8


# The null model of this seed knows nothing of any rule below.
SMALL = TrainSettings(epochs=12, embed_dim=12, attn_dim=6, hyper_dim=7, k=2, lr=1e-2, null_seed=2)


Patients = tuple[list[np.ndarray], np.ndarray, np.ndarray]


def cohort(n: int, seed: int, feature: int = 0, strength: float = 1.0) -> Patients:
    """Patients of whom one feature, on average over the bag, shortens life."""
    rng = np.random.default_rng(seed)
    risk = rng.normal(size=n)
    bags = []
    for value in risk:
        bag = rng.normal(size=(rng.integers(3, 9), D)).astype(np.float32)
        bag[:, feature] += 1.5 * value
        bags.append(bag)
    times = 1500 * rng.exponential(size=n) ** 0.5 * np.exp(-strength * risk) + 1
    return bags, times, rng.random(n) < 0.7


def source(seed: int, feature: int = 0) -> Abmil:
    model = fit_abmil(*cohort(120, seed, feature), replace(SMALL, epochs=15)).model
    assert isinstance(model, Abmil)
    return model


def task(patients: Patients, sources: dict[str, Abmil], settings: TrainSettings = SMALL) -> FitTask:
    null = settings.null_model(D)
    given = FitTask(*patients, settings, null)
    return replace(given, target=fit("vanilla", given).model, sources=sources)
