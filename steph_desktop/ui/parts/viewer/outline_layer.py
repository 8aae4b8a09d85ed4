"""The tissue outline over the slide: kept with the result, or computed when asked for."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.tissue import Outline, outline_of
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.widgets import Later
from steph_desktop.ui.parts.viewer.layers import Layer, View
from steph_desktop.ui.parts.viewer.overlays import ProgressOverlay
from steph_desktop.ui.parts.viewer.viewer import SlideViewer

_LINE, _HALO = QColor("#00695c"), QColor(255, 255, 255, 170)
_LINE_PX, _HALO_PX = 1.8, 4.0
_MANY_POINTS = 4000  # past this a hairline is painted, at a tenth of the cost
_RUN = 128  # points of a piece that is painted, or passed over, as one
_REMEMBERED = 8
_Place = tuple[Path, float | None]  # a slide, and the pixel size that the user stated
_OLDER = (
    "The tissue outline was computed just now: this result was made before the program kept "
    "outlines with its results."
)


@dataclass
class _Run:
    """A piece of a line, with its box in level-0 pixels."""

    points: NDArray[np.float64]
    box: QRectF
    polygon: QPolygonF | None = None

    def line(self) -> QPolygonF:
        """Return the piece as Qt paints it; made when it first comes into view."""
        if self.polygon is None:
            self.polygon = QPolygonF([QPointF(x, y) for x, y in self.points.tolist()])
        return self.polygon


class OutlineLayer(Layer):
    """Paints an outline; at a distance it leaves out points that fall on the same pixel."""

    def __init__(self) -> None:
        self.shown = False
        self.weight = 1.0  # of the line, against that on screen
        self._outline: Outline | None = None
        self._runs: dict[int, list[_Run]] = {}

    @property
    def outline(self) -> Outline | None:
        """The outline of the slide on show; None while it is not known."""
        return self._outline

    @outline.setter
    def outline(self, outline: Outline | None) -> None:
        if outline is not self._outline:
            self._outline, self._runs = outline, {}

    def paint(self, painter: QPainter, view: View) -> None:
        if not self.shown or not self._outline:
            return
        # Below 0 where the slide is mirrored.
        scale = math.sqrt(abs(view.to_widget.determinant()))
        painter.save()
        painter.setTransform(view.to_widget, combine=True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        seen = [run for run in self._runs_at(scale) if run.box.intersects(view.area0)]
        many = sum(len(run.points) for run in seen) > _MANY_POINTS
        # A pen that does not grow with the slide is measured in pixels of the screen.
        weight = self.weight * painter.device().devicePixelRatio()
        for colour, width in ((_LINE, 1.0),) if many else ((_HALO, _HALO_PX), (_LINE, _LINE_PX)):
            pen = QPen(colour, width if many else width * weight)
            pen.setCosmetic(True)
            painter.setPen(pen)
            for run in seen:
                painter.drawPolyline(run.line())
        painter.restore()

    def _runs_at(self, scale: float) -> list[_Run]:
        """Pieces for a scale in logical pixels per level-0 pixel."""
        # Half a pixel: also on a screen of two device pixels to the logical one nothing jumps.
        step = max(1, 2 ** math.floor(-math.log2(scale) - 1))
        if step not in self._runs:
            self._runs[step] = [run for ring in self._outline or () for run in _cut(ring, step)]
        return self._runs[step]


def _cut(ring: NDArray[np.int32], step: int) -> list[_Run]:
    """Round a closed line to `step` pixels and cut it into pieces that share their ends."""
    closed = np.concatenate([ring, ring[:1]]).astype(np.float64)
    if step > 1:
        closed = np.rint(closed / step) * step
        # Points that fall on the one before are left out.
        moves = np.ones(len(closed), bool)
        moves[1:] = (np.diff(closed, axis=0) != 0).any(axis=1)
        closed = closed[moves]
    runs = []
    for start in range(0, len(closed) - 1, _RUN):
        points = closed[start : start + _RUN + 1]
        low, high = points.min(axis=0), points.max(axis=0)
        # A straight piece has no area, and a box without area meets nothing.
        box = QRectF(QPointF(*low), QPointF(*high)).adjusted(-step, -step, step, step)
        runs.append(_Run(points, box))
    return runs


class TissueOutline(QObject):
    """Shows the outline of the slide on show once it is switched on; `close` must be called.

    The plate shows the search for tissue, and stops it.
    """

    notice = Signal(object)
    progress_changed = Signal()
    switched_off = Signal()
    """No outline was found, or the search was stopped."""
    _progressed = Signal(Progress)

    def __init__(self, viewer: SlideViewer, progress: ProgressOverlay, parent: QObject) -> None:
        super().__init__(parent)
        self.layer = OutlineLayer()
        self._viewer, self._progress = viewer, progress
        self._kept: Outline | None = None
        self._has_result = False
        self._found: dict[_Place, Outline] = {}
        self._search: _Place | None = None
        self._later = Later(self._begin_search, self)
        self._stop = threading.Event()
        self._tasks = Tasks(self)
        progress.cancel.clicked.connect(self._give_up)
        self._progressed.connect(partial(progress.show_progress, ""))

    def show(self, shown: bool) -> None:
        self.layer.shown = shown
        self._bring()

    def follow(self, kept: Outline | None, *, has_result: bool) -> None:
        """Follow the slide on show, with the outline that its result keeps."""
        self._kept, self._has_result = kept, has_result
        self._bring()

    def close(self) -> None:
        """Stop the search and end its thread."""
        self._stop.set()
        self._tasks.close()

    def _here(self) -> _Place | None:
        store = self._viewer.store
        if store is None:
            return None
        info = store.slide.info
        return store.slide.path, info.mpp if info.mpp_source is MppSource.USER else None

    def _bring(self) -> None:
        """Show the outline if it is known; else look for it."""
        here, outline = self._here(), self._kept
        if outline is None and here is not None:
            outline = self._found.get(here)
        self.layer.outline = outline if here is not None else None
        self._viewer.update()
        if here is None or not self.layer.shown or outline is not None:
            self._end_search()
        elif here != self._search:
            self._end_search()
            # Not at once: the result that keeps the outline is often about to come.
            self._later.ask()

    def _begin_search(self) -> None:
        wanted = self._here()
        if wanted is None or not self.layer.shown or self.layer.outline is not None:
            return
        # A new event: the search before may still be looking at its own.
        self._search, self._stop = wanted, threading.Event()
        self._progress.show_progress("", None)
        self.progress_changed.emit()
        control = JobControl(self._progressed.emit, self._stop.is_set)
        found, failed = partial(self._on_found, wanted), partial(self._on_failed, wanted)
        self._tasks.run(self, partial(_find, *wanted, control), found, failed)

    def _end_search(self) -> None:
        self._stop.set()
        self._search = None
        if not self._progress.isHidden():
            self._progress.hide()
            self.progress_changed.emit()

    def _give_up(self) -> None:
        self._end_search()
        self.switched_off.emit()

    def _on_found(self, place: _Place, outline: Outline) -> None:
        # Kept though another slide may be on show: it is not looked for again.
        self._found[place] = outline
        while len(self._found) > _REMEMBERED:  # the oldest goes first
            del self._found[next(iter(self._found))]
        if place != self._search:
            return
        self._end_search()
        self._bring()
        if not outline:
            self.notice.emit("No tissue was found on this slide.")
        elif self._has_result:
            self.notice.emit(_OLDER)

    def _on_failed(self, place: _Place, error: StephError) -> None:
        if place == self._search:
            self._give_up()
            self.notice.emit(error)


def _find(path: Path, stated_mpp: float | None, control: JobControl) -> Outline:
    """Find the tissue of a slide."""
    from steph_desktop.slide.reader import Slide
    from steph_desktop.slide.tissue import tissue_mask

    with Slide(path, stated_mpp) as slide:
        return outline_of(tissue_mask(slide, control))
