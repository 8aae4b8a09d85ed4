"""Checks stand before the risk; a red one holds the result back until it is asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from check_samples import make_checks, with_checks
from fakes import finish, make_result, wait_until
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from review_samples import NAMES, finished, keep_finished
from windows import press, reviewing, shown

from steph_desktop.case.map_rendering import MapKind
from steph_desktop.case.slide_checks import CheckStatus, quality_of
from steph_desktop.ui.kit.check_mark import paint_check_mark
from steph_desktop.ui.kit.theme import DARK, LIGHT, Colours
from steph_desktop.ui.parts.case_panel.checks_section import folded_words
from steph_desktop.ui.parts.worklist.worklist import case_data, masked
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.audit_trail import entries, verify
from steph_desktop.workspace.store import Workspace

FIRST = NAMES[0]


def show_case(window: MainWindow, **lights: CheckStatus) -> str:
    case_id = window.session.worklist.case_ids[0]
    finish(window.session, case_id, with_checks(make_result(case_id), **lights))
    QApplication.processEvents()
    return case_id


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def top_of(widget: QWidget, page: QWidget) -> int:
    return widget.mapTo(page, QPoint(0, 0)).y()


def test_fine_checks_are_a_chip_that_opens_their_reasons(opened: MainWindow) -> None:
    show_case(opened)
    page = opened.inspector.result
    section, chip = page.checks, page.chips.chips["checks"]
    assert page.headline.isVisible() and not section.red.isVisible()
    assert not section.isVisible(), "nothing stands above the answer"
    assert chip.said.words.endswith("checks fine") and chip.said.tone == "done"
    assert top_of(page.headline, page) < top_of(chip, page) < top_of(page.stack, page)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert section.isVisible() and len(section.rows) == 8
    assert "The slide is in focus." in words_on(section)
    QTest.mouseClick(section.fold, Qt.MouseButton.LeftButton)
    assert section.rows == ()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not section.isVisible()


def test_a_doubtful_check_is_said_on_the_chip_and_its_reason_behind_it(opened: MainWindow) -> None:
    show_case(opened, organ=CheckStatus.AMBER, stain=CheckStatus.GREY)
    page = opened.inspector.result
    chip = page.chips.chips["checks"]
    assert chip.said.words == "1 check doubtful" and chip.said.tone == "notice"
    assert "▲" in chip.text(), "not by its colour alone"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert "more like KIPAN than like BRCA" in words_on(page.checks)
    page.checks.unfold(opened=False)
    QApplication.processEvents()
    assert "The slide is in focus." not in words_on(page.checks)
    assert "6 checks fine, 1 not made" in page.checks.fold.text()
    assert page.answer.isVisible(), "amber warns, and holds nothing back"


def test_a_case_of_an_older_version_says_that_nothing_was_checked(opened: MainWindow) -> None:
    case_id = opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, make_result(case_id))
    QApplication.processEvents()
    page = opened.inspector.result
    chip = page.chips.chips["checks"]
    assert chip.said.words == "Slide not checked"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.checks.never.isVisible() and not page.checks.fold.isVisible()
    assert page.answer.isVisible()


def test_a_red_check_holds_the_result_back_until_it_is_asked_for(
    qtbot: QtBot, opened: MainWindow
) -> None:
    case_id = show_case(opened, pen=CheckStatus.RED, focus=CheckStatus.AMBER)
    page, pane = opened.inspector.result, opened.pane
    case = opened.session.worklist[case_id]
    held = (page.headline, page.survival, page.source_bar, page.what_if, page.raising)
    assert not any(part.isVisible() for part in held)
    assert "a check is red: pen marks. It may be wrong. Another" in page.checks.red.label.text()
    told = (page.slides, page.members, page.sources, page.lowering, page.attended)
    assert all(page.answer.isAncestorOf(part) for part in told), "whatever a case has of it"
    assert page.checks.red.isVisible()
    assert "Pen marks lie on the tissue" in words_on(page.checks)
    said = words_on(opened.inspector) + str(case_data(case, Qt.ItemDataRole.AccessibleTextRole))
    assert "risk ·" not in said and "percentile" not in said
    assert "checks are red" in case_data(case, Qt.ItemDataRole.AccessibleTextRole)
    assert "Pen marks" in case_data(case, Qt.ItemDataRole.ToolTipRole)
    assert case.group is None and case.percentile is None and case.score is None
    assert pane.result is None and not pane.maps.isVisible(), "maps are the model's answer too"
    press(page.checks.red, "Show the result anyway")
    QApplication.processEvents()
    assert all(part.isVisible() for part in held)
    assert "Shown on request; it may be wrong" in page.checks.red.label.text(), "and stays so"
    assert not page.checks.show_anyway.isVisible()
    assert "Pen marks lie on the tissue" in words_on(page.checks), "the reason stays"
    assert opened.session.worklist[case_id].group is not None
    assert pane.result is not None and pane.maps.kind in tuple(MapKind)
    show_case(opened, resolution=CheckStatus.RED, stain=CheckStatus.RED)
    assert "2 checks are red: pixel size, stain. It may be wrong." in page.checks.red.label.text()
    assert "Another slide" not in page.checks.red.label.text(), "it is the features that are wrong"
    # Analysed again, the case is another result: its red checks hold it back again.
    finish(opened.session, case_id, with_checks(make_result(case_id), pen=CheckStatus.RED))
    QApplication.processEvents()
    assert not page.headline.isVisible()
    finish(opened.session, case_id, with_checks(make_result(case_id)))
    QApplication.processEvents()
    assert page.headline.isVisible()


def test_each_case_is_withheld_for_itself_and_what_was_asked_is_kept(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    lab = tmp_path / "lab"
    with Workspace.open(lab) as workspace:
        for number, name in enumerate(NAMES[:2]):
            place = tmp_path / f"P-{number}.svs"
            place.symlink_to(slide)
            result = with_checks(finished(number, name), bubbles=CheckStatus.RED)
            quality = quality_of(result.checks)
            assert quality is not None
            keep_finished(workspace, place, result, quality=quality.value)
    with reviewing(qtbot, lab) as window:
        page = window.inspector.result
        assert window.session.worklist[NAMES[1]].percentile is None, "before it is read too"
        press(page.checks.red, "Show the result anyway")
        QApplication.processEvents()
        assert page.headline.isVisible()
        window.review.choose_case(NAMES[1])
        shown(qtbot, window, NAMES[1])
        QApplication.processEvents()
        assert page.checks.red.isVisible() and not page.headline.isVisible()
    with Workspace.open(lab, read_only=True) as workspace:
        noted = [e for e in entries(workspace.database) if "checks are red" in e.action]
        assert [json.loads(entry.details)["case"] for entry in noted] == [FIRST]
        assert verify(workspace.database) == []


def test_blinded_a_red_case_asks_for_the_estimate_first(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    lab = tmp_path / "lab"
    with Workspace.open(lab) as workspace:
        result = with_checks(finished(0, FIRST), pen=CheckStatus.RED)
        keep_finished(workspace, slide, result, quality="poor")
    with reviewing(qtbot, lab, blinded=True) as window:
        estimate, page = window.inspector.estimate, window.inspector.result
        wait_until(qtbot, estimate.isVisible)
        assert not page.isVisible()
        press(estimate, "High")
        press(estimate, "Reveal the model's answer")
        wait_until(qtbot, page.isVisible)
        QApplication.processEvents()
        assert page.checks.red.isVisible() and not page.headline.isVisible()


def test_a_masked_case_says_nothing_of_the_result(opened: MainWindow) -> None:
    case_id = show_case(opened, pen=CheckStatus.RED)
    mask = masked(replace(opened.session.worklist[case_id], is_wanted_anyway=True))
    said = [case_data(mask, role) for role in (3, 11)]
    assert "Pen marks" not in str(said) and "risk" not in str(said)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_lights_differ_in_shape_not_only_in_colour(colours: Colours) -> None:
    shapes = []
    for light in CheckStatus:
        image = QImage(32, 32, QImage.Format.Format_RGB32)
        image.fill(QColor(colours.panel))
        painter = QPainter(image)
        paint_check_mark(painter, QRectF(0, 0, 32, 32), light, colours)
        painter.end()
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(32, 32, 4)[..., :3]
        paper = np.array(QColor(colours.panel).getRgb()[2::-1])
        shapes.append(np.abs(pixels.astype(int) - paper).max(axis=2) > 60)
    for first in range(len(shapes)):
        for second in range(first):
            assert (shapes[first] ^ shapes[second]).mean() > 0.08


def test_folded_words_count() -> None:
    assert folded_words(make_checks()) == "8 checks fine"
    nothing = make_checks(**{check.kind.name.lower(): CheckStatus.GREY for check in make_checks()})
    assert folded_words(nothing) == "8 checks could not be made"
    assert folded_words(()) == ""
