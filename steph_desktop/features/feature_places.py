"""Where a workspace keeps features: by the content of the slide, wherever the slide lies.

Models that see the slide at another scale have files of their own: none takes another's away.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
from pathlib import Path

from steph_desktop.core.errors import FeaturesFault, StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.core.zarr_folders import is_zarr, zarr_files
from steph_desktop.features.bag import read_meta
from steph_desktop.slide.dicom import instances_beside
from steph_desktop.slide.info import slide_id_of
from steph_desktop.slide.opening import unreadable
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.region import Region


def slide_sha256_of(path: Path, control: JobControl = UNWATCHED) -> str:
    """Return the SHA-256 of a slide, of all its files: MIRAX's or Zarr's folder, DICOM's series.

    Raises
    ------
    StephError
        If it cannot be read to its end: the drive is gone, or fails.
    """
    try:
        return _slide_digest(path, control)
    except FileNotFoundError as error:
        raise unreadable(path, error) from error
    except OSError as error:
        raise StephError(
            f"The slide file cannot be read ({error.strerror or 'read error'})",
            path,
            "Check the drive or the network share, and start again.",
        ) from error


def _slide_digest(path: Path, control: JobControl) -> str:
    if is_zarr(path):
        digest = hashlib.sha256()
        for name, file in control.each(zarr_files(path), Phase.HASHING):
            digest.update(os.fsencode(f"{name} {sha256_of(file)}\n"))
        return digest.hexdigest()
    first = sha256_of(path, control)
    others = _companions(path)
    if not others:
        return first
    lines = [first, *(f"{file.name} {sha256_of(file, control)}" for file in others)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _companions(path: Path) -> list[Path]:
    """Return the other files that a slide consists of."""
    folder = path.with_suffix("")
    if path.suffix.lower() == ".mrxs" and folder.is_dir():
        return [file for file in sorted(folder.iterdir()) if file.is_file()]
    return [file for file in instances_beside(path) if file != path]


_NAME_SIGNS = 32  # of 64: 128 bits name a slide beyond doubt
_USUAL = (0.5, 256)
"""Micrometres per pixel and side of a patch that are not written into a file's name."""


def place_of_features(
    workspace: Path,
    encoder: str,
    slide: Slide,
    control: JobControl,
    *,
    target_mpp: float = _USUAL[0],
    patch_px: int = _USUAL[1],
    region: Region | None = None,
    slide_sha256: str | None = None,
) -> tuple[Path, str]:
    """Return where the features of a slide are, or will be, in a workspace, and its SHA-256.

    A slide that was moved or renamed finds its features again: the file is named by the slide's
    SHA-256, and so names no patient. Features that an earlier version filed under the slide's
    name and folder are found as well. The slide is read whole, once, unless its hash is given.

    Parameters
    ----------
    target_mpp, patch_px : float and int
        Micrometres per pixel at which the encoder sees the slide, and side of a patch there.
    region : Region, optional
        The only part of the slide; it has a file of its own beside that of the whole.

    Raises
    ------
    StephError
        If the slide cannot be read or has no known pixel size.
    """
    slide.require_mpp()  # refuse what cannot be analysed before reading all of it
    slide_sha256 = slide_sha256 or slide_sha256_of(slide.path, control)
    folder = workspace / "features" / encoder
    final = folder / _name(slide_sha256, target_mpp, patch_px, region)
    if region is None:
        final = _filed(folder, slide.path, slide_sha256, target_mpp, patch_px) or final
    return final, slide_sha256


def filed_features(
    workspace: Path,
    encoder: str,
    slide: Path,
    slide_sha256: str,
    *,
    target_mpp: float = _USUAL[0],
    patch_px: int = _USUAL[1],
    region: Region | None = None,
) -> Path:
    """Return the feature file of a slide that was extracted before; the slide need not be there.

    `slide_sha256` is that of the slide then; the others are as for `place_of_features`.

    Raises
    ------
    StephError
        If the workspace has no such file.
    """
    folder = workspace / "features" / encoder
    found = None
    if slide_sha256 and region is None:
        found = _filed(folder, slide, slide_sha256, target_mpp, patch_px)
    elif slide_sha256:
        found = folder / _name(slide_sha256, target_mpp, patch_px, region)
    if found is None or not found.exists():
        raise FeaturesFault("The features of this slide were not found", slide, "Analyse it again.")
    return found


def _name(slide_sha256: str, target_mpp: float, patch_px: int, region: Region | None = None) -> str:
    scale = "" if (target_mpp, patch_px) == _USUAL else f"-{patch_px}px-{target_mpp:g}um"
    part = "" if region is None else f"-region-{region.key}"
    return f"{slide_sha256[:_NAME_SIGNS]}{scale}{part}.h5"


def _filed(
    folder: Path, slide: Path, slide_sha256: str, target_mpp: float, patch_px: int
) -> Path | None:
    """Find features of a slide at a scale; earlier versions filed all scales under one name."""
    final = folder / _name(slide_sha256, target_mpp, patch_px)
    if final.exists():
        return final
    # The plain name may be that of another scale, written before scales had names of their own.
    plain = folder / _name(slide_sha256, *_USUAL)
    if plain.exists():
        with contextlib.suppress(StephError):
            meta = read_meta(plain)
            if (meta.target_mpp, meta.patch_px) == (target_mpp, patch_px):
                return plain
        return None
    return _filed_by_folder(folder, slide, slide_sha256)


def _filed_by_folder(folder: Path, slide: Path, slide_sha256: str) -> Path | None:
    """Find features as earlier versions filed them: ``<hash of the folder>/<slide_id>.h5``."""
    for path in sorted(folder.glob(f"*/{glob.escape(slide_id_of(slide))}.h5")):
        with contextlib.suppress(StephError):
            if read_meta(path).slide_sha256 == slide_sha256:
                return path
    return None
