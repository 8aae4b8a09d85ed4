"""Kaplan-Meier curves on screen: readout under the mouse, and a click that finds the patient."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.survival.groups import GroupedSurvival
from steph_desktop.ui.kit.plots.curve_plot import group_words
from steph_desktop.ui.kit.plots.km_plot import (
    KmFrame,
    KmHit,
    KmOptions,
    KmPlot,
    all_hits,
    frame_of,
    hit_at,
    line_colour,
    paint_km,
    survival_at_time,
)
from steph_desktop.ui.kit.plots.survival_words import hit_words, test_words
from steph_desktop.ui.kit.theme import LIGHT, Colours, sized_font


class KaplanMeierWidget(QWidget):
    """The curves of some groups.

    Give it what `steph_desktop.survival.groups.compare_groups` made, off the GUI thread.
    """

    cases_requested = Signal(object)
    """Ids of the patients, a tuple of str, whose step or tick was clicked"""

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.plot: KmPlot | None = None
        self.empty_words = ""
        self._mouse: QPointF | None = None
        self._hit: KmHit | None = None
        self._options = KmOptions()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(260)
        self.setAccessibleName("Kaplan-Meier curves")

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.colours = colours
        self.update()

    def show_survival(self, survival: GroupedSurvival | None, words: str | None = None) -> None:
        """Draw these groups from now on.

        Parameters
        ----------
        survival : GroupedSurvival, optional
            None for an empty plot.
        words : str, optional
            Under the legend; by default what the log-rank test says.
        """
        self._hit = self._mouse = None
        if survival is None:
            self.plot = None
            self.setAccessibleDescription(self.empty_words)
        else:
            said = test_words(survival) if words is None else words
            self.plot = KmPlot(survival, self._options, said)
            groups = "; ".join(
                f"{group_words(c.label)}: {c.n_patients} patients, {c.n_events} events"
                for c in self.plot.curves
            )
            self.setAccessibleDescription(f"{groups}. {said}")
        self.update()

    def set_options(self, options: KmOptions) -> None:
        """Choose what is drawn."""
        self._options = options
        if self.plot is not None:
            self.plot = KmPlot(self.plot.survival, options, self.plot.words)
        self.update()

    @property
    def options(self) -> KmOptions:
        """What is drawn."""
        return self._options

    def frame(self) -> KmFrame | None:
        """Return the axes as they are painted now."""
        if self.plot is None:
            return None
        return frame_of(self._area(), self.plot, sized_font(self.font(), 0.92))

    def sizeHint(self) -> QSize:
        return QSize(640, 440)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, 2, -2, -2)

    # Mouse and keyboard ------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        self._point_at(self._under(self._mouse))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._under(event.position())
        if event.button() is Qt.MouseButton.LeftButton and hit is not None:
            self.cases_requested.emit(hit.ids)

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = None
        self._point_at(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hits = all_hits(self.plot) if self.plot is not None else []
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if hits and event.key() in steps:
            by = steps[Qt.Key(event.key())]
            place = hits.index(self._hit) + by if self._hit in hits else (by - 1) // 2
            self._mouse = None
            self._point_at(hits[place % len(hits)])
        elif self._hit is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cases_requested.emit(self._hit.ids)
        else:
            super().keyPressEvent(event)

    def _under(self, at: QPointF) -> KmHit | None:
        frame = self.frame()
        return None if self.plot is None or frame is None else hit_at(self.plot, frame, at)

    def _point_at(self, hit: KmHit | None) -> None:
        self._hit = hit
        cursor = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor
        self.setCursor(cursor)
        self.update()

    # Painting ----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = sized_font(self.font(), 0.92)
        if self.plot is None:
            painter.setPen(QColor(self.colours.muted))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self._area().adjusted(40, 0, -40, 0), int(middle), self.empty_words)
            return
        frame = paint_km(painter, self._area(), self.plot, self.colours, font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        if self._hit is not None:
            self._paint_hit(painter, frame, self._hit)
        elif self._mouse is not None and frame.box.contains(self._mouse):
            self._paint_readout(painter, frame, frame.days(self._mouse.x()))

    def _paint_hit(self, painter: QPainter, frame: KmFrame, hit: KmHit) -> None:
        if self.plot is None:
            return
        curve = self.plot.curves[hit.group]
        at = QPointF(frame.x(hit.time_days), frame.y(survival_at_time(curve, hit.time_days)[0]))
        colour = line_colour(curve.label, hit.group, self.colours)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(QColor(self.colours.panel))
        painter.drawEllipse(at, 5, 5)
        self._plate(painter, frame, at, [(hit_words(hit, self.plot.options.unit), None)])

    def _paint_readout(self, painter: QPainter, frame: KmFrame, days: float) -> None:
        if self.plot is None:
            return
        unit = self.plot.options.unit
        x = frame.x(days)
        painter.setPen(QPen(QColor(self.colours.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, frame.box.top(), x, frame.box.bottom()))
        lines: list[tuple[str, QColor | None]] = [(f"{days / unit.days:.1f} {unit.value[0]}", None)]
        for number, curve in enumerate(self.plot.curves):
            if days <= curve.durations_days[-1]:
                share, low, high = (100 * v for v in survival_at_time(curve, days))
                words = f"{share:.0f} % ({low:.0f} to {high:.0f}), {curve.at_risk(days)} at risk"
            else:
                words = "nobody is followed so far"
            name = group_words(curve.label)
            name = name if len(name) <= 24 else f"{name[:23]}…"
            colour = line_colour(curve.label, number, self.colours)
            lines.append((f"{name}: {words}", colour))
        self._plate(painter, frame, QPointF(x, frame.box.top() + 10), lines)

    def _plate(
        self,
        painter: QPainter,
        frame: KmFrame,
        at: QPointF,
        lines: list[tuple[str, QColor | None]],
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        width = max(metrics.horizontalAdvance(words) for words, _ in lines) + 16
        plate = QRectF(0, 0, width, len(lines) * (metrics.height() + 2) + 10)
        right = at.x() + 12 + width <= frame.box.right()
        plate.moveTopLeft(QPointF(at.x() + 12 if right else at.x() - 12 - width, at.y()))
        if plate.bottom() > frame.box.bottom():
            plate.moveBottom(frame.box.bottom())
        painter.setPen(QPen(QColor(self.colours.line), 1))
        painter.setBrush(QColor(self.colours.panel))
        painter.drawRoundedRect(plate, 4, 4)
        y = plate.top() + 5
        for words, colour in lines:
            painter.setPen(colour if colour is not None else QColor(self.colours.ink))
            painter.drawText(QPointF(plate.left() + 8, y + metrics.ascent()), words)
            y += metrics.height() + 2
