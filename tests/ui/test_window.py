from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import (
    FakeEngine,
    fault,
    finish,
    make_card,
    make_reference,
    make_result,
    use_card,
    wait_for_slide,
    wait_until,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from slides import tissue_disc, write_pyramid
from windows import click, drop, words_on

from steph_desktop import RESEARCH_USE
from steph_desktop.case.map_rendering import MapKind
from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import Theme, load_settings
from steph_desktop.engine.worker import EngineCrashed
from steph_desktop.model.card import PackKind
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.theme import DARK, LIGHT
from steph_desktop.ui.parts.case_panel.inspector import progress_words
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.main_window import MainWindow


def state_of(window: MainWindow, number: int = 0) -> CaseState:
    worklist = window.session.worklist
    return worklist[worklist.case_ids[number]].state


def ready(qtbot: QtBot, window: MainWindow) -> str:
    wait_until(qtbot, lambda: state_of(window) is CaseState.READY)
    use_card(window.session)
    return window.session.worklist.case_ids[0]


# Opening ------------------------------------------------------------


def test_the_empty_window_says_what_to_do(window: MainWindow) -> None:
    said = words_on(window)
    assert "Drop slides here" in said
    assert "Open slides" in said
    assert RESEARCH_USE in said
    assert "demo" not in said.lower(), "no demo is offered where none is shipped"
    assert not window.top.analyse_button.isEnabled()
    assert not window.bottom.cancel_button.isVisible()


def test_open_by_the_dialog(
    qtbot: QtBot, window: MainWindow, slide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(slide)], ""))
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait_for_slide(qtbot, window)
    assert window.session.worklist.rowCount() == 1
    assert load_settings().last_folder == slide.parent


def test_open_by_drop(qtbot: QtBot, window: MainWindow, slide_folder: Path) -> None:
    assert drop(window, [slide_folder / "smith-john.svs", slide_folder / "second.svs"])
    wait_for_slide(qtbot, window)
    assert window.session.worklist.rowCount() == 2
    assert not drop(window, [])


def test_a_folder_opens_its_slides_and_a_bad_one_does_not_stop_them(
    qtbot: QtBot, window: MainWindow, slide_folder: Path
) -> None:
    assert drop(window, [slide_folder])
    wait_until(qtbot, lambda: window.session.worklist.rowCount() == 5)

    def states() -> list[CaseState]:
        return [state_of(window, number) for number in range(5)]

    wait_until(qtbot, lambda: CaseState.OPENING not in states())
    assert states().count(CaseState.UNREADABLE) == 1
    assert states().count(CaseState.READY) == 4


def test_the_same_slide_opens_once(qtbot: QtBot, opened: MainWindow, slide: Path) -> None:
    opened.open_paths([slide])
    assert opened.session.worklist.rowCount() == 1


def test_what_is_not_a_slide_is_told_in_place(
    qtbot: QtBot, window: MainWindow, slide_folder: Path
) -> None:
    window.open_paths([slide_folder / "not-a-slide.svs"])
    wait_until(qtbot, lambda: state_of(window) is CaseState.UNREADABLE)
    wait_until(qtbot, window.pane.fault.isVisible)
    said = words_on(window.inspector)
    assert "not a slide" in said
    assert "not-a-slide.svs" in said
    assert not window.top.analyse_button.isEnabled()


def test_names_of_files_stay_in_the_tooltip(qtbot: QtBot, opened: MainWindow) -> None:
    case_id = opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, make_result(case_id))
    assert re.fullmatch(r"Case ..-.. – STEPH Desktop", opened.windowTitle())
    assert "smith" not in words_on(opened)
    index = opened.session.worklist.index(0)
    assert index.data(Qt.ItemDataRole.ToolTipRole).splitlines()[1:] == ["smith-john.svs"]
    opened.cases.names_requested.emit([case_id])
    assert "smith-john.svs" in words_on(opened.notice)


