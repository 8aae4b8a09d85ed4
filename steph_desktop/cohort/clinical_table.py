"""A clinical table understood: which column is what, when each patient was last seen, who died.

Everything a person chose stands in `TableChoices`; `guessing.infer_choices` proposes it and
`read_clinical` applies it. A cell that cannot be trusted is named by file, row and column, never by
patient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from steph_desktop.cohort.clinical_cells import TimeUnit, date_of, duration_of, is_missing, unit_of
from steph_desktop.cohort.clinical_file import RawTable, letter_of
from steph_desktop.cohort.clinical_judging import judge_patients, judge_units
from steph_desktop.cohort.cohort_tables import AuditFinding, AuditSeverity, Notes, Patient
from steph_desktop.cohort.row_faults import RowFaults, say_rows
from steph_desktop.cohort.table_choices import TableChoices, TimeForm
from steph_desktop.survival.curves import DAYS_PER_YEAR

LONGEST_LIFE_DAYS = 130 * DAYS_PER_YEAR


@dataclass(frozen=True)
class Clinical:
    """The patients of a table, and what is to be said of it.

    Attributes
    ----------
    patients : tuple of Patient
        In table order; `slide_ids` is empty where the table names no slides.
    findings : tuple of Finding
        Blocking ones first.
    skipped : int
        Rows left out because time or event is missing.
    rows : mapping of str to int
        Row of each patient's first entry.
    """

    patients: tuple[Patient, ...]
    findings: tuple[AuditFinding, ...] = ()
    skipped: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_events(self) -> int:
        """Patients whose event was seen."""
        return sum(patient.event for patient in self.patients)

    @property
    def blocking(self) -> tuple[AuditFinding, ...]:
        """Findings that must be mended first."""
        return tuple(f for f in self.findings if f.severity is AuditSeverity.BLOCKING)


def read_clinical(table: RawTable, choices: TableChoices) -> Clinical:
    """Apply the choices to every row.

    Returns
    -------
    Clinical
        Blocking findings name the first rows that cannot be trusted.
    """
    notes = Notes()
    if choices.missing:
        notes.blocking(
            f"Still to be chosen: {choices.missing}", table.name, "Choose it beside the table."
        )
        return Clinical((), tuple(notes.findings))
    return _Reader(table, choices, notes).read()


def words_of(table: RawTable, column: str) -> tuple[tuple[str, int], ...]:
    """Distinct cells of a column in lower case with their counts, the commonest first."""
    counts = Counter(cell.casefold() for cell in table.column(column) if cell)
    return tuple(counts.most_common())


class _Reader:
    def __init__(self, table: RawTable, choices: TableChoices, notes: Notes) -> None:
        self.table, self.choices, self.notes = table, choices, notes
        self.place = {name: number for number, name in enumerate(table.header)}
        self.faults, self.doubts = RowFaults(), RowFaults()
        self.event_words = frozenset(choices.event_words)
        self.other_words = frozenset(choices.other_words)
        self.skipped_words = frozenset(choices.skipped_words)
        self.bare: list[tuple[float, int]] = []  # durations without a unit of their own, and rows
        self.with_unit: list[tuple[TimeUnit, int]] = []
        self.skipped: list[int] = []

    def read(self) -> Clinical:
        choices, table = self.choices, self.table
        absent = [name for name in choices.used if name not in self.place]
        if absent:
            self.notes.blocking(
                f"There is no column {absent[0]} any more", table.name, "Choose another column."
            )
            return Clinical((), tuple(self.notes.findings))
        patients = self._patients()
        if choices.form is TimeForm.DURATION:
            judge_units(self.bare, self.with_unit, choices, self.faults, self.doubts)
        self.faults.tell(self.notes.blocking, table.name)
        self.doubts.tell(self.notes.advisory, table.name)
        if self.skipped:
            self.notes.advisory(
                f"{say_rows(self.skipped)}: time or event is not known",
                table.name,
                "These patients are left out.",
            )
        judge_patients(patients, self.first, choices, table.name, self.notes)
        found = sorted(self.notes.findings, key=lambda f: f.severity is AuditSeverity.ADVISORY)
        rows = {pid: row for pid, (row, _, _) in self.first.items()}
        return Clinical(patients, tuple(found), len(self.skipped), rows)

    def _cell(self, row: Sequence[str], column: str) -> str:
        return row[self.place[column]]

    def _patients(self) -> tuple[Patient, ...]:
        choices, used = self.choices, set(self.choices.used)
        others = [name for name in self.table.header if name not in used]
        places = [self.place[name] for name in others]
        self.first: dict[str, tuple[int, float, bool]] = {}
        slides: dict[str, dict[str, None]] = {}
        extra: dict[str, list[str]] = {}
        owner: dict[str, tuple[str, int]] = {}
        for row, number in zip(self.table.rows, self.table.numbers, strict=True):
            patient_id = self._patient_id(row, number)
            outcome = self._outcome(row, number)
            if patient_id is None or outcome is None:
                continue
            known = self.first.setdefault(patient_id, (number, *outcome))
            if known[0] != number:
                self._compare(known, (number, *outcome))
            mine = slides.setdefault(patient_id, {})
            slide = self._cell(row, choices.slide) if choices.slide else ""
            if slide and not is_missing(slide):
                holder, at = owner.setdefault(slide.casefold(), (patient_id, number))
                if holder != patient_id:
                    self.faults.add(
                        choices.slide,
                        f"the slide of row {at} stands here under another patient",
                        "Give each slide to one patient.",
                        number,
                    )
                elif slide in mine:
                    self.doubts.add(
                        choices.slide, "the slide stood here before", "It counts once.", number
                    )
                mine[slide] = None
            elif not choices.slide and known[0] != number:
                self.doubts.add(
                    choices.patient,
                    "the patient stood here before with the same time and event",
                    "Each patient counts once.",
                    number,
                )
            values = extra.setdefault(patient_id, [""] * len(others))
            for k, place in enumerate(places):
                cell = row[place]
                if cell and cell not in values[k].split("; "):
                    values[k] = f"{values[k]}; {cell}" if values[k] else cell
        return tuple(
            Patient(pid, tuple(slides[pid]), t, e, dict(zip(others, extra[pid], strict=True)))
            for pid, (_, t, e) in self.first.items()
        )

    def _patient_id(self, row: Sequence[str], number: int) -> str | None:
        cell = self._cell(row, self.choices.patient)
        if is_missing(cell):
            self.faults.add(
                self.choices.patient, "empty", "Write the patient's name or drop the row.", number
            )
            return None
        if len(cell) > 5 and cell[0].isdigit() and "E+" in cell.upper():
            self.faults.add(
                self.choices.patient,
                f"{cell!r} was shortened by a spreadsheet",
                "Format the column as text before you fill it.",
                number,
            )
            return None
        return cell

    def _compare(self, known: tuple[int, float, bool], here: tuple[int, float, bool]) -> None:
        choices = self.choices
        for differs, column in (
            (abs(known[1] - here[1]) > 1e-9, choices.time or choices.last_seen or choices.died_on),
            (known[2] != here[2], choices.event or choices.died_on),
        ):
            if differs:
                self.faults.add(
                    column,
                    f"differs from row {known[0]}, the same patient",
                    "Give each patient one time and one event.",
                    here[0],
                )

    # Time and event -------------------------------------------------------------------------

    def _outcome(self, row: Sequence[str], number: int) -> tuple[float, bool] | None:
        event = self._event(row, number)
        if self.choices.form is TimeForm.DURATION:
            days = self._duration(row, number)
        else:
            days = self._between(row, number, event)
        if event is None or days is None:
            return None
        return days, event

    def _event(self, row: Sequence[str], number: int) -> bool | None:
        choices = self.choices
        if not choices.event:
            return not is_missing(self._cell(row, choices.died_on))
        cell = self._cell(row, choices.event).casefold()
        if cell in self.event_words:
            return True
        if cell in self.other_words:
            return False
        if is_missing(cell) or cell in self.skipped_words:
            self._skip(number)
            return None
        self.faults.add(
            choices.event,
            f"{cell[:30]!r} has no meaning yet",
            "Say whether it means an event, none, or that the patient is left out.",
            number,
        )
        return None

    def _skip(self, number: int) -> None:
        if not self.skipped or self.skipped[-1] != number:
            self.skipped.append(number)

    def _duration(self, row: Sequence[str], number: int) -> float | None:
        choices = self.choices
        cell = self._cell(row, choices.time)
        if is_missing(cell):
            self._skip(number)
            return None
        found = duration_of(cell, choices.decimal)
        if found is None:
            self.faults.add(choices.time, *self._why_no_duration(cell), number)
            return None
        unit = found.unit or choices.unit
        if found.unit is not None:
            self.with_unit.append((found.unit, number))
        elif choices.unit_column:
            word = self._cell(row, choices.unit_column)
            named = unit_of(word)
            if named is None:
                self.faults.add(
                    choices.unit_column,
                    f"{word[:20]!r} is no unit of time" if word else "empty",
                    "Write days, weeks, months or years.",
                    number,
                )
                return None
            unit = named
        else:
            self.bare.append((found.value, number))
        return self._checked(found.value * unit.days, choices.time, number)

    def _why_no_duration(self, cell: str) -> tuple[str, str]:
        if date_of(cell, self.choices.date_order) is not None:
            return (
                "this is a date, not a duration",
                "Choose “from dates” and the two columns of dates.",
            )
        other = "," if self.choices.decimal == "." else "."
        if duration_of(cell, other) is not None:
            mark = {".": "point", ",": "comma"}
            return (
                f"{cell[:20]!r} has a decimal {mark[other]}, others a {mark[self.choices.decimal]}",
                "Write all numbers alike.",
            )
        return f"{cell[:20]!r} is no number", "Correct it, or leave the cell empty."

    def _checked(self, days: float, column: str, number: int) -> float | None:
        if days < 0:
            self.faults.add(column, "the time is below 0", "Correct it.", number)
            return None
        if days > LONGEST_LIFE_DAYS:
            self.faults.add(
                column,
                f"{days / DAYS_PER_YEAR:.0f} years are longer than a life",
                "Check the unit of time, or correct it.",
                number,
            )
            return None
        return days

    def _between(self, row: Sequence[str], number: int, event: bool | None) -> float | None:
        choices = self.choices
        start = self._date(row, choices.start, number)
        died = self._date(row, choices.died_on, number) if choices.died_on else None
        seen = self._date(row, choices.last_seen, number) if choices.last_seen else None
        end, column = (died, choices.died_on) if event and died else (seen, choices.last_seen)
        if end is None and died is not None:
            end, column = died, choices.died_on
        if isinstance(start, _Fault) or isinstance(end, _Fault):
            return None
        if start is None or end is None:
            self._skip(number)
            return None
        if end < start:
            self.faults.add(
                column,
                f"lies before {choices.start}",
                "Correct one of the two dates.",
                number,
            )
            return None
        if end > date.today():
            self.faults.add(column, "lies in the future", "Correct the date.", number)
            return None
        return self._checked(float((end - start).days), column, number)

    def _date(self, row: Sequence[str], column: str, number: int) -> date | _Fault | None:
        cell = self._cell(row, column)
        if is_missing(cell):
            return None
        found = date_of(cell, self.choices.date_order)
        if found is None:
            self.faults.add(
                column,
                f"{cell[:20]!r} is no date with a year of four digits",
                "Write it as 2019-03-31, or change the order of day and month.",
                number,
            )
            return _FAULT
        return found


class _Fault:
    """A cell that was told already."""


_FAULT = _Fault()


def column_place(table: RawTable, column: str) -> str:
    """Say where a column stands: ``column C``."""
    return f"column {letter_of(table.header.index(column))}"
