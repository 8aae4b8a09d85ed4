"""Cox models on the survival page: columns, ratios as table and forest, what a column adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.core.csv_files import write_csv, write_patient_table
from steph_desktop.core.errors import StephError
from steph_desktop.survival.added_value import AddedValue, added_value, refuse_in_sample
from steph_desktop.survival.clinical_cox import (
    CoxFit,
    CoxRow,
    CoxTerm,
    MissingValues,
    fit_terms,
    is_numeric,
    levels_of,
)
from steph_desktop.survival.curves import (
    CALENDAR_YEAR_DAYS,
    LANDMARK_YEARS,
    interval_text,
    p_text,
    years_text,
)
from steph_desktop.survival.grouping import SurvivalTable
from steph_desktop.survival.groups import holm
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, grid_layout, in_row, lay, lay_grid
from steph_desktop.ui.kit.plots.forest_plot import (
    ForestPlot,
    ForestWidget,
    ResidualWidget,
    ratio_words,
)
from steph_desktop.ui.kit.plots.training_plots import LineWidget
from steph_desktop.ui.kit.tables import EVERY_ROW, Grid
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.widgets import Banner, button, choices, heading, say, text
from steph_desktop.ui.pages.survival.sources import RISK, RISK_GROUP

_PERS = ("1", "5", "10", "100")
_NONE = "nothing"
_MOST_TERMS, _MOST_LEVELS = 40, 12


@dataclass(frozen=True)
class CoxView:
    """Models of one choice of columns."""

    table: SurvivalTable
    multivariable: CoxFit
    alone: dict[str, CoxFit]  # each column by itself, on all patients who have it


def fit_view(
    table: SurvivalTable, terms: Sequence[CoxTerm], strata: Sequence[str], missing: MissingValues
) -> CoxView:
    """Fit each column by itself and all together; refuse scores of a model's own patients."""
    refuse_in_sample(table.origin, table.score, terms)
    data = table.cox_data
    every = fit_terms(data, terms, strata=strata, missing=missing)
    alone = {
        # The table says of the whole model alone whether hazards are proportional.
        term.column: fit_terms(data, [term], strata=strata, missing=missing, tests=False)
        for term in terms
    }
    return CoxView(table, every, alone)


def model_rows(view: CoxView) -> tuple[list[str], list[list[str]]]:
    """Return headers and rows of the table of ratios."""
    heads = [
        "Column", "Compared", "n", "Events", "Alone: HR (95 %)", "p", "p, Holm",
        "Together: HR (95 %)", "p", "Proportional",
    ]  # fmt: skip
    rows = []
    for row, own, corrected in _pairs_of(view):
        compared = f"{row.level} against {row.reference}" if row.reference else row.level
        ph = "" if np.isnan(row.ph_p_value) else p_text(row.ph_p_value)
        rows.append(
            [row.column, compared, str(row.n), str(row.events), ratio_words(own),
             p_text(own.p_value), p_text(corrected), ratio_words(row), p_text(row.p_value), ph]
        )  # fmt: skip
    return heads, rows


def _pairs_of(view: CoxView) -> list[tuple[CoxRow, CoxRow, float]]:
    """Return each ratio of the model, the same alone, and its p corrected for their number."""
    rows = view.multivariable.rows
    alone = [
        next((r for r in view.alone[row.column].rows if r.level == row.level), row) for row in rows
    ]
    corrected = holm([own.p_value for own in alone])
    return list(zip(rows, alone, corrected, strict=True))


def methods_of(view: CoxView) -> list[str]:
    """Say for a methods paragraph how the ratios were made, and how many there are."""
    fit = view.multivariable
    names = [term.column for term in fit.terms]
    told = [
        f"Cox models (Efron's ties) held {', '.join(names)}, each alone and all together "
        f"({fit.n} patients, {fit.n_events} events); {len(fit.rows)} hazard ratios were tested, "
        "those of each column alone also corrected by Holm's method."
    ]
    if fit.strata:
        told.append(f"Strata: {', '.join(fit.strata)}.")
    told.append(
        "Proportional hazards were tested by the score test on Schoenfeld residuals, against the "
        "rank of time."
    )
    return [*told, *fit.warnings]


