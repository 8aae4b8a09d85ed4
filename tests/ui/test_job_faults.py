"""Two lanes with their real child processes: crashes, lost cards, pauses, resumes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import child_requests
import pytest
from child_requests import Counts, Dies, Extracts, FillsCard, Fits, LosesCard, Taught, teach
from fakes import wait_until
from pytestqt.qtbot import QtBot
from slides import tissue_disc, write_pyramid
from small_cohort import lay_cohort

from steph_desktop.core.errors import StephError
from steph_desktop.engine import job_requests
from steph_desktop.engine.worker import PAUSE_GRACE_S
from steph_desktop.features.patch_batches import part_folder
from steph_desktop.ui.kit.tasks import RecordKeeper
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.workspace.records import JobState, Lane
from steph_desktop.workspace.store import Workspace

ACCELERATOR, FILES = Lane.ACCELERATOR, Lane.FILES


@pytest.fixture(autouse=True)
def known_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process queue them; the children learn them as they come."""
    monkeypatch.setattr(job_requests, "_USE_CASES", dict(job_requests._USE_CASES))
    for request in child_requests.REQUESTS:
        teach(request)


@contextlib.contextmanager
def center_on(qtbot: QtBot, lab: Path) -> Iterator[JobQueue]:
    keeper = RecordKeeper(Workspace.open(lab))
    center = JobQueue(keeper)
    wait_until(qtbot, lambda: center.is_restored)
    try:
        yield center
    finally:
        center.close()
        keeper.close()


@pytest.fixture
def center(qtbot: QtBot, tmp_path: Path) -> Iterator[JobQueue]:
    with center_on(qtbot, tmp_path / "lab") as made:
        yield made


@pytest.fixture(scope="module")
def slide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(1536, 1280, (768, 640), 1300)  # 6 x 5 patches
    return write_pyramid(tmp_path_factory.mktemp("slide") / "case7.svs", rgb)


def submit(center: JobQueue, request: Taught, lane: Lane = ACCELERATOR) -> str:
    return center.submit(request, title=type(request).__name__, lane=lane)


def wait(qtbot: QtBot, center: JobQueue, token: str, state: JobState) -> None:
    def arrived() -> bool:
        now = center[token].state
        if now is JobState.DONE and state is not now:
            pytest.fail(f"it was done before it was {state.value}")  # and will not be
        return now is state

    qtbot.waitUntil(arrived, timeout=60_000)


def wait_for(qtbot: QtBot, what: Any) -> None:
    qtbot.waitUntil(lambda: bool(what()), timeout=60_000)


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Dies(signal.SIGSEGV), "crashed (SIGSEGV)"),
        (Dies(getattr(signal, "SIGKILL", 9)), "lack of memory"),
        (LosesCard(), "graphics card was lost"),
        (FillsCard(), "too little free memory"),
    ],
    ids=["SIGSEGV", "SIGKILL", "lost card", "full card"],
)
def test_a_fault_of_one_lane_ends_its_job_with_a_reason_and_nothing_else(
    qtbot: QtBot, center: JobQueue, tmp_path: Path, request_: Taught, words: str
) -> None:
    other = submit(center, Counts(tmp_path / "other", 150), FILES)
    wait_for(qtbot, lambda: size(tmp_path / "other") > 0)
    broken, after = submit(center, request_), submit(center, Counts(tmp_path / "after", 3))
    wait(qtbot, center, broken, JobState.FAILED)
    error = center[broken].error
    assert words in str(error)
    assert "was finished is kept" in str(error) or "Close other programs" in str(error)
    wait(qtbot, center, after, JobState.DONE)
    wait(qtbot, center, other, JobState.DONE)
    assert size(tmp_path / "other") == 150
    center.resume(broken)
    wait(qtbot, center, broken, JobState.FAILED)


def test_a_lost_card_gets_a_new_child_and_a_full_one_does_not(
    qtbot: QtBot, center: JobQueue, tmp_path: Path
) -> None:
    answers: dict[str, object] = {}
    center.done.connect(answers.__setitem__)
    pids: list[object] = []
    for number, between in enumerate((FillsCard(), LosesCard(), None)):
        token = submit(center, Counts(tmp_path / f"{number}", 1))
        wait(qtbot, center, token, JobState.DONE)
        pids.append(answers[token])
        if between is not None:
            wait(qtbot, center, submit(center, between), JobState.FAILED)
    assert pids[0] == pids[1] != pids[2]


def test_a_paused_extraction_goes_on_at_its_last_batch(
    qtbot: QtBot, center: JobQueue, slide: Path, tmp_path: Path
) -> None:
    whole, log = Extracts(slide, tmp_path / "whole", tmp_path / "log0", step_s=0), tmp_path / "log"
    wait(qtbot, center, submit(center, whole, FILES), JobState.DONE)
    token = submit(center, Extracts(slide, tmp_path / "out", log))
    final = tmp_path / "out" / "case7.h5"
    for stops in (1, 2):
        before = size(log)
        wait_for(qtbot, lambda before=before: size(log) >= before + 6)
        began = time.monotonic()
        center.pause(token)
        wait(qtbot, center, token, JobState.PAUSED)
        assert time.monotonic() - began < min(2, PAUSE_GRACE_S)
        finished = len(list(part_folder(final).glob("*.npz")))
        assert 4 * finished <= size(log) < 4 * finished + 4 * stops
        assert not final.exists()
        center.resume(token)
    wait(qtbot, center, token, JobState.DONE)
    assert 30 <= size(log) < 30 + 2 * 4
    assert final.read_bytes() == (tmp_path / "whole" / "case7.h5").read_bytes()


