"""How far a reader and the model agree, and which of them is nearer to what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.metrics import comparable_pairs, concordance_index, concordant_pairs

GROUPS = ("low", "intermediate", "high")
N_BOOTSTRAP = 1000
LEVEL = 0.95
_MOST_FOR_PAIRS = 3000  # readings; for more, no intervals: each resample counts n x n pairs
_FEWEST_EVENTS = 10  # below which the comparison with outcomes bears a warning

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """One case read by the reader and by the model."""

    own_group: str | None = None  # one of `GROUPS`, as the model's
    model_group: str | None = None
    own_percent: float | None = None  # the reader's place of the risk from 0 (lowest) to 100
    # Higher means an earlier event; comparable between the readings given together.
    model_risk: float | None = None
    time_days: float | None = None  # what became of the patient, where it is known
    event: bool | None = None


@dataclass(frozen=True)
class ResampledFigure:
    """A figure with its confidence interval; the limits are None where resampling gives none."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Agreement:
    """What the readings say together; None where a figure is not defined."""

    n_compared: int  # readings with both groups
    # shape (3, 3), int64: counts: row, the reader's group; column, the model's; in the order of
    # `GROUPS`.
    table: IntArray
    kappa: ResampledFigure | None  # Cohen's kappa with quadratic weights
    n_followed: int  # readings with outcome, estimate and risk
    n_events: int  # of these, with the event
    own_c: ResampledFigure | None  # Harrell's C of the reader
    model_c: ResampledFigure | None  # of the model on the same cases
    gain: ResampledFigure | None  # the model's minus the reader's
    by_percent: bool  # the reader's C is of percentiles; else of the three groups

    @property
    def n_same(self) -> int:
        """Readings with the same group."""
        return int(np.trace(self.table))


def quadratic_weights(k: int) -> FloatArray:
    """Disagreement of each pair of k ordered groups, shape (k, k): 0 on the diagonal, 1 at most."""
    steps = np.arange(k, dtype=float)
    return ((steps[:, None] - steps) / (k - 1)) ** 2


def weighted_kappa(table: NDArray[np.generic], weights: FloatArray | None = None) -> float | None:
    """Cohen's weighted kappa: one minus the disagreement seen over that expected by chance.

    Parameters
    ----------
    table : array, shape (k, k)
        Counts or shares of pairs; rows one reader, columns the other.
    weights : array, shape (k, k), optional
        Disagreement of each pair; quadratic by default.

    Returns
    -------
    float, optional
        At most 1; None where chance alone leaves nothing to disagree about (one group only).

    References
    ----------
    Cohen: Weighted kappa: nominal scale agreement with provision for scaled disagreement or
    partial credit. Psychological Bulletin 1968.
    """
    counts = np.asarray(table, float)
    weights = quadratic_weights(len(counts)) if weights is None else weights
    total = counts.sum()
    if total <= 0:
        return None
    shares = counts / total
    expected = float((weights * np.outer(shares.sum(axis=1), shares.sum(axis=0))).sum())
    if expected <= 0:
        return None
    return 1.0 - float((weights * shares).sum()) / expected


def agreement(
    readings: Sequence[Reading], *, n_bootstrap: int = N_BOOTSTRAP, seed: int = 0
) -> Agreement:
    """Compare a reader with the model over cases.

    Parameters
    ----------
    readings : sequence of Reading
        One per case.
    n_bootstrap : int
        Resamples of cases for the percentile intervals.
    seed : int
        Of the resampling.

    Raises
    ------
    StephError
        If a group is not one of `GROUPS`.
    """
    rng = np.random.default_rng(seed)
    pairs = np.array(
        [
            (_number_of(r.own_group), _number_of(r.model_group))
            for r in readings
            if r.own_group is not None and r.model_group is not None
        ],
        np.int64,
    ).reshape(-1, 2)
    table = _tables(pairs, np.arange(len(pairs))[None])[0]
    followed = [r for r in readings if _is_followed(r)]
    by_percent = bool(followed) and all(r.own_percent is not None for r in followed)
    if not by_percent:
        followed = [r for r in followed if r.own_group is not None]
    compared = _concordance(followed, by_percent, n_bootstrap, rng)
    kappa = _kappa_interval(pairs, table, n_bootstrap, rng)
    n_events = sum(bool(r.event) for r in followed)
    return Agreement(
        len(pairs), table, kappa, len(followed), n_events, *compared, by_percent=by_percent
    )


def _number_of(group: str) -> int:
    if group not in GROUPS:
        raise StephError(f"'{group}' is not a risk group", todo=f"Use {', '.join(GROUPS)}.")
    return GROUPS.index(group)


def _is_followed(reading: Reading) -> bool:
    own = reading.own_percent is not None or reading.own_group is not None
    known = reading.time_days is not None and reading.event is not None
    return own and known and reading.model_risk is not None


