"""Tiles of a slide as the viewer wants them: powers of two, read in the background."""

from __future__ import annotations

import itertools
import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit.tasks import Tasks, let_go

if TYPE_CHECKING:
    from steph_desktop.slide.colour import ColourTransform
    from steph_desktop.slide.reader import Slide

TILE_PX = 512
CACHE_BYTES = 384 << 20
# A tile finer than the file's pyramid is averaged down from pieces of at most this side.
_PIECE_PX = 2048
# Whole-slide tiles up to this many stay in memory: they stand in for what is not here yet.
_PINNED_TILES = 6
_SHOW_EVERY_S = 0.3
_NOT_YET = 0xFFE4E4E4  # a part that is still to be read
_tokens = itertools.count()


class TileKey(NamedTuple):
    """One tile: `level` v holds one pixel for 2**v level-0 pixels."""

    level: int
    col: int
    row: int


def to_image(rgb: NDArray[np.uint8]) -> QImage:
    """Copy an RGB array, shape (h, w, 3), into the format that paints fastest."""
    rgb = np.ascontiguousarray(rgb)
    height, width = rgb.shape[:2]
    # It looks into the array and keeps it alive no longer than this: the conversion is the copy.
    view = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return view.convertToFormat(QImage.Format.Format_RGB32)


def png_of(picture: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class Pyramid:
    """The viewer's own pyramid over a slide's: each level half the one before."""

    def __init__(self, size_px: tuple[int, int]) -> None:
        self.size_px = size_px
        self.top = max(0, math.ceil(math.log2(max(size_px) / TILE_PX)))

    def level_for(self, scale: float) -> int:
        """Coarsest level that is at least as fine as `scale` device pixels per level-0 pixel."""
        # A hair more: a power of two that is missed by rounding would need four times the tiles.
        return min(self.top, max(0, math.floor(-math.log2(scale) + 1e-3)))

    def span_px(self, level: int) -> int:
        """Side of a tile in level-0 pixels."""
        return TILE_PX << level

    def grid(self, level: int) -> tuple[int, int]:
        """Columns and rows of tiles at a level."""
        span = self.span_px(level)
        return math.ceil(self.size_px[0] / span), math.ceil(self.size_px[1] / span)

    def covering(
        self, level: int, x0_px: float, y0_px: float, x1_px: float, y1_px: float
    ) -> list[TileKey]:
        """Tiles over a level-0 rectangle, the middle ones first."""
        span = self.span_px(level)
        cols, rows = self.grid(level)
        left, right = max(0, math.floor(x0_px / span)), min(cols - 1, math.floor(x1_px / span))
        up, down = max(0, math.floor(y0_px / span)), min(rows - 1, math.floor(y1_px / span))
        mid_col, mid_row = (x0_px + x1_px) / 2 / span - 0.5, (y0_px + y1_px) / 2 / span - 0.5
        keys = [
            TileKey(level, col, row)
            for row in range(up, down + 1)
            for col in range(left, right + 1)
        ]
        keys.sort(key=lambda key: (key.col - mid_col) ** 2 + (key.row - mid_row) ** 2)
        return keys

    def extent_px(self, key: TileKey) -> tuple[int, int, int, int]:
        """Level-0 rectangle of a tile (x, y, width, height), cut at the slide's border."""
        span = self.span_px(key.level)
        x, y = key.col * span, key.row * span
        return x, y, min(span, self.size_px[0] - x), min(span, self.size_px[1] - y)


def read_area(
    slide: Slide,
    x_px: int,
    y_px: int,
    w_px: int,
    h_px: int,
    down: float,
    colours: ColourTransform | None = None,
    shown: Callable[[QImage], None] | None = None,
) -> QImage:
    """Read a level-0 rectangle, averaged down by `down`; runs on a reader thread.

    Its colours are those of the file, or what `colours` makes of them. `shown` is given what is
    there so far while a large one is read, in the colours of the file. Raises `StephError` if any
    part of it cannot be decoded.
    """
    out = QImage(
        max(1, math.ceil(w_px / down)), max(1, math.ceil(h_px / down)), QImage.Format.Format_RGB32
    )
    pixels = _pixels_of(out)
    level = slide.best_level(down)
    reduced = slide.reduction(level, down / slide.info.level_downsamples[level])
    native = slide.info.level_downsamples[level] * reduced
    if shown is not None:
        # Qt leaves what the memory held before.
        out.fill(_NOT_YET)
    told = monotonic()
    step = max(1, int(_PIECE_PX * native / down))  # side of a piece in output pixels
    for row in range(0, out.height(), step):
        for col in range(0, out.width(), step):
            part = pixels[row : row + step, col : col + step]
            rows, cols = part.shape[:2]
            x, y = x_px + round(col * down), y_px + round(row * down)
            width = min(round(cols * down), x_px + w_px - x)
            height = min(round(rows * down), y_px + h_px - y)
            _read_piece(slide, level, reduced, (x, y), (width, height), part)
            if shown is not None and monotonic() - told > _SHOW_EVERY_S:
                told = monotonic()
                # A copy: this thread goes on writing into the picture.
                shown(out.copy())
    if colours is not None:
        colours.apply(pixels)
    return out


def _pixels_of(image: QImage) -> NDArray[np.uint8]:
    """View an RGB32 image as an array, shape (h, w, 4): what is written is in the image."""
    return np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.width(), 4)


