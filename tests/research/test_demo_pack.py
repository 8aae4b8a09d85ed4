import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import openslide
import pytest
from feature_cohort import make_feature_cohort
from steph_desktop.resources import resource_path

from steph_desktop.case.prediction import predict_bags
from steph_desktop.case.report_content import members_sentence
from steph_desktop.case.slide_checks import CheckKind, CheckStatus
from steph_desktop.case.source_summary import sources_sentence
from steph_desktop.cohort.cohort_folder import CANCERS, load_cohort, write_splits
from steph_desktop.core.errors import ExitCode
from steph_desktop.core.job_control import JobControl
from steph_desktop.features.encoders import load_encoder
from steph_desktop.features.extraction import extract_bag
from steph_desktop.model.card import PackKind
from steph_desktop.model.packs import load_pack, read_card
from steph_desktop.research import demo_build as demo
from steph_desktop.research.demo_runs import (
    TARGET,
    Recipe,
    bags_of,
    choose_inside,
    few_patient_splits,
    fit_sources,
    measure_fold,
    relatives_of,
    where_weights_go,
)
from steph_desktop.research.generative_model import GenerativeModel
from steph_desktop.research.synthetic import make_cohort
from steph_desktop.slide.reader import Slide
from steph_desktop.survival.metrics import concordance_index

TINY = Recipe(
    source_patients=12, train_patients=12, folds=2, test_only=8, held_out=4, seeds=(1, 2),
    inner_folds=2, epochs=2, merge_epochs=2, embed_dim=8, attn_dim=4, hyper_dim=8,
)  # fmt: skip


def test_folds_train_on_few_and_never_touch_the_held_out() -> None:
    ids = [f"p{n}" for n in range(TINY.target_patients)]
    splits = few_patient_splits(ids, TINY)
    assert [len(s.train) for s in splits] == [12, 12]
    assert not set(splits[0].train) & set(splits[1].train)
    for split in splits:
        assert not set(split.train) & set(split.test)
        assert set(split.train) | set(split.test) == set(ids[: -TINY.held_out])


def test_relatives_are_those_of_the_ground_truth() -> None:
    assert set(relatives_of(Recipe(), TARGET)) == {"COADREAD", "LIHC", "STES", "UCEC"}


def test_interval_holds_the_mean_and_narrows_with_runs() -> None:
    rng = np.random.default_rng(0)
    few, many = (rng.normal(0.1, 0.05, n).tolist() for n in (6, 200))
    for values in (few, many):
        low, high = demo.interval(values, range(len(values)))
        assert low < np.mean(values) < high
    wide, narrow = (np.ptp(demo.interval(v, range(len(v)))) for v in (few, many))
    assert narrow < wide / 2


def test_interval_does_not_count_seeds_as_folds() -> None:
    values, folds = [0.1, 0.2, 0.4], [0, 1, 2]
    once = demo.interval(values, folds)
    assert demo.interval(values * 20, folds * 20) == pytest.approx(once)


