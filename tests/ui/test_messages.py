"""Messages of the window: they move nothing, have a colour, an action and an end, and come once."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeEngine, wait_until
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import opened_on, press, reviewing

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit import messages
from steph_desktop.ui.kit.messages import Ended, Message, MessagePlace, Tone, done, failed
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import CaseStatus, Review, Verdict
from steph_desktop.workspace.store import Workspace

FAULT = StephError("The disk is full", "report.pdf", "Make room.")


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    return tmp_path / "lab"


def places_of(window: MainWindow) -> dict[QWidget, QRect]:
    """Where everything but the messages is."""
    return {
        part: QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part is not window.notice
        and not window.notice.isAncestorOf(part)
        and part.window() is window
    }


@pytest.mark.parametrize("tone", Tone)
def test_a_message_moves_nothing_and_is_told_apart(qtbot: QtBot, lab: Path, tone: Tone) -> None:
    with reviewing(qtbot, lab) as window:
        before = places_of(window)
        for _ in range(20):  # pictures of patches still come in
            qtbot.wait(150)
            if (now := places_of(window)) == before:
                break
            before = now
        window.notice.say(Message("Something happened to a case with a long name. " * 3, tone))
        QApplication.processEvents()
        assert window.notice.isVisible()
        assert places_of(window) == before, "a click goes where the eye was"
        (plate,) = window.notice.findChildren(messages._Plate)
        assert plate.property("tone") == tone.value
        signs = [s for s in plate.findChildren(QLabel) if s.objectName() == "sign"]
        assert [sign.text() for sign in signs] == [tone.sign], "not by colour alone"
        assert window.rect().contains(QRect(plate.mapTo(window, QPoint(0, 0)), plate.size()))
        slide = QRect(window.pane.mapToGlobal(QPoint(0, 0)), window.pane.size())
        assert slide.contains(QRect(plate.mapToGlobal(QPoint(0, 0)), plate.size()))
        press(window.notice, "Dismiss")
        assert not window.notice.isVisible()
        window.notice.say(Message("Again", tone))
        window.resize(1024, 700)
        QApplication.processEvents()
        (plate,) = [p for p in window.notice.findChildren(messages._Plate) if p.isVisible()]
        assert window.rect().contains(QRect(plate.mapTo(window, QPoint(0, 0)), plate.size()))


def test_colours_are_of_the_tone(qapp: QApplication) -> None:
    """Success is not amber: four signs, and a rule of the style sheet for each but the first."""
    style = (Path(__file__).parents[2] / "resources/style/window.qss").read_text("utf-8")
    assert len({tone.sign for tone in Tone}) == len(Tone)
    for tone, colour in ((Tone.DONE, "@done"), (Tone.ATTENTION, "@notice"), (Tone.FAULT, "@alarm")):
        line = next(x for x in style.splitlines() if f'[tone="{tone.value}"] {{' in x)
        assert f"border-left-color: {colour}" in line


@pytest.fixture
def place(qtbot: QtBot) -> MessagePlace:
    room = QWidget()
    room.resize(800, 500)
    QCursor.setPos(2000, 2000)  # a message under the mouse is being read, and stays
    field = QLineEdit(room)
    field.setFocus()  # a message that has the keyboard stays until it is left
    made = MessagePlace(room, room.rect)
    qtbot.addWidget(room)
    room.show()
    return made


def test_errors_are_told_once(place: MessagePlace) -> None:
    place.say(FAULT)
    place.say(FAULT)
    place.say(str(FAULT))
    assert [m.tone for m in place.messages] == [Tone.FAULT, Tone.INFO]


def test_a_message_ends_with_its_cause(place: MessagePlace) -> None:
    place.say(failed(FAULT, cause="report"))
    place.say(Message("another"))
    place.say(done("report.pdf is written.", cause="report"))
    assert place.words == "another\nreport.pdf is written."
    place.say(Ended("report"))
    assert place.words == "another"
    place.say(FAULT, origin=3)
    place.leave(2)
    assert FAULT.what in place.words
    place.leave(3)
    assert place.words == "another"


def test_success_ends_by_itself_and_a_fault_stays(
    qtbot: QtBot, place: MessagePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_LEAST_MS", 30)
    monkeypatch.setattr(messages, "_PER_LETTER_MS", 0)
    place.say(done("written"))
    place.say(FAULT)
    place.say(Message("choose", actions={"Now": lambda: None}, can_dismiss=False))
    wait_until(qtbot, lambda: "written" not in place.words)
    qtbot.wait(120)
    assert [m.words for m in place.messages] == [str(FAULT), "choose"]
    for number in range(6):
        place.say(Message(f"m{number}", Tone.ATTENTION))
    assert len(place.messages) == 3, "they never fill the page"


def test_actions_are_done_once(
    place: MessagePlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    file = tmp_path / "a.pdf"
    place.say(done("written", file=file))
    press(place, "Open")
    assert opened == [str(file)] and not place.isVisible()
    tries: list[int] = []
    place.say(failed(FAULT, again=lambda: tries.append(1)))
    press(place, "Try again")
    assert tries == [1] and not place.isVisible()


def test_a_dismissed_message_leaves_the_keyboard_on_the_slide(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        window.pane.viewer.setFocus()
        window.notice.say("Something.")
        press(window.notice, "Dismiss")
        assert window.focusWidget() is window.pane.viewer
        window.notice.say("Something.")
        (button,) = [b for p in window.notice._plates for b in p.buttons]
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert window.focusWidget() is window.pane.viewer


@pytest.mark.parametrize("way", ["click", "palette", "page"])
def test_a_jump_from_another_page_leaves_the_keyboard_on_the_slide(
    qtbot: QtBot, lab: Path, way: str
) -> None:
    with reviewing(qtbot, lab) as window:
        window.turn_to("Models")
        window.pages.currentWidget().import_button.setFocus()  # type: ignore[attr-defined]
        if way == "click":
            window.pages.case_requested.emit(NAMES[1])
        else:
            window.open_palette()
            QTest.keyClicks(window.finder.field, NAMES[1] if way == "palette" else "review")
            QTest.keyClick(window.finder.field, Qt.Key.Key_Return)
        assert window.pages.currentWidget() is window.review
        assert window.focusWidget() is window.pane.viewer


def test_removing_a_case_can_be_undone(qtbot: QtBot, lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        row = workspace.case_named(NAMES[1])
        assert row is not None
        workspace.add_review(row.id, Review(Verdict.AGREE, signed_off=True))
    with reviewing(qtbot, lab) as window:
        worklist = window.session.worklist
        window.review._remove([NAMES[1]])
        assert NAMES[1] not in worklist
        press(window.notice, "Undo")
        wait_until(qtbot, lambda: NAMES[1] in worklist)
        case = worklist.whole(NAMES[1])
        assert (case.has_result, case.reviewed) == (True, CaseStatus.SIGNED_OFF)
        wait_until(qtbot, lambda: window.review.shown_case == NAMES[1])
    with Workspace.open(lab, read_only=True) as workspace:
        assert workspace.listed_case(NAMES[1]).status is CaseStatus.SIGNED_OFF


def test_a_case_chosen_behind_another_page_was_not_shown(qtbot: QtBot, lab: Path) -> None:
    """The answer counts as seen only where it was on show, and only that answer."""
    with reviewing(qtbot, lab) as window:
        seen = window.review.reviewing._on_show_openly
        assert {name for name, _ in seen} == {NAMES[0]}
        window.turn_to("Models")
        window.choose_case(NAMES[1])
        wait_until(qtbot, lambda: window.session.worklist.whole(NAMES[1]).result is not None)
        assert {name for name, _ in seen} == {NAMES[0]}
        window.turn_to("Review")
        wait_until(qtbot, lambda: NAMES[1] in {name for name, _ in seen})


def test_faults_of_pages_end_when_the_page_is_left(qtbot: QtBot, lab: Path) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.turn_to("Models")
        window.pages.currentWidget().notice.emit(FAULT)  # type: ignore[attr-defined]
        assert FAULT.what in window.notice.words
        window.turn_to("Review")
        assert window.notice.words == ""


# All messages of the source -----------------------------------------------------------------------

_SUCCESS = ("written", "is in ", "are in ", "was added", "in the library", "found again")


def emits(repository: Path) -> list[tuple[str, ast.expr]]:
    """What every `notice.emit` in the window's source is given."""
    found = []
    for path in sorted((repository / "steph_desktop" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and ast.unparse(node.func).endswith("notice.emit"):
                found.append((path.name, node.args[0]))
    return found


def test_every_message_has_its_tone(repository: Path) -> None:
    """A success is never said as a mere sentence, nor an error as words without its colour."""
    said = emits(repository)
    assert len(said) > 60
    for where, given in said:
        words = ast.unparse(given)
        if isinstance(given, ast.Constant | ast.JoinedStr):
            assert not any(success in words for success in _SUCCESS), f"{where}: {words}"
            assert "{error}" not in words, f"{where}: {words}"
        assert not words.startswith("str("), f"{where}: {words}"


def test_nothing_else_tells(repository: Path) -> None:
    """No part has a place of its own for messages: neither a signal of words nor a box."""
    for path in sorted((repository / "steph_desktop" / "ui").rglob("*.py")):
        text = path.read_text("utf-8")
        assert "notice = Signal(str)" not in text, path.name
        if path.name != "dialogs.py":
            for box in ("QMessageBox.information", "QMessageBox.warning", "QMessageBox.critical"):
                assert box not in text, path.name


def test_every_notice_reaches_the_place(qtbot: QtBot, lab: Path) -> None:
    """Walk all parts of a window that may speak: what each says stands in the one place."""
    with reviewing(qtbot, lab) as window:
        for name in ("Cohort", "Survival", "Compare", "Train", "Models", "Audit"):
            window.turn_to(name)
        window.turn_to("Review")
        speakers: list[QObject] = [
            part
            for part in [*window.findChildren(QObject), *window.session.findChildren(QObject)]
            if hasattr(type(part), "notice") and part is not window
        ]
        speak: dict[str, Callable[[StephError], None]] = {
            f"{type(part).__name__} of {type(part.parent()).__name__} {number}": part._notify
            if isinstance(part, Tasks)  # what comes of a fault that no `failed` takes
            else part.notice.emit  # type: ignore[attr-defined]
            for number, part in enumerate(speakers)
        }
        assert len(speak) > 20
        silent = []
        for name, emit in speak.items():
            window.notice.clear()
            emit(StephError(f"From {name}"))
            if window.notice.words != f"From {name}.":
                silent.append(name)
        assert silent == []
