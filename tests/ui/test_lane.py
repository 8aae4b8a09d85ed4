"""A lane: one job after the other on a thread of its own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fakes import FakeEngine, fault, wait_until
from pytestqt.qtbot import QtBot

from steph_desktop.case.result import CaseResult
from steph_desktop.core.job_control import Progress, Stop
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.worker import EngineBug, EngineCrashed
from steph_desktop.ui.parts.job_list.lane import LaneRunner


def request(case_id: str) -> AnalyseRequest:
    return AnalyseRequest(case_id, (Path("a.svs"),), Path("m.steph"), Path("w"))


def runner_for(engine: FakeEngine) -> tuple[LaneRunner, list[tuple[str, str]]]:
    runner = LaneRunner(lambda: engine)
    news: list[tuple[str, str]] = []
    runner.answered.connect(lambda token, _result: news.append(("answered", token)))
    runner.failed.connect(lambda token, _error: news.append(("failed", token)))
    runner.stopped.connect(lambda token: news.append(("stopped", token)))
    return runner, news


def test_progress_and_result_are_relayed(qtbot: QtBot) -> None:
    engine = FakeEngine(steps=5)
    runner, _ = runner_for(engine)
    seen: list[Progress] = []
    runner.progressed.connect(lambda _token, progress: seen.append(progress))
    with qtbot.waitSignal(runner.answered) as caught:
        runner.take("A", request("A"))
    assert runner.has_answered("A")
    runner.close()
    assert [progress.done for progress in seen] == [0, 40, 80, 120, 160]
    assert isinstance(caught.args[1], CaseResult)
    assert engine.closed.is_set()


def test_a_running_job_stops_within_a_second_and_the_next_runs(qtbot: QtBot) -> None:
    engine = FakeEngine(steps=10_000, pause_s=0.01)
    runner, news = runner_for(engine)
    runner.take("A", request("A"))
    wait_until(qtbot, lambda: len(engine.requests) == 1)
    begin = time.monotonic()
    with qtbot.waitSignal(runner.stopped):
        runner.stop("B", Stop.CANCEL)  # another job: nothing happens
        runner.stop("A", Stop.CANCEL)
    assert time.monotonic() - begin < 1
    engine.steps = 1
    runner.take("B", request("B"))
    wait_until(qtbot, lambda: ("answered", "B") in news)
    runner.close()


@pytest.mark.parametrize(
    "error", [fault(), EngineCrashed("The computation crashed (SIGSEGV)", None, "Start again.")]
)
def test_a_fault_ends_the_job_not_the_thread(qtbot: QtBot, error: BaseException) -> None:
    engine = FakeEngine(error)
    runner, news = runner_for(engine)
    with qtbot.waitSignal(runner.failed) as caught:
        runner.take("A", request("A"))
    assert caught.args[1] is error
    engine.answer = None
    runner.take("B", request("B"))
    wait_until(qtbot, lambda: ("answered", "B") in news)
    runner.close()


@pytest.mark.parametrize("error", [EngineBug("A mistake", "trace of it"), ZeroDivisionError()])
def test_a_bug_is_logged_and_told(
    qtbot: QtBot, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    runner, _ = runner_for(FakeEngine(error))
    with qtbot.waitSignal(runner.failed) as caught:
        runner.take("A", request("A"))
    runner.close()
    assert "log" in str(caught.args[1])
    assert "trace of it" in caplog.text or "ZeroDivisionError" in caplog.text


def test_close_stops_a_running_job_at_once(qtbot: QtBot) -> None:
    engine = FakeEngine(steps=10_000, pause_s=0.01)
    runner, _ = runner_for(engine)
    runner.take("A", request("A"))
    wait_until(qtbot, lambda: len(engine.requests) == 1)
    begin = time.monotonic()
    runner.close()
    assert time.monotonic() - begin < 1
    assert not runner.isRunning()
    assert engine.closed.is_set()


def test_closing_an_idle_lane_starts_no_engine(qtbot: QtBot) -> None:
    engine = FakeEngine()
    runner, _ = runner_for(engine)
    runner.close()
    assert not engine.closed.is_set()
