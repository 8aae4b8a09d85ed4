"""Competing risks: cumulative incidence (Aalen and Johansen), and its comparison between groups.

Where a patient can have another event first, one minus Kaplan-Meier overstates the risk of an
event: it takes those who had the other one as if they could still have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.censoring import at_risk_at, count_at
from steph_desktop.survival.curves import MORE_EVENTS, Z_95, FloatArray


@dataclass(frozen=True)
class IncidenceCurve:
    """Cumulative incidence of one cause in one group."""

    label: str
    cause: str
    times_days: FloatArray  # shape (s,): steps from time 0
    incidence: FloatArray  # shape (s,)
    lower: FloatArray  # shape (s,): of the 95 % log-log band
    upper: FloatArray  # shape (s,)
    naive: FloatArray  # shape (s,): one minus Kaplan-Meier, which censors the other causes
    n: int
    n_events: int  # of this cause

    def at(self, day: float) -> tuple[float, float, float, float]:
        """Return incidence, band and one minus Kaplan-Meier at a day."""
        row = max(0, int(np.searchsorted(self.times_days, day, side="right")) - 1)
        values = (self.incidence, self.lower, self.upper, self.naive)
        return tuple(float(value[row]) for value in values)  # type: ignore[return-value]

    def overstated_words(self, day: float) -> str:
        """Say by how much one minus Kaplan-Meier overstates at a day; empty if it does not."""
        incidence, _, _, naive = self.at(day)
        if naive - incidence < 0.005:
            return ""
        who = f"{self.label}: " if self.label else ""
        return (
            f"{who}Kaplan-Meier would put the risk of {self.cause} at {naive:.1%}, competing "
            f"events considered it is {incidence:.1%}"
        )


@dataclass(frozen=True)
class GrayTest:
    """Whether groups differ in the cumulative incidence of a cause."""

    cause: str
    statistic: float
    degrees: int
    p_value: float


def cumulative_incidence(
    times_days: FloatArray,
    causes: NDArray[np.int64],
    cause: int,
    *,
    label: str = "",
    name: str = "",
    entry_days: FloatArray | None = None,
) -> IncidenceCurve:
    """Estimate the cumulative incidence of a cause.

    Parameters
    ----------
    times_days : ndarray, shape (n,)
        Follow-up in days.
    causes : ndarray, shape (n,)
        0 where no event was seen, otherwise which one.
    cause : int
        The one of interest.
    label, name : str
        Of the group and of the cause.
    entry_days : ndarray, shape (n,), optional
        Day on which a patient came under observation (left truncation).

    Raises
    ------
    StephError
        If there is no patient.

    References
    ----------
    Aalen and Johansen, Scand J Stat 1978; variance as in Marubini and Valsecchi (1995), eq. 10.12,
    which is that of R's survfit (cmprsk has Aalen's, larger by up to 1 % on the tables tested);
    band on the scale of log(-log), Pintilie (2006).
    """
    times, kinds = np.asarray(times_days, float), np.asarray(causes)
    if not len(times):
        raise StephError("The group has no patient", todo="Choose another grouping.")
    entry = np.full(len(times), -np.inf) if entry_days is None else np.asarray(entry_days, float)
    days = np.unique(times[kinds > 0])
    at_risk = (at_risk_at(days, times) - at_risk_at(days, entry)).astype(float)
    died, mine = (
        count_at(days, times[which]).astype(float) for which in (kinds > 0, kinds == cause)
    )
    before = np.concatenate([[1.0], np.cumprod(1 - died / at_risk)])[:-1]
    incidence = np.cumsum(before * mine / at_risk)
    naive = 1 - np.cumprod(1 - mine / at_risk)
    spread = _incidence_variance(at_risk, died, mine, before, incidence)
    steps, curve, bare = (np.insert(part, 0, 0.0) for part in (days, incidence, naive))
    inner = (curve > 0) & (curve < 1)
    between, error = curve[inner], np.insert(np.sqrt(spread), 0, 0.0)[inner]
    half = Z_95 * error / (between * np.abs(np.log(between)))
    lower, upper = curve.copy(), curve.copy()
    lower[inner], upper[inner] = between ** np.exp(half), between ** np.exp(-half)
    n_events = int((kinds == cause).sum())
    return IncidenceCurve(label, name, steps, curve, lower, upper, bare, len(times), n_events)


def _incidence_variance(
    at_risk: FloatArray, died: FloatArray, mine: FloatArray, before: FloatArray, curve: FloatArray
) -> FloatArray:
    """Return the variance of the cumulative incidence after each step (delta method)."""
    spare = at_risk * np.maximum(at_risk - died, 1e-12)
    first = np.where(at_risk > died, died / spare, 0.0)
    second = before**2 * mine * (at_risk - mine) / at_risk**3
    third = before * mine / at_risk**2
    found = np.zeros(len(curve))
    for k in range(len(curve)):
        gap = curve[k] - curve[: k + 1]
        found[k] = (
            np.sum(gap**2 * first[: k + 1]) + np.sum(second[: k + 1])
            - 2 * np.sum(gap * third[: k + 1])
        )  # fmt: skip
    return np.maximum(found, 0.0)


def gray_test(
    groups: Sequence[tuple[FloatArray, NDArray[np.int64]]], cause: int, name: str = ""
) -> GrayTest:
    """Compare the cumulative incidence of a cause between groups: Gray's test.

    Parameters
    ----------
    groups : sequence of (times_days, causes)
        One pair of arrays per group.
    cause : int
        The cause of interest.
    name : str
        Of the cause.

    Raises
    ------
    StephError
        If there are fewer than two groups, or nobody had the event.

    References
    ----------
    Gray: A class of K-sample tests for comparing the cumulative incidence of a competing risk.
    Ann Stat 1988, with rho = 0. The variance is that of the score's martingales where all groups
    share one incidence; ties as in R's cmprsk 2.2, which gives the same on four tables.
    """
    from scipy.stats import chi2

    if len(groups) < 2:
        raise StephError("Gray's test needs two groups", todo="Choose another grouping.")
    every = np.concatenate([pair[0] for pair in groups]).astype(float)
    kinds = np.concatenate([pair[1] for pair in groups])
    if not (kinds == cause).any():
        raise StephError("Nobody had this event: groups cannot be compared", todo=MORE_EVENTS)
    days = np.unique(every[kinds > 0])
    tables = [_Table.of(np.asarray(times, float), own, cause, days) for times, own in groups]
    # Risk sets of the subdistribution: who had another event stays in them, ever less.
    open_to = np.stack([table.at_risk / table.survival for table in tables])
    at_risk = open_to * (1 - np.stack([table.incidence for table in tables]))
    mine = np.stack([table.mine for table in tables])
    died = mine.sum(axis=0)
    score = (mine - at_risk / np.maximum(at_risk.sum(axis=0), 1e-300) * died).sum(axis=1)
    # The incidence that all groups would share, and their shares in its risk sets.
    total = np.maximum(open_to.sum(axis=0), 1e-300)
    step = died / total
    shared = np.cumsum(step)
    share = open_to / total
    flow_of = step / np.maximum(1 - (shared - step), 1e-300)
    variance = np.zeros((len(groups), len(groups)))
    for number, table in enumerate(tables):
        own = open_to[number]
        pull = ((np.arange(len(groups)) == number)[:, None] - share) * own
        flow = pull * flow_of
        later = np.cumsum(flow[:, ::-1], axis=1)[:, ::-1] - flow
        # Of the shared incidence, what is still open to who is alive after the day.
        ahead = (1 - shared) / np.where(table.survival_after > 0, table.survival_after, np.inf)
        some = np.where(table.at_risk > 0, own, np.inf)
        first = pull + np.where(table.survival_after > 0, 1 - ahead, 1.0) * later
        # Deaths of one day are drawn without putting back: the variance of a hypergeometric.
        tied = 1 - np.maximum(died - 1, 0) / np.maximum(total * table.survival - 1, 1)
        tied_others = 1 - np.maximum(table.others - 1, 0) / np.maximum(table.at_risk - 1, 1)
        variance += (first * (tied * step / some)) @ first.T
        second = ahead * later / some
        variance += (second * (tied_others * table.others)) @ second.T
    free = slice(0, len(groups) - 1)
    statistic = float(score[free] @ np.linalg.pinv(variance[free, free]) @ score[free])
    degrees = len(groups) - 1
    return GrayTest(name, statistic, degrees, float(chi2.sf(statistic, degrees)))


@dataclass(frozen=True)
class _Table:
    """One group on the days of all events; curves are those just before each day."""

    at_risk: FloatArray
    mine: FloatArray  # events of the cause
    others: FloatArray  # events of other causes
    survival: FloatArray
    survival_after: FloatArray
    incidence: FloatArray

    @classmethod
    def of(
        cls, times: FloatArray, kinds: NDArray[np.int64], cause: int, days: FloatArray
    ) -> _Table:
        at_risk = at_risk_at(days, times).astype(float)
        other = (kinds > 0) & (kinds != cause)
        mine, others = (
            count_at(days, times[which]).astype(float) for which in (kinds == cause, other)
        )
        some = np.maximum(at_risk, 1.0)
        after = np.cumprod(1 - (mine + others) / some)
        before = np.concatenate([[1.0], after[:-1]])
        incidence = np.concatenate([[0.0], np.cumsum(before * mine / some)[:-1]])
        return cls(at_risk, mine, others, np.maximum(before, 1e-12), after, incidence)
