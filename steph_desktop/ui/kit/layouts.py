"""Rows, columns, grids, a row that breaks, and the order in which Tab goes through them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

_LINE_PX = 12  # middles of what stands in one line differ by no more

Part = QWidget | QLayout | int | None | tuple[QWidget | QLayout | None, int | Qt.AlignmentFlag]
"""What stands in a row or column, see `lay`"""


def lay(layout: QBoxLayout, *parts: Part) -> None:
    """Add widgets and layouts in their order.

    A number is a gap in pixels, None the room that is left. A pair also says how much of that room
    its part takes, or at which side of it the part stands.
    """
    for part in parts:
        if isinstance(part, int):
            layout.addSpacing(part)
            continue
        inner, place = part if isinstance(part, tuple) else (part, 0)
        stretch = 0 if isinstance(place, Qt.AlignmentFlag) else place
        if isinstance(inner, QLayout):
            layout.addLayout(inner, stretch)
        elif inner is None:
            layout.addStretch(stretch)
        elif isinstance(place, Qt.AlignmentFlag):
            layout.addWidget(inner, alignment=place)
        else:
            layout.addWidget(inner, stretch)


def column(
    parent: QWidget | None,
    *parts: Part,
    margin: int | tuple[int, int, int, int] = 16,
    spacing: int = 10,
) -> QVBoxLayout:
    """Lay parts below one another in a widget; -1 is the style's own spacing."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    layout.setContentsMargins(*(margin if isinstance(margin, tuple) else (margin,) * 4))
    layout.setSpacing(spacing)
    lay(layout, *parts)
    return layout


def in_row(
    *parts: Part,
    on: QWidget | None = None,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    spacing: int = -1,
) -> QHBoxLayout:
    """Lay parts side by side, in a widget or to be added to another layout."""
    layout = QHBoxLayout() if on is None else QHBoxLayout(on)
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    lay(layout, *parts)
    return layout


def grid_layout(
    on: QWidget | None = None,
    *,
    across: int = -1,
    down: int = -1,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    stretch: Sequence[int] = (),
) -> QGridLayout:
    """Make a grid: gaps across and down, and the share of each column in the room that is left."""
    layout = QGridLayout() if on is None else QGridLayout(on)
    layout.setContentsMargins(*margins)
    layout.setHorizontalSpacing(across)
    layout.setVerticalSpacing(down)
    for place, share in enumerate(stretch):
        layout.setColumnStretch(place, share)
    return layout


def lay_grid(
    grid: QGridLayout, *rows: Sequence[QWidget | QLayout | None], at: tuple[int, int] = (0, 0)
) -> None:
    """Add rows of parts to a grid, from row and column `at` on; None leaves a cell empty."""
    for row, parts in enumerate(rows, start=at[0]):
        for place, part in enumerate(parts, start=at[1]):
            if isinstance(part, QLayout):
                grid.addLayout(part, row, place)
            elif part is not None:
                grid.addWidget(part, row, place)


def stacked(*pages: QWidget) -> QStackedWidget:
    """Lay pages over one another; the first is on show."""
    made = QStackedWidget()
    for page in pages:
        made.addWidget(page)
    return made


def discard(widget: QWidget) -> None:
    """Remove a widget for good."""
    widget.hide()  # it lives until the event loop comes round
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Remove all widgets from a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            discard(widget)


def in_tab_order(place: QWidget, made: Sequence[QWidget]) -> None:
    """Let Tab come to widgets made later where they were put, not after everything else."""
    before = place.previousInFocusChain() or place
    # What never has the keyboard may stand anywhere in the chain.
    while before is not place and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain() or place
    for widget in made:
        QWidget.setTabOrder(before, widget)
        before = widget


def in_reading_order(*panels: QWidget) -> None:
    """Let Tab go through panels one after the other, in each line by line as the eye does.

    What is hidden in them keeps its place in the order.
    """
    way: list[QWidget] = []
    for panel in panels:
        found = [
            (part.mapTo(panel, part.rect().center()), part)
            for part in panel.findChildren(QWidget)
            if part.isVisibleTo(panel)
            # An open dialog is a child as well, and has an order of its own.
            and part.window() is panel.window()
            and part.focusPolicy() & Qt.FocusPolicy.TabFocus
            # Parts of other controls, such as the field of a number, go with them.
            and not isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox)
            and not isinstance(part, QScrollArea)
        ]
        found.sort(key=lambda place: place[0].y())
        line: list[tuple[QPoint, QWidget]] = []
        for at, part in found:
            if line and at.y() - line[0][0].y() > _LINE_PX:
                way += [w for _, w in sorted(line, key=lambda place: place[0].x())]
                line = []
            line.append((at, part))
        way += [w for _, w in sorted(line, key=lambda place: place[0].x())]
    for before, after in itertools.pairwise(way):
        QWidget.setTabOrder(before, after)


class FlowLayout(QLayout):
    """A row of widgets that breaks into lines: nothing is cut where letters are large.

    `grows` takes what is left of its line.
    """

    def __init__(self, *widgets: QWidget, spacing: int = 8, grows: QWidget | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._grows = grows
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for widget in widgets:
            self.addWidget(widget)

    # What Qt asks of a layout ------------------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item in shown)
        wide += self.spacing() * max(0, len(shown) - 1)
        return QSize(wide, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        # As narrow as its widest part: the others go to further lines.
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    # Laying out ----------------------------------------------------------------------------------

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines

    def _lay(self, rect: QRect, *, place: bool) -> int:
        """Put every widget in its place, or only say how high they are together."""
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(item.sizeHint().height() for item in line)
            widths = [min(item.sizeHint().width(), rect.width()) for item in line]
            left = rect.width() - sum(widths) - self.spacing() * (len(line) - 1)
            for number, item in enumerate(line):
                # Asked for None as well: a spacer has no widget either.
                if left > 0 and item.widget() is self._grows and self._grows is not None:
                    widths[number] += left
            if place:
                self._place(line, widths, QPoint(rect.x(), y), high, rect)
            y += high + self.spacing()
        return max(0, y - rect.y() - self.spacing())

    def _place(
        self, line: list[QLayoutItem], widths: list[int], at: QPoint, high: int, rect: QRect
    ) -> None:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = at.x()
        for item, wide in zip(line, widths, strict=True):
            tall = min(item.sizeHint().height(), high)
            left = rect.x() + rect.right() - x - wide + 1 if mirrored else x
            # Written from the right, the same places are counted from the other edge.
            item.setGeometry(QRect(left, at.y() + (high - tall) // 2, wide, tall))
            x += wide + self.spacing()
