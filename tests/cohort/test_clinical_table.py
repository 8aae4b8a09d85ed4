"""Clinical tables as people keep them: each is understood, or refused by file, row and column."""

from __future__ import annotations

import os
import sys
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from memory import forget_peak, peak_mb
from openpyxl import Workbook, load_workbook

from steph_desktop.cohort.clinical_table import Clinical, read_clinical
from steph_desktop.cohort.infer_columns import infer_schema
from steph_desktop.cohort.outcome_coding import split_words
from steph_desktop.cohort.table_file import letter_of, read_table
from steph_desktop.cohort.table_schema import (
    DateOrder,
    TableSchema,
    TimeForm,
    TimeUnit,
    date_of,
)
from steph_desktop.core.errors import StephError


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def excel(path: Path, rows: list[list[Any]], title: str = "Patients") -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def understood(path: Path) -> tuple[TableSchema, Clinical]:
    table = read_table(path)
    choices = infer_schema(table)
    return choices, read_clinical(table, choices)


def outcomes(clinical: Clinical) -> dict[str, tuple[float, bool]]:
    return {p.patient_id: (round(p.time_days, 1), p.event) for p in clinical.patients}


def said(clinical: Clinical) -> str:
    return "\n".join(f"{f.severity.value} {f.where}: {f.what} {f.todo}" for f in clinical.findings)


def test_a_plain_csv(tmp_path: Path) -> None:
    text = "patient_id,slide,os_days,vital_status,site\nA,A1,100,dead,X\nB,B1,250.5,alive,Y\n"
    choices, clinical = understood(write(tmp_path / "t.csv", text))
    assert (choices.patient, choices.slide) == ("patient_id", "slide")
    assert (choices.time, choices.unit, choices.event) == ("os_days", TimeUnit.DAYS, "vital_status")
    assert outcomes(clinical) == {"A": (100, True), "B": (250.5, False)}
    assert clinical.patients[0].slide_ids == ("A1",)
    assert clinical.patients[0].extra == {"site": "X"}
    assert (clinical.n_events, clinical.blocking) == (1, ())


@pytest.mark.parametrize(
    ("encoding", "said_as"),
    [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"),
     ("utf-16-be", "UTF-16"), ("latin-1", "Latin-1"), ("cp1252", "Latin-1")],
)  # fmt: skip
def test_encodings(tmp_path: Path, encoding: str, said_as: str) -> None:
    text = "Fall;Zentrum;Monate;Status\nMüller-1;Köln;12;verstorben\nMüller-2;Zürich;30;lebend\n"
    table = read_table(write(tmp_path / "t.csv", text, encoding))
    assert said_as in table.form
    assert tuple(table.frame["Zentrum"]) == ("Köln", "Zürich")
    clinical = read_clinical(table, infer_schema(table))
    assert outcomes(clinical) == {"Müller-1": (365.2, True), "Müller-2": (913.1, False)}


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_decimal_commas(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "time (months)", "event"], ["01", "12,5", "1"], ["02", "7,25", "0"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    choices, clinical = understood(write(tmp_path / "t.csv", text))
    assert choices.decimal == ","
    assert outcomes(clinical) == {"01": (380.5, True), "02": (220.7, False)}


def test_quoted_decimal_commas_between_commas(tmp_path: Path) -> None:
    text = 'id,years,dead\nA,"3,5",yes\nB,"10,25",no\n'
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert outcomes(clinical) == {"A": (1278.4, True), "B": (3743.8, False)}


def test_a_point_among_commas_is_refused_by_row_and_column(tmp_path: Path) -> None:
    text = "id;time (months);event\nA;12,5;1\nB;7,5;0\nC;7.55;0\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "t.csv: Row 4, column time (months): '7.55' has a decimal point" in said(clinical)
    assert clinical.blocking


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("1,234", "2,345"), None),  # years and a bit, or thousands
        (("45", "1,234"), None),
        (("1500", "1,234"), None),
        (("345", "1,234"), (345, 1234)),
        (("1,234", "0,512"), (1.234, 0.512)),
        (("1,234", "2,345.5"), (1234, 2345.5)),
        (("1,234", "12.5"), (1234, 12.5)),
    ],
)
def test_a_comma_that_may_group_thousands_is_refused_until_another_cell_shows_it(
    tmp_path: Path, cells: tuple[str, str], days: tuple[float, float] | None
) -> None:
    text = f"id;time (days);event\nA;{cells[0]};1\nB;{cells[1]};0\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    if days is None:
        assert "the comma may group thousands, or be a decimal comma" in said(clinical)
        assert clinical.blocking
    else:
        times = [patient.time_days for patient in clinical.patients]
        assert times == pytest.approx(days) and not clinical.blocking


