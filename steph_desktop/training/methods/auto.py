"""`steph_auto`: an encoder merged from the sources and a head of the target's own, if validated.

Every source model is scored as it is on the training patients; those clearly above chance share the
weight v. The encoder is STEPH's merge at a mixing ratio of 0, theta_0 + c * sum_j v_j tau_j, with c
= 2 in the embedding and 1/2 in the attention: an average of task vectors is shorter than they are,
as what each found for itself cancels, and attention that is too sure hides what the target needs.
Nothing in the encoder has seen the target's patients, so that what it makes of them can be learned
from. The head is learned from them: a ridge Cox model of the bag representation z,

    score = a d'z + b'z,        d = sum_k g_k w_k,

in which the order of the merged head is one column. With w_k the merged head's row of bin k and g
the gradient of the risk score by the bins' log-odds, d is that order to first order. It has
variance 1, and so have all columns of z together, so that the ridge holds it back least: few
patients leave the sources' order nearly as it is, many carry the score away from it. The log-odds
of all bins move with the score; scale and level of each are those that left-out patients showed.

Whether this model replaces the target's own is asked of inner folds, with target models refitted on
them: on patients it has fitted a target model looks too good. How the gain is reported, and what it
takes to leave the target model, is in `nested_validation`. Where the target model stays, only its
log-odds of hazard are scaled and shifted to those of left-out patients.

References
----------
The form: STEPH, CVPR 2026, arXiv 2603.10526. A fixed order as one column beside a ridge: Wolpert,
Stacked generalization, Neural Networks 1992; Verweij and van Houwelingen, Statistics in Medicine
1994.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as nnf

from steph_desktop.core.job_control import UNWATCHED, JobControl, JobStep, Phase
from steph_desktop.model.abmil import Abmil, check_features, prediction_of
from steph_desktop.model.backbones import only_abmil
from steph_desktop.model.card import LambdaSource, WeightSource
from steph_desktop.model.mil_encoder import (
    AbmilShape,
    BagBatch,
    EncoderParams,
    ParamLayout,
    encode_bags,
    pad_bags,
    plan_batches,
)
from steph_desktop.model.outputs import risk_gradient
from steph_desktop.model.recalibration import AS_IS, Recalibration
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.model.task_vectors import require_alike
from steph_desktop.survival.comparable_pairs import ComparablePairs, Gain, evidence_weights
from steph_desktop.survival.cox import PrincipalAxes, ridge_cox
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.discrete_time import hazards_of, risk_score_of, survival_of
from steph_desktop.survival.evaluation import deal_by_event
from steph_desktop.training.bag_store import OnDemand
from steph_desktop.training.methods.fit_task import FitTask, Method, require_models
from steph_desktop.training.methods.nested_validation import LeftOutScores, NestedValidation
from steph_desktop.training.train_settings import TrainSettings, seeded
from steph_desktop.training.trainer import Bags, FittedModel, fit_model

_STEPS = 1000  # of progress in all
_INNER_STEPS = 990  # of them for the inner folds
_BAGS_AT_ONCE = 16  # bags read from the disk together


@dataclass(frozen=True)
class AutoSettings:
    """How the head is fitted, and what it takes to leave the target model."""

    # How firmly the head's ridge holds a coefficient: a prior of variance 1 / 3. Set on synthetic
    # worlds with linear models alone (tests/benchmarks/steph_auto.md).
    held: float = 3.0
    # How much of the merged vector the embedding and the attention take; set on worlds that no
    # figure of that file was taken from.
    embedding: float = 2.0
    attention: float = 0.5
    inner_folds: int = 5  # folds inside the training fold
    # events_wanted, max_repeats: the folds are dealt again until this many events have been left
    # out, at most so many times.
    events_wanted: int = 100
    max_repeats: int = 4
    min_events: int = 4  # with fewer events nothing is compared: the target model stays
    # How far above 1/2 a source's C-index begins to count, in standard deviations of chance.
    margin: float = 1.0
    # level, draws: size of the test that the order of the merge is no chance
    # (`NestedValidation.p_value`), and its permutations.
    level: float = 0.025
    draws: int = 499
    # Gain over the target model that must be exceeded to leave it, in its standard errors. Below 0:
    # to stay is a choice too, and no safer one where left-out patients cannot tell.
    needed: float = -0.5

    def deals(self, n_events: int) -> int:
        """How often the inner folds are dealt with so many events."""
        return max(1, min(self.max_repeats, -(-self.events_wanted // max(1, n_events))))

    def folds(self, n_events: int) -> int:
        """Into how many folds patients with so many events are dealt."""
        return max(2, min(self.inner_folds, n_events // 2))

    def cost(self, n_events: int) -> float:
        """Fits of the target model that a choice takes, about: those of the folds, and a tenth."""
        return 1.1 * self.deals(n_events) * (self.folds(n_events) - 1)


@dataclass(frozen=True)
class AutoChoice:
    """What inner validation chose, and on what grounds."""

    # shape (m,): shares of the sources, by all training patients; None if none rises above the
    # margin.
    weights: NDArray[np.float64] | None
    c_indices: NDArray[np.float64]  # shape (m,): zero-shot C-index of each source model
    merges: bool = False  # whether the target model is left
    # Nested, of what would be installed; None if nothing could be compared. It is a gain of this
    # model only where it merges.
    gain: Gain | None = None
    p_value: float = 1.0  # that chance orders left-out patients as well
    folds: int = 0  # inner ones
    repeats: int = 0  # how often they were dealt
    # What brings the hazards to those of left-out patients.
    recalibration: Recalibration = AS_IS

    def notes(self, names: Sequence[str], min_events: int, leaning: float = 0.0) -> tuple[str, ...]:
        """Say in plain words what was chosen, and why; `leaning` is the head's."""
        if self.gain is None:
            return (
                "too few events to choose whether to leave the target model "
                f"(at least {min_events} are needed): the model is the target's own",
            )
        if self.weights is None:
            return (
                "no source orders the target's patients better than chance: the model is the "
                "target's own, and no gain is claimed",
            )
        told = f"{self.gain.gain:+.3f} C-index (standard error {self.gain.standard_error:.3f})"
        if not self.merges:
            return (
                "inner validation does not support leaving the target model (patients who chose "
                f"nothing: {told}; order by chance: p = {self.p_value:.3f}): the model is the "
                "target's own, and no gain is claimed",
            )
        unproven = "no gain over the target model is claimed: patients who chose nothing show none"
        order = np.argsort(-self.weights, kind="stable")
        drawn = ", ".join(f"{names[j]} {self.weights[j]:.0%}" for j in order if self.weights[j])
        chosen = (
            f"inner validation chose an encoder merged from the sources ({drawn}) with a head "
            f"fitted to the target's patients ({leaning:.0%} of its scores' spread follows the "
            f"sources' order): {told}, by patients who chose nothing"
        )
        return (chosen,) if self.gain.gain > 0 else (chosen, unproven)

    def evidence(self, names: Sequence[str]) -> dict[str, Any]:
        """Plain JSON values for the card of the model."""
        weights = np.zeros(len(names)) if self.weights is None else self.weights
        told: dict[str, Any] = {
            "auto_merges": self.merges,
            "zero_shot_c_index": dict(zip(names, self.c_indices.tolist(), strict=True)),
            "auto_source_shares": dict(zip(names, weights.tolist(), strict=True)),
            "auto_inner_validation": {"folds": self.folds, "repeats": self.repeats},
            "auto_recalibration": {
                "scale": self.recalibration.scale,
                "shifts": list(self.recalibration.shifts),
            },
        }
        if self.gain is not None:
            told["auto_gate"] = {"p_value": self.p_value, "nested_gain": self.gain.gain}
            if self.merges:
                told["auto_gain"] = {
                    "c_index": self.gain.c_index,
                    "c_index_without": self.gain.reference,
                    "gain": self.gain.gain,
                    "standard_error": self.gain.standard_error,
                }
        return told


