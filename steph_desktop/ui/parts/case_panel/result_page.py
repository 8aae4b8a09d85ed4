"""A finished case: checks, risk, survival curve, source cancers, patches and provenance."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.case.disclosure import Disclosure, disclose, figures_of
from steph_desktop.case.map_rendering import (
    MapKind,
    format_multiple,
    format_signed,
    map_unit,
    map_values,
)
from steph_desktop.case.report_content import headline, members_sentence, provenance, reference_line
from steph_desktop.case.result import CaseResult, slide_shares
from steph_desktop.case.source_summary import (
    explain_figures,
    explain_source,
    sources_sentence,
    spread_of,
)
from steph_desktop.ui.kit.plots.bar_plot import SourcePlot, SourcesWidget, unused_sources
from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot, SurvivalWidget
from steph_desktop.ui.kit.theme import LIGHT, Colours
from steph_desktop.ui.kit.widgets import (
    Banner,
    Gallery,
    GoneBanner,
    button,
    clear,
    column,
    heading,
    plain,
    text,
)
from steph_desktop.ui.parts.case_panel.checks_section import ChecksSection
from steph_desktop.ui.parts.case_panel.problem_list import ProblemList
from steph_desktop.ui.parts.case_panel.review_panel import ReviewPanel
from steph_desktop.ui.parts.case_panel.slide_shares import SlideShares
from steph_desktop.ui.parts.case_panel.what_if_panel import WhatIfPanel

N_GALLERY = 4


class SourcesSection(QWidget):
    """What a case borrows from other cancers."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, margin=0, spacing=6)
        self.title = heading("Borrowed from other cancers", 1.05)
        self.sentence = text()
        self.plot = SourcesWidget()
        self.explanation = text(factor=0.92)
        self.figures = text(name="muted", factor=0.86)
        self.unused = text(name="muted", factor=0.92)
        for part in (
            self.title, self.sentence, self.plot, self.explanation, self.figures, self.unused
        ):  # fmt: skip
            layout.addWidget(part)
        self.plot.chosen.connect(self._explain)

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.plot.set_colours(colours)

    def show_result(self, result: CaseResult) -> None:
        """Show a case's sources."""
        sources, target = result.prediction.sources, result.card.target_cancer
        plot = SourcePlot(sources, target, spread_of(result))
        words = tuple(
            explain_source(result, place, rank) for rank, place in enumerate(plot.order, start=1)
        )
        self.plot.show_plot(plot, words, explain_figures(target))
        self.sentence.setText(sources_sentence(result))
        self.figures.setText(f"{explain_figures(target)} Click a source for more.")
        unused = unused_sources(sources)
        names = ", ".join(share.cancer for share in unused)
        self.unused.setText(f"Not used for this case ({len(unused)}): {names}")
        self.plot.setVisible(bool(words))
        self.figures.setVisible(bool(words))
        self.unused.setVisible(bool(unused))
        self._explain(-1)

    def _explain(self, row: int) -> None:
        self.explanation.setText(self.plot.words[row] if row >= 0 else "")
        self.explanation.setVisible(row >= 0)


