from __future__ import annotations

import errno
import json
import multiprocessing
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from workspace_samples import counts, python, slide_file, write_beside, write_one

from steph_desktop.core.processes import process_is_alive
from steph_desktop.workspace import locks
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.locks import Holder, WorkspaceHeld, lock_state
from steph_desktop.workspace.store import Workspace

BOOT = Path("/proc/sys/kernel/random/boot_id")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Workspace.open(tmp_path / "lab").close()
    return tmp_path / "lab"


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the workspace open."""
    process = python("hold", str(folder))
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def write_name(folder: Path, **changes: object) -> None:
    """Leave a lock file as somebody else's program would."""
    name = Holder("Dr Left", os.getpid(), socket.gethostname(), "2026-01-02T03:04:05+00:00")
    text = json.dumps({**asdict(name), **changes})
    (folder / "workspace.lock").write_text(text, encoding="utf-8")


def test_the_second_is_told_who_and_may_read(folder: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(WorkspaceHeld) as caught:
        Workspace.open(folder)
    found = caught.value.holder
    assert (found.pid, found.host) == (holder.pid, socket.gethostname())
    assert f"{found.who} on {found.host} (process {holder.pid})" in str(caught.value)
    assert "Open it for reading" in str(caught.value)
    assert str(folder.parent) not in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (again.holder, str(again)) == (found, str(caught.value))
    with Workspace.open(folder, read_only=True) as reader:
        assert reader.listed_cases() == []
    assert lock_state(folder).live


def test_killing_the_holder_frees_it(folder: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    state = lock_state(folder)
    assert state.holder is not None
    assert (state.live, state.holder.pid) == (False, holder.pid)
    with Workspace.open(folder) as workspace:
        assert workspace.owns_jobs


def test_closing_frees_it(folder: Path, holder: subprocess.Popen[str]) -> None:
    _, err = holder.communicate("")
    assert holder.returncode == 0, err
    assert lock_state(folder).holder is None
    Workspace.open(folder).close()


def test_a_name_without_a_lock_holds_nothing(folder: Path) -> None:
    write_name(folder, pid=1)
    with Workspace.open(folder):
        assert lock_state(folder).live
    (folder / "workspace.lock").write_text("garbage", encoding="utf-8")
    Workspace.open(folder).close()


def test_a_failed_start_gives_the_lock_back(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    whole = path.read_bytes()
    path.write_bytes(b"garbage" * 100)
    with pytest.raises(Exception, match="damaged"):
        Workspace.open(folder)
    path.write_bytes(whole)
    Workspace.open(folder).close()


@pytest.mark.parametrize(
    ("changes", "is_free"),
    [
        ({"pid": 1}, False),
        ({"pid": "dead"}, True),
        ({"pid": 1, "boot": "before the last start"}, BOOT.exists()),
        ({"pid": "dead", "host": "another-computer"}, False),
    ],
    ids=["live", "dead", "rebooted", "elsewhere"],
)
def test_where_the_disk_knows_no_locks_the_name_counts(
    folder: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], is_free: bool
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    module = "fcntl.flock" if os.name == "posix" else "msvcrt.locking"
    monkeypatch.setattr(module, no_locks)
    monkeypatch.setattr(locks, "_WAIT_S", 0)
    if changes["pid"] == "dead":
        changes = {**changes, "pid": dead_pid()}
    write_name(folder, **changes)
    if is_free:
        Workspace.open(folder).close()
    else:
        with pytest.raises(WorkspaceHeld, match="Dr Left"):
            Workspace.open(folder)


def test_a_child_of_the_holder_writes_beside_it(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        write_one(workspace, slide, 0)
        child = multiprocessing.get_context("spawn").Process(
            target=write_beside, args=(str(folder), str(slide))
        )
        child.start()
        child.join(60)
        assert child.exitcode == 0
        write_one(workspace, slide, 2)
        assert counts(workspace) == {3}
        assert verify(workspace.database) == []
        with Workspace.open(folder) as again:
            assert not again.owns_jobs
    assert not lock_state(folder).live


def test_processes_alive_and_dead() -> None:
    assert process_is_alive(os.getpid())
    assert not process_is_alive(dead_pid())
    assert not process_is_alive(0)
