"""Guesses the schema of a clinical table; a person sees and may change every guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from steph_desktop.cohort.clinical_table import coding_of
from steph_desktop.cohort.outcome_coding import EVENT_WORDS, parts_of, split_words, stated_coding
from steph_desktop.cohort.table_file import RawTable
from steph_desktop.cohort.table_schema import (
    SettledBy,
    StatedTable,
    TableSchema,
    TimeForm,
    TimeUnit,
    date_of,
    date_order,
    duration_of,
    is_missing,
    unit_of,
    word_set,
)
from steph_desktop.core.errors import StephError
from steph_desktop.core.written_numbers import decimal_mark
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS

_SAMPLE = 2000  # rows that show what a column is
_MOST_WORDS = 12  # more different words are names, not categories
_SURE = 0.9  # share of cells that must fit a kind; the rest may be slips
# Parts of column names by role, the best first.
_NAMES = {
    role: tuple(names.split())
    for role, names in (
        ("patient", "patient patientid case subject pid participant person submitter fall patnr "
         "patid id study mrn name code"),
        ("slide", "slide slideid pathology_id pathologyid wsi image file filename scan svs block "
         "präparat"),
        ("event", "os_status osstatus vital os event fustat status death dead deceased died dss "
         "pfi dfi pfs dfs efs rfs ttp cens zens outcome e relapse recur "
         "progress alive tod tot verstorben gestorben uncensored"),
        ("time", "os_time ostime os_months os_days futime survival surv time duration follow "
         "followup fu os days weeks week months years dss pfi dfi pfs dfs efs rfs t zeit überleben "
         "monate tage mois"),
        ("died_on", "death died exitus tod décès dod"),
        ("start", "diagnos surgery resection start operation entry biopsy inclusion enrol op"),
        ("last_seen", "last follow contact seen visit fu censor end kontakt"),
    )
}  # fmt: skip


class CellKind(Enum):
    """What the cells of a column look like."""

    EMPTY = "empty"
    DATE = "dates"
    NUMBER = "numbers"
    WORDS = "words"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """A column at a glance: its filled cells in a sample, and the units beside its numbers."""

    name: str
    kind: CellKind
    cells: tuple[str, ...] = ()
    n_distinct: int = 0
    units: tuple[TimeUnit, ...] = ()


def look_at(table: RawTable) -> tuple[Column, ...]:
    """Look at the first rows of every column."""
    sample = table.frame.head(_SAMPLE)
    return tuple(
        _look_at(name, tuple(cell for cell in sample[name] if not is_missing(cell)))
        for name in table.header
    )


def _look_at(name: str, cells: tuple[str, ...]) -> Column:
    if not cells:
        return Column(name, CellKind.EMPTY)
    mark = decimal_mark(cells) or "."
    durations = [duration_of(cell, mark) for cell in cells]
    order = date_order(cells)[0]
    dates = [date_of(cell, order) is not None for cell in cells]
    # Excel's numbers of days are dates in a column that is called so, or holds other dates.
    serial = any(dates) or _is_called_date(name)
    n_dates = sum(date_of(cell, order, serial=serial) is not None for cell in cells)
    # A few wrong cells must not hide what a column is: they are named row by row later.
    if _mostly(n_dates, len(cells)):
        kind = CellKind.DATE
    elif _mostly(sum(d is not None for d in durations), len(cells)):
        kind = CellKind.NUMBER
    elif len({cell.casefold() for cell in cells}) <= _MOST_WORDS:
        kind = CellKind.WORDS
    else:
        kind = CellKind.TEXT
    units = tuple(d.unit for d in durations if d is not None and d.unit is not None)
    return Column(name, kind, cells, len(set(cells)), units)


def _is_called_date(name: str) -> bool:
    return any(
        part.startswith("dat") or part.endswith(("datum", "date")) or part == "dob"
        for part in parts_of(name)
    )


def _mostly(count: int, of: int) -> bool:
    return 2 * count > of and of - count <= max(1.0, (1 - _SURE) * of)


def infer_schema(table: RawTable) -> TableSchema:
    """Propose the role of each column of a table."""
    columns = look_at(table)
    patient = _best(columns, _patient_score)
    slide = _best([c for c in columns if c.name != patient], _slide_score)
    rest = [c for c in columns if c.name not in {patient, slide}]
    schema = TableSchema(patient, slide, settled_by=SettledBy.WORDS, year_days=CALENDAR_YEAR_DAYS)
    event = _best(rest, lambda c: _event_score(c, table))
    rest = [c for c in rest if c.name != event]
    time = _partner(event, rest, _is_time) or _best(rest, _time_score)
    schema = with_time(schema, table, time, columns) if time else with_dates(schema, table, rest)
    if event:
        schema = _with_coding(schema, table, event)
    return replace(schema, clinical=_covariates(columns, schema))


def with_event(schema: TableSchema, table: RawTable, column: str) -> TableSchema:
    """Take a column as that of the event, with the time that belongs to it; guess its words."""
    columns = look_at(table)
    left = [c for c in columns if c.name not in {schema.patient, schema.slide, column}]
    time = _partner(column, left, _is_time)
    if time and time != schema.time:
        schema = with_time(schema, table, time, columns)
    return _with_coding(schema, table, column)


def endpoints_of(table: RawTable) -> tuple[tuple[str, str], ...]:
    """Return the pairs of an event column and its time: ``OS`` and ``OS.time``."""
    columns = look_at(table)
    found = []
    for column in columns:
        others = [c for c in columns if c.name != column.name]
        if _event_score(column, table) and (time := _partner(column.name, others, _is_time)):
            found.append((column.name, time))
    return tuple(found)


_ROLE_PARTS = word_set(
    "status stat event events indicator vital e time times t days day months month years year "
    "weeks mo yr yrs duration censor cens censored censorship in to d m y"
)
_ROLE_END = re.compile(r"(?<=.)(time|stat|status|event|days|months|years|cens|censor)$")


def _stem(name: str) -> frozenset[str]:
    """Return what a column's name says beside its role: ``os`` of ``OS.time`` and ``OS_STATUS``."""
    parts = {_ROLE_END.sub("", part) for part in parts_of(name)}
    return frozenset(parts - _ROLE_PARTS)


