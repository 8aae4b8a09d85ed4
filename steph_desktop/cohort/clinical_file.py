"""A clinical table as it lies on disk: CSV, TSV or Excel, with its encoding and delimiter found.

Nothing is interpreted here: cells come out as text, as a person would read them in the sheet.
Faults name the file, the row and the column as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl

MAX_BYTES = 1 << 30
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAMPLE_ROWS = 200
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_ZERO_PADDED = re.compile(r"0+")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


@dataclass(frozen=True)
class RawTable:
    """Header and rows of a table, as text.

    Attributes
    ----------
    name : str
        Plain name of the file.
    header : tuple of str
        Names of the columns, each once; an empty one is named by its letter.
    rows : tuple of tuple of str
        Cells without blanks around them, as many as the header has; empty rows are left out.
    numbers : tuple of int
        Row numbers as a spreadsheet shows them.
    form : str
        How the file was read, in words.
    sheet : str
        Name of the Excel sheet; empty for text.
    sheets : tuple of str
        All sheets of the file.
    separated_by_commas : bool
        Whether commas separate the cells, so that none can be a decimal comma.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    form: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    separated_by_commas: bool = False

    def column(self, name: str) -> tuple[str, ...]:
        """Return the cells of a column."""
        place = self.header.index(name)
        return tuple(row[place] for row in self.rows)


def read_table(path: Path, sheet: str = "", control: JobControl | None = None) -> RawTable:
    """Read a table of patients.

    Parameters
    ----------
    path : pathlib.Path
        A CSV, TSV or Excel (``.xlsx``) file.
    sheet : str
        Which Excel sheet; the first visible one that holds something if empty.
    control : JobControl, optional
        Asked now and then whether to stop.

    Raises
    ------
    StephError
        If the file cannot be read as a table, naming row and column where there is one.
    """
    control = control or JobControl()
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise StephError("The table is larger than 1 GB", path, "Keep the columns you need.")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StephError(f"The table cannot be read ({reason})", path, "Check the file.") from error
    if not data.strip():
        raise StephError("The table is empty", path, "Choose a table with a header and rows.")
    if data.startswith(_OLD_EXCEL):
        raise StephError(
            "This is a protected or an old Excel file (.xls)",
            path,
            "Open it in Excel and save it as .xlsx without a password, or as CSV.",
        )
    if data.startswith(_ZIP):
        return _read_excel(path, sheet, control)
    return _read_text(path, data, control)


def letter_of(column: int) -> str:
    """Return the letter of a column, counted from 0, as a spreadsheet shows it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# --- text ----------------------------------------------------------------------------------------


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    for mark, codec, said in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(codec), said
            except UnicodeDecodeError as error:
                raise _not_text(path) from error
    if b"\0" in data[:4096]:  # UTF-16 without its mark: every other byte of plain words is 0
        head = data[:4096]
        codec = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            raise _not_text(path) from error
        if "\0" in text:
            raise _not_text(path)
        return text, "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    # Windows' Latin-1 leaves five bytes undefined; the plain one has none.
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if sum(not c.isprintable() and not c.isspace() for c in text[:4096]) > 4:
        raise _not_text(path)
    return text, "Latin-1"


def _not_text(path: Path) -> StephError:
    return StephError("This is not a table of text", path, "Choose a CSV, TSV or Excel file.")


def _read_text(path: Path, data: bytes, control: JobControl) -> RawTable:
    text, encoding = _decode(data, path)
    delimiter = _delimiter_of(text, path)
    rows: list[tuple[int, list[str]]] = []
    intern: dict[str, str] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, line in enumerate(reader, start=1):
            if number % 10_000 == 0:
                control.checkpoint(0, 0, "Reading the table")
            cells = [intern.setdefault(cell, cell) for cell in (c.strip() for c in line)]
            if any(cells):
                rows.append((number, cells))
    except csv.Error as error:
        raise StephError(
            f"Row {number + 1} cannot be read ({error})", path, "Check its quotation marks."
        ) from error
    form = f"Text in {encoding}, separated by {_DELIMITERS[delimiter]}"
    return _assemble(path, rows, form, separated_by_commas=delimiter == ",")


def _delimiter_of(text: str, path: Path) -> str:
    """Return the delimiter that cuts the most rows into as many cells as the header has."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_ROWS])
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            lines = [
                line
                for line in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
                if any(cell.strip() for cell in line)
            ]
        except csv.Error:
            continue
        widths = [len(line) for line in lines]
        if not widths or max(widths) < 2:
            continue
        common, often = Counter(widths).most_common(1)[0]
        header = next((len(line) for line in lines if _is_header(line)), 0)
        score = (often / len(widths) if common > 1 and header == common else 0.0, common)
        if score > best_score:
            best, best_score = delimiter, score
    if best_score == (0.0, 0) and not any(d in text for d in _DELIMITERS):
        raise StephError(
            "The table has one column only", path, "It needs a patient, a time and an event."
        )
    return best


def _is_header(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) >= 2


# --- Excel ---------------------------------------------------------------------------------------


