"""Cox models and competing risks on the survival page, by mouse, over real public tables."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from lifelines import datasets
from openpyxl import Workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot
from test_survival_page import open_window, visit

from steph_desktop.survival.clinical_cox import ScoreOrigin
from steph_desktop.survival.grouping import everyone
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.pages.survival.patient_table import OutcomeRoles, read_patients
from steph_desktop.ui.pages.survival.sources import known_to
from steph_desktop.ui.pages.survival.survival_page import SurvivalPage
from steph_desktop.ui.shell.main_window import MainWindow

SHOTS = os.environ.get("STEPH_SHOTS", "")
VETERAN = Path(__file__).parent.parent / "data" / "survival" / "veteran.csv"
MELANOMA = Path(__file__).parent.parent / "data" / "survival" / "melanoma.csv"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    made = open_window(qtbot, tmp_path / "workspace")
    made.resize(1366, 900)
    yield made
    made.close()
    made.deleteLater()


def click(qtbot: QtBot, widget: QWidget) -> None:
    # One that was just made is shown a moment later.
    qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled(), timeout=20_000)
    at = QPoint(10, widget.height() // 2) if isinstance(widget, QCheckBox) else QPoint()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


def choose(qtbot: QtBot, box: QComboBox, words: str) -> None:
    click(qtbot, box)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    index = box.model().index(box.findText(words, Qt.MatchFlag.MatchStartsWith), 0)
    assert index.isValid(), (words, [box.itemText(k) for k in range(box.count())])
    view.scrollTo(index)
    place = view.visualRect(index).center()
    qtbot.mouseMove(view.viewport(), place)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not view.isVisible())


def take(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> SurvivalPage:
    """Open a table with the mouse."""
    monkeypatch.setattr(dialogs, "ask_table", lambda *_: path)
    page = visit(qtbot, window)
    qtbot.waitUntil(page.empty.isVisible, timeout=20_000)
    buttons = page.empty.findChildren(QWidget)
    mine = next(b for b in buttons if getattr(b, "text", str)() == "Table of patients…")
    click(qtbot, mine)
    qtbot.waitUntil(lambda: page.controls.roles.isVisible(), timeout=20_000)
    return page


def shot(page: SurvivalPage, name: str) -> None:
    if SHOTS:
        QTest.qWait(400)
        page.window().grab().save(f"{SHOTS}/{name}.png")


def save_csv(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_csv(path, index=False)
    return path


# Which columns of the tables that lifelines ships are time and event, and who had it.
TABLES = {
    "rossi": (datasets.load_rossi, "week", "arrest", "1", 432, 114),
    "gbsg2": (datasets.load_gbsg2, "time", "cens", "1", 686, 299),
    "larynx": (datasets.load_larynx, "time", "death", "1", 90, 50),
    "lung": (datasets.load_lung, "time", "status", "1", 228, 165),
    "waltons": (datasets.load_waltons, "T", "E", "1", 163, 156),
    "kidney": (datasets.load_kidney_transplant, "time", "death", "1", 863, 140),
    "lymphoma": (datasets.load_lymphoma, "Time", "Censor", "1", 80, 54),
    "veteran": (lambda: pd.read_csv(VETERAN), "Survival_in_days", "Status", "dead", 137, 128),
}


def meanings_of(name: str) -> dict[str, int]:
    return {TABLES[name][3]: 0, "0": 2, "censored": 2}


def test_public_tables_are_shown_in_the_page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every one in the same window: curves of its groups, their figures, and a Cox model."""
    paths = {
        name: save_csv(load(), tmp_path / f"{name}.csv") for name, (load, *_) in TABLES.items()
    }
    page = take(qtbot, window, paths["larynx"], monkeypatch)
    for name, (_, time, event, _, n, events) in TABLES.items():
        roles = OutcomeRoles(paths[name], time=time, event=event, meanings=meanings_of(name))
        page.controls.roles_changed.emit(roles)
        qtbot.waitUntil(
            lambda name=name: page.view is not None and name in page.view.table.title,
            timeout=20_000,
        )
        choose(qtbot, page.controls.grouping, "Everyone")
        qtbot.waitUntil(
            lambda n=n: page.view is not None and page.view.survival.n_patients == n
            and page.view.grouping.name == "Everyone", timeout=20_000,
        )  # fmt: skip
        assert page.view is not None and page.view.survival.n_events == events
        assert page.table.item(0, 1).text() == str(n)
        assert page.table.item(0, 2).text() == str(events)
        assert page.plot.km is not None and page.plot.km.curves[0].n_patients == n


@pytest.mark.parametrize("name", TABLES)
def test_public_tables_are_read(tmp_path: Path, name: str) -> None:
    load, time, event, _, n, events = TABLES[name]
    frame = load()
    path = save_csv(frame, tmp_path / f"{name}.csv")
    found = read_patients(OutcomeRoles(path))
    if pd.api.types.is_numeric_dtype(frame[event]):
        known = pd.to_numeric(frame[event]).map(lambda v: f"{v:g}")
        assert {word for word, _ in found.words} <= {*known, "true", "false"} or name == "rossi"
    if name in ("gbsg2", "lymphoma"):  # a name that is used both ways
        assert found.is_question and "which value means the event?" in found.said
    found = read_patients(OutcomeRoles(path, time=time, event=event, meanings=meanings_of(name)))
    assert found.table is not None, found.said
    assert (len(found.table.times_days), int(found.table.events.sum())) == (n, events)


