"""Faults that the system itself answers with, to one thread only.

A filter of system calls (seccomp) is put on a thread of its own: Python, HDF5, SQLite, zlib and Qt
meet the fault where they would in life, and the test's own thread does not. Linux only.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

_LOAD, _EQUAL, _ANY_BIT, _GREATER, _ANSWER = 0x20, 0x15, 0x45, 0x25, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# Numbers of the system calls: x86-64, and arm64 where it has them.
_NUMBERS = {
    "x86_64": {
        "write": 1, "pwrite64": 18, "writev": 20, "pwritev": 296, "sendfile": 40, "fsync": 74,
        "fdatasync": 75, "rename": 82, "renameat": 264, "renameat2": 316, "mkdir": 83,
        "mkdirat": 258, "unlink": 87, "unlinkat": 263, "open": 2, "openat": 257, "chmod": 90,
        "fallocate": 285, "copy_file_range": 326,
    },
    "aarch64": {
        "write": 64, "pwrite64": 68, "writev": 66, "pwritev": 70, "sendfile": 71, "fsync": 82,
        "fdatasync": 83, "renameat": 38, "renameat2": 276, "mkdirat": 34, "unlinkat": 35,
        "openat": 56, "fallocate": 47, "copy_file_range": 285,
    },
}  # fmt: skip
_WRITES = ("write", "pwrite64", "writev", "pwritev", "sendfile", "fallocate", "copy_file_range")
_FLUSHES = ("fsync", "fdatasync")
_NAMES = ("rename", "renameat", "renameat2", "mkdir", "mkdirat", "unlink", "unlinkat", "chmod")
_OPENS = ("open", "openat")

numbers = _NUMBERS.get(platform.machine()) if platform.system() == "Linux" else None


@dataclass(frozen=True)
class Fault:
    """Which system calls fail, and with what."""

    calls: tuple[str, ...]
    number: int
    # Writes of fewer bytes succeed: the disk is full in the middle of a file.
    least_bytes: int = 0


FAULTS = {
    "disk full": Fault(_WRITES, errno.ENOSPC),
    "disk full midway": Fault(_WRITES, errno.ENOSPC, least_bytes=4000),
    "quota used up": Fault(_WRITES, errno.EDQUOT),
    "read-only folder": Fault((*_OPENS, *_NAMES), errno.EROFS),
    "no right": Fault((*_OPENS, *_NAMES), errno.EACCES),
    "share gone": Fault((*_OPENS, *_NAMES, *_WRITES, *_FLUSHES), errno.ESTALE),
    "error at the flush": Fault(_FLUSHES, errno.EIO),
    "error at the rename": Fault(("rename", "renameat", "renameat2"), errno.EIO),
}


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _filter_of(fault: Fault) -> bytes:
    """Return the program: every call is looked up, its arguments checked, else it goes on."""
    assert numbers is not None
    answer = _step(_ANSWER, _ERRNO | fault.number)
    program = b""
    for name in fault.calls:
        if name not in numbers:
            continue
        if name in _OPENS:  # only those that may write; the flags are the last argument but one
            argument = 24 if name == "open" else 32
            body = _step(_LOAD, argument) + _step(_ANY_BIT, _TO_WRITE, 0, 1) + answer
        elif name in _WRITES and name not in ("sendfile", "fallocate", "copy_file_range"):
            # Not to the terminal; vectors say their number, not their bytes.
            body = _step(_LOAD, 16) + _step(_GREATER, 2, 0, 3)
            size = fault.least_bytes if name in ("write", "pwrite64") else 0
            body += _step(_LOAD, 32) + _step(_GREATER, size, 0, 1) + answer
        else:
            body = answer
        body += _step(_ANSWER, _ALLOW)
        program += _step(_LOAD, 0) + _step(_EQUAL, numbers[name], 0, len(body) // 8) + body
    return program + _step(_ANSWER, _ALLOW)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _put_on_this_thread(fault: Fault) -> None:
    _install(_filter_of(fault))


def _install(steps: bytes) -> None:
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.addressof(buffer))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or system.prctl(
        _SECCOMP, _FILTER, ctypes.byref(program), 0, 0
    ):
        raise _Refused(os.strerror(ctypes.get_errno()))


class _Refused(Exception):
    """This system lets nobody filter calls."""


def under(fault: Fault, act: Callable[[], Any]) -> BaseException | None:
    """Do something on a thread that meets a fault; return what it raised, None if nothing."""

    def run() -> None:
        _put_on_this_thread(fault)
        act()

    with ThreadPoolExecutor(1, "faulty") as pool:  # the filter goes with the thread
        return pool.submit(run).exception()


def forbid_internet() -> None:
    """Let this process, and all that it starts, die by asking for an internet socket."""
    socket = {"x86_64": 41, "aarch64": 198}[platform.machine()]
    kill = _step(_ANSWER, 0x80000000)
    steps = _step(_LOAD, 0) + _step(_EQUAL, socket, 0, 4) + _step(_LOAD, 16)
    steps += _step(_EQUAL, 2, 1, 0) + _step(_EQUAL, 10, 0, 1) + kill + _step(_ANSWER, _ALLOW)
    _install(steps)


def can_be_injected() -> bool:
    """Whether this system can filter calls by thread."""
    if numbers is None:
        return False
    return not isinstance(under(FAULTS["error at the flush"], lambda: None), _Refused)
