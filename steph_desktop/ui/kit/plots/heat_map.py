"""The heat map of cases by source cancers: rows are selected, read out and opened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPen,
)

from steph_desktop.model.outputs import RiskGroup
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS, FloatArray
from steph_desktop.ui.kit.list_rows import runs_of
from steph_desktop.ui.kit.plots.plot_widget import PlotWidget
from steph_desktop.ui.kit.plots.scene import (
    CENTRE,
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
_STEP_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


@dataclass(frozen=True)
class HeatPlot(Plot):
    """Cases by source cancers, with their trees, risk groups, outcomes and names."""

    found: SourceMap = field(default_factory=SourceMap)  # the cases
    ratio: bool = False  # mixing ratios in place of weights
    groups: bool = True  # risk groups; a blinded reviewer must not learn them from a colour
    chosen: frozenset[int] = frozenset()  # rows that are selected

    @property
    def top(self) -> float:
        """Value of the deepest colour; weights of next to nothing stay pale."""
        known = self.found.weights[np.isfinite(self.found.weights)]
        return 1.0 if self.ratio else max(float(known.max(initial=0)), _LEAST_TOP)

    @property
    def _shows_groups(self) -> bool:
        return self.groups and any(self.found.groups)

    def on_paper(self) -> HeatPlot:
        return replace(self, chosen=frozenset())

    def draw(self, scene: PlotScene) -> None:
        found, rect, line, colours = self.found, scene.rect, scene.line, scene.colours
        rows, columns = found.weights.shape
        if not rows or not columns:
            return
        strips = self._strips(colours)
        first_strip = rect.left() + (_TREE + GAP if len(found.tree) else 0.0)
        left = first_strip + len(strips) * (_STRIP + 3) + 3
        # Names stand beside rows that are as high as letters, and nowhere else.
        fits = rect.height() / rows >= line - 3 + (_TOP_TREE + 4 * line) / rows
        widest = max(scene.width_of(name) for name in found.names)
        names = min(widest, scene.width_of("W" * 12)) + 2 * GAP if fits else GAP
        width = max(1.0, rect.right() - names - left)
        longest = max(scene.width_of(name) for name in found.cancers)
        upright = longest > width / columns - 4
        head = min(longest, 8 * line) if upright else line
        top_tree = _TOP_TREE if len(found.source_tree) else 0.0
        top = rect.top() + top_tree + head + GAP
        entries = self._entries(colours)
        legend = rect.bottom() - legend_height(entries, rect.width(), scene.metrics)
        cells = QRectF(left, top, width, legend - 2 * GAP - top)
        # Rows count from the top, the axis from below.
        panel = scene.panel(cells, Axis(0.0, columns, most=0), Axis(0.0, rows, most=0))
        if panel is None:
            return
        _draw_pixels(panel, cells, self._image(colours), across=True)
        for number, image in enumerate(strips):
            x = first_strip + number * (_STRIP + 3)
            _draw_pixels(panel, QRectF(x, top, _STRIP, cells.height()), image, across=False)

        def paint_trees(painter: QPainter) -> None:
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawRect(cells)
            painter.setPen(QPen(QColor(colours.muted), 1))
            beside = QRectF(rect.left(), top, _TREE, cells.height())
            above = QRectF(left, rect.top(), width, top_tree)
            for tree, box, places in (
                (found.tree, beside, panel.ys(np.arange(rows - 0.5, -1.0, -1.0))),
                (found.source_tree, above, panel.xs(np.arange(columns + 1) + 0.5)),
            ):
                if len(tree):
                    painter.save()
                    painter.setClipRect(box)
                    painter.drawLines(_branches(tree, places, box, upright=box is beside))
                    painter.restore()

        scene.mark(paint_trees)
        scene.mark(lambda painter: self._paint_names(painter, panel, names))
        scene.mark(lambda painter: self._paint_sources(painter, panel, head, upright=upright))
        scene.legend(entries, QRectF(rect.left(), legend, rect.width(), 0))

    def readout(self, scene: PlotScene, at: QPointF) -> Readout | None:
        if (cell := self.cell_at(scene, at)) is None:
            return None
        (row, column), panel = cell, scene.panels[0]
        up = len(self.found.names) - row
        corners = panel.point(column, up), panel.point(column + 1, up - 1)
        return Readout(at, (), frame=QRectF(*corners).intersected(panel.box))

    def cell_at(self, scene: PlotScene, at: QPointF) -> tuple[int, int] | None:
        """Return the row and column under a point; a row's trees, strips and name are column 0."""
        rows, columns = self.found.weights.shape
        panel = scene.panels[0] if scene.panels else None
        if panel is None or not panel.box.top() <= at.y() < panel.box.bottom():
            return None
        across, up = panel.value_at(at)
        row = min(rows - 1, int(rows - up))
        return row, min(columns - 1, int(across)) if panel.box.contains(at) else 0

    def words_of(self, row: int, column: int) -> str:
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
            years = found.times_days[row] / CALENDAR_YEAR_DAYS
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
        low, high = _rgba(colours.field), _rgba(colours.source)
        pixels = (low + share * (high - low)).round().astype(np.uint8)
        pixels[..., 3] = np.where(known, 255, 0)
        return _image_of(pixels)

    def _strips(self, colours: Colours) -> list[QImage]:
        """Return the risk groups and the outcomes of all rows, one pixel each, where known."""
        found, strips = self.found, []
        if self._shows_groups:
            groups = (colours.of_group(RiskGroup(group)) if group else "" for group in found.groups)
            strips.append([_rgba(colour) for colour in groups])
        if found.has_outcomes:
            event, none, unknown = _rgba(colours.ink), _rgba(colours.line), _rgba("")
            known = np.isfinite(found.times_days).tolist()
            rows = zip(known, found.events.tolist(), strict=True)
            strips.append([(event if e else none) if k else unknown for k, e in rows])
        return [_image_of(np.array(strip, np.uint8)[:, None]) for strip in strips]

    def _paint_names(self, painter: QPainter, panel: PlotPanel, room: float) -> None:
        """Paint the names beside the rows, and a frame around those that are selected."""
        scene, box = panel.scene, panel.box
        edges = panel.ys(np.arange(len(self.found.names), -1.0, -1.0)).tolist()
        accent, high = QColor(scene.colours.accent), edges[1] - edges[0]
        painter.save()
        painter.setClipRect(QRectF(0, box.top() - 1, scene.rect.width(), box.height() + 2))
        for row in self.chosen:
            painter.fillRect(QRectF(box.right() + 1, edges[row], 3, max(high, 1.0)), accent)
        if high >= scene.line - 3 and room > 20:
            for row, name in enumerate(self.found.names):
                if box.top() - high < edges[row] < box.bottom():
                    colours = scene.colours
                    colour = colours.accent if row in self.chosen else colours.text
                    middle = (edges[row] + edges[row + 1] - scene.line) / 2
                    at = QPointF(box.right() + GAP + 2, middle)
                    scene.write(painter, scene.cut(name, room - GAP - 4), at, colour)
        painter.setPen(QPen(accent, 1.4))
        for first, last in runs_of(sorted(self.chosen)):
            height = edges[last + 1] - edges[first]
            painter.drawRect(QRectF(box.left(), edges[first], box.width(), height))
        painter.restore()

    def _paint_sources(
        self, painter: QPainter, panel: PlotPanel, room: float, *, upright: bool
    ) -> None:
        """Paint the names of the sources over their columns."""
        scene, box = panel.scene, panel.box
        edges = panel.xs(np.arange(len(self.found.cancers) + 1.0)).tolist()
        wide = edges[1] - edges[0]
        for name, left in zip(self.found.cancers, edges, strict=False):
            middle = left + wide / 2
            if not box.left() <= middle <= box.right():
                continue
            if not upright:
                at = QPointF(middle, box.top() - GAP - scene.metrics.ascent())
                scene.write(painter, name, at, scene.colours.text, CENTRE)
            elif wide >= 0.8 * scene.line:  # else they would lie upon each other
                painter.save()
                painter.translate(middle - scene.line / 2, box.top() - GAP / 2)
                painter.rotate(-90)
                scene.write(painter, scene.cut(name, room), QPointF(0, 0), scene.colours.text)
                painter.restore()

    def _entries(self, colours: Colours) -> list[LegendEntry]:
        def scale(painter: QPainter, rect: QRectF) -> None:
            box = QRectF(rect.left(), rect.center().y() - 5, rect.width(), 10)
            shades = QLinearGradient(box.topLeft(), box.topRight())
            shades.setColorAt(0, QColor(colours.field))
            shades.setColorAt(1, QColor(colours.source))
            painter.fillRect(box, shades)

        title = "Share λ kept by the target model" if self.ratio else "Weight w of the source"
        entries = [LegendEntry(scale, f"{title}, 0 to {self.top:.2g}", key_width=_SCALE)]
        boxes = []
        if self._shows_groups:
            present = [group for group in RiskGroup if group.value in set(self.found.groups)]
            boxes += [(colours.of_group(group), f"{group.value} risk") for group in present]
        if self.found.has_outcomes:
            boxes += [(colours.ink, "event"), (colours.line, "no event so far")]
        entries += [LegendEntry(box_key(colour), words, key_width=10) for colour, words in boxes]
        return entries


