"""The source cancers of a case beside the cohort's, drawn by one code on screen and on paper.

Each source has a bar as long as its weight, split by its mixing ratio. Under weight and ratio lies
a strip from the lowest to the highest of the reference cohort, with a mark where the case is: on a
scale of its own, for the cohort's weights of a source often differ by little. All lengths are in
the painter's units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from steph_desktop.model.outputs import SourceShare, SourceSpread
from steph_desktop.ui.kit.theme import Colours

_ROW_AIR, _STRIP, _HALF_MARK = 9.0, 9.0, 3.5
_COLUMN_GAP = 10.0
_LEAST_NAME, _MOST_NAME = 34.0, 0.3  # units; share of the width
_RATIO_SHARE = 0.34
_BOX = (3, 7)  # deciles


@dataclass(frozen=True)
class SourcePlot:
    """What the plot of the sources shows.

    Attributes
    ----------
    sources : sequence of SourceShare
        In the model's order; those not selected are left out.
    target_cancer : str
        Names the first part of the bars.
    spread : SourceSpread, optional
        How the reference cohort used the sources, in the same order.
    """

    sources: Sequence[SourceShare] = ()
    target_cancer: str = ""
    spread: SourceSpread | None = None

    @property
    def order(self) -> list[int]:
        """Places of the merged sources in the model's order, heaviest first."""
        used = [place for place, share in enumerate(self.sources) if share.selected]
        return sorted(used, key=lambda place: -self.sources[place].weight)

    @property
    def most(self) -> float:
        """Weight at the right end of the bars."""
        return max((self.sources[place].weight for place in self.order), default=0.0)


def unused_sources(sources: Sequence[SourceShare]) -> list[SourceShare]:
    """Return the sources that were not merged."""
    return [share for share in sources if not share.selected]


def row_height(plot: SourcePlot, font: QFont) -> float:
    """Height of one source."""
    strip = _STRIP if plot.spread is not None else 0.0
    return QFontMetricsF(font).height() + strip + _ROW_AIR


def head_height(font: QFont) -> float:
    """Height of the headings over the columns."""
    return QFontMetricsF(font).height() + 2


def sources_height(plot: SourcePlot, font: QFont, width: float) -> float:
    """Height that `paint_sources` takes at a width."""
    line = QFontMetricsF(font).height()
    legend = _legend_places(plot, QFontMetricsF(font), width)
    lines = 1 + (legend[-1][1] if legend else 0)
    return head_height(font) + len(plot.order) * row_height(plot, font) + lines * (line + 2) + 4


