"""What every test stands on: one thread, no screen, no network, no real home, nothing left."""

import os
import shutil
import tempfile
from pathlib import Path

# Before NumPy, torch or Qt are imported, by anyone.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
if not os.environ.get("QT_QPA_PLATFORM"):  # an empty value aborts Qt
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
_HOME = Path(tempfile.mkdtemp(prefix="steph-tests-"))
for _kind in ("CONFIG", "DATA", "STATE", "CACHE"):
    os.environ[f"XDG_{_kind}_HOME"] = str(_HOME / _kind.lower())
os.environ["STEPH_DESKTOP_HOME"] = str(_HOME / "steph")

import gc  # noqa: E402
import itertools  # noqa: E402
import logging  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from typing import Any  # noqa: E402

import pytest  # noqa: E402

REPOSITORY = Path(__file__).resolve().parents[1]
_GRACE_S = 2.0
_LOOPBACK = ("127.", "localhost", "::1")
# No bash there.
collect_ignore = ["test_contract_installers.py"] if os.name == "nt" else []
_home_number = itertools.count()
_FILE_EVENTS = {"open", "os.remove", "os.rename"}
_touched: list[str] = []


def _watch_held_databases(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to touch a workspace's database, or its log, that this process has open already.

    SQLite opens its files past Python, so whatever is seen here goes another way.
    """
    if event not in _FILE_EVENTS:
        return
    for name in arguments[: 1 if event != "os.rename" else 2]:
        if not isinstance(name, str | os.PathLike):
            continue
        path = os.fspath(name)
        if "workspace.sqlite" in str(path) and _is_open_here(path):
            _touched.append(f"{event} {path}")
            raise AssertionError(f"a held database is touched past SQLite: {event} {path}")


def _is_open_here(path: str | bytes) -> bool:
    """Ask the system, not the program under test, which files are open."""
    for own in Path("/proc/self/fd").glob("*"):
        try:
            if own.samefile(os.fsdecode(path)):
                return True
        except OSError:  # closed meanwhile, or no such file
            continue
    return False


sys.addaudithook(_watch_held_databases)


def _find_shared() -> Path | None:
    named = os.environ.get("STEPH_SHARED")
    folder = Path(named) if named else REPOSITORY.parent / "shared"
    return folder if (folder / "reference" / "expected.json").is_file() else None


_SHARED = _find_shared()


def pytest_report_header() -> str:
    if _SHARED is None:
        return "reference data: not here, tests that compare with it are left out (STEPH_SHARED)"
    return "reference data: found, tests that compare with it are run"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot be asked here (reference data) or was not asked for (heavy runs)."""
    left_out = []
    if _SHARED is None:
        left_out += [i for i in items if "shared_dir" in getattr(i, "fixturenames", ())]
    if not config.option.markexpr:
        left_out += [i for i in items if i.get_closest_marker("heavy") and i not in left_out]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Folder of reference data; tests that ask for it are not collected where it is absent."""
    assert _SHARED is not None
    return _SHARED


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="module")
def few_figures() -> Iterator[None]:
    """Write each figure of a training once, as PNG: half of a small training draws the others."""
    from steph_desktop.training import figures

    kept = figures.FIGURE_KINDS
    figures.FIGURE_KINDS = kept[:1]
    yield
    figures.FIGURE_KINDS = kept


@pytest.fixture(autouse=True)
def steph_home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folders, fresh for each test (not made yet)."""
    home = _HOME / f"steph-{next(_home_number)}"
    monkeypatch.setenv("STEPH_DESKTOP_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""

    def guarded(method: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            inward = self.family not in (socket.AF_INET, socket.AF_INET6)
            if not inward and not str(address[0]).startswith(_LOOPBACK):
                raise AssertionError("a test tried to reach the network")
            return method(self, address)

        return connect

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))


@pytest.fixture(autouse=True)
def no_touched_databases() -> Iterator[None]:
    """Fail a test in which the locks of an open database were put at risk, also in a thread."""
    _touched.clear()
    yield
    assert not _touched, f"touched past SQLite while open: {_touched}"


@pytest.fixture
def allow_logs() -> None:
    """Ask for this in a test whose code is meant to log warnings or errors."""


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which anything logs a warning, unless it asks for allow_logs or caplog."""
    if {"allow_logs", "caplog"} & set(request.fixturenames):
        yield
        return
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            # A busy machine's first figure: its fonts took more than five seconds to find.
            if record.name == "matplotlib.font_manager":
                return
            said.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    listener = Listener(logging.WARNING)
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    assert not said, "unexpected log records:\n" + "\n".join(said)


@pytest.fixture(autouse=True)
def no_leaked_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread running: a Python one, a QThread, or work in Qt's pool.

    A daemon thread is left in peace, unless it is one of the window's background tasks.
    """
    before = set(threading.enumerate())
    yield
    left = [
        t
        for t in threading.enumerate()
        if t not in before and (not t.daemon or t.name.startswith("steph-reader"))
    ]
    deadline = time.monotonic() + _GRACE_S
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    left_names = [thread.name for thread in left if thread.is_alive()]
    if {"qapp", "qtbot"} & set(request.fixturenames):
        left_names += _running_qt_threads(deadline)
    assert not left_names, f"threads left running: {left_names}"


def _running_qt_threads(deadline: float) -> list[str]:
    from PySide6.QtCore import QThread, QThreadPool
    from shiboken6 import isValid

    application_thread = QThread.currentThread()
    names = []
    # By type, not by isinstance: that would ask proxy objects of other libraries for their class.
    for thread in [o for o in gc.get_objects() if issubclass(type(o), QThread)]:
        if isValid(thread) and thread is not application_thread and thread.isRunning():
            thread.wait(max(1, int(1000 * (deadline - time.monotonic()))))
            if thread.isRunning():
                names.append(f"{type(thread).__name__} {thread.objectName()}".strip())
    if not QThreadPool.globalInstance().waitForDone(
        max(1, int(1000 * (deadline - time.monotonic())))
    ):
        names.append("QThreadPool.globalInstance()")
    return names


@pytest.fixture(autouse=True)
def no_left_hooks() -> Iterator[None]:
    """Give back log handlers and exception hooks that the code under test installed."""
    yield
    diagnostics = sys.modules.get("steph_desktop.core.diagnostics")
    if diagnostics is not None:
        diagnostics.uninstall()
