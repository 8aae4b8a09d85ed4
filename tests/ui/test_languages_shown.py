"""Every page, menu and dialog in made-up languages: all words translated, none of them cut."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from check_samples import with_checks
from cohort_samples import fill_workspace
from fakes import FakeEngine, use_card
from language_walk import Found, painted, read
from languages import spoken
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from review_samples import NAMES, finished, make_lab
from window_walk import walk
from windows import opened_on, shown

from steph_desktop.case.report_content import compose
from steph_desktop.case.result import CasePictures, CaseRecord
from steph_desktop.ui.kit import language
from steph_desktop.ui.parts.report import report_pdf
from steph_desktop.ui.parts.report.report_pdf import draw_case_plots
from steph_desktop.ui.parts.report.report_sheet import Sheet

SIZES = ((1024, 700), (1366, 768))
PICTURES = os.environ.get("STEPH_LANGUAGE_PICTURES", "")
_KEPT = re.compile(r"%\d\d?|\(\*[^)]*\)|&(?=\w)|[^\W\d_]+", re.UNICODE)


def cjk(source: str) -> str:
    """Write a message in full-width signs, about 1.3 times as wide as its letters."""

    def told(word: re.Match[str]) -> str:
        text = word[0]
        if not text[0].isalpha():
            return text
        length = max(1, round(0.62 * len(text)))
        return "".join(chr(0x4E00 + (ord(c) * 37 + n) % 2000) for n, c in enumerate(text[:length]))

    return _KEPT.sub(told, source)


def rtl(source: str) -> str:
    """Write a message in Hebrew letters, sign by sign."""

    def told(word: re.Match[str]) -> str:
        text = word[0]
        if not text[0].isalpha():
            return text
        return "".join(chr(0x05D0 + ord(letter.lower()) % 27) for letter in text)

    return _KEPT.sub(told, source)


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    fill_workspace(tmp_path / "lab", 12)
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    return tmp_path / "lab"


def keeper(tongue: str, size: tuple[int, int]) -> Callable[[QWidget, str], None]:
    """Keep pictures where a folder was named for them."""

    def keep(widget: QWidget, name: str) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            widget.grab().save(f"{PICTURES}/{tongue}-{size[0]}-{name}.png")

    return keep


# What stays as it is in every language: what users own, names of the field, keys and units.
NAMES_OF_THE_FIELD = re.compile(
    r"Case [0-9A-Z]{2}-[0-9A-Z]{2}|[\w-]+\.(?:svs|steph|csv|pth)|Dr Ada Long-Name|\bdemo\b|\broot\b"
    r"|steph-brca(?:-test)?|STEPH Desktop|\b[A-Z]{3,9}\b"
    r"|\b(?:Ctrl|Shift|Alt|Return|Space|Esc|Del)\b"
    r"|effnet-lite0|Deutsch|English|\b(?:OK|Cancel|Close)\b|(?:sha256 )?[0-9a-f]{12,}…?|\((\w+)\)"
    r"|\((?:steph, BRCA)\)|\b\w+(?:_\w+)+\b"
)
_ENGLISH = re.compile(r"[A-Za-z]{3,}")


def english_in(found: Found) -> dict[str, str]:
    """Return the texts with English words in them, apart from names."""
    return {
        text: where
        for text, where in found.words.items()
        if _ENGLISH.search(NAMES_OF_THE_FIELD.sub("", text)) and "…-" not in text
    }


@pytest.mark.parametrize(("tongue", "rule"), [("cjk", cjk), ("rtl", rtl)])
def test_all_words_are_translated_and_fit(
    qtbot: QtBot, lab: Path, tongue: str, rule: Callable[[str], str]
) -> None:
    with spoken(rule, language.messages("de")):
        if tongue == "rtl":
            QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        with opened_on(qtbot, lab, FakeEngine()) as window:
            window.session.change_settings(reviewer="Dr Ada Long-Name")
            use_card(window.session)
            window.choose_case(NAMES[0])
            shown(qtbot, window, NAMES[0])
            for size in SIZES:
                found = walk(qtbot, window, size, keeper(tongue, size))
                assert len(found.words) > 500
                assert [*english_in(found).items()] == []
                assert found.clipped == {}
            # The page mirrors: the worklist stands at the side where reading begins.
            is_left = window.cases.mapTo(window, QPoint(0, 0)).x() < window.width() / 2
            assert is_left == (tongue == "cjk")


def test_german(qtbot: QtBot, lab: Path) -> None:
    language.speak("de")
    try:
        with opened_on(qtbot, lab, FakeEngine()) as window:
            window.session.change_settings(reviewer="Dr Ada Long-Name")
            use_card(window.session)
            window.choose_case(NAMES[0])
            shown(qtbot, window, NAMES[0])
            for size in SIZES:
                found = walk(qtbot, window, size, keeper("de", size))
                assert found.clipped == {}
                if PICTURES:
                    out = Path(PICTURES) / f"de-{size[0]}.txt"
                    lines = [f"{where}\t{text}" for text, where in found.words.items()]
                    cut = [f"CUT\t{where}\t{text}" for text, where in found.clipped.items()]
                    out.write_text("\n".join(lines + cut), encoding="utf-8")
    finally:
        language.speak("en")


@pytest.mark.parametrize("rule", [cjk, rtl])
def test_the_report_is_translated(qapp: QApplication, rule: Callable[[str], str]) -> None:
    result = with_checks(finished(3, "Case K7-QX"))
    grey = np.full((64, 64, 3), 120, np.uint8)
    pictures = CasePictures((grey,), (12.8,), (0, 1), (grey, grey))
    found, page = Found(), QImage(720, 1080, QImage.Format.Format_RGB32)
    with spoken(rule, language.messages("de")), painted(found, "report"):
        painter = QPainter(page)
        record = CaseRecord(result, pictures)
        sheet = Sheet(painter, QSizeF(680, 1020), lambda: None, 2)
        report_pdf._Case(record, compose(result), draw_case_plots(record)).paint(sheet)
        painter.end()
    assert len(found.words) > 60
    assert english_in(found) == {}


def test_english_that_stays_and_words_that_are_cut_are_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    left = QLabel("Save the report", root)
    narrow = QPushButton("Save the report", root)
    narrow.setGeometry(0, 40, 30, 24)
    root.resize(300, 100)
    root.show()
    found = Found()
    read(root, found, "root")
    assert left.text() in english_in(found)
    assert list(found.clipped) == [narrow.text()]
