"""First page of the wizard: a clinical table, and the roles of its columns."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from steph_desktop.cohort.outcome_coding import is_bare
from steph_desktop.cohort.table_reading import FollowUpSummary, GuessAgain, TableHead
from steph_desktop.cohort.table_schema import (
    DateOrder,
    SettledBy,
    TableSchema,
    TimeForm,
    TimeUnit,
    is_missing,
    length_words,
)
from steph_desktop.core.errors import count_of
from steph_desktop.training.study.study import StudyDraft, why_no_name
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.forms import CheckList, whole_field
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, grid_layout, in_row, lay, lay_grid
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.widgets import (
    FIELD_WIDTH_PX,
    Banner,
    ChoiceBox,
    button,
    choices,
    heading,
    make_primary,
    text_field,
)
from steph_desktop.ui.pages.training.parts import Findings, StepPage, form, label
from steph_desktop.ui.pages.training.state import StudyState, Topic
from steph_desktop.ui.parts import folders

_PREVIEW_ROWS = 6
_MOST_WORDS = 12
_COLUMNS_HEIGHT = 120  # of the list of columns, which scrolls
_MOST_ROWS = 10_000  # in one range
_NONE = ("–", "")
_MEANINGS = (
    ("an event", "event_words"),
    ("no event", "other_words"),
    ("leave these out", "skipped_words"),
)
_FORMS = (("a duration", TimeForm.DURATION), ("two dates", TimeForm.DATES))
_ORDERS = (
    ("day first: 31.03.2019", DateOrder.DAY_FIRST),
    ("month first: 03/31/2019", DateOrder.MONTH_FIRST),
    ("year first: 2019-03-31", DateOrder.YEAR_FIRST),
)


class TablePage(StepPage):
    """Choose a table; see and change how it is read."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Your patients",
            "Choose the table that lists how long each patient was followed and who died (or had "
            "the event you study). The program proposes what each column means; change what is "
            "wrong. The table itself is never changed.",
        )
        self.name = text_field(
            "Name of the cohort", hint="for example BRCA", most=40, is_wide=False
        )
        # Of what is typed alone: `show_draft` sets the text as well.
        self.name.textEdited.connect(lambda words: self.state.change(cancer=words.strip()))
        self.choose_button = button("Choose a table…", self._choose, primary=True)
        self.again_button = button("Read it again", lambda: self.state.read_table())
        self.file = label(muted=True)
        self.sheet = choices("Sheet", lambda v: self.state.change(sheet=v, header_row=0))
        self.header_row = whole_field(1, 999, 1, lambda n: self.state.change(header_row=n))
        explain(self.header_row, "Names of columns in row")
        self.header_row.setPrefix(tr("names in row "))
        # Else every digit on the way to 12 reads the table.
        self.header_row.setKeyboardTracking(False)
        self.error = Banner("alarm")
        self.chosen = QWidget()
        asked = (self.choose_button, self.again_button, (self.file, 1), self.sheet, self.header_row)
        first = form(("Name of the cohort or cancer", self.name))
        lay(self.body, first, in_row(*asked), self.error, self.chosen)
        self._lay_roles()
        self.body.addStretch(1)
        self.refresh()

    def _lay_roles(self) -> None:
        self.patient = self._role("Patient", "patient")
        self.slide = self._role("Slide, if the table names slides", "slide")
        self.form_chooser = choices("The time is given as", self._set_form)
        self.time = choices("Time", partial(self.state.rechoose, GuessAgain.TIME))
        self.unit = self._role("Unit of time", "unit")
        self.start = self._role("Follow-up starts on", "start")
        self.last_seen = self._role("Last seen alive on", "last_seen")
        self.died_on = self._role("Died on", "died_on")
        self.order = self._role("Dates are written", "date_order")
        self.event_column = choices("Who had the event", self._set_event)
        self._form = form()
        for chooser in (
            self.patient, self.slide, self.form_chooser, self.time, self.unit, self.start,
            self.last_seen, self.died_on, self.order, self.event_column,
        ):  # fmt: skip
            self._form.addRow(chooser.accessibleName(), chooser)
        self.question = Banner("alarm")
        self._form.addRow(self.question)
        self.words_box = QWidget()
        self._words_grid = grid_layout(self.words_box, stretch=(0, 0, 0, 1))
        self._words_shown: object = None
        self.meanings: dict[str, ChoiceBox] = {}
        self._form.addRow(tr("In that column"), self.words_box)
        hint = "none; for example 12, 45-47"
        self.rows = text_field("Rows left out", self._set_rows, hint=hint, is_wide=False)
        self._form.addRow(tr("Rows left out"), self.rows)
        self.columns = CheckList("Columns that go into the study", self._set_columns)
        self.columns.setMaximumSize(FIELD_WIDTH_PX, _COLUMNS_HEIGHT)
        self._form.addRow(tr("Columns that go along"), self.columns)
        self.count = heading("", 1.1)
        self.details = label(muted=True)
        self.preview = Grid("First rows of the table", most=_PREVIEW_ROWS)
        self.findings = Findings(self._leave_out)
        column(
            self.chosen, self._form, self.count, self.details, self.findings,
            heading("The first rows"), self.preview, margin=0, spacing=12,
        )  # fmt: skip

    def _role(self, name: str, field: str) -> ChoiceBox:
        return choices(name, lambda value: self._set(**{field: value}))

    # Choosing ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        if path := folders.ask(self.state.session, dialogs.ask_table, self):
            self.state.change(table=path, sheet="", header_row=0)

    def _schema(self) -> TableSchema:
        draft = self.state.draft
        return draft.choices if draft is not None else TableSchema()

    def _set(self, **changes: object) -> None:
        self.state.change(choices=replace(self._schema(), **changes))  # type: ignore[arg-type]

    def _set_form(self, value: TimeForm) -> None:
        if value is TimeForm.DATES:
            self.state.rechoose(GuessAgain.DATES)
        else:
            self._set(form=TimeForm.DURATION)

    def _set_event(self, value: str) -> None:
        if value:
            self.state.rechoose(GuessAgain.EVENT, value)
        else:
            self._set(event="", event_words=(), other_words=(), skipped_words=())

    def _set_meaning(self, word: str, meaning: str) -> None:
        schema = self._schema()
        words = {
            field: tuple(known for known in getattr(schema, field) if known != word)
            for _, field in _MEANINGS
        }
        words[meaning] += (word,)
        named = [known for known, _ in self.state.words if not is_missing(known)]
        left = [known for known in named if not any(known in some for some in words.values())]
        if len(named) == 2 and len(left) == 1 and is_bare(named):
            # Of two codes the other one means the opposite.
            other = "other_words" if meaning == "event_words" else "event_words"
            words[other] += (left[0],)
        self._set(**words, settled_by=SettledBy.STATED)

    def _set_rows(self) -> None:
        found = rows_in(self.rows.text())
        # No list of rows: the field says again what holds.
        if found is None:
            self._show_rows(self._schema())
        elif found != self._schema().left_out_rows:
            self._set(left_out_rows=found)

    def _leave_out(self, rows: tuple[int, ...]) -> None:
        self._set(left_out_rows=tuple(sorted({*self._schema().left_out_rows, *rows})))

    def _show_rows(self, schema: TableSchema) -> None:
        # What is being typed stays, unless it is no list of rows.
        if not self.rows.hasFocus() or rows_in(self.rows.text()) is None:
            self.rows.setText(", ".join(map(str, schema.left_out_rows)))

    def _set_columns(self) -> None:
        self._set(clinical=tuple(item.text() for item in self.columns.ticked()))

    def _show_columns(self, table: TableHead, schema: TableSchema) -> None:
        names = [name for name in table.header if name not in schema.used]
        self.columns.offer(names, set(names if schema.clinical is None else schema.clinical))
        self._form.setRowVisible(self.columns, bool(names))

    # Showing ----------------------------------------------------------------------------------

    def show_draft(self, draft: StudyDraft) -> None:
        table = self.state.table
        # Setting the same text would move the cursor to its end while the user types.
        if self.name.text().strip() != draft.cancer:
            self.name.setText(draft.cancer)
        self.error.say(self.state.errors.get(Topic.TABLE))
        self.choose_button.setText(tr("Choose a table…" if table is None else "Choose another…"))
        make_primary(self.choose_button, table is None)
        self.again_button.setVisible(table is not None)
        self.header_row.setVisible(table is not None)
        self.sheet.setVisible(table is not None and len(table.sheets) > 1)
        self.chosen.setVisible(table is not None)
        if table is None:
            reading = Topic.TABLE in self.state.busy
            self.file.setText(tr("Reading the table…" if reading else "CSV, TSV or Excel"))
            return
        self.file.setText(tr(f"{table.name}: {self.state.n_rows:,} rows. {table.form}."))
        self.sheet.fill(((name, name) for name in table.sheets), table.sheet)
        # Shown, not chosen: the table is not read again for it.
        with QSignalBlocker(self.header_row):
            self.header_row.setValue(table.header_row)
        self._show_roles(table, draft.choices)
        self._show_rows(draft.choices)
        self._show_columns(table, draft.choices)
        self.preview.show_rows(table.header, table.rows[:_PREVIEW_ROWS])
        clinical, followed = self.state.clinical, self.state.followed
        if clinical is None:
            return
        self.count.setText(tr(count_words(followed, draft.choices)))
        said = time_words(followed, draft.choices)
        if followed.patients and len(table.endpoints) > 1:
            names = ", ".join(event for event, _ in table.endpoints)
            said += f" The table has several endpoints ({names}): choose one above."
        self.details.setText(tr(said))
        # What is asked stands beside the choice.
        self.findings.show_findings([f for f in clinical.findings if f.what != clinical.question])

    def _show_roles(self, table: TableHead, schema: TableSchema) -> None:
        every = [(name, name) for name in table.header]
        optional = [_NONE, *every]
        for chooser, entries, value in (
            (self.patient, every, schema.patient),
            (self.slide, optional, schema.slide),
            (self.form_chooser, _FORMS, schema.form),
            (self.time, every, schema.time),
            (self.unit, [(unit.value, unit) for unit in TimeUnit], schema.unit),
            (self.start, optional, schema.start),
            (self.last_seen, optional, schema.last_seen),
            (self.died_on, optional, schema.died_on),
            (self.order, _ORDERS, schema.date_order),
            (self.event_column, optional, schema.event),
        ):
            chooser.fill(entries, value)
        durations = schema.form is TimeForm.DURATION
        for field in (self.time, self.unit):
            self._form.setRowVisible(field, durations)
        for field in (self.start, self.last_seen, self.died_on, self.order):
            self._form.setRowVisible(field, not durations)
        # A column of the table says the unit of each time.
        self.unit.setEnabled(not schema.unit_column)
        self._form.setRowVisible(self.words_box, bool(schema.event))
        question = self.state.clinical.question if self.state.clinical is not None else ""
        self.question.say(f"{question}. State it below." if question else None)
        self._form.setRowVisible(self.question, bool(question))
        self._show_words(schema)

    def _show_words(self, schema: TableSchema) -> None:
        # Compared by content: the same words read again must not close a list that is open.
        key = (schema.event, self.state.words)
        if key != self._words_shown:
            self._words_shown = key
            clear(self._words_grid)
            self.meanings = {}
            words = self.state.words if schema.event else ()
            told = [(word, count) for word, count in words if not is_missing(word)]
            for row, (word, count) in enumerate(told[:_MOST_WORDS]):
                chooser = choices(f"Meaning of {word}", partial(self._set_meaning, word))
                self.meanings[word] = chooser
                named = label(f"“{word}” ({count:,})")
                lay_grid(self._words_grid, (named, label("means"), chooser), at=(row, 0))
            if len(told) > _MOST_WORDS:
                words_left = f"and {len(told) - _MOST_WORDS} other words: is this the column?"
                self._words_grid.addWidget(label(words_left, muted=True), _MOST_WORDS, 0, 1, 4)
        for word, chooser in self.meanings.items():
            known = (field for _, field in _MEANINGS if word in getattr(schema, field))
            chooser.fill(_MEANINGS, next(known, None))

    def lacks(self, draft: StudyDraft) -> str:
        clinical = self.state.clinical
        if reason := why_no_name(draft.cancer):
            return reason
        if Topic.TABLE in self.state.busy:
            return "The table is being read."
        if self.state.table is None or clinical is None:
            return "Choose a table."
        if clinical.blocking:
            return f"{count_of(len(clinical.blocking), 'fault')} in the table must be corrected."
        return ""


