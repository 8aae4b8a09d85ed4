"""What became of patients: kept by patient or case, audited, and reached from older tables."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from workspace_samples import OUTCOME, RUN, analysed, case_file, case_of, slide_file

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.case_records import result_digest, review_digest
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import (
    CaseStatus,
    FileKind,
    FollowUp,
    Outcome,
    OutcomeLine,
    OutcomeReport,
    ResultRow,
    Review,
    ReviewRow,
    Verdict,
)
from steph_desktop.workspace.schema import MIGRATIONS
from steph_desktop.workspace.store import Workspace

A, B = "Case K7-QX", "Case 22-22"
DEAD, ALIVE = FollowUp(730.5, True), FollowUp(2000.0, False)


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """Two analysed cases of one slide each, with no patient named."""
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, slide_file(tmp_path / "slides", "P1-slide.svs", 1), A)
        analysed(workspace, slide_file(tmp_path / "slides", "P2-slide.svs", 2), B)
    return tmp_path / "lab"


def test_outcomes_are_known_by_case_and_by_patient(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        report = workspace.attach_outcomes(
            [
                OutcomeLine(DEAD, patient="MUELLER", slides=("P1-slide",)),
                OutcomeLine(ALIVE, patient="LATER"),
                OutcomeLine(ALIVE, case=B),
                OutcomeLine(DEAD, case="Case 99-99"),
            ]
        )
        assert report == OutcomeReport(new=3, changed=0, same=0, unmatched=1, cases=2)
        assert workspace.follow_ups() == {A: DEAD, B: ALIVE}
        assert [row.name for row in workspace.patients()] == ["LATER", "MUELLER"]
        assert case_of(workspace, A).patient_id is not None
    assert check_workspace(lab) == []


def test_a_slide_in_place_of_a_patient_finds_its_case(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        workspace.attach_outcomes([OutcomeLine(DEAD, slides=("P2-slide.svs", "nowhere"))])
        assert workspace.follow_ups() == {B: DEAD}
        workspace.remove_case(B)
        assert workspace.follow_ups() == {}, "it is not on the list"


def test_a_later_table_takes_the_place_of_an_earlier_one(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        workspace.attach_outcomes([OutcomeLine(DEAD, case=A), OutcomeLine(ALIVE, case=B)])
        entries = len(workspace.database.rows("SELECT seq FROM audit"))
        report = workspace.attach_outcomes([OutcomeLine(DEAD, case=A)])
        assert (report.new, report.changed, report.same) == (0, 0, 1)
        assert len(workspace.database.rows("SELECT seq FROM audit")) == entries
        assert workspace.attach_outcomes([OutcomeLine(ALIVE, case=A)]).changed == 1
        assert workspace.follow_ups()[A] == ALIVE
    assert check_workspace(lab) == []


def test_the_audit_trail_speaks_of_outcomes_without_names(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        workspace.attach_outcomes([OutcomeLine(DEAD, patient="MUELLER", slides=("P1-slide",))])
        rows = workspace.database.rows("SELECT action, details FROM audit")
        assert "outcomes attached" in [row["action"] for row in rows]
        assert not any("MUELLER" in row["details"] or "P1-" in row["details"] for row in rows)


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ([OutcomeLine(FollowUp(-1.0, True), case=A)], "no follow-up in days"),
        ([OutcomeLine(FollowUp(float("nan"), True), case=A)], "no follow-up in days"),
        ([OutcomeLine(DEAD, case=A), OutcomeLine(ALIVE, case=A)], "contradicts an earlier line"),
        (
            [
                OutcomeLine(DEAD, patient="P1", slides=("P1-slide",)),
                OutcomeLine(DEAD, patient="P2", slides=("P1-slide",)),
            ],
            "belong to two patients",
        ),
    ],
)
def test_a_table_that_cannot_be_right_changes_nothing(
    lab: Path, lines: list[OutcomeLine], what: str
) -> None:
    with Workspace.open(lab) as workspace:
        before = workspace.database.rows("SELECT count(*) FROM audit")[0][0]
        with pytest.raises(StephError, match=what):
            workspace.attach_outcomes([OutcomeLine(ALIVE, case=B), *lines])
        assert workspace.follow_ups() == {}
        assert workspace.patients() == []
        assert workspace.database.rows("SELECT count(*) FROM audit")[0][0] == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE outcomes SET event = 0",
        "DELETE FROM outcomes",
        "INSERT INTO outcomes VALUES (9, NULL, 2, 5, 1, '', '')",
    ],
)
def test_an_outcome_changed_from_outside_is_found(lab: Path, damage: str) -> None:
    with Workspace.open(lab) as workspace:
        workspace.attach_outcomes([OutcomeLine(DEAD, case=A)])
    connection = sqlite3.connect(lab / "workspace.sqlite")
    with connection:
        connection.execute(damage)
    connection.close()
    (fault,) = check_workspace(lab)
    assert fault.subject == "outcomes"


# Older tables ------------------------------------------------------------


def to_first_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("DROP TABLE outcomes")
        connection.execute("DROP TABLE lab_entries")
        connection.execute("ALTER TABLE reviews DROP COLUMN reopened")
        connection.execute("ALTER TABLE results DROP COLUMN quality")
        connection.execute("ALTER TABLE results DROP COLUMN members")
        connection.execute("ALTER TABLE results DROP COLUMN region")
        connection.execute("DROP INDEX jobs_by_token")
        connection.execute("ALTER TABLE jobs DROP COLUMN token")
        connection.execute("ALTER TABLE jobs DROP COLUMN title")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_a_workspace_of_the_first_version_is_kept_and_migrated(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        workspace.add_review(case_of(workspace, A).id, Review(Verdict.AGREE, signed_off=True))
    to_first_version(lab / "workspace.sqlite")
    with Workspace.open(lab) as workspace:
        assert workspace.follow_ups() == {}
        (row,) = workspace.reviews(case_of(workspace, A).id)
        assert not row.review.reopened
        assert verify(workspace.database) == []
        actions = workspace.database.rows("SELECT action FROM audit ORDER BY seq DESC LIMIT 1")
        assert actions[0]["action"] == "tables migrated"
    assert check_workspace(lab) == []
    kept = sorted(path.name for path in (lab / "backups").glob("*-before-*"))
    steps = range(2, len(MIGRATIONS) + 1)
    assert len(kept) == len(steps)
    for name, version in zip(kept, steps, strict=True):
        assert name.startswith(f"workspace-before-version-{version}-")


def test_an_older_workspace_is_read_as_it_is(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        workspace.add_review(case_of(workspace, A).id, Review(Verdict.AGREE, signed_off=True))
    file = lab / "workspace.sqlite"
    to_first_version(file)
    before = file.read_bytes()
    with Workspace.open(lab, read_only=True) as workspace:
        assert workspace.database.version == len(MIGRATIONS)
        assert workspace.follow_ups() == {}
        (row,) = workspace.reviews(case_of(workspace, A).id)
        assert row.review.signed_off and not row.review.reopened
        with pytest.raises(StephError, match="reading only"), workspace.transaction():
            pass
    assert file.read_bytes() == before
    assert not (lab / "backups").is_dir() or not list((lab / "backups").glob("*-before-*"))


def test_a_new_workspace_needs_no_backup(tmp_path: Path) -> None:
    Workspace.open(tmp_path / "lab").close()
    assert list((tmp_path / "lab" / "backups").iterdir()) == []


def test_records_of_the_first_version_keep_their_hashes() -> None:
    # As that version computed them.
    review = Review(Verdict.AGREE, "fine", ("a", "b"), "high", 80.0, True, True, "Dr A")
    assert review_digest(ReviewRow(3, 2, 1, "2026-01-01", review)) == (
        "d572c5cfcd20a6836d9015dbf45cd8e9d740c6ace74ff56035593cf62d585073"
    )
    outcome = Outcome(-2.5, 120, 61.0, "high")
    run = replace(RUN, encoder="e")
    row = ResultRow(1, 2, "2026-01-01", run, outcome, (1, None), ("a", "b"))
    assert result_digest(row) == "a6bd963f95840faf2517a085e4fc96c4a40e85488a277782b7cbeb083564da1f"


# Reviews ------------------------------------------------------------


def test_an_estimate_alone_is_no_review_yet_and_a_signed_case_opens_with_a_reason(
    lab: Path,
) -> None:
    with Workspace.open(lab) as workspace:
        number = case_of(workspace, A).id

        def status() -> CaseStatus:
            return workspace.case(number).status

        workspace.add_review(number, Review(own_risk_group="high", blinded=True))
        assert status() is CaseStatus.ANALYSED
        workspace.add_review(number, Review(Verdict.DISAGREE, comment="necrosis"))
        assert status() is CaseStatus.REVIEWED
        workspace.add_review(number, Review(Verdict.AGREE, signed_off=True))
        assert status() is CaseStatus.SIGNED_OFF
        with pytest.raises(StephError, match="only with a reason"):
            workspace.add_review(number, Review(reopened=True, comment=" "))
        workspace.add_review(number, Review(reopened=True, comment="wrong slide"))
        assert status() is CaseStatus.REVIEWED
        workspace.remove_case(A)
        workspace.keep_case(A, [workspace.slide(1).path])
        assert status() is CaseStatus.REVIEWED
        assert len(workspace.reviews(number)) == 4
        entry = workspace.database.rows(
            "SELECT details FROM audit WHERE action = 'review added' ORDER BY seq LIMIT 1"
        )[0]["details"]
        assert '"blinded":true' in entry
        assert '"own_risk_group":"high"' in entry
    assert check_workspace(lab) == []


def test_a_new_result_asks_for_a_new_review(lab: Path, tmp_path: Path) -> None:
    with Workspace.open(lab) as workspace:
        number = case_of(workspace, A).id
        workspace.add_review(number, Review(Verdict.AGREE, signed_off=True))
        other = replace(OUTCOME, risk_score=-1.5)
        analysed(workspace, tmp_path / "slides" / "P1-slide.svs", A, outcome=other)
        workspace.remove_case(A)
        workspace.keep_case(A, [tmp_path / "slides" / "P1-slide.svs"])
        assert workspace.case(number).status is CaseStatus.ANALYSED


def test_the_quality_of_a_result_is_kept(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        poor = Outcome(OUTCOME.risk_score, OUTCOME.n_patches, quality="poor")
        files = [(case_file(workspace, A.replace(" ", "-")), FileKind.CASE)]
        row = workspace.record_result(A, RUN, poor, [], files)
        assert workspace.result(row.id).outcome.quality == "poor"
    assert check_workspace(lab) == []
