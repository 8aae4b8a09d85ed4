"""What the window and the terminal say of methods, fits and the progress of a job."""

from __future__ import annotations

from steph_desktop.core.job_control import Fit, JobStep, Phase
from steph_desktop.training.requests import RECOMMENDED_METHOD, RECOMMENDED_REASON
from steph_desktop.training.training_events import fit_named

METHOD_WORDS = {
    RECOMMENDED_METHOD: ("Careful transfer", RECOMMENDED_REASON),
    "steph": (
        "STEPH as published",
        "Every case is answered by a model of its own, mixed from yours and from the sources that "
        "fit the case.",
    ),
    "steph_dense": ("STEPH with all sources", "As published, but no source is ever left out."),
    "steph_lambda_trainable": (
        "STEPH with one ratio per source",
        "As published, but every case takes the same share of a source.",
    ),
    "adamerging": ("One mix for all cases", "A single mixed model answers every case."),
    "roupkt": ("Routing", "The models answer side by side, and a router weighs them."),
    "vanilla": ("Your cohort alone", "A model of your patients, without other cancers."),
    "finetuned": ("Your cohort alone, twice as long", "The same, trained for as long again."),
}

# Not offered to be trained in the wizard: they stand beside those that are.
_ONLY_COMPARED = {
    "steph_lambda0": "The sources alone, mixed",
    "steph_lambda1": "STEPH without the sources",
    "steph_w_trainable": "STEPH with one weight per source",
    "steph_adaptive_k": "STEPH, sources counted per case",
    "merge_training_free": "Merge without training",
    "model_avg": "Average of all models",
    "adamerging_layerwise": "One mix per layer",
    "ties_am": "TIES pairs, one mix",
    "surgery_am": "One mix, repaired",
    "iso_c_am": "Isotropic pairs, one mix",
    "iso_cts_am": "Isotropic pairs with own parts, one mix",
    "tsv_am": "Task singular vectors, one mix",
    "svc_am": "Calibrated singular values, one mix",
    "mass": "Subspaces chosen per case",
    "adamerging_hyper": "A mix per case",
    "ties_hyper": "TIES pairs, a mix per case",
    "surgery_hyper": "A mix per case, repaired",
    "iso_c_hyper": "Isotropic pairs, a mix per case",
    "iso_cts_hyper": "Isotropic pairs with own parts, a mix per case",
    "tsv_hyper": "Task singular vectors, a mix per case",
    "svc_hyper": "Calibrated singular values, a mix per case",
    "cox_clinical": "Clinical columns alone",
    "cox_mean": "Mean feature of the slides",
    "cox_slide": "Imported slide embeddings",
    "cox_fusion": "Clinical columns and your cohort's model",
}


def name_of(method: str) -> str:
    """Return a method's plain name; the name in tables where it has none."""
    base = method.removesuffix("_sigmoid")
    form = ", sigmoid form" if base != method else ""
    if base in _ONLY_COMPARED:
        return _ONLY_COMPARED[base] + form
    return METHOD_WORDS[base][0] + form if base in METHOD_WORDS else method


def full_name_of(method: str) -> str:
    """Return a method's plain name with its name in tables after it."""
    plain = name_of(method)
    return method if plain == method else f"{plain} ({method})"


def fit_words(fit: Fit) -> str:
    """Name a fit as a person would: the method by its plain name, folds counted from 1."""
    number = fit.fold + 1
    if not fit.method:
        return f"{fit.target} alone, fold {number}"
    return f"{name_of(fit.method)}, fold {number}"


def cell_words(cell: str) -> str:
    """Say the name of a fit in the file of a training; other words stay as they are."""
    fit = fit_named(cell)
    return cell if fit is None else fit_words(fit)


def step_words(step: JobStep, *, for_tables: bool = False) -> str:
    """Say what a job is doing, with its numbers; `for_tables` names a fit as results.csv does."""
    if (fit := step.fit) is not None:
        if for_tables:
            names = ", ".join(filter(None, (fit.target, fit.method)))
            return f"Fitting {names}, fold {fit.fold}, seed {fit.seed}"
        return fit_words(fit) if fit.method else f"Fitting {fit_words(fit)}"
    words = step.phase.value.format(number=step.number, count=step.count, name=step.name)
    if step.phase is Phase.FITTING_SOURCES and step.name:
        words = f"Fitting the source {step.name}"
    return words if step.loss is None else f"{words}, loss {step.loss:.3f}"
