"""The window's language: finished English sentences in, sentences of that language out.

Sentences are written where they arise, the engine's and the window's alike, as plain English with
the values in them. What shows one asks for it in the window's language::

    label.setText(tr(f"{name} could not be read"))

`tr` knows the template of every sentence of the program (``%1 could not be read``), finds the one
that fits, has Qt translate it, and puts the values back. So a sentence that another process wrote,
or last year's workspace holds, is translated like one of now. In English it does nothing.

The templates are taken from the source by ``installers/languages.py`` and are the messages of the
``.ts`` files in ``resources/languages``; a language is there if its ``.qm`` is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from steph_desktop.resources import resource_path

CONTEXT = "STEPH"
"""The one context of all messages"""
ENGLISH = "en"
_PLACE = re.compile(r"%(\d\d?)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
# Where a text of several parts is taken apart, the widest parts first.
_SEAMS = (
    re.compile(r"(\n+)"),
    re.compile(r"((?<=[.!?]) +(?=[A-Z0-9“\"]))"),
    re.compile(r"( {2,}|\t| · | — | – | \| )"),
    re.compile(r"(; )"),
    re.compile(r"(: )"),
    re.compile(r"(, )"),
    re.compile(r"( \(|\)(?: |$))"),
)
_ITEMS = " · "  # between two of them
_BETWEEN_SENTENCES = re.compile(r"(\n+|(?<=[.!?]) +(?=[A-Z0-9“\"]))")
_MOST_SENTENCES = 8  # of one message
_WHOLE_SEAMS = 3  # what stands between the first of these is a text of its own
_END = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_STOPS = ".:;!?…"
_NAMED = re.compile(r"[\w-]+: ")  # begins with the file or case that it is about
_POINTS = " .,:;…·()"
_ORDINALS = {"%1st", "%1nd", "%1rd", "%1th"}
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])")
_MOST_CANDIDATES = 12
_MANY_LETTERS = 200


@dataclass(frozen=True)
class Translation:
    """A text in another language, and how many of its letters were found in the catalogue."""

    words: str
    covered: int = 0


@dataclass(frozen=True)
class Template:
    """A message with ``%1``, ``%2`` where values stand."""

    source: str
    is_bare: bool = False  # what it looks like without the points around it

    @cached_property
    def text(self) -> str:
        return self.source.strip(_POINTS) if self.is_bare else self.source

    @cached_property
    def own(self) -> str:
        """Its text without the values."""
        return _PLACE.sub("", self.text)

    @cached_property
    def letters(self) -> int:
        """How many letters are its own."""
        return len(_LETTER.findall(self.own))

    @cached_property
    def words(self) -> list[str]:
        """Its own words, those left out to which a value may be attached."""
        return _WORD.findall(re.sub(r"[^\W\d_]*%\d\d?[^\W\d_]*", " ", self.text))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What texts of this template look like."""
        return self._pattern("(.*?)")

    @cached_property
    def quoting_pattern(self) -> re.Pattern[str]:
        """The same, where what is quoted belongs to one value: a name may have a comma in it."""
        return self._pattern("((?:“[^”]*”|[^“])*?)")

    def _pattern(self, value: str) -> re.Pattern[str]:
        parts = _PLACE.split(self.text)
        made = [re.escape(part) if n % 2 == 0 else value for n, part in enumerate(parts)]
        if self.source in _ORDINALS:
            made[1] = r"(\d+)"  # any word may end as they do
        return re.compile("".join(made), re.DOTALL)

    def values(self, text: str) -> dict[str, str] | None:
        """Return the values in a text, by their numbers; None if it is not of this template."""
        found = (self.quoting_pattern if "“" in text else self.pattern).fullmatch(text)
        # A value that begins in one bracket and ends in another is two values and what is between.
        if found is None or any(value.count("(") != value.count(")") for value in found.groups()):
            return None
        return dict(zip(_PLACE.findall(self.text), found.groups(), strict=True))