def test_a_fit_paused_and_killed_ends_as_if_it_had_not_been(
    qtbot: QtBot, center: JobQueue, tmp_path: Path
) -> None:
    cohort, hold = lay_cohort(tmp_path / "cohort"), tmp_path / "hold"
    fits = Fits(cohort, tmp_path / "model.steph", hold)
    answers: dict[str, object] = {}
    center.done.connect(answers.__setitem__)
    whole = submit(center, Fits(cohort, tmp_path / "whole.steph"))
    hold.write_text("1")
    token = submit(center, fits)
    wait(qtbot, center, whole, JobState.DONE)
    wait_for(qtbot, lambda: fits.begun == 1)
    center.pause(token)
    qtbot.wait(200)  # until the wish has reached the child, which stands still
    hold.unlink()
    wait(qtbot, center, token, JobState.PAUSED)
    begun = fits.begun
    hold.write_text(str(begun + 1))
    center.resume(token)
    wait_for(qtbot, lambda: fits.begun > begun)
    for child in children():
        os.kill(child, signal.SIGKILL)
    wait(qtbot, center, token, JobState.FAILED)
    assert "lack of memory" in str(center[token].error)
    hold.unlink()
    center.resume(token)
    wait(qtbot, center, token, JobState.DONE)
    assert answers[token] == answers[whole]
    assert fits.begun == 0


def children() -> list[int]:
    """Processes of the engine: of this process, or of the server that forks them for it."""
    own = processes_of(os.getpid())
    servers = [pid for pid, words in own if "forkserver" in words]
    forked = [pid for server in servers for pid, _words in processes_of(server)]
    return [pid for pid, words in own if "spawn_main" in words] + forked


def processes_of(parent: int) -> list[tuple[int, str]]:
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=False,  # it fails where there is none
    )
    lines = [line.split(maxsplit=1) for line in found.stdout.splitlines()]
    return [(int(pid), words) for pid, words in lines]


_VICTIM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
import child_requests
from child_requests import Counts
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.kit.tasks import RecordKeeper
from steph_desktop.workspace.records import Lane
from steph_desktop.workspace.store import Workspace

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    app = QCoreApplication([])
    for request in child_requests.REQUESTS:
        child_requests.teach(request)
    center = JobQueue(RecordKeeper(Workspace.open(folder / "lab")))
    tokens = {
        "paused": center.submit(Counts(folder / "p", 1), title="Paused", lane=Lane.FILES),
        "ran": center.submit(Counts(folder / "r", 100), title="Ran"),
        "waited": center.submit(Counts(folder / "w", 2), title="Waited"),
        "also": center.submit(Counts(folder / "a", 100), title="Ran as well", lane=Lane.FILES),
    }
    def on_progress(token, progress):
        if progress.done > 3 and token in (tokens["ran"],):
            print(" ".join(tokens.values()), flush=True)
    center.progressed.connect(on_progress)
    center.pause(tokens["paused"])
    app.exec()
"""


def test_a_window_killed_over_jobs_of_any_kind_offers_them_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    script = tmp_path / "victim.py"
    script.write_text(_VICTIM)
    victim = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
    )
    assert victim.stdout is not None
    with victim:
        paused, ran, waited, also = victim.stdout.readline().split()
        os.kill(victim.pid, signal.SIGKILL)
    counted = size(tmp_path / "r")
    assert counted >= 3
    with center_on(qtbot, tmp_path / "lab") as center:
        offered = {view.token: view.title for view in center.offered}
        assert {ran: "Ran", waited: "Waited"}.items() <= offered.items()
        assert center[also].state is JobState.INTERRUPTED
        for view in center.offered:
            center.resume(view.token)
        for token in (ran, waited, also):
            wait(qtbot, center, token, JobState.DONE)
        assert size(tmp_path / "r") == 100
        # Paused before it began; had it begun, it was done by then, or killed before it paused.
        if paused in center and paused not in offered:
            assert center[paused].state is JobState.PAUSED


def test_closing_over_real_children_is_quick_and_leaves_none(qtbot: QtBot, tmp_path: Path) -> None:
    with center_on(qtbot, tmp_path / "lab") as center:
        submit(center, Counts(tmp_path / "a", 10_000))
        submit(center, Counts(tmp_path / "b", 10_000), FILES)
        wait_for(qtbot, lambda: size(tmp_path / "a") and size(tmp_path / "b"))
        began = time.monotonic()
        center.close()
        assert time.monotonic() - began < 1
        assert children() == []


def test_a_request_that_cannot_be_sent_is_a_bug_that_is_told(
    qtbot: QtBot, center: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    center.renew_with("Counts", lambda _request: lambda: None)
    token = submit(center, Counts(Path("x"), 1))
    wait(qtbot, center, token, JobState.FAILED)
    assert isinstance(center[token].error, StephError)
    assert "the log" in str(center[token].error).lower()
    assert "a job met a bug" in caplog.text
