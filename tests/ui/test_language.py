"""The window's language: whole sentences are found by their templates, values are put back."""

from __future__ import annotations

import ast
import re
from functools import partial
from pathlib import Path

import pytest
from fakes import SIZE_PX
from languages import load_tool, spoken
from map_actions import order_of
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from steph_desktop.resources import resource_path

from steph_desktop import RESEARCH_USE, app
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Fit, JobStep, Phase
from steph_desktop.core.settings import Settings
from steph_desktop.engine.progress_words import fit_words, step_words
from steph_desktop.model.packs import read_card
from steph_desktop.ui.kit import language
from steph_desktop.ui.kit.language import Catalogue, Template, tr
from steph_desktop.ui.kit.theme import sized_font
from steph_desktop.ui.parts.case_panel.result_page import ResultPage
from steph_desktop.ui.parts.viewer.canvas import draw_unreadable
from steph_desktop.ui.parts.viewer.map_pictures import _Footer
from steph_desktop.ui.shell.help import AboutDialog, keys_page
from steph_desktop.ui.shell.settings_dialog import SettingsDialog

PLACE = re.compile(r"%(\d\d?)")
GERMAN = {
    "Open slides": "Schnitte öffnen",
    "%1 slide": "%1 Schnitt",
    "%1 slides": "%1 Schnitte",
    "%1 of %2 were read": "Gelesen: %1 von %2",
    "%1: %2 cannot be opened": "%2 von %1 lässt sich nicht öffnen",
    "The disk is full": "Der Datenträger ist voll",
    "Free some space and %1": "Schaffen Sie Platz, dann %1",
    "start again.": "noch einmal beginnen.",
    "%1 and %2": "%1 und %2",
    "For research. Not for care.": "Nur Forschung.",
    "Review": "Befund",
    "Find its folder…": "Ordner suchen…",
}


@pytest.fixture
def german() -> Catalogue:
    return Catalogue(GERMAN, lambda source: GERMAN[source])


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        ("Open slides", "Schnitte öffnen"),
        ("1 slide", "1 Schnitt"),
        ("3 slides of 5 were read", "Gelesen: 3 Schnitte von 5"),
        ("lab/1: a.svs cannot be opened", "a.svs von lab/1 lässt sich nicht öffnen"),
        # An error as it is shown: where, what, what to do.
        (
            "a.svs: The disk is full. Free some space and start again.",
            "a.svs: Der Datenträger ist voll. Schaffen Sie Platz, dann noch einmal beginnen.",
        ),
        ("Open slides\n3 slides", "Schnitte öffnen\n3 Schnitte"),
        # One message of two sentences, and another beside it.
        ("For research. Not for care. The disk is full", "Nur Forschung. Der Datenträger ist voll"),
        # What users own stays: a file may be called as a page is.
        ("Review: Review cannot be opened", "Review von Review lässt sich nicht öffnen"),
        ("this and that cannot be known", "this und that cannot be known"),
        ("brca-12.svs", "brca-12.svs"),
        ("0.613", "0.613"),
        ("", ""),
    ],
)
def test_a_sentence_is_found_by_message_and_values(
    german: Catalogue, english: str, translated: str
) -> None:
    assert german.say(english) == translated


def test_a_users_words_in_a_sentence_stay(german: Catalogue) -> None:
    # They fit "%1 and %2", but they are no message.
    said = german.say("case 1: tumour and stroma cannot be opened")
    assert said == "tumour and stroma von case 1 lässt sich nicht öffnen"


def test_what_somebody_wrote_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # Every "and", bracket and comma in it fits a message, and what is left fits others: without a
    # memory of what was looked up, the card of the demo took minutes to show.
    notes, looked_up = read_card(resource_path("demo", "model.steph")).notes, []
    german = Catalogue(language.messages("de"), lambda source: source)
    find = german.find

    def note(text: str) -> list[tuple[Template, dict[str, str]]]:
        looked_up.append(text)
        assert looked_up.count(text) == 1
        return find(text)

    monkeypatch.setattr(german, "find", note)
    assert german.say_written(notes) == notes
    assert looked_up


