from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
import tifffile
from fuzzed_slides import damaged_scans
from slides import tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.slide import jpeg_tiles
from steph_desktop.slide.jpeg_tiles import decode_strictly, find_jpeg_tiles, strict_decoder
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
    monkeypatch.setattr(jpeg_tiles, "_TRANSFORM", {2: b"\x01", 6: b"\x00"})
    with Slide(path) as slide:
        ours = read(slide, 300, 300, 0, 200, 200)
        assert not uses_tiles(slide)
        assert np.array_equal(ours, slide.read_region(300, 300, 0, 200, 200))


def test_a_slide_that_goes_away_before_they_are_found_is_looked_at_again(tmp_path: Path) -> None:
    rgb = tissue_disc(*SIZE_PX, (550, 450), 430)
    path = write_pyramid(tmp_path / "drive.svs", rgb, 0.5)
    away = tmp_path / "away.svs"
    with Slide(path) as slide:
        want = slide._slow_pixels(300, 300, 0, 200, 200)[0]
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


def places_of(path: Path) -> list[tuple[int, int]]:
    """Offset and length of every tile of level 0."""
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages[0]
        return list(zip(page.dataoffsets, page.databytecounts, strict=True))


def compared(path: Path) -> tuple[int, int]:
    """Read every tile both ways; return how many are equal, and how many both refuse."""
    equal = refused = 0
    with Slide(path) as slide:
        width, height = slide.info.size_px
        for y in range(0, height, 128):
            for x in range(0, width, 128):
                try:
                    expected = slide._slow_pixels(x, y, 0, 128, 128)[0]
                except StephError:
                    with pytest.raises(StephError):
                        read(slide, x, y, 0, 128, 128)
                    with pytest.raises(StephError):
                        slide.read_region(x, y, 0, 128, 128)
                    refused += 1
                else:
                    assert np.array_equal(read(slide, x, y, 0, 128, 128), expected)
                    assert np.array_equal(slide.read_region(x, y, 0, 128, 128), expected)
                    equal += 1
    return equal, refused


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(512, 384, (270, 190), 170)
    folder = tmp_path_factory.mktemp("small")
    return write_pyramid(folder / "s.svs", rgb, 0.5, levels=1, tile_px=128, quality=70)


def damaged_all(small: Path, folder: Path, numbers: range) -> tuple[int, int]:
    whole, places = small.read_bytes(), places_of(small)
    found = np.zeros(2, int)
    for number in numbers:
        broken = folder / "broken.svs"
        broken.write_bytes(damaged_scans(whole, places, number))
        found += compared(broken)
    return int(found[0]), int(found[1])


def test_what_openslide_refuses_is_refused_and_all_else_is_equal(
    small: Path, tmp_path: Path
) -> None:
    """Scans cut, restarted, spliced, with bits flipped: never painted as if they were tissue."""
    equal, refused = damaged_all(small, tmp_path, range(120))
    assert equal + refused == 120 * 12
    assert refused > 120


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_ten_thousand_damaged_scans(small: Path, tmp_path: Path) -> None:
    equal, refused = damaged_all(small, tmp_path, range(10_000))
    logging.getLogger(__name__).info("%d tiles equal, %d refused both ways", equal, refused)
    assert equal + refused == 10_000 * 12


def test_without_the_decoder_that_stops_at_warnings_openslide_reads(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jpeg_tiles, "strict_decoder", lambda: None)
    with Slide(path) as slide:
        assert read(slide, 300, 300, 0, 200, 200).shape == (200, 200, 3)
        assert not uses_tiles(slide)


def test_a_sound_stream_is_decoded_and_no_part_of_it(path: Path) -> None:
    assert strict_decoder() is not None
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages[0]
        options = {"tables": page.jpegtables, "photometric": int(page.photometric)}
    data = path.read_bytes()
    for offset, count in places_of(path):
        stream = data[offset : offset + count]
        tile = decode_strictly(stream, (256, 256), **options)
        assert tile is not None
        small = decode_strictly(stream, (256, 256), reduced=8, **options)
        assert small is not None and small.shape == (32, 32, 3)
        mean = tile.reshape(32, 8, 32, 8, 3).mean(axis=(1, 3))
        assert np.abs(small - mean).max() < 12
        for wrong in (stream[: count // 2], stream[:-2], b"", b"\xff\xd8", stream[2:]):
            assert decode_strictly(wrong, (256, 256), **options) is None
        assert decode_strictly(stream, (256, 128), **options) is None


@pytest.mark.parametrize("width", [1021, 1024])
def test_where_openslide_shifts_pixels_it_reads_them(tmp_path: Path, width: int) -> None:
    """At a level that is not a whole number of times smaller; extraction takes its pixels there."""
    rgb = tissue_disc(width, 900, (500, 450), 430)
    with Slide(write_pyramid(tmp_path / "x.svs", rgb, 0.5)) as slide:
        for x, y in ((0, 0), (256, 128), (333, 257), (512, 512), (7, 5)):
            region = slide.read_region(x, y, 1, 100, 90)
            assert np.array_equal(region, slide._slow_pixels(x, y, 1, 100, 90)[0])


def test_a_closed_slide_reads_nothing(path: Path) -> None:
    slide = Slide(path)
    read(slide, 0, 0, 0, 64, 64)
    slide.close()
    with pytest.raises(StephError, match="closed"):
        read(slide, 0, 0, 0, 64, 64)


def test_a_share_that_goes_leaves_it_to_openslide_and_is_asked_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        closed = False

        def seek(self, _place: int) -> None:
            raise OSError(107, "Transport endpoint is not connected")

        def close(self) -> None:
            pass

    with Slide(path) as slide:
        tiles = slide._jpeg_tiles()
        assert tiles is not None
        whole = tiles._file
        monkeypatch.setattr(tiles, "_file", Gone())
        first = read(slide, 0, 0, 0, 300, 300)
        assert not uses_tiles(slide) and slide.reduction(0, 99.0) == 1
        monkeypatch.setattr(tiles, "_file", whole)
        assert np.array_equal(read(slide, 0, 0, 0, 300, 300), first)
        assert uses_tiles(slide)
