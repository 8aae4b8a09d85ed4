"""A laboratory's worklist comes into the window: seen first, then added, found by its numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeEngine, wait_until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot
from windows import cases_of, opened_on, press, words_on

from steph_desktop.cohort.lab_list import LabColumn, LabMatch, match_lab_list, read_lab_list
from steph_desktop.ui.kit import dialogs

LIST = """Number;Who;Slide;Remark
H23-1;Ann Other;second.svs;margin?
H23-2;B. Body;smith-john.svs;
H23-3;C. Clear;gone.svs;
"""


def test_a_list_is_seen_before_its_cases_are_added_and_found_by_their_numbers(
    qtbot: QtBot, tmp_path: Path, slide_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        monkeypatch.setattr(dialogs, "ask_file", lambda *_words: file)
        window.commands.import_list.trigger()
        dialog = window.review.list_import.dialog
        assert dialog is not None
        ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        wait_until(qtbot, lambda: "No slides were found" in dialog.summary.text())
        assert not ok.isEnabled(), "the list lies elsewhere"
        monkeypatch.setattr(dialogs, "ask_folder", lambda *_words: slide_folder)
        press(dialog, "Choose the folder of the slides…")
        wait_until(qtbot, lambda: "2 slides found" in dialog.summary.text())
        assert dialog.columns[LabColumn.SLIDE].currentData() == "Slide"
        assert dialog.columns[LabColumn.NOTE].currentData() == "Remark"
        shown = [dialog.missing.item(n).text() for n in range(dialog.missing.count())]
        assert shown == ["row 4: its slide is not in the folder"]
        dialog.look()
        assert dialog.missing.count() == 0, "what was missing before may be there now"
        wait_until(qtbot, lambda: dialog.missing.count() == 1)
        number = dialog.columns[LabColumn.ACCESSION]
        assert number.currentData() == "", "'Number' is no telling name: it has to be chosen"
        number.setCurrentIndex(number.findData("Number"))
        number.activated.emit(number.currentIndex())
        wait_until(qtbot, ok.isEnabled)
        assert ok.text() == "Add 2 slides"
        ok.click()
        wait_until(qtbot, lambda: len(cases_of(window)) == 2)
        assert {case.accession for case in cases_of(window)} == {"H23-1", "H23-2"}
        assert "2 cases added" in words_on(window.notice)
        press(window.notice, "Show accession numbers")
        assert window.cases.names.isChecked() and window.session.settings.lab_names
        first = next(case for case in cases_of(window) if case.accession == "H23-1")
        assert first.lab_name == "H23-1 · second"
        window.cases.search.setText("h23-2")
        wait_until(qtbot, lambda: len(window.cases.list.keys) == 1)
        index = window.cases.list.index(0)
        assert "H23-2" in index.data(Qt.ItemDataRole.ToolTipRole)
        window.cases.search.clear()
        # The same list again changes nothing.
        window.session.repository.import_list(match_of(file, slide_folder), "again")
        wait_until(qtbot, lambda: "2 as they were" in words_on(window.notice))
        assert len(cases_of(window)) == 2


def match_of(file: Path, folder: Path) -> LabMatch:
    return match_lab_list(read_lab_list(file, {LabColumn.ACCESSION: "Number"}), folder)


def test_a_list_that_cannot_be_read_is_said_and_adds_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text("{")
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        window.review.list_import.begin(file)
        dialog = window.review.list_import.dialog
        assert dialog is not None
        wait_until(qtbot, lambda: "not JSON" in dialog.summary.text())
        assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        dialog.reject()
        assert not cases_of(window)
