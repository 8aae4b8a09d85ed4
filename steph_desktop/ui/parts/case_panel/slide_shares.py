"""How much each slide of a case counts: a row for each; a click shows the slide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from steph_desktop.case.map_rendering import format_signed
from steph_desktop.case.result import SlideShare
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column
from steph_desktop.ui.kit.list_rows import Row
from steph_desktop.ui.kit.theme import Tinted, plate, sized_font
from steph_desktop.ui.kit.widgets import button, heading, plain, text

MOST_ROWS = 8
"""More are folded away until they are asked for."""
_PAD, _GAP = 6.0, 10.0
_FACTOR = 0.92
SHORTLY = "Risk: what a slide adds to (red) or takes from (blue) the risk score."
EXPLAINED = (
    "Attention: how much of the case's answer comes from the slide. Risk: what its patches add to "
    "(red) or take from (blue) the risk score, against patches of average content (in years of "
    "expected survival lost, where the model counts in years); the slides of a case sum to 0."
)


class _Row(Tinted, QAbstractButton):
    """One slide: its name, a bar of its attention, a bar of its risk to either side."""

    def __init__(
        self, number: int, share: SlideShare, most_attention: float, most_risk: float, widest: str
    ) -> None:
        super().__init__()
        self.number = number
        self.is_current = False
        self._share, self._widest = share, widest
        self._most_attention, self._most_risk = most_attention, most_risk
        self.setFont(sized_font(self.font(), _FACTOR))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew as the mouse comes and goes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name, attention = f"Slide {number + 1}", f"{100 * share.attention:.0f} %"
        self.figures = (attention, format_signed(share.risk))
        said = f"{name}: {attention} of attention, risk {self.figures[1]}"
        self.setAccessibleName(tr(said))
        self.setToolTip(plain(tr(f"Show {name.lower()}")))

    def sizeHint(self) -> QSize:
        return QSize(280, round(self.fontMetrics().height() + _PAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect = self.colours, QRectF(self.rect())
        if self.is_current or self.isDown():
            plate(painter, rect, colours.accent_wash, round_px=3)
        elif self.underMouse():
            plate(painter, rect, colours.field, round_px=3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        font = QFont(self.font())
        font.setBold(self.is_current)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if self.is_current else colours.text))
        left = _bars_left(QFontMetricsF(self.font()), self._widest)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        row = Row(painter, rect, self.layoutDirection())
        name = row.box(QRectF(_PAD, 0, left - _PAD, rect.height()))
        painter.drawText(name, middle, tr(f"Slide {self.number + 1}"))
        painter.setFont(self.font())
        half = (rect.width() - left - _GAP - _PAD) / 2
        self._paint_attention(row, QRectF(left, 0, half, rect.height()))
        self._paint_risk(row, QRectF(left + half + _GAP, 0, half, rect.height()))

    def _paint_attention(self, row: Row, rect: QRectF) -> None:
        room = rect.width() - _figure_room(self.font(), "100 %")
        length = room * self._share.attention / (self._most_attention or 1)
        # A pixel at least: every slide has a bar to be seen.
        bar = QRectF(rect.left(), rect.center().y() - 4, max(1.0, length), 8)
        row.painter.fillRect(row.box(bar), QColor(self.colours.middle))
        self._figure(row, rect, self.figures[0])

    def _paint_risk(self, row: Row, rect: QRectF) -> None:
        room = rect.width() - _figure_room(self.font(), "+0.0000")
        middle = rect.left() + room / 2
        line = row.box(QRectF(round(middle), 3, 1, round(rect.height()) - 6))
        row.painter.fillRect(line, QColor(self.colours.line))
        # Where no slide adds or takes anything all are 0.
        length = room / 2 * self._share.risk / (self._most_risk or 1)
        bar = QRectF(min(middle, middle + length), rect.center().y() - 4, abs(length), 8)
        colour = self.colours.high if length > 0 else self.colours.low
        row.painter.fillRect(row.box(bar), QColor(colour))
        self._figure(row, rect, self.figures[1])

    def _figure(self, row: Row, rect: QRectF, words: str) -> None:
        row.painter.setPen(QColor(self.colours.text))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        row.painter.drawText(row.box(rect), right, tr(words))


class _Head(Tinted, QWidget):
    def __init__(self, widest: str) -> None:
        super().__init__()
        self._widest = widest
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain(tr(EXPLAINED)))

    def sizeHint(self) -> QSize:
        return QSize(280, round(self.fontMetrics().height() + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self.colours.muted))
        painter.setFont(sized_font(self.font(), 0.86))
        left = _bars_left(QFontMetricsF(sized_font(self.font(), _FACTOR)), self._widest)
        half = (self.width() - left - _GAP - _PAD) / 2
        base = self.fontMetrics().ascent() + 1
        row = Row(painter, QRectF(self.rect()), self.layoutDirection())
        for x, words in ((left, "Attention"), (left + half + _GAP, "Risk")):
            row.words(QPointF(round(x), base), tr(words))


def _bars_left(metrics: QFontMetricsF, widest: str) -> float:
    """Return where the bars start: after the widest name, in bold."""
    return _PAD + 1.12 * metrics.horizontalAdvance(widest) + _GAP


def _figure_room(font: QFont, words: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(tr(words)) + 6


class SlideShares(Tinted, QWidget):
    """How much each slide of a case counts; hidden for a case of one slide."""

    chosen = Signal(int)
    """Number of a slide, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._current = 0
        self._shares: Sequence[SlideShare] = ()
        self._unfolded = False
        self.rows: dict[int, _Row] = {}
        self._head: _Head | None = None
        self._table = QWidget()
        self._lines = column(self._table, margin=0, spacing=1)
        self.more = button("", self._unfold, name="link")
        self.note = text(SHORTLY, name="muted", factor=0.86)
        column(
            self, heading("Slides of this case", 1.05), self._table,
            (self.more, Qt.AlignmentFlag.AlignLeft), self.note, margin=0, spacing=1,
        )  # fmt: skip
        self.setAccessibleName(tr("Slides of this case"))
        self.hide()

    def show_shares(self, shares: Sequence[SlideShare]) -> None:
        self._shares, self._unfolded = shares, len(shares) <= MOST_ROWS
        self.setVisible(len(shares) > 1)
        self._fill()

    def show_current(self, number: int) -> None:
        if number != self._current:
            self._current = number
            # A row that is folded away comes on show.
            if number < len(self._shares) and number not in self.rows:
                self._fill()
            self.tint()

    def _unfold(self) -> None:
        self._unfolded = True
        self._fill()

    def _fill(self) -> None:
        clear(self._lines)
        self.rows, shares = {}, self._shares
        if len(shares) < 2:
            # It is gone with the rows: `tint` must not touch it.
            self._head = None
            return
        order = sorted(range(len(shares)), key=lambda number: -shares[number].attention)
        most_attended = order if self._unfolded else order[:MOST_ROWS]
        # A slide that is on show is never folded away.
        shown = sorted({*most_attended, min(self._current, len(shares) - 1)})
        # All nines: as wide as any number of that many digits.
        widest = f"Slide {10 ** len(str(len(shares))) - 1}"
        self._head = _Head(widest)
        self._lines.addWidget(self._head)
        most = max(share.attention for share in shares), max(abs(share.risk) for share in shares)
        for number in shown:
            row = _Row(number, shares[number], *most, widest)
            # Bound now: when it is clicked the loop is at its last number.
            row.clicked.connect(lambda _checked=False, number=number: self.chosen.emit(number))
            self._lines.addWidget(row)
            self.rows[number] = row
        left_out = len(shares) - len(self.rows)
        self.more.setVisible(left_out > 0)
        self.more.setText(tr(f"Show the {left_out} slides with less attention"))
        self.tint()

    def tint(self) -> None:
        if self._head is not None:
            self._head.colours = self.colours
            self._head.update()
        for number, row in self.rows.items():
            row.colours, row.is_current = self.colours, number == self._current
            row.update()
