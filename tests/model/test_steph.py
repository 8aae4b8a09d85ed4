import math

import numpy as np
import pytest
import torch
from small_models import SHAPE, SOURCES, bag, numpy_abmil, numpy_params, small_steph

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.card import LambdaForm, LambdaSource, WeightActivation, WeightSource
from steph_desktop.model.mil_encoder import pad_bags
from steph_desktop.model.steph import REACH, Steph, StephConfig, aggregation_loss, mixing_loss
from steph_desktop.model.task_vectors import mixup_coefficients, task_vector, top_k_mask


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


def array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().double().numpy()


def numpy_mixture(model: Steph, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Run both hypernetworks by hand: raw outputs of the two heads."""
    assert model.hyper_embed and model.agg_head and model.mix_head
    u = relu(x @ array(model.hyper_embed.weight).T + array(model.hyper_embed.bias)).mean(axis=0)
    raw = []
    for head in (model.agg_head, model.mix_head):
        hidden = relu(array(head.hidden.weight) @ u + array(head.hidden.bias))
        raw.append(array(head.out.weight) @ hidden + array(head.out.bias))
    return raw[0], raw[1]


@pytest.mark.parametrize("form", list(LambdaForm))
@pytest.mark.parametrize("activation", list(WeightActivation))
def test_prediction_equals_the_formulas_written_out(
    form: LambdaForm, activation: WeightActivation
) -> None:
    config = StephConfig(hyper_dim=8, k=2, lambda_form=form, weight_activation=activation)
    model, x = small_steph(0, config), bag(13)
    raw_w, raw_r = numpy_mixture(model, x.astype(float))
    w = {
        WeightActivation.RELU: relu(raw_w),
        WeightActivation.SOFTPLUS: np.log1p(np.exp(raw_w)),
        WeightActivation.SIGMOID: 1 / (1 + np.exp(-raw_w)),
    }[activation]
    lam = 1 / (1 + relu(raw_r)) if form is LambdaForm.RATIO else 1 / (1 + np.exp(-raw_r))
    top = sorted(range(3), key=lambda j: -w[j])[:2]
    # The merge as the paper writes it, from the four models, parameter by parameter.
    zero, target, *sources = (numpy_params(new_abmil(SHAPE, seed)) for seed in range(5))
    merged = {
        name: zero[name]
        + sum(
            w[j]
            * (
                lam[j] * (target[name] - zero[name])
                + (1 - lam[j]) * (sources[j][name] - zero[name])
            )
            for j in top
        )
        for name in zero
    }
    expected = numpy_abmil(merged, array(model.head.weight), array(model.head.bias), x)
    got = model.predict(x)
    np.testing.assert_allclose([s.weight for s in got.sources], w, atol=1e-6)
    np.testing.assert_allclose([s.lambda_target for s in got.sources], lam, atol=1e-6)
    assert [j for j, s in enumerate(got.sources) if s.selected] == sorted(top)
    assert tuple(s.cancer for s in got.sources) == SOURCES
    np.testing.assert_allclose(got.hazards, expected["hazards"], atol=2e-6)
    np.testing.assert_allclose(got.attention, expected["attention"], atol=2e-6)
    assert got.risk_score == pytest.approx(expected["risk"], abs=5e-6)


def test_training_and_prediction_agree() -> None:
    model = small_steph()
    bags = [bag(n, seed=n) for n in (3, 12, 7)]
    output = model.training_output(pad_bags(bags))
    for row, x in enumerate(bags):
        got = model.predict(x)
        np.testing.assert_allclose(
            torch.sigmoid(output.logits[row]).detach().numpy(), got.hazards, atol=1e-6
        )
        alone = model.training_output(pad_bags([x]))
        torch.testing.assert_close(alone.logits[0], output.logits[row])
        torch.testing.assert_close(alone.penalty[0], output.penalty[row])


def test_losses_by_hand() -> None:
    weights = torch.tensor([[0.5, 0.0, 2.0]])
    lambdas = torch.tensor([[0.2, 0.9, 0.6]])
    selected = torch.tensor([[True, False, True]])
    log_sum = math.log(math.exp(0.5) + 1 + math.exp(2.0))
    assert float(aggregation_loss(weights, selected)) == pytest.approx(log_sum**2)
    released = aggregation_loss(weights, selected, select_penalty=True)
    assert float(released) == pytest.approx(log_sum**2 + 2.5 / 2)
    assert float(mixing_loss(lambdas, selected)) == pytest.approx((0.04 + 0.36) / 2)


def test_penalty_carries_gamma_and_beta() -> None:
    model = small_steph(config=StephConfig(hyper_dim=8, k=2, gamma=0.3, beta=0.7))
    x = bag(9)
    got = model.predict(x)
    w = [s.weight for s in got.sources]
    lam = [s.lambda_target for s in got.sources if s.selected]
    expected = 0.3 * math.log(sum(map(math.exp, w))) ** 2 + 0.7 * sum(v * v for v in lam) / 2
    penalty = model.training_output(pad_bags([x])).penalty
    assert float(penalty[0].detach()) == pytest.approx(expected, rel=1e-5)


def test_gradient_of_the_aggregation_loss_by_hand() -> None:
    weights = torch.tensor([[0.5, 0.1, 2.0]], requires_grad=True)
    aggregation_loss(weights, torch.ones(1, 3, dtype=torch.bool)).sum().backward()
    powers = [math.exp(v) for v in (0.5, 0.1, 2.0)]
    expected = [2 * math.log(sum(powers)) * p / sum(powers) for p in powers]
    assert weights.grad is not None
    np.testing.assert_allclose(weights.grad[0].numpy(), expected, rtol=1e-5)


def test_top_k_takes_the_earlier_of_equal_weights() -> None:
    weights = torch.tensor([[0.0, 1.0, 0.0, 1.0], [3.0, 2.0, 1.0, 0.0]])
    assert top_k_mask(weights, 3).tolist() == [
        [True, True, False, True],
        [True, True, True, False],
    ]
    assert top_k_mask(weights, 9).all()


def test_only_selected_sources_enter_the_merge() -> None:
    row = mixup_coefficients(
        torch.tensor([[2.0, 5.0]]), torch.tensor([[0.25, 0.5]]), torch.tensor([[True, False]])
    )
    assert row.tolist() == [[1.0, 0.5, 1.5, 0.0]]


def test_gradient_reaches_all_that_is_trained_and_nothing_else() -> None:
    model = small_steph()
    output = model.training_output(pad_bags([bag(6), bag(9, seed=1)]))
    (output.logits.sum() + output.penalty.sum()).backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None and (parameter.grad != 0).any(), name
    assert not model.basis.requires_grad
    assert "basis" not in dict(model.named_parameters())


def test_gradient_equals_finite_differences() -> None:
    model = small_steph().double()
    batch = pad_bags([bag(6)])
    batch = type(batch)(batch.features.double(), batch.mask)
    assert model.agg_head is not None and model.mix_head is not None
    for bias in (model.agg_head.out.bias, model.mix_head.out.bias):
        model.zero_grad()
        model.training_output(batch).logits.sum().backward()
        assert bias.grad is not None
        slope = bias.grad.clone()
        for j in range(3):
            sides = []
            for step in (1e-6, -2e-6):
                bias.data[j] += step
                sides.append(float(model.training_output(batch).logits.sum().detach()))
            bias.data[j] += 1e-6
            assert float(slope[j]) == pytest.approx((sides[0] - sides[1]) / 2e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("config", "lambdas"),
    [
        (StephConfig(hyper_dim=8, k=2, lambda_source=LambdaSource.TARGET_ONLY), [1, 1, 1]),
        (StephConfig(hyper_dim=8, k=2, lambda_source=LambdaSource.SOURCE_ONLY), [0, 0, 0]),
        (StephConfig(hyper_dim=8, k=2, lambda_source=LambdaSource.PER_SOURCE), [0.5] * 3),
    ],
)
def test_lambda_ablations(config: StephConfig, lambdas: list[float]) -> None:
    model = small_steph(config=config)
    assert [s.lambda_target for s in model.predict(bag(5)).sources] == lambdas
    assert model.mix_head is None
    output = model.training_output(pad_bags([bag(5)]))
    output.logits.sum().backward()
    if config.lambda_source is LambdaSource.PER_SOURCE:
        assert model.trained_lambdas.grad is not None
        assert (model.trained_lambdas.grad != 0).sum() == 2


def test_target_only_leaves_the_sources_out() -> None:
    config = StephConfig(hyper_dim=8, k=3, lambda_source=LambdaSource.TARGET_ONLY)
    model, x = small_steph(config=config), bag(5)
    before = model.predict(x).hazards
    model.basis[2:] = 7.0
    np.testing.assert_array_equal(model.predict(x).hazards, before)


def test_trained_weights_are_the_same_for_every_bag() -> None:
    config = StephConfig(hyper_dim=8, k=2, weight_source=WeightSource.PER_SOURCE)
    model = small_steph(config=config)
    model.trained_weights.data = torch.tensor([0.1, 0.9, 0.5])
    for seed in (0, 1):
        got = model.predict(bag(5, seed=seed)).sources
        assert [s.weight for s in got] == pytest.approx([0.1, 0.9, 0.5])
        assert [s.selected for s in got] == [False, True, True]


def test_trained_weights_are_never_negative_and_can_leave_zero() -> None:
    config = StephConfig(weight_source=WeightSource.PER_SOURCE, hyper_dim=8, k=3, gamma=1.0)
    model = small_steph(config=config)
    model.trained_weights.data = torch.tensor([0.1, -0.9, 1.5])
    assert [s.weight for s in model.predict(bag(4)).sources] == pytest.approx([0.1, 0, 1.5])
    model.training_output(pad_bags([bag(4)])).penalty.sum().backward()
    assert model.trained_weights.tolist() == pytest.approx([0.1, 0, 1.5])
    assert model.trained_weights.grad is not None and (model.trained_weights.grad > 0).all()


def test_no_sparsity_merges_all() -> None:
    got = small_steph(config=StephConfig(hyper_dim=8, k=3)).predict(bag(5))
    assert all(s.selected for s in got.sources)


def test_what_if_with_the_same_values_changes_nothing() -> None:
    case = small_steph().open_case(bag(20))
    same = case.predict(case.weights, case.lambdas, case.selected)
    np.testing.assert_array_equal(same.hazards, case.predict().hazards)


def test_what_if_target_only_is_the_target_model_with_the_head() -> None:
    model, x = small_steph(), bag(20)
    got = model.open_case(x).predict(
        np.array([1.0, 0, 0]), np.ones(3), np.array([True, False, False])
    )
    expected = numpy_abmil(
        numpy_params(new_abmil(SHAPE, 1)), array(model.head.weight), array(model.head.bias), x
    )
    np.testing.assert_allclose(got.hazards, expected["hazards"], atol=1e-6)
    assert [s.selected for s in got.sources] == [True, False, False]


def test_what_if_with_everything_off_is_the_null_model() -> None:
    model, x = small_steph(), bag(20)
    got = model.open_case(x).predict(selected=np.zeros(3, bool))
    expected = numpy_abmil(
        numpy_params(new_abmil(SHAPE, 0)), array(model.head.weight), array(model.head.bias), x
    )
    np.testing.assert_allclose(got.hazards, expected["hazards"], atol=1e-6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": np.array([-1.0, 0, 0])},
        {"weights": np.array([np.nan, 0, 0])},
        {"weights": np.ones(2)},
        {"lambdas": np.array([0.5, 0.5, 1.5])},
        {"lambdas": np.array([0.5, 0.5, np.nan])},
        {"selected": np.ones(4, bool)},
    ],
)
def test_what_if_refuses_impossible_values(wrong: dict) -> None:
    case = small_steph().open_case(bag(5))
    with pytest.raises(StephError):
        case.predict(**wrong)


def test_models_of_different_widths_are_not_merged() -> None:
    other = type(SHAPE)(feature_dim=9, embed_dim=6, attn_dim=5, n_bins=4)
    with pytest.raises(StephError, match="widths"):
        task_vector(new_abmil(other, 0), new_abmil(SHAPE, 0))


def test_wrong_width_is_refused() -> None:
    with pytest.raises(StephError, match="another encoder"):
        small_steph().predict(bag(5, width=8))


def anchored_steph(weights: list[float], lambdas: list[float]) -> Steph:
    config = StephConfig(
        hyper_dim=8,
        k=2,
        weight_source=WeightSource.ANCHORED,
        lambda_source=LambdaSource.ANCHORED,
    )
    model = small_steph_at_rest(config)
    model.anchor_weights.copy_(torch.tensor(weights))
    model.anchor_lambdas.copy_(torch.tensor(lambdas))
    return model


def small_steph_at_rest(config: StephConfig) -> Steph:
    model = small_steph(config=config)
    torch.nn.init.zeros_(model.agg_head.out.bias)  # small_steph gives it a bias
    return model


def test_an_anchored_model_starts_at_its_anchor() -> None:
    model = anchored_steph([0.9, 0.0, 0.3], [0.0, 0.4, 1.0])
    for seed in range(3):
        sources = model.predict(bag(9, seed)).sources
        assert [s.weight for s in sources] == pytest.approx([0.9, 0.0, 0.3])
        assert [s.lambda_target for s in sources] == pytest.approx([0.0, 0.4, 1.0])
        assert [s.selected for s in sources] == [True, False, True]


@pytest.mark.parametrize("push", [1e4, -1e4])
def test_an_anchored_model_moves_only_so_far(push: float) -> None:
    model = anchored_steph([0.9, 0.0, 0.3], [0.0, 0.4, 1.0])
    model.agg_head.out.bias.data = torch.tensor([push, push, 0.0])
    model.mix_head.out.bias.data.fill_(push)
    sources = model.predict(bag(9)).sources
    up = np.exp(np.sign(push) * REACH)
    moved = np.array([0.9 * up, 0.0, 0.3])
    # The sum of the weights stays; so do weights of 0 and ratios of 0 and 1.
    assert [s.weight for s in sources] == pytest.approx(1.2 * moved / moved.sum())
    odds = 0.4 / 0.6 * up
    assert [s.lambda_target for s in sources] == pytest.approx([0.0, odds / (1 + odds), 1.0])
