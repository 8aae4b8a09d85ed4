"""Kaplan-Meier curves on screen and on paper: who is clicked, and what the files say."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from plot_samples import place_of
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from pytestqt.qtbot import QtBot

from steph_desktop import RESEARCH_USE
from steph_desktop.core.errors import StephError
from steph_desktop.survival.groups import GroupedSurvival, SurvivalGroup, compare_groups
from steph_desktop.ui.kit.plots.figure_files import Figure, make_figure, picture_of, write_figure
from steph_desktop.ui.kit.plots.scene import PlotView, record_plot
from steph_desktop.ui.kit.plots.survival_plot import AxisUnit, KaplanMeierWidget, KmOptions, KmPlot
from steph_desktop.ui.kit.theme import DARK, LIGHT
from steph_desktop.ui.pages.survival.survival_analysis import write_curves, write_figures


def group(label: str, n: int, scale: float, seed: int) -> SurvivalGroup:
    rng = np.random.default_rng(seed)
    times, ends = rng.exponential(scale, n), rng.uniform(300, 3500, n)
    names = tuple(f"Case {label[0].upper()}{i}" for i in range(n))
    return SurvivalGroup(label, np.minimum(times, ends).round(1), times <= ends, names)


@pytest.fixture(scope="module")
def survival() -> GroupedSurvival:
    return compare_groups([group("low", 40, 4000, 1), group("=high", 35, 900, 2)])


@pytest.fixture
def widget(qtbot: QtBot, survival: GroupedSurvival) -> KaplanMeierWidget:
    made = KaplanMeierWidget()
    qtbot.addWidget(made)
    made.show_survival(survival)
    made.resize(700, 460)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("is_event", [True, False])
@pytest.mark.parametrize("number", [0, 1])
def test_click_finds_the_patient(
    qtbot: QtBot, widget: KaplanMeierWidget, number: int, is_event: bool
) -> None:
    asked: list[tuple[str, ...]] = []
    widget.cases_requested.connect(asked.append)
    group = widget.km.survival.groups[number]
    rows = np.flatnonzero(group.events == is_event)
    # The one whose neighbours on all curves are farthest away cannot be mistaken.
    times = np.concatenate([g.times_days for g in widget.km.survival.groups])
    alone = [np.sort(np.abs(times - group.times_days[row]))[1] for row in rows]
    row = int(rows[int(np.argmax(alone))])
    qtbot.mouseMove(widget.viewport(), place_of(widget, number, row))
    qtbot.mouseClick(
        widget.viewport(), Qt.MouseButton.LeftButton, pos=place_of(widget, number, row)
    )
    assert asked == [(group.ids[row],)]


def test_click_beside_the_curves_asks_for_nobody(qtbot: QtBot, widget: KaplanMeierWidget) -> None:
    frame = widget.frame()
    with qtbot.assertNotEmitted(widget.cases_requested, wait=50):
        corner = QPoint(round(frame.box.right()) - 20, round(frame.box.top()) + 15)
        qtbot.mouseClick(widget.viewport(), Qt.MouseButton.LeftButton, pos=corner)


def test_keys_walk_through_the_patients(qtbot: QtBot, widget: KaplanMeierWidget) -> None:
    group = widget.km.survival.groups[0]
    order = np.argsort(group.times_days)
    for _ in range(2):
        qtbot.keyClick(widget, Qt.Key.Key_Right)
    with qtbot.waitSignal(widget.cases_requested) as asked:
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert asked.args[0] == (group.ids[order[1]],)


def test_patients_who_share_a_step_come_together(qtbot: QtBot) -> None:
    times, seen = np.array([100.0, 200, 200, 300]), np.array([True, True, True, False])
    made = KaplanMeierWidget()
    qtbot.addWidget(made)
    made.show_survival(compare_groups([SurvivalGroup("all", times, seen, ("a", "b", "c", "d"))]))
    made.resize(600, 400)
    with qtbot.waitSignal(made.cases_requested) as asked:
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place_of(made, 0, 1))
    assert asked.args[0] == ("b", "c")


def test_groups_without_names_lead_nowhere(qtbot: QtBot) -> None:
    made = KaplanMeierWidget()
    qtbot.addWidget(made)
    group = SurvivalGroup("all", np.array([100.0, 200]), np.array([True, False]))
    made.show_survival(compare_groups([group]))
    made.resize(600, 400)
    with qtbot.assertNotEmitted(made.cases_requested, wait=20):
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place_of(made, 0, 0))
        qtbot.keyClick(made, Qt.Key.Key_Right)
        qtbot.keyClick(made, Qt.Key.Key_Return)


@pytest.mark.parametrize("unit", list(AxisUnit))
@pytest.mark.parametrize("width", [300, 520, 1600])
def test_numbers_at_risk_stand_under_their_ticks_and_apart(
    qapp: object, survival: GroupedSurvival, unit: AxisUnit, width: int
) -> None:
    font = QFont()
    font.setPixelSize(12)
    plot, view = KmPlot(survival, KmOptions(unit=unit)), PlotView()
    view.plots.lay_out(plot, QSizeF(width, 420), LIGHT, font)
    (panel,) = view.plots.panels
    metrics, ticks = QFontMetricsF(font), panel.x_ticks
    assert ticks[0] == 0 and len(ticks) >= 2
    assert ticks[-1] <= plot.longest_days
    places = panel.xs(np.array(ticks))
    assert min(np.diff(places)) > metrics.horizontalAdvance("00000")


@pytest.mark.parametrize("size", [(40, 40), (200, 120), (900, 600)])
def test_any_size_and_theme_can_be_painted(
    qapp: object, survival: GroupedSurvival, size: tuple[int, int]
) -> None:
    for colours in (LIGHT, DARK):
        plot = KmPlot(survival, KmOptions(medians=True), "p = 0.5")
        assert record_plot(plot, QSizeF(*size), QFont(), colours).size() > 0


def figure(survival: GroupedSurvival) -> Figure:
    return make_figure(KmPlot(survival), "Survival by group", "Bands: 95 %.")


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_figures_are_written(
    qapp: object, tmp_path: Path, survival: GroupedSurvival, suffix: str
) -> None:
    out = write_figure(figure(survival), tmp_path / f"km{suffix}")
    data = out.read_bytes()
    if suffix == ".png":
        image = QImage(str(out))
        assert image.width() == 2280 and image.dotsPerMeterX() == pytest.approx(11339, abs=2)
    elif suffix == ".svg":
        told = data.decode()
        assert RESEARCH_USE in told and "Survival by group" in told and "Number at risk" in told
        assert "Case" not in told
    else:
        assert data.startswith(b"%PDF") and b"/FontFile" in data
    assert list(tmp_path.iterdir()) == [out]


def test_the_research_line_is_on_the_picture(qapp: object, survival: GroupedSurvival) -> None:
    image = picture_of(figure(survival))
    red = 0
    for y in range(image.height() - 90, image.height()):
        for x in range(0, 900, 2):
            colour = image.pixelColor(x, y)
            red += colour.red() > colour.blue() + 60
    assert red > 300


def test_other_endings_are_refused(qapp: object, survival: GroupedSurvival, tmp_path: Path) -> None:
    with pytest.raises(StephError, match="PNG, SVG or PDF"):
        write_figure(figure(survival), tmp_path / "km.bmp")


def test_tables_hold_the_curves_and_no_name(tmp_path: Path, survival: GroupedSurvival) -> None:
    text = write_curves(tmp_path / "curves.csv", survival).read_text(encoding="utf-8")
    assert text.startswith(f"# {RESEARCH_USE}\n") and "Case" not in text
    rows = list(csv.DictReader(text.splitlines()[1:]))
    low = [row for row in rows if row["group"] == "low"]
    curve = survival.figures[0].curve
    assert [float(row["survival"]) for row in low] == pytest.approx(curve.survival, abs=1e-9)
    assert sum(int(row["events"]) for row in low) == curve.n_events
    assert sum(int(row["censored"]) for row in low) == 40 - curve.n_events
    # A spreadsheet must not take a name for a formula.
    assert {row["group"] for row in rows} == {"low", "'=high"}


def test_table_of_figures(tmp_path: Path, survival: GroupedSurvival) -> None:
    text = write_figures(tmp_path / "figures.csv", survival).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0] == f"# {RESEARCH_USE}" and lines[-1].startswith("# log-rank chi-square")
    rows = list(csv.DictReader(lines[1:-1]))
    assert float(rows[1]["median_days"]) == survival.figures[1].median_days.value
    mean = survival.figures[0].restricted_mean_days
    assert mean.value == pytest.approx(float(rows[0][f"mean_to_{survival.horizon_days:g}_days"]))
