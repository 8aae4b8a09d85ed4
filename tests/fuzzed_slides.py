"""Damaged slides by the thousand: bits flipped, cut, spliced; each follows from its number."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import tifffile
from slides import tissue_disc, write_pyramid


def seeds(folder: Path) -> list[bytes]:
    """Write whole slides and TIFFs of many kinds, small so that their headers are hit often."""
    folder.mkdir(parents=True, exist_ok=True)
    rgb = tissue_disc(600, 500, (300, 250), 220)
    label = np.full((40, 60, 3), 180, np.uint8)
    paths = [
        write_pyramid(folder / "a.svs", rgb, 0.25, label=label, tile_px=64, quality=40),
        write_pyramid(folder / "b.tif", rgb, 0.5, svs=False, levels=2, tile_px=128, quality=40),
        write_pyramid(folder / "c.svs", rgb[:96, :96], 0.5, levels=1, tile_px=32, quality=30),
    ]
    for name, options in {
        "strips": {"rowsperstrip": 16},
        "lzw": {"tile": (64, 64), "compression": "lzw"},
        "deflate": {"tile": (64, 64), "compression": "deflate", "predictor": True},
        "j2k": {"tile": (64, 64), "compression": "jpeg2000"},
        "planar": {"tile": (64, 64), "planarconfig": "separate"},
        "big": {"tile": (64, 64), "bigtiff": True},
        "motorola": {"tile": (64, 64), "byteorder": ">"},
    }.items():
        pixels = rgb[:128, :192]
        kept = dict(options)
        pixels = np.moveaxis(pixels, -1, 0) if kept.get("planarconfig") else pixels
        opening = {key: kept.pop(key) for key in ("bigtiff", "byteorder") if key in kept}
        path = folder / f"{name}.tif"
        with tifffile.TiffWriter(path, **opening) as tiff:
            tiff.write(pixels, photometric="rgb", metadata=None, **kept)
        paths.append(path)
    return [path.read_bytes() for path in paths]


def headers_of(data: bytes) -> list[tuple[int, int]]:
    """Where the directories of a classic little-endian TIFF lie; the start of any other file."""
    if data[:4] != b"II*\0":
        return [(0, min(len(data), 512))]
    found, (place,) = [(0, 8)], struct.unpack_from("<I", data, 4)
    while 0 < place < len(data) - 6 and len(found) < 20:
        (count,) = struct.unpack_from("<H", data, place)
        found.append((place, min(len(data), place + 2 + 12 * count + 4)))
        (place,) = struct.unpack_from("<I", data, found[-1][1] - 4)
    return found


def fuzzed(whole: list[bytes], number: int) -> bytes:
    """Return damaged slide `number`; the same at every call."""
    rng = np.random.default_rng([20260310, number])
    return _damaged(whole, int(rng.integers(len(whole))), number, rng)


def damage(whole: list[bytes], which: int, number: int) -> bytes:
    """Return slide `which` with damage `number`."""
    return _damaged(whole, which, number // len(whole), np.random.default_rng([1129, number]))


def _damaged(whole: list[bytes], which: int, number: int, rng: np.random.Generator) -> bytes:
    data = bytearray(whole[which])
    kind = number % 5
    if kind == 0:  # bits anywhere
        for place in rng.integers(0, len(data), int(rng.integers(1, 60))):
            data[place] ^= 1 << int(rng.integers(8))
    elif kind == 1:  # bits and wild numbers in the directories, where sizes and places are
        for _ in range(int(rng.integers(1, 6))):
            spans = headers_of(bytes(data))
            first, last = spans[int(rng.integers(len(spans)))]
            place = int(rng.integers(first, max(first + 1, last - 4)))
            if rng.random() < 0.5:
                data[place] ^= 1 << int(rng.integers(8))
            else:
                wild = (0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, int(rng.integers(1 << 32)))
                struct.pack_into("<I", data, place, wild[int(rng.integers(len(wild)))])
    elif kind == 2:  # cut short
        del data[int(rng.integers(1, len(data))) :]
    elif kind == 3:  # a piece of another slide in the middle
        other = whole[int(rng.integers(len(whole)))]
        size = int(rng.integers(1, min(len(other), len(data)) // 2))
        here, there = (int(rng.integers(len(x) - size)) for x in (data, other))
        data[here : here + size] = other[there : there + size]
    else:  # a hole of zeros, and what was behind it moved
        size = int(rng.integers(1, max(2, len(data) // 4)))
        here = int(rng.integers(len(data) - size))
        data[here : here + size] = bytes(size // 2 if rng.random() < 0.5 else size)
    return bytes(data)


def damaged_scans(whole: bytes, places: list[tuple[int, int]], number: int) -> bytes:
    """Damage some of the streams at `places` (offset, length); headers of the file stay whole."""
    rng = np.random.default_rng([20261129, number])
    data = bytearray(whole)
    for tile in rng.choice(len(places), int(rng.integers(1, 4)), replace=False):
        offset, count = places[tile]
        # Mostly behind the tables, where the pixels are; the last bytes are hit as often.
        here = offset + int(rng.integers(count // 5, count - 2))
        end = offset + count
        kind = int(rng.integers(8))
        size = int(min(end - here, rng.integers(1, 400)))
        if kind == 0:  # a few bits
            for place in rng.integers(here, end, int(rng.integers(1, 4))):
                data[place] ^= 1 << int(rng.integers(8))
        elif kind == 1:  # a hole
            data[here : here + size] = bytes(size)
        elif kind == 2:  # noise
            data[here : here + size] = rng.integers(0, 256, size, np.uint8).tobytes()
        elif kind == 3:  # cut: what follows is empty
            data[here:end] = bytes(end - here)
        elif kind == 4:  # ended early, in good order
            data[here : here + 2] = b"\xff\xd9"
        elif kind == 5:  # restarted
            data[here : here + 2] = bytes((0xFF, 0xD0 + int(rng.integers(8))))
        elif kind == 6:  # some bytes lost, the rest moved up
            data[here:end] = data[here + size : end] + bytes(size)
        else:  # the scan of another tile
            other, length = places[int(rng.integers(len(places)))]
            size = min(end - here, length // 2)
            data[here : here + size] = whole[other + length - size : other + length]
    return bytes(data)
