"""OME-Zarr (NGFF 0.4 on Zarr 2, 0.5 and 0.6 on Zarr 3): stained slides as a folder of chunks.

A folder of one image, or of several as bioformats2raw writes them; in either red, green and blue
may lie in chunks of their own.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop.core.errors import StephError
from steph_desktop.slide.ome_xml import KNOWN_IMAGES, UNITS_UM, OmePixels, ome_properties, read_ome
from steph_desktop.slide.picture_files import (
    DamagedPixels,
    PictureLevel,
    PictureSlide,
    Piece,
    Pixels,
    grid_of,
    has_shape_of,
    refuse,
    side_by_side,
    some_pieces,
)
from steph_desktop.slide.tiff_files import fluorescence, refuse_dark
from steph_desktop.slide.zarr_arrays import (
    ZarrArray,
    ZarrFolder,
    joined,
    listed,
    mapping,
    open_array,
)

_UNITS_UM = UNITS_UM | {
    "nanometer": 1e-3, "millimeter": 1e3, "centimeter": 1e4, "meter": 1e6, "picometer": 1e-6,
    "angstrom": 1e-4,
}  # fmt: skip
_MOST_XML = 16 << 20
_MOST_IMAGES, _MOST_LEVELS = 100, 40
_MOST_SIDE_PX = 1 << 20
_LEAST_PIECE_PX = 64 * 64
_SAMPLED = 24  # pieces that are looked at
_LARGE_LEVEL_PX = 1 << 28  # a smallest level of such a size is no overview
_OLD_AXES = "tczyx"  # before axes had names
_COLOURS = "Export it as 8-bit red, green and blue."


def open_zarr(path: Path) -> PictureSlide:
    """Open an OME-Zarr folder.

    Raises
    ------
    StephError
        If it holds no slide in 8-bit colours, or one that is stored in a way that is not read here.
    OSError, ValueError
        If a part of what describes it is missing or damaged.
    """
    folder = ZarrFolder(path)
    root = _attributes(folder, "")
    if "plate" in root or "well" in root:
        what = "The folder holds the wells of a plate, not a slide"
        raise refuse(path, what, "Choose the folder of one image in it.")
    if "multiscales" in root:
        return _image(folder, "", root)
    names = _series(folder)
    if not names:
        what = "The folder holds no picture that OME-Zarr describes"
        raise refuse(path, what, "Choose the folder that was exported, with all that is in it.")
    images, powers = _xml_of(folder)
    said = [_attributes(folder, name) for name in names]
    own = images if len(images) == len(names) else [None] * len(names)
    titles = [_title(one, pixels) for one, pixels in zip(said, own, strict=True)]
    beside: dict[str, PictureLevel] = {}
    pictures: list[PictureSlide] = []
    faults: list[StephError] = []
    for name, one, pixels, title in zip(names, said, own, titles, strict=True):
        try:
            if title and len(names) > 1:
                beside.setdefault(title, _levels(folder, name, one)[0])
            else:
                pictures.append(_image(folder, name, one, pixels, powers))
        except StephError as error:
            if not title:
                faults.append(error)
    if not pictures:
        raise faults[0] if faults else refuse(path, "The folder holds no slide")
    main = max(pictures, key=lambda one: one.level_dimensions[0][0] * one.level_dimensions[0][1])
    main.add_associated(beside)
    if len(pictures) + len(faults) == 1:
        return main
    return side_by_side(pictures, main, len(pictures) + len(faults))


def _attributes(folder: ZarrFolder, name: str) -> dict[str, Any]:
    """Return what a node says of OME; nothing where it says nothing."""
    said = folder.json(joined(name, "zarr.json"))
    if said is None:
        return folder.json(joined(name, ".zattrs")) or {}
    attributes = mapping(said.get("attributes", {}))
    return mapping(attributes.get("ome", attributes))


def _series(folder: ZarrFolder) -> list[str]:
    """Return the images of a folder as bioformats2raw lays them out."""
    told = _attributes(folder, "OME").get("series")
    if told is not None:
        names = [joined(str(name)) for name in listed(told)]
    else:
        names = []
        while _attributes(folder, str(len(names))).get("multiscales"):
            names.append(str(len(names)))
            if len(names) > _MOST_IMAGES:
                break
    if len(names) > _MOST_IMAGES:
        raise refuse(folder.path, f"The folder holds more than {_MOST_IMAGES} pictures")
    return names


def _xml_of(folder: ZarrFolder) -> tuple[Sequence[OmePixels], Sequence[str]]:
    """Return what OME-XML says of the images; it need not be there."""
    try:
        data = folder.read("OME/METADATA.ome.xml", _MOST_XML)
    except (OSError, ValueError):
        data = None
    return read_ome((data or b"").decode("utf-8", "replace"))


def _title(said: Mapping[str, Any], pixels: OmePixels | None) -> str:
    """Return which picture beside the slide an image is; empty for the slide."""
    first = listed(said.get("multiscales", []))[:1]
    names = [pixels.name] if pixels is not None else []
    for name in (*names, *(str(mapping(one).get("name", "")) for one in first)):
        word = name.strip().lower().removesuffix("image").strip(" _-")
        if word in KNOWN_IMAGES:
            return "macro" if word == "overview" else word
    return ""


@dataclass(frozen=True)
class _Axes:
    """Which axis of the arrays is which."""

    x: int
    y: int
    colour: int | None
    count: int


@dataclass
class _ZarrLevel:
    """A level of an image: an array, in pieces of one chunk or of one for each colour."""

    array: ZarrArray
    axes: _Axes
    compression = 0  # none of TIFF's

    def __post_init__(self) -> None:
        shape, chunk = self.array.shape, self.array.chunk_shape
        self.size_px = (shape[self.axes.x], shape[self.axes.y])
        self.tile_px = (chunk[self.axes.x], chunk[self.axes.y])

    def tile(self, number: int) -> Piece:
        """Decode a piece; what is not stored has the array's own value for that."""
        cols, _ = grid_of(self)
        row, col = divmod(number, cols)
        width, height = self.tile_px
        colour = self.axes.colour
        step = 3 if colour is None else min(3, self.array.chunk_shape[colour])
        parts: list[Pixels] = []
        n_missing = 0
        for first in range(0, 3, step):
            place = [0] * self.axes.count
            place[self.axes.x], place[self.axes.y] = col, row
            if colour is not None:
                place[colour] = first // step
            chunk = self.array.chunk(tuple(place))
            if chunk is None:
                n_missing += 1
                fill = np.array(self.array.fill, np.uint8)
                parts.append(np.broadcast_to(fill, (height, width, step)))
                continue
            kept = [axis for axis in (self.axes.y, self.axes.x, colour) if axis is not None]
            rest = [axis for axis in range(self.axes.count) if axis not in kept]
            flat = chunk.transpose(rest + kept)[(0,) * len(rest)]
            parts.append(flat[..., :step])
        pixels = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)[..., :3]
        # Writers leave out what is white glass throughout; anything else was lost, or never there.
        if not n_missing or self.array.fill == 255:
            return np.ascontiguousarray(pixels) if not n_missing else pixels, None
        return pixels, np.broadcast_to(np.False_, (height, width))


