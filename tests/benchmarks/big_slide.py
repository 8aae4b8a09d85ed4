"""A slide of any size in a small file: every tile of a level points at one of few JPEG streams."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

TILE_PX = 256
PERIOD_PX = 4096
DOWNSAMPLES = (1, 4, 16, 64)
_SHORT, _LONG, _ASCII = 3, 4, 2


@dataclass(frozen=True)
class _Level:
    width: int
    height: int
    offsets: NDArray[np.uint32]
    counts: NDArray[np.uint32]


def tissue_pattern(side_px: int = PERIOD_PX, seed: int = 0) -> Image.Image:
    """Stroma with nuclei that repeats without a seam, side_px square."""
    rng = np.random.default_rng(seed)
    tone = np.zeros((side_px, side_px), np.float32)
    for cells, strength in ((8, 22.0), (64, 12.0), (512, 7.0)):
        small = rng.normal(0, 1, (min(cells, side_px),) * 2).astype(np.float32)
        big = Image.fromarray(np.pad(small, 1, mode="wrap")).resize(
            (side_px + 2 * side_px // small.shape[0],) * 2, Image.Resampling.BICUBIC
        )
        edge = side_px // small.shape[0]
        tone += strength * np.asarray(big)[edge : edge + side_px, edge : edge + side_px]
    tone += rng.normal(0, 3, tone.shape).astype(np.float32)
    rgb = np.asarray((224, 160, 196)) + tone[..., None] * np.asarray((0.6, 1.0, 0.7))
    picture = Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for x, y in rng.integers(0, side_px, (side_px * side_px // 1400, 2)):
        r = rng.uniform(3, 9)
        for dx in (0, -side_px):
            for dy in (0, -side_px):
                box = (x + dx - r, y + dy - r, x + dx + r, y + dy + r)
                draw.ellipse(box, fill=(96, 62, 132))
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def write_big_slide(
    path: Path, width: int = 100_000, height: int = 80_000, mpp: float = 0.25
) -> Path:
    """Write an Aperio-like slide of 40x whose levels agree with each other.

    Tiles are whole JPEG streams (YCbCr 4:2:0, quality 85) written once and shared, so the file
    stays near 10 MB; to a reader, each tile is one of its own that has to be decoded.
    """
    pattern = tissue_pattern()
    body = bytearray(b"II*\0" + bytes(4))
    levels = []
    for down in DOWNSAMPLES:
        scaled = pattern.resize((PERIOD_PX // down,) * 2, Image.Resampling.BOX)
        across = max(1, scaled.width // TILE_PX)
        if scaled.width < TILE_PX:
            tiled = np.tile(np.asarray(scaled), (TILE_PX // scaled.width,) * 2 + (1,))
            scaled = Image.fromarray(tiled)
        places = np.zeros((across, across, 2), np.uint32)
        for row in range(across):
            for col in range(across):
                box = (col * TILE_PX, row * TILE_PX, (col + 1) * TILE_PX, (row + 1) * TILE_PX)
                stream = io.BytesIO()
                scaled.crop(box).save(stream, "JPEG", quality=85, subsampling="4:2:0")
                places[row, col] = len(body), len(stream.getvalue())
                body += stream.getvalue()
        wide, high = -(-width // down), -(-height // down)
        cols, rows = -(-wide // TILE_PX), -(-high // TILE_PX)
        index = places[np.arange(rows)[:, None] % across, np.arange(cols)[None] % across]
        levels.append(_Level(wide, high, index[..., 0].ravel(), index[..., 1].ravel()))
    link = 4
    for number, level in enumerate(levels):
        body += bytes(len(body) % 2)
        link = _append_directory(body, link, level, number, (width, height), mpp)
    path.write_bytes(bytes(body))
    return path


def _append_directory(
    body: bytearray,
    link: int,
    level: _Level,
    number: int,
    size_px: tuple[int, int],
    mpp: float,
) -> int:
    """Append one directory and hang it on the chain; returns where the next link stands."""
    text = (
        f"Aperio Image Library v11.2.1 \n{size_px[0]}x{size_px[1]} "
        f"({TILE_PX}x{TILE_PX}) JPEG/YCbCr|AppMag = 40|MPP = {mpp}"
    )
    fields: list[tuple[int, int, bytes, int]] = [
        (254, _LONG, struct.pack("<I", 0 if number == 0 else 1), 1),
        (256, _LONG, struct.pack("<I", level.width), 1),
        (257, _LONG, struct.pack("<I", level.height), 1),
        (258, _SHORT, struct.pack("<3H", 8, 8, 8), 3),
        (259, _SHORT, struct.pack("<H", 7), 1),
        (262, _SHORT, struct.pack("<H", 6), 1),
        (270, _ASCII, text.encode() + b"\0", len(text) + 1),
        (277, _SHORT, struct.pack("<H", 3), 1),
        (284, _SHORT, struct.pack("<H", 1), 1),
        (322, _LONG, struct.pack("<I", TILE_PX), 1),
        (323, _LONG, struct.pack("<I", TILE_PX), 1),
        (324, _LONG, level.offsets.tobytes(), len(level.offsets)),
        (325, _LONG, level.counts.tobytes(), len(level.counts)),
        (530, _SHORT, struct.pack("<2H", 2, 2), 2),
    ]
    entries = b""
    for tag, kind, data, count in fields:
        if len(data) > 4:
            entries += struct.pack("<HHII", tag, kind, count, len(body))
            body += data + bytes(len(data) % 2)
        else:
            entries += struct.pack("<HHI", tag, kind, count) + data.ljust(4, b"\0")
    struct.pack_into("<I", body, link, len(body))
    body += struct.pack("<H", len(fields)) + entries + bytes(4)
    return len(body) - 4