@pytest.mark.parametrize(
    ("words", "event", "other"),
    [
        (["dead", "alive"], {"dead"}, {"alive"}),
        (["yes", "no"], {"yes"}, {"no"}),
        (["1", "2"], {"2"}, {"1"}),
        (["0", "1"], {"1"}, {"0"}),
        (["deceased", "living"], {"deceased"}, {"living"}),
        (["1:deceased", "0:living"], {"1:deceased"}, {"0:living"}),
        (["true", "false"], {"true"}, {"false"}),
        (["décédé", "vivant"], {"décédé"}, {"vivant"}),
        (["dead", "on follow-up"], {"dead"}, {"on follow-up"}),
        (["censored", "event"], {"event"}, {"censored"}),
        (["blue", "green"], set(), set()),
    ],
)
def test_words_of_an_event_column(words: list[str], event: set[str], other: set[str]) -> None:
    found = split_words(words)
    assert (set(found[0]), set(found[1])) == (event, other)


def test_words_in_capitals_count_the_same(tmp_path: Path) -> None:
    text = "Patient,OS_MONTHS,OS_STATUS\nA,10,1:DECEASED\nB,20,0:LIVING\nC,30,0:Living\n"
    choices, clinical = understood(write(tmp_path / "t.csv", text))
    assert choices.unit is TimeUnit.MONTHS
    assert [p.event for p in clinical.patients] == [True, False, False]


def test_a_word_without_a_meaning_is_asked_for(tmp_path: Path) -> None:
    rows = [f"P{n},{n * 100 + 100},{'dead' if n % 2 else 'alive'}" for n in range(6)]
    text = "\n".join(["id,days,status", *rows, "P9,100,moved abroad"])
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Row 8, column status: 'moved abroad' has no meaning yet" in said(clinical)
    assert clinical.blocking


def test_missing_outcomes_are_left_out_and_told(tmp_path: Path) -> None:
    text = "id,days,status\nA,100,dead\nB,NA,dead\nC,200,\nD,300,alive\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert list(outcomes(clinical)) == ["A", "D"]
    assert clinical.skipped == 2
    assert "advisory t.csv: Rows 3 and 4: time or event is not known" in said(clinical)
    assert not clinical.blocking


# --- units ---------------------------------------------------------------------------------------


def test_units_beside_every_number(tmp_path: Path) -> None:
    text = "id,follow-up,dead\nA,2 years,1\nB,6 months,0\nC,30 d,0\nD,1.5 yrs,1\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert outcomes(clinical) == {
        "A": (730.5, True), "B": (182.6, False), "C": (30, False), "D": (547.9, True)
    }  # fmt: skip


def test_units_beside_some_numbers_are_refused(tmp_path: Path) -> None:
    text = "id,follow_up_days,dead\nA,730,1\nB,6 months,0\nC,30,0\nD,45,1\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Row 3, column follow_up_days: the time is in months, other rows" in said(clinical)
    assert clinical.blocking


def test_a_column_of_units(tmp_path: Path) -> None:
    text = "id,time,unit,dead\nA,2,years,1\nB,6,months,0\nC,30,days,0\n"
    choices, clinical = understood(write(tmp_path / "t.csv", text))
    assert choices.unit_column == "unit"
    assert outcomes(clinical) == {"A": (730.5, True), "B": (182.6, False), "C": (30, False)}


def test_a_column_of_units_with_a_wrong_one(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "t.csv", "id,time,unit,e\nA,2,years,1\nB,6,parsecs,0\n"))
    choices = TableSchema(
        patient="id", time="time", unit_column="unit", event="e", event_words=("1",),
        other_words=("0",),
    )  # fmt: skip
    found = said(read_clinical(table, choices))
    assert "Row 3, column unit: 'parsecs' is not a unit of time" in found


