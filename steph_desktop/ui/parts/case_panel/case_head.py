"""The fixed head of a finished case: its answer at a glance, and a line of chips that say more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QToolButton, QWidget

from steph_desktop.case.disclosure import Disclosure, figures_of
from steph_desktop.case.report_content import figure_cells, headline_words
from steph_desktop.case.result import CaseResult
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import (
    clear,
    column,
    discard,
    grid_layout,
    in_row,
    in_tab_order,
    lay,
)
from steph_desktop.ui.kit.menus import with_menu
from steph_desktop.ui.kit.plots.case_plots import RulerPlot, RulerWidget
from steph_desktop.ui.kit.theme import Tinted, sized_font
from steph_desktop.ui.kit.widgets import Fits, heading, plain, text, tool

_GAP = 4
_APART_PX = 16  # between group and percentile, at least
_MARKS = {"well": "", "done": "✓ ", "notice": "▲ ", "alarm": "✕ "}


@dataclass(frozen=True)
class ChipWords:
    """What a chip says."""

    key: str  # what it opens
    words: str
    short: str  # where there is less room
    tone: str = "well"  # ``well``, ``done``, ``notice`` or ``alarm``: its place in the style sheet
    tip: str = ""


class Chip(QToolButton):
    """A status in a word or two; pressed, its reasons stand below."""

    def __init__(self, said: ChipWords) -> None:
        super().__init__()
        self.said = said
        self.setObjectName(f"chip_{said.tone}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(sized_font(self.font(), 0.9))
        self.setToolTip(plain(tr(said.tip)))
        self.setAccessibleName(tr(said.words))
        self.show_words(said.words)

    def show_words(self, words: str) -> None:
        """Say this from now on; the mark shows the tone to those who see no colours."""
        # A single & would be taken for the mark of a key.
        self.setText(f"{_MARKS[self.said.tone]}{tr(words)}".replace("&", "&&"))


class ChipLine(Fits, QWidget):
    """Chips on one line: in fewer words where there is less room, and the rest behind dots."""

    turned = Signal(str, bool)
    """Key of a chip, and whether its reasons are wanted"""

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[str, Chip] = {}
        self.more = tool("…", name="chip_well", called="More about this case")
        self.more.setParent(self)
        self.more.hide()
        self._menu = with_menu(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Sequence[ChipWords]) -> None:
        """Show these; those that stay keep whether they are pressed."""
        # Made anew under the mouse, a chip would lose the click that is on its way.
        if [chip.said for chip in self.chips.values()] == list(chips):
            return
        pressed = {key for key, chip in self.chips.items() if chip.isChecked()}
        for old in self.chips.values():
            discard(old)
        self.chips = {said.key: Chip(said) for said in chips}
        for key, chip in self.chips.items():
            # In no layout: `fit` places each by its width.
            chip.setParent(self)
            chip.setChecked(key in pressed)
            chip.toggled.connect(lambda on, key=key: self.turned.emit(key, on))
        in_tab_order(self, tuple(self.chips.values()))
        for key in pressed - set(self.chips):  # what it opened is folded with it
            self.turned.emit(key, False)
        self.fit()

    def press(self, key: str, *, on: bool) -> None:
        """Press a chip, or release it, as the user does."""
        if key in self.chips:
            self.chips[key].setChecked(on)

    def sizeHint(self) -> QSize:
        return QSize(200, self.more.sizeHint().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def fit(self) -> None:
        chips, room = list(self.chips.values()), self.width()
        # The least grave are shortened first, from the end.
        for chip in chips:
            chip.show_words(chip.said.words)
        for chip in reversed(chips):
            if self._width(chips) <= room:
                break
            chip.show_words(chip.said.short)
        shown, dots = list(chips), 0
        # The first is never hidden, however little room there is.
        while len(shown) > 1 and self._width(shown) + dots > room:
            shown.pop()
            dots = self.more.sizeHint().width() + _GAP
        hidden, x = chips[len(shown) :], 0
        for chip in shown:
            chip.show()
            # Narrower than its words: the first alone, which stays where it has no room.
            chip.setGeometry(x, 0, min(chip.sizeHint().width(), room - x), self.height() - 2)
            x += chip.width() + _GAP
        for chip in hidden:
            chip.hide()
        self.more.setVisible(bool(hidden))
        self._menu.clear()
        for chip in hidden:
            self._menu.addAction(tr(chip.said.words).replace("&", "&&"), chip.toggle)
        self.more.setGeometry(x, 0, self.more.sizeHint().width(), self.height() - 2)

    @staticmethod
    def _width(chips: Sequence[Chip]) -> int:
        return sum(chip.sizeHint().width() + _GAP for chip in chips) - _GAP


class CaseHead(Tinted, Fits, QWidget):
    """Group, percentile with its range on a ruler, agreement, and survival with ranges."""

    def __init__(self) -> None:
        super().__init__()
        self._result: CaseResult | None = None
        self._said = Disclosure()
        self.name = text(name="muted", factor=0.92)
        self.headline = heading("", 1.4)
        self.percentile = heading("", 1.05)
        self.percentile.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        for label in (self.headline, self.percentile):
            label.setWordWrap(False)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.region = text(factor=0.95, bold=True)
        self.region.hide()
        self.ruler = RulerWidget()
        self.landmarks = grid_layout(across=10, down=0)
        self.top = in_row((self.name, 1))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(2)
        lay(self._line, self.headline, (self.percentile, 1))
        parts = (self.top, self._line, self.region, self.ruler, self.landmarks)
        column(self, *parts, margin=0, spacing=3)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Other letters change what fits, and not the size that `Fits` follows.
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def minimumSizeHint(self) -> QSize:
        # Less than its words need: the panel may be narrower than a long name of a group.
        return QSize(120, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Put the percentile under the group where there is no room beside it."""
        words = (self.headline, self.percentile)
        need = sum(w.fontMetrics().horizontalAdvance(w.text()) for w in words) + _APART_PX
        beside = need <= self.width()
        way, align = QBoxLayout.Direction, Qt.AlignmentFlag
        self._line.setDirection(way.LeftToRight if beside else way.TopToBottom)
        side = align.AlignRight if beside else align.AlignLeft
        # Only where it turns: each of these asks for another layout, which comes back here.
        if self.percentile.wordWrap() is beside:
            self.percentile.setWordWrap(not beside)
            self.percentile.setAlignment(side | align.AlignBottom)

    def show_result(self, result: CaseResult, said: Disclosure) -> None:
        """Show a case as far as may be said; withheld, nothing of the answer stands here."""
        # For `tint`: the theme may change while the case is on show.
        self._result, self._said = None if said.is_withheld else result, said
        figures = figures_of(result, said)
        group, place = headline_words(result, said)
        self.headline.setText(tr(group))
        self.percentile.setText(tr(place))
        self.region.setText("" if said.region is None else f"▲ {tr(said.region.words)}")
        self.region.setVisible(said.region is not None)
        plot = RulerPlot.of_case(result, said)
        self.ruler.show_plot(plot)
        clear(self.landmarks)
        for number, (figure, ends, name) in enumerate(figure_cells(figures, "y")):
            years = name.removesuffix("-year survival")
            # The median has no years in its name, and keeps it.
            short = name if years == name else f"{years} year{'' if years == '1' else 's'}"
            below = (ends.replace(" to ", "–"), short)
            labels = (text(words, name="muted", factor=0.86, wraps=False) for words in below)
            for row, label in enumerate((heading(figure, 1.15, wraps=False), *labels)):
                self.landmarks.addWidget(label, row, number)
            self.landmarks.setColumnStretch(number, 1)
        for part in (self.headline, self.percentile):
            part.setVisible(not said.is_withheld and bool(part.text()))
        self.ruler.setVisible(plot.percentile is not None)
        self.fit()
        self.tint()

    def tint(self) -> None:
        style = ""
        if self._result is not None:
            figures = figures_of(self._result, self._said)
            style = f"color: {self.colours.of_group(figures.group)};"
        self.headline.setStyleSheet(style)
