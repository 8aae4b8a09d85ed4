"""The panel of jobs, with the mouse and with the keyboard, and what the bottom bar says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import fault, wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from windows import SteppedEngine

from steph_desktop.core.job_control import JobStep, Pace, Phase, Progress
from steph_desktop.core.settings import Settings, Theme
from steph_desktop.engine.job_requests import ExtractRequest
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.theme import DARK
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.job_list.job_views import JobView, line_of, shortened, totals_of
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import JobState, Lane
from steph_desktop.workspace.store import Workspace

ACCELERATOR, FILES = Lane.ACCELERATOR, Lane.FILES

WORKING = JobStep(Phase.WORKING)


@pytest.fixture
def stepped() -> SteppedEngine:
    return SteppedEngine()


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, stepped: SteppedEngine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    records = Workspace.open(tmp_path / "workspace")
    settings = Settings(theme=Theme.LIGHT)
    session = Session(records, Pseudonyms(b"k" * 32), settings, lambda: stepped)
    made = MainWindow(session)
    made.resize(1100, 700)
    with qtbot.waitSignal(session.loaded):
        made.show()
    qtbot.waitExposed(made)
    wait_until(qtbot, lambda: session.jobs.is_restored)
    yield made
    made.close()
    made.deleteLater()


def submit(window: MainWindow, name: str, lane: Lane = ACCELERATOR) -> str:
    request = ExtractRequest(Path(name), Path("out"), "uni")
    return window.session.jobs.submit(request, title=f"Features of {name}", lane=lane)


def waiting_in(queue: JobQueue) -> list[str]:
    return [view.token for view in queue.jobs() if view.state is JobState.QUEUED]


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def click(made: QPushButton) -> None:
    assert made.isVisible() and made.isEnabled()
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


CONTROL = Qt.KeyboardModifier.ControlModifier
MOVE = CONTROL | Qt.KeyboardModifier.ShiftModifier


def test_an_empty_panel_says_what_it_is_for(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.jobs
    assert not panel.isVisible()
    click(window.bottom.jobs_button)
    assert panel.isVisible() and panel.empty.isVisible()
    for part in (panel.rows, panel.log, panel.pause_button):
        assert not part.isVisible()
    assert not panel.clear_button.isEnabled()
    # All of it is to be read: nothing cut off.
    assert panel.empty.height() >= panel.empty.heightForWidth(panel.empty.width())
    press(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    press(window, Qt.Key.Key_J, CONTROL)
    assert panel.isVisible()
    press(window, Qt.Key.Key_J, CONTROL)
    assert not panel.isVisible()


def test_jobs_are_steered_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, stepped: SteppedEngine
) -> None:
    queue, panel = window.session.jobs, window.jobs
    a, b, c = (submit(window, name) for name in "abc")
    wait_until(qtbot, lambda: stepped.begun == ["a"])
    window.commands.jobs.trigger()
    assert panel.rows.hasFocus()
    assert panel.chosen is not None and panel.chosen.token == a
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    assert panel.chosen.token == c
    press(window, Qt.Key.Key_Up, MOVE)
    wait_until(qtbot, lambda: panel.model.keys == [a, c, b])
    assert panel.chosen.token == c, "the choice goes with the job"
    press(window, Qt.Key.Key_Space)
    wait_until(qtbot, lambda: queue[c].state is JobState.PAUSED)
    wait_until(qtbot, lambda: panel.pause_button.text() == "Resume")
    press(window, Qt.Key.Key_Space)
    wait_until(qtbot, lambda: queue[c].state is JobState.QUEUED)
    press(window, Qt.Key.Key_Delete)
    wait_until(qtbot, lambda: queue[c].state is JobState.CANCELLED)
    wait_until(qtbot, panel.retry_button.isEnabled)
    assert not panel.cancel_button.isEnabled()
    assert not panel.pause_button.isEnabled()


def test_jobs_are_steered_with_the_mouse(
    qtbot: QtBot, window: MainWindow, stepped: SteppedEngine
) -> None:
    queue, panel = window.session.jobs, window.jobs
    stepped.answers["x"] = fault("The slide is damaged")
    stepped.let_go.add("x")
    failed = submit(window, "x", FILES)
    wait_until(qtbot, lambda: queue[failed].state is JobState.FAILED)
    running, waiting, last = (submit(window, name) for name in "abc")
    wait_until(qtbot, lambda: "a" in stepped.begun)
    panel.open_panel()
    index = panel.model.index(panel.model.keys.index(failed))
    place = panel.rows.visualRect(index).center()
    panel.rows.scrollTo(index)
    place = panel.rows.visualRect(index).center()
    QTest.mouseClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert "The slide is damaged" in panel.log.toPlainText()
    stepped.answers.clear()
    click(panel.retry_button)
    wait_until(qtbot, lambda: queue[failed].state is JobState.DONE)
    panel.choose(running)
    click(panel.pause_button)
    wait_until(qtbot, lambda: queue[running].state is JobState.PAUSED)
    wait_until(qtbot, lambda: "b" in stepped.begun)
    wait_until(qtbot, lambda: panel.pause_button.text() == "Resume")
    click(panel.pause_button)
    wait_until(qtbot, lambda: waiting_in(queue) == [last, running])
    wait_until(qtbot, lambda: panel.model.keys[0] == waiting and panel.up_button.isEnabled())
    click(panel.up_button)
    wait_until(qtbot, lambda: waiting_in(queue) == [running, last])
    wait_until(qtbot, panel.down_button.isEnabled)
    click(panel.down_button)
    wait_until(qtbot, lambda: waiting_in(queue) == [last, running])
    panel.choose(waiting)
    click(panel.cancel_button)
    wait_until(qtbot, lambda: queue[waiting].state is JobState.CANCELLED)
    wait_until(qtbot, panel.clear_button.isEnabled)
    click(panel.clear_button)
    wait_until(qtbot, lambda: set(panel.model.keys) == {last, running})
    click(panel.close_button)
    assert not panel.isVisible()
    wait_until(qtbot, lambda: queue[last].state is JobState.RUNNING)


def test_the_bottom_bar_tells_of_the_running_job_and_of_all(
    qtbot: QtBot, window: MainWindow, stepped: SteppedEngine
) -> None:
    bottom = window.bottom
    assert bottom.jobs_button.text() == "Jobs"
    token = submit(window, "a")
    submit(window, "b")
    wait_until(qtbot, lambda: "Computing features" in bottom.message.text())
    assert bottom.message.text().startswith("Features of a: ")
    assert bottom.jobs_button.text().startswith("Jobs · 2")
    assert "1 running · 1 waiting" in bottom.jobs_button.toolTip()
    assert bottom.bar.isVisible()
    click(bottom.cancel_button)
    wait_until(qtbot, lambda: window.session.jobs[token].state is JobState.CANCELLED)
    wait_until(qtbot, lambda: bottom.message.text().startswith("Features of b: "))
    stepped.let_go.add("b")
    wait_until(qtbot, lambda: bottom.jobs_button.text() == "Jobs")
    assert not bottom.cancel_button.isVisible()


def test_the_panel_stays_in_the_window_and_follows_the_theme(
    qtbot: QtBot, window: MainWindow
) -> None:
    submit(window, "a")
    window.jobs.open_panel()
    for width, height in ((1100, 700), (1600, 1000), (900, 560)):
        window.resize(width, height)
        QApplication.processEvents()
        assert window.rect().contains(window.jobs.geometry())
        foot = window.bottom.mapTo(window, QPoint(0, 0)).y()
        assert window.jobs.geometry().bottom() < foot
    window.choose_theme(Theme.DARK)
    assert window.jobs.delegate.colours is DARK


def test_closing_over_jobs_of_any_kind_asks_once_and_stops_them_within_a_second(
    qtbot: QtBot,
    window: MainWindow,
    stepped: SteppedEngine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    asked: list[bool] = []
    answers = iter([False, True])

    def ask(_parent: object) -> bool:
        asked.append(True)
        return next(answers)

    monkeypatch.setattr(dialogs, "agrees_to_stop", ask)
    submit(window, "a")
    submit(window, "b", FILES)
    wait_until(qtbot, lambda: {"a", "b"} <= set(stepped.begun))
    window.close()
    assert window.isVisible() and len(asked) == 1
    assert len(window.session.jobs.running) == 2
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < 1
    assert not window.isVisible() and len(asked) == 2
    with Workspace.open(tmp_path / "workspace") as workspace:
        assert [job.state for job in workspace.list_jobs()] == [JobState.INTERRUPTED] * 2


# Words ------------------------------------------------------------

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def view(state: JobState, **more: object) -> JobView:
    fields: dict = {"kind": "extract", "lane": ACCELERATOR, **more}
    return JobView("t", "T", state=state, **fields)


def running(elapsed_s: float, left_s: float, **more: object) -> JobView:
    return view(
        JobState.RUNNING,
        progress=Progress(1, 2, WORKING, elapsed_s, left_s=left_s),
        **more,
    )


def done(seconds: float) -> JobView:
    return view(JobState.DONE, started_at=NOW, ended_at=NOW + timedelta(seconds=seconds))


QUEUED = JobState.QUEUED


@pytest.mark.parametrize(
    ("views", "expected"),
    [
        ([], (0.0, True)),
        ([running(10, 30)], (30.0, True)),
        ([running(10, 30), view(QUEUED)], (70.0, True)),
        ([running(10, 30), view(QUEUED), done(20), done(0)], (50.0, True)),
        ([running(10, 30), view(QUEUED, kind="other")], (30.0, False)),
        ([running(10, 30), running(1, 100, lane=FILES)], (100.0, True)),
        ([view(JobState.RUNNING), view(JobState.PAUSED)], (0.0, False)),
    ],
)
def test_the_time_left_counts_what_waits(
    views: list[JobView], expected: tuple[float, bool]
) -> None:
    left_s, is_known = totals_of(views).time_left
    assert (pytest.approx(left_s), is_known) == expected


def test_totals_are_short_and_honest() -> None:
    assert totals_of([]).brief == ""
    assert totals_of([view(JobState.PAUSED)]).brief == ""
    assert totals_of([running(10, 30), view(QUEUED)]).brief == "2 · 1 min"
    assert totals_of([running(10, 30), view(QUEUED, kind="x")]).brief == "2 · > 30 s"
    mixed = totals_of([running(10, 30), view(JobState.PAUSED)])
    assert mixed.words == "1 running · 1 paused · 30 s left"
    assert line_of(view(JobState.PAUSED, progress=Progress(1, 4, WORKING, 1.0))) == "Paused at 25 %"
    assert line_of(done(130)) == "Took 2 min"
    assert len(shortened("x" * 99)) == 40 and shortened("short") == "short"


def test_the_pace_of_late_counts_and_what_was_finished_before_does_not() -> None:
    pace = Pace()
    for done_before in range(0, 501, 10):  # read back from an earlier run, in half a second
        assert pace.left_s(done_before, 1000, done_before / 1000) is None
    assert pace.left_s(500, 1000, 1.5) is None
    assert pace.left_s(501, 1000, 2.5) == pytest.approx(2 * 499)
    assert pace.left_s(501, 1000, 3.0) == pytest.approx(997.5), "the clock goes on"
    for second in range(200):  # it gets twice as fast
        left_s = pace.left_s(503 + 2 * second, 1000, 4 + second)
    assert left_s == pytest.approx((1000 - 901) / 2, rel=0.05)
    assert pace.left_s(10, 50, 300.0) is None, "another stage begins anew"
    assert pace.left_s(0, 0, 301.0) is None
