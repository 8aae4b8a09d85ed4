"""The model library, used with the mouse: import, export, verify, retire, use; source models."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import ask_records, wait_until
from model_packs import write_single, write_steph
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from small_cohort import lay_cancer
from small_models import card_of, small_steph
from steph_desktop.resources import resource_path
from windows import Answers, press, texts_of

from steph_desktop.core import credentials
from steph_desktop.engine.job_requests import ImportRequest
from steph_desktop.engine.model_registry import LibraryEntry
from steph_desktop.model.card import CohortSummary, PackCard
from steph_desktop.model.packs import read_card, read_signature, sign_pack
from steph_desktop.model.signatures import SIGNATURE_FILE, LabKey
from steph_desktop.ui.kit import language
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.pages.models.card_view import CardView
from steph_desktop.ui.pages.models.models_page import ImportDialog, ModelsPage
from steph_desktop.ui.pages.models.validation_dialog import ValidateDialog, read_validations
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import Lane

LEFT, EXACT = Qt.MouseButton.LeftButton, Qt.MatchFlag.MatchExactly


def visit(qtbot: QtBot, window: MainWindow) -> ModelsPage:
    number = window.pages.number_of("Models")
    QTest.mouseClick(window.top.page_bar.buttons[number], LEFT)
    page = window.pages.currentWidget()
    assert isinstance(page, ModelsPage)
    wait_until(qtbot, lambda: not page.tasks.busy)
    return page


def drop(page: ModelsPage, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), *rest)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), *rest))
    return enter.isAccepted()


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ModelsPage:
    models = window.session.workspace / "models"
    write_single(models / "brca.steph", "BRCA", 3)
    write_steph(models / "sarc.steph")
    made = visit(qtbot, window)
    wait_until(qtbot, lambda: made.pack_list.count() == 2)
    return made


def choose(qtbot: QtBot, page: ModelsPage, name: str) -> None:
    (item,) = page.pack_list.findItems(name, Qt.MatchFlag.MatchExactly)
    at = page.pack_list.visualItemRect(item).center()
    QTest.mouseClick(page.pack_list.viewport(), LEFT, pos=at)
    assert page.card.title.text() == name


def audited(page: ModelsPage, qtbot: QtBot) -> list[str]:
    sql = "SELECT action FROM audit WHERE action LIKE 'model%'"
    return ask_records(
        qtbot, page.session, lambda workspace: [row[0] for row in workspace.database.rows(sql)]
    )


def test_an_empty_library_explains_itself(qtbot: QtBot, window: MainWindow) -> None:
    page = visit(qtbot, window)
    assert page.stack.currentIndex() == 0


def test_the_card_says_everything(qtbot: QtBot, page: ModelsPage) -> None:
    choose(qtbot, page, "steph-sarc")
    rows = {name: label.text() for name, label in page.card.rows.items()}
    assert rows["Training cohort"].startswith("120 patients, 48 events, 131 slides")
    assert rows["C-index"].startswith("0.686, mean of 5 folds")
    assert rows["Sources"] == "BRCA, LUNG, UCEC (at most 2 merged per case)"
    assert rows["Limits"].startswith("Small cohort") and rows["Licence"] == "CC-BY-NC-4.0"
    assert len(rows["SHA-256"]) == 64 and "not for diagnostic" in rows["Intended use"]
    choose(qtbot, page, "abmil-brca")
    assert "has not been measured" in page.card.rows["C-index"].text()
    assert "Models" not in page.card.rows
    assert page.card.rows["Checks slides by"].text().startswith("nothing")


def test_what_a_lab_wrote_on_a_card_stays_and_what_the_program_wrote_is_told(
    qapp: QApplication, tmp_path: Path
) -> None:
    ours: dict[str, Any] = {
        "cohort": CohortSummary(40, 12, 44, "BRCA, 5-fold cross-validation, synthetic slides"),
        "licence": "Made from features of uni_v1 (CC BY-NC-ND 4.0): its terms and the slides' "
        "apply.",
        "notes": "Imported from a checkpoint, which names neither encoder nor cancers. The target "
        "cancer was not stated at import.",
    }
    theirs: dict[str, Any] = {
        "cohort": CohortSummary(40, 12, 44, "A cohort of 40 patients, 12 events and no slides."),
        "licence": "Ask the hospital: its terms and the slides' apply.",
        "notes": "Research only. Patients with two slides, 2009 to 2016, are in the first fold.",
    }
    written = {"cohort": "Training cohort", "licence": "Licence", "notes": "Limits"}
    shown: dict[str, list[str]] = {}
    for fields in (ours, theirs):
        card = replace(card_of(small_steph()), **fields)
        entry = LibraryEntry(tmp_path / "a.steph", card, 1, is_installed=True)
        language.speak("de")
        try:
            view = CardView()
            view.show_entry(entry, is_retired=False, state="")
        finally:
            language.speak("en")
        for field, name in written.items():
            shown.setdefault(field, []).append(view.rows[name].text())
    assert shown["cohort"] == [
        "40 Patienten, 12 Ereignisse, 44 Schnitte\n"
        "BRCA, 5-fache Kreuzvalidierung, synthetische Schnitte",
        f"40 Patienten, 12 Ereignisse, 44 Schnitte\n{theirs['cohort'].description}",
    ]
    for field in ("licence", "notes"):
        german, kept = shown[field]
        assert german != ours[field] and kept == theirs[field]
        assert " the " not in german and " of " not in german


def test_a_hash_makes_no_page_wider_than_its_window(
    qtbot: QtBot, window: MainWindow, page: ModelsPage
) -> None:
    window.resize(860, 560)
    choose(qtbot, page, "steph-sarc")
    (area,) = [a for a in page.findChildren(QScrollArea) if a.isAncestorOf(page.card)]
    wait_until(qtbot, lambda: page.card.rows["SHA-256"].isVisible())
    QApplication.processEvents()
    assert area.horizontalScrollBar().maximum() == 0


def test_dropped_packs_are_installed_once_and_audited(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path
) -> None:
    write_single(tmp_path / "lung.steph", "LUNG", 8)
    (tmp_path / "note.txt").write_text("no")
    assert drop(page, tmp_path / "lung.steph", tmp_path / "note.txt")
    wait_until(qtbot, lambda: page.pack_list.count() == 3)
    assert page.card.title.text() == "abmil-lung"
    assert (page.folder / "abmil-lung.steph").is_file()
    wait_until(qtbot, lambda: audited(page, qtbot) == ["model installed"])
    with qtbot.waitSignal(page.notice) as told:
        drop(page, tmp_path / "lung.steph")
    assert "in the library already" in str(told.args[0])


def test_verify_finds_a_changed_bit(qtbot: QtBot, page: ModelsPage) -> None:
    choose(qtbot, page, "steph-sarc")
    QTest.mouseClick(page.verify_button, LEFT)
    wait_until(qtbot, lambda: page.card.state.text().startswith("Verified"))
    path = page.folder / "sarc.steph"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    QTest.mouseClick(page.verify_button, LEFT)
    wait_until(qtbot, lambda: page.card.state.text().startswith("Not verified"))


def test_retire_hides_keeps_and_restores(qtbot: QtBot, page: ModelsPage) -> None:
    choose(qtbot, page, "abmil-brca")
    QTest.mouseClick(page.retire_button, LEFT)
    wait_until(qtbot, lambda: page.pack_list.count() == 1)
    assert (page.folder / "brca.steph").is_file()
    assert page.show_retired.text() == "Show retired models (1)"
    assert page.sources.cells["BRCA"].text().startswith("–")
    page.show_retired.click()
    choose(qtbot, page, "abmil-brca")
    assert not page.use_button.isEnabled() and "Retired" in page.card.notice.label.text()
    assert page.retire_button.text() == "Restore"
    QTest.mouseClick(page.retire_button, LEFT)
    wait_until(qtbot, lambda: page.use_button.isEnabled())
    assert audited(page, qtbot) == ["model retired", "model restored"]


def test_undo_restores_the_model_that_was_retired_and_its_use(
    qtbot: QtBot, window: MainWindow, page: ModelsPage
) -> None:
    session = window.session
    choose(qtbot, page, "steph-sarc")
    with qtbot.waitSignal(session.model_changed):
        QTest.mouseClick(page.use_button, LEFT)
    for uses in (True, False):  # the one in use, then one that is not
        choose(qtbot, page, "steph-sarc" if uses else "abmil-brca")
        QTest.mouseClick(page.retire_button, LEFT)
        wait_until(qtbot, lambda: page.pack_list.count() == 1)
        assert ("No model is in use now" in texts_of(window.notice)) == uses
        assert (session.model is None and session.settings.default_model is None) == uses
        press(window.notice, "Undo")
        wait_until(qtbot, lambda: page.pack_list.count() == 2)
        wait_until(qtbot, lambda: session.model == page.folder / "sarc.steph")
    expected = ["model retired", "model restored"]
    assert [a for a in audited(page, qtbot) if "chosen" not in a] == 2 * expected


def test_use_for_analysis(qtbot: QtBot, window: MainWindow, page: ModelsPage) -> None:
    choose(qtbot, page, "steph-sarc")
    with qtbot.waitSignal(window.session.model_changed):
        QTest.mouseClick(page.use_button, LEFT)
    assert window.session.model == page.folder / "sarc.steph"
    wait_until(qtbot, lambda: page.use_button.text() == "In use")
    wait_until(qtbot, lambda: page.sources.target.currentText() == "SARC")
    assert page.sources.cells["BRCA"].text().startswith("✓")
    assert "1 of 12 sources are here" in page.sources.summary.text()
    assert "BLCA" in page.sources.summary.text().split("Missing")[1]


def test_export_writes_a_whole_pack(qtbot: QtBot, page: ModelsPage, tmp_path: Path) -> None:
    choose(qtbot, page, "abmil-brca")
    with qtbot.waitSignal(page.notice) as told:
        page.export(tmp_path / "out.steph")
    assert str(told.args[0]) == "out.steph was written."
    assert (tmp_path / "out.steph").stat().st_size > 500


def test_a_checkpoint_asks_for_what_it_does_not_say(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ImportRequest] = []

    def submit(request: ImportRequest, *, title: str, lane: Lane) -> str:
        assert lane is Lane.FILES and title == "Import a checkpoint of KIPAN"
        asked.append(request)
        return "token"

    def answer(dialog: ImportDialog) -> int:
        ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
        assert not ok.isEnabled()
        dialog.target.setCurrentText("KIPAN")
        dialog.sources.setText("BLCA, KIPAN")
        assert not ok.isEnabled() and "its own source" in dialog.fault.text()
        dialog.sources.setText("BLCA, BRCA")
        assert ok.isEnabled()
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(page.session.jobs, "submit", submit)
    monkeypatch.setattr(ImportDialog, "exec", answer)
    (tmp_path / "weights.pth").write_bytes(b"x")
    drop(page, tmp_path / "weights.pth")
    (request,) = asked
    assert (request.target, request.sources, request.k) == ("KIPAN", ("BLCA", "BRCA"), 5)
    assert request.out == page.folder / "weights.steph"
    # When the engine has written the pack, it is on the shelf.
    card = write_single(request.out, "KIPAN", 20)
    page.session._on_job_done("token", request.out)
    wait_until(qtbot, lambda: page.pack_list.count() == 3)
    assert isinstance(card, PackCard) and page.card.title.text() == "abmil-kipan"


def test_a_damaged_pack_is_shown_with_its_fault(qtbot: QtBot, page: ModelsPage) -> None:
    (page.folder / "bad.steph").write_bytes(os.urandom(200))
    page.visit()
    wait_until(qtbot, lambda: page.pack_list.count() == 3)
    choose(qtbot, page, "bad.steph")
    assert page.card.alarm.isVisible() and "damaged" in page.card.alarm.label.text()
    assert not page.use_button.isEnabled() and not page.retire_button.isEnabled()


def test_a_card_tells_what_a_pack_remembers(qtbot: QtBot) -> None:
    view = CardView()
    qtbot.addWidget(view)
    path = resource_path("demo", "model.steph")
    entry = LibraryEntry(path, read_card(path), path.stat().st_size, is_installed=True)
    view.show_entry(entry, is_retired=False, state="")
    models = view.rows["Models"].text()
    assert models.startswith("5 of different folds: the one in the middle answers a case")
    told = view.rows["Checks slides by"].text()
    assert told.startswith("tissue pattern, amount of tissue, stain and 12 other cancers, from")
    assert told.endswith("225 training patients")


def test_a_card_that_is_not_protected_bears_a_lasting_mark(qtbot: QtBot, tmp_path: Path) -> None:
    card, view = write_steph(tmp_path / "a.steph"), CardView()
    qtbot.addWidget(view)
    for shown, marked in ((card, False), (replace(card, card_sha256=""), True)):
        view.show_entry(
            LibraryEntry(tmp_path / "a.steph", shown, 1, True), is_retired=False, state=""
        )
        assert ("Card not protected" in view.notice.label.text()) == marked
        assert ("not protected" in view.rows["SHA-256 of the card"].text()) == marked


# --- validation on other patients ----------------------------------------------------------------


def test_a_validation_is_asked_for_by_folder_and_cancer(qtbot: QtBot, tmp_path: Path) -> None:
    card, parent = write_steph(tmp_path / "a.steph"), QWidget()
    qtbot.addWidget(parent)
    tasks = Tasks(parent)
    asking = ValidateDialog(parent, card, tasks, str(tmp_path))
    ok = asking.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    asking.take_folder(tmp_path / "nowhere")
    assert not ok.isEnabled() and not asking.fault.text()
    qtbot.waitUntil(lambda: "no such folder" in asking.fault.text().lower())
    for cancer in ("AAA", card.target_cancer):
        lay_cancer(tmp_path / "cohort", cancer)
    asking.take_folder(tmp_path / "cohort")
    qtbot.waitUntil(ok.isEnabled)
    assert asking.target.currentText() == card.target_cancer and not asking.fault.text()
    plain = asking.request(tmp_path / "a.steph", tmp_path / "ws", "cpu")
    assert (plain.cohort, plain.target) == (tmp_path / "cohort", card.target_cancer)
    assert plain.recalibrated is None and plain.out.parent == tmp_path / "ws" / "validations"
    asking.local.setChecked(True)
    local = asking.request(tmp_path / "a.steph", tmp_path / "ws", "cpu").recalibrated
    assert local is not None and local.parent == tmp_path / "ws" / "models"
    # Another folder: the cancers of the one before are none of its.
    lay_cancer(tmp_path / "other", "BBB")
    asking.take_folder(tmp_path / "other")
    assert not ok.isEnabled() and asking.target.count() == 0
    qtbot.waitUntil(ok.isEnabled)
    request = asking.request(tmp_path / "a.steph", tmp_path / "ws", "cpu")
    assert (request.cohort, request.target) == (tmp_path / "other", "BBB")
    tasks.close()


def test_a_dialog_that_was_left_does_not_stay(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in (ImportDialog, ValidateDialog):
        monkeypatch.setattr(kind, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    (tmp_path / "a.pth").touch()
    page.add_paths([tmp_path / "a.pth"])
    page.ask_validate()
    wait_until(qtbot, lambda: not page.findChildren(QDialog))


def test_what_validations_found_stays_with_the_model(tmp_path: Path) -> None:
    value = {
        "weights_sha256": "ab" * 32, "target": "BRCA", "patients": 80, "events": 40,
        "verdict": "no evidence that it orders these patients",
        "c_index": {"value": 0.52, "interval": [0.44, 0.6]},
    }  # fmt: skip
    for name, text in (("one", json.dumps(value)), ("torn", "{"), ("other", "[1]")):
        folder = tmp_path / "validations" / name
        folder.mkdir(parents=True)
        (folder / "validation.json").write_text(text)
    listed = read_validations(tmp_path)
    (found,) = listed.good
    assert {item.name for item in listed.bad} == {"torn", "other"}
    assert found.weights_sha256 == "ab" * 32
    assert "BRCA, 80 patients" in found.words and "0.520 (0.440 to 0.600)" in found.words


# Signing, by mouse -------------------------------------------------------------------------------


def test_a_model_is_signed_trusted_and_forgotten_by_mouse(
    page: ModelsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(credentials, "has_keyring", lambda: False)
    monkeypatch.setenv("STEPH_DESKTOP_HOME", str(tmp_path / "home"))
    choose(qtbot, page, "abmil-brca")
    path = page.session.workspace / "models" / "brca.steph"
    before = path.read_bytes()
    assert page.sign_button.isVisible() and not page.trust_button.isVisible()
    # Who does not agree in the end has a key, and no signature.
    answers = Answers("Lab A", "Do not sign")
    QTest.mouseClick(page.sign_button, LEFT)
    wait_until(qtbot, lambda: not answers.left and not page.tasks.busy)
    assert "no key yet" in answers.asked[0] and "abmil-brca as Lab A" in answers.asked[1]
    assert path.read_bytes() == before and read_signature(path) is None
    answers = Answers("Sign it")
    QTest.mouseClick(page.sign_button, LEFT)
    wait_until(qtbot, lambda: read_signature(path) is not None and not page.tasks.busy)
    signature = read_signature(path)
    assert signature is not None and signature.signer == "Lab A"
    wait_until(qtbot, lambda: page.trust_button.isVisible())
    shown = page.card.rows["Signature"].text()
    assert "Lab A" in shown and signature.fingerprint in shown
    QTest.mouseClick(page.verify_button, LEFT)
    wait_until(qtbot, lambda: page.card.state.text().startswith("Verified"))
    # The own key is trusted at once; it is forgotten, and trusted again under a name of one's own.
    assert page.trust_button.text() == "No longer trust its key"
    QTest.mouseClick(page.trust_button, LEFT)
    assert not page.session.settings.trusted_keys
    assert "not known here" in page.card.rows["Signature"].text()
    answers = Answers("Pathology, Anytown")
    QTest.mouseClick(page.trust_button, LEFT)
    assert signature.fingerprint in answers.asked[0]
    assert page.session.settings.trusted_keys == {signature.public_key: "Pathology, Anytown"}
    assert "Pathology, Anytown" in page.card.rows["Signature"].text()
    wait_until(qtbot, lambda: len(audited(page, qtbot)) == 1)
    assert audited(page, qtbot) == ["model signed"]
    sql = "SELECT action FROM audit WHERE action LIKE 'key%' ORDER BY seq"
    keys = ask_records(qtbot, page.session, lambda w: [r[0] for r in w.database.rows(sql)])
    assert keys == ["key of the lab made", "key trusted no longer", "key trusted"]


def test_a_wrong_signature_is_seen_and_nothing_can_be_done_with_it(
    page: ModelsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = page.session.workspace / "models" / "brca.steph"
    sign_pack(path, LabKey("Lab A", "11" * 32))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    forged = json.loads(parts[SIGNATURE_FILE]) | {"signer": "Somebody else"}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {SIGNATURE_FILE: json.dumps(forged).encode()}).items():
            archive.writestr(name, data)
    page.visit()
    wait_until(
        qtbot, lambda: not page.tasks.busy and bool(page.pack_list.findItems("brca.steph", EXACT))
    )
    choose(qtbot, page, "brca.steph")
    assert page.card.alarm.isVisible() and "signature" in page.card.alarm.label.text().lower()
    for made in (page.use_button, page.verify_button, page.sign_button, page.pack_button):
        assert not (made.isVisible() and made.isEnabled())
    assert not page.trust_button.isVisible()
