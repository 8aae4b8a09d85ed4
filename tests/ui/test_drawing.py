from __future__ import annotations

import math
from pathlib import Path

import pytest
from fakes import wait_for_slide, wait_until
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from viewer_actions import drag, settle, show

from steph_desktop.slide.annotations import Shape, area_px2, load_annotations, read_geojson
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer import slide_tools
from steph_desktop.ui.parts.viewer.drawing_layer import Tool
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(qtbot: QtBot, pool: Tasks, slide: Path) -> SlidePane:
    made = show(qtbot, pool, slide)
    made.resize(1000, 700)
    made.viewer.set_objective(20)
    made.viewer.centre_on(1000, 760)
    settle(qtbot, made.viewer)
    return made


def click(pane: SlidePane, *spots: tuple[int, int]) -> None:
    for spot in spots:
        QTest.mouseMove(pane.viewer, QPoint(*spot))
        QTest.mouseClick(pane.viewer, LEFT, pos=QPoint(*spot))


def slide_point(pane: SlidePane, x: int, y: int) -> tuple[float, float]:
    view = pane.viewer.view()
    assert view is not None
    at = view.to_slide.map(QPointF(x, y))
    return at.x(), at.y()


def test_a_dragged_measure_is_in_micrometres(pane: SlidePane) -> None:
    QTest.keyClick(pane.viewer, Qt.Key.Key_M)
    assert pane.annotator.layer.tool is Tool.MEASURE_LENGTH
    assert pane.tools.measure.isChecked()
    drag(pane.viewer, QPoint(400, 300), QPoint(450, 300), QPoint(500, 300))
    measured = pane.annotator.layer.measured
    assert measured is not None
    (x0, _), (x1, _) = measured[1]
    assert x1 - x0 == pytest.approx(200)  # 100 px at 0.5 um, 0.25 um each on the slide
    assert pane.annotator.drawings.all == ()
    QTest.keyClick(pane.viewer, Qt.Key.Key_Escape)
    assert pane.annotator.layer.measured is None


