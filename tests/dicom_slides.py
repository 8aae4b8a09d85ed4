"""A small DICOM whole-slide image, byte by byte: explicit VR, little endian, uncompressed tiles."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6"
_EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
_ROOT = "1.2.826.0.1.3680043.10.999"
_LONG = {"OB", "OW", "SQ", "UN", "UT"}

Element = tuple[int, int, str, bytes]


def _text(group: int, number: int, kind: str, value: str) -> Element:
    data = value.encode()
    pad = b"\0" if kind == "UI" else b" "
    return group, number, kind, data + pad * (len(data) % 2)


def _short(group: int, number: int, value: int) -> Element:
    return group, number, "US", struct.pack("<H", value)


def _long(group: int, number: int, value: int) -> Element:
    return group, number, "UL", struct.pack("<I", value)


def _sequence(group: int, number: int, items: list[Element]) -> Element:
    inside = _pack(items)
    return group, number, "SQ", struct.pack("<HHI", 0xFFFE, 0xE000, len(inside)) + inside


def _pack(elements: list[Element]) -> bytes:
    packed = b""
    for group, number, kind, data in sorted(elements, key=lambda e: e[:2]):
        head = struct.pack("<HH2s", group, number, kind.encode())
        size = struct.pack("<HI", 0, len(data)) if kind in _LONG else struct.pack("<H", len(data))
        packed += head + size + data
    return packed


def write_dicom(
    path: Path,
    rgb: NDArray[np.uint8],
    mpp: float,
    *,
    patient_name: str,
    patient_id: str,
    label: bool = False,
    tile_px: int = 256,
) -> Path:
    """Write `rgb` (h, w, 3) uint8 as a DICOM slide of one level, or as its label image."""
    height, width = rgb.shape[:2]
    cols, rows = -(-width // tile_px), -(-height // tile_px)
    if label:
        cols = rows = 1
    tile_w, tile_h = (width, height) if label else (tile_px, tile_px)
    canvas = np.full((rows * tile_h, cols * tile_w, 3), 255, np.uint8)
    canvas[:height, :width] = rgb
    frames = b"".join(
        canvas[r * tile_h : (r + 1) * tile_h, c * tile_w : (c + 1) * tile_w].tobytes()
        for r in range(rows)
        for c in range(cols)
    )
    instance = f"{_ROOT}.1.{2 if label else 1}"
    spacing = _text(0x0028, 0x0030, "DS", f"{mpp / 1000:.8f}\\{mpp / 1000:.8f}")
    meta = [
        (0x0002, 0x0001, "OB", b"\0\1"),
        _text(0x0002, 0x0002, "UI", _WHOLE_SLIDE),
        _text(0x0002, 0x0003, "UI", instance),
        _text(0x0002, 0x0010, "UI", _EXPLICIT_LITTLE_ENDIAN),
        _text(0x0002, 0x0012, "UI", f"{_ROOT}.2"),
    ]
    kind = ("LABEL", "NONE") if label else ("VOLUME", "NONE")
    elements = [
        _text(0x0008, 0x0008, "CS", f"ORIGINAL\\PRIMARY\\{kind[0]}\\{kind[1]}"),
        _text(0x0008, 0x0016, "UI", _WHOLE_SLIDE),
        _text(0x0008, 0x0018, "UI", instance),
        _text(0x0008, 0x0060, "CS", "SM"),
        _text(0x0010, 0x0010, "PN", patient_name),
        _text(0x0010, 0x0020, "LO", patient_id),
        _text(0x0020, 0x000D, "UI", f"{_ROOT}.3"),
        _text(0x0020, 0x000E, "UI", f"{_ROOT}.4"),
        _text(0x0020, 0x0013, "IS", "1"),
        _text(0x0020, 0x9311, "CS", "TILED_FULL"),
        _short(0x0028, 0x0002, 3),
        _text(0x0028, 0x0004, "CS", "RGB"),
        _short(0x0028, 0x0006, 0),
        _text(0x0028, 0x0008, "IS", str(cols * rows)),
        _short(0x0028, 0x0010, tile_h),
        _short(0x0028, 0x0011, tile_w),
        _short(0x0028, 0x0100, 8),
        _short(0x0028, 0x0101, 8),
        _short(0x0028, 0x0102, 7),
        _short(0x0028, 0x0103, 0),
        _long(0x0048, 0x0006, width),
        _long(0x0048, 0x0007, height),
        _sequence(0x5200, 0x9229, [_sequence(0x0028, 0x9110, [spacing])]),
        (0x7FE0, 0x0010, "OW", frames + b"\0" * (len(frames) % 2)),
    ]
    packed = _pack(meta)
    length = _pack([_long(0x0002, 0x0000, len(packed))])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(128) + b"DICM" + length + packed + _pack(elements))
    return path