class Catalogue:
    """All English messages of the program, and how texts made of them are told in another language.

    `translate` returns the message itself where there is no translation.
    """

    def __init__(self, sources: Iterable[str], translate: Callable[[str], str]) -> None:
        self._translate = translate
        self._exact: set[str] = set()
        self._bare: dict[str, str] = {}  # without the points around them
        templates = []
        for source in sources:
            if _PLACE.search(source):
                templates.append(Template(source))
                if source.strip(_POINTS) != source and source[0] in _POINTS:
                    templates.append(Template(source, is_bare=True))
            else:
                self._exact.add(source)
                self._bare.setdefault(source.strip(_POINTS), source)
        # Each template is looked up by the rarest of its words: few are then tried.
        counts = Counter(word for template in templates for word in set(template.words))
        self._by_word: dict[str, list[Template]] = defaultdict(list)
        for template in templates:
            anchor = min(template.words, key=lambda word: counts[word], default="")
            self._by_word[anchor].append(template)
        # A method that is cached would keep every catalogue that ever was.
        self.say = lru_cache(maxsize=8192)(self._say)
        self._told = lru_cache(maxsize=8192)(self._tell)
        # Most values of a text are those of several templates: each is looked up once.
        self._written = lru_cache(maxsize=8192)(self._message)

    def _say(self, text: str) -> str:
        said, letters = self._told(text, False), len(_LETTER.findall(text))
        # What others wrote, as on a model's card, is theirs: not a word here and there of it.
        is_theirs = letters > _MANY_LETTERS and said.covered < letters / 2
        return text if is_theirs else _GROUPED.sub(_with_spaces, said.words)

    def say_written(self, text: str) -> str:
        """Translate a text that is whole messages from end to end; leave any other as it is."""
        parts, said = _BETWEEN_SENTENCES.split(text), ""
        while parts:
            # The longest first: a message may be several sentences.
            for end in range(min(len(parts), 2 * _MOST_SENTENCES - 1), 0, -2):
                if (found := self._written("".join(parts[:end]))) is not None:
                    break
            else:
                return text
            said += found + "".join(parts[end : end + 1])
            parts = parts[end + 1 :]
        return said

    def _message(self, text: str) -> str | None:
        """Translate a single message, with values in it that are names, numbers or messages."""
        if text in self._exact or not text:
            return text and self._translate(text)
        for template, values in self.find(text) if len(_WORD.findall(text)) > 1 else ():
            if len(template.words) > 1 and (said := self._said_values(values)) is not None:
                return _filled(self._translate(template.source), said)
        return None

    def _said_values(self, values: Mapping[str, str]) -> dict[str, Translation] | None:
        """Translate the values of a message; None if one of them is somebody's own words."""
        said = {}
        # Names first: they are told apart at once, and messages are looked for in what is left.
        for number, value in sorted(values.items(), key=lambda each: len(each[1])):
            if (told := self._written(value)) is None and not _is_name(value):
                return None
            said[number] = Translation(told or value)
        return said

    def find(self, text: str) -> list[tuple[Template, dict[str, str]]]:
        """Return the templates that a text fits, with its values, the most fixed text first."""
        near = [*self._by_word[""]]
        for word in set(_WORD.findall(text)):
            near += self._by_word.get(word, ())
        # Of two that share their text, the one with fewer values.
        near.sort(key=lambda template: (-len(template.own), len(template.source)))
        found = []
        for template in near:
            if (values := template.values(text)) is not None:
                found.append((template, values))
                if len(found) == _MOST_CANDIDATES:
                    break
        return found

    def _tell(self, text: str, is_value: bool) -> Translation:
        """Translate a text as the parts of which most is known."""
        letters = len(_LETTER.findall(text))
        if not letters:
            return Translation(text)
        best = self._whole(text, is_value)
        if best.covered < letters:
            best = max(best, self._otherwise(text, is_value), key=lambda said: said.covered)
        for parts, are_values in self._parts(text) if best.covered < letters else ():
            told = [self._told(part, is_value or are_values) for part in parts]
            covered = sum(part.covered for part in told)
            if covered > best.covered:
                best = Translation("".join(part.words for part in told), covered)
            if covered >= letters:
                break
        return best

    def _whole(self, text: str, is_value: bool) -> Translation:
        """Translate a text that is a message, or is made of one."""
        letters = len(_LETTER.findall(text))
        if text in self._exact and (not is_value or _is_phrase(text)):
            return Translation(self._translate(text), letters)
        if text in self._bare and (not is_value or _is_phrase(text)):
            return Translation(self._translate(self._bare[text]).strip(_POINTS), letters)
        best = Translation(text)
        for template, values in self.find(text):
            # One word, as in "%1 left", belongs to what is next to it alone.
            if len(template.words) < 2 and any(_ITEMS in value for value in values.values()):
                continue
            told = {number: self._told(value, True) for number, value in values.items()}
            if (is_value or not template.words) and not _is_sure(template, values, told):
                continue
            covered = template.letters + sum(value.covered for value in told.values())
            if covered > best.covered:
                told_all = self._translate(template.source)
                told_all = told_all.strip(_POINTS) if template.is_bare else told_all
                best = Translation(_filled(told_all, told), covered)
        return best

    def _otherwise(self, text: str, is_value: bool) -> Translation:
        """Translate a text that begins with a capital where the source has none, or without one."""
        other = text[0].swapcase() + text[1:]
        if not is_value and not _NAMED.match(text):
            said = self._whole(other, False)
        elif is_value and text[0].islower() and other in self._exact:
            said = Translation(self._translate(other), len(_LETTER.findall(text)))
        else:  # a name
            return Translation(text)
        first = said.words[:1].upper() if text[0].isupper() else said.words[:1]
        return Translation(first + said.words[1:], said.covered)

    def _parts(self, text: str) -> Iterator[tuple[list[str], bool]]:
        """Take a text apart: by lines, sentences, items (these are values), without its points."""
        for number, seam in enumerate(_SEAMS):
            parts = seam.split(text)
            if len(parts) > 1:
                yield self._messages(parts), number >= _WHOLE_SEAMS
        bare = text.rstrip(_STOPS)
        if bare and bare != text:  # a bracket before them belongs to the words
            yield [bare, text[len(bare) :]], False
        found = _END.match(text)
        if found is not None and found[2] != text:
            yield [found[1], found[2], found[3]], False

    def _messages(self, parts: list[str]) -> list[str]:
        """Put parts together again that are one message, such as two sentences."""
        for begin in range(0, len(parts), 2):
            for end in range(len(parts), begin + 2, -2):
                whole = "".join(parts[begin:end])
                if whole in self._exact:
                    return [*parts[:begin], whole, *self._messages(parts[end:])]
        return parts


