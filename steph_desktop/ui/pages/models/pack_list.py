"""The list of packs: two lines each, and a badge for what is in use, retired or damaged."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from steph_desktop.core.errors import printable
from steph_desktop.engine.model_registry import LibraryEntry
from steph_desktop.model.card import PackCard, PackKind
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.list_rows import ModelIndex, Row, RowDelegate
from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.kit.widgets import plain

_ENTRY = int(Qt.ItemDataRole.UserRole)
_BADGE = _ENTRY + 1
KIND_WORDS = {
    PackKind.ABMIL: "single model",
    PackKind.STEPH: "STEPH, mixed case by case",
    PackKind.MERGED: "merged model",
    PackKind.ROUTED: "routed model",
    PackKind.SUBSPACE: "merged case by case, without training",
}


class Badge(Enum):
    """What the list says of a pack besides its name; the value is shown."""

    NONE = ""
    DAMAGED = "damaged"
    RETIRED = "retired"
    IN_USE = "in use"
    ELSEWHERE = "not in library"


def entry_name(entry: LibraryEntry) -> str:
    """Name of a pack: its model, or its file where the card cannot be read."""
    return entry.card.model_id if entry.card is not None else printable(entry.path.name)


def second_line(card: PackCard | None) -> str:
    """Say in a line what a pack is."""
    if card is None:
        return "cannot be read"
    sources = f" · {len(card.sources)} sources" if card.sources else ""
    return f"{card.target_cancer} · {card.method} · {card.encoder}{sources}"


class PackList(QListWidget):
    """The packs, one to choose."""

    chosen = Signal(object)
    """The LibraryEntry, or None"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("worklist")
        self.setAccessibleName(tr("Models"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        # Rows are cut to the width, see `paint_row`.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Qt does not own a delegate: without this it would be gone at once.
        self._delegate = _Delegate()
        self.setItemDelegate(self._delegate)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit(self.entry))

    def set_colours(self, colours: Colours) -> None:
        self._delegate.colours = colours
        self.viewport().update()

    @property
    def entry(self) -> LibraryEntry | None:
        item = self.currentItem()
        entry = item.data(_ENTRY) if item is not None else None
        return entry if isinstance(entry, LibraryEntry) else None

    def show_entries(
        self, entries: Sequence[LibraryEntry], badges: Sequence[Badge], choose: Path | None = None
    ) -> None:
        """Show these packs; keep the choice where it is still there."""
        # By its file: read again, a pack is another entry.
        wanted = choose or (self.entry.path if self.entry is not None else None)
        # A half-filled list has chosen nothing.
        with QSignalBlocker(self):
            self.clear()
            for entry, badge in zip(entries, badges, strict=True):
                name, second = entry_name(entry), tr(second_line(entry.card))
                item = QListWidgetItem(name)
                item.setData(_ENTRY, entry)
                item.setData(_BADGE, badge.value)
                item.setToolTip(plain(f"{name}\n{second}"))
                # Second line and badge are painted only: a screen reader has them from here.
                words = f"{name}, {second}, {tr(badge.value)}".rstrip(", ")
                item.setData(int(Qt.ItemDataRole.AccessibleTextRole), words)
                self.addItem(item)
            paths = [entry.path for entry in entries]
            self.setCurrentRow(paths.index(wanted) if wanted in paths else 0)
        # Of a list that was blocked nobody has heard.
        self.chosen.emit(self.entry)


class _Delegate(RowDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: ModelIndex) -> QSize:
        return QSize(180, round(2.1 * option.fontMetrics.height()) + 22)

    def paint_row(self, row: Row, rect: QRectF, font: QFont, index: ModelIndex) -> None:
        painter, colours = row.painter, self.colours
        entry, badge = index.data(_ENTRY), Badge(index.data(_BADGE))
        bold, small = sized_font(font, 1.0, bold=True), sized_font(font, 0.9)
        high, metrics = QFontMetricsF(bold), QFontMetricsF(small)
        top = rect.center().y() - (high.height() + metrics.height() + 2) / 2
        right = rect.right() - 8
        if badge is not Badge.NONE:
            painter.setFont(small)
            strong = {Badge.IN_USE: colours.accent, Badge.DAMAGED: colours.alarm}
            painter.setPen(QColor(strong.get(badge, colours.muted)))
            width = metrics.horizontalAdvance(tr(badge.value))
            at = QPointF(right - width, top + (high.height() + metrics.ascent()) / 2)
            row.words(at, tr(badge.value))
            right -= width + 10
        left = rect.left() + 10
        faded = badge in (Badge.RETIRED, Badge.DAMAGED)
        painter.setFont(bold)
        painter.setPen(QColor(colours.muted if faded else colours.ink))
        name = high.elidedText(entry_name(entry), Qt.TextElideMode.ElideMiddle, right - left)
        row.words(QPointF(left, top + high.ascent()), name)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        words = metrics.elidedText(
            tr(second_line(entry.card)), Qt.TextElideMode.ElideRight, rect.right() - 8 - left
        )
        row.words(QPointF(left, top + high.height() + 2 + metrics.ascent()), words)
