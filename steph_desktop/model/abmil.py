"""ABMIL with gated attention: training on batches, and prediction of bags of any size in chunks.

References
----------
Ilse, Tomczak, Welling: Attention-based deep multiple instance learning. ICML 2018.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as nnf

from steph_desktop.core.errors import StephError
from steph_desktop.model.mil_encoder import (
    AbmilShape,
    BagBatch,
    EncoderParams,
    ParamLayout,
    attention_scores,
    embed_instances,
    encode_bags,
)
from steph_desktop.model.outputs import Prediction, SourceShare

DROPOUT = 0.25  # as published
CHUNK_ROWS = 4096  # rows at once: temporary arrays stay small beside the bag


class TrainingOutput(NamedTuple):
    """What a model gives the trainer for a batch of n bags."""

    logits: Tensor  # shape (n, B): log-odds of the hazards
    # shape (n,): the method's own loss terms per bag, already weighted; zeros where it has none.
    penalty: Tensor
    # weights, lambdas: shape (n, m): aggregation weights and mixing ratios, for the record.
    weights: Tensor | None = None
    lambdas: Tensor | None = None


class SurvivalModel(nn.Module, ABC):
    """Base of all models: training on batches, and prediction of one bag."""

    shape: AbmilShape  # widths of the network
    head: nn.Linear  # the last layer, from which the log-odds of the hazards come
    recalibrated = False  # whether a pack's recalibration is part of the head
    place_columns = 0  # columns of a bag that follow the features: where each patch lies

    def __init__(self, shape: AbmilShape) -> None:
        super().__init__()
        self.shape = shape

    @abstractmethod
    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Return logits and penalties of a batch, with gradient."""

    @abstractmethod
    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag, shape (N, D), float32.

        Raises
        ------
        StephError
            If the bag is empty, of another width, or holds NaN.
        """

    def predict_patient(
        self,
        features: NDArray[np.float32],
        clinical: Mapping[str, str],  # noqa: ARG002
    ) -> Prediction:
        """Predict a patient from the bag and clinical columns (text); most models ignore these."""
        return self.predict(features)


class SeveralModels(SurvivalModel):
    """Base of the models that are made of several named vectors or models.

    Parameters
    ----------
    shape : AbmilShape
        Widths of the ABMIL models.
    names : tuple of str
        Name of each: a source cancer, or the target, which stands first.
    target_shares : tuple of float
        Share of the target in each: 1 for its own, 0 for a source's, one half for a pair in which
        both count alike.
    given : int
        How many there are, which has to fit.
    """

    def __init__(
        self,
        shape: AbmilShape,
        names: tuple[str, ...],
        target_shares: tuple[float, ...],
        given: int,
    ) -> None:
        super().__init__(shape)
        if not len(names) == len(target_shares) == given:
            raise ValueError(f"{len(names)} names for {given} vectors or models")
        self.names, self.target_shares = names, target_shares
        self.layout = ParamLayout.of_encoder(shape)

    def shares_of(self, weights: Tensor, selected: Tensor | None = None) -> tuple[SourceShare, ...]:
        """Return weights of a bag, shape (r,), with their names and whether each counts."""
        counted = torch.ones_like(weights) if selected is None else selected
        rows = zip(self.names, weights.tolist(), self.target_shares, counted.tolist(), strict=True)
        return tuple(SourceShare(name, w, share, bool(one)) for name, w, share, one in rows)


def check_features(features: NDArray[np.float32], feature_dim: int) -> None:
    """Refuse a bag that the model cannot take.

    Raises
    ------
    StephError
        If the bag is empty, of another width, or holds NaN or infinite numbers.
    """
    if features.ndim != 2:
        raise StephError(
            f"The features have {features.ndim} axes where patches x width are needed",
            todo="Extract the features again.",
        )
    if len(features) == 0:
        raise StephError("The bag holds no patch", todo="Check the tissue found on the slide.")
    if features.shape[1] != feature_dim:
        raise StephError(
            f"The features are {features.shape[1]} wide, the model takes {feature_dim}: "
            "made with another encoder",
            todo="Extract them with the model's encoder.",
        )
    # Chunks: a mask over a whole large bag would double its memory.
    for start in range(0, len(features), CHUNK_ROWS):
        if not np.isfinite(features[start : start + CHUNK_ROWS]).all():
            raise StephError(
                "The features hold numbers that are not finite (NaN or infinite)",
                todo="Extract the features again.",
            )


def chunks_of(features: NDArray[np.float32], device: torch.device) -> Iterator[Tensor]:
    """Yield a bag as tensors of shape (1, <= CHUNK_ROWS, D), float32."""
    for start in range(0, len(features), CHUNK_ROWS):
        piece = np.ascontiguousarray(features[start : start + CHUNK_ROWS], dtype=np.float32)
        if not piece.flags.writeable:
            piece = piece.copy()
        yield torch.from_numpy(piece).to(device).unsqueeze(0)


class ProjectedBag(NamedTuple):
    """One bag seen through one encoder and a linear map of its representation."""

    attention: NDArray[np.float64]  # shape (N,): attention per instance; sums to 1
    contributions: NDArray[np.float32]  # shape (N, B): each instance's share of the mapped sum
    total: NDArray[np.float64]  # shape (B,): sum of the shares


def predict_bag(
    features: NDArray[np.float32],
    params: EncoderParams,
    head_weight: Tensor,
    head_bias: Tensor,
    sources: tuple[SourceShare, ...] = (),
) -> Prediction:
    """Run one encoder and head over one bag in chunks; memory does not grow with N x E.

    The head is linear, so logits = b_h + sum_i attention_i (H_i W_h'): each instance's share of
    each bin's log-odds is exact, and neither H nor z has to be kept. Sums run in float64.

    Parameters
    ----------
    features : ndarray, shape (N, D), float32
        The bag.
    head_weight, head_bias : Tensor, shapes (B, E) and (B,)
        The prediction head.
    sources : tuple of SourceShare
        Passed through into the prediction.
    """
    bag = project_bag(features, params, head_weight)
    logits = head_bias.detach().cpu().numpy().astype(np.float64) + bag.total
    return prediction_of(logits, bag.attention, bag.contributions, sources)


def project_bag(
    features: NDArray[np.float32], params: EncoderParams, weight: Tensor
) -> ProjectedBag:
    """Return each instance's share of z W', with z the bag representation, in chunks.

    Parameters
    ----------
    features : ndarray, shape (N, D), float32
        The bag.
    weight : Tensor, shape (B, E)
        The linear map W.
    """
    scores = np.empty(len(features))
    projected = np.empty((len(features), len(weight)), np.float32)
    start = 0
    with torch.inference_mode():
        for chunk in chunks_of(features, weight.device):
            embedded = embed_instances(chunk, params)
            stop = start + chunk.shape[1]
            scores[start:stop] = attention_scores(embedded, params)[0].cpu().numpy()
            projected[start:stop] = nnf.linear(embedded[0], weight).cpu().numpy()
            start = stop
    return attend(scores, projected)


def attend(scores: NDArray[np.float64], projected: NDArray[np.float32]) -> ProjectedBag:
    """Weight mapped instances, shape (N, B), by the softmax of their scores, in place.

    Raises
    ------
    StephError
        If anything is not a finite number.
    """
    require_finite(scores, projected)
    attention = np.exp(scores - scores.max())
    attention /= attention.sum()
    # einsum sums in float64 without a float64 copy of the (N, B) matrix.
    total = np.einsum("n,nb->b", attention, projected)
    np.multiply(projected, attention[:, None], out=projected, casting="same_kind")
    return ProjectedBag(attention, projected, total)


def pool_bag(features: NDArray[np.float32], params: EncoderParams) -> Tensor:
    """Return the bag representation z of one bag, shape (E,), in chunks.

    The softmax over instances is taken as they come: sums are rescaled whenever a higher score
    turns up, so that only one chunk of embeddings is held at a time.
    """
    device = params.w_f.device
    highest = torch.full((), -torch.inf, dtype=torch.float64, device=device)
    norm = torch.zeros((), dtype=torch.float64, device=device)
    pooled = torch.zeros(params.w_f.shape[-2], dtype=torch.float64, device=device)
    with torch.inference_mode():
        for chunk in chunks_of(features, device):
            embedded = embed_instances(chunk, params)[0]
            scores = attention_scores(embedded[None], params)[0].double()
            top = torch.maximum(highest, scores.max())
            share = torch.exp(scores - top)
            shrink = torch.exp(highest - top)
            norm = norm * shrink + share.sum()
            pooled = pooled * shrink + share @ embedded.double()
            highest = top
        return (pooled / norm).float()


def prediction_of(
    logits: NDArray[np.float64],
    attention: NDArray[np.float64],
    contributions: NDArray[np.float32],
    sources: tuple[SourceShare, ...] = (),
) -> Prediction:
    """Turn log-odds of the hazards, shape (B,), into a prediction.

    Raises
    ------
    StephError
        If anything of it is not a finite number. Every model's prediction is made here.
    """
    hazards = _sigmoid(logits)
    survival = np.asarray(np.cumprod(_sigmoid(-logits)), np.float64)
    mixture = [(share.weight, share.lambda_target) for share in sources]
    require_finite(logits, hazards, survival, attention, contributions, np.array(mixture))
    return Prediction(
        hazards=hazards,
        survival=survival,
        risk_score=-float(survival.sum()),
        attention=attention,
        contributions=contributions,
        sources=sources,
    )


def require_finite(*arrays: NDArray[np.floating]) -> None:
    """Refuse NaN and infinite numbers before they become part of a result.

    Raises
    ------
    StephError
        If one is NaN or infinite.
    """
    if not all(bool(np.isfinite(array).all()) for array in arrays):
        raise StephError(
            "The model's answer to these features is not a finite number: they are far larger "
            "than those that it was trained on",
            todo="Extract the features again, with the model's encoder.",
        )


def _sigmoid(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic function that overflows on neither side."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))


class Abmil(SurvivalModel):
    """An ABMIL network: a flat MIL encoder and a linear prediction head.

    Weights start as `torch.nn.Linear` draws them, uniform within 1 / sqrt(inputs).
    """

    def __init__(self, shape: AbmilShape) -> None:
        super().__init__(shape)
        self.layout = ParamLayout.of_encoder(shape)
        theta = torch.empty(self.layout.n_params)
        fan_in = (shape.feature_dim, shape.embed_dim, shape.embed_dim, shape.attn_dim)
        for bound, weight_and_bias in zip(fan_in, _pairs(self.layout, theta), strict=True):
            for piece in weight_and_bias:
                nn.init.uniform_(piece, -(bound**-0.5), bound**-0.5)
        self.theta = nn.Parameter(theta)
        self.head = nn.Linear(shape.embed_dim, shape.n_bins)

    def params(self) -> EncoderParams:
        """View the flat vector as the encoder's parameters."""
        return EncoderParams.of(self.layout, self.theta)

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Return logits of a batch; ABMIL has no penalty of its own."""
        z = encode_bags(batch, self.params(), dropout=DROPOUT, training=self.training)
        logits = self.head(z)
        return TrainingOutput(logits, logits.new_zeros(len(logits)))

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag, see `SurvivalModel.predict`."""
        check_features(features, self.shape.feature_dim)
        with torch.inference_mode():
            return predict_bag(features, self.params(), self.head.weight, self.head.bias)


def _pairs(layout: ParamLayout, theta: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    pieces = layout.unflatten(theta)
    return zip(pieces[0::2], pieces[1::2], strict=True)


def new_abmil(shape: AbmilShape, seed: int) -> Abmil:
    """Return a freshly drawn ABMIL; the same seed gives the same weights (the null model M_0)."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return Abmil(shape)
