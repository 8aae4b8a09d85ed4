"""The source cancers of a case as bars, beside how the reference cohort used them.

Each source has a bar as long as its weight, split by its mixing ratio. Under weight and ratio lies
a strip from the lowest to the highest of the reference cohort, with a mark where the case is: on a
scale of its own, for the cohort's weights of a source often differ by little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from steph_desktop.model.outputs import SourceShare, SourceSpread
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.plot_widget import PlotWidget
from steph_desktop.ui.kit.plots.scene import (
    RIGHT,
    LegendEntry,
    Plot,
    PlotScene,
    box_key,
    legend_height,
)
from steph_desktop.ui.kit.theme import LIGHT, Colours, sized_font
from steph_desktop.ui.kit.widgets import plain

_FACTOR = 0.9
_ROW_AIR, _STRIP, _HALF_MARK = 9.0, 9.0, 3.5
_COLUMN_GAP, _KEY_STRIP = 10.0, 26.0
_LEAST_NAME, _MOST_NAME = 34.0, 0.3  # pixels; share of the width
_RATIO_SHARE = 0.34
_BOX = (3, 7)  # deciles


@dataclass(frozen=True)
class SourcePlot(Plot):
    """The merged sources of a case, heaviest first."""

    sources: Sequence[SourceShare] = ()  # in the model's order; those not selected are left out
    target_cancer: str = ""  # names the first part of the bars
    # How the reference cohort used the sources, in the same order.
    spread: SourceSpread | None = None

    @property
    def order(self) -> list[int]:
        """Places of the merged sources in the model's order, heaviest first."""
        used = [place for place, share in enumerate(self.sources) if share.selected]
        return sorted(used, key=lambda place: -self.sources[place].weight)

    def row_height(self, font: QFont) -> float:
        strip = _STRIP if self.spread is not None else 0.0
        return QFontMetricsF(font).height() + strip + _ROW_AIR

    def height(self, font: QFont, width: float) -> float:
        rows = head_height(font) + len(self.order) * self.row_height(font)
        return rows + legend_height(self._entries(LIGHT), width, QFontMetricsF(font)) + 4

    def draw(self, scene: PlotScene) -> None:
        rect, order = scene.rect, self.order
        names = [scene.width_of(self.sources[place].cancer) for place in order]
        rank_room, figure = scene.width_of("00 "), scene.width_of("00.00") + 6
        most_name = max(_LEAST_NAME, _MOST_NAME * rect.width() - rank_room)
        name_room = min(max(names, default=0.0) + 2, most_name)
        left = rect.left() + rank_room + name_room + _COLUMN_GAP
        room = rect.right() - left - 2 * figure - _COLUMN_GAP
        weight = QRectF(left, 0, room * (1 - _RATIO_SHARE), 0)
        ratio = QRectF(weight.right() + figure + _COLUMN_GAP, 0, room * _RATIO_SHARE, 0)
        colours = scene.colours
        for box, words in ((weight, "Weight w"), (ratio, "Ratio λ")):
            cut = scene.cut(words, box.width() + figure)
            scene.text(cut, QPointF(box.left(), rect.top()), colours.muted)
        most = max((self.sources[place].weight for place in order), default=0.0)
        y = rect.top() + head_height(scene.letters)
        for rank, place in enumerate(order, start=1):
            share, top = self.sources[place], y + 1
            scene.text(str(rank), QPointF(rect.left(), top), colours.muted)
            name = scene.cut(share.cancer, name_room)
            scene.text(name, QPointF(rect.left() + rank_room, top), colours.text)
            length = weight.width() * share.weight / most if most > 0 else 0.0
            bar = QRectF(weight.left(), y + 3, length, scene.line - 4)
            _bar(scene, bar, colours.source)
            # Over the whole bar: its beginning is what stays with the target.
            bar.setWidth(length * share.lambda_target)
            _bar(scene, bar, colours.target_part)
            for box, value in ((weight, share.weight), (ratio, share.lambda_target)):
                end = QPointF(box.right() + figure, top)
                scene.text(f"{value:.2f}", end, colours.text, RIGHT)
            if self.spread is not None:
                for box, deciles, value in (
                    (weight, self.spread.weights[place].tolist(), share.weight),
                    (ratio, self.spread.lambdas[place].tolist(), share.lambda_target),
                ):
                    middle = QPointF(box.left() + _HALF_MARK, y + scene.line + _STRIP / 2 + 1)
                    width = box.width() + figure - 2 * _HALF_MARK
                    _draw_strip(scene, middle, width, deciles, value)
            y += self.row_height(scene.letters)
        scene.legend(self._entries(colours), QRectF(rect.left(), y + 4, rect.width(), 0))

    def _entries(self, colours: Colours) -> list[LegendEntry]:
        target = box_key(colours.target_part)
        entries = [
            LegendEntry(target, f"stays with {self.target_cancer} (λ)", key_width=10),
            LegendEntry(box_key(colours.source), "from the source (1 − λ)", key_width=10),
        ]
        if self.spread is not None:

            def strip(painter: QPainter, rect: QRectF) -> None:
                places = [rect.left() + rect.width() * decile / 10 for decile in range(11)]
                _paint_spread(painter, places, rect.center().y(), colours)

            def mark(painter: QPainter, rect: QRectF) -> None:
                _paint_mark(painter, rect.center(), colours)

            words = "cohort, lowest to highest; box 30–70 %"
            entries.append(LegendEntry(strip, words, key_width=_KEY_STRIP))
            entries.append(LegendEntry(mark, "this case", key_width=10))
        return entries


