"""A plot on screen: readout under the mouse, zoom, copy, and the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy

from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.plots.figure_files import Figure, make_figure, picture_of
from steph_desktop.ui.kit.plots.scene import Plot, PlotPanel, PlotScene, PlotView, Readout
from steph_desktop.ui.kit.theme import Tinted, plate, sized_font
from steph_desktop.workspace.ways_out import Departure, WayOut

_CLICK_PX = 4.0
_ZOOM_STEP = 0.85


class PlotWidget(Tinted, PlotView):
    """One plot; Ctrl and the wheel zoom, a drag moves what is zoomed, Ctrl+C copies.

    Its name is the title of a copy as well; `factor` is the size of its text beside the window's.
    One that `is_flat` takes no more height than its hint.
    """

    def __init__(
        self, name: str, factor: float = 0.92, *, hint: QSize | None = None, is_flat: bool = False
    ) -> None:
        super().__init__()
        self._hint = hint
        self.plot: Plot | None = None
        self.empty_words = ""
        self.note = ""
        """Stands below a copy of it"""
        self.figure: Callable[[], Figure | None] = self._figure
        """Makes the figure that is copied."""
        self._factor = factor
        self._stale = True
        self._mouse: QPointF | None = None
        self._pressed: QPointF | None = None
        self._held: tuple[PlotPanel, QPointF] | None = None
        self.plots.keep_pixels()
        # The readout follows the mouse without a button held.
        self.setMouseTracking(True)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed if is_flat else policy.Expanding)
        self.setAccessibleName(tr(name))

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._hint is None else self._hint

    def set_plot(self, plot: Plot | None, *, is_other: bool = False) -> None:
        """Draw this from now on, `empty_words` for None; other data are shown whole."""
        self.plot = plot
        if is_other:
            self.plots.show_all()
        self.redraw()

    def tint(self) -> None:
        self.redraw()

    def redraw(self) -> None:
        """Lay the plot out again before it is painted next."""
        self._stale = True
        self.viewport().update()

    def ready(self) -> PlotScene:
        """Return the scene as it is on screen now."""
        if self._stale and self.plot is not None:
            font = sized_font(self.font(), self._factor)
            self._stale = False
            self.plots.lay_out(self.plot, QSizeF(self.viewport().size()), self.colours, font)
        return self.plots

    def pointed_at(self) -> Readout | None:
        """Return what is said of the place under the mouse."""
        if self.plot is None or self._mouse is None:
            return None
        return self.plot.readout(self.ready(), self._mouse)

    def clicked_at(self, at: QPointF) -> None:
        """Answer a click."""

    def copy_figure(self) -> None:
        """Put the figure on the clipboard, with its research line."""
        if (figure := self.figure()) is not None:
            QGuiApplication.clipboard().setImage(picture_of(figure))
            tell_left(self, Departure(WayOut.COPY, what=self.accessibleName()))

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole is on show."""
        return any(panel.is_zoomed for panel in self.plots.panels)

    def _figure(self) -> Figure | None:
        if self.plot is None:
            return None
        # As it stands in the window, within what a page takes.
        height = 760.0 * min(1.2, max(0.4, self.height() / max(1, self.width()))) + 60
        return make_figure(self.plot, self.accessibleName(), self.note, height=height)

    # Events ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            # What is on show whole has nowhere to move to.
            panel = self.ready().panel_at(event.position())
            if panel is not None and panel.is_zoomed:
                self._held = panel, event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if self._held is not None:
            panel, before = self._held
            panel.pan(event.position() - before)
            self._held = panel, event.position()
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed, self._held = self._pressed, None, None
        if pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        # A hand that clicks moves the mouse a little.
        if (event.position() - pressed).manhattanLength() <= _CLICK_PX:
            self.clicked_at(event.position())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.plots.show_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        panel = self.ready().panel_at(event.position())
        turned = event.angleDelta()
        if panel is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Qt counts one notch of a wheel as 120.
            panel.zoom(_ZOOM_STEP ** (turned.y() / 120), event.position())
        elif panel is not None and panel.is_zoomed:
            panel.pan(QPointF(turned) / 2)
        else:
            event.ignore()  # the wheel scrolls the page that the plot stands on

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._mouse = None
            self.viewport().update()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_figure()
        else:
            event.ignore()  # a graphics view would take the arrow keys for its scroll bars

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.plot is None:
            return
        menu = QMenu(self)
        menu.addAction(tr("Copy figure"), self.copy_figure)
        if self.ready().panels:
            menu.addAction(tr("Whole axes"), self.plots.show_all).setEnabled(self.is_zoomed)
        menu.aboutToHide.connect(menu.deleteLater)
        # Not `exec`, which would hold up everything else until the menu is gone.
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        # The places of everything hang on the size of the letters.
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.redraw()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Laid out when it is painted: while an edge is dragged, many sizes are never shown.
        self._stale = True
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.plot is not None:
            self.ready()
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self.colours.muted))
        middle = int((Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap).value)
        room = self.viewport().rect().adjusted(40, 0, -40, 0)
        painter.drawText(room, middle, tr(self.empty_words))

    def drawForeground(self, painter: QPainter, _rect: QRectF | object) -> None:
        # Painted over what the scene has kept: moving the mouse draws no curve again.
        if (readout := self.pointed_at()) is None:
            return
        painter.setFont(self.plots.letters)
        if readout.guide is not None:
            painter.setPen(QPen(QColor(self.colours.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(readout.guide)
        if readout.ring:
            painter.setPen(QPen(QColor(readout.ring), 2))
            painter.setBrush(QColor(self.colours.panel))
            painter.drawEllipse(readout.at, 5, 5)
        if readout.frame is not None:
            painter.setPen(QPen(QColor(self.colours.ink), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(readout.frame)
        if readout.lines:
            self._paint_plate(painter, readout)

    def _paint_plate(self, painter: QPainter, readout: Readout) -> None:
        """Paint the words beside the place, within the widget."""
        metrics = QFontMetricsF(painter.font())
        line, room = metrics.height() + 2, QRectF(self.viewport().rect())
        width = max(metrics.horizontalAdvance(tr(words)) for words, _ in readout.lines) + 16
        box = QRectF(readout.at.x() + 12, readout.at.y() - 10, width, len(readout.lines) * line + 9)
        if box.right() > room.right():
            box.moveRight(max(readout.at.x() - 12, room.left() + width))
        box.moveTop(max(room.top(), min(box.top(), room.bottom() - box.height())))
        plate(painter, box, self.colours.panel, self.colours.line)
        for number, (words, colour) in enumerate(readout.lines):
            painter.setPen(QColor(colour))
            base = box.top() + 4 + number * line + metrics.ascent()
            painter.drawText(QPointF(box.left() + 8, base), tr(words))
