"""The scene that every plot is drawn into, for the screen and for paper alike.

pyqtgraph gives ranges, zoom and axes. What lies between the axes is painted by one item, in
pixels: pyqtgraph's own curves have cosmetic pens and symbols made of pixmaps, which would be
hairlines and pictures in a PDF. Lengths are pixels, 96 an inch on paper.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPicture
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)
from shiboken6 import delete

from steph_desktop.survival.curves import FloatArray
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import LIGHT, Colours

Paint = Callable[[QPainter], None]
Key = Callable[[QPainter, QRectF], None]
LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0
GAP = 6.0
_KEY, _KEY_GAP, _ENTRY_GAP, _ROW_GAP = 14.0, 6.0, 16.0, 3.0
_TICK = 4
_OVERHANG = 80  # pixels that the label of a tick may stand beyond the axis
_LEAST_BOX = (40.0, 24.0)


@cache
def _pyqtgraph() -> Any:
    """Import pyqtgraph with the first plot that has axes: it takes a third of a second."""
    import pyqtgraph

    # Its clean-up at exit walks over all objects of the program and touches dead ones.
    pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)
    return pyqtgraph


def percent(share: float) -> str:
    """Write a share in per cent."""
    return f"{100 * share:.3g} %"


@dataclass(frozen=True)
class Axis:
    """One axis."""

    # low, high: Its ends; zooming stays between them.
    low: float
    high: float
    title: str = ""  # below it, or above a vertical one
    words: Callable[[float], str] = "{:g}".format  # from a value to the label of its tick
    # Distances that ticks may have, smallest first; round numbers by default.
    steps: tuple[float, ...] = ()
    unit: float = 1.0  # value of one step of `steps`
    room: float = 40.0  # pixels between two ticks, at least
    most: int = 12  # intervals between ticks, at most; 0 for an axis without ticks

    def ticks(self, low: float, high: float, length: float) -> list[float]:
        """Return the values between two values that get a tick on a length in pixels."""
        if not self.most:
            return []
        # Never 0, of which there is no logarithm.
        span = max((high - low) / self.unit, 1e-12)
        most = min(self.most, max(1.0, length / self.room))
        size = 10.0 ** math.floor(math.log10(span / most))
        steps = self.steps or tuple(size * step for step in (1, 2, 2.5, 5, 10))
        step = self.unit * next((s for s in steps if span / s <= most + 1e-9), steps[-1])
        # An end that rounding moves past its tick keeps it.
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        return [number * step for number in range(first, last + 1)]


@dataclass(frozen=True)
class LegendEntry:
    """One entry of a legend: what paints its key into a rectangle, its name, and a figure."""

    key: Key
    words: str
    figures: str = ""
    key_width: float = _KEY


def line_key(pen: QPen) -> Key:
    """Make the key of a line."""

    def paint(painter: QPainter, rect: QRectF) -> None:
        painter.setPen(pen)
        middle = rect.center().y()
        painter.drawLine(QLineF(rect.left(), middle, rect.right(), middle))

    return paint


def box_key(colour: QColor | str) -> Key:
    """Make the key of an area."""

    def paint(painter: QPainter, rect: QRectF) -> None:
        side = min(10.0, rect.height() - 4)
        box = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
        painter.fillRect(box, QColor(colour))

    return paint


def place_legend(
    entries: Sequence[LegendEntry], width: float, metrics: QFontMetricsF
) -> list[tuple[float, int, str]]:
    """Return where each entry begins, in which row, and its name, cut to a row."""
    places = []
    x, row = 0.0, 0
    for entry in entries:
        beside = entry.key_width + _KEY_GAP + metrics.horizontalAdvance(tr(entry.figures))
        elide = Qt.TextElideMode.ElideRight
        words = metrics.elidedText(tr(entry.words), elide, max(24.0, width - beside))
        room = beside + metrics.horizontalAdvance(words)
        if x > 0 and x + room > width:
            x, row = 0.0, row + 1
        places.append((x, row, words))
        x += room + _ENTRY_GAP
    return places


def legend_height(entries: Sequence[LegendEntry], width: float, metrics: QFontMetricsF) -> float:
    """Height of a legend at a width."""
    rows = place_legend(entries, width, metrics)[-1][1] + 1 if entries else 0
    return rows * (metrics.height() + _ROW_GAP)


@dataclass(frozen=True)
class Readout:
    """What is said of the place under the mouse."""

    at: QPointF  # where
    lines: tuple[tuple[str, str], ...]  # words, and their colour
    guide: QLineF | None = None  # a line through the plot
    ring: str = ""  # colour of a ring around the place; none if empty
    frame: QRectF | None = None  # a frame around what is meant


class Plot(ABC):
    """What a plot shows: plain data, and how it is drawn into a scene."""

    @abstractmethod
    def draw(self, scene: PlotScene) -> None:
        """Lay this out in the rectangle of a scene."""

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:  # noqa: ARG002
        """Return what is said of a place."""
        return None

    def on_paper(self) -> Plot:
        """Return what of this may go to a file or the clipboard."""
        return self


class PlotView(QGraphicsView):
    """A view that pyqtgraph's items accept as one of its own."""

    # Their names are pyqtgraph's: its items connect to them on the view that shows them.
    sigDeviceRangeChanged = Signal(object, object)  # noqa: N815
    sigDeviceTransformChanged = Signal(object)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.viewport().setAutoFillBackground(False)
        self.plots = PlotScene(self)
        self.setScene(self.plots)


