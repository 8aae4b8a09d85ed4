"""The methods that merge by other means than STEPH's, and the one that routes.

References
----------
TIES: Yadav et al., NeurIPS 2023, arXiv 2306.01708. AdaMerging: Yang et al., ICLR 2024, arXiv
2310.02575. Representation surgery: Yang et al., ICML 2024, arXiv 2402.02705. Iso-C: Marczak et
al., ICML 2025, arXiv 2502.04959; Iso-CTS in the same. TSV-M: Gargiulo et al., CVPR 2025, arXiv
2412.00081. SVC: Li et al., arXiv 2602.05536. ROUPKT: arXiv 2508.13482.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import torch
from torch import Tensor

from steph_desktop.core.job_control import JobControl
from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.backbones import only_abmil
from steph_desktop.model.merging import (
    MergeConfig,
    Merged,
    iso_c_pair,
    iso_cts_pair,
    svc_pair,
    ties_pair,
    tsv_pair,
)
from steph_desktop.model.mil_encoder import ParamLayout
from steph_desktop.model.routing import Routed, RoutingConfig, representations
from steph_desktop.model.subspace_merge import SubspaceMerge, routes_of, separated
from steph_desktop.model.task_vectors import stack_task_vectors, task_vector
from steph_desktop.survival.discrete_time import hazards_of, risk_score_of, survival_of
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.fit_task import FitTask, Method, require_models
from steph_desktop.training.train_settings import HeadStart, seeded
from steph_desktop.training.trainer import FittedModel, fit_model

TARGET = "target"
CHANCE = 0.5
_TIES = "Yadav et al., NeurIPS 2023, arXiv 2306.01708"
_ADAMERGING = "Yang et al., ICLR 2024, arXiv 2310.02575"
_SURGERY = "Yang et al., ICML 2024, arXiv 2402.02705"
_ISO_C = "Marczak et al., ICML 2025, arXiv 2502.04959"
_TSV = "Gargiulo et al., CVPR 2025, arXiv 2412.00081"
_SVC = "Li et al., arXiv 2602.05536"
_PER_BAG = "weights per bag from a hypernetwork as in STEPH, arXiv 2603.10526"


@dataclass(frozen=True)
class Vectors:
    """Vectors to be weighted and added to theta_0."""

    names: tuple[str, ...]  # of each vector; `TARGET` for the target's own
    target_shares: tuple[float, ...]  # share of the target in each
    values: Tensor  # shape (r, P): the vectors


@dataclass(frozen=True)
class _Models:
    """The models a merge is made of, checked to fit together."""

    null: Abmil
    target: Abmil
    sources: Mapping[str, Abmil]

    @property
    def every(self) -> tuple[Abmil, ...]:
        """The fitted models, the target's first."""
        return (self.target, *self.sources.values())

    @classmethod
    def of(cls, task: FitTask) -> _Models:
        feature_dim, target = require_models(task)
        null = task.null or task.settings.null_model(feature_dim)
        sources = {name: only_abmil(model) for name, model in task.sources.items()}
        models = cls(only_abmil(null), target, sources)
        models.task_vectors()  # refuses models of other widths
        return models

    def task_vectors(self) -> Vectors:
        """Task vectors of all models, the target's first."""
        own = task_vector(self.target, self.null)
        others = stack_task_vectors(list(self.sources.values()), self.null)
        names = (TARGET, *self.sources)
        return Vectors(names, (1.0, *(0.0 for _ in self.sources)), torch.cat([own[None], others]))

    def pairs(self, merge: Callable[[Tensor, Tensor], Tensor]) -> Vectors:
        """One vector per source, merged of the target's task vector and its own."""
        own, *others = self.task_vectors().values
        merged = torch.stack([merge(own, other) for other in others])
        return Vectors(tuple(self.sources), (0.5,) * len(others), merged)


