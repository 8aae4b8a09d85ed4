"""Methods and fits in plain words."""

from __future__ import annotations

import re

from steph_desktop.training.requests import RECOMMENDED_METHOD, RECOMMENDED_REASON

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


def name_of(method: str) -> str:
    """Return a method's plain name; the name in tables where it has none."""
    if method == "steph_lambda0":
        return "The sources alone, mixed"
    return METHOD_WORDS[method][0] if method in METHOD_WORDS else method


def full_name_of(method: str) -> str:
    """Return a method's plain name with its name in tables after it."""
    plain = name_of(method)
    return method if plain == method else f"{plain} ({method})"


_CELL = re.compile(r"(?P<target>.+?), (?:(?P<method>[^,]+), )?fold (?P<fold>\d+), seed \d+")


def plain_fit(words: str) -> str:
    """Say which fit is meant as a person does: the method by name, folds counted from 1.

    ``BRCA, finetuned, fold 0, seed 42`` becomes ``Your cohort alone, twice as long, fold 1``;
    other words stay as they are.
    """

    def say(found: re.Match[str]) -> str:
        method = found["method"]
        name = name_of(method) if method else f"{found['target']} alone"
        return f"{name}, fold {int(found['fold']) + 1}"

    return _CELL.sub(say, words)
