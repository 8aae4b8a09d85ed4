from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import BINS, make_result, make_sources, make_spread
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QFont, QImage, QPageSize, QPainter, QPdfWriter

from steph_desktop.ui.kit.plots.bar_plot import SourcePlot
from steph_desktop.ui.kit.plots.scene import Plot, play, record_plot
from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot
from steph_desktop.ui.kit.theme import DARK, LIGHT, Colours

SIZE = (420, 300)


def font() -> QFont:
    made = QFont("DejaVu Sans")
    made.setPixelSize(11)
    return made


def canvas(colours: Colours = LIGHT) -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.panel))
    return image


def near(image: QImage, colour: str, tolerance: int = 12) -> np.ndarray:
    """Where a picture has a colour, as (y, x) pairs."""
    bits = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    wanted = QColor(colour)
    target = np.array([wanted.blue(), wanted.green(), wanted.red()])
    return np.argwhere(np.abs(bits[:, :, :3].astype(int) - target).max(axis=2) <= tolerance)


def painted(plot: Plot, colours: Colours = LIGHT) -> QImage:
    image = canvas(colours)
    painter = QPainter(image)
    play(painter, record_plot(plot, QSizeF(*SIZE), font(), colours), QPointF(0, 0))
    painter.end()
    return image


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
