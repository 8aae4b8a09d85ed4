"""Every word that the window shows, page by page, and what of it does not fit its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QTableWidget,
    QToolButton,
    QWidget,
)

ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
)  # fmt: skip
_MNEMONIC = re.compile(r"&(?=\w)")


@dataclass
class Found:
    """What a walk has met."""

    words: dict[str, str] = field(default_factory=dict)  # every text, and where it stood first
    clipped: dict[str, str] = field(default_factory=dict)  # texts that do not fit

    def add(self, text: str, where: str) -> None:
        for line in text.replace("\u200b", "").split("\n"):
            if line.strip():
                self.words.setdefault(_MNEMONIC.sub("", line.strip()), where)


@contextmanager
def painted(found: Found, where: str) -> Iterator[None]:
    """Note what is painted by the program's own paint events."""
    draw = QPainter.drawText

    def note(self: QPainter, *given: object) -> object:
        for one in given:
            if isinstance(one, str):
                found.add(one, f"{where}, painted")
        return draw(self, *given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", note)
        yield


def read(root: QWidget, found: Found, where: str, keep: Callable[[QWidget], None] = id) -> None:
    """Read a window, dialog or page as it stands."""
    QApplication.processEvents()
    with painted(found, where):
        root.grab()
    keep(root)
    for part in [root, *root.findChildren(QWidget)]:
        if part.isVisible():
            _read_part(part, found, where)


def _read_part(part: QWidget, found: Found, where: str) -> None:
    place = f"{where}, {type(part).__name__}"
    for text in (part.toolTip(), part.accessibleName(), part.accessibleDescription()):
        found.add(text, place)
    if part.isWindow():
        found.add(part.windowTitle(), place)
    if isinstance(part, QLabel | QAbstractButton):
        found.add(part.text(), place)
        if not fits(part):
            found.clipped.setdefault(part.text(), f"{place} {part.width()}x{part.height()}")
    elif isinstance(part, QGroupBox):
        found.add(part.title(), place)
    elif isinstance(part, QComboBox):
        for row in range(part.count()):
            found.add(part.itemText(row), place)
    elif isinstance(part, QLineEdit | QPlainTextEdit):
        found.add(part.placeholderText(), place)
    elif isinstance(part, QTabBar):
        for row in range(part.count()):
            found.add(part.tabText(row), place)
    elif isinstance(part, QHeaderView):
        model = part.model()
        for row in range(part.count()) if model is not None else ():
            found.add(str(model.headerData(row, part.orientation()) or ""), place)
    elif isinstance(part, QAbstractItemView) and part.model() is not None:
        model = part.model()
        for row in range(min(model.rowCount(QModelIndex()), 40)):
            for column in range(part.columnCount() if isinstance(part, QTableWidget) else 1):
                for role in ROLES:
                    value = model.index(row, column).data(role)
                    found.add(value if isinstance(value, str) else "", place)
    if isinstance(part, QMenu):
        read_menu(part, found, where)


def read_menu(menu: QMenu, found: Found, where: str) -> None:
    """Read the entries of a menu, and of those in it."""
    found.add(menu.title(), f"{where}, menu")
    for action in menu.actions():
        found.add(action.text(), f"{where}, menu {menu.title()}")
        inner = action.menu()
        if isinstance(inner, QMenu):
            read_menu(inner, found, where)


def read_menus(root: QWidget, found: Found, where: str) -> None:
    """Read the menus of the buttons in a part of the window, as they are when they open."""
    for part in root.findChildren(QToolButton) + root.findChildren(QPushButton):
        menu = part.menu()
        if menu is not None and part.isVisible():
            menu.aboutToShow.emit()
            read_menu(menu, found, where)


def fits(part: QLabel | QAbstractButton) -> bool:
    """Whether a label or a button shows all of its words."""
    text = part.text()
    if not text or text.startswith("<") or not is_seen(part):
        return True
    if isinstance(part, QLabel):
        room = part.contentsRect()
        if part.wordWrap():
            longest = max(part.fontMetrics().horizontalAdvance(w) for w in text.split())
            needed = part.heightForWidth(part.width())
            return needed <= part.height() + 1 and longest <= room.width() + 1
        widest = max(part.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
        return widest <= room.width() + 1
    if isinstance(part, QPushButton | QCheckBox | QRadioButton | QToolButton):
        if isinstance(part, QToolButton) and (
            part.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        ):
            return True
        lines = _MNEMONIC.sub("", text).split("\n")
        metrics, style = part.fontMetrics(), part.style()
        widest = max(metrics.horizontalAdvance(line) for line in lines)
        if isinstance(part, QPushButton):
            asked = QStyleOptionButton()
            part.initStyleOption(asked)
            contents = QStyle.SubElement.SE_PushButtonContents
            return widest <= style.subElementRect(contents, asked, part).width() + 1
        mark = 18 if isinstance(part, QCheckBox | QRadioButton) else 0
        return widest + mark <= part.width() + 1
    return True


def is_seen(part: QWidget) -> bool:
    """Whether some of a widget lies within the part of the window that can be scrolled to."""
    if part.width() <= 2 or part.height() <= 2:
        return False
    window = part.window()
    inside = part.parentWidget()
    while inside is not None:
        if isinstance(inside, QScrollArea):
            return True
        inside = inside.parentWidget()
    return window.rect().contains(part.mapTo(window, QPoint(1, 1)))
