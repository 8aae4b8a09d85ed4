"""Reader of clinical tables: CSV, TSV or Excel into a pandas DataFrame of text.

Nothing is interpreted here: cells come out as a person reads them in the sheet. Faults name the
file, the row and the column as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steph_desktop.cohort.table_schema import is_missing
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import guarded_read
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase

if TYPE_CHECKING:
    import pandas as pd

MAX_BYTES = 256 << 20  # a registry of a million rows has half of it; in memory it grows tenfold
_MAX_ROWS = 1 << 20  # that a sheet can have; a file may name any
_MAX_CELLS = 40_000_000
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAMPLE_ROWS = 200
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
# What else is kept in a table's place, by how it begins, or by what its archive holds.
_OTHERS = (
    (b"%PDF", "a PDF file", "Copy its table into a spreadsheet and save it as .xlsx or CSV."),
    (b"$FL2", "a file of SPSS", "Save it as CSV in SPSS."),
    (b"$FL3", "a file of SPSS", "Save it as CSV in SPSS."),
    (b"<stata_dta>", "a file of Stata", "Save it as CSV in Stata."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first, or save it as CSV where it was made."),
    (b"RDX", "a file of R", "Save it as CSV with write.csv."),
    (b"SQLite format 3", "a database", "Save its table as CSV."),
    (b"PAR1", "a Parquet file", "Save it as CSV."),
    (b"{", "a JSON file", "Save it as CSV where it was made."),
    (b"[", "a JSON file", "Save it as CSV where it was made."),
    (b"<", "a web page or XML, whatever its name", "Open it in Excel and save it as .xlsx or CSV."),
)
_OTHER_ARCHIVES = (
    ("content.xml", "an OpenDocument table (.ods)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("xl/workbook.bin", "a binary Excel file (.xlsb)"),
    ("Index/Document.iwa", "a table of Apple Numbers"),
)
_ZERO_PADDED = re.compile(r"0+")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_Row = tuple[int, list[str]]


@dataclass(frozen=True, eq=False)
class RawTable:
    """A table as text."""

    name: str  # plain name of the file
    # Cells as strings without blanks around them; empty rows are left out. The index holds the row
    # numbers that a spreadsheet shows. Column names are unique; a column without a name is called
    # by its letter.
    frame: pd.DataFrame
    form: str  # how the file was read, in words
    sheet: str = ""  # name of the Excel sheet; empty for text
    sheets: tuple[str, ...] = ()  # all sheets of the file
    # Whether commas separate the cells, so that an unquoted cell holds no decimal comma.
    separated_by_commas: bool = False
    header_row: int = 1  # row of the header, as a spreadsheet numbers it
    totals: tuple[int, ...] = ()  # rows of sums and means, which are no patients

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.frame.columns)

    def words(self, column: str) -> tuple[tuple[str, int], ...]:
        """Distinct cells of a column in lower case with their counts, the most common first."""
        counts = Counter(cell.casefold() for cell in self.frame[column] if cell)
        return tuple(counts.most_common())

    def known_words(self, column: str) -> list[str]:
        """Distinct cells of a column that say something, in lower case, the most common first."""
        return [word for word, _ in self.words(column) if not is_missing(word)]


def read_table(
    path: Path, sheet: str = "", control: JobControl = UNWATCHED, *, header_row: int = 0
) -> RawTable:
    """Read a clinical table: a CSV, TSV or Excel (``.xlsx``) file.

    Without a name the first visible sheet that looks like a table is read; the header row, as a
    spreadsheet numbers it, is found if 0.

    Raises
    ------
    StephError
        If the file cannot be read as a table, naming row and column where there is one.
    """
    with guarded_read(path, "The table cannot be read"):
        if not path.is_file() and path.exists():  # a device or a pipe has no end
            what = "This is a folder" if path.is_dir() else "This is not a regular file"
            raise StephError(what, path, "Choose a CSV, TSV or Excel file.")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path)
        with path.open("rb") as file:  # one that grows meanwhile is bounded as well
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise _too_large(path)
    if not data.strip():
        raise StephError("The table is empty", path, "Choose a table with a header and rows.")
    if data.startswith(_OLD_EXCEL):
        if _ENCRYPTED in data:
            todo = "Open it in Excel, remove the password (File, Info), and save it."
            raise StephError("This Excel file is protected by a password", path, todo)
        what = "This is a file of an old Excel (.xls)"
        raise StephError(what, path, "Save it as .xlsx or CSV in Excel.")
    if data.startswith(_ZIP):
        return _read_excel(path, sheet, header_row, control)
    _refuse_other_kinds(path, data)
    if sheet:
        raise StephError("Only Excel files have sheets", path, f"Leave {sheet!r} away.")
    return _read_text(path, data, header_row, control)


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    """Name a file that is no table of text by what it is."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for mark, what, todo in _OTHERS:
        # A name in the header may begin with a bracket: JSON has quotation marks or braces inside.
        if mark in (b"{", b"[") and not (head.startswith(mark) and b'":' in head):
            continue
        if head.startswith(mark):
            raise StephError(f"This is {what}, not a table", path, todo)