def _image(
    folder: ZarrFolder,
    name: str,
    said: Mapping[str, Any],
    pixels: OmePixels | None = None,
    powers: Sequence[str] = (),
) -> PictureSlide:
    """Open one image of a folder."""
    if pixels is not None and pixels.has_dyes:
        raise fluorescence(folder.path, "it has dyes")
    levels = _levels(folder, name, said)
    _refuse_dark(folder.path, levels[-1])
    properties = {"openslide.vendor": "ome-zarr"} | ome_properties(pixels, powers)
    return PictureSlide(levels, properties | _pixel_size(said))


def _multiscale(said: Mapping[str, Any]) -> dict[str, Any]:
    found = listed(said.get("multiscales"))
    if not found:
        raise ValueError("no levels")
    one = mapping(found[0])
    if "axes" in one or "coordinateSystems" not in one:
        return one
    # NGFF 0.6: the axes are those of the system into which the levels are brought.
    first = mapping((listed(one.get("datasets")) or [None])[0])
    steps = listed(first.get("coordinateTransformations", []))
    wanted = mapping(steps[0]).get("output") if steps else None
    named = wanted.get("name") if isinstance(wanted, dict) else wanted
    systems = [mapping(system) for system in listed(one["coordinateSystems"])]
    axes = [system.get("axes") for system in systems if system.get("name") == named]
    # Those of the whole lead from there into other systems.
    return one | {"axes": axes[0] if axes else [], "coordinateTransformations": []}


def _names_of_axes(said: Mapping[str, Any]) -> list[str]:
    """Return the names of the axes; empty where they have none."""
    axes = listed(said.get("axes", []))
    names = (axis if isinstance(axis, str) else mapping(axis).get("name") for axis in axes)
    return [str(name).lower() for name in names]


