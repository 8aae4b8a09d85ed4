"""Survival curves: Kaplan-Meier estimates of groups, and the predicted curve of a case.

Steps with bands and censor ticks, numbers at risk under the axis, and a click on a step that finds
the patient.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen

from steph_desktop.case.result import CaseResult
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.survival.curves import (
    CALENDAR_YEAR_DAYS,
    DAYS_PER_YEAR,
    LANDMARK_YEARS,
    FloatArray,
    KaplanMeierCurve,
    TimeBins,
    interval_text,
    p_text,
    survival_at,
)
from steph_desktop.survival.cutoffs import SearchedCutoff
from steph_desktop.survival.groups import GroupedSurvival, Interval
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.plot_widget import PlotWidget
from steph_desktop.ui.kit.plots.scene import (
    GAP,
    Axis,
    LegendEntry,
    Plot,
    PlotPanel,
    PlotScene,
    Readout,
    box_key,
    line_key,
    percent,
    shade,
)
from steph_desktop.ui.kit.theme import Colours

WHAT_IF_CAPTION = "What if (not a result)"
MAX_GROUPS = 8
NOT_REACHED = "not reached"
NO_FOLLOW_UP = "–"
_LONGEST_YEARS = 15.0
_BAND_ALPHA, _MEMBERS_ALPHA = 34, 46
_HIT_RANGE = 7.0
_LONG_NAME = 24  # letters of a group's name in a readout
_WRAPPED = int((Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap).value)
_GROUPS = {group.value: group for group in RiskGroup}


class AxisUnit(Enum):
    """Unit of the time axis, its length in days, and the distances that ticks may have."""

    YEARS = ("years", CALENDAR_YEAR_DAYS, (0.25, 0.5, 1, 2, 3, 5, 10, 20))
    MONTHS = ("months", CALENDAR_YEAR_DAYS / 12, (1, 2, 3, 6, 12, 24, 36, 60, 120, 240))
    DAYS = ("days", 1.0, (1, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650, 7300))

    @property
    def words(self) -> str:
        return str(self.value[0])

    @property
    def days(self) -> float:
        return float(self.value[1])


def group_words(label: str) -> str:
    """Name of a stratum on an axis: its risk group with a capital, any other label as it is."""
    return label.capitalize() if label in _GROUPS else label


def line_colour(label: str, number: int, colours: Colours) -> QColor:
    """Colour of a group: that of its risk group, or the next of the palette."""
    group = _GROUPS.get(label)
    return QColor(colours.series(number) if group is None else colours.of_group(group))


def group_entry(words: str, n: int, n_events: int, colour: QColor) -> LegendEntry:
    """Return a group of patients in a legend."""
    return LegendEntry(line_key(QPen(colour, 2.4)), words, f"  n = {n}, events {n_events}")


def survival_at_time(curve: KaplanMeierCurve, time_days: float) -> tuple[float, float, float]:
    """Survival and its band at a time within the follow-up."""
    row = int(np.searchsorted(curve.times_days, time_days, side="right")) - 1
    return float(curve.survival[row]), float(curve.lower[row]), float(curve.upper[row])


def stairs(times: FloatArray, values: FloatArray, end: float) -> tuple[FloatArray, FloatArray]:
    """Return the corners of a step function that holds its last value until `end`."""
    return np.append(np.repeat(times, 2)[1:], end), np.repeat(values, 2)


# Both plots ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KmOptions:
    """What of the curves is drawn."""

    # bands, ticks, medians: Confidence bands, censor ticks, and dotted lines at the medians.
    bands: bool = True
    ticks: bool = True
    medians: bool = False
    unit: AxisUnit = AxisUnit.YEARS  # of the axis


def _draw_axes(
    scene: PlotScene, top: float, curves: Sequence[KaplanMeierCurve], end: float, unit: AxisUnit
) -> PlotPanel | None:
    """Draw axes below `top`, with the numbers at risk of some curves under them."""
    rect, line = scene.rect, scene.line
    names = [scene.cut(group_words(c.label), max(0.2 * rect.width(), 60)) for c in curves]
    # The first number at risk stands centred on the axis.
    rooms = [scene.width_of("100 %"), *(scene.width_of(f"{name}  000") for name in names)]
    left = rect.left() + max(rooms) + GAP
    table = (len(names) + 1) * (line + 1) + GAP if names else 0
    bottom = rect.bottom() - 2 * line - 10 - table
    right = rect.right() - scene.width_of("0000") / 2 - 2
    room = scene.width_of("00000") + 8
    panel = scene.panel(
        QRectF(QPointF(left, top + line / 2), QPointF(right, bottom)),
        Axis(0.0, end, f"Time, {unit.words}", steps=unit.value[2], unit=unit.days, room=room),
        Axis(0.0, 1.0, words=percent, steps=(0.01, 0.05, 0.1, 0.25, 0.5, 1), room=2 * line, most=5),
    )
    if panel is None or not names:
        return panel
    colours, y = scene.colours, bottom + 2 * line + 10 + GAP
    scene.text("Number at risk", QPointF(rect.left(), y), colours.muted)

    def paint_numbers(painter: QPainter) -> None:
        ticks = panel.x_ticks
        places = panel.xs(np.array(ticks)).tolist()
        for number, curve in enumerate(curves, start=1):
            for tick, x in zip(ticks, places, strict=True):
                at = QPointF(x, y + number * (line + 1))
                scene.write(painter, str(curve.at_risk(tick)), at, colours.text, 0.5)

    for number, (name, curve) in enumerate(zip(names, curves, strict=True)):
        at = QPointF(rect.left(), y + (number + 1) * (line + 1))
        scene.text(name, at, line_colour(curve.label, number, colours).name())
    scene.mark(paint_numbers)
    return panel


def _draw_curve(
    panel: PlotPanel, curve: KaplanMeierCurve, colour: QColor, options: KmOptions
) -> None:
    times, end = curve.times_days, float(curve.durations_days[-1])
    if options.bands:
        corners, low = stairs(times, curve.lower, end)
        panel.band(corners, low, stairs(times, curve.upper, end)[1], shade(colour, _BAND_ALPHA))
    panel.curve(*stairs(times, curve.survival, end), QPen(colour, 1.8))
    if options.ticks and len(curve.censor_times_days):
        # A patient who leaves on the day of an event leaves after it.
        rows = np.searchsorted(times, curve.censor_times_days, side="right") - 1
        values = curve.survival[np.maximum(rows, 0)]
        panel.uprights(curve.censor_times_days, values, values, QPen(colour, 1.1), 4)


def _say_curves(
    curves: Sequence[KaplanMeierCurve], days: float, colours: Colours
) -> list[tuple[str, str]]:
    lines = []
    for number, curve in enumerate(curves):
        if days <= curve.durations_days[-1]:
            share, low, high = (100 * v for v in survival_at_time(curve, days))
            words = f"{share:.0f} % ({low:.0f} to {high:.0f}), {curve.at_risk(days)} at risk"
        else:
            words = "nobody is followed this long"
        name = group_words(curve.label)
        name = name if len(name) <= _LONG_NAME else f"{name[: _LONG_NAME - 1]}…"
        lines.append((f"{name}: {words}", line_colour(curve.label, number, colours).name()))
    return lines


def _read_time(
    scene: PlotScene, at: QPointF, unit: AxisUnit
) -> tuple[float, QLineF, tuple[str, str]] | None:
    """Return the time under the mouse in days, a line there, and how it is said."""
    if (panel := scene.panel_at(at)) is None:
        return None
    days = panel.value_at(at)[0]
    guide = QLineF(at.x(), panel.box.top(), at.x(), panel.box.bottom())
    return days, guide, (f"{days / unit.days:.1f} {unit.words}", scene.colours.ink)


# The predicted curve of a case --------------------------------------------------------------------


@dataclass(frozen=True)
class SurvivalPlot(Plot):
    """The predicted survival of a case over the groups of its reference cohort."""

    # The reference cohort by risk group, lowest risk first; may be empty.
    strata: tuple[KaplanMeierCurve, ...] = ()
    bins: TimeBins = field(default_factory=TimeBins)  # bins of the predicted curve
    survival: FloatArray | None = None  # shape (B,): predicted survival at the end of each bin
    caption: str = "This case, predicted"  # name of the predicted curve in the legend
    # shape (B,): survival under changed sources, drawn dashed; never on paper.
    what_if: FloatArray | None = None
    # shape (M, B): survival by each model of a pack that holds several: a band from the lowest to
    # the highest.
    members: FloatArray | None = None
    at_risk: bool = True  # the numbers at risk under the axis
    # Where the follow-up of the training cohort ends, and the predicted curve with it; None where
    # it is not known.
    end_days: float | None = None

    @classmethod
    def of_case(cls, result: CaseResult, what_if: FloatArray | None = None) -> SurvivalPlot:
        """Return the predicted survival of a case over its reference cohort."""
        answer, card = result.prediction, result.card
        return cls(
            result.strata,
            card.bins,
            answer.survival,
            what_if=what_if,
            members=answer.member_survival,
            end_days=card.follow_up_end_days,
        )

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

    def on_paper(self) -> SurvivalPlot:
        return replace(self, what_if=None)

    def draw(self, scene: PlotScene) -> None:
        colours = scene.colours
        top = scene.legend(self._entries(colours), scene.rect)
        end = self.years * DAYS_PER_YEAR
        rows = self.strata if self.at_risk else ()
        if (panel := _draw_axes(scene, top, rows, end, AxisUnit.YEARS)) is None:
            return
        for number, curve in enumerate(self.strata):
            _draw_curve(panel, curve, line_colour(curve.label, number, colours), KmOptions())
        self._mark_end(scene, panel, end)
        # Each curve is linear between bin edges, and so are the lowest and the highest.
        if self.members is not None:
            times, low = self._line(self.members.min(axis=0))
            high = self._line(self.members.max(axis=0))[1]
            panel.band(times, low, high, shade(colours.ink, _MEMBERS_ALPHA))
        if self.survival is not None:
            panel.curve(*self._line(self.survival), QPen(QColor(colours.ink), 2.6))
            days = DAYS_PER_YEAR * np.array(LANDMARK_YEARS, float)
            days = days[days <= self._last_days]
            values = np.array([survival_at(self.bins, self.survival, day) for day in days])
            panel.dots(days, values, QPen(QColor(colours.ink), 1.4), colours.panel)
        if self.what_if is not None:
            panel.curve(*self._line(self.what_if), self._what_if_pen(colours))

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        if (read := _read_time(scene, at, AxisUnit.YEARS)) is None:
            return None
        days, guide, when = read
        colours, lines = scene.colours, [when]
        if days > self._last_days:
            lines.append(("The model's cohort was not followed this long", colours.muted))
        elif self.survival is not None:
            words = f"{self.caption}: {100 * survival_at(self.bins, self.survival, days):.0f} %"
            if self.members is not None:
                some = [survival_at(self.bins, member, days) for member in self.members]
                words += f" ({100 * min(some):.0f} to {100 * max(some):.0f})"
            lines.append((words, colours.ink))
        if self.what_if is not None and days <= self._last_days:
            share = survival_at(self.bins, self.what_if, days)
            lines.append((f"{WHAT_IF_CAPTION}: {100 * share:.0f} %", colours.notice))
        lines += _say_curves(self.strata, days, colours)
        return Readout(at, tuple(lines), guide)

    @property
    def _last_days(self) -> float:
        last = self.bins.starts_days[-1]
        return last if self.end_days is None else min(last, self.end_days)

    def _line(self, survival: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return a predicted curve as points, to where it ends; the open last bin has no end."""
        starts = np.asarray(self.bins.starts_days, float)
        times = np.append(starts[starts < self._last_days], self._last_days)
        return times, np.array([survival_at(self.bins, survival, day) for day in times])

    def _mark_end(self, scene: PlotScene, panel: PlotPanel, axis_end: float) -> None:
        """Mark where the follow-up ends, if it is within the axis."""
        if self.end_days is None or not self.end_days < axis_end:
            return
        at = np.array([self.end_days])
        pen = QPen(QColor(scene.colours.muted), 1, Qt.PenStyle.DashLine)
        panel.curve(np.repeat(at, 2), np.array([0.0, 1.0]), pen)
        words = "follow-up ends"
        scene.text(words, self._end_place(scene, panel, words, axis_end), scene.colours.muted)

    def _end_place(
        self, scene: PlotScene, panel: PlotPanel, words: str, axis_end: float
    ) -> QPointF:
        """Return where words beside the end of the follow-up cover no curve."""
        box, high, wide = panel.box, scene.line, scene.width_of(words) + 8
        x = float(panel.xs(np.array([self.end_days]))[0])
        lefts = [x - wide + 4]
        if box.right() - x >= wide:
            lefts.insert(0, x + 4)
        for left in lefts:
            ends = ((left - box.left()), (left + wide - box.left()))
            days = [min(max(0.0, px / box.width()), 1.0) * axis_end for px in ends]
            # Survival only falls: between two times a curve lies between its two values.
            spans = [
                panel.ys(np.array(pair)) for pair in zip(*map(self._values, days), strict=True)
            ]
            for top in np.arange(box.top(), box.bottom() - high, high):
                if all(span.max() < top or span.min() > top + high for span in spans):
                    return QPointF(left, top)
        return QPointF(lefts[0], box.top())

    def _values(self, days: float) -> list[float]:
        """Return what all curves say of a time; of none that has ended by then, its last value."""
        predicted = [self.survival, self.what_if, *(() if self.members is None else self.members)]
        day = min(days, self._last_days)
        values = [survival_at(self.bins, curve, day) for curve in predicted if curve is not None]
        return values + [survival_at_time(curve, days)[0] for curve in self.strata]

    @staticmethod
    def _what_if_pen(colours: Colours) -> QPen:
        pen = QPen(QColor(colours.notice), 2.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2, 1.4])
        return pen

    def _entries(self, colours: Colours) -> list[LegendEntry]:
        entries = []
        if self.survival is not None:
            entries.append(LegendEntry(line_key(QPen(QColor(colours.ink), 2.6)), self.caption))
        if self.members is not None:
            band = box_key(shade(colours.ink, _MEMBERS_ALPHA))
            entries.append(LegendEntry(band, f"Range of {len(self.members)} models"))
        if self.what_if is not None:
            entries.append(LegendEntry(line_key(self._what_if_pen(colours)), WHAT_IF_CAPTION))
        for number, curve in enumerate(self.strata):
            key = line_key(QPen(line_colour(curve.label, number, colours), 1.8))
            words = f"{group_words(curve.label)} risk"
            entries.append(LegendEntry(key, words, f"  n = {curve.n_patients}"))
        return entries


