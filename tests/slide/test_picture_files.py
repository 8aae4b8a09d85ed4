"""The second reader: every layout of the table in README, holes, damage, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import tifffile
from fake_encoder import FakeEncoder
from PIL import Image
from slide_formats import LEVELS, READ, REFUSED, half, picture
from slides import set_tiles

from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide

RGB = picture()
LOSSY = ("JPEG", "WebP", "sub-IFDs", "QPTIFF", "palette", "JPEG XR")


def read_bgra(slide: Slide, x: int, y: int, width: int, height: int) -> np.ndarray:
    out = np.full((height, width, 4), 77, np.uint8)
    slide.read_bgra(x, y, 0, out)
    return out


@pytest.mark.parametrize("name", READ)
def test_a_layout_is_read(tmp_path: Path, name: str) -> None:
    suffix, make = READ[name]
    path = tmp_path / f"slide{suffix}"
    make(path, RGB)
    expected = RGB
    if name.startswith("grey"):
        expected = np.repeat(RGB.mean(axis=-1).astype(np.uint8)[..., None], 3, axis=-1)
    with Slide(path) as slide:
        info = slide.info
        assert info.slide_id == "slide"
        assert info.size_px == (600, 500)
        assert info.mpp == pytest.approx(0.5, rel=1e-3), info.mpp_fault
        assert len(info.level_sizes_px) == LEVELS.get(name, 1)
        tolerance = 6.0 if any(word in name for word in LOSSY) else 0.6
        for x, y, width, height in ((0, 0, 600, 500), (100, 37, 333, 251), (550, 450, 50, 50)):
            there = slide.read_region(x, y, 0, width, height).astype(float)
            error = np.abs(there - expected[y : y + height, x : x + width])
            assert error.mean() < tolerance
        assert np.array_equal(read_bgra(slide, 13, 11, 90, 80)[..., 2::-1],
                              slide.read_region(13, 11, 0, 90, 80))  # fmt: skip
        assert (slide.read_region(-50, -40, 0, 50, 40) == 255).all()
        assert slide.read_held(550, 450, 0, 100, 100)[1] == 1.0
        if len(info.level_sizes_px) > 1:
            small = slide.read_region(0, 0, 1, 300, 250).astype(float)
            assert np.abs(small - half(RGB)).mean() < 6
        assert slide.thumbnail(100).shape == (84, 100, 3)


@pytest.mark.parametrize("name", ["tiles, WebP", "OME-TIFF, planes", "16 bit", "PNG"])
def test_features_are_made_of_it(tmp_path: Path, name: str) -> None:
    suffix, make = READ[name]
    path = tmp_path / f"slide{suffix}"
    make(path, RGB)
    out = extract_features(path, tmp_path / "out", FakeEncoder(), PatchSpec(patch_px=64))
    assert read_bag(out).n_patches > 20


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str) -> None:
    suffix, make, says = REFUSED[name]
    path = tmp_path / f"slide{suffix}"
    make(path, RGB)
    with pytest.raises(StephError, match=says) as caught:
        Slide(path)
    assert "opy it again" not in str(caught.value)


def test_label_of_a_qptiff(tmp_path: Path) -> None:
    READ["QPTIFF"][1](tmp_path / "x.qptiff", RGB)
    with Slide(tmp_path / "x.qptiff") as slide:
        assert slide.info.associated == ("label", "thumbnail")
        assert slide.associated_image("label").shape == (90, 250, 3)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_picture_for_the_screen_has_no_pixel_size(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"x.{kind}"
    Image.fromarray(RGB).save(path, dpi=(96, 96))
    with Slide(path) as slide:
        assert slide.info.mpp is None and "does not state" in slide.info.mpp_fault
    Image.fromarray(RGB).save(path)
    with Slide(path) as slide:
        assert slide.info.mpp is None and slide.info.mpp_fault
    with Slide(path, mpp=0.5) as slide:
        assert slide.info.mpp_source is MppSource.USER


@pytest.mark.parametrize("compression", ["zstd", "webp"])
def test_a_missing_tile_is_no_tissue_and_is_hatched(tmp_path: Path, compression: str) -> None:
    path = tmp_path / "x.tif"
    tifffile.imwrite(path, RGB, tile=(128, 128), compression=compression, photometric="rgb",
                     metadata=None)  # fmt: skip
    set_tiles(path, 600, {6: None})
    with Slide(path) as slide:
        pixels, held = slide.read_held(128, 128, 0, 128, 128)
        assert (pixels == 255).all() and held == 0
        assert slide.read_held(192, 128, 0, 128, 128)[1] == 0.5
        shown = read_bgra(slide, 128, 128, 128, 128)[..., :3]
        assert len(np.unique(shown.reshape(-1, 3), axis=0)) == 2
        # The stripes go on from one read to the next.
        assert np.array_equal(shown[64:, 32:], read_bgra(slide, 160, 192, 96, 64)[..., :3])
        assert (read_bgra(slide, -40, -40, 40, 40) == 255).all()
        assert not slide.overview_held(8)[1].all()


def test_transparent_pixels_are_not_there(tmp_path: Path) -> None:
    for suffix, kind in ((".tif", "unassalpha"), (".tiff", "assocalpha")):
        alpha = np.full((500, 600, 1), 255, np.uint8)
        alpha[100:200, 100:300] = 0
        values = np.concatenate((RGB, alpha), axis=-1)
        values[alpha[..., 0] == 0] = 0
        path = tmp_path / f"x{suffix}"
        tifffile.imwrite(path, values, rowsperstrip=50, extrasamples=[kind], photometric="rgb",
                         metadata=None)  # fmt: skip
        with Slide(path) as slide:
            pixels, held = slide.read_held(100, 100, 0, 200, 200)
            assert held == 0.5 and (pixels[:100] == 255).all()
            assert np.array_equal(pixels[100:], RGB[200:300, 100:300])


def test_what_is_no_number_is_not_there(tmp_path: Path) -> None:
    values = RGB.astype(np.float32)
    values[:100] = np.nan
    path = tmp_path / "x.tif"
    tifffile.imwrite(path, values, tile=(128, 128), compression="zstd", photometric="rgb",
                     metadata=None)  # fmt: skip
    with Slide(path) as slide:
        assert slide.read_held(0, 0, 0, 200, 200)[1] == 0.5


@pytest.mark.parametrize("name", ["strips", "strips, LZW", "strips, JPEG", "tiles, WebP", "PNG"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_cut_file_says_so_and_shows_no_part_that_is_not_there(
    tmp_path: Path, name: str, share: float
) -> None:
    suffix, make = READ[name]
    path = tmp_path / f"x{suffix}"
    make(path, RGB)
    with Slide(path) as slide:
        whole = slide.read_region(0, 0, 0, 600, 500)
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    says = r"damaged" if name == "PNG" else r"cut short.*Copy it again"
    with pytest.raises(StephError, match=says), Slide(path) as slide:
        for y in range(0, 500, 50):
            rows = slide.read_region(0, y, 0, 600, 50)
            assert np.array_equal(rows, whole[y : y + 50])


def test_reasons_name_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.tif"
    REFUSED["CMYK"][1](path, RGB)
    with pytest.raises(StephError) as caught:
        Slide(path)
    assert re.match(r"x\.tif: ", str(caught.value)) and str(tmp_path) not in str(caught.value)
