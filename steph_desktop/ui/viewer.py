"""The slide viewer: wheel zooms at the cursor, drag pans, keys choose objectives."""

from __future__ import annotations

import math
from enum import Enum, auto

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.ui.camera import (
    OBJECTIVES,
    Camera,
    fit_scale,
    fitted,
    format_length_um,
    mpp_of,
    nice_length_um,
    objective_of,
)
from steph_desktop.ui.canvas import Canvas, visible_tiles
from steph_desktop.ui.maps import PatchMap
from steph_desktop.ui.reading import ReaderPool
from steph_desktop.ui.theme import LIGHT, Colours, sized_font
from steph_desktop.ui.tiles import TileKey, TileStore

# One notch of a wheel; four notches double twice.
_WHEEL_NOTCH = 120.0
_ZOOM_PER_NOTCH = 2**0.5
_CLOSEST = 8.0  # device pixels per level-0 pixel
_MARGIN_PX = 14
_LONGEST_BAR_PX = 130.0
_PAN_STEP = 0.15  # of the window, by arrow key


class Placement(Enum):
    """Where the view goes when a slide is shown."""

    FIT = auto()
    KEEP = auto()


class SlideViewer(QWidget):
    """A slide, its map, scale bar and readout.

    Parameters
    ----------
    pool : ReaderPool
        Threads that read tiles.
    """

    view_changed = Signal()
    unreadable_changed = Signal(int)
    hovered = Signal(object)
    """Value of the map under the cursor (float), or None."""

    def __init__(self, pool: ReaderPool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._store: TileStore | None = None
        self._camera: Camera | None = None
        self._follows_fit = True
        self._map: PatchMap | None = None
        self._map_shown = True
        self._opacity = 0.55
        self._heading = QPoint()
        self._grab: QPointF | None = None
        self._colours = LIGHT
        self._canvas = Canvas(QColor(LIGHT.canvas))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(260, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Slide")
        self.setAccessibleDescription(
            "Wheel or plus and minus zoom, drag or arrows move, 0 fits, 1 to 6 choose an objective."
        )

    # What is shown -------------------------------------------------------------------------

    @property
    def store(self) -> TileStore | None:
        """Tiles of the slide on show."""
        return self._store

    @property
    def camera(self) -> Camera | None:
        """The view, in device pixels; None without a slide."""
        return self._camera

    @property
    def mpp(self) -> float | None:
        """Micrometres per logical pixel on screen, if the slide's resolution is known."""
        mpp = self._slide_mpp
        if mpp is None or self._camera is None:
            return None
        return mpp / self._camera.scale * self.devicePixelRatioF()

    @property
    def _slide_mpp(self) -> float | None:
        """Micrometres per level-0 pixel."""
        return self._store.slide.info.mpp if self._store is not None else None

    def show_slide(self, store: TileStore | None, placement: Placement = Placement.FIT) -> None:
        """Show a slide in place of the one before, which is closed."""
        if self._store is not None:
            self._store.close()
            self._store.deleteLater()
        self._store = store
        self._map = None
        self._canvas.invalidate()
        if store is not None:
            store.setParent(self)
            store.arrived.connect(self._on_tile)
        if placement is Placement.FIT or store is None:
            self._camera = None
            self._follows_fit = True
            if store is not None:
                self._camera = fitted(store.pyramid.size_px, self._window_px())
        self._ask()
        self.unreadable_changed.emit(0)
        self.view_changed.emit()
        self.update()

    @property
    def patch_map(self) -> PatchMap | None:
        """The map over the slide, shown or not."""
        return self._map

    def set_map(self, patch_map: PatchMap | None) -> None:
        """Lay a map over the slide; None takes it away."""
        self._map = patch_map
        self._redo()

    def set_opacity(self, opacity: float) -> None:
        """Opacity of the map, 0 to 1."""
        self._opacity = opacity
        self._redo()

    @property
    def map_shown(self) -> bool:
        """Whether the map, if there is one, is painted."""
        return self._map_shown

    def set_map_shown(self, shown: bool) -> None:
        """Show or hide the map without losing it."""
        self._map_shown = shown
        self._redo()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self._colours = colours
        self._canvas.background = QColor(colours.canvas)
        self._redo()

    # Moving --------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole slide."""
        if self._store is not None:
            self._follows_fit = True
            self._look(fitted(self._store.pyramid.size_px, self._window_px()))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor at a point of the widget (the middle if None)."""
        if self._store is None or self._camera is None:
            return
        self._zoom_to(self._camera.scale * factor, at)

    def _zoom_to(self, scale: float, at: QPointF | None) -> None:
        if self._store is None or self._camera is None:
            return
        ratio = self.devicePixelRatioF()
        spot = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        scale = min(max(scale, self._farthest_scale()), _CLOSEST)
        self._follows_fit = False
        self._look(self._camera.scaled_at(scale, spot.x() * ratio, spot.y() * ratio))

    def _farthest_scale(self) -> float:
        """Half the fitted scale, or the lowest objective where that is farther."""
        if self._store is None:
            return 1.0
        scale = 0.5 * fit_scale(self._store.pyramid.size_px, self._window_px())
        mpp = self._slide_mpp
        if mpp is not None:
            scale = min(scale, mpp / mpp_of(OBJECTIVES[0]) * self.devicePixelRatioF())
        return min(scale, 1.0)

    def set_objective(self, objective: float) -> None:
        """Go to an objective, the middle staying; nothing happens where the slide has no mpp."""
        mpp = self._slide_mpp
        if mpp is not None:
            self._zoom_to(mpp / mpp_of(objective) * self.devicePixelRatioF(), None)

    def fly_to(self, x0_px: float, y0_px: float, width0_px: float) -> None:
        """Centre a level-0 square of a given width; it fills about a third of the view."""
        if self._store is None or self._camera is None:
            return
        window = self._window_px()
        scale = min(_CLOSEST, min(window) / 3 / max(width0_px, 1.0))
        self._follows_fit = False
        self._look(Camera(scale, 0, 0).centred_on(x0_px, y0_px, window))

    def centre_on(self, x0_px: float, y0_px: float) -> None:
        """Bring a level-0 point to the middle."""
        if self._camera is not None:
            self._follows_fit = False
            self._look(self._camera.centred_on(x0_px, y0_px, self._window_px()))

    def pan(self, dx_px: float, dy_px: float) -> None:
        """Move the view by device pixels."""
        if self._camera is not None:
            self._follows_fit = False
            self._look(self._camera.panned(round(dx_px), round(dy_px)))

    def visible_area(self) -> QRectF:
        """Level-0 rectangle on show."""
        if self._camera is None:
            return QRectF()
        width, height = self._window_px()
        x0, y0 = self._camera.to_slide(0, 0)
        return QRectF(x0, y0, width / self._camera.scale, height / self._camera.scale)

    def _look(self, camera: Camera) -> None:
        if self._store is None:
            return
        camera = camera.bounded(self._store.pyramid.size_px, self._window_px())
        if camera == self._camera:
            return
        # A pan is likely to go on: what lies ahead is read next.
        self._heading = QPoint()
        if self._camera is not None and camera.scale == self._camera.scale:
            dx, dy = camera.x_px - self._camera.x_px, camera.y_px - self._camera.y_px
            self._heading = QPoint(_sign(dx, abs(dy)), _sign(dy, abs(dx)))
        self._camera = camera
        self._ask()
        self.view_changed.emit()
        self.update()

    def _window_px(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return math.ceil(self.width() * ratio), math.ceil(self.height() * ratio)

    def _ask(self) -> None:
        if self._store is not None and self._camera is not None:
            area = QRect(QPoint(), QSize(*self._window_px()))
            seen = visible_tiles(self._store, self._camera, area)
            step = self._heading
            ahead: list[TileKey] = []
            if not step.isNull():
                there = area.translated(step.x() * area.width() // 2, step.y() * area.height() // 2)
                ahead = visible_tiles(self._store, self._camera, there)
            self._store.want(seen, ahead)

    @property
    def is_sharp(self) -> bool:
        """True if every tile on show is here, or is known to be unreadable."""
        return not self._lacking()

    @property
    def n_blank(self) -> int:
        """Tiles on show in whose place not even a coarser one is here."""
        store = self._store
        return 0 if store is None else sum(store.stand_in(key) is None for key in self._lacking())

    def _lacking(self) -> list[TileKey]:
        if self._store is None or self._camera is None:
            return []
        area = QRect(0, 0, *self._window_px())
        return [
            key
            for key in visible_tiles(self._store, self._camera, area)
            if self._store.get(key) is None and not self._store.is_unreadable(key)
        ]

    def _redo(self) -> None:
        self._canvas.invalidate()
        self.update()

    def _on_tile(self, key: object) -> None:
        if self._store is None or not isinstance(key, TileKey) or self._camera is None:
            return
        if self._store.is_unreadable(key):
            self.unreadable_changed.emit(self._store.n_unreadable)
        if key.level == self._store.pyramid.top:
            self.view_changed.emit()
        if key.level >= self._store.pyramid.level_for(self._camera.scale):
            changed = self._canvas.tile_changed(self._store, key)
            ratio = self.devicePixelRatioF()
            corner = QPointF(changed.left(), changed.top()) / ratio
            size = QSizeF(changed.width(), changed.height()) / ratio
            self.update(QRectF(corner, size).toAlignedRect())

    # Qt events -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle, or the fit, when the size changes."""
        if self._store is not None and self._camera is not None:
            old = event.oldSize()
            ratio = self.devicePixelRatioF()
            if self._follows_fit or not old.isValid():
                self.fit()
            else:
                dx = (old.width() - self.width()) * ratio / 2
                dy = (old.height() - self.height()) * ratio / 2
                self._look(self._camera.panned(round(dx), round(dy)))
            self._ask()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if notches:
            self.zoom(_ZOOM_PER_NOTCH**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the slide."""
        if event.button() is Qt.MouseButton.LeftButton and self._store is not None:
            self._grab = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the slide, or read the map under the cursor."""
        ratio = self.devicePixelRatioF()
        if self._grab is not None:
            step = event.position() - self._grab
            dx, dy = round(step.x() * ratio), round(step.y() * ratio)
            self._grab += QPointF(dx / ratio, dy / ratio)
            self.pan(-dx, -dy)
        elif self._map is not None and self._camera is not None:
            spot = event.position() * ratio
            self.hovered.emit(self._map.value_at(*self._camera.to_slide(spot.x(), spot.y())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._grab = None
            self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, + and - zoom, 0 fits, 1 to 6 choose an objective."""
        key = event.key()
        width, height = self._window_px()
        moves = {
            Qt.Key.Key_Left: (-_PAN_STEP * width, 0.0),
            Qt.Key.Key_Right: (_PAN_STEP * width, 0.0),
            Qt.Key.Key_Up: (0.0, -_PAN_STEP * height),
            Qt.Key.Key_Down: (0.0, _PAN_STEP * height),
        }
        digit = key - Qt.Key.Key_0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in moves:
            self.pan(*moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
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
        """Paint the view; nothing is read here."""
        painter = QPainter(self)
        if self._store is None or self._camera is None:
            painter.fillRect(self.rect(), QColor(self._colours.canvas))
            return
        patch_map = self._map if self._map_shown else None
        image, _ = self._canvas.frame(
            self._camera, self._window_px(), self._store, patch_map, self._opacity
        )
        image.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(QPoint(0, 0), image)
        image.setDevicePixelRatio(1.0)
        self._paint_scale(painter)

    def scale_plate(self) -> QRectF:
        """Where scale bar and readout are painted; empty without a slide."""
        if self._store is None:
            return QRectF()
        metrics = QFontMetricsF(sized_font(self.font(), 0.95))
        high = metrics.height() + 12
        if self.mpp is not None:
            high += metrics.height()
        width = self._bar_room() + metrics.horizontalAdvance(self.readout()) + 24
        plate = QRectF(0, 0, width, high)
        plate.moveBottomLeft(QPointF(_MARGIN_PX - 2, self.height() - _MARGIN_PX + 2))
        return plate

    def _bar(self) -> tuple[float, str]:
        """Length of the scale bar in pixels, and in words."""
        mpp = self.mpp
        if mpp is None:
            return 0.0, ""
        length_um = nice_length_um(_LONGEST_BAR_PX * mpp)
        return length_um / mpp, format_length_um(length_um)

    def _bar_room(self) -> float:
        return _LONGEST_BAR_PX + 16 if self.mpp is not None else 0.0

    def _paint_scale(self, painter: QPainter) -> None:
        """Scale bar and readout at the bottom left."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(self.font(), 0.95))
        plate = self.scale_plate()
        ground = QColor(self._colours.panel)
        ground.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(plate, 4, 4)
        left, base = plate.left() + 12, plate.bottom() - 9
        bar_px, caption = self._bar()
        if caption:
            painter.setPen(QColor(self._colours.ink))
            painter.drawText(QPointF(left, base - 8), caption)
            pen = QPen(QColor(self._colours.ink), 3)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, base), QPointF(left + bar_px, base))
        painter.setPen(QColor(self._colours.text))
        painter.drawText(QPointF(left + self._bar_room(), base + 2), self.readout())

    def readout(self) -> str:
        """Objective and resolution in words, with where the resolution comes from."""
        mpp = self.mpp
        if self._store is None or self._camera is None:
            return ""
        if mpp is None:
            percent = 100 * self._camera.scale
            return f"{percent:.3g} % of full size · resolution not stated"
        source = self._store.slide.info.mpp_source
        where = f" ({source.value})" if source is not None else ""
        return f"{_objective_words(objective_of(mpp))} · {_mpp_words(mpp)} µm/px{where}"


def _sign(step_px: int, across_px: int) -> int:
    """Direction of a step: -1, 0 or 1; 0 where the step across is much larger."""
    return 0 if 3 * abs(step_px) < across_px or not step_px else (1 if step_px > 0 else -1)


def _objective_words(objective: float) -> str:
    return f"{objective:.3g}x" if objective < 100 else f"{objective:.0f}x"


def _mpp_words(mpp: float) -> str:
    return f"{mpp:.2f}" if mpp < 10 else f"{mpp:.1f}"
