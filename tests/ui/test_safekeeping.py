"""A workspace that goes away, a crash, a child that stands still: said at once, nothing lost."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from child_requests import StandsStill, teach
from fakes import wait_until
from pytestqt.qtbot import QtBot
from review_samples import make_lab
from windows import click, opened_on, press, reviewing, words_on

from steph_desktop import app
from steph_desktop.core import files
from steph_desktop.core.files import NotWritable, os_fault
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.shell import safekeeping
from steph_desktop.workspace.locks import LOCK_NAME
from steph_desktop.workspace.records import JobState, Lane, Verdict
from steph_desktop.workspace.store import Workspace


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safekeeping, "LOOK_MS", 50)


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    return tmp_path / "lab"


def _elsewhere(code: str) -> None:
    """Do it in another process: this one would drop the locks of its database."""
    subprocess.run([sys.executable, "-c", code], check=True)


def _moved(lab: Path) -> None:
    lab.rename(lab.with_name("elsewhere"))


def _removed(lab: Path) -> None:
    _elsewhere(f"import shutil; shutil.rmtree({str(lab)!r})")


def _replaced(lab: Path) -> None:
    """As a share that is mounted anew, or an older copy that is put in its place."""
    _elsewhere(f"import shutil; shutil.copytree({str(lab)!r}, {str(lab.with_name('copy'))!r})")
    lab.rename(lab.with_name("elsewhere"))
    lab.with_name("copy").rename(lab)


def _all_in(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*")}


@pytest.mark.parametrize("go", [_moved, _removed, _replaced])
def test_a_workspace_that_goes_away_is_noticed_and_no_ghost_is_written(
    qtbot: QtBot, lab: Path, go: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with reviewing(qtbot, lab) as window:
        go(lab)
        wait_until(qtbot, lambda: window.safekeeping.is_gone)
        bar = window.notice
        assert bar.isVisible() and "no longer in its place" in bar.words
        before = _all_in(lab) if lab.exists() else {}
        panel = window.inspector.result.review
        panel.note.setPlainText("margins are involved")
        panel.verdict.set_value(Verdict.AGREE)
        with qtbot.waitSignal(window.review.reviewing.reviews.refused):
            panel.save_requested.emit(panel.entered)
        window.session.repository.records.run(
            window, lambda workspace: workspace.add_patient("ghost"), failed=lambda _error: None
        )
        with pytest.raises(files.FolderGone):
            files.write_text(lab / "models" / "ghost.json", "{}")
        assert (_all_in(lab) if lab.exists() else {}) == before
        out = lab.with_name("saved.csv")
        monkeypatch.setattr(safekeeping, "choose_export", lambda *_: out)
        press(bar, "Save the reviews elsewhere…")
        wait_until(qtbot, out.exists)
        (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
        assert row["comment"] == "margins are involved" and row["verdict"] == "agree"
        assert row["case"] == window.review.shown_case
        if go is _moved:
            lab.with_name("elsewhere").rename(lab)
            wait_until(qtbot, lambda: not window.safekeeping.is_gone)
            assert "What you type here is kept" not in bar.words
            with qtbot.waitSignal(window.review.reviewing.reviews.saved):
                panel.save_requested.emit(panel.entered)
            assert window.review.reviewing.unsaved() == ()
        else:
            monkeypatch.setattr(safekeeping.dialogs, "agrees", lambda *_: True)


def test_closing_asks_while_reviews_are_nowhere(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(safekeeping.dialogs, "agrees", lambda *_: bool(asked.append(1)))
    with reviewing(qtbot, lab) as window:
        assert window.safekeeping.may_close()
        _moved(lab)
        wait_until(qtbot, lambda: window.safekeeping.is_gone)
        assert window.safekeeping.may_close()  # nothing was typed
        window.inspector.result.review.note.setPlainText("do not lose me")
        assert not window.safekeeping.may_close() and asked == [1]
        window.inspector.result.review.note.setPlainText("")


def _dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_start_after_a_crash_says_so_once(qtbot: QtBot, lab: Path) -> None:
    holder = {
        "who": "ada", "pid": _dead_pid(), "host": socket.gethostname(),
        "since": "2026-05-01T10:12:13+00:00", "boot": "",
    }  # fmt: skip
    (lab / LOCK_NAME).write_text(json.dumps(holder), encoding="utf-8")
    for is_first in (True, False):
        window = app.open_window(lab, remember=False)
        qtbot.waitExposed(window)
        shown = window.notice.words
        assert ("ended unexpectedly" in shown) is is_first
        assert not is_first or "2026-05-01 10:12" in shown
        wait_until(qtbot, lambda window=window: not window.session.tasks.busy)
        window.close()
        window.deleteLater()


def test_a_workspace_without_the_right_to_write_opens_for_reading(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Workspace.open.__func__  # type: ignore[attr-defined]

    def refuse(kind: type[Workspace], folder: Path, *, read_only: bool = False) -> Workspace:
        if not read_only:
            raise os_fault(PermissionError(30, "read-only file system"), folder)
        found: Workspace = opened(kind, folder, read_only=True)
        return found

    monkeypatch.setattr(Workspace, "open", classmethod(refuse))
    before = _all_in(lab)
    window = app.open_window(lab, remember=False)
    with qtbot.waitExposed(window):
        pass
    wait_until(qtbot, lambda: len(window.session.worklist.case_ids) == 2)
    assert "may not write in this workspace" in window.notice.words
    press(window.notice, "Dismiss")
    click(window.bottom.read_only)
    assert "may not write in this workspace" in window.notice.words
    assert window.session.read_only and not window.commands.analyse.isEnabled()
    window.close()
    window.deleteLater()
    assert {name for name in _all_in(lab) if not name.endswith(("-shm", "-wal"))} <= set(before)
    with pytest.raises(NotWritable):
        app.open_window(lab.with_name("nothing"), remember=False)


def test_what_killed_programs_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    dead, host = _dead_pid(), files._host()
    mine = [f".a.h5.{dead}.{host}.part", f".b.{dead}.{host}.part"]
    others = [
        f".a.h5.{os.getpid()}.{host}.part",  # at work
        f".a.h5.{dead}.abcdef.part",  # of another computer
        f".a.h5.{dead}.part",  # of an earlier version, and new
        ".download.part", "film.part", "a.h5.part", f"a.{dead}.{host}.part",
    ]  # fmt: skip
    (tmp_path / "deep").mkdir()
    for name in (*mine, *others):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / "deep" / name).write_bytes(b"x")
    old = tmp_path / f".old.{dead}.part"
    old.write_bytes(b"x")
    os.utime(old, (1, 1))
    assert files.sweep(tmp_path) == 3
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == sorted(others)
    assert len(list((tmp_path / "deep").iterdir())) == 9
    assert files.sweep(tmp_path, deep=True) == 2
    with files.atomic_path(tmp_path / ("n" * 251 + ".csv")[-251:]) as part:
        part.write_bytes(b"x")
        assert files._PART.fullmatch(part.name)


@pytest.fixture
def hangs(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let the look at the workspace wait, as on a share that does not answer, until it is set."""
    answers = threading.Event()

    def wait(_: Path) -> None:
        answers.wait(20)

    monkeypatch.setattr(safekeeping, "SILENT_S", 0.4)
    monkeypatch.setattr(safekeeping, "_WATCH_MS", 50)
    monkeypatch.setattr(safekeeping, "require_watched", wait)
    yield answers
    answers.set()


