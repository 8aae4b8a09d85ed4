"""The patch grid: where patches lie, and their requested, read and level-0 sizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from steph_desktop.core.errors import NoTissue, StephError
from steph_desktop.slide.reader import RGBArray, Slide
from steph_desktop.slide.tissue import Overview, StainRule, TissueMask, as_overview

_SAME_SCALE = 0.02  # closer than this is the same magnification: no resampling, no blur
_UPSCALE_WARNING = 1.05  # enlarged by more: said with the result
_UPSCALE_LIMIT = 1.5  # by more: refused
_MAX_READ_PX = 8192  # side of what one patch is made from
_LEAST_HELD = 0.9  # share of a patch that the file must hold
_LEAST_STAINED = 0.02  # share of a patch; thin walls of fat cells have ten times as much


class PatchFault(Enum):
    """Why a patch is not in the bag; the number is kept with unfinished extractions."""

    FAILED = 1  # cannot be decoded
    MISSING = 2  # the file holds no picture there
    BLANK = 3  # next to no tissue
    ELSEWHERE = 4  # another picture than the overview shows at its place


@dataclass(frozen=True)
class PatchSpec:
    """The patches that an encoder takes."""

    target_mpp: float = 0.5  # micrometres per pixel of a patch
    patch_px: int = 256  # side of a patch at `target_mpp`
    overlap_px: int = 0  # overlap of neighbours at `target_mpp`
    min_tissue: float = 0.25  # least share of tissue in a patch, 0 to 1

    def __post_init__(self) -> None:
        if not 0.05 <= self.target_mpp <= 16:
            what = f"Patches at {self.target_mpp:g} µm per pixel are not possible"
            todo = "Choose between 0.05 and 16; the encoders were trained at 0.5."
            raise StephError(what, None, todo)
        if not 16 <= self.patch_px <= 4096:
            todo = "Choose between 16 and 4096; the encoders were trained on 256."
            raise StephError(f"Patches of {self.patch_px} px are not possible", None, todo)
        if not 0 <= self.overlap_px < self.patch_px:
            what = "The overlap must be smaller than the patch"
            raise StephError(what, None, f"Choose 0 to {self.patch_px - 1} px.")
        if not 0 <= self.min_tissue <= 1:
            what = "The least share of tissue lies between 0 and 1"
            raise StephError(what, None, "Choose, for example, 0.25.")


@dataclass(frozen=True)
class PatchGrid:
    """The patches of one slide.

    A patch is read as `read_px` square from `read_level` and resampled to ``spec.patch_px``. Sizes
    are whole pixels: the scale of a patch is off by at most half a pixel in its side (0.2 % at
    256 px), or by up to 2 % where a level is that close to the target and is read as it is.
    """

    # shape (N, 2), int64: Level-0 pixels (x, y), top left of each patch, row by row.
    coords: NDArray[np.int64]
    size_level0_px: int  # side of a patch in level-0 pixels
    # read_level, read_px: Level to read from, and side of a patch there.
    read_level: int
    read_px: int
    spec: PatchSpec  # the requested patches
    warnings: tuple[str, ...] = ()  # things the reader should know, in plain words
    # By which a patch read is seen to be blank; None where the places were given by the user.
    stain: StainRule | None = None
    overview: Overview | None = None  # with which a patch read is compared

    def __len__(self) -> int:
        return len(self.coords)

    def read(self, slide: Slide, index: int) -> RGBArray:
        """Read one patch, shape (patch_px, patch_px, 3), uint8, antialiased where resampled.

        Raises
        ------
        StephError
            If it cannot be decoded.
        """
        return self._read(slide, index)[0]

    def look_at(self, slide: Slide, index: int) -> RGBArray | PatchFault:
        """Read one patch as `read` does, or say why it is no part of the bag.

        The overview, on which the grid is laid, may show tissue where the level of the patches
        has none: tiles may be missing there.
        """
        pixels, held = self._read(slide, index)
        if held < _LEAST_HELD:
            return PatchFault.MISSING
        if self.stain is None:
            return pixels
        small = as_overview(pixels, self.spec.target_mpp)
        if self.stain.share_in(small) < _LEAST_STAINED:
            return PatchFault.BLANK
        if self.overview is not None and self.overview.level != self.read_level:
            x, y = (int(value) for value in self.coords[index])
            if self.overview.contradicts(small, x, y, self.size_level0_px):
                return PatchFault.ELSEWHERE
        return pixels

    def _read(self, slide: Slide, index: int) -> tuple[RGBArray, float]:
        x, y = (int(value) for value in self.coords[index])
        pixels, held = slide.read_held(x, y, self.read_level, self.read_px, self.read_px)
        side = self.spec.patch_px
        if self.read_px == side:
            return pixels, held
        scaled = Image.fromarray(pixels).resize((side, side), Image.Resampling.BILINEAR)
        return np.array(scaled), held


def lay_grid(slide: Slide, mask: TissueMask, spec: PatchSpec) -> PatchGrid:
    """Lay patches over the tissue, none across the edge of the slide.

    Where whole patches leave a strip at the right or lower edge, it is covered by patches moved
    back inside the slide. Every patch holds at least ``spec.min_tissue`` of its area in
    tissue that no patch before it covers.

    A slide scanned coarser than the target is enlarged with a warning up to 1.5 times, and refused
    beyond: the encoder was not trained on such blur.

    Raises
    ------
    StephError
        If the slide is too coarse, or there is no tissue for a single patch.
    """
    frame = _frame(slide, spec)
    side = frame.size_level0_px
    step = max(1, round(side * (spec.patch_px - spec.overlap_px) / spec.patch_px))
    width, height = slide.info.size_px
    xs, new_x, new_width = _places(width, side, step)
    ys, new_y, new_height = _places(height, side, step)
    grid, new, size = (
        np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
        for across, down in ((xs, ys), (new_x, new_y), (new_width, new_height))
    )
    if mask.missing is not None:
        mask = replace(mask, mask=mask.mask | mask.missing)
    if len(grid):
        share = mask.share_in(new[:, 0], new[:, 1], size[:, 0], size[:, 1])
        share = share * size.prod(axis=1) / side**2
        grid = grid[(share >= spec.min_tissue) & (share > 0)]
    if not len(grid):
        todo = "Look at the slide; if it shows tissue, give the patch coordinates in a file."
        raise NoTissue("No tissue was found on this slide", slide.path, todo)
    return replace(_with_coords(frame, grid), stain=mask.stain, overview=mask.overview)


def _places(
    length: int, side: int, step: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return, along one axis, the starts of patches, and start and length of what each adds.

    Patches of the regular grid add their whole side; the last one, moved back from the edge, adds
    the strip that they leave.
    """
    starts = np.arange(0, length - side + 1, step, dtype=np.int64)
    news, lengths = starts, np.full_like(starts, side)
    covered = int(starts[-1]) + side if len(starts) else length
    if covered < length:
        starts = np.append(starts, length - side)
        news = np.append(news, covered)
        lengths = np.append(lengths, length - covered)
    return starts, news, lengths


