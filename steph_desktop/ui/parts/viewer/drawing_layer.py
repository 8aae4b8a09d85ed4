"""Measuring and drawing on the slide: the drawings with undo, and the layer that edits them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QUndoCommand,
    QUndoStack,
)

from steph_desktop.slide.annotations import (
    DEFAULT_COLOUR,
    Annotation,
    Point,
    Shape,
    ellipse,
    measure_words,
    rectangle,
)
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import plate
from steph_desktop.ui.parts.viewer.layers import Layer, PointerEvent, View

_NEAR_PX = 7.0  # a mouse is aimed no more exactly
_CLICK_PX = 4.0
_STROKE_PX = 3.0  # between two points of what is drawn by a free hand
_MEASURE_COLOUR = "#f2b84b"


class _Change(QUndoCommand):
    """All drawings before and after a step."""

    def __init__(
        self, drawings: Drawings, words: str, after: tuple[Annotation, ...], chosen: str | None
    ) -> None:
        super().__init__(words)
        self._drawings = drawings
        self._before = drawings.all, drawings.chosen_id
        self._after = after, chosen

    def undo(self) -> None:
        self._drawings.show_state(*self._before)

    def redo(self) -> None:
        self._drawings.show_state(*self._after)


class Drawings(QObject):
    """Annotations of one slide, one of them selected, with undo."""

    changed = Signal()
    """Something was added, edited or removed, by hand or by undo."""
    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Annotation, ...] = ()
        self.chosen_id: str | None = None
        self.colour = DEFAULT_COLOUR
        self.history = QUndoStack(self)

    def start(self, annotations: Iterable[Annotation]) -> None:
        """Show the drawings of another slide; there is nothing to undo."""
        self.history.clear()
        # Without `changed`: what was just read is not written again.
        self.all = tuple(annotations)
        self.chosen_id = None
        self.chosen_changed.emit()

    @property
    def chosen(self) -> Annotation | None:
        return next((one for one in self.all if one.annotation_id == self.chosen_id), None)

    def choose(self, annotation_id: str | None) -> None:
        if annotation_id != self.chosen_id:
            self.chosen_id = annotation_id
            self.chosen_changed.emit()

    def add(self, *annotations: Annotation) -> None:
        """Add drawings and choose the last; one that is there already, by its id, is replaced."""
        if annotations:
            words = "Draw" if len(annotations) == 1 else "Import annotations"
            new = {one.annotation_id for one in annotations}
            kept = [one for one in self.all if one.annotation_id not in new]
            self._do(words, (*kept, *annotations), annotations[-1].annotation_id)

    def move(self, annotation: Annotation, moved: Annotation) -> None:
        """Put a drawing, or one of its corners, elsewhere."""
        self._swap("Move", annotation, moved)

    def rename(self, name: str) -> None:
        one = self.chosen
        if one is not None and name != one.name:
            self._swap("Name", one, replace(one, name=name))

    def recolour(self, colour: str) -> None:
        """Colour the chosen drawing, and those drawn from now on."""
        self.colour = colour
        one = self.chosen
        if one is not None and colour != one.colour:
            self._swap("Colour", one, replace(one, colour=colour))

    def remove_chosen(self) -> None:
        if self.chosen is not None:
            rest = tuple(one for one in self.all if one.annotation_id != self.chosen_id)
            self._do("Remove", rest, None)

    def _swap(self, words: str, old: Annotation, new: Annotation) -> None:
        after = tuple(new if one.annotation_id == old.annotation_id else one for one in self.all)
        self._do(words, after, new.annotation_id)

    def _do(self, words: str, after: tuple[Annotation, ...], chosen: str | None) -> None:
        # Qt does it as well: a step that is pushed has `redo` called.
        self.history.push(_Change(self, words, after, chosen))

    def show_state(self, annotations: tuple[Annotation, ...], chosen: str | None) -> None:
        """Show drawings as they were at a step; used by the history only."""
        self.all, self.chosen_id = annotations, chosen
        self.changed.emit()
        self.chosen_changed.emit()


class Tool(Enum):
    """What the left button does on the slide."""

    # The numbers tell members apart: those of equal value would be one and the same.
    MOVE = (0, None)
    MEASURE_LENGTH = (1, Shape.LINE)
    MEASURE_AREA = (2, Shape.POLYGON)
    POINT = (3, Shape.POINT)
    LINE = (4, Shape.LINE)
    RECTANGLE = (5, Shape.RECTANGLE)
    ELLIPSE = (6, Shape.POLYGON)
    POLYGON = (7, Shape.POLYGON)
    FREEHAND = (8, Shape.POLYGON)

    @property
    def shape(self) -> Shape | None:
        """What it draws; None for the one that moves the slide."""
        shape: Shape | None = self.value[1]
        return shape

    @property
    def is_box(self) -> bool:
        """True if two opposite corners are all that it takes."""
        return self in (Tool.RECTANGLE, Tool.ELLIPSE)

    @property
    def measures(self) -> bool:
        """True if what it draws is a measure and is not kept."""
        return self in (Tool.MEASURE_LENGTH, Tool.MEASURE_AREA)


class DrawingLayer(QObject, Layer):
    """Paints drawings and the measure, and edits them by mouse and key."""

    tool_changed = Signal()
    repaint_needed = Signal()

    def __init__(self, drawings: Drawings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawings = drawings
        self.tool = Tool.MOVE
        self.shown = True
        self._draft: list[Point] = []  # its last point follows the mouse
        self.measured: tuple[Shape, tuple[Point, ...]] | None = None
        """The measure that stands on the slide"""
        self._pressed_at: QPointF | None = None
        self._held: tuple[Annotation, int | None, Point] | None = None
        """The drawing being dragged, which of its points (None: all), where it was grabbed."""
        self._moved: Annotation | None = None
        drawings.changed.connect(self.repaint_needed)
        drawings.chosen_changed.connect(self.repaint_needed)

    def use(self, tool: Tool) -> None:
        """Use a tool; an unfinished drawing is dropped."""
        self.tool = tool
        self._draft = []
        # What is drawn now must be seen.
        if tool is not Tool.MOVE:
            self.shown = True
            self.drawings.choose(None)
        if tool.measures:
            self.measured = None
        self.tool_changed.emit()
        self.repaint_needed.emit()

    def clear(self) -> None:
        """Forget tool, draft and measure, as for another slide."""
        self.measured, self._held, self._moved = None, None, None
        self.use(Tool.MOVE)

    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor if self.tool is not Tool.MOVE else None

    # Mouse and keys --------------------------------------------------------------------------

    def press(self, touch: PointerEvent) -> bool:
        """Start, continue, or grab a drawing."""
        self._pressed_at = touch.at
        if self.tool is Tool.MOVE:
            return self._take(touch)
        here = touch.point
        if self.tool is Tool.POINT:
            self._finish([here])
        elif self._draft and self._closes(touch):
            self._finish(self._draft)
        elif self._draft and self.tool.is_box:
            self._finish([self._draft[0], here])
        elif self._draft:
            self._draft[-1] = here
            self._draft.append(here)
        else:
            self._draft = [here, here]
        self.repaint_needed.emit()
        return True

    def move(self, touch: PointerEvent, *, held: bool) -> bool:
        """Move the open end of a drawing, or what is grabbed."""
        here = touch.point
        if self._draft:
            # The last that is set: the one after it follows the mouse.
            last = touch.view.spots(self._draft[-2:-1])[0]
            self._draft[-1] = here
            if held and self.tool is Tool.FREEHAND and _far(touch.at, last, _STROKE_PX):
                self._draft.append(here)
            return True
        if held and self._held is not None:
            one, corner, taken = self._held
            self._moved = _displaced(one, corner, taken, here)
            return True
        return False

    def release(self, touch: PointerEvent) -> bool:
        """End what a drag draws; a click leaves it open for more points."""
        if self._held is not None:
            if self._moved is not None:
                self.drawings.move(self._held[0], self._moved)
            self._held, self._moved = None, None
            self.repaint_needed.emit()
            return True
        if not self._draft:
            return self.tool is not Tool.MOVE
        dragged = self._pressed_at is not None and _far(touch.at, self._pressed_at, _CLICK_PX)
        if self.tool is Tool.FREEHAND and dragged:
            self._finish(self._draft)
            return True
        # Two points are all that these take: a drag gives both.
        two = self.tool.shape is Shape.LINE or self.tool.is_box
        if len(self._draft) == 2 and dragged and two:
            self._draft[-1] = touch.point
            self._finish(self._draft)
        return True

    def double_click(self, _touch: PointerEvent) -> bool:
        """End a line or a polygon."""
        if self._draft:
            self._end_open()
            return True
        return self.tool is not Tool.MOVE

    def key(self, key: int) -> bool:
        """Esc drops, Return ends, Backspace takes a point back, Delete removes."""
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._draft:
            self._end_open()
            return True
        if key == Qt.Key.Key_Backspace and self._draft:
            del self._draft[-2:-1]  # not the last, which follows the mouse
            self._draft = self._draft if len(self._draft) > 1 else []
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.drawings.chosen is not None:
            self.drawings.remove_chosen()
            return True
        return False

    def _escape(self) -> bool:
        if self._draft:
            self._draft = []
        elif self.tool is not Tool.MOVE:
            self.use(Tool.MOVE)
        elif self.measured is not None:
            self.measured = None
        elif self.drawings.chosen_id is not None:
            self.drawings.choose(None)
        else:
            return False
        return True

    def _end_open(self) -> None:
        """End at the last point that was set, not at the one that follows the mouse."""
        self._finish(self._draft if self.tool.is_box else self._draft[:-1])
        self.repaint_needed.emit()

    def _closes(self, touch: PointerEvent) -> bool:
        """Return True if a click is on the first point of a polygon."""
        # Three that are set, and the one that follows the mouse.
        if self.tool not in (Tool.POLYGON, Tool.MEASURE_AREA) or len(self._draft) < 4:
            return False
        closes = not _far(touch.at, touch.view.spots(self._draft[:1])[0], _NEAR_PX)
        if closes:
            self._draft.pop()
        return closes

    def _finish(self, points: list[Point]) -> None:
        shape = self.tool.shape
        self._draft = []
        # A second click in one place, and the end of a free hand, set a point twice.
        kept = tuple(p for n, p in enumerate(points) if n == 0 or p != points[n - 1])
        if self.tool.is_box and len(kept) == 2:
            kept = _box(self.tool, *kept)
        fewest = {Shape.POINT: 1, Shape.LINE: 2, Shape.RECTANGLE: 4, Shape.POLYGON: 3}
        # The tool stays in hand for another try.
        if shape is None or len(kept) < fewest[shape]:
            return
        if self.tool.measures:
            self.measured = shape, kept
        else:
            self.drawings.add(Annotation(shape, kept, "", self.drawings.colour))
        self.tool = Tool.MOVE
        self.tool_changed.emit()

    def _take(self, touch: PointerEvent) -> bool:
        """Grab the drawing under the mouse; True if there is one."""
        found = self._at(touch) if self.shown else None
        if found is None:
            self.drawings.choose(None)
            return False
        one, corner = found
        self.drawings.choose(one.annotation_id)
        if not one.is_locked:
            self._held = one, corner, touch.point
        return True

    def _at(self, touch: PointerEvent) -> tuple[Annotation, int | None] | None:
        chosen = self.drawings.chosen
        if chosen is not None:
            # First, where another drawing lies over its corners, too.
            for number, spot in enumerate(touch.view.spots(chosen.points)):
                if not _far(touch.at, spot, _NEAR_PX):
                    return chosen, number
        # The topmost first: the last is painted over those before.
        for one in reversed(self.drawings.all):
            for shape, points in one.lines:
                spots = touch.view.spots(points)
                if shape.is_area:
                    spots.append(spots[0])
                # A point is a line from itself to itself.
                lines = zip(spots, spots[1:] or spots, strict=False)
                if min((_distance(touch.at, a, b) for a, b in lines), default=math.inf) <= _NEAR_PX:
                    return one, None
        return None

    # Paint -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, view: View) -> None:
        if not self.shown:
            return
        painter.save()
        area = view.area0
        taken: list[QRectF] = []  # by words: two drawings may end at one height
        for stored in self.drawings.all:
            one = stored
            if self._moved is not None and one.annotation_id == self._moved.annotation_id:
                one = self._moved
            x0, y0, x1, y1 = one.box
            inside = x0 <= area.right() and x1 >= area.left()
            if inside and y0 <= area.bottom() and y1 >= area.top():
                chosen = one.annotation_id == self.drawings.chosen_id
                for shape in dict.fromkeys(shape for shape, _ in one.lines):
                    lines = [points for kind, points in one.lines if kind is shape]
                    _paint_shape(painter, view, shape, lines, one.colour, chosen=chosen)
                size = measure_words(one.shape, one.points, view.mpp, one.rings) if chosen else ""
                words = list(filter(None, (one.title, size)))
                _paint_words(painter, view, one.points, words, taken)
        if self.measured is not None:
            shape, points = self.measured
            _paint_shape(painter, view, shape, [points], _MEASURE_COLOUR, chosen=True)
            _paint_words(painter, view, points, [measure_words(shape, points, view.mpp)], taken)
        self._paint_draft(painter, view, taken)
        painter.restore()

    def _paint_draft(self, painter: QPainter, view: View, taken: list[QRectF]) -> None:
        shape = self.tool.shape
        if len(self._draft) < 2 or shape is None:
            return
        points = tuple(self._draft)
        if self.tool.is_box:
            points = _box(self.tool, *points[:2])
        elif shape is Shape.POLYGON and len(points) < 3:
            shape = Shape.LINE
        colour = _MEASURE_COLOUR if self.tool.measures else self.drawings.colour
        _paint_shape(painter, view, shape, [points], colour, chosen=True)
        _paint_words(painter, view, points, [measure_words(shape, points, view.mpp)], taken)


def _box(tool: Tool, corner: Point, opposite: Point) -> tuple[Point, ...]:
    """Return the points of a rectangle, or of the ellipse in it."""
    return (ellipse if tool is Tool.ELLIPSE else rectangle)(corner, opposite)


def _displaced(one: Annotation, corner: int | None, taken: Point, here: Point) -> Annotation:
    dx, dy = here[0] - taken[0], here[1] - taken[1]
    points = one.points
    if corner is None or one.shape is Shape.POINT:
        return one.moved(dx, dy)
    at = points[corner][0] + dx, points[corner][1] + dy
    if one.shape is Shape.RECTANGLE:
        # The corner across stays where it is.
        return replace(one, points=rectangle(at, points[(corner + 2) % 4]))
    return replace(one, points=(*points[:corner], at, *points[corner + 1 :]))


def _far(a: QPointF, b: QPointF, limit: float) -> bool:
    return math.hypot(a.x() - b.x(), a.y() - b.y()) > limit


def _distance(at: QPointF, a: QPointF, b: QPointF) -> float:
    dx, dy = b.x() - a.x(), b.y() - a.y()
    square = dx * dx + dy * dy
    share = 0.0
    if square:
        share = min(1.0, max(0.0, ((at.x() - a.x()) * dx + (at.y() - a.y()) * dy) / square))
    return math.hypot(at.x() - a.x() - share * dx, at.y() - a.y() - share * dy)


def _paint_shape(
    painter: QPainter,
    view: View,
    shape: Shape,
    lines: Sequence[tuple[Point, ...]],
    colour: str,
    *,
    chosen: bool,
) -> None:
    """Paint the lines of a shape, those of an area with its holes; the first has the handles."""
    spots = [view.spots(points) for points in lines]
    area = QPainterPath()  # even and odd: holes stay open
    for line in spots if shape.is_area else ():
        area.addPolygon(QPolygonF(line))
        # Qt leaves the last side of a polygon open.
        area.closeSubpath()
    fill = QColor(colour)
    fill.setAlpha(36 if chosen else 0)
    # A light line under the coloured one shows on dark tissue and on glass.
    for pen in (QPen(QColor(255, 255, 255, 200), 4.5), QPen(QColor(colour), 2.2)):
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shape is Shape.POINT:
            painter.setBrush(QColor(colour))
            for line in spots:
                painter.drawEllipse(line[0], 5, 5)
        elif shape is Shape.LINE:
            for line in spots:
                painter.drawPolyline(QPolygonF(line))
        else:
            painter.setBrush(fill)
            painter.drawPath(area)
            fill.setAlpha(0)  # filled once, under the second line
    if chosen and shape is not Shape.POINT:
        painter.setPen(QPen(QColor(colour), 1.2))
        painter.setBrush(QColor("#ffffff"))
        for spot in spots[0]:
            painter.drawRect(QRectF(spot.x() - 3.5, spot.y() - 3.5, 7, 7))


def _paint_words(
    painter: QPainter,
    view: View,
    points: tuple[Point, ...],
    lines: list[str],
    taken: list[QRectF],
) -> None:
    """Write beside the drawing's right end, on a background of its own, below those before."""
    if not lines:
        return
    colours = view.colours
    corner = max(view.spots(points), key=QPointF.x)
    metrics = QFontMetricsF(painter.font())
    lines = [metrics.elidedText(tr(line), Qt.TextElideMode.ElideRight, 280) for line in lines]
    width = max(metrics.horizontalAdvance(line) for line in lines) + 12
    box = QRectF(corner.x() + 10, corner.y() - 8, width, metrics.height() * len(lines) + 6)
    # At the right edge of the view the words move in, so that none is cut.
    box.moveRight(min(box.right(), max(view.width - 4, box.width())))
    # From the top down: moved below one, it may meet the next.
    for other in sorted(taken, key=QRectF.top):
        if box.intersects(other):
            box.moveTop(other.bottom() + 2)
    taken.append(box)
    ground = QColor(colours.panel)
    ground.setAlpha(230)
    plate(painter, box, ground, colours.line, round_px=3)
    painter.setPen(QColor(colours.ink))
    for number, line in enumerate(lines):
        base = box.top() + 3 + metrics.ascent() + number * metrics.height()
        painter.drawText(QPointF(box.left() + 6, base), line)
