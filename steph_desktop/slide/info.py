"""Slide metadata: sizes, levels, pixel size, and when a pixel size is not to be believed.

Light: results are read and shown without the library that reads slides.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.core.errors import StephError, plain_name
from steph_desktop.core.listing import grouped
from steph_desktop.core.zarr_folders import ZARR_SUFFIX
from steph_desktop.slide.pixel_size import doubt_of, screen_words

if TYPE_CHECKING:
    from steph_desktop.slide.opening import Handle

_TIFF_SUFFIXES = {".svs", ".tif", ".tiff", ".ndpi", ".scn", ".bif", ".avs"}
SLIDE_SUFFIXES: frozenset[str] = frozenset(
    _TIFF_SUFFIXES
    | {".btf", ".tf8", ".qptiff", ".vms", ".vmu", ".mrxs", ".svslide", ".dcm", ".czi", ZARR_SUFFIX}
)
"""Of files, and folders that are one slide, that a folder is searched for."""
PICTURE_SUFFIXES: frozenset[str] = frozenset({".png", ".jpg", ".jpeg"})
"""Of pictures that are opened where they are named: a folder of slides holds other pictures too."""

MPP_RANGE = (0.05, 4.0)
"""Micrometres per level-0 pixel that a slide scanner can mean; anything else is a mistake."""

_MPP_ANISOTROPY = 0.03  # x and y may differ by this share: scanners round, tissue does not care
_UM_PER_UNIT = {"centimeter": 10_000.0, "inch": 25_400.0}
_MAX_SIDE_PX = 1 << 20  # 262 mm at 0.25 um: no glass is as long
_MAX_TILE_PX = 1 << 26  # decoded whole, 256 MB
_PROFILE_SIZE = "openslide.icc-size"


class MppSource(Enum):
    """Where the pixel size came from, as a phrase for the user."""

    SCANNER = "from scanner"
    TIFF_TAG = "from TIFF resolution"
    USER = "stated by user"


SCENES = "steph.scenes"
"""Property of the second reader: which images of the file are not read."""
_SCENE_VENDORS = frozenset({"leica", "zeiss", "ome-tiff", "ome-zarr"})


@dataclass(frozen=True)
class SlideInfo:
    """Metadata of a slide."""

    slide_id: str  # file name without its suffix
    size_px: tuple[int, int]  # width and height of level 0
    level_sizes_px: tuple[tuple[int, int], ...]  # width and height of every level, largest first
    level_downsamples: tuple[float, ...]  # level-0 pixels per pixel of each level; the first is 1
    # Micrometres per level-0 pixel; None where the slide does not say or says something absurd.
    mpp: float | None
    mpp_source: MppSource | None  # where `mpp` came from; None without one
    objective: float | None  # magnification of the objective, as stated by the scanner
    vendor: str  # OpenSlide's name of the format, or that of the second reader
    associated: tuple[str, ...]  # names of the associated images (label, macro, thumbnail)
    mpp_fault: str = ""  # why `mpp` is None, as a clause for the user; empty otherwise
    has_profile: bool = False  # whether the scanner left a colour profile
    # What the slide itself says, whatever the user stated; None where it is not to be believed.
    own_mpp: float | None = None
    # Why the full size is not to be believed: places may be wrong by as much. Empty otherwise.
    size_doubt: str = ""
    # Which of several scans or images of the file these pixels are, as a sentence; empty for one.
    scenes: str = ""
    # Left, top, width and height of each scan or image, in level-0 pixels; empty for one.
    images: tuple[tuple[int, int, int, int], ...] = ()


def slide_id_of(path: Path) -> str:
    """Return the id of a slide or feature file: its name without suffix (``.ome.tif`` as one).

    DICOM files are often named by a UID, whose last number is not a suffix.
    """
    suffix = "" if path.suffix[1:].isdigit() else path.suffix
    return plain_name(path.name.removesuffix(suffix).removesuffix(".ome"))


def distinct_ids(paths: Sequence[Path]) -> tuple[str, ...]:
    """Name each slide of a batch; those of one stem get their ending or their folder as well.

    ``a.svs`` beside ``a.ndpi`` are ``a_svs`` and ``a_ndpi``; ``x/a.svs`` beside ``y/a.svs`` are
    ``x_a`` and ``y_a``. A slide alone keeps its name.
    """

    def folded_of(name: str) -> str:
        # A Mac's disk takes both ways to write é for one.
        return unicodedata.normalize("NFC", name).casefold()

    groups = grouped(dict.fromkeys(paths), lambda path: folded_of(slide_id_of(path)))
    named: dict[Path, str] = {}
    taken = {stem for stem, same in groups.items() if len(same) == 1}
    for same in groups.values():
        for form in _FORMS:
            made = [form(path) for path in same]
            folded = set(map(folded_of, made))
            if len(folded) == len(same) and (len(same) == 1 or not folded & taken):
                break
        taken |= folded
        named |= dict(zip(same, made, strict=True))
    return tuple(named[path] for path in paths)


def _flat(path: Path) -> str:
    return plain_name(path.name.replace(".", "_"))


# Names for slides of one stem; the last differs for any two paths.
_FORMS: tuple[Callable[[Path], str], ...] = (
    slide_id_of,
    _flat,
    lambda path: f"{plain_name(path.resolve().parent.name)}_{slide_id_of(path)}",
    lambda path: f"{plain_name(path.resolve().parent.name)}_{_flat(path)}",
    lambda path: f"{slide_id_of(path)}_{hashlib.sha256(os.fsencode(path)).hexdigest()[:12]}",
)


def describe(path: Path, handle: Handle, stated: float | None) -> SlideInfo:
    """Read the metadata of a slide; a `StephError` if it claims a size that no scanner writes."""
    properties = handle.properties
    sizes = tuple((int(w), int(h)) for w, h in handle.level_dimensions)
    _refuse_absurd_sizes(path, sizes, properties)
    objective = positive_number(properties.get("openslide.objective-power"))
    vendor = properties.get("openslide.vendor", "unknown")
    mpp, source, fault = stated_pixel_size(properties)
    if mpp is not None and (doubt := doubt_of(mpp, objective, vendor)):
        mpp, source, fault = None, None, doubt
    own, images = mpp, _images_of(properties)
    if stated is not None:
        mpp, source, fault = stated, MppSource.USER, ""
    return SlideInfo(
        slide_id=slide_id_of(path),
        size_px=sizes[0],
        level_sizes_px=sizes,
        level_downsamples=tuple(float(d) for d in handle.level_downsamples),
        mpp=mpp,
        mpp_source=source,
        objective=objective,
        vendor=vendor,
        associated=tuple(sorted(handle.associated_images)),
        mpp_fault=fault,
        has_profile=(positive_number(properties.get(_PROFILE_SIZE)) or 0) > 0,
        own_mpp=own,
        size_doubt=_size_doubt(sizes, properties),
        scenes=_scenes_of(len(images), properties),
        images=images,
    )


def _images_of(properties: Mapping[str, str]) -> tuple[tuple[int, int, int, int], ...]:
    """Return where the scans or images of a file lie, which are read as one slide."""
    found: list[tuple[int, int, int, int]] = []
    if properties.get("openslide.vendor") in _SCENE_VENDORS:
        for number in itertools.count():
            sides = ("x", "y", "width", "height")
            values = [properties.get(f"openslide.region[{number}].{side}") for side in sides]
            if None in values:
                break
            x, y, w, h = (int(value or 0) for value in values)
            found.append((x, y, w, h))
    return tuple(found) if len(found) > 1 else ()


def _scenes_of(count: int, properties: Mapping[str, str]) -> str:
    """Say that several scans lie side by side, and which images of the file do not."""
    said = [properties[SCENES]] if SCENES in properties else []
    if count:
        said.append(
            f"The file holds {count} scans of the glass, which are read together. Choose Analyse "
            "one image of the file in the Annotate menu to analyse one."
        )
    return " ".join(said)


def _refuse_absurd_sizes(
    path: Path, sizes: tuple[tuple[int, int], ...], properties: Mapping[str, str]
) -> None:
    """Refuse sizes that no scanner writes before memory is allocated for them."""
    tiles = [
        int(properties.get(f"openslide.level[{i}].tile-width", 1))
        * int(properties.get(f"openslide.level[{i}].tile-height", 1))
        for i in range(len(sizes))
    ]
    sides = [side for size in sizes for side in size]
    if not sides or min(sides) < 1 or max(sides) > _MAX_SIDE_PX or max(tiles) > _MAX_TILE_PX:
        todo = "Compare it with the original; if that opens, take a new copy of it."
        raise StephError("The slide claims an impossible size; its header is damaged", path, todo)


# Of these each level is the one before it, divided and rounded; others fill up to whole tiles.
_EXACT_VENDORS = {"aperio", "generic-tiff", "hamamatsu"}
# But for the size of the tiles, in parentheses.
_APERIO_SIZE = re.compile(r"(?<![(\d])(\d{2,7})x(\d{2,7})")


def _size_doubt(sizes: Sequence[tuple[int, int]], properties: Mapping[str, str]) -> str:
    """Say where the size of a slide contradicts its smaller levels, or what the scanner wrote.

    A width that is wrong within the last column of tiles shows in nothing else.
    """
    vendor = properties.get("openslide.vendor", "")
    told = _APERIO_SIZE.findall(properties.get("openslide.comment", ""))
    against = ""
    if vendor == "aperio" and told and sizes[0] not in {(int(w), int(h)) for w, h in told}:
        against = f"the scanner wrote {told[-1][0]} x {told[-1][1]}"
    for number, size in enumerate(sizes[1:], start=1):
        ranges = [
            (full / (side + number + 1), full / max(side - number - 1, 0.5))
            for full, side in zip(sizes[0], size, strict=True)
        ]
        if vendor in _EXACT_VENDORS and max(low for low, _ in ranges) > min(h for _, h in ranges):
            against = f"level {number + 1} is {size[0]} x {size[1]}"
            break
    if not against:
        return ""
    return (
        f"The slide's header contradicts itself: its full size is {sizes[0][0]} x {sizes[0][1]} "
        f"pixels, but {against}. Tissue at the edge may be missing, and places may be off. Compare "
        "it with the original."
    )


def checked_mpp(mpp: float, where: Path | str | None = None) -> float:
    """Return a pixel size that the user stated, if it can be one.

    Raises
    ------
    StephError
        If it is not a number of micrometres within `MPP_RANGE`.
    """
    low, high = MPP_RANGE
    if not (math.isfinite(mpp) and low <= mpp <= high):
        raise StephError(
            f"A pixel size of {mpp:g} µm is not possible for a slide",
            where,
            f"State micrometres per pixel between {low:g} and {high:g}: "
            "about 0.25 at 40x, 0.5 at 20x.",
        )
    return float(mpp)


def positive_number(text: str | None) -> float | None:
    """Return a property as a finite number above 0; None if it is not one."""
    value = _number(text)
    return value if value is not None and 0 < value < math.inf else None


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return math.nan


def _um_per_px(properties: Mapping[str, str], axis: str) -> float | None:
    """Read one axis of the TIFF resolution tags; None if the slide has none with a unit."""
    um = _UM_PER_UNIT.get(properties.get("tiff.ResolutionUnit", ""))
    per_unit = _number(properties.get(f"tiff.{axis}Resolution"))
    if um is None or per_unit is None:
        return None
    return um / per_unit if per_unit else math.nan


def stated_pixel_size(properties: Mapping[str, str]) -> tuple[float | None, MppSource | None, str]:
    """Read (mpp, source, fault) off the properties; the fault says why there is no mpp."""
    generic = properties.get("openslide.vendor") == "generic-tiff"
    source = MppSource.TIFF_TAG if generic else MppSource.SCANNER
    x = _number(properties.get("openslide.mpp-x"))
    y = _number(properties.get("openslide.mpp-y"))
    if x is None and y is None:
        source = MppSource.TIFF_TAG
        x, y = (_um_per_px(properties, axis) for axis in "XY")
    x, y = x if x is not None else y, y if y is not None else x
    if x is None or y is None:
        return None, None, "The slide does not state its pixel size"
    low, high = MPP_RANGE
    if not (math.isfinite(x) and math.isfinite(y) and x > 0 and y > 0):
        return None, None, "The slide states a pixel size that is not a number above 0"
    if not (low <= x <= high and low <= y <= high):
        absurd = f"The slide states an absurd pixel size of {x:.4g} x {y:.4g} µm"
        return None, None, screen_words(x) or absurd
    mpp = math.sqrt(x * y)
    if abs(x - y) > _MPP_ANISOTROPY * mpp:
        return None, None, f"The slide's pixels are not square ({x:.4g} x {y:.4g} µm)"
    return mpp, source, ""
