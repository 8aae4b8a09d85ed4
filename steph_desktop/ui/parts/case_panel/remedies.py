"""The buttons that mend a case whose files are not as the model needs them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.features.facts import FeatureFacts, is_feature_file, slides_for
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.widgets import Banner, button, column, with_breaks
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.problems import Problem, Remedy
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.workspace.records import CaseStatus

_KEY = "files of a case"


class RemedyButtons(QWidget):
    """Buttons one below the other: names are long and the panel may be narrow."""

    chosen = Signal(object)
    """Remedy"""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, margin=0, spacing=6)
        self._shown: tuple[Remedy, ...] = ()

    def show_remedies(self, remedies: Sequence[Remedy]) -> None:
        """Show a button for each."""
        self.setVisible(bool(remedies))
        if tuple(remedies) == self._shown:
            return
        self._shown = tuple(remedies)
        _clear(self._column)
        for remedy in remedies:
            made = button(remedy.value, partial(self.chosen.emit, remedy))
            self._column.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)
            made.show()  # at once, not when the event loop comes round


class ProblemList(QWidget):
    """What is wrong with the files of a case, each with the buttons that mend it."""

    chosen = Signal(object)
    """Remedy"""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(self, margin=0, spacing=8)
        self._shown: tuple[tuple[Problem, ...], bool] = ((), True)
        self.hide()

    def show_obstacles(self, obstacles: Sequence[Problem], *, may_mend: bool) -> None:
        """Show these from now on."""
        self.setVisible(bool(obstacles))
        if (tuple(obstacles), may_mend) == self._shown:
            return
        self._shown = (tuple(obstacles), may_mend)
        _clear(self._column)
        for obstacle in obstacles:
            kind = "alarm" if obstacle.blocks else "notice"
            banner = Banner(kind, with_breaks(obstacle.words))
            buttons = RemedyButtons()
            buttons.show_remedies(obstacle.remedies if may_mend else ())
            buttons.chosen.connect(self.chosen)
            banner.add(buttons)
            self._column.addWidget(banner)
            banner.show()


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # it lives until the event loop comes round
            widget.deleteLater()


class Remedies(QObject):
    """Does what such a button says.

    Parameters
    ----------
    session : Session
        Whose cases.
    window : QWidget
        Owns this, and its dialogs.
    """

    notice = Signal(str)
    """A sentence for the user."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        session.loader.done.connect(self._on_fitting)
        session.loader.failed.connect(self._on_unfit)
        session.jobs.failed.connect(self._on_job_failed)

    def mend(self, case_id: str, remedy: Remedy) -> None:
        """Ask for the file that mends a case, and go on with it."""
        session, folder = self._session, folders.last_folder(self._session)
        match remedy:
            case Remedy.MODEL:
                pack = dialogs.ask_model(self._window, folder)
                if pack is not None:
                    folders.remember_folder(session, pack)
                    session.choose_model(pack)
            case Remedy.AGAIN:
                session.analyse(case_id)
            case Remedy.WEIGHTS:
                file = dialogs.ask_weights(self._window, folder)
                if file is not None:
                    session.choose_weights(file)
            case Remedy.OTHER_FEATURES:
                self._take(case_id, dialogs.ask_features(self._window, folder))
            case Remedy.OTHER_SLIDE:
                self._take(case_id, dialogs.ask_case_slides(self._window, folder))
            case Remedy.EXTRACT | Remedy.ADD_SLIDE:
                goes_on = remedy is Remedy.EXTRACT or self._was_analysed(case_id)
                paths = dialogs.ask_case_slides(self._window, folder)
                self._find_slides(case_id, paths, goes_on=goes_on)

    def find_file(self, case_id: str) -> None:
        """Ask for a file of a case that is gone."""
        session = self._session
        case = session.worklist[case_id]
        old = next(
            (path for path in case.slides if case.vanished and path.name == case.vanished.where),
            None,
        )
        if old is None:
            return
        new = dialogs.ask_moved_file(self._window, folders.last_folder(session), old.name)
        if new is not None:
            folders.remember_folder(session, new)
            session.book.relink_file(old, new)

    def _on_job_failed(self, _token: str, _error: object) -> None:
        # A file that went away meanwhile is told as such, with its own buttons.
        self._session.look_for_slides()

    def _take(self, case_id: str, paths: Sequence[Path]) -> None:
        if paths:
            folders.remember_folder(self._session, paths[0])
            goes_on = self._was_analysed(case_id)
            self._replace(case_id, [path.absolute() for path in paths], goes_on=goes_on)

    def _was_analysed(self, case_id: str) -> bool:
        return self._session.worklist[case_id].state in (CaseState.DONE, CaseState.FAILED)

    def _replace(self, case_id: str, slides: Sequence[Path], *, goes_on: bool) -> None:
        """Give a case other files and, if it `goes_on`, analyse it; or say why not."""
        worklist = self._session.worklist
        for other in worklist.case_ids:
            if other != case_id and not set(slides).isdisjoint(worklist[other].slides):
                self.notice.emit(f"This file is of {other} already: take that off the list first.")
                return
        if worklist[case_id].reviewed is CaseStatus.SIGNED_OFF:
            self.notice.emit("This case is signed. Open it again before its files are changed.")
            return
        self._session.replace_slides(case_id, slides)
        if goes_on and not self._session.read_only:
            self._session.analyse_when_ready(case_id)

    def _find_slides(self, case_id: str, paths: Sequence[Path], *, goes_on: bool) -> None:
        if not paths:
            return
        folders.remember_folder(self._session, paths[0])
        case = self._session.worklist[case_id]
        # A file that could not be read says nothing of its slide but its own name.
        facts = case.features or [
            FeatureFacts(path.name, path.stem) for path in case.slides if is_feature_file(path)
        ]
        find = partial(slides_for, tuple(facts), [path.absolute() for path in paths])
        self._session.loader.request((_KEY, case_id, goes_on), find)

    def _on_fitting(self, key: object, found: object) -> None:
        match key, found:
            case (str(_key), str(case_id), bool(goes_on)), tuple() if _key == _KEY:
                if case_id not in self._session.worklist:
                    return
                left = list(found)
                slides = [
                    left.pop(0) if is_feature_file(path) else path
                    for path in self._session.worklist[case_id].slides
                    if left or not is_feature_file(path)
                ]
                self._replace(case_id, slides, goes_on=goes_on)

    def _on_unfit(self, key: object, error: object) -> None:
        match key, error:
            case (str(_key), str(_), bool(_)), StephError() if _key == _KEY:
                self.notice.emit(str(error))