def count_words(followed: FollowUpSummary, choices: TableSchema) -> str:
    """Return how many patients had the event: ``113 of 400 patients died``."""
    if not followed.patients:
        return "No patient can be read yet"
    name = (choices.event or choices.died_on).casefold()
    # As in OS (overall survival), vital status, dead; “Tod” is German for death.
    deadly = any(part in name for part in ("os", "vital", "dea", "died", "surviv", "tod"))
    deadly |= any(w in {"dead", "deceased", "died"} for w in choices.event_words)
    verb = "died" if deadly else "had the event"
    return f"{followed.events:,} of {followed.patients:,} patients {verb}"


def time_words(followed: FollowUpSummary, choices: TableSchema) -> str:
    """Return how long the patients were followed, and how the table was read."""
    if not followed.patients:
        return ""
    shortest, middle, longest = (
        length_words(days)
        for days in (followed.shortest_days, followed.middle_days, followed.longest_days)
    )
    said = f"Followed from {shortest} to {longest}, half of them longer than {middle}. "
    said = f"{said}{followed.groups_sentence}".strip()
    if choices.form is TimeForm.DURATION and choices.unit_column:
        said += f" The unit of each time stands in the column {choices.unit_column}."
    if choices.decimal == ",":
        said += " Numbers have a decimal comma."
    if choices.form is TimeForm.DATES and choices.date_order is not DateOrder.YEAR_FIRST:
        said += f" Dates are read {choices.date_order.value}: check one of them."
    if followed.more_columns:
        said += f" {count_of(followed.more_columns, 'more column')} can be used to compare groups."
    return said


def rows_in(text: str) -> tuple[int, ...] | None:
    """Return the rows in a text such as ``12, 45-47``; None if it is none."""
    found: set[int] = set()
    for part in text.replace(";", ",").split(","):
        if not part.strip():
            continue
        # Word processors turn the hyphen of a range into an en dash.
        ends = re.fullmatch(r"\s*(\d{1,7})\s*(?:[-\u2013]\s*(\d{1,7}))?\s*", part)
        if ends is None:
            return None
        first, last = int(ends[1]), int(ends[2] or ends[1])
        # A slip such as 1-9999999 means no rows.
        if not first <= last <= first + _MOST_ROWS:
            return None
        found.update(range(first, last + 1))
    return tuple(sorted(found))
