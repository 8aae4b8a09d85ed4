"""CSV files: text that a spreadsheet would run is escaped, numbers and keys stay as they are."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from steph_desktop.core.csv_files import csv_text, write_csv, write_patient_table


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-1+1", "@SUM(A1)", "\tx", "\rx", "-", "-1e"])
def test_text_that_would_be_run_is_escaped(text: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ("a", text), [(1, text)])
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as handle:
        escaped = "'" + text.replace("\r", "\n")
        assert list(csv.reader(handle)) == [["a", escaped], ["1", escaped]]


@pytest.mark.parametrize("cell", [-2.5, -3, "-0.25", "+1e-05", "-.5", "", "a=b", "2-1"])
def test_numbers_and_harmless_text_stay(cell: object) -> None:
    assert csv_text(("x",), [(cell, None)]) == f"x\n{cell},\n"


def test_keys_that_programs_read_back_are_exact() -> None:
    assert csv_text(("x",), [("-a",)], exact=True) == "x\n-a\n"


def test_a_note_stands_above_and_lines_end_as_asked(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ("é",), [(1,)], note="Research")
    assert (tmp_path / "t.csv").read_bytes() == "# Research\né\n1\n".encode()
    assert csv_text(("é",), [(1,)], line_end="\r\n") == "é\r\n1\r\n"


def test_a_table_of_patients_opens_in_stata_and_r_with_its_codebook(tmp_path: Path) -> None:
    columns = ("Age (years)", "Stadium nach UICC, 8. Auflage (2017)", "if", "1st grade", "_all")
    rows = [
        ["P1", 10.5, 1, 61, "II", "a", "", "x"],
        ["P2", 20.0, 0, "", "III", "b", "2", "y"],
        ["P3", 7.25, 1, 45.5, "", "a", "3", "z"],
    ]
    own = {"patient": "pseudonym", "time_days": "follow-up in days", "event": "1 where seen"}
    out = write_patient_table(tmp_path / "patients.csv", own, columns, rows)
    table = pd.read_csv(out)
    assert list(table)[:3] == list(own) and len(set(table)) == 8
    for name in table:  # the grammar of Stata, which R takes too (its names may start with no _)
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,31}", name), name
    # pandas renames what Stata would refuse, and warns of it: here that is an error.
    table.to_stata(tmp_path / "patients.dta", write_index=False, version=118)
    again = pd.read_stata(tmp_path / "patients.dta")
    assert list(again) == list(table)
    assert again["age_years"].tolist()[::2] == [61, 45.5] and np.isnan(again["age_years"][1])
    book = pd.read_csv(tmp_path / "patients-codebook.csv", keep_default_na=False)
    assert book["variable"].tolist() == list(table)
    assert book["label"].tolist() == [*own.values(), *columns]
    kinds = dict(zip(book["variable"], book["kind"], strict=True))
    assert kinds["age_years"] == kinds["event"] == "number" and kinds["x_if"] == "text"
    stage = book.loc[4]
    assert stage["values"] == "II; III" and int(stage["missing"]) == 1
