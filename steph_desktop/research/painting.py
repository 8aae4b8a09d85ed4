"""Painting tissue: synthetic haematoxylin-eosin sections at 0.5 um/px from a few phenotypes.

Stains are laid down as optical densities (Beer-Lambert; stain vectors near those of Ruifrok and
Johnston 2001) and turned into light at the end, as in a real microscope. Nuclei are stamped from
small rendered banks; fibres are one-dimensional noise read along a warped direction field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from steph_desktop.research.generative_model import Architecture, Phenotypes

# --- nuclei ---------------------------------------------------------------------------------------


STAMP_TURNS = 12
STAMP_KINDS = 4

Map = NDArray[np.float32]


class NucleusKind(Enum):
    """What a cell is."""

    TUMOUR = "tumour"
    LYMPHOCYTE = "lymphocyte"
    SPINDLE = "spindle"
    DEBRIS = "debris"
    GHOST = "ghost"
    ERYTHROCYTE = "erythrocyte"


_ELONGATION = {NucleusKind.TUMOUR: 1.22, NucleusKind.SPINDLE: 3.0, NucleusKind.GHOST: 1.15}


@lru_cache(maxsize=256)
def stamp_bank(kind: NucleusKind, diameter_half_px: int) -> NDArray[np.float32]:
    """Render cells of one kind and size, shape (turns, kinds, side, side), values 0 to 1."""
    diameter = diameter_half_px / 2
    elongation = _ELONGATION.get(kind, 1.05)
    long, short = diameter * np.sqrt(elongation) / 2, diameter / np.sqrt(elongation) / 2
    half = int(np.ceil(long * 1.25 + 1.5))
    rng = np.random.default_rng([diameter_half_px, list(NucleusKind).index(kind)])
    y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    bank = np.zeros((STAMP_TURNS, STAMP_KINDS, 2 * half + 1, 2 * half + 1), np.float32)
    for variant in range(STAMP_KINDS):
        waves = rng.normal(0, [0.07, 0.05, 0.03])
        phases = rng.uniform(0, 2 * np.pi, 3)
        chromatin = ndimage.gaussian_filter(rng.standard_normal((2 * half + 1,) * 2), 1.0)
        chromatin /= chromatin.std()
        spot = rng.uniform(-0.35, 0.35, 2)
        for turn in range(STAMP_TURNS):
            angle = np.pi * turn / STAMP_TURNS
            u = (x * np.cos(angle) + y * np.sin(angle)) / long
            v = (y * np.cos(angle) - x * np.sin(angle)) / short
            theta = np.arctan2(v, u)
            rim = 1 + sum(
                w * np.cos((k + 2) * theta + p)
                for k, (w, p) in enumerate(zip(waves, phases, strict=True))
            )
            radius = np.hypot(u, v) / rim
            inside = np.clip((1 - radius) * short / 0.9 + 0.5, 0, 1)
            bank[turn, variant] = inside * _nuclear_content(kind, radius, chromatin, u, v, spot)
    return np.clip(bank, 0, 1.4)


def _nuclear_content(
    kind: NucleusKind,
    radius: Map,
    chromatin: NDArray[np.float64],
    u: Map,
    v: Map,
    spot: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Density of stain inside a cell: rim, chromatin and nucleolus as its kind has them."""
    if kind is NucleusKind.TUMOUR:
        membrane: NDArray[np.float64] = np.exp(-(((radius - 0.9) / 0.16) ** 2))
        nucleolus: NDArray[np.float64] = np.exp(-((u - spot[0]) ** 2 + (v - spot[1]) ** 2) / 0.045)
        return 0.60 + 0.15 * chromatin + 0.20 * membrane + 0.32 * nucleolus
    if kind is NucleusKind.SPINDLE:
        return 0.74 + 0.08 * chromatin
    if kind is NucleusKind.GHOST:
        return 0.17 + 0.04 * chromatin
    if kind is NucleusKind.ERYTHROCYTE:
        dimple: NDArray[np.float64] = np.exp(-((radius / 0.45) ** 2))
        return 0.9 - 0.25 * dimple
    return 1.0 + 0.10 * chromatin


