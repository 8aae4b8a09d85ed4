"""The edge of the tissue as closed lines on the slide, as it is kept with features and results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # results are read without the libraries that read slides
    from steph_desktop.slide.tissue import TissueMask

Outline = tuple[NDArray[np.int32], ...]
"""Closed lines, each of shape (n, 2): level-0 pixels (x, y), the first point not repeated."""


def outline_of(mask: TissueMask) -> Outline:
    """Trace the edge of the tissue: around its pieces and around its holes.

    Parameters
    ----------
    mask : TissueMask
        Of a slide.

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
