"""The reader: levels, pixel size and its source, bad files, damaged tiles, threads."""

from __future__ import annotations

import struct
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import tifffile
from memory import forget_peak, peak_mb
from PIL import Image
from slides import blank, tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.slide.info import MppSource, checked_mpp, slide_id_of
from steph_desktop.slide.reader import Slide


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    return tissue_disc(1200, 900, (600, 450), 350)


@pytest.fixture(scope="module")
def svs(tmp_path_factory: pytest.TempPathFactory, picture: np.ndarray) -> Path:
    label = np.full((60, 80, 3), (10, 200, 30), np.uint8)
    folder = tmp_path_factory.mktemp("svs")
    return write_pyramid(folder / "case.svs", picture, 0.25, objective=40, label=label)


def damage(path: Path, level: int = 0, tiles: slice = slice(None)) -> None:
    """Overwrite the JPEG data of some tiles, leaving every header as it is."""
    with tifffile.TiffFile(path) as tiff:
        page = [p for p in tiff.pages if p.is_tiled][level]
        places = list(zip(page.dataoffsets, page.databytecounts, strict=True))[tiles]
    with path.open("rb+") as file:
        for offset, count in places:
            file.seek(offset)
            file.write(b"\x5a" * count)


def test_says_what_the_slide_is(svs: Path) -> None:
    with Slide(svs) as slide:
        info = slide.info
        assert info.slide_id == "case"
        assert info.size_px == (1200, 900)
        assert info.level_sizes_px == ((1200, 900), (300, 225), (75, 56))
        assert info.level_downsamples == pytest.approx((1, 4, 16), rel=0.01)
        assert (info.mpp, info.mpp_source, info.mpp_fault) == (0.25, MppSource.SCANNER, "")
        assert info.objective == 40
        assert info.vendor == "aperio"
        assert set(info.associated) == {"thumbnail", "label"}
        assert slide.require_mpp() == 0.25


def test_pixels_are_those_that_were_written(svs: Path, picture: np.ndarray) -> None:
    with Slide(svs) as slide:
        region = slide.read_region(300, 200, 0, 400, 300)
        assert region.dtype == np.uint8
        error = region.astype(float) - picture[200:500, 300:700]
        assert np.abs(error).mean() < 4  # JPEG
        assert slide.read_region(300, 200, 1, 50, 40).shape == (40, 50, 3)


def test_outside_the_slide_is_white(svs: Path) -> None:
    with Slide(svs) as slide:
        region = slide.read_region(-100, -100, 0, 100, 100)
        assert (region == 255).all()


def test_overview_covers_the_slide_exactly(svs: Path, picture: np.ndarray) -> None:
    with Slide(svs) as slide:
        # 7.3 needs level 4 averaged over fractional boxes, in blocks.
        small = slide.overview(7.3)
        assert small.shape == (124, 165, 3)
        scaled = Image.fromarray(picture).resize(
            (164, 123), Image.Resampling.BOX, (0, 0, 164 * 7.3, 123 * 7.3)
        )
        assert np.abs(small[:123, :164].astype(float) - np.asarray(scaled)).mean() < 3