def test_what_a_job_does_and_how_long_is_said_in_german(qapp: QApplication) -> None:
    language.speak("de")
    try:
        said = tr("1 running · 2 waiting · 1 paused · at least 4 min left")
        assert said.startswith("1 in Arbeit · 2 in der Warteschlange · 1 pausiert · ")
        assert tr("1 running · 4 min left") == "1 in Arbeit · noch 4 min"
        assert tr(fit_words(Fit("MINE", "", 1, 42))) == "MINE allein, Fold 2"
        fitting = step_words(JobStep(Phase.FITTING, fit=Fit("MINE", "", 1, 42)))
        assert tr(fitting).endswith("MINE allein, Fold 2")
        assert tr("rounds of training") == "Trainingsrunden"
    finally:
        language.speak("en")


def test_english_costs_nothing(qapp: QApplication) -> None:
    text = "Open slides".replace("O", "O")
    assert tr(text) is text


def test_what_is_said_follows_the_language(qapp: QApplication) -> None:
    with spoken(str.upper, ["Open slides", "%1 was read"]):
        assert tr("Open slides") == "OPEN SLIDES"
        assert tr("a.svs was read") == "a.svs WAS READ"
    assert tr("Open slides") == "Open slides"


def test_the_systems_language_is_spoken_where_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(language.languages()) >= {"en", "de"}
    assert language.languages()["de"] == "Deutsch"
    assert language.chosen_language("de") == "de"
    assert language.chosen_language("xx") == "en"

    class German:
        @staticmethod
        def uiLanguages() -> list[str]:
            return ["xx-XX", "de-AT", "en"]

    monkeypatch.setattr(language.QLocale, "system", lambda: German)
    assert language.chosen_language("") == "de"


def test_german_is_spoken_from_the_files(qapp: QApplication) -> None:
    language.speak("de")
    try:
        assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
        assert len(language.messages("de")) > 2000
        # Qt's own words come with it.
        assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        language.speak("en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steph-brca-test", "steph-brca-test"),  # no ordinal, though it ends as one
        ("1st", "1."),
        ("82nd percentile", "82. Perzentil"),
        ("2,048 × 1,536 px", "2\u202f048 × 1\u202f536 px"),
        ("12,345,678", "12\u202f345\u202f678"),
        ("0.684, 1,5", "0.684, 1,5"),
    ],
)
def test_names_and_numbers_are_not_taken_for_others(
    qapp: QApplication, text: str, said: str
) -> None:
    language.speak("de")
    try:
        assert tr(text) == said
        assert tr(said) == said
    finally:
        language.speak("en")


def test_the_language_is_chosen_in_the_settings(qtbot: QtBot) -> None:
    dialog = SettingsDialog(None, Settings())  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    assert dialog.language.currentData() == ""
    dialog.language.setCurrentIndex(dialog.language.findData("de"))
    assert dialog.changes() == {"language": "de"}


def test_a_language_that_is_not_here_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(StephError, match=r"does not speak 'xx'.*en, de"):
        app.run([], workspace=tmp_path, language="xx")


def test_the_extractor_takes_whole_messages(repository: Path, tmp_path: Path) -> None:
    tool = load_tool(repository)
    package = tmp_path / "steph_desktop" / "ui"
    package.mkdir(parents=True)
    (package / "sample.py").write_text(
        '"""Not this one, a docstring."""\n'
        "def say(n, name, log):\n"
        "    many = 's' if n > 1 else ''\n"
        "    log.info('not this one either')\n"
        "    label.setText('Close')\n"
        "    label.setObjectName('not shown')\n"
        "    start('spawn', style='border-top:1px solid;padding:3px', order='(SELECT 1)')\n"
        "    columns = [(name, 'patient mrn pid patid person name')]\n"
        "    return f'{n} slide{many} of {name} ' 'were read' + (\n"
        "        '.' if n else ', all of them.')\n",
        encoding="utf-8",
    )
    assert list(tool.extract(tmp_path))[len(tool._MORE) :] == [
        "Close",
        "%1 slides of %2 were read.",
        "%1 slides of %2 were read, all of them.",
        "%1 slide of %2 were read.",
        "%1 slide of %2 were read, all of them.",
    ]


# The files -----------------------------------------------------------------------------------

HOW = "run: python installers/languages.py"


