"""Figures as files and on the clipboard: a plot with a title and the research line."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QPicture,
)

from steph_desktop import RESEARCH_USE
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.plots.scene import Plot, play, record_plot
from steph_desktop.ui.kit.theme import LIGHT, printed_font

FIGURE_SUFFIXES = (".png", ".svg", ".pdf")
_DPI = 96
_PIXELS = 3  # of a picture, for each unit
_MARGIN = 18.0


@dataclass(frozen=True)
class Figure:
    """A figure for paper, in the light colours; made by `make_figure`."""

    title: str  # above it; names no patient
    picture: QPicture  # all of it, in units of 1/96 inch
    # width, height: Its size in these units.
    width: int
    height: int


def make_figure(
    plot: Plot, title: str, note: str = "", *, width: float = 760.0, height: float = 560.0
) -> Figure:
    """Draw a plot for paper, with its title, a note below it, and the research line.

    To be called in the GUI thread; `write_figure` may run in any.
    """
    font, small, bold = printed_font(12), printed_font(10), printed_font(14, bold=True)
    rect = QRectF(0, 0, round(width), round(height))
    inner = rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    picture = QPicture()
    painter = QPainter(picture)
    try:
        painter.setFont(bold)
        painter.setPen(QColor(LIGHT.ink))
        metrics = QFontMetricsF(bold)
        words = metrics.elidedText(tr(title), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner.topLeft() + QPointF(0, metrics.ascent()), words)
        top = inner.top() + metrics.height() + 10
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        painter.setPen(QColor(LIGHT.alarm))
        painter.drawText(inner.bottomLeft() - QPointF(0, metrics.descent()), tr(RESEARCH_USE))
        bottom = inner.bottom() - metrics.height()
        if note:
            flags = int((Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap).value)
            room = QRectF(0, 0, inner.width(), 200)
            high = metrics.boundingRect(room, flags, note).height()
            painter.setPen(QColor(LIGHT.muted))
            painter.drawText(
                QRectF(inner.left(), bottom - high - 2, room.width(), high + 2), flags, note
            )
            bottom -= high + 4
        size = QSizeF(inner.width(), bottom - 8 - top)
        # On paper the colours are the light ones, whatever the window shows.
        play(painter, record_plot(plot.on_paper(), size, font), QPointF(inner.left(), top))
    finally:
        painter.end()
    return Figure(title, picture, round(width), round(height))


def write_figure(figure: Figure, out: Path) -> Path:
    """Write a figure, whole or not at all; the form follows the name. Fit for any thread."""
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


def picture_of(figure: Figure, pixels: int = _PIXELS) -> QImage:
    """Return a figure as a picture with the given number of pixels to a unit."""
    image = QImage(QSize(figure.width, figure.height) * pixels, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    _paint(figure, image, pixels)
    image.setDotsPerMeterX(round(pixels * _DPI / 0.0254))
    image.setDotsPerMeterY(round(pixels * _DPI / 0.0254))
    return image


def _write_svg(figure: Figure, path: Path) -> None:
    # A library of its own, which only this asks for.
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setResolution(_DPI)
    generator.setSize(QSize(figure.width, figure.height))
    generator.setViewBox(QRectF(0, 0, figure.width, figure.height))
    generator.setTitle(tr(figure.title))
    generator.setDescription(RESEARCH_USE)
    _paint(figure, generator, 1.0)
    require_end(path, b"</svg>")


def _write_pdf(figure: Figure, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(tr(figure.title))
    writer.setCreator("STEPH Desktop")
    writer.setResolution(1200)
    inches = QSizeF(figure.width / _DPI, figure.height / _DPI)
    page = QPageSize(inches, QPageSize.Unit.Inch, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
    upright = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(page, upright, QMarginsF(0, 0, 0, 0)))
    _paint(figure, writer, writer.logicalDpiX() / _DPI)
    require_end(path, b"%%EOF")


def require_end(path: Path, end: bytes) -> None:
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
        play(painter, figure.picture, QPointF(0, 0))
    finally:
        painter.end()