def _too_large(path: Path) -> StephError:
    what = f"The table is larger than {MAX_BYTES >> 20} MB"
    return StephError(what, path, "Keep the columns you need.")


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
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data, codec, path), name
    head = data[:4096]
    if b"\0" in head:  # UTF-16 without its mark: every other byte of plain words is 0
        codec = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        text = _decoded(data, codec, path)
        if "\0" in text:
            raise _not_text(path)
        return text, "UTF-16"
    for codec, name in (("utf-8", "UTF-8"), ("cp1252", "Latin-1"), ("latin-1", "Latin-1")):
        # Windows' Latin-1 leaves five bytes undefined; the plain one has none and never fails.
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec != "utf-8" and sum(not (c.isprintable() or c.isspace()) for c in text[:4096]) > 4:
            break
        return text, name
    raise _not_text(path)


def _decoded(data: bytes, codec: str, path: Path) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _not_text(path) from error


def _not_text(path: Path) -> StephError:
    return StephError("This is not a table of text", path, "Choose a CSV, TSV or Excel file.")


def _read_text(path: Path, data: bytes, header_row: int, control: JobControl) -> RawTable:
    """Read delimited text.

    The standard library splits the cells, not pandas: its fast parser lets stray quotation marks
    pass and loses the row numbers where rows are blank or of unequal length.
    """
    text, encoding = _decode(data, path)
    delimiter = _delimiter_of(text, path)
    rows: list[_Row] = []
    try:
        rows.extend(split_rows(text, delimiter, control))
    except csv.Error as error:
        after = rows[-1][0] + 1 if rows else 1
        what = f"Row {after} cannot be read ({error})"
        raise StephError(what, path, "Check its quotation marks.") from error
    form = f"Text in {encoding}, separated by {_DELIMITERS[delimiter]}"
    table = _assemble(path, rows, form, header_row)
    return replace(table, separated_by_commas=delimiter == ",")


def split_rows(text: str, delimiter: str = ",", control: JobControl = UNWATCHED) -> Iterator[_Row]:
    """Yield the rows of delimited text that hold something, numbered as a spreadsheet does.

    A `csv.Error` says that quotation marks do not fit.
    """
    known: dict[str, str] = {}  # one string per distinct cell: large tables repeat few words
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, line in enumerate(reader, start=1):
        if number % 10_000 == 0:
            control.checkpoint(0, 0, Phase.READING_TABLE)
        cells = [known.setdefault(cell, cell) for cell in (c.strip() for c in line)]
        if any(cells):
            yield number, cells


