"""Fit one model for one fold of a cohort, and write it as a pack that says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.eligibility import Eligibility, LeftOut
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.features.encoders import ENCODERS
from steph_desktop.model.card import CohortSummary, PackCard
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.model.packs import save_pack
from steph_desktop.training.bag_store import CohortBags, one_pass, remove_cache
from steph_desktop.training.checkpointing import forget_unfinished
from steph_desktop.training.leakage import SOURCES_TRAINED_ON, TRAINED_ON
from steph_desktop.training.methods.registry import METHODS, describe
from steph_desktop.training.protocol import FoldRun, FoldRunResult, part_of, run_cell
from steph_desktop.training.source_models import SOURCE_FOLD, FittedModels
from steph_desktop.training.trainer import TrainSettings


@dataclass(frozen=True)
class FitRequest:
    """One model, asked for.

    Attributes
    ----------
    cohort : pathlib.Path
        The cohort folder; its other cancers are the sources.
    cell : FoldRun
        Target, method, fold, seed and form of lambda.
    out : pathlib.Path
        The pack to write.
    settings : TrainSettings
        How to fit.
    gamma : float, optional
        Chosen inside the training fold if None.
    zoo : pathlib.Path, optional
        A folder that keeps target and source models for the next fit.
    """

    cohort: Path
    cell: FoldRun
    out: Path
    settings: TrainSettings
    gamma: float | None = None
    zoo: Path | None = None


@dataclass(frozen=True)
class FitReport:
    """What came of it.

    Attributes
    ----------
    card : PackCard
        Of the pack that was written.
    result : FoldRunResult
        The model and its test.
    left_out : tuple of LeftOut
        What of the cohort could not be used.
    warnings : tuple of str
        What the reader should judge.
    """

    card: PackCard
    result: FoldRunResult
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]


def fit_one(request: FitRequest, control: JobControl | None = None) -> FitReport:
    """Fit one model by the protocol, test it on its fold, and write it as a pack.

    A fit that was stopped goes on at its last finished epoch, which waits in a hidden folder beside
    the pack. The pack's reference cohort is the fold's test patients, the only ones who are
    out-of-fold for this model; its risk cut-offs are tertiles of the model's scores on its training
    patients.

    Raises
    ------
    StephError
        If the cohort cannot be used, the method needs what is not there, or something stands at
        `FitRequest.out`.
    """
    if request.out.exists():
        raise StephError("Something stands here already", request.out, "Choose another name.")
    unfinished = request.out.with_name(f".{request.out.name}.unfinished")
    control = (control or JobControl()).keeping(unfinished)
    try:
        with one_pass(request.cohort, unfinished, control) as bags:
            report = _fit_one(request, bags, control)
    except StephError:
        remove_cache(unfinished)  # another start would most likely fail too
        raise
    forget_unfinished(unfinished)
    return report


def _fit_one(request: FitRequest, bags: CohortBags, control: JobControl) -> FitReport:
    cell, roster = request.cell, bags.eligibility
    if cell.target not in roster.cancers:
        why = [item.reason for item in roster.left_out if item.cancer == cell.target]
        raise StephError(
            f"This cancer cannot be used: {why[-1]}" if why else "The cohort has no such cancer",
            cell.target,
            f"It holds {', '.join(roster.cancers)}.",
        )
    zoo = FittedModels(bags, request.settings, request.zoo)
    _prepare(cell, zoo, part_of(control, 0, 500, 1000, "Fitting the models to build on"))
    fitting = part_of(control, 500, 1000, 1000, f"Fitting {cell.label}")
    result = run_cell(cell, zoo, request.settings, request.gamma, fitting)
    card = save_pack(request.out, card_of(result, zoo), result.fitted.model)
    return FitReport(card, result, (*roster.left_out, *zoo.left_out()), roster.warnings)


def _prepare(cell: FoldRun, zoo: FittedModels, control: JobControl) -> None:
    """Fit what the method builds on, so that its progress can be told."""
    wanted = [(cell.target, cell.fold)]
    if METHODS[cell.method].needs_sources:
        wanted += [(name, SOURCE_FOLD) for name in zoo.usable_sources(cell.target)]
    for number, (cancer, fold) in enumerate(wanted):
        part = part_of(control, number * 1000, (number + 1) * 1000, len(wanted) * 1000, cancer)
        zoo.model(cancer, fold, cell.seed, part)


def card_of(result: FoldRunResult, zoo: FittedModels) -> PackCard:
    """Return the card of a fitted and tested model."""
    cell, roster = result.cell, zoo.roster
    cohort = roster.cancers[cell.target]
    train = cohort.train_patients(cell.fold)
    predictions = result.predictions
    n_test = len(predictions.patient_ids)
    return describe(
        result.fitted,
        result.settings,
        model_id=f"{cell.target}-{cell.label}-fold{cell.fold}-seed{cell.seed}",
        method=cell.method,
        encoder=roster.kind.encoder or "unknown",
        target_cancer=cell.target,
        null=zoo.null,
        encoder_sha256=roster.kind.encoder_sha256,
        patch_px=roster.kind.patch_px or 256,
        target_mpp=roster.kind.target_mpp or 0.5,
        cohort=CohortSummary(
            len(train),
            sum(patient.event for patient in train),
            sum(len(patient.slide_ids) for patient in train),
            f"Training part of fold {cell.fold} of {cell.target}"
            + (", synthetic slides" if roster.synthetic else ""),
        ),
        c_index_folds=(result.c_index,),
        reference=ReferenceCohort(
            predictions.times_days,
            predictions.events,
            predictions.risk_scores,
            predictions.cutoffs,
        ),
        synthetic=roster.synthetic,
        licence=_licence(roster),
        notes=(
            f"Tested on the {n_test} patients of fold {cell.fold}, whom no part of this model has "
            f"seen: C-index {result.c_index:.3f}. They are the reference cohort. Risk cut-offs are "
            "tertiles of the model's scores on its own training patients, whom it fits better "
            "than new ones: the outer groups hold fewer new patients than a third."
        ),
        evidence={
            "fold": cell.fold,
            "c_index_test": result.c_index,
            "n_test": n_test,
            "events_test": int(predictions.events.sum()),
            "epochs": result.epochs,
            "params_trained": result.fitted.n_trained,
            "gamma": result.gamma.gamma,
            "gamma_how": result.gamma.how,
            "sources_fold": SOURCE_FOLD,
            **_seen(result, zoo, cohort),
        },
        rebuild_command=_command(result),
    )


def _seen(result: FoldRunResult, zoo: FittedModels, cohort: CancerCohort) -> dict[str, list[str]]:
    """Return the marks of the bags that the model, and those it builds on, were fitted on."""
    cell = result.cell
    found = {TRAINED_ON: sorted(zoo.store.fingerprints(cohort, cohort.train_patients(cell.fold)))}
    if METHODS[cell.method].needs_sources:
        sources = zoo.source_marks(cell.target, cell.seed)
        if sources is not None:
            found[SOURCES_TRAINED_ON] = sorted(sources)
    return found


def _licence(roster: Eligibility) -> str:
    spec = ENCODERS.get(roster.kind.encoder)
    if spec is None:
        return "Not stated: the terms of the slides and of the encoder apply."
    return f"Made from features of {spec.name} ({spec.licence}): its terms and the slides' apply."


def _command(result: FoldRunResult) -> str:
    cell, s = result.cell, result.settings
    return (
        f"steph-desktop fit --cohort DIR --target {cell.target} --method {cell.method} "
        f"--fold {cell.fold} --seed {cell.seed} --epochs {s.epochs} --embed-dim {s.embed_dim} "
        f"--attn-dim {s.attn_dim} --hyper-dim {s.hyper_dim} --k {s.k} --gamma {s.gamma:g} "
        f"--beta {s.beta:g} --lr {s.lr:g} --lambda-form {cell.lambda_form.value} --out MODEL"
    )
