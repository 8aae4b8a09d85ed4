"""Squares that lie anywhere, as pixels: all of them in a few array operations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class PixelBoxes:
    """Boxes of pixels, each at least one wide and high; they may reach past the picture.

    Attributes
    ----------
    x0, y0, x1, y1 : ndarray, shape (n,), int64
        First pixel, and the first one past the end.
    width, height : int
        Of the picture.
    """

    x0: _Numbers
    y0: _Numbers
    x1: _Numbers
    y1: _Numbers
    width: int
    height: int

    @classmethod
    def of(
        cls, left: NDArray[np.float64], top: NDArray[np.float64], side: float, size: tuple[int, int]
    ) -> PixelBoxes:
        """Return the pixels whose middles lie in squares.

        Parameters
        ----------
        left, top : ndarray, shape (n,)
            Corners of the squares, in pixels of the picture.
        side : float
            Of each square, in pixels.
        size : tuple of int
            Width and height of the picture.
        """
        x0, y0 = (np.ceil(start - 0.5).astype(np.int64) for start in (left, top))
        x1, y1 = (
            np.maximum(np.ceil(start + side - 0.5).astype(np.int64), first + 1)
            for start, first in ((left, x0), (top, y0))
        )
        return cls(x0, y0, x1, y1, *size)

    def owners(self) -> NDArray[np.int32]:
        """Return which box shows at each pixel, shape (height, width).

        0 where there is none, else 1 + the number of the box; of several the last.
        """
        picture = np.zeros((self.height, self.width), np.int32)
        x0, x1 = (edge.clip(0, self.width) for edge in (self.x0, self.x1))
        y0, y1 = (edge.clip(0, self.height) for edge in (self.y0, self.y1))
        tall, wide = _most(y1 - y0), _most(x1 - x0)
        if len(x0) <= tall * wide:
            edges = zip(*(edge.tolist() for edge in (x0, y0, x1, y1)), strict=True)
            for number, (left, top, right, bottom) in enumerate(edges, start=1):
                picture[top:bottom, left:right] = number
            return picture
        flat, numbers = picture.reshape(-1), np.arange(1, len(x0) + 1, dtype=np.int32)
        for dy in range(tall):
            for dx in range(wide):
                inside = (y0 + dy < y1) & (x0 + dx < x1)
                at = (y0[inside] + dy) * self.width + x0[inside] + dx
                # The boxes rise in number: of those at one pixel the last is written.
                flat[at] = np.maximum(flat[at], numbers[inside])
        return picture

    def borders(self) -> NDArray[np.bool_]:
        """Return the outermost pixels of all boxes, shape (height, width)."""
        picture = np.zeros((self.height, self.width), np.bool_)
        _mark_sides(picture, (self.x0, self.x1), (self.y0, self.y1))
        _mark_sides(picture.T, (self.y0, self.y1), (self.x0, self.x1))
        return picture


def _most(sizes: _Numbers) -> int:
    return int(sizes.max()) if len(sizes) else 0


def _mark_sides(
    picture: NDArray[np.bool_], along: tuple[_Numbers, _Numbers], across: tuple[_Numbers, _Numbers]
) -> None:
    """Mark the first and last row of boxes, given where they reach along and across the rows."""
    height, width = picture.shape
    start, end = (edge.clip(0, width) for edge in along)
    for row in (across[0], across[1] - 1):
        seen = (row >= 0) & (row < height) & (start < end)
        rows, first, past = row[seen], start[seen], end[seen]
        longest = _most(past - first)
        if len(rows) <= longest:
            places = zip(rows.tolist(), first.tolist(), past.tolist(), strict=True)
            for place, left, right in places:
                picture[place, left:right] = True
            continue
        for step in range(longest):
            inside = first + step < past
            picture[rows[inside], first[inside] + step] = True
