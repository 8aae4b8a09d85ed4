"""The bars above and below the pages: commands, the running job, the intended use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from steph_desktop import RESEARCH_USE
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.model.card import PackCard
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import in_row
from steph_desktop.ui.kit.menus import with_menu
from steph_desktop.ui.kit.messages import Message, Tone, announce
from steph_desktop.ui.kit.widgets import (
    ElidedLabel,
    Fits,
    button,
    heading,
    plain,
    progress_bar,
    scaled_px,
    show_progress,
    text,
    tool,
    with_keys,
)
from steph_desktop.ui.parts.analyses import ANALYSIS
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.job_list.job_views import JobTotals, JobView, line_of, shortened
from steph_desktop.ui.shell.page_stack import PageSpec
from steph_desktop.workspace.locks import WorkspaceHeld

_GAP_PX = 10
_MODEL_PX, _MODEL_MIN_PX = 190, 92  # of the model's button: wished for, and at least
_ARROW_PX = 44  # what the button adds to its words


class PageBar(QFrame):
    """The names of the pages; one is chosen."""

    chosen = Signal(int)

    def __init__(self, specs: tuple[PageSpec, ...]) -> None:
        super().__init__()
        row = in_row(on=self, spacing=2)
        self._group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        for number, spec in enumerate(specs):
            tip = tr(spec.tip)
            made = tool(
                spec.name, partial(self.chosen.emit, number), name="tab", checkable=True,
                tip=f"{tip} (Ctrl+{number + 1})", called=f"{tr(spec.name)}: {tip}",
                takes_keys=False,  # they are the slide's
            )  # fmt: skip
            self._group.addButton(made, number)
            self.buttons.append(made)
            row.addWidget(made)
        # Where there is no room for all of them, the last ones are in a menu.
        self.more = tool("", name="tab", checkable=True, takes_keys=False)
        self._menu = with_menu(self.more)
        self.more.hide()
        row.addWidget(self.more)
        self._n_shown = len(specs)
        self.buttons[0].setChecked(True)
        # A program of one page needs no bar.
        if len(specs) < 2:
            self.hide()

    def show_chosen(self, number: int) -> None:
        self.buttons[number].setChecked(True)
        self._name_more()

    def needs(self, n_shown: int) -> int:
        """Return the width with so many of the names, and the others in the menu."""
        shown = [made.sizeHint().width() for made in self.buttons[:n_shown]]
        if n_shown < len(self.buttons):
            # The menu has the name of the chosen page, where that is among its own.
            shown.append(self._more_width(self.buttons[n_shown:]))
        return sum(shown) + 2 * max(0, len(shown) - 1)

    def _more_width(self, hidden: Sequence[QToolButton]) -> int:
        return max(made.sizeHint().width() for made in hidden) + self.fontMetrics().height()

    def fit(self, width: int) -> int:
        """Show as many names as fit, the others in a menu; return the width that is taken."""
        # From all of them down: the menu takes room itself, so one name less may need more.
        count = next(
            n for n in range(len(self.buttons), -1, -1) if n == 0 or self.needs(n) <= width
        )
        if count != self._n_shown:
            self._n_shown = count
            self._menu.clear()
            for number, made in enumerate(self.buttons):
                made.setVisible(number < count)
                if number >= count:
                    self._menu.addAction(made.text(), made.click)
            self.more.setVisible(count < len(self.buttons))
            if count < len(self.buttons):
                self.more.setFixedWidth(self._more_width(self.buttons[count:]))
            self._name_more()
        return self.needs(count)

    def _name_more(self) -> None:
        """Name the menu's button after the page on show, where that is in the menu."""
        chosen = self._group.checkedId()
        is_inside = chosen >= self._n_shown
        words = self.buttons[chosen].text() if is_inside else "More"
        self.more.setText(f"{tr(words)} ▾")
        self.more.setAccessibleName(tr(f"{words}: more pages" if is_inside else "More pages"))
        self.more.setChecked(is_inside)


