"""Numbers as people write them: one rule for fields, commands and tables."""

from __future__ import annotations

import pytest

from steph_desktop.core.written_numbers import (
    decimal_mark,
    number_of,
    numbers_in,
    readings,
    why_no_number,
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0.25", 0.25), ("0,25", 0.25), (" .5 ", 0.5), (",5", 0.5), ("1e-4", 1e-4), ("1,5e3", 1500),
        ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1 234,5", 1234.5), ("1\u202f234,5", 1234.5),
        ("1'234.5", 1234.5), ("-3", -3), ("5.", 5), ("1.234", 1.234), ("0,234", 0.234),
        ("1234,567", 1234.567), ("1,234,567", 1234567), ("1.234.567", 1234567), ("12,34", 12.34),
        ("1,234", None), ("-12,345", None),
        ("1.2.3", None), ("1,2,3", None), ("1,2.3,4", None), ("12,34.5", None), ("", None),
        ("1 2", None), ("nan", None), ("inf", None), ("0x1", None), ("a", None), ("1e999", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_a_person_means_it(words: str, value: float | None) -> None:
    assert number_of(words) == value


@pytest.mark.parametrize(
    ("words", "mark", "value"),
    [
        ("1,234.5", ".", 1234.5), ("1.234,5", ",", 1234.5), ("1 234", ".", 1234),
        ("1,234", ".", 1234), ("1,234", ",", 1.234), ("1.234", ",", 1234),
        ("12,34", ".", None), ("12.5", ",", None), ("0,512", ".", None), ("12.5.1", ".", None),
    ],
)  # fmt: skip
def test_a_sign_that_is_known_decides(words: str, mark: str, value: float | None) -> None:
    assert number_of(words, mark) == value


def test_what_may_be_two_numbers_is_said() -> None:
    assert readings("1,234") == (1.234, 1234)
    assert "“1,234” may be 1.234 or 1234" in why_no_number("1,234")
    assert why_no_number("four") == "Write a number, for example 0.25."


@pytest.mark.parametrize(
    ("cells", "mark", "numbers"),
    [
        (["1,234", "5"], "", [None, 5]),
        (["1,234", "345"], ".", [1234, 345]),
        (["1,234", "0,5"], ",", [1.234, 0.5]),
        (["1,234", "0,512"], ",", [1.234, 0.512]),
        (["1,234", "12.5"], ".", [1234, 12.5]),
        (["1,234", "1,000,000"], ".", [1234, 1_000_000]),
        (["1,234", "2.345,5"], ",", [1.234, 2345.5]),
        (["12,5", "3.5"], ",", [12.5, 3.5]),
    ],
)
def test_a_column_shows_what_its_commas_mean(
    cells: list[str], mark: str, numbers: list[float | None]
) -> None:
    assert decimal_mark(cells) == mark
    assert numbers_in(cells) == numbers
