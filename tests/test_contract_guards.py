"""The guards of conftest.py were each seen to fail: a leaking, noisy or calling test is caught."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

BAD_TESTS = """
import logging, os, socket, sqlite3, threading
import pytest

EVENT = threading.Event()

def test_thread():
    threading.Thread(target=EVENT.wait, args=(4,)).start()

def test_daemon_thread():
    threading.Thread(target=EVENT.wait, args=(4,), daemon=True).start()

def test_background_task(qtbot):
    from PySide6.QtCore import QObject
    from steph_desktop.ui.kit.tasks import Tasks
    global tasks, owner
    tasks, owner = Tasks(), QObject()
    tasks.run(owner, lambda: 1, lambda _: None)

def test_log():
    logging.getLogger("x").warning("unexpected")

def test_allowed_log(allow_logs):
    logging.getLogger("x").warning("expected")

def test_network():
    with socket.socket() as client:
        client.connect(("192.0.2.1", 80))

def test_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_qthread(qtbot):
    from PySide6.QtCore import QThread
    class Forgotten(QThread):
        def run(self):
            EVENT.wait(4)
    global kept
    kept = Forgotten()
    kept.start()

def test_pool(qtbot):
    from PySide6.QtCore import QThreadPool
    QThreadPool.globalInstance().start(lambda: EVENT.wait(4))

def test_with_reference(shared_dir):
    assert shared_dir.is_dir()

def test_database(tmp_path):
    with sqlite3.connect(tmp_path / "workspace.sqlite") as connection:
        connection.execute("CREATE TABLE t (x)")
        with pytest.raises(AssertionError):
            (tmp_path / "workspace.sqlite").read_bytes()
    connection.close()

def test_closed_database(tmp_path):
    sqlite3.connect(tmp_path / "workspace.sqlite").close()
    (tmp_path / "workspace.sqlite").read_bytes()

@pytest.mark.heavy
def test_heavy():
    pass

def test_home():
    assert "steph-tests-" in os.environ["STEPH_DESKTOP_HOME"]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
"""


def test_guards(
    repository: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    conftest = (repository / "tests" / "conftest.py").read_text(encoding="utf-8")
    pytester.makeconftest(conftest.replace("_GRACE_S = 2.0", "_GRACE_S = 0.1"))
    pytester.makepyfile(test_bad=BAD_TESTS)
    pytester.makeini("[pytest]\nmarkers = heavy: long\nqt_api = pyside6\n")
    monkeypatch.setenv("STEPH_SHARED", str(pytester.path / "absent"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.delenv("STEPH_DESKTOP_HOME")
    result = pytester.runpytest_subprocess("-rA")
    result.stdout.fnmatch_lines(["*reference data: not here*", "*2 deselected*"])
    outcomes = result.parseoutcomes()
    assert outcomes == {"passed": 11, "failed": 1, "errors": 6, "deselected": 2}
    result.stdout.fnmatch_lines_random(
        [
            "ERROR *test_thread*",
            "ERROR *test_background_task*",
            "ERROR *test_log*",
            "ERROR *test_qthread*",
            "ERROR *test_pool*",
            "ERROR *test_database*",
            "FAILED *test_network*",
            "PASSED *test_loopback*",
            "PASSED *test_home*",
        ]
    )
