"""The cohort page: every analysed case by what it borrowed, and the way to a new cohort."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from steph_desktop.ui.cohort_page.heat_map import HeatMap
from steph_desktop.ui.cohort_page.reading import SourceMap, read_source_map
from steph_desktop.ui.reading import ReaderPool
from steph_desktop.ui.session import Session
from steph_desktop.ui.theme import Colours, colours_for
from steph_desktop.ui.widgets import button, column, heading, text
from steph_desktop.ui.worklist import CaseState

_EMPTY = (
    "This page shows which source cancers each analysed case borrowed from, similar cases beside "
    "each other.\n\nAnalyse cases with a STEPH model on the Review page, or train a model on a "
    "cohort of your own."
)


class CohortPage(QWidget):
    """Cases by source cancers.

    Parameters
    ----------
    session : Session
        Whose kept results are read, on a reader thread.
    """

    case_requested = Signal(str)
    notice = Signal(str)
    new_cohort_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._map = SourceMap()
        self.reader = ReaderPool(1, self)
        self.reader.done.connect(self._on_read)
        self.reader.failed.connect(lambda _key, error: self.notice.emit(str(error)))
        self.setObjectName("page")
        self.heat = HeatMap()
        self.heat.case_requested.connect(self.case_requested)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Shown")
        self.kind.addItems(["Weight w", "Mixing ratio λ"])
        self.kind.currentIndexChanged.connect(lambda _row: self._draw())
        self.new_button = button("New cohort…", self.new_cohort_requested.emit, primary=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 10)
        top = QHBoxLayout()
        top.addWidget(heading("Cases by source cancers", 1.15), 1)
        top.addWidget(self.kind)
        top.addWidget(self.new_button)
        layout.addLayout(top)
        self.stack = QStackedWidget()
        empty = QWidget()
        inner = column(empty, margin=40, spacing=14)
        inner.addStretch()
        inner.addWidget(heading("No sources yet", 1.3))
        words = text(_EMPTY)
        words.setMaximumWidth(620)
        inner.addWidget(words)
        inner.addStretch()
        self.stack.addWidget(empty)
        self.stack.addWidget(self.heat)
        layout.addWidget(self.stack, 1)
        self.set_colours(colours_for(session.settings.theme))

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.heat.set_colours(colours)

    def visit(self) -> None:
        """Read the kept results again."""
        worklist = self.session.worklist
        done = [name for name in worklist.case_ids if worklist[name].state is CaseState.DONE]
        self.reader.request(("map",), partial(read_source_map, self.session.workspace, done))

    def close_page(self) -> None:
        """End the reader's thread."""
        self.reader.close()

    def _on_read(self, _key: object, answer: object) -> None:
        if isinstance(answer, SourceMap):
            self._map = answer
            self.stack.setCurrentIndex(1 if answer.case_ids else 0)
            self.kind.setEnabled(bool(answer.case_ids))
            self._draw()

    def _draw(self) -> None:
        # A blinded reviewer must not learn the model's group from its colour.
        groups = not self.session.settings.blinded
        self.heat.show_map(self._map, ratio=self.kind.currentIndex() == 1, groups=groups)
