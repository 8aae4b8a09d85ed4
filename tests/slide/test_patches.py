"""The patch grid: sizes, levels, resampling, shares of tissue, coarse slides, given coordinates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from slides import blank, tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.slide.patches import PatchSpec, grid_from_coords, lay_grid
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.tissue import TissueMask, tissue_mask


def full(slide: Slide) -> TissueMask:
    width, height = slide.info.size_px
    mask = np.ones((-(-height // 16), -(-width // 16)), bool)
    return TissueMask(mask, ~mask, 16.0)


@pytest.mark.parametrize(
    ("mpp", "factor", "level", "read_px", "level0_px"),
    [
        (0.5, 4, 0, 256, 256),
        (0.499, 4, 0, 256, 256),  # within 2 %: read as it is
        (0.25, 4, 0, 512, 512),
        (0.25, 2, 1, 256, 512),
        (0.2525, 2, 1, 256, 512),
        (0.125, 4, 1, 256, 1024),
        (0.1, 4, 1, 320, 1280),
        (0.6, 4, 0, 213, 213),
    ],
)
def test_sizes(
    tmp_path: Path, mpp: float, factor: int, level: int, read_px: int, level0_px: int
) -> None:
    path = write_pyramid(tmp_path / "x.svs", blank(1600, 1600), mpp, factor=factor)
    with Slide(path) as slide:
        grid = lay_grid(slide, full(slide), PatchSpec())
        assert (grid.read_level, grid.read_px, grid.size_level0_px) == (level, read_px, level0_px)
        um = grid.size_level0_px * mpp
        assert um == pytest.approx(128, rel=0.02)
        assert grid.read(slide, 0).shape == (256, 256, 3)


def test_every_patch_once_row_by_row_inside_the_slide(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "x.svs", blank(1100, 600), 0.5)
    with Slide(path) as slide:
        grid = lay_grid(slide, full(slide), PatchSpec())
        expected = [(x, y) for y in (0, 256) for x in (0, 256, 512, 768, 844)]
        # The rest below is a third of a patch high; that of the corner is too little.
        expected += [(x, 344) for x in (0, 256, 512, 768)]
        assert grid.coords.dtype == np.int64
        assert [tuple(c) for c in grid.coords] == expected
        half = lay_grid(slide, full(slide), PatchSpec(overlap_px=128))
        assert [tuple(c) for c in half.coords[:3]] == [(0, 0), (128, 0), (256, 0)]
        assert half.coords.max(axis=0).tolist() == [844, 344]


def test_tissue_at_the_edges_is_covered_once(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "x.svs", blank(1100, 1000), 0.5)
    mask = np.zeros((63, 69), bool)
    mask[20:, 10:] = True  # tissue that runs into the right and the lower edge
    with Slide(path) as slide:
        grid = lay_grid(slide, TissueMask(mask, ~mask, 16.0), PatchSpec())
    seen = np.zeros((1000, 1100), bool)
    for x, y in grid.coords:
        assert 0 <= x <= 1100 - 256
        assert 0 <= y <= 1000 - 256
        seen[y : y + 256, x : x + 256] = True
    tissue = np.kron(mask, np.ones((16, 16), bool))[:1000, :1100]
    assert (seen & tissue).sum() / tissue.sum() > 0.95
    assert len({tuple(c) for c in grid.coords}) == len(grid)
    # A strip narrower than the asked share of a patch gets none of its own.
    with Slide(write_pyramid(tmp_path / "y.svs", blank(1056, 512), 0.5)) as slide:
        assert lay_grid(slide, full(slide), PatchSpec()).coords[:, 0].max() == 768


def test_patches_hold_the_asked_share_of_tissue(tmp_path: Path) -> None:
    rgb = tissue_disc(1800, 1800, (900, 900), 700)
    with Slide(write_pyramid(tmp_path / "x.svs", rgb)) as slide:
        mask = tissue_mask(slide)
        y, x = np.mgrid[:1800, :1800]
        truth = (x - 900) ** 2 + (y - 900) ** 2 < 700**2
        counts = []
        for least in (0.05, 0.25, 0.75, 1.0):
            grid = lay_grid(slide, mask, PatchSpec(min_tissue=least))
            shares = [truth[y : y + 256, x : x + 256].mean() for x, y in grid.coords]
            assert min(shares) > least - 0.1
            counts.append(len(grid))
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > counts[-1] > 10


def test_pixels_are_resampled_without_aliasing(tmp_path: Path) -> None:
    checker = np.indices((1024, 1024)).sum(axis=0) % 2
    rgb = np.repeat((60 + 130 * checker)[..., None], 3, axis=2).astype(np.uint8)
    path = write_pyramid(tmp_path / "x.svs", rgb, 0.25, levels=1, quality=100)
    with Slide(path) as slide:
        patch = lay_grid(slide, full(slide), PatchSpec()).read(slide, 0)
    assert np.abs(patch.astype(float) - 125).max() < 12


def test_a_coarse_slide_is_warned_of_then_refused(tmp_path: Path) -> None:
    spec = PatchSpec()
    for mpp, warned in ((0.5, False), (0.52, False), (0.6, True), (0.75, True)):
        with Slide(write_pyramid(tmp_path / "x.svs", blank(800, 800), mpp)) as slide:
            grid = lay_grid(slide, full(slide), spec)
            assert bool(grid.warnings) is warned
    with (
        Slide(write_pyramid(tmp_path / "y.svs", blank(800, 800), 1.0)) as slide,
        pytest.raises(StephError, match="too coarse"),
    ):
        lay_grid(slide, full(slide), spec)


def test_no_tissue(tmp_path: Path) -> None:
    with Slide(write_pyramid(tmp_path / "x.svs", blank(900, 900))) as slide:
        mask = tissue_mask(slide)
        with pytest.raises(StephError, match="No tissue was found"):
            lay_grid(slide, mask, PatchSpec())
    with (
        Slide(write_pyramid(tmp_path / "tiny.svs", blank(100, 100), levels=1)) as slide,
        pytest.raises(StephError, match="No tissue"),
    ):
        lay_grid(slide, full(slide), PatchSpec())


def test_given_coordinates(tmp_path: Path) -> None:
    with Slide(write_pyramid(tmp_path / "x.svs", blank(1600, 1600), 0.25)) as slide:
        coords = np.array([[512, 0], [0, 7]], np.int64)
        grid = grid_from_coords(slide, coords, 512, PatchSpec())
        assert (grid.coords == coords).all()
        assert grid.size_level0_px == 512
        assert len(grid_from_coords(slide, coords, 0, PatchSpec())) == 2
        with pytest.raises(StephError, match="64 µm wide, but the model takes 128 µm"):
            grid_from_coords(slide, coords, 256, PatchSpec())
        for bad in ([[1600, 0]], [[-1, 0]]):
            with pytest.raises(StephError, match="outside the slide"):
                grid_from_coords(slide, np.array(bad, np.int64), 512, PatchSpec())


@pytest.mark.parametrize(
    "bad",
    [
        {"target_mpp": 0.0},
        {"target_mpp": float("nan")},
        {"patch_px": 0},
        {"patch_px": 100_000},
        {"overlap_px": 256},
        {"overlap_px": -1},
        {"min_tissue": 1.5},
    ],
)
def test_impossible_specs_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(StephError):
        PatchSpec(**bad)  # type: ignore[arg-type]
