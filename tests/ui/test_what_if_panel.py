"""What if: asked by clicks and keys, shown beside the real result, and gone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from check_samples import with_checks
from fakes import FakeEngine, finish, make_result, use_card, wait_for_slide, wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from what_if_samples import (
    CASES,
    QuickEngine,
    asking,
    click,
    drag_slider,
    make_asked_lab,
    quiet,
    reach,
    result_of,
    unfold,
)
from windows import opened_on, press, words_on

from steph_desktop.case.map_rendering import MapKind, map_values
from steph_desktop.case.result import CaseResult
from steph_desktop.case.slide_checks import CheckStatus
from steph_desktop.case.what_if import Mixture, WhatIfRequest, what_if_result
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.worker import EngineCrashed, EngineProcess
from steph_desktop.features.bag import read_bag
from steph_desktop.model.outputs import Prediction
from steph_desktop.model.packs import load_pack
from steph_desktop.model.steph import Steph
from steph_desktop.ui.parts.case_panel.inspector import Inspector
from steph_desktop.ui.parts.case_panel.what_if_panel import WhatIfPanel, figure_rows
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.viewer.slide_pane import ON_REQUEST
from steph_desktop.ui.shell.main_window import MainWindow


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    return make_asked_lab(tmp_path, slide)[0]


@pytest.fixture
def model(lab: Path, tmp_path: Path) -> Path:
    return tmp_path / "small.steph"


@pytest.fixture
def quick() -> QuickEngine:
    return QuickEngine()


class HeldEngine(EngineProcess):
    """Its first child stands still before it can answer."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = threading.Event()

    def run(
        self,
        request: object,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], int] | None = None,
    ) -> Any:
        assert cancelled is not None
        if not self.is_asked.is_set():
            self.start()
            assert self.pid is not None
            os.kill(self.pid, signal.SIGSTOP)

        def asked() -> int:  # looked at once the question has been sent
            self.is_asked.set()
            return cancelled()

        return super().run(request, on_progress, asked)


def expected(model: Path, asked: WhatIfRequest) -> Prediction:
    """The plain way: merge the model, then predict."""
    loaded = load_pack(model).model
    assert isinstance(loaded, Steph)
    case = loaded.open_case(read_bag(asked.features[0]).features)
    assert asked.weights is not None
    return case.predict(np.array(asked.weights), np.array(asked.lambdas), np.array(asked.selected))


def assert_shown(window: MainWindow, panel: WhatIfPanel, want: Prediction) -> None:
    """Curve, figures and map are those of a prediction; the real ones stand beside them."""
    result = result_of(window)
    for curve in (window.inspector.result.survival, panel.curve):
        np.testing.assert_allclose(curve.plot.what_if, want.survival, atol=1e-5)
        np.testing.assert_array_equal(curve.plot.survival, result.prediction.survival)
    would_be = what_if_result(result, want)
    for (name, was), (_, other) in zip(figure_rows(result), figure_rows(would_be), strict=True):
        assert panel.figures.value(name) == (was, other)
    values = map_values(MapKind.RISK, would_be)
    patch_map = window.pane.viewer.patch_map
    for number in (0, 7, 20):
        x, y = result.slides[0].coords[number] + 1
        assert patch_map.value_at(x, y) == pytest.approx(values[number], abs=1e-5)
    assert window.pane.maps.mark.isVisible()


def assert_real(window: MainWindow, panel: WhatIfPanel) -> None:
    """Only the result is on show."""
    result = result_of(window)
    assert window.inspector.result.survival.plot.what_if is None
    assert panel.curve.plot.what_if is None
    values = map_values(MapKind.RISK, result)
    np.testing.assert_array_equal(window.pane.viewer.patch_map._values, values)
    assert window.pane.maps.mark.label.text() in ("", ON_REQUEST)
    assert window.pane.viewer._mark in ("", ON_REQUEST)


