"""Job that reads a clinical table, in this process or in a child that returns it in pieces.

Reading a large table keeps the interpreter busy: in a thread it would hold up the window. The
child keeps the table, so that another schema does not read it again; patients come back in pieces
small enough to unpack between two frames.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.cohort.table_schema import StatedTable, TableSchema, TimeForm, length_words
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase

if TYPE_CHECKING:
    from steph_desktop.cohort.clinical_table import Clinical
    from steph_desktop.cohort.cohort_tables import Patient
    from steph_desktop.cohort.table_file import RawTable

HEAD_ROWS = 20
_PIECE = 500  # patients that cross to the window at once


class GuessAgain(Enum):
    """What to guess again from the whole table."""

    NOTHING = "nothing"
    EVENT = "event"
    TIME = "time"
    DATES = "dates"


@dataclass(frozen=True)
class TableRequest:
    """Request to read a table."""

    path: Path  # the file
    sheet: str = ""  # which Excel sheet; empty for the first that holds patients
    header_row: int = 0  # row of the column names; found if 0
    # How it is read; guessed where it does not fit the table.
    choices: TableSchema = field(default_factory=TableSchema)
    stated: StatedTable | None = None  # what overrules every guess
    wish: GuessAgain = GuessAgain.NOTHING  # what else to guess
    column: str = ""  # and from which column


@dataclass(frozen=True)
class FollowUpSummary:
    """How many patients a table has, and how long they were followed."""

    patients: int = 0
    events: int = 0
    shortest_days: float = 0.0
    middle_days: float = 0.0
    longest_days: float = 0.0
    more_columns: int = 0
    names_slides: bool = False
    event_days: float | None = None  # median follow-up of those with the event
    other_days: float | None = None  # of the others

    @property
    def groups_sentence(self) -> str:
        """How long those with and without the event were followed, in a sentence."""
        parts = []
        if self.event_days is not None:
            parts.append(f"{length_words(self.event_days)} with the event")
        if self.other_days is not None:
            parts.append(f"{length_words(self.other_days)} without")
        return f"Median follow-up: {', '.join(parts)}." if parts else ""


@dataclass(frozen=True)
class TableHead:
    """The first rows of a table, and how it was read; see `RawTable`."""

    name: str
    form: str
    sheet: str
    sheets: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    header_row: int = 1
    endpoints: tuple[tuple[str, str], ...] = ()  # pairs of an event column and its time


@dataclass(frozen=True)
class ReadTable:
    """A table as a page shows it."""

    table: TableHead  # its first rows
    n_rows: int  # how many it has
    choices: TableSchema  # the schema that was applied
    clinical: Clinical  # its patients
    followed: FollowUpSummary  # the follow-up of its patients
    words: tuple[tuple[str, int], ...]  # distinct cells of the event column with their counts


class TableCache:
    """Reads tables, and keeps the one that was read last."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._table: RawTable | None = None

    @property
    def table(self) -> RawTable:
        """The table that was read last."""
        if self._table is None:
            raise ValueError("no table was read")
        return self._table

    def read(self, request: TableRequest, control: JobControl = UNWATCHED) -> ReadTable:
        """Read a table and apply the schema."""
        from steph_desktop.cohort import infer_columns
        from steph_desktop.cohort.clinical_table import read_clinical

        table = self._open(request, control)
        schema = infer_columns.fitted(request.choices, table)
        if not request.sheet and not schema.fits_patients and len(table.sheets) > 1:
            table, schema = self._better_sheet(request, table, schema, control)
        match request.wish:
            case GuessAgain.EVENT:
                schema = infer_columns.with_event(schema, table, request.column)
            case GuessAgain.TIME:
                schema = infer_columns.with_time(schema, table, request.column)
            case GuessAgain.DATES:
                schema = infer_columns.with_dates(schema, table)
                schema = replace(schema, form=TimeForm.DATES)
        if request.stated is not None:
            schema = infer_columns.as_stated(request.stated, schema, table)
        clinical = read_clinical(table, schema)
        words = table.words(schema.event) if schema.event in table.header else ()
        rows = tuple(table.frame.head(HEAD_ROWS).itertuples(index=False, name=None))
        head = TableHead(
            table.name, table.form, table.sheet, table.sheets, table.header, rows,
            table.header_row, infer_columns.endpoints_of(table),
        )  # fmt: skip
        return ReadTable(head, len(table.frame), schema, clinical, _followed(clinical), words)

    def _better_sheet(
        self,
        request: TableRequest,
        table: RawTable,
        schema: TableSchema,
        control: JobControl,
    ) -> tuple[RawTable, TableSchema]:
        """Return the first sheet with patients, times and events; else the given one."""
        from steph_desktop.cohort import infer_columns

        for sheet in table.sheets:
            if sheet == table.sheet:
                continue
            with suppress(StephError):  # a sheet that is no table is not the one
                other = self._open(replace(request, sheet=sheet), control)
                found = infer_columns.fitted(request.choices, other)
                if found.fits_patients:
                    return other, found
        return self._open(request, control), schema

    def _open(self, request: TableRequest, control: JobControl) -> RawTable:
        from steph_desktop.cohort.table_file import read_table

        key: tuple[object, ...] = ()
        with suppress(OSError):  # reading it states what is wrong
            stat = request.path.stat()
            key = (
                request.path, request.sheet, request.header_row, stat.st_size, stat.st_mtime_ns
            )  # fmt: skip
        if self._table is None or key != self._key or not key:
            self._table = None
            self._table = read_table(
                request.path, request.sheet, control, header_row=request.header_row
            )
            self._key = key
        return self._table


def _followed(clinical: Clinical) -> FollowUpSummary:
    from statistics import median

    patients = clinical.patients
    if not patients:
        return FollowUpSummary()
    days = sorted(patient.time_days for patient in patients)
    seen = [patient.time_days for patient in patients if patient.event]
    unseen = [patient.time_days for patient in patients if not patient.event]
    medians = [median(group) if group else None for group in (seen, unseen)]
    times = days[0], days[len(days) // 2], days[-1]
    names_slides = any(patient.slide_ids for patient in patients)
    counts = len(patients), clinical.n_events
    return FollowUpSummary(*counts, *times, len(patients[0].extra), names_slides, *medians)


@contextmanager
def many_objects() -> Iterator[None]:
    """Make many lasting objects without the garbage collector visiting all of them.

    It would visit every patient again and again, and no thread runs meanwhile. No patient refers
    to itself, so they are freed as usual when nothing holds them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


_DESK = TableCache()


def answer_table(request: TableRequest, control: JobControl) -> ReadTable:
    """Read a table in a child process: patients go out in pieces, the answer has none."""
    with many_objects():
        found = _DESK.read(request, control)
    patients = found.clinical.patients
    for start in range(0, len(patients), _PIECE):
        piece = patients[start : start + _PIECE]
        control.checkpoint(0, 0, Phase.READING_TABLE, piece)
    return replace(found, clinical=replace(found.clinical, patients=()))


def put_together(found: ReadTable, pieces: list[tuple[Patient, ...]]) -> ReadTable:
    """Return an answer with the patients that came in pieces."""
    patients = tuple(patient for piece in pieces for patient in piece)
    return replace(found, clinical=replace(found.clinical, patients=patients))