def _read_piece(
    slide: Slide,
    level: int,
    reduced: int,
    at_px: tuple[int, int],
    size0_px: tuple[int, int],
    out: NDArray[np.uint8],
) -> None:
    native = slide.info.level_downsamples[level] * reduced
    width, height = (max(1, round(side / native)) for side in size0_px)
    rows, cols = out.shape[:2]
    if (height, width) == (rows, cols):
        slide.read_bgra(*at_px, level, out, reduced)
        return
    from PIL import Image

    fine = np.empty((height, width, 4), np.uint8)
    slide.read_bgra(*at_px, level, fine, reduced)
    # Area average: what a coarser level of the file would hold. The order of colours is no matter.
    image = Image.frombuffer("RGBX", (width, height), fine, "raw", "RGBX", 0, 1)
    if (width, height) == (2 * cols, 2 * rows):
        out[:] = np.asarray(image.reduce(2))
    else:
        out[:] = np.asarray(image.resize((cols, rows), Image.Resampling.BOX))


class TileStore(QObject):
    """The tiles of the slide on show: a bounded cache in front of the threads that read them.

    The store closes the slide; its oldest tiles go first.
    """

    _read_so_far = Signal(int, TileKey, QImage)
    arrived = Signal(TileKey)
    """It can be painted now, or is known to be unreadable."""

    def __init__(
        self,
        slide: Slide,
        tasks: Tasks,
        parent: QObject | None = None,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        super().__init__(parent)
        self.slide = slide
        self.pyramid = Pyramid(slide.info.size_px)
        self._tasks = tasks
        self._token = next(_tokens)
        self._cache_bytes = cache_bytes
        self._tiles: OrderedDict[TileKey, QImage] = OrderedDict()
        self.held_bytes = 0  # of the tiles in the cache, the pinned ones apart
        self._pinned: dict[TileKey, QImage] = {}
        self._unreadable: set[TileKey] = set()
        self.colours: ColourTransform | None = None
        """What is made of the file's colours; None if they are shown as they are"""
        # Pinned tiles in the colours before these, or as far as they are read.
        self._before: dict[TileKey, QImage] = {}
        self._read_so_far.connect(self._show_so_far)

    @property
    def n_unreadable(self) -> int:
        """Tiles that were asked for and cannot be decoded."""
        return len(self._unreadable)

    @property
    def whole(self) -> QImage | None:
        """The whole slide in one tile, as soon as it is here."""
        key = TileKey(self.pyramid.top, 0, 0)
        return self._pinned.get(key, self._before.get(key))

    def recolour(self, colours: ColourTransform | None) -> None:
        """Read all tiles in other colours from now on; the old ones stand in meanwhile."""
        self.colours = colours
        self._token = next(_tokens)  # what is being read comes in the old colours: too late
        # Recoloured twice in a row, there are no newer ones than those before.
        self._before = self._pinned or self._before
        self._pinned = {}
        self.forget()

    def is_unreadable(self, key: TileKey) -> bool:
        """Return True if a tile was tried and cannot be decoded."""
        return key in self._unreadable

    def get(self, key: TileKey) -> QImage | None:
        """Return the tile if it is here; never waits."""
        if key in self._tiles:  # and is now the last to go
            self._tiles.move_to_end(key)
            return self._tiles[key]
        return self._pinned.get(key)

    def stand_in(self, key: TileKey) -> tuple[QImage, tuple[float, float, float, float]] | None:
        """Return the nearest coarser tile that is here, and the part of it that covers `key`."""
        x, y, width, height = self.pyramid.extent_px(key)
        for level in range(key.level, self.pyramid.top + 1):
            up = level - key.level
            coarse = TileKey(level, key.col >> up, key.row >> up)
            tile = self.get(coarse)
            tile = self._before.get(coarse) if tile is None else tile
            if tile is not None:
                x0, y0, whole_w, whole_h = self.pyramid.extent_px(coarse)
                fx, fy = tile.width() / whole_w, tile.height() / whole_h
                return tile, ((x - x0) * fx, (y - y0) * fy, width * fx, height * fy)
        return None

    def want(self, keys: Sequence[TileKey], ahead: Sequence[TileKey] = ()) -> None:
        """Ask for what is on show now, most wanted first; older wishes are dropped.

        `ahead` may be on show soon: it is read when all else is here.
        """
        known = self._tiles.keys() | self._pinned.keys() | self._unreadable
        wishes = dict.fromkeys([*self._base(), *keys, *ahead])
        # The token parts tiles of the present colours from those that are still being read.
        reads = {(self._token, key): partial(self._read, key) for key in wishes if key not in known}
        self._tasks.want(self, reads, self._on_read, self._on_unreadable)

    def forget(self) -> None:
        """Empty the cache; what stands in for missing tiles stays."""
        self._tiles.clear()
        self.held_bytes = 0

    def try_again(self) -> None:
        """Forget which tiles are unreadable; they are read again when they are next wanted."""
        self._unreadable.clear()

    def close(self) -> None:
        """Stop asking, and let go of the slide."""
        self._tasks.drop(self)
        self.forget()
        self._pinned.clear()
        self._before.clear()
        let_go(self.slide.close)

    def _base(self) -> list[TileKey]:
        keys: list[TileKey] = []
        for level in range(self.pyramid.top, -1, -1):
            cols, rows = self.pyramid.grid(level)
            if len(keys) + cols * rows > _PINNED_TILES:
                break
            keys += [TileKey(level, col, row) for row in range(rows) for col in range(cols)]
        return keys

    def _read(self, key: TileKey) -> QImage:
        down = float(1 << key.level)
        shown = partial(self._tell_so_far, self._token, key) if key in self._base() else None
        return read_area(self.slide, *self.pyramid.extent_px(key), down, self.colours, shown)

    def _tell_so_far(self, token: int, key: TileKey, image: QImage) -> None:
        with suppress(RuntimeError):  # the slide may be closed while it is read
            self._read_so_far.emit(token, key, image)

    def _show_so_far(self, token: int, key: TileKey, image: QImage) -> None:
        """Show a part of the overview that is here: a slow slide is seen to come."""
        if token == self._token and key not in self._pinned:
            self._before[key] = image
            self.arrived.emit(key)

    def _on_read(self, wish: tuple[int, TileKey], image: QImage) -> None:
        token, key = wish
        # It comes in colours that are no longer wanted.
        if token != self._token:
            return
        if key in self._base():
            self._pinned[key] = image
            self._before.pop(key, None)
        elif key not in self._tiles:
            self._tiles[key] = image
            self.held_bytes += image.sizeInBytes()
            # The newest stays whatever its size: it was asked for just now.
            while self.held_bytes > self._cache_bytes and len(self._tiles) > 1:
                _, old = self._tiles.popitem(last=False)
                self.held_bytes -= old.sizeInBytes()
        self.arrived.emit(key)

    def _on_unreadable(self, wish: tuple[int, TileKey], _error: StephError) -> None:
        token, key = wish
        if token == self._token:
            self._unreadable.add(key)
            self.arrived.emit(key)
