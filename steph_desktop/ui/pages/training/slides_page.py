"""Second page of the wizard: the slides, and the rule that gives them to patients."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QRadioButton, QWidget

from steph_desktop.cohort.slide_matching import RuleKind, SampleKind
from steph_desktop.training.study.study import MatchedSlides, StudyDraft
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row, lay
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.widgets import (
    Banner,
    ChoiceBox,
    button,
    choices,
    heading,
    make_primary,
    say,
    text_field,
)
from steph_desktop.ui.pages.training.parts import Findings, StepPage, form, label
from steph_desktop.ui.pages.training.state import StudyState, Topic
from steph_desktop.ui.parts import folders

_MOST_ROWS = 200  # of a list; its heading says how many there are
_USES = (("are left out", False), ("are used", True))
_RULES = (
    ("the slide has the patient's name", RuleKind.EXACT),
    ("the slide's name begins with the patient's", RuleKind.PREFIX),
    ("the first 12 characters of a TCGA barcode", RuleKind.TCGA),
    ("the slide column of the table", RuleKind.COLUMN),
    ("a pattern (regular expression)", RuleKind.PATTERN),
)


class SlidesPage(StepPage):
    """Choose the slides; see at once which slides a rule gives to which patients."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Slides",
            "Choose the folder with the slides, and how a slide's name shows whose it is. The "
            "lists below show what fits and what does not; nothing is moved or copied yet.",
        )
        self.choose_button = button("Choose the folder…", self._choose, primary=True)
        self.folder = label(muted=True)
        self.slides_button = QRadioButton(tr("slides"))
        self.features_button = QRadioButton(tr("feature files that exist already (.h5, .pt)"))
        for kind, takes in ((self.slides_button, False), (self.features_button, True)):
            kind.clicked.connect(lambda _on, takes=takes: self.state.change(takes_features=takes))
        use = label("Use")
        kinds = in_row(use, self.slides_button, self.features_button, (None, 1), spacing=16)
        self.error = Banner("alarm")
        lay(self.body, in_row(self.choose_button, (self.folder, 1)), kinds, self.error)
        self.rule = choices("Rule", self._set_kind)
        hint = r"^(P\d+)_ : the patient's name is what is in brackets"
        self.pattern = text_field("Pattern", self._set_pattern, hint=hint, is_wide=False)
        self.kinds: dict[SampleKind, ChoiceBox] = {
            sample: choices(f"Slides {sample.words}", partial(self._set_sample, sample))
            for sample in SampleKind
        }
        words = "Leave out slides with these words in their name"
        hint = "none; for example Ki67, frozen"
        self.without = text_field(words, self._set_without, hint=hint, is_wide=False)
        self._form = form(
            ("A slide is a patient's if", self.rule),
            ("Pattern", self.pattern),
            *((f"Slides {sample.words}", box) for sample, box in self.kinds.items()),
            (words, self.without),
        )
        self.count = heading("", 1.1)
        self.findings = Findings()
        self.preview = Grid("Slides by patient", most=7)
        self.files_title, self.files = heading(""), Grid("Slides of no patient", most=5)
        self.patients_title, self.patients = heading(""), Grid("Patients without a slide", most=5)
        left = column(None, self.files_title, self.files, margin=0, spacing=-1)
        right = column(None, self.patients_title, self.patients, margin=0, spacing=-1)
        sides = in_row((left, 1), (right, 1), spacing=16)
        self.shown = QWidget()
        parts = (self._form, self.count, self.findings, self.preview, sides)
        column(self.shown, *parts, margin=0, spacing=12)
        lay(self.body, self.shown, (None, 1))

    def _choose(self) -> None:
        words = "Choose the folder of the slides"
        if folder := folders.choose_folder(self, self.state.session, words):
            self.state.change(slide_folder=folder)

    def _set_kind(self, value: RuleKind) -> None:
        # A rule by a pattern that is not stated would match no slide: it is asked for first.
        if value is RuleKind.PATTERN and not self.pattern.text():
            self._form.setRowVisible(self.pattern, True)
            self.pattern.setFocus()
        else:
            self._change(kind=value, pattern=self.pattern.text())

    def _set_pattern(self) -> None:
        if self.pattern.text():
            self._change(kind=RuleKind.PATTERN, pattern=self.pattern.text())

    def _change(self, **changes: Any) -> None:
        if (draft := self.state.draft) is not None:
            self.state.change(rule=replace(draft.rule, **changes))

    def _set_sample(self, kind: SampleKind, use: bool) -> None:
        if (draft := self.state.draft) is None:
            return
        # Of a kind in neither of them the program decides, or asks.
        take = {*draft.rule.take} - {kind} | ({kind} if use else set())
        leave = {*draft.rule.leave} - {kind} | (set() if use else {kind})
        order = list(SampleKind)
        self._change(
            take=tuple(sorted(take, key=order.index)), leave=tuple(sorted(leave, key=order.index))
        )

    def _set_without(self) -> None:
        words = (word.strip() for word in self.without.text().split(","))
        self._change(without=tuple(word for word in words if word))

    def show_draft(self, draft: StudyDraft) -> None:
        slides = self.state.slides
        takes = self.features_button if draft.takes_features else self.slides_button
        # Shown, not chosen: `clicked` tells of the user's clicks alone.
        takes.setChecked(True)
        self.error.say(self.state.errors.get(Topic.SLIDES))
        kinds = "feature files" if draft.takes_features else "slides"
        make_primary(self.choose_button, draft.slide_folder is None)
        if draft.slide_folder is None:
            self.folder.setText(tr("Folders inside it are searched as well."))
        elif Topic.SLIDES in self.state.busy:
            self.folder.setText(tr(f"Looking for {kinds}…"))
        elif slides is not None:
            self.folder.setText(tr(f"{draft.slide_folder.name}: {len(slides.files):,} {kinds}."))
        else:
            self.folder.setText(draft.slide_folder.name)
        self.shown.setVisible(slides is not None)
        if slides is not None:
            self._show(slides)

    def _show(self, slides: MatchedSlides) -> None:
        match = slides.match
        # The column is a rule only where the table has one.
        has_column = self.state.clinical is not None and self.state.followed.names_slides
        rules = [rule for rule in _RULES if has_column or rule[1] is not RuleKind.COLUMN]
        self.rule.fill(rules, slides.rule.kind)
        self._form.setRowVisible(self.pattern, slides.rule.kind is RuleKind.PATTERN)
        for kind, chooser in self.kinds.items():
            self._form.setRowVisible(chooser, kind in match.kinds)
            # What must be asked shows no answer, so that a guess does not pass for the user's.
            chooser.fill(_USES, None if kind in match.asked else kind in slides.rule.take)
        # Answers come while the user types: what is typed stays.
        if not self.without.hasFocus():
            self.without.setText(", ".join(slides.rule.without))
        n_patients = len(match.slides) + len(match.patients_left)
        say(
            self.count,
            f"{match.n_files:,} of {len(slides.files):,} slides belong to "
            f"{len(match.slides):,} of {n_patients:,} patients",
        )
        self.findings.show_findings(match.findings)
        rows = [
            (pid, str(len(paths)), ", ".join(path.name for path in paths))
            for pid, paths in list(match.slides.items())[:_MOST_ROWS]
        ]
        self.preview.show_rows(("Patient", "Slides", "Names of the slides"), rows)
        self.files_title.setText(tr(f"Slides of no patient ({len(match.files_left):,})"))
        self.patients_title.setText(tr(f"Patients without a slide ({len(match.patients_left):,})"))
        self.files.show_rows(("Slide",), [(p.name,) for p in match.files_left[:_MOST_ROWS]])
        self.patients.show_rows(("Patient",), [(p,) for p in match.patients_left[:_MOST_ROWS]])

    def lacks(self, draft: StudyDraft) -> str:  # noqa: ARG002
        slides = self.state.slides
        if Topic.SLIDES in self.state.busy:
            return "The program is looking for slides."
        if slides is None:
            return "Choose the folder of the slides."
        return f"{slides.match.blocking[0].what}." if slides.match.blocking else ""
