"""DICOM slides: finds out which files belong to one slide by reading their headers.

Only the series is read, and whether a file holds the slide itself or its label; never a patient's
name.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from steph_desktop.core.errors import StephError
from steph_desktop.core.zarr_folders import is_zarr, zarr_of

_WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6"
_IMPLICIT = "1.2.840.10008.1.2"
_UNREADABLE = {"1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"}  # big endian, deflated
_SOP_CLASS, _SYNTAX = (0x0002, 0x0002), (0x0002, 0x0010)
_IMAGE_TYPE, _SERIES = (0x0008, 0x0008), (0x0020, 0x000E)
_WANTED = {_SOP_CLASS, _SYNTAX, _IMAGE_TYPE, _SERIES}
_ITEM, _ITEM_END, _SEQUENCE_END = (0xFFFE, 0xE000), (0xFFFE, 0xE00D), (0xFFFE, 0xE0DD)
_LONG = {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
_UNDEFINED = 0xFFFFFFFF  # a length that is not stated: until the end mark
_LONGEST, _DEEPEST, _MOST_ELEMENTS = 4096, 12, 20_000
_PREAMBLE = 128  # bytes that say nothing, before DICM
_PIXELS = (0x7FE0, 0x0010)  # the last element that is looked at
_ITEM_BYTES = struct.pack("<HH", *_ITEM)
_DEEPEST_NATIVE = 100  # sequences and items; slides have six
_SHALLOW_BYTES = 20 * 50  # shorter ones cannot hold as many
_MOST_WALKED = 5_000_000  # elements; a slide has thousands

Tag = tuple[int, int]


@dataclass(frozen=True)
class Instance:
    """One file of a DICOM slide."""

    series: str  # UID of the series; all files of a slide share it
    is_volume: bool  # true for a level of the slide, False for its label, overview or thumbnail


def may_be_dicom(path: Path) -> bool:
    """Tell by its name whether a file may be DICOM: ``.dcm``, no suffix, or the end of a UID."""
    ending = path.suffix.lower()
    return ending in (".dcm", "") or ending[1:].isdigit()


def read_instance(path: Path) -> Instance | None:
    """Read the header of a file; None if it is not part of a DICOM slide, or cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(_PREAMBLE)
            if file.read(4) != b"DICM":
                return None
            head = _read_head(file)
    except (OSError, ValueError, struct.error):
        return None
    if head.get(_SOP_CLASS) != _WHOLE_SLIDE or not head.get(_SERIES):
        return None
    return Instance(head[_SERIES], "VOLUME" in head.get(_IMAGE_TYPE, "").upper().split("\\"))


def check_nesting(path: Path) -> None:
    """Refuse a DICOM file, or one beside it, that the native reader would not survive or not see.

    OpenSlide opens every DICOM file of the folder, and goes into sequences by recursion: one of a
    few hundred kilobytes ends the program. A file whose header it cannot read it leaves out: were
    that the finest level, the slide would be shown and analysed without it.

    Raises
    ------
    ValueError
        If sequences are nested too deeply, there are too many elements, or there is no header.
    EOFError
        If lengths reach beyond the file.
    OSError
        If the file cannot be read.
    StephError
        If it is another file of the folder, which it names.
    """
    if not _is_dicom(path):
        return
    for file in sorted(path.parent.iterdir()):
        is_named_so = file.suffix.lower() == ".dcm" and not file.name.startswith(".")
        fault: OSError | ValueError | EOFError | None
        try:
            if not is_named_so and not file.is_file():
                continue
            stat = file.stat()
            if stat.st_size <= _PREAMBLE and not is_named_so:
                continue
            fault = _fault_of(file, stat.st_size, stat.st_mtime_ns)
        except OSError as error:
            if file != path and not is_named_so:  # whatever it is, it does not say to be DICOM
                continue
            fault = error
        if fault is None:
            continue
        if file == path:
            raise fault
        why = "cannot be read"
        if not isinstance(fault, OSError):
            is_cut = isinstance(fault, EOFError)
            why = "is cut short" if is_cut else "does not have the structure of a DICOM file"
        what = f"{file.name}, which lies beside it, {why}; it may be a part of the slide"
        todo = "Take a new copy of that file, or move it elsewhere if it belongs to another slide."
        raise StephError(what, path, todo) from fault


