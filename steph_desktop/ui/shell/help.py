"""Help: the guide, the glossary, the keys, and what this program is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QAction, QImage, QKeySequence, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QPlainTextEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.resources import resource_path
from steph_desktop.ui.kit.language import spoken, tr
from steph_desktop.ui.kit.layouts import column, in_row, lay
from steph_desktop.ui.kit.widgets import Fits, Later, button, heading, no_larger_than_screen, text

KEYS_TITLE = "Keys"
GLOSSARY_TITLE = "Glossary"
MODELS_TITLE = "Where a model comes from"
_CITATIONS = (
    "If you use STEPH Desktop in your work, please cite the method:\n\n"
    "STEPH, sparse task vector mixup for survival prognosis from whole-slide images: "
    "arXiv 2603.10526.\n\n"
    "ABMIL: M. Ilse, J. M. Tomczak, M. Welling, Attention-based deep multiple instance learning, "
    "ICML 2018.\n\n"
    "OpenSlide: A. Goode et al., OpenSlide: a vendor-neutral software foundation for digital "
    "pathology, J Pathol Inform 2013; 4: 27."
)
_ASK = (
    "Where to ask: write to whoever gave you the program, with a support bundle (Help menu). It "
    "holds versions, settings and logs, and no patient, case, slide, reviewer or folder."
)
_PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")
# Keys that belong to no command, and what they do.
_VIEWER_KEYS = (
    ("0", "Whole slide"), ("+", "Closer"), ("-", "Farther"), ("1", "1.25x; 2 to 6 for the others"),
    ("Space", "Next unreviewed case, from the slide or the list"),
)  # fmt: skip


def _guide_folder() -> Path:
    """Return where the guide lies in the window's language, or in English if it is not there."""
    own: Path = resource_path("guide") / spoken()
    return own if own.is_dir() else own.parent


def guide_pages() -> tuple[tuple[str, str], ...]:
    """Return title and Markdown of the guide's pages, in order."""
    paths = sorted(_guide_folder().glob("*.md"))
    pages = [path.read_text(encoding="utf-8") for path in paths]
    return tuple((words.splitlines()[0].removeprefix("# "), words) for words in pages)


def keys_page(actions: Sequence[QAction]) -> str:
    """Return the sheet of keys as Markdown, from the commands themselves."""
    native = QKeySequence.SequenceFormat.NativeText
    rows = [
        (action.shortcut().toString(native), action.text().rstrip("…").replace("&", ""))
        for action in actions
        if not action.shortcut().isEmpty()
    ]
    rows += [(QKeySequence(key).toString(native) or key, tr(words)) for key, words in _VIEWER_KEYS]
    lines = [f"| {key.replace('|', '')} | {words} |" for key, words in sorted(set(rows))]
    return "\n".join([f"# {tr(KEYS_TITLE)}", "", tr("| key | what it does |"), "|---|---|", *lines])


class GuideBrowser(Fits, QTextBrowser):
    """A page of the guide; its pictures are no wider than there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._page, self._room_px = "", 0
        self._fit_later = Later(self._fit, self)

    def show_page(self, markdown: str) -> None:
        """Show a page, from its beginning."""
        self._page, self._room_px = markdown, self._room()
        self.setMarkdown(markdown)  # which forgets the pictures of the page before
        document, kind = self.document(), QTextDocument.ResourceType.ImageResource
        for name in _PICTURE.findall(markdown):
            picture = QImage(str(_guide_folder() / name))
            if picture.width() > self._room_px:
                sharp = self.devicePixelRatioF()
                width = min(picture.width(), round(self._room_px * sharp))
                smooth = Qt.TransformationMode.SmoothTransformation
                picture = picture.scaledToWidth(width, smooth)
                # Sharp on a fine screen, and yet no wider than the room.
                picture.setDevicePixelRatio(picture.width() / self._room_px)
            document.addResource(kind.value, QUrl(name), picture)
        document.markContentsDirty(0, document.characterCount())

    def _room(self) -> int:
        """Return the width of a picture that stands in a list."""
        bar, document = self.verticalScrollBar(), self.document()
        # The bar may come with the pictures: they leave room for it.
        spare = 0 if bar.isVisible() else bar.sizeHint().width()
        edges = 2 * document.documentMargin() + document.indentWidth()
        return max(1, self.viewport().width() - spare - round(edges))

    def _fit(self) -> None:
        if self._page and self._room() != self._room_px:
            place = self.verticalScrollBar().value()
            self.show_page(self._page)
            self.verticalScrollBar().setValue(place)

    def fit(self) -> None:
        self._fit_later.ask()


class HelpWindow(QDialog):
    """The guide, page by page, with a list of its pages."""

    def __init__(self, parent: QWidget, keys: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self._pages = [*guide_pages(), (tr(KEYS_TITLE), keys)]
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages of the guide"))
        self.list.setFixedWidth(210)
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self.list.addItems([title for title, _ in self._pages])
        self.browser = GuideBrowser()
        self.browser.setAccessibleName(tr("Guide"))
        # Only the program's own words are shown here, and no link is followed.
        self.browser.setOpenLinks(False)
        self.browser.setSearchPaths([str(_guide_folder())])
        self.list.currentRowChanged.connect(self._show)
        close = button("Close", self.close, primary=True)
        pages = in_row(self.list, (self.browser, 1))
        lay(QVBoxLayout(self), (pages, 1), (close, Qt.AlignmentFlag.AlignRight))
        self.resize(no_larger_than_screen(QSize(860, 600)))
        self.list.setCurrentRow(0)

    def turn_to(self, title: str) -> None:
        titles = [name for name, _ in self._pages]
        # A page is asked for by its English title, or by the one that `guide_pages` gave.
        self.list.setCurrentRow(titles.index(title if title in titles else tr(title)))
        self.show()
        self.raise_()
        self.browser.setFocus()

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._pages):
            self.browser.show_page(self._pages[row][1])


class AboutDialog(QDialog):
    """What this program is, what it is not for, what it builds on, and what to cite."""

    def __init__(self, parent: QWidget, packages: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About STEPH Desktop"))
        research = text(RESEARCH_USE, name="research", wraps=False)
        self.browser = QPlainTextEdit()
        self.browser.setReadOnly(True)
        self.browser.setAccessibleName(tr("Versions, licences and citations"))
        words = [tr(_CITATIONS), "", tr(_ASK)]
        if packages:
            words += ["", tr("It stands on:")]
        words += [f"{name} {version}: {tr(licence)}" for name, version, licence in packages]
        self.browser.setPlainText("\n".join(words))
        column(
            self, heading(f"STEPH Desktop {__version__}", 1.3),
            text("Whole-slide survival prognosis with STEPH. Licence: Apache-2.0."), research,
            (self.browser, 1),
            (button("Close", self.close, primary=True), Qt.AlignmentFlag.AlignRight), margin=18,
            spacing=10,
        )  # fmt: skip
        self.resize(no_larger_than_screen(QSize(620, 560)))
