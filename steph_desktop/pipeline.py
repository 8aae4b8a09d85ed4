"""The use cases behind the window and the commands: no Qt, heavy imports only when run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.model.card import PackCard
from steph_desktop.model.prediction import Prediction, RiskGroup


@dataclass(frozen=True)
class AnalyseRequest:
    """One case to be analysed.

    Attributes
    ----------
    case_id : str
        Pseudonym of the case.
    slides : tuple of pathlib.Path
        Slides of one patient (or feature files), analysed as one bag.
    model : pathlib.Path
        Model pack.
    workspace : pathlib.Path
        Folder that keeps features and results.
    encoder_weights : pathlib.Path, optional
        Weight file of the encoder, where it is not bundled.
    mpp : float, optional
        Micrometres per pixel stated by the user, for slides that do not say.
    device : str
        ``auto``, ``cpu``, ``cuda``, ``cuda:i`` or ``mps``.
    seed : int
        Seed of everything random.
    """

    case_id: str
    slides: tuple[Path, ...]
    model: Path
    workspace: Path
    encoder_weights: Path | None = None
    mpp: float | None = None
    device: str = "auto"
    seed: int = 42


@dataclass(frozen=True)
class SlidePatches:
    """Where one slide's instances lie in the bag and on the slide.

    Attributes
    ----------
    slide_id : str
        Name of the slide.
    first, count : int
        Rows of the bag that belong to this slide: ``first : first + count``.
    coords : ndarray, shape (count, 2), int64, optional
        Level-0 pixels, top left of each patch; None if the feature file has none (no maps then).
    patch_size_level0_px : int
        Side of a patch in level-0 pixels; 0 if unknown.
    mpp : float, optional
        Micrometres per level-0 pixel.
    mpp_source : str
        Where the mpp came from.
    slide_sha256 : str
        Of the slide file; empty if unknown.
    """

    slide_id: str
    first: int
    count: int
    coords: NDArray[np.int64] | None
    patch_size_level0_px: int
    mpp: float | None
    mpp_source: str
    slide_sha256: str


@dataclass(frozen=True)
class CaseResult:
    """A finished case: what the panels, the report and ``predict --json`` show.

    Attributes
    ----------
    case_id : str
        Pseudonym.
    slides : tuple of SlidePatches
        In bag order.
    card : PackCard
        Of the model used, with the reference cohort.
    prediction : Prediction
        The model's answer.
    risk_percentile : float, optional
        0 to 100 against the reference cohort; None without one.
    risk_group : RiskGroup, optional
        By the pack's cut-offs; None without a reference cohort.
    warnings : tuple of str
        Things the reader should know, in plain words.
    """

    case_id: str
    slides: tuple[SlidePatches, ...]
    card: PackCard
    prediction: Prediction
    risk_percentile: float | None
    risk_group: RiskGroup | None
    encoder_sha256: str
    app_version: str
    seed: int
    warnings: tuple[str, ...] = ()
