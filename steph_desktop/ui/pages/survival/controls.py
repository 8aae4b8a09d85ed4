"""The side controls of the survival page: patients, groups, cut-off, and what is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from steph_desktop.core.written_numbers import number_of, why_no_number
from steph_desktop.survival.grouping import Grouping, SurvivalTable
from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row, lay
from steph_desktop.ui.kit.plots.survival_plot import AxisUnit, KmOptions
from steph_desktop.ui.kit.widgets import (
    Banner,
    ChoiceBox,
    button,
    check_box,
    choices,
    heading,
    plain,
    say,
    text,
    text_field,
)
from steph_desktop.ui.pages.survival.patient_table import RolesPanel

_SLIDER_STEPS = 200
# The corrected p allows for these cut-offs alone (`cutoffs.SMALLEST_SHARE`).
_SLIDER_SHARE = (0.1, 0.9)
_WARNING = (
    "A cut-off that is moved until the curves separate creates differences where there are none. "
    "The log-rank p is withheld; the p shown allows for every cut-off you could have chosen. "
    "Treat it as exploratory, and test the cut-off on other patients."
)


_STATED_HINT = (
    "Only where the cut-off was written down before these outcomes were seen, in a protocol or an "
    "earlier study. Figures and methods paragraph say that you stated it."
)


class Controls(QWidget):
    """What the user chooses on the survival page."""

    changed = Signal()
    """Patients, grouping or cut-off changed: the curves must be estimated again."""
    look_changed = Signal()
    """Only what is drawn changed."""
    roles_changed = Signal(object)
    """An `OutcomeRoles`: the table of patients must be read again."""

    def __init__(self) -> None:
        super().__init__()
        self._tables: tuple[SurvivalTable, ...] = ()
        self._cutoff: float | None = None
        self._is_typed = False
        self._quantiles = np.zeros(_SLIDER_STEPS + 1)
        layout = column(self, margin=16, spacing=8)
        self.source = choices("Patients")
        self.study_button = button("Results of a training…")
        self.cohort_button = button("Cohort folder…")
        self.table_button = button("Table of patients…")
        self.roles = RolesPanel(self.roles_changed.emit)
        self.grouping = choices("Groups")
        self.note = text(name="muted", factor=0.92)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _SLIDER_STEPS)
        explain(self.slider, "Cut-off")
        self.cut_label = text()
        self.reset_button = button("Back to the fixed cut-off", self._reset)
        self.typed = text_field("Cut-off typed in", self._on_typed, hint="Type a cut-off")
        self.refused = text(name="wrong")
        self.refused.hide()
        self.stated = check_box("Pre-specified", self._on_stated, tip=_STATED_HINT)
        self.warning = Banner("notice", _WARNING)
        self.warning.label.setAccessibleName(tr("Warning"))
        lay(
            layout, heading("Patients"), self.source, self.study_button, self.cohort_button,
            self.table_button, self.roles, 8, heading("Groups"), self.grouping, self.note,
            self.cut_label, self.slider, self.reset_button, self.typed, self.refused,
            self.stated, self.warning, 8, heading("Drawn"),
        )  # fmt: skip
        look = self.look_changed.emit
        self.bands = check_box("95 % confidence bands", look, is_on=True)
        self.ticks = check_box("Censor ticks", look, is_on=True)
        self.medians = check_box("Medians", look)
        self.unit = ChoiceBox()
        self.unit.setAccessibleName(tr("Unit of time"))
        for unit in AxisUnit:
            self.unit.addItem(tr(unit.words))
        unit_row = in_row(text("Time in"), (self.unit, 1))
        lay(layout, self.bands, self.ticks, self.medians, unit_row, None)
        self.source.currentIndexChanged.connect(self._on_source)
        self.grouping.currentIndexChanged.connect(self._on_grouping)
        self.slider.valueChanged.connect(self._on_slider)
        self.unit.currentIndexChanged.connect(lambda _row: self.look_changed.emit())
        self._show_cut()

    # What is chosen ----------------------------------------------------------------------------

    @property
    def table(self) -> SurvivalTable | None:
        row = self.source.currentIndex()
        return self._tables[row] if 0 <= row < len(self._tables) else None

    @property
    def chosen_grouping(self) -> Grouping | None:
        table, row = self.table, self.grouping.currentIndex()
        return table.groupings[row] if table is not None and row >= 0 else None

    @property
    def cutoff(self) -> float | None:
        """The cut-off that the user moved to; None while it is the fixed one."""
        return self._cutoff

    @property
    def is_prespecified(self) -> bool:
        """Whether the user says that the cut-off was chosen before the outcomes were seen."""
        return self._cutoff is not None and self._is_typed and self.stated.isChecked()

    @property
    def options(self) -> KmOptions:
        return KmOptions(
            self.bands.isChecked(),
            self.ticks.isChecked(),
            self.medians.isChecked(),
            list(AxisUnit)[self.unit.currentIndex()],
        )

    # What is offered ---------------------------------------------------------------------------

    def offer(self, tables: Sequence[SurvivalTable], choose: str | None = None) -> None:
        """Offer these patients; keep the choice where it is still there, or make another."""
        kept = self.table.title if self.table is not None else None
        grouped = self.grouping.currentData() or ""
        before, self._tables = self.table, tuple(tables)
        titles = [table.title for table in self._tables]
        wanted = choose if choose in titles else kept
        # By number: tables hold arrays, and arrays cannot be compared as values.
        numbered = [(title, number) for number, title in enumerate(titles)]
        self.source.fill(numbered, titles.index(wanted) if wanted in titles else 0)
        self.source.setToolTip(plain(self.source.currentText()))
        # By title: read again, the same patients come as another table.
        same = before is not None and self.table is not None and before.title == self.table.title
        self._fill_groupings(grouped if same else "", keep_cut=same)
        self.changed.emit()

    def _fill_groupings(self, wanted: str, *, keep_cut: bool) -> None:
        table = self.table
        names = [grouping.name for grouping in table.groupings] if table is not None else []
        entries = [(tr(name), name) for name in names]
        self.grouping.fill(entries, wanted if wanted in names else names[0] if names else None)
        self._begin_grouping(self._cutoff if keep_cut and wanted in names else None)

    def _on_source(self) -> None:
        self.source.setToolTip(plain(self.source.currentText()))
        self._fill_groupings("", keep_cut=False)
        self.changed.emit()

    def _on_grouping(self) -> None:
        self._begin_grouping(None)
        self.changed.emit()

    def _begin_grouping(self, cutoff: float | None) -> None:
        self._cutoff = cutoff
        # A typed cut-off stays one only where the same grouping is offered again.
        self._is_typed = self._is_typed and cutoff is not None
        chosen = self.chosen_grouping
        say(self.note, chosen.note if chosen is not None else "")
        if chosen is not None and chosen.numbers is not None:
            # By quantiles: each step moves about as many patients, wherever the values lie.
            shares = np.linspace(*_SLIDER_SHARE, _SLIDER_STEPS + 1)
            self._quantiles = np.nanquantile(chosen.numbers, shares)
        self._show_cut()

    # The cut-off -------------------------------------------------------------------------------

    def _on_slider(self, step: int) -> None:
        self._cutoff, self._is_typed = float(self._quantiles[step]), False
        self._show_cut()
        self.changed.emit()

    def _on_typed(self) -> None:
        words = self.typed.text().strip()
        value = number_of(words)
        say(self.refused, why_no_number(words) if words and value is None else "")
        # The field reports the same number again when it loses the keyboard.
        if value is None or (self._is_typed and value == self._cutoff):
            return
        self._cutoff, self._is_typed = value, True
        self._show_cut()
        self.changed.emit()

    def _on_stated(self) -> None:
        self._show_cut()
        if self._is_typed:
            self.changed.emit()

    def _reset(self) -> None:
        self._cutoff, self._is_typed = None, False
        self._show_cut()
        self.changed.emit()

    def _show_cut(self) -> None:
        chosen = self.chosen_grouping
        is_cut = chosen is not None and chosen.is_cut
        moved = is_cut and self._cutoff is not None
        parts = (self.slider, self.cut_label, self.reset_button, self.typed, self.stated)
        for widget in parts:
            widget.setVisible(is_cut)
        self.reset_button.setEnabled(moved)
        self.stated.setEnabled(self._is_typed)
        self.warning.setVisible(moved and not self.is_prespecified)
        # What was said of a typed cut-off must not hold for the next one.
        if not self._is_typed:
            self.typed.clear()
            say(self.refused, "")
            with QSignalBlocker(self.stated):
                self.stated.setChecked(False)
        if chosen is None or not is_cut:
            return
        cutoff = self._cutoff if self._cutoff is not None else (chosen.fixed_cutoff or 0.0)
        kind = "chosen here" if moved else "fixed"
        kind = "pre-specified" if self.is_prespecified else kind
        self.cut_label.setText(tr(f"Cut-off {cutoff:.4g}, {kind}"))
        # Showing where a typed cut-off lies must not round it to a step.
        with QSignalBlocker(self.slider):
            self.slider.setValue(int(np.searchsorted(self._quantiles, cutoff)))
