"""Map files, read back as other programs read them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import tifffile
from case_files import feature_file, pack, predict_features
from hypothesis import given, settings
from hypothesis import strategies as st

from steph_desktop.case.map_files import (
    MapSheet,
    Measure,
    patch_raster,
    raster_step_px,
    sheet_of,
    write_map_geojson,
    write_ome_tiff,
)
from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.model.outputs import risk_contributions
from steph_desktop.slide.annotations import Shape, read_geojson, rectangle

OME = "{http://www.openmicroscopy.org/Schemas/OME/2016-06}"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> CaseResult:
    folder = tmp_path_factory.mktemp("case")
    made = predict_features([feature_file(folder)], pack(folder), case_id="Case K7-QX")
    part = replace(made.slides[0], slide_id="zebra-jo", mpp=0.25)
    return replace(made, slides=(part,), patient_id="zebra")


def sheet(coords: list[tuple[int, int]], side_px: int, size_px: tuple[int, int]) -> MapSheet:
    values = np.arange(1.0, len(coords) + 1)
    measures = (Measure("a", values), Measure("b", -values))
    return MapSheet("Case 1", 1, 1, np.array(coords, np.int64), side_px, size_px, 0.5, measures)


def test_the_measures_are_those_of_the_window(result: CaseResult) -> None:
    made = sheet_of(result, 0)
    assert [one.name.split(",")[0].split(" (")[0] for one in made.measures] == [
        "Attention",
        *["Risk contribution"] * 4,
    ]
    assert made.measures[0].values.mean() == pytest.approx(1.0)
    for measure, years in zip(made.measures[1:], (None, 1, 3, 5), strict=True):
        wanted = risk_contributions(result.prediction, result.card.bins, years)
        np.testing.assert_array_equal(measure.values, wanted)
        assert ("all years" if years is None else f"{years} year") in measure.name


def test_an_ome_tiff_is_read_back_with_its_sizes_names_and_numbers(
    tmp_path: Path, result: CaseResult
) -> None:
    part = result.slides[0]
    assert part.coords is not None
    side = part.patch_size_level0_px
    reach = part.coords.max(axis=0) + side
    size_px = int(reach[0]) + side, int(reach[1]) + 3 * side
    made = sheet_of(result, 0, size_px)
    path = tmp_path / "map.ome.tif"
    write_ome_tiff(path, made)
    with tifffile.TiffFile(path) as tiff:
        assert tiff.is_ome and tiff.series[0].axes == "CYX"
        data = tiff.asarray()
        root = ElementTree.fromstring(tiff.ome_metadata or "")  # noqa: S314 - our own file
        per_cm = tiff.pages[0].tags["XResolution"].value
    step = raster_step_px(made)
    assert data.dtype == np.float32
    assert data.shape == (5, size_px[1] // step, size_px[0] // step)
    pixels = root.find(f".//{OME}Pixels")
    assert pixels is not None
    for axis in "XY":
        assert float(pixels.attrib[f"PhysicalSize{axis}"]) == 0.25 * step
        assert pixels.attrib[f"PhysicalSize{axis}Unit"] == "µm"
    assert per_cm[0] / per_cm[1] == pytest.approx(1e4 / (0.25 * step), rel=1e-6)
    names = [channel.attrib["Name"] for channel in root.iter(f"{OME}Channel")]
    assert names == [measure.name for measure in made.measures]
    for channel, measure in zip(data, made.measures, strict=True):
        for (x, y), value in zip(part.coords, measure.values, strict=True):
            own = channel[y // step : (y + side) // step, x // step : (x + side) // step]
            assert (own == np.float32(value)).all()
    covered = part.count * (side // step) ** 2
    assert np.isfinite(data[0]).sum() == covered
    assert b"zebra" not in path.read_bytes().lower()


def test_without_a_resolution_the_file_claims_none(tmp_path: Path) -> None:
    bare = replace(sheet([(0, 0)], 64, (128, 64)), mpp=None)
    path = tmp_path / "map.ome.tif"
    write_ome_tiff(path, bare)
    with tifffile.TiffFile(path) as tiff:
        assert "PhysicalSize" not in (tiff.ome_metadata or "")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 600)), min_size=1, max_size=12, unique=True
    ),
    st.integers(16, 200),
)
def test_every_pixel_shows_the_patch_whose_middle_is_nearest(
    coords: list[tuple[int, int]], side: int
) -> None:
    made = sheet(coords, side, (1100, 800))
    raster, step = patch_raster(made), raster_step_px(made)
    ys, xs = np.mgrid[: raster.shape[0], : raster.shape[1]]
    x, y = (xs + 0.5) * step, (ys + 0.5) * step
    left, top = (made.coords[:, axis, None, None] for axis in (0, 1))
    away = np.maximum(np.abs(x - left - side / 2), np.abs(y - top - side / 2))
    holds = (left <= x) & (x < left + side) & (top <= y) & (y < top + side)
    away[~holds] = np.inf
    assert ((raster >= 0) == holds.any(axis=0)).all()
    shown = np.take_along_axis(away, np.maximum(raster, 0)[None].astype(np.int64), axis=0)[0]
    inside = raster >= 0
    np.testing.assert_allclose(shown[inside], away.min(axis=0)[inside], atol=1e-3 * step)


def test_patches_drawn_back_from_the_edge_do_not_blow_up_the_picture() -> None:
    coords = [(0, 0), (512, 0), (1023, 0)]
    made = sheet(coords, 512, (1535, 512))
    assert raster_step_px(made) == 64
    assert raster_step_px(sheet(coords[:2], 512, (1535, 512))) == 512
    huge = sheet(coords, 512, (400_000, 300_000))
    assert 400_000 * 300_000 / raster_step_px(huge) ** 2 <= 16 << 20


def test_geojson_is_read_back_square_by_square(tmp_path: Path, result: CaseResult) -> None:
    made = sheet_of(result, 0)
    path = tmp_path / "map.geojson"
    write_map_geojson(path, made)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    assert document["properties"]["note"].startswith("For research use only")
    features = document["features"]
    assert len(features) == len({one["id"] for one in features}) == len(made.coords)
    read = read_geojson(path).annotations
    for row, (feature, shape) in enumerate(zip(features, read, strict=True)):
        x, y = (float(c) for c in made.coords[row])
        assert shape.shape is Shape.RECTANGLE
        assert shape.points == rectangle((x, y), (x + made.side_px, y + made.side_px))
        told = feature["properties"]
        assert told["objectType"] == "detection"
        for measure in made.measures:
            assert told["measurements"][measure.name] == measure.values[row]
        raises = made.measures[1].values[row] > 0
        assert told["classification"]["name"] == ("Raises risk" if raises else "Lowers risk")
    assert b"zebra" not in path.read_bytes().lower()
    again = tmp_path / "again.geojson"
    write_map_geojson(again, made)
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("write", [write_ome_tiff, write_map_geojson])
def test_a_stop_leaves_nothing(tmp_path: Path, write: object) -> None:
    control = JobControl(cancelled=lambda: True)
    with pytest.raises(JobCancelled):
        write(tmp_path / "map.x", sheet([(0, 0), (64, 0)], 64, (128, 64)), control)  # type: ignore[operator]
    assert list(tmp_path.iterdir()) == []


def test_no_places_and_no_what_if(result: CaseResult) -> None:
    bare = replace(result, slides=(replace(result.slides[0], coords=None),))
    with pytest.raises(StephError, match="where their patches lie"):
        sheet_of(bare, 0)
    with pytest.raises(StephError, match="changed sources"):
        sheet_of(replace(result, is_what_if=True), 0)
