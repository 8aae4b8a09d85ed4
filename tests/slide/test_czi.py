"""Zeiss CZI slides: read, measured, extracted; cut ones are refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from czi_slides import write_czi
from fake_encoder import FakeEncoder
from slides import tissue_disc

from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.info import SLIDE_SUFFIXES, MppSource
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide

RGB = tissue_disc(1024, 768, (512, 380), 330)


@pytest.fixture(scope="module")
def czi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    label = np.full((40, 60, 3), 90, np.uint8)
    return write_czi(tmp_path_factory.mktemp("czi") / "case.czi", RGB, 0.5, label=label)


def test_it_is_offered_and_says_what_it_is(czi: Path) -> None:
    assert czi.suffix in SLIDE_SUFFIXES
    with Slide(czi) as slide:
        info = slide.info
        assert (info.vendor, info.size_px) == ("zeiss", (1024, 768))
        assert info.level_downsamples == (1, 4)
        assert (info.mpp, info.mpp_source, info.objective) == (0.5, MppSource.SCANNER, 20)
        assert info.associated == ("label",)
        assert slide.associated_image("label").mean() == pytest.approx(90, abs=2)


def test_pixels_are_those_that_were_written(czi: Path) -> None:
    screen = np.zeros((300, 400, 4), np.uint8)
    with Slide(czi) as slide:
        assert (slide.read_region(100, 200, 0, 400, 300) == RGB[200:500, 100:500]).all()
        slide.read_bgra(100, 200, 0, screen)
    assert (screen[..., 2::-1] == RGB[200:500, 100:500]).all()


def test_without_a_resolution_it_is_asked_for(tmp_path: Path) -> None:
    bare = write_czi(tmp_path / "bare.czi", RGB, None)
    with Slide(bare) as slide:
        assert slide.info.mpp is None and slide.info.mpp_fault
    with Slide(bare, 0.25) as slide:
        assert slide.require_mpp() == 0.25


@pytest.mark.parametrize("share", [0.0003, 0.5, 0.999])
def test_a_cut_file_is_refused(tmp_path: Path, czi: Path, share: float) -> None:
    data = czi.read_bytes()
    cut = tmp_path / "cut.czi"
    cut.write_bytes(data[: int(share * len(data))])
    with pytest.raises(StephError, match=r"cut short.*Copy it again"):
        Slide(cut)


def test_features_are_made_of_it(czi: Path, tmp_path: Path) -> None:
    path = extract_features(czi, tmp_path, FakeEncoder(), PatchSpec(patch_px=64))
    bag = read_bag(path)
    assert bag.n_patches > 20 and bag.meta.mpp == 0.5
    assert bag.outline is not None and len(bag.outline) == 1
