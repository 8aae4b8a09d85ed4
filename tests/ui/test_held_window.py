"""What the window holds stays locked whatever is done in it; a damaged one may be put back."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_files import pack
from case_files import slide as write_slide
from fakes import FakeEngine, ask_records, wait_until
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot
from windows import cases_of, opened_on, settle, words_on
from workspace_samples import case_of, held_files, visit_in_a_child

from steph_desktop import app
from steph_desktop.core.errors import ExitCode
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.ui.parts.report.exporting import ExportChoice
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.backups import backups_of
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.database import WorkspaceDamaged
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"
DATABASE = "workspace.sqlite"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who locks what")


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """A workspace with three analyses of one case, and a backup."""
    folder, model = tmp_path / "lab", pack(tmp_path)
    request = AnalyseRequest(CASE, (write_slide(tmp_path),), model, folder, device="cpu")
    for _ in range(3):
        analyse_case(request, JobControl())
    return folder


def show_the_case(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot, window)
    window.choose_case(CASE)
    wait_until(qtbot, lambda: cases_of(window)[0].result is not None)


def sign(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Sign a review as the panel does: through the thread of the records."""
    signed = Review(Verdict.AGREE, words, signed_off=True, reviewer="Dr A")
    ask_records(qtbot, window.session, lambda w: w.add_review(case_of(w, CASE).id, signed))


@on_linux
def test_an_export_with_names_and_features_leaves_the_locks_and_the_log(
    qtbot: QtBot, lab: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.zip"
    with opened_on(qtbot, lab, FakeEngine()) as window:
        show_the_case(qtbot, window)
        sign(qtbot, window, "before")
        log = lab / f"{DATABASE}-wal"
        node = log.stat().st_ino
        window.exporter.write(lab, [CASE], out, ExportChoice(features=True, identifiers=True))
        wait_until(qtbot, lambda: "out.zip is written" in words_on(window.notice))
        assert held_files(lab) == {DATABASE, f"{DATABASE}-shm"}
        visit_in_a_child(lab)
        assert log.stat().st_ino == node, "the child left the log alone"
        sign(qtbot, window, "after")
        visit_in_a_child(lab)
    with zipfile.ZipFile(out) as bundle:
        assert {"identifiers.csv", "Case-K7-QX/features-1.h5"} <= set(bundle.namelist())
    with Workspace.open(lab) as workspace:
        told = {row.review.comment for row in workspace.reviews(case_of(workspace, CASE).id)}
    assert told == {"before", "after"}
    assert check_workspace(lab) == []


def answer_every_dialog(monkeypatch: pytest.MonkeyPatch, lab: Path, out: Path) -> None:
    """Say yes to everything, and choose the workspace's own database for whatever is asked."""
    names = (out / f"{number}.out" for number in range(1000))
    database = str(lab / DATABASE)
    files = {
        "getOpenFileName": lambda *_: (database, ""),
        "getOpenFileNames": lambda *_: ([database, f"{database}-wal", f"{database}-shm"], ""),
        "getExistingDirectory": lambda *_: str(lab),
        "getSaveFileName": lambda *_: (str(next(names)), ""),
    }
    for name, answer in files.items():
        monkeypatch.setattr(QFileDialog, name, answer)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    monkeypatch.setattr(QMessageBox, "about", lambda *_: None)
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 1)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QMenu, "exec", lambda *_: None)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Dr A", True))


def actions_of(window: MainWindow) -> Iterator[QAction]:
    for action in (*window.actions(), *window.pane.actions()):
        if action not in (window.commands.quit, window.commands.full_screen):
            yield action


@on_linux
def test_every_command_of_the_window_leaves_the_locks(
    qtbot: QtBot, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_every_dialog(monkeypatch, lab, tmp_path)
    with opened_on(qtbot, lab, FakeEngine()) as window:
        show_the_case(qtbot, window)
        sign(qtbot, window, "before")
        given = []
        for action in actions_of(window):
            window.pages.turn_to(0)
            window.choose_case(CASE)
            action.trigger()
            sign(qtbot, window, action.text())  # what it asked of the records is done before
            wait_until(qtbot, lambda: not window.session.tasks.busy)
            given.append(action.text())
            assert held_files(lab) == {DATABASE, f"{DATABASE}-shm"}, action.text()
        assert len(given) > 30
        visit_in_a_child(lab)
        assert (lab / f"{DATABASE}-wal").exists()
        settle(qtbot, window)
    assert check_workspace(lab) == []


# A damaged database at the start ------------------------------------------------------------


def spoil(lab: Path) -> bytes:
    path = lab / DATABASE
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    return path.read_bytes()


@pytest.fixture
def asked() -> list[str]:
    """What was asked before there was a window."""
    return []


def answer(monkeypatch: pytest.MonkeyPatch, asked: list[str], button: str) -> None:
    def press(box: QMessageBox) -> int:
        asked.append(box.text())
        (found,) = (one for one in box.buttons() if one.text() == button)
        found.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)


def close_at_once(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, shown: list[str]) -> None:
    def execute(_application: object = None) -> int:
        (window,) = (
            w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
        )
        wait_until(qtbot, lambda: bool(window.session.worklist.case_ids))
        shown.extend(window.session.worklist.case_ids)
        window.close()
        window.deleteLater()
        return 0

    monkeypatch.setattr(QApplication, "exec", execute)


def test_a_damaged_workspace_is_opened_from_its_newest_backup(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    shown: list[str] = []
    (kept,) = backups_of(lab)
    damaged = spoil(lab)
    answer(monkeypatch, asked, "Put the backup back")
    close_at_once(monkeypatch, qtbot, shown)
    assert app.run([], workspace=lab) == ExitCode.DONE
    assert shown == [CASE]
    (words,) = asked
    assert words.startswith("workspace.sqlite: The workspace's database is damaged.")
    assert str(kept) in words
    (aside,) = lab.glob("workspace-damaged-*.sqlite")
    assert aside.read_bytes() == damaged
    assert all("does not know" not in finding.what for finding in check_workspace(lab))


def test_who_declines_the_backup_finds_everything_as_it_was(
    lab: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], qapp: object
) -> None:
    spoil(lab)
    before = {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()}
    answer(monkeypatch, asked, "Leave it and quit")
    with pytest.raises(WorkspaceDamaged, match="workspace restore"):
        app.run([], workspace=lab)
    assert len(asked) == 1
    assert {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()} == before


def test_without_a_whole_backup_the_damage_is_said(
    lab: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, words: said.append(words))
    (kept,) = backups_of(lab)
    kept.path.unlink()
    spoil(lab)
    with pytest.raises(WorkspaceDamaged):
        app.run([], workspace=lab)
    (words,) = said
    assert "There is no backup of it here" in words
