"""Figures as files: one paint function as PNG, SVG or PDF, with a title and the research line."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)

from steph_desktop import RESEARCH_USE
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.ui.kit.theme import LIGHT

FIGURE_SUFFIXES = (".png", ".svg", ".pdf")
_DPI = 96
_PIXELS = 3  # of a picture, for each unit
_MARGIN = 18.0


@dataclass(frozen=True)
class Figure:
    """A figure for paper, in the light colours.

    Attributes
    ----------
    title : str
        Above it; names no patient.
    paint : callable
        Takes the painter, the rectangle and the font.
    note : str
        Below it, before the research line.
    width, height : float
        In units of 1/96 inch.
    """

    title: str
    paint: Callable[[QPainter, QRectF, QFont], object]
    note: str = ""
    width: float = 760.0
    height: float = 560.0


def write_figure(figure: Figure, out: Path) -> Path:
    """Write a figure, whole or not at all; the form follows the name. Fit for any thread.

    Raises
    ------
    StephError
        If the name has another ending, or the file cannot be written.
    """
    suffix = out.suffix.lower()
    if suffix not in FIGURE_SUFFIXES:
        raise StephError(
            "A figure is written as PNG, SVG or PDF", out, "Choose one of these endings."
        )
    with atomic_path(out) as temporary:
        if suffix == ".png":
            if not QImageWriter(str(temporary), QByteArray(b"png")).write(picture_of(figure)):
                raise OSError(errno.EIO, "not written")
        elif suffix == ".svg":
            _write_svg(figure, temporary)
        else:
            _write_pdf(figure, temporary)
    return out


def picture_of(figure: Figure) -> QImage:
    """Return a figure as a picture of three pixels a unit."""
    size = QSize(round(figure.width), round(figure.height))
    image = QImage(size * _PIXELS, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.setDevicePixelRatio(1.0)
    _paint(figure, image, _PIXELS)
    image.setDotsPerMeterX(round(_PIXELS * _DPI / 0.0254))
    image.setDotsPerMeterY(round(_PIXELS * _DPI / 0.0254))
    return image


def _write_svg(figure: Figure, path: Path) -> None:
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setResolution(_DPI)
    generator.setSize(QSize(round(figure.width), round(figure.height)))
    generator.setViewBox(QRectF(0, 0, figure.width, figure.height))
    generator.setTitle(figure.title)
    generator.setDescription(RESEARCH_USE)
    _paint(figure, generator, 1.0)
    _require_end(path, b"</svg>")


def _write_pdf(figure: Figure, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(figure.title)
    writer.setCreator("STEPH Desktop")
    writer.setResolution(1200)
    inches = QSizeF(figure.width / _DPI, figure.height / _DPI)
    page = QPageSize(inches, QPageSize.Unit.Inch, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
    upright = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(page, upright, QMarginsF(0, 0, 0, 0)))
    _paint(figure, writer, writer.logicalDpiX() / _DPI)
    _require_end(path, b"%%EOF")


def _require_end(path: Path, end: bytes) -> None:
    """Refuse a file without its end: Qt does not say when the disk ran full."""
    with path.open("rb") as file:
        file.seek(-min(64, path.stat().st_size), os.SEEK_END)
        if end not in file.read():
            raise OSError(errno.ENOSPC, "incomplete")


def _paint(figure: Figure, device: QPaintDevice, scale: float) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(errno.EIO, "cannot be painted")
    try:
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _compose(figure, painter)
    finally:
        painter.end()


def _compose(figure: Figure, painter: QPainter) -> None:
    font, small, bold = _font(12.5), _font(10), _font(14.5, bold=True)
    rect = QRectF(0, 0, figure.width, figure.height)
    inner = rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    painter.setFont(bold)
    painter.setPen(QColor(LIGHT.ink))
    metrics = QFontMetricsF(bold)
    title = metrics.elidedText(figure.title, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner.topLeft() + _down(metrics.ascent()), title)
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    flags = int((Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap).value)
    note_room = QRectF(0, 0, inner.width(), 200)
    note = metrics.boundingRect(note_room, flags, figure.note).height() if figure.note else 0.0
    bottom = inner.bottom() - metrics.height()
    painter.setPen(QColor(LIGHT.alarm))
    painter.drawText(inner.bottomLeft() - _down(metrics.descent()), RESEARCH_USE)
    if figure.note:
        painter.setPen(QColor(LIGHT.muted))
        at = QRectF(inner.left(), bottom - note - 2, inner.width(), note + 2)
        painter.drawText(at, flags, figure.note)
        bottom -= note + 4
    top = inner.top() + QFontMetricsF(bold).height() + 8
    body = QRectF(inner.left(), top, inner.width(), bottom - 8 - top)
    figure.paint(painter, body, font)


def _down(by: float) -> QPointF:
    return QPointF(0, by)


def _font(size_px: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(round(size_px))
    font.setBold(bold)
    return font
