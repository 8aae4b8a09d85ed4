"""What the wizard's pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from steph_desktop.cohort.findings import AuditFinding, AuditSeverity
from steph_desktop.ui.kit.theme import Colours
from steph_desktop.ui.kit.widgets import Banner, clear, column, heading, scrolling, text
from steph_desktop.ui.pages.training.state import StudyState

_MOST_FINDINGS = 30
FIELD_WIDTH = 560


class StepPage(QWidget):
    """One page: a heading, a sentence or two of plain words, and what is asked.

    Parameters
    ----------
    state : StudyState
        The study on show.
    title, words : str
        Heading, and what the page is for.
    """

    def __init__(self, state: StudyState, title: str, words: str) -> None:
        super().__init__()
        self.state = state
        self.title = title
        self.setAccessibleName(title)
        outer = column(self, margin=0, spacing=0)
        content = QWidget()
        self.body = column(content, margin=20, spacing=12)
        self.body.addWidget(heading(title, 1.35))
        said = text(words, name="muted")
        self.body.addWidget(said)
        outer.addWidget(scrolling(content))

    def refresh(self) -> None:
        """Show what the state knows now."""

    def why_not_next(self) -> str:
        """Say why the next page cannot be opened; empty if it can."""
        return ""

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""


class Findings(QWidget):
    """What stops the work, and what is only to be known, each with what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, margin=0, spacing=8)
        self._shown: tuple[AuditFinding, ...] | None = None

    def show_findings(self, findings: Sequence[AuditFinding]) -> None:
        """Show these; blocking ones first."""
        if tuple(findings) == self._shown:
            return
        self._shown = tuple(findings)
        clear(self._column)
        for severity, kind, words in (
            (AuditSeverity.BLOCKING, "alarm", "Must be corrected first"),
            (AuditSeverity.ADVISORY, "notice", "Good to know"),
        ):
            some = [f for f in findings if f.severity is severity]
            if not some:
                continue
            self._column.addWidget(heading(f"{words} ({len(some)})"))
            for finding in some[:_MOST_FINDINGS]:
                place = f"{finding.where}: " if "." in finding.where else ""  # a file
                end = "" if finding.what.endswith((".", "?", "!")) else "."
                said = f"{place}{finding.what}{end}"
                self._column.addWidget(Banner(kind, f"{said}\n{finding.todo}".strip()))
            if len(some) > _MOST_FINDINGS:
                self._column.addWidget(text(f"and {len(some) - _MOST_FINDINGS} more", name="muted"))


def form() -> QFormLayout:
    """Make a form whose labels stand above narrow fields and beside wide ones."""
    made = QFormLayout()
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(8)
    return made


class Chooser(QComboBox):
    """A combo box whose entries have values; nothing is told while it is filled.

    Parameters
    ----------
    name : str
        For screen readers and tests.
    on_choice : callable
        Given the value that the user chose.
    """

    def __init__(self, name: str, on_choice: Callable[[object], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumContentsLength(10)
        self.setMaximumWidth(FIELD_WIDTH)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda number: on_choice(self.itemData(number)))

    def fill(self, entries: Iterable[tuple[str, object]], chosen: object) -> None:
        """Offer these entries, words and value, and show the chosen one."""
        entries = list(entries)
        known = [(self.itemText(n), self.itemData(n)) for n in range(self.count())]
        if known != entries:
            self.clear()
            for words, value in entries:
                self.addItem(words, value)
        values = [value for _, value in entries]
        self.setCurrentIndex(values.index(chosen) if chosen in values else -1)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]


def label(words: str = "", *, muted: bool = False) -> QLabel:
    """Make a label that wraps."""
    return text(words, name="muted" if muted else "")
