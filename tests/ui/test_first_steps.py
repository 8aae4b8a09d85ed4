"""The first minutes: welcome, menus, help, settings, a file for who helps, and what can be seen."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import pytest
from fakes import FakeEngine, wait_until
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from steph_desktop.resources import resource_path
from windows import ME, opened_on, press, texts_of

from steph_desktop.case.slide_checks import ORGANS
from steph_desktop.core.diagnostics import log_bug
from steph_desktop.core.settings import AnchorTime, Settings, Theme, load_settings, save_settings
from steph_desktop.engine.support_bundle import dependencies, write_support_bundle
from steph_desktop.model.card import TCGA_CANCERS
from steph_desktop.ui.kit import language
from steph_desktop.ui.kit.theme import DARK, LIGHT, Colours
from steph_desktop.ui.parts import folders
from steph_desktop.ui.shell.help import GLOSSARY_TITLE, KEYS_TITLE, MODELS_TITLE, guide_pages
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.palette import find
from steph_desktop.ui.shell.settings_dialog import SettingsDialog


def test_the_first_page_offers_three_ways_after_the_notice(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as window:
        welcome = window.welcome
        assert welcome.isVisible() and welcome.size() == window.review.size()
        assert not welcome.slides.isEnabled()
        before = [made.pos() for made in welcome.findChildren(QPushButton)]
        press(welcome, "I understand")
        assert window.session.settings.accepted_notice and not welcome.understood.isEnabled()
        qtbot.wait(50)
        after = [made.pos() for made in welcome.findChildren(QPushButton)]
        assert after == before, "a second click meets what the first one met"
        assert all(made.isEnabled() for made in (welcome.slides, welcome.cohort))
        press(welcome, "Where does a real model come from?")
        assert window.help is not None and window.help.isVisible()
        assert "authors" in window.help.browser.toPlainText()
        window.help.close()
        press(welcome, "Build a cohort…")
        assert window.pages.currentWidget() is window.pages.made[window.pages.number_of("Train")]
        window.turn_to("Review")
        window.open_paths([slide])
        wait_until(qtbot, lambda: not welcome.isVisible())
        assert window.session.settings.recent == (slide,)
        window.review._remove(list(window.session.worklist.case_ids))
        wait_until(qtbot, welcome.isVisible)
        assert slide.name in texts_of(welcome)


def test_the_notice_is_accepted_once(qtbot: QtBot, tmp_path: Path) -> None:
    from steph_desktop.app import open_window

    for is_first in (True, False):
        window = open_window(tmp_path / "lab")
        qtbot.waitExposed(window)
        assert window.welcome.notice.isVisible() is is_first
        if is_first:
            press(window.welcome, "I understand")
            assert load_settings().accepted_notice
            window.use_demo_model()
            wait_until(qtbot, lambda window=window: window.session.card is not None)
        else:
            window.start([], demo=False)
            wait_until(qtbot, lambda window=window: window.session.card is not None)
        wait_until(qtbot, lambda window=window: not window.session.tasks.busy)
        window.close()
        window.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, slide: Path) -> MainWindow:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 1)
    with opened_on(qtbot, tmp_path / "lab", FakeEngine()) as made:
        yield made  # type: ignore[misc]


def test_every_command_is_in_a_menu_with_its_key(window: MainWindow) -> None:
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title()]
    titles = [menu.title().replace("&", "") for menu in menus]
    assert titles == ["File", "Case", "View", "Analyse", "Review", "Train", "Window", "Help"]
    placed: list[QAction] = [a for menu in menus for a in menu.actions() if not a.isSeparator()]
    assert len(placed) == len(set(placed)), "each stands in one place"
    missing = [a.text() for a in window.actions() if a not in placed]
    assert missing == []
    keys = [
        action.shortcut().toString()
        for action in (*window.actions(), *window.pane.actions())
        if not action.shortcut().isEmpty()
    ]
    assert sorted(keys) == sorted(set(keys)), "no key does two things"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("help", "Guide"), ("dark", "Dark"), ("shortcuts", "Keys"), ("preferences", "Settings"),
     ("licence", "About STEPH Desktop"), ("theme", "Light"), ("glossary", "Glossary")],
)  # fmt: skip
def test_the_palette_knows_other_words(window: MainWindow, typed: str, found: str) -> None:
    assert found in [entry.words for entry in find(window._entries(), typed)]


def test_the_guide_is_whole(window: MainWindow) -> None:
    pages = dict(guide_pages())
    assert {GLOSSARY_TITLE, MODELS_TITLE} < set(pages)
    for code in {*ORGANS, *TCGA_CANCERS}:
        assert re.search(rf"^\\| {code} \\|", pages[GLOSSARY_TITLE], re.MULTILINE), code
    for term in ("Hazard", "C-index", "Percentile", "Mixing ratio"):
        assert f"**{term}" in pages[GLOSSARY_TITLE]
    known = {
        action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for action in (*window.actions(), *window.pane.actions())
    }
    text = "\n".join(pages.values())
    for key in re.findall(r"Ctrl\\+\\w+", text):
        assert key in known, f"the guide names {key}"
    for picture in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text):
        assert not QImage(str(resource_path("guide", picture))).isNull(), picture
    window.open_help(KEYS_TITLE)
    assert window.help is not None
    shown = window.help.browser.toPlainText()
    assert "Ctrl+Return" in shown and "Analyse" in shown and "Blinded mode" in shown
    window.help.close()


@pytest.mark.parametrize("code", list(language.languages()))
def test_the_guide_is_there_page_for_page_in_every_language(code: str) -> None:
    english = guide_pages()
    language.speak(code)
    try:
        pages = guide_pages()
        titles = {title for title, _ in pages}
        assert {language.tr(GLOSSARY_TITLE), language.tr(MODELS_TITLE)} < titles
    finally:
        language.speak(language.ENGLISH)
    assert len(pages) == len(english)
    for (_, words), (_, source) in zip(pages, english, strict=True):
        for mark in (r"^## ", r"^\*\*[A-ZÄÖÜ]", r"^\d\. ", r"^- ", r"^\| "):
            told = [len(re.findall(mark, text, re.MULTILINE)) for text in (words, source)]
            assert told[0] == told[1], mark
        folder = resource_path("guide", *([code] if code != language.ENGLISH else []))
        for picture in re.findall(r"!\[[^]]+\]\(([^)]+)\)", words):
            assert not QImage(str(folder / picture)).isNull(), picture


def test_settings_are_in_one_place(window: MainWindow, tmp_path: Path) -> None:
    dialog = SettingsDialog(window, window.session.settings)
    assert dialog.changes() == {}
    dialog.theme.setCurrentIndex(dialog.theme.findData(Theme.DARK))
    dialog.reviewer.setText(f"  {ME} ")
    dialog.blinded.setChecked(True)
    dialog.anchor.setText(str(tmp_path))
    dialog.each.setCurrentIndex(dialog.each.findData(AnchorTime.DAY))
    window.apply_settings(dialog.changes())
    now = window.session.settings
    assert (now.theme, now.reviewer, now.blinded) == (Theme.DARK, ME, True)
    assert (now.anchor_folder, now.anchor_time) == (tmp_path, AnchorTime.DAY)
    assert window.session.worklist.is_blinded and window.commands.blinded.isChecked()
    dialog.deleteLater()


def test_about_names_what_it_stands_on(window: MainWindow) -> None:
    packages = {name: licence for name, _, licence in dependencies()}
    assert "UNKNOWN" not in packages.values()
    assert {"torch", "numpy", "h5py", "openslide-python"} <= packages.keys()
    assert not {"pytest", "ruff", "mypy"} & packages.keys(), "tools are no part of the program"
    window.show_about()
    (dialog,) = [w for w in QApplication.topLevelWidgets() if w.windowTitle().startswith("About")]
    words = dialog.browser.toPlainText()  # type: ignore[attr-defined]
    assert "2603.10526" in words and "torch" in words and "Where to ask" in words
    dialog.close()


def test_the_support_bundle_names_nobody(
    qtbot: QtBot, tmp_path: Path, slide: Path, allow_logs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "Dr MUELLER patients"
    make_lab(tmp_path / "lab", shelf, slide, 1)
    (shelf / "P-0-slide.svs").unlink()
    save_settings(
        Settings(
            reviewer=ME,
            last_folder=shelf,
            recent=(shelf / "P-0-slide.svs",),
            device="cpu",
            encoder_weights={"uni": shelf / "uni.bin"},
            default_model=shelf / "m.steph",
        )
    )
    try:
        raise ValueError(f"{shelf}/P-0-slide.svs is bad")
    except ValueError as error:
        log_bug(error)
    out = write_support_bundle(tmp_path / "help.zip", tmp_path / "lab")
    with zipfile.ZipFile(out) as archive:
        whole = "\n".join(archive.read(name).decode() for name in archive.namelist())
        settings = json.loads(archive.read("settings.json"))
        about = json.loads(archive.read("about.json"))
        workspace = json.loads(archive.read("workspace.json"))
        assert any(name.startswith("logs/") for name in archive.namelist())
    for name in ("MUELLER", "P-0", ME, "Ada", str(tmp_path), *NAMES):
        assert name not in whole, name
    assert settings["reviewer"] == "set" and settings["device"] == "cpu"
    assert set(settings) == {item.name for item in fields(Settings)}
    assert about["packages"]["torch"] and workspace["findings"] == {"fault, slides": 1}


def test_the_bundle_is_an_entry(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "choose_export", lambda *_: tmp_path / "s.zip")
    window.ask_support_bundle()
    wait_until(qtbot, lambda: "s.zip is written" in window.notice.words)


# Contrast, computed from the palette --------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = (
    ("ink", "panel"), ("ink", "field"), ("ink", "accent_wash"), ("text", "panel"),
    ("text", "ground"), ("text", "field"), ("muted", "panel"), ("muted", "ground"),
    ("muted", "field"), ("accent", "panel"), ("accent", "accent_wash"), ("on_accent", "accent"),
    ("notice", "notice_wash"), ("alarm", "alarm_wash"), ("alarm", "panel"), ("done", "panel"),
)  # fmt: skip
EDGES = tuple((edge, on) for edge in ("edge", "accent") for on in ("panel", "ground", "field"))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_controls_can_be_seen(colours: Colours) -> None:
    faint = {
        (ink, on): round(contrast(getattr(colours, ink), getattr(colours, on)), 2)
        for pairs, least in ((TEXT, 4.5), (EDGES, 3.0))
        for ink, on in pairs
        if contrast(getattr(colours, ink), getattr(colours, on)) < least
    }
    assert faint == {}
    assert contrast(replace(colours, edge=colours.line).edge, colours.panel) < 3, "it can fail"


def test_what_can_be_used_has_an_edge(repository: Path) -> None:
    """Fields, boxes, buttons and handles are drawn with a colour of at least 3 : 1."""
    style = (repository / "resources/style/window.qss").read_text("utf-8")
    for rule in (
        "QLineEdit, QComboBox",
        "QPushButton {",
        "QSlider::groove",
        "QScrollBar::handle:v",
    ):
        body = [part for part in style.split("}") if rule in part]
        assert any("@edge" in part for part in body), rule
