"""Plots painted for tests, and where on them something lies."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QSizeF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from steph_desktop.ui.kit.plots.scene import Plot, play, record_plot
from steph_desktop.ui.kit.plots.survival_plot import KaplanMeierWidget
from steph_desktop.ui.kit.theme import LIGHT, Colours

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


def place_of(widget: KaplanMeierWidget, number: int, row: int) -> QPoint:
    """Where a patient's step or tick is painted."""
    frame = widget.frame()
    group, curve = widget.km.survival.groups[number], widget.km.curves[number]
    day = float(group.times_days[row])
    step = int(np.searchsorted(curve.times_days, day, side="right")) - 1
    before = float(curve.survival[step - 1 if group.events[row] else step])
    middle = (before + float(curve.survival[step])) / 2
    return frame.point(day, middle).toPoint()
