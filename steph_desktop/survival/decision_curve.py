"""Decision curves: what acting on a model's risk would be worth, against treating all or none.

At a threshold p a patient at predicted risk p or more is treated. With the share h above it and
their observed risk F_h by the horizon (1 - Kaplan-Meier), net benefit is

    h F_h - h (1 - F_h) p / (1 - p),

true positives less false positives, these weighted by the odds at which one is indifferent.

References
----------
Vickers, Elkin: Decision curve analysis. Medical Decision Making 2006. Vickers, Cronin, Elkin,
Gonen: Extensions to decision curve analysis. BMC Medical Informatics and Decision Making 2008
(censoring).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.survival.censoring import (
    BoolArray,
    beyond_follow_up,
    finite,
    follow_up,
    survival_estimate,
)
from steph_desktop.survival.curves import FloatArray

THRESHOLDS = np.arange(0.01, 1.0, 0.01)
RESAMPLES = 200
_BAND_PERCENT = (2.5, 97.5)


@dataclass(frozen=True)
class DecisionCurve:
    """Net benefit over thresholds at one horizon; treating nobody has 0."""

    horizon_days: float
    thresholds: FloatArray  # shape (k,)
    model: FloatArray  # shape (k,): acting on the model
    everyone: FloatArray  # shape (k,): treating all
    lower: FloatArray  # shape (k,): 95 % bootstrap band of the gain
    upper: FloatArray  # shape (k,)

    @property
    def gain(self) -> FloatArray:
        """Net benefit over the better of treating all and treating none, shape (k,)."""
        return np.asarray(self.model - np.maximum(self.everyone, 0.0))

    def useful_range(self) -> tuple[float, float] | None:
        """Return the lowest and highest threshold at which the band lies above 0; None if none."""
        found = self.thresholds[self.lower > 0]
        return (float(found[0]), float(found[-1])) if len(found) else None


def net_benefit(
    times_days: FloatArray,
    events: BoolArray,
    risks: FloatArray,
    horizon_days: float,
    thresholds: FloatArray = THRESHOLDS,
) -> FloatArray:
    """Return the net benefit of treating those at or above each threshold, shape (k,).

    Parameters
    ----------
    times_days, events : array, shape (n,)
        Follow-up in days; True where the event was seen.
    risks : array, shape (n,)
        Predicted risk of the event by the horizon.
    horizon_days : float
        The horizon.
    thresholds : array, shape (k,)
        Between 0 and 1.

    Raises
    ------
    StephError
        If nobody is followed past the horizon.
    """
    times, seen = follow_up(times_days, events)
    chances = finite(risks, times)
    if not (times > horizon_days).any():
        raise beyond_follow_up()
    at = np.array([horizon_days])
    found = np.zeros(len(thresholds))
    treated_before, value = -1, (0.0, 0.0)
    for place, threshold in enumerate(thresholds.tolist()):
        treated = chances >= threshold
        count = int(treated.sum())
        if count != treated_before:
            treated_before = count
            happened = (
                1 - float(survival_estimate(times[treated], seen[treated], at)[0]) if count else 0.0
            )
            value = count / len(times), happened
        share, risk = value
        found[place] = share * risk - share * (1 - risk) * threshold / (1 - threshold)
    return found


def decision_curve(
    times_days: FloatArray,
    events: BoolArray,
    risks: FloatArray,
    horizon_days: float,
    *,
    resamples: int = RESAMPLES,
) -> DecisionCurve:
    """Compare acting on a model with treating all and treating none.

    Parameters
    ----------
    times_days, events, risks, horizon_days
        As for `net_benefit`.
    resamples : int
        Of the bootstrap over patients.

    Raises
    ------
    StephError
        If nobody is followed past the horizon.
    """
    times, seen = follow_up(times_days, events)
    chances = finite(risks, times)

    def both(rows: NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
        own = (times[rows], seen[rows])
        model = net_benefit(*own, chances[rows], horizon_days)
        return model, net_benefit(*own, np.ones(len(rows)), horizon_days)

    model, everyone = both(np.arange(len(times)))
    rng, gains = np.random.default_rng(0), []
    for _ in range(resamples):
        rows = rng.integers(0, len(times), len(times))
        if not (times[rows] > horizon_days).any():
            continue  # nobody was followed so far in this draw
        own, all_treated = both(rows)
        gains.append(own - np.maximum(all_treated, 0.0))
    band = np.percentile(gains, _BAND_PERCENT, axis=0) if gains else np.zeros((2, len(THRESHOLDS)))
    return DecisionCurve(horizon_days, THRESHOLDS, model, everyone, band[0], band[1])