def head_height(font: QFont) -> float:
    """Height of the headings over the columns."""
    return QFontMetricsF(font).height() + 2


def unused_sources(sources: Sequence[SourceShare]) -> list[SourceShare]:
    """Return the sources that were not merged."""
    return [share for share in sources if not share.selected]


def _bar(scene: PlotScene, bar: QRectF, colour: str) -> None:
    box = QRectF(bar)
    scene.mark(lambda painter: painter.fillRect(box, QColor(colour)))


def _draw_strip(
    scene: PlotScene, left: QPointF, width: float, deciles: list[float], value: float
) -> None:
    """Draw a cohort's spread over a column, and a mark where the case lies in it."""
    low, span = deciles[0], deciles[-1] - deciles[0]

    def x(number: float) -> float:
        # A source that the whole cohort weighs alike has no spread: its mark stands in the middle.
        share = min(1.0, max(0.0, (number - low) / span)) if span > 0 else 0.5
        return left.x() + width * share

    def paint(painter: QPainter) -> None:
        places = [left.x(), *(x(d) for d in deciles[1:-1]), left.x() + width]
        _paint_spread(painter, places, left.y(), scene.colours)
        _paint_mark(painter, QPointF(x(value), left.y()), scene.colours)

    scene.mark(paint)


def _paint_spread(painter: QPainter, places: Sequence[float], y: float, colours: Colours) -> None:
    """Paint deciles as a line with caps, a box (30 to 70 %) and a tick (the median)."""
    painter.setPen(QPen(QColor(colours.middle), 1))
    first, last = places[0], places[-1]
    caps = (QLineF(x, y - 2, x, y + 2) for x in (first, last))
    painter.drawLines([QLineF(first, y, last, y), *caps])
    left, right = places[_BOX[0]], places[_BOX[1]]
    # Where most of the cohort agree the box would have no width, and not be seen.
    painter.fillRect(QRectF(left, y - 2, max(2.0, right - left), 4), QColor(colours.middle))
    painter.setPen(QPen(QColor(colours.panel), 1.2))
    painter.drawLine(QLineF(places[5], y - 2, places[5], y + 2))


def _paint_mark(painter: QPainter, at: QPointF, colours: Colours) -> None:
    half = _HALF_MARK
    steps = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
    painter.setPen(QPen(QColor(colours.panel), 1))
    painter.setBrush(QColor(colours.ink))
    painter.drawPolygon(QPolygonF([at + step for step in steps]))


class SourcesWidget(PlotWidget):
    """The merged sources on screen; a click or the arrow keys choose the one to explain."""

    chosen = Signal(int)
    """Row, heaviest source first; -1 for none."""

    def __init__(self) -> None:
        super().__init__("Source cancers", _FACTOR)
        self.row = -1
        self.words: tuple[str, ...] = ()
        """What is said of each row"""
        self._figures = ""
        # The legend breaks into lines: a narrow panel needs more height.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def show_plot(self, plot: SourcePlot, words: tuple[str, ...], figures: str) -> None:
        """Draw this from now on; `words` explain the rows, `figures` what stands over them."""
        self.words, self._figures, self.row = words, figures, -1
        self.setAccessibleDescription(tr(" ".join(words)))
        self.set_plot(plot)
        self.updateGeometry()

    @property
    def _sources(self) -> SourcePlot:
        return self.plot if isinstance(self.plot, SourcePlot) else SourcePlot()

    def rect_of(self, row: int) -> QRectF:
        font = sized_font(self.font(), _FACTOR)
        height = self._sources.row_height(font)
        return QRectF(0, head_height(font) + row * height - 1, self.width(), height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._sources.height(sized_font(self.font(), _FACTOR), width))

    def sizeHint(self) -> QSize:
        # Before its first layout a widget has a width that means nothing.
        width = self.width() if self.width() > 100 else 320
        return QSize(280, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 40)

    def drawBackground(self, painter: QPainter, _rect: QRectF | object) -> None:
        if self.row >= 0:
            painter.fillRect(self.rect_of(self.row), QColor(self.colours.accent_wash))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.colours.accent), 1))
            painter.drawRect(self.rect_of(max(0, self.row)).adjusted(0.5, 0.5, -0.5, -0.5))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y())
            words = self.words[row] if row >= 0 else self._figures
            QToolTip.showText(event.globalPos(), plain(tr(words)), self)
            return True
        return super().viewportEvent(event)

    def clicked_at(self, at: QPointF) -> None:
        row = self._row_at(at.y())
        # A second click takes the explanation back.
        self._choose(-1 if row == self.row else row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.words and 0 <= self.row + step < len(self.words):
            self._choose(self.row + step)
        elif event.key() == Qt.Key.Key_Escape and self.row >= 0:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _row_at(self, y: float) -> int:
        rows = range(len(self.words))
        return next((row for row in rows if self.rect_of(row).contains(1, y)), -1)

    def _choose(self, row: int) -> None:
        self.row = row
        self.viewport().update()
        self.chosen.emit(row)
