"""How smooth the viewer is on a slide of 100,000 x 80,000 px; not part of the test suite.

    xvfb-run -a -s "-screen 0 1920x1200x24" python tests/benchmarks/viewer_smoothness.py
        [--quick] [--json] [--slide FILE] [--no-extraction]

A scripted hand drags, zooms and jumps in a view of 1920 x 1080 px. A frame is everything the GUI
thread does from the event to the painted window. Beside it, in the same run, stand pyqtgraph's
ImageItem over pixels that are in memory already, and a naive viewer that reads while it paints.
Goals stand beside the figures and are never asserted: a busy machine is no fault of the code.
--quick only shows that every row runs.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from big_slide import write_big_slide
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from steph_desktop.case.map_rendering import MapKind, PatchMap, scale_for
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, Phase, Progress
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.worker import EngineProcess
from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.theme import LIGHT, apply_colours
from steph_desktop.ui.parts.viewer.camera import mpp_of
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.tiles import TileStore, to_image
from steph_desktop.ui.parts.viewer.viewer import SlideViewer
from steph_desktop.ui.shell.demo import find_demo

WINDOW_PX = (1920, 1080)
OBJECTIVES = (40.0, 28.0, 20.0, 14.0, 10.0, 5.0, 2.5)


@dataclass(frozen=True)
class Sizes:
    """How much is done."""

    slide_px: tuple[int, int]
    window_px: tuple[int, int]
    frames: int
    jumps: int
    patches: tuple[int, ...]


FULL = Sizes((100_000, 80_000), WINDOW_PX, 300, 12, (10_000, 200_000))
QUICK = Sizes((12_000, 9_000), (640, 400), 6, 1, (100, 400))


@dataclass(frozen=True)
class Row:
    """One figure in milliseconds: percentiles of wall time, and of CPU time.

    CPU time is the GUI thread's for a frame, and all threads' for anything that is read.
    """

    what: str
    p50: float
    p95: float
    p99: float
    cpu50: float
    cpu95: float
    goal: str
    detail: str = ""


Times = list[tuple[float, float]]
"""Wall and CPU seconds of each turn."""


def row(what: str, times: Times, goal: str, detail: str = "") -> Row:
    wall, cpu = (1e3 * np.asarray(one) for one in zip(*times, strict=True))
    p50, p95, p99 = (float(v) for v in np.percentile(wall, (50, 95, 99)))
    cpu50, cpu95 = (float(v) for v in np.percentile(cpu, (50, 95)))
    return Row(what, p50, p95, p99, cpu50, cpu95, goal, detail)


class Watch:
    """Wall time, and the CPU time of one thread or of all."""

    def __init__(self, *, all_threads: bool) -> None:
        self._cpu = time.process_time if all_threads else time.thread_time
        self._begun = time.perf_counter(), self._cpu()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self._begun[0], self._cpu() - self._begun[1]


class Stage:
    """The viewer in a window of its own, and what drives it."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.pool = Tasks(threads=2)
        self.pane = SlidePane()
        self.pane.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.pane.resize(*sizes.window_px)
        self.pane.move(0, 0)
        self.pane.show()
        turn(0.3)

    @property
    def viewer(self) -> SlideViewer:
        return self.pane.viewer

    def open(self, path: Path) -> tuple[tuple[float, float], tuple[float, float]]:
        """Open a slide as the window does; seconds to first pixels and to a sharp view."""
        watch = Watch(all_threads=True)
        opened: list[Slide] = []
        reader = Tasks()
        reader.run(self.pane, lambda: Slide(path), opened.append)
        until(lambda: bool(opened))
        self.viewer.show_slide(TileStore(opened[0], self.pool))
        store = self.viewer.store
        assert store is not None
        until(lambda: store.whole is not None)
        self.viewer.repaint()
        first = watch.read()
        until(lambda: self.viewer.is_sharp)
        self.viewer.repaint()
        sharp = watch.read()
        reader.close()
        return first, sharp

    def settle(self) -> None:
        until(lambda: not self.pool.busy)
        turn(0.05)

    def close(self) -> None:
        self.viewer.show_slide(None)
        self.pool.close()
        self.pane.close()


