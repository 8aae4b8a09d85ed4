"""ROUPKT: a router sends each bag to the experts that read frozen models' representations.

References
----------
CROPKT / ROUPKT: arXiv 2508.13482. Load balancing: Fedus et al., JMLR 2022; router z-loss: Zoph et
al., arXiv 2202.08906.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from steph_desktop.model.abmil import (
    DROPOUT,
    SeveralModels,
    TrainingOutput,
    check_features,
    new_abmil,
    pool_bag,
    prediction_of,
    project_bag,
)
from steph_desktop.model.mil_encoder import (
    AbmilShape,
    BagBatch,
    EncoderParams,
    ParamLayout,
    encode_bags,
    pad_bags,
    plan_batches,
)
from steph_desktop.model.outputs import Prediction
from steph_desktop.model.task_vectors import top_k_mask

_BAGS_AT_ONCE = 16  # bags read from the disk together


@dataclass(frozen=True)
class RoutingConfig:
    """Settings of a routed model."""

    k: int = 5  # experts that count per bag
    # balance_weight, z_weight: weights of the load-balancing loss and the router z-loss in the
    # objective.
    balance_weight: float = 0.01
    z_weight: float = 0.01
    window: int = 16  # bags over which the load of the experts is measured, one optimiser step's
    # As in the authors' code: no bias in the gate, and the balance loss is each bag's highest
    # probability.
    published: bool = False


def representations(
    bags: Sequence[NDArray[np.float32]], encoders: Tensor, layout: ParamLayout, max_instances: int
) -> Tensor:
    """Return z of every bag by every frozen encoder, without dropout, shape (n, r, E), float32.

    Parameters
    ----------
    bags : sequence of ndarray, shape (N_i, D), float32
        Read once, a few at a time.
    encoders : Tensor, shape (r, P)
        Flat MIL encoders.
    max_instances : int
        Most instances padded into one batched product.
    """
    params = [EncoderParams.of(layout, theta) for theta in encoders]
    found = encoders.new_zeros(len(bags), len(encoders), layout.shapes[0][0])
    with torch.no_grad():
        for start in range(0, len(bags), _BAGS_AT_ONCE):
            some = [bags[i] for i in range(start, min(start + _BAGS_AT_ONCE, len(bags)))]
            for bag in some:
                check_features(bag, layout.shapes[0][1])
            for group in plan_batches([len(bag) for bag in some], max_instances):
                batch = pad_bags([some[i] for i in group], encoders.device)
                rows = torch.tensor(group, device=encoders.device) + start
                for j, one in enumerate(params):
                    found[rows, j] = encode_bags(batch, one)
    return found


class Routed(SeveralModels):
    """A weighted sum of the experts that a router chose for the bag, and one head on it.

    Expert j is Linear + ReLU on the representation z_j that the frozen model j gives of the bag.
    The router is an ABMIL of its own on the bag: a Linear to one score a model, softmax, and the
    top K probabilities as weights, not scaled up again.

    Parameters
    ----------
    shape, names, target_shares
        See `SeveralModels`; a name for each frozen model.
    encoders : Tensor, shape (r, P)
        The frozen MIL encoders.
    """

    encoders: Tensor
    load: Tensor

    def __init__(
        self,
        shape: AbmilShape,
        names: tuple[str, ...],
        target_shares: tuple[float, ...],
        config: RoutingConfig,
        encoders: Tensor,
        seed: int = 0,
    ) -> None:
        super().__init__(shape, names, target_shares, len(encoders))
        self.config = config
        r, e = len(names), shape.embed_dim
        self.register_buffer("encoders", encoders.detach().clone())
        self.register_buffer("load", torch.full((r,), 1.0 / r), persistent=False)
        # z of every training bag: the frozen models need to see each bag only once.
        self.remembered: Tensor | None = None
        self.router = nn.Parameter(new_abmil(shape, seed).theta.detach())
        self.gate = nn.Linear(e, r)
        if config.published:  # a bias of 0 that stays: packs of both kinds hold the same tensors
            nn.init.zeros_(self.gate.bias)
            self.gate.bias.requires_grad_(False)
        self.expert_weight = nn.Parameter(torch.empty(r, e, e).uniform_(-(e**-0.5), e**-0.5))
        self.expert_bias = nn.Parameter(torch.empty(r, e).uniform_(-(e**-0.5), e**-0.5))
        self.head = nn.Linear(e, shape.n_bins)

    def route(self, z: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores, probabilities and the experts that count, each (n, r), of z (n, E)."""
        scores = self.gate(z)
        probabilities = torch.softmax(scores, dim=1)
        return scores, probabilities, top_k_mask(probabilities, self.config.k)

    def mix(self, z: Tensor, gates: Tensor) -> Tensor:
        """Weighted sum of the experts, shape (n, E), of z (n, r, E) by gates (n, r)."""
        hidden = torch.baddbmm(
            self.expert_bias[:, None], z.transpose(0, 1), self.expert_weight.transpose(1, 2)
        )
        return torch.einsum("nr,rne->ne", gates, torch.relu(hidden))

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Return logits, and the balance and z losses of the router."""
        params = EncoderParams.of(self.layout, self.router)
        own = encode_bags(batch, params, dropout=DROPOUT, training=self.training)
        scores, probabilities, counted = self.route(own)
        if self.remembered is None or batch.rows is None:
            frozen = [EncoderParams.of(self.layout, theta) for theta in self.encoders]
            z = torch.stack([encode_bags(batch, one) for one in frozen], dim=1)
        else:
            z = self.remembered[batch.rows]
        logits = self.head(self.mix(z, probabilities * counted))
        balance = self.balance(probabilities, counted)
        z_loss = torch.logsumexp(scores, dim=1).square()
        penalty = self.config.balance_weight * balance + self.config.z_weight * z_loss
        shares = probabilities.new_tensor(self.target_shares).expand(len(scores), -1)
        return TrainingOutput(logits, penalty, (probabilities * counted).detach(), shares)

    def balance(self, probabilities: Tensor, counted: Tensor) -> Tensor:
        """Load-balancing loss per bag, shape (n,): r sum_j f_j p_j, 1 where all is even.

        f_j, the share of choices that fell on expert j, carries no gradient. It is measured over
        one optimiser step's bags: exactly, where the step is one batch; as a moving mean, where
        large bags come one by one, for over a single bag it would say nothing. As published it is
        the bag's highest probability: the authors' code takes f_j from the one bag's first choice.
        """
        if self.config.published:
            return probabilities.max(dim=1).values
        chosen = (counted / counted.sum(dim=1, keepdim=True)).mean(dim=0)
        if self.training:
            share = min(1.0, len(counted) / self.config.window)
            self.load = torch.lerp(self.load, chosen.detach(), share)
        return len(self.names) * probabilities @ self.load

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag.

        With this bag's route and the ReLUs that are alive at it, the log-odds are linear in the
        instances: the contributions are exact and sum to logits minus a constant (the biases). The
        attention shown is the mean of the models', weighted as the router weighted them. See
        `SurvivalModel.predict`.
        """
        check_features(features, self.shape.feature_dim)
        with torch.inference_mode():
            own = pool_bag(features, EncoderParams.of(self.layout, self.router))
            _, probabilities, counted = self.route(own[None])
            gates = (probabilities * counted)[0]
            logits = self.head.bias.cpu().numpy().astype(np.float64)
            attention = np.zeros(len(features))
            contributions = np.zeros((len(features), len(logits)), np.float32)
            # Experts that do not count add exactly 0: their models need not run.
            for j in torch.nonzero(counted[0])[:, 0].tolist():
                params = EncoderParams.of(self.layout, self.encoders[j])
                weight, bias = self.expert_weight[j], self.expert_bias[j]
                hidden = weight @ pool_bag(features, params) + bias
                out = self.head.weight * (gates[j] * (hidden > 0))
                seen = project_bag(features, params, out @ weight)
                logits = logits + seen.total + (out @ bias).cpu().numpy().astype(np.float64)
                attention += float(gates[j] / gates.sum()) * seen.attention
                contributions += seen.contributions
            shares = self.shares_of(probabilities[0], counted[0])
            return prediction_of(logits, attention, contributions, shares)
