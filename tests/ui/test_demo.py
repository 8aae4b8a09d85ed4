from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEngine, make_card, make_reference, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from steph_desktop.app import OpenWindows
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled
from steph_desktop.core.settings import Settings, Theme, demo_workspace_dir, load_settings
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts import session as session_module
from steph_desktop.ui.parts.case_files import Pack
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.demo import Demo, read_demo
from steph_desktop.ui.shell.demo_tour import require_seen
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.locks import WorkspaceHeld
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.store import Workspace, discard_workspace


@pytest.fixture
def folder(tmp_path: Path, slide_folder: Path) -> Path:
    made = tmp_path / "demo"
    made.mkdir()
    for name in ("smith-john.svs", "second.svs"):
        shutil.copy(slide_folder / name, made / name)
    (made / "model.steph").write_bytes(b"a pack")
    entries = [{"slide": "second.svs", "true_risk": "low"}, {"slide": "smith-john.svs"}]
    (made / "demo.json").write_text(json.dumps({"synthetic": True, "slides": entries}))
    return made


def test_the_demo_names_its_slides_in_order(folder: Path) -> None:
    found = read_demo(folder)
    assert [path.name for path in found.slides] == ["second.svs", "smith-john.svs"]
    assert found.model == folder / "model.steph"


@pytest.mark.parametrize("lost", ["demo.json", "model.steph", "second.svs"])
def test_an_incomplete_demo_is_refused(folder: Path, lost: str) -> None:
    (folder / lost).unlink()
    with pytest.raises(StephError, match="Install the program again"):
        read_demo(folder)


