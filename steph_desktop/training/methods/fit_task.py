"""What every method is given, and what a method declares of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.backbones import Network, only_abmil
from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.trainer import Bags, FittedModel, check_patients, require_width
from steph_desktop.training.training_events import BASELINE


@dataclass(frozen=True)
class FitTask:
    """What a method is given."""

    # shape (N_i, D), float32: one bag per training patient; may read from disk on access. Where
    # the backbone asks for it, the patches' places follow as columns.
    bags: Bags
    times_days: FloatArray  # shape (n,): follow-up in days
    events: NDArray[np.bool_]  # shape (n,), bool: true where the event was seen
    settings: TrainSettings = field(default_factory=TrainSettings)  # how to fit
    null: Network | None = None  # M_0; drawn from `TrainSettings.null_seed` if None
    # M_t, fitted on the same training patients; only methods that start from it need it.
    target: Network | None = None
    # The source cancers' models by name, in the order of the weights.
    sources: Mapping[str, Network] = field(default_factory=dict)
    # The label table's other columns of each patient, as text; empty where no method needs them.
    clinical: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Method:
    """A way to get a model for a target cancer."""

    name: str  # on the command line and in tables
    trains: str  # what it trains, one phrase
    reference: str  # where it comes from
    # Fields of `TrainSettings` that matter to it, beyond those of every fit.
    parameters: tuple[str, ...]
    fit: Callable[[FitTask, JobControl], FittedModel]  # from a task to a fitted model
    needs_target: bool = True  # it starts from the fitted target model
    needs_sources: bool = True  # and from source models
    # Whether it reads `TrainSettings.clinical` columns; it then predicts a patient, not a bag, and
    # makes no pack.
    needs_clinical: bool = False
    # Whether it reads one imported vector a slide in place of the patches; it makes no pack, for
    # the program cannot make such a vector of a new slide.
    of_slides: bool = False
    # Whether it runs on every `Backbone`, and not on ABMIL alone.
    any_backbone: bool = False
    # How many fits of `vanilla` it takes, about, with so many events among the patients; fits of
    # models that it builds on are not counted. For the time left.
    cost: Callable[[int], float] = lambda _n_events: 1.3  # a model merged for each bag

    @property
    def uses_target_model(self) -> bool:
        """Whether the fitted target model is needed, as its start or, for ``vanilla``, as it is."""
        return self.needs_target or self.name == BASELINE

    @property
    def makes_pack(self) -> bool:
        """Whether its model answers for a slide that the program has extracted."""
        return not (self.needs_clinical or self.of_slides)

    @property
    def has_gamma(self) -> bool:
        """Whether `TrainSettings.gamma` makes a difference to it."""
        return "gamma" in self.parameters

    @property
    def has_lambda_form(self) -> bool:
        """Whether `TrainSettings.lambda_form` makes a difference to it."""
        return "lambda_form" in self.parameters


Alone = partial(Method, needs_target=False, needs_sources=False, any_backbone=True)
"""A method that builds on no fitted model and reads no layer of ABMIL."""


def require_models(task: FitTask) -> tuple[int, Abmil]:
    """Return the width of a task's features and its target model; refuse what does not fit."""
    if task.target is None or not task.sources:
        todo = "Fit or add these models first."
        raise StephError("Target or source models are missing", todo=todo)
    width = check_patients(task.bags, task.times_days, task.events)
    require_width(task.target, width)
    return width, only_abmil(task.target)
