"""What made a bag, and how HDF5 attributes say it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np


@dataclass(frozen=True)
class BagMeta:
    """What made a bag; empty or None where the file does not say.

    Attributes
    ----------
    slide_id : str
        Name of the slide.
    encoder, encoder_sha256 : str
        Patch encoder and the SHA-256 of its weight file.
    mpp : float, optional
        Micrometres per level-0 pixel.
    mpp_source : str
        Where it came from, as a phrase.
    slide_sha256, app_version : str
        Of the slide file; of the program that made the bag.
    complete : bool
        False while an extraction was under way when the file was written.
    patch_px, patch_size_level0_px, overlap_px : int
        Side of a patch at `target_mpp`, in level-0 pixels, and the overlap at `target_mpp`.
    target_mpp : float, optional
        Micrometres per pixel at which the encoder saw the patches.
    level0_magnification, target_magnification : float, optional
        The same as objective powers (10 / mpp where the slide does not state one).
    slide_size_px : tuple of int, optional
        Width and height of level 0.
    input_scaling : str
        How the encoder scales pixels.
    precision : str
        Number format in which the encoder computed.
    failed_patches : int
        Patches left out because they could not be decoded.
    inputs_sha256 : str
        Over everything the features depend on.
    warnings : tuple of str
        Things the reader should know, in plain words.
    """

    slide_id: str = ""
    encoder: str = ""
    encoder_sha256: str = ""
    mpp: float | None = None
    mpp_source: str = ""
    slide_sha256: str = ""
    app_version: str = ""
    complete: bool = True
    patch_px: int = 0
    patch_size_level0_px: int = 0
    overlap_px: int = 0
    target_mpp: float | None = None
    level0_magnification: float | None = None
    target_magnification: float | None = None
    slide_size_px: tuple[int, int] | None = None
    input_scaling: str = ""
    precision: str = ""
    failed_patches: int = 0
    inputs_sha256: str = ""
    warnings: tuple[str, ...] = ()


def coords_attributes(meta: BagMeta) -> dict[str, Any]:
    """Return the attributes of ``coords``: TRIDENT's names for the patch size."""
    width, height = meta.slide_size_px or (None, None)
    stated = {
        "patch_size": meta.patch_px or None,
        "patch_size_level0": meta.patch_size_level0_px or None,
        "level0_magnification": meta.level0_magnification,
        "target_magnification": meta.target_magnification,
        "overlap": meta.overlap_px,
        "level0_width": width,
        "level0_height": height,
        "name": meta.slide_id or None,
    }
    return {name: value for name, value in stated.items() if value is not None}


def root_attributes(meta: BagMeta) -> dict[str, Any]:
    """Return the attributes of the file: what made the features."""
    stated = {
        "encoder": meta.encoder,
        "encoder_sha256": meta.encoder_sha256,
        "mpp": meta.mpp,
        "mpp_source": meta.mpp_source,
        "slide_sha256": meta.slide_sha256,
        "app_version": meta.app_version,
        "complete": bool(meta.complete),
        "target_mpp": meta.target_mpp,
        "input_scaling": meta.input_scaling,
        "precision": meta.precision,
        "failed_patches": meta.failed_patches,
        "inputs_sha256": meta.inputs_sha256,
        "warnings": "\n".join(meta.warnings),
    }
    return {name: value for name, value in stated.items() if value is not None}


def meta_of(file: h5py.File, coords: h5py.Dataset | None, path: Path) -> BagMeta:
    """Read what an HDF5 file says of itself; nothing is assumed where it is silent."""
    # TRIDENT keeps the patch attributes on `coords` and the encoder on `features`.
    places: list[Any] = [coords, file, file.get("features")]

    def text(name: str) -> str:
        value = _attribute(places, name)
        value = value.decode(errors="replace") if isinstance(value, bytes) else value
        return value if isinstance(value, str) else ""

    def number(name: str) -> float | None:
        value = _attribute(places, name)
        if not isinstance(value, int | float | np.integer | np.floating) or value != value:
            return None
        return float(value)

    def whole(name: str) -> int:
        value = number(name)
        return int(value) if value is not None and abs(value) < 1 << 40 else 0

    width, height = whole("level0_width"), whole("level0_height")
    complete = _attribute(places, "complete")
    return BagMeta(
        slide_id=text("name") or path.stem,
        encoder=text("encoder"),
        encoder_sha256=text("encoder_sha256"),
        mpp=number("mpp"),
        mpp_source=text("mpp_source"),
        slide_sha256=text("slide_sha256"),
        app_version=text("app_version"),
        complete=True if complete is None else bool(complete),
        patch_px=whole("patch_size"),
        patch_size_level0_px=whole("patch_size_level0"),
        overlap_px=whole("overlap"),
        target_mpp=number("target_mpp"),
        level0_magnification=number("level0_magnification"),
        target_magnification=number("target_magnification"),
        slide_size_px=(width, height) if width > 0 and height > 0 else None,
        input_scaling=text("input_scaling"),
        precision=text("precision"),
        failed_patches=whole("failed_patches"),
        inputs_sha256=text("inputs_sha256"),
        warnings=tuple(text("warnings").splitlines()),
    )


def _attribute(places: list[Any], name: str) -> Any:
    for place in places:
        if place is not None and name in place.attrs:
            value = place.attrs[name]
            return value.item() if isinstance(value, np.ndarray) and value.size == 1 else value
    return None
