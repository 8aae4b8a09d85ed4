"""The source cancers of a case: the plot, an explanation of each, and one sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from steph_desktop.case.result import CaseResult
from steph_desktop.case.source_summary import (
    explain_figures,
    explain_source,
    sources_sentence,
    spread_of,
)
from steph_desktop.ui.kit.plots.bar_plot import SourcePlot, SourcesWidget, unused_sources
from steph_desktop.ui.kit.theme import Colours
from steph_desktop.ui.kit.widgets import column, heading, text


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
