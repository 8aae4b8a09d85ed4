"""TIFF slides, walked before the native reader sees them.

OpenSlide believes a TIFF's directories, the markers of a Hamamatsu NDPI, and what the XML or the
words of Leica, Ventana, Philips and Trestle say of tiles: a zero, a missing word or a count of a
billion ends the program, or takes all of its memory. What follows looks at no pixels. It passes
over what OpenSlide refuses in words by itself, such as bytes that are missing.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from steph_desktop.slide.containers import check_xml, jpeg_frame, require

_MOST_DIRECTORIES, _MOST_ENTRIES = 8192, 500_000
_MOST_NUMBERS, _MOST_BYTES, _MOST_TEXT = 1 << 25, 1 << 25, 1 << 26  # of one value
_MOST_TILES, _MOST_PLACED = 1 << 24, 1 << 20  # of a directory; that are placed one by one
_MOST_RESTARTS = 10_000_000  # 8 bytes of each are kept
_MOST_TILE_PX, _FARTHEST_PX = 1 << 26, 1 << 27
_JPEG_HEADER, _LONGEST_JPEG_PX = 1 << 20, 65_500
_WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
           16: 8, 17: 8, 18: 8}  # fmt: skip
_BYTE, _ASCII, _UNDEFINED, _FLOAT, _LONG8 = 1, 2, 7, 11, 16
_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q",
          17: "q", 18: "Q"}  # fmt: skip
_WIDE, _HIGH, _DESCRIPTION, _STRIPS, _SOFTWARE = 256, 257, 270, 273, 305
_TILE_WIDE, _TILE_HIGH, _XMP = 322, 323, 700
_NDPI, _LENS, _FOCAL_PLANE = 65420, 65421, 65424


@dataclass(frozen=True)
class _Value:
    """What a directory says under one tag."""

    kind: int
    count: int
    raw: bytes | None  # the value itself, where it fits
    place: int


Directory = Mapping[int, _Value]


def check_tiff(path: Path) -> None:
    """Refuse a TIFF that OpenSlide would not survive.

    Raises
    ------
    ValueError
        If it claims what no slide holds, or leaves out what its maker always writes.
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        tiff = _Tiff(file, path.stat().st_size)
        for directory in tiff.directories:
            _check_values(directory)
            _check_tiles(tiff, directory)
        if not tiff.directories:
            return
        first = tiff.directories[0]
        if tiff.is_ndpi:
            _check_ndpi(tiff)
        words = tiff.text(first, _DESCRIPTION)
        if b"leica-microsystems" in words:
            _check_leica(words)
        software = tiff.text(first, _SOFTWARE)
        if software.startswith(b"Philips"):
            _check_philips(words)
        elif software.startswith(b"MedScan"):
            _check_trestle(tiff, words)
        if b"iScan" in tiff.text(first, _XMP):
            _check_ventana(tiff)


# Directories --------------------------------------------------------------------------------


