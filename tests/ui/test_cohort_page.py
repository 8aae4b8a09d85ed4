"""Cases by source cancers: read off the GUI thread, clustered, a click opens the case."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest
from fakes import wait_until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from steph_desktop.pipeline import case_folder
from steph_desktop.ui.cohort_page.page import CohortPage
from steph_desktop.ui.cohort_page.reading import cluster, read_source_map
from steph_desktop.ui.main_window import MainWindow
from steph_desktop.ui.worklist import Case, CaseState

CANCERS = ("BLCA", "KIPAN", "LUNG")


def keep(workspace: Path, n: int) -> list[str]:
    """Keep results of two kinds of cases in turn."""
    names = [f"Case {k:04d}" for k in range(n)]
    for k, name in enumerate(names):
        weights = (0.9, 0.0, 0.3) if k % 2 else (0.0, 0.8, 0.1)
        sources = [
            {"cancer": c, "weight": w + k * 1e-6, "lambda_target": 0.25, "selected": w > 0.2}
            for c, w in zip(CANCERS, weights, strict=True)
        ]
        folder = case_folder(workspace, name)
        folder.mkdir(parents=True)
        answer = {"sources": sources, "risk_group": "high" if k % 2 else "low"}
        (folder / "case.json").write_text(json.dumps({"results": [answer]}))
    return names


def test_similar_cases_stand_together(tmp_path: Path) -> None:
    names = keep(tmp_path, 12)
    (case_folder(tmp_path, names[3]) / "case.json").write_text("{damaged")
    found = read_source_map(tmp_path, [*names, "Case never"])
    assert len(found.case_ids) == 11 and names[3] not in found.case_ids
    assert sum(a != b for a, b in zip(found.groups, found.groups[1:], strict=False)) == 1
    row, column = found.case_ids.index(names[0]), found.cancers.index("LUNG")
    assert found.weights[row, column] == 0 and found.lambdas[row, column] == 0.25


def test_few_rows_keep_their_order() -> None:
    assert cluster(np.ones((2, 4))) == [0, 1] and cluster(np.zeros((0, 3))) == []


def test_a_thousand_cases_are_read_and_clustered_soon(tmp_path: Path) -> None:
    names = keep(tmp_path, 1000)
    begin = time.perf_counter()
    assert len(read_source_map(tmp_path, names).case_ids) == 1000
    assert time.perf_counter() - begin < 20  # a second or two on a quiet machine


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> CohortPage:
    session = window.session
    names = keep(session.workspace, 8)
    slide = Path("gone.svs")
    session.worklist.add(*(Case(name, (slide,), CaseState.DONE) for name in names))
    number = window.pages.number_of("Cohort")
    QTest.mouseClick(window.top.page_bar.buttons[number], Qt.MouseButton.LeftButton)
    made = window.pages.currentWidget()
    assert isinstance(made, CohortPage)
    wait_until(qtbot, lambda: made.stack.currentIndex() == 1)
    return made


def test_a_click_on_a_row_asks_for_its_case(qtbot: QtBot, page: CohortPage) -> None:
    box = page.heat.box()
    at = QPoint(round(box.center().x()), round(box.top() + box.height() * 2.5 / 8))
    with qtbot.waitSignal(page.case_requested) as asked:
        QTest.mouseClick(page.heat, Qt.MouseButton.LeftButton, pos=at)
    assert asked.args[0] == page.heat.map.case_ids[2]


def test_weights_and_ratios_look_different(qtbot: QtBot, page: CohortPage) -> None:
    before = page.heat.grab().toImage()
    page.kind.setCurrentIndex(1)
    assert page.heat.grab().toImage() != before


def test_new_cohort_leads_to_the_wizard(window: MainWindow, page: CohortPage) -> None:
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is not page
    assert window.pages.currentIndex() != 0


def test_an_empty_workspace_explains_itself(qtbot: QtBot, window: MainWindow) -> None:
    window.pages.turn_to(window.pages.number_of("Cohort"))
    page = window.pages.currentWidget()
    wait_until(qtbot, lambda: not page.reader.busy)
    assert page.stack.currentIndex() == 0
