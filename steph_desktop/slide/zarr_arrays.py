"""Arrays of a Zarr folder, versions 2 and 3: bytes in chunks, each decoded within its known size.

zarr-python is not used to read: it takes what a chunk says of its own size for true (a chunk of a
megabyte becomes as many gigabytes as it claims), follows links anywhere, and starts threads.
"""

from __future__ import annotations

import bz2
import errno
import math
import os
import stat
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import CodecError, parse_json
from steph_desktop.slide.picture_files import DamagedPixels, refuse

Bytes = NDArray[np.uint8]
Place = tuple[int, ...]

_MOST_JSON = 8 << 20
_MOST_CHUNK_BYTES = 1 << 28  # decoded
_MOST_IN_SHARD = 1 << 20
_MOST_INDEXES = 16  # of shards that are kept
_MOST_AXES = 8
_LONGEST_NAME = 255
_ABSENT = (1 << 64) - 1
_CRC = "crc32c"
_EXPORT = "Export the slide with 8-bit colours and a usual compression (Blosc, Zstandard or zlib)."


class ZarrFolder:
    """The files of a Zarr folder; no name and no link leads out of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = path.resolve()

    def open(self, name: str) -> BinaryIO | None:
        """Open a file; None where there is none.

        Raises
        ------
        OSError
            If it cannot be read; `DamagedPixels` if it is no file of the folder, but a pipe or a
            link that leads out of it.
        """
        place = self._root / name
        try:
            kind = place.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not stat.S_ISREG(kind):  # a pipe would be waited for
            raise DamagedPixels(errno.EINVAL, "not a regular file", name)
        if not place.resolve().is_relative_to(self._root):
            raise DamagedPixels(errno.EINVAL, "a link that leads out of the folder", name)
        return place.open("rb")

    def read(self, name: str, most: int) -> bytes | None:
        """Read a file of at most so many bytes; None where there is none.

        Raises
        ------
        OSError
            As `open`.
        ValueError
            If it is larger.
        """
        file = self.open(name)
        if file is None:
            return None
        with file:
            data = file.read(most + 1)
        if len(data) > most:
            raise ValueError("a file that is too large")
        return data

    def json(self, name: str) -> dict[str, Any] | None:
        """Read a JSON object; None where there is no such file.

        Raises
        ------
        OSError
            As `open`.
        ValueError
            If it is none.
        """
        data = self.read(name, _MOST_JSON)
        return None if data is None else mapping(parse_json(data))

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return (self._root / name).is_file()


def joined(*names: str) -> str:
    """Join names of nodes, as one of the folder writes them, to one.

    Raises
    ------
    ValueError
        If one of them would lead elsewhere.
    """
    steps = [step for name in names if name for step in name.strip("/").split("/")]
    for step in steps:
        if step in ("", ".", "..") or len(step) > _LONGEST_NAME or set(step) & set('\\:\0*?"<>|'):
            raise ValueError("a name that is none")
    return "/".join(steps)


def mapping(value: Any) -> dict[str, Any]:
    """Return a JSON object; anything else is a ValueError."""
    if not isinstance(value, dict):
        raise CodecError("not an object")
    return value


def listed(value: Any) -> list[Any]:
    """Return a JSON list; anything else is a ValueError."""
    if not isinstance(value, list):
        raise CodecError("not a list")
    return value


def _sizes(value: Any, count: int | None = None) -> tuple[int, ...]:
    sizes = listed(value)
    if not 1 <= len(sizes) <= _MOST_AXES or len(sizes) != (count or len(sizes)):
        raise CodecError("not as many sizes as axes")
    if not all(type(size) is int and 1 <= size < 1 << 40 for size in sizes):
        raise CodecError("impossible sizes")
    return tuple(sizes)


@dataclass(frozen=True)
class _Shards:
    """Files of many chunks each, and an index at one end of them."""

    shape: tuple[int, ...]
    per_axis: tuple[int, ...]  # chunks
    n_checksums: int  # of the index
    is_index_first: bool


@dataclass(frozen=True)
class _Chunks:
    """How the chunks of an array are stored."""

    shape: tuple[int, ...]
    order: tuple[int, ...]  # of the axes, slowest first
    codecs: tuple[str, ...]  # of bytes, in the order in which they were applied
    prefix: str
    separator: str
    fill: int
    shards: _Shards | None = None


@dataclass(frozen=True)
class ZarrArray:
    """An array of 8-bit numbers in chunks.

    Attributes
    ----------
    folder : ZarrFolder
        Where it lies.
    name : str
        Of its node.
    shape : tuple of int
        Of the array.
    """

    folder: ZarrFolder
    name: str
    shape: tuple[int, ...]
    _chunks: _Chunks
    _described_by: str
    _indexes: dict[str, bytes] = field(default_factory=dict)

    @property
    def chunk_shape(self) -> tuple[int, ...]:
        """Shape of each chunk; those at the end reach beyond the array."""
        return self._chunks.shape

    @property
    def fill(self) -> int:
        """Value of what is not stored."""
        return self._chunks.fill

    def chunk(self, place: Place) -> Bytes | None:
        """Decode a chunk by its number along each axis; None where it is not stored.

        Raises
        ------
        OSError
            If it cannot be read; `DamagedPixels` if it cannot be decoded, or the slide is gone.
        """
        form = self._chunks
        n_bytes = math.prod(form.shape)
        data = self._stored(place, 2 * n_bytes + (1 << 16))
        if data is None:
            # Not stored, unless the whole slide went away.
            if not self.folder.has(joined(self.name, self._described_by)):
                raise DamagedPixels("gone")
            return None
        for number in reversed(range(len(form.codecs))):
            codec = form.codecs[number]
            data = _DECODERS[codec](data, n_bytes + 4 * form.codecs[:number].count(_CRC))
        if len(data) != n_bytes:
            raise DamagedPixels("of another size")
        stored = np.frombuffer(data, np.uint8).reshape([form.shape[axis] for axis in form.order])
        return stored.transpose(np.argsort(form.order))

    def _stored(self, place: Place, most: int) -> bytes | None:
        shards = self._chunks.shards
        if shards is None:
            try:
                return self.folder.read(self._key(place), most)
            except ValueError as error:
                raise DamagedPixels("a chunk that is too large") from error
        pairs = list(zip(place, shards.per_axis, strict=True))
        key = self._key(tuple(at // count for at, count in pairs))
        file = self.folder.open(key)
        if file is None:
            return None
        with file:
            size = os.fstat(file.fileno()).st_size
            index = self._index(key, file, size, shards)
            slot = int(np.ravel_multi_index([at % count for at, count in pairs], shards.per_axis))
            offset, count = (
                int.from_bytes(index[at : at + 8], "little") for at in (16 * slot, 16 * slot + 8)
            )
            if offset == count == _ABSENT:
                return None
            if count > most or offset + count > size:
                raise DamagedPixels("beyond the end of its file")
            file.seek(offset)
            return file.read(count)

    def _index(self, key: str, file: BinaryIO, size: int, shards: _Shards) -> bytes:
        found = self._indexes.get(key)
        if found is None:
            length = 16 * math.prod(shards.per_axis) + 4 * shards.n_checksums
            if size < length:
                raise DamagedPixels("cut short")
            file.seek(0 if shards.is_index_first else size - length)
            found = file.read(length)
            for _ in range(shards.n_checksums):
                found = _checked(found)
            if len(self._indexes) >= _MOST_INDEXES:
                self._indexes.clear()
            self._indexes[key] = found
        return found

    def _key(self, place: Place) -> str:
        form = self._chunks
        steps = [form.prefix] * bool(form.prefix) + [str(at) for at in place]
        name = form.separator.join(steps)
        return f"{self.name}/{name}" if self.name else name


# What describes an array --------------------------------------------------------------------------


def open_array(folder: ZarrFolder, name: str) -> ZarrArray:
    """Open an array of 8-bit numbers.

    Raises
    ------
    StephError
        If it holds other numbers, or they are stored in a way that is not read here.
    OSError, ValueError
        If what describes it is missing or damaged.
    """
    described_by = "zarr.json"
    said = folder.json(joined(name, described_by))
    if said is not None:
        shape, chunks = _of_version_3(folder.path, said)
    else:
        described_by = ".zarray"
        said = folder.json(joined(name, described_by))
        if said is None:
            raise FileNotFoundError(errno.ENOENT, "missing", joined(name, described_by))
        shape, chunks = _of_version_2(folder.path, said)
    if math.prod(chunks.shape) > _MOST_CHUNK_BYTES:
        raise refuse(folder.path, "The slide is stored in pieces that are too large", _EXPORT)
    return ZarrArray(folder, name, shape, chunks, described_by)


def _of_version_2(path: Path, said: Mapping[str, Any]) -> tuple[tuple[int, ...], _Chunks]:
    kind, packed = said.get("dtype"), said.get("compressor")
    if kind not in ("|u1", "<u1", ">u1", "u1"):
        raise _other_numbers(path, kind)
    if said.get("filters"):
        raise refuse(path, "The slide's pixels are stored through filters of Zarr", _EXPORT)
    shape = _sizes(said.get("shape"))
    codecs = () if packed is None else (_known(path, mapping(packed).get("id")),)
    order = {"C": range(len(shape)), "F": range(len(shape))[::-1]}.get(str(said.get("order", "C")))
    if order is None:
        raise CodecError("no order of axes")
    size, fill = _sizes(said.get("chunks"), len(shape)), _fill(said.get("fill_value"))
    separator = _separator(said.get("dimension_separator", "."))
    return shape, _Chunks(size, tuple(order), codecs, "", separator, fill)


def _of_version_3(path: Path, said: Mapping[str, Any]) -> tuple[tuple[int, ...], _Chunks]:
    if said.get("node_type") != "array":
        raise CodecError("no array")
    if said.get("data_type") != "uint8":
        raise _other_numbers(path, said.get("data_type"))
    shape = _sizes(said.get("shape"))
    grid_name, grid = _named(said.get("chunk_grid"))
    key_name, key = _named(said.get("chunk_key_encoding"))
    if grid_name != "regular" or key_name not in ("default", "v2") or said.get(_TRANSFORMERS):
        raise refuse(path, "The slide's pieces are laid out in a way that is not read here")
    size = _sizes(grid.get("chunk_shape"), len(shape))
    codecs = [_named(one) for one in listed(said.get("codecs"))]
    shards = None
    if codecs and codecs[0][0] == "sharding_indexed":
        if len(codecs) > 1:
            raise refuse(path, "The slide's shards are compressed", _EXPORT)
        shards, size, codecs = _shards(codecs[0][1], size)
    order, names = _pipeline(path, codecs, len(shape))
    prefix, usual = ("c", "/") if key_name == "default" else ("", ".")
    separator, fill = _separator(key.get("separator", usual)), _fill(said.get("fill_value"))
    return shape, _Chunks(size, order, names, prefix, separator, fill, shards)


_TRANSFORMERS = "storage_transformers"


def _shards(
    said: Mapping[str, Any], shape: tuple[int, ...]
) -> tuple[_Shards, tuple[int, ...], list[tuple[str, dict[str, Any]]]]:
    size = _sizes(said.get("chunk_shape"), len(shape))
    per_axis = tuple(outer // inner for outer, inner in zip(shape, size, strict=True))
    whole = all(outer % inner == 0 for outer, inner in zip(shape, size, strict=True))
    first, *rest = [_named(one)[0] for one in listed(said.get("index_codecs"))] or [""]
    where = said.get("index_location", "end")
    if not whole or math.prod(per_axis) > _MOST_IN_SHARD or where not in ("start", "end"):
        raise CodecError("impossible shards")
    if first not in ("bytes", "endian") or set(rest) - {_CRC} or len(rest) > 1:
        raise CodecError("an index of shards that is compressed")
    codecs = [_named(one) for one in listed(said.get("codecs"))]
    return _Shards(shape, per_axis, len(rest), where == "start"), size, codecs


def _pipeline(
    path: Path, codecs: Sequence[tuple[str, Mapping[str, Any]]], n_axes: int
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the order of the axes as they are stored, and the codecs of bytes."""
    order, names = tuple(range(n_axes)), list(codecs)
    while names and names[0][0] == "transpose":
        told, axes = names.pop(0)[1].get("order"), list(range(n_axes))
        steps = listed({"C": axes, "F": axes[::-1]}.get(str(told), told))
        if sorted(steps, key=str) != axes:
            raise CodecError("no order of axes")
        order = tuple(order[step] for step in steps)
    if not names or names.pop(0)[0] not in ("bytes", "endian"):
        raise refuse(path, "The slide's pixels are stored in a way that is not read here", _EXPORT)
    packed = tuple(_known(path, name) for name, _ in names)
    if sum(name != _CRC for name in packed) > 1 or len(packed) > 4:
        raise refuse(path, "The slide's pieces are compressed more than once", _EXPORT)
    return order, packed


