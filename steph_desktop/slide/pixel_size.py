"""The pixel size of a slide, where it came from, and when it is not to be believed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from steph_desktop.core.errors import StephError

MPP_RANGE = (0.05, 4.0)
"""Micrometres per level-0 pixel that a slide scanner can mean; anything else is a mistake."""

_MPP_ANISOTROPY = 0.03  # x and y may differ by this share: scanners round, tissue does not care
_UM_PER_UNIT = {"centimeter": 10_000.0, "inch": 25_400.0}


class MppSource(Enum):
    """Where the pixel size came from, as a phrase for the user."""

    SCANNER = "from scanner"
    TIFF_TAG = "from TIFF resolution"
    USER = "stated by user"


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


def stated_pixel_size(
    properties: Mapping[str, str],
) -> tuple[float | None, MppSource | None, str]:
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
        return None, None, f"The slide states an absurd pixel size of {x:.4g} x {y:.4g} µm"
    mpp = math.sqrt(x * y)
    if abs(x - y) > _MPP_ANISOTROPY * mpp:
        return None, None, f"The slide's pixels are not square ({x:.4g} x {y:.4g} µm)"
    return mpp, source, ""
