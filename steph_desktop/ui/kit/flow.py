"""Widgets side by side, and on the next line where there is no more room, as words are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


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
            item.setGeometry(QRect(left, at.y() + (high - tall) // 2, wide, tall))
            x += wide + self.spacing()
