from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from slides import tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.slide import jpeg_tiles
from steph_desktop.slide.jpeg_tiles import find_jpeg_tiles, looks_damaged
from steph_desktop.slide.reader import Slide

SIZE_PX = (1024, 896)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(*SIZE_PX, (550, 450), 430)
    return write_pyramid(tmp_path_factory.mktemp("jpeg") / "slide.svs", rgb, 0.5)


def ycbcr_slide(path: Path) -> Path:
    rgb = tissue_disc(*SIZE_PX, (550, 450), 430)
    options = {"tile": (256, 256), "compression": "jpeg", "metadata": None, "software": False}
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(rgb, photometric="ycbcr", subsampling=(2, 2), **options)
        tiff.write(rgb[::2, ::2], photometric="ycbcr", subsampling=(2, 2), subfiletype=1, **options)
    return path


def read(slide: Slide, x: int, y: int, level: int, width: int, height: int) -> np.ndarray:
    out = np.full((height, width, 4), 77, np.uint8)
    slide.read_bgra(x, y, level, out)
    assert (out[..., 3] == 255).all()
    return out[..., 2::-1]


def uses_tiles(slide: Slide, level: int = 0) -> bool:
    tiles = slide._tiles
    return tiles is not None and tiles._trusted.get(level, False)


@pytest.mark.parametrize(
    ("x", "y", "width", "height"),
    [(0, 0, 256, 256), (256, 256, 512, 512), (13, 130, 401, 300), (1000, 800, 300, 200),
     (-40, -30, 100, 90), (1200, 100, 50, 50)],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["rgb", "ycbcr"])
def test_pixels_equal_those_of_openslide(
    tmp_path: Path, path: Path, kind: str, x: int, y: int, width: int, height: int
) -> None:
    with Slide(path if kind == "rgb" else ycbcr_slide(tmp_path / "y.tif")) as slide:
        for level, down in enumerate(slide.info.level_downsamples):
            at = round(x * down), round(y * down)
            ours = read(slide, *at, level, width, height)
            assert np.array_equal(ours, slide.read_region(*at, level, width, height))
            assert uses_tiles(slide, level)


def test_a_level_that_does_not_agree_with_openslide_is_left_to_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jpeg_tiles, "_COLOURS", {2: "YCBCR", 6: "RGB"})
    with Slide(path) as slide:
        ours = read(slide, 300, 300, 0, 200, 200)
        assert not uses_tiles(slide)
        assert np.array_equal(ours, slide.read_region(300, 300, 0, 200, 200))


def test_a_slide_that_goes_away_before_they_are_found_is_looked_at_again(tmp_path: Path) -> None:
    rgb = tissue_disc(*SIZE_PX, (550, 450), 430)
    path = write_pyramid(tmp_path / "drive.svs", rgb, 0.5)
    away = tmp_path / "away.svs"
    with Slide(path) as slide:
        want = slide.read_region(300, 300, 0, 200, 200)
        path.rename(away)
        try:
            assert np.array_equal(read(slide, 300, 300, 0, 200, 200), want)
        except StephError as error:  # where OpenSlide holds no handle
            assert "not found" in str(error) or "not be read" in str(error)
        assert not uses_tiles(slide)
        away.rename(path)
        assert np.array_equal(read(slide, 300, 300, 0, 200, 200), want)
        assert uses_tiles(slide)


def test_other_tiffs_have_no_jpeg_tiles(tmp_path: Path) -> None:
    rgb = np.full((600, 700, 3), 200, np.uint8)
    tifffile.imwrite(tmp_path / "deflate.tif", rgb, tile=(256, 256), compression="deflate")
    assert find_jpeg_tiles(tmp_path / "deflate.tif", ((700, 600),)) is None
    (tmp_path / "nothing.tif").write_bytes(b"nothing")
    assert find_jpeg_tiles(tmp_path / "nothing.tif", ((700, 600),)) is None
    with Slide(tmp_path / "deflate.tif") as slide:
        assert (read(slide, 0, 0, 0, 50, 40) == 200).all()


@pytest.mark.parametrize("seed", range(60))
def test_what_openslide_refuses_is_refused(tmp_path: Path, path: Path, seed: int) -> None:
    """Holes, noise and cuts anywhere in a tile's stream: never painted as if they were tissue."""
    rng = np.random.default_rng(seed)
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages[0]
        number = 6  # the second tile of the second row, in the middle of the tissue
        offset, count = page.dataoffsets[number], page.databytecounts[number]
    data = bytearray(path.read_bytes())
    start = int(rng.integers(0, count - 64))
    end = int(min(count, start + rng.integers(64, 4096)))
    kind = seed % 3
    if kind == 0:
        data[offset + start : offset + end] = bytes(end - start)
    elif kind == 1:
        data[offset + start : offset + end] = rng.integers(0, 256, end - start, np.uint8).tobytes()
    else:
        data[offset + start : offset + count] = bytes(count - start)
    broken = tmp_path / "broken.svs"
    broken.write_bytes(bytes(data))
    with Slide(broken) as slide:
        try:
            expected = slide.read_region(256, 256, 0, 256, 256)
        except StephError:
            with pytest.raises(StephError):
                read(slide, 256, 256, 0, 256, 256)
        else:
            assert np.array_equal(read(slide, 256, 256, 0, 256, 256), expected)
        whole = read(slide, 512, 512, 0, 256, 256)
        assert np.array_equal(whole, slide.read_region(512, 512, 0, 256, 256))


def test_a_sound_stream_does_not_look_damaged(path: Path) -> None:
    with tifffile.TiffFile(path) as tiff, path.open("rb") as file:
        page = tiff.pages[0]
        for offset, count in zip(page.dataoffsets, page.databytecounts, strict=True):
            file.seek(offset)
            stream = file.read(count)
            assert not looks_damaged(stream)
            assert looks_damaged(stream[: count // 2])


def test_a_closed_slide_reads_nothing(path: Path) -> None:
    slide = Slide(path)
    read(slide, 0, 0, 0, 64, 64)
    slide.close()
    with pytest.raises(StephError, match="closed"):
        read(slide, 0, 0, 0, 64, 64)
