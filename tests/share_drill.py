"""Disks that go and shares that hang under an open window, for real: mounted, and taken away.

`python share_drill.py FOLDER` prints what happened and after how many seconds, as JSON. It needs
root and /dev/fuse, which a test may not ask for: it is run when asked for, see README.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import fuse_share
from case_files import pack, slide
from child_requests import Counts, teach
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from steph_desktop import app
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import JobState, Lane, Verdict

CASE = "Case K7-QX"


class Pulse:
    """Beats in the window's thread; the longest pause is how long the window stood still."""

    def __init__(self) -> None:
        self.last = time.monotonic()
        self.longest_s = 0.0
        self.timer = QTimer()
        self.timer.timeout.connect(self.beat)
        self.timer.start(20)

    def beat(self) -> None:
        now = time.monotonic()
        self.longest_s = max(self.longest_s, now - self.last)
        self.last = now

    def rest(self) -> None:
        self.last, self.longest_s = time.monotonic(), 0.0


def until(holds: Callable[[], object], limit_s: float = 240) -> float:
    """Let the window live until something holds; return how long that took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < limit_s, "it did not come"
        QApplication.processEvents()
        time.sleep(0.005)
    return round(time.monotonic() - began, 2)


@contextlib.contextmanager
def disk(place: Path) -> Iterator[Path]:
    """Mount a disk; it may be gone in the end."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


