"""CSV files: one writer, whole files, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from steph_desktop.core.files import write_bytes

# What spreadsheets take for the start of a formula (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\n")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


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
    out : pathlib.Path
        The file.
    header : sequence of str
        Names of the columns.
    rows : iterable of sequence
        Numbers stay numbers; None is an empty cell; text that would be run is escaped.
    note : str
        Put above the header as a comment.
    exact : bool
        Escape nothing: for tables whose cells are keys that programs read back.

    Returns
    -------
    pathlib.Path
        `out`.
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
    """Mark a text as text where a spreadsheet would take it for a formula."""
    if not isinstance(cell, str):
        return cell
    # The csv module does not quote a bare carriage return, which then ends the row for readers.
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
