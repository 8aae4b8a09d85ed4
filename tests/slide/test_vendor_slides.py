"""Slides laid out as Leica, Hamamatsu and Akoya lay them; files that hold several scans."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from czi_slides import write_czi
from fake_encoder import FakeEncoder
from PIL import Image
from slides import RGB, tissue_disc
from vendor_slides import write_ndpi, write_qptiff, write_scn

from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.annotations import Annotation, Shape, rectangle
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.patches import PatchSpec
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.region import region_of, region_of_image

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


def write_ome(path: Path, pictures: dict[str, RGB], mpps: dict[str, float] | None = None) -> Path:
    with tifffile.TiffWriter(path, ome=True) as tiff:
        for name, picture in pictures.items():
            mpp = (mpps or {}).get(name, 0.5)
            meta = {"PhysicalSizeX": mpp, "PhysicalSizeY": mpp, "axes": "YXS", "Name": name}
            options = {"tile": (128, 128), "photometric": "rgb"}
            levels = 2 if picture.shape[1] > 600 else 0
            tiff.write(picture, subifds=levels, metadata=meta, **options)
            for down in (2, 4)[:levels]:
                tiff.write(picture[::down, ::down], subfiletype=1, **options)
    return path


SMALL = tissue_disc(400, 300, (200, 150), 140, seed=3)


def test_the_images_of_an_ome_tiff_are_read_together_and_one_is_chosen(tmp_path: Path) -> None:
    """One of them has no levels; the label is no image of the glass."""
    pictures = {"biopsy 1": SMALL, "biopsy 2": PICTURE, "label": PICTURE[:64, :64]}
    path = write_ome(tmp_path / "x.ome.tif", pictures)
    with Slide(path) as slide:
        info = slide.info
        assert info.scenes.startswith(
            "The file holds 2 scans of the glass, which are read together"
        )
        assert [place[2:] for place in info.images] == [(400, 300), (1024, 768)]
        assert info.level_downsamples == (1, 2, 4) and info.associated == ("label",)
        for (x, y, _, _), picture in zip(info.images, (SMALL, PICTURE), strict=True):
            assert differs(slide, x, y, picture) == 0
            for level, down in ((1, 2), (2, 4)):
                w, h = picture.shape[1] // down, picture.shape[0] // down
                read = slide.read_region(x, y, level, w, h).astype(float)
                small = np.asarray(Image.fromarray(picture).resize((w, h), Image.Resampling.BOX))
                assert np.abs(read.mean((0, 1)) - small.mean((0, 1))).max() < 1.5
        x, y, w, h = info.images[1]
        assert slide.read_held(x - 100, y, 0, 90, 90)[1] == 0, "nothing lies between them"
        second = region_of_image(info, 2)
        for number in (0, 3):
            with pytest.raises(StephError, match="holds 2 images"):
                region_of_image(info, number)
    whole = read_bag(extract_features(path, tmp_path / "o", FakeEncoder(), SPEC))
    made = read_bag(extract_features(path, tmp_path / "2", FakeEncoder(), SPEC, region=second))
    assert whole.coords is not None and made.coords is not None
    assert 10 < made.n_patches < whole.n_patches
    assert made.coords[:, 0].min() >= x - 32 and info.scenes in made.meta.warnings


def test_an_image_of_another_pixel_size_is_not_read_with_the_others(tmp_path: Path) -> None:
    pictures = {"overview": SMALL, "scan": PICTURE, "detail": SMALL}
    path = write_ome(tmp_path / "x.ome.tif", pictures, {"detail": 0.125})
    with Slide(path) as slide:
        assert slide.info.size_px == (1024, 768) and slide.info.images == ()
        told = slide.info.scenes
    assert told.startswith("The file holds 2 images; 1 of another pixel size or kind cannot")
    bag = read_bag(extract_features(path, tmp_path / "o", FakeEncoder(), SPEC))
    assert bag.meta.warnings == (told,)


def test_many_cores_of_an_ome_tiff_lie_in_rows(tmp_path: Path) -> None:
    cores = {f"core {n}": tissue_disc(256, 256, (128, 128), 100, seed=n) for n in range(9)}
    with Slide(write_ome(tmp_path / "x.ome.tif", cores)) as slide:
        assert len(slide.info.images) == 9
        assert slide.info.size_px[0] < 5 * 512 and slide.info.size_px[1] > 512
        for (x, y, _, _), picture in zip(slide.info.images, cores.values(), strict=True):
            assert differs(slide, x, y, picture) == 0


def test_the_scenes_of_a_czi_are_read_together_and_one_is_chosen(tmp_path: Path) -> None:
    ground = tissue_disc(3072, 1024, (500, 512), 400)
    picture = tissue_disc(3072, 1024, (2560, 512), 400, ground=ground, seed=2)
    path = write_czi(tmp_path / "x.czi", picture, scene_starts=(0, 2048))
    with Slide(path) as slide:
        info = slide.info
        assert info.scenes.startswith("The file holds 2 scans of the glass")
        assert [image[2:] for image in info.images] == [(2048, 1024), (1024, 1024)]
        x, y, _, _ = info.images[1]
        assert differs(slide, x, y, picture[:, 2048:]) < 2
        second = region_of_image(info, 2)
    made = read_bag(extract_features(path, tmp_path / "o", FakeEncoder(), SPEC, region=second))
    assert made.coords is not None and made.n_patches > 10
    assert made.coords[:, 0].min() >= x - 32
    one = write_czi(tmp_path / "one.czi", picture)
    with Slide(one) as slide:
        assert slide.info.images == () and slide.info.scenes == ""
