"""A finished training as files for a paper: patients, tables, figures, and a methods paragraph.

Patients bear pseudonyms, drawn once at random for a training; who is who stays beside it, in its
own folder. Names of columns are such as R, Stata and SAS take them.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.cohort.cohort_folder import CancerCohort, load_cohort
from steph_desktop.core.codec import from_json, read_json
from steph_desktop.core.csv_files import write_patient_table
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import (
    atomic_path,
    ensure_folder,
    make_private,
    write_json,
    write_text,
)
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.core.table_files import TABLE_FILE_SUFFIXES, write_table_file
from steph_desktop.model.card import PackCard
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.model.packs import read_card
from steph_desktop.survival.curves import DAYS_PER_YEAR, horizon_years, interval_text
from steph_desktop.survival.evaluation import HORIZONS_DAYS, survival_on
from steph_desktop.training.benchmark_request import SETTINGS_FILE, recorded_settings
from steph_desktop.training.comparison import RESAMPLES
from steph_desktop.training.predictions import FoldPredictions, read_benchmark_predictions
from steph_desktop.training.requests import ExportStudyRequest
from steph_desktop.training.study.outcome import (
    MODELS_FOLDER,
    RESULTS_FOLDER,
    StudyResult,
    finished_outcome,
    model_path,
)

_PSEUDONYMS_FILE = "pseudonyms.json"

_FIGURES = (".png", ".svg", ".pdf")


def answer_export(request: ExportStudyRequest, control: JobControl) -> Path:
    """Run `export_study` as a job; return the folder."""
    control.checkpoint(0, 1, Phase.EXPORTING)
    export_study(request)
    control.checkpoint(1, 1, Phase.DONE)
    return request.out


def export_study(request: ExportStudyRequest) -> int:
    """Write a finished training for a paper into a new or empty folder; return how many rows.

    Raises
    ------
    StephError
        If the training is not finished, a column is unknown, or something cannot be written.
    """
    training, out, columns = request.training, request.out, request.columns
    outcome, _ = finished_outcome(training, request.method)
    home = load_cohort(request.cohort, [outcome.target])[outcome.target]
    known = dict.fromkeys(name for patient in home.patients for name in patient.extra)
    if absent := [name for name in columns if name not in known]:
        raise StephError(
            f"The table has no column {absent[0]!r}",
            outcome.target,
            f"It has {', '.join(known) or 'no further columns'}.",
        )
    if out.exists() and any(out.iterdir()):
        raise StephError("This folder is not empty", out, "Choose an empty folder.")
    ensure_folder(out)
    found = read_benchmark_predictions(
        training / RESULTS_FOLDER, methods=(outcome.method,), targets=(outcome.target,)
    )
    models = training / MODELS_FOLDER
    keys = [(one.fold, one.seed) for one in found]
    packs = {key: model_path(models, outcome.method, *key) for key in keys}
    # Of a method that was not chosen, the models of the first seed alone were kept.
    cards = {key: read_card(path) for key, path in packs.items() if path.is_file()}
    tested = [one for one in found if (one.fold, one.seed) in cards]
    own, rows = patient_table(tested, cards, home, _pseudonyms(training, home), columns)
    write_patient_table(out / "patients.csv", own, columns, rows)
    for stem, (titles, lines) in _tables(outcome).items():
        for suffix in TABLE_FILE_SUFFIXES:
            write_table_file(out / f"{stem}{suffix}", titles, lines, RESEARCH_USE)
    card = next(iter(cards.values()))
    settings = recorded_settings(training / RESULTS_FOLDER)
    paragraph = methods_paragraph(outcome, home, card, settings, tested)
    write_text(out / "methods.txt", f"{paragraph}\n\n{RESEARCH_USE}\n")
    for file in sorted((training / RESULTS_FOLDER / "figures").glob("*")):
        if file.suffix in _FIGURES:
            ensure_folder(out / "figures")
            with atomic_path(out / "figures" / file.name) as temporary:
                shutil.copyfile(file, temporary)
    return len(rows)


# --- patients -------------------------------------------------------------------------------------


def _pseudonyms(training: Path, cohort: CancerCohort) -> Mapping[str, str]:
    """Return the pseudonym of every patient, drawn anew where one is missing."""
    path = training / _PSEUDONYMS_FILE
    try:
        known = from_json(dict[str, str], read_json(path), "the pseudonyms")
    except FileNotFoundError:
        known = {}
    except (OSError, ValueError) as error:
        # Others would tear the tables of an earlier export and of this one apart.
        raise StephError(
            "The pseudonyms of this training cannot be read",
            path,
            "Put the file back from a backup, or remove it: new ones are drawn then.",
        ) from error
    missing = [p.patient_id for p in cohort.patients if p.patient_id not in known]
    if missing:
        secrets.SystemRandom().shuffle(missing)
        start = len(known) + 1
        known |= {name: f"P{number:04}" for number, name in enumerate(missing, start=start)}
        write_json(path, known)
        make_private(path)
    return known


def patient_table(
    tested: Sequence[FoldPredictions],
    cards: Mapping[tuple[int, int], PackCard],
    cohort: CancerCohort,
    pseudonyms: Mapping[str, str],
    columns: Sequence[str],
) -> tuple[dict[str, str], list[list[object]]]:
    """Return own columns and, for each patient and seed, the out-of-fold prediction."""
    horizons = [day for day in HORIZONS_DAYS if day <= tested[0].bins.starts_days[-1]]
    own = {
        "patient": "pseudonym",
        "fold": "fold whose model, fitted on the others, predicted the patient",
        "seed": "seed of the fit",
        "time_days": "follow-up in days",
        "event": "1 where the event was seen, 0 where not",
        "score": "risk score, higher is worse",
        "risk_group": "risk group by the cut-offs of the fold's training patients",
    }
    for day in horizons:
        years = horizon_years(day)
        own[f"survival_{years}y"] = f"predicted survival at {years} years"
    people = {patient.patient_id: patient for patient in cohort.patients}
    rows: list[list[object]] = []
    for one in tested:
        reference: ReferenceCohort | None = cards[one.fold, one.seed].reference
        alive = np.full((len(one.patient_ids), len(horizons)), None)
        if one.survival is not None:
            alive = survival_on(one.bins, one.survival, np.array(horizons))
        for row, name in enumerate(one.patient_ids):
            time, score = float(one.times_days[row]), float(one.risk_scores[row])
            group = None if reference is None else reference.group_of(score).value
            told = [pseudonyms.get(name, ""), one.fold + 1, one.seed, time, int(one.events[row])]
            extra = people[name].extra if name in people else {}
            chosen = [extra.get(column) for column in columns]
            rows.append([*told, score, group, *alive[row].tolist(), *chosen])
    rows.sort(key=lambda row: (str(row[0]), int(str(row[2]))))
    return own, rows


# --- tables ---------------------------------------------------------------------------------------


def _tables(outcome: StudyResult) -> dict[str, tuple[tuple[str, ...], list[list[str]]]]:
    methods = []
    for row in outcome.rows:
        gained = ["", ""]
        if (gain := row.against_baseline) is not None:
            gained = [f"{gain.difference:+.3f}", f"{gain.lower:+.3f} to {gain.upper:+.3f}"]
        folds = " ".join(f"{fold:.3f}" for fold in row.folds)
        methods.append([row.method, f"{row.c_index:.3f}", folds, *gained])
    lines = []
    for one in outcome.evaluation.horizons:
        told = ["", ""]
        if (found := one.calibration) is not None:
            ratio, within = found.observed_to_expected, found.observed_to_expected_interval
            told = [_figure(found.slope, found.slope_interval), _figure(ratio, within)]
        briers = ["" if v is None else f"{v:.4f}" for v in (one.brier, one.reference_brier)]
        auc = "" if one.auc is None else f"{one.auc.value:.3f}"
        lines.append([horizon_years(one.horizon_days), auc, *briers, *told])
    return {
        "methods": (
            ("method", "C-index", "by fold", "difference from vanilla", "95 % interval"),
            methods,
        ),
        "performance": (
            ("years", "AUC", "Brier score", "Brier of Kaplan-Meier", "calibration slope",
             "observed/expected"),
            lines,
        ),
    }  # fmt: skip


def _figure(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if interval is None else interval_text(value, *interval)


# --- methods paragraph ----------------------------------------------------------------------------


def methods_paragraph(
    outcome: StudyResult,
    cohort: CancerCohort,
    card: PackCard,
    settings: Mapping[str, Any] | None,
    tested: Sequence[FoldPredictions],
) -> str:
    """Say in a paragraph what was done, from what is on record; nothing is assumed.

    A setting that the training did not record is not told; where the record cannot be read,
    `settings` is None and that is said.
    """
    from steph_desktop.training.methods.registry import METHODS  # loads torch

    folds = sorted({one.fold for one in tested})
    method = METHODS.get(card.method)
    known = {
        "epochs": "epochs", "bags_per_step": "bags per step", "lr": "learning rate",
        "weight_decay": "weight decay", "embed_dim": "embedding width",
        "attn_dim": "attention width",
    }  # fmt: skip
    stated = settings or {}
    values = [f"{words} {stated[key]}" for key, words in known.items() if key in stated]
    parts = [
        f"The cohort ({outcome.target}) held {len(cohort.patients)} patients with "
        f"{cohort.n_events} events and {cohort.n_slides} slides.",
        f"Patches of {card.patch_px} px at {card.target_mpp:g} um/px were encoded by "
        f"{card.encoder} into {card.feature_dim} features; all slides of a patient made one bag.",
        f"Models were compared by cross-validation over {len(folds)} folds stratified by event, "
        f"seed{'s' if len(outcome.seeds) > 1 else ''} {', '.join(map(str, outcome.seeds))}; no "
        "patient that a model, or a model it builds on, had been fitted on was tested by it.",
    ]
    if method is not None:
        parts.append(
            f"The model reported is {outcome.method}: {method.trains} ({method.reference})."
        )
    if card.sources:
        parts.append(f"Source models: {', '.join(card.sources)}.")
    others = [row.method for row in outcome.rows if row.method != outcome.method]
    if others:
        parts.append(f"Beside it stood {', '.join(others)}, on the same folds.")
    if values:
        parts.append(
            f"Training: AdamW, cosine schedule with one warm-up epoch; {'; '.join(values)}."
        )
    if settings is None:
        parts.append(
            f"How the models were trained is not told here: {SETTINGS_FILE} of the training is "
            "missing or damaged."
        )
    if "gamma" in stated and method is not None and method.has_gamma:
        parts.append(f"Gamma: {stated['gamma']}.")
    if card.recalibration_words:
        parts.append(f"{card.recalibration_words} The slope is that of the first fold's model.")
    parts += [
        "Risk groups were cut at tertiles of the scores on each fold's own training patients, "
        "before its test patients were looked at.",
        "Harrell's C-index was taken within each fold and averaged; differences are by a paired "
        f"bootstrap over patients within folds ({RESAMPLES} resamples), whose interval does not "
        "hold the variation of trainings or seeds. AUC is cumulative/dynamic; Brier score and "
        "calibration are weighted for censoring, horizons are 1, 3 and 5 years of "
        f"{DAYS_PER_YEAR:g} days.",
        outcome.sentence,
    ]
    if outcome.clinical_value:
        parts.append(outcome.clinical_value)
    if outcome.left_out:
        parts.append(f"Left out: {'; '.join(outcome.left_out)}.")
    parts.append(f"Software: STEPH Desktop {__version__}.")
    return " ".join(parts)
