"""Files made to hurt: each is opened in a process of its own, which has to outlive it."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from dicom_slides import write_series
from slide_formats import READ
from slides import tissue_disc, write_pyramid

RGB = tissue_disc(600, 500, (300, 250), 220)
_TESTS = Path(__file__).resolve().parents[1]
_OPEN = """
import json, logging, sys, time
from pathlib import Path
from memory import forget_peak, peak_mb
from steph_desktop.core.errors import StephError
from steph_desktop.slide.reader import Slide

def look(path):
    try:
        with Slide(path) as slide:
            slide.thumbnail(100)
            slide.read_region(0, 0, 0, 64, 64)
            for name in slide.info.associated:
                slide.associated_image(name)
        return "read"
    except StephError as error:
        return str(error)

first = Path(sys.argv[1])
look(first)  # what is loaded by it does not count
before, started = forget_peak(), time.monotonic()
said = look(Path(sys.argv[2]))
print(json.dumps({"said": said, "rise_mb": peak_mb() - before, "s": time.monotonic() - started}))
"""


def opened(sound: Path, path: Path) -> dict[str, object]:
    paths = os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(sound), str(path)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-500:]}"
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


# DICOM ----------------------------------------------------------------------------------------


def nested(depth: int, *, stated: bool, kind: bytes = b"SQ", padded: bool = False) -> bytes:
    """Sequences within sequences, with or without their lengths."""
    filler = struct.pack("<HH2sH", 0x0008, 0x0060, b"CS", 2) + b"SM" if padded else b""
    step = 20 + len(filler)
    parts = []
    for level in range(depth):
        left = (depth - level) * step
        inside, item = (left - 12, left - 20) if stated else (0xFFFFFFFF, 0xFFFFFFFF)
        parts.append(struct.pack("<HH2sHI", 0x0040, 0x0555, kind, 0, inside))
        parts.append(struct.pack("<HHI", 0xFFFE, 0xE000, item) + filler)
    ends = b"" if stated else struct.pack("<HHIHHI", 0xFFFE, 0xE00D, 0, 0xFFFE, 0xE0DD, 0) * depth
    return b"".join(parts) + ends


def with_nested(folder: Path, blob: bytes, which: int = 0) -> Path:
    files = write_series(folder, RGB, 0.5)
    place = struct.pack("<HH2s", 0x0048, 0x0006, b"UL")
    data = files[which].read_bytes()
    assert data.count(place) == 1
    files[which].write_bytes(data.replace(place, blob + place))
    return files[0]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_series(tmp_path_factory.mktemp("sound"), RGB, 0.5)[0]


@pytest.mark.parametrize("depth", [300, 30_000])
@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("padded", [True, False])
def test_sequences_nested_without_end(
    tmp_path: Path, sound: Path, depth: int, stated: bool, padded: bool
) -> None:
    path = with_nested(tmp_path, nested(depth, stated=stated, padded=padded))
    found = opened(sound, path)
    assert "structure of a DICOM file" in str(found["said"])
    assert float(str(found["s"])) < 5


@pytest.mark.parametrize("which", [1, 2])
def test_the_file_beside_is_looked_at_too(tmp_path: Path, sound: Path, which: int) -> None:
    """OpenSlide opens every file of the folder."""
    path = with_nested(tmp_path, nested(30_000, stated=False), which)
    assert "structure of a DICOM file" in str(opened(sound, path)["said"])


def test_sequences_of_no_kind(tmp_path: Path, sound: Path) -> None:
    path = with_nested(tmp_path, nested(30_000, stated=False, kind=b"UN"))
    assert opened(sound, path)["said"] != "read"


def test_a_sequence_as_deep_as_those_of_slides_is_read(tmp_path: Path, sound: Path) -> None:
    for stated in (True, False):
        path = with_nested(tmp_path / str(stated), nested(10, stated=stated))
        assert opened(sound, path)["said"] == "read"


@pytest.mark.parametrize("length", [0xFFFFFFFE, 0x7FFFFFFF, 1 << 24])
def test_a_length_beyond_the_file(tmp_path: Path, sound: Path, length: int) -> None:
    blob = struct.pack("<HH2sHI", 0x0040, 0x0555, b"OB", 0, length)
    found = opened(sound, with_nested(tmp_path, blob))
    assert "cut short" in str(found["said"])
    assert float(str(found["rise_mb"])) < 200


# TIFF and pictures ----------------------------------------------------------------------------


def _loop(path: Path, back_to_first: bool) -> None:
    READ["strips"][1](path, RGB)
    data = bytearray(path.read_bytes())
    (place,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, place)
    link = place + 2 + 12 * count
    struct.pack_into("<I", data, link, place if back_to_first else link - 2)
    path.write_bytes(bytes(data))


def _chain(path: Path) -> None:
    """A hundred thousand directories of nothing."""
    READ["strips"][1](path, RGB)
    data = bytearray(path.read_bytes())
    (place,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, place)
    start = len(data)
    struct.pack_into("<I", data, place + 2 + 12 * count, start)
    n = 100_000
    chain = np.zeros((n, 9), "<u2")
    links = start + 18 * np.arange(1, n + 1, dtype=np.uint32)
    links[-1] = 0
    chain[:, 0] = 1
    chain[:, 1:7] = (256, 4, 1, 0, 1, 0)
    chain[:, 7:] = links.view("<u2").reshape(n, 2)
    path.write_bytes(bytes(data) + chain.tobytes())


def _sub_loop(path: Path) -> None:
    """A sub-directory that is its own."""
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(RGB, subifds=1, rowsperstrip=50, photometric="rgb", metadata=None)
        tiff.write(RGB[::2, ::2], subfiletype=1, rowsperstrip=50, photometric="rgb", metadata=None)
    data = bytearray(path.read_bytes())
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages[0]
        tag = page.tags[330]
        struct.pack_into("<I", data, tag.offset + 8, page.offset)
    path.write_bytes(bytes(data))


def _ome(text: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        options = {"photometric": "rgb", "metadata": None, "rowsperstrip": 50}
        tifffile.imwrite(path, RGB, description=text.encode(), **options)

    return make


_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(12))
_HEAD = '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'


def _claims(width: int, height: int, name: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        READ[name][1](path, RGB)
        with tifffile.TiffFile(path, mode="r+") as tiff:
            for code, value in ((256, width), (257, height)):
                tiff.pages[0].tags[code].overwrite(value, dtype="I", erase=False)

    return make


def _tile_claim(path: Path) -> None:
    READ["tiles, Zstandard"][1](path, RGB)
    with tifffile.TiffFile(path, mode="r+") as tiff:
        for code in (322, 323):
            tiff.pages[0].tags[code].overwrite(65_520, erase=False)


def _bomb(path: Path) -> None:
    """Tiles of a few kilobytes that unpack to a gigabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    # A block that refers to none before it, over and over: to pack a gigabyte takes seconds.
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = ((1 << 30) % 65_521 << 16 | 1).to_bytes(4, "big")  # Adler-32 of zeros
    stream = b"\x78\xda" + 1024 * block + b"\x03\0" + check
    assert len(stream) < 2 << 20
    options = {"photometric": "rgb", "metadata": None, "rowsperstrip": 500}
    tifffile.imwrite(path, RGB, compression="deflate", **options)
    data = path.read_bytes()
    with tifffile.TiffFile(path, mode="r+") as tiff:
        tiff.pages[0].tags[273].overwrite(len(data), erase=False)
        tiff.pages[0].tags[279].overwrite(len(stream), erase=False)
    path.write_bytes(path.read_bytes()[: len(data)] + stream)


