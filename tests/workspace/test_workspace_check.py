from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from workspace_samples import analysed, case_of, python, slide_file

from steph_desktop.cli import run
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.workspace.check import Area, Finding, Severity, check_workspace
from steph_desktop.workspace.records import Lane, Review, Verdict
from steph_desktop.workspace.store import Workspace

PATIENT = "Smith-1957"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole, closed workspace: two cases of a patient, one of them reviewed."""
    with Workspace.open(tmp_path / "lab") as workspace:
        for number in (1, 2):
            slide = slide_file(tmp_path / PATIENT, f"{PATIENT}-{number}.svs", number)
            analysed(workspace, slide, f"Case {number}")
        workspace.assign([1, 2], PATIENT)
        workspace.add_review(case_of(workspace, "Case 1").id, Review(Verdict.AGREE, "fine"))
    return tmp_path / "lab"


def slide_at(folder: Path, number: int) -> Path:
    return folder.parent / PATIENT / f"{PATIENT}-{number}.svs"


def change(folder: Path, *statements: str) -> None:
    """Change the database from outside, as far as its triggers let one."""
    connection = sqlite3.connect(folder / "workspace.sqlite")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def faults(folder: Path) -> list[tuple[Area, str, str]]:
    found = check_workspace(folder)
    assert all(finding.todo.endswith(".") for finding in found)
    return [(f.area, f.subject, f.what) for f in found if f.severity is Severity.FAULT]


def advice(folder: Path) -> list[Finding]:
    return [f for f in check_workspace(folder) if f.severity is Severity.ADVICE]


def contents(folder: Path) -> dict[str, bytes]:
    """What a check may not change; SQLite's own index of its log is rebuilt at will."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_a_whole_workspace_has_no_findings_and_is_not_changed(folder: Path) -> None:
    before = contents(folder)
    assert check_workspace(folder) == []
    assert contents(folder) == before


def test_a_workspace_in_use_can_be_checked(folder: Path) -> None:
    process = python("hold", str(folder))
    assert process.stdout is not None
    process.stdout.readline()
    try:
        assert check_workspace(folder) == []
    finally:
        process.kill()
        process.communicate()
    (left,) = advice(folder)
    assert left.area is Area.LOCK
    assert "Dr Holder" not in left.what  # the lock names the system's user, not the stated one


def test_a_check_beside_a_busy_writer_finds_nothing(folder: Path) -> None:
    process = python("write", str(folder), str(slide_at(folder, 1)), "10", "15", "0")
    checks = 0
    while process.poll() is None:
        assert [f for f in check_workspace(folder) if f.severity is Severity.FAULT] == []
        checks += 1
    assert process.communicate()[1] == ""
    assert process.returncode == 0
    assert checks > 1


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda f: slide_at(f, 2).unlink(), (Area.SLIDES, "slide 2", "is missing")),
        (
            lambda f: slide_file(slide_at(f, 2).parent, slide_at(f, 2).name, 99),
            (Area.SLIDES, "slide 2", "is another file than the one that was listed"),
        ),
        (
            lambda f: (f / "cases" / "Case-1" / "case.json").unlink(),
            (Area.FILES, "case file 1 of Case 1", "is missing"),
        ),
        (
            lambda f: (f / "cases" / "Case-1" / "case.json").write_text("[]", encoding="utf-8"),
            (
                Area.FILES,
                "case file 1 of Case 1",
                "was altered, or an analysis was interrupted while it was replaced",
            ),
        ),
        (
            lambda f: change(f, "UPDATE results SET risk_percentile = 0 WHERE id = 2"),
            (Area.RECORDS, "result 2", "is not that of the audit trail"),
        ),
        (
            lambda f: change(f, "UPDATE runs SET seed = 1 WHERE id = 2"),
            (Area.RECORDS, "result 2", "is not that of the audit trail"),
        ),
        (
            lambda f: change(f, "UPDATE reviews SET comment = 'bad'"),
            (Area.RECORDS, "review 1", "is not that of the audit trail"),
        ),
        (
            lambda f: change(f, "DELETE FROM reviews"),
            (Area.RECORDS, "review 1", "is missing, but the audit trail names it"),
        ),
        (
            lambda f: change(
                f,
                "INSERT INTO reviews SELECT 9, case_id, result_id, reviewer, at, 'disagree',"
                " comment, tags, NULL, NULL, 0, 1, 0 FROM reviews",
            ),
            (Area.RECORDS, "review 9", "was inserted: the audit trail does not know it"),
        ),
        (
            lambda f: change(f, "UPDATE cases SET risk_score = 0 WHERE id = 2"),
            (Area.RECORDS, "Case 2", "its risk in the list is not that of its result"),
        ),
        (
            lambda f: change(f, "DELETE FROM patients"),
            (Area.RECORDS, "slides", "row 1 refers to a row of patients that is not there"),
        ),
        (
            lambda f: change(f, "DROP TRIGGER audit_is_never_cut"),
            (
                Area.RECORDS,
                "tables",
                "'audit_is_never_cut' is missing: the tables were changed from outside",
            ),
        ),
        (
            lambda f: change(f, "CREATE TABLE notes (text)"),
            (
                Area.RECORDS,
                "tables",
                "'notes' is not the program's own: the tables were changed from outside",
            ),
        ),
        (
            lambda f: (f / "audit.head").unlink(),
            (
                Area.AUDIT,
                "end of the trail",
                "the side file with the end of the chain is missing or damaged",
            ),
        ),
        (
            lambda f: (f / "workspace.sqlite").unlink(),
            (Area.DATABASE, "workspace.sqlite", "is missing or empty"),
        ),
    ],
    ids=lambda value: value[1] + " " + value[2][:20] if isinstance(value, tuple) else "",
)
def test_each_damage_is_found_and_named(
    folder: Path, damage: Callable[[Path], object], expected: tuple[Area, str, str]
) -> None:
    damage(folder)
    found = faults(folder)
    assert expected in found
    assert len(found) == (2 if "patients" in expected[2] else 1)


