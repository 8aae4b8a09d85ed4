"""The heat map as it is painted, on the screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from steph_desktop.model.outputs import RiskGroup
from steph_desktop.survival.curves import FloatArray
from steph_desktop.ui.kit.theme import Colours
from steph_desktop.ui.pages.cohort.source_map import SourceMap

_STRIP = 12.0
_GAP = 6.0
_TREE = 64.0
_TOP_TREE = 30.0
_SCALE = 96.0
_LEAST_TOP = 0.05  # of weights: below, the null model answers nearly alone


@dataclass(frozen=True)
class HeatLook:
    """What is drawn.

    Attributes
    ----------
    ratio : bool
        Mixing ratios in place of weights.
    groups : bool
        Risk groups; a blinded reviewer must not learn them from a colour.
    chosen : frozenset of int
        Rows that are selected.
    """

    ratio: bool = False
    groups: bool = True
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class HeatPlan:
    """Where everything stands.

    Attributes
    ----------
    cells : QRectF
        The heat map itself.
    tree, top_tree : QRectF
        The joins of the cases, left, and of the sources, above.
    groups, outcomes : QRectF, optional
        The strips of risk groups and of outcomes.
    names : QRectF
        Names of the cases, right.
    legend : QRectF
        Below.
    upright : bool
        Names of sources stand upright: they are wider than their columns.
    """

    cells: QRectF
    tree: QRectF
    top_tree: QRectF
    groups: QRectF | None
    outcomes: QRectF | None
    names: QRectF
    legend: QRectF
    upright: bool


def plan_heat(found: SourceMap, look: HeatLook, rect: QRectF, font: QFont) -> HeatPlan:
    """Share out the room."""
    metrics = QFontMetricsF(font)
    line = metrics.height()
    has_groups = look.groups and any(found.groups)
    strips = [has_groups, found.has_outcomes]
    left = rect.left() + (_TREE + _GAP if len(found.tree) else 0)
    places: list[float | None] = []
    for wanted in strips:
        places.append(left if wanted else None)
        left += _STRIP + 3 if wanted else 0
    left += 3
    widest = max((metrics.horizontalAdvance(name) for name in found.names), default=0.0)
    row = rect.height() / max(1, len(found.names))
    shows_names = row >= line - 3 + (_TOP_TREE + 4 * line) / max(1, len(found.names))
    right = min(widest, metrics.horizontalAdvance("W" * 12)) + 2 * _GAP if shows_names else _GAP
    width = max(1.0, rect.right() - right - left)
    longest = max((metrics.horizontalAdvance(name) for name in found.cancers), default=0.0)
    upright = longest > width / max(1, len(found.cancers)) - 4
    top_tree = _TOP_TREE if len(found.source_tree) else 0.0
    top = rect.top() + top_tree + (min(longest, 8 * line) if upright else line) + _GAP
    legend = 2 * line + _GAP
    height = max(1.0, rect.bottom() - legend - _GAP - top)
    strip = [None if x is None else QRectF(x, top, _STRIP, height) for x in places]
    return HeatPlan(
        QRectF(left, top, width, height),
        QRectF(rect.left(), top, _TREE, height),
        QRectF(left, rect.top(), width, top_tree),
        strip[0],
        strip[1],
        QRectF(left + width + _GAP, top, right - _GAP, height),
        QRectF(rect.left(), rect.bottom() - legend, rect.width(), legend),
        upright,
    )


def top_value(found: SourceMap, *, ratio: bool) -> float:
    """Value of the deepest colour; weights of next to nothing stay pale."""
    if ratio:
        return 1.0
    known = found.weights[np.isfinite(found.weights)]
    return max(float(known.max(initial=0)), _LEAST_TOP)


def heat_image(found: SourceMap, colours: Colours, *, ratio: bool) -> QImage:
    """Return the cells, one pixel each; what a model does not have or mix is transparent."""
    values = found.lambdas if ratio else found.weights
    if not values.size:
        return QImage()
    known = np.isfinite(values)
    if ratio:
        known &= np.nan_to_num(found.weights) > 0  # a source that was not merged has no share
    share = np.clip(np.nan_to_num(values) / top_value(found, ratio=ratio), 0, 1)[..., None]
    low, high = (_rgb(name) for name in (colours.field, colours.source))
    pixels = np.zeros((*values.shape, 4), np.uint8)
    pixels[..., :3] = (low + share * (high - low)).round()
    pixels[..., 3] = np.where(known, 255, 0)
    rows, columns = values.shape
    data = pixels.tobytes()
    return QImage(data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()


@lru_cache(maxsize=16)
def _rgb(name: str) -> FloatArray:
    colour = QColor(name)
    return np.array([colour.red(), colour.green(), colour.blue()], float)


def paint_heat(
    painter: QPainter,
    rect: QRectF,
    font: QFont,
    found: SourceMap,
    look: HeatLook,
    colours: Colours,
    image: QImage | None = None,
) -> None:
    """Paint the map with its trees, strips, names and legend."""
    rows, columns = found.weights.shape
    if not rows or not columns:
        return
    plan = plan_heat(found, look, rect, font)
    painter.setFont(font)
    cells = image if image is not None else heat_image(found, colours, ratio=look.ratio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    # Cells as rectangles where there are few: a vector file keeps them sharp.
    if image is None and rows * columns <= 20_000:
        _paint_cells(painter, plan.cells, cells)
    else:
        painter.drawImage(plan.cells, cells)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(plan.cells)
    _paint_tree(painter, plan.tree, found.tree, rows, colours, upright=True)
    _paint_tree(painter, plan.top_tree, found.source_tree, columns, colours, upright=False)
    _paint_strips(painter, plan, found, colours)
    _paint_names(painter, plan, found, look, colours)
    _paint_legend(painter, plan, found, look, colours)


def _paint_cells(painter: QPainter, box: QRectF, image: QImage) -> None:
    rows, columns = image.height(), image.width()
    wide, high = box.width() / columns, box.height() / rows
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row in range(rows):
        for column in range(columns):
            colour = image.pixelColor(column, row)
            if colour.alpha():
                at = QRectF(box.left() + column * wide, box.top() + row * high, wide, high)
                painter.fillRect(at, colour)
    painter.restore()


def _paint_tree(
    painter: QPainter, box: QRectF, tree: FloatArray, n: int, colours: Colours, *, upright: bool
) -> None:
    if not len(tree) or box.width() <= 0 or box.height() <= 0:
        return
    most = max(float(tree[:, 4].max()), 1e-12)
    painter.setPen(QPen(QColor(colours.muted), 1))
    lines = []
    for first, second, low, other, height in tree.tolist():
        if upright:
            y0, y1 = (box.top() + (at + 0.5) / n * box.height() for at in (first, second))
            x0, x1, x = (box.right() - (box.width() - 4) * (h / most) for h in (low, other, height))
            lines += [QLineF(x0, y0, x, y0), QLineF(x1, y1, x, y1), QLineF(x, y0, x, y1)]
        else:
            x0, x1 = (box.left() + (at + 0.5) / n * box.width() for at in (first, second))
            y0, y1, y = (
                box.bottom() - (box.height() - 4) * (h / most) for h in (low, other, height)
            )
            lines += [QLineF(x0, y0, x0, y), QLineF(x1, y1, x1, y), QLineF(x0, y, x1, y)]
    painter.drawLines(lines)


def _paint_strips(painter: QPainter, plan: HeatPlan, found: SourceMap, colours: Colours) -> None:
    rows = len(found.groups)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row in range(rows):
        if plan.groups is not None and found.groups[row]:
            colour = QColor(colours.of_group(RiskGroup(found.groups[row])))
            painter.fillRect(_part(plan.groups, row, rows), colour)
        if plan.outcomes is not None and np.isfinite(found.times_days[row]):
            seen = bool(found.events[row])
            colour = QColor(colours.ink if seen else colours.line)
            painter.fillRect(_part(plan.outcomes, row, rows), colour)
    painter.restore()


def _part(box: QRectF, row: int, rows: int) -> QRectF:
    high = box.height() / rows
    gap = 0.5 if high > 4 else 0.0
    return QRectF(box.left(), box.top() + row * high, box.width(), max(high - gap, 0.5))


def _paint_names(
    painter: QPainter, plan: HeatPlan, found: SourceMap, look: HeatLook, colours: Colours
) -> None:
    metrics = QFontMetricsF(painter.font())
    rows, columns = found.weights.shape
    wide, high = plan.cells.width() / columns, plan.cells.height() / rows
    painter.setPen(QColor(colours.text))
    room = plan.cells.top() - plan.top_tree.bottom() - _GAP
    for column, name in enumerate(found.cancers):
        middle = plan.cells.left() + (column + 0.5) * wide
        if plan.upright:
            if wide < metrics.height() * 0.8:
                continue  # they would lie upon each other; the readout names them
            painter.save()
            painter.translate(middle + metrics.ascent() / 2 - 1, plan.cells.top() - _GAP / 2)
            painter.rotate(-90)
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(0, 0), words)
            painter.restore()
        else:
            left = middle - metrics.horizontalAdvance(name) / 2
            painter.drawText(QPointF(left, plan.cells.top() - _GAP), name)
    for row, name in enumerate(found.names):
        y = plan.cells.top() + row * high
        if row in look.chosen:
            mark = QRectF(plan.cells.right() + 1, y, 3, max(high, 1.0))
            painter.fillRect(mark, QColor(colours.accent))
        if high >= metrics.height() - 3 and plan.names.width() > 20:
            painter.setPen(QColor(colours.accent if row in look.chosen else colours.text))
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, plan.names.width() - 4)
            base = y + (high + metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(plan.names.left() + 2, base), words)
    if look.chosen:
        painter.setPen(QPen(QColor(colours.accent), 1.4))
        for first, last in _runs(sorted(look.chosen)):
            top = plan.cells.top() + first * high
            painter.drawRect(
                QRectF(plan.cells.left(), top, plan.cells.width(), (last - first + 1) * high)
            )


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _paint_legend(
    painter: QPainter, plan: HeatPlan, found: SourceMap, look: HeatLook, colours: Colours
) -> None:
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    x, y = plan.legend.left(), plan.legend.top() + line * 0.5
    first, last = _rgb(colours.field), _rgb(colours.source)
    most = top_value(found, ratio=look.ratio)
    title = "share λ kept by the own model" if look.ratio else "weight w of the source"

    def say(words: str) -> None:
        nonlocal x
        painter.setPen(QColor(colours.text))
        painter.drawText(QPointF(x, y + metrics.ascent() - line * 0.1), words)
        x += metrics.horizontalAdvance(words) + _GAP

    say("0")
    steps = 48
    for step in range(steps):
        share = step / (steps - 1)
        colour = QColor(*(int(value) for value in first + share * (last - first)))
        painter.fillRect(
            QRectF(x + step * _SCALE / steps, y, _SCALE / steps + 0.6, line * 0.8), colour
        )
    x += _SCALE + _GAP
    say(f"{most:.2g}  {title}")
    boxes: list[tuple[str, str]] = []
    if plan.groups is not None:
        present = [group for group in RiskGroup if group.value in set(found.groups)]
        boxes += [(colours.of_group(group), f"{group.value} risk") for group in present]
    if plan.outcomes is not None:
        boxes += [(colours.ink, "event seen"), (colours.line, "no event so far")]
    wide = sum(line + metrics.horizontalAdvance(words) + 2 * _GAP for _, words in boxes)
    if boxes and x + wide > plan.legend.right():
        x, y = plan.legend.left(), y + line
    else:
        x += 2 * _GAP
    for colour_name, words in boxes:
        painter.fillRect(QRectF(x, y + line * 0.05, line * 0.7, line * 0.7), QColor(colour_name))
        x += line * 0.7 + 4
        say(words)
        x += _GAP
