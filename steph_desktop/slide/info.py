"""What a slide says of itself: sizes, levels, pixel size and where that comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openslide
from openslide import OpenSlide

from steph_desktop.core.errors import StephError
from steph_desktop.slide.pixel_size import MppSource, positive_number, stated_pixel_size

_MAX_SIDE_PX = 1 << 20
_MAX_TILE_PX = 1 << 26
_PROFILE_SIZE = "openslide.icc-size"


@dataclass(frozen=True)
class SlideInfo:
    """What a slide says of itself.

    Attributes
    ----------
    slide_id : str
        File name without its suffix.
    size_px : tuple of int
        Width and height of level 0.
    level_sizes_px : tuple of (int, int)
        Width and height of every level, largest first.
    level_downsamples : tuple of float
        Level-0 pixels per pixel of each level; the first is 1.
    mpp : float, optional
        Micrometres per level-0 pixel; None where the slide does not say or says something absurd.
    mpp_source : MppSource, optional
        Where `mpp` came from; None without one.
    objective : float, optional
        Magnification of the objective, as stated by the scanner.
    vendor : str
        OpenSlide's name of the format.
    associated : tuple of str
        Names of the associated images (label, macro, thumbnail).
    mpp_fault : str
        Why `mpp` is None, as a clause for the user; empty otherwise.
    has_profile : bool
        Whether the scanner left a colour profile.
    """

    slide_id: str
    size_px: tuple[int, int]
    level_sizes_px: tuple[tuple[int, int], ...]
    level_downsamples: tuple[float, ...]
    mpp: float | None
    mpp_source: MppSource | None
    objective: float | None
    vendor: str
    associated: tuple[str, ...]
    mpp_fault: str = ""
    has_profile: bool = False


def slide_id_of(path: Path) -> str:
    """Return the id of a slide or feature file: its name without suffix (``.ome.tif`` as one).

    The last number of a UID, as whose name DICOM files often come, is no suffix.
    """
    suffix = "" if path.suffix[1:].isdigit() else path.suffix
    return path.name.removesuffix(suffix).removesuffix(".ome")


def describe(path: Path, handle: OpenSlide, stated: float | None) -> SlideInfo:
    """Read what a slide says of itself.

    Raises
    ------
    StephError
        If it claims a size that no scanner writes.
    """
    properties = handle.properties
    sizes = tuple((int(w), int(h)) for w, h in handle.level_dimensions)
    _refuse_absurd_sizes(path, sizes, properties)
    mpp, source, fault = stated_pixel_size(properties)
    if stated is not None:
        mpp, source, fault = stated, MppSource.USER, ""
    return SlideInfo(
        slide_id=slide_id_of(path),
        size_px=sizes[0],
        level_sizes_px=sizes,
        level_downsamples=tuple(float(d) for d in handle.level_downsamples),
        mpp=mpp,
        mpp_source=source,
        objective=positive_number(properties.get(openslide.PROPERTY_NAME_OBJECTIVE_POWER)),
        vendor=properties.get(openslide.PROPERTY_NAME_VENDOR, "unknown"),
        associated=tuple(sorted(handle.associated_images)),
        mpp_fault=fault,
        has_profile=(positive_number(properties.get(_PROFILE_SIZE)) or 0) > 0,
    )


def _refuse_absurd_sizes(
    path: Path, sizes: tuple[tuple[int, int], ...], properties: Mapping[str, str]
) -> None:
    """Refuse what no scanner writes before a single pixel is allocated for it."""
    tiles = [
        int(properties.get(f"openslide.level[{i}].tile-width", 1))
        * int(properties.get(f"openslide.level[{i}].tile-height", 1))
        for i in range(len(sizes))
    ]
    if (
        not sizes
        or min(min(size) for size in sizes) < 1
        or max(max(size) for size in sizes) > _MAX_SIDE_PX
        or max(tiles) > _MAX_TILE_PX
    ):
        raise StephError(
            "The slide claims an impossible size; its header is damaged",
            path,
            "Copy it again from the scanner or the archive.",
        )
