"""DICOM slides in the window: opened by any of their files, a folder or a drop; named by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from dicom_slides import write_series
from fakes import SIZE_PX, wait_for_slide, wait_until
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from slides import tissue_disc
from viewer_actions import picture, settle
from windows import drop, words_on

from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.main_window import MainWindow

UIDS = ("1.2.826.0.1", "1.2.826.0.2", "1.2.826.0.3")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(*SIZE_PX, (1000, 760), 600)
    folder = tmp_path_factory.mktemp("zebra-jo") / "study"
    write_series(folder / "first", rgb, 0.25)
    write_series(folder / "second", rgb, 0.25, UIDS, series=5)
    return folder


def paths_of(window: MainWindow) -> list[Path]:
    worklist = window.session.worklist
    return [path for case in worklist.case_ids for path in worklist[case].slides]


def seen(qtbot: QtBot, window: MainWindow, *wanted: Path) -> None:
    """Wait until these slides, and no others, are on the list, and the first is on show."""
    wait_until(qtbot, lambda: len(paths_of(window)) >= len(wanted))
    wait_for_slide(qtbot, window)
    assert paths_of(window) == list(wanted)
    worklist = window.session.worklist
    wait_until(qtbot, lambda: all(worklist[c].state is CaseState.READY for c in worklist.case_ids))
    store = window.pane.viewer.store
    assert store is not None and store.slide.info.size_px == SIZE_PX
    assert len(store.slide.info.level_sizes_px) == 2


def test_all_files_of_a_series_are_one_case(
    qtbot: QtBot, window: MainWindow, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted((study / "first").iterdir())
    kinds: list[str] = []

    def choose(_parent: object, _title: str, _folder: str, offered: str) -> tuple[list[str], str]:
        kinds.append(offered)
        return [str(file) for file in files], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    window.commands.open.trigger()
    seen(qtbot, window, files[0])
    assert "*.dcm" in kinds[0]
    # Its label stands for the same slide.
    window.open_paths([files[2]])
    wait_until(qtbot, lambda: not window.session.tasks.busy)
    assert paths_of(window) == [files[0]]
    shown = words_on(window) + window.windowTitle()
    assert "zebra" not in shown.lower() and files[0].stem not in window.windowTitle()


def test_a_folder_is_opened_by_the_menu(
    qtbot: QtBot, window: MainWindow, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: study / "second")
    QTest.keyClick(
        window,
        Qt.Key.Key_O,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    seen(qtbot, window, study / "second" / UIDS[0])


def test_a_folder_of_folders_is_dropped(qtbot: QtBot, window: MainWindow, study: Path) -> None:
    assert drop(window, [study])
    seen(qtbot, window, study / "first" / "1.dcm", study / "second" / UIDS[0])
    assert window.review.shown_case == window.session.worklist.case_ids[0]


def test_a_single_file_without_an_ending_is_opened_and_selected(
    qtbot: QtBot, opened: MainWindow, study: Path
) -> None:
    opened.open_paths([study / "second" / UIDS[1]])
    wait_until(qtbot, lambda: len(paths_of(opened)) == 2)
    wait_until(qtbot, lambda: opened.review.shown_case == opened.session.worklist.case_ids[1])
    assert paths_of(opened)[1].name == UIDS[0]


def test_the_label_is_hidden_until_asked_for(qtbot: QtBot, window: MainWindow, study: Path) -> None:
    window.open_paths([study / "first" / "1.dcm"])
    seen(qtbot, window, study / "first" / "1.dcm")
    settle(qtbot, window.pane.viewer)
    assert not window.pane.label.isVisible()
    assert picture(window.pane.viewer).std() > 10
    QTest.keyClick(window.pane.viewer, Qt.Key.Key_L)
    wait_until(qtbot, window.pane.label.isVisible)
    QTest.keyClick(window.pane.viewer, Qt.Key.Key_L)
    assert not window.pane.label.isVisible()


def test_a_folder_without_slides_says_so(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "README").write_text("nothing")
    assert drop(window, [tmp_path / "empty"])
    wait_until(qtbot, lambda: "No slide in this folder" in words_on(window.notice))


def test_a_file_that_is_no_slide_is_no_patient(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """A dropped text, sheet or archive is said to be one; a picture of another name is opened."""
    content = {
        "notes.txt": b"to do\n" * 50, "letter.pdf": b"%PDF-1.7 \n" * 50, "README": b"hello\n" * 50,
        "table.xlsx": b"PK\x03\x04" * 99,
    }  # fmt: skip
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    picture_file = tmp_path / "scan.png"
    Image.fromarray(tissue_disc(*SIZE_PX, (1000, 760), 600)).save(picture_file)
    told: list[str] = []
    window.session.notice.connect(lambda said: told.append(str(said)))
    window.open_paths([*(tmp_path / name for name in content), picture_file])
    wait_until(qtbot, lambda: any("This is" in said for said in told))
    everything = "\n".join(told)
    for name in ("notes.txt", "letter.pdf", "README", "table.xlsx"):
        assert f"{name}: This is" in everything
    worklist = window.session.worklist
    wait_until(qtbot, lambda: len(worklist.case_ids) == 1)
    assert worklist[worklist.case_ids[0]].slides == (picture_file,)