def _partner(name: str, columns: Sequence[Column], fits: Callable[[Column], bool]) -> str:
    """Return the column whose name has the same stem; empty if there is none."""
    stem = _stem(name) if name else frozenset()
    return next((c.name for c in columns if stem and _stem(c.name) == stem and fits(c)), "")


def _is_time(column: Column) -> bool:
    # 0 and 1 of another event have the same stem as well.
    return column.kind is CellKind.NUMBER and column.n_distinct > 2


def _with_coding(schema: TableSchema, table: RawTable, column: str) -> TableSchema:
    coding = coding_of(table, schema, column)
    return replace(
        schema,
        event=column,
        event_words=coding.event,
        other_words=coding.other,
        skipped_words=(),
        settled_by=coding.settled_by,
    )


def fitted(schema: TableSchema, table: RawTable) -> TableSchema:
    """Keep the choices that fit a table; guess the others.

    A table that was corrected, or its next version, keeps what was chosen for it.
    """
    header = {*table.header}
    if not schema.patient:
        return infer_schema(table)
    clinical = schema.clinical
    if clinical is not None:
        schema = replace(schema, clinical=tuple(name for name in clinical if name in header))
    if not header.issuperset(schema.used):
        guess = infer_schema(table)
        names = ("patient", "slide", "time", "unit_column", "start", "last_seen", "died_on")
        kept = {n: v for n in names if (v := getattr(schema, n)) in header}
        same = schema.event in header
        words = {n: getattr(schema, n) for n in _CODING} if same else {}
        schema = replace(guess, **kept, **words)
    if schema.event and not {*table.known_words(schema.event)} & {
        *schema.event_words, *schema.other_words
    }:  # fmt: skip
        schema = _with_coding(schema, table, schema.event)
    return schema


