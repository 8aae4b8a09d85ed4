"""MASS: separated task vectors, router and merge against NumPy, and a bag that belongs to one."""

import numpy as np
import pytest
import torch
from scipy.linalg import polar
from small_models import SHAPE, bag, numpy_abmil, numpy_params

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.mil_encoder import ParamLayout
from steph_desktop.model.subspace_merge import SubspaceMerge, kept_rank, routes_of, separated

NAMES = ("target", "A", "B")
LAYOUT = ParamLayout.of_encoder(SHAPE)


def np64(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().double().numpy()


def vectors() -> torch.Tensor:
    start = new_abmil(SHAPE, 0).theta.detach()
    return torch.stack([new_abmil(SHAPE, seed).theta.detach() - start for seed in (1, 2, 3)])


def mass(k: int = 2) -> SubspaceMerge:
    models = [new_abmil(SHAPE, seed) for seed in (1, 2, 3)]
    start = new_abmil(SHAPE, 0).theta.detach()
    return SubspaceMerge(
        SHAPE, NAMES, (1.0, 0.0, 0.0), k,
        torch.cat([start[None], separated(vectors(), LAYOUT)]), routes_of(vectors(), LAYOUT),
        torch.stack([m.head.weight for m in models]), torch.stack([m.head.bias for m in models]),
    ).eval()  # fmt: skip


def test_task_vectors_are_separated_as_tsv_does() -> None:
    given = [{n: np64(p) for n, p in LAYOUT.named(v).items()} for v in vectors()]
    got = [{n: np64(p) for n, p in LAYOUT.named(v).items()} for v in separated(vectors(), LAYOUT)]
    for name, shape in zip(LAYOUT.names, LAYOUT.shapes, strict=True):
        pieces = [one[name] for one in given]
        if len(shape) == 1:
            for mine, piece in zip(got, pieces, strict=True):
                np.testing.assert_allclose(mine[name], piece)
            continue
        kept = max(1, min(shape) // 3)
        svds = [np.linalg.svd(piece, full_matrices=False) for piece in pieces]
        left = polar(np.hstack([u[:, :kept] for u, _, _ in svds]))[0]
        right = polar(np.vstack([v[:kept] for _, _, v in svds]))[0]
        for j, (_, s, _) in enumerate(svds):
            at = slice(j * kept, (j + 1) * kept)
            expected = left[:, at] @ np.diag(s[:kept]) @ right[at]
            np.testing.assert_allclose(got[j][name], expected, atol=1e-5)
        if min(shape) >= 3:  # no two models share a direction that they read
            crossed = [got[i][name] @ got[j][name].T for i, j in ((0, 1), (0, 2), (1, 2))]
            np.testing.assert_allclose(crossed, 0, atol=1e-5)


def test_a_bag_is_routed_and_predicted_by_hand() -> None:
    model, x = mass(), bag(11, seed=5)
    kept = kept_rank(LAYOUT.shapes[0], 3)
    residuals = []
    for vector in vectors():
        _, _, right = np.linalg.svd(np64(LAYOUT.unflatten(vector)[0]), full_matrices=False)
        projector = np.eye(SHAPE.feature_dim) - right[:kept].T @ right[:kept]
        rows = x.astype(float)
        left_over = [(row @ projector @ row) / (row @ row) for row in rows]
        residuals.append(np.mean(left_over))
    r = np.array(residuals)
    np.testing.assert_allclose(np64(model.residuals(x)), r, atol=1e-6)
    soft = np.exp((r.mean() - r) / r.std())
    soft /= soft.sum()
    taken = (soft >= 1 / 3) & (soft >= np.sort(soft)[-2])
    weights = np.where(taken, soft, 0) / soft[taken].sum()
    found = model.predict(x)
    assert [share.weight for share in found.sources] == pytest.approx(list(weights), abs=1e-5)
    assert [share.selected for share in found.sources] == list(taken)
    theta = np64(model.basis[0]) + weights @ np64(model.basis[1:])
    abmil = Abmil(SHAPE)
    with torch.no_grad():
        abmil.theta.copy_(torch.from_numpy(theta))
    head = np.einsum("m,mbe->be", weights, np64(model.head_weights))
    by_hand = numpy_abmil(numpy_params(abmil), head, weights @ np64(model.head_biases), x)
    np.testing.assert_allclose(found.attention, by_hand["attention"], atol=1e-5)
    assert found.risk_score == pytest.approx(by_hand["risk"], abs=1e-4)


def test_a_bag_of_what_one_model_reads_goes_to_that_model() -> None:
    model, rng = mass(k=1), np.random.default_rng(0)
    for j, name in enumerate(NAMES):
        directions = np64(model.routes[j])
        x = (rng.normal(size=(20, directions.shape[1])) @ directions.T).astype(np.float32)
        shares = model.predict(x).sources
        assert [share.cancer for share in shares if share.selected] == [name]
        assert shares[j].weight == pytest.approx(1)
    with pytest.raises(StephError):
        model.predict(bag(3, width=SHAPE.feature_dim + 1))
