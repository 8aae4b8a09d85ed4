from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from fakes import FakeEngine, make_card, make_reference, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import Settings, load_settings
from steph_desktop.ui.parts import session as session_module
from steph_desktop.ui.parts.case_files import Pack
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.demo import Demo, read_demo
from steph_desktop.ui.shell.demo_tour import require_seen
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.store import Workspace


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
    qtbot: QtBot, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = make_card(make_reference())
    monkeypatch.setattr(session_module, "read_pack", lambda _pack, _weights: Pack(card, False))
    engine = FakeEngine()
    records = Workspace.open(tmp_path / "lab")
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
