"""Annotations of a slide: measures, QuPath's GeoJSON, and the files of a workspace."""

from __future__ import annotations

import contextlib
import itertools
import json
import math
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
ARTEFACT = "Artefact"
"""Class of the areas that `slide.quality` outlines as ink and air; QuPath has one of that name."""
_ADVICE = "Export annotations from QuPath as GeoJSON and choose that file."
_MAX_BYTES = 256 << 20
_LARGEST_PX = 1e9  # slides end far below
_OWN_KEYS = frozenset({"type", "id", "geometry"})  # of a feature, written anew


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


_FEWEST = {Shape.POINT: 1, Shape.LINE: 2, Shape.RECTANGLE: 4, Shape.POLYGON: 3}  # points of each


@dataclass(frozen=True)
class Ring:
    """A further part of a drawing: a hole, or another point, line or area of the same object."""

    points: tuple[Point, ...]  # level-0 pixels, the first not repeated
    is_hole: bool = False
    # What it is, where it is not what the drawing is: QuPath joins areas, lines and points.
    shape: Shape | None = None


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
    label: str = ""  # its class, as QuPath has one beside the name; may be empty
    # Holes, and further parts with theirs after them, of an object that has several.
    rings: tuple[Ring, ...] = ()
    # What else its GeoJSON said (lock, measurements, kind of object), given back as it was.
    kept: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)

    def __post_init__(self) -> None:
        for shape, points in self.lines:
            if len(points) < _FEWEST[shape]:
                raise ValueError(f"{shape.value} of {len(points)} points")

    @property
    def lines(self) -> tuple[tuple[Shape, tuple[Point, ...]], ...]:
        """All its parts, holes among them: what each is, and its points."""
        further = ((ring.shape or self.shape, ring.points) for ring in self.rings)
        return (self.shape, self.points), *further

    @property
    def is_area(self) -> bool:
        """True if a part of it encloses an area."""
        return any(shape.is_area for shape, _ in self.lines)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Smallest and largest x and y, as (x0, y0, x1, y1)."""
        outer = [point for ring in self.rings for point in ring.points]
        xs, ys = zip(*self.points, *outer, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def title(self) -> str:
        """Name and class, as the window shows them; may be empty."""
        both = self.name and self.label and self.name != self.label
        return f"{self.name} ({self.label})" if both else self.name or self.label

    @property
    def is_locked(self) -> bool:
        """Whether QuPath locked it: it is not moved by accident."""
        return _properties_of(self.kept).get("isLocked") is True

    def moved(self, dx: float, dy: float) -> Annotation:
        """Return the drawing elsewhere, with all its parts."""

        def shift(points: tuple[Point, ...]) -> tuple[Point, ...]:
            return tuple((x + dx, y + dy) for x, y in points)

        rings = tuple(replace(ring, points=shift(ring.points)) for ring in self.rings)
        return replace(self, points=shift(self.points), rings=rings)


def rectangle(corner: Point, opposite: Point) -> tuple[Point, ...]:
    """Return the corners of an upright rectangle, clockwise from the top left."""
    x0, x1 = sorted((corner[0], opposite[0]))
    y0, y1 = sorted((corner[1], opposite[1]))
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


_ELLIPSE_POINTS = 64  # of its polygon


def ellipse(corner: Point, opposite: Point) -> tuple[Point, ...]:
    """Return the ellipse in an upright rectangle as a polygon; its area is off by 0.2 %.

    GeoJSON knows no ellipses, and QuPath writes its own as polygons too.
    """
    (x0, y0), _, (x1, y1), _ = rectangle(corner, opposite)
    x, y, a, b = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2
    if not (a and b):
        return (corner,)
    turns = (2 * math.pi * number / _ELLIPSE_POINTS for number in range(_ELLIPSE_POINTS))
    return tuple((x + a * math.cos(turn), y + b * math.sin(turn)) for turn in turns)


def length_px(points: Sequence[Point]) -> float:
    """Return the length of a line through points."""
    return sum(math.dist(a, b) for a, b in itertools.pairwise(points))


def area_px2(points: Sequence[Point]) -> float:
    """Return the area of a polygon that does not cross itself (the shoelace formula)."""
    following = (*points[1:], points[0])
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, following, strict=True))
    return abs(twice) / 2


def measure_words(
    shape: Shape, points: Sequence[Point], mpp: float | None, rings: Sequence[Ring] = ()
) -> str:
    """Say the length of a line, or the area and perimeter of an area; nothing for a point.

    `mpp` is micrometres per level-0 pixel; without it the measure is in pixels and says so.
    Further parts, `rings`, count, and holes are taken off.
    """
    parts = [(shape, points), *((ring.shape or shape, ring.points) for ring in rings)]
    if all(kind is Shape.POINT for kind, _ in parts):
        return f"{len(parts)} points" if rings else ""
    length = sum(
        length_px([*line, line[0]] if kind.is_area else line)
        for kind, line in parts
        if kind is not Shape.POINT
    )
    area = area_px2(points) if shape.is_area else 0.0
    for ring in rings:
        if (ring.shape or shape).is_area:
            area += -area_px2(ring.points) if ring.is_hole else area_px2(ring.points)
    if mpp is None:
        said = f"{area:,.0f} px², perimeter " if shape.is_area else ""
        return f"{said}{length:,.0f} px (resolution not stated)"
    if not shape.is_area:
        return length_words(length * mpp)
    return f"{area_words(area * mpp * mpp)}, perimeter {length_words(length * mpp)}"


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
    properties = dict(_properties_of(one.kept))
    rgb = channels(one.colour)
    known_name, known_label, known_colour = _look(properties)
    properties.setdefault("objectType", "annotation")
    if one.name != known_name or not properties.get("name"):
        properties.pop("name", None)
        if one.name:
            properties["name"] = one.name
    if one.label != known_label:
        properties.pop("classification", None)
        if one.label:
            properties["classification"] = {"name": one.label, "color": rgb}
    # A drawing without a colour of its own has that of its class.
    if one.colour != known_colour or not one.kept:
        properties["color"] = rgb
    return {
        **one.kept,
        "type": "Feature",
        "id": one.annotation_id,
        "geometry": to_geometry(one),
        "properties": properties,
    }


def to_geometry(one: Annotation) -> dict[str, Any]:
    """Return the geometry of a drawing: a collection where it has parts of several kinds."""
    polygons, lines, dots = list[Any](), list[Any](), list[list[float]]()
    is_hole = [False, *(ring.is_hole for ring in one.rings)]
    for (shape, points), hole in zip(one.lines, is_hole, strict=True):
        places = [list(point) for point in points]
        if shape is Shape.POINT:
            dots += places
        elif shape is Shape.LINE:
            lines.append(places)
        elif hole and polygons:
            polygons[-1].append([*places, places[0]])
        else:
            polygons.append([[*places, places[0]]])
    found: list[dict[str, Any]] = []
    for kind, parts in (("Polygon", polygons), ("LineString", lines), ("Point", dots)):
        if len(parts) == 1:
            found.append({"type": kind, "coordinates": parts[0]})
        elif parts:
            found.append({"type": f"Multi{kind}", "coordinates": parts})
    return found[0] if len(found) == 1 else {"type": "GeometryCollection", "geometries": found}


def _properties_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    properties = kept.get("properties")
    return properties if isinstance(properties, dict) else {}


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
        raise StephError("This is not GeoJSON of annotations", where, _ADVICE)
    found: list[Annotation] = []
    strange: set[str] = set()
    ids: set[str] = set()
    for feature in features:
        geometry = feature.get("geometry")
        if not isinstance(geometry, dict):
            strange.add("no geometry")
            continue
        try:
            kept = {name: value for name, value in feature.items() if name not in _OWN_KEYS}
            name, label, colour = _look(_properties_of(kept))
            drawn = _drawn(list(_parts(geometry, 0)))
            if drawn is None:
                continue
            known = _id_of(feature, ids)
            ids.add(known)
            shape, points, rings = drawn
            found.append(Annotation(shape, points, name, colour, known, label, rings, kept))
        except _UnknownGeometry as error:
            strange.add(str(error))
        except (AttributeError, TypeError, ValueError, LookupError, OverflowError) as error:
            raise StephError(
                "An annotation in this file is damaged: its coordinates are not numbers of a slide",
                where,
                _ADVICE,
            ) from error
    note = f"Left out, because it cannot be shown: {', '.join(sorted(strange))}."
    return Imported(tuple(found), (note,) if strange else ())


def _id_of(feature: dict[str, Any], taken: set[str]) -> str:
    """Return the object's own id, so that QuPath knows it again; a new one where it has none."""
    with contextlib.suppress(ValueError):
        known = str(uuid.UUID(str(feature.get("id"))))
        if known not in taken:
            return known
    return str(uuid.uuid4())