def write_models(out: Path, view: CoxView) -> Path:
    """Write the ratios as CSV."""
    header = (
        "column", "level", "reference", "n", "events", "hr_alone", "hr_alone_lower_95",
        "hr_alone_upper_95", "p_alone", "p_alone_holm", "hr_together", "hr_together_lower_95",
        "hr_together_upper_95", "p_together", "p_proportional",
    )  # fmt: skip
    rows = []
    for row, own, corrected in _pairs_of(view):
        values = (
            *(own.hazard_ratio, *own.interval, own.p_value, corrected),
            *(row.hazard_ratio, *row.interval, row.p_value),
        )
        figures = [f"{value:.6g}" for value in values]
        ph = "" if np.isnan(row.ph_p_value) else f"{row.ph_p_value:.6g}"
        rows.append([row.column, row.level, row.reference, row.n, row.events, *figures, ph])
    return write_csv(out, header, rows, note=RESEARCH_USE)


def write_patients(out: Path, table: SurvivalTable) -> Path:
    """Write one row per patient, without any name, and a codebook of the columns beside it."""
    columns = {**table.columns, **table.exported}
    own = {
        "patient": "pseudonym, or the number of the row",
        "time_days": "follow-up in days",
        "event": "1 where the event was seen, 0 where not",
    }
    ids = table.ids or [""] * len(table.times_days)
    cells: list[Sequence[object]] = [
        [name or row for row, name in enumerate(ids, start=1)],
        [f"{days:.10g}" for days in table.times_days],
        [int(event) for event in table.events],
    ]
    if table.entry_days is not None:
        own["entry_days"] = "day on which the patient came under observation"
        cells.append([f"{days:.10g}" for days in table.entry_days])
    if table.causes is not None:
        own["cause"] = "which event it was"
        names = ("", *table.cause_names)
        cells.append([names[int(cause)] for cause in table.causes])
    rows = [list(row) for row in zip(*cells, *columns.values(), strict=True)]
    return write_patient_table(out, own, list(columns), rows)


def _label(words: str) -> QLabel:
    return text(words, wraps=False)


def _can_use(cells: Sequence[str]) -> bool:
    return is_numeric(cells) or 2 <= len(levels_of(cells)) <= _MOST_LEVELS


def _column_words(name: str) -> str:
    """Name a column: one of the user's table keeps its name, two are the program's own."""
    return tr(name) if name in (RISK, RISK_GROUP) else name


class _TermRow:
    def __init__(self, panel: CoxPanel, grid: QGridLayout, place: int, name: str) -> None:
        cells = panel.table.columns[name] if panel.table is not None else ()
        self.name, self.numeric = name, is_numeric(cells)
        self.box = QCheckBox(_column_words(name))  # a name of the user's: it is not translated
        self.box.setAccessibleName(tr(f"{name} in the model"))
        self.box.toggled.connect(panel.fit)
        self.choice = choices(f"Compared for {name}", grows=True)
        entries = [
            (f"per {level}" if self.numeric else f"against {level}", level)
            for level in (_PERS if self.numeric else levels_of(cells))
        ]
        self.choice.fill(entries, entries[0][1] if entries else None)
        self.choice.activated.connect(panel.fit)
        lay_grid(grid, (self.box, self.choice), at=(place, 0))

    @property
    def term(self) -> CoxTerm:
        chosen = self.choice.currentData()
        if self.numeric:
            return CoxTerm(self.name, per=float(chosen or 1))
        return CoxTerm(self.name, reference=str(chosen or ""))