def test_mixed_units_without_a_word_are_doubted_by_row(tmp_path: Path) -> None:
    days = [400 + 97 * n for n in range(18)]
    rows = [f"P{n},{d},{n % 2}" for n, d in enumerate(days)] + ["X,14,1", "Y,22,0"]
    _, clinical = understood(write(tmp_path / "t.csv", "\n".join(["id,os_days,dead", *rows])))
    assert "Rows 20 and 21, column os_days: far from all other times" in said(clinical)


def test_ordinary_times_are_not_doubted(tmp_path: Path) -> None:
    for seed in range(5):
        times = np.random.default_rng(seed).exponential(900, 200) + 5
        rows = [f"P{n},{t:.0f},{n % 2}" for n, t in enumerate(times)]
        _, clinical = understood(write(tmp_path / "t.csv", "\n".join(["id,days,dead", *rows])))
        assert not clinical.findings, said(clinical)


def test_months_taken_for_days_are_doubted(tmp_path: Path) -> None:
    rows = [f"P{n},{3 + 5 * n},{n % 2}" for n in range(20)]
    table = read_table(write(tmp_path / "t.csv", "\n".join(["id,time,dead", *rows])))
    guessed = infer_schema(table)
    assert guessed.unit is TimeUnit.MONTHS
    clinical = read_clinical(table, replace(guessed, unit=TimeUnit.DAYS))
    assert "The longest time is 98 days" in said(clinical)


@pytest.mark.parametrize(
    ("cell", "why"),
    [("-3", "below 0"), ("98765", "years are longer than a human life"),
     ("soon", "'soon' is not a number"), ("2019-03-04", "a date, not a duration")],
)  # fmt: skip
def test_impossible_times(tmp_path: Path, cell: str, why: str) -> None:
    rows = [f"P{n},{100 + n},{n % 2}" for n in range(12)]
    text = "\n".join(["id,os_days,dead", *rows, f"Z,{cell},1"])
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Row 14, column os_days: " in said(clinical)
    assert why in said(clinical)
    assert clinical.blocking


# --- dates ---------------------------------------------------------------------------------------


def test_dates_instead_of_durations(tmp_path: Path) -> None:
    text = (
        "case,date of diagnosis,last follow-up,date of death\n"
        "A,2015-01-01,2016-01-01,\nB,2015-06-01,,2015-06-11\nC,2015-06-01,2015-06-05,2015-06-21\n"
    )
    choices, clinical = understood(write(tmp_path / "t.csv", text))
    assert choices.form is TimeForm.DATES
    assert (choices.start, choices.last_seen) == ("date of diagnosis", "last follow-up")
    assert (choices.died_on, choices.event) == ("date of death", "")
    assert outcomes(clinical) == {"A": (365, False), "B": (10, True), "C": (20, True)}


def test_dates_with_a_status(tmp_path: Path) -> None:
    rows = ["1;31.12.2015;01.03.2016;tot", "2;02.01.2016;03.01.2016;lebt"]
    text = "\n".join(["id;Diagnosis;Last contact;Status", *rows])
    choices, clinical = understood(write(tmp_path / "t.csv", text))
    assert choices.date_order is DateOrder.DAY_FIRST
    assert outcomes(clinical) == {"1": (61, True), "2": (1, False)}


def test_american_dates_are_proved_by_one_of_them(tmp_path: Path) -> None:
    text = "id,diagnosis,last visit,dead\nA,03/04/2015,03/05/2015,1\nB,01/31/2015,02/01/2015,0\n"
    choices, clinical = understood(write(tmp_path / "t.csv", text))
    assert choices.date_order is DateOrder.MONTH_FIRST
    assert outcomes(clinical) == {"A": (1, True), "B": (1, False)}


def test_a_death_before_the_diagnosis(tmp_path: Path) -> None:
    text = "id,diagnosis,last visit,dead\nA,2015-01-01,2014-12-01,1\nB,2015-01-01,2015-12-01,0\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Row 2, column last visit: is before diagnosis" in said(clinical)


