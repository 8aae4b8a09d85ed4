"""A workspace with finished cases that can be asked "what if", and engines that answer here."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from case_files import WIDTH, pack, predict_features
from fakes import PATIENCE_MS, SIZE_PX, FakeEngine, make_grid, wait_for_slide, wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider, QWidget
from pytestqt.qtbot import QtBot
from review_samples import keep_finished
from windows import opened_on

from steph_desktop.case.result import CaseResult
from steph_desktop.case.what_if import WhatIfRequest
from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.engine.job_requests import run_request
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.ui.parts.case_panel.what_if_panel import WhatIfPanel
from steph_desktop.ui.parts.job_list.lane import Engine
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.store import Workspace

CASES = ("Case K7-QX", "Case M2-PA")


class QuickEngine:
    """Answers questions in the lane's thread."""

    def __init__(self) -> None:
        self.asked: list[WhatIfRequest] = []
        self.threads: set[threading.Thread] = set()
        self.wait: threading.Event | None = None
        self.errors: list[BaseException] = []
        self.closed = False

    def run(
        self,
        request: object,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], int] | None = None,
    ) -> Any:
        assert isinstance(request, WhatIfRequest)
        self.asked.append(request)
        self.threads.add(threading.current_thread())
        if self.wait is not None:
            assert self.wait.wait(PATIENCE_MS / 1000)
        if self.errors:
            raise self.errors.pop(0)
        return run_request(request, JobControl(on_progress))

    def close(self) -> None:
        self.closed = True


def write_features(lab: Path, sha256: str, coords: np.ndarray, seed: int) -> Path:
    """File the features of a slide, as an analysis does."""
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(len(coords), WIDTH)).astype(np.float32)
    meta = BagMeta(
        slide_id="S1", encoder="effnet-lite0", patch_size_level0_px=128, slide_sha256=sha256
    )
    path = lab / "features" / "effnet-lite0" / f"{sha256[:32]}.h5"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bag(path, Bag(features, coords, meta))
    return path


def make_asked_lab(folder: Path, slide: Path) -> tuple[Path, Path]:
    """Make a workspace of two finished cases with their features; return it and the model."""
    lab, shelf = folder / "lab", folder / "shelf"
    shelf.mkdir()
    model = pack(folder)
    with Workspace.open(lab) as workspace:
        for number, name in enumerate(CASES):
            place = shelf / f"P-{number}.svs"
            shutil.copy(slide, place)
            sha256 = f"{number}a" * 32
            file = write_features(lab, sha256, make_grid(SIZE_PX, 128), number)
            result = predict_features([file], model, case_id=name, device="cpu")
            part = replace(result.slides[0], slide_id=place.stem)
            keep_finished(workspace, place, replace(result, slides=(part,)))
    return lab, model


@contextlib.contextmanager
def asking(
    qtbot: QtBot, lab: Path, model: Path | None, engine: Engine
) -> Iterator[tuple[MainWindow, WhatIfPanel]]:
    """A window on its first case, whose slide and map are on show."""
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.resize(1380, 860)
        window.review.what_if.lane.engine_factory = lambda: engine
        if model is not None:
            with qtbot.waitSignal(window.session.model_changed):
                window.session.choose_model(model, remember=False)
        wait_for_slide(qtbot, window)
        wait_until(qtbot, lambda: window.pane.viewer.patch_map is not None)
        yield window, window.inspector.result.what_if


def result_of(window: MainWindow) -> CaseResult:
    found = window.session.worklist.whole(window.review.shown_case or "").result
    assert found is not None
    return found


def reach(widget: QWidget) -> None:
    """Scroll to a widget."""
    parent = widget.parentWidget()
    while parent is not None:
        if hasattr(parent, "ensureWidgetVisible"):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    QApplication.processEvents()
    assert widget.isVisible()


def click(widget: QWidget) -> None:
    """Scroll to a widget and click it."""
    reach(widget)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def unfold(qtbot: QtBot, window: MainWindow, panel: WhatIfPanel) -> None:
    """Open the section by a click, and wait until it can be asked."""
    click(panel.toggle)
    wait_until(qtbot, lambda: window.review.what_if._is_ready)


def drag_slider(slider: QSlider, share: float, stops: int = 6) -> None:
    """Take the handle and pull it to a share of the slider's length."""
    here = (slider.value() - slider.minimum()) / (slider.maximum() - slider.minimum())
    handle, middle = 12, slider.height() // 2
    room = slider.width() - handle

    def at(place: float) -> QPoint:
        return QPoint(round(handle / 2 + place * room), middle)

    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(here))
    for step in range(1, stops + 1):
        QTest.mouseMove(slider, at(here + (share - here) * step / stops))
        QApplication.processEvents()
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(share))


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until no question is under way."""
    wait_until(qtbot, lambda: not window.review.what_if.lane.is_busy)
    QApplication.processEvents()
