"""A finished study becomes one pack: fold members, reference cohort, a card with its limits."""

from __future__ import annotations

import csv
import re
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from case_files import predict_features
from small_cohort import lay_cancer

from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.slide_scan import FACTS_FILE, ScannedSlide
from steph_desktop.core.codec import read_json
from steph_desktop.core.csv_files import variable_names
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_json
from steph_desktop.core.job_control import JobControl
from steph_desktop.core.table_files import TABLE_FILE_SUFFIXES, write_table_file
from steph_desktop.model.packs import load_pack, read_card
from steph_desktop.training.benchmark_request import SETTINGS_FILE
from steph_desktop.training.clinical_value import clinical_value
from steph_desktop.training.methods.registry import FitTask, fit
from steph_desktop.training.predictions import read_benchmark_predictions
from steph_desktop.training.requests import ExportStudyRequest, PackForm, SaveStudyRequest
from steph_desktop.training.study import study_pack
from steph_desktop.training.study.outcome import (
    OUTCOME_FILE,
    RESULTS_FOLDER,
    RefitFinding,
    load_outcome,
    outcome_for,
)
from steph_desktop.training.study.refit import align_scores
from steph_desktop.training.study.retraining import Hyperparameters, RetrainRequest, retrain_cohort
from steph_desktop.training.study.study_export import export_study
from steph_desktop.training.study.study_pack import save_study
from steph_desktop.training.training_events import NULL_MODEL_NOTE


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> RetrainRequest:
    folder = tmp_path_factory.mktemp("study")
    lay_cancer(folder / "cohort", "MINE", 30)
    lay_cancer(folder / "others", "BBB")
    hyper = Hyperparameters(epochs=2, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2, gamma=0.005)
    request = RetrainRequest(
        folder / "cohort", folder / "training", "MINE", "steph",
        source_cohort=folder / "others", folds=3, hyper=hyper, device="cpu",
    )  # fmt: skip
    retrain_cohort(request, JobControl())
    return request


def save(trained: RetrainRequest, out: Path, **more: object) -> None:
    asked = SaveStudyRequest(trained.cohort, trained.out, out, "my-model", form=PackForm.MEMBERS)
    save_study(replace(asked, **more), JobControl())


def test_the_pack_holds_all_folds_and_an_honest_card(
    trained: RetrainRequest, tmp_path: Path
) -> None:
    out = tmp_path / "mine.steph"
    save(trained, out)
    pack = load_pack(out)
    card, outcome = pack.card, load_outcome(trained.out)
    assert outcome is not None
    assert (card.model_id, card.target_cancer, card.members) == ("my-model", "MINE", 3)
    assert card.cohort is not None and card.cohort.patients == 30
    assert card.c_index_folds == outcome.row("steph").folds
    assert outcome.sentence in card.notes and "Limits:" in card.notes
    assert outcome.verdict is not None
    assert card.evidence["verdict"] == outcome.verdict.value
    assert pack.statistics is not None and pack.statistics.patients == 30
    told = (tmp_path / "mine.steph").read_bytes()
    assert b"MINE-0" not in told  # no patient, no slide
    # Its table has no clinical columns: nothing is said of any.
    assert not {"clinical_value", "clinical_columns"} & set(card.evidence)


def test_the_scale_of_every_member_is_kept(trained: RetrainRequest, tmp_path: Path) -> None:
    save(trained, tmp_path / "mine.steph")
    pack = load_pack(tmp_path / "mine.steph")
    reference, outcome = pack.card.reference, load_outcome(trained.out)
    assert reference is not None and outcome is not None
    assert len(reference.scales) == 3 and pack.card.shares_sources
    assert reference.scales[0].cutoffs == reference.cutoffs
    # Each member puts the patients that tested it from the lowest to the highest of its own scale,
    # and into the groups that the study told.
    cohort = load_cohort(trained.cohort)["MINE"]
    told = dict(zip(outcome.tested.patient_ids, outcome.tested.groups, strict=True))
    for fold in range(3):
        places = []
        for patient in cohort.test_patients(fold):
            survival = pack.predict(cohort.load_bag(patient)).member_survival
            assert survival is not None
            placed = reference.by_members(survival)
            assert placed is not None and placed[1][fold] is told[patient.patient_id]
            places.append(placed[0][fold])
        assert min(places) < 1 and max(places) > 99
        assert np.mean(places) == pytest.approx(50, abs=6)


