"""A share that can be made to hang: serves a folder, for reading and writing, through /dev/fuse.

`python fuse_share.py FOLDER PLACE` mounts it and prints a line. SIGSTOP lets every call hang, as
those of a server which no longer answers; SIGCONT brings it back. Linux, and root.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path

_HEAD = struct.Struct("<IIQQIIIHH")
_ATTR = struct.Struct("<QQQQQQIIIIIIIIII")
_INIT = struct.Struct("<IIIIHHIIHHI28x")
_SET = struct.Struct("<IIQQQQQQIIIII")
_INIT_CALL = 26
_UNANSWERED = (2, 36, 42)  # forget, interrupt, forget many
_LARGE_WRITES, _WRITE_BYTES = 1 << 5, 1 << 17
_SET_MODE, _SET_SIZE, _SET_TIME = 1 << 0, 1 << 3, 1 << 5
_DIRECT = 1  # nothing of a file is kept: each read is asked for
_MOST = (1 << 20) + 4096


def _name(body: bytes) -> str:
    return os.fsdecode(body.rstrip(b"\0"))


class Share:
    """Answers the kernel's questions about a folder."""

    def __init__(self, folder: Path) -> None:
        self.paths = {1: folder}
        self.numbers = {folder: 1}
        self.calls: dict[int, Callable[[Path, bytes], bytes]] = {
            1: self._look_up, 3: self._attributes, 4: self._change, 9: self._make_folder,
            10: self._remove, 11: self._remove_folder, 12: self._rename, 13: self._link,
            14: self._open, 15: self._read, 16: self._write, 17: self._room, 18: self._release,
            20: self._sync, 25: self._nothing, 27: self._open_folder, 28: self._list,
            29: self._nothing, 30: self._nothing, 34: self._nothing, 35: self._create,
            45: self._rename_with,
        }  # fmt: skip

    def answer(self, call: int, node: int, body: bytes) -> bytes | None:
        """Return what is answered; None for what wants no answer."""
        if call in _UNANSWERED:
            return None
        if call == _INIT_CALL:
            major, minor, ahead, _ = struct.unpack_from("<IIII", body)
            more = (_LARGE_WRITES, 16, 12, _WRITE_BYTES, 1, 32, 0, 0)
            return _INIT.pack(major, min(minor, 31), ahead, *more)
        if call not in self.calls:
            raise OSError(errno.ENOSYS, "not served")
        return self.calls[call](self.paths[node], body)

    def _number(self, path: Path) -> int:
        number = self.numbers.setdefault(path, len(self.paths) + 1)
        self.paths[number] = path
        return number

    def _row(self, path: Path) -> bytes:
        seen = path.lstat()
        times = [int(seen.st_atime), int(seen.st_mtime), int(seen.st_ctime)]
        return _ATTR.pack(
            self._number(path), seen.st_size, seen.st_blocks, *times, 0, 0, 0, seen.st_mode,
            seen.st_nlink, seen.st_uid, seen.st_gid, 0, 4096, 0,
        )  # fmt: skip

    def _entry(self, path: Path) -> bytes:
        row = self._row(path)
        return struct.pack("<QQQQII", self._number(path), 0, 0, 0, 0, 0) + row

    def _look_up(self, path: Path, body: bytes) -> bytes:
        return self._entry(path / _name(body))

    def _attributes(self, path: Path, _: bytes) -> bytes:
        return struct.pack("<QII", 0, 0, 0) + self._row(path)

    def _change(self, path: Path, body: bytes) -> bytes:
        valid, _, _, size, _, accessed, changed, _, _, _, _, mode, _ = _SET.unpack_from(body)
        if valid & _SET_MODE:
            path.chmod(mode & 0o7777)
        if valid & _SET_SIZE:
            os.truncate(path, size)
        if valid & _SET_TIME:
            os.utime(path, (accessed, changed))
        return self._attributes(path, b"")

    def _make_folder(self, path: Path, body: bytes) -> bytes:
        mode, _ = struct.unpack_from("<II", body)
        made = path / _name(body[8:])
        made.mkdir(mode & 0o7777)
        return self._entry(made)

    def _forget(self, path: Path) -> None:
        self.numbers.pop(path, None)  # a new file of this name has a new number

    def _remove(self, path: Path, body: bytes) -> bytes:
        (path / _name(body)).unlink()
        self._forget(path / _name(body))
        return b""

    def _remove_folder(self, path: Path, body: bytes) -> bytes:
        (path / _name(body)).rmdir()
        self._forget(path / _name(body))
        return b""

    def _rename(self, path: Path, body: bytes, head: int = 8) -> bytes:
        (into,) = struct.unpack_from("<Q", body)
        old, new = (os.fsdecode(part) for part in body[head:].split(b"\0")[:2])
        source, target = path / old, self.paths[into] / new
        source.rename(target)
        self._forget(target)
        for known, number in list(self.numbers.items()):
            if known == source or known.is_relative_to(source):
                moved = target / known.relative_to(source)
                del self.numbers[known]
                self.numbers[moved] = number
                self.paths[number] = moved
        return b""

    def _rename_with(self, path: Path, body: bytes) -> bytes:
        _, flags = struct.unpack_from("<QI", body)
        if flags:
            raise OSError(errno.EINVAL, "not served")
        return self._rename(path, body, head=16)

    def _link(self, path: Path, body: bytes) -> bytes:
        (old,) = struct.unpack_from("<Q", body)
        (path / _name(body[8:])).hardlink_to(self.paths[old])
        return self._entry(path / _name(body[8:]))

    def _opened(self, path: Path, flags: int, mode: int = 0o600) -> bytes:
        kept = os.O_CREAT | os.O_EXCL | os.O_TRUNC
        wanted = os.O_RDWR if flags & os.O_ACCMODE else os.O_RDONLY
        # SQLite maps its index, which needs the kernel's cache.
        direct = _DIRECT if wanted == os.O_RDONLY and not path.name.endswith("-shm") else 0
        return struct.pack("<QII", os.open(path, wanted | flags & kept, mode), direct, 0)

    def _open(self, path: Path, body: bytes) -> bytes:
        return self._opened(path, struct.unpack_from("<I", body)[0] & ~os.O_CREAT)

    def _create(self, path: Path, body: bytes) -> bytes:
        flags, mode = struct.unpack_from("<II", body)
        made = path / _name(body[16:])
        handle = self._opened(made, flags | os.O_CREAT, mode & 0o7777)
        return self._entry(made) + handle

    def _read(self, _: Path, body: bytes) -> bytes:
        handle, offset, size = struct.unpack_from("<QQI", body)
        return os.pread(handle, size, offset)

    def _write(self, _: Path, body: bytes) -> bytes:
        handle, offset, size = struct.unpack_from("<QQI", body)
        return struct.pack("<II", os.pwrite(handle, body[40 : 40 + size], offset), 0)

    def _sync(self, _: Path, body: bytes) -> bytes:
        os.fsync(struct.unpack_from("<Q", body)[0])
        return b""

    def _release(self, _: Path, body: bytes) -> bytes:
        os.close(struct.unpack_from("<Q", body)[0])
        return b""

    def _room(self, path: Path, _: bytes) -> bytes:
        room = os.statvfs(path)
        counts = (room.f_blocks, room.f_bfree, room.f_bavail, room.f_files, room.f_ffree)
        return struct.pack("<QQQQQIIII24x", *counts, room.f_bsize, 255, room.f_frsize, 0)

    def _open_folder(self, _: Path, __: bytes) -> bytes:
        return struct.pack("<QII", 0, 0, 0)

    def _nothing(self, _: Path, __: bytes) -> bytes:
        return b""

    def _list(self, path: Path, body: bytes) -> bytes:
        offset, size = struct.unpack_from("<8xQI", body)
        out = b""
        for place, entry in enumerate(sorted(path.iterdir())[offset:], start=offset + 1):
            name = os.fsencode(entry.name)
            kind = stat.S_IFMT(entry.lstat().st_mode) >> 12
            row = struct.pack("<QQII", self._number(entry), place, len(name), kind) + name
            row += b"\0" * (-len(row) % 8)
            if len(out) + len(row) > size:
                break
            out += row
        return out


def serve(folder: Path, place: Path) -> None:
    """Mount the share, and answer until it is unmounted."""
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other"
    system = ctypes.CDLL(None, use_errno=True)
    if system.mount(b"share", os.fsencode(place), b"fuse", 0, options.encode()):
        raise OSError(ctypes.get_errno(), "no right to mount")
    sys.stdout.write("mounted\n")
    sys.stdout.flush()
    share = Share(folder)
    while True:
        try:
            asked = os.read(device, _MOST)
        except OSError as error:
            if error.errno == errno.ENODEV:  # unmounted
                return
            raise
        _, call, unique, node, *_ = _HEAD.unpack_from(asked)
        fault, out = 0, None
        try:
            out = share.answer(call, node, asked[_HEAD.size :])
        except OSError as error:
            fault, out = -(error.errno or errno.EIO), b""
        if out is not None:
            try:
                os.write(device, struct.pack("<IiQ", 16 + len(out), fault, unique) + out)
            except OSError as error:
                if error.errno != errno.ENOENT:  # who asked is gone
                    raise


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
