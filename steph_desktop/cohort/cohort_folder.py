"""Cohort on disk: patients, folds and bags.

A cohort is a folder of cancers. Each holds a label table (``labels.csv`` or
``<cancer>_survival.csv``: patient_id, pathology_id, t in days, e = 1 for an event), splits
(``splits_{fold}.csv``: patient ids under train, test and perhaps val) and ``features/``. A cohort
that this program laid has its folds in the label table (``laid_fold``): both change at once.
Messages name a file, a row and a column, never a patient.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_tables import (
    Patient,
    Split,
    follow_up_of,
    label_table,
    read_labels,
    read_splits,
    splits_of,
    write_table,
)
from steph_desktop.cohort.findings import Notes
from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import Bag, joined_places, read_bag
from steph_desktop.model.card import TCGA_CANCERS
from steph_desktop.survival.evaluation import deal_by_event

CANCERS = TCGA_CANCERS
FOLDS = 5


@dataclass(frozen=True)
class CancerCohort:
    """The patients of one cancer in table order, and its folds by number.

    The folder is named after the cancer and holds its tables and features.
    """

    cancer: str
    folder: Path
    patients: tuple[Patient, ...]
    splits: tuple[Split, ...]
    kept_in: str = "features"  # its folder that bags are read from

    @property
    def of_slides(self) -> CancerCohort:
        """The same patients with their slide embeddings, one vector a slide, for bags."""
        return replace(self, kept_in="slide_embeddings")

    @property
    def n_events(self) -> int:
        """Patients whose event was seen."""
        return sum(patient.event for patient in self.patients)

    @property
    def n_slides(self) -> int:
        """Slides of all patients."""
        return sum(len(patient.slide_ids) for patient in self.patients)

    def split(self, fold: int) -> Split:
        """Return one fold; refuse one that the cohort does not have."""
        found = next((split for split in self.splits if split.fold == fold), None)
        if found is None:
            what = f"There is no fold {fold}"
            raise StephError(what, self.cancer, f"Add splits_{fold}.csv or choose another.")
        return found

    def select(self, patient_ids: Iterable[str]) -> tuple[Patient, ...]:
        """Return the patients of the given ids, in the given order."""
        by_id = {patient.patient_id: patient for patient in self.patients}
        return tuple(by_id[patient_id] for patient_id in patient_ids)

    def train_patients(self, fold: int) -> tuple[Patient, ...]:
        """Return the training patients of a fold."""
        return self.select(self.split(fold).train)

    def test_patients(self, fold: int) -> tuple[Patient, ...]:
        """Return the test patients of a fold."""
        return self.select(self.split(fold).test)

    def bag_path(self, slide_id: str) -> Path:
        """Return the feature file of a slide: ``.h5``, or ``.pt`` where only that exists."""
        h5 = self.folder / self.kept_in / f"{slide_id}.h5"
        pt = h5.with_name(f"{slide_id}.pt")
        return pt if pt.is_file() and not h5.is_file() else h5  # a .pt does not say what made it

    def bag_paths(self, patient: Patient) -> tuple[Path, ...]:
        """Return the feature files of a patient in slide order, whether or not they exist."""
        return tuple(self.bag_path(slide_id) for slide_id in patient.slide_ids)

    def load_bag(self, patient: Patient) -> NDArray[np.float32]:
        """Read a patient's bag, shape (N, D), float32: the instances of all slides, in order.

        Raises
        ------
        StephError
            If a feature file is missing, damaged, or of another width than its neighbours.
        """
        parts = [bag.features for bag in self._bags_of(patient)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def load_places(self, patient: Patient) -> NDArray[np.float32]:
        """Read where a patient's patches lie, shape (N, 2), see `features.bag.joined_places`."""
        return joined_places(self._bags_of(patient), self.bag_paths(patient))

    def _bags_of(self, patient: Patient) -> list[Bag]:
        parts: list[Bag] = []
        for path in self.bag_paths(patient):
            if not path.is_file():
                what = "The features of this slide are missing"
                raise StephError(what, path, "Extract them first.")
            bag = read_bag(path)
            if parts and bag.feature_dim != parts[0].feature_dim:
                raise StephError(
                    f"Features are {bag.feature_dim} wide, those of the patient's first slide "
                    f"{parts[0].feature_dim}",
                    path,
                    "Extract all slides with one encoder.",
                )
            parts.append(bag)
        return parts