def _read_excel(path: Path, sheet: str, control: JobControl) -> RawTable:
    _check_zip(path)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that hold no data
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                name = _sheet_of(book, sheet, path)
                rows = list(_excel_rows(book[name], path, control))
                sheets = tuple(s.title for s in book.worksheets)
            finally:
                book.close()
            if _holds_formulas(path):
                _refuse_unsolved(path, name, rows, control)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise StephError(
            "This Excel file cannot be read", path, "Open it in Excel and save it again."
        ) from error
    except SyntaxError as error:  # what the XML parser raises
        raise StephError(
            "This Excel file is damaged", path, "Open it in Excel and save it again."
        ) from error
    return _assemble(path, rows, f"Excel, sheet {name}", sheet=name, sheets=sheets)


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise StephError(
            "This Excel file is damaged", path, "Open it in Excel and save it again."
        ) from error
    if "xl/workbook.xml" not in names:
        raise StephError(
            "This is not an Excel table", path, "Save it as .xlsx or CSV and choose that."
        )
    if size > MAX_BYTES:
        raise StephError("The table is larger than 1 GB", path, "Keep the columns you need.")


def _sheet_of(book: Any, wanted: str, path: Path) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if wanted:
        if wanted not in names:
            raise StephError(
                f"There is no sheet {wanted} any more", path, f"It holds {', '.join(names)}."
            )
        return wanted
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()
        if any(any(v is not None for v in row) for row in sheet.iter_rows(values_only=True)):
            return str(sheet.title)
    raise StephError("The table is empty", path, "Choose a table with a header and rows.")


def _excel_rows(sheet: Any, path: Path, control: JobControl) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # files of other programs may state too small a table
    intern: dict[str, str] = {}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number % 5_000 == 0:
            control.checkpoint(0, 0, "Reading the table")
        cells = []
        for place, cell in enumerate(row):
            if cell.value is None:
                cells.append("")
                continue
            said = _excel_text(cell)
            if said.startswith("#") and said.rstrip("!?").isupper() and cell.data_type == "e":
                raise StephError(
                    f"Row {number}, column {letter_of(place)} holds the error {said}",
                    path,
                    "Correct the formula, or write the value itself.",
                )
            cells.append(intern.setdefault(said, said))
        while cells and not cells[-1]:
            cells.pop()
        if any(cells):
            yield number, cells


def _excel_text(cell: Any) -> str:
    """Return a cell as the sheet shows it: whole numbers without .0, dates as 2019-03-04."""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if value != value or value in (float("inf"), float("-inf")):
            return str(value)
        if float(value).is_integer() and abs(value) < 1e15:
            whole = str(int(value))
            shown = str(cell.number_format)
            # A format such as 00000 shows 42 as 00042, and that is the patient's id.
            return whole.zfill(len(shown)) if _ZERO_PADDED.fullmatch(shown) else whole
        return repr(float(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return repr(value.total_seconds() / 86_400)
    return str(value).strip()


def _holds_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(
            re.search(rb"<f[ >/]", archive.read(name))
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        )


def _refuse_unsolved(
    path: Path, name: str, rows: Sequence[tuple[int, list[str]]], control: JobControl
) -> None:
    """Refuse a formula whose value no program has written into the file."""
    from openpyxl import load_workbook

    solved = dict(rows)
    book = load_workbook(path, read_only=True, data_only=False)
    try:
        sheet = book[name]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if number % 5_000 == 0:
                control.checkpoint(0, 0, "Looking at formulas")
            known = solved.get(number, [])
            for place, cell in enumerate(row):
                if cell.data_type != "f" or (place < len(known) and known[place]):
                    continue
                raise StephError(
                    f"Row {number}, column {letter_of(place)} holds a formula without its value",
                    path,
                    "Open the file in Excel, let it calculate, and save it.",
                )
    finally:
        book.close()


# --- both ----------------------------------------------------------------------------------------


def _assemble(
    path: Path,
    rows: Sequence[tuple[int, list[str]]],
    form: str,
    *,
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    separated_by_commas: bool = False,
) -> RawTable:
    """Find the header, the first row with two words; check that every row fits it."""
    start = next((place for place, (_, cells) in enumerate(rows) if _is_header(cells)), None)
    if start is None:
        raise StephError(
            "The table has one column only" if rows else "The table is empty",
            path,
            "It needs a patient, a time and an event.",
        )
    number, names = rows[start]
    while names and not names[-1]:
        names = names[:-1]
    header = _named(names, number, path)
    width = len(header)
    body: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for row_number, cells in rows[start + 1 :]:
        if any(cells[width:]):
            extra = next(place for place in range(width, len(cells)) if cells[place])
            raise StephError(
                f"Row {row_number}, column {letter_of(extra)}: the row is longer than the header",
                path,
                "Give the column a name, or quote text that holds the separator.",
            )
        body.append(tuple((cells + [""] * width)[:width]))
        numbers.append(row_number)
    if not body:
        raise StephError(
            "The table has a header and no rows", path, "Choose a table with one row per patient."
        )
    if number > 1:
        form += f", header in row {number}"
    return RawTable(
        path.name,
        header,
        tuple(body),
        tuple(numbers),
        form,
        sheet,
        sheets,
        separated_by_commas,
    )


def _named(names: Iterable[str], number: int, path: Path) -> tuple[str, ...]:
    header = [" ".join(name.split()) or f"Column {letter_of(place)}"
              for place, name in enumerate(names)]  # fmt: skip
    first: dict[str, int] = {}
    for place, name in enumerate(header):
        known = first.setdefault(name.casefold(), place)
        if known != place:
            raise StephError(
                f"Row {number}: the header {name} stands twice, in columns {letter_of(known)} "
                f"and {letter_of(place)}",
                path,
                "Rename one of them.",
            )
    return tuple(header)
