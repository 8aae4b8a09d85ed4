"""The left panel: the worklist with its search, filters and context menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QSizePolicy, QToolButton

from steph_desktop.core.errors import count_of
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import FlowLayout, column, in_row
from steph_desktop.ui.kit.list_rows import painted_list, runs_of
from steph_desktop.ui.kit.menus import with_menu
from steph_desktop.ui.kit.widgets import Banner, Later, button, heading, text, text_field, tool
from steph_desktop.ui.parts.worklist.case_list import CaseDelegate, CaseList, ListSort
from steph_desktop.ui.parts.worklist.worklist import Case, ListStatus, Worklist

_KEYS = "Space: next unreviewed · B: blinded"
_NAMES = (
    "List cases by their slides' file names, on this screen only: nothing that is saved has them"
)
_BLINDED = "Blinded mode: give your own estimate first; then the model's answer is shown. (B)"


class WorklistPanel(QFrame):
    """The cases, one below the other."""

    chosen = Signal(str)
    """Pseudonym of the current case; empty without one."""
    selection_changed = Signal()
    analyse_requested = Signal()
    again_requested = Signal(list)
    """Cases to analyse again though they are finished"""
    join_requested = Signal(list)
    removal_requested = Signal(list)
    names_requested = Signal(list)
    pixel_size_requested = Signal(str)
    """The user wants to see or change the pixel size of a case."""
    report_requested = Signal()
    lab_names_switched = Signal(bool)
    next_requested = Signal()
    """The user wants the next case without a review."""

    def __init__(self, worklist: Worklist) -> None:
        super().__init__()
        self._worklist = worklist
        self._delegate = CaseDelegate(self)
        self._current = ""
        self._rearranging = False
        self._held: list[str] = []
        self._row = 0
        self._scrolled = 0
        self.setObjectName("sidePanel")
        self.setMinimumWidth(190)
        self.list = CaseList(worklist, self)
        self.view = self._make_view()
        self.count = text(name="muted", wraps=False)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = text_field("Find in the worklist", hint="Find by name, tag or file")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda words: self.ask(text=words))
        self.sort_button = self._make_menu_button("Sort the cases", self._fill_sort)
        self.filter_button = self._make_menu_button("Filter the cases", self._fill_filter)
        self.names = tool("Names", tip=_NAMES, called="Show the lab's names", checkable=True)
        self.names.toggled.connect(self._on_names)
        self.blinded = text(
            "Blinded", name="attention", factor=0.88, bold=True, wraps=False, tip=_BLINDED
        )
        self.blinded.setAccessibleName(tr(_BLINDED))
        policy = self.blinded.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # its place is kept: the list below must not move
        self.blinded.setSizePolicy(policy)
        self.nothing = Banner("well", "No case matches.")
        self.nothing.add_row(button("Show all", self.show_all))
        self.keys = text(_KEYS, name="muted", factor=0.88)
        self.keys.setContentsMargins(16, 6, 8, 8)
        self._lay_out()
        selection = self.view.selectionModel()
        selection.currentChanged.connect(self._on_current)
        selection.selectionChanged.connect(self._on_selection)
        self.list.modelAboutToBeReset.connect(self._before_rearranging)
        self.list.rearranged.connect(self._after_rearranging)
        worklist.many_changed.connect(self._show_state)
        # Thousands of cases may change at once.
        self._show_later = Later(self._show_state, self)
        self.list.counted.connect(self._show_later.ask)
        self._count_later = Later(self._show_count, self)
        self.count.installEventFilter(self)
        for sequence in ("Ctrl+F", "/"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self._find)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.next_requested)
        self._show_state()

    def _make_view(self) -> QListView:
        view = painted_list(self.list, self._delegate, "Worklist")
        view.setObjectName("worklist")
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)  # else ten thousand rows are measured, one by one
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        return view

    def _make_menu_button(self, tip: str, fill: Callable[[QMenu], None]) -> QToolButton:
        made = tool("", tip=tip)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = with_menu(made)
        menu.aboutToShow.connect(lambda: fill(menu))  # tags come and go
        return made

    def _lay_out(self) -> None:
        name = heading("Worklist", wraps=False)
        tools = FlowLayout(self.sort_button, self.filter_button, self.names, spacing=0)
        tools.setContentsMargins(8, 2, 8, 4)
        head = in_row(name, 4, self.blinded, (self.count, 1), margins=(16, 12, 10, 6))
        search = in_row(self.search, margins=(12, 0, 12, 4))
        # On the empty list itself: there is nothing that it could push.
        column(self.view.viewport(), self.nothing, None, margin=12)
        column(self, head, search, tools, (self.view, 1), self.keys, margin=0, spacing=0)

    # What the user asks for ------------------------------------------------------------------

    def show_lab_names(self, *, shown: bool) -> None:
        """Call cases by the names of their slides' files, or by their codes."""
        self.names.setChecked(shown)

    def _on_names(self, shown: bool) -> None:
        self._delegate.lab_names = shown
        self.view.viewport().update()
        self.lab_names_switched.emit(shown)

    def choose(self, case_id: str) -> None:
        """Make a case the current and only selected one; filters that hide it are cleared."""
        if self.list.row_of(case_id) is None:
            self.show_all()
        row = self.list.row_of(case_id)
        if row is not None:
            index = self.list.index(row)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flags)
            self.view.scrollTo(index)

    def choose_many(self, case_ids: Sequence[str]) -> None:
        """Select several cases, the first becoming the current one; hidden ones are brought back.

        Nothing happens if none of them is on the list.
        """
        known = [name for name in case_ids if name in self._worklist]
        if not known:
            return
        if any(self.list.row_of(name) is None for name in known):
            self.show_all()
        model, flags = self.view.selectionModel(), QItemSelectionModel.SelectionFlag
        current = self.list.index(self.list.row_of(known[0]) or 0)
        model.setCurrentIndex(current, flags.NoUpdate)
        model.select(self._selection(known), flags.ClearAndSelect)
        self.view.scrollTo(current)

    def selected(self) -> list[Case]:
        """Return the selected cases in the order of the list."""
        return [self._worklist[case_id] for case_id in self._selected_ids()]

    def ask(self, **changes: Any) -> None:
        """Change which cases are shown: fields of `ListQuery`."""
        self.list.set_query(replace(self.list.query, **changes))
        self._show_state()

    def show_all(self) -> None:
        self.search.clear()
        self.list.set_query(self.list.query.without_filters())
        self._show_state()

    def step_case(self, by: int) -> None:
        """Go to the next or previous case in the list."""
        ids, row = self.list.keys, self.list.row_of(self._current)
        target = 0 if row is None else row + by
        if 0 <= target < len(ids):
            self.choose(ids[target])

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # Following the list ---------------------------------------------------------------------

    def _selected_ids(self) -> list[str]:
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        ids = self.list.keys
        return [ids[row] for row in rows if row < len(ids) and ids[row] in self._worklist]

    def _selection(self, case_ids: Sequence[str]) -> QItemSelection:
        """Return the rows of those cases that are listed, as few ranges: Qt is slow with many."""
        rows = [row for name in case_ids if (row := self.list.row_of(name)) is not None]
        selection = QItemSelection()
        for first, last in runs_of(sorted(rows)):
            selection.select(self.list.index(first), self.list.index(last))
        return selection

    def _on_current(self) -> None:
        if self._rearranging:
            return
        ids, row = self.list.keys, self.view.currentIndex().row()
        self._current = ids[row] if 0 <= row < len(ids) else ""
        self.list.current = self._current
        self.chosen.emit(self._current)

    def _on_selection(self) -> None:
        if not self._rearranging:
            self.selection_changed.emit()

    def _before_rearranging(self) -> None:
        """Remember the selection: a view that is reset forgets it."""
        self._rearranging = True
        # By name: rows are others after it.
        self._held = self._selected_ids()
        self._row = self.list.row_of(self._current) or 0
        self._scrolled = self.view.verticalScrollBar().value()

    def _after_rearranging(self) -> None:
        model, flags = self.view.selectionModel(), QItemSelectionModel.SelectionFlag
        model.select(self._selection(self._held), flags.ClearAndSelect)
        row = self.list.row_of(self._current)
        if row is not None:
            model.setCurrentIndex(self.list.index(row), flags.NoUpdate)
        self.view.verticalScrollBar().setValue(self._scrolled)
        self._rearranging = False
        self._show_state()
        if self._current and self._current not in self._worklist:
            # Removed: the case that stands in its place now is the current one, if there is any.
            if ids := self.list.keys:
                self.choose(ids[min(self._row, len(ids) - 1)])
            else:
                self._on_current()
        self.selection_changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._count_later.ask()  # another form of it may fit
        return super().eventFilter(watched, event)

    def _show_count(self) -> None:
        """Show how many cases are listed, in the longest form that fits."""
        query, total, shown = self.list.query, len(self._worklist.case_ids), self.list.rowCount()
        waiting = self.list.count_unreviewed()
        forms = [count_of(total, "case") if total else "", ""]
        if waiting:
            forms = [f"{waiting:,} unreviewed of {total:,}", f"{waiting:,} of {total:,}"]
            forms += [f"{waiting:,}/{total:,}", ""]
        if query.filters and total:
            forms = [f"{shown:,} of {total:,}", f"{shown:,}/{total:,}", ""]
        room, width_of = self.count.width(), self.count.fontMetrics().horizontalAdvance
        self.count.setToolTip(tr("Cases that wait for a review" if waiting else ""))
        self.count.setAccessibleDescription(tr(forms[0]))
        self.count.setText(next(w for w in map(tr, forms) if not w or width_of(w) <= room))

    def _show_state(self) -> None:
        """Show how many cases are listed, the sort and filters, and whether the mode is blinded."""
        self._show_count()
        query, total, shown = self.list.query, len(self._worklist.case_ids), self.list.rowCount()
        arrow = "↓" if query.descending else "↑"
        self.sort_button.setText(tr(f"{query.sort.value.capitalize()} {arrow}"))
        status = query.status.value if query.status else ""
        group = f"{query.group.value} risk" if query.group else ""
        named = " · ".join(filter(None, (status, group, query.tag)))
        self.filter_button.setText(tr(self._fitting(named) if named else "Filter"))
        self.filter_button.setChecked(bool(named))
        self.filter_button.setAccessibleName(tr(f"Filter: {named or 'none'}"))
        self.sort_button.setAccessibleName(tr(f"Sorted by {query.sort.value}"))
        for part in (self.search, self.sort_button, self.filter_button, self.names, self.keys):
            part.setVisible(total > 0)
        self.nothing.setVisible(total > 0 and shown == 0)
        self.blinded.setVisible(self._worklist.is_blinded)

    def _fitting(self, words: str) -> str:
        metrics = self.filter_button.fontMetrics()
        room = max(60, self.width() - self.sort_button.sizeHint().width() - 44)
        return metrics.elidedText(tr(words), Qt.TextElideMode.ElideRight, room)

    # Menus -----------------------------------------------------------------------------------

    def _fill_sort(self, menu: QMenu) -> None:
        menu.clear()
        query = self.list.query
        self._add_choices(menu, "sort", [(s.value.capitalize(), s) for s in ListSort], query.sort)
        menu.addSeparator()
        ways = [("Ascending", False), ("Descending", True)]
        self._add_choices(menu, "descending", ways, query.descending)

    def _fill_filter(self, menu: QMenu) -> None:
        menu.clear()
        query = self.list.query
        statuses = [("Any status", None), *((s.value.capitalize(), s) for s in ListStatus)]
        self._add_choices(menu, "status", statuses, query.status)
        menu.addSeparator()
        groups = [("Any risk", None), *((f"{g.value.capitalize()} risk", g) for g in RiskGroup)]
        self._add_choices(menu, "group", groups, query.group)
        tags = self.list.tags()
        if tags:
            menu.addSeparator()
            choices = menu.addMenu(tr("Tag"))
            named = [("Any tag", ""), *((tag.replace("&", "&&"), tag) for tag in tags)]
            self._add_choices(choices, "tag", named, query.tag)
        menu.addSeparator()
        menu.addAction(tr("Show all"), self.show_all)

    def _add_choices(
        self, menu: QMenu, field: str, choices: Sequence[tuple[str, object]], now: object
    ) -> None:
        group = QActionGroup(menu)  # of which one is chosen
        for words, value in choices:
            action = menu.addAction(tr(words), partial(self.ask, **{field: value}))
            action.setCheckable(True)
            action.setChecked(value == now)
            group.addAction(action)

    def _show_menu(self, at: QPoint) -> None:
        cases = self.selected()
        if not cases:
            return
        ids = [case.case_id for case in cases]
        finished = any(case.has_result for case in cases)
        idle = not any(case.is_busy for case in cases)
        size = ("Pixel size…", partial(self.pixel_size_requested.emit, ids[0]), idle)
        join = ("Join as slides of one patient", partial(self.join_requested.emit, ids), idle)
        entries: tuple[tuple[str, Callable[[], object], bool], ...] = (
            ("Analyse", self.analyse_requested.emit, True),
            ("Analyse again", partial(self.again_requested.emit, ids), finished),
            ("Report…", self.report_requested.emit, finished),
            size if len(cases) == 1 else join,
            ("Show file names", partial(self.names_requested.emit, ids), True),
            ("Remove from list", partial(self.removal_requested.emit, ids), True),
        )
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, slot, is_possible in entries:
            menu.addAction(tr(words), slot).setEnabled(is_possible)
        menu.popup(self.view.viewport().mapToGlobal(at))
