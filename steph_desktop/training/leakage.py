"""Leakage: which patients a fit or a model pack has seen, and whether it may be tested on others.

Nothing of a test fold may be seen by anything that trains or tunes. A fit can read the bags of its
training patients only: every bag leaves the `BagStore` through the `Ledger`, which stops a fit
that reaches for anyone else and records who was read. A pack carries fingerprints of the bags that
it was trained on: digests of features, never of names. Features of one slide that were made twice
may differ in their last bits, so a fingerprint that is not found proves less than one that is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.errors import StephError
from steph_desktop.model.card import PackCard
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.survival.curves import FloatArray

TRAINED_ON = "trained_on"
SOURCES_TRAINED_ON = "sources_trained_on"

_ROWS = 16  # rows of a bag, which tell it from every other
_HEX = 12  # 48 bits: no two bags of a study agree by chance
_SAME_COHORT = 0.8  # of a reference cohort's follow-ups found again: not chance
_FEWEST = 10  # follow-ups; fewer may agree by chance


class LeakFound(StephError):
    """A fit has seen, or reached for, a patient that it is tested on: no figure may follow."""


# --- the patients of one fit ---------------------------------------------------------------------


def patient_fingerprints(patients: Iterable[Patient]) -> frozenset[str]:
    """Return fingerprints of patients and of their slides: equal for equal names, and no names.

    A slide that stands under two patients is one slide, and a patient under two cancers one
    person: either is enough to leak.
    """
    names = []
    for patient in patients:
        names += [f"patient {patient.patient_id}", *(f"slide {name}" for name in patient.slide_ids)]
    return frozenset(hashlib.sha256(name.encode()).hexdigest()[:20] for name in names)


@dataclass
class FitRecord:
    """The patients that one fit may read, and those that it and its base models have read."""

    allowed: frozenset[str]  # fingerprints of its training patients
    # Fingerprints of those read so far, by it or by a model it was given.
    seen: set[str] = field(default_factory=set)

    def note(self, fingerprints: frozenset[str]) -> None:
        """Record that a patient's bag is read; a `LeakFound` if it is no training patient's."""
        if not fingerprints <= self.allowed:
            raise LeakFound(
                "A fit reached for the bag of a patient outside its training fold",
                todo="Its result would be worthless; nothing was written.",
            )
        self.seen |= fingerprints

    def inherit(self, seen: Iterable[str]) -> None:
        """Add the patients seen by a model that this fit builds on."""
        self.seen |= set(seen)


def require_unseen(seen: Iterable[str], tested: Sequence[Patient], where: str) -> None:
    """Refuse to test a model on patients that it, or a model it builds on, has seen."""
    known = frozenset(seen)
    if leaked := sum(not known.isdisjoint(patient_fingerprints([one])) for one in tested):
        raise LeakFound(
            f"{leaked} of {len(tested)} test patients were seen in training",
            where,
            "Keep every patient on one side of a split, and out of the sources' training folds.",
        )


class Ledger:
    """The running fits, and the patients that each has read."""

    def __init__(self) -> None:
        self._open: list[FitRecord] = []

    @contextmanager
    def fit(self, training: Sequence[Patient]) -> Iterator[FitRecord]:
        """Open a record; until the block ends only `training` can be read."""
        record = FitRecord(patient_fingerprints(training))
        self._open.append(record)
        try:
            yield record
        finally:
            self._open.remove(record)

    def note(self, patient: Patient) -> None:
        """Enter a read in every open record."""
        fingerprints = patient_fingerprints([patient])
        for record in self._open:
            record.note(fingerprints)


# --- the patients of a pack ----------------------------------------------------------------------


def bag_fingerprint(bag: NDArray[np.float32]) -> str:
    """Return the fingerprint of a patient's bag, shape (N, D): a digest of a sample of its rows."""
    # Rounded, so that a file that keeps half the digits has the same fingerprint.
    with np.errstate(over="ignore"):
        sample = sample_rows(bag).astype(np.float16)
    return hashlib.sha256(repr(bag.shape).encode() + sample.tobytes()).hexdigest()[:_HEX]


def sample_rows(bag: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a few rows of a bag, spread over it."""
    rows = np.unique(np.linspace(0, max(0, len(bag) - 1), _ROWS).astype(int))
    return np.ascontiguousarray(bag[rows[: len(bag)]])


def fingerprints_on(card: PackCard, name: str = TRAINED_ON) -> frozenset[str] | None:
    """Return the fingerprints that a card holds; None where it holds none."""
    value: Any = card.evidence.get(name)
    is_list = isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    return frozenset(value) if is_list else None


def all_fingerprints_on(card: PackCard) -> frozenset[str]:
    """Return the fingerprints of all bags that a card says its model or sources have seen."""
    found = (fingerprints_on(card, name) for name in (TRAINED_ON, SOURCES_TRAINED_ON))
    return frozenset().union(*filter(None, found))


class Exposure(Enum):
    """What a card says about whether a model has seen some patients; in words."""

    NEW = "has not seen these patients in training"
    SOURCES_UNKNOWN = (
        "its own training did not see these patients; which patients its source models saw is not "
        "known"
    )
    UNKNOWN = (
        "its card does not say which patients it was trained on, so it may have seen these patients"
    )
    LIKELY = (
        "its reference cohort has the follow-up times of these patients: it was most likely "
        "trained on them"
    )
    SEEN = "has seen these patients in training"

    @property
    def is_fair(self) -> bool:
        """Whether its figures may stand beside those of models that had not seen the patients."""
        return self in (Exposure.NEW, Exposure.SOURCES_UNKNOWN, Exposure.UNKNOWN)


@dataclass(frozen=True)
class ExposureFinding:
    """A model and the tested patients of one fold."""

    exposure: Exposure  # what can be said
    n_seen: int  # patients that the model has certainly seen
    n_tested: int  # of so many


def find_exposure(
    card: PackCard, tested: Sequence[str], times_days: FloatArray, events: NDArray[np.bool_]
) -> ExposureFinding:
    """Say whether a model has seen the tested patients of a fold.

    `tested` are fingerprints of their bags; times and events are those of all patients of the
    cohort's cancer, tested or not.
    """
    own, others = fingerprints_on(card), fingerprints_on(card, SOURCES_TRAINED_ON)
    known = all_fingerprints_on(card)
    n_seen = sum(fingerprint in known for fingerprint in tested)
    if n_seen:
        exposure = Exposure.SEEN
    elif own is None and card.reference is not None and _same(card.reference, times_days, events):
        exposure = Exposure.LIKELY
    elif own is None:
        exposure = Exposure.UNKNOWN
    elif card.sources and others is None:
        exposure = Exposure.SOURCES_UNKNOWN
    else:
        exposure = Exposure.NEW
    return ExposureFinding(exposure, n_seen, len(tested))


def _same(reference: ReferenceCohort, times_days: FloatArray, events: NDArray[np.bool_]) -> bool:
    """Whether a reference cohort's follow-ups are among these, beyond chance."""

    def counted(times: FloatArray, seen: NDArray[np.bool_]) -> Counter[tuple[float, bool]]:
        return Counter(zip(np.round(times, 1).tolist(), np.asarray(seen).tolist(), strict=True))

    theirs, ours = counted(reference.times_days, reference.events), counted(times_days, events)
    n = sum(theirs.values())
    return n >= _FEWEST and sum((theirs & ours).values()) >= _SAME_COHORT * n
