"""Scale bar, objective and resolution, painted in a corner of a view or of a picture of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from steph_desktop.slide.info import MppSource
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import Colours, plate, sized_font
from steph_desktop.ui.parts.viewer.camera import format_length_um, nice_length_um, objective_of

_LONGEST_BAR_PX = 130.0
_BAR_ROOM_PX = _LONGEST_BAR_PX + 16


@dataclass(frozen=True)
class ScaleReading:
    """What the scale bar shows."""

    mpp: float | None  # micrometres per logical pixel; None where the slide does not say
    mpp_source: MppSource | None  # where the slide's resolution comes from
    scale: float  # device pixels per level-0 pixel
    changed: str = ""  # how the view differs from the slide as it is, such as ``turned 90°``
    # The words leave out where the resolution comes from, and take two lines where they are many.
    is_brief: bool = False
    # Resolution that the words state, where a logical pixel is not one of the picture's.
    shown_mpp: float | None = None

    def fitted(self, font: QFont, width: float) -> ScaleReading:
        """Return the same in fewer words where there is too little room."""
        return self if self.size(font)[0] <= width else replace(self, is_brief=True)

    def words(self) -> str:
        """Objective and resolution, with where the resolution comes from, and what is changed."""
        return " · ".join(part for part in (self._resolution_words(), self.changed) if part)

    def _resolution_words(self) -> str:
        if self.mpp is None:
            return f"{100 * self.scale:.3g} % of full size · resolution not stated"
        source = None if self.is_brief else self.mpp_source
        where = f" ({source.value})" if source is not None else ""
        mpp = self.shown_mpp or self.mpp
        return f"{_objective_words(objective_of(mpp))} · {_mpp_words(mpp)} µm/px{where}"

    def _lines(self) -> list[str]:
        brief = self.is_brief and self.changed
        return [self._resolution_words(), self.changed] if brief else [self.words()]

    def bar(self) -> tuple[float, str]:
        """Length of the scale bar in logical pixels, and in words."""
        if self.mpp is None:
            return 0.0, ""
        length_um = nice_length_um(_LONGEST_BAR_PX * self.mpp)
        return length_um / self.mpp, format_length_um(length_um)

    def size(self, font: QFont) -> tuple[float, float]:
        """Width and height of the scale bar with its words."""
        metrics = QFontMetricsF(sized_font(font, 0.95))
        lines = self._lines()
        high = metrics.height() * max(len(lines), 1 if self.mpp is None else 2) + 12
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        return self._bar_room() + wide + 24, high

    def _bar_room(self) -> float:
        return _BAR_ROOM_PX if self.mpp is not None else 0.0

    def paint(self, painter: QPainter, rect: QRectF, font: QFont, colours: Colours) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(font, 0.95))
        ground = QColor(colours.panel)
        ground.setAlpha(225)
        plate(painter, rect, ground)
        left, base = rect.left() + 12, rect.bottom() - 9
        bar_px, caption = self.bar()
        if caption:
            painter.setPen(QColor(colours.ink))
            painter.drawText(QPointF(left, base - 8), tr(caption))
            pen = QPen(QColor(colours.ink), 3)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, base), QPointF(left + bar_px, base))
        painter.setPen(QColor(colours.text))
        step = QFontMetricsF(painter.font()).height()
        for row, words in enumerate(reversed(self._lines())):
            painter.drawText(QPointF(left + self._bar_room(), base + 2 - row * step), tr(words))


def _objective_words(objective: float) -> str:
    return f"{objective:.3g}x" if objective < 100 else f"{objective:.0f}x"


def _mpp_words(mpp: float) -> str:
    return f"{mpp:.2f}" if mpp < 10 else f"{mpp:.1f}"
