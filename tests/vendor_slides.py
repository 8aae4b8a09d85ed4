"""Slides laid out as scanners lay them: Leica SCN, Hamamatsu NDPI, Akoya QPTIFF; written here."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from PIL import Image
from slides import RGB

_ASCII, _SHORT, _LONG, _SIGNED, _FLOAT = 2, 3, 4, 9, 11


def smaller(rgb: RGB, factor: int) -> RGB:
    return np.asarray(Image.fromarray(rgb).reduce(factor))


# Leica SCN: a BigTIFF whose first description is XML that says which directory is what ------------

_NM = 500  # per pixel


def write_scn(
    path: Path, pieces: Sequence[RGB], *, light: str = "brightfield", objectives: str = "20"
) -> Path:
    """Write pieces of tissue as images of a collection, each of two levels, beside a macro image.

    The pieces lie side by side, a millimetre apart, as the scanner found them on the glass.
    """
    glass_nm = (2_000_000, 1_200_000)
    macro = np.full((60, 100, 3), 240, np.uint8)
    pages: list[RGB] = [macro]
    images = [_scn_image(glass_nm, (0, 0), [(100, 60)], 0, "0.6", light)]
    left = 100_000
    for piece, power in zip(pieces, objectives.split(",") * len(pieces), strict=False):
        height, width = piece.shape[:2]
        levels = [piece, smaller(piece, 4)]
        sizes = [(level.shape[1], level.shape[0]) for level in levels]
        extent = width * _NM, height * _NM
        images.append(_scn_image(extent, (left, 100_000), sizes, len(pages), power, light))
        pages += levels
        left += extent[0] + 100_000
    xml = (
        '<?xml version="1.0"?><scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01">'
        f'<collection name="c" sizeX="{glass_nm[0]}" sizeY="{glass_nm[1]}">'
        f"<barcode>MDAwMQ==</barcode>{''.join(images)}</collection></scn>"
    )
    with tifffile.TiffWriter(path, bigtiff=True) as tiff:
        for number, page in enumerate(pages):
            tiff.write(
                page, tile=(128, 128), compression="jpeg", photometric="rgb", metadata=None,
                description=xml if number == 0 else None, software=False,
                resolution=(1e7 / _NM,) * 2, resolutionunit="CENTIMETER",
            )  # fmt: skip
    return path


def _scn_image(
    size_nm: tuple[int, int], at_nm: tuple[int, int], sizes: Sequence[tuple[int, int]],
    first_page: int, power: str, light: str,
) -> str:  # fmt: skip
    dimensions = "".join(
        f'<dimension sizeX="{w}" sizeY="{h}" r="{r}" ifd="{first_page + r}"/>'
        for r, (w, h) in enumerate(sizes)
    )
    width, height = sizes[0]
    return (
        '<image name="i"><creationDate>2013-02-01T10:00:00Z</creationDate>'
        '<device model="Leica SCN400" version="1.5"/>'
        f'<pixels sizeX="{width}" sizeY="{height}">{dimensions}</pixels>'
        f'<view sizeX="{size_nm[0]}" sizeY="{size_nm[1]}" offsetX="{at_nm[0]}" '
        f'offsetY="{at_nm[1]}" spacingZ="0"/><scanSettings><objectiveSettings>'
        f"<objective>{power}</objective></objectiveSettings><illuminationSettings>"
        f"<numericalAperture>0.4</numericalAperture><illuminationSource>{light}"
        "</illuminationSource></illuminationSettings></scanSettings></image>"
    )


# Hamamatsu NDPI: a TIFF whose pictures are single JPEG streams, found by their restart markers ----

_PER_RESTART = 8  # MCU, of 8 x 8 px


def write_ndpi(path: Path, rgb: RGB, mpp: float = 0.5) -> Path:
    """Write two levels and a macro image; the levels' sides are multiples of a restart interval."""
    out = bytearray(b"II*\0" + bytes(8))
    link = 4
    pictures = [(rgb, 20.0), (smaller(rgb, 4), 5.0), (smaller(rgb, 16), -1.0)]
    for picture, lens in pictures:
        stream = io.BytesIO()
        restarts = {"restart_marker_blocks": _PER_RESTART} if lens > 0 else {}
        Image.fromarray(picture).save(stream, "JPEG", quality=95, subsampling=0, **restarts)
        data, at = stream.getvalue(), len(out)
        out += data + bytes(len(data) % 2)
        height, width = picture.shape[:2]
        per_cm = round(1e4 / (mpp * (rgb.shape[1] / width)))
        fields: list[tuple[int, int, Sequence[Any]]] = [
            (254, _LONG, [0]), (256, _LONG, [width]), (257, _LONG, [height]),
            (258, _SHORT, [8, 8, 8]), (259, _SHORT, [7]), (262, _SHORT, [6]),
            (271, _ASCII, b"Hamamatsu\0"), (272, _ASCII, b"NanoZoomer\0"), (273, _LONG, [at]),
            (277, _SHORT, [3]), (278, _LONG, [height]), (279, _LONG, [len(data)]),
            (282, 5, [per_cm, 1]), (283, 5, [per_cm, 1]), (284, _SHORT, [1]), (296, _SHORT, [3]),
            (65420, _LONG, [1]), (65421, _FLOAT, [lens]), (65422, _LONG, [0]), (65423, _LONG, [0]),
            (65424, _SIGNED, [0]),
        ]  # fmt: skip
        if lens > 0:
            fields.append((65426, _LONG, _restarts(data)))
        link = _append(out, link, fields)
    path.write_bytes(bytes(out))
    return path