def fit_auto(
    task: FitTask, auto: AutoSettings | None = None, control: JobControl = UNWATCHED
) -> FittedModel:
    """Merge the sources under a head of the target's, if inner validation supports it.

    The target model is fitted on these very patients. The fitted model is a `Steph`; its notes and
    evidence say what was chosen and why.
    """
    auto = auto or AutoSettings()
    run = _AutoFit(task, auto, control)
    choice = run.choose()
    model, head = run.build(choice)
    names = tuple(task.sources)
    evidence = choice.evidence(names)
    if head is None:
        return FittedModel(model, notes=choice.notes(names, auto.min_events), evidence=evidence)
    return FittedModel(
        model,
        n_trained=len(head.direction),
        notes=choice.notes(names, auto.min_events, head.leaning),
        evidence=evidence | {"auto_leaning": head.leaning},
    )


AUTO = Method(
    "steph_auto",
    "merged sources under a head of the target's own, by nested inner validation",
    "STEPH's form, CVPR 2026, arXiv 2603.10526; stacking, Wolpert 1992",
    (),  # see `AutoSettings`
    lambda task, control: fit_auto(task, None, control),
    cost=AutoSettings().cost,
)


@dataclass(frozen=True)
class LeaningColumns:
    """What a leaning head is fitted to: the order it leans on, and bag representations by axis."""

    axes: PrincipalAxes
    order: FloatArray  # shape (E,)
    centre: float  # mean of the order over the patients
    unit: float  # its standard deviation; 1 if it tells them not apart

    @classmethod
    def of(cls, z: FloatArray, order: FloatArray) -> LeaningColumns:
        """Take centre and spread of bag representations, shape (n, E), and of their order."""
        leaning = z @ order
        return cls(PrincipalAxes.of(z), order, float(leaning.mean()), float(leaning.std()) or 1.0)

    def values(self, z: FloatArray) -> FloatArray:
        """Columns of bag representations, shape (n, 1 + r): each about 0 on average."""
        return np.column_stack([(z @ self.order - self.centre) / self.unit, self.axes.values(z)])

    def direction(self, beta: FloatArray) -> FloatArray:
        """Coefficients by column as coefficients by z, shape (E,)."""
        return np.asarray(beta[0] / self.unit * self.order + self.axes.direction(beta[1:]))