def test_overview_in_blocks_equals_one_piece(svs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Slide(svs) as slide:
        whole = slide.overview(3)
        monkeypatch.setattr("steph_desktop.slide.reader._BLOCK_PX", 100)
        assert np.abs(slide.overview(3).astype(int) - whole).max() <= 1


def test_overview_can_be_cancelled(svs: Path) -> None:
    with Slide(svs) as slide, pytest.raises(JobCancelled):
        slide.overview(4, JobControl(cancelled=lambda: True))


def test_thumbnail_fits(svs: Path) -> None:
    with Slide(svs) as slide:
        assert max(slide.thumbnail(100).shape) == 100


def test_associated_images(svs: Path) -> None:
    with Slide(svs) as slide:
        label = slide.associated_image("label")
        assert label.shape == (60, 80, 3)
        assert np.abs(label.astype(int) - (10, 200, 30)).max() < 4
        with pytest.raises(StephError, match="no macro image"):
            slide.associated_image("macro")


def test_transparent_pixels_become_white(svs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Slide(svs) as slide:
        half = Image.new("RGBA", (2, 1), (100, 0, 0, 255))
        half.putpixel((1, 0), (0, 0, 0, 0))
        monkeypatch.setattr("openslide.OpenSlide.read_region", lambda *_: half)
        assert slide.read_region(0, 0, 0, 2, 1).tolist() == [[[100, 0, 0], [255, 255, 255]]]


@pytest.mark.parametrize(
    ("mpp", "svs", "says"),
    [
        (None, True, "does not state"),
        ("0", True, "state"),
        ("nan", True, "state"),
        ("inf", True, "state"),
        ("-0.5", True, "state"),
        ("1000", True, "absurd pixel size of 1000"),
        ("0.001", True, "absurd"),
        (None, False, "does not state"),
        ((352.78, 352.78), False, "72 dots per inch are those of a screen"),  # 72 dpi
        ((0.5, 0.55), False, "not square"),
    ],
)
def test_a_bad_pixel_size_is_never_guessed(
    tmp_path: Path, mpp: object, svs: bool, says: str
) -> None:
    path = write_pyramid(
        tmp_path / f"x.{'svs' if svs else 'tif'}", blank(300, 300), mpp, svs=svs, levels=1
    )
    with Slide(path) as slide:
        assert slide.info.mpp is None
        assert slide.info.mpp_source is None
        with pytest.raises(StephError, match=says) as caught:
            slide.require_mpp()
        assert "State the micrometres per pixel" in str(caught.value)
    with Slide(path, mpp=0.42) as slide:
        assert (slide.require_mpp(), slide.info.mpp_source) == (0.42, MppSource.USER)


def test_a_resolution_tag_is_told_from_a_scanner(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "x.tif", blank(300, 300), 0.25, svs=False, levels=1)
    with Slide(path) as slide:
        assert slide.info.mpp == pytest.approx(0.25)
        assert slide.info.mpp_source is MppSource.TIFF_TAG


def test_slight_anisotropy_is_averaged(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "x.tif", blank(300, 300), (0.5, 0.505), svs=False, levels=1)
    with Slide(path) as slide:
        assert slide.require_mpp() == pytest.approx(0.5025, abs=1e-4)


@pytest.mark.parametrize("mpp", [0, -1, float("nan"), float("inf"), 1000, 0.01])
def test_an_absurd_stated_pixel_size_is_refused(svs: Path, mpp: float) -> None:
    with pytest.raises(StephError, match="not possible"):
        Slide(svs, mpp=mpp)
    with pytest.raises(StephError):
        checked_mpp(mpp)


def test_the_stated_pixel_size_goes_before_the_scanners(svs: Path) -> None:
    with Slide(svs, mpp=0.3) as slide:
        assert (slide.info.mpp, slide.info.mpp_source) == (0.3, MppSource.USER)


@pytest.mark.parametrize("content", [b"hello, I am not a slide" * 50, b"\x89PNG\r\n"])
def test_not_a_slide(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.svs"
    path.write_bytes(content)
    with pytest.raises(StephError, match=r"x\.svs: .*(not a slide|damaged)") as caught:
        Slide(path)
    assert str(tmp_path) not in str(caught.value)


def test_empty_missing_and_folder(tmp_path: Path) -> None:
    (tmp_path / "empty.svs").touch()
    with pytest.raises(StephError, match="empty"):
        Slide(tmp_path / "empty.svs")
    with pytest.raises(StephError, match="not found"):
        Slide(tmp_path / "gone.svs")
    with pytest.raises(StephError, match="folder"):
        Slide(tmp_path)


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.95, 0.999])
def test_a_truncated_slide_is_never_white(tmp_path: Path, svs: Path, share: float) -> None:
    """It does not open, or fails on reading, or what is read is what was written."""
    data = svs.read_bytes()
    path = tmp_path / "cut.svs"
    path.write_bytes(data[: int(len(data) * share)])
    with Slide(svs) as whole:
        expected = whole.read_region(300, 200, 0, 800, 600)
    try:
        with Slide(path) as slide:
            assert (slide.read_region(300, 200, 0, 800, 600) == expected).all()
        assert share > 0.9  # level 0 comes first in the file
    except StephError as error:
        text = str(error)
        assert text.startswith("cut.svs: ")
        assert "Copy it again" in text or "not a slide" in text


def test_reads_on_after_a_damaged_tile(tmp_path: Path, picture: np.ndarray) -> None:
    path = write_pyramid(tmp_path / "x.svs", picture)
    damage(path, tiles=slice(0, 1))
    with Slide(path) as slide:
        for _ in range(2):
            with pytest.raises(StephError, match="cannot be read"):
                slide.read_region(0, 0, 0, 100, 100)
            good = slide.read_region(512, 256, 0, 256, 256)
            assert np.abs(good.astype(float) - picture[256:512, 512:768]).mean() < 4


def test_threads_share_a_slide_with_a_damaged_tile(tmp_path: Path, picture: np.ndarray) -> None:
    path = write_pyramid(tmp_path / "x.svs", picture)
    damage(path, tiles=slice(0, 1))
    with Slide(path) as slide:
        expected = slide.read_region(512, 256, 0, 256, 256)

        def read(number: int) -> bool:
            if number % 4 == 0:
                with pytest.raises(StephError):
                    slide.read_region(0, 0, 0, 64, 64)
                return True
            return bool((slide.read_region(512, 256, 0, 256, 256) == expected).all())

        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(read, range(60)))


