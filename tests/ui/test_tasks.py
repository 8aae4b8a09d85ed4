from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled
from steph_desktop.ui.kit import tasks as tasks_module
from steph_desktop.ui.kit.tasks import RecordKeeper, Tasks, let_go
from steph_desktop.workspace.records import CaseStatus
from steph_desktop.workspace.store import Workspace


class Owner(QObject):
    """Notes what it is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.threads: set[threading.Thread] = set()

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.add(threading.current_thread())

    def take_other(self, answer: object) -> None:
        self.answers.append(("other", answer))


def give(answer: object) -> Callable[[], object]:
    return lambda: answer


def fail(error: Exception) -> Callable[[], object]:
    def work() -> object:
        raise error

    return work


def hold(tasks: Tasks, owner: QObject) -> threading.Event:
    """Occupy the only thread until the event is set."""
    has_started, go = threading.Event(), threading.Event()

    def work() -> None:
        has_started.set()
        go.wait(5)

    tasks.run(owner, work, lambda _: None, slot="held")
    assert has_started.wait(5)
    return go


@pytest.fixture
def owner(qapp: object) -> Owner:
    return Owner()


@pytest.fixture
def one(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_newest_question_goes_first(qtbot: QtBot, one: Tasks, owner: Owner) -> None:
    go = hold(one, owner)
    for name in ("a", "b", "c", "a"):  # the last one is now the newest
        one.run(owner, give(name), owner.take, slot=name)
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert owner.answers == ["a", "c", "b"]


def test_only_the_newest_question_of_a_handler_is_answered(
    qtbot: QtBot, one: Tasks, owner: Owner
) -> None:
    go, running, begun = threading.Event(), [], threading.Event()

    def work() -> str:
        running.append(1)
        begun.set()
        go.wait(5)
        return "old"

    one.run(owner, work, owner.take)
    assert begun.wait(5)
    one.run(owner, give("waited"), owner.take)
    one.run(owner, give("aside"), owner.take_other)
    one.run(owner, give("new"), owner.take)
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert owner.answers == ["new", ("other", "aside")]


def test_owners_do_not_replace_each_other(qtbot: QtBot, one: Tasks, owner: Owner) -> None:
    other = Owner()
    go = hold(one, owner)
    one.run(owner, give(1), owner.take, slot="same")
    one.run(other, give(2), other.take, slot="same")
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert (owner.answers, other.answers) == ([1], [2])


def test_what_is_kept_is_done_in_order_and_before_questions(
    qtbot: QtBot, one: Tasks, owner: Owner
) -> None:
    go = hold(one, owner)
    one.run(owner, give("question"), owner.take)
    for number in range(3):
        one.keep(owner, give(number), owner.take)
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert owner.answers == [0, 1, 2, "question"]


def test_closing_finishes_what_is_kept_and_drops_questions(qtbot: QtBot, owner: Owner) -> None:
    done: list[str] = []
    tasks = Tasks()
    go = hold(tasks, owner)
    tasks.run(owner, lambda: done.append("question"), owner.take)
    tasks.keep(owner, lambda: done.append("kept"))
    go.set()
    tasks.close()
    assert done == ["kept"]
    tasks.run(owner, give("late"), owner.take)
    tasks.keep(owner, give("late"), owner.take)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not owner.answers


def test_wishes_replace_those_that_wait_and_keep_their_order(
    qtbot: QtBot, one: Tasks, owner: Owner
) -> None:
    got: list[str] = []
    faults: list[str] = []

    def wish(names: str) -> None:
        works = {name: fail(StephError("gone")) if name == "z" else give(name) for name in names}
        one.want(
            owner, works, lambda name, _: got.append(name), lambda name, _: faults.append(name)
        )

    go = hold(one, owner)
    wish("stale")
    wish("xyz")
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert (got, faults) == (["x", "y"], ["z"])


def test_a_wish_that_is_being_read_is_not_read_twice(
    qtbot: QtBot, one: Tasks, owner: Owner
) -> None:
    again: list[int] = []
    go = hold(one, owner)
    one.want(owner, {"held": lambda: again.append(1)}, lambda *_: None, lambda *_: None)
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert not again


def test_dropped_questions_are_not_answered(qtbot: QtBot, one: Tasks, owner: Owner) -> None:
    other = Owner()
    go = hold(one, owner)
    one.run(owner, give(1), owner.take)
    one.run(other, give(2), other.take)
    one.drop(owner)
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert (owner.answers, other.answers) == ([], [2])


def test_answers_come_on_the_gui_thread(qtbot: QtBot, one: Tasks, owner: Owner) -> None:
    one.run(owner, threading.current_thread, owner.take)
    qtbot.waitUntil(lambda: len(owner.answers) == 1)
    worker = owner.answers[0]
    assert isinstance(worker, threading.Thread) and worker.name.startswith("steph-reader")
    assert owner.threads == {threading.current_thread()}


def test_nothing_is_answered_once_the_owner_is_gone(qtbot: QtBot, one: Tasks) -> None:
    parent = QObject()
    owner = Owner()
    owner.setParent(parent)
    go = hold(one, owner)
    one.run(owner, give(1), owner.take)
    parent.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert not owner.answers


def test_a_fault_goes_where_the_request_says_or_to_the_notice(
    qtbot: QtBot, one: Tasks, owner: Owner
) -> None:
    faults: list[str] = []
    work = fail(StephError("It is gone", "x.svs", "Look again."))
    one.run(owner, work, owner.take, lambda error: faults.append(error.what))
    with qtbot.waitSignal(one.notice) as caught:
        one.keep(owner, work)
    qtbot.waitUntil(lambda: not one.busy)
    assert faults == ["It is gone"]
    assert "It is gone" in str(caught.args[0])
    one.run(owner, give("good"), owner.take)
    qtbot.waitUntil(lambda: owner.answers == ["good"])


def test_a_bug_is_logged_and_the_thread_serves_on(
    qtbot: QtBot, one: Tasks, owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(one.notice):
        one.run(owner, lambda: 1 / 0, owner.take)
    assert "ZeroDivisionError" in caplog.text
    one.run(owner, give("good"), owner.take)
    qtbot.waitUntil(lambda: owner.answers == ["good"])


def test_a_cancel_is_not_an_error(qtbot: QtBot, one: Tasks, owner: Owner) -> None:
    one.run(owner, fail(JobCancelled()), owner.take, owner.take)
    qtbot.waitUntil(lambda: not one.busy)
    assert not owner.answers


def test_threads_start_with_the_first_request_and_end_with_close(
    qtbot: QtBot, owner: Owner
) -> None:
    before = threading.active_count()
    tasks = Tasks(threads=3)
    assert threading.active_count() == before
    tasks.run(owner, give(1), owner.take)
    assert threading.active_count() == before + 3
    tasks.close()
    assert threading.active_count() == before


def test_threads_end_with_a_parent_that_never_closed_them(qtbot: QtBot, owner: Owner) -> None:
    parent = QObject()
    tasks = Tasks(parent)
    tasks.run(owner, give(1), owner.take)
    qtbot.waitUntil(lambda: not tasks.busy)
    thread = tasks._threads[0]
    parent.deleteLater()
    with qtbot.waitSignal(parent.destroyed):
        pass
    thread.join(5)
    assert not thread.is_alive()


@pytest.mark.usefixtures("allow_logs")
def test_a_share_that_hangs_does_not_hold_up_the_closing(
    qtbot: QtBot, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "_CLOSE_S", 0.2)
    tasks = Tasks()
    go = hold(tasks, owner)
    began = time.monotonic()
    tasks.close()
    assert 0.2 <= time.monotonic() - began < 3
    go.set()
    for thread in tasks._threads:
        thread.join(5)
        assert not thread.is_alive()


@pytest.mark.usefixtures("allow_logs")
def test_all_that_hang_are_waited_for_once(qtbot: QtBot, owner: Owner) -> None:
    several = [Tasks() for _ in range(4)]
    held = [hold(tasks, owner) for tasks in several]
    assert all(0 < tasks.waits_s < 5 for tasks in several)
    began = time.monotonic()
    for tasks in several:
        tasks.hurry(0.3, 30)
    for tasks in several:
        tasks.close()
    assert time.monotonic() - began < 1.5  # six seconds without the hurry
    for tasks, go in zip(several, held, strict=True):
        go.set()
        for thread in tasks._threads:
            thread.join(5)
        assert tasks.waits_s == 0


def test_hurry_does_not_lose_what_is_to_be_kept(qtbot: QtBot, owner: Owner) -> None:
    tasks, kept = Tasks(), []
    tasks.keep(owner, lambda: (time.sleep(0.4), kept.append(1)))
    tasks.hurry(0.0, 30)
    tasks.close()
    assert kept == [1]


@pytest.mark.parametrize("fault", [None, OSError(107, "not connected")])
def test_a_close_that_hangs_is_not_waited_for(fault: OSError | None) -> None:
    go, closed = threading.Event(), threading.Event()

    def close() -> None:
        go.wait(5)
        closed.set()
        if fault is not None:
            raise fault

    began = time.monotonic()
    let_go(close)
    assert time.monotonic() - began < 0.5 and not closed.is_set()
    go.set()
    assert closed.wait(5)


def test_what_is_to_be_kept_is_waited_for_longer(
    qtbot: QtBot, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "_CLOSE_S", 0.0)
    tasks, kept = Tasks(), []
    for number in (1, 2):
        tasks.keep(owner, lambda number=number: (time.sleep(0.3), kept.append(number)))
    tasks.close()
    assert kept == [1, 2]


def test_pass_along_what_the_answer_needs(qtbot: QtBot, one: Tasks, owner: Owner) -> None:
    got: list[tuple[str, int]] = []

    def take(name: str, answer: int) -> None:
        got.append((name, answer))

    one.run(owner, lambda: 1, partial(take, "a"), slot=("case", "a"))
    one.run(owner, lambda: 2, partial(take, "b"), slot=("case", "b"))
    qtbot.waitUntil(lambda: not one.busy)
    assert sorted(got) == [("a", 1), ("b", 2)]


def test_records_are_read_and_written_in_order_and_closed_in_the_end(
    qtbot: QtBot, owner: Owner, tmp_path: Path
) -> None:
    slide = tmp_path / "a.svs"
    slide.write_bytes(b"slide")
    records = RecordKeeper(Workspace.open(tmp_path / "lab"))
    records.run(owner, lambda w: w.keep_case("Case 1", (slide,), None))
    records.run(owner, lambda w: [case.pseudonym for case in w.listed_cases()], owner.take)
    qtbot.waitUntil(lambda: owner.answers == [["Case 1"]])
    records.run(owner, lambda w: w.remove_case("Case 1"))
    records.close()
    records.close()
    again = Workspace.open(tmp_path / "lab")  # its lock is free
    assert [case.status for case in again.listed_cases()] == [CaseStatus.REMOVED]
    again.close()


def test_a_fault_of_the_records_is_told(qtbot: QtBot, owner: Owner, tmp_path: Path) -> None:
    records = RecordKeeper(Workspace.open(tmp_path / "lab"))
    with qtbot.waitSignal(records.notice) as told:
        records.run(owner, lambda w: w.listed_case("nobody"), owner.take)
    assert str(told.args[0]) and not owner.answers
    records.close()
