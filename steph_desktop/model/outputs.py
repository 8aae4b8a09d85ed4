"""A model's answer for one case, and the reference cohort it is compared with, as plain NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import Key, Rounded, Within
from steph_desktop.survival.curves import DAYS_PER_YEAR, LANDMARK_YEARS, FloatArray, TimeBins


@dataclass(frozen=True)
class SourceShare:
    """How one source cancer entered the merged model of one case."""

    cancer: str  # name of the source cancer
    weight: float  # aggregation weight w >= 0
    lambda_target: float  # mixing ratio in [0, 1]: share of the target's task vector in this pair
    selected: bool  # True for the K sources that were merged


@dataclass(frozen=True)
class Prediction:
    """Prediction for one case."""

    # hazards, survival: shape (B,): discrete hazards and survival at the end of each bin.
    hazards: FloatArray
    survival: FloatArray
    risk_score: float  # minus the sum of `survival`; higher is worse
    attention: FloatArray  # shape (N,): attention per instance; sums to 1
    # shape (N, B), float32: exact contribution of each instance to each bin's log-odds of hazard
    # (without the head's bias): the columns sum to logits minus bias. Where ReLUs follow the
    # pooling (surgery, routed experts) they are exact for the ReLUs that are alive at this bag
    # and for its route, and the columns sum to logits minus what biases add. The risk map centres
    # and weighs them, see `risk_contributions`.
    contributions: NDArray[np.float32]
    sources: tuple[SourceShare, ...] = ()  # in the model's order; empty for a model without sources
    # shape (M, B): survival by each member of a pack that holds several, in the pack's order; all
    # else is the answering member's. None for a pack of one.
    member_survival: FloatArray | None = None
    # Place in the pack of the member that answers, the one in the middle of all. None for a pack of
    # one, and where the pack does not know its members' scales or the case is of an earlier
    # version: the first answers then, on the scale of the whole reference cohort.
    member: int | None = None


@dataclass(frozen=True)
class SourceSpread:
    """How the sources were used over a reference cohort, in the model's order of sources."""

    # weights, lambdas: shape (m, 11): deciles (0, 10, ..., 100 %) over the cohort's patients of
    # each source's aggregation weight and mixing ratio.
    weights: Annotated[FloatArray, Rounded(5), Within(0, 256)]
    lambdas: Annotated[FloatArray, Rounded(5), Within(0, 256)]
    # shape (m,): share of the patients for whom the source was merged.
    selected: Annotated[FloatArray, Rounded(5), Within(0, 256)]

    @classmethod
    def of(cls, predictions: Sequence[Prediction]) -> SourceSpread | None:
        """Summarise the sources of a cohort's predictions; None for a model without sources."""
        rows = [prediction.sources for prediction in predictions]
        if not rows or not rows[0]:
            return None
        return cls.of_mixtures(
            *(
                np.array([[getattr(share, name) for share in row] for row in rows], float)
                for name in ("weight", "lambda_target", "selected")
            )
        )

    @classmethod
    def of_mixtures(
        cls, weights: FloatArray, lambdas: FloatArray, selected: NDArray[Any]
    ) -> SourceSpread:
        """Summarise what the models of n patients were mixed from, each of shape (n, m)."""
        of_weights, of_lambdas = (
            np.quantile(part, np.linspace(0, 1, 11), axis=0).T for part in (weights, lambdas)
        )
        return cls(of_weights, of_lambdas, selected.astype(float).mean(axis=0))

    def weight_percentile(self, source: int, weight: float) -> float:
        """Percentile of a weight among the cohort's weights for this source."""
        deciles = self.weights[source]
        low = float(np.searchsorted(deciles, weight, side="left"))
        high = float(np.searchsorted(deciles, weight, side="right"))
        if low < high:  # as many of the cohort have this very weight: the middle of them
            return 10.0 * min(10.0, max(0.0, (low + high - 1) / 2))
        return float(np.interp(weight, deciles, np.linspace(0, 100, 11)))


class RiskGroup(Enum):
    """Risk group by cut-offs fixed on training folds."""

    LOW = "low"
    INTERMEDIATE = "intermediate"
    HIGH = "high"


N_QUANTILES = 21  # in steps of 5 %
_PATIENTS = Within(1, 1_000_000)


