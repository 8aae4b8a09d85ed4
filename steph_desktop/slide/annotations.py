"""Annotations of a slide: measures, QuPath's GeoJSON, and the files of a workspace."""

from __future__ import annotations

import itertools
import json
import math
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from steph_desktop.core.codec import MAX_DEPTH, CodecError, read_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_text
from steph_desktop.workspace.slide_records import fingerprint_of

Point = tuple[float, float]
"""Level-0 pixels (x, y)."""

DEFAULT_COLOUR = "#c0392b"
FOLDER = "annotations"
_TODO = "Export annotations from QuPath as GeoJSON and choose that file."
_MAX_BYTES = 256 << 20
_LARGEST_PX = 1e9  # slides end far below


class Shape(Enum):
    """What is drawn."""

    POINT = "Point"
    LINE = "Line"
    RECTANGLE = "Rectangle"
    POLYGON = "Polygon"

    @property
    def is_area(self) -> bool:
        """True if it encloses an area."""
        return self in (Shape.RECTANGLE, Shape.POLYGON)


_FEWEST = {Shape.POINT: 1, Shape.LINE: 2, Shape.RECTANGLE: 4, Shape.POLYGON: 3}


@dataclass(frozen=True)
class Annotation:
    """One drawing."""

    shape: Shape  # what it is
    # Level-0 pixels: one point; the vertices of a line; the corners of a rectangle or polygon, the
    # first not repeated.
    points: tuple[Point, ...]
    name: str = ""  # as the user calls it; may be empty
    colour: str = DEFAULT_COLOUR  # ``#rrggbb``
    annotation_id: str = field(default_factory=lambda: str(uuid.uuid4()))  # a UUID

    def __post_init__(self) -> None:
        if len(self.points) < _FEWEST[self.shape]:
            raise ValueError(f"{self.shape.value} of {len(self.points)} points")

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Smallest and largest x and y, as (x0, y0, x1, y1)."""
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def rectangle(corner: Point, opposite: Point) -> tuple[Point, ...]:
    """Return the corners of an upright rectangle, clockwise from the top left."""
    x0, x1 = sorted((corner[0], opposite[0]))
    y0, y1 = sorted((corner[1], opposite[1]))
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def length_px(points: Sequence[Point]) -> float:
    """Return the length of a line through points."""
    return sum(math.dist(a, b) for a, b in itertools.pairwise(points))


def area_px2(points: Sequence[Point]) -> float:
    """Return the area of a polygon that does not cross itself (the shoelace formula)."""
    following = (*points[1:], points[0])
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, following, strict=True))
    return abs(twice) / 2


def measure_words(shape: Shape, points: Sequence[Point], mpp: float | None) -> str:
    """Say the length of a line, or the area and perimeter of an area; nothing for a point.

    Parameters
    ----------
    mpp : float, optional
        Micrometres per level-0 pixel; without it the measure is in pixels and says so.
    """
    if shape is Shape.POINT:
        return ""
    closed = [*points, points[0]] if shape.is_area else points
    length = length_px(closed)
    if mpp is None:
        area = f"{area_px2(points):,.0f} px², perimeter " if shape.is_area else ""
        return f"{area}{length:,.0f} px (resolution not stated)"
    if not shape.is_area:
        return length_words(length * mpp)
    return f"{area_words(area_px2(points) * mpp * mpp)}, perimeter {length_words(length * mpp)}"


def length_words(length_um: float) -> str:
    """Say a length with three significant digits, in µm or mm."""
    return f"{_three(length_um / 1000)} mm" if length_um >= 999.5 else f"{_three(length_um)} µm"


def area_words(area_um2: float) -> str:
    """Say an area with three significant digits, in µm² or mm²."""
    return f"{_three(area_um2 / 1e6)} mm²" if area_um2 >= 9995 else f"{_three(area_um2)} µm²"


def _three(value: float) -> str:
    if value == 0:
        return "0"
    decimals = max(0, 2 - math.floor(math.log10(abs(value)) + 1e-9))
    return f"{value:,.{decimals}f}"


# GeoJSON ------------------------------------------------------------------------------------


def to_geojson(annotations: Sequence[Annotation]) -> dict[str, Any]:
    """Return annotations as QuPath reads them: a FeatureCollection in level-0 pixels."""
    return {"type": "FeatureCollection", "features": [_feature(one) for one in annotations]}


def _feature(one: Annotation) -> dict[str, Any]:
    points = [[x, y] for x, y in one.points]
    geometry: dict[str, Any]
    if one.shape is Shape.POINT:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif one.shape is Shape.LINE:
        geometry = {"type": "LineString", "coordinates": points}
    else:
        geometry = {"type": "Polygon", "coordinates": [[*points, points[0]]]}
    rgb = channels(one.colour)
    properties: dict[str, Any] = {"objectType": "annotation", "color": rgb}
    if one.name:
        properties["name"] = one.name
        properties["classification"] = {"name": one.name, "color": rgb}
    return {
        "type": "Feature",
        "id": one.annotation_id,
        "geometry": geometry,
        "properties": properties,
    }


def channels(colour: str) -> list[int]:
    """Red, green and blue of ``#rrggbb``."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


@dataclass(frozen=True)
class Imported:
    """What a GeoJSON file held."""

    annotations: tuple[Annotation, ...]  # those that can be shown
    notes: tuple[str, ...] = ()  # what was left out or changed, as sentences


