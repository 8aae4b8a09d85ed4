"""Maps over the slide: one colour per patch, sharp at any zoom, with a legend in numbers."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from steph_desktop.engine.use_cases import CaseResult
from steph_desktop.model.outputs import risk_contributions
from steph_desktop.ui.parts.viewer.camera import Camera
from steph_desktop.ui.parts.viewer.patch_raster import PixelBoxes

# Past this percentile the colour no longer changes: one outlier must not hide the rest.
_CLIP_PERCENTILE = 99.0
_MOST_DECIMALS = 6
_FAINTEST = 0.15  # opacity of a patch that says nothing, against one that says most
_GRID = (20, 60, 110)
_GRID_ALPHA = 110
_GRID_FROM_PX = 12  # smaller patches of a lattice are told by their outline alone


class MapKind(Enum):
    """What a map shows, as its name in the window."""

    NONE = "No map"
    GRID = "Patch grid"
    ATTENTION = "Attention"
    RISK = "Risk contribution"


@dataclass(frozen=True)
class ColourScale:
    """How values become colours.

    Attributes
    ----------
    lowest, highest : float
        Values of the first and last colour; those beyond take the same.
    stops : tuple of str
        Colours at equal steps, ``#rrggbb``.
    captions : tuple of str
        Words under the left and right end of the legend.
    """

    lowest: float
    highest: float
    stops: tuple[str, ...]
    captions: tuple[str, str]
    ranked: NDArray[np.float64] | None = None
    """Sizes of all values in order, where colours follow the rank; None for a linear scale."""

    def _share(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Place of values on the scale, 0 to 1; zero of a diverging scale is at 0.5."""
        if self.ranked is not None and len(self.ranked):
            rank = np.searchsorted(self.ranked, np.abs(values), side="right") / len(self.ranked)
            return 0.5 + 0.5 * np.sign(values) * rank if self.lowest < 0 else rank
        span = self.highest - self.lowest
        if span <= 0:
            return np.zeros(len(values))
        return np.asarray(np.clip((values - self.lowest) / span, 0, 1))

    def rgba(self, values: NDArray[np.float64]) -> NDArray[np.uint8]:
        """Colours of values, shape (n, 4), uint8; what says little lets the tissue through."""
        return self._colours(self._share(values))

    def legend(self, steps: int) -> NDArray[np.uint8]:
        """Colours from the first to the last, shape (steps, 4), uint8."""
        return self._colours(np.linspace(0, 1, steps))

    def _colours(self, share: NDArray[np.float64]) -> NDArray[np.uint8]:
        anchors = np.linspace(0, 1, len(self.stops))
        stops = np.array([_channels(stop) for stop in self.stops])
        channels = [np.interp(share, anchors, stops[:, c]) for c in range(3)]
        strength = np.abs(2 * share - 1) if self.lowest < 0 else share
        alpha = 255 * (_FAINTEST + (1 - _FAINTEST) * np.sqrt(strength))
        return np.stack([*channels, alpha], axis=1).round().astype(np.uint8)


def _channels(colour: str) -> tuple[float, float, float]:
    parsed = QColor(colour)
    return float(parsed.red()), float(parsed.green()), float(parsed.blue())


ATTENTION_COLOURS = {
    "Ember": ("#2d1e6b", "#7b2382", "#c43c75", "#f27a4b", "#fcd34f"),
    "Viridis": ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"),
    "Cividis": ("#00224e", "#434e6c", "#7d7c78", "#bcae6c", "#fee838"),
}
"""From dark to light in even steps; viridis and cividis keep their order for the colour-blind."""
RISK_COLOURS = {
    "Blue to red": ("#1d5ca8", "#7fb0de", "#f2f2f2", "#e58a7b", "#b3261a"),
    "Blue to orange": ("#08519c", "#6baed6", "#f2f2f2", "#fdae6b", "#a63603"),
    "Purple to orange": ("#542788", "#b2abd2", "#f2f2f2", "#fdb863", "#b35806"),
}
"""What lowers the risk first; all three keep their two sides apart for the colour-blind."""


