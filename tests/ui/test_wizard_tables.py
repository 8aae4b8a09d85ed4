"""Tables as people have them, through the wizard by mouse: what is asked, told and left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from table_cases import bag, cdr, codes, numbered_bags, outcomes, registry, tcga_bags, write_rows
from table_kinds import ASKED, REFUSED, Maker
from windows import texts_of
from wizard_actions import choose, click, go_on, make_window, open_wizard, wait

from steph_desktop.cli import run
from steph_desktop.cohort.slide_matching import RuleKind, SampleKind
from steph_desktop.cohort.table_schema import SettledBy
from steph_desktop.core.errors import ExitCode
from steph_desktop.training.study.study import StudyRepository, StudyStep
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.pages.training.slides_page import SlidesPage
from steph_desktop.ui.pages.training.table_page import TablePage, rows_in
from steph_desktop.ui.pages.training.training_page import WizardPage

SHOTS = os.environ.get("STEPH_SHOTS", "")


@pytest.fixture(scope="module")
def bags(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tcga_bags(tmp_path_factory.mktemp("bags") / "tcga")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WizardPage]:
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    made = make_window(qtbot, tmp_path / "workspace")
    made.resize(1366, 900)
    found = open_wizard(qtbot, made)
    click(qtbot, found.home.new_button)
    yield found
    made.close()
    made.deleteLater()


def shot(page: WizardPage, name: str) -> None:
    if SHOTS:
        QTest.qWait(300)
        page.window().grab().save(f"{SHOTS}/{name}.png")


def take_table(
    qtbot: QtBot, page: WizardPage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> TablePage:
    monkeypatch.setattr(dialogs, "ask_table", lambda *_: path)
    table = page.pages[StudyStep.TABLE]
    assert isinstance(table, TablePage)
    if not table.name.text():
        qtbot.keyClicks(table.name, "MINE")
    click(qtbot, table.choose_button)
    wait(qtbot, lambda: page.state.clinical is not None and not page.state.busy)
    return table


def take_slides(
    qtbot: QtBot, page: WizardPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> SlidesPage:
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: folder)
    slides = page.pages[StudyStep.SLIDES]
    assert isinstance(slides, SlidesPage)
    qtbot.mouseClick(slides.features_button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    click(qtbot, slides.choose_button)
    wait(qtbot, lambda: page.state.slides is not None and not page.state.busy)
    return slides


def test_a_column_of_censoring_is_asked_about(
    qtbot: QtBot, page: WizardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = codes(tmp_path / "censorship.csv", "censorship", 0, 1)
    table = take_table(qtbot, page, path, monkeypatch)
    assert table.event_column.currentText() == "censorship"
    wait(qtbot, table.question.isVisible)
    assert "Column censorship: which value means the event?" in table.question.label.text()
    assert "1: 21 patients, followed for" in table.question.label.text()
    assert table.meanings["0"].currentText() == table.meanings["1"].currentText() == ""
    assert not page.next_button.isEnabled()
    shot(page, "censorship")
    choose(qtbot, table.meanings["0"], "an event")
    wait(qtbot, lambda: table.count.text() == "19 of 40 patients had the event")
    # Of two codes the other one means the opposite; nothing is asked any more.
    assert table.meanings["1"].currentText() == "no event"
    assert not table.question.isVisible() and page.next_button.isEnabled()
    assert page.state.draft is not None
    assert page.state.draft.choices.settled_by is SettledBy.STATED
    assert "with the event" in table.details.text()
    shot(page, "censorship_answered")
    # The same file, corrected: the choice stays.
    rows = path.read_text().splitlines()
    path.write_text("\n".join(rows[:-2]))
    click(qtbot, table.again_button)
    wait(qtbot, lambda: table.count.text().endswith("of 38 patients had the event"))
    assert table.meanings["0"].currentText() == "an event"
    page.state.keep()
    workspace = page.session.workspace
    wait(qtbot, lambda: bool(StudyRepository(workspace).listed().good))
    (draft,) = StudyRepository(workspace).listed().good
    assert draft.choices.event_words == ("0",)


def test_a_registry_with_notes_two_headers_and_a_sum(
    qtbot: QtBot, page: WizardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = registry(tmp_path / "registry.xlsx", formatted=False)
    table = take_table(qtbot, page, path, monkeypatch)
    assert table.count.text() == "19 of 40 patients died"
    assert (table.sheet.currentText(), table.header_row.value()) == ("Kohorte", 3)
    wait(qtbot, lambda: "Row 46: a sum or a mean" in texts_of(table.findings))
    names = {i.text(): i.checkState() for i in map(table.columns.item, range(5))}
    assert names["Alter"] is Qt.CheckState.Checked
    assert names["Bemerkung"] is Qt.CheckState.Unchecked
    shot(page, "registry")
    # Another row of names and back: the roles are found again.
    QTest.keyClick(table.header_row, Qt.Key.Key_Up)
    wait(qtbot, lambda: page.state.table is not None and page.state.table.header_row == 4)
    QTest.keyClick(table.header_row, Qt.Key.Key_Down)
    wait(qtbot, lambda: table.count.text() == "19 of 40 patients died")
    # A remark is wanted after all, and a row is not.
    item = next(i for i in map(table.columns.item, range(5)) if i.text() == "Bemerkung")
    place = table.columns.visualItemRect(item)
    table.columns.scrollToItem(item)
    place = table.columns.visualItemRect(item)
    qtbot.mouseClick(
        table.columns.viewport(), Qt.MouseButton.LeftButton,
        pos=QPoint(place.left() + 10, place.center().y()),
    )  # fmt: skip
    wait(qtbot, lambda: "Bemerkung" in (page.state.draft.choices.clinical or ()))
    qtbot.mouseClick(table.rows, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(table.rows, "4, 6-7")
    QTest.keyClick(table.rows, Qt.Key.Key_Return)
    wait(qtbot, lambda: " of 37 patients died" in table.count.text())
    table.rows.clear()
    QTest.keyClick(table.rows, Qt.Key.Key_Return)
    wait(qtbot, lambda: table.count.text() == "19 of 40 patients died")
    go_on(qtbot, page)
    slides = take_slides(qtbot, page, numbered_bags(tmp_path / "bags"), monkeypatch)
    # The table says 1, the files 00001.
    assert slides.count.text() == "40 of 40 slides belong to 40 of 40 patients"
    wait(qtbot, lambda: "leading zeros" in texts_of(slides.findings))
    shot(page, "registry_slides")


def test_samples_that_are_no_primary_tumour(
    qtbot: QtBot, page: WizardPage, tmp_path: Path, bags: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = codes(tmp_path / "tcga_os.csv", "OS", 1, 0, "OS.time")
    table = take_table(qtbot, page, path, monkeypatch)
    assert table.count.text() == "19 of 40 patients died"
    go_on(qtbot, page)
    slides = take_slides(qtbot, page, bags, monkeypatch)
    assert slides.count.text() == "40 of 57 slides belong to 40 of 40 patients"
    wait(qtbot, lambda: bool(texts_of(slides.findings).strip()))
    told = texts_of(slides.findings)
    assert "10 slides of normal tissue: left out" in told
    assert "5 slides of frozen tissue: left out" in told
    assert "2 slides of a metastasis: are they to be used?" in told
    assert slides.kinds[SampleKind.NORMAL].isVisible()
    assert not slides.kinds[SampleKind.RECURRENCE].isVisible()
    shot(page, "samples")
    choose(qtbot, slides.kinds[SampleKind.METASTASIS], "are used")
    wait(qtbot, lambda: slides.count.text().startswith("42 of 57"))
    assert page.next_button.isEnabled()
    qtbot.mouseClick(slides.without, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(slides.without, "06A")
    QTest.keyClick(slides.without, Qt.Key.Key_Return)
    wait(qtbot, lambda: slides.count.text().startswith("40 of 57"))


def test_metastases_alone_must_be_answered(
    qtbot: QtBot, page: WizardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "skcm"
    folder.mkdir()
    for number, (patient, _, _) in enumerate(outcomes()):
        bag(folder / f"{patient}-{'06A' if number % 2 else '01Z'}-00-DX1.h5")
    path = codes(tmp_path / "skcm.csv", "OS", 1, 0, "OS.time")
    take_table(qtbot, page, path, monkeypatch)
    go_on(qtbot, page)
    slides = take_slides(qtbot, page, folder, monkeypatch)
    assert slides.kinds[SampleKind.METASTASIS].currentText() == ""
    assert page.reason.text().startswith("20 slides of a metastasis: are they to be used?")
    shot(page, "metastases_alone")
    choose(qtbot, slides.kinds[SampleKind.METASTASIS], "are used")
    wait(qtbot, lambda: slides.count.text() == "40 of 40 slides belong to 40 of 40 patients")
    assert page.next_button.isEnabled()


def test_another_endpoint_takes_its_time_along(
    qtbot: QtBot, page: WizardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = take_table(qtbot, page, cdr(tmp_path / "cdr.csv"), monkeypatch)
    assert "several endpoints (OS, DSS, DFI, PFI)" in table.details.text()
    assert table.time.currentText() == "OS.time"
    choose(qtbot, table.event_column, "PFI")
    wait(qtbot, lambda: table.time.currentText() == "PFI.time")
    assert table.event_column.currentText() == "PFI"


def test_the_rule_is_found_again_for_another_patient_column(
    qtbot: QtBot, page: WizardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bags"
    folder.mkdir()
    rows: list[list[object]] = [["patient", "block", "days", "dead"]]
    for number, (patient, days, event) in enumerate(outcomes()):
        rows.append([patient, f"B{number:02}", days, event])
        bag(folder / f"B{number:02}_HE.h5")
    take_table(qtbot, page, write_rows(tmp_path / "t.csv", rows), monkeypatch)
    go_on(qtbot, page)
    slides = take_slides(qtbot, page, folder, monkeypatch)
    assert (page.state.slides is not None and page.state.slides.rule.kind is RuleKind.COLUMN) or (
        "No slide fits any patient" in texts_of(slides.findings)
    )
    click(qtbot, page.back_button)
    table = page.pages[StudyStep.TABLE]
    assert isinstance(table, TablePage)
    choose(qtbot, table.slide, "–")
    choose(qtbot, table.patient, "block")
    wait(qtbot, lambda: not page.state.busy)
    go_on(qtbot, page)
    assert slides.count.text() == "40 of 40 slides belong to 40 of 40 patients"
    assert page.state.slides is not None and page.state.slides.rule.kind is RuleKind.PREFIX


def test_a_faulty_row_is_left_out_by_a_click(
    qtbot: QtBot, page: WizardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[list[object]] = [["id", "days", "dead"], *map(list, outcomes()), ["", 12, 1]]
    table = take_table(qtbot, page, write_rows(tmp_path / "t.csv", rows), monkeypatch)
    assert not page.next_button.isEnabled()
    shot(page, "faulty_row")
    buttons = table.findings.findChildren(type(table.choose_button))
    leave = next(made for made in buttons if made.text() == "Leave this row out")
    wait(qtbot, leave.isVisible)
    click(qtbot, leave)
    wait(qtbot, page.next_button.isEnabled)
    assert table.rows.text() == "42"


SHARED: dict[str, tuple[Maker, str]] = {
    "censorship.csv": (
        lambda folder: codes(folder / "censorship.csv", "censorship", 0, 1),
        "Column censorship: which value means the event? Columns named like censorship are in use",
    ),
}  # those that are understood are walked above: tcga_os.csv, tumour_registry.xlsx
WALKED = SHARED | ASKED | REFUSED


def test_window_and_command_ask_the_same_of_every_table(
    qtbot: QtBot,
    page: WizardPage,
    tmp_path: Path,
    bags: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By mouse up to the question or refusal, and through `retrain`: the same words."""
    wrong: list[str] = []
    for number, (kind, (make, reason)) in enumerate(WALKED.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = make(folder)
        table = take_any_table(qtbot, page, path, monkeypatch)
        for _ in range(100):  # what is just made is shown a moment later
            shown = " ".join(texts_of(table).split())
            if reason in shown:
                break
            QTest.qWait(50)
        else:
            wrong.append(f"{kind}: the window does not say {reason!r} but {shown[-900:]!r}")
        if page.next_button.isEnabled():
            wrong.append(f"{kind}: the window goes on")
        words = ["retrain", "--table", str(path), "--slides", str(bags), "--name", "MINE"]
        words += ["--features", "--method", "vanilla", "--device", "cpu", "--quiet"]
        rc = run([*words, "--work", str(folder / "work"), "--out", str(folder / "m.steph")])
        error = " ".join(capsys.readouterr().err.split())
        if rc != ExitCode.FAULT or reason not in error:
            wrong.append(f"{kind}: retrain ends with {rc} and does not say {reason!r} but {error}")
        if (folder / "work").exists() or (folder / "m.steph").exists():
            wrong.append(f"{kind}: retrain has begun")
    assert not wrong, "\n".join(wrong)
    assert len(WALKED) > 30


def take_any_table(
    qtbot: QtBot, page: WizardPage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> TablePage:
    """Choose a table that may be refused, after another one."""
    monkeypatch.setattr(dialogs, "ask_table", lambda *_: path)
    table = page.pages[StudyStep.TABLE]
    assert isinstance(table, TablePage)
    if not table.name.text():
        qtbot.keyClicks(table.name, "MINE")
    click(qtbot, table.choose_button)

    def is_read() -> bool:
        draft = page.state.draft
        return draft is not None and draft.table == path and not page.state.busy

    wait(qtbot, is_read)
    wait(qtbot, lambda: table.error.isVisible() or table.chosen.isVisible())
    return table


@pytest.mark.parametrize(
    ("text", "rows"),
    [("", ()), ("12", (12,)), ("3, 5-7", (3, 5, 6, 7)), ("7-5", None), ("x", None),
     ("1–2;9", (1, 2, 9))],
)  # fmt: skip
def test_rows_as_they_are_typed(text: str, rows: tuple[int, ...] | None) -> None:
    assert rows_in(text) == rows