# --- slides ---------------------------------------------------------------------------------------


MPP = 0.5  # of a scan at 20x
_UM2_PER_PX = MPP * MPP
_COARSE_PX = 4  # region maps are drawn at a quarter of the size
_STAIN_H = np.array([0.62, 0.72, 0.31])  # directions of the stains' optical density in R, G, B
_STAIN_E = np.array([0.13, 0.82, 0.42])


def paint_tissue(
    phenotypes: Phenotypes,
    architecture: Architecture = Architecture.SOLID,
    size_px: tuple[int, int] = (1664, 1408),
    seed: int | Sequence[int] = 0,
) -> NDArray[np.uint8]:
    """Paint one section on glass at 0.5 um/px: RGB, shape (height, width, 3), uint8.

    `size_px` is width and height; the same seed paints the same section.
    """
    rng = np.random.default_rng(seed)
    width, height = size_px
    shape = (height // _COARSE_PX, width // _COARSE_PX)
    canvas = _Canvas(rng, _lay_regions(rng, phenotypes, architecture, shape), (height, width))
    canvas.lay_matrix()
    canvas.stamp_cells(phenotypes, architecture)
    return canvas.develop()


# --- regions -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Regions:
    """Maps at a quarter of the size: booleans of where what lies, and the fibres' direction."""

    tissue: NDArray[np.bool_]
    tumour: NDArray[np.bool_]
    lumen: NDArray[np.bool_]
    necrosis: NDArray[np.bool_]
    lymphocytes: NDArray[np.bool_]
    cleft: NDArray[np.bool_]
    depth_px: Map  # full-size pixels from the tumour's border, inside it


def _field(
    rng: np.random.Generator, shape: tuple[int, int], cell_px: float, octaves: int = 2
) -> Map:
    """Smooth noise of mean 0 and SD 1: a coarse grid resized, finer octaves at half the height."""
    total = np.zeros(shape, np.float32)
    for octave in range(octaves):
        cell = cell_px / 2**octave
        grid = rng.standard_normal((int(shape[0] / cell) + 3, int(shape[1] / cell) + 3))
        total += _resize(grid.astype(np.float32), shape) * 0.5**octave
    return np.asarray((total - total.mean()) / (total.std() + 1e-6), np.float32)


def _resize(values: Map, shape: tuple[int, int]) -> Map:
    image = Image.fromarray(np.ascontiguousarray(values, np.float32), mode="F")
    return np.asarray(image.resize((shape[1], shape[0]), Image.Resampling.BICUBIC))


def _top_share(score: Map, within: NDArray[np.bool_], share: float) -> NDArray[np.bool_]:
    """Pixels inside `within` whose score is highest, so many that they make up `share` of it."""
    if share <= 0 or not within.any():
        return np.zeros_like(within)
    return within & (score > np.quantile(score[within], 1 - min(share, 1.0)))


def _lay_regions(
    rng: np.random.Generator,
    phenotypes: Phenotypes,
    architecture: Architecture,
    shape: tuple[int, int],
) -> _Regions:
    rows, columns = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j].astype(np.float32)
    tilt = rng.uniform(-0.3, 0.3)
    radius = np.hypot(rows + tilt * columns, columns - tilt * rows) ** 2.2
    outline = radius + 0.16 * _field(rng, shape, 90, 3)
    tissue = outline < 0.74
    tissue &= _field(rng, shape, 60, 3) < rng.uniform(2.2, 2.8)  # tears
    tissue &= np.maximum(np.abs(rows), np.abs(columns)) < 0.95  # glass all round
    tissue = ndimage.binary_opening(tissue, iterations=2)

    score = _tumour_score(rng, architecture, shape)
    # necrosis lies within tumour, so that stroma keeps its share of the tissue
    tumour = _top_share(score, tissue, 1 - phenotypes.stroma_share)
    deep = _field(rng, shape, 85, 3) + 0.4 * ndimage.uniform_filter(tumour.astype(np.float32), 31)
    of_tumour = phenotypes.necrosis_share / max(1 - phenotypes.stroma_share, 1e-3)
    necrosis = _top_share(deep, tumour, of_tumour)
    necrosis = ndimage.binary_fill_holes(ndimage.binary_opening(necrosis, iterations=1)) & tumour
    tumour = tumour & ~necrosis

    depth = ndimage.distance_transform_edt(tumour | necrosis).astype(np.float32) * _COARSE_PX
    lumen = np.zeros(shape, np.bool_)
    if architecture is Architecture.GLANDULAR:
        lumen = tumour & (depth > 46 + 9 * _field(rng, shape, 9))
        lumen = ndimage.binary_opening(lumen)
    outside = ndimage.distance_transform_edt(~tumour).astype(np.float32) * _COARSE_PX
    nearness = np.exp(-outside / 110)
    infiltrate = _field(rng, shape, 42, 3) + 1.0 * nearness
    of_rest = phenotypes.lymphocyte_share * tissue.sum() / max((tissue & ~necrosis).sum(), 1)
    homes = tissue & ~necrosis & ~lumen & ~((depth > 24) & tumour)
    scale = (tissue & ~necrosis).sum() / max(homes.sum(), 1)
    lymphocytes = _top_share(infiltrate, homes, of_rest * scale)
    border = (outside > 0) & (outside <= 9) & tissue
    cleft = border & (_field(rng, shape, 30) > 1.15) & ~lymphocytes
    return _Regions(tissue, tumour & ~lumen, lumen, necrosis, lymphocytes, cleft, depth)