class _Ink(QGraphicsItem):
    """Paints the marks of a scene, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.rect = QRectF()
        self.font = QFont()
        self.marks: list[Paint] = []

    def cover(self, rect: QRectF, font: QFont) -> None:
        self.prepareGeometryChange()
        self.rect, self.font, self.marks = rect, font, []

    def boundingRect(self) -> QRectF:
        return self.rect

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.marks:
            painter.setFont(self.font)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            mark(painter)


class PlotScene(QGraphicsScene):
    """One plot, laid out in a rectangle; laid out again when the plot, size or theme changes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.colours: Colours = LIGHT
        self.letters = QFont()
        self.metrics = QFontMetricsF(self.letters)
        self.rect = QRectF()
        self.panels: list[PlotPanel] = []
        # All that were made; `panels` are those of the plot on show.
        self._kept: list[PlotPanel] = []
        self._ink = _Ink()
        self.addItem(self._ink)

    def keep_pixels(self) -> None:
        """Keep what is painted, so that a readout over it costs nothing; not for paper."""
        self._ink.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def lay_out(self, plot: Plot, size: QSizeF, colours: Colours, font: QFont) -> None:
        """Draw a plot from now on; what was zoomed stays zoomed while the axes stay."""
        self.colours, self.letters, self.metrics = colours, font, QFontMetricsF(font)
        self.rect = QRectF(0, 0, size.width(), size.height())
        self.setSceneRect(self.rect)
        self._ink.cover(self.rect, font)
        self.panels = []
        plot.draw(self)
        for spare in self._kept[len(self.panels) :]:
            spare.set_visible(bottom=False, left=False)
        self._ink.update()

    @property
    def line(self) -> float:
        return self.metrics.height()

    def width_of(self, words: str) -> float:
        return self.metrics.horizontalAdvance(tr(words))

    def mark(self, paint: Paint) -> None:
        """Paint something over what is there."""
        self._ink.marks.append(paint)

    def repaint_marks(self) -> None:
        self._ink.update()

    def key(self, paint: Key, box: QRectF) -> None:
        """Paint the key of a line or an area into a box."""
        self.mark(lambda painter: paint(painter, box))

    def text(self, words: str, at: QPointF, colour: str, align: float = LEFT) -> None:
        """Write words with their upper edge at a point."""
        self.mark(lambda painter: self.write(painter, words, at, colour, align))

    def write(
        self, painter: QPainter, words: str, at: QPointF, colour: str, align: float = LEFT
    ) -> None:
        """Write words within a mark."""
        painter.setPen(QColor(colour))
        left = at.x() - align * self.width_of(words)
        painter.drawText(QPointF(left, at.y() + self.metrics.ascent()), tr(words))

    def cut(self, words: str, width: float) -> str:
        return self.metrics.elidedText(tr(words), Qt.TextElideMode.ElideRight, width)

    def legend(self, entries: Sequence[LegendEntry], rect: QRectF) -> float:
        """Draw a legend in as many rows as it takes; return its lower edge."""
        places = place_legend(entries, rect.width(), self.metrics)
        for entry, (x, row, words) in zip(entries, places, strict=True):
            at = rect.topLeft() + QPointF(x, row * (self.line + _ROW_GAP))
            box = QRectF(at, QSizeF(entry.key_width, self.line))
            self.key(entry.key, box)
            at += QPointF(entry.key_width + _KEY_GAP, 0)
            self.text(words, at, self.colours.text)
            self.text(entry.figures, at + QPointF(self.width_of(words), 0), self.colours.muted)
        return rect.top() + legend_height(entries, rect.width(), self.metrics)

    def axes_box(
        self,
        top: float,
        widest: str,
        rect: QRectF | None = None,
        *,
        right: float = 10.0,
        below: float = 10.0,
    ) -> QRectF:
        """Return the box for axes below `top`, with room for labels as wide as the widest."""
        rect = rect or self.rect
        left = rect.left() + self.width_of(widest) + GAP
        bottom = rect.bottom() - 2 * self.line - below
        return QRectF(QPointF(left, top), QPointF(rect.right() - right, bottom))

    def panel(self, box: QRectF, x: Axis, y: Axis) -> PlotPanel | None:
        """Draw axes around a box, in pixels; None where they find no room."""
        if box.width() < _LEAST_BOX[0] or box.height() < _LEAST_BOX[1]:
            return None
        number = len(self.panels)
        if number == len(self._kept):
            # Axes are dear to make, so those of the plot before are used again.
            self._kept.append(PlotPanel(self))
        panel = self._kept[number]
        self.panels.append(panel)
        panel.place(box, x, y)
        return panel

    def show_all(self) -> None:
        """Show the whole of all axes."""
        for panel in self._kept:
            panel.show_all()

    def panel_at(self, at: QPointF) -> PlotPanel | None:
        return next((panel for panel in self.panels if panel.box.contains(at)), None)


