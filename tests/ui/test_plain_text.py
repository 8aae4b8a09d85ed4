"""Names from elsewhere are shown as they are: nothing in the window takes them for HTML."""

from __future__ import annotations

import ast
import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest
from cohort_samples import write_cohort, write_study
from fakes import FakeEngine, use_card, wait_until
from model_packs import write_single
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import finished, keep_finished
from windows import FIRST, opened_on, shown
from workspace_samples import case_of

from steph_desktop.case.result import CaseResult
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.slide.annotations import Annotation, Shape
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.widgets import plain
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace

HOSTILE = '<img src="file:///secret.png"><b>x'
NAME = '<img src="secret.png"><b>x'  # as a file or folder may be called
TIP = int(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    "words",
    [HOSTILE, f"a {HOSTILE}", "<p>", "&lt;b&gt;", "<?xml?><b>", "<!-- --><b>x", "\n <b>x\n<i>y"],
)
def test_nothing_is_taken_for_html(words: str) -> None:
    assert not Qt.mightBeRichText(plain(words))
    assert plain(words).replace("\u200b", "") == words, "what is read is the same"


def test_usual_words_stay() -> None:
    for words in ("", "p < 0.05", "K&R", "a <5 um", "Case K7-QX\nS1.svs"):
        assert plain(words) == words


def is_plain(node: ast.expr) -> bool:
    """Tell words of the program, and those that `plain` has seen, from others."""
    match node:
        case ast.Call(func=ast.Name("plain" | "explanation")):  # the latter has its own words alone
            return True
        case ast.Call(func=ast.Name("tr")):  # the same words in another language
            return is_plain(node.args[0])
        case ast.IfExp():
            return is_plain(node.body) and is_plain(node.orelse)
        case ast.Name():
            return node.id.isupper()  # a constant of the module
    return isinstance(node, ast.Constant)


