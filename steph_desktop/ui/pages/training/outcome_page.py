"""The seventh page: what came of it, in plain words, a table and curves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu

from steph_desktop.engine.progress_words import name_of
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.survival.curves import DAYS_PER_YEAR
from steph_desktop.survival.evaluation import HorizonResult
from steph_desktop.survival.groups import GroupedSurvival, SurvivalGroup, compare_groups
from steph_desktop.training.comparison import TransferVerdict
from steph_desktop.training.study.outcome import BASELINE, MethodRow, StudyResult
from steph_desktop.ui.kit.plots.survival_plot import KaplanMeierWidget
from steph_desktop.ui.kit.plots.training_plots import CalibrationWidget
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.theme import Colours
from steph_desktop.ui.kit.widgets import Banner, heading
from steph_desktop.ui.pages.training.parts import StepPage, label
from steph_desktop.ui.pages.training.state import StudyState

_MAX_MENU = 20
_VERDICTS = {
    TransferVerdict.HELPS: "Transfer helps",
    TransferVerdict.NO_EVIDENCE: "No evidence that it helps",
    TransferVerdict.HURTS: "It hurts",
}


class OutcomePage(StepPage):
    """Verdict, table of methods, Kaplan-Meier of unseen patients, calibration.

    A click on a step or a censor tick opens the patient's case.
    """

    case_requested = Signal(str)

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "What came of it",
            "All figures are of patients whom the model had not seen in training. A C-index of "
            "0.5 is chance, 1 is perfect order.",
        )
        self.verdict = heading("", 1.2)
        self.sentence = Banner("notice")
        self.table = Grid("Results by method")
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.table)
        grid = QGridLayout()
        grid.setSpacing(18)
        self.curves = KaplanMeierWidget()
        self.curves.setMinimumHeight(340)
        self.curves.cases_requested.connect(self._on_cases)
        self.calibration = CalibrationWidget()
        self.groups_words: QLabel = label(muted=True)
        grid.addWidget(heading("Survival by predicted risk"), 0, 0)
        grid.addWidget(heading("Do predicted risks come true?"), 0, 1)
        grid.addWidget(self.curves, 1, 0)
        grid.addWidget(self.calibration, 1, 1)
        self.calibration_words = label(muted=True)
        grid.addWidget(self.groups_words, 2, 0)
        grid.addWidget(self.calibration_words, 2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.body.addLayout(grid)
        self.left_out = label(muted=True)
        self.body.addWidget(self.left_out)
        self.body.addStretch(1)
        self._shown: object = None
        self.tasks = Tasks(self)
        self.tasks.notice.connect(state.notice)

    def close(self) -> bool:
        """End the thread that computes the curves."""
        self.tasks.close()
        return super().close()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.curves.set_colours(colours)
        self.calibration.set_colours(colours)

    def refresh(self) -> None:
        """Show the outcome, once."""
        outcome = self.state.outcome
        if outcome is self._shown:
            return
        self._shown = outcome
        if isinstance(outcome, StudyResult):
            self._show(outcome)

    def _show(self, outcome: StudyResult) -> None:
        known = outcome.verdict
        self.verdict.setText(_VERDICTS[known] if known is not None else "Nothing to compare")
        self.sentence.label.setText(outcome.sentence)
        rows = [_row(outcome, row) for row in outcome.rows]
        rows += [
            (f"{s.cancer} as it is", f"{s.c_index:.3f}", _folds(s.folds), "–", "–")
            for s in outcome.alone
        ]
        self.table.show_rows(("Model", "C-index", "By fold", "Difference", "95 % interval"), rows)
        self.table.fit_height(16)
        n = len(outcome.tested.patient_ids)
        self.groups_words.setText(
            f"{n} tested patients; each was put into a group by cut-offs that were fixed on the "
            "training patients of the fold, not searched for here. A click on a step or a tick "
            "opens the patient."
        )
        self.left_out.setText(
            f"Left out: {'; '.join(outcome.left_out)}." if outcome.left_out else ""
        )
        horizon = _horizon(outcome)
        self.calibration.show_horizon(horizon)
        self.calibration_words.setText(_calibration_words(horizon))
        self.curves.show_survival(None)
        work = partial(_curves, outcome, self._names(outcome))
        self.tasks.run(self, work, self.curves.show_survival)

    def _names(self, outcome: StudyResult) -> tuple[str, ...]:
        """Return the pseudonym of each tested patient's case; empty where no slide is known."""
        session, slides = self.state.session, self.state.slides
        paths = {} if slides is None else slides.match.slides
        worklist = session.worklist
        by_stem = {s.stem: name for name in worklist.case_ids for s in worklist[name].slides}
        names = []
        for patient in outcome.tested.patient_ids:
            first = next(iter(paths.get(patient, ())), None)
            known = ""
            if first is not None:
                known = by_stem.get(first.stem) or session.repository.name_of(first)
            names.append(known)
        return tuple(names)

    def _on_cases(self, ids: object) -> None:
        names = [name for name in ids if name] if isinstance(ids, tuple) else []
        worklist = self.state.session.worklist
        if not names:
            self.state.notice.emit("No slide of this patient is known here.")
        elif len(names) == 1:
            self._open(names[0])
        else:
            menu = QMenu(self)
            for name in names[:_MAX_MENU]:
                words = name if name in worklist else f"{name} (not in the worklist)"
                menu.addAction(words, partial(self._open, name))
            menu.popup(QCursor.pos() + QPoint(4, 4))
            menu.aboutToHide.connect(menu.deleteLater)
            self.case_menu = menu

    def _open(self, name: str) -> None:
        if name in self.state.session.worklist:
            self.case_requested.emit(name)
        else:
            self.state.notice.emit(
                f"{name} is not in the worklist. Open the slide of this patient to see the case."
            )

    def why_not_next(self) -> str:
        """Say what is missing."""
        return "" if self.state.outcome is not None else "Train first."


