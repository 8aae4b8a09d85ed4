"""Slides of OpenSlide's other makers, made to hurt: refused in words before it dies of them."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hostile_opening import opened
from native_slides import (
    bif_xml,
    write_bif,
    write_huron,
    write_philips,
    write_svslide,
    write_trestle,
)
from PIL import Image
from slides import tissue_disc, write_pyramid
from vendor_slides import write_ndpi, write_scn

RGB = tissue_disc(1024, 512, (500, 250), 220)
Make = Callable[[Path], Path]


# Hamamatsu NDPI -----------------------------------------------------------------------------------


def _ndpi(change: Callable[[bytearray], object]) -> Make:
    def make(folder: Path) -> Path:
        path = write_ndpi(folder / "n.ndpi", RGB)
        data = bytearray(path.read_bytes())
        change(data)
        path.write_bytes(bytes(data))
        return path

    return make


def _set(data: bytearray, values: dict[int, int], number: int = 0) -> None:
    """Put numbers into a directory: the sizes of the picture, the place of its JPEG."""
    (place,) = struct.unpack_from("<I", data, 4)
    for _ in range(number):
        (count,) = struct.unpack_from("<H", data, place)
        (place,) = struct.unpack_from("<I", data, place + 2 + 12 * count)
    (count,) = struct.unpack_from("<H", data, place)
    for at in range(place + 2, place + 2 + 12 * count, 12):
        (tag,) = struct.unpack_from("<H", data, at)
        if tag in values:
            struct.pack_into("<I", data, at + 8, values[tag])


def _scan(wide: int, high: int, **options: object) -> bytes:
    """Return a JPEG of 64 pixels that claims another size."""
    stream = io.BytesIO()
    image = Image.fromarray(RGB[:64, :64])
    image.save(stream, "JPEG", subsampling=0, **options)  # type: ignore[arg-type]
    out = bytearray(stream.getvalue())
    frame = out.find(b"\xff\xc0") if b"\xff\xc0" in out else out.find(b"\xff\xc2")
    struct.pack_into(">HH", out, frame + 5, high, wide)
    return bytes(out)


def _other_scan(scan: bytes, wide: int, high: int) -> Make:
    def change(data: bytearray) -> None:
        _set(data, {256: wide, 257: high, 273: len(data), 279: len(scan)})
        data += scan

    return _ndpi(change)


def _own_directory(data: bytearray) -> None:
    """Let the first directory have sixty thousand entries, all of them the same."""
    entry = struct.pack("<HHII", 65420, 4, 1, 1)
    struct.pack_into("<Q", data, 4, len(data))
    data += struct.pack("<H", 65_535) + entry * 65_535 + struct.pack("<Q", 0) + bytes(4 * 65_535)


def _chain(data: bytearray) -> None:
    """Two hundred thousand directories of one entry."""
    struct.pack_into("<Q", data, 4, len(data))
    size = 2 + 12 + 8 + 4
    for _ in range(200_000):
        data += struct.pack("<HHHIIQI", 1, 65420, 4, 1, 1, len(data) + size, 0)
    struct.pack_into("<Q", data, len(data) - 12, 0)


NDPI: dict[str, Make] = {
    "restart at each block of a giant": _other_scan(
        _scan(65_500, 65_500, restart_marker_blocks=4), 400_000, 400_000
    ),
    "a giant JPEG with restarts": _other_scan(
        _scan(65_472, 65_472, restart_marker_blocks=1), 65_472, 65_472
    ),
    "a giant in one piece": _other_scan(_scan(65_500, 65_500), 65_500, 65_500),
    "a progressive giant": _other_scan(_scan(65_500, 65_500, progressive=True), 65_500, 65_500),
    "lower than a block": _other_scan(_scan(1024, 4, restart_marker_blocks=8), 1024, 4),
    "no size": _other_scan(_scan(0, 0, restart_marker_blocks=8), 0, 0),
    "two billion wide": _other_scan(
        _scan(65_500, 65_500, restart_marker_blocks=8), 2**31 - 1, 2**31 - 1
    ),
    "four billion wide": _other_scan(
        _scan(65_500, 65_500, restart_marker_blocks=8), 2**32 - 1, 2**32 - 1
    ),
    "no JPEG": _ndpi(lambda data: _set(data, {273: 8})),
    "two hundred thousand directories": _ndpi(_chain),
}
NDPI_ALLOWED: dict[str, Make] = {  # may be read, or refused
    "sixty thousand entries": _ndpi(_own_directory),
    "a place behind the end": _ndpi(lambda data: _set(data, {273: 2**31})),
    "restart places that are none": _ndpi(lambda data: _set(data, {65426: 8})),
}


# Leica, Ventana, Philips, Trestle, Huron ----------------------------------------------------------


def _scn(old: str, new: str) -> Make:
    """Replace words of the XML by words as long, spaces apart."""

    def make(folder: Path) -> Path:
        path = write_scn(folder / "l.scn", [RGB, RGB])
        data = path.read_bytes()
        assert data.count(old.encode()) > 0 and len(new) <= len(old)
        path.write_bytes(data.replace(old.encode(), new.encode().ljust(len(old))))
        return path

    return make


def _bif(old: str, new: str, magnifications: str = "40,10") -> Make:
    def make(folder: Path) -> Path:
        xml = bif_xml(RGB)
        assert old in xml
        return write_bif(folder / "v.bif", RGB, xml.replace(old, new), magnifications)

    return make


def _two(tag: int) -> Make:
    """Say the side of the tiles twice: some readers then see no tiles."""

    def make(folder: Path) -> Path:
        path = write_huron(folder / "h.tif", RGB)
        data = bytearray(path.read_bytes())
        with tifffile.TiffFile(path) as tiff:
            place = tiff.pages[0].tags[tag].offset
        struct.pack_into("<I", data, place + 4, 2)
        path.write_bytes(bytes(data))
        return path

    return make


_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(12))
XML: dict[str, Make] = {
    "Leica without an objective": _scn("<objective>20</objective>", "<objective/>"),
    "Leica without levels": _scn("<dimension", "<dimensiox"),
    "Leica, levels of another plane": _scn(' r="0" ifd', ' z="9" ifd'.ljust(9)[:10]),
    "Leica, a level without width": _scn('sizeX="1024" sizeY="512" r', 'sizeX="0" sizeY="512" r'),
    "Leica, no view": _scn('<view sizeX="512000"', '<view sizeX="0"'),
    "Ventana, billions of tiles": _bif('NumCols="8"', 'NumCols="3000000000"'),
    "Ventana, more tiles than a number": _bif('NumRows="4"', 'NumRows="4611686018427387904"'),
    "Ventana, tiles on one place": _bif('OverlapX="0"', f'OverlapX="{128}"'),
    "Ventana, tiles nearly on one place": _bif('OverlapX="0"', 'OverlapX="127.9999999999"'),
    "Ventana, tiles run back": _bif('OverlapY="0"', 'OverlapY="100000"'),
    "Ventana, no confidence": _bif('Confidence="99"', 'Confidence="0"'),
    "Ventana, not a number": _bif('OverlapX="0"', 'OverlapX="nan"'),
    "Ventana, far away": _bif('Pos-X="0"', 'Pos-X="1e300"'),
    "Ventana, no magnification": _bif('Ver="2"', 'Ver="2"', "40,1e-300"),
    "Ventana, entities": _bif("<EncodeInfo", f"<!DOCTYPE x [{_ENTITIES}]><EncodeInfo a='&a11;'"),
    "Philips, no spacing": lambda folder: write_philips(folder / "p.tiff", RGB, '"0" "0"'),
    "Philips, endless spacing": lambda folder: write_philips(
        folder / "p.tiff", RGB, '"1e300" "1e-300"'
    ),
    "Trestle, tiles on one place": lambda folder: write_trestle(
        folder / "t.tif", RGB, "128 128 128 128"
    ),
    "Trestle, tiles run back": lambda folder: write_trestle(folder / "t.tif", RGB, "500 500 9 9"),
    "Trestle, no number": lambda folder: write_trestle(folder / "t.tif", RGB, "x y z w"),
    "Trestle, four billion": lambda folder: write_trestle(
        folder / "t.tif", RGB, "4294967295 0 0 0"
    ),
    "Huron, two widths of tiles": _two(322),
    "Huron, two heights of tiles": _two(323),
}


# Sakura -------------------------------------------------------------------------------------------


def _sakura(after: str = "", header: bytes | None = None) -> Make:
    return lambda folder: write_svslide(folder / "s.svslide", RGB, after, header)


_ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT"
SAKURA: dict[str, Make] = {
    "no magic": _sakura("UPDATE u1 SET data = NULL WHERE id = '++MagicBytes'"),
    "no header": _sakura("UPDATE u1 SET data = NULL WHERE id = 'Header'"),
    "short header": _sakura(header=b"\x80\0\0\0"),
    "giant tiles": _sakura(header=struct.pack("<IIIII", 65_536, 1024, 512, 0, 1)),
    "tiles of two billion": _sakura(header=struct.pack("<IIIII", 2**31 - 1, 1024, 512, 0, 1)),
    "tiles of 46,341": _sakura(header=struct.pack("<IIIII", 46_341, 1024, 512, 0, 1)),
    "no tiles' side": _sakura(header=struct.pack("<IIIII", 0, 1024, 512, 0, 1)),
    "four billion wide": _sakura(header=struct.pack("<IIIII", 128, 2**32 - 1, 2**32 - 1, 0, 1)),
    "no words": _sakura("UPDATE SVSlideDataXPO SET Keywords = NULL"),
    "no method": _sakura("UPDATE SVHRScanDataXPO SET FocussingMethod = NULL"),
    "a name that is none": _sakura(
        "CREATE TABLE u2 (id, data); INSERT INTO u2 SELECT id, data FROM u1;"
        "INSERT INTO u2 VALUES (NULL, 'x'); UPDATE DataManagerSQLiteConfigXPO SET TableName = 'u2'"
    ),
    "a level smaller than a pixel": _sakura("INSERT INTO u1 VALUES ('T;0|0;1048576;0;0', 'x')"),
    "an endless view": _sakura(
        "DROP TABLE DataManagerSQLiteConfigXPO;"
        f"CREATE VIEW dataManagerSQLiteConfigXPO AS {_ENDLESS} x AS TableName FROM c WHERE x < 0"
    ),
    "a view of a gigabyte": _sakura(
        "CREATE VIEW u2 AS SELECT id, CASE id WHEN 'Header' THEN zeroblob(900000000) "
        "ELSE data END AS data FROM u1; UPDATE DataManagerSQLiteConfigXPO SET TableName = 'u2'"
    ),
    "a column that is computed": _sakura(
        "CREATE TABLE u2 (id TEXT, n INT, data BLOB AS (zeroblob(900000000)));"
        "INSERT INTO u2 (id, n) VALUES ('++MagicBytes', 1);"
        "UPDATE DataManagerSQLiteConfigXPO SET TableName = 'u2'"
    ),
    "two tables": _sakura("INSERT INTO DataManagerSQLiteConfigXPO VALUES ('u1')"),
    "a table that is not there": _sakura("UPDATE DataManagerSQLiteConfigXPO SET TableName = 'u9'"),
    "a table by a statement": _sakura(
        "UPDATE DataManagerSQLiteConfigXPO SET TableName = 'u1; DROP TABLE u1'"
    ),
}

ALL = {
    **{f"NDPI, {name}": make for name, make in NDPI.items()},
    **XML,
    **{f"Sakura, {name}": make for name, make in SAKURA.items()},
}
SOUND: dict[str, Make] = {
    "NDPI": lambda folder: write_ndpi(folder / "n.ndpi", RGB),
    "Leica": lambda folder: write_scn(folder / "l.scn", [RGB, RGB]),
    "Ventana": lambda folder: write_bif(folder / "v.bif", RGB),
    "Philips": lambda folder: write_philips(folder / "p.tiff", RGB),
    "Trestle": lambda folder: write_trestle(folder / "t.tif", RGB),
    "Huron": lambda folder: write_huron(folder / "h.tif", RGB),
    "Sakura": lambda folder: write_svslide(folder / "s.svslide", RGB),
    "Aperio": lambda folder: write_pyramid(folder / "a.svs", RGB, 0.5),
}


def _made(folder: Path, makes: dict[str, Make]) -> dict[Path, str]:
    made = {}
    for number, (name, make) in enumerate(makes.items()):
        place = folder / str(number)
        place.mkdir()
        made[make(place)] = name
    return made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pyramid(tmp_path_factory.mktemp("sound") / "a.svs", RGB, 0.5)


def test_each_hostile_slide_is_refused_in_words(plain: Path, tmp_path: Path) -> None:
    made = _made(tmp_path, ALL)
    found = opened(plain, made)
    bad = {}
    for path, name in made.items():
        one = found[path]
        in_words = path.name in one.said and str(tmp_path) not in one.said
        if one.signal or one.said == "read" or not in_words or one.rise_mb > 200 or one.s > 10:
            bad[name] = one
    assert not bad


def test_what_may_be_read_ends_no_process(plain: Path, tmp_path: Path) -> None:
    found = opened(plain, _made(tmp_path, NDPI_ALLOWED))
    assert all(one.is_survived and one.rise_mb < 300 for one in found.values()), found


def test_sound_ones_are_read(plain: Path, tmp_path: Path) -> None:
    made = _made(tmp_path, SOUND)
    found = opened(plain, made)
    assert {made[path]: one.said for path, one in found.items()} == dict.fromkeys(SOUND, "read")


@pytest.mark.heavy  # of the samples, not of the program: they still are what ends a process
def test_without_the_walk_many_of_them_end_the_process(plain: Path, tmp_path: Path) -> None:
    made = _made(tmp_path, ALL)
    found = opened(plain, made, native=True)
    dead = [name for path, name in made.items() if not found[path].is_survived]
    assert len(dead) >= 10, dead


# Any damage ---------------------------------------------------------------------------------------

_WILD = (b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"9" * 9, b"-")


def _survive(plain: Path, folder: Path, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    paths = []
    for number in range(count):
        place = folder / str(number)
        place.mkdir(parents=True)
        path = list(SOUND.values())[number % len(SOUND)](place)
        data = bytearray(path.read_bytes())
        for _ in range(int(rng.integers(1, 5))):
            # At the ends, where directories, words and the database's schema are; anywhere else.
            first, last = ((0, 4096), (len(data) - 4096, len(data)), (0, len(data)))[
                int(rng.integers(3))
            ]
            at = int(rng.integers(max(0, first), min(last, len(data))))
            if rng.random() < 0.4:
                data[at] ^= 1 << int(rng.integers(8))
            else:
                wild = _WILD[int(rng.integers(len(_WILD)))]
                data[at : at + len(wild)] = wild
        path.write_bytes(bytes(data))
        paths.append(path)
    found = opened(plain, paths)
    dead = {path: one for path, one in found.items() if not one.is_survived}
    assert not dead, dead
    assert max(one.rise_mb for one in found.values()) < 400


def test_damaged_slides_of_other_makers_end_no_process(plain: Path, tmp_path: Path) -> None:
    _survive(plain, tmp_path, 80, seed=0)


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_two_thousand_damaged_slides_end_no_process(plain: Path, tmp_path: Path) -> None:
    for seed in range(1, 9):
        _survive(plain, tmp_path / str(seed), 250, seed)
