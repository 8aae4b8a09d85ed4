"""A second start hands its files to the window that is open; nothing goes over a network."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import wait_until
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from steph_desktop.ui.shell import single_window
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.single_window import OpenRequests, hand_over, socket_name

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from steph_desktop.ui.shell.single_window import hand_over
application = QCoreApplication([])
sys.exit(not hand_over(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
"""


def _start_again(workspace: Path, *paths: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", _SECOND, str(workspace), *map(str, paths)]
    return subprocess.Popen(words, cwd=paths[0].parent if paths else None)


def _end(qtbot: QtBot, child: subprocess.Popen[bytes]) -> int:
    wait_until(qtbot, lambda: child.poll() is not None)
    return child.returncode


def test_a_slide_goes_to_the_open_window(qtbot: QtBot, window: MainWindow, slide: Path) -> None:
    workspace = window.session.workspace
    door = OpenRequests(workspace, window)
    door.asked.connect(window.open_from_outside)
    assert door.is_open
    assert _end(qtbot, _start_again(workspace, Path(slide.parent, slide.name))) == 0
    wait_until(qtbot, lambda: len(window.session.worklist.case_ids) == 1)
    with qtbot.waitSignal(door.asked) as told:
        child = _start_again(workspace)
    assert told.args == [()] and _end(qtbot, child) == 0
    assert _end(qtbot, _start_again(workspace / "another", slide)) == 1  # another workspace
    door.close()
    assert _end(qtbot, _start_again(workspace, slide)) == 1


@pytest.mark.skipif(os.name != "posix", reason="a pipe has no file there")
def test_a_socket_that_a_crash_left_is_taken_over(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.session.workspace
    name = socket_name(workspace)
    assert name is not None
    left = "from socket import *; import sys, os; socket(AF_UNIX).bind(sys.argv[1]); os._exit(0)"
    subprocess.run([sys.executable, "-c", left, name], check=True)
    assert stat.S_ISSOCK(Path(name).stat().st_mode)
    assert not hand_over(workspace, [])
    door = OpenRequests(workspace, window)
    assert door.is_open
    folder = Path(name).parent
    assert not folder.stat().st_mode & 0o077, "others could listen there"
    with qtbot.waitSignal(door.asked):
        child = _start_again(workspace)
    assert _end(qtbot, child) == 0
    door.close()


def test_what_is_no_list_of_files_is_not_opened(qtbot: QtBot, window: MainWindow) -> None:
    door = OpenRequests(window.session.workspace, window)
    told: list[object] = []
    door.asked.connect(told.append)
    name = socket_name(window.session.workspace)
    assert name is not None
    for words in (b"[]\n", b'{"paths": ["relative.svs"]}\n', b"[" * 5000 + b"\n", b"x" * (2 << 20)):
        socket = QLocalSocket()
        socket.connectToServer(name)
        assert socket.waitForConnected(1000)
        socket.write(words)
        wait_until(qtbot, lambda socket=socket: not socket.bytesToWrite() or not socket.isValid())
        qtbot.wait(30)
        socket.abort()
    assert told in ([], [()])
    door.close()


def test_a_window_that_hangs_is_not_waited_for(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window, "_WAIT_MS", 100)
    server = QLocalServer()
    name = socket_name(window.session.workspace)
    assert name is not None and server.listen(name)
    assert not hand_over(window.session.workspace, [])
    server.close()


def test_macos_opens_a_file_by_an_event(qtbot: QtBot, window: MainWindow, slide: Path) -> None:
    door = OpenRequests(window.session.workspace, window)
    door.asked.connect(window.open_from_outside)
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(door)
    application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(str(slide))))
    wait_until(qtbot, lambda: len(window.session.worklist.case_ids) == 1)
    application.removeEventFilter(door)
    door.close()