class SurvivalWidget(PlotWidget):
    """The predicted survival of a case on screen."""

    def __init__(self) -> None:
        super().__init__("Survival curve", 0.86, is_flat=True)

    def show_plot(self, plot: SurvivalPlot) -> None:
        groups = ", ".join(curve.label for curve in plot.strata) or "none"
        self.setAccessibleDescription(tr(f"Predicted survival; reference groups: {groups}"))
        # With another what-if the same case stays zoomed.
        before = self.plot.survival if isinstance(self.plot, SurvivalPlot) else None
        self.set_plot(plot, is_other=plot.survival is not before)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        plot = self.plot if isinstance(self.plot, SurvivalPlot) else SurvivalPlot()
        rows = len(plot.strata) + 1 if plot.strata and plot.at_risk else 0
        return QSize(320, 190 + self.fontMetrics().height() * (rows + 3))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)


# Kaplan-Meier curves of groups --------------------------------------------------------------------


@dataclass(frozen=True)
class KmHit:
    """Patients at one place of a curve."""

    group: int  # number of the group
    ids: tuple[str, ...]  # those whose step or tick it is
    time_days: float  # when
    is_event: bool  # a step; else a censor tick


@dataclass(frozen=True)
class KmPlot(Plot):
    """Kaplan-Meier curves."""

    survival: GroupedSurvival  # groups and their figures
    options: KmOptions = field(default_factory=KmOptions)  # what is drawn
    words: str = ""  # under the legend: what the test says

    @property
    def curves(self) -> tuple[KaplanMeierCurve, ...]:
        """The curves, in the order of the groups."""
        return tuple(figures.curve for figures in self.survival.figures)

    @property
    def longest_days(self) -> float:
        """End of the time axis: the longest follow-up."""
        return max(1.0, *(float(curve.durations_days[-1]) for curve in self.curves))

    def draw(self, scene: PlotScene) -> None:
        colours, rect = scene.colours, scene.rect
        lines = [line_colour(c.label, number, colours) for number, c in enumerate(self.curves)]
        entries = [
            group_entry(group_words(curve.label), curve.n_patients, curve.n_events, colour)
            for curve, colour in zip(self.curves, lines, strict=True)
        ]
        top = scene.legend(entries, rect)
        if self.words:
            words = tr(self.words)
            box = QRectF(rect.left(), top, rect.width(), 1000)
            metrics = QFontMetricsF(scene.letters)
            high = metrics.boundingRect(box, _WRAPPED, words).height()

            def paint_words(painter: QPainter) -> None:
                painter.setPen(QColor(colours.text))
                painter.drawText(box, _WRAPPED, words)

            scene.mark(paint_words)
            top += high + 2
        panel = _draw_axes(scene, top, self.curves, self.longest_days, self.options.unit)
        if panel is None:
            return
        for curve, colour in zip(self.curves, lines, strict=True):
            _draw_curve(panel, curve, colour, self.options)
        if self.options.medians:
            for figures, colour in zip(self.survival.figures, lines, strict=True):
                if (median := figures.median_days.value) is not None:
                    dotted = QPen(colour, 1, Qt.PenStyle.DotLine)
                    panel.curve(np.array([0.0, median, median]), np.array([0.5, 0.5, 0.0]), dotted)

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        if not scene.panels:
            return None
        if (hit := self.hit_at(scene.panels[0], at)) is not None:
            return self.readout_of(scene, hit)
        if (read := _read_time(scene, at, self.options.unit)) is None:
            return None
        days, guide, when = read
        top = QPointF(at.x(), guide.y1() + 10)
        return Readout(top, (when, *_say_curves(self.curves, days, scene.colours)), guide)

    def readout_of(self, scene: PlotScene, hit: KmHit) -> Readout:
        """Say who a step or tick is, at its place."""
        curve, colours = self.curves[hit.group], scene.colours
        at = scene.panels[0].point(hit.time_days, survival_at_time(curve, hit.time_days)[0])
        words = hit_words(hit, self.options.unit)
        ring = line_colour(curve.label, hit.group, colours).name()
        return Readout(at, ((words, colours.ink),), ring=ring)

    def hit_at(self, panel: PlotPanel, at: QPointF) -> KmHit | None:
        """Return the patients whose step or censor tick lies under a point; None without."""
        best: KmHit | None = None
        nearest = _HIT_RANGE
        if not panel.box.adjusted(-_HIT_RANGE, -_HIT_RANGE, _HIT_RANGE, _HIT_RANGE).contains(at):
            return None
        pairs = zip(self.survival.groups, self.curves, strict=True)
        for number, (group, curve) in enumerate(pairs):
            if not group.ids:
                continue
            times = np.asarray(group.times_days, float)
            row = np.searchsorted(curve.times_days, times, side="right") - 1
            after = curve.survival[row]
            before = np.where(group.events, curve.survival[np.maximum(row - 1, 0)], after)
            across = np.abs(panel.xs(times) - at.x())
            # A censor tick reaches as far beyond its curve.
            high, low = panel.ys(before) - 4, panel.ys(after) + 4
            along = np.maximum(0, np.maximum(high - at.y(), at.y() - low))
            # Who is no case here cannot be opened.
            named = np.array([bool(name) for name in group.ids], bool)
            distance = np.where(named, np.hypot(across, along), np.inf)
            closest = int(np.argmin(distance))
            if distance[closest] < nearest:
                nearest = float(distance[closest])
                best = self._hit(number, float(times[closest]), bool(group.events[closest]))
        return best

    def all_hits(self) -> list[KmHit]:
        """Every step and tick that leads to patients, by group and time: for the keyboard."""
        found = []
        for number, group in enumerate(self.survival.groups):
            if group.ids:
                rows = zip(group.times_days.tolist(), group.events.tolist(), group.ids, strict=True)
                places = sorted({(time, event) for time, event, name in rows if name})
                found += [self._hit(number, time, event) for time, event in places]
        return found

    def _hit(self, number: int, time_days: float, is_event: bool) -> KmHit:
        group = self.survival.groups[number]
        same = np.flatnonzero((group.times_days == time_days) & (group.events == is_event))
        ids = tuple(group.ids[i] for i in same if group.ids[i])
        return KmHit(number, ids, time_days, is_event)


