"""The patients of a clinical table: a schema applied to its cells.

Each distinct cell of a column is read once and the result mapped onto the rows. A cell that cannot
be trusted is named by file, row and column, never by patient.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.audit import judge_outcomes, judge_patient_names
from steph_desktop.cohort.cohort_tables import Patient, merge_rows
from steph_desktop.cohort.findings import (
    AuditFinding,
    Notes,
    RowFaults,
    blocking_first,
    blocking_of,
    name_rows,
)
from steph_desktop.cohort.outcome_coding import EventCoding, code_events, is_bare
from steph_desktop.cohort.table_doubts import (
    code_rows,
    grouped_rows,
    more_slides,
    one_word_events,
    second_part,
    serial_columns,
    unclear_rows,
    unread_shape,
)
from steph_desktop.cohort.table_file import RawTable
from steph_desktop.cohort.table_schema import (
    LONGEST_LIFE_DAYS,
    TableSchema,
    TimeForm,
    TimeUnit,
    date_of,
    duration_of,
    is_missing,
    unit_of,
)
from steph_desktop.survival.curves import DAYS_PER_YEAR, FloatArray

if TYPE_CHECKING:
    import pandas as pd

_GAP = 8.0  # between neighbours of a column of times that may mix units
_LEAST_SHARE = 0.1  # of the rows on either side of a gap between two units
_ENOUGH = 10  # times: among fewer a gap says nothing

_Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Clinical:
    """The patients of a table, and the findings about it."""

    # In table order; `slide_ids` is empty where the table names no slides.
    patients: tuple[Patient, ...]
    findings: tuple[AuditFinding, ...] = ()  # blocking ones first
    skipped: int = 0  # rows left out because time or event is missing
    # What must be asked about the values of the event column, as in its finding; empty if nothing.
    question: str = ""

    @property
    def n_events(self) -> int:
        """Patients whose event was seen."""
        return sum(patient.event for patient in self.patients)

    @property
    def blocking(self) -> tuple[AuditFinding, ...]:
        """Findings that must be corrected first."""
        return blocking_of(self.findings)


def read_clinical(table: RawTable, schema: TableSchema) -> Clinical:
    """Apply a schema to every row of a table; blocking findings name the first bad rows."""
    notes = Notes()
    absent = [name for name in (*schema.used, *(schema.clinical or ())) if name not in table.frame]
    if schema.missing:
        question = ""
        what = f"Still to be chosen: {schema.missing}"
        todo = "Choose it beside the table, or with --patient, --time, --event or dates (--start)."
        if schema.event in table.frame and not schema.event_words:
            coding = coding_of(table, schema, schema.event)
            if coding.question:
                what = f"Column {schema.event}: which value means the event? {coding.question}"
                question = what
            todo = "State it beside the table, or with --event-is VALUE."
            # No value can be stated to mean none where there is one value alone.
            if (doubt := one_word_events(table, schema.event)) is not None:
                what, todo = doubt
        elif (doubt := unread_shape(table, schema)) is not None:
            what, todo = doubt
        notes.blocking(what, table.name, todo)
        return Clinical((), tuple(notes.findings), question=question)
    if absent:
        what = f"The table has no column {absent[0]} any more"
        notes.blocking(what, table.name, "Choose another column.")
        return Clinical((), tuple(notes.findings))
    return _Reader(table, schema, notes).read()


def coding_of(table: RawTable, schema: TableSchema, column: str) -> EventCoding:
    """Settle what the values of a column mean, or say why that must be asked.

    The names, the values and the follow-up of each value's patients are weighed.
    """
    words = table.known_words(column)
    # Words speak for themselves: the times need not be read for them.
    if not is_bare(words):
        return code_events(column, dict.fromkeys(words, np.zeros(0)))
    # Its notes are thrown away: what is wrong with the times is said when they are used.
    reader = _Reader(table, replace(schema, event=column), Notes())
    days = np.full(len(reader.frame), np.nan)
    if schema.form is TimeForm.DATES and schema.start:
        died = np.zeros(len(days), bool)
        # Which value means the event is the very question: a date of death stands for it.
        if schema.died_on:
            died = (reader.frame[schema.died_on] != "").to_numpy(bool)
        days = reader.between_dates(died)
    elif schema.time:
        days = reader.durations()
    cells = reader.frame[column].str.casefold().to_numpy(object)
    return code_events(column, {word: days[(cells == word) & ~np.isnan(days)] for word in words})


class _BadCell(NamedTuple):
    """What is wrong with a cell, and what to do."""

    what: str
    todo: str


class _Column(NamedTuple):
    """A column as read: values, None where the cell is missing or faulty, and which is which."""

    values: NDArray[np.object_]
    missing: _Mask
    faulty: _Mask


class _Reader:
    def __init__(self, table: RawTable, schema: TableSchema, notes: Notes) -> None:
        self.table, self.schema, self.notes = table, schema, notes
        self.frame = table.frame
        if schema.left_out_rows:  # before anything is read: they are not judged either
            self.frame = self.frame[~self.frame.index.isin(schema.left_out_rows)]
        # The index numbers rows as a spreadsheet does, gaps included.
        self.rows: NDArray[np.int64] = self.frame.index.to_numpy()
        self.faults, self.doubts = RowFaults(), RowFaults()
        self.skipped: _Mask = np.zeros(len(self.frame), bool)

    def read(self) -> Clinical:
        schema, name = self.schema, self.table.name
        clean = self._clean()  # first: it fills the faults that are told below
        wanted = self.frame.columns if schema.clinical is None else schema.clinical
        others = self.frame[[column for column in wanted if column not in schema.used]]
        self._tell_left_out()
        self._tell_doubts()
        patients = merge_rows(clean, others.loc[clean.row], schema, self.faults, self.doubts)
        self.faults.note(self.notes.blocking, name)
        self.doubts.note(self.notes.advisory, name)
        if self.skipped.any():
            what = f"{name_rows(self.rows[self.skipped].tolist())}: time or event is not known"
            self.notes.advisory(what, name, "These patients are left out.")
        first = clean.drop_duplicates("patient_id")
        if len(first):
            judge_patient_names(first.patient_id, first.row, schema.patient, name, self.notes)
            counted = schema.form is TimeForm.DURATION and not schema.unit_column
            outcomes = first.time_days.to_numpy(float), first.event.to_numpy(bool)
            # Only where one unit was taken for all rows may it be the wrong one.
            unit = schema.unit if counted else None
            judge_outcomes(*outcomes, name, self.notes, rows=first.row.tolist(), unit=unit)
        elif not self.notes.findings:
            self.notes.blocking("No patient could be read", name, "Check the chosen columns.")
        return Clinical(patients, blocking_first(self.notes.findings), int(self.skipped.sum()))

    def _tell_doubts(self) -> None:
        schema, name = self.schema, self.table.name
        # Where some value means none, an empty cell is a patient of whom it is not known.
        marked = schema.event and not schema.other_words
        for note, doubt in (
            (self.notes.blocking, second_part(self.table, schema)),
            (self.notes.blocking, one_word_events(self.table, schema.event) if marked else None),
            (self.notes.advisory, more_slides(self.table, schema)),
        ):
            if doubt is not None:
                note(doubt[0], name, doubt[1])
        if schema.form is TimeForm.DATES:
            dates = [c for c in (schema.start, schema.last_seen, schema.died_on) if c]
            for column in serial_columns(self.table, dates, schema.date_order):
                what = f"Column {column} holds numbers, which are read as Excel's days since 1900"
                self.notes.advisory(what, name, "Check a few of these dates.")

    def _tell_left_out(self) -> None:
        known = set(self.table.frame.index)
        chosen = [row for row in self.schema.left_out_rows if row in known]
        for rows, what, todo in (
            (self.table.totals, "a sum or a mean", "It is not a patient, and is left out."),
            (chosen, "left out, as you chose", "Change that beside the table if it is wrong."),
        ):
            if rows:
                self.notes.advisory(f"{name_rows(rows)}: {what}", self.table.name, todo)

    def _clean(self) -> pd.DataFrame:
        """Return patient_id, slide_id, time_days, event and row of the rows that can be used."""
        import pandas as pd

        schema = self.schema
        patient = self._column(schema.patient, _read_name)
        event = self._events()
        if schema.form is TimeForm.DURATION:
            days = self.durations()
        else:
            days = self.between_dates(event == 1)  # NaN, where it is not known, is not 1
        slide = self._column(schema.slide, _known_cell).values if schema.slide else ""
        names = ("patient_id", "slide_id", "time_days", "event", "row")
        values = (patient.values, slide, days, event, self.rows)
        clean = pd.DataFrame(dict(zip(names, values, strict=True)))
        usable = ~(patient.missing | patient.faulty) & clean.time_days.notna() & clean.event.notna()
        return clean[usable].astype({"event": bool}).fillna({"slide_id": ""})

    def _column(
        self, name: str, read: Callable[[str], object], where: _Mask | None = None
    ) -> _Column:
        """Read the cells of a column; `read` gives a value, None if missing, or a `_BadCell`."""
        import pandas as pd

        codes, cells = pd.factorize(self.frame[name])
        # Not by np.array: a `_BadCell` is a tuple, of which that would make a row.
        found = np.empty(len(cells), object)
        found[:] = [read(cell) for cell in cells]
        bad = np.array([isinstance(value, _BadCell) for value in found], bool)[codes]
        missing = np.array([value is None for value in found], bool)[codes]
        values = found[codes]
        if where is not None:  # the other rows do not need this column
            bad, missing = bad & where, missing & where
        for row, fault in zip(self.rows[bad].tolist(), values[bad], strict=True):
            self.faults.add(name, fault.what, fault.todo, row)
        values[bad] = None
        return _Column(values, missing, bad)

    # Time and event -------------------------------------------------------------------------

    def _events(self) -> FloatArray:
        """Return 1 for an event, 0 for none, NaN where that is not known."""
        schema = self.schema
        if not schema.event:  # who has a date of death had the event
            return (~self._column(schema.died_on, _known_cell).missing).astype(float)
        meanings = dict.fromkeys(schema.other_words, 0.0) | dict.fromkeys(schema.event_words, 1.0)

        def read(cell: str) -> object:
            word = cell.casefold()
            if word in meanings:
                return meanings[word]
            if is_missing(word) or word in schema.skipped_words:
                return None
            todo = "State whether it means an event, no event, or that the patient is left out."
            return _BadCell(f"{word[:30]!r} has no meaning yet", todo)

        column = self._column(schema.event, read)
        self.skipped |= column.missing
        return column.values.astype(float)

    def durations(self) -> FloatArray:
        schema = self.schema
        column = self._column(schema.time, self._read_duration)
        self.skipped |= column.missing
        known = ~(column.missing | column.faulty)
        number = np.array([np.nan if d is None else d.value for d in column.values], float)
        units = [None if d is None else d.unit for d in column.values]
        # A column with decimal commas shows by them that its points group.
        if schema.decimal == ".":
            cells = self.frame[schema.time].tolist()
            for unclear, what in (
                (grouped_rows(cells), "the point may group thousands, or be a decimal point"),
                (unclear_rows(cells), "the comma may group thousands, or be a decimal comma"),
            ):
                todo = "Write the number without a separator of thousands."
                self._fault(unclear & known, schema.time, what, todo)
                number[unclear & known] = np.nan
        coded, code = code_rows(number)
        if coded.any():
            self._fault(
                coded,
                schema.time,
                f"{code:g} stands far above all other times, as a code for what is not known",
                "Leave the cell empty if the time is not known, or leave the row out.",
            )
            number[coded] = np.nan
        days = {unit: unit.days(schema.year_days) for unit in TimeUnit}
        factor = np.array([np.nan if unit is None else days[unit] for unit in units], float)
        bare = known & np.isnan(factor)
        # A unit beside the number goes before the column of units.
        if schema.unit_column:
            named = self._column(schema.unit_column, self._read_unit, bare).values.astype(float)
            factor[bare] = named[bare]
        else:
            self._compare_units(number, units, bare)
            factor[bare] = days[schema.unit]
        return self._possible(number * factor, schema.time, known)

    def _read_duration(self, cell: str) -> object:
        schema = self.schema
        if is_missing(cell):
            return None
        if (found := duration_of(cell, schema.decimal)) is not None:
            return found
        if date_of(cell, schema.date_order) is not None:
            what = "this is a date, not a duration"
            return _BadCell(what, "Choose “two dates” and the two columns of dates.")
        # The mark was chosen by most cells: this one may be a number by the other.
        marks = {".": "point", ",": "comma"}
        other = "," if schema.decimal == "." else "."
        if duration_of(cell, other) is not None:
            what = f"{cell[:20]!r} has a decimal {marks[other]}, others a {marks[schema.decimal]}"
            return _BadCell(what, "Write all numbers alike.")
        return _BadCell(f"{cell[:20]!r} is not a number", "Correct it, or leave the cell empty.")

    def _read_unit(self, cell: str) -> object:
        unit = unit_of(cell)
        if unit is not None:
            return unit.days(self.schema.year_days)
        what = f"{cell[:20]!r} is not a unit of time" if cell else "empty"
        return _BadCell(what, "Write days, weeks, months or years.")

    def _possible(self, days: FloatArray, column: str, where: _Mask) -> FloatArray:
        """Return the times, NaN in place of those that no life can have, and note these."""
        todo = "Correct it, or leave the cell empty."
        self._fault(where & (days < 0), column, "the time is below 0", todo)
        for at in np.flatnonzero(where & (days > LONGEST_LIFE_DAYS)).tolist():
            years = f"{days[at] / DAYS_PER_YEAR:.0f} years are longer than a human life"
            todo = "Check the unit of time, or correct it."
            self.faults.add(column, years, todo, int(self.rows[at]))
        return np.where(where & ((days < 0) | (days > LONGEST_LIFE_DAYS)), np.nan, days)

    def _fault(self, bad: _Mask, column: str, what: str, todo: str) -> None:
        self.faults.add(column, what, todo, *self.rows[bad].tolist())

    def between_dates(self, event: _Mask) -> FloatArray:
        schema = self.schema
        n = len(self.frame)
        empty = _Column(np.full(n, None, object), np.ones(n, bool), np.zeros(n, bool))
        start, died, seen = (
            self._column(name, self._read_date) if name else empty
            for name in (schema.start, schema.died_on, schema.last_seen)
        )
        # A death ends the follow-up of those with the event, and of those never seen otherwise.
        by_death = ~died.missing & (event | seen.missing)
        # Each part of one column with that of the other: values, missing, faulty.
        end, missing, faulty = (np.where(by_death, *pair) for pair in zip(died, seen, strict=True))
        faulty |= start.faulty
        # A faulty row is told as a fault, and not as one whose time is not known.
        self.skipped |= (start.missing | missing) & ~faulty
        first, last = start.values.astype("datetime64[D]"), end.astype("datetime64[D]")
        span = last - first  # NaT where a date is missing
        early = last < first
        late = (last > np.datetime64(date.today())) & ~np.isnat(span)
        days = np.where(np.isnat(span) | early | late, np.nan, span.astype(float))
        # Each row is told under the column that ends its follow-up.
        for column, mine in ((schema.died_on, by_death), (schema.last_seen, ~by_death)):
            before = f"is before {schema.start}"
            self._fault(early & mine, column, before, "Correct one of the two dates.")
            self._fault(late & mine, column, "is in the future", "Correct the date.")
            days = self._possible(days, column, mine)
        return days

    def _read_date(self, cell: str) -> object:
        if is_missing(cell):
            return None
        return date_of(cell, self.schema.date_order, serial=True) or _BadCell(
            f"{cell[:20]!r} is not a date with a year of four digits",
            "Write it as 2019-03-31, or change the order of day and month.",
        )

    # Units ----------------------------------------------------------------

    def _compare_units(self, number: FloatArray, units: list[TimeUnit | None], bare: _Mask) -> None:
        """Find a column of times that mixes units: refused if the cells state it, else doubted.

        `units` are those beside the times, and `bare` the rows with a time and no unit beside it.
        """
        schema = self.schema
        if bare.any() and any(units):
            for row, unit in zip(self.rows.tolist(), units, strict=True):
                if unit not in (None, schema.unit):
                    self.faults.add(
                        schema.time,
                        f"the time is in {unit.value}, other rows have no unit",
                        "Write the unit in every row, or in none.",
                        row,
                    )
            return
        places = np.flatnonzero(bare & (number > 0))  # a time of 0 has no logarithm
        places = places[np.argsort(number[places], kind="stable")]
        if len(places) < _ENOUGH:
            return
        least = int(np.ceil(_LEAST_SHARE * len(places)))
        steps = np.diff(np.log(number[places]))
        # Only gaps with enough rows on both sides: an outlier or two are no second unit.
        inner = steps[least - 1 : len(places) - least]
        if not len(inner) or inner.max() < np.log(_GAP):
            return
        cut = int(inner.argmax()) + least
        odd = places[:cut] if 2 * cut <= len(places) else places[cut:]  # the fewer of the two
        self.doubts.add(
            schema.time,
            "far from all other times, as if in another unit",
            f"Check that every time is in {schema.unit.value}.",
            *self.rows[odd].tolist(),
        )


def _known_cell(cell: str) -> object:
    return None if is_missing(cell) else cell


def _read_name(cell: str) -> object:
    if is_missing(cell):
        return _BadCell("empty", "Write the patient's name or remove the row.")
    # 1.23457E+11: the digits that are gone told patients apart.
    if len(cell) > 5 and cell[0].isdigit() and "E+" in cell.upper():
        what = f"{cell!r} was shortened by a spreadsheet"
        return _BadCell(what, "Format the column as text before you fill it.")
    return cell