def test_a_visit_in_the_future(tmp_path: Path) -> None:
    text = f"id,diagnosis,last visit,dead\nA,2015-01-01,{date.today().year + 2}-12-01,1\n"
    text += "B,2015-01-01,2015-12-01,0\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Row 2, column last visit: is in the future" in said(clinical)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("2019-03-04", (2019, 3, 4)), ("2019/3/4", (2019, 3, 4)), ("20190304", (2019, 3, 4)),
     ("4.3.2019", (2019, 3, 4)), ("04/03/2019", (2019, 3, 4)), ("4 Mar 2019", (2019, 3, 4)),
     ("4. März 2019", (2019, 3, 4)), ("March 4, 2019", (2019, 3, 4)),
     ("2019-03-04 00:00:00", (2019, 3, 4)), ("4.3.19", None), ("2019-13-04", None),
     ("30.2.2019", None), ("2019", None)],
)  # fmt: skip
def test_ways_to_write_a_date(cell: str, meant: tuple[int, int, int] | None) -> None:
    assert date_of(cell) == (None if meant is None else date(*meant))


# --- names ---------------------------------------------------------------------------------------


def test_leading_zeros_and_blanks_of_names(tmp_path: Path) -> None:
    text = "id,days,dead\n 007 ,100,1\n0042,200,0\nP 3,300,1\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert list(outcomes(clinical)) == ["007", "0042", "P 3"]


def test_names_that_differ_by_zeros_only_are_doubted(tmp_path: Path) -> None:
    text = "id,days,dead\n007,100,1\n7,200,0\nP 3,300,1\np3,310,0\nQ,50,1\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Rows 2, 3, 4 and 5, column id: these names differ only in blanks" in said(clinical)


def test_a_name_shortened_by_a_spreadsheet(tmp_path: Path) -> None:
    text = "id,days,dead\n1.23457E+11,100,1\n2.5E+12,200,0\nABC,200,0\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Rows 2, column id" not in said(clinical)
    assert "Row 2, column id: '1.23457E+11' was shortened by a spreadsheet" in said(clinical)


def test_one_patient_with_two_outcomes(tmp_path: Path) -> None:
    text = "id,slide,days,dead\nA,s1,100,1\nB,s2,200,0\nA,s3,120,0\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert said(clinical).count("the same patient") == 1
    assert "Row 4, column days and dead: differs from row 2, the same patient" in said(clinical)


def test_several_slides_of_one_patient(tmp_path: Path) -> None:
    text = "id,slide,days,dead\nA,s1,100,1\nB,s2,200,0\nA,s3,100,1\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert clinical.patients[0].slide_ids == ("s1", "s3")
    assert not clinical.findings


def test_one_slide_under_two_patients(tmp_path: Path) -> None:
    text = "id,slide,days,dead\nA,s1,100,1\nB,s2,200,0\nC,S1,120,0\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert "Row 4, column slide: the slide of row 2 is listed here under another" in said(clinical)
    assert clinical.blocking


