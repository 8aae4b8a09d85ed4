"""The visible part of a slide: camera, rotation, and the tiles they need."""

from __future__ import annotations

import math
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.case.map_rendering import PatchMap
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import LIGHT, Tinted
from steph_desktop.ui.parts.viewer.camera import (
    OBJECTIVES,
    Camera,
    Rotation,
    fit_scale,
    fitted,
    mpp_of,
)
from steph_desktop.ui.parts.viewer.canvas import Canvas, visible_tiles
from steph_desktop.ui.parts.viewer.layers import Layer, View
from steph_desktop.ui.parts.viewer.look import Look
from steph_desktop.ui.parts.viewer.tiles import TileKey, TileStore

if TYPE_CHECKING:
    from steph_desktop.slide.colour import ColourTransform
    from steph_desktop.slide.reader import Slide

_CLOSEST = 8.0  # device pixels per level-0 pixel


class Placement(Enum):
    """Where the view goes when a slide is shown."""

    FIT = auto()
    KEEP = auto()


class ViewPort(Tinted, QWidget):
    """What is shown of a slide, and where: slide, map, camera and turn; it paints nothing."""

    view_changed = Signal()
    slide_changed = Signal()
    unreadable_changed = Signal(int)
    hovered = Signal(object)
    """Value of the map under the cursor (float), or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Read from outside, changed by the methods below alone.
        self.store: TileStore | None = None  # tiles of the slide on show
        self.camera: Camera | None = None  # in device pixels; None without a slide
        self.turn = Rotation()  # how far the slide is turned
        self.patch_map: PatchMap | None = None  # the map over the slide, shown or not
        self.map_shown = True  # whether the map, if there is one, is painted
        self.layers: list[Layer] = []
        """Vectors over the slide, the topmost last; the topmost is asked first."""
        self._follows_fit = True  # the whole slide stays in view when the window changes
        self._mark = ""
        self._opacity = 0.55  # until it is told
        self._heading = QPoint()
        self._canvas = Canvas(QColor(LIGHT.canvas))
        # Every pixel is painted here: Qt need not clear them first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(260, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Slide"))
        self.setAccessibleDescription(
            tr(
                "Wheel or plus and minus zoom, drag or arrows move, R turns, X mirrors, 0 fits, 1 "
                "to 6 choose an objective."
            )
        )

    # What is shown -------------------------------------------------------------------------

    def shows(self, slide: Slide) -> bool:
        """Return True if this is the slide on show."""
        return self.store is not None and self.store.slide is slide

    @property
    def mpp(self) -> float | None:
        """Micrometres per logical pixel on screen, if the slide's resolution is known."""
        mpp = self.slide_mpp
        if mpp is None or self.camera is None:
            return None
        return mpp / self.camera.scale * self.devicePixelRatioF()

    @property
    def slide_mpp(self) -> float | None:
        """Micrometres per level-0 pixel."""
        return self.store.slide.info.mpp if self.store is not None else None

    @property
    def look(self) -> Look:
        """Brightness, contrast and gamma of what is shown."""
        return self._canvas.look

    def set_look(self, look: Look) -> None:
        """Show the slide lighter, darker, softer or harder; nothing else reads this."""
        self._canvas.look = look
        self._redo()

    def show_slide(self, store: TileStore | None, placement: Placement = Placement.FIT) -> None:
        """Show a slide in place of the one before, which is closed."""
        if self.store is not None:
            self.store.close()
            self.store.deleteLater()
        self.store = store
        self.patch_map, self._mark = None, ""
        self._canvas.invalidate()
        if store is not None:
            store.setParent(self)
            store.arrived.connect(self._on_tile)
        # Else the same slide was opened again: the view stays where it was.
        if placement is Placement.FIT or store is None:
            self._follows_fit = True
            self.turn = Rotation()
            whole = None if store is None else fitted(store.pyramid.size_px, self._window_px())
            self.camera = whole
        self._ask()
        self.slide_changed.emit()
        self.unreadable_changed.emit(0)
        self.view_changed.emit()
        self.update()

    def set_map(self, patch_map: PatchMap | None, mark: str = "") -> None:
        """Lay a map over the slide, or take it away; every picture of it has to say its mark."""
        self.patch_map, self._mark = patch_map, mark
        self._redo()

    def set_opacity(self, opacity: float) -> None:
        """Opacity of the map, 0 to 1."""
        self._opacity = opacity
        self._redo()

    def set_map_shown(self, shown: bool) -> None:
        """Show or hide the map without losing it."""
        self.map_shown = shown
        self._redo()

    def tint(self) -> None:
        self._canvas.background = QColor(self.colours.canvas)
        self._redo()

    # Moving --------------------------------------------------------------------------------

    def fit(self) -> None:
        if self.store is not None:
            self._follows_fit = True
            self._look(fitted(self.store.pyramid.size_px, self._window_px(), self.turn))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor at a point of the widget (the middle if None)."""
        if self.camera is not None:
            self._zoom_to(self.camera.scale * factor, at)

    def _zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        if self.store is not None and self.camera is not None:
            spot = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
            scale = self._allowed(scale, self.store)
            self._go(self.camera.scaled_at(scale, *self._to_frame(spot)))

    def _allowed(self, scale: float, store: TileStore) -> float:
        """Keep a scale between the closest and the farthest.

        The latter is half the fitted scale, or the lowest objective where that is farther.
        """
        least = 0.5 * fit_scale(self.turn.frame_px(store.pyramid.size_px), self._window_px())
        mpp = self.slide_mpp
        if mpp is not None:
            least = min(least, mpp / mpp_of(OBJECTIVES[0]) * self.devicePixelRatioF())
        # A slide smaller than the view may still be shown pixel by pixel.
        return min(max(scale, min(least, 1.0)), _CLOSEST)

    def set_objective(self, objective: float) -> None:
        """Go to an objective, the middle staying; nothing happens where the slide has no mpp."""
        mpp = self.slide_mpp
        if mpp is not None:
            self._zoom_to(mpp / mpp_of(objective) * self.devicePixelRatioF())

    def fly_to(self, x0_px: float, y0_px: float, width0_px: float) -> None:
        """Centre a level-0 square of a given width; it fills about a third of the view."""
        if self.camera is not None:
            # A point has no width.
            scale = min(_CLOSEST, min(self._window_px()) / 3 / max(width0_px, 1.0))
            self._go(Camera(scale, 0, 0).centred_on(x0_px, y0_px, self._frame_px()))

    def centre_on(self, x0_px: float, y0_px: float) -> None:
        """Centre the view on a level-0 point."""
        if self.camera is not None:
            self._go(self.camera.centred_on(x0_px, y0_px, self._frame_px()))

    def pan(self, dx_px: float, dy_px: float) -> None:
        """Move the view by device pixels of the window."""
        if self.camera is not None:
            dx, dy = self.turn.step_to_frame(dx_px, dy_px)
            self._go(self.camera.panned(round(dx), round(dy)))

    def middle(self) -> QPointF:
        """Level-0 point in the middle of the view."""
        if self.camera is None:
            return QPointF()
        width, height = self._frame_px()
        return QPointF(*self.camera.to_slide(width / 2, height / 2))

    def look_at(self, at0: QPointF, scale: float) -> None:
        """Centre the view on a level-0 point, at a scale in device pixels per level-0 pixel."""
        if self.store is not None:
            camera = Camera(self._allowed(scale, self.store), 0, 0)
            self._go(camera.centred_on(at0.x(), at0.y(), self._frame_px()))

    def to_screen_um(self, step0: QPointF) -> QPointF:
        """Say what a step on the slide is on screen: micrometres to the right and down.

        A slide that does not state its resolution counts as one micrometre for each pixel.
        """
        step = self.turn.step_to_window(step0.x(), step0.y())
        return QPointF(*step) * (self.slide_mpp or 1.0)

    def from_screen_um(self, step_um: QPointF) -> QPointF:
        """Return the step on the slide that one on screen is."""
        step = step_um / (self.slide_mpp or 1.0)
        return QPointF(*self.turn.step_to_frame(step.x(), step.y()))

    def rotate(self, degrees: float) -> None:
        """Turn the slide clockwise, the middle staying."""
        self._set_turn(self.turn.by(degrees))

    def flip(self, *, upside_down: bool = False) -> None:
        """Mirror the slide left to right, or top to bottom, the middle staying."""
        turn = self.turn.mirrored()
        # Mirrored and turned half around it is upside down.
        self._set_turn(turn.by(180) if upside_down else turn)

    def reset_rotation(self) -> None:
        """Show the slide as it was scanned, neither turned nor mirrored."""
        self._set_turn(Rotation())

    def _set_turn(self, turn: Rotation) -> None:
        if self.store is None or self.camera is None or turn == self.turn:
            return
        middle, self.turn = self.middle(), turn
        if self._follows_fit:
            self.fit()
        else:
            self._look(self.camera.centred_on(middle.x(), middle.y(), self._frame_px()))
        # A turn may leave the camera where it is, which is no news to `_look`.
        self._renew()

    def visible_area(self) -> QRectF:
        """Level-0 box around what is on show."""
        if self.camera is None:
            return QRectF()
        size = QSizeF(*self._frame_px()) / self.camera.scale
        return QRectF(QPointF(*self.camera.to_slide(0, 0)), size)

    def visible_corners(self) -> QPolygonF:
        """Corners of the view on the slide, in level-0 pixels."""
        return self._to_slide_transform().map(QPolygonF(QRectF(self.rect())))

    def view(self) -> View | None:
        """Where the slide lies on the widget; None without a slide."""
        if self.camera is None:
            return None
        to_slide = self._to_slide_transform()
        place = (to_slide.inverted()[0], to_slide, self.visible_area())
        return View(*place, self.slide_mpp, self.colours, self.width())

    def _to_slide_transform(self) -> QTransform:
        """From the widget's logical pixels to level-0 pixels."""
        if self.camera is None:
            return QTransform()
        step = QTransform.fromScale(1 / self.camera.scale, 1 / self.camera.scale)
        corner = QTransform.fromTranslate(self.camera.x_px, self.camera.y_px)
        return self._frame_to_widget().inverted()[0] * corner * step

    def _frame_to_window(self) -> QTransform:
        """From device pixels of the frame to device pixels of the window."""
        if self.turn.is_none:
            return QTransform()
        window, frame = self._window_px(), self._frame_px()
        moved = QTransform.fromTranslate(-frame[0] / 2, -frame[1] / 2)
        back = QTransform.fromTranslate(window[0] / 2, window[1] / 2)
        mirror = QTransform.fromScale(-1 if self.turn.flipped else 1, 1)
        return moved * QTransform().rotate(self.turn.degrees) * mirror * back

    def _frame_to_widget(self) -> QTransform:
        """From device pixels of the frame to the widget's logical pixels."""
        ratio = self.devicePixelRatioF()
        return self._frame_to_window() * QTransform.fromScale(1 / ratio, 1 / ratio)

    def _to_frame(self, at: QPointF) -> tuple[float, float]:
        """Device pixel of the frame under a point of the widget."""
        ratio = self.devicePixelRatioF()
        return self.turn.to_frame(at.x() * ratio, at.y() * ratio, self._window_px())

    def _go(self, camera: Camera) -> None:
        """Look where the user wants to; the view no longer follows the size of the window."""
        self._follows_fit = False
        self._look(camera)

    def _look(self, camera: Camera) -> None:
        if self.store is None:
            return
        camera = camera.bounded(self.store.pyramid.size_px, self._frame_px())
        if camera == self.camera:
            return
        # A pan is likely to continue: what lies ahead is read next.
        self._heading = QPoint()
        if self.camera is not None and camera.scale == self.camera.scale:
            dx, dy = camera.x_px - self.camera.x_px, camera.y_px - self.camera.y_px
            self._heading = QPoint(_sign(dx, abs(dy)), _sign(dy, abs(dx)))
        self.camera = camera
        self._ask()
        self.view_changed.emit()
        self.update()

    def _window_px(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return math.ceil(self.width() * ratio), math.ceil(self.height() * ratio)

    def _frame_px(self) -> tuple[int, int]:
        return self.turn.frame_px(self._window_px())

    def _ask(self) -> None:
        if self.store is not None and self.camera is not None:
            area, step = QRect(0, 0, *self._frame_px()), self._heading
            # Half a view ahead.
            there = area.translated(step.x() * area.width() // 2, step.y() * area.height() // 2)
            seen, ahead = (visible_tiles(self.store, self.camera, part) for part in (area, there))
            # While nothing moves both are the same, and each tile is asked for once.
            self.store.want(seen, ahead)

    def recolour(self, colours: ColourTransform | None) -> None:
        """Show the slide in its file's own colours, or in what is made of them."""
        if self.store is not None and self.store.colours is not colours:
            self.store.recolour(colours)
            self._renew()

    def try_again(self) -> None:
        """Read once more what could not be read."""
        if self.store is not None:
            self.store.try_again()
            self.unreadable_changed.emit(0)
            self._ask()
            self._redo()

    @property
    def is_sharp(self) -> bool:
        """True if every tile on show is here, or is known to be unreadable."""
        return not self._lacking()

    @property
    def n_blank(self) -> int:
        """Tiles on show for which not even a coarser one is here."""
        store = self.store
        return 0 if store is None else sum(store.stand_in(key) is None for key in self._lacking())

    def _lacking(self) -> list[TileKey]:
        if self.store is None or self.camera is None:
            return []
        area = QRect(0, 0, *self._frame_px())
        return [
            key
            for key in visible_tiles(self.store, self.camera, area)
            if self.store.get(key) is None and not self.store.is_unreadable(key)
        ]

    def _redo(self) -> None:
        self._canvas.invalidate()
        self.update()

    def _renew(self) -> None:
        """Ask for the tiles of another view, and paint it anew."""
        self._ask()
        self._redo()
        self.view_changed.emit()

    def _on_tile(self, key: TileKey) -> None:
        if self.store is None or self.camera is None:
            return
        if self.store.is_unreadable(key):
            self.unreadable_changed.emit(self.store.n_unreadable)
        if key.level == self.store.pyramid.top:  # the overview has something to show
            self.view_changed.emit()
        # Finer tiles, of a closer look that is over, are not painted; coarser ones may stand in.
        if key.level >= self.store.pyramid.level_for(self.camera.scale):
            changed = self._canvas.tile_changed(self.store, key)
            on_widget = self._frame_to_widget().mapRect(QRectF(changed))
            self.update(on_widget.toAlignedRect().adjusted(-1, -1, 1, 1))


def _sign(step_px: int, across_px: int) -> int:
    """Direction of a step: -1, 0 or 1; 0 where the step across is much larger."""
    return 0 if 3 * abs(step_px) < across_px or not step_px else (1 if step_px > 0 else -1)