def _delimiter_of(text: str, path: Path) -> str:
    """Return the delimiter that splits the most rows into as many cells as the header has."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_ROWS])
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            lines = [line for line in reader if any(cell.strip() for cell in line)]
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
        if re.search(r"\S {2,}\S+.*\n.*\S {2,}\S", sample):
            todo = "Open it in a spreadsheet as columns of fixed width, and save it as CSV."
            raise StephError("The columns of this table are lined up by blanks", path, todo)
        raise _one_column(path)
    return best


def _one_column(path: Path) -> StephError:
    what = "The table has one column only"
    return StephError(what, path, "It needs a patient, a time and an event.")


def _is_header(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) >= 2


# --- Excel ---------------------------------------------------------------------------------------


def _read_excel(path: Path, sheet: str, header_row: int, control: JobControl) -> RawTable:
    """Read a sheet with openpyxl itself: pandas loses number formats and the errors of formulas."""
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
        raise _bad_excel(path, "cannot be read") from error
    except SyntaxError as error:  # what the XML parser raises
        raise _bad_excel(path, "is damaged") from error
    merged = _merged_cells(path, name)
    table = _assemble(path, rows, f"Excel, sheet {name}", header_row, merged)
    return replace(table, sheet=name, sheets=sheets)


_MOST_MERGED_BYTES = 4 << 20  # a larger file is an export, which merges nothing


def _merged_cells(path: Path, name: str) -> list[tuple[int, int, int]]:
    """Return first row, last row and place of the columns of cells that are merged downwards.

    Reading by rows does not tell them: a patient's name stands over the rows of all slides.
    """
    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        large = sum(archive.getinfo(n).file_size for n in sheets) > _MOST_MERGED_BYTES
        if large or not any(b"<mergeCell " in archive.read(n) for n in sheets):
            return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ranges = load_workbook(path, data_only=True)[name].merged_cells.ranges
    return [
        (found.min_row, found.max_row, found.min_col - 1)
        for found in ranges
        if found.max_row > found.min_row
    ]


def _bad_excel(path: Path, how: str) -> StephError:
    return StephError(f"This Excel file {how}", path, "Open it in Excel and save it again.")


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _bad_excel(path, "is damaged") from error
    if "xl/workbook.xml" not in names:
        known = next((what for name, what in _OTHER_ARCHIVES if name in names), "")
        tables = [name for name in names if name.lower().endswith((".csv", ".tsv", ".xlsx"))]
        if known:
            what, todo = f"This is {known}", "Save its table as .xlsx or CSV and choose that."
        elif tables:
            what, todo = "This is an archive that holds a table", "Unpack it and choose the table."
        else:
            what, todo = "This is not an Excel table", "Save it as .xlsx or CSV and choose that."
        raise StephError(what, path, todo)
    if size > MAX_BYTES:  # unpacked: a small zip file may hold a huge table
        raise _too_large(path)


def _sheet_of(book: Any, wanted: str, path: Path) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if wanted:
        if wanted not in names:
            what = f"There is no sheet {wanted} any more"
            raise StephError(what, path, f"It holds {', '.join(names)}.")
        return wanted
    filled = ""
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        head = []
        for number, row in _sheet_rows(sheet, path):
            cells = ["" if cell.value is None else _excel_text(cell) for cell in row]
            if any(cells):
                head.append((number, cells))
            if len(head) == _HEAD_ROWS + 2:
                break
        # Notes and lists of variables hold text alone; a table of patients has numbers or dates.
        if head and _header_at(head)[1]:
            return str(sheet.title)
        filled = filled or (str(sheet.title) if head else "")
    if not filled:
        raise StephError("The table is empty", path, "Choose a table with a header and rows.")
    return filled


def _sheet_rows(sheet: Any, path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the rows of a sheet with their numbers; a cell far out makes many empty ones."""
    sheet.reset_dimensions()  # files of other programs may state too small a table
    n_cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        n_cells += len(row)
        if number > _MAX_ROWS or n_cells > _MAX_CELLS:
            what = "The sheet has more rows or cells than can be read"
            raise StephError(what, path, "Save it as CSV.")
        yield number, row


