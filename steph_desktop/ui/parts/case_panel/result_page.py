"""A finished case: its answer at the head, evidence in the middle, the review at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.case.disclosure import Disclosure, disclose_result
from steph_desktop.case.map_rendering import (
    MapKind,
    format_multiple,
    format_signed,
    map_unit,
    map_values,
)
from steph_desktop.case.report_content import (
    follow_up_line,
    fragility_sentence,
    members_sentence,
    provenance,
    reference_line,
)
from steph_desktop.case.result import CaseResult, is_fragile, slide_shares
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus
from steph_desktop.case.source_summary import (
    explain_figures,
    explain_source,
    sources_sentence,
    spread_of,
)
from steph_desktop.core.errors import count_of
from steph_desktop.ui.kit.check_mark import STATUS_WORDS
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import (
    clear,
    column,
    grid_layout,
    in_row,
    in_tab_order,
    lay_grid,
    stacked,
)
from steph_desktop.ui.kit.plots.bar_plot import SourcePlot, SourcesWidget, unused_sources
from steph_desktop.ui.kit.plots.case_plots import SourceBarPlot, SourceBarWidget
from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot, SurvivalWidget
from steph_desktop.ui.kit.theme import Tinted, sized_font
from steph_desktop.ui.kit.widgets import (
    Banner,
    Fits,
    Gallery,
    GoneBanner,
    button,
    fact_name,
    frame,
    heading,
    plain,
    say,
    scrolling,
    text,
    tool,
    unbroken,
)
from steph_desktop.ui.parts.case_panel.case_head import CaseHead, ChipLine, ChipWords
from steph_desktop.ui.parts.case_panel.checks_section import ChecksSection, folded_words
from steph_desktop.ui.parts.case_panel.problem_list import ProblemList
from steph_desktop.ui.parts.case_panel.review_panel import CaseTrail, ReviewPanel
from steph_desktop.ui.parts.case_panel.slide_shares import SlideShares
from steph_desktop.ui.parts.case_panel.what_if_panel import WhatIfPanel

N_GALLERY = 4
_TONES = {CheckStatus.GREEN: "done", CheckStatus.AMBER: "notice", CheckStatus.RED: "alarm"}
_TABS = (("Answer", "Answer"), ("History and provenance", "History"))
"""Their names, and those where there is less room"""
_MOST_FIXED = 0.72
"""Of the height, that head and foot may take together before the head scrolls."""


class SourcesSection(QWidget):
    """What a case borrows from other cancers."""

    def __init__(self) -> None:
        super().__init__()
        # Title and sentence stand above the bar; the rest is folded.
        self.title = heading("Drawn from other cancers")
        self.sentence = text()
        self.plot = SourcesWidget()
        self.explanation = text(factor=0.92)
        self.figures = text(name="muted", factor=0.86)
        self.unused = text(name="muted", factor=0.92)
        column(self, self.plot, self.explanation, self.figures, self.unused, margin=0, spacing=6)
        self.plot.chosen.connect(self._explain)

    def show_result(self, result: CaseResult) -> None:
        sources, target = result.prediction.sources, result.card.target_cancer
        plot = SourcePlot(sources, target, spread_of(result))
        words = tuple(explain_source(result, s, rank) for rank, s in enumerate(plot.order, start=1))
        self.plot.show_plot(plot, words, explain_figures(target))
        self.sentence.setText(unbroken(tr(sources_sentence(result))))
        self.figures.setText(tr(f"{explain_figures(target)} Click a source for more."))
        unused = unused_sources(sources)
        names = ", ".join(share.cancer for share in unused)
        self.unused.setText(tr(f"Not used for this case ({len(unused)}): {names}"))
        self.plot.setVisible(bool(words))
        self.figures.setVisible(bool(words))
        self.unused.setVisible(bool(unused))
        self._explain(-1)

    def clear(self) -> None:
        """Forget the case, words and figures."""
        self.plot.show_plot(SourcePlot(), (), "")
        for label in (self.sentence, self.explanation, self.figures, self.unused):
            label.clear()

    def _explain(self, row: int) -> None:
        say(self.explanation, self.plot.words[row] if row >= 0 else "")


_FOLD_PX, _FOLD_ARROW_PX = 80, 26  # least width, and what the arrow takes of it


class Fold(Fits, QToolButton):
    """A line that folds a part away and brings it back."""

    def __init__(self, words: str, part: QWidget | None = None) -> None:
        super().__init__()
        self.part = part
        self.setObjectName("fold")
        self._words = tr(words)
        self.setText(self._words)
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggled.connect(self._turn)
        # By hand: a button that is not pressed from the start tells of no change.
        self._turn(opened=False)

    def sizeHint(self) -> QSize:
        # By all its words: by those on show, a line that was cut would stay short.
        wanted = self.fontMetrics().horizontalAdvance(self._words) + _FOLD_ARROW_PX
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        # A long line is cut in a narrow panel; it would make the panel wider than it is.
        return QSize(_FOLD_PX, super().minimumSizeHint().height())

    def fit(self) -> None:
        room = self.width() - _FOLD_ARROW_PX
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip("" if shown == self._words else plain(self._words))

    def _turn(self, opened: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        if self.part is not None:
            self.part.setVisible(opened)


_ATTENTION = "How often as much attention as an average patch gets."


class ResultPage(Tinted, Fits, QWidget):
    """The inspector's page for a finished case: a fixed head, a scrolling middle, a fixed foot."""

    patch_chosen = Signal(int)
    slide_chosen = Signal(int)
    history_shown = Signal()
    """History and provenance came on show: the case's entries of the trail are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._result: CaseResult | None = None  # None where it is withheld, too
        self._checks: tuple[Check, ...] = ()
        self._synthetic, self._fragile = False, ""
        self._review_words, self._is_reviewed = "", False
        self._disclosure = Disclosure()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.gone = GoneBanner()
        self.review = ReviewPanel()
        self.stale = Banner("notice")
        self.again = button("Analyse again")
        self.stale.add_row(self.again)
        self.problems = ProblemList()
        self.warnings = Banner("notice")
        self.checks = ChecksSection()
        self.model = text()
        self.head = CaseHead()
        self.headline = self.head.headline
        self.chips = ChipLine()
        self.answer = QWidget()
        self.survival = SurvivalWidget()
        self.risk_fold = Fold("Numbers at risk")
        # The numbers at risk are part of the drawn curve.
        self.risk_fold.toggled.connect(lambda _on: self.show_what_if(self._would_be))
        self.subline = text(name="muted", factor=0.92)
        self.members = text(factor=0.95)
        self.fragility = text(factor=0.95)
        self.follow_up = text(name="muted", factor=0.92)
        self.slides = SlideShares()
        self.slides.chosen.connect(self.slide_chosen)
        self.source_bar = SourceBarWidget()
        self.sources = SourcesSection()
        self.what_if = WhatIfPanel()
        self.raise_title = text("raise the risk most", factor=0.92)
        self.raising = Gallery(least_px=26)
        self.lower_title = text("lower it most", factor=0.92)
        self.lowering = Gallery(least_px=26)
        self.evidence_unit = text(name="muted", factor=0.85)
        self.attended = Gallery()
        self.attend_part, words = QWidget(), text(_ATTENTION, name="muted", factor=0.92)
        column(self.attend_part, words, self.attended, margin=0, spacing=2)
        self.attend_fold = Fold("Patches looked at most", self.attend_part)
        self.facts = grid_layout(across=12, down=3, stretch=(0, 1))
        self._would_be: CaseResult | None = None
        self._galleries = (self.raising, self.lowering, self.attended)
        for gallery in self._galleries:
            gallery.chosen.connect(self.patch_chosen)
        self._reasons: dict[str, QWidget] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        self._head_box, self._tabs, self._foot = frame("head"), QWidget(), frame("foot")
        self.head.top.addWidget(self.review.report)
        # Made with the review in the foot, it stands in the head.
        in_tab_order(self.head.ruler, (self.review.report,))
        column(self._head_box, self.head, self.checks.red, self.chips, margin=12, spacing=6)
        column(self._foot, self.review, margin=10, spacing=0)
        self.tab_group = QButtonGroup(self)
        tabs = [tool(words, name="tab", checkable=True) for words, _ in _TABS]
        for number, made in enumerate(tabs):
            self.tab_group.addButton(made, number)
        tabs[0].setChecked(True)
        in_row(*tabs, None, on=self._tabs, margins=(8, 0, 8, 0), spacing=2)
        self.area, self.history_area = scrolling(self._middle()), scrolling(self._history())
        self.stack = stacked(self.area, self.history_area)
        self.tab_group.idClicked.connect(self.show_tab)
        parts = (self._head_box, self._tabs, (self.stack, 1), self._foot)
        self._outer = column(self, *parts, margin=0, spacing=0)
        self.chips.turned.connect(self._on_chip)

    def _middle(self) -> QWidget:
        middle = QWidget()
        reasons: dict[str, QWidget] = {
            "gone": self.gone, "files": self.problems, "stale": self.stale,
            "notes": self.warnings, "checks": self.checks, "model": self.model,
        }  # fmt: skip
        # A reason hides itself where there is none; whether it is unfolded is up to its holder.
        for key, part in reasons.items():
            holder = self._reasons[key] = QWidget()
            column(holder, part, margin=0)
            holder.hide()
        # The model's whole answer is one widget, which is withheld where checks are red.
        self.evidence_title = heading("Evidence")
        up, down = (self.raising, self.raise_title), (self.lowering, self.lower_title)
        sides = (column(None, *side, None, margin=0, spacing=2) for side in (up, down))
        row = in_row(*((side, 1) for side in sides), spacing=8)
        self.weights_fold = Fold("Weights and ratios", self.sources)
        column(
            self.answer, heading("Predicted survival over the cohort"), self.survival,
            self.risk_fold, self.members, self.fragility, self.follow_up, 4, self.evidence_title,
            row, self.evidence_unit, self.attend_fold, self.attend_part, self.slides, 4,
            self.sources.title, self.source_bar, self.sources.sentence, self.weights_fold,
            self.sources, self.what_if, self.subline, margin=0, spacing=6,
        )  # fmt: skip
        parts = (*self._reasons.values(), self.answer, text(RESEARCH_USE, name="research"), None)
        self._middle_column = column(middle, *parts, margin=12, spacing=6)
        return middle

    def _history(self) -> QWidget:
        history = QWidget()
        self.trail = CaseTrail()
        parts = (self.review.history, heading("Provenance", 1.05), self.facts, self.trail, None)
        column(history, *parts, margin=12, spacing=8)
        return history

    def fit(self) -> None:
        """Give the tabs shorter names where there is less room, and let the head scroll."""
        self._place_head()
        # The tab that is chosen is bold, and each may be.
        bold = QFontMetrics(sized_font(self.font(), 1.0, bold=True))
        long, brief = ([tr(words) for words in names] for names in zip(*_TABS, strict=True))
        fits = sum(bold.horizontalAdvance(words) + 30 for words in long) <= self.width() - 20
        for number, words in enumerate(long if fits else brief):
            made = self.tab_group.button(number)
            made.setText(words)
            made.setMinimumWidth(bold.horizontalAdvance(words) + 26)

    def _place_head(self) -> None:
        """Let the head scroll where it and the foot would leave the middle no room."""
        fixed = self._head_box.sizeHint().height() + self._foot.sizeHint().height()
        scrolls = fixed > _MOST_FIXED * self.height()
        # Only where it has to move: each move lays the page out again.
        if scrolls is (self._head_box.parentWidget() is self):
            before, after = self._outer, self._middle_column
            if not scrolls:
                before, after = after, before
            before.removeWidget(self._head_box)
            after.insertWidget(0, self._head_box)

    # What stands behind the chips ----------------------------------------------------------------

    def _on_chip(self, key: str, pressed: bool) -> None:
        if key == "review":
            self.show_tab(1 if pressed else 0)
        elif key in self._reasons:
            self._reasons[key].setVisible(pressed)
            if pressed:
                # Where some are red these alone stand out; else all were asked for.
                self.checks.unfold(opened=not self._disclosure.reason)
                self.show_tab(0)
                self.area.to_top()

    def show_tab(self, number: int) -> None:
        """Turn to the answer (0), or to history and provenance (1)."""
        self.tab_group.button(number).setChecked(True)
        self.stack.setCurrentIndex(number)
        if number == 1:
            self.history_shown.emit()
        # The chip calls back; it is as it should be by then, and that is the end of it.
        self.chips.press("review", on=number == 1)

    def ensureWidgetVisible(self, part: QWidget) -> None:
        """Scroll so that a part of the middle can be seen."""
        area = self.area if self.area.isAncestorOf(part) else self.history_area
        area.ensureWidgetVisible(part)

    def bring_up(self, part: QWidget) -> None:
        """Scroll the middle so that a part of it is at the top."""
        if (content := self.area.widget()) is not None:
            at = part.mapTo(content, QPoint(0, 0))
            self.area.verticalScrollBar().setValue(at.y() - 8)

    def show_status(self, name: str, review: str, *, is_reviewed: bool) -> None:
        """Say what the case is called, and how far its review is; the chips follow all else."""
        self.head.name.setText(name)
        self._review_words, self._is_reviewed = review, is_reviewed
        self._show_chips()

    def _show_chips(self) -> None:
        """Bring the chips up to date; what hinders the work opens by itself, once."""
        before, chips = set(self.chips.chips), self._chips()
        self.chips.show_chips(chips)
        # Closed by hand they stay closed while the same fault lasts.
        for key in ("gone", "files"):
            if key not in before:
                self.chips.press(key, on=True)

    def _chips(self) -> list[ChipWords]:
        found: list[ChipWords] = []
        if self.gone.is_wanted:
            found.append(ChipWords("gone", "Slide not found", "Not found", "alarm"))
        if count := self.problems.count:
            words = count_of(count, "problem")
            tone = "alarm" if self.problems.blocks else "notice"
            found.append(ChipWords("files", f"{words} with the files", words, tone))
        if stale := self.stale.label.text():
            found.append(ChipWords("stale", "Out of date", "Old", "notice", stale))
        found.append(_checks_chip(self._checks))
        if (model := _model_chip(self._checks)) is not None:
            found.append(model)
        if self._fragile:
            found.append(ChipWords("fragile", "Fragile", "Fragile", "notice", self._fragile))
        notes = self.warnings.label.text()
        # A line each, as `show_result` joins them.
        if count := len(notes.splitlines()):
            words = count_of(count, "note")
            if self._synthetic:
                words = "Synthetic" if count == 1 else f"Synthetic +{count - 1}"
            found.append(ChipWords("notes", words, words, "notice", notes))
        if self._review_words:
            tone = "done" if self._is_reviewed else "well"
            words = self._review_words[0].upper() + self._review_words[1:]
            found.append(ChipWords("review", words, words, tone, "History and provenance"))
        return found

    def show_stale(self, words: str, *, ready: bool = True) -> None:
        """Say why the result may be out of date, if it is; offer a new one if `ready`."""
        self.again.setVisible(ready)
        self.stale.say(words)

    def show_result(
        self, result: CaseResult, *, has_slides: bool = True, disclosure: Disclosure | None = None
    ) -> tuple[int, ...]:
        """Show a case as far as may be said; returns the rows whose pictures are wanted."""
        said, card = disclosure or disclose_result(result), result.card
        self._disclosure = said
        self._result = None if said.is_withheld else result
        self._checks, self._synthetic = result.checks, card.synthetic
        self.warnings.say("\n".join(result.warnings))
        self.checks.show_checks(result.checks, len(result.slides))
        self.checks.show_disclosure(said)
        model = _model_check(result.checks)
        self.model.setText(tr("" if model is None else model.reason))
        self.answer.setVisible(not said.is_withheld)
        self._fill_facts(result)
        self.head.show_result(result, said)
        self._fragile = ""
        self._would_be = None
        for plot in (self.survival, self.sources.plot, self.source_bar, self.head.ruler):
            # Below a copy of the plot, which may leave the window.
            plot.note = said.mark
        self.show_tab(0)
        self.area.to_top()
        self._show_chips()
        # Withheld, the reasons stand in the answer's place; shown on request, above it.
        self.chips.press("checks", on=bool(said.reason))
        if said.is_withheld:
            # Nothing hidden holds a number: what is not written cannot be read or copied.
            for label in (self.subline, self.members, self.fragility, self.follow_up):
                label.clear()
            self.sources.clear()
            self.slides.show_shares(())
            self.survival.set_plot(None)
            self.source_bar.show_plot(SourceBarPlot())
            for gallery in self._galleries:
                gallery.show_patches([])
            return ()
        self.subline.setText(tr(reference_line(card.reference, card.target_cancer)))
        say(self.members, members_sentence(result, said))
        say(self.fragility, fragility_sentence(result, said))
        self.follow_up.setText(tr(follow_up_line(card)))
        self._fragile = self.fragility.text() if is_fragile(result) else ""
        self.slides.show_shares(slide_shares(result))
        self.show_what_if(None)
        self.sources.show_result(result)
        bar = SourceBarPlot.of_case(result)
        self.source_bar.show_plot(bar)
        self.source_bar.setVisible(bool(bar.parts))
        self.weights_fold.setVisible(bool(result.prediction.sources))
        self._show_galleries(result, has_slides=has_slides)
        self._show_chips()  # once more: whether it is fragile was not known above
        self.tint()
        # A patch that is looked at most often raises or lowers most too: it is read once.
        return tuple(dict.fromkeys(row for gallery in self._galleries for row in gallery.rows))

    def show_what_if(self, would_be: CaseResult | None) -> None:
        """Draw a what-if with the case's curve; None for the case alone."""
        self._would_be = would_be
        if self._result is not None:
            other = would_be.prediction.survival if would_be is not None else None
            plot = SurvivalPlot.of_case(self._result, other)
            self.risk_fold.setVisible(bool(plot.strata))
            self.survival.show_plot(replace(plot, at_risk=self.risk_fold.isChecked()))

    def set_picture(self, row: int, image: QImage) -> None:
        for gallery in self._galleries:
            gallery.set_picture(row, image)

    def tint(self) -> None:
        ink = self.colours.notice if self._fragile else self.colours.text
        weight = "bold" if self._fragile else "normal"
        self.fragility.setStyleSheet(f"color: {ink}; font-weight: {weight};")
        self.survival.update()

    def _show_galleries(self, result: CaseResult, *, has_slides: bool) -> None:
        values = map_values(MapKind.RISK, result)
        # Without slide or places there is no picture, and nowhere to fly.
        has_places = has_slides and all(part.coords is not None for part in result.slides)
        order = np.argsort(-values, kind="stable") if has_places else np.zeros(0, int)
        raising = [int(r) for r in order[:N_GALLERY] if values[r] > 0]
        lowering = [int(r) for r in order[::-1][:N_GALLERY] if values[r] < 0]
        up, down = (self.raising, self.raise_title), (self.lowering, self.lower_title)
        for (gallery, title), rows in ((up, raising), (down, lowering)):
            gallery.show_patches([(row, format_signed(float(values[row]))) for row in rows])
            title.setVisible(bool(rows))
        unit = tr(map_unit(result.card.bins))
        self.evidence_unit.setText(f"{unit[:1].upper()}{unit[1:]}.")
        self.evidence_unit.setVisible(bool(raising or lowering))
        attention = map_values(MapKind.ATTENTION, result)
        order = np.argsort(-attention, kind="stable")
        most = [int(r) for r in order[:N_GALLERY]] if has_places else []
        self.attended.show_patches([(row, format_multiple(float(attention[row]))) for row in most])
        self.attend_fold.setVisible(bool(most))
        self.attend_part.setVisible(bool(most) and self.attend_fold.isChecked())
        self.evidence_title.setVisible(bool(raising or lowering or most))

    def _fill_facts(self, result: CaseResult) -> None:
        clear(self.facts)
        for row, (name, value) in enumerate(provenance(result)):
            words = text(value, factor=0.92, selectable=True)
            lay_grid(self.facts, (fact_name(name, factor=0.92), words), at=(row, 0))


