"""The panel of a finished case: how far the pack's models agree, its slides, its sources."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import finish, make_result, wait_for_slide, wait_until
from plot_samples import near
from PySide6.QtCore import QEvent, QSizeF, Qt
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from steph_desktop.case.disclosure import Disclosure, Saying
from steph_desktop.case.map_rendering import format_signed
from steph_desktop.case.report_content import agreement_words, compose
from steph_desktop.case.result import (
    CasePictures,
    CaseRecord,
    CaseResult,
    SlideShare,
    case_figures,
    slide_shares,
    vote_of_result,
)
from steph_desktop.model.outputs import MemberScale, consensus, member_in_the_middle
from steph_desktop.ui.kit.plots.case_plots import RulerPlot, SourceBarPlot
from steph_desktop.ui.kit.theme import LIGHT
from steph_desktop.ui.parts.case_panel.case_head import ChipLine, ChipWords
from steph_desktop.ui.parts.case_panel.slide_shares import SlideShares
from steph_desktop.ui.parts.report import report_pdf
from steph_desktop.ui.parts.report.report_sheet import Sheet
from steph_desktop.ui.parts.worklist.worklist import case_data
from steph_desktop.ui.shell.main_window import MainWindow


def with_members(result: CaseResult, *hazards: float) -> CaseResult:
    """The case by several models, the first of them the answering one."""
    curves = [np.cumprod(np.full(len(result.card.bins), 1 - hazard)) for hazard in hazards]
    reference = result.card.reference
    assert reference is not None
    scale = MemberScale.of(reference.cutoffs, reference.risk_scores)
    reference = replace(reference, scales=(scale,) * (1 + len(curves)))
    return replace(
        result,
        card=replace(result.card, reference=reference, members=1 + len(curves)),
        prediction=replace(
            result.prediction, member_survival=np.array([result.prediction.survival, *curves])
        ),
    )


def test_members_are_told_where_a_pack_has_them(opened: MainWindow) -> None:
    page, case_id = opened.inspector.result, opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, make_result(case_id))
    QApplication.processEvents()
    assert page.isVisible() and not page.members.isVisible()
    finish(opened.session, case_id, with_members(make_result(case_id), 0.06, 0.2))
    QApplication.processEvents()
    assert page.members.isVisible()
    assert page.members.text().startswith("The three models of the pack put this case between")


def several(qtbot: QtBot, window: MainWindow, slide: Path, folder: Path, count: int) -> str:
    """Open one case of several slides and give it its result."""
    paths = []
    for number in range(count):
        paths.append(folder / f"a-slide-of-a-long-name-{number}.svs")
        shutil.copyfile(slide, paths[-1])
    window.open_paths(paths)
    wait_until(qtbot, lambda: len(window.session.worklist.case_ids) == count)
    window.review._join(list(window.session.worklist.case_ids))
    case_id = window.session.worklist.case_ids[0]
    wait_until(qtbot, lambda: len(window.session.worklist[case_id].slides) == count)
    wait_for_slide(qtbot, window)
    finish(window.session, case_id, make_result(case_id, n_slides=count))
    QApplication.processEvents()
    return case_id


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_click_on_a_slides_share_shows_the_slide(
    qtbot: QtBot, window: MainWindow, slide: Path, tmp_path: Path
) -> None:
    several(qtbot, window, slide, tmp_path, 3)
    page = window.inspector.result
    table, result = page.slides, make_result(n_slides=3)
    assert table.isVisible() and list(table.rows) == [0, 1, 2]
    for number, share in enumerate(slide_shares(result)):
        row = table.rows[number]
        assert row.figures == (f"{100 * share.attention:.0f} %", format_signed(share.risk))
    assert [row.is_current for row in table.rows.values()] == [True, False, False]
    window.inspector.currentWidget().ensureWidgetVisible(table.rows[2])
    press(table.rows[2])
    wait_until(qtbot, lambda: window.pane.objectives.count.text() == "Slide 3 of 3")
    assert [row.is_current for row in table.rows.values()] == [False, False, True]
    wait_for_slide(qtbot, window)
    press(window.pane.objectives.back)
    wait_until(qtbot, lambda: table.rows[1].is_current)
    table.rows[0].setFocus()
    QTest.keyClick(table.rows[0], Qt.Key.Key_Space)
    wait_until(qtbot, lambda: window.pane.objectives.count.text() == "Slide 1 of 3")
    wait_for_slide(qtbot, window)


def test_a_case_of_one_slide_has_no_table(opened: MainWindow) -> None:
    case_id = opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, make_result(case_id))
    QApplication.processEvents()
    assert not opened.inspector.result.slides.isVisible()


def test_many_slides_are_folded_but_never_the_one_on_show(qtbot: QtBot) -> None:
    table = SlideShares()
    qtbot.addWidget(table)
    table.show_shares(
        [SlideShare(0.02 + 0.002 * number, 0.01 * (number - 6)) for number in range(14)]
    )
    assert list(table.rows) == [0, *range(6, 14)], "those of most attention, and the shown one"
    table.show_current(3)
    assert list(table.rows) == [3, *range(6, 14)]
    table.show()
    press(table.more)
    assert list(table.rows) == list(range(14)) and not table.more.isVisible()


def test_bars_tell_attention_and_direction(qtbot: QtBot) -> None:
    table = SlideShares()
    qtbot.addWidget(table)
    table.resize(360, 160)
    table.show_shares([SlideShare(0.75, 0.4), SlideShare(0.25, -0.4)])
    table.show()
    rows = [row.grab().toImage() for row in table.rows.values()]
    red, blue = near(rows[0], LIGHT.high, 3), near(rows[1], LIGHT.low, 3)
    assert len(red) > 50 and not len(near(rows[1], LIGHT.high, 3))
    assert len(blue) > 50 and not len(near(rows[0], LIGHT.low, 3))
    assert blue[:, 1].max() <= red[:, 1].min(), "to the left lowers, to the right raises"
    # A bar is eight high, letters of its colour are not.
    first, second = ((np.bincount(near(row, LIGHT.middle, 3)[:, 1]) >= 7).sum() for row in rows)
    assert second / first == pytest.approx(1 / 3, abs=0.04)


def test_the_report_tells_the_shares_of_all_slides(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = make_result(n_slides=8)
    thumbnails = (np.full((96, 128, 3), 220, np.uint8),) * 8
    record = CaseRecord(result, CasePictures(thumbnails, (16.0,) * 8))
    drawn: list[str] = []
    monkeypatch.setattr(Sheet, "_draw_line", lambda _self, words, *_: drawn.append(words))
    painter = QPainter(picture := QPicture())
    sheet = Sheet(painter, QSizeF(680, 1020), lambda: None, 9)
    plots = report_pdf.draw_case_plots(record)
    report_pdf._Case(record, compose(result), plots).paint(sheet)
    painter.end()
    assert picture.size() > 0
    said = " ".join(drawn)
    for number, share in enumerate(slide_shares(result), start=1):
        percent, odds = f"{100 * share.attention:.0f} %", format_signed(share.risk)
        if number <= 6:
            assert (
                f"Slide {number} · {percent} of attention {odds} years of expected survival" in said
            )
        else:
            assert f"slide {number} ({percent}, {odds})" in said


def answered(result: CaseResult, *hazards: float) -> CaseResult:
    """The case by several models of one scale, the one in the middle answering."""
    several = with_members(result, *hazards)
    curves, reference = several.prediction.member_survival, several.card.reference
    assert curves is not None and reference is not None
    placed = reference.by_members(curves)
    assert placed is not None
    member = member_in_the_middle(placed[0])
    return replace(
        several,
        prediction=replace(several.prediction, survival=curves[member], member=member),
        risk_percentile=float(placed[0][member]),
        risk_group=consensus(placed[1]),
    )


def test_the_head_tells_the_answer_with_its_range_and_the_agreement(opened: MainWindow) -> None:
    case_id = opened.session.worklist.case_ids[0]
    result = answered(make_result(case_id), 0.06, 0.2)
    finish(opened.session, case_id, result)
    QApplication.processEvents()
    head = opened.inspector.result.head
    members = case_figures(result).members
    assert members is not None and members.span is not None
    low, high = (round(end) for end in members.span)
    assert f"({low} to {high})" in head.percentile.text()
    plot = head.ruler.plot
    assert isinstance(plot, RulerPlot) and plot.percentile == result.risk_percentile
    assert plot.places == members.percentiles and len(plot.places) == 3
    assert agreement_words(members) == plot.note
    assert opened.session.worklist[case_id].vote == vote_of_result(result)
    said = str(case_data(opened.session.worklist[case_id], Qt.ItemDataRole.AccessibleTextRole))
    assert f"{low}–{high}" in said, "the list says it too"
    # Withheld, nothing of it stands in the head, shown or not.
    withheld = Disclosure(Saying.WITHHELD, "A check is red: focus.")
    opened.inspector.result.show_result(result, disclosure=withheld)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    words = [label.text() for label in head.findChildren(QLabel)]
    assert not any("percentile" in word or "%" in word for word in words)
    assert isinstance(head.ruler.plot, RulerPlot) and head.ruler.plot.percentile is None


def test_what_is_withheld_stands_in_no_hidden_part_either(opened: MainWindow) -> None:
    case_id = opened.session.worklist.case_ids[0]
    page = opened.inspector.result
    result = make_result(case_id, n_slides=3)

    def figures() -> list[str]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        parts = [*page.answer.findChildren(QLabel), *page.sources.findChildren(QLabel)]
        words = [f"{part.text()} {part.toolTip()}" for part in parts]
        words += [button.text() for button in page.slides.findChildren(QAbstractButton)]
        return [word for word in words if any(sign.isdigit() for sign in word)]

    page.show_result(result)
    shown = figures()
    assert any("%" in word for word in shown)
    page.sources._explain(0)
    page.show_result(result, disclosure=Disclosure(Saying.WITHHELD, "A check is red: focus."))
    assert not page.sources.explanation.text() and not page.sources.unused.text()
    assert [word for word in figures() if "%" in word] == []


def test_head_and_foot_stay_in_sight_while_the_middle_scrolls(opened: MainWindow) -> None:
    case_id = opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, answered(make_result(case_id), 0.06, 0.2))
    page = opened.inspector.result
    for width in (1024, 1366):
        opened.resize(width, 700)
        QApplication.processEvents()
        assert opened.pane.width() >= 0.49 * opened.width(), "half of it is the slide's"
        for end in (0, page.area.verticalScrollBar().maximum()):
            page.area.verticalScrollBar().setValue(end)
            for part in (page.headline, page.head.ruler, page.review.verdict, page.review.sign):
                assert part.isVisible() and not part.visibleRegion().isEmpty()
                assert page.rect().contains(part.mapTo(page, part.rect().center()))
    bar = page.source_bar.plot
    assert isinstance(bar, SourceBarPlot)
    assert sum(share for _, share in bar.parts) == pytest.approx(1)


def test_chips_stay_on_one_line_and_the_rest_is_behind_dots(qtbot: QtBot) -> None:
    line = ChipLine()
    qtbot.addWidget(line)
    chips = [ChipWords(str(n), f"A chip of many words {n}", f"Chip {n}") for n in range(6)]
    line.resize(1400, 30)
    line.show_chips(chips)
    line.show()
    assert all(chip.isVisible() for chip in line.chips.values()) and not line.more.isVisible()
    line.resize(230, 30)
    QApplication.processEvents()
    shown = [chip for chip in line.chips.values() if chip.isVisible()]
    assert 1 <= len(shown) < 6 and line.more.isVisible()
    assert max(chip.geometry().right() for chip in shown) <= line.width()
    menu = line.more.menu()
    assert len(menu.actions()) == 6 - len(shown)
    turned: list[tuple[str, bool]] = []
    line.turned.connect(lambda key, on: turned.append((key, on)))
    menu.actions()[-1].trigger()
    assert turned == [("5", True)]
