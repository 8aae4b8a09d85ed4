"""Ways out and anchors: every command leaves its entry, and a rewritten chain shows."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from review_samples import NAMES, make_lab
from workspace_samples import slide_file

from steph_desktop.cli import run
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.settings import AnchorTime, Settings, save_settings
from steph_desktop.workspace.anchors import anchor_at, newest_anchor, read_anchors
from steph_desktop.workspace.audit_trail import GENESIS, AuditEntry, AuditTrail, entries
from steph_desktop.workspace.audit_words import AuditFilter, AuditKind, line_of, trail
from steph_desktop.workspace.check import Area, check_workspace
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.locks import user_name
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.ways_out import WayOut


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide_file(tmp_path), 2)
    return tmp_path / "lab"


def lines_of(lab: Path) -> list[dict[str, object]]:
    """All entries: action and details."""
    with Workspace.open(lab, read_only=True) as workspace:
        return [
            {"action": e.action, "who": e.who, **json.loads(e.details)}
            for e in entries(workspace.database, count=10_000)
        ]


def test_every_command_that_writes_of_cases_leaves_an_entry(lab: Path, tmp_path: Path) -> None:
    ways = {
        WayOut.REPORT: ["report", *NAMES[:2], "--out", str(tmp_path / "r.pdf")],
        WayOut.BUNDLE: ["export", NAMES[0], "--identifiers", "--out", str(tmp_path / "b.zip")],
    }
    for way, command in ways.items():
        assert run([*command, "--workspace", str(lab)]) == 0
        entry = lines_of(lab)[-1]
        assert entry["action"] == way.value
        assert entry["cases"] == [n for n in NAMES[:2] if n in command]
        assert entry["sha256"] == sha256_of(Path(command[-1])), "the file can be found again"
    assert lines_of(lab)[-1]["identifiers"] is True
    table = tmp_path / "trail.csv"
    assert run(["workspace", "audit", str(lab), "--csv", str(table)]) == 0
    assert lines_of(lab)[-1]["action"] == WayOut.TRAIL.value
    rows = table.read_text("utf-8-sig").splitlines()
    assert len(rows) == len(lines_of(lab)), "a row for each entry before, and the header"
    assert "cases exported: with names" in rows[-1]
    assert check_workspace(lab) == []


def test_a_command_beside_an_open_window_is_noted_too(lab: Path, tmp_path: Path) -> None:
    with Workspace.open(lab, who="Dr A") as workspace:
        command = ["report", NAMES[0], "--out", str(tmp_path / "r.pdf"), "--workspace", str(lab)]
        assert run(command) == 0
        workspace.add_review(1, Review(Verdict.AGREE))
    last, before = lines_of(lab)[-1], lines_of(lab)[-2]
    assert (before["action"], last["action"]) == ("report written", "review added")
    assert check_workspace(lab) == [], "one chain"


def test_a_report_that_cannot_be_noted_says_so(
    lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StephError("No right to write here", lab)

    monkeypatch.setattr("steph_desktop.cli.case_commands.note_departure_at", refuse)
    out = tmp_path / "r.pdf"
    assert run(["report", NAMES[0], "--out", str(out), "--workspace", str(lab)]) == 0
    assert out.exists()
    assert "not noted in the audit trail" in capsys.readouterr().err


def test_the_reviewers_name_stands_where_one_was_given(lab: Path, tmp_path: Path) -> None:
    with Workspace.open(lab) as workspace:
        assert workspace.who == user_name()
        workspace.add_review(1, Review(Verdict.AGREE, reviewer="Dr B"))
    save_settings(Settings(reviewer="Dr A"))
    with Workspace.open(lab) as workspace:
        workspace.state_mpp(1, 0.31)
        workspace.act_as("Dr C")
        workspace.state_mpp(1, 0.32)
    out = tmp_path / "r.pdf"
    assert run(["report", NAMES[0], "--out", str(out), "--workspace", str(lab)]) == 0
    with Workspace.open(lab, read_only=True) as workspace:
        told = [line.who for line in trail(workspace.database)][-4:]
    assert told == ["Dr B", "Dr A", "Dr C", "Dr A"]


def test_the_trail_is_filtered(lab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = datetime.now(UTC).date()
    with Workspace.open(lab, who="Dr A") as workspace:
        workspace.add_review(2, Review(Verdict.AGREE))
        whole = list(trail(workspace.database))
        for wanted, count in (
            (AuditFilter(), len(whole)),
            (AuditFilter(case=NAMES[0]), 2),  # added, result
            (AuditFilter(case=NAMES[1]), 3),
            (AuditFilter(kind=AuditKind.REVIEW), 1),
            (AuditFilter(person="Dr A"), 1),
            (AuditFilter(person="nobody"), 0),
            (AuditFilter(since=today, until=today), len(whole)),
            (AuditFilter(until=today.replace(year=2000)), 0),
            (AuditFilter(since=today.replace(year=today.year + 1)), 0),
        ):
            assert sum(1 for _ in trail(workspace.database, wanted)) == count, wanted
    options = ["--kind", "reviews", "--person", "Dr A", "--since", today.isoformat()]
    assert run(["workspace", "audit", str(lab), *options, "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["entries"]
    assert entry["action"] == "review added"
    assert run(["workspace", "audit", str(lab), "--since", "yesterday"]) == 2


def test_every_action_of_the_program_has_a_kind(lab: Path) -> None:
    """An entry that nobody can look for by its kind is forgotten: each way out has one."""
    for way in WayOut:
        entry = AuditEntry(1, "2026-01-01", "a", "1", way.value, "{}", GENESIS, "")
        assert line_of(entry).kind is AuditKind.LEFT
    with Workspace.open(lab, read_only=True) as workspace:
        assert AuditKind.OTHER not in {line.kind for line in trail(workspace.database)}


# Anchors ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def unguarded(lab: Path) -> Iterator[sqlite3.Connection]:
    """The database without its triggers, as its owner can have it; they are put back."""
    with contextlib.closing(sqlite3.connect(lab / DATABASE_NAME)) as connection:
        connection.row_factory = sqlite3.Row
        kept = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        triggers = connection.execute(kept).fetchall()
        for row in triggers:
            connection.execute(f"DROP TRIGGER {row['name']}")
        yield connection
        for row in triggers:
            connection.execute(row["sql"])
        connection.commit()


def rewrite(lab: Path, text: str) -> None:
    """Rewrite entries, every hash after them, and the side file."""
    with unguarded(lab) as connection:
        previous = GENESIS
        for row in connection.execute("SELECT * FROM audit ORDER BY seq").fetchall():
            values = {**dict(row), "previous": previous}
            if values["action"] == "case added":
                values["who"] = text
            values["hash"] = previous = AuditEntry(**{**values, "hash": ""}).expected_hash()
            sql = "UPDATE audit SET who = :who, previous = :previous, hash = :hash WHERE seq = :seq"
            connection.execute(sql, values)
    head = lab / "audit.head"
    stated = json.loads(head.read_text())
    stated["end"]["hash"] = previous
    head.write_text(json.dumps(stated))


def test_an_anchor_shows_a_chain_that_was_rewritten_whole(
    lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace.open(lab, read_only=True) as workspace:
        anchor = newest_anchor(workspace.database)
    assert anchor is not None and str(anchor) == anchor_at(lab)
    kept = tmp_path / "kept.txt"
    kept.write_text(f"# note\n{anchor.line}\n- 1 cut", encoding="utf-8")
    with Workspace.open(lab) as workspace:
        workspace.add_review(1, Review(Verdict.AGREE))
    check = ["workspace", "check", str(lab), "--anchor"]
    for stated in (anchor.hash, str(anchor), str(kept)):
        assert run([*check, stated]) == 0, stated
        assert "contains 1 of 1 anchors" in capsys.readouterr().out
    rewrite(lab, "somebody else")
    assert check_workspace(lab) == [], "without an anchor nothing shows"
    for stated in (anchor.hash, str(anchor), str(kept)):
        assert run([*check, stated]) == 1, stated
        assert "contains 0 of 1 anchors" in capsys.readouterr().out
    (finding,) = check_workspace(lab, anchors=[anchor])
    assert finding.area is Area.AUDIT
    for wrong in ("no hash", str(tmp_path), "0" * 63):
        assert run([*check, wrong]) == 1
    with pytest.raises(StephError, match="does not hold anchors"):
        read_anchors(__file__)


def test_an_anchor_after_an_altered_entry_does_not_count(lab: Path) -> None:
    with Workspace.open(lab, read_only=True) as workspace:
        last = newest_anchor(workspace.database)
        first = entries(workspace.database)[0]
    assert last is not None
    with unguarded(lab) as connection:
        connection.execute("UPDATE audit SET who = 'x' WHERE seq = 2")
    faults = {finding.subject for finding in check_workspace(lab, anchors=[last])}
    assert f"anchor {last}" in faults, "its hash stands, but what it vouches for was altered"
    anchor = read_anchors(f"entry 1 {first.hash}")
    faults = {finding.subject for finding in check_workspace(lab, anchors=anchor)}
    assert not any(subject.startswith("anchor") for subject in faults), "before the fault it holds"


@pytest.mark.parametrize("each", AnchorTime)
def test_the_second_place_has_the_newest_hash(lab: Path, tmp_path: Path, each: AnchorTime) -> None:
    place = tmp_path / "share"
    place.mkdir()
    save_settings(Settings(anchor_folder=place, anchor_time=each))
    for number in (1, 2):
        with Workspace.open(lab) as workspace:
            workspace.add_review(number, Review(Verdict.AGREE))
    (file,) = place.iterdir()
    kept = read_anchors(str(file))
    assert check_workspace(lab, anchors=kept) == []
    with Workspace.open(lab, read_only=True) as workspace:
        newest = newest_anchor(workspace.database)
    if each is AnchorTime.DAY:
        assert len(kept) == 1
    else:
        assert newest is not None and kept[-1].hash == newest.hash
        assert (
            run(["export", NAMES[0], "--out", str(tmp_path / "b.zip"), "--workspace", str(lab)])
            == 0
        )
        assert len(read_anchors(str(file))) == len(kept) + 1, "a command's entry too"
    rewrite(lab, "somebody else")
    assert check_workspace(lab, anchors=kept) != []


def test_a_second_place_that_is_gone_holds_up_nobody(
    lab: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_settings(Settings(anchor_folder=tmp_path / "gone"))
    with Workspace.open(lab) as workspace:
        place = workspace.second_place
        assert place is not None
        workspace.add_review(1, Review(Verdict.AGREE))
        place.close()
        assert place.fault is not None
        assert "was not written" in caplog.text
        (tmp_path / "gone").mkdir()
        workspace.keep_anchors()
    (file,) = (tmp_path / "gone").iterdir()
    assert check_workspace(lab, anchors=read_anchors(str(file))) == []
    caplog.clear()


def test_the_end_of_the_trail_is_told_after_the_commit_alone(lab: Path) -> None:
    told: list[int] = []
    with Workspace.open(lab) as workspace:
        trail_of: AuditTrail = workspace.audit
        trail_of.added = lambda seq, _hash: told.append(seq)
        with pytest.raises(ValueError, match="stop"), workspace.transaction():
            trail_of.append("x", {})
            raise ValueError("stop")
        assert told == []
        workspace.add_review(1, Review(Verdict.AGREE))
        newest = newest_anchor(workspace.database)
    assert newest is not None and told == [newest.seq]
