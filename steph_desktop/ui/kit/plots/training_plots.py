"""Plots of a training: lines that grow, the course of weights and ratios, calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPen

from steph_desktop.survival.curves import FloatArray
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.plot_widget import PlotWidget
from steph_desktop.ui.kit.plots.scene import (
    CENTRE,
    GAP,
    RIGHT,
    Axis,
    LegendEntry,
    Plot,
    PlotPanel,
    PlotScene,
    Readout,
    line_key,
    percent,
    shade,
)
from steph_desktop.ui.kit.theme import Colours

if TYPE_CHECKING:
    from steph_desktop.survival.evaluation import HorizonResult
    from steph_desktop.training.study.dynamics import Course

Lines = Mapping[str, Sequence[tuple[float, float]]]
_FEW = 30  # points that each get a dot
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_N_COLOURS = 7
_KEY, _LEAST_NAMES = 26.0, 130.0
_BANDS = 4  # the bands of all would hide the lines
_MOST_SAID = 8
_WHOLE = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def _series_pen(number: int, colours: Colours, width: float = 1.8) -> QPen:
    pen = QPen(QColor(colours.series(number % _N_COLOURS)), width)
    # Colours come round; the next round is dashed.
    pen.setStyle(_DASHES[number // _N_COLOURS % len(_DASHES)])
    return pen


def _guide(panel: PlotPanel, x: float) -> QLineF:
    across = panel.point(x, 0.0).x()
    return QLineF(across, panel.box.top(), across, panel.box.bottom())


# Lines that grow ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class LinePlot(Plot):
    """A few named lines over one axis."""

    # title, below: What is drawn, and the name of the axis.
    title: str
    below: str
    lines: Lines = field(default_factory=dict)  # each line by its name
    # Ends of the vertical axis; those of the values by default.
    limits: tuple[float, float] | None = None

    def draw(self, scene: PlotScene) -> None:
        colours, rect, line = scene.colours, scene.rect, scene.line
        scene.text(self.title, rect.topLeft(), colours.ink)
        below = rect.adjusted(0, line + 4, 0, 0)
        entries = [
            LegendEntry(line_key(_series_pen(number, colours, 2.6)), name)
            for number, name in enumerate(self.lines)
        ]
        top = scene.legend(entries, below) + line / 2
        points = np.array([point for some in self.lines.values() for point in some], float)
        if not len(points):
            scene.text("Nothing yet", below.topLeft(), colours.muted)
            return
        low, high = self.limits or (points[:, 1].min(), points[:, 1].max())
        # Lines that stand still need an axis with a length.
        if high - low < 1e-9:
            low, high = low - 0.5, high + 0.5
        first = float(points[:, 0].min())
        last = max(float(points[:, 0].max()), first + 1)
        box = scene.axes_box(top, "0.0000")
        x = Axis(first, last, self.below, steps=_WHOLE, room=36)
        panel = scene.panel(box, x, Axis(float(low), float(high), room=1.6 * line, most=4))
        if panel is None:
            return
        for number, some in enumerate(self.lines.values()):
            if not some:
                continue
            xs, ys = np.array(some, float).T
            ys = np.clip(ys, low, high)
            pen = _series_pen(number, colours)
            panel.curve(xs, ys, pen)
            shown = slice(None) if len(xs) < _FEW else slice(-1, None)
            panel.dots(xs[shown], ys[shown], QPen(Qt.PenStyle.NoPen), pen.color(), 2.4)

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        if (panel := scene.panel_at(at)) is None:
            return None
        places = sorted({x for some in self.lines.values() for x, _ in some})
        near = min(places, key=lambda x: abs(x - panel.value_at(at)[0]))
        lines = [(f"{self.below} {near:g}", scene.colours.ink)]
        for number, (name, some) in enumerate(self.lines.items()):
            if near in (values := dict(some)):
                colour = _series_pen(number, scene.colours).color().name()
                lines.append((f"{name}: {values[near]:.3g}", colour))
        return Readout(at, tuple(lines), _guide(panel, near))


class LineWidget(PlotWidget):
    """A few named lines on screen."""

    def __init__(self, title: str, below: str) -> None:
        super().__init__(title, 0.9, is_flat=True)
        self._bare = LinePlot(title, below)
        self.setMinimumWidth(240)

    @property
    def lines(self) -> Lines:
        return self.plot.lines if isinstance(self.plot, LinePlot) else {}

    def show_lines(self, lines: Lines, limits: tuple[float, float] | None = None) -> None:
        """Draw these from now on; `limits` fixes the vertical axis."""
        last = [f"{tr(name)} {line[-1][1]:.3g}" for name, line in lines.items() if line]
        self.setAccessibleDescription("; ".join(last))
        self.set_plot(replace(self._bare, lines=lines, limits=limits))

    def sizeHint(self) -> QSize:
        return QSize(360, 12 * self.fontMetrics().height() + 40)


# The course of weights and ratios -----------------------------------------------------------------


@dataclass(frozen=True)
class CoursePlot(Plot):
    """How weight and ratio of every source moved over the epochs, each with its spread."""

    course: Course  # of one fit, or the mean over folds
    pointed: int | None = None  # the source whose line stands out

    @property
    def order(self) -> list[int]:
        """The sources by their last weight, the largest first, as the legend has them."""
        return [int(place) for place in np.argsort(-self.course.weights[-1], kind="stable")]

    def draw(self, scene: PlotScene) -> None:
        course = self.course
        names, left = self._names_box(scene), scene.rect
        left = QRectF(left.topLeft(), QPointF(names.left() - 2 * GAP, left.bottom()))
        wide = left.width() >= 560
        size = (left.width() - 3 * GAP) / 2 if wide else left.width()
        high = left.height() if wide else (left.height() - GAP) / 2
        first = QRectF(left.left(), left.top(), size, high)
        second = QRectF(left.right() - size, left.bottom() - high, size, high)
        top = _round_top(float(np.nanmax(course.weights + np.nan_to_num(course.weights_sd))))
        self._draw_panel(scene, first, "Weight w", top, course.weights, course.weights_sd)
        title = "Share λ kept by the target model"
        self._draw_panel(scene, second, title, 1.0, course.lambdas, course.lambdas_sd)
        self._draw_names(scene, names)

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        if (panel := scene.panel_at(at)) is None:
            return None
        course, colours = self.course, scene.colours
        row = int(np.argmin(np.abs(course.epochs - panel.value_at(at)[0])))
        values = course.weights if panel is scene.panels[0] else course.lambdas
        lines = [(f"epoch {course.epochs[row]:g}", colours.ink)]
        for number, place in enumerate(self.order[:_MOST_SAID]):
            words = f"{course.sources[place]}: {values[row, place]:.2f}"
            lines.append((words, _series_pen(number, colours).color().name()))
        return Readout(at, tuple(lines), _guide(panel, float(course.epochs[row])))

    def name_at(self, scene: PlotScene, at: QPointF) -> int | None:
        """Return the source whose name lies under a point."""
        found = (n for n in range(len(self.order)) if self.name_box(scene, n).contains(at))
        number = next(found, None)
        return None if number is None else self.order[number]

    def name_box(self, scene: PlotScene, number: int) -> QRectF:
        """Where a source stands in the legend."""
        box, line = self._names_box(scene), scene.line + 2
        return QRectF(box.left(), box.top() + 4 + (number + 1) * line, box.width(), line)

    def _names_box(self, scene: PlotScene) -> QRectF:
        longest = max(scene.width_of(name) for name in self.course.sources)
        wanted = _KEY + longest + 2 * GAP + scene.width_of("0.00, 0.00")
        room = min(max(_LEAST_NAMES, wanted), 0.34 * scene.rect.width())
        return scene.rect.adjusted(scene.rect.width() - room, 0, 0, 0)

    def _draw_names(self, scene: PlotScene, names: QRectF) -> None:
        colours, course = scene.colours, self.course
        scene.text("w, λ at the end", names.topRight(), colours.muted, RIGHT)
        for number, place in enumerate(self.order):
            box = self.name_box(scene, number)
            if box.bottom() > names.bottom():
                break
            pen = _series_pen(number, colours, 2.8 if place == self.pointed else 1.8)
            key = QRectF(box.left(), box.top(), _KEY - GAP, box.height())
            scene.key(line_key(pen), key)
            figures = f"{course.weights[-1, place]:.2f}, {course.lambdas[-1, place]:.2f}"
            room = box.width() - _KEY - scene.width_of(figures) - GAP
            words, colour = scene.cut(course.sources[place], room), colours.text
            colour = colours.ink if place == self.pointed else colour
            scene.text(words, box.topLeft() + QPointF(_KEY, 0), colour)
            scene.text(figures, box.topRight(), colour, RIGHT)

    def _draw_panel(
        self,
        scene: PlotScene,
        rect: QRectF,
        title: str,
        top: float,
        values: FloatArray,
        spread: FloatArray,
    ) -> None:
        colours, line, epochs = scene.colours, scene.line, self.course.epochs
        scene.text(title, rect.topLeft(), colours.ink)
        box = scene.axes_box(rect.top() + 1.5 * line + GAP, "0.000", rect, right=GAP)
        last = max(float(epochs[-1]), float(epochs[0]) + 1)
        x = Axis(float(epochs[0]), last, "Epoch", steps=_WHOLE, room=36)
        panel = scene.panel(box, x, Axis(0.0, top, room=1.6 * line, most=5))
        if panel is None:
            return
        # The strongest is drawn last, over the others.
        for number, place in reversed(list(enumerate(self.order))):
            pen = _series_pen(number, colours)
            strong = self.pointed in (None, place)
            banded = self.pointed == place or number < _BANDS
            if strong and banded and np.isfinite(spread[:, place]).all():
                middle, half = values[:, place], spread[:, place]
                low, high = (np.clip(middle + sign * half, 0, top) for sign in (-1, 1))
                panel.band(epochs, low, high, shade(pen.color(), 30))
            if not strong:
                pen.setColor(shade(pen.color(), 64))
            panel.curve(epochs, values[:, place], pen)
            if len(epochs) == 1:
                panel.dots(epochs, values[:, place], QPen(Qt.PenStyle.NoPen), pen.color(), 2.5)


def _round_top(most: float) -> float:
    """Return a readable number that is at least `most`."""
    size = 10.0 ** np.floor(np.log10(max(most, 1e-6)))
    return float(next(size * step for step in (1, 1.2, 2, 4, 6, 8, 10) if size * step >= most))


class CourseWidget(PlotWidget):
    """The course of one fit on screen; pointing at a name brings its line out."""

    def __init__(self) -> None:
        super().__init__("Weights and ratios over training", hint=QSize(820, 420))
        self.setMinimumSize(420, 300)

    @property
    def course(self) -> CoursePlot | None:
        return self.plot if isinstance(self.plot, CoursePlot) else None

    def show_course(self, course: Course | None) -> None:
        plot = CoursePlot(course) if course is not None and course.moves else None
        if plot is not None and course is not None:
            last = course.weights[-1]
            said = (f"{course.sources[n]}: weight {last[n]:.2f}" for n in plot.order)
            self.setAccessibleDescription(tr("; ".join(said)))
        self.set_plot(plot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.course is not None:
            self._point(self.course.name_at(self.ready(), event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._point(None)
        return super().viewportEvent(event)

    def _point(self, source: int | None) -> None:
        if self.course is not None and self.course.pointed != source:
            self.set_plot(replace(self.course, pointed=source))


# Folds --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FoldsPlot(Plot):
    """C-index of every fold as a dot on an axis up to 1, with their mean as a line."""

    folds: tuple[float, ...]

    def draw(self, scene: PlotScene) -> None:
        colours, rect = scene.colours, scene.rect
        box = rect.adjusted(10, 0, -12, -scene.line - 10)
        box.setWidth(min(box.width(), 420.0))
        tenths = Axis(min(0.4, *self.folds), 1.0, words="{:.1f}".format, steps=(0.1, 0.2))
        if (panel := scene.panel(box, tenths, Axis(-1.0, 1.0, most=0))) is None:
            return
        folds, mean = np.array(self.folds), np.array([np.mean(self.folds)])
        panel.uprights(mean, mean * 0 - 0.8, mean * 0 + 0.8, QPen(QColor(colours.ink), 2))
        panel.dots(folds, folds * 0, QPen(Qt.PenStyle.NoPen), shade(colours.accent, 190), 4.5)

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        if (panel := scene.panel_at(at)) is None:
            return None
        value, ink = panel.value_at(at)[0], scene.colours.ink
        near = min(range(len(self.folds)), key=lambda fold: abs(self.folds[fold] - value))
        words = f"Fold {near + 1}: {self.folds[near]:.3f}", f"Mean: {np.mean(self.folds):.3f}"
        place = panel.point(self.folds[near], 0.0)
        return Readout(place, tuple((line, ink) for line in words), ring=scene.colours.accent)


class FoldsWidget(PlotWidget):
    """The C-index of every fold on screen."""

    def __init__(self) -> None:
        super().__init__("C-index by fold", 0.85, is_flat=True)

    def show_folds(self, folds: tuple[float, ...]) -> None:
        self.setAccessibleName(tr("C-index by fold: " + ", ".join(f"{fold:.3f}" for fold in folds)))
        self.setVisible(bool(folds))
        self.set_plot(FoldsPlot(folds) if folds else None)

    def sizeHint(self) -> QSize:
        return QSize(240, 2 * self.fontMetrics().height() + 24)


# Calibration --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CalibrationPlot(Plot):
    """Groups of similar predicted risk against what happened, with intervals."""

    horizon: HorizonResult | None = None

    def draw(self, scene: PlotScene) -> None:
        colours, rect, line = scene.colours, scene.rect, scene.line
        scene.text("Observed risk", rect.topLeft(), colours.muted)
        half = scene.width_of("100 %") / 2
        box = scene.axes_box(rect.top() + 1.5 * line + GAP, "100 %", right=half)
        steps = (0.05, 0.1, 0.25, 0.5, 1)
        x = Axis(0.0, 1.0, "Predicted risk", percent, steps, room=44, most=5)
        if (panel := scene.panel(box, x, replace(x, title="", room=2 * line))) is None:
            return
        ends = np.array([0.0, 1.0])
        panel.curve(ends, ends, QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine))
        groups = self._groups()
        if self.horizon is None or self.horizon.calibration is None:
            middle = box.center() - QPointF(0, line / 2)
            scene.text("Cannot be estimated", middle, colours.muted, CENTRE)
        if len(groups):
            accent = QColor(colours.accent)
            panel.uprights(groups[:, 0], groups[:, 2], groups[:, 3], QPen(accent, 1.6))
            panel.dots(groups[:, 0], groups[:, 1], QPen(Qt.PenStyle.NoPen), accent, 4.0)

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        panel, groups = scene.panel_at(at), self._groups()
        if panel is None or not len(groups):
            return None
        near = int(np.argmin(np.abs(groups[:, 0] - panel.value_at(at)[0])))
        predicted, observed, low, high = groups[near].tolist()
        words = (f"Predicted {predicted:.0%}", f"Observed {observed:.0%} ({low:.0%} to {high:.0%})")
        place, ink = panel.point(predicted, observed), scene.colours.ink
        lines = tuple((line.replace("%", " %"), ink) for line in words)
        return Readout(place, lines, ring=scene.colours.accent)

    def _groups(self) -> FloatArray:
        """Predicted and observed risk of each group, with the interval of the latter."""
        found = self.horizon.calibration if self.horizon is not None else None
        pairs = [(g.predicted, g.observed) for g in found.groups] if found is not None else []
        rows = [(x, o.risk, o.lower, o.upper) for x, o in pairs if o is not None]
        return np.array(rows, float)


class CalibrationWidget(PlotWidget):
    """Predicted against observed risk on screen."""

    def __init__(self) -> None:
        super().__init__("Calibration", 0.9, hint=QSize(320, 320))
        self.setMinimumSize(220, 260)

    def show_horizon(self, horizon: HorizonResult | None) -> None:
        groups = horizon.calibration.groups if horizon and horizon.calibration else ()
        said = (
            f"predicted {g.predicted:.0%}"
            + (f", observed {g.observed.risk:.0%}" if g.observed else "")
            for g in groups
        )
        self.setAccessibleDescription(tr("; ".join(said)))
        self.set_plot(CalibrationPlot(horizon))
