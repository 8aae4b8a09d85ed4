"""A4 pages that fill from top to bottom: text that breaks over pages, a head and a foot on each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from steph_desktop import RESEARCH_USE
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import LIGHT, printed_font

GAP = 14.0
_FOOT_FONT_PX = 8.5


def paper_font(size_px: float, *, bold: bool = False) -> QFont:
    """Return a font of the report, in units of 1/96 inch."""
    return printed_font(size_px, QFont("DejaVu Sans"), bold=bold)


@dataclass(frozen=True)
class PageEdges:
    """What stands on every page of a case."""

    # left, right: Above: the case, and what and when.
    left: str
    right: str
    foot: str  # below, beside the page number


class Sheet:
    """Lays things out below one another, and turns the page where one does not fit.

    Lengths are in units of 1/96 inch; `n_pages` is None while pages are counted.
    """

    def __init__(
        self, painter: QPainter, size: QSizeF, turn: Callable[[], object], n_pages: int | None
    ) -> None:
        self.painter, self.width, self._height = painter, size.width(), size.height()
        self.y, self.page = 0.0, 0
        self._turn, self._n_pages = turn, n_pages
        self._edges = PageEdges("", "", "")
        self._top, self._bottom = 0.0, size.height()

    def begin(self, edges: PageEdges) -> None:
        """Begin a new page for a case."""
        self._edges = edges
        self._new_page()

    @property
    def left_over(self) -> float:
        """Height that is free on this page."""
        return self._bottom - self.y

    def need(self, height: float) -> None:
        """Turn the page unless so much is free; more than a page is never waited for."""
        if height > self.left_over and self.y > self._top:
            self._new_page()

    def space(self, height: float) -> None:
        """Leave something free."""
        self.y += height

    def heading(self, words: str, then: float = 60.0) -> None:
        """Write a heading that stays with what comes under it."""
        font = paper_font(11.5, bold=True)
        self.need(QFontMetricsF(font).height() + then)
        self.text(words, font, LIGHT.ink)
        self.y += 2

    def text(
        self, words: str, font: QFont, colour: str, *, left: float = 0.0, width: float | None = None
    ) -> None:
        """Write paragraphs, line by line, over as many pages as they take."""
        for paragraph in words.split("\n"):
            for line in wrapped_lines(paragraph, font, width or self.width - left):
                height = QFontMetricsF(font).height()
                self.need(height)
                self._draw_line(line, QPointF(left, self.y), font, colour)
                self.y += height

    def _draw_line(self, words: str, at: QPointF, font: QFont, colour: str) -> None:
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(QPointF(at.x(), at.y() + QFontMetricsF(font).ascent()), words)

    def beside(self, words: str, rect: QRectF, font: QFont, colour: str) -> float:
        """Write wrapped text into a place of this page; return the height it took."""
        height = QFontMetricsF(font).height()
        lines = wrapped_lines(words, font, rect.width())
        for number, line in enumerate(lines):
            self._draw_line(line, rect.topLeft() + QPointF(0, number * height), font, colour)
        return height * len(lines)

    def row(self, label: str, words: str, font: QFont, *, label_width: float) -> None:
        """Write a label and, beside it, what belongs to it."""
        height = text_height(words, font, self.width - label_width)
        self.need(min(height, self._bottom - self._top))
        top, page = self.y, self.page
        self._draw_line(tr(label), QPointF(0, top), font, LIGHT.muted)
        self.text(words, font, LIGHT.text, left=label_width)
        # On a new page the label stands on the one before.
        if self.page == page:
            self.y = max(self.y, top + QFontMetricsF(font).height())

    def _new_page(self) -> None:
        # The first page is there from the start.
        if self.page:
            self._turn()
        self.page += 1
        self.y = 0.0
        # First: how high the foot is says where the page ends.
        self._paint_foot()
        self._paint_head()
        self._top = self.y

    def _paint_head(self) -> None:
        font, small, right = paper_font(13, bold=True), paper_font(10), self._edges.right
        metrics, beside = QFontMetricsF(font), QFontMetricsF(small)
        room = self.width - beside.horizontalAdvance(right)
        left = metrics.elidedText(self._edges.left, Qt.TextElideMode.ElideRight, room - GAP)
        self._draw_line(left, QPointF(0, 0), font, LIGHT.ink)
        # Of other sizes, on one base line.
        at = QPointF(room, metrics.ascent() - beside.ascent())
        self._draw_line(right, at, small, LIGHT.muted)
        self.y = metrics.height() + 4
        self.painter.setPen(QPen(QColor(LIGHT.line), 1))
        self.painter.drawLine(QPointF(0, self.y), QPointF(self.width, self.y))
        self.y += 4
        rect = QRectF(0, self.y, self.width, self._height)
        self.y += self.beside(RESEARCH_USE, rect, paper_font(10, bold=True), LIGHT.alarm) + 4

    def _paint_foot(self) -> None:
        font = paper_font(_FOOT_FONT_PX)
        metrics = QFontMetricsF(font)
        of = "" if self._n_pages is None else f" of {self._n_pages}"
        number = tr(f"Page {self.page}{of}")
        # As for the longest number: the same words must break alike while pages are counted.
        room = metrics.horizontalAdvance(tr("Page 000 of 000")) + GAP
        words = f"{tr(RESEARCH_USE)} {tr(self._edges.foot)}".strip()
        height = text_height(words, font, self.width - room)
        top = self._height - height
        self.beside(words, QRectF(0, top, self.width - room, height), font, LIGHT.alarm)
        width = metrics.horizontalAdvance(number)
        self._draw_line(number, QPointF(self.width - width, top), font, LIGHT.muted)
        self._bottom = top - GAP / 2


def wrapped_lines(words: str, font: QFont, width: float) -> list[str]:
    """Return text as lines of at most a width; a word longer than a line is cut."""
    words = tr(words)
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(words[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines


def text_height(words: str, font: QFont, width: float) -> float:
    """Height that paragraphs take at a width."""
    lines = sum(len(wrapped_lines(part, font, width)) for part in words.split("\n"))
    return lines * QFontMetricsF(font).height()
