"""Slides of several files or segments, walked before the native reader sees them.

OpenSlide believes the index of a Zeiss CZI, a MIRAX, a Hamamatsu or a Sakura slide: a size of zero,
a count of a billion or a negative length ends the program, or takes all of its memory. What follows
looks at no pixels, and reads no more than the index.
"""

from __future__ import annotations

import math
import sqlite3
import stat
import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

_MOST_TILES = 20_000_000  # 1e12 pixels in tiles of 256 px are 15 million
_MOST_TILE_PX, _LONGEST_TILE_PX = 1 << 26, 1 << 16
_FARTHEST_PX = 1 << 27  # far beyond the end of any slide
_MOST_FILES, _MOST_PARTS = 10_000, 100_000
_MOST_INDEX_BYTES = 1 << 30  # what is read at once
_MOST_KEY_BYTES = 1 << 20  # of the text files, as OpenSlide takes them
_MOST_XML_BYTES, _DEEPEST_XML = 64 << 20, 100


def check_container(path: Path) -> None:
    """Refuse a CZI, MIRAX, Hamamatsu or Sakura slide whose index OpenSlide would not survive.

    Raises
    ------
    ValueError
        If it contradicts itself, or claims what no slide holds.
    EOFError
        If it refers to bytes behind the end of a file.
    OSError
        If a file of it is missing or cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(16)
        if head.startswith(_CZI):
            _check_czi(file, path.stat().st_size)
            return
    if head == _SQLITE:
        _check_sakura(path)
        return
    if path.suffix == ".mrxs":
        folder = path.with_suffix("")
        if (folder / _SLIDEDAT).exists():
            _check_mirax(folder)
        return
    if head.lstrip(b"\xef\xbb\xbf \t\r\n#").startswith(b"[") or path.suffix in (".vms", ".vmu"):
        _check_hamamatsu(path)


def require(holds: object) -> None:
    """Refuse a slide of which something does not hold; a `ValueError`."""
    if not holds:
        raise ValueError("the header or index contradicts itself")


def _read(file: BinaryIO, at: int, count: int, size: int) -> bytes:
    """Read bytes that an index refers to."""
    require(at >= 0 and 0 <= count <= _MOST_INDEX_BYTES)
    if at + count > size:
        raise EOFError("cut short")
    file.seek(at)
    found = file.read(count)
    if len(found) < count:
        raise EOFError("cut short")
    return found


def _regular(path: Path) -> int:
    """Return the size of a file of a slide; a pipe or a device would be waited for."""
    seen = path.stat()
    require(stat.S_ISREG(seen.st_mode))
    return seen.st_size


# Zeiss CZI ----------------------------------------------------------------------------------

_CZI = b"ZISRAWFILE"
_HEAD, _ENTRY, _DIMENSION, _ATTACHMENT = 32, 32, 20, 128  # bytes


def _check_czi(file: BinaryIO, size: int, start: int = 0, depth: int = 0) -> None:
    """Walk a CZI; labels are CZI files within the file."""
    head = _read(file, start, 112, size)
    require(head.startswith(_CZI))
    directory, metadata = struct.unpack_from("<qq", head, 84)
    (attachments,) = struct.unpack_from("<q", head, 104)
    _check_tiles(*_segment(file, start + directory, b"ZISRAWDIRECTORY", 128, size), size - start)
    if depth == 0:
        text_size, _ = struct.unpack("<ii", _read(file, metadata + _HEAD, 8, size))
        require(0 <= text_size <= _MOST_XML_BYTES)
        check_xml(_read(file, metadata + _HEAD + 256, text_size, size))
    if attachments == 0 or depth > 0:
        return
    count, rows = _segment(file, start + attachments, b"ZISRAWATTDIR", 256, size)
    require(0 <= count <= _MOST_FILES and count * _ATTACHMENT <= len(rows))
    for number in range(count):
        place, kind = struct.unpack_from("<12xq20x8s", rows, number * _ATTACHMENT)
        data = start + place + _HEAD + 256
        _read(file, data - _HEAD - 256, _HEAD + 256, size)
        if kind.rstrip(b"\0") == b"CZI":
            _check_czi(file, size, data, depth + 1)


def _segment(file: BinaryIO, at: int, name: bytes, head: int, size: int) -> tuple[int, bytes]:
    """Return the count of a segment, and its entries."""
    found, _, used = struct.unpack("<16sqq", _read(file, at, _HEAD, size))
    require(found.rstrip(b"\0") == name and used >= head)
    body = _read(file, at + _HEAD, used, size)
    return int(struct.unpack_from("<i", body)[0]), body[head:]


def _check_tiles(count: int, data: bytes, size: int) -> None:
    require(0 <= count <= _MOST_TILES and count * _ENTRY <= len(data))
    if count == 0:
        return
    (each,) = struct.unpack_from("<i", data, 28)
    require(0 < each <= 64)
    step = _ENTRY + _DIMENSION * each
    if len(data) == count * step:  # as scanners write it
        rows = np.frombuffer(data, np.uint8).reshape(count, step)
        if (rows[:, 28:32].copy().view("<i4") == each).all():
            _check_alike(rows, each, size)
            return
    at = 0
    for _ in range(count):
        require(at + _ENTRY <= len(data))
        (each,) = struct.unpack_from("<i", data, at + 28)
        step = _ENTRY + _DIMENSION * each
        require(0 < each <= 64 and at + step <= len(data))
        _check_alike(np.frombuffer(data, np.uint8, step, at)[None], each, size)
        at += step


def _check_alike(rows: NDArray[np.uint8], each: int, size: int) -> None:
    """Check tiles that have the same number of dimensions."""
    place = rows[:, 6:14].copy().view("<i8")
    require(((place >= 0) & (place < size)).all())
    area = np.ones(len(rows), np.int64)
    seen = np.zeros((len(rows), 2), np.int64)
    for number in range(each):
        part = rows[:, _ENTRY + _DIMENSION * number :][:, :_DIMENSION]
        start, span = (part[:, at : at + 4].copy().view("<i4")[:, 0] for at in (4, 8))
        stored = part[:, 16:20].copy().view("<i4")[:, 0]
        names = part[:, :4].copy().view("S4")[:, 0]
        require((np.abs(start.astype(np.int64)) <= _FARTHEST_PX).all())
        for axis, letter in enumerate((b"X", b"Y")):
            here = names == letter
            # OpenSlide divides by the stored size, and by what comes out.
            sound = (stored > 0) & (stored <= _LONGEST_TILE_PX)
            sound &= (span >= stored) & (span <= _FARTHEST_PX)
            require(sound[here].all())
            area[here] *= stored[here]
            seen[here, axis] += 1
    require((seen == 1).all() and (area <= _MOST_TILE_PX).all())


def check_xml(text: bytes) -> None:
    """Refuse XML that grows or nests without end, and one that claims a million scenes.

    Raises
    ------
    ValueError
        If it does, or is no XML.
    """
    parser = expat.ParserCreate()
    depth = 0
    scenes: list[str] = []
    inside = False

    def refuse(*_: object) -> None:
        raise ValueError("the description is not plain XML")

    def begin(name: str, _: Mapping[str, str]) -> None:
        nonlocal depth, inside
        depth += 1
        require(depth <= _DEEPEST_XML)
        inside = name == "SizeS"
        if inside:
            scenes.append("")

    def end(_: str) -> None:
        nonlocal depth, inside
        depth, inside = depth - 1, False

    def letters(words: str) -> None:
        if inside:
            scenes[-1] += words

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = letters
    try:
        parser.Parse(text.rstrip(b"\0"), True)
    except expat.ExpatError as error:
        raise ValueError("the description is no XML") from error
    for count in scenes:
        require(0 < _whole(count) <= _MOST_FILES)


# Text files of keys -------------------------------------------------------------------------

Keys = Mapping[str, Mapping[str, str]]


def _keys_of(path: Path) -> Keys:
    """Read groups of keys as GLib does; where a key stands twice, the last one counts."""
    if _regular(path) > _MOST_KEY_BYTES:
        raise ValueError("the text file is too large")
    text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    found: dict[str, dict[str, str]] = {}
    group: dict[str, str] = {}
    for line in text.split("\n"):
        words = line.strip()
        if words.startswith("[") and words.endswith("]"):
            group = found.setdefault(words[1:-1], {})
        elif "=" in words and not words.startswith("#"):
            key, _, value = words.partition("=")
            group[key.strip()] = value.strip()
    return found


def _whole(text: str) -> int:
    text = text.strip()
    require(text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 12)
    return int(text)


def _beside(folder: Path, name: str) -> Path:
    """Return a file that a slide names: it has to lie beside it."""
    require(name and not set(name) & set("/\\:\0") and name not in (".", ".."))
    return folder / name


# MIRAX --------------------------------------------------------------------------------------

_SLIDEDAT = "Slidedat.ini"
_VERSION = b"01.02"
_ZOOM, _POSITIONS = "Slide zoom level", "VIMSLIDE_POSITION_BUFFER"
_STITCHING, _PICTURES = "StitchingIntensityLayer", "Scan data layer"
_POSITION_BYTES = 9  # a flag, then x and y
_MOST_LEVELS, _MOST_DIVISIONS = 30, 64
_MOST_STEPS = 30  # of halving, over all levels


def _check_mirax(folder: Path) -> None:
    keys = _keys_of(folder / _SLIDEDAT)
    general, tree = keys.get("GENERAL", {}), keys.get("HIERARCHICAL", {})
    across, down = (_whole(general.get(f"IMAGENUMBER_{axis}", "")) for axis in "XY")
    divisions = _whole(general.get("CameraImageDivisionsPerSide", "1"))
    require(across > 0 and down > 0 and across * down <= _MOST_TILES)
    require(0 < divisions <= _MOST_DIVISIONS)
    # A remainder would have positions looked up behind the end of their table.
    require(across % divisions == 0 and down % divisions == 0)
    require(0 < _whole(tree.get("HIER_COUNT", "")) <= _MOST_FILES)
    levels = _whole(tree.get("HIER_0_COUNT", ""))
    require(tree.get("HIER_0_NAME") == _ZOOM and 0 < levels <= _MOST_LEVELS)
    data = keys.get("DATAFILE", {})
    count = _whole(data.get("FILE_COUNT", ""))
    require(0 < count <= _MOST_FILES)
    files = [_beside(folder, data.get(f"FILE_{number}", "")) for number in range(count)]
    sizes = np.array([_regular(file) for file in files], np.int64)
    steps = [_check_level(keys, tree, number) for number in range(levels)]
    require(sum(steps) <= _MOST_STEPS)
    path = _beside(folder, tree.get("INDEXFILE", ""))
    size = _regular(path)
    roots = len(_VERSION) + len(general.get("SLIDE_ID", "").encode())
    with path.open("rb") as file:
        require(_read(file, 0, len(_VERSION), size) == _VERSION)
        first, others = struct.unpack("<ii", _read(file, roots, 8, size))
        positions = (across // divisions) * (down // divisions)
        for record, is_table in _records(tree):
            length = _check_record(file, size, others + 4 * record, sizes)
            # The other table is compressed, into a buffer of the right size.
            require(not is_table or length == positions * _POSITION_BYTES)
        total = 0
        for number in range(levels):
            indices = _check_pages(file, size, first + 4 * number, sizes)
            require((indices < across * down).all())
            wide = max(1, (1 << sum(steps[: number + 1])) // divisions)
            each = min(wide, math.ceil(across / divisions)) * min(wide, math.ceil(down / divisions))
            total += len(indices) * each
            require(total <= _MOST_TILES)


def _check_level(keys: Keys, tree: Mapping[str, str], number: int) -> int:
    """Check the sizes of one level; return how many times it is halved."""
    level = keys.get(tree.get(f"HIER_0_VAL_{number}_SECTION", ""), {})
    wide, high = (_whole(level.get(f"DIGITIZER_{side}", "")) for side in ("WIDTH", "HEIGHT"))
    require(0 < wide <= _LONGEST_TILE_PX and 0 < high <= _LONGEST_TILE_PX)
    require(wide * high <= _MOST_TILE_PX)
    for axis, side in (("X", wide), ("Y", high)):
        overlap = float(level.get(f"OVERLAP_{axis}", ""))
        require(math.isfinite(overlap) and abs(overlap) <= side * _MOST_DIVISIONS)
    steps = _whole(level.get("IMAGE_CONCAT_FACTOR", ""))
    require(0 <= steps <= _MOST_STEPS)
    return steps


def _records(tree: Mapping[str, str]) -> Iterator[tuple[int, bool]]:
    """Yield the numbers of the records that OpenSlide reads; true for the table of positions."""
    offset, names = 0, _whole(tree.get("NONHIER_COUNT", "0"))
    require(0 <= names <= _MOST_FILES)
    for number in range(names):
        name = tree.get(f"NONHIER_{number}_NAME", "")
        parts = _whole(tree.get(f"NONHIER_{number}_COUNT", ""))
        require(0 < parts <= _MOST_FILES)
        if name in (_POSITIONS, _STITCHING):
            yield offset, name == _POSITIONS
        if name == _PICTURES:
            for part in range(parts):
                if tree.get(f"NONHIER_{number}_VAL_{part}", "").startswith("ScanDataLayer_Slide"):
                    yield offset + part, False
        offset += parts
        require(offset <= _MOST_PARTS)


def _first_page(file: BinaryIO, size: int, at: int) -> int:
    (place,) = struct.unpack("<i", _read(file, at, 4, size))
    return int(struct.unpack("<4xi", _read(file, place, 8, size))[0])


def _check_record(file: BinaryIO, size: int, at: int, sizes: NDArray[np.int64]) -> int:
    """Follow the pointers of a record; return how long it is."""
    page = _first_page(file, size, at)
    offset, length, number = struct.unpack("<16xiii", _read(file, page, 28, size))
    require(offset >= 0 and length >= 0 and 0 <= number < len(sizes))
    if offset + length > sizes[number]:
        raise EOFError("cut short")
    return int(length)


def _check_pages(file: BinaryIO, size: int, at: int, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Walk the pages of a level; return the numbers of its images."""
    page, found = _first_page(file, size, at), []
    while True:
        count, following = struct.unpack("<ii", _read(file, page, 8, size))
        require(0 <= count <= _MOST_TILES)
        rows = np.frombuffer(_read(file, page + 8, 16 * count, size), "<i4").reshape(-1, 4)
        index, offset, length, number = rows.astype(np.int64).T
        require((rows >= 0).all() and (number < len(sizes)).all())
        if (offset + length > sizes[number]).any():
            raise EOFError("cut short")
        found.append(index)
        # The pages follow each other; OpenSlide does not jump to where the pointer says.
        page += 8 + 16 * count
        if following == 0:
            return np.concatenate(found)


