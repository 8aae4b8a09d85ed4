from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from workspace_samples import write_one

from steph_desktop import __version__
from steph_desktop.workspace.audit_trail import (
    GENESIS,
    AuditEntry,
    AuditFaultKind,
    canonical_json,
    digest_of,
    entries,
    verify,
)
from steph_desktop.workspace.store import Workspace

Tamper = Callable[[sqlite3.Connection], object]
N_ENTRIES = 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with a trail of twelve entries."""
    folder = tmp_path_factory.mktemp("whole") / "lab"
    with Workspace.open(folder, who="Dr A") as workspace:
        for number in range(2, N_ENTRIES + 1):
            workspace.add_patient(f"P{number}")
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(whole, tmp_path / "lab"))


def tamper(folder: Path, change: Tamper) -> None:
    """Change the trail as somebody with a database tool would: triggers off and on again."""
    connection = sqlite3.connect(folder / "workspace.sqlite")
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    change(connection)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def faults(folder: Path) -> list[tuple[AuditFaultKind, int, int]]:
    with Workspace.open(folder, read_only=True) as workspace:
        return [(fault.kind, fault.first, fault.last) for fault in verify(workspace.database)]


def forged(connection: sqlite3.Connection, seq: int, **changes: object) -> dict[str, object]:
    """An entry whose own hash is right: altered content, or a new one after the last."""
    connection.row_factory = sqlite3.Row
    row = connection.execute("SELECT * FROM audit WHERE seq = ?", (seq,)).fetchone()
    values = {**dict(row), **changes}
    return {**values, "hash": AuditEntry(**values).expected_hash()}


def continued(connection: sqlite3.Connection, seq: int) -> dict[str, object]:
    """A new entry that is rightly chained to entry `seq`."""
    last = forged(connection, seq)
    values = {**last, "seq": seq + 1, "previous": last["hash"], "action": "signed off"}
    return {**values, "hash": AuditEntry(**values).expected_hash()}


def put(connection: sqlite3.Connection, values: dict[str, object]) -> None:
    places = ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT OR REPLACE INTO audit VALUES ({places})", values)  # noqa: S608


def test_an_entry_says_who_when_what_and_with_which_version(folder: Path) -> None:
    with Workspace.open(folder, read_only=True) as workspace:
        first, second = entries(workspace.database)[:2]
    assert (first.seq, first.action, first.previous) == (1, "workspace made", GENESIS)
    assert (second.who, second.app_version) == ("Dr A", __version__)
    assert second.at.endswith("+00:00")
    assert second.details == '{"patient":1}'
    assert second.previous == first.hash
    assert second.hash == second.expected_hash() != first.hash


def test_canonical_json_is_one_text() -> None:
    assert canonical_json({"b": [1, 0.5, None], "a": "é"}) == '{"a":"\\u00e9","b":[1,0.5,null]}'
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1}) != digest_of({"a": 1})
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET who = 'x' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 3",
        "INSERT INTO audit SELECT 99, at, who, app_version, action, details, previous, hash"
        " FROM audit WHERE seq = 3",
    ],
)
def test_the_database_itself_only_appends(folder: Path, sql: str) -> None:
    connection = sqlite3.connect(folder / "workspace.sqlite")
    try:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(sql)
    finally:
        connection.close()
    assert faults(folder) == []


@pytest.mark.parametrize("seq", range(1, N_ENTRIES + 1))
@pytest.mark.parametrize("column", ["at", "who", "app_version", "action", "details", "hash"])
def test_one_edited_entry_is_found_and_named(folder: Path, seq: int, column: str) -> None:
    sql = f"UPDATE audit SET {column} = {column} || 'x' WHERE seq = ?"  # noqa: S608
    tamper(folder, lambda connection: connection.execute(sql, (seq,)))
    found = faults(folder)
    assert found[0] == (AuditFaultKind.EDITED, seq, seq)
    # The last hash is in the side file too.
    assert len(found) == (2 if column == "hash" and seq == N_ENTRIES else 1)


@pytest.mark.parametrize("seq", range(1, N_ENTRIES + 1))
def test_one_removed_entry_is_found_and_named(folder: Path, seq: int) -> None:
    tamper(folder, lambda c: c.execute("DELETE FROM audit WHERE seq = ?", (seq,)))
    kind = AuditFaultKind.CUT if seq == N_ENTRIES else AuditFaultKind.REMOVED
    assert faults(folder) == [(kind, seq, seq)]


@pytest.mark.parametrize("seq", range(1, N_ENTRIES + 1))
def test_an_entry_replaced_with_a_right_hash_is_found(folder: Path, seq: int) -> None:
    tamper(folder, lambda c: put(c, forged(c, seq, who="Dr Nobody")))
    assert faults(folder) == [(AuditFaultKind.REPLACED, seq, seq)]


def test_an_entry_put_between_is_found(folder: Path) -> None:
    def insert(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE audit SET seq = -seq - 1 WHERE seq > 5")
        connection.execute("UPDATE audit SET seq = -seq WHERE seq < 0")
        put(connection, continued(connection, 5))

    tamper(folder, insert)
    found = faults(folder)
    assert found[0] == (AuditFaultKind.REPLACED, 6, 6)
    assert (AuditFaultKind.CONTINUED, N_ENTRIES + 1, N_ENTRIES + 1) in found


def test_an_entry_added_behind_the_programs_back_is_found(folder: Path) -> None:
    tamper(folder, lambda connection: put(connection, continued(connection, N_ENTRIES)))
    assert faults(folder) == [(AuditFaultKind.CONTINUED, N_ENTRIES + 1, N_ENTRIES + 1)]


def test_a_cut_trail_stays_found_when_it_grows_again(folder: Path) -> None:
    tamper(folder, lambda c: c.execute("DELETE FROM audit WHERE seq > 10"))
    assert faults(folder) == [(AuditFaultKind.CUT, 11, N_ENTRIES)]
    with Workspace.open(folder) as workspace:
        for number in range(4):
            workspace.add_patient(f"new {number}")
    ((kind, _, _),) = faults(folder)
    assert kind in {AuditFaultKind.CONTINUED, AuditFaultKind.REPLACED}


@pytest.mark.parametrize("content", [None, "", "{}", '{"format": 2}', "[1]"])
def test_a_lost_side_file_is_found_and_not_made_anew(folder: Path, content: str | None) -> None:
    path = folder / "audit.head"
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    with Workspace.open(folder) as workspace:
        workspace.add_patient("new")
    assert faults(folder) == [(AuditFaultKind.NO_HEAD, 0, 0)]


def test_a_side_file_of_another_time_is_found(folder: Path, tmp_path: Path) -> None:
    old = (folder / "audit.head").read_text(encoding="utf-8")
    with Workspace.open(folder) as workspace:
        write_one(workspace, _slide(tmp_path), 1)
    (folder / "audit.head").write_text(old, encoding="utf-8")
    ((kind, first, _),) = faults(folder)
    assert (kind, first) == (AuditFaultKind.CONTINUED, N_ENTRIES + 1)


def _slide(folder: Path) -> Path:
    path = folder / "a.svs"
    path.write_bytes(b"slide")
    return path


def test_details_are_canonical(folder: Path) -> None:
    with Workspace.open(folder, read_only=True) as workspace:
        for entry in entries(workspace.database):
            assert entry.details == canonical_json(json.loads(entry.details))
