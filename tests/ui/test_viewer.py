from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import SIZE_PX, wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from viewer_actions import centre, picture, show, wheel

from steph_desktop.case.map_rendering import PatchMap
from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer import tiles
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.tiles import TileStore
from steph_desktop.ui.parts.viewer.viewer import SlideViewer


@pytest.fixture
def pane(qtbot: QtBot, pool: Tasks, slide: Path) -> SlidePane:
    return show(qtbot, pool, slide)


@pytest.fixture
def viewer(pane: SlidePane) -> SlideViewer:
    return pane.viewer


def test_a_slide_opens_fitted(viewer: SlideViewer) -> None:
    area = viewer.visible_area()
    assert area.left() < 0 < SIZE_PX[0] < area.right()
    assert centre(viewer) == pytest.approx((SIZE_PX[0] / 2, SIZE_PX[1] / 2), abs=2)


def test_the_wheel_zooms_at_the_cursor(viewer: SlideViewer) -> None:
    at = QPoint(250, 200)
    assert viewer.camera is not None
    before = viewer.camera.to_slide(at.x(), at.y())
    scale = viewer.camera.scale
    wheel(viewer, at, 2)
    assert viewer.camera.scale == pytest.approx(2 * scale)
    assert viewer.camera.to_slide(at.x(), at.y()) == pytest.approx(before, abs=2)
    wheel(viewer, at, -2)
    assert viewer.camera.scale == pytest.approx(scale)


def test_zoom_has_ends(viewer: SlideViewer) -> None:
    for notches in (40, -40):
        wheel(viewer, QPoint(400, 300), notches)
        assert viewer.camera is not None
        assert 0.03 < viewer.camera.scale <= 8


def test_a_drag_pans_with_the_hand(viewer: SlideViewer) -> None:
    viewer.set_objective(20)
    x, y = centre(viewer)
    QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    QTest.mouseMove(viewer, QPoint(340, 320))
    QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton, pos=QPoint(340, 320))
    assert viewer.camera is not None
    scale = viewer.camera.scale
    assert centre(viewer) == pytest.approx((x + 60 / scale, y - 20 / scale), abs=2)


@pytest.mark.parametrize(
    ("key", "dx", "dy"),
    [
        (Qt.Key.Key_Left, -1, 0),
        (Qt.Key.Key_Right, 1, 0),
        (Qt.Key.Key_Up, 0, -1),
        (Qt.Key.Key_Down, 0, 1),
    ],
)
def test_arrows_pan(viewer: SlideViewer, key: Qt.Key, dx: int, dy: int) -> None:
    viewer.set_objective(40)
    x, y = centre(viewer)
    QTest.keyClick(viewer, key)
    moved = np.sign(np.round(np.subtract(centre(viewer), (x, y)), 3))
    assert tuple(moved) == (dx, dy)


@pytest.mark.parametrize(
    ("key", "objective"), list(zip("123456", (1.25, 2.5, 5, 10, 20, 40), strict=True))
)
def test_digits_choose_objectives(pane: SlidePane, key: str, objective: float) -> None:
    viewer = pane.viewer
    QTest.keyClick(viewer, key)
    assert viewer.mpp == pytest.approx(10 / objective)
    assert viewer.readout().startswith(f"{objective:.3g}x · ")
    assert pane.objectives.buttons[objective].isChecked()
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert not pane.objectives.buttons[objective].isChecked()


def test_plus_and_minus_zoom(viewer: SlideViewer) -> None:
    assert viewer.camera is not None
    scale = viewer.camera.scale
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.camera.scale > scale
    QTest.keyClick(viewer, Qt.Key.Key_Minus)
    assert viewer.camera.scale == pytest.approx(scale)


def test_buttons_choose_objectives(pane: SlidePane) -> None:
    QTest.mouseClick(pane.objectives.buttons[10.0], Qt.MouseButton.LeftButton)
    assert pane.viewer.mpp == pytest.approx(1.0)
    QTest.mouseClick(pane.objectives.fit_button, Qt.MouseButton.LeftButton)
    assert pane.viewer.visible_area().width() > SIZE_PX[0]


def test_a_click_in_the_overview_jumps(pane: SlidePane) -> None:
    pane.viewer.set_objective(20)
    box = pane.overview.rect()
    QTest.mouseClick(pane.overview, Qt.MouseButton.LeftButton, pos=QPoint(4, box.height() - 4))
    x, y = centre(pane.viewer)
    assert x < 0.1 * SIZE_PX[0]
    assert y > 0.9 * SIZE_PX[1]


def test_the_readout_says_where_the_resolution_comes_from(
    qtbot: QtBot, pool: Tasks, slide_folder: Path
) -> None:
    pane = show(qtbot, pool, slide_folder / "smith-john.svs")
    QTest.keyClick(pane.viewer, "4")
    assert pane.viewer.readout() == "10x · 1.00 µm/px (from scanner)"
    pane.viewer.show_slide(TileStore(Slide(slide_folder / "no-mpp.svs", 0.5), pool))
    assert "stated by user" in pane.viewer.readout()


def test_without_a_resolution_nothing_pretends_to_know_it(
    qtbot: QtBot, pool: Tasks, slide_folder: Path
) -> None:
    pane = show(qtbot, pool, slide_folder / "no-mpp.svs")
    viewer = pane.viewer
    assert viewer.mpp is None
    assert "resolution not stated" in viewer.readout()
    camera = viewer.camera
    QTest.keyClick(viewer, "4")
    assert viewer.camera == camera
    assert not any(made.isEnabled() for made in pane.objectives.buttons.values())


