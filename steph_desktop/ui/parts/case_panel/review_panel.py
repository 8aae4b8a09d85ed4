"""The review of a case: verdict, comment, signature, earlier reviews, and the blinded estimate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSlider,
    QWidget,
)

from steph_desktop import RESEARCH_USE
from steph_desktop.case.disclosure import Disclosure
from steph_desktop.case.report_content import moment_words, row_words
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, grid_layout, in_row
from steph_desktop.ui.kit.theme import sized_font
from steph_desktop.ui.kit.widgets import (
    Banner,
    Fits,
    GoneBanner,
    button,
    heading,
    plain,
    say,
    text,
    text_field,
    with_breaks,
)
from steph_desktop.ui.parts.worklist.case_repository import CaseReviews
from steph_desktop.ui.parts.worklist.worklist import Case
from steph_desktop.workspace.audit_words import AuditLine
from steph_desktop.workspace.records import CaseStatus, Review, ReviewRow, Verdict

_MOST_ENTRIES = 12  # of the audit trail, beside the case
_BUTTON_PX = 14  # beside the words of a button
_LEAST_LETTERS = 0.75  # of their usual size, where words would be cut
_NOTE_LINES = 3  # while it is written; one at rest
_NOTE_EDGES_PX = 12  # above and below its lines, as those of a field of one line
_UNSIGNED = "Agree or disagree first, or call the slide unsuitable; then it can be signed."
_KEYS = "ADU"  # of the verdicts, in every language
_SIGN = "Sign the review, and go to the next case (S)"
_WITHHELD = (
    "The result is not shown, so there is nothing to agree with. Sign that the slide is "
    "unsuitable, or show the result first."
)
_READ_ONLY = "This workspace is open for reading only: reviews cannot be written here."
_NO_ESTIMATE = "This workspace is read-only here: an estimate cannot be kept, so nothing is shown."


@dataclass(frozen=True)
class Draft:
    """What was entered for a case and not saved yet."""

    verdict: Verdict | None = None
    group: RiskGroup | None = None
    comment: str = ""
    tags: str = ""

    @property
    def review(self) -> Review:
        """The review that it would be."""
        group = self.group.value if self.group is not None else None
        comment, tags = self.comment.strip(), tags_of(self.tags)
        return Review(verdict=self.verdict, comment=comment, tags=tags, own_risk_group=group)


def tags_of(words: str) -> tuple[str, ...]:
    """Return the comma-separated tags of a field, each once."""
    parts = (" ".join(part.split()) for part in words.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


class ChoiceButtons(Fits, QWidget):
    """Buttons side by side, of which at most one is pressed."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        # Arrow keys stay within a group. It is not exclusive: a second click releases a button.
        group = QButtonGroup(self)
        group.setExclusive(False)
        self.values = [value for _, value in choices]
        self.buttons: list[QPushButton] = []
        for words, _ in choices:
            made = QPushButton(tr(words))
            made.setObjectName("choice")
            made.setCheckable(True)
            # A screen reader would say the mark of the key.
            made.setAccessibleName(tr(words.replace("&", "")))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            # Less than its words need: `fit` writes them smaller where the panel is narrow.
            made.setMinimumWidth(40)
            made.clicked.connect(partial(self._on_click, made))
            group.addButton(made)
            self.buttons.append(made)
        in_row(*self.buttons, on=self, spacing=6)

    def fit(self) -> None:
        """Write smaller, down to a limit, where words would be cut."""
        # Measured in the usual letters: in smaller ones they would never grow again.
        usual, needed = self.font(), 0
        for made in self.buttons:
            made.setFont(usual)
            words = made.text().replace("&", "")
            needed += made.fontMetrics().horizontalAdvance(words) + _BUTTON_PX
        room = self.width() - 6 * (len(self.buttons) - 1)  # 6: the spacing of the row
        if needed > room > 0:
            smaller = sized_font(usual, max(_LEAST_LETTERS, 0.96 * room / needed))
            for made in self.buttons:
                made.setFont(smaller)

    @property
    def value(self) -> object:
        """What is pressed; None if nothing is."""
        pressed = (v for b, v in zip(self.buttons, self.values, strict=True) if b.isChecked())
        return next(pressed, None)

    def set_value(self, value: object) -> None:
        """Press a button, or none."""
        for made, own in zip(self.buttons, self.values, strict=True):
            made.setChecked(value is not None and own == value)

    def _on_click(self, pressed: QPushButton, _checked: bool = False) -> None:
        for made in self.buttons:
            made.setChecked(made is pressed and made.isChecked())
        self.changed.emit()


def group_choice() -> ChoiceButtons:
    """Make the buttons for the reviewer's estimate."""
    return ChoiceButtons([(group.value.capitalize(), group) for group in RiskGroup])


