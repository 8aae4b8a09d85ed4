"""Ten thousand cases and jobs: what comes many times a second looks at what changed alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEngine
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import opened_on

from steph_desktop.core.job_control import JobStep, Phase, Progress
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.ui.parts.analyses import ANALYSIS
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState, Worklist
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import JobState, Lane

LANE, FIRST = Lane.ACCELERATOR, "t0"
MANY = 10_000
TICKS = 20
TURNS = 200
WORKING = JobStep(Phase.COMPUTING_FEATURES)


def name_of(number: int) -> str:
    return f"Case {number:05d}"


def steps_of(work: Callable[[], object]) -> int:
    """Return how many calls a piece of work makes: the same on every machine, unlike a time."""
    count = 0

    def see(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window whose ten thousand cases all wait, all selected; the first is being analysed."""
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as made:
        session, jobs = made.session, made.session.jobs
        cases = [
            Case(name_of(n), (tmp_path / f"{n}.svs",), CaseState.QUEUED, changed_at="2026")
            for n in range(MANY)
        ]
        session.worklist.add(*cases)
        for number, case in enumerate(cases):
            state = JobState.QUEUED if number else JobState.RUNNING
            turn = (0, number, number)
            jobs._know(JobView(f"t{number}", "Analyse", ANALYSIS, LANE, state, case.case_id, turn))
        jobs._lanes[LANE].token = FIRST
        session.worklist.change(name_of(0), state=CaseState.RUNNING)
        monkeypatch.setattr(session, "visit", lambda _case_id: None)
        made.cases.choose_many(session.worklist.case_ids)
        qtbot.wait(200)
        yield made
        jobs._lanes[LANE].token = None


def test_a_tick_of_progress_does_not_walk_the_list(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    get = Worklist.__getitem__

    def counted(self: Worklist, case_id: str) -> Case:
        looked.append(case_id)
        return get(self, case_id)

    def walk(self: JobQueue) -> Any:
        raise AssertionError("all jobs are walked for a tick")

    window.jobs.open_panel()
    QApplication.processEvents()
    monkeypatch.setattr(Worklist, "__getitem__", counted)
    monkeypatch.setattr(JobQueue, "jobs", walk)

    def ticks() -> None:
        for tick in range(TICKS):
            window.session.jobs._on_progress(FIRST, Progress(tick, 100, WORKING, 1.0 + tick))
            window._refresh_jobs()

    steps = steps_of(ticks)
    monkeypatch.undo()
    # A bar that moves may paint at once, and with it the rows on show: no more than those.
    assert len(looked) <= 40 * TICKS
    assert steps < 2_000 * TICKS  # one walk of the list makes more than 10,000 calls
    assert "10000 · " in window.bottom.jobs_button.text()
    assert window.session.worklist[name_of(0)].progress is not None


def test_ten_thousand_cases_are_queued_in_a_breath(qtbot: QtBot, window: MainWindow) -> None:
    """Each one's turn to the next state looks neither at all jobs nor at all cases."""
    session = window.session
    request = AnalyseRequest(name_of(1), (Path("a.svs"),), Path("m.steph"), session.workspace)

    def turns() -> None:
        for number in range(TURNS):
            session.worklist.change(name_of(number), state=CaseState.READY, progress=None)
            session.jobs._replaced_by(
                JobView("new", "Analyse", ANALYSIS, LANE, JobState.QUEUED, request.case_id)
            )

    assert steps_of(turns) < 2_000 * TURNS
