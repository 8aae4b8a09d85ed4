"""A table of patients on the survival page: which columns are time, event and entry, and causes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QGridLayout, QWidget

from steph_desktop.cohort.table_schema import (
    SettledBy,
    TableSchema,
    TimeUnit,
    duration_of,
    is_missing,
)
from steph_desktop.core.errors import StephError
from steph_desktop.survival.grouping import SurvivalTable, column_grouping, everyone
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, grid_layout, lay_grid
from steph_desktop.ui.kit.widgets import Banner, ChoiceBox, choices, heading, text

if TYPE_CHECKING:
    from steph_desktop.cohort.table_file import RawTable

# With a NUL no column of the user's can have these names.
_ROW, _EVENT, _ENTRY = "Row of the table", "\0event", "\0entry"
_MOST_WORDS = 8
_EVENTS = ("event", "another event first", "none", "leave out")


@dataclass(frozen=True)
class OutcomeRoles:
    """What a person chose for a table of patients; what is empty is guessed."""

    path: Path
    sheet: str = ""
    time: str = ""
    unit: TimeUnit | None = None
    event: str = ""
    entry: str = ""
    # By value of the event column, in lower case: a place in `_EVENTS`.
    meanings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PatientTable:
    """A table as it was read, and what can be chosen."""

    roles: OutcomeRoles  # with what was guessed
    header: tuple[str, ...]
    words: tuple[tuple[str, int], ...]  # values of the event column, with their counts
    table: SurvivalTable | None  # None until what is asked is answered
    said: str  # how it was read, or what must be answered
    is_question: bool


def read_patients(roles: OutcomeRoles) -> PatientTable:
    """Read a table of patients; each row is one where no column names them."""
    from steph_desktop.cohort import infer_columns
    from steph_desktop.cohort.clinical_table import read_clinical
    from steph_desktop.cohort.table_reading import TableCache, TableRequest

    desk = TableCache()
    found = desk.read(TableRequest(roles.path, roles.sheet))
    raw = desk.table
    schema = found.choices
    # A column that repeats itself names no patients here, where each row is one.
    repeats = schema.patient and 2 * raw.frame[schema.patient].nunique() < len(raw.frame)
    if not schema.patient or repeats or schema.patient in (roles.time, roles.event, roles.entry):
        raw = replace(raw, frame=raw.frame.assign(**{_ROW: raw.frame.index.astype(str)}))
        schema = replace(infer_columns.infer_schema(raw), patient=_ROW)
    schema = replace(schema, slide="")  # slides do not matter here
    if roles.time:
        schema = infer_columns.with_time(schema, raw, roles.time)
    if roles.unit is not None:
        schema = replace(schema, unit=roles.unit, unit_column="")
    # Another event brings its own time along; one that was chosen stays chosen.
    if roles.event and roles.event != schema.event:
        schema = infer_columns.with_event(schema, raw, roles.event)
        if roles.time:
            schema = replace(infer_columns.with_time(schema, raw, roles.time), event=roles.event)
    counted = raw.words(schema.event) if schema.event else ()
    words = tuple((word, count) for word, count in counted if not is_missing(word))
    if roles.meanings:
        schema = _stated(schema, roles.meanings)
    roles = replace(
        roles, sheet=found.table.sheet, time=schema.time, unit=schema.unit, event=schema.event,
        meanings=roles.meanings or _guessed(schema, words),
    )  # fmt: skip
    # Of other columns `read_clinical` keeps the clinical ones alone: these pass as such.
    extra = {_EVENT: raw.frame[schema.event]} if schema.event else {}
    if roles.entry:
        extra[_ENTRY] = raw.frame[roles.entry]
    columns = schema.clinical or ()
    clinical = read_clinical(
        replace(raw, frame=raw.frame.assign(**extra)), replace(schema, clinical=(*columns, *extra))
    )
    if clinical.blocking:
        said = clinical.question or clinical.blocking[0].what
        return PatientTable(roles, raw.header, words, None, said, True)
    table = _table(roles, schema, clinical.patients, columns, raw)
    more = f" {len(clinical.findings)} remarks of the wizard apply." if clinical.findings else ""
    return PatientTable(
        roles, raw.header, words, table,
        f"{raw.form}. {schema.outcome_sentence} {len(table.times_days):,} patients, "
        f"{int(table.events.sum()):,} events.{more}", False,
    )  # fmt: skip


def _stated(schema: TableSchema, meanings: Mapping[str, int]) -> TableSchema:
    first, other, none, skipped = (
        tuple(w for w, place in meanings.items() if place == k) for k in range(len(_EVENTS))
    )
    return replace(
        schema, event_words=first, other_words=(*other, *none), skipped_words=skipped,
        settled_by=SettledBy.STATED,
    )  # fmt: skip


def _guessed(schema: TableSchema, words: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    known = dict.fromkeys(schema.event_words, 0) | dict.fromkeys(schema.other_words, 2)
    return {word: known[word] for word, _ in words if word in known}


def _table(
    roles: OutcomeRoles,
    schema: TableSchema,
    patients: tuple[object, ...],
    columns: tuple[str, ...],
    raw: RawTable,
) -> SurvivalTable:
    from steph_desktop.cohort.cohort_tables import Patient

    people = [p for p in patients if isinstance(p, Patient)]
    cells = {name: tuple(p.extra.get(name, "") for p in people) for name in columns}
    groupings = [column_grouping(name, values) for name, values in cells.items()]
    entry = None
    if roles.entry:
        unit = schema.unit.days(schema.year_days)
        read = [duration_of(p.extra.get(_ENTRY, ""), schema.decimal) for p in people]
        entry = np.array([np.nan if d is None else d.value * unit for d in read], float)
        if np.isnan(entry).any():
            raise StephError(
                f"Column {roles.entry}: {int(np.isnan(entry).sum())} patients have no entry time",
                raw.name,
                "Fill it in (0 for those followed from the start), or choose another column.",
            )
    causes = None
    names: tuple[str, ...] = ()
    first = [word for word, place in roles.meanings.items() if place == 0]
    if others := [word for word, place in roles.meanings.items() if place == 1]:
        numbers = dict.fromkeys(first, 1) | {word: k + 2 for k, word in enumerate(others)}
        causes = np.array([numbers.get(p.extra.get(_EVENT, "").casefold(), 0) for p in people])
        # A bare code says nothing without its column.
        names = tuple(
            f"{schema.event} {w}" if w.isdigit() else w for w in (" or ".join(first), *others)
        )
    return SurvivalTable(
        roles.path.name,
        np.array([p.time_days for p in people], float),
        np.array([p.event for p in people], bool),
        (*(g for g in groupings if g is not None), everyone(len(people))),
        columns=cells,
        entry_days=entry,
        causes=causes,
        cause_names=names,
    )


class RolesPanel(QWidget):
    """Shows how a table of patients is read; every choice reads it again."""

    def __init__(self, on_change: Callable[[OutcomeRoles], object]) -> None:
        super().__init__()
        self._on_change = on_change
        self._shown: PatientTable | None = None
        self.time_box, self.unit_box = choices("Time of the table"), choices("Unit of the time")
        self.event_box = choices("Event of the table")
        self.entry_box = choices("Entry of the table")
        boxes = (self.time_box, self.unit_box, self.event_box, self.entry_box)
        grid, names = grid_layout(stretch=(0, 1)), ("Time", "Unit", "Event", "Enters at")
        lay_grid(grid, *((text(name), box) for name, box in zip(names, boxes, strict=True)))
        for box in boxes:
            box.activated.connect(self._changed)
        self.question = Banner("alarm")
        self._words = QGridLayout()
        self.meanings: dict[str, ChoiceBox] = {}
        self.said = text(name="muted", factor=0.92)
        parts = (heading("This table"), grid, self.question, self._words, self.said)
        column(self, *parts, margin=0, spacing=6)
        self.hide()

    def show_table(self, found: PatientTable | None) -> None:
        """Show how a table was read; nothing for None."""
        self._shown = found
        self.setVisible(found is not None)
        if found is None:
            return
        roles, columns = found.roles, [(name, name) for name in found.header]
        self.time_box.fill(columns, roles.time)
        self.unit_box.fill([(unit.value, unit) for unit in TimeUnit], roles.unit or TimeUnit.DAYS)
        self.event_box.fill(columns, roles.event)
        self.entry_box.fill([("0 for all", ""), *columns], roles.entry)
        clear(self._words)
        self.meanings = {}
        for row, (word, count) in enumerate(found.words[:_MOST_WORDS]):
            box = choices(f"Meaning of {word}")
            box.fill(
                [(words, place) for place, words in enumerate(_EVENTS)], roles.meanings.get(word)
            )
            box.activated.connect(partial(self._set_meaning, word))
            lay_grid(self._words, (text(f"“{word}” ({count:,})"), box), at=(row, 0))
            self.meanings[word] = box
        self.question.setVisible(found.is_question)
        self.question.label.setText(tr(found.said))
        self.said.setText(tr("" if found.is_question else found.said))

    def _changed(self) -> None:
        if self._shown is None:
            return
        before, changed = self._shown.roles, self.sender()  # the box that was turned
        roles = OutcomeRoles(
            before.path, before.sheet, self.time_box.currentText(), self.unit_box.currentData(),
            self.event_box.currentText(), self.entry_box.currentData() or "", before.meanings,
        )  # fmt: skip
        # Another event brings its own time along, another time its unit.
        if changed is self.event_box:
            roles = replace(roles, time="", unit=None, meanings={})
        elif changed is self.time_box:
            roles = replace(roles, unit=None)
        self._on_change(roles)

    def _set_meaning(self, word: str, place: int) -> None:
        if self._shown is None:
            return
        roles = self._shown.roles
        meanings = {**roles.meanings, word: place}
        left = [known for known, _ in self._shown.words if known not in meanings]
        if len(self._shown.words) == 2 and len(left) == 1 and place in (0, 2):
            meanings[left[0]] = 2 - place  # of two values the other one means the opposite
        self._on_change(replace(roles, meanings=meanings))
