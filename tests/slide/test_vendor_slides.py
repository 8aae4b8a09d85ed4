"""Slides laid out as Leica, Hamamatsu and Akoya lay them; files that hold several scans."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from fake_encoder import FakeEncoder
from slides import RGB, tissue_disc
from vendor_slides import write_ndpi, write_qptiff, write_scn

from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.annotations import Annotation, Shape, rectangle
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.region import region_of

PICTURE = tissue_disc(1024, 768, (512, 380), 330)
SPEC = PatchSpec(patch_px=64)


def differs(slide: Slide, x: int, y: int, picture: RGB) -> float:
    height, width = picture.shape[:2]
    read = slide.read_region(x, y, 0, width, height).astype(int)
    return float(np.abs(read - picture).mean())


def test_a_leica_slide_of_one_scan(tmp_path: Path) -> None:
    path = write_scn(tmp_path / "x.scn", [PICTURE])
    with Slide(path) as slide:
        info = slide.info
        assert (info.vendor, info.mpp, info.objective) == ("leica", 0.5, 20)
        assert (info.mpp_source, info.associated) == (MppSource.SCANNER, ("macro",))
        assert info.level_downsamples == (1, 4) and info.scenes == ""
        assert differs(slide, 200, 200, PICTURE) < 2
    made = read_bag(extract_features(path, tmp_path / "o", FakeEncoder(), SPEC))
    assert made.n_patches > 20
    assert not any("scans" in words for words in made.meta.warnings)


def test_several_scans_are_read_together_and_one_is_chosen_by_a_region(tmp_path: Path) -> None:
    small = tissue_disc(512, 512, (256, 256), 200, seed=1)
    path = write_scn(tmp_path / "x.scn", [PICTURE, small])
    with Slide(path) as slide:
        assert slide.info.scenes.startswith("The file holds 2 scans of the glass")
        assert differs(slide, 200, 200, PICTURE) < 2 and differs(slide, 1424, 200, small) < 2
        assert slide.read_held(1250, 200, 0, 100, 100)[1] == 0, "nothing lies between them"
    whole = read_bag(extract_features(path, tmp_path / "o", FakeEncoder(), SPEC))
    assert slide.info.scenes in whole.meta.warnings
    second = region_of([Annotation(Shape.RECTANGLE, rectangle((1424, 200), (1936, 712)))])
    made = extract_features(path, tmp_path / "second", FakeEncoder(), SPEC, region=second)
    assert whole.coords is not None
    assert read_bag(made).n_patches == int((whole.coords[:, 0] + 32 > 1424).sum()) > 10


@pytest.mark.parametrize(
    ("options", "reason"),
    [({"light": "fluorescence"}, "fluorescence.*it was lit by fluorescence"),
     ({"objectives": "20,40"}, "scans of 20x and 40x, which are not one slide")],
)  # fmt: skip
def test_leica_slides_that_are_whole_are_not_called_damaged(
    tmp_path: Path, options: dict[str, str], reason: str
) -> None:
    path = write_scn(tmp_path / "x.scn", [PICTURE, PICTURE], **options)
    with pytest.raises(StephError, match=reason) as caught:
        Slide(path)
    assert "damaged" not in str(caught.value)


def test_a_leica_slide_that_is_cut_says_so(tmp_path: Path) -> None:
    path = write_scn(tmp_path / "x.scn", [PICTURE])
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(StephError, match="cut short"):
        Slide(path)


def test_a_hamamatsu_slide(tmp_path: Path) -> None:
    path = write_ndpi(tmp_path / "x.ndpi", PICTURE)
    with Slide(path) as slide:
        info = slide.info
        assert (info.vendor, info.mpp, info.objective) == ("hamamatsu", 0.5, 20)
        assert info.size_px == (1024, 768) and info.associated == ("macro",)
        assert differs(slide, 0, 0, PICTURE) < 2
        assert abs(slide.thumbnail(128).mean() - PICTURE.mean()) < 2
    bag = read_bag(extract_features(path, tmp_path / "o", FakeEncoder(), SPEC))
    assert bag.n_patches > 20


def test_a_hamamatsu_slide_that_is_cut_says_so(tmp_path: Path) -> None:
    path = write_ndpi(tmp_path / "x.ndpi", PICTURE)
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(StephError, match="cut short"):
        Slide(path)


def test_a_brightfield_qptiff(tmp_path: Path) -> None:
    path = write_qptiff(tmp_path / "x.qptiff", PICTURE)
    with Slide(path) as slide:
        info = slide.info
        assert info.size_px == (1024, 768) and info.level_downsamples == (1, 2, 4)
        assert info.mpp == pytest.approx(0.5)
        assert info.associated == ("label", "macro", "thumbnail")
        assert differs(slide, 0, 0, PICTURE) < 2


@pytest.mark.parametrize("dyes", [("DAPI",), ("DAPI", "Opal 520", "Opal 690"), ("a",) * 7])
def test_a_qptiff_of_dyes_is_refused(tmp_path: Path, dyes: tuple[str, ...]) -> None:
    for is_known in (True, False):
        path = write_qptiff(tmp_path / "x.qptiff", PICTURE, dyes=dyes, is_known=is_known)
        with pytest.raises(StephError, match="fluorescence"):
            Slide(path)


def test_which_image_of_an_ome_tiff_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.ome.tif"
    size = {"PhysicalSizeX": 0.5, "PhysicalSizeY": 0.5, "axes": "YXS"}
    small = PICTURE[:256, :256]
    with tifffile.TiffWriter(path, ome=True) as tiff:
        for name, picture in (("biopsy 1", small), ("biopsy 2", PICTURE), ("label", small)):
            meta = {**size, "Name": name}
            tiff.write(picture, tile=(128, 128), photometric="rgb", metadata=meta)
    with Slide(path) as slide:
        assert slide.info.size_px == (1024, 768)
        assert "holds 2 images; the largest is read, number 2 (1024 x 768 px)" in slide.info.scenes
        told = slide.info.scenes
    bag = read_bag(extract_features(path, tmp_path / "o", FakeEncoder(), SPEC))
    assert bag.meta.warnings == (told,)
