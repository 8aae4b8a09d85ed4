from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steph_desktop.core.errors import StephError
from steph_desktop.slide.annotations import (
    Annotation,
    Ring,
    Shape,
    annotations_file,
    area_px2,
    from_geojson,
    length_px,
    load_annotations,
    measure_words,
    read_geojson,
    rectangle,
    save_annotations,
    to_geojson,
    write_geojson,
)
from steph_desktop.slide.region import covers

SQUARE = rectangle((1000.0, 500.0), (3000.0, 2500.0))
DRAWN = (
    Annotation(Shape.POINT, ((12.5, 40.0),), "Mitose ü", "#2f6fb2"),
    Annotation(Shape.LINE, ((0.0, 0.0), (30.0, 40.0), (30.0, 140.0)), "margin"),
    Annotation(Shape.RECTANGLE, SQUARE),
    Annotation(Shape.POLYGON, ((0.0, 0.0), (10.0, 0.0), (5.0, 8.0)), "tumour", "#23784b"),
)
points = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))


def test_measures_are_those_of_the_plane() -> None:
    assert length_px(DRAWN[1].points) == 150
    assert area_px2(SQUARE) == 2000 * 2000
    assert area_px2(DRAWN[3].points) == 40


@pytest.mark.parametrize(
    ("shape", "points", "mpp", "words"),
    [
        (Shape.LINE, ((0, 0), (100, 0)), 0.25, "25.0 µm"),
        (Shape.LINE, ((0, 0), (8000, 0)), 0.25, "2.00 mm"),
        (Shape.RECTANGLE, SQUARE, 0.25, "0.250 mm², perimeter 2.00 mm"),
        (Shape.POLYGON, ((0, 0), (40, 0), (40, 40), (0, 40)), 0.5, "400 µm², perimeter 80.0 µm"),
        (Shape.LINE, ((0, 0), (100, 0)), None, "100 px (resolution not stated)"),
        (Shape.RECTANGLE, SQUARE, None,
         "4,000,000 px², perimeter 8,000 px (resolution not stated)"),
        (Shape.POINT, ((0, 0),), 0.25, ""),
    ],
)  # fmt: skip
def test_measures_are_told_in_micrometres_or_say_why_not(
    shape: Shape, points: tuple[tuple[float, float], ...], mpp: float | None, words: str
) -> None:
    assert measure_words(shape, points, mpp) == words


def test_geojson_has_what_qupath_asks_for() -> None:
    document = to_geojson(DRAWN)
    assert document["type"] == "FeatureCollection"
    for feature, drawn in zip(document["features"], DRAWN, strict=True):
        assert feature["type"] == "Feature"
        assert feature["id"] == drawn.annotation_id
        assert feature["properties"]["objectType"] == "annotation"
        assert feature["properties"].get("name", "") == drawn.name
        assert "classification" not in feature["properties"]  # a name is no class
    assert document["features"][0]["properties"]["color"] == [0x2F, 0x6F, 0xB2]
    ring = document["features"][2]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert len(ring) == 5


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_geojson(tmp_path / "a.geojson", DRAWN)
    found = read_geojson(tmp_path / "a.geojson")
    assert not found.notes
    for one, drawn in zip(found.annotations, DRAWN, strict=True):
        assert (one.shape, one.points, one.name, one.colour) == (
            drawn.shape, drawn.points, drawn.name, drawn.colour,
        )  # fmt: skip


@given(st.lists(points, min_size=3, max_size=9), st.text(max_size=20))
def test_any_polygon_survives(vertices: list[tuple[float, float]], name: str) -> None:
    drawn = Annotation(Shape.POLYGON, tuple(vertices), name)
    (found,) = from_geojson(json.loads(json.dumps(to_geojson([drawn])))).annotations
    assert found.name == name
    if vertices[0] != vertices[-1] and found.shape is Shape.POLYGON:
        assert found.points == drawn.points
    assert area_px2(found.points) == pytest.approx(area_px2(drawn.points))


def test_files_of_qupath_are_read() -> None:
    """As QuPath 0.3 to 0.6 write them: ids as words, packed colours, holes, several parts."""
    document = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "PathAnnotationObject",
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [
                        [[10, 10], [90, 10], [90, 60], [10, 60], [10, 10]],
                        [[20, 20], [30, 20], [30, 30], [20, 20]],
                    ],
                },
                "properties": {
                    "classification": {"name": "Tumor", "colorRGB": -3670016},
                    "isLocked": False,
                    "measurements": [],
                },
            },
            {
                "type": "Feature",
                "geometry": {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
                "properties": {"objectType": "annotation", "name": "cells", "color": [0, 255, 8]},
            },
            {"type": "Feature", "geometry": {"type": "Sphere"}, "properties": None},
        ],
    }
    found = from_geojson(document)
    tumour, cells = found.annotations
    assert (tumour.name, tumour.label, tumour.colour) == ("", "Tumor", "#c80000")
    assert measure_words(tumour.shape, tumour.points, None, tumour.rings).startswith("3,950 px²")
    assert (cells.points, cells.rings) == (((1.0, 2.0),), (Ring(((3.0, 4.0),)),))
    assert (cells.name, cells.label, cells.colour) == ("cells", "", "#00ff08")
    assert len(found.notes) == 1
    assert "Sphere" in found.notes[0]


