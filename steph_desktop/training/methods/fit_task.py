"""What every method is given, and what a method declares of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.job_control import JobControl
from steph_desktop.model.abmil import Abmil
from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.trainer import Bags, FittedModel


@dataclass(frozen=True)
class FitTask:
    """What a method is given.

    Attributes
    ----------
    bags : sequence of ndarray, shape (N_i, D), float32
        One bag per training patient; may read from disk on access.
    times_days : ndarray, shape (n,)
        Follow-up in days.
    events : ndarray, shape (n,), bool
        True where the event was seen.
    settings : TrainSettings
        How to fit.
    null : Abmil, optional
        M_0; drawn from `TrainSettings.null_seed` if None.
    target : Abmil, optional
        M_t, fitted on the same training patients; only methods that start from it need it.
    sources : mapping of str to Abmil
        The source cancers' models by name, in the order of the weights.
    """

    bags: Bags
    times_days: FloatArray
    events: NDArray[np.bool_]
    settings: TrainSettings = field(default_factory=TrainSettings)
    null: Abmil | None = None
    target: Abmil | None = None
    sources: Mapping[str, Abmil] = field(default_factory=dict)


@dataclass(frozen=True)
class Method:
    """A way to get a model for a target cancer.

    Attributes
    ----------
    name : str
        On the command line and in tables.
    trains : str
        What it trains, one phrase.
    reference : str
        Where it comes from.
    parameters : tuple of str
        Fields of `TrainSettings` that matter to it, beyond those of every fit.
    fit : callable
        From a task to a fitted model.
    needs_target, needs_sources : bool
        Whether it starts from the fitted target model, and from source models.
    """

    name: str
    trains: str
    reference: str
    parameters: tuple[str, ...]
    fit: Callable[[FitTask, JobControl | None], FittedModel]
    needs_target: bool = True
    needs_sources: bool = True

    @property
    def has_gamma(self) -> bool:
        """Whether `TrainSettings.gamma` makes a difference to it."""
        return "gamma" in self.parameters

    @property
    def has_lambda_form(self) -> bool:
        """Whether `TrainSettings.lambda_form` makes a difference to it."""
        return "lambda_form" in self.parameters
