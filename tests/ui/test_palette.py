from __future__ import annotations

from pathlib import Path

from fakes import wait_for_slide
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from steph_desktop.ui.kit import language
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.palette import Entry, EntryKind, find

CTRL = Qt.KeyboardModifier.ControlModifier


def entries(*words: str) -> list[Entry]:
    return [Entry(word, EntryKind.COMMAND, lambda: None) for word in words]


def test_every_word_typed_must_be_there_and_a_beginning_comes_first() -> None:
    known = entries("Show the map", "Map of risk", "Remap", "Quit")
    assert [entry.words for entry in find(known, "map")] == ["Map of risk", "Show the map", "Remap"]
    assert [entry.words for entry in find(known, "risk MAP")] == ["Map of risk"]
    assert find(known, "nothing like it") == []
    assert len(find(known, "  ")) == 4


def test_a_case_is_found_by_a_part_of_its_name(
    qtbot: QtBot, window: MainWindow, slide: Path, slide_folder: Path
) -> None:
    window.open_paths([slide, slide_folder / "second.svs"])
    wait_for_slide(qtbot, window)
    first, second = window.session.worklist.case_ids
    assert window.review.shown_case == first
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(window.finder.isVisible)
    QTest.keyClicks(window.finder.field, second[-5:].lower())
    QTest.keyClick(window.finder.field, Qt.Key.Key_Return)
    assert not window.finder.isVisible()
    assert window.review.shown_case == second


def test_pages_are_named_as_on_the_window_and_found_in_english_too(
    qtbot: QtBot, window: MainWindow
) -> None:
    language.speak("de")
    try:
        window.open_palette()
        first = window.finder.rows.item(0)
        assert first is not None and first.text().startswith("Befundung   · Seite")
        QTest.keyClicks(window.finder.field, "survival")
        named = [window.finder.rows.item(n).text() for n in range(window.finder.rows.count())]
        assert named[0].startswith("Überleben   ")
    finally:
        language.speak("en")


def test_a_command_is_given_by_the_mouse_and_arrows_move(qtbot: QtBot, window: MainWindow) -> None:
    QTest.mouseClick(window.top.find_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.finder.isVisible)
    rows = window.finder.rows
    assert rows.currentRow() == 0
    QTest.keyClick(window.finder.field, Qt.Key.Key_Down)
    assert rows.currentRow() == 1
    QTest.keyClick(window.finder.field, Qt.Key.Key_Up)
    QTest.keyClick(window.finder.field, Qt.Key.Key_Up)
    assert rows.currentRow() == rows.count() - 1, "the list goes round"
    QTest.keyClicks(window.finder.field, "full screen")
    assert rows.count() == 1
    place = rows.visualItemRect(rows.item(0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.isFullScreen()
    window.review.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_what_is_not_there_is_said_and_escape_closes(qtbot: QtBot, window: MainWindow) -> None:
    window.open_palette()
    QTest.keyClicks(window.finder.field, "zzz")
    assert window.finder.nothing.isVisible()
    QTest.keyClick(window.finder.field, Qt.Key.Key_Return)
    assert window.finder.isVisible(), "nothing can be chosen"
    QTest.keyClick(window.finder.field, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()
