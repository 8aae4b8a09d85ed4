"""Pair merges, surgery and weighted sums against NumPy and hand computation."""

import numpy as np
import pytest
import torch
from small_models import SHAPE, bag, numpy_abmil, numpy_params

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import Abmil, new_abmil, pool_bag
from steph_desktop.model.card import WeightActivation
from steph_desktop.model.merging import (
    MergeConfig,
    Merged,
    Surgery,
    iso_c_pair,
    iso_cts_pair,
    svc_pair,
    ties_pair,
    trim,
    tsv_pair,
)
from steph_desktop.model.mil_encoder import BagBatch, ParamLayout, pad_bags

NAMES = ("target", "BRCA", "LUNG")
LAYOUT = ParamLayout.of_encoder(SHAPE)


def some_vectors(count: int = len(NAMES)) -> torch.Tensor:
    null = new_abmil(SHAPE, 0).theta.detach()
    return torch.stack([null, *(new_abmil(SHAPE, s).theta.detach() for s in range(1, count + 1))])


def merged(seed: int = 0, **config: object) -> Merged:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = Merged(SHAPE, NAMES, (1.0, 0.0, 0.0), MergeConfig(**config), some_vectors())
        if model.surgery is not None:  # starts at 0: give it something to do
            torch.nn.init.normal_(model.surgery.up.weight)
        if model.agg_head is not None:
            model.agg_head.out.bias.data = torch.tensor([0.4, 0.7, 0.1])
        else:
            torch.nn.init.uniform_(model.trained_weights, 0.1, 0.9)
    return model.eval()


def as_abmil(theta: np.ndarray) -> dict:
    """Cut a flat encoder, float64, into NumPy parameters."""
    model = Abmil(SHAPE)
    with torch.no_grad():
        model.theta.copy_(torch.from_numpy(theta))
    return numpy_params(model)


