"""Guesses the schema of a clinical table; a person sees and may change every guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from steph_desktop.cohort.table_file import RawTable
from steph_desktop.cohort.table_schema import (
    TableSchema,
    TimeForm,
    TimeUnit,
    date_of,
    date_order,
    decimal_mark,
    duration_of,
    is_missing,
    unit_of,
    word_set,
)

_SAMPLE = 2000
_MOST_WORDS = 12
_SURE = 0.9
_EVENT_WORDS = word_set(
    "1 dead deceased death died exitus dod doc yes y ja oui si true t event progressed progression "
    "relapse relapsed recurrence recurred verstorben tot gestorben décédé decede mort uncensored "
    "1:deceased 1:yes 1:event 1:progressed 1:recurred/progressed 1:progression 2:dead",
    "dead with tumor",
    "dead of disease",
    "died of disease",
    "dead of other cause",
)
_OTHER_WORDS = word_set(
    "0 alive living lebend lebt vivant vivo no n nein non false f censored none 0:living 0:alive "
    "0:no 0:censored 0:diseasefree 1:alive ned awd zensiert censor event-free",
    "lost to follow-up",
    "lost to follow up",
    "no event",
    "alive without disease",
)
# Parts of column names by role, the best first.
_NAMES = {
    role: tuple(names.split())
    for role, names in (
        ("patient", "patient patientid case subject pid participant person submitter fall id study "
         "mrn name code"),
        ("slide", "slide slideid pathology_id pathologyid wsi image file filename scan svs block "
         "präparat"),
        ("event", "vital os_status osstatus event status death dead deceased died censor "
         "censorship outcome e pfs dss relapse progress recurrence"),
        ("time", "os_time ostime os_months survival time duration follow followup fu os days "
         "months years dss pfs dfs t zeit überleben monate tage mois"),
        ("died_on", "death died exitus tod décès dod"),
        ("start", "diagnos surgery resection start operation entry biopsy inclusion enrol op"),
        ("last_seen", "last follow contact seen visit fu censor end kontakt"),
    )
}  # fmt: skip


class Kind(Enum):
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
    kind: Kind
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
        return Column(name, Kind.EMPTY)
    mark = decimal_mark(cells)
    durations = [duration_of(cell, mark) for cell in cells]
    order = date_order(cells)[0]
    # A few wrong cells must not hide what a column is: they are named row by row later.
    if _mostly(sum(date_of(cell, order) is not None for cell in cells), len(cells)):
        kind = Kind.DATE
    elif _mostly(sum(d is not None for d in durations), len(cells)):
        kind = Kind.NUMBER
    elif len({cell.casefold() for cell in cells}) <= _MOST_WORDS:
        kind = Kind.WORDS
    else:
        kind = Kind.TEXT
    units = tuple(d.unit for d in durations if d is not None and d.unit is not None)
    return Column(name, kind, cells, len(set(cells)), units)


def _mostly(count: int, of: int) -> bool:
    return 2 * count > of and of - count <= max(1.0, (1 - _SURE) * of)


def infer_schema(table: RawTable) -> TableSchema:
    """Propose the role of each column of a table."""
    columns = look_at(table)
    patient = _best(columns, _patient_score)
    slide = _best([c for c in columns if c.name != patient], _slide_score)
    rest = [c for c in columns if c.name not in {patient, slide}]
    schema = TableSchema(patient=patient, slide=slide)
    event = _best(rest, lambda c: _event_score(c, table))
    rest = [c for c in rest if c.name != event]
    time = _best(rest, _time_score)
    schema = _with_duration(schema, table, columns, time) if time else _with_dates(schema, rest)
    return with_event(schema, table, event) if event else schema


def with_event(schema: TableSchema, table: RawTable, column: str) -> TableSchema:
    """Take a column as that of the event, and guess what its words mean."""
    event, other = infer_event_words(_known_words(table, column))
    return replace(schema, event=column, event_words=event, other_words=other, skipped_words=())


def _known_words(table: RawTable, column: str) -> list[str]:
    return [word for word, _ in table.words(column) if not is_missing(word)]


def infer_event_words(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split the words of an event column into those that mean an event and those that mean none.

    Where a column holds 1 and 2, statistics programs mean by 2 the event.
    """
    if set(words) == {"1", "2"}:
        return ("2",), ("1",)
    event = tuple(word for word in words if word in _EVENT_WORDS or word in {"1.0"})
    other = tuple(word for word in words if word in _OTHER_WORDS or word in {"0.0"})
    if len(words) == 2 and len(event) + len(other) == 1:
        rest = tuple(word for word in words if word not in (*event, *other))
        return (event, rest) if event else (rest, other)
    return event, other


