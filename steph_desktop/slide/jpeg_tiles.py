"""JPEG tiles of a TIFF slide decoded directly, five times as fast as through OpenSlide.

OpenSlide blends every tile into the requested region, which takes four fifths of a read. Plain
JPEG tiles (Aperio, tiled TIFF) can be put side by side instead. A level is used only after some of
its tiles gave the same pixels both ways, and a stream over which libjpeg so much as warns is
left to OpenSlide, which refuses it.
"""

from __future__ import annotations

import logging
import struct
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

BGRAArray = NDArray[np.uint8]
"""Shape (h, w, 4), blue first, opaque: the order in which screens keep pixels."""

Judge = Callable[[int, int, int, int], NDArray[np.uint8] | None]
"""Reads (x, y, w, h) of a level through OpenSlide, as RGB; None where it cannot."""

VENDORS = frozenset({"aperio", "generic-tiff", "tiff", "ome-tiff", "qptiff"})
REDUCED = 8
"""Tiles can also be decoded at an eighth of their size, for overviews: four times as fast."""

_JPEG = 7  # TIFF's number of the compression
_RGB, _YCBCR = 2, 6  # TIFF's photometric interpretation
_ADOBE = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00"
"""Adobe's marker but for its last byte, which says whether there is a colour transform."""
_TRANSFORM = {_RGB: b"\x00", _YCBCR: b"\x01"}
_SOI, _SOS, _EOI = b"\xff\xd8", 0xDA, b"\xff\xd9"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC9, 0xCA})
_APPLICATION = range(0xE0, 0xF0)
_ORDER = {1: "GRAY", 3: "RGB", 4: "BGRA"}  # of the pixels, by their number of channels
_KEPT_BYTES = 64 << 20
MOST_PAGES = 4096
"""Directories of a TIFF that are looked at."""
_MOST_BYTES = 64 << 20  # of one tile
# What tifffile raises over damaged headers; its own error is a ValueError.
TIFF_DAMAGE = (
    OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError,
    RuntimeError, struct.error,
)  # fmt: skip
_COMPARED = ((1, 2), (1, 4), (3, 4))  # tiles of a level, as shares of its columns and rows


@cache
def strict_decoder() -> ModuleType | None:
    """Return simplejpeg, which can stop at warnings; None where it does not work here."""
    try:
        import simplejpeg
    except (ImportError, OSError):
        return None
    return cast(ModuleType, simplejpeg)


def quiet() -> None:
    """Keep tifffile's opinions on damaged files out of the log: they are refused in words."""
    logging.getLogger("tifffile").setLevel(logging.CRITICAL + 1)


