"""A finished case: risk, curve, source cancers, telling patches, and where it all comes from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from steph_desktop.core import RESEARCH_USE
from steph_desktop.model.prediction import SourceShare, risk_contributions
from steph_desktop.pipeline import CaseResult
from steph_desktop.survival.curves import DAYS_PER_YEAR, median_survival_days, survival_at
from steph_desktop.ui.maps import format_signed
from steph_desktop.ui.plots import LANDMARK_YEARS, SurvivalPlot, ranked_sources
from steph_desktop.ui.theme import LIGHT, Colours
from steph_desktop.ui.widgets import (
    Banner,
    Gallery,
    SourcesWidget,
    SurvivalWidget,
    button,
    column,
    heading,
    text,
)

N_GALLERY = 4
_ALIVE = 1e-6  # weights below it print as 0.00 and move nothing


def ordinal(number: int) -> str:
    """Say a number as ``1st``, ``12th``, ``23rd``."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def headline(result: CaseResult) -> str:
    """Risk in one line: group and percentile, or the bare score where there is no cohort."""
    if result.risk_group is None or result.risk_percentile is None:
        return f"Risk score {result.prediction.risk_score:.2f}".replace("-", "−")
    group = result.risk_group.value.capitalize()
    return f"{group} risk · {ordinal(round(result.risk_percentile))} percentile"


def median_words(result: CaseResult) -> str:
    """Say the median survival."""
    bins = result.card.bins
    days = median_survival_days(bins, result.prediction.survival)
    if days is None:
        return f"beyond {bins.starts_days[-1] / DAYS_PER_YEAR:.0f} years"
    return f"{days / DAYS_PER_YEAR:.1f} years"


def explain_sources(result: CaseResult) -> str:
    """Say in one plain sentence what the source cancers did for this case."""
    target = result.card.target_cancer
    used, _ = ranked_sources(result.prediction.sources)
    alive = [share for share in used if share.weight > _ALIVE]
    total = sum(share.weight for share in alive)
    if not alive:
        return (
            "Every weight is zero for this case: the answer rests on the shared starting model "
            f"and the prediction head alone, not on {target} or any source cancer."
        )
    kept = sum(share.weight * share.lambda_target for share in alive) / total
    first = alive[0]
    most = first.weight / total
    others = len(alive) - 1
    beside = "" if not others else f", beside {others} other{'s' if others > 1 else ''}"
    return (
        f"For this case the model leans most on {first.cancer} "
        f"({100 * most:.0f} % of the weight{beside}), and {100 * kept:.0f} % of all that is "
        f"merged comes from {target} itself."
    )


def unused_words(sources: tuple[SourceShare, ...]) -> str:
    """Name the sources that were left out."""
    _, unused = ranked_sources(sources)
    if not unused:
        return ""
    names = ", ".join(share.cancer for share in unused)
    return f"Not used for this case ({len(unused)}): {names}"


def provenance(result: CaseResult) -> list[tuple[str, str]]:
    """List what made the result, as (name, value)."""
    card = result.card
    rows = [
        ("Model", f"{card.model_id} · {card.method} · {card.target_cancer}"),
        ("Model hash", card.weights_sha256[:12] or "not stated"),
        ("Encoder", card.encoder),
        ("Encoder hash", result.encoder_sha256[:12] or "not stated"),
        ("Patches", f"{len(result.prediction.attention):,} at {card.target_mpp:g} µm/px"),
    ]
    for number, part in enumerate(result.slides, start=1):
        name = "Resolution" if len(result.slides) == 1 else f"Resolution {number}"
        known = "not known" if part.mpp is None else f"{part.mpp:.3g} µm/px {part.mpp_source}"
        rows.append((name, known.strip()))
    if card.cohort is not None:
        cohort = card.cohort
        rows.append(("Trained on", f"{cohort.patients:,} patients, {cohort.events:,} events"))
    if card.c_index_folds:
        mean = float(np.mean(card.c_index_folds))
        rows.append(("C-index", f"{mean:.3f} over {len(card.c_index_folds)} folds"))
    rows.append(("Program", f"STEPH Desktop {result.app_version}, seed {result.seed}"))
    return rows


