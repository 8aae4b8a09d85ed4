"""The edge of the tissue: where it runs, and that it is kept with features and results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest
from fake_encoder import FakeEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from slides import tissue_disc, write_pyramid

from steph_desktop.features.bag import read_bag, write_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.annotations import area_px2
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.tissue import (
    TissueMask,
    outline_of,
    pack_outline,
    tissue_mask,
    unpack_outline,
)

SPEC = PatchSpec(patch_px=64)


def mask_of(pixels: np.ndarray, downsample: float = 10.0) -> TissueMask:
    return TissueMask(pixels, np.zeros_like(pixels), downsample)


def test_a_square_with_a_hole_has_two_lines() -> None:
    pixels = np.zeros((40, 50), bool)
    pixels[10:30, 15:45] = True
    pixels[18:22, 25:30] = False
    outer, inner = sorted(outline_of(mask_of(pixels)), key=lambda ring: -area_px2(ring.tolist()))
    assert area_px2(outer.tolist()) == pytest.approx(300 * 200, rel=0.002)
    assert area_px2(inner.tolist()) == pytest.approx(50 * 40, rel=0.03)
    assert outer.min(axis=0).tolist() == pytest.approx([150, 100], abs=5)
    assert outer.max(axis=0).tolist() == pytest.approx([450, 300], abs=5)


def test_tissue_at_the_border_is_closed() -> None:
    (ring,) = outline_of(mask_of(np.ones((10, 12), bool)))
    assert area_px2(ring.tolist()) == pytest.approx(120 * 100, rel=0.01)


@settings(deadline=None, max_examples=60)
@given(arrays(bool, st.tuples(st.integers(1, 24), st.integers(1, 24))))
def test_every_outline_comes_back_as_it_was_packed(pixels: np.ndarray) -> None:
    made = outline_of(mask_of(pixels))
    back = unpack_outline(*pack_outline(made))
    assert back is not None and len(back) == len(made)
    assert bool(made) == pixels.any()
    assert all((a == b).all() for a, b in zip(made, back, strict=True))


@pytest.mark.parametrize(
    ("points", "lengths"),
    [
        (np.zeros((4, 2), int), np.array([5])),
        (np.zeros((4, 3), int), np.array([4])),
        (np.zeros((4, 2)), np.array([4])),
        (np.zeros((4, 2), int), np.array([2, 2])),
        (np.zeros(0), np.zeros(0)),
    ],
)
def test_what_is_no_outline_is_none(points: np.ndarray, lengths: np.ndarray) -> None:
    assert unpack_outline(points, lengths) is None


@pytest.fixture
def slide(tmp_path: Path) -> Path:
    rgb = tissue_disc(1024, 1024, (512, 512), 400)
    return write_pyramid(tmp_path / "s.svs", rgb, 0.5)


def test_extraction_keeps_the_edge_of_the_mask_it_laid_patches_on(
    slide: Path, tmp_path: Path
) -> None:
    path = extract_features(slide, tmp_path / "out", FakeEncoder(), SPEC)
    kept = read_bag(path).outline
    assert kept is not None
    with Slide(slide) as opened:
        wanted = outline_of(tissue_mask(opened))
    assert all((a == b).all() for a, b in zip(kept, wanted, strict=True))
    (ring,) = kept
    away = np.hypot(*(ring - 512).T)
    assert away == pytest.approx(400, abs=32)  # two pixels of the mask


def test_features_with_given_places_or_of_old_have_none(slide: Path, tmp_path: Path) -> None:
    first = extract_features(slide, tmp_path / "a", FakeEncoder(), SPEC)
    given_places = extract_features(slide, tmp_path / "b", FakeEncoder(), SPEC, coords_file=first)
    assert read_bag(given_places).outline is None
    with h5py.File(first, "r+") as file:  # another program's data under our name
        del file["tissue_outline"]
        file["tissue_outline"] = np.arange(3.0)
    bag = read_bag(first)
    assert bag.outline is None and bag.n_patches > 0
    write_bag(first, replace(bag, outline=()))
    assert read_bag(first).outline == ()
