from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import SIZE_PX, wait_until
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from slides import tissue_disc, write_pyramid

from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer.tiles import TILE_PX, Pyramid, TileKey, TileStore, read_area


def pixels(image: QImage) -> np.ndarray:
    """RGB of an image, shape (h, w, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_the_top_level_is_one_tile(width: int, height: int) -> None:
    pyramid = Pyramid((width, height))
    assert pyramid.grid(pyramid.top) == (1, 1)
    if pyramid.top:
        assert max(pyramid.grid(pyramid.top - 1)) == 2


@given(st.floats(1e-4, 8))
def test_a_level_is_never_coarser_than_the_screen(scale: float) -> None:
    pyramid = Pyramid((100_000, 80_000))
    level = pyramid.level_for(scale)
    assert level == 0 or scale * 2**level <= 1.001
    assert level == pyramid.top or scale * 2 ** (level + 1) > 1


def test_tiles_cover_an_area_exactly_and_middle_ones_come_first() -> None:
    pyramid = Pyramid((5000, 3000))
    keys = pyramid.covering(0, 600, 600, 1600, 1100)
    assert {(key.col, key.row) for key in keys} == {(c, r) for c in (1, 2, 3) for r in (1, 2)}
    assert keys[0].col == 2
    assert not pyramid.covering(0, 6000, 0, 7000, 100)


def test_tiles_at_the_border_are_cut() -> None:
    pyramid = Pyramid((1000, 700))
    assert pyramid.extent_px(TileKey(0, 1, 1)) == (512, 512, 488, 188)


def test_a_level_zero_tile_holds_the_slides_own_pixels(slide: Path) -> None:
    with Slide(slide) as opened:
        tile = read_area(opened, 512, 512, TILE_PX, TILE_PX, 1.0)
        assert np.array_equal(pixels(tile), opened.read_region(512, 512, 0, TILE_PX, TILE_PX))


def test_a_coarse_area_is_the_average_of_the_fine_one(slide: Path) -> None:
    with Slide(slide) as opened:
        coarse = pixels(read_area(opened, 0, 0, 1024, 1024, 2.0)).astype(float)
        fine = opened.read_region(0, 0, 0, 1024, 1024).astype(float)
    averaged = fine.reshape(512, 2, 512, 2, 3).mean(axis=(1, 3))
    assert np.abs(coarse - averaged).mean() < 1.0


def test_a_large_area_without_pyramid_is_read_in_pieces(tmp_path: Path) -> None:
    from slides import write_pyramid

    ramp = np.linspace(0, 255, 5000).astype(np.uint8)
    rgb = np.repeat(np.tile(ramp[None, :, None], (5000, 1, 1)), 3, axis=2)
    path = write_pyramid(tmp_path / "flat.svs", rgb, 0.5, levels=1)
    with Slide(path) as opened:
        image = pixels(read_area(opened, 0, 0, 5000, 5000, 16.0)).astype(float)
    assert image.shape == (313, 313, 3)
    expected = np.linspace(0, 255, 313)
    assert np.abs(image[150, :, 1] - expected).max() < 4  # no seam, no shift


def test_tiles_arrive_and_stand_ins_cover_what_is_missing(
    qtbot: QtBot, slide: Path, pool: Tasks
) -> None:
    store = TileStore(Slide(slide), pool)
    key = TileKey(0, 2, 1)
    assert store.get(key) is None
    assert store.stand_in(key) is None
    store.want([])
    wait_until(qtbot, lambda: store.whole is not None)
    found = store.stand_in(key)
    assert found is not None
    image, (x, y, width, height) = found
    assert x + width <= image.width()
    assert y + height <= image.height()
    store.want([key])
    wait_until(qtbot, lambda: store.get(key) is not None)
    store.close()


def test_the_cache_is_bounded_and_forgets_the_oldest(
    qtbot: QtBot, slide: Path, pool: Tasks
) -> None:
    bound = 3 * TILE_PX * TILE_PX * 4
    store = TileStore(Slide(slide), pool, cache_bytes=bound)
    keys = [TileKey(0, col, row) for row in range(2) for col in range(4)]
    for key in keys:
        store.want([key])
        wait_until(qtbot, lambda key=key: store.get(key) is not None)
        assert store.held_bytes <= bound
    assert store.get(keys[0]) is None
    assert store.get(keys[-1]) is not None
    assert store.whole is not None, "what stands in is never forgotten"
    store.close()
    assert store.held_bytes == 0


def test_unreadable_tiles_are_counted_once_and_the_rest_is_read(
    qtbot: QtBot, slide_folder: Path, pool: Tasks
) -> None:
    store = TileStore(Slide(slide_folder / "broken.svs"), pool)
    cols, rows = store.pyramid.grid(0)
    keys = [TileKey(0, col, row) for row in range(rows) for col in range(cols)]

    def all_known() -> bool:
        return all(store.get(key) is not None or store.is_unreadable(key) for key in keys)

    store.want(keys)
    wait_until(qtbot, all_known)
    bad = {key for key in keys if store.is_unreadable(key)}
    # The damaged 256 px tiles are the second and third of the second row: x 256..768, y 256..512.
    assert bad == {TileKey(0, 0, 0), TileKey(0, 1, 0)}
    store.want(keys)
    wait_until(qtbot, lambda: not pool.busy)
    # The coarse tile over them, averaged from the same pixels, is one more.
    assert store.is_unreadable(TileKey(1, 0, 0))
    assert store.n_unreadable == 3
    assert store.whole is not None
    store.close()


def test_an_answer_for_a_closed_slide_is_passed_over(
    qtbot: QtBot, slide: Path, pool: Tasks
) -> None:
    first = TileStore(Slide(slide), pool)
    first.want([TileKey(0, 0, 0)])
    first.close()
    second = TileStore(Slide(slide), pool)
    second.want([])
    wait_until(qtbot, lambda: second.whole is not None)
    assert first.whole is None
    assert second.pyramid.size_px == SIZE_PX
    second.close()


@pytest.mark.parametrize("down", [1.0, 3.7, 20.0])
def test_areas_have_the_size_that_was_asked_for(slide: Path, down: float) -> None:
    with Slide(slide) as opened:
        image = read_area(opened, 100, 50, 700, 300, down)
    assert (image.width(), image.height()) == (-(-700 // down), -(-300 // down))


def test_a_slow_overview_is_seen_to_come(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts of it stand in until it is whole; the finished tile is that of one read."""
    rgb = tissue_disc(3000, 2400, (1500, 1200), 1100)
    path = write_pyramid(tmp_path / "one.tif", rgb, 0.5, svs=False, levels=1)
    monkeypatch.setattr("steph_desktop.ui.parts.viewer.tiles._PIECE_PX", 512)
    monkeypatch.setattr("steph_desktop.ui.parts.viewer.tiles._SHOW_EVERY_S", 0.0)
    seen: list[np.ndarray] = []
    tasks = Tasks()
    store = TileStore(Slide(path), tasks)
    top = TileKey(store.pyramid.top, 0, 0)

    def arrived(key: TileKey) -> None:
        if key == top and store.whole is not None:
            seen.append(pixels(store.whole))

    store.arrived.connect(arrived)
    store.want([top])
    wait_until(qtbot, lambda: store.get(top) is not None)
    last = seen[-1]
    assert len(seen) > 3
    grey = [int(np.all(one == 0xE4, axis=-1).sum()) for one in seen]
    assert grey == sorted(grey, reverse=True) and grey[0] > grey[-1] + 1000
    with Slide(path) as slide:
        area = read_area(slide, *store.pyramid.extent_px(top), float(1 << top.level))
    assert np.array_equal(last, pixels(area))
    store.close()
    tasks.close()
