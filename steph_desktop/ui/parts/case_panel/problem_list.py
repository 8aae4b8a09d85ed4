"""Problems with the files of a case, and the buttons that fix them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.ui.kit.layouts import clear, column
from steph_desktop.ui.kit.widgets import Banner, button, with_breaks
from steph_desktop.ui.parts.worklist.problems import Problem, Remedy


class RemedyButtons(QWidget):
    """Buttons below one another: their names are long and the panel may be narrow."""

    chosen = Signal(Remedy)

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, margin=0, spacing=6)
        self._shown: tuple[Remedy, ...] = ()

    def show_remedies(self, remedies: Sequence[Remedy]) -> None:
        self.setVisible(bool(remedies))
        # Made anew under the mouse, a button would lose the click that is on its way.
        if tuple(remedies) == self._shown:
            return
        self._shown = tuple(remedies)
        clear(self._column)
        for remedy in remedies:
            made = button(remedy.value, partial(self.chosen.emit, remedy))
            self._column.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)
            made.show()  # at once, not when the event loop comes round


class ProblemList(QWidget):
    """What is wrong with the files of a case, each with the buttons that fix it."""

    chosen = Signal(Remedy)

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, margin=0, spacing=8)
        self._shown: tuple[tuple[Problem, ...], bool] = ((), True)
        self.hide()

    @property
    def count(self) -> int:
        return len(self._shown[0])

    @property
    def blocks(self) -> bool:
        """Whether one of them keeps the case from being analysed."""
        return any(problem.blocks for problem in self._shown[0])

    def show_problems(self, problems: Sequence[Problem], *, may_fix: bool) -> None:
        self.setVisible(bool(problems))
        if (tuple(problems), may_fix) == self._shown:
            return
        self._shown = (tuple(problems), may_fix)
        clear(self._column)
        for problem in problems:
            kind = "alarm" if problem.blocks else "notice"
            banner = Banner(kind, with_breaks(problem.words))
            buttons = RemedyButtons()
            buttons.show_remedies(problem.remedies if may_fix else ())
            buttons.chosen.connect(self.chosen)
            banner.add(buttons)
            self._column.addWidget(banner)
            banner.show()
