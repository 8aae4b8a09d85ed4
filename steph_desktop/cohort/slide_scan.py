"""Scan of a cohort's slides before hours are spent: tissue, scanner, copies of one file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from steph_desktop.core.codec import from_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, write_json
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.core.zarr_folders import ends_of, is_zarr
from steph_desktop.features.facts import is_feature_file

FACTS_FILE = "slides.json"
_ENDS_BYTES = 1 << 16  # of a slide of gigabytes: enough to tell that it is the same file


@dataclass(frozen=True)
class SlideScanRequest:
    """Request to scan slides."""

    slides: tuple[Path, ...]  # slides or feature files
    out: Path  # folder that keeps the results
    mpp: float | None = None  # micrometres per pixel of slides that state none
    target_mpp: float = 0.5  # of the patches to count
    patch_px: int = 256


@dataclass(frozen=True)
class ScannedSlide:
    """One slide at a glance; the fields are those of `FACTS_FILE`."""

    path: str  # of the slide or feature file
    size_bytes: int = 0
    mark: str = ""  # SHA-256 of its size, its beginning and its end: equal for copies of one file
    scanner: str = ""  # format and pixel size, as far as the file states them
    n_patches: int = 0  # patches with tissue, roughly; 0 if there are none
    fault: str = ""  # why it cannot be used; empty if it can
    lacks_mpp: bool = False  # whether the fault is a missing pixel size
    is_region: bool = False  # a feature file that holds a drawn region of its slide only


def look_at_slides(request: SlideScanRequest, control: JobControl) -> tuple[ScannedSlide, ...]:
    """Open every slide, find its tissue and count its patches; a slide scanned before is skipped.

    What was found before a stop stays.
    """
    ensure_folder(request.out)
    known = {(f.path, f.size_bytes): f for f in read_facts(request.out) if not f.fault}
    found: list[ScannedSlide] = []
    try:
        for path in control.each(request.slides, Phase.SCANNING_SLIDES):
            earlier = known.get((str(path), _size_of(path)))
            found.append(earlier or _look_at(path, request))
    finally:
        write_json(request.out / FACTS_FILE, to_json(found))
    control.checkpoint(len(found), len(found), Phase.DONE)
    return tuple(found)


def read_facts(folder: Path) -> tuple[ScannedSlide, ...]:
    """Return the results of an earlier scan; nothing if there are none that can be read."""
    try:
        return from_json(tuple[ScannedSlide, ...], read_json(folder / FACTS_FILE), "the scan")
    except (OSError, ValueError):
        return ()  # it only saves time: what it lacks is looked at again


def _size_of(path: Path) -> int:
    try:
        return ends_of(path).size_bytes if is_zarr(path) else path.stat().st_size
    except OSError:
        return -1


def _look_at(path: Path, request: SlideScanRequest) -> ScannedSlide:
    try:
        found = ScannedSlide(str(path), *_mark_of(path))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fault = StephError(f"Cannot be read ({reason})", path, "Copy it again, or leave it out.")
        return ScannedSlide(str(path), fault=str(fault))
    try:
        look = _look_at_features if is_feature_file(path) else _look_at_slide
        return look(path, found, request)
    except StephError as error:
        return replace(found, fault=str(error))


def _look_at_slide(path: Path, found: ScannedSlide, request: SlideScanRequest) -> ScannedSlide:
    from steph_desktop.slide.patches import PatchSpec, lay_grid
    from steph_desktop.slide.reader import Slide
    from steph_desktop.slide.tissue import tissue_mask

    with Slide(path, request.mpp) as slide:
        info = slide.info
        if info.mpp is None:
            return replace(found, scanner=info.vendor, fault=info.mpp_fault, lacks_mpp=True)
        scanner = f"{info.vendor}, {info.mpp:.2f} µm per pixel"
        spec = PatchSpec(target_mpp=request.target_mpp, patch_px=request.patch_px)
        mask = tissue_mask(slide)
        n_patches = len(lay_grid(slide, mask, spec)) if mask.mask.any() else 0
    return replace(found, scanner=scanner, n_patches=n_patches)


def _look_at_features(path: Path, found: ScannedSlide, _request: SlideScanRequest) -> ScannedSlide:
    from steph_desktop.features.bag import read_bag

    bag = read_bag(path)
    scanner = f"features of {bag.meta.encoder or 'an unnamed encoder'}"
    is_region = bag.region is not None
    return replace(found, scanner=scanner, n_patches=bag.n_patches, is_region=is_region)


def _mark_of(path: Path) -> tuple[int, str]:
    """Return size and mark; both ends of a slide identify it without a full read."""
    if is_zarr(path):
        ends = ends_of(path)
        return ends.size_bytes, ends.sha256
    size = path.stat().st_size
    with path.open("rb") as handle:
        head = handle.read(_ENDS_BYTES)
        handle.seek(max(0, size - _ENDS_BYTES))
        tail = handle.read(_ENDS_BYTES)
    return size, hashlib.sha256(f"{size} ".encode() + head + tail).hexdigest()
