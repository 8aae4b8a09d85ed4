"""Every hand and eye: what can be used has a name, is reached by Tab, and no page is a trap."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QSplitter,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import make_lab
from windows import reviewing

from steph_desktop.ui.kit.layouts import in_reading_order
from steph_desktop.ui.kit.messages import Tone
from steph_desktop.ui.kit.widgets import Gallery, SteadyArea
from steph_desktop.ui.parts.viewer.viewer import SlideViewer
from steph_desktop.ui.shell.main_window import MainWindow

USED = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
    QPlainTextEdit, QTextEdit,
)  # fmt: skip
PAGES = ("Review", "Cohort", "Survival", "Compare", "Train", "Models", "Audit")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, slide: Path) -> Iterator[MainWindow]:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    with reviewing(qtbot, tmp_path / "lab") as made:
        yield made


def used_in(root: QWidget) -> list[QWidget]:
    """What a person can use in a part of the window, without parts of other controls."""
    found = []
    for part in root.findChildren(QWidget):
        is_inner = isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox | QAbstractItemView)
        if isinstance(part, QScrollBar) or is_inner or not isinstance(part, USED):
            continue
        if part.isVisible() and part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            found.append(part)
    return found


def name_of(part: QWidget) -> str:
    """What a screen reader says of it."""
    told = QAccessible.queryAccessibleInterface(part)
    return told.text(QAccessible.Text.Name).strip() if told is not None else ""


@pytest.mark.parametrize("name", PAGES)
def test_what_can_be_used_has_a_name(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.turn_to(name)
    qtbot.wait(200)
    used = used_in(window.pages.currentWidget())
    assert used, name
    nameless = [f"{type(part).__name__} {part.objectName()}" for part in used if not name_of(part)]
    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_reached_and_left_by_keys(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    QTest.keyClick(
        window, Qt.Key(Qt.Key.Key_1.value + PAGES.index(name)), Qt.KeyboardModifier.ControlModifier
    )
    qtbot.wait(200)
    page = window.pages.currentWidget()
    assert page is window.pages.made[PAGES.index(name)]
    waiting = set(used_in(page))
    met: list[QWidget] = []
    for _ in range(250):
        window.focusNextPrevChild(True)
        focus = window.focusWidget()
        if focus is None or (met and focus is met[0]):
            break
        met.append(focus)
    tabbed = {p for p in waiting if p.focusPolicy() & Qt.FocusPolicy.TabFocus and p.isEnabled()}
    missed = [
        f"{type(part).__name__} {name_of(part)}"
        for part in tabbed
        # Of buttons of which one is chosen, Tab comes to that one; a field may pass it on.
        if part not in met
        and part.focusProxy() is None
        and not (isinstance(part, QAbstractButton) and (part.autoExclusive() or part.group()))
    ]
    assert missed == []
    outside = [part for part in met if not page.isAncestorOf(part)]
    assert outside, "the way goes on beyond the page"


def test_the_way_of_tab_is_the_way_of_the_eye(qtbot: QtBot, window: MainWindow) -> None:
    """Bars from the top, then list, slide, panel from left to right, then the foot."""
    qtbot.wait(200)
    order: list[str] = []
    parts = {
        "top": window.top, "list": window.cases, "slide": window.pane, "panel": window.inspector,
        "foot": window.bottom,
    }  # fmt: skip
    window.top.page_bar.buttons[0].setFocus()
    for _ in range(250):
        focus = window.focusWidget()
        where = next((n for n, part in parts.items() if part.isAncestorOf(focus)), None)
        if where is not None and (not order or order[-1] != where):
            order.append(where)
        window.focusNextPrevChild(True)
        if window.focusWidget() is window.top.page_bar.buttons[0]:
            break
    assert order == ["top", "list", "slide", "panel", "foot"]


def test_messages_are_announced_with_their_tone(qtbot: QtBot, window: MainWindow) -> None:
    from steph_desktop.ui.kit.messages import Message, _Plate

    for tone in Tone:
        window.notice.clear()
        window.notice.say(Message("Something.", tone, {"Undo": lambda: None}))
        (plate,) = [p for p in window.notice.findChildren(_Plate) if p.isVisible()]
        told = [name_of(part) for part in plate.findChildren(QWidget) if name_of(part)]
        assert tone.value in told and "Something." in told
        assert [name_of(made) for made in plate.buttons] == ["Undo", "Dismiss"]
        corner = plate.mapTo(window, QPoint(0, 0))
        assert window.rect().contains(corner)


# The way of Tab -----------------------------------------------------------------------------------

BLOCK_PX = 14  # what stands in one line may differ by this


def way_through(window: MainWindow, page: QWidget) -> list[QWidget]:
    """Where Tab comes to on a page, in its order."""
    met: list[QWidget] = []
    for _ in range(300):
        window.focusNextPrevChild(True)
        focus = window.focusWidget()
        if focus is None or focus in met:
            break
        met.append(focus)
    inside = [page.isAncestorOf(part) for part in met]
    # The window is a ring: begin where the page begins.
    first = next(n for n, here in enumerate(inside) if here and not inside[n - 1])
    way = [part for part in met[first:] + met[:first] if page.isAncestorOf(part)]
    # A page that scrolls, and the slide under what floats over it, have no place in a line; two
    # galleries of patches stand side by side, each read to its end.
    without = (SteadyArea, SlideViewer)
    way = [p for p in way if not isinstance(p.parentWidget(), Gallery)]
    return [p for p in way if not isinstance(p, without)]


def group_of(part: QWidget, page: QWidget) -> QWidget:
    """The panel that a widget stands in: what is read from top to bottom before the next one."""
    around = part
    while around.parentWidget() not in (None, page):
        around = around.parentWidget()
        if isinstance(around.parentWidget(), QSplitter) or around.objectName() in (
            "sidePanel", "topBar", "bottomBar", "card", "foot", "head",
        ):  # fmt: skip
            return around
    return around


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_down_each_panel(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Within a panel from top to bottom, and in a line from left to right; no panel twice."""
    window.turn_to(name)
    qtbot.wait(200)
    page = window.pages.currentWidget()
    way = way_through(window, page)
    groups: list[QWidget] = []
    for part in way:
        around = group_of(part, page)
        if not groups or groups[-1] is not around:
            groups.append(around)
    again = [f"{type(g).__name__} {g.objectName()}" for g in groups if groups.count(g) > 1]
    assert again == []
    for around in groups:
        mine = [part for part in way if group_of(part, page) is around]
        places = [part.mapTo(page, QPoint(0, part.height() // 2)) for part in mine]
        back = [
            f"{name_of(mine[n])} > {name_of(mine[n + 1])}"
            for n, (here, there) in enumerate(itertools.pairwise(places))
            if there.y() < here.y() - BLOCK_PX
            or (abs(there.y() - here.y()) <= BLOCK_PX and there.x() < here.x())
        ]
        assert back == [], type(around).__name__


@pytest.mark.parametrize("name", PAGES)
def test_what_has_a_value_tells_it(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.turn_to(name)
    qtbot.wait(100)
    silent = []
    for part in window.findChildren(QWidget):
        told = QAccessible.queryAccessibleInterface(part)
        if isinstance(part, QAbstractSlider | QAbstractSpinBox | QProgressBar):
            value = told.valueInterface()
            low, high = value.minimumValue(), value.maximumValue()
            if isinstance(part, QProgressBar) and not part.isVisible():
                continue
            # Qt tells a date as text.
            is_date = isinstance(part, QDateEdit) and bool(part.text())
            told_all = None not in (low, high, value.currentValue())
            if not (told_all or is_date) or not name_of(part):
                silent.append(f"{type(part).__name__} {part.objectName()} {name_of(part)}")
        if isinstance(part, QComboBox) and part.isVisible() and part.count():
            text = told.text(QAccessible.Text.Value) or part.currentText()
            if not text and part.currentIndex() >= 0:
                silent.append(f"QComboBox {name_of(part)}")
    assert [words for words in silent if "QScrollBar" not in words] == []


def test_an_open_dialog_keeps_its_own_order_of_tab(qtbot: QtBot) -> None:
    panel = QWidget()
    first, second = QLineEdit(panel), QLineEdit(panel)
    second.move(0, 100)
    dialog = QDialog(panel)
    QLineEdit(dialog)
    qtbot.addWidget(panel)
    panel.show()
    dialog.show()
    in_reading_order(panel)  # Qt warns where two windows would be joined
    assert first.nextInFocusChain() is second
    dialog.close()
