"""The `published` preset, each choice of the authors' code by hand; `default` is left alone."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from fit_samples import SMALL, D, cohort, task

from steph_desktop.model.abmil import Abmil
from steph_desktop.model.card import LambdaForm, LambdaSource, Preset
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.model.routing import Routed
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.methods.registry import describe, fit
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.trainer import _learning_rate, fit_abmil

PUBLISHED = SMALL.in_preset(Preset.PUBLISHED)


@pytest.fixture
def no_dropout(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("abmil", "steph", "merging", "routing"):
        monkeypatch.setattr(f"steph_desktop.model.{module}.DROPOUT", 0.0)


def test_default_is_what_it_was() -> None:
    assert SMALL.in_preset(Preset.DEFAULT) == SMALL
    assert "preset" not in BenchmarkRequest(Path(), Path(), ("steph",)).fingerprint()
    published = TrainSettings().in_preset(Preset.PUBLISHED)
    told = BenchmarkRequest(Path(), Path(), ("steph",), settings=published).fingerprint()
    assert (told["preset"], told["scalar_lr"], told["select_penalty"]) == ("published", 1e-4, True)


def test_the_warm_up_starts_at_zero() -> None:
    rates = [_learning_rate(step, 4, 20, from_zero=True) for step in range(20)]
    assert rates[:5] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert rates[12] == pytest.approx(0.5 * (1 + math.cos(math.pi / 2)))


def test_the_last_incomplete_step_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    inner = torch.optim.AdamW.step

    def step(self: torch.optim.AdamW) -> None:
        taken.append(1)
        inner(self)

    monkeypatch.setattr(torch.optim.AdamW, "step", step)
    bags, times, events = cohort(11)
    settings = replace(SMALL, bags_per_step=4, epochs=2)
    fit_abmil(bags, times, events, settings)
    assert len(taken) == 6
    fitted = fit_abmil(bags, times, events, settings.in_preset(Preset.PUBLISHED))
    assert len(taken) == 6 + 4
    assert settings.in_preset(Preset.PUBLISHED).steps_of_epoch(3) == 1  # else nothing is trained
    # The loss that is told is a mean over the eight bags that were seen.
    order = np.random.default_rng(
        np.random.SeedSequence([settings.seed, 0]).generate_state(2)[1]
    ).permutation(11)[:8]
    seen = [(bags[i], times[i], events[i]) for i in order]
    alone = fit_abmil(
        [b for b, _, _ in seen],
        np.array([t for _, t, _ in seen]),
        np.array([e for _, _, e in seen]),
        replace(settings, lr=0.0, epochs=1),
    )
    still = fit_abmil(bags, times, events, replace(settings, lr=0.0).in_preset(Preset.PUBLISHED))
    assert fitted.history[0].nll == pytest.approx(still.history[0].nll, rel=0.05)
    assert still.history[0].nll == pytest.approx(alone.history[0].nll, rel=0.2)  # dropout differs


@pytest.mark.usefixtures("no_dropout")
def test_weights_decay_and_biases_do_not() -> None:
    bags, times, events = cohort(6)
    settings = replace(PUBLISHED, epochs=2, weight_decay=5.0)
    start = settings.null_model(D)
    model = settings.null_model(D)
    fitted = fit_abmil(bags, times, events, settings)
    # One step an epoch, the first at rate 0: both see the same gradient g, and Adam's step is
    # g / (|g| + eps), whatever its size.
    loss = torch.zeros(())
    for bag, time, event in zip(bags, times, events, strict=True):
        p = model.params()
        h = torch.relu(torch.from_numpy(bag) @ p.w_f.T + p.b_f)
        gate = torch.tanh(h @ p.w_a.T + p.b_a) * torch.sigmoid(h @ p.w_b.T + p.b_b)
        z = torch.softmax((gate @ p.w_c.T + p.b_c)[:, 0], 0) @ h
        hazard = torch.sigmoid(model.head.weight @ z + model.head.bias)
        t = min(int(time // 365), 31)
        alive = torch.cat([torch.ones(1), torch.cumprod(1 - hazard, 0)])
        cost = -(torch.log(alive[t]) + torch.log(hazard[t]))
        loss = loss + (cost if event else -0.5 * torch.log(alive[t + 1])) / 6
    loss.backward()
    assert isinstance(fitted.model, Abmil) and model.theta.grad is not None
    slopes = start.layout.unflatten(model.theta.grad)
    olds = start.layout.unflatten(start.theta.detach())
    news = start.layout.unflatten(fitted.model.theta.detach())
    moved = 0
    for number, (old, new, slope) in enumerate(zip(olds, news, slopes, strict=True)):
        if number == len(olds) - 1:
            continue  # the softmax does not see the last bias: its gradient is rounding
        kept = 1 - settings.lr * settings.weight_decay if old.dim() == 2 else 1.0
        expected = old * kept - settings.lr * slope / (slope.abs() + 1e-8)
        sure = (slope.abs() > 1e-6) | (slope == 0)
        torch.testing.assert_close(new[sure], expected[sure], rtol=1e-3, atol=2e-6)
        moved += int(sure.sum())
    assert moved > 0.9 * start.layout.n_params
    bias, old = fitted.model.head.bias.detach(), start.head.bias.detach()
    assert model.head.bias.grad is not None
    sign = model.head.bias.grad.sign()
    torch.testing.assert_close(bias, old - settings.lr * sign, rtol=1e-3, atol=2e-6)


@pytest.mark.usefixtures("no_dropout")
def test_scalars_train_at_the_rate_of_all_others() -> None:
    settings = replace(PUBLISHED, epochs=2, bags_per_step=64)  # one step that counts
    weights = fit("adamerging", task(settings=settings)).evidence["merge_weights"].values()
    assert [abs(w - 1 / 4) for w in weights] == pytest.approx([settings.lr] * 4, rel=1e-3)
    steph = fit("steph_w_trainable", task(settings=settings)).model
    moved = (steph.trained_weights - 1 / 3).abs()
    assert moved.max() == pytest.approx(settings.lr, rel=1e-3)


@pytest.mark.usefixtures("no_dropout")
def test_a_trained_lambda_starts_at_one_and_may_pass_it(tmp_path: Path) -> None:
    still = replace(SMALL, lr=1e-12).in_preset(Preset.PUBLISHED)
    fitted = fit("steph_lambda_trainable", task(settings=still))
    model = fitted.model
    assert isinstance(model, Steph)
    bag = cohort()[0][0]
    assert [share.lambda_target for share in model.predict(bag).sources] == pytest.approx([1.0] * 3)
    with torch.no_grad():
        model.trained_lambdas.copy_(torch.tensor([-0.2, 0.0, 1.0]))  # no ReLU: 1 / (1 + r)
    found = model.predict(bag)
    assert [share.lambda_target for share in found.sources] == pytest.approx([1.25, 1.0, 0.5])
    card = describe(
        fitted, still, model_id="m", method="steph_lambda_trainable", encoder="uni",
        target_cancer="T",
    )  # fmt: skip
    assert card.evidence["preset"] == "published"
    save_pack(tmp_path / "m", card, model)
    again = load_pack(tmp_path / "m").model
    assert again.predict(bag).risk_score == pytest.approx(found.risk_score, abs=1e-9)


def test_l_agg_has_the_weights_merged_wherever_there_is_a_top_k() -> None:
    def config(method: str, settings: TrainSettings) -> StephConfig:
        model = fit(method, task(settings=replace(settings, epochs=1))).model
        assert isinstance(model, Steph)
        return model.config

    for method in ("steph", "steph_lambda0", "steph_lambda_trainable", "steph_w_trainable"):
        assert config(method, PUBLISHED).select_penalty
        assert not config(method, SMALL).select_penalty
    assert not config("steph_dense", PUBLISHED).select_penalty
    assert config("steph_lambda_trainable", SMALL).lambda_source is LambdaSource.PER_SOURCE
    sigmoid = replace(PUBLISHED, lambda_form=LambdaForm.SIGMOID)
    assert config("steph", sigmoid).lambda_form is LambdaForm.SIGMOID


def test_roupkt_has_no_gate_bias_and_balances_by_the_highest_probability() -> None:
    fitted = fit("roupkt", task(settings=replace(PUBLISHED, epochs=4)))
    model = fitted.model
    assert isinstance(model, Routed)
    assert not model.gate.bias.any()
    ours = fit("roupkt", task(settings=replace(SMALL, epochs=4)))
    assert isinstance(ours.model, Routed) and ours.model.gate.bias.any()
    assert ours.n_trained - fitted.n_trained == 4  # the four biases
    probabilities = torch.tensor([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]])
    counted = torch.tensor([[True, True, False], [False, True, True]])
    torch.testing.assert_close(model.balance(probabilities, counted), torch.tensor([0.5, 0.7]))
