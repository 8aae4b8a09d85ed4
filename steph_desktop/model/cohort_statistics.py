"""Statistics of a pack's training cohort, with which a new slide is compared.

Only summaries are kept: means, main axes and spreads, nothing of a single patient.

References
----------
Distance in the main axes plus what they leave over: Moghaddam, Pentland: Probabilistic visual
learning for object representation. IEEE TPAMI 1997 (their distance in and from feature space).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import Within

FloatArray = NDArray[np.float64]

MIN_MEMBERS = 10
"""Fewer patients than this describe no cohort."""

N_DECILES = 11  # 0 to 100 %, both ends with them
_FOLDS = 5  # members lie nearer to axes that were fitted on them
_MAX_AXES = 32
_PATIENTS_PER_AXIS = 5  # with fewer, an axis follows single patients
_MARGIN_QUANTILE = 0.99  # one training patient in a hundred lies beyond
STAIN_NUMBERS = 6  # two stains and a residual, each with its spread


@dataclass(frozen=True)
class Cloud:
    """Mean, main axes and spread of a cohort's vectors, and how far out its own members lie."""

    mean: FloatArray  # shape (d,): of the members
    axes: FloatArray  # shape (q, d): orthonormal main axes
    variances: FloatArray  # shape (q,): along the axes, all above 0
    rest_variance: float  # mean variance over the d - q directions that the axes leave, above 0
    # log_mean, log_sd: mean and standard deviation of the logarithm of the members' distances,
    # each measured against a cloud of the others (five folds).
    log_mean: float = 0.0
    log_sd: float = 1.0

    @classmethod
    def of(cls, vectors: FloatArray, seed: int = 0) -> Cloud:
        """Describe vectors of shape (n, d).

        Raises
        ------
        ValueError
            If there are fewer than `MIN_MEMBERS`.
        """
        if len(vectors) < MIN_MEMBERS:
            raise ValueError(f"{len(vectors)} members describe no cohort")
        order = np.random.default_rng(seed).permutation(len(vectors))
        logs = np.empty(len(vectors))
        for fold in range(_FOLDS):
            out = order[fold::_FOLDS]
            others = _fit(np.delete(vectors, out, axis=0))
            logs[out] = [np.log(others.distance(vectors[row])) for row in out]
        log_sd = max(float(logs.std(ddof=1)), 1e-6)
        return replace(_fit(vectors), log_mean=float(logs.mean()), log_sd=log_sd)

    def distance(self, vector: FloatArray) -> float:
        """Distance of a vector, shape (d,), in units of the members' spread; above 0."""
        away = np.asarray(vector, float) - self.mean
        along = self.axes @ away
        total = float((along**2 / self.variances).sum())
        if len(self.axes) < len(away):  # else what is left over is rounding
            total += max(0.0, float(away @ away - along @ along)) / self.rest_variance
        return float(max(total, 1e-12) ** 0.5)

    def deviations(self, vector: FloatArray) -> float:
        """Return how far out a vector lies, in standard deviations of the members' log distances.

        Of the logarithm of the distance; negative for a vector that lies nearer than most.
        """
        return (float(np.log(self.distance(vector))) - self.log_mean) / self.log_sd


