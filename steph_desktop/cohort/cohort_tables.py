"""Patients of a cohort, from rows to people; its label tables and splits, read strictly.

Messages name file, row (as a spreadsheet numbers it) and column, never a patient.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.findings import Notes, RowFaults
from steph_desktop.cohort.table_file import split_rows
from steph_desktop.cohort.table_schema import LONGEST_LIFE_DAYS, TableSchema
from steph_desktop.core.csv_files import finite_number, write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import guarded_read
from steph_desktop.survival.curves import FloatArray

if TYPE_CHECKING:
    import pandas as pd

LABEL_COLUMNS = ("patient_id", "pathology_id", "t", "e")
FOLD_COLUMN = "laid_fold"
"""The fold that tests a patient, in a table that this program dealt: one file, so never torn"""
_LABELS = TableSchema(patient="patient_id", slide="pathology_id", time="t", event="e")
_SPLIT_NAME = re.compile(r"splits_(\d+)\.csv")


@dataclass(frozen=True)
class Patient:
    """One patient of a cohort."""

    patient_id: str  # as in the table, leading zeros kept
    slide_ids: tuple[str, ...]  # slides in table order; together they are one bag
    time_days: float  # Follow-up in days
    event: bool  # true if the event was seen, False if the follow-up ended before
    # The table's other columns; values that differ between a patient's rows joined by "; ".
    extra: Mapping[str, str] = field(default_factory=dict)


def follow_up_of(patients: Sequence[Patient]) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return times in days and events of patients, shape (n,) each."""
    times = np.array([patient.time_days for patient in patients], float)
    return times, np.array([patient.event for patient in patients], bool)


@dataclass(frozen=True)
class Split:
    """One fold: ids of the patients for training, testing and validation."""

    fold: int
    train: tuple[str, ...]
    test: tuple[str, ...]
    val: tuple[str, ...] = ()


def splits_of(fold_of: Mapping[str, int]) -> tuple[Split, ...]:
    """Return the folds of patients, each tested in the one that is stated."""
    return tuple(
        Split(
            fold,
            tuple(name for name, own in fold_of.items() if own != fold),
            tuple(name for name, own in fold_of.items() if own == fold),
        )
        for fold in sorted(set(fold_of.values()))
    )


def merge_rows(
    clean: pd.DataFrame,
    others: pd.DataFrame,
    schema: TableSchema,
    faults: RowFaults,
    doubts: RowFaults,
    *,
    same_case: bool = False,
) -> tuple[Patient, ...]:
    """Merge the rows of each patient, and find rows that contradict or repeat others.

    `clean` holds patient_id, slide_id (empty for none), time_days, event and row of the rows to be
    used, and `others` their other columns, as text. With `same_case` slides whose names differ in
    capital letters are different slides.
    """
    by_patient = clean.groupby("patient_id", sort=False)[["row", "time_days", "event"]]
    first = by_patient.transform("first")
    again = clean.row != first.row
    other_time = again & ((clean.time_days - first.time_days).abs() > 1e-9)
    other_event = again & (clean.event != first.event)
    time = schema.time or schema.last_seen or schema.died_on
    event = schema.event or schema.died_on
    for bad, column in (
        (other_time & ~other_event, time),
        (other_event & ~other_time, event),
        (other_time & other_event, f"{time} and {event}" if time != event else time),
    ):
        for row, known in zip(clean.row[bad], first.row[bad], strict=True):
            what = f"differs from row {known}, the same patient"
            faults.add(column, what, "Give each patient one time and one event.", row)
    if not schema.slide:
        what = "an earlier row has the same patient"
        same = again & ~other_time & ~other_event
        doubts.add(schema.patient, what, "Each patient counts once.", *clean.row[same])
    named = clean[clean.slide_id != ""]
    key = named.slide_id if same_case else named.slide_id.str.casefold()
    owner = named.groupby(key, sort=False)[["patient_id", "row"]].transform("first")
    foreign = owner.patient_id != named.patient_id
    for row, known in zip(named.row[foreign], owner.row[foreign], strict=True):
        what = f"the slide of row {known} is listed here under another patient"
        faults.add(schema.slide, what, "Give each slide to one patient.", row)
    twice = ~foreign & named.duplicated(["patient_id", "slide_id"])
    what = "an earlier row has the same slide"
    doubts.add(schema.slide, what, "It counts once.", *named.row[twice])
    return _merged(clean, others)


