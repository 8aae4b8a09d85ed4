"""Censoring: its distribution, and the weights that make up for it (NumPy only).

G(t) = P(C > t) is the Kaplan-Meier estimate of the censoring time C, in which an event comes
before a censoring on the same day: the definition of Uno (2011) and of scikit-survival. A patient
whose outcome is known counts 1 / G.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import FloatArray

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class CensoringCurve:
    """Probability of still being followed after a time, whatever the patient's event."""

    times_days: FloatArray  # shape (s,): ascending times of follow-up
    probability: FloatArray  # shape (s,): G just after each

    def at(self, times_days: FloatArray) -> FloatArray:
        """G at each time, shape of `times_days`.

        Raises
        ------
        StephError
            If a time lies beyond the last follow-up while G is still above 0: it is not known.
        """
        times = np.asarray(times_days, float)
        if self.probability[-1] > 0 and (times > self.times_days[-1]).any():
            raise beyond_follow_up()
        padded = np.concatenate(([1.0], self.probability))
        return np.asarray(padded[np.searchsorted(self.times_days, times, side="right")])


@dataclass(frozen=True)
class CensoringByFold:
    """One curve for each of some patients: that of the fold in which the patient was tested."""

    curves: tuple[CensoringCurve, ...]  # one for each fold
    fold_of: NDArray[np.int64]  # shape (n,): place of each patient's curve

    def at(self, times_days: FloatArray) -> FloatArray:
        """G of each patient's own curve at the patient's time, shape (n,)."""
        times = np.asarray(times_days, float)
        if times.shape != self.fold_of.shape:
            raise ValueError("one time for each patient is needed")
        known = np.empty(len(times))
        for place, curve in enumerate(self.curves):
            members = self.fold_of == place
            known[members] = curve.at(times[members])
        return known


def censoring_curve(times_days: FloatArray, events: BoolArray) -> CensoringCurve:
    """Estimate the censoring distribution of a cohort.

    Parameters
    ----------
    times_days : array, shape (n,)
        Follow-up in days.
    events : array, shape (n,), bool
        True where the event was seen.

    Raises
    ------
    StephError
        If there is no patient, or a time is not a number.
    """
    times, seen = follow_up(times_days, events)
    if len(times) == 0:
        raise StephError("There is no patient to evaluate", todo="Choose another cohort.")
    steps = np.unique(times)
    lost = count_at(steps, times[~seen])
    # Patients with an event on that day have left already.
    exposed = at_risk_at(steps, times) - count_at(steps, times[seen])
    return CensoringCurve(steps, np.cumprod(1 - lost / np.maximum(exposed, 1)))


STILL_FOLLOWED = 0.1
"""Follow-up ends where fewer of a cohort than this share would still be followed."""


def median_follow_up_days(times_days: FloatArray, events: NDArray[np.bool_]) -> float:
    """Median follow-up of a cohort by the reverse Kaplan-Meier estimate, see `follow_up_end_days`.

    The middle of all times is shorter: who had the event was not followed any longer. Of an event
    and a departure on one day the event comes first; R's survfit of the turned event takes the
    departure first (185 for 184 months on the table mgus2).
    """
    return follow_up_end_days(times_days, events, 0.5)


def follow_up_end_days(
    times_days: FloatArray, events: NDArray[np.bool_], still_followed: float = STILL_FOLLOWED
) -> float:
    """Time to which a cohort was followed, so that a curve may be drawn that far and no farther.

    By the reverse Kaplan-Meier estimate, in which leaving without an event is what is counted, and
    events end the watch: the first time at which it is `still_followed` or less; the longest time
    of all where it never is.

    Parameters
    ----------
    times_days : ndarray, shape (n,)
        Follow-up of each patient.
    events : ndarray, shape (n,), bool
        True where the event was seen.
    still_followed : float
        Share of the cohort.

    References
    ----------
    Schemper, Smith: A note on quantifying follow-up in studies of failure time. Controlled
    Clinical Trials 1996.
    """
    curve = censoring_curve(times_days, events)
    ended = np.flatnonzero(curve.probability <= still_followed)
    return float(curve.times_days[ended[0] if len(ended) else -1])