def test_every_message_of_the_source_is_in_every_language(repository: Path) -> None:
    tool = load_tool(repository)
    messages = tool.extract()
    assert len(messages) > 3000
    for path in sorted(tool.LANGUAGES.glob("steph_*.ts")):
        kept = tool.stored(path)
        assert sorted(kept) == sorted(messages), HOW
        assert [message for message in messages if not kept[message]] == [], "to be translated"
        assert tool.faults(kept) == []


def test_what_is_read_on_the_pages_is_german_to_the_end(repository: Path) -> None:
    tool = load_tool(repository)
    kept = tool.stored(tool.LANGUAGES / "steph_de.ts")
    say = language.Catalogue(kept, lambda source: kept[source]).say
    line = "slope 2.98 (2.17 to 3.79), the predictions are too cautious; 0.90 events observed for each expected (0.80 to 1.01)"  # noqa: E501
    told = [
        say(f"STEPH as published, calibration at 1 year: {line}. At 3 years: {line}."),
        say(f"1 year: {line}. 3 years: {line}. 5 years: {line}"),
        say("MINE, 30 patients: C-index 0.4 with “The sources alone, mixed”, 0.5 with “Your cohort "
            "alone”; difference -0.1 (95 % interval -0.3 to +0.1 over patients, not over "
            "trainings or seeds): better."),
        say("About 10 events per fold (19 in all).\nExpect wide intervals: differences between "
            "models will hardly show."),
        say("Median follow-up: 20 months with the event, 7.6 years without."),
    ]  # fmt: skip
    theirs = (
        "The true hazard and the patients of the folds test what STEPH draws on, over runs. " * 4
    )
    assert say(theirs) == theirs  # a card's own words are not translated here and there
    english = re.compile(r"\b(the|of|with|at|slope|events|years?|alone|better|without)\b", re.I)
    assert [words for words in told if english.search(words)] == []


# A term of the field, and the word that is not used for it beside another.
ONE_WORD = {
    "cut-off": "Schwellenwert", "label table": "Label-Tabelle", "…": " …",
    "each patch": "jedes Patch ",
    "on request": "auf Wunsch", "de-identified": "anonymisiert", "accession": "Zugangsnummer",
    "source cancer": "Quellkrebs", "review": "Review",
}  # fmt: skip


def test_a_term_has_one_word_in_german(repository: Path) -> None:
    tool = load_tool(repository)
    kept = tool.stored(tool.LANGUAGES / "steph_de.ts")
    assert [
        (message, told)
        for message, told in kept.items()
        for term, other in ONE_WORD.items()
        if term in message.lower() and other in told
    ] == []


def test_what_qt_reads_is_what_was_translated(repository: Path, qapp: QApplication) -> None:
    tool = load_tool(repository)
    for path in sorted(tool.LANGUAGES.glob("steph_*.ts")):
        translator = QTranslator()
        assert translator.load(str(path.with_suffix(".qm"))), HOW
        kept = tool.stored(path)
        other = [s for s, told in kept.items() if translator.translate("STEPH", s) != told]
        assert other == [], HOW


def test_a_lost_value_or_line_is_found(repository: Path) -> None:
    faults = load_tool(repository).faults
    assert faults({"%1 of %2": "%2 von %1", "a\nb": "c\nd", "new": ""}) == []
    assert len(faults({"%1 of %2": "%1 von", "a\nb": "c d"})) == 2


def test_every_template_is_found_again_with_its_values(repository: Path) -> None:
    """Fill each message with values, and see that it is taken for itself, with these values."""
    sources = language.messages("de")
    number = {source: n for n, source in enumerate(sources)}

    def key(source: str) -> str:
        return "|".join((f"<{number[source]}", *(p[0] for p in PLACE.finditer(source)), ">"))

    marked, others = Catalogue(sources, key), []
    for source in sources:
        # What has no word of its own stands around numbers alone: "4th", "3 y".
        probe = "q{}x" if Template(source).words else "7{}3"
        fill = partial(PLACE.sub, lambda place, probe=probe: probe.format(place[1]))
        if marked.say(fill(source)) != fill(key(source)):
            others.append(source)
    assert others == []


# Every display call --------------------------------------------------------------------------