def grid_from_coords(
    slide: Slide, coords: NDArray[np.int64], size_level0_px: int, spec: PatchSpec
) -> PatchGrid:
    """Take the patches of another program instead of our own grid.

    Parameters
    ----------
    slide : Slide
        With a known pixel size.
    coords : ndarray, shape (N, 2), int64
        Level-0 pixels, top left of each patch; their order is kept.
    size_level0_px : int
        Side that the coordinates were made for; 0 if unknown.

    Raises
    ------
    StephError
        If the coordinates lie off the slide, or were made for another patch size.
    """
    frame = _frame(slide, spec)
    if size_level0_px and abs(size_level0_px / frame.size_level0_px - 1) > _SAME_SCALE:
        mpp = slide.require_mpp()
        raise StephError(
            f"The coordinates are for patches {size_level0_px * mpp:.0f} µm wide, "
            f"but the model takes {spec.patch_px * spec.target_mpp:.0f} µm",
            slide.path,
            "State the patch size and target µm per pixel that the coordinates were made for.",
        )
    width, height = slide.info.size_px
    if (coords < 0).any() or (coords >= np.asarray((width, height))).any():
        what = "The coordinates lie outside the slide"
        raise StephError(what, slide.path, "Choose the coordinates that were made for this slide.")
    return _with_coords(frame, coords)


def _frame(slide: Slide, spec: PatchSpec) -> PatchGrid:
    """Work out the sizes; the grid is still empty."""
    mpp = slide.require_mpp()
    enlarged = mpp / spec.target_mpp
    if enlarged > _UPSCALE_LIMIT:
        raise StephError(
            f"The slide is too coarse: {mpp:.3g} µm per pixel, and patches need "
            f"{spec.target_mpp:g}",
            slide.path,
            "Scan it at a higher magnification, or correct its µm per pixel if that is wrong.",
        )
    warnings: tuple[str, ...] = ()
    if enlarged > _UPSCALE_WARNING:
        warnings = (
            f"Scanned at {mpp:.3g} µm per pixel, coarser than the {spec.target_mpp:g} that the "
            "encoder expects; patches were enlarged.",
        )
    scale = spec.target_mpp / mpp
    level = slide.best_level(scale * (1 + _SAME_SCALE))
    level_down = slide.info.level_downsamples[level]
    exact_px = spec.patch_px * scale / level_down
    if abs(exact_px / spec.patch_px - 1) <= _SAME_SCALE:
        exact_px = float(spec.patch_px)
    read_px = max(1, round(exact_px))
    if read_px > _MAX_READ_PX:
        what = "The slide has no level near the magnification that patches need"
        raise StephError(what, slide.path, "Convert it to a pyramidal slide.")
    size_level0_px = max(1, round(read_px * level_down))
    empty = np.empty((0, 2), np.int64)
    return PatchGrid(empty, size_level0_px, level, read_px, spec, warnings)


def _with_coords(frame: PatchGrid, coords: NDArray[np.int64]) -> PatchGrid:
    return replace(frame, coords=np.ascontiguousarray(coords))
