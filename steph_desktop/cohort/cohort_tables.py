"""Label tables and splits of a cohort, read strictly: faults name file, row and column.

Messages never name a patient: rows are numbered as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from steph_desktop.cohort.findings import Notes
from steph_desktop.core.csv_files import write_csv

LABEL_COLUMNS = ("patient_id", "pathology_id", "t", "e")
_LONGEST_LIFE_DAYS = 130 * 365.0
_SPLIT_NAME = re.compile(r"splits_(\d+)\.csv")


@dataclass(frozen=True)
class Patient:
    """One patient of a cohort.

    Attributes
    ----------
    patient_id : str
        As in the table, leading zeros kept.
    slide_ids : tuple of str
        Slides in table order; together they are one bag.
    time_days : float
        Follow-up in days.
    event : bool
        True if the event was seen, False if the follow-up ended before.
    extra : mapping of str to str
        The table's other columns; values that differ between a patient's rows joined by "; ".
    """

    patient_id: str
    slide_ids: tuple[str, ...]
    time_days: float
    event: bool
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Split:
    """One fold: ids of the patients for training, testing and validation."""

    fold: int
    train: tuple[str, ...]
    test: tuple[str, ...]
    val: tuple[str, ...] = ()


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table that programs read back, whole or not at all."""
    write_csv(path, header, rows, exact=True)


def label_table(folder: Path) -> Path | None:
    """Return the label table of a cancer's folder; None if there is none."""
    names = ("labels.csv", f"{folder.name}_survival.csv")
    return next((folder / name for name in names if (folder / name).is_file()), None)


class _Row(NamedTuple):
    """One row of a table: its number as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]


def _read_table(
    path: Path, required: Sequence[str], notes: Notes
) -> tuple[list[str], list[_Row]] | None:
    """Return header and rows of a CSV table, cells stripped; None and a finding if unreadable."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        notes.blocking("The table is not UTF-8 text", path.name, "Save it as CSV UTF-8.")
        return None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        notes.blocking(f"The table cannot be read ({reason})", path.name, "Check the file.")
        return None
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        notes.blocking(f"The table is not well-formed CSV ({error})", path.name, "Save it again.")
        return None
    if not lines or not any(cell.strip() for cell in lines[0]):
        notes.blocking("The table is empty", path.name, "Write a header and rows.")
        return None
    header = [cell.strip() for cell in lines[0]]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    missing = [name for name in required if name not in header]
    if twice or missing:
        problem = f"Column {twice[0]} appears twice" if twice else f"Column {missing[0]} is missing"
        todo = f"It needs the columns {', '.join(required)}"
        separated = len(header) > 1 or not re.search(r"[;\t]", header[0])
        todo += "." if separated else ", separated by commas: it has semicolons or tabs."
        notes.blocking(problem, path.name, todo)
        return None
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        if len(cells) > len(header):
            notes.blocking(
                f"Row {number} has {len(cells)} cells, the header {len(header)}",
                path.name,
                "Quote text that holds commas.",
            )
            continue
        padded = cells + [""] * (len(header) - len(cells))
        rows.append(_Row(number, dict(zip(header, padded, strict=True))))
    return header, rows


