"""Every page, menu and dialog in made-up languages: all words translated, none of them cut."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from cohort_samples import fill_workspace
from fakes import FakeEngine, use_card
from language_walk import Found, read, read_menu
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import opened_on, shown

from steph_desktop.ui.kit import language
from steph_desktop.ui.shell.help import AboutDialog
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.settings_dialog import SettingsDialog

PAGES = ("Review", "Cohort", "Survival", "Compare", "Train", "Models", "Audit")
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


def walk(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], keep: Callable[[QWidget, str], None]
) -> Found:
    """Read all pages, menus and dialogs."""
    found = Found()
    window.resize(*size)
    for menu in window.menuBar().actions():
        read_menu(menu.menu(), found, "menu bar")
    for name in PAGES:
        window.turn_to(name)
        qtbot.wait(150)
        read(window, found, name, partial(keep, name=name))
    dialogs: tuple[Callable[[], QWidget], ...] = (
        lambda: SettingsDialog(window, window.session.settings),
        lambda: AboutDialog(window, ()),
    )
    for make in dialogs:
        dialog = make()
        dialog.show()
        read(dialog, found, type(dialog).__name__, partial(keep, name=type(dialog).__name__))
        dialog.close()
        dialog.deleteLater()
    return found


def keeper(tongue: str, size: tuple[int, int]) -> Callable[[QWidget, str], None]:
    """Keep pictures where a folder was named for them."""

    def keep(widget: QWidget, name: str) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            widget.grab().save(f"{PICTURES}/{tongue}-{size[0]}-{name}.png")

    return keep


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
                if PICTURES:
                    out = Path(PICTURES) / f"de-{size[0]}.txt"
                    lines = [f"{where}\t{text}" for text, where in found.words.items()]
                    cut = [f"CUT\t{where}\t{text}" for text, where in found.clipped.items()]
                    out.write_text("\n".join(lines + cut), encoding="utf-8")
    finally:
        language.speak("en")