def test_closing_under_a_reader_is_safe(svs: Path) -> None:
    slide = Slide(svs)
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                slide.read_region(0, 0, 0, 512, 512)
            except StephError as error:
                assert "closed" in str(error)
                return

    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(read) for _ in range(2)]
        slide.close()
        for job in jobs:
            job.result(10)
        stop.set()


def test_a_vanished_slide_says_so(tmp_path: Path, picture: np.ndarray) -> None:
    path = write_pyramid(tmp_path / "x.svs", picture)
    damage(path)
    with Slide(path) as slide:
        path.unlink()
        with pytest.raises(StephError, match="not found"):
            slide.read_region(0, 0, 0, 64, 64)


def patch_tag(path: Path, code: int, value: int) -> None:
    with tifffile.TiffFile(path) as tiff:
        tag = tiff.pages[0].tags[code]
        offset, kind = tag.valueoffset, int(tag.dtype)
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(struct.pack("<I" if kind == 4 else "<H", value))


def test_a_claim_of_two_billion_pixels_costs_no_memory(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "x.tif", blank(600, 600), 0.5, svs=False, levels=1)
    before = forget_peak()
    for code in (256, 257):
        patch_tag(path, code, 2**31 - 1 if code == 256 else 600)
    with pytest.raises(StephError):
        Slide(path)
    assert peak_mb() - before < 200


def test_a_giant_tile_is_refused(tmp_path: Path) -> None:
    path = write_pyramid(tmp_path / "x.tif", blank(600, 600), 0.5, svs=False, levels=1)
    for code, value in ((322, 65520), (323, 65520)):
        patch_tag(path, code, value)
    with pytest.raises(StephError), Slide(path) as slide:
        slide.read_region(0, 0, 0, 64, 64)


def test_reads_are_bounded(svs: Path) -> None:
    with Slide(svs) as slide:
        for bad in ((0, 0, 0, 1 << 20, 1 << 20), (0, 0, 9, 8, 8), (0, 0, 0, 0, 8)):
            with pytest.raises(ValueError, match=r"cannot read|no level"):
                slide.read_region(*bad)


@pytest.mark.parametrize(
    ("name", "slide_id"),
    [("a.svs", "a"), ("TCGA-1.uuid.svs", "TCGA-1.uuid"), ("b.ome.tif", "b"), ("007", "007")],
)
def test_slide_ids(name: str, slide_id: str) -> None:
    assert slide_id_of(Path(name)) == slide_id


def test_a_real_slide(shared_dir: Path) -> None:
    with Slide(shared_dir / "data" / "CMU-1-Small-Region.svs") as slide:
        assert slide.info.size_px == (2220, 2967)
        assert (slide.info.mpp, slide.info.objective) == (0.499, 20)
        assert slide.info.mpp_source is MppSource.SCANNER
        assert set(slide.info.associated) == {"label", "macro", "thumbnail"}
