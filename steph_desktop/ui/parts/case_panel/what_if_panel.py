"""The section "What if" of a finished case: other sources, and what would follow."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from steph_desktop.case.report_content import ordinal
from steph_desktop.case.result import CaseResult, case_figures
from steph_desktop.case.what_if import Mixture, why_no_what_if
from steph_desktop.core.errors import FeaturesFault, StephError
from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot, SurvivalWidget
from steph_desktop.ui.kit.theme import LIGHT, Colours
from steph_desktop.ui.kit.widgets import WHAT_IF, Banner, button, column, text
from steph_desktop.ui.parts.case_panel.what_if_rows import CalmCount, SourceRow

_NEVER_KEPT = "Only to look at: never kept, reported or exported."
_CRASHED = "{}. It is started again."


def figures_of(result: CaseResult) -> tuple[tuple[str, str], ...]:
    """Return the figures that a what-if changes: name and value."""
    figures, rows = case_figures(result), []
    if figures.group is not None and figures.percentile is not None:
        rows.append(("Risk group", figures.group.value.capitalize()))
        rows.append(("Percentile", ordinal(round(figures.percentile))))
    rows.append(("Risk score", f"{figures.risk_score:.2f}".replace("-", "−")))
    rows += [(f"{year}-year survival", f"{100 * alive:.0f} %") for year, alive in figures.survival]
    return (*rows, ("Median", figures.median_words("y")))


class _Curve(SurvivalWidget):
    """The two curves, small, beside what moves them."""

    def sizeHint(self) -> QSize:
        return QSize(300, 118 + 3 * self.fontMetrics().height())


class _Figures(QWidget):
    """Was, and would be."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 4)
        for place in (1, 2):
            self._grid.setColumnStretch(place, 3)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        for place, words in ((1, "was"), (2, "would be")):
            self._grid.addWidget(text(words, name="muted", factor=0.92), 0, place)

    def show_figures(self, was: CaseResult, would_be: CaseResult | None) -> None:
        """Show the figures side by side; dashes where nothing else is asked."""
        before = figures_of(was)
        after = dict(figures_of(would_be)) if would_be is not None else {}
        while len(self._rows) < len(before):
            line = (text(name="muted", factor=0.92), text(), text())
            for place, label in enumerate(line):
                label.setWordWrap(False)
                self._grid.addWidget(label, len(self._rows) + 1, place)
            self._rows.append(line)
        for number, labels in enumerate(self._rows):
            shown = number < len(before)
            for label in labels:
                label.setVisible(shown)
            if shown:
                name, value = before[number]
                other = after.get(name, "–")
                labels[0].setText(name)
                labels[1].setText(value)
                labels[2].setText(other)
                font = labels[2].font()
                font.setBold(other not in (value, "–"))
                labels[2].setFont(font)
        words = [
            f"{name}: was {value}, would be {after.get(name, value)}" for name, value in before
        ]
        self.setAccessibleName("; ".join(words))

    def value(self, name: str) -> tuple[str, str]:
        """Return what a figure was and would be, as shown."""
        found = next(labels for labels in self._rows if labels[0].text() == name)
        return found[1].text(), found[2].text()


