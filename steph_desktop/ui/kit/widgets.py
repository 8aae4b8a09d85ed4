"""Small parts that the panels are made of."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QRectF,
    QSignalBlocker,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    Qt,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.ui.kit.explanations import explain, explanation
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import FlowLayout, column, discard, grid_layout, in_tab_order
from steph_desktop.ui.kit.theme import sized_font

IS_MAC = sys.platform == "darwin"
_KEYS = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*Ctrl\+(?:(?:Shift|Alt)\+)*")
_KEY_NAME = re.compile(r"\b(?:Ctrl|Shift|Alt)(?=\+)")
_SIGNS = {"Alt": "⌥", "Shift": "⇧", "Ctrl": "⌘"}
_GLASS = "#f7f7f8"
_HIGH_LETTERS = "ÄÖÜ"
WHAT_IF = "What if: not a result"
FIELD_WIDTH_PX = 560  # of a form's field, at most
_LATER_MS = 60
_FIELD_PX = 2  # of a box of choices, on which nothing is written
_USUAL_LINE_PX = 17  # height of a line of the usual letters
_MOST_ACROSS = 4  # patches in a line
_CAPTION = 0.85  # size of the letters below a patch
_PATCH_FRAME_PX = 18  # around the picture of a patch: gap, border and padding
_PASSES, _PASS_MS = 5, 8  # labels that wrap find their height in more than one pass
_PER_CENT = re.compile(r"(?<=\d) %")
_LONG_NAME, _PIECE = re.compile(r"\S{29,}"), re.compile(r".{14}")


def plain(words: str) -> str:
    """Return words that Qt shows as they are, in tooltips and message boxes too.

    Names come from files of others. Where Qt takes them for HTML it would load the pictures that
    they name, from a share with the user's credentials. With the invisible space that is put in
    here nothing in them is a tag.
    """
    if not Qt.mightBeRichText(words):
        return words
    return words.replace("<", "<\u200b").replace("&", "&\u200b")


def with_keys(words: str) -> str:
    """Return words that name keys as this system and language call them: ⌘, Strg for Ctrl."""
    words = tr(words)
    if not IS_MAC:
        return _KEY_NAME.sub(lambda key: QCoreApplication.translate("QShortcut", key[0]), words)
    return _KEYS.sub(
        lambda found: "".join(sign for key, sign in _SIGNS.items() if f"{key}+" in found[0]), words
    )


def text(
    words: str = "",
    *,
    name: str = "",
    factor: float = 1.0,
    bold: bool = False,
    wraps: bool = True,
    selectable: bool = False,
    tip: str = "",
) -> QLabel:
    """Make a label, of plain text only; `name` is its place in the style sheet."""
    label = QLabel(tr(words))
    label.setToolTip(plain(with_keys(tip)) if tip else explanation(words))
    # Names in it come from files of others, and may look like HTML.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setObjectName(name)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if factor != 1.0 or bold:
        label.setFont(sized_font(label.font(), factor, bold=bold))
    # Of some fonts the dots of a capital umlaut reach above the line, where they would be cut.
    metrics = label.fontMetrics()
    if -metrics.boundingRect(_HIGH_LETTERS).top() > metrics.ascent():
        label.setContentsMargins(0, 1, 0, 0)
    return label


def say(label: QLabel, words: str) -> None:
    """Show words on a label, which is hidden without any."""
    label.setText(tr(words))
    label.setVisible(bool(words))


def unbroken(words: str) -> str:
    """Keep a number and its per cent sign in one line."""
    return _PER_CENT.sub("\u00a0%", words)


def with_breaks(words: str) -> str:
    """Let long names break where a line ends: they would make a narrow panel wider than it is."""
    return _LONG_NAME.sub(lambda name: _PIECE.sub("\\g<0>\u200b", name[0]), words)


def heading(words: str, factor: float = 1.0, *, wraps: bool = True) -> QLabel:
    """Make a bold label."""
    return text(words, name="heading", factor=factor, bold=True, wraps=wraps)


def fact_name(words: str, *, factor: float = 1.0, wraps: bool = True) -> QLabel:
    """Make the name of a fact, which stands at the first line of what is said of it."""
    made = text(words, name="muted", factor=factor, wraps=wraps)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return made


def button(
    words: str,
    on_click: Callable[[], object] | None = None,
    *,
    primary: bool = False,
    name: str = "",
    tip: str = "",
) -> QPushButton:
    """Make a push button; `name` is its place in the style sheet."""
    made = QPushButton(tr(words))
    # Dots that promise a dialog would be read aloud.
    made.setAccessibleName(made.text().rstrip("…."))
    made.setToolTip(plain(with_keys(tip)) if tip else explanation(words))
    made.setObjectName("primary" if primary else name)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def make_primary(made: QPushButton, is_primary: bool) -> None:
    """Let a button look like what is next, or like any other."""
    made.setObjectName("primary" if is_primary else "")
    # The style sheet looks at a name once, when a widget is polished.
    made.style().unpolish(made)
    made.style().polish(made)


def tool(
    words: str,
    on_click: Callable[[], object] | None = None,
    *,
    name: str = "flat",
    tip: str = "",
    called: str = "",
    checkable: bool = False,
    takes_keys: bool = True,
) -> QToolButton:
    """Make a tool button; `called` is for screen readers, where its words do not name it.

    With `takes_keys` False a click leaves the keyboard where the user works; Tab still goes there.
    """
    made = QToolButton()
    if not takes_keys:
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setObjectName(name)
    made.setText(tr(words))
    made.setToolTip(plain(with_keys(tip)))
    made.setAccessibleName(tr(called or words))
    made.setCheckable(checkable)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def text_field(
    words: str,
    on_done: Callable[[], object] | None = None,
    *,
    hint: str = "",
    value: str = "",
    most: int = 0,
    is_wide: bool = True,
) -> QLineEdit:
    """Make a text field, explained by words; `on_done` is called once something was typed."""
    made = QLineEdit(value)
    explain(made, words)
    made.setPlaceholderText(tr(hint))
    if most:
        made.setMaxLength(most)
    if not is_wide:
        made.setMaximumWidth(FIELD_WIDTH_PX)
    if on_done is not None:
        made.editingFinished.connect(lambda: on_done())
    return made


def check_box(
    words: str, on_change: Callable[[], object] | None = None, *, is_on: bool = False, tip: str = ""
) -> QCheckBox:
    """Make a box to tick; `on_change` is called whoever ticks it."""
    made = QCheckBox(tr(words))
    made.setChecked(is_on)
    made.setToolTip(plain(tr(tip)))
    if on_change is not None:
        made.toggled.connect(lambda _on: on_change())
    return made


def progress_bar(called: str = "Progress") -> QProgressBar:
    """Make a bar without figures."""
    made = QProgressBar()
    made.setTextVisible(False)
    made.setAccessibleName(tr(called))
    return made


def show_progress(bar: QProgressBar, progress: Progress | None) -> None:
    """Set a progress bar; it keeps moving while the total is not known, and after it is reached.

    A bar that stands at its end says that something is done which still runs.
    """
    if progress is None or progress.total <= 0 or progress.done >= progress.total:
        bar.setRange(0, 0)
    else:
        bar.setRange(0, 1000)
        bar.setValue(round(1000 * progress.done / progress.total))


class NoWheel:
    """Leaves the wheel to the page that it scrolls with; named before the control's own class."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Over a closed list the wheel would change what is chosen, unseen.
        event.ignore()


