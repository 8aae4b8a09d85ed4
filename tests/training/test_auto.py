"""steph_auto on small worlds in which it is known what is shared."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from auto_samples import FIXED, SMALL, D, Patients, cohort, source, task

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl, Phase, Progress
from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.card import WeightSource
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.model.steph import REACH, Steph
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.auto import _AutoFit, fit_auto
from steph_desktop.training.methods.auto_parts import AS_IS, STAY, AutoSettings, Reach
from steph_desktop.training.methods.registry import METHODS, describe, fit


@pytest.fixture(scope="module")
def relative() -> Abmil:
    """A model of another cancer with the target's rule, learned from many patients."""
    return source(7)


@pytest.fixture(scope="module")
def stranger() -> Abmil:
    """A model of a cancer with another rule."""
    return source(8, feature=5)


# Settings with which the target model is left and weights move whatever is found.
LEAVES = AutoSettings(per_bag=True, per_bag_caution=-9.0, caution=-9.0, level=1.0, hyper_epochs=2)


def weights_of(model: torch.nn.Module) -> torch.Tensor:
    return torch.cat([value.reshape(-1) for value in model.state_dict().values()])


def test_a_relative_is_leaned_on(relative: Abmil, stranger: Abmil) -> None:
    given = task(cohort(40, seed=1), {"stranger": stranger, "relative": relative})
    fitted = fit("steph_auto", given)
    assert isinstance(fitted.model, Steph)
    reach = fitted.evidence["auto_reach"]
    assert reach["lambda"] <= 0.5
    assert fitted.evidence["auto_gain"]["gain"] > fitted.evidence["auto_gain"]["needed"]
    bags, times, events = cohort(200, seed=2)
    told = [fitted.model.predict(bag) for bag in bags]
    shares = {one.cancer: one for one in told[0].sources}
    assert list(shares) == ["stranger", "relative"]
    assert shares["relative"].selected and shares["relative"].weight > 0
    assert shares["relative"].lambda_target == pytest.approx(reach["lambda"], abs=0.35)
    assert not shares["stranger"].selected and shares["stranger"].weight == 0
    alone = [given.target.predict(bag).risk_score for bag in bags]
    merged = [one.risk_score for one in told]
    c_alone, c_merged = (
        concordance_index(times, events, np.array(scores)) for scores in (alone, merged)
    )
    assert c_merged > c_alone + 0.02
    note = fitted.notes[0]
    assert note.startswith("inner validation chose") and f"{reach['lambda']:.0%}" in note


def test_strangers_leave_the_target_model_as_it_is(stranger: Abmil) -> None:
    patients = cohort(60, seed=3, strength=2.0)
    given = task(patients, {"stranger": stranger, "another": source(9, feature=3)})
    # Whatever is made of the target's own vector, nothing is taken from strangers ...
    default = fit("steph_auto", given)
    assert default.evidence["auto_reach"]["lambda"] == 1.0
    # ... and with nothing else to choose the model is the target's.
    fitted = fit_auto(given, AutoSettings(scales=(1.0,), attention_shares=(1.0,)))
    assert fitted.evidence["auto_reach"] == {
        "lambda": 1.0, "scale": 1.0, "attention_share": 1.0, "per_bag": False
    }  # fmt: skip
    assert "the model is the target's own" in fitted.notes[0]
    told = fitted.evidence["auto_recalibration"]
    assert len(told["shifts"]) == fitted.model.shape.n_bins
    for bag in cohort(20, seed=4)[0]:
        got, want = fitted.model.predict(bag), given.target.predict(bag)
        # ... but for the probabilities, which those left out calibrate.
        log_odds = np.log(want.hazards / (1 - want.hazards))
        moved = told["scale"] * log_odds + np.array(told["shifts"])
        np.testing.assert_allclose(got.hazards, 1 / (1 + np.exp(-moved)), atol=1e-5)
        assert all(one.lambda_target == 1.0 for one in got.sources)


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
    # With so few only lambda is chosen.
    assert fitted.evidence["auto_reach"]["scale"] == 1.0
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


