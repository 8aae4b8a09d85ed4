"""Reading the files of cases on a background thread: slides, packs and finished results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QImage

from steph_desktop.case.case_store import load_case
from steph_desktop.case.result import CaseResult, locate
from steph_desktop.core.errors import StephError
from steph_desktop.core.zarr_folders import (
    ZARR_SUFFIX,
    files_below,
    is_file_or_zarr,
    is_zarr,
    zarr_of,
)
from steph_desktop.features.facts import FeatureFacts, is_feature_file
from steph_desktop.model.card import PackCard
from steph_desktop.slide.dicom import may_be_dicom, one_per_slide, read_instance
from steph_desktop.slide.info import SLIDE_SUFFIXES
from steph_desktop.ui.parts.viewer.tiles import read_area, to_image
from steph_desktop.ui.parts.worklist.worklist import Case
from steph_desktop.workspace.database import is_held

if TYPE_CHECKING:
    from steph_desktop.slide.reader import Slide

_THUMBNAIL_PX = 160
_MOST_FILES = 20_000  # looked at below a folder that holds no slide itself
_PATCH_PICTURE_PX = 192  # sharp in the galleries on a screen of 200 %


def open_to_read(path: Path, mpp: float | None = None) -> Slide:
    """Open a slide; what reads slides is loaded with the first.

    Raises
    ------
    StephError
        If it cannot be opened.
    """
    from steph_desktop.slide.reader import Slide

    return Slide(path, mpp)


class Probe(NamedTuple):
    """What the files of a case hold; features alone have no picture."""

    mpp_fault: str
    thumbnail: QImage | None
    features: tuple[FeatureFacts, ...]


class Pack(NamedTuple):
    """What a model pack holds."""

    card: PackCard
    needs_weights: bool


class FoundPaths(NamedTuple):
    """What paths turned out to be."""

    packs: tuple[Path, ...]
    slides: tuple[Path, ...]
    faults: tuple[StephError, ...]


class SlideGone(StephError):
    """A slide is no longer where the workspace last saw it."""


def probe_slides(slides: Sequence[Path], mpp: float | None) -> Probe:
    """Open every file of a case; report the first fault, or the first unknown resolution."""
    features: list[FeatureFacts] = []
    thumbnail: QImage | None = None
    mpp_fault = ""
    for path in slides:
        if not path.exists():
            raise gone(path)
        if is_feature_file(path):
            # HDF5 is not loaded for slides alone.
            from steph_desktop.features.bag import read_facts

            features.append(read_facts(path))
            continue
        with open_to_read(path, mpp) as slide:
            if thumbnail is None:
                thumbnail = to_image(slide.thumbnail(_THUMBNAIL_PX))
            mpp_fault = mpp_fault or slide.info.mpp_fault
    return Probe(mpp_fault, thumbnail, tuple(features))


def gone(slide: Path) -> SlideGone:
    """Return the error for a slide that is missing."""
    return SlideGone(
        "The slide file was not found", slide, "Connect its drive, or find its folder."
    )


def find_vanished(cases: Sequence[Sequence[Path]]) -> dict[Path, SlideGone]:
    """Find the slides that are no longer in their places."""
    return {slide: gone(slide) for slides in cases for slide in slides if not slide.exists()}


def load_result(folder: Path) -> CaseResult:
    """Read the result that a case's folder keeps."""
    return load_case(folder).result


def look_at(paths: Sequence[Path]) -> FoundPaths:
    """Find out what paths are if their names do not tell: packs, folders, DICOM and Zarr files."""
    packs: list[Path] = []
    files: list[Path] = []
    slides: list[Path] = []
    faults: list[StephError] = []
    for path in map(zarr_of, paths):
        if is_held(path):  # opened past its connection, it would lose its locks
            faults.append(StephError("This is the workspace's own database", path, "It is open."))
        # A pack that is a folder: its card says so.
        elif (path / "card.json").exists():
            packs.append(path)
        elif path.is_dir() and not is_zarr(path) and path.suffix.lower() != ZARR_SUFFIX:
            try:
                slides += slides_in(path)
            except StephError as error:
                faults.append(error)
        else:
            files.append(path)
    # Of the files of one DICOM slide one is opened.
    tried = {path: _fault_of(path) for path in one_per_slide(files)}
    slides += (path for path, fault in tried.items() if fault is None)
    faults += filter(None, tried.values())
    return FoundPaths(tuple(packs), tuple(dict.fromkeys(slides)), tuple(faults))


def _fault_of(path: Path) -> StephError | None:
    """Say why a file that is not called a slide is none; None for a slide, or one that is gone."""
    if path.suffix.lower() in SLIDE_SUFFIXES or not path.exists():
        return None
    try:
        with open_to_read(path):
            return None
    except StephError as error:
        return error


def slides_in(folder: Path) -> tuple[Path, ...]:
    """Return the slides of a folder by name; of the folders below it where it holds none itself.

    Many files of one DICOM slide are one slide, whatever they are called.
    """
    try:
        found = _slides_among(folder.iterdir())
        if not found:
            found = _slides_among(islice(files_below(folder), _MOST_FILES))
    except OSError as error:
        raise StephError("The folder cannot be read", folder, "Check its permissions.") from error
    if not found:
        raise StephError("No slide in this folder", folder, "Choose a folder that holds slides.")
    return found


def _slides_among(paths: Iterable[Path]) -> tuple[Path, ...]:
    found = []
    for path in sorted(path for path in paths if is_file_or_zarr(path)):
        named = path.suffix.lower() in SLIDE_SUFFIXES or path.is_dir()
        if named or (may_be_dicom(path) and read_instance(path) is not None):
            found.append(path)
    return one_per_slide(found)


def read_pack(pack: Path, stated: Mapping[str, Path]) -> Pack:
    """Read a pack's card, and look whether its encoder's weights are here."""
    from steph_desktop.features.encoder_registry import ENCODERS, has_weights
    from steph_desktop.model.packs import read_card

    card = read_card(pack)
    return Pack(card, card.encoder in ENCODERS and not has_weights(card.encoder, stated))


def patch_picture(case: Case, row: int) -> QImage:
    """Read one patch of a finished case."""
    if case.result is None:
        raise StephError("The case has no result", None, "Analyse it first.")
    part, x_px, y_px = locate(case.result, row)
    if x_px is None or y_px is None or part.patch_size_level0_px <= 0:
        raise StephError("The patch has no position on the slide", None, "Analyse the case again.")
    pairs = zip(case.slides, case.result.slides, strict=False)
    path, side = next(p for p, other in pairs if other is part), part.patch_size_level0_px
    with open_to_read(path, case.mpp) as slide:
        return read_area(slide, x_px, y_px, side, side, max(1.0, side / _PATCH_PICTURE_PX))