def _with_spaces(number: re.Match[str]) -> str:
    """Group digits by narrow spaces: a comma would be a decimal sign in most languages."""
    return number[0].replace(",", "\u202f")


def _is_phrase(text: str) -> bool:
    """Tell a message from a name: a single word with a capital may be a file's or a column's."""
    return len(_WORD.findall(text)) > 1 or text.islower()


def _is_name(value: str) -> bool:
    """Tell a name or a number from words of somebody's."""
    return " " not in value or not any(word.islower() for word in _WORD.findall(value))


def _is_sure(
    template: Template, values: Mapping[str, str], told: Mapping[str, Translation]
) -> bool:
    """Whether a value is a message, not a user's words that happen to fit one."""
    return len(template.words) > 1 or all(
        told[number].covered or not _LETTER.search(value) for number, value in values.items()
    )


def _filled(translation: str, values: dict[str, Translation]) -> str:
    return _PLACE.sub(
        lambda place: values[place[1]].words if place[1] in values else "", translation
    )


_catalogue: Catalogue | None = None
# Qt forgets a translator that nothing holds.
_installed: list[QTranslator] = []
_spoken = ENGLISH


def tr(text: str, /) -> str:
    """Return a text of the program in the window's language.

    Parameters
    ----------
    text : str
        In English, whole: one or more sentences, or the words of a control. What users own (names
        of files, comments) is shown without being asked for here.
    """
    return text if _catalogue is None else _catalogue.say(text)


def tr_written(text: str, /) -> str:
    """Return a text of a file in the window's language if the program wrote it, else as it is."""
    return text if _catalogue is None else _catalogue.say_written(text)


def languages() -> dict[str, str]:
    """Return the languages that the window speaks, by their codes, as they call themselves."""
    codes = [ENGLISH, *sorted(p.stem[6:] for p in resource_path("languages").glob("steph_*.qm"))]
    # Qt's name of English is that of one country's.
    names = {code: QLocale(code).nativeLanguageName().capitalize() or code for code in codes}
    return names | {ENGLISH: "English"}


def spoken() -> str:
    """Return the code of the language that the window speaks."""
    return _spoken


def chosen_language(setting: str) -> str:
    """Return the code of the language to speak: what was chosen, or the system's."""
    known = languages()
    wanted = [setting] if setting else QLocale.system().uiLanguages()
    return next((tag[:2] for tag in wanted if tag[:2] in known), ENGLISH)


def messages(code: str) -> list[str]:
    """Return the messages of a catalogue file, in English."""
    file = ElementTree.parse(resource_path("languages", f"steph_{code}.ts"))  # noqa: S314
    return [source.text or "" for source in file.iterfind("context/message/source")]


def speak(code: str) -> None:
    """Let the window speak a language from now on: what is shown already stays as it is."""
    global _spoken
    _spoken = code
    if code == ENGLISH:
        speak_by((), ())
        QApplication.setLayoutDirection(QLocale(ENGLISH).textDirection())
        return
    own, qts = QTranslator(), QTranslator()
    own.load(str(resource_path("languages", f"steph_{code}.qm")))
    path = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    qts.load(QLocale(code), "qtbase", "_", path)
    speak_by((qts, own), messages(code))
    QApplication.setLayoutDirection(QLocale(code).textDirection())


def speak_by(translators: Sequence[QTranslator], sources: Iterable[str]) -> None:
    """Translate these English messages from now on; the last translator is asked first."""
    global _catalogue
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed[:] = translators
    for translator in translators:
        QCoreApplication.installTranslator(translator)
    _catalogue = Catalogue(sources, _by_qt) if translators else None


def _by_qt(source: str) -> str:
    return QCoreApplication.translate(CONTEXT, source)
