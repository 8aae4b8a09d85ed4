"""Brightness, contrast and gamma of the view: how a slide is shown, never what is analysed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QLabel, QSlider, QWidget

from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, grid_layout, in_row, lay_grid
from steph_desktop.ui.kit.widgets import button, heading, text

_STEPS = 100  # of a slider, to each side
_GAMMA_RANGE = 3.0  # at the ends of its slider: a third, and three
_WORDS = (
    "Only what you see changes. The analysis always reads the slide as it is. A double click on a "
    "slider takes it back."
)


@dataclass(frozen=True)
class Look:
    """How the pixels of a slide are shown; each from -1 to 1, and 0 as they are."""

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 0.0  # shown as an exponent, see `exponent`

    @property
    def is_plain(self) -> bool:
        """Whether pixels are shown as they are."""
        return self == Look()

    @property
    def exponent(self) -> float:
        """The gamma: above 1, middle tones are lighter."""
        return float(_GAMMA_RANGE**self.gamma)

    @cached_property
    def table(self) -> NDArray[np.uint8]:
        """What each value of a channel becomes, shape (256,)."""
        values = np.linspace(0.0, 1.0, 256) ** (1 / self.exponent)
        # The slope goes to 0 at the lower end of the contrast and grows fourfold at the upper.
        slope = 1 + self.contrast if self.contrast < 0 else 1 + 3 * self.contrast
        values = (values - 0.5) * slope + 0.5 + self.brightness
        return np.asarray(np.rint(255 * np.clip(values, 0, 1)), np.uint8)

    def words(self) -> str:
        """Say what is changed: ``brightness +20, gamma 1.50``; empty if nothing is."""
        parts = [
            f"{name} {100 * value:+.0f}"
            for name, value in (("brightness", self.brightness), ("contrast", self.contrast))
            if value
        ]
        if self.gamma:
            parts.append(f"gamma {self.exponent:.2f}")
        return ", ".join(parts)

    def apply(self, image: QImage, area: QRect) -> None:
        """Change a part of an RGB32 image in place; nothing may be painting on it."""
        area = area.intersected(image.rect())
        if self.is_plain or area.isEmpty():
            return
        rows = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), -1, 4)
        part = rows[area.top() : area.bottom() + 1, area.left() : area.right() + 1]
        part[:] = self.table[part]
        part[..., 3] = 255  # the table has changed the byte beside the colours, too


class LookPanel(QFrame):
    """Three sliders over the slide; what they say holds until the program is closed."""

    changed = Signal(object)
    """The `Look` that is chosen"""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Brightness and contrast"))
        self.look = Look()
        grid = grid_layout(across=10, down=6)
        self.sliders: dict[str, QSlider] = {}
        self._values: dict[str, QLabel] = {}
        for row, name in enumerate(("Brightness", "Contrast", "Gamma")):
            made = QSlider(Qt.Orientation.Horizontal)
            made.setRange(-_STEPS, _STEPS)
            made.setMinimumWidth(150)
            explain(made, name)
            made.installEventFilter(self)
            made.valueChanged.connect(self._on_moved)
            value = text(wraps=False)
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance("+100 "))
            lay_grid(grid, (text(name), made, value), at=(row, 0))
            self.sliders[name.lower()], self._values[name.lower()] = made, value
        self.words = text(_WORDS, name="muted", factor=0.92)
        self.reset_button = button("Reset", self.reset)
        self.close_button = button("Close")
        foot = in_row(self.reset_button, None, self.close_button)
        parts = (heading("Brightness and contrast"), grid, self.words, foot)
        column(self, *parts, margin=12, spacing=8)
        self._show_values()
        self.hide()

    def reset(self) -> None:
        for made in self.sliders.values():
            made.setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonDblClick and isinstance(watched, QSlider):
            watched.setValue(0)
            return True
        return super().eventFilter(watched, event)

    def fit(self, width: int) -> None:
        """Take the room there is."""
        self.setFixedWidth(min(330, max(220, width)))
        self.adjustSize()

    def _on_moved(self) -> None:
        shares = {name: made.value() / _STEPS for name, made in self.sliders.items()}
        self.look = replace(Look(), **shares)
        self._show_values()
        self.changed.emit(self.look)

    def _show_values(self) -> None:
        look = self.look
        said = {
            "brightness": f"{100 * look.brightness:+.0f}" if look.brightness else "0",
            "contrast": f"{100 * look.contrast:+.0f}" if look.contrast else "0",
            "gamma": f"{look.exponent:.2f}",
        }
        for name, value in said.items():
            self._values[name].setText(tr(value))
            self.sliders[name].setAccessibleDescription(tr(value))
        self.reset_button.setEnabled(not look.is_plain)
