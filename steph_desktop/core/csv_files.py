"""CSV files, written whole, with no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from steph_desktop.core.files import write_bytes

# What spreadsheets take for the start of a formula (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\n")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


def finite_number(cell: str) -> float | None:
    """Return the finite number that a cell holds, with a decimal point; None for anything else."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def write_csv(
    out: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    note: str = "",
    exact: bool = False,
) -> Path:
    """Write a CSV file, whole or not at all.

    Parameters
    ----------
    rows : iterable of sequence
        Numbers stay numbers; None is an empty cell; text that would be run is escaped.
    note : str
        Put above the header as a comment.
    exact : bool
        Escape nothing: for tables whose cells are keys that programs read back.
    """
    write_bytes(out, csv_text(header, rows, note=note, exact=exact).encode())
    return out


def csv_text(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    note: str = "",
    exact: bool = False,
    line_end: str = "\n",
) -> str:
    """Return what `write_csv` writes."""
    stream = io.StringIO()
    if note:
        stream.write(f"# {note}{line_end}")
    writer = csv.writer(stream, lineterminator=line_end)
    for row in (header, *rows):
        writer.writerow(row if exact else map(_safe, row))
    return stream.getvalue()


def _safe(cell: object) -> object:
    """Escape a text that a spreadsheet would take for a formula."""
    if not isinstance(cell, str):
        return cell
    # The csv module does not quote a bare carriage return, which then ends the row for readers.
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


# --- tables of patients for R, Stata and SAS ------------------------------------------------------

_LONGEST_NAME = 32  # of a variable in Stata and SAS
# Words that Stata or R do not take as the name of a variable.
_RESERVED = frozenset((
    "_all", "_b", "_cons", "_n", "_pi", "_pred", "_rc", "_skip", "byte", "double", "float", "if",
    "in", "int", "long", "strl", "using", "with", "else", "for", "function", "next", "repeat",
    "while", "break", "true", "false", "null", "na", "nan", "inf",
))  # fmt: skip
_CODEBOOK = "-codebook"
_MOST_LEVELS = 20


def variable_names(columns: Sequence[str], taken: Sequence[str] = ()) -> tuple[str, ...]:
    """Return unique names for R, Stata and SAS: letters, digits and _, at most 32 of them."""
    found: list[str] = []
    for column in columns:
        plain = re.sub(r"\W+", "_", column, flags=re.ASCII).strip("_").lower() or "column"
        plain = f"x_{plain}" if plain[0].isdigit() or plain in _RESERVED else plain
        name, number = plain[:_LONGEST_NAME], 2
        while name in {*found, *taken}:
            end = f"_{number}"
            name, number = f"{plain[: _LONGEST_NAME - len(end)]}{end}", number + 1
        found.append(name)
    return tuple(found)


def write_patient_table(
    out: Path, own: Mapping[str, str], columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> Path:
    """Write a table of patients that opens in R, Stata and SAS, with a codebook beside it.

    Parameters
    ----------
    out : pathlib.Path
        The CSV file; the codebook is NAME-codebook.csv.
    own : mapping of str to str
        The first columns: names as they are, and what they hold.
    columns : sequence of str
        The others, as their table calls them: names are made to fit, the codebook keeps these.
    rows : sequence of sequence
        A row for each patient; empty cells are missing values.
    """
    header = (*own, *variable_names(columns, tuple(own)))
    labels = (*own.values(), *columns)
    lines = []
    for place, (name, label) in enumerate(zip(header, labels, strict=True)):
        cells = [str(row[place]) for row in rows if row[place] not in (None, "")]
        numeric = all(_NUMBER.fullmatch(cell) for cell in cells)
        levels = sorted(set(cells))
        told = "" if numeric or len(levels) > _MOST_LEVELS or place == 0 else "; ".join(levels)
        lines.append([name, label, "number" if numeric else "text", told, len(rows) - len(cells)])
    book = ("variable", "label", "kind", "values", "missing")
    write_csv(out.with_name(f"{out.stem}{_CODEBOOK}.csv"), book, lines)
    return write_csv(out, header, rows)
