"""Groups of patients side by side: curves, medians, landmarks, restricted means, and their tests.

References
----------
Brookmeyer, Crowley: A confidence interval for the median survival time. Biometrics 1982.
Klein, Moeschberger: Survival Analysis, 2nd ed. 2003, sections 4.4 and 4.5.
Holm: A simple sequentially rejective multiple test procedure. Scand. J. Statist. 1979.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import (
    CALENDAR_YEAR_DAYS,
    LANDMARK_YEARS,
    Z_95,
    FloatArray,
    KaplanMeierCurve,
)
from steph_desktop.survival.estimators import LogRankTest, kaplan_meier, log_rank

# Calendar years, unlike `HORIZONS_DAYS`: patients' own curves know no model's intervals.
LANDMARKS_DAYS = tuple(year * CALENDAR_YEAR_DAYS for year in LANDMARK_YEARS)
_TOLERANCE = 1e-12  # a curve that steps onto one half reaches it


@dataclass(frozen=True)
class SurvivalGroup:
    """Patients of one group."""

    label: str  # name of the group; a `RiskGroup` value gets that group's colour
    times_days: FloatArray  # shape (n,): follow-up in days
    events: NDArray[np.bool_]  # shape (n,), bool: true where the event was seen
    # One per patient, in the same order, to find a patient again; may be empty.
    ids: tuple[str, ...] = ()
    # shape (n,): Day on which each patient came under observation; None for all at 0.
    entry_days: FloatArray | None = None


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float | None  # all None where the follow-up does not reach so far
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class GroupFigures:
    """One group in figures."""

    curve: KaplanMeierCurve  # with its 95 % log-log band
    median_days: Interval  # time at which the curve reaches one half; limits where the band does
    # Survival at each landmark; all None where nobody is followed so far.
    landmarks: tuple[Interval, ...]
    restricted_mean_days: Interval  # area under the curve up to the common horizon; normal interval


@dataclass(frozen=True)
class PairTest:
    """Two of several groups compared."""

    first: str  # label
    second: str
    p_value: float  # of the log-rank test
    p_holm: float  # corrected over all pairs


@dataclass(frozen=True)
class GroupedSurvival:
    """Everything about some groups; made off the GUI thread, drawn on it."""

    groups: tuple[SurvivalGroup, ...]  # as given
    figures: tuple[GroupFigures, ...]  # one per group
    landmarks_days: tuple[float, ...]  # times of the landmark values
    # Up to which the means are restricted: the shortest of the groups' longest follow-ups.
    horizon_days: float
    test: LogRankTest | None  # over all groups; None with a single group or without events
    pairs: tuple[PairTest, ...] = ()  # each two groups, where there are more than two

    @property
    def n_patients(self) -> int:
        """Patients of all groups."""
        return sum(len(group.times_days) for group in self.groups)

    @property
    def n_events(self) -> int:
        """Events of all groups."""
        return sum(int(group.events.sum()) for group in self.groups)


def compare_groups(
    groups: Sequence[SurvivalGroup], *, landmarks_days: tuple[float, ...] = LANDMARKS_DAYS
) -> GroupedSurvival:
    """Estimate the curves of some groups, their figures, and whether they differ.

    Means are restricted to the time that all groups are followed.

    Parameters
    ----------
    groups : sequence of SurvivalGroup
        At least one, none empty.
    landmarks_days : tuple of float
        When to read survival off.

    Raises
    ------
    StephError
        If a group is empty or a time is negative or not a number.
    """
    curves = [
        kaplan_meier(group.times_days, group.events, group.label, group.entry_days)
        for group in groups
    ]
    horizon = min(float(curve.durations_days[-1]) for curve in curves)
    figures = tuple(
        GroupFigures(
            curve,
            median_of(curve),
            tuple(survival_of(curve, day) for day in landmarks_days),
            restricted_mean_of(curve, group.times_days, group.events, horizon),
        )
        for curve, group in zip(curves, groups, strict=True)
    )
    test, pairs = _tests(groups)
    return GroupedSurvival(tuple(groups), figures, landmarks_days, horizon, test, pairs)


def median_of(curve: KaplanMeierCurve) -> Interval:
    """Median survival time with its interval from the log-log band (Brookmeyer, Crowley).

    Where a curve stays at one half, the first day of that; R takes the middle of it.
    """
    # Before its first event a curve says nothing of its median, however few are followed.
    begun = (curve.survival < 1) | (curve.n_events == 0)

    def reaches_half(edge: FloatArray) -> float | None:
        below = np.flatnonzero(begun & (edge <= 0.5 + _TOLERANCE))
        return float(curve.times_days[below[0]]) if len(below) else None

    return Interval(*map(reaches_half, (curve.survival, curve.lower, curve.upper)))


def survival_of(curve: KaplanMeierCurve, time_days: float) -> Interval:
    """Survival at a time with its band; None past the last follow-up."""
    if time_days > curve.durations_days[-1]:
        return Interval(None, None, None)
    row = int(np.searchsorted(curve.times_days, time_days, side="right")) - 1
    return Interval(float(curve.survival[row]), float(curve.lower[row]), float(curve.upper[row]))


def restricted_mean_of(
    curve: KaplanMeierCurve, times_days: FloatArray, events: NDArray[np.bool_], horizon_days: float
) -> Interval:
    """Mean survival time up to a horizon: the area under the curve, and a normal interval.

    Parameters
    ----------
    curve : KaplanMeierCurve
        Of these patients.
    times_days, events : array, shape (n,)
        The patients.
    horizon_days : float
        At most the longest follow-up.
    """
    if horizon_days <= 0:
        return Interval(None, None, None)
    steps = curve.times_days[curve.times_days < horizon_days]
    heights = curve.survival[: len(steps)]
    widths = np.diff(np.append(steps, horizon_days))
    area = float(np.sum(heights * widths))
    seen = np.asarray(events, bool)
    died_at, died = np.unique(np.asarray(times_days, float)[seen], return_counts=True)
    inside = died_at < horizon_days
    died_at, died = died_at[inside], died[inside]
    at_risk = np.array([curve.at_risk(day) for day in died_at])
    # Area that is still to come after each death: Greenwood's formula for an area.
    after = np.cumsum((heights * widths)[::-1])[::-1]
    rest = after[np.searchsorted(steps, died_at)] if len(died_at) else np.zeros(0)
    spread = at_risk * (at_risk - died)
    some = spread > 0  # who dies last leaves nothing after
    variance = float(np.sum(rest[some] ** 2 * died[some] / spread[some]))
    half = Z_95 * variance**0.5
    return Interval(area, max(0.0, area - half), min(horizon_days, area + half))


def _tests(groups: Sequence[SurvivalGroup]) -> tuple[LogRankTest | None, tuple[PairTest, ...]]:
    if len(groups) < 2 or not any(bool(group.events.any()) for group in groups):
        return None, ()
    test = _log_rank_of(groups)
    if len(groups) == 2:
        return test, ()
    pairs, p_values = list(combinations(groups, 2)), []
    for pair in pairs:
        try:
            p_values.append(_log_rank_of(pair).p_value)
        except StephError:  # nobody of the two had an event
            p_values.append(1.0)
    rows = zip(pairs, p_values, holm(p_values), strict=True)
    return test, tuple(PairTest(one.label, other.label, p, h) for (one, other), p, h in rows)


def _log_rank_of(groups: Sequence[SurvivalGroup]) -> LogRankTest:
    return log_rank([(g.times_days, g.events) for g in groups], [g.entry_days for g in groups])


def holm(p_values: Sequence[float]) -> list[float]:
    """Correct p-values for their number by Holm's step-down procedure, in the same order."""
    count = len(p_values)
    corrected, highest = [0.0] * count, 0.0
    for rank, place in enumerate(sorted(range(count), key=lambda n: p_values[n])):
        highest = max(highest, min(1.0, (count - rank) * p_values[place]))
        corrected[place] = highest
    return corrected
