"""One look at some patients: groups made, curves estimated, tests done; runs on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steph_desktop.survival.cutoffs import SearchedCutoff, searched_cutoff
from steph_desktop.survival.grouping import Grouping, SurvivalTable, make_groups
from steph_desktop.survival.groups import GroupedSurvival, compare_groups
from steph_desktop.ui.kit.plots.survival_words import searched_words, test_words


@dataclass(frozen=True)
class SurvivalView:
    """What the page shows.

    Attributes
    ----------
    table : SurvivalTable
        The patients.
    grouping : Grouping
        How they were grouped.
    survival : GroupedSurvival
        The curves and figures.
    cutoff : float, optional
        The cut-off, where there is one.
    searched : SearchedCutoff, optional
        Its corrected test, where it was moved.
    unknown : int
        Patients without a value.
    """

    table: SurvivalTable
    grouping: Grouping
    survival: GroupedSurvival
    cutoff: float | None = None
    searched: SearchedCutoff | None = None
    unknown: int = 0

    @property
    def test(self) -> str:
        """What the test says, with what it may be believed."""
        if self.searched is not None:
            return searched_words(self.searched)
        return test_words(self.survival)

    @property
    def note(self) -> str:
        """Where patients and groups come from, for under a figure."""
        parts = [self.table.title, self.grouping.note]
        if self.cutoff is not None:
            parts.append(f"Cut-off {self.cutoff:.4g}.")
        if self.unknown:
            parts.append(f"{self.unknown} without a value are left out.")
        if self.table.left_out:
            parts.append(f"{self.table.left_out} without outcome are left out.")
        parts.append("Bands: 95 %, log-log.")
        said = [part if part.endswith(".") else f"{part}." for part in parts if part]
        return " ".join(said)


def look(table: SurvivalTable, grouping: Grouping, cutoff: float | None) -> SurvivalView:
    """Group patients, estimate and test.

    Parameters
    ----------
    table, grouping
        Whom, and how.
    cutoff : float, optional
        One that the user chose on these patients; the fixed one if None.

    Raises
    ------
    StephError
        If no group can be made.
    """
    grouped = make_groups(table, grouping, cutoff)
    survival = compare_groups(grouped.groups)
    searched = None
    if cutoff is not None and grouping.numbers is not None and len(grouped.groups) > 1:
        known = np.isfinite(grouping.numbers)
        if table.events[known].any():
            searched = searched_cutoff(
                grouping.numbers[known], table.times_days[known], table.events[known], cutoff
            )
    shown = cutoff if cutoff is not None else grouping.fixed_cutoff
    return SurvivalView(table, grouping, survival, shown, searched, grouped.unknown)
