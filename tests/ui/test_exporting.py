"""The window's export: what it asks, and that the window does not wait for it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from case_files import save_case
from fakes import ask_records, finish, make_result, use_card, wait_until
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from windows import words_on
from workspace_samples import OUTCOME, RUN

from steph_desktop.case.case_store import case_folder
from steph_desktop.case.result import CasePictures, CaseRecord
from steph_desktop.ui.parts.report.exporting import ExportChoice, ExportDialog
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import FileKind


def test_a_finished_case_is_exported_from_the_window(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, out = opened.session, tmp_path / "out.zip"
    use_card(session)
    opened.commands.export.trigger()
    assert "no finished case" in words_on(opened.notice)
    (case_id,) = session.worklist.case_ids
    result = make_result(case_id)
    kept = save_case(CaseRecord(result, CasePictures()), case_folder(session.workspace, case_id))
    files = [(path, FileKind.CASE) for path in kept]
    ask_records(
        qtbot, session, lambda workspace: workspace.record_result(case_id, RUN, OUTCOME, [], files)
    )
    finish(session, case_id, result)
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    opened.commands.export.trigger()
    wait_until(qtbot, lambda: "out.zip is written" in words_on(opened.notice))
    assert session.settings.last_folder == tmp_path
    with zipfile.ZipFile(out) as bundle:
        assert "report.pdf" in bundle.namelist()
        assert not [n for n in bundle.namelist() if b"smith" in bundle.read(n).lower()]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    out.unlink()
    opened.commands.export.trigger()
    opened.exporter.write(session.workspace, ["Case 22-22"], out, ExportChoice())
    wait_until(qtbot, lambda: "No case is kept here" in words_on(opened.notice))
    assert not out.exists()


def test_names_are_asked_for_and_their_risk_is_said(qtbot: QtBot, window: MainWindow) -> None:
    dialog = ExportDialog(window, ["Case 22-22"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.choice() == ExportChoice(features=False, identifiers=False)
    assert not dialog.risk.isVisible()
    dialog.identifiers.click()
    assert dialog.risk.isVisible()
    assert dialog.choice() == ExportChoice(features=False, identifiers=True)
