"""A review belongs to the result it was made of: what happens to the result, what was said of it.

Nothing is ever lost from the database; what counts is the same for the list, the report, the CSV
and the agreement.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from workspace_samples import OUTCOME, RUN, analysed, case_of, slide_file

from steph_desktop.case.report_content import review_paragraphs
from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import CaseStatus, Review, Verdict
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"
OTHER = replace(OUTCOME, risk_score=-1.25, risk_percentile=70.0)
OTHER_MODEL = replace(RUN, model_id="other", model_sha256="3" * 64)

Change = Callable[[Workspace, Path], None]


def again(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide)


def on_another_machine(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide, run=replace(RUN, device="cuda", app_version="9.9"))


def with_another_outcome(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide, outcome=OTHER)


def with_another_model(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide, run=OTHER_MODEL)


def with_another_encoder(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide, run=replace(RUN, encoder_sha256="4" * 64))


def with_another_model_and_back(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide, run=OTHER_MODEL)
    analysed(workspace, slide)


def at_another_pixel_size(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide, outcome=replace(OTHER, n_patches=480), mpp=0.25)


def at_the_pixel_size_of_the_file(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide, mpp=0.5)


def at_another_pixel_size_and_back(workspace: Workspace, slide: Path) -> None:
    at_another_pixel_size(workspace, slide)
    analysed(workspace, slide)


def pixel_size_stated_only(workspace: Workspace, slide: Path) -> None:
    workspace.keep_case(CASE, [slide], 0.25)


def removed_and_added(workspace: Workspace, slide: Path) -> None:
    workspace.remove_case(CASE)
    workspace.keep_case(CASE, [slide])


def removed_added_and_analysed(workspace: Workspace, slide: Path) -> None:
    removed_and_added(workspace, slide)
    analysed(workspace, slide)


def with_another_slide(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide_file(slide.parent, "b.svs", 2))


def with_another_slide_and_back(workspace: Workspace, slide: Path) -> None:
    workspace.keep_case(CASE, [slide_file(slide.parent, "b.svs", 2)])
    workspace.keep_case(CASE, [slide])
    assert case_of(workspace, CASE).status is CaseStatus.NEW
    analysed(workspace, slide)


def relinked(workspace: Workspace, slide: Path) -> None:
    new = slide.parent.with_name("moved")
    slide.parent.rename(new)
    assert len(workspace.relink(slide.parent, new).relinked) == 1


def relinked_and_analysed(workspace: Workspace, slide: Path) -> None:
    relinked(workspace, slide)
    analysed(workspace, slide.parent.with_name("moved") / slide.name)


def another_content(workspace: Workspace, slide: Path) -> None:
    analysed(workspace, slide_file(slide.parent, slide.name, 7))


COUNTS: dict[Change, bool] = {
    again: True,
    on_another_machine: True,
    with_another_outcome: False,
    with_another_model: False,
    with_another_encoder: False,
    with_another_model_and_back: True,
    at_another_pixel_size: False,
    at_the_pixel_size_of_the_file: True,
    at_another_pixel_size_and_back: True,
    pixel_size_stated_only: True,
    removed_and_added: True,
    removed_added_and_analysed: True,
    with_another_slide: False,
    with_another_slide_and_back: True,
    relinked: True,
    relinked_and_analysed: True,
    another_content: False,
}
"""What happened to the case, and whether the reviews from before count afterwards."""

SAID: dict[str, tuple[Review, CaseStatus]] = {
    "agree": (Review(Verdict.AGREE), CaseStatus.REVIEWED),
    "signed": (Review(Verdict.DISAGREE, "pale", signed_off=True), CaseStatus.SIGNED_OFF),
    "blinded estimate": (
        Review(own_risk_group="low", own_risk_percent=20, blinded=True),
        CaseStatus.ANALYSED,
    ),
    "comment": (Review(comment="necrosis"), CaseStatus.REVIEWED),
    "tags": (Review(tags=("stain",)), CaseStatus.REVIEWED),
}


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("change", COUNTS, ids=lambda change: change.__name__)
def test_reviews_count_where_the_result_is_the_same(
    tmp_path: Path, change: Change, said: str
) -> None:
    review, status = SAID[said]
    slide = slide_file(tmp_path / "slides", content=1)
    drawing = tmp_path / "lab" / "annotations" / "a.geojson"
    with Workspace.open(tmp_path / "lab", who="Dr A") as workspace:
        analysed(workspace, slide)
        kept = workspace.add_review(case_of(workspace, CASE).id, review)
        drawing.parent.mkdir(exist_ok=True)
        drawing.write_text("{}")
        change(workspace, slide)
        check(workspace, kept.id, status, review, counts=COUNTS[change])
        assert kept in workspace.reviews(kept.case_id), "nothing is lost"
        assert drawing.read_text() == "{}"
    assert [str(fault) for fault in check_workspace(tmp_path / "lab")] == []


def check(
    workspace: Workspace, kept: int, status: CaseStatus, review: Review, *, counts: bool
) -> None:
    """Everything that speaks of reviews says the same."""
    case, listed = case_of(workspace, CASE), workspace.listed_case(CASE)
    current = workspace.reviews_of_result(CASE)
    assert [row.id for row in current] == ([kept] if counts else [])
    assert case.status is listed.status is (status if counts else CaseStatus.ANALYSED)
    assert listed.standing.is_seen is counts
    assert listed.standing.verdict is (review.verdict if counts else None)
    assert listed.standing.tags == review.tags, "tags are the case's"
    assert workspace.listed_cases() == [listed]
    seen = [row.pseudonym for row in workspace.scored_cases(seen_only=True)]
    assert seen == ([CASE] if counts else [])
    estimates = [(row.own_group, row.model_score) for row in workspace.estimates()]
    expected = [(review.own_risk_group, case.risk_score)] if counts and review.has_estimate else []
    assert estimates == expected
    assert (review_paragraphs(current, names=True) == ("Not reviewed yet.",)) is not counts
    row = written(workspace)
    assert row["status"] == listed.status.value
    assert row["verdict"] == (review.verdict.value if counts and review.verdict else "")
    assert row["comment"] == (review.comment if counts else "")
    assert row["own_risk_group"] == ((review.own_risk_group or "") if counts else "")
    assert row["reviewer"] == ("Dr A" if counts else "")
    assert bool(row["signed_at"]) is (counts and review.signed_off)
    assert row["earlier_reviews"] == ("0" if counts else "1")


def written(workspace: Workspace) -> dict[str, str]:
    out = workspace.folder.parent / "list.csv"
    write_worklist(workspace, out)
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline=""))
    return row


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("outcome", "counts"), [(OUTCOME, True), (OTHER, False)])
def test_reviews_of_an_old_workspace_count_again(
    tmp_path: Path, outcome: object, counts: bool, read_only: bool
) -> None:
    slide = slide_file(tmp_path / "slides", content=1)
    with Workspace.open(tmp_path / "lab", who="Dr A") as workspace:
        analysed(workspace, slide)
        case_id = case_of(workspace, CASE).id
        workspace.add_review(case_id, Review(own_risk_group="low", blinded=True))
        workspace.add_review(case_id, Review(Verdict.AGREE, signed_off=True))
        analysed(workspace, slide, outcome=outcome)  # type: ignore[arg-type]
    connection = sqlite3.connect(tmp_path / "lab" / "workspace.sqlite")
    with connection:  # as 0.1.0 left it
        connection.execute("UPDATE cases SET status = 'analysed'")
    connection.close()
    with Workspace.open(tmp_path / "lab", read_only=read_only) as workspace:
        status = CaseStatus.SIGNED_OFF if counts else CaseStatus.ANALYSED
        assert workspace.listed_case(CASE).status is status
        assert len(workspace.estimates()) == counts
        assert written(workspace)["status"] == status.value
        if not read_only:
            workspace.add_review(case_id, Review(own_risk_percent=30, blinded=True))
            assert workspace.case(case_id).status is status, "an estimate leaves it signed"


def test_a_review_of_the_new_result_stands_beside_the_earlier_ones(tmp_path: Path) -> None:
    slide = slide_file(tmp_path / "slides", content=1)
    with Workspace.open(tmp_path / "lab", who="Dr A") as workspace:
        analysed(workspace, slide)
        case_id = case_of(workspace, CASE).id
        old = workspace.add_review(case_id, Review(Verdict.AGREE, "fine", signed_off=True))
        analysed(workspace, slide, outcome=OTHER)
        new = workspace.add_review(case_id, Review(Verdict.DISAGREE))
        assert workspace.reviews_of_result(CASE) == (new,)
        assert written(workspace)["comment"] == ""
        analysed(workspace, slide)
        assert workspace.reviews_of_result(CASE) == (old,)
        assert workspace.listed_case(CASE).status is CaseStatus.SIGNED_OFF
        assert [row.id for row in workspace.reviews(case_id)] == [new.id, old.id]


# Finished cases ------------------------------------------------------------

FINISHED: dict[Change, bool] = {
    again: True,
    with_another_model: False,
    with_another_model_and_back: True,
    at_another_pixel_size: False,
    at_another_pixel_size_and_back: True,
    removed_and_added: True,
    relinked: True,
}


@pytest.mark.parametrize("change", FINISHED, ids=lambda change: change.__name__)
def test_a_case_is_finished_with_its_model_slides_and_pixel_size(
    tmp_path: Path, change: Change
) -> None:
    slide = slide_file(tmp_path / "slides", content=1)
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, slide)
        change(workspace, slide)
        finished = workspace.finished_cases({CASE: None}, RUN.model_sha256)
        assert finished == ({CASE} if FINISHED[change] else set())
        assert workspace.finished_cases({}, RUN.model_sha256) == set()


def test_other_slides_or_a_changed_file_or_pixel_size_leave_a_case_unfinished(
    tmp_path: Path,
) -> None:
    slide = slide_file(tmp_path / "slides", content=1)
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, slide)
        sha256 = RUN.model_sha256
        assert workspace.finished_cases({CASE: 0.25}, sha256) == set()
        workspace.keep_case(CASE, [slide], 0.25)
        assert workspace.finished_cases({CASE: 0.25}, sha256) == set(), "stated, not analysed"
        slide_file(slide.parent, slide.name, 9)
        assert workspace.finished_cases({CASE: None}, sha256) == set(), "changed in place"
        slide_file(slide.parent, slide.name, 1)
        assert workspace.finished_cases({CASE: None}, sha256) == {CASE}, "the same file again"
        workspace.keep_case(CASE, [slide_file(slide.parent, "b.svs", 2)])
        assert workspace.finished_cases({CASE: None}, sha256) == set()