def _rgba(name: str) -> FloatArray:
    """Return a colour as numbers; transparent without a name."""
    colour = QColor(name)
    alpha = 255 if name else 0
    return np.array([colour.red(), colour.green(), colour.blue(), alpha], float)


def _image_of(pixels: NDArray[np.uint8]) -> QImage:
    rows, columns = pixels.shape[:2]
    data = pixels.tobytes()
    # A copy: the image looks into bytes that end with this function.
    return QImage(data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()


def _draw_pixels(panel: PlotPanel, box: QRectF, image: QImage, *, across: bool) -> None:
    """Draw an image with a row of pixels for each case into a box; `across` follows the zoom."""

    def paint(painter: QPainter) -> None:
        painter.save()
        painter.setClipRect(box)
        # Smoothed, every cell would have a pale edge.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        top, bottom = panel.ys(np.array([image.height(), 0.0])).tolist()
        sides = panel.xs(np.array([0.0, image.width()])).tolist() if across else None
        left, right = sides or (box.left(), box.right())
        target = QRectF(QPointF(left, top), QPointF(right, bottom))
        on_paper = painter.paintEngine().type() is QPaintEngine.Type.Picture
        if on_paper and image.width() * image.height() <= _MOST_VECTORS:
            # Rectangles, which a vector file keeps sharp.
            wide, high = target.width() / image.width(), target.height() / image.height()
            for row in range(image.height()):
                for column in range(image.width()):
                    colour = image.pixelColor(column, row)
                    if colour.alpha():
                        cell = QRectF(left + column * wide, top + row * high, wide, high)
                        painter.fillRect(cell, colour)
        else:
            painter.drawImage(target, image)
        painter.restore()

    panel.scene.mark(paint)


def _branches(tree: FloatArray, places: FloatArray, box: QRectF, *, upright: bool) -> list[QLineF]:
    """Return the joins of a clustering as lines; `places` are of the rows or columns."""
    most = max(float(tree[:, 4].max()), 1e-12)
    at = np.interp(tree[:, :2], np.arange(len(places)), places)
    lines = []
    end, reach = (box.right(), box.width()) if upright else (box.bottom(), box.height())
    for (first, second), heights in zip(at.tolist(), (tree[:, 2:] / most).tolist(), strict=True):
        low, other, height = (end - (reach - 4) * h for h in heights)
        for x1, y1, x2, y2 in (
            (low, first, height, first),
            (other, second, height, second),
            (height, first, height, second),
        ):
            lines.append(QLineF(x1, y1, x2, y2) if upright else QLineF(y1, x1, y2, x2))
    return lines


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
        super().__init__("Cases by source cancers", hint=QSize(700, 520))
        self.heat = HeatPlot()
        self._anchor = self._row = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 260)

    def show_map(self, found: SourceMap, *, ratio: bool, groups: bool) -> None:
        """Draw these cases from now on: weights, or mixing ratios."""
        # Rows of another map are other cases.
        chosen = self.heat.chosen if found is self.heat.found else frozenset()
        self._show(HeatPlot(found, ratio, groups, chosen))

    def _show(self, heat: HeatPlot) -> None:
        is_other = heat.found is not self.heat.found
        self.heat = heat
        self.set_plot(heat, is_other=is_other)

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
        steps = dict(zip(_STEP_KEYS, (-1, 1, -rows, rows), strict=True))
        key = Qt.Key(event.key())
        if rows and key in steps:
            # Without a choice every key begins at the first row.
            row = min(max(self._row + steps[key], 0), rows - 1) if self.heat.chosen else 0
            self._select(row, event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif rows and self.heat.chosen and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.case_requested.emit(self._row)
        else:
            super().keyPressEvent(event)