def _restarts(data: bytes) -> list[int]:
    """Return where each stretch of the scan begins: behind its header, and each restart marker."""
    scan = data.index(b"\xff\xda")
    start = scan + 2 + int.from_bytes(data[scan + 2 : scan + 4], "big")
    found = [start]
    at = start
    while (at := data.find(b"\xff", at)) != -1:
        if 0xD0 <= data[at + 1] <= 0xD7:
            found.append(at + 2)
        at += 2
    return found


def _append(out: bytearray, link: int, fields: Sequence[tuple[int, int, Sequence[Any]]]) -> int:
    codes = {_SHORT: "H", _LONG: "I", _SIGNED: "i", _FLOAT: "f", 5: "I"}
    entries = b""
    for tag, kind, values in fields:
        raw = (
            bytes(values)
            if kind == _ASCII
            else struct.pack(f"<{len(values)}{codes[kind]}", *values)
        )
        count = len(values) // 2 if kind == 5 else len(values)
        if len(raw) > 4:
            raw, where = struct.pack("<I", len(out)), raw
            out += where + bytes(len(where) % 2)
        entries += struct.pack("<HHI", tag, kind, count) + raw.ljust(4, b"\0")
    struct.pack_into("<I", out, link, len(out))
    out += struct.pack("<H", len(fields)) + entries
    link = len(out)
    # The next directory's place has eight bytes, and each value four more, for files above 4 GB.
    out += bytes(8 + 4 * len(fields))
    return link


# Akoya QPTIFF ------------------------------------------------------------------------------------


def write_qptiff(path: Path, rgb: RGB, *, dyes: Sequence[str] = (), is_known: bool = True) -> Path:
    """Write full and reduced resolution, thumbnail, overview and label; a page for each dye."""

    def text(kind: str, dye: str = "") -> str:
        channel = f"<Name>{dye}</Name><Color>0,0,255</Color>" if dye else ""
        mode = ("Fluorescence" if dyes else "Brightfield") if is_known else "Other"
        return (
            '<?xml version="1.0" encoding="utf-16"?>'
            "<PerkinElmer-QPI-ImageDescription><DescriptionVersion>5</DescriptionVersion>"
            "<AcquisitionSoftware>PhenoImager 2.0</AcquisitionSoftware>"
            f"<ImageType>{kind}</ImageType><Identifier>0-0-{kind}</Identifier>{channel}"
            f"<ScanProfile><root><SampleMode>{mode}</SampleMode></root></ScanProfile>"
            "<Objective>20x</Objective><ExposureTime>100</ExposureTime>"
            "</PerkinElmer-QPI-ImageDescription>"
        )

    common: dict[str, Any] = {
        "metadata": None, "software": "PerkinElmer-QPI", "resolutionunit": "CENTIMETER",
    }  # fmt: skip
    with tifffile.TiffWriter(path, bigtiff=True) as tiff:

        def write(picture: RGB, kind: str, factor: int, *, tiled: bool) -> None:
            options: dict[str, Any] = {"resolution": (20_000 / factor,) * 2, **common}
            if tiled:
                options |= {"tile": (128, 128)}
            if not dyes or kind in ("Label", "Overview"):
                options |= {"photometric": "rgb", "compression": "jpeg" if tiled else None}
                tiff.write(picture, description=text(kind), **options)
                return
            for number, dye in enumerate(dyes):
                values = (255 - picture[..., number % 3]) // 2
                options |= {"photometric": "minisblack", "compression": "lzw"}
                tiff.write(values, description=text(kind, dye), **options)

        write(rgb, "FullResolution", 1, tiled=True)
        write(smaller(rgb, 8), "Thumbnail", 8, tiled=False)
        for factor in (2, 4):
            write(smaller(rgb, factor), "ReducedResolution", factor, tiled=True)
        write(smaller(rgb, 16), "Overview", 16, tiled=False)
        write(np.full((90, 250, 3), 200, np.uint8), "Label", 1, tiled=False)
    return path
