"""On screens of 100, 150 and 200 %: as sharp as the screen, and everything of the same size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot
from viewer_actions import to_pixels

from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.theme import DARK, LIGHT
from steph_desktop.ui.parts.viewer.annotator import COLOURS, _square

FACTORS = (1.0, 1.5, 2.0)
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def screens(slide_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[float, Any]:
    """What a probe of its own process saw at each factor, with its picture as RGB."""
    folder = tmp_path_factory.mktemp("screens")
    seen: dict[float, Any] = {}
    for factor in FACTORS:
        picture = folder / f"{factor}.png"
        words = [sys.executable, str(HERE / "high_dpi_probe.py")]
        done = subprocess.run(
            [*words, str(slide_folder / "smith-john.svs"), str(picture)],
            env={**os.environ, "QT_SCALE_FACTOR": str(factor), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        seen[factor] = {**json.loads(done.stdout), "rgb": to_pixels(QImage(str(picture)))}
    return seen


def test_the_slide_is_read_at_the_resolution_of_the_screen(screens: dict[float, Any]) -> None:
    """20x of a 40x slide: half its pixels at 100 %, each of its pixels at 200 %."""
    for factor, seen in screens.items():
        assert seen["ratio"] == factor
        assert seen["scale"] == pytest.approx(factor / 2)
        assert seen["grabbed"] == [900 * factor, 640 * factor]
        assert seen["rgb"].shape == (640 * factor, 900 * factor, 3)
    assert screens[1.0]["asked_levels"] == [screens[1.0]["level"]] == [1]
    assert screens[1.5]["asked_levels"] == screens[2.0]["asked_levels"] == [0]


def test_at_200_percent_a_pixel_of_the_screen_is_a_pixel_of_the_slide(
    screens: dict[float, Any], slide_folder: Path
) -> None:
    x, y = screens[2.0]["corner"]
    shown = screens[2.0]["rgb"][300:900, 500:1500]
    with Slide(slide_folder / "smith-john.svs") as slide:
        wanted = slide.read_region(x + 500, y + 300, 0, 1000, 600)
    # OpenSlide and the direct decoder may round apart by one.
    assert np.abs(shown.astype(int) - wanted).max() <= 3


def test_words_plates_and_bar_keep_their_size(screens: dict[float, Any]) -> None:
    plain = screens[1.0]
    for factor, seen in screens.items():
        assert seen["readout"] == plain["readout"] == "20x · 0.50 µm/px (from scanner)"
        assert seen["bar"] == plain["bar"]
        assert seen["plate"] == pytest.approx(plain["plate"], abs=2), factor
        assert seen["objectives"] == pytest.approx(plain["objectives"], abs=8), factor
        assert seen["letters"] == pytest.approx(plain["letters"], abs=1), factor


@pytest.mark.parametrize("factor", FACTORS)
def test_the_painted_bar_is_as_long_as_it_says(screens: dict[float, Any], factor: float) -> None:
    seen = screens[factor]
    x, y, width, height = (round(v * factor) for v in seen["plate"])
    plate = seen["rgb"][y : y + height, x : x + width].astype(int)
    ink = np.abs(plate - QColor(LIGHT.ink).getRgb()[:3]).max(axis=2) < 40
    runs = []
    for row in ink:
        edges = np.flatnonzero(np.diff(np.pad(row.astype(np.int8), 1)))
        runs.append(int((edges[1::2] - edges[::2]).max(initial=0)))
    length_um = float(seen["bar"][1].split()[0])
    assert max(runs) == pytest.approx(length_um / 0.25 * seen["scale"], abs=2)
    thick = sum(run > 0.9 * max(runs) for run in runs)
    assert thick == pytest.approx(3 * factor, abs=1.5)  # its rims are soft


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_swatch_is_seen_on_its_plate(qtbot: QtBot, colours: Any) -> None:
    def light(colour: QColor) -> float:
        parts = [v / 12.92 if v <= 0.04 else ((v + 0.055) / 1.055) ** 2.4 for v in (
            colour.redF(), colour.greenF(), colour.blueF()
        )]  # fmt: skip
        return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))

    for name, colour in COLOURS.items():
        image = _square(colour).pixmap(16, 16).toImage()
        middle = image.height() // 2
        row = [image.pixelColor(x, middle) for x in range(image.width())]
        assert row[middle].name() == colour
        chosen = _square(colour).pixmap(QSize(16, 16), QIcon.Mode.Selected).toImage()
        assert chosen.pixelColor(middle, middle).name() == colour
        ground = light(QColor(colours.panel))
        contrasts = [
            (max(ground, light(c)) + 0.05) / (min(ground, light(c)) + 0.05)
            for c in row
            if c.alpha() == 255
        ]
        assert max(contrasts) > 3, name
