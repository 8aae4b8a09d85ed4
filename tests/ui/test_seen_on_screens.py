"""Faults that were seen on pictures of the pages, each with what would have caught it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from cohort_samples import fill_workspace
from fakes import FakeEngine, make_result
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from steph_desktop.resources import resource_path
from viewer_actions import show
from windows import opened_on, reviewing
from wizard_actions import make_window, open_wizard, wait

from steph_desktop.case.map_rendering import make_map
from steph_desktop.engine.model_registry import LibraryEntry
from steph_desktop.model.packs import read_card
from steph_desktop.slide.annotations import Annotation, Shape
from steph_desktop.survival.grouping import SurvivalTable
from steph_desktop.training.study.study import StudyStep
from steph_desktop.ui.kit import language
from steph_desktop.ui.kit.forms import FieldHint
from steph_desktop.ui.kit.layouts import column
from steph_desktop.ui.kit.numbers import WholeField
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.theme import LIGHT, apply_colours, sized_font
from steph_desktop.ui.kit.widgets import Gallery, button, choices, scrolling, text, text_field
from steph_desktop.ui.pages.compare.compare_page import ComparePage
from steph_desktop.ui.pages.models.card_view import CardView
from steph_desktop.ui.pages.survival.cox_panel import CoxPanel
from steph_desktop.ui.pages.training.parts import form
from steph_desktop.ui.pages.training.slides_page import SlidesPage
from steph_desktop.ui.parts.analyses import ANALYSIS
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.viewer import drawing_layer
from steph_desktop.ui.parts.viewer.overlays import MapControls
from steph_desktop.ui.parts.worklist.case_list import status_forms
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.ui.shell.bars import jobs_offer
from steph_desktop.ui.shell.demo import find_demo
from steph_desktop.ui.shell.help import HelpWindow
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import CaseStatus, MemberVote


def test_a_draft_that_is_opened_again_keeps_its_method(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path / "lab")
    try:
        page = open_wizard(qtbot, window)
        page.begin()
        pack = resource_path("demo", "model.steph")
        page.state.change(cancer="MINE", source_packs=(pack,), method="steph")
        wait(qtbot, lambda: not page.state.busy)
        draft = page.state.draft
        assert draft is not None
        page.state.leave()
        page.state.open(replace(draft, step=StudyStep.METHOD))
        page.state.change(step=StudyStep.METHOD)
        page._enter(StudyStep.METHOD)
        wait(qtbot, lambda: len(page.state.packs) == 1)
        assert page.state.draft is not None and page.state.draft.method == "steph"
    finally:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("width", [380, 620, 900])
def test_a_table_breaks_its_lines_before_it_scrolls(
    qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    apply_colours(qapp, LIGHT)
    table = Grid("Results")
    qtbot.addWidget(table)
    rows = [
        ("Your cohort alone, twice as long (finetuned)", "0.536 (0.350 to 0.716)", "no evidence"),
        ("Mean feature of the slides (cox_mean)", "0.769 (0.631 to 0.899)", "better"),
    ]
    table.resize(width, 300)
    table.show()
    table.show_rows(("Method", "MINE", "Verdict"), rows)
    table.fit_height(5)
    qtbot.wait(200)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.verticalScrollBar().maximum() == 0
    default = table.verticalHeader().defaultSectionSize()
    assert (table.rowHeight(0) > default) == (width < 500)
    head = table.horizontalHeader()
    table.resize(1200, 300)
    qtbot.wait(200)
    assert table.rowHeight(0) == default
    assert sum(head.sectionSize(x) for x in range(3)) < 1200


def test_pictures_of_the_guide_fit_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.open_help("")
    help_window = window.help
    assert isinstance(help_window, HelpWindow)
    bar = help_window.browser.horizontalScrollBar()
    for width in (620, 860, 1300):
        help_window.resize(width, 600)
        qtbot.wait(30)
        qtbot.waitUntil(lambda: bar.maximum() == 0)
    help_window.close()


def test_no_name_of_a_case_is_cut_beside_its_badge(
    qtbot: QtBot, tmp_path: Path, slide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steph_desktop.ui.parts.worklist import case_list

    written: list[str] = []
    words = case_list.Row.words

    def note(self: case_list.Row, at: object, text: str) -> None:
        written.append(text)
        words(self, at, text)  # type: ignore[arg-type]

    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    with reviewing(qtbot, tmp_path / "lab") as window:
        window.resize(1024, 700)
        qtbot.wait(50)
        monkeypatch.setattr(case_list.Row, "words", note)
        window.cases.grab()
    names = [text for text in written if text.removeprefix("Case ") in {"K7-QX", "M2-PA", "T9-LD"}]
    assert len(names) >= 3


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_what_if_is_no_wider_than_its_panel(
    qtbot: QtBot, tmp_path: Path, slide: Path, code: str
) -> None:
    language.speak(code)
    try:
        make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
        with reviewing(qtbot, tmp_path / "lab") as window:
            window.resize(1024, 700)
            result = window.inspector.result
            result.what_if.toggle.click()
            qtbot.waitUntil(lambda: bool(result.what_if.rows), timeout=10_000)
            qtbot.wait(300)
            bar = result.area.horizontalScrollBar()
            assert bar.maximum() == 0
    finally:
        language.speak("en")


def test_a_message_leaves_the_foot_of_the_wizard_free(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path / "lab")
    try:
        page = open_wizard(qtbot, window)
        page.begin()
        window.resize(1024, 700)
        window.notice.say("The slide is in focus.")
        qtbot.wait(50)
        message = QRect(window.notice.mapToGlobal(QPoint(0, 0)), window.notice.size())
        for button in (page.back_button, page.next_button):
            place = QRect(button.mapToGlobal(QPoint(0, 0)), button.size())
            assert button.isVisible() and not message.intersects(place)
    finally:
        window.close()
        window.deleteLater()


def test_words_of_two_drawings_do_not_cover_each_other(
    qtbot: QtBot, pool: Tasks, slide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plates: list[QRectF] = []

    def note(_painter: object, box: QRectF, *_rest: object, **_more: object) -> None:
        plates.append(QRectF(box))

    pane = show(qtbot, pool, slide)
    drawn = [
        Annotation(Shape.LINE, ((400.0, 500.0 + n), (1000.0, 500.0 + n)), f"Tumour margin {n}")
        for n in (0, 5, 10)
    ]
    pane.annotator.drawings.add(*drawn)
    qtbot.wait(50)
    monkeypatch.setattr(drawing_layer, "plate", note)
    pane.viewer.grab()
    assert len(plates) >= 3
    last = plates[-3:]
    assert not any(a.intersects(b) for a in last for b in last if a is not b)


def test_a_page_scrolls_when_a_table_in_it_grows(qtbot: QtBot) -> None:
    content = QWidget()
    table, words = Grid("Results"), text("Long findings, one after the other. " * 60)
    column(content, table, words)
    area = scrolling(content)
    qtbot.addWidget(area)
    area.resize(500, 260)
    area.show()
    rows = [(f"Your cohort alone, twice as long, {n}", "0.536 (0.350 to 0.716)") for n in range(9)]
    table.show_rows(("Method", "MINE"), rows)
    table.fit_height(9)
    qtbot.wait(200)
    area.resize(340, 260)
    qtbot.wait(300)
    assert words.height() >= words.heightForWidth(words.width())
    assert table.geometry().bottom() < words.geometry().top()


def test_large_german_letters_are_not_cut(
    qtbot: QtBot, tmp_path: Path, slide: Path, qapp: QApplication
) -> None:
    usual = QFont(qapp.font())
    qapp.setFont(sized_font(usual, 2.0))
    language.speak("de")
    try:
        make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
        with reviewing(qtbot, tmp_path / "lab") as window:
            window.resize(1366, 768)
            qtbot.wait(200)
            verdict = window.inspector.result.review.verdict
            for made in verdict.buttons:
                words = made.fontMetrics().horizontalAdvance(made.text().replace("&", ""))
                assert words + 12 <= made.width(), made.text()
            for box in (window.pane.maps.horizon, window.pane.maps.palette_choice):
                assert box.height() >= box.fontMetrics().height()
    finally:
        language.speak("en")
        qapp.setFont(usual)


def test_the_last_column_is_never_narrower_than_its_words(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    table = Grid("Figures by group", fills=True)
    qtbot.addWidget(table)
    heads = ("Group", *(f"{year}-year survival" for year in (1, 3, 5)))
    table.resize(330, 200)
    table.show()
    table.show_rows(heads, [("High", *["not reached (0.2 to not reached)"] * 3)] * 2)
    qtbot.wait(150)
    head = table.horizontalHeader()
    assert head.sectionSize(3) >= head.sectionSizeHint(3)
    assert table.horizontalScrollBar().maximum() > 0
    table.resize(1600, 200)
    qtbot.wait(150)
    assert sum(head.sectionSize(x) for x in range(4)) == table.viewport().width()


def test_a_choice_that_finds_no_room_ends_with_an_ellipsis(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_colours(qapp, LIGHT)
    box = choices("Patients")
    qtbot.addWidget(box)
    long = "Cases of this workspace, steph-brca-test of the lab"
    box.addItems(["Short", long])
    box.resize(252, 28)
    box.show()
    assert box.shown_words() == "Short"
    box.setCurrentIndex(1)
    assert box.shown_words().endswith("…") and box.currentText() == long
    rest = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(box, rest)
    assert QToolTip.text() == long
    QToolTip.hideText()


def _first_ink(widget: QWidget, colour: QColor, reach: int = 60) -> int:
    """Return the first column within the frame that has nearly this colour."""
    image = widget.grab().toImage()
    for x in range(3, image.width()):
        for y in range(8, image.height() - 8):
            seen = image.pixelColor(x, y)
            apart = [abs(a - b) for a, b in zip(seen.getRgb(), colour.getRgb(), strict=True)]
            if max(apart) <= reach:
                return x
    return -1


def test_numbers_begin_where_words_do(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    number, words = WholeField(), QLineEdit("0")
    starts = []
    for field in (number, words):
        qtbot.addWidget(field)
        field.resize(200, 29)
        field.show()
        field.clearFocus()
        starts.append(_first_ink(field, QColor(LIGHT.ink)))
    assert abs(starts[0] - starts[1]) <= 2


def test_numbers_stand_as_high_as_words(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    number, words = WholeField(), QLineEdit("42")
    number.setValue(42)
    rows = []
    for field in (number, words):
        qtbot.addWidget(field)
        field.resize(120, field.sizeHint().height())
        field.show()
        field.clearFocus()
        image, ink = field.grab(QRect(6, 3, 34, field.height() - 6)).toImage(), QColor(LIGHT.ink)
        columns = range(image.width())
        rows.append([
            y for y in range(image.height())
            if any(abs(image.pixelColor(x, y).lightness() - ink.lightness()) < 40 for x in columns)
        ])  # fmt: skip
    assert rows[0] == rows[1] != []


def test_the_hint_of_a_field_can_be_read(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    field = text_field("Targets", hint="IIIIIIIIII")
    qtbot.addWidget(field)
    field.resize(200, 29)
    field.show()
    assert _first_ink(field, QColor(LIGHT.muted), reach=20) > 0


def test_the_open_case_stays_in_sight_when_the_window_gets_smaller(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    fill_workspace(tmp_path / "lab", 12)
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        window.choose_case(NAMES[0])
        view = window.cases.view
        for size in ((1366, 768), (1024, 700)):
            window.resize(*size)
            qtbot.wait(100)
            row = view.visualRect(view.currentIndex())
            assert view.currentIndex().row() >= 10
            assert view.viewport().rect().contains(row)


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_choices_of_a_comparison_scroll_in_one_place(
    qtbot: QtBot, tmp_path: Path, code: str
) -> None:
    language.speak(code)
    try:
        window = make_window(qtbot, tmp_path / "lab")
        window.resize(1024, 700)
        window.turn_to("Compare")
        page = window.pages.currentWidget()
        assert isinstance(page, ComparePage)
        qtbot.wait(150)
        methods = page.choices.methods
        assert methods.verticalScrollBar().maximum() == 0
        last = methods.visualItemRect(methods.item(methods.count() - 1))
        assert last.bottom() < methods.viewport().height()
        for field in (page.choices.seeds, page.choices.folds, methods):
            place = QRect(field.mapTo(page.side, QPoint(0, 0)), field.size())
            assert place.top() < page.start_button.mapTo(page.side, QPoint(0, 0)).y() - 40
        wide = {made.width() for made in (page.choices.cohort_button, page.start_button)}
        assert len(wide) == 1
        first, then = page.choices.cohort_button, page.start_button
        assert (first.objectName(), then.objectName()) == ("primary", "")
        page.choose_cohort(tmp_path)
        assert (first.objectName(), then.objectName()) == ("", "primary")
    finally:
        language.speak("en")
        window.close()
        window.deleteLater()


def test_a_choice_that_grows_shows_its_words_whole(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    for words in ("Competing risks", "Konkurrierende Risiken", "Cox model", "Curves"):
        box = choices("What is shown", grows=True)
        qtbot.addWidget(box)
        box.fill([(words, 0)], 0)
        box.resize(box.sizeHint())
        box.show()
        assert box.shown_words() == words


def test_a_focused_box_keeps_its_size(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    for kind in (QRadioButton, QCheckBox):
        box = kind("Picture (PNG)")
        qtbot.addWidget(box)
        sizes = []
        for focus in (QStyle.StateFlag.State_None, QStyle.StateFlag.State_HasFocus):
            option = QStyleOptionButton()
            box.initStyleOption(option)
            option.state |= focus
            what = QStyle.SubElement.SE_CheckBoxIndicator
            if kind is QRadioButton:
                what = QStyle.SubElement.SE_RadioButtonIndicator
            sizes.append(box.style().subElementRect(what, option, box).size())
        assert sizes[0] == sizes[1]


def test_all_fields_of_one_line_are_of_one_height(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    made = (
        text_field("Seeds"), WholeField(), choices("Groups"), choices("Shown", grows=True),
        button("Choose…"),
    )  # fmt: skip
    for field in made:
        qtbot.addWidget(field)
        field.ensurePolished()
    assert len({field.sizeHint().height() for field in made}) == 1


def test_the_line_under_a_tables_head_goes_all_the_way(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    table = Grid("Results")
    qtbot.addWidget(table)
    table.resize(600, 120)
    table.show()
    table.show_rows(("Who", "What"), [("root", "case added")])
    qtbot.wait(100)
    header = table.horizontalHeader()
    image, last = header.grab().toImage(), header.height() - 1
    assert sum(header.sectionSize(x) for x in range(2)) < 300
    assert {image.pixelColor(x, last).name() for x in (20, 400, 590)} == {LIGHT.line}


def test_the_legend_of_a_map_has_room_from_the_start(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    viewer = QWidget()
    qtbot.addWidget(viewer)
    viewer.resize(900, 600)
    maps = MapControls(viewer)
    viewer.show()
    qtbot.wait(50)
    maps.fit_into(800)
    result = make_result()
    made = make_map(maps.order(result, result.slides[0]))
    maps.show_scale(made.scale, made.order.unit)
    maps.fit_into(800)
    size = maps.size()
    qtbot.wait(50)
    maps.fit_into(800)
    assert maps.size() == size
    assert maps.choice.height() == maps.choice.sizeHint().height()


def _names_of_long_facts(rows: list[tuple[QWidget, QWidget]]) -> list[QLabel]:
    """Return the names of what takes several lines."""
    high = 1.6 * rows[0][0].fontMetrics().height()
    return [name for name, fact in rows if fact.height() > high and isinstance(name, QLabel)]


def test_names_stand_at_the_first_line_of_what_they_name(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    with reviewing(qtbot, tmp_path / "lab") as window:
        result = window.inspector.result
        result.tab_group.buttons()[1].click()
        qtbot.wait(100)
        cells = [
            [result.facts.itemAtPosition(row, x) for x in (0, 1)]
            for row in range(result.facts.rowCount())
        ]
        names = _names_of_long_facts([(n.widget(), f.widget()) for n, f in cells if n and f])
        card = CardView()
        qtbot.addWidget(card)
        card.resize(700, 900)
        card.show()
        pack = resource_path("demo", "model.steph")
        entry = LibraryEntry(pack, read_card(pack), 0, is_installed=True)
        card.show_entry(entry, is_retired=False, state="")
        qtbot.wait(100)
        form = card._form
        names += _names_of_long_facts([(form.labelForField(f), f) for f in card.rows.values()])
        assert len(names) > 3
        assert all(name.alignment() & Qt.AlignmentFlag.AlignTop for name in names)


def test_the_offer_of_a_tour_stays_with_the_case(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = find_demo()
    assert demo is not None
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        monkeypatch.setattr(window, "_open_paths", lambda _paths: None)
        window._open_demo(demo)
        assert "a tour of the window" in window.notice.words
        window.turn_to("Survival")  # there it would cover the table
        assert window.notice.words == ""


def test_a_comparison_of_a_column_is_read_whole(qtbot: QtBot, pool: Tasks) -> None:
    panel = CoxPanel(pool)
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()
    groups = ("low", "intermediate", "high") * 8
    days, events = np.arange(24.0) + 1, np.arange(24) % 2 == 0
    panel.show_table(SurvivalTable("Cases", days, events, (), columns={"Risk group": groups}))
    (row,) = panel.terms
    assert panel.hint.isVisible()  # else the page would be empty, and say nothing
    for number in range(row.choice.count()):
        row.choice.setCurrentIndex(number)
        qtbot.wait(20)
        assert row.choice.shown_words() == row.choice.currentText()
        assert panel.hint.isVisible() is not row.box.isChecked()


def test_the_dots_of_a_capital_umlaut_are_not_cut(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    place = QWidget()
    qtbot.addWidget(place)
    place.setStyleSheet(f"background: {LIGHT.ground};")
    place.resize(200, 80)
    labels = [text("ÜÄÖ", wraps=False) for _ in range(2)]
    for label, more_px in zip(labels, (0, 8), strict=True):
        label.setParent(place)
        label.move(10, 30 * bool(more_px))
        label.resize(label.sizeHint() + QSize(0, more_px))
    place.show()
    qtbot.wait(30)
    inks = [_rows_of_ink(label) for label in labels]
    assert inks[0] == inks[1] > 5


def _rows_of_ink(label: QLabel) -> int:
    """Count the rows of a label in which something is clearly written."""
    image, ground = label.grab().toImage(), QColor(LIGHT.ground).lightness()
    rows, columns = range(image.height()), range(image.width())
    return sum(any(ground - image.pixelColor(x, y).lightness() > 60 for x in columns) for y in rows)


def test_words_below_a_field_take_the_lines_they_need(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    place, words = QWidget(), FieldHint("Columns of your table that are known at the start. " * 3)
    qtbot.addWidget(place)
    fields = text_field("Seeds", is_wide=False), text_field("Folds", is_wide=False)
    rows = form(("Seeds", fields[0]), ("", words), ("Folds", fields[1]))
    column(place, rows, (None, 1))
    place.show()
    for width in (1300, 700, 420):
        place.resize(width, 500)
        qtbot.wait(60)
        assert words.height() == words.heightForWidth(words.width())
        assert fields[1].y() - words.geometry().bottom() < 12


def test_only_the_next_step_of_a_cohort_stands_out(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path / "lab")
    try:
        page = open_wizard(qtbot, window)
        page.begin()
        slides = page.pages[StudyStep.SLIDES]
        assert isinstance(slides, SlidesPage)
        draft = page.state.draft
        assert draft is not None
        slides.show_draft(draft)
        assert slides.choose_button.objectName() == "primary"
        slides.show_draft(replace(draft, slide_folder=tmp_path))
        assert slides.choose_button.objectName() == ""
    finally:
        window.close()
        window.deleteLater()


def test_a_signed_case_says_so_where_there_is_little_room() -> None:
    vote = MemberVote(5, 3, 17.0, 53.0, is_split=True)
    case = Case("Case K7-QX", (), CaseState.DONE, known_vote=vote, known_score=-4.0)
    assert status_forms(case)[1:] == ("17–53, models split", "analysed")
    signed = replace(case, reviewed=CaseStatus.SIGNED_OFF)
    assert status_forms(signed) == ("17–53, models split · signed", "17–53 · signed", "signed")


@pytest.mark.parametrize("kinds", [("a",), ("a", "b"), (ANALYSIS,), (ANALYSIS, ANALYSIS)])
def test_interrupted_jobs_are_offered_in_the_windows_language(
    qapp: QApplication, kinds: tuple[str, ...]
) -> None:
    language.speak("de")
    try:
        views = [SimpleNamespace(kind=kind) for kind in kinds]
        said = language.tr(jobs_offer(cast(list[JobView], views), lambda: None).words)
        assert re.fullmatch(r"\d (Auftr|Analyse)\S* wurden? .* endete\. Fertige Arbeit .*", said)
    finally:
        language.speak("en")


def test_nothing_moves_as_the_pictures_of_patches_come(qtbot: QtBot, qapp: QApplication) -> None:
    apply_colours(qapp, LIGHT)
    place, gallery, below = QWidget(), Gallery(), text("Patches that raise the risk")
    qtbot.addWidget(place)
    column(place, gallery, below, (None, 1))
    gallery.show_patches([(row, f"+{row}") for row in range(4)])
    place.resize(420, 500)
    place.show()
    qtbot.wait(50)
    before = below.y()
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c0392b"))
    for row in gallery.rows:
        gallery.set_picture(row, picture)
    qtbot.wait(50)
    assert below.y() == before > 80
