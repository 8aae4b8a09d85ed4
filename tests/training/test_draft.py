"""A study's choices are kept whole, found again, and lead to one folder per set of choices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.slide_matching import MatchRule, RuleKind
from steph_desktop.cohort.table_schema import TableSchema
from steph_desktop.core.errors import StephError
from steph_desktop.training.requests import Hyperparameters
from steph_desktop.training.study.draft import Step, StudyRepository, why_no_name

PEOPLE = tuple(Patient(f"P{n}", (f"P{n}",), 10.0 + n, n % 2 == 0) for n in range(10))


def test_a_draft_is_read_back(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    draft = replace(
        book.begin(),
        cancer="MINE",
        step=Step.METHOD,
        table=tmp_path / "t.xlsx",
        choices=TableSchema(patient="id", event="e", event_words=("1",)),
        rule=MatchRule(RuleKind.PATTERN, r"(\d+)"),
        source_packs=(tmp_path / "a.steph",),
        hyper=Hyperparameters(epochs=3),
    )
    kept = book.keep(draft)
    assert book.read(draft.study_id) == kept
    assert book.drafts() == (kept,)
    book.remove(kept)
    assert book.drafts() == ()


def test_damaged_and_foreign_drafts_are_passed_over(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    good = book.keep(replace(book.begin(), cancer="A"))
    for number, text in enumerate(("{", '{"form": 9}', '{"form": 1, "draft": {"x": 1}}')):
        folder = book.folder / f"bad{number}"
        folder.mkdir()
        (folder / "draft.json").write_text(text)
        with pytest.raises(StephError):
            book.read(f"bad{number}")
    assert book.drafts() == (good,)


def test_a_new_name_takes_the_features_along(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    draft = book.keep(replace(book.begin(), cancer="OLD"))
    book.lay(draft, PEOPLE)
    features = book.features_request(draft, ()).out
    features.mkdir()
    (features / "P1.h5").write_bytes(b"x")
    draft = book.keep(replace(draft, cancer="NEW"))
    assert (book.features_request(draft, ()).out / "P1.h5").is_file()
    assert book.without_features(draft, (Path("P1.svs"), Path("P2.svs"))) == (Path("P2.svs"),)


def test_other_choices_or_patients_train_elsewhere(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    draft = replace(book.begin(), cancer="MINE", method="vanilla")
    first = book.retrain_request(draft, PEOPLE)
    assert book.retrain_request(draft, PEOPLE, "cuda").out == first.out
    assert book.retrain_request(replace(draft, folds=3), PEOPLE).out != first.out
    assert book.retrain_request(replace(draft, hyper=Hyperparameters(k=2)), PEOPLE).out != first.out
    assert book.retrain_request(draft, PEOPLE[1:]).out != first.out


def test_a_workspace_that_was_moved_finds_its_trainings(tmp_path: Path) -> None:
    here, there = StudyRepository(tmp_path / "here"), StudyRepository(tmp_path / "there")
    draft = replace(here.begin(), cancer="MINE", method="vanilla")
    names = [book.retrain_request(draft, PEOPLE).out.name for book in (here, there)]
    assert names[0] == names[1]
    other = replace(here.begin(), cancer="MINE", method="vanilla")
    assert here.retrain_request(other, PEOPLE).out.name != names[0]


@pytest.mark.parametrize(
    "name", ["", " ", "../x", "a/b", ".hidden", "x" * 41, "a\\b", "end.", "_x"]
)
def test_names_that_are_no_folder(name: str) -> None:
    assert why_no_name(name)


def test_names_that_are() -> None:
    assert not any(map(why_no_name, ("BRCA", "Mamma 2021", "Köln-1", "7b")))
