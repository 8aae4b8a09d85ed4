"""Where a workspace keeps the features of a slide: by its content, wherever the slide lies."""

from __future__ import annotations

import contextlib
import glob
from pathlib import Path

from steph_desktop.core import FeaturesFault, JobControl, StephError
from steph_desktop.features.bag import read_meta
from steph_desktop.features.extraction import slide_sha256_of
from steph_desktop.slide.reader import Slide, slide_id_of

_NAME_SIGNS = 32


def place_of_features(
    workspace: Path, encoder: str, slide: Path, mpp: float | None, control: JobControl
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
    final = folder / f"{slide_sha256[:_NAME_SIGNS]}.h5"
    if final.exists():
        return final, slide_sha256
    return _filed_by_folder(folder, slide, slide_sha256) or final, slide_sha256


def filed_features(workspace: Path, encoder: str, slide: Path, slide_sha256: str) -> Path:
    """Return the feature file of a slide that was extracted before; the slide need not be there.

    Parameters
    ----------
    workspace, encoder, slide
        As for `place_of_features`.
    slide_sha256 : str
        Of the slide when it was extracted.

    Raises
    ------
    StephError
        If the workspace has no such file.
    """
    folder = workspace / "features" / encoder
    final = folder / f"{slide_sha256[:_NAME_SIGNS]}.h5"
    found = final if final.exists() else _filed_by_folder(folder, slide, slide_sha256)
    if found is None or not slide_sha256:
        raise FeaturesFault("The features of this slide are not there", slide, "Analyse it again.")
    return found


def _filed_by_folder(folder: Path, slide: Path, slide_sha256: str) -> Path | None:
    """Find features as earlier versions filed them: ``<hash of the folder>/<slide_id>.h5``."""
    for path in sorted(folder.glob(f"*/{glob.escape(slide_id_of(slide))}.h5")):
        with contextlib.suppress(StephError):
            if read_meta(path).slide_sha256 == slide_sha256:
                return path
    return None
