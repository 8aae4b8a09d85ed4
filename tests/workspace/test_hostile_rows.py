"""Every column of every table holding what this program never writes: told, or passed over."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from case_files import pack, slide

from steph_desktop.case.disclosure import disclosures_of
from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.cli import run
from steph_desktop.core.codec import request_from_json
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest, request_type
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.ui.parts.job_list.job_rows import restore_jobs, take_next
from steph_desktop.ui.parts.worklist.case_repository import _case, read_cases
from steph_desktop.workspace.audit_words import trail
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.lab_entries import import_entries
from steph_desktop.workspace.outcomes import OutcomeLine
from steph_desktop.workspace.records import FollowUp, LabEntry, Lane, Review, Verdict
from steph_desktop.workspace.schema import expected_schema
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"
_OUTSIDE = "../../../outside/x"
WILD: dict[str, object] = {
    "nothing": None,
    "bytes": b"\xff\xfe\x00",
    "text": "purple",
    "long text": "x" * 200_000,
    "a place outside": _OUTSIDE,
    "a formula": '=HYPERLINK("http://x")',
    "JSON without end": "[" * 50_000,
    "another JSON": '{"a": [1, null]}',
    "zero": 0,
    "the least number": -(2**63),
    "the greatest number": 2**63 - 1,
    "no end": float("inf"),
    "a fraction": 1e-320,
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a row in every table, whose columns take anything."""
    folder = tmp_path_factory.mktemp("rows")
    made = folder / "lab"
    request = AnalyseRequest(CASE, (slide(folder),), pack(folder), made, device="cpu")
    analyse_case(request, JobControl())
    with Workspace.open(made) as workspace:
        case = workspace.case_named(CASE)
        assert case is not None
        workspace.assign([row.id for row in workspace.list_slides()], "P-1")
        workspace.add_review(case.id, Review(Verdict.AGREE, comment="as expected"))
        workspace.attach_outcomes([OutcomeLine(FollowUp(400.0, True), "P-1")])
        entry = LabEntry("H26-1", "urgent", "2026-12-01")
        import_entries(workspace, [(slide(folder), entry)], "list sha256 00")
        values = {"case_id": CASE, "slides": ["S1.svs"], "model": "m", "workspace": "w"}
        workspace.queue_job("analyse", values, Lane.ACCELERATOR, case_id=case.id)
    with contextlib.closing(sqlite3.connect(made / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        kinds = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        for kind, name, sql in connection.execute(kinds).fetchall():
            if kind == "trigger":
                connection.execute(f"DROP TRIGGER {name}")
            elif kind == "table":
                loose = re.sub(r",?\s*CHECK \((?:[^()]|\([^()]*\))*\)", "", sql)
                loose = re.sub(r" STRICT,?|NOT NULL( DEFAULT [^\s,)]+)?", " ", loose)
                loose = re.sub(r"\s(TEXT|REAL)\b", " ", loose)
                change = "UPDATE sqlite_master SET sql = ? WHERE name = ? AND type = 'table'"
                connection.execute(change, (loose, name))
        connection.commit()
    return made


def _columns() -> list[tuple[str, str]]:
    connection = sqlite3.connect(":memory:")
    for sql in expected_schema().values():
        if sql.startswith("CREATE TABLE"):
            connection.execute(sql)
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE sql <> ''")
    ]
    return [
        (table, row[1])
        for table in tables
        for row in connection.execute(f"PRAGMA table_info({table})")
    ]


def _takes(folder: Path, table: str, column: str, value: object) -> bool:
    """Put a value into the first row; False where SQLite itself does not take it there."""
    with contextlib.closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table  # noqa: S608
        try:
            connection.execute(f"UPDATE {table} SET {column} = ?", (value,))  # noqa: S608
            connection.commit()
        except sqlite3.Error:
            return False
    return True


def _readers(folder: Path, workspace: Workspace) -> Iterator[Callable[[], Any]]:
    """Yield what the window and the commands read."""
    yield lambda: [
        _case(item, unproven) for cases, unproven in [read_cases(workspace)] for item in cases
    ]
    yield lambda: restore_jobs(workspace)
    yield lambda: _next_job(workspace)
    yield lambda: disclosures_of(workspace)
    yield lambda: write_worklist(workspace, folder.parent / "list.csv")
    yield lambda: [str(line) for line in trail(workspace.database)]
    yield workspace.scored_cases
    yield workspace.follow_ups
    yield workspace.estimates
    yield workspace.patients
    yield workspace.list_slides
    yield workspace.files
    yield lambda: [workspace.reviews(1), workspace.current_reviews(), workspace.results(1)]
    yield lambda: workspace.reviews_of_result(CASE)
    yield lambda: workspace.keep_case("Case 22-22", [folder.parent / "S1.svs"])
    yield lambda: workspace.remove_case(CASE)


def _listed(workspace: Workspace) -> list[object]:
    cases, unproven = read_cases(workspace)
    return [_case(item, unproven) for item in cases]


def _next_job(workspace: Workspace) -> None:
    row = take_next(workspace, lane=Lane.ACCELERATOR, ended={})
    if row is not None:
        request_from_json(request_type(row.kind), row.request)


def _survive(lab: Path, home: Path, table: str, column: str, value: object) -> int:
    """Read everything; return how many readers refused in words."""
    folder = home / "deep" / "er" / "lab"
    shutil.copytree(lab, folder)
    outside = home / "outside"
    outside.mkdir()
    (outside / "x").write_text("mine")
    shutil.copy(lab.parent / "S1.svs", folder.parent)
    if not _takes(folder, table, column, value):
        return 0
    refused = 0
    try:
        with Workspace.open(folder) as workspace:
            for read in _readers(folder, workspace):
                try:
                    read()
                except StephError as error:
                    assert error.what
                    refused += 1
    except StephError:
        refused += 1
    for words in (["check", str(folder)], ["audit", str(folder)]):
        code = run(["workspace", *words])
        assert code in (ExitCode.DONE, ExitCode.FAULT), words
    assert (outside / "x").read_text() == "mine" and len(list(outside.iterdir())) == 1
    return refused


@pytest.mark.usefixtures("allow_logs")
@pytest.mark.parametrize(("table", "column"), _columns())
def test_a_hostile_value_ends_in_words_or_is_passed_over(
    lab: Path, tmp_path: Path, table: str, column: str
) -> None:
    # One kind a column, in turn; each pair runs with the heavy tests.
    kind = list(WILD)[_columns().index((table, column)) % len(WILD)]
    _survive(lab, tmp_path, table, column, WILD[kind])


@pytest.mark.heavy
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("allow_logs")
def test_every_hostile_value_in_every_column(lab: Path, tmp_path: Path) -> None:
    refused = 0
    for number, (table, column) in enumerate(_columns()):
        for kind, value in WILD.items():
            home = tmp_path / f"{number}-{kind}"
            refused += bool(_survive(lab, home, table, column, value))
            shutil.rmtree(home)
    assert refused > 100


def test_the_walk_sees_a_reader_that_breaks(
    lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "follow_ups", lambda _self: json.loads("{"))
    with pytest.raises(ValueError, match="property name"):
        _survive(lab, tmp_path, "jobs", "title", "as before")
