"""JPEG tiles of a TIFF slide decoded directly, five times as fast as through OpenSlide.

OpenSlide blends every tile into the requested region, which takes four fifths of a read. Plain
JPEG tiles (Aperio, tiled TIFF) can be put side by side instead. A level is used only after one of
its tiles gave the same pixels both ways, and whatever looks damaged is left to OpenSlide.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

BGRAArray = NDArray[np.uint8]
"""Shape (h, w, 4), blue first, opaque: the order in which screens keep pixels."""

VENDORS = frozenset({"aperio", "generic-tiff"})

_JPEG = 7
_COLOURS = {2: "RGB", 6: "YCBCR"}  # TIFF's photometric interpretation
_BGRA = 13  # libjpeg-turbo's JCS_EXT_BGRA
_MAX_DIFFERENCE = 8
# Entropy-coded data holds 0xFF only before these: anything else is damage.
_STRAY_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_HOLE = bytes(32)
_KEPT_TILES = 64


@dataclass(frozen=True)
class _Level:
    """Where one level's tiles lie in the file."""

    size_px: tuple[int, int]
    tile_px: tuple[int, int]
    offsets: NDArray[np.int64]
    counts: NDArray[np.int64]
    tables: bytes | None
    colours: str

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows of tiles."""
        return (
            -(-self.size_px[0] // self.tile_px[0]),
            -(-self.size_px[1] // self.tile_px[1]),
        )


class JpegTiles:
    """The tiles of one slide; safe to share between threads.

    Parameters
    ----------
    path : pathlib.Path
        The slide.
    levels : mapping of int to _Level
        By OpenSlide's number of the level.
    """

    def __init__(self, path: Path, levels: Mapping[int, _Level]) -> None:
        self._levels = levels
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._trusted: dict[int, bool] = {}
        # Tiles that a region cuts, in case the next region needs their other part.
        self._cut: OrderedDict[tuple[int, int], BGRAArray] = OrderedDict()
        self._file = path.open("rb")

    def __del__(self) -> None:
        # A slide that was never closed releases its file silently, as OpenSlide's handle does.
        self.close()

    def close(self) -> None:
        """Close the file; later reads return False."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None
            self._cut.clear()

    def read(
        self,
        level: int,
        x_px: int,
        y_px: int,
        out: BGRAArray,
        judge: Callable[[int, int, int, int], NDArray[np.uint8]],
    ) -> bool:
        """Fill `out` with the pixels from (x_px, y_px) of a level, white beside the slide.

        Parameters
        ----------
        level : int
            OpenSlide's number of the level.
        x_px, y_px : int
            Top left corner in pixels of that level.
        out : ndarray, shape (h, w, 4), uint8
            Filled with BGRA; undefined where the answer is False.
        judge : callable
            Reads (x, y, w, h) of the level through OpenSlide, as RGB.

        Returns
        -------
        bool
            False if these pixels have to come from OpenSlide.
        """
        found = self._levels.get(level)
        if found is None or not self._is_trusted(level, found, judge):
            return False
        height, width = out.shape[:2]
        tile_w, tile_h = found.tile_px
        cols, rows = found.grid
        right, bottom = min(x_px + width, found.size_px[0]), min(y_px + height, found.size_px[1])
        if x_px < 0 or y_px < 0 or right < x_px + width or bottom < y_px + height:
            out[:] = 255
        if right <= x_px or bottom <= y_px:
            return True
        for row in range(max(0, y_px // tile_h), min(rows, -(-bottom // tile_h))):
            for col in range(max(0, x_px // tile_w), min(cols, -(-right // tile_w))):
                left, top = col * tile_w, row * tile_h
                x0, y0 = max(left, x_px), max(top, y_px)
                x1, y1 = min(left + tile_w, right), min(top + tile_h, bottom)
                whole = (x1 - x0, y1 - y0) == found.tile_px
                tile = self._tile(level, found, row * cols + col, keep=not whole)
                if tile is None:
                    return False
                out[y0 - y_px : y1 - y_px, x0 - x_px : x1 - x_px] = tile[
                    y0 - top : y1 - top, x0 - left : x1 - left
                ]
        return True

    def _is_trusted(
        self, level: int, found: _Level, judge: Callable[[int, int, int, int], NDArray[np.uint8]]
    ) -> bool:
        """Compare one tile in the middle with OpenSlide's, once."""
        trusted = self._trusted.get(level)
        if trusted is None:
            cols, rows = found.grid
            col, row = (cols - 1) // 2, (rows - 1) // 2
            width = min(found.tile_px[0], found.size_px[0] - col * found.tile_px[0])
            height = min(found.tile_px[1], found.size_px[1] - row * found.tile_px[1])
            tile = self._tile(level, found, row * cols + col, keep=True)
            trusted = False
            if tile is not None:
                theirs = judge(col * found.tile_px[0], row * found.tile_px[1], width, height)
                ours = tile[:height, :width, 2::-1].astype(np.int16)
                trusted = int(np.abs(ours - theirs).max()) <= _MAX_DIFFERENCE
            self._trusted[level] = trusted
        return trusted

    def _tile(self, level: int, found: _Level, number: int, *, keep: bool) -> BGRAArray | None:
        from imagecodecs import Jpeg8Error, jpeg8_decode

        key = (level, number)
        with self._lock:
            tile = self._cut.get(key)
            if tile is not None:
                return tile
            if self._file is None or number >= len(found.offsets):
                return None
            self._file.seek(int(found.offsets[number]))
            stream = self._file.read(int(found.counts[number]))
        if len(stream) < found.counts[number] or looks_damaged(stream):
            return None
        try:
            tile = jpeg8_decode(
                stream, tables=found.tables, colorspace=found.colours, outcolorspace=_BGRA
            )
        except Jpeg8Error:
            return None
        if tile.shape != (found.tile_px[1], found.tile_px[0], 4):
            return None
        if keep:
            with self._lock:
                self._cut[key] = tile
                while len(self._cut) > _KEPT_TILES:
                    self._cut.popitem(last=False)
        return tile


def looks_damaged(stream: bytes) -> bool:
    """Tell whether a JPEG stream is cut or has holes or stray bytes, which decoders may accept."""
    start = stream.find(b"\xff\xda")
    end = stream.rstrip(b"\0")
    if start < 0 or not stream.startswith(b"\xff\xd8") or not end.endswith(b"\xff\xd9"):
        return True
    body = memoryview(end)[start + 2 : -2]
    return _STRAY_MARKER.search(body) is not None or end.find(_HOLE, start) >= 0


def find_jpeg_tiles(path: Path, level_sizes_px: tuple[tuple[int, int], ...]) -> JpegTiles | None:
    """Find the plain JPEG tiles of the levels of a slide; None if there are none.

    Parameters
    ----------
    path : pathlib.Path
        A slide of one of `VENDORS`.
    level_sizes_px : tuple of (int, int)
        Of OpenSlide's levels.

    Raises
    ------
    FileNotFoundError
        If the slide has gone away.
    """
    from tifffile import TiffFile, TiffFileError, TiffPage

    levels: dict[int, _Level] = {}
    try:
        with TiffFile(path) as tiff:
            for page in tiff.pages:
                if not isinstance(page, TiffPage):
                    continue
                size = (int(page.imagewidth), int(page.imagelength))
                plain = (
                    page.is_tiled
                    and page.compression == _JPEG
                    and page.photometric in _COLOURS
                    and page.samplesperpixel == 3
                    and page.bitspersample == 8
                    and page.planarconfig == 1
                    and len(page.dataoffsets) == len(page.databytecounts)
                )
                if plain and size in level_sizes_px:
                    levels.setdefault(
                        level_sizes_px.index(size),
                        _Level(
                            size,
                            (int(page.tilewidth), int(page.tilelength)),
                            np.asarray(page.dataoffsets, np.int64),
                            np.asarray(page.databytecounts, np.int64),
                            page.jpegtables,
                            _COLOURS[int(page.photometric)],
                        ),
                    )
    except FileNotFoundError:
        raise  # gone for now: ask again later
    except (OSError, ValueError, KeyError, IndexError, TypeError, TiffFileError):
        # A file that tifffile cannot parse is still read through OpenSlide, which opened it.
        return None
    return JpegTiles(path, levels) if levels else None
