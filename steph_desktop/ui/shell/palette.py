"""Find anything by typing: a case, a page, a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column
from steph_desktop.ui.kit.widgets import text, text_field

_MAX_SHOWN = 12
_WIDTH_PX = 520
_TOP_PX = 48
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
# Other words by which commands are found.
_ALSO = {
    "Guide": "help manual documentation tutorial", "Keys": "shortcuts keyboard hotkeys help",
    "Dark": "theme colours mode night", "Light": "theme colours mode day",
    "Colours of the system": "theme dark light", "Glossary": "help words terms",
    "A tour of the demo": "help first steps", "Settings…": "preferences options device reviewer",
    "Support bundle…": "help logs problem", "About STEPH Desktop": "help version licence cite",
}  # fmt: skip


class EntryKind(Enum):
    """What an entry leads to, in the list's words."""

    CASE = "case"
    PAGE = "page"
    COMMAND = "command"


@dataclass(frozen=True)
class Entry:
    """Something that can be found."""

    words: str  # by which it is found and listed
    kind: EntryKind  # what it is
    choose: Callable[[], object]  # what happens when it is chosen
    detail: str = ""  # shown behind the words: a key, or a case's state
    also: str = ""  # other words by which it is found

    @property
    def findable(self) -> str:
        """All words by which it is found."""
        kind = self.kind.value
        # English words find it too, in any language: manuals and colleagues use them.
        return f"{self.words} {tr(kind)} {kind} {tr(self.also)} {self.also}".casefold()


def command_entries(actions: Iterable[QAction]) -> list[Entry]:
    """Return the commands that can be given now, each with its key."""
    return [
        Entry(
            action.text().rstrip("…"),
            EntryKind.COMMAND,
            action.trigger,
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            _ALSO.get(action.text(), ""),
        )
        for action in actions
        if action.isEnabled() and action.isVisible()
    ]


def find(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Return the entries that contain every word typed, those that start with them first."""
    parts = typed.casefold().split()
    held = [entry for entry in entries if all(part in entry.findable for part in parts)]
    whole = typed.casefold().strip()

    def rank(entry: Entry) -> int:
        words = entry.words.casefold()
        if words.startswith(whole):
            return 0
        return 1 if any(word.startswith(whole) for word in words.split()) else 2

    return sorted(held, key=rank)


class Palette(QFrame):
    """A field and a short list under it; it closes when something is chosen, or on Escape.

    The entries are asked for each time it opens.
    """

    def __init__(self, parent: QWidget, entries: Callable[[], Sequence[Entry]]) -> None:
        # A child, not a popup: a popup takes the keyboard from the whole screen.
        super().__init__(parent)
        self.setObjectName("card")
        self.hide()
        self._window = parent
        self._entries = entries
        self._known: Sequence[Entry] = ()
        self._shown: list[Entry] = []
        words = "Find a case, a page or a command"
        self.field = text_field(words, hint=words)
        self.field.textChanged.connect(self._list)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.rows = QListWidget()
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setAccessibleName(tr("What was found"))
        self.rows.itemClicked.connect(self._choose)
        self.nothing = text("No match.", name="muted")
        column(self, self.field, self.rows, self.nothing, margin=8, spacing=-1)

    def open(self) -> None:
        """Show the palette, empty, in the middle of the window's upper part."""
        self._known = tuple(self._entries())
        self.field.clear()
        self._list("")
        width = min(_WIDTH_PX, self._window.width() - 40)
        self.setFixedWidth(width)
        self.move((self._window.width() - width) // 2, _TOP_PX)
        self.raise_()
        self.show()
        self.adjustSize()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.FocusOut:
            self.hide()
        elif watched is self.field and isinstance(event, QKeyEvent):
            is_press = event.type() is QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Escape:
                self.hide()
                self._window.setFocus()
                return True
            if is_press and Qt.Key(event.key()) in _LIST_KEYS and self._shown:
                step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
                self.rows.setCurrentRow((self.rows.currentRow() + step) % len(self._shown))
                return True
        return super().eventFilter(watched, event)

    def _list(self, typed: str) -> None:
        self._shown = find(self._known, typed)[:_MAX_SHOWN]
        self.rows.clear()
        for entry in self._shown:
            tail = f"   {tr(entry.detail)}" if entry.detail else ""
            self.rows.addItem(QListWidgetItem(f"{entry.words}   · {tr(entry.kind.value)}{tail}"))
        self.rows.setVisible(bool(self._shown))
        self.nothing.setVisible(not self._shown)
        if self._shown:
            self.rows.setCurrentRow(0)
            self.rows.setFixedHeight(self.rows.sizeHintForRow(0) * len(self._shown) + 6)
        self.adjustSize()

    def _choose(self) -> None:
        if self._shown:  # one of them is always the current one
            chosen = self._shown[self.rows.currentRow()]
            self.hide()
            chosen.choose()
