"""How weight and ratio of every source moved over the epochs: one line each, with its spread."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.study.dynamics import Course
from steph_desktop.ui.kit.theme import LIGHT, Colours, sized_font

_LIGHT_LINES = ("#2f6fb2", "#b3541e", "#23784b", "#7a4fa3", "#846a00", "#b0376f", "#3f7f86")
_DARK_LINES = ("#6fabe8", "#f0a06a", "#6cc796", "#c49bec", "#d9bf5a", "#f08bb8", "#77c4cc")
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_GAP = 8.0
_NAMES = 130.0
_KEY = 26.0
_BANDS = 4  # the bands of all would hide the lines


def line_order(course: Course) -> list[int]:
    """Return the sources by their last weight, the largest first, as the legend has them."""
    last = course.weights[-1] if course.moves else np.zeros(len(course.sources))
    return [int(place) for place in np.argsort(-last, kind="stable")]


def _pen(number: int, colours: Colours, *, strong: bool) -> QPen:
    names = _DARK_LINES if colours.dark else _LIGHT_LINES
    pen = QPen(QColor(names[number % len(names)]), 2.8 if strong else 1.8)
    pen.setStyle(_DASHES[number // len(names) % len(_DASHES)])
    return pen


def panels_of(rect: QRectF, font: QFont, course: Course) -> tuple[QRectF, QRectF, QRectF]:
    """Return where weights, ratios and the legend stand: side by side, or one above the other."""
    metrics = QFontMetricsF(font)
    longest = max((metrics.horizontalAdvance(name) for name in course.sources), default=0.0)
    wanted = _KEY + longest + _GAP + metrics.horizontalAdvance("0.00, 0.00")
    room = min(max(_NAMES, wanted), 0.34 * rect.width())
    names = QRectF(rect.right() - room, rect.top(), room, rect.height())
    left = rect.adjusted(0, 0, -room - _GAP, 0)
    if left.width() >= 560:
        half = (left.width() - 2 * _GAP) / 2
        return (
            QRectF(left.left(), left.top(), half, left.height()),
            QRectF(left.right() - half, left.top(), half, left.height()),
            names,
        )
    half = (left.height() - _GAP) / 2
    return (
        QRectF(left.left(), left.top(), left.width(), half),
        QRectF(left.left(), left.bottom() - half, left.width(), half),
        names,
    )


def paint_course(
    painter: QPainter,
    rect: QRectF,
    font: QFont,
    course: Course,
    colours: Colours,
    pointed: int | None = None,
) -> None:
    """Paint weights, ratios and the names of the sources; one may be pointed at."""
    if not course.moves:
        return
    painter.setFont(font)
    first, second, names = panels_of(rect, font, course)
    top = _round_top(float(np.nanmax(course.weights + np.nan_to_num(course.weights_sd))))
    _panel(painter, first, course, "Weight w", (0.0, top), colours, pointed)
    _panel(painter, second, course, "Share λ kept by the own model", (0.0, 1.0), colours, pointed)
    metrics = QFontMetricsF(font)
    y = names.top() + 1.6 * metrics.height()
    painter.setPen(QColor(colours.muted))
    painter.drawText(QPointF(names.left(), names.top() + metrics.ascent()), "w, λ at the end")
    for number, place in enumerate(line_order(course)):
        painter.setPen(_pen(number, colours, strong=place == pointed))
        middle = y + metrics.height() / 2
        painter.drawLine(QPointF(names.left(), middle), QPointF(names.left() + 20, middle))
        painter.setPen(QColor(colours.ink if place == pointed else colours.text))
        figures = f"{course.weights[-1, place]:.2f}, {course.lambdas[-1, place]:.2f}"
        room = names.width() - _KEY - metrics.horizontalAdvance(figures) - 6
        words = metrics.elidedText(course.sources[place], Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(names.left() + _KEY, y + metrics.ascent()), words)
        at = names.right() - metrics.horizontalAdvance(figures)
        painter.drawText(QPointF(at, y + metrics.ascent()), figures)
        y += metrics.height() + 2
        if y > names.bottom() - metrics.height():
            break


def _round_top(most: float) -> float:
    """Return a value that four steps divide into readable numbers, at least `most`."""
    size = 10.0 ** np.floor(np.log10(max(most, 1e-6)))
    return float(next(size * step for step in (1, 1.2, 2, 4, 6, 8, 10) if size * step >= most))


def legend_at(rect: QRectF, font: QFont, course: Course, at: QPointF) -> int | None:
    """Return the source whose name lies under a point."""
    names = panels_of(rect, font, course)[2]
    line = QFontMetricsF(font).height()
    if not course.moves or not names.contains(at):
        return None
    number = int((at.y() - names.top() - 1.6 * line) // (line + 2))
    order = line_order(course)
    return order[number] if 0 <= number < len(order) else None


def _panel(
    painter: QPainter,
    rect: QRectF,
    course: Course,
    title: str,
    limits: tuple[float, float],
    colours: Colours,
    pointed: int | None,
) -> None:
    ratio = title.startswith("Share")
    values, spread = (
        (course.lambdas, course.lambdas_sd) if ratio else (course.weights, course.weights_sd)
    )
    metrics = QFontMetricsF(painter.font())
    line, (low, high) = metrics.height(), limits
    painter.setPen(QColor(colours.ink))
    painter.drawText(QPointF(rect.left(), rect.top() + metrics.ascent()), title)
    left = rect.left() + metrics.horizontalAdvance("0.0000") + 6
    box = QRectF(
        left, rect.top() + line + _GAP, rect.right() - left, rect.height() - 2.4 * line - 2 * _GAP
    )
    epochs = course.epochs
    span = max(float(epochs[-1] - epochs[0]), 1.0)

    def at(epoch: float, value: float) -> QPointF:
        x = box.left() + (epoch - epochs[0]) / span * box.width()
        return QPointF(
            x, box.bottom() - (min(max(value, low), high) - low) / (high - low) * box.height()
        )

    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = box.bottom() - share * box.height()
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(colours.muted))
        words = f"{low + share * (high - low):.3g}"
        x = box.left() - 6 - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(x, y + metrics.ascent() / 2 - 1), words)
    below = box.bottom() + metrics.ascent() + 4
    painter.drawText(QPointF(box.left(), below), f"{epochs[0]:g}")
    end = f"{epochs[-1]:g}"
    painter.drawText(QPointF(box.right() - metrics.horizontalAdvance(end), below), end)
    middle = box.center().x() - metrics.horizontalAdvance("epoch") / 2
    painter.drawText(QPointF(middle, below), "epoch")
    for number, place in reversed(list(enumerate(line_order(course)))):
        strong = pointed in (None, place)
        _line(
            painter, epochs, values[:, place], spread[:, place], at, number, colours,
            strong=strong, banded=pointed == place or number < _BANDS,
        )  # fmt: skip


def _line(
    painter: QPainter,
    epochs: FloatArray,
    values: FloatArray,
    spread: FloatArray,
    at: object,
    number: int,
    colours: Colours,
    *,
    strong: bool,
    banded: bool,
) -> None:
    place = at if callable(at) else QPointF
    pen = _pen(number, colours, strong=False)
    colour = pen.color()
    if not strong:
        colour.setAlphaF(0.25)
        pen.setColor(colour)
    if strong and banded and np.isfinite(spread).all():
        upper = [place(e, v + s) for e, v, s in zip(epochs, values, spread, strict=True)]
        lower = [place(e, v - s) for e, v, s in zip(epochs, values, spread, strict=True)]
        wash = QColor(colour)
        wash.setAlphaF(0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawPolygon(QPolygonF(upper + lower[::-1]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    points = [place(e, v) for e, v in zip(epochs, values, strict=True)]
    painter.drawPolyline(QPolygonF(points))
    if len(points) == 1:
        painter.setBrush(colour)
        painter.drawEllipse(points[0], 2.5, 2.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)


class CoursePlot(QWidget):
    """The course of one fit; pointing at a name brings its line out."""

    pointed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.course: Course | None = None
        self._pointed: int | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(420, 300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Weights and ratios over training")

    def show_course(self, course: Course | None) -> None:
        """Draw this from now on."""
        self.course, self._pointed = course, None
        if course is not None and course.moves:
            said = (
                f"{course.sources[place]}: weight {course.weights[-1, place]:.2f}"
                for place in line_order(course)
            )
            self.setAccessibleDescription("; ".join(said))
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(820, 420)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.course is not None:
            font = sized_font(self.font(), 0.92)
            self._pointed = legend_at(self._room(), font, self.course, event.position())
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.course is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = sized_font(self.font(), 0.92)
            paint_course(painter, self._room(), font, self.course, self.colours, self._pointed)
