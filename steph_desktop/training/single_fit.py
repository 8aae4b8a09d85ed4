"""One model of a cohort as a pack: fitted by the protocol, tested on its fold, with its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steph_desktop import RESEARCH_USE
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.eligibility import Eligibility, LeftOut
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_json
from steph_desktop.core.job_control import UNWATCHED, JobControl, JobStep, Phase
from steph_desktop.features.encoder_registry import ENCODERS
from steph_desktop.features.facts import UNKNOWN_ENCODER
from steph_desktop.model.card import Backbone, PackCard
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.model.packs import save_pack
from steph_desktop.training.bag_store import CohortBags, one_pass, remove_cache
from steph_desktop.training.checkpointing import forget_unfinished
from steph_desktop.training.leakage import SOURCES_TRAINED_ON, TRAINED_ON
from steph_desktop.training.methods.registry import METHODS, describe
from steph_desktop.training.predictions import calibration_words
from steph_desktop.training.protocol import FoldRun, FoldRunResult, run_fold
from steph_desktop.training.reference_statistics import summarise_patients
from steph_desktop.training.source_models import SOURCE_FOLD, FittedModels
from steph_desktop.training.trainer import FittedModel, TrainSettings


@dataclass(frozen=True)
class FitRequest:
    """Request for one fitted model."""

    cohort: Path  # the cohort folder; its other cancers are the sources
    fold_run: FoldRun  # target, method, fold, seed and form of lambda
    out: Path  # the pack to write
    settings: TrainSettings  # how to fit
    gamma: float | None = None  # chosen inside the training fold if None
    base_models: Path | None = None  # a folder that keeps target and source models for the next fit


@dataclass(frozen=True)
class FitReport:
    """Result of a `FitRequest`."""

    card: PackCard | None  # of the pack that was written; None where a table was
    result: FoldRunResult  # the model and its test
    left_out: tuple[LeftOut, ...]  # what of the cohort could not be used
    warnings: tuple[str, ...]  # what the reader should judge


def fit_one(request: FitRequest, control: JobControl = UNWATCHED) -> FitReport:
    """Fit one model by the protocol, test it on its fold, and write it as a pack.

    A fit that was stopped resumes after its last finished epoch, which waits in a hidden folder
    beside the pack. The pack's reference cohort is the fold's test patients, the only ones who are
    out-of-fold for this model; its risk cut-offs are tertiles of the model's scores on its training
    patients.
    """
    if request.out.exists():
        raise StephError("This name is taken already", request.out, "Choose another name.")
    unfinished = request.out.with_name(f".{request.out.name}.unfinished")
    control = control.keeping(unfinished)
    try:
        with one_pass(request.cohort, unfinished, control) as bags:
            report = _fit_one(request, bags, control)
    except StephError:
        remove_cache(unfinished)  # another start would most likely fail too
        raise
    forget_unfinished(unfinished)
    return report


def _fit_one(request: FitRequest, bags: CohortBags, control: JobControl) -> FitReport:
    fold_run, eligibility = request.fold_run, bags.eligibility
    eligibility.cancer(fold_run.target)  # refused before anything is fitted
    base_models = FittedModels(bags, request.settings, request.base_models)
    _prepare(fold_run, base_models, control.span(0, 500, 1000, Phase.FITTING_SOURCES))
    fitting = control.span(500, 1000, 1000, JobStep(Phase.FITTING_MODEL, name=fold_run.label))
    result = run_fold(
        fold_run, base_models, request.settings, request.gamma, fitting, recalibrates=True
    )
    card, left_out = None, (*eligibility.left_out, *base_models.left_out())
    if METHODS[fold_run.method].makes_pack:
        card = save_pack(request.out, card_of(result, base_models), result.fitted.model)
    else:
        write_json(request.out, _table_of(result))
    return FitReport(card, result, left_out, eligibility.warnings)


def _table_of(result: FoldRunResult) -> dict[str, Any]:
    """Sum up a model that makes no pack, since a pack answers for slides alone."""
    predictions = result.predictions
    return {
        "research_use": RESEARCH_USE,
        **chosen(result.fold_run, "method", "target", "fold", "seed"),
        "columns": list(result.settings.clinical),
        "n_train": result.n_train,
        "n_test": len(predictions.patient_ids),
        "events_test": int(predictions.events.sum()),
        "c_index_test": result.c_index,
        "notes": list(result.fitted.notes),
        **result.fitted.evidence,
    }


def _prepare(fold_run: FoldRun, base_models: FittedModels, control: JobControl) -> None:
    """Fit what the method builds on, and report its progress."""
    wanted = [(fold_run.target, fold_run.fold)]
    if METHODS[fold_run.method].needs_sources:
        wanted += [(name, SOURCE_FOLD) for name in base_models.usable_sources(fold_run.target)]
    for number, (cancer, fold) in enumerate(wanted):
        step = JobStep(Phase.FITTING_MODEL, name=cancer)
        part = control.span(number * 1000, (number + 1) * 1000, len(wanted) * 1000, step)
        base_models.model(cancer, fold, fold_run.seed, part)


def card_of(result: FoldRunResult, base_models: FittedModels) -> PackCard:
    """Return the card of a fitted and tested model."""
    fold_run = result.fold_run
    cohort = base_models.eligibility.cancers[fold_run.target]
    told, n_test = result.predictions, len(result.predictions.patient_ids)
    columns = (told.times_days, told.events, told.risk_scores, told.cutoffs)
    return describe_fit(
        result.fitted,
        result.settings,
        base_models,
        fold_run,
        cohort.train_patients(fold_run.fold),
        model_id=f"{fold_run.target}-{fold_run.label}-fold{fold_run.fold}-seed{fold_run.seed}",
        described=f"Training part of fold {fold_run.fold + 1} of {fold_run.target}",
        c_index_folds=(result.c_index,),
        reference=ReferenceCohort(*columns, map_tops=(result.map_tops,)),
        recalibration=() if result.recalibration is None else (result.recalibration,),
        notes=(
            f"Tested on the {n_test} patients of fold {fold_run.fold + 1}, which no part of this "
            f"model has seen: C-index {result.c_index:.3f}. They are the reference cohort. Risk "
            "cut-offs are tertiles of the model's scores on its own training patients, which it "
            "fits better than new ones: the outer groups hold fewer than a third of new patients "
            "each."
        ),
        evidence={
            "fold": fold_run.fold,
            "c_index_test": result.c_index,
            "n_test": n_test,
            "events_test": int(told.events.sum()),
            "calibration": calibration_words([told]),
            "epochs": result.epochs,
            "params_trained": result.fitted.n_trained,
            "gamma": result.gamma.gamma,
            "gamma_how": result.gamma.how,
        },
        rebuild_command=_command(result),
    )


def describe_fit(
    fitted: FittedModel,
    settings: TrainSettings,
    base_models: FittedModels,
    fold_run: FoldRun,
    train: Sequence[Patient],
    *,
    described: str,
    **more: Any,
) -> PackCard:
    """Return the card of a model: what it takes, whom it and its sources have seen, its terms.

    The number of the fold does not matter; `described` says who the training patients are, and
    `more` are other fields of `PackCard`, to whose evidence is added.
    """
    eligibility = base_models.eligibility
    has_sources = METHODS[fold_run.method].needs_sources
    synthetic = base_models.is_synthetic if has_sources else eligibility.synthetic
    came_from = [dict(pack) for pack in base_models.source_packs] if has_sources else []
    evidence = {
        **more.pop("evidence"),
        "sources_fold": SOURCE_FOLD,
        **({"source_packs": came_from} if came_from else {}),
        **_seen(fold_run, base_models, train),
    }
    return describe(
        fitted,
        settings,
        method=fold_run.method,
        encoder=eligibility.kind.encoder or UNKNOWN_ENCODER,
        target_cancer=fold_run.target,
        null=base_models.null,
        encoder_sha256=eligibility.kind.encoder_sha256,
        patch_px=eligibility.kind.patch_px or 256,
        target_mpp=eligibility.kind.target_mpp or 0.5,
        contract=eligibility.contract,
        cohort=summarise_patients(train, described, synthetic=synthetic),
        synthetic=synthetic,
        licence=_licence(eligibility),
        evidence=evidence,
        **more,
    )


def _seen(
    fold_run: FoldRun, base_models: FittedModels, train: Sequence[Patient]
) -> dict[str, list[str]]:
    """Return fingerprints of the bags that the model, and those it builds on, were fitted on."""
    cohort = base_models.eligibility.cancers[fold_run.target]
    found = {TRAINED_ON: sorted(base_models.store.fingerprints(cohort, train))}
    sources = None
    if METHODS[fold_run.method].needs_sources:
        sources = base_models.source_fingerprints(fold_run.target, fold_run.seed)
    return found if sources is None else found | {SOURCES_TRAINED_ON: sorted(sources)}


def _licence(eligibility: Eligibility) -> str:
    if spec := ENCODERS.get(eligibility.kind.encoder):
        return (
            f"Made from features of {spec.name} ({spec.licence}): its terms and the slides' apply."
        )
    return "Not stated: the terms of the slides and of the encoder apply."


def _command(result: FoldRunResult) -> str:
    fold_run, s = result.fold_run, result.settings
    preset = " --preset published" if s.published else ""
    if s.backbone is not Backbone.ABMIL:
        preset += f" --backbone {s.backbone.value}"
    return (
        f"steph-desktop fit --cohort DIR --target {fold_run.target} --method {fold_run.method} "
        f"--fold {fold_run.fold} --seed {fold_run.seed} --epochs {s.epochs} "
        f"--embed-dim {s.embed_dim} --attn-dim {s.attn_dim} --hyper-dim {s.hyper_dim} --k {s.k} "
        f"--gamma {s.gamma:g} --beta {s.beta:g} --lr {s.lr:g} "
        f"--lambda-form {fold_run.lambda_form.value}{preset} --out MODEL"
    )
