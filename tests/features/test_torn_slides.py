"""Slides whose header or order of tiles is wrong: said, and never only "done"."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from fake_encoder import FakeEncoder
from slides import set_tiles, tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import Bag, read_bag
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.reader import Slide

SIDE_PX = 3072


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(SIDE_PX, SIDE_PX, (1536, 1536), 1400, nuclei=0.02)
    return write_pyramid(tmp_path_factory.mktemp("sound") / "x.svs", rgb, 0.5, tile_px=256)


def bag_of(path: Path, folder: Path) -> Bag:
    return read_bag(extract_features(path, folder, FakeEncoder(step=16)))


def copy_of(path: Path, folder: Path) -> Path:
    made = folder / path.name
    made.write_bytes(path.read_bytes())
    return made


def test_a_sound_slide_agrees_with_itself(sound: Path, tmp_path: Path) -> None:
    assert not [one for one in bag_of(sound, tmp_path).meta.warnings if "another picture" in one]


@pytest.mark.parametrize("pairs", [[(66, 77)], [(66, 77), (54, 89)], [(40, 41)]])
def test_swapped_tiles_are_counted(
    sound: Path, tmp_path: Path, pairs: list[tuple[int, int]]
) -> None:
    path = copy_of(sound, tmp_path)
    swapped = dict(pairs) | {b: a for a, b in pairs}
    set_tiles(path, SIDE_PX, dict(swapped))
    whole = bag_of(sound, tmp_path / "whole")
    bag = bag_of(path, tmp_path / "out")
    said = [one for one in bag.meta.warnings if "another picture" in one]
    assert len(said) == 1
    assert said[0].startswith(f"{2 * len(pairs)} of {len(whole.features)} ")
    assert len(bag.features) == len(whole.features) - 2 * len(pairs)
    assert whole.coords is not None and bag.coords is not None
    left = {tuple(xy) for xy in whole.coords.tolist()} - {tuple(xy) for xy in bag.coords.tolist()}
    assert left == {(256 * (tile % 12), 256 * (tile // 12)) for tile in swapped}


@pytest.mark.parametrize("width", [2600, 3400, 1536])
def test_a_width_that_does_not_fit_the_tiles_is_refused(
    sound: Path, tmp_path: Path, width: int
) -> None:
    path = copy_of(sound, tmp_path)
    with tifffile.TiffFile(path, mode="r+") as tiff:
        tiff.pages[0].tags[256].overwrite(width, erase=False)
    with pytest.raises(StephError, match=r"contradicts itself|damaged"):
        Slide(path)


@pytest.mark.parametrize("axis", [256, 257])
@pytest.mark.parametrize("lost", [250, 60])
def test_a_size_within_the_last_tiles_contradicts_what_else_the_file_says(
    sound: Path, tmp_path: Path, axis: int, lost: int
) -> None:
    path = copy_of(sound, tmp_path)
    with tifffile.TiffFile(path, mode="r+") as tiff:
        tiff.pages[0].tags[axis].overwrite(SIDE_PX - lost, erase=False)
    with Slide(path) as slide:
        assert slide.info.size_doubt
    said = [one for one in bag_of(path, tmp_path / "out").meta.warnings if "contradicts" in one]
    assert len(said) == 1 and f"{SIDE_PX - lost}" in said[0]


@pytest.mark.parametrize("size", [(3072, 3072), (3001, 2047), (2999, 3071), (517, 1033)])
@pytest.mark.parametrize("factor", [2, 4])
@pytest.mark.parametrize("svs", [True, False])
def test_rounded_levels_are_no_contradiction(
    tmp_path: Path, size: tuple[int, int], factor: int, svs: bool
) -> None:
    rgb = np.full((size[1], size[0], 3), 240, np.uint8)
    path = write_pyramid(tmp_path / "x.svs", rgb, 0.5, svs=svs, levels=5, factor=factor)
    with Slide(path) as slide:
        assert slide.info.size_doubt == ""


def test_the_size_that_the_scanner_wrote_is_known_in_a_slide_of_one_level(
    sound: Path, tmp_path: Path
) -> None:
    rgb = np.full((600, 700, 3), 240, np.uint8)
    path = write_pyramid(tmp_path / "x.svs", rgb, 0.5, levels=1)
    with tifffile.TiffFile(path, mode="r+") as tiff:
        tiff.pages[0].tags[256].overwrite(690, erase=False)
    with Slide(path) as slide:
        assert "700 x 600" in slide.info.size_doubt


def test_tiles_of_another_width_show_another_picture(sound: Path, tmp_path: Path) -> None:
    """Every row of tiles one further, as a wrong width shears a slide."""
    path = copy_of(sound, tmp_path)
    shifted: dict[int, int | None] = {n: (n + n // 12) % 144 for n in range(144)}
    set_tiles(path, SIDE_PX, shifted)
    try:
        bag = bag_of(path, tmp_path / "out")
    except StephError:
        return
    said = [one for one in bag.meta.warnings if "another picture" in one]
    count, total = (int(word) for word in np.array(said[0].split())[[0, 2]])
    assert count > 0.4 * total
