"""A walk through the window: what is withheld stands nowhere, what was asked for is marked."""

from __future__ import annotations

import csv
import importlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import pydicom
import pytest
from check_samples import make_checks
from dicom_slides import write_series
from fakes import wait_until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from review_samples import NAMES, finished, keep_finished
from windows import press, reviewing, shown, texts_of

from steph_desktop.case.case_store import load_case
from steph_desktop.case.dicom_report import write_dicom_report
from steph_desktop.case.disclosure import Saying
from steph_desktop.case.report_content import ordinal
from steph_desktop.case.result import CaseResult, case_figures, region_of_result
from steph_desktop.case.slide_checks import CheckStatus, completed, quality_of
from steph_desktop.core.codec import to_json
from steph_desktop.engine.notebook import PredictedCase
from steph_desktop.engine.support_bundle import write_support_bundle
from steph_desktop.model.card import CohortSummary
from steph_desktop.slide.annotations import Annotation, Shape, rectangle
from steph_desktop.slide.region import RegionRead, region_of
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.list_rows import ROW_ROLE
from steph_desktop.ui.pages.review.worklist_tools import compare_estimates
from steph_desktop.ui.pages.survival.cox_panel import write_patients
from steph_desktop.ui.pages.survival.sources import read_workspace
from steph_desktop.ui.parts.report import reporting
from steph_desktop.ui.parts.report.exporting import ExportChoice
from steph_desktop.ui.parts.report.report_sheet import Sheet
from steph_desktop.ui.parts.worklist.worklist import case_data
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.audit_words import case_trail, trail, write_trail
from steph_desktop.workspace.records import CaseStatus, FollowUp, Review, Verdict
from steph_desktop.workspace.store import Workspace

CASE = NAMES[0]
STATES = {
    "normal": Saying.EVERYTHING,
    "region": Saying.EVERYTHING,
    "blinded": Saying.WITHHELD,
    "red": Saying.WITHHELD,
    "requested": Saying.ON_REQUEST,
    "no skill": Saying.WITHHELD,
    "unsuitable": Saying.WITHHELD,
}


def result_in(state: str) -> CaseResult:
    """A case of high risk; its numbers are found again by `answer_of`."""
    red = {"pen": CheckStatus.RED} if state in ("red", "requested") else {}
    made = finished(4, CASE)
    card = made.card
    if state == "no skill":
        card = replace(card, c_index_folds=(0.48,), cohort=CohortSummary(50, 30, 50))
        assert card.reference is not None
        card = replace(card, reference=None)
    if state == "region":
        area = Annotation(Shape.RECTANGLE, rectangle((0, 0), (900, 900)))
        (part, *others) = made.slides
        read = RegionRead(region_of([area]), part.count, 4 * part.count)
        made = replace(made, slides=(replace(part, region=read), *others))
    return replace(made, card=card, checks=completed(make_checks(**red), card))


def answer_of(result: CaseResult) -> tuple[str, ...]:
    """How the answer of the model may be written."""
    figures = case_figures(result)
    assert figures.group is not None and figures.percentile is not None
    years = [f"{100 * alive:.0f} %" for _, alive in figures.survival]
    return (
        f"{figures.group.value.capitalize()} risk", f"{figures.group.value} risk",
        f"{ordinal(round(figures.percentile))} percentile", f"{figures.risk_score:.2f}",
        f"{figures.risk_score:.4f}", str(figures.risk_score), *years,
    )  # fmt: skip


@pytest.fixture
def lab(request: pytest.FixtureRequest, tmp_path: Path, slide: Path) -> Path:
    state, place = request.param, tmp_path / "P-1-slide.svs"
    shutil.copy(slide, place)
    result = result_in(state)
    quality = quality_of(result.checks)
    with Workspace.open(tmp_path / "lab") as workspace:
        note = region_of_result(result)
        keep_finished(
            workspace,
            place,
            result,
            quality=quality.value if quality else None,
            region=None if note is None else json.dumps(to_json(note)),
        )
        if state == "unsuitable":
            row = workspace.case_named(CASE)
            assert row is not None
            review = Review(Verdict.UNSUITABLE, "Torn.", own_risk_percent=40.0, signed_off=True)
            workspace.add_review(row.id, review)
    return tmp_path / "lab"


