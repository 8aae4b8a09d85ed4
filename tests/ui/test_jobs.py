from __future__ import annotations

import time
from pathlib import Path

import pytest
from fakes import FakeEngine, fault, wait_until
from pytestqt.qtbot import QtBot

from steph_desktop.core import Progress
from steph_desktop.pipeline import AnalyseRequest, CaseResult
from steph_desktop.ui.jobs import JobRunner
from steph_desktop.worker import EngineBug, EngineCrashed


def request(case_id: str) -> AnalyseRequest:
    return AnalyseRequest(case_id, (Path("a.svs"),), Path("m.steph"), Path("w"))


def runner_for(engine: FakeEngine, qtbot: QtBot) -> tuple[JobRunner, list[tuple[str, str]]]:
    runner = JobRunner(lambda: engine)
    news: list[tuple[str, str]] = []
    runner.begun.connect(lambda case: news.append(("begun", case)))
    runner.finished_case.connect(lambda case, _result: news.append(("finished", case)))
    runner.failed.connect(lambda case, _error: news.append(("failed", case)))
    runner.cancelled.connect(lambda case: news.append(("cancelled", case)))
    return runner, news


def test_cases_run_one_after_the_other(qtbot: QtBot) -> None:
    engine = FakeEngine()
    runner, news = runner_for(engine, qtbot)
    for case in "AB":
        runner.submit(case, request(case))
    wait_until(qtbot, lambda: len(news) == 4)
    runner.close()
    assert news == [("begun", "A"), ("finished", "A"), ("begun", "B"), ("finished", "B")]
    assert engine.closed.is_set()


def test_progress_and_result_are_relayed(qtbot: QtBot) -> None:
    runner, _ = runner_for(FakeEngine(steps=5), qtbot)
    seen: list[Progress] = []
    runner.progressed.connect(lambda _case, progress: seen.append(progress))
    with qtbot.waitSignal(runner.finished_case) as caught:
        runner.submit("A", request("A"))
    runner.close()
    assert [progress.done for progress in seen] == [0, 40, 80, 120, 160]
    assert isinstance(caught.args[1], CaseResult)


def test_a_running_case_stops_within_a_second_and_the_next_goes_on(qtbot: QtBot) -> None:
    runner, news = runner_for(FakeEngine(steps=10_000, pause_s=0.01), qtbot)
    runner.submit("A", request("A"))
    wait_until(qtbot, lambda: ("begun", "A") in news)
    begin = time.monotonic()
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel("A")
    assert time.monotonic() - begin < 1
    runner.submit("B", request("B"))
    wait_until(qtbot, lambda: ("begun", "B") in news)
    runner.close()


def test_a_waiting_case_is_forgotten(qtbot: QtBot) -> None:
    engine = FakeEngine(steps=20, pause_s=0.01)
    runner, news = runner_for(engine, qtbot)
    runner.submit("A", request("A"))
    wait_until(qtbot, lambda: ("begun", "A") in news)
    runner.submit("B", request("B"))
    assert runner.n_waiting == 1
    runner.cancel("B")
    assert ("cancelled", "B") in news
    wait_until(qtbot, lambda: ("finished", "A") in news)
    runner.close()
    assert [made.case_id for made in engine.requests] == ["A"]


@pytest.mark.parametrize(
    "error", [fault(), EngineCrashed("The computation crashed (SIGSEGV)", None, "Start again.")]
)
def test_a_fault_ends_the_case_not_the_thread(qtbot: QtBot, error: BaseException) -> None:
    engine = FakeEngine(error)
    runner, news = runner_for(engine, qtbot)
    with qtbot.waitSignal(runner.failed) as caught:
        runner.submit("A", request("A"))
    assert caught.args[1] is error
    engine.answer = None
    runner.submit("B", request("B"))
    wait_until(qtbot, lambda: ("finished", "B") in news)
    runner.close()


@pytest.mark.parametrize("error", [EngineBug("A mistake", "trace of it"), ZeroDivisionError()])
def test_a_bug_is_logged_and_told(
    qtbot: QtBot, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    runner, _ = runner_for(FakeEngine(error), qtbot)
    with qtbot.waitSignal(runner.failed) as caught:
        runner.submit("A", request("A"))
    runner.close()
    assert "log" in str(caught.args[1])
    assert "trace of it" in caplog.text or "ZeroDivisionError" in caplog.text


def test_close_stops_a_running_case_at_once(qtbot: QtBot) -> None:
    engine = FakeEngine(steps=10_000, pause_s=0.01)
    runner, news = runner_for(engine, qtbot)
    runner.submit("A", request("A"))
    wait_until(qtbot, lambda: ("begun", "A") in news)
    begin = time.monotonic()
    runner.close()
    assert time.monotonic() - begin < 1
    assert not runner.isRunning()
    assert engine.closed.is_set()


def test_closing_an_idle_runner_starts_no_engine(qtbot: QtBot) -> None:
    engine = FakeEngine()
    runner, _ = runner_for(engine, qtbot)
    runner.close()
    assert not engine.closed.is_set()
