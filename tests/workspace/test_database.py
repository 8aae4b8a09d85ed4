from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from workspace_samples import analysed, counts, python, slide_file, write_one

from steph_desktop.core import files as artifacts
from steph_desktop.core.errors import StephError
from steph_desktop.workspace import audit_trail as audit
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.database import (
    WorkspaceDamaged,
    WorkspaceNewer,
    inspect,
    open_database,
)
from steph_desktop.workspace.schema import MIGRATIONS, Migration
from steph_desktop.workspace.store import Workspace

STAIN = Migration("the stain", ("ALTER TABLE slides ADD COLUMN stain TEXT NOT NULL DEFAULT 'HE'",))
BROKEN = Migration("half of it", (*STAIN.statements, "INSERT INTO nowhere VALUES (1)"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed workspace with one analysed slide."""
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, slide_file(tmp_path))
    return tmp_path / "lab"


def state(folder: Path) -> dict[str, str]:
    """Hashes of the files that must not be touched."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "workspace.lock"
    }


def set_version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_the_file_is_set_to_lose_nothing(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        settings = {
            name: workspace.database.rows(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 10_000,
    }


def test_a_migration_is_preceded_by_a_backup(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    database = open_database(path, migrations=(*MIGRATIONS, STAIN))
    try:
        assert database.version == len(MIGRATIONS) + 1
        assert database.rows("SELECT stain FROM slides")[0][0] == "HE"
    finally:
        database.close()
    (kept,) = (folder / "backups").iterdir()
    assert kept.name.startswith(f"workspace-before-version-{len(MIGRATIONS) + 1}-")
    old = sqlite3.connect(kept)
    try:
        assert old.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert old.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert old.execute("SELECT count(*) FROM results").fetchone()[0] == 1
        assert "stain" not in [row[1] for row in old.execute("PRAGMA table_info(slides)")]
    finally:
        old.close()
    open_database(path, migrations=(*MIGRATIONS, STAIN)).close()
    assert len(list((folder / "backups").iterdir())) == 1
    with pytest.raises(WorkspaceNewer):
        Workspace.open(folder)


def test_a_backup_put_back_opens(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    open_database(path, migrations=(*MIGRATIONS, STAIN)).close()
    (kept,) = (folder / "backups").iterdir()
    kept.replace(path)
    with Workspace.open(folder) as workspace:
        assert len(workspace.listed_cases()) == 1
        assert verify(workspace.database) == []


def test_a_failed_migration_changes_nothing(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        open_database(path, migrations=(*MIGRATIONS, BROKEN))
    assert inspect(path) == len(MIGRATIONS)
    with Workspace.open(folder) as workspace:
        columns = [row["name"] for row in workspace.database.rows("PRAGMA table_info(slides)")]
    assert "stain" not in columns


def test_no_backup_no_migration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(artifacts.os, "fsync", full)
    with pytest.raises(StephError, match="disk is full"):
        open_database(folder / "workspace.sqlite", migrations=(*MIGRATIONS, STAIN))
    monkeypatch.undo()
    assert inspect(folder / "workspace.sqlite") == len(MIGRATIONS)
    assert list((folder / "backups").iterdir()) == []


def test_records_that_contradict_stop_a_migration(folder: Path) -> None:
    cut = Migration("cut", ("DELETE FROM runs",))
    with pytest.raises(WorkspaceDamaged, match="contradict"):
        open_database(folder / "workspace.sqlite", migrations=(*MIGRATIONS, cut))
    with Workspace.open(folder) as workspace:
        assert len(workspace.results(1)) == 1


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_database_is_not_touched(folder: Path, read_only: bool) -> None:
    set_version(folder / "workspace.sqlite", 99)
    before = state(folder)
    with pytest.raises(WorkspaceNewer, match=r"Update STEPH Desktop\.$"):
        Workspace.open(folder, read_only=read_only)
    assert state(folder) == before


NEWER_IN_LOG = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("PRAGMA user_version = 99")
print("written", flush=True)
sys.stdin.read()
"""


def test_a_newer_version_still_in_the_log_is_seen(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    writer = subprocess.Popen(
        [sys.executable, "-c", NEWER_IN_LOG, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    before = path.read_bytes()
    try:
        assert int.from_bytes(before[60:64], "big") == len(MIGRATIONS)
        with pytest.raises(WorkspaceNewer):
            Workspace.open(folder)
        assert path.read_bytes() == before
    finally:
        writer.communicate("", timeout=30)


@pytest.mark.parametrize(
    "content",
    [b"garbage" * 100, b"SQLite format 3\x00", b"\x00" * 4096, b"\x89PNG\r\n\x1a\n" + b"x" * 200],
    ids=["words", "cut header", "zeros", "picture"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_garbage_is_refused_and_kept(folder: Path, content: bytes, read_only: bool) -> None:
    path = folder / "workspace.sqlite"
    path.write_bytes(content)
    before = state(folder)
    with pytest.raises(WorkspaceDamaged, match="backup") as caught:
        Workspace.open(folder, read_only=read_only)
    assert caught.value.where == "workspace.sqlite"
    assert state(folder) == before


def test_a_header_without_a_body_is_refused_and_kept(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000)
    before = path.read_bytes()
    with pytest.raises(WorkspaceDamaged):
        Workspace.open(folder)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE songs (id); PRAGMA user_version = 1")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(WorkspaceDamaged, match="another program"):
        Workspace.open(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_lost_database_is_not_replaced_by_a_new_one(folder: Path, is_empty: bool) -> None:
    path = folder / "workspace.sqlite"
    path.unlink()
    if is_empty:
        path.touch()
    with pytest.raises(WorkspaceDamaged, match="missing or empty"):
        Workspace.open(folder)
    assert path.exists() is is_empty


def test_a_full_database_keeps_the_old_state(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        pages = workspace.database.rows("PRAGMA page_count")[0][0]
        workspace.database.rows(f"PRAGMA max_page_count = {pages}")
        before = len(workspace.listed_cases())
        with pytest.raises(StephError, match="disk is full") as caught:
            for number in range(1000):
                write_one(workspace, slide, number)
        assert "\n" not in str(caught.value)
        written = len(workspace.listed_cases()) - before
        assert workspace.database.rows("SELECT count(*) FROM reviews")[0][0] == written
        assert verify(workspace.database) == []
        workspace.database.rows("PRAGMA max_page_count = 1000000")
        write_one(workspace, slide, written)
        assert len(workspace.listed_cases()) == before + written + 1
        assert verify(workspace.database) == []


FILL = """
import resource, sys
from pathlib import Path
from workspace_samples import write_one
from steph_desktop.core.errors import StephError
from steph_desktop.workspace.store import Workspace
with Workspace.open(Path(sys.argv[1])) as workspace:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
    number = 0
    try:
        for number in range(10_000):
            write_one(workspace, Path(sys.argv[2]), number)
    except StephError as error:
        sys.stdout.write(f"{number} {error}")
    # Room again: the same process goes on.
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    write_one(workspace, Path(sys.argv[2]), number)
"""


if os.name == "posix":  # its limits

    def test_a_file_that_may_not_grow_keeps_the_old_state(tmp_path: Path) -> None:
        slide, folder = slide_file(tmp_path), tmp_path / "lab"
        done = subprocess.run(
            [sys.executable, "-c", FILL, str(folder), str(slide)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            check=True,
        )
        number, what = done.stdout.split(" ", 1)
        assert what.startswith("workspace.sqlite: The disk")
        assert int(number) > 3
        with Workspace.open(folder) as workspace:
            assert counts(workspace) == {int(number) + 1}
            assert verify(workspace.database) == []


def test_no_room_for_the_side_file_keeps_the_old_state(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise artifacts.os_fault(OSError(errno.ENOSPC, "no space"), Path("audit.head"))

    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        monkeypatch.setattr(audit, "write_json", full)
        with pytest.raises(StephError, match="disk is full"):
            write_one(workspace, slide, 1)
        monkeypatch.undo()
        assert len(workspace.listed_cases()) == 1
        assert verify(workspace.database) == []


def test_a_side_file_that_cannot_be_settled_is_settled_later(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    def full_later(path: Path, value: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise artifacts.os_fault(OSError(errno.ENOSPC, "no space"), path)
        artifacts.write_json(path, value)

    slide = slide_file(tmp_path)
    monkeypatch.setattr(audit, "write_json", full_later)
    with Workspace.open(folder) as workspace:
        write_one(workspace, slide, 1)
        assert calls == 2
        assert len(workspace.listed_cases()) == 2
        assert verify(workspace.database) == []
        write_one(workspace, slide, 2)
        assert verify(workspace.database) == []
    assert '"announced": null' in (folder / "audit.head").read_text(encoding="utf-8")


def test_a_write_protected_folder_can_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(folder)
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    with Workspace.open(folder, read_only=True) as reader:
        assert len(reader.listed_cases()) == 1
    assert state(folder) == before


def test_a_busy_database_is_said(folder: Path, tmp_path: Path) -> None:
    with Workspace.open(folder) as workspace:
        workspace.database.rows("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(folder / "workspace.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(StephError, match="busy"):
                workspace.add_patient("x")
        finally:
            other.close()
        workspace.add_patient("x")


def test_a_reader_works_while_another_process_writes(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(folder, read_only=True) as reader:
        assert len(reader.listed_cases()) == 1
        process = python("write", str(folder), str(slide), "0", "5", "0")
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert len(out.splitlines()) == 6
        assert len(reader.listed_cases()) == 6


def test_a_snapshot_is_of_one_moment(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with (
        Workspace.open(folder) as workspace,
        Workspace.open(folder, read_only=True) as reader,
    ):
        with reader.database.snapshot():
            assert len(reader.listed_cases()) == 1
            write_one(workspace, slide, 1)
            assert len(reader.listed_cases()) == 1
        assert len(reader.listed_cases()) == 2