def test_encoder_and_head_are_merged_by_the_same_coefficients(relative: Abmil) -> None:
    given = task(cohort(20, seed=1), {"relative": relative, "other": new_abmil(relative.shape, 3)})
    run = _AutoFit(given, FIXED, JobControl())
    choice, folds = run.choose()
    reach, weights = Reach(0.3, 1.4, 0.5), np.array([0.75, 0.25])
    choice = replace(choice, reach=reach, weights=weights, recalibration=AS_IS)
    model, n_trained = run.build(choice, folds)
    assert n_trained == 0
    null = full(given.null)
    own, first, second = (
        full(one) - null for one in (given.target, relative, given.sources["other"])
    )
    gained = 1.4 * (0.3 * own + 0.7 * (0.75 * first + 0.25 * second))
    d, e, a = D, SMALL.embed_dim, SMALL.attn_dim
    attention = slice(e * d + e, e * d + e + 2 * (a * e + a) + a + 1)
    gained[attention] *= 0.5
    want = new_abmil(relative.shape, 0)
    cut = len(want.theta)
    want.theta.data = torch.from_numpy(null + gained).float()[:cut]
    head = torch.from_numpy(null + gained).float()[cut:]
    want.head.weight.data = head[: -want.shape.n_bins].view_as(want.head.weight)
    want.head.bias.data = head[-want.shape.n_bins :]
    for bag in given.bags[:5]:
        got = model.predict(bag)
        np.testing.assert_allclose(got.hazards, want.predict(bag).hazards, atol=1e-6)
        # What the patches contribute adds up to the logits less the head's bias.
        logits = np.log(got.hazards / (1 - got.hazards))
        bias = model.head.bias.double().numpy()
        np.testing.assert_allclose(got.contributions.sum(axis=0) + bias, logits, atol=1e-5)


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
    other_times = times.copy()
    other_times[0] = times[0] * 3 + 400
    auto = replace(FIXED, max_repeats=1)
    folds, changed = (
        _AutoFit(replace(given, times_days=t), auto, JobControl()).choose()[1]
        for t in (times, other_times)
    )
    assert len(folds) == len(changed) == 5
    assert [fold.left_out[0] for fold in folds].count(True) == 1
    for fold, after in zip(folds, changed, strict=True):
        assert (fold.left_out == after.left_out).all()
        assert torch.equal(fold.own, after.own) is bool(fold.left_out[0])
        assert np.array_equal(fold.weights, after.weights) is bool(fold.left_out[0])


def test_only_the_given_patients_are_read(relative: Abmil) -> None:
    bags, times, events = cohort(16, seed=1)
    given = task((bags, times, events), {"relative": relative})
    watched = Watched(bags)
    run = _AutoFit(replace(given, bags=watched), FIXED, JobControl())
    run._zero_shot()
    assert sorted(set(watched.read)) == list(range(16))
    left_out = np.arange(16) % 4 == 0
    watched.read.clear()
    run._inner_fold(left_out, np.zeros((1, 16)), JobControl())
    assert set(watched.read) <= {0, *np.flatnonzero(~left_out).tolist()}
    assert not set(watched.read) & (set(np.flatnonzero(left_out).tolist()) - {0})


