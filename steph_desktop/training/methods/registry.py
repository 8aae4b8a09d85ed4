"""The registry of methods that can be fitted, and the card of what they fit.

A method is a name, what it trains, its reference, what it needs, and one function from a
`FitTask` to a `FittedModel`. A new method is one more entry of `METHODS`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.model.abmil import SeveralModels
from steph_desktop.model.backbones import BagEncoder, Network, null_theta
from steph_desktop.model.card import (
    MERGE_FIELDS,
    STEPH_FIELDS,
    LambdaSource,
    PackCard,
    PackKind,
    WeightSource,
)
from steph_desktop.model.merging import Merged
from steph_desktop.model.routing import Routed
from steph_desktop.model.steph import Steph
from steph_desktop.model.subspace_merge import SubspaceMerge
from steph_desktop.training.methods.auto import AUTO
from steph_desktop.training.methods.cox_methods import COX_METHODS
from steph_desktop.training.methods.fit_task import Alone
from steph_desktop.training.methods.fit_task import FitTask as FitTask
from steph_desktop.training.methods.fit_task import Method as Method
from steph_desktop.training.methods.merging_methods import MERGE_METHODS, TARGET, TRAINING_FREE
from steph_desktop.training.trainer import (
    FittedModel,
    TrainSettings,
    fit_abmil,
    fit_steph,
    steph_config,
)
from steph_desktop.training.training_events import BASELINE


def _fit_vanilla(task: FitTask, control: JobControl) -> FittedModel:
    return fit_abmil(task.bags, task.times_days, task.events, task.settings, task.null, control)


def _fit_finetuned(task: FitTask, control: JobControl) -> FittedModel:
    return fit_abmil(task.bags, task.times_days, task.events, task.settings, task.target, control)


_STEPH_PARAMETERS = (
    "gamma", "beta", "lambda_form", "weight_activation", "select_penalty", "head_start",
    "hyper_dim",
)  # fmt: skip


def _steph_method(
    name: str,
    trains: str,
    *,
    dense: bool = False,
    adaptive: bool = False,
    without: tuple[str, ...] = (),
    **changes: Any,
) -> Method:
    """STEPH, or a variant of it: a change of its `StephConfig`.

    Dense merges every source; adaptive, the fewest that hold `TrainSettings.k_share` of the bag's
    weight (as nucleus sampling cuts a distribution: Holtzman et al., ICLR 2020). `without` names
    parameters that the variant has no use for.
    """

    def fit(task: FitTask, control: JobControl) -> FittedModel:
        settings, m = task.settings, len(task.sources)
        config = replace(steph_config(settings, m), **changes)
        if adaptive:
            config = replace(config, k_share=settings.k_share)
        if dense and settings.published:  # without a top-K the authors' L_agg has no such term
            config = replace(config, select_penalty=False)
        if settings.published and config.lambda_source is LambdaSource.PER_SOURCE:
            config = replace(config, lambda_source=LambdaSource.PER_SOURCE_FREE)
        if task.target is None:
            raise StephError("The target model is missing", todo="Fit it on the target first.")
        return fit_steph(
            task.bags,
            task.times_days,
            task.events,
            settings,
            null=task.null,
            target=task.target,
            sources=task.sources,
            config=replace(config, k=m) if dense or adaptive else config,
            control=control,
        )

    scalars = any(value.name == "PER_SOURCE" for value in changes.values())
    parameters = (
        *(("k_share",) if adaptive else () if dense else ("k",)),
        *(name for name in _STEPH_PARAMETERS if name not in without),
        *(("scalar_lr",) if scalars else ()),
    )
    reference = "STEPH, CVPR 2026, arXiv 2603.10526"
    return Method(name, trains, reference, parameters, fit, any_backbone=True)


_HYPER = "two hypernetworks and a head"
METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Alone(
            BASELINE,
            "one network from the null model",
            "Ilse et al., ICML 2018",
            (),
            _fit_vanilla,
            cost=lambda _n_events: 0.05,  # its fit is that of the target model
        ),
        Method(
            "finetuned",
            "the target's network, as many steps again",
            "Ilse et al., ICML 2018",
            (),
            _fit_finetuned,
            needs_sources=False,
            any_backbone=True,
            cost=lambda _n_events: 1.0,
        ),
        *MERGE_METHODS,
        _steph_method("steph", _HYPER),
        _steph_method(
            "steph_lambda0",
            "a hypernetwork and a head; sources only",
            without=("lambda_form", "beta"),
            lambda_source=LambdaSource.SOURCE_ONLY,
        ),
        _steph_method(
            "steph_lambda1",
            "a hypernetwork and a head; target only",
            without=("lambda_form", "beta"),
            lambda_source=LambdaSource.TARGET_ONLY,
        ),
        _steph_method(
            "steph_lambda_trainable",
            "a hypernetwork, a ratio per source and a head",
            lambda_source=LambdaSource.PER_SOURCE,
        ),
        _steph_method("steph_dense", f"{_HYPER}; all sources merged", dense=True),
        _steph_method(
            "steph_w_trainable",
            "a hypernetwork, a weight per source and a head",
            weight_source=WeightSource.PER_SOURCE,
        ),
        _steph_method("steph_adaptive_k", f"{_HYPER}; K per bag", adaptive=True),
        TRAINING_FREE,
        AUTO,
        *COX_METHODS,
    )
}


def fit(method: str, task: FitTask, control: JobControl = UNWATCHED) -> FittedModel:
    """Fit a model by the name of its method; refuse one that lacks what it builds on."""
    found = METHODS.get(method)
    if found is None:
        raise StephError("This method is not known", method, f"Choose one of {', '.join(METHODS)}.")
    if found.needs_target and task.target is None:
        raise StephError(
            "This method starts from the fitted target model, which is missing",
            method,
            "Fit 'vanilla' on the target first.",
        )
    if found.needs_sources and not task.sources:
        raise StephError(
            "This method needs source models", method, "Fit or add the source models first."
        )
    started = time.monotonic()
    fitted = found.fit(task, control)
    # A fit that resumed knows the seconds before its stop as well.
    return replace(fitted, seconds=max(fitted.seconds, time.monotonic() - started))


def null_fingerprint(null: Network) -> str:
    """Return the SHA-256 of a null model's encoder."""
    return hashlib.sha256(null_theta(null).cpu().numpy().tobytes()).hexdigest()


