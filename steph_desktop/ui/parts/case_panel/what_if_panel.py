"""The section "What if" of a finished case: other sources, and the answer they would give."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QSizePolicy, QSlider, QWidget

from steph_desktop.case.report_content import ordinal
from steph_desktop.case.result import CaseResult, case_figures
from steph_desktop.case.what_if import Mixture, why_no_what_if
from steph_desktop.core.errors import FeaturesFault, StephError
from steph_desktop.ui.kit.explanations import explanation
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, grid_layout, in_row, lay_grid
from steph_desktop.ui.kit.numbers import DecimalField, WholeField
from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot, SurvivalWidget
from steph_desktop.ui.kit.theme import sized_font
from steph_desktop.ui.kit.widgets import (
    WHAT_IF,
    Banner,
    Fits,
    NoWheel,
    button,
    error_paragraphs,
    plain,
    say,
    text,
    tool,
)

_NEVER_KEPT = "For exploration only: never kept, reported or exported."
_CRASHED = "{}. It is restarted."
_STEPS = 200  # of a slider
_DECIMALS = 2  # of the number beside it
_BOX_PX = 26  # of a check box, beside its words
_USUAL_NAME = "COADREAD"  # the longest of TCGA's


def figure_rows(result: CaseResult) -> tuple[tuple[str, str], ...]:
    """Return the figures that a what-if changes: name and value."""
    figures, rows = case_figures(result), []
    if figures.group is not None and figures.percentile is not None:
        rows.append(("Risk group", figures.group.value.capitalize()))
        rows.append(("Percentile", ordinal(round(figures.percentile))))
    rows.append(("Risk score", f"{figures.risk_score:.2f}".replace("-", "−")))
    rows += [(f"{year}-year survival", f"{100 * alive:.0f} %") for year, alive in figures.survival]
    return (*rows, ("Median", figures.median_words("y")))


class _Curve(SurvivalWidget):
    def sizeHint(self) -> QSize:
        return QSize(300, 118 + 3 * self.fontMetrics().height())


class _Figures(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._grid = grid_layout(self, across=10, down=2, stretch=(0, 1, 1))
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        heads = (text(words, name="muted", factor=0.92) for words in ("Was", "Would be"))
        lay_grid(self._grid, tuple(heads), at=(0, 1))

    def show_figures(self, was: CaseResult, would_be: CaseResult | None) -> None:
        """Show the figures side by side; dashes where nothing else is asked."""
        before = figure_rows(was)
        after = dict(figure_rows(would_be)) if would_be is not None else {}
        while len(self._rows) < len(before):
            # Names are long in some languages: they alone break.
            line = (text(name="muted", factor=0.92), text(wraps=False), text(wraps=False))
            lay_grid(self._grid, line, at=(len(self._rows) + 1, 0))
            self._rows.append(line)
        # A case without a reference has fewer figures than one before it.
        for labels in self._rows[len(before) :]:
            for label in labels:
                label.hide()
        for labels, (name, value) in zip(self._rows, before, strict=False):
            other = after.get(name, "–")
            for label, said in zip(labels, (name, value, other), strict=True):
                label.setText(tr(said))
                label.show()
            labels[0].setToolTip(explanation(name))
            font = labels[2].font()
            font.setBold(other not in (value, "–"))
            labels[2].setFont(font)
        words = [
            # Single words are translated here: within a sentence they could be names.
            tr(f"{tr(name)}: was {tr(value)}, would be {tr(after.get(name, value))}")
            for name, value in before
        ]
        self.setAccessibleName(plain("; ".join(words)))

    def value(self, name: str) -> tuple[str, str]:
        """Return what a figure was and would be, as shown."""
        found = next(labels for labels in self._rows if labels[0].text() == tr(name))
        return found[1].text(), found[2].text()


class _CalmSlider(NoWheel, QSlider):
    pass


class _CalmNumber(NoWheel, DecimalField):
    pass


class NoWheelCount(NoWheel, WholeField):
    """A count."""


class SourceName(Fits, QCheckBox):
    """A name that ends in dots where there is no room; the whole is in the tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(tr(f"Merge {name}"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bold(self, *, bold: bool) -> None:
        """Write it in bold letters, or not."""
        if self.font().bold() != bold:
            font = self.font()  # a copy, whose size still follows the window's letters
            font.setBold(bold)
            self.setFont(font)
            self.fit()

    def sizeHint(self) -> QSize:
        # As wide as in bold: a name that turns bold must not move the rest.
        bold = QFontMetrics(sized_font(self.font(), 1.0, bold=True))
        width = bold.horizontalAdvance(_USUAL_NAME) + _BOX_PX + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def fit(self) -> None:
        room = self.width() - _BOX_PX
        words = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(tr(words).replace("&", "&&"))


class SlidingNumber:
    """A slider and a number, 0 to `most`, that show the same; its owner puts them into a grid."""

    def __init__(self, name: str, tip: str, most: float) -> None:
        self._most = most
        self.slider = _CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setAccessibleName(tr(name))
        self.slider.setMinimumWidth(48)
        self.number = _CalmNumber()
        self.number.setObjectName("compact")
        self.number.setRange(0.0, most)
        self.number.setDecimals(_DECIMALS)
        self.number.setSingleStep(0.05)
        self.number.setKeyboardTracking(False)  # what is half typed is not asked
        self.number.setAccessibleName(tr(f"{name}, as a number"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("00.00") + 20)
        for part in (self.slider, self.number):
            part.setToolTip(plain(tr(tip)))

    def show(self, value: float) -> None:
        """Show a value without reporting it as the user's."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self.slider.setValue(self._step(value))
            self.number.setValue(value)

    def is_showing(self, value: float) -> bool:
        """Return True if slider and number both show this value."""
        number = round(value, _DECIMALS)
        is_typed = abs(self.number.value() - number) < 1e-9
        return is_typed and self.slider.value() == self._step(value)

    def _step(self, value: float) -> int:
        return round(value / self._most * _STEPS)

    def at(self, step: int) -> float:
        """Value of a place of the slider."""
        return step / _STEPS * self._most


class SourceRow(QWidget):
    """One source, with what the model chose for it."""

    switched = Signal(bool)
    weighed = Signal(float)
    mixed = Signal(float)

    def __init__(
        self, cancer: str, target: str, most_weight: float, weight: float, ratio: float
    ) -> None:
        super().__init__()
        self.name = SourceName(cancer)
        self.name.setToolTip(plain(tr(f"{cancer}: on, or left out of the mixture")))
        tip = f"How much {cancer} and its pair with {target} count. The model chose {weight:.2f}."
        self.weight = SlidingNumber(f"Weight of {cancer}", tip, most_weight)
        tip = (
            f"0: all of this pair comes from {cancer}. 1: all of it stays with {target}. "
            f"The model chose {ratio:.2f}."
        )
        self.ratio = SlidingNumber(f"Ratio of {cancer}", tip, 1.0)
        margins, stretch = (0, 2, 0, 4), (2, 0, 3)
        layout = grid_layout(self, across=6, down=2, margins=margins, stretch=stretch)
        layout.addWidget(self.name, 0, 0)
        for line, (sign, part) in enumerate((("w", self.weight), ("λ", self.ratio))):
            label = text(sign, name="muted", wraps=False)
            label.setToolTip(plain(part.slider.toolTip()))
            lay_grid(layout, (label, part.slider, part.number), at=(line, 1))
        self._shown: tuple[bool, float, float, bool] | None = None
        self.name.toggled.connect(self.switched)
        for part, signal in ((self.weight, self.weighed), (self.ratio, self.mixed)):
            part.slider.valueChanged.connect(
                lambda step, part=part, signal=signal: signal.emit(part.at(step))
            )
            part.number.valueChanged.connect(signal)

    def show_values(self, selected: bool, weight: float, ratio: float, *, changed: bool) -> None:
        """Show what is asked of the source; its name is bold where the model chose otherwise."""
        shown = (selected, weight, ratio, changed)
        # Every answer comes by here, for all rows: those that say it already are left alone.
        if shown == self._shown and self.weight.is_showing(weight) and self.ratio.is_showing(ratio):
            return
        self._shown = shown
        with QSignalBlocker(self.name):
            self.name.setChecked(selected)
        self.weight.show(weight)
        self.ratio.show(ratio)
        for part in (self.weight, self.ratio):
            part.slider.setEnabled(selected)
            part.number.setEnabled(selected)
        self.name.set_bold(bold=changed)


class WhatIfPanel(QFrame):
    """Sources that can be switched, weighed and mixed otherwise; it computes nothing itself."""

    opened = Signal()
    closed = Signal()
    changed = Signal(Mixture)
    """The mixture that is asked about"""
    reset_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._result: CaseResult | None = None
        self._chosen = Mixture((), (), ())
        self.mixture = self._chosen
        self.rows: dict[int, SourceRow] = {}
        tip = "Change the sources and see what the model would answer (W)"
        self.toggle = tool("What if…", name="fold", tip=tip, called="What if", checkable=True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.toggled.connect(self._on_toggled)
        self.toggle.setEnabled(False)
        self.why_not = text(name="muted", factor=0.92)
        self.body = QWidget()
        parts = ((self.toggle, Qt.AlignmentFlag.AlignLeft), self.why_not, self.body)
        column(self, *parts, margin=0, spacing=8)
        self._fill_body()
        self.body.hide()

    def _fill_body(self) -> None:
        self.banner = Banner("notice", WHAT_IF)
        font = self.banner.label.font()
        font.setBold(True)
        self.banner.label.setFont(font)
        self.banner.add(text(_NEVER_KEPT))
        self.reset = button("Reset", self.ask_reset, tip="Back to the model's own choice")
        self.target_only = button("Target only", self._set_target_only)
        self.banner.add_row(self.reset, self.target_only)
        self.state = text(name="muted")
        self.alarm = Banner("alarm")
        self.try_again, self.analyse = button("Try again"), button("Analyse the case again")
        for made in (self.try_again, self.analyse):
            self.alarm.add_row(made)
        self.curve = _Curve()
        self.figures = _Figures()
        self.k = NoWheelCount()
        self.k.setAccessibleName(tr("Sources merged"))
        self.k.setToolTip(tr("How many of the heaviest sources are merged (K)"))
        self.k.setKeyboardTracking(False)
        self.k.valueChanged.connect(lambda k: self._take(self.mixture.with_k(k)))
        self.of = text(wraps=False)
        label = text("Sources merged (K)", wraps=False)
        label.setBuddy(self.k)
        count = in_row(label, self.k, self.of, None)
        self.meaning = text(name="muted", factor=0.92)
        holder = QWidget()
        self._list = column(holder, margin=0, spacing=2)
        column(
            self.body, self.banner, self.state, self.alarm, self.curve, self.figures, count,
            self.meaning, holder, margin=0, spacing=8,
        )  # fmt: skip
        self.show_state("")
        self.alarm.hide()

    # What is shown ---------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return self.toggle.isChecked()

    @property
    def is_changed(self) -> bool:
        """Whether the mixture differs from the model's own."""
        return self.mixture != self._chosen

    def show_case(self, result: CaseResult | None) -> None:
        """Start with a case, folded; None if there is none."""
        # First, while the earlier result is known: folding it takes back what was asked of it.
        self.toggle.setChecked(False)
        self._result = result
        self._chosen = Mixture.of(result.prediction.sources if result is not None else ())
        self.mixture = self._chosen
        why_not = "" if result is None else why_no_what_if(result)
        say(self.why_not, why_not)
        self.toggle.setEnabled(result is not None and not why_not)

    def show_state(self, words: str) -> None:
        """Say what is being waited for; empty for nothing."""
        say(self.state, words)

    def show_answer(self, would_be: CaseResult | None) -> None:
        """Show what would be; None for the model's own choice."""
        if self._result is None:
            return
        self.figures.show_figures(self._result, would_be)
        other = would_be.prediction.survival if would_be is not None else None
        plot = SurvivalPlot.of_case(self._result, other)
        self.curve.show_plot(replace(plot, strata=(), members=None))

    def show_fault(self, error: StephError | None) -> None:
        """Say what did not work, and offer to try again; None hides it."""
        self.analyse.setVisible(isinstance(error, FeaturesFault))
        said = None if error is None else StephError(error.what, None, error.todo)
        self.alarm.say(None if said is None else error_paragraphs(said))

    def show_restart(self, error: StephError) -> None:
        """Say that the child process ended and is restarted."""
        self.show_state(_CRASHED.format(error.what))

    # What the user does ---------------------------------------------------------------------

    def ask_reset(self) -> None:
        """Go back to what the model chose."""
        self._take(self._chosen)

    def _on_toggled(self, opened: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        if opened and self._result is not None:
            self._make_rows(self._result)
            self.show_fault(None)
            self.show_answer(None)
            self._follow()
        self.body.setVisible(opened)
        if opened:
            self.opened.emit()
        else:
            self.mixture = self._chosen
            self.closed.emit()

    def _make_rows(self, result: CaseResult) -> None:
        """One row for each source, the heaviest that are merged first."""
        clear(self._list)
        sources, target = result.prediction.sources, result.card.target_cancer
        # Room for twice the heaviest weight, and the same for all: their sliders compare.
        most = max(1.0, math.ceil(2 * max((share.weight for share in sources), default=0.0)))
        order = sorted(enumerate(sources), key=lambda at: (not at[1].selected, -at[1].weight))
        self.rows = {}
        for source, share in order:
            row = SourceRow(share.cancer, target, most, share.weight, share.lambda_target)
            row.switched.connect(
                lambda on, s=source: self._take(self.mixture.with_selected(s, selected=on))
            )
            row.weighed.connect(lambda w, s=source: self._take(self.mixture.with_weight(s, w)))
            row.mixed.connect(lambda r, s=source: self._take(self.mixture.with_lambda(s, r)))
            self._list.addWidget(row)
            self.rows[source] = row
        with QSignalBlocker(self.k):
            # A smaller range moves the number, and nobody asked.
            self.k.setRange(0, len(sources))
        words = (
            f"w: how much a source counts. λ: how much of its pair stays with {target} (1: all)."
        )
        self.meaning.setText(tr(words))
        self.target_only.setToolTip(plain(tr(f"{target}'s own model, nothing from other cancers")))

    def _set_target_only(self) -> None:
        self._take(self.mixture.target_only())

    def _take(self, mixture: Mixture) -> None:
        # Shown in any case: a slider may stand where its number was rounded.
        is_new, self.mixture = mixture != self.mixture, mixture
        self._follow()
        if is_new and mixture == self._chosen:
            self.reset_requested.emit()
        elif is_new:
            self.changed.emit(mixture)

    def _follow(self) -> None:
        asked, chosen = self.mixture, self._chosen
        for source, row in self.rows.items():
            mine, was = (
                (mix.selected[source], mix.weights[source], mix.lambdas[source])
                for mix in (asked, chosen)
            )
            row.show_values(*mine, changed=mine != was)
        with QSignalBlocker(self.k):
            self.k.setValue(asked.k)
        none = ", none: the null model" if not asked.k else ""
        self.of.setText(tr(f"of {len(asked.selected)}{none}"))
        self.reset.setEnabled(self.is_changed)
