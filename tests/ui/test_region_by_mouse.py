"""A region drawn or chosen on the slide is what the next analysis reads; its complement too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from case_files import pack
from fakes import FakeEngine, wait_until
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import reviewing, shown

from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.slide.annotations import ARTEFACT, Annotation, Ring, Shape, rectangle
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.region import Region, region_of
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace

HOLE = Ring(((300.0, 100.0), (500.0, 100.0), (400.0, 300.0)), is_hole=True)
POLYGON = Annotation(
    Shape.POLYGON, ((0.0, 0.0), (900.0, 0.0), (450.0, 800.0)), "tumour", rings=(HOLE,)
)
BOX = Annotation(Shape.RECTANGLE, rectangle((100.0, 100.0), (700.0, 800.0)))
POINT = Annotation(Shape.POINT, ((5.0, 5.0),))


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, slide: Path, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
    with Workspace.open(tmp_path / "lab") as workspace:
        workspace.add_review(2, Review(Verdict.AGREE, "seen", signed_off=True))
    monkeypatch.setattr("windows.FakeEngine", lambda: engine)
    with reviewing(qtbot, tmp_path / "lab") as made:
        made.session.choose_model(pack(tmp_path))
        wait_until(qtbot, lambda: made.session.card is not None)
        shown(qtbot, made, NAMES[0])
        wait_until(qtbot, lambda: made.pane.viewer.store is not None)
        wait_until(qtbot, lambda: made.session.can_analyse(made.session.worklist[NAMES[0]]))
        yield made


def draw(window: MainWindow, *drawn: Annotation) -> None:
    window.pane.annotator.drawings.add(*drawn)


def asked(engine: FakeEngine, qtbot: QtBot, count: int = 1) -> tuple[Region | None, ...]:
    wait_until(qtbot, lambda: len(engine.requests) == count)
    return engine.requests[-1].regions


@pytest.mark.parametrize("one", [POLYGON, BOX], ids=["polygon with a hole", "rectangle"])
@pytest.mark.parametrize("is_outside", [False, True])
def test_the_chosen_area_is_analysed_or_left_out(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, one: Annotation, is_outside: bool
) -> None:
    draw(window, BOX, POINT, one)
    window.pane.annotator.drawings.choose(one.annotation_id)
    window.pane.drawn.show()
    listed = window.pane.drawn
    (listed.leave_out if is_outside else listed.only).click()
    assert asked(engine, qtbot) == (region_of([one], is_outside=is_outside),)


def trigger(action: QAction) -> None:
    assert action in action.parent().actions()  # type: ignore[union-attr]
    action.trigger()


def test_from_the_menu_the_only_area_is_meant_and_nothing_else(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    commands = window.pane.commands
    trigger(commands.only_region)
    assert "no area" in window.notice.words
    draw(window, POINT, BOX)
    window.pane.annotator.drawings.choose(None)
    trigger(commands.only_region)
    assert asked(engine, qtbot) == (region_of([BOX]),)
    draw(window, POLYGON)
    window.pane.annotator.drawings.choose(None)
    trigger(commands.leave_out)
    assert "Several areas" in window.notice.words
    window.pane.annotator.drawings.choose(POINT.annotation_id)
    window.pane.drawn.show()
    assert not window.pane.drawn.only.isVisible(), "a point is no region"
    trigger(commands.leave_out)
    assert "no area" in window.notice.words
    assert len(engine.requests) == 1


def test_artefacts_are_outlined_and_left_out_on_request(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands, drawings = window.pane.commands, window.pane.annotator.drawings
    trigger(commands.without_artefacts)
    assert "No artefact is drawn" in window.notice.words
    found = tuple(replace(one, label=ARTEFACT) for one in (BOX, POLYGON))
    monkeypatch.setattr("steph_desktop.slide.quality.artefacts_of", lambda *_: found)
    draw(window, replace(BOX, annotation_id="x", points=rectangle((0, 0), (50, 50))))
    for _ in range(2):  # asked twice, drawn once
        trigger(commands.outline_artefacts)
        wait_until(qtbot, lambda: len(drawings.all) == 3)
    assert not engine.requests, "nothing is left out unasked"
    trigger(commands.without_artefacts)
    assert asked(engine, qtbot) == (region_of(found, is_outside=True),)


def test_a_signed_case_is_asked_for_first(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.review.choose_case(NAMES[1])
    shown(qtbot, window, NAMES[1])
    wait_until(qtbot, lambda: window.session.can_analyse(window.session.worklist[NAMES[1]]))
    draw(window, BOX)
    answers, told = [False, True], []

    def agrees(*given: object, **_: object) -> bool:
        told.append(given[2])
        return answers.pop(0)

    monkeypatch.setattr(dialogs, "agrees", agrees)
    trigger(window.pane.commands.only_region)
    assert "signed" in str(told[0]) and not engine.requests
    trigger(window.pane.commands.only_region)
    assert asked(engine, qtbot) == (region_of([BOX]),)
    assert engine.requests[0].replace_signed


def test_one_image_of_a_file_of_several_is_chosen(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands, store = window.pane.commands, window.pane.viewer.store
    assert store is not None and not commands.one_image.isVisible(), "its file holds one"
    images = ((0, 0, 300, 200), (400, 0, 500, 600))
    store.slide.info = replace(store.slide.info, images=images, scenes="It holds 2 scans.")
    commands.follow()
    assert commands.one_image.isVisible() and window.notice.words == "It holds 2 scans."
    answers, asked_for = ["", "2: 500 x 600 px, at 400, 0"], []

    def choose(_owner: object, _title: str, _words: str, values: list[str]) -> str:
        asked_for.append(values)
        return answers.pop(0)

    monkeypatch.setattr(dialogs, "ask_value", choose)
    trigger(commands.one_image)
    assert len(asked_for[0]) == 2 and not engine.requests, "nothing was chosen"
    trigger(commands.one_image)
    second = Annotation(Shape.RECTANGLE, rectangle((400.0, 0.0), (900.0, 600.0)))
    assert asked(engine, qtbot) == (region_of([second]),)


def test_a_pixel_size_is_doubted_before_anything_is_analysed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once for a slide that stays on show, on a thread; what cannot be read is said elsewhere."""
    commands, asked_for = window.pane.commands, []
    monkeypatch.setattr("steph_desktop.ui.parts.viewer.slide_tools.DOUBT_AFTER_MS", 1)

    def doubt(slide: Slide, control: JobControl) -> str:
        control.checkpoint(0, 1, Phase.CHECKING_SLIDE)
        asked_for.append((slide.path, threading.current_thread() is threading.main_thread()))
        return "The nuclei measure 3.1 µm."

    monkeypatch.setattr("steph_desktop.ui.parts.viewer.slide_tools.pixel_size_doubt", doubt)
    for _ in range(2):
        commands.follow()
        wait_until(qtbot, lambda: window.notice.words.startswith("The nuclei measure 3.1 µm."))
    store = window.pane.viewer.store
    assert store is not None and asked_for == [(store.slide.path, False)]
