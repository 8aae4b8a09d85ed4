"""The two views of the cohort page: the map of cases, and the course of a training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.training.study.dynamics import Course, mean_course
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row, stacked
from steph_desktop.ui.kit.page import EmptyState
from steph_desktop.ui.kit.plots.figure_files import Figure, make_figure
from steph_desktop.ui.kit.plots.heat_map import HeatMap
from steph_desktop.ui.kit.plots.source_map import SourceMap
from steph_desktop.ui.kit.plots.training_plots import CourseWidget
from steph_desktop.ui.kit.widgets import button, text
from steph_desktop.ui.pages.cohort.cohort_data import write_courses, write_map

_NO_COURSE = (
    "Nothing moved step by step here: a model without sources, or a method that settles its "
    "weights by trying them on patients left out (such as the careful transfer)."
)
_COURSE_WORDS = (
    "Mean over the training patients of each epoch; the bands, of the four strongest, are one "
    "standard deviation. A name under the mouse brings out its line."
)


class CasesView(QWidget):
    """Cases by source cancers; rows are selected and opened."""

    case_requested = Signal(str)
    cases_selected = Signal(list)
    """Pseudonyms of the cases that the user selected here"""
    notice = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.map = SourceMap()
        self._elsewhere: tuple[str, ...] = ()
        self.heat = HeatMap()
        # In place of its own: a copy of the map bears its title and note, too.
        self.heat.figure = self.figure
        self.heat.case_requested.connect(self._open_row)
        self.heat.selected.connect(self._on_selected)
        self.heat.pointed.connect(self._on_pointed)
        self.empty = EmptyState()
        self.stack = stacked(self.empty, self.heat)
        self.readout = text(name="muted")
        self.open_button = button("Open the case", self._open_chosen)
        foot = in_row((self.readout, 1), self.open_button)
        column(self, (self.stack, 1), foot, margin=0, spacing=-1)
        self._tell()

    @property
    def is_empty(self) -> bool:
        return not self.map.names

    def show_map(self, found: SourceMap, *, ratio: bool, groups: bool) -> None:
        """Show these cases; what was selected stays selected."""
        self.map = found
        self.heat.show_map(found, ratio=ratio, groups=groups)
        self.stack.setCurrentWidget(self.empty if self.is_empty else self.heat)
        # The same cases have other rows in another map.
        self.select(self._elsewhere)

    def say(self, title: str, words: str) -> None:
        """Say why there is nothing to show."""
        self.empty.say(title, words)
        # Without cases the words stand in place of the map.
        self.show_map(SourceMap(), ratio=False, groups=False)

    def select(self, case_ids: Sequence[str]) -> None:
        """Select the rows of cases that were selected elsewhere."""
        self._elsewhere = tuple(case_ids)
        wanted = set(case_ids)
        rows = (row for row, name in enumerate(self.map.case_ids) if name and name in wanted)
        self.heat.choose(frozenset(rows))
        self._tell()

    def _chosen(self) -> list[str]:
        ids = self.map.case_ids
        return [ids[row] for row in self.heat.chosen if ids[row]]

    def _on_selected(self) -> None:
        ids = self._chosen()
        # What was chosen here stays chosen in the next map, as a choice elsewhere does.
        self._elsewhere = tuple(ids)
        self._tell()
        if ids:
            self.cases_selected.emit(ids)

    def _on_pointed(self, words: str) -> None:
        if words:
            self.readout.setText(tr(words))
        else:
            self._tell()

    def _tell(self) -> None:
        rows, ids, names = self.heat.chosen, self._chosen(), self.map.names
        self.open_button.setVisible(len(ids) == 1)
        if rows:
            some = ", ".join(names[row] for row in rows[:4])
            more = f" and {len(rows) - 4} more" if len(rows) > 4 else ""
            where = "selected here and in the worklist" if ids else "not a case of this workspace"
            self.readout.setText(tr(f"{some}{more}: {where}"))
        elif names:
            words = (
                f"{len(names)} cases. A click selects, Shift or a drag selects several, a double "
                "click opens the case."
            )
            self.readout.setText(tr(words))
        else:
            self.readout.setText("")

    def _open_chosen(self) -> None:
        for name in self._chosen()[:1]:
            self.case_requested.emit(name)

    def _open_row(self, row: int) -> None:
        if name := self.map.case_ids[row]:
            self.case_requested.emit(name)
        else:
            self.notice.emit(
                f"{self.map.names[row]} is not a case of this workspace. Open and analyse a slide "
                "of this patient to see more."
            )

    def figure(self) -> Figure | None:
        """Return the map as it goes to paper."""
        found = self.map
        if self.is_empty:
            return None
        order = "average linkage of their weights" if len(found.tree) else "their strongest source"
        return make_figure(
            self.heat.heat,
            f"{found.title}: source cancers of each case",
            f"{len(found.names)} cases, ordered by {order}.",
            width=max(760.0, 260 + 52.0 * len(found.cancers)),
            height=min(1600.0, max(420.0, 190 + 15.0 * len(found.names))),
        )

    def table(self, out: Path) -> Callable[[], Path]:
        """Return the work that writes the map as CSV."""
        return partial(write_map, out, self.map, groups=self.heat.heat.groups)


class CourseView(QWidget):
    """How weights and ratios moved while a model was trained."""

    def __init__(self) -> None:
        super().__init__()
        self.courses: tuple[Course, ...] = ()
        self.course: Course | None = None
        self.plot = CourseWidget()
        # In place of its own: a copy of the lines bears its title and note, too.
        self.plot.figure = self.figure
        self.empty = EmptyState()
        self.stack = stacked(self.empty, self.plot)
        self.readout = text(_COURSE_WORDS, name="muted")
        column(self, (self.stack, 1), self.readout, margin=0, spacing=-1)

    @property
    def is_empty(self) -> bool:
        return self.course is None

    def show_courses(self, courses: Sequence[Course], fold: int | None) -> None:
        """Show the fits of a run: one fold, or the mean over all."""
        self.courses = tuple(c for c in courses if c.moves)
        mine = [c for c in self.courses if fold in (None, c.fold)]
        try:
            # A fit without sources has no course, and then there may be none at all.
            self.course = mean_course(mine) if fold is None and len(mine) > 1 else mine[0]
        except IndexError:
            self.course = None
        except ValueError:
            self.course = mine[-1]  # they have other sources, or no epoch in common yet
        self.plot.show_course(self.course)
        self.empty.say("No course to show", _NO_COURSE + _settled_words(courses))
        self.stack.setCurrentWidget(self.empty if self.is_empty else self.plot)
        self.readout.setVisible(not self.is_empty)

    def figure(self) -> Figure | None:
        """Return the lines as they go to paper."""
        course, plot = self.course, self.plot.plot
        if course is None or plot is None:
            return None
        # The mean over the folds has fold −1.
        fold = "all folds" if course.fold < 0 else f"fold {course.fold + 1}"
        return make_figure(
            plot,
            f"{course.target}, {course.method}, {fold}: weights and ratios over training",
            "Mean over the training patients; bands, of the four strongest, are one standard "
            "deviation.",
            width=980,
            height=max(420.0, 120 + 20.0 * len(course.sources)),
        )

    def table(self, out: Path) -> Callable[[], Path]:
        """Return the work that writes the courses of all folds as CSV."""
        return partial(write_courses, out, self.courses)


def _settled_words(courses: Sequence[Course]) -> str:
    """Say what the models ended with, where nothing was written down on the way."""
    settled = [course for course in courses if course.settled]
    if not settled:
        return ""
    used = sorted(
        (share for share in settled[0].settled if share.selected > 0), key=lambda s: -s.weight
    )
    if not used:
        return f"\n\nIn fold {settled[0].fold + 1} no source was used in the end."
    lines = [
        f"{share.cancer}: weight {share.weight:.2f}, share λ {share.lambda_target:.2f}, used for "
        f"{share.selected:.0%} of the patients"
        for share in used
    ]
    return f"\n\nIn the end, in fold {settled[0].fold + 1}:\n" + "\n".join(lines)
