"""A table of words that is only read, for every page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from steph_desktop.ui.kit.explanations import explanation
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.widgets import Later, plain, scaled_px

EVERY_ROW = 1_000_000
"""For a `Grid` that is as high as all of its rows"""
_MARGIN_PX = 14  # room for a scroll bar below the rows
_LEAST_PX = 120  # to which a column may be narrowed, its words on several lines
_PADDING_PX, _HIGHEST_PX = 20, 2000  # beside the words of a cell; no cell is higher
_MOST_WRAPPED = 60  # rows: more of them, and the table scrolls sideways instead


class Grid(QTableWidget):
    """Rows of words; where they are too wide, the widest columns break their lines.

    It is as high as its rows, up to `most` of them, or as its layout makes it where that is 0. With
    `fills` the last column takes the room that is left over.
    """

    def __init__(
        self, name: str, headers: Sequence[str] = (), *, most: int = 0, fills: bool = False
    ) -> None:
        super().__init__()
        self._fills = fills
        self.setAccessibleName(tr(name))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # A click on words that are only read must not take the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._most, self._breaks = most, False
        self._fit_later = Later(self._fit_columns, self)
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
        self._fit_columns()

    def fit_height(self, most: int = 12) -> None:
        """Make it as high as its rows, up to `most` of them."""
        self._most = most
        line = self.verticalHeader().defaultSectionSize()
        shown = sum(self.rowHeight(y) for y in range(min(self.rowCount(), most))) or line
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(shown + header + 2 * self.frameWidth() + _MARGIN_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_later.ask()  # now a layout is at work, which would not hear of a new height

    def _fit_columns(self) -> None:
        """Be no wider than there is room, if breaking the lines of some columns can do it."""
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        heads = [header.sectionSizeHint(x) for x in range(self.columnCount())]
        whole = [max(head, self.sizeHintForColumn(x)) for x, head in enumerate(heads)]
        room, least = self.viewport().width(), scaled_px(_LEAST_PX, self)
        floors = [min(width, max(head, least)) for width, head in zip(whole, heads, strict=True)]
        breaks = sum(floors) <= room < sum(whole) and self.rowCount() <= _MOST_WRAPPED
        # A last section that stretches would be narrowed where there is no room as well.
        header.setStretchLastSection(self._fills and sum(whole) <= room)
        header.setSectionResizeMode(mode.Fixed if breaks else mode.ResizeToContents)
        if breaks:
            cap = max(whole)
            fitted = whole
            while sum(fitted) > room:
                cap -= 4
                fitted = [max(low, min(w, cap)) for low, w in zip(floors, whole, strict=True)]
            for x, width in enumerate(fitted):
                self.setColumnWidth(x, width)
            self._fit_rows(fitted)
        elif self._breaks:
            self._fit_rows(())
        self._breaks = breaks
        if self._most:
            self.fit_height(self._most)

    def _fit_rows(self, widths: Sequence[int]) -> None:
        """Be as high as the words in columns of these widths; as usual where none are given."""
        metrics, wrap = self.fontMetrics(), Qt.TextFlag.TextWordWrap.value
        usual = self.verticalHeader().defaultSectionSize()
        for y in range(self.rowCount()):
            items = ((self.item(y, x), width) for x, width in enumerate(widths))
            # Qt's own answer forgets the style sheet's padding, and cuts what just fits.
            lines = [
                metrics.boundingRect(0, 0, width - _PADDING_PX, _HIGHEST_PX, wrap, item.text())
                for item, width in items
                if item is not None
            ]
            high = max((box.height() for box in lines), default=0)
            self.setRowHeight(y, max(usual, high + _PADDING_PX // 2))
