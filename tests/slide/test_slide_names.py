"""Slides of a batch have names of their own, whatever their stems."""

from __future__ import annotations

from pathlib import Path

import pytest

from steph_desktop.slide.info import distinct_ids


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (("x/a.svs", "x/b.ome.tif"), ("a", "b")),
        (("x/a.svs", "x/a.ndpi", "x/b.svs"), ("a_svs", "a_ndpi", "b")),
        (("x/a.svs", "x/A.tif"), ("a_svs", "A_tif")),
        (("x/a.svs", "y/a.svs"), ("x_a", "y_a")),
        (("x/a.svs", "y/a.svs", "y/a.tif"), ("x_a_svs", "y_a_svs", "y_a_tif")),
        (("x/a.svs", "x/a.tif", "x/a_svs.svs"), ("x_a_svs", "x_a_tif", "a_svs")),
    ],
)
def test_names(paths: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert distinct_ids([Path(path) for path in paths]) == names


def test_folders_of_one_name() -> None:
    found = distinct_ids([Path("p/x/a.svs"), Path("q/x/a.svs")])
    assert len(set(found)) == 2 and all(name.startswith("a_") for name in found)
