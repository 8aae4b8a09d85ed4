"""Opening a slide file: which reader takes it, and the true reason where none does.

OpenSlide comes first. The second reader takes what OpenSlide cannot open, and TIFFs of which
OpenSlide would see less: OME-TIFF, levels in sub-directories, QPTIFF. A Zarr folder is one slide.
"""

from __future__ import annotations

import errno
import os
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import openslide
from numpy.typing import NDArray
from openslide import OpenSlide, OpenSlideError

from steph_desktop.core.errors import StephError
from steph_desktop.core.zarr_folders import ZARR_SUFFIX, is_zarr
from steph_desktop.slide import picture_files, tiff_files
from steph_desktop.slide.containers import check_container
from steph_desktop.slide.dicom import check_nesting
from steph_desktop.slide.jpeg_tiles import VENDORS
from steph_desktop.slide.native_tiff import check_tiff
from steph_desktop.slide.picture_files import PictureSlide

Handle = OpenSlide | PictureSlide

_SLIDE_CACHE_BYTES = 64 << 20
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_IN_USE = {32, 33}  # Windows: sharing violation, lock violation
_MOST_DIRECTORIES = 100_000
_MOST_ENTRIES = 1000  # of a directory
_MOST_TILES = 1 << 28
_CZI = b"ZISRAWFILE"
_CZI_HEAD, _CZI_SEGMENT = 112, 32  # bytes
_CZI_PLACES = (84, 92, 104)  # in the head: of the directory, the metadata, the attachments
_LEAST_TIFF = 100  # bytes
_NATIVE = frozenset({1, 5, 7, 8, 32946, 33003, 33005})  # compressions that OpenSlide decodes
_PLACES, _LENGTHS = frozenset({273, 324}), frozenset({279, 325})  # of strips and tiles
_SUB_DIRECTORIES = 330  # TIFF's tag SubIFDs
_INTEGERS = {3: 2, 4: 4, 13: 4, 16: 8, 18: 8}  # bytes of TIFF's kinds of number
_STILL_GROWING_S = 120  # a file written to so lately may be under way
_CHOOSE = "Choose a slide file."
_KNOWN_FORMATS = "If it is a slide, convert it to a tiled, pyramidal TIFF (QuPath or libvips can)."
_COPY = "Copy it again from the scanner or the archive."
_COMPARE = "Compare it with the original; if that opens, take a new copy of it."
_KINDS = {
    b"%PDF": "a PDF document", b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89HDF": "an HDF5 file", b"SQLite": "a database", b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a compressed archive", b"7z\xbc\xaf": "a compressed archive",
    b"Rar!": "a compressed archive", b"\xd0\xcf\x11\xe0": "an old office document",
    b"MZ": "a program", b"\x7fELF": "a program",
}  # fmt: skip


def open_slide(path: Path) -> Handle:
    """Open a slide, with errors that a user can act on.

    Raises
    ------
    StephError
        If it is not there, in use, forbidden, cut short, damaged, of another kind, or stored in a
        way that no reader knows: each says so.
    """
    if path.is_dir() and (is_zarr(path) or path.suffix.lower() == ZARR_SUFFIX):
        return _open_zarr(path)
    head, size, age_s = _look_at(path)
    if head.startswith(_TIFF):
        return _open_tiff(path, size, age_s)
    if picture_files.is_picture(head) and path.suffix.lower() != ".mrxs":
        try:
            return picture_files.open_picture(path)
        except (OSError, ValueError) as error:
            raise StephError("The picture is damaged", path, _COMPARE) from error
    try:
        check_nesting(path)
    except EOFError as error:
        raise _cut_short(path, age_s) from error
    except (OSError, ValueError) as error:
        what = "The slide is damaged: the structure of a DICOM file of it cannot be right"
        raise StephError(what, path, _COMPARE) from error
    try:
        check_container(path)
    except EOFError as error:
        raise _cut_short(path, age_s) from error
    except OSError as error:
        raise _missing_part(path, error) from error
    except ValueError as error:
        what = "The slide is damaged: the index of its tiles cannot be right"
        raise StephError(what, path, _COMPARE) from error
    try:
        return _open_natively(path)
    except openslide.OpenSlideUnsupportedFormatError as error:
        if is_cut_short(path):
            raise _cut_short(path, age_s) from error
        kind = _kind_of(head)
        if kind:
            raise StephError(f"This is {kind}, not a slide", path, _CHOOSE) from error
        raise StephError("This is not a slide of a known format", path, _KNOWN_FORMATS) from error
    except OpenSlideError as error:
        if is_cut_short(path):
            raise _cut_short(path, age_s) from error
        raise StephError("The slide is damaged or incomplete", path, _COMPARE) from error


