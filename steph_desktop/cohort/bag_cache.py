"""Cache of features that were checked once: flat files that are mapped into memory.

A feature file is decoded and checked to be whole before it is trained on, and then read in every
epoch. A cohort that does not fit into memory would be decoded again and again: here each slide's
features lie as one plain array, and the system keeps in memory as much of it as there is room.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path

_FORM = "steph-bag-1"
_FREE_SHARE = 0.2  # of the disk, which stays free
_SUFFIX = ".npy"


class BagCache:
    """Flat copies of checked features in a folder; it only saves time, and may be deleted.

    Numbers come back unchanged: they are stored as float16 where that loses nothing (features made
    in float16), otherwise as float32. The name of a copy is a fingerprint of its file's path, size
    and date, so a file that changes has no copy any more. `free_share` of the disk stays free.
    """

    def __init__(self, folder: Path, free_share: float = _FREE_SHARE) -> None:
        self._folder = folder
        self._free_share = free_share

    def keep(self, path: Path, features: NDArray[np.float32]) -> None:
        """Store the features of a file, shape (N, D), whole or not at all; a full disk is fine."""
        stored = _smallest_exact(features)
        try:
            copy = self._copy_of(path)
            self._folder.mkdir(parents=True, exist_ok=True)
            disk = shutil.disk_usage(self._folder)
            if disk.free - stored.nbytes < self._free_share * disk.total:
                return
            with atomic_path(copy) as temporary, temporary.open("wb") as handle:
                np.save(handle, stored, allow_pickle=False)
        except (StephError, OSError):
            return  # the feature file itself is still there to be read

    def find(self, path: Path) -> NDArray[np.float32] | None:
        """Return the kept features of a file, shape (N, D), read-only; None if there are none.

        They are mapped from the disk where they are stored as float32, else in memory.
        """
        try:
            found = np.load(self._copy_of(path), mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None  # absent or damaged: the feature file is read instead
        if found.ndim != 2 or found.dtype not in (np.float16, np.float32):
            return None
        features = np.asarray(found, np.float32)
        features.flags.writeable = False
        return features

    def clear(self) -> None:
        """Remove all copies, and the folder if nothing else is in it."""
        if not self._folder.is_dir():
            return
        for copy in self._folder.glob(f"*{_SUFFIX}*"):  # and the unfinished ones of a killed start
            copy.unlink(missing_ok=True)
        if not any(self._folder.iterdir()):
            self._folder.rmdir()

    def _copy_of(self, path: Path) -> Path:
        stat = path.stat()
        identity = f"{_FORM} {path.resolve()} {stat.st_size} {stat.st_mtime_ns}"
        return self._folder / f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}{_SUFFIX}"


def is_mapped(features: NDArray[np.float32]) -> bool:
    """Return whether an array is mapped from the disk and costs no memory of this process."""
    return isinstance(features, np.memmap) or isinstance(features.base, np.memmap)


def _smallest_exact(features: NDArray[np.float32]) -> NDArray[np.float16] | NDArray[np.float32]:
    with np.errstate(over="ignore"):
        half = features.astype(np.float16)
    return half if np.array_equal(half, features) else features
