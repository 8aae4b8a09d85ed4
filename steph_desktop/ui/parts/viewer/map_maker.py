"""Maps made off the GUI thread: values, colours and places of a large bag's patches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from steph_desktop.engine.use_cases import CaseResult, SlidePatches
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.parts.viewer.maps import ColourScale, MapKind, PatchMap, map_values, scale_for

# Up to here a map takes a millisecond or two, less than the way over a thread is worth.
INLINE_PATCHES = 2000


@dataclass(frozen=True, eq=False)
class MapOrder:
    """A map that is wanted.

    Attributes
    ----------
    kind : MapKind
        Which.
    result : CaseResult
        The case; its colours are the same on all its slides.
    part : SlidePatches
        The slide, with positions.
    years : float, optional
        Years that count in a risk map; None for all.
    colours : str
        Name of the colours; the usual ones if empty.
    by_rank : bool
        Whether colours follow the rank.
    """

    kind: MapKind
    result: CaseResult
    part: SlidePatches
    years: float | None = None
    colours: str = ""
    by_rank: bool = False


@dataclass(frozen=True, eq=False)
class MadeMap:
    """A map as it was ordered; `scale` is None for a grid, `patch_map` for no map."""

    order: MapOrder
    patch_map: PatchMap | None = None
    scale: ColourScale | None = None


def make_map(order: MapOrder, base: PatchMap | None = None) -> MadeMap:
    """Make a map.

    Parameters
    ----------
    order : MapOrder
        What is wanted.
    base : PatchMap, optional
        A map of any patches; where they are the same, their places are not worked out again.
    """
    part = order.part
    if order.kind is MapKind.NONE or part.coords is None:
        return MadeMap(order)
    side_px = part.patch_size_level0_px
    rgba: NDArray[np.uint8] | None = None
    own: NDArray[np.float64] | None = None
    scale: ColourScale | None = None
    if order.kind is not MapKind.GRID:
        values = map_values(order.kind, order.result, order.years)
        scale = scale_for(order.kind, values, order.colours, by_rank=order.by_rank)
        own = values[part.first : part.first + part.count]
        rgba = scale.rgba(own)
    if base is not None and base.coords is part.coords and base.side_px == side_px:
        return MadeMap(order, base.recoloured(rgba, own), scale)
    return MadeMap(order, PatchMap(part.coords, side_px, rgba, own), scale)


class MapMaker(QObject):
    """Makes the map last asked for; `close` must be called before it goes."""

    made = Signal(object)
    """MadeMap, on the GUI thread"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool: ReaderPool | None = None
        self._wanted: MapOrder | None = None
        self._base: PatchMap | None = None

    def ask(self, order: MapOrder) -> None:
        """Make a map; one that was asked for before and is not here yet is forgotten."""
        self._wanted = order
        work = partial(make_map, order, self._base)
        if len(order.result.prediction.attention) <= INLINE_PATCHES:
            self._take(work())
            return
        if self._pool is None:
            self._pool = ReaderPool(1, self)
            self._pool.done.connect(self._on_done)
        self._pool.request(("map",), work)

    def drop(self) -> None:
        """Forget what was asked for."""
        self._wanted = None

    def close(self) -> None:
        """End the thread."""
        if self._pool is not None:
            self._pool.close()

    def _on_done(self, _key: object, answer: object) -> None:
        if isinstance(answer, MadeMap) and answer.order is self._wanted:
            self._take(answer)

    def _take(self, made: MadeMap) -> None:
        self._wanted = None
        self._base = made.patch_map or self._base
        self.made.emit(made)
