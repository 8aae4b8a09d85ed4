"""A small DICOM whole-slide image, byte by byte: explicit VR, little endian, uncompressed tiles."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

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


def _open_sequence(group: int, number: int, items: list[Element]) -> bytes:
    """A sequence, and an item in it, whose lengths are not stated."""
    head = struct.pack("<HH2sHI", group, number, b"SQ", 0, 0xFFFFFFFF)
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF) + _pack(items)
    ends = struct.pack("<HHIHHI", 0xFFFE, 0xE00D, 0, 0xFFFE, 0xE0DD, 0)
    return head + item + ends


def _pack(elements: list[Element], *, implicit: bool = False) -> bytes:
    packed = b""
    for group, number, kind, data in sorted(elements, key=lambda e: e[:2]):
        if implicit:
            packed += struct.pack("<HHI", group, number, len(data)) + data
            continue
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
    level: int = 0,
    series: int = 4,
) -> Path:
    """Write `rgb` (h, w, 3) uint8 as a level of a DICOM slide, or as its label image.

    All files of one `series` in a folder are one slide.
    """
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
    instance = f"{_ROOT}.1.{series}.{99 if label else level + 1}"
    spacing = _text(0x0028, 0x0030, "DS", f"{mpp / 1000:.8f}\\{mpp / 1000:.8f}")
    meta = [
        (0x0002, 0x0001, "OB", b"\0\1"),
        _text(0x0002, 0x0002, "UI", _WHOLE_SLIDE),
        _text(0x0002, 0x0003, "UI", instance),
        _text(0x0002, 0x0010, "UI", _EXPLICIT_LITTLE_ENDIAN),
        _text(0x0002, 0x0012, "UI", f"{_ROOT}.2"),
    ]
    kind = ("LABEL", "NONE") if label else ("VOLUME", "RESAMPLED" if level else "NONE")
    origin = "DERIVED" if level else "ORIGINAL"
    elements = [
        _text(0x0008, 0x0008, "CS", f"{origin}\\PRIMARY\\{kind[0]}\\{kind[1]}"),
        _text(0x0008, 0x0016, "UI", _WHOLE_SLIDE),
        _text(0x0008, 0x0018, "UI", instance),
        _text(0x0008, 0x0060, "CS", "SM"),
        _text(0x0010, 0x0010, "PN", patient_name),
        _text(0x0010, 0x0020, "LO", patient_id),
        _text(0x0020, 0x000D, "UI", f"{_ROOT}.3"),
        _text(0x0020, 0x000E, "UI", f"{_ROOT}.{series}"),
        _text(0x0020, 0x0013, "IS", str(level + 1)),
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


def write_series(
    folder: Path,
    rgb: NDArray[np.uint8],
    mpp: float,
    names: tuple[str, str, str] = ("1.dcm", "2.dcm", "3.dcm"),
    **options: Any,
) -> tuple[Path, ...]:
    """Write a slide of two levels, the second a quarter as large, and its label; by name."""
    small = np.asarray(Image.fromarray(rgb).resize((rgb.shape[1] // 4, rgb.shape[0] // 4)))
    label = np.full((40, 60, 3), 200, np.uint8)
    named = {"patient_name": "Zebra^Jo", "patient_id": "zebra-7", **options}
    return (
        write_dicom(folder / names[0], rgb, mpp, **named),
        write_dicom(folder / names[1], small, 4 * mpp, level=1, **named),
        write_dicom(folder / names[2], label, mpp, label=True, **named),
    )


def head_only(path: Path, *, series: str, implicit: bool = False, image: str = "VOLUME") -> Path:
    """Write the head of a DICOM slide as other programs do: open sequences, or no kinds."""
    syntax = "1.2.840.10008.1.2" if implicit else _EXPLICIT_LITTLE_ENDIAN
    meta = _pack([
        _text(0x0002, 0x0002, "UI", _WHOLE_SLIDE),
        _text(0x0002, 0x0010, "UI", syntax),
    ])  # fmt: skip
    first = [_text(0x0008, 0x0008, "CS", f"DERIVED\\PRIMARY\\{image}\\RESAMPLED")]
    named = [_text(0x0010, 0x0010, "PN", "Zebra^Jo")]
    last = [_text(0x0020, 0x000E, "UI", series), _short(0x0028, 0x0002, 3)]
    inner = [_text(0x0020, 0x000E, "UI", f"{_ROOT}.wrong")]  # of another series that is referred to
    middle = b"" if implicit else _open_sequence(0x0008, 0x1115, inner)
    parts = [_pack(part, implicit=implicit) for part in (first, named, last)]
    parts.insert(1, middle)
    path.write_bytes(bytes(128) + b"DICM" + meta + b"".join(parts))
    return path