class _UnknownGeometry(Exception):
    """A geometry that has no place here."""


def _parts(geometry: dict[str, Any], depth: int) -> Iterator[Ring]:
    """Return all points, lines and rings of a geometry, of collections inside it too."""
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        for part in geometry.get("geometries") or ():
            if depth >= MAX_DEPTH:
                raise ValueError("nested too deeply")
            yield from _parts(part, depth + 1)
        return
    if kind in ("Point", "LineString", "Polygon"):
        coordinates = [coordinates]
    if kind in ("Point", "MultiPoint"):
        yield from (Ring((_point(one),), shape=Shape.POINT) for one in coordinates or ())
    elif kind in ("LineString", "MultiLineString"):
        lines = (tuple(map(_point, one or ())) for one in coordinates or ())
        yield from (Ring(line, shape=Shape.LINE) for line in lines)
    elif kind in ("Polygon", "MultiPolygon"):
        for polygon in coordinates or ():
            for number, ring in enumerate(polygon):
                yield Ring(_ring(ring), number > 0, Shape.POLYGON)
    else:
        raise _UnknownGeometry(str(kind)[:40])


def _drawn(parts: list[Ring]) -> tuple[Shape, tuple[Point, ...], tuple[Ring, ...]] | None:
    """Make one drawing of parts, areas first; None without parts."""
    order = {Shape.POLYGON: 0, Shape.LINE: 1, Shape.POINT: 2}
    parts = sorted(parts, key=lambda part: order[part.shape or Shape.POINT])
    if not parts:
        return None
    points, shape = parts[0].points, parts[0].shape or Shape.POINT
    upright = len(points) == 4 and set(points) == set(rectangle(points[0], points[2]))
    if shape is Shape.POLYGON and upright and len(set(points)) == 4 and len(parts) == 1:
        return Shape.RECTANGLE, rectangle(points[0], points[2]), ()
    further = (replace(part, shape=None if part.shape is shape else part.shape) for part in parts)
    return shape, points, tuple(further)[1:]


