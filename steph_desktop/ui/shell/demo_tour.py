"""The demo without a screen: the same window and engine, looked at through screenshots."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.case.disclosure import portable_case
from steph_desktop.case.result import CaseRecord
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path, ensure_folder, write_json
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.core.settings import Theme
from steph_desktop.ui.parts.report.report_pdf import write_pdf
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import CaseStatus
from steph_desktop.workspace.ways_out import Departure, WayOut

_SETTLE_S = 1.5
_LEAST_COLOURS = 20
_FINAL = frozenset({CaseState.DONE, CaseState.FAILED, CaseState.UNREADABLE})


def tour(window: MainWindow, workspace: Path, out: Path, control: JobControl) -> list[Path]:
    """Analyse the demo's cases in the window and leave screenshots, case.json and report.pdf.

    The window stands on a platform without a screen, with nothing opened yet.
    """
    ensure_folder(out)
    session, cases = window.session, window.session.worklist
    written = [_picture(window, out / "window-empty.png")]
    case_ids = _open_demo(window, control)
    if any(cases.whole(case_id).reviewed is CaseStatus.SIGNED_OFF for case_id in case_ids):
        raise StephError(
            "The demo's cases are signed in this workspace",
            workspace,
            "Let the demo start afresh with --reset, or give it another folder with --workspace.",
        )
    for case_id in case_ids:
        # The files are looked at in the background: a case that was just opened is not ready yet.
        session.analyse_when_ready(case_id)
    _wait(lambda: any(cases[c].state is CaseState.RUNNING for c in case_ids), control, window)
    written.append(_picture(window, out / "window-busy.png"))
    _wait(lambda: all(cases[c].state in _FINAL for c in case_ids), control, window)
    for case_id in case_ids:
        error = cases[case_id].error
        if isinstance(error, StephError):
            raise error
    for number, case_id in enumerate(case_ids, start=1):
        window.choose_case(case_id)
        _settle()
        _wait(partial(_is_read, window), control, window)
        require_seen(window)
        written.append(_picture(window, out / f"window-case-{number}.png"))
    window.choose_theme(Theme.DARK)
    _settle()
    written.append(_picture(window, out / "window-dark.png"))
    folders = [case_folder(workspace, case_id) for case_id in case_ids]
    records: list[CaseRecord] = [load_case(folder) for folder in folders]
    said = {case_id: cases[case_id].disclosure for case_id in case_ids}
    write_json(out / "case.json", portable_case(folders[0], said[case_ids[0]]))
    write_pdf(records, out / "report.pdf", dict.fromkeys(case_ids, ()), disclosures=said)
    window.note_departure(Departure(WayOut.TABLE, case_ids[:1], "case.json"), out / "case.json")
    window.note_departure(Departure(WayOut.REPORT, case_ids), out / "report.pdf")
    return [*written, out / "case.json", out / "report.pdf"]


def _open_demo(window: MainWindow, control: JobControl) -> tuple[str, ...]:
    """Open the demo in the window; return its cases, which may not be alone in the workspace."""
    session, demo = window.session, window.demo
    slides = set(demo.slides) if demo is not None else set()
    window.open_demo_here()

    def cases() -> list[str]:
        listed = [session.worklist[case_id] for case_id in session.worklist.case_ids]
        return [case.case_id for case in listed if slides.intersection(case.slides)]

    _wait(lambda: bool(cases()), control, window)
    return tuple(cases())


def _is_read(window: MainWindow) -> bool:
    store = window.pane.viewer.store
    return store is not None and (bool(store.n_unreadable) or window.pane.viewer.is_sharp)


def require_seen(window: MainWindow) -> None:
    """Make sure that the slide is on show: a demo that shows nothing has failed."""
    store = window.pane.viewer.store
    whole = store.whole if store is not None else None
    if store is None or store.n_unreadable or whole is None:
        raise StephError(
            "The demo's slide cannot be shown: its tiles cannot be decoded",
            None,
            "Install the program again.",
        )
    # Glass, or a tile that was not decoded, is of a few colours.
    small = whole.convertToFormat(QImage.Format.Format_RGB32).scaled(32, 32)
    if len({small.pixel(x, y) for x in range(32) for y in range(32)}) < _LEAST_COLOURS:
        what = "The demo's slide is shown without a picture"
        raise StephError(what, None, "Install the program again.")


def leave(window: MainWindow) -> None:
    """Close the window without a question: what still runs is stopped first."""
    # Closing asks about a job that runs, and nobody is there to answer.
    window.session.jobs.close()
    for case_id in window.session.worklist.case_ids:
        if window.session.worklist[case_id].state in {CaseState.QUEUED, CaseState.RUNNING}:
            window.session.worklist.change(case_id, state=CaseState.READY, progress=None)
    window.close()


def _wait(met: Callable[[], bool], control: JobControl, window: MainWindow) -> None:
    """Run the window until a condition is met; the control may stop it."""
    cases = window.session.worklist
    while not met():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        done = sum(cases[case_id].state in _FINAL for case_id in cases.case_ids)
        control.checkpoint(done, len(cases.case_ids), Phase.ANALYSING_CASES)
        # The cores are for the analysis, not for this loop.
        time.sleep(0.01)


def _settle() -> None:
    """Give tiles and pictures that are still on their way the time to arrive."""
    end = time.monotonic() + _SETTLE_S
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.01)


def _picture(window: MainWindow, path: Path) -> Path:
    QApplication.processEvents()
    with atomic_path(path) as temporary:
        # The form is stated: a temporary name has no ending that says it.
        if not window.grab().save(str(temporary), "PNG"):
            raise StephError("The picture could not be written", path, "Check the disk.")
    return path