def test_the_label_is_shown_only_when_asked_for(qtbot: QtBot, opened: MainWindow) -> None:
    assert not opened.pane.label.isVisible()
    QTest.keyClick(opened.pane.viewer, Qt.Key.Key_L)
    wait_until(qtbot, opened.pane.label.isVisible)
    assert not opened.pane.label.pixmap().isNull()
    QTest.keyClick(opened.pane.viewer, Qt.Key.Key_L)
    assert not opened.pane.label.isVisible()


def test_next_and_previous_slide(qtbot: QtBot, window: MainWindow, slide_folder: Path) -> None:
    window.open_paths([slide_folder / "smith-john.svs", slide_folder / "second.svs"])
    first, second = window.session.worklist.case_ids
    assert first in window.windowTitle()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_Right, control)
    assert second in window.windowTitle()
    wait_for_slide(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_Left, control)
    assert first in window.windowTitle()


def test_slides_of_one_patient_become_one_case(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, slide_folder: Path
) -> None:
    slides = [slide_folder / "smith-john.svs", slide_folder / "second.svs"]
    window.open_paths(slides)
    window.cases.view.selectAll()
    window.cases.join_requested.emit([case.case_id for case in window.cases.selected()])
    assert window.session.worklist.rowCount() == 1
    ready(qtbot, window)
    click(window.top.analyse_button)
    wait_until(qtbot, lambda: state_of(window) is CaseState.DONE)
    assert engine.requests[0].slides == tuple(slides)
    wait_for_slide(qtbot, window)
    bar = window.pane.objectives
    one_line = bar.height()
    window.resize(1024, 640)
    wait_until(qtbot, lambda: bar.height() > one_line)
    assert window.pane.viewer.rect().contains(bar.geometry()), "the way on stands in a line below"
    assert bar.rect().contains(bar.forth.geometry())
    click(bar.forth)
    wait_for_slide(qtbot, window)
    assert bar.count.text() == "Slide 2 of 2"
    assert window.pane.viewer.patch_map is not None


def test_a_case_is_taken_off_the_list(qtbot: QtBot, opened: MainWindow) -> None:
    opened.cases.removal_requested.emit(list(opened.session.worklist.case_ids))
    assert opened.session.worklist.rowCount() == 0
    assert opened.pane.viewer.store is None
    assert "No case selected" in words_on(opened.inspector)


# What is missing ------------------------------------------------------------