def _merged(clean: pd.DataFrame, others: pd.DataFrame) -> tuple[Patient, ...]:
    slides: dict[str, dict[str, None]] = {}
    extra: dict[str, list[str]] = {}
    cells = others.to_numpy(object).tolist()
    for patient_id, slide, more in zip(clean.patient_id, clean.slide_id, cells, strict=True):
        mine = slides.setdefault(patient_id, {})
        if slide:
            mine[slide] = None
        known = extra.setdefault(patient_id, more)
        if known is more:
            continue
        for k, cell in enumerate(more):
            if cell and cell not in known[k].split("; "):
                known[k] = f"{known[k]}; {cell}" if known[k] else cell
    names, first = list(others), clean.drop_duplicates("patient_id")
    outcomes = zip(first.time_days.tolist(), first.event.tolist(), strict=True)
    return tuple(
        Patient(pid, tuple(slides[pid]), days, event, dict(zip(names, more, strict=True)))
        for (pid, more), (days, event) in zip(extra.items(), outcomes, strict=True)
    )


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table that programs read back, whole or not at all."""
    write_csv(path, header, rows, exact=True)


def label_table(folder: Path) -> Path | None:
    """Return the label table of a cancer's folder; None if there is none."""
    names = ("labels.csv", f"{folder.name}_survival.csv")
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _rows_of(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV table by their numbers, the header first; raise what is wrong."""
    try:
        with guarded_read(path, "The table cannot be read"):
            text = path.read_text(encoding="utf-8-sig")
        lines = list(split_rows(text))
    except UnicodeDecodeError as error:
        raise StephError("The table is not UTF-8 text", path, "Save it as CSV UTF-8.") from error
    except csv.Error as error:
        what = f"The table is not well-formed CSV ({error})"
        raise StephError(what, path, "Save it again.") from error
    if not lines or lines[0][0] != 1:
        raise StephError("The table is empty", path, "Write a header and rows.")
    return lines


def _read_table(path: Path, required: Sequence[str], notes: Notes) -> pd.DataFrame | None:
    """Return a CSV table as text, by the rows' numbers; None and a finding if it is unreadable."""
    import pandas as pd

    try:
        lines = _rows_of(path)
    except StephError as error:
        notes.blocking(error.what, path.name, error.todo or "")
        return None
    header = lines[0][1]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    missing = [name for name in required if name not in header]
    if twice or missing:
        problem = f"Column {twice[0]} appears twice" if twice else f"Column {missing[0]} is missing"
        todo = f"It needs the columns {', '.join(required)}"
        separated = len(header) > 1 or not re.search(r"[;\t]", header[0])
        todo += "." if separated else ", separated by commas: it has semicolons or tabs."
        notes.blocking(problem, path.name, todo)
        return None
    rows: dict[int, list[str]] = {}
    for number, cells in lines[1:]:
        if len(cells) > len(header):
            what = f"Row {number} has {len(cells)} cells, the header {len(header)}"
            notes.blocking(what, path.name, "Quote text that holds commas.")
        else:
            rows[number] = cells + [""] * (len(header) - len(cells))
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype=object)
    return frame.loc[:, [bool(name) for name in header]]


def read_labels(folder: Path, notes: Notes) -> tuple[Patient, ...]:
    """Return the patients of a label table in order; note every row that cannot be trusted."""
    import pandas as pd

    path = label_table(folder)
    table = _read_table(path, LABEL_COLUMNS, notes) if path else None
    if path is None or table is None:
        return ()
    if table.empty:
        notes.blocking("The table holds no patient", path.name, "Add one row per slide.")
    clean = pd.DataFrame(
        {
            "patient_id": table.patient_id,
            "slide_id": table.pathology_id,
            "time_days": table.t.map(finite_number).astype(float),
            "event": table.e.map(finite_number).astype(float),
            "row": table.index,
        }
    )
    is_path = clean.slide_id.str.contains(r"[/\\]", regex=True) | clean.slide_id.isin([".", ".."])
    faults, doubts = RowFaults(), RowFaults()
    good = pd.Series(True, index=table.index)
    for column, bad, what, todo in (
        ("patient_id", clean.patient_id == "", "{} cell", "Fill it in or remove the row."),
        ("pathology_id", clean.slide_id == "", "{} cell", "Fill it in or remove the row."),
        ("pathology_id", is_path, "a path", "Write the slide's name without folders."),
        ("t", ~clean.time_days.between(0, LONGEST_LIFE_DAYS), "{!r} is not a time in days",
         f"Write days from 0 to {LONGEST_LIFE_DAYS:.0f}, with a decimal point."),
        ("e", ~clean.event.isin([0, 1]), "{!r} is neither 0 nor 1",
         "Write 1 for an event, 0 for the end of follow-up without one."),
    ):  # fmt: skip
        for row, cell in table.loc[good & bad, column].items():
            faults.add(column, what.format(cell or "empty"), todo, row)
        good &= ~bad
    clean = clean[good].astype({"event": bool})
    own = (*LABEL_COLUMNS, FOLD_COLUMN)
    others = table.loc[good, [name for name in table if name not in own]]
    patients = merge_rows(clean, others, _LABELS, faults, doubts, same_case=True)
    faults.note(notes.blocking, path.name)
    doubts.note(notes.advisory, path.name)
    return patients