def _tumour_score(
    rng: np.random.Generator, architecture: Architecture, shape: tuple[int, int]
) -> Map:
    """Where tumour grows: higher is more likely; its level sets are glands, nests or sheets."""
    if architecture is Architecture.SOLID:
        return _field(rng, shape, 70, 4)
    if architecture is Architecture.NESTED:
        return _field(rng, shape, 34, 3) + 0.5 * _field(rng, shape, 110)
    spacing = 52.0
    grid = np.mgrid[0 : shape[0] + spacing : spacing, 0 : shape[1] + spacing : spacing]
    centres = grid.reshape(2, -1).T + rng.uniform(-0.36, 0.36, (grid[0].size, 2)) * spacing
    nearest = np.full(shape, np.inf, np.float32)
    rows, columns = np.ogrid[0 : shape[0], 0 : shape[1]]
    for row, column in centres:
        stretch, turn = rng.uniform(0.75, 1.3), rng.uniform(0, np.pi)
        top, bottom = max(0, int(row - 90)), int(row + 90)
        left, right = max(0, int(column - 90)), int(column + 90)
        y, x = rows[top:bottom] - row, columns[:, left:right] - column
        along, across = y * np.sin(turn) + x * np.cos(turn), y * np.cos(turn) - x * np.sin(turn)
        part = nearest[top:bottom, left:right]
        np.minimum(part, np.hypot(along * stretch, across / stretch), out=part)
    blur = 0.45 * _field(rng, shape, 22, 3) + 0.5 * _field(rng, shape, 110)
    return np.asarray(blur - nearest / 16, np.float32)


@lru_cache(maxsize=1)
def _grain_tile() -> Map:
    noise = np.random.default_rng(7).standard_normal((512, 512))
    fine = ndimage.gaussian_filter(noise, 0.9, mode="wrap")
    clumps = ndimage.gaussian_filter(noise[::-1], 2.2, mode="wrap")
    total = fine / fine.std() + 0.8 * clumps / clumps.std()
    return np.asarray(total / total.std(), np.float32)


# --- canvas --------------------------------------------------------------------------------------