def colours_of(kind: MapKind) -> dict[str, tuple[str, ...]]:
    """Colour maps that fit a map, the usual one first."""
    if kind is MapKind.RISK:
        return dict(RISK_COLOURS)
    return dict(ATTENTION_COLOURS) if kind is MapKind.ATTENTION else {}


def format_signed(value: float) -> str:
    """Say a number with its sign and two significant digits."""
    if value == 0:
        return "0"
    sign = "−" if value < 0 else "+"
    decimals = max(0, 1 - math.floor(math.log10(abs(value))))
    return f"{sign}{abs(value):.{min(decimals, _MOST_DECIMALS)}f}"


def format_multiple(value: float) -> str:
    """Say how many times the average patch's attention a value is."""
    if 0 < value < 0.005:
        return "< 0.01 ×"
    return f"{value:.0f} ×" if value >= 10 else f"{value:.2g} ×"


def scale_for(
    kind: MapKind, values: NDArray[np.float64], colours: str = "", *, by_rank: bool = False
) -> ColourScale:
    """Colour scale of a map over all patches of a case, so that its slides compare.

    Parameters
    ----------
    kind : MapKind
        Attention or risk.
    values : ndarray, shape (N,)
        Of all patches of the case.
    colours : str
        One of `colours_of`; the usual one if empty.
    by_rank : bool
        Let colours follow the rank of a value, whatever its distance from the next. On the risk
        map it is the rank of the size, and zero stays in the middle.
    """
    choices = colours_of(kind) or ATTENTION_COLOURS
    stops = choices.get(colours) or next(iter(choices.values()))
    ranked = np.sort(np.abs(values)) if by_rank else None
    # By rank every value has a colour of its own: there is nothing to be clipped.
    clip = 100.0 if by_rank else _CLIP_PERCENTILE
    top = float(np.percentile(np.abs(values), clip)) if len(values) else 0.0
    if kind is MapKind.RISK:
        ends = (f"lowers {format_signed(-top)}", f"raises {format_signed(top)}")
        return ColourScale(-top, top, stops, ends, ranked)
    return ColourScale(0.0, top, stops, ("0", f"{format_multiple(top)} average"), ranked)


def map_values(
    kind: MapKind, result: CaseResult, horizon_years: float | None = None
) -> NDArray[np.float64]:
    """Value of every patch of a case, shape (N,).

    Attention is in multiples of the average patch. Risk contribution is in log-odds of hazard,
    the mean over the yearly bins that start before the horizon (all bins if None): exact, and
    against a patch of average content with the same attention, see `risk_contributions`.
    """
    if kind is MapKind.RISK:
        return risk_contributions(result.prediction, result.card.bins, horizon_years)
    attention = result.prediction.attention
    return np.asarray(attention * len(attention), np.float64)


