"""The tissue outline over the slide: its switch, where it comes from, and how it is painted."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import SIZE_PX, finish, make_result, use_card, wait_for_slide, wait_until
from map_actions import drawn, order_of
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from slides import blank, write_pyramid
from viewer_actions import picture
from windows import click, words_on

from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.slide import tissue
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.tissue import Outline, TissueMask
from steph_desktop.ui.kit.theme import LIGHT
from steph_desktop.ui.parts.viewer.layers import View
from steph_desktop.ui.parts.viewer.outline_layer import OutlineLayer
from steph_desktop.ui.shell.main_window import MainWindow

GREEN = (0x00, 0x69, 0x5C)
SQUARE: Outline = (np.array([(400, 300), (1600, 300), (1600, 1200), (400, 1200)], np.int32),)


def green_in(rgb: np.ndarray) -> np.ndarray:
    """Pixels of the line itself."""
    return (np.abs(rgb.astype(int) - GREEN) < 24).all(axis=2)


def switch(window: MainWindow) -> None:
    QTest.keyClick(window.pane.viewer, Qt.Key.Key_O)


def give_result(window: MainWindow, outline: Outline | None) -> None:
    case_id = window.session.worklist.case_ids[0]
    made = make_result(case_id)
    use_card(window.session)
    finish(
        window.session, case_id, replace(made, slides=(replace(made.slides[0], outline=outline),))
    )


def test_o_shows_the_outline_that_the_result_keeps(qtbot: QtBot, opened: MainWindow) -> None:
    give_result(opened, SQUARE)
    viewer = opened.pane.viewer
    viewer.set_map_shown(False)
    assert not green_in(picture(viewer)).any()
    switch(opened)
    assert opened.pane.commands.outline.isChecked()
    seen = green_in(picture(viewer))
    view = viewer.view()
    assert view is not None
    ratio = viewer.devicePixelRatioF()
    box = view.to_widget.mapRect(QRectF(400, 300, 1200, 900))
    rows, cols = np.nonzero(seen)
    assert cols.min() / ratio == pytest.approx(box.left(), abs=2)
    assert cols.max() / ratio == pytest.approx(box.right(), abs=2)
    assert rows.min() / ratio == pytest.approx(box.top(), abs=2)
    assert rows.max() / ratio == pytest.approx(box.bottom(), abs=2)
    assert not opened.pane.tissue._tasks.busy  # nothing was looked for
    assert not opened.notice.isVisible()
    switch(opened)
    assert not green_in(picture(viewer)).any()


def test_without_a_result_the_tissue_is_looked_for(qtbot: QtBot, opened: MainWindow) -> None:
    switch(opened)
    layer = opened.pane.tissue.layer
    wait_until(qtbot, lambda: bool(layer.outline))
    assert not opened.pane.looking.isVisible()
    assert layer.outline is not None
    longest = max(layer.outline, key=len)
    away = np.hypot(*(longest - (1000, 760)).T)
    assert away == pytest.approx(600, abs=80)
    assert green_in(picture(opened.pane.viewer)).sum() > 300
    assert not opened.notice.isVisible()


def test_an_older_result_says_that_its_outline_is_new(qtbot: QtBot, opened: MainWindow) -> None:
    give_result(opened, None)
    switch(opened)
    wait_until(qtbot, lambda: "computed just now" in words_on(opened.notice))
    assert opened.pane.tissue.layer.outline


def test_it_follows_to_the_next_slide(qtbot: QtBot, opened: MainWindow, slide_folder: Path) -> None:
    switch(opened)
    wait_until(qtbot, lambda: bool(opened.pane.tissue.layer.outline))
    first = opened.pane.tissue.layer.outline
    opened.open_paths([slide_folder / "second.svs"])
    layer = opened.pane.tissue.layer
    wait_until(qtbot, lambda: layer.outline is not None and layer.outline is not first)
    assert opened.pane.commands.outline.isChecked()
    # Back again: it is remembered.
    opened.choose_case(opened.session.worklist.case_ids[0])
    wait_until(qtbot, lambda: opened.pane.tissue.layer.outline is first)


def test_a_slide_without_resolution_or_tissue_says_so(
    qtbot: QtBot, window: MainWindow, slide_folder: Path, tmp_path: Path
) -> None:
    window.open_paths([slide_folder / "no-mpp.svs"])
    wait_for_slide(qtbot, window)
    switch(window)
    wait_until(qtbot, lambda: "micrometres per pixel" in words_on(window.notice))
    assert not window.pane.commands.outline.isChecked()
    empty = write_pyramid(tmp_path / "empty.svs", blank(*SIZE_PX), 0.25)
    window.open_paths([empty])
    wait_until(qtbot, lambda: (s := window.pane.viewer.store) is not None and s.slide.path == empty)
    switch(window)
    wait_until(qtbot, lambda: "No tissue was found" in words_on(window.notice))


def test_the_search_is_stopped_by_a_click(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_slide: Slide, control: JobControl) -> TissueMask:
        for step in range(10_000):
            control.checkpoint(step, 10_000, Phase.FINDING_TISSUE)
            threading.Event().wait(0.005)
        raise AssertionError

    monkeypatch.setattr(tissue, "tissue_mask", slow)
    switch(opened)
    wait_until(qtbot, lambda: "Looking for tissue" in opened.pane.looking.words.text())
    click(opened.pane.looking.cancel)
    assert not opened.pane.looking.isVisible()
    assert not opened.pane.commands.outline.isChecked()
    wait_until(qtbot, lambda: not opened.pane.tissue._tasks.busy)
    assert opened.pane.tissue.layer.outline is None


def test_a_map_is_saved_with_the_outline(qapp: object, tmp_path: Path, slide: Path) -> None:
    assert not green_in(drawn(tmp_path, order_of(slide), 2.0)).any()
    order = replace(order_of(slide, opacity=0.1), outline=SQUARE)
    rows, cols = np.nonzero(green_in(drawn(tmp_path, order, 2.0)))
    box = cols.min(), rows.min(), cols.max(), rows.max()
    assert box == pytest.approx((200, 150, 800, 600), abs=2)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_line_is_as_thick_on_a_sharper_screen(qapp: object, ratio: float) -> None:
    layer = OutlineLayer()
    layer.shown, layer.outline = True, SQUARE
    image = QImage(round(200 * ratio), round(200 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFF000000)
    to_widget = QTransform.fromScale(0.1, 0.1)
    view = View(to_widget, to_widget.inverted()[0], QRectF(0, 0, 2000, 2000), 0.25, LIGHT, 200)
    painter = QPainter(image)
    layer.paint(painter, view)
    painter.end()
    rgb = np.frombuffer(image.constBits(), np.uint8).reshape(*[round(200 * ratio)] * 2, 4)
    column = rgb[:, round(100 * ratio), 1]  # across the upper and the lower side
    assert np.count_nonzero(column) == pytest.approx(2 * 4 * ratio, abs=2)


@pytest.mark.parametrize("scale", [0.01, 0.11, 1.0, 6.0])
def test_what_is_left_out_at_a_distance_is_not_seen(qapp: object, scale: float) -> None:
    """The line lies within a pixel of where all its points put it."""
    angle = np.linspace(0, 2 * np.pi, 3001)[:-1]
    ring = np.stack([20_000 + 9000 * np.cos(angle), 15_000 + 9000 * np.sin(angle)], axis=1)
    layer = OutlineLayer()
    layer.shown, layer.outline = True, (np.rint(ring).astype(np.int32),)
    image = QImage(600, 500, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    to_widget = QTransform.fromTranslate(300 - 29_000 * scale, 250 - 15_000 * scale)
    to_widget = QTransform.fromScale(scale, scale) * to_widget
    to_slide = to_widget.inverted()[0]
    area = to_slide.mapRect(QRectF(0, 0, 600, 500))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    layer.paint(painter, View(to_widget, to_slide, area, 0.25, LIGHT, 600))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(500, 600, 4)[..., 2::-1]
    y, x = np.nonzero(green_in(rows))
    assert len(x) > 100
    there = [to_slide.map(float(a) + 0.5, float(b) + 0.5) for a, b in zip(x, y, strict=True)]
    away = np.abs(np.hypot(*(np.array(there) - (20_000, 15_000)).T) - 9000)
    assert away.max() * scale < 2
    total = sum(len(run.points) for run in layer._runs_at(scale))
    assert scale > 0.02 or total < 2000
