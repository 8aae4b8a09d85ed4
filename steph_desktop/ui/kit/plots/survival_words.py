"""What is said of survival figures, in words and numbers."""

from __future__ import annotations

from steph_desktop.survival.cutoffs import SearchedCutoff
from steph_desktop.survival.groups import GroupedSurvival, Interval
from steph_desktop.ui.kit.plots.km_plot import AxisUnit, KmHit

NOT_REACHED = "not reached"
NO_FOLLOW_UP = "–"


def p_words(p_value: float) -> str:
    """Say a p-value as a paper does."""
    if p_value < 0.001:
        return "p < 0.001"
    return f"p = {p_value:.3f}" if p_value < 0.995 else "p > 0.99"


def test_words(survival: GroupedSurvival) -> str:
    """Say what the log-rank test found, and over how many groups."""
    if survival.test is None:
        return ""
    return f"Log-rank {p_words(survival.test.p_value)} ({survival.test.n_groups} groups)"


test_words.__test__ = False  # type: ignore[attr-defined]


def searched_words(searched: SearchedCutoff) -> str:
    """Say what a cut-off that was chosen on these patients is worth."""
    return (
        f"Exploratory: the cut-off was chosen here.\n{p_words(searched.p_value)}, allowing for "
        f"{searched.n_cutoffs} possible cut-offs (permutation)"
    )


def median_words(median: Interval, unit: AxisUnit) -> str:
    """Say a median with its interval, in a unit of time."""
    if median.value is None:
        lower = "" if median.lower is None else f" (from {median.lower / unit.days:.1f})"
        return f"{NOT_REACHED}{lower}"
    ends = [
        NOT_REACHED if end is None else f"{end / unit.days:.1f}"
        for end in (median.lower, median.upper)
    ]
    return f"{median.value / unit.days:.1f} ({ends[0]} to {ends[1]})"


def share_words(share: Interval) -> str:
    """Say a survival with its interval, in per cent."""
    if share.value is None or share.lower is None or share.upper is None:
        return NO_FOLLOW_UP
    return f"{100 * share.value:.0f} % ({100 * share.lower:.0f} to {100 * share.upper:.0f})"


def mean_words(mean: Interval, unit: AxisUnit) -> str:
    """Say a restricted mean with its interval, in a unit of time."""
    if mean.value is None or mean.lower is None or mean.upper is None:
        return NO_FOLLOW_UP
    value, lower, upper = (v / unit.days for v in (mean.value, mean.lower, mean.upper))
    return f"{value:.2f} ({lower:.2f} to {upper:.2f})"


def hit_words(hit: KmHit, unit: AxisUnit) -> str:
    """Say who a step or tick is."""
    what = "event" if hit.is_event else "censored"
    who = hit.ids[0] if len(hit.ids) == 1 else f"{len(hit.ids)} cases"
    return f"{who}: {what} at {hit.time_days / unit.days:.2f} {unit.value[0]} · click to open"