class ResultPage(QWidget):
    """The inspector's page for a finished case."""

    patch_chosen = Signal(int)
    slide_chosen = Signal(int)
    again_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._result: CaseResult | None = None  # None where it is withheld, too
        self._disclosure = Disclosure()
        self._colours: Colours = LIGHT
        layout = column(self, margin=16, spacing=8)
        self.gone = GoneBanner()
        self.review = ReviewPanel()
        self.stale = Banner("notice")
        self.again = button("Analyse again", self.again_requested.emit)
        self.stale.add_row(self.again)
        self.problems = ProblemList()
        self.warnings = Banner("notice")
        self.checks = ChecksSection()
        self.answer = QWidget()
        self.headline = heading("", 1.55)
        self.subline = text(name="muted")
        self.landmarks = QGridLayout()
        self.landmarks.setHorizontalSpacing(12)
        self.survival = SurvivalWidget()
        self.members = text()
        self.slides = SlideShares()
        self.slides.chosen.connect(self.slide_chosen)
        self.sources = SourcesSection()
        self.what_if = WhatIfPanel()
        self.raise_title = heading("Patches that raise the risk most", 1.05)
        self.raising = Gallery()
        self.lower_title = heading("Patches that lower the risk most", 1.05)
        self.lowering = Gallery()
        self.attend_title = heading("Patches with the most attention", 1.05)
        self.attended = Gallery()
        self.facts_title = heading("Provenance", 1.05)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(12)
        self.facts.setVerticalSpacing(3)
        self.facts.setColumnStretch(1, 1)
        for gallery in (self.raising, self.lowering, self.attended):
            gallery.chosen.connect(self.patch_chosen)
        sections: tuple[tuple[QWidget, ...], ...] = (
            (self.sources, self.what_if),
            (self.raise_title, self.raising),
            (self.lower_title, self.lowering),
            (self.attend_title, self.attended),
        )
        # The model's whole answer is one widget, which is withheld where checks are red.
        answer = column(self.answer, margin=0, spacing=8)
        answer.addWidget(self.headline)
        answer.addWidget(self.subline)
        answer.addWidget(text("Predicted survival", name="muted", factor=0.9))
        answer.addLayout(self.landmarks)
        answer.addWidget(self.survival)
        answer.addWidget(self.members)
        answer.addSpacing(8)
        answer.addWidget(self.slides)
        for section in sections:
            answer.addSpacing(8)
            for widget in section:
                answer.addWidget(widget)
        above: tuple[QWidget, ...] = (
            self.gone,
            self.stale,
            self.problems,
            self.warnings,
            self.checks,
        )
        for part in above:
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addWidget(self.answer)
        layout.addSpacing(8)
        layout.addWidget(self.facts_title)
        layout.addLayout(self.facts)
        layout.addSpacing(8)
        layout.addWidget(self.review)
        layout.addSpacing(8)
        layout.addWidget(text(RESEARCH_USE, name="research"))
        layout.addStretch()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self._colours = colours
        self.survival.set_colours(colours)
        self.sources.set_colours(colours)
        self.slides.set_colours(colours)
        self.what_if.set_colours(colours)
        self.checks.set_colours(colours)
        self._tint()

    def show_stale(self, words: str, *, ready: bool = True) -> None:
        """Say why the result may be out of date, if it is; offer a new one if `ready`."""
        self.again.setVisible(ready)
        self.stale.label.setText(words)
        self.stale.setVisible(bool(words))

    def show_result(
        self,
        result: CaseResult,
        *,
        has_slides: bool = True,
        disclosure: Disclosure | None = None,
    ) -> tuple[int, ...]:
        """Show a case as far as may be said; returns the rows whose pictures are wanted."""
        said = disclosure or disclose(result.checks)
        self._disclosure = said
        self._result = None if said.is_withheld else result
        card = result.card
        self.warnings.label.setText("\n".join(result.warnings))
        self.warnings.setVisible(bool(result.warnings))
        self.checks.show_checks(result.checks, len(result.slides))
        self.checks.show_disclosure(said)
        self.answer.setVisible(not said.is_withheld)
        self._fill_facts(result)
        self.headline.setText(headline(result, said))
        for plot in (self.survival, self.sources.plot):
            plot.note = said.mark
        if said.is_withheld:
            # Nothing hidden holds a number: what is not written cannot be read or copied.
            for label in (self.headline, self.subline, self.members, self.sources.sentence):
                label.clear()
            clear(self.landmarks)
            self.survival.set_plot(None)
            self.sources.plot.show_plot(SourcePlot(), (), "")
            for gallery in (self.raising, self.lowering, self.attended):
                gallery.show_patches([])
            return ()
        self.subline.setText(reference_line(card.reference, card.target_cancer))
        self._fill_landmarks(result)
        self.members.setText(members_sentence(result, said))
        self.members.setVisible(bool(self.members.text()))
        self.slides.show_shares(slide_shares(result))
        self.show_what_if(None)
        self.sources.show_result(result)
        self._show_galleries(result, has_slides=has_slides)
        self._tint()
        # A patch that is looked at most often raises or lowers most too: it is read once.
        return tuple(dict.fromkeys(self.raising.rows + self.lowering.rows + self.attended.rows))

    def show_what_if(self, would_be: CaseResult | None) -> None:
        """Draw a what-if with the case's curve; None for the case alone."""
        if self._result is not None:
            other = would_be.prediction.survival if would_be is not None else None
            self.survival.show_plot(SurvivalPlot.of_case(self._result, other))

    def set_picture(self, row: int, image: QImage) -> None:
        """Hand a patch's picture to the galleries."""
        for gallery in (self.raising, self.lowering, self.attended):
            gallery.set_picture(row, image)

    def _tint(self) -> None:
        if self._result is not None:
            group = figures_of(self._result, self._disclosure).group
            colour = self._colours.of_group(group)
            self.headline.setStyleSheet(f"color: {colour};")
        self.survival.update()

    def _fill_landmarks(self, result: CaseResult) -> None:
        clear(self.landmarks)
        numbers = figures_of(result, self._disclosure)
        figures = [(f"{100 * alive:.0f} %", f"{year}-year") for year, alive in numbers.survival]
        figures.append((numbers.median_words("y"), "median"))
        for place, (figure, name) in enumerate(figures):
            self.landmarks.addWidget(heading(figure, 1.25), 0, place)
            self.landmarks.addWidget(text(name, name="muted", factor=0.9), 1, place)
            self.landmarks.setColumnStretch(place, 1)

    def _show_galleries(self, result: CaseResult, *, has_slides: bool) -> None:
        values = map_values(MapKind.RISK, result)
        has_places = has_slides and all(part.coords is not None for part in result.slides)
        order = np.argsort(-values, kind="stable")
        raising = [int(r) for r in order[:N_GALLERY] if values[r] > 0] if has_places else []
        lowering = [int(r) for r in order[::-1][:N_GALLERY] if values[r] < 0] if has_places else []
        for gallery, title, rows in (
            (self.raising, self.raise_title, raising),
            (self.lowering, self.lower_title, lowering),
        ):
            gallery.show_patches([(row, format_signed(float(values[row]))) for row in rows])
            title.setToolTip(plain(map_unit(result.card.bins).capitalize()))
            title.setVisible(bool(rows))
        attention = map_values(MapKind.ATTENTION, result)
        order = np.argsort(-attention, kind="stable")
        most = [int(r) for r in order[:N_GALLERY]] if has_places else []
        self.attended.show_patches([(row, format_multiple(float(attention[row]))) for row in most])
        self.attend_title.setVisible(bool(most))

    def _fill_facts(self, result: CaseResult) -> None:
        clear(self.facts)
        for row, (name, value) in enumerate(provenance(result)):
            self.facts.addWidget(text(name, name="muted", factor=0.92), row, 0)
            label = text(value, factor=0.92)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(label, row, 1)
