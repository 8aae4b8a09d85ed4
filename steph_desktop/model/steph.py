"""STEPH: sparse task vector mixup with hypernetworks.

References
----------
STEPH: CVPR 2026, arXiv 2603.10526, and the figures of its authors' released code.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as nnf

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import (
    DROPOUT,
    SurvivalModel,
    TrainingOutput,
    check_features,
    chunks_of,
    predict_bag,
    require_finite,
)
from steph_desktop.model.card import LambdaForm, LambdaSource, WeightActivation, WeightSource
from steph_desktop.model.mil_encoder import (
    AbmilShape,
    BagBatch,
    ParamLayout,
    encode_bags,
    linear_as,
)
from steph_desktop.model.outputs import Prediction, SourceShare
from steph_desktop.model.task_vectors import (
    merge_encoders,
    mixup_coefficients,
    top_k_mask,
    top_share_mask,
)

REACH = 0.7
"""Most that an anchored hypernetwork moves: the log of a weight, the log-odds of a mixing ratio."""


@dataclass(frozen=True)
class StephConfig:
    """Settings of a STEPH model; the ablations are values of the last fields."""

    hyper_dim: int = 512  # width of the hypernetworks' shared encoder
    k: int = 5  # sources merged per bag; as many as there are sources for no sparsity
    # If above 0, K is chosen per bag: the fewest sources, at most `k`, that hold this share of
    # the bag's aggregation weight.
    k_share: float = 0.0
    lambda_form: LambdaForm = LambdaForm.RATIO  # how the mixing ratio is read off its hypernetwork
    # What keeps the aggregation weights non-negative.
    weight_activation: WeightActivation = WeightActivation.RELU
    # Mixing ratio per bag, trained per source, or fixed at 0 or 1; anchored: per bag, but within
    # `REACH` of given ratios, from which an untrained hypernetwork does not move.
    lambda_source: LambdaSource = LambdaSource.PER_BAG
    # Aggregation weights per bag or trained per source; anchored: per bag, within `REACH` of
    # given weights (those at 0 stay there), and with their sum.
    weight_source: WeightSource = WeightSource.PER_BAG
    # gamma, beta: weights of L_agg and L_mix in the objective.
    gamma: float = 0.005
    beta: float = 0.05
    # Add to L_agg the mean weight of the selected sources, as the released code does.
    select_penalty: bool = False


class HyperHead(nn.Module):
    """Linear - ReLU - Dropout - Linear: from the shared bag encoding to one number per source.

    At rest it answers 0 to every bag, until it is trained.
    """

    def __init__(self, width: int, n_sources: int, *, at_rest: bool = False) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, width)
        self.out = nn.Linear(width, n_sources)
        if at_rest:
            nn.init.zeros_(self.out.weight)
            nn.init.zeros_(self.out.bias)

    def forward(self, u: Tensor) -> Tensor:
        """Map shared bag encodings (n, Hy) to (n, m) numbers."""
        hidden = nnf.dropout(torch.relu(self.hidden(u)), DROPOUT, self.training)
        return torch.as_tensor(self.out(hidden))


def activate(raw: Tensor, activation: WeightActivation) -> Tensor:
    """Turn the output of H_agg into weights that are not negative."""
    match activation:
        case WeightActivation.RELU:
            return torch.relu(raw)
        case WeightActivation.SOFTPLUS:
            return nnf.softplus(raw)
        case WeightActivation.SIGMOID:
            return torch.sigmoid(raw)


def encode_means(embed: nn.Linear, batch: BagBatch) -> Tensor:
    """Shared bag encodings u = mean_i ReLU(X W_e' + b_e) of a batch, shape (n, Hy)."""
    embedded = torch.relu(linear_as(batch.features, embed.weight, embed.bias))
    total = torch.einsum("nl,nlh->nh", batch.mask.to(embedded.dtype), embedded)
    return total.to(embed.weight.dtype) / batch.counts[:, None]


def encode_mean(embed: nn.Linear, features: NDArray[np.float32]) -> Tensor:
    """Shared bag encoding of one bag of any size, in chunks, shape (1, Hy)."""
    total = embed.weight.new_zeros(embed.out_features, dtype=torch.float64)
    for chunk in chunks_of(features, embed.weight.device):
        total += torch.relu(embed(chunk[0])).double().sum(dim=0)
    return (total / len(features)).float()[None]


def aggregation_loss(weights: Tensor, selected: Tensor, *, select_penalty: bool = False) -> Tensor:
    """L_agg = (logsumexp_i w_i)^2 per bag, shape (n,).

    Parameters
    ----------
    weights, selected : Tensor, shape (n, m)
        Aggregation weights and the sources merged.
    select_penalty : bool
        Add sum_i w_i [i selected] / K (released code).
    """
    loss = torch.logsumexp(weights, dim=-1).square()
    if select_penalty:
        loss = loss + (weights * selected).sum(dim=-1) / selected.sum(dim=-1)
    return loss


def mixing_loss(lambdas: Tensor, selected: Tensor) -> Tensor:
    """L_mix: mean of lambda_j^2 over the selected sources of each bag, shape (n,)."""
    return (lambdas.square() * selected).sum(dim=-1) / selected.sum(dim=-1)


class Steph(SurvivalModel):
    """One model per bag, merged from a target's and its sources' task vectors.

    Parameters
    ----------
    shape : AbmilShape
        Widths of the ABMIL models.
    null, target_vector : Tensor, shape (P,)
        theta_0 and tau_t.
    source_vectors : Tensor, shape (m, P)
        tau_s1 ... tau_sm.
    """

    is_abmil = True  # whether the merged network is ABMIL
    basis: Tensor
    anchor_weights: Tensor
    anchor_lambdas: Tensor

    def __init__(
        self,
        shape: AbmilShape,
        sources: tuple[str, ...],
        config: StephConfig,
        null: Tensor,
        target_vector: Tensor,
        source_vectors: Tensor,
    ) -> None:
        super().__init__(shape)
        if not sources or len(sources) != len(source_vectors):
            raise ValueError(f"{len(sources)} names for {len(source_vectors)} source task vectors")
        self.sources = sources
        self.config = config
        self.layout = ParamLayout.of_encoder(shape)
        # theta_0, tau_t, tau_s1 ... tau_sm: one matrix, so that a merge is one product.
        self.register_buffer(
            "basis", torch.cat([null.detach()[None], target_vector.detach()[None], source_vectors])
        )
        m, width = len(sources), config.hyper_dim
        self.hyper_embed: nn.Linear | None = None
        self.agg_head: HyperHead | None = None
        self.mix_head: HyperHead | None = None
        if config.weight_source is WeightSource.PER_SOURCE:
            self.trained_weights = nn.Parameter(torch.full((m,), 1.0 / m))
        else:
            anchored = config.weight_source is WeightSource.ANCHORED
            self.agg_head = HyperHead(width, m, at_rest=anchored)
            if anchored:
                self.register_buffer("anchor_weights", torch.full((m,), 1.0 / m))
        if config.lambda_source in (LambdaSource.PER_BAG, LambdaSource.ANCHORED):
            anchored = config.lambda_source is LambdaSource.ANCHORED
            self.mix_head = HyperHead(width, m, at_rest=anchored)
            if anchored:
                self.register_buffer("anchor_lambdas", torch.full((m,), 0.5))
        elif config.lambda_source is LambdaSource.PER_SOURCE:
            # Ratio 1 and logit 0 both mean lambda one half: neither side is favoured at the start.
            start = 1.0 if config.lambda_form is LambdaForm.RATIO else 0.0
            self.trained_lambdas = nn.Parameter(torch.full((m,), start))
        elif config.lambda_source is LambdaSource.PER_SOURCE_FREE:
            self.trained_lambdas = nn.Parameter(torch.zeros(m))
        if self.agg_head is not None or self.mix_head is not None:
            self.hyper_embed = nn.Linear(shape.feature_dim, width)
        self.head = nn.Linear(shape.embed_dim, shape.n_bins)

    def _ratio(self, raw: Tensor) -> Tensor:
        if self.config.lambda_form is LambdaForm.RATIO:
            return 1 / (1 + torch.relu(raw))
        return torch.sigmoid(raw)

    def _weights(self, raw: Tensor) -> Tensor:
        """Activate the output of H_agg, or move the anchor by a bounded factor, its sum kept."""
        if self.config.weight_source is not WeightSource.ANCHORED:
            return activate(raw, self.config.weight_activation)
        moved = self.anchor_weights * torch.exp(REACH * torch.tanh(raw))
        return moved * (self.anchor_weights.sum() / moved.sum(dim=-1, keepdim=True))

    def _near_lambdas(self, raw: Tensor) -> Tensor:
        """Move the anchor's log-odds by at most REACH; ratios of 0 and 1 stay."""
        odds = self.anchor_lambdas * torch.exp(REACH * torch.tanh(raw))
        return odds / (odds + 1 - self.anchor_lambdas)

    def mixture(self, u: Tensor | None, n_bags: int) -> tuple[Tensor, Tensor, Tensor]:
        """Return weights, mixing ratios and the sources merged, each of shape (n, m).

        Parameters
        ----------
        u : Tensor, shape (n, Hy), optional
            Shared bag encoding; None where nothing is chosen per bag.
        """
        size = (n_bags, len(self.sources))
        if self.agg_head is not None and u is not None:
            weights = self._weights(self.agg_head(u))
        else:
            weights = self.trained_weights.clamp(min=0).expand(size)
        match self.config.lambda_source:
            case LambdaSource.PER_BAG if self.mix_head is not None and u is not None:
                lambdas = self._ratio(self.mix_head(u))
            case LambdaSource.ANCHORED if self.mix_head is not None and u is not None:
                lambdas = self._near_lambdas(self.mix_head(u))
            case LambdaSource.PER_SOURCE:
                lambdas = self._ratio(self.trained_lambdas).expand(size)
            case LambdaSource.PER_SOURCE_FREE:
                lambdas = (1 / (1 + self.trained_lambdas)).expand(size)
            case LambdaSource.TARGET_ONLY:
                lambdas = weights.new_ones(size)
            case _:
                lambdas = weights.new_zeros(size)
        selected = top_k_mask(weights, self.config.k)
        if self.config.k_share > 0:
            selected &= top_share_mask(weights, self.config.k_share)
        return weights, lambdas, selected

    def _encode(self, batch: BagBatch) -> Tensor | None:
        return None if self.hyper_embed is None else encode_means(self.hyper_embed, batch)

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Return logits and gamma L_agg + beta L_mix of a batch, one merged model per bag."""
        if self.config.weight_source is WeightSource.PER_SOURCE:
            # Back to w >= 0 after every step: unlike a clamp alone, a weight can leave 0 again.
            with torch.no_grad():
                self.trained_weights.clamp_(min=0)
        weights, lambdas, selected = self.mixture(self._encode(batch), len(batch.features))
        coefficients = mixup_coefficients(weights, lambdas, selected)
        params = merge_encoders(self.layout, self.basis, coefficients)
        # The merged encoder is frozen in all but its coefficients: dropout acts as in the models.
        z = encode_bags(batch, params, dropout=DROPOUT, training=self.training)
        return self._told(z, weights, lambdas, selected)

    def _told(
        self, z: Tensor, weights: Tensor, lambdas: Tensor, selected: Tensor
    ) -> TrainingOutput:
        config = self.config
        loss = aggregation_loss(weights, selected, select_penalty=config.select_penalty)
        penalty = config.gamma * loss + config.beta * mixing_loss(lambdas, selected)
        return TrainingOutput(self.head(z), penalty, weights.detach(), lambdas.detach())

    def open_case(self, features: NDArray[np.float32]) -> StephCase:
        """Run the hypernetworks over one bag; what-if predictions then cost little.

        Raises
        ------
        StephError
            If the bag is empty, of another width, or holds NaN.
        """
        width = self.shape.feature_dim
        check_features(features, width + self.place_columns)
        with torch.inference_mode():
            seen = features[:, :width]
            u = None if self.hyper_embed is None else encode_mean(self.hyper_embed, seen)
            chosen = self.mixture(u, 1)
        weights, lambdas = (part[0].detach().double().cpu().numpy() for part in chosen[:2])
        require_finite(weights, lambdas)
        return StephCase(self, features, weights, lambdas, chosen[2][0].cpu().numpy())

    def answer(
        self,
        features: NDArray[np.float32],
        row: Tensor,
        shares: tuple[SourceShare, ...],
        *,
        with_map: bool = True,  # noqa: ARG002 - costs nothing here
    ) -> Prediction:
        """Predict a bag by the model merged with the coefficients `row`, shape (2 + m,)."""
        with torch.inference_mode():
            used, device = torch.nonzero(row)[:, 0], self.basis.device
            basis, coefficients = self.basis[used.to(device)], row[None, used].float().to(device)
            params = merge_encoders(self.layout, basis, coefficients).first()
            return predict_bag(features, params, self.head.weight, self.head.bias, shares)

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag with the model merged for it, see `SurvivalModel.predict`."""
        return self.open_case(features).predict()


@dataclass(frozen=True)
class StephCase:
    """One bag with the mixture that the hypernetworks chose for it."""

    model: Steph  # the model
    features: NDArray[np.float32]  # shape (N, D), float32: the bag
    # weights, lambdas: shape (m,): aggregation weights and mixing ratios chosen for this bag.
    weights: NDArray[np.float64]
    lambdas: NDArray[np.float64]
    selected: NDArray[np.bool_]  # shape (m,), bool: the K sources merged

    def predict(
        self,
        weights: NDArray[np.float64] | None = None,
        lambdas: NDArray[np.float64] | None = None,
        selected: NDArray[np.bool_] | None = None,
        *,
        with_map: bool = True,
    ) -> Prediction:
        """Predict with the chosen mixture, or with parts of it replaced ("what if").

        Parameters
        ----------
        weights : ndarray, shape (m,), optional
            Aggregation weights >= 0 in place of the chosen ones.
        lambdas : ndarray, shape (m,), optional
            Mixing ratios in [0, 1] in place of the chosen ones.
        selected : ndarray, shape (m,), bool, optional
            Sources to merge in place of the K strongest.
        with_map : bool
            False where the risk alone is asked for, which saves time where a map costs some.
        """
        row, shares = self.mixture(weights, lambdas, selected)
        return self.model.answer(self.features, row, shares, with_map=with_map)

    def mixture(
        self,
        weights: NDArray[np.float64] | None = None,
        lambdas: NDArray[np.float64] | None = None,
        selected: NDArray[np.bool_] | None = None,
    ) -> tuple[Tensor, tuple[SourceShare, ...]]:
        """Return the chosen mixture with parts of it replaced, as `predict` takes them.

        Its coefficients, shape (m + 2,), see `mixup_coefficients`, and its parts by name.

        Raises
        ------
        StephError
            If there is not one value for each source, or one is out of range.
        """
        w = self.weights if weights is None else np.asarray(weights, np.float64)
        mix = self.lambdas if lambdas is None else np.asarray(lambdas, np.float64)
        chosen = self.selected if selected is None else np.asarray(selected, bool)
        size = (len(self.model.sources),)
        if w.shape != size or mix.shape != size or chosen.shape != size:
            raise StephError(f"The model has {size[0]} sources", todo="Give one value for each.")
        if not (np.isfinite(w) & (w >= 0)).all():
            raise StephError("A weight is negative or not a number", todo="Weights start at 0.")
        # A free ratio may have been trained past 1: what was chosen is never refused.
        if not ((mix >= 0) & (mix <= np.maximum(1.0, self.lambdas))).all():
            raise StephError(
                "A mixing ratio is not between 0 and 1", todo="Choose a value from 0 to 1."
            )
        row = mixup_coefficients(*(torch.tensor(part[None]) for part in (w, mix, chosen)))[0]
        names, parts = self.model.sources, (w.tolist(), mix.tolist(), chosen.tolist())
        return row, tuple(map(SourceShare, names, *parts))
