"""The remedies that the case panel offers where a case's files do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.features.facts import FeatureFacts, is_feature_file, slides_for
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.pages.review.analysing import Analysing
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session, WindowTool
from steph_desktop.ui.parts.worklist.problems import Remedy
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.workspace.records import CaseStatus


class Remedies(WindowTool):
    """Carries out the remedies that the panel offers for a case's files."""

    def __init__(self, session: Session, analysing: Analysing, window: QWidget) -> None:
        super().__init__(session, window)
        self._analysing = analysing
        session.jobs.failed.connect(self._on_job_failed)

    def apply(self, case_id: str, remedy: Remedy) -> None:
        """Ask for the file that fixes a case, and use it."""
        session, folder = self._session, folders.last_folder(self._session)
        match remedy:
            case Remedy.MODEL:
                if pack := folders.ask(session, dialogs.ask_model, self._window):
                    session.choose_model(pack)
            case Remedy.AGAIN:
                self._analysing.start([case_id], again=True)
            case Remedy.WEIGHTS:
                if file := dialogs.ask_weights(self._window, folder):
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
        gone = case.vanished.where if case.vanished else None
        # What is missing is known by the name of its file alone.
        old = next((path for path in case.slides if path.name == gone), None)
        if old is None:
            return
        new = dialogs.ask_moved_file(self._window, folders.last_folder(session), old.name)
        if new is not None:
            folders.remember_folder(session, new)
            session.repository.relink_file(old, new)

    def _on_job_failed(self, _token: str, _error: StephError) -> None:
        # A file that has gone meanwhile is reported as such, with its own buttons.
        self._session.look_for_slides()

    def _take(self, case_id: str, paths: Sequence[Path]) -> None:
        if paths:
            folders.remember_folder(self._session, paths[0])
            goes_on = self._was_analysed(case_id)
            self._replace(case_id, [path.absolute() for path in paths], goes_on=goes_on)

    def _was_analysed(self, case_id: str) -> bool:
        return self._session.worklist[case_id].state in (CaseState.DONE, CaseState.FAILED)

    def _replace(self, case_id: str, slides: Sequence[Path], *, goes_on: bool) -> None:
        """Give a case other files and analyse it if it `goes_on`; or say why not."""
        worklist = self._session.worklist
        for other in worklist.case_ids:
            if other != case_id and not set(slides).isdisjoint(worklist[other].slides):
                self.notice.emit(
                    f"This file belongs to {other} already: remove that case from the list first."
                )
                return
        if worklist[case_id].reviewed is CaseStatus.SIGNED_OFF:
            self.notice.emit("This case is signed. Reopen it before changing its files.")
            return
        self._session.replace_slides(case_id, slides)
        if goes_on and not self._session.read_only:
            self._session.analyse_when_ready(case_id)

    def _find_slides(self, case_id: str, paths: Sequence[Path], *, goes_on: bool) -> None:
        if not paths:
            return
        folders.remember_folder(self._session, paths[0])
        case = self._session.worklist[case_id]
        # Of a file that could not be read only the name tells which slide it belongs to.
        facts = case.features or [
            FeatureFacts(path.name, path.stem) for path in case.slides if is_feature_file(path)
        ]
        find = partial(slides_for, tuple(facts), [path.absolute() for path in paths])
        done = partial(self._on_fitting, case_id, goes_on)
        self._session.tasks.run(self, find, done, self.notice.emit, slot="slides of features")

    def _on_fitting(self, case_id: str, goes_on: bool, found: Sequence[Path]) -> None:
        # Removed while its slides were looked for.
        if case_id not in self._session.worklist:
            return
        # Each slide that was found takes the place of features, in their order.
        left = list(found)
        slides = [
            left.pop(0) if is_feature_file(path) else path
            for path in self._session.worklist[case_id].slides
            if left or not is_feature_file(path)
        ]
        self._replace(case_id, slides, goes_on=goes_on)
