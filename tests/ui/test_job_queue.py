"""The queue of jobs: lanes, order, pause, cancel, retry, and what a restart finds."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import fault, wait_until
from pytestqt.qtbot import QtBot
from windows import SteppedEngine

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress, Stop
from steph_desktop.engine.job_requests import AnalyseRequest, ExtractRequest
from steph_desktop.ui.kit.tasks import RecordKeeper
from steph_desktop.ui.parts.job_list import job_queue
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.workspace.records import JobState, Lane
from steph_desktop.workspace.store import Workspace

DONE, PAUSED, QUEUED = JobState.DONE, JobState.PAUSED, JobState.QUEUED
RUNNING, CANCELLED = JobState.RUNNING, JobState.CANCELLED


class Desk:
    """A queue of jobs on a workspace, with its news."""

    def __init__(self, qtbot: QtBot, folder: Path, engine: SteppedEngine) -> None:
        self.qtbot, self.engine = qtbot, engine
        self.keeper = RecordKeeper(Workspace.open(folder))
        self.queue = JobQueue(self.keeper, lambda: engine)
        self.news: list[tuple[str, str]] = []
        for name in ("queued", "started", "cancelled", "paused"):
            getattr(self.queue, name).connect(
                lambda token, name=name: self.news.append((name, token))
            )
        self.queue.done.connect(lambda token, _answer: self.news.append(("done", token)))
        self.queue.failed.connect(lambda token, _error: self.news.append(("failed", token)))
        wait_until(qtbot, lambda: self.queue.is_restored)

    def submit(self, name: str, lane: Lane = Lane.FILES) -> str:
        request = ExtractRequest(Path(name), Path("out"), "uni")
        return self.queue.submit(request, title=f"Features of {name}", lane=lane)

    def wait(self, token: str, state: JobState) -> None:
        wait_until(self.qtbot, lambda: self.queue[token].state is state)

    def wait_begun(self, *names: str) -> None:
        wait_until(self.qtbot, lambda: set(names) <= set(self.engine.begun))

    def states(self) -> dict[str, JobState]:
        return {view.title.split()[-1]: view.state for view in self.queue.jobs()}

    def close(self) -> None:
        self.queue.close()
        self.keeper.close()


@pytest.fixture
def engine() -> SteppedEngine:
    return SteppedEngine()


@contextlib.contextmanager
def desk_at(qtbot: QtBot, folder: Path, engine: SteppedEngine) -> Iterator[Desk]:
    desk = Desk(qtbot, folder, engine)
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, engine: SteppedEngine) -> Iterator[Desk]:
    with desk_at(qtbot, tmp_path / "lab", engine) as made:
        yield made


def test_lanes_run_side_by_side_and_one_job_at_a_time_in_each(
    desk: Desk, engine: SteppedEngine
) -> None:
    first, second = desk.submit("a"), desk.submit("b")
    other = desk.submit("c", Lane.ACCELERATOR)
    desk.wait_begun("a", "c")
    assert {view.token for view in desk.queue.running} == {first, other}
    assert desk.queue[second].state is QUEUED
    assert desk.queue.totals().counts[QUEUED] == 1
    engine.let_go |= {"a", "b", "c"}
    desk.wait(second, DONE)
    desk.wait(other, DONE)
    assert engine.begun.index("b") > engine.begun.index("a")
    at_first = [name for name, token in desk.news if token == first]
    assert at_first == ["queued", "started", "done"]


def test_the_result_and_the_detail_of_progress_arrive_on_the_gui_thread(
    qtbot: QtBot, desk: Desk, engine: SteppedEngine
) -> None:
    seen: list[tuple[object, bool]] = []
    gui = threading.current_thread()

    def on_progress(_token: str, progress: Progress) -> None:
        seen.append((progress.detail, threading.current_thread() is gui))

    desk.queue.progressed.connect(on_progress)
    engine.let_go.add("a")
    with qtbot.waitSignal(desk.queue.done) as caught:
        token = desk.submit("a")
    assert caught.args == [token, "A"]
    assert seen == [(("loss", 0.5), True)]
    assert [line.words for line in desk.queue[token].log] == [
        "Queued",
        "Started",
        "Computing features",
        "Done",
    ]


def test_a_running_job_pauses_at_its_checkpoint_and_goes_on(
    desk: Desk, engine: SteppedEngine
) -> None:
    token, waiting = desk.submit("a"), desk.submit("b")
    desk.wait_begun("a")
    desk.queue.pause(token)
    assert desk.queue[token].is_stopping
    desk.wait(token, PAUSED)
    assert engine.wishes == [Stop.PAUSE]
    desk.wait_begun("b")  # the lane goes on with the next
    desk.queue.resume(token)
    desk.wait(token, QUEUED)
    engine.let_go |= {"a", "b"}
    desk.wait(token, DONE)
    assert desk.queue[waiting].state is DONE
    assert engine.begun == ["a", "b", "a"]


def test_a_pause_may_become_a_cancel_but_not_the_other_way(
    desk: Desk, engine: SteppedEngine
) -> None:
    token = desk.submit("a")
    desk.wait_begun("a")
    desk.queue.cancel(token)
    desk.queue.pause(token)
    desk.wait(token, CANCELLED)
    again = desk.submit("b")
    desk.wait_begun("b")
    desk.queue.pause(again)
    desk.queue.cancel(again)
    desk.wait(again, CANCELLED)


def test_what_waits_is_paused_and_cancelled_at_once(desk: Desk, engine: SteppedEngine) -> None:
    running, first, second = (desk.submit(name) for name in "abc")
    desk.wait_begun("a")
    desk.queue.pause(first)
    desk.queue.cancel(second)
    desk.wait(second, CANCELLED)
    assert desk.states() == {"a": RUNNING, "b": PAUSED, "c": CANCELLED}
    engine.let_go |= {"a", "b"}
    desk.wait(running, DONE)
    assert engine.begun == ["a"]
    desk.queue.resume(first)
    desk.wait(first, DONE)


def test_the_order_may_be_changed(desk: Desk, engine: SteppedEngine) -> None:
    _, b, c, d = (desk.submit(name) for name in "abcd")
    other = desk.submit("x", Lane.ACCELERATOR)
    desk.wait_begun("a", "x")
    desk.queue.move(d, b)
    desk.queue.move(b, None)
    desk.queue.move(c, other)  # of another lane: nothing happens

    def waiting() -> list[str]:
        return [view.token for view in desk.queue.jobs() if view.state is QUEUED]

    wait_until(desk.qtbot, lambda: waiting() == [d, c, b])
    engine.let_go |= set("abcdx")
    desk.wait(b, DONE)
    assert [name for name in engine.begun if name != "x"] == ["a", "d", "c", "b"]


def test_a_fault_is_kept_with_its_job_which_may_be_tried_again(
    desk: Desk, engine: SteppedEngine
) -> None:
    engine.answers["a"] = error = fault()
    engine.let_go.add("a")
    token = desk.submit("a")
    desk.wait(token, JobState.FAILED)
    assert desk.queue[token].error is error
    engine.answers.clear()
    desk.queue.resume(token)
    desk.wait(token, DONE)
    assert desk.queue[token].error is None
    desk.queue.clear_finished()
    assert desk.queue.jobs() == ()


def test_jobs_survive_a_restart_with_their_names(
    qtbot: QtBot, tmp_path: Path, engine: SteppedEngine
) -> None:
    lab = tmp_path / "lab"
    with desk_at(qtbot, lab, engine) as desk:
        ran, waited, rested = desk.submit("a"), desk.submit("b"), desk.submit("c")
        failed = desk.submit("x", Lane.ACCELERATOR)
        engine.answers["x"] = fault("The slide is damaged")
        engine.let_go.add("x")
        desk.wait(failed, JobState.FAILED)
        paused = desk.submit("y", Lane.ACCELERATOR)
        desk.wait_begun("a", "y")
        desk.queue.pause(rested)
        desk.queue.pause(paused)
        desk.wait(paused, PAUSED)
    after = SteppedEngine()
    with desk_at(qtbot, lab, after) as desk:
        assert [view.token for view in desk.queue.offered] == [ran, waited]
        assert desk.queue[ran].title == "Features of a"
        assert desk.queue[rested].state is PAUSED
        assert desk.queue[paused].state is PAUSED
        assert "The slide is damaged" in str(desk.queue[failed].error)
        after.let_go |= set("abcx")
        for view in desk.queue.offered:
            desk.queue.resume(view.token)
        desk.queue.resume(rested)
        desk.queue.resume(failed)
        desk.wait(rested, DONE)
        desk.wait(failed, DONE)
        assert [name for name in after.begun if name != "x"] == ["a", "b", "c"]
    with desk_at(qtbot, lab, SteppedEngine()) as desk:
        assert desk.states() == {"y": PAUSED}


def test_closing_over_both_lanes_takes_less_than_a_second(
    qtbot: QtBot, tmp_path: Path, engine: SteppedEngine
) -> None:
    desk = Desk(qtbot, tmp_path / "lab", engine)
    desk.submit("a")
    desk.submit("b", Lane.ACCELERATOR)
    desk.wait_begun("a", "b")
    began = time.monotonic()
    desk.close()
    assert time.monotonic() - began < 1
    assert desk.queue.running == ()
    with Workspace.open(tmp_path / "lab") as workspace:
        assert {job.state for job in workspace.list_jobs()} == {JobState.INTERRUPTED}


def test_a_job_that_ended_while_the_window_closed_is_done(
    qtbot: QtBot, tmp_path: Path, engine: SteppedEngine
) -> None:
    desk = Desk(qtbot, tmp_path / "lab", engine)
    token = desk.submit("a")
    desk.wait_begun("a")
    engine.let_go.add("a")
    while not desk.queue._lanes[Lane.FILES].runner.has_answered(token):
        time.sleep(0.01)  # its signal waits for this thread
    desk.close()
    with Workspace.open(tmp_path / "lab") as workspace:
        assert [job.state for job in workspace.list_jobs()] == [DONE]


def test_a_job_of_another_version_is_told_and_rests(
    qtbot: QtBot, tmp_path: Path, engine: SteppedEngine
) -> None:
    with Workspace.open(tmp_path / "lab") as workspace:
        workspace.queue_job("extract", {"slide": "a.svs"}, Lane.FILES, title="Old")
        workspace.queue_job("divine", {}, Lane.FILES, title="Unknown")
    with desk_at(qtbot, tmp_path / "lab", engine) as desk:
        told: list[str] = []
        desk.queue.notice.connect(lambda words: told.append(str(words)))
        for view in desk.queue.offered:
            desk.queue.resume(view.token)
        wait_until(qtbot, lambda: {view.state for view in desk.queue.jobs()} == {PAUSED})
        assert ["another version" in words for words in told] == [True, True]
        engine.let_go.add("b")
        desk.wait(desk.submit("b"), DONE)


def test_a_new_job_for_a_case_takes_the_place_of_what_rests(
    desk: Desk, engine: SteppedEngine
) -> None:
    blocker = desk.submit("a", Lane.ACCELERATOR)
    desk.wait_begun("a")
    request = AnalyseRequest("Case K7", (Path("s.svs"),), Path("m"), Path("w"))
    first = desk.queue.submit(request, title="Analyse Case K7", case_id="Case K7")
    desk.queue.pause(first)
    desk.wait(first, PAUSED)
    second = desk.queue.submit(request, title="Analyse Case K7", case_id="Case K7")
    assert [view.token for view in desk.queue.jobs()] == [blocker, second]


def test_a_job_asked_to_rest_as_it_starts_rests_at_its_checkpoint(
    desk: Desk, engine: SteppedEngine
) -> None:
    token = desk.submit("a")
    desk.queue.pause(token)  # before the records' thread has even queued it
    desk.wait(token, PAUSED)
    assert engine.begun in ([], ["a"])
    engine.let_go.add("b")
    desk.wait(desk.submit("b"), DONE)


def test_a_table_that_cannot_be_written_holds_the_queue_up_and_does_not_end_it(
    desk: Desk, engine: SteppedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    desk.queue.notice.connect(lambda words: told.append(str(words)))
    monkeypatch.setattr(job_queue, "_TRY_AGAIN_MS", 20)
    token, following = desk.submit("a"), desk.submit("b")
    desk.wait_begun("a")
    with monkeypatch.context() as broken:

        def full(*_: object) -> None:
            raise StephError("The disk is full")

        broken.setattr(Workspace, "take_job", full)
        engine.let_go |= {"a", "b"}
        wait_until(desk.qtbot, lambda: bool(told))
        desk.qtbot.wait(60)
        assert desk.queue[token].state is DONE
        assert desk.queue[following].state is QUEUED
        assert told == ["The disk is full."], "said once, however often it is tried"
    desk.wait(following, DONE)


def test_a_job_that_cannot_be_queued_is_a_failed_one_that_leaves_the_list(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StephError("The disk is full")

    monkeypatch.setattr(Workspace, "queue_job", full)
    token = desk.submit("a")
    wait_until(desk.qtbot, lambda: token not in desk.queue)
    assert desk.news == [("queued", token), ("failed", token)]


def test_nothing_is_queued_where_the_workspace_is_anothers(
    qtbot: QtBot, tmp_path: Path, engine: SteppedEngine
) -> None:
    Workspace.open(tmp_path / "lab").close()
    keeper = RecordKeeper(Workspace.open(tmp_path / "lab", read_only=True))
    queue = JobQueue(keeper, lambda: engine)
    wait_until(qtbot, lambda: queue.is_restored)
    with pytest.raises(StephError, match="open for reading only"):
        queue.submit(ExtractRequest(Path("a"), Path("o"), "uni"), title="Features")
    queue.close()
    keeper.close()


def test_a_request_nobody_answers_is_refused(desk: Desk) -> None:
    with pytest.raises(TypeError, match="no use case answers"):
        desk.queue.submit(object(), title="?")
    assert desk.queue.jobs() == ()