class KaplanMeierWidget(PlotWidget):
    """The curves of some groups on screen; a click on a step or tick asks for its patients.

    Give it what `steph_desktop.survival.groups.compare_groups` made, off the GUI thread.
    """

    cases_requested = Signal(object)
    """Ids of the patients, a tuple of str, whose step or tick was clicked"""

    def __init__(self) -> None:
        super().__init__("Kaplan-Meier curves", hint=QSize(640, 440))
        self.options = KmOptions()
        self._hit: KmHit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(260)

    @property
    def km(self) -> KmPlot | None:
        return self.plot if isinstance(self.plot, KmPlot) else None

    def show_survival(self, survival: GroupedSurvival | None, words: str | None = None) -> None:
        """Draw these groups, or nothing; below stand `words`, or what the log-rank test says."""
        # What lay under the mouse was of other curves.
        self._hit = self._mouse = None
        if survival is None:
            self.set_plot(None)
            self.setAccessibleDescription(tr(self.empty_words))
            return
        said = test_words(survival) if words is None else words
        plot = KmPlot(survival, self.options, said)
        groups = "; ".join(
            tr(f"{tr(group_words(c.label))}: {c.n_patients} patients, {c.n_events} events")
            for c in plot.curves
        )
        self.setAccessibleDescription(f"{groups}. {tr(said)}")
        before = self.km.survival if self.km is not None else None
        self.set_plot(plot, is_other=survival is not before)

    def set_options(self, options: KmOptions) -> None:
        self.options = options
        if self.km is not None:
            self.set_plot(replace(self.km, options=options))

    def frame(self) -> PlotPanel | None:
        """Return the axes as they are painted now."""
        panels = self.ready().panels if self.plot is not None else []
        return panels[0] if panels else None

    def pointed_at(self) -> Readout | None:
        if self._hit is not None and self._mouse is None and self.km and self.frame():
            return self.km.readout_of(self.plots, self._hit)
        return super().pointed_at()

    def hit_at(self, at: QPointF) -> KmHit | None:
        frame = self.frame()
        return self.km.hit_at(frame, at) if self.km and frame else None

    def clicked_at(self, at: QPointF) -> None:
        if (hit := self.hit_at(at)) is not None:
            self.cases_requested.emit(hit.ids)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hit = self.hit_at(event.position())
        pointing = Qt.CursorShape.PointingHandCursor if self._hit else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(pointing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hits = self.km.all_hits() if self.km else []
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if hits and event.key() in steps:
            by = steps[Qt.Key(event.key())]
            # From nothing, right begins at the first and left at the last.
            place = hits.index(self._hit) + by if self._hit in hits else (by - 1) // 2
            # The mouse may rest on the plot: from now on the keys say what is told.
            self._mouse, self._hit = None, hits[place % len(hits)]
            self.viewport().update()
        elif self._hit is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cases_requested.emit(self._hit.ids)
        else:
            super().keyPressEvent(event)


# Words and numbers --------------------------------------------------------------------------------


def test_words(survival: GroupedSurvival) -> str:
    """Say what the log-rank test found, and over how many groups."""
    if survival.test is None:
        return ""
    return f"Log-rank {p_text(survival.test.p_value)} ({survival.test.n_groups} groups)"


test_words.__test__ = False  # type: ignore[attr-defined]


def searched_words(searched: SearchedCutoff) -> str:
    """Say what a cut-off that was chosen on these patients is worth."""
    return (
        f"Exploratory: the cut-off was chosen here.\n{p_text(searched.p_value)}, allowing for "
        f"{searched.n_cutoffs} possible cut-offs (permutation)"
    )


def median_words(median: Interval, unit: AxisUnit) -> str:
    """Say a median with its interval, in a unit of time."""
    if median.value is None:
        lower = "" if median.lower is None else f" (from {median.lower / unit.days:.1f})"
        return f"{NOT_REACHED}{lower}"
    ends = (median.lower, median.upper)
    low, high = (NOT_REACHED if end is None else f"{end / unit.days:.1f}" for end in ends)
    return f"{median.value / unit.days:.1f} ({low} to {high})"


def share_words(share: Interval) -> str:
    """Say a survival with its interval, in per cent."""
    if share.value is None or share.lower is None or share.upper is None:
        return NO_FOLLOW_UP
    return f"{100 * share.value:.0f} % ({100 * share.lower:.0f} to {100 * share.upper:.0f})"


def mean_words(mean: Interval, unit: AxisUnit) -> str:
    """Say a restricted mean with its interval, in a unit of time."""
    if mean.value is None or mean.lower is None or mean.upper is None:
        return NO_FOLLOW_UP
    value, lower, upper = (v / unit.days for v in (mean.value, mean.lower, mean.upper))
    return interval_text(value, lower, upper)


def hit_words(hit: KmHit, unit: AxisUnit) -> str:
    """Say who a step or tick is."""
    what = "event" if hit.is_event else "censored"
    who = hit.ids[0] if len(hit.ids) == 1 else f"{len(hit.ids)} cases"
    return f"{who}: {what} at {hit.time_days / unit.days:.2f} {unit.words} · click to open"