# Hamamatsu VMS and VMU ----------------------------------------------------------------------

_VMS, _VMU = "Virtual Microscope Specimen", "Uncompressed Virtual Microscope Specimen"
_MOST_RESTARTS = 10_000_000  # 8 bytes of each are kept
_JPEG_HEADER = 1 << 20  # bytes, comments and colour profile included
_PLAIN_FRAMES = (0xC0, 0xC1)  # baseline and extended, not progressive


def _check_hamamatsu(path: Path) -> None:
    size = _regular(path)
    if size > 64 << 10:
        return  # OpenSlide takes no longer one
    keys = _keys_of(path)
    named: tuple[str, ...]
    if _VMS in keys:
        group = keys[_VMS]
        across, down = (_whole(group.get(f"NoJpeg{way}", "")) for way in ("Columns", "Rows"))
        require(across > 0 and down > 0 and across * down <= _MOST_FILES)
        sizes = {place: _jpeg_tiles(file) for place, file in _images(path, group).items()}
        require(sizes.keys() == {(x, y) for x in range(across) for y in range(down)})
        map_size = _jpeg_tiles(_beside(path.parent, group.get("MapFile", "")))
        require(sum(x * y for x, y in (*sizes.values(), map_size)) <= _MOST_RESTARTS)
        wide, high = sizes[0, 0]
        # Images have the tiles of the first one; only the last of a row or column may have fewer.
        for (x, y), (tiles_x, tiles_y) in sizes.items():
            require(tiles_x == wide or (x == across - 1 and tiles_x < wide))
            require(tiles_y == high or (y == down - 1 and tiles_y < high))
        named = ("MacroImage", "OptimisationFile")
    elif _VMU in keys:
        group = keys[_VMU]
        require(group.get("BitsPerPixel") == "36" and group.get("PixelOrder") == "RGB")
        map_file = _beside(path.parent, group.get("MapFile", ""))
        for file in (*_images(path, group).values(), map_file):
            _check_ngr(file)
        named = ("MacroImage",)
    else:
        return
    for name in filter(None, map(group.get, named)):
        file = _beside(path.parent, name)
        require(not file.exists() or _regular(file) >= 0)