_HOLED = [
    [[0, 0], [90, 0], [90, 60], [0, 60], [0, 0]],
    [[20, 20], [30, 20], [30, 30], [20, 30], [20, 20]],
]
_FAR = [[[200, 0], [210, 0], [210, 9], [200, 0]]]
_GEOMETRIES = [
    {"type": "Point", "coordinates": [1.5, 2]},
    {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4], [5, 6]]},
    {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
    {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]},
    {"type": "Polygon", "coordinates": _FAR},
    {"type": "Polygon", "coordinates": _HOLED},
    {"type": "MultiPolygon", "coordinates": [_HOLED, _FAR]},
]
_PROPERTIES = [
    {"objectType": "annotation", "name": "A7", "color": [1, 2, 3], "isLocked": True,
     "classification": {"name": "Tumor", "color": [200, 0, 0]},
     "measurements": {"Area µm^2": 12.5, "Nucleus: count": 3}},
    {"objectType": "detection",
     "classification": {"names": ["Immune cells", "CD8"], "color": [0, 9, 0]},
     "measurements": [{"name": "DAB", "value": 0.4}]},
    {"objectType": "tile", "classification": {"name": "Stroma", "colorRGB": -3670016}},
    {"objectType": "annotation", "name": "bare", "metadata": {"reader": "1"}},
]  # fmt: skip


@pytest.mark.parametrize("properties", _PROPERTIES)
@pytest.mark.parametrize("geometry", _GEOMETRIES)
def test_what_qupath_writes_comes_back_to_it_as_it_was(geometry: dict, properties: dict) -> None:
    feature = {
        "type": "Feature",
        "id": "2f3c9e1a-6f0e-4c59-9d77-0c1ad6a53a10",
        "geometry": geometry,
        "properties": properties,
        "nucleusGeometry": {"type": "Point", "coordinates": [1, 1]},
    }
    (one,) = from_geojson({"features": [feature]}).annotations
    (back,) = to_geojson([one])["features"]
    has_colour = "color" in properties or "classification" in properties
    wanted = properties if has_colour else {**properties, "color": [0xC0, 0x39, 0x2B]}
    assert back["properties"] in (properties, wanted)
    assert json.loads(json.dumps({**back, "properties": properties})) == feature
    assert one.is_locked is properties.get("isLocked", False)


def test_a_name_a_class_and_a_colour_are_changed_alone() -> None:
    feature = {"id": "x", "geometry": _GEOMETRIES[6], "properties": _PROPERTIES[0]}
    (one,) = from_geojson({"features": [feature]}).annotations
    changed = replace(one.moved(5, -1), name="B", colour="#0a0b0c")
    (back,) = to_geojson([changed])["features"]
    properties = back["properties"]
    assert (properties["name"], properties["color"]) == ("B", [10, 11, 12])
    assert properties["classification"] == {"name": "Tumor", "color": [200, 0, 0]}
    assert properties["measurements"] == _PROPERTIES[0]["measurements"]
    assert back["geometry"]["coordinates"][0][1][0] == [25, 19]
    assert changed.title == "B (Tumor)"


def test_what_lies_in_an_area_lies_in_none_of_its_holes() -> None:
    (one,) = from_geojson({"geometry": _GEOMETRIES[6], "properties": {}}).annotations
    inside = covers([one, DRAWN[0]], np.array([(10, 10), (25, 25), (205, 2), (150, 2), (-1, 5)]))
    assert inside.tolist() == [True, False, True, False, False]
    assert measure_words(one.shape, one.points, None, one.rings).startswith("5,345 px²")


def test_the_same_file_twice_has_its_objects_once() -> None:
    two = [{"id": "2f3c9e1a-6f0e-4c59-9d77-0c1ad6a53a10", "geometry": _GEOMETRIES[0]}] * 2
    first, second = from_geojson({"features": two}).annotations
    assert first.annotation_id == two[0]["id"] != second.annotation_id


