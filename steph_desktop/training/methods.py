"""The registry of methods that can be fitted, and the card of what they fit.

A method is a name, what it trains, its reference, what it needs, and one function from a
`FitTask` to a `FittedModel`. A new method is one more entry of `METHODS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core import JobControl, StephError
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.card import LambdaSource, PackCard, PackKind, WeightSource
from steph_desktop.model.steph import Steph
from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.trainer import (
    Bags,
    FittedModel,
    TrainSettings,
    check_patients,
    fit_abmil,
    fit_steph,
    steph_config,
)


@dataclass(frozen=True)
class FitTask:
    """What a method is given.

    Attributes
    ----------
    bags : sequence of ndarray, shape (N_i, D), float32
        One bag per training patient; may read from disk on access.
    times_days : ndarray, shape (n,)
        Follow-up in days.
    events : ndarray, shape (n,), bool
        True where the event was seen.
    settings : TrainSettings
        How to fit.
    null : Abmil, optional
        M_0; drawn from `TrainSettings.null_seed` if None.
    target : Abmil, optional
        M_t, fitted on the same training patients; only methods that start from it need it.
    sources : mapping of str to Abmil
        The source cancers' models by name, in the order of the weights.
    """

    bags: Bags
    times_days: FloatArray
    events: NDArray[np.bool_]
    settings: TrainSettings = field(default_factory=TrainSettings)
    null: Abmil | None = None
    target: Abmil | None = None
    sources: Mapping[str, Abmil] = field(default_factory=dict)


@dataclass(frozen=True)
class Method:
    """A way to get a model for a target cancer.

    Attributes
    ----------
    name : str
        On the command line and in tables.
    trains : str
        What it trains, one phrase.
    reference : str
        Where it comes from.
    needs_target, needs_sources : bool
        Whether it starts from the fitted target model, and from source models.
    has_lambda_form : bool
        Whether `TrainSettings.lambda_form` makes a difference to it.
    fit : callable
        From a task to a fitted model.
    """

    name: str
    trains: str
    reference: str
    needs_target: bool
    needs_sources: bool
    has_lambda_form: bool
    fit: Callable[[FitTask, JobControl | None], FittedModel]


def _fit_vanilla(task: FitTask, control: JobControl | None) -> FittedModel:
    return fit_abmil(task.bags, task.times_days, task.events, task.settings, task.null, control)


def _fit_finetuned(task: FitTask, control: JobControl | None) -> FittedModel:
    return fit_abmil(task.bags, task.times_days, task.events, task.settings, task.target, control)


def _steph_method(
    name: str, trains: str, *, dense: bool = False, has_lambda_form: bool = True, **changes: Any
) -> Method:
    """STEPH, or an ablation of it: a change of its `StephConfig`."""

    def fit(task: FitTask, control: JobControl | None) -> FittedModel:
        settings, m = task.settings, len(task.sources)
        config = replace(steph_config(settings, m), **changes)
        feature_dim = check_patients(task.bags, task.times_days, task.events)
        null = task.null or settings.null_model(feature_dim)
        target = task.target
        if target is None:
            raise StephError("The target model is missing", None, "Fit it on the target first.")
        return fit_steph(
            task.bags,
            task.times_days,
            task.events,
            settings,
            null=null,
            target=target,
            sources=task.sources,
            config=replace(config, k=m) if dense else config,
            control=control,
        )

    return Method(
        name, trains, "STEPH, CVPR 2026, arXiv 2603.10526", True, True, has_lambda_form, fit
    )


_HYPER = "two hypernetworks and a head"
METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method(
            "vanilla",
            "one ABMIL from the null model",
            "Ilse et al., ICML 2018",
            False,
            False,
            False,
            _fit_vanilla,
        ),
        Method(
            "finetuned",
            "the target's ABMIL, as many steps again",
            "Ilse et al., ICML 2018",
            True,
            False,
            False,
            _fit_finetuned,
        ),
        _steph_method("steph", _HYPER),
        _steph_method(
            "steph_lambda0",
            "a hypernetwork and a head; sources only",
            has_lambda_form=False,
            lambda_source=LambdaSource.SOURCE_ONLY,
        ),
        _steph_method(
            "steph_lambda1",
            "a hypernetwork and a head; target only",
            has_lambda_form=False,
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
    )
}


def fit(method: str, task: FitTask, control: JobControl | None = None) -> FittedModel:
    """Fit a model by the name of its method.

    Raises
    ------
    StephError
        If the name is not known, or something the method needs is missing.
    """
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
    return found.fit(task, control)


def null_fingerprint(null: Abmil) -> str:
    """Return the SHA-256 of a null model's encoder."""
    return hashlib.sha256(null.theta.detach().cpu().numpy().tobytes()).hexdigest()


def describe(
    fitted: FittedModel,
    settings: TrainSettings,
    *,
    model_id: str,
    method: str,
    encoder: str,
    target_cancer: str,
    null: Abmil | None = None,
    **more: Any,
) -> PackCard:
    """Return the card of a fitted model, ready for `steph_desktop.model.checkpoint.save_pack`.

    Parameters
    ----------
    fitted : FittedModel
        The model.
    settings : TrainSettings
        How it was fitted.
    model_id, method, encoder, target_cancer : str
        See `PackCard`.
    null : Abmil, optional
        The null model, if it was not drawn from `TrainSettings.null_seed`. Its fingerprint goes
        into the card's evidence, for only models that share it can be merged.
    **more
        Any other fields of `PackCard`.
    """
    model, shape = fitted.model, fitted.model.shape
    null = null or settings.null_model(shape.feature_dim)
    evidence = {"null_sha256": null_fingerprint(null), **more.pop("evidence", {})}
    merged: dict[str, Any] = {}
    if isinstance(model, Steph):
        config = model.config
        merged = {
            "hyper_dim": config.hyper_dim if model.hyper_embed is not None else 0,
            "k": config.k,
            "sources": model.sources,
            "lambda_form": config.lambda_form,
            "weight_activation": config.weight_activation,
            "lambda_source": config.lambda_source,
            "weight_source": config.weight_source,
        }
    fields = {
        "model_id": model_id,
        "kind": PackKind.STEPH if isinstance(model, Steph) else PackKind.ABMIL,
        "method": method,
        "encoder": encoder,
        "target_cancer": target_cancer,
        "feature_dim": shape.feature_dim,
        "embed_dim": shape.embed_dim,
        "attn_dim": shape.attn_dim,
        "bins": settings.bins,
        "seed": settings.seed,
        "evidence": evidence,
        **merged,
        **more,
    }
    return PackCard(**fields)
