"""Layers over the slide: what the viewer asks of them, and what it gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from steph_desktop.ui.kit.theme import Colours


@dataclass(frozen=True)
class View:
    """Where the slide lies on the widget."""

    to_widget: QTransform  # from level-0 pixels to the widget's logical pixels
    to_slide: QTransform  # back
    area0: QRectF  # level-0 box around what is on show
    mpp: float | None  # micrometres per level-0 pixel
    colours: Colours  # of the theme
    width: float  # of the widget

    def spots(self, points: Iterable[tuple[float, float]]) -> list[QPointF]:
        """Return where level-0 points are on the widget."""
        return [self.to_widget.map(QPointF(*point)) for point in points]


@dataclass(frozen=True)
class PointerEvent:
    """A mouse event on the slide."""

    at: QPointF  # on the widget
    at0: QPointF  # in level-0 pixels
    view: View
    modifiers: Qt.KeyboardModifier

    @property
    def point(self) -> tuple[float, float]:
        """Where it is, in level-0 pixels."""
        return self.at0.x(), self.at0.y()


class Layer:
    """Vectors over the slide; a handler returns True if it took the event, by default not."""

    def paint(self, painter: QPainter, view: View) -> None:
        """Paint in the widget's logical pixels."""

    def press(self, _touch: PointerEvent) -> bool:
        """Handle a press of the left button."""
        return False

    def move(self, _touch: PointerEvent, *, held: bool) -> bool:  # noqa: ARG002
        """Follow the mouse, its button held or not."""
        return False

    def release(self, _touch: PointerEvent) -> bool:
        """Handle a release of the left button."""
        return False

    def double_click(self, _touch: PointerEvent) -> bool:
        return False

    def key(self, _key: int) -> bool:
        """Handle a key without modifiers."""
        return False

    def cursor(self) -> Qt.CursorShape | None:
        """Shape of the cursor over the slide; None to leave it to others."""
        return None
