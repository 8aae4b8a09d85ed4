"""Forms: rows of words and fields, number fields, and lists whose entries are ticked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QListWidget, QListWidgetItem, QWidget

from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.numbers import WholeField
from steph_desktop.ui.kit.widgets import FIELD_WIDTH_PX


def form_layout(
    *rows: tuple[str, QWidget | QLayout], on: QWidget | None = None, wraps: bool = False
) -> QFormLayout:
    """Make a form of words and fields; what has no name for screen readers is explained by them.

    It `wraps` where words stand above a field that does not fit beside them.
    """
    made = QFormLayout() if on is None else QFormLayout(on)
    made.setContentsMargins(0, 0, 0, 0)
    if wraps:
        made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    for words, field in rows:
        # Beside a field that names itself the words may be shorter than its name.
        if isinstance(field, QWidget) and not field.accessibleName():
            explain(field, words)
        made.addRow(tr(words), field)
    return made


class FieldHint(QLabel):
    """Words below a field of a form, as wide as that and as high as they are at that width.

    A form leaves any other label that wraps the height that it would like to have, which is that of
    a narrower one, and asks for a height at a width that the label never has.
    """

    def __init__(self, words: str = "") -> None:
        super().__init__(tr(words))
        self.setObjectName("muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMaximumWidth(FIELD_WIDTH_PX)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))


def whole_field(
    low: int, high: int, value: int = 0, on_change: Callable[[int], object] | None = None
) -> WholeField:
    """Make a field for a whole number between two others."""
    made = WholeField()
    made.setRange(low, high)
    made.setValue(value)
    if on_change is not None:
        made.valueChanged.connect(on_change)
    return made


class CheckList(QListWidget):
    """A list of words, each ticked or not."""

    def __init__(self, name: str, on_tick: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setAccessibleName(tr(name))
        if on_tick is not None:
            self.itemChanged.connect(lambda _item: on_tick())

    def add(self, words: str, *, is_on: bool) -> QListWidgetItem:
        """Append an entry."""
        item = QListWidgetItem(words)
        _tick(item, is_on)
        self.addItem(item)
        return item

    def offer(self, names: Sequence[str], chosen: Collection[str]) -> None:
        """Show these names and tick the chosen ones; nothing is emitted."""
        with QSignalBlocker(self):
            # Filled anew, a list scrolls to its top and forgets its current row.
            if list(names) != [item.text() for item in self.every()]:
                self.clear()
                self.addItems(names)
            for item in self.every():
                _tick(item, item.text() in chosen)

    def every(self) -> list[QListWidgetItem]:
        """Return all entries."""
        return [self.item(row) for row in range(self.count())]

    def ticked(self) -> list[QListWidgetItem]:
        """Return the entries that are ticked."""
        return [item for item in self.every() if item.checkState() is Qt.CheckState.Checked]


def _tick(item: QListWidgetItem, is_on: bool) -> None:
    item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
