"""The window and its workspace: nothing is lost by a restart, a kill, a second window, a move."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from case_files import pack
from case_files import slide as write_slide
from fakes import FakeEngine, make_card, make_reference, use_card, wait_for_slide, wait_until
from faulty_slides import bad_slides
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from windows import cases_of, opened_on, press, settle, words_on
from workspace_samples import python

from steph_desktop import app
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.ui.shell.demo import Demo
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.database import Database
from steph_desktop.workspace.pseudonyms import Pseudonyms, workspace_key
from steph_desktop.workspace.records import JobState
from steph_desktop.workspace.store import Workspace


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    return tmp_path / "lab"


def job_states(lab: Path) -> list[JobState]:
    with Workspace.open(lab) as workspace:
        return [job.state for job in workspace.list_jobs()]


# Restart ------------------------------------------------------------


def test_the_worklist_survives_a_restart(qtbot: QtBot, lab: Path, shelf: Path) -> None:
    first, second, no_mpp = (shelf / n for n in ("smith-john.svs", "second.svs", "no-mpp.svs"))
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.open_paths([first, second, no_mpp])
        settle(qtbot, window)
        joined, gone, stated = window.session.worklist.case_ids
        window.session.state_mpp(stated, 0.25)
        window.cases.join_requested.emit([joined, gone])
        settle(qtbot, window)
    with opened_on(qtbot, lab, FakeEngine()) as window:
        kept, other = cases_of(window)
        assert (kept.case_id, kept.slides) == (joined, (first, second))
        assert (other.case_id, other.slides, other.mpp) == (stated, (no_mpp,), 0.25)
        wait_until(qtbot, lambda: all(c.thumbnail is not None for c in cases_of(window)))
        assert not cases_of(window)[1].needs_mpp
        window.open_paths([second])
        assert len(cases_of(window)) == 2, "its slide is in the joined case"
        window.cases.removal_requested.emit([joined])
    with opened_on(qtbot, lab, FakeEngine()) as window:
        assert [case.case_id for case in cases_of(window)] == [stated]
        window.open_paths([second])
        assert cases_of(window)[1].case_id == joined, "a case comes back whole, by its name"
        assert cases_of(window)[1].slides == (first, second)
        settle(qtbot, window)
    assert check_workspace(lab) == []


def test_a_kept_result_is_shown_when_its_case_is(qtbot: QtBot, lab: Path, tmp_path: Path) -> None:
    slide = write_slide(tmp_path)
    name = Pseudonyms(workspace_key(lab_made(lab))).name(slide)
    result = analyse_case(
        AnalyseRequest(name, (slide,), pack(tmp_path), lab, device="cpu"), JobControl()
    )
    with opened_on(qtbot, lab, FakeEngine()) as window:
        (case,) = cases_of(window)
        assert case.state is CaseState.DONE
        assert case.known_group is result.risk_group
        wait_until(qtbot, lambda: cases_of(window)[0].result is not None)
        assert "percentile" in words_on(window.inspector.result)
        wait_for_slide(qtbot, window)
        assert window.pane.viewer.patch_map is not None
    shutil.rmtree(lab / "cases")
    with opened_on(qtbot, lab, FakeEngine()) as window:
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.FAILED)
        assert "Analyse the case again" in words_on(window.inspector)


def lab_made(lab: Path) -> Path:
    Workspace.open(lab).close()
    return lab


def test_the_records_are_never_touched_on_the_gui_thread(
    qtbot: QtBot, lab: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def watch(name: str) -> None:
        method = getattr(Database, name)

        def watched(self: Database, *words: Any) -> Any:
            seen.append(threading.current_thread().name)
            return method(self, *words)

        monkeypatch.setattr(Database, name, watched)

    with opened_on(qtbot, lab, FakeEngine()) as window:
        for name in ("rows", "row", "transaction", "close"):
            watch(name)
        window.open_paths([shelf / "smith-john.svs", shelf / "no-mpp.svs"])
        settle(qtbot, window)
        use_card(window.session)
        first, second = window.session.worklist.case_ids
        window.session.state_mpp(second, 0.5)
        window.session.analyse(first)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        window.session.repository.relink(cases_of(window)[0], shelf)
        window.session.join([first, second])
        window.session.remove(first)
    assert len(set(seen)) == 1 and threading.main_thread().name not in seen


def test_ten_thousand_cases_do_not_hold_the_window_up(qtbot: QtBot, lab: Path) -> None:
    with Workspace.open(lab) as workspace, workspace.transaction() as connection:
        for number in range(1, 10_001):
            connection.execute(
                "INSERT INTO slides VALUES (?, NULL, '/away', ?, 1, 1, '', NULL, NULL, '')",
                (number, f"{number}.svs"),
            )
            connection.execute(
                "INSERT INTO cases VALUES (?, ?, 'new', NULL, NULL, NULL, '', '')",
                (number, f"Case {number}"),
            )
            connection.execute("INSERT INTO case_slides VALUES (?, 0, ?)", (number, number))
    begin = time.monotonic()
    with opened_on(qtbot, lab, FakeEngine()) as window:
        assert len(cases_of(window)) == 10_000
        wait_until(qtbot, lambda: all(c.vanished is not None for c in cases_of(window)))
        assert time.monotonic() - begin < 30  # hangs, not speed: a second or two on a quiet machine
        index = window.session.worklist.index(9_999)
        assert index.data() == "Case 10000"


# Jobs ------------------------------------------------------------


def test_an_analysis_stopped_by_closing_is_offered_again_until_it_is_done(
    qtbot: QtBot, lab: Path, shelf: Path
) -> None:
    slow = FakeEngine(steps=10_000, pause_s=0.01)
    with opened_on(qtbot, lab, slow) as window:
        window.open_paths([shelf / "smith-john.svs", shelf / "second.svs"])
        settle(qtbot, window)
        use_card(window.session)
        for case in cases_of(window):
            window.session.analyse(case.case_id)
        wait_until(qtbot, lambda: window.session.analyses.running is not None)
        ids = window.session.worklist.case_ids
    assert job_states(lab) == [JobState.INTERRUPTED, JobState.QUEUED]
    with opened_on(qtbot, lab, FakeEngine()) as window:
        wait_until(qtbot, window.notice.isVisible)
        assert "2 analyses were interrupted" in words_on(window.notice)
        press(window.notice, "Not now")
        assert not window.notice.isVisible()
    engine = FakeEngine()
    with opened_on(qtbot, lab, engine) as window:
        wait_until(qtbot, window.notice.isVisible)
        press(window.notice, "Resume")
        wait_until(qtbot, lambda: all(c.state is CaseState.DONE for c in cases_of(window)))
        assert [made.case_id for made in engine.requests] == list(ids)
    assert job_states(lab) == [JobState.DONE, JobState.DONE]
    with opened_on(qtbot, lab, FakeEngine()) as window:
        assert not window.notice.isVisible()


def test_jobs_that_fail_or_are_cancelled_are_noted_and_not_offered(
    qtbot: QtBot, lab: Path, shelf: Path
) -> None:
    engine = FakeEngine(StephError("No tissue was found", "a.svs", "Choose another."))
    with opened_on(qtbot, lab, engine) as window:
        window.open_paths([shelf / "smith-john.svs", shelf / "second.svs"])
        settle(qtbot, window)
        use_card(window.session)
        first, second = window.session.worklist.case_ids
        window.session.analyse(first)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.FAILED)
        engine.steps, engine.pause_s = 10_000, 0.01
        window.session.analyse(second)
        wait_until(qtbot, lambda: cases_of(window)[1].state is CaseState.RUNNING)
        window.session.cancel(second)
        wait_until(qtbot, lambda: cases_of(window)[1].state is CaseState.READY)
    with Workspace.open(lab) as workspace:
        failed, cancelled = workspace.list_jobs()
    assert (failed.state, cancelled.state) == (JobState.FAILED, JobState.CANCELLED)
    assert "No tissue was found" in failed.error
    with opened_on(qtbot, lab, FakeEngine()) as window:
        assert not window.notice.isVisible()


_VICTIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from steph_desktop import app
application = app.make_application()
window = app.open_window(Path(sys.argv[1]), remember=False)
session = window.session
session.change_settings(device="cpu")
window.start([Path(sys.argv[2]), Path(sys.argv[3])], demo=False)
session.after_loading(lambda: session.analyse_when_ready(session.worklist.case_ids[0]))
def tell(case_id):
    progress = session.worklist[case_id].progress
    if progress is not None and progress.total:
        print("at work", flush=True)
session.worklist.case_progressed.connect(tell)
QTimer.singleShot(60_000, application.quit)  # or the test would wait for ever
application.exec()
"""