def _levels(folder: ZarrFolder, name: str, said: Mapping[str, Any]) -> list[_ZarrLevel]:
    """Open the arrays of an image, largest first."""
    one = _multiscale(said)
    sets = listed(one.get("datasets"))
    if not 1 <= len(sets) <= _MOST_LEVELS:
        raise ValueError("no levels, or too many")
    arrays = [
        open_array(folder, joined(name, str(mapping(level).get("path", "")))) for level in sets
    ]
    names = _names_of_axes(one) or list(_OLD_AXES)
    shape = arrays[0].shape
    if any(len(array.shape) != len(names) for array in arrays) or not {"x", "y"} <= set(names):
        raise ValueError("not as many axes as sizes")
    if len(set(names)) < len(names):
        raise ValueError("an axis twice")
    sizes = dict(zip(names, shape, strict=True))
    if any(size > 1 for axis, size in sizes.items() if axis not in ("x", "y", "c")):
        what = "The file holds several focal planes or time points"
        raise refuse(folder.path, what, "Export one plane.")
    if (channels := sizes.get("c", 1)) != 3:
        if channels == 1:
            raise refuse(folder.path, "The slide has one channel, not three colours", _COLOURS)
        raise fluorescence(folder.path, f"it has {channels} channels")
    axes = _Axes(names.index("x"), names.index("y"), names.index("c"), len(names))
    for array in arrays:
        _check_array(folder.path, array, axes)
    levels = sorted((_ZarrLevel(array, axes) for array in arrays), key=lambda at: -at.size_px[0])
    first = levels[0]
    if first.array is not arrays[0]:
        raise ValueError("levels in no order")  # the pixel size is told of the first
    return [first, *(level for level in levels[1:] if has_shape_of(level.size_px, first.size_px))]


def _check_array(path: Path, array: ZarrArray, axes: _Axes) -> None:
    """Refuse sizes that no slide has, before anything is read."""
    width, height = array.shape[axes.x], array.shape[axes.y]
    wide, high = array.chunk_shape[axes.x], array.chunk_shape[axes.y]
    if axes.colour is not None and array.shape[axes.colour] != 3:
        raise ValueError("levels of other colours")
    if max(width, height) > _MOST_SIDE_PX:
        raise ValueError("an impossible size")
    if min(wide, width) * min(high, height) < min(_LEAST_PIECE_PX, width * height):
        raise refuse(path, "The slide is stored in pieces that are too small", _COLOURS)


def _pixel_size(said: Mapping[str, Any]) -> dict[str, str]:
    """Return the pixel size that the scales and units of an image state."""
    one = _multiscale(said)
    names = _names_of_axes(one)
    first = mapping(listed(one.get("datasets"))[0])
    found: dict[str, str] = {}
    for axis in "xy":
        if axis not in names:
            continue
        number = names.index(axis)
        told = listed(one.get("axes"))[number]
        unit = _UNITS_UM.get(str(told.get("unit", "") if isinstance(told, dict) else "").lower())
        stated = (_scale(part.get("coordinateTransformations"), number) for part in (first, one))
        scales = [scale for scale in stated if scale is not None]
        if unit is not None and scales:
            found[f"openslide.mpp-{axis}"] = repr(math.prod(scales, start=unit))
    return found


def _scale(transformations: Any, axis: int) -> float | None:
    """Return the scale of an axis; not a number where it is damaged, None where there is none."""
    found = None
    for one in _steps(transformations):
        if one.get("type") not in ("scale", "translation", "identity"):
            return None
        if one["type"] == "scale" and isinstance(one.get("scale"), list):
            values = one["scale"]
            value = values[axis] if axis < len(values) else None
            number = float("nan")
            if isinstance(value, int | float) and not isinstance(value, bool):
                with contextlib.suppress(OverflowError):
                    number = float(value)
            found = number if found is None else found * number
    return found


def _steps(transformations: Any) -> Iterator[dict[str, Any]]:
    """Yield transformations, those of a sequence (NGFF 0.6) one by one."""
    for one in map(mapping, listed(transformations or [])):
        if one.get("type") == "sequence":
            yield from map(mapping, listed(one.get("transformations", [])))
        else:
            yield one


def _refuse_dark(path: Path, level: _ZarrLevel) -> None:
    """Refuse fluorescence in three channels, and a slide of which hardly anything is there."""
    some = some_pieces(level, _SAMPLED)
    seen, n_missing = [], 0
    for number in some:
        try:
            pixels, held = level.tile(number)
        except DamagedPixels:
            continue
        if held is not None:
            n_missing += 1
            continue
        lightness = pixels[::4, ::4].mean(axis=-1)
        seen.append(lightness[lightness > 0])  # what was not scanned is black
    if n_missing == len(some) or (
        n_missing * 2 > len(some) and level.size_px[0] * level.size_px[1] > _LARGE_LEVEL_PX
    ):
        what = "Most files that hold the pixels of the slide are missing"
        raise refuse(path, what, "Copy the whole folder again.")
    refuse_dark(path, seen)
