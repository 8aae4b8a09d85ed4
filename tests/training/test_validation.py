"""A pack on patients it never saw: every figure against its definition, and a plain verdict."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_cohort import lay_cancer

from steph_desktop.cli import run
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.engine.job_requests import kind_of
from steph_desktop.features.bag import read_bag, write_bag
from steph_desktop.model.card import FeatureContract
from steph_desktop.model.packs import load_pack, read_card, save_pack
from steph_desktop.survival.curves import DAYS_PER_YEAR
from steph_desktop.survival.decision_curve import decision_curve, net_benefit
from steph_desktop.survival.estimators import kaplan_meier, log_rank
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.survival.sample_size import C_SE, RATIO_SE, SLOPE_SE, _c_variance, needed
from steph_desktop.training.leakage import TRAINED_ON, bag_fingerprint
from steph_desktop.training.protocol import FoldRun
from steph_desktop.training.requests import ValidateRequest
from steph_desktop.training.single_fit import FitRequest, fit_one
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.validation import validate_pack
from steph_desktop.training.validation_finding import BoundedFigure, ValidationVerdict, judge
from steph_desktop.training.validation_report import run_validation, tripod_items

SETTINGS = TrainSettings(epochs=12, embed_dim=6, attn_dim=4, hyper_dim=6, lr=1e-2)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack, the cohort it was trained on, and another cohort."""
    folder = tmp_path_factory.mktemp("validation")
    lay_cancer(folder / "mine", "AAA", 60, seed=1)
    lay_cancer(folder / "theirs", "AAA", 80, seed=2)
    labels = folder / "theirs" / "AAA" / "labels.csv"
    lines = labels.read_text().splitlines()
    told = [f"{lines[0]},site,age,note"]
    for line in lines[1:]:
        told.append(f"{line},{'east' if int(line[4:7]) % 2 else 'west'},{40 + int(line[4:7])},x")
    labels.write_text("\n".join(told) + "\n")
    fit_one(
        FitRequest(folder / "mine", FoldRun("AAA", "vanilla", 0, 42), folder / "m.steph", SETTINGS)
    )
    return folder


