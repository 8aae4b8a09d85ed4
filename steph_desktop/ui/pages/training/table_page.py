"""The first page: a clinical table, and what its columns mean."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from steph_desktop.cohort.clinical_table import Clinical
from steph_desktop.cohort.findings import count_of
from steph_desktop.cohort.table_reading import Followed, TableHead, Wish
from steph_desktop.cohort.table_schema import (
    DateOrder,
    TableSchema,
    TimeForm,
    TimeUnit,
    is_missing,
)
from steph_desktop.survival.curves import DAYS_PER_YEAR
from steph_desktop.training.study.draft import why_no_name
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.widgets import Banner, button, heading
from steph_desktop.ui.pages.training.parts import (
    FIELD_WIDTH,
    Chooser,
    Findings,
    Grid,
    StepPage,
    form,
    label,
)
from steph_desktop.ui.pages.training.state import StudyState
from steph_desktop.ui.parts import folders

_PREVIEW_ROWS = 6
_MOST_WORDS = 12
_NONE = "–"
_MEANINGS = (("an event", "event"), ("no event", "other"), ("leave these out", "skipped"))
_ORDERS = (
    ("day first: 31.03.2019", DateOrder.DAY_FIRST),
    ("month first: 03/31/2019", DateOrder.MONTH_FIRST),
    ("year first: 2019-03-31", DateOrder.YEAR_FIRST),
)


class TablePage(StepPage):
    """Choose a table; see and change what was understood of it."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Your patients",
            "Choose the table that says how long each patient was followed and who died (or had "
            "the event you study). The program proposes what each column means; change what is "
            "wrong. The table itself is never changed.",
        )
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the cohort")
        self.name.setPlaceholderText("for example BRCA")
        self.name.setMaxLength(40)
        self.name.setMaximumWidth(FIELD_WIDTH)
        self.name.textEdited.connect(lambda words: self.state.change(cancer=words.strip()))
        self.choose_button = button("Choose a table…", self._choose, primary=True)
        self.file = label(muted=True)
        self.sheet = Chooser("Sheet", lambda v: self.state.change(sheet=v))
        first = form()
        first.addRow("Name of the cohort or cancer", self.name)
        row = QHBoxLayout()
        row.addWidget(self.choose_button)
        row.addWidget(self.file, 1)
        row.addWidget(self.sheet)
        self.body.addLayout(first)
        self.body.addLayout(row)
        self.error = Banner("alarm")
        self.body.addWidget(self.error)
        self.chosen = QWidget()
        self.body.addWidget(self.chosen)
        self._lay_choices()
        self.body.addStretch(1)
        self.refresh()

    def _lay_choices(self) -> None:
        page = self.chosen
        grid = form()
        self.patient = self._column("Patient", "patient")
        self.slide = self._column("Slide (if the table names slides)", "slide")
        self.form_chooser = Chooser("How the time is told", self._set_form)
        self.time = Chooser("Time", self._set_time)
        self.unit = Chooser("Unit of time", lambda v: self._set(unit=v))
        self.start = self._column("Time begins at", "start")
        self.last_seen = self._column("Last seen", "last_seen")
        self.died_on = self._column("Date of death", "died_on")
        self.order = Chooser("Order of dates", lambda v: self._set(date_order=v))
        self.event_column = Chooser("Event", self._set_event)
        self._form = grid
        for words, field in (
            ("Patient", self.patient),
            ("Slide, if the table names slides", self.slide),
            ("The time is given as", self.form_chooser),
            ("Time", self.time),
            ("Unit of time", self.unit),
            ("Time begins at", self.start),
            ("Last seen alive", self.last_seen),
            ("Died on", self.died_on),
            ("Dates are written", self.order),
            ("Who had the event", self.event_column),
        ):
            grid.addRow(words, field)
        self.words_box = QWidget()
        self._words_grid = QGridLayout(self.words_box)
        self._words_grid.setContentsMargins(0, 0, 0, 0)
        self._words_grid.setColumnStretch(3, 1)
        self._words_shown: object = None
        self.meanings: dict[str, Chooser] = {}
        grid.addRow("In that column", self.words_box)
        self.count = heading("", 1.1)
        self.details = label(muted=True)
        self.preview = Grid("First rows of the table")
        self.findings = Findings()
        layout = self.body.__class__(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addWidget(self.count)
        layout.addWidget(self.details)
        layout.addWidget(self.findings)
        layout.addWidget(heading("The first rows"))
        layout.addWidget(self.preview)

    def _column(self, name: str, field: str) -> Chooser:
        return Chooser(name, lambda value: self._set(**{field: value}))

    # Choosing ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        path = dialogs.ask_table(self, folders.last_folder(self.state.session))
        if path is not None:
            folders.remember_folder(self.state.session, path)
            self.state.change(table=path, sheet="")

    def _choices(self) -> TableSchema:
        draft = self.state.draft
        return draft.choices if draft is not None else TableSchema()

    def _set(self, **changes: object) -> None:
        self.state.change(choices=replace(self._choices(), **changes))  # type: ignore[arg-type]

    def _set_form(self, value: object) -> None:
        if value is TimeForm.DATES:
            self.state.rechoose(Wish.DATES)
        else:
            self._set(form=TimeForm.DURATION)

    def _set_time(self, value: object) -> None:
        if isinstance(value, str):
            self.state.rechoose(Wish.TIME, value)

    def _set_event(self, value: object) -> None:
        if not isinstance(value, str):
            return
        if value:
            self.state.rechoose(Wish.EVENT, value)
        else:
            self._set(event="", event_words=(), other_words=(), skipped_words=())

    def _set_meaning(self, word: str, meaning: object) -> None:
        choices = self._choices()
        parts = {
            "event": [w for w in choices.event_words if w != word],
            "other": [w for w in choices.other_words if w != word],
            "skipped": [w for w in choices.skipped_words if w != word],
        }
        parts[str(meaning)].append(word)
        self._set(
            event_words=tuple(parts["event"]),
            other_words=tuple(parts["other"]),
            skipped_words=tuple(parts["skipped"]),
        )

    # Showing ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the table and what was understood of it."""
        draft, table = self.state.draft, self.state.table
        if draft is None:
            return
        if self.name.text().strip() != draft.cancer:
            self.name.setText(draft.cancer)
        error = self.state.errors.get("table")
        self.error.setVisible(error is not None)
        self.error.label.setText("" if error is None else str(error))
        self.choose_button.setText("Choose a table…" if table is None else "Choose another…")
        if table is None:
            reading = "table" in self.state.busy
            self.file.setText("Reading the table…" if reading else "CSV, TSV or Excel")
        else:
            self.file.setText(f"{table.name}: {self.state.n_rows:,} rows. {table.form}.")
        self.sheet.setVisible(table is not None and len(table.sheets) > 1)
        self.chosen.setVisible(table is not None)
        if table is not None:
            self.sheet.fill(((name, name) for name in table.sheets), table.sheet)
            self._show_choices(table, draft.choices)
            if self.state.clinical is not None:
                self._show_patients(self.state.clinical, draft.choices)

    def _show_choices(self, table: TableHead, choices: TableSchema) -> None:
        every = [(name, name) for name in table.header]
        optional = [(_NONE, ""), *every]
        self.patient.fill(every, choices.patient)
        for chooser, value in (
            (self.slide, choices.slide),
            (self.start, choices.start),
            (self.last_seen, choices.last_seen),
            (self.died_on, choices.died_on),
            (self.event_column, choices.event),
        ):
            chooser.fill(optional, value)
        forms = (("a duration", TimeForm.DURATION), ("two dates", TimeForm.DATES))
        self.form_chooser.fill(forms, choices.form)
        self.time.fill(every, choices.time)
        self.unit.fill(((u.value, u) for u in TimeUnit), choices.unit)
        self.order.fill(_ORDERS, choices.date_order)
        durations = choices.form is TimeForm.DURATION
        for field in (self.time, self.unit):
            self._form.setRowVisible(field, durations)
        for field in (self.start, self.last_seen, self.died_on, self.order):
            self._form.setRowVisible(field, not durations)
        self.unit.setEnabled(not choices.unit_column)
        self._form.setRowVisible(self.words_box, bool(choices.event))
        self._show_words(choices)
        shown = list(table.rows[:_PREVIEW_ROWS])
        self.preview.show_rows(table.header, shown)
        self.preview.fit_height(_PREVIEW_ROWS)

    def _show_words(self, choices: TableSchema) -> None:
        # By content: the same words read anew must not close a list that is open.
        key = (choices.event, self.state.words)
        if key != self._words_shown:
            self._words_shown = key
            while (item := self._words_grid.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self.meanings = {}
            words = self.state.words if choices.event else ()
            named = [(word, count) for word, count in words if not is_missing(word)]
            for row, (word, count) in enumerate(named[:_MOST_WORDS]):
                chooser = Chooser(f"Meaning of {word}", partial(self._set_meaning, word))
                self.meanings[word] = chooser
                self._words_grid.addWidget(label(f"“{word}” ({count:,})"), row, 0)
                self._words_grid.addWidget(label("means"), row, 1)
                self._words_grid.addWidget(chooser, row, 2)
            if len(named) > _MOST_WORDS:
                words_left = f"and {len(named) - _MOST_WORDS} other words: is this the column?"
                self._words_grid.addWidget(label(words_left, muted=True), _MOST_WORDS, 0, 1, 4)
        for word, chooser in self.meanings.items():
            meaning = next(
                (
                    value
                    for value, known in (
                        ("event", choices.event_words),
                        ("other", choices.other_words),
                        ("skipped", choices.skipped_words),
                    )
                    if word in known
                ),
                None,
            )
            chooser.fill(_MEANINGS, meaning)

    def _show_patients(self, clinical: Clinical, choices: TableSchema) -> None:
        followed = self.state.followed
        self.count.setText(count_words(followed, choices))
        self.details.setText(time_words(followed, choices))
        self.findings.show_findings(clinical.findings)

    def why_not_next(self) -> str:
        """Say what is missing."""
        draft, clinical = self.state.draft, self.state.clinical
        if draft is None:
            return ""
        if reason := why_no_name(draft.cancer):
            return reason
        if "table" in self.state.busy:
            return "The table is being read."
        if self.state.table is None or clinical is None:
            return "Choose a table."
        if clinical.blocking:
            return f"{len(clinical.blocking)} things in the table must be mended first."
        return ""


def count_words(followed: Followed, choices: TableSchema) -> str:
    """Say how many patients had the event: ``113 of 400 patients died``."""
    if not followed.patients:
        return "No patient can be read yet"
    name = (choices.event or choices.died_on).casefold()
    deadly = any(part in name for part in ("os", "vital", "dea", "died", "surviv", "tod"))
    deadly |= any(w in {"dead", "deceased", "died"} for w in choices.event_words)
    verb = "died" if deadly else "had the event"
    return f"{followed.events:,} of {followed.patients:,} patients {verb}"


def time_words(followed: Followed, choices: TableSchema) -> str:
    """Say how long the patients were followed, and how the table was read."""
    if not followed.patients:
        return ""
    said = (
        f"Followed from {_span(followed.shortest_days)} to {_span(followed.longest_days)}, half of "
        f"them longer than {_span(followed.middle_days)}."
    )
    if choices.form is TimeForm.DURATION and choices.unit_column:
        said += f" The unit of each time stands in the column {choices.unit_column}."
    if choices.decimal == ",":
        said += " Numbers have a decimal comma."
    if choices.form is TimeForm.DATES and choices.date_order is not DateOrder.YEAR_FIRST:
        said += f" Dates are read {choices.date_order.value}: check one of them."
    if followed.more_columns:
        said += f" {count_of(followed.more_columns, 'more column')} can be used to compare groups."
    return said


def _span(days: float) -> str:
    if days < 90:
        return f"{days:.0f} days"
    if days < 2 * DAYS_PER_YEAR:
        return f"{days / DAYS_PER_YEAR * 12:.0f} months"
    return f"{days / DAYS_PER_YEAR:.1f} years"
