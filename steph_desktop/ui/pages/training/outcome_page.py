"""The last two pages: the result in plain words, a table and curves, and saving the model."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from steph_desktop.engine.model_registry import MODELS_FOLDER
from steph_desktop.engine.progress_words import name_of
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.survival.curves import interval_text
from steph_desktop.survival.groups import GroupedSurvival, SurvivalGroup, compare_groups
from steph_desktop.training.comparison import TransferVerdict
from steph_desktop.training.requests import PackForm
from steph_desktop.training.study.outcome import MethodRow, StudyResult
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.training.training_events import BASELINE
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.forms import FieldHint
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import grid_layout, lay, lay_grid
from steph_desktop.ui.kit.menus import popup
from steph_desktop.ui.kit.plots.survival_plot import KaplanMeierWidget
from steph_desktop.ui.kit.plots.training_plots import CalibrationWidget
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.widgets import (
    Banner,
    button,
    choices,
    heading,
    say,
    text_field,
)
from steph_desktop.ui.pages.training.parts import StepPage, form, label, line
from steph_desktop.ui.pages.training.state import StudyState, Topic

# --- the result -----------------------------------------------------------------------------------


_VERDICTS = {
    TransferVerdict.HELPS: "It helps",
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
            "Result",
            "All figures are for patients that the model did not see in training. A C-index of "
            "0.5 is chance, 1 is perfect order.",
        )
        self.verdict = heading("", 1.2)
        self.sentence = Banner("notice")
        self.table = Grid("Results by method", most=16)
        self.curves = KaplanMeierWidget()
        self.curves.setMinimumHeight(340)
        self.curves.cases_requested.connect(self._on_cases)
        self.calibration = CalibrationWidget()
        self.groups_words: QLabel = label(muted=True)
        self.calibration_words = label(muted=True)
        grid = grid_layout(across=18, down=18, stretch=(3, 2))
        titles = ("Survival by predicted risk", "Do predicted risks come true?")
        words = (self.groups_words, self.calibration_words)
        lay_grid(grid, tuple(map(heading, titles)), (self.curves, self.calibration), words)
        self.left_out = label(muted=True)
        self.export_button = button(
            "Export for a paper…",
            self.ask_export,
            tip="Patients under pseudonyms with the clinical columns that were chosen, tables, "
            "figures and a methods paragraph, into an empty folder",
        )
        lay(
            self.body, self.verdict, self.sentence, self.table, grid, self.left_out,
            line(self.export_button), (None, 1),
        )  # fmt: skip
        self._shown: StudyResult | None = None

    def refresh(self) -> None:
        """Show the outcome, once."""
        # By identity: the state tells of every change, and the curves are dear to estimate.
        if self.state.outcome is not self._shown:
            self._shown = self.state.outcome
            if self._shown is not None:
                self._show(self._shown)

    def ask_export(self) -> None:
        """Ask for a folder, and queue the writing of the result."""
        folder = self.state.session.settings.last_folder or Path.home()
        chosen = dialogs.ask_folder(self, "An empty folder for the result", str(folder))
        if chosen is not None:
            self.state.export(chosen)

    def _show(self, outcome: StudyResult) -> None:
        known = outcome.verdict
        self.verdict.setText(tr(_VERDICTS[known] if known is not None else "Nothing to compare"))
        told = (outcome.sentence, outcome.clinical_value)
        self.sentence.say("\n".join(sentence for sentence in told if sentence))
        rows = [_row(outcome, row) for row in outcome.rows]
        rows += [
            (f"{s.cancer} as it is", f"{s.c_index:.3f}", _folds(s.folds), "–", "–")
            for s in outcome.alone
        ]
        self.table.show_rows(("Model", "C-index", "By fold", "Difference", "95 % interval"), rows)
        say(
            self.groups_words,
            f"{len(outcome.tested.patient_ids)} tested patients; each was put into a group by "
            "cut-offs that were fixed on the training patients of the fold, not searched for here. "
            "A click on a step or a tick opens the patient.",
        )
        left_out = f"Left out: {'; '.join(outcome.left_out)}." if outcome.left_out else ""
        self.left_out.setText(tr(left_out))
        judged = [h for h in outcome.evaluation.horizons if h.calibration is not None]
        # The longest time that the patients allow to judge.
        self.calibration.show_horizon(judged[-1] if judged else None)
        self.calibration_words.setText(tr(_calibration_words(outcome)))
        # Estimating takes a moment: the curves of an earlier outcome must not stand meanwhile.
        self.curves.show_survival(None)
        work = partial(_curves, outcome, self._names(outcome))
        self.state.tasks.run(self, work, self.curves.show_survival)

    def _names(self, outcome: StudyResult) -> tuple[str, ...]:
        """Return the pseudonym of each tested patient's case; empty where no slide is known."""
        session, slides = self.state.session, self.state.slides
        paths = {} if slides is None else slides.match.slides
        worklist = session.worklist
        # By the stem: a study may have been made from features of the same slides.
        by_stem = {s.stem: name for name in worklist.case_ids for s in worklist[name].slides}
        # One slide of a patient finds the case.
        firsts = [next(iter(paths.get(pid, ())), None) for pid in outcome.tested.patient_ids]
        return tuple(
            "" if first is None else by_stem.get(first.stem) or session.repository.name_of(first)
            for first in firsts
        )

    def _on_cases(self, ids: tuple[str, ...]) -> None:
        names = [name for name in ids if name]
        worklist = self.state.session.worklist
        if not names:
            self.state.notice.emit("No slide of this patient is known here.")
        elif len(names) == 1:
            self._open(names[0])
        else:
            words = (n if n in worklist else f"{n} (not in the worklist)" for n in names)
            self.case_menu = popup(self, dict(zip(words, names, strict=True)), self._open)

    def _open(self, name: str) -> None:
        if name in self.state.session.worklist:
            self.case_requested.emit(name)
        else:
            self.state.notice.emit(
                f"{name} is not in the worklist. Open the slide of this patient to see the case."
            )

    def why_not_next(self) -> str:
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
    # In the order of risk, whatever that of the patients.
    by_group = {g: [n for n, own in enumerate(tested.groups) if own is g] for g in RiskGroup}
    return compare_groups(
        [
            SurvivalGroup(
                group.value, tested.times_days[members], tested.events[members],
                tuple(names[n] for n in members),
            )
            for group, members in by_group.items()
            if members
        ]
    )  # fmt: skip