def _row(outcome: StudyResult, row: MethodRow) -> tuple[str, ...]:
    name = name_of(row.method)
    if row.method == outcome.method and row.method != BASELINE:
        name = f"{name} (chosen)"
    gain = row.against_baseline
    return (
        name,
        f"{row.c_index:.3f}",
        _folds(row.folds),
        "–" if gain is None else f"{gain.difference:+.3f}",
        "–" if gain is None else f"{gain.lower:+.3f} to {gain.upper:+.3f}",
    )


def _folds(values: tuple[float, ...]) -> str:
    return "  ".join(f"{value:.2f}" for value in values)


def _curves(outcome: StudyResult, names: tuple[str, ...]) -> GroupedSurvival:
    tested = outcome.tested
    groups = []
    for group in RiskGroup:
        members = [n for n, own in enumerate(tested.groups) if own is group]
        if members:
            groups.append(
                SurvivalGroup(
                    group.value,
                    tested.times_days[members],
                    tested.events[members],
                    tuple(names[n] for n in members),
                )
            )
    return compare_groups(groups)


def _horizon(outcome: StudyResult) -> HorizonResult | None:
    """Return the latest horizon at which calibration is defined."""
    found = [h for h in outcome.evaluation.horizons if h.calibration is not None]
    return found[-1] if found else None


def _calibration_words(horizon: HorizonResult | None) -> str:
    if horizon is None or horizon.calibration is None:
        return "The patients are too few, or followed too briefly, to say."
    years = horizon.horizon_days / DAYS_PER_YEAR
    said = f"Risk of the event within {years:g} year{'s' if years != 1 else ''}."
    slope = horizon.calibration.slope
    if slope is None:
        return said
    extreme = (
        "predictions are too extreme" if slope < 0.8
        else "predictions are too cautious" if slope > 1.25
        else "predictions are about as spread as they should be"
    )  # fmt: skip
    return f"{said} Slope {slope:.2f}: {extreme} (1 is right)."
