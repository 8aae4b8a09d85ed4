"""A table of words that is only read, for every page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from steph_desktop.ui.kit.explanations import explanation
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.widgets import plain

_MARGIN_PX = 14  # room for a scroll bar below the rows


class Grid(QTableWidget):
    """Rows of words."""

    def __init__(self, name: str, headers: Sequence[str] = ()) -> None:
        super().__init__()
        self.setAccessibleName(tr(name))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._headers: tuple[str, ...] = ()
        self._rows: list[tuple[str, ...]] = []
        if headers:
            self.show_rows(headers, [])

    def show_rows(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows; nothing happens if they are shown already."""
        given = [tuple(row) for row in rows]
        if tuple(headers) == self._headers and given == self._rows:
            return
        self._headers, self._rows = tuple(headers), given
        self.setColumnCount(len(headers))
        for x, words in enumerate(headers):
            head = QTableWidgetItem(tr(words))
            head.setToolTip(explanation(words))
            self.setHorizontalHeaderItem(x, head)
        self.setRowCount(len(given))
        for y, row in enumerate(given):
            for x, words in enumerate(row):
                item = QTableWidgetItem(tr(words))
                item.setToolTip(plain(item.text()))
                self.setItem(y, x, item)

    def fit_height(self, most: int = 12) -> None:
        """Make it as high as its rows, up to `most` of them."""
        shown = min(max(self.rowCount(), 1), most)
        line = self.verticalHeader().defaultSectionSize()
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(shown * line + header + 2 * self.frameWidth() + _MARGIN_PX)
