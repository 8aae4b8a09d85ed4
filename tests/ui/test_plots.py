from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import BINS, make_result, make_sources
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPageSize, QPainter, QPdfWriter

from steph_desktop.model.prediction import SourceShare
from steph_desktop.ui.plots import (
    SurvivalPlot,
    paint_sources,
    paint_survival,
    ranked_sources,
    sources_height,
)
from steph_desktop.ui.theme import DARK, LIGHT, Colours

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


def drawn(plot: SurvivalPlot, colours: Colours = LIGHT) -> QImage:
    image = canvas(colours)
    painter = QPainter(image)
    paint_survival(painter, QRectF(0, 0, *SIZE), plot, colours, font())
    painter.end()
    return image


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_group_and_the_prediction_are_drawn(qapp: object, colours: Colours) -> None:
    result = make_result()
    image = drawn(SurvivalPlot(result.strata, BINS, result.prediction.survival), colours)
    for colour in (colours.low, colours.middle, colours.high, colours.ink):
        assert len(near(image, colour)) > 60, colour


def test_a_higher_hazard_draws_a_lower_curve(qapp: object) -> None:
    heights = []
    for hazard in (0.05, 0.4):
        survival = np.cumprod(np.full(len(BINS), 1 - hazard))
        plot = SurvivalPlot((), BINS, survival)
        curve = near(drawn(replace(plot, strata=make_result().strata)), LIGHT.ink)
        heights.append(curve[(curve[:, 0] > 50), 0].mean())
    assert heights[1] > heights[0] + 15


def test_members_are_a_band_from_the_lowest_to_the_highest(qapp: object) -> None:
    curves = np.array([np.cumprod(np.full(len(BINS), 1 - hazard)) for hazard in (0.1, 0.04, 0.2)])
    plain = drawn(SurvivalPlot((), BINS, curves[0]))
    banded = drawn(SurvivalPlot((), BINS, curves[0], members=curves))
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
    narrow = drawn(SurvivalPlot((), BINS, curves[0], members=curves[[0, 0]]))
    flat = np.frombuffer(narrow.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4).astype(int)
    assert (np.abs(flat - bits[0]).max(axis=2)[legend:, SIZE[0] // 2] > 12).sum() < 5


def test_the_axis_covers_the_cohorts_follow_up() -> None:
    strata = make_result().strata
    last_years = max(curve.durations_days[-1] for curve in strata) / 365
    plot = SurvivalPlot(strata, BINS, None)
    assert last_years <= plot.years <= last_years + 1
    assert SurvivalPlot((), BINS, np.cumprod(np.full(len(BINS), 0.5))).years >= 6


def test_sources_are_ranked_and_the_unused_set_apart() -> None:
    used, unused = ranked_sources(make_sources(k=5))
    assert [share.cancer for share in used] == ["KIPAN", "COADREAD", "BLCA", "LUNG", "LIHC"]
    assert {share.cancer for share in unused} == {"CESC", "GBMLGG", "HNSC", "SARC"}


def test_bars_are_as_long_as_their_weight_and_split_by_lambda(qapp: object) -> None:
    sources = (SourceShare("AAA", 1.0, 0.25, True), SourceShare("BBB", 0.5, 0.5, True))
    image = canvas()
    painter = QPainter(image)
    paint_sources(painter, QRectF(0, 0, *SIZE), sources, "BRCA", LIGHT, font())
    painter.end()
    step = sources_height(sources[:1], font())
    strong, pale = near(image, LIGHT.source, 2), near(image, LIGHT.target_part, 2)

    def length(pixels: np.ndarray, row: int) -> int:
        y = int((row + 0.35) * (step - _legend()))
        return int((pixels[:, 0] == y).sum())

    first = length(strong, 0) + length(pale, 0)
    second = length(strong, 1) + length(pale, 1)
    assert second == pytest.approx(first / 2, abs=2)
    assert length(pale, 0) == pytest.approx(0.25 * first, abs=2)
    assert length(pale, 1) == pytest.approx(0.5 * second, abs=2)


def _legend() -> float:
    return sources_height((), font())


def test_weights_of_zero_draw_no_bar(qapp: object) -> None:
    sources = tuple(SourceShare(name, 0.0, 0.5, True) for name in ("AAA", "BBB"))
    image = canvas()
    painter = QPainter(image)
    paint_sources(painter, QRectF(0, 0, *SIZE), sources, "BRCA", LIGHT, font())
    painter.end()
    bars = near(image, LIGHT.source, 2)
    assert not len(bars[bars[:, 0] < sources_height(sources, font()) - _legend()])


def test_the_same_code_draws_vectors_into_a_pdf(qapp: object, tmp_path: Path) -> None:
    result = make_result()
    path = tmp_path / "plot.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setResolution(600)
    painter = QPainter(writer)
    painter.scale(600 / 96, 600 / 96)
    plot = SurvivalPlot(result.strata, BINS, result.prediction.survival)
    paint_survival(painter, QRectF(0, 0, *SIZE), plot, LIGHT, font())
    paint_sources(painter, QRectF(0, 320, *SIZE), make_sources(), "BRCA", LIGHT, font())
    painter.end()
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Font" in data
    assert b"/Subtype /Image" not in data, "text and lines, no pixels"