def describe(
    fitted: FittedModel,
    settings: TrainSettings,
    *,
    model_id: str,
    method: str,
    encoder: str,
    target_cancer: str,
    null: Network | None = None,
    **more: Any,
) -> PackCard:
    """Return the card of a fitted model, ready for `steph_desktop.model.packs.save_pack`.

    The fingerprint of the null model goes into its evidence, for only models that share it can be
    merged. `more` are any other fields of `PackCard`.
    """
    model, shape = fitted.model, fitted.model.shape
    null = null or settings.null_network(shape.feature_dim)
    evidence = {
        "null_sha256": null_fingerprint(null),
        **({"preset": settings.preset.value} if settings.published else {}),
        **_rename(fitted.evidence, target_cancer),
        **more.pop("evidence", {}),
    }
    notes = [f"{note[0].upper()}{note[1:]}." for note in fitted.notes]
    notes += [more.pop("notes")] if "notes" in more else []
    encoder_kind = getattr(model, "encoder", None)
    merged: dict[str, Any] = {}
    if isinstance(encoder_kind, BagEncoder):
        merged["backbone"] = encoder_kind.backbone
    if isinstance(model, SeveralModels):
        merged["sources"] = tuple(target_cancer if n == TARGET else n for n in model.names)
    match model:
        case Merged():
            paired = bool(model.names) and TARGET not in model.names
            merged |= {"kind": PackKind.MERGED, "k": len(model.names), "paired": paired}
            merged |= chosen(model.config, *MERGE_FIELDS)
        case Routed():
            merged |= {"kind": PackKind.ROUTED, "k": model.config.k}
        case SubspaceMerge():
            rank = int(model.routes.shape[2])
            merged |= {"kind": PackKind.SUBSPACE, "k": model.k, "hyper_dim": rank}
        case Steph():
            merged |= {"kind": PackKind.STEPH, "sources": model.sources}
            merged |= chosen(model.config, *STEPH_FIELDS)
            if model.hyper_embed is None:
                merged["hyper_dim"] = 0
    return PackCard(
        model_id=model_id,
        method=method,
        encoder=encoder,
        target_cancer=target_cancer,
        feature_dim=shape.feature_dim,
        embed_dim=shape.embed_dim,
        attn_dim=shape.attn_dim,
        bins=settings.bins,
        seed=settings.seed,
        evidence=evidence,
        notes=" ".join(notes),
        **{"kind": PackKind.ABMIL, **merged, **more},
    )


def _rename(evidence: Mapping[str, Any], target_cancer: str) -> dict[str, Any]:
    """Give the target its name in figures by source."""
    return {
        key: {target_cancer if name == TARGET else name: item for name, item in value.items()}
        if isinstance(value, Mapping)
        else value
        for key, value in evidence.items()
    }
