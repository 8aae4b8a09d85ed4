"""Simple opponents: Cox on clinical columns, on the bag's mean, and on both kinds of knowledge.

`cox_mean` is a ridge Cox model of the bag's mean feature. It is linear in the instances, so it is
kept exactly as an ABMIL whose attention is even: E = 2, H = ReLU(+-t) with t the instance's score,
and z_1 - z_2 its mean. Maps, packs and reports take it as any other. `cox_clinical` knows chosen
columns of the label table and no slide; `cox_fusion` adds the slide score, taken out of fold within
the training part; `cox_slide` is `cox_mean` of bags of one vector, a slide embedding that was made
elsewhere, and makes no pack. The clinical two predict a patient, not a bag, and make no pack.

Hazards: log-odds of bin k = scale * Cox score + shift_k, fitted to those whom inner folds left out.

References
----------
Cox, JRSS B 1972. Ridge: Verweij and van Houwelingen, Statistics in Medicine 1994.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from steph_desktop.cohort.clinical_columns import ClinicalCoding
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, JobStep, Phase
from steph_desktop.model.abmil import (
    Abmil,
    SurvivalModel,
    TrainingOutput,
    check_features,
    new_abmil,
    prediction_of,
)
from steph_desktop.model.mil_encoder import AbmilShape, BagBatch
from steph_desktop.model.outputs import Prediction
from steph_desktop.model.recalibration import Recalibration
from steph_desktop.survival.comparable_pairs import ComparablePairs
from steph_desktop.survival.cox import (
    CoxModel,
    PrincipalAxes,
    fit_cox,
    likelihood_ratio_p,
    ridge_cox,
)
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.evaluation import deal_by_event
from steph_desktop.training.bag_store import OnDemand
from steph_desktop.training.methods.fit_task import Alone, FitTask, Method
from steph_desktop.training.trainer import Bags, FittedModel, check_patients, fit_abmil

_FOLDS = 5
_SLIDE_FOLDS = 3  # of the slide score: each is a fit of `vanilla`
# For columns of variance 1 / D each: from nearly nothing learned to nearly free.
_PENALTIES = (1.0, 0.3, 0.1, 0.03, 0.01, 0.003)
_EVENTS_PER_COLUMN = 10  # Peduzzi et al., J Clin Epi 1995
_HELD = 1e-3  # keeps a column that separates a small inner fold finite
SLIDE_SCORE = "slide score"


def inner_folds(events: NDArray[np.bool_], folds: int, seed: int) -> list[NDArray[np.bool_]]:
    """Deal patients into folds by event; masks of those left out, each with all others to train."""
    folds = max(2, min(folds, int(events.sum())))
    fold_of = deal_by_event(events, folds, np.random.default_rng([seed, len(events)]))
    return [fold_of == fold for fold in range(folds)]


def _left_out_scores(
    score: Callable[[NDArray[np.bool_], NDArray[np.bool_]], FloatArray],
    masks: Sequence[NDArray[np.bool_]],
    events: NDArray[np.bool_],
) -> FloatArray:
    """Score every patient by what was fitted without them: `score(kept, left_out)` by fold."""
    found = np.zeros(len(events))
    for left_out in masks:
        if events[~left_out].any():
            found[left_out] = score(~left_out, left_out)
    return found


def _recalibrated(
    task: FitTask, scores: FloatArray, masks: Sequence[NDArray[np.bool_]]
) -> Recalibration:
    """Fit scale and shifts of the log-odds to left-out scores, about zero in every fold."""
    centred = scores.copy()
    for left_out in masks:
        centred[left_out] -= scores[left_out].mean()
    bins = task.settings.bins
    logits = torch.from_numpy(np.repeat(centred[:, None], len(bins), axis=1))
    at = bins.index_of(np.asarray(task.times_days, float))
    return Recalibration.fitted(logits, at, np.asarray(task.events, bool))


# --- the mean of a bag ---------------------------------------------------------------------------


def bag_means(bags: Bags) -> FloatArray:
    """Mean feature of every bag, shape (n, D), each bag read once."""
    means = []
    for bag in bags:
        check_features(bag, bag.shape[-1])
        means.append(np.mean(bag, axis=0, dtype=np.float64))
    return np.stack(means)


def _fit_cox_mean(task: FitTask, control: JobControl, name: str = "cox_mean") -> FittedModel:
    check_patients(task.bags, task.times_days, task.events)
    means, events = bag_means(task.bags), np.asarray(task.events, bool)
    times = np.asarray(task.times_days, float)
    masks = inner_folds(events, _FOLDS, task.settings.seed)
    pairs = ComparablePairs.of(times, events)
    tried: dict[float, FloatArray] = {}
    order: dict[float, float] = {}
    for number, penalty in enumerate(_PENALTIES):
        step = JobStep(Phase.INNER_VALIDATION, number + 1, len(_PENALTIES))
        control.checkpoint(number, len(_PENALTIES), step)

        def score(
            kept: NDArray[np.bool_], left_out: NDArray[np.bool_], penalty: float = penalty
        ) -> FloatArray:
            axes = PrincipalAxes.of(means[kept])
            beta = ridge_cox(axes.values(means[kept]), times[kept], events[kept], penalty)
            return np.asarray(axes.values(means[left_out]) @ beta)

        tried[penalty] = _left_out_scores(score, masks, events)
        right = [pairs.among(m).concordant(tried[penalty][None, m])[0] for m in masks]
        compared = sum(len(pairs.among(mask)) for mask in masks)
        order[penalty] = float(sum(right) / compared) if compared else 0.5
    best = max(_PENALTIES, key=lambda penalty: (order[penalty], penalty))
    axes = PrincipalAxes.of(means)
    beta = axes.direction(ridge_cox(axes.values(means), times, events, best))
    recalibration = _recalibrated(task, tried[best], masks)
    model = _even_abmil(beta, float(beta @ axes.centre), recalibration, task)
    evidence = {name: {"penalty": best, "inner_c_index": order[best]}}
    return FittedModel(model, n_trained=len(beta) + 1, evidence=evidence)


def _even_abmil(
    beta: FloatArray, offset: float, recalibration: Recalibration, task: FitTask
) -> Abmil:
    """Return the ABMIL whose log-odds are scale * (mean of beta x - offset) + shift_k, exactly."""
    bins = task.settings.bins
    model = new_abmil(AbmilShape(len(beta), 2, 1, len(bins)), 0)
    row = torch.from_numpy(beta).float()
    with torch.no_grad():
        model.theta.zero_()
        params = model.params()
        params.w_f.copy_(torch.stack([row, -row]))
        params.b_f.copy_(torch.tensor([-offset, offset]))
        sides = torch.tensor([recalibration.scale, -recalibration.scale])
        model.head.weight.copy_(sides.expand(len(bins), 2))
        model.head.bias.copy_(torch.tensor(recalibration.shifts))
    model.requires_grad_(False)
    return model.to(task.settings.device).eval()


# --- clinical columns ----------------------------------------------------------------------------


class ClinicalModel(SurvivalModel):
    """Cox on clinical columns, and on the risk score of a slide model where there is one."""

    def __init__(
        self,
        coding: ClinicalCoding,
        cox: CoxModel,
        centre: float,
        recalibration: Recalibration,
        feature_dim: int,
        slide: SurvivalModel | None = None,
        slide_scale: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        super().__init__(AbmilShape(feature_dim, 1, 1, len(recalibration.shifts)))
        self.coding, self.cox, self.centre = coding, cox, centre
        self.recalibration, self.slide, self.slide_scale = recalibration, slide, slide_scale

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Refuse: it is not trained by gradient."""
        del batch
        raise TypeError("a Cox model is not trained by gradient")

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Refuse: a bag alone says nothing of age or stage."""
        del features
        raise StephError(
            "This model needs clinical values beside the slide", todo="Use a model of slides."
        )

    def predict_patient(
        self, features: NDArray[np.float32], clinical: Mapping[str, str]
    ) -> Prediction:
        """Predict a patient; the instances contribute nothing that is known one by one."""
        values = self.coding.values([clinical])
        attention = np.full(len(features), 1 / len(features))
        if self.slide is not None:
            seen = self.slide.predict(features)
            mean, sd = self.slide_scale
            values = np.append(values, [[(seen.risk_score - mean) / sd]], axis=1)
            attention = seen.attention
        score = float(self.cox.score(values)[0]) - self.centre
        logits = self.recalibration.scale * score + np.array(self.recalibration.shifts)
        return prediction_of(logits, attention, np.zeros((len(features), len(logits)), np.float32))


def _rows(task: FitTask) -> list[Mapping[str, str]]:
    if not task.settings.clinical or len(task.clinical) != len(task.bags):
        raise StephError("No clinical columns are chosen", todo="Name some, such as age and stage.")
    return list(task.clinical)


def _slide_scores(task: FitTask, control: JobControl) -> FloatArray:
    """Risk of every training patient by a model of slides that has not seen them, shape (n,)."""
    times, events = np.asarray(task.times_days, float), np.asarray(task.events, bool)
    masks = inner_folds(events, _SLIDE_FOLDS, task.settings.seed)
    found = np.full(len(events), np.nan)
    for number, left_out in enumerate(masks):
        kept = ~left_out
        if not events[kept].any():
            continue
        step = JobStep(Phase.INNER_VALIDATION, number + 1, len(masks))
        part = control.span(number, number + 1, len(masks), step)
        bags = OnDemand(np.flatnonzero(kept).tolist(), task.bags.__getitem__)
        model = fit_abmil(bags, times[kept], events[kept], task.settings, task.null, part).model
        for row in np.flatnonzero(left_out):
            found[row] = model.predict(task.bags[int(row)]).risk_score
    found[np.isnan(found)] = np.nanmean(found)
    return found


def _fit_clinical(task: FitTask, control: JobControl, *, with_slide: bool) -> FittedModel:
    width = check_patients(task.bags, task.times_days, task.events)
    rows, settings = _rows(task), task.settings
    times, events = np.asarray(task.times_days, float), np.asarray(task.events, bool)
    coding = ClinicalCoding.of(settings.clinical, rows)
    values, names = coding.values(rows), coding.names
    notes, scale = [*coding.notes], (0.0, 1.0)
    told: dict[str, Any] = {}
    if with_slide:
        scores = _slide_scores(task, control)
        if not scores.std() > 0:
            raise StephError("The slide scores do not differ", todo="Use cox_clinical.")
        scale = (float(scores.mean()), float(scores.std()))
        clinical_alone = fit_cox(values, times, events, names)
        values = np.column_stack([values, (scores - scale[0]) / scale[1]])
        names = (*names, SLIDE_SCORE)
    cox = fit_cox(values, times, events, names)
    if with_slide:
        told["slide_score_p"] = likelihood_ratio_p(clinical_alone, cox)
    if events.sum() < _EVENTS_PER_COLUMN * len(names):
        notes.append(
            f"{int(events.sum())} events for {len(names)} columns, fewer than "
            f"{_EVENTS_PER_COLUMN} each: hazard ratios are unsure"
        )

    def score(kept: NDArray[np.bool_], left_out: NDArray[np.bool_]) -> FloatArray:
        centre, spread = values[kept].mean(axis=0), values[kept].std(axis=0)
        scaled = (values - centre) / np.where(spread > 0, spread, np.inf)
        beta = ridge_cox(scaled[kept], times[kept], events[kept], _HELD)
        return np.asarray(scaled[left_out] @ beta)

    masks = inner_folds(events, _FOLDS, settings.seed)
    recalibration = _recalibrated(task, _left_out_scores(score, masks, events), masks)
    told["hazard_ratios"] = {
        name: dict(zip(("ratio", "lower", "upper"), map(float, row), strict=True))
        for name, row in zip(names, cox.hazard_ratios, strict=True)
    }
    centre, slide = float(cox.score(values).mean()), task.target if with_slide else None
    model = ClinicalModel(coding, cox, centre, recalibration, width, slide, scale).eval()
    return FittedModel(model, n_trained=len(names), notes=tuple(notes), evidence={"cox": told})


_COX = "Cox, JRSS B 1972"
COX_METHODS = (
    Alone(
        "cox_clinical",
        "a Cox model of clinical columns; no slide",
        _COX,
        ("clinical",),
        partial(_fit_clinical, with_slide=False),
        cost=lambda _n_events: 0.05,
        needs_clinical=True,
    ),
    Alone(
        "cox_mean",
        "a ridge Cox model of the bag's mean feature",
        f"{_COX}; ridge: Verweij and van Houwelingen, Statistics in Medicine 1994",
        (),
        _fit_cox_mean,
        cost=lambda _n_events: 0.1,
    ),
    Alone(
        "cox_slide",
        "a ridge Cox model of an imported slide embedding",
        "slide encoders: TITAN (arXiv 2411.19666), PRISM2 and FEATHER, as their authors made the "
        f"vectors; {_COX}; ridge: Verweij and van Houwelingen, Statistics in Medicine 1994",
        (),
        partial(_fit_cox_mean, name="cox_slide"),
        cost=lambda _n_events: 0.05,
        of_slides=True,
    ),
    Method(
        "cox_fusion",
        "a Cox model of clinical columns and the target model's score, out of fold",
        _COX,
        ("clinical",),
        partial(_fit_clinical, with_slide=True),
        cost=lambda _n_events: 2.0,  # three fits of two thirds of the patients
        needs_sources=False,
        needs_clinical=True,
    ),
)
