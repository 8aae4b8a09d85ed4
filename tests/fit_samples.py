"""Small cohorts and tasks on which every method can be fitted."""

import numpy as np

from steph_desktop.model.abmil import new_abmil
from steph_desktop.training.methods.registry import FitTask
from steph_desktop.training.trainer import TrainSettings

D = 8


SMALL = TrainSettings(epochs=3, embed_dim=6, attn_dim=5, hyper_dim=7, k=2, lr=1e-3)


def cohort(n: int = 24, seed: int = 0) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Patients whose first feature, on average over the bag, shortens life."""
    rng = np.random.default_rng(seed)
    risk = rng.normal(size=n)
    bags = []
    for value in risk:
        bag = rng.normal(size=(rng.integers(3, 12), D)).astype(np.float32)
        bag[:, 0] += 2 * value
        bags.append(bag)
    times = 1500 * np.exp(-risk) + 1
    events = rng.random(n) < 0.7
    events[0] = True
    return bags, times, events


def task(**changes: object) -> FitTask:
    settings = SMALL
    null = settings.null_model(D)
    sources = {name: new_abmil(null.shape, seed) for seed, name in enumerate("ABC", start=5)}
    fields: dict = {
        "settings": settings,
        "null": null,
        "target": new_abmil(null.shape, 4),
        "sources": sources,
    }
    return FitTask(*cohort(), **(fields | changes))
