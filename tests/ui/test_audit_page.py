"""The audit page, and a walk through every way out of the window: each leaves its entry."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from case_files import pack
from fakes import wait_until
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import ME, press, reviewing, texts_of

from steph_desktop.core.files import sha256_of
from steph_desktop.core.settings import Settings, save_settings
from steph_desktop.slide.annotations import Annotation, Shape
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.leaving import NotesDepartures, ShowsCases
from steph_desktop.ui.kit.page import PageFrame
from steph_desktop.ui.pages.audit.audit_page import AuditPage
from steph_desktop.ui.parts.report.exporting import ExportChoice
from steph_desktop.ui.parts.viewer import slide_tools
from steph_desktop.ui.parts.viewer.map_saving import MapDialog
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.audit_trail import entries
from steph_desktop.workspace.audit_words import AuditKind, case_trail
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.ways_out import DRAWINGS_CHANGED, WayOut

CASE = NAMES[0]


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    return tmp_path / "lab"


@pytest.fixture
def window(qtbot: QtBot, lab: Path) -> Iterator[MainWindow]:
    with reviewing(qtbot, lab) as made:
        yield made


def told(lab: Path) -> list[dict[str, Any]]:
    with Workspace.open(lab, read_only=True) as workspace:
        return [
            {"action": e.action, "who": e.who, **json.loads(e.details)}
            for e in entries(workspace.database, count=10_000)
        ]


def page_named(window: MainWindow, name: str) -> Any:
    window.turn_to(name)
    return window.pages.currentWidget()


def _saves(page: PageFrame, name: str, out: Path) -> None:
    """Export what a page shows, by the menu's own way."""
    export = next(e for e in page.exports if e.name == name and out.suffix in e.suffixes)
    page.save(export, out)


