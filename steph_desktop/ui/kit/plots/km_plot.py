"""Kaplan-Meier curves with bands, censor ticks and numbers at risk: painting and hit testing.

One code draws on screen and, as vectors, on paper. All lengths are in the painter's units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from steph_desktop.survival.curves import DAYS_PER_YEAR, FloatArray, KaplanMeierCurve
from steph_desktop.survival.groups import GroupedSurvival
from steph_desktop.ui.kit.plots.curve_plot import group_words
from steph_desktop.ui.kit.theme import Colours

MAX_GROUPS = 8
_GAP = 6.0
_BAND_ALPHA = 34
_HIT_RANGE = 7.0
_WRAPPED = int((Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap).value)
_LINES_LIGHT = (
    "#2f6fb2", "#b3541e", "#23784b", "#7a4fa3", "#846a00", "#b0376f", "#3f7f86", "#5f6b78",
)  # fmt: skip
_LINES_DARK = (
    "#6fabe8", "#f0a06a", "#6cc796", "#c49bec", "#d9bf5a", "#f08bb8", "#77c4cc", "#a9b4bf",
)  # fmt: skip
_OF_RISK = frozenset({"low", "intermediate", "high"})


class AxisUnit(Enum):
    """Unit of the time axis, and its length in days."""

    YEARS = ("years", DAYS_PER_YEAR)
    MONTHS = ("months", DAYS_PER_YEAR / 12)
    DAYS = ("days", 1.0)

    @property
    def days(self) -> float:
        """Days of one unit."""
        return self.value[1]


@dataclass(frozen=True)
class KmOptions:
    """What of the curves is drawn.

    Attributes
    ----------
    bands, ticks, medians : bool
        Confidence bands, censor ticks, and dotted lines at the medians.
    unit : TimeUnit
        Of the axis.
    """

    bands: bool = True
    ticks: bool = True
    medians: bool = False
    unit: AxisUnit = AxisUnit.YEARS


@dataclass(frozen=True)
class KmPlot:
    """What a Kaplan-Meier plot shows.

    Attributes
    ----------
    survival : GroupedSurvival
        Groups and their figures.
    options : KmOptions
        What is drawn.
    words : str
        Under the legend: what the test says.
    """

    survival: GroupedSurvival
    options: KmOptions = field(default_factory=KmOptions)
    words: str = ""

    @property
    def curves(self) -> tuple[KaplanMeierCurve, ...]:
        """The curves, in the order of the groups."""
        return tuple(figures.curve for figures in self.survival.figures)

    @property
    def longest_days(self) -> float:
        """End of the time axis: the longest follow-up."""
        return max(1.0, *(float(curve.durations_days[-1]) for curve in self.curves))


@dataclass(frozen=True)
class KmFrame:
    """The axes: from days and survival to painter units, and back."""

    box: QRectF
    longest_days: float

    def x(self, days: float) -> float:
        """Place of a time."""
        return self.box.left() + self.box.width() * days / self.longest_days

    def y(self, survival: float) -> float:
        """Place of a survival."""
        return self.box.bottom() - self.box.height() * survival

    def days(self, x: float) -> float:
        """Time at a place, within the axis."""
        share = (x - self.box.left()) / max(1.0, self.box.width())
        return self.longest_days * min(1.0, max(0.0, share))


@dataclass(frozen=True)
class KmHit:
    """Patients at one place of a curve.

    Attributes
    ----------
    group : int
        Number of the group.
    ids : tuple of str
        Those whose step or tick it is.
    time_days : float
        When.
    is_event : bool
        A step; else a censor tick.
    """

    group: int
    ids: tuple[str, ...]
    time_days: float
    is_event: bool


def line_colour(label: str, number: int, colours: Colours) -> QColor:
    """Colour of a group: that of its risk group, or the next of a palette safe for most eyes."""
    if label in _OF_RISK:
        return QColor({"low": colours.low, "high": colours.high}.get(label, colours.middle))
    palette = _LINES_DARK if colours.dark else _LINES_LIGHT
    return QColor(palette[number % len(palette)])


def frame_of(rect: QRectF, plot: KmPlot, font: QFont) -> KmFrame:
    """Return the axes of a plot within a rectangle; the same for painting and for the mouse."""
    metrics = QFontMetricsF(font)
    line = metrics.height()
    names = [_risk_row_name(curve.label, rect, metrics) for curve in plot.curves]
    left = max(
        metrics.horizontalAdvance("100 %"),
        *(metrics.horizontalAdvance(f"{name}  0000") for name in names),
    )
    top = rect.top() + _legend_height(rect, plot, metrics) + 2
    top += _words_height(rect, plot.words, metrics) + metrics.ascent() / 2
    under = 2 * line + 2 * _GAP + (len(names) + 1) * (line + 1)
    box = QRectF(
        QPointF(rect.left() + left + _GAP + 2, top),
        QPointF(rect.right() - metrics.horizontalAdvance("0000") / 2 - 4, rect.bottom() - under),
    )
    return KmFrame(box, plot.longest_days)


def paint_km(
    painter: QPainter, rect: QRectF, plot: KmPlot, colours: Colours, font: QFont
) -> KmFrame:
    """Draw the curves, with numbers at risk aligned under the axis; return the axes.

    Parameters
    ----------
    painter : QPainter
        Its units are taken as pixels at 96 an inch.
    rect : QRectF
        Where to draw.
    plot : KmPlot
        What to draw.
    colours : Colours
        The theme; the light one on paper.
    font : QFont
        Of all text, its size included.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    frame = frame_of(rect, plot, font)
    legend = _legend(rect, plot, metrics, painter, colours)
    painter.setPen(QColor(colours.text))
    words = rect.adjusted(0, legend + 2, 0, 0)
    painter.drawText(words, _WRAPPED, plot.words)
    if frame.box.width() > 60 and frame.box.height() > 40:
        ticks = axis_ticks(frame, plot.options.unit, metrics)
        _paint_axes(painter, frame, plot, ticks, colours, metrics)
        for number, curve in enumerate(plot.curves):
            colour = line_colour(curve.label, number, colours)
            _paint_curve(painter, frame, curve, colour, plot.options)
        if plot.options.medians:
            _paint_medians(painter, frame, plot, colours)
        _paint_at_risk(painter, rect, frame, plot, ticks, colours, metrics)
    painter.restore()
    return frame


