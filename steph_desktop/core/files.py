"""Writing files whole: under a temporary name, flushed, then renamed; and hashing them."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import re
import shutil
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.core.processes import process_is_alive

_CHUNK_BYTES = 1 << 20  # between two looks whether to stop
_MOST_NAME_BYTES = 255  # of ext4, the strictest of the usual file systems
_DAY_S = 86_400.0
_OPEN_FILES_STAY = os.name == "nt"  # a file that is open cannot be replaced
_TRIES, _RETRY_S = 40, 0.05  # two seconds: Windows replaces no file that a virus scanner has open
# Old: a folder that is being replaced. The rest: what SQLite keeps beside a copy it is writing.
_PART = re.compile(
    r"\.(?P<name>.+?)\.(?P<pid>\d{1,10})(?:\.(?P<host>[0-9a-f]{6}))?"
    r"\.(?P<kind>part|old)(?:-journal|-wal|-shm)?",
    re.DOTALL,
)
_NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
# What a drive that was pulled out, a share that is unmounted, or a failing disk answers.
_GONE = {
    getattr(errno, name)
    for name in ("EIO", "ESTALE", "ENOTCONN", "ENODEV", "ENXIO", "EHOSTDOWN", "ENOENT")
    if hasattr(errno, name)
}


class NotWritable(StephError):
    """There is no permission to write: the folder is somebody else's, or the disk read-only."""


class FolderGone(StephError):
    """A folder that is in use was removed or replaced, or its disk is no longer connected."""


def os_fault(error: OSError, path: Path) -> StephError:
    """Turn an operating-system error about an output into one a user can act on."""
    where = path.name
    again = "start again; nothing finished is lost."
    if error.errno == errno.ENOSPC:
        return StephError("The disk is full", where, f"Free some space and {again}")
    if error.errno == getattr(errno, "EDQUOT", None):
        what = "Your share of this disk is used up (quota)"
        return StephError(what, where, f"Remove files of yours, or ask for more, and {again}")
    if error.errno in _NO_RIGHT:
        todo = "Choose another folder or ask for write access."
        return NotWritable("You do not have permission to write here", where, todo)
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return StephError("A file stands where a folder is needed", where, "Choose another folder.")
    reason = error.strerror or type(error).__name__
    todo = f"Check the disk and {again}"
    if error.errno in _GONE:
        todo = f"Check that the drive or the network share is there, and {again}"
    return StephError(f"Could not write ({reason})", where, todo)


def full_disk(error: BaseException, where: str) -> StephError | None:
    """Return the error to show if a full disk is the cause, in whatever library; else None."""
    link: BaseException | None = error
    while link is not None:
        number = link.errno if isinstance(link, OSError) else None
        # HDF5 and zip libraries tell it in words alone.
        if number in _NO_SPACE or "No space left on device" in str(link):
            return os_fault(OSError(errno.ENOSPC, ""), Path(where))
        link = link.__cause__ or link.__context__
    return None


@dataclass(frozen=True)
class WatchedFolder:
    """A folder in use, identified by a file in it that is held open and so keeps its inode."""

    folder: Path
    marker: Path
    number: tuple[int, int]  # device and inode of the marker


_watched: list[WatchedFolder] = []


def watch(*folders: WatchedFolder) -> None:
    """Refuse from now on to write into these folders once they are no longer the same ones."""
    _watched.extend(folders)


def end_watch(folder: WatchedFolder) -> None:
    """Forget a folder that is no longer in use."""
    if folder in _watched:
        _watched.remove(folder)


def watched() -> tuple[WatchedFolder, ...]:
    """Return the folders in use, for a child process to watch as well."""
    return tuple(_watched)


def require_watched(path: Path) -> None:
    """Refuse a path inside a folder in use that is no longer there.

    Raises
    ------
    FolderGone
        If the folder was removed, replaced, or unmounted.
    """
    for each in tuple(_watched):
        if path.is_relative_to(each.folder) and number_of(each.marker) != each.number:
            raise FolderGone(
                "The workspace is no longer in its place: it was moved, removed or replaced, or its"
                " disk is not connected",
                each.folder,
                "Nothing is written until it is back.",
            )


def number_of(path: Path) -> tuple[int, int] | None:
    """Return device and inode of a file, by which it is known whatever its name; None if none."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return None
    return found.st_dev, found.st_ino


@contextmanager
def guarded_write(path: Path) -> Iterator[None]:
    """Report any operating-system error inside the block as a failure to write `path`."""
    try:
        yield
    except OSError as error:
        raise os_fault(error, path) from error


@contextmanager
def guarded_read(path: Path, what: str, todo: str = "Check the file.") -> Iterator[None]:
    """Report any operating-system error inside the block as a failure to read `path`."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StephError(f"{what} ({reason})", path, todo) from error


