"""The two forms of a model pack on disk, a folder and a zip, read with suspicion.

Nothing is unpacked to disk and no name from a pack is ever used as a path.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from steph_desktop.core.errors import StephError

WEIGHTS_FILE = "model.safetensors"
CARD_FILE = "card.json"
MEMBERS = frozenset({WEIGHTS_FILE, CARD_FILE})
ASK_AGAIN = "Get the pack again, or export it again."
_FOLDER_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


class PackFiles(Protocol):
    """The members of an open pack."""

    def read(self, name: str, limit: int) -> bytes:
        """Read a member of at most `limit` bytes; a larger one is refused."""


class _FolderPack:
    def __init__(self, path: Path) -> None:
        self._path = path
        found = {entry.name for entry in path.iterdir()} - _FOLDER_LITTER
        _check_members(found, path)
        for name in MEMBERS:
            if not stat.S_ISREG((path / name).lstat().st_mode):
                raise StephError("The pack holds a link in place of a file", path, ASK_AGAIN)

    def read(self, name: str, limit: int) -> bytes:
        with (self._path / name).open("rb") as handle:
            return _bounded(handle.read(limit + 1), limit, self._path)


class _ZipPack:
    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive, self._path = archive, path
        entries = archive.infolist()
        _check_members({entry.filename for entry in entries}, path)
        if len(entries) != len(MEMBERS):
            raise StephError("The pack holds a file twice", path, ASK_AGAIN)
        for entry in entries:
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if kind not in {0, stat.S_IFREG}:
                raise StephError("The pack holds a link in place of a file", path, ASK_AGAIN)
            if entry.flag_bits & 0x1:
                raise StephError("The pack is encrypted", path, ASK_AGAIN)

    def read(self, name: str, limit: int) -> bytes:
        # The size in the directory may lie: what is read is bounded, not what is claimed.
        with self._archive.open(name) as handle:
            return _bounded(handle.read(limit + 1), limit, self._path)


def _bounded(data: bytes, limit: int, path: Path) -> bytes:
    if len(data) > limit:
        raise StephError("A file in the pack is larger than it may be", path, ASK_AGAIN)
    return data


def _check_members(found: set[str], path: Path) -> None:
    if missing := sorted(MEMBERS - found):
        raise StephError(f"This is not a model pack: {missing[0]} is missing", path, ASK_AGAIN)
    if found - MEMBERS:
        raise StephError("The pack holds files that do not belong there", path, ASK_AGAIN)


@contextmanager
def open_pack(path: Path) -> Iterator[PackFiles]:
    """Open a pack and check what it holds: two regular files, nothing else.

    Raises
    ------
    StephError
        If it is no pack, is damaged, or holds links or other files.
    """
    if not path.exists():
        raise StephError("There is no model pack here", path, "Check the name and the folder.")
    try:
        if path.is_dir():
            yield _FolderPack(path)
        else:
            with zipfile.ZipFile(path) as archive:
                yield _ZipPack(archive, path)
    except PermissionError as error:
        raise StephError("No right to read this", path, "Ask for read access.") from error
    except (OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile) as error:
        raise StephError("This is not a model pack, or it is damaged", path, ASK_AGAIN) from error
    except (NotImplementedError, RuntimeError, zlib.error) as error:
        raise StephError(
            "The pack is packed in a way that is not known", path, ASK_AGAIN
        ) from error
