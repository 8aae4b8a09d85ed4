"""Bags of patch features on disk: HDF5 as TRIDENT and CLAM write it, and `.pt` tensors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import CodecError, from_json, parse_json, to_json
from steph_desktop.core.errors import FeaturesFault, NoTissue, StephError, plain_name, printable
from steph_desktop.core.hdf5_files import dataset_fault, open_hdf5, written_hdf5
from steph_desktop.core.tensor_files import load_tensors
from steph_desktop.features.facts import UNKNOWN_ENCODER, FeatureFacts, encoders_differ
from steph_desktop.slide.region import Region, RegionRead
from steph_desktop.slide.tissue import Outline, pack_outline, unpack_outline

FEATURE_SUFFIXES: frozenset[str] = frozenset({".h5", ".hdf5", ".pt"})

_OUTLINE = ("tissue_outline", "tissue_outline_lengths")
_REGION = "region"
_CHUNK_ROWS = 1024  # of features that are stored together
# An HDF5 header may claim any shape, and gzip hold any size. 500,000 patches of 2,048 values fit.
_MAX_BYTES = 4 << 30
_MAX_COORDS_BYTES = 64 << 20  # four million patches as int64
_MAX_OUTLINE_BYTES = 64 << 20
_LARGEST = float(np.finfo(np.float16).max)  # encoders compute in it, or stay far below
_LARGEST_PX = 1 << 40  # far beyond any slide, and exact in float64
_NORM_ROWS = 2000  # of a bag, spread over it, that its length is measured on
_MAKE_AGAIN = "Extract the features of this slide again."
_UNFINISHED = "The extraction of these features did not finish"
_NO_PATCHES = "The file holds no patches"
# What programs call the same thing: ours, TRIDENT and CLAM; STAMP; others.
_FEATURES = ("features", "feats", "embeddings", "embedding", "feature")
_COORDS = ("coords", "coordinates")
_MICROMETRES = frozenset({"um", "µm", "micron", "microns", "micrometer", "micrometers",
                          "micrometre", "micrometres"})  # fmt: skip
_PIXELS = frozenset({"px", "pixel", "pixels"})
_NEAREST_STEP = 0.2  # of the usual distance of patches: closer ones are in another unit
_NO_MAP = "No map can be drawn of it."
_NO = frozenset({"", "0", "false", "no", "n", "f"})
_SHAPE = "The features have the shape {}, not (patches, values)"


@dataclass(frozen=True)
class BagMeta:
    """Provenance of a bag; empty or None where the file does not say."""

    slide_id: str = ""  # name of the slide
    # encoder, encoder_sha256: Patch encoder and the SHA-256 of its weight file.
    encoder: str = ""
    encoder_sha256: str = ""
    mpp: float | None = None  # micrometres per level-0 pixel
    mpp_source: str = ""  # where it came from, as a phrase
    # What the slide itself says where the user stated `mpp`; None where it says nothing credible.
    slide_mpp: float | None = None
    # slide_sha256, app_version: Of the slide file; of the program that made the bag.
    slide_sha256: str = ""
    app_version: str = ""
    complete: bool = True  # False while an extraction was under way when the file was written
    # patch_px, patch_size_level0_px, overlap_px: Side of a patch at `target_mpp`, in level-0
    # pixels, and the overlap at `target_mpp`.
    patch_px: int = 0
    patch_size_level0_px: int = 0
    overlap_px: int = 0
    target_mpp: float | None = None  # micrometres per pixel at which the encoder saw the patches
    # level0_magnification, target_magnification: The same as objective powers (10 / mpp where the
    # slide does not state one).
    level0_magnification: float | None = None
    target_magnification: float | None = None
    slide_size_px: tuple[int, int] | None = None  # width and height of level 0
    input_scaling: str = ""  # how the encoder scales pixels
    precision: str = ""  # number format in which the encoder computed
    failed_patches: int = 0  # patches left out because they could not be decoded
    # Patches left out because the slide's file holds no picture there, or next to no tissue.
    missing_patches: int = 0
    blank_patches: int = 0
    inputs_sha256: str = ""  # over everything the features depend on
    warnings: tuple[str, ...] = ()  # things the reader should know, in plain words

    @property
    def made_mpp(self) -> float | None:
        """Micrometres per pixel at which the encoder saw the patches, as well as can be told.

        TRIDENT states a magnification; 20x is then taken for 0.5.
        """
        if self.target_mpp is None and self.target_magnification:
            return 10.0 / self.target_magnification
        return self.target_mpp

    @property
    def patch_um(self) -> float | None:
        """Side of a patch on the tissue, in micrometres; None where the file does not say."""
        if self.patch_size_level0_px and self.mpp:
            return self.patch_size_level0_px * self.mpp
        if self.patch_px and self.made_mpp:
            return self.patch_px * self.made_mpp
        if self.patch_size_level0_px and self.level0_magnification:
            return self.patch_size_level0_px * 10.0 / self.level0_magnification
        return None


@dataclass(frozen=True)
class Bag:
    """The instances of one slide."""

    features: NDArray[np.float32]  # shape (N, D), float32: one row per patch
    # shape (N, 2), int64: Level-0 pixels, top left of each patch; None if the file has none (then
    # no maps).
    coords: NDArray[np.int64] | None
    meta: BagMeta  # its provenance
    # Edge of the tissue that the patches were laid on, where the file keeps it.
    outline: Outline | None = None
    region: RegionRead | None = None  # what was read, where it was not all of the slide

    @property
    def n_patches(self) -> int:
        """Number of instances N."""
        return int(self.features.shape[0])

    @property
    def feature_dim(self) -> int:
        """Width of the features D."""
        return int(self.features.shape[1])

    @property
    def norm(self) -> float:
        """Median Euclidean length of a patch's features: tells whether they were normalised."""
        rows = self.features[:: max(1, self.n_patches // _NORM_ROWS)]
        # einsum: no copy of the rows, a third of the time of linalg.norm.
        return float(np.median(np.sqrt(np.einsum("nd,nd->n", rows, rows))))


_SLIDES_APART = 10_000.0  # in patches: no slide is so wide


def joined_places(bags: Sequence[Bag], paths: Sequence[Path]) -> NDArray[np.float32]:
    """Return where a patient's patches lie, in patches, shape (N, 2); slides lie far apart.

    Raises
    ------
    StephError
        If a file does not say where its patches lie.
    """
    found = []
    for slide, (bag, path) in enumerate(zip(bags, paths, strict=True)):
        if bag.coords is None:
            raise StephError(
                "This feature file does not say where its patches lie, which a spatial model needs",
                path,
                "Extract the features of this slide again, or use another kind of network.",
            )
        step = bag.meta.patch_size_level0_px or _step_of(bag.coords)
        found.append(bag.coords / step + _SLIDES_APART * slide)
    return np.concatenate(found).astype(np.float32)


def _step_of(coords: NDArray[np.int64]) -> int:
    """Least distance of two columns or rows of patches; 1 where there is only one."""
    steps = [np.diff(np.unique(column)) for column in coords.T]
    return int(min((each.min() for each in steps if len(each)), default=1))


@dataclass(frozen=True)
class BagHeader:
    """Metadata and size of an HDF5 feature file."""

    meta: BagMeta  # its provenance
    # n_patches, feature_dim: Number of instances N and width of the features D.
    n_patches: int
    feature_dim: int


def read_bag(path: Path, *, allow_incomplete: bool = False) -> Bag:
    """Read a feature file: ours, TRIDENT's, CLAM's, or a `.pt` tensor (weights-only).

    An ``.h5`` holds ``features`` of (N, D) or (1, N, D). With `allow_incomplete` also a file
    whose extraction did not finish is read.

    Raises
    ------
    StephError
        If the file is missing, damaged, incomplete, empty, of the wrong rank, or holds NaN.
    """
    suffix = path.suffix.lower()
    if suffix not in FEATURE_SUFFIXES:
        raise StephError("This is not a feature file", path, "Choose a .h5 or .pt file.")
    if not path.is_file():
        raise StephError("The feature file was not found", path, "Check the name and the folder.")
    outline: Outline | None = None
    region: RegionRead | None = None
    if suffix == ".pt":
        features, coords, meta = _read_pt(path)
    else:
        features, coords, meta, outline, region = _read_h5(path)
    if not meta.complete and not allow_incomplete:
        raise FeaturesFault(_UNFINISHED, path, _MAKE_AGAIN)
    clean = _clean_features(features, path)
    places = _clean_coords(coords, len(clean), path)
    if places is not None and (doubt := _coords_doubt(places, meta)):
        # Features do not need them; a map of wrong places would be believed.
        places, meta = None, replace(meta, warnings=(*meta.warnings, f"{doubt}. {_NO_MAP}"))
    return Bag(clean, places, meta, outline, region)


def bag_within(bag: Bag, region: Region, where: Path) -> Bag:
    """Return the patches of a bag that lie in a region.

    Raises
    ------
    NoTissue
        If none does.
    StephError
        If the bag does not say where its patches are, or holds a region only already.
    """
    if bag.region is not None:
        if bag.region.region == region:
            return bag
        what = "These features are of another region of the slide only"
        raise StephError(what, where, "Analyse the slide itself, or features of all its tissue.")
    if bag.coords is None:
        what = "The file does not say where its patches are: no region can be chosen"
        raise StephError(what, where, "Analyse the slide itself.")
    kept = require_within(region, bag.coords, bag.meta.patch_size_level0_px, where)
    return replace(
        bag,
        features=bag.features[kept],
        coords=bag.coords[kept],
        region=RegionRead(region, int(kept.sum()), len(kept), of_whole=True),
    )


def require_within(
    region: Region, corners: NDArray[np.int64], side_px: int, where: Path
) -> NDArray[np.bool_]:
    """Tell which patches lie in a region; a `NoTissue` if none does."""
    kept = region.keeps(corners, side_px)
    if not kept.any():
        raise NoTissue(
            f"None of the {len(kept)} patches with tissue lies in the region",
            where,
            "Check that the region was drawn on this slide, at its full resolution.",
        )
    return kept


def read_meta(path: Path) -> BagMeta:
    """Read the metadata of an HDF5 feature file, without its features."""
    with _open_h5(path) as file:
        return _meta_of(file, _named(file, _COORDS, path), path)


def read_header(path: Path) -> BagHeader:
    """Read metadata and size of an HDF5 feature file, without its features.

    Raises
    ------
    StephError
        As `read_bag`, as far as can be seen without reading every value.
    """
    with _open_h5(path) as file:
        features = _features_of(file, path)
        meta = _meta_of(file, _named(file, _COORDS, path), path)
        shape = features.shape
    if not meta.complete:
        raise FeaturesFault(_UNFINISHED, path, _MAKE_AGAIN)
    if 0 in shape:
        raise FeaturesFault(_NO_PATCHES, path, _MAKE_AGAIN)
    if len(shape) not in {2, 3}:
        raise FeaturesFault(_SHAPE.format(shape), path, _MAKE_AGAIN)
    return BagHeader(meta, int(shape[-2]), int(shape[-1]))


def write_bag(path: Path, bag: Bag) -> None:
    """Write a bag to an HDF5 file, whole or not at all.

    An older file is replaced.

    Raises
    ------
    StephError
        If the features are empty or hold NaN, the folder cannot be written, or the disk is full.
    """
    features = _clean_features(bag.features, path)
    coords = _clean_coords(bag.coords, len(features), path)
    with written_hdf5(path) as file:
        chunk = (min(_CHUNK_ROWS, len(features)), features.shape[1])
        file.create_dataset("features", data=features, chunks=chunk)
        target = None if coords is None else file.create_dataset("coords", data=coords)
        if bag.outline is not None:
            for name, part in zip(_OUTLINE, pack_outline(bag.outline), strict=True):
                file.create_dataset(name, data=part)
        if bag.region is not None:  # not an attribute: those end at 64 KiB
            text = json.dumps(to_json(bag.region)).encode()
            file.create_dataset(_REGION, data=np.frombuffer(text, np.uint8))
        _write_meta(file, target, bag.meta)


def read_coords(path: Path) -> tuple[NDArray[np.int64], BagMeta]:
    """Read the patch corners of an HDF5 file (TRIDENT, CLAM or ours); features need not be there.

    Returns
    -------
    coords : ndarray, shape (N, 2), int64
        Level-0 pixels.
    meta : BagMeta
        With the patch size where the file states it.

    Raises
    ------
    StephError
        If the file cannot be read or holds no usable coordinates.
    """
    if not path.is_file():
        raise StephError("The coordinates file was not found", path, "Check the name.")
    with _open_h5(path) as file:
        coords = _named(file, _COORDS, path)
        if coords is None:
            raise StephError(
                "The file holds no patch coordinates", path, "Choose one that has them."
            )
        meta = _meta_of(file, coords, path)
        values, doubt = _in_pixels(_coords_in(coords, path), file, coords, meta)
    if doubt:
        raise StephError(doubt, path, "Give the corners of the patches in level-0 pixels.")
    rows = int(values.shape[-2]) if values.ndim >= 2 else 0
    clean = _clean_coords(values, rows, path)
    if clean is None or not len(clean):
        raise StephError("The file holds no patch coordinates", path, "Choose one that has them.")
    if doubt := _coords_doubt(clean, meta):
        raise StephError(doubt, path, "Give the corners of the patches in level-0 pixels.")
    return clean, meta


def require_width(bag: Bag, feature_dim: int, encoder: str, where: Path | str) -> None:
    """Refuse features that a model cannot take.

    `encoder` is the one whose features the model was trained on, as its card names it.

    Raises
    ------
    StephError
        If the widths differ, or the bag was made by another encoder.
    """
    made_by = f" by {bag.meta.encoder}" if bag.meta.encoder else ""
    if bag.feature_dim != feature_dim:
        raise FeaturesFault(
            f"These features{made_by} have {bag.feature_dim} values per patch, "
            f"but the model takes {feature_dim}",
            where,
            f"Make the features with {_named_encoder(encoder)}, or choose a model for these "
            "features.",
        )
    if encoders_differ(bag.meta.encoder, encoder):
        raise FeaturesFault(
            f"These features were made{made_by}, but the model takes features of {encoder}",
            where,
            f"Make the features with {encoder}, or choose a model for {bag.meta.encoder}.",
        )


def _named_encoder(encoder: str) -> str:
    return "the model's encoder" if encoder in ("", UNKNOWN_ENCODER) else encoder


def _read_h5(path: Path) -> tuple[Any, Any, BagMeta, Outline | None, RegionRead | None]:
    with _open_h5(path) as file:
        features = _features_of(file, path)
        coords = _named(file, _COORDS, path)
        meta = _meta_of(file, coords, path)
        values, doubt = _in_pixels(_coords_in(coords, path), file, coords, meta)
        if doubt:
            meta = replace(meta, warnings=(*meta.warnings, f"{doubt}. {_NO_MAP}"))
        return features[()], values, meta, _read_outline(file, path), _read_region(file, path)


def _read_region(file: h5py.File, path: Path) -> RegionRead | None:
    part = _dataset(file, _REGION, path)
    if part is None:
        return None
    # Passed over, a region would be taken for the whole slide.
    fault = dataset_fault(part, "u", _MAX_OUTLINE_BYTES)
    try:
        return from_json(RegionRead, parse_json(b"" if fault else part[()].tobytes()), _REGION)
    except CodecError as error:
        what = "The file does not say properly which region of the slide it holds"
        raise FeaturesFault(what, path, _MAKE_AGAIN) from error


def _read_outline(file: h5py.File, path: Path) -> Outline | None:
    parts = [_dataset(file, name, path) for name in _OUTLINE]
    # Features are good without it: another program's data under these names is passed over.
    points, lengths = (
        np.zeros(0) if part is None or dataset_fault(part, "iuf", _MAX_OUTLINE_BYTES) else part[()]
        for part in parts
    )
    return unpack_outline(points, lengths)


def _open_h5(path: Path) -> AbstractContextManager[h5py.File]:
    return open_hdf5(path, _MAKE_AGAIN, FeaturesFault)


def _dataset(file: h5py.File, name: str, path: Path) -> h5py.Dataset | None:
    if name not in file:
        return None
    # A link or external storage would make this file show the bytes of another.
    hard = isinstance(file.get(name, getlink=True), h5py.HardLink)
    found = file[name] if hard else None
    if not isinstance(found, h5py.Dataset) or found.external or found.is_virtual:
        raise FeaturesFault(f"'{name}' is not plain data in this file", path, _MAKE_AGAIN)
    return found


def _features_of(file: h5py.File, path: Path) -> h5py.Dataset:
    """Return the features, unread, once their header is found to be right."""
    features = _named(file, _FEATURES, path)
    if features is None:
        held = ", ".join(repr(name[:40]) for name in list(file)[:3])
        what = "The file holds no features" + (f", but {held}" if held else "")
        raise FeaturesFault(what, path, _MAKE_AGAIN)
    if fault := dataset_fault(features, "f", _MAX_BYTES):
        raise FeaturesFault(fault, path, _MAKE_AGAIN)
    return features


def _named(file: h5py.File, names: Sequence[str], path: Path) -> h5py.Dataset | None:
    known = [name for name in names if name in file]
    return _dataset(file, known[0], path) if known else None


def _in_pixels(
    values: Any, file: h5py.File, coords: h5py.Dataset | None, meta: BagMeta
) -> tuple[Any, str]:
    """Return coordinates in level-0 pixels, or none and why: STAMP keeps them in micrometres."""
    stated = _attribute([coords, file], "unit")
    unit = stated.decode(errors="replace") if isinstance(stated, bytes) else str(stated or "")
    unit = unit.strip().lower()
    if values is None or unit in _PIXELS or (not unit and "feats" not in file):
        return values, ""
    if unit not in _MICROMETRES:
        said = f"in {unit[:20]}" if unit else "in a unit that the file does not state"
        return None, f"The positions of the patches are {said}"
    if not meta.mpp:
        what = "The positions of the patches are in micrometres"
        return None, f"{what}, and the file does not state the slide's pixel size"
    return np.asarray(values, float) / meta.mpp, ""


def _coords_doubt(coords: NDArray[np.int64], meta: BagMeta) -> str:
    """Say why corners cannot be level-0 pixels of the slide; empty where they can."""
    size = meta.patch_size_level0_px
    if len(coords) > 1 and (coords == coords[0]).all():
        return f"The positions of all {len(coords):,} patches are the same"
    if coords.min() < -max(size, 1):  # a patch may reach over the edge
        return "Positions of patches are negative: they are not pixels of the slide"
    if meta.slide_size_px is not None and (coords.max(axis=0) > meta.slide_size_px).any():
        return "Positions of patches lie outside the slide: they are not in its level-0 pixels"
    overlap = meta.overlap_px / meta.patch_px if meta.patch_px else 0.0
    usual = size * max(0.0, 1 - overlap)
    # Within a row: each piece of tissue may have a grid of its own.
    rows = coords[np.lexsort(coords.T)]
    steps = np.diff(rows[:, 0])[np.diff(rows[:, 1]) == 0]
    if usual and len(steps) and float(np.median(steps)) < _NEAREST_STEP * usual:
        return (
            f"The patches lie {float(np.median(steps)):g} apart but are {size} pixels wide: their "
            "positions are in another unit"
        )
    return ""


def _coords_in(coords: h5py.Dataset | None, path: Path) -> Any:
    if coords is None:
        return None
    if fault := dataset_fault(coords, "iuf", _MAX_COORDS_BYTES):
        raise FeaturesFault(fault, path, _MAKE_AGAIN)
    return coords[()]


def _read_pt(path: Path) -> tuple[Any, Any, BagMeta]:
    import torch

    content = load_tensors(path, _MAKE_AGAIN, whole_numbers=frozenset({"coords"}))
    coords: Any = None
    if isinstance(content, dict):
        coords = content.get("coords")
        content = content.get("features")
    if not isinstance(content, torch.Tensor):
        raise FeaturesFault("The file holds no features", path, _MAKE_AGAIN)
    corners = coords.numpy() if isinstance(coords, torch.Tensor) else None
    return content.detach().float().numpy(), corners, BagMeta(slide_id=plain_name(path.stem))


def _clean_features(values: Any, path: Path) -> NDArray[np.float32]:
    if values.ndim == 3 and values.shape[0] == 1:
        values = values[0]
    if not np.issubdtype(values.dtype, np.floating):
        what = f"The features hold {values.dtype}, not floating-point numbers"
        raise FeaturesFault(what, path, _MAKE_AGAIN)
    if values.ndim != 2:
        raise FeaturesFault(_SHAPE.format(values.shape), path, _MAKE_AGAIN)
    if not values.size:
        raise FeaturesFault(_NO_PATCHES, path, _MAKE_AGAIN)
    with np.errstate(over="ignore"):  # what does not fit becomes infinite, and is refused
        clean = np.ascontiguousarray(values, dtype=np.float32)
    # Not by a mask of all values: a bag may hold 300 million. NaN is handed on by both.
    largest = float(np.maximum(clean.max(), -clean.min()))
    if not np.isfinite(largest):
        raise FeaturesFault("The features hold values that are not numbers", path, _MAKE_AGAIN)
    if largest > _LARGEST:
        raise FeaturesFault(
            f"The features hold values up to {largest:.3g}; no encoder gives any above "
            f"{_LARGEST:g}, the largest of float16",
            path,
            _MAKE_AGAIN,
        )
    return clean


def _clean_coords(values: Any, rows: int, path: Path) -> NDArray[np.int64] | None:
    if values is None:
        return None
    if values.ndim == 3 and values.shape[0] == 1:
        values = values[0]
    if values.shape != (rows, 2) or not np.issubdtype(values.dtype, np.number):
        raise FeaturesFault(
            f"The coordinates have the shape {values.shape} for {rows} patches", path, _MAKE_AGAIN
        )
    if not np.isfinite(values).all():
        raise FeaturesFault("The coordinates hold values that are not numbers", path, _MAKE_AGAIN)
    if values.size and max(float(values.max()), -float(values.min())) > _LARGEST_PX:
        raise FeaturesFault("The coordinates lie outside any slide", path, _MAKE_AGAIN)
    return np.ascontiguousarray(np.round(values), dtype=np.int64)


def read_facts(path: Path) -> FeatureFacts:
    """Read what a feature file says of itself.

    A ``.pt`` file says nothing short of being loaded: only its name is known.

    Raises
    ------
    StephError
        If an HDF5 file is damaged, unfinished, or holds no patches.
    """
    if path.suffix.lower() == ".pt":
        return FeatureFacts(printable(path.name), plain_name(path.stem))
    header = read_header(path)
    meta = header.meta
    return FeatureFacts(
        path.name,
        meta.slide_id,
        meta.encoder,
        header.feature_dim,
        meta.target_mpp,
        meta.slide_size_px,
    )


# Where each field is kept in a file, and its name there; the patch size under TRIDENT's names.
_ON_COORDS = {
    "slide_id": "name",
    "patch_px": "patch_size",
    "patch_size_level0_px": "patch_size_level0",
    "level0_magnification": "level0_magnification",
    "target_magnification": "target_magnification",
    "overlap_px": "overlap",
}
_ON_FILE = (
    "encoder", "encoder_sha256", "mpp", "mpp_source", "slide_sha256", "app_version", "complete",
    "slide_mpp", "target_mpp", "input_scaling", "precision", "failed_patches", "missing_patches",
    "blank_patches", "inputs_sha256", "warnings",
)  # fmt: skip
_UNKNOWN_IF_EMPTY = ("slide_id", "patch_px", "patch_size_level0_px")


def _write_meta(file: h5py.File, coords: h5py.Dataset | None, meta: BagMeta) -> None:
    """Write the provenance of a bag; what is not known is left out."""
    on_coords = {name: getattr(meta, field) for field, name in _ON_COORDS.items()}
    for field in _UNKNOWN_IF_EMPTY:
        on_coords[_ON_COORDS[field]] = getattr(meta, field) or None
    on_coords["level0_width"], on_coords["level0_height"] = meta.slide_size_px or (None, None)
    # CLAM reads slides by it; unsaid where a patch is no square of patch_size pixels of level 0.
    is_level0 = 0 < meta.patch_px == meta.patch_size_level0_px
    on_coords["patch_level"] = 0 if is_level0 else None
    on_file = {field: getattr(meta, field) for field in _ON_FILE}
    on_file["warnings"] = "\n".join(meta.warnings)
    for target, stated in ((file if coords is None else coords, on_coords), (file, on_file)):
        for name, value in stated.items():
            if value is not None:
                target.attrs[name] = value


def _meta_of(file: h5py.File, coords: h5py.Dataset | None, path: Path) -> BagMeta:
    """Read the provenance of a bag; nothing is assumed where the file is silent."""
    # TRIDENT keeps the patch attributes on `coords` and the encoder on `features`.
    places: list[Any] = [coords, file, _named(file, _FEATURES, path)]

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

    found: dict[str, Any] = {}
    for field in (*_ON_COORDS, *_ON_FILE):
        # A field is read as what it is where nothing is known: "" a text, 0 a whole number.
        unknown = getattr(_UNKNOWN, field)
        read = text if unknown == "" else number if unknown is None else whole
        found[field] = read(_ON_COORDS.get(field, field))
    complete = _attribute(places, "complete")
    if isinstance(complete, bytes | str):  # as other programs write what is true or false
        word = complete.decode(errors="replace") if isinstance(complete, bytes) else complete
        complete = word.strip().lower() not in _NO
    found["complete"] = True if complete is None else bool(complete)
    found["warnings"] = tuple(text("warnings").splitlines())
    found["slide_id"] = found["slide_id"] or plain_name(path.stem)
    found["encoder"] = found["encoder"] or text("extractor")
    if (side_um := number("tile_size_um")) and (side_px := whole("tile_size_px")):  # STAMP
        found["patch_px"] = found["patch_px"] or side_px
        found["target_mpp"] = found["target_mpp"] or side_um / side_px
        if found["mpp"]:
            level0 = round(side_um / found["mpp"])
            found["patch_size_level0_px"] = found["patch_size_level0_px"] or level0
    if found["patch_px"] and not found["patch_size_level0_px"]:  # CLAM: of the level it read
        scale = _attribute(places, "downsample")
        scale = float(np.ravel(scale)[0]) if isinstance(scale, np.ndarray | float | int) else 0.0
        if np.isfinite(scale) and 1 <= scale <= 4096:
            found["patch_size_level0_px"] = round(found["patch_px"] * scale)
    size_px = whole("level0_width"), whole("level0_height")
    return BagMeta(**found, slide_size_px=size_px if min(size_px) > 0 else None)


_UNKNOWN = BagMeta()


def _attribute(places: list[Any], name: str) -> Any:
    for place in places:
        if place is not None and name in place.attrs:
            value = place.attrs[name]
            return value.item() if isinstance(value, np.ndarray) and value.size == 1 else value
    return None
