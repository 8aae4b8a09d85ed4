"""A share that can be made to hang: serves a folder, for reading, through /dev/fuse.

`python fuse_share.py FOLDER PLACE` mounts it and prints a line. SIGSTOP lets every read hang, as
that of a server which no longer answers; SIGCONT brings it back. Linux, and root.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
import sys
from pathlib import Path

_HEAD = struct.Struct("<IIQQIIIHH")
_ATTR = struct.Struct("<QQQQQQIIIIIIIIII")
_INIT = struct.Struct("<IIIIHHIIHHI28x")
_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _STATFS, _RELEASE = 1, 2, 3, 14, 15, 17, 18
_FLUSH, _INIT_CALL, _OPENDIR, _READDIR, _RELEASEDIR = 25, 26, 27, 28, 29
_ACCESS, _INTERRUPT, _BATCH_FORGET = 34, 36, 42
_DIRECT = 1  # nothing of a file is kept: each read is asked for
_MOST = (1 << 20) + 4096


class Share:
    """Answers the kernel's questions about a folder."""

    def __init__(self, folder: Path) -> None:
        self.paths = {1: folder}
        self.numbers = {folder: 1}

    def attributes(self, path: Path) -> bytes:
        seen = path.lstat()
        times = [int(seen.st_atime), int(seen.st_mtime), int(seen.st_ctime)]
        return _ATTR.pack(
            self._number(path), seen.st_size, seen.st_blocks, *times, 0, 0, 0, seen.st_mode,
            seen.st_nlink, seen.st_uid, seen.st_gid, 0, 4096, 0,
        )  # fmt: skip

    def _number(self, path: Path) -> int:
        number = self.numbers.setdefault(path, len(self.numbers) + 1)
        self.paths[number] = path
        return number

    def answer(self, call: int, node: int, body: bytes) -> bytes | None:
        """Return what is answered; None for what wants no answer."""
        if call in (_FORGET, _BATCH_FORGET, _INTERRUPT):
            return None
        if call == _INIT_CALL:
            major, minor, ahead, _ = struct.unpack_from("<IIII", body)
            return _INIT.pack(major, min(minor, 31), ahead, 0, 16, 12, 1 << 17, 1, 32, 0, 0)
        path = self.paths[node]
        if call == _LOOKUP:
            found = path / os.fsdecode(body.rstrip(b"\0"))
            attributes = self.attributes(found)
            return struct.pack("<QQQQII", self._number(found), 0, 0, 0, 0, 0) + attributes
        if call == _GETATTR:
            return struct.pack("<QII", 0, 0, 0) + self.attributes(path)
        if call in (_OPEN, _OPENDIR):
            return struct.pack("<QII", 0, _DIRECT if call == _OPEN else 0, 0)
        if call == _READ:
            _, offset, size = struct.unpack_from("<QQI", body)
            with path.open("rb") as file:
                file.seek(offset)
                return file.read(size)
        if call == _READDIR:
            return self._listed(path, *struct.unpack_from("<8xQI", body))
        if call == _STATFS:
            return struct.pack("<QQQQQIIII24x", 0, 0, 0, 0, 0, 4096, 255, 4096, 0)
        if call in (_RELEASE, _RELEASEDIR, _FLUSH, _ACCESS):
            return b""
        raise OSError(errno.ENOSYS, "not served")

    def _listed(self, path: Path, offset: int, size: int) -> bytes:
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
    read_only = 1
    if system.mount(b"share", os.fsencode(place), b"fuse", read_only, options.encode()):
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
