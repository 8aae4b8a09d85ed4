"""What can be done with the worklist as a whole: agreement, outcomes, a table for a spreadsheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.pages.review.agreement_dialog import AgreementDialog
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.outcome_reads import (
    Agreements,
    OutcomeTable,
    compare_estimates,
    read_outcomes,
)
from steph_desktop.ui.parts.worklist.worklist_panel import WorklistPanel
from steph_desktop.workspace.records import EstimateRow, OutcomeReport
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.worklist_csv import write_worklist


class WorklistTools(QObject):
    """Asks what is needed, and lets the other threads do it.

    Parameters
    ----------
    session : Session
        Whose worklist.
    cases : WorklistPanel
        What is on show, and in which order.
    window : QWidget
        Dialogs belong to it, and it owns this.
    """

    notice = Signal(str)
    """A sentence for the user."""

    def __init__(self, session: Session, cases: WorklistPanel, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._cases = cases
        self._window = window
        self.dialog: AgreementDialog | None = None
        session.book.records.done.connect(self._on_done)
        session.book.records.failed.connect(self._on_failed)
        session.loader.done.connect(self._on_done)
        session.loader.failed.connect(self._on_failed)

    def show_agreement(self) -> None:
        """Show how far pathologist and model agree."""
        if self.dialog is None:
            self.dialog = AgreementDialog(self._window)
            self.dialog.outcomes_requested.connect(self.attach_outcomes)
            self.dialog.outcomes.setEnabled(not self._session.read_only)
        self.dialog.show()
        self._session.book.records.ask(("estimates",), Workspace.estimates)

    def attach_outcomes(self) -> None:
        """Let the user choose a clinical table, and read it."""
        if self._session.read_only:
            self.notice.emit("The workspace is open elsewhere: outcomes cannot be attached here.")
            return
        file = dialogs.ask_table(self.dialog or self._window, folders.last_folder(self._session))
        if file is not None:
            folders.remember_folder(self._session, file)
            self._session.loader.request(("outcomes",), partial(read_outcomes, file))

    def save_csv(self) -> None:
        """Write the cases on show, in their order, to a file that the user names."""
        folder = self._session.settings.report_folder
        choice = dialogs.ask_worklist_file(self._window, folder or Path.home())
        if choice is None:
            return
        out, identifiers = choice
        self._session.change_settings(report_folder=out.parent)
        worklist, ids = self._session.worklist, tuple(self._cases.list.case_ids)
        hidden = frozenset(case_id for case_id in ids if worklist[case_id].is_hidden)
        write = partial(write_worklist, out=out, cases=ids, hidden=hidden, identifiers=identifiers)
        self._session.book.records.ask(("worklist csv", out.name), write)

    def _on_done(self, key: object, answer: object) -> None:
        match key, answer:
            case ("estimates",), list() as rows:
                known: list[EstimateRow] = rows
                self._session.loader.request(("agreement",), partial(compare_estimates, known))
            case ("agreement",), Agreements():
                if self.dialog is not None:
                    self.dialog.show_agreements(answer)
            case ("outcomes",), OutcomeTable():
                self._attach(answer)
            case ("attached",), OutcomeReport():
                self._tell_attached(answer)
            case ("worklist csv", str(name)), int(count):
                cases = "1 case" if count == 1 else f"{count:,} cases"
                total = len(self._session.worklist.case_ids)
                of = f" of {total:,}, as the list shows them" if count < total else ""
                self.notice.emit(f"{name} is written: {cases}{of}.")

    def _on_failed(self, key: object, error: object) -> None:
        match key, error:
            case ("estimates" | "agreement" | "outcomes" | "attached", *_), StephError():
                self._say(str(error))
            case ("worklist csv", _), StephError():
                self.notice.emit(str(error))

    def _attach(self, table: OutcomeTable) -> None:
        if dialogs.agrees_to_attach(self.dialog or self._window, table.words):
            attach = partial(Workspace.attach_outcomes, lines=table.lines, source=table.source)
            self._session.book.records.ask(("attached",), attach)

    def _tell_attached(self, report: OutcomeReport) -> None:
        told = [f"{report.new:,} outcomes attached"]
        told += [f"{report.changed:,} changed"] if report.changed else []
        told += [f"{report.same:,} known already"] if report.same else []
        told += [f"{report.unmatched:,} lines belong to no case"] if report.unmatched else []
        words = f"{', '.join(told)}. The outcome of {report.cases:,} cases on the list is known."
        self.notice.emit(words)
        if self.dialog is not None and self.dialog.isVisible():
            self.show_agreement()

    def _say(self, words: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.say(words)
        else:
            self.notice.emit(words)