# --- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The table is empty"),
        (" \n\n", "The table is empty"),
        ("id,days,dead\n", "a header and no rows"),
        ("only\nsome\nwords\n", "one column only"),
        (
            "id,days,dead,Days\nA,1,1,2\n",
            "Row 1: the header Days appears twice, in columns B and D",
        ),
        ("id,days,dead\nA,1,1\nB,2,0,5\n", "Row 3, column D: the row is longer"),
        ('id,days,dead\nA,1,"1\nB,2,0\n', "cannot be read"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(StephError, match=r"t\.csv") as caught:
        read_table(write(tmp_path / "t.csv", text))
    assert why in str(caught.value)


def test_what_is_no_table_at_all(tmp_path: Path) -> None:
    for name, data in (
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("b.xlsx", b"PK\x03\x04 and then nothing"),
        ("c.xls", b"\xd0\xcf\x11\xe0" + bytes(600)),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(StephError, match=name):
            read_table(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "d.xlsx", "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(StephError, match="an OpenDocument table"):
        read_table(tmp_path / "d.xlsx")


def test_a_header_below_a_title(tmp_path: Path) -> None:
    text = "Export of 2021;;\n;;\nid;months;dead\nA;10;1\nB;20;0\n"
    table = read_table(write(tmp_path / "t.csv", text))
    assert "header in row 3" in table.form
    assert tuple(table.frame.index) == (4, 5)


def test_excel(tmp_path: Path) -> None:
    rows = [
        ["Patient", "Diagnosis", "Last visit", "Status", "Centre"],
        [7, datetime(2015, 1, 1), date(2016, 1, 1), "dead", "Nord"],
        [42, datetime(2015, 1, 1), date(2015, 1, 11), "alive", None],
    ]
    path = excel(tmp_path / "cohort.xlsx", rows)
    choices, clinical = understood(path)
    assert outcomes(clinical) == {"7": (365, True), "42": (10, False)}
    assert choices.form is TimeForm.DATES
    assert "Excel, sheet Patients" in read_table(path).form


def test_names_that_excel_shows_with_zeros(tmp_path: Path) -> None:
    path = excel(tmp_path / "t.xlsx", [["id", "days", "dead"], [7, 10.5, True], ["8", 20, False]])
    book = load_workbook(path)
    book.active["A2"].number_format = "00000"
    book.save(path)
    _, clinical = understood(path)
    assert outcomes(clinical) == {"00007": (10.5, True), "8": (20, False)}


def test_a_formula_without_its_value_is_refused_by_row_and_column(tmp_path: Path) -> None:
    path = excel(tmp_path / "t.xlsx", [["id", "days", "dead"], ["A", 10, 1], ["B", "=B2+1", 0]])
    with pytest.raises(StephError, match=r"t\.xlsx: Row 3, column B holds a formula without"):
        read_table(path)


def test_a_formula_with_its_value_is_understood(tmp_path: Path) -> None:
    path = excel(tmp_path / "t.xlsx", [["id", "days", "dead"], ["A", 10, 1], ["B", "=B2+1", 0]])
    solve(path, "<f>B2+1</f><v></v>", "<f>B2+1</f><v>11</v>")
    _, clinical = understood(path)
    assert outcomes(clinical) == {"A": (10, True), "B": (11, False)}


def solve(path: Path, before: str, after: str) -> None:
    """Write what Excel would: the value beside the formula."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = members[name].decode()
    assert before in text or before.replace("<v></v>", "<v />") in text, text
    for known in (before, before.replace("<v></v>", "<v />")):
        text = text.replace(known, after)
    members[name] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)


def test_an_error_of_excel_is_named(tmp_path: Path) -> None:
    path = excel(tmp_path / "t.xlsx", [["id", "days", "dead"], ["A", 10, 1], ["B", "#REF!", 0]])
    with pytest.raises(StephError, match=r"Row 3, column B holds the error #REF!"):
        read_table(path)


def test_the_sheet_that_was_chosen(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Data")
    for row in (["id", "days", "dead"], ["A", 10, 1], ["B", 20, 0]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx")
    assert (table.sheet, table.sheets) == ("Data", ("Notes", "Data"))
    with pytest.raises(StephError, match="no sheet Other"):
        read_table(tmp_path / "t.xlsx", "Other")


def test_200_000_rows(tmp_path: Path) -> None:
    lines = [f"P{n:06},{n % 4000 + 1},{'dead' if n % 3 == 0 else 'alive'},S{n % 9}"
             for n in range(200_000)]  # fmt: skip
    path = write(tmp_path / "t.csv", "\n".join(["patient,days,status,site", *lines]))
    began = time.monotonic()
    _, clinical = understood(path)
    assert len(clinical.patients) == 200_000
    assert clinical.n_events == 66_667
    assert time.monotonic() - began < 20


def test_letters_of_columns() -> None:
    assert [letter_of(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_visit_in_the_future_of_a_patient_without_a_start_is_left_out(tmp_path: Path) -> None:
    text = f"id,diagnosis,last visit,dead\nA,,{date.today().year + 2}-12-01,1\n"
    text += "B,2015-01-01,2015-12-01,0\nC,2015-01-01,2015-12-01,1\n"
    _, clinical = understood(write(tmp_path / "t.csv", text))
    assert list(outcomes(clinical)) == ["B", "C"] and clinical.skipped == 1
    assert not clinical.blocking


def test_codes_that_look_interchanged_are_asked_about(tmp_path: Path) -> None:
    rows = [f"P{n},{200 + 60 * n},{int(n >= 10)}" for n in range(30)]
    path = write(tmp_path / "t.csv", "\n".join(["id,os_days,dead", *rows]))
    schema, clinical = understood(path)
    assert "blocking t.csv: Column dead: which value means the event?" in said(clinical)
    assert "1: 20 patients, followed for 3.8 years (median)" in said(clinical)
    stated = replace(schema, event_words=("1",), other_words=("0",))
    clinical = read_clinical(read_table(path), stated)
    assert "advisory t.csv: 67% of the patients have the event" in said(clinical)
    assert not clinical.blocking


def test_words_that_speak_for_themselves_are_only_doubted(tmp_path: Path) -> None:
    rows = [f"P{n},{200 + 60 * n},{'dead' if n >= 10 else 'alive'}" for n in range(30)]
    _, clinical = understood(write(tmp_path / "t.csv", "\n".join(["id,os_days,s", *rows])))
    assert "are not interchanged" in said(clinical)
    assert not clinical.blocking


def test_how_a_table_is_read_is_said_in_sentences(tmp_path: Path) -> None:
    text = "id,slide,os_days,dead\nA,s1,100,1\nB,s2,200,0\n"
    schema, _ = understood(write(tmp_path / "t.csv", text))
    assert schema.sentences == (
        "Patient: column id. Slides: column slide. Time: column os_days, in days. "
        "Event: column dead, where it is 1; no event where it is 0 (by its name and values)."
    )
    text = "case,date of diagnosis,last follow-up,date of death\nA,2015-01-01,2016-01-01,\n"
    schema, _ = understood(write(tmp_path / "d.csv", text + "B,2015-06-01,,2015-06-11\n"))
    assert schema.sentences == (
        "Patient: column case. Time: from date of diagnosis to last follow-up and date of death. "
        "Event: a date of death."
    )


# --- tables without bounds -----------------------------------------------------------------------


def workbook(path: Path, sheet: str, rows: str) -> Path:
    """Write an Excel file whose sheet is these bytes of XML."""
    excel(path.with_suffix(".0.xlsx"), [["id", "days", "dead"], ["A", 1, 1]], sheet)
    with (
        zipfile.ZipFile(path.with_suffix(".0.xlsx")) as given,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            data = given.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = data.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            made.writestr(name, data)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="no devices as files")
def test_what_has_no_end_is_no_table(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.csv")
    for path in (Path("/dev/zero"), tmp_path / "x.csv"):
        with pytest.raises(StephError, match="not a regular file"):
            read_table(path)
    with pytest.raises(StephError, match="This is a folder"):
        read_table(tmp_path)


def test_a_table_of_five_gigabytes(tmp_path: Path) -> None:
    with (tmp_path / "x.csv").open("wb") as file:
        file.truncate(5 << 30)
    before = forget_peak()
    with pytest.raises(StephError, match="larger than 256 MB"):
        read_table(tmp_path / "x.csv")
    assert peak_mb() - before < 50


def test_a_cell_of_900_mb_in_a_small_excel_file(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    excel(path, [["id", "days", "dead"], ["A", 1, 1]])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as made,
        made.open("xl/sharedStrings2.xml", "w") as member,
    ):
        for _ in range(900):
            member.write(b"a" * (1 << 20))
    assert path.stat().st_size < 2 << 20
    before = forget_peak()
    with pytest.raises(StephError, match="larger than 256 MB"):
        read_table(path)
    assert peak_mb() - before < 50


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="10000000000"><c r="A10000000000"><v>1</v></c></row>',
        "".join(f'<row r="{r}"><c r="XFD{r}"><v>1</v></c></row>' for r in range(3, 4000)),
    ],
)
def test_a_cell_far_out(tmp_path: Path, rows: str) -> None:
    path = workbook(tmp_path / "x.xlsx", "Patients", rows)
    start = time.monotonic()
    with pytest.raises(StephError, match="more rows or cells than can be read"):
        read_table(path)
    assert time.monotonic() - start < 60
