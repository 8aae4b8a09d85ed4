"""Slides as OME-Zarr, byte by byte: NGFF 0.4 on Zarr 2, 0.5 on Zarr 3, as several programs do.

Run as a program, it lets zarr-python write: that leaves threads behind, which no test may.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from slides import RGB, tissue_disc

from steph_desktop.slide.zarr_arrays import crc32c


@dataclass(frozen=True)
class Form:
    """How a slide is stored."""

    version: int = 2  # of Zarr
    axes: str = "tczyx"
    chunk_px: int = 256
    colours: int = 1  # in a chunk
    codec: str = "blosc"  # empty: stored as it is
    levels: int = 3
    separator: str = "/"
    shard: int = 0  # chunks along a side of a shard, none if 0
    order: str = "C"
    unit: str = "micrometer"
    fill: int = 0
    keys: str = "default"
    checks: bool = False  # a checksum behind each chunk


BIOFORMATS2RAW = Form(chunk_px=1024)
"""Planes apart, five axes, Blosc; one picture in the folder `0`."""

_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "blosc": lambda data: imagecodecs.blosc_encode(data, compressor="lz4", shuffle=1),
    "bz2": lambda data: imagecodecs.bz2_encode(data),
    "gzip": lambda data: imagecodecs.gzip_encode(data),
    "lz4": lambda data: len(data).to_bytes(4, "little") + imagecodecs.lz4_encode(data),
    "zlib": zlib.compress,
    "zstd": lambda data: imagecodecs.zstd_encode(data),
}


def encode(codec: str, data: bytes) -> bytes:
    return bytes(_ENCODERS[codec](data))


FORMS: Mapping[str, Form] = {
    "bioformats2raw": BIOFORMATS2RAW,
    "ome-zarr-py": Form(axes="cyx", colours=3, chunk_px=500),
    "flat keys": Form(separator="."),
    "colours last": Form(axes="yxc", colours=3, codec="zlib"),
    "colours two by two": Form(axes="cyx", colours=2),
    "columns first": Form(order="F", codec="zstd"),
    "plain": Form(codec=""),
    "lz4": Form(codec="lz4", axes="cyx"),
    "bz2": Form(codec="bz2", axes="cyx"),
    "gzip": Form(codec="gzip", axes="zcyx"),
    "version 3": Form(3, axes="cyx", colours=3, codec="zstd"),
    "version 3, gzip": Form(3, codec="gzip", checks=True),
    "version 3, flat keys": Form(3, codec="blosc", separator=".", keys="v2"),
    "version 3, transposed": Form(3, codec="", order="F"),
    "shards": Form(3, axes="cyx", colours=3, codec="zstd", shard=2, chunk_px=128),
    "shards of planes": Form(3, codec="", shard=3, chunk_px=128),
}


def half(rgb: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(rgb[::2, ::2])


def write_zarr(
    folder: Path,
    rgb: RGB,
    mpp: float | None = 0.5,
    form: Form = Form(),
    *,
    omit: Callable[[str], bool] = lambda _: False,
    name: str = "",
) -> Path:
    """Write `rgb` (h, w, 3) uint8 and its levels as an OME-Zarr image; `omit` tells files."""
    sets, pixels = [], rgb
    for level in range(form.levels):
        _write_array(folder, str(level), pixels, form, omit)
        scale = [1.0 if axis not in "yx" else (mpp or 1.0) * 2**level for axis in form.axes]
        steps = [{"type": "scale", "scale": scale}]
        sets.append({"path": str(level), "coordinateTransformations": steps})
        pixels = half(pixels)
    axes = []
    for axis in form.axes:
        kind = {"t": "time", "c": "channel"}.get(axis, "space")
        axes.append({"name": axis, "type": kind})
        if axis in "yx" and mpp is not None and form.unit:
            axes[-1]["unit"] = form.unit
    one = {"axes": axes, "datasets": sets, "name": name or folder.name, "type": "nearest"}
    write_group(folder, form.version, {"multiscales": [one]})
    return folder


def write_series(
    folder: Path,
    pictures: Mapping[str, RGB],
    mpp: float | None = 0.5,
    form: Form = BIOFORMATS2RAW,
    *,
    channel: str = "",
    power: str = "20.0",
) -> Path:
    """Write several pictures by name into one folder, as bioformats2raw does; labels have no size.

    `channel` are attributes of the channels in OME-XML.
    """
    write_group(folder, form.version, {"bioformats2raw.layout": 3})
    write_group(folder / "OME", form.version, {"series": [str(n) for n in range(len(pictures))]})
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/'
        f'OME/2016-06"><Instrument><Objective NominalMagnification="{power}"/></Instrument>'
    )
    for number, (name, rgb) in enumerate(pictures.items()):
        own = None if name in ("label image", "macro image") else mpp
        levels = form.levels if own is not None else 1
        write_zarr(folder / str(number), rgb, own, replace(form, levels=levels), name=" ")
        size = "" if own is None else f'PhysicalSizeX="{own}" PhysicalSizeXUnit="µm"'
        text += (
            f'<Image ID="Image:{number}" Name="{name}"><Pixels SizeX="{rgb.shape[1]}" '
            f'SizeY="{rgb.shape[0]}" SizeC="3" Type="uint8" {size}>'
            + "".join(f'<Channel ID="Channel:{number}:{c}" {channel}/>' for c in range(3))
            + "</Pixels></Image>"
        )
    (folder / "OME" / "METADATA.ome.xml").write_text(text + "</OME>", "utf-8")
    return folder


def write_group(folder: Path, version: int, said: Mapping[str, Any]) -> None:
    """Write a group that says something of OME."""
    if version == 2:
        put_json(folder / ".zgroup", {"zarr_format": 2})
        extra = {"multiscales": [{**one, "version": "0.4"} for one in said.get("multiscales", [])]}
        put_json(folder / ".zattrs", {**said, **(extra if extra["multiscales"] else {})})
    else:
        ome = {"ome": {"version": "0.5", **said}}
        group = {"zarr_format": 3, "node_type": "group", "attributes": ome}
        put_json(folder / "zarr.json", group)


def put_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2), "utf-8")


def _write_array(
    folder: Path, name: str, rgb: RGB, form: Form, omit: Callable[[str], bool]
) -> None:
    sides = {"y": rgb.shape[0], "x": rgb.shape[1], "c": 3}
    shape = tuple(sides.get(axis, 1) for axis in form.axes)
    sizes = {"y": form.chunk_px, "x": form.chunk_px, "c": form.colours}
    chunk = tuple(sizes.get(axis, 1) for axis in form.axes)
    wanted = [axis for axis in form.axes if axis in sides]
    values = np.moveaxis(rgb, range(3), [wanted.index(axis) for axis in "yxc"]).reshape(shape)
    per_shard = tuple(form.shard if axis in "yx" and form.shard else 1 for axis in form.axes)
    described = _version_2(shape, chunk, form)
    if form.version == 3:
        described = _version_3(shape, chunk, per_shard, form)
    put_json(folder / name / (".zarray" if form.version == 2 else "zarr.json"), described)
    files: dict[tuple[int, ...], dict[int, bytes]] = {}
    for place, data in _chunks(values, chunk, form):
        outer = tuple(at // count for at, count in zip(place, per_shard, strict=True))
        inner = [at % count for at, count in zip(place, per_shard, strict=True)]
        slot = int(np.ravel_multi_index(inner, per_shard))
        files.setdefault(outer, {})[slot] = data
    for place, parts in files.items():
        prefix = ["c"] if form.version == 3 and form.keys == "default" else []
        file = f"{name}/{form.separator.join([*prefix, *map(str, place)])}"
        if omit(file):
            continue
        data = _shard(parts, math.prod(per_shard)) if form.shard else parts[0]
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)


def _chunks(
    values: NDArray[Any], chunk: Sequence[int], form: Form
) -> Iterator[tuple[tuple[int, ...], bytes]]:
    counts = [math.ceil(side / step) for side, step in zip(values.shape, chunk, strict=True)]
    for place in itertools.product(*map(range, counts)):
        whole = np.full(chunk, form.fill, np.uint8)
        part = values[
            tuple(slice(at * step, (at + 1) * step) for at, step in zip(place, chunk, strict=True))
        ]
        whole[tuple(slice(0, side) for side in part.shape)] = part
        data = encode(form.codec, whole.tobytes(form.order))
        yield place, data + crc32c(data).to_bytes(4, "little") if form.checks else data


def _shard(parts: Mapping[int, bytes], count: int) -> bytes:
    data, index = b"", np.full((count, 2), (1 << 64) - 1, "<u8")
    for slot, part in parts.items():
        index[slot] = len(data), len(part)
        data += part
    return data + index.tobytes() + crc32c(index.tobytes()).to_bytes(4, "little")


def _version_2(shape: Sequence[int], chunk: Sequence[int], form: Form) -> dict[str, Any]:
    return {
        "zarr_format": 2,
        "shape": shape,
        "chunks": chunk,
        "dtype": "|u1",
        "compressor": {"id": form.codec} if form.codec else None,
        "fill_value": form.fill,
        "order": form.order,
        "filters": None,
        "dimension_separator": form.separator,
    }


def _version_3(
    shape: Sequence[int], chunk: Sequence[int], per_shard: Sequence[int], form: Form
) -> dict[str, Any]:
    codecs: list[dict[str, Any]] = [{"name": "bytes"}]
    if form.order == "F":
        order = list(range(len(shape)))[::-1]
        codecs.insert(0, {"name": "transpose", "configuration": {"order": order}})
    if form.codec:
        codecs.append({"name": form.codec, "configuration": {}})
    if form.checks:
        codecs.append({"name": "crc32c"})
    outer = list(chunk)
    if form.shard:
        outer = [size * count for size, count in zip(chunk, per_shard, strict=True)]
        inside = {
            "chunk_shape": chunk,
            "codecs": codecs,
            "index_codecs": [{"name": "bytes"}, {"name": "crc32c"}],
        }
        codecs = [{"name": "sharding_indexed", "configuration": inside}]
    return {
        "zarr_format": 3,
        "node_type": "array",
        "shape": shape,
        "data_type": "uint8",
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": outer}},
        "chunk_key_encoding": {"name": form.keys, "configuration": {"separator": form.separator}},
        "fill_value": form.fill,
        "codecs": codecs,
        "attributes": {},
    }


def picture() -> RGB:
    """The slide that zarr-python writes, 1500 x 1100 px."""
    return tissue_disc(1500, 1100, (700, 500), 400)


def _write_with_zarr_python(out: Path) -> None:
    import zarr

    rgb = picture()
    for name, version, options in (
        ("v2", 2, {}),
        ("v2-zlib", 2, {"order": "F"}),
        ("v3", 3, {}),
        ("v3-blosc", 3, {"compressors": zarr.codecs.BloscCodec(cname="zstd")}),
        ("v3-shards", 3, {"shards": (3, 512, 512)}),
    ):
        if name == "v2-zlib":
            import numcodecs

            options["compressors"] = numcodecs.Zlib()
        group = zarr.open_group(out / f"{name}.ome.zarr", mode="w", zarr_format=version)
        sets = []
        for level in range(3):
            values = np.moveaxis(rgb[:: 2**level, :: 2**level], -1, 0)
            layout = {"shape": values.shape, "chunks": (3, 256, 256), "dtype": "u1", **options}
            group.create_array(str(level), **layout)[:] = values
            steps = [{"type": "scale", "scale": [1, 0.5 * 2**level, 0.5 * 2**level]}]
            sets.append({"path": str(level), "coordinateTransformations": steps})
        axes = [{"name": "c", "type": "channel"}]
        axes += [{"name": n, "type": "space", "unit": "micrometer"} for n in "yx"]
        said = {"multiscales": [{"axes": axes, "datasets": sets}]}
        group.attrs.update(said if version == 2 else {"ome": {"version": "0.5", **said}})


if __name__ == "__main__":
    _write_with_zarr_python(Path(sys.argv[1]))
