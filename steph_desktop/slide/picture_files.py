"""The second reader: an open picture in levels and pieces; PNG and JPEG pictures.

It stands behind the same door as OpenSlide (`slide.opening`) and has the same shape: levels,
properties under OpenSlide's names, pixels. No tile is taken that is not whole.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from steph_desktop.core.errors import StephError
from steph_desktop.slide.jpeg_tiles import strict_decoder

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile

Pixels = NDArray[np.uint8]
Held = NDArray[np.bool_]
Piece = tuple[Pixels, Held | None]
"""Pixels over white, and which of them the file holds; None for all."""

CONVERT = "Convert it to a tiled, pyramidal TIFF with JPEG tiles (QuPath or libvips can)."
_PNG, _JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_MOST_PICTURE_PX = 1 << 27  # decoded whole, 400 MB
_KEPT_BYTES = 128 << 20
_SAME_MPP = 0.02  # share by which pixel sizes of one scan may differ
_SAME_SHAPE = 0.03  # of levels
_GROUND_PX = 256  # between two pictures of a file


class DamagedPixels(OSError):
    """Pixels that cannot be decoded."""


class PictureSlide:
    """An open picture, with the attributes of an `openslide.OpenSlide` that are used here."""

    def __init__(
        self,
        levels: Sequence[PictureLevel],
        properties: Mapping[str, str],
        associated: Mapping[str, PictureLevel] | None = None,
        profile: bytes | None = None,
    ) -> None:
        self._levels = tuple(levels)
        self.level_dimensions = tuple(level.size_px for level in levels)
        width, height = self.level_dimensions[0]
        self.level_downsamples = tuple(
            (width / w + height / h) / 2 for w, h in self.level_dimensions
        )
        self.properties = dict(properties)
        self.add_associated(associated or {})
        self._profile = profile
        if profile:
            self.properties["openslide.icc-size"] = str(len(profile))
        self._close: Callable[[], None] = lambda: None  # see `close_with`
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int], Piece] = OrderedDict()
        self._kept_bytes = 0

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._close()

    def close_with(self, close: Callable[[], None]) -> None:
        """Let a file be closed with the picture."""
        self._close = close

    def add_associated(self, associated: Mapping[str, PictureLevel]) -> None:
        """Let these be the pictures beside the slide."""
        self.associated_images = _Associated(associated)
        for name, level in associated.items():
            for side, px in zip(("width", "height"), level.size_px, strict=True):
                self.properties[f"openslide.associated.{name}.{side}"] = str(px)

    @property
    def compressions(self) -> frozenset[int]:
        """TIFF's numbers of the compressions of its levels."""
        return frozenset(level.compression for level in self._levels)

    @property
    def color_profile(self) -> ImageCmsProfile | None:
        """The scanner's colour profile."""
        if not self._profile:
            return None
        import io

        from PIL.ImageCms import ImageCmsProfile

        return ImageCmsProfile(io.BytesIO(self._profile))

    def read(self, x_px: int, y_px: int, level: int, width_px: int, height_px: int) -> Piece:
        """Read a rectangle, white where there is nothing.

        Parameters
        ----------
        x_px, y_px : int
            Top left corner in level-0 pixels; the nearest whole pixels of the level are taken.

        Returns
        -------
        pixels : ndarray, shape (height_px, width_px, 3), uint8
        held : ndarray, shape (height_px, width_px), bool, or None
            False outside the picture and where the file holds nothing; None if all is there.

        Raises
        ------
        DamagedPixels
            If a part of it cannot be decoded.
        """
        down, found = self.level_downsamples[level], self._levels[level]
        x_px, y_px = round(x_px / down), round(y_px / down)
        out = np.full((height_px, width_px, 3), 255, np.uint8)
        held = np.zeros((height_px, width_px), np.bool_)
        tile_w, tile_h = found.tile_px
        cols, rows = grid_of(found)
        right = min(x_px + width_px, found.size_px[0])
        bottom = min(y_px + height_px, found.size_px[1])
        for row in range(max(0, y_px // tile_h), min(rows, ceil(bottom / tile_h))):
            for col in range(max(0, x_px // tile_w), min(cols, ceil(right / tile_w))):
                tile, there = self._tile(level, row * cols + col)
                left, top = col * tile_w, row * tile_h
                x0, y0 = max(left, x_px), max(top, y_px)
                x1 = min(left + tile.shape[1], right)
                y1 = min(top + tile.shape[0], bottom)
                if x0 >= x1 or y0 >= y1:
                    continue
                to = np.s_[y0 - y_px : y1 - y_px, x0 - x_px : x1 - x_px]
                of = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
                out[to] = tile[of]
                held[to] = True if there is None else there[of]
        return out, None if held.all() else held

    def at_scale(self, at: tuple[int, int], down: float, width_px: int, height_px: int) -> Piece:
        """Read a rectangle at a scale for which there may be no level; small pictures have few."""
        fine = [n for n, own in enumerate(self.level_downsamples) if own <= down * 1.02]
        level = fine[-1] if fine else 0
        ratio = down / self.level_downsamples[level]
        if abs(ratio - 1) <= 0.02:
            return self.read(*at, level, width_px, height_px)
        wide, high = max(1, round(width_px * ratio)), max(1, round(height_px * ratio))
        pixels, held = self.read(*at, level, wide, high)
        size, box = (width_px, height_px), Image.Resampling.BOX
        small = np.asarray(Image.fromarray(pixels).resize(size, box))
        return small, held if held is None else np.asarray(Image.fromarray(held).resize(size))

    def _tile(self, level: int, number: int) -> Piece:
        key = (level, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._levels[level].tile(number)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._kept_bytes += found[0].nbytes
            while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
                self._kept_bytes -= self._kept.popitem(last=False)[1][0].nbytes
        return found


class _SideBySide(PictureSlide):
    """Several pictures of one file, of one pixel size, laid in rows on empty ground.

    `places` are left, top, width and height of each in level-0 pixels, in the order of the file.
    Levels, properties and the pictures beside the slide are those of `main`, the largest.
    """

    def __init__(self, parts: Sequence[PictureSlide], main: PictureSlide) -> None:
        super().__init__(main._levels, main.properties, None, main._profile)
        self.associated_images = main.associated_images
        self._parts = tuple(parts)
        self.level_downsamples = main.level_downsamples
        # Corners lie on whole pixels of every level, or one part would be shifted against another.
        step = 1 << max(0, ceil(self.level_downsamples[-1]) - 1).bit_length()
        sizes = [part.level_dimensions[0] for part in parts]
        across = max(max(w for w, _ in sizes), math.isqrt(sum(w * h for w, h in sizes)))
        places, x, y, high = [], 0, 0, 0
        for w, h in sizes:
            if x and x + w > across * 1.5:
                x, y, high = 0, _after(y + high, step), 0
            places.append((x, y, w, h))
            x, high = _after(x + w, step), max(high, h)
        self.places = tuple(places)
        whole = max(x + w for x, _, w, _ in places), max(y + h for _, y, _, h in places)
        self.level_dimensions = tuple(
            (max(1, round(whole[0] / down)), max(1, round(whole[1] / down)))
            for down in self.level_downsamples
        )
        for number, place in enumerate(places):
            for name, value in zip(("x", "y", "width", "height"), place, strict=True):
                self.properties[f"openslide.region[{number}].{name}"] = str(value)

    @property
    def compressions(self) -> frozenset[int]:
        """TIFF's numbers of the compressions of all pictures."""
        return frozenset().union(*(part.compressions for part in self._parts))

    def read(self, x_px: int, y_px: int, level: int, width_px: int, height_px: int) -> Piece:
        """Read a rectangle, as `PictureSlide.read`."""
        down = self.level_downsamples[level]
        left, top = round(x_px / down), round(y_px / down)
        out = np.full((height_px, width_px, 3), 255, np.uint8)
        held = np.zeros((height_px, width_px), np.bool_)
        for part, (x, y, w, h) in zip(self._parts, self.places, strict=True):
            x0, x1 = max(left, round(x / down)), min(left + width_px, round((x + w) / down))
            y0, y1 = max(top, round(y / down)), min(top + height_px, round((y + h) / down))
            if x0 < x1 and y0 < y1:
                at = round(x0 * down) - x, round(y0 * down) - y
                pixels, there = part.at_scale(at, down, x1 - x0, y1 - y0)
                to = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
                out[to], held[to] = pixels, True if there is None else there
        return out, None if held.all() else held


def side_by_side(made: Sequence[PictureSlide], main: PictureSlide, count: int) -> PictureSlide:
    """Lay the images of one pixel size side by side; say which others are not read.

    `made` are those that can be read, in the order of the file, and `main` is the largest.
    """

    def size_of(one: PictureSlide) -> float:
        return float(one.properties.get("openslide.mpp-x", "nan"))

    alike = [
        one for one in made
        if one is main or abs(size_of(one) / (size_of(main) or math.nan) - 1) <= _SAME_MPP
        or (math.isnan(size_of(one)) and math.isnan(size_of(main)))
    ]  # fmt: skip
    slide = _SideBySide(alike, main) if len(alike) > 1 else main
    if left := count - len(alike):
        slide.properties["steph.scenes"] = (
            f"The file holds {count} images; {left} of another pixel size or kind cannot be read "
            "with the largest. Export such an image as a file of its own to analyse it."
        )
    return slide


def _after(end: int, step: int) -> int:
    """Return where the next picture begins, some empty ground after the end of the last."""
    return ceil((end + _GROUND_PX) / step) * step


class PictureLevel(Protocol):
    """One picture in pieces."""

    size_px: tuple[int, int]
    tile_px: tuple[int, int]

    @property
    def compression(self) -> int:
        """TIFF's number of how its pieces are compressed."""

    def tile(self, number: int) -> Piece:
        """Decode a piece."""


def grid_of(level: PictureLevel) -> tuple[int, int]:
    """Return the columns and rows of pieces."""
    width, height = level.size_px
    return ceil(width / level.tile_px[0]), ceil(height / level.tile_px[1])


def has_shape_of(size_px: tuple[int, int], first_px: tuple[int, int]) -> bool:
    """Tell whether a picture is smaller than the first level, and may be a level below it."""
    (w, h), (width, height) = size_px, first_px
    # A level's side is rounded to whole pixels.
    return w < width and abs(width / w * h / height - 1) <= _SAME_SHAPE + 1.0 / min(w, h)


def some_pieces(level: PictureLevel, count: int) -> list[int]:
    """Return the numbers of some pieces, evenly over a level."""
    last = math.prod(grid_of(level)) - 1
    return [int(number) for number in np.unique(np.linspace(0, last, count).round())]


class _Associated(Mapping[str, Image.Image]):
    def __init__(self, levels: Mapping[str, PictureLevel]) -> None:
        self._levels = levels

    def __getitem__(self, name: str) -> Image.Image:
        level = self._levels[name]
        pixels, _ = PictureSlide([level], {}).read(0, 0, 0, *level.size_px)
        return Image.fromarray(pixels)

    def __iter__(self) -> Iterator[str]:
        return iter(self._levels)

    def __len__(self) -> int:
        return len(self._levels)


def refuse(path: Path, what: str, todo: str = CONVERT) -> StephError:
    """Return the error for a picture that cannot be read."""
    return StephError(what, path, todo)


# PNG and JPEG -------------------------------------------------------------------------------


def is_picture(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a PNG or JPEG picture."""
    return head.startswith((_PNG, _JPEG_START))


@dataclass
class _WholePicture:
    """A picture that is decoded whole, once."""

    path: Path
    size_px: tuple[int, int]
    compression = 0  # none of TIFF's

    def __post_init__(self) -> None:
        self.tile_px = self.size_px

    def tile(self, number: int) -> Piece:  # noqa: ARG002
        """Decode the picture."""
        content = self.path.read_bytes()
        values = _png_values(content) if content.startswith(_PNG) else _jpeg_values(content)
        if values.shape[:2] != self.size_px[::-1]:
            raise DamagedPixels("of another size")
        if values.dtype != np.uint8:
            values = (values >> 8).astype(np.uint8)
        if values.ndim == 2:
            values = values[..., None]
        held = None
        if values.shape[-1] in (2, 4):
            alpha = values[..., -1:].astype(np.uint16)
            colours = values[..., :-1].astype(np.uint16)
            values = ((colours * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
            held = None if alpha.all() else alpha[..., 0] > 0
        return (np.repeat(values, 3, axis=-1) if values.shape[-1] == 1 else values), held


def _png_values(content: bytes) -> NDArray[Any]:
    from imagecodecs import PngError, png_decode

    try:
        return np.asarray(png_decode(content))
    except (PngError, ValueError) as error:
        raise DamagedPixels("damaged PNG") from error


def _jpeg_values(content: bytes) -> NDArray[Any]:
    decoder = strict_decoder()
    if decoder is not None:
        try:
            return np.asarray(decoder.decode_jpeg(content, "RGB", strict=True))
        except ValueError as error:
            raise DamagedPixels("damaged JPEG") from error
    from imagecodecs import Jpeg8Error, jpeg8_decode

    try:
        return np.asarray(jpeg8_decode(content, outcolorspace="RGB"))
    except Jpeg8Error as error:
        raise DamagedPixels("damaged JPEG") from error


def open_picture(path: Path) -> PictureSlide:
    """Open a PNG or JPEG picture; its pixel size is stated by the file or by the user.

    Raises
    ------
    StephError
        If it is too large to be held in memory.
    OSError, ValueError
        If it is damaged.
    """
    with path.open("rb") as file:
        head = file.read(1 << 20)
    is_png = head.startswith(_PNG)
    size, density = _png_head(head) if is_png else _jpeg_head(head)
    if min(size) < 1:
        raise ValueError("no size")
    if size[0] * size[1] > _MOST_PICTURE_PX:
        raise refuse(path, f"The picture is too large to be read whole ({size[0]} x {size[1]} px)")
    properties = {"openslide.vendor": "png" if is_png else "jpeg"}
    x, y, unit = density
    if x and y:
        properties |= {"tiff.XResolution": repr(x), "tiff.YResolution": repr(y)}
        properties["tiff.ResolutionUnit"] = unit
    return PictureSlide([_WholePicture(path, size)], properties)


_Density = tuple[float, float, str]


def _png_head(head: bytes) -> tuple[tuple[int, int], _Density]:
    def number(at: int) -> int:
        return int.from_bytes(head[at : at + 4], "big")

    at, density = 8, (0.0, 0.0, "")
    size = (number(16), number(20))
    while at + 8 <= len(head):
        kind = head[at + 4 : at + 8]
        if kind == b"pHYs" and head[at + 16 : at + 17] == b"\x01":
            density = (number(at + 8) / 100, number(at + 12) / 100, "centimeter")
        if kind == b"IDAT":
            break
        at += 12 + number(at)
    return size, density


def _jpeg_head(head: bytes) -> tuple[tuple[int, int], _Density]:
    def number(at: int) -> int:
        return int.from_bytes(head[at : at + 2], "big")

    at, density = 2, (0.0, 0.0, "")
    while at + 10 <= len(head) and head[at] == 0xFF:
        kind = head[at + 1]
        if kind == 0xE0 and head[at + 4 : at + 9] == b"JFIF\0":
            unit = {1: "inch", 2: "centimeter"}.get(head[at + 11], "")
            density = (float(number(at + 12)), float(number(at + 14)), unit)
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            if head[at + 9] not in (1, 3):
                raise ValueError("no colours for the screen")
            return (number(at + 7), number(at + 5)), density
        at += 1 if kind == 0xFF else 2 + number(at + 2)
    raise ValueError("no picture")
