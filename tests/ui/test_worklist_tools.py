"""Agreement, outcomes and the table of the worklist, as the window offers them."""

from __future__ import annotations

import csv
import io
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import wait_until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import press, reviewing, texts_of
from workspace_samples import case_of

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.pages.review.worklist_tools import (
    EventUnclearError,
    compare_estimates,
    read_outcomes,
)
from steph_desktop.ui.parts.report.report_pdf import write_pdf
from steph_desktop.workspace.database import Database
from steph_desktop.workspace.records import FollowUp, Review
from steph_desktop.workspace.store import Workspace

FIRST, SECOND, THIRD, FOURTH = NAMES[:4]


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    """Four cases of rising risk, three of them estimated before the answer was shown."""
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide)
    with Workspace.open(tmp_path / "lab") as workspace:
        for name, group, percent in (
            (FIRST, "low", 10),
            (SECOND, "high", 70),
            (THIRD, "high", 90),
        ):
            review = Review(
                own_risk_group=group, own_risk_percent=percent, blinded=True, reviewer="Dr A"
            )
            workspace.add_review(case_of(workspace, name).id, review)
    return tmp_path / "lab"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Outcomes by slide: the sooner, the higher the risk."""
    rows = [f"P{n},P-{n}-slide,{2000 - 400 * n},{1 if n else 0}" for n in range(4)]
    path = tmp_path / "clinical.csv"
    path.write_text("\n".join(["patient_id,pathology_id,t,e", *rows]), encoding="utf-8")
    return path


def test_estimates_are_set_beside_the_answers(lab: Path, table: Path) -> None:
    with Workspace.open(lab) as workspace:
        rows = workspace.estimates()
        assert [row.case for row in rows] == [FIRST, SECOND, THIRD]
        assert all(row.follow_up is None for row in rows)
        workspace.attach_outcomes(read_outcomes(table).lines)
        rows = workspace.estimates()
        assert rows[1].follow_up == FollowUp(1600.0, True)
        late = Review(own_risk_group="low", reviewer="Dr B")
        workspace.add_review(case_of(workspace, FOURTH).id, late)
        found = compare_estimates(workspace.estimates())
        workspace.remove_case(FIRST)
        assert len(workspace.estimates()) == 3
    assert found.blinded.found.n_compared == 3
    assert found.blinded.found.n_followed == 3
    assert found.blinded.found.own_c is not None
    assert found.blinded.found.own_c.value == pytest.approx(1.0)
    assert found.blinded.found.model_c is not None
    assert found.blinded.found.model_c.value == pytest.approx(1.0)
    assert found.unblinded.found.n_compared == 1
    assert found.unblinded.readers == ("Dr B",)


def test_answers_of_the_members_of_a_pack_are_ranked_by_percentile(lab: Path, table: Path) -> None:
    """Members score on scales of their own: here the scores say the reverse of the percentiles."""
    with Workspace.open(lab) as workspace:
        workspace.attach_outcomes(read_outcomes(table).lines)
        rows = [row for row in workspace.estimates() if row.follow_up is not None]
    turned = [replace(row, model_score=-row.model_score) for row in rows]
    found = [compare_estimates(some).blinded.found.model_c for some in (rows, turned)]
    assert found[0] is not None and found[1] == found[0] and len(rows) > 2
    bare = [replace(row, model_percentile=None) for row in turned]
    without = compare_estimates(bare).blinded.found.model_c
    assert without is not None and without.value == pytest.approx(1 - found[0].value)


def test_a_table_is_read_by_its_own_words_and_refused_in_plain_ones(
    tmp_path: Path, table: Path
) -> None:
    read = read_outcomes(table)
    assert "4 patients, 3 events" in read.words
    assert "column t, in days" in read.words
    assert read.lines[0].slides == ("P-0-slide",)
    by_case = tmp_path / "by-case.csv"
    by_case.write_text(f"case,months,event\n{FIRST},12,1\n{SECOND},30,0\n", encoding="utf-8")
    lines = read_outcomes(by_case).lines
    assert lines[0].case == FIRST
    assert lines[0].follow_up.time_days == pytest.approx(365.25, abs=1)
    bad = tmp_path / "bad.csv"
    bad.write_text("patient_id,t,e\nP1,-5,1\nP2,7,0\n", encoding="utf-8")
    with pytest.raises(StephError, match="below 0"):
        read_outcomes(bad)


def test_a_code_that_is_not_plain_is_asked_about(
    qtbot: QtBot, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "censored.csv"
    path.write_text(f"case,months,censored\n{FIRST},12,1\n{SECOND},30,0\n", encoding="utf-8")
    with pytest.raises(EventUnclearError, match="which value means the event") as caught:
        read_outcomes(path)
    assert caught.value.values == ("1", "0")
    lines = read_outcomes(path, ("0",)).lines
    assert [line.follow_up.event for line in lines] == [False, True]
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(dialogs, "ask_value", lambda *_: "0")
    monkeypatch.setattr(
        dialogs, "agrees_to_attach", lambda _parent, words: bool(asked.append(words))
    )
    with reviewing(qtbot, lab) as window:
        window.review.tools.attach_outcomes()
        wait_until(qtbot, lambda: bool(asked))
    assert "where it is 0; no event where it is 1 (as stated)" in asked[0]


def test_the_dialog_shows_kappa_and_after_a_table_the_c_index_of_both(
    qtbot: QtBot, lab: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agrees(_parent: object, words: str) -> bool:
        asked.append(words)
        return True

    monkeypatch.setattr(dialogs, "agrees_to_attach", agrees)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    seen: list[str] = []
    with reviewing(qtbot, lab) as window:
        for name in ("rows", "row", "transaction"):
            method = getattr(Database, name)

            def watched(self: Database, *words: Any, method: Any = method) -> Any:
                seen.append(threading.current_thread().name)
                return method(self, *words)

            monkeypatch.setattr(Database, name, watched)
        window.commands.agreement.trigger()
        tools = window.review.tools
        dialog = tools.dialog
        assert dialog is not None
        wait_until(qtbot, dialog.copy.isEnabled)
        blinded, openly = dialog._parts
        assert "of 3 cases into the same risk group" in blinded.words.text()
        assert "kappa" in blinded.words.text()
        assert "none of these patients is known" in blinded.words.text()
        assert "No case has both" in openly.words.text()
        assert "Dr A" in blinded.readers.text()
        cells = [[cell.text() for cell in row] for row in blinded.table._cells]
        assert sum(int(cell) for row in cells for cell in row) == 3
        press(dialog, "Attach outcomes…")
        wait_until(qtbot, lambda: "C-index" in blinded.words.text())
        assert "4 patients, 3 events" in asked[0]
        assert "3 patients, 2 events" in blinded.words.text()
        assert "4 outcomes attached" in texts_of(window.notice)
        press(dialog, "Copy")
        assert "C-index" in QGuiApplication.clipboard().text()
        press(dialog, "Close")
        window.session.repository.records.run(window, add_to_fourth)
        window.commands.agreement.trigger()
        assert not dialog.copy.isEnabled() and not blinded.isVisible()
        wait_until(qtbot, dialog.copy.isEnabled)
        assert "of 4 cases into the same risk group" in blinded.words.text()
        press(dialog, "Close")
    assert len(set(seen)) == 1 and threading.main_thread().name not in seen


def add_to_fourth(workspace: Workspace) -> None:
    review = Review(own_risk_group="high", own_risk_percent=95, blinded=True, reviewer="Dr A")
    workspace.add_review(case_of(workspace, FOURTH).id, review)


def test_the_worklist_is_saved_as_shown_with_blinded_answers_left_out(
    qtbot: QtBot, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out" / "list.csv"
    out.parent.mkdir()
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(out.with_suffix("")), "CSV without names")
    )
    with reviewing(qtbot, lab, blinded=True) as window:
        window.cases.ask(descending=True)
        window.commands.table.trigger()
        wait_until(qtbot, window.notice.isVisible)
        assert "list.csv is written: 4 cases." in texts_of(window.notice)
        assert window.session.settings.report_folder == out.parent
        window.notice.clear()
        monkeypatch.setattr(
            QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No, raising=True
        )
        before = out.read_bytes()
        window.cases.ask(text="22-44")
        window.commands.table.trigger()
        assert out.read_bytes() == before, "what is there is not replaced without a question"
    rows = list(csv.DictReader(io.StringIO(before.decode("utf-8-sig"), newline="")))
    assert [row["case"] for row in rows] == [FOURTH, THIRD, SECOND, FIRST]
    assert rows[0]["risk_group"] == ""
    assert rows[3]["risk_group"] == "low"
    assert b"P-0-slide" not in before


# The report ------------------------------------------------------------


def test_ctrl_p_writes_the_report_of_the_selected_cases(
    qtbot: QtBot, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / "out" / "board.pdf"), "PDF (*.pdf)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    writers: list[str] = []

    def write(*words: Any, **options: Any) -> int:
        writers.append(threading.current_thread().name)
        return write_pdf(*words, **options)

    monkeypatch.setattr("steph_desktop.ui.parts.report.reporting.write_pdf", write)
    out = tmp_path / "out" / "board.pdf"
    with reviewing(qtbot, lab) as window:
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        wait_until(qtbot, out.exists)
        wait_until(qtbot, lambda: "board.pdf is written" in texts_of(window.notice))
        assert asked[0].endswith(f"{FIRST} report.pdf")
        one = len(re.findall(rb"/Type\s*/Page\b", out.read_bytes()))
        window.cases.view.selectAll()
        press(window.inspector.result, "Report…")
        # The table of all cases comes first.
        wait_until(qtbot, lambda: f"written: {4 * one + 1} pages" in texts_of(window.notice))
        assert asked[1] == str(tmp_path / "out" / "Report of 4 cases.pdf"), "the folder stays"
    assert threading.main_thread().name not in writers
    assert b"P-0-slide" not in out.read_bytes()


def test_no_report_gives_a_blinded_answer_away(
    qtbot: QtBot, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "r.pdf"), ""))
    with reviewing(qtbot, lab, blinded=True) as window:
        window.choose_case(FOURTH)
        window.commands.report.trigger()
        assert f"{FOURTH} is still blinded" in texts_of(window.notice)
        window.notice.clear()
        window.commands.export.trigger()
        assert "still blinded" in texts_of(window.notice)
    assert not (tmp_path / "r.pdf").exists()
