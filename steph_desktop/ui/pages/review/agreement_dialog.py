"""How far the pathologist and the model agree over the worklist."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from steph_desktop import RESEARCH_USE
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.widgets import button, column, heading, scrolling, text
from steph_desktop.ui.parts.worklist.outcome_reads import AgreementPart, Agreements

_WAIT = "Reading the reviews…"
_TITLES = ("Estimates given blinded", "Estimates given with the model's answer in view")
_ABOUT = (
    "Estimates about the results that stand now; the latest of each case. Kappa: 1 is full "
    "agreement, 0 what chance alone would give. Intervals are by resampling cases 1,000 times."
)


class AgreementDialog(QDialog):
    """Shows kappa, the table of groups, and the C-index of both, in words and figures."""

    outcomes_requested = Signal()
    """A clinical table is to be attached."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Agreement with the model")
        self.setModal(True)
        self._parts: list[_Part] = []
        page = QWidget()
        inner = column(page, margin=18, spacing=14)
        inner.addWidget(heading("Agreement over the worklist", 1.25))
        self.wait = text(_WAIT, name="muted")
        inner.addWidget(self.wait)
        for title in _TITLES:
            part = _Part(title)
            self._parts.append(part)
            inner.addWidget(part)
        inner.addWidget(text(_ABOUT, name="muted", factor=0.92))
        inner.addWidget(text(RESEARCH_USE, name="research"))
        inner.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(page), 1)
        row = QHBoxLayout()
        row.setContentsMargins(18, 8, 18, 12)
        self.outcomes = button("Attach outcomes…", self.outcomes_requested.emit)
        self.copy = button("Copy", self._copy)
        row.addWidget(self.outcomes)
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(button("Close", self.close, primary=True))
        layout.addLayout(row)
        self.resize(640, 640)
        self._show(None)

    def show_agreements(self, agreements: Agreements) -> None:
        """Show figures."""
        self._show(agreements)

    def say(self, words: str) -> None:
        """Say something above the figures, such as what went wrong."""
        self.wait.setText(words)
        self.wait.setVisible(bool(words))

    def _show(self, agreements: Agreements | None) -> None:
        self.say(_WAIT if agreements is None else "")
        self.copy.setEnabled(agreements is not None)
        shown = (
            (agreements.blinded, agreements.unblinded) if agreements is not None else (None,) * 2
        )
        for part, figures in zip(self._parts, shown, strict=True):
            part.show_figures(figures)

    def _copy(self) -> None:
        lines = [words for part in self._parts for words in (part.title.text(), part.words.text())]
        QGuiApplication.clipboard().setText("\n".join([*lines, RESEARCH_USE]))


class _Part(QFrame):
    """One kind of estimates."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("plate")
        layout = column(self, margin=14, spacing=8)
        self.title = heading(title, 1.05)
        self.words = text()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.readers = text(name="muted", factor=0.92)
        self.table = _GroupTable()
        for part in (self.title, self.words, self.table, self.readers):
            layout.addWidget(part)

    def show_figures(self, part: AgreementPart | None) -> None:
        """Show figures; nothing without any."""
        self.setVisible(part is not None)
        if part is None:
            return
        self.words.setText(part.words)
        self.table.setVisible(part.found.n_compared > 0)
        self.table.show_counts(part.found.table.tolist())
        models = f" · answers of {part.n_models} models" if part.n_models > 1 else ""
        self.readers.setText(f"Read by {', '.join(part.readers)}{models}")
        self.readers.setVisible(bool(part.readers))


class _GroupTable(QWidget):
    """Counts of groups: rows the pathologist's, columns the model's."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        corner = text("Pathologist ↓   Model →", name="muted", factor=0.92)
        corner.setWordWrap(False)
        grid.addWidget(corner, 0, 0)
        names = [group.value.capitalize() for group in RiskGroup]
        self._cells: list[list[QLabel]] = []
        right = Qt.AlignmentFlag.AlignRight
        for place, name in enumerate(names, start=1):
            grid.addWidget(text(name, name="muted", factor=0.92), 0, place, right)
            grid.addWidget(text(name, name="muted", factor=0.92), place, 0)
            row = [heading("0") if number + 1 == place else text("0") for number in range(3)]
            for number, cell in enumerate(row, start=1):
                grid.addWidget(cell, place, number, right)
            self._cells.append(row)
        grid.setColumnStretch(4, 1)

    def show_counts(self, counts: list[list[int]]) -> None:
        """Show counts, shape (3, 3)."""
        for cells, row in zip(self._cells, counts, strict=True):
            for cell, count in zip(cells, row, strict=True):
                cell.setText(f"{count:,}")
        total = sum(map(sum, counts))
        self.setAccessibleName(f"Table of {total} cases by the pathologist's and the model's group")