def test_from_an_excel_sheet_to_a_forest_plot(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(2)
    book = Workbook()
    book.active.append(["Patient", "Age", "Stage", "Slide risk", "OS months", "Vital status"])
    for k in range(240):
        age, stage = int(rng.normal(62, 9)), int(rng.integers(0, 3))
        risk = float(rng.normal())
        scale = 60 / np.exp(0.04 * (age - 62) + 0.6 * stage + 0.5 * risk)
        time, end = rng.exponential(scale), rng.uniform(12, 130)
        word = "dead" if time <= end else "alive"
        book.active.append(
            [f"P{k:03}", age if k % 40 else None, ("I", "II", "III")[stage], round(risk, 4),
             round(min(time, end), 2) + 0.1, word]
        )  # fmt: skip
    book.save(tmp_path / "cohort.xlsx")
    page = take(qtbot, window, tmp_path / "cohort.xlsx", monkeypatch)
    qtbot.waitUntil(lambda: page.view is not None, timeout=20_000)
    assert page.controls.roles.time_box.currentText() == "OS months"
    choose(qtbot, page.shows, "Cox model")
    cox = page.cox
    rows = {row.name: row for row in cox.terms}
    assert set(rows) == {"Age", "Stage", "Slide risk"}
    for name in ("Age", "Stage", "Slide risk"):
        click(qtbot, rows[name].box)
    choose(qtbot, rows["Stage"].choice, "against I")
    choose(qtbot, rows["Age"].choice, "per 10")
    qtbot.waitUntil(
        lambda: cox.view is not None and len(cox.view.multivariable.rows) == 4
        and cox.view.multivariable.terms[0].per == 10
        and cox.view.multivariable.rows[1].reference == "I", timeout=20_000,
    )  # fmt: skip
    assert cox.summary.text().startswith("Cox model of 234 patients")
    assert "6 patients are left out" in cox.warnings.label.text()
    assert cox.grid.rowCount() == 4 and cox.forest.isVisible() and cox.residuals.isVisible()
    assert cox.grid.item(1, 1).text() == "II against I"
    by_name = {row.words: row for row in cox.view.multivariable.rows}
    low, high = by_name["Stage III against I"].interval
    assert low < np.exp(1.2) < high
    shot(page, "cox_forest")
    choose(qtbot, cox.adding, "Slide risk")
    click(qtbot, cox.add_button)
    qtbot.waitUntil(lambda: cox.added is not None, timeout=60_000)
    assert cox.verdict.text().startswith("Slide risk adds to Age and Stage (likelihood ratio p")
    assert cox.gain_grid.rowCount() == 3 and len(cox.benefit.lines) == 4
    page.stack.currentWidget().ensureWidgetVisible(cox.benefit)  # type: ignore[attr-defined]
    shot(page, "cox_added")
    # Out: the forest as a figure, the ratios and the patients as tables.
    for export, name in (
        (page.forest_files, "forest.png"), (page.forest_files, "forest.pdf"),
        (page.ratio_table, "ratios.csv"), (page.patient_rows, "patients.csv"),
    ):  # fmt: skip
        page.save(export, tmp_path / name)
    qtbot.waitUntil(lambda: (tmp_path / "patients.csv").is_file(), timeout=20_000)
    assert (tmp_path / "forest.png").read_bytes().startswith(b"\x89PNG")
    with (tmp_path / "patients.csv").open(newline="") as file:
        written = list(csv.DictReader(file))
    assert len(written) == 240
    assert list(written[0]) == ["patient", "time_days", "event", "age", "stage", "slide_risk"]
    assert "P000" not in (tmp_path / "patients.csv").read_text()
    # What R and Stata read back gives the same model.
    frame = pd.read_csv(tmp_path / "patients.csv")
    assert frame.event.sum() == page.controls.table.events.sum()
    ratios = (tmp_path / "ratios.csv").read_text()
    assert "Stage,III,I," in ratios


def test_a_coding_that_is_not_plain_is_asked_and_causes_compete(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = take(qtbot, window, MELANOMA, monkeypatch)
    roles = page.controls.roles
    assert roles.question.isVisible()
    for word, meaning in (("1", "event"), ("2", "none"), ("3", "another event first")):
        choose(qtbot, roles.meanings[word], meaning)
        qtbot.waitUntil(
            lambda word=word: roles._shown is not None and word in roles._shown.roles.meanings,
            timeout=20_000,
        )
    qtbot.waitUntil(lambda: page.controls.table is not None, timeout=20_000)
    assert int(page.controls.table.events.sum()) == 57
    choose(qtbot, page.controls.grouping, "ulcer")
    qtbot.waitUntil(
        lambda: page.view is not None and page.view.grouping.name == "ulcer", timeout=20_000
    )
    choose(qtbot, page.shows, "Competing risks")
    qtbot.waitUntil(lambda: page.incidence.plot is not None, timeout=20_000)
    assert page.incidence.isVisible() and not page.plot.isVisible()
    assert "Gray's test p < 0.001 (2 groups)" in page.incidence.accessibleDescription()
    assert "cause-specific" in page.incidence_words.text()
    shot(page, "competing_risks")


def test_patients_who_came_late(tmp_path: Path) -> None:
    frame = pd.read_csv(MELANOMA)
    frame["seen_from"] = np.where(np.arange(205) % 3 == 0, np.minimum(frame.time * 0.9, 700), 0)
    frame["time_days"] = frame.pop("time")
    path = save_csv(frame, tmp_path / "late.csv")
    meanings = {"1": 0, "2": 2, "3": 2}
    roles = OutcomeRoles(path, time="time_days", event="status", meanings=meanings)
    plain = read_patients(roles).table
    late = read_patients(OutcomeRoles(**{**vars(roles), "entry": "seen_from"})).table
    assert plain is not None and late is not None and late.entry_days is not None
    from steph_desktop.ui.pages.survival.survival_analysis import look

    curves = [look(t, t.groupings[-1], None).survival.figures[0].curve for t in (plain, late)]
    assert curves[1].at_risk(1.0) < curves[0].at_risk(1.0) == 205
    assert curves[1].survival[-1] < curves[0].survival[-1]


def test_scores_of_a_models_own_patients_are_refused(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from fakes import make_reference

    path = save_csv(datasets.load_larynx(), tmp_path / "larynx.csv")
    page = take(qtbot, window, path, monkeypatch)
    qtbot.waitUntil(lambda: page.controls.table is not None, timeout=20_000)
    table = page.controls.table
    reference = make_reference()
    mine = replace(
        table, times_days=np.asarray(reference.times_days, float),
        events=np.asarray(reference.events, bool),
        columns={"Risk score": tuple(f"{v}" for v in reference.risk_scores)},
        score="Risk score", origin=ScoreOrigin.IN_SAMPLE,
    )  # fmt: skip
    assert known_to(mine, reference) and not known_to(table, reference)
    page._of_folders["cohort"] = (
        replace(mine, title="Seen before", groupings=(everyone(len(reference.events)),)),
    )
    page._offer("Seen before")
    choose(qtbot, page.shows, "Cox model")
    qtbot.waitUntil(lambda: page.cox.table is page._of_folders["cohort"][0], timeout=20_000)
    click(qtbot, page.cox.terms[0].box)
    qtbot.waitUntil(page.cox.fault.isVisible, timeout=20_000)
    assert "trained on the same patients" in page.cox.fault.label.text()


def test_out_of_fold_scores_stand_beside_the_columns_of_their_cohort(tmp_path: Path) -> None:
    from cohort_samples import write_study

    from steph_desktop.cohort.cohort_tables import write_table
    from steph_desktop.ui.pages.survival.cox_panel import fit_view, write_patients
    from steph_desktop.ui.pages.survival.sources import FOLD, RISK, read_study

    home = tmp_path / "study"
    write_study(home / "training" / "abc" / "benchmark", ("steph",))
    ids = [f"P{fold}-{k}" for fold in range(3) for k in range(30)]
    (home / "cohort" / "BRCA").mkdir(parents=True)
    rows = [[pid, f"{pid}_HE", 100 + n, n % 2, ("I", "II", "III")[n % 3], 40 + n % 30]
            for n, pid in enumerate(ids)]  # fmt: skip
    header = ["patient_id", "pathology_id", "t", "e", "Stage", "Age"]
    write_table(home / "cohort" / "BRCA" / "labels.csv", header, rows)
    (table,) = read_study(home / "training" / "abc" / "benchmark", {}).good
    assert table.origin is ScoreOrigin.OUT_OF_FOLD and table.score == RISK
    assert {RISK, "Risk group", FOLD, "Stage", "Age"} == set(table.columns)
    # Each fold's model has a scale of its own.
    scores = np.array([float(cell) for cell in table.columns[RISK]])
    folds = np.array(table.columns[FOLD])
    assert all(abs(scores[folds == fold].mean()) < 1e-6 for fold in ("1", "2", "3"))
    from steph_desktop.survival.clinical_cox import CoxTerm, MissingValues

    terms = [CoxTerm(RISK), CoxTerm("Stage", "I"), CoxTerm("Age", per=10)]
    view = fit_view(table, terms, [FOLD], MissingValues.COMPLETE)
    assert view.multivariable.n == 90 and view.multivariable.strata == (FOLD,)
    out = write_patients(tmp_path / "patients.csv", table)
    written = pd.read_csv(out)
    assert len(written) == 90 and {"fold", "risk_score", "risk_group", "stage"} <= {*written}
    assert not any(pid in out.read_text() for pid in ids)
