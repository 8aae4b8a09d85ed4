"""HDF5 files: written whole or not at all; read from untrusted sources, with clear errors."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import h5py
import numpy as np

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path

# A share that has no locks: nothing is written here, so reading without one is safe.
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS}
_NO_RIGHT = {errno.EACCES, errno.EPERM}
_ERRNO = re.compile(r"errno = (\d+)")
_CUT = re.compile(r"truncated file: eof = (\d+), .*stored_eof = (\d+)")
_DAMAGED = (OSError, RuntimeError, KeyError, ValueError, TypeError, OverflowError, MemoryError)
_SMALL_BYTES = 64 << 20  # up to here it does not matter how well something is packed
_MOST_PACKED = 200  # features are noise and pack to half; one value repeated packs a thousandfold
_KIND_WORDS = {"f": "floating-point numbers", "iuf": "numbers", "biuf": "numbers", "O": "text"}


@contextmanager
def written_hdf5(path: Path) -> Iterator[h5py.File]:
    """Yield an HDF5 file to fill; it becomes `path`, whole, if the block ends without an error.

    It is written straight to the disk: memory does not grow with the file.

    Raises
    ------
    StephError
        If the folder cannot be written to, or the disk is full or fails.
    """
    with atomic_path(path) as temporary, temporary.open("wb+") as raw:
        disk = _Disk(raw)
        with h5py.File(disk, "w") as file:
            yield file
        disk.finish()


class _Disk:
    """A file that hides its faults from HDF5, which does not survive a failed write.

    After one, HDF5 ends the process when it closes the file or itself. So what follows the first
    fault is dropped, HDF5 ends in peace, and `finish` raises the fault.
    """

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._fault: OSError | None = None
        self._at = 0

    def finish(self) -> None:
        self._try(self._raw.flush)
        if self._fault is not None:
            raise self._fault

    def _try(self, act: Any, *arguments: Any) -> Any:
        if self._fault is None:
            try:
                return act(*arguments)
            except OSError as error:
                self._fault = error
        return None

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == 2:  # HDF5 asks how long the file is
            offset += self._try(self._raw.seek, 0, 2) or 0
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        self._try(self._raw.seek, self._at)
        self._try(self._raw.write, data)
        self._at += len(data)
        return len(data)

    def read(self, size: int) -> bytes:
        self._try(self._raw.seek, self._at)
        data: bytes = self._try(self._raw.read, size) or b""
        self._at += size
        return data.ljust(size, b"\0")

    def truncate(self, size: int) -> int:
        self._try(self._raw.truncate, size)
        return size

    def flush(self) -> None:
        self._try(self._raw.flush)


@contextmanager
def open_hdf5(path: Path, todo: str, fault: type[StephError] = StephError) -> Iterator[h5py.File]:
    """Open an HDF5 file to read; report any failure inside the block as a fault of the file.

    Where the file itself is bad, `fault` is raised and says `todo`; where it is only out of
    reach, a `StephError` is.

    Raises
    ------
    StephError
        Whether it is in use, forbidden, gone, cut short, of another kind or damaged.
    """
    try:
        with _opened(path, todo, fault) as file:
            yield file
    except _DAMAGED as error:
        raise fault("The file is damaged or incomplete", path, todo) from error


def _opened(path: Path, todo: str, fault: type[StephError]) -> h5py.File:
    try:
        path.open("rb").close()  # asked of Python first: HDF5 would open a held database as well
        return h5py.File(path, "r")
    except OSError as error:
        if _lock_refused(error) and _number_of(error) in _NO_LOCKS:
            return h5py.File(path, "r", locking=False)
        raise _fault_of(error, path, todo, fault) from error


def _lock_refused(error: OSError) -> bool:
    return "unable to lock file" in str(error)


def _number_of(error: OSError) -> int:
    found = _ERRNO.search(str(error))
    return error.errno or (int(found[1]) if found else 0)


def _fault_of(error: OSError, path: Path, todo: str, fault: type[StephError]) -> StephError:
    text, later = str(error), "Try again when it is finished."
    if isinstance(error, FileNotFoundError):
        return fault("The file was not found", path, "Check the name and the folder.")
    if path.is_dir():
        return fault("This is a folder, not a file", path, "Choose a file.")
    if _lock_refused(error):
        return StephError("The file is in use by another program", path, later)
    if "already open for" in text:  # its writer takes no lock, or was killed
        what = "The file is still being written, or its writer was interrupted"
        return StephError(what, path, f"{later} If nothing writes to it: {todo}")
    if _number_of(error) in _NO_RIGHT:
        what = "You do not have permission to read this file"
        return StephError(what, path, "Ask for read access.")
    if cut := _CUT.search(text):
        what = f"The file is cut short: {int(cut[1]):,} of {int(cut[2]):,} bytes are here"
        return fault(what, path, f"Copy it again. If that does not help: {todo}")
    if "file signature not found" in text:
        empty = not path.stat().st_size
        what = "The file is empty (0 bytes)" if empty else "This is not an HDF5 file, or is damaged"
        return fault(what, path, todo)
    return fault("The file is damaged or incomplete", path, todo)


def dataset_fault(dataset: h5py.Dataset, kinds: str, most_bytes: int) -> str:
    """Say why a dataset must not be read, by its header alone; empty if it may be.

    Parameters
    ----------
    dataset : h5py.Dataset
        Of any shape; its header may claim anything.
    kinds : str
        Numpy's letters of what it may hold: ``f``, ``iuf``, ``biuf``, or ``O`` for text.
    most_bytes : int
        No more may be read, nor unpacked at once.
    """
    name = str(dataset.name).rpartition("/")[2]
    if dataset.dtype.kind not in kinds:
        return f"'{name}' holds {_kind_name(dataset.dtype)}, not {_KIND_WORDS[kinds]}"
    values = max(int(dataset.size), int(np.prod(dataset.chunks or (0,), dtype=float)))
    claimed, held = values * dataset.dtype.itemsize, dataset.id.get_storage_size()
    if claimed > most_bytes:
        return f"The file claims {claimed / 1e9:,.0f} GB of {name}, more than there can be"
    if dataset.size and not held:
        return f"'{name}' claims {dataset.size:,} values, and none was ever written"
    if claimed > max(_SMALL_BYTES, _MOST_PACKED * held):
        return f"'{name}' would unpack to {claimed // held:,} times what the file holds"
    return ""


def _kind_name(dtype: np.dtype[np.generic]) -> str:
    if dtype.kind in "OSU":
        return "text"
    return "records" if dtype.kind == "V" else str(dtype)
