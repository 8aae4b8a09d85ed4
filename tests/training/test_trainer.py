import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from fit_samples import SMALL, D, cohort, task

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl, JobStep, Phase, Progress
from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.card import LambdaForm, WeightActivation
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.model.steph import Steph
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.registry import METHODS, describe, fit
from steph_desktop.training.trainer import (
    EpochRecord,
    HeadStart,
    TrainSettings,
    _learning_rate,
    _Tally,
    fit_abmil,
    fit_steph,
    steph_config,
)


def weights_of(model: Abmil | Steph) -> torch.Tensor:
    return torch.cat([value.reshape(-1) for value in model.state_dict().values()])


def test_abmil_learns_what_shortens_life() -> None:
    settings = replace(SMALL, epochs=40, lr=1e-2)
    fitted = fit_abmil(*cohort(100), settings)
    bags, times, events = cohort(60, seed=1)
    unseen = [fitted.model.predict(bag).risk_score for bag in bags]
    assert concordance_index(times, events, np.array(unseen)) > 0.8
    assert fitted.history[-1].nll < 0.8 * fitted.history[0].nll
    assert [record.epoch for record in fitted.history] == list(range(1, 41))


def test_steph_learns_and_keeps_its_task_vectors() -> None:
    settings = replace(SMALL, epochs=30, lr=5e-3)
    given = task(settings=settings)
    fitted = fit("steph", given)
    model = fitted.model
    assert isinstance(model, Steph) and given.null is not None and given.target is not None
    assert fitted.history[-1].nll < 0.9 * fitted.history[0].nll
    torch.testing.assert_close(model.basis[0], given.null.theta.detach())
    torch.testing.assert_close(
        model.basis[1], given.target.theta.detach() - given.null.theta.detach()
    )
    last = fitted.history[-1]
    assert len(last.weights) == len(last.lambdas) == 3
    assert last.sources == model.sources
    assert all(0 <= value <= 1 for value in last.lambdas)


@pytest.mark.parametrize("method", [m for m in METHODS if not METHODS[m].needs_clinical])
def test_every_method_fits_is_saved_and_comes_back(method: str, tmp_path) -> None:
    given = task()
    fitted = fit(method, given)
    card = describe(
        fitted, given.settings, model_id="m", method=method, encoder="unknown", target_cancer="T"
    )
    save_pack(tmp_path / "m.steph", card, fitted.model)
    pack = load_pack(tmp_path / "m.steph")
    bag = given.bags[0]
    assert pack.model.predict(bag).risk_score == fitted.model.predict(bag).risk_score
    assert len(pack.card.evidence["null_sha256"]) == 64
    assert not fitted.model.training
    assert METHODS[method].name == method and METHODS[method].reference


def test_what_each_method_trains() -> None:
    d, e, a, hyper, m, b = D, 6, 5, 7, 3, 32
    encoder, head = e * d + e + 2 * (a * e + a) + a + 1, b * e + b
    shared, one = hyper * d + hyper, hyper * hyper + hyper + m * hyper + m
    r, surgery = m + 1, 2 * 16 * e  # the target's own vector is one more; rank 16
    one_more = one + hyper + 1
    expected = {
        "vanilla": encoder + head,
        "finetuned": encoder + head,
        "model_avg": 0,
        "adamerging": r + head,
        "adamerging_layerwise": 4 * r + head,
        "ties_am": m + head,
        "surgery_am": r + surgery + head,
        "iso_c_am": m + head,
        "adamerging_hyper": shared + one_more + head,
        "ties_hyper": shared + one + head,
        "surgery_hyper": shared + one_more + surgery + head,
        "iso_c_hyper": shared + one + head,
        "roupkt": encoder + e * r + r + r * (e * e + e) + head,
        "steph": shared + 2 * one + head,
        "steph_lambda0": shared + one + head,
        "steph_lambda1": shared + one + head,
        "steph_lambda_trainable": shared + one + m + head,
        "steph_dense": shared + 2 * one + head,
        "steph_w_trainable": shared + one + m + head,
        "steph_adaptive_k": shared + 2 * one + head,
        "merge_training_free": 0,
    }
    assert {name: fit(name, task()).n_trained for name in expected} == expected
    assert set(expected) <= set(METHODS)


def test_dense_merges_all_and_k_never_exceeds_the_sources() -> None:
    dense = fit("steph_dense", task()).model
    assert isinstance(dense, Steph) and dense.config.k == 3
    assert steph_config(TrainSettings(k=5), 3).k == 3