def _named(value: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(value, str):
        return value, {}
    said = mapping(value)
    name = said.get("name")
    if not isinstance(name, str):
        raise CodecError("something without a name")
    return name.removeprefix("numcodecs."), mapping(said.get("configuration", {}))


def _known(path: Path, name: Any) -> str:
    """Refuse by name what cannot be decoded here; numcodecs has ways that run what a chunk says."""
    if not isinstance(name, str) or name not in _DECODERS:
        what = f"The slide is compressed as {str(name)[:30]}, which cannot be read here"
        raise refuse(path, what, _EXPORT)
    return name


def _other_numbers(path: Path, kind: Any) -> Exception:
    what = f"The slide's pixels are not 8-bit colours but {str(kind)[:30]}"
    return refuse(path, what, "Only 8-bit red, green and blue is read; export it that way.")


def _separator(value: Any) -> str:
    if value not in (".", "/"):
        raise CodecError("no separator")
    return str(value)


def _fill(value: Any) -> int:
    return value if type(value) is int and 0 <= value <= 255 else 0


# Codecs -------------------------------------------------------------------------------------------


def _streamed(make: Callable[[], Any]) -> Callable[[bytes, int], bytes]:
    def decode(data: bytes, n_bytes: int) -> bytes:
        reader = make()
        try:
            found: bytes = reader.decompress(data, n_bytes + 1)
        except (zlib.error, OSError, EOFError) as error:
            raise DamagedPixels(str(error)) from error
        if not reader.eof or reader.unused_data:
            raise DamagedPixels("cut short, or too long")
        return found

    return decode


def _blosc(data: bytes, n_bytes: int) -> bytes:
    # The library believes the lengths in the head.
    told, _, packed = np.frombuffer(data[4:16], "<u4") if len(data) >= 16 else (0, 0, 0)
    if told != n_bytes or packed != len(data):
        raise DamagedPixels("of another size")
    return _unpacked("blosc", data, n_bytes, numthreads=1)


def _zstd(data: bytes, n_bytes: int) -> bytes:
    return _unpacked("zstd", data, n_bytes)


def _lz4(data: bytes, n_bytes: int) -> bytes:
    if int.from_bytes(data[:4], "little") != n_bytes:
        raise DamagedPixels("of another size")
    return _unpacked("lz4", data[4:], n_bytes)


def _unpacked(codec: str, data: bytes, n_bytes: int, **options: int) -> bytes:
    import imagecodecs

    faults = getattr(imagecodecs, f"{codec.capitalize()}Error"), ValueError
    try:
        return bytes(getattr(imagecodecs, f"{codec}_decode")(data, out=n_bytes, **options))
    except faults as error:
        raise DamagedPixels(f"damaged {codec}") from error


def _checked(data: bytes, _n_bytes: int = 0) -> bytes:
    """Return what stands before a checksum that is right."""
    if len(data) < 4 or crc32c(data[:-4]) != int.from_bytes(data[-4:], "little"):
        raise DamagedPixels("a checksum that is wrong")
    return data[:-4]


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "blosc": _blosc,
    "bz2": _streamed(bz2.BZ2Decompressor),
    _CRC: _checked,
    "gzip": _streamed(lambda: zlib.decompressobj(31)),
    "lz4": _lz4,
    "zlib": _streamed(lambda: zlib.decompressobj(15)),
    "zstd": _zstd,
}


@cache
def _crc_table() -> tuple[int, ...]:
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
        table.append(value)
    return tuple(table)


def crc32c(data: bytes) -> int:
    """Return the checksum of RFC 3720 (Castagnoli)."""
    table, crc = _crc_table(), 0xFFFFFFFF
    for value in data:
        crc = table[(crc ^ value) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF
