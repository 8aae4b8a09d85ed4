"""What `steph_auto` may choose, what it chose, and how that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.survival.comparable_pairs import Gain
from steph_desktop.training.recalibration import AS_IS, Recalibration


@dataclass(frozen=True)
class Reach:
    """How far a merge leaves the target model.

    Attributes
    ----------
    target_share : float
        Lambda, above 0.
    scale : float
        Sum of the aggregation weights: how far to go along the merged task vector.
    attention_share : float
        Share of the merged task vector that the attention layers get.
    """

    target_share: float = 1.0
    scale: float = 1.0
    attention_share: float = 1.0


STAY = Reach()


@dataclass(frozen=True)
class AutoSettings:
    """What is tried, and what it takes to leave the target model.

    Attributes
    ----------
    target_shares, scales, attention_shares : tuple of float
        Values of a `Reach` to try; each begins with 1, so that of equals the nearest to the
        target model wins.
    inner_folds : int
        Folds inside the training fold.
    events_wanted, max_repeats : int
        The folds are dealt anew until this many events have been left out, at most so many times.
    min_events : int
        With fewer events nothing is chosen: the target model stays.
    events_for_all : int
        With fewer events only lambda is chosen: they cannot tell more apart.
    margin : float
        How far above 1/2 a source's C-index begins to count, in standard deviations of chance.
    floor : float
        How far above 1/2 the left-out C-index of the merge must be, in the same unit.
    caution : float
        Gain over the target model that it takes to leave it, in the same unit.
    blur : float
        Reaches are averaged with weights that fall by e for so much less left-out C-index, in the
        same unit, and the nearest to the average is taken: the very best is best partly by luck.
    per_bag : bool
        Try hypernetworks that move weights and ratios with the bag.
    hyper_dim, hyper_epochs : int
        Their width and the length of their training.
    hyper_lr, hyper_weight_decay : float
        AdamW's.
    """

    target_shares: tuple[float, ...] = (1.0, 0.85, 0.7, 0.5, 0.3, 0.15, 0.05)
    scales: tuple[float, ...] = (1.0, 0.7, 1.4, 0.5, 2.0)
    attention_shares: tuple[float, ...] = (1.0, 0.5, 0.0)
    inner_folds: int = 5
    events_wanted: int = 100
    max_repeats: int = 4
    min_events: int = 4
    events_for_all: int = 25
    margin: float = 1.0
    floor: float = 1.5
    caution: float = 0.4
    blur: float = 0.2
    per_bag: bool = True
    hyper_dim: int = 16
    hyper_epochs: int = 20
    hyper_lr: float = 1e-3
    hyper_weight_decay: float = 1e-2

    def settle(
        self, grid: Sequence[Reach], c_indices: NDArray[np.float64], chance_sd: float
    ) -> int:
        """Return the place of the reach to take among those that may be taken.

        Parameters
        ----------
        grid : sequence of Reach
            What was tried.
        c_indices : ndarray, shape (len(grid),)
            On the left-out patients; minus infinity where a reach may not be taken.
        chance_sd : float
            Standard deviation of a chance C-index.
        """
        values = np.array([[r.target_share, r.scale, r.attention_share] for r in grid])
        share = np.exp((c_indices - c_indices.max()) / (self.blur * chance_sd))
        average = share @ values / share.sum()
        # Scales spread half as wide again as the shares do.
        far = np.square((values - average) / (1.0, 1.5, 1.0)).sum(axis=1)
        return int(np.argmin(np.where(np.isfinite(c_indices), far, np.inf)))

    def grid(self, n_events: int) -> list[Reach]:
        """Every reach to try with so many events, `STAY` first."""
        shares, scales, attention = self.target_shares, self.scales, self.attention_shares
        if n_events < self.events_for_all:
            scales, attention = (1.0,), (1.0,)
        return [Reach(*values) for values in product(shares, scales, attention)]


@dataclass(frozen=True)
class AutoChoice:
    """What inner validation chose, and on what grounds.

    Attributes
    ----------
    reach : Reach
        How far to leave the target model.
    weights : ndarray, shape (m,), optional
        Shares of the sources, by all training patients; None if none rises above the margin.
    c_indices : ndarray, shape (m,)
        Zero-shot C-index of each source model.
    needed : float
        Gain that was asked for.
    gain : Gain, optional
        Of the reach that was taken, or of the best where none was good enough; None if nothing
        could be compared.
    per_bag_gain : Gain, optional
        Of the hypernetworks over fixed weights; None if they were not tried.
    per_bag : bool
        Whether they are kept.
    folds, repeats : int
        Inner folds and how often they were dealt.
    recalibration : Recalibration
        What brings the hazards of the merge to those of left-out patients.
    """

    reach: Reach
    weights: NDArray[np.float64] | None
    c_indices: NDArray[np.float64]
    needed: float
    gain: Gain | None = None
    per_bag_gain: Gain | None = None
    per_bag: bool = False
    folds: int = 0
    repeats: int = 0
    recalibration: Recalibration = AS_IS

    def notes(self, min_events: int) -> tuple[str, ...]:
        """Say in plain words what was chosen, and why."""
        if self.gain is None:
            return (
                "too few events to choose how far to leave the target model "
                f"(at least {min_events} are needed): the model is the target's own",
            )
        told = f"{self.gain.gain:+.3f} C-index (standard error {self.gain.standard_error:.3f})"
        if self.reach == STAY:
            return (
                f"inner validation gave at best {told} for leaving the target model, which is not "
                "enough: the model is the target's own",
            )
        share = self.reach.target_share
        mix = (
            "the target's task vector alone"
            if share == 1.0
            else f"{share:.0%} of the target's task vector and {1 - share:.0%} of the sources'"
        )
        bags = ", weights that move with the bag" if self.per_bag else ""
        return (
            f"inner validation chose {mix}, scaled by {self.reach.scale:g}, in the attention "
            f"layers by {self.reach.scale * self.reach.attention_share:g}{bags}: "
            f"{told}",
        )

    def evidence(self, names: Sequence[str]) -> dict[str, Any]:
        """Plain JSON values for the card of the model."""
        weights = np.zeros(len(names)) if self.weights is None else self.weights
        told: dict[str, Any] = {
            "auto_reach": {
                "lambda": self.reach.target_share,
                "scale": self.reach.scale,
                "attention_share": self.reach.attention_share,
                "per_bag": self.per_bag,
            },
            "zero_shot_c_index": dict(zip(names, self.c_indices.tolist(), strict=True)),
            "auto_source_shares": dict(zip(names, weights.tolist(), strict=True)),
            "auto_inner_validation": {"folds": self.folds, "repeats": self.repeats},
            "auto_recalibration": {
                "scale": self.recalibration.scale,
                "shifts": list(self.recalibration.shifts),
            },
        }
        for key, gain in (("auto_gain", self.gain), ("auto_per_bag_gain", self.per_bag_gain)):
            if gain is not None:
                told[key] = {
                    "c_index": gain.c_index,
                    "c_index_without": gain.reference,
                    "gain": gain.gain,
                    "standard_error": gain.standard_error,
                    "needed": self.needed,
                }
        return told