def as_stated(stated: StatedTable, schema: TableSchema, table: RawTable) -> TableSchema:
    """Overrule a guessed schema by what a person stated; what depends on that is guessed again."""
    if unknown := [name for name in stated.columns if name not in table.header]:
        todo = f"It has {', '.join(table.header)}. Names are written as in the table."
        raise StephError(f"The table has no column {unknown[0]}", table.name, todo)
    if unknown_rows := [row for row in stated.left_out_rows if row not in table.frame.index]:
        todo = "Number the rows as a spreadsheet does."
        raise StephError(f"The table has no row {unknown_rows[0]}", table.name, todo)
    schema = replace(
        schema,
        patient=stated.patient or schema.patient,
        slide=stated.slide or schema.slide,
        left_out_rows=stated.left_out_rows or schema.left_out_rows,
    )
    if stated.start or stated.last_seen or stated.died_on:
        schema = replace(
            with_dates(schema, table),
            form=TimeForm.DATES,
            start=stated.start or schema.start,
            last_seen=stated.last_seen or ("" if stated.died_on else schema.last_seen),
            died_on=stated.died_on,
        )
    elif stated.time:
        schema = with_time(schema, table, stated.time)
    if stated.date_order is not None:
        schema = replace(schema, date_order=stated.date_order)
    if stated.unit is not None:
        schema = replace(schema, unit=stated.unit, unit_column="")
    if stated.event and stated.time:
        schema = _with_coding(schema, table, stated.event)
    elif stated.event:
        schema = with_event(schema, table, stated.event)
        if stated.unit is not None:
            schema = replace(schema, unit=stated.unit)
    if stated.event_is or stated.skipped:
        if not schema.event:
            raise StephError("No column shows who had the event", table.name, "State --event.")
        words = table.known_words(schema.event)
        events = stated.event_is or schema.event_words
        schema = stated_coding(schema, words, events, stated.skipped)
    elif schema.event and (stated.time or stated.unit):  # judged again by these times
        schema = _with_coding(schema, table, schema.event)
    # A column has one role: one that a person named is no longer what it was guessed to be.
    if schema.slide == schema.patient or (not stated.slide and schema.slide in stated.columns):
        schema = replace(schema, slide="")
    clinical = stated.clinical
    if clinical is None:
        clinical = _covariates(look_at(table), schema)
    return replace(schema, clinical=tuple(name for name in clinical if name not in schema.used))


_CODING = ("event", "event_words", "other_words", "skipped_words", "settled_by", "decimal", "unit")


# Parts of names of columns that tell who a patient is, or are written for people.
_PRIVATE = (
    "name", "vorname", "nachname", "surname", "birth", "geb", "dob", "address", "adresse", "street",
    "phone", "tel", "mail", "mrn", "ssn", "remark", "comment", "bemerkung", "note", "kommentar",
    "zip", "plz", "doctor", "arzt", "uuid", "barcode",
)  # fmt: skip


def _covariates(columns: Iterable[Column], schema: TableSchema) -> tuple[str, ...]:
    """Return the columns that describe a patient by a number or a few words."""

    def describes(column: Column) -> bool:
        if column.name in schema.used or column.kind not in (CellKind.NUMBER, CellKind.WORDS):
            return False
        if any(part.startswith(_PRIVATE) for part in parts_of(column.name)):
            return False
        every = len(column.cells)
        return column.kind is CellKind.NUMBER or column.n_distinct < every or every < _FEW

    return tuple(column.name for column in columns if describes(column))


_FEW = 5  # cells, too few to tell groups from names


def with_time(
    schema: TableSchema, table: RawTable, time: str, columns: Sequence[Column] | None = None
) -> TableSchema:
    """Take a column as that of the durations, and guess unit and decimal mark."""
    columns = look_at(table) if columns is None else columns
    column = next(c for c in columns if c.name == time)
    units = [c.name for c in columns if c.name != time and _is_unit_column(c)]
    # Where commas separate the cells, only a quoted one can hold a decimal comma.
    quoted = any("," in cell for cell in column.cells)
    plain = table.separated_by_commas and not quoted
    return replace(
        schema,
        form=TimeForm.DURATION,
        time=time,
        unit=_infer_unit(column),
        unit_column=units[0] if units else "",
        decimal="." if plain else decimal_mark(column.cells) or ".",
    )


