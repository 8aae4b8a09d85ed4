"""Survival curves, drawn by one code on screen and, as vectors, on paper.

All lengths are in the painter's units; on paper, scale the painter to 96 units an inch first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from steph_desktop.model.outputs import RiskGroup
from steph_desktop.survival.curves import (
    DAYS_PER_YEAR,
    FloatArray,
    KaplanMeierCurve,
    TimeBins,
    survival_at,
)
from steph_desktop.ui.kit.theme import Colours

LANDMARK_YEARS = (1, 3, 5)
WHAT_IF_CAPTION = "What if (not a result)"
_LONGEST_YEARS = 15.0
_BAND_ALPHA = 38
_MEMBERS_ALPHA = 46
_GAP = 6.0


@dataclass(frozen=True)
class SurvivalPlot:
    """What a survival plot shows.

    Attributes
    ----------
    strata : tuple of KaplanMeierCurve
        The reference cohort by risk group, lowest risk first; may be empty.
    bins : TimeBins
        Bins of the predicted curve.
    survival : ndarray, shape (B,), optional
        Predicted survival at the end of each bin.
    caption : str
        Name of the predicted curve in the legend.
    what_if : ndarray, shape (B,), optional
        Survival under changed sources, drawn dashed; never on paper.
    members : ndarray, shape (M, B), optional
        Survival by each model of a pack that holds several: a band from the lowest to the highest.
    """

    strata: tuple[KaplanMeierCurve, ...] = ()
    bins: TimeBins = field(default_factory=TimeBins)
    survival: FloatArray | None = None
    caption: str = "This case, predicted"
    what_if: FloatArray | None = None
    members: FloatArray | None = None

    @property
    def years(self) -> float:
        """Length of the time axis: the cohort's follow-up, or until the curve has run out."""
        if self.strata:
            last = max(float(curve.durations_days[-1]) for curve in self.strata) / DAYS_PER_YEAR
            return min(_LONGEST_YEARS, max(6.0, math.ceil(last)))
        if self.survival is None:
            return 10.0
        low = np.flatnonzero(self.survival < 0.05)
        end = self.bins.starts_days[int(low[0])] / DAYS_PER_YEAR + 1 if len(low) else _LONGEST_YEARS
        return min(_LONGEST_YEARS, max(6.0, math.ceil(end)))


@dataclass(frozen=True)
class _Frame:
    """The axes: from years and survival to painter units."""

    box: QRectF
    years: float

    def x(self, days: float) -> float:
        return self.box.left() + self.box.width() * days / DAYS_PER_YEAR / self.years

    def y(self, survival: float) -> float:
        return self.box.bottom() - self.box.height() * survival


