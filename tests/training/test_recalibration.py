"""Hazards that are too extreme, too flat or too low are brought back to what was seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from auto_samples import cohort, source, task

from steph_desktop.core.job_control import JobControl
from steph_desktop.model.recalibration import AS_IS, Recalibration, UnseenPart
from steph_desktop.survival.censoring import survival_estimate
from steph_desktop.survival.curves import TimeBins
from steph_desktop.survival.discrete_time import nll_survival_loss
from steph_desktop.training.methods.auto import AutoSettings, _AutoFit

N_BINS = 4


def draw(n: int, seed: int) -> tuple[torch.Tensor, np.ndarray, np.ndarray]:
    """Log-odds, and bins and events drawn from them; a third leaves at random."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=(n, 1)) + np.array([-1.5, -1.0, -0.5, 0.0])
    died = rng.random((n, N_BINS)) < 1 / (1 + np.exp(-logits))
    died_in = np.where(died.any(axis=1), died.argmax(axis=1), N_BINS)
    left_in = np.where(rng.random(n) < 0.3, rng.integers(0, N_BINS, n), N_BINS - 1)
    return torch.from_numpy(logits), np.minimum(died_in, left_in), died_in <= left_in


def test_what_was_distorted_is_mended() -> None:
    logits, bins, events = draw(6000, seed=0)
    shifts = torch.tensor([0.4, -0.2, 0.3, -0.5], dtype=torch.float64)
    mend = Recalibration.fitted((logits - shifts) / 0.25, bins, events)
    assert mend.scale == pytest.approx(0.25, rel=0.1)
    np.testing.assert_allclose(mend.shifts, shifts, atol=0.15)
    assert Recalibration.fitted(logits, bins, events).scale == pytest.approx(1, rel=0.1)


def test_nothing_that_orders_patients_is_flattened() -> None:
    logits, bins, events = draw(4000, seed=1)
    noise = torch.from_numpy(np.random.default_rng(2).permutation(logits.numpy()))
    assert Recalibration.fitted(noise, bins, events).scale < 0.3


def test_the_slope_is_said_as_what_it_is() -> None:
    logits, bins, events = draw(3000, seed=1)
    noise = torch.from_numpy(np.random.default_rng(2).permutation(logits.numpy()))
    for given, words in (
        (logits / 0.5, "too extreme"),
        (noise, "do not differ"),
        (-logits, "the order is reversed"),
    ):
        mend = Recalibration.fitted(given, bins, events)
        assert words in mend.words() and mend.scale > 0
    mend = Recalibration.fitted(logits / 0.5, bins, events)
    assert mend.slope == pytest.approx(0.5, abs=0.05)
    assert mend.slope_interval is not None
    assert mend.slope_interval[0] < 0.5 < mend.slope_interval[1]


def part(logits: torch.Tensor, bins: np.ndarray, events: np.ndarray) -> UnseenPart:
    return UnseenPart((1 / (1 + torch.exp(-logits))).numpy(), bins, events)


def test_it_is_kept_only_where_patients_who_chose_nothing_gain() -> None:
    """What is right stays as it is, what is distorted is mended; both tell what they rest on."""
    drawn = [draw(50, seed) for seed in (4, 5, 6)]
    right = [part(*one) for one in drawn]
    kept = Recalibration.of_parts(right)
    assert not kept.changes and kept.scale == 1.0 and not kept.shifts
    assert kept.patients == 150 and kept.slope is not None
    assert kept.gain is not None and kept.gain_error is not None and kept.gain <= 0
    assert "as the model was fitted" in kept.words() and "150 patients" in kept.words()
    hazards = right[0].hazards
    np.testing.assert_allclose(kept.hazards(hazards), hazards, rtol=1e-12)
    wrong = [part(logits / 0.25, bins, events) for logits, bins, events in drawn]
    mend = Recalibration.of_parts(wrong)
    assert mend.changes and mend.gain is not None and mend.gain_error is not None
    assert mend.gain > 2 * mend.gain_error and "are recalibrated on 150" in mend.words()
    # By hand: each part through what the two others give.
    gained = []
    for number, (logits, bins, events) in enumerate(drawn):
        others = [one for place, one in enumerate(wrong) if place != number]
        joined = UnseenPart(*(np.concatenate(column) for column in zip(*others, strict=True)))
        mended = Recalibration.of_hazards(*joined).hazards(wrong[number].hazards)
        for hazard, odds, at, seen in zip(mended, logits, bins, events, strict=True):
            raw = 1 / (1 + np.exp(-odds.numpy() / 0.25))
            gained.append(by_hand(raw, at, seen) - by_hand(hazard, at, seen))
    assert mend.gain == pytest.approx(np.mean(gained), abs=1e-9)
    assert mend.gain_error == pytest.approx(np.std(gained, ddof=1) / np.sqrt(150), abs=1e-9)


