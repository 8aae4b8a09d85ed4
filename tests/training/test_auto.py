"""steph_auto on small worlds in which it is known what is shared."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from auto_samples import SMALL, D, cohort, source, task

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl, Phase, Progress
from steph_desktop.model.abmil import Abmil, new_abmil, pool_bag
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.model.steph import Steph
from steph_desktop.survival.comparable_pairs import Gain
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.auto import (
    AutoChoice,
    AutoSettings,
    LeaningHead,
    _AutoFit,
    fit_auto,
)
from steph_desktop.training.methods.registry import METHODS, describe, fit


@pytest.fixture(scope="module")
def relative() -> Abmil:
    """A model of another cancer with the target's rule, learned from many patients."""
    return source(7)


@pytest.fixture(scope="module")
def stranger() -> Abmil:
    """A model of a cancer with another rule."""
    return source(8, feature=5)


# Settings with which the target model is left whatever is found.
LEAVES = AutoSettings(needed=-9.0, level=1.0, margin=-9.0)


def weights_of(model: torch.nn.Module) -> torch.Tensor:
    return torch.cat([value.reshape(-1) for value in model.state_dict().values()])


def test_a_relative_is_leaned_on(relative: Abmil, stranger: Abmil) -> None:
    given = task(cohort(40, seed=1), {"stranger": stranger, "relative": relative})
    fitted = fit("steph_auto", given)
    assert isinstance(fitted.model, Steph)
    assert fitted.evidence["auto_merges"] and fitted.evidence["auto_gain"]["gain"] > 0
    assert fitted.n_trained == SMALL.embed_dim
    bags, times, events = cohort(200, seed=2)
    told = [fitted.model.predict(bag) for bag in bags]
    shares = {one.cancer: one for one in told[0].sources}
    assert list(shares) == ["stranger", "relative"]
    assert shares["relative"].selected and shares["relative"].weight == 1
    assert shares["relative"].lambda_target == 0
    assert not shares["stranger"].selected and shares["stranger"].weight == 0
    alone = [given.target.predict(bag).risk_score for bag in bags]
    merged = [one.risk_score for one in told]
    c_alone, c_merged = (
        concordance_index(times, events, np.array(scores)) for scores in (alone, merged)
    )
    assert c_merged > c_alone + 0.02
    note = fitted.notes[0]
    assert note.startswith("inner validation chose") and "(relative 100%)" in note
    assert f"{fitted.evidence['auto_leaning']:.0%} of its scores' spread" in note


def test_strangers_leave_the_target_model_as_it_is(stranger: Abmil) -> None:
    patients = cohort(60, seed=3, strength=2.0)
    given = task(patients, {"stranger": stranger, "another": source(9, feature=3)})
    fitted = fit("steph_auto", given)
    assert not fitted.evidence["auto_merges"] and fitted.n_trained == 0
    assert "auto_gain" not in fitted.evidence
    assert "the model is the target's own" in fitted.notes[0]
    told = fitted.evidence["auto_recalibration"]
    assert len(told["shifts"]) == fitted.model.shape.n_bins
    for bag in cohort(20, seed=4)[0]:
        got, want = fitted.model.predict(bag), given.target.predict(bag)
        # Only the probabilities move, which those left out calibrate.
        log_odds = np.log(want.hazards / (1 - want.hazards))
        moved = told["scale"] * log_odds + np.array(told["shifts"])
        np.testing.assert_allclose(got.hazards, 1 / (1 + np.exp(-moved)), atol=1e-5)
        assert all(one.lambda_target == 1.0 for one in got.sources)


def test_where_left_out_patients_show_no_gain_none_is_claimed(relative: Abmil) -> None:
    gain = Gain(c_index=0.64, reference=0.65, standard_error=0.03)
    choice = AutoChoice(np.ones(1), np.full(1, 0.6), merges=True, gain=gain, p_value=0.01)
    chosen, unproven = choice.notes(["relative"], 4)
    assert "-0.010 C-index (standard error 0.030)" in chosen
    assert "no gain over the target model is claimed" in unproven
    assert len(replace(choice, gain=replace(gain, c_index=0.66)).notes(["relative"], 4)) == 1


def test_where_no_source_counts_that_is_said(stranger: Abmil) -> None:
    given = task(cohort(40, seed=1), {"stranger": stranger})
    fitted = fit_auto(given, AutoSettings(margin=20.0))
    assert fitted.notes[0].startswith("no source orders the target's patients better than chance")
    assert fitted.evidence["auto_source_shares"] == {"stranger": 0.0}
    assert fitted.evidence["auto_gate"] == {"p_value": 1.0, "nested_gain": 0.0}