def _tables(pairs: IntArray, picks: IntArray) -> IntArray:
    """Count the pairs of each resample, shape (n_resamples, 3, 3)."""
    k = len(GROUPS)
    codes = (pairs[:, 0] * k + pairs[:, 1])[picks] if len(pairs) else np.zeros((1, 0), np.int64)
    return np.stack([np.bincount(row, minlength=k * k).reshape(k, k) for row in codes])


def _kappa_interval(
    pairs: IntArray, table: IntArray, n_bootstrap: int, rng: np.random.Generator
) -> ResampledFigure | None:
    value = weighted_kappa(table)
    if value is None:
        return None
    picks = rng.integers(0, len(pairs), (n_bootstrap, len(pairs)))
    resampled = [weighted_kappa(counts) for counts in _tables(pairs, picks)]
    return _interval(value, np.array([k for k in resampled if k is not None]))


def _interval(value: float, resampled: FloatArray) -> ResampledFigure:
    found = resampled[np.isfinite(resampled)]
    if len(found) < 2 or np.ptp(found) == 0:
        return ResampledFigure(value)
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(found, [tail, 100 - tail])
    return ResampledFigure(value, float(low), float(high))


def _concordance(
    followed: Sequence[Reading], by_percent: bool, n_bootstrap: int, rng: np.random.Generator
) -> tuple[ResampledFigure | None, ResampledFigure | None, ResampledFigure | None]:
    """C of the reader, of the model, and their difference, resampled together."""
    times = np.array([r.time_days for r in followed], float)
    events = np.array([r.event for r in followed], bool)
    own = np.array([_own_risk(r, by_percent) for r in followed], float)
    model = np.array([r.model_risk for r in followed], float)
    try:
        own_c = concordance_index(times, events, own)
        model_c = concordance_index(times, events, model)
    except StephError:  # no two patients can be compared
        return None, None, None
    if len(followed) > _MOST_FOR_PAIRS:
        return ResampledFigure(own_c), ResampledFigure(model_c), ResampledFigure(model_c - own_c)
    pairs = comparable_pairs(times, events).astype(float)
    n = len(times)
    drawn = rng.multinomial(n, np.full(n, 1 / n), n_bootstrap).astype(float)
    n_pairs = ((drawn @ pairs) * drawn).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        owns, models = (
            ((drawn @ (pairs * concordant_pairs(scores))) * drawn).sum(axis=1) / n_pairs
            for scores in (own, model)
        )
    both = _interval(own_c, owns), _interval(model_c, models)
    return (*both, _interval(model_c - own_c, models - owns))


def _own_risk(reading: Reading, by_percent: bool) -> float:
    if by_percent and reading.own_percent is not None:
        return reading.own_percent
    return float(_number_of(reading.own_group or GROUPS[0]))


def _with_interval(figure: ResampledFigure) -> str:
    value = _figure(figure.value)
    if figure.low is None or figure.high is None:
        return value
    return f"{value} (95 % interval {_figure(figure.low)} to {_figure(figure.high)})"


def _figure(value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def agreement_words(found: Agreement) -> str:
    """Say in plain sentences how far reader and model agree, and who was nearer to the outcome."""
    if found.n_compared == 0:
        return "No case has both a pathologist's estimate and the model's risk group yet."
    cases = "1 case" if found.n_compared == 1 else f"{found.n_compared} cases"
    kappa = "; kappa is not defined while one of them uses a single group."
    if found.kappa is not None:
        kappa = f", quadratic-weighted kappa {_with_interval(found.kappa)}."
    same = f"Pathologist and model put {found.n_same} of {cases} into the same risk group"
    return f"{same}{kappa} {_outcome_words(found)}"


def _outcome_words(found: Agreement) -> str:
    if found.n_followed == 0:
        return "The outcome of none of these patients is known here."
    known = f"{found.n_followed} patients, {found.n_events} events"
    if found.own_c is None or found.model_c is None or found.gain is None:
        return f"The outcome is known of {known}: too few to compare any two of them."
    scale = "percentiles" if found.by_percent else "three groups"
    words = (
        f"Where the outcome is known ({known}), the C-index is {_with_interval(found.own_c)} for "
        f"the pathologist's {scale} and {_with_interval(found.model_c)} for the model"
    )
    if found.n_events < _FEWEST_EVENTS:
        return f"{words}; with so few events that tells neither is better."
    low, high = found.gain.low, found.gain.high
    if low is None or high is None:
        return f"{words}."
    span = f"{_figure(low)} to {_figure(high)}"
    if low <= 0 <= high:
        return f"{words}; the difference may be chance ({span})."
    better = "model" if found.gain.value > 0 else "pathologist"
    return f"{words}; the {better} is ahead beyond chance ({span})."