def _missing_part(path: Path, error: OSError) -> StephError:
    missing = Path(os.fsdecode(error.filename)).name if error.filename else "a file"
    what = f"A file of the slide cannot be read ({missing})"
    return StephError(what, path, "Copy all files of the slide together.")


def _open_zarr(path: Path) -> PictureSlide:
    from steph_desktop.slide.ome_zarr import open_zarr

    try:
        return open_zarr(path)
    except OSError as error:
        raise _missing_part(path, error) from error
    except ValueError as error:
        what = "The slide is damaged: a file that describes it cannot be right"
        raise StephError(what, path, _COMPARE) from error


def _look_at(path: Path) -> tuple[bytes, int, float]:
    """Return the first bytes of a file, its size, and the seconds since it was written."""
    try:
        if path.is_dir():
            raise StephError("This is a folder, not a slide", path, _CHOOSE)
        if path.suffix.lower().startswith(".sqlite"):
            # Never opened: that of the workspace would lose its locks (see `workspace.database`).
            raise StephError("This is a database, not a slide", path, _CHOOSE)
        stat = path.stat()
        with path.open("rb") as file:
            head = file.read(512)
        if stat.st_size == 0:
            raise StephError("The slide file is empty (0 bytes)", path, "Copy it again.")
    except OSError as error:
        raise unreadable(path, error) from error
    return head, stat.st_size, time.time() - stat.st_mtime


def unreadable(path: Path, error: OSError) -> StephError:
    """Return the error for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        todo = "Check the name, or that its drive is connected."
        return StephError("The slide file was not found", path, todo)
    if getattr(error, "winerror", None) in _IN_USE or error.errno in (
        errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, errno.EDEADLK
    ):  # fmt: skip
        todo = "Close it there, or try again later."
        return StephError("The slide file is in use by another program", path, todo)
    if isinstance(error, PermissionError):
        todo = "Ask its owner or your administrator for permission to read it."
        return StephError("You have no permission to read this slide file", path, todo)
    why = error.strerror or "read error"
    todo = "Check the drive or the network share."
    return StephError(f"The slide file cannot be read ({why})", path, todo)


def _kind_of(head: bytes) -> str:
    """Say what a file is that is no slide; empty where that is not known."""
    for start, kind in _KINDS.items():
        if head.startswith(start):
            return kind
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return ""
        text = head[: error.start].decode("utf-8")
    printable = all(sign.isprintable() or sign in "\r\n\t\f" for sign in text)
    return "a text file" if printable else ""


def _open_natively(path: Path) -> OpenSlide:
    handle = OpenSlide(path)
    handle.set_cache(openslide.OpenSlideCache(_SLIDE_CACHE_BYTES))
    return handle


def _open_tiff(path: Path, size: int, age_s: float) -> Handle:
    damaged = StephError("The slide is damaged: its header cannot be right", path, _COMPARE)
    try:
        check_tiff(path)
    except (OSError, ValueError) as error:
        raise (_cut_short(path, age_s) if is_cut_short(path) else damaged) from error
    handle: OpenSlide | None = None
    refused: OpenSlideError | None = None
    try:
        handle = _open_natively(path)
    except OpenSlideError as error:
        refused = error
    if handle is not None:
        vendor = handle.properties.get("openslide.vendor")
        if vendor in VENDORS and tiff_files.contradicts_itself(path):
            handle.close()
            what = "The slide's header contradicts itself: its tiles do not fit its size"
            raise StephError(what, path, _COMPARE)
        if vendor != "generic-tiff" or not tiff_files.prefers_this(path):
            return handle
    if refused is not None and (fault := tiff_files.scn_fault(path)) is not None:
        raise fault from refused
    if size < _LEAST_TIFF or is_cut_short(path):
        # The second reader might find a part of it.
        raise _cut_short(path, age_s) from refused
    try:
        second = tiff_files.open_tiff(path)
    except (OSError, ValueError) as error:
        if handle is not None:
            return handle
        raise damaged from error
    unknown = isinstance(refused, openslide.OpenSlideUnsupportedFormatError)
    if refused is not None and not unknown and second.compressions <= _NATIVE:
        second.close()
        raise damaged from refused
    return second


def damaged_part(path: Path) -> StephError:
    """Return the error for an open slide, a part of which cannot be decoded."""
    if is_cut_short(path):
        return _cut_short(path, time.time() - path.stat().st_mtime)
    return StephError("Part of the slide cannot be read: the file is damaged there", path, _COMPARE)


def _cut_short(path: Path, age_s: float) -> StephError:
    growing = 0 <= age_s < _STILL_GROWING_S
    todo = f"If it is still being copied, wait for the end. {_COPY}" if growing else _COPY
    return StephError("The slide file is cut short: bytes are missing at its end", path, todo)


# Where a TIFF ends --------------------------------------------------------------------------


def is_cut_short(path: Path) -> bool:
    """Tell whether a TIFF or CZI refers to bytes behind its end; others are not looked into."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return any(end > size for end in _ends(file, size))
    except (OSError, struct.error, KeyError):
        return False


