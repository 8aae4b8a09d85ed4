"""A copy of a slide that is on the list already says so; all jobs can be cancelled at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fakes import wait_for_slide, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import JobState, Lane


def test_a_copy_of_a_slide_is_told(qtbot: QtBot, window: MainWindow, shelf: Path) -> None:
    shutil.copy(shelf / "second.svs", shelf / "another-name.svs")
    window.open_paths([shelf / "second.svs", shelf / "smith-john.svs", shelf / "another-name.svs"])
    wait_for_slide(qtbot, window)
    cases = window.session.worklist
    first, other, copy = cases.case_ids
    wait_until(qtbot, lambda: cases[copy].copy_of == first)
    assert not cases[first].copy_of and not cases[other].copy_of
    index = window.cases.list.index(window.cases.list.row_of(copy))
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"same slide as {first}" in told
    window.session.remove(first)
    wait_until(qtbot, lambda: not cases[copy].copy_of)


@pytest.mark.parametrize("agreed", [True, False])
def test_all_jobs_are_cancelled_after_a_question(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    asked: list[str] = []
    cancelled: list[str] = []

    def agree(_parent: object, title: str, *_words: str, **_more: str) -> bool:
        asked.append(title)
        return agreed

    jobs = window.session.jobs
    monkeypatch.setattr(dialogs, "agrees", agree)
    monkeypatch.setattr(jobs, "cancel", cancelled.append)
    for name, state in (("b", JobState.RUNNING), ("a", JobState.QUEUED), ("c", JobState.DONE)):
        jobs._know(JobView(name, f"Job {name}", "other", Lane.FILES, state))
    window.jobs.open_panel()
    window.jobs._refresh()
    QTest.mouseClick(window.jobs.all_button, Qt.MouseButton.LeftButton)
    assert asked == ["Cancel all 2 jobs?"]
    assert cancelled == (["a", "b"] if agreed else []), "what waits goes before what runs"