def _fit(vectors: FloatArray) -> Cloud:
    n, d = vectors.shape
    mean = vectors.mean(axis=0)
    _, singular, axes = np.linalg.svd(vectors - mean, full_matrices=False)
    variances = singular**2 / (n - 1)
    # Of a few vectors in many dimensions only the widest axes are to be believed.
    q = max(1, min(d, n // _PATIENTS_PER_AXIS, _MAX_AXES))
    total = float(variances.sum())
    floor = max(1e-9 * total / d, 1e-12)
    rest = (total - float(variances[:q].sum())) / (d - q) if d > q else 0.0
    return Cloud(mean, axes[:q], np.maximum(variances[:q], floor), max(rest, floor))


@dataclass(frozen=True)
class CohortStatistics:
    """Statistics of a pack's training cohort, with which a new slide is compared."""

    patients: int  # how many it was computed from
    patches: FloatArray  # shape (3,): 5th, 50th and 95th percentile of patches per patient
    features: Cloud  # of the patients' mean features, d = D
    cancers: tuple[str, ...]  # other cancers whose mean features are known; may be empty
    # shape (len(cancers), D): their mean features, each the mean over patients.
    cancer_means: FloatArray
    # 99th percentile over the cohort of `margin`: a case beyond it, and above 0, is nearer to
    # another cancer than the cohort's own patients are.
    margin_limit: float
    # Of the slides' stain, `steph_desktop.slide.quality.stain_of`, d = 6; None where the cohort
    # had features alone.
    stain: Cloud | None = None

    def margin(self, mean_features: FloatArray) -> tuple[float, str]:
        """How much nearer a case lies to another cancer than to the target, and to which.

        Returns
        -------
        float
            (d_target - d_other) / (d_target + d_other), -1 to 1; above 0 if another cancer is
            nearer. Distances are Euclidean between mean features.
        str
            The nearest other cancer; empty where none is known, and the margin is then -1.
        """
        if not self.cancers:
            return -1.0, ""
        own = float(np.linalg.norm(mean_features - self.features.mean))
        others = np.linalg.norm(self.cancer_means - mean_features, axis=1)
        nearest = int(others.argmin())
        other = float(others[nearest])
        return (own - other) / max(own + other, 1e-12), self.cancers[nearest]


def describe_cohort(
    mean_features: FloatArray,
    n_patches: Sequence[int],
    cancer_means: Mapping[str, FloatArray] | None = None,
    stain: FloatArray | None = None,
) -> CohortStatistics:
    """Compute the statistics of a training cohort.

    Call it with the patients that the model was trained on (or, better, with out-of-fold patients
    of the same cohort) and hand the answer to `steph_desktop.model.packs.save_pack`.

    Parameters
    ----------
    mean_features : ndarray, shape (n, D)
        Mean over each patient's bag.
    cancer_means : mapping of str to ndarray of shape (D,), optional
        Mean over patients of the mean features of other cancers.
    stain : ndarray, shape (slides, 6), optional
        Stain of the slides, where there were slides.

    Raises
    ------
    ValueError
        If there are fewer than `MIN_MEMBERS` patients.
    """
    rows = np.asarray(mean_features, float)
    means = list((cancer_means or {}).values())
    has_stain = stain is not None and len(stain) >= MIN_MEMBERS
    found = CohortStatistics(
        patients=len(rows),
        patches=np.percentile(np.asarray(n_patches, float), (5, 50, 95)),
        features=Cloud.of(rows),
        cancers=tuple(cancer_means or ()),
        cancer_means=np.array(means, float) if means else np.empty((0, rows.shape[1])),
        margin_limit=0.0,
        stain=Cloud.of(np.asarray(stain, float)) if has_stain else None,
    )
    margins = [found.margin(row)[0] for row in rows]
    return replace(found, margin_limit=float(np.quantile(margins, _MARGIN_QUANTILE)))


@dataclass(frozen=True)
class StatisticsCard:
    """The card's entry for the statistics in the weight file: enough to know their shapes."""

    patients: Annotated[int, Within(1, 1 << 16)]  # how many patients they were computed from
    # axes, stain_axes: main axes of features and stain; `stain_axes` 0 without stain.
    axes: Annotated[int, Within(1, 1 << 16)]
    stain_axes: Annotated[int, Within(0, STAIN_NUMBERS)] = 0
    # Other cancers whose mean features are kept.
    cancers: Annotated[tuple[Annotated[str, Within(0, 20_000)], ...], Within(0, 256)] = ()

    def shapes(self, feature_dim: int) -> dict[str, tuple[int, ...]]:
        """Names and shapes of the tensors, always float32, in a pack of this width."""
        named: dict[str, tuple[int, ...]] = {"patches": (3,), "margin_limit": (1,)}
        named |= _cloud_shapes("features", feature_dim, self.axes)
        if self.cancers:
            named["cancer_means"] = (len(self.cancers), feature_dim)
        if self.stain_axes:
            named |= _cloud_shapes("stain", STAIN_NUMBERS, self.stain_axes)
        return {f"{PREFIX}{name}": shape for name, shape in named.items()}


PREFIX = "statistics."


def _cloud_shapes(name: str, d: int, q: int) -> dict[str, tuple[int, ...]]:
    shapes = {"mean": (d,), "axes": (q, d), "variances": (q,), "scale": (3,)}
    return {f"{name}.{part}": shape for part, shape in shapes.items()}


def card_of(statistics: CohortStatistics) -> StatisticsCard:
    """Return the card's entry for statistics."""
    stain = statistics.stain
    return StatisticsCard(
        statistics.patients,
        len(statistics.features.axes),
        len(stain.axes) if stain is not None else 0,
        statistics.cancers,
    )


def to_arrays(statistics: CohortStatistics) -> dict[str, NDArray[np.float32]]:
    """Return statistics as named arrays, as `StatisticsCard.shapes` names them."""
    named: dict[str, FloatArray] = {
        "patches": statistics.patches,
        "margin_limit": np.array([statistics.margin_limit]),
        **_cloud_arrays("features", statistics.features),
    }
    if statistics.cancers:
        named["cancer_means"] = statistics.cancer_means
    if statistics.stain is not None:
        named |= _cloud_arrays("stain", statistics.stain)
    return {f"{PREFIX}{name}": array.astype(np.float32) for name, array in named.items()}


def _cloud_arrays(name: str, cloud: Cloud) -> dict[str, FloatArray]:
    parts = {part: getattr(cloud, part) for part in ("mean", "axes", "variances")}
    parts["scale"] = np.array([cloud.rest_variance, cloud.log_mean, cloud.log_sd])
    return {f"{name}.{part}": array for part, array in parts.items()}


def from_arrays(
    card: StatisticsCard, arrays: Mapping[str, NDArray[np.float32]]
) -> CohortStatistics:
    """Read statistics back from named arrays; a `ValueError` if a spread is not above 0."""

    def get(name: str) -> FloatArray:
        return np.asarray(arrays[f"{PREFIX}{name}"], float)

    def cloud(name: str) -> Cloud:
        rest, log_mean, log_sd = get(f"{name}.scale").tolist()
        variances = get(f"{name}.variances")
        if not ((variances > 0).all() and rest > 0 and log_sd > 0):
            raise ValueError(f"a spread of the {name} is not above 0")
        return Cloud(get(f"{name}.mean"), get(f"{name}.axes"), variances, rest, log_mean, log_sd)

    features = cloud("features")
    empty = np.empty((0, len(features.mean)))
    return CohortStatistics(
        card.patients,
        get("patches"),
        features,
        card.cancers,
        get("cancer_means") if card.cancers else empty,
        float(get("margin_limit")[0]),
        cloud("stain") if card.stain_axes else None,
    )