def test_too_few_events_leave_the_target_model_as_it_is(relative: Abmil) -> None:
    bags, times, events = cohort(12, seed=5)
    events[:] = False
    events[:3] = True
    fitted = fit("steph_auto", task((bags, times, events), {"relative": relative}))
    assert "too few events" in fitted.notes[0]
    assert "auto_gain" not in fitted.evidence


@pytest.mark.parametrize("n_events", [4, 5, 9])
def test_few_events_are_enough_to_run(relative: Abmil, n_events: int) -> None:
    bags, times, events = cohort(14, seed=6)
    events[:] = False
    events[np.argsort(times)[:n_events]] = True
    fitted = fit("steph_auto", task((bags, times, events), {"relative": relative}))
    assert fitted.evidence["auto_inner_validation"]["folds"] == max(2, min(5, n_events // 2))
    assert np.isfinite(fitted.model.predict(bags[0]).risk_score)


def test_the_same_task_gives_the_same_model(relative: Abmil, stranger: Abmil) -> None:
    given = task(cohort(20, seed=1), {"relative": relative, "stranger": stranger})
    before = weights_of(given.target), weights_of(relative)
    first, second = (fit("steph_auto", given) for _ in range(2))
    assert torch.equal(weights_of(first.model), weights_of(second.model))
    assert (first.notes, first.evidence) == (second.notes, second.evidence)
    assert torch.equal(weights_of(given.target), before[0])
    assert torch.equal(weights_of(relative), before[1])


def full(model: Abmil) -> np.ndarray:
    parts = (model.theta, model.head.weight, model.head.bias)
    return np.concatenate([part.detach().double().numpy().ravel() for part in parts])


def test_the_encoder_is_the_sources_merge_and_the_head_orders_by_what_was_fitted(
    relative: Abmil,
) -> None:
    given = task(cohort(20, seed=1), {"relative": relative, "other": new_abmil(relative.shape, 3)})
    run = _AutoFit(given, AutoSettings(), JobControl())
    weights = np.array([0.75, 0.25])
    choice = AutoChoice(weights, np.full(2, 0.6), merges=True)
    model, head = run.build(choice)
    assert head is not None
    null = full(given.null)
    first, second = (full(one) - null for one in (relative, given.sources["other"]))
    want = new_abmil(relative.shape, 0)
    cut, of_embedding = len(want.theta), SMALL.embed_dim * (D + 1)
    taken = np.where(np.arange(len(null)) < of_embedding, 2.0, 0.5)
    theta = null + taken * (0.75 * first + 0.25 * second)
    want.theta.data = torch.from_numpy(theta).float()[:cut]
    z = np.array([pool_bag(bag, want.params()).double().numpy() for bag in given.bags])
    for bag, score in zip(given.bags, z @ head.direction - head.offset, strict=True):
        got = model.predict(bag)
        # Every bin's log-odds are the score, and what the patches contribute adds up to them.
        logits = np.log(got.hazards / (1 - got.hazards))
        np.testing.assert_allclose(logits, score, atol=1e-5)
        np.testing.assert_allclose(got.contributions.sum(axis=0) - head.offset, score, atol=1e-5)


def test_a_head_leans_on_a_given_order_the_more_the_fewer_the_patients() -> None:
    rng = np.random.default_rng(0)
    z, order, truth = rng.normal(size=(2000, 6)), np.eye(6)[0], np.eye(6)[1]
    times = 1000 * rng.exponential(size=2000) * np.exp(-1.5 * z @ truth)
    few, many = (
        LeaningHead.fitted(z[:n], order, times[:n], np.ones(n, bool), held=3.0) for n in (12, 2000)
    )
    assert few.leaning > many.leaning + 0.1 and many.leaning < 0.1
    assert many.direction @ truth / np.linalg.norm(many.direction) > 0.95
    assert abs(many.scores(z).mean()) < 1e-9
    # An order that says nothing of these patients is no fault: it is left out.
    flat = LeaningHead.fitted(z, np.zeros(6), times, np.ones(2000, bool), held=3.0)
    assert flat.leaning == 0 and np.isfinite(flat.direction).all()


class Watched(Sequence):
    """Bags that remember who was read."""

    def __init__(self, bags: list[np.ndarray]) -> None:
        self.bags = bags
        self.read: list[int] = []

    def __len__(self) -> int:
        return len(self.bags)

    def __getitem__(self, index: int) -> np.ndarray:
        self.read.append(index)
        return self.bags[index]


def test_an_inner_fold_knows_nothing_of_those_it_leaves_out(relative: Abmil) -> None:
    bags, times, events = cohort(24, seed=1)
    given = task((bags, times, events), {"relative": relative, "another": source(11)})
    events[0], other_times = True, times.copy()
    other_times[0] = 1.0 if times[0] > np.median(times) else 9000.0
    left_out = np.arange(24) % 2 == 0
    for mask, same in ((left_out, True), (~left_out, False)):
        runs = [
            _AutoFit(replace(given, times_days=t), AutoSettings(margin=-9.0), JobControl())
            for t in (times, other_times)
        ]
        fold, changed = (run._inner_fold(mask, run._zero_shot(), JobControl()) for run in runs)
        assert fold.merged is not None and changed.merged is not None
        assert torch.equal(fold.own_logits, changed.own_logits) is same
        assert np.array_equal(fold.merged, changed.merged) is same


def test_only_the_given_patients_are_read_to_learn_from(relative: Abmil) -> None:
    bags, times, events = cohort(16, seed=1)
    watched = Watched(bags)
    given = replace(task((bags, times, events), {"relative": relative}), bags=watched)
    run = _AutoFit(given, AutoSettings(margin=20.0), JobControl())
    watched.read.clear()
    run._zero_shot()
    assert sorted(watched.read) == list(range(16))
    left_out = np.arange(16) % 4 == 0
    watched.read.clear()
    run._inner_fold(left_out, np.zeros((1, 16)), JobControl())
    # Who is left out is read once, after the fit, to be scored.
    assert watched.read[-4:] == np.flatnonzero(left_out).tolist()
    assert set(watched.read[:-4]) <= {0, *np.flatnonzero(~left_out).tolist()}


def test_progress_rises_to_the_end_and_a_stop_is_granted(relative: Abmil) -> None:
    given = task(cohort(30, seed=1), {"relative": relative})
    auto = replace(LEAVES, max_repeats=1)
    told: list[Progress] = []
    fit_auto(given, auto, JobControl(told.append))
    share = [one.done / one.total for one in told]
    assert share == sorted(share) and share[-1] == 1.0
    stages = [one.step for one in told if one.step.phase is Phase.INNER_VALIDATION]
    assert any(step.number == 2 <= step.count for step in stages)
    for stop_at in (0, len(told) // 2, len(told) - 1):
        left = iter(range(stop_at))
        control = JobControl(cancelled=lambda left=left: next(left, None) is None)
        with pytest.raises(JobCancelled):
            fit_auto(given, auto, control)


def test_a_fitted_model_comes_back_from_its_pack(tmp_path: Path, relative: Abmil) -> None:
    given = task(cohort(40, seed=1), {"relative": relative, "other": new_abmil(relative.shape, 3)})
    for name, auto in (("stays", AutoSettings(level=0.0)), ("merges", LEAVES)):
        fitted = fit_auto(given, auto)
        card = describe(
            fitted, SMALL, model_id=name, method="steph_auto", encoder="unknown",
            target_cancer="SARC", null=given.null,
        )  # fmt: skip
        assert card.evidence["auto_merges"] is (name == "merges") is (fitted.n_trained > 0)
        assert card.notes.startswith("Inner validation chose") is (name == "merges")
        written = save_pack(tmp_path / f"{name}.steph", card, fitted.model)
        loaded = load_pack(tmp_path / f"{name}.steph")
        assert loaded.card == written
        for bag in given.bags[:3]:
            want, got = fitted.model.predict(bag), loaded.model.predict(bag)
            np.testing.assert_array_equal(got.hazards, want.hazards)
            assert got.sources == want.sources


def test_it_takes_models_that_fit(relative: Abmil) -> None:
    given = task(cohort(16, seed=1), {"relative": relative})
    with pytest.raises(StephError, match="missing"):
        fit_auto(replace(given, target=None))
    with pytest.raises(StephError, match="widths"):
        fit_auto(replace(given, sources={"A": new_abmil(SMALL.shape(D + 1), 0)}))
    assert not METHODS["steph_auto"].has_gamma


def test_labels_dealt_anew_leave_the_target_model_and_no_gain_is_told(
    relative: Abmil, stranger: Abmil
) -> None:
    stayed = []
    quick = replace(SMALL, epochs=3)
    for seed in range(8):
        bags, times, events = cohort(40, seed=seed)
        order = np.random.default_rng(seed).permutation(40)
        patients = bags, times[order], events[order]
        given = task(patients, {"relative": relative, "stranger": stranger}, quick)
        fitted = fit_auto(given, AutoSettings(max_repeats=1))
        gate, stays = fitted.evidence["auto_gate"], not fitted.evidence["auto_merges"]
        stayed.append(stays)
        # Without leaving no gain is claimed; with it the one that is told is the nested one.
        told = fitted.evidence.get("auto_gain")
        if stays:
            assert told is None and "no gain is claimed" in fitted.notes[0]
        else:
            assert told["gain"] == gate["nested_gain"] and gate["p_value"] <= 0.025
            assert told["gain"] > -0.5 * told["standard_error"]
    assert sum(stayed) >= 7