@dataclass
class Ways:
    """All that left the window, by the way it took."""

    window: MainWindow
    out: Path
    qtbot: QtBot
    drawn: list[str]

    def written(self, name: str, begin: Callable[[], object]) -> Path | None:
        """Start what writes a file; None where the window refuses."""
        path, notice = self.out / name, self.window.notice
        notice.clear()
        begin()
        wait_until(self.qtbot, lambda: path.exists() or "still blinded" in texts_of(notice))
        wait_until(self.qtbot, lambda: "written" in texts_of(notice) or not path.exists())
        return path if path.exists() else None

    def panel(self) -> str:
        """What is read in the window, hidden or not, aloud or by pointing."""
        inspector = self.window.inspector
        labels = [label.text() for label in inspector.result.answer.findChildren(QLabel)]
        return "\n".join([texts_of(self.window), *labels])

    def row(self) -> str:
        """What the list says of the case."""
        case = self.window.session.worklist[CASE]
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
                 Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip
        badge = (case.group, case.percentile, case.score)
        assert case_data(case, ROW_ROLE) is case
        return "\n".join([*(str(case_data(case, int(role))) for role in roles), str(badge)])

    def report(self) -> str:
        self.drawn.clear()
        page = self.window.review
        made = self.written("r.pdf", page.report_selected)
        return "\n".join(self.drawn) if made else ""

    def table(self) -> str:
        made = self.written("list.csv", self.window.review.tools.save_csv)
        assert made is not None
        (row,) = csv.DictReader(made.read_text("utf-8-sig").splitlines())
        return json.dumps({name: row[name] for name in row if not name.startswith("own_")})

    def bundle(self, monkeypatch: pytest.MonkeyPatch) -> tuple[str, set[str]]:
        window, out = self.window, self.out / "case.zip"
        case = window.session.worklist[CASE]
        if case.is_hidden:
            window.exporter.ask([case])
            return "", set()
        said = {CASE: case.disclosure}
        begin = lambda: window.exporter.write(  # noqa: E731
            window.session.workspace, [CASE], out, ExportChoice(), said
        )
        self.drawn.clear()
        assert self.written("case.zip", begin) is not None
        with zipfile.ZipFile(out) as bundle:
            names = {Path(name).name for name in bundle.namelist()}
            texts = [bundle.read(n).decode() for n in bundle.namelist() if n[-3:] in ("son", "csv")]
        return "\n".join([*texts, *self.drawn]), names

    def notebook(self, result: CaseResult) -> str:
        """What the Python interface gives; a what-if of it is bound by the same rule."""
        said = self.window.session.worklist[CASE].disclosure
        case = PredictedCase(result, said, (), self.out, self.out)
        frames = (case.curve(), case.sources(), case.patches())
        assert [len(frame) > 0 for frame in frames] == [not said.is_withheld] * 3
        return json.dumps([asdict(case.figures), case.to_json()], default=str)

    def told_of_work(self, lab: Path) -> str:
        """What is told of the work and not of patients: the trail, in three places, and support."""
        result = self.window.inspector.result
        with Workspace.open(lab, read_only=True) as workspace:
            lines = case_trail(workspace, CASE)
            write_trail(self.out / "trail.csv", tuple(trail(workspace.database)))
        result.trail.show_lines(lines)
        write_support_bundle(self.out / "support.zip", lab)
        with zipfile.ZipFile(self.out / "support.zip") as bundle:
            support = [bundle.read(name).decode(errors="replace") for name in bundle.namelist()]
        shown_lines = [label.text() for label in result.trail.findChildren(QLabel)]
        return "\n".join([(self.out / "trail.csv").read_text("utf-8-sig"), *support, *shown_lines])

    def survival_file(self, lab: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        """The patients of the Survival page as a file, were the outcome of the case known."""
        worklist = self.window.session.worklist
        known = {CASE: FollowUp(400.0, True)}
        with monkeypatch.context() as patch, Workspace.open(lab, read_only=True) as workspace:
            patch.setattr(Workspace, "follow_ups", lambda _workspace: known)
            patients = read_workspace(
                workspace, blinded=worklist.is_blinded, withheld=worklist.withheld,
                requested=worklist.requested,
            )  # fmt: skip
        texts = []
        for table in patients.tables:
            texts.append(write_patients(self.out / "patients.csv", table).read_text("utf-8-sig"))
            texts += [grouping.note for grouping in table.groupings]
        return "\n".join(texts)

    def dicom(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """The DICOM report of the case, as if its slide were one; empty where it is refused."""
        notice, path = self.window.notice, self.out / "case.dcm"
        (first, *_) = write_series(self.out / "dicom", np.full((64, 64, 3), 200, np.uint8), 0.5)
        monkeypatch.setattr(
            reporting,
            "write_dicom_report",
            lambda out, result, _slides, said: write_dicom_report(out, result, [first], said),
        )
        importlib.import_module("highdicom.sr")  # takes seconds, where others work as well
        notice.clear()
        self.window.commands.dicom.trigger()
        wait_until(self.qtbot, lambda: bool(notice.words))
        if not path.exists():
            words = notice.words
            assert "The result is not shown" in words or "still blinded" in words
            return ""
        kinds = ("DS", "LO", "UT")
        return "\n".join(str(e.value) for e in pydicom.dcmread(path).iterall() if e.VR in kinds)

    def map_file(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """The map that is saved for QuPath; empty where none is."""
        orders = []
        pane = self.window.pane
        monkeypatch.setattr(pane.saver, "ask", lambda _parent, order: orders.append(order))
        self.window.notice.clear()
        pane._save_map()
        if not orders:
            assert "no map" in texts_of(self.window.notice)
            return ""
        from steph_desktop.case.map_files import write_map_geojson

        write_map_geojson(self.out / "map.geojson", orders[0].sheet())
        return (self.out / "map.geojson").read_text()


@pytest.fixture
def ways(
    lab: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Ways]:  # fmt: skip
    state = request.node.callspec.params["lab"]
    out, drawn = tmp_path / "out", []
    out.mkdir()
    draw = Sheet._draw_line

    def note(sheet: Sheet, words: str, *rest: object) -> None:
        drawn.append(words)
        draw(sheet, words, *rest)

    monkeypatch.setattr(Sheet, "_draw_line", note)
    monkeypatch.setattr(dialogs, "ask_report_file", lambda *_: (out / "r.pdf", True))
    monkeypatch.setattr(dialogs, "ask_worklist_file", lambda *_: (out / "list.csv", False))
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: out / "case.dcm")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with reviewing(qtbot, lab, blinded=state == "blinded") as window:
        if state == "blinded":
            wait_until(qtbot, window.inspector.estimate.isVisible)
        if state == "requested":
            press(window.inspector.result.checks.red, "Show the result anyway")
        QApplication.processEvents()
        yield Ways(window, out, qtbot, drawn)


@pytest.mark.parametrize("lab", STATES, indirect=True)
def test_every_way_out_keeps_to_the_rule(
    ways: Ways, monkeypatch: pytest.MonkeyPatch, lab: Path, request: pytest.FixtureRequest
) -> None:
    state = request.node.callspec.params["lab"]
    saying, window = STATES[state], ways.window
    case = window.session.worklist[CASE]
    assert case.disclosure.saying is saying
    (folder,) = (lab / "cases").glob("Case*")
    result = load_case(folder).result
    bundle, inside = ways.bundle(monkeypatch)
    found = {
        "panel": ways.panel(), "row": ways.row(), "report": ways.report(), "table": ways.table(),
        "zip": bundle, "notebook": ways.notebook(result), "dicom": ways.dicom(monkeypatch),
    }  # fmt: skip
    answer = answer_of(result)
    # What tells of the work tells nobody's answer, whatever the state.
    told = ways.told_of_work(lab)
    assert CASE in told and not [words for words in answer if words in told]
    for way, text in found.items():
        told = [words for words in answer if words in text]
        assert bool(told) == (saying is not Saying.WITHHELD), f"{way} of {state}: {told}"
        if saying is Saying.ON_REQUEST:
            assert re.search("shown on request", text, re.IGNORECASE), f"{way} says it"
        elif saying is Saying.EVERYTHING:
            assert "on request" not in text, way
            told_region = re.search("region only", text, re.IGNORECASE) is not None
            assert told_region == (state == "region"), f"{way} of {state}"
        elif text:
            row = ("hidden", "not shown", "withheld")
            assert any(words in text for words in row) or state == "blinded", f"{way} says why"
    pictures = {"map-1.png", "curve.png", "curve.csv"}
    assert pictures & inside == (set() if saying is Saying.WITHHELD else pictures)
    saved = ways.map_file(monkeypatch)
    assert bool(saved) == (saying is not Saying.WITHHELD)
    assert ("Shown on request" in saved) == (saying is Saying.ON_REQUEST)
    patients_file = ways.survival_file(lab, monkeypatch)
    assert (CASE in patients_file) == (saying is not Saying.WITHHELD)
    assert ("shown on request" in patients_file) == (saying is Saying.ON_REQUEST)
    # The what-if, the maps and the clipboard.
    page = window.inspector.result
    assert (window.pane.result is None) == (saying is Saying.WITHHELD)
    assert (window.review.what_if._result is None) == (saying is Saying.WITHHELD)
    QGuiApplication.clipboard().clear()
    page.survival.copy_figure()
    assert QGuiApplication.clipboard().image().isNull() == (saying is Saying.WITHHELD)
    marked = saying is Saying.ON_REQUEST or state == "region"
    assert bool(page.survival.note) == marked
    assert window.inspector.result.head.region.isVisible() == (state == "region")
    assert ("Region only" in saved) == (state == "region")
    # The pages about many cases.
    worklist = window.session.worklist
    withheld, requested = worklist.withheld, worklist.requested
    assert (CASE in withheld) == (saying is Saying.WITHHELD and state != "blinded")
    assert (CASE in requested) == (saying is Saying.ON_REQUEST)
    with Workspace.open(lab, read_only=True) as workspace:
        patients = read_workspace(
            workspace, blinded=state == "blinded", withheld=withheld, requested=requested
        )
        words = " ".join(g.note for table in patients.tables for g in table.groupings)
        assert ("only a region was read" in words) == (state == "region") or not patients.tables
        assert patients.n_results == (0 if saying is Saying.WITHHELD else 1)
        rows = [row for row in workspace.estimates() if row.case not in withheld]
        assert compare_estimates(rows).unblinded.found.n_compared == 0


@pytest.mark.parametrize("lab", ["red", "no skill"], indirect=True)
def test_a_withheld_case_is_signed_as_unsuitable(ways: Ways, qtbot: QtBot, lab: Path) -> None:
    window = ways.window
    panel = window.inspector.result.review
    agree, disagree, unsuitable = panel.verdict.buttons
    assert not agree.isEnabled() and not disagree.isEnabled() and not panel.group.isEnabled()
    assert "nothing to agree with" in agree.toolTip() and panel.hint.isVisible()
    assert not panel.sign.isEnabled()
    press(panel, unsuitable.text())
    press(panel, "&Sign and next")
    worklist = window.session.worklist
    wait_until(qtbot, lambda: worklist[CASE].reviewed is CaseStatus.SIGNED_OFF)
    assert worklist[CASE].standing.verdict is Verdict.UNSUITABLE
    window.inspector.result.show_tab(1)
    wait_until(qtbot, lambda: "finds the slide unsuitable" in texts_of(window.inspector.result))
    QApplication.processEvents()
    assert worklist[CASE].disclosure.is_withheld
    assert (
        "A reviewer found the slide unsuitable" in window.inspector.result.checks.red.label.text()
    )
    with Workspace.open(lab, read_only=True) as workspace:
        row = workspace.database.row("SELECT verdict FROM reviews")
        assert row is not None and row["verdict"] == "slide unsuitable"


@pytest.mark.parametrize("lab", ["red"], indirect=True)
def test_a_result_shown_on_request_may_be_agreed_with_and_stays_marked(
    ways: Ways, qtbot: QtBot, lab: Path
) -> None:
    window = ways.window
    press(window.inspector.result.checks.red, "Show the result anyway")
    QApplication.processEvents()
    panel = window.inspector.result.review
    assert all(button.isEnabled() for button in panel.verdict.buttons)
    assert panel.group.isEnabled() and not panel.hint.isVisible()
    wait_until(qtbot, lambda: _asked(lab))
    window.close()
    with reviewing(qtbot, lab) as again:
        shown(qtbot, again, CASE)
        QApplication.processEvents()
        assert again.session.worklist[CASE].disclosure.is_on_request, "also after a restart"
        assert "Shown on request" in texts_of(again.inspector)


def _asked(lab: Path) -> bool:
    with Workspace.open(lab, read_only=True) as workspace:
        return workspace.listed_case(CASE).is_requested


def test_no_state_is_left_out(qapp: QWidget) -> None:
    assert set(STATES.values()) == set(Saying)
