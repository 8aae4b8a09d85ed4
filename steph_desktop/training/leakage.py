"""Whom a model pack has seen: marks of bags on its card, compared with the patients of a cohort.

A mark is a digest of a bag's features, never of a name: it tells nobody who trained a model, and
whoever has the same features can tell that they did. Features of one slide that were made twice
may differ in their last bits and then have two marks, so a mark that is not found proves less than
one that is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.model.card import PackCard
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.training.bag_store import BagStore

TRAINED_ON = "trained_on"
SOURCES_TRAINED_ON = "sources_trained_on"

_ROWS = 16
_HEX = 12
_SAME_COHORT = 0.8  # of a reference cohort's follow-ups found again: not chance
_FEWEST = 10


def bag_fingerprint(bag: NDArray[np.float32]) -> str:
    """Return the mark of a patient's bag, shape (N, D): a digest of a sample of its rows."""
    rows = np.unique(np.linspace(0, max(0, len(bag) - 1), _ROWS).astype(int))
    digest = hashlib.sha256(repr(bag.shape).encode())
    # Rounded, so that a file that keeps half the digits has the same mark.
    with np.errstate(over="ignore"):
        sample = np.ascontiguousarray(bag[rows[: len(bag)]]).astype(np.float16)
    digest.update(sample.tobytes())
    return digest.hexdigest()[:_HEX]


def bag_fingerprints(
    store: BagStore, cohort: CancerCohort, patients: Iterable[Patient]
) -> frozenset[str]:
    """Return the marks of patients' bags."""
    return frozenset(bag_fingerprint(store.read(cohort, patient)) for patient in patients)


def fingerprints_on(card: PackCard, name: str = TRAINED_ON) -> frozenset[str] | None:
    """Return the marks that a card holds; None where it holds none."""
    value: Any = card.evidence.get(name)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        return None
    return frozenset(value)


class Exposure(Enum):
    """What a card lets one say of whether a model has seen some patients; in words."""

    NEW = "has not seen these patients in training"
    SOURCES_UNKNOWN = (
        "its own training did not see these patients; whom its source models saw is not known"
    )
    UNKNOWN = "its card does not say on whom it was trained, so it may have seen these patients"
    LIKELY = (
        "its reference cohort has the follow-up times of these patients: it was most likely "
        "trained on them"
    )
    SEEN = "has seen these patients in training"

    @property
    def is_fair(self) -> bool:
        """Whether figures may be compared with those of models that had not seen the patients."""
        return self in (Exposure.NEW, Exposure.SOURCES_UNKNOWN, Exposure.UNKNOWN)


@dataclass(frozen=True)
class ExposureFinding:
    """A model and the tested patients of one fold.

    Attributes
    ----------
    acquaintance : Exposure
        What can be said.
    n_seen, n_tested : int
        How many of the patients the model has certainly seen, of how many.
    """

    acquaintance: Exposure
    n_seen: int
    n_tested: int


def find_exposure(
    card: PackCard, tested_marks: Sequence[str], times_days: Sequence[float], events: Sequence[bool]
) -> ExposureFinding:
    """Say whether a model has seen the tested patients of a fold.

    Parameters
    ----------
    card : PackCard
        Of the model.
    tested_marks : sequence of str
        Marks of their bags.
    times_days : sequence of float
        Follow-up in days of all patients of the cohort's cancer, tested or not.
    events : sequence of bool
        Whether the event was seen, of the same.
    """
    own, others = fingerprints_on(card), fingerprints_on(card, SOURCES_TRAINED_ON)
    known = (own or frozenset()) | (others or frozenset())
    n_seen = sum(mark in known for mark in tested_marks)
    n = len(tested_marks)
    if n_seen:
        return ExposureFinding(Exposure.SEEN, n_seen, n)
    if own is None and card.reference is not None and _same(card.reference, times_days, events):
        return ExposureFinding(Exposure.LIKELY, 0, n)
    if own is None:
        return ExposureFinding(Exposure.UNKNOWN, 0, n)
    if card.sources and others is None:
        return ExposureFinding(Exposure.SOURCES_UNKNOWN, 0, n)
    return ExposureFinding(Exposure.NEW, 0, n)


def _same(reference: ReferenceCohort, times_days: Sequence[float], events: Sequence[bool]) -> bool:
    """Tell whether a reference cohort's follow-ups are among these, beyond chance."""
    theirs = Counter(
        zip(np.round(reference.times_days, 1).tolist(), reference.events.tolist(), strict=True)
    )
    ours = Counter(zip(np.round(times_days, 1).tolist(), map(bool, events), strict=True))
    n = sum(theirs.values())
    return n >= _FEWEST and sum((theirs & ours).values()) >= _SAME_COHORT * n