def survival_estimate(times_days: FloatArray, events: BoolArray, at_days: FloatArray) -> FloatArray:
    """Kaplan-Meier estimate of a cohort at given times, flat after the last, shape (k,)."""
    times, seen = follow_up(times_days, events)
    steps = np.unique(times)
    died = count_at(steps, times[seen])
    survival = np.concatenate(([1.0], np.cumprod(1 - died / at_risk_at(steps, times))))
    return np.asarray(survival[np.searchsorted(steps, np.asarray(at_days, float), side="right")])


def outcome_weights(
    times_days: FloatArray,
    events: BoolArray,
    horizon_days: float,
    *,
    censoring: CensoringCurve | CensoringByFold | None = None,
) -> tuple[BoolArray, FloatArray]:
    """Who had the event by a horizon, and by how much each patient counts for that question.

    Parameters
    ----------
    times_days, events : array, shape (n,)
        Follow-up in days; True where the event was seen.
    horizon_days : float
        The horizon.
    censoring : CensoringCurve or CensoringByFold, optional
        Of the cohort that the patients come from; by default of these patients.

    Returns
    -------
    case : ndarray, shape (n,), bool
        True where the event was seen up to and on that day.
    weights : ndarray, shape (n,)
        1 / G at the event for a case, 1 / G at the horizon for one who is followed past it, and 0
        for one who was censored before. G is taken after the day of the event, as scikit-survival
        does; R's packages take it just before, which differs where some leave on that day.

    Raises
    ------
    StephError
        If nobody is followed past the horizon.
    """
    times, seen = follow_up(times_days, events)
    known = seen | (times > horizon_days)
    curve = censoring or censoring_curve(times, seen)
    followed = curve.at(np.minimum(times, horizon_days))
    if not (times > horizon_days).any() or (followed[known] == 0).any():
        raise beyond_follow_up()
    return seen & (times <= horizon_days), np.where(known, inverse_of(followed), 0.0)


def follow_up(times_days: FloatArray, events: BoolArray) -> tuple[FloatArray, BoolArray]:
    """Refuse times that are not numbers; return both as arrays of one length."""
    times, seen = np.asarray(times_days, float), np.asarray(events, bool)
    if times.shape != seen.shape or times.ndim != 1:
        raise ValueError("times and events differ in length")
    return finite(times, times), seen


def finite(values: FloatArray, times: FloatArray) -> FloatArray:
    """Refuse values that are not numbers, or not one for each of `times`."""
    numbers = np.asarray(values, float)
    if numbers.shape != times.shape:
        raise ValueError("times and predictions differ in length")
    if not np.isfinite(numbers).all():
        raise StephError(
            "A time or a prediction is not a number",
            todo="Correct the table or fit the model again.",
        )
    return numbers


def probabilities(survival: FloatArray) -> FloatArray:
    """Refuse predicted survival that is no probability."""
    if not ((survival >= 0) & (survival <= 1)).all():
        raise StephError(
            "A predicted survival lies outside 0 to 1", todo="Fit or import the model again."
        )
    return survival


def at_risk_at(steps: FloatArray, times: FloatArray) -> NDArray[np.int64]:
    """Count the times at or after each step, shape (s,)."""
    return len(times) - np.searchsorted(np.sort(times), steps, side="left")


def count_at(steps: FloatArray, times: FloatArray) -> NDArray[np.int64]:
    """Count the times at each step, shape (s,); every time is one of the steps."""
    return np.bincount(np.searchsorted(steps, times), minlength=len(steps))


def inverse_of(probability: FloatArray) -> FloatArray:
    """1 / p, and 0 where p is 0."""
    return np.divide(1.0, probability, out=np.zeros_like(probability), where=probability > 0)


def beyond_follow_up() -> StephError:
    """Say that a horizon asks for more than the cohort can tell."""
    return StephError(
        "The horizon lies beyond the follow-up of the cohort",
        todo="Choose an earlier horizon or a longer follow-up.",
    )
