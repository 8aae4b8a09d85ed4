"""Maps of a slide as files for other programs, OME-TIFF and QuPath's GeoJSON; without names."""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop import RESEARCH_USE
from steph_desktop.case.map_rendering import MapKind, colours_of, has_places, map_values, risk_unit
from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.model.outputs import MAP_HORIZONS, risk_contributions
from steph_desktop.slide.annotations import channels
from steph_desktop.survival.curves import years_text

_FINEST = 8  # pixels to the side of a patch, where patches lie on no common lattice
_LATTICE_FINEST = 32  # steps across a patch at which a raster is fine enough
_MOST_PIXELS = 16 << 20  # of one channel
_TILE_PX = 256  # side of a tile of the OME-TIFF
_STEP = 2000  # patches between two checkpoints
_IDS = uuid.UUID("6f0c2f1e-5d0b-5f0a-9a0e-0b8b5a1c7d11")
_RISK = next(iter(colours_of(MapKind.RISK).values()))
_LOWERS, _RAISES = channels(_RISK[0]), channels(_RISK[-1])


@dataclass(frozen=True)
class Measure:
    """One number for each patch."""

    name: str  # what it is, with its unit
    values: NDArray[np.float64]  # shape (n,): of the patches of one slide


@dataclass(frozen=True)
class MapSheet:
    """The content of a map file of one slide."""

    case_id: str  # pseudonym
    # number, count: Place of the slide in its case, from 1, and how many there are.
    number: int
    count: int
    coords: NDArray[np.int64]  # shape (n, 2), int64: Level-0 pixels, top left of each patch
    side_px: int  # side of a patch in level-0 pixels
    # Width and height of the slide; as far as the patches reach where it is not known.
    size_px: tuple[int, int]
    mpp: float | None  # micrometres per level-0 pixel
    measures: tuple[Measure, ...]  # attention first, then the risk over each horizon
    mark: str = ""  # beside the research line of a result that is shown on request

    @property
    def note(self) -> str:
        """The research line, and the mark if there is one."""
        return f"{RESEARCH_USE} {self.mark}".strip()

    @property
    def title(self) -> str:
        """The case, and the slide where there are several."""
        return self.case_id + (f", slide {self.number} of {self.count}" if self.count > 1 else "")


def horizon_words(years: float | None) -> str:
    """Say a horizon: ``"all years"``, ``"1 year"``, ``"5 years"``."""
    return "all years" if years is None else years_text(years)


def sheet_of(result: CaseResult, number: int, size_px: tuple[int, int] | None = None) -> MapSheet:
    """Gather the content of the map files of a slide of a case.

    `number` counts the slides of the case from 0; `size_px` is that of the slide, where it is
    open.

    Raises
    ------
    StephError
        If the patches have no place on the slide, or the case is a what-if.
    """
    if result.is_what_if:
        todo = "Go back to the result of the model, and save its map."
        raise StephError("This is an answer to changed sources, not a result", result.case_id, todo)
    part = result.slides[number]
    if part.coords is None or not has_places(part):
        what = "The features of this case do not say where their patches lie"
        raise StephError(what, result.case_id, "Analyse it again from its slides.")
    own = slice(part.first, part.first + part.count)
    attention = map_values(MapKind.ATTENTION, result)
    measures = [Measure("Attention (times the average patch)", attention[own])]
    for years in MAP_HORIZONS:
        values = risk_contributions(result.prediction, result.card.bins, years)
        name = f"Risk contribution, {horizon_words(years)} ({risk_unit(result.card.bins, years)})"
        measures.append(Measure(name, values[own]))
    side = part.patch_size_level0_px
    reach = part.coords.max(axis=0) + side
    size, place = size_px or (int(reach[0]), int(reach[1])), (number + 1, len(result.slides))
    return MapSheet(result.case_id, *place, part.coords, side, size, part.mpp, tuple(measures))


# OME-TIFF -----------------------------------------------------------------------------------


