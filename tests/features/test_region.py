"""Analysing a region: only its patches, told with the result, never mixed with another region."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from case_files import pack
from fake_encoder import FakeEncoder
from slides import tissue_disc, write_pyramid

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, NoTissue, StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.annotations import (
    Annotation,
    Ring,
    Shape,
    rectangle,
    write_geojson,
)
from steph_desktop.slide.region import read_region


@pytest.fixture
def slide(tmp_path: Path) -> Path:
    return write_pyramid(tmp_path / "x.svs", tissue_disc(2048, 2048, (1024, 1024), 900))


def region_file(path: Path, *areas: Annotation) -> Path:
    write_geojson(path, areas)
    return path


HOLE = Annotation(
    Shape.POLYGON, rectangle((0, 0), (1024, 2048)),
    rings=(Ring(rectangle((512, 512), (1024, 1024)), is_hole=True),),
)  # fmt: skip


def test_inside_and_outside_make_the_whole_and_holes_are_outside(
    slide: Path, tmp_path: Path
) -> None:
    def bag(name: str, **options: object):
        return read_bag(extract_features(slide, tmp_path / name, FakeEncoder(), **options))

    whole = bag("whole")
    path = region_file(tmp_path / "r.geojson", HOLE, Annotation(Shape.POINT, ((9.0, 9.0),)))
    inside, outside = (
        bag("in", region=read_region(path)),
        bag("out", region=read_region(path, is_outside=True)),
    )
    assert inside.coords is not None and outside.coords is not None and whole.coords is not None
    x, y = (inside.coords + 128).T
    assert (x < 1024).all() and not ((x > 512) & (y > 512) & (y < 1024)).any()
    both = np.concatenate([inside.coords, outside.coords])
    assert {tuple(at) for at in both} == {tuple(at) for at in whole.coords}
    assert len(both) == len(whole.coords)
    rows = [np.flatnonzero((whole.coords == at).all(1))[0] for at in inside.coords]
    np.testing.assert_array_equal(inside.features, whole.features[rows])
    assert inside.region is not None and outside.region is not None and whole.region is None
    assert (inside.region.kept, inside.region.total) == (len(inside.coords), len(whole.coords))
    assert outside.region.region.is_outside and not inside.region.region.is_outside


def test_features_of_another_region_are_made_anew(slide: Path, tmp_path: Path) -> None:
    path = region_file(tmp_path / "r.geojson", HOLE)
    first = FakeEncoder()
    extract_features(slide, tmp_path / "o", first, region=read_region(path))
    again = FakeEncoder()
    extract_features(slide, tmp_path / "o", again, region=read_region(path))
    assert first.encoded > 0 and again.encoded == 0
    for changed in ({"region": read_region(path, is_outside=True)}, {}):
        encoder = FakeEncoder()
        extract_features(slide, tmp_path / "o", encoder, **changed)
        assert encoder.encoded > 0


def test_a_region_without_area_or_tissue_is_refused(slide: Path, tmp_path: Path) -> None:
    point = region_file(tmp_path / "p.geojson", Annotation(Shape.POINT, ((9.0, 9.0),)))
    with pytest.raises(StephError, match="holds no area"):
        read_region(point)
    far = region_file(
        tmp_path / "f.geojson", Annotation(Shape.RECTANGLE, rectangle((9000, 0), (9900, 99)))
    )
    with pytest.raises(NoTissue, match="lies in the region"):
        extract_features(slide, tmp_path / "o", FakeEncoder(), region=read_region(far))


def test_the_command_tells_the_region_with_the_result(
    slide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = region_file(tmp_path / "r.geojson", HOLE)
    words = ["extract", str(slide), "--encoder", "effnet-lite0", "--out", str(tmp_path / "o")]
    assert run([*words, "--leave-out"]) != ExitCode.DONE
    assert run([*words, "--region", str(path)]) == ExitCode.DONE
    capsys.readouterr()
    features = tmp_path / "o" / "x.h5"
    assert (
        run(["predict", str(features), "--model", str(pack(tmp_path)), "--json"]) == ExitCode.DONE
    )
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert any("what lies in drawn areas was read" in said for said in result["warnings"])
    assert 0 < result["region"]["share_of_tissue"] < 1
    assert run([*words, str(slide), "--region", str(path)]) != ExitCode.DONE
