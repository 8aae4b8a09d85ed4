from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from workspace_samples import analysed, case_of, python, slide_file, write_one

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.workspace import backups, database
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.backups import (
    KEPT_DAILY,
    backups_of,
    newest_whole_backup,
    restore,
)
from steph_desktop.workspace.check import Area, Severity, check_workspace
from steph_desktop.workspace.database import STAMP_FORMAT, WorkspaceDamaged, WorkspaceNewer, backup
from steph_desktop.workspace.locks import WorkspaceHeld
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed workspace whose backup of today lacks its only review."""
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, slide_file(tmp_path))
    with Workspace.open(tmp_path / "lab") as workspace:
        workspace.add_review(case_of(workspace, CASE).id, Review(Verdict.AGREE, "lost"))
    return tmp_path / "lab"


def spoil(path: Path) -> bytes:
    """Damage every page but the first."""
    content = path.read_bytes()
    damaged = content[:4096] + b"\xa5" * (len(content) - 4096)
    path.write_bytes(damaged)
    return damaged


def daily_names(folder: Path) -> list[str]:
    return [kept.path.name for kept in backups_of(folder) if kept.label == "daily"]


def age(folder: Path, days: int) -> None:
    """Let the daily backups have been made earlier."""
    for kept in backups_of(folder):
        stamp = kept.made_at.strftime(STAMP_FORMAT)
        earlier = (kept.made_at - timedelta(days=days)).strftime(STAMP_FORMAT)
        kept.path.rename(kept.path.with_name(kept.path.name.replace(stamp, earlier)))


def test_the_first_opening_of_a_day_makes_a_whole_backup(folder: Path) -> None:
    (kept,) = backups_of(folder)
    assert kept.label == "daily"
    assert datetime.now(UTC) - kept.made_at < timedelta(minutes=1)
    assert newest_whole_backup(folder) == kept
    Workspace.open(folder).close()
    Workspace.open(folder, read_only=True).close()
    assert backups_of(folder) == [kept], "one a day"
    assert {path.suffix for path in (folder / "backups").iterdir()} == {".sqlite"}


def test_a_week_of_daily_backups_is_kept_and_no_other_is_touched(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        other = backup(workspace.database, "copy")
    made = []
    for _ in range(KEPT_DAILY + 3):
        age(folder, 1)
        Workspace.open(folder).close()
        made.append(daily_names(folder))
    assert [len(names) for names in made] == [2, 3, 4, 5, 6, 7, 7, 7, 7, 7]
    assert len(backups_of(folder)) == KEPT_DAILY + 1
    assert not other.exists(), "aged with the others, under another name"
    ages = [(datetime.now(UTC) - kept.made_at).days for kept in backups_of(folder)]
    assert ages == [*range(KEPT_DAILY), KEPT_DAILY + 3]


def test_no_room_for_a_backup_lets_the_workspace_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    age(folder, 1)
    before = daily_names(folder)
    monkeypatch.setattr(database, "copy_into", full)
    Workspace.open(folder).close()
    assert "no backup of the workspace was made today: The disk is full" in caplog.text
    assert daily_names(folder) == before
    assert not list((folder / "backups").glob(".*"))


def test_a_damaged_database_is_refused_and_pushes_no_backup_out(folder: Path) -> None:
    for _ in range(KEPT_DAILY - 1):
        age(folder, 1)
        Workspace.open(folder).close()
    damaged, before = spoil(folder / "workspace.sqlite"), daily_names(folder)
    age(folder, 1)
    with pytest.raises(WorkspaceDamaged, match="workspace restore"):
        Workspace.open(folder)
    assert len(daily_names(folder)) == len(before) == KEPT_DAILY
    assert (folder / "workspace.sqlite").read_bytes() == damaged


def test_a_backup_that_came_out_damaged_is_not_kept(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        workspace.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    spoil(folder / "workspace.sqlite")
    before = backups_of(folder)
    with (
        Workspace.open(folder, read_only=True) as reader,
        pytest.raises(WorkspaceDamaged),
    ):
        backup(reader.database, "copy")
    assert backups_of(folder) == before
    assert not list((folder / "backups").glob(".*"))


@pytest.mark.parametrize("damage", ["pages", "garbage", "lost", "empty"])
def test_the_newest_whole_backup_is_put_back_and_nothing_is_deleted(
    folder: Path, damage: str
) -> None:
    path = folder / "workspace.sqlite"
    with Workspace.open(folder) as workspace:
        spoil(backup(workspace.database, "copy"))  # the newest is no good
    log = path.with_name("workspace.sqlite-wal")
    if damage == "pages":
        spoil(path)
        log.write_bytes(b"a log of its own")
    elif damage == "lost":
        path.unlink()
    else:
        path.write_bytes(b"garbage" * 1000 if damage == "garbage" else b"")
    before = path.read_bytes() if path.exists() else None
    kept = newest_whole_backup(folder)
    assert kept is not None
    assert kept.label == "daily"
    done = restore(folder, who="Dr A")
    assert done.backup == kept
    assert kept.path.exists()
    assert before == (None if done.aside is None else done.aside.read_bytes())
    if damage == "pages":
        assert done.aside is not None
        assert done.aside.with_name(f"{done.aside.name}-wal").read_bytes() == b"a log of its own"
    with Workspace.open(folder) as workspace:
        assert len(workspace.results(case_of(workspace, CASE).id)) == 1
        assert workspace.reviews(case_of(workspace, CASE).id) == []
        (entry,) = workspace.database.rows("SELECT * FROM audit ORDER BY seq DESC LIMIT 1")
        assert verify(workspace.database) == []
    assert (entry["action"], entry["who"]) == ("backup put back", "Dr A")
    assert json.loads(entry["details"]) == {
        "made_at": kept.made_at.isoformat(timespec="seconds"),
        "last_kept": entry["seq"] - 1,
        "last_noted": entry["seq"],  # the review
    }
    assert check_workspace(folder) == []


def test_what_is_whole_held_newer_or_has_no_backup_stays(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    with pytest.raises(StephError, match="is whole"):
        restore(folder)
    with (
        Workspace.open(folder, read_only=True),
        pytest.raises(StephError, match="open in this program"),
    ):
        restore(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[:60] + (99).to_bytes(4, "big") + whole[64:])
    with pytest.raises(WorkspaceNewer):
        restore(folder)
    path.write_bytes(whole)
    holder = python("hold", str(folder))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    try:
        with pytest.raises(WorkspaceHeld):
            restore(folder)
    finally:
        holder.communicate("", timeout=30)
    damaged = spoil(path)
    for kept in backups_of(folder):
        spoil(kept.path)
    with pytest.raises(StephError, match="no whole backup"):
        restore(folder)
    assert path.read_bytes() == damaged
    with pytest.raises(StephError, match="no workspace here"):
        restore(folder / "cases")
    assert not (folder / "cases" / "workspace.lock").exists()


def test_no_room_to_put_back_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StephError("The disk is full", "workspace.sqlite")

    damaged = spoil(folder / "workspace.sqlite")
    head = (folder / "audit.head").read_bytes()
    monkeypatch.setattr(backups, "copy_into", full)
    with pytest.raises(StephError, match="disk is full"):
        restore(folder)
    assert (folder / "workspace.sqlite").read_bytes() == damaged
    assert (folder / "audit.head").read_bytes() == head
    assert not list(folder.glob("*damaged*"))


KILLED = """
import sys
from pathlib import Path
from workspace_samples import die_at_step
from steph_desktop.workspace.backups import restore
steps = die_at_step(int(sys.argv[2]))
restore(Path(sys.argv[1]))
print(steps())
"""


def restore_in_a_process(folder: Path, step: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(step)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        check=False,
    )


def test_a_kill_while_a_backup_is_put_back_loses_nothing(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    whole, head = path.read_bytes(), (folder / "audit.head").read_bytes()
    spoil(path)
    steps = int(restore_in_a_process(folder, 0).stdout)
    died = 0
    # The last steps are those that move files.
    for step in (steps // 3, *range(steps - 7, steps + 1)):
        for left in folder.glob("*damaged*"):
            left.unlink()
        path.write_bytes(whole)
        (folder / "audit.head").write_bytes(head)
        damaged = spoil(path)
        done = restore_in_a_process(folder, step)
        died += done.returncode == -signal.SIGKILL
        try:
            Workspace.open(folder).close()
        except WorkspaceDamaged:
            restore(folder)
        with Workspace.open(folder) as workspace:
            assert verify(workspace.database) == []
            assert len(workspace.listed_cases()) == 1
        (aside,) = folder.glob("workspace-damaged-*.sqlite")
        assert aside.read_bytes() == damaged
    assert died >= 6


def test_the_commands_say_that_a_backup_is_there_and_put_it_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = newest_whole_backup(folder)
    assert kept is not None
    spoil(folder / "workspace.sqlite")
    (found,) = [f for f in check_workspace(folder) if f.severity is Severity.FAULT]
    assert found.area is Area.DATABASE
    assert f"'steph-desktop workspace restore DIR' puts the backup of {kept}" in found.todo
    assert run(["doctor", "--workspace", str(folder)]) == ExitCode.FAULT
    assert f"puts the backup of {kept}" in capsys.readouterr().out
    assert run(["workspace", "restore", str(folder), "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["backup"] == kept.path.name
    assert (folder / told["kept_aside"]).exists()
    assert run(["workspace", "check", str(folder)]) == ExitCode.DONE
    assert run(["workspace", "restore", str(folder)]) == ExitCode.FAULT
    assert "is whole. Nothing was put back." in capsys.readouterr().err


def test_a_backup_of_a_busy_workspace_is_of_one_moment(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    process = python("write", str(folder), str(slide), "0", "15", "0")
    made = []
    while process.poll() is None:
        with Workspace.open(folder, read_only=True) as reader:
            made.append(backup(reader.database, "copy"))
    assert process.communicate()[1] == ""
    assert made
    assert all(backups.is_whole(path) for path in made)
    with Workspace.open(folder) as workspace:
        write_one(workspace, slide, 99)
