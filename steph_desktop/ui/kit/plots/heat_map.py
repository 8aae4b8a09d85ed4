"""The heat map of cases by source cancers: rows are selected, read out and opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPen

from steph_desktop.model.outputs import RiskGroup
from steph_desktop.survival.curves import DAYS_PER_YEAR, FloatArray
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
    legend_height,
)
from steph_desktop.ui.kit.plots.source_map import SourceMap
from steph_desktop.ui.kit.theme import Colours

_STRIP, _TREE, _TOP_TREE, _SCALE = 12.0, 64.0, 30.0, 96.0
_LEAST_TOP = 0.05  # of weights: below, the null model answers nearly alone
_MOST_VECTORS = 20_000


@dataclass(frozen=True)
class HeatPlot(Plot):
    """Cases by source cancers, with their trees, risk groups, outcomes and names.

    Attributes
    ----------
    found : SourceMap
        The cases.
    ratio : bool
        Mixing ratios in place of weights.
    groups : bool
        Risk groups; a blinded reviewer must not learn them from a colour.
    chosen : frozenset of int
        Rows that are selected.
    as_vectors : bool
        Cells as rectangles, which a vector file keeps sharp.
    """

    found: SourceMap = field(default_factory=SourceMap)
    ratio: bool = False
    groups: bool = True
    chosen: frozenset[int] = frozenset()
    as_vectors: bool = False

    @property
    def top(self) -> float:
        """Value of the deepest colour; weights of next to nothing stay pale."""
        known = self.found.weights[np.isfinite(self.found.weights)]
        return 1.0 if self.ratio else max(float(known.max(initial=0)), _LEAST_TOP)

    def on_paper(self) -> HeatPlot:
        few = self.found.weights.size <= _MOST_VECTORS
        return replace(self, chosen=frozenset(), as_vectors=few)

    def draw(self, scene: PlotScene) -> None:
        found, rect, line = self.found, scene.rect, scene.line
        rows, columns = found.weights.shape
        if not rows or not columns:
            return
        colours = scene.colours
        tree_room = _TREE + GAP if len(found.tree) else 0.0
        strips = []
        if self.groups and any(found.groups):
            strips.append([_group_colour(group, colours) for group in found.groups])
        if found.has_outcomes:
            seen = zip(found.events, np.isfinite(found.times_days), strict=True)
            strips.append([(colours.ink if e else colours.line) if k else "" for e, k in seen])
        left = rect.left() + tree_room + len(strips) * (_STRIP + 3) + 3
        widest = max(scene.width_of(name) for name in found.names)
        fits = rect.height() / rows >= line - 3 + (_TOP_TREE + 4 * line) / rows
        right = min(widest, scene.width_of("W" * 12)) + 2 * GAP if fits else GAP
        width = max(1.0, rect.right() - right - left)
        longest = max(scene.width_of(name) for name in found.cancers)
        upright = longest > width / columns - 4
        top_tree = _TOP_TREE if len(found.source_tree) else 0.0
        top = rect.top() + top_tree + (min(longest, 8 * line) if upright else line) + GAP
        entries = self._entries(scene, bool(strips) and self.groups and any(found.groups))
        legend = legend_height(entries, rect.width(), scene.metrics)
        bottom = rect.bottom() - legend - 2 * GAP
        cells = QRectF(left, top, width, bottom - top)
        # Rows count from the top, the axis from below.
        bare = {"words": lambda _value: "", "most": 0}
        panel = scene.panel(cells, Axis(0.0, columns, **bare), Axis(0.0, rows, **bare))  # type: ignore[arg-type]
        if panel is None:
            return
        all_cells = QRectF(0, 0, columns, rows)
        self._draw_pixels(panel, cells, self._image(colours), all_cells)
        for number, names in enumerate(strips):
            box = QRectF(
                rect.left() + tree_room + number * (_STRIP + 3), top, _STRIP, cells.height()
            )
            self._draw_pixels(panel, box, _strip_image(names), None)
        tree_pen = QPen(QColor(colours.muted), 1)
        frame_pen = QPen(QColor(colours.line), 1)

        def paint_around(painter: QPainter) -> None:
            painter.setPen(frame_pen)
            painter.drawRect(cells)
            painter.setPen(tree_pen)
            box = QRectF(rect.left(), top, _TREE, cells.height())
            if len(found.tree):
                painter.save()
                painter.setClipRect(box)
                painter.drawLines(
                    _branches(found.tree, _row_places(panel, rows), box, upright=True)
                )
                painter.restore()
            if len(found.source_tree):
                box = QRectF(left, rect.top(), width, top_tree)
                places = panel.xs(np.arange(columns + 1) + 0.5)
                painter.drawLines(_branches(found.source_tree, places, box, upright=False))

        scene.mark(paint_around)
        scene.mark(lambda painter: self._paint_rows(painter, scene, panel, right))
        self._draw_sources(scene, panel, top - rect.top() - top_tree - GAP, upright=upright)
        scene.legend(entries, QRectF(rect.left(), rect.bottom() - legend, rect.width(), legend))

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        cell = self.cell_at(scene, at)
        if cell is None:
            return None
        panel, (row, column) = scene.panels[0], cell
        x, (top, bottom) = panel.xs(np.array([column + 0.5])), _row_edges(panel, self.found, row)
        half = panel.xs(np.array([0.0, 1.0]))
        wide = (half[1] - half[0]) / 2
        box = QRectF(x[0] - wide, top, 2 * wide, bottom - top).intersected(panel.box)
        return Readout(at, (), frame=box)

    def cell_at(self, scene: PlotScene, at: QPointF) -> tuple[int, int] | None:
        """Return the row and column under a point; a row's trees, strips and name are column 0."""
        rows, columns = self.found.weights.shape
        if (
            not scene.panels
            or not scene.panels[0].box.top() <= at.y() < scene.panels[0].box.bottom()
        ):
            return None
        panel = scene.panels[0]
        across, up = panel.value_at(at)
        row = min(rows - 1, int(rows - up))
        return row, min(columns - 1, int(across)) if panel.box.contains(at) else 0

    def words_of(self, row: int, column: int) -> str:
        """Say what a cell is."""
        found = self.found
        name, cancer = found.names[row], found.cancers[column]
        weight, ratio = found.weights[row, column], found.lambdas[row, column]
        if not np.isfinite([weight, ratio]).all():
            said = f"{name}: its model does not have {cancer}"
        elif weight == 0:
            said = f"{name}: nothing from {cancer}"
        else:
            said = f"{name}, {cancer}: weight w {weight:.2f}, share λ {ratio:.2f}"
        if self.groups and found.groups[row]:
            said += f" · {found.groups[row]} risk"
        if np.isfinite(found.times_days[row]):
            years = found.times_days[row] / DAYS_PER_YEAR
            what = "event after" if found.events[row] else "no event in"
            said += f" · {what} {years:.1f} years"
        return said

    def _image(self, colours: Colours) -> QImage:
        """Return the cells, one pixel each; what a model does not have or mix is transparent."""
        values = self.found.lambdas if self.ratio else self.found.weights
        known = np.isfinite(values)
        if self.ratio:
            known &= np.nan_to_num(self.found.weights) > 0  # what was not merged has no share
        share = np.clip(np.nan_to_num(values) / self.top, 0, 1)[..., None]
        low, high = _rgb(colours.field), _rgb(colours.source)
        pixels = np.zeros((*values.shape, 4), np.uint8)
        pixels[..., :3] = (low + share * (high - low)).round()
        pixels[..., 3] = np.where(known, 255, 0)
        rows, columns = values.shape
        data = pixels.tobytes()
        return QImage(data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()

    def _draw_pixels(
        self, panel: PlotPanel, box: QRectF, image: QImage, spans: QRectF | None
    ) -> None:
        """Draw an image of a row of pixels a case; over the columns of the axis, or over a box."""

        def paint(painter: QPainter) -> None:
            painter.save()
            painter.setClipRect(box)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            top, bottom = panel.ys(np.array([image.height(), 0.0])).tolist()
            left, right = box.left(), box.right()
            if spans is not None:
                left, right = panel.xs(np.array([spans.left(), spans.right()])).tolist()
            target = QRectF(QPointF(left, top), QPointF(right, bottom))
            if not self.as_vectors:
                painter.drawImage(target, image)
            else:
                wide, high = target.width() / image.width(), target.height() / image.height()
                for row in range(image.height()):
                    for column in range(image.width()):
                        colour = image.pixelColor(column, row)
                        if colour.alpha():
                            at = QPointF(left + column * wide, top + row * high)
                            painter.fillRect(QRectF(at.x(), at.y(), wide, high), colour)
            painter.restore()

        panel.scene.mark(paint)

    def _paint_rows(
        self, painter: QPainter, scene: PlotScene, panel: PlotPanel, room: float
    ) -> None:
        """Paint the names beside the rows, and a frame around those that are selected."""
        colours, box = scene.colours, panel.box
        accent = QColor(colours.accent)
        painter.setClipRect(
            scene.rect.adjusted(0, box.top() - 1, 0, box.bottom() - scene.rect.bottom() + 1)
        )
        for row, name in enumerate(self.found.names):
            top, bottom = _row_edges(panel, self.found, row)
            if bottom <= box.top() or top >= box.bottom():
                continue
            if row in self.chosen:
                painter.fillRect(QRectF(box.right() + 1, top, 3, max(bottom - top, 1.0)), accent)
            if bottom - top >= scene.line - 3 and room > 20:
                at = QPointF(box.right() + GAP + 2, (top + bottom - scene.line) / 2)
                colour = colours.accent if row in self.chosen else colours.text
                scene.write(painter, scene.cut(name, room - GAP - 4), at, colour)
        painter.setPen(QPen(accent, 1.4))
        for first, last in _runs(sorted(self.chosen)):
            top, bottom = (
                _row_edges(panel, self.found, first)[0],
                _row_edges(panel, self.found, last)[1],
            )
            painter.drawRect(QRectF(box.left(), top, box.width(), bottom - top))
        painter.setClipping(False)

    def _draw_sources(
        self, scene: PlotScene, panel: PlotPanel, room: float, *, upright: bool
    ) -> None:
        colours = scene.colours

        def paint(painter: QPainter) -> None:
            edges = panel.xs(np.arange(len(self.found.cancers) + 1.0))
            wide = edges[1] - edges[0]
            for name, middle in zip(
                self.found.cancers, (edges[:-1] + wide / 2).tolist(), strict=True
            ):
                if not panel.box.left() <= middle <= panel.box.right():
                    continue
                if not upright:
                    at = QPointF(middle, panel.box.top() - GAP - scene.metrics.ascent())
                    scene.write(painter, name, at, colours.text, 0.5)
                elif wide >= 0.8 * scene.line:  # else they would lie upon each other
                    painter.save()
                    painter.translate(middle - scene.line / 2, panel.box.top() - GAP / 2)
                    painter.rotate(-90)
                    scene.write(painter, scene.cut(name, room), QPointF(0, 0), colours.text)
                    painter.restore()

        scene.mark(paint)

    def _entries(self, scene: PlotScene, with_groups: bool) -> list[LegendEntry]:
        colours = scene.colours

        def scale(painter: QPainter, rect: QRectF) -> None:
            box = QRectF(rect.left(), rect.center().y() - 5, rect.width(), 10)
            shades = QLinearGradient(box.topLeft(), box.topRight())
            shades.setColorAt(0, QColor(colours.field))
            shades.setColorAt(1, QColor(colours.source))
            painter.fillRect(box, shades)

        title = "Share λ kept by the own model" if self.ratio else "Weight w of the source"
        entries = [LegendEntry(scale, f"{title}, 0 to {self.top:.2g}", key_width=_SCALE)]
        if with_groups:
            present = [group for group in RiskGroup if group.value in set(self.found.groups)]
            entries += [
                LegendEntry(box_key(colours.of_group(group)), f"{group.value} risk", key_width=10)
                for group in present
            ]
        if self.found.has_outcomes:
            for colour, words in ((colours.ink, "event"), (colours.line, "no event so far")):
                entries.append(LegendEntry(box_key(colour), words, key_width=10))
        return entries


def _group_colour(group: str, colours: Colours) -> str:
    return colours.of_group(RiskGroup(group)) if group else ""


def _rgb(name: str) -> FloatArray:
    colour = QColor(name)
    return np.array([colour.red(), colour.green(), colour.blue()], float)


def _strip_image(colours: list[str]) -> QImage:
    image = QImage(1, len(colours), QImage.Format.Format_RGBA8888)
    for row, colour in enumerate(colours):
        image.setPixelColor(0, row, QColor(colour) if colour else QColor(0, 0, 0, 0))
    return image


def _row_places(panel: PlotPanel, rows: int) -> FloatArray:
    """Middles of all rows, from the top."""
    return panel.ys(np.arange(rows, -1.0, -1.0) - 0.5)


def _row_edges(panel: PlotPanel, found: SourceMap, row: int) -> tuple[float, float]:
    top, bottom = panel.ys(np.array([len(found.names) - row, len(found.names) - row - 1.0]))
    return float(top), float(bottom)


def _branches(tree: FloatArray, places: FloatArray, box: QRectF, *, upright: bool) -> list[QLineF]:
    """Return the joins of a clustering as lines; `places` are of the rows or columns."""
    most = max(float(tree[:, 4].max()), 1e-12)
    at = np.interp(tree[:, :2], np.arange(len(places)), places)
    lines = []
    for (first, second), heights in zip(at.tolist(), (tree[:, 2:] / most).tolist(), strict=True):
        if upright:
            low, other, height = (box.right() - (box.width() - 4) * h for h in heights)
            lines.append(QLineF(low, first, height, first))
            lines.append(QLineF(other, second, height, second))
            lines.append(QLineF(height, first, height, second))
        else:
            low, other, height = (box.bottom() - (box.height() - 4) * h for h in heights)
            lines.append(QLineF(first, low, first, height))
            lines.append(QLineF(second, other, second, height))
            lines.append(QLineF(first, height, second, height))
    return lines


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of neighbours."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


class HeatMap(PlotWidget):
    """Cases by source cancers on screen.

    A click selects a row; with Ctrl one more, with Shift or a drag all between. A double click
    or Enter opens the case.
    """

    case_requested = Signal(int)
    """The row whose case is to be opened"""
    selected = Signal()
    """The user selected other rows"""
    pointed = Signal(str)
    """What lies under the mouse, in words"""

    def __init__(self) -> None:
        super().__init__("Cases by source cancers")
        self.heat = HeatPlot()
        self._anchor = self._row = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 260)

    def show_map(self, found: SourceMap, *, ratio: bool, groups: bool) -> None:
        """Draw these cases from now on: weights, or mixing ratios."""
        chosen = self.heat.chosen if found is self.heat.found else frozenset()
        self._show(HeatPlot(found, ratio, groups, chosen))

    def _show(self, heat: HeatPlot) -> None:
        self.heat = heat
        self.set_plot(heat)

    def sizeHint(self) -> QSize:
        return QSize(700, 520)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The selected rows, from top to bottom."""
        return tuple(sorted(self.heat.chosen))

    def choose(self, rows: frozenset[int]) -> None:
        """Select rows without telling."""
        if rows == self.heat.chosen:
            return
        if rows:
            self._row = self._anchor = min(rows)
        self._show(replace(self.heat, chosen=rows))

    def _select(self, row: int, held: Qt.KeyboardModifier, *, drags: bool = False) -> None:
        chosen = frozenset({row})
        if held & Qt.KeyboardModifier.ShiftModifier or drags:
            low, high = sorted((self._anchor, row))
            chosen = frozenset(range(low, high + 1))
        elif held & Qt.KeyboardModifier.ControlModifier:
            chosen = self.heat.chosen ^ {row}
            self._anchor = row
        else:
            self._anchor = row
        self._row = row
        if chosen != self.heat.chosen:
            self._show(replace(self.heat, chosen=chosen))
            self.selected.emit()

    def cell_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return the row and column under a point; a row's trees, strips and name are column 0."""
        return self.heat.cell_at(self.ready(), at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        cell = self.cell_at(event.position())
        self.pointed.emit(self.heat.words_of(*cell) if cell is not None else "")
        if cell is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._select(cell[0], event.modifiers(), drags=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self._select(cell[0], event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self.case_requested.emit(cell[0])

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.pointed.emit("")
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = len(self.heat.found.names)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -rows,
            Qt.Key.Key_End: rows,
        }
        key = Qt.Key(event.key())
        if rows and key in steps:
            row = min(max(self._row + steps[key], 0), rows - 1) if self.heat.chosen else 0
            self._select(row, event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif rows and self.heat.chosen and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.case_requested.emit(self._row)
        else:
            super().keyPressEvent(event)
