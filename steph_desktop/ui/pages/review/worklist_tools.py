"""What can be done with the worklist as a whole: agreement, outcomes, a table for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.core.errors import StephError, count_of
from steph_desktop.core.files import sha256_of
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, grid_layout, in_row, lay
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.messages import done
from steph_desktop.ui.kit.widgets import (
    button,
    heading,
    no_larger_than_screen,
    say,
    scrolling,
    text,
)
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session, WindowTool
from steph_desktop.ui.parts.worklist.worklist_panel import WorklistPanel
from steph_desktop.workspace.records import EstimateRow, FollowUp, OutcomeLine, OutcomeReport
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.ways_out import Departure, WayOut

if TYPE_CHECKING:
    from steph_desktop.survival.agreement import Agreement

# As `workspace.pseudonyms` makes them; any other name is a patient's.
_PSEUDONYM = re.compile(r"Case [2-9A-Z]{2}-[2-9A-Z]{2}")
_WAIT = "Reading the reviews…"
_TITLES = ("Estimates given blinded", "Estimates given with the model's answer in view")
_ABOUT = (
    "Estimates of the current results; the latest of each case. Kappa: 1 is full "
    "agreement, 0 what chance alone would give. Intervals are by resampling cases 1,000 times. "
    "Cases whose result is not shown do not count."
)


# Reading outcomes and comparing estimates, in the background --------------------------------------


@dataclass(frozen=True)
class OutcomeTable:
    """The outcomes in a clinical table, how it was read in words, and the hash of the file."""

    lines: tuple[OutcomeLine, ...]
    words: str
    source: str


class EventUnclearError(StephError):
    """It must be asked which value of a column means the event."""

    def __init__(self, question: str, path: Path, values: tuple[str, ...]) -> None:
        super().__init__(question, path, "Say which value means the event.")
        self.values = values


def read_outcomes(path: Path, event_is: tuple[str, ...] = ()) -> OutcomeTable:
    """Read follow-up and event of each patient from a clinical table.

    `event_is` are the values that mean the event. `EventUnclearError` says that they must be asked
    for, another `StephError` that the table or a row cannot be trusted.
    """
    import numpy as np

    from steph_desktop.cohort.findings import refuse_blocking
    from steph_desktop.cohort.table_reading import TableCache, TableRequest
    from steph_desktop.cohort.table_schema import StatedTable
    from steph_desktop.survival.censoring import median_follow_up_days
    from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS

    # Without an answer the columns are guessed.
    stated = StatedTable(event_is=event_is) if event_is else None
    read = TableCache().read(TableRequest(path, stated=stated))
    schema, clinical = read.choices, read.clinical
    if clinical.question:
        raise EventUnclearError(clinical.question, path, tuple(word for word, _ in read.words))
    refuse_blocking(clinical.findings)
    if not clinical.patients:
        raise StephError("No patient with time and event", path, "Fill the columns in.")
    lines = tuple(
        OutcomeLine(FollowUp(p.time_days, p.event), case=p.patient_id)
        if _PSEUDONYM.fullmatch(p.patient_id)
        else OutcomeLine(FollowUp(p.time_days, p.event), patient=p.patient_id, slides=p.slide_ids)
        for p in clinical.patients
    )
    days, events = zip(*((p.time_days, p.event) for p in clinical.patients), strict=True)
    median = median_follow_up_days(np.array(days), np.array(events))
    skipped = f" {clinical.skipped} rows without time or event are left out."
    return OutcomeTable(
        lines,
        f"{len(lines):,} patients, {clinical.n_events:,} events, median follow-up "
        f"{median / CALENDAR_YEAR_DAYS:.1f} years.\n\n{schema.sentences}"
        f"{skipped if clinical.skipped else ''}",
        f"table sha256 {sha256_of(path)}",
    )


@dataclass(frozen=True)
class AgreementPart:
    """Agreement of one kind of estimates: figures, the same in words, reviewers and models."""

    found: Agreement
    words: str
    readers: tuple[str, ...]
    n_models: int


@dataclass(frozen=True)
class Agreements:
    """Agreement over a worklist, estimates given blinded and not blinded apart."""

    blinded: AgreementPart
    unblinded: AgreementPart


def compare_estimates(rows: Sequence[EstimateRow]) -> Agreements:
    """Compare the reviewers' estimates with the model's answers."""
    blinded = [row for row in rows if row.blinded]
    return Agreements(_compare(blinded), _compare([row for row in rows if not row.blinded]))


def _compare(rows: Sequence[EstimateRow]) -> AgreementPart:
    from steph_desktop.survival.agreement import Reading, agreement, agreement_words

    n_models = len({row.model_sha256 for row in rows})
    # Scores of different models have no common scale, nor have those of the members of one pack.
    by_score = n_models < 2 and any(row.model_percentile is None for row in rows)
    readings = [
        Reading(
            row.own_group,
            row.model_group,
            row.own_percent,
            row.model_score if by_score else row.model_percentile,
            row.follow_up.time_days if row.follow_up is not None else None,
            row.follow_up.event if row.follow_up is not None else None,
        )
        for row in rows
    ]
    found = agreement(readings)
    readers = tuple(sorted({row.reviewer for row in rows}, key=str.casefold))
    return AgreementPart(found, agreement_words(found), readers, n_models)


# The dialog and the commands ----------------------------------------------------------------------


class AgreementDialog(QDialog):
    """Shows kappa, the table of risk groups, and the C-index of both, in words and figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Agreement with the model"))
        self.setModal(True)
        self._parts = [_Part(title) for title in _TITLES]
        self.compared: tuple[str, ...] = ()
        page = QWidget()
        self.wait = text(_WAIT, name="muted")
        title = heading("Agreement over the worklist", 1.25)
        inner = column(page, title, self.wait, *self._parts, margin=18, spacing=14)
        about = text(_ABOUT, name="muted", factor=0.92)
        lay(inner, about, text(RESEARCH_USE, name="research"), None)
        self.outcomes = button("Attach outcomes…")
        self.copy = button("Copy", self._copy)
        parts = (self.outcomes, self.copy, None, button("Close", self.close, primary=True))
        row = in_row(*parts, margins=(18, 8, 18, 12))
        column(self, (scrolling(page), 1), row, margin=0, spacing=-1)
        self.resize(no_larger_than_screen(QSize(640, 640)))
        self.show_agreements(None)

    def say(self, words: str) -> None:
        """Say something above the figures, such as what went wrong."""
        say(self.wait, words)

    def show_agreements(self, agreements: Agreements | None) -> None:
        """Show figures; None while they are computed."""
        self.say(_WAIT if agreements is None else "")
        self.copy.setEnabled(agreements is not None)
        shown = (
            (agreements.blinded, agreements.unblinded) if agreements is not None else (None,) * 2
        )
        for part, figures in zip(self._parts, shown, strict=True):
            part.show_figures(figures)

    def cases_on_show(self) -> tuple[str, ...]:
        return self.compared

    def _copy(self) -> None:
        lines = [words for part in self._parts for words in (part.title.text(), part.words.text())]
        QGuiApplication.clipboard().setText(tr("\n".join([*lines, RESEARCH_USE])))
        tell_left(self, Departure(WayOut.COPY, what="agreement with the model"))


