"""The tour of the demo: by keys alone, at every stop in sight, and without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from review_samples import make_lab
from windows import reviewing

from steph_desktop.ui.kit import messages
from steph_desktop.ui.parts.worklist.worklist import Case
from steph_desktop.ui.shell import walkthrough
from steph_desktop.ui.shell.main_window import MainWindow

WIDE, NARROW = (1366, 768), (1024, 700)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_tour_goes_by_keys_and_leaves_no_trace(
    qtbot: QtBot, tmp_path: Path, slide: Path, size: tuple[int, int]
) -> None:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    with reviewing(qtbot, tmp_path / "lab") as window:
        window.resize(*size)
        # The slide has its place only once it is open.
        qtbot.waitUntil(lambda: window.pane.viewer.camera is not None)
        qtbot.wait(100)
        before = state_of(window)
        window.commands.tour.trigger()
        qtbot.wait(100)
        tour = window.tour
        seen: list[str] = []
        while tour.isVisible():
            assert tour.next_button.hasFocus()
            box = QRect(tour.mapTo(window, QPoint(0, 0)), tour.size())
            assert window.rect().contains(box), tour.stop.title
            assert tour.words.heightForWidth(tour.words.width()) <= tour.words.height() + 1
            assert tour.stop.part().isVisible(), tour.stop.title
            seen.append(tour.title.text())
            QTest.keyClick(tour.next_button, Qt.Key.Key_Space)
        assert len(seen) == len(set(seen)) == len(tour._stops) and 6 <= len(seen) <= 8
        assert state_of(window) == before
        assert window.focusWidget() is window.pane.viewer


def test_one_step_back_and_away_by_escape(qtbot: QtBot, tmp_path: Path, slide: Path) -> None:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    with reviewing(qtbot, tmp_path / "lab") as window:
        window.begin_tour()
        tour = window.tour
        assert not tour.back_button.isEnabled()
        for key, number in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
            QTest.keyClick(tour.next_button, key)
            assert tour.place.text() == f"{number + 1} of {len(tour._stops)}"
        QTest.keyClick(tour.next_button, Qt.Key.Key_H)  # a key of the window does nothing here
        assert window.pane.viewer.map_shown and tour.next_button.hasFocus()
        QTest.keyClick(tour.next_button, Qt.Key.Key_Escape)
        assert tour.isHidden()


def test_the_first_demo_offers_the_tour_once(qtbot: QtBot, window: MainWindow, slide: Path) -> None:
    from steph_desktop.ui.shell.demo import Demo

    demo = Demo((slide,), slide.with_name("model.steph"))
    window._open_demo(demo)
    (offer,) = [m for m in window.notice.messages if "a tour of the window" in m.words]
    assert list(offer.actions) == ["Show me", "Not now"]
    window.notice.clear()
    window._open_demo(demo)
    assert not any("a tour of the window" in m.words for m in window.notice.messages)


def state_of(window: MainWindow) -> tuple[object, ...]:
    cases: list[Case] = [window.session.worklist[n] for n in window.session.worklist.case_ids]
    kept = [(case.case_id, case.state, case.standing, case.reviewed) for case in cases]
    return (window.review.shown_case, kept, window.pane.viewer.camera, window.notice.messages)


# What is announced --------------------------------------------------------------------------------


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What screen readers are told, and whether at once."""
    heard: list[tuple[str, bool]] = []

    def hear(_where: object, words: str, *, at_once: bool = False) -> None:
        heard.append((words, at_once))

    from steph_desktop.ui.shell import bars

    for module in (messages, bars, walkthrough):
        monkeypatch.setattr(module, "announce", hear)
    return heard


def test_errors_interrupt_and_news_do_not(window: MainWindow, said: list[tuple[str, bool]]) -> None:
    from steph_desktop.core.errors import StephError

    window.notice.say(StephError("The slide cannot be read", Path("a.svs"), "Copy it again."))
    window.notice.say(messages.done("The report is written."))
    assert said == [("a.svs: The slide cannot be read. Copy it again.", True),
                    ("The report is written.", False)] or said[0][1] is True  # fmt: skip
    assert said[1] == ("The report is written.", False)


def test_progress_is_told_by_quarters_and_the_end_without_the_answer(
    window: MainWindow, said: list[tuple[str, bool]]
) -> None:
    from steph_desktop.core.job_control import JobStep, Phase, Progress
    from steph_desktop.ui.parts.job_list.job_views import JobView
    from steph_desktop.workspace.records import JobState, Lane

    jobs = window.session.jobs
    name = "a job"
    jobs._know(JobView(name, "Analyse Case AB-12", "other", Lane.FILES, JobState.RUNNING))
    jobs.started.emit(name)
    for done in range(0, 101, 5):
        jobs.progressed.emit(name, Progress(done, 100, JobStep(Phase.WORKING), 1.0))
    jobs.done.emit(name, None)
    assert [words for words, _ in said] == [
        "Analyse Case AB-12 has started.", "Analyse Case AB-12: 25 % done.",
        "Analyse Case AB-12: 50 % done.", "Analyse Case AB-12: 75 % done.",
        "Analyse Case AB-12 is done.",
    ]  # fmt: skip
    assert not any(at_once for _, at_once in said)