class ResultPage(QWidget):
    """The inspector's page for a finished case."""

    patch_chosen = Signal(int)
    again_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._result: CaseResult | None = None
        self._colours: Colours = LIGHT
        layout = column(self, margin=16, spacing=8)
        self.stale = Banner("notice")
        self.stale.add_row(button("Analyse again", self.again_requested.emit))
        self.warnings = Banner("notice")
        self.headline = heading("", 1.55)
        self.subline = text(name="muted")
        self.landmarks = QGridLayout()
        self.landmarks.setHorizontalSpacing(12)
        self.survival = SurvivalWidget()
        self.no_cohort = text(
            "The model holds no reference cohort: the predicted curve stands alone, without "
            "percentile or risk group.",
            name="muted",
        )
        self.sources_title = heading("Borrowed from other cancers", 1.05)
        self.sources = SourcesWidget()
        self.sources_words = text()
        self.unused = text(name="muted", factor=0.92)
        self.raise_title = heading("Patches that raise the risk most", 1.05)
        self.raising = Gallery()
        self.lower_title = heading("Patches that lower the risk most", 1.05)
        self.lowering = Gallery()
        self.facts_title = heading("What made this result", 1.05)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(12)
        self.facts.setVerticalSpacing(3)
        self.facts.setColumnStretch(1, 1)
        for gallery in (self.raising, self.lowering):
            gallery.chosen.connect(self.patch_chosen)
        above: tuple[QWidget, ...] = (self.stale, self.warnings, self.headline, self.subline)
        sections: tuple[tuple[QWidget, ...], ...] = (
            (self.sources_title, self.sources, self.sources_words, self.unused),
            (self.raise_title, self.raising),
            (self.lower_title, self.lowering),
        )
        for part in above:
            layout.addWidget(part)
        layout.addLayout(self.landmarks)
        layout.addWidget(self.survival)
        layout.addWidget(self.no_cohort)
        for section in sections:
            layout.addSpacing(8)
            for part in section:
                layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self.facts_title)
        layout.addLayout(self.facts)
        layout.addSpacing(8)
        layout.addWidget(text(RESEARCH_USE, name="research"))
        layout.addStretch()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self._colours = colours
        self.survival.colours = colours
        self.sources.colours = colours
        self._tint()

    def show_stale(self, words: str) -> None:
        """Say why the result may no longer hold; nothing if it does."""
        self.stale.label.setText(words)
        self.stale.setVisible(bool(words))

    def show_result(self, result: CaseResult) -> tuple[int, ...]:
        """Show a case; returns the rows of the bag whose pictures are wanted."""
        self._result = result
        prediction, card = result.prediction, result.card
        self.warnings.label.setText("\n".join(result.warnings))
        self.warnings.setVisible(bool(result.warnings))
        self.headline.setText(headline(result))
        has_cohort = card.reference is not None
        against = ""
        if card.reference is not None:
            against = f"against the model's {len(card.reference.times_days):,} patients · "
        self.subline.setText(f"{against}median survival {median_words(result)}")
        self._fill_landmarks(result)
        self.survival.show_plot(SurvivalPlot(result.strata, card.bins, prediction.survival))
        self.no_cohort.setVisible(not has_cohort)
        self._show_sources(result)
        self._show_galleries(result)
        self._fill_facts(result)
        self._tint()
        return self.raising.rows + self.lowering.rows

    def set_picture(self, row: int, image: QImage) -> None:
        """Hand a patch's picture to the galleries."""
        self.raising.set_picture(row, image)
        self.lowering.set_picture(row, image)

    def _tint(self) -> None:
        if self._result is not None:
            colour = self._colours.of_group(self._result.risk_group)
            self.headline.setStyleSheet(f"color: {colour};")
        self.survival.update()
        self.sources.update()

    def _fill_landmarks(self, result: CaseResult) -> None:
        _clear(self.landmarks)
        for place, year in enumerate(LANDMARK_YEARS):
            value = survival_at(result.card.bins, result.prediction.survival, year * DAYS_PER_YEAR)
            figure = heading(f"{100 * value:.0f} %", 1.25)
            name = text(f"{year}-year survival", name="muted", factor=0.9)
            self.landmarks.addWidget(figure, 0, place)
            self.landmarks.addWidget(name, 1, place)
            self.landmarks.setColumnStretch(place, 1)

    def _show_sources(self, result: CaseResult) -> None:
        sources = result.prediction.sources
        for part in (self.sources_title, self.sources, self.sources_words):
            part.setVisible(bool(sources))
        words = unused_words(sources)
        self.unused.setText(words)
        self.unused.setVisible(bool(words))
        if sources:
            self.sources.show_sources(sources, result.card.target_cancer)
            self.sources_words.setText(explain_sources(result))

    def _show_galleries(self, result: CaseResult) -> None:
        values = risk_contributions(result.prediction, result.card.bins)
        has_places = all(part.coords is not None for part in result.slides)
        order = np.argsort(-values, kind="stable")
        raising = [int(r) for r in order[:N_GALLERY] if values[r] > 0] if has_places else []
        lowering = [int(r) for r in order[::-1][:N_GALLERY] if values[r] < 0] if has_places else []
        for gallery, title, rows in (
            (self.raising, self.raise_title, raising),
            (self.lowering, self.lower_title, lowering),
        ):
            gallery.show_patches([(row, format_signed(float(values[row]))) for row in rows])
            title.setVisible(bool(rows))

    def _fill_facts(self, result: CaseResult) -> None:
        _clear(self.facts)
        for row, (name, value) in enumerate(provenance(result)):
            self.facts.addWidget(text(name, name="muted", factor=0.92), row, 0)
            label = text(value, factor=0.92)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(label, row, 1)


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