def test_every_way_out_of_the_window_leaves_an_entry(
    qtbot: QtBot, window: MainWindow, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, review, session = tmp_path / "out", window.review, window.session
    out.mkdir()
    session.choose_model(pack(tmp_path))
    wait_until(qtbot, lambda: session.card is not None)
    wait_until(qtbot, lambda: window.pane.viewer.store is not None)
    monkeypatch.setattr(dialogs, "ask_report_file", lambda *_: (out / "r.pdf", False))
    monkeypatch.setattr(dialogs, "ask_worklist_file", lambda *_: (out / "list.csv", True))
    monkeypatch.setattr(dialogs, "ask_export", lambda _parent, start, _kinds: out / start.name)
    monkeypatch.setattr(slide_tools, "ask_geojson_to_write", lambda *_: out / "d.geojson")
    monkeypatch.setattr(slide_tools, "ask_picture", lambda *_: out / "view.png")
    monkeypatch.setattr(MapDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out / "map.png"), ""))
    drawn = Annotation(Shape.POINT, ((10.0, 10.0),), "a", "#c0392b")

    def draw() -> None:
        window.pane.annotator.drawings.add(drawn)
        wait_until(qtbot, lambda: bool(window.pane.annotator._untold))
        window.pane.annotator.tell_kept()

    def agree() -> None:
        review.tools.show_agreement()
        dialog = review.tools.dialog
        assert dialog is not None
        wait_until(qtbot, dialog.copy.isEnabled)
        dialog.copy.click()
        dialog.close()

    def anchor() -> None:
        page = page_named(window, "Audit")
        wait_until(qtbot, lambda: page.view is not None)
        page.ask_anchor_file()

    def model() -> None:
        page = page_named(window, "Models")
        wait_until(qtbot, lambda: page.pack_list.entry is not None)
        page.export(out / "m.steph")

    def saved(name: str, export: str, file: str) -> Callable[[], None]:
        def save() -> None:
            page = page_named(window, name)
            if name == "Cohort":
                wait_until(qtbot, lambda: bool(page.cases_on_show()))
            else:
                wait_until(qtbot, lambda: page.view is not None)
            _saves(page, export, out / file)

        return save

    both = list(NAMES[:2])
    zipped = lambda: window.exporter.write(  # noqa: E731
        lab, both, out / "b.zip", ExportChoice(identifiers=True)
    )
    ways: dict[str, tuple[Callable[[], object], WayOut, list[str], str]] = {
        "report": (review.report_selected, WayOut.REPORT, [CASE], "r.pdf"),
        "worklist": (review.tools.save_csv, WayOut.WORKLIST, both, "list.csv"),
        "zip": (zipped, WayOut.BUNDLE, both, "b.zip"),
        "map": (window.pane._save_map, WayOut.MAP, [CASE], "map.png"),
        "picture": (window.pane.commands.picture.trigger, WayOut.PICTURE, [CASE], "view.png"),
        "bare": (window.pane.commands.bare_picture.trigger, WayOut.PICTURE, [CASE], "view.png"),
        "figure": (window.inspector.result.survival.copy_figure, WayOut.COPY, [CASE], ""),
        "agreement": (agree, WayOut.COPY, [], ""),
        "cohort": (saved("Cohort", "sources", "map.csv"), WayOut.TABLE, both, "map.csv"),
        "cohort figure": (
            saved("Cohort", "sources", "map.svg"), WayOut.FIGURE, both, "map.svg",
        ),
        "model": (model, WayOut.MODEL, [], "m.steph"),
        "support": (
            window.ask_support_bundle, WayOut.SUPPORT, [], "steph-support.zip",
        ),
        "trail": (saved("Audit", "audit trail", "t.csv"), WayOut.TRAIL, [], "t.csv"),
        "anchor": (anchor, WayOut.ANCHOR, [], "audit anchors.txt"),
    }  # fmt: skip
    draw()
    wait_until(qtbot, lambda: told(lab)[-1]["action"] == DRAWINGS_CHANGED)
    assert (told(lab)[-1]["cases"], told(lab)[-1]["drawings"]) == ([CASE], 1)
    ways["drawings"] = window.pane.commands.ask_export, WayOut.DRAWINGS, [CASE], "d.geojson"
    for name, (begin, way, cases, file) in ways.items():
        before = len(told(lab))
        begin()
        wait_until(qtbot, lambda: len(told(lab)) > before)  # noqa: B023
        entry = told(lab)[-1]
        assert (entry["action"], entry["cases"]) == (way.value, cases), name
        assert entry["who"] == ME, "not the system's user"
        if file:
            wait_until(qtbot, lambda: (out / file).exists())  # noqa: B023
            assert entry["sha256"] == sha256_of(out / file), name
        window.turn_to("Review")
    # A DICOM report needs a slide in DICOM: `case/test_dicom_report.py`.
    assert {way for _, way, _, _ in ways.values()} == set(WayOut) - {WayOut.DICOM}
    assert told(lab)[before - 1]["action"] in {way.value for way in WayOut}
    assert check_workspace(lab) == []


_ASKS = re.compile(
    r"(getSaveFileName|ask_export|choose_export|ask_worklist_file|ask_report_file|clipboard\(\)\.set)"
)
# Ask for others, which tell; the last copies a hash of the trail and nothing of a case.
_FOR_OTHERS = {
    "dialogs.py", "folders.py", "survival_page.py", "cohort_page.py", "slide_pane.py",
    "safekeeping.py",  # the workspace is gone, and its trail with it
    "outcome_page.py",  # its state tells, once the files are there
}  # fmt: skip


def test_whatever_asks_where_to_write_tells_the_trail(repository: Path) -> None:
    """A new way out does not forget its entry: who asks for a file notes what left."""
    asking = [
        path
        for path in (repository / "steph_desktop" / "ui").rglob("*.py")
        if _ASKS.search(path.read_text("utf-8")) and path.name not in _FOR_OTHERS
    ]
    assert len(asking) >= 9
    silent = [path.name for path in asking if "Departure(" not in path.read_text("utf-8")]
    assert silent == []


def test_protocols_are_met(window: MainWindow) -> None:
    assert isinstance(window, NotesDepartures)
    assert isinstance(window.review, ShowsCases)


# The page ---------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> AuditPage:
    made = page_named(window, "Audit")
    assert isinstance(made, AuditPage)
    wait_until(qtbot, lambda: made.view is not None)
    return made


