"""The one map renderer: patch values become colours, and colours become pixels.

The window, the report, the export and saved pictures all draw with it, so that one patch has one
colour everywhere. It knows NumPy alone.
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from steph_desktop.case.result import CaseRecord, CaseResult, SlidePatches
from steph_desktop.model.outputs import MAP_HORIZONS, risk_contributions
from steph_desktop.slide.annotations import channels
from steph_desktop.survival.curves import DAYS_PER_YEAR, FloatArray, TimeBins

MAP_OPACITY = 0.55
"""Of a map over the slide, unless the user chooses another."""

_Numbers = NDArray[np.int64]

# Past this percentile the colour no longer changes: one outlier must not hide the rest.
_CLIP_PERCENTILE = 99.0
_MOST_DECIMALS = 6
_USUAL_SPREAD = 1.0  # of risk scores where a pack has no reference cohort: a year of survival
FALLBACK_SPREADS, FALLBACK_POINTS = 3.0, 30.0
"""Ends of the colours of packs that do not state them: standard deviations of the cohort's risk
scores, and percentage points of survival at a horizon."""
_LEAST_POINTS = 5.0  # of survival at a horizon, that a strong colour must mean
_LEAST_ATTENTION = 2.0  # times the average, that a strong colour must mean
_FAINTEST = 0.15  # opacity of a patch that says nothing, against one that says most


class MapKind(Enum):
    """What a map shows, as its name in the window."""

    NONE = "No map"
    GRID = "Patch grid"
    ATTENTION = "Attention"
    RISK = "Risk contribution"


@dataclass(frozen=True)
class ColourScale:
    """How values become colours."""

    # lowest, highest: Values of the first and last colour; those beyond take the same.
    lowest: float
    highest: float
    stops: tuple[str, ...]  # colours at equal steps, ``#rrggbb``
    captions: tuple[str, str]  # words under the left and right end of the legend
    ranked: FloatArray | None = None
    """Sizes of all values in order, where colours follow the rank; None for a linear scale."""

    def _share(self, values: FloatArray) -> FloatArray:
        """Place of values on the scale, 0 to 1; zero of a diverging scale is at 0.5."""
        if self.ranked is not None and len(self.ranked):
            rank = np.searchsorted(self.ranked, np.abs(values), side="right") / len(self.ranked)
            return 0.5 + 0.5 * np.sign(values) * rank if self.lowest < 0 else rank
        span = self.highest - self.lowest
        if span <= 0:
            return np.zeros(len(values))
        return np.asarray(np.clip((values - self.lowest) / span, 0, 1))

    def rgba(self, values: FloatArray) -> NDArray[np.uint8]:
        """Colours of values, shape (n, 4), uint8; what says little lets the tissue through."""
        return self._colours(self._share(values))

    def legend(self, steps: int) -> NDArray[np.uint8]:
        """Colours from the first to the last, shape (steps, 4), uint8."""
        return self._colours(np.linspace(0, 1, steps))

    def _colours(self, share: FloatArray) -> NDArray[np.uint8]:
        anchors = np.linspace(0, 1, len(self.stops))
        stops = np.array([channels(stop) for stop in self.stops], float)
        rgb = [np.interp(share, anchors, stops[:, c]) for c in range(3)]
        strength = np.abs(2 * share - 1) if self.lowest < 0 else share
        alpha = 255 * (_FAINTEST + (1 - _FAINTEST) * np.sqrt(strength))
        return np.stack([*rgb, alpha], axis=1).round().astype(np.uint8)


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
    fitting = {MapKind.RISK: RISK_COLOURS, MapKind.ATTENTION: ATTENTION_COLOURS}
    return dict(fitting.get(kind, {}))


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
        return "< 0.01 times"
    return f"{value:.0f} times" if value >= 10 else f"{value:.2g} times"


def scale_for(
    kind: MapKind,
    values: FloatArray,
    colours: str = "",
    *,
    by_rank: bool = False,
    top: float | None = None,
) -> ColourScale:
    """Return the colour scale of a map over all patches of a case, so that its slides compare.

    Parameters
    ----------
    values : ndarray, shape (N,)
        Of all patches of the case.
    colours : str
        One of `colours_of`; the usual one if empty.
    by_rank : bool
        Let colours follow the rank of a value, whatever its distance from the next. On the risk
        map it is the rank of the size, and zero stays in the middle.
    top : float, optional
        Value of the strongest colour, see `risk_top`; by these values if None. It does not change
        a scale by rank.
    """
    choices = colours_of(kind) or ATTENTION_COLOURS
    stops = choices.get(colours) or next(iter(choices.values()))
    ranked = np.sort(np.abs(values)) if by_rank else None
    if by_rank or top is None:
        # By rank every value has a colour of its own: there is nothing to be clipped.
        clip = 100.0 if by_rank else _CLIP_PERCENTILE
        top = float(np.percentile(np.abs(values), clip)) if len(values) else 0.0
    if kind is MapKind.RISK:
        ends = (f"lowers {format_signed(-top)}", f"raises {format_signed(top)}")
        return ColourScale(-top, top, stops, ends, ranked)
    top = top if by_rank else max(top, _LEAST_ATTENTION)
    return ColourScale(0.0, top, stops, ("0", f"{format_multiple(top)} the average"), ranked)


def has_places(part: SlidePatches) -> bool:
    """Whether the patches of a slide can be drawn on it."""
    return part.coords is not None and len(part.coords) > 0 and part.patch_size_level0_px > 0


def map_values(kind: MapKind, result: CaseResult, horizon_years: float | None = None) -> FloatArray:
    """Value of every patch of a case, shape (N,).

    Attention is in multiples of the average patch. The risk map says what a slide full of patches
    like the one would do to the risk score, or to the survival at a horizon: the contribution of
    the patch, exact to first order (`risk_contributions`), times the number of patches, so that one
    number means the same on a biopsy and on a resection. Its unit is said by `map_unit`.
    """
    count = len(result.prediction.attention)
    if kind is MapKind.RISK:
        return count * risk_contributions(result.prediction, result.card.bins, horizon_years)
    return np.asarray(result.prediction.attention * count, np.float64)


def risk_unit(bins: TimeBins, horizon_years: float | None = None) -> str:
    """Say what the numbers of a risk map are: below zero they are gained, not lost."""
    if horizon_years is not None:
        return f"percentage points of {horizon_years:g}-year survival lost"
    # The risk score is minus the sum of survival over the bins: years, where bins are years long.
    yearly = np.allclose(np.diff(bins.starts_days), DAYS_PER_YEAR, rtol=0.01)
    return "years of expected survival lost" if yearly else "points of the risk score"


def map_unit(bins: TimeBins, horizon_years: float | None = None) -> str:
    """Say what the numbers of a risk map's legend are, in words a doctor can use."""
    return f"{risk_unit(bins, horizon_years)}, if the whole slide looked like this"