def test_a_drag_moves_curve_figures_and_map(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        assert not panel.body.isVisible()
        assert not quick.asked, "nothing starts before it is asked for"
        unfold(qtbot, window, panel)
        assert "not a result" in panel.banner.label.text()
        middle = window.inspector.result.area.viewport()

        def top() -> int:
            return panel.toggle.mapTo(middle, panel.toggle.rect().topLeft()).y()

        wait_until(qtbot, lambda: 0 <= top() < 20)  # what was unfolded is on show
        assert not panel.reset.isEnabled()
        assert_real(window, panel)
        (source, row), *_ = panel.rows.items()
        reach(row.ratio.slider)
        drag_slider(row.ratio.slider, 0.2)
        quiet(qtbot, window)
        first = quick.asked[-1]
        assert first.lambdas[source] == pytest.approx(0.2, abs=0.05)
        assert row.ratio.number.value() == pytest.approx(first.lambdas[source], abs=0.005)
        assert_shown(window, panel, expected(model, first))
        drag_slider(row.weight.slider, 0.9)
        quiet(qtbot, window)
        second = quick.asked[-1]
        assert second.weights[source] > 1.5 * result_of(window).prediction.sources[source].weight
        assert second.lambdas == first.lambdas, "one thing at a time"
        assert_shown(window, panel, expected(model, second))
        others = [s for s in range(3) if s != source]
        chosen = Mixture.of(result_of(window).prediction.sources)
        assert [second.weights[s] for s in others] == [chosen.weights[s] for s in others]
        click(panel.reset)
        assert_real(window, panel)
        assert panel.mixture == chosen
        assert row.weight.number.value() == pytest.approx(chosen.weights[source], abs=0.005)
        assert threading.main_thread() not in quick.threads
    assert quick.closed


def test_sources_are_switched_k_is_changed_and_the_target_stands_alone(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        chosen = Mixture.of(result_of(window).prediction.sources)
        (source, row), *_ = panel.rows.items()
        assert row.name.isChecked()
        assert panel.k.value() == chosen.k == 2
        click(row.name)
        quiet(qtbot, window)
        assert quick.asked[-1].selected == tuple(
            on and s != source for s, on in enumerate(chosen.selected)
        )
        assert not row.weight.slider.isEnabled(), "it has no say now"
        assert panel.k.value() == 1
        assert row.name.font().bold()
        assert_shown(window, panel, expected(model, quick.asked[-1]))
        panel.k.setFocus()
        QTest.keyClick(panel.k, Qt.Key.Key_Up)
        QTest.keyClick(panel.k, Qt.Key.Key_Up)
        quiet(qtbot, window)
        assert quick.asked[-1].selected == (True, True, True)
        assert_shown(window, panel, expected(model, quick.asked[-1]))
        click(panel.target_only)
        quiet(qtbot, window)
        only = quick.asked[-1]
        assert only.lambdas == (1.0, 1.0, 1.0)
        assert sum(only.weights) == pytest.approx(1.0)
        assert_shown(window, panel, expected(model, only))
        for number in range(3):
            click(panel.rows[number].name)
        quiet(qtbot, window)
        assert panel.k.value() == 0
        assert "null model" in panel.of.text()
        assert_shown(window, panel, expected(model, quick.asked[-1]))


def test_it_can_be_worked_by_keys_alone(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        with qtbot.waitActive(window):
            window.activateWindow()
        QTest.keyClick(window, Qt.Key.Key_W)
        assert panel.is_open and panel.toggle.hasFocus()
        QTest.keyClick(window, Qt.Key.Key_W)
        assert not panel.is_open
        QTest.keyClick(panel.toggle, Qt.Key.Key_Space)
        wait_until(qtbot, lambda: window.review.what_if._is_ready)
        met, wanted = [], []
        for row in panel.rows.values():
            wanted += [row.name, row.weight.slider, row.weight.number]
            wanted += [row.ratio.slider, row.ratio.number]
        for _ in range(60):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            met.append(QApplication.focusWidget())
        reachable = [part for part in wanted if part.isEnabled()]
        assert all(part in met for part in [panel.target_only, panel.k, *reachable])
        assert all(part.accessibleName() and part.toolTip() for part in wanted)
        row = next(iter(panel.rows.values()))
        quiet(qtbot, window)
        before = len(quick.asked)
        row.ratio.slider.setFocus()
        was = row.ratio.slider.value()
        QTest.keyClick(row.ratio.slider, Qt.Key.Key_Left)
        quiet(qtbot, window)
        assert row.ratio.slider.value() == was - 1
        assert len(quick.asked) == before + 1
        row.weight.number.setFocus()
        row.weight.number.selectAll()
        QTest.keyClicks(row.weight.number, "1.5")
        quiet(qtbot, window)
        assert len(quick.asked) == before + 1, "what is half typed is not asked"
        QTest.keyClick(row.weight.number, Qt.Key.Key_Return)
        quiet(qtbot, window)
        assert 1.5 in quick.asked[-1].weights
        QTest.keyClick(panel.reset, Qt.Key.Key_Space)
        assert_real(window, panel)


def test_the_wheel_scrolls_the_page_and_changes_nothing(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    from viewer_actions import wheel

    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        row = next(iter(panel.rows.values()))
        for part in (row.weight.slider, row.weight.number, panel.k):
            part.setFocus()
            wheel(part, part.rect().center(), -3)  # type: ignore[arg-type]
        assert not panel.is_changed


def test_leaving_the_case_or_folding_the_section_ends_it(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        row = next(iter(panel.rows.values()))
        click(row.name)
        quiet(qtbot, window)
        assert window.pane.maps.mark.isVisible()
        click(panel.toggle)
        assert_real(window, panel)
        assert not panel.body.isVisible()
        unfold(qtbot, window, panel)
        assert not panel.is_changed
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        assert window.pane.maps.mark.isVisible()
        window.choose_case(CASES[1])
        wait_until(qtbot, lambda: result_of(window).case_id == CASES[1])
        wait_until(qtbot, lambda: window.pane.viewer.patch_map is not None)
        assert not panel.is_open
        assert_real(window, panel)
        unfold(qtbot, window, panel)
        assert quick.asked[-1].features != quick.asked[0].features
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        assert_shown(window, panel, expected(model, quick.asked[-1]))


def test_an_answer_that_comes_after_the_reset_is_not_shown(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        quick.wait = threading.Event()
        click(next(iter(panel.rows.values())).name)
        assert window.review.what_if.lane.is_busy
        click(panel.reset)
        quick.wait.set()
        quiet(qtbot, window)
        assert_real(window, panel)


def test_a_reset_while_the_case_still_waits_to_be_loaded_does_not_lose_it(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        quick.wait = threading.Event()
        click(panel.toggle)
        wait_until(qtbot, lambda: len(quick.asked) == 1)
        window.choose_case(CASES[1])
        wait_until(qtbot, lambda: result_of(window).case_id == CASES[1])
        click(panel.toggle)
        lane = window.review.what_if.lane
        wait_until(qtbot, lambda: lane._waiting is not None)
        click(next(iter(panel.rows.values())).name)
        click(panel.reset)
        quick.wait.set()
        wait_until(qtbot, lambda: window.review.what_if._is_ready)
        assert_real(window, panel)
        assert [asked.features for asked in quick.asked[:2]] == [
            (lab / "features" / "effnet-lite0" / f"{f'{number}a' * 16}.h5",) for number in (0, 1)
        ]


def test_while_one_question_is_answered_only_the_newest_waits(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        before = len(quick.asked)
        quick.wait = threading.Event()
        row = next(iter(panel.rows.values()))
        for share in np.linspace(0.1, 0.9, 30):
            row.ratio.slider.setValue(round(200 * share))
        assert len(quick.asked) <= before + 1
        quick.wait.set()
        quiet(qtbot, window)
        assert len(quick.asked) == before + 2
        assert 0.9 in quick.asked[-1].lambdas
        assert_shown(window, panel, expected(model, quick.asked[-1]))


def test_a_child_that_is_killed_is_started_again_and_says_so(
    qtbot: QtBot, lab: Path, model: Path
) -> None:
    engine = HeldEngine()
    with asking(qtbot, lab, model, engine) as (window, panel):
        click(panel.toggle)
        wait_until(qtbot, engine.is_asked.is_set)
        killed = engine.pid
        os.kill(killed, signal.SIGKILL)
        wait_until(qtbot, lambda: "restarted" in panel.state.text())
        assert "ended by the system" in panel.state.text()
        wait_until(qtbot, lambda: window.review.what_if._is_ready)
        assert engine.pid != killed
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        assert panel.curve.plot.what_if is not None
        assert not panel.alarm.isVisible()
        assert not panel.state.isVisible()
    with pytest.raises(ProcessLookupError):
        os.kill(killed, 0)
    assert engine.pid is None


def test_what_goes_wrong_is_said_in_place_and_can_be_tried_again(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    crash = EngineCrashed("The computation crashed (SIGSEGV)", None, "Start it again.")
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        row = next(iter(panel.rows.values()))
        quick.errors = [crash, crash]
        click(row.name)
        wait_until(qtbot, lambda: panel.alarm.isVisible())
        assert "SIGSEGV" in panel.alarm.label.text()
        assert window.inspector.result.survival.plot.what_if is None
        again = panel.alarm.findChildren(type(panel.reset))[0]
        click(again)
        wait_until(qtbot, lambda: panel.curve.plot.what_if is not None)
        assert not panel.alarm.isVisible()
        assert_shown(window, panel, expected(model, quick.asked[-1]))
        quick.errors = [crash]
        click(row.name)
        quiet(qtbot, window)
        assert not panel.alarm.isVisible(), "once it is started again without a question"


def test_features_or_a_model_that_are_gone_are_named(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine, tmp_path: Path
) -> None:
    with asking(qtbot, lab, None, quick) as (window, panel):
        click(panel.toggle)
        wait_until(qtbot, lambda: panel.alarm.isVisible())
        assert "(small) is not here" in panel.alarm.label.text()
        assert "Open its pack" in panel.alarm.label.text()
        assert not panel.analyse.isVisible(), "it would not help"
        kept = lab / "models" / "small.steph"
        kept.parent.mkdir(exist_ok=True)
        model.rename(kept)
        click(panel.alarm.findChildren(type(panel.reset))[0])
        wait_until(qtbot, lambda: window.review.what_if._is_ready)
        click(panel.toggle)
        for file in (lab / "features" / "effnet-lite0").iterdir():
            file.unlink()
        click(panel.toggle)
        wait_until(qtbot, lambda: panel.alarm.isVisible())
        assert "features of this slide were not found" in panel.alarm.label.text()
        asked: list[str] = []
        window.session.jobs.queued.connect(asked.append)
        click(panel.analyse)
        assert "No model is chosen" in window.notice.words
        use_card(window.session)
        click(panel.analyse)
        assert len(asked) == 1


def test_features_that_do_not_give_the_result_any_more_are_refused(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    first, second = sorted((lab / "features" / "effnet-lite0").iterdir())
    first.write_bytes(second.read_bytes())
    with asking(qtbot, lab, model, quick) as (window, panel):
        click(panel.toggle)
        wait_until(qtbot, lambda: panel.alarm.isVisible())
        assert "no longer give this result" in panel.alarm.label.text()
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        assert_real(window, panel)


def test_where_there_is_nothing_to_change_it_says_why(qtbot: QtBot, opened: MainWindow) -> None:
    (case_id,) = opened.session.worklist.case_ids
    panel = opened.inspector.result.what_if
    opened.commands.what_if.trigger()
    assert "no result to ask about" in words_on(opened.notice)
    finish(opened.session, case_id, make_result(case_id, sources=False))
    assert not panel.toggle.isEnabled()
    opened.commands.what_if.trigger()
    wait_until(qtbot, lambda: "BRCA alone" in words_on(opened.notice))
    assert panel.why_not.isVisible()
    assert "BRCA alone" in panel.why_not.text()
    finish(opened.session, case_id, make_result(case_id))
    assert panel.toggle.isEnabled()
    assert not panel.why_not.isVisible()


def test_closing_the_window_in_the_middle_of_a_question_leaves_nothing(
    qtbot: QtBot, lab: Path, model: Path
) -> None:
    engine = HeldEngine()
    with asking(qtbot, lab, model, engine) as (_window, panel):
        click(panel.toggle)
        wait_until(qtbot, engine.is_asked.is_set)
        child = engine.pid
    # No answer ever came: had the window waited for one, it would not have closed.
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_child_that_nobody_asks_is_let_go(qtbot: QtBot, lab: Path, model: Path) -> None:
    engine = EngineProcess()
    with asking(qtbot, lab, model, engine) as (window, panel):
        lane = window.review.what_if.lane
        lane.idle.setInterval(100)
        click(panel.toggle)
        wait_until(qtbot, lambda: window.review.what_if._is_ready)
        first = engine.pid
        assert not lane.idle.isActive(), "not while the section is open"
        click(panel.toggle)
        wait_until(qtbot, lambda: engine.pid is None)
        wait_until(qtbot, lambda: not lane._ending)
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)
        click(panel.toggle)
        wait_until(qtbot, lambda: window.review.what_if._is_ready)
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        assert panel.curve.plot.what_if is not None


def test_of_a_very_large_bag_it_says_that_answers_take_their_time(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    run = quick.run
    quick.run = lambda *words: replace(run(*words), is_fast=False)  # type: ignore[method-assign]
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        assert panel.state.isVisible()
        assert "a few seconds" in panel.state.text()


@pytest.mark.parametrize("width", [300, 390])
def test_rows_fit_the_narrowest_page_and_long_names_end_in_dots(qtbot: QtBot, width: int) -> None:
    result, long = make_result(), "Clear cell renal cell carcinoma & others, metastatic"
    sources = [replace(s, cancer=long) if s.cancer == "BLCA" else s
               for s in result.prediction.sources]  # fmt: skip
    result = replace(result, prediction=replace(result.prediction, sources=tuple(sources)))
    inspector = Inspector(cast(Session, None), has_demo=False)
    qtbot.addWidget(inspector)
    inspector.resize(width, 900)
    inspector.result.show_result(result)
    inspector._turn_to(inspector.result)
    inspector.show()
    panel = inspector.result.what_if
    panel.show_case(result)
    panel.toggle.click()
    QApplication.processEvents()
    names = {sources[number].cancer: row.name for number, row in panel.rows.items()}
    for row in panel.rows.values():
        row.name.set_bold(bold=True)
        edge = row.weight.number.mapTo(inspector, row.weight.number.rect().topRight()).x()
        assert edge < width - 16
        assert row.weight.slider.width() >= 48
        assert row.name.geometry().right() <= row.weight.slider.geometry().left()
    assert names["COADREAD"].text() == "COADREAD"
    assert names[long].text().endswith("…")
    assert names[long].toolTip().startswith(long)


def test_another_result_of_the_case_ends_the_what_if(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        again: CaseResult = replace(result_of(window), seed=7)
        finish(window.session, CASES[0], again)
        assert not panel.is_open
        assert_real(window, panel)


def test_a_result_that_is_withheld_cannot_be_asked_before_it_is_shown(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with asking(qtbot, lab, model, quick) as (window, panel):
        unfold(qtbot, window, panel)
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        finish(window.session, CASES[0], with_checks(result_of(window), pen=CheckStatus.RED))
        QApplication.processEvents()
        assert not panel.isVisible()
        assert window.review.what_if._result is None
        assert window.pane.viewer.patch_map is None
        press(window.inspector.result.checks.red, "Show the result anyway")
        QApplication.processEvents()
        unfold(qtbot, window, panel)
        assert_real(window, panel)


def test_a_blinded_case_cannot_be_asked(
    qtbot: QtBot, lab: Path, model: Path, quick: QuickEngine
) -> None:
    with opened_on(qtbot, lab, FakeEngine(), blinded=True) as window:
        wait_until(qtbot, lambda: window.review.shown_case is not None)
        wait_for_slide(qtbot, window)
        assert not window.inspector.result.what_if.isVisible()
        assert window.review.what_if._result is None
