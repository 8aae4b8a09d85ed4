from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit.tasks import ReaderPool


def hold(pool: ReaderPool) -> threading.Event:
    """Occupy the pool's only thread until the event is set."""
    begun, go = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go.wait(5)

    pool.request("held", work)
    assert begun.wait(5)
    return go


@pytest.fixture
def one(qapp: object):  # type: ignore[no-untyped-def]
    pool = ReaderPool(1)
    yield pool
    pool.close()


def test_newest_request_goes_first(qtbot: QtBot, one: ReaderPool) -> None:
    order: list[str] = []
    go = hold(one)
    for name in "abc":
        one.request(name, lambda name=name: order.append(name))
    one.request("a", lambda: order.append("a"))  # asked for again: now the newest
    go.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["a", "c", "b"]


def test_replace_drops_what_is_stale_and_keeps_the_order(qtbot: QtBot, one: ReaderPool) -> None:
    order: list[str] = []
    go = hold(one)
    one.request("stale", lambda: order.append("stale"))
    one.replace([(name, lambda name=name: order.append(name)) for name in ("x", "y")])
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert order == ["x", "y"]


def test_what_is_being_read_is_not_asked_for_twice(qtbot: QtBot, one: ReaderPool) -> None:
    again: list[int] = []
    go = hold(one)
    one.replace([("held", lambda: again.append(1))])
    go.set()
    qtbot.waitUntil(lambda: not one.busy)
    assert not again


def test_answers_arrive_on_the_gui_thread(qtbot: QtBot, one: ReaderPool) -> None:
    with qtbot.waitSignal(one.done) as caught:
        one.request("thread", threading.current_thread)
    key, thread = caught.args
    assert key == "thread"
    assert thread.name.startswith("steph-reader")


def test_a_fault_is_told_and_the_thread_goes_on(qtbot: QtBot, one: ReaderPool) -> None:
    def fail() -> None:
        raise StephError("It is gone", "x.svs", "Look again.")

    with qtbot.waitSignal(one.failed) as caught:
        one.request("bad", fail)
    assert caught.args[1].what == "It is gone"
    with qtbot.waitSignal(one.done):
        one.request("good", lambda: 1)


def test_a_bug_is_logged_and_the_thread_goes_on(
    qtbot: QtBot, one: ReaderPool, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(one.failed):
        one.request("bug", lambda: 1 / 0)
    assert "ZeroDivisionError" in caplog.text
    with qtbot.waitSignal(one.done):
        one.request("good", lambda: 1)


def test_close_ends_the_threads_and_later_requests_are_passed_over(qapp: object) -> None:
    before = threading.active_count()
    pool = ReaderPool(3)
    assert threading.active_count() == before + 3
    pool.close()
    assert threading.active_count() == before
    pool.request("late", lambda: 1)
    pool.replace([("later", lambda: 1)])
    assert not pool.busy