class _Part(QFrame):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title = heading(title, 1.05)
        self.words = text(selectable=True)
        self.readers = text(name="muted", factor=0.92)
        self.table = _GroupTable()
        column(self, self.title, self.words, self.table, self.readers, margin=14, spacing=8)

    def show_figures(self, part: AgreementPart | None) -> None:
        self.setVisible(part is not None)
        if part is None:
            return
        self.words.setText(tr(part.words))
        self.table.setVisible(part.found.n_compared > 0)
        self.table.show_counts(part.found.table.tolist())
        models = f" · answers of {part.n_models} models" if part.n_models > 1 else ""
        said = f"Read by {', '.join(part.readers)}{models}"
        say(self.readers, said if part.readers else "")


class _GroupTable(QWidget):
    """Counts of risk groups: rows are the pathologist's, columns the model's."""

    def __init__(self) -> None:
        super().__init__()
        stretch = (0, 0, 0, 0, 1)
        grid = grid_layout(self, across=16, down=4, margins=(0, 2, 0, 2), stretch=stretch)
        corner = text("Pathologist ↓   Model →", name="muted", factor=0.92, wraps=False)
        grid.addWidget(corner, 0, 0)
        names = [group.value.capitalize() for group in RiskGroup]
        self._cells: list[list[QLabel]] = []
        right = Qt.AlignmentFlag.AlignRight
        for place, name in enumerate(names, start=1):
            grid.addWidget(text(name, name="muted", factor=0.92), 0, place, right)
            grid.addWidget(text(name, name="muted", factor=0.92), place, 0)
            # Bold on the diagonal, where both agree.
            row = [heading("0") if number + 1 == place else text("0") for number in range(3)]
            for number, cell in enumerate(row, start=1):
                grid.addWidget(cell, place, number, right)
            self._cells.append(row)

    def show_counts(self, counts: list[list[int]]) -> None:
        """Show counts, shape (3, 3)."""
        for cells, row in zip(self._cells, counts, strict=True):
            for cell, count in zip(cells, row, strict=True):
                cell.setText(f"{count:,}")
        words = f"Table of {sum(map(sum, counts))} cases by the pathologist's and the model's group"
        self.setAccessibleName(tr(words))


