"""Clinical columns as numbers: what the cells of age, sex, stage or grade mean to a Cox model.

A column of numbers stays one; stages (I to IV) and grades (G1 to G4) count as numbers too; any
other column becomes an indicator for each value but the most common one. What is decided from the
training patients (values, medians, which value is the reference) holds for all others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.table_schema import is_missing
from steph_desktop.core.errors import StephError
from steph_desktop.core.written_numbers import number_of, readings

MOST_LEVELS = 6  # common words that each become a term
_FEWEST = 3  # patients with a value for an indicator of its own
_STAGE = re.compile(r"(?:stage\s*)?(IV|I{1,3})(?:[A-D]\d?|\d)?", re.IGNORECASE)
_GRADE = re.compile(r"(?:grade\s*|g)([1-4])", re.IGNORECASE)
_ROMAN = {"I": 1.0, "II": 2.0, "III": 3.0, "IV": 4.0}
# Columns that are known before the follow-up starts. Guessing takes no others: a column such as
# "days to last contact" would give the outcome away.
_KNOWN_EARLY = re.compile(
    r"(age|age at (initial )?(pathologic )?diagnosis|age at index|age years|sex|gender"
    r"|((ajcc|figo|tumou?r|clinical|pathologic|pathological|overall) )*stage( group)?"
    r"|((tumou?r|histological|histologic|who|pathologic) )*grade)"
)


def guess_clinical_columns(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the columns of a table that are age, sex, stage or grade by their names."""
    found: dict[str, None] = {}
    for row in rows:
        for name in row:
            if _KNOWN_EARLY.fullmatch(re.sub(r"[\W_]+", " ", name).strip().lower()):
                found[name] = None
    return tuple(found)


@dataclass(frozen=True)
class _Column:
    name: str
    levels: tuple[str, ...]  # of the indicators; empty for a column of numbers
    fallback: float  # of a column of numbers: what stands where the cell is missing
    missing: int  # training patients without a value


@dataclass(frozen=True)
class ClinicalCoding:
    """How columns of text become columns of numbers."""

    columns: tuple[_Column, ...]

    @classmethod
    def of(cls, names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> ClinicalCoding:
        """Decide it by the other columns of the training patients, see `Patient.extra`.

        Raises
        ------
        StephError
            If a column has no value, one value only, or too many for indicators.
        """
        found = [_column(name, [row.get(name, "") for row in rows]) for name in names]
        return cls(tuple(found))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns of numbers."""
        return tuple(
            name
            for column in self.columns
            for name in ([f"{column.name}: {one}" for one in column.levels] or [column.name])
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done about missing values, a clause for each column that has some."""
        said = []
        for column in self.columns:
            if column.missing:  # whole sentences: other languages order their words otherwise
                said.append(
                    f"{column.name} is missing for {column.missing} training patients, who count "
                    "as of the most common value"
                    if column.levels
                    else f"{column.name} is missing for {column.missing} training patients, who "
                    f"are given the median, {column.fallback:g}"
                )
        return tuple(said)

    def values(self, rows: Sequence[Mapping[str, str]]) -> NDArray[np.float64]:
        """Return the columns of numbers of some patients, shape (n, p).

        A missing cell counts as the median or the most common value of the training patients, and
        so does a value that they do not have.
        """
        parts = [self._values(column, rows) for column in self.columns]
        return np.concatenate(parts, axis=1) if parts else np.zeros((len(rows), 0))

    @staticmethod
    def _values(column: _Column, rows: Sequence[Mapping[str, str]]) -> NDArray[np.float64]:
        cells = [row.get(column.name, "").strip() for row in rows]
        if column.levels:
            return np.array([[cell == level for level in column.levels] for cell in cells], float)
        numbers = [_number(cell) for cell in cells]
        return np.array([[column.fallback if v is None else v] for v in numbers], float)


def _column(name: str, cells: Sequence[str]) -> _Column:
    known = [cell.strip() for cell in cells if not is_missing(cell)]
    missing = len(cells) - len(known)
    numbers = [_number(cell) for cell in known]
    read = [value for value in numbers if value is not None]
    is_numeric = len(read) == len(known)
    if len(set(read if is_numeric else known)) < 2:
        has = "one value only" if known else "no value"
        what = f"The column '{name}' has {has} in the training part"
        raise StephError(what, None, "Choose other clinical columns.")
    if is_numeric:
        return _Column(name, (), float(np.median(read)), missing)
    counts = Counter(known)
    common = [level for level, n in counts.most_common() if n >= _FEWEST]
    if len(counts) > 2 * MOST_LEVELS or len(common) > MOST_LEVELS:
        what = f"The column '{name}' has {len(counts)} different values, too many to count apart"
        raise StephError(what, None, "Choose a column of numbers or of a few values.")
    if len(common) < 2:
        what = f"The column '{name}' has no two values with {_FEWEST} training patients each"
        raise StephError(what, None, "Choose other clinical columns.")
    return _Column(name, tuple(common[1:]), 0.0, missing)


def _number(cell: str) -> float | None:
    """Read a number, a stage or a grade; None for anything else."""
    if is_missing(cell):
        return None
    if found := _STAGE.fullmatch(cell):
        return _ROMAN[found[1].upper()]
    if found := _GRADE.fullmatch(cell):
        return float(found[1])
    if len(readings(cell)) > 1:
        what = f"{cell!r} among the clinical columns may be two numbers"
        todo = "Write decimal points there, and nothing between thousands."
        raise StephError(what, None, todo)
    return number_of(cell)