def paint_survival(
    painter: QPainter, rect: QRectF, plot: SurvivalPlot, colours: Colours, font: QFont
) -> None:
    """Draw the predicted curve over the cohort's strata, with numbers at risk under the axis.

    Parameters
    ----------
    painter : QPainter
        Its units are taken as pixels at 96 an inch.
    rect : QRectF
        Where to draw.
    plot : SurvivalPlot
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
    line = metrics.height()
    top = _paint_legend(painter, rect, plot, colours, metrics)
    rows = [group_words(curve.label) for curve in plot.strata]
    left = max(
        [metrics.horizontalAdvance("100 %")]
        # The first number at risk stands centred on the axis.
        + [metrics.horizontalAdvance(f"{name}0000") for name in rows]
    )
    # Tick numbers, the axis title, then the heading and one row per group.
    under = 2 * line + _GAP + ((len(rows) + 1) * line + _GAP if rows else 0)
    box = QRectF(
        QPointF(rect.left() + left + _GAP + 2, top + _GAP),
        QPointF(rect.right() - metrics.horizontalAdvance("00") / 2 - 4, rect.bottom() - under),
    )
    if box.width() > 40 and box.height() > 30:
        frame = _Frame(box, plot.years)
        _paint_axes(painter, frame, colours, metrics)
        painter.setClipRect(box.adjusted(-1, -3, 2, 2))
        for curve in plot.strata:
            _paint_stratum(painter, frame, curve, group_colour(curve.label, colours))
        if plot.members is not None:
            _paint_members(painter, frame, plot.bins, plot.members, colours)
        if plot.survival is not None:
            _paint_prediction(painter, frame, plot, colours)
        if plot.what_if is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.notice), 2.4, Qt.PenStyle.DashLine))
            painter.drawPath(_predicted_path(frame, plot.bins, plot.what_if))
        painter.setClipping(False)
        _paint_at_risk(painter, rect.left(), frame, plot, colours, metrics)
    painter.restore()


def group_words(label: str) -> str:
    """Name of a stratum on an axis: its risk group with a capital, any other label as it is."""
    return label.capitalize() if label in {group.value for group in RiskGroup} else label


def group_colour(label: str, colours: Colours) -> QColor:
    """Colour of a stratum: that of its risk group, or of secondary text."""
    for group in RiskGroup:
        if group.value == label:
            return QColor(colours.of_group(group))
    return QColor(colours.middle)


def _paint_legend(
    painter: QPainter,
    rect: QRectF,
    plot: SurvivalPlot,
    colours: Colours,
    metrics: QFontMetricsF,
) -> float:
    """Draw the legend in as many rows as it takes; return its lower edge."""
    entries = []
    if plot.survival is not None:
        entries.append((plot.caption, QPen(QColor(colours.ink), 2.6)))
    if plot.members is not None:
        band = QPen(_band_colour(colours), 0.6 * metrics.height())
        band.setCapStyle(Qt.PenCapStyle.FlatCap)
        entries.append((f"Range of {len(plot.members)} models", band))
    if plot.what_if is not None:
        pen = QPen(QColor(colours.notice), 2.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2, 1])
        entries.append((WHAT_IF_CAPTION, pen))
    entries += [
        (
            f"{group_words(curve.label)} risk, n = {curve.n_patients}",
            QPen(group_colour(curve.label, colours), 1.6),
        )
        for curve in plot.strata
    ]
    x, y = rect.left(), rect.top()
    for words, pen in entries:
        room = 18 + metrics.horizontalAdvance(words)
        if x > rect.left() and x + room > rect.right():
            x, y = rect.left(), y + metrics.height() + 2
        middle = y + metrics.height() / 2
        painter.setPen(pen)
        painter.drawLine(QLineF(x, middle, x + 13, middle))
        painter.setPen(QColor(colours.text))
        painter.drawText(QPointF(x + 18, y + metrics.ascent()), words)
        x += room + 14
    return y + (metrics.height() if entries else 0)


def _paint_axes(painter: QPainter, frame: _Frame, colours: Colours, metrics: QFontMetricsF) -> None:
    box = frame.box
    painter.setPen(QPen(QColor(colours.line), 1))
    for quarter in range(5):
        y = frame.y(quarter / 4)
        painter.drawLine(QLineF(box.left(), y, box.right(), y))
    painter.setPen(QColor(colours.muted))
    for quarter in range(5):
        words = f"{25 * quarter} %"
        at = QPointF(
            box.left() - _GAP - metrics.horizontalAdvance(words),
            frame.y(quarter / 4) + metrics.ascent() / 2 - 1,
        )
        painter.drawText(at, words)
    for year in _ticks(frame, metrics):
        words = f"{year:g}"
        x = frame.x(year * DAYS_PER_YEAR)
        painter.drawLine(QLineF(x, box.bottom(), x, box.bottom() + 3))
        at = QPointF(x - metrics.horizontalAdvance(words) / 2, box.bottom() + 4 + metrics.ascent())
        painter.drawText(at, words)
    words = "Years"
    at = QPointF(
        box.center().x() - metrics.horizontalAdvance(words) / 2,
        box.bottom() + 4 + metrics.height() + metrics.ascent(),
    )
    painter.drawText(at, words)


def _ticks(frame: _Frame, metrics: QFontMetricsF) -> list[int]:
    """Whole years, as many as find room for a number at risk under each."""
    room = metrics.horizontalAdvance("0000") + 4
    for step in (1, 2, 3, 5):
        if frame.box.width() / frame.years * step >= room:
            break
    return list(range(0, int(frame.years) + 1, step))


def _paint_stratum(
    painter: QPainter, frame: _Frame, curve: KaplanMeierCurve, colour: QColor
) -> None:
    end = float(curve.durations_days[-1])
    band = _steps(frame, curve.times_days, curve.upper, end)
    low = _steps(frame, curve.times_days, curve.lower, end)
    shade = QColor(colour)
    shade.setAlpha(_BAND_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPolygon(QPolygonF([*band, *reversed(low)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.6))
    painter.drawPolyline(QPolygonF(_steps(frame, curve.times_days, curve.survival, end)))
    painter.setPen(QPen(colour, 1))
    step = np.searchsorted(curve.times_days, curve.censor_times_days, side="right") - 1
    ticks = []
    for time, row in zip(curve.censor_times_days, step, strict=True):
        x, y = frame.x(float(time)), frame.y(float(curve.survival[max(0, int(row))]))
        ticks.append(QLineF(x, y - 3, x, y + 3))
    painter.drawLines(ticks)


def _steps(
    frame: _Frame, times_days: FloatArray, values: FloatArray, end_days: float
) -> list[QPointF]:
    points: list[QPointF] = []
    for number, (time, value) in enumerate(zip(times_days, values, strict=True)):
        x, y = frame.x(float(time)), frame.y(float(value))
        if number:
            points.append(QPointF(x, points[-1].y()))
        points.append(QPointF(x, y))
    if points:
        points.append(QPointF(frame.x(end_days), points[-1].y()))
    return points


def _band_colour(colours: Colours) -> QColor:
    shade = QColor(colours.ink)
    shade.setAlpha(_MEMBERS_ALPHA)
    return shade


def _paint_members(
    painter: QPainter, frame: _Frame, bins: TimeBins, members: FloatArray, colours: Colours
) -> None:
    # Each curve is linear between the same edges, and so are the lowest and the highest.
    path = _predicted_path(frame, bins, members.max(axis=0))
    path.connectPath(_predicted_path(frame, bins, members.min(axis=0)).toReversed())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_band_colour(colours))
    painter.drawPath(path)


def _paint_prediction(
    painter: QPainter, frame: _Frame, plot: SurvivalPlot, colours: Colours
) -> None:
    assert plot.survival is not None  # noqa: S101 - the caller chose by it
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.ink), 2.6))
    painter.drawPath(_predicted_path(frame, plot.bins, plot.survival))
    painter.setBrush(QColor(colours.panel))
    painter.setPen(QPen(QColor(colours.ink), 1.4))
    for year in LANDMARK_YEARS:
        days = year * DAYS_PER_YEAR
        value = survival_at(plot.bins, plot.survival, days)
        painter.drawEllipse(QPointF(frame.x(days), frame.y(value)), 3.0, 3.0)


def _predicted_path(frame: _Frame, bins: TimeBins, survival: FloatArray) -> QPainterPath:
    path = QPainterPath(QPointF(frame.x(0), frame.y(1)))
    # Linear between bin edges, as the landmark values are read off; the open bin has no end.
    for start, value in zip(bins.starts_days[1:], survival[:-1], strict=True):
        path.lineTo(QPointF(frame.x(start), frame.y(float(value))))
    return path


def _paint_at_risk(
    painter: QPainter,
    left: float,
    frame: _Frame,
    plot: SurvivalPlot,
    colours: Colours,
    metrics: QFontMetricsF,
) -> None:
    if not plot.strata:
        return
    y = frame.box.bottom() + 4 + 2 * metrics.height() + _GAP
    painter.setPen(QColor(colours.muted))
    painter.drawText(QPointF(left, y + metrics.ascent()), "Number at risk")
    for curve in plot.strata:
        y += metrics.height()
        painter.setPen(group_colour(curve.label, colours))
        painter.drawText(QPointF(left, y + metrics.ascent()), group_words(curve.label))
        for year in _ticks(frame, metrics):
            words = str(curve.at_risk(year * DAYS_PER_YEAR))
            x = frame.x(year * DAYS_PER_YEAR) - metrics.horizontalAdvance(words) / 2
            painter.drawText(QPointF(x, y + metrics.ascent()), words)
