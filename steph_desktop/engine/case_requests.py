"""The requests about one case or slide; apart, for a command that has one needs no other kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from steph_desktop.core.codec import Key
from steph_desktop.slide.region import Region


@dataclass(frozen=True)
class AnalyseRequest:
    """One case to be analysed."""

    case_id: str  # pseudonym of the case
    slides: tuple[Path, ...]  # slides of one patient (or feature files), analysed as one bag
    model: Path  # model pack
    workspace: Path  # folder that keeps features and results
    encoder_weights: Path | None = None  # weight file of the encoder, where it is not bundled
    mpp: float | None = None  # micrometres per pixel stated by the user, for slides that do not say
    device: str = "auto"  # ``auto``, ``cpu``, ``cuda``, ``cuda:i`` or ``mps``
    seed: int = 42  # seed of everything random
    # A person agreed that a signed case gets a new result; else the analysis is refused.
    replace_signed: Annotated[bool, Key(later=True)] = False
    # What of each slide is analysed, None for all of it; empty where it is all of all.
    regions: Annotated[tuple[Region | None, ...], Key(omit=True)] = ()
    # Make the features of the whole slides first, as when a result is made again.
    whole_first: Annotated[bool, Key(omit=True)] = False


@dataclass(frozen=True)
class ExtractRequest:
    """Features of one slide."""

    slide: Path  # the slide
    out: Path  # folder of the feature file
    encoder: str  # name in the encoder registry
    weights: Path | None = None  # weight file of an encoder that is not bundled
    mpp: float | None = None  # micrometres per pixel stated by the user
    # target_mpp, patch_px: Resolution and side of the patches.
    target_mpp: float = 0.5
    patch_px: int = 256
    coords_file: Path | None = None  # patch positions to use in place of the program's own grid
    device: str = "auto"  # where the encoder runs
    # Stem of the feature file; that of the slide if empty. Slides of one stem need another.
    name: Annotated[str, Key(omit=True)] = ""
    # GeoJSON of the only areas to analyse, or of those to leave out.
    region: Annotated[Path | None, Key(omit=True)] = None
    leave_out: Annotated[bool, Key(omit=True)] = False
    image: Annotated[int, Key(omit=True)] = 0  # the only one of several in the file, from 1
