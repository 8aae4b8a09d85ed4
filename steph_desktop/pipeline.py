"""The use cases behind the window and the commands: no Qt, heavy imports only when run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steph_desktop.cases import CasePictures, CaseRecord, CaseResult, SlidePatches

__all__ = ["AnalyseRequest", "CasePictures", "CaseRecord", "CaseResult", "SlidePatches"]


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
