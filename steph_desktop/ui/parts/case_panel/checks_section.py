"""The slide checks of a case: status, name and reason of each, and the withheld result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.case.disclosure import Disclosure
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus, by_gravity
from steph_desktop.ui.kit.check_mark import STATUS_WORDS, CheckMark
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, grid_layout, in_row
from steph_desktop.ui.kit.theme import Tinted
from steph_desktop.ui.kit.widgets import Banner, button, heading, text

_NEVER_CHECKED = (
    "This case was analysed before slides were checked. Analyse it again to have it checked."
)
_GRAVE = (CheckStatus.AMBER, CheckStatus.RED)


def folded_words(checks: Sequence[Check]) -> str:
    """Summarise the checks that need no attention: ``5 checks fine, 2 not made``."""
    fine = sum(check.light is CheckStatus.GREEN for check in checks)
    left = sum(check.light is CheckStatus.GREY for check in checks)
    parts = [f"{fine} {'check' if fine == 1 else 'checks'} fine"] if fine else []
    if left:
        parts.append(f"{left} not made" if fine else f"{left} checks could not be made")
    return ", ".join(parts)


class ChecksSection(Tinted, QWidget):
    """The checks of a case; those that passed are folded into a line.

    Where one is red, the result below is withheld until the user asks for it.
    """

    shown_anyway = Signal()
    """The user asked for a result whose checks are red."""

    def __init__(self) -> None:
        super().__init__()
        self._checks: tuple[Check, ...] = ()
        self.title = heading("", 1.05)
        self._grid = grid_layout(across=8, down=6, stretch=(0, 1))
        self._is_unfolded = False
        self.fold = button("", self._turn_fold, name="link")
        self.never = text(_NEVER_CHECKED, name="muted")
        parts = (self.title, self._grid, in_row(self.fold, None), self.never)
        column(self, *parts, margin=0, spacing=6)
        # Stands in the head of the case, whose answer it holds back.
        self.red = Banner("alarm")
        self.show_anyway = button("Show the result anyway", self.shown_anyway.emit)
        self.red.add_row(self.show_anyway)

    def tint(self) -> None:
        self._fill()

    @property
    def rows(self) -> tuple[Check, ...]:
        """The checks that are written out, gravest first."""
        grave = [check for check in by_gravity(self._checks) if check.light in _GRAVE]
        folded = [check for check in self._checks if check.light not in _GRAVE]
        return (*grave, *(folded if self._is_unfolded else ()))

    def show_checks(self, checks: Sequence[Check], n_slides: int = 1) -> None:
        slides = "this slide" if n_slides == 1 else "these slides"
        self.title.setText(tr(f"Can {slides} be trusted?"))
        self._checks = tuple(checks)
        self._is_unfolded = False
        self._fill()

    def show_disclosure(self, said: Disclosure) -> None:
        """Say that the result is not shown, and offer it; or that it is shown on request only."""
        self.show_anyway.setVisible(said.is_withheld)
        # That it is stale is said elsewhere.
        asked = replace(said, is_stale=False, region=None).mark
        self.red.label.setText(tr(asked or _withheld_words(self._checks, said.reason)))
        self.red.setVisible(bool(said.reason))

    def unfold(self, *, opened: bool) -> None:
        """Write all checks out, or fold those that need no attention."""
        if self._is_unfolded is not opened:
            self._turn_fold()

    def _turn_fold(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        for row, check in enumerate(self.rows):
            figure = f" · {check.figure}" if check.figure else ""
            words, title = QWidget(), text(f"{check.kind.value}{figure}", bold=True)
            column(words, title, text(check.reason, factor=0.95), margin=0, spacing=0)
            # Each is a message of its own; the name of a check is one word, as a file's may be.
            words.setAccessibleName(f"{tr(check.kind.value)}, {tr(STATUS_WORDS[check.light])}")
            words.setAccessibleDescription(f"{tr(check.figure)} {tr(check.reason)}".strip())
            # It keeps the colours that it is made with: `tint` makes all anew.
            mark = CheckMark(check.light, self.colours)
            self._grid.addWidget(mark, row, 0, alignment=Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
        folded = folded_words(self._checks)
        self.fold.setText(f"{folded} {'▾' if self._is_unfolded else '▸'}")
        self.fold.setAccessibleName(tr(f"{folded}: {'hide' if self._is_unfolded else 'show'} them"))
        self.fold.setVisible(bool(folded))
        # The check of the model looks at no slide.
        self.never.setVisible(not any(c.kind is not CheckKind.MODEL for c in self._checks))


def _withheld_words(checks: Sequence[Check], reason: str) -> str:
    """Say why a result is not shown, and what would be better; nothing without a reason."""
    if not reason:
        return ""
    red = {check.kind for check in checks if check.light is CheckStatus.RED}
    # For features made at another scale the reason already says what to do; and another slide
    # does not help a model that tells no patients apart.
    settled = red & {CheckKind.RESOLUTION, CheckKind.MODEL}
    better = "" if settled else " Another slide of the patient, or a new scan, would be better."
    because = reason[0].lower() + reason[1:]
    return f"The result is not shown because {because} It may be wrong.{better}"