def _calibration_words(outcome: StudyResult) -> str:
    found = [h.calibration for h in outcome.evaluation.horizons if h.calibration is not None]
    if not found:
        return "The patients are too few, or followed too briefly, to say."
    told = "\n".join(f"{one.words()}." for one in found)
    return f"{told}\nThe plot shows {found[-1].years}. 1 is right; 95 % intervals in brackets."


# --- saving ---------------------------------------------------------------------------------------


_BAD = re.compile(r"[^\w.-]+")
_FORMS = {PackForm.MEMBERS: "The models of the folds", PackForm.REFIT: "One model of all patients"}


def _model_words(outcome: StudyResult, row: MethodRow) -> str:
    told = f"{name_of(row.method)}, C-index {row.c_index:.3f}"
    if outcome.collapsed(row.method):
        return f"{told}, collapsed"
    if row.method != outcome.recommended:
        return told
    # What was chosen is taken unless it hurts, and recommended only where it helps.
    is_better = row.method != outcome.method or outcome.verdict is TransferVerdict.HELPS
    return f"{told}, recommended" if is_better else f"{told}, chosen"


class SavePage(StepPage):
    """Name the model, save it, use it."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Save the model",
            "The model is saved as one file with a card that says what it was trained on, how "
            "good it is and what it may be used for. It holds no patient's or slide's name.",
        )
        self.name = text_field("Name of the model", most=60, is_wide=False)
        # Of what is typed alone: `_rename` sets the text as well.
        self.name.textEdited.connect(lambda _words: self.refresh())
        self.methods = choices("Model to save", self._on_method)
        self.forms = choices("What answers", self._on_form)
        self.form_words = FieldHint()
        self.collapsed = Banner("alarm")
        grid = form(
            ("Model", self.methods), ("What answers", self.forms), ("", self.form_words),
            ("Name of the model", self.name),
        )  # fmt: skip
        self.place = label(muted=True)
        self.save_button = button("Save the model", self._save, primary=True)
        self.use_button = button("Use this model now", self._use, primary=True)
        self.error = Banner("alarm")
        self.done = Banner("notice")
        self.card = label()
        lay(
            self.body, self.collapsed, grid, self.place, line(self.save_button, self.use_button),
            self.error, self.done, heading("What the card will say"), self.card, (None, 1),
        )  # fmt: skip
        # Study whose model is named so far.
        self._named_for = ""
        self._method = ""
        self._form: PackForm | None = None  # the better one until a person chooses

    def _on_method(self, method: str) -> None:
        self._method, self._form = method, None
        self._rename()
        self.refresh()

    def _on_form(self, form: PackForm) -> None:
        self._form = form
        self.refresh()

    def _rename(self) -> None:
        if (draft := self.state.draft) is not None:
            # A name becomes that of a file, see `out`.
            self.name.setText(f"{_BAD.sub('-', draft.cancer)}-{self._method}")

    @property
    def out(self) -> Path:
        name = _BAD.sub("-", self.name.text().strip()).strip("-.") or "model"
        return self.state.session.workspace / MODELS_FOLDER / f"{name}.steph"

    def _save(self) -> None:
        out = self.out
        # On a thread: the workspace may lie on a share that hangs.
        self.state.tasks.run(self, out.exists, partial(self._save_to, out), slot="out")

    def _save_to(self, out: Path, replacing: bool) -> None:
        """Ask before a model is replaced, and save."""
        words = f"A model with the name {out.stem} is here already. Replace it?"
        if replacing and not dialogs.agrees(self, "Replace the model?", words, "Replace it"):
            return
        outcome = self.state.outcome
        if outcome is not None and (why := outcome.collapsed(self._method)):
            words = f"This model is not to be recommended: {why}. It would be saved with this note."
            if not dialogs.agrees(self, "Save a model that does nothing?", words, "Save it"):
                return
        self.state.save(
            out, out.stem, replace_existing=replacing, method=self._method, form=self._form
        )

    def _use(self) -> None:
        draft = self.state.draft
        if draft is not None and draft.saved is not None:
            self.state.session.choose_model(draft.saved)
            say(
                self.done.label,
                f"{draft.saved.stem} is the model in use now. Open a slide on the Review page and "
                "analyse it.",
            )

    def show_draft(self, draft: StudyDraft) -> None:
        if (outcome := self.state.outcome) is None:
            return
        # A name that was typed stays until another study is shown.
        if self._named_for != draft.study_id:
            self._named_for = draft.study_id
            self._method, self._form = outcome.recommended, None
            self._rename()
        self._show_choices(outcome)
        self.place.setText(tr("It is kept in the folder “models” of the workspace."))
        saving = self.state.is_saving
        self.save_button.setEnabled(not saving and bool(self.name.text().strip()))
        self.save_button.setText(tr("Saving…" if saving else "Save the model"))
        saved = draft.saved
        self.use_button.setVisible(saved is not None and not saving)
        self.done.setVisible(saved is not None and not saving)
        # What was said of its use stays.
        if saved is not None and not self.done.label.text():
            self.done.label.setText(tr(f"Saved as {saved.name}."))
        self.error.say(self.state.errors.get(Topic.SAVING))
        own, gain = outcome.row(self._method), outcome.row(self._method).against_baseline
        against = outcome.sentence if self._method == outcome.method else ""
        if gain is not None and not against:
            found = interval_text(gain.difference, gain.lower, gain.upper, "+.3f")
            against = f"Difference from your cohort alone {found}."
        say(
            self.card,
            f"{draft.cancer}: {len(outcome.tested.patient_ids)} tested patients, "
            f"{int(outcome.tested.events.sum())} events. C-index {own.c_index:.3f} over "
            f"{len(own.folds)} folds. {against}\n\n"
            f"Intended use: research on {draft.cancer} slides like these; not for diagnostic "
            "procedures. Limits: one cohort, not tested on patients of another place.",
        )

    def _show_choices(self, outcome: StudyResult) -> None:
        """Offer every model that was kept, the best first, and its forms."""
        rows = [row for row in outcome.rows if outcome.forms.get(row.method)]
        rows.sort(key=lambda row: -row.c_index)
        if self._method not in {row.method for row in rows}:
            self._method = outcome.method
        self.methods.fill([(_model_words(outcome, row), row.method) for row in rows], self._method)
        kept = outcome.forms.get(self._method, ())
        better = outcome.form_to_save(self._method)
        shown = better if self._form is None else self._form
        words = [
            (_FORMS[one] + (" (did better)" if one is better and len(kept) > 1 else ""), one)
            for one in kept
        ]
        self.forms.fill(words, shown)
        self.forms.setEnabled(len(kept) > 1)
        found = outcome.refit_of(self._method)
        self.form_words.setText(tr("" if found is None else found.sentence))
        why = outcome.collapsed(self._method)
        self.collapsed.say(f"Not to be recommended: {why}." if why else "")

    def show_saved(self, path: Path) -> None:
        self.done.label.setText(tr(f"Saved as {path.name}."))
        self.refresh()
