"""The wizard with the mouse: from an Excel sheet and a folder of slides to a model in use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slides import tissue_disc, write_pyramid
from small_cohort import lay_cancer
from wizard_actions import choose, click, go_on, make_window, open_wizard, wait

from steph_desktop.case.slide_checks import CheckKind, CheckStatus
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.slide_matching import MatchRule, RuleKind
from steph_desktop.cohort.table_reading import HEAD_ROWS, TableCache, TableRequest
from steph_desktop.model.packs import read_card
from steph_desktop.training.requests import Hyperparameters, PackForm
from steph_desktop.training.study.study import StudyRepository, StudyStep
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.plots.survival_plot import KaplanMeierWidget, KmHit
from steph_desktop.ui.kit.widgets import ChoiceBox
from steph_desktop.ui.pages.training import table_reader
from steph_desktop.ui.pages.training.training_page import WizardPage
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.page_stack import TRAIN

N_PATIENTS = 20


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Excel sheet, a slide of each patient, one of nobody, and one patient without."""
    folder = tmp_path_factory.mktemp("material")
    rng = np.random.default_rng(4)
    book = Workbook()
    sheet = book.active
    sheet.title = "Follow-up"
    sheet.append(["Patient", "OS months", "Vital status", "Hospital"])
    for number in range(N_PATIENTS + 1):
        months = round(float(rng.exponential(40)) + 2, 1)
        sheet.append([f"P{number:03}", months, "dead" if number % 5 else "alive", "Nord"])
    book.save(folder / "cohort.xlsx")
    for number in range(N_PATIENTS):
        shade = int(rng.integers(60, 130))
        rgb = tissue_disc(560, 560, (280, 280), 250, nucleus=(shade, 60, 130), seed=number)
        write_pyramid(folder / "slides" / f"P{number:03}_HE.svs", rgb, 0.5, levels=1)
    spare = tissue_disc(560, 560, (280, 280), 250, seed=99)
    write_pyramid(folder / "slides" / "Q900_HE.svs", spare, 0.5, levels=1)
    write_pyramid(folder / "new-case.svs", tissue_disc(700, 700, (350, 350), 300, seed=7), 0.5)
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    made = make_window(qtbot, tmp_path / "workspace")
    yield made
    made.close()
    made.deleteLater()


def click_curve(qtbot: QtBot, curves: KaplanMeierWidget, hit: KmHit) -> None:
    """Click the step or the tick of a patient."""
    frame = curves.frame()
    assert frame is not None
    x = frame.point(hit.time_days, 0.0).x()
    rows = range(int(frame.box.top()) - 4, int(frame.box.bottom()) + 4)
    at = next(QPoint(round(x), y) for y in rows if curves.hit_at(QPointF(round(x), y)) == hit)
    qtbot.mouseMove(curves.viewport(), at)
    qtbot.mouseClick(curves.viewport(), Qt.MouseButton.LeftButton, pos=at)


