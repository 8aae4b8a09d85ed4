"""Terms of the field in a sentence each: what fields, labels, buttons and columns say when asked.

A control is explained by the words that it bears, so that one sentence stands wherever they do:
labels, buttons, choices and tables by themselves, fields through `explain`.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from steph_desktop.ui.kit.language import tr

EXPLAINED: dict[str, str] = {
    # Figures.
    "C-index": "How often the model puts two patients in the right order; 0.5 is chance.",
    "95 % interval": "Where the true value plausibly lies; the fewer the events, the wider it is.",
    "By fold": "The figure in each part of the cohort, tested on patients its model never saw.",
    "Difference": "The C-index minus that of your cohort alone: above 0, sources helped.",
    "Uno's C": "The C-index, corrected for patients whose follow-up ended early.",
    "Alone: HR (95 %)": "How many times the chance of the event changes with it; 1: not at all.",
    "Together: HR (95 %)": "The same, where the other columns are taken into account.",
    "p, Holm": "The same, corrected for how many columns were tried.",
    "Proportional": "How well the ratio holds over the whole time; a low p says that it does not.",
    "p": "How often chance alone would give a difference as large.",
    "Events": "Patients for whom the event was seen; a model learns from these above all.",
    "Median": "When half of the patients have had the event.",
    "Pre-specified": "The cut-off was fixed before anybody saw these outcomes.",
    # The worklist and the slide.
    "Find in the worklist": "Type a part of a case's name, a tag, or the name of a slide's file.",
    "Find a case, a page or a command": "Type a few letters, then Return.",
    "Micrometres per pixel": "How much of the tissue one pixel of the slide's full picture covers.",
    "Name of the annotation": "Shown in the list and written into exports.",
    "Brightness": "Lighter or darker on this screen; what the model reads stays as it is.",
    "Contrast": "Stronger or weaker on this screen; what the model reads stays as it is.",
    "Gamma": "Lightens or darkens the middle tones on this screen alone.",
    "Tags": "Words of your own by which the worklist can be filtered.",
    "Your estimate of the risk as a percentile, 0 is lowest": (
        "Of 100 patients of this kind, how many have a lower risk than this one?"
    ),
    # Survival.
    "Cut-off": "Patients above it are one group, the others the other.",
    "Cut-off typed in": "The same cut-off as a number.",
    "Groups": "By what the patients are told apart whose curves are drawn.",
    # Audit.
    "First day": "Entries from this day on.",
    "Last day": "Entries up to this day.",
    "A hash to look for": "From a report: it shows that the trail was not rewritten since.",
    # Settings.
    "Your name on reviews": "Written beside every review and estimate that you give.",
    "Second place of the audit trail's newest hash": (
        "A folder that others keep: it shows later whether the trail was rewritten."
    ),
    "Scheduler for trainings": "Address of a Dask scheduler: trainings then run on other machines.",
    # Models.
    "Predicts": "The cancer whose prognosis the checkpoint gives.",
    "Sources, separated by commas": "The other cancers that it mixes in, in its own order.",
    "Sources merged per case (K)": "How many of the sources a case's model is mixed from, at most.",
    # Building a cohort.
    "Name of the cohort": "On the card of its model and in every list.",
    "Names of columns in row": "Where the table has lines above the names of its columns.",
    "Rows left out": "Numbers of rows that are no patients, such as sums and remarks.",
    "Pattern": "A regular expression: what is in its brackets is the name of the patient.",
    "Leave out slides with these words in their name": "Such as stains that are not H&E.",
    "Folds": "The cohort is cut into so many parts; each is tested by a model that never saw it.",
    "Pixel size": "How much of the tissue one pixel covers, for slides that do not state it.",
    "Seeds": "Numbers that start the random choices; several show how much hangs on chance.",
    "Rounds over the patients": "How often training goes through all patients (epochs).",
    "Patients per step": "After how many patients the model is corrected.",
    "Width of the patch network": "How many numbers describe a patch inside the model.",
    "Width of the attention": "How many numbers decide how much a patch counts.",
    "Width of the mixing network": "The size of the network that chooses sources for each case.",
    "Sources mixed per case, at most": "How many sources are mixed into a case's model (K).",
    "Learning rate": "How large each correction is; too large never settles.",
    "Weight decay": "Pulls all weights towards 0, against learning the patients by heart.",
    "Pull away from your own model": "How strongly a mixed model may differ from your own.",
    "Name of the model": "In the list of models and on every report that is made with it.",
    "Encoder": "The network that turns each patch into numbers; a model understands only its own.",
    "Method": "How knowledge of other cancers comes into your model, if at all.",
    "Kind of network": "How the patches of a case become one answer; ABMIL weighs each by itself.",
    "What answers": "The models of all folds together, or one that was fitted on all patients.",
    # Compare.
    "Targets": "Cancers of the cohort to test, separated by commas; none named: all.",
    "Folds, from the first": (
        "Of the folds that the cohort has, this many are tested, from the first on. The results "
        "say which folds, and how many patients and events they hold."
    ),
    "Epochs": "How often training goes through all patients.",
    "Embedding width": "How many numbers describe a patch inside the model.",
    "Attention width": "How many numbers decide how much a patch counts.",
    "Hypernetwork width": "The size of the network that chooses sources for each case.",
}


def explain(widget: QWidget, words: str) -> None:
    """Name a field for screen readers, and say what it is for when the mouse rests on it."""
    widget.setAccessibleName(tr(words))
    widget.setToolTip(explanation(words))


def explanation(words: str) -> str:
    """Return what words mean, in the window's language; empty if they explain themselves."""
    return tr(EXPLAINED.get(words.strip(), ""))