def axis_ticks(frame: KmFrame, unit: AxisUnit, metrics: QFontMetricsF) -> list[float]:
    """Places of the axis in units, as many as find room for a number at risk under each."""
    room = metrics.horizontalAdvance("00000") + 8
    longest = frame.longest_days / unit.days
    steps = {
        AxisUnit.YEARS: (0.25, 0.5, 1, 2, 3, 5, 10, 20),
        AxisUnit.MONTHS: (1, 2, 3, 6, 12, 24, 36, 60, 120, 240),
        AxisUnit.DAYS: (1, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650, 7300),
    }[unit]
    fits = (s for s in steps if frame.box.width() * s >= room * longest and longest <= 12 * s)
    step = next(fits, steps[-1])
    return [n * step for n in range(int(longest / step + 1e-9) + 1)]


def hit_at(plot: KmPlot, frame: KmFrame, at: QPointF) -> KmHit | None:
    """Return the patients whose step or censor tick lies under a point; None without."""
    best: KmHit | None = None
    nearest = _HIT_RANGE
    for number, (group, curve) in enumerate(zip(plot.survival.groups, plot.curves, strict=True)):
        if not group.ids:
            continue
        times = np.asarray(group.times_days, float)
        row = np.searchsorted(curve.times_days, times, side="right") - 1
        after = curve.survival[row]
        before = np.where(group.events, curve.survival[np.maximum(row - 1, 0)], after)
        across = np.abs(frame.box.left() + frame.box.width() * times / frame.longest_days - at.x())
        high = frame.box.bottom() - frame.box.height() * before - 4
        low = frame.box.bottom() - frame.box.height() * after + 4
        along = np.maximum(0, np.maximum(high - at.y(), at.y() - low))
        named = np.array([bool(name) for name in group.ids], bool)
        distance = np.where(named, np.hypot(across, along), np.inf)
        closest = int(np.argmin(distance))
        if distance[closest] < nearest:
            nearest = float(distance[closest])
            best = _hit(plot, number, float(times[closest]), bool(group.events[closest]))
    return best


