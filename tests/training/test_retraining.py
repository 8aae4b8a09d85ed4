"""A cohort is trained beside what it must beat, from packs or from other cancers, and resumes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_cohort import lay_cancer

from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl, Progress
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.model.packs import load_pack, read_card, save_pack
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.protocol import FoldRun
from steph_desktop.training.requests import SaveStudyRequest
from steph_desktop.training.single_fit import FitRequest, fit_one
from steph_desktop.training.study.outcome import load_outcome, model_path
from steph_desktop.training.study.retraining import Hyperparameters, RetrainRequest, retrain_cohort
from steph_desktop.training.study.source_packs import look_at_pack, sources_of, why_not_together
from steph_desktop.training.study.study_pack import save_study
from steph_desktop.training.trainer import TrainSettings
from steph_desktop.training.training_events import EVENTS_FILE, FitEvent, FoldRunEvent, read_events

pytestmark = pytest.mark.usefixtures("few_figures")

HYPER = Hyperparameters(epochs=2, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2, gamma=0.005)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mine")
    lay_cancer(folder, "MINE", 30)
    return folder


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("others")
    for cancer in ("BBB", "CCC"):
        lay_cancer(folder, cancer)
    return folder


@pytest.fixture(scope="module")
def packs(others: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("packs")
    settings = HYPER.settings("cpu")
    made = []
    for cancer in ("BBB", "CCC"):
        made.append(folder / f"{cancer}.steph")
        fit_one(FitRequest(others, FoldRun(cancer, "vanilla", 0, 42), made[-1], settings))
    return tuple(made)


def request(cohort: Path, out: Path, **changes: object) -> RetrainRequest:
    made = RetrainRequest(cohort, out, "MINE", "steph", folds=3, hyper=HYPER, device="cpu")
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def done(cohort: Path, others: Path, tmp_path_factory: pytest.TempPathFactory) -> RetrainRequest:
    asked = request(cohort, tmp_path_factory.mktemp("study") / "out", source_cohort=others)
    retrain_cohort(asked, JobControl())
    return asked


def test_a_request_survives_the_queue(cohort: Path, tmp_path: Path) -> None:
    asked = request(cohort, tmp_path, source_packs=(Path("a.steph"),), seeds=(1, 2))
    value = json.loads(json.dumps(request_to_json(asked)))
    assert request_from_json(RetrainRequest, value) == asked


def test_everything_is_in_the_outcome(done: RetrainRequest) -> None:
    found = load_outcome(done.out)
    assert found is not None
    methods = [row.method for row in found.rows]
    assert (methods[0], methods[-1]) == ("vanilla", "steph")
    assert set(methods) == {"vanilla", "finetuned", "steph_lambda0", "cox_mean", "steph"}
    assert all(len(row.folds) == 3 for row in found.rows)
    assert found.row("vanilla").against_baseline is None
    gain = found.row("steph").against_baseline
    assert gain is not None and gain.lower <= gain.difference <= gain.upper
    assert found.row("steph").c_index - found.row("vanilla").c_index == pytest.approx(
        gain.difference
    )
    assert found.verdict is not None and found.verdict.value in found.sentence
    assert [source.cancer for source in found.alone] == ["BBB", "CCC"]


def test_a_source_alone_is_the_model_of_its_pack(
    done: RetrainRequest, packs: tuple[Path, ...], cohort: Path
) -> None:
    found = load_outcome(done.out)
    assert found is not None
    mine = load_cohort(cohort)["MINE"]
    model = load_pack(packs[1], as_fitted=True).model
    for fold, c_index in enumerate(found.alone[1].folds):
        tested = mine.test_patients(fold)
        expected = concordance_index(
            np.array([patient.time_days for patient in tested]),
            np.array([patient.event for patient in tested]),
            np.array([model.predict(mine.load_bag(patient)).risk_score for patient in tested]),
        )
        assert c_index == pytest.approx(expected, abs=1e-12)


def test_risk_groups_are_cut_on_training_folds(done: RetrainRequest) -> None:
    found = load_outcome(done.out)
    assert found is not None
    tested = found.tested
    assert len(set(tested.patient_ids)) == len(tested.patient_ids) == 30 * 3 // 5
    row = 0
    for fold in range(3):
        pack = load_pack(model_path(done.out / "models", "steph", fold, 42))
        reference = pack.card.reference
        assert reference is not None
        for score in reference.risk_scores:
            assert tested.groups[row] is reference.group_of(float(score))
            row += 1
    assert set(tested.groups) <= set(RiskGroup)
    assert found.evaluation.n_patients == len(tested.patient_ids)


def test_news_are_told_and_kept(cohort: Path, others: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    asked = request(cohort, tmp_path / "out", source_cohort=others, folds=1)
    retrain_cohort(asked, JobControl(seen.append))
    told = tuple(p.detail for p in seen if p.detail is not None)
    assert told == read_events(asked.out)
    epochs = [event for event in told if isinstance(event, FitEvent)]
    merged = [event for event in epochs if "MINE, steph, fold 0" in event.fold_run]
    assert [event.epoch.epoch for event in merged] == [1, 2]
    assert len(merged[-1].epoch.weights) == len(merged[-1].epoch.lambdas) == 2
    assert {event.method for event in told if isinstance(event, FoldRunEvent)} == {
        "vanilla", "finetuned", "steph_lambda0", "cox_mean", "steph"
    }  # fmt: skip
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[-1].done == seen[-1].total


def test_torn_news_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / EVENTS_FILE).write_bytes(b'{"kind": "CellNews", "meth\n\xff\xfe\n[1]\n"x"\n{}\n')
    assert read_events(tmp_path) == ()


def test_a_stop_loses_one_cell_at_most(
    cohort: Path, others: Path, done: RetrainRequest, tmp_path: Path
) -> None:
    asked = request(cohort, tmp_path / "out", source_cohort=others)
    fold_runs = asked.out / "benchmark" / "cells"

    def stop() -> bool:
        return fold_runs.is_dir() and len(list(fold_runs.glob("*.json"))) >= 5

    with pytest.raises(JobCancelled):
        retrain_cohort(asked, JobControl(cancelled=stop))
    assert load_outcome(asked.out) is None
    kept = {path.name: path.stat().st_mtime_ns for path in fold_runs.glob("*.json")}
    again = retrain_cohort(asked, JobControl())
    assert {path.name: path.stat().st_mtime_ns for path in fold_runs.glob("*.json")}.items() >= (
        kept.items()
    )
    whole = load_outcome(done.out)
    assert whole is not None
    assert [row.folds for row in again.rows] == [row.folds for row in whole.rows]


_RUN = """
import json, sys
from pathlib import Path
from steph_desktop.core.job_control import JobControl
from steph_desktop.training.study.retraining import RetrainRequest, retrain_cohort
from steph_desktop.core.codec import request_from_json
value = json.loads(Path(sys.argv[1]).read_text())
retrain_cohort(request_from_json(RetrainRequest, value), JobControl())
"""


def test_kill_and_resume(cohort: Path, others: Path, done: RetrainRequest, tmp_path: Path) -> None:
    asked = request(cohort, tmp_path / "out", source_cohort=others)
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request_to_json(asked)))
    words = [sys.executable, "-c", _RUN, str(file)]
    process = subprocess.Popen(words)
    models = asked.out / "models"
    while process.poll() is None and not (models.is_dir() and any(models.glob("*.steph"))):
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    again = retrain_cohort(asked, JobControl())
    whole = load_outcome(done.out)
    assert whole is not None
    np.testing.assert_array_equal(again.tested.risk_scores, whole.tested.risk_scores)


# --- packs as sources ----------------------------------------------------------------------------


def test_sources_from_packs(cohort: Path, packs: tuple[Path, ...], tmp_path: Path) -> None:
    asked = request(cohort, tmp_path / "out", source_packs=packs, folds=2, method="steph_auto")
    found = retrain_cohort(asked, JobControl())
    assert [source.cancer for source in found.alone] == ["BBB", "CCC"]
    card = read_card(model_path(asked.out / "models", "steph_auto", 0, 42))
    assert card.target_cancer == "MINE"


def test_a_synthetic_source_makes_a_synthetic_pack(
    cohort: Path, packs: tuple[Path, ...], tmp_path: Path
) -> None:
    given = load_pack(packs[0], as_fitted=True)
    painted = tmp_path / "painted.steph"
    card = save_pack(painted, replace(given.card, synthetic=True), given.model)
    asked = request(cohort, tmp_path / "out", source_packs=(painted, packs[1]), folds=2)
    retrain_cohort(asked, JobControl())
    assert read_card(model_path(asked.out / "models", "steph", 0, 42)).synthetic
    save_study(SaveStudyRequest(cohort, asked.out, tmp_path / "mine.steph", "mine"), JobControl())
    made = read_card(tmp_path / "mine.steph")
    assert made.synthetic and made.cohort is not None and "synthetic" in made.cohort.description
    assert [pack["card_sha256"] for pack in made.evidence["source_packs"]] == [
        card.card_sha256,
        read_card(packs[1]).card_sha256,
    ]
    assert made.evidence["source_packs"][0]["weights_sha256"] == card.weights_sha256


def test_sources_out_of_a_steph_pack(cohort: Path, done: RetrainRequest, tmp_path: Path) -> None:
    pack = model_path(done.out / "models", "steph", 0, 42)
    other = tmp_path / "other"
    lay_cancer(other, "NEW", 20)
    asked = request(other, tmp_path / "out", source_packs=(pack,), folds=1, target="NEW")
    found = retrain_cohort(asked, JobControl())
    card = read_card(model_path(asked.out / "models", "steph", 0, 42))
    assert card.sources == ("BBB", "CCC")
    assert not found.alone  # such a pack has no heads for its sources


def test_what_a_pack_offers(packs: tuple[Path, ...], tmp_path: Path) -> None:
    looks = [look_at_pack(path, "MINE", "effnet-lite0", 6) for path in packs]
    assert [look.fault for look in looks] == ["", ""]
    assert sources_of(looks) == ("BBB", "CCC")
    assert not why_not_together(looks)
    assert "two encoders read different numbers" in look_at_pack(packs[0], "MINE", "uni", 6).fault
    assert not look_at_pack(packs[0], "MINE", "EffNet_Lite0", 6).fault  # same, other spelling
    assert "1024 wide" in look_at_pack(packs[0], "MINE", "effnet-lite0", 1024).fault
    assert "itself" in look_at_pack(packs[0], "BBB", "effnet-lite0", 6).fault
    assert "stands in two packs" in why_not_together([looks[0], looks[0]])
    (tmp_path / "no.steph").write_bytes(b"nothing")
    assert look_at_pack(tmp_path / "no.steph", "MINE", "uni", 6).fault


def test_packs_of_another_start_are_refused(
    others: Path, packs: tuple[Path, ...], cohort: Path, tmp_path: Path
) -> None:
    settings = replace(HYPER.settings("cpu"), null_seed=7)
    pack = tmp_path / "CCC.steph"
    fit_one(FitRequest(others, FoldRun("CCC", "vanilla", 0, 42), pack, settings))
    looks = [look_at_pack(path, "MINE", "effnet-lite0", 6) for path in (packs[0], pack)]
    assert "not fitted from the same start" in why_not_together(looks)
    with pytest.raises(StephError, match="same start"):
        retrain_cohort(request(cohort, tmp_path / "a", source_packs=(packs[0], pack)), JobControl())
    with pytest.raises(StephError, match="another common start"):
        retrain_cohort(request(cohort, tmp_path / "b", source_packs=(pack,)), JobControl())


def test_sources_of_another_encoder_are_refused(cohort: Path, tmp_path: Path) -> None:
    lay_cancer(tmp_path / "others", "BBB", encoder="uni")
    with pytest.raises(StephError, match="models of two encoders cannot be mixed"):
        retrain_cohort(
            request(cohort, tmp_path / "out", source_cohort=tmp_path / "others"), JobControl()
        )


def test_a_patient_of_the_sources_is_never_tested(
    cohort: Path, others: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "others"
    shutil.copytree(others, mine)
    shutil.copytree(cohort / "MINE", mine / "TWIN")
    with pytest.raises(StephError, match="seen in training"):
        retrain_cohort(request(cohort, tmp_path / "out", source_cohort=mine), JobControl())


def test_without_sources_the_cohort_alone_can_be_trained(cohort: Path, tmp_path: Path) -> None:
    with pytest.raises(StephError, match="nothing to transfer from"):
        retrain_cohort(request(cohort, tmp_path / "out"), JobControl())
    found = retrain_cohort(
        request(cohort, tmp_path / "out", method="vanilla", folds=2), JobControl()
    )
    assert [row.method for row in found.rows] == ["vanilla", "cox_mean", "finetuned"]
    assert found.verdict is None and "nothing to compare" in found.sentence


def test_defaults_are_the_papers() -> None:
    assert Hyperparameters().settings("cpu") == TrainSettings()


def test_what_the_model_adds_to_age_is_told_and_kept(tmp_path: Path) -> None:
    lay_cancer(tmp_path / "mine", "MINE", 30)
    table = tmp_path / "mine" / "MINE" / "labels.csv"
    header, *lines = table.read_text().splitlines()
    people = list(dict.fromkeys(line.split(",")[0] for line in lines))
    age = {name: 45 + place * 7 % 31 for place, name in enumerate(people)}
    told = [f"{line},{age[line.split(',')[0]]}" for line in lines]
    table.write_text("\n".join([f"{header},age", *told]) + "\n")
    asked = request(tmp_path / "mine", tmp_path / "out", method="vanilla", folds=2)
    found = retrain_cohort(asked, JobControl())
    opponents = {"cox_clinical", "cox_mean", "cox_fusion"}
    assert {row.method for row in found.rows} == {"vanilla", "finetuned"} | opponents
    assert all(row.against_baseline for row in found.rows if row.method in opponents)
    assert found.clinical_value.startswith("Your model ") and " age " in found.clinical_value
    assert "18 patients" in found.clinical_value or "12 patients" in found.clinical_value
    again = load_outcome(asked.out)
    assert again is not None and again.clinical_value == found.clinical_value
    with pytest.raises(StephError, match="a model answers for slides alone"):
        retrain_cohort(replace(asked, method="cox_clinical", out=tmp_path / "no"), JobControl())
