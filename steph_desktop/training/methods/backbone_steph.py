"""Fit a bag encoder other than ABMIL, and STEPH over several of them; see `model.backbones`.

Such models are not kept as packs yet: a pack's card describes ABMIL's widths.

References
----------
STEPH, CVPR 2026, arXiv 2603.10526.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

import torch

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.model.backbones import (
    BackboneModel,
    BackboneSteph,
    BagEncoder,
    SpatialEncoder,
    TransformerEncoder,
)
from steph_desktop.training.methods.fit_task import FitTask
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.trainer import FittedModel, check_patients, fit_model, steph_config

# From the width of the features and E to an encoder; a spatial one takes two columns more.
MakeEncoder = Callable[[int, int], BagEncoder]
BACKBONES: Mapping[str, MakeEncoder] = {
    "transformer": TransformerEncoder,
    "spatial": SpatialEncoder,
}


def null_backbone(make: MakeEncoder, feature_dim: int, settings: TrainSettings) -> BackboneModel:
    """Return M_0, the same for every cancer, drawn from `TrainSettings.null_seed`."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.null_seed)
        return BackboneModel(make(feature_dim, settings.embed_dim), len(settings.bins))


def fit_backbone(
    null: BackboneModel, task: FitTask, control: JobControl | None = None
) -> FittedModel:
    """Fit an encoder and head from M_0, which is not changed, on a task's patients.

    Raises
    ------
    StephError
        If the patients or bags cannot be trained on, or training diverges.
    """
    check_patients(task.bags, task.times_days, task.events)
    model = deepcopy(null)
    return fit_model(model, task.bags, task.times_days, task.events, task.settings, control)


def fit_backbone_steph(
    null: BackboneModel,
    target: BackboneModel,
    sources: Mapping[str, BackboneModel],
    task: FitTask,
    control: JobControl | None = None,
) -> FittedModel:
    """Fit STEPH's hypernetworks and head over the task vectors of fitted encoders.

    Parameters
    ----------
    null, target, sources
        M_0, M_t fitted from it on the task's patients, and M_si.
    task : FitTask
        Patients and settings; its own models are not used.
    control : JobControl, optional
        Receives progress; may stop the fit.

    Raises
    ------
    StephError
        If there is no source, or the patients cannot be trained on.
    """
    check_patients(task.bags, task.times_days, task.events)
    if not sources:
        raise StephError("No source model was given", None, "Fit or add the source models first.")
    settings = task.settings
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        config = steph_config(settings, len(sources))
        model = BackboneSteph(deepcopy(target), sources, null, config)
    return fit_model(model, task.bags, task.times_days, task.events, settings, control)
