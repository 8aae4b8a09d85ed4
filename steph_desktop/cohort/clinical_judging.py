"""What is odd about a clinical table as a whole, once its cells are understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from steph_desktop.cohort.clinical_cells import TimeUnit
from steph_desktop.cohort.cohort_tables import Notes, Patient
from steph_desktop.cohort.row_faults import RowFaults, say_rows
from steph_desktop.cohort.table_choices import TableChoices, TimeForm
from steph_desktop.survival.curves import DAYS_PER_YEAR

_GAP = 8.0  # between neighbours of a column of times that may mix units
_LEAST_SHARE = 0.1
_ENOUGH = 10


def judge_units(
    bare: Sequence[tuple[float, int]],
    with_unit: Sequence[tuple[TimeUnit, int]],
    choices: TableChoices,
    faults: RowFaults,
    doubts: RowFaults,
) -> None:
    """Find a column of times that mixes units: refuse it where it says so, doubt it where not.

    Parameters
    ----------
    bare, with_unit : sequence of tuple
        Times without a unit beside them, and units that stand beside a time, with their rows.
    """
    if bare and with_unit:
        for unit, row in with_unit:
            if unit is not choices.unit:
                faults.add(
                    choices.time,
                    f"the time is in {unit.value}, other rows have no unit",
                    "Write the unit in every row, or in none.",
                    row,
                )
        return
    values = sorted((value, row) for value, row in bare if value > 0)
    if len(values) < _ENOUGH:
        return
    least = int(np.ceil(_LEAST_SHARE * len(values)))
    steps = np.diff(np.log([value for value, _ in values]))
    inner = steps[least - 1 : len(values) - least]
    if not len(inner) or inner.max() < np.log(_GAP):
        return
    cut = int(inner.argmax()) + least
    odd = values[:cut] if 2 * cut <= len(values) else values[cut:]
    for row in sorted(row for _, row in odd):
        doubts.add(
            choices.time,
            "far from all other times, as if in another unit",
            f"Check that every time is in {choices.unit.value}.",
            row,
        )


def judge_patients(
    patients: Sequence[Patient],
    first: Mapping[str, tuple[int, float, bool]],
    choices: TableChoices,
    name: str,
    note: Notes,
) -> None:
    """Say what is odd about the patients of a table.

    Parameters
    ----------
    patients : sequence of Patient
        As read.
    first : mapping of str to tuple
        Row, time and event of each patient's first entry.
    name : str
        The table's plain file name.
    """
    if not patients:
        if not note.findings:
            note.blocking("No patient could be read", name, "Check the chosen columns.")
        return
    events = sum(patient.event for patient in patients)
    if not events:
        note.blocking("No patient has the event", name, "Check which words mean the event.")
    elif events == len(patients):
        note.advisory("Every patient has the event", name, "Check which words mean the event.")
    _judge_names(patients, first, choices, name, note)
    zero = [first[p.patient_id][0] for p in patients if p.time_days == 0]
    if zero:
        note.advisory(
            f"{say_rows(zero)}: the time is 0", name, "Check whether these patients belong."
        )
    if choices.form is TimeForm.DURATION and not choices.unit_column:
        _judge_length(np.array([p.time_days for p in patients]), choices.unit, name, note)


def _judge_names(
    patients: Sequence[Patient],
    first: Mapping[str, tuple[int, float, bool]],
    choices: TableChoices,
    name: str,
    note: Notes,
) -> None:
    folded = Counter(_squeezed(patient.patient_id) for patient in patients)
    alike = [first[p.patient_id][0] for p in patients if folded[_squeezed(p.patient_id)] > 1]
    if alike:
        note.advisory(
            f"{say_rows(alike)}, column {choices.patient}: these names differ only in blanks, "
            "leading zeros or capital letters",
            name,
            "If they are one patient, write the name alike.",
        )


def _squeezed(patient_id: str) -> str:
    return "".join(patient_id.split()).casefold().lstrip("0")


def _judge_length(
    times_days: np.ndarray[tuple[int], np.dtype[np.float64]],
    unit: TimeUnit,
    name: str,
    note: Notes,
) -> None:
    if len(times_days) < _ENOUGH:
        return
    median, longest = float(np.median(times_days)), float(times_days.max())
    if unit is TimeUnit.DAYS and longest < 400 and median < 130:
        note.advisory(
            f"The longest time is {longest:g} days",
            name,
            "If the table counts months, change the unit of time.",
        )
    elif unit is not TimeUnit.DAYS and median > 40 * DAYS_PER_YEAR:
        note.advisory(
            f"Half of the patients were followed for more than {median / DAYS_PER_YEAR:.0f} years",
            name,
            "If the table counts days, change the unit of time.",
        )
