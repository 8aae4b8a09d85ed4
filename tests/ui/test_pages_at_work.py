"""What a page says while what was chosen is still on its way."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from cohort_samples import fill_workspace
from fakes import FakeEngine, use_card, wait_until
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import opened_on, reviewing, words_on
from wizard_actions import make_window, open_wizard

from steph_desktop.core.errors import FeaturesFault
from steph_desktop.ui.kit import language
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.scene import LegendEntry, box_key, place_legend
from steph_desktop.ui.kit.widgets import Banner
from steph_desktop.ui.pages.cohort import cohort_page
from steph_desktop.ui.pages.survival import survival_page
from steph_desktop.ui.parts.worklist import case_list
from steph_desktop.ui.parts.worklist.worklist import CaseState, case_data
from steph_desktop.ui.shell.help import AboutDialog


def test_another_grouping_leaves_nothing_of_the_one_before(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    go_on.set()
    look = survival_page.look

    def held(*given: Any, **more: Any) -> Any:
        go_on.wait(10)
        return look(*given, **more)

    monkeypatch.setattr(survival_page, "look", held)
    fill_workspace(tmp_path / "lab", 12)
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        use_card(window.session)
        window.turn_to("Survival")
        page = window.pages.currentWidget()
        wait_until(qtbot, lambda: page.view is not None)
        for number, shown in enumerate(survival_page.SurvivalShown):
            page.shows.setCurrentIndex(number)
            chosen = page.controls.grouping.currentText()
            head = chosen if number == 0 else shown.value
            assert page.title.text().startswith(f"{head} · ")
        page.shows.setCurrentIndex(0)
        go_on.clear()
        try:
            other = page.controls.grouping.count() - 1
            assert other > 0
            page.controls.grouping.setCurrentIndex(other)
            assert page.title.text().startswith(page.controls.grouping.itemText(other))
            assert page.plot.plot is None and "being computed" in page.plot.empty_words
            assert not page.table.isVisible() and not page.pairs.isVisible()
            assert not page.export_button.isEnabled()
        finally:
            go_on.set()
        wait_until(qtbot, lambda: page.view is not None)
        assert page.export_button.isEnabled() and page.plot.plot is not None


def test_the_cohort_page_says_that_it_reads(
    qtbot: QtBot, tmp_path: Path, slide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    made = cohort_page.map_of_answers

    def held(*given: Any) -> Any:
        go_on.wait(10)
        return made(*given)

    monkeypatch.setattr(cohort_page, "map_of_answers", held)
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        window.turn_to("Cohort")
        page = window.pages.currentWidget()
        assert "being read" in words_on(page)
        try:
            wait_until(qtbot, lambda: page.entry is not None)
            assert "being read" in words_on(page)
        finally:
            go_on.set()
        wait_until(qtbot, lambda: not page.cases.is_empty)
        assert "being read" not in words_on(page)


def test_german_entries_of_a_legend_have_the_room_of_their_words() -> None:
    font = QFont("DejaVu Sans")
    font.setPixelSize(11)
    metrics = QFontMetricsF(font)
    entries = [LegendEntry(box_key("red"), "Low", f"  n = {n}, events 1") for n in (4, 5)]
    language.speak("de")
    try:
        wide = metrics.horizontalAdvance(tr("Low") + tr(entries[0].figures))
        (_, _, _), (second, row, _) = place_legend(entries, QRectF(0, 0, 900, 90).width(), metrics)
        assert row == 0 and second >= entries[0].key_width + wide
    finally:
        language.speak("en")


def test_a_row_says_first_why_and_its_tip_says_all(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    fill_workspace(tmp_path / "lab", 3)
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        worklist = window.session.worklist
        failed = next(i for i in worklist.case_ids if i not in NAMES)
        wait_until(qtbot, lambda: worklist[failed].state is CaseState.UNREADABLE)
        assert case_list._words(worklist[failed]).startswith("cannot be opened · 1 slide")
        tip = case_data(worklist[failed], int(Qt.ItemDataRole.ToolTipRole))
        assert tip.startswith("1 slide · cannot be opened")
        wait_until(qtbot, lambda: any(worklist[i].copy_of for i in worklist.case_ids))
        copied = next(i for i in worklist.case_ids if worklist[i].copy_of)
        other = worklist[copied].copy_of
        assert case_list._words(worklist[copied]).startswith(f"copy of {other[5:]}")
        told = case_data(worklist[copied], int(Qt.ItemDataRole.ToolTipRole))
        assert f"same slide as {other}" in told
        for width in range(60, 0, -4):
            window.cases.count.resize(width, 20)
            window.cases._show_state()
            assert window.cases.count.text() != "3"


def test_no_step_of_the_wizard_claims_what_has_not_run(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path / "lab")
    try:
        wizard = open_wizard(qtbot, window)
        for number in range(1, wizard.stack.count()):
            wizard.stack.setCurrentIndex(number)
            qtbot.wait(20)
            said = words_on(wizard.stack)
            assert "Nothing was found" not in said and "The training is finished" not in said
            boxes = wizard.stack.findChildren(Banner)
            assert all(box.label.text() for box in boxes if box.isVisible())
    finally:
        window.close()
        window.deleteLater()


def test_no_heading_stands_over_nothing_in_about(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    for packages in ((), (("numpy", "2.0", "BSD"),)):
        said = AboutDialog(owner, packages).browser.toPlainText()
        assert ("It stands on" in said) == bool(packages)


def test_the_comment_is_as_high_as_the_tags_beside_it(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    with reviewing(qtbot, tmp_path / "lab") as window:
        result = window.inspector.result
        window.setFocus()
        qtbot.wait(50)
        assert result.review.note.height() == result.review.tags.height()
        assert "64\u00a0%" in result.sources.sentence.text()
        assert re.search(r"\d %", result.sources.sentence.text()) is None
        assert result.evidence_unit.text() == (
            "Years of expected survival lost, if the whole slide looked like this."
        )
        fault = FeaturesFault("The features were not found", "a.svs", "Analyse it again.")
        result.what_if.show_fault(fault)
        assert result.what_if.alarm.label.text() == (
            "The features were not found.\nAnalyse it again."
        )
