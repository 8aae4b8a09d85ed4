"""All measures of one method's out-of-fold predictions of one cohort."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.calibration import Calibration, calibrate
from steph_desktop.survival.censoring import (
    BoolArray,
    CensoringByFold,
    CensoringCurve,
    censoring_curve,
    finite,
    follow_up,
    probabilities,
    survival_estimate,
)
from steph_desktop.survival.curves import (
    DAYS_PER_YEAR,
    LANDMARK_YEARS,
    MORE_EVENTS,
    FloatArray,
    TimeBins,
    horizon_text,
)
from steph_desktop.survival.metrics import (
    auc_at,
    brier_score,
    concordance_index,
    concordance_index_ipcw,
    integrated_brier_score,
    mean_auc,
)

# The models' years (see `DAYS_PER_YEAR`): a horizon is the end of one of their intervals.
HORIZONS_DAYS = tuple(year * DAYS_PER_YEAR for year in LANDMARK_YEARS)

_GRID_DAYS = DAYS_PER_YEAR / 12


def deal_by_event(
    events: NDArray[np.bool_], folds: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Deal patients into folds like cards, those with the event first; fold of each, shape (n,)."""
    dealt = [rng.permutation(np.flatnonzero(events == seen)) for seen in (True, False)]
    fold_of = np.empty(len(events), np.int64)
    fold_of[np.concatenate(dealt)] = np.arange(len(events)) % folds
    return fold_of


@dataclass(frozen=True)
class TrainingFollowUp:
    """Follow-up of the patients whom the models of a fold were fitted on."""

    times_days: FloatArray  # shape (n,): follow-up in days
    events: BoolArray  # shape (n,), bool: true where the event was seen


@dataclass(frozen=True)
class FoldMean:
    """A measure taken within each fold and averaged, since folds have models of their own."""

    value: float  # mean over the folds where it is defined
    n_folds: int  # how many those are


@dataclass(frozen=True)
class HorizonResult:
    """How good predictions are at one horizon; None where that is not defined."""

    horizon_days: float
    auc: FoldMean | None  # cumulative/dynamic AUC of the risk score
    brier: float | None = None
    reference_brier: float | None = None  # of the reference's Kaplan-Meier given to everyone
    calibration: Calibration | None = None  # predicted against observed risk


@dataclass(frozen=True)
class Evaluation:
    """Measures of one method on one cohort; None where a measure is not defined."""

    n_patients: int  # that were tested
    n_events: int
    c_index: FoldMean | None  # Harrell's C
    c_index_ipcw: FoldMean | None  # Uno's C
    horizons: tuple[HorizonResult, ...]  # at 1, 3 and 5 years unless asked otherwise
    # AUC over the horizons where it is defined, weighted by the events between them.
    mean_auc: float | None
    # integrated_brier, reference_integrated_brier: Brier score averaged from day 0 to
    # `integrated_until_days`, of the model and of the reference's Kaplan-Meier estimate.
    integrated_brier: float | None
    reference_integrated_brier: float | None
    # Last horizon, or the last month up to which tested and reference patients are followed.
    integrated_until_days: float | None
    # For each measure left out or averaged over fewer folds: which, and why.
    undefined: tuple[str, ...]


def survival_on(bins: TimeBins, survival: FloatArray, times_days: FloatArray) -> FloatArray:
    """Predicted survival at given times, linear between bin edges.

    Parameters
    ----------
    bins : TimeBins
        The B bins of the model.
    survival : array, shape (n, B)
        Survival at the end of each bin.
    times_days : array, shape (k,)
        Times within the closed bins.

    Returns
    -------
    ndarray, shape (n, k)

    Raises
    ------
    StephError
        If a time lies in the open last bin, where survival is not known.
    """
    times = np.asarray(times_days, float)
    if (times > bins.starts_days[-1]).any():
        raise StephError(
            "A horizon lies in the open last time bin of the model",
            todo="Choose an earlier horizon.",
        )
    at_starts = np.concatenate([np.ones((len(survival), 1)), survival[:, :-1]], axis=1)
    return np.stack([np.interp(times, bins.starts_days, row) for row in at_starts])


