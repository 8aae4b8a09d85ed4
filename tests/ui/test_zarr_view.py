"""OME-Zarr slides in the window: a folder that is dropped, chosen, moved and found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import SIZE_PX, wait_for_slide, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from slides import tissue_disc
from viewer_actions import picture, settle
from windows import drop, words_on
from zarr_slides import FORMS, write_series, write_zarr

from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.main_window import MainWindow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(*SIZE_PX, (1000, 760), 600)
    made = tmp_path_factory.mktemp("zarr")
    write_zarr(made / "first.ome.zarr", rgb, 0.25, FORMS["version 3"])
    write_series(made / "second", {"a": rgb, "label image": rgb[:200, :300]}, 0.25, power="40")
    return made


def seen(qtbot: QtBot, window: MainWindow, *wanted: Path) -> None:
    """Wait until these slides, and no others, are on the list, and the first is on show."""
    worklist = window.session.worklist

    def paths() -> list[Path]:
        return [path for case in worklist.case_ids for path in worklist[case].slides]

    wait_until(qtbot, lambda: len(paths()) >= len(wanted))
    wait_for_slide(qtbot, window)
    assert paths() == list(wanted)
    wait_until(qtbot, lambda: all(worklist[c].state is CaseState.READY for c in worklist.case_ids))
    assert all(worklist[case].thumbnail is not None for case in worklist.case_ids)
    store = window.pane.viewer.store
    assert store is not None and store.slide.info.size_px == SIZE_PX
    assert store.slide.info.mpp == 0.25


def test_a_dropped_folder_is_one_slide(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    assert drop(window, [folder / "first.ome.zarr"])
    seen(qtbot, window, folder / "first.ome.zarr")
    settle(qtbot, window.pane.viewer)
    assert picture(window.pane.viewer).std() > 10


def test_a_folder_of_another_name_is_known_by_what_it_holds(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    assert drop(window, [folder / "second"])
    seen(qtbot, window, folder / "second")
    assert window.pane.viewer.store is not None
    assert window.pane.viewer.store.slide.info.associated == ("label",)


def test_a_folder_of_slides_holds_them(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    assert drop(window, [folder])
    seen(qtbot, window, folder / "first.ome.zarr", folder / "second")


@pytest.mark.parametrize("way", ["folder", "file"])
def test_it_is_chosen_in_both_dialogs(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    path = folder / "first.ome.zarr"
    if way == "folder":
        monkeypatch.setattr(dialogs, "ask_folder", lambda *_: path)
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(window, Qt.Key.Key_O, both)
    else:
        name = str(path / "zarr.json")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([name], ""))
        window.commands.open.trigger()
    seen(qtbot, window, path)


def test_a_folder_that_moved_is_found_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rgb = tissue_disc(*SIZE_PX, (1000, 760), 600)
    path = write_zarr(tmp_path / "old" / "a.zarr", rgb, 0.25, FORMS["version 3"])
    window.open_paths([path])
    seen(qtbot, window, path)
    (case,) = window.session.worklist.case_ids
    new = path.rename(tmp_path / "b.zarr")
    window.session.look_for_slides()
    wait_until(qtbot, lambda: window.session.worklist[case].vanished is not None)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(new))
    window.review.remedies.find_file(case)
    wait_until(qtbot, lambda: window.session.worklist[case].slides == (new,))
    wait_until(qtbot, lambda: window.session.worklist[case].vanished is None)


def test_a_folder_that_is_none_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "slide.ome.zarr" / "0").mkdir(parents=True)
    assert drop(window, [tmp_path / "slide.ome.zarr"])
    wait_until(qtbot, lambda: "no picture that OME-Zarr describes" in words_on(window))
