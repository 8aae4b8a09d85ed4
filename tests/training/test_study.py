"""A study's choices are kept whole, its steps follow from them, and the command takes them all."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from small_cohort import lay_cancer

from steph_desktop.cli import run
from steph_desktop.cohort import audit
from steph_desktop.cohort.audit import CohortAudit
from steph_desktop.cohort.clinical_table import Clinical
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.slide_matching import Match, MatchRule, RuleKind
from steph_desktop.cohort.table_schema import TableSchema
from steph_desktop.core.errors import StephError
from steph_desktop.model.packs import read_card
from steph_desktop.training.requests import Hyperparameters
from steph_desktop.training.study.study import (
    CheckedCohort,
    MatchedSlides,
    Study,
    StudyRepository,
    StudyStep,
    default_method,
    why_no_name,
)

PEOPLE = tuple(Patient(f"P{n}", (f"P{n}",), 10.0 + n, n % 2 == 0) for n in range(10))
CLINICAL = Clinical(PEOPLE, ())


def checked_of(slides: tuple[Path, ...]) -> CheckedCohort:
    return CheckedCohort(CohortAudit(()), (), PEOPLE, slides)


def test_a_draft_is_read_back(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    draft = replace(
        book.new(),
        cancer="MINE",
        step=StudyStep.METHOD,
        table=tmp_path / "t.xlsx",
        choices=TableSchema(patient="id", event="e", event_words=("1",)),
        rule=MatchRule(RuleKind.PATTERN, r"(\d+)"),
        source_packs=(tmp_path / "a.steph",),
        hyper=Hyperparameters(epochs=3),
    )
    kept = book.keep(draft)
    assert book.read(draft.study_id) == kept
    assert book.listed().good == (kept,)
    book.remove(kept)
    assert book.listed().good == ()


def test_damaged_and_foreign_drafts_are_passed_over(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    good = book.keep(replace(book.new(), cancer="A"))
    for number, text in enumerate(("{", '{"form": 9}', '{"form": 1, "draft": {"x": 1}}')):
        folder = book.folder / f"bad{number}"
        folder.mkdir()
        (folder / "draft.json").write_text(text)
        with pytest.raises(StephError):
            book.read(f"bad{number}")
    assert book.listed().good == (good,)


def test_a_new_name_takes_the_features_along(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    draft = book.keep(replace(book.new(), cancer="OLD"))
    study = Study(book, draft)
    study.lay(checked_of(()))
    features = study.features_request(checked_of(())).out
    features.mkdir()
    (features / "P1.h5").write_bytes(b"x")
    study = Study(book, book.keep(replace(draft, cancer="NEW")))
    assert (study.features_request(checked_of(())).out / "P1.h5").is_file()
    match = Match({f"P{n}": (Path(f"P{n}.svs"),) for n in (1, 2)})
    slides = MatchedSlides(next(iter(match.slides.values())), MatchRule(), match)
    assert study.audit(CLINICAL, slides).without_features == (Path("P2.svs"),)


def test_other_choices_or_patients_train_elsewhere(tmp_path: Path) -> None:
    book = StudyRepository(tmp_path)
    draft = replace(book.new(), cancer="MINE", method="vanilla")
    first = Study(book, draft).training_request(PEOPLE)
    assert Study(book, draft).training_request(PEOPLE, "cuda").out == first.out
    for changed in (replace(draft, folds=3), replace(draft, hyper=Hyperparameters(k=2))):
        assert Study(book, changed).training_request(PEOPLE).out != first.out
    assert Study(book, draft).training_request(PEOPLE[1:]).out != first.out


def test_a_workspace_that_was_moved_finds_its_trainings(tmp_path: Path) -> None:
    here, there = StudyRepository(tmp_path / "here"), StudyRepository(tmp_path / "there")
    draft = replace(here.new(), cancer="MINE", method="vanilla")
    names = [Study(book, draft).training_request(PEOPLE).out.name for book in (here, there)]
    assert names[0] == names[1]
    other = replace(here.new(), cancer="MINE", method="vanilla")
    assert Study(here, other).training_request(PEOPLE).out.name != names[0]


@pytest.mark.parametrize(
    "name", ["", " ", "../x", "a/b", ".hidden", "x" * 41, "a\\b", "end.", "_x"]
)
def test_names_that_are_no_folder(name: str) -> None:
    assert why_no_name(name)


def test_names_that_are() -> None:
    assert not any(map(why_no_name, ("BRCA", "Mamma 2021", "Köln-1", "7b")))


# --- the command --------------------------------------------------------------------------------

SMALL = ("--epochs", "2", "--embed-dim", "5", "--attn-dim", "4", "--hyper-dim", "6", "--lr", "1e-2")


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Feature files of a cohort, with a table of another hand; and other cancers."""
    folder = tmp_path_factory.mktemp("material")
    lay_cancer(folder / "mine", "MINE", 30)
    lay_cancer(folder / "others", "BBB")
    lines = ["Fall;Monate;Status"]
    for patient in load_cohort(folder / "mine")["MINE"].patients:
        months = f"{patient.time_days / 365 * 12:.2f}".replace(".", ",")
        lines.append(f"{patient.patient_id};{months};{'tot' if patient.event else 'lebt'}")
    (folder / "table.csv").write_bytes("\n".join(lines).encode("utf-16"))
    return folder


