"""A clinical table read and understood, here or in a child process, from where it comes in pieces.

Reading a large table is work of the interpreter itself: in a thread it would hold up the window.
The child keeps the table, so that another choice does not read it again; patients come back in
pieces that are small enough to be taken in between two frames.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from steph_desktop.cohort.clinical_file import RawTable, read_table
from steph_desktop.cohort.clinical_table import Clinical, read_clinical, words_of
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.infer_columns import infer_choices, with_dates, with_event, with_time
from steph_desktop.cohort.table_choices import TableChoices, TimeForm
from steph_desktop.core.job_control import JobControl

HEAD_ROWS = 20
_PIECE = 500


class Wish(Enum):
    """What is to be worked out anew from the whole table."""

    NOTHING = "nothing"
    EVENT = "event"
    TIME = "time"
    DATES = "dates"


@dataclass(frozen=True)
class TableRequest:
    """A table, asked for.

    Attributes
    ----------
    path : pathlib.Path
        The file.
    sheet : str
        Which Excel sheet; empty for the first.
    choices : TableChoices
        How it is read; guessed where they do not fit it.
    wish, column
        What else is to be guessed, and from which column.
    """

    path: Path
    sheet: str = ""
    choices: TableChoices = field(default_factory=TableChoices)
    wish: Wish = Wish.NOTHING
    column: str = ""


@dataclass(frozen=True)
class Followed:
    """How many patients a table has, and how long they were followed."""

    patients: int = 0
    events: int = 0
    shortest_days: float = 0.0
    middle_days: float = 0.0
    longest_days: float = 0.0
    more_columns: int = 0
    names_slides: bool = False


@dataclass(frozen=True)
class ReadTable:
    """A table as a page shows it.

    Attributes
    ----------
    table : RawTable
        With its first rows only.
    n_rows : int
        How many it has.
    choices : TableChoices
        As they were applied.
    clinical : Clinical
        Its patients.
    followed : Followed
        What a page says of them.
    words : tuple
        Distinct cells of the event column with their counts.
    """

    table: RawTable
    n_rows: int
    choices: TableChoices
    clinical: Clinical
    followed: Followed
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PatientsPiece:
    """Some patients of a table and their rows, in order."""

    patients: tuple[Patient, ...]
    rows: tuple[tuple[str, int], ...]


class TableDesk:
    """Reads tables, and keeps the one that was read last."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._table: RawTable | None = None

    def read(self, request: TableRequest, control: JobControl | None = None) -> ReadTable:
        """Read a table and apply the choices.

        Raises
        ------
        StephError
            If the file cannot be read as a table.
        """
        table = self._open(request, control)
        choices = request.choices
        if not choices.patient or not {*table.header}.issuperset(choices.used):
            choices = infer_choices(table)
        match request.wish:
            case Wish.EVENT:
                choices = with_event(choices, table, request.column)
            case Wish.TIME:
                choices = with_time(choices, table, request.column)
            case Wish.DATES:
                choices = replace(with_dates(choices, table), form=TimeForm.DATES)
        clinical = read_clinical(table, choices)
        words = words_of(table, choices.event) if choices.event in table.header else ()
        head = replace(table, rows=table.rows[:HEAD_ROWS], numbers=table.numbers[:HEAD_ROWS])
        return ReadTable(head, len(table.rows), choices, clinical, _followed(clinical), words)

    def _open(self, request: TableRequest, control: JobControl | None) -> RawTable:
        key: tuple[object, ...] = ()
        with suppress(OSError):  # reading it says what is wrong
            told = request.path.stat()
            key = (request.path, request.sheet, told.st_size, told.st_mtime_ns)
        if self._table is None or key != self._key or not key:
            self._table = None
            self._table = read_table(request.path, request.sheet, control)
            self._key = key
        return self._table


def _followed(clinical: Clinical) -> Followed:
    patients = clinical.patients
    if not patients:
        return Followed()
    days = sorted(patient.time_days for patient in patients)
    return Followed(
        len(patients),
        clinical.n_events,
        days[0],
        days[len(days) // 2],
        days[-1],
        len(patients[0].extra),
        any(patient.slide_ids for patient in patients),
    )


@contextmanager
def many_objects() -> Iterator[None]:
    """Make very many lasting objects without the garbage collector going over them all.

    It would look at every patient again and again, and no thread runs meanwhile. None of them
    refers to itself; they are freed as ever when nothing holds them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


_DESK = TableDesk()


def answer_table(request: TableRequest, control: JobControl) -> ReadTable:
    """Read a table in a child process: patients are told in pieces, the answer has none."""
    with many_objects():
        found = _DESK.read(request, control)
    for piece in _pieces(found.clinical):
        control.checkpoint(0, 0, "Reading the table", piece)
    return replace(found, clinical=replace(found.clinical, patients=(), rows={}))


def _pieces(clinical: Clinical) -> Iterator[PatientsPiece]:
    rows = list(clinical.rows.items())
    for start in range(0, max(len(clinical.patients), len(rows)), _PIECE):
        stop = start + _PIECE
        yield PatientsPiece(clinical.patients[start:stop], tuple(rows[start:stop]))


def put_together(found: ReadTable, pieces: list[PatientsPiece]) -> ReadTable:
    """Return an answer with the patients that came in pieces."""
    patients = tuple(patient for piece in pieces for patient in piece.patients)
    rows = dict(row for piece in pieces for row in piece.rows)
    return replace(found, clinical=replace(found.clinical, patients=patients, rows=rows))
