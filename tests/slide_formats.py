"""The same small slide in every layout that the second reader is said to know, and some it refuses.

Written by tifffile, and by Pillow (libtiff, libpng, libjpeg) where that can write it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image
from slides import RGB, tissue_disc

PER_CM = 20_000.0  # 0.5 um
_TAGS: dict[str, Any] = {
    "metadata": None,
    "photometric": "rgb",
    "resolution": (PER_CM, PER_CM),
    "resolutionunit": "CENTIMETER",
}

Maker = Callable[[Path, RGB], object]


def picture() -> RGB:
    """The slide, 600 x 500 px."""
    return tissue_disc(600, 500, (300, 250), 220)


def half(rgb: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(rgb[::2, ::2])


def _tiff(**options: Any) -> Maker:
    return lambda path, rgb: tifffile.imwrite(path, rgb, **{**_TAGS, **options})


def _tiled(**options: Any) -> Maker:
    return _tiff(tile=(128, 128), **options)


def _pillow(compression: str, **options: Any) -> Maker:
    def make(path: Path, rgb: RGB) -> None:
        resolution = {"dpi": (PER_CM * 2.54, PER_CM * 2.54)}
        Image.fromarray(rgb).save(path, "TIFF", compression=compression, **resolution, **options)

    return make


def _pyramid(path: Path, rgb: RGB) -> None:
    with tifffile.TiffWriter(path, bigtiff=True) as tiff:
        for number, level in enumerate((rgb, half(rgb), half(half(rgb)))):
            options = {**_TAGS, "subfiletype": int(number > 0)}
            tiff.write(level, tile=(64, 64), compression="zstd", **options)


def _striped_pyramid(path: Path, rgb: RGB) -> None:
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(rgb, rowsperstrip=32, compression="deflate", predictor=True, **_TAGS)
        tiff.write(half(rgb), rowsperstrip=32, subfiletype=1, **_TAGS)


def _palette(path: Path, rgb: RGB) -> None:
    Image.fromarray(rgb).quantize(200).save(path, "TIFF", dpi=(PER_CM * 2.54,) * 2)


def _rgba(path: Path, rgb: RGB) -> None:
    alpha = np.full((*rgb.shape[:2], 1), 255, np.uint8)
    values = np.concatenate((rgb, alpha), axis=-1)
    tifffile.imwrite(path, values, tile=(128, 128), extrasamples=["unassalpha"], **_TAGS)


def _wide(bits: int) -> Maker:
    def make(path: Path, rgb: RGB) -> None:
        values = (rgb.astype(np.uint32) * (2**bits - 1) // 255).astype(np.uint16)
        tifffile.imwrite(path, values, tile=(128, 128), compression="deflate", **_TAGS)

    return make


def _float(white: float) -> Maker:
    def make(path: Path, rgb: RGB) -> None:
        values = rgb.astype(np.float32) / 255 * white
        tifffile.imwrite(path, values, tile=(128, 128), compression="lerc", **_TAGS)

    return make


def _grey(path: Path, rgb: RGB) -> None:
    options = {**_TAGS, "photometric": "minisblack"}
    tifffile.imwrite(path, rgb.mean(axis=-1).astype(np.uint8), rowsperstrip=40, **options)


def _grey_white_is_zero(path: Path, rgb: RGB) -> None:
    options = {**_TAGS, "photometric": "miniswhite"}
    tifffile.imwrite(path, 255 - rgb.mean(axis=-1).astype(np.uint8), rowsperstrip=40, **options)


def _ome(unit: str, size: float, *, subifds: bool = True, **options: Any) -> Maker:
    def make(path: Path, rgb: RGB) -> None:
        meta = {"axes": "YXS", "PhysicalSizeX": size, "PhysicalSizeXUnit": unit}
        meta |= {"PhysicalSizeY": size, "PhysicalSizeYUnit": unit}
        kept = {"tile": (128, 128), "photometric": "rgb", **options}
        with tifffile.TiffWriter(path, ome=True) as tiff:
            tiff.write(rgb, subifds=int(subifds), metadata=meta, **kept)
            if subifds:
                tiff.write(half(rgb), subfiletype=1, **kept)

    return make


def _ome_planes(path: Path, rgb: RGB) -> None:
    """A plane for each colour, as Bio-Formats writes it."""
    meta = {"axes": "CYX", "PhysicalSizeX": 0.5, "PhysicalSizeY": 0.5}
    meta["Channel"] = {"Name": ["Red", "Green", "Blue"]}  # type: ignore[assignment]
    planes = np.ascontiguousarray(np.moveaxis(rgb, -1, 0))
    options = {"photometric": "minisblack", "tile": (128, 128), "compression": "lzw"}
    tifffile.imwrite(path, planes, ome=True, metadata=meta, **options)


def _planar(path: Path, rgb: RGB) -> None:
    planes = np.ascontiguousarray(np.moveaxis(rgb, -1, 0))
    tifffile.imwrite(path, planes, planarconfig="separate", compression="lzw", **_TAGS)


def _imagej(path: Path, rgb: RGB) -> None:
    tifffile.imwrite(path, rgb, imagej=True, resolution=(2.0, 2.0), metadata={"unit": "um"})


def _qptiff(path: Path, rgb: RGB) -> None:
    def text(kind: str) -> str:
        return (
            "<?xml version='1.0' encoding='utf-16'?><PerkinElmer-QPI-ImageDescription>"
            f"<ImageType>{kind}</ImageType></PerkinElmer-QPI-ImageDescription>"
        )

    with tifffile.TiffWriter(path, bigtiff=True) as tiff:
        options = {**_TAGS, "compression": "jpeg", "tile": (128, 128)}
        options["software"] = "PerkinElmer-QPI"
        tiff.write(rgb, description=text("FullResolution"), **options)
        tiff.write(half(half(half(rgb))), description=text("Thumbnail"), **_TAGS)
        tiff.write(half(rgb), description=text("ReducedResolution"), **options)
        tiff.write(np.full((90, 250, 3), 200, np.uint8), description=text("Label"), **_TAGS)


def _png(path: Path, rgb: RGB) -> None:
    Image.fromarray(rgb).save(path, "PNG", dpi=(PER_CM * 2.54, PER_CM * 2.54))


def _jpeg(path: Path, rgb: RGB) -> None:
    # JFIF keeps whole numbers per inch, up to 65,535.
    Image.fromarray(rgb).save(path, "JPEG", quality=95, dpi=(50_800, 50_800))


READ: Mapping[str, tuple[str, Maker]] = {
    "strips": (".tif", _tiff(rowsperstrip=64)),
    "one strip": (".tif", _tiff(rowsperstrip=500)),
    "strips, LZW": (".tif", _pillow("tiff_lzw")),
    "strips, Deflate": (".tif", _pillow("tiff_adobe_deflate")),
    "strips, PackBits": (".tif", _pillow("packbits")),
    "strips, JPEG": (".tif", _pillow("jpeg", quality=95)),
    "strips, WebP": (".tif", _tiff(rowsperstrip=64, compression="webp")),
    "strips, Zstandard": (".tif", _pillow("zstd")),
    "tiles, single level": (".tif", _tiled()),
    "tiles, WebP": (".tif", _tiled(compression="webp")),
    "tiles, JPEG XL": (".tif", _tiled(compression="jpegxl")),
    "tiles, LERC": (".tif", _tiled(compression="lerc")),
    "tiles, JPEG 2000": (".tif", _tiled(compression="jpeg2000")),
    "tiles, Zstandard": (".tif", _tiled(compression="zstd", predictor=True)),
    "tiles, LZMA": (".tif", _tiled(compression="lzma")),
    "tiles, PNG": (".tif", _tiled(compression="png")),
    "tiles, JPEG XR": (".tif", _tiled(compression="jpegxr")),
    "BigTIFF pyramid": (".btf", _pyramid),
    "striped pyramid": (".tif", _striped_pyramid),
    "big endian": (".tif", _tiff(byteorder=">", rowsperstrip=64)),
    "palette": (".tif", _palette),
    "RGBA": (".tif", _rgba),
    "planes": (".tif", _planar),
    "16 bit": (".tif", _wide(16)),
    "12 bit in 16": (".tif", _wide(12)),
    "float, 0 to 1": (".tif", _float(1.0)),
    "float, 0 to 255": (".tif", _float(255.0)),
    "grey": (".tif", _grey),
    "grey, white is zero": (".tif", _grey_white_is_zero),
    "OME-TIFF, sub-IFDs": (".ome.tif", _ome("µm", 0.5, compression="jpeg")),
    "OME-TIFF in nm": (".ome.tif", _ome("nm", 500.0, subifds=False)),
    "OME-TIFF in mm": (".ome.tif", _ome("mm", 0.0005, compression="zstd")),
    "OME-TIFF, planes": (".ome.tif", _ome_planes),
    "ImageJ": (".tif", _imagej),
    "QPTIFF": (".qptiff", _qptiff),
    "PNG": (".png", _png),
    "JPEG": (".jpg", _jpeg),
}
"""By name: suffix and maker. All state 0.5 um per pixel."""

LEVELS = {
    "BigTIFF pyramid": 3, "striped pyramid": 2, "OME-TIFF, sub-IFDs": 2, "OME-TIFF in mm": 2,
    "QPTIFF": 2,
}  # fmt: skip


# Refused --------------------------------------------------------------------------------------


def _dyes(path: Path, rgb: RGB) -> None:
    meta = {"axes": "CYX", "PhysicalSizeX": 0.5, "PhysicalSizeY": 0.5}
    values = np.stack([255 - rgb[..., 0]] * 4)
    tifffile.imwrite(path, values, ome=True, photometric="minisblack", metadata=meta)


def _named_dye(path: Path, rgb: RGB) -> None:
    meta = {"axes": "CYX", "Channel": {"Name": ["DAPI"], "Fluor": ["DAPI"]}}
    values = (255 - rgb[..., 0])[None]
    tifffile.imwrite(path, values, ome=True, photometric="minisblack", metadata=meta)


def _dark_planes(path: Path, rgb: RGB) -> None:
    meta = {"axes": "CYX"}
    values = np.ascontiguousarray(np.moveaxis(255 - rgb, -1, 0))
    tifffile.imwrite(path, values, ome=True, photometric="minisblack", metadata=meta)


def _dark_grey(path: Path, rgb: RGB) -> None:
    values = (255 - rgb.mean(axis=-1)).astype(np.uint16) * 9
    tifffile.imwrite(path, values, rowsperstrip=32, photometric="minisblack", metadata=None)


def _channels_as_pages(path: Path, rgb: RGB) -> None:
    with tifffile.TiffWriter(path) as tiff:
        for number in range(5):
            options = {"photometric": "minisblack", "metadata": None, "compression": "zstd"}
            tiff.write(rgb[..., number % 3] // 2, tile=(128, 128), **options)


def _focal_planes(path: Path, rgb: RGB) -> None:
    stack = np.stack([rgb] * 3)
    tifffile.imwrite(path, stack, ome=True, photometric="rgb", metadata={"axes": "ZYXS"})


def _retagged(code: int, value: int, **options: Any) -> Maker:
    """A sound TIFF of which one number says something else."""

    def make(path: Path, rgb: RGB) -> None:
        tifffile.imwrite(path, rgb, **{**_TAGS, "tile": (128, 128), **options})
        with tifffile.TiffFile(path, mode="r+") as tiff:
            tiff.pages[0].tags[code].overwrite(value, erase=False)

    return make


REFUSED: Mapping[str, tuple[str, Maker, str]] = {
    "four dyes": (".ome.tif", _dyes, "fluorescence"),
    "a named dye": (".ome.tif", _named_dye, "fluorescence"),
    "three dark planes": (".ome.tif", _dark_planes, "fluorescence"),
    "dark grey of 16 bit": (".tif", _dark_grey, "fluorescence"),
    "channels as pages": (".tif", _channels_as_pages, "fluorescence"),
    "focal planes": (".ome.tif", _focal_planes, "focal planes"),
    "unknown compression": (".tif", _retagged(259, 34676, tile=None), "SGILOG.*Convert"),
    "another": (".tif", _retagged(259, 60000), "60000.*Convert"),
    "CMYK": (".tif", _retagged(262, 5, tile=None), "SEPARATED.*Convert"),
    "CIELab": (".tif", _retagged(262, 8, tile=None), "CIELAB.*Convert"),
    "values of no picture": (
        ".tif",
        lambda path, rgb: tifffile.imwrite(path, rgb.astype(np.float32) * 9000, **_TAGS),
        "no picture of stain",
    ),
    "negative values": (
        ".tif",
        lambda path, rgb: tifffile.imwrite(path, rgb.astype(np.float32) - 300, **_TAGS),
        "no picture of stain",
    ),
}
"""By name: suffix, maker, and what is said."""


def jpeg_bytes(rgb: RGB) -> bytes:
    return bytes(imagecodecs.jpeg8_encode(rgb, level=90))
