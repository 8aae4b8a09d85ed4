"""What a person chose about a clinical table: which column is what, and how it is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from steph_desktop.cohort.clinical_cells import DateOrder, TimeUnit


class TimeForm(Enum):
    """How the table tells how long a patient was followed."""

    DURATION = "duration"
    DATES = "dates"


@dataclass(frozen=True)
class TableChoices:
    """Which column is what, and how it is to be read.

    Attributes
    ----------
    patient, slide : str
        Columns of the patient's and, if there is one, of the slide's name.
    form : TimeForm
        Durations, or dates between which they lie.
    time, unit, unit_column : str, TimeUnit, str
        Column of durations, their unit, and the column that names the unit row by row, if any.
    start, last_seen, died_on : str
        Columns of dates: where the time begins, the last visit, and the death if it has its own.
    date_order : DateOrder
        How dates are written where the year stands last.
    event : str
        Column that says who had the event; empty where a date of death says it.
    event_words, other_words : tuple of str
        Cells of that column, in lower case, that mean an event and that mean none.
    skipped_words : tuple of str
        Cells whose patients are left out.
    decimal : str
        The decimal mark.
    """

    patient: str = ""
    slide: str = ""
    form: TimeForm = TimeForm.DURATION
    time: str = ""
    unit: TimeUnit = TimeUnit.DAYS
    unit_column: str = ""
    start: str = ""
    last_seen: str = ""
    died_on: str = ""
    date_order: DateOrder = DateOrder.DAY_FIRST
    event: str = ""
    event_words: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    skipped_words: tuple[str, ...] = ()
    decimal: str = "."

    @property
    def used(self) -> tuple[str, ...]:
        """Columns that are read for what they mean; the others are kept as they are."""
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
            return "the date at which the time begins"
        if self.form is TimeForm.DATES and not (self.last_seen or self.died_on):
            return "the date of the last visit or of death"
        by_date = self.form is TimeForm.DATES and self.died_on
        if not self.event and not by_date:
            return "the column that says who died"
        if self.event and not self.event_words:
            return "what marks an event in that column"
        return ""