def ensure_folder(path: Path) -> Path:
    """Make `path` a folder; raise a clear error where that is not possible.

    Raises
    ------
    StephError
        If the folder cannot be made or written to.
    """
    require_watched(path)
    with guarded_write(path):
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        # What is made in a closed folder is closed too, whatever the user's umask says.
        is_closed = bool(missing) and is_private(missing[-1].parent)
        path.mkdir(parents=True, exist_ok=True)
    for folder in missing if is_closed else ():
        make_private(folder)
    if not os.access(path, os.W_OK | os.X_OK):
        raise os_fault(PermissionError(errno.EACCES, "no right"), path)
    return path


def is_private(folder: Path) -> bool:
    """Return whether only its owner, or a group that shares it, may enter a folder.

    False on Windows, where folders inherit their rights.
    """
    return os.name == "posix" and folder.is_dir() and not _others(folder)


def is_shared(folder: Path) -> bool:
    """Return whether a folder was given to a group by `share_with`, as its mode shows."""
    if os.name != "posix" or not folder.is_dir():
        return False
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISGID) and mode & 0o077 == 0o070


def _others(folder: Path) -> bool:
    return not is_shared(folder) and bool(folder.stat().st_mode & 0o077)


def make_private(path: Path) -> None:
    """Let only its owner, or the group that shares its folder, read or enter a file or folder.

    Where the system and the disk know rights. What `ensure_folder` and `atomic_path` then make in
    the folder is closed to others as well.
    """
    if os.name == "posix":
        with suppress(OSError):  # another's file, or a disk without rights
            path.chmod(_mode_of(path, shared=is_shared(path.parent) or is_shared(path)))


def make_file_private(path: Path) -> None:
    """Create an empty file as `make_private` would leave it, unless it exists."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        make_private(path)


def _mode_of(path: Path, *, shared: bool) -> int:
    if path.is_dir():
        return 0o2770 if shared else 0o700  # set-group-id: what is made inside is the group's
    return 0o660 if shared else 0o600


def share_with(path: Path, group_id: int | None) -> None:
    """Let a group read and write a file or folder; None takes it back.

    Raises
    ------
    StephError
        If its rights cannot be changed.
    """
    if os.name != "posix":
        what = "A workspace can be shared with a group on Linux and macOS only"
        raise StephError(what, path, "On Windows, set the rights of its folder.")
    with guarded_write(path):
        if group_id is not None:
            os.chown(path, -1, group_id)  # before the mode: it clears the group's bit
        path.chmod(_mode_of(path, shared=group_id is not None))


@contextmanager
def atomic_path(final: Path) -> Iterator[Path]:
    """Yield a temporary path beside `final`; rename it to `final` once the block ends well.

    The temporary file is removed if the block fails, so readers see the old file or the new one.

    Raises
    ------
    StephError
        If the folder cannot be written to or the disk is full.
    """
    ensure_folder(final.parent)
    temporary = _part_of(final)
    try:
        with guarded_write(final):
            is_closed = is_private(final.parent)
            if is_closed:
                # Closed before anything is in it; what writes it empties it first.
                temporary.unlink(missing_ok=True)
                make_file_private(temporary)
            yield temporary
            if is_closed:
                make_private(temporary)
            # Flushed before it gets its name: a power cut may keep the name and lose the bytes.
            with temporary.open("rb+") as handle:
                os.fsync(handle.fileno())
            _replace(temporary, final)
            sync_folder(final.parent)
    finally:
        with suppress(OSError):  # the fault itself is what is to be told
            temporary.unlink(missing_ok=True)


def _replace(temporary: Path, final: Path) -> None:
    """Rename a file onto another; on Windows wait while that is being read."""
    for _ in range(_TRIES if _OPEN_FILES_STAY else 0):
        try:
            temporary.replace(final)
        except PermissionError:
            time.sleep(_RETRY_S)
        else:
            return
    temporary.replace(final)


@contextmanager
def atomic_folder(final: Path) -> Iterator[Path]:
    """Yield a new folder beside `final`, which takes its place once the block ends well.

    Readers see the old folder or the new one; where the system cannot exchange two folders, a kill
    at that moment leaves the old one to be put back by `sweep`.

    Raises
    ------
    StephError
        If it cannot be written.
    """
    ensure_folder(final.parent)
    part = _part_of(final)
    old = part.with_suffix(".old")
    with guarded_write(final):
        try:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            yield part
            sync_folder(part)
            if not final.exists():
                part.rename(final)
            elif not _exchange(part, final):
                # For a moment nothing has the name; a kill here is mended by `sweep`.
                final.rename(old)
                try:
                    part.rename(final)
                except OSError:
                    old.rename(final)
                    raise
            sync_folder(final.parent)
        finally:
            for left in (part, old):
                shutil.rmtree(left, ignore_errors=True)


_HERE, _EXCHANGE = -100, 2  # AT_FDCWD; RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; return False where the system or the disk cannot."""
    names = os.fsencode(one), os.fsencode(other)
    with suppress(AttributeError, OSError):
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(system.renamex_np(*names, _EXCHANGE) == 0)
        if sys.platform == "linux":
            return bool(system.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
    return False


# Names that Windows keeps for devices, with whatever ending.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE
)


