"""Survival curves as plain numbers: what plots, reports and packs exchange (NumPy only)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# Two years, by one rule. What is known of patients (follow-up, Kaplan-Meier, Cox, tables) is told
# in calendar years, a month a twelfth of one. What a model predicts is told in the years of its
# bins, which are the authors' of 365 days: its survival is known at their edges alone, so its
# horizons, and all that is compared with them (AUC, Brier score, calibration), lie there.
CALENDAR_YEAR_DAYS = 365.25
DAYS_PER_YEAR = 365.0
LANDMARK_YEARS = (1, 3, 5)
"""At which survival is told, predictions are judged, and a map may explain."""
MORE_EVENTS = "Use a longer follow-up or check how events are coded."
SIGNIFICANT = 0.05  # p-values below it are called findings
Z_95 = 1.959963984540054  # standard errors in half of a 95 % interval

FloatArray = NDArray[np.float64]
Range = tuple[float, float]
"""The two limits of an interval, the lower first"""


def horizon_years(days: float) -> str:
    """Return a time in the models' years, as keys and tables name it: ``0.5``, ``3``."""
    return f"{days / DAYS_PER_YEAR:g}"


def horizon_text(days: float) -> str:
    """Return a time in the models' years, in words: ``1 year``, ``3 years``."""
    return years_text(days / DAYS_PER_YEAR)


def years_text(years: float) -> str:
    """Return a number of years in words: ``1 year``, ``3 years``."""
    return f"{years:g} year{'s' if years != 1 else ''}"


def p_text(p_value: float) -> str:
    """Return a p-value as papers print it: ``p = 0.012``."""
    if p_value < 0.001:
        return "p < 0.001"
    return f"p = {p_value:.3f}" if p_value < 0.995 else "p > 0.99"


def interval_text(value: float, low: float, high: float, form: str = ".2f") -> str:
    """Return a figure with its interval: ``0.71 (0.64 to 0.78)``."""
    return f"{value:{form}} ({low:{form}} to {high:{form}})"


@dataclass(frozen=True)
class TimeBins:
    """Discrete time: right-open bins that share their cut-offs, the last one open."""

    # The B starts of the bins in days, the first 0. Bin k is [starts[k], starts[k + 1]).
    starts_days: tuple[float, ...] = tuple(k * DAYS_PER_YEAR for k in range(32))

    def __post_init__(self) -> None:
        starts = self.starts_days
        if not starts or starts[0] != 0 or any(b <= a for a, b in pairwise(starts)):
            raise ValueError("bins must start at 0 and increase")

    def __len__(self) -> int:
        return len(self.starts_days)

    @property
    def edges_days(self) -> tuple[float | None, ...]:
        """The B + 1 edges; the last is None (open)."""
        return (*self.starts_days, None)

    def index_of(self, times_days: FloatArray) -> NDArray[np.int64]:
        """Bin of each time, shape (n,); times past the last start fall into the open bin."""
        return np.searchsorted(self.starts_days, times_days, side="right").astype(np.int64) - 1


def survival_at(bins: TimeBins, survival: FloatArray, time_days: float) -> float:
    """Probability of surviving past `time_days`, linear between bin edges.

    Parameters
    ----------
    bins : TimeBins
        The B bins of the model.
    survival : ndarray, shape (B,)
        Survival at the end of each bin.
    time_days : float
        A time within the closed bins.
    """
    at_starts = np.concatenate(([1.0], survival[:-1]))
    return float(np.interp(time_days, bins.starts_days, at_starts))


def median_survival_days(bins: TimeBins, survival: FloatArray) -> float | None:
    """Time at which survival falls to one half, linear within the bin; None if not reached.

    The open last bin has no end, so a median that would lie in it is not known.
    """
    edges = bins.starts_days
    before = 1.0
    for k in range(len(bins) - 1):
        after = float(survival[k])
        if after <= 0.5:
            share = (before - 0.5) / (before - after)
            return edges[k] + share * (edges[k + 1] - edges[k])
        before = after
    return None


@dataclass(frozen=True)
class KaplanMeierCurve:
    """A Kaplan-Meier estimate with its confidence band."""

    label: str  # name of the group
    times_days: FloatArray  # shape (s,): steps from time 0
    survival: FloatArray  # shape (s,): from 1
    lower: FloatArray  # shape (s,): of the 95 % log-log (exponential Greenwood) band
    upper: FloatArray  # shape (s,)
    censor_times_days: FloatArray  # shape (c,): times at which patients left without an event
    # shape (n,): follow-up of every patient, ascending, for numbers at risk.
    durations_days: FloatArray
    n_events: int  # events in the group
    # shape (n,): days on which patients came under observation, ascending; None for all at 0.
    entries_days: FloatArray | None = None

    @property
    def n_patients(self) -> int:
        """Patients in the group."""
        return len(self.durations_days)

    def at_risk(self, time_days: float) -> int:
        """Patients still followed just before `time_days`."""
        left = self.n_patients - np.searchsorted(self.durations_days, time_days, side="left")
        if self.entries_days is None:
            return int(left)
        # Who comes under observation on a day or later is not at risk before.
        late = self.n_patients - np.searchsorted(self.entries_days, time_days, side="left")
        return int(left - late)