def _excel_rows(sheet: Any, path: Path, control: JobControl) -> Iterator[_Row]:
    known: dict[str, str] = {}
    for number, row in _sheet_rows(sheet, path):
        if number % 5_000 == 0:
            control.checkpoint(0, 0, Phase.READING_TABLE)
        cells = []
        for place, cell in enumerate(row):
            if cell.value is None:
                cells.append("")
                continue
            text = _excel_text(cell)
            if cell.data_type == "e" and text != "#N/A":  # which says that nothing is known
                what = f"Row {number}, column {letter_of(place)} holds the error {text}"
                raise StephError(what, path, "Correct the formula, or write the value itself.")
            cells.append(known.setdefault(text, text))
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


def _refuse_unsolved(path: Path, name: str, rows: Sequence[_Row], control: JobControl) -> None:
    """Refuse a formula whose value no program has written into the file."""
    from openpyxl import load_workbook

    solved = dict(rows)
    book = load_workbook(path, read_only=True, data_only=False)
    try:
        for number, row in _sheet_rows(book[name], path):
            if number % 5_000 == 0:
                control.checkpoint(0, 0, Phase.FINDING_FORMULAS)
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


_HEAD_ROWS = 30  # within which a header is looked for
_BODY_ROWS = 100  # rows below a header that must look like its body
_NUMERIC = re.compile(r"[-+<>~]?\s*[\d.,][\d.,'/:%\s-]*(e[+-]?\d+)?", re.IGNORECASE)
_TOTAL = re.compile(
    r"(grand |sub|zwischen)?(total\w*|sum|summe|somme|gesamt\w*|insgesamt|mittelwert|mean|average|"
    r"moyenne|durchschnitt|median|anzahl|count|n)\W*(\s*=?\s*\d+)?",
    re.IGNORECASE,
)
_TOTAL_FILL = 0.75  # a row of totals fills fewer cells than a patient's


def _is_text(cell: str) -> bool:
    return bool(cell) and not _NUMERIC.fullmatch(cell)


def _header_at(rows: Sequence[_Row]) -> tuple[int | None, int]:
    """Return where the header stands, and how many columns of numbers or dates it names.

    Names stand above cells of another kind and do not come again below; of equals the first row is
    taken. Rows that begin with a number sign are comments, as in the files of cBioPortal.
    """
    best, best_score, typed = None, 0, 0
    first = None
    for place, (_, cells) in enumerate(rows[:_HEAD_ROWS]):
        if not _is_header(cells) or (cells[0].startswith("#") and len(cells[0]) > 1):
            continue
        first = place if first is None else first
        below = [other for _, other in rows[place + 1 : place + 1 + _BODY_ROWS]]
        score = contrast = 0
        for j, cell in enumerate(cells):
            if not _is_text(cell):
                continue
            column = [other[j] for other in below if j < len(other) and other[j]]
            score += cell not in column
            contrast += 2 * sum(map(_is_text, column)) < len(column)
        score += 2 * contrast
        if score > best_score:
            best, best_score, typed = place, score, contrast
    return (first if best is None else best), typed