def test_the_view_shows_the_slides_own_pixels(qtbot: QtBot, pane: SlidePane, slide: Path) -> None:
    viewer = pane.viewer
    viewer.set_objective(40)  # one pixel of the slide is one on screen
    wait_until(qtbot, lambda: not viewer.store._tasks.busy)
    QApplication.processEvents()
    assert viewer.camera is not None
    x, y = (round(c) for c in viewer.camera.to_slide(0, 0))
    with Slide(slide) as opened:
        expected = opened.read_region(x, y, 0, 800, 500)
    assert np.array_equal(picture(viewer)[200:500], expected[200:])  # beside what floats


def test_a_panned_view_equals_one_painted_afresh(qtbot: QtBot, viewer: SlideViewer) -> None:
    """The shifted image and its new strips leave no seam."""
    coords = np.array([(400 + 96 * i, 300 + 96 * j) for i in range(9) for j in range(7)], np.int64)
    rgba = np.random.default_rng(0).integers(0, 255, (len(coords), 4)).astype(np.uint8)
    viewer.set_map(PatchMap(coords, 96, rgba))
    viewer.zoom(1.7)
    for dx, dy in ((13, -7), (-40, 22), (5, 5)):
        viewer.pan(dx, dy)
        wait_until(qtbot, lambda: not viewer.store._tasks.busy)
        QApplication.processEvents()
        shifted = picture(viewer)
        viewer._canvas.invalidate()
        difference = np.abs(shifted.astype(int) - picture(viewer))
        assert difference.max() <= 1  # the rounding of smooth scaling


def test_unreadable_tiles_are_marked_and_counted_never_white(
    qtbot: QtBot, pool: Tasks, slide_folder: Path
) -> None:
    pane = show(qtbot, pool, slide_folder / "broken.svs")
    viewer = pane.viewer
    viewer.set_objective(40)
    viewer.centre_on(512, 384)
    wait_until(qtbot, lambda: not pool.busy)
    QApplication.processEvents()
    assert pane.unreadable.isVisible()
    assert "cannot be read" in pane.unreadable.text()
    assert viewer.camera is not None
    x, y = (round(c) for c in viewer.camera.to_window(450, 400))
    spot = picture(viewer)[y - 20 : y + 20, x - 20 : x + 20].reshape(-1, 3)
    assert not (spot > 230).all(axis=1).any()
    assert len(np.unique(spot, axis=0)) > 1, "a pattern, not a plain colour"


def test_nothing_is_decoded_on_the_gui_thread(
    qtbot: QtBot, pane: SlidePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    readers: set[str] = set()
    read = tiles.read_area

    def watched(*arguments: object) -> object:
        readers.add(threading.current_thread().name)
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(tiles, "read_area", watched)
    pane.viewer.set_objective(40)
    pane.viewer.repaint()
    for _ in range(10):
        pane.viewer.pan(120, 60)
        pane.viewer.repaint()
    wait_until(qtbot, lambda: not pane.viewer.store._tasks.busy)
    assert readers
    assert all(name.startswith("steph-reader") for name in readers)


def test_a_missing_tile_is_covered_in_the_same_frame(pane: SlidePane) -> None:
    pane.viewer.set_objective(40)
    pane.viewer.centre_on(1000, 760)
    area = picture(pane.viewer)[250:350, 350:450]  # before any tile could arrive
    assert area.std() > 0
    assert (area.mean(axis=(0, 1)) < 235).any(), "tissue, coarse, not blank"


def test_what_floats_stays_apart_in_a_narrow_view(qtbot: QtBot, pane: SlidePane) -> None:
    for width, height in ((1400, 800), (440, 420)):
        pane.resize(width, height)
        QApplication.processEvents()
        bar, overview = pane.objectives.geometry(), pane.overview.geometry()
        assert not bar.intersects(overview), (width, height)
        assert pane.viewer.rect().contains(overview)


def test_a_resize_keeps_the_middle(pane: SlidePane) -> None:
    pane.viewer.set_objective(20)
    pane.viewer.centre_on(900, 700)
    before = centre(pane.viewer)
    pane.resize(1000, 500)
    QApplication.processEvents()
    assert centre(pane.viewer) == pytest.approx(before, abs=3)


def test_what_could_not_be_read_is_tried_again_on_request(
    qtbot: QtBot, pool: Tasks, slide_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = show(qtbot, pool, slide_folder / "broken.svs")
    pane.viewer.set_objective(40)
    pane.viewer.centre_on(512, 384)
    wait_until(qtbot, lambda: not pool.busy and pane.unreadable.isVisible())
    QApplication.processEvents()
    store = pane.viewer.store
    assert store is not None
    before = store.n_unreadable
    QTest.mouseClick(pane.unreadable, Qt.MouseButton.LeftButton)
    wait_until(qtbot, lambda: not pool.busy and store.n_unreadable == before)
    QApplication.processEvents()
    assert pane.unreadable.isVisible(), "what is still damaged is marked again"
    # The drive is back: the same place can be read.
    monkeypatch.setattr(tiles, "read_area", lambda *_: QImage(8, 8, QImage.Format.Format_RGB32))
    QTest.mouseClick(pane.unreadable, Qt.MouseButton.LeftButton)
    wait_until(qtbot, lambda: not pool.busy and pane.viewer.is_sharp)
    assert store.n_unreadable == 0
    assert not pane.unreadable.isVisible()
