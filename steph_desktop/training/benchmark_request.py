"""The request for a benchmark, and the folder that belongs to its settings and cohort alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from steph_desktop.cohort.cohort_folder import FOLDS
from steph_desktop.core.codec import to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, write_json
from steph_desktop.model.card import Backbone, LambdaForm
from steph_desktop.training.fold_runs import read_object
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.protocol import FoldRun
from steph_desktop.training.train_settings import TrainSettings

RECALIBRATION = "recalibration"
"""Of the settings of a benchmark whose models answer recalibrated; absent in the others."""
_NOT_SETTINGS = frozenset({"seed", "gamma", "lambda_form", "device"})


@dataclass(frozen=True)
class BenchmarkRequest:
    """Request for a benchmark."""

    cohort: Path
    out: Path  # folder of results
    methods: tuple[str, ...]  # names in `METHODS`
    # Cancers to predict; all if None. The other cancers of the cohort are the sources.
    targets: tuple[str, ...] | None = None
    folds: tuple[int, ...] = tuple(range(FOLDS))  # to test
    seeds: tuple[int, ...] = (42,)  # of the fits
    settings: TrainSettings = field(default_factory=TrainSettings)  # how to fit
    gamma: float | None = None  # weight of L_agg; chosen inside each training fold if None
    # Methods that have a mixing ratio run once with each.
    lambda_forms: tuple[LambdaForm, ...] = (LambdaForm.RATIO,)
    # Let every model answer through its own recalibration, see `run_fold`.
    recalibrates: bool = False
    # Of source models that are given and not fitted here; empty where there are none.
    sources_sha256: str = ""

    def fold_runs(self, targets: Sequence[str]) -> list[FoldRun]:
        """All fold runs, in the order in which they run; fits that share bags stand together."""
        plain = (LambdaForm.RATIO,)
        return [
            FoldRun(target, method, fold, seed, form)
            for target, fold, seed, method in product(targets, self.folds, self.seeds, self.methods)
            for form in (self.lambda_forms if METHODS[method].has_lambda_form else plain)
        ]

    @property
    def needs_clinical(self) -> bool:
        """Whether a method reads clinical columns."""
        return any(METHODS[name].needs_clinical for name in self.methods)

    def fingerprint(self) -> dict[str, Any]:
        """Everything but cohort and grid that decides a number."""
        settings = {k: v for k, v in to_json(self.settings).items() if k not in _NOT_SETTINGS}
        # Folders of before there were presets, backbones and clinical columns stay as they are.
        if not self.settings.published:
            del settings["preset"]
        if self.settings.backbone is Backbone.ABMIL:
            del settings["backbone"]
        if not (self.settings.clinical and self.needs_clinical):
            del settings["clinical"]
        chosen: dict[str, Any] = settings | {"gamma": "inner cross-validation"}
        if self.gamma is not None:
            chosen["gamma"] = self.gamma
        if self.recalibrates:
            chosen[RECALIBRATION] = "by patients left out inside the training fold"
        if self.sources_sha256:
            chosen["sources"] = self.sources_sha256
        return chosen


SETTINGS_FILE = "settings.json"
_FORM = "steph-benchmark-1"


def claim_folder(request: BenchmarkRequest) -> dict[str, Any]:
    """Refuse a folder of other settings before anything in it is touched.

    Returns what the folder's settings file says of the benchmark, but for its cohort.

    Raises
    ------
    StephError
        If the folder holds results of something else.
    """
    ensure_folder(request.out)
    claim: dict[str, Any] = {"form": _FORM, "settings": request.fingerprint()}
    path = request.out / SETTINGS_FILE
    if not path.is_file():
        if (request.out / "results.csv").exists():
            raise StephError(
                "The folder holds results that no benchmark of this program wrote",
                request.out,
                "Choose an empty folder.",
            )
        return claim
    known = read_object(path)
    if known is None or known.get("form") != _FORM:
        raise StephError("This file cannot be read", path, "Choose an empty folder.")
    ours, theirs = claim["settings"], known.get("settings", {})
    differing = [
        name
        for name in {**ours, **theirs}
        if ours.get(name) != theirs.get(name)
        # Methods may be added to a folder, also those that are the first to need columns.
        and not (name == "clinical" and (name not in ours or name not in theirs))
    ]
    if differing:
        said = ", ".join(f"{n} was {theirs.get(n)}, now {ours.get(n)}" for n in differing)
        raise StephError(
            f"This folder holds a benchmark with other settings: {said}",
            request.out,
            "Use the same settings to resume, or another folder.",
        )
    return claim


def recorded_settings(out: Path) -> Mapping[str, Any] | None:
    """Return the settings that a benchmark recorded; None where they cannot be read."""
    found = (read_object(out / SETTINGS_FILE) or {}).get("settings")
    return found if isinstance(found, dict) else None


def settle_folder(out: Path, claim: Mapping[str, Any]) -> None:
    """Write the settings and the cohort of a claimed folder; refuse that of another cohort."""
    path = out / SETTINGS_FILE
    known = read_object(path)
    added = "clinical" in claim["settings"] and "clinical" not in (known or claim)["settings"]
    if known is None or (added and known.get("cohort") == claim["cohort"]):
        write_json(path, claim)
    elif known.get("cohort") != claim["cohort"]:
        raise StephError(
            "This folder holds a benchmark of another cohort, or the cohort has changed since",
            out,
            "Use another folder.",
        )
