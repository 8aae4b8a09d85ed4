"""CZI, MIRAX and Hamamatsu slides made to hurt: refused in words before the native reader dies."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from container_slides import index_of, jpeg_of, write_mirax, write_vms, write_vmu
from czi_slides import write_czi
from hostile_opening import Opened, opened
from slides import tissue_disc, write_pyramid

RGB = tissue_disc(1024, 512, (500, 250), 220)
Make = Callable[[Path], Path]


# Zeiss --------------------------------------------------------------------------------------------


def _czi(change: Callable[[bytearray], object]) -> Make:
    def make(folder: Path) -> Path:
        path = write_czi(folder / "a.czi", RGB, label=RGB[:64, :64])
        data = bytearray(path.read_bytes())
        change(data)
        path.write_bytes(bytes(data))
        return path

    return make


def _tile(field: int, value: int, dimension: int = 0) -> Make:
    """Change a field of the dimension of a tile in the directory: 4 start, 8 size, 16 stored."""

    def change(data: bytearray) -> None:
        (place,) = struct.unpack_from("<q", data, 84)
        struct.pack_into("<i", data, place + 32 + 128 + 32 + 20 * dimension + field, value)

    return _czi(change)


def _entry(field: int, value: int, form: str = "<i") -> Make:
    def change(data: bytearray) -> None:
        (place,) = struct.unpack_from("<q", data, 84)
        struct.pack_into(form, data, place + 32 + 128 + field, value)

    return _czi(change)


def _head(at: int, value: int) -> Make:
    return _czi(lambda data: struct.pack_into("<q", data, at, value))


def _in_segment(place_at: int, offset: int, value: int, form: str = "<i") -> Make:
    def change(data: bytearray) -> None:
        (place,) = struct.unpack_from("<q", data, place_at)
        struct.pack_into(form, data, place + offset, value)

    return _czi(change)


def _xml(old: bytes, new: bytes) -> Make:
    """Replace words of the description, in a segment of its own at the end."""

    def change(data: bytearray) -> None:
        (place,) = struct.unpack_from("<q", data, 92)
        (size,) = struct.unpack_from("<i", data, place + 32)
        text = bytes(data[place + 288 : place + 288 + size])
        assert old in text
        text = text.replace(old, new)
        struct.pack_into("<q", data, 92, len(data))
        data += struct.pack("<16sqq", b"ZISRAWMETADATA", 256 + len(text), 256 + len(text))
        data += struct.pack("<ii248x", len(text), 0) + text

    return _czi(change)


def _own_label(folder: Path) -> Path:
    """A slide whose label is the slide itself."""
    path = write_czi(folder / "a.czi", RGB, label=RGB[:64, :64])
    data = bytearray(path.read_bytes())
    (place,) = struct.unpack_from("<q", data, 104)
    at = place + 32 + 256
    struct.pack_into("<q", data, at + 12, -288)
    data[at + 40 : at + 48] = b"CZI".ljust(8, b"\0")
    path.write_bytes(bytes(data))
    return path


_ENTITIES = b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"lol") for n in range(12)
)
ZEISS: dict[str, Make] = {
    "a tile of no width": _tile(16, 0),
    "a tile of negative width": _tile(16, -256),
    "a tile of 2^30 pixels": _tile(16, 1 << 30),
    "a tile as wide as memory": _tile(16, 46_341),
    "a tile at the end of numbers": _tile(4, 2**31 - 1),
    "a tile that is no larger than nothing": _tile(8, 0),
    "a tile of no height": _tile(16, 0, 1),
    "a scene that is not there": _tile(4, 2**31 - 1, 3),
    "two billion dimensions": _entry(28, 2**31 - 1),
    "dimensions below zero": _entry(28, -1),
    "a tile before the file": _entry(6, -(2**62), "<q"),
    "a tile behind the file": _entry(6, 2**62, "<q"),
    "two billion tiles": _in_segment(84, 32, 2**31 - 1),
    "tiles below zero": _in_segment(84, 32, -1),
    "a directory longer than disks": _in_segment(84, 24, 2**62, "<q"),
    "a directory below zero": _in_segment(84, 24, -(2**40), "<q"),
    "a directory nowhere": _head(84, 2**62),
    "a directory before the file": _head(84, -(2**62)),
    "a description of two gigabytes": _in_segment(92, 32, 2**31 - 1),
    "a description below zero": _in_segment(92, 32, -2),
    "a billion scenes": _xml(b"<SizeS>1</SizeS>", b"<SizeS>1000000000</SizeS>"),
    "a billion scenes in disguise": _xml(
        b"<SizeS>1</SizeS>", b"<SizeS>1<!-- -->00&#48;000<![CDATA[000]]></SizeS>"
    ),
    "entities": _xml(b"<ImageDocument>", b"<!DOCTYPE x [%s]><ImageDocument>&a11;" % _ENTITIES),
    "nesting": _xml(b"<Metadata>", b"<A>" * 100_000 + b"</A>" * 100_000 + b"<Metadata>"),
    "two billion pictures": _in_segment(104, 32, 2**31 - 1),
    "a picture nowhere": _in_segment(104, 32 + 256 + 12, 2**62, "<q"),
    "a label that is the slide": _own_label,
}


# MIRAX --------------------------------------------------------------------------------------------


def _mirax(**changes: str) -> Make:
    return lambda folder: write_mirax(folder / "m.mrxs", RGB, **changes)


def _index(change: Callable[[bytearray], object]) -> Make:
    def make(folder: Path) -> Path:
        path = write_mirax(folder / "m.mrxs", RGB)
        file = path.with_suffix("") / "Index.dat"
        data = bytearray(file.read_bytes())
        change(data)
        file.write_bytes(bytes(data))
        return path

    return make


def _number(at: int, value: int) -> Make:
    """Change a number of Index.dat, from its end if negative."""
    return _index(
        lambda data: struct.pack_into("<i", data, at if at >= 0 else len(data) + at, value)
    )


def _many_tiles(folder: Path) -> Path:
    """Each of a few images stands for half a million tiles."""
    changes = {"IMAGENUMBER_X": "4000", "IMAGENUMBER_Y": "4000", "NONHIER_COUNT": "0"}
    path = write_mirax(folder / "m.mrxs", RGB, **changes, IMAGE_CONCAT_FACTOR="15")
    page = [(0, 0, 100, 0)] * 1000
    index = index_of([page, page], (0, 0, 0))
    (path.with_suffix("") / "Index.dat").write_bytes(index)
    return path


def _file(name: str, change: Callable[[Path], object]) -> Make:
    def make(folder: Path) -> Path:
        path = write_mirax(folder / "m.mrxs", RGB)
        change(path.with_suffix("") / name)
        return path

    return make


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


_MOST = str(2**31 - 1)
MIRAX: dict[str, Make] = {
    "two billion images": _mirax(IMAGENUMBER_X=_MOST),
    "images squared": _mirax(IMAGENUMBER_X="100000", IMAGENUMBER_Y="100000"),
    "no image": _mirax(IMAGENUMBER_X="0"),
    "a third of a camera": _mirax(CameraImageDivisionsPerSide="3"),
    "more cameras than images": _mirax(CameraImageDivisionsPerSide=_MOST),
    "two billion levels": _mirax(HIER_0_COUNT=_MOST),
    "two billion trees": _mirax(HIER_COUNT=_MOST),
    "two billion files": _mirax(FILE_COUNT=_MOST),
    "two billion records": _mirax(NONHIER_COUNT=_MOST),
    "records below zero": _mirax(NONHIER_0_COUNT="-5", NONHIER_0_NAME="x"),
    "images as wide as memory": _mirax(DIGITIZER_WIDTH="46341", DIGITIZER_HEIGHT="46341"),
    "images of 2^31 pixels": _mirax(DIGITIZER_WIDTH=_MOST),
    "an overlap that is no number": _mirax(OVERLAP_X="nan"),
    "an overlap without end": _mirax(OVERLAP_X="-1e300"),
    "halved forty times": _mirax(IMAGE_CONCAT_FACTOR="40"),
    "a number of 400 digits": _mirax(IMAGENUMBER_X="9" * 400),
    "a file elsewhere": _mirax(FILE_0="../../../../etc/passwd"),
    "an index elsewhere": _mirax(INDEXFILE="../../../../dev/zero"),
    "a record of negative length": _number(-8, -2),
    "a record of two gigabytes": _number(-8, 2**31 - 1),
    "a record before the file": _number(-12, -2),
    "a record in no file": _number(-4, 7),
    "a page of two billion": _number(7 + 8 + 8 + 4 + 8, 2**31 - 1),
    "a page below zero": _number(7 + 8 + 8 + 4 + 8, -3),
    "roots nowhere": _number(7, 2**31 - 1),
    "roots before the file": _number(7, -9),
    "an image that is nowhere": _number(7 + 8 + 8 + 4 + 16, 2**31 - 1),
    "an image longer than its file": _number(7 + 8 + 8 + 4 + 16 + 8, 2**31 - 1),
    "a few images of many tiles": _many_tiles,
    "five megabytes of keys": _file(
        "Slidedat.ini", lambda path: path.write_text("a=b\n" * 1_300_000)
    ),
    "keys that are a pipe": _file("Slidedat.ini", _pipe),
    "an index that is a pipe": _file("Index.dat", _pipe),
    "data that is a pipe": _file("Data0.dat", _pipe),
    "data that is a folder": _file("Data0.dat", _folder),
    "data that is a device": _file(
        "Data0.dat", lambda path: (path.unlink(), path.symlink_to("/dev/zero"))
    ),
    "data that is missing": _file("Data0.dat", Path.unlink),
    "an index cut short": _file("Index.dat", lambda path: os.truncate(path, 40)),
    "no index at all": _file("Index.dat", lambda path: os.truncate(path, 0)),
}  # fmt: skip


# Hamamatsu ----------------------------------------------------------------------------------------


def _vms(**changes: str) -> Make:
    return lambda folder: write_vms(folder / "v.vms", RGB, **changes)


def _jpeg(change: Callable[[bytearray], object], name: str = "image.jpg") -> Make:
    def make(folder: Path) -> Path:
        path = write_vms(folder / "v.vms", RGB)
        file = folder / name
        data = bytearray(file.read_bytes())
        change(data)
        file.write_bytes(bytes(data))
        return path

    return make


def _claims(width: int, height: int, interval: int) -> Make:
    def change(data: bytearray) -> None:
        struct.pack_into(">HH", data, data.find(b"\xff\xc0") + 5, height, width)
        struct.pack_into(">H", data, data.find(b"\xff\xdd") + 4, interval)

    return _jpeg(change)


def _progressive(data: bytearray) -> None:
    made = jpeg_of(RGB, progressive=True, restart_marker_blocks=8)
    data[:] = made
    struct.pack_into(">HH", data, data.find(b"\xff\xc2") + 5, 65_500, 65_500)


def _beside(folder: Path) -> Path:
    """A second image with more tiles than the first."""
    path = write_vms(folder / "v.vms", RGB, NoJpegColumns="2", **{"ImageFile(1,0)": "wide.jpg"})
    wide = jpeg_of(np.tile(RGB, (1, 3, 1)), subsampling=1, restart_marker_blocks=8)
    (folder / "wide.jpg").write_bytes(wide)
    return path


def _vmu(**changes: str) -> Make:
    return lambda folder: write_vmu(folder / "u.vmu", RGB, **changes)


def _ngr(at: int, value: int) -> Make:
    def make(folder: Path) -> Path:
        path = write_vmu(folder / "u.vmu", RGB)
        data = bytearray((folder / "image.ngr").read_bytes())
        struct.pack_into("<i", data, at, value)
        (folder / "image.ngr").write_bytes(bytes(data))
        return path

    return make


def _piped(name: str, write: Make) -> Make:
    def make(folder: Path) -> Path:
        path = write(folder)
        _pipe(folder / name)
        return path

    return make


HAMAMATSU: dict[str, Make] = {
    "two billion columns": _vms(NoJpegColumns=_MOST),
    "columns squared": _vms(NoJpegColumns="46000", NoJpegRows="46000"),
    "no column": _vms(NoJpegColumns="0"),
    "an image elsewhere": _vms(ImageFile="../../../../etc/passwd"),
    "a map elsewhere": _vms(MapFile="/dev/zero"),
    "a map that is missing": _vms(MapFile="gone.jpg"),
    "half a billion runs": _claims(65_496, 65_496, 1),
    "an image lower than a run": _claims(1024, 7, 8),
    "an image of no height": _claims(1024, 0, 8),
    "a run longer than its row": _claims(64, 512, 64),
    "runs that do not fit": _claims(1024, 512, 7),
    "progressive and huge": _jpeg(_progressive),
    "a map of half a billion runs": _jpeg(
        lambda data: struct.pack_into(">HH", data, data.find(b"\xff\xc0") + 5, 65_496, 65_472),
        "map.jpg",
    ),
    "an image that ends in its header": _jpeg(lambda data: data.__delitem__(slice(100, None))),
    "a second image that is wider": _beside,
    "an image that is a pipe": _piped("image.jpg", _vms()),
    "a map that is a pipe": _piped("map.jpg", _vms()),
    "24 bits": _vmu(BitsPerPixel="24"),
    "another order of colours": _vmu(PixelOrder="BGR"),
    "two billion pixels wide": _ngr(4, 2**31 - 1),
    "a column as wide as memory": _ngr(12, 2**31 - 1),
    "no column width": _ngr(12, 0),
    "pixels before the file": _ngr(24, -5),
    "pixels behind the file": _ngr(24, 2**31 - 1),
    "uncompressed pixels that are a pipe": _piped("image.ngr", _vmu()),
}
ALL = {**ZEISS, **MIRAX, **HAMAMATSU}
SOUND: dict[str, Make] = {
    "CZI": lambda folder: write_czi(folder / "a.czi", RGB, label=RGB[:64, :64]),
    "MIRAX": lambda folder: write_mirax(folder / "m.mrxs", RGB),
    "MIRAX of four images per photograph": lambda folder: write_mirax(
        folder / "m.mrxs", RGB, NONHIER_COUNT="0", CameraImageDivisionsPerSide="2"
    ),
    "VMS": lambda folder: write_vms(folder / "v.vms", RGB),
    "VMU": lambda folder: write_vmu(folder / "u.vmu", RGB),
}
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")


def _made(folder: Path, makes: dict[str, Make]) -> dict[Path, str]:
    return {make(folder / str(number)): name for number, (name, make) in enumerate(makes.items())}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pyramid(tmp_path_factory.mktemp("sound") / "a.svs", RGB, 0.5)


@needs_pipes
def test_each_hostile_container_is_refused_in_words(plain: Path, tmp_path: Path) -> None:
    made = _made(tmp_path, ALL)
    found = opened(plain, made)
    for path, name in made.items():
        one = found[path]
        assert one.signal == 0 and one.said not in ("", "read"), (name, one)
        assert one.rise_mb < 200 and one.s < 10, (name, one)
        assert path.name in one.said and str(tmp_path) not in one.said, (name, one)


@pytest.mark.heavy  # of the samples, not of the program: they still are what ends a process
@needs_pipes
def test_without_the_walk_many_of_them_end_the_process(plain: Path, tmp_path: Path) -> None:
    kept = {name: make for name, make in ALL.items() if "pipe" not in name}  # these would hang
    made = _made(tmp_path, kept)
    found = opened(plain, made, native=True)
    dead = [kept_name for path, kept_name in made.items() if not found[path].is_survived]
    assert len(dead) >= 10, dead  # 15 when this was written


def test_sound_ones_are_read(plain: Path, tmp_path: Path) -> None:
    made = _made(tmp_path, SOUND)
    found = opened(plain, made)
    assert {made[path]: one.said for path, one in found.items()} == dict.fromkeys(SOUND, "read")


# Any damage ---------------------------------------------------------------------------------------

_INDEX_FILES = (
    "a.czi",
    "m/Index.dat",
    "m/Slidedat.ini",
    "v.vms",
    "image.jpg",
    "u.vmu",
    "image.ngr",
)
_WILD = (
    b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"9" * 9, b"-",
)  # fmt: skip


def _damaged(folder: Path, count: int, seed: int) -> Iterator[Path]:
    """Write slides with bits flipped and wild numbers put into their index."""
    rng = np.random.default_rng(seed)
    makes = [make for name, make in SOUND.items() if "photograph" not in name]
    for number in range(count):
        path = makes[number % len(makes)](folder / str(number))
        files = [path.parent / name for name in _INDEX_FILES if (path.parent / name).is_file()]
        file = files[int(rng.integers(len(files)))]
        data = bytearray(file.read_bytes())
        first, last = 0, min(len(data), 4096)
        if path.suffix == ".czi" and rng.random() < 0.8:  # the directory, and what follows it
            (first,) = struct.unpack_from("<q", data, 84)
            last = len(data)
        for _ in range(int(rng.integers(1, 5))):
            at = int(rng.integers(first, last))
            if rng.random() < 0.4:
                data[at] ^= 1 << int(rng.integers(8))
            else:
                wild = _WILD[int(rng.integers(len(_WILD)))]
                data[at : at + len(wild)] = wild
        file.write_bytes(bytes(data))
        yield path


def _survive(plain: Path, folder: Path, count: int, seed: int) -> dict[Path, Opened]:
    found = opened(plain, _damaged(folder, count, seed))
    dead = {path: one for path, one in found.items() if not one.is_survived}
    assert not dead, dead
    assert max(one.rise_mb for one in found.values()) < 400
    return found


def test_damaged_containers_end_no_process(plain: Path, tmp_path: Path) -> None:
    found = _survive(plain, tmp_path, 120, seed=0)
    assert 10 < sum(one.said == "read" for one in found.values()) < 110


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_ten_thousand_damaged_containers_end_no_process(plain: Path, tmp_path: Path) -> None:
    for seed in range(1, 21):
        _survive(plain, tmp_path / str(seed), 500, seed)