def test_a_window_killed_while_it_analyses_offers_the_case_again_and_ends_it(
    qtbot: QtBot, lab: Path, tmp_path: Path
) -> None:
    slide, model = write_slide(tmp_path), pack(tmp_path)
    victim = subprocess.Popen(
        [sys.executable, "-c", _VICTIM, str(lab), str(slide), str(model)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert victim.stdout is not None
    with victim:
        assert victim.stdout.readline() == "at work\n"
        os.kill(victim.pid, signal.SIGKILL)
    with opened_on(qtbot, lab) as window:  # the real engine
        wait_until(qtbot, window.notice.isVisible)
        assert "1 analysis was interrupted" in words_on(window.notice)
        assert cases_of(window)[0].state is CaseState.READY
        press(window.notice, "Resume")
        qtbot.waitUntil(lambda: cases_of(window)[0].state is CaseState.DONE, timeout=60_000)
    assert check_workspace(lab) == []


def test_the_demo_runs_twice_in_a_workspace_and_leaves_other_cases_alone(
    qtbot: QtBot, lab: Path, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Demo((write_slide(tmp_path),), pack(tmp_path))
    monkeypatch.setattr("steph_desktop.ui.shell.demo.find_demo", lambda: demo)
    with Workspace.open(lab) as workspace:
        workspace.keep_case("Case 22-22", [shelf / "second.svs"])
    for number in (1, 2):
        out = tmp_path / f"out{number}"
        app.run_headless_demo(out, workspace=lab, control=JobControl(), device="cpu")
        assert (out / "report.pdf").stat().st_size > 1000
    with Workspace.open(lab) as workspace:
        foreign, own = workspace.listed_cases()
        case = workspace.case_named(own.pseudonym)
        assert case is not None
        assert len(workspace.results(case.id)) == 2
        assert len({result.outcome for result in workspace.results(case.id)}) == 1
    assert not foreign.has_result
    assert check_workspace(lab) == []


# A second window ------------------------------------------------------------


def test_a_second_window_is_told_who_holds_the_workspace_and_may_look(
    qtbot: QtBot, lab: Path, shelf: Path
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.open_paths([shelf / "smith-john.svs", shelf / "second.svs"])
        settle(qtbot, window)
    holder = python("hold", str(lab))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    try:
        with Workspace.open(lab, read_only=True) as workspace:
            before = workspace.database.rows("SELECT count(*) FROM audit")[0][0]
        window = app.open_window(lab, remember=False)
        session = window.session
        try:
            assert window.bottom.read_only.isVisible()
            said = window.notice.words
            assert "open elsewhere" in said
            assert str(holder.pid) in said
            wait_for_slide(qtbot, window)
            settle(qtbot, window)
            use_card(session)
            case_ids = session.worklist.case_ids
            assert len(case_ids) == 2
            assert not session.can_analyse(session.worklist[case_ids[0]])
            assert not window.top.analyse_button.isEnabled()
            session.analyse(case_ids[0])
            window.cases.join_requested.emit(list(case_ids))
            window.cases.removal_requested.emit(list(case_ids))
            assert session.worklist.case_ids == case_ids
            assert "cannot be changed" in window.notice.words
        finally:
            window.close()
            window.deleteLater()
        with pytest.raises(StephError, match=str(holder.pid)):
            app.open_window(lab, may_only_read=False)
    finally:
        holder.communicate("", timeout=30)
    with Workspace.open(lab) as workspace:
        assert workspace.database.rows("SELECT count(*) FROM audit")[0][0] == before


# Bad slides among good ones ------------------------------------------------------------


def test_bad_slides_in_a_folder_are_named_and_the_good_ones_analysed(
    qtbot: QtBot, lab: Path, tmp_path: Path
) -> None:
    bad = bad_slides(tmp_path / "slides")
    good = [write_slide(tmp_path / "slides", f"good{n}.svs") for n in range(2)]
    paths = [path for path in (*bad.values(), *good) if path.is_file()]
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.open_paths(paths)
        settle(qtbot, window)
        use_card(window.session)
        by_slide = {case.slides[0].name: case for case in cases_of(window)}
        assert by_slide.keys() == {path.name for path in paths}
        for kind in ("corrupt", "truncated", "zero", "text", "jpeg"):
            case = by_slide[bad[kind].name]
            assert case.error is not None, kind
            assert not window.session.can_analyse(case)
        for kind in ("none", "0", "nan", "1000"):
            assert by_slide[bad[f"mpp {kind}"].name].needs_mpp, kind
        for case in by_slide.values():
            if window.session.can_analyse(case):
                window.session.analyse(case.case_id)
        names = [path.name for path in (*good, tmp_path / "whole.svs")]
        wait_until(
            qtbot,
            lambda: (
                [c.slides[0].name for c in cases_of(window) if c.state is CaseState.DONE] != []
                and window.session.analyses.running is None
                and not window.session.jobs.totals().counts.get(JobState.QUEUED)
            ),
        )
        done = {c.slides[0].name for c in cases_of(window) if c.state is CaseState.DONE}
        assert done == {name for name in names if name in by_slide}
    check = check_workspace(lab)
    assert check == []


# A slide that moved ------------------------------------------------------------


def test_a_slide_that_vanished_is_said_in_place_and_found_in_its_new_folder(
    qtbot: QtBot, lab: Path, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.open_paths([shelf / "smith-john.svs", shelf / "second.svs"])
        settle(qtbot, window)
        ids = window.session.worklist.case_ids
    moved = tmp_path / "archive" / "moved"
    moved.parent.mkdir()
    shelf.rename(moved)
    with opened_on(qtbot, lab, FakeEngine()) as window:
        wait_until(qtbot, lambda: all(c.vanished is not None for c in cases_of(window)))
        use_card(window.session)
        page = window.inspector.case_page
        assert "smith-john.svs is not where it was" in words_on(page)
        assert not window.top.analyse_button.isEnabled()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
        press(page, "Find its folder…")
        wait_until(qtbot, window.notice.isVisible)
        assert "0 slides found again, 2 not in that folder" in words_on(window.notice)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
        press(page, "Find its folder…")
        wait_for_slide(qtbot, window)
        wait_until(qtbot, lambda: all(c.thumbnail is not None for c in cases_of(window)))
        assert not page.gone.isVisible()
        assert window.session.worklist.case_ids == ids, "the names stay"
        assert window.session.can_analyse(cases_of(window)[0])
        window.open_paths([moved / "second.svs"])
        assert len(cases_of(window)) == 2
        shutil.copytree(moved, shelf)
        window.open_paths([shelf / "second.svs"])
        assert len({*ids, *window.session.worklist.case_ids}) == 3, "a new slide, a new name"
        settle(qtbot, window)
    assert check_workspace(lab) == []


def test_a_slide_that_cannot_be_joined_while_it_is_away(
    qtbot: QtBot, lab: Path, shelf: Path
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.open_paths([shelf / "smith-john.svs", shelf / "second.svs"])
        settle(qtbot, window)
    (shelf / "second.svs").unlink()
    with opened_on(qtbot, lab, FakeEngine()) as window:
        wait_until(qtbot, lambda: cases_of(window)[1].vanished is not None)
        window.session.join(window.session.worklist.case_ids)
        assert len(cases_of(window)) == 2
        assert "Find its folder first" in words_on(window.notice)
    (fault,) = check_workspace(lab)
    assert fault.what == "is missing"


def test_a_result_stays_on_show_while_its_slide_is_away(qtbot: QtBot, lab: Path) -> None:
    from fakes import finish, make_result

    with opened_on(qtbot, lab, FakeEngine()) as window:
        use_card(window.session, make_card(make_reference()))
        window.session.worklist.add(Case("Case 22-22", (lab / "gone.svs",), CaseState.READY))
        finish(window.session, "Case 22-22", make_result("Case 22-22"))
        fault = StephError("The slide file was not found", "gone.svs", "Connect its drive.")
        window.session.worklist.change("Case 22-22", vanished=fault)
        page = window.inspector.result
        assert page.isVisible()
        assert "gone.svs is not where it was" in words_on(page)
        assert page.gone.find_button.isVisible()