def paint_sources(
    painter: QPainter, rect: QRectF, plot: SourcePlot, colours: Colours, font: QFont
) -> None:
    """Draw the merged sources, heaviest first, each beside what the cohort shows.

    Parameters
    ----------
    painter, rect, colours, font
        As for `steph_desktop.ui.kit.plots.curve_plot.paint_survival`.
    plot : SourcePlot
        What to draw.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    table = _Table(painter, rect, plot, colours, QFontMetricsF(font))
    table.head()
    y = rect.top() + head_height(font)
    for rank, place in enumerate(plot.order, start=1):
        table.row(y, rank, place)
        y += row_height(plot, font)
    table.legend(y + 4)
    painter.restore()


class _Table:
    """The columns: rank and name, bar and weight, strip and ratio."""

    def __init__(
        self,
        painter: QPainter,
        rect: QRectF,
        plot: SourcePlot,
        colours: Colours,
        metrics: QFontMetricsF,
    ) -> None:
        self.painter, self.rect, self.plot = painter, rect, plot
        self.colours, self.metrics = colours, metrics
        self.line = metrics.height()
        names = [metrics.horizontalAdvance(plot.sources[place].cancer) for place in plot.order]
        self.rank_room = metrics.horizontalAdvance("00 ")
        most_name = max(_LEAST_NAME, _MOST_NAME * rect.width() - self.rank_room)
        self.name_room = min(max(names, default=0.0) + 2, most_name)
        self.figure = metrics.horizontalAdvance("00.00") + 6
        bars = rect.left() + self.rank_room + self.name_room + _COLUMN_GAP
        room = rect.right() - bars - 2 * self.figure - _COLUMN_GAP
        self.weight = QRectF(bars, 0, room * (1 - _RATIO_SHARE), 0)
        left = self.weight.right() + self.figure + _COLUMN_GAP
        self.ratio = QRectF(left, 0, room * _RATIO_SHARE, 0)

    def head(self) -> None:
        """Name the columns."""
        base = self.rect.top() + self.metrics.ascent()
        self.painter.setPen(QColor(self.colours.muted))
        for box, words in ((self.weight, "Weight w"), (self.ratio, "Ratio λ")):
            room = box.width() + self.figure
            words = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            self.painter.drawText(QPointF(box.left(), base), words)

    def row(self, y: float, rank: int, place: int) -> None:
        """Draw one source."""
        share, painter, most = self.plot.sources[place], self.painter, self.plot.most
        base = y + self.metrics.ascent() + 1
        painter.setPen(QColor(self.colours.muted))
        painter.drawText(QPointF(self.rect.left(), base), str(rank))
        painter.setPen(QColor(self.colours.text))
        name = self.metrics.elidedText(share.cancer, Qt.TextElideMode.ElideRight, self.name_room)
        painter.drawText(QPointF(self.rect.left() + self.rank_room, base), name)
        bar = QRectF(self.weight.left(), y + 3, 0, self.line - 4)
        length = self.weight.width() * share.weight / most if most > 0 else 0.0
        bar.setWidth(length)
        painter.fillRect(bar, QColor(self.colours.source))
        bar.setWidth(length * share.lambda_target)
        painter.fillRect(bar, QColor(self.colours.target_part))
        self._figure(self.weight, base, share.weight)
        self._figure(self.ratio, base, share.lambda_target)
        spread = self.plot.spread
        if spread is not None:
            under = y + self.line + _STRIP / 2 + 1
            self._strip(self.weight, under, spread.weights[place].tolist(), share.weight)
            self._strip(self.ratio, under, spread.lambdas[place].tolist(), share.lambda_target)

    def _figure(self, box: QRectF, base: float, value: float) -> None:
        words = f"{value:.2f}"
        self.painter.setPen(QColor(self.colours.text))
        right = box.right() + self.figure - self.metrics.horizontalAdvance(words)
        self.painter.drawText(QPointF(right, base), words)

    def _strip(self, box: QRectF, y: float, deciles: list[float], value: float) -> None:
        """Draw a cohort's spread over a column, and a mark where the case lies in it."""
        left, width = box.left() + _HALF_MARK, box.width() + self.figure - 2 * _HALF_MARK
        low, span = deciles[0], deciles[-1] - deciles[0]

        def x(number: float) -> float:
            return left + width * (min(1.0, max(0.0, (number - low) / span)) if span > 0 else 0.5)

        ends = QLineF(left, y, left + width, y)
        _spread(self.painter, [x(decile) for decile in deciles], ends, self.colours)
        _mark(self.painter, QPointF(x(value), y), self.colours)

    def legend(self, y: float) -> None:
        """Explain the colours and the strip, in as many lines as it takes."""
        painter, metrics = self.painter, self.metrics
        for (key, words), (x, line) in zip(
            _legend(self.plot), _legend_places(self.plot, metrics, self.rect.width()), strict=True
        ):
            left, top = self.rect.left() + x, y + line * (self.line + 2)
            middle = top + self.line / 2
            if key == "strip":
                deciles = [left + _KEY_ROOM * decile / 10 for decile in range(11)]
                ends = QLineF(left, middle, left + _KEY_ROOM, middle)
                _spread(painter, deciles, ends, self.colours)
            elif key == "mark":
                _mark(painter, QPointF(left + _HALF_MARK + 1, middle), self.colours)
            else:
                colour = self.colours.source if key == "source" else self.colours.target_part
                painter.fillRect(QRectF(left, top + 3, 10, self.line - 6), QColor(colour))
            painter.setPen(QColor(self.colours.muted))
            room = self.rect.width() - x - _key_room(key)
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left + _key_room(key), top + metrics.ascent()), cut)


_KEY_ROOM = 26.0


def _key_room(key: str) -> float:
    return _KEY_ROOM + 5 if key == "strip" else 15.0


def _legend(plot: SourcePlot) -> list[tuple[str, str]]:
    entries = [
        ("target", f"stays with {plot.target_cancer} (λ)"),
        ("source", "from the source (1 − λ)"),
    ]
    if plot.spread is not None:
        entries += [("strip", "cohort, lowest to highest; box 30–70 %"), ("mark", "this case")]
    return entries


def _legend_places(
    plot: SourcePlot, metrics: QFontMetricsF, width: float
) -> list[tuple[float, int]]:
    """Where the entries of the legend begin, and on which line."""
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for key, words in _legend(plot):
        room = _key_room(key) + metrics.horizontalAdvance(words)
        if x > 0 and x + room > width:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += room + 14
    return places


def _spread(painter: QPainter, deciles: Sequence[float], ends: QLineF, colours: Colours) -> None:
    """Draw deciles as a line with caps, a box (30 to 70 %) and a tick (the median)."""
    y = ends.y1()
    painter.setPen(QPen(QColor(colours.middle), 1))
    painter.drawLines([ends, *(QLineF(x, y - 2, x, y + 2) for x in (ends.x1(), ends.x2()))])
    left, right = deciles[_BOX[0]], deciles[_BOX[1]]
    painter.fillRect(QRectF(left, y - 2, max(2.0, right - left), 4), QColor(colours.middle))
    painter.setPen(QPen(QColor(colours.panel), 1.2))
    painter.drawLine(QLineF(deciles[5], y - 2, deciles[5], y + 2))


def _mark(painter: QPainter, at: QPointF, colours: Colours) -> None:
    """Draw a diamond."""
    half = _HALF_MARK
    steps = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
    painter.setPen(QPen(QColor(colours.panel), 1))
    painter.setBrush(QColor(colours.ink))
    painter.drawPolygon(QPolygonF([at + step for step in steps]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
