from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from fakes import BINS, make_result, make_sources, make_spread
from plot_samples import SIZE, canvas, font, near, painted
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from steph_desktop.survival.curves import DAYS_PER_YEAR, survival_at
from steph_desktop.training.study.dynamics import Course
from steph_desktop.ui.kit import language
from steph_desktop.ui.kit.plots.bar_plot import SourcePlot
from steph_desktop.ui.kit.plots.case_plots import SourceBarPlot
from steph_desktop.ui.kit.plots.plot_widget import PlotWidget
from steph_desktop.ui.kit.plots.scene import Plot, PlotScene, PlotView, play, record_plot
from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot, SurvivalWidget
from steph_desktop.ui.kit.plots.training_plots import (
    CalibrationWidget,
    CourseWidget,
    FoldsWidget,
    LineWidget,
)
from steph_desktop.ui.kit.theme import DARK, LIGHT, Colours


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_group_and_the_prediction_are_painted(qapp: object, colours: Colours) -> None:
    result = make_result()
    image = painted(SurvivalPlot(result.strata, BINS, result.prediction.survival), colours)
    for colour in (colours.low, colours.middle, colours.high, colours.ink):
        assert len(near(image, colour)) > 60, colour


def test_a_higher_hazard_draws_a_lower_curve(qapp: object) -> None:
    heights = []
    for hazard in (0.05, 0.4):
        survival = np.cumprod(np.full(len(BINS), 1 - hazard))
        plot = SurvivalPlot((), BINS, survival)
        curve = near(painted(replace(plot, strata=make_result().strata)), LIGHT.ink)
        heights.append(curve[(curve[:, 0] > 50), 0].mean())
    assert heights[1] > heights[0] + 15