def raster_step_px(sheet: MapSheet) -> int:
    """Level-0 pixels per pixel of the OME-TIFF.

    The coarsest step that shows every patch exactly where all lie on one lattice; else an eighth
    of a patch, whose edges are then off by at most half of that.
    """
    step = int(np.gcd.reduce([*np.unique(sheet.coords).tolist(), sheet.side_px]))
    if step * _LATTICE_FINEST < sheet.side_px:
        step = max(1, sheet.side_px // _FINEST)
    area = sheet.size_px[0] * sheet.size_px[1]
    while area / step**2 > _MOST_PIXELS:
        step *= 2
    return step


def patch_raster(sheet: MapSheet, control: JobControl = UNWATCHED) -> NDArray[np.int32]:
    """Which patch each pixel of the OME-TIFF shows, from the slide's top left corner.

    Returns
    -------
    ndarray, shape (h, w), int32
        Row of `sheet.coords`, or -1 beside the patches. Where patches overlap it is the one whose
        middle is nearest.
    """
    step, side = raster_step_px(sheet), sheet.side_px
    width, height = (math.ceil(length / step) for length in sheet.size_px)
    out = np.full((height, width), -1, np.int32)
    nearest = np.full((height, width), np.inf, np.float32)
    # A pixel belongs to a patch that holds its middle.
    firsts = np.ceil(sheet.coords / step - 0.5).astype(np.int64)
    ends = np.ceil((sheet.coords + side) / step - 0.5).astype(np.int64)
    middles = (sheet.coords + side / 2) / step - 0.5
    for row, ((x0, y0), (x1, y1), (mx, my)) in enumerate(zip(firsts, ends, middles, strict=True)):
        if row % _STEP == 0:
            control.checkpoint(row, len(sheet.coords), Phase.DRAWING_MAP)
        xs, ys = np.arange(max(0, x0), min(width, x1)), np.arange(max(0, y0), min(height, y1))
        if not len(xs) or not len(ys):
            continue
        box = np.s_[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
        away = np.maximum(np.abs(xs - mx)[None], np.abs(ys - my)[:, None])
        closer = away < nearest[box]
        nearest[box][closer] = away[closer]
        out[box][closer] = row
    return out


def write_ome_tiff(path: Path, sheet: MapSheet, control: JobControl = UNWATCHED) -> None:
    """Write the maps of a slide as an OME-TIFF, whole or not at all.

    One float32 channel for each measure over the whole slide, NaN beside the patches; the size of
    a pixel is stated in micrometres where the slide's is known.
    """
    import tifffile

    raster = patch_raster(sheet, control)
    step, total = raster_step_px(sheet), len(sheet.measures)

    def channels() -> Iterator[NDArray[np.float32]]:
        for measure in control.each(sheet.measures, Phase.WRITING_FILE):
            # The last entry is what -1 finds: no patch, no number.
            table = np.append(measure.values, np.nan).astype(np.float32)
            picture = table[raster]
            for top in range(0, raster.shape[0], _TILE_PX):
                for left in range(0, raster.shape[1], _TILE_PX):
                    yield _tile(picture[top : top + _TILE_PX, left : left + _TILE_PX])

    metadata: dict[str, Any] = {
        "axes": "CYX",
        "Name": f"{sheet.title}: maps",
        "Description": f"One value for each patch; NaN where there is none. {sheet.note}",
        "Channel": {"Name": [measure.name for measure in sheet.measures]},
    }
    resolution: dict[str, Any] = {}
    if sheet.mpp is not None:
        for axis in "XY":
            metadata[f"PhysicalSize{axis}"] = sheet.mpp * step
            metadata[f"PhysicalSize{axis}Unit"] = "µm"
        per_cm = 1e4 / (sheet.mpp * step)
        resolution = {"resolution": (per_cm, per_cm), "resolutionunit": "CENTIMETER"}
    with atomic_path(path) as temporary, tifffile.TiffWriter(temporary, ome=True) as tiff:
        tiff.write(
            channels(),
            shape=(total, *raster.shape),
            dtype=np.float32,
            tile=(_TILE_PX, _TILE_PX),
            compression="zlib",
            photometric="minisblack",
            software="STEPH Desktop",
            metadata=metadata,
            **resolution,
        )


def _tile(part: NDArray[np.float32]) -> NDArray[np.float32]:
    rows, cols = part.shape
    return np.pad(part, ((0, _TILE_PX - rows), (0, _TILE_PX - cols)), constant_values=np.nan)


# GeoJSON ------------------------------------------------------------------------------------


def write_map_geojson(path: Path, sheet: MapSheet, control: JobControl = UNWATCHED) -> None:
    """Write the patches of a slide with their measures for QuPath, whole or not at all.

    Each patch is a detection: a square in level-0 pixels with its measurements, classed by
    whether it raises or lowers the risk over all years.
    """
    total = len(sheet.coords)
    head = json.dumps({"case": sheet.title, "note": sheet.note})
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        file.write(f'{{"type": "FeatureCollection", "properties": {head}, "features": [\n')
        for row in range(total):
            if row % _STEP == 0:
                control.checkpoint(row, total, Phase.WRITING_FILE)
            end = ",\n" if row + 1 < total else "\n"
            file.write(json.dumps(_patch_feature(sheet, row), allow_nan=False) + end)
        file.write("]}\n")


def _patch_feature(sheet: MapSheet, row: int) -> dict[str, Any]:
    x, y = (int(value) for value in sheet.coords[row])
    right, low = x + sheet.side_px, y + sheet.side_px
    risk = float(sheet.measures[1].values[row])
    raises = {"name": "Raises risk", "color": _RAISES}
    lowers = {"name": "Lowers risk", "color": _LOWERS}
    # The same case gives the same ids, so that a second import replaces the first.
    own = uuid.uuid5(_IDS, f"{sheet.case_id}/{sheet.number}/{row}")
    return {
        "type": "Feature",
        "id": str(own),
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[x, y], [right, y], [right, low], [x, low], [x, y]]],
        },
        "properties": {
            "objectType": "detection",
            "classification": raises if risk > 0 else lowers,
            "measurements": {one.name: float(one.values[row]) for one in sheet.measures},
        },
    }
