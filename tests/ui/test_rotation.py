from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import SIZE_PX
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot
from viewer_actions import centre, drag, picture, settle, show, to_pixels, wheel

from steph_desktop.case.map_rendering import PatchMap
from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer.camera import Rotation
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.viewer import SlideViewer

WINDOW = st.tuples(st.integers(1, 3000), st.integers(1, 3000))


@pytest.fixture
def pane(qtbot: QtBot, pool: Tasks, slide: Path) -> SlidePane:
    return show(qtbot, pool, slide)


@pytest.fixture
def viewer(pane: SlidePane) -> SlideViewer:
    return pane.viewer


@given(st.floats(0, 359.9), WINDOW, st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_the_frame_holds_the_whole_window(
    degrees: float, window: tuple[int, int], at: tuple[float, float]
) -> None:
    turn = Rotation(degrees)
    width, height = turn.frame_px(window)
    x, y = turn.to_frame(at[0] * window[0], at[1] * window[1], window)
    assert -0.01 <= x <= width + 0.01
    assert -0.01 <= y <= height + 0.01
    step = turn.step_to_window(*turn.step_to_frame(3.0, -7.0))
    assert step == pytest.approx((3.0, -7.0))


def test_quarter_turns_are_exact() -> None:
    assert Rotation(90).frame_px((800, 601)) == (601, 800)
    assert Rotation(90).to_frame(0, 0, (800, 601)) == (0, 800)
    assert Rotation().by(-90).degrees == 270
    assert Rotation(350).by(10).degrees == 0


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_quarter_turn_shows_the_same_pixels_turned(
    qtbot: QtBot, viewer: SlideViewer, slide: Path, turns: int
) -> None:
    viewer.set_objective(40)
    viewer.centre_on(1000, 700)
    viewer.rotate(90 * turns)
    settle(qtbot, viewer)
    assert centre(viewer) == pytest.approx((1000, 700), abs=1)
    view = viewer.view()
    assert view is not None
    corners = [view.to_slide.map(QPointF(x, y)) for x, y in ((300, 200), (500, 400))]
    x0, x1 = sorted(round(c.x()) for c in corners)
    y0, y1 = sorted(round(c.y()) for c in corners)
    with Slide(slide) as opened:
        expected = np.rot90(opened.read_region(x0, y0, 0, x1 - x0, y1 - y0), -turns)
    assert np.array_equal(picture(viewer)[200:400, 300:500], expected)


def test_any_angle_keeps_middle_cursor_and_hand(qtbot: QtBot, viewer: SlideViewer) -> None:
    viewer.set_objective(20)
    viewer.centre_on(1000, 700)
    viewer.rotate(33)
    assert viewer.readout().endswith("turned 33°")
    assert centre(viewer) == pytest.approx((1000, 700), abs=2)
    at = QPoint(250, 180)
    view = viewer.view()
    assert view is not None
    before = view.to_slide.map(QPointF(at))
    wheel(viewer, at, 2)
    view = viewer.view()
    assert view is not None
    after = view.to_slide.map(QPointF(at))
    assert (after - before).manhattanLength() < 4
    drag(viewer, at, QPoint(320, 260), QPoint(330, 300))
    view = viewer.view()
    assert view is not None
    held = view.to_slide.map(QPointF(330, 300))
    assert (held - after).manhattanLength() < 4, "what the hand took hold of stays under it"


def test_ctrl_and_wheel_turn_and_the_overview_follows(viewer: SlideViewer) -> None:
    wheel(viewer, QPoint(300, 300), -3, Qt.KeyboardModifier.ControlModifier)
    assert viewer.turn.degrees == 15
    corners = viewer.visible_corners()
    assert corners.at(0).y() != pytest.approx(corners.at(1).y(), abs=10)
    viewer.reset_rotation()
    assert viewer.turn.degrees == 0
    assert "turned" not in viewer.readout()


def test_a_turned_slide_fits(viewer: SlideViewer) -> None:
    viewer.fit()
    viewer.rotate(90)
    view = viewer.view()
    assert view is not None
    for x in (0, SIZE_PX[0]):
        for y in (0, SIZE_PX[1]):
            assert viewer.rect().contains(view.to_widget.map(QPointF(x, y)).toPoint())


def test_map_and_tiles_turn_together(qtbot: QtBot, viewer: SlideViewer) -> None:
    coords = np.array([(960, 660)], np.int64)
    rgba = np.array([(255, 0, 0, 255)], np.uint8)
    viewer.set_map(PatchMap(coords, 80, rgba, np.array([2.5])))
    viewer.set_opacity(1.0)
    viewer.set_objective(40)
    viewer.centre_on(1000, 760)
    for degrees in (0, 90, 147):
        viewer.reset_rotation()
        viewer.rotate(degrees)
        settle(qtbot, viewer)
        view = viewer.view()
        assert view is not None
        spot = view.to_widget.map(QPointF(1000, 700)).toPoint()
        assert tuple(picture(viewer)[spot.y(), spot.x()]) == (255, 0, 0)
        with qtbot.waitSignal(viewer.hovered) as caught:
            from PySide6.QtTest import QTest

            QTest.mouseMove(viewer, spot)
        assert caught.args == [2.5]


def test_a_new_slide_stands_upright(viewer: SlideViewer, pool: Tasks, slide: Path) -> None:
    from steph_desktop.ui.parts.viewer.tiles import TileStore

    viewer.rotate(90)
    viewer.show_slide(TileStore(Slide(slide), pool))
    assert viewer.turn.degrees == 0


def test_a_picture_is_what_is_seen_with_the_scale_bar(qtbot: QtBot, pane: SlidePane) -> None:
    viewer = pane.viewer
    viewer.set_objective(20)
    viewer.rotate(90)
    viewer.set_map(PatchMap(np.array([(900, 700)], np.int64), 300, np.uint8([(255, 0, 0, 255)])))
    settle(qtbot, viewer)
    seen = picture(viewer)
    taken = to_pixels(viewer.picture(overlays=True))
    assert np.array_equal(seen[250:, :500], taken[250:, :500]), "the scale bar among them"
    bare = to_pixels(viewer.picture(overlays=False))
    red = np.abs(taken.astype(int) - bare).sum(axis=2) > 60
    assert red[100:500].any(), "the map is on one of them only"
    plate = viewer.scale_bar_rect().toRect()
    box = (slice(plate.top(), plate.bottom()), slice(plate.left(), plate.right()))
    assert np.array_equal(bare[box], taken[box])