def _is_dicom(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(_PREAMBLE)
        return file.read(4) == b"DICM"


@lru_cache(maxsize=8192)
def _fault_of(path: Path, size: int, _changed_ns: int) -> ValueError | EOFError | None:
    """Return what is wrong with a DICOM file; None if nothing is, or it does not say to be one."""
    if not _is_dicom(path):
        if path.suffix.lower() != ".dcm" or path.name.startswith("."):  # as macOS's own notes are
            return None
        return ValueError("no DICOM file") if size > _PREAMBLE else EOFError("cut short")
    fault = _walked(path)
    if fault is None and not _has_readable_head(path):
        return ValueError("unreadable header")
    return fault


def _walked(path: Path) -> ValueError | EOFError | None:
    """Walk the elements before the pixels, without recursion; return what is wrong with them."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        implicit_file = _IMPLICIT.encode() in (data[:4096].replace(b"\0", b" ").split())
        at, implicit = _PREAMBLE + 4, False
        # Of what is open: where it ends (0 if that is not stated), and the syntax around it.
        outer: list[tuple[int, bool]] = []
        for _ in range(_MOST_WALKED):
            while outer and 0 < outer[-1][0] <= at:
                implicit = outer.pop()[1]
            if at + 8 > len(data):
                return None
            group, number = struct.unpack_from("<HH", data, at)
            if not outer:
                implicit = implicit_file and group > 2
            if group == _ITEM[0] or implicit:
                kind, head = b"", 8
                length = int(struct.unpack_from("<I", data, at + 4)[0])
            else:
                kind = bytes(data[at + 4 : at + 6])
                head = 12 if kind in _LONG else 8
                if at + head > len(data):
                    return EOFError("cut short")
                form, place = ("<I", at + 8) if kind in _LONG else ("<H", at + 6)
                length = int(struct.unpack_from(form, data, place)[0])
            if (group, number) >= _PIXELS and not outer and group != _ITEM[0]:
                short = length != _UNDEFINED and at + head + length > len(data)
                return EOFError("cut short") if short else None
            if (group, number) in (_ITEM_END, _SEQUENCE_END):
                if outer:
                    implicit = outer.pop()[1]
                at += head
                continue
            at += head
            if length != _UNDEFINED and at + length > len(data):
                return EOFError("cut short")
            opens = length == _UNDEFINED or (
                length > _SHALLOW_BYTES
                and ((group, number) == _ITEM or data[at : at + 4] == _ITEM_BYTES)
            )
            if not opens:
                at += length
                continue
            outer.append((0 if length == _UNDEFINED else at + length, implicit))
            if kind == b"UN" and length == _UNDEFINED:
                implicit = True
            if len(outer) > _DEEPEST_NATIVE:
                return ValueError("nested too deeply")
    return ValueError("too many elements")


def _has_readable_head(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(_PREAMBLE + 4)
        try:
            _read_head(file)
        except (ValueError, struct.error):
            return False
    return True


def instances_beside(path: Path) -> tuple[Path, ...]:
    """Return all files of the slide that a file belongs to, by name; otherwise the file alone.

    Only the folder of the file is looked at, as OpenSlide does.
    """
    own = read_instance(path) if may_be_dicom(path) else None
    if own is None:
        return (path,)
    seen = {other: read_instance(other) for other in _files_in(path.parent)}
    return tuple(other for other, one in seen.items() if one and one.series == own.series)


def one_per_slide(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Replace the files of each DICOM slide by one of them; other files stay as they are.

    Returns
    -------
    tuple of pathlib.Path
        In the order in which each slide came first. A DICOM slide is represented by its first
        level by name, even where only its label was given.
    """
    chosen: dict[object, Path] = {}
    volumes: dict[Path, dict[str, Path]] = {}
    for path in paths:
        own = read_instance(path) if may_be_dicom(path) else None
        if own is None:
            chosen.setdefault(path, path)
            continue
        if path.parent not in volumes:
            try:
                volumes[path.parent] = _volumes_in(path.parent)
            except OSError:  # the file could be read, its folder cannot: it stands for itself
                volumes[path.parent] = {}
        first = volumes[path.parent].get(own.series, path)
        chosen.setdefault((path.parent, own.series), first)
    return tuple(chosen.values())


def slides_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Replace folders by the DICOM slides in them, and each DICOM slide by one of its files.

    A folder without any stays as it is, and one that is a slide itself (Zarr).
    """
    found: list[Path] = []
    for path in map(zarr_of, paths):
        inside = dicom_in(path) if path.is_dir() and not is_zarr(path) else ()
        found += inside or (path,)
    return one_per_slide(found)


def dicom_in(folder: Path) -> tuple[Path, ...]:
    """Return the DICOM slides in a folder, each as the first of its levels."""
    try:
        return tuple(sorted(_volumes_in(folder).values()))
    except OSError as error:
        raise StephError("The folder cannot be read", folder, "Check its permissions.") from error


def _volumes_in(folder: Path) -> dict[str, Path]:
    """Return the first level of each slide in a folder, by its series."""
    found: dict[str, Path] = {}
    for path in _files_in(folder):
        seen = read_instance(path)
        if seen is not None and seen.is_volume:
            found.setdefault(seen.series, path)
    return found


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if may_be_dicom(path) and path.is_file())


# The header of a file -----------------------------------------------------------------------


def _read_head(file: BinaryIO) -> dict[Tag, str]:
    found: dict[Tag, str] = {}

    def keep(tag: Tag, value: bytes) -> None:
        found[tag] = value.decode("ascii", "replace").strip(" \0")

    # DICOM writes the first group in explicit little endian; it names the syntax of the rest.
    _walk(file, keep, until=(0x0003, 0), implicit=False)
    syntax = found.get(_SYNTAX, "")
    if not syntax:
        raise ValueError("no transfer syntax: every DICOM file states it")
    if syntax in _UNREADABLE:
        return {}
    _walk(file, keep, until=(0x0020, 0x000F), implicit=syntax == _IMPLICIT)
    return found


def _walk(
    file: BinaryIO, keep: Callable[[Tag, bytes], None], until: Tag, *, implicit: bool
) -> None:
    """Read elements in order up to `until`, which is left unread."""
    for _ in range(_MOST_ELEMENTS):
        here = file.tell()
        tag, length = _element(file, implicit=implicit)
        if tag >= until:
            file.seek(here)
            return
        if length == _UNDEFINED:
            _skip_items(file, 0, implicit=implicit)
        elif tag in _WANTED and length <= _LONGEST:
            keep(tag, file.read(length))
        else:
            file.seek(length, 1)
    raise ValueError("too many elements")


def _element(file: BinaryIO, *, implicit: bool) -> tuple[Tag, int]:
    group, number = struct.unpack("<HH", file.read(4))
    if implicit or group == 0xFFFE:
        return (group, number), int(struct.unpack("<I", file.read(4))[0])
    kind, short = struct.unpack("<2sH", file.read(4))
    long = kind in _LONG
    return (group, number), int(struct.unpack("<I", file.read(4))[0]) if long else int(short)


def _skip_items(file: BinaryIO, depth: int, *, implicit: bool) -> None:
    """Skip the items of a sequence of undefined length."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    for _ in range(_MOST_ELEMENTS):
        tag, length = _element(file, implicit=implicit)
        if tag == _SEQUENCE_END:
            return
        if tag != _ITEM:
            raise ValueError("no item")
        if length != _UNDEFINED:
            file.seek(length, 1)
            continue
        for _ in range(_MOST_ELEMENTS):
            tag, length = _element(file, implicit=implicit)
            if tag == _ITEM_END:
                break
            if length == _UNDEFINED:
                _skip_items(file, depth + 1, implicit=implicit)
            else:
                file.seek(length, 1)
    raise ValueError("too many items")
