"""A finished study as one pack: its models, its reference cohort, and its card.

Any method that was fitted can be saved, in one of two forms (`PackForm`). A refit answers alone. Of
fold models that of fold 0 answers; those of the other folds are kept beside it and show how much a
curve depends on the training patients. The reference cohort is the tested patients of all folds,
each with the score of a model that had not seen them. The models' scores lie on scales of their
own, so they are moved piecewise linearly until their cut-offs stand where the answering model's do:
every patient keeps the risk group that the cut-offs of the own fold gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.slide_scan import read_facts
from steph_desktop.core.codec import to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.model.card import STEPH_FIELDS, PackCard
from steph_desktop.model.outputs import MemberScale, ReferenceCohort, SourceSpread
from steph_desktop.model.packs import LoadedPack, load_pack, save_pack
from steph_desktop.model.recalibration import AS_IS, Recalibration
from steph_desktop.slide.info import SLIDE_SUFFIXES, distinct_ids
from steph_desktop.survival.curves import horizon_years
from steph_desktop.training.bag_store import remove_cache
from steph_desktop.training.benchmark_request import recorded_settings
from steph_desktop.training.leakage import SOURCES_TRAINED_ON, TRAINED_ON, fingerprints_on
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.predictions import read_benchmark_predictions
from steph_desktop.training.reference_statistics import (
    describe_patients,
    read_summaries,
    summarise_patients,
)
from steph_desktop.training.requests import PackForm, SaveStudyRequest
from steph_desktop.training.study.outcome import (
    MODELS_FOLDER,
    OUTCOME_FILE,
    RESULTS_FOLDER,
    SOURCES_FOLDER,
    SUMMARIES_FILE,
    StudyResult,
    clinical_value_of,
    finished_outcome,
    model_path,
    refit_path,
)
from steph_desktop.training.study.refit import reference_of

_SEEN = (TRAINED_ON, SOURCES_TRAINED_ON)
_FORM_FIELDS = (
    "kind", "encoder", "feature_dim", "embed_dim", "attn_dim", "bins", "surgery_rank", "paired",
    "sources", *STEPH_FIELDS,
)  # fmt: skip


def save_study(request: SaveStudyRequest, control: JobControl) -> PackCard:
    """Write the pack of a finished study, whole or not at all."""
    if request.out.exists() and not request.replace_existing:
        raise StephError("This name is taken already", request.out, "Choose another name.")
    control.checkpoint(0, 4, Phase.LOADING_MODEL)
    folder = request.training
    outcome, chosen = finished_outcome(folder, request.method)
    form = request.form or outcome.form_to_save(outcome.method)
    if form not in outcome.forms[outcome.method]:
        raise StephError(
            f"This training kept no models of the form {form.value!r}",
            outcome.method,
            "Save the other form, or train again.",
        )
    packs = _packs(folder / MODELS_FOLDER, outcome, form)
    cohort = load_cohort(request.cohort, [outcome.target])[outcome.target]
    control.checkpoint(1, 4, Phase.DESCRIBING_COHORT)
    slides, known = _slides(request), read_summaries(folder / SUMMARIES_FILE)
    statistics = describe_patients(
        cohort, cohort.patients, control, slides=slides, mpp=request.mpp, known=known
    )
    control.checkpoint(2, 4, Phase.WRITING_CARD)
    first = packs[0].card
    synthetic = any(pack.card.synthetic for pack in packs)
    how = f"{cohort.cancer}, {len(cohort.splits)}-fold cross-validation"
    # A pack holds models of one form: a fold that chose another K or width is not part of it.
    form_of = attrgetter(*_FORM_FIELDS)
    alike = [pack for pack in packs if form_of(pack.card) == form_of(first)]
    members, cards = [pack.model for pack in alike[1:]], [pack.card for pack in alike]
    every, reference = [pack.card for pack in packs], first.reference
    if form is PackForm.MEMBERS:
        joined = reference_of(every, _spread(request, packs[0], outcome))
        reference = replace(joined, scales=_scales(cards), map_tops=_map_tops(cards))
    card = replace(
        first,
        model_id=request.model_id,
        recalibration=_recalibrations(cards),
        cohort=summarise_patients(cohort.patients, how, synthetic=synthetic),
        synthetic=synthetic,
        c_index_folds=outcome.row(outcome.method).folds,
        reference=reference,
        follow_up_days=None,  # of all folds, not of the first alone
        evidence={
            # What the first fold has seen is not all: the union of the folds follows.
            **{name: value for name, value in first.evidence.items() if name not in _SEEN},
            **_evidence(outcome, chosen, form),
            **_clinical_evidence(request.training, outcome),
            **({"outcome_as_read": request.outcome} if request.outcome else {}),
            **_seen(every),
        },
        notes=_notes(outcome, form, len(members), reference),
        intended_use=(
            f"Research on {outcome.target} slides like those of its cohort: the same stain, "
            "scanner and kind of patients. Not for diagnostic procedures."
        ),
        rebuild_command="",
    )
    model, again = packs[0].model, request.replace_existing
    written = save_pack(
        request.out, card, model, members=members, statistics=statistics, replace_existing=again
    )
    _sweep(request)
    control.checkpoint(4, 4, Phase.DONE)
    return written


def _sweep(request: SaveStudyRequest) -> None:
    """Remove the caches that earlier versions left in finished trainings of the study."""
    trainings = {request.training}
    if request.facts is not None:
        trainings |= {path.parent for path in request.facts.glob(f"training/*/{OUTCOME_FILE}")}
    for training in trainings:
        for folder in (training / RESULTS_FOLDER, training / SOURCES_FOLDER, training):
            remove_cache(folder)


def _packs(models: Path, outcome: StudyResult, form: PackForm) -> list[LoadedPack]:
    method, seed = outcome.method, outcome.seeds[0]
    if form is PackForm.REFIT:
        return [load_pack(refit_path(models, method, seed), as_fitted=True)]
    # Folds may have gaps, where a part was unfit to train on.
    paths = [model_path(models, method, fold, seed) for fold in range(1000)]
    kept = [path for path in paths if path.is_file()]
    if not kept:
        raise StephError("The study has no model", todo="Train it first.")
    return [load_pack(path, as_fitted=True) for path in kept]


def _slides(request: SaveStudyRequest) -> dict[str, Path]:
    """Return the slides that were looked at for the study, by slide id."""
    if request.facts is None:
        return {}
    facts = read_facts(request.facts)
    names = distinct_ids([Path(fact.path) for fact in facts])
    return {
        name: Path(fact.path)
        for fact, name in zip(facts, names, strict=True)
        if not fact.fault and Path(fact.path).suffix.lower() in SLIDE_SUFFIXES
    }


def _spread(
    request: SaveStudyRequest, pack: LoadedPack, outcome: StudyResult
) -> SourceSpread | None:
    """Summarise how the models draw on the sources, each over the patients that tested it."""
    if not pack.card.sources:
        return None
    tested = read_benchmark_predictions(
        request.training / RESULTS_FOLDER, methods=(outcome.method,), targets=(outcome.target,)
    )
    # Any of the members may answer a case: what is usual is so over the patients of all folds.
    mine = [fold.mixture for fold in tested if fold.seed == outcome.seeds[0]]
    parts = [(one.weights, one.lambdas, one.selected) for one in mine if one is not None]
    if not parts:
        return None
    return SourceSpread.of_mixtures(*map(np.concatenate, zip(*parts, strict=True)))


def _scales(cards: Sequence[PackCard]) -> tuple[MemberScale, ...]:
    """Return how every member scores; nothing where they make other groups."""
    known = [card.reference for card in cards if card.reference is not None]
    alike = len(known) == len(cards) and len({len(r.cutoffs) for r in known}) == 1
    if not alike or len(cards) < 2:
        return ()
    return tuple(MemberScale.of(r.cutoffs, r.risk_scores) for r in known)


def _map_tops(cards: Sequence[PackCard]) -> tuple[tuple[float, ...], ...]:
    """Return where the colours of each member's risk maps end; nothing where one does not say."""
    rows = [card.reference.map_tops if card.reference is not None else () for card in cards]
    return tuple(row[0] for row in rows) if all(rows) else ()


