"""Numbers as people write them: with a decimal point or comma, and with signs between thousands.

There is one rule for what is typed and for what stands in tables. A number that may be two is
none, until something shows what its comma means: "1,234" is 1.234 or 1234, and neither is guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

_PARTS = re.compile(r"([+-]?)(\d[\d.,]*|[.,]\d+)((?:[eE][+-]?\d+)?)")
# Spaces of all widths and apostrophes group digits and never divide them.
_SPACES = re.compile(r"(?<=\d)[ '\u00a0\u2007\u2009\u202f\u2019](?=\d{3}(?:\D|$))")
# A group of thousands never begins with 0: "0,512" is no 512.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


def _read(words: str, decimal: str) -> float | None:
    """Read a number whose decimal sign is known; the other one may group thousands."""
    found = _PARTS.fullmatch(_SPACES.sub("", words.strip()))
    if found is None:
        return None
    sign, digits, power = found.groups()
    whole, _, rest = digits.partition(decimal)
    other = "," if decimal == "." else "."
    if (other in whole and not _THOUSANDS.fullmatch(whole)) or (rest and not rest.isdigit()):
        return None
    value = float(f"{sign}{whole.replace(other, '') or '0'}.{rest or '0'}{power}")
    return value if math.isfinite(value) else None


def readings(words: str) -> tuple[float, ...]:
    """Return what a number may be: one value, two where its comma may group, none if it is none.

    A single point is a decimal one, as in all that this program shows.
    """
    point, comma = _read(words, "."), _read(words, ",")
    if point is not None and "," not in words:
        return (point,)
    return tuple(value for value in (comma, point) if value is not None)


def number_of(words: str, decimal: str = "") -> float | None:
    """Read a number as a person writes it; None where it is none, or may be two.

    `decimal` is the decimal sign, where it is known.
    """
    if decimal:
        return _read(words, decimal)
    found = readings(words)
    return found[0] if len(found) == 1 else None


def why_no_number(words: str) -> str:
    """Say why what was typed is no number, and what to write."""
    found = readings(words)
    if len(found) < 2:
        return "Write a number, for example 0.25."
    one, other = (f"{value:.12g}" for value in found)
    return (
        f"“{words.strip()}” may be {one} or {other}: write it with a decimal point or with no sign."
    )


def decimal_mark(cells: Iterable[str]) -> str:
    """Return the decimal sign that the cells of a column show; empty where they show none."""
    comma = point = longest = 0
    for cell in cells:
        text = re.sub(r"[^\d.,]", "", cell)
        by_point, by_comma = (_read(text, mark) is not None for mark in ".,")
        # One that groups thousands by the other sign shows it as well.
        is_shown = "," in text and by_point != by_comma
        comma += is_shown and by_comma
        point += (is_shown and by_point) or re.fullmatch(r"\d*\.\d+", text) is not None
        longest = max(longest, len(text) if text.isdigit() else 0)
    if comma and comma >= point:
        return ","
    # Whole numbers up to 999 stand beside 1,234 where commas group; three decimals are never bare.
    return "." if point or longest == 3 else ""


def numbers_in(cells: Sequence[str]) -> list[float | None]:
    """Read the cells of a column: what one of them leaves open, others may show."""
    mark = decimal_mark(cells)
    return [number_of(cell, mark if len(readings(cell)) > 1 else "") for cell in cells]
