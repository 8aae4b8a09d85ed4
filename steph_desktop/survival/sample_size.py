"""How many patients a model must be tested on before its performance can be judged.

The criteria are those for a yes-or-no outcome, here the event by a horizon, with the number
inflated for patients whose outcome by then is not known; for the C-index the standard error of a
two-class C is used. They are a stand-in for the simulations that the same authors advise for
censored outcomes, and usually ask for somewhat fewer patients. Beside them stands the older rule of
at least 100, better 200, events.

References
----------
Riley et al.: Minimum sample size for external validation of a clinical prediction model with a
binary outcome. Statistics in Medicine 2021. Riley et al.: Minimum sample size calculations for
external validation of a clinical prediction model with a time-to-event outcome. Statistics in
Medicine 2022. Newcombe: Statistics in Medicine 2006 (standard error of C). Collins, Ogundimu,
Altman: Statistics in Medicine 2016 (events).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from steph_desktop.survival.curves import FloatArray

EVENTS_NEEDED = 100
RATIO_SE = 0.102  # of log O/E: an interval from 0.82 to 1.22 where O/E is 1
SLOPE_SE = 0.102  # an interval of 0.8 to 1.2 where the slope is 1
C_SE = 0.0255  # an interval of width 0.1
_MOST = 10_000_000


@dataclass(frozen=True)
class SampleSize:
    """Patients, and events by the horizon, that each question asks for; None where undefined."""

    horizon_days: float
    ratio: int | None  # observed over expected, interval 0.82 to 1.22
    slope: int | None  # calibration slope, interval of width 0.4
    c_index: int | None  # C-index, interval of width 0.1
    event_share: float  # of the patients, expected by the horizon

    @property
    def patients(self) -> int:
        """The largest of all, the rule of events included."""
        by_events = math.ceil(EVENTS_NEEDED / self.event_share) if self.event_share > 0 else _MOST
        return max(by_events, *(n for n in (self.ratio, self.slope, self.c_index) if n is not None))

    @property
    def events(self) -> int:
        """Events by the horizon among so many patients."""
        return math.ceil(self.patients * self.event_share)


def needed(
    risks: FloatArray, event_share: float, c_index: float, known_share: float, horizon_days: float
) -> SampleSize:
    """Return the patients that an external validation needs.

    Parameters
    ----------
    risks : array, shape (n,)
        Predicted risks by the horizon, as they spread over patients like these.
    event_share : float
        Share that has the event by the horizon, 0 to 1.
    c_index : float
        That is expected.
    known_share : float
        Share of the patients whose outcome by the horizon is known, above 0.
    horizon_days : float
        The horizon.
    """

    def inflated(n: int | None) -> int | None:
        return None if n is None else math.ceil(n / max(known_share, 1e-3))

    return SampleSize(
        horizon_days,
        inflated(_ratio(event_share)),
        inflated(_slope(risks)),
        inflated(_c_index(c_index, event_share)),
        event_share,
    )


def _ratio(share: float) -> int | None:
    return math.ceil((1 - share) / (share * RATIO_SE**2)) if 0 < share < 1 else None


def _slope(risks: FloatArray) -> int | None:
    """Patients for the slope, from Fisher's information of a logistic line of slope 1."""
    chances = np.clip(np.asarray(risks, float), 1e-6, 1 - 1e-6)
    line = np.log(chances / (1 - chances))
    weight = chances * (1 - chances)
    a, b = float(weight.mean()), float((weight * line**2).mean())
    both = float((weight * line).mean())
    information = a * b - both**2
    if information <= 1e-12:
        return None
    return min(_MOST, math.ceil(a / (SLOPE_SE**2 * information)))


def _c_index(c: float, share: float) -> int | None:
    if not (0.5 < c < 1 and 0 < share < 1):
        return None
    sizes = range(2, _MOST)  # too many to list: looked up by bisection
    return sizes.start + bisect_left(sizes, True, key=lambda n: _c_variance(c, share, n) <= C_SE**2)


def _c_variance(c: float, share: float, n: int) -> float:
    reach = n / 2 - 1
    top = c * (1 - c) * (1 + reach * (1 - c) / (2 - c) + reach * c / (1 + c))
    return top / (n**2 * share * (1 - share))