def risk_top(result: CaseResult, horizon_years: float | None = None) -> float:
    """Value of the strongest colour of a pack's risk map: the same for every case of the pack.

    It is what the model's own cohort showed when the pack was made (`map_tops_of`), but never so
    little that what cannot tell its patients apart looks vivid: a slide full of such patches must
    move the risk score by the spread of the cohort's scores at least. Packs that do not say it have
    `FALLBACK_SPREADS` of these spreads, and `FALLBACK_POINTS` for a horizon.
    """
    reference, member = result.card.reference, result.prediction.member
    spread = _USUAL_SPREAD if reference is None else reference.spread_of(member)
    if reference is None or not reference.map_tops or horizon_years not in MAP_HORIZONS:
        return FALLBACK_SPREADS * spread if horizon_years is None else FALLBACK_POINTS
    tops = reference.map_tops[member or 0]
    # The floor raises all horizons alike: they explain the same log-odds.
    lift = max(1.0, spread / tops[0]) if tops[0] > 0 else 1.0
    top = tops[MAP_HORIZONS.index(horizon_years)]
    least = spread if horizon_years is None else _LEAST_POINTS
    return max(lift * top, least)


@dataclass(frozen=True, eq=False)
class MapOrder:
    """A map that is wanted."""

    kind: MapKind  # which
    result: CaseResult  # the case; its colours are the same on all its slides
    part: SlidePatches  # the slide, with positions
    years: float | None = None  # horizon of a risk map; None for the risk score
    colours: str = ""  # name of the colours; the usual ones if empty
    by_rank: bool = False  # whether colours follow the rank

    @property
    def unit(self) -> str:
        """What the numbers of the legend are."""
        if self.kind is MapKind.RISK:
            return map_unit(self.result.card.bins, self.years)
        return "attention, in times that of an average patch"

    def scale(self) -> tuple[FloatArray, ColourScale]:
        """Return the values of all patches of the case, shape (N,), and their colours."""
        values = map_values(self.kind, self.result, self.years)
        top = risk_top(self.result, self.years) if self.kind is MapKind.RISK else None
        scale = scale_for(self.kind, values, self.colours, by_rank=self.by_rank, top=top)
        return values, scale


