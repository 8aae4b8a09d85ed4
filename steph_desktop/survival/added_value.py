"""What columns, such as a risk score, add to a Cox model of other columns of the patients."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError, enumerated
from steph_desktop.survival.clinical_cox import (
    EVENT,
    STRATUM,
    TIME,
    CoxData,
    CoxFit,
    CoxTerm,
    Likelihood,
    MissingValues,
    ScoreOrigin,
    cox_design,
    likelihood_ratio,
)  # fmt: skip
from steph_desktop.survival.cox import ridge_cox
from steph_desktop.survival.curves import SIGNIFICANT, FloatArray, p_text
from steph_desktop.survival.decision_curve import net_benefit
from steph_desktop.survival.metrics import auc_at, concordance_index

if TYPE_CHECKING:
    import pandas as pd

_RIDGE = 1e-4  # on columns of variance 1
_FOLDS = 10
_THRESHOLDS = np.round(np.arange(0.02, 0.99, 0.02), 2)


@dataclass(frozen=True)
class HorizonGain:
    """How two models tell apart who has the event by a day, on patients new to the fit."""

    days: float
    base_auc: float | None
    base_band: tuple[float, float] | None
    full_auc: float | None
    full_band: tuple[float, float] | None
    # shape (k,): Thresholds of risk, and the net benefit of each strategy at them.
    thresholds: FloatArray
    base_benefit: FloatArray
    full_benefit: FloatArray
    all_benefit: FloatArray


@dataclass(frozen=True)
class AddedValue:
    """What some columns add to others."""

    base: CoxFit | None
    full: CoxFit
    test: Likelihood
    base_c: float  # corrected for optimism
    full_c: float
    gain: float  # of the C-index, corrected for optimism
    lower: float
    upper: float
    resamples: int
    horizons: tuple[HorizonGain, ...]

    @property
    def sentence(self) -> str:
        """The gain in words."""
        adds = self.test.p_value < SIGNIFICANT and self.lower > 0
        what = ", ".join(
            term.column
            for term in self.full.terms
            if self.base is None or term not in self.base.terms
        )
        if self.base is None:
            over, verb = "chance", "is better than" if adds else "is not shown to be better than"
        else:
            over = enumerated([term.column for term in self.base.terms])
            verb = "adds to" if adds else "is not shown to add to"
        return (
            f"{what} {verb} {over} (likelihood ratio {p_text(self.test.p_value)}; C-index "
            f"{self.gain:+.3f}, {self.lower:+.3f} to {self.upper:+.3f}, corrected for optimism by "
            f"{self.resamples} bootstrap refits)."
        )


def added_value(
    data: CoxData,
    small: Sequence[CoxTerm],
    large: Sequence[CoxTerm],
    *,
    origin: ScoreOrigin = ScoreOrigin.NONE,
    score: str = "",
    strata: Sequence[str] = (),
    missing: MissingValues = MissingValues.COMPLETE,
    horizons_days: Sequence[float] = (),
    resamples: int = 100,
    seed: int = 0,
) -> AddedValue:
    """Measure what a larger model adds to a smaller one.

    Parameters
    ----------
    data, small, large, strata, missing
        As for `likelihood_ratio`.
    origin, score : ScoreOrigin, str
        Where the column of risk scores comes from, and its name.
    horizons_days : sequence of float
        Days for AUC and net benefit, those beyond the follow-up left out; both are of predictions
        for patients left out of the fit.
    resamples, seed : int
        Bootstrap samples, in each of which both models are fitted again, and their seed.

    Raises
    ------
    StephError
        If the scores are of models that were trained on these patients, or a model cannot be
        fitted.

    References
    ----------
    Harrell et al., Stat Med 1996 (optimism); Noma et al., Stat Med 2021 (location-shifted
    interval); Vickers et al., BMC Med Inform Decis Mak 2008 (net benefit with censoring).
    """
    refuse_in_sample(origin, score, large)
    if data.entry_days is not None:
        raise StephError(
            "What a column adds is not estimated for patients who came under observation late",
            todo="Use the hazard ratios and the likelihood ratio test, or leave the entry time "
            "out.",
        )
    base, full, test = likelihood_ratio(data, small, large, strata=strata, missing=missing)
    design = cox_design(data, large, strata, missing)
    names = {term.column for term in small}
    keys = (
        [row.key for row in design.rows if row.column in names],
        [row.key for row in design.rows],
    )
    gain = _bootstrap_gain(design.frame, keys, resamples, seed)
    return AddedValue(base, full, test, *gain, _horizons(design.frame, keys, horizons_days, seed))


_Keys = tuple[Sequence[str], Sequence[str]]
"""Columns of the smaller model, perhaps none, and of the larger one"""


def refuse_in_sample(origin: ScoreOrigin, score: str, terms: Sequence[CoxTerm]) -> None:
    """Refuse scores that a model gave to the patients it was trained on."""
    if origin is ScoreOrigin.IN_SAMPLE and score and any(t.column == score for t in terms):
        raise StephError(
            "These risk scores are of a model that was trained on the same patients: it knows "
            "their outcomes, and any hazard ratio would be too good",
            todo="Use out-of-fold scores of the training, or patients that the model never saw.",
        )


def _scores(keys: Sequence[str], fit_on: pd.DataFrame, of: pd.DataFrame) -> FloatArray:
    """Fit on some rows, and return the linear predictor of others, 0 where there is no column.

    A slight ridge holds words of which a resample has no patient, or none who died.
    """
    if not keys:
        return np.zeros(len(of))
    x = fit_on[list(keys)].to_numpy(float)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1.0
    times, events = _outcome(fit_on)
    strata = fit_on[STRATUM].to_numpy(np.int64)
    beta = ridge_cox((x - mean) / spread, times, events, _RIDGE, strata)
    return np.asarray((of[list(keys)].to_numpy(float) - mean) / spread @ beta)


def _outcome(frame: pd.DataFrame) -> tuple[FloatArray, NDArray[np.bool_]]:
    return frame[TIME].to_numpy(float), frame[EVENT].to_numpy(bool)


def _bootstrap_gain(
    frame: pd.DataFrame, keys: _Keys, resamples: int, seed: int
) -> tuple[float, float, float, float, float, int]:

    rng = np.random.default_rng(seed)

    def c_of(fit_on: Any, of: Any) -> FloatArray:
        return np.array(
            [concordance_index(*_outcome(of), _scores(some, fit_on, of)) for some in keys]
        )

    apparent = c_of(frame, frame)
    gaps, gains = [], []
    for _ in range(resamples):
        sample = frame.iloc[rng.integers(0, len(frame), len(frame))].reset_index(drop=True)
        try:
            inside, outside = c_of(sample, sample), c_of(sample, frame)
        except (StephError, np.linalg.LinAlgError):
            continue  # too few events were drawn
        gaps.append(inside - outside)
        gains.append(inside[1] - inside[0])
    if len(gaps) < resamples / 2:
        raise StephError("Too few events to resample", todo="Use fewer columns, or more patients.")
    optimism = np.mean(gaps, axis=0)
    base_c, full_c = (apparent - optimism).tolist()
    shift = float(optimism[1] - optimism[0])
    lower, upper = (float(v) - shift for v in np.quantile(gains, (0.025, 0.975)))
    return base_c, full_c, full_c - base_c, lower, upper, len(gaps)


def _horizons(
    frame: pd.DataFrame, keys: _Keys, horizons_days: Sequence[float], seed: int
) -> tuple[HorizonGain, ...]:
    times, events = _outcome(frame)
    days = [day for day in horizons_days if day < times.max()]
    rng = np.random.default_rng(seed)
    fold = np.empty(len(frame), int)
    # Each kind from the first fold on, not as `deal_by_event`: the figures are those of old.
    for seen in (True, False):
        rows = rng.permutation(np.flatnonzero(events == seen))
        fold[rows] = np.arange(len(rows)) % min(_FOLDS, max(2, int(events.sum())))
    scores, risks = np.zeros((2, len(frame))), np.zeros((2, len(days), len(frame)))
    for k in np.unique(fold):
        train, tested = frame[fold != k], fold == k
        for model, some in enumerate(keys):
            own = scores[model, tested] = _scores(some, train, frame[tested])
            inside = _scores(some, train, train)
            for place, day in enumerate(days):
                risks[model, place, tested] = _risk_by(*_outcome(train), inside, own, day)
    found = []
    for place, day in enumerate(days):
        base, full = (_auc_with_band(times, events, some, day, seed) for some in scores)
        benefits = [
            net_benefit(times, events, risk, day, _THRESHOLDS)
            for risk in (*risks[:, place], np.ones(len(times)))
        ]
        found.append(HorizonGain(day, *base, *full, _THRESHOLDS, *benefits))
    return tuple(found)


def _risk_by(
    times: FloatArray, events: NDArray[np.bool_], inside: FloatArray, own: FloatArray, day: float
) -> FloatArray:
    """Return the risk of an event by a day: Breslow's baseline under linear predictors."""
    weights = np.exp(inside - inside.mean())
    hazard = sum(
        float(died) / float(weights[times >= when].sum())
        for when, died in zip(*np.unique(times[events & (times <= day)], return_counts=True),
                              strict=True)
    )  # fmt: skip
    return np.asarray(1 - np.exp(-hazard * np.exp(own - inside.mean())))


def _auc_with_band(
    times: FloatArray, events: NDArray[np.bool_], scores: FloatArray, day: float, seed: int
) -> tuple[float | None, tuple[float, float] | None]:

    try:
        value = auc_at(times, events, scores, day)
    except StephError:
        return None, None
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(200):
        rows = rng.integers(0, len(times), len(times))
        try:
            drawn.append(auc_at(times[rows], events[rows], scores[rows], day))
        except StephError:
            continue
    low, high = np.quantile(drawn, (0.025, 0.975)).tolist() if drawn else (math.nan, math.nan)
    return value, (low, high)