@pytest.mark.parametrize("method", ["vanilla", "steph"])
def test_a_seed_decides_everything(method: str) -> None:
    torch.manual_seed(1)
    first = fit(method, task())
    torch.manual_seed(2)  # what others draw must not matter
    before = torch.get_rng_state()
    second = fit(method, task())
    assert torch.equal(before, torch.get_rng_state())
    assert torch.equal(weights_of(first.model), weights_of(second.model))
    assert first.history == second.history
    other = fit(method, task(settings=replace(SMALL, seed=7)))
    assert not torch.equal(weights_of(first.model), weights_of(other.model))


@pytest.mark.parametrize("method", ["vanilla", "steph"])
@pytest.mark.parametrize("form", list(LambdaForm))
def test_batched_training_equals_bag_by_bag(
    method: str, form: LambdaForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("abmil", "steph"):  # dropout draws in another order: leave it out
        monkeypatch.setattr(f"steph_desktop.model.{room}.DROPOUT", 0.0)
    together = replace(SMALL, lambda_form=form, weight_activation=WeightActivation.SOFTPLUS)
    alone = replace(together, batch_instances=1)
    first, second = (fit(method, task(settings=settings)) for settings in (together, alone))
    one, other = first.model.state_dict(), second.model.state_dict()
    if method == "vanilla":
        # The softmax does not see the last bias: its gradient is rounding, which Adam magnifies.
        one["theta"], other["theta"] = one["theta"][:-1], other["theta"][:-1]
    for name, value in one.items():
        torch.testing.assert_close(value, other[name], rtol=1e-4, atol=1e-6)
    assert first.history[-1].loss == pytest.approx(second.history[-1].loss, rel=1e-5)


def test_one_step_equals_adamw_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steph_desktop.model.abmil.DROPOUT", 0.0)
    bags, times, events = cohort(6)
    settings = replace(SMALL, epochs=1, weight_decay=0.1)
    start = settings.null_model(D)
    fitted = fit_abmil(bags, times, events, settings)
    # First step of Adam: m / sqrt(v) = sign of the gradient, whatever its size.
    loss = torch.zeros(())
    for bag, time, event in zip(bags, times, events, strict=True):
        h = torch.sigmoid(_logits(start, torch.from_numpy(bag)))
        t = min(int(time // 365), 31)
        alive = torch.cat([torch.ones(1), torch.cumprod(1 - h, 0)])
        cost = -(torch.log(alive[t]) + torch.log(h[t])) if event else -0.5 * torch.log(alive[t + 1])
        loss = loss + cost / 6
    (slope,) = torch.autograd.grad(loss, start.head.bias)
    old = start.head.bias.detach()
    decayed = old * (1 - settings.lr * settings.weight_decay)
    expected = decayed - settings.lr * slope / (slope.abs() + 1e-8)
    torch.testing.assert_close(fitted.model.head.bias.detach(), expected, rtol=1e-4, atol=1e-6)
    assert fitted.history[0].loss == pytest.approx(float(loss.detach()), rel=1e-5)


def _logits(model: Abmil, x: torch.Tensor) -> torch.Tensor:
    p = model.params()
    h = torch.relu(x @ p.w_f.T + p.b_f)
    gate = torch.tanh(h @ p.w_a.T + p.b_a) * torch.sigmoid(h @ p.w_b.T + p.b_b)
    attention = torch.softmax((gate @ p.w_c.T + p.b_c)[:, 0], 0)
    return model.head.weight @ (attention @ h) + model.head.bias


def test_rate_warms_up_for_an_epoch_and_falls_by_a_cosine() -> None:
    rates = [_learning_rate(step, 4, 20) for step in range(20)]
    assert rates[:4] == [0.25, 0.5, 0.75, 1.0]
    assert rates[4] == 1.0 and rates[12] == pytest.approx(0.5)
    assert rates[19] == pytest.approx(0.5 * (1 + math.cos(math.pi * 15 / 16)))
    assert rates[3:] == sorted(rates[3:], reverse=True)


def test_finetuning_starts_from_the_target_and_leaves_it_alone() -> None:
    given = task(settings=replace(SMALL, lr=1e-9))
    assert given.target is not None
    before = weights_of(given.target).clone()
    tuned = fit("finetuned", given).model
    torch.testing.assert_close(weights_of(tuned), before, rtol=0, atol=1e-6)
    assert torch.equal(weights_of(given.target), before)
    assert all(parameter.requires_grad for parameter in given.target.parameters())


def test_the_head_starts_where_it_is_told() -> None:
    still = replace(SMALL, lr=1e-9)
    for start in HeadStart:
        given = task(settings=replace(still, head_start=start))
        assert given.target is not None
        near = torch.allclose(
            fit("steph", given).model.head.weight, given.target.head.weight, atol=1e-6
        )
        assert near is (start is HeadStart.TARGET)


def test_progress_is_told_and_a_stop_is_granted() -> None:
    seen: list[Progress] = []
    fit("vanilla", task(), JobControl(seen.append))
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[0].total == 3 * 2 and seen[-1].done == 6
    epochs = [p.detail for p in seen if p.detail is not None]
    assert [e.epoch for e in epochs if isinstance(e, EpochRecord)] == [1, 2, 3]
    assert seen[0].step == JobStep(Phase.EPOCH, 1, 3)
    assert seen[-1].step == JobStep(Phase.EPOCH, 3, 3, loss=seen[-1].step.loss)
    assert seen[-1].step.loss is not None
    with pytest.raises(JobCancelled):
        fit("vanilla", task(), JobControl(cancelled=lambda: len(seen) > 0))


def _spoil(bags: list[np.ndarray]) -> list[np.ndarray]:
    bags[3][0, 0] = np.nan
    return bags


@pytest.mark.parametrize(
    ("bags", "times", "events", "words"),
    [
        ([], [], [], "no patient"),
        (cohort(1)[0], [5.0], [True], "One patient is not enough"),
        (cohort(4)[0], [5.0, 6, 7, 8], [False] * 4, "No training patient had an event"),
        (cohort(4)[0], [5.0, 6, np.nan, 8], [True] * 4, "negative or not a number"),
        (cohort(4)[0], [5.0, 6, -7, 8], [True] * 4, "negative or not a number"),
        (_spoil(cohort(4)[0]), [5.0, 6, 7, 8], [True] * 4, "not finite"),
        ([*cohort(3)[0], np.zeros((2, 9), np.float32)], [5.0, 6, 7, 8], [True] * 4, "9 wide"),
        ([*cohort(3)[0], np.zeros((0, D), np.float32)], [5.0, 6, 7, 8], [True] * 4, "no patch"),
    ],
)
def test_cohorts_that_cannot_be_trained_on(
    bags: list, times: list, events: list, words: str
) -> None:
    with pytest.raises(StephError, match=words):
        fit_abmil(bags, np.array(times), np.array(events, bool), SMALL)


def test_missing_models_are_asked_for() -> None:
    with pytest.raises(StephError, match="method is not known"):
        fit("stephh", task())
    with pytest.raises(StephError, match="target model, which is missing"):
        fit("steph", task(target=None))
    with pytest.raises(StephError, match="needs source models"):
        fit("steph", task(sources={}))


def test_models_of_another_encoder_are_refused() -> None:
    given = task()
    wide = new_abmil(SMALL.shape(D + 1), 0)
    with pytest.raises(StephError, match="another encoder"):
        fit("steph", replace(given, target=wide, null=wide))
    with pytest.raises(StephError, match="widths"):
        fit("steph", replace(given, sources={"A": wide}))
    with pytest.raises(StephError, match="widths"):
        fit("finetuned", replace(given, target=wide))


def test_divergence_is_said() -> None:
    bags, times, events = cohort(8)
    with pytest.raises(StephError, match="diverged"):
        fit_abmil(bags, times, events, replace(SMALL, lr=1e38, epochs=6))


def test_bags_may_come_from_disk_one_by_one() -> None:
    bags, times, events = cohort(10)
    read: list[int] = []

    class Lazy(list):
        def __getitem__(self, index):
            read.append(index)
            return super().__getitem__(index)

    lazy = fit_abmil(Lazy(bags), times, events, SMALL)
    eager = fit_abmil(bags, times, events, SMALL)
    assert torch.equal(weights_of(lazy.model), weights_of(eager.model))
    assert set(read) == set(range(10))


def test_fit_steph_without_sources() -> None:
    null = SMALL.null_model(D)
    with pytest.raises(StephError, match="No source model"):
        fit_steph(*cohort(), SMALL, null=null, target=null, sources={})


def test_the_spread_of_an_epoch_is_over_its_bags() -> None:
    tally = _Tally()
    values = torch.tensor([[0.0, 1.0], [2.0, 1.0], [4.0, 4.0]])
    for part in (values[:2], values[2:]):
        tally.add_sources(part, part / 8)
        tally.add(0.0, 0.0, len(part))
    record = tally.record(1, ("A", "B"))
    assert record.weights == (2.0, 2.0) and record.sources == ("A", "B")
    expected = values.double().numpy().std(axis=0)
    assert record.weights_sd == pytest.approx(expected)
    assert record.lambdas_sd == pytest.approx(expected / 8)
    assert tally.record(1, ("A",)).sources == ()