def merge_method(
    name: str,
    reference: str,
    pair: Callable[..., Tensor] | None = None,
    *,
    per_bag: bool = False,
    layerwise: bool = False,
    surgery: bool = False,
) -> Method:
    """Declare a method that adds weighted vectors to theta_0 and trains weights and head.

    `pairing` makes the vectors of the task vectors. Each has one trained weight, one for each
    layer, or one for each bag, from H_agg. Surgery repairs the merged representation.
    """

    def fit(task: FitTask, control: JobControl) -> FittedModel:
        models, settings = _Models.of(task), task.settings
        vectors = models.task_vectors()
        if pair is not None:
            layout = ParamLayout.of_encoder(models.null.shape)
            more = {"keep": settings.ties_keep} if pair is ties_pair else {"layout": layout}
            vectors = models.pairs(partial(pair, **more))
        config = MergeConfig(
            hyper_dim=settings.hyper_dim if per_bag else 0,
            layerwise=layerwise,
            weight_activation=settings.weight_activation,
            surgery_rank=settings.surgery_rank if surgery else 0,
            gamma=settings.gamma,
            surgery_pull=settings.surgery_pull,
        )
        basis = torch.cat([models.null.theta.detach()[None], vectors.values])
        with seeded(settings.seed):
            model = Merged(models.null.shape, vectors.names, vectors.target_shares, config, basis)
        if settings.head_start is HeadStart.TARGET:
            model.head.load_state_dict(models.target.head.state_dict())
        if surgery:
            model.pull_towards = _seen_by(task, models.target.theta.detach()[None])[:, 0]
        fitted = fit_model(model, task.bags, task.times_days, task.events, settings, control)
        model.pull_towards = None
        if not per_bag:
            weights = model.trained_weights.detach().clamp(0, 1).cpu()
            fitted = replace(fitted, model=model.settled(), evidence=_told(vectors, weights))
        return fitted

    weights = "a hypernetwork" if per_bag else "a weight per vector"
    if layerwise:
        weights = "a weight per vector and layer"
    trains = f"{weights}, {'surgery ' if surgery else ''}and a head"
    parameters = (
        "gamma",
        "head_start",
        *(("hyper_dim", "weight_activation") if per_bag else ("scalar_lr",)),
        *(("surgery_rank", "surgery_pull") if surgery else ()),
        *(("ties_keep",) if pair is ties_pair else ()),
    )
    return Method(name, trains, reference, parameters, fit)


def _seen_by(task: FitTask, encoders: Tensor) -> Tensor:
    """Representations of all training bags by frozen encoders, shape (n, r, E)."""
    settings = task.settings
    layout = ParamLayout.of_encoder(settings.shape(int(task.bags[0].shape[-1])))
    encoders = encoders.to(settings.device)
    return representations(task.bags, encoders, layout, settings.batch_instances)


def _told(vectors: Vectors, weights: Tensor) -> dict[str, Any]:
    """Weights of a merge that is the same for every case, as plain JSON."""
    by_layer = weights.view(-1, len(vectors.names))
    values: dict[str, Any] = {
        "merge_weights": dict(zip(vectors.names, by_layer.mean(dim=0).tolist(), strict=True)),
        "merge_target_shares": dict(zip(vectors.names, vectors.target_shares, strict=True)),
    }
    if len(by_layer) > 1:
        values["merge_weights_by_layer"] = dict(
            zip(vectors.names, by_layer.T.tolist(), strict=True)
        )
    return values


def _settled(models: _Models, vectors: Vectors, weights: Tensor, head: dict[str, Tensor]) -> Abmil:
    """Return theta_0 + sum_j w_j v_j with a given head, in evaluation mode."""
    model = new_abmil(models.null.shape, 0)
    theta = models.null.theta.detach() + weights @ vectors.values
    model.load_state_dict({"theta": theta, **head})
    model.requires_grad_(False)
    return model.eval()


def _head(model: Abmil) -> dict[str, Tensor]:
    return {f"head.{name}": value for name, value in model.head.state_dict().items()}


def _fit_model_avg(task: FitTask, control: JobControl) -> FittedModel:  # noqa: ARG001
    models = _Models.of(task)
    vectors = models.task_vectors()
    weights = torch.full((len(vectors.names),), 1.0 / len(vectors.names))
    model = _settled(models, vectors, weights, _head(models.target))
    return FittedModel(model, evidence=_told(vectors, weights))


def zero_shot_c_indices(task: FitTask) -> dict[str, float]:
    """C-index of every source model, as it is, on the target's training patients."""
    sources = {name: only_abmil(model) for name, model in task.sources.items()}
    seen = _seen_by(task, torch.stack([model.theta.detach() for model in sources.values()]))
    found = {}
    for j, (name, model) in enumerate(sources.items()):
        with torch.no_grad():
            survival = survival_of(hazards_of(model.head(seen[:, j].cpu())))
        scores = risk_score_of(survival).double().numpy()
        found[name] = concordance_index(task.times_days, task.events, scores)
    return found


def training_free_weights(
    c_indices: Mapping[str, float], k: int, keep_target: float
) -> dict[str, float]:
    """Weights of the target and of the sources, which sum to 1.

    The target keeps `keep_target`; the rest goes to the K sources with the highest zero-shot
    C-index, in proportion to what it is above chance. If none is, the target keeps all.
    """
    best = sorted(c_indices, key=lambda name: -c_indices[name])[:k]
    above = {name: max(c_indices[name] - CHANCE, 0.0) for name in best}
    total = sum(above.values())
    if total == 0:
        return {TARGET: 1.0, **dict.fromkeys(c_indices, 0.0)}
    share = {name: (1 - keep_target) * above.get(name, 0.0) / total for name in c_indices}
    return {TARGET: keep_target, **share}


