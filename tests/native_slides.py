"""Slides of makers that OpenSlide alone reads: Ventana BIF, Philips, Trestle, Huron, Sakura."""

from __future__ import annotations

import io
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image
from slides import RGB
from vendor_slides import smaller

SIDE = 128  # of tiles
_OPTIONS = {"tile": (SIDE, SIDE), "compression": "jpeg", "photometric": "rgb", "metadata": None}


def _grid(rgb: RGB) -> tuple[int, int]:
    return rgb.shape[1] // SIDE, rgb.shape[0] // SIDE


def bif_xml(rgb: RGB) -> str:
    """Say how the tiles of a picture join: without overlap."""
    across, down = _grid(rgb)

    def tile(col: int, row: int) -> int:  # numbered from the bottom, to and fro
        up = down - 1 - row
        return up * across + (across - 1 - col if up % 2 else col) + 1

    joints = [
        ("RIGHT", tile(col, row), tile(col + 1, row))
        for row in range(down)
        for col in range(across - 1)
    ]
    joints += [
        ("UP", tile(col, row), tile(col, row - 1))
        for row in range(1, down)
        for col in range(across)
    ]
    told = "".join(
        f'<TileJointInfo FlagJoined="1" Confidence="99" Direction="{way}" Tile1="{one}" '
        f'Tile2="{two}" OverlapX="0" OverlapY="0"/>'
        for way, one, two in joints
    )
    return (
        f'<EncodeInfo Ver="2"><SlideStitchInfo><ImageInfo AOIScanned="1" AOIIndex="0" '
        f'NumRows="{down}" NumCols="{across}" Width="{SIDE}" Height="{SIDE}" Pos-X="0" Pos-Y="0">'
        f'{told}</ImageInfo></SlideStitchInfo><AoiOrigin><AOI0 OriginX="0" OriginY="0"/>'
        "</AoiOrigin></EncodeInfo>"
    )


def write_bif(path: Path, rgb: RGB, xml: str | None = None, magnifications: str = "40,10") -> Path:
    """Write a Ventana BIF of two levels; its XML says how the tiles of the first one join."""
    scan = b'<iScan Magnification="40" ScanRes="0.25"/>'
    texts = (scan, (xml if xml is not None else bif_xml(rgb)).encode(), None)
    pictures = (rgb[:60, :60], rgb, smaller(rgb, 4))
    levels = ("Label Image", *(f"level={n} mag={m} quality=90"
              for n, m in enumerate(magnifications.split(","))))  # fmt: skip
    with tifffile.TiffWriter(path, bigtiff=True) as tiff:
        for picture, text, words in zip(pictures, texts, levels, strict=True):
            tags = [] if text is None else [(700, 1, len(text), text, True)]
            options = _OPTIONS if words.startswith("level") else {"photometric": "rgb"}
            tiff.write(picture, description=words, extratags=tags, **{"metadata": None, **options})
    return path


def write_philips(path: Path, rgb: RGB, spacings: str = '"0.00025" "0.00025"') -> Path:
    """Write a Philips TIFF of two levels, whose XML says how large a pixel of each is."""
    parts = "".join(
        '<DataObject ObjectType="PixelDataRepresentation">'
        f'<Attribute Name="DICOM_PIXEL_SPACING">{words}</Attribute></DataObject>'
        for words in ('"0.00025" "0.00025"', spacings.replace("0.00025", "0.001"))
    )
    if spacings != '"0.00025" "0.00025"':
        parts = parts.replace('"0.00025" "0.00025"', spacings)
    xml = (
        '<?xml version="1.0"?><DataObject ObjectType="DPUfsImport">'
        '<Attribute Name="PIM_DP_SCANNED_IMAGES"><Array><DataObject ObjectType="DPScannedImage">'
        '<Attribute Name="PIM_DP_IMAGE_TYPE">WSI</Attribute>'
        f'<Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE"><Array>{parts}</Array>'
        "</Attribute></DataObject></Array></Attribute></DataObject>"
    )
    with tifffile.TiffWriter(path, bigtiff=True) as tiff:
        for number, picture in enumerate((rgb, smaller(rgb, 4))):
            tiff.write(
                picture, subfiletype=min(number, 1), software="Philips DP v1.0",
                description=xml if number == 0 else "level", **_OPTIONS,
            )  # fmt: skip
    return path


def write_trestle(path: Path, rgb: RGB, overlaps: str = "0 0 0 0") -> Path:
    """Write a Trestle TIFF of two levels, whose words say by how much tiles overlap."""
    words = f"Background Color=ffffff;Objective Power=20;OverlapsXY={overlaps}"
    with tifffile.TiffWriter(path) as tiff:
        for picture in (rgb, smaller(rgb, 4)):
            tiff.write(picture, software="MedScan", description=words, **_OPTIONS)
    return path


def write_huron(path: Path, rgb: RGB) -> Path:
    """Write a Huron TIFF of one level."""
    tags = [(271, 2, 6, b"Huron\0", True)]
    tifffile.imwrite(path, rgb, description="Date = 2013", extratags=tags, **_OPTIONS)
    return path


def write_svslide(path: Path, rgb: RGB, after: str = "", header: bytes | None = None) -> Path:
    """Write a Sakura slide of one level: a database of tiles, a channel each.

    Parameters
    ----------
    after : str
        Statements that are run at the end.
    header : bytes, optional
        In place of the sound one.
    """
    across, down = _grid(rgb)
    said = struct.pack("<IIIII", SIDE, rgb.shape[1], rgb.shape[0], 0, 1)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(
            "CREATE TABLE DataManagerSQLiteConfigXPO (TableName TEXT);"
            "INSERT INTO DataManagerSQLiteConfigXPO VALUES ('u1');"
            "CREATE TABLE u1 (id TEXT PRIMARY KEY, data BLOB);"
            "CREATE TABLE SVSlideDataXPO (OID INTEGER PRIMARY KEY, SlideId TEXT, Date TEXT, "
            "Description TEXT, Creator TEXT, DiagnosisCode TEXT, Keywords TEXT, m_labelScan INT, "
            "m_overviewScan INT);"
            "INSERT INTO SVSlideDataXPO VALUES (1, 's', 'd', '', 'c', '', '', 1, 1);"
            "CREATE TABLE SVHRScanDataXPO (OID INTEGER PRIMARY KEY, ParentSlide INT, ScanId TEXT, "
            "Date TEXT, Name TEXT, Description TEXT, ResolutionMmPerPix REAL, "
            "NominalLensMagnification REAL, FocussingMethod TEXT, ThumbnailImage BLOB);"
            "INSERT INTO SVHRScanDataXPO VALUES (1, 1, 's', 'd', 'n', '', 0.0005, 20, 'f', NULL);"
        )
        rows = [("++MagicBytes", b"SVGigaPixelImage"), ("++VersionBytes", b"1.0")]
        rows.append(("Header", said if header is None else header))
        for row in range(down):
            for col in range(across):
                tile = rgb[row * SIDE : (row + 1) * SIDE, col * SIDE : (col + 1) * SIDE]
                for channel in range(3):
                    out = io.BytesIO()
                    Image.fromarray(np.ascontiguousarray(tile[..., channel])).save(out, "JPEG")
                    rows.append((f"T;{col * SIDE}|{row * SIDE};1;{channel};0", out.getvalue()))
        base.executemany("INSERT INTO u1 VALUES (?, ?)", rows)
        base.commit()
        if after:
            base.executescript(after)
    return path
