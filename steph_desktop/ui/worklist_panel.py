"""The left panel: the worklist with its heading and the menu of a case."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QMenu, QVBoxLayout

from steph_desktop.ui.theme import Colours
from steph_desktop.ui.widgets import heading, text
from steph_desktop.ui.worklist import Case, CaseDelegate, Worklist


class WorklistPanel(QFrame):
    """The cases, one below the other.

    Parameters
    ----------
    worklist : Worklist
        The cases.
    colours : Colours
        The theme.
    """

    chosen = Signal(str)
    """Pseudonym of the current case; empty without one."""
    selection_changed = Signal()
    analyse_requested = Signal()
    join_requested = Signal(list)
    removal_requested = Signal(list)
    names_requested = Signal(list)

    def __init__(self, worklist: Worklist, colours: Colours) -> None:
        super().__init__()
        self._worklist = worklist
        self._delegate = CaseDelegate(colours, self)
        self.setObjectName("sidePanel")
        self.setMinimumWidth(190)
        self.view = QListView()
        view = self.view
        view.setObjectName("worklist")
        view.setModel(worklist)
        view.setItemDelegate(self._delegate)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setAccessibleName("Worklist")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        self.count = text(name="muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        title = QHBoxLayout()
        title.setContentsMargins(16, 12, 16, 8)
        title.addWidget(heading("Worklist"))
        title.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(title)
        layout.addWidget(view)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        worklist.rowsInserted.connect(self._on_rows)
        worklist.rowsRemoved.connect(self._on_rows)
        self._on_rows()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self._delegate.colours = colours
        self.view.viewport().update()

    def choose(self, case_id: str) -> None:
        """Make a case the current and only selected one."""
        index = self._worklist.index(self._worklist.row_of(case_id))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    def selected(self) -> list[Case]:
        """Return the selected cases in the worklist's order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        ids = self._worklist.case_ids
        return [self._worklist[ids[row]] for row in rows if row < len(ids)]

    def _on_current(self) -> None:
        row = self.view.currentIndex().row()
        ids = self._worklist.case_ids
        self.chosen.emit(ids[row] if 0 <= row < len(ids) else "")

    def _on_selection(self) -> None:
        self.selection_changed.emit()

    def _on_rows(self) -> None:
        count = self._worklist.rowCount()
        self.count.setText("" if not count else f"{count:,} case{'s' if count > 1 else ''}")
        self._on_current()

    def _show_menu(self, at: QPoint) -> None:
        cases = self.selected()
        if not cases:
            return
        ids = [case.case_id for case in cases]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Analyse", self.analyse_requested.emit)
        if len(cases) > 1:
            join = menu.addAction(
                "Join as slides of one patient", lambda: self.join_requested.emit(ids)
            )
            join.setEnabled(not any(case.is_busy for case in cases))
        menu.addAction("Show file names", lambda: self.names_requested.emit(ids))
        menu.addAction("Take off the list", lambda: self.removal_requested.emit(ids))
        menu.popup(self.view.viewport().mapToGlobal(at))