class NoteField(QPlainTextEdit):
    """A comment; Tab moves to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Comment"))
        self.setAccessibleName(tr("Comment"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(1)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # First: only after it the field knows whether it has the keyboard.
        taken = super().event(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._fit()
        return taken

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # letters are keys of the review again
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lines, bar = 1, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.hasFocus():
            lines, bar = _NOTE_LINES, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _NOTE_EDGES_PX)


class _NameButton(Fits, QPushButton):
    """The name that reviews are signed with, shortened to the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.setObjectName("link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(tr(f"Signing as {name}, change" if name else "Enter your name"))
        tip = f"Reviews are signed as {name}. Click to change it." if name else ""
        self.setToolTip(plain(tr(tip)))
        self.fit()

    def fit(self) -> None:
        """Say it in fewer words where there is less room; the tooltip has all of them."""
        metrics, room = self.fontMetrics(), max(30, self.width() - 8)
        forms = [tr("Enter your name…"), tr("Your name…")]
        if self._name:
            forms = [tr(f"Signing as {self._name} · change"), tr(f"as {self._name}"), self._name]
        fitting = (words for words in forms if metrics.horizontalAdvance(words) <= room)
        last = metrics.elidedText(forms[-1], Qt.TextElideMode.ElideRight, room)
        self.setText(next(fitting, last).replace("&", "&&"))


class ReviewPanel(Fits, QWidget):
    """The review section of a finished case."""

    save_requested = Signal(Review)
    sign_requested = Signal(Review)
    """Signed; the next case is wanted after it"""

    def __init__(self) -> None:
        super().__init__()
        self._case_id = ""
        self._drafts: dict[str, Draft] = {}
        self._shown: CaseReviews | None = None
        self._read_only = False
        self.hint = text(name="muted", factor=0.92)
        self.signed = Banner("well")
        self.reopen = button("Reopen…")
        self.signed.add_row(self.reopen)
        self._disclosure = Disclosure()
        words = ("&Agree", "&Disagree", "&Unsuitable")
        verdicts = (Verdict.AGREE, Verdict.DISAGREE, Verdict.UNSUITABLE)
        self.verdict = ChoiceButtons(list(zip(words, verdicts, strict=True)))
        self.verdict.buttons[-1].setToolTip(tr("The slide is unsuitable for a prognosis (U)"))
        self.verdict.buttons[-1].setAccessibleName(tr("Slide unsuitable"))
        tip = "Your own estimate of the risk, optional (E)"
        self.group_title = text("Own estimate", name="muted", factor=0.92, wraps=False, tip=tip)
        self.group = group_choice()
        self.note = NoteField()
        self.note.setToolTip(tr("Comment (N)"))
        self.tags = text_field("Tags", hint="Tags: a, b")
        self.who = _NameButton()
        self.save = button("Save", self._save)
        self.sign = button("&Sign and next", self._sign, primary=True)
        self.sign.setAccessibleName(tr("Sign and next"))
        # Stands on the tab of history and provenance.
        self.history = QWidget()
        self.no_history = text("Not reviewed yet.", name="muted", factor=0.92)
        self._history = grid_layout(down=6)
        parts = (heading("Reviews", 1.05), self.no_history, self._history)
        column(self.history, *parts, margin=0, spacing=6)
        # Stands in the head of the case.
        self.report = button(
            "Report…", name="link", tip="The de-identified PDF of this case (Ctrl+P)"
        )
        self._estimate = in_row(self.group_title, (self.group, 1), spacing=6)
        words_row = in_row((self.note, 3), (self.tags, 2), spacing=6)
        end = in_row((self.who, 1), self.save, self.sign, spacing=6)
        above = (self.signed, self.hint, self.verdict)
        column(self, *above, self._estimate, words_row, end, margin=0, spacing=6)
        # Every step of a review has one key; a text field keeps what is typed into it.
        verdict_keys = zip(_KEYS, self.verdict.buttons, strict=True)
        keys: dict[str, Callable[[], object]] = {key: made.click for key, made in verdict_keys}
        keys |= {"S": self.sign.click, "E": self.group.buttons[0].setFocus, "N": self.note.setFocus}
        for key, slot in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        fields = (self.verdict.changed, self.group.changed)
        for signal in (*fields, self.note.textChanged, self.tags.textChanged):
            signal.connect(self._on_input)
        self.show_case("", read_only=False)

    def fit(self) -> None:
        # Names of groups are not cut: with large letters their title stands above them.
        need = self.group_title.sizeHint().width() + self.group.sizeHint().width() + 6
        way = QBoxLayout.Direction
        self._estimate.setDirection(way.LeftToRight if need <= self.width() else way.TopToBottom)

    def show_case(
        self, case_id: str, *, read_only: bool, disclosure: Disclosure | None = None
    ) -> None:
        """Show a case with what was entered for it and not saved yet.

        Where its result is withheld, only the slide can be judged.
        """
        self._read_only = read_only
        self._disclosure = disclosure or Disclosure()
        if case_id != self._case_id:
            self._case_id = case_id
            self._shown = None
            self._fill(self._drafts.get(case_id, Draft()))
            self._clear_history()
        self._refresh()

    def show_reviews(self, reviews: CaseReviews) -> None:
        """Show what is kept of the case on show."""
        self._shown = reviews
        if self._case_id not in self._drafts:  # what is being typed is never replaced
            # Tags are of the case, not of a review: the next one begins with them.
            self._fill(Draft(tags=", ".join(reviews.case.standing.tags)))
        self._clear_history()
        for number, row in enumerate(reviews.rows):
            earlier = row.id not in reviews.current
            self._history.addWidget(_entry(row, earlier=earlier), number, 0)
        self.no_history.setVisible(not reviews.rows)
        self._refresh()

    def forget_draft(self, case_id: str) -> None:
        """Clear the fields of a case whose review has been saved."""
        self._drafts.pop(case_id, None)
        if case_id == self._case_id:
            self._fill(Draft())

    def drafts(self) -> tuple[tuple[str, Review], ...]:
        """Return what was typed for cases and is not saved, by their pseudonyms."""
        return tuple(
            (case_id, draft.review)
            for case_id, draft in self._drafts.items()
            # Tags do not count: those of the case were filled in here.
            if draft.verdict or draft.comment.strip() or draft.group is not None
        )

    @property
    def _draft(self) -> Draft:
        verdict, group = self.verdict.value, self.group.value
        judged = verdict if isinstance(verdict, Verdict) else None
        own = group if isinstance(group, RiskGroup) else None
        return Draft(judged, own, self.note.toPlainText(), self.tags.text())

    @property
    def entered(self) -> Review:
        return self._draft.review

    @property
    def _is_signed(self) -> bool:
        return self._shown is not None and self._shown.case.status is CaseStatus.SIGNED_OFF

    def _save(self) -> None:
        if self.save.isEnabled():
            self.save_requested.emit(self.entered)

    def _sign(self) -> None:
        if self.sign.isEnabled():
            self.sign_requested.emit(replace(self.entered, signed_off=True))

    def _fill(self, draft: Draft) -> None:
        self.verdict.set_value(draft.verdict)
        self.group.set_value(draft.group)
        # What is shown is not typed: it must not become a draft.
        with QSignalBlocker(self.note), QSignalBlocker(self.tags):
            self.note.setPlainText(draft.comment)
            self.tags.setText(draft.tags)
        self._refresh()

    def _on_input(self) -> None:
        # At each letter: the case may be left at any time, and what was typed is kept.
        self._drafts[self._case_id] = self._draft
        self._refresh()

    def _refresh(self) -> None:
        open_ = not self._is_signed
        fields: tuple[QWidget, ...] = (
            self.verdict, self.group_title, self.group, self.note, self.tags, self.save, self.sign,
            self.who,
        )  # fmt: skip
        for field in fields:
            field.setVisible(open_)
            field.setEnabled(not self._read_only)
        withheld = self._disclosure.is_withheld
        choices = zip(self.verdict.buttons, self.verdict.values, _KEYS, strict=True)
        for made, verdict, key in choices:
            judges_model = verdict is not Verdict.UNSUITABLE
            made.setEnabled(not (self._read_only or (withheld and judges_model)))
            if judges_model:
                words = made.text().replace("&", "")
                made.setToolTip(plain(tr(_WITHHELD) if withheld else f"{words} ({key})"))
        self.group.setEnabled(not (self._read_only or withheld))
        if withheld:
            self.group.set_value(None)
            # Pressed while the result was on show, it would now be saved without one.
            if self.verdict.value is not Verdict.UNSUITABLE:
                self.verdict.set_value(None)
        self.reopen.setEnabled(not self._read_only)
        shown = self._shown
        current = shown.current if shown is not None else frozenset()
        # Reviews of an earlier result are listed, but sign nothing.
        rows = [] if shown is None else [row for row in shown.rows if row.id in current]
        signed = next((row for row in rows if row.review.signed_off), None)
        self.signed.setVisible(self._is_signed and signed is not None)
        if signed is not None:
            at = moment_words(signed.at)
            self.signed.label.setText(tr(f"Signed by {signed.review.reviewer}, {at}"))
        entered = self.entered
        kept = shown.case.standing.tags if shown is not None else ()
        reviewed = bool(entered.verdict or entered.comment or entered.own_risk_group)
        self.save.setEnabled((reviewed or entered.tags != kept) and not self._read_only)
        self.sign.setEnabled(entered.verdict is not None and not self._read_only)
        self.sign.setToolTip(plain(tr(_SIGN if entered.verdict is not None else _UNSIGNED)))
        why = _WITHHELD if withheld and open_ else ""
        say(self.hint, _READ_ONLY if self._read_only else why)

    def _clear_history(self) -> None:
        clear(self._history)
        self.no_history.show()


def _entry(row: ReviewRow, *, earlier: bool) -> QWidget:
    words = [f"{row_words(row)}{' · of an earlier result' if earlier else ''}"]
    if row.review.comment:
        words.append(f"“{row.review.comment}”")
    if row.review.tags:
        words.append(f"Tags: {', '.join(row.review.tags)}")
    return text("\n".join(words), factor=0.92, selectable=True)


class CaseTrail(QWidget):
    """What was done with one case, by whom and when: its entries of the audit trail."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(None, margin=0, spacing=6)
        self.more = text(name="muted", factor=0.92)
        self.open_button = button("Open in Audit")
        column(
            self, heading("Audit trail", 1.05), self._rows, self.more,
            (self.open_button, Qt.AlignmentFlag.AlignLeft), margin=0, spacing=4,
        )  # fmt: skip
        self.show_lines(None)

    def show_lines(self, lines: Sequence[AuditLine] | None) -> None:
        """Show the newest of all entries of the case, in that order; None while they are read."""
        clear(self._rows)
        if lines is None:
            self.more.setText(tr("Reading…"))
            return
        for line in lines[:_MOST_ENTRIES]:
            made, words = QWidget(), text(with_breaks(tr(line.words_of_case)))
            head = text(f"{line.when} UTC · {line.who}", name="muted", factor=0.92)
            column(made, head, words, margin=0, spacing=0)
            self._rows.addWidget(made)
        rest = len(lines) - _MOST_ENTRIES
        more = f"{rest:,} earlier entries are on the Audit page." if rest > 0 else ""
        say(self.more, more if lines else "No entry yet.")


class EstimatePage(QWidget):
    """The inspector's page for a case whose result is hidden."""

    revealed = Signal(Review)
    """With the estimate, blinded"""

    def __init__(self) -> None:
        super().__init__()
        self._case_id = ""
        self._percent_given = False
        self._tags: tuple[str, ...] = ()
        self.gone = GoneBanner()
        self.title = heading("", 1.25)
        self.words = text(
            "The model has answered. Its risk, curve, sources and maps stay hidden until you have "
            "given your own estimate, which is kept with your name and cannot be changed."
        )
        self.group = group_choice()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        explain(self.slider, "Your estimate of the risk as a percentile, 0 is lowest")
        self.percent = text(name="muted")
        self.percent.setMinimumWidth(90)
        self.clear = button("Clear", self._clear_percent)
        self.reveal = button("Reveal the model's answer", self._reveal, primary=True)
        self.hint = text(name="muted", factor=0.92)
        row = in_row((self.percent, 1), self.clear)
        column(
            self, self.gone, self.title, self.words, heading("Which risk group would you choose?"),
            self.group,
            text("Or, more finely, a percentile: 0 lowest, 100 highest risk", name="muted"),
            self.slider, row, self.reveal, self.hint, 8, text(RESEARCH_USE, name="research"), None,
        )  # fmt: skip
        self.group.changed.connect(self._refresh)
        self.slider.valueChanged.connect(self._on_slider)
        # A press where it stands changes no value, and is an estimate all the same.
        self.slider.sliderPressed.connect(self._on_slider)
        self._read_only = False

    def show_case(self, case: Case, *, read_only: bool) -> None:
        self._read_only = read_only
        self._tags = case.standing.tags
        # Every change of a case comes by here: an estimate that is begun stays.
        if case.case_id != self._case_id:
            self._case_id = case.case_id
            self.title.setText(tr(f"{case.case_id}: your estimate first"))
            self.group.set_value(None)
            self._clear_percent()
        self._refresh()

    def _on_slider(self) -> None:
        self._percent_given = True
        self._refresh()

    def _clear_percent(self) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(50)
        self._percent_given = False
        self._refresh()

    def _refresh(self) -> None:
        given = self._percent_given
        said = f"Percentile {self.slider.value()}" if given else "No percentile given"
        self.percent.setText(tr(said))
        self.clear.setVisible(given)
        ready = given or self.group.value is not None
        self.reveal.setEnabled(ready and not self._read_only)
        for field in (self.group, self.slider):
            field.setEnabled(not self._read_only)
        waits = "" if ready else "Choose a group, or move the slider."
        say(self.hint, _NO_ESTIMATE if self._read_only else waits)

    def _reveal(self) -> None:
        group = self.group.value
        named = group.value if isinstance(group, RiskGroup) else None
        percent = float(self.slider.value()) if self._percent_given else None
        self.revealed.emit(
            Review(tags=self._tags, own_risk_group=named, own_risk_percent=percent, blinded=True)
        )
