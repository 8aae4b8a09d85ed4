"""Synthetic cohorts in the cohort folder's form, with the ground truth of who shares what.

`make_cohort` paints a slide per patient.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CANCERS, FOLDS, stratified_folds, write_splits
from steph_desktop.cohort.cohort_tables import Patient, write_table
from steph_desktop.core.codec import chosen, read_json, to_json
from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.core.files import atomic_path, ensure_folder, write_json
from steph_desktop.core.job_control import UNWATCHED, JobControl, JobStep, Phase
from steph_desktop.research.generative_model import (
    GenerativeModel,
    Phenotypes,
    SyntheticPatient,
    draw_patients,
)
from steph_desktop.research.painting import MPP, paint_tissue

GROUND_TRUTH = "ground_truth.json"
_TILE_PX = 256
DEFAULT_WORLD = GenerativeModel()


def make_cohort(
    out: Path,
    cancers: int | Sequence[str] = 13,
    patients: int | Mapping[str, int] = 40,
    seed: int = 0,
    control: JobControl = UNWATCHED,
    *,
    world: GenerativeModel = DEFAULT_WORLD,
    size_px: tuple[int, int] = (1664, 1408),
) -> Path:
    """Make a cohort of small pyramidal slides; finished slides are kept when started again.

    Cancers are the first so many of the 13, or named; patients are counted per cancer. Slides are
    about `size_px` wide and high at 0.5 um/px; each varies by a tenth. The same seed makes the same
    pixels.

    Raises
    ------
    UsageError
        If a number or a cancer is out of range.
    StephError
        If `out` holds another cohort or cannot be written.
    """
    drawn = start_cohort(out, cancers, patients, seed, world, {"size_px": list(size_px)})
    everyone = [(cancer, patient) for cancer, people in drawn.items() for patient in people]
    for done, (cancer, patient) in enumerate(everyone):
        control.checkpoint(done, len(everyone), JobStep(Phase.PAINTING, name=cancer))
        path = ensure_folder(out / cancer / "slides") / f"{slide_id_of_patient(patient)}.svs"
        if not path.exists():
            paint_slide(path, patient, cancer, world=world, size_px=size_px)
    control.checkpoint(len(everyone), len(everyone), Phase.DONE)
    return out


def paint_slide(
    path: Path,
    patient: SyntheticPatient,
    cancer: str,
    *,
    world: GenerativeModel = DEFAULT_WORLD,
    size_px: tuple[int, int] = (1664, 1408),
) -> None:
    """Paint a patient's slide and write it, whole or not at all."""
    rng = np.random.default_rng([*patient.seed, 1])
    width, height = (round(side * rng.uniform(0.9, 1.1)) // 16 * 16 for side in size_px)
    architecture = world.family_of(cancer).architecture
    pixels = paint_tissue(patient.phenotypes, architecture, (width, height), patient.seed)
    write_slide(path, pixels, mpp=MPP)


def write_slide(
    path: Path, pixels: NDArray[np.uint8], *, mpp: float | None = MPP, quality: int = 80
) -> None:
    """Write RGB pixels as a tiled pyramidal JPEG TIFF in the form of an Aperio SVS.

    A level of a quarter of the size is added, and a thumbnail. The slide says nothing of its pixel
    size if `mpp` is None.
    """
    import tifffile

    height, width = pixels.shape[:2]
    known = f"|AppMag = {10 / mpp:g}|MPP = {mpp:.4f}" if mpp else ""
    title = f"Aperio Image Library synthetic\r\n{width}x{height}"
    quarter = _shrink(pixels, 4)
    options: dict[str, Any] = {
        "photometric": "rgb",  # stored as YCbCr; "ycbcr" would mean the pixels already are
        "compression": "jpeg",
        "compressionargs": {"level": quality},
        "subsampling": (2, 2),
        "metadata": None,
        "software": "STEPH Desktop",
    }
    with atomic_path(path) as temporary, tifffile.TiffWriter(temporary) as tiff:
        for level, image in enumerate((pixels, quarter)):
            size = "" if level == 0 else f" -> {image.shape[1]}x{image.shape[0]}"
            text = f"{title} [0,0 {width}x{height}] ({_TILE_PX}x{_TILE_PX}){size} JPEG/RGB"
            text += f" Q={quality}{known}"
            tiff.write(image, tile=(_TILE_PX, _TILE_PX), description=text, **options)
            if level == 0:  # Aperio keeps its thumbnail, in strips, right after level 0
                tiff.write(quarter, rowsperstrip=16, description=f"{title} -> thumbnail", **options)


def _shrink(pixels: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    height, width = (side // factor * factor for side in pixels.shape[:2])
    blocks = pixels[:height, :width].reshape(height // factor, factor, width // factor, factor, 3)
    return np.asarray(np.round(blocks.mean(axis=(1, 3))), np.uint8)


# --- the folder ----------------------------------------------------------------------------------


def slide_id_of_patient(patient: SyntheticPatient) -> str:
    """Name of a synthetic patient's one slide."""
    return f"{patient.patient_id}-S1"


def start_cohort(
    out: Path,
    cancers: int | Sequence[str],
    patients: int | Mapping[str, int],
    seed: int,
    world: GenerativeModel,
    shape: dict[str, Any],
) -> dict[str, tuple[SyntheticPatient, ...]]:
    """Draw everyone and write the ground truth, tables and splits."""
    names = _names(cancers)
    counts = {name: patients if isinstance(patients, int) else patients[name] for name in names}
    if min(counts.values()) < FOLDS:
        raise UsageError(f"Each cancer needs at least {FOLDS} patients", todo="Ask for more.")
    drawn = {name: draw_patients(world, name, counts[name], seed) for name in names}
    truth = _ground_truth(world, drawn, seed, shape)
    ensure_folder(out)
    _refuse_another(out / GROUND_TRUTH, truth)
    write_json(out / GROUND_TRUTH, truth)
    for name, people in drawn.items():
        folder = ensure_folder(out / name)
        rows = [[p.patient_id, slide_id_of_patient(p), p.time_days, int(p.event)] for p in people]
        write_table(folder / "labels.csv", ["patient_id", "pathology_id", "t", "e"], rows)
        if not (folder / "splits_0.csv").exists():
            known = [Patient(p.patient_id, (), p.time_days, p.event) for p in people]
            write_splits(folder, stratified_folds(known, seed=seed))
    return drawn


def _names(cancers: int | Sequence[str]) -> tuple[str, ...]:
    if isinstance(cancers, int):
        if not 1 <= cancers <= len(CANCERS):
            what = f"There are 1 to {len(CANCERS)} synthetic cancers, not {cancers}"
            raise UsageError(what, todo="Ask for fewer, or for one.")
        return CANCERS[:cancers]
    unknown = [name for name in cancers if name not in CANCERS]
    if unknown or not cancers:
        raise UsageError(
            "No such synthetic cancer", unknown[0] if unknown else None, f"Known: {CANCERS}."
        )
    return tuple(cancers)


def _ground_truth(
    world: GenerativeModel,
    drawn: Mapping[str, Sequence[SyntheticPatient]],
    seed: int,
    shape: dict[str, Any],
) -> dict[str, Any]:
    """Everything that is true of the cohort, for people and for tests."""
    names = Phenotypes.names()
    return {
        "synthetic": True,
        "seed": seed,
        **shape,
        **chosen(world, "shared", "strength", "own_deviation", "censored_share"),
        "families": {
            family.name: {
                "cancers": [name for name in family.cancers if name in drawn],
                "architecture": family.architecture.value,
                "log_hazard_ratio_per_sd": dict(zip(names, family.log_hazard_ratios, strict=True)),
            }
            for family in world.families
        },
        "cancers": {
            name: {
                "family": world.family_of(name).name,
                "log_hazard_ratio_per_sd": dict(
                    zip(names, world.effects(name, seed).tolist(), strict=True)
                ),
                "patients": len(people),
            }
            for name, people in drawn.items()
        },
        "patients": {
            patient.patient_id: {
                "cancer": name,
                "log_hazard": patient.log_hazard,
                "phenotypes": asdict(patient.phenotypes),
            }
            for name, people in drawn.items()
            for patient in people
        },
    }


def _refuse_another(path: Path, truth: dict[str, Any]) -> None:
    """Refuse a folder that holds another cohort: mixed slides would belong to no ground truth."""
    if not path.exists():
        return
    try:
        same = read_json(path) == to_json(truth)
    except (ValueError, OSError):
        same = False
    if not same:
        raise StephError(
            "The folder already holds another synthetic cohort", path, "Choose an empty folder."
        )