def _infer_unit(column: Column) -> TimeUnit:
    """Guess the unit of a column of times: from its header, its cells, else their length."""
    for word in re.split(r"[\W_]+", column.name.casefold()):
        unit = unit_of(word)
        if unit is not None and len(word) > 1:
            return unit
    if column.units:
        return max(set(column.units), key=column.units.count)
    mark = decimal_mark(column.cells) or "."
    longest = max((d.value for cell in column.cells if (d := duration_of(cell, mark))), default=0.0)
    if 0 < longest <= 400:
        # Follow-up of cancer cohorts ends after some years: 30 is years, 300 months.
        return TimeUnit.YEARS if longest <= 30 else TimeUnit.MONTHS
    return TimeUnit.DAYS


def _is_unit_column(column: Column) -> bool:
    if column.kind is not CellKind.WORDS or column.n_distinct > 6:
        return False
    return all(unit_of(cell) is not None and len(cell) > 1 for cell in column.cells)


def with_dates(
    schema: TableSchema, table: RawTable, columns: Sequence[Column] | None = None
) -> TableSchema:
    """Take durations from dates, and guess which column is which date."""
    columns = look_at(table) if columns is None else columns
    left = [c for c in columns if c.kind is CellKind.DATE]
    found: dict[str, str] = {}
    for role in ("died_on", "start", "last_seen"):
        found[role] = _best(left, partial(_name_score, role=role))
        left = [c for c in left if c.name != found[role]]
    died, start, seen = found.values()
    if not start and left:
        start = left[0].name
        left = left[1:]
    if not seen and not died and len(left) == 1:
        seen = left[0].name
    cells = [cell for c in columns if c.name in {start, seen, died} for cell in c.cells]
    return replace(
        schema,
        form=TimeForm.DATES if start else TimeForm.DURATION,
        start=start,
        last_seen=seen,
        died_on=died,
        date_order=date_order(cells)[0],
    )


# --- scores --------------------------------------------------------------------------------------


def _best(columns: Sequence[Column], score: Callable[[Column], float]) -> str:
    """Return the name of the column with the highest score above 0; of equals the first."""
    scored = [(score(column), -place, column.name) for place, column in enumerate(columns)]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else ""


def _name_score(column: Column, role: str) -> float:
    return name_score(column.name, _NAMES[role])


def name_score(name: str, words: Sequence[str]) -> float:
    """Return how well the name of a column fits a role, from 0 to 1; its best word comes first."""
    parts = parts_of(name)
    joined = "".join(parts)
    for place, word in enumerate(words):
        # A short word must be a part of its own: "os" is not in "dose", nor "e" in "age".
        if any(part == word if len(word) < 4 else part.startswith(word) for part in parts) or (
            len(word) >= 5 and word in joined
        ):
            return 1.0 - place / (2 * len(words))
    return 0.0


def _slide_score(column: Column) -> float:
    names_things = column.kind not in (CellKind.EMPTY, CellKind.DATE) and column.n_distinct >= 2
    # A slide's risk or thickness is no name of a slide.
    measured = column.kind is CellKind.NUMBER and any("." in cell for cell in column.cells)
    return _name_score(column, "slide") if names_things and not measured else 0.0


def _patient_score(column: Column) -> float:
    names_things = column.kind not in (CellKind.EMPTY, CellKind.DATE) and column.n_distinct >= 2
    score = _name_score(column, "patient") if names_things else 0.0
    if not score or _slide_score(column) > score:
        return 0.0
    mostly_distinct = 2 * column.n_distinct > len(column.cells)
    return score + (0.2 if mostly_distinct else 0.0)


def _event_score(column: Column, table: RawTable) -> float:
    if column.kind in (CellKind.EMPTY, CellKind.DATE) or column.n_distinct > _MOST_WORDS:
        return 0.0
    score = _name_score(column, "event")
    words = table.known_words(column.name)
    known = all(split_words(words))
    # Without a telling name, words that any column of yes and no may hold are no hint.
    if not score and not (known and set(words) & (EVENT_WORDS - {"1", "yes", "y", "true", "t"})):
        return 0.0
    return score + (1.0 if known else 0.0)


def _time_score(column: Column) -> float:
    if column.kind is not CellKind.NUMBER or column.n_distinct < 2:
        return 0.0
    return _name_score(column, "time") or (0.3 if column.units else 0.0)