class PlotPanel:
    """Two axes and what is drawn between them: from values to pixels and back."""

    def __init__(self, scene: PlotScene) -> None:
        pg = _pyqtgraph()
        self.scene = scene
        self.box = QRectF()
        self._x = self._y = Axis(0.0, 0.0)
        self._looks: tuple[object, ...] = ()
        self._labels: list[list[tuple[float, str]]] = [[], []]
        self.view = pg.ViewBox(enableMenu=False, defaultPadding=0)
        self.bottom, self.left = pg.AxisItem("bottom"), pg.AxisItem("left")
        for item in (self.view, self.bottom, self.left):
            scene.addItem(item)
        for axis in (self.bottom, self.left):
            axis.linkToView(self.view)
            axis.setStyle(hideOverlappingLabels=_OVERHANG, tickTextOffset=4)
        self.bottom.setStyle(tickLength=_TICK)
        self.left.setStyle(tickLength=0, tickAlpha=0)
        self.view.sigRangeChanged.connect(self._on_range)

    def place(self, box: QRectF, x: Axis, y: Axis) -> None:
        """Set the place and both axes; the range on show stays unless the axes are others."""
        scene, before = self.scene, self._whole
        below = scene.line + _TICK + 6
        # Whatever is set anew makes pyqtgraph draw the axes again, which a drag would feel.
        looks = (box, scene.colours, scene.letters)
        if looks != self._looks:
            self._looks, self.box = looks, box
            self._dress(below)
        self._x, self._y = x, y
        self.set_visible(bottom=x.most > 0, left=y.most > 0)
        if before != self._whole:
            self.view.setLimits(xMin=x.low, xMax=x.high, yMin=y.low, yMax=y.high)
            self.show_all()
        self._on_range()
        scene.mark(self._paint_grid)
        middle = QPointF(box.center().x(), box.bottom() + below)
        scene.text(x.title, middle, scene.colours.muted, CENTRE)

    def _dress(self, below: float) -> None:
        """Give the axes their colours, font and places."""
        box, muted = self.box, QColor(self.scene.colours.muted)
        for axis in (self.bottom, self.left):
            axis.setTickFont(self.scene.letters)
            axis.setTextPen(QPen(muted))
        # Pens with a width: pyqtgraph's own are cosmetic, hairlines on paper.
        self.bottom.setPen(QPen(muted, 1))
        self.left.setPen(QPen(Qt.PenStyle.NoPen))
        beside = max(60.0, box.left())
        self.left.setWidth(beside)
        self.bottom.setHeight(below)
        self.view.setGeometry(box)
        self.left.setGeometry(QRectF(box.left() - beside, box.top(), beside, box.height()))
        self.bottom.setGeometry(QRectF(box.left(), box.bottom(), box.width(), below))

    def set_visible(self, *, bottom: bool, left: bool) -> None:
        self.bottom.setVisible(bottom)
        self.left.setVisible(left)

    # Values and pixels -------------------------------------------------------------------------

    @property
    def shown(self) -> tuple[float, float, float, float]:
        """The range on show: left, right, bottom, top."""
        (left, right), (low, high) = self.view.viewRange()
        return float(left), float(right), float(low), float(high)

    def xs(self, values: FloatArray) -> FloatArray:
        """Return the places of values on the horizontal axis."""
        left, right, _, _ = self.shown
        return self.box.left() + self.box.width() * (np.asarray(values) - left) / (right - left)

    def ys(self, values: FloatArray) -> FloatArray:
        """Return the places of values on the vertical axis."""
        _, _, low, high = self.shown
        return self.box.bottom() - self.box.height() * (np.asarray(values) - low) / (high - low)

    def points(self, x: FloatArray, y: FloatArray) -> list[QPointF]:
        """Return the places of pairs of values."""
        pairs = zip(self.xs(x).tolist(), self.ys(y).tolist(), strict=True)
        return [QPointF(across, along) for across, along in pairs]

    def point(self, x: float, y: float) -> QPointF:
        return self.points(np.array([x]), np.array([y]))[0]

    def value_at(self, at: QPointF) -> tuple[float, float]:
        """Return the values at a place, within the range on show."""
        left, right, low, high = self.shown
        across = min(1.0, max(0.0, (at.x() - self.box.left()) / self.box.width()))
        up = min(1.0, max(0.0, (self.box.bottom() - at.y()) / self.box.height()))
        return left + across * (right - left), low + up * (high - low)

    @property
    def x_ticks(self) -> list[float]:
        return self._x.ticks(*self.shown[:2], self.box.width())

    @property
    def y_ticks(self) -> list[float]:
        return self._y.ticks(*self.shown[2:], self.box.height())

    # Zoom --------------------------------------------------------------------------------------

    @property
    def _whole(self) -> tuple[float, float, float, float]:
        return self._x.low, self._x.high, self._y.low, self._y.high

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole axes is on show."""
        return not np.allclose(self.shown, self._whole, rtol=1e-6, atol=1e-9)

    def show_all(self) -> None:
        left, right, low, high = self._whole
        self.view.setRange(xRange=(left, right), yRange=(low, high), padding=0)

    def zoom(self, factor: float, at: QPointF) -> None:
        """Show `factor` as much of the axes; the values at a place stay there."""
        self.view.scaleBy((factor, factor), center=self.value_at(at))

    def pan(self, by: QPointF) -> None:
        """Move what is shown by pixels."""
        left, right, low, high = self.shown
        across, up = (right - left) / self.box.width(), (high - low) / self.box.height()
        self.view.translateBy(x=-by.x() * across, y=by.y() * up)

    def _on_range(self, *_ranges: object) -> None:
        left, right, low, high = self.shown
        across = (self.bottom, self._x, self.x_ticks, left, right)
        along = (self.left, self._y, self.y_ticks, low, high)
        for number, (item, axis, ticks, first, last) in enumerate((across, along)):
            # pyqtgraph drops a tick that rounding puts beyond the end.
            edge = 1e-7 * (last - first)
            places = np.clip(ticks, first + edge, last - edge).tolist()
            words = [axis.words(tick / axis.unit) for tick in ticks]
            labels = list(zip(places, words, strict=True))
            if labels != self._labels[number]:
                self._labels[number] = labels
                item.setTicks([labels])
        self.scene.repaint_marks()

    def _paint_grid(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self.scene.colours.line), 1))
        left, right, bottom = self.box.left(), self.box.right(), self.box.bottom()
        heights = self.ys(np.array(self.y_ticks)).tolist()
        painter.drawLines([QLineF(left, y, right, y) for y in heights if y < bottom - 1])

    # Marks -------------------------------------------------------------------------------------

    def mark(self, paint: Paint, overhang: float = 2.0) -> None:
        """Paint something between the axes; what lies beyond them by more is cut off."""

        def clipped(painter: QPainter) -> None:
            painter.save()
            painter.setClipRect(self.box.adjusted(-overhang, -overhang, overhang, overhang))
            paint(painter)
            painter.restore()

        self.scene.mark(clipped)

    def curve(self, x: FloatArray, y: FloatArray, pen: QPen) -> None:
        """Draw a line through points."""

        def paint(painter: QPainter) -> None:
            painter.setPen(pen)
            painter.drawPolyline(self.points(x, y))

        self.mark(paint)

    def band(self, x: FloatArray, low: FloatArray, high: FloatArray, colour: QColor) -> None:
        """Fill what lies between two lines."""

        def paint(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            around = np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]])
            painter.drawPolygon(self.points(*around))

        self.mark(paint, 1.0)

    def dots(
        self, x: FloatArray, y: FloatArray, pen: QPen, fill: QColor | str, radius: float = 3.0
    ) -> None:
        def paint(painter: QPainter) -> None:
            painter.setPen(pen)
            painter.setBrush(QColor(fill))
            for at in self.points(x, y):
                painter.drawEllipse(at, radius, radius)

        self.mark(paint, radius + 2)

    def uprights(
        self, x: FloatArray, low: FloatArray, high: FloatArray, pen: QPen, ends: float = 0.0
    ) -> None:
        """Draw upright lines from one value to another, longer by `ends` pixels."""

        def paint(painter: QPainter) -> None:
            painter.setPen(pen)
            rows = zip(self.xs(x), self.ys(low), self.ys(high), strict=True)
            painter.drawLines([QLineF(at, a + ends, at, b - ends) for at, a, b in rows])

        self.mark(paint, ends)


def shade(colour: QColor | str, alpha: int) -> QColor:
    """Return a colour, more transparent."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def record_plot(plot: Plot, size: QSizeF, font: QFont, colours: Colours = LIGHT) -> QPicture:
    """Draw a plot once, in the GUI thread; any thread may play the picture to any device.

    The size is in units of 1/96 inch, and the plot already fit for paper.
    """
    view = PlotView()  # never shown, but without a view pyqtgraph's axes stay empty
    view.plots.lay_out(plot, size, colours, font)
    picture = QPicture()
    painter = QPainter(picture)
    try:
        view.plots.render(painter, view.plots.rect, view.plots.rect)
    finally:
        painter.end()
        # At once and here: the garbage collector may run on any thread.
        delete(view)
    return picture


def play(painter: QPainter, picture: QPicture, at: QPointF) -> None:
    """Paint a recorded plot with its upper left corner at a point of the painter."""
    painter.save()
    painter.translate(at)
    # Qt enlarges a picture by the resolution of the device; the painter is scaled already.
    painter.scale(
        picture.logicalDpiX() / painter.device().logicalDpiX(),
        picture.logicalDpiY() / painter.device().logicalDpiY(),
    )
    painter.drawPicture(QPointF(0, 0), picture)
    painter.restore()
