"""TIFF of any layout, OME-TIFF included, through tifffile and imagecodecs."""

from __future__ import annotations

import contextlib
import re
import struct
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.slide.jpeg_tiles import (
    MOST_PAGES,
    TIFF_DAMAGE,
    decode_strictly,
    quiet,
    strict_decoder,
)
from steph_desktop.slide.ome_xml import KNOWN_IMAGES, UNITS_UM, OmePixels, ome_properties, read_ome
from steph_desktop.slide.picture_files import (
    DamagedPixels,
    PictureLevel,
    PictureSlide,
    Piece,
    Pixels,
    grid_of,
    has_shape_of,
    refuse,
    side_by_side,
    some_pieces,
)

if TYPE_CHECKING:
    from tifffile import TiffFile, TiffPage

_BRIGHTFIELD = "Only stained slides in transmitted light can be analysed."
_MOST_XML = 64 << 20  # characters
_MOST_SEGMENT_BYTES = 512 << 20  # decoded
_STRIP_BYTES = 4 << 20  # uncompressed pictures in one strip are read in pieces of this size
_SAMPLED = 24  # segments that are looked at for the range of their values
_DARK = 0.35  # a grey picture whose median lies below this share of white has no glass
_JPEG_KINDS = (6, 7, 33007)  # old-style JPEG, JPEG, and the number that some writers give it
_GREY_WHITE_0, _GREY, _RGB, _PALETTE, _YCBCR = 0, 1, 2, 3, 6  # photometric


def open_tiff(path: Path) -> PictureSlide:
    """Open a TIFF of any layout.

    Raises
    ------
    StephError
        If its layout, compression or pixels cannot be read here, or it shows fluorescence.
    OSError, ValueError
        If it is damaged.
    """
    from tifffile import TiffFile, TiffFileError

    quiet()
    file = path.open("rb")
    try:
        try:
            tiff = TiffFile(file, _multifile=False)
            reads = _Reads(path, file)
            opened = _open_ome if _is_ome(tiff) else _open_pages
            slide = opened(path, tiff, reads)
        except (
            AttributeError, IndexError, KeyError, TypeError, ArithmeticError, RuntimeError,
            MemoryError, struct.error, TiffFileError,
        ) as error:  # fmt: skip
            raise ValueError(f"damaged header: {type(error).__name__}") from error
    except BaseException:
        file.close()
        raise
    slide.close_with(file.close)
    return slide


def prefers_this(path: Path) -> bool:
    """Tell whether a TIFF that OpenSlide takes for a plain one says more than OpenSlide reads."""
    from tifffile import TiffFile, TiffPage

    quiet()
    try:
        with TiffFile(path, _multifile=False) as tiff:
            page = tiff.pages[0]
            text = _description(page)
            if _is_ome(tiff) or "PerkinElmer-QPI" in text or text.startswith("ImageJ="):
                return True
            if not isinstance(page, TiffPage):
                return False
            # OpenSlide takes the upper 8 bits, and the first page of a channel for a slide.
            return page.subifds is not None or page.bitspersample != 8 or page.samplesperpixel < 3
    except TIFF_DAMAGE:
        return False


def contradicts_itself(path: Path) -> bool:
    """Tell whether a directory of tiles has more or fewer of them than its size needs."""
    from tifffile import TiffFile, TiffPage

    quiet()
    try:
        with TiffFile(path, _multifile=False) as tiff:
            for number in range(min(len(tiff.pages), MOST_PAGES)):
                page = tiff.pages[number]
                if not isinstance(page, TiffPage) or not page.is_tiled:
                    continue
                cols = ceil(page.imagewidth / page.tilewidth)
                rows = ceil(page.imagelength / page.tilelength)
                planes = page.samplesperpixel if page.planarconfig == 2 else 1
                if len(page.dataoffsets) != cols * rows * planes * max(1, page.imagedepth):
                    return True
    except TIFF_DAMAGE:
        return False
    return False


def _description(page: Any) -> str:
    text = page.description if hasattr(page, "description") else ""
    return text if isinstance(text, str) else ""


def _is_ome(tiff: TiffFile) -> bool:
    text = _description(tiff.pages[0])[:4096]
    return "<OME" in text and "openmicroscopy" in text