@dataclass(frozen=True)
class LeaningHead:
    """A ridge Cox model of bag representations that leans on the order of another head."""

    direction: FloatArray  # shape (E,): the score of a bag is direction'z - offset
    offset: float  # about 0 on average over the patients that it was fitted to
    leaning: float  # share of that order in the spreads of the two parts of the score

    @classmethod
    def fitted(
        cls,
        z: FloatArray,
        order: FloatArray,
        times_days: FloatArray,
        events: NDArray[np.bool_],
        held: float,
    ) -> LeaningHead:
        """Fit to bag representations, shape (n, E), and the order that is leaned on, shape (E,)."""
        columns = LeaningColumns.of(z, order)
        values = columns.values(z)
        beta = _held_cox(values, times_days, events, held)
        spreads = abs(beta[0]) * values[:, 0].std(), (values[:, 1:] @ beta[1:]).std()
        share = float(spreads[0] / (sum(spreads) or 1.0))
        direction = columns.direction(beta)
        return cls(direction, float(direction @ z.mean(axis=0)), share)

    def scores(self, z: FloatArray) -> FloatArray:
        """Score bags by their representations, shape (n, E)."""
        return np.asarray(z @ self.direction - self.offset)


def _held_cox(
    columns: FloatArray, times_days: FloatArray, events: NDArray[np.bool_], held: float
) -> FloatArray:
    # `ridge_cox` weighs its penalty against the likelihood of one patient.
    return ridge_cox(columns, times_days, events, held / len(columns))


@dataclass(frozen=True)
class _Trial:
    """Columns of one inner fold's head, so that it can be fitted to other outcomes as well."""

    kept: NDArray[np.int64]  # shape (n_kept,): whose outcomes it is fitted to
    columns: FloatArray  # shape (n_kept, 1 + r)
    left: FloatArray  # shape (n_left, 1 + r): of those it scores
    held: float

    def scores(self, times_days: FloatArray, events: NDArray[np.bool_]) -> FloatArray:
        """Scores of those left out, shape (n_left,), by a head fitted to outcomes of all (n,)."""
        times, seen = times_days[self.kept], events[self.kept]
        if not seen.any():
            return np.zeros(len(self.left))
        return np.asarray(self.left @ _held_cox(self.columns, times, seen, self.held))


@dataclass(frozen=True)
class _Fold:
    """One inner fold: who is left out, and what two models say that have not seen them."""

    rows: NDArray[np.int64]  # shape (n_left,)
    own_logits: Tensor  # shape (n_left, B), float64: log-odds of the hazards by a target model
    trial: _Trial | None  # of the merge; None if no source counts on those who are not left out
    merged: FloatArray | None  # shape (n_left,): its scores


