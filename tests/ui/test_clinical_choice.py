"""Which clinical columns the wizard compares a model with."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from steph_desktop.core.codec import from_json, to_json
from steph_desktop.model.card import Backbone
from steph_desktop.training.requests import ANY_BACKBONE, Hyperparameters
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.ui.pages.training.method_page import MethodPage


class State(SimpleNamespace):
    def change(self, **changes: Any) -> None:
        self.draft = replace(self.draft, **changes)


@pytest.fixture
def page(qtbot: QtBot) -> MethodPage:
    row = {"Age": "61", "Stage": "II", "site": "east", "slide": "x"}
    people = [SimpleNamespace(extra=row)] * 3
    state = State(
        draft=StudyDraft("s", cancer="MINE", method="vanilla"), packs=(), busy=set(),
        clinical=SimpleNamespace(patients=people),
    )  # fmt: skip
    made = MethodPage(state)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.refresh()
    return made


def checked(page: MethodPage) -> list[str]:
    items = [page.clinical.item(n) for n in range(page.clinical.count())]
    return [i.text() for i in items if i.checkState() is Qt.CheckState.Checked]


def test_age_and_stage_are_chosen_by_themselves_and_others_by_the_mouse(
    qtbot: QtBot, page: MethodPage
) -> None:
    assert page.clinical.count() == 4 and checked(page) == ["Age", "Stage"]
    assert page.state.draft.hyper.clinical is None  # nothing was said: guessed again later
    item = page.clinical.item(2)
    place = page.clinical.visualItemRect(item)
    at = place.topLeft()
    at.setX(at.x() + 12)
    at.setY(place.center().y())
    qtbot.mouseClick(page.clinical.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.state.draft.hyper.clinical == ("Age", "Stage", "site")
    page.refresh()
    assert checked(page) == ["Age", "Stage", "site"]


def test_none_is_a_choice_that_is_kept(page: MethodPage) -> None:
    for number in range(page.clinical.count()):
        page.clinical.item(number).setCheckState(Qt.CheckState.Unchecked)
    hyper = page.state.draft.hyper
    assert hyper.clinical == () and checked(page) == []
    assert from_json(Hyperparameters, to_json(hyper), "h", strict=True) == hyper
    assert "clinical" not in to_json(Hyperparameters())
    assert hyper.settings("cpu").clinical == () == Hyperparameters().settings("cpu").clinical


def test_another_network_offers_the_methods_that_run_on_it(page: MethodPage) -> None:
    page.backbone.activated.emit(list(Backbone).index(Backbone.SPATIAL))
    page.refresh()
    assert page.state.draft.hyper.backbone is Backbone.SPATIAL
    assert page.backbone.currentText() == Backbone.SPATIAL.title
    assert set(page._offered()) <= ANY_BACKBONE


def test_what_a_method_does_stands_under_it_and_no_word_is_cut(page: MethodPage) -> None:
    row = dict.fromkeys(("Age", "Sex", "Stage", "Grade", "Margin", "Site"), "1")
    page.state.clinical.patients[:] = [SimpleNamespace(extra=row)] * 3
    page.advanced.show()
    page.refresh()
    page.layout().activate()
    QApplication.processEvents()

    def top(widget: QWidget) -> int:
        return widget.mapTo(page, QPoint(0, 0)).y()

    assert page.method.geometry().bottom() <= top(page.reason) < top(page.seeds)
    assert top(page.seeds) - top(page.reason) < 4 * page.fontMetrics().height()  # no empty lines
    last = page.clinical.visualItemRect(page.clinical.item(5))
    assert page.clinical.viewport().rect().contains(last)
    words = page.backbone.fontMetrics().horizontalAdvance(page.backbone.currentText())
    assert page.backbone.width() > words + 20
