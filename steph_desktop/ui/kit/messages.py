"""What the window tells in passing: one place that moves nothing, a colour, an action, an end.

Whoever has something to say emits it as `notice`: a sentence, a `StephError`, or a `Message` where
there is more to it. `done` makes a message of success, `failed` one of a fault that can be tried
again, and `Ended` takes a message away once its cause is gone. Signals carry all of these, so
that what a part says goes through pages and parts unchanged::

    notice = Signal(object)
    self.notice.emit(done("The map is in map.png.", file=path))
    self.notice.emit(error)

What belongs to a case or a field, and stays as long as it is true, stands there as a `Banner`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import discard, in_row, lay
from steph_desktop.ui.kit.widgets import Later, ResizeWatch, button, text

_WIDEST_PX, _MARGIN_PX, _GAP_PX = 720, 14, 6
_LEAST_WORDS_PX = 300
_MOST = 3
# Read at a slow pace: what ends by itself stays this long, and longer the longer it is.
_LEAST_MS, _PER_LETTER_MS = 7000, 60
_TO_DECIDE = 2  # times as long where something can be done


class Tone(Enum):
    """What kind of message it is; each has a colour and a sign."""

    INFO = "information"
    DONE = "done"
    ATTENTION = "attention"
    FAULT = "fault"

    @property
    def sign(self) -> str:
        """The sign beside the words, for those who do not see colours."""
        return {"information": "i", "done": "✓", "attention": "!", "fault": "✕"}[self.value]

    @property
    def passes(self) -> bool:
        """Whether it ends by itself once it could be read."""
        return self in (Tone.INFO, Tone.DONE)


@dataclass(frozen=True)
class Message:
    """Something to tell."""

    words: str
    tone: Tone = Tone.INFO
    # What can be done about it, by the words on the button; done at most once.
    actions: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    # What it is about: a newer message of the same cause takes its place, `Ended` removes it.
    cause: Hashable = None
    can_dismiss: bool = True  # False where one of the actions must be chosen

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Ended:
    """The cause of earlier messages is gone, and they with it."""

    cause: Hashable


Said = str | StephError | Message | Ended


def done(
    words: str, *, file: Path | None = None, cause: Hashable = None, **actions: Callable[[], object]
) -> Message:
    """Say that something succeeded; a file that was written can be opened."""
    offered: dict[str, Callable[[], object]] = dict(actions)
    if file is not None:
        offered = {"Open": partial(open_file, file), "Show folder": partial(open_file, file.parent)}
    return Message(words, Tone.DONE, offered, cause)


def failed(
    error: StephError, *, again: Callable[[], object] | None = None, cause: Hashable = None
) -> Message:
    """Say what did not work, and offer to try again."""
    return Message(str(error), Tone.FAULT, {} if again is None else {"Try again": again}, cause)


def open_file(file: Path) -> None:
    """Open a file or a folder with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def message_of(said: Said) -> Message:
    """Return what was said as a message."""
    if isinstance(said, Message):
        return said
    if isinstance(said, StephError):
        return Message(str(said), Tone.FAULT)
    return Message(str(said))


def announce(where: QWidget, words: str, *, at_once: bool = False) -> None:
    """Let a screen reader say something that is not where its user is.

    `at_once` interrupts what is being read: for faults, and what needs an answer.
    """
    event = QAccessibleAnnouncementEvent(where, words)
    polite = QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if at_once else polite.Polite)
    QAccessible.updateAccessibility(event)