def evaluate(
    times_days: FloatArray,
    events: BoolArray,
    folds: NDArray[np.int64],
    risk_scores: FloatArray,
    survival: FloatArray | None = None,
    *,
    training: Mapping[int, TrainingFollowUp] | None = None,
    bins: TimeBins | None = None,
    horizons_days: tuple[float, ...] = HORIZONS_DAYS,
) -> Evaluation:
    """Measure out-of-fold predictions in every way that is defined.

    What orders patients (C, AUC) is taken within each fold and averaged; what needs probabilities
    (Brier score, calibration) over all patients at once. Censoring, and the Kaplan-Meier estimate
    to compare with, are of each fold's training patients; IPCW C counts events within their
    follow-up.

    Parameters
    ----------
    times_days : array, shape (n,)
        Follow-up in days.
    events : array, shape (n,), bool
        True where the event was seen.
    folds : array, shape (n,), int
        Fold in which each patient was tested.
    risk_scores : array, shape (n,)
        Higher means an earlier event.
    survival : array, shape (n, B), optional
        Predicted survival at the end of each bin.
    training : mapping of int to FollowUp, optional
        By fold, the patients trained on; without it all tested patients are the reference.
    bins : TimeBins, optional
        The B bins; by default 32 of a year.
    horizons_days : tuple of float
        Ascending horizons.

    Raises
    ------
    StephError
        If there is no patient, nobody had the event, or a number is not finite or no probability.
    """
    times, seen = follow_up(times_days, events)
    scores = finite(risk_scores, times)
    if not seen.any():
        raise StephError(
            "Nobody had the event: predictions cannot be evaluated",
            todo=MORE_EVENTS,
        )
    numbers, fold_of = np.unique(folds, return_inverse=True)
    everyone = TrainingFollowUp(times, seen)
    references = [everyone if training is None else training[int(n)] for n in numbers]
    curves = tuple(censoring_curve(one.times_days, one.events) for one in references)
    notes: list[str] = []

    def over_folds(name: str, measure: Callable[..., float]) -> FoldMean | None:
        defined, missing = [], []
        for place, curve in enumerate(curves):
            mine = fold_of == place
            try:
                defined.append(measure(times[mine], seen[mine], scores[mine], curve))
            except StephError as error:
                missing.append(str(error))
        if missing:
            notes.append(f"{name}: {len(missing)} of {len(curves)} folds. {missing[0]}")
        return FoldMean(float(np.mean(defined)), len(defined)) if defined else None

    def auc_of(horizon: float) -> FoldMean | None:
        name = f"AUC at {horizon_text(horizon)}"
        return over_folds(name, lambda t, e, s, curve: auc_at(t, e, s, horizon, censoring=curve))

    aucs = {horizon: auc_of(horizon) for horizon in horizons_days}
    defined = {horizon: auc.value for horizon, auc in aucs.items() if auc is not None}
    until, model_ibs, reference_ibs = None, None, None
    at_horizon: Callable[[float, FoldMean | None], HorizonResult] = HorizonResult
    if survival is not None:
        bins = bins or TimeBins()
        if survival.shape != (len(times), len(bins)):
            raise ValueError("survival needs a row per patient and a column per bin")
        censoring = CensoringByFold(curves, fold_of)
        predicted = _Curves(
            times, seen, probabilities(survival), bins, references, censoring, notes
        )
        until, model_ibs, reference_ibs = predicted.integrated(max(horizons_days))
        at_horizon = predicted.at_horizon
    return Evaluation(
        n_patients=len(times),
        n_events=int(seen.sum()),
        c_index=over_folds("C-index", lambda t, e, s, _: concordance_index(t, e, s)),
        c_index_ipcw=over_folds("IPCW C-index", _uno),
        horizons=tuple(starmap(at_horizon, aucs.items())),
        mean_auc=mean_auc(times, seen, np.array([*defined]), np.array([*defined.values()]))
        if defined
        else None,
        integrated_brier=model_ibs,
        reference_integrated_brier=reference_ibs,
        integrated_until_days=until,
        undefined=tuple(notes),
    )


def _uno(times: FloatArray, seen: BoolArray, scores: FloatArray, curve: CensoringCurve) -> float:
    """Uno's C up to the first time whose censoring the curve cannot tell."""
    known = curve.probability[-1] == 0
    until = None if known else float(np.nextafter(curve.times_days[-1], np.inf))
    return concordance_index_ipcw(times, seen, scores, censoring=curve, tau_days=until)


@dataclass(frozen=True)
class _Curves:
    """Predicted survival, beside that of the patients that each fold was trained on."""

    times: FloatArray
    seen: BoolArray
    survival: FloatArray
    bins: TimeBins
    references: Sequence[TrainingFollowUp]  # by fold
    censoring: CensoringByFold  # of these
    undefined: list[str]  # what cannot be measured is added here

    def on(self, days: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Survival as predicted, and by each reference's Kaplan-Meier estimate, shape (n, k)."""
        by_fold = [survival_estimate(one.times_days, one.events, days) for one in self.references]
        return (
            survival_on(self.bins, self.survival, days),
            np.stack(by_fold)[self.censoring.fold_of],
        )

    def at_horizon(self, horizon: float, auc: FoldMean | None) -> HorizonResult:
        times, seen, censoring = self.times, self.seen, self.censoring
        try:
            alive, known = (part[:, 0] for part in self.on(np.array([horizon])))
            return HorizonResult(
                horizon_days=horizon,
                auc=auc,
                brier=brier_score(times, seen, alive, horizon, censoring=censoring),
                reference_brier=brier_score(times, seen, known, horizon, censoring=censoring),
                calibration=calibrate(times, seen, alive, horizon, censoring=censoring),
            )
        except StephError as error:
            self.undefined.append(
                f"Brier score and calibration at {horizon_text(horizon)}: {error}"
            )
            return HorizonResult(horizon, auc)

    def integrated(self, last_horizon: float) -> tuple[float | None, float | None, float | None]:
        """Last day of the monthly grid, and the integrated Brier score of model and reference."""
        months = np.arange(0.0, last_horizon + _GRID_DAYS / 2, _GRID_DAYS)
        ends = [curve.times_days[-1] for curve in self.censoring.curves]
        end = min(float(self.times.max()), *ends)
        grid = months[(months < end) & (months <= self.bins.starts_days[-1])]
        if len(grid) < 2:
            self.undefined.append(
                "Integrated Brier score: nobody is followed for more than a month."
            )
            return None, None, None
        model, known = (
            integrated_brier_score(self.times, self.seen, part, grid, censoring=self.censoring)
            for part in self.on(grid)
        )
        return float(grid[-1]), model, known