@dataclass(frozen=True, eq=False)
class MadeMap:
    """A map as it was ordered; `scale` is None for a grid, `patch_map` for no map."""

    order: MapOrder
    patch_map: PatchMap | None = None
    scale: ColourScale | None = None


def make_map(order: MapOrder, base: PatchMap | None = None) -> MadeMap:
    """Make a map.

    `base` is a map of any patches: where they are the same, their places are not worked out
    again.
    """
    part = order.part
    if order.kind is MapKind.NONE or part.coords is None or not has_places(part):
        return MadeMap(order)
    side_px = part.patch_size_level0_px
    rgba: NDArray[np.uint8] | None = None
    own: FloatArray | None = None
    scale: ColourScale | None = None
    if order.kind is not MapKind.GRID:
        values, scale = order.scale()
        own = values[part.first : part.first + part.count]
        rgba = scale.rgba(own)
    if base is not None and base.coords is part.coords and base.side_px == side_px:
        return MadeMap(order, base.recoloured(rgba, own), scale)
    return MadeMap(order, PatchMap(part.coords, side_px, rgba, own), scale)


def risk_pictures(record: CaseRecord) -> list[NDArray[np.uint8]]:
    """Lay the risk map over the thumbnail of each slide of a case, as the window shows it.

    Returns
    -------
    list of ndarray, shape (h, w, 3), uint8
        RGB, one for each thumbnail; as it is where the patches have no places.
    """
    result, pictures = record.result, record.pictures
    drawn = []
    shown = zip(result.slides, pictures.thumbnails, pictures.downsamples, strict=False)
    for part, thumbnail, downsample in shown:
        patches = make_map(MapOrder(MapKind.RISK, result, part)).patch_map
        drawn.append(thumbnail if patches is None else patches.over(thumbnail, downsample))
    return drawn


@dataclass(frozen=True)
class PixelView:
    """Part of a slide, drawn at some scale."""

    scale: float  # pixels per level-0 pixel
    # left, top: Where the view begins, in pixels of the scaled slide.
    left: int
    top: int
    # width, height: Its size in pixels.
    width: int
    height: int


