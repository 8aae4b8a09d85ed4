"""Whole-slide images through OpenSlide: levels, pixel size and its source, RGB over white."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import openslide
from numpy.typing import NDArray
from openslide import OpenSlide, OpenSlideError
from PIL import Image

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.slide.colour import ColourTransform
from steph_desktop.slide.info import MppSource, SlideInfo, checked_mpp, describe, slide_id_of
from steph_desktop.slide.jpeg_tiles import VENDORS, BGRAArray, JpegTiles, find_jpeg_tiles

__all__ = ["SLIDE_SUFFIXES", "MppSource", "RGBArray", "Slide", "SlideInfo", "slide_id_of"]

RGBArray = NDArray[np.uint8]
_T = TypeVar("_T")

_TIFF_SUFFIXES = {".svs", ".tif", ".tiff", ".ndpi", ".scn", ".bif"}
SLIDE_SUFFIXES: frozenset[str] = frozenset(
    _TIFF_SUFFIXES | {".vms", ".vmu", ".mrxs", ".svslide", ".dcm", ".czi"}
)

_MAX_REGION_PX = 1 << 28
_MAX_IMAGE_PX = 1 << 26
_BLOCK_PX = 2048
_SLIDE_CACHE_BYTES = 64 << 20


class Slide:
    """One whole-slide image, opened for reading; safe to share between threads.

    Parameters
    ----------
    path : pathlib.Path
        The slide.
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
        self._handle: OpenSlide | None = _open(path)
        try:
            self.info = describe(path, self._handle, stated)
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
            self._handle = None
            tiles, self._tiles = self._tiles, None
        if tiles is not None:
            tiles.close()

    def require_mpp(self) -> float:
        """Return micrometres per level-0 pixel; it is never guessed.

        Raises
        ------
        StephError
            If the slide does not say, or says something absurd, and the user has not stated it.
        """
        if self.info.mpp is None:
            raise StephError(
                self.info.mpp_fault,
                self.path,
                "State the micrometres per pixel of this slide (about 0.25 at 40x, 0.5 at 20x).",
            )
        return self.info.mpp

    def read_region(
        self, x_px: int, y_px: int, level: int, width_px: int, height_px: int
    ) -> RGBArray:
        """Read a rectangle as RGB over white.

        Parameters
        ----------
        x_px, y_px : int
            Top left corner in level-0 pixels; may lie outside the slide (white there).
        level : int
            Level to read from.
        width_px, height_px : int
            Size in pixels of that level.

        Returns
        -------
        ndarray, shape (height_px, width_px, 3), uint8

        Raises
        ------
        StephError
            If the pixels cannot be decoded. The slide stays usable for other regions.
        """
        return _over_white(self._region(x_px, y_px, level, width_px, height_px))

    def read_held(
        self, x_px: int, y_px: int, level: int, width_px: int, height_px: int
    ) -> tuple[RGBArray, float]:
        """Read a rectangle as RGB over white, and say how much of it the file holds.

        Scanners leave tiles out, and OpenSlide reads those as clear. The rectangle and what is
        raised are those of `read_region`.

        Returns
        -------
        pixels : ndarray, shape (height_px, width_px, 3), uint8
        held : float
            Share of the pixels within the slide that the file holds, 0 to 1.
        """
        image = self._region(x_px, y_px, level, width_px, height_px)
        pixels = _over_white(image)
        if image.mode != "RGBA" or image.getchannel("A").getextrema()[0] == 255:
            return pixels, 1.0
        down = self.info.level_downsamples[level]
        limits = self.info.level_sizes_px[level]
        inside = 1.0
        for start, side, limit in zip((x_px, y_px), (width_px, height_px), limits, strict=True):
            first = round(start / down)
            inside *= max(0, min(first + side, limit) - max(first, 0))
        held = float(np.count_nonzero(np.asarray(image.getchannel("A"))))
        return pixels, min(1.0, held / inside) if inside else 0.0

    def _region(
        self, x_px: int, y_px: int, level: int, width_px: int, height_px: int
    ) -> Image.Image:
        if not 0 <= level < len(self.info.level_sizes_px):
            raise ValueError(f"no level {level}")
        if width_px < 1 or height_px < 1 or width_px * height_px > _MAX_REGION_PX:
            raise ValueError(f"cannot read {width_px} x {height_px} px at once")

        def read(handle: OpenSlide) -> Image.Image:
            return handle.read_region((x_px, y_px), level, (width_px, height_px))

        return self._guarded(read)

    def read_bgra(self, x_px: int, y_px: int, level: int, out: BGRAArray) -> None:
        """Read a rectangle for the screen, opaque over white, by the fastest way there is.

        Parameters
        ----------
        x_px, y_px : int
            Top left corner in level-0 pixels; level pixels are taken whole, the nearest ones.
        level : int
            Level to read from.
        out : ndarray, shape (h, w, 4), uint8
            Filled: blue, green, red, 255.

        Raises
        ------
        StephError
            If the pixels cannot be decoded.
        """
        down = self.info.level_downsamples[level]
        height, width = out.shape[:2]

        def judge(x: int, y: int, wide: int, high: int) -> RGBArray:
            return self.read_region(round(x * down), round(y * down), level, wide, high)

        tiles = self._jpeg_tiles()
        at = (round(x_px / down), round(y_px / down))
        if tiles is None or not tiles.read(level, *at, out, judge):
            out[..., :3] = self.read_region(x_px, y_px, level, width, height)[..., ::-1]
            out[..., 3] = 255

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
        control: JobControl | None = None,
        phase: Phase = Phase.READING_SLIDE,
    ) -> RGBArray:
        """Read the whole slide, area-averaged, block by block so that memory stays bounded.

        Parameters
        ----------
        downsample : float
            Level-0 pixels per pixel of the result, at least 1; pixel (i, j) covers the level-0
            square from ``(j, i) * downsample``.
        control : JobControl, optional
            Progress and cancel, after every block.
        phase : Phase
            What the pixels are read for.

        Returns
        -------
        ndarray, shape (ceil(height / downsample), ceil(width / downsample), 3), uint8
        """
        return self.overview_held(downsample, control, phase)[0]

    def overview_held(
        self,
        downsample: float,
        control: JobControl | None = None,
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
        ratio = downsample / level_down
        width, height = (math.ceil(side / downsample) for side in self.info.size_px)
        out = np.full((height, width, 3), 255, np.uint8)
        held = np.ones((height, width), np.bool_)
        step = max(1, int(_BLOCK_PX / ratio))
        blocks = [(r, c) for r in range(0, height, step) for c in range(0, width, step)]
        for done, (row, col) in enumerate(blocks):
            rows, cols = min(step, height - row), min(step, width - col)
            # Read from whole level pixels, then average exactly the wanted box within them.
            left, top = math.floor(col * ratio), math.floor(row * ratio)
            right, bottom = math.ceil((col + cols) * ratio), math.ceil((row + rows) * ratio)
            image = self._region(
                round(left * level_down), round(top * level_down), level, right - left, bottom - top
            )
            box = (
                col * ratio - left,
                row * ratio - top,
                (col + cols) * ratio - left,
                (row + rows) * ratio - top,
            )
            here = np.s_[row : row + rows, col : col + cols]
            pixels = Image.fromarray(_over_white(image))
            out[here] = np.asarray(pixels.resize((cols, rows), Image.Resampling.BOX, box))
            if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] != 255:
                alpha = image.getchannel("A").resize((cols, rows), Image.Resampling.BOX, box)
                held[here] = np.asarray(alpha) >= 128
            if control is not None:
                control.checkpoint(done + 1, len(blocks), phase)
        return out, held

    def best_level(self, downsample: float) -> int:
        """Return the coarsest level that is still at least as fine as `downsample`."""
        # Scanners write downsamples like 4.0001: half a percent of upscaling is no upscaling.
        fits = [i for i, d in enumerate(self.info.level_downsamples) if d <= downsample * 1.005]
        return max(fits, key=lambda i: self.info.level_downsamples[i], default=0)

    def thumbnail(self, max_px: int) -> RGBArray:
        """Read the whole slide into a picture whose longer side is at most `max_px`.

        Returns
        -------
        ndarray, shape (h, w, 3), uint8
        """
        return self.overview(max(1.0, max(self.info.size_px) / max_px))

    def associated_image(self, name: str) -> RGBArray:
        """Read an associated image; it may show a label with a patient's name.

        Returns
        -------
        ndarray, shape (h, w, 3), uint8

        Raises
        ------
        StephError
            If the slide has no such image or it cannot be decoded.
        """
        if name not in self.info.associated:
            raise StephError(f"The slide holds no {name} image", self.path)

        def read(handle: OpenSlide) -> Image.Image:
            size = [
                int(handle.properties.get(f"openslide.associated.{name}.{side}", _MAX_IMAGE_PX))
                for side in ("width", "height")
            ]
            if size[0] * size[1] > _MAX_IMAGE_PX:
                raise OpenSlideError("associated image too large")
            return handle.associated_images[name]

        return _over_white(self._guarded(read))

    def colour_transform(self) -> ColourTransform | None:
        """Return how the scanner's colours become sRGB; None where it left no profile.

        Raises
        ------
        StephError
            If the profile is damaged, or none of an RGB scanner.
        """
        if not self.info.has_profile:
            return None
        handle = self._handle
        if handle is None:
            raise StephError("The slide is closed", self.path)
        return ColourTransform(handle, self.path)

    def _guarded(self, read: Callable[[OpenSlide], _T]) -> _T:
        """Read once; after a failure reopen the file, because OpenSlide keeps failing after one."""
        handle = self._handle
        if handle is None:
            raise StephError("The slide is closed", self.path)
        try:
            return read(handle)
        except (OpenSlideError, MemoryError, OSError):
            # Another thread may have broken the shared handle: try once with a fresh one.
            fresh = _open(self.path)
        try:
            result = read(fresh)
        except (OpenSlideError, MemoryError, OSError) as error:
            self._replace(handle, _open(self.path))
            raise StephError(
                "Part of the slide cannot be read; the file is damaged or incomplete",
                self.path,
                "Copy it again from the scanner or the archive.",
            ) from error
        self._replace(handle, fresh)
        return result

    def _replace(self, broken: OpenSlide, fresh: OpenSlide) -> None:
        with self._lock:
            if self._handle is broken:
                self._handle = fresh


