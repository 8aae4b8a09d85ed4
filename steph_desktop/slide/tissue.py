"""Where the tissue is, and its edge: pale stain kept; glass, pen, black borders and dust dropped.

Light until a slide is looked at: results hold an outline, and are read without slide libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase

if TYPE_CHECKING:
    from steph_desktop.slide.reader import RGBArray, Slide

Outline = tuple[NDArray[np.int32], ...]
"""Closed lines, each of shape (n, 2): level-0 pixels (x, y), the first point not repeated."""

MASK_MPP = 8.0
"""Micrometres per pixel of the mask: nuclei blur into their tissue, strands stay visible."""

_GLASS = (245.0, 245.0, 245.0)  # where a slide shows no glass at all
_MIN_CHROMA, _MAX_CHROMA = 0.03, 0.08  # optical density; bounds for the adaptive threshold
_MIN_PIECE_UM2 = 8_000.0  # half a patch of 128 um
# Fat cells belong to their tissue; a lumen in which half a patch could lie does not.
_MAX_HOLE_UM2 = _MIN_PIECE_UM2
_PEN_MARGIN_PX = 3  # ink bleeds
_LEAST_INK_OD = 0.039  # of the darkest channel, below which no kind of ink is even thought of
_GREY_OD = 0.07  # darker than glass ...
_GREY_CHROMA = 0.35  # ... with less difference between channels than this share of it: not stain
_BAND_PX = 1 << 17  # half a megabyte of float32: the processor's cache
_ENOUGH_PX = 1_000_000
_LEAST_COMPARED_PX = 100  # of a patch beside the overview
_LEAST_PATTERN = 5.0  # standard deviation of grey; stroma has 6 and more
_LEAST_ALIKE = 0.25  # correlation; the same place has .9 and more, two places next to none

_FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class StainRule:
    """What tells stain from glass on one slide."""

    glass: _FloatArray  # shape (3,): colour of empty glass
    least_chroma: float  # difference of optical density between channels; stain has more

    def share_in(self, small: _FloatArray) -> float:
        """Return the share of a picture that is stained, 0 to 1; it is one of `as_overview`."""
        density = _density(np.moveaxis(small, 2, 0), self.glass[:, None, None])
        return float(np.mean(_most(density) - _least(density) > self.least_chroma))


def as_overview(rgb: RGBArray, mpp: float) -> _FloatArray:
    """Reduce a part of a slide to about `MASK_MPP`.

    Parameters
    ----------
    rgb : ndarray, shape (h, w, 3), uint8
        Part of the slide.
    mpp : float
        Micrometres per pixel of it.
    """
    from PIL import Image

    factor = min(max(1, round(MASK_MPP / mpp)), *rgb.shape[:2])
    return np.asarray(Image.fromarray(rgb).reduce(factor), np.float32)


@dataclass(frozen=True)
class Overview:
    """The picture of a slide on which its tissue was found."""

    rgb: RGBArray  # shape (h, w, 3)
    downsample: float  # level-0 pixels per pixel
    level: int  # from which it was read

    def contradicts(self, small: _FloatArray, x_px: int, y_px: int, side_px: int) -> bool:
        """Tell whether a patch shows something else: tiles swapped, or rows of another width.

        Parameters
        ----------
        small : ndarray, shape (h, w, 3), float32
            The patch, `as_overview`.
        x_px, y_px, side_px : int
            Its place and side in level-0 pixels.
        """
        from PIL import Image

        height, width = small.shape[:2]
        if height * width < _LEAST_COMPARED_PX:
            return False
        first = x_px / self.downsample, y_px / self.downsample
        last = tuple(start + side_px / self.downsample for start in first)
        limits = self.rgb.shape[1::-1]
        if any(end > limit for end, limit in zip(last, limits, strict=True)):
            return False
        left, top = int(first[0]), int(first[1])
        part = Image.fromarray(self.rgb[top : int(last[1]) + 2, left : int(last[0]) + 2])
        box = (first[0] - left, first[1] - top, last[0] - left, last[1] - top)
        there = np.asarray(part.resize((width, height), Image.Resampling.BILINEAR, box))
        one, other = small.mean(axis=2).ravel(), there.astype(np.float32).mean(axis=2).ravel()
        one, other = one - one.mean(), other - other.mean()
        spread = np.sqrt(float(one @ one) * float(other @ other))
        # A patch without a pattern is like any other.
        if min(one.std(), other.std()) < _LEAST_PATTERN:
            return False
        return bool(float(one @ other) < _LEAST_ALIKE * float(spread))


@dataclass(frozen=True)
class TissueMask:
    """The tissue of one slide."""

    # shape (h, w), bool: true on tissue; pixel (i, j) covers the level-0 square from ``(j, i) *
    # downsample``.
    mask: NDArray[np.bool_]
    # shape (h, w), bool: true on felt-tip ink and on black borders, which are never tissue.
    pen: NDArray[np.bool_]
    downsample: float  # level-0 pixels per mask pixel
    # By which the tissue was found; None for a mask that was not taken from a slide.
    stain: StainRule | None = None
    # shape (h, w), bool: true in holes of the tissue where the file holds no picture, None if
    # there are none. Patches are laid there too, so that those which are missing are counted.
    missing: NDArray[np.bool_] | None = None
    overview: Overview | None = None  # what the mask was made of

    def share_in(
        self,
        x_px: NDArray[np.int64],
        y_px: NDArray[np.int64],
        width_px: int | NDArray[np.int64],
        height_px: int | NDArray[np.int64] | None = None,
    ) -> _FloatArray:
        """Return the share of tissue in level-0 rectangles.

        Parameters
        ----------
        x_px, y_px : ndarray, shape (n,)
            Top left corners in level-0 pixels.
        width_px, height_px : int or ndarray, shape (n,)
            Size of the rectangles in level-0 pixels; squares where no height is given.

        Returns
        -------
        ndarray, shape (n,), float32
            Between 0 and 1, to the nearest mask pixel.
        """
        sums = np.pad(self.mask.astype(np.int64), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        height, width = self.mask.shape

        def cells(
            start: NDArray[np.int64], length: int | NDArray[np.int64], limit: int
        ) -> tuple[NDArray[np.int64], ...]:
            low = np.clip(np.rint(start / self.downsample), 0, limit - 1).astype(np.int64)
            high = np.rint((start + length) / self.downsample).astype(np.int64)
            return low, np.clip(np.maximum(high, low + 1), 1, limit)

        left, right = cells(x_px, width_px, width)
        top, bottom = cells(y_px, width_px if height_px is None else height_px, height)
        inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return np.asarray(inside / ((right - left) * (bottom - top)), np.float32)


def tissue_mask(slide: Slide, control: JobControl = UNWATCHED) -> TissueMask:
    """Find the tissue of a slide.

    Stain absorbs colours unequally, glass, dust and shadows do not: tissue is where the optical
    density differs between channels by more than the glass's own noise. Ink absorbs another channel
    most than stain does (haematoxylin and eosin always absorb green), and is grown from its sure
    core to its pale edge.

    Raises
    ------
    StephError
        If the pixel size is unknown or the slide cannot be read.
    """
    mpp = slide.require_mpp()
    downsample = max(1.0, MASK_MPP / mpp)
    rgb, held = slide.overview_held(downsample, control, Phase.FINDING_TISSUE)
    found = segment(rgb, downsample * mpp)
    overview = Overview(rgb, downsample, slide.best_level(downsample))
    holes = _holes_of(found.tissue, held)
    return TissueMask(found.tissue, found.pen, downsample, found.stain, holes, overview)


def _holes_of(mask: NDArray[np.bool_], held: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """Return what is clear in holes of the tissue; around tissue, scanners skip empty glass."""
    from scipy import ndimage

    if held.all():
        return None
    holes = ~held & ndimage.binary_fill_holes(mask) & ~mask
    return np.asarray(holes) if holes.any() else None


@dataclass(frozen=True)
class Segments:
    """An overview picture, split; every mask has the shape (h, w) of the picture."""

    tissue: NDArray[np.bool_]
    pen: NDArray[np.bool_]  # ink and black borders
    grey: NDArray[np.bool_]  # darker than glass, and uncoloured as stain never is
    stain: StainRule


def segment(rgb: RGBArray, mpp: float) -> Segments:
    """Split an overview picture into tissue, ink and dirt.

    Parameters
    ----------
    rgb : ndarray, shape (h, w, 3), uint8
        The slide at about `MASK_MPP`.
    mpp : float
        Micrometres per pixel of the picture.
    """
    from scipy import ndimage

    planes = np.empty((3, *rgb.shape[:2]), np.float32)
    for channel, plane in enumerate(planes):
        ndimage.gaussian_filter(rgb[..., channel], 0.8, output=plane)
    glass, is_glass = _glass_colour(planes)
    chroma = np.empty(rgb.shape[:2], np.float32)
    grey = np.empty(rgb.shape[:2], bool)
    perhaps, surely = (np.zeros(rgb.shape[:2], np.uint8) for _ in range(2))
    for rows in _bands(rgb.shape[:2]):
        colours = planes[:, rows]
        density = _density(colours, glass[:, None, None])
        darkest = _most(density)
        chroma[rows] = darkest - _least(density)
        mean = (density[0] + density[1] + density[2]) / 3
        grey[rows] = (mean > _GREY_OD) & (chroma[rows] < _GREY_CHROMA * mean)
        dark = darkest > _LEAST_INK_OD
        perhaps[rows][dark], surely[rows][dark] = _ink_bits(colours[:, dark], density[:, dark])
    del planes
    pen = _ink(perhaps, surely)
    noise = float(np.percentile(_some(chroma[is_glass]), 90)) if is_glass.any() else 0.0
    threshold = float(np.clip(2.5 * noise, _MIN_CHROMA, _MAX_CHROMA))
    stained = ndimage.binary_closing(np.pad((chroma > threshold) & ~pen, 3), iterations=2)[
        3:-3, 3:-3
    ]
    del chroma, perhaps, surely, is_glass
    px_um2 = mpp * mpp
    mask = _without_small(stained & ~pen, _MIN_PIECE_UM2 / px_um2)
    mask = ~_without_small(~mask, _MAX_HOLE_UM2 / px_um2) & ~pen
    # What the pen cut off or left over must still be a piece of its own.
    mask = _without_small(mask, _MIN_PIECE_UM2 / px_um2)
    return Segments(mask, pen, grey, StainRule(glass, threshold))


def _bands(shape: tuple[int, ...]) -> Iterator[slice]:
    """Yield the rows in turns small enough for the processor's cache."""
    step = max(1, _BAND_PX // shape[1])
    return (slice(top, top + step) for top in range(0, shape[0], step))


def _some(values: _FloatArray) -> _FloatArray:
    """Return enough of the values for a percentile, evenly; all of a picture that is not large."""
    return values[:: max(1, len(values) // _ENOUGH_PX)]


# Colours come as planes, shape (3, ...): NumPy takes the extremes of three neighbours ten times
# as slowly as those of three arrays.


def _most(planes: _FloatArray) -> _FloatArray:
    return np.asarray(np.maximum(np.maximum(planes[0], planes[1]), planes[2]))


def _least(planes: _FloatArray) -> _FloatArray:
    return np.asarray(np.minimum(np.minimum(planes[0], planes[1]), planes[2]))


def _density(planes: _FloatArray, glass: _FloatArray) -> _FloatArray:
    """Optical density of each channel against empty glass, never below 0."""
    density = np.log((glass + 1) / (planes + 1))
    return np.asarray(np.maximum(density, 0, out=density))


def _glass_colour(planes: _FloatArray) -> tuple[_FloatArray, NDArray[np.bool_]]:
    """Return the colour of empty glass, shape (3,), and where it is seen."""
    light = np.empty(planes.shape[1:], np.float32)
    neutral = np.empty(planes.shape[1:], bool)
    for rows in _bands(light.shape):
        colours = planes[:, rows]
        least = _least(colours)
        neutral[rows] = (least > 180) & (_most(colours) - least <= 14)
        light[rows] = (colours[0] + colours[1] + colours[2]) / 3
    if np.count_nonzero(neutral) < 0.005 * neutral.size:
        return np.asarray(_GLASS, np.float32), np.zeros_like(neutral)
    brightest = neutral & (light >= np.percentile(_some(light[neutral]), 95) - 4)
    glass = [np.median(_some(plane[brightest])) for plane in planes]
    return np.asarray(glass, np.float32), brightest


def _ink_bits(rgb: _FloatArray, density: _FloatArray) -> tuple[NDArray[np.uint8], ...]:
    """Tell which ink pixels may be, and which they surely are; a bit for each kind.

    Parameters
    ----------
    rgb, density : ndarray, shape (3, n), float32
        Colours and optical densities of the pixels.

    Returns
    -------
    perhaps, surely : ndarray, shape (n,), uint8
    """
    red, green, blue = density
    light = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]
    brightest = _most(rgb)
    # Stain in thick tissue and keratin is as dark as ink, but purple: green is its darkest channel.
    purple = rgb[1] + 12 < np.minimum(rgb[0], rgb[2])
    scores = (
        (red - 1.12 * green - 0.03) / 0.12,  # blue ink lets blue pass and stops red before green
        np.minimum((red - green - 0.08) / 0.15, (green - 0.75) / 0.3),  # navy ink
        (np.minimum(red, blue) - green - 0.02) / 0.13,  # green ink lets green pass; no stain does
        # Red ink stops blue as much as green, and more than blood does.
        np.minimum((blue - 0.72 * green) / 0.10, (green - 5 * red - 0.1) / 0.5) * (green > 0.35),
        (blue - 1.8 * green - 0.04) / 0.3,  # yellow highlighter
        # Black: marker, borders, tape.
        np.where(purple, 0, (70 - light) / 28) * (brightest - _least(rgb) < 45),
        (36 - brightest) / 6,  # darker than any stain at this scale
    )
    perhaps, surely = (np.zeros(light.shape, np.uint8) for _ in range(2))
    for kind, score in enumerate(scores):
        perhaps |= (score > 0.15).astype(np.uint8) << kind
        surely |= (score > 1).astype(np.uint8) << kind
    return perhaps, surely


def _ink(perhaps: NDArray[np.uint8], surely: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Grow felt-tip ink and black borders from the sure core of each kind to its pale edge."""
    from scipy import ndimage

    ink = np.zeros(perhaps.shape, bool)
    for kind in range(8):
        core = (surely & (1 << kind)).view(bool)
        if core.any():
            labels, count = ndimage.label(perhaps & (1 << kind))
            keep = np.zeros(count + 1, bool)
            keep[labels[core]] = True
            ink |= keep[labels]
    if not ink.any():
        return ink
    return np.asarray(ndimage.binary_dilation(_without_small(ink, 6), iterations=_PEN_MARGIN_PX))


def _without_small(mask: NDArray[np.bool_], area_px: float) -> NDArray[np.bool_]:
    """Drop connected pieces below an area (8-connected)."""
    from scipy import ndimage

    labels, count = ndimage.label(mask, structure=np.ones((3, 3), bool))
    if not count:
        return mask
    # In bands: it counts in a copy of eight bytes a pixel.
    areas = sum(
        np.bincount(labels[rows].ravel(), minlength=count + 1) for rows in _bands(mask.shape)
    )
    keep = np.asarray(areas) >= area_px
    keep[0] = False
    return np.asarray(keep[labels])


def outline_of(mask: TissueMask) -> Outline:
    """Trace the edge of the tissue: around its pieces and around its holes.

    Returns
    -------
    tuple of ndarray, shape (n, 2), int32
        Half a pixel of the mask off at most, at its corners.
    """
    from skimage.measure import find_contours

    # A rim of glass closes the lines of tissue that reaches the border of the slide.
    rim = np.pad(mask.mask, 1).astype(np.float32)
    rings = []
    for contour in find_contours(rim, 0.5):  # type: ignore[no-untyped-call]
        ring = contour[:-1]  # the last point is the first again
        before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
        bends = ring[before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]]
        # Pixel (i, j) has its middle at (j + 1/2, i + 1/2); the rim moved all by one.
        rings.append(np.rint((bends[:, ::-1] - 0.5) * mask.downsample).astype(np.int32))
    return tuple(rings)


def pack_outline(outline: Outline) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return an outline as two arrays: all points, shape (M, 2), and the length of each line."""
    lengths = np.array([len(ring) for ring in outline], np.int32)
    points = np.concatenate(outline) if outline else np.zeros((0, 2), np.int32)
    return points.astype(np.int32), lengths


def unpack_outline(points: NDArray[Any], lengths: NDArray[Any]) -> Outline | None:
    """Return the outline of two arrays; None where they are no outline."""
    fits = points.ndim == 2 and points.shape[1:] == (2,) and lengths.ndim == 1
    whole = all(np.issubdtype(part.dtype, np.integer) for part in (points, lengths))
    if not fits or not whole or (lengths < 3).any() or int(lengths.sum()) != len(points):
        return None
    ends = np.cumsum(lengths)[:-1]
    return tuple(np.split(points.astype(np.int32), ends)) if len(lengths) else ()