@contextlib.contextmanager
def share(folder: Path, place: Path) -> Iterator[subprocess.Popen[str]]:
    """Mount a share of a folder; its server may be stopped."""
    place.mkdir()
    words = [sys.executable, fuse_share.__file__, str(folder), str(place)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "mounted\n"
        try:
            yield server
        finally:
            server.kill()  # what waits for it meets an error
            subprocess.run(["umount", "-l", str(place)], check=False)


def closed(window: MainWindow) -> float:
    """Close a window; return how long that took."""
    began = time.monotonic()
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return round(time.monotonic() - began, 2)


def pulled_out(folder: Path) -> dict[str, object]:
    """The disk of the workspace is unmounted under the window."""
    model, image = pack(folder), slide(folder)
    with disk(folder / "disk") as place:
        lab = place / "lab"
        analyse_case(AnalyseRequest(CASE, (image,), model, lab, device="cpu"), JobControl())
        window = app.open_window(lab, remember=False)
        until(lambda: window.session.worklist.case_ids)
        window.review.choose_case(window.session.worklist.case_ids[0])
        panel = window.inspector.result.review
        until(lambda: window.review.shown_case and panel._shown is not None)
        session = window.session
        session.change_settings(reviewer="Dr Ada")
        window.review.reviewing.show_name("Dr Ada")
        pulse = Pulse()
        subprocess.run(["umount", "-l", str(place)], check=True)
        told_s = until(lambda: window.safekeeping.is_gone)
        panel.note.setPlainText("margins are involved")
        panel.verdict.set_value(Verdict.AGREE)
        refused: list[object] = []
        window.review.reviewing.reviews.refused.connect(lambda *_: refused.append(1))
        panel.save_requested.emit(panel.entered)
        refused_s = until(lambda: refused)
        kept = len(window.safekeeping.unsaved())
        longest_s = pulse.longest_s
        window.safekeeping.unsaved = tuple
        close_s = closed(window)
        return {
            "told_s": told_s, "review_refused_s": refused_s, "reviews_kept": kept,
            "longest_stand_still_s": round(longest_s, 2), "close_s": close_s,
            "files_where_the_disk_was": len(list(place.rglob("*"))),
        }  # fmt: skip


def hung(folder: Path) -> dict[str, object]:
    """The share of the slides hangs while one is analysed and shown, and when the window closes."""
    source = folder / "source"
    source.mkdir()
    slide(source)
    model, lab = pack(folder), folder / "lab"
    teach(Counts)
    found: dict[str, object] = {}
    with share(source, folder / "share") as server:
        window = app.open_window(lab, remember=False)
        session, jobs = window.session, window.session.jobs
        said = told(window)
        session.change_settings(device="cpu")
        window.start([folder / "share" / "S1.svs", model], demo=False)
        until(lambda: session.worklist.case_ids)
        case = session.worklist.case_ids[0]
        until(lambda: session.can_analyse(session.worklist[case]))
        session.analyse_when_ready(case)
        until(lambda: session.worklist[case].state.name == "DONE")
        window.review.choose_case(case)
        until(lambda: window.review.pane.viewer.store is not None)
        pulse = Pulse()
        silent: list[bool] = []
        jobs.silenced.connect(lambda _token, is_silent: silent.append(is_silent))
        server.send_signal(signal.SIGSTOP)
        pulse.rest()
        session.analyse_when_ready(case)
        until(lambda: jobs.running)
        token = jobs.running[0].token
        found["silence_told_s"] = until(lambda: silent)
        # No engine of the other lane runs yet: one is started beside the open slide.
        other = jobs.submit(Counts(folder / "count", 21), title="other", lane=Lane.FILES)
        found["other_lane_started_and_done_s"] = until(lambda: jobs[other].state is JobState.DONE)
        jobs.cancel(token)
        found["cancelled_s"] = until(lambda: jobs[token].state is JobState.CANCELLED)
        other = jobs.submit(Counts(folder / "count", 41), title="again", lane=Lane.ACCELERATOR)
        found["same_lane_started_and_done_s"] = until(lambda: jobs[other].state is JobState.DONE)
        found["longest_stand_still_s"] = round(pulse.longest_s, 2)
        server.send_signal(signal.SIGCONT)
        session.analyse_when_ready(case)
        found["analysed_after_it_came_back_s"] = until(
            lambda: session.worklist[case].state.name == "DONE"
        )
        server.send_signal(signal.SIGSTOP)
        pulse.rest()
        said.clear()
        found["hanging_view_told_s"] = until(lambda: said)
        window.review.choose_case("")
        began = time.monotonic()
        until(lambda: time.monotonic() - began > 2)
        found["longest_stand_still_while_viewing_s"] = round(pulse.longest_s, 2)
        return found | {"close_s": closed(window)}


def told(window: MainWindow) -> list[str]:
    """Return what the window says of files that do not answer, as it comes."""
    said: list[str] = []
    window.safekeeping.notice.connect(lambda message: said.append(str(message)))
    return said


def hung_while_written(folder: Path) -> dict[str, object]:
    """The share of a workspace hangs while a review is written, and comes back."""
    source = folder / "source"
    source.mkdir()
    model, image = pack(folder), slide(folder)
    request = AnalyseRequest(CASE, (image,), model, source / "lab", device="cpu")
    analyse_case(request, JobControl())
    found: dict[str, object] = {}
    with share(source, folder / "share") as server:
        lab = folder / "share" / "lab"
        window = app.open_window(lab, remember=False)
        session = window.session
        until(lambda: session.worklist.case_ids)
        case = session.worklist.case_ids[0]
        window.review.choose_case(case)
        panel = window.inspector.result.review
        until(lambda: window.review.shown_case and panel._shown is not None)
        session.change_settings(reviewer="Dr Ada", device="cpu")
        window.review.reviewing.show_name("Dr Ada")
        said, pulse = told(window), Pulse()
        saved: list[object] = []
        window.review.reviewing.reviews.saved.connect(lambda *_: saved.append(1))
        server.send_signal(signal.SIGSTOP)
        pulse.rest()
        panel.note.setPlainText("margins are involved")
        panel.verdict.set_value(Verdict.AGREE)
        panel.save_requested.emit(panel.entered)
        found["told_s"] = until(lambda: said)
        found["reviews_kept"] = len(window.safekeeping.unsaved())
        server.send_signal(signal.SIGCONT)
        found["saved_after_it_came_back_s"] = until(lambda: saved)
        # An analysis is written there, and the share stops in the middle of it.
        window.open_from_outside([model])
        session.analyse_when_ready(case)
        until(lambda: session.worklist[case].state.name == "RUNNING", 60)
        server.send_signal(signal.SIGSTOP)
        said.clear()
        found["told_again_s"] = until(lambda: said)
        found["longest_stand_still_s"] = round(pulse.longest_s, 2)
        window.safekeeping.unsaved = tuple
        dialogs.agrees_to_stop = lambda _window: True
        found["close_s"] = closed(window)
    parts = [path.name for path in source.rglob("*.part")]
    check = subprocess.run(
        [sys.executable, "-m", "steph_desktop", "workspace", "check", str(source / "lab")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    last = check.stdout.strip().splitlines()[-1:] or [check.stderr[-200:]]
    return found | {"left_parts": parts, "check_rc": check.returncode, "check": last[0]}


def hung_workspace(folder: Path) -> dict[str, object]:
    """The share of a workspace that is open for reading hangs."""
    source = folder / "source"
    source.mkdir()
    model, image = pack(folder), slide(folder)
    request = AnalyseRequest(CASE, (image,), model, source / "lab", device="cpu")
    analyse_case(request, JobControl())
    with share(source, folder / "share") as server:
        window = app.open_window(folder / "share" / "lab", remember=False)
        until(lambda: window.session.worklist.case_ids)
        pulse = Pulse()
        server.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        window.review.choose_case(window.session.worklist.case_ids[0])
        until(lambda: time.monotonic() - began > 6)
        longest_s = pulse.longest_s
        return {"longest_stand_still_s": round(longest_s, 2), "close_s": closed(window)}


if __name__ == "__main__":
    home = Path(sys.argv[1])
    os.environ.setdefault("STEPH_DESKTOP_HOME", str(home / "home"))
    application = app.make_application()
    for drill in (pulled_out, hung, hung_workspace, hung_while_written):
        if sys.argv[2:] in ([], [drill.__name__]):
            place = home / drill.__name__
            place.mkdir(parents=True)
            sys.stdout.write(json.dumps({drill.__name__: drill(place)}) + "\n")
            sys.stdout.flush()