def _parse_label(row: _Row, report: Callable[[str, str], None]) -> tuple[float, bool] | None:
    """Return time in days and event of a row; None after reporting what is wrong."""
    for column in ("patient_id", "pathology_id"):
        if not row.cells[column]:
            report(f"Row {row.number}, column {column} is empty", "Fill it in or remove the row.")
            return None
    slide = row.cells["pathology_id"]
    if "/" in slide or "\\" in slide or slide in {".", ".."}:
        report(
            f"Row {row.number}, column pathology_id is a path",
            "Write the slide's name without folders.",
        )
        return None
    time_days = _number(row.cells["t"])
    if time_days is None or not 0 <= time_days <= _LONGEST_LIFE_DAYS:
        report(
            f"Row {row.number}, column t: {row.cells['t'] or 'empty'!r} is not a time in days",
            f"Write days from 0 to {_LONGEST_LIFE_DAYS:.0f}, with a decimal point.",
        )
        return None
    event = _number(row.cells["e"])
    if event not in {0.0, 1.0}:
        report(
            f"Row {row.number}, column e: {row.cells['e'] or 'empty'!r} is neither 0 nor 1",
            "Write 1 for an event, 0 for the end of follow-up without one.",
        )
        return None
    return time_days, event == 1.0


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def read_labels(folder: Path, notes: Notes) -> tuple[Patient, ...]:
    """Return the patients of a label table in order; note every row that cannot be trusted."""
    path = label_table(folder)
    table = _read_table(path, LABEL_COLUMNS, notes) if path else None
    if path is None or table is None:
        return ()
    name = path.name
    header, rows = table
    others = [column for column in header if column and column not in LABEL_COLUMNS]

    def report(what: str, todo: str) -> None:
        notes.blocking(what, name, todo)

    first: dict[str, tuple[int, float, bool]] = {}
    slides: dict[str, list[str]] = {}
    owner: dict[str, tuple[int, str]] = {}
    extra: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        parsed = _parse_label(row, report)
        if parsed is None:
            continue
        patient_id, slide_id = row.cells["patient_id"], row.cells["pathology_id"]
        row_first, *outcome = first.setdefault(patient_id, (row.number, *parsed))
        for column, known, here in zip("te", outcome, parsed, strict=True):
            if known != here:
                report(
                    f"Row {row.number}, column {column} differs from row {row_first}, "
                    "the same patient",
                    "Give each patient one time and one event.",
                )
        row_owner, owner_id = owner.setdefault(slide_id, (row.number, patient_id))
        if owner_id != patient_id:
            report(
                f"Row {row.number}, column pathology_id: the slide of row {row_owner} is listed "
                "under another patient here",
                "Give each slide to one patient.",
            )
        elif row_owner != row.number:
            notes.advisory(
                f"Row {row.number} repeats the slide of row {row_owner}", name, "It counts once."
            )
            continue
        slides.setdefault(patient_id, []).append(slide_id)
        values = extra.setdefault(patient_id, {column: [] for column in others})
        for column in others:
            if row.cells[column] and row.cells[column] not in values[column]:
                values[column].append(row.cells[column])
    if not rows:
        notes.blocking("The table holds no patient", name, "Add one row per slide.")
    return tuple(
        Patient(pid, tuple(slides[pid]), t, e, {c: "; ".join(v) for c, v in extra[pid].items()})
        for pid, (_, t, e) in first.items()
        if pid in slides
    )


def read_splits(folder: Path, patients: Sequence[Patient], notes: Notes) -> tuple[Split, ...]:
    """Return the folds of a cancer by number; note leaks and unknown patients."""
    by_id = {patient.patient_id: patient for patient in patients}
    files = [
        (int(m[1]), path) for path in folder.iterdir() if (m := _SPLIT_NAME.fullmatch(path.name))
    ]
    splits = []
    for fold, path in sorted(files):
        table = _read_table(path, ("train", "test"), notes)
        if table is None or not patients:
            continue
        header, rows = table
        parts: dict[str, dict[str, int]] = {"train": {}, "test": {}, "val": {}}
        for row in rows:
            for column in (name for name in parts if name in header):
                patient_id = row.cells[column]
                place = f"Row {row.number}, column {column}"
                if not patient_id:
                    continue
                if patient_id not in by_id:
                    notes.blocking(
                        f"{place}: this patient is not in the label table",
                        path.name,
                        "Write patient_id as in the label table, leading zeros included.",
                    )
                    continue
                if patient_id in parts[column]:
                    notes.blocking(
                        f"{place} repeats row {parts[column][patient_id]}",
                        path.name,
                        "List each patient once.",
                    )
                parts[column][patient_id] = row.number
        _judge_split(parts, by_id, path.name, notes)
        splits.append(Split(fold, tuple(parts["train"]), tuple(parts["test"]), tuple(parts["val"])))
    return tuple(splits)


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
