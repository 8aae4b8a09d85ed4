"""Number fields that read a comma and a point alike, whatever the language of the system.

A typed "0.25" must not become 25 or 2 because the system writes "0,25". They show a point, as all
figures of the window do.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

from steph_desktop.core.written_numbers import readings

_GROUPS = re.compile(r"[\s\u00a0\u2007\u2009\u202f'\u2019_]")
_BEGUN = re.compile(r"[+-]?[\d.,]*(e[+-]?\d*)?", re.IGNORECASE)


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
        if readings(typed):
            return _state(self._meant(typed) is not None), text, pos
        return _begun(_BEGUN.fullmatch(_GROUPS.sub("", typed)) is not None), text, pos

    def valueFromText(self, text: str) -> float:
        value = self._meant(_bare(self, text))
        return self.value() if value is None else round(value, self.decimals())

    def _meant(self, typed: str) -> float | None:
        """Return the only number within the field's limits that this may be."""
        within = [v for v in readings(typed) if self.minimum() <= v <= self.maximum()]
        return within[0] if len(within) == 1 else None


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
