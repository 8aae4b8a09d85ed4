"""Damaged OME-Zarr folders: what describes them and their chunks, changed by the hundred.

Each is opened in a process of its own: it is read or refused in words, soon, and in little memory.
"""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hostile_opening import opened
from slides import tissue_disc, write_pyramid
from zarr_slides import BIOFORMATS2RAW, FORMS, Form, encode, write_series, write_zarr

from steph_desktop.slide.zarr_arrays import crc32c

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each is opened in a fork")

_S, _MB = 10.0, 200.0
_WILD: tuple[Any, ...] = (
    0, 1, -1, 2, 255, 1 << 20, 1 << 31, 1 << 40, (1 << 63) - 1, 1 << 64, 10**400, 0.5, -0.0, 1e308,
    None, True, "", "..", "../..", "/etc/passwd", "0", "\0", "c", "uint16", "|O", "object",
    "pickle", "json2", "vlen-utf8", "zstd", "blosc", "lz4", "gzip", "transpose", "sharding_indexed",
    "crc32c", "micrometer", "x" * 5000, [], {}, [[]], [0], [1, 1, 1], [1] * 5, [1] * 99,
    {"id": "blosc"}, {"name": "zstd"}, {"name": "crc32c"}, float("nan"), float("inf"),
)  # fmt: skip


def seeds(folder: Path) -> list[Path]:
    """Whole slides of several forms, small, so that each file matters."""
    rgb = tissue_disc(300, 200, (150, 100), 90)
    small = {"chunk_px": 128, "levels": 2}
    made = [
        write_zarr(folder / f"{number}.ome.zarr", rgb, form=replace(FORMS[name], **small))
        for number, name in enumerate(
            ("plain", "ome-zarr-py", "lz4", "gzip", "version 3", "version 3, gzip", "shards")
        )
    ]
    pictures = {"a": rgb, "label image": rgb[:64, :64], "b": rgb[:150]}
    for version in (2, 3):
        form = replace(BIOFORMATS2RAW, version=version, codec="zstd", **small)
        made.append(write_series(folder / f"several{version}", pictures, form=form))
    return made


def damage(whole: list[Path], number: int, target: Path) -> Path:
    """Copy a slide and damage the copy; the same for a number at every call."""
    rng = np.random.default_rng([2026, 11, number])
    source = whole[number % len(whole)]
    shutil.copytree(source, target)
    files = sorted(path for path in target.rglob("*") if path.is_file())
    told = [path for path in files if path.suffix == ".json" or path.name.startswith(".z")]
    chunks = [path for path in files if path not in told and path.suffix != ".xml"]

    def one_of(items: list[Any]) -> Any:
        return items[int(rng.integers(len(items)))]

    kind = number // len(whole) % 6
    if kind <= 1:  # values of what describes it
        for _ in range(int(rng.integers(1, 4))):
            path = one_of(told)
            said = json.loads(path.read_text("utf-8"))
            holder, key = one_of(list(_places(said)) or [([said], 0)])
            if kind == 0 or rng.random() < 0.5:
                holder[key] = one_of(list(_WILD))
            elif isinstance(holder, dict):
                del holder[key]
            else:
                holder.insert(0, one_of(list(_WILD)))
            path.write_text(json.dumps(said), "utf-8")
    elif kind == 2:  # its text
        path = one_of([*told, *(path for path in files if path.suffix == ".xml")])
        path.write_bytes(_torn(path.read_bytes(), rng))
    elif kind == 3:  # chunks
        for _ in range(int(rng.integers(1, 4))):
            path = one_of(chunks)
            path.write_bytes(_torn(path.read_bytes(), rng))
    elif (
        kind == 4
    ):  # heads of chunks, which state lengths; the index of a shard, which states places
        for path in chunks:
            data = bytearray(path.read_bytes())
            wild = (0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, len(data), int(rng.integers(1 << 32)))
            spot = 4 * int(rng.integers(4))
            if source.name.startswith("6") and len(data) > 68:
                spot = len(data) - 68 + 4 * int(rng.integers(16))
            data[spot : spot + 4] = one_of(list(wild)).to_bytes(4, "little")
            if source.name.startswith("6"):
                data[-4:] = crc32c(bytes(data[-68:-4])).to_bytes(4, "little")
            path.write_bytes(data)
    else:  # files in other places
        for _ in range(int(rng.integers(1, 4))):
            path, other = one_of(files), one_of(files)
            if not path.is_file() or not other.is_file():
                continue
            match int(rng.integers(5)):
                case 0:
                    path.unlink()
                case 1:
                    path.write_bytes(other.read_bytes())
                case 2:
                    path.unlink()
                    path.mkdir()
                case 3:
                    path.unlink()
                    path.symlink_to(one_of([target, Path("/etc"), Path("/dev/zero"), path, other]))
                case _:
                    shutil.rmtree(other.parent) if other.parent != target else other.unlink()
    return target


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value where another could stand."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


