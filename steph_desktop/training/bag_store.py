"""The bags of a cohort: each feature file is read once, and kept in memory and in one cache.

`one_pass` screens a cohort and fills the cache on the way; everything after it (fits, tests,
fingerprints, statistics) takes its bags from the `BagStore` and opens no feature file again. The
cache is removed once the work is done, and stays where it was stopped, so that it can resume.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.bag_cache import BagCache, is_mapped
from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient, follow_up_of
from steph_desktop.cohort.eligibility import Eligibility, screen_cohort
from steph_desktop.core.files import ensure_folder
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.core.processes import memory_bytes
from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.leakage import Ledger, bag_fingerprint

SCREENED_FILE = "bags.json"
"""What each feature file of a cohort was found to be."""

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")

_CACHE_FOLDER = "bags"
_FALLBACK_BYTES = 2 << 30  # where the system does not say how much memory it has
_MEMORY_SHARE = 0.25  # of the memory, for features that stay between epochs
_SMALL_BYTES = 1 << 20  # a smaller bag is copied out of its file's map


class BagStore:
    """Reads bags, keeps the ones used last in memory, and enters every read in the ledger.

    A cohort larger than `max_bytes`, by default a quarter of the machine's memory, is read from
    disk again as it is needed: from its feature files, or, far faster, from the flat copies of a
    cache, whose large bags are mapped and take none of it. `disk_reads` counts the bags decoded
    from feature files: of a patient, or, with a cache, of a slide.
    """

    def __init__(self, max_bytes: int | None = None, cache: BagCache | None = None) -> None:
        self.ledger = Ledger()
        self._cache = cache
        share = int(memory_bytes() * _MEMORY_SHARE) or _FALLBACK_BYTES
        self._max_bytes = share if max_bytes is None else max_bytes
        self._kept: OrderedDict[tuple[str, str, str, bool], NDArray[np.float32]] = OrderedDict()
        self._places: dict[tuple[str, str], NDArray[np.float32]] = {}
        self._bytes = 0
        self._lock = threading.Lock()  # a fit reads ahead in a thread of its own
        self.disk_reads = 0

    def read(
        self, cohort: CancerCohort, patient: Patient, *, places: bool = False
    ) -> NDArray[np.float32]:
        """Return a patient's bag, shape (N, D), float32; it is shared and must not be changed.

        With `places` the patches' places follow as two columns, shape (N, D + 2).

        Raises
        ------
        LeakFound
            If a fit is running and this is none of its training patients.
        StephError
            If the bag cannot be read, or says nothing of places where they are asked for.
        """
        key = (cohort.cancer, cohort.kept_in, patient.patient_id, places)
        with self._lock:
            self.ledger.note(patient)
            bag = self._kept.get(key)
            if bag is not None:
                self._kept.move_to_end(key)
                return bag
            bag = self._load(cohort, patient)
            if places:
                bag = np.hstack([bag, self._places_of(cohort, patient)])
            if not is_mapped(bag) and bag.nbytes <= self._max_bytes:
                self._kept[key] = bag
                self._bytes += bag.nbytes
                while self._bytes > self._max_bytes:
                    self._bytes -= self._kept.popitem(last=False)[1].nbytes
            return bag

    def clinical_row(self, patient: Patient) -> Mapping[str, str]:
        """Return a patient's clinical columns; the ledger takes note as of a bag."""
        self.ledger.note(patient)
        return patient.extra

    def fingerprints(self, cohort: CancerCohort, patients: Iterable[Patient]) -> frozenset[str]:
        """Return the fingerprints of patients' bags."""
        return frozenset(bag_fingerprint(self.read(cohort, patient)) for patient in patients)

    def _places_of(self, cohort: CancerCohort, patient: Patient) -> NDArray[np.float32]:
        """Places of a patient's patches; they take little beside features and all stay."""
        key = (cohort.cancer, patient.patient_id)
        if key not in self._places:
            self._places[key] = cohort.load_places(patient)
        return self._places[key]

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
            return None  # `CancerCohort.load_bag` refuses them by name
        return parts[0] if len(parts) == 1 else np.concatenate(parts)


@dataclass(frozen=True)
class CohortBags:
    """The usable part of a cohort, and its bags."""

    eligibility: Eligibility  # usable cancers, patients and slides
    store: BagStore  # reads their bags


@contextmanager
def one_pass(
    cohort: Path, place: Path, control: JobControl = UNWATCHED, *, fills: bool = True
) -> Iterator[CohortBags]:
    """Read every feature file of a cohort once: judge it, and keep it in a cache for the block.

    The cache in `place` is removed when the block ends well. A block that fails or is cancelled
    leaves it for the next start; `place`/bags.json, which says what each file was found to be,
    always stays. Where reading for judgement does not fill the cache, it fills as bags are used.

    Raises
    ------
    StephError
        If the folder holds no cohort, or nothing in it can be used.
    """
    ensure_folder(place)
    cache = BagCache(place / _CACHE_FOLDER)
    screened = screen_cohort(
        cohort, memory=place / SCREENED_FILE, cache=cache if fills else None, control=control
    )
    yield CohortBags(screened, BagStore(cache=cache))
    cache.clear()


def open_screened(cohort: Path, place: Path) -> CohortBags:
    """Return the bags of a cohort that `one_pass` has screened and holds in another process."""
    screened = screen_cohort(cohort, memory=place / SCREENED_FILE, keep=False)
    return CohortBags(screened, BagStore(cache=BagCache(place / _CACHE_FOLDER)))


def remove_cache(place: Path) -> None:
    """Remove what a stopped or older run of `one_pass` left in a folder, and an empty folder."""
    BagCache(place / _CACHE_FOLDER).clear()
    (place / SCREENED_FILE).unlink(missing_ok=True)
    with suppress(OSError):  # something else lies there too
        place.rmdir()


class OnDemand(Sequence[_Value], Generic[_Item, _Value]):
    """A sequence that reads each item when it is asked for."""

    def __init__(self, items: Sequence[_Item], read: Callable[[_Item], _Value]) -> None:
        self._items, self._read = items, read

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> _Value: ...
    @overload
    def __getitem__(self, index: slice) -> OnDemand[_Item, _Value]: ...
    def __getitem__(self, index: int | slice) -> _Value | OnDemand[_Item, _Value]:
        if isinstance(index, slice):
            return OnDemand(self._items[index], self._read)
        return self._read(self._items[index])


@dataclass(frozen=True)
class Outcomes:
    """Bags and outcomes of some patients, as a fit takes them."""

    # shape (N_i, D), float32: one bag per patient; may read from disk on access.
    bags: Sequence[NDArray[np.float32]]
    times_days: FloatArray  # shape (n,): follow-up in days
    events: NDArray[np.bool_]  # shape (n,), bool: true where the event was seen

    @classmethod
    def of(
        cls,
        store: BagStore,
        cohort: CancerCohort,
        patients: Sequence[Patient],
        *,
        places: bool = False,
    ) -> Outcomes:
        """Return bags and outcomes of these patients; nothing is read yet."""
        bags = OnDemand(patients, partial(store.read, cohort, places=places))
        return cls(bags, *follow_up_of(patients))
