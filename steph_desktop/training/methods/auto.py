"""`steph_auto`: a merge in STEPH's form, as far from the target model as validation supports.

Every source model is scored as it is on the training patients; those clearly above chance share
the weight. How far to lean on them, how far to go along the merged task vector, and how much of it
to give the attention layers is chosen by cross-validation inside the training fold, with target
models refitted on the inner folds: on patients it has fitted a target model looks too good. How the
gain is reported, and what it takes to leave the target model, is in `nested_validation`:
the gain comes from patients that chose nothing, and the gate is the null of the best of all that
was tried. Where the target model stays, only its log-odds of hazard are scaled and shifted to those
of left-out patients. On request weights and ratios move with the bag, within bounds, through small
hypernetworks trained on merges with target models that have not seen the bag; they are kept only
where they, too, pass inner validation.

References
----------
The form: STEPH, CVPR 2026, arXiv 2603.10526. Learning how to combine from left-out predictions:
Wolpert, Stacked generalization, Neural Networks 1992.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from steph_desktop.core.job_control import JobControl, JobStep, Phase
from steph_desktop.model.backbones import only_abmil
from steph_desktop.model.card import LambdaSource, WeightSource
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.survival.comparable_pairs import ComparablePairs, evidence_weights, gain_over
from steph_desktop.survival.discrete_time import nll_survival_loss
from steph_desktop.survival.evaluation import deal_by_event
from steph_desktop.training.bag_store import OnDemand
from steph_desktop.training.methods.auto_parts import (
    STAY,
    AutoChoice,
    AutoSettings,
    FlatModels,
    Reach,
    Recalibration,
    batches_of,
)
from steph_desktop.training.methods.fit_task import FitTask, Method, require_models
from steph_desktop.training.methods.nested_validation import LeftOutScores, NestedValidation, Rule
from steph_desktop.training.train_settings import seeded
from steph_desktop.training.trainer import FittedModel, fit_model

_STEPS = 1000  # of progress in all
_INNER_STEPS = 970  # of them for the inner folds


def fit_auto(
    task: FitTask, auto: AutoSettings | None = None, control: JobControl | None = None
) -> FittedModel:
    """Merge the sources into the target model as far as inner validation supports it.

    The target model is fitted on these very patients. The fitted model is a `Steph`; its notes and
    evidence say what was chosen and why.
    """
    auto = auto or AutoSettings()
    run = _AutoFit(task, auto, control or JobControl())
    choice, folds = run.choose()
    model, n_trained = run.build(choice, folds)
    notes, evidence = choice.notes(auto.min_events), choice.evidence(tuple(task.sources))
    return FittedModel(model, n_trained=n_trained, notes=notes, evidence=evidence)


AUTO = Method(
    "steph_auto",
    "how far to merge, by nested inner validation",
    "STEPH's form, CVPR 2026, arXiv 2603.10526; stacking, Wolpert 1992",
    (),  # see `AutoSettings`
    lambda task, control: fit_auto(task, None, control),
    cost=AutoSettings().cost,
)


@dataclass(frozen=True)
class _Fold:
    """One inner fold: who is left out, and what was learned without them."""

    left_out: NDArray[np.bool_]  # shape (n,), bool: the patients that its target model has not seen
    own: Tensor  # shape (Q,): what that target model added to the null model
    # shape (m,): of the sources, by the patients that are not left out.
    weights: NDArray[np.float64] | None


class _AutoFit:
    """One run of the method."""

    def __init__(self, task: FitTask, auto: AutoSettings, control: JobControl) -> None:
        self.task, self.auto, self.control, self.settings = task, auto, control, task.settings
        self.width, target = require_models(task)
        self.null = only_abmil(task.null or self.settings.null_model(self.width))
        sources = [only_abmil(model) for model in task.sources.values()]
        self.models = FlatModels.of(self.null, sources, self.settings.device)
        self.own = self.models.gained(target)
        self.times_days = np.asarray(task.times_days, float)
        self.events = np.asarray(task.events, bool)
        self.pairs = ComparablePairs.of(self.times_days, self.events)
        self.k = min(self.settings.k, len(task.sources))

    def choose(self) -> tuple[AutoChoice, list[_Fold]]:
        """Choose how far to leave the target model; return the inner folds as well."""
        auto, scores = self.auto, self._zero_shot()
        c_indices, weights = self._evidence(scores, self.pairs)
        choice = AutoChoice(STAY, weights, c_indices, auto.caution * self.pairs.chance_sd)
        n_events = int(self.events.sum())
        if n_events < auto.min_events:
            return choice, []
        grid = auto.grid(n_events)
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
            found = self._left_out_scores(fold, grid)
            left_out_scores.append(
                LeftOutScores(number // n_folds, np.flatnonzero(left_out), found)
            )
        if not folds:
            return choice, []
        validation = NestedValidation(self.times_days, self.events, left_out_scores)
        sd, stay = self.pairs.chance_sd, grid.index(STAY)

        def rule(counts: bool) -> Rule:
            # Without a source that counts only the target's own vector is left to go along.
            allowed = np.array([counts or reach.target_share == 1.0 for reach in grid])
            return lambda c: auto.settle(grid, np.where(allowed, c, -np.inf), sd)

        taken = rule(weights is not None)(validation.c_indices)
        gain = validation.nested_gain([rule(fold.weights is not None) for fold in folds])
        p_value = validation.p_value(
            float(validation.c_indices[taken]),
            np.array([weights is not None or reach.target_share == 1.0 for reach in grid]),
            auto.draws,
            self.settings.seed,
        )
        if p_value > auto.level or gain.gain <= choice.needed:
            taken = stay
        reach = grid[taken]
        choice = replace(
            choice, reach=reach, gain=gain, p_value=p_value, folds=n_folds, repeats=repeats
        )
        leaves = weights is not None and reach.target_share < 1.0
        first = folds[:n_folds]  # as dealt the first time
        if auto.per_bag and leaves and len(first) > 1:
            fixed = validation.concordant[: len(first), taken]
            choice = self._try_per_bag(choice, first, fixed, validation.pairs)
        return replace(choice, recalibration=self._recalibrated(first, reach)), first

    def build(self, choice: AutoChoice, folds: Sequence[_Fold]) -> tuple[Steph, int]:
        """Return the model of a choice, and how many of its parameters were trained."""
        weights, reach = choice.weights, choice.reach
        n_trained = 0
        if choice.per_bag and weights is not None:
            model = self._anchored(reach, weights)
            n_trained = self._train_per_bag(model, folds, reach, weights, _STEPS - 10)
        else:
            # With lambda 1 the weights pick out no source: where none counts, all look alike.
            m = len(self.task.sources)
            shown = np.full(m, 1 / m) if weights is None else weights
            config = StephConfig(
                hyper_dim=0,
                k=int(np.count_nonzero(shown)),
                weight_source=WeightSource.PER_SOURCE,
                lambda_source=LambdaSource.PER_SOURCE,
            )
            model = self._steph(config, reach)
            with torch.no_grad():
                model.trained_weights.copy_(torch.from_numpy(reach.scale * shown))
                model.trained_lambdas.fill_(1 / reach.target_share - 1)  # in the ratio form
        self._install(model, self.own, reach, weights, choice.recalibration)
        model.requires_grad_(False)
        self.control.checkpoint(_STEPS, _STEPS, Phase.DONE)
        return model.eval(), n_trained

    def _zero_shot(self) -> NDArray[np.float64]:
        """Risk scores of all training patients by every source model, shape (m, n)."""
        scores = np.empty((len(self.models.sources), len(self.events)))
        rows = np.arange(len(self.events))
        with torch.inference_mode():
            for some, batch in batches_of(self.task.bags, rows, self.width, self.settings):
                self.control.checkpoint(0, _STEPS, Phase.TRYING_SOURCES)
                for j, gained in enumerate(self.models.sources):
                    scores[j, some] = self.models.risk_scores(batch, gained)[0]
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
        kept = ~left_out
        own = self.settings.null_model(self.width)
        own.load_state_dict(self.null.state_dict())
        bags = OnDemand(np.flatnonzero(kept).tolist(), self.task.bags.__getitem__)
        fit_model(own, bags, self.times_days[kept], self.events[kept], self.settings, control)
        weights = self._evidence(scores[:, kept], self.pairs.among(kept))[1]
        return _Fold(left_out, self.models.gained(own), weights)

    def _left_out_scores(self, fold: _Fold, grid: Sequence[Reach]) -> NDArray[np.float64]:
        """Risk scores of a fold's left-out patients by every reach, shape (len(grid), n_left)."""
        rows = np.flatnonzero(fold.left_out)
        damping = tuple(dict.fromkeys(reach.attention_share for reach in grid))
        steps = list(dict.fromkeys(replace(reach, attention_share=1.0) for reach in grid))
        scores = np.empty((len(steps), len(damping), len(rows)))
        with torch.inference_mode():
            for some, batch in batches_of(self.task.bags, rows, self.width, self.settings):
                at = np.searchsorted(rows, some)
                for number, reach in enumerate(steps):
                    step = self.models.step(fold.own, fold.weights, reach)
                    scores[number][:, at] = self.models.risk_scores(batch, step, damping)
        return scores.reshape(len(grid), len(rows))

    def _recalibrated(self, folds: Sequence[_Fold], reach: Reach) -> Recalibration:
        """Set the hazards of a reach against the outcomes of those that each fold left out."""
        bins = self.settings.bins.index_of(self.times_days)
        logits, order = [], []
        with torch.inference_mode():
            for fold in folds:
                step = self.models.step(fold.own, fold.weights, reach)
                rows = np.flatnonzero(fold.left_out)
                for some, batch in batches_of(self.task.bags, rows, self.width, self.settings):
                    logits.append(self.models.logits(batch, step, (reach.attention_share,))[0])
                    order.append(some)
        at = np.concatenate(order)
        return Recalibration.fitted(torch.cat(logits).clone(), bins[at], self.events[at])

    def _try_per_bag(
        self,
        choice: AutoChoice,
        folds: Sequence[_Fold],
        fixed: NDArray[np.float64],
        pairs: NDArray[np.int64],
    ) -> AutoChoice:
        """Train hypernetworks without each fold in turn and see whether they help on it."""
        moved = fixed.copy()
        for number, fold in enumerate(folds):
            done = _INNER_STEPS + round(20 * number / len(folds))
            # Weights by those who are not left out: the fold stays new to all that is tried on it.
            if fold.weights is None:
                continue
            others = [other for other in folds if other is not fold]
            model = self._anchored(choice.reach, fold.weights)
            self._train_per_bag(model, others, choice.reach, fold.weights, done)
            self._install(model, fold.own, choice.reach, fold.weights)
            rows = np.flatnonzero(fold.left_out)
            scores = [model.predict(self.task.bags[int(row)]).risk_score for row in rows]
            moved[number] = self.pairs.among(fold.left_out).concordant(np.array([scores]))[0]
        gain = gain_over(moved, fixed, pairs[: len(folds)])
        needed = self.auto.per_bag_caution * self.pairs.chance_sd
        return replace(choice, per_bag_gain=gain, per_bag=gain.gain > needed)

    def _anchored(self, reach: Reach, weights: NDArray[np.float64]) -> Steph:
        """Return a merge whose weights and ratios can move with the bag, but do not yet."""
        config = StephConfig(
            hyper_dim=self.auto.hyper_dim,
            k=int(np.count_nonzero(weights)),
            weight_source=WeightSource.ANCHORED,
            lambda_source=LambdaSource.ANCHORED,
            gamma=0.0,
            beta=0.0,
        )
        model = self._steph(config, reach)
        model.anchor_weights.copy_(torch.from_numpy(reach.scale * weights))
        model.anchor_lambdas.fill_(reach.target_share)
        return model

    def _train_per_bag(
        self,
        model: Steph,
        folds: Sequence[_Fold],
        reach: Reach,
        weights: NDArray[np.float64],
        done: int,
    ) -> int:
        """Train hypernetworks on merges with target models that have not seen the bag."""
        auto, settings = self.auto, self.settings
        bins = settings.bins.index_of(self.times_days)
        model.head.requires_grad_(False)
        trained = [value for value in model.parameters() if value.requires_grad]
        optimiser = torch.optim.AdamW(
            trained, lr=auto.hyper_lr, weight_decay=auto.hyper_weight_decay
        )
        with seeded(settings.seed, settings.device):  # for dropout
            model.train()
            for fold in [*folds] * auto.hyper_epochs:
                self.control.checkpoint(done, _STEPS, Phase.TRYING_WEIGHTS)
                self._install(model, fold.own, reach, weights)
                rows = np.flatnonzero(fold.left_out)
                optimiser.zero_grad(set_to_none=True)
                for some, batch in batches_of(self.task.bags, rows, self.width, settings):
                    at = torch.from_numpy(bins[some]).to(settings.device)
                    seen = torch.from_numpy(self.events[some]).to(settings.device)
                    nll = nll_survival_loss(model.training_output(batch).logits, at, seen)
                    torch.autograd.backward(nll.sum() / len(rows))
                optimiser.step()
        model.eval()
        return sum(value.numel() for value in trained)

    def _steph(self, config: StephConfig, reach: Reach) -> Steph:
        """Return a model over the sources' task vectors; `_install` gives it the target's."""
        n_params = self.models.layout.n_params
        sources = self.models.damped(self.models.sources, reach.attention_share)[:, :n_params]
        null = self.models.null[:n_params]
        names = tuple(self.task.sources)
        with seeded(self.settings.seed):
            model = Steph(self.null.shape, names, config, null, torch.zeros_like(null), sources)
        return model.to(self.settings.device)

    def _install(
        self,
        model: Steph,
        own: Tensor,
        reach: Reach,
        weights: NDArray[np.float64] | None,
        recalibration: Recalibration | None = None,
    ) -> None:
        """Give a model the target's task vector, and the head merged with the same coefficients."""
        step = self.models.step(own, weights, reach)
        weight, bias = self.models.head(self.models.null + step)
        if recalibration is not None:
            weight, bias = recalibration.of_head(weight, bias)
        damped = self.models.damped(own, reach.attention_share)
        with torch.no_grad():
            model.basis[1] = damped[: self.models.layout.n_params]
            model.head.weight.copy_(weight)
            model.head.bias.copy_(bias)
