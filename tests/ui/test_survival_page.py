"""The survival page, used with the mouse: whom it shows, what it says of a moved cut-off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from cohort_samples import fill_workspace, write_cohort, write_study
from fakes import FakeEngine, ask_records, make_card, make_reference, use_card, wait_until
from plot_samples import place_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from steph_desktop import RESEARCH_USE
from steph_desktop.core.settings import Settings, Theme
from steph_desktop.survival.curves import p_text
from steph_desktop.survival.cutoffs import CutOrigin
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.pages.survival.sources import _places, read_workspace
from steph_desktop.ui.pages.survival.survival_page import SurvivalPage
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import Quality
from steph_desktop.workspace.store import Workspace

N = 40


def open_window(qtbot: QtBot, workspace: Path) -> MainWindow:
    session = Session(
        Workspace.open(workspace),
        Pseudonyms(b"k" * 32),
        Settings(theme=Theme.LIGHT),
        FakeEngine,
        remember=False,
    )
    made = MainWindow(session)
    made.resize(1280, 800)
    with qtbot.waitSignal(session.loaded):
        made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    fill_workspace(tmp_path / "workspace", N)
    made = open_window(qtbot, tmp_path / "workspace")
    yield made
    made.close()
    made.deleteLater()


def visit(qtbot: QtBot, window: MainWindow) -> SurvivalPage:
    number = window.pages.number_of("Survival")
    QTest.mouseClick(window.top.page_bar.buttons[number], Qt.MouseButton.LeftButton)
    page = window.pages.currentWidget()
    assert isinstance(page, SurvivalPage)
    return page


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> SurvivalPage:
    made = visit(qtbot, window)
    wait_until(qtbot, lambda: made.view is not None)
    return made


def choose_grouping(qtbot: QtBot, page: SurvivalPage, start: str) -> None:
    combo = page.controls.grouping
    names = [combo.itemText(row) for row in range(combo.count())]
    combo.setCurrentIndex(next(n for n, name in enumerate(names) if name.startswith(start)))
    wait_until(qtbot, lambda: page.view is not None and page.view.grouping.name.startswith(start))


def test_the_workspace_by_risk_group(page: SurvivalPage) -> None:
    view = page.view
    assert [group.label for group in view.survival.groups] == ["low", "intermediate", "high"]
    assert view.survival.n_patients == N - 3 and view.table.left_out == 3
    assert view.test.startswith("Log-rank p ") and view.test.endswith("(3 groups)")
    assert page.table.rowCount() == 3 and page.table.item(2, 0).text() == "High"
    assert "Holm" in page.pairs.text() and "3 cases without outcome" in page.pairs.text()


def test_a_case_held_back_for_its_checks_is_left_out_until_it_is_shown(
    qtbot: QtBot, window: MainWindow
) -> None:
    worklist = window.session.worklist
    red = worklist.case_ids[N // 2]
    worklist.change(red, quality=Quality.POOR)
    page = visit(qtbot, window)
    wait_until(qtbot, lambda: page.view is not None)
    assert page.view.survival.n_patients == N - 3 - 1
    assert "1 case is left out, with a red check of the slides." in page.controls.note.text()
    worklist.change(red, is_wanted_anyway=True)
    page.visit()
    wait_until(qtbot, lambda: page.view.survival.n_patients == N - 3)
    assert "left out" not in page.controls.note.text()


def test_a_click_on_a_step_opens_that_case(
    qtbot: QtBot, window: MainWindow, page: SurvivalPage
) -> None:
    group = page.view.survival.groups[2]
    times = np.concatenate([g.times_days for g in page.view.survival.groups])
    alone = [np.sort(np.abs(times - time))[1] for time in group.times_days]
    row = int(np.argmax(alone))
    at = place_of(page.plot, 2, row)
    QTest.mouseMove(page.plot.viewport(), at)
    QTest.mouseClick(page.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.pages.currentIndex() == 0
    assert window.review.shown_case == group.ids[row]


def test_a_moved_cutoff_is_exploratory_and_its_p_corrected(
    qtbot: QtBot, page: SurvivalPage
) -> None:
    choose_grouping(qtbot, page, "Risk score")
    assert page.view.test.startswith("Log-rank") and not page.controls.warning.isVisible()
    slider = page.controls.slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 20, 8))
    wait_until(qtbot, lambda: page.view.searched is not None)
    assert page.controls.warning.isVisible()
    assert "Exploratory" in page.view.test and "Log-rank" not in page.plot.km.words
    assert "permutation" in page.plot.km.words
    assert page.view.searched.p_value >= page.view.survival.test.p_value
    QTest.mouseClick(page.controls.reset_button, Qt.MouseButton.LeftButton)
    wait_until(qtbot, lambda: page.view.searched is None)
    assert not page.controls.warning.isVisible()


def test_a_typed_cutoff_may_be_stated_as_prespecified(
    qtbot: QtBot, page: SurvivalPage, tmp_path: Path
) -> None:
    choose_grouping(qtbot, page, "Risk score")
    controls, numbers = page.controls, page.view.grouping.numbers
    cut = float(np.round(np.nanquantile(numbers, 0.3), 2))
    for words in ("1,234", "x"):
        controls.typed.setText(words)
        controls._on_typed()
        assert controls.refused.isVisible() and page.view.searched is None
    controls.typed.clear()
    QTest.keyClicks(controls.typed, f"{cut}".replace(".", ","))
    QTest.keyClick(controls.typed, Qt.Key.Key_Return)
    wait_until(qtbot, lambda: page.view.cutoff == cut)
    assert not controls.refused.isVisible()
    # Typed alone is not stated: whoever looks first and types then has searched.
    assert page.view.origin is CutOrigin.SEARCHED and controls.warning.isVisible()
    assert "optimistic" in page.view.note
    QTest.mouseClick(controls.stated, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    wait_until(qtbot, lambda: page.view.origin is CutOrigin.PRESPECIFIED)
    assert page.view.searched is None and not controls.warning.isVisible()
    assert page.view.test.startswith("Log-rank")
    assert f"Cut-off {cut:.4g}, stated as pre-specified" in page.legend_words()
    with qtbot.waitSignal(page.notice):
        page.save(page.methods_text, tmp_path / "m.txt")
    words = (tmp_path / "m.txt").read_text()
    assert f"The cut-off of {cut:.4g} was stated as pre-specified" in words
    assert f"{page.view.survival.n_patients} patients with" in words and "Case" not in words
    # The slider takes the statement away again.
    QTest.mouseClick(controls.slider, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    wait_until(qtbot, lambda: page.view.origin is CutOrigin.SEARCHED)
    assert not controls.stated.isChecked() and not controls.typed.text()


def test_every_comparison_that_was_looked_at_is_counted(
    qtbot: QtBot, page: SurvivalPage, tmp_path: Path
) -> None:
    assert "comparisons" not in page.pairs.text()  # one so far
    first = page.view.survival.test.p_value
    choose_grouping(qtbot, page, "Risk score")
    second = page.view.survival.test.p_value
    low, high = sorted((first, second))
    wanted = 2 * low if second == low else max(2 * low, high)
    assert "2 comparisons of these patients were looked at here" in page.pairs.text()
    assert f"this one has {p_text(min(1.0, wanted))}" in page.pairs.text()
    assert "2 comparisons" in page.legend_words()
    choose_grouping(qtbot, page, "Risk group")  # again: it is no new one
    assert "2 comparisons" in page.pairs.text()
    with qtbot.waitSignal(page.notice):
        page.save(page.figure_table, tmp_path / "f.csv")
    assert "# 2 comparisons" in (tmp_path / "f.csv").read_text()


def test_the_training_cohort_of_the_model(
    qtbot: QtBot, window: MainWindow, page: SurvivalPage
) -> None:
    reference = make_reference()
    use_card(window.session, make_card(reference))
    wait_until(qtbot, lambda: page.controls.source.count() == 2)
    page.controls.source.setCurrentIndex(1)
    wait_until(
        qtbot,
        lambda: page.view is not None and page.view.table.title.startswith("Training cohort of"),
    )
    counts = [len(group.times_days) for group in page.view.survival.groups]
    assert counts == [int(reference.members(group).sum()) for group in reference.groups]
    assert page.view.survival.groups[0].ids == ()


def test_out_of_fold_predictions_of_a_study(
    qtbot: QtBot, window: MainWindow, page: SurvivalPage, tmp_path: Path
) -> None:
    page.show_study(write_study(tmp_path / "study"))
    wait_until(
        qtbot, lambda: page.view is not None and page.view.table.title == "BRCA, steph, out of fold"
    )
    sizes = [len(group.times_days) for group in page.view.survival.groups]
    assert sum(sizes) == 90 and min(sizes) > 15
    assert "other folds" in page.controls.note.text()
    assert window.session.settings.study_folders == (tmp_path / "study",)


def test_clinical_columns_of_a_cohort(qtbot: QtBot, page: SurvivalPage, tmp_path: Path) -> None:
    page.show_cohort(write_cohort(tmp_path / "lab", [f"s{k}" for k in range(N)]))
    wait_until(
        qtbot, lambda: page.view is not None and page.view.table.title == "BRCA of the cohort lab"
    )
    names = [g.name for g in page.view.table.groupings]
    assert names == ["Risk group", "Stage", "Age", "Everyone"]  # a name of each is no group
    choose_grouping(qtbot, page, "Stage")
    assert [group.label for group in page.view.survival.groups] == ["I", "II", "III"]
    assert page.view.unknown == 5 and "5 patients without a value" in page.pairs.text()
    choose_grouping(qtbot, page, "Age")
    assert page.view.cutoff == 59.5 and page.view.searched is None
    choose_grouping(qtbot, page, "Everyone")
    assert page.view.survival.test is None
    assert all(name.startswith("Case") for name in page.view.survival.groups[0].ids)


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf"])
def test_figures_are_saved_off_the_gui_thread(
    qtbot: QtBot, page: SurvivalPage, tmp_path: Path, name: str
) -> None:
    with qtbot.waitSignal(page.notice) as told:
        page.save(page.figure_files, tmp_path / name)
    assert str(told.args[0]) == f"{name} was written."
    assert (tmp_path / name).stat().st_size > 5000


def test_tables_are_saved_and_name_nobody(qtbot: QtBot, page: SurvivalPage, tmp_path: Path) -> None:
    for export in (page.curve_table, page.figure_table):
        with qtbot.waitSignal(page.notice):
            page.save(export, tmp_path / f"{export.name}.csv")
        text = (tmp_path / f"{export.name}.csv").read_text(encoding="utf-8")
        assert text.startswith(f"# {RESEARCH_USE}\n") and "Case" not in text


def test_the_picture_is_copied(page: SurvivalPage) -> None:
    page.export_menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().image().width() == 2280


def test_an_empty_workspace_explains_itself(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path / "empty")
    page = visit(qtbot, window)
    page.visit()
    ask_records(qtbot, window.session, lambda _workspace: None)  # after the page's own question
    assert page.stack.currentIndex() == 0 and page.view is None
    assert not page.side.isVisible()
    use_card(window.session, replace(make_card(make_reference()), model_id="m"))
    wait_until(qtbot, lambda: page.view is not None)
    assert page.stack.currentIndex() == 1
    window.close()
    window.deleteLater()


def test_a_folder_without_predictions_is_said(
    qtbot: QtBot, page: SurvivalPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.notice) as told:
        page.show_study(tmp_path)
    assert "holds no out-of-fold predictions" in str(told.args[0])
    before = page.view
    with qtbot.waitSignal(page.notice) as told:
        page.show_cohort(tmp_path)
    assert "No cancer with a label table" in str(told.args[0]) and page.view is before


def test_answers_of_the_members_of_a_pack_are_ranked_by_percentile(
    window: MainWindow, page: SurvivalPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their scores have no common scale; a model without percentiles has its scores alone."""
    with Workspace.open(window.session.workspace, read_only=True) as workspace:
        cases = workspace.scored_cases()
        placed = [replace(case, risk_percentile=float(n)) for n, case in enumerate(cases)]
        some = [replace(case, risk_percentile=None) for case in cases[:5]] + placed[5:]
        for given, named in ((placed, "Risk percentile"), (some, "Risk score")):
            monkeypatch.setattr(Workspace, "scored_cases", lambda *_a, given=given, **_k: given)
            (table,) = read_workspace(workspace).tables
            assert table.score == named
            cut = next(g for g in table.groupings if g.is_cut)
            assert cut.name.startswith(named)
    places = {case.pseudonym: case.risk_percentile for case in placed}
    monkeypatch.setattr(Workspace, "scored_cases", lambda *_a, **_k: placed)
    with Workspace.open(window.session.workspace, read_only=True) as workspace:
        (table,) = read_workspace(workspace).tables
    assert [float(v) for v in table.columns["Risk percentile"]] == [places[i] for i in table.ids]


def test_folds_are_joined_by_place_not_by_score() -> None:
    scores = np.array([3.0, 1.0, 2.0, 2.0])
    np.testing.assert_allclose(_places(scores), [87.5, 12.5, 50.0, 50.0])
    np.testing.assert_allclose(_places(100 + 5 * scores), _places(scores))
