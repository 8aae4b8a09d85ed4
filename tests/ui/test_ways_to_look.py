"""Brightness, mirrors and a second slide: how a slide is looked at, never what is analysed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import wait_for_slide, wait_until
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from viewer_actions import centre, picture, settle, show

from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer.camera import Rotation
from steph_desktop.ui.parts.viewer.look import Look
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.viewer import SlideViewer
from steph_desktop.ui.shell.main_window import MainWindow


@pytest.fixture
def pane(qtbot: QtBot, pool: Tasks, slide: Path) -> SlidePane:
    return show(qtbot, pool, slide)


@pytest.fixture
def viewer(pane: SlidePane) -> SlideViewer:
    return pane.viewer


# Brightness, contrast, gamma ----------------------------------------------------------------------


def test_each_slider_does_what_it_says() -> None:
    levels = np.arange(256)
    assert np.array_equal(Look().table, levels)
    assert np.array_equal(Look(brightness=0.2).table, np.clip(levels + 51, 0, 255))
    assert Look(contrast=-1).table.min() == Look(contrast=-1).table.max()
    hard = Look(contrast=0.5).table
    assert hard[127] in (126, 127, 128) and hard[64] == 0 and hard[200] == 255
    light = Look(gamma=0.5).table
    assert light[0] == 0 and light[255] == 255 and light[64] > 64
    assert Look(gamma=1).exponent == pytest.approx(3) and Look(gamma=-1).exponent < 0.34
    assert Look(0.2, -0.1, 0.5).words() == "brightness +20, contrast -10, gamma 1.73"


def test_sliders_change_the_view_and_a_double_click_takes_back(
    qtbot: QtBot, pane: SlidePane, viewer: SlideViewer
) -> None:
    viewer.set_objective(40)
    viewer.centre_on(1000, 700)
    settle(qtbot, viewer)
    before = picture(viewer)[250:450, 450:700]  # beside what floats over the slide
    pane.commands.look.trigger()
    assert pane.look.isVisible() and pane.look.sliders["brightness"].hasFocus()
    assert "never" not in pane.look.words.text() and "analysis" in pane.look.words.text()
    pane.look.sliders["brightness"].setValue(-40)
    after = picture(viewer)[250:450, 450:700]
    assert np.array_equal(after, Look(brightness=-0.4).table[before])
    assert viewer.readout().endswith("brightness -40")
    # A strip that a pan brings in looks like the rest.
    viewer.pan(60, 0)
    settle(qtbot, viewer)
    moved = picture(viewer)
    viewer.set_look(Look())
    assert np.array_equal(
        moved[250:450, 450:700], Look(-0.4).table[picture(viewer)[250:450, 450:700]]
    )
    viewer.set_look(pane.look.look)
    QTest.mouseDClick(pane.look.sliders["brightness"], Qt.MouseButton.LeftButton)
    assert pane.look.look.is_plain and not pane.look.reset_button.isEnabled()
    assert "brightness" not in viewer.readout()


def test_a_look_stays_for_the_next_slide_and_reads_nothing_else(
    qtbot: QtBot, pane: SlidePane, pool: Tasks, slide: Path
) -> None:
    from steph_desktop.ui.parts.viewer.tiles import TileStore

    pane.look.sliders["contrast"].setValue(30)
    other = Slide(slide)
    pixels = other.read_region(900, 700, 0, 64, 64)
    pane.viewer.show_slide(TileStore(other, pool))
    settle(qtbot, pane.viewer)
    assert pane.viewer.look == Look(contrast=0.3)
    assert np.array_equal(other.read_region(900, 700, 0, 64, 64), pixels)


# Mirrors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("upside_down", "axis"), [(False, 1), (True, 0)])
@pytest.mark.parametrize("turns", [0, 1])
def test_a_mirrored_slide_shows_the_same_pixels_mirrored(
    qtbot: QtBot, viewer: SlideViewer, upside_down: bool, axis: int, turns: int
) -> None:
    viewer.resize(801, 601)
    viewer.set_objective(40)
    viewer.centre_on(1000, 700)
    viewer.rotate(90 * turns)
    settle(qtbot, viewer)
    view = viewer.view()
    assert view is not None
    at = view.to_widget.map(QPointF(950, 640))
    viewer.flip(upside_down=upside_down)
    settle(qtbot, viewer)
    assert centre(viewer) == pytest.approx((1000, 700), abs=1)
    assert "mirrored" in viewer.readout()
    turned = viewer.view()
    assert turned is not None
    now = turned.to_widget.map(QPointF(950, 640))
    middle = viewer.rect().center()
    same, other = (now.y(), at.y()) if axis else (now.x(), at.x())
    assert same == pytest.approx(other, abs=1.5)
    across, before = (now.x(), at.x()) if axis else (now.y(), at.y())
    twice = 2 * (middle.x() if axis else middle.y())
    assert across + before == pytest.approx(twice, abs=2.5)
    viewer.flip(upside_down=upside_down)
    assert viewer.turn == Rotation(90 * turns)


def test_a_mirrored_slide_turns_and_moves_as_it_is_seen(qtbot: QtBot, viewer: SlideViewer) -> None:
    viewer.set_objective(20)
    viewer.centre_on(1000, 700)
    viewer.flip()
    view = viewer.view()
    assert view is not None
    mark = view.to_slide.map(QPointF(500, 300))
    viewer.pan(100, 0)  # the view goes to the right: what is seen goes to the left
    view = viewer.view()
    assert view is not None
    assert view.to_widget.map(mark).x() == pytest.approx(400, abs=2)
    spot = view.to_widget.map(mark) - QPointF(viewer.width() / 2, viewer.height() / 2)
    viewer.rotate(90)  # clockwise on screen
    view = viewer.view()
    assert view is not None
    now = view.to_widget.map(mark) - QPointF(viewer.width() / 2, viewer.height() / 2)
    assert (now.x(), now.y()) == pytest.approx((-spot.y(), spot.x()), abs=3)
    viewer.reset_rotation()
    assert viewer.turn == Rotation()


# A second slide -----------------------------------------------------------------------------------


@pytest.fixture
def two(qtbot: QtBot, window: MainWindow, slide_folder: Path) -> Iterator[MainWindow]:
    """A window on two slides of other resolutions, the second beside the first."""
    window.open_paths([slide_folder / "smith-john.svs", slide_folder / "second.svs"])
    wait_for_slide(qtbot, window)
    window.pane.commands.beside.trigger()
    beside = window.pane.beside
    wait_until(qtbot, lambda: beside.viewer.store is not None)
    return window


def test_two_slides_keep_the_same_zoom_and_move_together(qtbot: QtBot, two: MainWindow) -> None:
    one, other = two.pane.viewer, two.pane.beside.viewer
    assert one.slide_mpp == 0.25 and other.slide_mpp == 0.5
    assert one.width() == pytest.approx(other.width(), abs=60)
    one.set_objective(10)
    assert other.mpp == pytest.approx(one.mpp)
    start, there = one.middle(), other.middle()
    one.pan(120, -40)
    moved, followed = one.middle() - start, other.middle() - there
    assert (moved.x() * 0.25, moved.y() * 0.25) == pytest.approx(
        (followed.x() * 0.5, followed.y() * 0.5), abs=2
    )
    other.zoom(2)  # either leads
    assert one.mpp == pytest.approx(other.mpp)
    other.rotate(90)  # turned to fit the other: they still move together on screen
    start, there = one.middle(), other.middle()
    one.pan(60, 0)
    step = other.to_screen_um(other.middle() - there)
    led = one.to_screen_um(one.middle() - start)
    assert (step.x(), step.y()) == pytest.approx((led.x(), led.y()), abs=2)


def test_unlinked_slides_move_alone_and_go_on_from_there(qtbot: QtBot, two: MainWindow) -> None:
    one, beside = two.pane.viewer, two.pane.beside
    one.set_objective(10)
    beside.together.click()
    at = beside.viewer.middle()
    one.pan(200, 0)
    one.zoom(2)
    assert beside.viewer.middle() == at
    beside.viewer.pan(0, 90)
    apart = beside.viewer.middle()
    beside.together.click()
    assert beside.viewer.mpp == pytest.approx(one.mpp)
    assert (beside.viewer.middle() - apart).manhattanLength() < 3


def test_the_second_slide_is_chosen_and_closed(qtbot: QtBot, two: MainWindow) -> None:
    beside = two.pane.beside
    assert [slide.path.name for slide in beside._offered] == ["second.svs"]
    assert all(slide.words.startswith("Case") for slide in beside._offered)
    two.cases.step_case(1)  # the other is on show now: the first is offered beside it
    wait_until(qtbot, lambda: [s.path.name for s in beside._offered] == ["smith-john.svs"])
    wait_until(qtbot, lambda: beside.viewer.store.slide.path.name == "smith-john.svs")
    QTest.mouseClick(beside.close_button, Qt.MouseButton.LeftButton)
    assert not beside.is_open and beside.viewer.store is None


def test_a_slide_that_cannot_be_opened_beside_says_why(
    qtbot: QtBot, window: MainWindow, slide_folder: Path
) -> None:
    window.open_paths([slide_folder / "smith-john.svs", slide_folder / "not-a-slide.svs"])
    wait_for_slide(qtbot, window)
    window.pane.commands.beside.trigger()
    beside = window.pane.beside
    wait_until(qtbot, beside.fault.isVisible)
    assert "not-a-slide.svs" in beside.fault.text()