def all_hits(plot: KmPlot) -> list[KmHit]:
    """Every step and tick that leads to patients, by group and time: for the keyboard."""
    found = []
    for number, group in enumerate(plot.survival.groups):
        if group.ids:
            rows = zip(group.times_days.tolist(), group.events.tolist(), group.ids, strict=True)
            places = sorted({(time, event) for time, event, name in rows if name})
            found += [_hit(plot, number, time, event) for time, event in places]
    return found


def _hit(plot: KmPlot, number: int, time_days: float, is_event: bool) -> KmHit:
    group = plot.survival.groups[number]
    same = np.flatnonzero((group.times_days == time_days) & (group.events == is_event))
    ids = tuple(group.ids[i] for i in same if group.ids[i])
    return KmHit(number, ids, time_days, is_event)


def survival_at_time(curve: KaplanMeierCurve, time_days: float) -> tuple[float, float, float]:
    """Survival and its band at a time within the follow-up."""
    row = int(np.searchsorted(curve.times_days, time_days, side="right")) - 1
    return float(curve.survival[row]), float(curve.lower[row]), float(curve.upper[row])


def _legend_height(rect: QRectF, plot: KmPlot, metrics: QFontMetricsF) -> float:
    return _legend(rect, plot, metrics, None, None)


def _legend(
    rect: QRectF,
    plot: KmPlot,
    metrics: QFontMetricsF,
    painter: QPainter | None,
    colours: Colours | None,
) -> float:
    """Lay the legend out in as many rows as it takes, and paint it if asked; return its height."""
    x, y = rect.left(), rect.top()
    for number, curve in enumerate(plot.curves):
        counts = f"  n = {curve.n_patients}, events {curve.n_events}"
        most = rect.width() - 24 - metrics.horizontalAdvance(counts)
        name = metrics.elidedText(group_words(curve.label), Qt.TextElideMode.ElideRight, most)
        room = 22 + metrics.horizontalAdvance(name + counts)
        if x > rect.left() and x + room > rect.right():
            x, y = rect.left(), y + metrics.height() + 3
        if painter is not None and colours is not None:
            middle = y + metrics.height() / 2
            painter.setPen(QPen(line_colour(curve.label, number, colours), 2.4))
            painter.drawLine(QLineF(x, middle, x + 15, middle))
            painter.setPen(QColor(colours.ink))
            painter.drawText(QPointF(x + 21, y + metrics.ascent()), name)
            painter.setPen(QColor(colours.muted))
            at = QPointF(x + 21 + metrics.horizontalAdvance(name), y + metrics.ascent())
            painter.drawText(at, counts)
        x += room + 18
    return y + metrics.height() - rect.top()


def _paint_axes(
    painter: QPainter,
    frame: KmFrame,
    plot: KmPlot,
    ticks: list[float],
    colours: Colours,
    metrics: QFontMetricsF,
) -> None:
    box, unit = frame.box, plot.options.unit
    for quarter in range(5):
        y = frame.y(quarter / 4)
        painter.setPen(QPen(QColor(colours.muted if quarter == 0 else colours.line), 1))
        painter.drawLine(QLineF(box.left(), y, box.right(), y))
        painter.setPen(QColor(colours.muted))
        words = f"{25 * quarter} %"
        left = box.left() - _GAP - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, y + metrics.ascent() / 2 - 1), words)
    for tick in ticks:
        x, words = frame.x(tick * unit.days), f"{tick:g}"
        painter.drawLine(QLineF(x, box.bottom(), x, box.bottom() + 4))
        left = x - metrics.horizontalAdvance(words) / 2
        painter.drawText(QPointF(left, box.bottom() + 5 + metrics.ascent()), words)
    words = f"Time, {unit.value[0]}"
    left = box.center().x() - metrics.horizontalAdvance(words) / 2
    painter.drawText(QPointF(left, box.bottom() + 5 + metrics.height() + metrics.ascent()), words)