def _torn(data: bytes, rng: np.random.Generator) -> bytes:
    torn = bytearray(data)
    match int(rng.integers(5)):
        case 0:
            for place in rng.integers(0, len(torn), int(rng.integers(1, 30))):
                torn[place] ^= 1 << int(rng.integers(8))
        case 1:
            del torn[int(rng.integers(len(torn))) :]
        case 2:
            at = int(rng.integers(len(torn)))
            torn[at : at + 40] = rng.integers(0, 256, 40, np.uint8).tobytes()
        case 3:
            torn = torn * int(rng.integers(2, 50))
        case _:
            return bytes(len(torn))
    return bytes(torn)


def run(folder: Path, first: int, last: int) -> None:
    whole = seeds(folder / "whole")
    sound = write_pyramid(folder / "sound.svs", tissue_disc(300, 250, (150, 125), 110), 0.5)
    paths = [damage(whole, number, folder / f"{number}.zarr") for number in range(first, last)]
    found = opened(sound, [*whole, *paths])
    assert all(found[path].said == "read" for path in whole), [found[path] for path in whole]
    bad = {
        path.name: seen
        for path, seen in found.items()
        if not seen.is_survived or seen.s > _S or seen.rise_mb > _MB
    }
    assert not bad, bad
    n_read = sum(found[path].said == "read" for path in paths)
    # Damage that spares every slide, or none, would show nothing.
    assert len(paths) * 0.05 < n_read < len(paths) * 0.9, n_read


def test_a_hundred_damaged_folders(tmp_path: Path) -> None:
    run(tmp_path, 0, 108)


@pytest.mark.heavy
@pytest.mark.timeout(7200)
def test_ten_thousand_damaged_folders(tmp_path: Path) -> None:
    for first in range(0, 10_000, 1000):
        run(tmp_path / str(first), first, first + 1000)


# Bombs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["blosc", "bz2", "gzip", "lz4", "zlib", "zstd"])
def test_a_chunk_that_would_fill_the_memory(tmp_path: Path, codec: str) -> None:
    """Two hundred megabytes of zeros, or a head that claims as many gigabytes, in one chunk."""
    rgb = tissue_disc(600, 500, (300, 250), 220)
    form = Form(codec=codec, axes="cyx", levels=1)
    path = write_zarr(tmp_path / "a.zarr", rgb, form=form)
    big = encode(codec, bytes(200 << 20))
    for place in (path / "0").rglob("1"):
        if place.is_file():
            place.write_bytes(big)
    claims = write_zarr(tmp_path / "c.zarr", rgb, form=form)
    for place in (claims / "0").rglob("[0-9]"):
        if place.is_file():
            data = bytearray(place.read_bytes())
            at = {"blosc": 4, "lz4": 0, "zstd": 5}.get(codec, 0)
            data[at : at + 4] = b"\xff\xff\xff\x7f"
            place.write_bytes(data)
    sound = write_pyramid(tmp_path / "sound.svs", rgb, 0.5)
    for one, seen in opened(sound, [path, claims]).items():
        assert seen.is_survived and seen.s < _S and seen.rise_mb < _MB, (one, seen)
        assert "cannot be read" in seen.said, (one, seen)


def test_what_describes_a_slide_may_not_be_endless(tmp_path: Path) -> None:
    rgb = tissue_disc(300, 200, (150, 100), 90)
    sound = write_pyramid(tmp_path / "sound.svs", rgb, 0.5)
    deep = write_zarr(tmp_path / "deep.zarr", rgb)
    (deep / ".zattrs").write_text("[" * 200_000)
    long = write_zarr(tmp_path / "long.zarr", rgb)
    with (long / ".zattrs").open("ab") as file:
        file.truncate(1 << 40)  # a sparse file: it takes no room
    wide = write_zarr(tmp_path / "wide.zarr", rgb, form=Form(levels=1))
    said = json.loads((wide / "0" / ".zarray").read_text())
    said |= {"shape": [1, 3, 1, 1 << 20, 1 << 20], "chunks": [1, 1, 1, 64, 64]}
    (wide / "0" / ".zarray").write_text(json.dumps(said))
    found = opened(sound, [deep, long, wide])
    for seen in found.values():
        assert seen.is_survived and seen.s < _S and seen.rise_mb < _MB, found
    assert "cannot be right" in found[deep].said and "cannot be right" in found[long].said
    assert "pixels of the slide are missing" in found[wide].said
    assert math.isfinite(found[wide].s)
