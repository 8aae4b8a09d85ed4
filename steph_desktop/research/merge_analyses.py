"""The analyses of a merge over one fold of a cohort: tables and figures.

References
----------
STEPH, CVPR 2026, arXiv 2603.10526; for the quantities see `steph_desktop.research.landscape`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, JobStep, Phase
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.backbones import only_abmil
from steph_desktop.model.card import Backbone
from steph_desktop.model.steph import Steph
from steph_desktop.model.task_vectors import mixup_coefficients, task_vector
from steph_desktop.research.landscape import (
    NetworkLoss,
    alignments,
    landscape,
    loss_over_lambda,
    sharpness,
)
from steph_desktop.training.bag_store import CohortBags, Outcomes
from steph_desktop.training.figures import INK, QUIET, bare_axes, new_figure, save_figure
from steph_desktop.training.protocol import FoldRun, FoldRunResult, run_fold, why_not
from steph_desktop.training.source_models import SOURCE_FOLD, FittedModels
from steph_desktop.training.trainer import TrainSettings

LAMBDAS = np.linspace(0.0, 1.0, 21)
EPSILONS = (0.01, 0.05)  # radii, relative to the norm of the parameters
_GROUPS = ("embedding", "attention", "all")
_COLUMNS = 4


@dataclass(frozen=True)
class AnalysisRequest:
    """Request to analyse one fold of a target."""

    cohort: Path  # the cohort folder; its other cancers are the sources
    target: str  # target cancer
    out: Path  # folder of the tables and figures
    settings: TrainSettings  # how the models are fitted; ``settings.gamma`` is used as it is.
    fold: int = 0
    seed: int = 42  # of the fits
    points: int = 21  # steps along each axis of the landscape


class MergeAnalysis:
    """The fitted models of one fold, kept in ``<out>/zoo``, and their analyses."""

    def __init__(
        self, request: AnalysisRequest, bags: CohortBags, control: JobControl = UNWATCHED
    ) -> None:
        self.request = request
        self.control = control
        self.base_models = FittedModels(bags, request.settings, request.out / "zoo")
        if request.settings.backbone is not Backbone.ABMIL:
            raise StephError(
                "These analyses are of ABMIL's layers", request.target, "Leave --backbone out."
            )
        self.null = only_abmil(self.base_models.null)
        if reason := why_not(self._cell("steph"), self.base_models):
            raise StephError(reason[:1].upper() + reason[1:], request.target, "See 'cohort check'.")
        self.cohort = bags.eligibility.cancers[request.target]
        self.target = self._model(request.target, request.fold)
        self.bins = request.settings.bins
        self.train = self._loss(self.cohort.train_patients(request.fold))
        self.test = self._loss(self.cohort.test_patients(request.fold))

    def _cell(self, method: str) -> FoldRun:
        request, form = self.request, self.request.settings.lambda_form
        return FoldRun(request.target, method, request.fold, request.seed, form)

    def _model(self, cancer: str, fold: int = SOURCE_FOLD) -> Abmil:
        found = self.base_models.model(cancer, fold, self.request.seed, self.control)
        return only_abmil(found.model)

    def _loss(self, patients: Sequence[Patient]) -> NetworkLoss:
        data = Outcomes.of(self.base_models.store, self.cohort, patients)
        return NetworkLoss(data, self.target, self.bins)

    def fitted(self, method: str) -> FoldRunResult:
        """Fit and test a method on the fold."""
        settings, cell = self.request.settings, self._cell(method)
        return run_fold(cell, self.base_models, settings, settings.gamma, self.control)

    # --- lambda ----------------------------------------------------------------------------------

    def mixing(self) -> tuple[Path, ...]:
        """Loss along the mixing ratio per source; weights and ratios over cases and epochs."""
        out = self.request.out
        names = self.base_models.usable_sources(self.request.target)
        tables: dict[str, Any] = {}
        losses = [self.train, self.test]
        for number, name in enumerate(names):
            step = JobStep(Phase.MIXING, name=f"{self.request.target} and {name}")
            self.control.checkpoint(number, len(names), step)
            source = self._model(name)
            tables[name] = loss_over_lambda(self.null, self.target, source, losses, LAMBDAS)
        mixed = (
            (name, mix, *losses)
            for name, table in tables.items()
            for mix, losses in zip(LAMBDAS, table, strict=True)
        )
        header = "source lambda train_loss test_loss"
        written = [_table(out / "loss_over_lambda.csv", header, mixed)]
        written += _panels_over_lambda(out / "loss_over_lambda", self.request.target, tables)
        result = self.fitted("steph")
        model = _as_steph(result)
        weights, lambdas, selected = self._mixtures(model)
        columns = (weights.mean(0), weights.std(0), lambdas.mean(0), lambdas.std(0))
        rows = zip(model.sources, *columns, selected.mean(0), strict=True)
        header = "source weight weight_sd lambda lambda_sd selected_share"
        written.append(_table(out / "sources.csv", header, rows))
        history = result.fitted.history
        course = (
            (record.epoch, name, weight, mix, record.loss)
            for record in history
            for name, weight, mix in zip(model.sources, record.weights, record.lambdas, strict=True)
        )
        header = "epoch source weight lambda loss"
        written.append(_table(out / "sources_by_epoch.csv", header, course))
        written += _epochs_figure(out / "sources_by_epoch", self.request.target, model, history)
        return tuple(written)

    def _mixtures(self, model: Steph) -> tuple[Any, Any, Any]:
        """Weights, ratios and selection of every test case, each of shape (n, m)."""
        patients = self.cohort.test_patients(self.request.fold)
        bags = (self.base_models.store.read(self.cohort, patient) for patient in patients)
        cases = [model.open_case(bag) for bag in bags]
        rows = [(case.weights, case.lambdas, case.selected) for case in cases]
        weights, lambdas, selected = map(np.stack, zip(*rows, strict=True))
        return weights, lambdas, selected

    # --- landscape -------------------------------------------------------------------------------

    def landscape(self) -> tuple[Path, ...]:
        """Loss of training and test patients on a plane around the target model."""
        out, points = self.request.out, self.request.points
        planes = {}
        for name, loss in (("train", self.train), ("test", self.test)):
            steps, planes[name] = landscape(
                self.target, loss, points=points, seed=self.request.seed, control=self.control
            )
        rows = (
            (a, b, planes["train"][j, i], planes["test"][j, i])
            for j, b in enumerate(steps)
            for i, a in enumerate(steps)
        )
        written = [_table(out / "landscape.csv", "a b train_loss test_loss", rows)]
        note = (
            f"Plane around the {self.request.target} model along two random directions in which "
            "every filter moves in proportion to its own norm. Contours: mean likelihood loss."
        )
        figure = new_figure(8.4, 4.2, "Loss around the target model", note)
        for axes, (name, plane) in zip(figure.subplots(1, 2), planes.items(), strict=True):
            drawn = axes.contourf(steps, steps, plane, levels=14, cmap="viridis")
            axes.plot(0, 0, "+", color="white", markersize=9)
            axes.set_title(f"{name} patients", fontsize=9, color=INK)
            axes.tick_params(labelsize=7.5, colors=QUIET)
            axes.set_aspect("equal")
            bar = figure.colorbar(drawn, ax=axes, shrink=0.85)
            bar.ax.tick_params(labelsize=7.5, colors=QUIET)
        return (*written, *save_figure(figure, out / "landscape"))

    # --- subspace alignment and sharpness --------------------------------------------------------

    def alignment(self) -> tuple[Path, ...]:
        """Subspace alignment per layer, and sharpness, of averaging and of STEPH.

        STEPH merges a model per case; its merged task vector is the mean over the test cases.
        """
        out, null = self.request.out, self.null
        own = task_vector(self.target, null)
        steph = _as_steph(self.fitted("steph"))
        average, mixed = self._average(own), self._mean_merged(steph)
        merged = {"target": own, "model_avg": average, "steph": mixed}
        found = {name: alignments(null.layout, vector, own) for name, vector in merged.items()}
        aligned = (
            (name, item.layer, item.group, item.ratio, item.rank)
            for name, items in found.items()
            for item in items
        )
        written = [_table(out / "sar.csv", "model layer group ratio rank", aligned)]
        heads = dict.fromkeys(merged, self.target.head) | {"steph": steph.head}
        rises = []
        for name, vector in self.control.each(merged.items(), Phase.CLIMBING_LOSS):
            model = _whole(null, vector, heads[name])
            rises += [
                (name, group, epsilon, sharpness(model, self.train, epsilon, group))
                for group in _GROUPS
                for epsilon in EPSILONS
            ]
        header = "model group epsilon rise_of_train_loss"
        written.append(_table(out / "sharpness.csv", header, rises))
        note = (
            f"Share of the {self.request.target} task vector that lies in the span of the merged "
            "one (singular vectors that keep 95 % of its norm). STEPH: mean of the vectors merged "
            "for the test cases."
        )
        figure = new_figure(7.2, 3.8, "Subspace alignment with the target", note)
        axes = figure.subplots()
        layers = [item.layer for item in found["target"]]
        width = 0.8 / len(found)
        for number, (name, items) in enumerate(found.items()):
            at = np.arange(len(layers)) + (number - 1) * width
            axes.bar(at, [item.ratio for item in items], width * 0.92, label=name)
        short = [layer.removeprefix("attention_net.").removesuffix(".0") for layer in layers]
        axes.set_xticks(range(len(layers)), short)
        axes.set_ylim(0, 1.15)  # room for the legend
        bare_axes(axes)
        axes.legend(fontsize=8, frameon=False, ncols=len(found), loc="upper right")
        return (*written, *save_figure(figure, out / "sar"))

    def _average(self, own: Tensor) -> Tensor:
        names = self.base_models.usable_sources(self.request.target)
        vectors = [own, *(task_vector(self._model(name), self.null) for name in names)]
        return torch.stack(vectors).mean(dim=0)

    def _mean_merged(self, model: Steph) -> Tensor:
        weights, lambdas, selected = (torch.from_numpy(part) for part in self._mixtures(model))
        coefficients = mixup_coefficients(weights, lambdas, selected).float().mean(dim=0)
        # The first row of the basis is the null model, not a task vector.
        return coefficients[1:] @ model.basis[1:]


def _as_steph(result: FoldRunResult) -> Steph:
    if not isinstance(result.fitted.model, Steph):
        raise TypeError("this analysis reads the weights of a STEPH model")
    return result.fitted.model


def _whole(null: Abmil, vector: Tensor, head: torch.nn.Linear) -> Abmil:
    """Return an ABMIL of theta_0 + vector with a head."""
    model = Abmil(null.shape)
    model.theta.data = null.theta.detach() + vector
    model.head.load_state_dict(head.state_dict())
    return model.requires_grad_(requires_grad=False).eval()


def _table(path: Path, header: str, rows: Iterable[Sequence[Any]]) -> Path:
    lines = ([f"{v:.6g}" if isinstance(v, float) else v for v in row] for row in rows)
    return write_csv(path, header.split(), lines)


def _panels_over_lambda(stem: Path, target: str, tables: dict[str, Any]) -> list[Path]:
    rows = -(-len(tables) // _COLUMNS)
    note = (
        f"Mean likelihood loss of lambda tau_{target} + (1 - lambda) tau_source, head mixed alike. "
        f"Lambda 1 is the {target} model, lambda 0 the source's. Points: the lowest loss."
    )
    figure = new_figure(9.0, 1.0 + 1.7 * rows, f"Mixing {target} with each source", note)
    grid = figure.subplots(rows, _COLUMNS, squeeze=False, sharex=True)
    for axes in grid.flat[len(tables) :]:
        axes.set_visible(False)
    for axes, (name, table) in zip(grid.flat, tables.items(), strict=False):
        for column, (label, colour) in enumerate((("train", QUIET), ("test", "#2f6fb2"))):
            values = table[:, column]
            axes.plot(LAMBDAS, values, color=colour, linewidth=1.4, label=label)
            best = int(values.argmin())
            axes.plot(LAMBDAS[best], values[best], "o", color=colour, markersize=4)
        axes.set_title(name, fontsize=9, color=INK)
        axes.tick_params(labelsize=7.5, colors=QUIET)
    grid.flat[0].legend(fontsize=7.5, frameon=False)
    return save_figure(figure, stem)


def _epochs_figure(stem: Path, target: str, model: Steph, history: Sequence[Any]) -> list[Path]:
    note = f"Means over the training patients of {target}. The heaviest five sources are named."
    figure = new_figure(9.0, 3.8, "Weights and mixing ratios over training", note)
    named = set(np.argsort(-np.asarray(history[-1].weights))[:5].tolist())
    epochs = [record.epoch for record in history]
    for axes, field, label in zip(
        figure.subplots(1, 2), ("weights", "lambdas"), ("weight w", "mixing ratio lambda"),
        strict=True,
    ):  # fmt: skip
        for place, name in enumerate(model.sources):
            values = [getattr(record, field)[place] for record in history]
            if place in named:
                axes.plot(epochs, values, linewidth=1.6, label=name)
            else:
                axes.plot(epochs, values, linewidth=0.9, color="#c5ccd4")
        axes.set_title(label, fontsize=9, color=INK)
        axes.set_xlabel("epoch", fontsize=8, color=QUIET)
        axes.tick_params(labelsize=7.5, colors=QUIET)
    figure.axes[0].legend(fontsize=7.5, frameon=False)
    return save_figure(figure, stem)
