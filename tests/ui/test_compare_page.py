"""The compare page: what is asked for, what is shown of results, what a paper gets."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from fakes import ask_records, wait_until
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_models import card_of, small_steph

from steph_desktop import RESEARCH_USE
from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.job_control import Fit, JobStep, Phase, Progress
from steph_desktop.engine.progress_words import name_of
from steph_desktop.model.card import Preset
from steph_desktop.model.packs import save_pack
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.requests import CompareRequest
from steph_desktop.training.train_settings import DEPARTURES
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.theme import DARK, follow_colours
from steph_desktop.ui.pages.compare.choices import METHOD_NAMES
from steph_desktop.ui.pages.compare.compare_page import ComparePage, Picture, _title
from steph_desktop.ui.pages.compare.results import copy_figures
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.store import retire_model

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


def test_every_method_is_offered_by_a_plain_name(page: ComparePage) -> None:
    assert set(METHOD_NAMES) == set(METHODS)
    shown = [page.choices.methods.item(row).text() for row in range(page.choices.methods.count())]
    assert shown == [name_of(name) for name in METHOD_NAMES]
    assert "(roupkt)" in page.choices.methods.item(METHOD_NAMES.index("roupkt")).toolTip()
    assert len({name_of(name) for name in METHODS}) == len(METHODS)
    assert all(name_of(name) != name for name in METHODS)
    assert name_of("steph_sigmoid") == "STEPH as published, sigmoid form"


def test_all_that_stands_behind_a_figure_is_told(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    out = write_summary(tmp_path / "out", complete=True)
    value = json.loads((out / "summary.json").read_text())
    whole = {"mean": 0.66, "std": 0.02, "patients": 48, "events": 17, "interval": [0.58, 0.74]}
    part = {**whole, "mean": 0.833, "patients": 4, "events": 3, "interval": [0.2, 1.0]}
    value["methods"]["vanilla"] |= {"targets": {"BRCA": whole}, "interval": [0.58, 0.74]}
    value["methods"]["steph"] |= {"targets": {"BRCA": part}, "interval": [0.2, 1.0]}
    value["comparisons"][0] |= {
        "p_value": 0.02, "p_corrected": 0.14, "compared": 7, "baseline": "vanilla",
        "sentence": "BRCA: C-index 0.833 with steph, 0.660 with vanilla; +0.030: transfer helps.",
    }  # fmt: skip
    value["folds"] = {"BRCA": {"tested": [0, 1], "of": 5}}
    value["preset"] = "default"
    value["clinical_value"] = [
        {"method": "steph", "target": "BRCA", "sentence": "",
         "finding": "does not add to age (p = 0.4)."}
    ]  # fmt: skip
    reason = "no other cancer can be a source: add one, or use the method vanilla"
    value["skipped"] = [
        {"what": "cell", "cancer": "BRCA", "reason": reason, "count": 1, "fold": fold,
         "method": "roupkt", "seed": 42}
        for fold in (0, 1)
    ]  # fmt: skip
    (out / "summary.json").write_text(json.dumps(value))
    page.open_results(out)
    wait_until(qtbot, lambda: page.results is not None)
    rows = [[page.table.item(row, c).text() for c in range(4)] for row in range(2)]
    assert rows[0][:2] == ["Your cohort alone (vanilla)", "0.660 (0.580 to 0.740)"]
    assert rows[1][1] == "0.833 (0.200 to 1.000), 4 patients"
    assert rows[1][3] == "transfer helps; not after correction for 7 comparisons"
    assert page.results.header == ("Method", "BRCA", "Against vanilla", "Verdict")
    assert (
        "BRCA: C-index 0.833 with “STEPH as published”, 0.660 with “Your cohort alone”; +0.030: "
        "transfer helps; not after correction for 7 comparisons."
    ) in page.verdict.text()
    told = page.behind.text()
    assert told == (
        "BRCA: 48 patients, 17 events; folds 1 and 2 of 5; the intervals are what counts here."
    )
    assert page.refused.isVisibleTo(page)
    assert f"Routing (roupkt) on BRCA, folds 1 and 2: {reason}." in page.refused.label.text()
    assert "differs from the authors' code" in page.verdict.text()
    assert "is not among the methods" not in page.verdict.text()
    assert "BRCA: STEPH as published does not add to age (p = 0.4)." in page.verdict.text()
    assert page.sub_line.text() == "10 of 10 fits, finished; 2 could not be run"


def test_the_request_is_what_was_chosen_and_survives_a_restart(
    page: ComparePage, tmp_path: Path
) -> None:
    page.choose_cohort(tmp_path / "cohort")
    page.choices.targets.setText("BRCA, LUNG")
    page.choices.folds.setValue(3)
    page.choices.epochs.setValue(7)
    page.choices.seeds.setText("1, 2")
    request = page.request(tmp_path / "out")
    assert request.methods == ("vanilla", "finetuned", "steph", "steph_auto", "cox_mean")
    assert (request.targets, request.folds, request.seeds) == (("BRCA", "LUNG"), (0, 1, 2), (1, 2))
    assert request.hyper.epochs == 7
    assert request_from_json(CompareRequest, request_to_json(request)) == request
    assert request.hyper.preset is Preset.DEFAULT and "authors" not in _title(request)


def test_the_authors_code_is_followed_where_it_is_chosen(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    """Chosen by keys, kept in the request, told by the job, told with the results."""
    page.choose_cohort(tmp_path / "cohort")
    assert DEPARTURES[0] in page.choices.preset.toolTip()
    QTest.keyClick(page.choices.preset, Qt.Key.Key_Down)
    request = page.request(tmp_path / "out")
    assert request.hyper.preset is Preset.PUBLISHED and "authors' code" in _title(request)
    assert request_from_json(CompareRequest, request_to_json(request)) == request
    assert request.hyper.settings("cpu").published
    out = write_summary(tmp_path / "out", complete=True)
    value = json.loads((out / "summary.json").read_text()) | {"preset": "published"}
    (out / "summary.json").write_text(json.dumps(value))
    page.open_results(out)
    wait_until(qtbot, lambda: "as the authors' code does" in page.verdict.text())


def test_what_is_missing_is_said(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.notice) as told:
        QTest.mouseClick(page.start_button, Qt.MouseButton.LeftButton)
    assert "Choose a cohort folder" in str(told.args[0])
    page.choose_cohort(tmp_path)
    page.choices.seeds.setText("many")
    with qtbot.waitSignal(page.notice) as told:
        page.start(tmp_path / "out")
    assert "not a whole number" in str(told.args[0])


def test_the_table_fills_as_cells_finish(
    qtbot: QtBot, page: ComparePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.session.jobs, "submit", lambda _request, **_more: "token")
    page.choose_cohort(tmp_path)
    out = write_summary(tmp_path / "out", complete=False)
    page.start(out)
    page._on_progress(
        "token", Progress(3, 10, JobStep(Phase.FITTING, fit=Fit("BRCA", "steph", 2, 42)), 1.0)
    )
    assert page.bar.value() == round(0.3 * page.bar.maximum())
    wait_until(qtbot, lambda: page.results is not None)
    assert not page.results.is_complete and page.table.item(1, 1).text() == "0.660 ± 0.020"
    write_summary(out, complete=True)
    page._on_done("token", out)
    wait_until(qtbot, lambda: page.results.is_complete)
    cells = [page.table.item(1, column).text() for column in range(4)]
    assert cells[2:] == ["+0.030 (+0.010 to +0.050)", "transfer helps"]
    assert page.session.settings.study_folders == (out,)
    assert page.studies.currentText() == "out"


@pytest.mark.parametrize("suffix", [".csv", ".md", ".tex"])
def test_tables_for_a_paper(qtbot: QtBot, page: ComparePage, tmp_path: Path, suffix: str) -> None:
    page.open_results(write_summary(tmp_path / "out", complete=True))
    wait_until(qtbot, lambda: page.results is not None)
    with qtbot.waitSignal(page.notice):
        page.save(page.table_files, tmp_path / f"t{suffix}")
    text = (tmp_path / f"t{suffix}").read_text(encoding="utf-8")
    assert RESEARCH_USE in text and "transfer helps" in text and "0.660" in text
    if suffix == ".tex":
        assert text.count("\\hline") == 3 and "$+$0.030 ($+$0.010 to $+$0.050)" in text
        assert "0.660 $\\pm$ 0.020" in text and text.count("\\\\") == 3


def test_a_folder_without_results_is_said(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.notice) as told:
        page.open_results(tmp_path)
    assert "no results of a comparison" in str(told.args[0])


def test_results_of_another_folder_do_not_stay(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    page.open_results(write_summary(tmp_path / "out", complete=True))
    wait_until(qtbot, lambda: page.results is not None)
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(page.notice):
        page.open_results(tmp_path / "empty")
        assert page.results is None and not page.export_button.isEnabled()
    assert page.results is None, "they would be saved under the name of this folder"
    page._on_study(1)
    wait_until(qtbot, lambda: page.results is not None and page.export_button.isEnabled())


# Models as they are ----------------------------------------------------------------------------


def tick(page: ComparePage, row: int) -> None:
    """Click the box of a model."""
    packs = page.choices.packs
    box = packs.visualItemRect(packs.item(row))
    at = QPoint(box.left() + 10, box.center().y())
    QTest.mouseClick(packs.viewport(), Qt.MouseButton.LeftButton, pos=at)


def write_packs(out: Path) -> Path:
    found = {"mean": 0.61, "std": 0.03, "folds": 3, "patients": 24, "interval": [0.5, 0.72]}
    comparison = {
        "target": "BRCA", "baseline": "vanilla", "difference": -0.05, "lower": -0.15,
        "upper": 0.05, "verdict": "no evidence of a difference", "sentence": "BRCA, 24 patients.",
    }  # fmt: skip
    pack = {
        "name": "elsewhere", "file": "e.steph", "seen": "its card does not say",
        "seen_short": "not known",
        "targets": {"BRCA": found}, "mean": 0.61, "std": 0.03, "comparisons": [comparison],
    }  # fmt: skip
    value = {
        "form": 1, "packs": [pack], "refused": [{"name": "uni-model", "why": "another encoder"}],
    }  # fmt: skip
    (out / "packs.json").write_text(json.dumps(value), encoding="utf-8")
    return out


def test_a_model_of_the_library_is_ticked_and_asked_for(
    qtbot: QtBot, window: MainWindow, page: ComparePage, tmp_path: Path
) -> None:
    folder = window.session.workspace / "models"
    folder.mkdir(exist_ok=True)
    save_pack(folder / "small.steph", card_of(small_steph()), small_steph())
    page.visit()
    wait_until(qtbot, lambda: page.choices.packs.count() == 1)
    assert "small" in page.choices.packs.item(0).text() and page.choices.chosen_packs == ()
    tick(page, 0)
    page.choose_cohort(tmp_path / "cohort")
    request = page.request(tmp_path / "out")
    assert request.packs == (folder / "small.steph",)
    assert request_from_json(CompareRequest, request_to_json(request)) == request
    page.visit()  # what was ticked stays so
    wait_until(qtbot, lambda: not page.tasks.busy)
    assert page.choices.chosen_packs == request.packs
    card = page._entries[0].card
    retire = partial(retire_model, model_id=card.model_id, sha256=card.weights_sha256)
    ask_records(qtbot, window.session, retire)
    page.visit()
    wait_until(qtbot, lambda: page.choices.packs.count() == 0)
    assert page.choices.no_packs.isVisibleTo(page)


def test_a_model_from_elsewhere_is_added(
    page: ComparePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_packs", lambda *_more: [tmp_path / "far.steph"])
    QTest.mouseClick(page.choices.packs_button, Qt.MouseButton.LeftButton)
    assert page.choices.chosen_packs == (tmp_path / "far.steph",)


def test_models_stand_below_the_methods_and_refused_ones_are_named(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    page.open_results(write_packs(write_summary(tmp_path / "out", complete=True)))
    wait_until(qtbot, lambda: page.results is not None)
    last = [page.table.item(2, column).text() for column in range(5)]
    assert last == [
        "elsewhere (model)", "0.610 (0.500 to 0.720)",
        "-0.050 (-0.150 to +0.050)", "no evidence of a difference", "not known",
    ]  # fmt: skip
    assert page.table.item(0, 4).text() == "no"
    assert page.refused.isVisibleTo(page) and "uni-model" in page.refused.label.text()
    assert "BRCA, 24 patients." in page.verdict.text()
    assert "elsewhere: its card does not say." in page.verdict.text()


def test_models_alone_are_shown_without_methods(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    page.open_results(write_packs(tmp_path))
    wait_until(qtbot, lambda: page.results is not None)
    assert page.results.is_complete and page.table.rowCount() == 1


def test_figures_go_out_as_png_svg_and_pdf(qtbot: QtBot, page: ComparePage, tmp_path: Path) -> None:
    out = write_summary(tmp_path / "out", complete=True)
    (out / "figures").mkdir()
    for suffix in ("png", "svg", "pdf", "txt"):
        (out / "figures" / f"table.{suffix}").write_bytes(b"x")
    page.open_results(out)
    wait_until(qtbot, lambda: page.results is not None)
    copy_figures(page.results, tmp_path / "paper")
    names = {file.suffix for file in (tmp_path / "paper").iterdir()}
    assert names == {".png", ".svg", ".pdf"}


def test_a_figure_on_white_takes_the_colours_of_a_dark_window(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    out = write_summary(tmp_path / "out", complete=True)
    (out / "figures").mkdir()
    drawn = QImage(6, 2, QImage.Format.Format_RGB32)
    drawn.fill(QColor("white"))
    drawn.setPixelColor(0, 0, QColor("black"))
    drawn.setPixelColor(1, 0, QColor("#004020"))
    drawn.save(str(out / "figures" / "table.png"))
    page.open_results(out)
    wait_until(qtbot, lambda: page.results is not None)
    (picture,) = page.findChildren(Picture)

    def colours() -> tuple[QColor, QColor, QColor]:
        seen = picture.grab(QRect(0, 0, 6, 2)).toImage()
        return seen.pixelColor(4, 1), seen.pixelColor(0, 0), seen.pixelColor(1, 0)

    picture.resize(6, 2)
    assert [colour.name() for colour in colours()] == ["#ffffff", "#000000", "#004020"]
    follow_colours(page, DARK)
    ground, ink, tint = colours()
    assert (ground.name(), ink.name()) == (DARK.panel, DARK.ink)
    assert tint.lightness() > 128 and abs(tint.hue() - QColor("#004020").hue()) < 12
    page._show()  # made anew, as when a fit has finished
    again = page.figures.itemAt(0).widget()
    assert isinstance(again, Picture) and again._image.pixelColor(4, 1).name() == DARK.panel


def test_a_gain_of_a_model_that_may_have_seen_the_patients_says_so(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    out = write_packs(tmp_path)
    value = json.loads((out / "packs.json").read_text())
    value["packs"][0]["comparisons"][0] |= {"verdict": "better than vanilla", "lower": 0.01}
    (out / "packs.json").write_text(json.dumps(value))
    page.open_results(out)
    wait_until(qtbot, lambda: page.results is not None)
    assert page.results.rows[0].verdict == "better than vanilla, if not trained on them"