def test_whole_experiment_in_small(tmp_path: Path) -> None:
    counts = {"BRCA": TINY.target_patients, "COADREAD": 12, "LUNG": 12}
    make_feature_cohort(tmp_path, list(counts), counts, TINY.cohort_seed, feature_dim=12)
    ids = [p.patient_id for p in load_cohort(tmp_path)[TARGET].patients]
    write_splits(tmp_path / TARGET, few_patient_splits(ids, TINY))
    for fold in (2, 3, 4):  # of the five that were made with the cohort
        (tmp_path / TARGET / f"splits_{fold}.csv").unlink()
    cohort = load_cohort(tmp_path)
    sources = fit_sources(cohort, TINY, JobControl())
    assert list(sources) == ["COADREAD", "LUNG"]

    results, members = [], []
    for fold in range(2):
        train = bags_of(cohort[TARGET], cohort[TARGET].train_patients(fold))
        gamma, mend = choose_inside(train, TINY, 1, sources)
        assert mend.patients == 12 and mend.events == train.events.sum()
        result, model, test = measure_fold(cohort, fold, 1, TINY, sources, gamma)
        results.append(result)
        people = cohort[TARGET].test_patients(fold)
        members.append(demo._Member.of(fold, model, mend, train, people, test))
        answers = mend.installed(model)
        scores = [answers.predict(bag).risk_score for bag in test.bags]
        np.testing.assert_allclose(members[-1].calibration.risk_scores, scores)
        assert result.n_test == len(test.bags) == 20
        assert result.gamma == gamma in TINY.gammas
        assert result.steph == pytest.approx(
            concordance_index(
                test.times_days,
                test.events,
                np.array([model.predict(bag).risk_score for bag in test.bags]),
            )
        )
        shares = []
        for bag in test.bags:
            pull = {s.cancer: s.weight * (1 - s.lambda_target) for s in model.predict(bag).sources}
            shares.append(pull["COADREAD"] / sum(pull.values()))
        assert where_weights_go(model, test, ["COADREAD"]).relatives_share == pytest.approx(
            np.mean(shares)
        )
        assert result.relatives_share == pytest.approx(np.mean(shares))
    again = measure_fold(cohort, 0, 1, TINY, sources, results[0].gamma)[0]
    assert again == results[0]

    reference = demo.reference_of(members)
    assert reference.sources is not None and reference.sources.weights.shape == (2, 11)
    answers = [m.recalibration.installed(m.model) for m in members]
    scores = np.array([answers[1].predict(bag).risk_score for bag in members[1].test.bags])
    survival = [model.predict(members[1].test.bags[0]).survival for model in answers]
    placed = reference.by_members(np.array(survival))
    assert placed is not None and reference.scales[0].cutoffs == reference.cutoffs
    assert placed[0][1] == pytest.approx(100 * (scores < scores[0]).mean(), abs=6)
    rank = np.searchsorted(reference.scales[1].cutoffs, scores[0], side="right")
    assert placed[1][1] is reference.groups[rank]
    statistics = demo.describe_training(cohort, TINY, JobControl())
    assert statistics is not None and statistics.patients == 24
    assert statistics.cancers == ("COADREAD", "LUNG")

    evidence = demo.summarise(results, TINY)
    gains = [r.steph - r.vanilla for r in results]
    assert evidence["means"]["steph_minus_vanilla"]["mean"] == pytest.approx(
        np.mean(gains), abs=1e-4
    )
    assert f"{np.mean([r.vanilla for r in results]):.3f}" in demo.say(evidence, TINY)


def test_gamma_and_recalibration_are_without_the_test_patients(tmp_path: Path) -> None:
    counts = {"BRCA": TINY.target_patients, "LUNG": 12}
    make_feature_cohort(tmp_path, list(counts), counts, TINY.cohort_seed, feature_dim=12)
    cohort = load_cohort(tmp_path)
    sources = fit_sources(cohort, TINY, JobControl())
    train = bags_of(cohort[TARGET], cohort[TARGET].patients[:12])
    read = []
    watched = replace(train, bags=_Watched(train.bags, read))
    choose_inside(watched, TINY, 1, sources)
    assert set(read) == set(range(12))


class _Watched(tuple):
    """Bags that note which of them were read."""

    read: list[int]

    def __new__(cls, bags: tuple, read: list[int]) -> "_Watched":
        made = super().__new__(cls, bags)
        made.read = read
        return made

    def __getitem__(self, index):
        self.read.append(index)
        return super().__getitem__(index)


def test_demo_slides_are_held_out_and_span_the_true_risk(tmp_path: Path) -> None:
    recipe = replace(TINY, train_patients=5, folds=1, test_only=0, held_out=4, size_px=(512, 512))
    make_cohort(
        tmp_path / "cohort", [TARGET], recipe.target_patients, recipe.cohort_seed,
        size_px=recipe.size_px,
    )  # fmt: skip
    cohort = load_cohort(tmp_path / "cohort")
    demo.write_slides(tmp_path, tmp_path / "out", cohort, recipe)
    stated = json.loads((tmp_path / "out" / "demo.json").read_text())
    assert [s["true_risk"] for s in stated["slides"]] == ["low", "intermediate", "high"]
    hazards = [s["true_log_hazard"] for s in stated["slides"]]
    assert hazards == sorted(hazards)
    held_out = {p.patient_id for p in cohort[TARGET].patients[-4:]}
    for entry in stated["slides"]:
        assert entry["patient_id"] in held_out
        with openslide.OpenSlide(tmp_path / "out" / entry["slide"]) as slide:
            assert slide.level_count == 2


def test_command_tells_a_fault_in_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "work").write_text("a file")
    code = demo.main(["--work", str(tmp_path / "work"), "--out", str(tmp_path / "out")])
    assert code == ExitCode.FAULT
    assert "folder" in caplog.text
    assert not (tmp_path / "out").exists()


# --- what is shipped -----------------------------------------------------------------------------