def with_time(schema: TableSchema, table: RawTable, column: str) -> TableSchema:
    """Take a column as that of the durations, and guess unit and decimal mark."""
    return _with_duration(schema, table, look_at(table), column)


def _with_duration(
    schema: TableSchema, table: RawTable, columns: Sequence[Column], time: str
) -> TableSchema:
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
        decimal="." if plain else decimal_mark(column.cells),
    )


def _infer_unit(column: Column) -> TimeUnit:
    """Guess the unit of a column of times: from its header, its cells, else their length."""
    for word in re.split(r"[\W_]+", column.name.casefold()):
        unit = unit_of(word)
        if unit is not None and len(word) > 1:
            return unit
    if column.units:
        return max(set(column.units), key=column.units.count)
    mark = decimal_mark(column.cells)
    longest = max((d.value for cell in column.cells if (d := duration_of(cell, mark))), default=0.0)
    if 0 < longest <= 400:
        # Follow-up of cancer cohorts ends after some years: 30 is years, 300 months.
        return TimeUnit.YEARS if longest <= 30 else TimeUnit.MONTHS
    return TimeUnit.DAYS


def _is_unit_column(column: Column) -> bool:
    if column.kind is not Kind.WORDS or column.n_distinct > 6:
        return False
    return all(unit_of(cell) is not None and len(cell) > 1 for cell in column.cells)


def with_dates(schema: TableSchema, table: RawTable) -> TableSchema:
    """Take durations from dates, and guess which column is which date."""
    return _with_dates(schema, look_at(table))


def _with_dates(schema: TableSchema, columns: Sequence[Column]) -> TableSchema:
    left = [c for c in columns if c.kind is Kind.DATE]
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
    """Return how well the name of a column fits a role, from 0 to 1."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column.name)
    parts = [part for part in re.split(r"[\W_]+", spaced.casefold()) if part]
    joined = "".join(parts)
    words = _NAMES[role]
    for place, word in enumerate(words):
        # A short word must be a part of its own: "os" is not in "dose", nor "e" in "age".
        if any(part == word if len(word) < 4 else part.startswith(word) for part in parts) or (
            len(word) >= 5 and word in joined
        ):
            return 1.0 - place / (2 * len(words))
    return 0.0


def _slide_score(column: Column) -> float:
    names_things = column.kind not in (Kind.EMPTY, Kind.DATE) and column.n_distinct >= 2
    return _name_score(column, "slide") if names_things else 0.0


def _patient_score(column: Column) -> float:
    names_things = column.kind not in (Kind.EMPTY, Kind.DATE) and column.n_distinct >= 2
    score = _name_score(column, "patient") if names_things else 0.0
    if not score or _slide_score(column) > score:
        return 0.0
    mostly_distinct = 2 * column.n_distinct > len(column.cells)
    return score + (0.2 if mostly_distinct else 0.0)


def _event_score(column: Column, table: RawTable) -> float:
    if column.kind in (Kind.EMPTY, Kind.DATE) or column.n_distinct > _MOST_WORDS:
        return 0.0
    score = _name_score(column, "event")
    words = _known_words(table, column.name)
    known = all(infer_event_words(words))
    # Without a telling name, words that any column of yes and no may hold are no hint.
    if not score and not (known and set(words) & (_EVENT_WORDS - {"1", "yes", "y", "true", "t"})):
        return 0.0
    return score + (1.0 if known else 0.0)


def _time_score(column: Column) -> float:
    if column.kind is not Kind.NUMBER or column.n_distinct < 2:
        return 0.0
    return _name_score(column, "time") or (0.3 if column.units else 0.0)