class _Tiff:
    """The directories of a TIFF, as far as they can be read, as OpenSlide reads them.

    An NDPI is a TIFF whose places have eight bytes: the upper half of each follows behind its
    directory. OpenSlide tries that reading first, and so does this.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.file, self.size = file, size
        self._left = _MOST_ENTRIES
        start = file.read(16)
        self.order = "<" if start.startswith(b"II") else ">"
        self._is_big = start[2:4] in (b"+\0", b"\0+")
        self.is_ndpi = False
        self.directories: tuple[Directory, ...] = ()
        if len(start) < 16:
            return
        (place,) = struct.unpack_from(self.order + "Q", start, 8 if self._is_big else 4)
        if not self._is_big:
            self.is_ndpi = True
            found = next(self._walk(place), None)
            self.is_ndpi = found is not None and _NDPI in found
            if not self.is_ndpi:
                (place,) = struct.unpack_from(self.order + "I", start, 4)
        self.directories = tuple(self._walk(place))

    def _walk(self, place: int) -> Iterator[Directory]:
        seen: set[int] = set()
        while place and place not in seen:  # OpenSlide refuses a loop in words
            seen.add(place)
            require(len(seen) <= _MOST_DIRECTORIES)
            read = self._directory(place)
            if read is None:
                return
            directory, place = read
            yield directory

    def _directory(self, place: int) -> tuple[Directory, int] | None:
        entry, head = (20, 8) if self._is_big else (12, 2)
        link = 8 if self._is_big or self.is_ndpi else 4
        raw = self.read(place, head)
        if len(raw) < head:
            return None
        (count,) = struct.unpack(self.order + ("Q" if self._is_big else "H"), raw)
        self._left -= count
        require(self._left >= 0)
        upper = 4 * count if self.is_ndpi else 0
        block = self.read(place + head, count * entry + link + upper)
        if len(block) < count * entry + link + upper:
            return None
        found: dict[int, _Value] = {}
        room = 8 if self._is_big else 4
        for number in range(count):
            at = number * entry
            tag, kind = struct.unpack_from(self.order + "HH", block, at)
            (n,) = struct.unpack_from(self.order + ("Q" if self._is_big else "I"), block, at + 4)
            if kind not in _WIDTHS:
                return None
            field = block[at + entry - room : at + entry]
            length = n * _WIDTHS[kind]
            is_inside = length <= room and not (self.is_ndpi and kind == _ASCII)
            if self.is_ndpi:
                more = block[count * entry + link + 4 * number :][:4]
                if is_inside and any(more):
                    kind, length = _LONG8, 8
                field += more
            where = 0
            if not is_inside:
                wide = self._is_big or self.is_ndpi
                (where,) = struct.unpack(self.order + ("Q" if wide else "I"), field)
            found[tag] = _Value(kind, n, field[:length] if is_inside else None, where)
        form = self.order + ("Q" if link == 8 else "I")
        return found, int(struct.unpack_from(form, block, count * entry)[0])

    def read(self, place: int, count: int) -> bytes:
        """Read bytes; fewer where the file ends."""
        if not 0 <= place < self.size:
            return b""
        self.file.seek(place)
        return self.file.read(min(count, self.size - place))

    def number(self, directory: Directory, tag: int) -> float | None:
        """Return the first number under a tag."""
        value = directory.get(tag)
        if value is None or value.count < 1 or value.kind not in _CODES:
            return None
        width = _WIDTHS[value.kind]
        raw = value.raw if value.raw is not None else self.read(value.place, width)
        if len(raw) < width:
            return None
        return float(struct.unpack_from(self.order + _CODES[value.kind], raw)[0])

    def sides(self, directory: Directory) -> list[float]:
        """Return width and height of a picture and of its tiles; 0 where they are not stated."""
        tags = (_WIDE, _HIGH, _TILE_WIDE, _TILE_HIGH)
        return [self.number(directory, tag) or 0 for tag in tags]

    def text(self, directory: Directory, tag: int) -> bytes:
        """Return the bytes under a tag; none where it is missing."""
        value = directory.get(tag)
        if value is None or value.kind not in (_BYTE, _ASCII, _UNDEFINED):
            return b""
        raw = value.raw if value.raw is not None else self.read(value.place, value.count)
        return raw.split(b"\0")[0]


def _check_values(directory: Directory) -> None:
    for value in directory.values():
        if value.raw is None:
            most = _MOST_TEXT if value.kind in (_ASCII, _UNDEFINED) else _MOST_NUMBERS
            # A byte becomes a number of eight, and text besides.
            require(value.count <= (_MOST_BYTES if value.kind == _BYTE else most))


def _check_tiles(tiff: _Tiff, directory: Directory) -> None:
    for tag in (_WIDE, _HIGH, _TILE_WIDE, _TILE_HIGH):
        value = directory.get(tag)
        # With two of them some readers see a tiled picture, and others none.
        require(value is None or (value.count == 1 and value.kind in (3, 4, 13, _LONG8)))
    if tiff.number(directory, _TILE_WIDE) is None and tiff.number(directory, _TILE_HIGH) is None:
        return
    wide, high, tile_wide, tile_high = tiff.sides(directory)
    require(tile_wide > 0 and tile_high > 0)
    require(math.ceil(wide / tile_wide) * math.ceil(high / tile_high) <= _MOST_TILES)


# Hamamatsu NDPI -----------------------------------------------------------------------------


def _check_ndpi(tiff: _Tiff) -> None:
    """Look at the JPEG of each level: OpenSlide makes a table of its restart markers."""
    total = 0
    for directory in tiff.directories:
        lens = tiff.number(directory, _LENS)
        place = tiff.number(directory, _STRIPS)
        if lens is None or place is None or not lens > 0 or tiff.number(directory, _FOCAL_PLANE):
            continue
        wide, high = (int(tiff.number(directory, tag) or 0) for tag in (_WIDE, _HIGH))
        frame = jpeg_frame(tiff.read(int(place), _JPEG_HEADER))
        if max(wide, high) <= _LONGEST_JPEG_PX:
            wide, high = frame.wide, frame.high  # it goes before what the directory says
        require(0 < wide <= _FARTHEST_PX and 0 < high <= _FARTHEST_PX)
        if frame.interval:
            total += math.prod(frame.runs(wide, high))
            require(total <= _MOST_RESTARTS)
        else:  # the picture is one tile
            require(wide * high <= _MOST_TILE_PX)


# What their XML and words say ---------------------------------------------------------------


def _root(text: bytes) -> ElementTree.Element:
    check_xml(text)
    return ElementTree.fromstring(text)  # noqa: S314 - neither entities nor depth, as checked


def _local(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [child for child in element.iter() if child.tag.rpartition("}")[2] == name]


def _attribute(element: ElementTree.Element, name: str) -> float:
    """Return a number among the attributes; anything else is refused."""
    found = float(element.get(name, ""))
    require(math.isfinite(found) and abs(found) < 2**53)
    return found


def _check_leica(text: bytes) -> None:
    for collection in _local(_root(text), "collection"):
        whole = [_attribute(collection, f"size{axis}") for axis in "XY"]
        require(min(whole) > 0)
        for image in _local(collection, "image"):
            lights = [each.text for each in _local(image, "illuminationSource")]
            if "brightfield" not in lights:
                continue
            views = _local(image, "view")
            levels = [each for each in _local(image, "dimension") if each.get("z", "0") == "0"]
            require(views and levels)
            view = [_attribute(views[0], name) for name in ("sizeX", "sizeY", "offsetX", "offsetY")]
            if view != [*whole, 0, 0]:  # not the overview: its objective is compared
                require(any(each.text for each in _local(image, "objective")))
            for level in levels:
                sides = [_attribute(level, name) for name in ("sizeX", "sizeY")]
                require(min(sides) > 0 and min(view[:2]) > 0 and _attribute(level, "ifd") >= 0)
                nm_per_px = view[0] / sides[0]
                require(max(whole) / nm_per_px <= _FARTHEST_PX)


def _check_philips(text: bytes) -> None:
    for each in _root(text).iter("Attribute"):
        if each.get("Name") == "DICOM_PIXEL_SPACING":
            sides = [float(word.strip('" ')) for word in (each.text or "").split()]
            require(len(sides) == 2 and all(1e-9 < side < 1e3 for side in sides))


def _check_trestle(tiff: _Tiff, text: bytes) -> None:
    """Tiles overlap by as much as the words say, and are placed one by one."""
    overlaps: list[int] = []
    for part in text.decode("latin-1").split(";"):
        key, _, value = part.partition("=")
        if key.strip() == "OverlapsXY":
            words = value.strip().split(" ")
            require(all(word.isdecimal() and word.isascii() and len(word) < 6 for word in words))
            overlaps = [int(word) for word in words]
    for number, directory in enumerate(tiff.directories):
        wide, high, tile_wide, tile_high = tiff.sides(directory)
        require(min(tile_wide, tile_high) > 0)
        across, down = math.ceil(wide / tile_wide), math.ceil(high / tile_high)
        require(across * down <= _MOST_PLACED)
        pairs = zip(overlaps[2 * number :], (tile_wide, tile_high), strict=False)
        require(all(overlap <= side / 2 for overlap, side in pairs))


def _check_ventana(tiff: _Tiff) -> None:
    """Areas have as many tiles as their XML says; how far these lie apart is computed from it."""
    for directory in tiff.directories:
        words = dict(
            part.partition(b"=")[::2] for part in tiff.text(directory, _DESCRIPTION).split(b" ")
        )
        if b"level" in words and b"mag" in words:
            require(0.01 <= float(words[b"mag"]) <= 1000)
        text = tiff.text(directory, _XMP)
        if b"EncodeInfo" in text:
            _check_areas(_root(text))
        elif text:
            check_xml(text)


def _check_areas(root: ElementTree.Element) -> None:
    infos = root.findall("./SlideStitchInfo/ImageInfo")
    placed, shifts, tile = 0.0, {"RIGHT": [0.0, 0.0], "UP": [0.0, 0.0]}, [0.0, 0.0]
    for info in infos:
        if not _attribute(info, "AOIScanned"):
            continue
        across, down = _attribute(info, "NumCols"), _attribute(info, "NumRows")
        tile = [_attribute(info, "Width"), _attribute(info, "Height")]
        require(across >= 1 and down >= 1 and min(tile) >= 1)
        placed += across * down
        require(placed <= _MOST_PLACED)
        require(max(abs(_attribute(info, f"Pos-{axis}")) for axis in "XY") <= _FARTHEST_PX)
        for joint in info.findall("TileJointInfo"):
            weight = _attribute(joint, "Confidence")
            way = joint.get("Direction", "")
            require(0 <= weight <= 1e6 and way in shifts)
            overlap = _attribute(joint, "OverlapX" if way == "RIGHT" else "OverlapY")
            shifts[way][0] += weight
            shifts[way][1] -= weight * overlap
    for origin in root.findall("./AoiOrigin/*"):
        require(max(abs(_attribute(origin, f"Origin{axis}")) for axis in "XY") <= _FARTHEST_PX)
    for side, (weight, shift) in zip(tile, shifts.values(), strict=True):
        # Without a joint it would be divided by zero; with a wild one tiles would lie nowhere.
        require(not placed or (weight > 0 and side / 4 <= side + shift / weight <= 4 * side))