class Fits:
    """Fits what it shows to its size as that changes; named before the widget's own class."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)  # type: ignore[misc]
        self.fit()

    def fit(self) -> None:
        """Use the room there is."""


class ResizeWatch(QObject):
    """Does something whenever a widget, on which it stands, has another size or comes on show.

    What floats over a widget is in none of its layouts, which would tell of that.
    """

    def __init__(self, watched: QWidget, action: Callable[[], object]) -> None:
        super().__init__(watched)
        self._action = action
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._action()
        return False


class ChoiceBox(NoWheel, QComboBox):
    """A list of choices whose entries may have values; the wheel scrolls the page, not these.

    Where the chosen words find no room they end with an ellipsis, and its tool tip has all of them.
    """

    def shown_words(self) -> str:
        """Return the chosen words as far as there is room for them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        box = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        words, metrics = option.currentText, self.fontMetrics()
        if metrics.horizontalAdvance(words) <= box.width():  # as wide as the box's own size hint
            return words
        end = Qt.TextElideMode.ElideRight
        return metrics.elidedText(words, end, box.width() - _FIELD_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_words()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        words = self.currentText()
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tip = self.toolTip()
            if self.shown_words() != words and plain(words) not in tip:
                said = "\n\n".join(filter(None, (words, tip)))
                QToolTip.showText(event.globalPos(), plain(said), self)
                return True
        return super().event(event)

    def fill(self, entries: Iterable[tuple[str, object]], chosen: object) -> None:
        """Offer these entries, words and value, and show the chosen one; nothing is emitted."""
        # A value that is its own words is a column of the user's table.
        entries = [(words if words == value else tr(words), value) for words, value in entries]
        known = [(self.itemText(n), self.itemData(n)) for n in range(self.count())]
        values = [value for _, value in entries]
        with QSignalBlocker(self):
            if known != entries:
                self.clear()
                for words, value in entries:
                    self.addItem(words, value)
            self.setCurrentIndex(values.index(chosen) if chosen in values else -1)


def choices(
    name: str,
    on_choice: Callable[[Any], object] | None = None,
    *,
    grows: bool = False,
    of: Iterable[Enum] = (),
) -> ChoiceBox:
    """Make a list of choices that stays narrow, or grows with its words.

    `on_choice` is given the value of the entry that the user chose. Entries may be the members `of`
    an enum whose values are words; the first is chosen.
    """
    policy = QComboBox.SizeAdjustPolicy
    made = ChoiceBox()
    made.setAccessibleName(tr(name))
    made.setToolTip(explanation(name))
    if on_choice is not None:
        # Not `currentIndexChanged`, which comes when the list is filled, too.
        made.activated.connect(lambda number: on_choice(made.itemData(number)))
        made.setMaximumWidth(FIELD_WIDTH_PX)
    made.setMinimumContentsLength(12)
    made.setIconSize(QSize(16, 0))  # none has an icon, whose room would make it higher than others
    made.setSizeAdjustPolicy(
        policy.AdjustToContents if grows else policy.AdjustToMinimumContentsLengthWithIcon
    )
    if grows:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    members = list(of)
    made.fill([(str(each.value), each) for each in members], next(iter(members), None))
    return made


class Later(QTimer):
    """Does something once, a moment after it was first asked for, however often it is asked."""

    def __init__(
        self, action: Callable[[], object], parent: QObject, wait_ms: int = _LATER_MS
    ) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(wait_ms)
        self.timeout.connect(action)

    def ask(self) -> None:
        """Do it soon."""
        # Not started anew by each asking: what is asked without end would never be done.
        if not self.isActive():
            self.start()


class SteadyArea(QScrollArea):
    """Scrolls; what the mouse points at stays there when a `Banner` comes or goes.

    A click goes where the eye was. The page scrolls by the height of the banner, past its ends if
    it must; it slides back once the mouse has left.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._held: tuple[QWidget, int] | None = None
        self._passes = 0
        self._pass = QTimer(self)
        self._pass.timeout.connect(self._settle)
        self._above_px = 0  # room above the content, where it would have to be scrolled below 0
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._content = content
        self.setWidget(content)

    def hold(self) -> None:
        """Keep what the mouse points at in its place while the content changes, once."""
        at = self.viewport().mapFromGlobal(QCursor.pos())
        if self._held is not None:
            self._hold_on()
            return
        if not self.isVisible() or not self.viewport().rect().contains(at):
            return
        if (part := self._content.childAt(self._content.mapFrom(self.viewport(), at))) is not None:
            self._held = part, part.mapTo(self.viewport(), QPoint(0, 0)).y()
            self._hold_on()

    def to_top(self) -> None:
        """Scroll to the top, as for another case: nothing is held."""
        self._let_go()
        self._slide_back()
        self.verticalScrollBar().setValue(0)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._let_go()
            self._slide_back()
        return super().viewportEvent(event)

    def _settle(self) -> None:
        held, self._passes = self._held, self._passes - 1
        if held is None or not isValid(held[0]) or not held[0].isVisible() or self._passes < 0:
            self._let_go()
            return
        # The next pass: a label that wraps learns its width first, then its height.
        self._pass.start(_PASS_MS)
        part, y_px = held
        bar = self.verticalScrollBar()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        # Layouts wait in events: without sending them the part is still in its old place.
        wanted = bar.value() + part.mapTo(self.viewport(), QPoint(0, 0)).y() - y_px
        if wanted == bar.value():
            return
        if wanted < 0:
            self._leave_room(-wanted)
        elif wanted > bar.maximum():
            self._content.setMinimumHeight(wanted + self.viewport().height())
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        bar.setValue(max(0, wanted))

    def _hold_on(self) -> None:
        self._passes = _PASSES
        self._pass.start(0)

    def _let_go(self) -> None:
        self._held = None
        self._pass.stop()

    def _slide_back(self) -> None:
        self._leave_room(-self._above_px)
        # What was added below its end so that it could be scrolled that far.
        self._content.setMinimumHeight(0)

    def _leave_room(self, more_px: int) -> None:
        layout = self._content.layout()
        if layout is not None and more_px:
            margins = layout.contentsMargins()
            margins.setTop(margins.top() + more_px)
            layout.setContentsMargins(margins)
            self._above_px += more_px


def scaled_px(px: int, widget: QWidget) -> int:
    """Return a width that was chosen for letters of the usual size, for the user's letters."""
    return round(px * max(1.0, widget.fontMetrics().height() / _USUAL_LINE_PX))


def no_larger_than_screen(wanted: QSize) -> QSize:
    """Return the size that a window opens with: what is wanted, or what the screen has."""
    if QGuiApplication.platformName() == "offscreen":  # its screen is made up, and small
        return wanted
    return wanted.boundedTo(QGuiApplication.primaryScreen().availableSize())


def scrolling(content: QWidget) -> SteadyArea:
    """Make a page that scrolls where it does not fit."""
    content.setObjectName("page")
    content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return SteadyArea(content)


def frame(name: str) -> QFrame:
    """Make a frame around what belongs together; `name` is its place in the style sheet."""
    made = QFrame()
    made.setObjectName(name)
    return made


class Banner(QFrame):
    """A coloured box with a sentence and, where something can be mended, the means to do so.

    Its kind, ``notice`` or ``alarm``, is its place in the style sheet. It is hidden until it says
    something.
    """

    def __init__(self, kind: str, words: str = "") -> None:
        super().__init__()
        self.setObjectName(kind)
        self._column = column(self, margin=10, spacing=8)
        self.label = text(words)
        self._column.addWidget(self.label)
        if not words:
            self.hide()

    def setVisible(self, visible: bool) -> None:
        around: QWidget | None = self
        # Whatever it is put into: a banner does not know the page that scrolls it.
        while around is not None and not isinstance(around, SteadyArea):
            around = around.parentWidget()
        if around is not None and visible is self.isHidden():
            around.hold()
        super().setVisible(visible)

    def say(self, words: str | StephError | None) -> None:
        """Say something; without anything to say it is hidden."""
        self.label.setText(tr("" if words is None else str(words)))
        self.setVisible(bool(self.label.text()))

    def add_row(self, *widgets: QWidget) -> None:
        """Append widgets side by side."""
        self._column.addLayout(FlowLayout(*widgets))

    def add(self, widget: QWidget) -> None:
        """Append a widget over the whole width."""
        self._column.addWidget(widget)


def error_paragraphs(error: StephError) -> str:
    """Return an error as paragraphs: what happened, to which file, what to do."""
    what = error.what if error.what.endswith((".", "?", "!")) else f"{error.what}."
    return "\n".join(part for part in (what, error.where, error.todo) if part)


class GoneBanner(Banner):
    """Says that a slide is not where it was, and offers to find it."""

    def __init__(self) -> None:
        super().__init__("alarm")
        self.is_wanted = False
        """Whether there is anything to say"""
        self.find_button = button("Find its folder…")
        self.file_button = button("Choose the file…")
        for each in (self.find_button, self.file_button):
            self.add_row(each)
        self.hide()

    def show_fault(self, vanished: StephError | None, *, may_mend: bool) -> None:
        """Show which slide is gone; nothing if none is."""
        self.find_button.setVisible(may_mend)
        self.file_button.setVisible(may_mend)
        self.is_wanted = vanished is not None
        where = vanished.where if vanished is not None else ""
        name = with_breaks(where or "The slide")
        self.say(
            f"{name} is not where it was. If its folder was moved or renamed, all slides in it are "
            "found again at once. If the file itself was renamed, choose it."
            if self.is_wanted
            else None
        )


class Gallery(Fits, QWidget):
    """Pictures of patches; a click flies there."""

    chosen = Signal(int)
    """Row of the bag."""

    def __init__(self, *, least_px: int = 40) -> None:
        super().__init__()
        self._least_px = least_px
        self._buttons: dict[int, QToolButton] = {}
        self._grid = grid_layout(self, across=4, down=4)

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(self._buttons)

    def show_patches(self, patches: Sequence[tuple[int, str]]) -> None:
        """Show patches by (row of the bag, caption); their pictures follow by `set_picture`."""
        for old in self._buttons.values():
            self._grid.removeWidget(old)
            discard(old)
        self._buttons = {}
        # In the place of each picture until it comes: without one, all below would move.
        blank = QPixmap(1, 1)
        blank.fill(Qt.GlobalColor.transparent)
        for place, (row, caption) in enumerate(patches):
            made = tool(
                caption, partial(self.chosen.emit, row), name="patch",
                tip="Show this patch on the slide", called=f"Patch {place + 1}, {caption}",
            )  # fmt: skip
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setIcon(blank)
            made.setFont(sized_font(self.font(), _CAPTION))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setMinimumWidth(self._least_px)
            self._buttons[row] = made
        self.fit()
        in_tab_order(self, tuple(self._buttons.values()))
        self.setVisible(bool(patches))

    def set_picture(self, row: int, image: QImage) -> None:
        """Show a patch's picture; a row that is no longer on show is passed over."""
        if (made := self._buttons.get(row)) is not None:
            made.setIcon(QPixmap.fromImage(image))

    def fit(self) -> None:
        """Put the patches in one line, or in two where it is narrow."""
        metrics = QFontMetrics(sized_font(self.font(), _CAPTION))
        texts = [metrics.horizontalAdvance(made.text()) for made in self._buttons.values()]
        least = max([self._least_px, *texts]) + _PATCH_FRAME_PX
        # Three and one would look as if a patch were missing.
        columns = _MOST_ACROSS if self.width() >= _MOST_ACROSS * least else _MOST_ACROSS // 2
        side = max(self._least_px, self.width() // columns - _PATCH_FRAME_PX)
        for place, made in enumerate(self._buttons.values()):
            self._grid.addWidget(made, place // columns, place % columns)
            made.setIconSize(QSize(side, side))
        # A grid keeps the stretch of columns that are empty now.
        for number in range(_MOST_ACROSS):
            self._grid.setColumnStretch(number, int(number < columns))


class ScaleStrip(QWidget):
    """A colour scale as a strip."""

    def __init__(self) -> None:
        super().__init__()
        self._rgba = np.zeros((0, 4), np.uint8)
        self.setFixedHeight(10)
        self.setAccessibleName(tr("Colour scale"))

    def show_colours(self, rgba: NDArray[np.uint8]) -> None:
        """Paint these colours from left to right, shape (n, 4), uint8."""
        self._rgba = rgba
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Glass lies under a map, in the dark theme too: its colours are read against that.
        painter.fillRect(self.rect(), QColor(_GLASS))
        count = len(self._rgba)
        for number, (red, green, blue, alpha) in enumerate(self._rgba.tolist()):
            left = self.width() * number / count
            right = self.width() * (number + 1) / count
            painter.fillRect(
                QRectF(left, 0, right - left, self.height()), QColor(red, green, blue, alpha)
            )


class ElidedLabel(QWidget):
    """One line of text that ends in dots where there is no room; the whole is in the tooltip."""

    def __init__(self, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._words = ""
        self._alignment = alignment
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setText(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(plain(words))
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(max(80, self.fontMetrics().horizontalAdvance(self._words)), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().text().color())
        words = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), self._alignment | Qt.AlignmentFlag.AlignVCenter, words)
