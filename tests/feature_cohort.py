"""A synthetic cohort of bags, for tests and benchmarks that would take hours with slides."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import UsageError
from steph_desktop.core.job_control import UNWATCHED, JobControl, JobStep, Phase
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.research.generative_model import GenerativeModel, Phenotypes
from steph_desktop.research.synthetic import DEFAULT_WORLD, slide_id_of_patient, start_cohort

_PATCH_PX = 256


def make_feature_cohort(
    out: Path,
    cancers: int | Sequence[str] = 13,
    patients: int | Mapping[str, int] = 100,
    seed: int = 0,
    control: JobControl = UNWATCHED,
    *,
    world: GenerativeModel = DEFAULT_WORLD,
    feature_dim: int = 64,
    instances: int = 32,
    noise: float = 0.7,
) -> Path:
    """Make a cohort of bags without pictures: each instance is a kind of tissue plus noise.

    Stroma, necrosis, lymphocytes and tumour are directions in feature space, and their shares of
    the bag are the phenotypes' shares; nuclear density and size shift the tumour instances.
    """
    if feature_dim < 6 or instances < 4:
        raise UsageError("A bag needs at least 4 instances and 6 dimensions")
    shape = {"feature_dim": feature_dim, "instances": instances, "noise": noise}
    drawn = start_cohort(out, cancers, patients, seed, world, shape)
    basis = np.linalg.qr(np.random.default_rng([seed, 5]).standard_normal((feature_dim, 6)))[0].T
    basis *= np.sqrt(feature_dim) / 4
    total, done = sum(map(len, drawn.values())), 0
    for cancer, people in drawn.items():
        for patient in people:
            control.checkpoint(done, total, JobStep(Phase.PAINTING, name=cancer))
            rng = np.random.default_rng(patient.seed)
            count = rng.integers(2 * instances // 3, 4 * instances // 3 + 1)
            features = _draw_bag(rng, patient.phenotypes, basis, int(count), noise)
            slide_id = slide_id_of_patient(patient)
            meta = BagMeta(slide_id=slide_id, encoder="synthetic", patch_size_level0_px=_PATCH_PX)
            path = out / cancer / "features" / f"{slide_id}.h5"
            # On a square, in the order of drawing: places that say nothing.
            rows, side = np.arange(len(features)), math.isqrt(len(features) - 1) + 1
            coords = np.stack([rows % side, rows // side], axis=1) * _PATCH_PX
            write_bag(path, Bag(features.astype(np.float32), coords, meta))
            done += 1
    control.checkpoint(total, total, Phase.DONE)
    return out


def _draw_bag(
    rng: np.random.Generator,
    phenotypes: Phenotypes,
    basis: NDArray[np.float64],
    rows: int,
    noise: float,
) -> NDArray[np.float64]:
    """Instances of one patient, shape (rows, D)."""
    shares = np.array(
        [phenotypes.stroma_share, phenotypes.necrosis_share, phenotypes.lymphocyte_share]
    )
    chances = np.append(shares, max(0.05, 1 - shares.sum()))
    kinds = rng.choice(4, rows, p=chances / chances.sum())
    density, size = phenotypes.scores()[:2]
    means = basis[:4].copy()
    means[3] += 0.5 * (density * basis[4] + size * basis[5])
    return np.asarray(means[kinds] + noise * rng.standard_normal((rows, basis.shape[1])))
