"""The sixth page: the training while it runs."""

from __future__ import annotations

from collections import defaultdict

from steph_desktop.engine.progress_words import cell_words, name_of
from steph_desktop.training.study.source_packs import sources_of
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.training.training_events import EpochRecord, FitEvent, FoldRunEvent
from steph_desktop.ui.kit.layouts import grid_layout, lay, lay_grid
from steph_desktop.ui.kit.plots.training_plots import LineWidget
from steph_desktop.ui.kit.widgets import button
from steph_desktop.ui.pages.training.parts import JobStrip, StepPage, label, line
from steph_desktop.ui.pages.training.state import StudyState
from steph_desktop.workspace.records import JobState

_MOST_FITS, _MOST_SOURCES = 3, 7  # lines that can still be told apart


class TrainingPage(StepPage):
    """Start, pause, resume, cancel; loss, C-index by fold, weights and ratios as they change."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Training",
            "Each part of your cohort is left out once, and models are trained on the others and "
            "tested on it. It runs in the background while you work elsewhere. Closing the program "
            "stops it; what is finished is kept, and the rest is offered again at the next start.",
        )
        self.start_button = button("Start the training", self.state.train, primary=True)
        self.strip = JobStrip(state.session.jobs)
        self.done = label("The training is finished.")
        self.done.hide()
        self.loss = LineWidget("Loss of the model being trained", "rounds of training")
        self.c_index = LineWidget("C-index of patients not seen, by fold", "fold")
        self.weights = LineWidget("Weight w of each source", "rounds of training")
        self.lambdas = LineWidget("Share λ that stays with your model", "rounds of training")
        grid = grid_layout(across=18, down=18)
        lay_grid(grid, (self.loss, self.c_index), (self.weights, self.lambdas))
        lay(self.body, line(self.start_button), self.strip, self.done, grid, (None, 1))
        self._epochs: dict[str, dict[int, EpochRecord]] = {}
        self._cells: dict[tuple[str, int], dict[int, float]] = {}
        self._read: tuple[object, ...] = ()
        self.state.training_event.connect(self._on_event)

    def _on_event(self, event: object) -> None:
        self._take(event)
        self._draw()

    def _take(self, event: object) -> None:
        if isinstance(event, FitEvent):
            # By their numbers: what is told and then read from the disk counts once.
            self._epochs.setdefault(event.fold_run, {})[event.epoch.epoch] = event.epoch
        elif isinstance(event, FoldRunEvent):
            self._cells.setdefault((event.method, event.fold), {})[event.seed] = event.c_index

    def show_draft(self, draft: StudyDraft) -> None:
        if self.state.past_events != self._read:
            # Others were read: what was drawn of an earlier training goes.
            self._read = self.state.past_events
            self._epochs, self._cells = {}, {}
            for event in self._read:
                self._take(event)
        view = self.state.job(draft.training)
        self.strip.show_job(view)
        finished = self.state.outcome is not None
        self.done.setVisible(finished and not self.strip.is_active)
        resting = view is not None and view.can_resume
        self.start_button.setVisible(not finished and not self.strip.is_active and not resting)
        self._draw()

    def _draw(self) -> None:
        losses = {
            cell_words(name): [(n, e.loss) for n, e in sorted(epochs.items())]
            for name, epochs in list(self._epochs.items())[-_MOST_FITS:]
        }
        self.loss.show_lines(losses)
        by_method: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for (method, fold), seeds in sorted(self._cells.items()):
            # A fold that was tested with several seeds is one point.
            by_method[method].append((fold + 1, sum(seeds.values()) / len(seeds)))
        named = {name_of(method): line for method, line in by_method.items()}
        self.c_index.show_lines(named, (0.0, 1.0))
        merged = [e for e in self._epochs.values() if any(epoch.weights for epoch in e.values())]
        # Only a mixed model has weights; the last one is being trained.
        latest = sorted(merged[-1].items()) if merged else []
        weights: dict[str, list[tuple[float, float]]] = {}
        lambdas: dict[str, list[tuple[float, float]]] = {}
        if latest:
            last = latest[-1][1]
            order = sorted(range(len(last.weights)), key=lambda i: -last.weights[i])
            for place in order[:_MOST_SOURCES]:
                name = self._source_name(place, last)
                weights[name] = [(n, e.weights[place]) for n, e in latest]
                if last.lambdas:
                    lambdas[name] = [(n, e.lambdas[place]) for n, e in latest]
        self.weights.show_lines(weights)
        self.lambdas.show_lines(lambdas, (0.0, 1.0))
        for plot in (self.weights, self.lambdas):
            plot.setVisible(bool(latest))

    def _source_name(self, place: int, epoch: EpochRecord) -> str:
        # Trainings of earlier versions did not write down which sources they mixed.
        names = epoch.sources or sources_of(self.state.packs)
        return names[place] if len(names) == len(epoch.weights) else f"source {place + 1}"

    def lacks(self, draft: StudyDraft) -> str:
        if self.state.outcome is not None:
            return ""
        view = self.state.job(draft.training)
        runs = view is not None and view.state is JobState.RUNNING
        return "The training runs." if runs else "Train first."