def _ring(coordinates: Any) -> tuple[Point, ...]:
    points = tuple(map(_point, coordinates))
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def _point(value: Any) -> Point:
    x, y = float(value[0]), float(value[1])
    if not max(abs(x), abs(y)) <= _LARGEST_PX:
        raise ValueError("not finite, or far outside any slide")
    return x, y


def _look(properties: dict[str, Any]) -> tuple[str, str, str]:
    """Name, class and colour; a class's colour where the object has none of its own."""
    given = properties.get("classification")
    classification = given if isinstance(given, dict) else {}
    name, label = str(properties.get("name") or ""), str(classification.get("name") or "")
    if not label and isinstance(classification.get("names"), list):  # QuPath 0.5: a path of names
        label = ": ".join(map(str, classification["names"]))
    for holder in (properties, classification):
        rgb = holder.get("color")
        if isinstance(rgb, list) and len(rgb) >= 3:
            return name, label, "#" + "".join(f"{int(c) & 255:02x}" for c in rgb[:3])
        packed = holder.get("colorRGB")  # older QuPath: one signed number
        if isinstance(packed, int):
            return name, label, f"#{packed & 0xFFFFFF:06x}"
    return name, label, DEFAULT_COLOUR


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
            raise StephError("This file is too large for annotations", path, _ADVICE)
        document = read_json(path, _MAX_BYTES)
        return from_geojson(document, path)
    except OSError as error:
        what = "The annotations cannot be read"
        raise StephError(what, path, "Check the disk and your permissions.") from error
    except CodecError as error:
        raise StephError(f"This is not GeoJSON of annotations ({error})", path, _ADVICE) from error


def write_geojson(path: Path, annotations: Sequence[Annotation]) -> None:
    """Write annotations for QuPath, whole or not at all."""
    write_text(path, json.dumps(to_geojson(annotations), indent=1, ensure_ascii=False) + "\n")


def annotations_file(workspace: Path, slide: Path) -> Path:
    """Return where a workspace keeps a slide's annotations, wherever the slide is moved."""
    seen = fingerprint_of(slide)
    return workspace / FOLDER / f"{seen.ends_sha256[:32]}-{seen.size_bytes}.geojson"


def load_annotations(workspace: Path, slide: Path) -> tuple[Annotation, ...]:
    """Read the annotations that a workspace keeps of a slide."""
    file = annotations_file(workspace, slide)
    return read_geojson(file).annotations if file.exists() else ()


def save_annotations(workspace: Path, slide: Path, annotations: Sequence[Annotation]) -> None:
    """Save the annotations of a slide in a workspace; without any, an existing file is emptied."""
    file = annotations_file(workspace, slide)
    if annotations or file.exists():
        write_geojson(file, annotations)