def test_shipped_pack_is_small_synthetic_and_says_how_it_was_made() -> None:
    path = resource_path("demo", "model.steph")
    assert path.stat().st_size < 12e6
    card = read_card(path)
    assert card.kind is PackKind.STEPH
    assert card.synthetic
    assert card.encoder == "effnet-lite0"
    assert card.target_cancer == TARGET
    assert set(card.sources) == set(CANCERS) - {TARGET}
    assert card.rebuild_command == demo.COMMAND
    assert "synthetic" in card.notes


def test_shipped_figures_agree_with_the_shipped_reference() -> None:
    card = read_card(resource_path("demo", "model.steph"))
    reference = card.reference
    assert reference is not None
    c_index = concordance_index(reference.times_days, reference.events, reference.risk_scores)
    assert c_index == pytest.approx(card.c_index_folds[0], abs=1e-6)
    counts = [reference.members(group).sum() for group in reference.groups]
    assert len(counts) == 3
    assert min(counts) >= len(reference.times_days) // 10


def test_shipped_evidence_tells_the_gain_as_it_is_and_finds_the_relatives() -> None:
    card = read_card(resource_path("demo", "model.steph"))
    evidence = card.evidence
    runs, means = evidence["runs"], evidence["means"]
    assert len(runs) == 15
    gain = np.mean([run["steph"] - run["vanilla"] for run in runs])
    assert means["steph_minus_vanilla"]["mean"] == pytest.approx(gain, abs=2e-4)
    is_clear = means["steph_minus_vanilla"]["interval_95"][0] > 0
    assert ("STEPH beats" if is_clear else "STEPH does not clearly beat") in card.notes
    assert f"difference {gain:.3f}" in card.notes
    assert evidence["relatives_chance"] == pytest.approx(4 / 12, abs=1e-4)
    assert means["relatives_share"]["interval_95"][0] > evidence["relatives_chance"]


def test_shipped_pack_remembers_its_cohort_and_shows_the_other_folds() -> None:
    pack = load_pack(resource_path("demo", "model.steph"))
    reference, recipe = pack.card.reference, Recipe()
    assert reference is not None and pack.statistics is not None
    assert pack.card.members == recipe.folds == len(reference.scales)
    assert pack.card.shares_sources
    assert pack.statistics.patients == recipe.folds * recipe.train_patients
    assert pack.statistics.stain is not None
    assert set(pack.statistics.cancers) == set(CANCERS) - {TARGET}
    assert len(pack.card.recalibration) == len(reference.map_tops) == recipe.folds
    for mend in pack.card.recalibration:
        assert mend.patients == recipe.train_patients and mend.gain is not None
    assert pack.card.calibration_words.count("slope") == 3
    spread = reference.sources
    assert spread is not None and len(spread.weights) == len(CANCERS) - 1
    assert spread.selected.sum() == pytest.approx(pack.card.k, abs=1e-3)


def test_shipped_slides_are_small_and_open() -> None:
    stated = json.loads(resource_path("demo", "demo.json").read_text())
    assert len(stated["slides"]) == 3
    for entry in stated["slides"]:
        path = resource_path("demo", entry["slide"])
        assert path.stat().st_size < 600_000
        with openslide.OpenSlide(path) as slide:
            assert float(slide.properties["openslide.mpp-x"]) == 0.5


def test_shipped_slides_can_be_checked_by_the_shipped_pack(tmp_path: Path) -> None:
    pack, encoder = resource_path("demo", "model.steph"), load_encoder("effnet-lite0")
    for entry in json.loads(resource_path("demo", "demo.json").read_text())["slides"]:
        slide = resource_path("demo", entry["slide"])
        with Slide(slide) as opened:
            path = tmp_path / f"{slide.stem}.h5"
            bag = extract_bag(opened, path, encoder)
            result = predict_bags([(path, bag, opened)], pack, device="cpu")
        lights = {check.kind: check.light for check in result.checks}
        assert set(lights) == set(CheckKind)
        assert not {CheckStatus.GREY, CheckStatus.RED} & set(lights.values()), entry["slide"]
        assert result.prediction.member_survival is not None
        assert members_sentence(result).startswith("The five models of the pack put this case")
        assert "of the cohort)" in sources_sentence(result) or "usual)" in sources_sentence(result)


def test_shipped_model_predicts() -> None:
    pack = load_pack(resource_path("demo", "model.steph"))
    bag = np.random.default_rng(0).random((9, pack.card.feature_dim), np.float32)
    prediction = pack.model.predict(bag)
    assert math.isfinite(prediction.risk_score)
    assert sum(s.selected for s in prediction.sources) == pack.card.k


def test_world_of_the_demo_is_the_one_of_synth() -> None:
    assert Recipe().world == GenerativeModel()