def _paint_curve(
    painter: QPainter,
    frame: KmFrame,
    curve: KaplanMeierCurve,
    colour: QColor,
    options: KmOptions,
) -> None:
    end = float(curve.durations_days[-1])
    painter.setClipRect(frame.box.adjusted(-1, -4, 2, 4))
    if options.bands:
        shade = QColor(colour)
        shade.setAlpha(_BAND_ALPHA)
        upper = _steps(frame, curve.times_days, curve.upper, end)
        lower = _steps(frame, curve.times_days, curve.lower, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.9))
    painter.drawPolyline(QPolygonF(_steps(frame, curve.times_days, curve.survival, end)))
    if options.ticks and len(curve.censor_times_days):
        painter.setPen(QPen(colour, 1.1))
        rows = np.searchsorted(curve.times_days, curve.censor_times_days, side="right") - 1
        places = zip(curve.censor_times_days, curve.survival[rows], strict=True)
        at = [(frame.x(float(day)), frame.y(float(share))) for day, share in places]
        painter.drawLines([QLineF(x, y - 4, x, y + 4) for x, y in at])
    painter.setClipping(False)


def _steps(
    frame: KmFrame, times_days: FloatArray, values: FloatArray, end_days: float
) -> list[QPointF]:
    points: list[QPointF] = []
    for time, value in zip(times_days.tolist(), values.tolist(), strict=True):
        if points:
            points.append(QPointF(frame.x(time), points[-1].y()))
        points.append(QPointF(frame.x(time), frame.y(value)))
    points.append(QPointF(frame.x(end_days), points[-1].y()))
    return points


def _paint_medians(painter: QPainter, frame: KmFrame, plot: KmPlot, colours: Colours) -> None:
    for number, figures in enumerate(plot.survival.figures):
        median = figures.median_days.value
        if median is None:
            continue
        colour = line_colour(figures.curve.label, number, colours)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
        x, y = frame.x(median), frame.y(0.5)
        painter.drawLine(QLineF(frame.box.left(), y, x, y))
        painter.drawLine(QLineF(x, y, x, frame.box.bottom()))


def _words_height(rect: QRectF, words: str, metrics: QFontMetricsF) -> float:
    if not words:
        return 0.0
    room = QRectF(0, 0, rect.width(), 1000)
    return metrics.boundingRect(room, _WRAPPED, words).height() + 2


def _risk_row_name(label: str, rect: QRectF, metrics: QFontMetricsF) -> str:
    most = max(0.2 * rect.width(), 60)
    return metrics.elidedText(group_words(label), Qt.TextElideMode.ElideRight, most)


def _paint_at_risk(
    painter: QPainter,
    rect: QRectF,
    frame: KmFrame,
    plot: KmPlot,
    ticks: list[float],
    colours: Colours,
    metrics: QFontMetricsF,
) -> None:
    y = frame.box.bottom() + 5 + 2 * metrics.height() + _GAP
    painter.setPen(QColor(colours.muted))
    painter.drawText(QPointF(rect.left(), y + metrics.ascent()), "Number at risk")
    for number, curve in enumerate(plot.curves):
        y += metrics.height() + 1
        painter.setPen(line_colour(curve.label, number, colours))
        name = _risk_row_name(curve.label, rect, metrics)
        painter.drawText(QPointF(rect.left(), y + metrics.ascent()), name)
        painter.setPen(QColor(colours.text))
        for tick in ticks:
            days = tick * plot.options.unit.days
            words = str(curve.at_risk(days))
            left = frame.x(days) - metrics.horizontalAdvance(words) / 2
            painter.drawText(QPointF(left, y + metrics.ascent()), words)