class _AutoFit:
    """One run of the method."""

    def __init__(self, task: FitTask, auto: AutoSettings, control: JobControl) -> None:
        self.task, self.auto, self.control, self.settings = task, auto, control, task.settings
        self.width, self.target = require_models(task)
        self.null = only_abmil(task.null or self.settings.null_model(self.width))
        sources = [only_abmil(model) for model in task.sources.values()]
        self.models = FlatModels.of(self.null, sources, self.settings.device)
        self.taken = self.models.taken(auto.embedding, auto.attention)
        self.models.gained(self.target)  # refuses other widths before anything is fitted
        self.times_days = np.asarray(task.times_days, float)
        self.events = np.asarray(task.events, bool)
        self.pairs = ComparablePairs.of(self.times_days, self.events)
        self.k = min(self.settings.k, len(task.sources))

    def choose(self) -> AutoChoice:
        """Choose whether to leave the target model."""
        auto, scores = self.auto, self._zero_shot()
        c_indices, weights = self._evidence(scores, self.pairs)
        choice = AutoChoice(weights, c_indices)
        n_events = int(self.events.sum())
        if n_events < auto.min_events:
            return choice
        n_folds, repeats, masks = self._deal(n_events)
        folds, left_out_scores = [], []
        for number, left_out in enumerate(masks):
            kept = ~left_out
            if not len(self.pairs.among(left_out)) or not self.events[kept].any() or kept.sum() < 2:
                continue
            start, stop = (round(_INNER_STEPS * at / len(masks)) for at in (number, number + 1))
            step = JobStep(Phase.INNER_VALIDATION, number + 1, len(masks))
            fold = self._inner_fold(left_out, scores, self.control.span(start, stop, _STEPS, step))
            folds.append(fold)
            stay = _risk_of(fold.own_logits)
            # A fold in which no source counts would have stayed.
            other = stay if fold.merged is None else fold.merged
            left_out_scores.append(LeftOutScores(number // n_folds, fold.rows, stay, other))
        if not folds:
            return choice
        validation = NestedValidation(self.times_days, self.events, left_out_scores)
        gain, p_value = validation.gain(), 1.0
        if weights is not None:
            anew = partial(self._fitted_anew, folds)
            p_value = validation.p_value(anew, auto.draws, self.settings.seed)
        merges = p_value <= auto.level and gain.gain > auto.needed * gain.standard_error
        told = replace(
            choice, merges=merges, gain=gain, p_value=p_value, folds=n_folds, repeats=repeats
        )
        # Each patient once, as dealt the first time; all deals if no source counted in the first.
        first = folds[:n_folds]
        if merges and all(fold.merged is None for fold in first):
            first = folds
        return replace(told, recalibration=self._recalibrated(first, merges))

    def build(self, choice: AutoChoice) -> tuple[Steph, LeaningHead | None]:
        """Return the model of a choice, and its head where that was fitted."""
        # With lambda 1 the weights pick out no source: where none counts, all look alike.
        m, weights = len(self.task.sources), choice.weights
        shown = np.full(m, 1 / m) if weights is None else weights
        config = StephConfig(
            hyper_dim=0,
            k=int(np.count_nonzero(shown)),
            weight_source=WeightSource.PER_SOURCE,
            lambda_source=LambdaSource.SOURCE_ONLY if choice.merges else LambdaSource.TARGET_ONLY,
        )
        models, n_params = self.models, self.models.layout.n_params
        taken = self.taken if choice.merges else models.sources
        vectors = (models.gained(self.target)[:n_params], taken[:, :n_params])
        with seeded(self.settings.seed):
            model = Steph(
                self.null.shape, tuple(self.task.sources), config, models.null[:n_params], *vectors
            ).to(self.settings.device)
        head = None
        if choice.merges and weights is not None:
            rows = np.arange(len(self.events))
            z, order = self._leaning(weights, rows, rows[:0])
            head = LeaningHead.fitted(z, order, self.times_days, self.events, self.auto.held)
            row = model.head.weight.new_tensor(head.direction)
            weight = row.expand(model.head.weight.shape)
            bias = model.head.bias.new_full(model.head.bias.shape, -head.offset)
        else:
            weight, bias = models.head(models.null + models.gained(self.target))
        weight, bias = choice.recalibration.of_head(weight, bias)
        with torch.no_grad():
            model.trained_weights.copy_(torch.from_numpy(shown))
            model.head.weight.copy_(weight)
            model.head.bias.copy_(bias)
        model.requires_grad_(False)
        self.control.checkpoint(_STEPS, _STEPS, Phase.DONE)
        return model.eval(), head

    def _zero_shot(self) -> NDArray[np.float64]:
        """Risk scores of all training patients by every source model, shape (m, n)."""
        scores = np.empty((len(self.models.sources), len(self.events)))
        rows = np.arange(len(self.events))
        with torch.inference_mode():
            for some, batch in batches_of(self.task.bags, rows, self.width, self.settings):
                self.control.checkpoint(0, _STEPS, Phase.TRYING_SOURCES)
                for j, gained in enumerate(self.models.sources):
                    scores[j, some] = _risk_of(self.models.represent(batch, gained)[1])
        return scores

    def _evidence(
        self, scores: NDArray[np.float64], pairs: ComparablePairs
    ) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
        """C-index of each source on some patients, and the weights that follow."""
        if len(pairs) == 0:
            return np.full(len(scores), 0.5), None
        c_indices = pairs.concordant(scores) / len(pairs)
        weights = evidence_weights(c_indices, pairs.chance_sd, self.k, self.auto.margin)
        return c_indices, weights

    def _deal(self, n_events: int) -> tuple[int, int, list[NDArray[np.bool_]]]:
        """Deal the patients into folds by event, as often as it takes; masks of the left-out."""
        folds, repeats = self.auto.folds(n_events), self.auto.deals(n_events)
        rng = np.random.default_rng([self.settings.seed, len(self.events)])
        dealt = [deal_by_event(self.events, folds, rng) for _ in range(repeats)]
        return folds, repeats, [fold_of == fold for fold_of in dealt for fold in range(folds)]

    def _inner_fold(
        self, left_out: NDArray[np.bool_], scores: NDArray[np.float64], control: JobControl
    ) -> _Fold:
        kept = np.flatnonzero(~left_out)
        rows = np.flatnonzero(left_out)
        own = self.settings.null_model(self.width)
        own.load_state_dict(self.null.state_dict())
        bags = OnDemand(kept.tolist(), self.task.bags.__getitem__)
        fit_model(own, bags, self.times_days[kept], self.events[kept], self.settings, control)
        own_logits = self._represent(self.models.gained(own), rows)[1]
        weights = self._evidence(scores[:, kept], self.pairs.among(~left_out))[1]
        if weights is None:
            return _Fold(rows, own_logits, None, None)
        z, order = self._leaning(weights, kept, rows)
        n = len(kept)
        columns = LeaningColumns.of(z[:n], order).values(z)
        trial = _Trial(kept, columns[:n], columns[n:], self.auto.held)
        return _Fold(rows, own_logits, trial, trial.scores(self.times_days, self.events))

    def _fitted_anew(
        self, folds: Sequence[_Fold], times_days: FloatArray, events: NDArray[np.bool_]
    ) -> list[FloatArray]:
        """Score those whom each fold leaves out by heads that are fitted to other outcomes."""
        self.control.checkpoint(_INNER_STEPS, _STEPS, Phase.INNER_VALIDATION)
        return [
            fold.trial.scores(times_days, events) if fold.trial else _risk_of(fold.own_logits)
            for fold in folds
        ]

    def _leaning(
        self, weights: NDArray[np.float64], kept: NDArray[np.int64], left: NDArray[np.int64]
    ) -> tuple[FloatArray, FloatArray]:
        """Represent those kept, then those left, by merged sources; find the order to lean on."""
        merged = torch.from_numpy(weights).to(self.taken) @ self.taken
        z, logits = self._represent(merged, np.append(kept, left))
        mean = logits[: len(kept)].mean(dim=0).cpu().numpy()
        nowhere = np.zeros((0, len(mean)), np.float32)  # the gradient asks no patch
        average = prediction_of(mean, np.zeros(0), nowhere)
        gradient = risk_gradient(average, self.settings.bins)
        row = self.models.head(self.models.null + merged)[0].double().cpu().numpy()
        return z, gradient @ row

    def _represent(self, gained: Tensor, rows: NDArray[np.int64]) -> tuple[FloatArray, Tensor]:
        """Representations (n, E) and log-odds (n, B) of some patients by null + gained, float64."""
        z: list[Tensor] = [torch.empty(0)] * len(rows)
        logits = z.copy()
        place = {int(row): at for at, row in enumerate(rows)}
        with torch.inference_mode():
            for some, batch in batches_of(self.task.bags, rows, self.width, self.settings):
                for row, *found in zip(some, *self.models.represent(batch, gained), strict=True):
                    z[place[int(row)]], logits[place[int(row)]] = found
        return torch.stack(z).double().cpu().numpy(), torch.stack(logits).clone()

    def _recalibrated(self, folds: Sequence[_Fold], merges: bool) -> Recalibration:
        """Set the hazards of what is installed against the outcomes of those each fold left out."""
        bins, logits, rows = self.settings.bins.index_of(self.times_days), [], []
        for fold in folds:
            if not merges:
                logits.append(fold.own_logits)
            elif fold.merged is not None:
                scores = torch.from_numpy(fold.merged)
                logits.append(scores[:, None].expand(fold.own_logits.shape))
            else:  # what stayed says nothing of a merge
                continue
            rows.append(fold.rows)
        at = np.concatenate(rows)
        return Recalibration.fitted(torch.cat(logits), bins[at], self.events[at])


def batches_of(
    bags: Bags, rows: NDArray[np.int64], width: int, settings: TrainSettings
) -> Iterator[tuple[NDArray[np.int64], BagBatch]]:
    """Read some bags once each, a few at a time; yield those of like size padded together.

    Each batch comes after its bags' places; a bag that is empty, of another width or not finite is
    refused.
    """
    for start in range(0, len(rows), _BAGS_AT_ONCE):
        some = rows[start : start + _BAGS_AT_ONCE]
        read = [bags[int(row)] for row in some]
        for bag in read:
            check_features(bag, width)
        for group in plan_batches([len(bag) for bag in read], settings.batch_instances):
            yield some[group], pad_bags([read[i] for i in group], settings.device)


@dataclass(frozen=True)
class FlatModels:
    """The null model and what each source model added to it: theta, then the head."""

    shape: AbmilShape  # of every model
    layout: ParamLayout  # of the encoder's part
    null: Tensor  # shape (Q,): M_0
    sources: Tensor  # shape (m, Q): what each source model added

    @classmethod
    def of(cls, null: Abmil, sources: Sequence[Abmil], device: str) -> FlatModels:
        """Flatten models; refuse them where they differ in their widths or bins."""
        layout, start = ParamLayout.of_encoder(null.shape), _flat(null).to(device)
        empty = cls(null.shape, layout, start, start.new_zeros(0, len(start)))
        gained = torch.stack([empty.gained(model) for model in sources])
        return cls(null.shape, layout, start, gained)

    def gained(self, model: Abmil) -> Tensor:
        """Return what a model added to the null model, shape (Q,)."""
        require_alike(model.shape, self.shape)
        return _flat(model).to(self.null) - self.null

    def taken(self, embedding: float, attention: float) -> Tensor:
        """Return `sources` with so much of embedding and attention, and the head, shape (m, Q)."""
        of_embedding = self.layout.offsets[2]  # W_f and b_f come first
        multiples = self.null.new_ones(len(self.null))
        multiples[:of_embedding] = embedding
        multiples[of_embedding : self.layout.n_params] = attention
        return self.sources * multiples

    def head(self, full: Tensor) -> tuple[Tensor, Tensor]:
        """Cut weight (B, E) and bias (B,) of the head out of a whole model (Q,)."""
        width = self.layout.shapes[0][0]
        rest = full[self.layout.n_params :]
        n_bins = len(rest) // (width + 1)
        return rest[: n_bins * width].view(n_bins, width), rest[n_bins * width :]

    def represent(self, batch: BagBatch, gained: Tensor) -> tuple[Tensor, Tensor]:
        """Representations (n, E) and log-odds of hazard (n, B), float64, by null + gained."""
        full = self.null + gained
        params = EncoderParams(*self.layout.unflatten(full[: self.layout.n_params]))
        z = encode_bags(batch, params)
        return z, nnf.linear(z, *self.head(full)).double()


def _flat(model: Abmil) -> Tensor:
    parts = (model.theta, model.head.weight, model.head.bias)
    return torch.cat([part.detach().reshape(-1) for part in parts])


def _risk_of(logits: Tensor) -> FloatArray:
    """Risk scores, shape (n,), of log-odds of hazard (n, B)."""
    return np.asarray(risk_score_of(survival_of(hazards_of(logits))).cpu().numpy())