def test_an_area_is_measured_by_clicks_on_a_turned_slide(pane: SlidePane) -> None:
    pane.viewer.rotate(90)
    QTest.keyClick(pane.viewer, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    click(pane, (400, 300), (500, 300), (500, 400), (400, 400), (401, 301))
    measured = pane.annotator.layer.measured
    assert measured is not None
    assert area_px2(measured[1]) == pytest.approx(200 * 200, rel=0.01)


def test_each_shape_is_drawn_chosen_edited_and_undone(pane: SlidePane) -> None:
    drawings, viewer = pane.annotator.drawings, pane.viewer
    QTest.keyClick(viewer, Qt.Key.Key_Period)
    click(pane, (300, 250))
    QTest.keyClick(viewer, Qt.Key.Key_I)
    drag(viewer, QPoint(350, 250), QPoint(380, 280), QPoint(420, 300))
    QTest.keyClick(viewer, Qt.Key.Key_T)
    drag(viewer, QPoint(450, 350), QPoint(500, 400), QPoint(550, 430))
    QTest.keyClick(viewer, Qt.Key.Key_P)
    click(pane, (600, 300), (650, 300), (650, 380))
    QTest.keyClick(viewer, Qt.Key.Key_Return)
    assert [one.shape for one in drawings.all] == list(Shape)
    assert pane.annotator.layer.tool is Tool.MOVE
    assert drawings.all[2].points[0] == pytest.approx(slide_point(pane, 450, 350))

    click(pane, (500, 350))  # the rectangle's upper edge
    assert drawings.chosen is drawings.all[2]
    drag(viewer, QPoint(550, 430), QPoint(560, 440), QPoint(570, 450))  # its lower right corner
    assert drawings.all[2].points[2] == pytest.approx(slide_point(pane, 570, 450))
    assert drawings.all[2].points[0] == pytest.approx(slide_point(pane, 450, 350))
    camera = viewer.camera
    drag(viewer, QPoint(500, 350), QPoint(500, 360), QPoint(500, 370))  # the whole of it
    assert drawings.all[2].points[0] == pytest.approx(slide_point(pane, 450, 370))
    assert viewer.camera == camera, "the drawing moved, not the slide"

    QTest.keyClick(viewer, Qt.Key.Key_Delete)
    assert [one.shape for one in drawings.all] == [Shape.POINT, Shape.LINE, Shape.POLYGON]
    QTest.keyClick(viewer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(drawings.all) == 4
    for _ in range(6):
        pane.commands.undo.trigger()
    assert drawings.all == ()
    pane.commands.redo.trigger()
    assert len(drawings.all) == 1


def test_an_ellipse_and_a_free_hand_become_polygons(pane: SlidePane) -> None:
    drawings, viewer = pane.annotator.drawings, pane.viewer
    QTest.keyClick(viewer, Qt.Key.Key_Y)
    drag(viewer, QPoint(400, 300), QPoint(450, 330), QPoint(500, 360))
    (round_one,) = drawings.all
    x0, y0, x1, y1 = round_one.box
    assert (x0, y0) == pytest.approx(slide_point(pane, 400, 300), abs=2)
    assert (x1, y1) == pytest.approx(slide_point(pane, 500, 360), abs=2)
    whole = math.pi / 4 * (x1 - x0) * (y1 - y0)
    assert area_px2(round_one.points) == pytest.approx(whole, rel=0.005)
    QTest.keyClick(viewer, Qt.Key.Key_F)
    corners = [QPoint(550, 300), QPoint(600, 300), QPoint(600, 350), QPoint(550, 350)]
    drag(viewer, *corners)
    assert [one.shape for one in drawings.all] == [Shape.POLYGON] * 2
    free = drawings.all[1]
    assert len(free.points) >= 4
    assert area_px2(free.points) == pytest.approx((2 * 50) ** 2, rel=0.2)
    assert pane.annotator.layer.tool is Tool.MOVE


def test_beside_a_drawing_the_slide_is_dragged(pane: SlidePane) -> None:
    camera = pane.viewer.camera
    drag(pane.viewer, QPoint(400, 300), QPoint(420, 310), QPoint(440, 330))
    assert pane.viewer.camera != camera


def test_the_list_names_and_colours(pane: SlidePane) -> None:
    QTest.keyClick(pane.viewer, Qt.Key.Key_T)
    drag(pane.viewer, QPoint(450, 350), QPoint(500, 400), QPoint(550, 430))
    QTest.keyClick(pane.viewer, Qt.Key.Key_G)
    assert pane.drawn.isVisible()
    assert "µm" in pane.drawn.measure.text() or "mm²" in pane.drawn.measure.text()
    pane.drawn.name.setFocus()
    QTest.keyClicks(pane.drawn.name, "tumour")
    QTest.keyClick(pane.drawn.name, Qt.Key.Key_Return)
    QTest.mouseClick(pane.drawn.swatches["#2f6fb2"], LEFT)
    (one,) = pane.annotator.drawings.all
    assert (one.name, one.colour) == ("tumour", "#2f6fb2")
    assert pane.drawn.rows.item(0).text() == "tumour"
    QTest.mouseClick(pane.drawn.remove, LEFT)
    assert pane.annotator.drawings.all == ()
    assert pane.drawn.empty.isVisible()


def test_without_a_resolution_a_measure_says_so(
    qtbot: QtBot, pool: Tasks, slide_folder: Path
) -> None:
    pane = show(qtbot, pool, slide_folder / "no-mpp.svs")
    QTest.keyClick(pane.viewer, Qt.Key.Key_T)
    drag(pane.viewer, QPoint(300, 300), QPoint(350, 330), QPoint(400, 400))
    pane.toggle_list()
    assert "resolution not stated" in pane.drawn.measure.text()


def test_drawings_come_back_with_their_slide_and_leave_as_geojson(
    qtbot: QtBot, opened: MainWindow, slide: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pane, workspace = opened.pane, opened.session.workspace
    wait_until(qtbot, lambda: not pane.files.busy)
    QTest.keyClick(pane.viewer, Qt.Key.Key_T)
    drag(pane.viewer, QPoint(300, 300), QPoint(350, 330), QPoint(400, 400))
    (drawn,) = pane.annotator.drawings.all
    wait_until(qtbot, lambda: not pane.files.busy)
    (kept,) = load_annotations(workspace, slide)
    assert kept.points == drawn.points
    pane.viewer.show_slide(None)
    assert pane.annotator.drawings.all == ()
    opened.review._show_slide(opened.review.shown_case or "", 0)
    wait_for_slide(qtbot, opened)
    wait_until(qtbot, lambda: len(pane.annotator.drawings.all) == 1)
    assert pane.annotator.drawings.all[0].points == drawn.points

    out = tmp_path / "out.geojson"
    monkeypatch.setattr(slide_tools, "ask_geojson_to_write", lambda _parent: out)
    pane.commands.bring_out.trigger()
    wait_until(qtbot, out.exists)
    assert read_geojson(out).annotations[0].points == drawn.points
    monkeypatch.setattr(slide_tools, "ask_geojson_to_read", lambda _parent: out)
    steps = pane.annotator.drawings.history.count()
    pane.commands.bring_in.trigger()
    wait_until(qtbot, lambda: pane.annotator.drawings.history.count() > steps)
    assert len(pane.annotator.drawings.all) == 1  # the same object, not a second one


def test_what_is_drawn_last_is_kept_when_the_window_closes(
    qtbot: QtBot, opened: MainWindow, slide: Path
) -> None:
    pane, workspace = opened.pane, opened.session.workspace
    wait_until(qtbot, lambda: not pane.files.busy)
    for x in (200, 300, 400):
        QTest.keyClick(pane.viewer, Qt.Key.Key_Period)
        click(pane, (x, 300))
    opened.close()
    assert len(load_annotations(workspace, slide)) == 3


@pytest.mark.parametrize("overlays", [True, False])
def test_a_picture_is_saved_whole_and_without_the_label(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    overlays: bool,
) -> None:  # fmt: skip
    pane, out = opened.pane, tmp_path / "view.png"
    label = QImage(100, 100, QImage.Format.Format_RGB32)
    label.fill(Qt.GlobalColor.magenta)
    pane.show_label(label)
    QApplication.processEvents()
    assert pane.label.isVisible()
    monkeypatch.setattr(slide_tools, "ask_picture", lambda _parent: out)
    action = pane.commands.picture if overlays else pane.commands.bare_picture
    action.trigger()
    wait_until(qtbot, out.exists)
    picture = QImage(str(out))
    assert picture.width() == pane.viewer.width()
    assert picture.height() > pane.viewer.height(), "the research-use line is under it"
    magenta = label.pixel(0, 0)
    seen = (picture.pixel(x, y) for x in range(0, picture.width(), 5)
            for y in range(0, picture.height(), 5))  # fmt: skip
    assert magenta not in set(seen)