def _assemble(
    path: Path,
    rows: Sequence[_Row],
    form: str,
    header_row: int = 0,
    merged: Sequence[tuple[int, int, int]] = (),
) -> RawTable:
    """Find the header; check that every row fits it; set rows of totals apart."""
    import pandas as pd

    if header_row:
        numbers = [row_number for row_number, _ in rows]
        if header_row not in numbers:
            todo = "Give the number of the row that names the columns."
            raise StephError(f"Row {header_row} is empty", path, todo)
        start: int | None = numbers.index(header_row)
    else:
        start = _header_at(rows)[0]
    if start is None:
        if rows:
            raise _one_column(path)
        raise StephError("The table is empty", path, "It needs a patient, a time and an event.")
    number, names = rows[start]
    names, body_start = _with_levels(rows, start)
    while names and not names[-1]:
        names = names[:-1]
    header = _named(names, number, path)
    width = len(header)
    lines = [line for line in rows[body_start:] if not _repeats(line[1], names)]
    by_number = dict(lines)
    for first, last, place in merged:
        for below in range(first + 1, last + 1):
            cells, above = by_number.get(below), by_number.get(first)
            if cells and above and place < len(above):
                cells.extend([""] * (place + 1 - len(cells)))
                cells[place] = cells[place] or above[place]
    fills = sorted(sum(map(bool, cells)) for _, cells in lines)
    usual = fills[len(fills) // 2] if fills else 0
    body: list[list[str]] = []
    numbers, totals = [], []
    for row_number, cells in lines:
        filled = [cell for cell in cells if cell]
        if len(filled) <= _TOTAL_FILL * usual and _TOTAL.fullmatch(filled[0]):
            totals.append(row_number)
            continue
        if any(cells[width:]):
            extra = next(place for place in range(width, len(cells)) if cells[place])
            raise StephError(
                f"Row {row_number}, column {letter_of(extra)}: the row is longer than the header",
                path,
                "Give the column a name; quote text, and numbers with a decimal comma, that hold "
                "the separator.",
            )
        body.append((cells + [""] * width)[:width])
        numbers.append(row_number)
    if not body:
        what = "The table has a header and no rows"
        raise StephError(what, path, "Choose a table with one row per patient.")
    if number > 1:
        form += f", header in row {number}"
    if body_start > start + 1:
        form += f" and {rows[body_start - 1][0]}"
    frame = pd.DataFrame(body, index=numbers, columns=list(header), dtype=object)
    return RawTable(path.name, frame, form, header_row=number, totals=tuple(totals))


def _with_levels(rows: Sequence[_Row], start: int) -> tuple[list[str], int]:
    """Return the names of the columns, and where the rows begin: headers may have two levels.

    A group's name stands once, above the first of its columns.
    """
    names = rows[start][1]
    under = rows[start + 1][1] if start + 1 < len(rows) else []
    opens = [cell for j, cell in enumerate(under) if cell and not (names + [""] * len(under))[j]]
    if opens and names[0] and not under[0] and all(map(_is_text, filter(None, under))):
        groups, below, joined = names, under, True
        body_start = start + 2
    else:
        groups = rows[start - 1][1] if start else []
        below, joined = names, False
        body_start = start + 1
        if not _is_header(groups) or groups[0].startswith("#") or not _fits_above(groups, below):
            return list(names), body_start
    width = max(len(groups), len(below))
    groups, below = ([*row, *[""] * (width - len(row))] for row in (groups, below))
    counts = Counter(name.casefold() for name in below if name)
    made, group = [], ""
    for above, name in zip(groups, below, strict=True):
        group = above or group
        if not name:
            made.append(above)
        elif group and group != name and (joined or counts[name.casefold()] > 1):
            made.append(f"{group} {name}")
        else:
            made.append(name)
    return made, body_start


def _fits_above(groups: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether a row may be the upper level of a header: text, over fewer columns."""
    filled = [cell for cell in groups if cell]
    return all(map(_is_text, filled)) and len(filled) < sum(map(bool, names))


def _repeats(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether a row names the columns again, or numbers them, as the files of GDC do."""
    filled = [(cell, name) for cell, name in zip(cells, names, strict=False) if cell]
    again = sum(cell == name or cell.startswith("CDE_ID") for cell, name in filled)
    return len(filled) > 1 and 2 * again > len(filled)


def _named(names: Iterable[str], number: int, path: Path) -> tuple[str, ...]:
    header = [" ".join(name.split()) or f"Column {letter_of(place)}"
              for place, name in enumerate(names)]  # fmt: skip
    first: dict[str, int] = {}
    for place, name in enumerate(header):
        known = first.setdefault(name.casefold(), place)
        if known != place:
            raise StephError(
                f"Row {number}: the header {name} appears twice, in columns {letter_of(known)} "
                f"and {letter_of(place)}",
                path,
                "Rename one of them.",
            )
    return tuple(header)
