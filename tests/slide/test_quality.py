"""Faults painted onto generated slides are measured where they are, and only there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter
from scipy.spatial import cKDTree
from slides import RGB, pen_stroke, tissue_disc, write_pyramid

from steph_desktop.case import slide_checks
from steph_desktop.case.slide_checks import BLUR_AMBER, SlideFacts
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.slide import quality as quality_module
from steph_desktop.slide.annotations import ARTEFACT, from_geojson, to_geojson
from steph_desktop.slide.patches import PatchSpec, lay_grid
from steph_desktop.slide.quality import (
    SlideQuality,
    artefacts_of,
    blur_of,
    measure,
    nuclear_diameter_of,
    sample_patches,
    stain_of,
)
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.region import covers
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
    soft = picture.filter(ImageFilter.GaussianBlur(2)).crop(box)
    picture.paste(soft, box[:2])
    return np.asarray(picture)


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


def test_ink_and_air_are_outlined_as_areas_where_they_are(tmp_path: Path) -> None:
    rgb = pen_stroke(
        bubble(clean(), (1200, 1250), 330), [(700, 400), (1900, 700)], (30, 60, 160), 90
    )
    path = write_pyramid(tmp_path / "slide.svs", rgb, 0.5)
    with Slide(path) as slide:
        found = artefacts_of(slide, BLUR_AMBER)
    found = tuple(one for one in found if one.name != "Blurred")  # as the bubble's rim is
    assert {one.name for one in found} == {"Pen", "Air or dirt"}
    assert {one.label for one in found} == {ARTEFACT}
    centre = np.array([(1200.0, 1250.0), (1300.0, 550.0), (1280.0, 1900.0), (20.0, 20.0)])
    assert covers(found, centre).tolist() == [True, True, False, False]
    back = from_geojson(to_geojson(found)).annotations
    assert [one.points for one in back] == [one.points for one in found]
    with Slide(write_pyramid(tmp_path / "clean.svs", clean(), 0.5)) as slide:
        assert artefacts_of(slide, BLUR_AMBER) == ()


def small() -> RGB:
    return tissue_disc(1536, 1536, (768, 768), 700)


def half_blurred(rgb: RGB, sigma_px: float, from_row: int) -> RGB:
    return np.concatenate([rgb[:from_row], blurred(rgb, sigma_px)[from_row:]])


def fat(side: int = 1024, wall_px: float = 12, seed: int = 0) -> RGB:
    """Fat cells of 80 um with soft walls: sharp, and mostly empty."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:side, :side]
    near, _ = cKDTree(rng.uniform(0, side, ((side // 160) ** 2 * 2, 2))).query(
        np.column_stack([x.ravel(), y.ravel()]), k=2
    )
    wall = (near[:, 1] - near[:, 0] < wall_px).reshape(side, side)
    picture = np.where(wall[..., None], (225.0, 150.0, 190.0), 243.0)
    picture += rng.normal(0, 1.5, picture.shape)
    return blurred(np.clip(picture, 0, 255).astype(np.uint8), 1)


def pale(rgb: RGB, share: float) -> RGB:
    return np.clip(243 - (243 - rgb.astype(float)) * share, 0, 255).astype(np.uint8)


def blur_shares(path: Path, from_row: int) -> tuple[float, float]:
    """Return which shares of the patches above and below a row are outlined as blurred."""
    with Slide(path) as slide:
        grid = lay_grid(slide, tissue_mask(slide), SPEC)
        middles = grid.coords + grid.size_level0_px / 2
        found = [one for one in artefacts_of(slide, BLUR_AMBER) if one.name == "Blurred"]
    inside, below = covers(found, middles), middles[:, 1] > from_row
    shares = [float(np.mean(inside[part])) if part.any() else 0.0 for part in (~below, below)]
    return shares[0], shares[1]


@pytest.mark.parametrize(
    ("sigma_px", "from_row", "least_below"),
    [(0.0, 768, 0), (2.5, 0, 0.9), (2.5, 768, 0.85), (0.5, 768, 0)],
    ids=["sharp", "blurred", "half blurred", "a little soft"],
)
def test_blurred_areas_are_outlined_where_they_are(
    tmp_path: Path, sigma_px: float, from_row: int, least_below: float
) -> None:
    rgb = half_blurred(small(), sigma_px, from_row) if sigma_px else small()
    above, below = blur_shares(write_pyramid(tmp_path / "slide.svs", rgb, 0.5), from_row)
    assert above <= 0.1, "at most the row at the seam"
    assert below >= least_below if least_below else below == 0


@pytest.mark.parametrize("quality", [90, 40])
def test_fat_and_pale_tissue_in_focus_are_not_blurred(tmp_path: Path, quality: int) -> None:
    walls = fat()
    assert blur_of(walls[512:768, 512:768]) > BLUR_AMBER, "its walls alone look blurred"
    for number, rgb in enumerate((walls, fat(wall_px=8), pale(small(), 0.3))):
        path = write_pyramid(tmp_path / f"{number}.svs", rgb, 0.5, quality=quality)
        assert blur_shares(path, 0) == (0.0, 0.0)
    path = write_pyramid(tmp_path / "pale.svs", pale(blurred(small(), 2.5), 0.3), 0.5)
    assert blur_shares(path, 0)[1] > 0.8, "pale and blurred is blurred"


def test_the_real_slide_is_outlined_where_it_was_blurred(shared_dir: Path, tmp_path: Path) -> None:
    """Of the blurred half 9 in 10 patches, of the sharp one none beyond the seam."""
    real = shared_dir / "data" / "CMU-1-Small-Region.svs"
    assert blur_shares(real, 0) == (0.0, 0.0)
    with Slide(real) as slide:
        width, height = slide.info.size_px
        rgb = slide.read_region(0, 0, 0, width, height)
    half = half_blurred(rgb, 2.5, 1536)
    above, below = blur_shares(write_pyramid(tmp_path / "half.svs", half, 0.499), 1536)
    assert above <= 0.12 and below >= 0.75, (above, below)


def test_on_a_large_slide_blur_is_looked_for_at_some_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Squares of three patches then, each judged by its middle."""
    seen: list[object] = []
    monkeypatch.setattr(quality_module, "_MOST_PLACES", 20)
    monkeypatch.setattr(quality_module, "blur_of", lambda patch: seen.append(1) or blur_of(patch))
    rgb = half_blurred(tissue_disc(SIDE, SIDE, (1280, 1280), 1900), 2.5, 1280)
    above, below = blur_shares(write_pyramid(tmp_path / "slide.svs", rgb, 0.5), 1280)
    assert 6 <= len(seen) <= 20
    assert above <= 0.3 and below >= 0.7, (above, below)


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


def at(patch: RGB, factor: float) -> RGB:
    """The same patch as it is read where the stated pixel size is wrong by this factor."""
    side = round(patch.shape[0] * factor)
    return np.asarray(Image.fromarray(patch).resize((side, side), Image.Resampling.LANCZOS))


def nuclei(diameter_px: float, n_patches: int = 12, per_patch: int = 40) -> list[RGB]:
    """Patches of stroma with round nuclei that do not touch."""
    made = []
    for seed in range(n_patches):
        ground = tissue_disc(256, 256, (128, 128), 400, nuclei=0, seed=seed)
        picture = Image.fromarray(ground)
        places = np.random.default_rng(seed).permutation(64)[:per_patch]
        for place in places:
            x, y = 16 + 32 * (place % 8), 16 + 32 * (place // 8)
            r = diameter_px / 2
            ImageDraw.Draw(picture).ellipse((x - r, y - r, x + r, y + r), (96, 60, 130))
        made.append(np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6))))
    return made


@pytest.mark.parametrize("diameter_um", [4.0, 6.0, 8.0, 12.0])
def test_the_diameter_of_nuclei_is_measured(diameter_um: float) -> None:
    """Half a pixel of the ellipse and the blur count: up to 1.1 um more was seen."""
    found = nuclear_diameter_of(nuclei(diameter_um / 0.5), 0.5)
    assert found == pytest.approx(diameter_um + 0.5, abs=0.8)


def test_what_is_no_clear_nuclei_is_not_measured() -> None:
    assert nuclear_diameter_of([], 0.5) is None
    assert nuclear_diameter_of(nuclei(14, per_patch=4), 0.5) is None  # too few
    assert nuclear_diameter_of(nuclei(14), 1.3) is None  # too coarse
    assert nuclear_diameter_of([np.full((256, 256, 3), 240, np.uint8)] * 9, 0.5) is None
    of_two_sizes = [*nuclei(8, 6), *nuclei(30, 6, 20)]
    assert nuclear_diameter_of(of_two_sizes, 0.5) is None


@pytest.mark.parametrize(
    ("factor", "lights"), [(1.0, {"green"}), (2.0, {"amber", "not checked"}), (0.5, {"amber"})]
)
def test_the_real_slide_is_doubted_at_a_wrong_pixel_size_alone(
    shared_dir: Path, factor: float, lights: set[str]
) -> None:
    with Slide(shared_dir / "data" / "CMU-1-Small-Region.svs") as slide:
        grid = lay_grid(slide, tissue_mask(slide), SPEC)
        patches = sample_patches(slide, grid.coords, grid.size_level0_px, SPEC)
    size = nuclear_diameter_of([at(patch, factor) for patch in patches], 0.5)
    assert size is not None
    assert light_of_nuclei(size) in lights, size


def light_of_nuclei(size_um: float) -> str:
    quality = SlideQuality(2.0, np.array([0.3]), 0, 0, 0, None, size_um)
    facts = [SlideFacts(0.5, "from scanner", 0.5, 0.0164, 100, quality)]
    found = slide_checks._nuclei(facts)
    return "green" if found is None else found.light.value


def test_a_pixel_size_is_doubted_by_the_size_of_nuclei() -> None:
    told = {size: light_of_nuclei(size) for size in (3.1, 4.8, 6, 10, 11.5, 15)}
    assert list(told.values()) == [
        "amber", "not checked", "green", "green", "not checked", "amber",
    ]  # fmt: skip
    blurred = SlideQuality(2.0, np.array([0.6]), 0, 0, 0, None, 15.0)
    fact = SlideFacts(0.5, "from scanner", 0.5, 0.0164, 100, blurred)
    assert slide_checks._nuclei([fact]) is None
    found = slide_checks._nuclei([fact, replace(fact, quality=replace(blurred, blur=np.zeros(1)))])
    assert found is not None and found.figure == "slide 2: 0.5 µm/px, nuclei of 15.0 µm"
    assert "is the true one half as large?" in found.reason


@pytest.mark.parametrize(("factor", "is_doubted"), [(1.0, False), (0.5, True)])
def test_the_real_slide_is_doubted_at_opening_at_half_its_pixel_size_alone(
    shared_dir: Path, factor: float, is_doubted: bool
) -> None:
    real = shared_dir / "data" / "CMU-1-Small-Region.svs"
    with Slide(real, 0.499 * factor) as slide:
        said = slide_checks.pixel_size_doubt(slide)
        assert ("is the true one twice as large?" in said) is is_doubted, said
        with pytest.raises(JobCancelled):
            slide_checks.pixel_size_doubt(slide, JobControl(cancelled=lambda: True))


def test_where_there_are_no_nuclei_nothing_is_doubted_at_opening(tmp_path: Path) -> None:
    bare = tissue_disc(1024, 1024, (512, 512), 400, nuclei=0)
    for number, rgb in enumerate((bare, fat(), blurred(clean(), 4)[:1280])):
        with Slide(write_pyramid(tmp_path / f"{number}.svs", rgb, 0.25, objective=40)) as slide:
            assert slide_checks.pixel_size_doubt(slide) == ""
