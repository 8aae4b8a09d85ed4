"""Schema of a clinical table: the roles of its columns, units and codes, and how cells are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Annotated

from steph_desktop.core.codec import Key
from steph_desktop.core.written_numbers import number_of
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS, DAYS_PER_YEAR

LONGEST_LIFE_DAYS = 130 * DAYS_PER_YEAR
"""A longer follow-up has the wrong unit, or the wrong year"""


class TimeUnit(Enum):
    """Unit of a duration."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    def days(self, year_days: float = CALENDAR_YEAR_DAYS) -> float:
        """Length of one in days; a month is a twelfth of a year."""
        fixed = {TimeUnit.DAYS: 1.0, TimeUnit.WEEKS: 7.0, TimeUnit.MONTHS: year_days / 12}
        return fixed.get(self, year_days)


class DateOrder(Enum):
    """Order of the numbers in a date."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


class TimeForm(Enum):
    """How the table states the follow-up of a patient."""

    DURATION = "duration"
    DATES = "dates"


class SettledBy(Enum):
    """How it was settled which values mean the event."""

    STATED = "as stated"
    WORDS = "by its words"
    NAME = "by its name and values"


@dataclass(frozen=True)
class TableSchema:
    """The roles of a table's columns, and how their cells are read.

    A name is empty where the table has no such column. Drafts of studies hold these fields, so
    their names and values never change.
    """

    patient: str = ""  # column with the names of patients
    slide: str = ""  # column with the names of slides
    form: TimeForm = TimeForm.DURATION  # durations, or dates between which they lie
    time: str = ""  # column of durations
    unit: TimeUnit = TimeUnit.DAYS  # of the durations
    unit_column: str = ""  # column that names the unit of each row
    start: str = ""  # column of dates: the start of the follow-up
    last_seen: str = ""  # of the last visit
    died_on: str = ""  # of the death
    date_order: DateOrder = DateOrder.DAY_FIRST  # how dates are written where the year stands last
    event: str = ""  # column that shows who had the event; empty where a date of death does
    event_words: tuple[str, ...] = ()  # cells of that column, in lower case, that mean an event
    other_words: tuple[str, ...] = ()  # that mean none
    skipped_words: tuple[str, ...] = ()  # cells whose patients are left out
    decimal: str = "."  # the decimal mark
    # How the meaning of the event's values was settled.
    settled_by: Annotated[SettledBy, Key(omit=True)] = SettledBy.STATED
    # Columns that go into the study besides those with a role; None for all of them.
    clinical: Annotated[tuple[str, ...] | None, Key(omit=True)] = None
    # Rows that take no part, as a spreadsheet numbers them.
    left_out_rows: Annotated[tuple[int, ...], Key(omit=True)] = ()
    # Days of a year; studies of earlier versions counted 365, and keep their times.
    year_days: Annotated[float, Key(omit=True)] = 365.0

    @property
    def used(self) -> tuple[str, ...]:
        """Columns that have a role; the others are kept as they are."""
        times = (
            (self.time, self.unit_column)
            if self.form is TimeForm.DURATION
            else (self.start, self.last_seen, self.died_on)
        )
        return tuple(name for name in (self.patient, self.slide, *times, self.event) if name)

    @property
    def missing(self) -> str:
        """What must still be chosen, in words; empty if nothing."""
        if not self.patient:
            return "the column with the patients' names"
        if self.form is TimeForm.DURATION and not self.time:
            return "the column with the time"
        if self.form is TimeForm.DATES and not self.start:
            return "the date at which the follow-up starts"
        if self.form is TimeForm.DATES and not (self.last_seen or self.died_on):
            return "the date of the last visit or of death"
        by_date = self.form is TimeForm.DATES and self.died_on
        if not self.event and not by_date:
            return "the column that shows who had the event"
        if self.event and not self.event_words:
            return "which words mean the event in that column"
        return ""

    @property
    def fits_patients(self) -> bool:
        """Whether patients, times and an event column are known, if not what its values mean."""
        return not self.missing or bool(self.event and not self.event_words)

    @property
    def sentences(self) -> str:
        """How the table is read, for a person to agree to."""
        slide = f" Slides: column {self.slide}." if self.slide else ""
        return f"Patient: column {self.patient}.{slide} {self.outcome_sentence}"

    @property
    def outcome_sentence(self) -> str:
        """How time and event are read; a pack keeps this."""
        if self.form is TimeForm.DURATION:
            unit = f"by column {self.unit_column}" if self.unit_column else self.unit.value
            time = f"column {self.time}, in {unit}"
            if unit in ("months", "years"):
                time += f" ({self.year_days:g} days to a year)"
        else:
            end = " and ".join(name for name in (self.last_seen, self.died_on) if name)
            time = f"from {self.start} to {end}"
        if not self.event:
            return f"Time: {time}. Event: a date of death."
        said = f"Time: {time}. Event: column {self.event}"
        if self.event_words:
            said += f", where it is {', '.join(self.event_words)}"
        if self.other_words:
            said += f"; no event where it is {', '.join(self.other_words)}"
        if self.skipped_words:
            said += f"; left out where it is {', '.join(self.skipped_words)}"
        return f"{said} ({self.settled_by.value})."


@dataclass(frozen=True)
class StatedTable:
    """What a person states about a table; empty where it is left to be guessed."""

    # patient, slide, time, event, start, last_seen, died_on: Names of columns.
    patient: str = ""
    slide: str = ""
    time: str = ""
    event: str = ""
    start: str = ""
    last_seen: str = ""
    died_on: str = ""
    unit: TimeUnit | None = None
    date_order: DateOrder | None = None
    # event_is, skipped: Values of the event column that mean the event, and whose patients are left
    # out; all others mean none.
    event_is: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    clinical: tuple[str, ...] | None = None  # columns that go into the study; None if not stated
    left_out_rows: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it names."""
        named = (
            self.patient, self.slide, self.time, self.event, self.start, self.last_seen,
            self.died_on, *(self.clinical or ()),
        )  # fmt: skip
        return tuple(name for name in named if name)