def words(material: Path, tmp_path: Path) -> list[str]:
    return [
        "retrain", "--table", str(material / "table.csv"),
        "--slides", str(material / "mine" / "MINE" / "features"), "--features",
        "--name", "MINE", "--work", str(tmp_path / "work"), "--out", str(tmp_path / "m.steph"),
        "--folds", "2", "--gamma", "0.005", "--device", "cpu", "--quiet", *SMALL,
    ]  # fmt: skip


def test_retrain(material: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = ["--source-cohort", str(material / "others"), "--method", "steph", "--json"]
    assert run([*words(material, tmp_path), *sources]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["c_index"]) == {
        "vanilla", "finetuned", "steph_lambda0", "cox_mean", "steph",
    }  # fmt: skip
    assert told["verdict"] in ("transfer helps", "no evidence that it helps", "it hurts")
    assert "UTF-16, separated by semicolons" in told["understood"][0]
    card = read_card(tmp_path / "m.steph")
    assert (card.model_id, card.sources) == ("m", ("BBB",))
    # The folds decide between one model of all patients and the two of the folds.
    assert card.members == (2 if told["form"] == "members" else 1)
    assert run([*words(material, tmp_path), *sources]) == 1  # it stands there already
    assert "taken already" in capsys.readouterr().err


def test_a_blocking_finding_stops_it(
    material: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("id,months,dead\nMINE-000,12,1\nMINE-001,soon,0\nMINE-002,9,1\n")
    given = words(material, tmp_path)
    given[2] = str(table)
    assert run(given) == 1
    assert "Row 3, column months: 'soon' is not a number" in capsys.readouterr().err
    assert not (tmp_path / "m.steph").exists() and not (tmp_path / "work").exists()


def test_the_command_weighs_disk_and_memory_as_the_check_page_does(
    material: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(audit.shutil, "disk_usage", lambda _: disk._replace(free=10))
    assert run([*words(material, tmp_path), "--method", "vanilla"]) == 1
    said = capsys.readouterr().err
    assert "are free" in said and "Free some space" in said
    assert not list(tmp_path.glob("work/studies/study/cohort/MINE/features/*"))
    monkeypatch.undo()
    monkeypatch.setattr(audit, "memory_bytes", lambda: 1)
    assert run([*words(material, tmp_path), "--method", "vanilla", "--json"]) == 0
    advice = json.loads(capsys.readouterr().out)["advice"]
    assert any("Training may need" in line for line in advice)


def test_sources_that_cannot_be_used_are_refused_before_anything_is_computed(
    material: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.steph").write_bytes(b"nothing")
    assert run([*words(material, tmp_path), "--sources", str(tmp_path / "no.steph")]) == 1
    assert "Remove it from the sources" in capsys.readouterr().err
    assert not (tmp_path / "work").exists()


def test_the_method_that_is_taken_where_none_is_named(tmp_path: Path) -> None:
    assert default_method((), None) == "vanilla"
    assert default_method((), tmp_path) == "steph_auto"
