"""The map of a whole slide as a picture: slide, patches, scale bar, legend and research notice."""

from __future__ import annotations

import errno
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPainter, QTransform

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.case.map_files import MapSheet, horizon_words, sheet_of
from steph_desktop.case.map_rendering import ColourScale, MapKind, MapOrder, make_map
from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.slide.info import MppSource
from steph_desktop.slide.tissue import Outline
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import LIGHT
from steph_desktop.ui.parts.viewer.camera import OBJECTIVES, Camera, mpp_of, objective_of
from steph_desktop.ui.parts.viewer.canvas import draw_unreadable
from steph_desktop.ui.parts.viewer.layers import View
from steph_desktop.ui.parts.viewer.maps import paint_map
from steph_desktop.ui.parts.viewer.outline_layer import OutlineLayer
from steph_desktop.ui.parts.viewer.scale_bar import ScaleReading
from steph_desktop.ui.parts.viewer.tiles import read_area

if TYPE_CHECKING:
    from steph_desktop.slide.colour import ColourTransform

MOST_PIXELS = 64_000_000
"""Of a picture: about 250 MB while it is made."""

_MOST_SIDE_PX = 30_000
_FITTING_PX = (1500, 3000, 6000)
_BLOCK_PX = 2048
_LEGEND_STEPS = 128
_LEGEND_WIDTH, _STRIP_HEIGHT = 230.0, 12.0
_GAP = 14.0
_UNIT_PX = 1500.0  # longer side of a picture whose words are as large as on screen
_PNG_QUALITY = 80  # stands for little compression, five times as fast


def map_words(order: MapOrder) -> str:
    """Name a map with all that was chosen."""
    rank = ", colours by rank" if order.by_rank and order.kind is not MapKind.GRID else ""
    if order.kind is MapKind.RISK:
        return f"Risk contribution over {horizon_words(order.years)}{rank}"
    return f"{order.kind.value}{rank}"


@dataclass(frozen=True)
class SaveOrder:
    """A map to be saved."""

    map: MapOrder  # as it is shown now; never of `MapKind.NONE`.
    slide: Path  # its file
    size_px: tuple[int, int]  # width and height of the slide
    mpp: float | None  # micrometres per level-0 pixel
    mpp_source: MppSource | None  # where it comes from
    opacity: float  # of the map over the slide, 0 to 1
    outline: Outline | None = None  # edge of the tissue, where it is shown
    # What is made of the slide's colours; None to show them as they are in the file.
    colours: ColourTransform | None = None
    # A what-if is on show meanwhile; the map is of the result all the same.
    beside_what_if: bool = False
    mark: str = ""  # beside the research line of a result that is shown on request

    @property
    def result(self) -> CaseResult:
        return self.map.result

    @property
    def number(self) -> int:
        """Place of the slide in its case, from 0."""
        slides = enumerate(self.result.slides)
        return next(number for number, part in slides if part is self.map.part)

    def sheet(self) -> MapSheet:
        """Gather what the files tell; raises what `sheet_of` raises."""
        return replace(sheet_of(self.result, self.number, self.size_px), mark=self.mark)

    @property
    def stem(self) -> str:
        """A file name that names nobody: pseudonym, slide and map."""
        several = f"-slide-{self.number + 1}" if len(self.result.slides) > 1 else ""
        name = f"{self.result.case_id}{several}-{self.map.kind.value.lower()}"
        return "".join(sign if sign.isalnum() else "-" for sign in name)


@dataclass(frozen=True)
class Resolution:
    """A size that the picture of a slide may have."""

    downsample: float  # level-0 pixels per pixel
    words: str  # with the size in pixels


def resolutions_for(size_px: tuple[int, int], mpp: float | None) -> tuple[Resolution, ...]:
    """Sizes on offer: three that fit the slide, then the objectives that a picture can hold."""
    longer = max(size_px)
    found = [_resolution(size_px, longer / side, "") for side in _FITTING_PX if side < longer]
    if mpp is not None:
        for objective in OBJECTIVES:
            # Two per cent: a scanner's 40x is seldom 0.25 µm/px exactly.
            if objective <= objective_of(mpp) * 1.02:
                down = max(1.0, mpp_of(objective) / mpp)
                found.append(_resolution(size_px, down, f"{objective:g}x: "))
    if not found or (mpp is None and longer <= _FITTING_PX[-1]):
        found.append(_resolution(size_px, 1.0, "Full size: "))
    held = [one for one in found if _is_held(size_px, one.downsample)]
    return tuple(held or found[:1])


def _resolution(size_px: tuple[int, int], down: float, name: str) -> Resolution:
    width, height = (math.ceil(side / down) for side in size_px)
    return Resolution(down, f"{name}{width:,} × {height:,} px")


