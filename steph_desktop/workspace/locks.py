"""Who has the workspace open: a lock of the system, which a killed process cannot leave behind."""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import multiprocessing
import os
import socket
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from steph_desktop.core.codec import from_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import guarded_write, make_file_private
from steph_desktop.core.processes import process_is_alive
from steph_desktop.core.settings import load_settings

LOCK_NAME = "workspace.lock"

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_ACCESS = os.O_RDWR | getattr(os, "O_BINARY", 0)  # Windows would change the ends of lines
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
# The winner writes its name just after it has won; one that only looks lets go at once.
_TRIES, _WAIT_S = 20, 0.02


@dataclass(frozen=True)
class Holder:
    """Who has a workspace open."""

    who: str  # name of the user
    pid: int  # process; 0 where it could not be read
    host: str
    since: str  # since when, UTC, ISO 8601
    # Identifies the run of the computer since it was last started; empty where unknown.
    boot: str = ""

    def __str__(self) -> str:
        return f"{self.who} on {self.host} (process {self.pid}), since {self.since[:16]} UTC"


_UNKNOWN = Holder("another user", 0, "an unknown computer", "an unknown time")


class WorkspaceHeld(StephError):
    """Another program, its `holder`, has the workspace open for writing."""

    def __init__(self, holder: Holder, folder: Path | str) -> None:
        what = f"This workspace is open elsewhere, by {holder}"
        super().__init__(what, folder, "Open it for reading, or close it there first.")
        self.holder = holder

    def __reduce__(self) -> tuple[type[WorkspaceHeld], tuple[Holder, str]]:  # type: ignore[override]
        return type(self), (self.holder, str(self.where))


class WorkspaceLock:
    """The right to write in a workspace, held until `release` or until the process ends."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK_NAME
        self._descriptor: int | None = None

    def acquire(self) -> Holder | None:
        """Take the lock.

        Returns
        -------
        Holder, optional
            None if the lock is now ours; else the process that holds it and that we belong to:
            this one, or the one that started it.

        Raises
        ------
        WorkspaceHeld
            If somebody else has it.
        StephError
            If the folder cannot be written to.
        """
        with guarded_write(self.path):
            with contextlib.suppress(FileExistsError):  # another process makes it just now
                make_file_private(self.path)
            descriptor = os.open(self.path, _ACCESS | os.O_CREAT, 0o600)
        try:
            holder = _take(descriptor, self.path)
            if holder is None:
                with guarded_write(self.path):
                    _write(descriptor, json.dumps(to_json(_ourselves())))
                self._descriptor, descriptor = descriptor, -1
                return None
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        parent = multiprocessing.parent_process()
        ours = (os.getpid(), parent.pid if parent is not None else None)
        if holder.pid in ours and holder.host == socket.gethostname():
            return holder
        raise WorkspaceHeld(holder, self.path.parent)

    def release(self) -> None:
        """Give the lock back; the file stays, empty, for others may be waiting at it."""
        if self._descriptor is None:
            return
        # What it says no longer matters to anyone once the lock is gone.
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = None


@dataclass(frozen=True)
class LockState:
    """What a lock file says, and whether it is true."""

    holder: Holder | None  # the holder named in the file, if any
    live: bool  # whether that process still has the workspace open


def lock_state(folder: Path) -> LockState:
    """Look at a workspace's lock without keeping it."""
    path = folder / LOCK_NAME
    if not path.exists():
        return LockState(None, live=False)
    try:
        descriptor = os.open(path, _ACCESS)
    except OSError:  # a folder that we may only read: believe what is written
        holder = _read(path)
        return LockState(holder, live=holder is not None and _is_alive(holder))
    try:
        live = not _try_lock(descriptor, path)
    finally:
        os.close(descriptor)
    return LockState(_read(path), live)


def user_name() -> str:
    """Return the name of the system's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this number on this computer
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown user"


def acting_name() -> str:
    """Return who acts, for the audit trail: the reviewer's name where it was given once."""
    return load_settings().reviewer or user_name()


def _ourselves() -> Holder:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return Holder(user_name(), os.getpid(), socket.gethostname(), since, _boot_id())


def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _is_alive(holder: Holder) -> bool:
    """Tell whether a named holder may still be there; on another computer it may."""
    if holder.host != socket.gethostname():
        return True
    boot = _boot_id()
    if holder.boot and boot and holder.boot != boot:
        return False
    return process_is_alive(holder.pid)


def _try_lock(descriptor: int, path: Path) -> bool:
    """Take the system's lock if it is free; where there are none, go by the name in the file."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # Far behind the text: locked bytes cannot be read by others.
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            holder = _read(path)
            return holder is None or not _is_alive(holder)
        if error.errno in _TAKEN:
            return False
        with guarded_write(path):
            raise
    return True


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text.encode())
    os.fsync(descriptor)


def _take(descriptor: int, path: Path) -> Holder | None:
    """Take the lock, or return who has it; the name may come a moment after the lock."""
    for _ in range(_TRIES):
        if _try_lock(descriptor, path):
            return None
        holder = _read(path)
        if holder is not None and _is_alive(holder):
            return holder
        time.sleep(_WAIT_S)
    return _UNKNOWN


def _read(path: Path) -> Holder | None:
    try:
        return from_json(Holder, read_json(path))
    except (OSError, ValueError):
        return None