_SCN_IMAGE = re.compile(r"<image\b.*?</image>", re.DOTALL)
_SCN_LIGHT = re.compile(r"<illuminationSource>\s*(\w+)")
_SCN_POWER = re.compile(r"<objective>\s*([\d.]+)")
_SCN_SIZE = re.compile(r'<(?:collection|view)\b[^>]*?sizeX="(\d+)"[^>]*?sizeY="(\d+)"')


def scn_fault(path: Path) -> StephError | None:
    """Say why OpenSlide cannot open a Leica SCN that is whole; None for other files.

    It takes stained slides alone, whose scans are of one objective.
    """
    from tifffile import TiffFile

    quiet()
    try:
        with TiffFile(path, _multifile=False) as tiff:
            text = _description(tiff.pages[0])
    except TIFF_DAMAGE:
        return None
    if "<scn" not in text[:400] or len(text) > _MOST_XML:
        return None
    glass = _SCN_SIZE.search(text)
    scans = [
        image
        for image in _SCN_IMAGE.findall(text)
        # The picture of the whole glass is no scan.
        if (size := _SCN_SIZE.search(image)) and glass and size.groups() != glass.groups()
    ]
    lights = {light.lower() for scan in scans for light in _SCN_LIGHT.findall(scan)}
    if lights and "brightfield" not in lights:
        return fluorescence(path, f"it was lit by {', '.join(sorted(lights))}")
    powers = sorted({float(power) for scan in scans for power in _SCN_POWER.findall(scan)})
    if len(powers) > 1:
        said = " and ".join(f"{power:g}x" for power in powers)
        what = f"The file holds scans of {said}, which are not one slide"
        return refuse(path, what, "Export the scan that is meant as a file of its own.")
    return None


