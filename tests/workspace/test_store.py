from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from workspace_samples import (
    OUTCOME,
    RUN,
    analysed,
    case_file,
    case_of,
    counts,
    slide_file,
    write_one,
)

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.audit_trail import entries, verify
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import (
    CaseStatus,
    FileKind,
    ResultInput,
    Review,
    Verdict,
)
from steph_desktop.workspace.store import (
    Workspace,
    note_installed,
    restore_model,
    retire_model,
    retired_models,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lab"


def test_everything_is_there_after_closing(folder: Path, tmp_path: Path) -> None:
    first, second = (slide_file(tmp_path / "s", f"{n}.svs", n) for n in (1, 2))
    with Workspace.open(folder, who="Dr A") as workspace:
        one, two = workspace.add_slides([first, second], mpp=0.25)
        patient = workspace.assign([one.id, two.id], "0012")
        case = workspace.add_case([two.id, one.id])
        inputs = [ResultInput(second, "b" * 64), ResultInput(first, "a" * 64)]
        features = workspace.folder / "features" / "f.h5"
        features.write_bytes(b"features")
        files = [
            (case_file(workspace, "c"), FileKind.CASE),
            (features, FileKind.FEATURES),
            (first, FileKind.FEATURES),  # outside: not the workspace's to guard
        ]
        result = workspace.record_result(case.pseudonym, RUN, OUTCOME, inputs, files)
        said = Review(Verdict.DISAGREE, "pale", ("stain",), "low", 20, blinded=True)
        review = workspace.add_review(case.id, said)
    with Workspace.open(folder) as workspace:
        kept = workspace.case(case.id)
        assert (kept.status, kept.risk_score) == (CaseStatus.REVIEWED, OUTCOME.risk_score)
        assert (kept.patient_id, kept.result_id) == (patient.id, result.id)
        assert workspace.case_slides(case.id) == (two.id, one.id)
        assert workspace.results(case.id) == [result]
        assert (result.run, result.outcome) == (RUN, OUTCOME)
        assert result.slide_ids == (two.id, one.id)
        assert result.input_sha256s == ("b" * 64, "a" * 64)
        assert workspace.reviews(case.id) == [review]
        assert (review.review.reviewer, review.review.own_risk_percent) == ("Dr A", 20.0)
        assert [file.path for file in workspace.files()] == ["cases/c/case.json", "features/f.h5"]
        assert workspace.slide(one.id).sha256 == "a" * 64
        assert workspace.slide(one.id).stated_mpp == 0.25
        assert workspace.patients() == [patient]
        assert verify(workspace.database) == []


def test_a_result_lists_what_it_did_not_know(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        result = workspace.record_result(
            "Case AA-AA",
            RUN,
            OUTCOME,
            [
                ResultInput(slide, "a" * 64, mpp=0.5),
                ResultInput(tmp_path / "b.h5", "b" * 64, False),
            ],
        )
        (listed,) = workspace.list_slides()
        assert (listed.path, listed.sha256, listed.stated_mpp) == (slide, "a" * 64, 0.5)
        assert result.slide_ids == (listed.id, None)
        assert workspace.case_slides(case_of(workspace, "Case AA-AA").id) == (listed.id,)


def test_a_new_result_opens_a_signed_case_again(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        old = analysed(workspace, slide)
        case = case_of(workspace, "Case K7-QX")
        workspace.add_review(case.id, Review(Verdict.AGREE, signed_off=True))
        assert workspace.case(case.id).status is CaseStatus.SIGNED_OFF
        new = analysed(workspace, slide, outcome=replace(OUTCOME, n_patches=121))
        assert workspace.case(case.id).status is CaseStatus.ANALYSED
        assert workspace.results(case.id) == [new, old]
        assert workspace.reviews(case.id)[0].result_id == old.id
        (file,) = workspace.files()
        assert file.result_id == new.id


def test_a_transaction_stands_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        write_one(workspace, slide, 0)
        trail = len(entries(workspace.database))
        with pytest.raises(ZeroDivisionError), workspace.transaction():
            write_one(workspace, slide, 1)
            raise ZeroDivisionError
        assert counts(workspace) == {1}
        assert len(entries(workspace.database)) == trail
        assert verify(workspace.database) == []
        write_one(workspace, slide, 1)
        assert counts(workspace) == {2}
        assert verify(workspace.database) == []


def test_threads_take_turns(folder: Path, tmp_path: Path) -> None:
    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        threads = [
            threading.Thread(target=write_one, args=(workspace, slide, number))
            for number in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert counts(workspace) == {6}
        assert verify(workspace.database) == []


def test_a_case_has_one_patient(folder: Path, tmp_path: Path) -> None:
    with Workspace.open(folder) as workspace:
        one, two, three = workspace.add_slides(
            [slide_file(tmp_path, f"{n}.svs", n) for n in range(3)]
        )
        workspace.assign([one.id], "Ann")
        workspace.assign([two.id], "Bob")
        with pytest.raises(StephError, match="two patients"):
            workspace.add_case([one.id, two.id])
        assert workspace.listed_cases() == []
        case = workspace.add_case([one.id, three.id])
        with pytest.raises(StephError, match="two patients") as caught:
            workspace.assign([three.id], "Bob")
        assert "Ann" not in str(caught.value)
        assert caught.value.where == case.pseudonym
        assert workspace.slide(three.id).patient_id is None


def test_pseudonyms_stay_and_never_meet(folder: Path, tmp_path: Path) -> None:
    with Workspace.open(folder) as workspace:
        old, new = tmp_path / "old", tmp_path / "new"
        slide = workspace.add_slide(slide_file(old))
        case = workspace.add_case([slide.id])
        assert re.fullmatch(r"Case \w\w-\w\w", case.pseudonym)
        again = workspace.add_case([slide.id])
        assert again.pseudonym != case.pseudonym
        old.rename(new)
        workspace.relink(old, new)
        assert workspace.case(case.id).pseudonym == case.pseudonym


def test_what_is_not_listed_is_said(folder: Path, tmp_path: Path) -> None:
    with Workspace.open(folder) as workspace:
        with pytest.raises(StephError, match="slide is not in the workspace"):
            workspace.assign([7], "Ann")
        assert workspace.patients() == []
        for ask in (workspace.case, workspace.result, workspace.review, workspace.job):
            with pytest.raises(StephError, match="not in the workspace"):
                ask(7)
        with pytest.raises(StephError, match="not found"):
            workspace.add_slides([slide_file(tmp_path), tmp_path / "none.svs"])
        assert workspace.list_slides() == []


def test_nothing_written_by_a_reader(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StephError, match="no workspace"):
        Workspace.open(folder, read_only=True)
    assert not folder.exists()
    slide = slide_file(tmp_path)
    with Workspace.open(folder) as workspace:
        analysed(workspace, slide)
        with Workspace.open(folder, read_only=True) as reader:
            assert len(reader.listed_cases()) == 1
            with pytest.raises(StephError, match="reading only"):
                reader.add_slide(slide)


def test_trail_and_errors_name_nobody(folder: Path, tmp_path: Path) -> None:
    """A canary in patient id, folder and file name reaches neither trail nor side files."""
    canary = "Smith-1957"
    slide = slide_file(tmp_path / canary, f"{canary}.svs")
    with Workspace.open(folder) as workspace:
        listed = workspace.add_slide(slide, mpp=0.5)
        workspace.assign([listed.id], canary)
        case = workspace.add_case([listed.id])
        workspace.record_result(case.pseudonym, RUN, OUTCOME, [ResultInput(slide, "a" * 64)])
        workspace.add_review(case.id, Review(comment=canary, tags=(canary,)))
        workspace.relink(tmp_path / canary, tmp_path / "elsewhere")
        said = str([vars(entry) for entry in entries(workspace.database)])
    assert canary not in said
    assert case.pseudonym in said
    for name in ("audit.head", "workspace.lock"):
        assert canary not in (folder / name).read_text(encoding="utf-8")


def test_models_are_retired_and_taken_back_and_the_trail_says_so(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "lab", who="ada") as workspace:
        note_installed(workspace, "m", "a" * 64, "pack")
        retire_model(workspace, "m", "a" * 64)
        retire_model(workspace, "m", "a" * 64)
        retire_model(workspace, "n", "b" * 64)
        assert retired_models(workspace) == {"a" * 64, "b" * 64}
        restore_model(workspace, "m", "a" * 64)
        restore_model(workspace, "m", "a" * 64)
    with Workspace.open(tmp_path / "lab") as workspace:
        assert retired_models(workspace) == {"b" * 64}
        rows = workspace.database.rows("SELECT who, action FROM audit WHERE action LIKE 'model%'")
        told = [tuple(row) for row in rows]
    assert told == [
        ("ada", "model installed"),
        ("ada", "model retired"),
        ("ada", "model retired"),
        ("ada", "model restored"),
    ]
    assert check_workspace(tmp_path / "lab") == []
