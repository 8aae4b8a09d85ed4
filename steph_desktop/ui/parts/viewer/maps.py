"""Maps over the slide: made off the GUI thread where a bag is large, and painted."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QObject, QRect, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from steph_desktop.case.map_rendering import MadeMap, MapOrder, PatchMap, PixelView, make_map
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer.camera import Camera

# Up to here a map takes a millisecond or two, too little to be worth a thread.
INLINE_PATCHES = 2000

_GRID = (20, 60, 110)
_GRID_ALPHA = 110
_GRID_FROM_PX = 12  # of smaller patches on a lattice the outline alone is drawn


class MapMaker(QObject):
    """Makes the latest map requested; `close` must be called before it is destroyed."""

    made = Signal(object)
    """MadeMap, on the GUI thread"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._base: PatchMap | None = None

    def ask(self, order: MapOrder) -> None:
        """Make a map; an earlier one that is not made yet is dropped."""
        work = partial(make_map, order, self._base)
        if len(order.result.prediction.attention) <= INLINE_PATCHES:
            # One that is still being made must not come after this one.
            self.drop()
            self._take(work())
        else:
            self._tasks.run(self, work, self._take, slot="map")

    def drop(self) -> None:
        """Drop the map that is being made."""
        self._tasks.drop(self)

    def close(self) -> None:
        self._tasks.close()

    def _take(self, made: MadeMap) -> None:
        # A map of the same patches starts from the places of the one before.
        self._base = made.patch_map or self._base
        self.made.emit(made)


def paint_map(
    painter: QPainter, patches: PatchMap, camera: Camera, area: QRect, opacity: float
) -> None:
    """Paint the part of a map that lies in an area of the window, in device pixels."""
    corner = (camera.x_px + area.left(), camera.y_px + area.top())
    view = PixelView(camera.scale, *corner, area.width(), area.height())
    if not patches.has_colours:
        _paint_grid(painter, patches, camera, area, view)
        return
    left, top, pixels = patches.pixels(view)
    painter.setOpacity(opacity)
    _draw(painter, area.left() + left, area.top() + top, pixels)
    painter.setOpacity(1.0)


def _paint_grid(
    painter: QPainter, patches: PatchMap, camera: Camera, area: QRect, view: PixelView
) -> None:
    painter.save()
    if patches.side_px * camera.scale >= _GRID_FROM_PX or not patches.on_lattice:
        colour = _GRID_ALPHA << 24
        for shift, channel in zip((16, 8, 0), _GRID, strict=True):
            # Premultiplied, as `_draw` takes it.
            colour |= round(channel * _GRID_ALPHA / 255) << shift
        _draw(painter, area.left(), area.top(), patches.borders(view) * np.uint32(colour))
    pen = QPen(QColor(*_GRID))
    pen.setWidthF(2.0)
    painter.setPen(pen)
    ends = ((camera.to_window(*line[:2]), camera.to_window(*line[2:])) for line in patches.outline)
    painter.drawLines([QLineF(*start, *end) for start, end in ends])
    painter.restore()


def _draw(painter: QPainter, x_px: int, y_px: int, pixels: NDArray[np.uint32]) -> None:
    """Draw premultiplied ARGB, shape (h, w)."""
    height, width = pixels.shape
    if not pixels.size:
        return
    kind = QImage.Format.Format_ARGB32_Premultiplied
    painter.drawImage(x_px, y_px, QImage(pixels.data, width, height, 4 * width, kind))
