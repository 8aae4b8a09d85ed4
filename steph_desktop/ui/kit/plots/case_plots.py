"""Two small plots of a case: its place on a ruler from 0 to 100, and what it drew on as one bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from steph_desktop.case.disclosure import Disclosure, figures_of
from steph_desktop.case.report_content import agreement_words
from steph_desktop.case.result import CaseResult
from steph_desktop.case.source_summary import source_parts
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.plot_widget import PlotWidget
from steph_desktop.ui.kit.plots.scene import CENTRE, RIGHT, Plot, PlotScene, Readout, shade
from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.kit.widgets import plain

_BAR, _OVERHANG = 8.0, 4.0  # height of a ruler's bar, and how far ticks reach beyond it
_GROUND_ALPHA, _RANGE_ALPHA = 110, 90
_NOTE_GAP = 8.0
_LABEL_ROWS = 2  # below the bar: a name that is wider than its part pushes the next one down
_LEAST_LABELLED = 0.05  # share
_SOURCE_BAR = 16.0
_LEAST_ALPHA = 70
_FACTOR = 0.86


@dataclass(frozen=True)
class RulerPlot(Plot):
    """Where a case stands in its reference cohort, and where each model puts it."""

    percentile: float | None = None
    # Place by each model of the pack; empty for a pack of one.
    places: tuple[float, ...] = ()
    groups: tuple[RiskGroup, ...] = ()  # along the ruler, lowest risk first
    # Percentiles between which the models cut neighbouring groups apart.
    cuts: tuple[tuple[float, float], ...] = ()
    note: str = ""  # between the names of the groups: how many models agree
    is_split: bool = False  # whether the note is a warning

    @classmethod
    def of_case(cls, result: CaseResult, said: Disclosure) -> RulerPlot:
        """Return the ruler of a case; empty where its place may not be said, or is not known."""
        figures, reference = figures_of(result, said), result.card.reference
        if reference is None or figures.percentile is None:
            return cls()
        groups, cuts, members = reference.groups, reference.cut_percentiles(), figures.members
        alone = cls(figures.percentile, (), groups, cuts)
        if members is None:
            return alone
        words, split = agreement_words(members), members.is_split
        return replace(alone, places=members.percentiles, note=words, is_split=split)

    def height(self, font: QFont) -> float:
        return _BAR + 2 * _OVERHANG + QFontMetricsF(font).height() + 2

    def draw(self, scene: PlotScene) -> None:
        if self.percentile is None:
            return
        colours, rect, top = scene.colours, scene.rect, scene.rect.top() + _OVERHANG
        bar = QRectF(rect.left() + 1, top, rect.width() - 2, _BAR)

        def x(place: float) -> float:
            return bar.left() + bar.width() * place / 100

        ground = self._ground(bar, colours)
        own = x(self.percentile)
        ends = (x(min(self.places)), x(max(self.places))) if self.places else (own, own)

        def paint(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
            painter.setBrush(shade(colours.ink, _RANGE_ALPHA))
            painter.drawRect(QRectF(ends[0], bar.top(), ends[1] - ends[0], _BAR))
            painter.setPen(QPen(QColor(colours.ink), 1.2))
            high, low = bar.top() - _OVERHANG + 1, bar.bottom() + 2
            painter.drawLines([QLineF(at, high, at, low) for at in map(x, self.places)])
            # The case itself is a diamond: its shape tells it from a model's tick.
            painter.setPen(QPen(QColor(colours.panel), 1.2))
            painter.setBrush(QColor(colours.ink))
            painter.translate(own, bar.center().y())
            painter.rotate(45)
            painter.drawRect(QRectF(-4.2, -4.2, 8.4, 8.4))
            painter.rotate(-45)
            painter.translate(-own, -bar.center().y())

        scene.mark(paint)
        y = bar.bottom() + _OVERHANG
        if self.groups:
            low, high = self.groups[0], self.groups[-1]
            scene.text(low.value, QPointF(bar.left(), y), colours.of_group(low))
            scene.text(high.value, QPointF(bar.right(), y), colours.of_group(high), RIGHT)
            # In the middle of what the two names leave, which are not equally long.
            start = bar.left() + scene.width_of(low.value) + _NOTE_GAP
            end = bar.right() - scene.width_of(high.value) - _NOTE_GAP
            note = scene.cut(f"▲ {self.note}" if self.is_split else self.note, end - start)
            ink = colours.notice if self.is_split else colours.muted
            scene.text(note, QPointF((start + end) / 2, y), ink, CENTRE)

    def _ground(self, bar: QRectF, colours: Colours) -> QLinearGradient:
        """Colour the groups; between the cuts of the models one passes into the next."""
        ground = QLinearGradient(bar.topLeft(), bar.topRight())
        tints = [shade(colours.of_group(group), _GROUND_ALPHA) for group in self.groups]
        places = [0.0, *(place for cut in self.cuts for place in cut), 100.0]
        pairs = [tint for tint in tints for _ in range(2)]
        for place, tint in zip(places, pairs, strict=False):
            ground.setColorAt(min(1.0, max(0.0, place / 100)), tint)
        return ground


class _StripWidget(PlotWidget):
    """Some lines of text and so many pixels high."""

    def __init__(self, name: str, beside_px: float, n_lines: int = 1) -> None:
        super().__init__(name, _FACTOR, is_flat=True)
        self._beside_px, self._n_lines = beside_px, n_lines

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(sized_font(self.font(), _FACTOR)).height()
        return QSize(240, round(self._n_lines * line + self._beside_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())


class RulerWidget(_StripWidget):
    """The ruler on screen."""

    def __init__(self) -> None:
        super().__init__("Place in the reference cohort", _BAR + 2 * _OVERHANG + 2)

    def show_plot(self, plot: RulerPlot) -> None:
        words = "" if plot.percentile is None else f"percentile {plot.percentile:.0f}"
        words += f"; {plot.note}" if plot.note else ""
        if plot.places:
            words += f"; the models: {', '.join(f'{place:.0f}' for place in sorted(plot.places))}"
        self.setAccessibleDescription(tr(words))
        tip = f"Each tick is one model of the pack; {words}." if plot.places else ""
        self.setToolTip(plain(tr(tip)))
        self.set_plot(plot)
        self.updateGeometry()


@dataclass(frozen=True)
class SourceBarPlot(Plot):
    """What a case's model is mixed from, as one bar: the target's own part first."""

    parts: Sequence[tuple[str, float]] = ()  # names and shares, which sum to 1

    @classmethod
    def of_case(cls, result: CaseResult) -> SourceBarPlot:
        """Return the bar of a case; empty for a model without sources."""
        return cls(source_parts(result))

    def draw(self, scene: PlotScene) -> None:
        for number, box, _name, _share in self._boxes(scene.rect):
            tint = self._tint(number, scene.colours)

            def paint(painter: QPainter, box: QRectF = box, tint: QColor = tint) -> None:
                painter.fillRect(box.adjusted(0, 0, -1, 0), tint)

            scene.mark(paint)
        ends = [scene.rect.left()] * _LABEL_ROWS
        for _, box, name, share in self._boxes(scene.rect):
            if share < _LEAST_LABELLED:
                continue
            words = f"{name} {100 * share:.0f}\u00a0%"
            wide = scene.width_of(words)
            left = min(box.left() + 1, scene.rect.right() - wide)
            row = next((row for row, end in enumerate(ends) if end <= left), None)
            if row is None:  # a small part at the end of the bar
                continue
            ends[row] = left + wide + 6
            y = box.bottom() + 2 + row * scene.line
            scene.text(words, QPointF(left, y), scene.colours.text)

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        for _, box, name, share in self._boxes(scene.rect):
            if box.left() <= at.x() < box.right():
                words = f"{name}: {100 * share:.0f} % of what was merged"
                return Readout(at, ((words, scene.colours.ink),), frame=box)
        return None

    def _boxes(self, rect: QRectF) -> list[tuple[int, QRectF, str, float]]:
        total, start, boxes = sum(share for _, share in self.parts) or 1.0, 0.0, []
        for number, (name, share) in enumerate(self.parts):
            end = start + share / total
            left, wide = rect.left() + rect.width() * start, rect.width() * (end - start)
            boxes.append((number, QRectF(left, rect.top(), wide, _SOURCE_BAR), name, share))
            start = end
        return boxes

    def _tint(self, number: int, colours: Colours) -> QColor:
        if number == 0:
            return shade(colours.middle, 100)
        others = max(1, len(self.parts) - 1)
        alpha = 255 - (255 - _LEAST_ALPHA) * (number - 1) / others
        return shade(colours.source, round(alpha))


class SourceBarWidget(_StripWidget):
    """The bar on screen."""

    def __init__(self) -> None:
        super().__init__("Drawn from other cancers", _SOURCE_BAR + 4, _LABEL_ROWS)

    def show_plot(self, plot: SourceBarPlot) -> None:
        words = "; ".join(f"{name} {100 * share:.0f} %" for name, share in plot.parts)
        self.setAccessibleDescription(tr(words))
        self.set_plot(plot)