def test_a_missing_model_is_asked_for_in_place(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wait_until(qtbot, lambda: state_of(opened) is CaseState.READY)
    page = opened.inspector.case_page
    assert "No model is chosen" in words_on(page)
    assert not page.analyse.isEnabled()
    wrong = tmp_path / "wrong.steph"
    wrong.write_bytes(b"no pack")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    click(next(b for b in page.model.findChildren(QPushButton) if "Choose" in b.text()))
    wait_until(qtbot, opened.notice.isVisible)
    assert "wrong.steph" in words_on(opened.notice)
    use_card(opened.session)
    assert not page.model.isVisible()
    assert page.analyse.isEnabled()


def test_a_missing_resolution_is_stated_in_place(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, slide_folder: Path
) -> None:
    window.open_paths([slide_folder / "no-mpp.svs"])
    ready(qtbot, window)
    wait_for_slide(qtbot, window)
    page = window.inspector.case_page
    assert "does not state its resolution" in words_on(page)
    assert not page.analyse.isEnabled()
    for words, answer in (("a lot", "number"), ("1000", "not possible"), ("", "number")):
        page.mpp_field.setText(words)
        QTest.keyClick(page.mpp_field, Qt.Key.Key_Return)
        assert answer in page.mpp_wrong.text()
        assert not page.analyse.isEnabled()
    page.mpp_field.clear()
    QTest.keyClicks(page.mpp_field, "0,5")
    click(next(b for b in page.mpp.findChildren(QPushButton)))
    wait_until(qtbot, page.analyse.isEnabled)
    wait_until(qtbot, lambda: "stated by user" in window.pane.viewer.readout())
    click(page.analyse)
    wait_until(qtbot, lambda: state_of(window) is CaseState.DONE)
    assert engine.requests[0].mpp == 0.5


def test_a_doubted_resolution_is_asked_for_and_a_stated_one_is_seen_and_changed(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    slide = write_pyramid(
        tmp_path / "x.svs", tissue_disc(600, 400, (300, 200), 180), 0.25, objective=20
    )
    window.open_paths([slide])
    ready(qtbot, window)
    wait_for_slide(qtbot, window)
    page = window.inspector.case_page
    assert "0.25 µm/px and a 20x objective, which do not go together" in words_on(page)
    assert not page.analyse.isEnabled()
    asked: list[tuple[str, str]] = []
    answers = iter(["0,5", "", "1,234", "four", "0.49"])

    def answer(_parent: object, words: str, now: str) -> str:
        asked.append((words, now))
        return next(answers)

    monkeypatch.setattr(dialogs, "ask_pixel_size", answer)
    (case_id,) = window.session.worklist.case_ids
    panel = window.review.cases
    panel.pixel_size_requested.emit(case_id)
    wait_until(qtbot, page.analyse.isEnabled)
    click(page.analyse)
    wait_until(qtbot, lambda: state_of(window) is CaseState.DONE)
    assert engine.requests[0].mpp == 0.5
    for _ in range(3):  # cancelled, what may be two numbers, and none
        panel.pixel_size_requested.emit(case_id)
        assert window.session.worklist[case_id].mpp == 0.5
    assert "stays as it was. “1,234” may be 1.234 or 1234" in words_on(window.notice)
    panel.pixel_size_requested.emit(case_id)
    case = window.session.worklist[case_id]
    assert (case.mpp, case.is_stale) == (0.49, True)
    assert [now for _, now in asked] == ["", "0.5", "0.5", "0.5", "0.5"]
    assert "do not go together" in asked[0][0]
    assert "You stated 0.5 µm/px" in asked[1][0]
    wait_until(qtbot, lambda: state_of(window) is not CaseState.OPENING)


def test_missing_encoder_weights_are_pointed_to_in_place(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wait_until(qtbot, lambda: state_of(opened) is CaseState.READY)
    opened.session._needs_weights = True
    use_card(opened.session, make_card(encoder="uni", feature_dim=1024))
    page = opened.inspector.case_page
    said = words_on(page)
    assert "weights of the encoder uni" in said
    assert "huggingface.co/MahmoodLab/UNI" in said
    assert not page.analyse.isEnabled()
    weights = tmp_path / "pytorch_model.bin"
    weights.write_bytes(b"x")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(weights), ""))
    click(page.weights.findChild(QPushButton))
    assert page.analyse.isEnabled()
    assert load_settings().encoder_weights["uni"] == weights


# Analysing ------------------------------------------------------------


def test_analyse_shows_progress_then_the_result(
    qtbot: QtBot, opened: MainWindow, engine: FakeEngine
) -> None:
    engine.steps, engine.pause_s = 40, 0.02
    case_id = ready(qtbot, opened)
    click(opened.top.analyse_button)
    wait_until(qtbot, lambda: "Computing features" in words_on(opened.inspector.busy))
    assert case_id in opened.bottom.message.text()
    assert opened.bottom.cancel_button.isVisible()
    wait_until(qtbot, lambda: "left" in opened.bottom.message.text())
    wait_until(qtbot, lambda: state_of(opened) is CaseState.DONE)
    assert not opened.bottom.cancel_button.isVisible()
    said = words_on(opened.inspector)
    assert re.search(r"(Low|Intermediate|High) risk\n\d+(st|nd|rd|th) percentile", said)
    for expected in ("1 year", "5 years", "median", "Drawn from other cancers", RESEARCH_USE):
        assert expected in said
    assert "CESC" in opened.inspector.result.sources.unused.text()
    assert opened.pane.maps.isVisible()


def test_cancel_stops_within_a_second(qtbot: QtBot, opened: MainWindow, engine: FakeEngine) -> None:
    engine.steps, engine.pause_s = 10_000, 0.01
    ready(qtbot, opened)
    click(opened.top.analyse_button)
    wait_until(qtbot, opened.bottom.cancel_button.isVisible)
    begin = time.monotonic()
    click(opened.bottom.cancel_button)
    wait_until(qtbot, lambda: state_of(opened) is CaseState.READY)
    assert time.monotonic() - begin < 1
    assert opened.top.analyse_button.isEnabled()
    assert opened.session.worklist[opened.session.worklist.case_ids[0]].error is None


@pytest.mark.parametrize(
    "error",
    [
        fault("No tissue was found on the slide"),
        EngineCrashed("The computation crashed (SIGSEGV)", None, "Start this case again."),
    ],
)
def test_a_failed_case_says_why_and_can_be_tried_again(
    qtbot: QtBot, opened: MainWindow, engine: FakeEngine, error: StephError
) -> None:
    engine.answer = error
    ready(qtbot, opened)
    click(opened.top.analyse_button)
    wait_until(qtbot, lambda: state_of(opened) is CaseState.FAILED)
    page = opened.inspector.case_page
    assert error.what in words_on(page)
    assert str(error.todo) in words_on(page)
    engine.answer = None
    assert page.analyse.text() == "Try again"
    click(page.analyse)
    wait_until(qtbot, lambda: state_of(opened) is CaseState.DONE)


def test_selected_cases_are_queued_in_order(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, slide_folder: Path
) -> None:
    window.open_paths([slide_folder / "smith-john.svs", slide_folder / "second.svs"])
    wait_until(qtbot, lambda: state_of(window, 1) is CaseState.READY)
    ready(qtbot, window)
    window.cases.view.selectAll()
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_until(qtbot, lambda: state_of(window, 1) is CaseState.DONE)
    assert [made.case_id for made in engine.requests] == list(window.session.worklist.case_ids)


def test_closing_while_a_case_runs_ends_it(
    qtbot: QtBot, opened: MainWindow, engine: FakeEngine
) -> None:
    engine.steps, engine.pause_s = 10_000, 0.01
    ready(qtbot, opened)
    click(opened.top.analyse_button)
    wait_until(qtbot, lambda: opened.session.analyses.running is not None)
    begin = time.monotonic()
    assert opened.close()
    assert time.monotonic() - begin < 1
    assert engine.closed.is_set()


def test_the_window_stays_when_the_user_does_not_agree(
    qtbot: QtBot, opened: MainWindow, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steph_desktop.ui.kit import dialogs

    engine.steps, engine.pause_s = 10_000, 0.01
    ready(qtbot, opened)
    click(opened.top.analyse_button)
    wait_until(qtbot, lambda: opened.session.analyses.running is not None)
    with monkeypatch.context() as patch:
        patch.setattr(dialogs, "agrees_to_stop", lambda _parent: False)
        assert not opened.close()
    assert opened.isVisible()
    assert opened.session.analyses.running is not None


# Reading a result ------------------------------------------------------------


@pytest.fixture
def done(qtbot: QtBot, opened: MainWindow) -> MainWindow:
    case_id = opened.session.worklist.case_ids[0]
    use_card(opened.session, make_result().card)
    finish(opened.session, case_id, make_result(case_id, warnings=("The slide is pale.",)))
    return opened


def test_warnings_stand_behind_a_chip(done: MainWindow) -> None:
    page = done.inspector.result
    assert page.chips.chips["notes"].said.words == "1 note"
    assert not page.warnings.isVisible()
    page.chips.press("notes", on=True)
    assert page.warnings.isVisible() and "pale" in words_on(page.warnings)


def test_the_most_attended_patches_have_a_gallery_of_their_own(done: MainWindow) -> None:
    page = done.inspector.result
    attention = make_result().prediction.attention
    assert page.attended.rows == tuple(np.argsort(-attention, kind="stable")[:4])
    captions = [made.text() for made in page.attended._buttons.values()]
    assert captions[0] == f"{attention.max() * len(attention):.0f} times"
    assert page.attend_fold.isVisible()


def test_without_places_no_gallery_is_shown(done: MainWindow) -> None:
    case_id = done.session.worklist.case_ids[0]
    made = make_result(case_id)
    bare = replace(made.slides[0], coords=None)
    page = done.inspector.result
    assert page.show_result(replace(made, slides=(bare,))) == ()
    assert not page.attended.isVisible() and not page.attend_fold.isVisible()


@pytest.mark.parametrize("name", ["raising", "lowering", "attended"])
def test_a_click_on_a_patch_flies_there(qtbot: QtBot, done: MainWindow, name: str) -> None:
    page = done.inspector.result
    gallery = getattr(page, name)
    page.attend_fold.setChecked(True)
    page.ensureWidgetVisible(gallery)
    row = gallery.rows[0]
    made = gallery._buttons[row]
    wait_until(qtbot, lambda: not made.icon().isNull())
    click(made)
    result = done.session.worklist[done.session.worklist.case_ids[0]].result
    assert result is not None
    part = result.slides[0]
    assert part.coords is not None
    x, y = part.coords[row] + part.patch_size_level0_px / 2
    area = done.pane.viewer.visible_area()
    assert area.center().x() == pytest.approx(x, abs=2)
    assert area.center().y() == pytest.approx(y, abs=2)
    assert area.width() < 12 * part.patch_size_level0_px


def test_maps_are_chosen_with_a_legend_in_numbers(done: MainWindow) -> None:
    maps = done.pane.maps
    assert maps.kind is MapKind.RISK
    assert maps.left.text().startswith("lowers −")
    maps.choice.setFocus()
    QTest.keyClick(maps.choice, Qt.Key.Key_Up)
    assert maps.kind is MapKind.ATTENTION
    assert "average" in maps.right.text()
    QTest.keyClick(maps.choice, Qt.Key.Key_Home)
    assert maps.kind is MapKind.NONE
    assert done.pane.viewer.patch_map is None
    assert not maps.strip.isVisible()


def test_h_hides_the_map_and_brings_it_back(done: MainWindow) -> None:
    viewer = done.pane.viewer
    with_map = viewer.grab().toImage()
    QTest.keyClick(viewer, Qt.Key.Key_H)
    assert viewer.grab().toImage() != with_map
    QTest.keyClick(viewer, Qt.Key.Key_H)
    assert viewer.grab().toImage() == with_map


def test_the_value_under_the_cursor_is_read(done: MainWindow) -> None:
    viewer = done.pane.viewer
    QTest.mouseMove(viewer, viewer.rect().center() + QPoint(-3, 0))
    QTest.mouseMove(viewer, viewer.rect().center())
    assert re.match(r"[+−]\d", done.pane.maps.value.text())


def test_a_pack_without_a_cohort_shows_the_curve_alone_and_says_so(
    qtbot: QtBot, opened: MainWindow
) -> None:
    case_id = opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, make_result(case_id, cohort=False, sources=False))
    said = words_on(opened.inspector)
    assert "no reference cohort" in said
    assert "Risk score" in said
    assert "percentile ·" not in said
    assert not opened.inspector.result.sources.plot.isVisible()
    assert opened.inspector.result.survival.isVisible()


def test_another_model_makes_a_result_stale(done: MainWindow) -> None:
    stale = done.inspector.result.stale
    assert not stale.isVisible()
    other = make_card(make_reference(), weights_sha256="00" * 32, kind=PackKind.STEPH)
    use_card(done.session, other)
    page = done.inspector.result
    assert page.chips.chips["stale"].said.words == "Out of date"
    page.chips.press("stale", on=True)
    assert stale.isVisible() and "another model" in stale.label.text()


# The window itself ------------------------------------------------------------


@pytest.mark.parametrize(("theme", "colours"), [(Theme.DARK, DARK), (Theme.LIGHT, LIGHT)])
def test_themes_reach_everything_and_are_kept(
    done: MainWindow, theme: Theme, colours: object
) -> None:
    done.choose_theme(theme)
    assert load_settings().theme is theme
    assert done.inspector.result.survival.colours is colours
    image = done.grab().toImage()
    panel = LIGHT.panel if theme is Theme.LIGHT else DARK.panel
    assert image.pixelColor(10, image.height() - 4).name() == panel


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_has_contrast(colours: object) -> None:
    from PySide6.QtGui import QColor

    def luminance(name: str) -> float:
        parts = [QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF()]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(name: str, ground: str) -> float:
        pair = sorted((luminance(name), luminance(ground)))
        return (pair[1] + 0.05) / (pair[0] + 0.05)

    panel = colours.panel  # type: ignore[attr-defined]
    for role in ("ink", "text", "muted", "alarm", "low", "middle", "high", "accent"):
        assert contrast(getattr(colours, role), panel) >= 4.5, role
    for ink, wash in (("notice", "notice_wash"), ("alarm", "alarm_wash"), ("on_accent", "accent")):
        assert contrast(getattr(colours, ink), getattr(colours, wash)) >= 4.5, ink


@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080)])
def test_bars_are_not_cut(
    qtbot: QtBot, opened: MainWindow, engine: FakeEngine, size: tuple[int, int]
) -> None:
    engine.steps, engine.pause_s = 10_000, 0.01
    use_card(opened.session, make_card(make_reference(), model_id="a-very-long-name-" * 6))
    opened.resize(*size)
    wait_until(qtbot, lambda: state_of(opened) is CaseState.READY)
    click(opened.top.analyse_button)
    wait_until(qtbot, opened.bottom.cancel_button.isVisible)
    QApplication.processEvents()
    assert opened.width() == size[0], "nothing forces the window wider"
    for bar in (opened.top, opened.bottom):
        children = [c for c in bar.children() if isinstance(c, QWidget) and c.isVisible()]
        for child in children:
            assert bar.rect().contains(child.geometry()), child.objectName()
        for first in children:
            for second in children:
                assert first is second or not first.geometry().intersects(second.geometry())