class _Plate(QFrame):
    ended = Signal()

    def __init__(self, message: Message, origin: Hashable) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setProperty("tone", message.tone.value)
        self.message, self.origin = message, origin
        sign = text(message.tone.sign, bold=True)
        sign.setObjectName("sign")
        sign.setAccessibleName(tr(message.tone.value))
        self.label = text(message.words, selectable=True)
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for words, action in message.actions.items():
            self._add(row, words, action)
        if message.can_dismiss:
            self._add(row, "Dismiss", None)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(12, 8, 8, 8)
        self._box.setSpacing(8)
        lay(self._box, (in_row(sign, (self.label, 1), spacing=8), 1), row)
        self._timer = Later(self._on_time, self)
        self.restart()

    def fit(self, width: int) -> int:
        """Take a width, with the buttons below the words where it is narrow; return the height."""
        narrow, wide = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        beside = sum(made.sizeHint().width() + 8 for made in self.buttons)
        self._box.setDirection(narrow if width - beside < _LEAST_WORDS_PX else wide)
        self.ensurePolished()
        self._box.invalidate()
        height = self._box.totalHeightForWidth(width)
        self.setFixedSize(width, height)
        return height

    def restart(self) -> None:
        """Stay as long as if it had been said just now."""
        if self.message.tone.passes and self.message.can_dismiss:
            shown_ms = max(_LEAST_MS, _PER_LETTER_MS * len(self.message.words))
            self._timer.start(shown_ms * (_TO_DECIDE if self.message.actions else 1))

    def _add(self, row: QHBoxLayout, words: str, action: Callable[[], object] | None) -> None:
        made = button(words, partial(self._choose, action))
        # A click must not take the keyboard from where the user works.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons.append(made)
        row.addWidget(made)

    def _choose(self, action: Callable[[], object] | None) -> None:
        self.ended.emit()
        if action is not None:
            action()

    def _on_time(self) -> None:
        # Not while somebody reads it, or is about to press a button.
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start(_LEAST_MS)
        else:
            self.ended.emit()


class MessagePlace(QWidget):
    """Where the window's messages stand: over the lower edge of the rectangle that `where` returns.

    It floats over the parent, the window's content, and nothing in that moves.
    """

    focus_lost = Signal()
    """A message that had the keyboard has ended."""

    def __init__(self, parent: QWidget, where: Callable[[], QRect]) -> None:
        super().__init__(parent)
        self._where = where
        self._plates: list[_Plate] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP_PX)
        self.setAccessibleName(tr("Messages"))
        ResizeWatch(parent, self.arrange)
        self.hide()

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is on show, the newest last."""
        return tuple(plate.message for plate in self._plates)

    @property
    def words(self) -> str:
        return "\n".join(message.words for message in self.messages)

    def say(self, said: Said, origin: Hashable = None) -> None:
        """Show something; what is on show already is not told twice.

        It ends when the user leaves its origin, see `leave`.
        """
        if isinstance(said, Ended):
            self.end(said.cause)
            return
        message = message_of(said)
        for plate in self._plates:
            if (plate.message.words, plate.message.tone) == (message.words, message.tone):
                plate.restart()
                return
        if message.cause is not None:
            self.end(message.cause)
        # The oldest that would end by itself makes room first; faults stay longest.
        while len(self._plates) >= _MOST:
            passing = [p for p in self._plates if p.message.tone.passes and p.message.can_dismiss]
            self._end((passing or self._plates)[0])
        plate = _Plate(message, origin)
        plate.ended.connect(partial(self._end, plate))
        self._plates.append(plate)
        self._column.addWidget(plate)
        self.show()
        self.arrange()
        announce(plate.label, plate.label.text(), at_once=not message.tone.passes)

    def end(self, cause: Hashable) -> None:
        """Remove what was said of a cause."""
        self._end_where(lambda plate: plate.message.cause == cause)

    def leave(self, origin: Hashable) -> None:
        """Remove what came from a part of the window that the user leaves."""
        self._end_where(lambda plate: plate.origin == origin and plate.message.can_dismiss)

    def clear(self) -> None:
        self._end_where(lambda _plate: True)

    def arrange(self) -> None:
        """Stand in place: the content may have another size, or another page be on show."""
        if not self._plates:
            return
        room = self._where()
        width = max(160, min(_WIDEST_PX, room.width() - 2 * _MARGIN_PX))
        heights = [plate.fit(width) for plate in self._plates]
        self.resize(width, sum(heights) + _GAP_PX * (len(heights) - 1))
        left = room.left() + (room.width() - width) // 2
        self.move(left, room.bottom() - self.height() - _MARGIN_PX)
        self.raise_()

    def _end_where(self, is_meant: Callable[[_Plate], bool]) -> None:
        # A list first: ending one takes it out.
        for plate in [plate for plate in self._plates if is_meant(plate)]:
            self._end(plate)

    def _end(self, plate: _Plate) -> None:
        if plate not in self._plates:
            return
        focus = self.window().focusWidget()
        had_focus = focus is not None and plate.isAncestorOf(focus)
        self._plates.remove(plate)
        # At once: it is deleted later, and would take room until then.
        self._column.removeWidget(plate)
        discard(plate)
        self.setVisible(bool(self._plates))
        self.arrange()
        if had_focus:
            self.focus_lost.emit()