def _is_held(size_px: tuple[int, int], down: float) -> bool:
    width, height = (side / down for side in size_px)
    return width * height <= MOST_PIXELS and max(width, height) <= _MOST_SIDE_PX


def write_map_picture(
    path: Path,
    order: SaveOrder,
    downsample: float,
    *,
    with_slide: bool = True,
    control: JobControl | None = None,
) -> Path:
    """Write the map of a whole slide as PNG, whole or not at all; fit for any thread.

    A pixel is `downsample` level-0 pixels. Without the slide the map stands alone on white.
    Parts that cannot be decoded are marked; it raises `StephError` if the slide cannot be
    opened, the picture does not fit into memory, or the file cannot be written.
    """
    control = control or JobControl()
    image = _draw(order, downsample, with_slide, control)
    control.checkpoint(1, 1, Phase.WRITING_FILE)
    with atomic_path(path) as temporary:
        writer = QImageWriter(str(temporary), QByteArray(b"png"))
        writer.setQuality(_PNG_QUALITY)
        if not writer.write(image):
            raise OSError(errno.EIO, "the picture was not written to its end")
    return path


def _draw(order: SaveOrder, down: float, with_slide: bool, control: JobControl) -> QImage:
    width, height = (math.ceil(side / down) for side in order.size_px)
    footer = _Footer(order, down, max(width, height), with_slide=with_slide)
    # The words below may need more width than a narrow slide has.
    page = max(width, math.ceil(footer.narrowest))
    high = footer.height(page)
    image = QImage(page, height + math.ceil(high), QImage.Format.Format_RGB32)
    if image.isNull():
        what, todo = "There is not enough memory for this picture", "Choose a smaller one."
        raise StephError(what, f"{order.stem}.png", todo)
    image.fill(QColor("white"))
    if order.mpp is not None:
        per_metre = round(1e6 / (order.mpp * down))
        image.setDotsPerMeterX(per_metre)
        image.setDotsPerMeterY(per_metre)
    painter = QPainter(image)
    try:
        painter.translate((page - width) // 2, 0)
        lost = _draw_slide(painter, order, (width, height), down, control) if with_slide else 0
        _draw_map(painter, order, (width, height), down, with_slide)
        painter.resetTransform()
        footer.paint(painter, QRectF(0, height, page, high), lost)
    finally:
        painter.end()
    return image


def _unit(size_px: tuple[int, int]) -> float:
    """How much larger words and lines are than on screen."""
    return max(1.0, max(size_px) / _UNIT_PX)


def _draw_slide(
    painter: QPainter, order: SaveOrder, size: tuple[int, int], down: float, control: JobControl
) -> int:
    """Draw the slide block by block; returns how many could not be read."""
    from steph_desktop.slide.reader import Slide

    width, height = size
    blocks = [(x, y) for y in range(0, height, _BLOCK_PX) for x in range(0, width, _BLOCK_PX)]
    lost = 0
    # Opened anew, the slide does not know what the user stated.
    stated = order.mpp if order.mpp_source is MppSource.USER else None
    with Slide(order.slide, stated) as slide:
        for done, (x, y) in enumerate(blocks):
            # One more: the file is still to be written.
            control.checkpoint(done, len(blocks) + 1, Phase.READING_SLIDE)
            place = QRect(x, y, min(_BLOCK_PX, width - x), min(_BLOCK_PX, height - y))
            x0, y0 = round(x * down), round(y * down)
            x1 = min(order.size_px[0], round((x + place.width()) * down))
            y1 = min(order.size_px[1], round((y + place.height()) * down))
            wide, high = max(1, x1 - x0), max(1, y1 - y0)
            try:
                part = read_area(slide, x0, y0, wide, high, down, order.colours)
            except StephError:
                # Gone altogether, and no block that is damaged.
                if not order.slide.exists():
                    raise
                draw_unreadable(painter, place)
                lost += 1
            else:
                painter.drawImage(place, part)
    return lost


def _draw_map(
    painter: QPainter, order: SaveOrder, size: tuple[int, int], down: float, with_slide: bool
) -> None:
    patches = make_map(order.map).patch_map
    if patches is None:
        return
    opacity = order.opacity if with_slide else 1.0
    # Row by row of blocks, so that a large picture needs no second one beside it.
    for top in range(0, size[1], _BLOCK_PX):
        area = QRect(0, top, size[0], min(_BLOCK_PX, size[1] - top))
        painter.setClipRect(area)
        paint_map(painter, patches, Camera(1 / down, 0, 0), area, opacity)
    painter.setClipRect(QRect(0, 0, *size))
    layer = OutlineLayer()
    layer.shown, layer.outline = True, order.outline
    layer.weight = _unit(size)
    to_picture = QTransform.fromScale(1 / down, 1 / down)
    whole = QRectF(0, 0, *order.size_px)
    layer.paint(painter, View(to_picture, to_picture.inverted()[0], whole, None, LIGHT, size[0]))
    painter.setClipping(False)


class _Footer:
    """What stands under the picture; its lengths are in units of `unit` pixels."""

    def __init__(
        self, order: SaveOrder, down: float, longer_px: int, *, with_slide: bool = True
    ) -> None:
        self.unit = _unit((longer_px, 0))
        self._order = order
        self._font = QFont()
        self._font.setPixelSize(14)
        self._bold = QFont(self._font)
        self._bold.setBold(True)
        self._scale = make_map(order.map).scale
        mpp = order.mpp * down if order.mpp is not None else None
        per_unit = mpp * self.unit if mpp is not None else None
        changed = "colour profile" if with_slide and order.colours is not None else ""
        self._reading = ScaleReading(
            per_unit, order.mpp_source, 1 / down, changed=changed, shown_mpp=mpp
        )
        metrics = QFontMetricsF(self._font)
        self._line = metrics.height()
        self._bar = QSizeF(*self._reading.size(self._font))
        self._legend = QSizeF(_LEGEND_WIDTH, 0)
        if self._scale is not None:
            wide = max(_LEGEND_WIDTH, metrics.horizontalAdvance(tr(order.map.unit)))
            self._legend = QSizeF(wide, _STRIP_HEIGHT + 2 * self._line + 6)
        self._note = (
            f"Model {order.result.card.model_id} · STEPH Desktop {__version__} · "
            f"{order.map.part.count:,} patches"
        )

    @property
    def narrowest(self) -> float:
        """Least width in pixels."""
        bold = QFontMetricsF(self._bold).horizontalAdvance(tr(RESEARCH_USE))
        wide = max(self._bar.width(), self._legend.width(), bold)
        return (wide + 2 * _GAP) * self.unit

    def _is_wide(self, page_px: float) -> bool:
        """Whether scale bar and legend stand side by side."""
        need = self._bar.width() + self._legend.width() + 3 * _GAP
        return self._scale is None or need <= page_px / self.unit

    def _tools_height(self, page_px: float) -> float:
        bar, legend = self._bar.height(), self._legend.height()
        return max(bar, legend) if self._is_wide(page_px) else bar + legend + _GAP

    def height(self, page_px: float) -> float:
        lines = 4 if self._order.mark else 3
        return (self._tools_height(page_px) + lines * (self._line + 2) + 3 * _GAP) * self.unit

    def paint(self, painter: QPainter, rect: QRectF, lost: int) -> None:
        painter.translate(rect.topLeft())
        painter.scale(self.unit, self.unit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, y = rect.width() / self.unit, _GAP
        self._reading.paint(painter, QRectF(QPointF(_GAP - 12, y), self._bar), self._font, LIGHT)
        if self._scale is not None:
            at = QPointF(_GAP, y + self._bar.height() + _GAP)
            if self._is_wide(rect.width()):
                at = QPointF(width - self._legend.width() - _GAP, y)
            self._paint_legend(painter, QRectF(at, self._legend), self._scale)
        y += self._tools_height(rect.width()) + _GAP
        sheet, note = self._order.sheet(), self._note
        if lost:
            note = f"{lost} parts of the slide cannot be read and are marked · {note}"
        lines = (
            (f"{sheet.title} · {map_words(self._order.map)}", self._bold, LIGHT.ink),
            (note, self._font, LIGHT.muted),
            (RESEARCH_USE, self._bold, LIGHT.alarm),
            *([(sheet.mark, self._bold, LIGHT.alarm)] if sheet.mark else []),
        )
        for words, font, colour in lines:
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(tr(words), Qt.TextElideMode.ElideRight, width - 2 * _GAP)
            painter.drawText(QPointF(_GAP, y + metrics.ascent()), shown)
            y += self._line + 2

    def _paint_legend(self, painter: QPainter, box: QRectF, scale: ColourScale) -> None:
        colours = np.ascontiguousarray(scale.legend(_LEGEND_STEPS))
        steps = len(colours)
        strip = QImage(colours.data, steps, 1, 4 * steps, QImage.Format.Format_RGBA8888)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # One row of pixels, drawn as high as the strip is.
        painter.drawImage(QRectF(box.left(), box.top(), box.width(), _STRIP_HEIGHT), strip)
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        y = box.top() + 14 + metrics.ascent()
        painter.setPen(QColor(LIGHT.text))
        left, right = map(tr, scale.captions)
        painter.drawText(QPointF(box.left(), y), left)
        painter.drawText(QPointF(box.right() - metrics.horizontalAdvance(right), y), right)
        painter.setPen(QColor(LIGHT.muted))
        painter.drawText(QPointF(box.left(), y + self._line), tr(self._order.map.unit))
