"""Whole-slide images: levels, pixel size and its source, RGB over white, by the fastest way."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from openslide import OpenSlideError
from PIL import Image

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.slide.colour import ColourTransform
from steph_desktop.slide.info import SlideInfo, checked_mpp, describe
from steph_desktop.slide.jpeg_tiles import (
    REDUCED,
    VENDORS,
    BGRAArray,
    JpegTiles,
    Judge,
    find_jpeg_tiles,
)
from steph_desktop.slide.opening import Handle, damaged_part, open_slide
from steph_desktop.slide.picture_files import Held, PictureSlide, Piece

RGBArray = NDArray[np.uint8]
_T = TypeVar("_T")

_UNREADABLE = (OpenSlideError, MemoryError, OSError)
_HALF = 128  # of 255
_STRIPE_PX = 8
_STRIPES_BGR = ((226, 218, 214), (246, 242, 240))  # of places without a picture
_OVERVIEW_THREADS = 4
_MAX_REGION_PX = 1 << 28  # at once: 800 MB as RGB
_MAX_IMAGE_PX = 1 << 26
_BLOCK_PX = 2048  # side of what an overview reads at once
_WHOLE_PX = 1 / 1024  # nearer than this, OpenSlide does not shift pixels
_REDUCED_FROM = 2 * REDUCED  # an overview so much coarser than its level is read from reduced tiles


class Slide:
    """One whole-slide image, opened for reading; safe to share between threads.

    Parameters
    ----------
    mpp : float, optional
        Micrometres per level-0 pixel stated by the user; it goes before what the file says.

    Raises
    ------
    StephError
        If the file is missing, not a slide, damaged, or claims impossible sizes; or if `mpp` is
        impossible.
    """

    def __init__(self, path: Path, mpp: float | None = None) -> None:
        self.path = path
        stated = None if mpp is None else checked_mpp(mpp, path)
        self._lock = threading.Lock()
        self._tiles_lock = threading.Lock()
        self._tiles: JpegTiles | None = None
        self._looked_for_tiles = False
        self._handle: Handle | None = open_slide(path)
        try:
            self.info: SlideInfo = describe(path, self._handle, stated)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Slide:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a read still running in another thread ends first."""
        # The C handle is freed when its last reader drops it: closing it under a reader crashes.
        with self._lock:
            handle, self._handle = self._handle, None
            tiles, self._tiles = self._tiles, None
        if tiles is not None:
            tiles.close()
        if isinstance(handle, PictureSlide):
            handle.close()

    def require_mpp(self) -> float:
        """Return micrometres per level-0 pixel; it is never guessed.

        Raises
        ------
        StephError
            If the slide does not say, or says something absurd, and the user has not stated it.
        """
        if self.info.mpp is None:
            todo = "State the micrometres per pixel of this slide (about 0.25 at 40x, 0.5 at 20x)."
            raise StephError(self.info.mpp_fault, self.path, todo)
        return self.info.mpp

    def read_region(
        self, x_px: int, y_px: int, level: int, width_px: int, height_px: int
    ) -> RGBArray:
        """Read a rectangle as RGB over white, shape (height_px, width_px, 3), uint8.

        Parameters
        ----------
        x_px, y_px : int
            Top left corner in level-0 pixels; may lie outside the slide (white there).

        Raises
        ------
        StephError
            If the pixels cannot be decoded. The slide stays usable for other regions.
        """
        return self._pixels(x_px, y_px, level, width_px, height_px)[0]

    def read_held(
        self, x_px: int, y_px: int, level: int, width_px: int, height_px: int
    ) -> tuple[RGBArray, float]:
        """Read a rectangle as RGB over white, and say how much of it the file holds.

        Scanners leave tiles out, which are read as clear. The rectangle and what is raised are
        those of `read_region`.

        Returns
        -------
        pixels : ndarray, shape (height_px, width_px, 3), uint8
        held : float
            Share of the pixels within the slide that the file holds, 0 to 1.
        """
        pixels, held = self._pixels(x_px, y_px, level, width_px, height_px)
        if held is None:
            return pixels, 1.0
        inside = held[self._inside(x_px, y_px, level, held.shape)]
        return pixels, float(inside.mean()) if inside.size else 0.0

    def _inside(
        self, x_px: int, y_px: int, level: int, shape: tuple[int, ...]
    ) -> tuple[slice, slice]:
        """Return which rows and columns of a rectangle lie on the slide."""
        down, limits = self.info.level_downsamples[level], self.info.level_sizes_px[level]
        spans = []
        for start, side, limit in zip((x_px, y_px), shape[1::-1], limits, strict=True):
            first = round(start / down)
            spans.append(slice(min(max(0, -first), side), max(0, min(side, limit - first))))
        return spans[1], spans[0]

    def _pixels(self, x_px: int, y_px: int, level: int, width_px: int, height_px: int) -> Piece:
        """Read a rectangle over white, and which pixels the file holds; None for all inside."""
        if not 0 <= level < len(self.info.level_sizes_px):
            raise ValueError(f"no level {level}")
        if width_px < 1 or height_px < 1 or width_px * height_px > _MAX_REGION_PX:
            raise ValueError(f"cannot read {width_px} x {height_px} px at once")
        down = self.info.level_downsamples[level]
        exact = x_px / down, y_px / down
        x, y = round(exact[0]), round(exact[1])
        if max(abs(exact[0] - x), abs(exact[1] - y)) <= _WHOLE_PX:
            out = np.empty((height_px, width_px, 3), np.uint8)
            if self._read_tiles(level, x, y, out):
                return out, None
        return self._slow_pixels(x_px, y_px, level, width_px, height_px)

    def _slow_pixels(
        self, x_px: int, y_px: int, level: int, width_px: int, height_px: int
    ) -> Piece:
        def read(handle: Handle) -> Piece:
            if isinstance(handle, PictureSlide):
                return handle.read(x_px, y_px, level, width_px, height_px)
            return _over_white(handle.read_region((x_px, y_px), level, (width_px, height_px)))

        return self._guarded(read)

    def _judge(self, level: int) -> Judge:
        down = self.info.level_downsamples[level]

        def judge(x: int, y: int, wide: int, high: int) -> RGBArray | None:
            try:
                return self._slow_pixels(round(x * down), round(y * down), level, wide, high)[0]
            except StephError:
                return None

        return judge

    def read_bgra(self, x_px: int, y_px: int, level: int, out: BGRAArray, reduced: int = 1) -> None:
        """Read a rectangle for the screen, opaque over white, by the fastest way there is.

        What the file does not hold is hatched, so that it is not taken for glass.

        Parameters
        ----------
        x_px, y_px : int
            Top left corner in level-0 pixels; level pixels are taken whole, the nearest ones.
        out : ndarray, shape (h, w, 4), uint8
            Filled: blue, green, red, 255.
        reduced : int
            From `reduction`: a pixel of `out` stands for so many in a row and column of the level.

        Raises
        ------
        StephError
            If the pixels cannot be decoded.
        """
        down = self.info.level_downsamples[level] * reduced
        height, width = out.shape[:2]
        x, y = round(x_px / down), round(y_px / down)
        if self._read_tiles(level, x, y, out, reduced):
            return
        if reduced > 1:
            pixels, held = self._averaged(x, y, level, width, height, reduced)
        else:
            pixels, held = self._slow_pixels(x_px, y_px, level, width, height)
        out[..., :3] = pixels[..., ::-1]
        out[..., 3] = 255
        if held is not None:
            here = np.s_[:, :] if reduced > 1 else self._inside(x_px, y_px, level, held.shape)
            _hatch(out[here], ~held[here], x + (here[1].start or 0), y + (here[0].start or 0))

    def reduction(self, level: int, ratio: float) -> int:
        """Return by how much a level can be reduced while it is decoded.

        Parameters
        ----------
        ratio : float
            Pixels of the level per pixel that is wanted.

        Returns
        -------
        int
            1, or the divisor of the side of a tile; only for slides without a nearer level.
        """
        tiles = self._jpeg_tiles() if ratio >= _REDUCED_FROM else None
        if tiles is None or not tiles.serves(level, self._judge(level)):
            return 1
        return REDUCED

    def _averaged(self, x: int, y: int, level: int, width: int, height: int, reduced: int) -> Piece:
        """Average a rectangle of reduced pixels from whole ones, for tiles that are not plain."""
        out = np.full((height, width, 3), 255, np.uint8)
        held = np.ones((height, width), np.bool_)
        down = self.info.level_downsamples[level]
        step = _BLOCK_PX // reduced
        for row in range(0, height, step):
            for col in range(0, width, step):
                rows, cols = min(step, height - row), min(step, width - col)
                left, top = (round(place * reduced * down) for place in (x + col, y + row))
                pixels, there = self._pixels(left, top, level, cols * reduced, rows * reduced)
                here = np.s_[row : row + rows, col : col + cols]
                out[here] = np.asarray(Image.fromarray(pixels).reduce(reduced))
                if there is not None:
                    held[here] = _share(there, (cols, rows), None) >= _HALF
        return out, held

    def _read_tiles(
        self, level: int, x: int, y: int, out: NDArray[np.uint8], reduced: int = 1
    ) -> bool:
        """Fill `out` from plain JPEG tiles, see `JpegTiles.read`; False where there are none."""
        tiles = self._jpeg_tiles()
        return tiles is not None and tiles.read(level, x, y, out, self._judge(level), reduced)

    def _jpeg_tiles(self) -> JpegTiles | None:
        # Not the lock of `close`: that may be called where nobody may wait.
        with self._tiles_lock:
            if not self._looked_for_tiles and self.info.vendor in VENDORS:
                try:
                    tiles = find_jpeg_tiles(self.path, self.info.level_sizes_px)
                except OSError:
                    return None  # it went away: OpenSlide says so, and it is looked for again
                with self._lock:
                    self._tiles = tiles if self._handle is not None else None
            self._looked_for_tiles = True
        return self._tiles

    def overview(
        self,
        downsample: float,
        control: JobControl = UNWATCHED,
        phase: Phase = Phase.READING_SLIDE,
    ) -> RGBArray:
        """Read the whole slide, area-averaged, block by block so that memory stays bounded.

        Parameters
        ----------
        downsample : float
            Level-0 pixels per pixel of the result, at least 1; pixel (i, j) covers the level-0
            square from ``(j, i) * downsample``.

        Returns
        -------
        ndarray, shape (ceil(height / downsample), ceil(width / downsample), 3), uint8
        """
        return self.overview_held(downsample, control, phase)[0]

    def overview_held(
        self,
        downsample: float,
        control: JobControl = UNWATCHED,
        phase: Phase = Phase.READING_SLIDE,
    ) -> tuple[RGBArray, NDArray[np.bool_]]:
        """Read the whole slide as `overview` does, and where the file holds it.

        Returns
        -------
        pixels : ndarray, shape (h, w, 3), uint8
        held : ndarray, shape (h, w), bool
            False where more than half of a pixel is clear: tiles are missing there.
        """
        level = self.best_level(downsample)
        level_down = self.info.level_downsamples[level]
        reduced = self.reduction(level, downsample / level_down)
        ratio = downsample / level_down / reduced
        width, height = (math.ceil(side / downsample) for side in self.info.size_px)
        out = np.full((height, width, 3), 255, np.uint8)
        held = np.ones((height, width), np.bool_)
        step = max(1, int(_BLOCK_PX / ratio))

        def read(place: tuple[int, int]) -> None:
            row, col = place
            rows, cols = min(step, height - row), min(step, width - col)
            # Read from whole level pixels, then average exactly the wanted box within them.
            left, top = math.floor(col * ratio), math.floor(row * ratio)
            right, bottom = math.ceil((col + cols) * ratio), math.ceil((row + rows) * ratio)
            wide, high = right - left, bottom - top
            if reduced > 1:
                pixels, there = self._reduced(left, top, level, wide, high, reduced)
            else:
                x, y = round(left * level_down), round(top * level_down)
                pixels, there = self._pixels(x, y, level, wide, high)
            start, end = (col * ratio, row * ratio), ((col + cols) * ratio, (row + rows) * ratio)
            box = (start[0] - left, start[1] - top, end[0] - left, end[1] - top)
            here = np.s_[row : row + rows, col : col + cols]
            picture = Image.fromarray(pixels)
            out[here] = np.asarray(picture.resize((cols, rows), Image.Resampling.BOX, box))
            if there is not None:
                held[here] = _share(there, (cols, rows), box) >= _HALF

        blocks = [(r, c) for r in range(0, height, step) for c in range(0, width, step)]
        threads = min(_OVERVIEW_THREADS, os.cpu_count() or 1, len(blocks))
        pool = ThreadPoolExecutor(threads, "overview")
        try:
            jobs = [pool.submit(read, block) for block in blocks]
            for done, job in enumerate(jobs):
                job.result()
                control.checkpoint(done + 1, len(blocks), phase)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return out, held

    def _reduced(self, x: int, y: int, level: int, width: int, height: int, reduced: int) -> Piece:
        out = np.empty((height, width, 3), np.uint8)
        if self._read_tiles(level, x, y, out, reduced):
            return out, None
        return self._averaged(x, y, level, width, height, reduced)

    def best_level(self, downsample: float) -> int:
        """Return the coarsest level that is still at least as fine as `downsample`."""
        # Scanners write downsamples like 4.0001: half a percent of upscaling is no upscaling.
        fits = [i for i, d in enumerate(self.info.level_downsamples) if d <= downsample * 1.005]
        return max(fits, key=lambda i: self.info.level_downsamples[i], default=0)

    def thumbnail(self, max_px: int) -> RGBArray:
        """Read the whole slide, its longer side at most `max_px`, shape (h, w, 3), uint8."""
        return self.overview(max(1.0, max(self.info.size_px) / max_px))

    def associated_image(self, name: str) -> RGBArray:
        """Read an associated image, shape (h, w, 3), uint8; a label may show a patient's name.

        Raises
        ------
        StephError
            If the slide has no such image or it cannot be decoded.
        """
        if name not in self.info.associated:
            raise StephError(f"The slide holds no {name} image", self.path)

        def read(handle: Handle) -> Image.Image:
            size = [
                int(handle.properties.get(f"openslide.associated.{name}.{side}", _MAX_IMAGE_PX))
                for side in ("width", "height")
            ]
            if size[0] * size[1] > _MAX_IMAGE_PX:
                raise OpenSlideError("associated image too large")
            return handle.associated_images[name]

        return _over_white(self._guarded(read))[0]

    def colour_transform(self) -> ColourTransform | None:
        """Return how the scanner's colours become sRGB; None where it left no profile.

        Raises
        ------
        StephError
            If the profile is damaged, or none of an RGB scanner.
        """
        if not self.info.has_profile:
            return None
        return ColourTransform(self._open_handle(), self.path)

    def _open_handle(self) -> Handle:
        handle = self._handle
        if handle is None:
            raise StephError("The slide is closed", self.path)
        return handle

    def _guarded(self, read: Callable[[Handle], _T]) -> _T:
        """Read once; after a failure reopen the file, because OpenSlide keeps failing after one."""
        handle = self._open_handle()
        try:
            return read(handle)
        except _UNREADABLE as error:
            if self._handle is None:
                raise StephError("The slide is closed", self.path) from error
            # Another thread may have broken the shared handle: try once with a fresh one.
            fresh = open_slide(self.path)
            if isinstance(handle, PictureSlide):
                fresh.close()
                raise damaged_part(self.path) from error
        try:
            result = read(fresh)
        except _UNREADABLE as error:
            self._replace(handle, open_slide(self.path))
            raise damaged_part(self.path) from error
        self._replace(handle, fresh)
        return result

    def _replace(self, broken: Handle, fresh: Handle) -> None:
        with self._lock:
            if self._handle is broken:
                self._handle = fresh


def _share(held: Held, size: tuple[int, int], box: tuple[float, ...] | None) -> NDArray[np.uint8]:
    """Average which pixels are held, 0 to 255."""
    mask = Image.fromarray(held.astype(np.uint8) * 255)
    return np.asarray(mask.resize(size, Image.Resampling.BOX, box))  # type: ignore[arg-type]


def _hatch(out: BGRAArray, holes: Held, x_px: int, y_px: int) -> None:
    """Paint holes as no glass looks, in stripes that go on from tile to tile."""
    rows, cols = np.nonzero(holes)
    stripe = ((cols + x_px + rows + y_px) // _STRIPE_PX) % 2
    out[rows, cols, :3] = np.asarray(_STRIPES_BGR, np.uint8)[stripe]


def _over_white(image: Image.Image) -> Piece:
    """Flatten an RGBA image (not premultiplied) onto white; also return where it is not clear."""
    if image.mode != "RGBA" or image.getchannel("A").getextrema()[0] == 255:
        return np.array(image.convert("RGB")), None
    ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
    pixels = np.array(Image.alpha_composite(ground, image).convert("RGB"))
    return pixels, np.asarray(image.getchannel("A")) > 0
