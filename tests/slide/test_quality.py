"""Faults painted onto generated slides are measured where they are, and only there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter
from slides import RGB, pen_stroke, tissue_disc, write_pyramid

from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.slide.patches import PatchSpec, lay_grid
from steph_desktop.slide.quality import SlideQuality, blur_of, measure, stain_of
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.tissue import tissue_mask

SIDE = 2560
SPEC = PatchSpec()


def clean() -> RGB:
    return tissue_disc(SIDE, SIDE, (SIDE / 2, SIDE / 2), 900)


def blurred(rgb: RGB, sigma_px: float) -> RGB:
    return np.asarray(Image.fromarray(rgb).filter(ImageFilter.GaussianBlur(sigma_px)))


def bubble(rgb: RGB, centre: tuple[int, int], radius: int) -> RGB:
    """An air bubble: a dark grey rim, and a paler inside."""
    picture = Image.fromarray(rgb)
    x, y = centre
    box = (x - radius, y - radius, x + radius, y + radius)
    ImageDraw.Draw(picture).ellipse(box, outline=(95, 95, 97), width=70)
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(2)))


def measured(tmp_path: Path, rgb: RGB) -> SlideQuality:
    path = write_pyramid(tmp_path / "slide.svs", rgb, 0.5)
    with Slide(path) as slide:
        grid = lay_grid(slide, tissue_mask(slide), SPEC)
        return measure(slide, grid.coords, grid.size_level0_px, SPEC)


def test_a_clean_slide_is_clean(tmp_path: Path) -> None:
    found = measured(tmp_path, clean())
    assert np.median(found.blur) < 0.45
    assert found.pen_share == found.pen_beside == 0
    assert found.bubble_share < 0.002
    assert found.tissue_mm2 == pytest.approx(np.pi * 0.45**2, rel=0.06)
    assert found.stain is not None


@pytest.mark.parametrize(("sigma_px", "least"), [(1.6, 0.45), (3.0, 0.62)])
def test_blur_is_measured(tmp_path: Path, sigma_px: float, least: float) -> None:
    assert np.median(measured(tmp_path, blurred(clean(), sigma_px)).blur) > least


def test_blur_grows_with_blurring() -> None:
    patch = clean()[1100:1356, 1100:1356]
    values = [blur_of(blurred(patch, sigma)) for sigma in (0, 0.7, 1.5, 2.5, 4)]
    assert values == sorted(values)
    assert blur_of(np.full((64, 64, 3), 200, np.uint8)) == 1.0


def test_ink_on_the_tissue_and_beside_it(tmp_path: Path) -> None:
    on = measured(tmp_path, pen_stroke(clean(), [(700, 900), (1900, 1500)], (30, 60, 160), 90))
    area = 1300 * 90 / (np.pi * 900**2)
    assert area * 0.7 < on.pen_share < area * 2.2, "ink bleeds"
    corner = [(40, 60), (420, 60)]
    beside = measured(tmp_path, pen_stroke(clean(), corner, (20, 110, 60), 70))
    assert beside.pen_share < 0.002
    assert beside.pen_beside > 0.005


def test_air_bubbles_count_with_what_they_enclose(tmp_path: Path) -> None:
    found = measured(tmp_path, bubble(clean(), (1200, 1250), 330))
    assert found.bubble_share == pytest.approx(330**2 / 900**2, rel=0.35)
    beside = measured(tmp_path, bubble(clean(), (170, 170), 120))
    assert beside.bubble_share < 0.01


def test_stain_follows_the_colours() -> None:
    usual = stain_of([clean()[1000:1256, 1000:1256]])
    same = stain_of([clean()[1300:1556, 1300:1556]])
    brown = tissue_disc(512, 512, (256, 256), 250, colour=(200, 160, 110), nucleus=(90, 60, 30))
    other = stain_of([brown[128:384, 128:384]])
    assert usual is not None and same is not None and other is not None
    assert np.abs(other - usual).max() > 5 * np.abs(same - usual).max()
    assert stain_of([np.full((256, 256, 3), 244, np.uint8)]) is None
    assert stain_of([]) is None


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "slide.svs", clean(), 0.5)
    with Slide(path) as slide, pytest.raises(JobCancelled):
        coords = np.array([[900, 900]])
        measure(slide, coords, 256, SPEC, JobControl(cancelled=lambda: True))