def _images(path: Path, group: Mapping[str, str]) -> dict[tuple[int, int], Path]:
    """Return the images of the layer in focus, by column and row."""
    found: dict[tuple[int, int], Path] = {}
    for key, name in group.items():
        if not key.startswith("ImageFile"):
            continue
        places = [_whole(part) for part in key[len("ImageFile") :].strip("()").split(",") if part]
        require(len(places) <= 3)
        layer, column, row = [(0, 0, 0), (*places, 0, 0), (0, *places), places][len(places)]
        file = _beside(path.parent, name)
        _regular(file)
        if layer == 0:
            require((column, row) not in found)
            found[column, row] = file
    return found


def _jpeg_tiles(path: Path) -> tuple[int, int]:
    """Return how many runs between restart markers a JPEG has, across and down."""
    _regular(path)
    with path.open("rb") as file:
        frame = jpeg_frame(file.read(_JPEG_HEADER))
    return frame.runs(frame.wide, frame.high)


@dataclass(frozen=True)
class JpegFrame:
    """What the header of a JPEG says of its picture."""

    wide: int
    high: int
    step_x: int  # of a coded unit, in blocks of 8 pixels
    step_y: int
    interval: int  # units between restart markers; 0 without them

    def runs(self, wide: int, high: int) -> tuple[int, int]:
        """Return how many runs between restart markers there are across and down.

        `wide` and `high` are of the picture: where that is too large for a JPEG's header,
        the header says something else.

        Raises
        ------
        ValueError
            If there are no markers, or the runs do not fit the rows.
        """
        require(self.interval > 0)
        require(math.ceil(wide / (8 * self.step_x)) % self.interval == 0)
        # OpenSlide counts whole ones, and divides by what it counted.
        runs = wide // (8 * self.step_x * self.interval), high // (8 * self.step_y)
        require(min(runs) > 0)
        return runs


