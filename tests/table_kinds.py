"""Tables of every kind that people have: makers, and what is to be said of each."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH
from table_cases import outcomes

PATIENTS = outcomes()  # 40 patients, 19 events
FIRST = date(2010, 1, 4)
Rows = list[list[Any]]
Maker = Callable[[Path], Path]


def months(days: int) -> float:
    return round(days / 30.4375, 2)


def comma(number: object) -> str:
    return str(number).replace(".", ",")


def plain(**changed: Callable[[int], Any]) -> Rows:
    """One row for each patient; a column is written otherwise by a function of its place."""
    rows: Rows = [["patient_id", "survival_months", "status"]]
    for i, (patient, days, event) in enumerate(PATIENTS):
        row = {"patient": patient, "time": months(days), "status": "dead" if event else "alive"}
        row |= {name: made for name, make in changed.items() if (made := make(i)) is not None}
        rows.append(list(row.values()))
    return rows


def text(
    rows: Rows, delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n", before: str = ""
) -> Maker:
    def make(folder: Path) -> Path:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
        path = folder / "table.csv"
        path.write_bytes((before + out.getvalue()).encode(encoding))
        return path

    return make


def excel(rows: Rows, change: Callable[[Workbook, Any], object] | None = None) -> Maker:
    def make(folder: Path) -> Path:
        book = Workbook()
        sheet = book.active
        for row in rows:
            sheet.append(row)
        if change is not None:
            change(book, sheet)
        path = folder / "table.xlsx"
        book.save(path)
        return path

    return make


def raw(name: str, data: bytes) -> Maker:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def archive(name: str, *members: str) -> Maker:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w") as file:
            for member in members:
                file.writestr(member, "x")
        return folder / name

    return make


def serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def dated(start: Callable[[date, int], Any], end: Callable[[date, int], Any]) -> Rows:
    rows: Rows = [["id", "date_of_diagnosis", "date_of_last_contact", "status"]]
    for i, (patient, days, event) in enumerate(PATIENTS):
        begun = FIRST + timedelta(7 * i)
        ended = begun + timedelta(days)
        rows.append([patient, start(begun, i), end(ended, i), "dead" if event else "alive"])
    return rows


def listed(names: Sequence[str], row: Callable[[int, str, int, int], Rows]) -> Rows:
    found: Rows = [list(names)]
    for i, (patient, days, event) in enumerate(PATIENTS):
        found += row(i, patient, days, event)
    return found


def two_levels(_book: Workbook, sheet: Any) -> None:
    sheet.insert_rows(1)
    sheet["A1"], sheet["B1"] = "Patient", "Follow-up"
    sheet.merge_cells("B1:C1")


def merged_names(_book: Workbook, sheet: Any) -> None:
    for i in range(len(PATIENTS)):
        sheet.merge_cells(start_row=2 + 2 * i, end_row=3 + 2 * i, start_column=1, end_column=1)


def behind_hidden(book: Workbook, sheet: Any) -> None:
    sheet.sheet_state = "hidden"
    for row in plain():
        book.worksheets[-1].append(row) if len(book.worksheets) > 1 else book.create_sheet(
            "P"
        ).append(row)
    book.active = 1


def on_the_second_sheet(book: Workbook, _sheet: Any) -> None:
    other = book.create_sheet("Second")
    for row in plain():
        other.append(row)


_GERMAN = [["Patient", "Überleben (Monate)", "Vitalstatus"]] + [
    [patient, comma(months(days)), "verstorben" if event else "lebend"]
    for patient, days, event in PATIENTS
]
UNDERSTOOD: dict[str, Maker] = {
    "German: semicolons, decimal commas, Latin-1": text(_GERMAN, ";", "cp1252"),
    "UTF-16 with its mark, tabs": text(plain(), "\t", "utf-16"),
    "UTF-16 without a mark": text(plain(), ";", "utf-16-le"),
    "UTF-16 of the other order": text(plain(), "\t", "utf-16-be", before="\ufeff"),
    "a mark of UTF-8, blanks, hard blanks": text(
        plain(patient=lambda i: f" {PATIENTS[i][0]}  ",
              status=lambda i: f"{'dead' if PATIENTS[i][2] else 'alive'}\u00a0"),
        encoding="utf-8-sig",
    ),
    "line ends of old Macs": text(plain(), end="\r"),
    "Excel's line sep=": text(plain(), ";", before="sep=;\r\n"),
    "months and years beside the numbers": text(
        plain(time=lambda i: (f"{PATIENTS[i][1] / 365.2425:.4f} years" if i % 2
                              else f"{months(PATIENTS[i][1])} months"))
    ),
    "a column of units": text(listed(
        ("id", "survival", "unit", "status"),
        lambda i, p, d, e: [[p, round(d / 365.2425, 4), "years", e] if i % 2
                            else [p, months(d), "months", e]])),
    "Excel's numbers of days in CSV": text(dated(lambda d, _: serial(d), lambda d, _: serial(d))),
    "Excel's numbers of days": excel(dated(lambda d, _: serial(d), lambda d, _: serial(d))),
    "dates, and numbers among them": excel(
        dated(lambda d, _: d, lambda d, i: serial(d) if i % 3 == 0 else d)
    ),
    "dates of a Mac's Excel": excel(
        dated(lambda d, _: d, lambda d, _: d), lambda book, _: setattr(book, "epoch", MAC_EPOCH)
    ),
    "German dates": text(
        dated(lambda d, _: d.strftime("%d.%m.%Y"), lambda d, _: d.strftime("%d.%m.%Y")), ";"
    ),
    "several slides, a row each": text(listed(
        ("patient_id", "slide_id", "OS_days", "OS_event"),
        lambda i, p, d, e: [[p, f"{p}-{n}", d, e] for n in range(1 + i % 3)])),
    "a header of two rows": text([["Patient", "Follow-up", ""], ["", "months", "status"],
                                  *plain()[1:]]),
    "a merged header": excel(plain(), two_levels),
    "names merged over their slides": excel(
        listed(("patient_id", "slide", "OS_days", "OS_event"),
               lambda _, p, d, e: [[p, f"{p}-1", d, e], [None, f"{p}-2", d, e]]), merged_names),
    "a hidden sheet first": excel([["x", "y"], [1, 2]], behind_hidden),
    "patients on the second sheet": excel(
        [["patient_id", "hb"], *([p, 12.1] for p, _, _ in PATIENTS)], on_the_second_sheet
    ),
    "thousands in quotes": text(listed(
        ("case", "days", "dead"), lambda _, p, d, e: [[p, f"{d:,}", e]])),
    "thousands behind hard blanks": text(listed(
        ("case", "days", "dead"),
        lambda _, p, d, e: [[p, f"{d:,}".replace(",", "\u00a0"), e]]), ";"),
    "empty rows and columns": text(
        [row for line in plain() for row in ([*line, "", ""], [""] * 5)]
    ),
    "a title above": text([["Table S1. The cohort", "", ""], *plain()]),
    "a date of death alone": text(listed(
        ("case", "date_diagnosis", "date_death", "date_last_followup"),
        lambda i, p, d, e: [[p, FIRST + timedelta(i), FIRST + timedelta(i + d) if e else "",
                             FIRST + timedelta(i + d)]])),
}  # fmt: skip

ASKED: dict[str, tuple[Maker, str]] = {
    "9999 for unknown": (
        text(listed(("id", "OS_days", "OS_event"),
                    lambda i, p, d, e: [[p, 9999 if i in (3, 7) else d, e]])),
        "Rows 5 and 9, column OS_days: 9999 stands far above all other times",
    ),
    "999 months": (
        text(plain(time=lambda i: 999 if i == 3 else None)), "Row 5, column survival_months: 999"),
    "-1 for unknown": (text(plain(time=lambda i: -1 if i == 3 else None)), "leave the cell empty"),
    "9 for an event not known": (
        text(listed(("id", "OS_days", "OS_event"),
                    lambda i, p, d, e: [[p, d, 9 if i == 3 else e]])),
        "Row 5, column OS_event: '9' has no meaning yet"),
    "years and months in two columns": (
        text(listed(("id", "survival_years", "survival_months", "status"),
                    lambda _, p, d, e: [[p, d // 365, d % 365 // 31, e]])),
        "survival_months months from 0 to 12: they seem to be one time"),
    "3 y 2 m": (
        text(plain(time=lambda i: f"{PATIENTS[i][1] // 365} y {i % 12} m")),
        "Column survival_months may be the time, but '"),
    "years of two digits": (
        text(dated(lambda d, _: d.strftime("%d.%m.%y"), lambda d, _: d.strftime("%d.%m.%y"))),
        "holds dates whose year has two digits, as '04.01.10'"),
    "spells": (
        text(listed(("id", "tstart", "tstop", "event"),
                    lambda _, p, d, e: [[p, 0, d // 2, 0], [p, d // 2, d, e]])),
        "several rows, each from tstart to tstop: parts of one follow-up"),
    "visits": (
        text(listed(("patient", "visit_date", "status"),
                    lambda _, p, d, __: [[p, FIRST, "alive"], [p, FIRST + timedelta(d), "dead"]])),
        "Most patients have several rows"),
    "a row for each value": (
        text(listed(("patient", "variable", "value"),
                    lambda _, p, d, e: [[p, "OS_days", d], [p, "OS_event", e], [p, "age", 60]])),
        "Each row holds one value of a patient, which column variable names"),
    "an x or nothing": (
        text(listed(("case", "months", "died"),
                    lambda _, p, d, e: [[p, months(d), "x" if e else ""]])),
        "Column died holds 'x' or nothing: 21 cells do not say"),
    "points for thousands": (
        text(listed(("Fall", "Tage", "tot"),
                    lambda _, p, d, e: [[p, f"{d:,}".replace(",", "."), e]]), ";"),
        "the point may group thousands"),
    "names of patients once above their slides": (
        text(listed(("patient_id", "slide", "OS_days", "OS_event"),
                    lambda _, p, d, e: [[p, f"{p}-1", d, e], ["", f"{p}-2", "", ""]])),
        "column patient_id: empty"),
    "names that a spreadsheet made numbers": (
        text(plain(patient=lambda i: "2.02E+07" if i == 3 else None)),
        "shortened by a spreadsheet"),
    "dates in place of a duration": (
        text(plain(time=lambda i: "3.4.2019" if i == 3 else None)), "is a date, not a duration"),
}  # fmt: skip

REFUSED: dict[str, tuple[Maker, str]] = {
    "a column twice": (
        text(listed(("id", "OS_days", "status", "marker", "marker"),
                    lambda _, p, d, e: [[p, d, e, 1, 2]])),
        "the header marker appears twice, in columns D and E"),
    "decimal commas between commas": (
        raw("t.csv", "\n".join(["case,months,dead"] + [
            f"{p},{comma(months(d))},{e}" for p, d, e in PATIENTS]).encode()),
        "numbers with a decimal comma"),
    "columns lined up by blanks": (
        raw("t.txt", "\n".join(["patient_id      months  dead"] + [
            f"{p:16}{months(d):<8}{e}" for p, d, e in PATIENTS]).encode()),
        "lined up by blanks"),
    "a password": (
        raw("t.xlsx", b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
        "protected by a password"),
    "an old Excel": (raw("t.xls", b"\xd0\xcf\x11\xe0" + bytes(500)), "old Excel (.xls)"),
    "a web page called .xls": (raw("t.xls", b"<html><table></table></html>"), "is a web page"),
    "OpenDocument": (archive("t.ods", "mimetype", "content.xml"), "OpenDocument table (.ods)"),
    "binary Excel": (archive("t.xlsb", "xl/workbook.bin"), "binary Excel file (.xlsb)"),
    "Numbers": (archive("t.numbers", "Index/Document.iwa"), "Apple Numbers"),
    "Word": (archive("t.docx", "word/document.xml"), "a Word document"),
    "a packed table": (archive("t.zip", "t.csv"), "an archive that holds a table"),
    "gzip": (raw("t.csv.gz", gzip.compress(b"a,b\n1,2\n")), "a compressed file"),
    "PDF": (raw("t.pdf", b"%PDF-1.4\n1 0 obj"), "a PDF file"),
    "SPSS": (raw("t.sav", b"$FL2@(#) SPSS" + bytes(99)), "a file of SPSS"),
    "Stata": (raw("t.dta", b"<stata_dta><header>" + bytes(99)), "a file of Stata"),
    "JSON": (raw("t.json", b'[{"case": 1}]'), "a JSON file"),
}  # fmt: skip