def test_members_are_a_band_from_the_lowest_to_the_highest(qapp: object) -> None:
    curves = np.array([np.cumprod(np.full(len(BINS), 1 - hazard)) for hazard in (0.1, 0.04, 0.2)])
    plain = painted(SurvivalPlot((), BINS, curves[0]))
    banded = painted(SurvivalPlot((), BINS, curves[0], members=curves))
    bits = [
        np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4).astype(int)
        for image in (plain, banded)
    ]
    changed = np.abs(bits[0] - bits[1]).max(axis=2) > 12
    legend = 30
    middle = changed[legend:, SIZE[0] // 2]
    rows = np.flatnonzero(middle)
    assert len(rows) > 20, "there is a band in the middle of the axis"
    assert not changed[legend:, :30].any(), "and nothing beside the axes"
    narrow = painted(SurvivalPlot((), BINS, curves[0], members=curves[[0, 0]]))
    flat = np.frombuffer(narrow.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4).astype(int)
    assert (np.abs(flat - bits[0]).max(axis=2)[legend:, SIZE[0] // 2] > 12).sum() < 5


def test_the_axis_covers_the_cohorts_follow_up() -> None:
    strata = make_result().strata
    last_years = max(curve.durations_days[-1] for curve in strata) / 365
    plot = SurvivalPlot(strata, BINS, None)
    assert last_years <= plot.years <= last_years + 1
    assert SurvivalPlot((), BINS, np.cumprod(np.full(len(BINS), 0.5))).years >= 6


def test_the_same_code_draws_vectors_into_a_pdf(qapp: object, tmp_path: Path) -> None:
    result = make_result()
    path = tmp_path / "plot.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setResolution(600)
    painter = QPainter(writer)
    painter.scale(600 / 96, 600 / 96)
    plot = SurvivalPlot(result.strata, BINS, result.prediction.survival)
    sources = SourcePlot(make_sources(), "BRCA", make_spread())
    for each, y in ((plot, 0), (sources, 320)):
        play(painter, record_plot(each, QSizeF(*SIZE), font()), QPointF(0, y))
    painter.end()
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Font" in data
    assert b"/Subtype /Image" not in data, "text and lines, no pixels"


# On screen -------------------------------------------------------------------------------------


@pytest.fixture
def widget(qtbot: QtBot) -> SurvivalWidget:
    made, result = SurvivalWidget(), make_result()
    qtbot.addWidget(made)
    made.show_plot(SurvivalPlot(result.strata, BINS, result.prediction.survival))
    made.resize(420, 360)
    made.show()
    qtbot.waitExposed(made)
    return made


def turn(widget: PlotWidget, held: Qt.KeyboardModifier, at: QPointF) -> bool:
    """Turn the wheel by one notch; return whether the plot took it."""
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget.viewport(), event)
    return event.isAccepted()


def test_ctrl_and_the_wheel_zoom_at_the_mouse(widget: SurvivalWidget) -> None:
    (panel,) = widget.ready().panels
    at, ticks = panel.box.center(), panel.y_ticks
    before = panel.value_at(at)
    assert not turn(widget, Qt.KeyboardModifier.NoModifier, at), "the page scrolls"
    assert not widget.is_zoomed
    for _ in range(8):
        assert turn(widget, Qt.KeyboardModifier.ControlModifier, at)
    assert widget.is_zoomed and panel.value_at(at) == pytest.approx(before)
    assert np.diff(panel.y_ticks)[0] < np.diff(ticks)[0], "finer numbers"
    left = panel.shown[0]
    view = widget.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at.toPoint())
    QTest.mouseMove(view, at.toPoint() + QPoint(20, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at.toPoint() + QPoint(20, 0))
    assert panel.shown[0] < left, "a drag moves it"
    widget.resize(500, 380)
    assert widget.ready() and widget.is_zoomed
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert not widget.is_zoomed


def test_a_what_if_keeps_the_zoom_and_another_case_does_not(widget: SurvivalWidget) -> None:
    (panel,) = widget.ready().panels
    panel.zoom(0.5, panel.box.center())
    widget.show_plot(replace(widget.plot, what_if=widget.plot.survival * 0.5))
    assert widget.ready() and widget.is_zoomed
    widget.show_plot(replace(widget.plot, survival=widget.plot.survival * 0.9))
    assert widget.ready() and not widget.is_zoomed


def test_zooming_never_leaves_the_axes(widget: SurvivalWidget) -> None:
    (panel,) = widget.ready().panels
    whole = panel.shown
    panel.zoom(0.5, panel.box.center())
    panel.pan(QPointF(10_000, -10_000))
    panel.zoom(10.0, panel.box.center())
    assert panel.shown == pytest.approx(whole, abs=1e-6)


def test_the_place_under_the_mouse_is_read_out(widget: SurvivalWidget) -> None:
    scene = widget.ready()
    at = scene.panels[0].point(3 * DAYS_PER_YEAR, 0.5)
    readout = widget.plot.readout(scene, at)
    words = [line for line, _ in readout.lines]
    share = survival_at(BINS, make_result().prediction.survival, 3 * DAYS_PER_YEAR)
    assert words[0] == "3.0 years" and words[1] == f"This case, predicted: {100 * share:.0f} %"
    assert words[2].startswith("Low: ") and words[2].endswith("at risk")
    assert widget.plot.readout(scene, QPointF(1, 1)) is None


def test_a_copy_bears_the_research_line_and_no_what_if(widget: SurvivalWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    plain = QGuiApplication.clipboard().image()
    assert len(near(plain.copy(0, plain.height() - 90, 900, 90), LIGHT.alarm, 40)) > 200
    widget.show_plot(replace(widget.plot, what_if=widget.plot.survival * 0.5))
    assert widget.plot.what_if is not None
    widget.copy_figure()
    assert QGuiApplication.clipboard().image() == plain


def test_a_recorded_plot_is_played_on_any_thread(qapp: object) -> None:
    result = make_result()
    plot = SurvivalPlot(result.strata, BINS, result.prediction.survival)
    picture, images = record_plot(plot, QSizeF(*SIZE), font()), []

    def work() -> None:
        image = canvas()
        painter = QPainter(image)
        play(painter, picture, QPointF(0, 0))
        painter.end()
        images.append(image)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert images == [painted(plot)]


def test_every_plot_of_a_training_is_drawn_and_read_out(qtbot: QtBot) -> None:
    epochs = np.arange(1, 11.0)
    values = np.linspace(0.2, 0.6, 30).reshape(10, 3)
    course = Course("T", "m", 0, 1, ("A", "B", "C"), epochs, values, values / 9, values, values / 9)
    observed = SimpleNamespace(risk=0.3, lower=0.1, upper=0.5)
    group = SimpleNamespace(predicted=0.4, observed=observed)
    horizon = SimpleNamespace(calibration=SimpleNamespace(groups=(group,)))
    lines, curves, dots = LineWidget("Loss", "rounds"), CourseWidget(), CalibrationWidget()
    folds = FoldsWidget()
    folds.show_folds((0.6, 0.7))
    lines.show_lines({"one": [(1, 2.0), (2, 1.0)], "two": []})
    curves.show_course(course)
    dots.show_horizon(horizon)  # type: ignore[arg-type]
    for made, words in (
        (lines, "one: 1"), (curves, "C: 0.60"), (dots, "Observed 30 % (10 % to 50 %)"),
        (folds, "Fold 2: 0.700"),
    ):  # fmt: skip
        qtbot.addWidget(made)
        made.resize(700, 400)
        scene = made.ready()
        right = scene.panels[0].box.bottomRight() - QPointF(1, 1)
        assert words in [line for line, _ in made.plot.readout(scene, right).lines]
        assert not made.grab().isNull()
    lines.show_lines({})
    assert not lines.grab().isNull() and not lines.ready().panels


def test_pyqtgraph_waits_for_the_first_axes() -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from steph_desktop.ui.kit.plots import heat_map, training_plots
made = training_plots.LineWidget("Loss", "rounds")
made.show_lines({})
made.grab()
assert "pyqtgraph" not in sys.modules
made.show_lines({"one": [(1, 2.0), (2, 1.0)]})
made.grab()
assert "pyqtgraph" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr


def _texts_of(plot: Plot, size: QSizeF, monkeypatch: pytest.MonkeyPatch) -> tuple:
    """Lay a plot out; return its view, and the place of every text that it writes."""
    written: dict[str, QRectF] = {}
    write = PlotScene.text

    def note(scene: PlotScene, words: str, at: QPointF, *rest: object) -> None:
        written[words] = QRectF(at, QSizeF(scene.width_of(words), scene.line))
        write(scene, words, at, *rest)

    view = PlotView()
    with monkeypatch.context() as patch:
        patch.setattr(PlotScene, "text", note)
        view.plots.lay_out(plot, size, LIGHT, font())
    return view, written


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("hazard", [0.02, 0.06, 0.12])
def test_the_end_of_the_follow_up_is_written_where_no_curve_is(
    qapp: object, monkeypatch: pytest.MonkeyPatch, code: str, hazard: float
) -> None:
    survival = np.cumprod(np.full(len(BINS), 1 - hazard))
    end = 9.8 * DAYS_PER_YEAR
    language.speak(code)
    try:
        plot = SurvivalPlot((), BINS, survival, end_days=end)
        view, written = _texts_of(plot, QSizeF(300, 200), monkeypatch)
    finally:
        language.speak("en")
    box = written["follow-up ends"]
    panel = view.plots.panels[0]
    assert panel.box.left() <= box.left() and box.right() <= panel.box.right()
    days = np.linspace(0, end, 400)
    xs, ys = panel.xs(days), panel.ys(np.array([survival_at(BINS, survival, d) for d in days]))
    assert not any(box.contains(QPointF(x, y)) for x, y in zip(xs, ys, strict=True))


@pytest.mark.parametrize("width", [270, 340, 420])
def test_every_large_source_is_named_with_its_share(
    qapp: object, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    parts = (("BRCA", 0.36), ("KIPAN", 0.25), ("COADREAD", 0.19), ("BLCA", 0.15), ("LUAD", 0.03),
             ("UCEC", 0.02))  # fmt: skip
    _, written = _texts_of(SourceBarPlot(parts), QSizeF(width, 60), monkeypatch)
    named = [f"{name} {100 * share:.0f}\u00a0%" for name, share in parts[:4]]
    assert list(written) == named
    boxes = list(written.values())
    assert all(box.left() >= 0 and box.right() <= width for box in boxes)
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