class CoxPanel(QWidget):
    """Choose columns; see ratios, their forest, and whether the hazards are proportional."""

    fitted = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.table: SurvivalTable | None = None
        self.view: CoxView | None = None
        self.added: AddedValue | None = None
        self.terms: list[_TermRow] = []
        layout = column(self, margin=0, spacing=10)
        self._grid = grid_layout(stretch=(0, 0, 1))
        self.strata = choices("Stratify by")
        self.missing = choices("Values that are missing", grows=True, of=MissingValues)
        for box in (self.strata, self.missing):
            box.activated.connect(self.fit)
        row = in_row(
            _label("Stratify by"), self.strata, _label("Missing values:"), self.missing, (None, 1)
        )
        self.fault = Banner("alarm")
        self.fault.hide()
        self.hint = text("Tick a column, or several together, to see hazard ratios.", name="muted")
        above = (heading("Columns of the model"), self._grid, row, self.hint, self.fault)
        lay(layout, *above)
        self.summary = text()
        self.grid = Grid("Hazard ratios", most=EVERY_ROW)
        self.forest = ForestWidget()
        self.warnings = Banner("notice")
        self.shown_term = choices("Hazards over time of")
        self.shown_term.activated.connect(self._show_residuals)
        self.residuals = ResidualWidget()
        self.body = QWidget()
        inner = column(self.body, margin=0, spacing=10)
        lay(
            inner, self.summary, self.grid, self.forest, self.warnings,
            in_row(_label("Hazards over time of"), self.shown_term, (None, 1)), self.residuals,
            heading("What a column adds"),
        )  # fmt: skip
        self.adding = choices("What adds")
        self.add_button = button("Measure it", self.measure)
        self.verdict = text()
        self.gain_grid = Grid("Discrimination by year", most=EVERY_ROW)
        self.horizon = choices("Net benefit at")
        self.horizon.activated.connect(self._show_benefit)
        self.benefit = LineWidget("Net benefit by threshold of risk, in hundredths", "Threshold, %")
        what, to_which = _label("What does"), _label("add to the other columns?")
        asked = in_row(what, self.adding, to_which, self.add_button, (None, 1))
        lay(inner, asked, self.verdict, self.gain_grid, self.horizon, self.benefit)
        lay(layout, self.body, (None, 1))
        self._show_added(None)
        self.show_table(None)

    def show_table(self, table: SurvivalTable | None) -> None:
        # Drawn again with the same patients, the page must not lose what was ticked.
        if table is self.table and table is not None:
            return
        self.table, self.view = table, None
        clear(self._grid)
        self.terms = []
        columns = table.columns if table is not None else {}
        usable = [name for name, cells in columns.items() if _can_use(cells)]
        for place, name in enumerate(usable[:_MOST_TERMS]):
            self.terms.append(_TermRow(self, self._grid, place, name))
        groups = [row.name for row in self.terms if not row.numeric]
        named = [(_column_words(name), name) for name in groups]
        self.strata.fill([(_NONE, None), *named], None)
        self.hint.setVisible(bool(usable))
        self.body.hide()
        self.fault.hide()
        if table is not None and not usable:
            self._say(StephError(
                "These patients have no clinical columns", None,
                "Open a table of patients, or the results of a training of your own cohort.",
            ))  # fmt: skip

    # Fitting ----------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[CoxTerm]:
        return [row.term for row in self.terms if row.box.isChecked()]

    @property
    def _strata(self) -> tuple[str, ...]:
        name = self.strata.currentData()
        return () if name is None else (name,)

    def fit(self) -> None:
        table, terms = self.table, self.chosen
        # Each stratum has a baseline of its own: its column can have no ratio.
        terms = [term for term in terms if term.column not in self._strata]
        self._show_added(None)
        self.hint.setVisible(bool(self.terms) and not terms)
        if table is None or not terms:
            self.view = None
            self.body.hide()
            self.fault.hide()
            self.fitted.emit()
            return
        work = partial(fit_view, table, terms, self._strata, self.missing.currentData())
        self._tasks.run(self, work, self._show, self._say, slot="cox")

    def _say(self, error: StephError) -> None:
        self.view = None
        self.body.hide()
        self.fault.say(error)
        self.fitted.emit()

    def _show(self, view: CoxView) -> None:
        self.view = view
        self.fault.hide()
        fit = view.multivariable
        strata = f", stratified by {', '.join(fit.strata)}" if fit.strata else ""
        say(
            self.summary,
            f"Cox model of {fit.n:,} patients with {fit.n_events:,} events{strata}. "
            f"C-index {interval_text(fit.concordance, *fit.concordance_interval, '.3f')}, not "
            "corrected for optimism.",
        )
        heads, rows = model_rows(view)
        self.grid.show_rows(heads, rows)
        self.forest.show_rows(fit.rows, "Hazard ratios of all columns together, 95 %")
        self.warnings.say("\n".join(fit.warnings))
        kept = self.shown_term.currentText()
        self.shown_term.clear()
        self.shown_term.addItems([tr(own.words) for own in fit.residuals])
        self.shown_term.setCurrentIndex(max(0, self.shown_term.findText(kept)))
        self._show_residuals()
        names = [term.column for term in fit.terms]
        # Proposed first: what the model's own score adds to the clinical columns.
        kept, score = self.adding.currentText(), view.table.score
        wanted = kept if kept in names else (score if score in names else names[-1])
        self.adding.fill([(name, name) for name in names], wanted)
        self.add_button.setEnabled(len(names) > 1)
        self.body.show()
        self.fitted.emit()

    def _show_residuals(self) -> None:
        found = self.view.multivariable.residuals if self.view is not None else ()
        place = self.shown_term.currentIndex()
        self.residuals.setVisible(bool(found))
        self.residuals.show_residuals(found[place] if 0 <= place < len(found) else None)

    # What a column adds -----------------------------------------------------------------------

    def measure(self) -> None:
        """Measure what the chosen column adds to the others."""
        if (view := self.view) is None:
            return
        terms = view.multivariable.terms
        name = self.adding.currentText()
        small = [term for term in terms if term.column != name]
        longest = float(view.table.times_days.max())
        # Beyond the longest follow-up nothing can be said.
        days = [y * CALENDAR_YEAR_DAYS for y in LANDMARK_YEARS if y * CALENDAR_YEAR_DAYS < longest]
        work = partial(
            added_value,
            view.table.cox_data,
            small,
            terms,
            origin=view.table.origin,
            score=view.table.score,
            strata=view.multivariable.strata,
            missing=self.missing.currentData(),
            horizons_days=days,
        )
        say(self.verdict, "Refitting on resampled patients…")
        self.add_button.setEnabled(False)
        self._tasks.run(self, work, self._show_added, self._say_added, slot="added")

    def _say_added(self, error: StephError) -> None:
        self._show_added(None)
        say(self.verdict, str(error))
        self.add_button.setEnabled(True)

    def _show_added(self, found: AddedValue | None) -> None:
        self.added = found
        for part in (self.verdict, self.gain_grid, self.horizon, self.benefit):
            part.setVisible(found is not None)
        self.add_button.setEnabled(True)
        if found is None:
            return
        say(
            self.verdict,
            f"{found.sentence} C-index {found.base_c:.3f} without it, {found.full_c:.3f} with it. "
            "AUC and net benefit below are of patients who were left out of the fit.",
        )
        heads = ["", "AUC without it (95 %)", "AUC with it (95 %)"]
        rows = [
            [years_text(h.days / CALENDAR_YEAR_DAYS), _auc_words(h.base_auc, h.base_band),
             _auc_words(h.full_auc, h.full_band)]
            for h in found.horizons
        ]  # fmt: skip
        self.gain_grid.show_rows(heads, rows)
        entries = [
            (f"Net benefit at {years_text(h.days / CALENDAR_YEAR_DAYS)}", n)
            for n, h in enumerate(found.horizons)
        ]
        self.horizon.fill(entries, len(entries) - 1)
        self._show_benefit()

    def _show_benefit(self) -> None:
        horizons = self.added.horizons if self.added is not None else ()
        place = self.horizon.currentIndex()
        for part in (self.horizon, self.benefit):
            part.setVisible(bool(horizons))
        if not 0 <= place < len(horizons):
            return
        horizon = horizons[place]
        percents = (100 * horizon.thresholds).tolist()
        lines = {
            "with it": horizon.full_benefit,
            "without it": horizon.base_benefit,
            "treat everybody": horizon.all_benefit,
            "treat nobody": np.zeros(len(percents)),
        }
        # Where nothing is gained the lines still need room to be seen.
        high = 100 * max(0.02, float(horizon.all_benefit.max()), float(horizon.full_benefit.max()))
        drawn = {
            name: list(zip(percents, (100 * values).tolist(), strict=True))
            for name, values in lines.items()
        }
        self.benefit.show_lines(drawn, limits=(-0.1 * high, high))

    def forest_plot(self) -> ForestPlot | None:
        """Return the forest as it goes to paper."""
        return self.forest.plot if isinstance(self.forest.plot, ForestPlot) and self.view else None


def _auc_words(value: float | None, band: tuple[float, float] | None) -> str:
    return "not known" if value is None or band is None else interval_text(value, *band, ".3f")
