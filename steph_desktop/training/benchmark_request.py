"""What a benchmark is asked for, and what it tells while it runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from steph_desktop.cohort.cohort_folder import FOLDS
from steph_desktop.model.card import LambdaForm
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.protocol import FoldRun
from steph_desktop.training.trainer import TrainSettings

_NOT_SETTINGS = frozenset({"seed", "gamma", "lambda_form", "device"})


@dataclass(frozen=True)
class BenchmarkRequest:
    """A benchmark, asked for.

    Attributes
    ----------
    cohort, out : pathlib.Path
        The cohort folder, and the folder of results.
    targets : tuple of str, optional
        Cancers to predict; all if None. The other cancers of the cohort are the sources.
    methods : tuple of str
        Names in `METHODS`.
    folds, seeds : tuple of int
        Folds to test, and seeds of the fits.
    settings : TrainSettings
        How to fit.
    gamma : float, optional
        Weight of L_agg; chosen inside each training fold if None.
    lambda_forms : tuple of LambdaForm
        Methods that have a mixing ratio run once with each.
    sources_sha256 : str
        Of source models that are given and not fitted here; empty where there are none.
    """

    cohort: Path
    out: Path
    methods: tuple[str, ...]
    targets: tuple[str, ...] | None = None
    folds: tuple[int, ...] = tuple(range(FOLDS))
    seeds: tuple[int, ...] = (42,)
    settings: TrainSettings = field(default_factory=TrainSettings)
    gamma: float | None = None
    lambda_forms: tuple[LambdaForm, ...] = (LambdaForm.RATIO,)
    sources_sha256: str = ""

    def cells(self, targets: Sequence[str]) -> list[FoldRun]:
        """All cells, in the order in which they run; fits that share bags stand together."""
        return [
            FoldRun(target, method, fold, seed, form)
            for target in targets
            for fold in self.folds
            for seed in self.seeds
            for method in self.methods
            for form in self._forms(method)
        ]

    def _forms(self, method: str) -> tuple[LambdaForm, ...]:
        if METHODS[method].has_lambda_form:
            return self.lambda_forms
        return (LambdaForm.RATIO,)

    def fingerprint(self) -> dict[str, Any]:
        """Everything but cohort and grid that decides a number."""
        settings = {k: v for k, v in asdict(self.settings).items() if k not in _NOT_SETTINGS}
        chosen = {
            **settings,
            "gamma": "inner cross-validation" if self.gamma is None else self.gamma,
        }
        if self.sources_sha256:
            chosen["sources"] = self.sources_sha256
        plain: dict[str, Any] = json.loads(json.dumps(chosen, default=_plain))
        return plain


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else str(value)
