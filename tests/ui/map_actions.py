"""Maps drawn and read back as colours."""

from pathlib import Path

import numpy as np
from fakes import SIZE_PX, make_result
from PySide6.QtGui import QImage
from viewer_actions import to_pixels

from steph_desktop.case.map_rendering import MapKind, MapOrder
from steph_desktop.slide.info import MppSource
from steph_desktop.ui.parts.viewer.map_pictures import SaveOrder, write_map_picture


def order_of(
    slide: Path,
    kind: MapKind = MapKind.RISK,
    size_px: tuple[int, int] = SIZE_PX,
    *,
    opacity: float = 0.55,
    mpp: float | None = 0.25,
) -> SaveOrder:
    result = make_result(size_px=size_px, side_px=128 if size_px == SIZE_PX else 32)
    wanted = MapOrder(kind, result, result.slides[0])
    return SaveOrder(wanted, slide, size_px, mpp, MppSource.SCANNER, opacity)


def drawn(tmp_path: Path, order: SaveOrder, down: float, **options: bool) -> np.ndarray:
    path = write_map_picture(tmp_path / "map.png", order, down, **options)
    return to_pixels(QImage(str(path)))
