"""CSV files: text that a spreadsheet would run is escaped, numbers and keys stay as they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from steph_desktop.core.csv_files import csv_text, write_csv


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
