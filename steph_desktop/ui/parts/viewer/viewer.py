"""The slide viewer: wheel zooms at the cursor, drag pans, keys choose objectives."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.parts.viewer.camera import OBJECTIVES
from steph_desktop.ui.parts.viewer.canvas import Canvas
from steph_desktop.ui.parts.viewer.layers import PointerEvent
from steph_desktop.ui.parts.viewer.scale_bar import ScaleReading
from steph_desktop.ui.parts.viewer.view_port import ViewPort

# One notch of a wheel; four notches double twice.
_WHEEL_NOTCH = 120.0
_ZOOM_PER_NOTCH = 2**0.5
_MARGIN_PX = 14
_PAN_STEP = 0.15  # of the window, by arrow key
_TURN_PER_NOTCH = 5.0


class SlideViewer(ViewPort):
    """A slide, its map, layers, scale bar and readout, under mouse and keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grab: QPointF | None = None

    # Qt events -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.store is not None and self.camera is not None:
            old, ratio = event.oldSize(), self.devicePixelRatioF()
            # The first size has none before it.
            if self._follows_fit or not old.isValid():
                self.fit()
            else:  # what stands in the middle stays there
                before = math.ceil(old.width() * ratio), math.ceil(old.height() * ratio)
                was, now = self.turn.frame_px(before), self._frame_px()
                step = round((was[0] - now[0]) / 2), round((was[1] - now[1]) / 2)
                self._look(self.camera.panned(*step))
            self._ask()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if notches and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.rotate(-_TURN_PER_NOTCH * notches)
        elif notches:
            self.zoom(_ZOOM_PER_NOTCH**notches, event.position())
        event.accept()

    def _touch(self, event: QMouseEvent) -> PointerEvent | None:
        view = self.view()
        at = event.position()
        return (
            view
            if view is None
            else PointerEvent(at, view.to_slide.map(at), view, event.modifiers())
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        touch = self._touch(event)
        if event.button() is not Qt.MouseButton.LeftButton or touch is None:
            return
        if not any(layer.press(touch) for layer in reversed(self.layers)):
            self._grab = event.position()
        self.update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        touch = self._touch(event)
        # Qt sends the second press of a double click as this event alone.
        if touch is None or not any(layer.double_click(touch) for layer in self.layers[::-1]):
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._grab is not None:
            step = (event.position() - self._grab) * ratio
            dx, dy = (round(d) for d in self.turn.step_to_frame(step.x(), step.y()))
            moved = self.turn.step_to_window(dx, dy)
            # What was rounded off is left for the next move: the slide stays under the mouse.
            self._grab += QPointF(*moved) / ratio
            self.pan(-moved[0], -moved[1])
            return
        touch = self._touch(event)
        if touch is None:
            return
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if any(layer.move(touch, held=held) for layer in reversed(self.layers)):
            self.update()
        if self.patch_map is not None:
            self.hovered.emit(self.patch_map.value_at(touch.at0.x(), touch.at0.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        touch = self._touch(event)
        if event.button() is not Qt.MouseButton.LeftButton or touch is None:
            return
        if self._grab is None:
            any(layer.release(touch) for layer in reversed(self.layers))  # until one takes it
        self._grab = None
        self.update_cursor()

    def leaveEvent(self, _event: QEvent) -> None:
        self.hovered.emit(None)

    def update_cursor(self) -> None:
        """Show what a press would do."""
        shapes = (layer.cursor() for layer in reversed(self.layers))
        shape = next((found for found in shapes if found is not None), None)
        if self._grab is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif shape is not None:
            self.setCursor(shape)
        else:
            self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        width, height = self._window_px()
        moves = {
            Qt.Key.Key_Left: (-_PAN_STEP * width, 0.0),
            Qt.Key.Key_Right: (_PAN_STEP * width, 0.0),
            Qt.Key.Key_Up: (0.0, -_PAN_STEP * height),
            Qt.Key.Key_Down: (0.0, _PAN_STEP * height),
        }
        # The digits follow one another in Qt's numbers.
        digit = key - Qt.Key.Key_0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif any(layer.key(key) for layer in reversed(self.layers)):
            self.update()
        elif key in moves:
            self.pan(*moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):  # one key on many keyboards
            self.zoom(_ZOOM_PER_NOTCH)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM_PER_NOTCH)
        elif digit == 0:
            self.fit()
        elif 1 <= digit <= len(OBJECTIVES):
            self.set_objective(OBJECTIVES[digit - 1])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.store is None or self.camera is None:
            painter.fillRect(self.rect(), QColor(self.colours.canvas))
            return
        self._paint_slide(painter, self._canvas, with_map=self.map_shown)
        view = self.view()
        if view is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for layer in self.layers:
                layer.paint(painter, view)
        self.scale_reading().paint(painter, self.scale_bar_rect(), self.font(), self.colours)

    def _paint_slide(self, painter: QPainter, canvas: Canvas, *, with_map: bool) -> None:
        if self.store is None or self.camera is None:
            return
        patch_map, size = self.patch_map if with_map else None, self._frame_px()
        image, _ = canvas.frame(self.camera, size, self.store, patch_map, self._opacity)
        painter.save()
        if not self.turn.is_none:
            smooth = QPainter.RenderHint.SmoothPixmapTransform
            painter.setRenderHint(smooth, not self.turn.is_right)
            painter.setTransform(self._frame_to_widget(), combine=True)
            painter.drawImage(QPoint(0, 0), image)
        else:
            # Without a transform Qt copies pixels; the canvas itself knows device pixels alone.
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(QPoint(0, 0), image)
            image.setDevicePixelRatio(1.0)
        painter.restore()

    def picture(self, *, overlays: bool) -> QImage:
        """Return the view as a picture in device pixels, with its scale bar, without the label."""
        ratio = self.devicePixelRatioF()
        image = QImage(QSize(*self._window_px()), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(self.colours.canvas))
        view = self.view()
        if view is None:
            return image
        painter = QPainter(image)
        # Not the view's: the map may be left out here, and stays there.
        own = Canvas(QColor(self.colours.canvas))
        own.look = self.look
        self._paint_slide(painter, own, with_map=overlays and self.map_shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if overlays:
            for layer in self.layers:
                layer.paint(painter, view)
        self.scale_reading().paint(painter, self.scale_bar_rect(), self.font(), self.colours)
        if self._mark and overlays and self.map_shown:
            _paint_mark(painter, self._mark, self.font(), self.colours)
        painter.end()
        return image

    def scale_bar_rect(self) -> QRectF:
        """Where scale bar and readout are painted; empty without a slide."""
        if self.store is None:
            return QRectF()
        rect = QRectF(0, 0, *self.scale_reading().size(self.font()))
        rect.moveBottomLeft(QPointF(_MARGIN_PX - 2, self.height() - _MARGIN_PX + 2))
        return rect

    def scale_reading(self) -> ScaleReading:
        """Return what the scale bar stands for."""
        store = self.store
        source = store.slide.info.mpp_source if store is not None else None
        scale = self.camera.scale if self.camera is not None else 1.0
        changed = [
            f"turned {self.turn.degrees:g}°" if self.turn.degrees else "",
            "mirrored" if self.turn.flipped else "",
            "colour profile" if store is not None and store.colours is not None else "",
            self.look.words(),
        ]
        reading = ScaleReading(self.mpp, source, scale, " · ".join(filter(None, changed)))
        return reading.fitted(self.font(), self.width() - _MARGIN_PX)

    def readout(self) -> str:
        """Objective and resolution in words, with where the resolution comes from."""
        return "" if self.camera is None else self.scale_reading().words()


def _paint_mark(painter: QPainter, words: str, font: QFont, colours: Colours) -> None:
    """Write what a picture must not be without into its upper left corner."""
    bold = sized_font(font, 1.2, bold=True)
    metrics = QFontMetricsF(bold)
    box = QRectF(_MARGIN_PX, _MARGIN_PX, metrics.horizontalAdvance(tr(words)) + 24, 0)
    box.setHeight(metrics.height() + 14)
    painter.setPen(QColor(colours.notice))
    painter.setBrush(QColor(colours.notice_wash))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(bold)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr(words))