def from_geojson(document: object, where: Path | str | None = None) -> Imported:
    """Read a FeatureCollection, a list of features or one feature.

    Raises
    ------
    StephError
        If it is none of these, or a coordinate is no number.
    """
    features: object = document
    if isinstance(document, dict):
        features = document.get("features") if "features" in document else [document]
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise StephError("This is not GeoJSON of annotations", where, _TODO)
    found: list[Annotation] = []
    strange: set[str] = set()
    holes = 0
    for feature in features:
        geometry = feature.get("geometry")
        properties = feature.get("properties")
        if not isinstance(geometry, dict):
            strange.add("no geometry")
            continue
        try:
            for shape, points, n_holes in _shapes(geometry, 0):
                holes += n_holes
                name, colour = _look(properties if isinstance(properties, dict) else {})
                found.append(Annotation(shape, points, name, colour))
        except _UnknownGeometry as error:
            strange.add(str(error))
        except (
            AttributeError, TypeError, ValueError, IndexError, KeyError, OverflowError
        ) as error:  # fmt: skip
            raise StephError(
                "An annotation in this file is damaged: its coordinates are not numbers of a slide",
                where,
                _TODO,
            ) from error
    notes = []
    if strange:
        notes.append(f"Left out, because it cannot be shown: {', '.join(sorted(strange))}.")
    if holes:
        notes.append(f"{holes} holes in polygons were left out; their areas are the outer ones.")
    return Imported(tuple(found), tuple(notes))


class _UnknownGeometry(Exception):
    """A geometry that has no place here."""


def _shapes(geometry: dict[str, Any], depth: int) -> Iterator[tuple[Shape, tuple[Point, ...], int]]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        yield Shape.POINT, (_point(coordinates),), 0
    elif kind == "MultiPoint":
        for one in coordinates or ():
            yield Shape.POINT, (_point(one),), 0
    elif kind == "LineString":
        yield Shape.LINE, tuple(map(_point, coordinates or ())), 0
    elif kind == "MultiLineString":
        for line in coordinates or ():
            yield Shape.LINE, tuple(map(_point, line)), 0
    elif kind == "Polygon":
        yield _polygon(coordinates)
    elif kind == "MultiPolygon":
        for rings in coordinates or ():
            yield _polygon(rings)
    elif kind == "GeometryCollection":
        for part in geometry.get("geometries") or ():
            if depth >= MAX_DEPTH:
                raise ValueError("nested too deeply")
            yield from _shapes(part, depth + 1)
    else:
        raise _UnknownGeometry(str(kind)[:40])


def _polygon(rings: Any) -> tuple[Shape, tuple[Point, ...], int]:
    points = tuple(map(_point, rings[0]))
    if len(points) > 1 and points[0] == points[-1]:
        points = points[:-1]
    upright = len(points) == 4 and set(points) == set(rectangle(points[0], points[2]))
    if upright and len(set(points)) == 4:
        return Shape.RECTANGLE, rectangle(points[0], points[2]), len(rings) - 1
    return Shape.POLYGON, points, len(rings) - 1


def _point(value: Any) -> Point:
    x, y = float(value[0]), float(value[1])
    if not max(abs(x), abs(y)) <= _LARGEST_PX:
        raise ValueError("not finite, or far outside any slide")
    return x, y


def _look(properties: dict[str, Any]) -> tuple[str, str]:
    """Name and colour; a classification's where the object has none of its own."""
    given = properties.get("classification")
    classification = given if isinstance(given, dict) else {}
    name = properties.get("name") or classification.get("name") or ""
    for holder in (properties, classification):
        rgb = holder.get("color")
        if isinstance(rgb, list) and len(rgb) >= 3:
            return str(name), "#" + "".join(f"{int(c) & 255:02x}" for c in rgb[:3])
        packed = holder.get("colorRGB")  # older QuPath: one signed number
        if isinstance(packed, int):
            return str(name), f"#{packed & 0xFFFFFF:06x}"
    return str(name), DEFAULT_COLOUR


# Files --------------------------------------------------------------------------------------


def read_geojson(path: Path) -> Imported:
    """Read annotations from a GeoJSON file.

    Raises
    ------
    StephError
        If it cannot be read or holds something else.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise StephError("This file is too large for annotations", path, _TODO)
        document = read_json(path, _MAX_BYTES)
        return from_geojson(document, path)
    except OSError as error:
        raise StephError(
            "The annotations cannot be read", path, "Check the disk and your permissions."
        ) from error
    except CodecError as error:
        raise StephError(f"This is not GeoJSON of annotations ({error})", path, _TODO) from error


def write_geojson(path: Path, annotations: Sequence[Annotation]) -> None:
    """Write annotations for QuPath, whole or not at all.

    Raises
    ------
    StephError
        If the file cannot be written.
    """
    write_text(path, json.dumps(to_geojson(annotations), indent=1, ensure_ascii=False) + "\n")


def annotations_file(workspace: Path, slide: Path) -> Path:
    """Return where a workspace keeps a slide's annotations, wherever the slide is moved.

    Raises
    ------
    StephError
        If the slide cannot be read.
    """
    seen = fingerprint_of(slide)
    return workspace / FOLDER / f"{seen.ends_sha256[:32]}-{seen.size_bytes}.geojson"


def load_annotations(workspace: Path, slide: Path) -> tuple[Annotation, ...]:
    """Read the annotations that a workspace keeps of a slide.

    Raises
    ------
    StephError
        If the slide or the file cannot be read.
    """
    file = annotations_file(workspace, slide)
    return read_geojson(file).annotations if file.exists() else ()


def save_annotations(workspace: Path, slide: Path, annotations: Sequence[Annotation]) -> None:
    """Save the annotations of a slide in a workspace; without any, an existing file is emptied.

    Raises
    ------
    StephError
        If the slide cannot be read or the file cannot be written.
    """
    file = annotations_file(workspace, slide)
    if annotations or file.exists():
        write_geojson(file, annotations)