def _recalibrations(cards: Sequence[PackCard]) -> tuple[Recalibration, ...]:
    """Return the recalibration of every member; nothing where none has one."""
    if not any(card.recalibration for card in cards):
        return ()
    return tuple(card.recalibration[0] if card.recalibration else AS_IS for card in cards)


def _clinical_evidence(training: Path, outcome: StudyResult) -> Mapping[str, Any]:
    """Say what the model adds to the clinical columns; nothing where there were none."""
    if not outcome.clinical_value:
        return {}
    # A column that was chosen and is empty in the table took no part: it is not among these.
    columns = clinical_value_of(training, outcome.method).get("columns")
    if columns is None:  # nothing could be compared, and the sentence says why
        settings = recorded_settings(training / RESULTS_FOLDER)
        columns = None if settings is None else settings.get("clinical", [])
    if columns is None:  # a card that names no columns would say there were none
        columns = "not known: the training's record of its settings is missing or damaged"
    return {"clinical_columns": columns, "clinical_value": outcome.clinical_value}


def _evidence(outcome: StudyResult, chosen: str, form: PackForm) -> Mapping[str, Any]:
    own = outcome.row(outcome.method)
    values: dict[str, Any] = {
        "form": form.value,
        "method_chosen_before_training": chosen,
        "verdict": "not compared" if outcome.verdict is None else outcome.verdict.value,
        "c_index_by_method": {row.method: round(row.c_index, 4) for row in outcome.rows},
        "seeds": list(outcome.seeds),
        "tested_patients": len(outcome.tested.patient_ids),
        "tested_events": int(outcome.tested.events.sum()),
    }
    if outcome.alone:
        values["c_index_sources_alone"] = {s.cancer: round(s.c_index, 4) for s in outcome.alone}
    if outcome.collapsed(outcome.method):
        values["collapsed_to_null_model"] = True
    if (found := outcome.refit_of(outcome.method)) is not None:
        values["refit_or_members"] = {**to_json(found), "finding": found.sentence}
    if (gain := own.against_baseline) is not None:
        values["gain_over_vanilla"] = {
            "difference": round(gain.difference, 4),
            "interval_95": [round(gain.lower, 4), round(gain.upper, 4)],
        }
    found_at = (horizon.calibration for horizon in outcome.evaluation.horizons)
    calibrated = [one for one in found_at if one is not None]
    if calibrated:
        values["calibration_slope_by_years"] = {
            horizon_years(c.horizon_days): None if c.slope is None else round(c.slope, 3)
            for c in calibrated
        }
        values["calibration"] = [c.words() for c in calibrated]
    return values