def begin(qtbot: QtBot, page: WizardPage, material: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go through the first page."""
    monkeypatch.setattr(dialogs, "ask_table", lambda *_: material / "cohort.xlsx")
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: material / "slides")
    click(qtbot, page.home.new_button)
    table = page.pages[StudyStep.TABLE]
    assert page.reason.text().startswith("Give the cohort a short name")
    assert not page.next_button.isEnabled()
    qtbot.keyClicks(table.name, "MINE")
    assert page.reason.text() == "Choose a table."
    click(qtbot, table.choose_button)
    wait(qtbot, lambda: page.state.clinical is not None)


@pytest.mark.timeout(400)
def test_from_an_excel_sheet_to_a_model_in_use(
    qtbot: QtBot, window: MainWindow, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_wizard(qtbot, window)
    begin(qtbot, page, material, monkeypatch)
    table = page.pages[StudyStep.TABLE]
    assert table.count.text() == "16 of 21 patients died"
    assert table.unit.currentText() == "months"
    choose(qtbot, table.meanings["dead"], "no event")
    wait(qtbot, lambda: "No patient" in table.count.text() or "0 of 21" in table.count.text())
    assert not page.next_button.isEnabled()
    choose(qtbot, table.meanings["dead"], "an event")
    wait(qtbot, lambda: table.count.text() == "16 of 21 patients died")
    go_on(qtbot, page)

    slides = page.pages[StudyStep.SLIDES]
    click(qtbot, slides.choose_button)
    wait(qtbot, lambda: page.state.slides is not None)
    assert slides.rule.currentText() == "the slide's name begins with the patient's"
    assert slides.count.text() == "20 of 21 slides belong to 20 of 21 patients"
    assert slides.files.item(0, 0).text() == "Q900_HE.svs"
    assert slides.patients.item(0, 0).text() == "P020"
    go_on(qtbot, page)

    check = page.pages[StudyStep.CHECK]
    wait(qtbot, lambda: page.state.checked is not None)
    assert page.reason.text() in ("Scan all slides first.", "The cohort is being checked.")
    click(qtbot, check.look_button)
    wait(qtbot, lambda: len(page.state.checked.facts) == 20)
    blocking = [f.what for f in page.state.checked.audit.blocking]
    assert blocking == []
    check.folds.setFocus()
    for _ in range(3):
        qtbot.keyClick(check.folds, Qt.Key.Key_Down)
    assert page.state.draft.folds == 2
    assert "patients with" in check.power.text()
    go_on(qtbot, page)

    features = page.pages[StudyStep.FEATURES]
    wait(qtbot, features.start_button.isVisible)
    click(qtbot, features.start_button)
    wait(qtbot, lambda: features.count.text() == "20 of 20 slides have features", 120)
    go_on(qtbot, page)

    method = page.pages[StudyStep.METHOD]
    wait(qtbot, lambda: "No sources" in method.summary.text())
    click(qtbot, method.demo_button)
    wait(qtbot, lambda: "12 source cancers" in method.summary.text())
    choose(qtbot, method.method, "STEPH as published")
    click(qtbot, method.more_button)
    epochs = method.fields["epochs"]
    epochs.selectAll()
    qtbot.keyClicks(epochs, "2")
    qtbot.keyClick(epochs, Qt.Key.Key_Return)
    assert page.state.draft.hyper.epochs == 2
    go_on(qtbot, page)

    training = page.pages[StudyStep.TRAINING]
    wait(qtbot, training.start_button.isVisible)
    click(qtbot, training.start_button)
    wait(qtbot, lambda: bool(training.loss.lines), 120)
    wait(qtbot, lambda: page.state.outcome is not None, 200)
    assert {"Your cohort alone", "STEPH as published"} < set(training.c_index.lines)
    assert training.weights.lines and training.lambdas.lines
    go_on(qtbot, page)

    result = page.pages[StudyStep.RESULT]
    wait(qtbot, lambda: result.curves.plot is not None)
    assert result.verdict.text() in (
        "It helps", "No evidence that it helps", "It hurts"
    )  # fmt: skip
    assert result.table.rowCount() == 5  # the simple opponent among them
    hit = next(h for h in result.curves.km.all_hits() if len(h.ids) == 1)
    with qtbot.waitSignal(page.notice) as told:
        click_curve(qtbot, result.curves, hit)
    assert str(told.args[0]).startswith(f"{hit.ids[0]} is not in the worklist")
    go_on(qtbot, page)

    save = page.pages[StudyStep.SAVE]
    # All models that answer for slides can be saved, the best first.
    offered = [save.methods.itemData(row) for row in range(save.methods.count())]
    assert set(offered) == {"vanilla", "finetuned", "cox_mean", "steph_lambda0", "steph"}
    pick(save.methods, "steph")
    pick(save.forms, PackForm.MEMBERS)
    click(qtbot, save.save_button)
    wait(qtbot, save.use_button.isVisible)
    card = read_card(save.out)
    assert card.evidence["form"] == "members" and len(card.recalibration) == 2
    assert (card.target_cancer, card.members, card.cohort.patients) == ("MINE", 2, 20)
    assert card.reference is not None and len(card.reference.times_days) == 20
    assert card.statistics is not None and card.statistics.stain_axes > 0
    click(qtbot, save.use_button)
    wait(qtbot, lambda: window.session.card is not None)

    window.open_paths([material / "new-case.svs"])
    window.turn_to("Review")
    wait(qtbot, window.top.analyse_button.isEnabled)
    click(qtbot, window.top.analyse_button)
    case_id = window.session.worklist.case_ids[0]
    wait(qtbot, lambda: window.session.worklist[case_id].state is CaseState.DONE, 120)
    found = window.session.worklist[case_id].result
    assert found is not None and found.card.model_id == "MINE-steph"
    assert found.risk_group is not None
    light = next(check.light for check in found.checks if check.kind is CheckKind.STAIN)
    assert light is not CheckStatus.GREY, "the pack knows its cohort's stain"
    # Twenty patients cannot show that a model tells patients apart.
    skill = next(check for check in found.checks if check.kind is CheckKind.MODEL)
    assert skill.light is CheckStatus.RED and "C-index" in skill.reason
    assert window.inspector.result.members.text() == ""
    click(qtbot, window.inspector.result.checks.show_anyway)
    told = window.inspector.result.members.text()
    assert told.startswith("The two models of the pack put this case")

    # The patient of a step is opened, now that the slide is a case.
    name_of = window.session.repository.name_of
    mine = [path for path in (material / "slides").iterdir() if name_of(path) == hit.ids[0]]
    window.open_paths(mine)
    wait(qtbot, lambda: hit.ids[0] in window.session.worklist)
    window.turn_to(TRAIN)
    click(qtbot, page.steps[StudyStep.RESULT])
    wait(qtbot, result.curves.isVisible)
    click_curve(qtbot, result.curves, hit)
    assert window.pages.currentIndex() == 0 and window.review.shown_case == hit.ids[0]


def pick(chooser: ChoiceBox, value: object) -> None:
    """Choose an entry as a person does."""
    row = chooser.findData(value)
    chooser.setCurrentIndex(row)
    chooser.activated.emit(row)


def test_a_draft_goes_on_where_it_was_left(
    qtbot: QtBot, tmp_path: Path, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    first = make_window(qtbot, tmp_path / "workspace")
    page = open_wizard(qtbot, first)
    begin(qtbot, page, material, monkeypatch)
    go_on(qtbot, page)
    click(qtbot, page.pages[StudyStep.SLIDES].choose_button)
    wait(qtbot, lambda: page.state.checked is not None)
    go_on(qtbot, page)
    first.close()
    first.deleteLater()
    drafts = StudyRepository(tmp_path / "workspace").listed().good
    assert [(d.cancer, d.step) for d in drafts] == [("MINE", StudyStep.CHECK)]

    second = make_window(qtbot, tmp_path / "workspace")
    page = open_wizard(qtbot, second)
    wait(qtbot, lambda: len(page.home.open_buttons) == 1)
    wait(qtbot, page.home.open_buttons[0].isVisible)
    click(qtbot, page.home.open_buttons[0])
    wait(qtbot, lambda: page.state.checked is not None)
    assert page.stack.currentWidget() is page.pages[StudyStep.CHECK]
    assert page.state.slides.match.n_files == 20
    click(qtbot, page.back_button)
    assert page.stack.currentWidget() is page.pages[StudyStep.SLIDES]
    QApplication.processEvents()
    second.close()
    second.deleteLater()


def test_a_table_that_cannot_be_read_is_told_in_place(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("id,days,dead,days\nA,1,1,2\n")
    monkeypatch.setattr(dialogs, "ask_table", lambda *_: bad)
    page = open_wizard(qtbot, window)
    click(qtbot, page.home.new_button)
    table = page.pages[StudyStep.TABLE]
    qtbot.keyClicks(table.name, "MINE")
    click(qtbot, table.choose_button)
    wait(qtbot, table.error.isVisible)
    assert "the header days appears twice, in columns B and D" in table.error.label.text()
    assert not page.next_button.isEnabled()
    page.state.leave()
    wait(qtbot, lambda: not page.state.tasks.busy)
    assert page.stack.currentWidget() is page.home


def test_a_training_goes_on_after_the_window_was_closed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feature files of a small cohort, the cohort alone; the window is closed over the training."""
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    home = lay_cancer(tmp_path / "cohort", "MINE", 30)
    lines = ["patient_id,days,dead"]
    for patient in load_cohort(tmp_path / "cohort")["MINE"].patients:
        lines.append(f"{patient.patient_id},{patient.time_days:.1f},{int(patient.event)}")
    (tmp_path / "table.csv").write_text("\n".join(lines))
    workspace = tmp_path / "workspace"
    book = StudyRepository(workspace)
    draft = replace(
        book.new(), cancer="MINE", table=tmp_path / "table.csv", slide_folder=home / "features",
        takes_features=True, rule=MatchRule(RuleKind.PREFIX), method="vanilla", folds=2,
        hyper=Hyperparameters(epochs=120, embed_dim=5, attn_dim=4), step=StudyStep.CHECK,
    )  # fmt: skip
    book.keep(draft)

    first = make_window(qtbot, workspace)
    page = open_wizard(qtbot, first)
    wait(qtbot, lambda: len(page.home.open_buttons) == 1)
    wait(qtbot, page.home.open_buttons[0].isVisible)
    click(qtbot, page.home.open_buttons[0])
    wait(qtbot, lambda: page.state.checked is not None)
    click(qtbot, page.pages[StudyStep.CHECK].look_button)
    go_on(qtbot, page)
    wait(qtbot, page.pages[StudyStep.FEATURES].start_button.isVisible)
    click(qtbot, page.pages[StudyStep.FEATURES].start_button)
    go_on(qtbot, page)
    go_on(qtbot, page)
    training = page.pages[StudyStep.TRAINING]
    wait(qtbot, training.start_button.isVisible)
    click(qtbot, training.start_button)
    wait(qtbot, lambda: bool(training.loss.lines))
    first.close()
    first.deleteLater()
    assert page.state.outcome is None

    second = make_window(qtbot, workspace)
    page = open_wizard(qtbot, second)
    wait(qtbot, lambda: len(page.home.open_buttons) == 1)
    wait(qtbot, page.home.open_buttons[0].isVisible)
    click(qtbot, page.home.open_buttons[0])
    training = page.pages[StudyStep.TRAINING]
    assert page.stack.currentWidget() is training
    wait(qtbot, lambda: bool(training.loss.lines))  # what it told before is there again
    wait(qtbot, training.strip.resume_button.isVisible)
    click(qtbot, training.strip.resume_button)
    wait(qtbot, lambda: page.state.outcome is not None, 120)
    assert [row.method for row in page.state.outcome.rows] == ["vanilla", "cox_mean", "finetuned"]
    second.close()
    second.deleteLater()


def test_dates_are_said_in_words(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "dates.csv"
    rows = ["1;01.02.2015;01.03.2016;tot", "2;1.2.2016;3.1.2017;lebt"]
    table.write_text("\n".join(["id;Diagnosis;Last contact;Status", *rows]))
    monkeypatch.setattr(dialogs, "ask_table", lambda *_: table)
    page = open_wizard(qtbot, window)
    click(qtbot, page.home.new_button)
    first = page.pages[StudyStep.TABLE]
    click(qtbot, first.choose_button)
    wait(qtbot, lambda: page.state.clinical is not None)
    assert "Dates are read day first: check one of them." in first.details.text()
    assert first.start.isVisible() and not first.time.isVisible()
    choose(qtbot, first.order, "month first")
    wait(qtbot, lambda: "read month first" in first.details.text())


def test_a_large_table_is_read_in_a_child_and_gives_the_same(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"P{n:05},{n % 900 + 3},{'dead' if n % 3 else 'alive'},H{n % 7}" for n in range(1300)]
    table = tmp_path / "large.csv"
    table.write_text("\n".join(["patient,os_days,vital_status,hospital", *lines]))
    monkeypatch.setattr(table_reader, "_LARGE_BYTES", 1000)
    monkeypatch.setattr(dialogs, "ask_table", lambda *_: table)
    page = open_wizard(qtbot, window)
    click(qtbot, page.home.new_button)
    first = page.pages[StudyStep.TABLE]
    click(qtbot, first.choose_button)
    wait(qtbot, lambda: page.state.clinical is not None)
    here = TableCache().read(TableRequest(table))
    assert page.state.clinical == here.clinical and len(here.clinical.patients) == 1300
    assert page.state.n_rows == 1300 and len(page.state.table.rows) == HEAD_ROWS
    assert "1,300 rows" in first.file.text()
    assert first.count.text() == "866 of 1,300 patients died"
    choose(qtbot, first.meanings["dead"], "no event")
    choose(qtbot, first.meanings["alive"], "an event")
    wait(qtbot, lambda: first.count.text() == "434 of 1,300 patients died")
    choose(qtbot, first.event_column, "hospital")
    wait(qtbot, lambda: "h3" in first.meanings)
    table.unlink()
    choose(qtbot, first.event_column, "vital_status")
    wait(qtbot, first.error.isVisible)


def test_a_model_is_replaced_only_when_asked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_wizard(qtbot, window)
    save = page.pages[StudyStep.SAVE]
    asked: list[str] = []
    saved: list[bool] = []
    monkeypatch.setattr(dialogs, "agrees", lambda *words: bool(asked.append(words[2])))
    monkeypatch.setattr(
        page.state, "save", lambda *_, replace_existing, **__: saved.append(replace_existing)
    )
    page.state.open(None)
    save.name.setText("mine")
    save._save()
    wait(qtbot, lambda: saved == [False])
    assert asked == []
    save.out.parent.mkdir(exist_ok=True)
    save.out.write_bytes(b"")
    save._save()
    wait(qtbot, lambda: len(asked) == 1)
    assert "mine is here already" in asked[0] and saved == [False]
