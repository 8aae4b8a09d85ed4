"""Patients with what they can be grouped by: fixed risk groups, a clinical column, a cut-off."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.core.written_numbers import numbers_in
from steph_desktop.survival.clinical_cox import CoxData, ScoreOrigin, natural_order
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.groups import SurvivalGroup

MAX_GROUPS = 8  # colours that can be told apart
_NUMERIC_FROM = 6  # a column of so many different numbers is cut, one of fewer is taken as groups
_RISK_ORDER = ("low", "intermediate", "high")


@dataclass(frozen=True)
class Grouping:
    """One way of grouping patients."""

    name: str  # as in the table
    # Group of every patient; empty where it is not known. Empty if the column is of numbers.
    labels: tuple[str, ...] = ()
    order: tuple[str, ...] = ()  # the groups, in the order in which they are drawn
    numbers: FloatArray | None = None  # shape (n,): values to be cut; NaN where not known
    # The cut-off that does not depend on what became of these patients.
    fixed_cutoff: float | None = None
    note: str = ""  # where the groups come from, a sentence

    @property
    def is_cut(self) -> bool:
        """Whether a cut-off makes its groups."""
        return self.numbers is not None


@dataclass(frozen=True)
class SurvivalTable:
    """Patients whose outcome is known, and how they can be grouped."""

    title: str  # what they are; names no patient
    times_days: FloatArray  # shape (n,)
    events: NDArray[np.bool_]  # shape (n,)
    groupings: tuple[Grouping, ...]  # at least one
    # Pseudonyms of their cases, empty where a patient has none; or no entry at all.
    ids: tuple[str, ...] = ()
    left_out: int = 0  # patients without outcome
    # Clinical columns as text, by patient; empty where not known.
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    score: str = ""  # the column of risk scores among them
    origin: ScoreOrigin = ScoreOrigin.NONE  # where these come from
    # More columns of the patient table that goes out, which no model takes: survival by year.
    exported: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # shape (n,): Day on which each patient came under observation; None for all at 0.
    entry_days: FloatArray | None = None
    # causes, cause_names: Which event each patient had, 0 for none, and the events' names; `events`
    # are those of the first.
    causes: NDArray[np.int64] | None = None
    cause_names: tuple[str, ...] = ()

    @property
    def cox_data(self) -> CoxData:
        """What a Cox model takes."""
        return CoxData(self.times_days, self.events, self.columns, self.entry_days)


@dataclass(frozen=True)
class Grouped:
    """Groups made of a table, and who is in none."""

    groups: tuple[SurvivalGroup, ...]
    unknown: int


def make_groups(table: SurvivalTable, grouping: Grouping, cutoff: float | None = None) -> Grouped:
    """Sort the patients of a table into groups; empty ones are left out.

    Parameters
    ----------
    table : SurvivalTable
        The patients.
    grouping : Grouping
        One of its groupings.
    cutoff : float, optional
        For a grouping of numbers; its fixed one by default. A value on it belongs above.

    Raises
    ------
    StephError
        If no patient has a value, or there are too many groups to tell apart.
    """
    labels, order = cut_labels(grouping, cutoff)
    known = np.array([bool(label) for label in labels], bool)
    if not known.any():
        raise StephError(
            f"No patient has a value of {grouping.name!r}", todo="Choose another grouping."
        )
    present = [label for label in order if label in set(labels)]
    if len(present) > MAX_GROUPS:
        raise StephError(
            f"{grouping.name!r} has {len(present)} values: more than {MAX_GROUPS} curves cannot "
            "be told apart",
            todo="Choose another grouping, or join values in the table.",
        )
    return Grouped(
        tuple(_group(table, label, [own == label for own in labels]) for label in present),
        int((~known).sum()),
    )


def cut_labels(
    grouping: Grouping, cutoff: float | None = None
) -> tuple[Sequence[str], tuple[str, ...]]:
    """Return the group of every patient and the order of groups, numbers being cut."""
    if grouping.numbers is None:
        return grouping.labels, grouping.order
    cut = cutoff if cutoff is not None else (grouping.fixed_cutoff or 0.0)
    below, above = f"below {cut:.4g}", f"from {cut:.4g}"
    labels = [
        "" if math.isnan(value) else (below if value < cut else above)
        for value in grouping.numbers.tolist()
    ]
    return labels, (below, above)


def _group(table: SurvivalTable, label: str, members: Sequence[bool]) -> SurvivalGroup:
    mask = np.array(members, bool)
    ids = tuple(table.ids[row] for row in np.flatnonzero(mask)) if table.ids else ()
    entry = None if table.entry_days is None else table.entry_days[mask]
    return SurvivalGroup(label, table.times_days[mask], table.events[mask], ids, entry)


def everyone(n: int) -> Grouping:
    """Return the grouping that puts everyone into one group."""
    return Grouping("Everyone", ("all",) * n, ("all",))


def column_grouping(name: str, values: Sequence[str]) -> Grouping | None:
    """Make a grouping of a table's column; None where it tells nothing.

    A column of many different numbers is cut at its median, which does not depend on outcomes.
    """
    told = [value.strip() for value in values]
    distinct = sorted({value for value in told if value}, key=natural_order)
    if len(distinct) < 2:
        return None
    numbers = np.array(numbers_in(told), float)
    if len(distinct) >= _NUMERIC_FROM and None not in numbers_in(distinct):
        return cut_grouping(name, numbers, float(np.nanmedian(numbers)), "Cut at the median.")
    counts = Counter(value for value in told if value)
    if len(distinct) > MAX_GROUPS and max(counts.values()) == 1:
        return None  # a name or a date, not a group
    return Grouping(name, tuple(told), tuple(distinct), note="Groups as in the table.")


def cut_grouping(name: str, numbers: FloatArray, fixed: float, note: str) -> Grouping:
    """Make a grouping of numbers with a fixed cut-off."""
    return Grouping(name, numbers=numbers, fixed_cutoff=fixed, note=note)


def risk_grouping(labels: Sequence[str], note: str) -> Grouping:
    """Make a grouping of risk groups, lowest first."""
    return Grouping("Risk group", tuple(labels), _RISK_ORDER, note=note)


def labels_by_cutoffs(scores: FloatArray, cutoffs: Sequence[float]) -> list[str]:
    """Name the risk group of every score; a score on a cut-off belongs to the higher group."""
    names = _RISK_ORDER if len(cutoffs) == 2 else ("low", "high")
    return [names[int(n)] for n in np.searchsorted(np.asarray(cutoffs), scores, side="right")]


def labels_of_folds(scores: Sequence[FloatArray], cutoffs: Sequence[Sequence[float]]) -> list[str]:
    """Name risk groups of out-of-fold scores, fold after fold.

    By the cut-offs that were fixed on each fold's training patients, where every fold has some; by
    the other folds' terciles if not, see `fold_labels`.
    """
    if all(len(cuts) > 0 for cuts in cutoffs):
        pairs = zip(scores, cutoffs, strict=True)
        return [label for own, cuts in pairs for label in labels_by_cutoffs(own, cuts)]
    folds = np.repeat(np.arange(len(scores)), [len(own) for own in scores])
    return fold_labels(np.concatenate(list(scores)), folds)


def fold_labels(scores: FloatArray, folds: NDArray[np.int64]) -> list[str]:
    """Name risk groups of out-of-fold scores: terciles of the other folds' scores cut each fold.

    So no patient's own fold decides where it is cut, and no outcome does.
    """
    labels = np.full(len(scores), "", object)
    for fold in np.unique(folds).tolist():
        here = folds == fold
        others = scores[~here] if (~here).any() else scores
        low, high = (float(cut) for cut in np.quantile(others, (1 / 3, 2 / 3)))
        cutoffs = (low, high) if low < high else (float(np.median(others)),)
        labels[here] = labels_by_cutoffs(scores[here], cutoffs)
    return [str(label) for label in labels]