def test_the_stain_of_slides_at_hand_is_kept(
    trained: RetrainRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort = load_cohort(trained.cohort)["MINE"]
    ids = [slide for patient in cohort.patients for slide in patient.slide_ids]
    looked_at = [ScannedSlide(str(tmp_path / f"{name}.svs")) for name in ids]
    looked_at[0] = replace(looked_at[0], fault="It cannot be read")
    write_json(tmp_path / FACTS_FILE, [asdict(fact) for fact in looked_at])
    asked: list[dict[str, Path]] = []

    def described(*_: object, slides: dict[str, Path], **__: object) -> None:
        asked.append(slides)

    monkeypatch.setattr(study_pack, "describe_patients", described)
    save(trained, tmp_path / "mine.steph", facts=tmp_path)
    save(trained, tmp_path / "none.steph")
    assert asked == [{name: tmp_path / f"{name}.svs" for name in ids[1:]}, {}]


def test_the_reference_cohort_keeps_every_patients_group(
    trained: RetrainRequest, tmp_path: Path
) -> None:
    save(trained, tmp_path / "mine.steph")
    reference = read_card(tmp_path / "mine.steph").reference
    outcome = load_outcome(trained.out)
    assert reference is not None and outcome is not None
    groups = tuple(reference.group_of(float(score)) for score in reference.risk_scores)
    assert groups == outcome.tested.groups
    np.testing.assert_array_equal(reference.times_days, outcome.tested.times_days)


def test_the_pack_predicts_a_new_case(trained: RetrainRequest, tmp_path: Path) -> None:
    save(trained, tmp_path / "mine.steph")
    cohort = load_cohort(trained.cohort)["MINE"]
    paths = cohort.bag_paths(cohort.patients[0])
    found = predict_features(paths, tmp_path / "mine.steph", device="cpu")
    assert found.risk_group is not None and found.prediction.member_survival is not None
    assert len(found.prediction.member_survival) == 3


@pytest.mark.usefixtures("few_figures")
def test_the_card_says_what_the_saved_model_adds_to_the_clinical_columns(tmp_path: Path) -> None:
    home = lay_cancer(tmp_path / "cohort", "MINE", 30)
    header, *lines = (home / "labels.csv").read_text().splitlines()
    # The age says something, the stage nothing: no cell of it has a value.
    days = {line.split(",")[0]: float(line.split(",")[2]) for line in lines}
    age = {name: 80 - 5 * np.log(t) + number % 7 for number, (name, t) in enumerate(days.items())}
    told = [f"{line},{age[line.split(',')[0]]:.1f}," for line in lines]
    (home / "labels.csv").write_text("\n".join([f"{header},age,stage", *told]) + "\n")
    hyper = Hyperparameters(epochs=1, embed_dim=5, attn_dim=4, lr=1e-2, clinical=("age", "stage"))
    request = RetrainRequest(
        tmp_path / "cohort", tmp_path / "training", "MINE", "finetuned",
        folds=3, hyper=hyper, device="cpu", refit=False,
    )  # fmt: skip
    # The method takes nothing from other cancers: the words of its verdict are others.
    outcome = retrain_cohort(request, JobControl())
    assert outcome.verdict is not None and "transfer" not in outcome.sentence
    rows = {p.patient_id: p.extra for p in load_cohort(request.cohort)["MINE"].patients}
    said = {}
    for method in ("finetuned", "vanilla"):
        save(request, tmp_path / f"{method}.steph", method=method)
        evidence = read_card(tmp_path / f"{method}.steph").evidence
        # By hand, of the very scores of the patients that no fold's model had seen.
        runs = read_benchmark_predictions(request.out / RESULTS_FOLDER, methods=(method,))
        assert len(runs) == 3
        assert evidence["clinical_value"] == clinical_value(runs, rows, ("age",)).sentence
        assert evidence["clinical_columns"] == ["age"]
        said[method] = evidence["clinical_value"]
    # Each model speaks for itself, also where another was chosen before the training.
    assert said["finetuned"] == outcome.clinical_value != said["vanilla"]
    # Without the record of the comparison nothing is made up, nor another model's sentence shown.
    for text in ("{cut", '{"clinical_value": [3]}'):
        (request.out / RESULTS_FOLDER / "summary.json").write_text(text)
        save(request, tmp_path / "finetuned.steph", method="finetuned", replace_existing=True)
        save(request, tmp_path / "vanilla.steph", method="vanilla", replace_existing=True)
        assert read_card(tmp_path / "finetuned.steph").evidence["clinical_columns"] == [
            "age", "stage"
        ]  # fmt: skip
        assert "clinical_value" not in read_card(tmp_path / "vanilla.steph").evidence


def test_nothing_is_replaced_unasked(trained: RetrainRequest, tmp_path: Path) -> None:
    out = tmp_path / "mine.steph"
    save(trained, out)
    before = out.read_bytes()
    with pytest.raises(StephError, match="taken already"):
        save(trained, out)
    assert out.read_bytes() == before
    save(trained, out, replace_existing=True)
    assert read_card(out).model_id == "my-model"


def test_an_unfinished_study_is_not_saved(trained: RetrainRequest, tmp_path: Path) -> None:
    request = SaveStudyRequest(trained.cohort, tmp_path, tmp_path / "a.steph", "a")
    with pytest.raises(StephError, match="not finished"):
        save_study(request, JobControl())
    assert not (tmp_path / "a.steph").exists()


@pytest.mark.parametrize("cutoffs", [(-3.0, -2.0), (-2.5,)])
def test_aligned_scores_keep_order_and_side(cutoffs: tuple[float, ...]) -> None:
    scores = np.sort(np.random.default_rng(0).normal(-2.5, 1, 200))
    wanted = tuple(1.5 * cut + 1 for cut in cutoffs)
    moved = align_scores(scores, cutoffs, wanted)
    assert (np.diff(moved) > 0).all()
    for cut, there in zip(cutoffs, wanted, strict=True):
        np.testing.assert_array_equal(scores < cut, moved < there)


# --- any model, in either form -------------------------------------------------------------------


@pytest.mark.parametrize("method", ["vanilla", "finetuned", "steph_lambda0", "steph"])
@pytest.mark.parametrize("form", PackForm)
def test_every_model_that_was_fitted_can_be_saved(
    trained: RetrainRequest, tmp_path: Path, method: str, form: PackForm
) -> None:
    out = tmp_path / "mine.steph"
    save(trained, out, method=method, form=form)
    pack, outcome = load_pack(out), load_outcome(trained.out)
    assert outcome is not None
    card, mine = pack.card, outcome_for(trained.out, outcome, method)
    assert card.method == method and card.evidence["form"] == form.value
    assert card.evidence["method_chosen_before_training"] == "steph"
    assert card.c_index_folds == outcome.row(method).folds
    assert len(card.recalibration) == card.members == (1 if form is PackForm.REFIT else 3)
    assert mine.sentence in card.notes
    transfers = method not in ("vanilla", "finetuned")
    assert transfers or ("transfer" not in mine.sentence and "helps" not in mine.sentence)
    # Whoever was tested keeps the group that the own fold gave, whichever model answers.
    assert card.reference is not None
    groups = tuple(card.reference.group_of(float(s)) for s in card.reference.risk_scores)
    assert groups == mine.tested.groups
    assert card.cohort is not None and card.cohort.patients == 30
    assert len(card.evidence["trained_on"]) == 30
    answer = pack.predict(load_cohort(trained.cohort)["MINE"].load_bag(_patient(trained)))
    assert (answer.member_survival is None) == (form is PackForm.REFIT)


def _patient(trained: RetrainRequest) -> object:
    return load_cohort(trained.cohort)["MINE"].patients[0]


def test_the_refit_is_the_method_on_all_patients(trained: RetrainRequest, tmp_path: Path) -> None:
    save(trained, tmp_path / "mine.steph", method="vanilla", form=PackForm.REFIT)
    pack = load_pack(tmp_path / "mine.steph", as_fitted=True)
    cohort = load_cohort(trained.cohort)["MINE"]
    bags = [cohort.load_bag(patient) for patient in cohort.patients]
    settings = trained.hyper.settings("cpu")
    task = FitTask(
        bags,
        np.array([patient.time_days for patient in cohort.patients]),
        np.array([patient.event for patient in cohort.patients]),
        settings,
    )
    wanted = fit("vanilla", task).model
    for bag in bags[:5]:
        got = pack.model.predict(bag).risk_score
        assert got == pytest.approx(wanted.predict(bag).risk_score, abs=1e-6)
    # Its recalibration is by the patients that the fold models have not seen, all of them.
    outcome = load_outcome(trained.out)
    assert outcome is not None
    assert pack.card.recalibration[0].patients == len(outcome.tested.patient_ids)


def test_the_better_form_is_taken(trained: RetrainRequest, tmp_path: Path) -> None:
    outcome = load_outcome(trained.out)
    assert outcome is not None and {found.method for found in outcome.refits} >= {"vanilla"}
    for difference, form in ((0.01, PackForm.REFIT), (-0.01, PackForm.MEMBERS)):
        found = RefitFinding("vanilla", 0.6, 0.6 - difference, difference, -0.1, 0.1, 30)
        told = replace(outcome, refits=(found,))
        assert told.form_to_save("vanilla") is form
        # A method that was not compared itself goes by the cohort's own model.
        assert told.form_to_save("steph") is form
    # A training without refits, or of an earlier version, has one form.
    only = replace(told, forms={"steph": (PackForm.MEMBERS,)}, refits=())
    assert only.form_to_save("steph") is PackForm.MEMBERS
    save(trained, tmp_path / "mine.steph", method="vanilla", form=None)
    card = read_card(tmp_path / "mine.steph")
    assert card.evidence["form"] == outcome.form_to_save("vanilla").value
    assert "that neither had seen" in card.notes


def test_a_collapsed_model_is_not_recommended_and_says_so(
    trained: RetrainRequest, tmp_path: Path
) -> None:
    path = trained.out / OUTCOME_FILE
    before = path.read_bytes()
    told = read_json(path)
    told["notes"] = [f"steph, 3 of 3 cells: {NULL_MODEL_NOTE}"]
    try:
        write_json(path, told)
        outcome = load_outcome(trained.out)
        assert outcome is not None and outcome.recommended != "steph"
        others = [row for row in outcome.rows if row.method != "steph"]
        best = max(others, key=lambda row: row.c_index)
        assert outcome.recommended == best.method and not outcome.collapsed(best.method)
        save(trained, tmp_path / "mine.steph", method="steph")
    finally:
        path.write_bytes(before)
    card = read_card(tmp_path / "mine.steph")
    assert card.notes.startswith("Not to be recommended")
    assert card.evidence["collapsed_to_null_model"] is True


def test_a_method_that_was_not_fitted_is_named(trained: RetrainRequest, tmp_path: Path) -> None:
    with pytest.raises(StephError, match="no such model"):
        save(trained, tmp_path / "mine.steph", method="ties_am")


# --- files for a paper ---------------------------------------------------------------------------


def exported(trained: RetrainRequest, out: Path, **more: object) -> list[dict[str, str]]:
    export_study(ExportStudyRequest(trained.cohort, trained.out, out, **more))
    with (out / "patients.csv").open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def test_patients_leave_under_pseudonyms_with_what_was_said_of_them(
    trained: RetrainRequest, tmp_path: Path
) -> None:
    rows, outcome = exported(trained, tmp_path / "a"), load_outcome(trained.out)
    assert outcome is not None
    tested = outcome.tested
    assert len(rows) == len(tested.patient_ids)
    who = read_json(trained.out / "pseudonyms.json")
    by_name = {row["patient"]: row for row in rows}
    for place, patient in enumerate(tested.patient_ids):
        row = by_name[who[patient]]
        assert float(row["score"]) == pytest.approx(tested.risk_scores[place])
        assert row["risk_group"] == tested.groups[place].value
        assert float(row["time_days"]) == tested.times_days[place]
        assert int(row["event"]) == tested.events[place]
        alive = [float(row[f"survival_{year}y"]) for year in (1, 3, 5)]
        assert 1 >= alive[0] >= alive[1] >= alive[2] >= 0
    # The same pseudonyms a second time, and nobody's name in any file.
    assert exported(trained, tmp_path / "b") == rows
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file() and path.suffix not in {".png", ".pdf"}:
            assert "MINE-0" not in path.read_text(encoding="utf-8"), path.name


def test_tables_figures_and_the_methods_paragraph_are_written(
    trained: RetrainRequest, tmp_path: Path
) -> None:
    exported(trained, tmp_path / "a", method="vanilla")
    outcome = load_outcome(trained.out)
    assert outcome is not None
    for name in ("methods", "performance"):
        for suffix in (".csv", ".md", ".tex", ".html"):
            assert (tmp_path / "a" / f"{name}{suffix}").stat().st_size > 50
    told = (tmp_path / "a" / "methods.tex").read_text()
    assert told.count("\\\\") == len(outcome.rows) + 1 and "steph\\_lambda0" in told
    assert any((tmp_path / "a" / "figures").glob("*.svg"))
    words = (tmp_path / "a" / "methods.txt").read_text()
    for part in ("30 patients", "3 folds", "seed 42", "recalibrated", "epochs 2", "vanilla"):
        assert part in words
    with pytest.raises(StephError, match="not empty"):
        exported(trained, tmp_path / "a")
    with pytest.raises(StephError, match="no column 'stage'"):
        exported(trained, tmp_path / "c", columns=("stage",))


@pytest.mark.parametrize("text", ["", "{cut", "[1]", '{"settings": 3}'])
def test_the_methods_paragraph_says_that_the_settings_are_lost(
    trained: RetrainRequest, tmp_path: Path, text: str
) -> None:
    path = trained.out / RESULTS_FOLDER / SETTINGS_FILE
    whole = path.read_bytes()
    try:
        path.write_text(text)
        exported(trained, tmp_path / "a")
    finally:
        path.write_bytes(whole)
    words = (tmp_path / "a" / "methods.txt").read_text()
    assert f"{SETTINGS_FILE} of the training is missing or damaged" in words
    assert "epochs" not in words.split("AdamW")[-1] and "AdamW" not in words


def test_damaged_pseudonyms_are_not_drawn_again(trained: RetrainRequest, tmp_path: Path) -> None:
    rows, path = exported(trained, tmp_path / "a"), trained.out / "pseudonyms.json"
    whole = path.read_bytes()
    try:
        for text in ("", "[1]", '{"MINE-001": 3}'):
            path.write_text(text)
            with pytest.raises(StephError, match="pseudonyms"):
                exported(trained, tmp_path / "b")
            assert path.read_text() == text
    finally:
        path.write_bytes(whole)
    assert exported(trained, tmp_path / "c") == rows


def test_names_of_columns_are_such_as_statistics_programs_take() -> None:
    given = ("Age (years)", "age years", "1st grade", "T-Stadium Ü", "x" * 40, "x" * 41, "score")
    found = variable_names(given, ("score",))
    assert found[:3] == ("age_years", "age_years_2", "x_1st_grade")
    assert len(set(found)) == len(given) and "score" not in found
    assert all(re.fullmatch(r"[a-z_][a-z0-9_]{0,31}", name) for name in found)


def test_a_table_is_whole_in_every_form(tmp_path: Path) -> None:
    rows = [["a|b", "5 % & <x>", "+.5 ± _"]]
    for suffix in TABLE_FILE_SUFFIXES:
        write_table_file(tmp_path / f"t{suffix}", ("one", "two", "three"), rows, "note")
    assert "a\\|b" in (tmp_path / "t.md").read_text()
    assert "5 \\% \\& <x>" in (tmp_path / "t.tex").read_text()
    assert "&lt;x&gt;" in (tmp_path / "t.html").read_text()
    with pytest.raises(StephError, match="CSV, Markdown"):
        write_table_file(tmp_path / "t.doc", ("one",), [], "note")
