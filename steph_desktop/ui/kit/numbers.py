"""Number fields that read a comma and a point alike, whatever the language of the system.

A typed "0.25" must not become 25 or 2 because the system writes "0,25". They show a point, as all
figures of the window do.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

# Spaces of all widths and apostrophes group digits and never divide them.
_GROUPS = re.compile(r"[\s\u00a0\u2007\u2009\u202f'\u2019_]")
_BEGUN = re.compile(r"[+-]?\d*([.]\d*)?(e[+-]?\d*)?", re.IGNORECASE)


def number_of(words: str) -> float | None:
    """Read a number as a person writes it; None where it is none.

    With one comma or point that is the decimal sign. With both the last one is, and the other one
    groups: 1.234,5 and 1,234.5 are the same number.
    """
    if (text := _with_point(words)) is None:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _with_point(words: str) -> str | None:
    """Return a number's text with a decimal point; None where its signs contradict each other."""
    text = _GROUPS.sub("", words)
    points, commas = text.count("."), text.count(",")
    if points and commas:
        decimal, group = (".", ",") if text.rindex(".") > text.rindex(",") else (",", ".")
        if text.count(decimal) > 1:
            return None
        head, _, tail = text.partition(decimal)
        first, *rest = head.split(group)
        if group in tail or not all(len(part) == 3 for part in rest) or not first:
            return None
        return f"{head.replace(group, '')}.{tail}"
    if points + commas > 1:  # 1.234.567 may be grouped, but what is cannot be known
        return None
    return text.replace(",", ".")


def inset(field: QAbstractSpinBox, left_px: int = 7) -> None:
    """Keep what is typed off the left edge: a style sheet's padding does not reach it there."""
    field.lineEdit().setTextMargins(left_px, 0, 0, 0)


class DecimalField(QDoubleSpinBox):
    """A number with decimals; see the module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale.c())
        inset(self)

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        typed = _bare(self, text)
        if (value := number_of(typed)) is not None:
            return _state(self.minimum() <= value <= self.maximum()), text, pos
        begun = _with_point(typed)
        is_begun = begun is None or _BEGUN.fullmatch(begun) is not None
        return _begun(is_begun and not re.search(r"[^\d.,eE+-]", _GROUPS.sub("", typed))), text, pos

    def valueFromText(self, text: str) -> float:
        value = number_of(_bare(self, text))
        return self.value() if value is None else round(value, self.decimals())


class WholeField(QSpinBox):
    """A whole number; see the module. What has decimals is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale.c())
        inset(self)

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        typed = _GROUPS.sub("", _bare(self, text))
        if re.fullmatch(r"[+-]?\d{1,9}", typed):
            return _state(self.minimum() <= int(typed) <= self.maximum()), text, pos
        # A sign that were refused would leave 0.25 as 025: it is kept, and the number is none.
        return _begun(re.fullmatch(r"[+-]?[\d.,]*", typed) is not None), text, pos

    def valueFromText(self, text: str) -> int:
        typed = _GROUPS.sub("", _bare(self, text))
        return int(typed) if re.fullmatch(r"[+-]?\d{1,9}", typed) else self.value()

    def fixup(self, text: str) -> str:
        # Qt takes the sign that groups digits out: 0.25 would be 25 under German.
        return text


def _bare(field: QSpinBox | QDoubleSpinBox, text: str) -> str:
    """Return what was typed, without the field's unit."""
    return text.removeprefix(field.prefix()).removesuffix(field.suffix()).strip()


def _state(is_within: bool) -> QValidator.State:
    return QValidator.State.Acceptable if is_within else QValidator.State.Intermediate


def _begun(is_begun: bool) -> QValidator.State:
    return QValidator.State.Intermediate if is_begun else QValidator.State.Invalid
