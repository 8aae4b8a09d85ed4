from __future__ import annotations

import time
from pathlib import Path

import pytest
from workspace_samples import OUTCOME, RUN, analysed, slide_file

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import CaseStatus, ResultInput, Review
from steph_desktop.workspace.store import Workspace

A, B = "Case K7-QX", "Case 22-22"


def actions(workspace: Workspace) -> list[str]:
    return [row[0] for row in workspace.database.rows("SELECT action FROM audit ORDER BY seq")]


def test_a_kept_case_is_listed_after_a_restart(tmp_path: Path) -> None:
    slide = slide_file(tmp_path / "slides")
    with Workspace.open(tmp_path / "lab") as workspace:
        workspace.keep_case(A, [slide], 0.25)
        before = actions(workspace)
        workspace.keep_case(A, [slide], 0.25)
        assert actions(workspace) == before, "nothing changed, so nothing is noted"
    with Workspace.open(tmp_path / "lab") as workspace:
        (case,) = workspace.listed_cases()
    assert (case.pseudonym, case.slides, case.mpp) == (A, (slide,), 0.25)
    assert case.status is CaseStatus.NEW
    assert not case.has_result


def test_a_joined_case_holds_all_slides_and_its_old_result_is_of_the_past(tmp_path: Path) -> None:
    first, second = (slide_file(tmp_path / "slides", name) for name in ("a.svs", "b.svs"))
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, first, A)
        workspace.keep_case(B, [second])
        workspace.join_cases(A, [B], [first, second])
        kept, other = workspace.listed_cases()
        assert kept.slides == (first, second)
        assert (kept.status, kept.has_result, kept.risk_group) == (CaseStatus.NEW, False, None)
        assert other.status is CaseStatus.REMOVED
        assert "cases joined" in actions(workspace)
        case = workspace.case_named(A)
        assert case is not None
        assert len(workspace.results(case.id)) == 1, "what was found stays"
    assert check_workspace(tmp_path / "lab") == []


def test_a_join_that_fails_changes_nothing(tmp_path: Path) -> None:
    first = slide_file(tmp_path / "slides")
    with Workspace.open(tmp_path / "lab") as workspace:
        workspace.keep_case(A, [first])
        before = actions(workspace)
        with pytest.raises(StephError, match=r"gone\.svs"):
            workspace.join_cases(A, [B], [first, tmp_path / "gone.svs"])
        assert actions(workspace) == before
        assert [case.slides for case in workspace.listed_cases()] == [(first,)]


@pytest.mark.parametrize("signed_off", [None, False, True])
def test_a_case_put_back_on_the_list_is_as_far_as_it_was(
    tmp_path: Path, signed_off: bool | None
) -> None:
    slide = slide_file(tmp_path / "slides")
    with Workspace.open(tmp_path / "lab") as workspace:
        result = workspace.record_result(A, RUN, OUTCOME, [ResultInput(slide, "a" * 64)])
        if signed_off is not None:
            workspace.add_review(result.case_id, Review(signed_off=signed_off))
        before = workspace.case(result.case_id).status
        workspace.remove_case(A)
        workspace.remove_case("Case 99-99")
        assert workspace.listed_cases()[0].status is CaseStatus.REMOVED
        workspace.keep_case(A, [slide])
        (case,) = workspace.listed_cases()
        assert case.status is before
        assert case.has_result
    assert check_workspace(tmp_path / "lab") == []


def test_ten_thousand_cases_are_listed_without_a_wait(tmp_path: Path) -> None:
    slide = slide_file(tmp_path / "slides")
    with Workspace.open(tmp_path / "lab") as workspace:
        known = workspace.add_slide(slide)
        with workspace.transaction() as connection:
            for number in range(10_000):
                connection.execute(
                    "INSERT INTO slides (folder, name, size_bytes, mtime_ns, ends_sha256, added_at)"
                    " VALUES ('/away', ?, 1, 1, '', '')",
                    (f"{number}.svs",),
                )
                connection.execute(
                    "INSERT INTO cases (pseudonym, status, added_at, changed_at)"
                    " VALUES (?, 'new', '', '')",
                    (f"Case {number}",),
                )
            connection.execute(
                "INSERT INTO case_slides SELECT cases.id, 0, ? + cases.id FROM cases", (known.id,)
            )
        begin = time.perf_counter()
        cases = workspace.listed_cases()
        assert time.perf_counter() - begin < 20  # hangs, not speed: well below 2 on a quiet machine
    assert len(cases) == 10_000
    assert cases[-1].slides == (Path("/away/9999.svs"),)
