"""Every way by mouse and key that could lose what was signed, tried on signed cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from case_files import pack
from fakes import FakeEngine, wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import LEFT, Answers, choose_in_menu, press, reviewing

from steph_desktop.cli import run
from steph_desktop.core.errors import CaseSigned
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import CaseStatus, Review, Verdict
from steph_desktop.workspace.store import Workspace

SIGNED = NAMES[:2]


class Refusing(FakeEngine):
    """Refuses a new result for signed cases, as the engine does."""

    def run(self, request: AnalyseRequest, *given: object, **more: object) -> object:
        if request.case_id in SIGNED and not request.replace_signed:
            self.requests.append(request)
            raise CaseSigned("This case is signed and keeps its result", request.case_id, "Ask.")
        return super().run(request, *given, **more)  # type: ignore[arg-type]


@pytest.fixture
def engine() -> Refusing:
    return Refusing()


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, slide: Path, engine: Refusing, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    with Workspace.open(tmp_path / "lab") as workspace:
        for number in (1, 2):
            workspace.add_review(number, Review(Verdict.AGREE, "seen", signed_off=True))
    monkeypatch.setattr("windows.FakeEngine", lambda: engine)
    with reviewing(qtbot, tmp_path / "lab") as made:
        made.session.choose_model(pack(tmp_path))  # another than made the results
        wait_until(qtbot, lambda: made.session.card is not None)
        wait_until(
            qtbot, lambda: all(made.session.can_analyse(made.session.worklist[n]) for n in SIGNED)
        )
        yield made


def all_by_keys(window: MainWindow) -> None:
    """Ctrl+A, Ctrl+Return."""
    window.cases.view.selectAll()
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def analyse_button(window: MainWindow) -> None:
    window.cases.view.selectAll()
    QTest.mouseClick(window.top.analyse_button, LEFT)


def again_in_the_menu(window: MainWindow) -> None:
    window.cases.again_requested.emit(list(SIGNED))


def from_the_panel(window: MainWindow) -> None:
    window.inspector.result.again.click()


def joined(window: MainWindow) -> None:
    window.cases.join_requested.emit(list(SIGNED))


WAYS = (all_by_keys, analyse_button, again_in_the_menu, from_the_panel, joined)


def untouched(window: MainWindow, lab: Path) -> None:
    worklist = window.session.worklist
    for name in SIGNED:
        case = worklist.whole(name)
        assert (case.reviewed, case.has_result) == (CaseStatus.SIGNED_OFF, True), name
    with Workspace.open(lab, read_only=True) as workspace:
        for name in SIGNED:
            assert workspace.listed_case(name).status is CaseStatus.SIGNED_OFF
            assert [row.review.comment for row in workspace.reviews_of_result(name)] == ["seen"]
    assert check_workspace(lab) == []


@pytest.mark.parametrize("way", WAYS)
def test_the_safe_answer_keeps_what_was_signed(
    qtbot: QtBot,
    window: MainWindow,
    engine: Refusing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[MainWindow], None],
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "agrees", lambda *given, **_: bool(asked.append(given[2])))
    way(window)
    wait_until(qtbot, lambda: bool(asked))
    assert "signed" in asked[0]
    wait_until(qtbot, lambda: not window.session.jobs.running)
    assert not {request.case_id for request in engine.requests} & set(SIGNED)
    untouched(window, tmp_path / "lab")


MENU = {
    # What is clicked in the menu of the list, and what then answers the question.
    "Analyse again": "Keep the results",
    "Join as slides of one patient": "Keep them apart",
    "Remove from list": "",
}


@pytest.mark.parametrize("words", MENU)
def test_real_clicks_through_menu_and_question_keep_what_was_signed(
    qtbot: QtBot, window: MainWindow, engine: Refusing, tmp_path: Path, words: str
) -> None:
    view = window.cases.view
    places = [row_of(window, name) for name in SIGNED]
    QTest.mouseClick(view.viewport(), LEFT, pos=places[0])
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, places[1])
    assert {case.case_id for case in window.cases.selected()} == set(SIGNED)
    answers = Answers(*filter(None, [MENU[words]]))
    choose_in_menu(qtbot, view.viewport(), places[1], words)
    wait_until(qtbot, lambda: not answers.left)
    answers.timer.stop()
    if MENU[words]:
        assert "signed" in answers.asked[0]
    else:
        assert not set(SIGNED) & set(window.session.worklist.case_ids)
        press(window.notice, "Undo")
        wait_until(qtbot, lambda: set(SIGNED) <= set(window.session.worklist.case_ids))
    wait_until(qtbot, lambda: not window.session.repository.records._tasks.busy)
    wait_until(qtbot, lambda: not window.session.jobs.running)
    assert not {request.case_id for request in engine.requests} & set(SIGNED)
    untouched(window, tmp_path / "lab")


def test_a_real_click_on_analyse_asks_and_keeps(
    qtbot: QtBot, window: MainWindow, engine: Refusing, tmp_path: Path
) -> None:
    places = [row_of(window, name) for name in SIGNED]
    QTest.mouseClick(window.cases.view.viewport(), LEFT, pos=places[0])
    QTest.mouseClick(
        window.cases.view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, places[1]
    )
    answers = Answers("Keep the results")
    QTest.mouseClick(window.top.analyse_button, LEFT)
    wait_until(qtbot, lambda: not answers.left)
    answers.timer.stop()
    assert "signed" in answers.asked[0] and not engine.requests
    untouched(window, tmp_path / "lab")


def row_of(window: MainWindow, name: str) -> QPoint:
    """Where a case stands on the list, in the list's own view."""
    view, model = window.cases.view, window.cases.view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        view.setCurrentIndex(index)
        if [case.case_id for case in window.cases.selected()] == [name]:
            return view.visualRect(index).center()
    raise LookupError(name)


