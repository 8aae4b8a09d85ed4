"""A finished study becomes one pack: fold members, reference cohort, a card with its limits."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from small_cohort import lay_cancer

from steph_desktop.case.prediction import predict_features
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.slide_scan import FACTS_FILE, ScannedSlide
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_json
from steph_desktop.core.job_control import JobControl
from steph_desktop.model.packs import load_pack, read_card
from steph_desktop.training.requests import SaveStudyRequest
from steph_desktop.training.study import study_pack
from steph_desktop.training.study.outcome import load_outcome
from steph_desktop.training.study.retraining import Hyperparameters, RetrainRequest, retrain_cohort
from steph_desktop.training.study.study_pack import align_scores, save_study


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
    save_study(SaveStudyRequest(trained.cohort, trained.out, out, "my-model", **more), JobControl())


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
    assert card.evidence["verdict"] == outcome.verdict.value if outcome.verdict else True
    assert pack.statistics is not None and pack.statistics.patients == 30
    told = (tmp_path / "mine.steph").read_bytes()
    assert b"MINE-0" not in told  # no patient, no slide


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
