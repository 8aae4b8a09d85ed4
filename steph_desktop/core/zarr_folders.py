"""Zarr folders: slides of many files, which the program treats as one file.

What such a folder is, which of its files belong to the slide, and how it is known again.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

ZARR_SUFFIX = ".zarr"
GROUP_FILES = ("zarr.json", ".zattrs", ".zgroup")
"""Of which a Zarr folder holds one at least."""

_OWN_HIDDEN = frozenset({".zattrs", ".zgroup", ".zarray", ".zmetadata"})
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})  # written by systems that show the folder
_MOST_ENDS = 1000  # files that make a fingerprint
_ENDS_BYTES = 1 << 20  # of them that are read
_MOST_DEEP = 64


class FolderEnds(NamedTuple):
    """What it takes to recognise a Zarr folder without reading all of it."""

    size_bytes: int  # of the files that were looked at
    mtime_ns: int  # of the newest of them
    sha256: str


def is_zarr(path: Path) -> bool:
    """Return whether a path is a Zarr folder, by the files that each of them must hold."""
    return path.is_dir() and any((path / name).is_file() for name in GROUP_FILES)


def zarr_of(path: Path) -> Path:
    """Return the Zarr folder that a file describes, which is the slide; else the path itself.

    No dialog offers files and folders at once: who chooses the file means the folder.
    """
    if path.name not in GROUP_FILES or not path.is_file():
        return path
    found = path.parent
    while is_zarr(found.parent) and found.parent != found:
        found = found.parent
    return found


def is_file_or_zarr(path: Path) -> bool:
    """Return whether a path is a file or a Zarr folder."""
    return path.is_file() or is_zarr(path)


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files and Zarr folders below a folder, unordered, without entering the latter.

    Raises
    ------
    OSError
        If the folder cannot be read; folders below it without permission are passed over.
    """

    def fault(error: OSError) -> None:
        if not isinstance(error, PermissionError):
            raise error

    for place, folders, files in os.walk(folder, onerror=fault):
        here = Path(place)
        whole = [name for name in folders if is_zarr(here / name)]
        folders[:] = [name for name in folders if name not in whole]
        yield from (here / name for name in (*whole, *files))


def zarr_files(folder: Path) -> list[tuple[str, Path]]:
    """Return the files of a Zarr folder, sorted, each with its name within the folder.

    What systems add to a folder that was looked at is no part of it.

    Raises
    ------
    OSError
        If it cannot be read, or holds a link that leads out of it.
    """
    found = [(_name_in(folder, file), file) for file in _walked(folder, backwards=False)]
    return sorted(found)


def ends_of(folder: Path) -> FolderEnds:
    """Return a fingerprint of a Zarr folder.

    The last files by name are looked at: the smallest levels, which show the whole slide.

    Raises
    ------
    OSError
        If it cannot be read, or holds a link that leads out of it.
    """
    digest, size, newest, left = hashlib.sha256(), 0, 0, _ENDS_BYTES
    for file in islice(_walked(folder, backwards=True), _MOST_ENDS):
        stat = file.stat()
        size, newest = size + stat.st_size, max(newest, stat.st_mtime_ns)
        digest.update(os.fsencode(f"{_name_in(folder, file)}\0{stat.st_size}\0"))
        if left > 0:
            with file.open("rb") as handle:
                start = handle.read(left)
            digest.update(start)
            left -= len(start)
    return FolderEnds(size, newest, digest.hexdigest())


def _name_in(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def _walked(folder: Path, *, backwards: bool) -> Iterator[Path]:
    root = os.path.realpath(folder)
    waiting = [iter([folder])]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        if path.is_symlink() and path != folder:
            home = os.path.commonpath([root, os.path.realpath(path)])
            if home != root or path.is_dir():
                raise OSError(errno.EINVAL, "a link that leads out of its folder", path.name)
        if path.is_dir():
            if len(waiting) > _MOST_DEEP:
                raise OSError(errno.EINVAL, "folders within folders without end", path.name)
            names = sorted((one.name for one in os.scandir(path)), reverse=backwards)
            waiting.append(iter([path / name for name in names if _belongs(name)]))
        elif path.is_file():
            yield path


def _belongs(name: str) -> bool:
    if name.startswith("."):
        return name in _OWN_HIDDEN
    return name.casefold() not in _OF_SYSTEMS
