"""Where a workspace keeps the features of a slide: by its content, wherever the slide lies.

Models that see the slide at another scale have files of their own: none takes another's away.
"""

from __future__ import annotations

import contextlib
import glob
from pathlib import Path

from steph_desktop.core.errors import FeaturesFault, StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.features.bag import read_meta
from steph_desktop.features.extraction import slide_sha256_of
from steph_desktop.slide.reader import Slide, slide_id_of

_NAME_SIGNS = 32
_USUAL = (0.5, 256)
"""Micrometres per pixel and side of a patch that are not written into a file's name."""


def place_of_features(
    workspace: Path,
    encoder: str,
    slide: Path,
    mpp: float | None,
    control: JobControl,
    *,
    target_mpp: float = _USUAL[0],
    patch_px: int = _USUAL[1],
) -> tuple[Path, str]:
    """Return where the features of a slide are, or will be, in a workspace.

    A slide that was moved or renamed finds its features again: the file is named by the slide's
    SHA-256, and so names no patient. Features that an earlier version filed under the slide's
    name and folder are found as well.

    Parameters
    ----------
    workspace : pathlib.Path
        The workspace.
    encoder : str
        Name in the encoder registry.
    slide : pathlib.Path
        The slide; read whole, once.
    mpp : float, optional
        Micrometres per pixel stated by the user.
    control : JobControl
        Progress and cancel.
    target_mpp : float
        Micrometres per pixel at which the encoder sees the slide.
    patch_px : int
        Side of a patch at that scale.

    Returns
    -------
    path : pathlib.Path
        The feature file; it need not be there yet.
    slide_sha256 : str
        Of the slide.

    Raises
    ------
    StephError
        If the slide cannot be read or has no known pixel size.
    """
    with Slide(slide, mpp) as opened:  # what is no slide is said before it is read whole
        opened.require_mpp()
    slide_sha256 = slide_sha256_of(slide, control)
    folder = workspace / "features" / encoder
    found = _filed(folder, slide, slide_sha256, target_mpp, patch_px)
    return found or folder / _name(slide_sha256, target_mpp, patch_px), slide_sha256


def filed_features(
    workspace: Path,
    encoder: str,
    slide: Path,
    slide_sha256: str,
    *,
    target_mpp: float = _USUAL[0],
    patch_px: int = _USUAL[1],
) -> Path:
    """Return the feature file of a slide that was extracted before; the slide need not be there.

    Parameters
    ----------
    workspace, encoder, slide, target_mpp, patch_px
        As for `place_of_features`.
    slide_sha256 : str
        Of the slide when it was extracted.

    Raises
    ------
    StephError
        If the workspace has no such file.
    """
    folder = workspace / "features" / encoder
    found = _filed(folder, slide, slide_sha256, target_mpp, patch_px) if slide_sha256 else None
    if found is None:
        raise FeaturesFault("The features of this slide are not there", slide, "Analyse it again.")
    return found


def _name(slide_sha256: str, target_mpp: float, patch_px: int) -> str:
    scale = "" if (target_mpp, patch_px) == _USUAL else f"-{patch_px}px-{target_mpp:g}um"
    return f"{slide_sha256[:_NAME_SIGNS]}{scale}.h5"


def _filed(
    folder: Path, slide: Path, slide_sha256: str, target_mpp: float, patch_px: int
) -> Path | None:
    """Find features of a slide at a scale; earlier versions filed all scales under one name."""
    final = folder / _name(slide_sha256, target_mpp, patch_px)
    if final.exists():
        return final
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
