"""The source cancers of a case as bars, beside how the cohort drew on them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fakes import finish, make_result, make_sources, make_spread
from plot_samples import font, near, painted
from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from steph_desktop.case.result import CaseResult
from steph_desktop.model.outputs import SourceShare
from steph_desktop.ui.kit.plots.bar_plot import SourcePlot, head_height, unused_sources
from steph_desktop.ui.kit.plots.scene import play, record_plot
from steph_desktop.ui.kit.theme import LIGHT
from steph_desktop.ui.parts.case_panel.result_page import SourcesSection
from steph_desktop.ui.shell.main_window import MainWindow


def with_spread(result: CaseResult) -> CaseResult:
    reference = result.card.reference
    assert reference is not None
    reference = replace(reference, sources=make_spread())
    return replace(result, card=replace(result.card, reference=reference))


def test_sources_are_ranked_and_the_unused_set_apart() -> None:
    sources = make_sources(k=5)
    ranked = [sources[place].cancer for place in SourcePlot(sources).order]
    assert ranked == ["KIPAN", "COADREAD", "BLCA", "LUNG", "LIHC"]
    assert {s.cancer for s in unused_sources(sources)} == {"CESC", "GBMLGG", "HNSC", "SARC"}


@pytest.mark.parametrize("spread", [None, make_spread()])
def test_bars_are_as_long_as_their_weight_and_split_by_lambda(qapp: object, spread: object) -> None:
    sources = (SourceShare("AAA", 1.0, 0.25, True), SourceShare("BBB", 0.5, 0.5, True))
    plot = SourcePlot(sources, "BRCA", spread)  # type: ignore[arg-type]
    image = painted(plot)
    strong, pale = near(image, LIGHT.source, 2), near(image, LIGHT.target_part, 2)

    def length(pixels: np.ndarray, row: int) -> int:
        y = int(head_height(font()) + row * plot.row_height(font()) + 5)
        return int((pixels[:, 0] == y).sum())

    first = length(strong, 0) + length(pale, 0)
    second = length(strong, 1) + length(pale, 1)
    assert first > 60
    assert second == pytest.approx(first / 2, abs=2)
    assert length(pale, 0) == pytest.approx(0.25 * first, abs=2)
    assert length(pale, 1) == pytest.approx(0.5 * second, abs=2)


def test_weights_of_zero_draw_no_bar(qapp: object) -> None:
    sources = tuple(SourceShare(name, 0.0, 0.5, True) for name in ("AAA", "BBB"))
    plot = SourcePlot(sources, "BRCA")
    bars = near(painted(plot), LIGHT.source, 2)
    under = head_height(font()) + 2 * plot.row_height(font())
    assert not len(bars[bars[:, 0] < under])


def test_the_case_is_marked_where_it_lies_in_the_cohort(qapp: object) -> None:
    """The weight's mark moves over the cohort's strip as the weight does."""
    spread = make_spread()
    sources = make_sources()
    marks = []
    for weight in (0.1, 0.5, 0.9):
        moved = tuple(
            replace(share, weight=weight, selected=share.cancer == "BLCA") for share in sources
        )
        plot = SourcePlot(moved, "BRCA", spread)
        y = head_height(font()) + QFontMetricsF(font()).height() + 5.5
        ink = near(painted(plot), LIGHT.ink, 2)
        here = ink[(np.abs(ink[:, 0] - y) <= 4) & (ink[:, 1] < 250)]
        marks.append(float(here[:, 1].mean()))
    # The strip of this source goes from 0 to 1.02.
    assert marks[2] - marks[1] == pytest.approx(marks[1] - marks[0], abs=2)
    assert marks[2] - marks[0] > 60
    bare = near(painted(SourcePlot(sources, "BRCA")), LIGHT.ink, 2)
    assert not len(bare), "without a cohort there is no mark"


@pytest.mark.parametrize("width", [260, 360, 700])
def test_the_legend_breaks_instead_of_being_cut(qapp: object, width: int) -> None:
    plot = SourcePlot(make_sources(), "BRCA", make_spread())
    image = QImage(width, 500, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    play(painter, record_plot(plot, QSizeF(width, 500), font()), QPointF(0, 0))
    painter.end()
    high = plot.height(font(), width)
    bits = np.frombuffer(image.constBits(), np.uint8).reshape(500, width, 4)[:, :, :3]
    inked = np.flatnonzero((bits < 250).any(axis=(1, 2)))
    assert high - 12 < inked.max() < high
    assert plot.height(font(), 700) < plot.height(font(), 260)


def test_a_click_on_a_source_tells_of_it(opened: MainWindow) -> None:
    case_id = opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, with_spread(make_result(case_id)))
    QApplication.processEvents()
    section = opened.inspector.result.sources
    opened.inspector.result.weights_fold.setChecked(True)
    plot, told = section.plot, section.explanation
    assert section.isVisible() and not told.isVisible()
    assert "mostly on KIPAN (25\N{NO-BREAK SPACE}%; weight 0.82" in section.sentence.text()

    def press(row: int) -> None:
        at = plot.rect_of(row).center().toPoint()
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)

    press(1)
    assert told.isVisible() and told.text().startswith("COADREAD, 2 of 9 by weight: weight 0.64")
    assert "median of the cohort: 50 % stays" in told.text()
    QTest.keyClick(plot, Qt.Key.Key_Down)
    assert told.text().startswith("BLCA, 3 of 9")
    press(2)
    assert not told.isVisible(), "a second click lets it go"
    press(0)
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert not told.isVisible()
    press(4)
    finish(opened.session, case_id, make_result(case_id, sources=False))
    QApplication.processEvents()
    assert not told.isVisible() and not plot.isVisible()
    assert "it draws on no other cancer" in section.sentence.text()


def test_a_tooltip_explains_what_lies_under_the_mouse(qtbot: QtBot) -> None:
    section = SourcesSection()
    qtbot.addWidget(section)
    section.show_result(with_spread(make_result()))
    section.resize(380, section.heightForWidth(380))
    section.show()
    plot = section.plot
    assert plot.height() == plot.heightForWidth(plot.width())
    for at, words in (
        (QPoint(5, 3), "w, the weight: how strongly"),
        (plot.rect_of(3).center().toPoint(), "LUNG, 4 of 9"),
    ):
        QApplication.sendEvent(
            plot.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at))
        )
        assert QToolTip.text().startswith(words)
    QToolTip.hideText()