def request(place: Path, out: Path, **changes: object) -> ValidateRequest:
    made = ValidateRequest(place / "m.steph", place / "theirs", "AAA", out, resamples=40)
    return replace(made, device="cpu", **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def found(place: Path) -> object:
    return run_validation(request(place, place / "out", recalibrated=place / "local.steph"))


def test_the_figures_are_those_of_the_pack(place: Path, found: object) -> None:
    cohort = load_cohort(place / "theirs")["AAA"]
    pack = load_pack(place / "m.steph")
    times = np.array([patient.time_days for patient in cohort.patients])
    events = np.array([patient.event for patient in cohort.patients])
    risks = np.array([pack.predict(cohort.load_bag(p)).risk_score for p in cohort.patients])
    assert found.patients == 80 and found.events == events.sum() and not found.left_out
    assert found.c_index.value == pytest.approx(concordance_index(times, events, risks))
    low, high = found.c_index.interval
    assert low < found.c_index.value < high
    assert found.c_index.value > 0.7, "the cohorts share what shortens life"
    assert found.distance is None  # a pack of one fit remembers nothing of its patients
    sites = [one for one in found.subgroups if one.column == "site"]
    assert {one.group for one in sites} == {"east", "west"}
    assert sum(one.patients for one in sites) == 80
    east = np.array([patient.extra["site"] == "east" for patient in cohort.patients])
    told = next(one for one in sites if one.group == "east")
    assert told.c_index.value == pytest.approx(
        concordance_index(times[east], events[east], risks[east])
    )
    assert {one.column for one in found.subgroups} == {"site", "age"}
    first = found.horizons[0]
    assert first.calibration is not None and first.decision is not None
    alive = np.array(
        [pack.predict(cohort.load_bag(patient)).survival[0] for patient in cohort.patients]
    )
    assert first.calibration.overall.predicted == pytest.approx(1 - alive.mean(), abs=0.01)


def test_everything_is_written_and_names_nobody(place: Path, found: object) -> None:
    out = place / "out"
    value = json.loads((out / "validation.json").read_text())
    assert value["verdict"] == found.verdict.value and value["patients"] == 80
    assert value["sample_size"]["patients"] == found.sample_size.patients
    for name in ("calibration", "decision_curve", "subgroups"):
        for suffix in (".png", ".svg", ".pdf"):
            assert (out / "figures" / f"{name}{suffix}").stat().st_size > 1000
    checklist = (out / "tripod_ai.txt").read_text()
    assert (out / "tripod_ai.pdf").read_bytes().startswith(b"%PDF")
    assert all(f"\n{number} " in f"\n{checklist}" for number in range(1, 28))
    assert f"{found.patients} patients" in checklist
    items = tripod_items(found, read_card(place / "m.steph"))
    assert {one.state for one in items} == {"filled in", "in part", "open"}
    for one in items:  # what nobody knows is asked for, and never stands filled in
        assert bool(one.asked) == (one.state != "filled in"), one.name
        assert one.answer or one.asked
    told = "5 Data: source, dates, setting [open]\n    To be filled in by the authors:"
    assert told in checklist
    summary = (out / "summary.txt").read_text()
    assert f"{len(found.subgroups)} subgroups were looked at, uncorrected" in summary
    with (out / "patients.csv").open() as handle:
        rows = list(csv.DictReader(line for line in handle if not line.startswith("#")))
    assert len(rows) == 80 and set(rows[0]) >= {"patient", "time_days", "event", "score"}
    for path in out.rglob("*"):
        if path.is_file() and path.suffix in {".json", ".csv", ".txt"} and path.name != "bags.json":
            assert "AAA-0" not in path.read_text(), path.name


def test_a_stated_cutoff_is_told_as_stated(
    place: Path, found: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (place / "out" / "patients.csv").open() as handle:
        rows = list(csv.DictReader(line for line in handle if not line.startswith("#")))
    scores = np.array([float(row["score"]) for row in rows])
    times, events = (np.array([float(row[key]) for row in rows]) for key in ("time_days", "event"))
    cutoff = float(np.round(np.quantile(scores, 0.4), 2))
    words = ["validate", "--model", str(place / "m.steph"), "--cohort", str(place / "theirs")]
    out = tmp_path / "o"
    asked = [*words, "--target", "AAA", "--out", str(out)]
    assert run([*asked, "--cutoff", str(cutoff), "--json"]) == ExitCode.DONE
    whole = json.loads(capsys.readouterr().out)
    assert whole["patients"] == 80 and whole["verdict"] in {v.value for v in ValidationVerdict}
    told = whole["stated_cutoff"]
    above = scores >= cutoff
    assert [one["patients"] for one in told["groups"]] == [int((~above).sum()), int(above.sum())]
    sides = [(times[mask], events[mask] > 0) for mask in (~above, above)]
    assert told["p_value"] == pytest.approx(log_rank(sides).p_value)
    curve = kaplan_meier(*sides[1])
    at = int(np.searchsorted(curve.times_days, DAYS_PER_YEAR, side="right")) - 1
    assert told["groups"][1]["survival"][0]["value"] == pytest.approx(curve.survival[at])
    assert "stated as pre-specified" in (out / "summary.txt").read_text()
    assert "stated as pre-specified" in (out / "tripod_ai.txt").read_text()
    assert "None was stated" in (place / "out" / "tripod_ai.txt").read_text()
    assert run([*asked, "--cutoff", "1e9"]) == ExitCode.FAULT
    assert "one side of the cut-off" in capsys.readouterr().err


def test_patients_of_the_training_are_left_out_and_told(place: Path, tmp_path: Path) -> None:
    made = validate_pack(request(place, tmp_path, cohort=place / "mine")).found
    train = load_cohort(place / "mine")["AAA"].train_patients(0)
    assert made.patients == 60 - len(train)
    assert made.left_out == (f"{len(train)} patients: the model was trained on them",)
    # Where it was trained on all of them, nothing can be said.
    card, whole = read_card(place / "m.steph"), load_pack(place / "m.steph", as_fitted=True)
    cohort = load_cohort(place / "mine")["AAA"]
    everyone = [bag_fingerprint(cohort.load_bag(patient)) for patient in cohort.patients]
    evidence = {**card.evidence, TRAINED_ON: everyone}
    save_pack(tmp_path / "all.steph", replace(card, evidence=evidence), whole.model)
    asked = request(place, tmp_path / "o", cohort=place / "mine", model=tmp_path / "all.steph")
    with pytest.raises(StephError, match="trained on all 60 patients"):
        validate_pack(asked)


def test_the_recalibrated_pack_is_the_same_model_with_its_provenance(
    place: Path, found: object
) -> None:
    before, after = load_pack(place / "m.steph"), load_pack(place / "local.steph")
    card = after.card
    assert found.recalibrated_as == card.model_id == f"{before.card.model_id}-recalibrated"
    assert card.evidence["recalibrated_from"]["card_sha256"] == before.card.card_sha256
    assert card.evidence["recalibrated_on"]["patients"] == 80
    for name, value in load_pack(place / "m.steph", as_fitted=True).model.state_dict().items():
        assert value.equal(
            load_pack(place / "local.steph", as_fitted=True).model.state_dict()[name]
        )
    cohort = load_cohort(place / "theirs")["AAA"]
    answers = [after.predict(cohort.load_bag(patient)) for patient in cohort.patients]
    # On the patients that it was fitted to it is right on average.
    curve = kaplan_meier(
        np.array([patient.time_days for patient in cohort.patients]),
        np.array([patient.event for patient in cohort.patients]),
    )
    at = np.searchsorted(curve.times_days, DAYS_PER_YEAR, side="right") - 1
    predicted = np.mean([answer.survival[0] for answer in answers])
    assert predicted == pytest.approx(curve.survival[at], abs=0.05)
    # Nobody changes the risk group, and the reference cohort are the local patients.
    reference, old = card.reference, before.card.reference
    assert reference is not None and old is not None
    assert len(reference.risk_scores) == 80
    groups = [old.group_of(before.predict(cohort.load_bag(p)).risk_score) for p in cohort.patients]
    kept = [reference.group_of(answer.risk_score) for answer in answers]
    assert np.mean([a is b for a, b in zip(groups, kept, strict=True)]) > 0.95
    # It has seen these patients now.
    with pytest.raises(StephError, match="trained on all 80 patients"):
        validate_pack(request(place, place / "again", model=place / "local.steph"))


def test_a_cohort_of_another_encoder_or_without_the_column_is_refused(
    place: Path, tmp_path: Path
) -> None:
    with pytest.raises(StephError, match="no column 'scanner'"):
        validate_pack(request(place, tmp_path / "a", columns=("scanner",)))
    lay_cancer(tmp_path / "wide", "AAA", 20, width=9)
    with pytest.raises(StephError, match="cannot answer here"):
        validate_pack(request(place, tmp_path / "b", cohort=tmp_path / "wide"))
    with pytest.raises(StephError, match="no such cancer"):
        validate_pack(request(place, tmp_path / "c", target="ZZZ"))


@pytest.mark.parametrize(
    ("learned_um", "is_refused"), [(64.0, True), (128.0, False), (None, False)]
)
def test_features_of_another_scale_are_refused_as_a_case_of_them_is_withheld(
    place: Path, tmp_path: Path, learned_um: float | None, is_refused: bool
) -> None:
    cohort = shutil.copytree(place / "theirs", tmp_path / "theirs")
    for path in cohort.glob("AAA/features/*.h5"):
        bag = read_bag(path)
        write_bag(path, replace(bag, meta=replace(bag.meta, patch_px=256, target_mpp=0.5)))
    pack = load_pack(place / "m.steph", as_fitted=True)
    stated = FeatureContract(patch_um=learned_um)
    card = replace(pack.card, contract=stated, weights_sha256="", card_sha256="")
    save_pack(tmp_path / "s.steph", card, pack.model)
    asked = request(place, tmp_path / "out", cohort=cohort, model=tmp_path / "s.steph")
    if is_refused:
        with pytest.raises(StephError, match="64 µm of tissue, this cohort's show 128 µm"):
            validate_pack(asked)
    else:
        assert validate_pack(asked).found.patients == 80


def test_the_request_reaches_the_engine_and_comes_back(place: Path, tmp_path: Path) -> None:
    asked = request(place, tmp_path)
    assert request_from_json(ValidateRequest, request_to_json(asked)) == asked
    assert kind_of(asked) == "validate"


# --- the verdict, decision curves, sample size ----------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "events", "verdict"),
    [
        ((0.3, 0.45), 300, ValidationVerdict.REVERSED),
        ((0.45, 0.6), 300, ValidationVerdict.NO_ORDER),
        ((0.45, 0.6), 60, ValidationVerdict.TOO_FEW),
        ((0.55, 0.7), 60, ValidationVerdict.TOO_FEW),
    ],
)
def test_the_verdict_without_calibration(
    interval: tuple[float, float], events: int, verdict: ValidationVerdict
) -> None:
    assert judge(BoundedFigure(0.5, interval), (), None, events)[0] is verdict


def test_net_benefit_is_true_less_weighted_false_positives() -> None:
    rng = np.random.default_rng(0)
    risks = rng.random(500)
    died = rng.random(500) < risks
    times = np.where(died, rng.uniform(1, 300, 500), 900.0)
    thresholds = np.array([0.1, 0.3, 0.7])
    found = net_benefit(times, died, risks, 365.0, thresholds)
    for threshold, got in zip(thresholds, found, strict=True):
        treated = risks >= threshold
        want = (treated & died).sum() - (treated & ~died).sum() * threshold / (1 - threshold)
        assert got == pytest.approx(want / 500)
    curve = decision_curve(times, died, risks, 365.0, resamples=50)
    span = curve.useful_range()
    assert span is not None and span[0] < 0.5 < span[1]
    useless = decision_curve(times, died, rng.permutation(risks), 365.0, resamples=50)
    assert useless.gain.max() < 0.02 and useless.useful_range() is None
    with pytest.raises(StephError, match="beyond the follow-up"):
        net_benefit(times, died, risks, 1000.0)


def test_the_sample_size_gives_the_precision_that_it_promises() -> None:
    rng = np.random.default_rng(1)
    line = rng.normal(-0.5, 1.0, 4000)
    risks = 1 / (1 + np.exp(-line))
    share = float(risks.mean())
    size = needed(risks, share, 0.75, 1.0, 365.0)
    assert size.ratio is not None and size.slope is not None and size.c_index is not None
    # Drawn anew that often, the figures scatter as promised.
    ratios, slopes = [], []
    for _ in range(300):
        drawn = rng.choice(risks, size.ratio)
        ratios.append(np.log((rng.random(size.ratio) < drawn).mean() / share))
    assert np.std(ratios) == pytest.approx(RATIO_SE, rel=0.25)
    for _ in range(200):
        own = rng.choice(line, size.slope)
        died = rng.random(size.slope) < 1 / (1 + np.exp(-own))
        slopes.append(_slope_of(own, died))
    assert np.std(slopes) == pytest.approx(SLOPE_SE, rel=0.2)
    assert _c_variance(0.75, share, size.c_index) <= C_SE**2
    assert _c_variance(0.75, share, size.c_index - 1) > C_SE**2
    half = needed(risks, share, 0.75, 0.5, 365.0)
    assert half.slope == pytest.approx(2 * size.slope, abs=2)
    assert needed(risks[:1], share, 0.5, 1.0, 365.0).slope is None
    assert size.patients >= 100 / share


def _slope_of(line: np.ndarray, died: np.ndarray) -> float:
    design = np.column_stack([np.ones_like(line), line])
    found = np.array([0.0, 1.0])
    for _ in range(25):
        risk = 1 / (1 + np.exp(-design @ found))
        curvature = design.T @ ((risk * (1 - risk))[:, None] * design)
        found = found + np.linalg.solve(curvature, design.T @ (died - risk))
    return float(found[1])