class PatchMap:
    """Coloured patches of one slide.

    Parameters
    ----------
    coords : ndarray, shape (n, 2), int64
        Level-0 pixels, top left of each patch.
    rgba : ndarray, shape (n, 4), uint8, optional
        Colour of each patch; None for the grid and its outline alone.
    values : ndarray, shape (n,), optional
        What the colours stand for.
    """

    def __init__(
        self,
        coords: NDArray[np.int64],
        side_px: int,
        rgba: NDArray[np.uint8] | None,
        values: FloatArray | None = None,
    ) -> None:
        self.coords = coords
        self.side_px = side_px
        self._rgba = rgba
        self._values = values
        pitch = _pitch(coords, side_px)
        corner = coords.min(axis=0)
        # A lattice much finer than the patches is chance, and would not fit in memory.
        self.on_lattice = pitch * 8 >= side_px and not ((coords - corner) % pitch).any()
        self._pitch = pitch
        # Where patches overlap, each one's middle is shown.
        self._origin = corner + (side_px - pitch) // 2
        self._index = np.zeros((0, 0), np.int64)
        if self.on_lattice:
            cells = (coords - corner) // pitch
            width, height = (int(n) for n in cells.max(axis=0) + 1)
            # -1 where there is no patch.
            self._index = np.full((height, width), -1, np.int64)
            self._index[cells[:, 1], cells[:, 0]] = np.arange(len(coords))
        self._lut = self._premultiplied()
        self._cells = self._colour_cells()
        self.outline = self._trace_outline() if self.on_lattice else []
        """Edges between patches and no patch as level-0 lines (x0, y0, x1, y1)"""

    @property
    def has_colours(self) -> bool:
        """Whether it is more than a grid."""
        return self._rgba is not None

    def recoloured(
        self, rgba: NDArray[np.uint8] | None, values: FloatArray | None = None
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
        if self.on_lattice:
            col, row = ((x0_px, y0_px) - self._origin) // self._pitch
            rows, cols = self._index.shape
            index = self._index[int(row), int(col)] if 0 <= row < rows and 0 <= col < cols else -1
            return float(self._values[index]) if index >= 0 else None
        (x, y), side = self.coords.T, self.side_px
        inside = (x <= x0_px) & (x0_px < x + side) & (y <= y0_px) & (y0_px < y + side)
        hits = np.flatnonzero(inside)
        return float(self._values[hits[-1]]) if len(hits) else None

    def pixels(self, view: PixelView) -> tuple[int, int, NDArray[np.uint32]]:
        """Return what the map shows in a view.

        Returns
        -------
        left, top : int
            Place of the pixels in the view: what lies beside the patches is left out.
        pixels : ndarray, shape (h, w), uint32
            Premultiplied ARGB, clear where there is no patch. Of patches on a lattice that
            overlap the middle of each is shown, of others the last one.
        """
        if not self.on_lattice:
            seen = self._visible(view)
            lut = np.concatenate([self._lut[-1:], self._lut[seen]])
            return 0, 0, lut[self._boxes(seen, view).owners()]
        # Every column and row of pixels looks its patch up: exact edges, bounded cost.
        index_rows, index_cols = self._index.shape
        xs = (view.left + np.arange(view.width) + 0.5) / view.scale
        ys = (view.top + np.arange(view.height) + 0.5) / view.scale
        cols = np.floor((xs - self._origin[0]) / self._pitch).astype(np.int64)
        rows = np.floor((ys - self._origin[1]) / self._pitch).astype(np.int64)
        in_cols = np.flatnonzero((cols >= 0) & (cols < index_cols))
        in_rows = np.flatnonzero((rows >= 0) & (rows < index_rows))
        if not len(in_cols) or not len(in_rows):
            return 0, 0, np.zeros((0, 0), np.uint32)
        # Widen first, while there are few rows; then whole rows are copied.
        pixels = self._cells.take(cols[in_cols], axis=1).take(rows[in_rows], axis=0)
        return int(in_cols[0]), int(in_rows[0]), pixels

    def borders(self, view: PixelView) -> NDArray[np.bool_]:
        """Return the outermost pixels of all patches in a view, shape (height, width)."""
        return self._boxes(self._visible(view), view).borders()

    def over(
        self, picture: NDArray[np.uint8], downsample: float, opacity: float = MAP_OPACITY
    ) -> NDArray[np.uint8]:
        """Lay the map over a picture of its whole slide; a new picture, shape (h, w, 3), uint8.

        Parameters
        ----------
        picture : ndarray, shape (h, w, 3), uint8
            RGB.
        downsample : float
            Level-0 pixels per pixel of the picture.
        opacity : float
            Of the map, 0 to 1.
        """
        height, width = picture.shape[:2]
        left, top, pixels = self.pixels(PixelView(1 / downsample, 0, 0, width, height))
        out = np.array(picture[..., :3])
        rows, cols = pixels.shape
        part = out[top : top + rows, left : left + cols]
        packed = pixels.astype("<u4").view(np.uint8).reshape(rows, cols, 4)  # BGRA
        shade = opacity * packed[..., 2::-1]
        through = 1 - opacity * (packed[..., 3:] / 255)
        part[...] = (part * through + shade).round().astype(np.uint8)
        return out

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

    def _boxes(self, seen: _Numbers, view: PixelView) -> PixelBoxes:
        """Where patches lie in a view."""
        left = self.coords[seen, 0] * view.scale - view.left
        top = self.coords[seen, 1] * view.scale - view.top
        return PixelBoxes.of(left, top, self.side_px * view.scale, (view.width, view.height))

    def _visible(self, view: PixelView) -> _Numbers:
        x0, y0 = view.left / view.scale, view.top / view.scale
        x1, y1 = (view.left + view.width) / view.scale, (view.top + view.height) / view.scale
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


@dataclass(frozen=True)
class PixelBoxes:
    """Boxes of pixels, each at least one wide and high; they may reach past the picture."""

    # x0, y0, x1, y1: shape (n,), int64: first pixel, and the first one past the end.
    x0: _Numbers
    y0: _Numbers
    x1: _Numbers
    y1: _Numbers
    # width, height: Of the picture.
    width: int
    height: int

    @classmethod
    def of(
        cls, left: FloatArray, top: FloatArray, side: float, size: tuple[int, int]
    ) -> PixelBoxes:
        """Return the pixels whose middles lie in squares.

        Parameters
        ----------
        left, top : ndarray, shape (n,)
            Corners of the squares, in pixels of the picture.
        side : float
            Of each square, in pixels.
        size : tuple of int
            Width and height of the picture.
        """
        x0, y0 = (np.ceil(start - 0.5).astype(np.int64) for start in (left, top))
        x1, y1 = (
            np.maximum(np.ceil(start + side - 0.5).astype(np.int64), first + 1)
            for start, first in ((left, x0), (top, y0))
        )
        return cls(x0, y0, x1, y1, *size)

    def owners(self) -> NDArray[np.int32]:
        """Return which box shows at each pixel, shape (height, width).

        0 where there is none, else 1 + the number of the box; of several the last.
        """
        picture = np.zeros((self.height, self.width), np.int32)
        x0, x1 = (edge.clip(0, self.width) for edge in (self.x0, self.x1))
        y0, y1 = (edge.clip(0, self.height) for edge in (self.y0, self.y1))
        tall, wide = _most(y1 - y0), _most(x1 - x0)
        if len(x0) <= tall * wide:
            edges = zip(*(edge.tolist() for edge in (x0, y0, x1, y1)), strict=True)
            for number, (left, top, right, bottom) in enumerate(edges, start=1):
                picture[top:bottom, left:right] = number
            return picture
        flat, numbers = picture.reshape(-1), np.arange(1, len(x0) + 1, dtype=np.int32)
        for dy in range(tall):
            for dx in range(wide):
                inside = (y0 + dy < y1) & (x0 + dx < x1)
                at = (y0[inside] + dy) * self.width + x0[inside] + dx
                # The boxes rise in number: of those at one pixel the last is written.
                flat[at] = np.maximum(flat[at], numbers[inside])
        return picture

    def borders(self) -> NDArray[np.bool_]:
        """Return the outermost pixels of all boxes, shape (height, width)."""
        picture = np.zeros((self.height, self.width), np.bool_)
        _mark_sides(picture, (self.x0, self.x1), (self.y0, self.y1))
        _mark_sides(picture.T, (self.y0, self.y1), (self.x0, self.x1))
        return picture


def _most(sizes: _Numbers) -> int:
    return int(sizes.max()) if len(sizes) else 0


def _mark_sides(
    picture: NDArray[np.bool_], along: tuple[_Numbers, _Numbers], across: tuple[_Numbers, _Numbers]
) -> None:
    """Mark the first and last row of boxes, given where they reach along and across the rows."""
    height, width = picture.shape
    start, end = (edge.clip(0, width) for edge in along)
    for row in (across[0], across[1] - 1):
        seen = (row >= 0) & (row < height) & (start < end)
        rows, first, past = row[seen], start[seen], end[seen]
        longest = _most(past - first)
        if len(rows) <= longest:
            places = zip(rows.tolist(), first.tolist(), past.tolist(), strict=True)
            for place, left, right in places:
                picture[place, left:right] = True
            continue
        for step in range(longest):
            inside = first + step < past
            picture[rows[inside], first[inside] + step] = True
