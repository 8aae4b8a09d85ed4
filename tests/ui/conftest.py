"""Slides, sessions and windows for the tests of the user interface."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from fakes import PATIENCE_MS, SIZE_PX, FakeEngine, wait_for_slide
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from slides import tissue_disc, write_pyramid

from steph_desktop.core.settings import Settings, Theme
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.store import Workspace

# What the offscreen platform says when a window is shown, or a list of choices opens.
_NO_MANAGER = r"does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say that it has no window manager."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(_NO_MANAGER))


class _PatientBot(QtBot):
    """Waits for what is to come, as long as a busy machine may take: no test is about a time."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **rest: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **rest)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **rest: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **rest)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return _PatientBot(request)


@pytest.fixture(autouse=True)
def _no_doubt_of_pixel_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slides of tests are made of discs, not of cells; what doubts them would talk in between."""
    monkeypatch.setattr("steph_desktop.ui.parts.viewer.slide_tools.DOUBT_AFTER_MS", None)


@pytest.fixture(scope="session")
def slide_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slides")
    rgb = tissue_disc(*SIZE_PX, (1000, 760), 600)
    label = np.full((80, 120, 3), 200, np.uint8)
    write_pyramid(folder / "smith-john.svs", rgb, 0.25, objective=40, label=label)
    write_pyramid(folder / "second.svs", rgb, 0.5)
    write_pyramid(folder / "no-mpp.svs", rgb, None)
    (folder / "not-a-slide.svs").write_bytes(b"nothing" * 200)
    broken = write_pyramid(folder / "broken.svs", rgb, 0.25)
    with tifffile.TiffFile(broken) as tiff:
        page = tiff.pages[0]
        offsets, counts = page.dataoffsets, page.databytecounts
    data = bytearray(broken.read_bytes())
    for number in (9, 10):  # the second row of eight tiles, near its left end
        data[offsets[number] : offsets[number] + counts[number]] = bytes(counts[number])
    broken.write_bytes(bytes(data))
    return folder


@pytest.fixture
def slide(slide_folder: Path) -> Path:
    return slide_folder / "smith-john.svs"


@pytest.fixture
def pool(qapp: object) -> Iterator[Tasks]:
    made = Tasks(threads=2)
    yield made
    made.close()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    records = Workspace.open(tmp_path / "workspace")
    settings = Settings(theme=Theme.LIGHT)
    session = Session(records, Pseudonyms(b"k" * 32), settings, lambda: engine)
    made = MainWindow(session)
    made.resize(1280, 800)
    with qtbot.waitSignal(session.loaded):
        made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, slide: Path) -> MainWindow:
    """A window that shows a slide."""
    window.open_paths([slide])
    wait_for_slide(qtbot, window)
    return window


@pytest.fixture
def shelf(tmp_path: Path, slide_folder: Path) -> Path:
    """A folder of slides that a test may move away."""
    made = tmp_path / "shelf"
    made.mkdir()
    for name in ("smith-john.svs", "second.svs", "no-mpp.svs"):
        shutil.copy(slide_folder / name, made / name)
    return made