def rich_places(source: str) -> list[int]:
    """Lines at which a tooltip or message box is given words that `plain` has not seen."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and "QTextBrowser" in map(ast.unparse, node.bases):
            found.append(node.lineno)
        if not isinstance(node, ast.Call):
            continue
        words: ast.expr | None = None
        name = ast.unparse(node.func)
        last = name.rpartition(".")[2]
        if last in {"setToolTip", "setStatusTip", "setWhatsThis", "setInformativeText"}:
            words = node.args[0]
        elif name == "QToolTip.showText":
            words = node.args[1]
        elif last == "QLabel":
            words = node.args[0] if node.args else None
        elif name == "QMessageBox" or name.startswith("QMessageBox."):
            words = node.args[2] if len(node.args) > 2 else None
        elif last in {"setHtml", "appendHtml", "insertHtml", "setMarkdown", "QTextBrowser"}:
            found.append(node.lineno)
        if words is not None and not is_plain(words):
            found.append(node.lineno)
    return found


def test_the_code_gives_qt_no_words_that_may_be_html(repository: Path) -> None:
    assert rich_places("a.setToolTip(name)\nQMessageBox.question(p, 't', f'{name}?')") == [1, 2]
    found = {
        f"{path.name}:{line}"
        for path in (repository / "steph_desktop" / "ui").rglob("*.py")
        for line in rich_places(path.read_text(encoding="utf-8"))
    }
    # The label of `text` is plain by its format; the other one has a picture.
    names = sorted(place.partition(":")[0] for place in found)
    # The guide is the program's own words.
    assert names == ["help.py", "help.py", "slide_pane.py", "widgets.py"]


def texts_of_items(view: QAbstractItemView) -> Iterator[tuple[str, bool]]:
    """Words and tips of all rows, and whether Qt may take them for HTML."""
    model = view.model()
    if model is None:
        return
    for row in range(min(model.rowCount(), 50)):
        # A list's own count of columns is not to be asked for.
        columns = (model.index(row, column) for column in range(50))
        for index in takewhile(QModelIndex.isValid, columns):
            yield str(index.data() or ""), False
            yield str(index.data(TIP) or ""), True


def rich_words(root: QWidget) -> tuple[set[str], list[str]]:
    """Return where the hostile name is shown, by class, and what would be shown as HTML."""
    seen: set[str] = set()
    rich: list[str] = []

    def note(where: str, words: str, may_be_html: bool) -> None:
        if "<" in words and "img" in words:
            seen.add(where)
        if may_be_html and Qt.mightBeRichText(words):
            rich.append(f"{where}: {words}")

    for part in [root, *root.findChildren(QWidget)]:
        where = type(part).__name__
        note(f"tip of {where}", part.toolTip(), may_be_html=True)
        note(f"tip of {where}", part.statusTip() + part.whatsThis(), may_be_html=True)
        for action in part.actions():
            note("tip of an action", action.toolTip(), may_be_html=True)
        if isinstance(part, QLabel):
            is_auto = part.textFormat() is not Qt.TextFormat.PlainText
            note(f"{where} {part.objectName()}", part.text(), may_be_html=is_auto)
        elif isinstance(part, QAbstractButton | QLineEdit):
            note(where, part.text(), may_be_html=False)
        elif isinstance(part, QComboBox):
            for row in range(part.count()):
                note(where, part.itemText(row), may_be_html=False)
        elif isinstance(part, QAbstractItemView) and not isinstance(part, QHeaderView):
            for words, may_be_html in texts_of_items(part):
                note(f"rows of {where}", words, may_be_html)
        assert not isinstance(part, QTextEdit), "it takes HTML by paste and by setText"
    return seen, rich


def hostile_result() -> CaseResult:
    result = finished(0, FIRST)
    first, *others = result.prediction.sources
    sources = (replace(first, cancer=HOSTILE), *others)
    card = replace(
        result.card,
        model_id=HOSTILE,
        target_cancer=HOSTILE,
        sources=tuple(share.cancer for share in sources),
        notes=HOSTILE,
        licence=HOSTILE,
    )
    prediction = replace(result.prediction, sources=sources)
    return replace(result, card=card, prediction=prediction, warnings=(HOSTILE,))


@contextlib.contextmanager
def hostile_window(qtbot: QtBot, home: Path, slide: Path) -> Iterator[MainWindow]:
    """A window whose case, slide, model, review, drawing, job and folders are called by HTML."""
    lab, place = home / "lab", home / NAME / f"{NAME}.svs"
    place.parent.mkdir()
    shutil.copy(slide, place)
    result = hostile_result()
    with Workspace.open(lab) as workspace:
        keep_finished(workspace, place, result)
        review = Review(Verdict.AGREE, HOSTILE, (HOSTILE,), reviewer=HOSTILE)
        workspace.add_review(case_of(workspace, FIRST).id, review)
    write_single(lab / "models" / f"{NAME}.steph", model_id=HOSTILE, notes=HOSTILE)
    study = write_study(home / NAME / NAME)
    cohort = write_cohort(home / "cohort" / NAME, ["s1", "s2", "s3"], cancer=NAME)
    with opened_on(qtbot, lab, FakeEngine(steps=10_000)) as window:
        session = window.session
        session.change_settings(reviewer=HOSTILE, study_folders=(study,), cohort_folders=(cohort,))
        window.review.reviewing.show_name(HOSTILE)
        use_card(session, result.card)
        shown(qtbot, window, FIRST)
        point = Annotation(Shape.POINT, ((5.0, 5.0),), HOSTILE)
        window.pane.annotator.drawings.add(point)
        request = AnalyseRequest("Case T9-LD", (place,), home / NAME, lab)
        session.jobs.submit(request, title=HOSTILE)
        session.notice.emit(HOSTILE)
        yield window


def test_no_page_shows_a_hostile_name_as_html(qtbot: QtBot, tmp_path: Path, slide: Path) -> None:
    with hostile_window(qtbot, tmp_path, slide) as window:
        window.commands.jobs.trigger()
        window.commands.what_if.trigger()
        everywhere: set[str] = set()
        for tab in window.top.page_bar.buttons:
            tab.click()
            page = window.pages.currentWidget()
            tasks = getattr(page, "tasks", window.session.tasks)
            wait_until(qtbot, lambda tasks=tasks: not tasks.busy)
            qtbot.wait(100)
            seen, rich = rich_words(window)
            assert rich == []
            everywhere |= seen
        window.open_palette()
        assert rich_words(window.finder)[1] == []
        window.finder.close()
    wanted = {
        "ChoiceBox",
        "QLabel heading",
        "QLabel muted",
        "QLineEdit",
        "rows of EntryList",
        "rows of PackList",
        "rows of QListView",
        "rows of QListWidget",
        "tip of ElidedLabel",
        "tip of ChoiceBox",
        "tip of QToolButton",
        "tip of SourceName",
        "tip of _NameButton",
    }
    assert wanted <= everywhere, "\n".join(sorted(everywhere))


def test_a_tooltip_on_the_screen_is_plain(qtbot: QtBot, window: MainWindow) -> None:
    QToolTip.showText(QPoint(5, 5), plain(HOSTILE), window)
    (tip,) = (w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
    assert isinstance(tip, QLabel)
    assert not Qt.mightBeRichText(tip.text())
    QToolTip.hideText()


def test_a_message_box_is_plain(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def note(box: QMessageBox) -> int:
        said.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", note)
    dialogs.agrees(window, "Replace?", f"{HOSTILE} is here already", "Replace it")
    dialogs.agrees_to_restore(HOSTILE, HOSTILE)
    assert len(said) == 2
    assert not any(map(Qt.mightBeRichText, said))