class _Canvas:
    """Two stain maps being painted, haematoxylin and eosin, in optical density."""

    def __init__(self, rng: np.random.Generator, regions: _Regions, shape: tuple[int, int]) -> None:
        self.rng = rng
        self.regions = regions
        self.shape = shape
        self.haematoxylin = np.zeros(shape, np.float32)
        self.eosin = np.zeros(shape, np.float32)
        self._directions: list[Map] = []  # of the two sets of fibres, radians

    def lay_matrix(self) -> None:
        """Stroma with fibres, cytoplasm, necrosis, lumen and clefts: everything but cells."""
        rng, regions = self.rng, self.regions
        coarse = regions.tissue.shape
        stroma = self._stroma()
        loose = 0.78 + 0.16 * _field(rng, coarse, 40, 3)
        inner = np.clip(regions.depth_px / 40, 0, 1)
        cytoplasm = 0.28 + 0.05 * inner + 0.035 * _field(rng, coarse, 12, 2)
        dead = 0.50 + 0.07 * _field(rng, coarse, 16, 3)
        soft_stroma = self._soft(np.where(stroma, np.clip(loose, 0.35, 1.15), 0), 1.1)
        soft_tumour = self._soft(np.where(regions.tumour, cytoplasm, 0), 0.6)
        soft_dead = self._soft(np.where(regions.necrosis, dead, 0), 1.0)
        secretion = np.where(regions.lumen, np.clip(0.05 + 0.06 * _field(rng, coarse, 14), 0, 1), 0)

        grain, other = self._grain(), self._grain()
        weave = soft_stroma * (0.36 + 0.13 * self._fibres() + 0.03 * grain)
        self.eosin = weave + self._soft(secretion, 0.8)
        self.eosin += soft_tumour * (1 + 0.10 * grain) + soft_dead * (1 + 0.17 * grain)
        self.haematoxylin = 0.36 * soft_tumour * (1 + 0.22 * other) + 0.07 * soft_stroma
        self.haematoxylin += soft_dead * (0.12 + 0.07 * other)
        np.maximum(self.eosin, 0, out=self.eosin)
        np.maximum(self.haematoxylin, 0, out=self.haematoxylin)

    def _stroma(self) -> NDArray[np.bool_]:
        r = self.regions
        return r.tissue & ~(r.tumour | r.lumen | r.necrosis | r.cleft)

    def _grain(self) -> Map:
        """Fine noise over the whole section: one tile, shifted at random and repeated."""
        tile = _grain_tile()
        side = len(tile)
        shift = self.rng.integers(0, side, 2)
        repeats = [-(-length // side) for length in self.shape]
        rolled = np.roll(tile, tuple(shift), axis=(0, 1))
        return np.tile(rolled, repeats)[: self.shape[0], : self.shape[1]]

    def _soft(self, coarse: NDArray[np.floating], sigma: float) -> Map:
        return _resize(ndimage.gaussian_filter(np.asarray(coarse, np.float32), sigma), self.shape)

    def _fibres(self) -> Map:
        """Wavy collagen: two sets of bundles, each a 1-D noise read across a warped direction."""
        rng, coarse = self.rng, self.regions.tissue.shape
        y, x = np.mgrid[0 : coarse[0], 0 : coarse[1]].astype(np.float32) * _COARSE_PX
        mix = self._soft(1 / (1 + np.exp(-3 * _field(rng, coarse, 55, 2))), 1.0)
        total = np.zeros(self.shape, np.float32)
        for share in (mix, 1 - mix):
            turn = rng.uniform(0, np.pi)
            across = y * np.cos(turn) - x * np.sin(turn)
            across += 15 * _field(rng, coarse, 30, 2) + 70 * _field(rng, coarse, 130, 1)
            slope = np.gradient(across)
            self._directions.append(np.arctan2(-slope[1], slope[0]).astype(np.float32))
            threads = ndimage.gaussian_filter1d(rng.standard_normal(4096), 1.0, mode="wrap")
            bundles = ndimage.gaussian_filter1d(rng.standard_normal(4096), 9, mode="wrap")
            threads = (threads / threads.std() + 0.6 * bundles / bundles.std()).astype(np.float32)
            index = (_resize(across, self.shape) * 2.2).astype(np.int32) & 4095
            presence = np.clip(0.75 + 0.45 * self._soft(_field(rng, coarse, 16, 2), 0.6), 0.1, 1.6)
            total += share * presence * threads[index]
        return np.clip(total, -2.2, 2.6)

    # --- cells

    def stamp_cells(self, phenotypes: Phenotypes, architecture: Architecture) -> None:
        """Place and stamp every kind of cell."""
        regions, rng = self.regions, self.rng
        quiet = regions.tumour & ~regions.lymphocytes
        diameter = phenotypes.nuclear_diameter_um / MPP
        points = self._scatter(phenotypes.nuclear_density_per_mm2, quiet, jitter=0.30)
        if architecture is Architecture.GLANDULAR:
            points = self._palisade(points, diameter)
        atypia = 0.09 + 0.05 * max(0.0, (phenotypes.nuclear_diameter_um - 8) / 3)
        self._outline_cells(points, phenotypes.nuclear_density_per_mm2)
        self._stamp(NucleusKind.TUMOUR, points, diameter, spread=atypia, strength=0.95)
        stroma = self._stroma() & ~regions.lymphocytes
        # Number per mm2, where, and how far off the lattice; diameter, its spread, and strength.
        for kind, scattered, drawn in (
            (NucleusKind.SPINDLE, (1500, stroma, 0.5), (9.5, 0.2, 0.85)),
            (NucleusKind.LYMPHOCYTE, (13500, regions.lymphocytes, 0.32), (11.5, 0.07, 1.12)),
            (NucleusKind.LYMPHOCYTE, (110, stroma | quiet, 0.5), (11.5, 0.07, 1.1)),
            (NucleusKind.GHOST, (2200, regions.necrosis, 0.45), (diameter, 0.12, 1.0)),
            (NucleusKind.DEBRIS, (2000, regions.necrosis, 0.5), (5.0, 0.25, 0.9)),
        ):
            aligned, (size, spread, strength) = kind is NucleusKind.SPINDLE, drawn
            cells = self._scatter(*scattered)
            self._stamp(kind, cells, size, spread=spread, strength=strength, aligned=aligned)
        vessels = stroma & (_field(rng, stroma.shape, 26, 2) > 2.35)
        blood = self._scatter(13000, vessels, jitter=0.35)
        self._stamp(NucleusKind.ERYTHROCYTE, blood, 11.0, spread=0.06, strength=0.75)

    def _scatter(
        self, per_mm2: float, where: NDArray[np.bool_], jitter: float
    ) -> NDArray[np.float32]:
        """Points (row, column) of a jittered hexagonal lattice inside a region, in pixels."""
        if not where.any():
            return np.empty((0, 2), np.float32)
        step = float(np.sqrt(1e6 / per_mm2 / _UM2_PER_PX * 2 / np.sqrt(3)))
        rise = step * np.sqrt(3) / 2
        rows = np.arange(0, self.shape[0], rise)
        columns = np.arange(0, self.shape[1], step)
        grid = np.stack(np.meshgrid(rows, columns, indexing="ij"), -1).astype(np.float32)
        grid[1::2, :, 1] += step / 2
        points = grid.reshape(-1, 2)
        points = points + self.rng.uniform(-jitter, jitter, points.shape).astype(np.float32) * step
        cell = (points / _COARSE_PX).astype(np.int64)
        inside = ((cell >= 0) & (cell < where.shape)).all(axis=1)
        points, cell = points[inside], cell[inside]
        return points[where[cell[:, 0], cell[:, 1]]]

    def _outline_cells(self, points: NDArray[np.float32], per_mm2: float) -> None:
        """Let cytoplasm darken away from nuclei, so that cell borders show between them."""
        shape = (self.shape[0] // 2, self.shape[1] // 2)
        free = np.ones(shape, np.bool_)
        cell = np.minimum((points / 2).astype(np.int64), np.array(shape) - 1)
        free[cell[:, 0], cell[:, 1]] = False
        reach = np.sqrt(1e6 / per_mm2 / _UM2_PER_PX) / 4  # half the spacing, on the half-size map
        away = np.minimum(ndimage.distance_transform_edt(free) / reach, 1.35).astype(np.float32)
        inside = _resize(self.regions.tumour.astype(np.float32), shape)
        self.eosin *= _resize(1 + np.clip(inside, 0, 1) * (0.24 * away**3 - 0.16), self.shape)

    def _palisade(self, points: NDArray[np.float32], diameter: float) -> NDArray[np.float32]:
        """Draw nuclei near a gland's border towards a basal row."""
        depth = ndimage.gaussian_filter(self.regions.depth_px, 1)
        slope = np.stack(np.gradient(depth), -1) / _COARSE_PX
        cell = (points / _COARSE_PX).astype(np.int64)
        here, pull = depth[cell[:, 0], cell[:, 1]], slope[cell[:, 0], cell[:, 1]]
        wanted = 0.75 * diameter + np.floor(here / (1.5 * diameter)) * 1.25 * diameter
        moved = points + 0.7 * ((wanted - here)[:, None] * pull).astype(np.float32)
        return np.asarray(np.clip(moved, 0, np.array(self.shape) - 1), np.float32)

    def _stamp(
        self,
        kind: NucleusKind,
        points: NDArray[np.float32],
        diameter_px: float,
        *,
        spread: float,
        strength: float,
        aligned: bool = False,
    ) -> None:
        """Stamp one cell at each point; overlapping nuclei do not add up."""
        rng, count = self.rng, len(points)
        sizes = np.clip(diameter_px * np.exp(rng.normal(0, spread, count)), 3, 40)
        halves = np.round(sizes * 2).astype(int)
        turns = rng.integers(0, STAMP_TURNS, count)
        if aligned:
            cell = (points / _COARSE_PX).astype(np.int64)
            which = rng.integers(0, len(self._directions), count)
            along = np.stack(self._directions)[which, cell[:, 0], cell[:, 1]]
            angle = along + rng.normal(0, 0.18, count)
            turns = np.round(angle / np.pi * STAMP_TURNS).astype(int) % STAMP_TURNS
        kinds = rng.integers(0, STAMP_KINDS, count)
        strengths = strength * np.exp(rng.normal(0, 0.17, count)).astype(np.float32)
        places = np.round(points).astype(int)
        red = kind is NucleusKind.ERYTHROCYTE
        target = self.eosin if red else self.haematoxylin
        height, width = self.shape
        for (row, column), size, turn, variant, power in zip(
            places.tolist(), halves.tolist(), turns.tolist(), kinds.tolist(), strengths, strict=True
        ):
            stamp = stamp_bank(kind, size)[turn, variant]
            half = stamp.shape[0] // 2
            top, left = row - half, column - half
            if top < 0 or left < 0 or row + half >= height or column + half >= width:
                continue
            part = target[top : row + half + 1, left : column + half + 1]
            np.maximum(part, stamp * power, out=part)
            if not red:
                eosin = self.eosin[top : row + half + 1, left : column + half + 1]
                eosin *= 1 - 0.45 * np.minimum(stamp, 1)

    def develop(self) -> NDArray[np.uint8]:
        """Turn stain into light: one staining batch, a little blur, a little sensor noise."""
        rng = self.rng
        h_power, e_power = rng.uniform(0.86, 1.12), rng.uniform(0.84, 1.14)
        h_hue = _STAIN_H + rng.normal(0, 0.018, 3)
        e_hue = _STAIN_E + rng.normal(0, 0.018, 3)
        glass = np.array([243, 242, 244]) + rng.normal(0, 1.2, 3)
        noise = rng.standard_normal(self.shape, np.float32) * 1.6
        blur = rng.uniform(0.55, 0.75)
        h = ndimage.gaussian_filter(self.haematoxylin, blur, truncate=2.0) * h_power
        e = ndimage.gaussian_filter(self.eosin, blur, truncate=2.0) * e_power
        light = np.empty((*self.shape, 3), np.uint8)
        for channel in range(3):
            density = h * np.float32(h_hue[channel] * 1.25) + e * np.float32(e_hue[channel])
            value = np.exp(-density) * np.float32(glass[channel]) + noise
            light[..., channel] = np.clip(value, 0, 255).astype(np.uint8)
        return light