def decode_strictly(
    stream: bytes,
    size_px: tuple[int, int],
    *,
    tables: bytes | None = None,
    photometric: int = _YCBCR,
    channels: int = 3,
    reduced: int = 1,
) -> NDArray[np.uint8] | None:
    """Decode a JPEG tile as OpenSlide does: whole and without a warning.

    Parameters
    ----------
    stream : bytes
        The tile, with or without its tables.
    size_px : tuple of int
        Width and height that it must have.
    tables : bytes, optional
        Of the TIFF's JPEGTables tag.
    photometric : int
        TIFF's colour space of the tile, 2 for RGB or 6 for YCbCr; markers in the stream that say
        otherwise are passed over.
    channels : int
        1 for a grey tile, 3 for RGB, 4 for BGRA of a tile of three colours.
    reduced : int
        1, or `REDUCED` to decode it at an eighth of its size.

    Returns
    -------
    ndarray, shape (h, w, channels), uint8, or None
        None if it is damaged, cut, of another size or kind, or there is no decoder.
    """
    decoder = strict_decoder()
    if decoder is None or photometric not in _TRANSFORM:
        return None
    colours = min(channels, 3)
    whole = _completed(stream, size_px, colours, tables, _TRANSFORM[photometric])
    if whole is None:
        return None
    width, height = (-(-side // reduced) for side in size_px)
    smallest = {"min_width": width, "min_height": height} if reduced > 1 else {}
    try:
        tile: NDArray[np.uint8] = decoder.decode_jpeg(
            whole, _ORDER[channels], strict=True, **smallest
        )
    except ValueError:
        return None
    return tile if tile.shape == (height, width, channels) else None


def _completed(
    stream: bytes, size_px: tuple[int, int], colours: int, tables: bytes | None, transform: bytes
) -> bytes | None:
    """Put tables and colour space into the head of a stream; None if it is no tile of this size."""
    if not stream.startswith(_SOI):
        return None
    parts = [_SOI]
    if tables is not None:
        if not (tables.startswith(_SOI) and tables.endswith(_EOI)):
            return None
        parts.append(tables[2:-2])
    at, right_size = 2, False
    while at + 4 <= len(stream) and stream[at] == 0xFF:
        kind = stream[at + 1]
        if kind == 0xFF:  # padding
            at += 1
            continue
        if kind == _SOS:
            parts += [_ADOBE, transform, stream[at:]]
            return b"".join(parts) if right_size else None
        end = at + 2 + int.from_bytes(stream[at + 2 : at + 4], "big")
        if kind in _FRAMES:
            # Before any memory is taken for it.
            high, wide = (int.from_bytes(stream[at + n : at + n + 2], "big") for n in (5, 7))
            depth, found = stream[at + 4], stream[at + 9 : at + 10]
            right_size = depth == 8 and (wide, high) == size_px and found == bytes((colours,))
        if kind not in _APPLICATION:
            parts.append(stream[at:end])
        at = end
    return None


@dataclass(frozen=True)
class _Level:
    """Where one level's tiles lie in the file."""

    size_px: tuple[int, int]
    tile_px: tuple[int, int]
    offsets: NDArray[np.int64]
    counts: NDArray[np.int64]
    tables: bytes | None
    photometric: int

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows of tiles."""
        sides = zip(self.size_px, self.tile_px, strict=True)
        cols, rows = (-(-whole // side) for whole, side in sides)
        return cols, rows


class JpegTiles:
    """The tiles of one slide; safe to share between threads.

    `levels` goes by OpenSlide's number of the level.
    """

    def __init__(self, path: Path, levels: Mapping[int, _Level]) -> None:
        self._levels = levels
        # Of the state, never held while the disk is asked: `close` may not wait for a share.
        self._lock = threading.Lock()
        self._reads = threading.Lock()
        self._file: BinaryIO | None = None
        self._trusted: dict[int, bool] = {}
        # Tiles that a region cuts, in case the next region needs their other part.
        self._cut: OrderedDict[tuple[int, int, int, int], NDArray[np.uint8]] = OrderedDict()
        self._cut_bytes = 0
        self._file = path.open("rb")

    def __del__(self) -> None:
        # A slide that was never closed releases its file silently, as OpenSlide's handle does.
        self.close()

    def close(self) -> None:
        """Close the file; later reads return False."""
        with self._lock:
            file, self._file = self._file, None
            self._cut.clear()
            self._cut_bytes = 0
        if file is not None and self._reads.acquire(blocking=False):
            try:
                with suppress(OSError):  # its share is gone; nothing was written
                    file.close()
            finally:
                self._reads.release()
        # Else a read waits for its disk, holds the file, and lets it go when it ends.

    def serves(self, level: int, judge: Judge) -> bool:
        """Tell whether the tiles of a level are plain, and those compared are OpenSlide's."""
        found = self._levels.get(level)
        try:
            return found is not None and self._is_trusted(level, found, judge)
        except OSError:  # asked again once its drive is back
            return False

    def read(
        self,
        level: int,
        x_px: int,
        y_px: int,
        out: NDArray[np.uint8],
        judge: Judge,
        reduced: int = 1,
    ) -> bool:
        """Fill `out` with pixels of a level, white beside the slide; False if OpenSlide has to.

        Parameters
        ----------
        x_px, y_px : int
            Top left corner in pixels of that level, or in reduced ones.
        out : ndarray, shape (h, w, 3 or 4), uint8
            Filled with RGB or BGRA; undefined where the answer is False.
        reduced : int
            1, or `REDUCED` for pixels of which each stands for 8 x 8 of the level.
        """
        try:
            return self._read(level, x_px, y_px, out, judge, reduced)
        except OSError:  # the drive or share went away: OpenSlide says so
            return False

    def _read(
        self, level: int, x_px: int, y_px: int, out: NDArray[np.uint8], judge: Judge, reduced: int
    ) -> bool:
        found = self._levels.get(level)
        if found is None or not self._is_trusted(level, found, judge):
            return False
        height, width, channels = out.shape
        tile_w, tile_h = (side // reduced for side in found.tile_px)
        size = tuple(-(-side // reduced) for side in found.size_px)
        cols, rows = found.grid
        right, bottom = min(x_px + width, size[0]), min(y_px + height, size[1])
        if x_px < 0 or y_px < 0 or right < x_px + width or bottom < y_px + height:
            out[:] = 255
        if right <= x_px or bottom <= y_px:
            return True
        for row in range(max(0, y_px // tile_h), min(rows, -(-bottom // tile_h))):
            for col in range(max(0, x_px // tile_w), min(cols, -(-right // tile_w))):
                left, top = col * tile_w, row * tile_h
                x0, y0 = max(left, x_px), max(top, y_px)
                x1, y1 = min(left + tile_w, right), min(top + tile_h, bottom)
                whole = (x1 - x0, y1 - y0) == (tile_w, tile_h)
                number = row * cols + col
                tile = self._tile(level, found, number, channels, reduced, keep=not whole)
                if tile is None:
                    return False
                out[y0 - y_px : y1 - y_px, x0 - x_px : x1 - x_px] = tile[
                    y0 - top : y1 - top, x0 - left : x1 - left
                ]
        return True

    def _is_trusted(self, level: int, found: _Level, judge: Judge) -> bool:
        """Compare some tiles with OpenSlide's, once."""
        trusted = self._trusted.get(level)
        if trusted is None:
            cols, rows = found.grid
            places = {((cols - 1) * n // m, (rows - 1) * n // m) for n, m in _COMPARED}
            seen = [self._agrees(level, found, *place, judge) for place in places]
            trusted = True in seen and False not in seen
            self._trusted[level] = trusted
        return trusted

    def _agrees(self, level: int, found: _Level, col: int, row: int, judge: Judge) -> bool | None:
        """Compare one tile with OpenSlide's; None if it cannot be decoded here."""
        ours = self._tile(level, found, row * found.grid[0] + col, 3, 1, keep=True)
        if ours is None:
            return None
        x, y = col * found.tile_px[0], row * found.tile_px[1]
        width = min(found.tile_px[0], found.size_px[0] - x)
        height = min(found.tile_px[1], found.size_px[1] - y)
        theirs = judge(x, y, width, height)
        return theirs is not None and bool(np.array_equal(ours[:height, :width], theirs))

    def _tile(
        self, level: int, found: _Level, number: int, channels: int, reduced: int, *, keep: bool
    ) -> NDArray[np.uint8] | None:
        key = (level, number, channels, reduced)
        with self._lock:
            tile = self._cut.get(key)
            if tile is not None:
                return tile
            file = self._file
        if file is None or number >= len(found.offsets):
            return None
        if not 0 < found.counts[number] <= _MOST_BYTES:
            return None
        with self._reads:
            if file.closed:
                return None
            file.seek(int(found.offsets[number]))
            stream = file.read(int(found.counts[number]))
            if self._file is not file:  # closed meanwhile
                file.close()
        if len(stream) < found.counts[number]:
            return None
        tile = decode_strictly(
            stream,
            found.tile_px,
            tables=found.tables,
            photometric=found.photometric,
            channels=channels,
            reduced=reduced,
        )
        if tile is not None and keep:
            with self._lock:
                if key not in self._cut:
                    self._cut[key] = tile
                    self._cut_bytes += tile.nbytes
                while self._cut_bytes > _KEPT_BYTES:
                    self._cut_bytes -= self._cut.popitem(last=False)[1].nbytes
        return tile


def find_jpeg_tiles(path: Path, level_sizes_px: tuple[tuple[int, int], ...]) -> JpegTiles | None:
    """Find the plain JPEG tiles of the levels of a slide; None if there are none.

    The slide is of one of `VENDORS`, and the sizes are those of OpenSlide's levels.

    Raises
    ------
    FileNotFoundError
        If the slide has gone away.
    """
    from tifffile import TiffFile, TiffPage

    quiet()
    levels: dict[int, _Level] = {}
    try:
        with TiffFile(path) as tiff:
            for number in range(min(len(tiff.pages), MOST_PAGES)):  # iterating may not end
                page = tiff.pages[number]
                if not isinstance(page, TiffPage):
                    continue
                size = (int(page.imagewidth), int(page.imagelength))
                form = page.compression, page.samplesperpixel, page.bitspersample
                plain = page.is_tiled and (*form, page.planarconfig) == (_JPEG, 3, 8, 1)
                whole = len(page.dataoffsets) == len(page.databytecounts)
                known = page.photometric in _TRANSFORM and size in level_sizes_px
                if plain and whole and known:
                    tile = int(page.tilewidth), int(page.tilelength)
                    places = (page.dataoffsets, page.databytecounts)
                    offsets, counts = (np.asarray(each, np.int64) for each in places)
                    colours = int(page.photometric)
                    found = _Level(size, tile, offsets, counts, page.jpegtables, colours)
                    levels.setdefault(level_sizes_px.index(size), found)
    except FileNotFoundError:
        raise  # gone for now: ask again later
    except TIFF_DAMAGE:
        # A file that tifffile cannot parse is still read through OpenSlide, which opened it.
        return None
    return JpegTiles(path, levels) if levels else None