@dataclass(frozen=True)
class MemberScale:
    """How one member of a pack scores patients it has not seen; members' scores differ in scale."""

    # Its own cut-offs, fixed on its training patients; as many as the reference cohort's.
    cutoffs: tuple[float, ...]
    # length 21: its risk scores of the patients that tested it: 0, 5, ..., 100 %.
    quantiles: tuple[float, ...]

    @classmethod
    def of(cls, cutoffs: Sequence[float], risk_scores: FloatArray) -> MemberScale:
        """Summarise a member's scores of the patients that tested it, shape (n,)."""
        found = np.quantile(risk_scores, np.linspace(0, 1, N_QUANTILES))
        return cls(tuple(map(float, cutoffs)), tuple(found.tolist()))

    @property
    def spread(self) -> float:
        """Standard deviation of the scores, estimated from their quantiles."""
        return float(np.std(self.quantiles))

    def percentile_of(self, risk_score: float) -> float:
        """Percentile of a score among this member's scores."""
        return float(np.interp(risk_score, self.quantiles, np.linspace(0, 100, N_QUANTILES)))


@dataclass(frozen=True)
class ReferenceCohort:
    """Out-of-fold predictions of a pack's training cohort, with which a new case is compared."""

    times_days: Annotated[FloatArray, _PATIENTS]  # shape (n,): follow-up in days
    # shape (n,), bool: true where the event was seen.
    events: Annotated[NDArray[np.bool_], _PATIENTS]
    risk_scores: Annotated[FloatArray, _PATIENTS]  # shape (n,): out-of-fold risk scores
    # One (low | high) or two (low | intermediate | high) risk scores, fixed on training folds.
    cutoffs: tuple[float, ...]
    # How the cohort's patients drew on the sources; None where the pack does not say.
    sources: Annotated[SourceSpread | None, Key(omit=True)] = None
    # Of every member of the pack, in its order; empty where the pack has one member or does not
    # say.
    scales: Annotated[tuple[MemberScale, ...], Key("members", omit=True)] = ()

    # Ends of the risk map's colours, see `map_tops_of`: a row for each member of the pack, with a
    # number for each of `MAP_HORIZONS`; empty where the pack does not say.
    map_tops: Annotated[tuple[tuple[float, ...], ...], Key(omit=True)] = ()

    @property
    def groups(self) -> tuple[RiskGroup, ...]:
        """The groups that the cut-offs make, lowest risk first."""
        if len(self.cutoffs) == 2:
            return (RiskGroup.LOW, RiskGroup.INTERMEDIATE, RiskGroup.HIGH)
        return (RiskGroup.LOW, RiskGroup.HIGH)

    def group_of(self, risk_score: float) -> RiskGroup:
        """Group of a risk score; a score on a cut-off belongs to the higher group."""
        return self.groups[int(np.searchsorted(self.cutoffs, risk_score, side="right"))]

    def percentile_of(self, risk_score: float) -> float:
        """Share of the cohort at or below a risk score, 0 to 100, ties counted half."""
        below = np.count_nonzero(self.risk_scores < risk_score)
        ties = np.count_nonzero(self.risk_scores == risk_score)
        return 100.0 * (below + 0.5 * ties) / len(self.risk_scores)

    def standing(self, risk_score: float, member: int | None = None) -> tuple[float, RiskGroup]:
        """Percentile and group of a score, on the scale of the member that gave it."""
        if member is None or not self.scales:
            return self.percentile_of(risk_score), self.group_of(risk_score)
        scale = self.scales[member]
        place = int(np.searchsorted(scale.cutoffs, risk_score, side="right"))
        return scale.percentile_of(risk_score), self.groups[place]

    def spread_of(self, member: int | None = None) -> float:
        """Return the standard deviation of a member's scores, or of the whole cohort's."""
        if member is None or not self.scales:
            return float(np.std(self.risk_scores))
        return self.scales[member].spread

    def cut_percentiles(self) -> tuple[tuple[float, float], ...]:
        """Lowest and highest percentile, over the members, of each cut-off between groups.

        Both are the same for a pack of one.
        """
        if not self.scales:
            places = [[100.0 * float(np.mean(self.risk_scores < cut)) for cut in self.cutoffs]]
        else:
            places = [[scale.percentile_of(cut) for cut in scale.cutoffs] for scale in self.scales]
        return tuple((min(cuts), max(cuts)) for cuts in zip(*places, strict=True))

    def by_members(
        self, member_survival: FloatArray
    ) -> tuple[FloatArray, tuple[RiskGroup, ...]] | None:
        """Percentiles and groups that the members of a pack give a case, each on its own scale.

        Parameters
        ----------
        member_survival : ndarray, shape (M, B)
            Survival by each member, in the pack's order.

        Returns
        -------
        ndarray, shape (M,), and tuple of RiskGroup, or None
            Percentiles and risk groups; None where the pack does not know its members' scales.
        """
        if len(self.scales) != len(member_survival):
            return None
        scores = (-np.asarray(member_survival, float).sum(axis=1)).tolist()
        found = [self.standing(score, member) for member, score in enumerate(scores)]
        return np.array([place for place, _ in found]), tuple(group for _, group in found)

    def members(self, group: RiskGroup) -> NDArray[np.bool_]:
        """Mask of the cohort's patients in a group, shape (n,)."""
        index = np.searchsorted(self.cutoffs, self.risk_scores, side="right")
        return np.asarray(index == self.groups.index(group))