def test_one_click_opens_the_demo_and_analyses_its_first_slide(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = make_card(make_reference())
    monkeypatch.setattr(session_module, "read_pack", lambda _pack, _weights: Pack(card, False))
    engine = FakeEngine()
    records = Workspace.open(demo_workspace_dir())
    session = Session(records, Pseudonyms(b"k" * 32), Settings(), lambda: engine)
    demo: Demo = read_demo(folder)
    window = MainWindow(session, demo)
    qtbot.addWidget(window)
    with qtbot.waitSignal(session.loaded):
        window.show()
    QTest.mouseClick(window.inspector.empty.demo, Qt.MouseButton.LeftButton)
    ids = session.worklist.case_ids
    wait_until(qtbot, lambda: session.worklist[ids[0]].state is CaseState.DONE)
    wait_until(qtbot, lambda: session.worklist[ids[1]].state is CaseState.READY)
    request = engine.requests[0]
    assert len(engine.requests) == 1
    assert request.slides == (demo.slides[0],)
    assert request.model == demo.model
    assert load_settings().default_model is None, "the demo's model is not kept as the user's"


def test_a_demo_that_shows_nothing_has_failed(
    qtbot: QtBot, opened: MainWindow, slide_folder: Path
) -> None:
    wait_until(qtbot, lambda: opened.pane.viewer.is_sharp)
    require_seen(opened)
    opened.open_paths([slide_folder / "broken.svs"])
    store = opened.pane.viewer.store
    wait_until(qtbot, lambda: opened.pane.viewer.store is not store)
    wait_until(qtbot, lambda: opened.pane.viewer.is_sharp)
    with pytest.raises(StephError, match="cannot be decoded"):
        require_seen(opened)


# Its own workspace --------------------------------------------------------------------------------


@pytest.fixture
def windows(
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWindows]:
    """The windows of a program that was started on the user's own workspace."""
    card = make_card(make_reference())
    monkeypatch.setattr(session_module, "read_pack", lambda _pack, _weights: Pack(card, False))

    def open_one(workspace: Path) -> MainWindow:
        records = Workspace.open(workspace)
        session = Session(
            records, Pseudonyms(b"k" * 32), load_settings(), lambda: SlowEngine(workspace)
        )
        window = MainWindow(session, read_demo(folder))
        with qtbot.waitSignal(session.loaded):
            window.show()
        return window

    QApplication.setQuitOnLastWindowClosed(False)
    made = OpenWindows(tmp_path / "lab", open_one)
    yield made
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    for window in made.windows:
        window.close()


class SlowEngine(FakeEngine):
    """Works on the user's own cases until it is stopped, and does the demo's at once."""

    def __init__(self, workspace: Path) -> None:
        super().__init__()
        self._waits = workspace != demo_workspace_dir()

    def run(self, request: Any, on_progress: Any = None, cancelled: Any = None) -> Any:
        while self._waits:
            if cancelled():
                raise JobCancelled
            time.sleep(0.005)
        return super().run(request, on_progress, cancelled)


def test_the_demo_stays_out_of_ones_own_workspace_and_its_running_job(
    qtbot: QtBot, windows: OpenWindows, slide_folder: Path, tmp_path: Path
) -> None:
    own = windows.open(tmp_path / "lab")
    assert not own.demo_bar.isVisible()
    own.session.choose_model(tmp_path / "m.steph", remember=False)
    own.open_paths([slide_folder / "second.svs"])
    (case,) = own.session.worklist.case_ids
    own.session.analyse_when_ready(case)
    wait_until(qtbot, lambda: own.session.worklist[case].state is CaseState.RUNNING)
    own.commands.demo.trigger()
    demo = windows.windows[-1]
    assert demo is not own and demo.session.workspace == demo_workspace_dir()
    assert demo.demo_bar.isVisible() and "Demo workspace" in demo.windowTitle()
    wait_until(qtbot, lambda: len(demo.session.worklist.case_ids) == 2)
    first = demo.session.worklist.case_ids[0]
    wait_until(qtbot, lambda: demo.session.worklist[first].state is CaseState.DONE)
    assert own.session.worklist.case_ids == (case,)
    assert own.session.worklist[case].state is CaseState.RUNNING
    own.commands.demo.trigger()  # a second time: the same window
    assert windows.windows == (own, demo)
    demo.choose_theme(Theme.DARK)
    assert own.session.settings.theme is Theme.DARK, "else it would write back what it had"
    QTest.mouseClick(demo.demo_bar.back, Qt.MouseButton.LeftButton)
    assert windows.windows == (own,) and own.isVisible()
    assert own.session.worklist[case].state is CaseState.RUNNING
    with Workspace.open(demo_workspace_dir(), read_only=True) as kept:
        assert len(kept.listed_cases()) == 2
    own.commands.tour.trigger()
    assert windows.windows[-1].tour.isVisible() and not own.tour.isVisible()


def test_the_demo_alone_starts_afresh_and_has_a_way_to_ones_own_workspace(
    qtbot: QtBot, windows: OpenWindows, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = windows.open(demo_workspace_dir())
    demo.start((), demo=True)
    wait_until(qtbot, lambda: len(demo.session.worklist.case_ids) == 2)
    first = demo.session.worklist.case_ids[0]
    wait_until(qtbot, lambda: demo.session.worklist[first].state is CaseState.DONE)
    (demo_workspace_dir() / "my-report.pdf").write_bytes(b"mine")
    answers = iter((False, True))
    monkeypatch.setattr(dialogs, "agrees", lambda *_words, **_asked: next(answers, True))
    QTest.mouseClick(demo.demo_bar.reset, Qt.MouseButton.LeftButton)
    assert windows.windows == (demo,), "nothing happens without a yes"
    before = made_at(demo_workspace_dir())
    QTest.mouseClick(demo.demo_bar.reset, Qt.MouseButton.LeftButton)
    (again,) = windows.windows
    assert again is not demo and made_at(demo_workspace_dir()) != before
    wait_until(qtbot, lambda: len(again.session.worklist.case_ids) == 2)
    (aside,) = demo_workspace_dir().parent.glob("demo-removed-*")
    assert [path.name for path in aside.iterdir()] == ["my-report.pdf"]
    wait_until(qtbot, lambda: not again.session.jobs.running and not again.session.tasks.busy)
    QTest.mouseClick(again.demo_bar.back, Qt.MouseButton.LeftButton)
    (own,) = windows.windows
    assert own.session.workspace == windows.own and not own.is_demo


def made_at(workspace: Path) -> str:
    with Workspace.open(workspace, read_only=True) as kept:
        return str(kept.database.rows("SELECT hash FROM audit ORDER BY seq LIMIT 1")[0][0])


def test_old_demo_cases_in_ones_own_workspace_stay(
    windows: OpenWindows, folder: Path, tmp_path: Path
) -> None:
    with Workspace.open(tmp_path / "lab") as workspace:
        workspace.keep_case("Case 22-22", [read_demo(folder).slides[0]])
    own = windows.open(tmp_path / "lab")
    own.commands.demo.trigger()
    assert own.session.worklist.case_ids == ("Case 22-22",)
    own.commands.tour.trigger()  # the tour is where a case of the demo is
    assert own.tour.isVisible() and own.review.shown_case == "Case 22-22"
    own.tour.leave()


_HOLDER = """
import sys, time
from pathlib import Path
from steph_desktop.workspace.store import Workspace
held = Workspace.open(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


def test_only_a_workspace_that_nobody_has_open_is_removed(tmp_path: Path) -> None:
    lab = tmp_path / "lab"
    lab.mkdir()
    (lab / "slide.svs").write_bytes(b"a slide")
    with pytest.raises(StephError, match="no workspace"):
        discard_workspace(lab)
    Workspace.open(lab).close()
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(lab)], stdout=subprocess.PIPE)
    with holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"open\n"
        with pytest.raises(WorkspaceHeld):
            discard_workspace(lab)
        holder.kill()
    discard_workspace(lab)
    assert not lab.exists()
    (kept,) = tmp_path.glob("lab-removed-*/*")
    assert kept.read_bytes() == b"a slide"
