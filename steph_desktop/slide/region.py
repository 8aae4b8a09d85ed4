"""Regions of interest: the part of a slide that is analysed, and what was read of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.slide.annotations import (
    Annotation,
    Shape,
    from_geojson,
    read_geojson,
    rectangle,
    to_geometry,
)

if TYPE_CHECKING:
    from steph_desktop.slide.info import SlideInfo


@dataclass(frozen=True)
class Region:
    """The part of a slide that is analysed: inside drawn areas, or outside them.

    A plain value: it goes by pipe, waits with its job, and is kept with the result.
    """

    geometry: str  # a GeoJSON GeometryCollection of the areas in level-0 pixels, in a fixed order
    is_outside: bool = False

    @property
    def sha256(self) -> str:
        """Hash of the geometry: the same for the same areas, whatever file they came from."""
        return hashlib.sha256(self.geometry.encode()).hexdigest()

    @property
    def key(self) -> str:
        """Short name of what is read: a region and its complement have two."""
        side = "outside" if self.is_outside else "inside"
        return hashlib.sha256(f"{side} {self.geometry}".encode()).hexdigest()[:16]

    @property
    def areas(self) -> tuple[Annotation, ...]:
        """The areas; a `StephError` if the geometry is no GeoJSON of areas."""
        try:
            parts = json.loads(self.geometry)["geometries"]
            features = [{"type": "Feature", "geometry": part} for part in parts]
        except (ValueError, TypeError, KeyError) as error:
            raise StephError("A region is damaged", None, "Draw it again.") from error
        return from_geojson(features).annotations

    def keeps(self, corners: NDArray[np.int64], side_px: int) -> NDArray[np.bool_]:
        """Tell which patches, by their corners, have their middle in the region."""
        inside = covers(self.areas, np.asarray(corners + side_px / 2, np.float64))
        return ~inside if self.is_outside else inside


@dataclass(frozen=True)
class RegionRead:
    """What was read of a slide where only a region was."""

    region: Region
    # kept, total: patches in the region, and on all the tissue of the slide.
    kept: int
    total: int
    # They were taken from features of the whole slide, not made by themselves: the last digits of
    # an encoder may hang on which patches it sees together.
    of_whole: bool = False


def region_of(
    drawings: Sequence[Annotation], *, is_outside: bool = False, where: Path | None = None
) -> Region:
    """Make a region of the areas among some drawings.

    Raises
    ------
    StephError
        If there is no area among them.
    """
    # Read back, so that corners that are whole numbers are written as all others.
    features = [{"geometry": to_geometry(one)} for one in drawings if one.is_area]
    areas = [to_geometry(one) for one in from_geojson(features).annotations]
    if not areas:
        what = "There is no area to analyse here" if where is None else "This file holds no area"
        raise StephError(what, where, "Draw a polygon or a rectangle around what is meant.")
    ordered = sorted(areas, key=json.dumps)
    return Region(json.dumps({"type": "GeometryCollection", "geometries": ordered}), is_outside)


def read_region(path: Path, *, is_outside: bool = False) -> Region:
    """Read a region of interest from GeoJSON, as QuPath exports it.

    Raises
    ------
    StephError
        If it cannot be read, or holds no area.
    """
    return region_of(read_geojson(path).annotations, is_outside=is_outside, where=path)


def region_of_image(info: SlideInfo, number: int) -> Region:
    """Make a region of one of several images of a file, counted from 1.

    Raises
    ------
    StephError
        If the file holds no such image.
    """
    if not 1 <= number <= len(info.images):
        count = len(info.images) or 1
        what = f"The file holds {count} image{'s' if count > 1 else ''}: there is no image {number}"
        raise StephError(what, None, "Choose another number.")
    x, y, width, height = (float(value) for value in info.images[number - 1])
    corners = rectangle((x, y), (x + width, y + height))
    return region_of([Annotation(Shape.RECTANGLE, corners)])


def covers(drawings: Sequence[Annotation], points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which points lie in any of some areas, shape (n,); holes are outside, lines no areas.

    Parameters
    ----------
    points : ndarray, shape (n, 2), float64
        Level-0 pixels.
    """
    found = np.zeros(len(points), bool)
    for one in drawings:
        inside = np.zeros(len(points), bool)
        for shape, corners in one.lines:
            if shape.is_area:
                inside ^= _crossings(np.asarray(corners, float), points)
        found |= inside
    return found


def _crossings(corners: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell where a ray to the right crosses an odd number of edges."""
    inside = np.zeros(len(points), bool)
    x, y = points.T
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y0 != y1:
            at = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
            inside ^= ((y0 > y) != (y1 > y)) & (x < at)
    return inside
