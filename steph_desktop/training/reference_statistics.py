"""What a pack keeps of the patients it was trained on: their features and their stain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.model.card import CohortSummary
from steph_desktop.model.cohort_statistics import MIN_MEMBERS, CohortStatistics, describe_cohort
from steph_desktop.training.bag_store import BagStore

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class BagSummary:
    """What the description of a cohort needs of one patient's bag."""

    mean_features: FloatArray  # shape (D,), float64: mean over the patches
    n_patches: int  # number of patches

    @classmethod
    def of(cls, bag: NDArray[np.float32]) -> BagSummary:
        """Summarise a bag, shape (N, D)."""
        return cls(bag.mean(axis=0, dtype=np.float64), len(bag))


def summarise_patients(
    patients: Sequence[Patient], description: str, *, synthetic: bool = False
) -> CohortSummary:
    """Sum up training patients for a card."""
    told = f"{description}, synthetic slides" if synthetic else description
    slides = sum(len(patient.slide_ids) for patient in patients)
    return CohortSummary(len(patients), sum(p.event for p in patients), slides, told)


def describe_patients(
    cohort: CancerCohort,
    patients: Sequence[Patient],
    control: JobControl,
    *,
    slides: Mapping[str, Path] | None = None,
    mpp: float | None = None,
    known: Mapping[str, BagSummary] | None = None,
    cancer_means: Mapping[str, FloatArray] | None = None,
) -> CohortStatistics | None:
    """Describe patients by their features and, where their slides can be read, by their stain.

    Parameters
    ----------
    cohort, patients : CancerCohort, sequence of Patient
        Those without readable features are left out.
    slides : mapping of str to pathlib.Path, optional
        Slides by slide id; one that cannot be read is left out.
    known : mapping of str to BagSummary, optional
        See `read_summaries`: the features of these bags are not read again.
    cancer_means : mapping of str to ndarray of shape (D,), optional
        Mean features of other cancers, see `mean_features`.

    Returns
    -------
    CohortStatistics or None
        None where fewer than `MIN_MEMBERS` patients have features.
    """
    found, stains = [], []
    for patient in control.each(patients, Phase.DESCRIBING_COHORT):
        try:
            summary = (known or {}).get(_key(patient)) or BagSummary.of(cohort.load_bag(patient))
        except StephError:
            continue  # it took no part in the training either
        found.append(summary)
        for slide_id in patient.slide_ids:
            path = (slides or {}).get(slide_id)
            stain = _stain(cohort.bag_path(slide_id), path, mpp) if path is not None else None
            if stain is not None:
                stains.append(stain)
    if len(found) < MIN_MEMBERS:
        return None
    means, counts = np.stack([one.mean_features for one in found]), [one.n_patches for one in found]
    return describe_cohort(means, counts, cancer_means, np.stack(stains) if stains else None)


def mean_features(cohort: CancerCohort, patients: Sequence[Patient]) -> FloatArray:
    """Return the mean over patients of their mean features, shape (D,)."""
    bags = (cohort.load_bag(patient) for patient in patients)
    return np.asarray(np.mean([BagSummary.of(bag).mean_features for bag in bags], axis=0))


def keep_summaries(path: Path, store: BagStore, cohort: CancerCohort) -> None:
    """Write the summaries of all bags of a cohort, whole or not at all.

    A training keeps them while it has its bags at hand, so that its pack can be written later
    without reading any features again.
    """
    found = [BagSummary.of(store.read(cohort, patient)) for patient in cohort.patients]
    with atomic_path(path) as temporary, temporary.open("wb") as handle:
        np.savez(
            handle,
            keys=np.array([_key(patient) for patient in cohort.patients]),
            means=np.array([summary.mean_features for summary in found]),
            counts=np.array([summary.n_patches for summary in found]),
        )


def read_summaries(path: Path) -> dict[str, BagSummary]:
    """Read what `keep_summaries` wrote; nothing where there is none that can be read."""
    try:
        with np.load(path, allow_pickle=False) as file:
            parts = zip(file["keys"], file["means"], file["counts"], strict=True)
            return {str(key): BagSummary(mean, int(count)) for key, mean, count in parts}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}  # a training of an earlier version: the features are read


def _key(patient: Patient) -> str:
    return "\n".join((patient.patient_id, *patient.slide_ids))


def _stain(features: Path, path: Path, mpp: float | None) -> FloatArray | None:
    """Measure a slide's stain as it is measured on a new slide; None where it cannot be."""
    from steph_desktop.features.bag import read_coords
    from steph_desktop.slide.patches import PatchSpec
    from steph_desktop.slide.quality import sample_patches, stain_of
    from steph_desktop.slide.reader import Slide

    try:
        coords, meta = read_coords(features)
        if not meta.patch_px or not meta.target_mpp:
            return None
        spec = PatchSpec(target_mpp=meta.target_mpp, patch_px=meta.patch_px)
        with Slide(path, mpp) as slide:
            patches = sample_patches(slide, coords, meta.patch_size_level0_px, spec)
    except StephError:
        return None
    return stain_of(patches)
