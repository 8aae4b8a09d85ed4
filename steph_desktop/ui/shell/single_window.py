"""One window per user and workspace: a slide that is opened goes to the window that is open.

The second start hands its files over through a socket of this computer (a named pipe on Windows)
in a folder that is the user's alone. No network.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from steph_desktop.core.codec import CodecError, from_json, parse_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, make_private
from steph_desktop.core.settings import settings_path

_MOST_BYTES = 1 << 20
_WAIT_MS = 1500
_MOST_NAME_BYTES = 100  # of the 108 that a socket's path may have
_TAKEN = b"taken\n"


@dataclass(frozen=True)
class _Paths:
    """What is handed over."""

    paths: tuple[Path, ...] = ()


def socket_name(workspace: Path) -> str | None:
    """Return the name of the socket of a workspace's window; None where there can be none."""
    # A folder may be named in several ways, and is one workspace.
    whole = os.path.normcase(os.path.realpath(workspace))
    digest = hashlib.sha256(os.fsencode(f"{_user()}\0{whole}")).hexdigest()[:24]
    name = f"steph-desktop-{digest}"
    if sys.platform == "win32":
        return name
    # Not in /tmp, where others could lay a socket of this name and read what is opened.
    own = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(own) if own and _is_ours(Path(own)) else settings_path().parent
    try:
        make_private(ensure_folder(folder))
    except StephError:
        return None
    path = str(folder / name)
    return path if len(os.fsencode(path)) <= _MOST_NAME_BYTES else None


def _is_ours(folder: Path) -> bool:
    if not hasattr(os, "getuid"):
        return False
    try:
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def hand_over(workspace: Path, paths: Sequence[Path]) -> bool:
    """Give files to the window that has a workspace open; False if there is none."""
    if (name := socket_name(workspace)) is None:
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    whole = _Paths(tuple(path.absolute() for path in paths))
    socket.write(json.dumps(to_json(whole)).encode() + b"\n")
    socket.flush()
    while not socket.canReadLine():
        # A window that hangs does not answer: the files open in one of their own.
        if not socket.waitForReadyRead(_WAIT_MS):
            return False
    answer = socket.readLine().data()
    socket.disconnectFromServer()
    return bytes(answer) == _TAKEN


class OpenRequests(QObject):
    """Takes what other starts, and the system's file manager, want opened."""

    asked = Signal(tuple)
    """Paths to open; none where the window is only to come to the front"""

    def __init__(self, workspace: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = socket_name(workspace)
        if name is not None and not self._server.listen(name):
            # Nobody answered there, or we would have been handed over: a crash left it.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @property
    def is_open(self) -> bool:
        """Whether other starts can reach this window."""
        return self._server.isListening()

    def close(self) -> None:
        """Accept nothing more."""
        self._server.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open a file that macOS asks the running program to open."""
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            if event.file():
                self.asked.emit((Path(event.file()),))
            return True
        return super().eventFilter(watched, event)

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # Any program of the user's may connect: it gets no more memory than this.
            socket.setReadBufferSize(_MOST_BYTES)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if not socket.canReadLine():
            if socket.bytesAvailable() >= _MOST_BYTES:
                socket.abort()
            return
        try:
            names = from_json(_Paths, parse_json(bytes(socket.readLine().data()))).paths
        except CodecError:
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        # A relative path would mean a file of this process, not of the one that asks.
        self.asked.emit(tuple(path for path in names if path.is_absolute()))