def test_an_edited_entry_is_found_through_the_check(folder: Path) -> None:
    trigger = "audit_is_never_edited"
    connection = sqlite3.connect(folder / "workspace.sqlite")
    (sql,) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)
    ).fetchone()
    connection.close()
    change(folder, f"DROP TRIGGER {trigger}", "UPDATE audit SET who = 'x' WHERE seq = 3", sql)
    assert faults(folder) == [(Area.AUDIT, "entry 3", "was altered")]


def test_a_damaged_page_is_found(folder: Path) -> None:
    path = folder / "workspace.sqlite"
    content = bytearray(path.read_bytes())
    size = 4096
    content[size:] = b"\xa5" * (len(content) - size)
    path.write_bytes(content)
    found = faults(folder)
    assert [area for area, _, _ in found] == [Area.DATABASE]
    assert path.read_bytes() == bytes(content)


def test_garbage_is_a_finding_not_a_crash(folder: Path) -> None:
    (folder / "workspace.sqlite").write_bytes(b"garbage" * 1000)
    ((area, subject, what),) = faults(folder)
    assert (area, subject) == (Area.DATABASE, "workspace.sqlite")
    assert "not a workspace, or it is damaged" in what


def test_leftovers_are_named_and_live_ones_left_alone(folder: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    features = folder / "features" / "encoder"
    features.mkdir()
    left = features / f".{PATIENT}.h5.{dead.pid}.part"
    left.write_bytes(b"half")
    (features / f".{PATIENT}.h5.{os.getpid()}.part").write_bytes(b"half")
    (features / f".{PATIENT}.h5.parts").mkdir()
    shutil.copytree(folder / "cases" / "Case-1", folder / "cases" / "Case-X")
    with Workspace.open(folder) as workspace:
        workspace.queue_job("extract", {}, Lane.FILES)
        workspace.take_job(Lane.FILES)
    found = advice(folder)
    assert {(finding.area, finding.subject) for finding in found} == {
        (Area.LEFTOVERS, "unfinished file in 'features'"),
        (Area.LEFTOVERS, "unfinished extraction in 'features'"),
        (Area.FILES, "Case-X"),
        (Area.JOBS, "job 1"),
    }
    assert left in {finding.path for finding in found}
    assert faults(folder) == []


def test_whole_slides_are_compared_where_asked(folder: Path) -> None:
    path = slide_at(folder, 1)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert check_workspace(folder) == []
    (found,) = check_workspace(folder, slide_digest=sha256_of)
    assert (found.subject, found.what) == ("slide 1", "was altered since it was analysed")


def test_a_check_can_be_stopped(folder: Path) -> None:
    with pytest.raises(JobCancelled):
        check_workspace(folder, JobControl(cancelled=lambda: True))


def test_a_folder_without_a_workspace_is_said(tmp_path: Path) -> None:
    with pytest.raises(StephError, match="no workspace"):
        check_workspace(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["workspace", "check", str(folder)]) == 0
    assert capsys.readouterr().out == "Nothing is missing or altered; 0 findings are advice.\n"
    slide_at(folder, 1).unlink()
    assert run(["workspace", "check", str(folder)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("fault: slides: slide 1 is missing. Connect its disk")
    assert run(["workspace", "check", str(folder), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["healthy"], report["faults"], report["advice"]) == (False, 1, 0)
    assert report["findings"][0]["path"] is None
    assert PATIENT not in out + json.dumps(report)


def test_command_shows_names_only_where_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slide_at(folder, 1).unlink()
    assert run(["workspace", "check", str(folder), "--names"]) == 1
    assert str(slide_at(folder, 1)) in capsys.readouterr().out
    assert run(["workspace", "check", str(folder), "--names", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["findings"][0]["path"] == str(slide_at(folder, 1))


def test_command_reads_slides_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["workspace", "check", str(folder), "--whole-slides"]) == 0
    with slide_at(folder, 2).open("r+b") as handle:
        handle.seek(100_000)
        handle.write(b"x")
    assert run(["workspace", "check", str(folder), "--whole-slides"]) == 1
    assert "slide 2 was altered" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"), [(["mend", "."], 2), (["check"], 2), (["check", "nowhere"], 1)]
)
def test_command_refuses(words: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["workspace", *words]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
