"""The compare page: what is asked for, what is shown of results, what a paper gets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import wait_until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from steph_desktop.core import RESEARCH_USE, Progress
from steph_desktop.retraining.compare import CompareRequest
from steph_desktop.training.methods import METHODS
from steph_desktop.ui.compare_page.page import METHOD_NAMES, ComparePage
from steph_desktop.ui.main_window import MainWindow
from steph_desktop.workspace.requests import request_from_json, request_to_json

ONE = {"mean": 0.66, "std": 0.02}


def write_summary(out: Path, *, complete: bool) -> Path:
    out.mkdir(exist_ok=True)
    comparison = {
        "method": "steph", "target": "BRCA", "difference": 0.03, "lower": 0.01, "upper": 0.05,
        "verdict": "transfer helps", "sentence": "",
    }  # fmt: skip
    methods = {name: {**ONE, "targets": {"BRCA": ONE}} for name in ("vanilla", "steph")}
    value = {
        "methods": methods, "comparisons": [comparison] if complete else [], "complete": complete,
        "cells": 10 if complete else 3, "cells_asked_for": 10,
    }  # fmt: skip
    (out / "summary.json").write_text(json.dumps(value), encoding="utf-8")
    return out


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ComparePage:
    number = window.pages.number_of("Compare")
    QTest.mouseClick(window.top.page_bar.buttons[number], Qt.MouseButton.LeftButton)
    made = window.pages.currentWidget()
    assert isinstance(made, ComparePage)
    return made


def test_every_method_is_offered() -> None:
    assert set(METHOD_NAMES) == set(METHODS)


def test_the_request_is_what_was_chosen_and_survives_a_restart(
    page: ComparePage, tmp_path: Path
) -> None:
    page.choose_cohort(tmp_path / "cohort")
    page.targets.setText("BRCA, LUNG")
    page.folds.setValue(3)
    page.epochs.setValue(7)
    page.seeds.setText("1, 2")
    request = page.request(tmp_path / "out")
    assert request.methods == ("vanilla", "finetuned", "steph", "steph_auto")
    assert (request.targets, request.folds, request.seeds) == (("BRCA", "LUNG"), (0, 1, 2), (1, 2))
    assert request.hyper.epochs == 7
    assert request_from_json(CompareRequest, request_to_json(request)) == request


def test_what_is_missing_is_said(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.notice) as told:
        QTest.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    assert "Choose a cohort folder" in told.args[0]
    page.choose_cohort(tmp_path)
    page.seeds.setText("many")
    with qtbot.waitSignal(page.notice) as told:
        page.start(tmp_path / "out")
    assert "not a whole number" in told.args[0]


def test_the_table_fills_as_cells_finish(
    qtbot: QtBot, page: ComparePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.session.jobs, "submit", lambda _request, **_more: "token")
    page.choose_cohort(tmp_path)
    out = write_summary(tmp_path / "out", complete=False)
    page.start(out)
    page._on_progress("token", Progress(3, 10, "BRCA, steph, fold 2", 1.0))
    assert page.bar.value() == 3
    wait_until(qtbot, lambda: page.results is not None)
    assert not page.results.is_complete and page.table.item(1, 1).text() == "0.660 ± 0.020"
    write_summary(out, complete=True)
    page._on_done("token", out)
    wait_until(qtbot, lambda: page.results.is_complete)
    cells = [page.table.item(1, column).text() for column in range(5)]
    assert cells[3:] == ["+0.030 (+0.010 to +0.050)", "transfer helps"]
    assert page.session.settings.study_folders == (out,)
    assert page.studies.currentText() == "out"


@pytest.mark.parametrize("suffix", [".csv", ".md", ".tex"])
def test_tables_for_a_paper(qtbot: QtBot, page: ComparePage, tmp_path: Path, suffix: str) -> None:
    page.open_results(write_summary(tmp_path / "out", complete=True))
    wait_until(qtbot, lambda: page.results is not None)
    with qtbot.waitSignal(page.notice):
        page.save_table(tmp_path / f"t{suffix}")
    text = (tmp_path / f"t{suffix}").read_text(encoding="utf-8")
    assert RESEARCH_USE in text and "transfer helps" in text and "0.660" in text


def test_a_folder_without_results_is_said(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.notice) as told:
        page.open_results(tmp_path)
    assert "no results of a comparison" in told.args[0]