class TopBar(Fits, QFrame):
    """The pages, Open, Analyse, the model."""

    def __init__(self, specs: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.title = heading("STEPH Desktop", 1.2, wraps=False)
        self.open_button = button("Open slides…", tip="Open slides or a model pack (Ctrl+O)")
        self.analyse_button = button(
            "Analyse", primary=True, tip="Analyse the selected cases (Ctrl+Return)"
        )
        self.find_button = button("Find…", tip="Find a case, a page or a command (Ctrl+K)")
        self.model_button = QToolButton()
        self.model_button.setObjectName("model")
        self.model_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.model_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.model_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page_bar = PageBar(specs)
        self._row = in_row(
            self.title, _GAP_PX, self.page_bar, _GAP_PX, self.open_button, self.analyse_button,
            (None, 1), self.find_button, self.model_button, on=self, margins=(16, 7, 12, 7),
            spacing=8,
        )  # fmt: skip
        self._model_words = ""
        self.show_model(None)

    def show_model(self, card: PackCard | None) -> None:
        if card is None:
            self._model_words = tr("No model chosen")
        else:
            self._model_words = tr(f"{card.target_cancer} model: {card.model_id}")
        self.model_button.setToolTip(plain(self._model_words))
        self.model_button.setAccessibleName(self._model_words)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        # All pages may go into the menu, and the model's name be cut.
        least = self._needed(0, ()) + self._model_px(_MODEL_MIN_PX)
        return QSize(least, super().minimumSizeHint().height())

    def _model_px(self, px: int) -> int:
        return scaled_px(px, self)

    def _needed(self, n_pages: int, optional: Sequence[QWidget]) -> int:
        """Return the width without the model's name, with some of what may be left out."""
        margins = self._row.contentsMargins()
        shown = (self.open_button, self.analyse_button, *optional)
        widths = self.page_bar.needs(n_pages) + sum(part.sizeHint().width() for part in shown)
        gaps = self._row.spacing() * (len(shown) + 2) + 2 * _GAP_PX
        return widths + gaps + margins.left() + margins.right()

    def fit(self) -> None:
        """Leave out what can be done without, then pages, where there is less room."""
        every = len(self.page_bar.buttons)
        for optional in ((self.title, self.find_button), (self.find_button,), ()):
            room = self.width() - self._needed(every, optional)
            if room >= self._model_px(_MODEL_PX):
                break
        least = self._model_px(_MODEL_MIN_PX)
        if room < least:  # the last pages go into a menu
            around = self._needed(every, ()) - self.page_bar.needs(every)
            room = self.width() - around - self.page_bar.fit(self.width() - around - least)
        else:
            self.page_bar.fit(self.page_bar.needs(every))
        for part in (self.title, self.find_button):
            part.setVisible(part in optional)
        # Its beginning names the cancer, its end the version.
        words = self.model_button.fontMetrics().elidedText(
            self._model_words, Qt.TextElideMode.ElideMiddle, max(least, room) - _ARROW_PX
        )
        self.model_button.setText(words)


def held_words(error: StephError) -> str:
    """Say why the workspace can only be read, and what can be done here."""
    if isinstance(error, WorkspaceHeld):
        why = f"This workspace is open elsewhere, by {error.holder}"
        todo = "close it there and start this window again"
    else:
        why = "You may not write in this workspace, or its disk is read-only"
        todo = "copy its folder to where you may write, and open the copy"
    return (
        f"{why}. Its cases can be looked at here, but nothing can be analysed or changed, and "
        f"what is exported is not noted in its audit trail. To work in it, {todo}."
    )


def jobs_offer(jobs: Sequence[JobView], resume: Callable[[], object]) -> Message:
    """Ask whether interrupted jobs should resume."""
    count, are_analyses = len(jobs), {job.kind for job in jobs} == {ANALYSIS}
    words = "1 job was interrupted when the program last ended."
    if are_analyses and count == 1:
        words = "1 analysis was interrupted when the program last ended."
    elif are_analyses:
        words = f"{count} analyses were interrupted when the program last ended."
    elif count > 1:
        words = f"{count} jobs were interrupted when the program last ended."
    return Message(
        f"{words} Finished work is kept.",
        Tone.INFO,
        {"Resume": resume, "Not now": lambda: None},
        cause="interrupted jobs",
        can_dismiss=False,
    )


def silence_offer(title: str, end: Callable[[], object]) -> Message:
    """Say that a job does not answer, and let the user wait for it or end it."""
    return Message(
        f"{shortened(title)} does not answer: it neither reports nor computes. It may wait for a "
        "network share, a disk or the graphics card.",
        Tone.ATTENTION,
        {"Wait": lambda: None, "End it": end},
        cause="silent job",
        can_dismiss=False,
    )


class Announcer(QObject):
    """Lets screen readers hear what becomes of the jobs: their start, each quarter, their end.

    What an analysis found is not said: its page says it, as far as it may be shown.
    """

    def __init__(self, jobs: JobQueue, where: QWidget) -> None:
        super().__init__(where)
        self._jobs, self._where = jobs, where
        self._quarters: dict[str, int] = {}
        say, title = self._say, self._title
        jobs.started.connect(lambda token: say(token, f"{title(token)} has started."))
        jobs.done.connect(lambda token, _: say(token, f"{title(token)} is done."))
        jobs.failed.connect(lambda token, _: say(token, f"{title(token)} could not be finished."))
        jobs.cancelled.connect(lambda token: say(token, f"{title(token)} was cancelled."))
        jobs.paused.connect(lambda token: say(token, f"{title(token)} is paused."))
        jobs.progressed.connect(self._on_progress)

    def _title(self, token: str) -> str:
        return tr(self._jobs[token].title) if token in self._jobs else ""

    def _say(self, token: str, words: str) -> None:
        self._quarters.pop(token, None)
        if token in self._jobs:
            announce(self._where, tr(words))

    def _on_progress(self, token: str, progress: Progress) -> None:
        if progress.total <= 0 or token not in self._jobs:
            return
        quarter = 4 * progress.done // progress.total
        if 0 < quarter < 4 and quarter > self._quarters.get(token, 0):
            self._quarters[token] = quarter
            announce(self._where, tr(f"{self._title(token)}: {25 * quarter} % done."))


class BottomBar(QFrame):
    """The research-use line, the job that runs, its progress, Cancel, and the way to all jobs."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bottomBar")
        self.research = text(RESEARCH_USE, name="research", wraps=False)
        self.read_only = button("Read only", name="attention")
        self.read_only.setAccessibleName(tr("Read only: why?"))
        self.read_only.hide()
        self.message = ElidedLabel(Qt.AlignmentFlag.AlignRight)
        self.bar = progress_bar("Progress of the job")
        self.bar.setMinimumWidth(70)
        self.bar.setMaximumWidth(180)
        self.cancel_button = button("Cancel", tip="Stop this job; finished work is kept")
        self.cancel_button.setAccessibleName(tr("Cancel the job"))
        self.jobs_button = button("Jobs")
        in_row(
            self.research, self.read_only, (self.message, 3), (self.bar, 1), self.cancel_button,
            self.jobs_button, on=self, margins=(16, 6, 12, 6), spacing=12,
        )  # fmt: skip
        self.show_jobs(JobTotals())

    def tell_held(self, error: StephError, say: Callable[[Message], object]) -> Message:
        """Show that the workspace can only be read; the sign says why, as the message does."""
        words = Message(held_words(error), Tone.ATTENTION, cause="read only")
        self.read_only.clicked.connect(partial(say, words))
        self.read_only.setToolTip(plain(tr(words.words)))
        self.read_only.show()
        return words

    def show_jobs(self, totals: JobTotals) -> None:
        """Show the first job that runs, if any, and how many there are still."""
        running = next(iter(totals.running), None)
        self.bar.setVisible(running is not None)
        self.cancel_button.setVisible(running is not None)
        self.jobs_button.setText(tr(f"Jobs · {totals.brief}" if totals.brief else "Jobs"))
        words = totals.words or "none is running"
        self.jobs_button.setToolTip(plain(with_keys(tr(f"Show all jobs: {words} (Ctrl+J)"))))
        self.jobs_button.setAccessibleName(tr(f"Show all jobs: {words}"))
        if running is None:
            self.message.setText("")
            return
        title = shortened(running.title)
        self.message.setText(f"{tr(title)}: {tr(line_of(running))}")
        show_progress(self.bar, running.progress)