def _checks_chip(checks: Sequence[Check]) -> ChipWords:
    """Summarise the checks of the slides on a chip."""
    # The model has a chip of its own, see `_model_chip`.
    own = [check for check in checks if check.kind is not CheckKind.MODEL]
    for light, word in (
        # The gravest that there is speaks for all.
        (CheckStatus.RED, "red"), (CheckStatus.AMBER, "doubtful"), (CheckStatus.GREEN, "fine"),
    ):  # fmt: skip
        if count := sum(check.light is light for check in own):
            words = f"{count} check{'' if count == 1 else 's'} {word}"
            short, tone = f"{count} {tr(word)}", _TONES[light]
            return ChipWords("checks", words, short, tone, folded_words(own))
    return ChipWords("checks", "Slide not checked", "Not checked")


def _model_check(checks: Sequence[Check]) -> Check | None:
    return next((check for check in checks if check.kind is CheckKind.MODEL), None)


def _model_chip(checks: Sequence[Check]) -> ChipWords | None:
    """Say on a chip what the model has shown."""
    check = _model_check(checks)
    if check is None:
        return None
    figure = check.figure.replace("C-index", "C").strip()
    words = f"Model {figure}" if figure else f"Model {STATUS_WORDS[check.light]}"
    return ChipWords("model", words, figure or words, _TONES.get(check.light, "well"), check.reason)