@pytest.mark.usefixtures("allow_logs")
def test_a_workspace_that_does_not_answer_is_said_and_closed_without_waiting(
    qtbot: QtBot, lab: Path, hangs: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reviewing(qtbot, lab) as window:
        bar, panel = window.notice, window.inspector.result.review
        wait_until(qtbot, lambda: window.safekeeping.is_silent)
        assert bar.isVisible() and "does not answer" in bar.words
        panel.note.setPlainText("margins are involved")
        out = lab.with_name("saved.csv")
        monkeypatch.setattr(safekeeping, "choose_export", lambda *_: out)
        press(bar, "Save the reviews elsewhere…")
        wait_until(qtbot, out.exists)
        asked: list[object] = []
        monkeypatch.setattr(safekeeping.dialogs, "agrees", lambda *_: bool(asked.append(1)))
        window.close()
        assert asked and window.isVisible()  # it asks first: the reviews may be lost
        hangs.set()
        wait_until(qtbot, lambda: not window.safekeeping.is_silent)
        wait_until(qtbot, lambda: "does not answer" not in bar.words)
        hangs.clear()
        wait_until(qtbot, lambda: window.safekeeping.is_silent)
        monkeypatch.setattr(safekeeping.dialogs, "agrees", lambda *_: True)
        began = time.monotonic()
        window.close()
        assert time.monotonic() - began < 2 and not window.isVisible()
        hangs.set()


def test_a_thread_that_computes_is_not_taken_for_a_share_that_hangs(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safekeeping, "SILENT_S", 2.0)
    monkeypatch.setattr(safekeeping, "_WATCH_MS", 50)
    said: list[str] = []
    computed, answers = threading.Event(), threading.Event()

    def compute() -> None:
        while not computed.is_set():
            sum(range(1000))

    with reviewing(qtbot, lab) as window:
        window.safekeeping.notice.connect(lambda message: said.append(str(message)))
        window.session.tasks.run(window, compute, lambda _: None)
        qtbot.wait(3000)
        computed.set()
        assert said == []
        window.session.tasks.run(window, partial(answers.wait, 20), lambda _: None)
        wait_until(qtbot, lambda: bool(said))
        assert "does not answer" in said[0] and not window.safekeeping.is_silent
        answers.set()
        wait_until(qtbot, lambda: "does not answer" not in window.notice.words)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system has no such signal")
@pytest.mark.parametrize("ends_it", [True, False])
def test_a_child_that_stands_still_is_said_within_seconds(
    qtbot: QtBot, tmp_path: Path, ends_it: bool
) -> None:
    from steph_desktop.ui.parts.job_list.lane import start_engine

    teach(StandsStill)
    with opened_on(qtbot, tmp_path / "lab", start_engine()) as window:
        jobs: JobQueue = window.session.jobs
        token = jobs.submit(StandsStill(), title="Stands still", lane=Lane.FILES)
        wait_until(qtbot, lambda: jobs[token].progress is not None)
        assert window.bottom.bar.maximum() == 0  # not full: it still runs
        with qtbot.waitSignal(jobs.silenced, timeout=6000) as told:
            pass
        assert told.args == [token, True]
        assert window.notice.isVisible() and "does not answer" in words_on(window.notice)
        wait_until(qtbot, lambda: "Not answering" in window.bottom.message.toolTip())
        if ends_it:
            press(window.notice, "End it")
            wait_until(qtbot, lambda: jobs[token].state is JobState.CANCELLED)
        else:
            press(window.notice, "Wait")
            assert not window.notice.isVisible()
            engine = window.session.jobs._lanes[Lane.FILES].runner
            assert engine.isRunning()
            for child in _stopped_children():
                os.kill(child, signal.SIGCONT)
            wait_until(qtbot, lambda: jobs[token].state is JobState.DONE)


def _stopped_children() -> list[int]:
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid is not None]


def test_without_shared_memory_the_engine_runs_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import _multiprocessing

    from steph_desktop.core.errors import StephError
    from steph_desktop.core.job_control import JobCancelled
    from steph_desktop.engine.job_requests import ExtractRequest
    from steph_desktop.engine.worker import EngineProcess

    def refuse(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(_multiprocessing, "SemLock", refuse)
    engine = EngineProcess()
    request = ExtractRequest(tmp_path / "gone.svs", tmp_path / "out", "effnet-lite0")
    with pytest.raises(StephError):
        engine.run(request)
    with pytest.raises(JobCancelled):
        engine.run(request, cancelled=lambda: True)
    with pytest.raises(StephError):  # the wish for the one before is void
        engine.run(request)
    engine.close()
