"""Cases by source cancers: read off the GUI thread, clustered, a click opens the case."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest
from cohort_samples import draw, write_cohort
from fakes import ask_records, wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from viewer_actions import drag
from workspace_samples import OUTCOME, RUN

from steph_desktop.case.case_store import case_folder
from steph_desktop.core.files import sha256_of
from steph_desktop.core.job_control import JobStep, Phase, Progress
from steph_desktop.training.fold_runs import FoldRunRecord, SourceMeans, write_record
from steph_desktop.training.predictions import (
    CohortMixture,
    FoldPredictions,
    predictions_path,
    write_predictions,
)
from steph_desktop.training.study.dynamics import Course, mean_course
from steph_desktop.training.training_events import EpochRecord, EventLog, FitEvent
from steph_desktop.ui.kit.plots.source_map import MOST_CLUSTERED, SourceMap, cluster
from steph_desktop.ui.pages.cohort.cohort_data import KnownCases, map_of_answers, read_listing
from steph_desktop.ui.pages.cohort.cohort_page import CohortPage
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import FileKind, Quality
from steph_desktop.workspace.store import Workspace

CANCERS = ("BLCA", "KIPAN", "LUNG")


def keep(workspace: Workspace, n: int) -> list[str]:
    """Keep results of two kinds of cases in turn."""
    names = [f"Case {k:04d}" for k in range(n)]
    with workspace.transaction():
        for k, name in enumerate(names):
            file = write_answer(workspace.folder, k, name)
            workspace.record_result(name, RUN, OUTCOME, [], [(file, FileKind.CASE)])
    return names


def kept_in(folder: Path, n: int) -> list[str]:
    with Workspace.open(folder) as workspace:
        return keep(workspace, n)


def write_answer(workspace: Path, k: int, name: str) -> Path:
    """Write the answer of a case, as far as the page reads it."""
    weights = (0.9, 0.0, 0.3) if k % 2 else (0.0, 0.8, 0.1)
    sources = [
        {"cancer": c, "weight": w + k * 1e-6, "lambda_target": 0.25, "selected": w > 0.2}
        for c, w in zip(CANCERS, weights, strict=True)
    ]
    folder = case_folder(workspace, name)
    folder.mkdir(parents=True)
    answer = {"sources": sources, "risk_group": "high" if k % 2 else "low"}
    (folder / "case.json").write_text(json.dumps({"results": [answer]}))
    return folder / "case.json"


def read_map(workspace: Path, names: list[str], known: KnownCases | None = None) -> SourceMap:
    answers = read_listing(workspace, names, (), ()).answers
    return map_of_answers(answers, known or KnownCases())


def test_similar_cases_stand_together(tmp_path: Path) -> None:
    names = kept_in(tmp_path, 12)
    (case_folder(tmp_path, names[3]) / "case.json").write_text("{damaged")
    found = read_map(tmp_path, [*names, "Case never"])
    assert len(found.case_ids) == 11 and names[3] not in found.case_ids
    assert sum(a != b for a, b in zip(found.groups, found.groups[1:], strict=False)) == 1
    row, column = found.case_ids.index(names[0]), found.cancers.index("LUNG")
    assert found.weights[row, column] == 0 and found.lambdas[row, column] == 0.25


def test_few_rows_keep_their_order() -> None:
    assert cluster(np.ones((2, 4)))[0] == [0, 1] and cluster(np.zeros((0, 3)))[0] == []


def test_the_tree_joins_what_is_near_and_its_places_are_those_of_the_order() -> None:
    rows = np.array([[0.0], [10.0], [1.0], [12.0]])
    order, tree = cluster(rows)
    assert [sorted(order[:2]), sorted(order[2:])] in ([[0, 2], [1, 3]], [[1, 3], [0, 2]])
    assert tree[:, 4].tolist() == [1.0, 2.0, 10.5]  # mean of 10, 12, 9 and 11
    assert sorted(tree[2, :2].tolist()) == [0.5, 2.5] and sorted(tree[2, 2:4].tolist()) == [1, 2]


def test_very_many_rows_are_ordered_by_their_strongest_source() -> None:
    rng = np.random.default_rng(2)
    rows = rng.random((MOST_CLUSTERED + 1, 3))
    order, tree = cluster(rows)
    assert sorted(order) == list(range(len(rows))) and len(tree) == 0
    strongest = rows[order].argmax(axis=1)
    assert (np.diff(strongest) >= 0).all()
    first = rows[order][strongest == 0].max(axis=1)
    assert (np.diff(first) <= 0).all()


def test_a_thousand_cases_are_read_and_clustered_soon(tmp_path: Path) -> None:
    names = kept_in(tmp_path, 1000)
    begin = time.perf_counter()
    assert len(read_map(tmp_path, names).case_ids) == 1000
    assert time.perf_counter() - begin < 20  # a second or two on a quiet machine


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> CohortPage:
    session = window.session
    names = ask_records(qtbot, session, lambda workspace: keep(workspace, 8))
    slide = Path("gone.svs")
    session.worklist.add(*(Case(name, (slide,), CaseState.DONE) for name in names))
    number = window.pages.number_of("Cohort")
    QTest.mouseClick(window.top.page_bar.buttons[number], Qt.MouseButton.LeftButton)
    made = window.pages.currentWidget()
    assert isinstance(made, CohortPage)
    wait_until(qtbot, lambda: not made.cases.is_empty)
    return made


def row_at(page: CohortPage, row: int) -> QPoint:
    heat = page.cases.heat
    box = heat.ready().panels[0].box
    y = box.top() + box.height() * (row + 0.5) / len(heat.heat.found.names)
    return QPoint(round(box.center().x()), round(y))


def click(page: CohortPage, row: int, held: Qt.KeyboardModifier | None = None) -> None:
    held = held or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(page.cases.heat.viewport(), Qt.MouseButton.LeftButton, held, row_at(page, row))


def test_a_double_click_opens_the_case_of_a_row(qtbot: QtBot, page: CohortPage) -> None:
    with qtbot.waitSignal(page.case_requested) as asked:
        QTest.mouseDClick(
            page.cases.heat.viewport(), Qt.MouseButton.LeftButton, pos=row_at(page, 2)
        )
    assert asked.args[0] == page.cases.map.case_ids[2]


def test_selection_goes_to_the_worklist_and_comes_from_it(
    window: MainWindow, page: CohortPage
) -> None:
    ids, heat = page.cases.map.case_ids, page.cases.heat
    click(page, 2)
    assert [case.case_id for case in window.cases.selected()] == [ids[2]]
    assert page.cases.open_button.isVisibleTo(page) and ids[2] in page.cases.readout.text()
    click(page, 4, Qt.KeyboardModifier.ControlModifier)
    assert {case.case_id for case in window.cases.selected()} == {ids[2], ids[4]}
    click(page, 6, Qt.KeyboardModifier.ShiftModifier)
    assert heat.chosen == (4, 5, 6)
    drag(heat.viewport(), row_at(page, 1), row_at(page, 2), row_at(page, 3))
    assert heat.chosen == (1, 2, 3)
    assert {case.case_id for case in window.cases.selected()} == set(ids[1:4])
    window.choose_case(ids[7])
    assert heat.chosen == (7,)
    QTest.keyClick(heat, Qt.Key.Key_Up)
    assert [case.case_id for case in window.cases.selected()] == [ids[6]]


def test_enter_opens_what_was_walked_to(qtbot: QtBot, page: CohortPage) -> None:
    click(page, 0)
    QTest.keyClick(page.cases.heat, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.case_requested) as asked:
        QTest.keyClick(page.cases.heat, Qt.Key.Key_Return)
    assert asked.args[0] == page.cases.map.case_ids[1]


def test_weights_and_ratios_look_different(qtbot: QtBot, page: CohortPage) -> None:
    before = page.cases.heat.grab().toImage()
    page.kind.setCurrentIndex(1)
    assert page.cases.heat.grab().toImage() != before


def test_a_blinded_reviewer_sees_no_risk_group(page: CohortPage, tmp_path: Path) -> None:
    QTest.mouseMove(page.cases.heat.viewport(), row_at(page, 0))
    page.session.change_settings(blinded=True)
    page._draw()
    out = tmp_path / "map.csv"
    page.cases.table(out)()
    assert ",low," not in out.read_text() and ",high," not in out.read_text()
    page.session.change_settings(blinded=False)
    page._draw()
    page.cases.table(out)()
    assert ",low," in out.read_text()


def test_a_case_held_back_for_its_checks_has_no_risk_group(
    page: CohortPage, tmp_path: Path
) -> None:
    def low_ones() -> int:
        page._draw()
        page.cases.table(tmp_path / "map.csv")()
        return (tmp_path / "map.csv").read_text().count(",low,")

    before = low_ones()
    groups = zip(page._map.case_ids, page._map.groups, strict=True)
    low = next(case_id for case_id, group in groups if group == "low")
    page.session.worklist.change(low, quality=Quality.POOR)
    assert low_ones() < before
    page.session.worklist.change(low, is_wanted_anyway=True)
    assert low_ones() == before
    assert f"{low}, on request" in (tmp_path / "map.csv").read_text().replace('"', "")


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_map_goes_to_a_file(
    qtbot: QtBot, page: CohortPage, tmp_path: Path, suffix: str
) -> None:
    with qtbot.waitSignal(page.notice):
        page.save(page.figure, tmp_path / f"map.{suffix}")
    assert (tmp_path / f"map.{suffix}").stat().st_size > 2000


def test_new_cohort_leads_to_the_wizard(window: MainWindow, page: CohortPage) -> None:
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is not page
    assert window.pages.currentIndex() != 0


def test_an_empty_workspace_explains_itself(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.turn_to(window.pages.number_of("Cohort"))
    page = window.pages.currentWidget()
    wait_until(qtbot, lambda: "Analyse cases" in page.cases.empty.words.text())
    assert page.cases.is_empty


# Trainings -------------------------------------------------------------------------------------


def keep_study(folder: Path, methods: tuple[str, ...] = ("steph", "vanilla")) -> Path:
    """Keep the cells of a comparison of two methods over two folds, as a benchmark writes them."""
    for place, method in enumerate(methods):
        for fold in range(2):
            scores, times, events = draw(20, 10 + fold)
            rng = np.random.default_rng(place + fold)
            n, m, e = 20, 3, 5
            mixture, history, shares = None, [], []
            if method == "steph":
                weights = rng.uniform(0, 1, (n, m))
                mixture = CohortMixture(CANCERS, weights, np.full((n, m), 0.25), weights > 0.3)
                history = [
                    EpochRecord(
                        k + 1, 1.0, 1.0, (0.1 * k, 0.5, 0.2), (0.5, 0.4, 0.3),
                        (0.05, 0.05, 0.05), (0.1, 0.1, 0.1), CANCERS,
                    )
                    for k in range(e)
                ]  # fmt: skip
                shares = [SourceMeans(name, 0.4, 0.25, 0.7) for name in CANCERS]
            cell = FoldPredictions(
                method, "BRCA", fold, 42, tuple(f"P{fold}-{k}" for k in range(n)), times, events,
                scores, mixture=mixture,
            )  # fmt: skip
            path = predictions_path(folder, cell)
            write_predictions(path, cell)
            record = FoldRunRecord(
                "BRCA", method, method, fold, 42, 0.6, 40, n, int(events.sum()), e, 1.0, 9, None,
                "", {}, tuple(shares), path.name, sha256_of(path), history=tuple(history),
            )  # fmt: skip
            write_record(folder, record)
    return folder


@pytest.fixture
def study(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> CohortPage:
    window.session.change_settings(study_folders=(keep_study(tmp_path / "comparison"),))
    window.turn_to("Cohort")
    page = window.pages.currentWidget()
    assert isinstance(page, CohortPage)
    wait_until(qtbot, lambda: not page.cases.is_empty)
    return page


def test_a_comparison_shows_its_tested_patients(study: CohortPage) -> None:
    assert study.entry_list.current.name == "comparison"
    found = study.cases.map
    assert len(found.names) == 40 and set(found.cancers) == set(CANCERS)
    assert found.has_outcomes and set(found.groups) == {"low", "intermediate", "high"}
    assert not any(found.case_ids) and "P0-1" not in "".join(found.names)


def test_a_patient_of_a_training_who_is_no_case_is_named_by_number(
    qtbot: QtBot, study: CohortPage
) -> None:
    with qtbot.waitSignal(study.notice) as told:
        QTest.mouseDClick(
            study.cases.heat.viewport(), Qt.MouseButton.LeftButton, pos=row_at(study, 0)
        )
    assert "Patient" in str(told.args[0]) and "not a case of this workspace" in str(told.args[0])


def test_a_fold_is_chosen_and_its_patients_and_lines_are_shown(
    qtbot: QtBot, study: CohortPage
) -> None:
    QTest.mouseClick(study.course_button, Qt.MouseButton.LeftButton)
    assert study.view is study.course and not study.course.is_empty
    assert study.course.course.fold == -1  # the mean over folds
    study.fold.setFocus()
    QTest.keyClick(study.fold, Qt.Key.Key_Down)
    assert study.fold.currentText() == "Fold 1" and study.course.course.fold == 0
    QTest.mouseClick(study.map_button, Qt.MouseButton.LeftButton)
    wait_until(qtbot, lambda: len(study.cases.map.names) == 20)


def test_pointing_at_a_name_brings_its_line_out(study: CohortPage) -> None:
    QTest.mouseClick(study.course_button, Qt.MouseButton.LeftButton)
    plot = study.course.plot
    before = plot.grab().toImage()
    at = plot.course.name_box(plot.ready(), 0).center().toPoint()
    QTest.mouseMove(plot.viewport(), at)
    assert plot.course.pointed == plot.course.order[0]
    assert plot.grab().toImage() != before


def test_a_method_without_sources_says_so(qtbot: QtBot, study: CohortPage) -> None:
    row = study.run.findText("vanilla", Qt.MatchFlag.MatchContains)
    study.run.setCurrentIndex(row)
    study.run.activated.emit(row)
    wait_until(qtbot, lambda: study.cases.is_empty and not study.tasks.busy)
    assert "no sources" in study.cases.empty.words.text()
    QTest.mouseClick(study.course_button, Qt.MouseButton.LeftButton)
    assert study.course.is_empty and "without sources" in study.course.empty.words.text()


def test_the_course_goes_to_a_table(qtbot: QtBot, study: CohortPage, tmp_path: Path) -> None:
    QTest.mouseClick(study.course_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(study.notice):
        study.save(study.table, tmp_path / "course.csv")
    lines = (tmp_path / "course.csv").read_text().splitlines()
    assert len(lines) == 2 + 2 * 5 * 3 and lines[2] == "BRCA,steph,1,42,1,BLCA,0,0.05,0.5,0.1"
    with qtbot.waitSignal(study.notice):
        study.save(study.figure, tmp_path / "course.pdf")
    assert (tmp_path / "course.pdf").read_bytes()[:4] == b"%PDF"


def test_news_of_a_running_fit_grow_its_lines(qtbot: QtBot, study: CohortPage) -> None:
    folder = study.entry_list.current.folder
    QTest.mouseClick(study.course_button, Qt.MouseButton.LeftButton)
    with EventLog(folder) as book:
        for k in (1, 2):
            epoch = EpochRecord(k, 1.0, 1.0, (0.3,), (0.5,), (0.1,), (0.1,), ("BLCA",))
            news = FitEvent("UCEC, steph, fold 0, seed 42", epoch)
            book.add(news)
    study._on_progress("token", Progress(1, 2, JobStep(Phase.WORKING), 1.0, news))
    wait_until(qtbot, lambda: study.run.findText("UCEC", Qt.MatchFlag.MatchContains) >= 0)
    row = study.run.findText("UCEC", Qt.MatchFlag.MatchContains)
    study.run.setCurrentIndex(row)
    study.run.activated.emit(row)
    assert study.fold.itemText(1) == "Fold 1, running"
    assert study.course.course.weights.tolist() == [[0.3], [0.3]]
    assert study.run.currentText() == "UCEC, STEPH as published (steph)"


def test_a_folder_without_results_is_said(qtbot: QtBot, study: CohortPage, tmp_path: Path) -> None:
    study.open_cohort(write_cohort(tmp_path / "cohort", ["never-seen"]))
    wait_until(qtbot, lambda: "None of this cohort" in study.cases.empty.words.text())


def test_the_mean_over_folds_counts_the_spread_between_them() -> None:
    def course(fold: int, weight: float) -> Course:
        one = np.array([[weight]])
        return Course("T", "m", fold, 1, ("A",), np.ones(1), one, 0 * one + 3, one, one)

    mean = mean_course([course(0, 0.0), course(1, 8.0)])
    assert mean.weights.tolist() == [[4.0]] and mean.weights_sd.tolist() == [[5.0]]


def test_a_training_that_has_only_begun_shows_its_course(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "begun"
    folder.mkdir()
    with EventLog(folder) as book:
        epoch = EpochRecord(1, 1.0, 1.0, (0.3,), (0.5,), (0.1,), (0.1,), ("BLCA",))
        book.add(FitEvent("UCEC, steph, fold 0, seed 42", epoch))
    window.session.change_settings(study_folders=(folder,))
    window.turn_to("Cohort")
    page = window.pages.currentWidget()
    wait_until(qtbot, lambda: page.view is page.course)
    assert not page.course.is_empty and page.entry_list.current.note == "0 fits so far"
