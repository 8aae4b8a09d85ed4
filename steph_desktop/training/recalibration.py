"""Bring the probabilities of a merged model back to what left-out patients showed.

A mixed head orders patients, but nothing fitted it to their outcomes: its hazards are too extreme
or too flat, or lie too low in one year. All log-odds of hazard are multiplied by one number, and
those of each bin are raised by one, which a linear head can take up.

References
----------
Platt scaling, for the hazards of discrete time: Platt, Probabilistic outputs for support vector
machines, Advances in Large Margin Classifiers 1999.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from steph_desktop.survival.discrete_time import nll_survival_loss

_PRIOR_SD = 2.0  # of log scale and mean shift: a handful of events cannot carry them away
_BIN_PRIOR_SD = 0.5  # of a bin's shift about their mean
_STEPS = 50


@dataclass(frozen=True)
class Recalibration:
    """Log-odds of hazard become scale * log-odds + shift.

    Attributes
    ----------
    scale : float
        Above 0.
    shifts : tuple of float
        Of the log-odds of each bin; of none where empty.
    """

    scale: float = 1.0
    shifts: tuple[float, ...] = ()

    @classmethod
    def fitted(
        cls, logits: Tensor, bins: NDArray[np.int64], events: NDArray[np.bool_]
    ) -> Recalibration:
        """Fit to patients that the model has not seen.

        The likelihood counts censored patients in full, unlike the loss of training: it is
        probabilities that are wanted here. A weak prior holds few events back.

        Parameters
        ----------
        logits : Tensor, shape (n, B)
            Log-odds of the hazards of left-out patients.
        bins : ndarray, shape (n,)
            Bin of each follow-up time.
        events : ndarray, shape (n,)
            Whether the event was seen.
        """
        given = logits.detach().double().cpu()
        at, seen = torch.from_numpy(bins), torch.from_numpy(events)
        # Log scale, mean shift, and what each bin departs from it.
        wanted = torch.zeros(2 + given.shape[1], dtype=torch.float64, requires_grad=True)
        optimiser = torch.optim.LBFGS([wanted], max_iter=_STEPS, line_search_fn="strong_wolfe")

        def loss() -> Tensor:
            optimiser.zero_grad()
            moved = given * wanted[0].exp() + wanted[1] + wanted[2:]
            nll = nll_survival_loss(moved, at, seen, alpha=0.0).sum()
            total = nll + (wanted[:2] / _PRIOR_SD).square().sum() / 2
            total = total + (wanted[2:] / _BIN_PRIOR_SD).square().sum() / 2
            torch.autograd.backward(total)
            return total

        optimiser.step(loss)  # type: ignore[no-untyped-call]
        log_scale, mean, *departures = wanted.detach().tolist()
        return cls(float(np.exp(log_scale)), tuple(mean + one for one in departures))

    def of_head(self, weight: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """Return the head, weight (B, E) and bias (B,), that gives the mended log-odds."""
        shifts = bias.new_tensor(self.shifts) if self.shifts else torch.zeros_like(bias)
        return self.scale * weight, self.scale * bias + shifts


AS_IS = Recalibration()
