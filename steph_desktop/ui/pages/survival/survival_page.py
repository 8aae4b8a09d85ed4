"""The survival page: curves, figures and tests of any grouping, and their export."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.core.errors import StephError
from steph_desktop.survival.grouping import SurvivalTable
from steph_desktop.ui.kit.plots.figure_files import Figure, picture_of, write_figure
from steph_desktop.ui.kit.plots.km_plot import KmPlot, paint_km
from steph_desktop.ui.kit.plots.km_widget import KaplanMeierWidget
from steph_desktop.ui.kit.plots.survival_words import p_words
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.theme import LIGHT, Colours, colours_for
from steph_desktop.ui.kit.widgets import button, column, heading, scrolling, text
from steph_desktop.ui.pages.survival.controls import Controls
from steph_desktop.ui.pages.survival.figures_table import FiguresTable
from steph_desktop.ui.pages.survival.sources import (
    WorkspacePatients,
    read_cohort,
    read_study,
    read_workspace,
    reference_table,
)
from steph_desktop.ui.pages.survival.survival_analysis import SurvivalView, look
from steph_desktop.ui.pages.survival.survival_csv import write_curves, write_figures
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.folders import remember_study
from steph_desktop.ui.parts.session import Session

_WORKSPACE = ("survival page", "workspace")
_EMPTY = (
    "Kaplan-Meier curves need to know what became of patients: how long each was followed, and "
    "whether the event was seen.\n\nAttach a clinical table to the cases of this workspace, choose "
    "a model that keeps its training cohort, or open one of these:"
)
_MAX_MENU = 20


class SurvivalPage(QWidget):
    """Kaplan-Meier curves of the workspace, of a pack's cohort, of a study or a cohort folder.

    Parameters
    ----------
    session : Session
        Its records and its model are read.
    """

    case_requested = Signal(str)
    notice = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.view: SurvivalView | None = None
        self._patients = WorkspacePatients()
        self._study: tuple[SurvivalTable, ...] = ()
        self._cohort: tuple[SurvivalTable, ...] = ()
        self._asked = 0
        self.reader = ReaderPool(1, self)
        self.reader.done.connect(self._on_read)
        self.reader.failed.connect(self._on_failed)
        session.book.records.done.connect(self._on_records)
        session.model_changed.connect(self._offer)
        self.controls = Controls()
        self.plot = KaplanMeierWidget()
        self.table = FiguresTable()
        self.pairs = text(name="muted", factor=0.95)
        self.title = heading("", 1.15)
        self.export_button = QPushButton("Export")
        self.fault = text(name="wrong")
        self._lay_out()
        self._connect()
        self.set_colours(colours_for(session.settings.theme))

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("sidePanel")
        side.setFixedWidth(284)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(scrolling(self.controls))
        page = QWidget()
        layout = column(page, margin=18, spacing=10)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        layout.addWidget(self.fault)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.table)
        layout.addWidget(self.pairs)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty_page())
        self.stack.addWidget(scrolling(page))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(side)
        row.addWidget(self.stack, 1)
        self.side = side
        self.fault.hide()

    def _empty_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = column(page, margin=40, spacing=14)
        layout.addStretch()
        layout.addWidget(heading("No outcomes yet", 1.3))
        words = text(_EMPTY)
        words.setMaximumWidth(620)
        layout.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(button("Results of a training…", self.ask_study))
        row.addWidget(button("Cohort folder…", self.ask_cohort))
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()
        return page

    def _connect(self) -> None:
        self.controls.changed.connect(self._look)
        self.controls.look_changed.connect(self._draw)
        self.controls.study_requested.connect(self.ask_study)
        self.controls.cohort_requested.connect(self.ask_cohort)
        self.plot.cases_requested.connect(self._on_cases)
        menu = QMenu(self)
        menu.addAction("Copy picture", self.copy)
        menu.addSeparator()
        for suffix in ("png", "svg", "pdf"):
            menu.addAction(f"Figure as {suffix.upper()}…", partial(self._ask_figure, suffix))
        menu.addSeparator()
        menu.addAction("Curves as CSV…", partial(self._ask_table, "curves"))
        menu.addAction("Table of figures as CSV…", partial(self._ask_table, "figures"))
        self.export_button.setMenu(menu)
        self.export_menu = menu

    # A page of the window ----------------------------------------------------------------------

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.plot.set_colours(colours)
        self.table.colours = colours
        self._draw()

    def visit(self) -> None:
        """Read outcomes and risks again: reviews and analyses may have changed them."""
        blinded = self.session.worklist.is_blinded
        if blinded:  # what was read before may tell more than may be seen now
            self._patients = WorkspacePatients()
            self._offer()
        withheld = self.session.worklist.withheld
        read = partial(read_workspace, blinded=blinded, withheld=withheld)
        self.session.book.records.ask(_WORKSPACE, read)

    def close_page(self) -> None:
        """End the reader's thread."""
        self.reader.close()

    # What is offered ---------------------------------------------------------------------------

    def _on_records(self, key: object, answer: object) -> None:
        if key == _WORKSPACE and isinstance(answer, WorkspacePatients):
            self._patients = answer
            self._offer()

    def _offer(self, choose: str | None = None) -> None:
        card = self.session.card
        tables = list(self._patients.tables)
        if card is not None and card.reference is not None:
            tables.append(reference_table(card.model_id, card.reference))
        tables += [*self._study, *self._cohort]
        has_any = bool(tables)
        self.stack.setCurrentIndex(1 if has_any else 0)
        self.side.setVisible(has_any)
        self.controls.offer(tables, choose)

    def show_study(self, folder: Path) -> None:
        """Offer the out-of-fold predictions of a folder of results."""
        cases = dict(self._patients.cases)
        self.reader.request(("study", folder), partial(read_study, folder, cases))

    def show_cohort(self, folder: Path) -> None:
        """Offer the patients of a cohort folder."""
        worklist = self.session.worklist
        by_slide = {
            slide.stem: case_id
            for case_id in worklist.case_ids
            for slide in worklist[case_id].slides
        }
        groups = dict(self._patients.risk_groups)
        self.reader.request(("cohort", folder), partial(read_cohort, folder, by_slide, groups))

    def ask_study(self) -> None:
        """Let the user choose a folder of results."""
        self._ask_folder("Choose the results of a training or a comparison", self.show_study)

    def ask_cohort(self) -> None:
        """Let the user choose a cohort folder."""
        self._ask_folder("Choose a cohort folder", self.show_cohort)

    def _ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        if folder := folders.choose_folder(self, self.session, title):
            then(folder)

    # Looking -----------------------------------------------------------------------------------

    def _look(self) -> None:
        table, grouping = self.controls.table, self.controls.chosen_grouping
        if table is None or grouping is None:
            self.view = None
            self._draw()
            return
        self._asked += 1
        work = partial(look, table, grouping, self.controls.cutoff)
        self.reader.request(("look",), partial(_numbered, self._asked, work))

    def _on_read(self, key: object, answer: object) -> None:
        match key, answer:
            case ("look",), (int(number), SurvivalView() as view) if number == self._asked:
                self.view = view
                self.fault.hide()
                self._draw()
            case ("look",), (int(number), StephError() as error) if number == self._asked:
                self.view = None
                self.fault.setText(str(error))
                self.fault.show()
                self._draw()
            case ("study", Path() as folder), tuple() as tables if tables:
                self._study = tables
                remember_study(self.session, folder)
                self._offer(tables[0].title)
            case ("cohort", Path()), tuple() as tables if tables:
                self._cohort = tables
                self._offer(tables[0].title)
            case ("written", _), Path() as out:
                self.notice.emit(f"{out.name} was written.")

    def _on_failed(self, _key: object, error: object) -> None:
        self.notice.emit(str(error))

    def _draw(self) -> None:
        options, view = self.controls.options, self.view
        self.plot.set_options(options)
        self.plot.show_survival(view.survival if view else None, view.test if view else "")
        self.table.show_figures(view.survival if view else None, options.unit)
        self.table.setVisible(view is not None)
        self.export_button.setEnabled(view is not None)
        self.title.setText(f"{view.grouping.name} · {view.table.title}" if view else "")
        told = []
        if view is not None and view.searched is None:
            told = [
                f"{pair.first} and {pair.second}: {p_words(pair.p_value)}, "
                f"Holm {p_words(pair.p_holm)}"
                for pair in view.survival.pairs
            ]
            if told:
                told.insert(0, "Pairs of groups, log-rank, corrected for their number:")
        if view is not None and view.unknown:
            told.append(f"{view.unknown} patients without a value are left out.")
        if view is not None and view.table.left_out:
            told.append(f"{view.table.left_out} cases without outcome are left out.")
        self.pairs.setText("\n".join(told))
        self.pairs.setVisible(bool(told))

    def _on_cases(self, ids: object) -> None:
        names = list(ids) if isinstance(ids, tuple) else []
        if len(names) == 1:
            self.case_requested.emit(names[0])
        elif names:
            menu = QMenu(self)
            for name in names[:_MAX_MENU]:
                menu.addAction(name, partial(self.case_requested.emit, name))
            menu.popup(QCursor.pos() + QPoint(4, 4))
            menu.aboutToHide.connect(menu.deleteLater)
            self.case_menu = menu

    # Export ------------------------------------------------------------------------------------

    def figure(self) -> Figure | None:
        """Return the figure as it goes to paper."""
        view = self.view
        if view is None:
            return None
        plot = KmPlot(view.survival, self.controls.options, view.test)
        height = 520.0 + 15 * len(view.survival.groups)
        return Figure(
            f"Survival by {view.grouping.name[:1].lower()}{view.grouping.name[1:]}",
            lambda painter, rect, font: paint_km(painter, rect, plot, LIGHT, font),
            view.note,
            height=height,
        )

    def copy(self) -> None:
        """Put the figure on the clipboard, with its research line."""
        figure = self.figure()
        if figure is not None:
            QGuiApplication.clipboard().setImage(picture_of(figure))

    def save_figure(self, out: Path) -> None:
        """Write the figure on the reader's thread; `notice` tells the end."""
        figure = self.figure()
        if figure is not None:
            self.reader.request(("written", out), partial(write_figure, figure, out))

    def save_table(self, kind: str, out: Path) -> None:
        """Write curves or figures as CSV on the reader's thread."""
        if self.view is None:
            return
        survival, words = self.view.survival, self.view.test if self.view.searched else ""
        work: Callable[[], Path] = partial(write_curves, out, survival)
        if kind == "figures":
            work = partial(write_figures, out, survival, words)
        self.reader.request(("written", out), work)

    def _ask_figure(self, suffix: str) -> None:
        out = folders.choose_export(
            self, self.session, f"survival.{suffix}", f"{suffix.upper()} (*.{suffix})"
        )
        if out is not None:
            self.save_figure(out.with_suffix(f".{suffix}"))

    def _ask_table(self, kind: str) -> None:
        out = folders.choose_export(self, self.session, f"survival-{kind}.csv", "CSV (*.csv)")
        if out is not None:
            self.save_table(kind, out.with_suffix(".csv"))


def _numbered(number: int, work: Callable[[], SurvivalView]) -> tuple[int, object]:
    """Do some work and say which it was: an answer that was overtaken is passed over."""
    try:
        return number, work()
    except StephError as error:
        return number, error
