"""Every number field of the window reads a comma and a point alike, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QDateTimeEdit
from pytestqt.qtbot import QtBot

from steph_desktop.ui.kit.numbers import DecimalField, WholeField
from steph_desktop.ui.pages.models.models_page import ImportDialog
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.page_stack import page_specs

LOCALES = ("de_DE", "en_US", "C", "fr_FR", "ar_EG")


@pytest.fixture(params=LOCALES)
def language(request: pytest.FixtureRequest) -> Iterator[QLocale]:
    before = QLocale()
    chosen = QLocale(request.param)
    QLocale.setDefault(chosen)
    yield chosen
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("most", "words", "value"),
    [(10.0, "1,234", 1.234), (5000.0, "1.234", 1.234), (5.0, "12,5", 0.5)],
)
def test_a_field_takes_what_can_only_be_one_number(
    qtbot: QtBot, most: float, words: str, value: float
) -> None:
    field = DecimalField()
    qtbot.addWidget(field)
    field.setKeyboardTracking(False)  # only the whole of it counts
    field.setDecimals(3)
    field.setRange(0, most)
    field.setValue(0.5)
    _type(field, words)
    assert field.value() == value
    field.setRange(0, 5000)
    assert field.validate("1,234", 5)[0] is QValidator.State.Intermediate, "it may be two"


def _all_fields(qtbot: QtBot, window: MainWindow) -> list[QAbstractSpinBox]:
    for number in range(len(page_specs())):
        window.pages.turn_to(number)
        qtbot.wait(1)
    dialog = ImportDialog(window, "model.pth")
    qtbot.addWidget(dialog)
    found = [*window.findChildren(QAbstractSpinBox), *dialog.findChildren(QAbstractSpinBox)]
    return [field for field in dict.fromkeys(found) if not isinstance(field, QDateTimeEdit)]


def test_every_number_field_of_the_window(
    qtbot: QtBot, language: QLocale, window: MainWindow
) -> None:
    fields = _all_fields(qtbot, window)
    decimals = [field for field in fields if isinstance(field, DecimalField)]
    whole = [field for field in fields if isinstance(field, WholeField)]
    assert len(decimals) >= 3 and len(whole) >= 6
    assert len(decimals) + len(whole) == len(fields), "a number field of Qt's own"
    for field in decimals:
        field.setLocale(language)
        value = _a_value_of(field)
        for point in ".,":
            field.setValue(field.maximum())
            _type(field, f"{value:.3f}".replace(".", point))
            assert field.value() == pytest.approx(value, abs=1e-9), (field.accessibleName(), point)
            assert field.text().count(language.decimalPoint()) <= 1
    for field in whole:
        if field.minimum() == field.maximum():
            continue  # nothing can be chosen yet
        field.setLocale(language)
        field.setValue(field.minimum())
        _type(field, str(field.minimum() + 1))
        assert field.value() == field.minimum() + 1, field.accessibleName()
        _type(field, "0.25")  # neither 0 nor 25
        assert field.value() in {field.minimum() + 1, field.minimum()}, field.accessibleName()


def _a_value_of(field: DecimalField) -> float:
    low, high = field.minimum(), field.maximum()
    return round(low + (high - low) * 0.1 + 0.001, 3) if high - low > 0.02 else low


def _type(field: QAbstractSpinBox, words: str) -> None:
    field.blockSignals(True)  # what it steers may set it back: there is no case here
    edit = field.lineEdit()
    edit.selectAll()
    QTest.keyClicks(edit, words)
    field.interpretText()


def test_the_pixel_size_of_a_case(qtbot: QtBot, language: QLocale, window: MainWindow) -> None:
    page = window.inspector.case_page
    for words in ("0.25", "0,25"):
        page.mpp_field.setLocale(language)
        page.mpp_field.setText(words)
        with qtbot.waitSignal(page.mpp_stated) as told:
            page._state_mpp()
        assert told.args == [0.25]
    page.mpp_field.setText("1,234")
    page._state_mpp()
    assert "may be 1.234 or 1234" in page.mpp_wrong.text()


def test_nobody_makes_a_number_field_of_qts_own(repository: Path) -> None:
    found = [
        path.name
        for path in (repository / "steph_desktop").rglob("*.py")
        # The abstract class is nobody's field: what a key belongs to is asked by it.
        if re.search(r"\bQ(Double)?SpinBox", path.read_text(encoding="utf-8"))
        and path.name != "numbers.py"
    ]
    assert not found