def np64(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().double().numpy()


def weights_by_hand(model: Merged, x: np.ndarray) -> np.ndarray:
    """H_agg written out: mean ReLU, Linear, ReLU, Linear, ReLU."""
    assert model.hyper_embed is not None and model.agg_head is not None
    parts = (model.hyper_embed, model.agg_head.hidden, model.agg_head.out)
    u = np.maximum(x @ np64(parts[0].weight).T + np64(parts[0].bias), 0).mean(axis=0)
    hidden = np.maximum(np64(parts[1].weight) @ u + np64(parts[1].bias), 0)
    return np.maximum(np64(parts[2].weight) @ hidden + np64(parts[2].bias), 0)


def test_trimming_keeps_the_largest_magnitudes() -> None:
    vector = torch.tensor([0.1, -5.0, 2.0, -0.3, 4.0])
    assert trim(vector, 0.4).tolist() == [0.0, -5.0, 0.0, 0.0, 4.0]
    assert trim(vector, 0.2).tolist() == [0.0, -5.0, 0.0, 0.0, 0.0]
    assert trim(vector, 0.001).count_nonzero() == 1  # never nothing
    assert torch.equal(trim(vector, 1.0), vector)


def test_ties_elects_signs_and_sums_what_agrees() -> None:
    # Of ten numbers the five largest stay. By hand, number by number:
    #   agree (3 + 4), clash won by the second (5 > 1.5), clash won by the first (6 > 2),
    #   only the first stays, only the second stays, an exact tie elects nothing.
    first = torch.tensor([3.0, 1.5, 6.0, -4.0, 0.2, 9.0, 0.1, -0.2, 0.0, 0.3])
    second = torch.tensor([4.0, -5.0, -2.0, 0.1, -3.0, -9.0, 0.2, 0.1, 0.1, -0.1])
    expected = [7.0, -5.0, 6.0, -4.0, -3.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    # trimmed first: 3 1.5 6 -4 9; trimmed second: 4 -5 -2 -3 -9
    assert ties_pair(first, second, 0.5).tolist() == expected
    assert torch.equal(ties_pair(first, second, 0.5), ties_pair(second, first, 0.5))


def matrices(vector: torch.Tensor) -> dict[str, np.ndarray]:
    return {name: np64(piece) for name, piece in LAYOUT.named(vector).items()}


def orthogonal(matrix: np.ndarray) -> np.ndarray:
    """Nearest orthogonal matrix, by a polar decomposition in place of an SVD."""
    from scipy.linalg import polar

    return polar(matrix)[0]


def pair() -> tuple[torch.Tensor, torch.Tensor]:
    return tuple(torch.randn(LAYOUT.n_params, generator=torch.Generator().manual_seed(s))
                 for s in (1, 2))  # type: ignore[return-value]  # fmt: skip


def test_tsv_keeps_the_strongest_triplets_and_makes_them_orthogonal() -> None:
    first, second = pair()
    got, one, other = (matrices(v) for v in (tsv_pair(first, second, LAYOUT), first, second))
    for name, matrix in got.items():
        if matrix.ndim == 1:
            np.testing.assert_allclose(matrix, (one[name] + other[name]) / 2, rtol=1e-6)
            continue
        kept = max(1, min(matrix.shape) // 2)
        left, values, right = [], [], []
        for part in (one[name], other[name]):  # by eigenvectors of W W', not by an SVD
            size, vectors = np.linalg.eigh(part @ part.T)
            best = np.argsort(-size)[:kept]
            left.append(vectors[:, best])
            values.append(np.sqrt(size[best]))
            right.append(part.T @ vectors[:, best] / np.sqrt(size[best]))
        u, v = (orthogonal(np.hstack(side)) for side in (left, right))
        np.testing.assert_allclose(matrix, u @ np.diag(np.hstack(values)) @ v.T, atol=1e-5)
    # Two that share no direction are simply added.
    a, b = torch.zeros(LAYOUT.n_params), torch.zeros(LAYOUT.n_params)
    LAYOUT.unflatten(a)[0][0, 0] = 3.0
    LAYOUT.unflatten(b)[0][1, 1] = 2.0
    torch.testing.assert_close(tsv_pair(a, b, LAYOUT), a + b, atol=1e-6, rtol=0)


def test_iso_cts_gives_common_and_own_directions_one_singular_value() -> None:
    first, second = pair()
    got, one, other = (matrices(v) for v in (iso_cts_pair(first, second, LAYOUT), first, second))
    for name, matrix in got.items():
        if matrix.ndim == 1:
            np.testing.assert_allclose(matrix, (one[name] + other[name]) / 2, rtol=1e-6)
            continue
        rank = min(matrix.shape)
        own = round((rank - int(rank * 0.8)) / 2)
        u, s, vt = np.linalg.svd(one[name] + other[name], full_matrices=False)
        common = rank - 2 * own
        left, values, right = [u[:, :common]], [s[:common]], [vt[:common].T]
        for part in (one[name], other[name]):
            outside = part - u[:, :common] @ u[:, :common].T @ part
            a, b, c = np.linalg.svd(outside, full_matrices=False)
            left, values, right = [*left, a[:, :own]], [*values, b[:own]], [*right, c[:own].T]
        mean = np.hstack(values).mean()
        sides = [orthogonal(np.hstack(side)) for side in (left, right)]
        np.testing.assert_allclose(matrix, mean * sides[0] @ sides[1].T, atol=1e-5)
        np.testing.assert_allclose(np.linalg.svd(matrix)[1], mean, rtol=1e-4)


def test_svc_does_not_count_twice_what_both_have() -> None:
    first, second = pair()
    weights = torch.cat([torch.full(shape, float(len(shape) > 1)).reshape(-1)
                         for shape in LAYOUT.shapes])  # fmt: skip
    # The same vector twice: the sum has it twice, s_i = 2, and it is halved.
    torch.testing.assert_close(
        svc_pair(first, first, LAYOUT) * weights, first * weights, atol=1e-5, rtol=1e-5
    )
    got, one, other = (matrices(v) for v in (svc_pair(first, second, LAYOUT), first, second))
    for name, matrix in got.items():
        if matrix.ndim == 1:
            np.testing.assert_allclose(matrix, (one[name] + other[name]) / 2, rtol=1e-6)
            continue
        u, s, vt = np.linalg.svd(one[name] + other[name], full_matrices=False)
        expected = np.zeros_like(matrix)
        for r in range(len(s)):
            whole = s[r] * vt[r]
            often = []
            for part in (one[name], other[name]):
                along = u[:, r] @ part
                often.append(max(0.1, float(whole @ along / (along @ along))))
            expected += 2 / sum(often) * s[r] * np.outer(u[:, r], vt[r])
        np.testing.assert_allclose(matrix, expected, atol=1e-4)


def test_iso_c_flattens_the_spectrum_of_every_matrix() -> None:
    _, first, second, _ = some_vectors()
    got = LAYOUT.named(iso_c_pair(first, second, LAYOUT))
    a, b = LAYOUT.named(first), LAYOUT.named(second)
    for name, value in got.items():
        total = np64(a[name]) + np64(b[name])
        if total.ndim == 1:
            expected = total / 2
        else:
            # Another way to the isotropic matrix: the polar factor M (M'M)^-1/2, by eigenvectors.
            tall = total if total.shape[0] >= total.shape[1] else total.T
            squares, turn = np.linalg.eigh(tall.T @ tall)
            polar = tall @ (turn / np.sqrt(squares)) @ turn.T
            expected = np.sqrt(squares).mean() * (polar if tall is total else polar.T)
            spectrum = np.linalg.svd(np64(value), compute_uv=False)
            np.testing.assert_allclose(spectrum, spectrum.mean(), rtol=1e-5)
            assert spectrum.sum() == pytest.approx(
                np.linalg.svd(total, compute_uv=False).sum(), rel=1e-5
            )
        np.testing.assert_allclose(np64(value), expected, atol=1e-5)


def test_surgery_is_the_residual_of_a_low_rank_map() -> None:
    torch.manual_seed(0)
    surgery = Surgery(6, 3)
    z = torch.randn(4, 6)
    assert torch.equal(surgery(z), z)  # nothing is taken off before training
    torch.nn.init.normal_(surgery.up.weight)
    up, down = np64(surgery.up.weight), np64(surgery.down.weight)
    for row in z:
        expected = np64(row) - up @ np.maximum(down @ np64(row), 0)
        np.testing.assert_allclose(np64(surgery(row[None])[0]), expected, atol=1e-6)
        np.testing.assert_allclose(np64(surgery.linear_at(row)) @ np64(row), expected, atol=1e-6)


@pytest.mark.parametrize("rank", [0, 2])
def test_a_merge_per_bag_equals_numpy(rank: int) -> None:
    model, x = merged(hyper_dim=8, surgery_rank=rank), bag(9)
    w = weights_by_hand(model, x.astype(float))
    assert (w > 0).sum() >= 2
    basis = np64(model.basis)
    p = as_abmil(basis[0] + w @ basis[1:])
    w_h, b_h = np64(model.head.weight), np64(model.head.bias)
    plain = numpy_abmil(p, w_h, b_h, x)
    got = model.predict(x)
    logits = plain["logits"]
    if model.surgery is not None:
        h = np.maximum(x.astype(float) @ p["Wf"].T + p["bf"], 0)
        z = plain["attention"] @ h
        up, down = np64(model.surgery.up.weight), np64(model.surgery.down.weight)
        repaired = z - up @ np.maximum(down @ z, 0)
        assert np.abs(repaired - z).max() > 0.01
        logits = w_h @ repaired + b_h
    np.testing.assert_allclose(got.hazards, 1 / (1 + np.exp(-logits)), atol=1e-5)
    np.testing.assert_allclose(got.attention, plain["attention"], atol=1e-5)
    np.testing.assert_allclose(got.contributions.sum(axis=0), logits - b_h, atol=1e-5)
    np.testing.assert_allclose([s.weight for s in got.sources], w, atol=1e-6)
    assert [(s.cancer, s.lambda_target, s.selected) for s in got.sources] == [
        ("target", 1.0, True),
        ("BRCA", 0.0, True),
        ("LUNG", 0.0, True),
    ]


@pytest.mark.parametrize("layerwise", [False, True])
@pytest.mark.parametrize("rank", [0, 2])
def test_a_common_merge_equals_numpy_before_and_after_it_is_settled(
    layerwise: bool, rank: int
) -> None:
    model, x = merged(layerwise=layerwise, surgery_rank=rank), bag(7)
    w, basis = np64(model.trained_weights), np64(model.basis)
    d, e, a = SHAPE.feature_dim, SHAPE.embed_dim, SHAPE.attn_dim
    layers = (e * d + e, a * e + a, a * e + a, a + 1)
    theta = basis[0] + np.concatenate(
        [
            (w[i] if layerwise else w) @ part[1:]
            for i, part in enumerate(np.split(basis, np.cumsum(layers)[:-1], axis=1))
        ]
    )
    np.testing.assert_allclose(
        np64(torch.cat([piece.reshape(-1) for piece in model.common_params()])), theta, atol=1e-5
    )
    settled = model.settled()
    assert isinstance(settled, Abmil) is (rank == 0)
    before, after = model.predict(x), settled.predict(x)
    np.testing.assert_allclose(after.hazards, before.hazards, atol=1e-6)
    np.testing.assert_allclose(after.contributions, before.contributions, atol=1e-6)
    if rank == 0:
        plain = numpy_abmil(as_abmil(theta), np64(model.head.weight), np64(model.head.bias), x)
        np.testing.assert_allclose(after.hazards, plain["hazards"], atol=1e-5)
    assert after.sources == () and len(before.sources) == 3
    with pytest.raises(ValueError, match="depends on the bag"):
        merged(hyper_dim=8).settled()


@pytest.mark.parametrize("layerwise", [False, True])
def test_gradient_of_the_aggregation_loss_is_the_one_derived_by_hand(layerwise: bool) -> None:
    gamma, model = 0.3, merged(layerwise=layerwise, gamma=0.3)
    batch = pad_bags([bag(4), bag(6)])
    model.training_output(batch).penalty.mean().backward()
    w = np.atleast_2d(np64(model.trained_weights))
    # d (log sum exp w)^2 / dw_i = 2 log sum exp w * softmax(w)_i, averaged over the layers
    total = np.exp(w).sum(axis=1, keepdims=True)
    expected = gamma * 2 * np.log(total) * np.exp(w) / total / len(w)
    assert model.trained_weights.grad is not None
    np.testing.assert_allclose(np.atleast_2d(np64(model.trained_weights.grad)), expected, rtol=1e-5)


def test_training_sees_what_prediction_sees_and_counts_its_penalties() -> None:
    bags = [bag(5), bag(8, seed=1)]
    model = merged(hyper_dim=8, surgery_rank=2, gamma=0.2, surgery_pull=0.7)
    target = torch.randn(4, SHAPE.embed_dim, generator=torch.Generator().manual_seed(5))
    model.pull_towards = target
    output = model.training_output(pad_bags(bags, rows=np.array([3, 1])))
    basis = np64(model.basis)
    for row, (x, at) in enumerate(zip(bags, (3, 1), strict=True)):
        hazards = 1 / (1 + np.exp(-np64(output.logits[row])))
        np.testing.assert_allclose(hazards, model.predict(x).hazards, atol=1e-5)
        w = weights_by_hand(model, x.astype(float))
        p = as_abmil(basis[0] + w @ basis[1:])
        z = numpy_abmil(p, np64(model.head.weight), np64(model.head.bias), x)["attention"] @ (
            np.maximum(x.astype(float) @ p["Wf"].T + p["bf"], 0)
        )
        assert model.surgery is not None
        up, down = np64(model.surgery.up.weight), np64(model.surgery.down.weight)
        repaired = z - up @ np.maximum(down @ z, 0)
        expected = 0.2 * np.log(np.exp(w).sum()) ** 2
        expected += 0.7 * np.abs(repaired - np64(target[at])).mean()
        assert float(output.penalty[row].detach()) == pytest.approx(expected, rel=1e-4)
    with pytest.raises(ValueError, match="trained towards"):
        model.training_output(pad_bags(bags))


def test_common_weights_stay_between_0_and_1_and_can_leave_a_bound() -> None:
    model = merged(gamma=1.0)
    with torch.no_grad():
        model.trained_weights.copy_(torch.tensor([-0.4, 0.5, 1.7]))
    assert [share.weight for share in model.predict(bag(5)).sources] == [0.0, 0.5, 1.0]
    model.training_output(pad_bags([bag(5)])).penalty.sum().backward()
    assert model.trained_weights.tolist() == [0.0, 0.5, 1.0]
    assert model.trained_weights.grad is not None
    assert (model.trained_weights.grad > 0).all()  # alive at both bounds


@pytest.mark.parametrize("activation", list(WeightActivation))
def test_weights_per_bag_are_never_negative(activation: WeightActivation) -> None:
    model = merged(hyper_dim=8, weight_activation=activation)
    assert model.agg_head is not None
    model.agg_head.out.bias.data.fill_(-1.0)
    shares = [share.weight for share in model.predict(bag(5)).sources]
    assert min(shares) >= 0
    assert (max(shares) == 0) is (activation is WeightActivation.RELU)


def test_pooling_in_chunks_is_the_bag_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steph_desktop.model.abmil.CHUNK_ROWS", 4)
    model, x = new_abmil(SHAPE, 3).eval(), bag(11)
    p = numpy_params(model)
    h = np.maximum(x.astype(float) @ p["Wf"].T + p["bf"], 0)
    attention = numpy_abmil(p, np64(model.head.weight), np64(model.head.bias), x)["attention"]
    np.testing.assert_allclose(np64(pool_bag(x, model.params())), attention @ h, atol=1e-6)


def test_bags_that_do_not_fit_are_refused() -> None:
    for model in (merged(), merged(hyper_dim=8, surgery_rank=2)):
        with pytest.raises(StephError, match="no patch"):
            model.predict(bag(0))
        with pytest.raises(StephError, match="9 wide"):
            model.predict(bag(3, width=9))
    with pytest.raises(ValueError, match="names for"):
        Merged(SHAPE, NAMES, (1.0, 0.0, 0.0), MergeConfig(), some_vectors(2))


def test_rows_of_a_batch_are_optional() -> None:
    batch = BagBatch(torch.zeros(1, 2, 3), torch.ones(1, 2, dtype=torch.bool))
    assert batch.rows is None
