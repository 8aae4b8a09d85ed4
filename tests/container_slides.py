"""Small MIRAX, VMS and VMU slides, as OpenSlide opens them."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

RGB = NDArray[np.uint8]


def jpeg_of(rgb: RGB, **options: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(rgb).save(out, "JPEG", quality=90, **options)
    return out.getvalue()


def slidedat(across: int, down: int, tile_px: int, levels: int, files: int, **changes: str) -> str:
    """Return the text of Slidedat.ini; `changes` replace keys of any group."""
    tree = {
        "HIER_COUNT": 1, "HIER_0_NAME": "Slide zoom level", "HIER_0_COUNT": levels,
        "NONHIER_COUNT": 1, "NONHIER_0_NAME": "VIMSLIDE_POSITION_BUFFER", "NONHIER_0_COUNT": 1,
        "INDEXFILE": "Index.dat",
    }  # fmt: skip
    tree |= {f"HIER_0_VAL_{n}_SECTION": f"LEVEL_{n}" for n in range(levels)}
    groups: dict[str, dict[str, object]] = {
        "GENERAL": {
            "SLIDE_ID": "S1", "IMAGENUMBER_X": across, "IMAGENUMBER_Y": down,
            "OBJECTIVE_MAGNIFICATION": 20, "CameraImageDivisionsPerSide": 1,
        },
        "HIERARCHICAL": dict(tree),
        "DATAFILE": {"FILE_COUNT": files, **{f"FILE_{n}": f"Data{n}.dat" for n in range(files)}},
    }  # fmt: skip
    for number in range(levels):
        groups[f"LEVEL_{number}"] = {
            "OVERLAP_X": 0, "OVERLAP_Y": 0, "IMAGE_FORMAT": "JPEG",
            "MICROMETER_PER_PIXEL_X": 0.5 * 2**number, "MICROMETER_PER_PIXEL_Y": 0.5 * 2**number,
            "IMAGE_FILL_COLOR_BGR": 16777215, "DIGITIZER_WIDTH": tile_px,
            "DIGITIZER_HEIGHT": tile_px, "IMAGE_CONCAT_FACTOR": min(number, 1),
        }  # fmt: skip
    lines = []
    for group, keys in groups.items():
        lines.append(f"[{group}]")
        lines += [f"{key} = {changes.get(key, value)}" for key, value in keys.items()]
    return "\n".join(lines) + "\n"


def write_mirax(path: Path, rgb: RGB, tile_px: int = 256, **changes: str) -> Path:
    """Write `rgb` (h, w, 3), sides in tiles, as a MIRAX slide of two levels."""
    folder = path.with_suffix("")
    folder.mkdir(parents=True)
    path.write_bytes(b"\0" * 64)  # the file that is opened holds nothing
    across, down = rgb.shape[1] // tile_px, rgb.shape[0] // tile_px
    data, pages = bytearray(), []
    for step in (1, 2):
        level = np.asarray(
            Image.fromarray(rgb).resize((rgb.shape[1] // step, rgb.shape[0] // step))
        )
        rows = []
        for y in range(0, down, step):
            for x in range(0, across, step):
                top, left = y // step * tile_px, x // step * tile_px
                picture = jpeg_of(level[top : top + tile_px, left : left + tile_px])
                rows.append((y * across + x, len(data), len(picture), 0))
                data += picture
        pages.append(rows)
    positions = b"".join(
        struct.pack("<bii", 0, x * tile_px, y * tile_px) for y in range(down) for x in range(across)
    )
    (folder / "Data0.dat").write_bytes(bytes(data))
    (folder / "Data1.dat").write_bytes(positions)
    (folder / "Slidedat.ini").write_text(slidedat(across, down, tile_px, 2, 2, **changes))
    (folder / "Index.dat").write_bytes(index_of(pages, (0, len(positions), 1)))
    return path


def index_of(pages: list[list[tuple[int, int, int, int]]], record: tuple[int, int, int]) -> bytes:
    """Return Index.dat: a page of images for each level, and one record."""
    start = len(b"01.02S1")
    at = start + 8
    levels_at, at = at, at + 4 * len(pages)
    others_at, at = at, at + 4
    heads, bodies = [], b""
    for rows in pages:
        heads.append(at)
        body = struct.pack("<ii", len(rows), 0) + b"".join(struct.pack("<iiii", *r) for r in rows)
        bodies += struct.pack("<ii", 0, at + 8) + body
        at += 8 + len(body)
    last = struct.pack("<ii", 0, at + 8) + struct.pack("<iiiiiii", 1, 0, 0, 0, *record)
    return (
        b"01.02S1"
        + struct.pack("<ii", levels_at, others_at)
        + struct.pack(f"<{len(pages)}i", *heads)
        + struct.pack("<i", at)
        + bodies
        + last
    )


def write_vms(path: Path, rgb: RGB, **changes: str) -> Path:
    """Write `rgb` (h, w, 3), sides in 16 px, as a VMS slide of one image and its map."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain: dict[str, object] = {"subsampling": 1, "restart_marker_blocks": 8}
    (path.parent / "image.jpg").write_bytes(jpeg_of(rgb, **plain))
    small = np.asarray(Image.fromarray(rgb).resize((rgb.shape[1] // 4, rgb.shape[0] // 4)))
    (path.parent / "map.jpg").write_bytes(jpeg_of(small, **plain))
    keys = {
        "NoLayers": "1", "NoJpegColumns": "1", "NoJpegRows": "1", "ImageFile": "image.jpg",
        "MapFile": "map.jpg", "SourceLens": "20", "PhysicalWidth": str(500 * rgb.shape[1]),
        "PhysicalHeight": str(500 * rgb.shape[0]),
    }  # fmt: skip
    lines = [f"{key}={value}" for key, value in (keys | changes).items()]
    path.write_text("[Virtual Microscope Specimen]\n" + "\n".join(lines) + "\n")
    return path


def write_vmu(path: Path, rgb: RGB, **changes: str) -> Path:
    """Write `rgb` (h, w, 3) as a VMU slide: 12 bits a value, in one column."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, step in (("image.ngr", 1), ("map.ngr", 4)):
        level = rgb[::step, ::step]
        head = struct.pack("<2s2xiii8xi", b"GN", level.shape[1], level.shape[0], level.shape[1], 32)
        values = (level.astype("<u2") << 4).tobytes()
        (path.parent / name).write_bytes(head.ljust(32, b"\0") + values)
    keys = {
        "ImageFile": "image.ngr", "MapFile": "map.ngr", "BitsPerPixel": "36", "PixelOrder": "RGB",
        "PhysicalWidth": str(500 * rgb.shape[1]), "PhysicalHeight": str(500 * rgb.shape[0]),
    }  # fmt: skip
    lines = [f"{key}={value}" for key, value in (keys | changes).items()]
    path.write_text("[Uncompressed Virtual Microscope Specimen]\n" + "\n".join(lines) + "\n")
    return path