def _ends(file: BinaryIO, size: int) -> Iterator[int]:
    """Yield the ends of what the directories of a TIFF or CZI refer to."""
    start = file.read(_CZI_HEAD)
    if start.startswith(_CZI):
        yield _CZI_HEAD
        for at in _CZI_PLACES:
            (place,) = struct.unpack_from("<q", start, at)
            if place <= 0:
                continue
            yield place + _CZI_SEGMENT
            file.seek(place)
            yield place + _CZI_SEGMENT + int(struct.unpack("<16sqq", file.read(32))[2])
        return
    if not start.startswith(_TIFF) or len(start) < 8:
        return
    order = "<" if start.startswith(b"II") else ">"
    big = start[2:4] in (b"+\0", b"\0+")
    (place,) = struct.unpack_from(order + ("Q" if big else "I"), start, 8 if big else 4)
    entry, head, link = (20, 8, 8) if big else (12, 2, 4)
    seen: set[int] = set()
    left = [place]
    while left and len(seen) < _MOST_DIRECTORIES:
        place = left.pop()
        if not place or place in seen:
            continue
        seen.add(place)
        if place + head > size:
            yield place + head
            return
        file.seek(place)
        (count,) = struct.unpack(order + ("Q" if big else "H"), file.read(head))
        end = place + head + count * entry + link
        if end > size:
            # So many entries are damage, not a cut.
            yield end if count < _MOST_ENTRIES else 0
            return
        block = file.read(count * entry + link)
        numbers: dict[int, NDArray[np.uint64]] = {}
        for at in range(0, count * entry, entry):
            tag, kind = struct.unpack_from(order + "HH", block, at)
            if tag not in _PLACES | _LENGTHS | {_SUB_DIRECTORIES} or kind not in _INTEGERS:
                continue
            (n,) = struct.unpack_from(order + ("Q" if big else "I"), block, at + 4)
            width, field = _INTEGERS[kind], at + (12 if big else 8)
            if n * width <= (8 if big else 4):
                raw = block[field : field + n * width]
            else:
                (where,) = struct.unpack_from(order + ("Q" if big else "I"), block, field)
                if where + n * width > size:
                    # A table that is larger than any slide's is damage.
                    yield where + n * width if n < _MOST_TILES else 0
                    continue
                file.seek(where)
                raw = file.read(n * width)
            numbers[tag] = np.frombuffer(raw, f"{order}u{width}").astype(np.uint64)
        for place_tag, length_tag in ((273, 279), (324, 325)):
            places, lengths = numbers.get(place_tag), numbers.get(length_tag)
            if places is not None and lengths is not None and len(places) == len(lengths) > 0:
                yield int((places + lengths).max())
        left += numbers.get(_SUB_DIRECTORIES, np.empty(0, np.uint64)).tolist()
        left += struct.unpack_from(order + ("Q" if big else "I"), block, count * entry)
