"""The tissue mask: pale tissue in; glass, ink of every colour, borders and dust out."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import pytest
from slides import blank, pen_stroke, tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.tissue import TissueMask, as_overview, tissue_mask

_SIDE, _MPP, _DOWNSAMPLE = 1200, 1.0, 8
_CENTRE, _RADIUS = (600, 600), 400
_INKS = {
    "blue": (30, 50, 160),
    "light blue": (70, 110, 200),
    "navy": (20, 30, 110),
    "green": (20, 120, 60),
    "black": (20, 20, 22),
    "red": (205, 30, 45),
    "yellow": (240, 230, 60),
}


def disc(downsample: float, shape: tuple[int, int], shrink: float = 0) -> np.ndarray:
    y, x = (np.mgrid[: shape[0], : shape[1]] + 0.5) * downsample
    return (x - _CENTRE[0]) ** 2 + (y - _CENTRE[1]) ** 2 < (_RADIUS - shrink) ** 2


@functools.cache
def pink_disc() -> np.ndarray:
    return tissue_disc(_SIDE, _SIDE, _CENTRE, _RADIUS)


def mask_of(tmp_path: Path, rgb: np.ndarray, mpp: float = _MPP) -> TissueMask:
    with Slide(write_pyramid(tmp_path / "x.svs", rgb, mpp)) as slide:
        return tissue_mask(slide)


def mm2_of(found: TissueMask, mpp: float) -> float:
    return float(found.mask.sum()) * (found.downsample * mpp / 1000) ** 2


def overlap(mask: np.ndarray, truth: np.ndarray) -> float:
    return float((mask & truth).sum() / (mask | truth).sum())


@pytest.mark.parametrize(
    ("colour", "nuclei", "nucleus"),
    [
        ((222, 150, 190), 0.004, (96, 60, 130)),  # H&E
        ((238, 224, 233), 0.0005, (200, 185, 212)),  # pale pink
        ((205, 180, 160), 0.002, (120, 80, 50)),  # DAB
        ((150, 90, 150), 0.02, (60, 30, 100)),  # lymphoid, dense
        ((226, 110, 140), 0.001, (120, 40, 80)),  # haemorrhage-like
    ],
)
def test_tissue_is_kept_whole(
    tmp_path: Path,
    colour: tuple[int, int, int],
    nuclei: float,
    nucleus: tuple[int, int, int],
) -> None:
    rgb = tissue_disc(_SIDE, _SIDE, _CENTRE, _RADIUS, colour=colour, nuclei=nuclei, nucleus=nucleus)
    found = mask_of(tmp_path, rgb)
    assert found.downsample == _DOWNSAMPLE
    assert overlap(found.mask, disc(_DOWNSAMPLE, found.mask.shape)) > 0.93
    assert not found.pen.any()
    assert mm2_of(found, _MPP) == pytest.approx(np.pi * 0.4**2, rel=0.07)


@pytest.mark.parametrize("ink", _INKS)
def test_ink_is_dropped_on_glass_and_on_tissue(tmp_path: Path, ink: str) -> None:
    rgb = pen_stroke(pink_disc(), [(100, 70), (1100, 85)], _INKS[ink], 110)
    rgb = pen_stroke(rgb, [(350, 600), (850, 650)], _INKS[ink], 110)
    crossed = mask_of(tmp_path, rgb)
    assert not crossed.mask[:22].any()
    assert not (crossed.mask & ~disc(_DOWNSAMPLE, crossed.mask.shape, shrink=-20)).any()
    stroke = np.zeros(crossed.mask.shape, bool)
    stroke[73:80, 47:103] = True  # the core of the stroke
    assert (crossed.mask & stroke).sum() < 0.02 * stroke.sum()
    rest = disc(_DOWNSAMPLE, crossed.mask.shape, shrink=30)
    rest[62:95] = False
    assert (crossed.mask & rest).sum() > 0.97 * rest.sum()


def test_glass_borders_dust_and_shadow_are_dropped(tmp_path: Path) -> None:
    rgb = blank(_SIDE, _SIDE).copy()
    rgb[:40] = 3
    rgb[:, :50] = 1
    rgb[750:765, 150:1000] = (188, 189, 190)  # the edge of the cover slip
    rgb[300:320, 300:320] = (120, 60, 130)  # a speck of stain, 20 um
    assert not mask_of(tmp_path, rgb).mask.any()


def test_tinted_uneven_glass_is_not_tissue(tmp_path: Path) -> None:
    rgb = blank(_SIDE, _SIDE, (228, 224, 231)).astype(float)
    rgb *= np.linspace(1, 0.93, _SIDE)[None, :, None]
    found = mask_of(tmp_path, rgb.astype(np.uint8))
    assert not found.mask.any()


def test_a_slide_full_of_tissue(tmp_path: Path) -> None:
    rgb = tissue_disc(600, 600, (300, 300), 1500)
    assert mask_of(tmp_path, rgb).mask.mean() > 0.97


def test_holes_the_size_of_fat_cells_are_filled_and_lumina_are_not(tmp_path: Path) -> None:
    rgb = tissue_disc(_SIDE, _SIDE, _CENTRE, 550).copy()
    rgb[500:575, 500:575] = 243  # 75 um
    rgb[700:1100, 400:800] = 243  # 400 um
    rgb[300:450, 700:850] = 243  # 150 um: a whole patch lies in it
    mask = mask_of(tmp_path, rgb).mask
    assert mask[66, 66]
    assert not mask[110, 75]
    assert not mask[46, 96]


def test_the_stain_of_a_patch_is_judged_as_on_its_slide(tmp_path: Path) -> None:
    """Pale tissue and thin walls between fat cells are tissue; glass with a speck is not."""
    pale = tissue_disc(_SIDE, _SIDE, _CENTRE, _RADIUS, colour=(238, 224, 233), nuclei=0)
    rule = mask_of(tmp_path, pale).stain
    assert rule is not None
    assert rule.share_in(as_overview(pale[500:628, 500:628], _MPP)) > 0.9
    glass = pale[10:138, 10:138].copy()
    assert rule.share_in(as_overview(glass, _MPP)) == 0
    glass[:6, :8] = (120, 60, 130)  # .3 %
    assert rule.share_in(as_overview(glass, _MPP)) < 0.02
    fat = pale[10:138, 10:138].copy()
    fat[::60, :] = fat[1::60, :] = fat[:, ::60] = fat[:, 1::60] = (222, 150, 190)
    assert rule.share_in(as_overview(fat, _MPP)) > 0.1


def test_the_mask_does_not_hang_on_the_pyramid(tmp_path: Path) -> None:
    rgb = pink_disc()
    masks = []
    for levels in (1, 3):
        path = write_pyramid(tmp_path / f"{levels}.svs", rgb, _MPP, levels=levels)
        with Slide(path) as slide:
            masks.append(tissue_mask(slide).mask)
    assert overlap(masks[0], masks[1]) > 0.98


def test_the_pixel_size_must_be_known(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "x.svs", blank(300, 300), None)
    with Slide(path) as slide, pytest.raises(StephError, match="State the micrometres"):
        tissue_mask(slide)


def test_share_in_counts_mask_pixels() -> None:
    mask = np.zeros((10, 10), bool)
    mask[:, :5] = True
    found = TissueMask(mask, ~mask, 4.0)
    share = found.share_in(np.array([0, 8, 16, 24, 38]), np.array([0, 0, 4, 36, 38]), 16)
    assert share.tolist() == [1.0, 0.75, 0.25, 0.0, 0.0]


def test_a_real_slide(shared_dir: Path) -> None:
    with Slide(shared_dir / "data" / "CMU-1-Small-Region.svs") as slide:
        found = tissue_mask(slide)
        assert 0.6 < mm2_of(found, slide.require_mpp()) < 0.75
    assert found.pen.mean() < 0.01  # a speck of margin ink, and no keratin
    assert not found.mask[:60, :40].any()
    assert found.mask[100:180, 60:75].mean() > 0.95
