"""The bags of a cohort behind one door, and a ledger of whose bag every fit has read.

Nothing of a test fold may be seen by anything that trains or tunes. That is not left to care: a
fit is handed `TrainingBags`, which hold its training patients and no others; every bag leaves the
`BagStore` through the `Ledger`, which stops a fit that reaches for anybody else and remembers who
was read, so that a model can be asked, before it is tested, whom it has seen.
"""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import overload

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.bag_cache import BagCache, is_mapped
from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import FloatArray

_FALLBACK_BYTES = 2 << 30
_MEMORY_SHARE = 0.25
_SMALL_BYTES = 1 << 20


class LeakFound(StephError):
    """A fit has seen, or reached for, a patient that it is tested on: no figure may follow."""


def marks_of(patients: Iterable[Patient]) -> frozenset[str]:
    """Fingerprints of patients and of their slides: equal for equal names, and no names.

    A slide that stands under two patients is one slide, and a patient under two cancers one
    person: either is enough to leak.
    """
    names = (
        name
        for patient in patients
        for name in (
            f"patient {patient.patient_id}",
            *(f"slide {slide_id}" for slide_id in patient.slide_ids),
        )
    )
    return frozenset(hashlib.sha256(name.encode()).hexdigest()[:20] for name in names)


@dataclass
class FitRecord:
    """Whom one fit may read, and whom it and the models it builds on have read.

    Attributes
    ----------
    allowed : frozenset of str
        Marks of its training patients.
    seen : set of str
        Marks of those read so far, by it or by a model it was given.
    """

    allowed: frozenset[str]
    seen: set[str] = field(default_factory=set)

    def note(self, marks: frozenset[str]) -> None:
        """Write down that a patient's bag is read.

        Raises
        ------
        LeakFound
            If it is none of the fit's training patients.
        """
        if not marks <= self.allowed:
            raise LeakFound(
                "A fit reached for the bag of a patient outside its training fold",
                None,
                "Its result would be worthless; nothing was written.",
            )
        self.seen |= marks

    def inherit(self, seen: Iterable[str]) -> None:
        """Add whom a model has seen that this fit builds on."""
        self.seen |= set(seen)


def require_unseen(seen: Iterable[str], tested: Sequence[Patient], where: str) -> None:
    """Refuse to test a model on patients that it, or a model it builds on, has seen.

    Raises
    ------
    LeakFound
        Saying how many, never who.
    """
    known = set(seen)
    leaked = sum(bool(marks_of([patient]) & known) for patient in tested)
    if leaked:
        raise LeakFound(
            f"{leaked} of {len(tested)} test patients were seen in training",
            where,
            "Keep every patient on one side of a split, and out of the sources' training folds.",
        )


class Ledger:
    """The fits that are running, and whom each has read."""

    def __init__(self) -> None:
        self._open: list[FitRecord] = []

    @contextmanager
    def fit(self, training: Sequence[Patient]) -> Iterator[FitRecord]:
        """Open a record; until the block ends only `training` can be read."""
        record = FitRecord(marks_of(training))
        self._open.append(record)
        try:
            yield record
        finally:
            self._open.remove(record)

    def note(self, patient: Patient) -> None:
        """Enter a read in every open record."""
        marks = marks_of([patient])
        for record in self._open:
            record.note(marks)