def safe_stem(words: str, otherwise: str = "file") -> str:
    """Turn words into a file name, without its suffix, that is valid on every system."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip(".-")[:80].rstrip(".-") or otherwise
    return _RESERVED.sub(r"\1-", stem) if _RESERVED.match(stem) else stem


def _part_of(final: Path) -> Path:
    """Return the temporary name of a file, which names the file and the process that writes it."""
    ending = f".{os.getpid()}.{_host()}.part"
    name = os.fsencode(final.name)
    if len(name) + len(ending) >= _MOST_NAME_BYTES:  # what the disk takes may be full already
        name = hashlib.sha256(name).hexdigest()[:32].encode()
    return final.with_name(f".{os.fsdecode(name)}{ending}")


@cache
def _host() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:6]


def is_left_over(path: Path) -> bool:
    """Return whether a temporary file was left behind by a dead process of this computer.

    Files of other programs and of other computers, which may be at work on a share, are not.
    """
    found = _PART.fullmatch(path.name)
    if found is None or process_is_alive(int(found["pid"])):
        return False
    return found["host"] in {None, _host()}


def sweep(folder: Path, *, deep: bool = False) -> int:
    """Remove what killed processes of this computer left in a folder; return how many.

    A folder that was moved aside for another one that never came is put back.
    """
    count = 0
    for place, folders, names in os.walk(folder):
        stale = [name for name in folders if is_left_over(Path(place) / name)]
        folders[:] = [name for name in folders if deep and name not in stale]
        for path in (Path(place) / name for name in (*names, *stale)):
            if is_left_over(path) and not path.is_symlink():  # a link is not one of ours
                with suppress(OSError):
                    count += _remove_or_put_back(path)
    return count


def _remove_or_put_back(path: Path) -> bool:
    """Clear away a left-over file; return whether it was this computer's."""
    found = _PART.fullmatch(path.name)
    # Earlier versions did not name the computer: one that is a day old is nobody's.
    if found is None or (not found["host"] and time.time() - path.stat().st_mtime < _DAY_S):
        return False
    if not path.is_dir():
        path.unlink()
    elif found["kind"] == "old" and not path.with_name(found["name"]).exists():
        path.rename(path.with_name(found["name"]))
    else:
        shutil.rmtree(path)
    return True


def sync_folder(folder: Path) -> None:
    """Flush a folder entry to disk where the system allows it (not on Windows)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def scratch_folder(prefix: str) -> Iterator[Path]:
    """Yield a temporary folder that only the user may enter; it is removed with the block.

    Raises
    ------
    StephError
        If the system has no room or no folder for temporary files.
    """
    try:
        scratch = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    except OSError as error:
        raise StephError(
            f"There is no place for temporary files ({error.strerror or type(error).__name__})",
            None,
            "Free some space on the system's disk, or name another folder in TMPDIR.",
        ) from error
    with scratch as folder:
        yield Path(folder)


def write_bytes(final: Path, data: bytes) -> None:
    """Write `data` to `final`, whole or not at all."""
    with atomic_path(final) as temporary:
        temporary.write_bytes(data)


def write_text(final: Path, text: str) -> None:
    """Write UTF-8 `text` to `final`, whole or not at all."""
    write_bytes(final, text.encode())


def json_text(value: Any) -> str:
    """Return the text of a JSON file that people may read too; refuse NaN."""
    return json.dumps(value, indent=1, allow_nan=False) + "\n"


def write_json(final: Path, value: Any) -> None:
    """Write `value` as JSON to `final`, whole or not at all; refuse NaN."""
    write_text(final, json_text(value))


def sha256_of(path: Path, control: JobControl = UNWATCHED) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    size = path.stat().st_size
    with path.open("rb") as handle:
        while piece := handle.read(_CHUNK_BYTES):
            digest.update(piece)
            control.checkpoint(handle.tell(), size, Phase.HASHING)
    return digest.hexdigest()


def sha256_of_json(value: Any) -> str:
    """Return the SHA-256 of a value's JSON; the order of keys does not matter.

    `ValueError` where a number is not finite: it is equal to no other, and its hash must not be.
    """
    return hashlib.sha256(json.dumps(value, sort_keys=True, allow_nan=False).encode()).hexdigest()
