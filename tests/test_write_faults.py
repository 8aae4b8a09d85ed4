"""Every writer under every fault of a disk: an error that says what to do, and the old state."""

from __future__ import annotations

import ast
import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from disk_writers import RECORDS, WRITERS, Lab, make_lab
from PySide6.QtWidgets import QApplication
from system_faults import FAULTS, can_be_injected, under
from workspace_samples import analysed, slide_file

from steph_desktop.core.diagnostics import install, uninstall
from steph_desktop.core.errors import StephError
from steph_desktop.training.training_events import FoldRunEvent, read_events
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.store import Workspace

_ROOT = Path(__file__).parents[1] / "steph_desktop"
Act = Callable[[], Any]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Lab:
    return make_lab(tmp_path_factory.mktemp("lab"))


def _state_of(home: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


# What Qt says of threads that are not its own, and of files that it cannot paint on.
pytestmark = pytest.mark.qt_log_ignore("QBasicTimer", "QPainter", "QPdf", "QSvg", "QFSFile")
needs_filter = pytest.mark.skipif(not can_be_injected(), reason="no filter of system calls here")


@needs_filter
@pytest.mark.parametrize("writer", WRITERS)
def test_each_writer_under_each_fault(writer: str, lab: Lab, tmp_path: Path) -> None:
    home, write = _old_state(writer, lab, tmp_path / "home")
    before = _state_of(home)
    for name, fault in FAULTS.items():
        error = under(fault, partial(write, 1))
        left = _state_of(home)
        assert not [file for file in left if file.endswith((".part", ".old"))], name
        if error is None:
            if writer != "events of a training":  # a flush or a rename is nothing to it
                assert name == "disk full midway"  # and the file is a small one
            home, write = _old_state(writer, lab, tmp_path / name)
            before = _state_of(home)
            continue
        assert isinstance(error, StephError), (name, error)
        assert error.todo, name
        assert str(tmp_path) not in str(error), name
        if writer == "events of a training":  # it only grows, and a torn line does no harm
            assert read_events(home)[:1] == (FoldRunEvent("m" * 100, 0, 0, 0.5),)
        else:
            assert {f: data for f, data in left.items() if not _is_passing(f)} == before, name
    write(1)  # the disk is well again
    assert _state_of(home) != before
    assert not [name for name in _state_of(home) if _is_passing(name)]


def _old_state(writer: str, lab: Lab, home: Path) -> tuple[Path, Callable[[int], Any]]:
    home.mkdir()
    write = WRITERS[writer](lab, home)
    write(0)
    return home, write


def _is_passing(name: str) -> bool:
    """Whether a file is a batch of an unfinished extraction, which goes on there."""
    return ".parts/" in name


# The database -------------------------------------------------------------------------------------


def _rows(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    tables = workspace.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        name: [tuple(row) for row in workspace.database.rows(f"SELECT * FROM {name}")]  # noqa: S608
        for (name,) in tables
    }


@needs_filter
@pytest.mark.parametrize("record", RECORDS)
def test_each_record_under_each_fault(record: str, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(tmp_path / "w") as workspace:
        analysed(workspace, slide)
        failed = 0
        for fault in FAULTS.values():
            before = _rows(workspace)
            error = under(fault, lambda: RECORDS[record](workspace, tmp_path))
            if error is not None:
                failed += 1
                assert isinstance(error, StephError), error
                assert error.todo
                assert _rows(workspace) == before
                assert not (tmp_path / "list.csv").exists()
            else:
                (tmp_path / "list.csv").unlink(missing_ok=True)
        assert failed >= 3
        before = _rows(workspace)
        RECORDS[record](workspace, tmp_path)
        assert _rows(workspace) != before or record == "backup"
        assert verify(workspace.database) == []
    assert not list(tmp_path.rglob("*.part"))
    with Workspace.open(tmp_path / "w") as workspace:
        assert workspace.database.rows("PRAGMA integrity_check")[0][0] == "ok"


@needs_filter
def test_a_workspace_is_made_or_its_fault_is_said(tmp_path: Path) -> None:
    for name, fault in FAULTS.items():
        place = tmp_path / name
        error = under(fault, lambda: Workspace.open(place).close())  # noqa: B023 - called at once
        assert error is None or (isinstance(error, StephError) and error.todo), (name, error)
        Workspace.open(place).close()


# The log ------------------------------------------------------------------------------------------


@needs_filter
def test_a_log_that_cannot_be_written_stops_nothing_and_tells_the_terminal_no_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("steph_desktop.test")
    for name, fault in FAULTS.items():
        place = install(tmp_path / "logs")
        try:
            assert under(fault, lambda: logger.info("Smith %s", "x" * 9000)) is None
            logger.info("and on under %s", name)
        finally:
            uninstall()
        assert "Smith" not in capsys.readouterr().err
        assert f"and on under {name}" in place.read_text(encoding="utf-8")
        begun = under(fault, lambda: (install(tmp_path / "other"), uninstall()))
        assert begun is None, (name, begun)


# No writer past these -----------------------------------------------------------------------------

# Each with its reason: they append, or write where nothing old can be lost.
_PAST_WHOLE_FILES = {
    "core/files.py": "the mechanism itself",
    "core/diagnostics.py": "a log",
    "cli/console.py": "to nowhere",
    "case/export.py": "a member of a zip that is whole or not at all",
    "features/weights.py": "goes on with what a broken connection left",
    "model/pack_files.py": "a folder, renamed as a whole",
    "training/training_events.py": "grows by lines",
    "workspace/anchors.py": "grows by lines",
}
_NAMES_OF_PARTS = {"temporary", "nowhere"}


def _writes_in(path: Path) -> Iterator[int]:
    """Find lines that open a file to write, or write one, other than a part of a whole file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(owner, ast.Name) and owner.id in _NAMES_OF_PARTS:
            continue
        modes = [a.value for a in node.args if isinstance(a, ast.Constant)]
        modes += [k.value.value for k in node.keywords if isinstance(k.value, ast.Constant)]
        to_write = any(
            isinstance(mode, str) and len(mode) <= 3 and set(mode) <= set("wax+bt")
            and set(mode) & set("wax+")
            for mode in modes
        )  # fmt: skip
        first = node.args[0] if node.args else None
        is_part = isinstance(first, ast.Name) and first.id in {*_NAMES_OF_PARTS, "disk"}
        is_memory = any(k.arg == "backing_store" for k in node.keywords)
        if name in {"open", "File", "ZipFile", "fdopen"} and to_write:
            if not is_part and not is_memory:
                yield node.lineno
        elif name in {"write_text", "write_bytes"} and owner is not None:
            yield node.lineno


def test_nothing_is_written_past_the_one_mechanism() -> None:
    found = {
        str(path.relative_to(_ROOT)): lines
        for path in sorted(_ROOT.rglob("*.py"))
        if (lines := list(_writes_in(path)))
    }
    assert found.keys() - _PAST_WHOLE_FILES.keys() == set(), found


def test_a_writer_past_it_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        "path.write_text('x')\nopen(p, 'w')\np.open('ab')\nh5py.File(p, 'w')\n"
        "zipfile.ZipFile(p, mode='a')\nwrite_text(p, 'x')\np.open('rb')\ntemporary.open('wb')\n"
    )
    assert list(_writes_in(planted)) == [1, 2, 3, 4, 5]