@dataclass(frozen=True)
class Cohort:
    """Several cancers in one folder."""

    folder: Path
    cancers: tuple[CancerCohort, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the cancers, in order."""
        return tuple(cancer.cancer for cancer in self.cancers)

    def __getitem__(self, name: str) -> CancerCohort:
        found = next((cancer for cancer in self.cancers if cancer.cancer == name), None)
        if found is None:
            what = "This cancer is not in the cohort"
            raise StephError(what, name, f"It holds {', '.join(self.names)}.")
        return found

    def __iter__(self) -> Iterator[CancerCohort]:
        return iter(self.cancers)

    def __len__(self) -> int:
        return len(self.cancers)


def load_cohort(folder: Path, cancers: Sequence[str] | None = None, *, seed: int = 42) -> Cohort:
    """Read a cohort; a cancer without splits gets five stratified folds, which are written.

    The cancers are those named, in this order, or all by name. Features are not opened: see
    `CancerCohort.load_bag`.

    Raises
    ------
    StephError
        Naming file, row and column, if a table cannot be trusted.
    """
    return Cohort(
        folder, tuple(_load_cancer(path, seed) for path in cancer_folders(folder, cancers))
    )


def stratified_folds(
    patients: Sequence[Patient], folds: int = FOLDS, seed: int = 42
) -> tuple[Split, ...]:
    """Distribute patients over folds that share the events alike; everyone is tested once."""
    if len(patients) < folds:
        what = f"{len(patients)} patients cannot be split into {folds} folds"
        raise StephError(what, None, "Add patients or write the splits yourself.")
    fold_of = deal_by_event(follow_up_of(patients)[1], folds, np.random.default_rng(seed))
    ids = [patient.patient_id for patient in patients]
    return splits_of(dict(zip(ids, fold_of.tolist(), strict=True)))


def write_splits(folder: Path, splits: Sequence[Split]) -> None:
    """Write ``splits_{fold}.csv`` files, each whole or not at all; the first fold seals them."""
    for split in reversed(splits):
        columns = {"train": split.train, "test": split.test}
        if split.val:
            columns["val"] = split.val
        length = max(map(len, columns.values()))
        rows = [[c[i] if i < len(c) else "" for c in columns.values()] for i in range(length)]
        write_table(folder / f"splits_{split.fold}.csv", list(columns), rows)


def _load_cancer(folder: Path, seed: int) -> CancerCohort:
    notes = Notes(folder.name)
    patients = read_labels(folder, notes)
    splits = read_splits(folder, patients, notes)
    notes.refuse_blocking()
    if not splits or splits[0].fold > 0:
        dealt = () if splits and len(patients) < FOLDS else stratified_folds(patients, seed=seed)
        # A kill between two of them left the last ones of this deal, without the first.
        if not splits or splits == dealt[len(dealt) - len(splits) :]:
            splits = dealt
            write_splits(folder, splits)
    return CancerCohort(folder.name, folder, patients, splits)


def cancer_folders(folder: Path, cancers: Sequence[str] | None) -> list[Path]:
    """Folders of the named cancers, or of all that hold a label table, by name."""
    if not folder.is_dir():
        raise StephError("There is no such folder", folder, "Choose the folder of the cohort.")
    if cancers is None:
        found = [path for path in sorted(folder.iterdir()) if path.is_dir() and label_table(path)]
        if not found:
            todo = "A cohort holds one folder per cancer with labels.csv in it."
            raise StephError("No cancer with a label table was found here", folder, todo)
        return found
    for name in cancers:
        if not label_table(folder / name):
            what = "This cancer has no label table in the cohort"
            raise StephError(what, name, f"Put labels.csv or {name}_survival.csv into its folder.")
    return [folder / name for name in cancers]
