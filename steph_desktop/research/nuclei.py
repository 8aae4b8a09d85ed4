"""Rendered cells for synthetic sections: small banks of stamps in stain density, 0.5 um/px."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

STAMP_TURNS = 12
STAMP_KINDS = 4

Map = NDArray[np.float32]


class NucleusKind(Enum):
    """What a cell is."""

    TUMOUR = "tumour"
    LYMPHOCYTE = "lymphocyte"
    SPINDLE = "spindle"
    DEBRIS = "debris"
    GHOST = "ghost"
    ERYTHROCYTE = "erythrocyte"


_ELONGATION = {NucleusKind.TUMOUR: 1.22, NucleusKind.SPINDLE: 3.0, NucleusKind.GHOST: 1.15}


@lru_cache(maxsize=256)
def stamp_bank(kind: NucleusKind, diameter_half_px: int) -> NDArray[np.float32]:
    """Render cells of one kind and size, shape (turns, kinds, side, side), values 0 to 1."""
    diameter = diameter_half_px / 2
    elongation = _ELONGATION.get(kind, 1.05)
    long, short = diameter * np.sqrt(elongation) / 2, diameter / np.sqrt(elongation) / 2
    half = int(np.ceil(long * 1.25 + 1.5))
    rng = np.random.default_rng([diameter_half_px, list(NucleusKind).index(kind)])
    y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    bank = np.zeros((STAMP_TURNS, STAMP_KINDS, 2 * half + 1, 2 * half + 1), np.float32)
    for variant in range(STAMP_KINDS):
        waves = rng.normal(0, [0.07, 0.05, 0.03])
        phases = rng.uniform(0, 2 * np.pi, 3)
        chromatin = ndimage.gaussian_filter(rng.standard_normal((2 * half + 1,) * 2), 1.0)
        chromatin /= chromatin.std()
        spot = rng.uniform(-0.35, 0.35, 2)
        for turn in range(STAMP_TURNS):
            angle = np.pi * turn / STAMP_TURNS
            u = (x * np.cos(angle) + y * np.sin(angle)) / long
            v = (y * np.cos(angle) - x * np.sin(angle)) / short
            theta = np.arctan2(v, u)
            rim = 1 + sum(
                w * np.cos((k + 2) * theta + p)
                for k, (w, p) in enumerate(zip(waves, phases, strict=True))
            )
            radius = np.hypot(u, v) / rim
            inside = np.clip((1 - radius) * short / 0.9 + 0.5, 0, 1)
            bank[turn, variant] = inside * _nuclear_content(kind, radius, chromatin, u, v, spot)
    return np.clip(bank, 0, 1.4)


def _nuclear_content(
    kind: NucleusKind,
    radius: Map,
    chromatin: NDArray[np.float64],
    u: Map,
    v: Map,
    spot: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Density of stain inside a cell: rim, chromatin and nucleolus as its kind has them."""
    if kind is NucleusKind.TUMOUR:
        membrane: NDArray[np.float64] = np.exp(-(((radius - 0.9) / 0.16) ** 2))
        nucleolus: NDArray[np.float64] = np.exp(-((u - spot[0]) ** 2 + (v - spot[1]) ** 2) / 0.045)
        return 0.60 + 0.15 * chromatin + 0.20 * membrane + 0.32 * nucleolus
    if kind is NucleusKind.SPINDLE:
        return 0.74 + 0.08 * chromatin
    if kind is NucleusKind.GHOST:
        return 0.17 + 0.04 * chromatin
    if kind is NucleusKind.ERYTHROCYTE:
        dimple: NDArray[np.float64] = np.exp(-((radius / 0.45) ** 2))
        return 0.9 - 0.25 * dimple
    return 1.0 + 0.10 * chromatin
