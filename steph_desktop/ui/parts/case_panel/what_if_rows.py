"""One row for each source of a what-if: on or off, its weight, its ratio."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QWidget,
)

from steph_desktop.ui.kit.widgets import text

_STEPS = 200
_DECIMALS = 2
_BOX_PX = 26
_USUAL_NAME = "COADREAD"


class _CalmSlider(QSlider):
    """A slider that leaves the wheel to the page it scrolls with."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _CalmNumber(QDoubleSpinBox):
    """A number that leaves the wheel to the page it scrolls with."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmCount(QSpinBox):
    """A count that leaves the wheel to the page it scrolls with."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SourceName(QCheckBox):
    """A name that ends in dots where there is no room; the whole is in the tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(f"Merge {name}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_bold(self, *, bold: bool) -> None:
        """Write it in bold letters, or not."""
        if self.font().bold() != bold:
            font = QFont(self.font())
            font.setBold(bold)
            self.setFont(font)
            self._fit()

    def sizeHint(self) -> QSize:
        font = QFont(self.font())
        font.setBold(True)
        width = QFontMetrics(font).horizontalAdvance(_USUAL_NAME) + _BOX_PX + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _fit(self) -> None:
        room = self.width() - _BOX_PX
        words = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&"))


class SlidingNumber:
    """A slider and a number that say the same; put into a grid by its owner.

    Parameters
    ----------
    name : str
        For those who cannot see it.
    tip : str
        What it does.
    most : float
        Right end; the left is 0.
    """

    def __init__(self, name: str, tip: str, most: float) -> None:
        self._most = most
        self.slider = _CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setAccessibleName(name)
        self.slider.setMinimumWidth(48)
        self.number = _CalmNumber()
        self.number.setObjectName("compact")
        self.number.setRange(0.0, most)
        self.number.setDecimals(_DECIMALS)
        self.number.setSingleStep(0.05)
        self.number.setKeyboardTracking(False)  # what is half typed is not asked
        self.number.setAccessibleName(f"{name}, as a number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("00.00") + 20)
        for part in (self.slider, self.number):
            part.setToolTip(tip)

    def show(self, value: float) -> None:
        """Show a value that is not the hand's."""
        for part in (self.slider, self.number):
            part.blockSignals(True)
        self.slider.setValue(round(value / self._most * _STEPS))
        self.number.setValue(value)
        for part in (self.slider, self.number):
            part.blockSignals(False)

    def is_showing(self, value: float) -> bool:
        """Tell whether slider and number both say this value."""
        step, number = round(value / self._most * _STEPS), round(value, _DECIMALS)
        return self.slider.value() == step and abs(self.number.value() - number) < 1e-9

    def at(self, step: int) -> float:
        """Value of a place of the slider."""
        return step / _STEPS * self._most


class SourceRow(QWidget):
    """One source.

    Parameters
    ----------
    cancer, target : str
        Names of the source and of the target.
    most_weight : float
        Right end of the weight's slider.
    weight, ratio : float
        What the model chose.
    """

    switched = Signal(bool)
    weighed = Signal(float)
    mixed = Signal(float)

    def __init__(
        self, cancer: str, target: str, most_weight: float, weight: float, ratio: float
    ) -> None:
        super().__init__()
        self.name = SourceName(cancer)
        self.name.setToolTip(f"{cancer}: on, or left out of the mixture")
        chosen = "The model chose"
        self.weight = SlidingNumber(
            f"Weight of {cancer}",
            f"How much {cancer} and its pair with {target} count. {chosen} {weight:.2f}.",
            most_weight,
        )
        self.ratio = SlidingNumber(
            f"Ratio of {cancer}",
            f"0: all of this pair comes from {cancer}. 1: all of it stays with {target}. "
            f"{chosen} {ratio:.2f}.",
            1.0,
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 2)
        layout.setColumnStretch(2, 3)
        layout.addWidget(self.name, 0, 0)
        self._signs: list[QLabel] = []
        for line, (sign, part) in enumerate((("w", self.weight), ("λ", self.ratio))):
            label = text(sign, name="muted")
            label.setWordWrap(False)
            label.setToolTip(part.slider.toolTip())
            layout.addWidget(label, line, 1)
            layout.addWidget(part.slider, line, 2)
            layout.addWidget(part.number, line, 3)
            self._signs.append(label)
        self._shown: tuple[bool, float, float, bool] | None = None
        self.name.toggled.connect(self.switched)
        for part, signal in ((self.weight, self.weighed), (self.ratio, self.mixed)):
            part.slider.valueChanged.connect(
                lambda step, part=part, signal=signal: signal.emit(part.at(step))
            )
            part.number.valueChanged.connect(signal)

    def show_values(self, *, selected: bool, weight: float, ratio: float, changed: bool) -> None:
        """Show what is asked of the source; its name is bold where the model chose otherwise."""
        shown = (selected, weight, ratio, changed)
        if shown == self._shown and self.weight.is_showing(weight) and self.ratio.is_showing(ratio):
            return
        self._shown = shown
        self.name.blockSignals(True)
        self.name.setChecked(selected)
        self.name.blockSignals(False)
        self.weight.show(weight)
        self.ratio.show(ratio)
        for part in (self.weight, self.ratio):
            part.slider.setEnabled(selected)
            part.number.setEnabled(selected)
        self.name.set_bold(bold=changed)
