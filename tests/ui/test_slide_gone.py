"""A slide that goes away while it is open: said over the view, told by the list, taken up again."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from fakes import finish, make_result, use_card, wait_for_slide, wait_until
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from viewer_actions import picture, settle
from windows import click, words_on

from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.ui.shell.main_window import MainWindow


@pytest.fixture
def shelf(tmp_path: Path, slide_folder: Path) -> Path:
    """A drive of its own for two slides, with a name too long for a narrow view."""
    folder = tmp_path / "drive"
    folder.mkdir()
    for name in ("smith-john-with-a-very-long-name-of-a-slide-from-an-archive.svs", "second.svs"):
        source = name if name == "second.svs" else "smith-john.svs"
        shutil.copy(slide_folder / source, folder / name)
    return folder


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow, shelf: Path) -> MainWindow:
    window.pane.watch.timer.setInterval(30)
    window.open_paths(sorted(shelf.iterdir(), reverse=True))
    wait_for_slide(qtbot, window)
    settle(qtbot, window.pane.viewer)
    wait_until(qtbot, lambda: all(case.state is CaseState.READY for case in cases(window)))
    return window


def cases(window: MainWindow) -> list[Case]:
    return [window.session.worklist[name] for name in window.session.worklist.case_ids]


def take_away(qtbot: QtBot, window: MainWindow, shelf: Path) -> Path:
    away = shelf.with_name("elsewhere")
    shelf.rename(away)
    wait_until(qtbot, window.pane.fault.isVisible)
    return away


def test_it_is_said_over_the_view_and_comes_back_with_the_file(
    qtbot: QtBot, shown: MainWindow, shelf: Path
) -> None:
    viewer, fault = shown.pane.viewer, shown.pane.fault
    use_card(shown.session)
    viewer.set_objective(20)
    settle(qtbot, viewer)
    before, camera = picture(viewer), viewer.camera
    away = take_away(qtbot, shown, shelf)
    assert "archive.svs was not found" in words_on(fault)
    assert "stays visible" in words_on(fault)
    middle = fault.geometry().center() - viewer.rect().center()
    assert max(abs(middle.x()), abs(middle.y())) <= 1
    # The list tells it of all slides that were on the drive.
    wait_until(qtbot, lambda: all(case.vanished is not None for case in cases(shown)))
    assert not shown.session.can_analyse(cases(shown)[0])
    assert "is not where it was" in words_on(shown.inspector)
    # What was read stays: beside the plate nothing changed.
    assert (picture(viewer)[-60:, :200] == before[-60:, :200]).all()
    click(fault.again_button)
    wait_until(qtbot, fault.looked.isVisible)
    assert "still missing" in words_on(fault)
    assert viewer.store is not None
    away.rename(shelf)
    wait_until(qtbot, lambda: not fault.isVisible())
    wait_until(qtbot, lambda: all(case.vanished is None for case in cases(shown)))
    settle(qtbot, viewer)
    assert viewer.camera == camera
    assert (picture(viewer) == before).all()
    assert shown.session.can_analyse(cases(shown)[0])
    wait_until(qtbot, lambda: all(case.state is CaseState.READY for case in cases(shown)))


def test_its_new_folder_is_stated_over_the_view(
    qtbot: QtBot, shown: MainWindow, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = take_away(qtbot, shown, shelf)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(away))
    click(shown.pane.fault.find_button)
    wait_until(qtbot, lambda: not shown.pane.fault.isVisible())
    store = shown.pane.viewer.store
    assert store is not None and store.slide.path.parent == away
    wait_until(qtbot, lambda: all(case.vanished is None for case in cases(shown)))


def test_a_result_and_its_map_stay_while_the_slide_is_away(
    qtbot: QtBot, shown: MainWindow, shelf: Path
) -> None:
    case_id = shown.session.worklist.case_ids[0]
    use_card(shown.session)
    finish(shown.session, case_id, make_result(case_id))
    away = take_away(qtbot, shown, shelf)
    wait_until(qtbot, lambda: cases(shown)[0].vanished is not None)
    assert shown.pane.viewer.patch_map is not None
    assert shown.inspector.result.isVisible()
    away.rename(shelf)
    wait_until(qtbot, lambda: not shown.pane.fault.isVisible())
    assert shown.pane.viewer.patch_map is not None


def test_another_slide_takes_the_plate_away(
    qtbot: QtBot, shown: MainWindow, shelf: Path, slide: Path
) -> None:
    take_away(qtbot, shown, shelf)
    shown.open_paths([slide])
    wait_until(
        qtbot,
        lambda: (store := shown.pane.viewer.store) is not None and store.slide.path == slide,
    )
    assert not shown.pane.fault.isVisible()


def test_a_slide_that_was_away_from_the_start_is_shown_once_it_is_there(
    qtbot: QtBot, shown: MainWindow, shelf: Path
) -> None:
    _, second = shown.session.worklist.case_ids
    away = take_away(qtbot, shown, shelf)
    wait_until(qtbot, lambda: cases(shown)[1].vanished is not None)
    shown.choose_case(second)
    wait_until(qtbot, lambda: "second.svs was not found" in words_on(shown.pane.fault))
    assert shown.pane.viewer.store is None
    assert "stays visible" not in words_on(shown.pane.fault)
    away.rename(shelf)
    wait_for_slide(qtbot, shown)
    assert not shown.pane.fault.isVisible()


def test_a_damaged_slide_says_so_and_is_tried_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, slide: Path
) -> None:
    path = tmp_path / "copy.svs"
    path.write_bytes(slide.read_bytes()[:3000])
    window.open_paths([path])
    fault = window.pane.fault
    wait_until(qtbot, fault.isVisible)
    # The reason stands beside the slide, once.
    wait_until(qtbot, lambda: "copy.svs" in words_on(window.inspector))
    assert "copy it again" in words_on(window.inspector).lower()
    assert not fault.find_button.isVisible()
    shutil.copy(slide, path)
    click(fault.again_button)
    wait_for_slide(qtbot, window)
    assert not fault.isVisible()
    wait_until(qtbot, lambda: cases(window)[0].state is CaseState.READY)


@pytest.mark.parametrize("width", [1024, 1920])
def test_the_plate_fits_the_view(qtbot: QtBot, shown: MainWindow, shelf: Path, width: int) -> None:
    shown.resize(width, 760)
    take_away(qtbot, shown, shelf)
    fault, viewer = shown.pane.fault, shown.pane.viewer
    for _ in range(2):
        assert viewer.rect().contains(fault.geometry())
        for words in (fault.words, fault.looked):
            assert words.isHidden() or words.height() >= words.heightForWidth(words.width())
        click(fault.again_button)
        wait_until(qtbot, fault.looked.isVisible)
        QApplication.processEvents()
    assert np.abs(picture(viewer).astype(int)).std() > 10
