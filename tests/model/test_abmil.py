import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import SHAPE, bag, numpy_abmil, numpy_params

from steph_desktop.core.errors import StephError
from steph_desktop.model import abmil
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.mil_encoder import (
    AbmilShape,
    EncoderParams,
    ParamLayout,
    encode_bags,
    pad_bags,
    plan_batches,
)


def test_prediction_equals_the_formulas_written_out() -> None:
    model, x = new_abmil(SHAPE, 3).eval(), bag(11)
    expected = numpy_abmil(
        numpy_params(model), model.head.weight.detach().numpy(), model.head.bias.detach().numpy(), x
    )
    got = model.predict(x)
    np.testing.assert_allclose(got.attention, expected["attention"], atol=1e-6)
    np.testing.assert_allclose(got.hazards, expected["hazards"], atol=1e-6)
    np.testing.assert_allclose(got.survival, expected["survival"], atol=1e-6)
    assert got.risk_score == pytest.approx(expected["risk"], abs=1e-6)
    np.testing.assert_allclose(got.contributions, expected["contributions"], atol=1e-6)
    assert got.contributions.dtype == np.float32
    assert got.sources == ()


def test_contributions_add_up_to_the_log_odds() -> None:
    model, x = new_abmil(SHAPE, 3).eval(), bag(50)
    got = model.predict(x)
    logits = np.log(got.hazards / (1 - got.hazards))
    parts = got.contributions.astype(float).sum(axis=0)
    np.testing.assert_allclose(parts + model.head.bias.detach().numpy(), logits, atol=1e-5)


def test_chunks_do_not_change_a_prediction(monkeypatch: pytest.MonkeyPatch) -> None:
    model, x = new_abmil(SHAPE, 3).eval(), bag(50)
    whole = model.predict(x)
    monkeypatch.setattr(abmil, "CHUNK_ROWS", 7)
    cut = model.predict(x)
    np.testing.assert_allclose(cut.attention, whole.attention, atol=1e-7)
    np.testing.assert_allclose(cut.hazards, whole.hazards, atol=1e-7)


@pytest.mark.parametrize("n", [1, 2])
def test_tiny_bags(n: int) -> None:
    got = new_abmil(SHAPE, 0).eval().predict(bag(n))
    assert got.attention.shape == (n,)
    assert got.attention.sum() == pytest.approx(1)


def test_large_scores_do_not_overflow() -> None:
    got = new_abmil(SHAPE, 0).eval().predict(bag(20) * np.float32(1e8))
    assert np.isfinite(got.attention).all() and np.isfinite(got.risk_score)
    assert ((got.hazards >= 0) & (got.hazards <= 1)).all()


@pytest.mark.parametrize(
    ("features", "words"),
    [
        (bag(5, width=9), "features are 9 wide, the model takes 7: made with another encoder"),
        (bag(0), "no patch"),
        (np.full((3, 7), np.nan, np.float32), "not finite"),
        (np.zeros(7, np.float32), "1 axes"),
    ],
)
def test_bags_that_cannot_be_taken(features: np.ndarray, words: str) -> None:
    with pytest.raises(StephError, match=words):
        new_abmil(SHAPE, 0).predict(features)


def test_one_nan_in_a_large_bag_is_found() -> None:
    x = bag(abmil.CHUNK_ROWS + 5)
    x[-1, 3] = np.inf
    with pytest.raises(StephError, match="not finite"):
        new_abmil(SHAPE, 0).predict(x)


def test_layout_follows_the_authors_names() -> None:
    layout = ParamLayout.of_encoder(SHAPE)
    assert layout.names[0] == "feat_proj.0.weight"
    assert layout.names[-1] == "attention_net.attention_c.bias"
    assert layout.n_params == 7 * 6 + 6 + 2 * (6 * 5 + 5) + 5 + 1
    assert layout.offsets[1] == 42
    full = ParamLayout.of_encoder(AbmilShape(1536))
    assert full.n_params == 1536 * 512 + 512 + 2 * (512 * 384 + 384) + 385


def test_flatten_and_named_are_inverse() -> None:
    layout = ParamLayout.of_encoder(SHAPE)
    state = {
        name: torch.randn(shape) for name, shape in zip(layout.names, layout.shapes, strict=True)
    }
    back = layout.named(layout.flatten(state))
    assert all(torch.equal(back[name], state[name]) for name in state)
    with pytest.raises(ValueError, match="shape"):
        layout.flatten(state | {"feat_proj.0.bias": torch.zeros(3)})


def test_a_padded_batch_equals_its_bags_one_by_one() -> None:
    bags = [bag(n, seed=n) for n in (1, 4, 9, 2)]
    one = new_abmil(SHAPE, 1)
    together = encode_bags(pad_bags(bags), one.params())
    for row, x in enumerate(bags):
        alone = encode_bags(pad_bags([x]), one.params())
        torch.testing.assert_close(together[row], alone[0])


def test_a_batch_with_an_encoder_per_bag_equals_each_encoder_alone() -> None:
    bags = [bag(n, seed=n) for n in (3, 8, 5)]
    models = [new_abmil(SHAPE, seed) for seed in range(3)]
    layout = models[0].layout
    theta = torch.stack([model.theta.detach() for model in models])
    together = encode_bags(pad_bags(bags), EncoderParams(*layout.unflatten(theta)))
    for row, (x, model) in enumerate(zip(bags, models, strict=True)):
        torch.testing.assert_close(together[row], encode_bags(pad_bags([x]), model.params())[0])


def test_padding_carries_no_gradient() -> None:
    batch = pad_bags([bag(2), bag(6)])
    batch.features.requires_grad_()
    encode_bags(batch, new_abmil(SHAPE, 1).params()).sum().backward()
    grad = batch.features.grad
    assert grad is not None
    assert (grad[0, 2:] == 0).all() and (grad[0, :2] != 0).any()


def test_dropout_acts_in_training_only() -> None:
    model, batch = new_abmil(SHAPE, 1), pad_bags([bag(30)])
    model.eval()
    calm = {float(model.training_output(batch).logits.detach().sum()) for _ in range(3)}
    model.train()
    noisy = {float(model.training_output(batch).logits.detach().sum()) for _ in range(3)}
    assert len(calm) == 1 and len(noisy) == 3


@settings(deadline=None)
@given(st.lists(st.integers(1, 5000), max_size=40), st.integers(1, 8192))
def test_plans_hold_every_bag_once_and_stay_within_bounds(lengths: list[int], most: int) -> None:
    groups = list(plan_batches(lengths, most))
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    for group in groups:
        longest = max(lengths[i] for i in group)
        assert len(group) == 1 or len(group) * longest <= most
        if longest > 64:
            assert all(2 * lengths[i] >= longest for i in group)


def test_the_null_model_is_the_same_each_time_and_leaves_the_generator_alone() -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    first, second, other = (new_abmil(SHAPE, seed) for seed in (9, 9, 10))
    assert torch.equal(first.theta, second.theta)
    assert not torch.equal(first.theta, other.theta)
    assert torch.equal(before, torch.get_rng_state())
    bound = SHAPE.feature_dim**-0.5
    weights = first.theta[: SHAPE.feature_dim * SHAPE.embed_dim]
    assert weights.abs().max() <= bound and weights.abs().max() > 0.8 * bound
