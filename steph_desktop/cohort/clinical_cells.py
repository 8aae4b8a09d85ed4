"""What a cell of a clinical table means: numbers with either decimal mark, durations, dates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from steph_desktop.survival.curves import DAYS_PER_YEAR


def word_set(words: str, *phrases: str) -> frozenset[str]:
    """Return words, parted by blanks, and phrases as one set."""
    return frozenset((*words.split(), *phrases))


_MISSING = word_set(
    "na n/a n.a. nan null none - -- . ? unknown unk missing unbekannt inconnu",
    "not available",
    "[not available]",
    "not applicable",
    "[not applicable]",
    "[unknown]",
)
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?|[+-]?\.\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}([ ,.'\u00a0\u202f])\d{3}(\1\d{3})*")
_WITH_UNIT = re.compile(r"([+-]?[\d.,' \u00a0]*\d)\s*([^\W\d_]+)\.?")


_KEPT = 1 << 16  # cells of large tables repeat


class TimeUnit(Enum):
    """In what a duration is counted."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    @property
    def days(self) -> float:
        """Length of one."""
        return _UNIT_DAYS[self]


_UNIT_DAYS = {
    TimeUnit.DAYS: 1.0,
    TimeUnit.WEEKS: 7.0,
    TimeUnit.MONTHS: DAYS_PER_YEAR / 12,
    TimeUnit.YEARS: DAYS_PER_YEAR,
}
_UNIT_WORDS = {
    TimeUnit.DAYS: "d day days tag tage jour jours dia dias día días giorni",
    TimeUnit.WEEKS: "w wk wks week weeks woche wochen semaines",
    TimeUnit.MONTHS: "m mo mon mos mth mths month months monat monate mois mes meses mesi",
    TimeUnit.YEARS: "y yr yrs year years jahr jahre an ans année années año años anni a",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}


class DateOrder(Enum):
    """In which order a date with three numbers is written."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


@dataclass(frozen=True)
class Duration:
    """A number and the unit written beside it, if one is."""

    value: float
    unit: TimeUnit | None = None


def is_missing(cell: str) -> bool:
    """Tell whether a cell says that nothing is known."""
    return not cell or cell.casefold() in _MISSING


def unit_of(word: str) -> TimeUnit | None:
    """Return the unit that a word names."""
    return _UNITS.get(word.casefold().rstrip("."))


@lru_cache(maxsize=_KEPT)
def number_of(cell: str, decimal: str = ".") -> float | None:
    """Read a number; None if the cell is none.

    Parameters
    ----------
    cell : str
        As it stands in the table.
    decimal : str
        The decimal mark, a point or a comma. The other may group thousands.
    """
    text = cell.strip()
    if decimal == ",":
        if "." in text and not _GROUPED.fullmatch(text.split(",")[0]):
            return None
        text = text.replace(".", "").replace(",", ".", 1)
    elif "," in text:
        if not _GROUPED.fullmatch(text.split(".")[0]):
            return None
        text = text.replace(",", "")
    text = re.sub(r"(?<=\d)[ '\u00a0\u202f](?=\d{3}(\D|$))", "", text)
    if not _PLAIN.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


@lru_cache(maxsize=_KEPT)
def duration_of(cell: str, decimal: str = ".") -> Duration | None:
    """Read a duration such as ``34``, ``34,5`` or ``34 months``; None if the cell is none."""
    value = number_of(cell, decimal)
    if value is not None:
        return Duration(value)
    found = _WITH_UNIT.fullmatch(cell.strip())
    unit = unit_of(found[2]) if found else None
    value = number_of(found[1], decimal) if found else None
    return None if unit is None or value is None else Duration(value, unit)


def decimal_mark(cells: Iterable[str]) -> str:
    """Return the decimal mark of a column: a comma if some cell can only be read so."""
    comma = point = grouped = 0
    for cell in cells:
        text = re.sub(r"[^\d.,]", "", cell)
        if re.fullmatch(r"\d+,\d+", text):
            if re.fullmatch(r"\d{1,3},\d{3}", text):
                grouped += 1
            else:
                comma += 1
        elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", text):
            comma += 1
        elif re.fullmatch(r"\d*\.\d+", text):
            point += 1
    return "," if comma and comma >= point else "."


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


@lru_cache(maxsize=_KEPT)
def date_of(cell: str, order: DateOrder = DateOrder.DAY_FIRST) -> date | None:
    """Read a date; None if the cell is none, or its year has not four digits.

    Parameters
    ----------
    cell : str
        Such as ``2019-03-04``, ``4.3.2019``, ``03/04/2019`` or ``4 Mar 2019``.
    order : DateOrder
        Which of the numbers is the day where the year stands last.
    """
    text = cell.strip()
    found = _NUMBERS.fullmatch(text)
    if found:
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4:
            return _date(first, second, third)
        if len(found[4]) != 4:
            return None
        if order is DateOrder.MONTH_FIRST:
            return _date(third, first, second)
        return _date(third, second, first)
    if _COMPACT.fullmatch(text):
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    found = _NAMED.fullmatch(text)
    if found:
        return _date(int(found[3]), _MONTHS.get(found[2].casefold(), 0), int(found[1]))
    found = _NAMED_FIRST.fullmatch(text)
    if found:
        return _date(int(found[3]), _MONTHS.get(found[1].casefold(), 0), int(found[2]))
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