def turn(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def until(met: Callable[[], bool], limit_s: float = 30.0) -> None:
    end = time.perf_counter() + limit_s
    while not met():
        if time.perf_counter() > end:
            raise SystemExit("the viewer did not come to an end")
        QApplication.processEvents()
        time.sleep(0.0005)


def frame(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds from an event to the painted window, wall and CPU."""
    watch = Watch(all_threads=False)
    act()
    QApplication.processEvents()
    return watch.read()


def mouse(kind: QMouseEvent.Type, widget: QWidget, at: QPointF) -> None:
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind,
        at,
        QPointF(widget.mapToGlobal(at)),
        left if kind is not QMouseEvent.Type.MouseMove else Qt.MouseButton.NoButton,
        left if kind is not QMouseEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def path_of_hand(frames: int) -> Iterator[tuple[float, float]]:
    """Offsets of a hand that draws loops: up to about 30 px a frame, in every direction."""
    for step in range(frames):
        angle = step / 23
        yield 300 * np.sin(angle), 200 * np.sin(1.7 * angle)


def drag(widget: QWidget, frames: int) -> Times:
    """Drag over what is cached: the first round warms, the second is timed."""
    middle = QPointF(widget.width() / 2, widget.height() / 2)
    times: Times = []
    mouse(QMouseEvent.Type.MouseButtonPress, widget, middle)
    for dx, dy in path_of_hand(frames):
        at = middle + QPointF(dx, dy)
        times.append(frame(lambda at=at: mouse(QMouseEvent.Type.MouseMove, widget, at)))
        time.sleep(0.004)  # the event loop of a real hand waits, too
    mouse(QMouseEvent.Type.MouseButtonRelease, widget, middle)
    return times


def pan_row(stage: Stage, what: str, objective: float, goal: str) -> Row:
    viewer = stage.viewer
    viewer.set_objective(objective)
    viewer.centre_on(*(side / 2 for side in stage.sizes.slide_px))
    # The hand's whole way is read before it is timed.
    for _ in range(2):
        drag(viewer, stage.sizes.frames)
        stage.settle()
    gc.collect()
    return row(what, drag(viewer, stage.sizes.frames), goal)


def zoom_row(stage: Stage) -> Row:
    viewer = stage.viewer
    at = QPointF(viewer.width() * 0.4, viewer.height() * 0.6)

    def wheel(notches: int) -> None:
        event = QWheelEvent(
            at,
            QPointF(viewer.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewer, event)

    viewer.fit()
    stage.settle()
    times = []
    for sign in (1, -1) * 4:
        for _ in range(12):
            times.append(frame(lambda sign=sign: wheel(sign)))
            turn(0.03)
        stage.settle()
    return row("zoom by the wheel, tiles arriving: frame", times, "p95 <= 33")


def jump_rows(stage: Stage) -> list[Row]:
    """Jump to places never seen: until the view is sharp, and whether it was ever blank."""
    viewer, rng = stage.viewer, np.random.default_rng(1)
    width, height = stage.sizes.slide_px
    every: Times = []
    frames: Times = []
    rows: list[Row] = []
    blank = 0
    for objective in OBJECTIVES:
        times = []
        for _ in range(stage.sizes.jumps):
            x, y = rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height
            viewer.fit()
            stage.settle()
            assert viewer.store is not None
            viewer.store.forget()
            whole, gui = Watch(all_threads=True), Watch(all_threads=False)
            viewer.set_objective(objective)
            viewer.centre_on(x, y)
            viewer.repaint()
            frames.append(gui.read())
            blank += viewer.n_blank > 0
            until(lambda: viewer.is_sharp)
            viewer.repaint()
            times.append(whole.read())
        rows.append(row(f"uncached view at {objective:g}x: sharp", times, ""))
        every += times
    detail = f"{blank} of {len(every)} first frames had a place with neither tile nor coarse tile"
    goal = "p50 <= 108, p95 <= 250"
    return [
        row("uncached view, all objectives: sharp", every, goal),
        *rows,
        row("uncached view: first frame, coarse", frames, "p95 <= 33", detail),
    ]


def map_rows(stage: Stage) -> list[Row]:
    """Pan with maps of many patches over the tiles."""
    rows = []
    for count in stage.sizes.patches:
        side = max(2, int((stage.sizes.slide_px[0] * stage.sizes.slide_px[1] / count) ** 0.5))
        cols = stage.sizes.slide_px[0] // side
        number = np.arange(count)
        coords = np.stack([number % cols * side, number // cols * side], axis=1).astype(np.int64)
        values = np.random.default_rng(0).normal(0, 1, count)
        colours = scale_for(MapKind.RISK, values).rgba(values)
        stage.viewer.set_map(PatchMap(coords, side, colours, values))
        for name, objective in (("10x", 10.0), ("1.25x", 1.25)):
            what = f"pan at {name} under a map of {count:,} patches: frame"
            rows.append(pan_row(stage, what, objective, "p95 <= 16.7, p99 <= 33"))
    stage.viewer.set_map(None)
    return rows


def extraction_row(stage: Stage, slide: Path) -> list[Row]:
    """Pan while the engine's child process extracts features from the same slide."""
    demo = find_demo()
    if demo is None:
        return []
    extracting, stop = threading.Event(), threading.Event()
    fault: list[StephError] = []

    def heard(progress: Progress) -> None:
        if progress.step.phase is Phase.COMPUTING_FEATURES:
            extracting.set()

    def work() -> None:
        engine = EngineProcess()
        with tempfile.TemporaryDirectory() as folder:
            request = AnalyseRequest("Case T9-LD", (slide,), demo.model, Path(folder))
            try:
                engine.run(request, heard, stop.is_set)
            except JobCancelled:
                pass
            except StephError as error:
                fault.append(error)
            finally:
                extracting.set()
                engine.close()

    thread = threading.Thread(target=work)
    thread.start()
    until(extracting.is_set, 240)
    turn(0.2)
    what = "pan over cached tiles during an extraction: frame"
    rows = [pan_row(stage, what, 20.0, "p95 <= 33")]
    ended_early = not thread.is_alive()
    stop.set()
    thread.join()
    if fault or ended_early:
        rows = [Row(what, -1, -1, -1, -1, -1, "p95 <= 33", f"the extraction ended before: {fault}")]
    return rows


class NaiveViewer(QWidget):
    """Reads what it shows while it paints."""

    def __init__(self, slide: Slide, scale: float) -> None:
        super().__init__()
        self.slide, self.scale = slide, scale
        self.at = QPointF(*(side / 2 for side in slide.info.size_px))
        self.grab_at = QPointF()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.grab_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.at -= (event.position() - self.grab_at) / self.scale
        self.grab_at = event.position()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        level = self.slide.best_level(1 / self.scale)
        down = self.slide.info.level_downsamples[level]
        width, height = (round(side / self.scale / down) for side in (self.width(), self.height()))
        x, y = self.at.x() - width * down / 2, self.at.y() - height * down / 2
        pixels = self.slide.read_region(round(x), round(y), level, width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), to_image(pixels))


def naive_rows(stage: Stage, path: Path) -> list[Row]:
    rows = []
    with Slide(path) as slide:
        assert slide.info.mpp is not None
        for objective in (40.0, 20.0):
            viewer = NaiveViewer(slide, slide.info.mpp / mpp_of(objective))
            with shown(viewer, stage.sizes.window_px):
                times = drag(viewer, max(4, stage.sizes.frames // 8))
            rows.append(row(f"naive read-on-paint viewer, pan at {objective:g}x: frame", times, ""))
    return rows


def pyqtgraph_row(stage: Stage, path: Path) -> Row:
    """ImageItem over one picture of 3 x 3 views that is in memory already."""
    import pyqtgraph as pg

    width, height = (3 * side for side in stage.sizes.window_px)
    with Slide(path) as slide:
        pixels = slide.read_region(0, 0, 0, width, height)
    view: Any = pg.GraphicsLayoutWidget()
    box = view.addViewBox(lockAspect=True, enableMenu=False)
    box.addItem(pg.ImageItem(pixels, axisOrder="row-major"))
    box.disableAutoRange()
    times = []
    with shown(view, stage.sizes.window_px):
        for dx, dy in path_of_hand(stage.sizes.frames):
            x, y = width / 3 - dx, height / 3 - dy
            ends = {
                "xRange": (x, x + width / 3),
                "yRange": (y, y + height / 3),
                "padding": 0.0,
            }
            times.append(frame(lambda ends=ends: box.setRange(**ends)))
            time.sleep(0.004)
    detail = f"{width} x {height} px in memory, no map, no tiles, nothing to be read"
    return row("pyqtgraph ImageItem, pan: frame", times, "", detail)


@contextmanager
def shown(widget: QWidget, size_px: tuple[int, int]) -> Iterator[None]:
    widget.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    widget.resize(*size_px)
    widget.move(0, 0)
    widget.show()
    turn(0.3)
    yield
    widget.close()
    widget.deleteLater()
    turn(0.05)


def opening_rows(stage: Stage, folder: Path, slide: Path) -> list[Row]:
    """Open one slide, then switch between two."""
    other = folder / "other.svs"
    if not other.exists():
        os.link(slide, other)
    firsts, sharps = [], []
    for number in range(2 * stage.sizes.jumps):
        first, sharp = stage.open((slide, other)[number % 2])
        firsts.append(first)
        sharps.append(sharp)
        stage.settle()
    return [
        row("opening a slide: first pixels", firsts, "<= 500"),
        row("switching between two slides: sharp", sharps, "<= 1000"),
    ]


def load_words() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    one, five, _ = os.getloadavg() if hasattr(os, "getloadavg") else (0.0, 0.0, 0.0)
    nice = os.nice(0) if hasattr(os, "nice") else 0
    return f"{cores} cores, load {one:.1f} (5 min: {five:.1f}), nice {nice}"


def table(rows: Sequence[Row]) -> str:
    lines = [f"{'what':58}{'p50':>8}{'p95':>8}{'p99':>8}{'cpu50':>8}{'cpu95':>8}  goal (ms)"]
    for one in rows:
        figures = (one.p50, one.p95, one.p99, one.cpu50, one.cpu95)
        lines.append(f"{one.what:58}{''.join(f'{v:8.1f}' for v in figures)}  {one.goal}")
        if one.detail:
            lines.append(f"    {one.detail}")
    return "\n".join(lines)


def measure(sizes: Sizes, slide: Path, folder: Path, *, extraction: bool) -> list[Row]:
    stage = Stage(sizes)
    rows = opening_rows(stage, folder, slide)
    goal = "p95 <= 16.7, p99 <= 33"
    for objective in (40.0, 20.0, 14.0):
        what = f"pan over cached tiles at {objective:g}x: frame"
        rows.append(pan_row(stage, what, objective, goal))
    rows += map_rows(stage)
    rows.append(zoom_row(stage))
    rows += jump_rows(stage)
    if extraction:
        rows += extraction_row(stage, slide)
    stage.close()
    stage.sizes = sizes
    rows.append(pyqtgraph_row(stage, slide))
    rows += naive_rows(stage, slide)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="tiny sizes: every row, no meaning")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--slide", type=Path, help="a slide of the right size, made before")
    parser.add_argument("--no-extraction", action="store_true")
    asked = parser.parse_args()
    sizes = QUICK if asked.quick else FULL
    app = QApplication([])
    apply_colours(app, LIGHT)
    before = load_words()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        slide = asked.slide or write_big_slide(folder / "big.svs", *sizes.slide_px)
        rows = measure(sizes, slide, folder, extraction=not (asked.quick or asked.no_extraction))
    told = {
        "platform": app.platformName(),
        "before": before,
        "after": load_words(),
        "quick": asked.quick,
        "rows": [asdict(one) for one in rows],
    }
    if asked.json:
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        head = f"{told['platform']}; before: {before}; after: {told['after']}"
        sys.stdout.write(f"{head}\n{table(rows)}\n")


if __name__ == "__main__":
    main()
