"""The painted surface of the viewer: one image, of which only the new parts are redone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QRegion

from steph_desktop.case.map_rendering import PatchMap
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.parts.viewer.camera import Camera
from steph_desktop.ui.parts.viewer.look import Look
from steph_desktop.ui.parts.viewer.maps import paint_map
from steph_desktop.ui.parts.viewer.tiles import TileKey, TileStore


class Canvas:
    """Slide and map as one image in device pixels.

    A pan shifts the image and paints the strip that came into view; a tile that arrives repaints
    its own rectangle. So the cost of a frame follows what changed, not the size of the window.
    """

    def __init__(self, background: QColor) -> None:
        self.background = background
        self.look = Look()
        self._image = QImage()
        self._spare = QImage()
        self._camera: Camera | None = None
        self._dirty = QRegion()

    def invalidate(self) -> None:
        """Redo everything at the next frame."""
        self._camera = None

    def tile_changed(self, store: TileStore, key: TileKey) -> QRect:
        """Redo what a tile covers at the next frame; returns that part, in device pixels."""
        if self._camera is None:
            return self._image.rect()  # all is redone as it is
        target = _target(store, key, self._camera).intersected(self._image.rect())
        self._dirty += target
        return target

    def frame(
        self,
        camera: Camera,
        size_px: tuple[int, int],
        store: TileStore,
        patch_map: PatchMap | None,
        opacity: float,
    ) -> tuple[QImage, bool]:
        """Bring the image up to date, without reading; return it, and whether the view moved."""
        whole = QRect(0, 0, *size_px)
        if self._image.size() != whole.size():
            # Holds what the memory held: all of it is painted before it is shown.
            self._image = QImage(whole.size(), QImage.Format.Format_RGB32)
            self._spare = QImage(whole.size(), QImage.Format.Format_RGB32)
            self._camera = None
        moved = camera != self._camera
        # Another scale moves every pixel; a pan by whole device pixels moves them all alike.
        if self._camera is None or camera.scale != self._camera.scale:
            self._dirty = QRegion(whole)
        elif moved:
            self._shift(QPoint(self._camera.x_px - camera.x_px, self._camera.y_px - camera.y_px))
        self._camera = camera
        todo = self._dirty.intersected(whole)
        self._dirty = QRegion()
        if not todo.isEmpty():
            self._compose(todo, camera, store, patch_map, opacity)
        return self._image, moved

    def _shift(self, by: QPoint) -> None:
        whole = self._image.rect()
        kept = whole.translated(by).intersected(whole)
        if kept.isEmpty():
            self._dirty = QRegion(whole)
            return
        # An image drawn onto itself is read where it has just been written: hence the spare one.
        painter = QPainter(self._spare)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(kept.topLeft(), self._image, kept.translated(-by))
        painter.end()
        self._image, self._spare = self._spare, self._image
        # What waits to be painted has moved with the rest.
        self._dirty = self._dirty.translated(by) + QRegion(whole).subtracted(QRegion(kept))

    def _compose(
        self,
        region: QRegion,
        camera: Camera,
        store: TileStore,
        patch_map: PatchMap | None,
        opacity: float,
    ) -> None:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRegion(region)
        box = region.boundingRect()
        bare = region  # what no tile covers
        marks: list[QRect] = []
        for key in visible_tiles(store, camera, box):
            target = _target(store, key, camera)
            if not region.intersects(target):
                continue
            if store.is_unreadable(key) and store.get(key) is None:
                marks.append(target)
            elif not self._draw_tile(painter, store, key, target):
                continue
            bare = bare.subtracted(QRegion(target))
        if not self.look.is_plain:
            # The slide alone: what marks a part that cannot be read keeps its own colours.
            painter.end()
            for area in _rectangles(region):
                self.look.apply(self._image, area)
            painter.begin(self._image)
            painter.setClipRegion(region)
        for target in marks:
            draw_unreadable(painter, target)
        for area in _rectangles(bare):
            painter.fillRect(area, self.background)
        if patch_map is not None:
            for area in _rectangles(region):
                paint_map(painter, patch_map, camera, area, opacity)
        painter.end()

    def _draw_tile(self, painter: QPainter, store: TileStore, key: TileKey, target: QRect) -> bool:
        """Draw a tile or what stands in for it; False if there is neither."""
        if (tile := store.get(key)) is not None:
            painter.drawImage(target, tile)
        elif (stand_in := store.stand_in(key)) is not None:
            image, part = stand_in
            painter.drawImage(QRectF(target), image, QRectF(*part))
        else:
            return False
        return True


def _rectangles(region: QRegion) -> Iterator[QRect]:
    # QRegion iterates in Python, but its type stub does not say so.
    yield from cast("Iterable[QRect]", region)


def visible_tiles(store: TileStore, camera: Camera, area: QRect) -> list[TileKey]:
    """Tiles under an area of the window (device pixels), the middle ones first."""
    level = store.pyramid.level_for(camera.scale)
    x0, y0 = camera.to_slide(area.left(), area.top())
    x1, y1 = camera.to_slide(area.right() + 1, area.bottom() + 1)
    return store.pyramid.covering(level, x0, y0, x1, y1)


def draw_unreadable(painter: QPainter, target: QRect) -> None:
    """Mark a part of the slide that cannot be decoded: nobody may take it for glass."""
    painter.fillRect(target, QColor("#4a4f57"))
    painter.fillRect(target, QBrush(QColor("#f2b84b"), Qt.BrushStyle.BDiagPattern))
    painter.setPen(QColor("#f2b84b"))
    painter.drawRect(target.adjusted(0, 0, -1, -1))
    words = tr("cannot be read")
    metrics = painter.fontMetrics()
    label = metrics.boundingRect(words).adjusted(-6, -3, 6, 3)
    if label.width() < target.width() and label.height() < target.height():
        label.moveCenter(target.center())
        painter.fillRect(label, QColor("#1d2125"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)


def _target(store: TileStore, key: TileKey, camera: Camera) -> QRect:
    """Device rectangle of a tile; neighbours share their edge exactly, at any scale."""
    x, y, width, height = store.pyramid.extent_px(key)
    left, top = round(x * camera.scale), round(y * camera.scale)
    right, bottom = round((x + width) * camera.scale), round((y + height) * camera.scale)
    return QRect(left - camera.x_px, top - camera.y_px, right - left, bottom - top)