def by_hand(hazards: np.ndarray, at: int, seen: bool) -> float:
    """Surprise at one patient; half of the bin of censoring counts, unless it is the last."""
    found = -np.log1p(-hazards[:at]).sum()
    if seen:
        return float(found - np.log(hazards[at]))
    return float(found - (1.0 if at == len(hazards) - 1 else 0.5) * np.log1p(-hazards[at]))


def test_one_part_alone_leaves_nobody_to_judge_by() -> None:
    logits, bins, events = draw(200, seed=9)
    mend = Recalibration.of_parts([part(logits / 0.25, bins, events)])
    assert mend.changes and mend.gain is None


def test_the_average_risk_is_that_of_kaplan_meier() -> None:
    """Censored patients count for half of their bin, as in a life table."""
    rng = np.random.default_rng(3)
    n, year = 4000, 365.0
    died, left = rng.exponential(4 * year, n), rng.exponential(4 * year, n)
    times, seen = np.minimum(died, left), died <= left
    bins = TimeBins()
    logits = torch.full((n, len(bins)), 0.7, dtype=torch.float64)
    mend = Recalibration.fitted(logits + 0.01 * torch.randn(n, 1), bins.index_of(times), seen)
    survival = np.cumprod(1 - mend.hazards(1 / (1 + np.exp(-logits.numpy()))), axis=1)
    for place in (0, 2, 4):
        at = bins.starts_days[place + 1]
        truth = survival_estimate(times, seen, np.array([at]))[0]
        assert survival[:, place].mean() == pytest.approx(truth, abs=0.015)


def test_a_handful_of_patients_carries_nothing_away() -> None:
    logits, bins, _ = draw(3, seed=2)
    for seen in (np.zeros(3, bool), np.ones(3, bool)):
        mend = Recalibration.fitted(logits, bins, seen)
        assert 0.01 < mend.scale < 100
        assert np.abs(mend.shifts).max() < 10


def test_a_head_takes_it_up() -> None:
    mend = Recalibration(0.5, (0.1, 0.2, 0.3, 0.4))
    weight, bias, z = torch.randn(N_BINS, 6), torch.randn(N_BINS), torch.randn(9, 6)
    mended = z @ mend.of_head(weight, bias)[0].T + mend.of_head(weight, bias)[1]
    want = 0.5 * (z @ weight.T + bias) + torch.tensor(mend.shifts)
    torch.testing.assert_close(mended, want)
    for one, other in zip(AS_IS.of_head(weight, bias), (weight, bias), strict=True):
        torch.testing.assert_close(one, other)


def test_a_merge_tells_new_patients_better_odds() -> None:
    given = task(cohort(40, seed=1), {"relative": source(7)})
    run = _AutoFit(given, AutoSettings(), JobControl())
    choice = run.choose()
    assert choice.merges, "this world is one in which merging is chosen"
    bags, times, events = cohort(400, seed=40)
    bins = torch.from_numpy(given.settings.bins.index_of(times))

    def surprise(mend: Recalibration) -> float:
        model = run.build(replace(choice, recalibration=mend))[0]
        hazards = torch.from_numpy(np.array([model.predict(bag).hazards for bag in bags])).double()
        losses = nll_survival_loss(torch.logit(hazards), bins, torch.from_numpy(events), alpha=0)
        return float(losses.mean())

    assert surprise(choice.recalibration) < surprise(AS_IS) - 0.01