def _seen(cards: Sequence[PackCard]) -> dict[str, list[str]]:
    """Return the patients that any fold model has seen, as far as their cards say."""
    found = {}
    for name in _SEEN:
        values = [some for card in cards if (some := fingerprints_on(card, name)) is not None]
        if len(values) == len(cards):
            found[name] = sorted(frozenset().union(*values))
    return found


def _notes(
    outcome: StudyResult, form: PackForm, n_members: int, reference: ReferenceCohort | None
) -> str:
    method = METHODS.get(outcome.method)
    trains = f" ({method.trains})" if method is not None else ""
    own = outcome.row(outcome.method)
    collapsed = outcome.collapsed(outcome.method)
    parts = [f"Not to be recommended: {collapsed}."] if collapsed else []
    parts += [
        f"Method {outcome.method}{trains}. C-index {own.c_index:.3f}, mean over {len(own.folds)} "
        "folds, each tested on patients that its model had not seen.",
        outcome.sentence,
    ]
    if form is PackForm.REFIT:
        parts.append(
            "The model was fitted on all patients, and so tested on none: the cross-validation of "
            "the fold models, fitted on fewer, is its evidence."
        )
    else:
        parts.append(
            f"The model of the first fold answers; {n_members} of other folds are kept beside it."
        )
    if (found := outcome.refit_of(outcome.method)) is not None:
        whose = "" if found.method == outcome.method else f" ({found.method})"
        parts.append(f"{found.sentence[:-1]}{whose}.")
    if reference is not None:
        parts.append(
            "Risk groups are cut where training patients were cut; the reference cohort are the "
            f"{len(reference.times_days)} tested patients, their scores moved so that the cut-offs "
            "of all models coincide."
        )
    parts.append(
        "Limits: one cohort, no test on patients of another place; a prediction is an average "
        "over patients alike, never a certainty for one."
    )
    if outcome.left_out:
        parts.append(f"Left out: {'; '.join(outcome.left_out)}.")
    return " ".join(parts)