def _open(path: Path) -> OpenSlide:
    """Open a slide, with errors that a user can act on."""
    try:
        if path.is_dir():
            raise StephError("This is a folder, not a slide", path, "Choose a slide file.")
        if path.suffix.lower().startswith(".sqlite"):
            # Never opened: that of the workspace would lose its locks (see `workspace.database`).
            raise StephError("This is a database, not a slide", path, "Choose a slide file.")
        size = path.stat().st_size
        with path.open("rb") as file:
            file.read(1)
    except FileNotFoundError as error:
        raise StephError(
            "The slide file was not found", path, "Check the name, or that its drive is connected."
        ) from error
    except OSError as error:
        raise StephError(
            f"The slide file cannot be read ({error.strerror})",
            path,
            "Check the permissions and the drive.",
        ) from error
    if size == 0:
        raise StephError("The slide file is empty (0 bytes)", path, "Copy it again.")
    try:
        handle = OpenSlide(path)
    except openslide.OpenSlideUnsupportedFormatError as error:
        raise StephError(
            "This is not a slide that OpenSlide can read",
            path,
            "If it should be one, the file is damaged or cut short: copy it again.",
        ) from error
    except OpenSlideError as error:
        raise StephError(
            "The slide is damaged or incomplete",
            path,
            "Copy it again from the scanner or the archive.",
        ) from error
    handle.set_cache(openslide.OpenSlideCache(_SLIDE_CACHE_BYTES))
    return handle


def _over_white(image: Image.Image) -> RGBArray:
    """Flatten an RGBA image (not premultiplied) onto white, shape (h, w, 3), uint8."""
    if image.mode == "RGBA":
        if image.getchannel("A").getextrema()[0] == 255:
            return np.array(image.convert("RGB"))
        ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(ground, image)
    return np.array(image.convert("RGB"))