class PatchMap:
    """Coloured patches of one slide.

    Parameters
    ----------
    coords : ndarray, shape (n, 2), int64
        Level-0 pixels, top left of each patch.
    side_px : int
        Side of a patch in level-0 pixels.
    rgba : ndarray, shape (n, 4), uint8, optional
        Colour of each patch; None draws the grid and its outline alone.
    values : ndarray, shape (n,), optional
        What the colours stand for.
    """

    def __init__(
        self,
        coords: NDArray[np.int64],
        side_px: int,
        rgba: NDArray[np.uint8] | None,
        values: NDArray[np.float64] | None = None,
    ) -> None:
        self.coords = coords
        self.side_px = side_px
        self._rgba = rgba
        self._values = values
        pitch = _pitch(coords, side_px)
        corner = coords.min(axis=0)
        # A lattice much finer than the patches is chance, and would not fit in memory.
        self._on_lattice = pitch * 8 >= side_px and not ((coords - corner) % pitch).any()
        self._pitch = pitch
        # Where patches overlap, each one's middle is shown.
        self._origin = corner + (side_px - pitch) // 2
        self._index = np.zeros((0, 0), np.int64)
        if self._on_lattice:
            cells = (coords - corner) // pitch
            width, height = (int(n) for n in cells.max(axis=0) + 1)
            # -1 where there is no patch.
            self._index = np.full((height, width), -1, np.int64)
            self._index[cells[:, 1], cells[:, 0]] = np.arange(len(coords))
        self._lut = self._premultiplied()
        self._cells = self._colour_cells()
        self._outline = self._trace_outline() if self._on_lattice else []

    def recoloured(
        self, rgba: NDArray[np.uint8] | None, values: NDArray[np.float64] | None = None
    ) -> PatchMap:
        """Return the same patches in other colours; what only depends on their places is shared."""
        made = copy.copy(self)
        made._rgba, made._values = rgba, values
        made._lut = made._premultiplied()
        made._cells = made._colour_cells()
        return made

    def value_at(self, x0_px: float, y0_px: float) -> float | None:
        """Value of the patch that is painted over a level-0 point; None beside the patches."""
        if self._values is None:
            return None
        if self._on_lattice:
            col, row = ((x0_px, y0_px) - self._origin) // self._pitch
            rows, cols = self._index.shape
            index = self._index[int(row), int(col)] if 0 <= row < rows and 0 <= col < cols else -1
            return float(self._values[index]) if index >= 0 else None
        inside = (
            (self.coords[:, 0] <= x0_px)
            & (x0_px < self.coords[:, 0] + self.side_px)
            & (self.coords[:, 1] <= y0_px)
            & (y0_px < self.coords[:, 1] + self.side_px)
        )
        hits = np.flatnonzero(inside)
        return float(self._values[hits[-1]]) if len(hits) else None

    def paint(self, painter: QPainter, camera: Camera, area: QRect, opacity: float) -> None:
        if self._rgba is None:
            self._paint_grid(painter, camera, area)
        elif self._on_lattice:
            self._paint_lattice(painter, camera, area, opacity)
        else:
            self._paint_loose(painter, camera, area, opacity)

    def _premultiplied(self) -> NDArray[np.uint32]:
        """Colours as premultiplied ARGB, a clear one at the end, shape (n + 1,)."""
        if self._rgba is None:
            return np.zeros(0, np.uint32)
        lut = np.zeros(len(self._rgba) + 1, np.uint32)
        wide = self._rgba.astype(np.uint32)
        alpha = wide[:, 3]
        red, green, blue = ((wide[:, channel] * alpha + 127) // 255 for channel in range(3))
        lut[:-1] = alpha << 24 | red << 16 | green << 8 | blue
        return lut

    def _colour_cells(self) -> NDArray[np.uint32]:
        """Colours of the lattice; clear where there is no patch."""
        if self._rgba is None:
            return np.zeros((0, 0), np.uint32)
        # Cells without a patch hold -1: the last, clear entry.
        return np.asarray(self._lut[self._index])

    def _paint_lattice(
        self, painter: QPainter, camera: Camera, area: QRect, opacity: float
    ) -> None:
        """Look the patch up for every column and row of pixels: exact edges, bounded cost."""
        index_rows, index_cols = self._index.shape
        xs = (camera.x_px + area.left() + np.arange(area.width()) + 0.5) / camera.scale
        ys = (camera.y_px + area.top() + np.arange(area.height()) + 0.5) / camera.scale
        cols = np.floor((xs - self._origin[0]) / self._pitch).astype(np.int64)
        rows = np.floor((ys - self._origin[1]) / self._pitch).astype(np.int64)
        in_cols = np.flatnonzero((cols >= 0) & (cols < index_cols))
        in_rows = np.flatnonzero((rows >= 0) & (rows < index_rows))
        if not len(in_cols) or not len(in_rows):
            return
        # Widen first, while there are few rows; then whole rows are copied.
        pixels = self._cells.take(cols[in_cols], axis=1).take(rows[in_rows], axis=0)
        painter.setOpacity(opacity)
        _draw(painter, area.left() + int(in_cols[0]), area.top() + int(in_rows[0]), pixels)
        painter.setOpacity(1.0)

    def _paint_loose(self, painter: QPainter, camera: Camera, area: QRect, opacity: float) -> None:
        """Paint patches that lie on no common lattice, all in one picture; the last is on top."""
        seen = self._visible(camera, area)
        if len(seen):
            lut = np.concatenate([self._lut[-1:], self._lut[seen]])
            painter.setOpacity(opacity)
            pixels = lut[self._boxes(seen, camera, area).owners()]
            _draw(painter, area.left(), area.top(), pixels)
            painter.setOpacity(1.0)

    def _paint_grid(self, painter: QPainter, camera: Camera, area: QRect) -> None:
        painter.save()
        side = self.side_px * camera.scale
        if side >= _GRID_FROM_PX or not self._on_lattice:
            seen = self._visible(camera, area)
            borders = self._boxes(seen, camera, area).borders()
            colour = _GRID_ALPHA << 24
            for shift, channel in zip((16, 8, 0), _GRID, strict=True):
                colour |= round(channel * _GRID_ALPHA / 255) << shift
            _draw(painter, area.left(), area.top(), borders * np.uint32(colour))
        pen = QPen(QColor(*_GRID))
        pen.setWidthF(2.0)
        painter.setPen(pen)
        painter.drawLines(
            [
                QLineF(*camera.to_window(x0, y0), *camera.to_window(x1, y1))
                for x0, y0, x1, y1 in self._outline
            ]
        )
        painter.restore()

    def _boxes(self, seen: NDArray[np.int64], camera: Camera, area: QRect) -> PixelBoxes:
        """Where patches lie in the picture of an area."""
        left = self.coords[seen, 0] * camera.scale - camera.x_px - area.left()
        top = self.coords[seen, 1] * camera.scale - camera.y_px - area.top()
        return PixelBoxes.of(left, top, self.side_px * camera.scale, (area.width(), area.height()))

    def _visible(self, camera: Camera, area: QRect) -> NDArray[np.int64]:
        x0, y0 = camera.to_slide(area.left(), area.top())
        x1, y1 = camera.to_slide(area.right() + 1, area.bottom() + 1)
        side = self.side_px
        x, y = self.coords[:, 0], self.coords[:, 1]
        return np.flatnonzero((x + side > x0) & (x < x1) & (y + side > y0) & (y < y1))

    def _trace_outline(self) -> list[tuple[float, float, float, float]]:
        """Edges between patches and no patch, as level-0 lines; straight runs are one line."""
        filled = np.pad(self._index >= 0, 1)
        x0, y0 = (float(c) for c in self._origin)
        pitch = float(self._pitch)
        lines = []
        for row, start, end in _runs(filled[1:] != filled[:-1]):
            y = y0 + row * pitch
            lines.append((x0 + (start - 1) * pitch, y, x0 + (end - 1) * pitch, y))
        for col, start, end in _runs((filled[:, 1:] != filled[:, :-1]).T):
            x = x0 + col * pitch
            lines.append((x, y0 + (start - 1) * pitch, x, y0 + (end - 1) * pitch))
        return lines


def _draw(painter: QPainter, x_px: int, y_px: int, pixels: NDArray[np.uint32]) -> None:
    """Draw premultiplied ARGB, shape (h, w)."""
    height, width = pixels.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    painter.drawImage(x_px, y_px, QImage(pixels.data, width, height, 4 * width, kind))


def _pitch(coords: NDArray[np.int64], side_px: int) -> int:
    """Step of the lattice: the smallest distance between neighbours, the patch's side at most."""
    steps = np.concatenate([np.diff(np.unique(coords[:, axis])) for axis in (0, 1)])
    return int(min(steps.min(), side_px)) if len(steps) else side_px


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Find runs of True along the rows of a mask, as (row, start, end)."""
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    change = np.diff(padded, axis=1)
    starts = np.argwhere(change == 1)
    ends = np.argwhere(change == -1)
    return [(int(a[0]), int(a[1]), int(b[1])) for a, b in zip(starts, ends, strict=True)]
