"""Quality of a slide: blur, ink, air bubbles and stain, measured.

Nothing is judged here; the limits are in `steph_desktop.case.slide_checks`.

References
----------
Focus: Crete et al.: The blur effect. SPIE 6492, 2007 (scikit-image's `blur_effect`).
Stain: Ruifrok, Johnston: Quantification of histochemical staining by color deconvolution. Anal
Quant Cytol Histol 2001; the optical density from which a pixel counts as stained is that of Macenko
et al., ISBI 2009.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.slide.annotations import ARTEFACT, Annotation, Ring, Shape, area_px2
from steph_desktop.slide.patches import PatchSpec, grid_from_coords, lay_grid
from steph_desktop.slide.reader import RGBArray, Slide
from steph_desktop.slide.tissue import MASK_MPP, Segments, TissueMask, segment

FloatArray = NDArray[np.float64]

N_SAMPLES = 40
"""Patches that are looked at per slide, evenly over its bag."""

_STAINED_OD = 0.15  # Macenko's beta, mean over the channels
_STAIN_STRIDE = 4  # every fourth row and column: neighbours say the same
_NUCLEAR_PATCHES = 20
_NUCLEAR_SIGMA_UM = 0.5
_NUCLEAR_SOLIDITY, _NUCLEAR_ECCENTRICITY = 0.88, 0.87
_LEAST_NUCLEUS_PX = 12  # smaller pieces are specks
_FEWEST_NUCLEI = 60
_NUCLEAR_SPREAD = 1.9  # of the quartiles; clumps and fragments spread more
_COARSEST_MPP = 1.2  # a nucleus of five pixels
_NEAR_UM = 200.0  # ink or air this near to tissue is taken to touch it
_GREY_PIECE_UM2 = 4_000.0
_GREY_BOX = 0.5  # a piece that spans more of the picture is the frame of the slide, not a bubble
_MOST_PLACES = 600  # at which blur is looked for: 17 s on a slow core
_LEAST_FILLED = 0.5  # share of stained pixels; the soft walls of fat cells alone look blurred


@dataclass(frozen=True)
class SlideQuality:
    """What was measured on one slide."""

    tissue_mm2: float  # area of the tissue
    # shape (n,): of sampled patches, 0 sharp to 1 blurred; empty if none could be read.
    blur: FloatArray
    # pen_share, pen_beside: Area of ink at the tissue, and away from it, as a share of the tissue's
    # area.
    pen_share: float
    pen_beside: float
    # Area of air bubbles, dust and glass edges at the tissue, as a share of the tissue's area.
    bubble_share: float
    stain: FloatArray | None  # shape (6,): see `stain_of`; None where nothing is stained
    # Usual diameter of the nuclei at the slide's pixel size; None where there are too few, or they
    # are not clear.
    nucleus_um: float | None = None


def measure(
    slide: Slide,
    coords: NDArray[np.int64],
    size_level0_px: int,
    spec: PatchSpec,
    control: JobControl = UNWATCHED,
    *,
    is_region: bool = False,
) -> SlideQuality:
    """Measure a slide at patches that were laid on it.

    Parameters
    ----------
    slide : Slide
        With a known pixel size.
    coords : ndarray, shape (N, 2), int64
        Level-0 pixels, top left of each patch.
    size_level0_px : int
        Side of a patch in level-0 pixels; 0 if unknown.
    is_region : bool
        The patches are those of a region: tissue that they do not cover is not looked at.

    Raises
    ------
    StephError
        If the pixel size is unknown, or the slide cannot be read at all.
    """
    patches = sample_patches(slide, coords, size_level0_px, spec, control)
    found, downsample, picture_mpp = _segments_of(slide, control)
    if is_region:
        covered = _covered(coords, size_level0_px, downsample, found.tissue.shape)
        found = replace(found, tissue=found.tissue & covered, pen=found.pen & covered)
    pen_share, pen_beside, bubbles = blemishes(found, picture_mpp)
    return SlideQuality(
        tissue_mm2=float(np.count_nonzero(found.tissue)) * (picture_mpp / 1000) ** 2,
        blur=np.array([blur_of(patch) for patch in patches]),
        pen_share=pen_share,
        pen_beside=pen_beside,
        bubble_share=bubbles,
        stain=stain_of(patches),
        nucleus_um=nuclear_diameter_of(patches, spec.target_mpp),
    )


def _segments_of(slide: Slide, control: JobControl) -> tuple[Segments, float, float]:
    """Split the overview of a slide; return its downsample and its µm per pixel as well."""
    mpp = slide.require_mpp()
    downsample = max(1.0, MASK_MPP / mpp)
    overview = slide.overview(downsample, control, Phase.CHECKING_SLIDE)
    return segment(overview, downsample * mpp), downsample, downsample * mpp


def _covered(
    coords: NDArray[np.int64], size_px: int, downsample: float, shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    found = np.zeros(shape, bool)
    for x, y in np.rint(coords / downsample).astype(int):
        side = max(1, round(size_px / downsample))
        found[max(0, y) : y + side, max(0, x) : x + side] = True
    return found


def sample_patches(
    slide: Slide,
    coords: NDArray[np.int64],
    size_level0_px: int,
    spec: PatchSpec,
    control: JobControl = UNWATCHED,
) -> list[RGBArray]:
    """Read `N_SAMPLES` patches, evenly over the bag; those that cannot be decoded are left out."""
    count = min(N_SAMPLES, len(coords))
    rows = np.unique(np.linspace(0, len(coords) - 1, count).round().astype(int))
    grid = grid_from_coords(slide, coords[rows], size_level0_px, spec)
    patches = []
    for number in control.each(range(len(grid)), Phase.CHECKING_SLIDE):
        try:
            patches.append(grid.read(slide, number))
        except StephError:
            continue  # the extraction has counted and reported it
    return patches


def blur_of(patch: RGBArray) -> float:
    """Return the blur of a patch, 0 sharp to 1 blurred: how little more blurring changes it."""
    from skimage.color import rgb2gray
    from skimage.measure import blur_effect

    grey = rgb2gray(patch)
    if float(np.ptp(grey)) < 1e-3:
        return 1.0
    return float(blur_effect(grey))  # type: ignore[no-untyped-call]


def stain_of(patches: Sequence[RGBArray]) -> FloatArray | None:
    """Return amount and spread of the stains over the stained pixels of some patches.

    Returns
    -------
    ndarray, shape (6,), or None
        Mean of haematoxylin, eosin and the third stain (Ruifrok's vectors, arbitrary units), then
        their standard deviations; None if fewer than 100 sampled pixels are stained.
    """
    from skimage.color import hed_from_rgb, separate_stains

    if not patches:
        return None
    pixels = np.concatenate(
        [patch[::_STAIN_STRIDE, ::_STAIN_STRIDE].reshape(-1, 3) for patch in patches]
    )
    density = -np.log10((pixels.astype(float) + 1) / 256)
    stained = pixels[density.mean(axis=1) > _STAINED_OD]
    if len(stained) < 100:
        return None
    amounts = separate_stains(stained[None], hed_from_rgb)[0]
    return np.concatenate([amounts.mean(axis=0), amounts.std(axis=0)])


def nuclear_diameter_of(patches: Sequence[RGBArray], mpp: float) -> float | None:
    """Measure how large nuclei are, to compare a pixel size with what cells look like.

    Nuclei are round pieces of much haematoxylin (Ruifrok's vectors, one threshold by Otsu for all
    patches). Of their diameters the median is taken by area: specks count little.

    Parameters
    ----------
    patches : sequence of ndarray, shape (h, w, 3), uint8
        Of one slide.
    mpp : float
        Micrometres per pixel of them.

    Returns
    -------
    float or None
        Micrometres; None where fewer than 60 nuclei are found, or their sizes vary too much.
    """
    from scipy import ndimage
    from skimage.color import rgb2hed
    from skimage.filters import threshold_otsu
    from skimage.measure import regionprops_table

    if mpp > _COARSEST_MPP or not patches:
        return None
    chosen = patches[:: max(1, len(patches) // _NUCLEAR_PATCHES)]
    stains = [
        ndimage.gaussian_filter(rgb2hed(patch)[..., 0], _NUCLEAR_SIGMA_UM / mpp) for patch in chosen
    ]
    sampled = np.concatenate([stain[::2, ::2].ravel() for stain in stains])
    if np.ptp(sampled) == 0:
        return None
    limit = threshold_otsu(sampled)  # type: ignore[no-untyped-call]
    areas: list[FloatArray] = []
    names = ("area", "solidity", "eccentricity", "bbox")
    for stain in stains:
        labels, count = ndimage.label(ndimage.binary_fill_holes(stain > limit))
        if not count:
            continue
        found = regionprops_table(labels, properties=names)  # type: ignore[no-untyped-call]
        height, width = stain.shape
        inside = (np.minimum(found["bbox-0"], found["bbox-1"]) > 0) & (
            (found["bbox-2"] < height) & (found["bbox-3"] < width)
        )
        is_round = (found["solidity"] > _NUCLEAR_SOLIDITY) & (
            found["eccentricity"] < _NUCLEAR_ECCENTRICITY
        )
        areas.append(found["area"][inside & is_round & (found["area"] >= _LEAST_NUCLEUS_PX)])
    sizes = np.sort(np.concatenate(areas)) if areas else np.zeros(0)
    if len(sizes) < _FEWEST_NUCLEI:
        return None
    share = np.cumsum(sizes) / sizes.sum()
    low, middle, high = 2 * np.sqrt(sizes[np.searchsorted(share, (0.25, 0.5, 0.75))] / np.pi) * mpp
    return None if high > _NUCLEAR_SPREAD * low else float(middle)


def blemishes(picture: Segments, mpp: float) -> tuple[float, float, float]:
    """Measure ink, and what is darker than glass but uncoloured, as shares of the tissue's area.

    The rim of an air bubble, dust and the edge of a cover slip absorb all colours alike; stain
    never does. What a grey ring encloses counts with it.

    Parameters
    ----------
    picture : Segments
        The whole slide at about `MASK_MPP`.
    mpp : float
        Micrometres per pixel of the picture.

    Returns
    -------
    tuple of float
        Ink at the tissue, ink away from it, air and dirt at the tissue; as shares of its area.
    """
    area = max(1.0, float(np.count_nonzero(picture.tissue)))
    near = _near(picture, mpp)
    ink = float(np.count_nonzero(picture.pen))
    touching = float(np.count_nonzero(picture.pen & near))
    dirt = float(np.count_nonzero(_dirt(picture, mpp) & near))
    return touching / area, (ink - touching) / area, dirt / area


def _near(picture: Segments, mpp: float) -> NDArray[np.bool_]:
    """Return what lies at the tissue, and in its holes."""
    from scipy import ndimage

    tissue, pen = picture.tissue, picture.pen
    whole = ndimage.binary_fill_holes(tissue | pen) & ~pen | tissue
    return np.asarray(ndimage.binary_dilation(whole, iterations=round(_NEAR_UM / mpp)))


def _dirt(picture: Segments, mpp: float) -> NDArray[np.bool_]:
    """Return bubbles with what they enclose, dust and the edges of glass."""
    from scipy import ndimage

    grey = picture.grey & ~ndimage.binary_dilation(picture.pen, iterations=3)
    labels, count = ndimage.label(grey, structure=np.ones((3, 3), bool))
    areas = np.bincount(labels.ravel(), minlength=count + 1) * mpp * mpp
    found = np.zeros(grey.shape, bool)
    for number, box in enumerate(ndimage.find_objects(labels), start=1):
        if areas[number] < _GREY_PIECE_UM2:
            continue
        piece = labels[box] == number
        if piece.size <= _GREY_BOX * grey.size:
            found[box] |= ndimage.binary_fill_holes(piece)
    return found


def artefacts_of(
    slide: Slide, blurred_from: float, control: JobControl = UNWATCHED
) -> tuple[Annotation, ...]:
    """Outline ink, air bubbles and blur at the tissue, as the checks find them, to look at.

    A place is blurred from `blurred_from` on, a value of `blur_of`.

    Raises
    ------
    StephError
        If the pixel size is unknown, or the slide cannot be read.
    """
    picture, downsample, mpp = _segments_of(slide, control)
    near = _near(picture, mpp)
    found: list[Annotation] = []
    for name, mask in (
        ("Pen", picture.pen & near),
        ("Air or dirt", _dirt(picture, mpp) & near),
        ("Blurred", _blurred(slide, picture, downsample, blurred_from, control)),
    ):
        found += _areas(mask, name, downsample, _GREY_PIECE_UM2 / mpp**2)
    return tuple(found)


def _blurred(
    slide: Slide,
    picture: Segments,
    downsample: float,
    blurred_from: float,
    control: JobControl,
) -> NDArray[np.bool_]:
    """Return where the slide is out of focus, in squares of a patch, or of several on a large one.

    A place counts with its neighbours: one smooth patch without nuclei is no blur. What is half
    empty (fat, mucus, the rim of the tissue) is not judged, and is as most judged places around it.
    """
    mask, spec = np.zeros(picture.tissue.shape, bool), PatchSpec()
    tissue = TissueMask(picture.tissue, picture.pen, downsample, picture.stain)
    try:
        grid = lay_grid(slide, tissue, spec)
    except StephError:
        return mask  # no tissue, or too coarse to be analysed at all, which the analysis says
    # Numbers of rows and columns; patches moved back from an edge have one of their own.
    side = grid.size_level0_px
    places = -(-grid.coords // side)
    step = 1  # odd, so that what is looked at is the middle of what it stands for
    while len(looked := np.flatnonzero((places % step == step // 2).all(axis=1))) > _MOST_PLACES:
        step += 2
    if not len(looked):
        return mask  # less tissue than one place stands for
    blur = np.full(places.max(axis=0)[::-1] // step + 1, np.nan)
    corners: dict[tuple[int, int], NDArray[np.int64]] = {}
    for index in control.each(looked.tolist(), Phase.CHECKING_SLIDE):
        try:
            patch = grid.read(slide, index)
        except StephError:
            continue  # what cannot be decoded is told by the analysis
        column, row = (places[index] // step).tolist()
        corners[row, column] = grid.coords[index] - step // 2 * side
        if picture.stain.share_in(patch.astype(np.float32)) >= _LEAST_FILLED:
            blur[row, column] = blur_of(patch)
    around = np.lib.stride_tricks.sliding_window_view(
        np.pad(blur, 1, constant_values=np.nan), (3, 3)
    )
    last_column, last_row = (int(side) for side in places[looked].max(axis=0) // step)
    for place, corner in corners.items():
        judged = around[place][np.isfinite(around[place])]
        needed = 1 / 2 if np.isnan(blur[place]) else 1 / 3
        is_sharp = blur[place] < blurred_from  # False where it was not judged
        if len(judged) and not is_sharp and np.mean(judged >= blurred_from) > needed:
            left, top = np.maximum(0, np.rint(corner / downsample)).astype(int)
            right, bottom = np.rint((corner + step * side) / downsample).astype(int)
            # Behind the last row and column that is looked at, less than one more may follow.
            down = slice(top, None if place[0] == last_row else bottom)
            mask[down, left : None if place[1] == last_column else right] = True
    return mask


def _areas(
    mask: NDArray[np.bool_], name: str, downsample: float, least_px: float
) -> Iterator[Annotation]:
    """Yield the pieces of a mask as areas with their holes, in level-0 pixels."""
    from scipy import ndimage
    from skimage.measure import approximate_polygon, find_contours

    labels, _ = ndimage.label(mask, structure=np.ones((3, 3), bool))
    for number, box in enumerate(ndimage.find_objects(labels), start=1):
        piece = labels[box] == number
        if np.count_nonzero(piece) < least_px:
            continue
        corner = box[1].start, box[0].start
        rings = []
        for line in find_contours(np.pad(piece, 1).astype(np.float32), 0.5):  # type: ignore[no-untyped-call]
            line = approximate_polygon(line, 0.7)[:-1]  # type: ignore[no-untyped-call]
            if len(line) >= 3:
                # Pixel (i, j) has its middle at (j + 1/2, i + 1/2); the rim moved all by one.
                points = (line[:, ::-1] - 0.5 + corner) * downsample
                rings.append(tuple((float(x), float(y)) for x, y in points))
        rings.sort(key=area_px2, reverse=True)
        if rings:
            holes = tuple(Ring(ring, is_hole=True) for ring in rings[1:])
            yield Annotation(Shape.POLYGON, rings[0], name, label=ARTEFACT, rings=holes)