# --- words and numbers ---------------------------------------------------------------------------


def word_set(words: str, *phrases: str) -> frozenset[str]:
    """Return words, separated by blanks, and phrases as one set."""
    return frozenset((*words.split(), *phrases))


_MISSING = word_set(
    "na n/a #n/a #nv n.a. n.a nan null none - -- – — . ? unknown unk missing unbekannt inconnu "
    "k.a. k.a ka fehlt fehlend desconocido sconosciuto onbekend [unknown] [discrepancy] '--",
    "keine angabe", "nicht bekannt", "nicht verfügbar", "not known", "no data", "not stated",
    "not recorded", "not reported", "not available", "[not available]", "not applicable",
    "[not applicable]",
)  # fmt: skip
_WITH_UNIT = re.compile(r"([+-]?[\d.,' \u00a0]*\d)\s*([^\W\d_]+)\.?")
_UNIT_WORDS = {
    TimeUnit.DAYS: "d day days tag tage jour jours dia dias día días giorni",
    TimeUnit.WEEKS: "w wk wks week weeks woche wochen semaines",
    TimeUnit.MONTHS: "m mo mon mos mth mths month months monat monate mois mes meses mesi",
    TimeUnit.YEARS: "y yr yrs year years jahr jahre an ans année années año años anni a",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}


@dataclass(frozen=True)
class Duration:
    """A number, and its unit where the cell states one."""

    value: float
    unit: TimeUnit | None = None


def is_missing(cell: str) -> bool:
    """Return whether a cell means that nothing is known."""
    return not cell or cell.casefold() in _MISSING


def unit_of(word: str) -> TimeUnit | None:
    """Return the unit that a word names; None if it names none."""
    return _UNITS.get(word.casefold().rstrip("."))


def length_words(days: float) -> str:
    """Return a length of time in words: ``63 days``, ``20 months``, ``5.2 years``."""
    if days < 90:
        return f"{days:.0f} days"
    if days < 2 * CALENDAR_YEAR_DAYS:
        return f"{days / CALENDAR_YEAR_DAYS * 12:.0f} months"
    return f"{days / CALENDAR_YEAR_DAYS:.1f} years"


def duration_of(cell: str, decimal: str = ".") -> Duration | None:
    """Return a duration such as ``34``, ``34,5`` or ``34 months``; None if the cell holds none."""
    value = number_of(cell, decimal)
    if value is not None:
        return Duration(value)
    found = _WITH_UNIT.fullmatch(cell.strip())
    unit = unit_of(found[2]) if found else None
    value = number_of(found[1], decimal) if found else None
    return None if unit is None or value is None else Duration(value, unit)


# --- dates ---------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jän feb mär apr mai jun jul aug sep okt nov dez",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
_NUMBERS = re.compile(r"(\d{1,4})([./\- ])(\d{1,2})\2(\d{1,4})(?:[T ]\d{1,2}:\d{2}(:\d{2})?.*)?")
_COMPACT = re.compile(r"(19|20)\d{6}")
_NAMED = re.compile(r"(\d{1,2})\.?[ \-]*([^\W\d_]+)\.?[ \-,]*(\d{4})")
_NAMED_FIRST = re.compile(r"([^\W\d_]+)\.?[ ]*(\d{1,2}),?[ ]+(\d{4})")


_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_SERIAL_DAYS = (14_611, 58_440)  # 1940 and 2060
_SERIAL_START = date(1899, 12, 30)


def date_of(
    cell: str, order: DateOrder = DateOrder.DAY_FIRST, *, serial: bool = False
) -> date | None:
    """Return the date in a cell; None if it holds none, or the year has fewer than four digits.

    Such as ``2019-03-04``, ``4.3.2019``, ``03/04/2019`` or ``4 Mar 2019``; `order` says which
    number is the day where the year stands last. With `serial` 40182 is read as Excel does, which
    counts the days since 1900.
    """
    text = cell.strip()
    if serial and _SERIAL.fullmatch(text):
        days = int(float(text))
        low, high = _SERIAL_DAYS
        return _SERIAL_START + timedelta(days) if low <= days <= high else None
    if found := _NUMBERS.fullmatch(text):
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4:
            return _date(first, second, third)
        if len(found[4]) != 4:
            return None
        month, day = (first, second) if order is DateOrder.MONTH_FIRST else (second, first)
        return _date(third, month, day)
    if _COMPACT.fullmatch(text):
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    for form, named, day in ((_NAMED, 2, 1), (_NAMED_FIRST, 1, 2)):
        if found := form.fullmatch(text):
            return _date(int(found[3]), _MONTHS.get(found[named].casefold(), 0), int(found[day]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_order(cells: Iterable[str]) -> tuple[DateOrder, bool]:
    """Return the order in which a column writes its dates, and whether any cell proves it."""
    day = month = year = 0
    for cell in cells:
        found = _NUMBERS.fullmatch(cell.strip())
        if not found:
            continue
        if len(found[1]) == 4:
            year += 1
        elif int(found[1]) > 12:
            day += 1
        elif int(found[3]) > 12:
            month += 1
    if day or month:
        return (DateOrder.DAY_FIRST if day >= month else DateOrder.MONTH_FIRST), True
    return (DateOrder.YEAR_FIRST, True) if year else (DateOrder.DAY_FIRST, False)
