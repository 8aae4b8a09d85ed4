"""Plots of regression: hazard ratios as a forest, residuals over time, cumulative incidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from steph_desktop.survival.clinical_cox import CoxRow, SchoenfeldResiduals
from steph_desktop.survival.competing_risks import IncidenceCurve
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS, FloatArray, interval_text, p_text
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.plot_widget import PlotWidget
from steph_desktop.ui.kit.plots.scene import (
    GAP,
    RIGHT,
    Axis,
    LegendEntry,
    Paint,
    Plot,
    PlotPanel,
    PlotScene,
    line_key,
    percent,
    shade,
)
from steph_desktop.ui.kit.plots.survival_plot import group_entry, line_colour

_WIDEST, _NARROWEST = 8.0, 2.0  # the axis goes to at most this ratio, and at least to that
_SQUARE = 3.5


def ratio_words(row: CoxRow) -> str:
    """Write a hazard ratio with its interval: ``1.85 (1.20 to 2.84)``."""
    # Nobody of a group had the event: the coefficient ran away, and its interval with it.
    if row.standard_error > 20:
        return "not known"
    return interval_text(row.hazard_ratio, *row.interval)


@dataclass(frozen=True)
class ForestPlot(Plot):
    """Hazard ratios with their intervals, one below the other."""

    rows: Sequence[CoxRow] = ()
    title: str = ""

    def height(self, line: float) -> float:
        return (len(self.rows) + 4) * (line + 6)

    def draw(self, scene: PlotScene) -> None:
        colours, rect, line = scene.colours, scene.rect, scene.line
        scene.text(self.title, rect.topLeft(), colours.ink)
        if not self.rows:
            return
        step = line + 6
        names = [row.words for row in self.rows]
        room = min(0.42 * rect.width(), max(map(scene.width_of, names)) + 2 * GAP)
        figures = max(scene.width_of(ratio_words(row)) for row in self.rows) + GAP
        ends = [abs(math.log(max(v, 1e-9))) for row in self.rows if row.standard_error <= 20
                for v in row.interval]  # fmt: skip
        reach = min(math.log(_WIDEST), max(math.log(_NARROWEST), *ends, 0.0) * 1.05)
        top = rect.top() + line + GAP
        box = QRectF(
            QPointF(rect.left() + room, top),
            QPointF(rect.right() - figures - GAP, top + step * len(self.rows)),
        )
        count = len(self.rows)
        x = Axis(
            # The axis is one of logarithms: its steps are doublings.
            -reach, reach, "Hazard ratio: right of 1, the event comes earlier",
            words=lambda value: f"{math.exp(value):.3g}", steps=(math.log(2),), room=30,
        )  # fmt: skip
        if (panel := scene.panel(box, x, Axis(0.0, float(count), most=0))) is None:
            return
        one = QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine)
        panel.curve(np.zeros(2), np.array([0.0, count]), one)
        for number, row in enumerate(self.rows):
            y = count - number - 0.5
            at = box.top() + (number + 0.5) * step - line / 2
            scene.text(scene.cut(row.words, room - GAP), QPointF(rect.left(), at), colours.text)
            scene.text(ratio_words(row), QPointF(rect.right(), at), colours.text, RIGHT)
            if row.standard_error > 20:
                continue
            low, high = (math.log(max(v, 1e-9)) for v in row.interval)
            pen = QPen(QColor(colours.accent), 1.8)
            panel.curve(np.array([max(low, -reach), min(high, reach)]), np.full(2, y), pen)
            panel.mark(_square(panel, min(reach, max(-reach, row.coefficient)), y, colours.accent))


def _square(panel: PlotPanel, x: float, y: float, colour: str) -> Paint:
    def paint(painter: QPainter) -> None:
        corner = QPointF(_SQUARE, _SQUARE)
        at = panel.point(x, y)
        painter.fillRect(QRectF(at - corner, at + corner), QColor(colour))

    return paint


class ForestWidget(PlotWidget):
    """A forest on screen; as high as its rows."""

    def __init__(self) -> None:
        super().__init__("Hazard ratios", is_flat=True)

    def show_rows(self, rows: Sequence[CoxRow], title: str) -> None:
        plot = ForestPlot(tuple(rows), title)
        said = "; ".join(f"{row.words}: {ratio_words(row)}" for row in rows)
        self.setAccessibleDescription(tr(said))
        self.setFixedHeight(round(plot.height(self.fontMetrics().height())))
        self.set_plot(plot)


@dataclass(frozen=True)
class ResidualPlot(Plot):
    """Scaled Schoenfeld residuals over time: flat where hazards are proportional."""

    residuals: SchoenfeldResiduals

    def draw(self, scene: PlotScene) -> None:
        colours, rect, line, own = scene.colours, scene.rect, scene.line, self.residuals
        words = f"{own.words}: coefficient over time (proportional hazards {p_text(own.p_value)})"
        scene.text(scene.cut(words, rect.width()), rect.topLeft(), colours.ink)
        order = np.argsort(own.times_days, kind="stable")
        years, values = own.times_days[order] / CALENDAR_YEAR_DAYS, own.values[order]
        low, high = np.quantile(values, (0.02, 0.98)).tolist()
        low, high = min(low, own.coefficient - 0.5), max(high, own.coefficient + 0.5)
        box = scene.axes_box(rect.top() + line + GAP, "-00.0", right=8, below=8)
        x = Axis(0.0, float(max(years[-1], 1e-6)), "Years")
        if (panel := scene.panel(box, x, Axis(low, high, most=5))) is None:
            return
        panel.dots(years, values, QPen(Qt.PenStyle.NoPen), shade(colours.muted, 130), 2.2)
        panel.curve(
            np.array([0.0, years[-1]]), np.full(2, own.coefficient),
            QPen(QColor(colours.muted), 1.2, Qt.PenStyle.DashLine),
        )  # fmt: skip
        panel.curve(years, _smooth(years, values), QPen(QColor(colours.accent), 2.2))


def _smooth(x: FloatArray, y: FloatArray) -> FloatArray:
    """Return local means with triangular weights over a third of the points."""
    width = max(5, len(x) // 3)
    found = np.empty(len(x))
    for k in range(len(x)):
        first, last = max(0, k - width // 2), min(len(x), k + width // 2 + 1)
        weights = 1 - np.abs(np.arange(first, last) - k) / (width // 2 + 1)
        found[k] = np.average(y[first:last], weights=weights)
    return found


class ResidualWidget(PlotWidget):
    """Residuals on screen."""

    def __init__(self) -> None:
        super().__init__("Proportional hazards", 0.9)
        self.setFixedHeight(220)

    def show_residuals(self, residuals: SchoenfeldResiduals | None) -> None:
        self.set_plot(None if residuals is None else ResidualPlot(residuals))


@dataclass(frozen=True)
class IncidencePlot(Plot):
    """Cumulative incidence by group; dotted, what Kaplan-Meier would say."""

    curves: Sequence[IncidenceCurve] = ()
    words: str = ""

    def draw(self, scene: PlotScene) -> None:
        colours, rect, line = scene.colours, scene.rect, scene.line
        lines = [line_colour(curve.label, k, colours) for k, curve in enumerate(self.curves)]
        entries = [
            group_entry(curve.label or "all", curve.n, curve.n_events, colour)
            for curve, colour in zip(self.curves, lines, strict=True)
        ]
        dotted = QPen(QColor(colours.muted), 1.4, Qt.PenStyle.DotLine)
        entries.append(LegendEntry(line_key(dotted), "one minus Kaplan-Meier"))
        top = scene.legend(entries, rect) + GAP
        scene.text(scene.cut(self.words, rect.width()), QPointF(rect.left(), top), colours.text)
        longest = max((float(c.times_days[-1]) for c in self.curves), default=1.0)
        high = max((float(c.upper.max()) for c in self.curves), default=1.0)
        high = min(1.0, max(0.1, math.ceil(10 * high) / 10))
        box = scene.axes_box(top + line + GAP, "100 %")
        x = Axis(0.0, max(longest / CALENDAR_YEAR_DAYS, 0.1), "Years")
        if (panel := scene.panel(box, x, Axis(0.0, high, "", percent, most=5))) is None:
            return
        for curve, colour in zip(self.curves, lines, strict=True):
            years = curve.times_days / CALENDAR_YEAR_DAYS
            xs = np.repeat(years, 2)[1:]
            low, upper = (np.repeat(v, 2)[:-1] for v in (curve.lower, curve.upper))
            panel.band(xs, low, upper, shade(colour, 38))
            panel.curve(xs, np.repeat(curve.naive, 2)[:-1],
                        QPen(colour, 1.4, Qt.PenStyle.DotLine))  # fmt: skip
            panel.curve(xs, np.repeat(curve.incidence, 2)[:-1], QPen(colour, 2.4))


class IncidenceWidget(PlotWidget):
    """Cumulative incidence on screen."""

    def __init__(self) -> None:
        super().__init__("Cumulative incidence", hint=QSize(500, 360))
        self.setMinimumHeight(300)

    def show_curves(self, curves: Sequence[IncidenceCurve], words: str) -> None:
        self.setAccessibleDescription(tr(words))
        self.set_plot(IncidencePlot(tuple(curves), words) if curves else None)
