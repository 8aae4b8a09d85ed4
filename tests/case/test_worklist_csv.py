"""The worklist as CSV: what stands in it, who is not named, and that no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from workspace_samples import analysed, case_of, slide_file

from steph_desktop.case.disclosure import disclose
from steph_desktop.case.worklist_csv import COLUMNS, IDENTIFIERS, write_worklist
from steph_desktop.core.errors import StephError
from steph_desktop.workspace.records import FollowUp, OutcomeLine, Review, Verdict
from steph_desktop.workspace.store import Workspace

A, B = "Case K7-QX", "Case 22-22"
CANARY = "MÜLLER-1957"


def read(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.open(tmp_path / "lab")
    analysed(made, slide_file(tmp_path / "s", f"{CANARY}.svs", 1), A)
    analysed(made, slide_file(tmp_path / "s", "b.svs", 2), B)
    made.attach_outcomes([OutcomeLine(FollowUp(700.0, True), CANARY, slides=(CANARY,))])
    number = case_of(made, A).id
    made.add_review(number, Review(own_risk_group="low", own_risk_percent=20, blinded=True))
    review = Review(Verdict.DISAGREE, '=HYPERLINK("x")', ("@tag", "b"), reviewer="+Dr A")
    made.add_review(number, review)
    made.add_review(number, Review(Verdict.DISAGREE, tags=("@tag", "b"), signed_off=True))
    return made


def test_every_column_holds_what_it_says_and_nobody_is_named(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace:
        assert write_worklist(workspace, tmp_path / "list.csv") == 2
    first, second = read(tmp_path / "list.csv")
    assert list(first) == list(COLUMNS)
    assert CANARY not in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert first["case"] == A
    assert first["status"] == "signed off"
    assert (first["risk_group"], first["risk_percentile"]) == ("high", "61.0")
    assert first["risk_score"] == "-2.5", "a number of the program's own stays a number"
    assert (first["verdict"], first["own_risk_group"]) == ("disagree", "low")
    assert (first["estimate_blinded"], first["own_risk_percentile"]) == ("yes", "20.0")
    assert (first["time_days"], first["event"]) == ("700.0", "1")
    assert first["signed_at"] == first["reviewed_at"] != ""
    assert first["model"] == "demo"
    assert second["verdict"] == second["event"] == second["estimate_blinded"] == ""


def test_text_that_a_spreadsheet_would_run_is_kept_from_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace:
        number = case_of(workspace, B).id
        workspace.add_review(number, Review(comment="\tx", reviewer="-1+1", tags=("=1", "ok")))
        write_worklist(workspace, tmp_path / "list.csv")
    first, second = read(tmp_path / "list.csv")
    assert first["comment"] == '\'=HYPERLINK("x")'
    assert first["tags"] == "'@tag; b"
    assert (second["comment"], second["reviewer"]) == ("'\tx", "'-1+1")
    assert second["tags"] == "'=1; ok"


def test_names_are_written_only_where_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    with workspace:
        write_worklist(workspace, tmp_path / "list.csv", identifiers=True)
    first, second = read(tmp_path / "list.csv")
    assert list(first) == [*COLUMNS, *IDENTIFIERS]
    assert (first["patient"], first["slide_files"]) == (CANARY, f"{CANARY}.svs")
    assert (second["patient"], second["slide_files"]) == ("", "b.svs")


def test_a_hidden_answer_is_not_told_and_the_order_is_the_one_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace:
        said = {B: disclose((), is_blinded=True)}
        write_worklist(workspace, tmp_path / "list.csv", cases=[B, A], disclosures=said)
    first, second = read(tmp_path / "list.csv")
    assert (first["case"], second["case"]) == (B, A)
    assert first["risk_group"] == first["risk_percentile"] == first["risk_score"] == ""
    assert second["risk_group"] == "high"


def test_no_case_and_no_room_are_told(workspace: Workspace, tmp_path: Path) -> None:
    with workspace:
        with pytest.raises(StephError, match="no case"):
            write_worklist(workspace, tmp_path / "list.csv", cases=[])
        (tmp_path / "file").write_text("")
        with pytest.raises(StephError):
            write_worklist(workspace, tmp_path / "file" / "list.csv")


def test_thousands_of_cases_are_written_in_seconds(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "lab") as workspace:
        slide = workspace.add_slide(slide_file(tmp_path))
        with workspace.transaction() as connection:
            for number in range(2_000):
                connection.execute(
                    "INSERT INTO cases (pseudonym, status, added_at, changed_at)"
                    " VALUES (?, 'new', '', '')",
                    (f"Case {number}",),
                )
            connection.execute(
                "INSERT INTO case_slides SELECT cases.id, 0, ? FROM cases", (slide.id,)
            )
        begin = time.perf_counter()
        assert write_worklist(workspace, tmp_path / "list.csv") == 2_000
        assert time.perf_counter() - begin < 30  # hangs, not speed
