"""Commands with their keys, and menus of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QCursor, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from steph_desktop.ui.kit.language import tr

_MOST_SHOWN = 20  # of a menu that opens at the mouse


def command(
    owner: QWidget, words: str, key: str, slot: Callable[[], object] | None = None
) -> QAction:
    """Make a command that works by its key while its owner is on show."""
    action = QAction(tr(words), owner)
    if key:
        action.setShortcut(QKeySequence(key))
    if slot is not None:
        action.triggered.connect(lambda _checked=False: slot())
    owner.addAction(action)
    return action


def fill_menu(menu: QMenu, actions: Iterable[QAction | None]) -> None:
    """Put commands on a menu; None is a line between them."""
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)


def with_menu(made: QToolButton) -> QMenu:
    """Let a press on a button open a menu; return the menu, which is empty."""
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(made)
    made.setMenu(menu)
    return menu


def popup(parent: QWidget, entries: Mapping[str, str], choose: Callable[[str], object]) -> QMenu:
    """Open a menu at the mouse; `choose` is given what the words chosen stand for."""
    menu = QMenu(parent)
    for words, value in itertools.islice(entries.items(), _MOST_SHOWN):
        menu.addAction(tr(words), partial(choose, value))
    menu.popup(QCursor.pos() + QPoint(4, 4))
    # Else each menu that was ever opened stays a child of the window.
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