@pytest.mark.parametrize(
    "text",
    ["", "[1, 2]", "null", '"x"', "{", '{"features": 3}',
     '{"features": [{"geometry": {"type": "Point", "coordinates": ["a", "b"]}}]}',
     '{"features": [{"geometry": {"type": "Point", "coordinates": [NaN, 1]}}]}',
     '{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1, 1]]]}}]}',
     '{"features": [{"geometry": {"type": "LineString"}}]}', "[" * 100_000,
     '{"features": [{"geometry": {"type": "Point", "coordinates": [1' + "0" * 400 + ", 1]}}]}",
     '{"features": [{"geometry": {"type": "Point", "coordinates": [1' + "0" * 5000 + ", 1]}}]}",
     '{"features": [{"geometry": {"type": "Point", "coordinates": [1e300, 1]}}]}',
     '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 1]}, '
     '"properties": {"color": [1e999, 1, 1]}}]}',
     '{"features": [{"geometry": {"type": "GeometryCollection", "geometries": [3]}}]}',
     '{"features": [{"geometry": ' + '{"type": "GeometryCollection", "geometries": [' * 300
     + "]}" * 300 + "}]}"],
)  # fmt: skip
def test_other_files_are_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StephError) as caught:
        read_geojson(path)
    assert caught.value.where == "other.geojson"
    assert caught.value.todo


def test_what_has_no_end_is_no_annotations(tmp_path: Path) -> None:
    with pytest.raises(StephError, match="not a regular file"):
        read_geojson(Path("/dev/zero"))
    os.mkfifo(tmp_path / "x.geojson")
    with pytest.raises(StephError, match="not a regular file"):
        read_geojson(tmp_path / "x.geojson")
    with (tmp_path / "large.geojson").open("wb") as file:
        file.truncate(5 << 30)
    with pytest.raises(StephError, match="too large"):
        read_geojson(tmp_path / "large.geojson")


def test_a_slide_finds_its_annotations_after_a_move(tmp_path: Path) -> None:
    slide = tmp_path / "smith-john.svs"
    slide.write_bytes(bytes(range(256)) * 2000)
    workspace = tmp_path / "workspace"
    assert load_annotations(workspace, slide) == ()
    save_annotations(workspace, slide, DRAWN)
    assert "smith" not in annotations_file(workspace, slide).name
    moved = slide.rename(tmp_path / "moved.svs")
    assert [one.name for one in load_annotations(workspace, moved)] == [d.name for d in DRAWN]
    other = tmp_path / "other.svs"
    other.write_bytes(bytes(range(255)) * 2000)
    assert load_annotations(workspace, other) == ()
    save_annotations(workspace, moved, ())
    assert load_annotations(workspace, moved) == ()


def test_a_collection_of_qupath_is_one_annotation_there_and_back() -> None:
    """Areas, lines and points that QuPath joined; collections inside it, holes, two areas."""
    square = [
        [[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]],
        [[10, 10], [20, 10], [10, 20], [10, 10]],
    ]
    triangle = [[[200, 0], [300, 0], [250, 90], [200, 0]]]
    geometry = {"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [5, 6]},
        {"type": "Polygon", "coordinates": square},
        {"type": "GeometryCollection", "geometries": [
            {"type": "LineString", "coordinates": [[0, 0], [50, 50]]},
            {"type": "Polygon", "coordinates": triangle}]},
    ]}  # fmt: skip
    feature = {"id": "2f3c9e1a-6f0e-4c59-9d77-0c1ad6a53a10", "geometry": geometry,
               "properties": {"name": "A", "isLocked": True}}  # fmt: skip
    (one,) = from_geojson([feature]).annotations
    assert one.shape is Shape.POLYGON and one.is_area and one.is_locked
    (back,) = to_geojson([one])["features"]
    assert back["id"] == feature["id"]
    assert {g["type"]: g["coordinates"] for g in back["geometry"]["geometries"]} == {
        "MultiPolygon": [square, triangle], "LineString": [[0, 0], [50, 50]], "Point": [5, 6],
    }  # fmt: skip
    (again,) = from_geojson(to_geojson([one])).annotations
    assert again.lines == one.lines and again.rings == one.rings
    assert one.moved(1, 1).lines[-1] == (Shape.POINT, ((6.0, 7.0),))
    inside = covers([one], np.array([(50.0, 50.0), (12.0, 12.0), (250.0, 20.0), (150.0, 5.0)]))
    assert inside.tolist() == [True, False, True, False]
    assert measure_words(one.shape, one.points, None, one.rings).startswith("14,450 px²")
    dots = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [1, 2]},
            {"type": "MultiPoint", "coordinates": [[3, 4]]},
        ],
    }
    (points,) = from_geojson([{"geometry": dots}]).annotations
    assert to_geojson([points])["features"][0]["geometry"] == {
        "type": "MultiPoint", "coordinates": [[1, 2], [3, 4]],
    }  # fmt: skip
