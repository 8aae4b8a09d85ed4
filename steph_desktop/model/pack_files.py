"""The files of a model pack: a folder or a zip of known names, checked when read."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_folder, atomic_path
from steph_desktop.model.card import CARD_FILE
from steph_desktop.model.signatures import SIGNATURE_FILE

WEIGHTS_FILE = "model.safetensors"
ASK_AGAIN = "Get the pack again, or export it again."
_FILES = frozenset({WEIGHTS_FILE, CARD_FILE})
_FOLDER_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


def write_pack_folder(out: Path, contents: Mapping[str, bytes]) -> None:
    """Write a pack as a folder, whole or not at all."""
    with atomic_folder(out) as part:
        part.chmod(0o755)
        for name, data in contents.items():
            with (part / name).open("wb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())


def write_pack_file(out: Path, contents: Mapping[str, bytes]) -> None:
    """Write a pack as one file, whole or not at all."""
    with atomic_path(out) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, data in contents.items():
            # Without a date: the same contents are the same file.
            archive.writestr(zipfile.ZipInfo(name), data)


@dataclass(frozen=True)
class PackFiles:
    """The files of an open pack."""

    path: Path
    open: Callable[[str], IO[bytes]]
    names: frozenset[str]  # of what it holds

    def read(self, name: str, limit: int) -> bytes:
        """Read a file of at most `limit` bytes; a larger one is refused."""
        # The size that a zip states may lie: what is read is bounded, not what is claimed.
        with self.open(name) as handle:
            return _bounded(handle.read(limit + 1), limit, self.path)


def _bounded(data: bytes, limit: int, path: Path) -> bytes:
    if len(data) > limit:
        raise StephError("A file in the pack is larger than it may be", path, ASK_AGAIN)
    return data


@contextmanager
def open_pack(path: Path) -> Iterator[PackFiles]:
    """Open a pack and check what it holds: weights, card and signature, nothing else.

    Raises
    ------
    StephError
        If it is no pack, is damaged, or holds links or other files.
    """
    if not path.exists():
        raise StephError("There is no model pack here", path, "Check the name and the folder.")
    if not (path.is_dir() or path.is_file()):  # a pipe would be waited for
        raise StephError("This is not a model pack, or it is damaged", path, ASK_AGAIN)
    try:
        if path.is_dir():
            names = [entry.name for entry in path.iterdir() if entry.name not in _FOLDER_LITTER]
            _check_files(names, path)
            _check_kinds([(path / name).lstat().st_mode for name in names], path)
            yield PackFiles(path, lambda name: (path / name).open("rb"), frozenset(names))
        else:
            with zipfile.ZipFile(path) as archive:
                entries = archive.infolist()
                _check_files([entry.filename for entry in entries], path)
                # Zips of some systems state no kind: these are plain files.
                kinds = (entry.external_attr >> 16 for entry in entries)
                _check_kinds([kind for kind in kinds if stat.S_IFMT(kind)], path)
                if any(entry.flag_bits & 0x1 for entry in entries):
                    raise StephError("The pack is encrypted", path, ASK_AGAIN)
                yield PackFiles(path, archive.open, frozenset(archive.namelist()))
    except PermissionError as error:
        raise StephError(
            "You do not have permission to read this", path, "Ask for read access."
        ) from error
    except (OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile) as error:
        raise StephError("This is not a model pack, or it is damaged", path, ASK_AGAIN) from error
    except (NotImplementedError, RuntimeError, zlib.error) as error:
        raise StephError(
            "The pack is packed in a way that is not known", path, ASK_AGAIN
        ) from error


def _check_files(names: Sequence[str], path: Path) -> None:
    if missing := sorted(_FILES - set(names)):
        raise StephError(f"This is not a model pack: {missing[0]} is missing", path, ASK_AGAIN)
    if set(names) - _FILES - {SIGNATURE_FILE}:
        raise StephError("The pack holds files that do not belong there", path, ASK_AGAIN)
    if len(names) != len(set(names)):
        raise StephError("The pack holds a file twice", path, ASK_AGAIN)


def _check_kinds(modes: Sequence[int], path: Path) -> None:
    if not all(stat.S_ISREG(mode) for mode in modes):
        raise StephError("The pack holds a link in place of a file", path, ASK_AGAIN)
