"""What a pack is to remember of the patients it was trained on: their features and their stain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.model.cohort_statistics import MIN_MEMBERS, CohortStatistics, describe_cohort

FloatArray = NDArray[np.float64]


def describe_patients(
    cohort: CancerCohort,
    patients: Sequence[Patient],
    control: JobControl,
    *,
    slides: Mapping[str, Path] | None = None,
    mpp: float | None = None,
    cancer_means: Mapping[str, FloatArray] | None = None,
) -> CohortStatistics | None:
    """Describe patients by their features and, where their slides are at hand, by their stain.

    Parameters
    ----------
    cohort : CancerCohort
        Whose features are read.
    patients : sequence of Patient
        Of this cohort; those without readable features are passed over.
    control : JobControl
        Told of every patient.
    slides : mapping of str to pathlib.Path, optional
        Slides by slide id; one that cannot be read is passed over.
    mpp : float, optional
        Micrometres per pixel stated for slides that do not say.
    cancer_means : mapping of str to ndarray of shape (D,), optional
        Mean features of other cancers, see `mean_features`.

    Returns
    -------
    CohortStatistics or None
        None where fewer than `MIN_MEMBERS` patients have features.
    """
    means, counts, stains = [], [], []
    for done, patient in enumerate(patients):
        control.checkpoint(done, len(patients), "Describing the cohort")
        try:
            bag = cohort.load_bag(patient)
        except StephError:
            continue  # it took no part in the training either
        means.append(bag.mean(axis=0, dtype=np.float64))
        counts.append(len(bag))
        for slide_id in patient.slide_ids:
            path = (slides or {}).get(slide_id)
            stain = _stain(cohort.bag_path(slide_id), path, mpp) if path is not None else None
            if stain is not None:
                stains.append(stain)
    if len(means) < MIN_MEMBERS:
        return None
    stacked = np.stack(stains) if stains else None
    return describe_cohort(np.stack(means), counts, cancer_means, stacked)


def mean_features(cohort: CancerCohort, patients: Sequence[Patient]) -> FloatArray:
    """Return the mean over patients of their mean features, shape (D,)."""
    bags = (cohort.load_bag(patient) for patient in patients)
    return np.asarray(np.mean([bag.mean(axis=0, dtype=np.float64) for bag in bags], axis=0))


def _stain(features: Path, path: Path, mpp: float | None) -> FloatArray | None:
    """Measure a slide's stain as it is measured on a new slide; None where it cannot be."""
    from steph_desktop.features.bag import read_bag
    from steph_desktop.slide.patches import PatchSpec
    from steph_desktop.slide.quality import sample_patches, stain_of
    from steph_desktop.slide.reader import Slide

    try:
        bag = read_bag(features)
        meta = bag.meta
        if bag.coords is None or not meta.patch_px or not meta.target_mpp:
            return None
        spec = PatchSpec(target_mpp=meta.target_mpp, patch_px=meta.patch_px)
        with Slide(path, mpp) as slide:
            patches = sample_patches(slide, bag.coords, meta.patch_size_level0_px, spec)
    except StephError:
        return None
    return stain_of(patches)
