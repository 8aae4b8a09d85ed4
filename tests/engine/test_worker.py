"""The child process: results, faults, crashes and cancels, each injected for real."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from child_requests import StandsStill, Surroundings, teach

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, Stop
from steph_desktop.core.processes import process_is_alive
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.worker import (
    EngineBug,
    EngineCrashed,
    EngineProcess,
    crash_reason,
    prepare_children,
)


class KillsItsProcess:
    """A request that takes the child down as a native crash would, once it arrives there."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __setstate__(self, state: dict[str, int]) -> None:
        os.kill(os.getpid(), state["number"])
        time.sleep(10)


class NeverReports:
    """A request that holds the child without ever looking whether it was cancelled."""

    def __getstate__(self) -> dict[str, int]:
        return {"seconds": 30}

    def __setstate__(self, state: dict[str, int]) -> None:
        time.sleep(state["seconds"])


class NobodyAnswersThis:
    """A request of a type that no use case knows."""


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    process = EngineProcess()
    yield process
    process.close()


def missing_case(folder: Path) -> AnalyseRequest:
    return AnalyseRequest("Case A", (folder / "gone.svs",), folder / "gone.steph", folder)


@pytest.mark.parametrize("number", [signal.SIGSEGV, getattr(signal, "SIGKILL", 9)])
def test_a_crash_ends_the_job_with_a_reason_and_the_next_job_runs(
    engine: EngineProcess, tmp_path: Path, number: signal.Signals
) -> None:
    with pytest.raises(EngineCrashed) as caught:
        engine.run(KillsItsProcess(number))
    assert crash_reason(-number) in str(caught.value)
    first = engine.pid
    with pytest.raises(StephError) as second:
        engine.run(missing_case(tmp_path))
    assert not isinstance(second.value, EngineCrashed)
    assert first is None


def test_a_fault_of_the_user_arrives_as_such_and_the_child_stays(
    engine: EngineProcess, tmp_path: Path
) -> None:
    for _ in range(2):
        with pytest.raises(StephError, match=r"gone\.steph"):
            engine.run(missing_case(tmp_path))
    pid = engine.pid
    with pytest.raises(StephError):
        engine.run(missing_case(tmp_path))
    assert engine.pid == pid


def test_a_bug_arrives_with_its_traceback(engine: EngineProcess) -> None:
    with pytest.raises(EngineBug) as caught:
        engine.run(NobodyAnswersThis())
    assert "no use case answers NobodyAnswersThis" in caught.value.details
    assert "job_requests.py" in caught.value.details


def test_a_cancel_works_within_a_second_even_if_the_child_does_not_listen(
    engine: EngineProcess,
) -> None:
    engine.start()
    started = time.monotonic()
    with pytest.raises(JobCancelled):
        engine.run(NeverReports(), cancelled=lambda: True)
    # Time to end the child is included; the promise to the user is a second.
    assert time.monotonic() - started < 1.6


def test_reasons_are_plain() -> None:
    assert "memory" in crash_reason(-9)
    assert "SIGSEGV" in crash_reason(-signal.SIGSEGV)
    assert crash_reason(3) == "The computation ended unexpectedly"


def test_the_child_leaves_the_processor_to_the_window(
    engine: EngineProcess, tmp_path: Path
) -> None:
    with pytest.raises(StephError):
        engine.run(missing_case(tmp_path))
    assert engine.pid is not None
    own, child = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, engine.pid))
    assert child == min(19, own + 10)


_PARENT = """
import sys, threading, time
from child_requests import Counts, teach
from pathlib import Path
from steph_desktop.engine.worker import EngineProcess

if __name__ == "__main__":
    teach(Counts)
    engine = EngineProcess()
    engine.start()
    print(engine.pid, flush=True)
    engine.run(Counts(Path(sys.argv[1]), 10_000))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_child_at_work_ends_with_its_parent(tmp_path: Path) -> None:
    script, counted = tmp_path / "parent.py", tmp_path / "count"
    script.write_text(_PARENT)
    words = [sys.executable, str(script), str(counted)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        _wait(counted.exists)
        parent.kill()
    _wait(lambda: not process_is_alive(child), 20)
    before = counted.stat().st_size
    time.sleep(0.1)
    assert counted.stat().st_size == before


def _wait(holds: Callable[[], bool], limit_s: float = 60) -> None:
    end = time.monotonic() + limit_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system has no such signal")
def test_a_child_that_stands_still_is_cancelled_within_a_second(engine: EngineProcess) -> None:
    teach(StandsStill)
    asked: list[float] = []
    began = time.monotonic()

    def wish() -> Stop:
        if time.monotonic() - began < 1 or not has_begun:
            return Stop.NO
        asked.append(time.monotonic())
        return Stop.CANCEL

    has_begun: list[object] = []
    with pytest.raises(JobCancelled):
        engine.run(StandsStill(), has_begun.append, wish)
    assert time.monotonic() - asked[0] < 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows passes no files on")
def test_children_begin_without_the_files_of_this_process(
    engine: EngineProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing those of a hung share would hold the child, and this process with it."""
    from multiprocessing import forkserver

    prepare_children()
    starter = forkserver._forkserver._forkserver_pid
    with (tmp_path / "slide").open("wb") as file:
        os.set_inheritable(file.fileno(), True)
        teach(Surroundings)
        monkeypatch.setenv("STEPH_SAID", "as it is now")
        parent, said = engine.run(Surroundings("STEPH_SAID"))
        held = [os.path.realpath(link) for link in Path(f"/proc/{starter}/fd").glob("*")]
    assert parent == starter != os.getpid()
    assert said == "as it is now"
    assert str(tmp_path / "slide") not in held