def read_splits(folder: Path, patients: Sequence[Patient], notes: Notes) -> tuple[Split, ...]:
    """Return the folds of a cancer by number; note leaks and unknown patients.

    A label table that says itself which fold tests a patient goes before ``splits_{fold}.csv``.
    """
    if (laid := _laid_splits(folder, patients, notes)) is not None:
        return laid
    by_id = {patient.patient_id: patient for patient in patients}
    files = [
        (int(m[1]), path) for path in folder.iterdir() if (m := _SPLIT_NAME.fullmatch(path.name))
    ]
    splits = []
    for fold, path in sorted(files):
        table = _read_table(path, ("train", "test"), notes)
        if table is None or not patients:
            continue
        parts: dict[str, dict[str, int]] = {"train": {}, "test": {}, "val": {}}
        for column in (name for name in parts if name in table):
            for row, patient_id in table.loc[table[column] != "", column].items():
                place = f"Row {row}, column {column}"
                if patient_id not in by_id:
                    notes.blocking(
                        f"{place}: this patient is not in the label table",
                        path.name,
                        "Write patient_id as in the label table, leading zeros included.",
                    )
                    continue
                if patient_id in parts[column]:
                    what = f"{place} repeats row {parts[column][patient_id]}"
                    notes.blocking(what, path.name, "List each patient once.")
                parts[column][patient_id] = row
        _judge_split(parts, by_id, path.name, notes)
        splits.append(Split(fold, tuple(parts["train"]), tuple(parts["test"]), tuple(parts["val"])))
    return tuple(splits)


def _laid_splits(
    folder: Path, patients: Sequence[Patient], notes: Notes
) -> tuple[Split, ...] | None:
    """Return the folds that a label table holds itself; None if it holds none."""
    path = label_table(folder)
    # What else is wrong with the table was noted when its patients were read.
    table = _read_table(path, LABEL_COLUMNS, Notes(folder.name)) if path else None
    if path is None or table is None or FOLD_COLUMN not in table:
        return None
    fold_of: dict[str, int] = {}
    rows = zip(table.index, table.patient_id, table[FOLD_COLUMN], strict=True)
    for row, patient_id, cell in rows:
        fold = int(cell) if re.fullmatch(r"[0-9]{1,3}", cell) else -1
        if fold < 0 or fold_of.setdefault(patient_id, fold) != fold:
            what = f"Row {row}, column {FOLD_COLUMN}: not a fold, or another than before"
            notes.blocking(what, path.name, "Prepare the cohort again.")
            return ()
    return splits_of({patient.patient_id: fold_of[patient.patient_id] for patient in patients})


def _judge_split(
    parts: dict[str, dict[str, int]], by_id: dict[str, Patient], name: str, notes: Notes
) -> None:
    for one, other in (("test", "train"), ("test", "val"), ("val", "train")):
        for patient_id in parts[one].keys() & parts[other].keys():
            notes.blocking(
                f"Row {parts[one][patient_id]}, column {one}: this patient is also in {other}, "
                f"row {parts[other][patient_id]}",
                name,
                "Test patients must not train: keep the patient in one column.",
            )
    for column in ("train", "test"):
        if not parts[column]:
            notes.blocking(f"Column {column} is empty", name, "List its patients.")
    if parts["train"] and not any(by_id[p].event for p in parts["train"]):
        notes.blocking("No training patient has an event", name, "Choose other folds.")
