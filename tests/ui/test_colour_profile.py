"""The scanner's colour profile: asked for, applied off the GUI thread, told, never unasked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import SIZE_PX, wait_for_slide, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from slides import swapping_profile, tissue_disc, write_pyramid
from viewer_actions import picture, settle, show
from windows import words_on

from steph_desktop.core.errors import StephError
from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer.tiles import TileStore
from steph_desktop.ui.shell.main_window import MainWindow

PINK = (222, 150, 190)


@pytest.fixture(scope="module")
def profiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A slide whose profile swaps red and blue: no two colours could be further apart."""
    rgb = tissue_disc(*SIZE_PX, (1000, 760), 600, colour=(230, 120, 40), nuclei=0)
    path = tmp_path_factory.mktemp("icc") / "profiled.svs"
    return write_pyramid(path, rgb, 0.25, objective=40, profile=swapping_profile())


def middle(window: MainWindow) -> np.ndarray:
    rgb = picture(window.pane.viewer)
    rows, cols = rgb.shape[:2]
    spot = rgb[rows // 2 - 20 : rows // 2 + 20, cols // 2 - 20 : cols // 2 + 20]
    return spot.reshape(-1, 3).astype(float).mean(axis=0)


def press_c(window: MainWindow) -> None:
    QTest.keyClick(window.pane.viewer, Qt.Key.Key_C)


def test_c_applies_the_profile_and_takes_it_off(
    qtbot: QtBot, window: MainWindow, profiled: Path
) -> None:
    window.open_paths([profiled])
    wait_for_slide(qtbot, window)
    viewer, action = window.pane.viewer, window.pane.commands.profile
    settle(qtbot, viewer)
    plain = middle(window)
    assert action.isEnabled() and not action.isChecked()
    assert plain[0] > plain[2] + 100
    assert "colour profile" not in viewer.readout()
    press_c(window)
    wait_until(qtbot, lambda: "colour profile" in viewer.readout())
    settle(qtbot, viewer)
    assert middle(window) == pytest.approx(plain[::-1], abs=3)
    assert window.pane.overview.grab().toImage().pixelColor(60, 60).blue() > 150
    press_c(window)
    settle(qtbot, viewer)
    assert middle(window) == pytest.approx(plain, abs=0.5)
    assert "colour profile" not in viewer.readout()


def test_no_view_is_blank_while_colours_change(
    qtbot: QtBot, window: MainWindow, profiled: Path
) -> None:
    window.open_paths([profiled])
    wait_for_slide(qtbot, window)
    viewer = window.pane.viewer
    settle(qtbot, viewer)
    assert viewer.store is not None
    viewer.store.recolour(viewer.store.slide.colour_transform())
    assert not viewer.is_sharp and viewer.n_blank == 0
    assert viewer.store.whole is not None


def test_a_slide_without_a_profile_says_so_and_the_choice_is_kept(
    qtbot: QtBot, window: MainWindow, profiled: Path, slide: Path
) -> None:
    viewer, action = window.pane.viewer, window.pane.commands.profile
    window.open_paths([profiled])
    wait_for_slide(qtbot, window)
    press_c(window)
    wait_until(qtbot, lambda: "colour profile" in viewer.readout())
    window.open_paths([slide])
    wait_until(qtbot, lambda: viewer.store is not None and viewer.store.slide.path == slide)
    assert not action.isEnabled() and not action.isChecked()
    assert "this slide has none" in action.text()
    assert "colour profile" not in viewer.readout()
    window.choose_case(window.session.worklist.case_ids[0])
    wait_until(qtbot, lambda: "colour profile" in viewer.readout())
    assert action.isChecked() and "none" not in action.text()


@pytest.mark.parametrize("profile", [b"not a profile" * 20, swapping_profile()[:200]])
def test_a_damaged_profile_is_told_and_the_slide_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, profile: bytes
) -> None:
    rgb = tissue_disc(1024, 768, (500, 380), 300)
    path = write_pyramid(tmp_path / "damaged.svs", rgb, 0.25, profile=profile)
    window.open_paths([path])
    wait_for_slide(qtbot, window)
    settle(qtbot, window.pane.viewer)
    before = middle(window)
    press_c(window)
    wait_until(qtbot, lambda: "colour profile of this slide is damaged" in words_on(window.notice))
    assert not window.pane.commands.profile.isChecked()
    settle(qtbot, window.pane.viewer)
    assert middle(window) == pytest.approx(before)


def test_what_the_engine_reads_is_not_changed(profiled: Path) -> None:
    with Slide(profiled) as slide:
        region = slide.read_region(900, 700, 0, 64, 64).reshape(-1, 3).mean(axis=0)
        assert region[0] > region[2] + 100
        assert slide.info.has_profile
        colours = slide.colour_transform()
        assert colours is not None and "sRGB" in colours.name
    with pytest.raises(StephError, match="closed"):
        slide.colour_transform()


def test_the_words_fit_a_narrow_view(qtbot: QtBot, pool: Tasks, profiled: Path) -> None:
    pane = show(qtbot, pool, profiled)
    viewer = pane.viewer
    assert isinstance(viewer.store, TileStore)
    viewer.recolour(viewer.store.slide.colour_transform())
    pane.resize(900, 500)
    wide = viewer.readout()
    assert "from scanner" in wide and "colour profile" in wide
    pane.resize(400, 500)
    assert "from scanner" not in viewer.readout() and "colour profile" in viewer.readout()
    assert viewer.scale_bar_rect().right() <= viewer.width()
    viewer.rotate(30)
    assert "turned 30° · colour profile" in viewer.readout()
    assert viewer.scale_bar_rect().right() <= viewer.width()