def test_removed_by_mouse_and_put_back(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    before = window.session.worklist.case_ids
    window.cases.removal_requested.emit(list(SIGNED[::-1]))
    assert window.session.worklist.case_ids == NAMES[2:3]
    press(window.notice, "Undo")
    wait_until(qtbot, lambda: set(SIGNED) <= set(window.session.worklist.case_ids))
    assert window.session.worklist.case_ids == before, "each is back at its place"
    assert [row_of(window, name).y() for name in before] == sorted(
        row_of(window, name).y() for name in before
    )
    wait_until(qtbot, lambda: not window.session.repository.records._tasks.busy)
    untouched(window, tmp_path / "lab")


def test_other_files_are_refused(window: MainWindow, tmp_path: Path, slide: Path) -> None:
    window.review.remedies._replace(SIGNED[0], [slide], goes_on=True)
    assert "signed. Reopen it" in window.notice.words
    untouched(window, tmp_path / "lab")


def test_a_job_that_was_queued_before_the_signature_keeps_the_result(
    qtbot: QtBot, window: MainWindow, engine: Refusing, tmp_path: Path
) -> None:
    """As a job that is tried again, or offered after a restart: it asks for no signed case."""
    session, worklist = window.session, window.session.worklist
    session.analyse(SIGNED[0])
    wait_until(qtbot, lambda: bool(engine.requests))
    wait_until(qtbot, lambda: worklist.whole(SIGNED[0]).state is CaseState.DONE)
    assert "signed and keeps its result" in window.notice.words
    assert worklist.whole(SIGNED[0]).error is None
    untouched(window, tmp_path / "lab")
    assert replace(engine.requests[0], replace_signed=True).replace_signed


# Ways that ask nothing, since they must lose nothing. --------------------------------------------


def other_pixel_size(window: MainWindow) -> None:
    for name in SIGNED:
        window.session.state_mpp(name, 0.25)


def blinded_and_back(window: MainWindow) -> None:
    for _ in range(2):
        window.review.reviewing.toggle_blinded()


def no_slide_at_its_place(window: MainWindow) -> None:
    for path in {slide for name in SIGNED for slide in window.session.worklist[name].slides}:
        path.rename(path.with_name(f"moved-{path.name}"))
        window.pane.watch.gone.emit(path)


def shown_anyway(window: MainWindow) -> None:
    window.review.reviewing.show_anyway()


def names_shown(window: MainWindow) -> None:
    window.cases.show_lab_names(shown=True)


QUIET = (other_pixel_size, blinded_and_back, no_slide_at_its_place, shown_anyway, names_shown)


@pytest.mark.parametrize("way", QUIET)
def test_what_asks_nothing_loses_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, way: Callable[[MainWindow], None]
) -> None:
    way(window)
    qtbot.wait(100)
    wait_until(qtbot, lambda: not window.session.repository.records._tasks.busy)
    with Workspace.open(tmp_path / "lab", read_only=True) as workspace:
        for name in SIGNED:
            assert workspace.listed_case(name).status is CaseStatus.SIGNED_OFF
            assert [row.review.comment for row in workspace.reviews_of_result(name)] == ["seen"]


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--recompute", SIGNED[0]], ["audit"], ["share"], ["restore"]],
    ids=" ".join,
)
def test_commands_keep_what_was_signed(tmp_path: Path, slide: Path, arguments: list[str]) -> None:
    lab = tmp_path / "lab"
    make_lab(lab, tmp_path / "shelf", slide, 2)
    with Workspace.open(lab) as workspace:
        for number in (1, 2):
            workspace.add_review(number, Review(Verdict.AGREE, "seen", signed_off=True))
        before = [workspace.listed_case(name) for name in SIGNED]
    action, *more = arguments
    run(["workspace", action, str(lab), *more])
    with Workspace.open(lab, read_only=True) as workspace:
        assert [workspace.listed_case(name) for name in SIGNED] == before
        for name in SIGNED:
            assert [row.review.comment for row in workspace.reviews_of_result(name)] == ["seen"]
