"""A walk through the demo: a bubble points at one part of the window after the other.

It shows and changes nothing by itself but the page on show; Escape leaves it at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import in_row, lay
from steph_desktop.ui.kit.messages import announce
from steph_desktop.ui.kit.theme import Tinted
from steph_desktop.ui.kit.widgets import ResizeWatch, button, heading, scaled_px, text
from steph_desktop.ui.parts.case_panel.inspector import Inspector
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.shell.bars import TopBar

_ON, _BACK = (Qt.Key.Key_Right, Qt.Key.Key_Down), (Qt.Key.Key_Left, Qt.Key.Key_Up)
_WAYS = (Qt.Key.Key_Escape, *_ON, *_BACK)
_WIDTH_PX, _ARROW_PX, _MARGIN_PX = 340, 12, 8
N = TypeVar("N", int, float)


@dataclass(frozen=True)
class TourStop:
    """One stop of the walk."""

    title: str
    words: str
    part: Callable[[], QWidget]  # at which the bubble points


class Bubble(Tinted, QWidget):
    """Words about one part of the window, with an arrow to it, and the way on."""

    left = Signal()
    """The walk has ended, at its last stop or before"""

    def __init__(self, window: QWidget, stops: Sequence[TourStop]) -> None:
        super().__init__(window)
        self._window, self._stops = window, tuple(stops)
        self._number = 0
        self._tip = QPointF()
        self._box = QRect()
        self.setAccessibleName(tr("Tour"))
        self.title = heading("", 1.1)
        self.words = text()
        self.place = text(name="muted", factor=0.92)
        self.back_button = button("Back", self.back)
        self.next_button = button("Next", self.next, primary=True)
        self.leave_button = button("Leave the tour", self.leave, name="link")
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        lay(
            self._layout,
            self.title,
            self.words,
            in_row(self.leave_button, None, self.place, self.back_button, self.next_button),
        )
        ResizeWatch(window, self._arrange)
        # Keys go to the button that has the keyboard, not to the bubble.
        for made in (self.leave_button, self.back_button, self.next_button):
            made.installEventFilter(self)
        self.hide()

    @property
    def stop(self) -> TourStop:
        return self._stops[self._number]

    def begin(self) -> None:
        self._go(0)

    def next(self) -> None:
        """Go on; from the last stop, leave."""
        if self._number + 1 < len(self._stops):
            self._go(self._number + 1)
        else:
            self.leave()

    def back(self) -> None:
        if self._number:
            self._go(self._number - 1)

    def leave(self) -> None:
        # A hidden bubble was left before: it ends once.
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def _go(self, number: int) -> None:
        self._number = number
        stop, last = self.stop, number + 1 == len(self._stops)
        self.title.setText(tr(stop.title))
        self.words.setText(tr(stop.words))
        self.place.setText(tr(f"{number + 1} of {len(self._stops)}"))
        self.back_button.setEnabled(number > 0)
        self.next_button.setText(tr("Done" if last else "Next"))
        self.next_button.setAccessibleName(self.next_button.text())
        self.show()
        self.raise_()
        self._arrange()
        self.next_button.setFocus()
        announce(self, f"{self.title.text()}. {self.words.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ON:
            self.next()
        elif event.key() in _BACK:
            self.back()
        # Nothing goes on to the window: its keys would do things that a walk must not do.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # else a key of the window does what it does there
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _WAYS
        ):
            # A button would pass the keyboard on to its neighbour at an arrow.
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Stand beside the part, where there is room, with the arrow between."""
        if self.isHidden():
            return
        part, room = self.stop.part(), self._window.rect()
        target = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size()).intersected(room)
        # A part that is not on show: the bubble stands in the middle.
        if target.isEmpty():
            target = QRect(room.center(), room.center())
        gap = _ARROW_PX
        wide = min(scaled_px(_WIDTH_PX, self), room.width() - 2 * _MARGIN_PX) + 2 * gap
        self._layout.setContentsMargins(gap + 14, gap + 12, gap + 14, gap + 12)
        high = self._layout.totalHeightForWidth(wide)
        middle = target.center()
        left, top = middle.x() - wide // 2, middle.y() - high // 2
        inside = room.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        x_ends = inside.left(), inside.right() - wide
        y_ends = inside.top(), inside.bottom() - high
        # Where the bubble may stand, and where its arrow ends then: beside, else below or above.
        across = ((target.right(), 0), (target.left() - wide, wide))
        along = ((target.bottom(), 0), (target.top() - high, high))
        places: list[tuple[int, int, int | None, int | None]] = [
            *((x, top, tip, None) for x, tip in across if x_ends[0] <= x <= x_ends[1]),
            *((left, y, None, tip) for y, tip in along if y_ends[0] <= y <= y_ends[1]),
            # No room at any side: over the part, without an arrow.
            (left, top, wide // 2, high // 2),
        ]
        x, y, tip_x, tip_y = places[0]
        self.setGeometry(_within(x, x_ends), _within(y, y_ends), wide, high)
        self._box = QRect(gap, gap, wide - 2 * gap, high - 2 * gap)
        at, held = self.mapFrom(self._window, middle), self._box.adjusted(14, 14, -14, -14)
        self._tip = QPointF(
            _within(at.x(), (held.left(), held.right())) if tip_x is None else tip_x,
            _within(at.y(), (held.top(), held.bottom())) if tip_y is None else tip_y,
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(self._box, 6, 6)
        if not self._box.contains(self._tip.toPoint()):
            held = self._box.adjusted(1, 1, -1, -1)
            inner = QPointF(
                _within(self._tip.x(), (held.left(), held.right())),
                _within(self._tip.y(), (held.top(), held.bottom())),
            )
            along = self._tip - inner
            # At a right angle to its way, so that the arrow is as broad whichever way it points.
            across = QPointF(-along.y(), along.x()) * 0.7
            arrow = QPainterPath()
            arrow.addPolygon(QPolygonF([self._tip, inner + across, inner - across, self._tip]))
            shape = shape.united(arrow)
        painter.setPen(QPen(QColor(self.colours.accent), 1.6))
        painter.setBrush(QColor(self.colours.panel))
        painter.drawPath(shape)


def _within(place: N, ends: tuple[N, N]) -> N:
    return max(ends[0], min(place, ends[1]))


def demo_halts(
    top: TopBar, cases: QWidget, pane: SlidePane, inspector: Inspector
) -> tuple[TourStop, ...]:
    """Return what the tour shows, in the order of a case's way through the window."""

    def shown(part: QWidget, around: QWidget) -> QWidget:
        return part if part.isVisible() else around

    return (
        TourStop("The worklist", "Each case is one patient, under a code that names nobody. Beside "
             "it: how far it is, its risk, and how far the models agree. Drop slides here to "
             "add cases.", lambda: cases),
        TourStop("The slide", "The wheel zooms, dragging moves, 1 to 6 choose an objective. The "
             "coloured squares are the map: red patches raise the predicted risk, blue ones "
             "lower it. H hides the map.", lambda: pane.viewer),
        TourStop("The map", "Choose here what the map shows, how strongly it covers the slide, and "
             "for which years. The numbers say what the colours mean.",
             lambda: shown(pane.maps, pane.viewer)),
        TourStop("The answer", "Risk group, and the percentile in the cohort that the model was "
             "trained on, with the range over its models. The small signs below say what to "
             "beware of: press one for its reasons.",
             lambda: shown(inspector.result.head, inspector)),
        TourStop("Why", "Below the answer: the survival curve beside those of the cohort, the "
             "patches that weighed most, and how much was borrowed from other cancers. A click "
             "on a patch goes there on the slide.", lambda: inspector),
        TourStop("Your own judgement", "Agree or disagree, give your own estimate, and sign. "
             "Nothing is changed by the model afterwards, and every step is on record.",
             lambda: shown(inspector.result.review, inspector)),
        TourStop("Your own slides", "Open your slides here, and choose a model that was trained on "
             "their cancer. Without one, nothing can be said about them.",
             lambda: top.open_button),
        TourStop("More", "The other pages compare cases, draw survival curves and train models of "
             "your own patients. The guide (F1) explains each of them.",
             lambda: top.page_bar),
    )  # fmt: skip
