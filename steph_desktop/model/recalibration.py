"""Recalibration of a model's hazards on patients that it has not seen.

A fitted model ranks better than it predicts: its curves are too extreme, or hardly differ. On
patients that were left out inside the training part, its log-odds of hazard become
scale * log-odds + shift of the bin. The numbers stand on a pack's card, beside the weights: these
stay as they were fitted, and every answer of the pack is given through the recalibration.

It is kept only where it is better on patients that chose nothing. Of the parts of patients that
were left out, each is in turn predicted through what the others give; the log-likelihood per
patient has to gain (`Recalibration.of_parts`). Without that rule models that were right as they
were fitted lost: a shift for each time bin asks more of few events than they can tell
(tests/benchmarks/calibration.md has the figures, also of asking for one standard error).

References
----------
Platt scaling, for the hazards of discrete time: Platt, Probabilistic outputs for support vector
machines, Advances in Large Margin Classifiers 1999. Slope: Cox, Biometrika 1958; as a logistic
regression over person-periods: Singer, Willett, Journal of Educational Statistics 1993. Nested
choice: Varma, Simon, BMC Bioinformatics 2006.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import Key, Within
from steph_desktop.survival.calibration import slope_words
from steph_desktop.survival.curves import Z_95, Range, interval_text

if TYPE_CHECKING:
    from torch import Tensor

    from steph_desktop.model.abmil import SurvivalModel

# Of the log scale. Inner models see fewer patients and look worse than the one that is corrected: a
# wider prior flattened models with signal on new patients (tests/benchmarks/calibration.md).
_SCALE_PRIOR_SD = 0.2
_PRIOR_SD = 2.0  # of the mean shift: a handful of events cannot carry it away
_BIN_PRIOR_SD = 1.0  # of a bin's shift about the mean
_STEPS = 50  # of either fit, at most
_WIDE_SD = 5.0  # of the shifts beside the slope that is told: bins without events have no estimate
_CLIP = 1e-12  # keeps a logit finite
_Number = Annotated[float, Within(-1e6, 1e6)]


class UnseenPart(NamedTuple):
    """Patients that one model has not seen, and its predictions for them."""

    hazards: NDArray[np.float64]  # shape (n, B)
    bins: NDArray[np.int64]  # shape (n,): of their follow-up
    events: NDArray[np.bool_]  # shape (n,): whether the event was seen


@dataclass(frozen=True)
class Recalibration:
    """Log-odds of hazard become scale * log-odds + shift."""

    scale: Annotated[float, Within(0, 1e6)] = 1.0  # above 0: an order is never turned round
    shifts: Annotated[tuple[_Number, ...], Within(0, 4096)] = ()  # by bin; of none where empty
    # patients, events: Left-out patients that it was fitted to.
    patients: Annotated[int, Within(0, 1 << 40)] = 0
    events: Annotated[int, Within(0, 1 << 40)] = 0
    # Slope of their hazards on the predicted ones, 1 when right, free to be negative, with its 95 %
    # interval; None where it cannot be estimated.
    slope: _Number | None = None
    slope_interval: tuple[_Number, _Number] | None = None
    # Log-likelihood per patient that it gains on those who chose nothing, and its standard error;
    # None where nobody was left for that. Where it gains nothing it is not kept: scale and shifts
    # are then 1 and none.
    gain: Annotated[float | None, Within(-1e6, 1e6), Key(omit=True)] = None
    gain_error: Annotated[float | None, Within(0, 1e6), Key(omit=True)] = None

    @classmethod
    def of_parts(cls, parts: Sequence[UnseenPart]) -> Recalibration:
        """Fit to all patients that some models have not seen; the identity if that does not help.

        Each part is by a model of its own; nobody is in two of them. One part alone leaves
        nobody to judge by, and what it says is kept.
        """
        whole = cls.of_hazards(*_joined(parts))
        if len(parts) < 2:
            return whole
        gained = []
        for part in parts:
            fitted = cls.of_hazards(*_joined([other for other in parts if other is not part]))
            corrected = part._replace(hazards=fitted.hazards(part.hazards))
            gained.append(_surprises(part) - _surprises(corrected))
        each = np.concatenate(gained)
        gain, error = float(each.mean()), float(each.std(ddof=1) / np.sqrt(len(each)))
        told = replace(whole, gain=gain, gain_error=error)
        return told if gain > 0 else replace(told, scale=1.0, shifts=())

    @classmethod
    def fitted(
        cls,
        logits: Tensor,
        bins: NDArray[np.int64],
        events: NDArray[np.bool_],
        *,
        scale_prior_sd: float = _SCALE_PRIOR_SD,
    ) -> Recalibration:
        """Fit to patients that the model has not seen.

        The likelihood counts censored patients in full, unlike the loss of training: it is
        probabilities that are wanted here. Who is censored in a bin was at risk for half of it, as
        in a life table; counted for all of it, hazards come out too low. Weak priors hold few
        events back.

        Parameters
        ----------
        logits : Tensor, shape (n, B)
            Log-odds of the hazards of left-out patients.
        bins : ndarray, shape (n,)
            Bin of each follow-up time.
        events : ndarray, shape (n,)
            Whether the event was seen.
        scale_prior_sd : float
            How far the logarithm of the scale may go on the word of few events.
        """
        import torch

        given = logits.detach().double().cpu()
        exposed = torch.from_numpy(_exposure(bins, events, given.shape[1]))
        happened = torch.zeros_like(given)
        happened[np.flatnonzero(events), bins[events]] = 1.0
        # What the scale stretches is how patients differ within a bin. Were it to stretch the bins'
        # own levels too, these would decide it: they differ by far more than patients do.
        centre = given.mean(dim=0)
        # Log scale, mean shift, and what each bin departs from it.
        wanted = torch.zeros(2 + given.shape[1], dtype=torch.float64, requires_grad=True)
        optimiser = torch.optim.LBFGS([wanted], max_iter=_STEPS, line_search_fn="strong_wolfe")

        def loss() -> Tensor:
            optimiser.zero_grad()
            moved = (given - centre) * wanted[0].exp() + centre + wanted[1] + wanted[2:]
            # -log(1 - h) at risk, and -log h in place of it where the event was seen.
            nll = exposed * torch.nn.functional.softplus(moved) - happened * moved
            total = nll.sum() + (wanted[0] / scale_prior_sd).square() / 2
            total = total + (wanted[1] / _PRIOR_SD).square() / 2
            total = total + (wanted[2:] / _BIN_PRIOR_SD).square().sum() / 2
            torch.autograd.backward(total)
            return total

        optimiser.step(loss)  # type: ignore[no-untyped-call]
        found = wanted.detach()
        scale = found[0].exp()
        shifts = found[1] + found[2:] + (1 - scale) * centre
        slope = _slope(given.numpy(), bins, events) or (None, None)
        n_events = int(np.count_nonzero(events))
        return cls(float(scale), tuple(shifts.tolist()), len(bins), n_events, *slope)

    @classmethod
    def of_hazards(
        cls,
        hazards: NDArray[np.float64],
        bins: NDArray[np.int64],
        events: NDArray[np.bool_],
        *,
        scale_prior_sd: float = _SCALE_PRIOR_SD,
    ) -> Recalibration:
        """Fit to the predicted hazards, shape (n, B), of patients that the model has not seen."""
        import torch

        logits = torch.from_numpy(_logits(hazards))
        return cls.fitted(logits, bins, events, scale_prior_sd=scale_prior_sd)

    @property
    def changes(self) -> bool:
        """Whether it changes any hazard."""
        return self.scale != 1.0 or any(self.shifts)

    def hazards(self, hazards: NDArray[np.float64]) -> NDArray[np.float64]:
        """Recalibrate predicted hazards, shape (..., B)."""
        moved = self.scale * _logits(hazards) + np.asarray(self.shifts or 0.0)
        return np.asarray(0.5 * (1 + np.tanh(0.5 * moved)))

    def after(self, first: Recalibration) -> Recalibration:
        """Return the recalibration that equals `first` followed by this one."""
        pairs = zip(self.shifts, first.shifts or (0.0,) * len(self.shifts), strict=True)
        shifts = tuple(self.scale * early + late for late, early in pairs)
        return replace(self, scale=self.scale * first.scale, shifts=shifts)

    def of_head(self, weight: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """Return the head, weight (B, E) and bias (B,), that gives the recalibrated log-odds."""
        shifts = bias.new_tensor(self.shifts) if self.shifts else bias.new_zeros(bias.shape)
        return self.scale * weight, self.scale * bias + shifts

    def installed(self, model: SurvivalModel) -> SurvivalModel:
        """Return the model with this recalibration built into its linear head.

        It shares all weights but those of the head with the model given, which stays as it is.
        """
        head = {id(part) for part in model.head.parameters()}
        parts = (*model.parameters(), *model.buffers())
        made = deepcopy(model, {id(part): part for part in parts if id(part) not in head})
        weight, bias = self.of_head(made.head.weight.detach(), made.head.bias.detach())
        made.head.load_state_dict({"weight": weight, "bias": bias})
        made.recalibrated = True
        return made

    def words(self) -> str:
        """Describe the recalibration, and the slope before it, in sentences."""
        left_out = (
            f"{self.patients} patients ({self.events} events) that were left out of the fits "
            "inside the training part"
        )
        told = f"Probabilities are recalibrated on {left_out}."
        if not self.changes:
            told = (
                f"Probabilities are as the model was fitted. They were tested on {left_out}: "
                "recalibration did not make them better there."
            )
        if self.slope is None or self.slope_interval is None:
            return told
        shows = slope_words(self.slope, self.slope_interval)
        slope = interval_text(self.slope, *self.slope_interval)
        when = "Before it, their slope was" if self.changes else "Their slope was"
        return f"{told} {when} {slope}: {shows}."


AS_IS = Recalibration()


def _joined(parts: Sequence[UnseenPart]) -> UnseenPart:
    return UnseenPart(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _surprises(part: UnseenPart) -> NDArray[np.float64]:
    """Negative log-likelihood of each patient, shape (n,), as `Recalibration.fitted` counts it."""
    logits = _logits(part.hazards)
    found = (_exposure(part.bins, part.events, logits.shape[1]) * np.logaddexp(0, logits)).sum(1)
    seen = np.flatnonzero(part.events)
    found[seen] -= logits[seen, part.bins[seen]]
    return np.asarray(found)


def _logits(hazards: NDArray[np.float64]) -> NDArray[np.float64]:
    clipped = np.clip(np.asarray(hazards, float), _CLIP, 1 - _CLIP)
    return np.asarray(np.log(clipped) - np.log1p(-clipped))


def _exposure(
    bins: NDArray[np.int64], events: NDArray[np.bool_], count: int
) -> NDArray[np.float64]:
    """Return how much of each bin each patient was at risk, shape (n, B)."""
    exposed = (np.arange(count) <= bins[:, None]).astype(float)
    censored = np.flatnonzero(~events & (bins < count - 1))  # the last bin has no end to halve
    exposed[censored, bins[censored]] = 0.5
    return exposed


def _slope(
    logits: NDArray[np.float64], bins: NDArray[np.int64], events: NDArray[np.bool_]
) -> tuple[float, Range] | None:
    """Regress person-periods on the log-odds by Newton steps; None where there is no slope."""
    count = logits.shape[1]
    exposed = _exposure(bins, events, count)
    patient, period = np.nonzero(exposed)
    weight = exposed[patient, period]
    happened = (period == bins[patient]) & events[patient]
    value = logits[patient, period]
    if not happened.any() or np.ptp(value) < _CLIP:
        return None
    design = np.zeros((len(value), 1 + count))
    design[:, 0], design[np.arange(len(value)), 1 + period] = value, 1.0
    prior = np.full(1 + count, _WIDE_SD**-2)
    prior[0] = 0.0
    line = np.zeros(1 + count)
    for _ in range(_STEPS):
        risk = 0.5 * (1 + np.tanh(0.5 * (design @ line)))
        spread = (weight * risk * (1 - risk))[:, None]
        curvature = design.T @ (spread * design) + np.diag(prior)
        if np.linalg.cond(curvature) > 1 / np.finfo(float).eps:
            return None
        step = np.linalg.solve(curvature, design.T @ (happened - weight * risk) - prior * line)
        # A full step overshoots where the predictions are far off.
        line = line + step / max(1.0, float(np.abs(step).max()) / 2)
        if np.abs(step).max() < 1e-8:
            reach = Z_95 * float(np.sqrt(np.linalg.inv(curvature)[0, 0]))
            slope = float(line[0])
            return slope, (slope - reach, slope + reach)
    return None