def jpeg_frame(data: bytes) -> JpegFrame:
    """Read the header of a JPEG of three colours.

    Raises
    ------
    ValueError
        If it is none, or not plain: a progressive one is held in memory as a whole.
    """
    require(data.startswith(b"\xff\xd8"))
    at, interval, scanned = 2, 0, 0
    size, ways = (0, 0), [0]
    while at + 4 <= len(data):
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        require(mark == 0xFF)
        if kind == 0xFF:  # filler
            at += 1
            continue
        if kind == 0xDD:
            require(at + 6 <= len(data))
            (interval,) = struct.unpack_from(">H", data, at + 4)
        elif kind in _PLAIN_FRAMES:
            require(at + 19 <= len(data))
            high, wide, parts = struct.unpack_from(">xHHB", data, at + 4)
            require(parts == 3)
            size, ways = (wide, high), [data[at + 11 + 3 * part] for part in range(parts)]
        elif 0xC2 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            raise ValueError("the JPEG is not a plain one")
        elif kind == 0xDA:
            scanned = data[at + 4] if at + 4 < len(data) else 0
            break
        at += 2 + length
    step_x, step_y = max(way >> 4 for way in ways), max(way & 15 for way in ways)
    require(0 < step_x <= 4 and 0 < step_y <= 4 and scanned > 0)
    # A scan of one colour is coded block by block.
    return JpegFrame(*size, *((step_x, step_y) if scanned > 1 else (1, 1)), interval)


