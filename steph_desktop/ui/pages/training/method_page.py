"""The fifth page: what to learn from, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from steph_desktop.cohort.clinical_columns import guess_clinical_columns
from steph_desktop.engine.progress_words import METHOD_WORDS
from steph_desktop.model.card import Backbone
from steph_desktop.resources import resource_path
from steph_desktop.training.requests import ANY_BACKBONE, RECOMMENDED_METHOD, Hyperparameters
from steph_desktop.training.study.source_packs import (
    SourcePack,
    all_have_heads,
    sources_of,
    why_not_together,
)
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.forms import CheckList, FieldHint, form_layout, whole_field
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, lay
from steph_desktop.ui.kit.numbers import DecimalField, WholeField
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.widgets import (
    FIELD_WIDTH_PX,
    Banner,
    button,
    choices,
    heading,
    say,
    text_field,
)
from steph_desktop.ui.pages.training.parts import StepPage, form, label, line
from steph_desktop.ui.pages.training.state import StudyState, Topic
from steph_desktop.ui.parts import folders

_NEEDS_HEADS = frozenset({RECOMMENDED_METHOD})
_WITHOUT_SOURCES = ("vanilla", "finetuned")
_NUMBER_PX = 130
_ADVANCED = (
    ("epochs", "Rounds over the patients", 1, 1000),
    ("bags_per_step", "Patients per step", 1, 256),
    ("embed_dim", "Width of the patch network", 2, 4096),
    ("attn_dim", "Width of the attention", 2, 4096),
    ("hyper_dim", "Width of the mixing network", 2, 4096),
    ("k", "Sources mixed per case, at most", 1, 64),
    ("lr", "Learning rate", 1e-7, 1.0),
    ("weight_decay", "Weight decay", 0.0, 1.0),
    ("beta", "Pull away from your own model", 0.0, 10.0),
)
_OF_SOURCES = frozenset({"embed_dim", "attn_dim"})  # packs bring their own widths
_PAPER = Hyperparameters()
_MOST_ROWS = 6  # of the clinical columns; more are scrolled
_CLINICAL_WORDS = (
    "Columns of your table that are known when the follow-up starts, such as age and stage. Two "
    "simple models know them, and the result says whether the slide adds to them."
)


class MethodPage(StepPage):
    """Choose sources, method, seeds, and, for those who want to, every value."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "What to learn from",
            "Models of other cancers (sources) can help where your cohort is small. Add them here "
            "if you have some; the program tests honestly whether they help.",
        )
        self.add_button = button("Add source models…", self._add_packs)
        self.demo_button = button("Use the demo's sources", self._add_demo)
        self.cohort_button = button("Fit them on a cohort of other cancers…", self._choose_cohort)
        self.clear_button = button("Use none", self._clear)
        buttons = (self.add_button, self.demo_button, self.cohort_button, self.clear_button)
        self.sources = Grid("Sources", most=8)
        self.summary = label()
        self.faults = QVBoxLayout()
        self.method = choices("Method", lambda v: self.state.change(method=v))
        self.reason = FieldHint()
        self.seeds = text_field("Seeds", self._set_seeds, is_wide=False)
        self.clinical = CheckList("Clinical columns to compare with", self._set_clinical)
        self.clinical_words = FieldHint(_CLINICAL_WORDS)
        self.clinical.setMaximumWidth(FIELD_WIDTH_PX)
        self._grid = form(
            ("Method", self.method), ("", self.reason), ("Random starts (seeds)", self.seeds),
            ("Clinical columns", self.clinical), ("", self.clinical_words),
        )  # fmt: skip
        self.more_button = button(
            "All values…",
            lambda: self.advanced.setVisible(self.advanced.isHidden()),
            name="link",
        )
        lay(
            self.body, heading("Source cancers"), line(*buttons), self.sources, self.summary,
            self.faults, heading("How to learn"), self._grid, line(self.more_button),
        )  # fmt: skip
        self.advanced = QWidget()
        self.fields: dict[str, WholeField | DecimalField] = {}
        self.backbone = choices("Kind of network", partial(self._set_hyper, "backbone"), grows=True)
        self._lay_advanced()
        self.advanced.hide()
        lay(self.body, self.advanced, (None, 1))

    def _lay_advanced(self) -> None:
        grid = form_layout(on=self.advanced)
        for name, words, low, high in _ADVANCED:
            paper = getattr(_PAPER, name)
            field: WholeField | DecimalField
            if isinstance(paper, int):
                field = whole_field(int(low), int(high))
            else:
                field = DecimalField()
                # As many as the least learning rate has.
                field.setDecimals(7)
                field.setRange(low, high)
            field.valueChanged.connect(partial(self._set_hyper, name))
            explain(field, words)
            # Half a number must not become the draft's.
            field.setKeyboardTracking(False)
            field.setFixedWidth(_NUMBER_PX)
            self.fields[name] = field
            beside = label(f"the paper's: {_decimal(paper)}", muted=True)
            grid.addRow(tr(words), line(field, beside, grows=beside))
        beside = label(
            "the paper's: ABMIL. With another, only STEPH and its variants are offered, and maps "
            "are approximations.",
            muted=True,
        )
        grid.addRow(tr("Kind of network"), line(self.backbone, beside, grows=beside))

    # Choosing ---------------------------------------------------------------------------------

    def _add_packs(self) -> None:
        self._add(dialogs.ask_packs(self, folders.last_folder(self.state.session)))

    def _add_demo(self) -> None:
        self._add([resource_path("demo", "model.steph")])

    def _add(self, paths: list[Path]) -> None:
        draft = self.state.draft
        if draft is not None and paths:
            packs = tuple(dict.fromkeys((*draft.source_packs, *paths)))
            self.state.change(source_packs=packs, source_cohort=None, method=method_with(draft))

    def _choose_cohort(self) -> None:
        words = "Choose the cohort folder of other cancers"
        folder = dialogs.ask_folder(self, words, folders.last_folder(self.state.session))
        if folder is not None and (draft := self.state.draft) is not None:
            method = method_with(draft)
            # Packs or a cohort, never both.
            self.state.change(source_packs=(), source_cohort=folder, method=method)

    def _clear(self) -> None:
        self.state.change(source_packs=(), source_cohort=None)

    def _set_seeds(self) -> None:
        parts = [part for part in self.seeds.text().replace(",", " ").split() if part.isdecimal()]
        # Ten at most: each trains every fold once more.
        if seeds := tuple(dict.fromkeys(int(part) for part in parts))[:10]:
            self.state.change(seeds=seeds)

    def _set_hyper(self, name: str, value: Any) -> None:
        if (draft := self.state.draft) is not None:
            self.state.change(hyper=replace(draft.hyper, **{name: value}))

    def _set_clinical(self) -> None:
        self._set_hyper("clinical", tuple(item.text() for item in self.clinical.ticked()))

    def _show_clinical(self, draft: StudyDraft) -> None:
        """Offer the clinical columns of the study; age, sex, stage and grade by default."""
        people = () if self.state.clinical is None else self.state.clinical.patients
        names = list(dict.fromkeys(name for person in people for name in person.extra))
        stated = draft.hyper.clinical
        chosen = guess_clinical_columns(p.extra for p in people) if stated is None else stated
        self.clinical.offer(names, chosen)
        # An empty list has no row to measure.
        row = max(self.clinical.sizeHintForRow(0), self.fontMetrics().height())
        self.clinical.setFixedHeight(row * max(1, min(_MOST_ROWS, len(names))) + 8)
        for field in (self.clinical, self.clinical_words):
            self._grid.setRowVisible(field, bool(names))

    # Showing ----------------------------------------------------------------------------------

    def show_draft(self, draft: StudyDraft) -> None:
        are_read = len(self.state.packs) == len(draft.source_packs)
        # Until they are read, those known are of the choice before.
        packs = self.state.packs if are_read else ()
        rows = [
            (
                pack.card.model_id if pack.card is not None else pack.path.name,
                ", ".join(pack.cancers) or "–",
                pack.fault or "can be used",
            )
            for pack in packs
        ]
        if draft.source_cohort is not None:
            rows = [(draft.source_cohort.name, "all its cancers", "fitted when training starts")]
        self.sources.show_rows(("Model", "Cancers", ""), rows)
        self.sources.setVisible(bool(rows))
        self.clear_button.setVisible(bool(rows))
        clear(self.faults)
        if fault := why_not_together(self.state.packs):
            self.faults.addWidget(Banner("alarm", fault))
        say(self.summary, _summary(draft, packs))
        offered = self._offered()
        # A draft that was opened again has its sources before they are read.
        if draft.method not in offered and are_read and Topic.PACKS not in self.state.busy:
            # The change shows this page again.
            self.state.change(method=offered[0])
            return
        entries = [
            (
                f"{METHOD_WORDS[m][0]} ({m})"
                + (" – recommended" if m == RECOMMENDED_METHOD else ""),
                m,
            )
            for m in offered
        ]
        self.method.fill(entries, draft.method)
        self.reason.setText(tr(METHOD_WORDS.get(draft.method, ("", ""))[1]))
        # What is being typed stays.
        if not self.seeds.hasFocus():
            self.seeds.setText(", ".join(map(str, draft.seeds)))
        for name, field in self.fields.items():
            # Showing a draft must not change it.
            with QSignalBlocker(field):
                field.setEnabled(not (draft.source_packs and name in _OF_SOURCES))
                field.setValue(getattr(draft.hyper, name))
        self._show_clinical(draft)
        self.backbone.fill([(kind.title, kind) for kind in Backbone], self._backbone())
        self.backbone.setEnabled(not draft.source_packs)

    def _backbone(self) -> Backbone:
        """Return the kind of network: packs bring their own."""
        draft = self.state.draft
        if cards := [pack.card for pack in self.state.packs if pack.card is not None]:
            return cards[0].backbone
        return Backbone.ABMIL if draft is None else draft.hyper.backbone

    def _offered(self) -> tuple[str, ...]:
        """Return the methods that sources allow, the recommended one first."""
        draft, packs = self.state.draft, self.state.packs
        if draft is None or not (sources_of(packs) or draft.source_cohort):
            return _WITHOUT_SOURCES
        names = list(METHOD_WORDS)
        if self._backbone() is not Backbone.ABMIL:
            names = [name for name in names if name in ANY_BACKBONE]
        if draft.source_cohort is None and not all_have_heads(packs):
            names = [name for name in names if name not in _NEEDS_HEADS]
        return tuple(names)

    def lacks(self, draft: StudyDraft) -> str:
        if Topic.PACKS in self.state.busy:
            return "The source models are being read."
        if bad := [pack for pack in self.state.packs if pack.fault]:
            return f"{bad[0].path.name} cannot be used: remove it with “Use none” and add others."
        if fault := why_not_together(self.state.packs):
            return fault
        return "" if draft.method else "Choose a method."


def _summary(draft: StudyDraft, packs: Sequence[SourcePack]) -> str:
    """Say what the sources are good for."""
    if draft.source_cohort is not None:
        return "Models of these cancers are fitted first, on their own patients."
    names = sources_of(packs)
    if not names:
        return (
            "No sources: only a model of your cohort alone can be trained, and there is nothing to "
            "transfer from."
        )
    count = f"{len(names)} source cancers" if len(names) > 1 else "1 source cancer"
    whole = "" if all_have_heads(packs) else (
        " They come out of a mixed model: they can be mixed again, but not tried alone, so the "
        "careful method is not offered."
    )  # fmt: skip
    painted = any(pack.card is not None and pack.card.synthetic for pack in packs)
    warning = " They were trained on painted slides: for trying out only." if painted else ""
    return f"{count}.{whole}{warning}"


def method_with(draft: StudyDraft) -> str:
    """Return the method once there are sources: else Next would train without them."""
    had_sources = draft.source_packs or draft.source_cohort is not None
    return draft.method if had_sources else RECOMMENDED_METHOD


def _decimal(value: float) -> str:
    """Write a number as the field beside it does, without zeros at its end."""
    return f"{value:.7f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