def member_in_the_middle(places: FloatArray) -> int:
    """Return the member whose answer is the median of all, the upper one of two in the middle.

    Parameters
    ----------
    places : ndarray, shape (M,)
        Percentiles, each on the scale of the member's own scores.
    """
    return int(np.argsort(places, kind="stable")[len(places) // 2])


def consensus(groups: Sequence[RiskGroup]) -> RiskGroup:
    """Return the median of the members' risk groups."""
    return sorted(groups, key=list(RiskGroup).index)[len(groups) // 2]


def risk_gradient(
    prediction: Prediction, bins: TimeBins, horizon_years: float | None = None
) -> FloatArray:
    """Gradient of the risk with respect to each bin's log-odds of hazard.

    With S_j = prod_{i<=j} (1 - h_i), d S_j / d logit_k is -h_k S_j for k <= j and 0 beyond. The
    risk score is minus the sum of all S_j; survival at a horizon is one S_j, or lies between two
    neighbours as `survival_at` has it.

    Parameters
    ----------
    horizon_years : float, optional
        The risk score if None, else the survival at this horizon.

    Returns
    -------
    ndarray, shape (B,)
        Never negative. Of the risk score, in years of expected survival lost where bins are years
        long; of a horizon, in percentage points of survival lost.
    """
    count = len(bins)
    weights = np.ones(count)
    if horizon_years is not None:
        # Survival at the start of bin k is S_{k-1}, and 1 at the start of the first.
        days = horizon_years * DAYS_PER_YEAR
        place = float(np.interp(days, bins.starts_days, np.arange(count)))
        starts = np.clip(1 - np.abs(np.arange(count) - place), 0, 1)
        weights = 100.0 * np.append(starts[1:], 0.0)
    lost = (weights * prediction.survival)[::-1].cumsum()[::-1]
    return np.asarray(prediction.hazards * lost, np.float64)


def risk_contributions(
    prediction: Prediction, bins: TimeBins, horizon_years: float | None = None
) -> FloatArray:
    """How much each instance raises or lowers the risk, against the bag's average.

    An instance i holds attention a_i and contributes c_ik to the log-odds of bin k; an instance of
    average content with the same attention would contribute a_i * sum_j c_jk. The difference,
    weighted by `risk_gradient`, is the derivative of the risk by the logarithm of the instance's
    weight in the pooling: exact to first order, and the risk moves by minus as much where the
    instance is left out. Positive where the patch raises the risk; the sum over the bag is 0.

    Parameters
    ----------
    horizon_years : float, optional
        Explain the survival at this horizon; the risk score if None.

    Returns
    -------
    ndarray, shape (N,)
        In the units of `risk_gradient`.
    """
    gradient = risk_gradient(prediction, bins, horizon_years)
    # Weighted over the bins first: centring is linear, and then there is one number per instance.
    own = np.einsum("nb,b->n", prediction.contributions, gradient)  # in float64, without a copy
    return np.asarray(own - prediction.attention * own.sum())


MAP_HORIZONS: tuple[float | None, ...] = (None, *map(float, LANDMARK_YEARS))
"""What a risk map explains: the risk score, over all years, or the survival at a horizon."""
_TOP_OF_CASE, _TOP_OF_CASES = 99.0, 90.0  # percentiles: over a case's patches, then over the cases


def map_tops_of(predictions: Sequence[Prediction], bins: TimeBins) -> tuple[float, ...]:
    """Return where the colours of a model's risk maps end, one number for each of `MAP_HORIZONS`.

    A contribution is taken for what a slide full of such patches would do, that is, times the
    number of patches, so that a biopsy and a resection compare. Of each patient the 99th percentile
    of their sizes, and of these the 90th over the patients: one outlier must not make all pale.

    The predictions are of patients that the model has not seen; at least one.
    """
    tops = [
        [
            float(
                np.percentile(
                    np.abs(risk_contributions(one, bins, years)) * len(one.attention), _TOP_OF_CASE
                )
            )
            for years in MAP_HORIZONS
        ]
        for one in predictions
    ]
    return tuple(np.percentile(tops, _TOP_OF_CASES, axis=0).tolist())
