"""Import of a laboratory's worklist: what was read, what was found, and what is added."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QWidget

from steph_desktop.cohort.lab_list import (
    LabColumn,
    LabList,
    LabMatch,
    match_lab_list,
    read_lab_list,
)
from steph_desktop.core.errors import StephError, count_of
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.forms import form_layout
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row, lay
from steph_desktop.ui.kit.messages import Message, Tone
from steph_desktop.ui.kit.widgets import ChoiceBox, button, choices, heading, text
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session, WindowTool
from steph_desktop.ui.parts.worklist.worklist_panel import WorklistPanel
from steph_desktop.workspace.lab_entries import LabImport

_ROLES = {
    LabColumn.SLIDE: "Slide file or folder",
    LabColumn.ACCESSION: "Accession number",
    LabColumn.PATIENT: "Patient, compared and not kept",
    LabColumn.NOTE: "Note",
    LabColumn.DUE: "Due, or how urgent",
}
_MOST_SHOWN = 500
_KINDS = "Worklists (*.csv *.tsv *.txt *.xlsx *.xlsm *.json)"


def read_and_match(
    file: Path, folder: Path, columns: dict[LabColumn, str]
) -> tuple[LabList, LabMatch | StephError]:
    """Read a list and look for its slides; a folder without any is no fault of the list."""
    listed = read_lab_list(file, columns)
    try:
        return listed, match_lab_list(listed, folder)
    except StephError as error:
        # The list has been read: its columns can still be chosen.
        return listed, error


class WorklistImportDialog(QDialog):
    """Shows which columns were taken for what, and which slides were found, before any is added."""

    def __init__(self, parent: QWidget, session: Session, file: Path) -> None:
        super().__init__(parent)
        self._session, self.file, self.folder = session, file, file.parent
        self.listed: LabList | None = None
        self.match: LabMatch | None = None
        self.setWindowTitle(tr("Import a worklist"))
        layout = column(self, margin=18, spacing=12)
        self.form = text(name="muted")
        lay(layout, heading("Import a worklist", 1.2), self.form)
        self.columns: dict[LabColumn, ChoiceBox] = {
            role: choices(words, lambda _value: self.look(), grows=True)
            for role, words in _ROLES.items()
        }
        self._rows = QWidget()
        form_layout(*((_ROLES[role], box) for role, box in self.columns.items()), on=self._rows)
        self.place = text()
        self.summary = text(bold=True)
        self.missing = QListWidget()
        self.missing.setAccessibleName(tr("What cannot be added, and why"))
        self.buttons = dialogs.ok_or_cancel(self)
        lay(
            layout, self._rows,
            in_row((self.place, 1), button("Choose the folder of the slides…", self._ask_folder)),
            self.summary, (self.missing, 1), None, self.buttons,  # None: where nothing is missing
        )  # fmt: skip
        self.setMinimumSize(620, 460)
        self.look()

    def look(self) -> None:
        """Read the list with the columns that are chosen, and look for its slides."""
        # Nothing is stated at the first look: the columns are guessed, and then offered.
        stated = {}
        if self.listed is not None:
            stated = {role: box.currentData() or "" for role, box in self.columns.items()}
        self.match = None
        self.place.setText(self.folder.name)
        self.summary.setText(tr("Looking for the slides…"))
        self.missing.clear()
        self._allow()
        work = partial(read_and_match, self.file, self.folder, stated)
        self._session.tasks.run(self, work, self._show, self._show_fault, slot="list")

    def _ask_folder(self) -> None:
        chosen = dialogs.ask_folder(self, "The folder of the slides", str(self.folder))
        if chosen is not None:
            self.folder = chosen
            self.look()

    def _show(self, found: tuple[LabList, LabMatch | StephError]) -> None:
        self.listed, match = found
        self.form.setText(tr(self.listed.form))
        # FHIR resources have no columns to choose.
        self._rows.setVisible(bool(self.listed.header))
        names = [(name, name) for name in self.listed.header]
        for role, box in self.columns.items():
            box.fill([("not in the list", ""), *names], self.listed.columns.get(role, ""))
        if isinstance(match, StephError):
            self._show_fault(match)
            return
        self.match = match
        left = [f"{where}: {why}" for where, why in match.missing]
        self.missing.addItems([tr(words) for words in left[:_MOST_SHOWN]])
        self.missing.setVisible(bool(left))
        words = f"{count_of(len(match.found), 'slide')} found"
        rest = f"; {count_of(len(left), 'row')} cannot be added" if left else ""
        self.summary.setText(tr(f"{words}{rest}."))
        self._allow()

    def _show_fault(self, error: StephError) -> None:
        self.summary.setText(tr(str(error)))
        self.missing.hide()
        self._allow()

    def _allow(self) -> None:
        n_found = len(self.match.found) if self.match is not None else 0
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(tr(f"Add {count_of(n_found, 'slide')}" if n_found else "Add"))
        ok.setEnabled(n_found > 0)


class ListImport(WindowTool):
    """Asks for a worklist, and adds its cases once the user has seen what was found."""

    def __init__(self, session: Session, cases: WorklistPanel, window: QWidget) -> None:
        super().__init__(session, window)
        self._cases = cases
        self.dialog: WorklistImportDialog | None = None
        # The records' thread adds the cases: what came of it is known later.
        session.repository.imported.connect(self._say)

    def ask(self) -> None:
        if self._session.read_only:
            self.notice.emit("The workspace can only be read: no list can be imported here.")
            return
        file = folders.choose_file(self._window, self._session, "Import a worklist", _KINDS)
        if file is not None:
            self.begin(file)

    def begin(self, file: Path) -> None:
        self.dialog = WorklistImportDialog(self._window, self._session, file)
        self.dialog.accepted.connect(self._add)
        # A child of the window, it would live as long; there is one for each import.
        self.dialog.finished.connect(self.dialog.deleteLater)
        # Not `exec`, which would hold up whoever called until the dialog is closed.
        self.dialog.open()

    def _add(self) -> None:
        dialog = self.dialog
        if dialog is not None and dialog.match is not None and dialog.listed is not None:
            self._session.repository.import_list(dialog.match, dialog.listed.source)

    def _say(self, _cases: object, found: LabImport) -> None:
        parts = [f"{count_of(len(found.added), 'case')} added"]
        parts += [f"{len(found.changed):,} changed"] if found.changed else []
        parts += [f"{found.same:,} as they were"] if found.same else []
        parts += [f"{len(found.refused):,} left as they are"] if found.refused else []
        offered: dict[str, Callable[[], object]] = {}
        if not self._session.settings.lab_names:
            show = partial(self._cases.show_lab_names, shown=True)
            offered = {"Show accession numbers": show}
        said = Message(f"{', '.join(parts)}.", Tone.DONE, offered, "list")
        self.notice.emit(said)