def _check_ngr(path: Path) -> None:
    size = _regular(path)
    with path.open("rb") as file:
        head = _read(file, 0, 28, size)
    mark, wide, high, column, start = struct.unpack("<2s2xiii8xi", head)
    require(mark == b"GN" and wide > 0 and high > 0 and 0 < column <= _LONGEST_TILE_PX)
    require(start > 0 and wide % column == 0 and wide <= _FARTHEST_PX and high <= _FARTHEST_PX)
    if start + wide * high * 6 > size:
        raise EOFError("cut short")


# Sakura SVSLIDE, a database -----------------------------------------------------------------

_SQLITE = b"SQLite format 3\0"
_SAKURA_TEXTS = (
    "SVSlideDataXPO.SlideId", "SVSlideDataXPO.Date", "SVSlideDataXPO.Description",
    "SVSlideDataXPO.Creator", "SVSlideDataXPO.DiagnosisCode", "SVSlideDataXPO.Keywords",
    "SVHRScanDataXPO.ScanId", "SVHRScanDataXPO.FocussingMethod",
)  # fmt: skip
_QUERY_S = 5.0  # a crafted query would not end
_STEPS = 100_000  # of the database between two looks at the clock


def _check_sakura(path: Path) -> None:
    """Ask what OpenSlide asks of the database: it takes every answer for text, and any size."""
    # Immutable: nothing is written, and a log beside it is not looked for.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as base:
            until = time.monotonic() + _QUERY_S
            base.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
            base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_INDEX_BYTES >> 2)
            _ask_sakura(base)
    except (sqlite3.Error, OverflowError, TypeError) as error:
        raise ValueError("the database is damaged") from error


