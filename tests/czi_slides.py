"""A small Zeiss CZI slide, segment by segment: uncompressed tiles of two levels, and a label."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

RGB = NDArray[np.uint8]

_BGR24 = 3
_HEAD = 32  # of every segment
_LONGEST_ENTRY = 256


def _segment(name: bytes, body: bytes) -> bytes:
    return struct.pack("<16sqq", name, len(body), len(body)) + body


def _entry(file_pos: int, dimensions: list[tuple[bytes, int, int, int]]) -> bytes:
    """A directory entry; dimensions are (name, start, size, stored size)."""
    head = struct.pack("<2siqiib5xi", b"DV", _BGR24, file_pos, 0, 0, 0, len(dimensions))
    return head + b"".join(
        struct.pack("<4siifi", name, start, size, 0.0, stored)
        for name, start, size, stored in dimensions
    )


def _metadata(width: int, height: int, mpp: float | None, objective: int, scenes: int) -> bytes:
    scaling = "" if mpp is None else "".join(
        f'<Distance Id="{axis}"><Value>{mpp / 1e6:.12g}</Value></Distance>' for axis in "XY"
    )  # fmt: skip
    return (
        "<ImageDocument><Metadata><Information><Image>"
        f"<SizeX>{width}</SizeX><SizeY>{height}</SizeY><SizeS>{scenes}</SizeS>"
        '<ObjectiveSettings><ObjectiveRef Id="Objective:1"/></ObjectiveSettings></Image>'
        '<Instrument><Objectives><Objective Id="Objective:1">'
        f"<NominalMagnification>{objective}</NominalMagnification></Objective></Objectives>"
        f"</Instrument></Information><Scaling><Items>{scaling}</Items></Scaling>"
        "</Metadata></ImageDocument>"
    ).encode()


def write_czi(
    path: Path,
    rgb: RGB,
    mpp: float | None = 0.5,
    *,
    objective: int = 20,
    label: RGB | None = None,
    tile_px: int = 256,
    scene_starts: tuple[int, ...] = (0,),
) -> Path:
    """Write `rgb` (h, w, 3) uint8 as a Zeiss slide that OpenSlide opens; sides in whole tiles.

    Each scene is the strip from one of `scene_starts` (columns, in whole coarse tiles) to the next.
    """
    height, width = rgb.shape[:2]
    file = bytearray(544)
    entries = []
    for down in (1, 4):
        level = np.asarray(Image.fromarray(rgb).resize((width // down, height // down)))
        for y in range(0, level.shape[0], tile_px):
            for x in range(0, level.shape[1], tile_px):
                tile = np.ascontiguousarray(level[y : y + tile_px, x : x + tile_px, ::-1])
                high, wide = tile.shape[:2]
                entry = _entry(len(file), [
                    (b"X", x * down, wide * down, wide),
                    (b"Y", y * down, high * down, high),
                    (b"C", 0, 1, 1),
                    (b"S", sum(x * down >= start for start in scene_starts) - 1, 1, 1),
                    (b"M", len(entries), 1, 1),
                ])  # fmt: skip
                entries.append(entry)
                head = struct.pack("<iiq", 0, 0, tile.nbytes) + entry
                body = head.ljust(_LONGEST_ENTRY, b"\0") + tile.tobytes()
                file += _segment(b"ZISRAWSUBBLOCK", body)
    places = {"directory": len(file)}
    count = struct.pack("<i124x", len(entries))
    file += _segment(b"ZISRAWDIRECTORY", count + b"".join(entries))
    places["metadata"] = len(file)
    xml = _metadata(width, height, mpp, objective, len(scene_starts))
    file += _segment(b"ZISRAWMETADATA", struct.pack("<ii248x", len(xml), 0) + xml)
    attached = b""
    if label is not None:
        picture = io.BytesIO()
        Image.fromarray(label).save(picture, "JPEG")
        attached = struct.pack("<2s10xqi16x8s80s", b"A1", len(file), 0, b"JPG", b"Label")
        head = struct.pack("<i12x", len(picture.getvalue())) + attached + bytes(112)
        file += _segment(b"ZISRAWATTACH", head + picture.getvalue())
    places["attachments"] = len(file)
    file += _segment(b"ZISRAWATTDIR", struct.pack("<i252x", bool(attached)) + attached)
    start = struct.pack(
        "<iiii16s16siqqiq",
        1, 0, 0, 0, b"p" * 16, b"f" * 16, 0,
        places["directory"], places["metadata"], 0, places["attachments"],
    )  # fmt: skip
    file[:_HEAD] = struct.pack("<16sqq", b"ZISRAWFILE", 512, 512)
    file[_HEAD : _HEAD + len(start)] = start
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file)
    return path