def test_progress_rises_to_the_end_and_a_stop_is_granted(relative: Abmil) -> None:
    given = task(cohort(30, seed=1), {"relative": relative})
    auto = replace(LEAVES, max_repeats=1)
    told: list[Progress] = []
    fit_auto(given, auto, JobControl(told.append))
    share = [one.done / one.total for one in told]
    assert share == sorted(share) and share[-1] == 1.0
    stages = [one.step for one in told if one.step.phase is Phase.INNER_VALIDATION]
    assert any(step.number == 2 <= step.count for step in stages)
    assert any(one.step.phase is Phase.TRYING_WEIGHTS for one in told)
    for stop_at in (0, len(told) // 2, len(told) - 1):
        left = iter(range(stop_at))
        control = JobControl(cancelled=lambda left=left: next(left, None) is None)
        with pytest.raises(JobCancelled):
            fit_auto(given, auto, control)


def test_a_fitted_model_comes_back_from_its_pack(tmp_path: Path, relative: Abmil) -> None:
    given = task(cohort(40, seed=1), {"relative": relative, "other": new_abmil(relative.shape, 3)})
    for name, auto in (("fixed", FIXED), ("moving", LEAVES)):
        fitted = fit_auto(given, auto)
        anchored = fitted.model.config.weight_source is WeightSource.ANCHORED
        assert anchored is (name == "moving") is (fitted.n_trained > 0)
        card = describe(
            fitted, SMALL, model_id=name, method="steph_auto", encoder="unknown",
            target_cancer="SARC", null=given.null,
        )  # fmt: skip
        assert card.notes.startswith("Inner validation chose")
        assert card.evidence["auto_reach"]["per_bag"] is anchored
        written = save_pack(tmp_path / f"{name}.steph", card, fitted.model)
        loaded = load_pack(tmp_path / f"{name}.steph")
        assert loaded.card == written
        for bag in given.bags[:3]:
            want, got = fitted.model.predict(bag), loaded.model.predict(bag)
            np.testing.assert_array_equal(got.hazards, want.hazards)
            assert got.sources == want.sources


def two_kinds(n: int, seed: int) -> Patients:
    """Patients of two kinds, told apart by the last feature, each with a rule of its own."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 2, size=n)
    risk, decoy = rng.normal(size=n), rng.normal(size=n)
    bags = []
    for patient in range(n):
        bag = rng.normal(size=(6, D)).astype(np.float32)
        bag[:, 0] += 1.5 * (risk if kind[patient] else decoy)[patient]
        bag[:, 5] += 1.5 * (decoy if kind[patient] else risk)[patient]
        bag[:, D - 1] += 4.0 * (2 * kind[patient] - 1)
        bags.append(bag)
    times = 1500 * rng.exponential(size=n) ** 0.3 * np.exp(-1.5 * risk) + 1
    return bags, times, rng.random(n) < 0.9


def test_weights_that_should_move_with_the_bag_do(relative: Abmil, stranger: Abmil) -> None:
    given = task(two_kinds(80, seed=1), {"by 0": relative, "by 5": stranger})
    auto = AutoSettings(per_bag=False, max_repeats=1, hyper_epochs=40, hyper_lr=1e-2)
    run = _AutoFit(given, auto, JobControl())
    _, folds = run.choose()
    reach, weights = Reach(0.05), np.array([0.5, 0.5])
    model = run._anchored(reach, weights)
    still = [model.predict(bag).sources for bag in given.bags[:4]]
    assert all(s.weight == pytest.approx(0.5) for row in still for s in row)
    run._train_per_bag(model, folds, reach, weights, 0)
    bags = two_kinds(60, seed=2)[0]
    rows = np.array([[s.weight for s in model.predict(bag).sources] for bag in bags])
    first_kind = np.array([bag[:, D - 1].mean() > 0 for bag in bags])
    assert rows[first_kind, 0].mean() > rows[~first_kind, 0].mean() + 0.1
    np.testing.assert_allclose(rows.sum(axis=1), 1.0, atol=1e-5)
    ratio = rows[:, 0] / rows[:, 1]
    assert ratio.max() <= np.exp(2 * REACH) + 1e-5 and ratio.min() >= np.exp(-2 * REACH) - 1e-5


def test_it_takes_models_that_fit(relative: Abmil) -> None:
    given = task(cohort(16, seed=1), {"relative": relative})
    with pytest.raises(StephError, match="missing"):
        fit_auto(replace(given, target=None))
    with pytest.raises(StephError, match="widths"):
        fit_auto(replace(given, sources={"A": new_abmil(SMALL.shape(D + 1), 0)}))
    assert not METHODS["steph_auto"].has_gamma


def test_staying_is_tried_first_so_that_it_wins_a_tie() -> None:
    assert AutoSettings().grid(100)[0] == AutoSettings().grid(5)[0] == STAY
    assert len(AutoSettings().grid(100)) == 7 * 5 * 3 and len(AutoSettings().grid(5)) == 7


def test_a_reach_that_is_best_by_a_hair_does_not_win_alone() -> None:
    auto = AutoSettings()
    grid = [STAY, Reach(0.5), Reach(0.3), Reach(0.05)]
    # The three that lean on the sources are as good; the middle one is nearest to them all.
    c_indices = np.array([0.5, 0.700, 0.699, 0.701])
    assert grid[auto.settle(grid, c_indices, 0.05)] == Reach(0.3)
    # One that is best by far wins alone, and what may not be taken is never taken.
    c_indices = np.array([0.5, 0.6, 0.6, 0.8])
    assert grid[auto.settle(grid, c_indices, 0.05)] == Reach(0.05)
    c_indices = np.array([0.5, 0.7, -np.inf, 0.7])
    assert grid[auto.settle(grid, c_indices, 0.05)] != Reach(0.3)


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
        reach, gate = fitted.evidence["auto_reach"], fitted.evidence["auto_gate"]
        stays = reach["lambda"] == reach["scale"] == reach["attention_share"] == 1.0
        stayed.append(stays)
        # Without leaving no gain is claimed; with it the one that is told is the nested one.
        told = fitted.evidence.get("auto_gain")
        if stays:
            assert told is None and "no gain is claimed" in fitted.notes[0]
        else:
            assert told["gain"] == gate["nested_gain"] > 0 and gate["p_value"] <= 0.025
    assert sum(stayed) >= 7