def test_every_control_can_be_reached_and_has_a_name(done: MainWindow) -> None:
    for kind in (QPushButton, QToolButton):
        for control in done.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName() or control.text(), control.objectName()
                # Of buttons that exclude each other Tab reaches the chosen one, arrows the rest.
                group = control.group()
                chosen = group.checkedButton() if group is not None and group.exclusive() else None
                reached = control if chosen is None else chosen
                assert reached.focusPolicy() & Qt.FocusPolicy.TabFocus, control.text()


def test_full_screen_and_back(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    wait_until(qtbot, window.isFullScreen)
    QTest.keyClick(window, Qt.Key.Key_F11)
    wait_until(qtbot, lambda: not window.isFullScreen())


def test_keys_typed_into_a_field_stay_there(
    qtbot: QtBot, window: MainWindow, slide_folder: Path
) -> None:
    window.open_paths([slide_folder / "no-mpp.svs"])
    wait_for_slide(qtbot, window)
    wait_until(qtbot, window.inspector.case_page.mpp_field.isVisible)
    field = window.inspector.case_page.mpp_field
    camera = window.pane.viewer.camera
    field.setFocus()
    QTest.keyClicks(field, "0.25lh+4")
    assert field.text() == "0.25lh+4"
    assert window.pane.viewer.camera == camera
    assert not window.pane.label.isVisible()


def test_a_bug_elsewhere_is_told_not_hidden(window: MainWindow) -> None:
    window.bug_met.emit()
    assert "mistake" in words_on(window.notice)


def test_progress_in_words() -> None:
    from steph_desktop.core.job_control import Fit, JobStep, Phase, Progress

    assert progress_words(None) == "Starting"
    told = progress_words(Progress(250, 10_000, JobStep(Phase.COMPUTING_FEATURES), 10.0))
    assert told.endswith("left · 2 %"), "steps that nobody can picture are told as a share"
    fit = Progress(1, 4, JobStep(Phase.FITTING, fit=Fit("BRCA", "finetuned", 0, 42)), 10.0)
    assert progress_words(fit).startswith("Your cohort alone, twice as long, fold 1 · ")
    told = progress_words(Progress(250, 999, JobStep(Phase.COMPUTING_FEATURES), 10.0))
    assert told == "Computing features · 30 s left · 250 of 999"
    assert progress_words(Progress(0, 0, JobStep(Phase.LOADING_MODEL), 1.0)) == "Loading the model"