def rows_of(page: AuditPage) -> list[list[str]]:
    table = page.table
    return [
        [table.item(y, x).text() for x in range(table.columnCount())]  # type: ignore[union-attr]
        for y in range(table.rowCount())
    ]


def test_the_page_tells_and_filters(qtbot: QtBot, page: AuditPage) -> None:
    whole = rows_of(page)
    assert whole[0][2].startswith("result recorded") and whole[0][3:] == [NAMES[1], "demo"]
    assert whole[-1][2] == "workspace made"
    assert "newest first" in page.sub_line.text()

    def met(count: int) -> None:
        wait_until(qtbot, lambda: len(rows_of(page)) == count)

    page.case.setText("k7-qx")
    met(2)
    page.case.clear()
    met(len(whole))
    page.kind.setCurrentIndex(page.kind.findData(AuditKind.RESULT))
    met(2)
    page.kind.setCurrentIndex(0)
    assert page.person.count() >= 2
    page.when.setCurrentText("between two days")
    assert page.since.isVisible()
    page.until.setDate(page.until.date().addYears(-1))
    met(0)
    page.when.setCurrentText("today")
    met(len(whole))
    assert not page.since.isVisible()


def test_the_newest_hash_is_copied_and_looked_for(qtbot: QtBot, page: AuditPage, lab: Path) -> None:
    page.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied in page.newest.text().replace("\u200b", "")
    page.stated.setText(copied)
    page.look_for()
    wait_until(qtbot, lambda: page.found.isVisible())
    assert "contains it" in page.found.text()
    page.stated.setText("0" * 64)
    assert not page.found.isVisible(), "it was said of another hash"
    page.look_for()
    wait_until(qtbot, lambda: "does not contain" in page.found.text())
    page.stated.setText("nothing")
    page.look_for()
    wait_until(qtbot, lambda: "neither a hash nor a file" in page.found.text())


def test_the_second_place_is_chosen_on_the_page(
    qtbot: QtBot, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "share"
    place.mkdir()
    with reviewing(qtbot, lab) as window:
        page = page_named(window, "Audit")
        monkeypatch.setattr(
            window.session,
            "change_settings",
            lambda **changes: save_settings(Settings(**changes)),
        )
        page._choose_place(place)
        wait_until(qtbot, lambda: any(place.iterdir()))
        monkeypatch.undo()
        window.session.change_settings(anchor_folder=place)
        page.read()
        page._show_place(None)
        assert str(place) in page.place.text() and page.end_button.isVisible()
        assert str(place) in texts_of(page)
    assert (lab / DATABASE_NAME).exists()


def test_a_case_shows_its_own_entries_in_the_same_words(
    qtbot: QtBot, window: MainWindow, lab: Path
) -> None:
    result = window.inspector.result
    with Workspace.open(lab, read_only=True) as workspace:
        assert case_trail(workspace, CASE)
    window.session.change_settings(reviewer="Dr A")
    wait_until(qtbot, lambda: window.review.shown_case == CASE and result.isVisible())
    window.review.reviewing._keep(Review(Verdict.AGREE, comment="clear"))
    wait_until(qtbot, lambda: any(e["action"] == "review added" for e in told(lab)))
    result.tab_group.button(1).click()
    wait_until(qtbot, lambda: "Dr A" in texts_of(result.trail))
    shown = texts_of(result.trail)
    page = page_named(window, "Audit")
    window.turn_to("Review")
    press(result.trail, "Open in Audit")
    assert window.pages.currentWidget() is page and page.case.text() == CASE
    wait_until(
        qtbot, lambda: page.view is not None and all(CASE in x.cases for x in page.view.lines)
    )
    lines = page.view.lines
    assert len(lines) > 1 and "Dr A" in lines[0].who
    for line in lines:
        assert line.words_of_case in shown and line.when in shown
    # Another case has its own, and what is being read never stands under another's name.
    window.turn_to("Review")
    window.choose_case(NAMES[1])
    wait_until(qtbot, lambda: window.review.shown_case == NAMES[1] and result.isVisible())
    result.tab_group.button(1).click()
    wait_until(qtbot, lambda: "Reading" not in texts_of(result.trail))
    assert "Dr A" not in texts_of(result.trail)
