"""What in a clinical table is not as it seems: shapes that are no row per patient, codes, halves.

Each is said as what was found and what to do; nothing is corrected here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.outcome_coding import parts_of
from steph_desktop.cohort.table_schema import (
    DateOrder,
    TableSchema,
    TimeForm,
    TimeUnit,
    date_of,
    is_missing,
    unit_of,
    word_set,
)
from steph_desktop.core.written_numbers import decimal_mark, number_of, readings

if TYPE_CHECKING:
    from steph_desktop.cohort.table_file import RawTable

_STARTS = word_set("start tstart begin entry enter time1 from von start_time")
_STOPS = word_set("stop tstop end exit time2 until bis stop_time")
_TIME_PARTS = word_set("os pfs dfs time days months years survival follow followup fu")
_EVENT_PARTS = word_set("event status dead death died vital os")
_TIME_NAMES = ("surviv", "follow", "überleb", "ueberleb", "durat", "os_", "zeit", "time")
_SHORT_YEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
# Written where nothing is known; shorter ones are true times as well.
_CODES = (777.0, 888.0, 999.0, 7777.0, 8888.0, 9999.0, 77777.0, 88888.0, 99999.0)
_SURELY_APART, _APART, _LONG_CODE = 1.5, 1.1, 7777.0
_MOST_LONG_COLUMNS = 5

Doubt = tuple[str, str]
"""What is the matter, and what to do."""


def unread_shape(table: RawTable, schema: TableSchema) -> Doubt | None:
    """Say why times or dates were not found, where it can be told; None where it cannot."""
    frame = table.frame
    if schema.patient and len(frame) >= 4:
        names = Counter(cell for cell in frame[schema.patient] if not is_missing(cell))
        if 2 * sum(count > 1 for count in names.values()) > len(names):
            return _several_rows(table)
    for column in table.header:
        cells = [cell for cell in frame[column] if not is_missing(cell)]
        if cells and 2 * sum(bool(_SHORT_YEAR.fullmatch(cell)) for cell in cells) > len(cells):
            what = f"Column {column} holds dates whose year has two digits, as {cells[0][:20]!r}"
            return what, "Write the years with four digits."
    for column in table.header:
        if column in (schema.patient, schema.slide, schema.event):
            continue
        if any(part in column.casefold() for part in _TIME_NAMES):
            cells = [cell for cell in frame[column] if not is_missing(cell)]
            bad = [cell for cell in cells if number_of(cell) is None and date_of(cell) is None]
            if 2 * len(bad) > len(cells):
                what = f"Column {column} may be the time, but {bad[0][:20]!r} is no number"
                return what, "Write one number for each patient, all in one unit."
    return None


def _several_rows(table: RawTable) -> Doubt:
    lower = {name.casefold(): name for name in table.header}
    starts = [lower[name] for name in lower if name in _STARTS]
    stops = [lower[name] for name in lower if name in _STOPS]
    if starts and stops:
        return (
            f"Most patients have several rows, each from {starts[0]} to {stops[0]}: parts of one "
            "follow-up",
            f"Keep one row for each patient: the last {stops[0]} as the time, and the status then.",
        )
    for column in table.header if len(table.header) <= _MOST_LONG_COLUMNS else ():
        words = [word for word, _ in table.words(column)]
        parts = [set(parts_of(word)) for word in words[:50]]
        has_both = any(p & _TIME_PARTS for p in parts) and any(p & _EVENT_PARTS for p in parts)
        if has_both and len(words) >= 2:
            return (
                f"Each row holds one value of a patient, which column {column} names",
                "Make a table with one row for each patient and a column for each value (a pivot "
                "table).",
            )
    return (
        "Most patients have several rows, and no column says how long each was followed",
        "Keep one row for each patient, with the whole follow-up and the last status.",
    )


def one_word_events(table: RawTable, column: str) -> Doubt | None:
    """Say that a column marks the event alone: what an empty cell means is not for us to say."""
    words = table.known_words(column)
    empty = sum(is_missing(cell) for cell in table.frame[column])
    if len(words) != 1 or not empty:
        return None
    return (
        f"Column {column} holds {words[0][:20]!r} or nothing: {empty} cells do not say whether "
        "there was an event",
        "Write in them that there was none, if that is what they mean.",
    )


def code_rows(times: NDArray[np.float64]) -> tuple[NDArray[np.bool_], float]:
    """Find times that are codes for what is not known: 999, 9999, far from all others.

    Returns where they are, and the code, NaN if there is none. `times` are as written, NaN for
    none.
    """
    nothing = np.zeros(len(times), bool), float("nan")
    known = times[np.isfinite(times)]
    if not len(known) or (code := float(known.max())) not in _CODES:
        return nothing
    others = known[known < code]
    if not len(others):
        return nothing
    ratio = code / max(float(others.max()), 1e-9)
    repeated = np.count_nonzero(known == code) > 1 and code >= _LONG_CODE and ratio >= _APART
    return (times == code, code) if ratio >= _SURELY_APART or repeated else nothing


def grouped_rows(cells: Sequence[str]) -> NDArray[np.bool_]:
    """Find cells such as 1.234 beside whole numbers: a thousand and more, or a little over one."""
    pointed = np.array(["." in cell for cell in cells], bool)
    fits = all(_THOUSANDS.fullmatch(c) for c, p in zip(cells, pointed, strict=True) if p)
    plain = any(cell.isdecimal() for cell in cells)
    return pointed if fits and plain else np.zeros(len(cells), bool)


def unclear_rows(cells: Sequence[str]) -> NDArray[np.bool_]:
    """Find cells such as 1,234 in a column where nothing shows what a comma means."""
    if not any("," in cell for cell in cells) or decimal_mark(cells):
        return np.zeros(len(cells), bool)
    # Without the units that may stand beside the numbers.
    bare = (re.sub(r"[^\d.,]", "", cell) for cell in cells)
    return np.array([len(readings(number)) > 1 for number in bare], bool)


def second_part(table: RawTable, schema: TableSchema) -> Doubt | None:
    """Say that years and months of one duration stand in two columns."""
    if schema.form is not TimeForm.DURATION or schema.unit is not TimeUnit.YEARS:
        return None
    stem = _stem(schema.time)
    for column in table.header:
        if column == schema.time or _stem(column) != stem:
            continue
        if TimeUnit.MONTHS not in map(unit_of, parts_of(column)):
            continue
        values = [number_of(c) for c in table.frame[column] if not is_missing(c)]
        if values and all(v is not None and v.is_integer() and 0 <= v <= 12 for v in values):
            return (
                f"Column {schema.time} holds years, and {column} months from 0 to 12: they seem to "
                "be one time",
                "Write the time as one number, in one unit.",
            )
    return None


def _stem(name: str) -> frozenset[str]:
    return frozenset(part for part in parts_of(name) if unit_of(part) is None)


def more_slides(table: RawTable, schema: TableSchema) -> Doubt | None:
    """Say that further columns name slides: only one is used."""
    if not schema.slide:
        return None
    stem = schema.slide.casefold().rstrip("0123456789 _.-")
    others = [
        name
        for name in table.header
        if name != schema.slide and name.casefold().rstrip("0123456789 _.-") == stem
    ]
    if not others or not stem:
        return None
    return (
        f"Column {schema.slide} names the slides; {', '.join(others)} seem to name more, and are "
        "not used",
        "Give each slide a row of its own, or match the files by the patient's name.",
    )


def serial_columns(table: RawTable, columns: Sequence[str], order: DateOrder) -> list[str]:
    """Return those of some columns of dates that hold Excel's numbers of days."""

    def is_serial(cell: str) -> bool:
        return date_of(cell, order) is None and date_of(cell, order, serial=True) is not None

    return [column for column in columns if any(map(is_serial, table.frame[column]))]