class WhatIfPanel(QFrame):
    """Sources that can be switched, weighed and mixed otherwise; it computes nothing itself."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    """Mixture that is asked about"""
    reset_requested = Signal()
    analyse_requested = Signal()
    """The user wants the case analysed again."""
    again_requested = Signal()
    """Try once more what did not work."""

    def __init__(self) -> None:
        super().__init__()
        self._result: CaseResult | None = None
        self._chosen = Mixture((), (), ())
        self.mixture = self._chosen
        self.rows: dict[int, SourceRow] = {}
        layout = column(self, margin=0, spacing=8)
        self.toggle = QToolButton()
        self.toggle.setObjectName("flat")
        self.toggle.setText("What if…")
        self.toggle.setCheckable(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.setAccessibleName("What if")
        self.toggle.setToolTip("Change the sources and see what the model would say then (W)")
        self.toggle.toggled.connect(self._on_toggled)
        self.toggle.setEnabled(False)
        self.why_not = text(name="muted", factor=0.92)
        layout.addWidget(self.toggle, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.why_not)
        self.body = QWidget()
        layout.addWidget(self.body)
        self._fill_body()
        self.body.hide()

    def _fill_body(self) -> None:
        layout = column(self.body, margin=0, spacing=8)
        self.banner = Banner("notice")
        self.banner.label.setText(WHAT_IF)
        font = self.banner.label.font()
        font.setBold(True)
        self.banner.label.setFont(font)
        self.banner.add(text(_NEVER_KEPT))
        self.reset = self._button("Reset", self.ask_reset, "Back to the model's own choice")
        self.target_only = self._button("Target only", self._set_target_only, "")
        self.banner.add_row(self.reset, self.target_only)
        self.state = text(name="muted")
        self.alarm = Banner("alarm")
        self.alarm.add_row(button("Try again", self.again_requested.emit))
        self.analyse = button("Analyse the case again", self.analyse_requested.emit)
        self.alarm.add_row(self.analyse)
        self.curve = _Curve()
        self.figures = _Figures()
        count = QHBoxLayout()
        self.k = CalmCount()
        self.k.setAccessibleName("Sources merged")
        self.k.setToolTip("Merge so many of the heaviest sources (K)")
        self.k.setKeyboardTracking(False)
        self.k.valueChanged.connect(self._set_k)
        self.of = text()
        self.of.setWordWrap(False)
        label = text("Sources merged (K)")
        label.setWordWrap(False)
        label.setBuddy(self.k)
        count.addWidget(label)
        count.addWidget(self.k)
        count.addWidget(self.of)
        count.addStretch()
        self.meaning = text(name="muted", factor=0.92)
        for part in (self.banner, self.state, self.alarm, self.curve, self.figures):
            layout.addWidget(part)
        layout.addLayout(count)
        layout.addWidget(self.meaning)
        holder = QWidget()
        self._list = column(holder, margin=0, spacing=2)
        layout.addWidget(holder)
        self.show_state("")
        self.alarm.hide()

    @staticmethod
    def _button(words: str, slot: Callable[[], object], tip: str) -> QWidget:
        made = button(words, slot)
        made.setToolTip(tip)
        return made

    def set_colours(self, colours: Colours = LIGHT) -> None:
        """Follow the theme."""
        self.curve.set_colours(colours)

    # What is shown ---------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the section is unfolded."""
        return self.toggle.isChecked()

    @property
    def is_changed(self) -> bool:
        """Whether something else is asked than the model chose."""
        return self.mixture != self._chosen

    def show_case(self, result: CaseResult | None) -> None:
        """Begin with a case, folded; None if there is none."""
        self.toggle.setChecked(False)
        self._result = result
        self._chosen = Mixture.of(result.prediction.sources if result is not None else ())
        self.mixture = self._chosen
        why_not = why_no_what_if(result) if result is not None else ""
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))
        self.toggle.setEnabled(result is not None and not why_not)

    def show_state(self, words: str) -> None:
        """Say what is waited for; nothing if nothing is."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def show_answer(self, would_be: CaseResult | None) -> None:
        """Show what would be; None for the model's own choice."""
        if self._result is None:
            return
        self.figures.show_figures(self._result, would_be)
        other = would_be.prediction.survival if would_be is not None else None
        own = self._result.prediction.survival
        self.curve.show_plot(SurvivalPlot((), self._result.card.bins, own, what_if=other))

    def show_fault(self, error: StephError | None) -> None:
        """Say what did not work, and offer to try again; None takes it away."""
        self.alarm.setVisible(error is not None)
        self.analyse.setVisible(isinstance(error, FeaturesFault))
        if error is not None:
            self.alarm.label.setText("\n".join(filter(None, (str(error.what), error.todo))))

    def show_restart(self, error: StephError) -> None:
        """Say that the child ended and is started again."""
        self.show_state(_CRASHED.format(error.what))

    # What the hand does ----------------------------------------------------------------------

    def ask_reset(self) -> None:
        """Go back to what the model chose."""
        self._take(self._chosen)

    def _on_toggled(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.toggle.setArrowType(arrow)
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
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()  # it lives until the event loop comes round
            row.deleteLater()
        sources, target = result.prediction.sources, result.card.target_cancer
        most = max((share.weight for share in sources), default=0.0)
        most = max(1.0, math.ceil(2 * most))
        order = sorted(
            range(len(sources)), key=lambda s: (not sources[s].selected, -sources[s].weight)
        )
        self.rows = {}
        for source in order:
            share = sources[source]
            row = SourceRow(share.cancer, target, most, share.weight, share.lambda_target)
            row.switched.connect(lambda on, s=source: self._switch(s, on))
            row.weighed.connect(lambda w, s=source: self._take(self.mixture.with_weight(s, w)))
            row.mixed.connect(lambda r, s=source: self._take(self.mixture.with_lambda(s, r)))
            self._list.addWidget(row)
            self.rows[source] = row
        self.k.blockSignals(True)
        self.k.setRange(0, len(sources))
        self.k.blockSignals(False)
        self.meaning.setText(
            f"w: how much a source counts. λ: how much of its pair stays with {target} (1: all)."
        )
        self.target_only.setToolTip(f"{target}'s own model, nothing from other cancers")

    def _switch(self, source: int, on: bool) -> None:
        self._take(self.mixture.with_selected(source, selected=on))

    def _set_k(self, k: int) -> None:
        self._take(self.mixture.with_k(k))

    def _set_target_only(self) -> None:
        self._take(self.mixture.target_only())

    def _take(self, mixture: Mixture) -> None:
        if mixture == self.mixture:
            self._follow()
            return
        self.mixture = mixture
        self._follow()
        if mixture == self._chosen:
            self.reset_requested.emit()
        else:
            self.changed.emit(mixture)

    def _follow(self) -> None:
        """Let every control say what is asked."""
        asked, chosen = self.mixture, self._chosen
        for source, row in self.rows.items():
            mine = (asked.selected[source], asked.weights[source], asked.lambdas[source])
            was = (chosen.selected[source], chosen.weights[source], chosen.lambdas[source])
            selected, weight, ratio = mine
            row.show_values(selected=selected, weight=weight, ratio=ratio, changed=mine != was)
        self.k.blockSignals(True)
        self.k.setValue(asked.k)
        self.k.blockSignals(False)
        none = ", none: the null model" if not asked.k else ""
        self.of.setText(f"of {len(asked.selected)}{none}")
        self.reset.setEnabled(self.is_changed)