def _ask_sakura(base: sqlite3.Connection) -> None:
    parts = base.execute("SELECT type, name, sql FROM sqlite_master").fetchmany(_MOST_FILES)
    tables = {name for kind, name, _ in parts if kind == "table"}
    if "datamanagersqliteconfigxpo" not in {str(name).lower() for _, name, _ in parts}:
        return  # no slide, as OpenSlide says too
    # A view, a virtual table or a column that is computed makes gigabytes of nothing.
    require(all(kind in ("table", "index") for kind, _, _ in parts))
    words = " ".join(str(sql) for _, _, sql in parts).upper()
    require("VIRTUAL" not in words and "GENERATED" not in words)
    for name in tables:
        columns = base.execute("SELECT hidden FROM pragma_table_xinfo(?)", [name])
        require(not any(hidden for (hidden,) in columns))
    names = base.execute("SELECT TableName FROM DataManagerSQLiteConfigXPO").fetchmany(2)
    require(len(names) == 1 and names[0][0] in tables)
    table = '"' + names[0][0].replace('"', '""') + '"'

    def one(key: str) -> bytes:
        found = base.execute(f"SELECT data FROM {table} WHERE id = ?", [key]).fetchone()  # noqa: S608
        require(found is not None and isinstance(found[0], str | bytes))
        return found[0] if isinstance(found[0], bytes) else found[0].encode()

    require(one("++MagicBytes") and one("++VersionBytes"))
    header = one("Header")
    require(len(header) >= 20)
    side, wide, high, planes = struct.unpack_from("<III4xI", header)
    require(side > 0 and side * side <= _MOST_TILE_PX and 0 < planes <= _MOST_FILES)
    require(0 < wide <= _FARTHEST_PX and 0 < high <= _FARTHEST_PX)
    for number, (key,) in enumerate(base.execute(f"SELECT id FROM {table}")):  # noqa: S608
        require(isinstance(key, str) and number < _MOST_TILES)
        if key.startswith("T;") and not key.endswith("#"):
            down = _whole(key.split(";")[2] if key.count(";") > 2 else "")
            require(0 < down <= min(wide, high))
    # OpenSlide looks at the first letter of each.
    asked = ", ".join(_SAKURA_TEXTS)
    try:
        row = base.execute(
            f"SELECT {asked} FROM SVSlideDataXPO JOIN SVHRScanDataXPO ON "  # noqa: S608
            "SVHRScanDataXPO.ParentSlide == SVSlideDataXPO.OID"
        ).fetchone()
    except sqlite3.OperationalError as error:
        if "no such" not in str(error):  # tables that are not there are passed over
            raise
        row = None
    require(row is None or None not in row)