def _fit_training_free(task: FitTask, control: JobControl) -> FittedModel:  # noqa: ARG001
    models, settings = _Models.of(task), task.settings
    c_indices = zero_shot_c_indices(task)
    by_name = training_free_weights(c_indices, settings.k, settings.keep_target)
    vectors = models.task_vectors()
    weights = torch.tensor([by_name[name] for name in vectors.names])
    heads = [_head(model) for model in models.every]
    head = {
        name: torch.einsum("r,r...->...", weights, torch.stack([part[name] for part in heads]))
        for name in heads[0]
    }
    model = _settled(models, vectors, weights, head)
    alone = by_name[TARGET] == 1.0 and settings.keep_target < 1.0
    notes = (
        "no source model did better than chance on the training patients: "
        "the model is the target's own",
    )
    evidence = {**_told(vectors, weights), "zero_shot_c_index": c_indices}
    return FittedModel(model, notes=notes if alone else (), evidence=evidence)


def _fit_roupkt(task: FitTask, control: JobControl) -> FittedModel:
    models, settings = _Models.of(task), task.settings
    vectors = models.task_vectors()
    config = RoutingConfig(
        k=min(settings.k, len(vectors.names)),
        balance_weight=settings.balance_weight,
        z_weight=settings.router_z_weight,
        window=settings.bags_per_step,
        published=settings.published,
    )
    thetas = torch.stack([model.theta.detach() for model in models.every])
    names, shares = vectors.names, vectors.target_shares
    with seeded(settings.seed):
        model = Routed(models.null.shape, names, shares, config, thetas, settings.seed)
    model.remembered = _seen_by(task, model.encoders)
    fitted = fit_model(model, task.bags, task.times_days, task.events, settings, control)
    model.remembered = None
    return fitted


def _fit_mass(task: FitTask, control: JobControl) -> FittedModel:  # noqa: ARG001
    models = _Models.of(task)
    vectors = models.task_vectors()
    layout = ParamLayout.of_encoder(models.null.shape)
    parts = separated(vectors.values, layout)
    names, k = vectors.names, min(task.settings.k, len(vectors.names))
    basis = torch.cat([models.null.theta.detach()[None], parts])
    routes, heads = routes_of(vectors.values, layout), [model.head for model in models.every]
    weights, biases = (torch.stack([getattr(h, n) for h in heads]) for n in ("weight", "bias"))
    buffers = (basis, routes, weights, biases)
    model = SubspaceMerge(models.null.shape, names, vectors.target_shares, k, *buffers)
    return FittedModel(model.to(task.settings.device).eval())


MERGE_METHODS = (
    Method(
        "model_avg",
        "nothing",
        "task arithmetic, Ilharco et al., ICLR 2023",
        (),
        _fit_model_avg,
        cost=lambda _n_events: 0.02,
    ),
    merge_method("adamerging", _ADAMERGING),
    merge_method("adamerging_layerwise", _ADAMERGING, layerwise=True),
    merge_method("ties_am", f"{_TIES}; {_ADAMERGING}", ties_pair),
    merge_method("surgery_am", f"{_SURGERY}; {_ADAMERGING}", surgery=True),
    merge_method("iso_c_am", f"{_ISO_C}; {_ADAMERGING}", iso_c_pair),
    merge_method("iso_cts_am", f"{_ISO_C}; {_ADAMERGING}", iso_cts_pair),
    merge_method("tsv_am", f"{_TSV}; {_ADAMERGING}", tsv_pair),
    merge_method("svc_am", f"{_SVC}; {_ADAMERGING}", svc_pair),
    Method(
        "mass",
        "nothing; subspaces of the models are chosen per bag",
        "Crisostomi et al., ICLR 2026, arXiv 2504.05342",
        ("k",),
        _fit_mass,
        cost=lambda _n_events: 0.1,
    ),
    merge_method("adamerging_hyper", f"{_ADAMERGING}; {_PER_BAG}", per_bag=True),
    merge_method("ties_hyper", f"{_TIES}; {_PER_BAG}", ties_pair, per_bag=True),
    merge_method("surgery_hyper", f"{_SURGERY}; {_PER_BAG}", per_bag=True, surgery=True),
    merge_method("iso_c_hyper", f"{_ISO_C}; {_PER_BAG}", iso_c_pair, per_bag=True),
    merge_method("iso_cts_hyper", f"{_ISO_C}; {_PER_BAG}", iso_cts_pair, per_bag=True),
    merge_method("tsv_hyper", f"{_TSV}; {_PER_BAG}", tsv_pair, per_bag=True),
    merge_method("svc_hyper", f"{_SVC}; {_PER_BAG}", svc_pair, per_bag=True),
    Method(
        "roupkt",
        "a router, an expert per frozen model and a head",
        "ROUPKT, arXiv 2508.13482",
        ("k", "balance_weight", "router_z_weight"),
        _fit_roupkt,
    ),
)
TRAINING_FREE = Method(
    "merge_training_free",
    "nothing; sources are weighted by their C-index on the training patients",
    "sources scored zero-shot, merged as task arithmetic (Ilharco et al., ICLR 2023)",
    ("k", "keep_target"),
    _fit_training_free,
    cost=lambda _n_events: 0.2,
)
