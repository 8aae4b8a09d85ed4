"""The values of a training that a person may change."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from steph_desktop.training.train_settings import TrainSettings


@dataclass(frozen=True)
class Hyperparameters:
    """The values of a training that a person may change; the defaults are the paper's.

    Attributes
    ----------
    epochs, bags_per_step, embed_dim, attn_dim, hyper_dim, k, lr, weight_decay, beta
        See `TrainSettings`.
    gamma : float, optional
        Chosen inside each training fold if None.
    """

    epochs: int = 20
    bags_per_step: int = 16
    embed_dim: int = 512
    attn_dim: int = 384
    hyper_dim: int = 512
    k: int = 5
    lr: float = 1e-4
    weight_decay: float = 1e-5
    beta: float = 0.05
    gamma: float | None = None

    def settings(self, device: str) -> TrainSettings:
        """Return how to fit."""
        from steph_desktop.training.train_settings import TrainSettings

        values = asdict(self)
        values.pop("gamma")
        return TrainSettings(**values, device=device)
