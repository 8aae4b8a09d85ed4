"""The source cancers of a case on screen: the plot, what it says of each, and one sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from steph_desktop.case.result import CaseResult
from steph_desktop.case.source_summary import (
    explain_figures,
    explain_source,
    sources_sentence,
    spread_of,
)
from steph_desktop.ui.kit.plots.source_plot import (
    SourcePlot,
    head_height,
    paint_sources,
    row_height,
    sources_height,
    unused_sources,
)
from steph_desktop.ui.kit.theme import LIGHT, Colours, sized_font
from steph_desktop.ui.kit.widgets import column, heading, text

_FACTOR = 0.9


class SourcesWidget(QWidget):
    """The merged sources; a source that is clicked, or walked to by the arrow keys, is told of."""

    chosen = Signal(int)
    """Row, heaviest source first; -1 for none."""

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.row = -1
        self._plot = SourcePlot()
        self._words: tuple[str, ...] = ()
        self._figures = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Source cancers")

    def show_plot(self, plot: SourcePlot, words: tuple[str, ...], figures: str) -> None:
        """Draw this from now on; `words` explain the rows, `figures` what stands over them."""
        self._plot, self._words, self._figures, self.row = plot, words, figures, -1
        self.setAccessibleDescription(" ".join(words))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> tuple[str, ...]:
        """What is said of each row."""
        return self._words

    def rect_of(self, row: int) -> QRectF:
        """Where a row is."""
        font = sized_font(self.font(), _FACTOR)
        height = row_height(self._plot, font)
        return QRectF(0, head_height(font) + row * height - 1, self.width(), height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(sources_height(self._plot, sized_font(self.font(), _FACTOR), width))

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 100 else 320
        return QSize(280, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.row >= 0:
            painter.fillRect(self.rect_of(self.row), QColor(self.colours.accent_wash))
        font = sized_font(self.font(), _FACTOR)
        paint_sources(painter, QRectF(self.rect()), self._plot, self.colours, font)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.colours.accent), 1))
            where = self.rect_of(max(0, self.row)).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRect(where)

    def event(self, event: QEvent) -> bool:
        """Explain what lies under the mouse."""
        if isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y())
            words = self._words[row] if row >= 0 else self._figures
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        self._choose(-1 if row == self.row else row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._words and 0 <= self.row + step < len(self._words):
            self._choose(self.row + step)
        elif event.key() == Qt.Key.Key_Escape and self.row >= 0:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _row_at(self, y: float) -> int:
        rows = range(len(self._words))
        return next((row for row in rows if self.rect_of(row).contains(1, y)), -1)

    def _choose(self, row: int) -> None:
        self.row = row
        self.update()
        self.chosen.emit(row)


class SourcesSection(QWidget):
    """What a case borrowed from other cancers."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, margin=0, spacing=6)
        self.title = heading("Borrowed from other cancers", 1.05)
        self.sentence = text()
        self.plot = SourcesWidget()
        self.told = text(factor=0.92)
        self.figures = text(name="muted", factor=0.86)
        self.unused = text(name="muted", factor=0.92)
        for part in (
            self.title, self.sentence, self.plot, self.told, self.figures, self.unused
        ):  # fmt: skip
            layout.addWidget(part)
        self.plot.chosen.connect(self._tell)

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.plot.colours = colours
        self.plot.update()

    def show_result(self, result: CaseResult) -> None:
        """Show a case's sources."""
        sources, target = result.prediction.sources, result.card.target_cancer
        plot = SourcePlot(sources, target, spread_of(result))
        words = tuple(
            explain_source(result, place, rank) for rank, place in enumerate(plot.order, start=1)
        )
        self.plot.show_plot(plot, words, explain_figures(target))
        self.sentence.setText(sources_sentence(result))
        self.figures.setText(f"{explain_figures(target)} Click a source for more.")
        unused = unused_sources(sources)
        names = ", ".join(share.cancer for share in unused)
        self.unused.setText(f"Not used for this case ({len(unused)}): {names}")
        self.plot.setVisible(bool(words))
        self.figures.setVisible(bool(words))
        self.unused.setVisible(bool(unused))
        self._tell(-1)

    def _tell(self, row: int) -> None:
        self.told.setText(self.plot.words[row] if row >= 0 else "")
        self.told.setVisible(row >= 0)