# Calls of Qt that show their first texts, by their number. What the kit makes translates itself.
SHOWING = dict.fromkeys(
    (
        "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName",
        "setAccessibleDescription", "setTitle", "setPrefix", "setSuffix", "addItem", "addAction",
        "addMenu", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction",
        "QMenu", "addButton", "setSpecialValueText", "setInformativeText", "setPlainText",
        "setMarkdown", "setHtml",
    ),
    (0,),
) | {"addTab": (1,), "drawText": (-1,), "getText": (1, 2), "getOpenFileName": (1, 3),
     "getOpenFileNames": (1, 3), "getSaveFileName": (1, 3),
     "getExistingDirectory": (1,)}  # fmt: skip


def untranslated(source: str) -> list[str]:
    """Return the texts of a source that a display call shows without asking for a translation."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for number in SHOWING.get(name, ()):
            if -len(node.args) <= number < len(node.args):
                found += [f"{node.lineno}: {text}" for text in bare_texts(node.args[number])]
    return found


def bare_texts(node: ast.AST) -> list[str]:
    """Return the texts with words in an expression, outside of ``tr(...)``."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
        return []
    if isinstance(node, ast.Constant):
        words = isinstance(node.value, str) and re.search(r"[^\W\d_]{3,}", node.value)
        return [str(node.value)] if words else []
    if isinstance(node, ast.Compare | ast.Subscript):
        return []
    return [text for part in ast.iter_child_nodes(node) for text in bare_texts(part)]


def test_every_text_of_the_window_is_asked_for_in_its_language(repository: Path) -> None:
    found = {
        path.relative_to(repository).as_posix(): texts
        for path in sorted((repository / "steph_desktop" / "ui").rglob("*.py"))
        if (texts := untranslated(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_text_that_is_not_asked_for_is_found() -> None:
    source = "a.setText('Close it')\nb.setToolTip(plain(tr('Close') if x else f'{n} cases'))\n"
    assert untranslated(source) == ["1: Close it", "2:  cases"]
    assert untranslated("a.setText(tr('Close it'))\na.setText(f'{name}: {size} px')") == []


def test_what_the_program_is_stands_in_the_windows_language(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    language.speak("de")
    try:
        shown = AboutDialog(owner, [("numpy", "2.0", "see its own files")]).browser.toPlainText()
    finally:
        language.speak("en")
    assert "zitieren Sie bitte die Methode" in shown and "Wo Sie fragen" in shown
    assert "numpy 2.0" in shown and "own files" not in shown and "stands on" not in shown


def test_the_sheet_of_keys_is_in_the_windows_language(qapp: QApplication) -> None:
    language.speak("de")
    try:
        sheet = keys_page([])
    finally:
        language.speak("en")
    assert "Ganzer Schnitt" in sheet and "Whole slide" not in sheet


def test_what_is_measured_is_what_is_read(qtbot: QtBot, slide: Path) -> None:
    """Room for words is made by the words of the window's language, which may be longer."""
    page, order = ResultPage(), order_of(slide)
    qtbot.addWidget(page)
    narrow = _Footer(order, 1.0, SIZE_PX[0]).narrowest
    assert has_label(120)
    brief = {"Answer": "Beantwortung der Frage", "History": "Verlauf", "cannot be read": "W" * 60}
    said = {"History and provenance": "W" * 90, RESEARCH_USE: f"{RESEARCH_USE} {'W' * 90}", **brief}
    with spoken(lambda source: said.get(source, source), list(said)):
        page.resize(320, 600)
        page.fit()
        tabs = page.tab_group.buttons()
        assert [tab.text() for tab in tabs] == [brief["Answer"], brief["History"]]
        room = QFontMetrics(sized_font(page.font(), 1.0, bold=True))
        for tab in tabs:
            assert tab.minimumWidth() > room.horizontalAdvance(tab.text())
        assert _Footer(order, 1.0, SIZE_PX[0]).narrowest > narrow
        assert not has_label(120), "there is no room for so many letters"


def has_label(side_px: int) -> bool:
    """Paint a part of a slide that cannot be read; return whether it says so."""
    made = QImage(side_px, side_px, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    draw_unreadable(painter, made.rect())
    painter.end()
    row = (made.pixelColor(x, side_px // 2).name() for x in range(side_px))
    return "#1d2125" in row
