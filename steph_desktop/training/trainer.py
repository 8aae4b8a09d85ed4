"""Fit one model on a list of bags.

A model takes part in training by offering ``training_output`` (see
`steph_desktop.model.abmil.SurvivalModel`): the loop knows nothing else of it.

References
----------
Protocol: STEPH, CVPR 2026, arXiv 2603.10526 (AdamW, cosine schedule with one warm-up epoch, last
checkpoint, discrete-time likelihood).
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, JobStep, Phase
from steph_desktop.model.abmil import SurvivalModel, check_features
from steph_desktop.model.backbones import Network, steph_over
from steph_desktop.model.steph import StephConfig
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.discrete_time import nll_survival_loss
from steph_desktop.training.batch_feed import BatchFeed, PendingNumbers, epoch_plan
from steph_desktop.training.checkpointing import FitState, fit_checkpoint
from steph_desktop.training.train_settings import HeadStart as HeadStart
from steph_desktop.training.train_settings import TrainingPrecision as TrainingPrecision
from steph_desktop.training.train_settings import TrainSettings as TrainSettings
from steph_desktop.training.train_settings import seeded
from steph_desktop.training.training_events import NULL_MODEL_NOTE as NULL_MODEL_NOTE
from steph_desktop.training.training_events import EpochRecord as EpochRecord

Bags = Sequence[NDArray[np.float32]]


@dataclass(frozen=True)
class FittedModel:
    """A model that is ready to be saved."""

    model: SurvivalModel  # in evaluation mode
    history: tuple[EpochRecord, ...] = ()  # one per epoch; empty where nothing is trained
    n_trained: int = 0  # parameters that were trained
    seconds: float = 0.0  # of the fit, those before a stop included
    notes: tuple[str, ...] = ()  # what a person should know of this fit, one sentence each
    # Plain JSON values for the card, such as the weights of a merge that is the same for all.
    evidence: Mapping[str, Any] = field(default_factory=dict)


def fit_abmil(
    bags: Bags,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    settings: TrainSettings,
    start: Network | None = None,
    control: JobControl = UNWATCHED,
) -> FittedModel:
    """Fit an ABMIL, or the network of another backbone.

    Parameters
    ----------
    bags : sequence of ndarray, shape (N_i, D), float32
        One bag per patient.
    times_days, events : ndarray, shape (n,)
        Follow-up in days, and whether the event was seen.
    settings : TrainSettings
        How to fit.
    start : Network, optional
        Where encoder and head start; it is not changed. The null model M_0 if None.
    control : JobControl, optional
        Receives every step; may stop the fit.

    Raises
    ------
    StephError
        If the patients or bags cannot be trained on, or training diverges.
    """
    feature_dim = check_patients(bags, times_days, events) - settings.backbone.place_columns
    model = settings.null_network(feature_dim)
    if start is not None and (type(start), start.shape) != (type(model), model.shape):
        raise StephError(
            "The model to start from has other widths than asked for",
            todo="Use a model of the same encoder and settings.",
        )
    if start is not None:
        model.load_state_dict(start.state_dict())
    return fit_model(model, bags, times_days, events, settings, control)


def fit_steph(
    bags: Bags,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    settings: TrainSettings,
    *,
    null: Network | None,
    target: Network,
    sources: Mapping[str, Network],
    config: StephConfig | None = None,
    control: JobControl = UNWATCHED,
) -> FittedModel:
    """Fit STEPH's hypernetworks and head over the task vectors of fitted models.

    Parameters
    ----------
    bags, times_days, events, settings, control
        As in `fit_abmil`.
    null, target : Network
        M_0, drawn from its seed if None, and M_t fitted from it on these patients.
    sources : mapping of str to Network
        The source models M_si, fitted from M_0, in the order of the weights.
    config : StephConfig, optional
        Of an ablation; made from `settings` if None.

    Raises
    ------
    StephError
        If the models differ in width, or the patients cannot be trained on.
    """
    feature_dim = check_patients(bags, times_days, events) - settings.backbone.place_columns
    if not sources:
        raise StephError("No source model was given", todo="Fit or add the source models first.")
    require_width(target, feature_dim)
    null = null or settings.null_network(feature_dim)
    with seeded(settings.seed):
        model = steph_over(null, target, sources, config or steph_config(settings, len(sources)))
    if settings.head_start is HeadStart.TARGET:
        model.head.load_state_dict(target.head.state_dict())
    return fit_model(model, bags, times_days, events, settings, control)


def steph_config(settings: TrainSettings, n_sources: int) -> StephConfig:
    """Return the STEPH model that settings describe; K never exceeds the sources there are."""
    same = ("hyper_dim", "lambda_form", "weight_activation", "gamma", "beta", "select_penalty")
    stated = chosen(settings, *same)
    return StephConfig(k=min(settings.k, n_sources), **stated)


def require_width(target: Network, feature_dim: int) -> None:
    """Refuse features of another width than the target model takes."""
    if target.shape.feature_dim != feature_dim:
        raise StephError(
            f"The features are {feature_dim} wide, the target model takes "
            f"{target.shape.feature_dim}: made with another encoder",
            todo="Extract them with the model's encoder.",
        )


def check_patients(bags: Bags, times_days: FloatArray, events: NDArray[np.bool_]) -> int:
    """Refuse what cannot be trained on; return D."""
    n = len(bags)
    if not n == len(times_days) == len(events):
        raise ValueError("bags, times and events differ in length")
    if n < 2:
        raise StephError(
            "One patient is not enough to train on" if n else "There is no patient to train on",
            todo="Add patients to the cohort.",
        )
    if not (np.isfinite(times_days).all() and (np.asarray(times_days) >= 0).all()):
        raise StephError("A follow-up time is negative or not a number", todo="Correct the table.")
    if not np.any(events):
        raise StephError(
            "No training patient had an event: there is nothing to learn from",
            todo="Check the event column, or add patients with a longer follow-up.",
        )
    first = bags[0]
    check_features(first, first.shape[-1])
    return int(first.shape[-1])


def _learning_rate(
    step: int, steps_per_epoch: int, total_steps: int, *, from_zero: bool = False
) -> float:
    """Share of the full rate: a linear rise over the first epoch, then a cosine to 0."""
    if step < steps_per_epoch:
        # As published the very first step moves nothing.
        return (step + (not from_zero)) / steps_per_epoch
    return 0.5 * (
        1 + math.cos(math.pi * (step - steps_per_epoch) / (total_steps - steps_per_epoch))
    )


def source_names(model: SurvivalModel) -> tuple[str, ...]:
    """Names of what a model weighs, in the order of its weights; empty for models without."""
    names: Sequence[str] = getattr(model, "sources", ()) or getattr(model, "names", ())
    return tuple(names)


_NO_WEIGHT = 1e-6  # a source with less is as good as left out
_SCALARS = ("trained_weights", "trained_lambdas")


def fit_model(
    model: SurvivalModel,
    bags: Bags,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    settings: TrainSettings,
    control: JobControl = UNWATCHED,
) -> FittedModel:
    """Train what is trainable in a model, in place; the end of every method that trains.

    Parameters
    ----------
    model : SurvivalModel
        Its parameters that require a gradient are trained; scalar merging weights and ratios at
        `TrainSettings.scalar_lr`, all others at `TrainSettings.lr`.
    bags, times_days, events, settings, control
        As in `fit_abmil`. Where the control names a folder for unfinished work, the fit goes on
        at the last epoch that it finished there, and ends as if it had never been stopped.

    Raises
    ------
    StephError
        If a bag does not fit the model, or training diverges.
    """
    started = time.monotonic()
    model.to(settings.device).train()
    trained = {name: value for name, value in model.named_parameters() if value.requires_grad}
    scalars = [value for name, value in trained.items() if name in _SCALARS]
    others = [value for name, value in trained.items() if name not in _SCALARS]
    groups = [{"params": others, "lr": settings.lr}, {"params": scalars, "lr": settings.scalar_lr}]
    # As published biases do not decay. They lie within flat encoders: `_Loop` does the decay.
    optimiser = torch.optim.AdamW(
        [group for group in groups if group["params"]],
        weight_decay=0.0 if settings.published else settings.weight_decay,
        fused=True,
    )
    memory = fit_checkpoint(control, model, optimiser, bags, times_days, events, settings)
    known = FitState() if memory is None else memory.recall()
    history = list(known.history)
    width = model.shape.feature_dim + model.place_columns
    feed = BatchFeed(bags, width, settings, len(history))
    bins = torch.from_numpy(settings.bins.index_of(np.asarray(times_days, float)))
    seen = torch.from_numpy(np.asarray(events, bool))
    outcome = bins.to(settings.device), seen.to(settings.device)
    decaying = _decaying(model, trained) if settings.published else ()
    loop = _Loop(model, optimiser, len(bags), feed, *outcome, settings, control, decaying)
    for record in history:
        loop.tell(record, found=True)
    # Dropout draws from torch's global generator: each epoch seeds it anew.
    with seeded(settings.seed, settings.device), feed:
        for epoch in range(len(history), settings.epochs):
            history.append(loop.run_epoch(epoch))
            if memory is not None:
                seconds = known.seconds + time.monotonic() - started
                finished = len(history) == settings.epochs
                memory.keep(FitState(tuple(history), seconds), finished=finished)
            loop.tell(history[-1])
    model.requires_grad_(False)
    notes = (NULL_MODEL_NOTE,) if history and history[-1].without_weight > 0.5 else ()
    n_trained = sum(value.numel() for value in trained.values())
    seconds = known.seconds + time.monotonic() - started
    return FittedModel(model.eval(), tuple(history), n_trained, seconds, notes)


def _decaying(
    model: SurvivalModel, trained: Mapping[str, torch.Tensor]
) -> tuple[tuple[torch.Tensor, torch.Tensor], ...]:
    """Trained parameters that decay as published, each with 1 where it does and 0 where not.

    Matrices do; biases, scalars and the biases within a flat encoder do not.
    """
    layout = getattr(model, "layout", None)
    found = []
    for name, value in trained.items():
        if name in _SCALARS or "bias" in name:
            continue
        if layout is not None and value.shape == (layout.n_params,):
            pieces = [torch.full(shape, float(len(shape) > 1)) for shape in layout.shapes]
            found.append((value, torch.cat([piece.reshape(-1) for piece in pieces]).to(value)))
        elif value.dim() > 1:
            found.append((value, torch.ones((), device=value.device)))
    return tuple(found)


@dataclass
class _Loop:
    """The training loop; what an epoch does depends only on model, optimiser and its number."""

    model: SurvivalModel
    optimiser: torch.optim.Optimizer
    n_bags: int
    feed: BatchFeed
    # bins, events: shape (n,), int64 and bool, on the device: to send them would wait for it.
    bins: torch.Tensor
    events: torch.Tensor
    settings: TrainSettings
    control: JobControl
    decaying: tuple[tuple[torch.Tensor, torch.Tensor], ...] = ()
    # Steps of the epoch whose losses were not looked at yet, oldest first.
    unread: deque[tuple[PendingNumbers, list[_Told]]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.full_rates = [float(group["lr"]) for group in self.optimiser.param_groups]

    def tell(self, record: EpochRecord, *, found: bool = False) -> None:
        """Report a finished epoch; it is on disk where it is kept, so the fit may stop here."""
        epochs = self.settings.epochs
        steps = self.settings.steps_of_epoch(self.n_bags)
        step = JobStep(Phase.EPOCH, record.epoch, epochs, loss=record.loss)
        self.control.checkpoint(record.epoch * steps, epochs * steps, step, record, found=found)

    def run_epoch(self, epoch: int) -> EpochRecord:
        settings, n = self.settings, self.n_bags
        torch.manual_seed(epoch_plan(settings, epoch, n)[0])
        steps = settings.steps_of_epoch(n)
        total = settings.epochs * steps
        tally = _Tally()
        for number in range(steps):
            step = epoch * steps + number
            share = _learning_rate(step, steps, total, from_zero=settings.published)
            for group, rate in zip(self.optimiser.param_groups, self.full_rates, strict=True):
                group["lr"] = rate * share
            n_step = min(settings.bags_per_step, n - number * settings.bags_per_step)
            self._step(n_step, tally, step, total)
        self._look(tally, 0)
        return tally.record(epoch + 1, source_names(self.model))

    def _step(self, n_step: int, tally: _Tally, step: int, total: int) -> None:
        epochs = self.settings.epochs
        epoch = step // (total // epochs) + 1

        def look() -> None:
            self.control.checkpoint(step, total, tally.step(epoch, epochs))

        self.optimiser.zero_grad(set_to_none=True)
        told: list[_Told] = []
        losses: list[torch.Tensor] = []
        for portion in self.feed.step(look):
            look()
            batch = portion.batch
            output = self.model.training_output(batch)
            nll = nll_survival_loss(output.logits, self.bins[batch.rows], self.events[batch.rows])
            loss = nll.sum() + output.penalty.sum()
            # Gradients add up over the portions to that of the step's mean.
            torch.autograd.backward(loss / n_step)
            losses.append(torch.stack([loss.detach(), nll.detach().sum()]))
            shares = None
            if output.weights is not None and output.lambdas is not None:
                both = torch.stack([output.weights.detach(), output.lambdas.detach()])
                shares = self.feed.lane.noted(both)
            told.append(_Told(len(portion.group), shares))
        self.unread.append((self.feed.lane.noted(torch.stack(losses)), told))
        self._look(tally, self.feed.lane.steps_behind)
        if self.decaying:  # decoupled from the gradient and before the step, as AdamW does it
            rate = float(self.optimiser.param_groups[0]["lr"]) * self.settings.weight_decay
            with torch.no_grad():
                for value, where in self.decaying:
                    value.mul_(1 - rate * where)
        self.optimiser.step()

    def _look(self, tally: _Tally, behind: int) -> None:
        """Look at the losses of all steps but the last few; refuse those that are no numbers."""
        while len(self.unread) > behind:
            losses, told = self.unread.popleft()
            values = self.feed.lane.read(losses).tolist()
            if not np.isfinite(values).all():
                raise StephError(
                    "Training diverged: the loss is no longer a number",
                    todo="Lower the learning rate or check the features.",
                )
            for one, (loss_sum, nll_sum) in zip(told, values, strict=True):
                tally.add(loss_sum, nll_sum, one.bags)
                if one.shares is not None:
                    tally.add_sources(*self.feed.lane.read(one.shares))


class _Told(NamedTuple):
    """What is told of some bags of a step, beside their losses."""

    bags: int
    shares: PendingNumbers | None  # their weights and mixing ratios, where the model has them


class _Tally:
    """Sums over an epoch."""

    def __init__(self) -> None:
        self.loss = self.nll = 0.0
        self.bags = self.without_weight = 0
        self.sources: NDArray[np.float64] | None = None

    def add(self, loss: float, nll: float, bags: int) -> None:
        self.loss += loss
        self.nll += nll
        self.bags += bags

    def add_sources(self, weights: torch.Tensor, lambdas: torch.Tensor) -> None:
        bags = torch.stack([weights, lambdas]).double()
        both = torch.cat([bags.sum(dim=1), bags.square().sum(dim=1)]).numpy()
        self.without_weight += int((weights.abs() < _NO_WEIGHT).all(dim=1).sum())
        self.sources = both if self.sources is None else self.sources + both

    def step(self, epoch: int, epochs: int) -> JobStep:
        loss = self.loss / self.bags if self.bags else None
        return JobStep(Phase.EPOCH, epoch, epochs, loss=loss)

    def record(self, epoch: int, names: tuple[str, ...]) -> EpochRecord:
        n = self.bags  # as published, fewer than there are: the last incomplete step is dropped
        sums = np.zeros((4, 0)) if self.sources is None else self.sources / n
        # Rounding may leave the difference of two equal sums below 0.
        spread = np.sqrt(np.clip(sums[2:] - np.square(sums[:2]), 0.0, None))
        weights, lambdas, weights_sd, lambdas_sd = (
            tuple(row.tolist()) for row in (*sums[:2], *spread)
        )
        loss, nll, without = self.loss / n, self.nll / n, self.without_weight / n
        named = names if len(names) == len(weights) else ()
        return EpochRecord(
            epoch, loss, nll, weights, lambdas, weights_sd, lambdas_sd, named, without
        )