class WorklistTools(WindowTool):
    """Asks the user for what each needs, and starts it in the background."""

    def __init__(self, session: Session, cases: WorklistPanel, window: QWidget) -> None:
        super().__init__(session, window)
        self._cases = cases
        self.dialog: AgreementDialog | None = None

    def show_agreement(self) -> None:
        """Show how far pathologist and model agree."""
        # Closed, it is only hidden: it is shown again the next time.
        if self.dialog is None:
            self.dialog = AgreementDialog(self._window)
            self.dialog.outcomes.clicked.connect(self.attach_outcomes)
            self.dialog.outcomes.setEnabled(not self._session.read_only)
        # Figures of before are not of the reviews and outcomes of now.
        self.dialog.show_agreements(None)
        self.dialog.show()
        records = self._session.repository.records
        records.run(self, Workspace.estimates, self._compare, self._say_fault)

    def attach_outcomes(self) -> None:
        """Ask for a clinical table, and read it."""
        if self._session.read_only:
            self.notice.emit("The workspace can only be read: outcomes cannot be attached here.")
            return
        start = folders.last_folder(self._session)
        file = dialogs.ask_table(self.dialog or self._window, start, "Attach outcomes")
        if file is not None:
            folders.remember_folder(self._session, file)
            self._read_outcomes(file)

    def _read_outcomes(self, file: Path, event_is: tuple[str, ...] = ()) -> None:
        def failed(error: StephError) -> None:
            if not isinstance(error, EventUnclearError):
                self._say_fault(error)
                return
            parent, title = self.dialog or self._window, "Which value means the event?"
            if value := dialogs.ask_value(parent, title, error.what, error.values):
                self._read_outcomes(file, (value,))

        read = partial(read_outcomes, file, event_is)
        self._session.tasks.run(self, read, self._attach, failed)

    def save_csv(self) -> None:
        """Write the cases on show, in their order, to a file that the user names."""
        folder = self._session.settings.report_folder
        choice = dialogs.ask_worklist_file(self._window, folder or Path.home())
        if choice is None:
            return
        out, identifiers = choice
        self._session.change_settings(report_folder=out.parent)
        worklist, ids = self._session.worklist, tuple(self._cases.list.keys)
        # As it is now: written later, it must say no more than the window did.
        said = {case_id: worklist[case_id].disclosure for case_id in ids}
        write = partial(
            write_worklist, out=out, cases=ids, disclosures=said, identifiers=identifiers
        )
        self._session.repository.records.run(self, write, partial(self._say_written, out))

    def _compare(self, rows: Sequence[EstimateRow]) -> None:
        # What may not be said of a case counts nowhere either.
        withheld = self._session.worklist.withheld
        counted = [row for row in rows if row.case not in withheld]
        if self.dialog is not None:
            # What leaves the dialog as a copy is of these cases.
            self.dialog.compared = tuple(sorted({row.case for row in counted}))
        compare = partial(compare_estimates, counted)
        self._session.tasks.run(self, compare, self._show_agreements, self._say_fault)

    def _show_agreements(self, agreements: Agreements) -> None:
        if self.dialog is not None:
            self.dialog.show_agreements(agreements)

    def _say_written(self, out: Path, count: int) -> None:
        total = len(self._session.worklist.case_ids)
        of = f" of {total:,}, as the list shows them" if count < total else ""
        words = f"{out.name} is written: {count_of(count, 'case')}{of}."
        self.notice.emit(done(words, file=out, cause="table"))

    def _attach(self, table: OutcomeTable) -> None:
        if dialogs.agrees_to_attach(self.dialog or self._window, table.words):
            attach = partial(Workspace.attach_outcomes, lines=table.lines, source=table.source)
            self._session.repository.records.run(self, attach, self._say_attached, self._say_fault)

    def _say_attached(self, report: OutcomeReport) -> None:
        parts = [f"{report.new:,} outcomes attached"]
        parts += [f"{report.changed:,} changed"] if report.changed else []
        parts += [f"{report.same:,} known already"] if report.same else []
        parts += [f"{report.unmatched:,} lines belong to no case"] if report.unmatched else []
        words = f"{', '.join(parts)}. The outcome of {report.cases:,} cases on the list is known."
        self.notice.emit(done(words, cause="outcomes"))
        if self.dialog is not None and self.dialog.isVisible():
            # The C-index needs outcomes: it is computed anew with them.
            self.show_agreement()

    def _say_fault(self, error: StephError) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.say(str(error))
        else:
            self.notice.emit(error)