def _png_claim(width: int, height: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        READ["PNG"][1](path, RGB)
        data = bytearray(path.read_bytes())
        struct.pack_into(">II", data, 16, width, height)
        struct.pack_into(">I", data, 29, zlib.crc32(bytes(data[12:29])))
        path.write_bytes(bytes(data))

    return make


def _jpeg_claim(path: Path) -> None:
    READ["JPEG"][1](path, RGB)
    data = bytearray(path.read_bytes())
    frame = data.find(b"\xff\xc0")
    struct.pack_into(">HH", data, frame + 5, 65_500, 65_500)
    path.write_bytes(bytes(data))


HOSTILE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "directory that follows itself": (".tif", lambda path: _loop(path, True)),
    "directory within a directory": (".tif", lambda path: _loop(path, False)),
    "a hundred thousand directories": (".tif", _chain),
    "sub-directory that is its own": (".tif", _sub_loop),
    "entities": (".ome.tif", _ome(f"<!DOCTYPE x [{_ENTITIES}]>{_HEAD}&a11;</OME>")),
    "entities elsewhere": (".ome.tif", _ome(f"{_HEAD}<!DOCTYPE x [{_ENTITIES}]>&a11;</OME>")),
    "XML nested without end": (".ome.tif", _ome(_HEAD + "<A>" * 300_000)),
    "a million images": (".ome.tif", _ome(_HEAD + '<Image><Pixels SizeX="9"/></Image>' * 200_000)),
    "two billion pixels wide": (".tif", _claims(2**31 - 1, 500, "strips, Zstandard")),
    "a million pixels square": (".tif", _claims(2**20, 2**20, "tiles, Zstandard")),
    "one strip of half a million rows": (".tif", _claims(600, 500_000, "one strip")),
    "giant tiles": (".tif", _tile_claim),
    "bomb": (".tif", _bomb),
    "giant PNG": (".png", _png_claim(2**31 - 1, 2**31 - 1)),
    "large PNG of a few bytes": (".png", _png_claim(11_000, 11_000)),
    "giant JPEG": (".jpg", _jpeg_claim),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_is_refused_or_read(tmp_path: Path, name: str) -> None:
    sound = tmp_path / "sound.tif"
    READ["tiles, Zstandard"][1](sound, RGB)
    suffix, make = HOSTILE[name]
    path = tmp_path / f"hostile{suffix}"
    make(path)
    found = opened(sound, path)
    assert float(str(found["rise_mb"])) < 500, found
    assert float(str(found["s"])) < 15, found


def test_a_process_that_dies_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = write_pyramid(tmp_path / "a.svs", RGB, 0.5)
    death = _OPEN.replace("look(first)", "__import__('os').kill(__import__('os').getpid(), 11)")
    monkeypatch.setattr(sys.modules[__name__], "_OPEN", death)
    with pytest.raises(AssertionError, match="ended with -11"):
        opened(sound, sound)