class BagStore:
    """Reads bags, keeps the ones used last in memory, and tells the ledger of every read.

    A cohort larger than `max_bytes` is read from disk again as it is needed: from its feature
    files, or, far faster, from the flat copies of a cache.

    Parameters
    ----------
    max_bytes : int, optional
        Memory for bags; a quarter of the machine's by default.
    cache : BagCache, optional
        Keeps what was decoded once; its large bags are mapped and take none of `max_bytes`.

    Attributes
    ----------
    disk_reads : int
        Bags decoded from feature files: of a patient, or, with a cache, of a slide.
    """

    def __init__(self, max_bytes: int | None = None, cache: BagCache | None = None) -> None:
        self.ledger = Ledger()
        self._cache = cache
        self._max_bytes = _default_bytes() if max_bytes is None else max_bytes
        self._kept: OrderedDict[tuple[str, str], NDArray[np.float32]] = OrderedDict()
        self._bytes = 0
        self.disk_reads = 0

    def read(self, cohort: CancerCohort, patient: Patient) -> NDArray[np.float32]:
        """Return a patient's bag, shape (N, D), float32; it is shared and must not be changed.

        Raises
        ------
        LeakFound
            If a fit is running and this is none of its training patients.
        StephError
            If the bag cannot be read.
        """
        self.ledger.note(patient)
        key = (cohort.cancer, patient.patient_id)
        bag = self._kept.get(key)
        if bag is not None:
            self._kept.move_to_end(key)
            return bag
        bag = self._load(cohort, patient)
        if not is_mapped(bag) and bag.nbytes <= self._max_bytes:
            self._kept[key] = bag
            self._bytes += bag.nbytes
            while self._bytes > self._max_bytes:
                self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return bag

    def _load(self, cohort: CancerCohort, patient: Patient) -> NDArray[np.float32]:
        found = None if self._cache is None else self._load_kept(self._cache, cohort, patient)
        if found is None:
            self.disk_reads += 1
            return cohort.load_bag(patient)
        # Opening a map costs more than a small bag: those are better kept in memory.
        return found.copy() if is_mapped(found) and found.nbytes <= _SMALL_BYTES else found

    def _load_kept(
        self, cache: BagCache, cohort: CancerCohort, patient: Patient
    ) -> NDArray[np.float32] | None:
        """Join a patient's slides as the cache has them, decoding what it has not yet."""
        parts = []
        for slide_id, path in zip(patient.slide_ids, cohort.bag_paths(patient), strict=True):
            part = cache.find(path)
            if part is None:
                self.disk_reads += 1
                part = cohort.load_bag(replace(patient, slide_ids=(slide_id,)))
                cache.keep(path, part)
            parts.append(part)
        if len({part.shape[1] for part in parts}) > 1:
            return None
        return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _default_bytes() -> int:
    names = ("SC_PAGE_SIZE", "SC_PHYS_PAGES")
    if not (hasattr(os, "sysconf") and set(names) <= os.sysconf_names.keys()):  # Windows
        return _FALLBACK_BYTES
    page, pages = (os.sysconf(name) for name in names)
    return int(page * pages * _MEMORY_SHARE)


class TrainingBags(Sequence[NDArray[np.float32]]):
    """The bags of some patients as a sequence that reads each when it is asked for.

    Parameters
    ----------
    store : BagStore
        Where they come from.
    cohort : CancerCohort
        The patients' cancer.
    patients : sequence of Patient
        Those that can be reached through it.
    """

    def __init__(self, store: BagStore, cohort: CancerCohort, patients: Sequence[Patient]) -> None:
        self._store, self._cohort, self._patients = store, cohort, tuple(patients)

    def __len__(self) -> int:
        return len(self._patients)

    @overload
    def __getitem__(self, index: int) -> NDArray[np.float32]: ...
    @overload
    def __getitem__(self, index: slice) -> TrainingBags: ...
    def __getitem__(self, index: int | slice) -> NDArray[np.float32] | TrainingBags:
        if isinstance(index, slice):
            return TrainingBags(self._store, self._cohort, self._patients[index])
        return self._store.read(self._cohort, self._patients[index])


@dataclass(frozen=True)
class Outcomes:
    """Patients as a fit takes them.

    Attributes
    ----------
    bags : TrainingBags
        One bag per patient.
    times_days : ndarray, shape (n,)
        Follow-up in days.
    events : ndarray, shape (n,), bool
        True where the event was seen.
    """

    bags: TrainingBags
    times_days: FloatArray
    events: NDArray[np.bool_]

    @classmethod
    def of(cls, store: BagStore, cohort: CancerCohort, patients: Sequence[Patient]) -> Outcomes:
        """Return bags and outcomes of these patients; nothing is read yet."""
        return cls(
            TrainingBags(store, cohort, patients),
            np.array([patient.time_days for patient in patients], float),
            np.array([patient.event for patient in patients], bool),
        )
