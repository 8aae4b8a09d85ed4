"""The skeleton of a page: controls at the side, a head, a body or an empty state, one Export menu.

A page adds its own parts to `side_column`, `head` (next to the title) and `body`::

    class CountPage(PageFrame):
        def __init__(self, session: Session) -> None:
            super().__init__(partial(folders.choose_export, self, session), side_px=264)
            self.table = Export("Table", "counts", (".csv",), self._table)
            self.offer_exports(self.table)

and says what there is by `show_head` and `show_body`; `empty` says what is missing. Background
work goes to `tasks`, which ends with `close_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import FlowLayout, column, in_reading_order, in_row, stacked
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.messages import done, failed
from steph_desktop.ui.kit.plots.figure_files import FIGURE_SUFFIXES, Figure, write_figure
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.widgets import Later, frame, heading, say, scaled_px, scrolling, text
from steph_desktop.workspace.ways_out import Departure, WayOut

_KIND_WORDS = {".md": "Markdown", ".tex": "LaTeX", ".html": "HTML (Word)"}
_WIDEST_WORDS_PX = 620


@dataclass(frozen=True)
class Export:
    """What a page can write to a file."""

    words: str  # as on the menu: ``Figure`` becomes "Figure as PNG…"
    name: str  # suggested name of the file, without its ending
    suffixes: tuple[str, ...]  # endings to choose from
    # Takes the file, on the GUI thread; returns the work that writes what is on show, or None if
    # there is nothing.
    writer: Callable[[Path], Callable[[], Path] | None]
    way: WayOut = WayOut.TABLE


def figure_export(words: str, name: str, figure: Callable[[], Figure | None]) -> Export:
    """Return the export of a figure as PNG, SVG or PDF."""

    def writer(out: Path) -> Callable[[], Path] | None:
        made = figure()
        return None if made is None else partial(write_figure, made, out)

    return Export(words, name, FIGURE_SUFFIXES, writer, WayOut.FIGURE)


class EmptyState(QWidget):
    """Words in place of content, and buttons for what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = heading("", 1.3)
        self.words = text()
        self.words.setMaximumWidth(_WIDEST_WORDS_PX)
        self._row = FlowLayout()
        column(self, None, self.title, self.words, self._row, None, margin=40, spacing=14)

    def say(self, title: str, words: str) -> None:
        self.title.setText(tr(title))
        self.words.setText(tr(words))

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Offer what can be done, below the words."""
        for made in buttons:
            self._row.addWidget(made)


class PageFrame(QWidget):
    """Side, head, body and Export menu of a page.

    `ask_file` takes the suggested name and the kinds for the dialog that asks for an export's file.
    """

    notice = Signal(object)

    def __init__(
        self, ask_file: Callable[[str, str], Path | None], *, side_px: int, scrolls: bool = True
    ) -> None:
        super().__init__()
        self.tasks = Tasks(self)
        self.tasks.notice.connect(self.notice)
        self._ask_file = ask_file
        self.side = frame("sidePanel")
        self.side.setFixedWidth(scaled_px(side_px, self))
        self.side_column = column(self.side, margin=0, spacing=8)
        self.title = heading("", 1.15)
        self.sub_line = text(name="muted")
        self.sub_line.hide()
        self.export_button = QPushButton(tr("Export"))
        self.export_menu = QMenu(self)
        self.export_button.setMenu(self.export_menu)
        self.export_button.hide()
        self.exports: tuple[Export, ...] = ()
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.empty = EmptyState()
        self.stack = stacked(self.empty, self._content(scrolls=scrolls))
        self.stack.setCurrentIndex(1)
        in_row(self.side, (self.stack, 1), on=self, spacing=1)
        self._order_later = Later(self._order_tabs, self)

    def event(self, event: QEvent) -> bool:
        # Parts come and go as data do, and Tab would still go the old way.
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._order_later.ask()
        return super().event(event)

    def _order_tabs(self) -> None:
        """Let Tab go where the eye goes: down the side, then down the page."""
        if self.isVisible():
            in_reading_order(self.side, self.stack)

    def _content(self, *, scrolls: bool) -> QWidget | QScrollArea:
        content = QWidget()
        top = in_row((self.head, 1), self.export_button)
        column(content, top, self.sub_line, (self.body, 1), margin=18, spacing=10)
        if scrolls:
            return scrolling(content)
        content.setObjectName("page")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return content

    # What the window asks of a page ------------------------------------------------------------

    def visit(self) -> None:
        """Refresh what may have changed while another page was shown."""

    def close_page(self) -> None:
        """End the threads; exports that wait are written first."""
        self.tasks.close()

    # Showing -----------------------------------------------------------------------------------

    def show_head(self, title: str, sub_line: str = "") -> None:
        self.title.setText(tr(title))
        say(self.sub_line, sub_line)

    def show_body(self, shown: bool = True) -> None:
        """Show head and body, or the empty state in place of them."""
        self.stack.setCurrentIndex(1 if shown else 0)

    def say_error(self, error: StephError) -> None:
        self.notice.emit(error)

    # Export ------------------------------------------------------------------------------------

    def offer_exports(self, *exports: Export) -> None:
        """Put these on the Export menu, each with its endings."""
        self.exports += exports
        for export in exports:
            if not self.export_menu.isEmpty():
                self.export_menu.addSeparator()
            for suffix in export.suffixes:
                words = f"{export.words} as {_kind_words(suffix)}…"
                self.export_menu.addAction(tr(words), partial(self._ask, export, suffix))
        self.export_button.show()

    def save(self, export: Export, out: Path) -> None:
        """Write what is on show to a file, off the GUI thread; `notice` tells the end."""
        if (work := export.writer(out)) is not None:
            left = Departure(export.way, self.cases_on_show(), export.name, identifiers=False)
            self.write(work, left)

    def write(self, work: Callable[[], Path], left: Departure) -> None:
        """Write something off the GUI thread; `notice` tells the end, and the trail keeps it."""
        again = partial(self.write, work, left)
        self.tasks.keep(self, work, partial(self._tell_written, left), partial(self._fail, again))

    def _fail(self, again: Callable[[], object], error: StephError) -> None:
        self.notice.emit(failed(error, again=again, cause=self))

    def cases_on_show(self) -> tuple[str, ...]:
        """Return the pseudonyms of the workspace's cases that the page shows."""
        return ()

    def _ask(self, export: Export, suffix: str) -> None:
        out = self._ask_file(f"{export.name}{suffix}", f"{_kind_words(suffix)} (*{suffix})")
        if out is not None:
            self.save(export, out)

    def _tell_written(self, left: Departure, out: Path) -> None:
        tell_left(self, left, out)
        self.notice.emit(done(f"{out.name} was written.", file=out, cause=self))


def _kind_words(suffix: str) -> str:
    return _KIND_WORDS.get(suffix, suffix[1:].upper())