class _Reads:
    """The bytes of a file, for many threads."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file
        self._lock = threading.Lock()

    def __call__(self, offset: int, count: int) -> bytes:
        with self._lock:
            if self._file.closed:
                raise DamagedPixels("closed")
            self._file.seek(offset)
            found = self._file.read(count)
        if len(found) < count:
            raise DamagedPixels("cut short")
        return found


@dataclass(frozen=True)
class _Scale:
    """How values become 8 bits: white is this value; 255 leaves them as they are."""

    white: float = 255.0

    def __call__(self, values: NDArray[Any]) -> Pixels:
        if values.dtype == np.uint8:
            return np.asarray(values, np.uint8)
        scaled = np.nan_to_num(values.astype(np.float32), nan=self.white) * (255.0 / self.white)
        return np.asarray(np.clip(np.rint(scaled), 0, 255), np.uint8)


@dataclass
class _TiffLevel:
    """A level of a TIFF: one page, or one page for each colour."""

    reads: _Reads
    pages: tuple[Any, ...]
    scale: _Scale = field(default_factory=_Scale)

    def __post_init__(self) -> None:
        page = self.key
        self.size_px = (int(page.imagewidth), int(page.imagelength))
        if page.is_tiled:
            self.tile_px = (int(page.tilewidth), int(page.tilelength))
        else:
            self.tile_px = (self.size_px[0], min(int(page.rowsperstrip), self.size_px[1]))
        self._row_bytes = 0
        if self._is_one_plain_strip():
            samples = page.samplesperpixel if page.planarconfig == 1 else 1
            self._row_bytes = self.size_px[0] * samples * page.bitspersample // 8
            most_rows = max(1, _STRIP_BYTES // self._row_bytes)
            self.tile_px = (self.size_px[0], min(self.tile_px[1], most_rows))

    @property
    def key(self) -> TiffPage:
        """The page that describes all pages of the level."""
        found: TiffPage = self.pages[0].keyframe
        return found

    @property
    def compression(self) -> int:
        """TIFF's number of how its pieces are compressed."""
        return int(self.key.compression)

    def check(self) -> None:
        """Make sure that there are places for all of its pieces.

        Raises
        ------
        ValueError
            If there are fewer: its size cannot be right.
        """
        cols, rows = grid_of(self)
        planes = self.key.samplesperpixel if self.key.planarconfig == 2 else 1
        wanted = planes if self._row_bytes else planes * cols * rows
        if any(len(one.dataoffsets) < wanted for one in self.pages):
            raise ValueError("fewer pieces than its size needs")

    def _is_one_plain_strip(self) -> bool:
        page = self.key
        plain = page.compression == 1 and page.predictor == 1 and not page.is_tiled
        return plain and page.bitspersample in (8, 16, 32) and page.rowsperstrip >= page.imagelength

    def tile(self, number: int) -> Piece:
        """Decode a tile or strip as RGB over white."""
        values = self.values(number)
        if values is None:
            width, height = self.tile_px
            return np.full((height, width, 3), 255, np.uint8), np.zeros((height, width), np.bool_)
        return self._as_rgb(values)

    def values(self, number: int) -> NDArray[Any] | None:
        """Decode a tile or strip, shape (h, w, samples), as stored; None where it is missing."""
        page = self.key
        planes = page.samplesperpixel if page.planarconfig == 2 else 1
        cols, rows = grid_of(self)
        parts = [
            self._part(one, number, plane, cols * rows)
            for one in self.pages
            for plane in range(planes)
        ]
        if any(part is None for part in parts):
            return None
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)  # type: ignore[arg-type]

    def _part(self, one: Any, number: int, plane: int, per_plane: int) -> NDArray[Any] | None:
        page = self.key
        if self._row_bytes:
            first = number * self.tile_px[1]
            rows = min(self.tile_px[1], self.size_px[1] - first)
            start = int(one.dataoffsets[plane])
            if not start:
                return None
            data = self.reads(start + first * self._row_bytes, rows * self._row_bytes)
            order = page.parent.byteorder
            kind = np.dtype(page.dtype).newbyteorder(order)
            return np.frombuffer(data, kind).reshape(rows, self.size_px[0], -1).astype(page.dtype)
        index = number + plane * per_plane
        if index >= len(one.dataoffsets) or index >= len(one.databytecounts):
            raise DamagedPixels("no such tile")
        offset, count = int(one.dataoffsets[index]), int(one.databytecounts[index])
        if count == 0 or offset == 0:
            return None
        if not 0 < count <= 2 * _MOST_SEGMENT_BYTES:
            raise DamagedPixels("impossible length")
        stream = self.reads(offset, count)
        if page.compression in _JPEG_KINDS and page.bitspersample == 8 and strict_decoder():
            samples = 1 if page.planarconfig == 2 else page.samplesperpixel
            if samples in (1, 3):
                return self._jpeg(stream, number, samples)
        return self._decoded(stream, index)

    def _jpeg(self, stream: bytes, number: int, samples: int) -> Pixels:
        page = self.key
        width, height = self.tile_px
        sizes = [(width, height)]
        if not page.is_tiled:
            sizes.insert(0, (width, min(height, self.size_px[1] - number * height)))
        colours = int(page.photometric) if samples == 3 else _YCBCR
        for size in sizes:
            tile = decode_strictly(
                stream, size, tables=page.jpegtables, photometric=colours, channels=samples
            )
            if tile is not None:
                return tile
        raise DamagedPixels("damaged JPEG")

    def _decoded(self, stream: bytes, index: int) -> NDArray[Any]:
        page = self.key
        options: dict[str, Any] = {}
        if page.compression in _JPEG_KINDS:
            options = {"jpegtables": page.jpegtables, "jpegheader": page.jpegheader}
        try:
            values = page.decode(stream, index, **options)[0]
        except MemoryError:
            raise
        except Exception as error:  # each codec of imagecodecs has an exception of its own
            raise DamagedPixels(f"{type(error).__name__}") from error
        if values is None:
            raise DamagedPixels("empty")
        return np.asarray(values[0])

    def _as_rgb(self, values: NDArray[Any]) -> Piece:
        page = self.key
        if page.photometric == _PALETTE:
            table = np.asarray(page.colormap)
            table = (table if table.max() < 256 else table >> 8).astype(np.uint8)
            return table.T[values[..., 0]], None
        holes = None
        if values.dtype.kind == "f":
            finite = np.isfinite(values).all(axis=-1)
            holes = None if finite.all() else finite
        pixels = self.scale(values)
        if page.photometric == _GREY_WHITE_0:
            pixels = 255 - pixels
        extra = tuple(page.extrasamples)
        colours = 1 if pixels.shape[-1] < 3 else 3
        alpha = pixels[..., colours] if extra and extra[0] in (1, 2) else None
        rgb = pixels[..., :colours]
        rgb = np.repeat(rgb, 3, axis=-1) if colours == 1 else rgb
        if alpha is not None and int(alpha.min()) < 255:
            share = alpha[..., None].astype(np.uint16)
            own = rgb.astype(np.uint16) * (255 if extra[0] == 1 else share)
            rgb = np.minimum((own + (255 - share) * 255 + 127) // 255, 255).astype(np.uint8)
            there = alpha > 0
            holes = there if holes is None else holes & there
        if holes is not None:
            rgb = np.where(holes[..., None], rgb, np.uint8(255))
        return np.ascontiguousarray(rgb), holes


def fluorescence(path: Path, why: str) -> StephError:
    """Return the error for a slide that is not of stain."""
    return refuse(path, f"This looks like fluorescence, not a stained slide: {why}", _BRIGHTFIELD)


def _check_page(path: Path, page: TiffPage) -> None:
    """Refuse by name what cannot be decoded."""
    from tifffile import TIFF

    name = str(getattr(page.compression, "name", page.compression)).replace("_", " ")
    try:
        if page.compression != 1:
            TIFF.DECOMPRESSORS[page.compression]
        known = page.compression != 6
    except (KeyError, ImportError, AttributeError):
        known = False
    if not known:
        raise refuse(path, f"The slide is compressed as {name}, which cannot be read here")
    bits, dtype = page.bitspersample, page.dtype
    if dtype is None or np.dtype(dtype).kind not in "uf" or bits == 1:
        raise refuse(path, f"The slide has pixels of {bits} bits of a kind that is no picture")
    if page.photometric not in (_GREY_WHITE_0, _GREY, _RGB, _PALETTE, _YCBCR):
        kind = str(getattr(page.photometric, "name", page.photometric))
        raise refuse(path, f"The slide's colours are stored as {kind}, which cannot be read here")
    if page.photometric == _YCBCR and page.compression not in _JPEG_KINDS:
        what = f"The slide's colours are stored as YCbCr in {name}, which cannot be read here"
        raise refuse(path, what)
    if page.planarconfig not in (1, 2):
        raise ValueError("colours in no order")
    if page.imagedepth > 1 or page.tiledepth > 1:
        raise refuse(path, "The file holds a volume, not a slide")
    width, height = page.imagewidth, min(page.rowsperstrip, page.imagelength)
    if page.is_tiled:
        width, height = page.tilewidth, page.tilelength
    size = width * height * page.samplesperpixel * bits // 8
    plain_strip = page.compression == 1 and page.predictor == 1 and not page.is_tiled
    if size > _MOST_SEGMENT_BYTES and not plain_strip:
        raise refuse(path, "The slide is stored in one piece, too large to be read in parts")


def _open_pages(path: Path, tiff: TiffFile, reads: _Reads) -> PictureSlide:
    """Open a TIFF by what its pages are: the largest is level 0, others of its shape are levels."""
    pages = [page for page in _pages_of(path, tiff) if page.imagewidth and page.imagelength]
    if not pages:
        raise ValueError("no pictures")
    first = max(pages, key=lambda page: page.imagewidth * page.imagelength)
    _check_page(path, first)
    twins = [page for page in pages if page.shape == first.shape and page is not first]
    is_qptiff = "PerkinElmer-QPI" in _description(tiff.pages[0])
    samples = first.samplesperpixel
    if (samples == 2 and not first.extrasamples) or samples > 4 or (samples == 1 and twins):
        count = samples if samples > 1 else 1 + len(twins)
        raise fluorescence(path, f"it has {count} channels")
    levels, others = [first], list[Any]()
    for page in pages:
        if page is not first and page not in twins:
            (levels if _is_level_of(page, first) else others).append(page)
    levels.sort(key=lambda page: -int(page.imagewidth))
    named = _named(others)
    vendor = "qptiff" if is_qptiff else "tiff"
    return _put_together(path, reads, [(page,) for page in levels], named, _tags_of(first, vendor))


def _pages_of(path: Path, tiff: TiffFile) -> list[Any]:
    from tifffile import TiffPage

    def whole(page: Any) -> Any:
        return page if isinstance(page, TiffPage) else page.aspage()

    found: list[Any] = []
    for number in range(min(len(tiff.pages), MOST_PAGES)):
        page = whole(tiff.pages[number])
        found.append(page)
        inner = page.pages
        if page.subifds is not None and inner is not None:
            found += [whole(inner[place]) for place in range(min(len(page.subifds), 64))]
    if len(tiff.pages) > MOST_PAGES:
        raise refuse(path, f"The file holds {len(tiff.pages)} pictures")
    return found


def _is_level_of(page: Any, first: Any) -> bool:
    text = _description(page).lower()
    if any(name in text for name in ("label", "macro", "overview</imagetype")):
        return False
    same_kind = (page.samplesperpixel, page.photometric, page.dtype) == (
        first.samplesperpixel, first.photometric, first.dtype
    )  # fmt: skip
    sizes = ((one.imagewidth, one.imagelength) for one in (page, first))
    return same_kind and has_shape_of(*sizes)


def _named(pages: Sequence[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in pages:
        text = _description(page).lower()
        name = next((known for known in KNOWN_IMAGES if known in text), "")
        name = {"overview": "macro"}.get(name, name) or f"picture {len(found) + 1}"
        found.setdefault(name, page)
    return found


def _put_together(
    path: Path,
    reads: _Reads,
    levels: Sequence[tuple[Any, ...]],
    others: Mapping[str, Any],
    properties: dict[str, str],
    bits: int | None = None,
) -> PictureSlide:
    made = [_TiffLevel(reads, pages) for pages in levels]
    page = made[0].key
    for level in made[1:]:
        _check_page(path, level.key)
    for level in made:
        level.check()
    scale = _scale_of(path, made, bits)
    for level in made:
        level.scale = scale
    associated: dict[str, PictureLevel] = {}
    for name, other in others.items():
        with contextlib.suppress(StephError):  # a picture beside the slide
            _check_page(path, other)
            if np.dtype(other.dtype) == np.uint8:
                associated[name] = _TiffLevel(reads, (other,))
    if page.photometric in (_GREY, _GREY_WHITE_0):
        refuse_dark(path, [made[-1]._as_rgb(some)[0][::4, ::4] for some in _some_values(made)])
    profile = page.iccprofile
    return PictureSlide(made, properties, associated, bytes(profile) if profile else None)


def _some_values(levels: Sequence[_TiffLevel]) -> Iterator[NDArray[Any]]:
    """Decode segments, evenly over the coarsest level; damaged and missing ones are passed over."""
    level = levels[-1]
    for number in some_pieces(level, _SAMPLED):
        with contextlib.suppress(DamagedPixels):
            if (values := level.values(number)) is not None:
                yield values


def _scale_of(path: Path, levels: Sequence[_TiffLevel], bits: int | None) -> _Scale:
    """Find out what white is: the files of cameras hold 10, 12 or 14 bits in 16."""
    dtype = np.dtype(levels[0].key.dtype)
    if dtype == np.uint8 or levels[0].key.photometric == _PALETTE:
        return _Scale()
    if bits is not None and dtype.kind == "u" and 8 < bits <= 8 * dtype.itemsize:
        return _Scale(float(2**bits - 1))
    most, least = 0.0, 0.0
    for values in _some_values(levels):
        finite = values[np.isfinite(values)] if dtype.kind == "f" else values
        if finite.size:
            most, least = max(most, float(finite.max())), min(least, float(finite.min()))
    limits = (1.0, 255.0) if dtype.kind == "f" else tuple(2.0**n - 1 for n in (8, 10, 12, 14, 16))
    fits = [limit for limit in limits if most <= limit * (1.001 if dtype.kind == "f" else 1)]
    if not fits or least < 0:
        what = f"The slide's values go from {least:g} to {most:g}: they are no picture of stain"
        raise refuse(path, what)
    return _Scale(fits[0])


def refuse_dark(path: Path, seen: Sequence[NDArray[Any]]) -> None:
    """Refuse fluorescence by some values of its pixels, of 255."""
    values = np.concatenate([part.ravel() for part in seen]) if seen else np.empty(0)
    if values.size and float(np.median(values)) < _DARK * 255:
        raise fluorescence(path, "its background is dark")


def _tags_of(page: Any, vendor: str) -> dict[str, str]:
    """Return the pixel size of resolution tags, under OpenSlide's names."""
    found = {"openslide.vendor": vendor}
    unit = {2: "inch", 3: "centimeter"}.get(int(page.resolutionunit))
    x, y = page.resolution if page.tags.get("XResolution") is not None else (0, 0)
    text = _description(page)
    if text.startswith("ImageJ="):
        lines = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        um = UNITS_UM.get(lines.get("unit", "").strip().lower())
        if um and x and y:
            found |= {"openslide.mpp-x": repr(um / x), "openslide.mpp-y": repr(um / y)}
        return found
    if unit and x and y:
        found |= {"tiff.XResolution": repr(float(x)), "tiff.YResolution": repr(float(y))}
        found["tiff.ResolutionUnit"] = unit
    return found


# OME-TIFF -----------------------------------------------------------------------------------


def _open_ome(path: Path, tiff: TiffFile, reads: _Reads) -> PictureSlide:
    text = _description(tiff.pages[0])
    if len(text) > _MOST_XML or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refuse(path, "The slide's OME-XML is not plain", "Export the slide again.")
    images, powers = read_ome(text)
    series = [one for one in tiff.series if one.kind == "ome" and len(one.shape) >= 2]
    if not images or not series:
        return _open_pages(path, tiff, reads)
    named = [one for one in series if str(one.name).lower() in KNOWN_IMAGES]
    pictures = [one for one in series if one not in named] or series
    chosen = max(pictures, key=lambda one: one.keyframe.imagewidth * one.keyframe.imagelength)
    others = {str(one.name).lower(): one.keyframe for one in named if one is not chosen}
    xml = dict(zip(map(id, series), images, strict=False))

    def opened(one: Any, others: Mapping[str, Any] | None = None) -> PictureSlide:
        return _ome_image(path, reads, one, (images, xml.get(id(one))), powers, others or {})

    main = opened(chosen, others)
    if len(pictures) == 1:
        return main
    made: list[PictureSlide] = []
    for one in pictures:
        with contextlib.suppress(StephError):  # it is counted among those that are not read
            made.append(main if one is chosen else opened(one))
    return side_by_side(made, main, len(pictures))


def _ome_image(
    path: Path,
    reads: _Reads,
    chosen: Any,
    said: tuple[Sequence[OmePixels], OmePixels | None],
    powers: Sequence[str],
    others: Mapping[str, Any],
) -> PictureSlide:
    """Open one image of an OME-TIFF; `said` holds all images of its XML, and its own."""
    key = chosen.keyframe
    _check_page(path, key)
    size = str(key.imagewidth), str(key.imagelength)
    images, own = said
    if own is None or own.size != size:
        own = next((image for image in images if image.size == size), None)
    counts = dict(zip(chosen.axes, chosen.shape, strict=True))
    if counts.get("Z", 1) > 1 or counts.get("T", 1) > 1:
        what = "The file holds several focal planes or time points"
        raise refuse(path, what, "Export one plane.")
    channels = counts.get("C", 1)
    has_dyes = own is not None and own.has_dyes
    if channels not in (1, 3) or has_dyes or key.samplesperpixel > 4:
        raise fluorescence(path, f"it has {max(channels, key.samplesperpixel)} channels")
    levels = []
    for level in chosen.levels:
        pages = tuple(page for page in level.pages if page is not None)
        if len(pages) != channels:
            raise refuse(path, "The slide's planes are spread over several files")
        levels.append(pages)
    properties = _tags_of(key, "ome-tiff") | ome_properties(own, powers)
    bits = own.attributes.get("SignificantBits", "") if own is not None else ""
    known_bits = int(bits) if bits.isdecimal() else None
    return _put_together(path, reads, levels, others, properties, known_bits)
