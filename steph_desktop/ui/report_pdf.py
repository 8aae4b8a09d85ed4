"""The case report as a PDF: A4, vector text and plots, one page per case."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from steph_desktop.cases import CasePictures, CaseRecord, CaseResult
from steph_desktop.core import RESEARCH_USE, StephError
from steph_desktop.model.prediction import risk_contributions
from steph_desktop.report import ReportContent, compose, reference_line
from steph_desktop.ui.plots import SurvivalPlot, paint_sources, paint_survival, sources_height
from steph_desktop.ui.theme import LIGHT
from steph_desktop.workspace.artifacts import atomic_path

_DPI = 96  # the plots take the painter's units as pixels at 96 an inch
_GAP = 14.0
_SLIDE_HEIGHT = 290.0
_PLOT_HEIGHT = 300.0
_PATCH_SIDE = 92.0


def write_pdf(records: Sequence[CaseRecord], out: Path) -> None:
    """Write the de-identified report of finished cases, one page each, whole or not at all.

    Parameters
    ----------
    records : sequence of CaseRecord
        Cases with their pictures.
    out : pathlib.Path
        The PDF.

    Raises
    ------
    StephError
        If there is no case or the file cannot be written.
    """
    if not records:
        raise StephError("There is no finished case to report", None, "Analyse a case first.")
    with atomic_path(out) as temporary:
        writer = QPdfWriter(str(temporary))
        writer.setTitle("STEPH Desktop case report")
        writer.setCreator("STEPH Desktop")
        writer.setResolution(1200)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(15, 13, 15, 13),
                QPageLayout.Unit.Millimeter,
            )
        )
        painter = QPainter()
        if not painter.begin(writer):
            raise StephError("The report cannot be written", out, "Choose another folder.")
        try:
            scale = writer.logicalDpiX() / _DPI
            painter.scale(scale, scale)
            size = QSizeF(writer.width() / scale, writer.height() / scale)
            for number, record in enumerate(records):
                if number:
                    writer.newPage()
                _Page(painter, size, record).paint()
        finally:
            painter.end()
        _require_whole(temporary)


def _require_whole(temporary: Path) -> None:
    """Refuse a file without its end: Qt does not say when the disk ran full."""
    with temporary.open("rb") as file:
        file.seek(-min(64, temporary.stat().st_size), os.SEEK_END)
        if b"%%EOF" not in file.read():
            raise OSError(errno.ENOSPC, "incomplete")


class _Page:
    """One case on one page, laid out from top to bottom.

    Parameters
    ----------
    painter : QPainter
        In units of 1/96 inch.
    size : QSizeF
        Printable area.
    record : CaseRecord
        The case.
    """

    def __init__(self, painter: QPainter, size: QSizeF, record: CaseRecord) -> None:
        self.painter = painter
        self.size = size
        self.record = record
        self.content: ReportContent = compose(record.result)
        self.y = 0.0

    def paint(self) -> None:
        """Paint the page."""
        result = self.record.result
        self._header()
        group = LIGHT.of_group(result.risk_group)
        self._line(self.content.headline, _font(20, bold=True), group)
        self._line(self.content.survival, _font(11.5), LIGHT.text)
        reference = reference_line(result.card.reference, result.card.target_cancer)
        self._line(reference, _font(10), LIGHT.muted)
        for warning in self.content.warnings:
            self._line(f"Note: {warning}", _font(10), LIGHT.notice)
        self.y += _GAP / 2
        self._slide_and_sources()
        self._heading("Predicted survival")
        plot = SurvivalPlot(result.strata, result.card.bins, result.prediction.survival)
        rect = QRectF(0, self.y, self.size.width(), _PLOT_HEIGHT)
        paint_survival(self.painter, rect, plot, LIGHT, _font(10))
        self.y += _PLOT_HEIGHT + _GAP
        self._patches()
        self._provenance()
        self._footer()

    def _header(self) -> None:
        left = self.content.case_id
        self.painter.setPen(QColor(LIGHT.ink))
        self.painter.setFont(_font(13, bold=True))
        metrics = QFontMetricsF(self.painter.font())
        self.painter.drawText(QPointF(0, metrics.ascent()), left)
        right = f"{self.record.result.card.target_cancer} · {self.content.created}"
        self.painter.setFont(_font(10))
        self.painter.setPen(QColor(LIGHT.muted))
        width = QFontMetricsF(self.painter.font()).horizontalAdvance(right)
        self.painter.drawText(QPointF(self.size.width() - width, metrics.ascent()), right)
        self.y = metrics.height() + 4
        self.painter.setPen(QPen(QColor(LIGHT.line), 1))
        self.painter.drawLine(QPointF(0, self.y), QPointF(self.size.width(), self.y))
        self.y += 4
        self._line(RESEARCH_USE, _font(10, bold=True), LIGHT.alarm)

    def _line(self, text: str, font: QFont, colour: str, width: float | None = None) -> None:
        self.y += _wrapped(
            self.painter,
            QRectF(0, self.y, width or self.size.width(), self.size.height() - self.y),
            text,
            font,
            colour,
        )

    def _heading(self, text: str) -> None:
        self._line(text, _font(11.5, bold=True), LIGHT.ink)
        self.y += 2

    def _slide_and_sources(self) -> None:
        result, pictures = self.record.result, self.record.pictures
        half = (self.size.width() - _GAP) / 2
        top = self.y
        left_end = top
        if pictures.thumbnails:
            self._heading("Slide, and where it raises or lowers the risk")
            rect = QRectF(0, self.y, half, _SLIDE_HEIGHT)
            self._map(rect, result, pictures)
            left_end = rect.bottom()
        x = half + _GAP if pictures.thumbnails else 0.0
        y = top + _wrapped(
            self.painter,
            QRectF(x, top, half, 40),
            "Borrowed from other cancers",
            _font(11.5, bold=True),
            LIGHT.ink,
        )
        if result.prediction.sources:
            font = _font(10)
            height = sources_height(result.prediction.sources, font)
            rect = QRectF(x, y + 4, half, height)
            paint_sources(
                self.painter,
                rect,
                result.prediction.sources,
                result.card.target_cancer,
                LIGHT,
                font,
            )
            y += height + 10
        y += _wrapped(
            self.painter, QRectF(x, y, half, 200), self.content.sources, _font(10), LIGHT.text
        )
        self.y = max(left_end, y) + _GAP

    def _map(self, rect: QRectF, result: CaseResult, pictures: CasePictures) -> None:
        """Draw the first slide with each patch tinted by its contribution, and the legend."""
        image = _to_image(pictures.thumbnails[0])
        legend = 26.0
        room = QSizeF(rect.width(), rect.height() - legend)
        scale = min(room.width() / image.width(), room.height() / image.height())
        drawn = QRectF(rect.topLeft(), QSizeF(image.width() * scale, image.height() * scale))
        self.painter.drawImage(drawn, image)
        part = result.slides[0]
        values = risk_contributions(result.prediction, result.card.bins)
        limit = float(np.abs(values).max()) or 1.0
        if part.coords is not None:
            shrink = scale / pictures.downsamples[0]
            side = part.patch_size_level0_px * shrink
            self.painter.setPen(Qt.PenStyle.NoPen)
            for row, (x_px, y_px) in enumerate(part.coords):
                value = values[part.first + row] / limit
                colour = QColor(LIGHT.high if value > 0 else LIGHT.low)
                colour.setAlphaF(float(min(0.75, abs(value) ** 0.5 * 0.75)))
                self.painter.setBrush(colour)
                at = QPointF(drawn.left() + x_px * shrink, drawn.top() + y_px * shrink)
                self.painter.drawRect(QRectF(at, QSizeF(side, side)))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(QColor(LIGHT.line), 1))
        self.painter.drawRect(drawn)
        text = f"blue lowers, red raises the log-odds of an event (largest {limit:.3f})"
        _wrapped(
            self.painter,
            QRectF(rect.left(), drawn.bottom() + 3, rect.width(), legend),
            text,
            _font(9),
            LIGHT.muted,
        )

    def _patches(self) -> None:
        pictures = self.record.pictures
        if not pictures.top_patches:
            return
        self._heading("Patches that raise the risk most")
        for number, patch in enumerate(pictures.top_patches):
            x = number * (_PATCH_SIDE + 8)
            if x + _PATCH_SIDE > self.size.width():
                break
            self.painter.drawImage(QRectF(x, self.y, _PATCH_SIDE, _PATCH_SIDE), _to_image(patch))
        self.y += _PATCH_SIDE + _GAP

    def _provenance(self) -> None:
        font = _font(8.5)
        for label, value in self.content.provenance:
            _wrapped(self.painter, QRectF(0, self.y, 110, 40), label, font, LIGHT.muted)
            rect = QRectF(112, self.y, self.size.width() - 112, 40)
            self.y += _wrapped(self.painter, rect, value, font, LIGHT.text)

    def _footer(self) -> None:
        text = f"{RESEARCH_USE} {self.record.result.card.intended_use}"
        font = _font(8.5)
        height = QFontMetricsF(font).height()
        rect = QRectF(0, self.size.height() - height, self.size.width(), height)
        _wrapped(self.painter, rect, text, font, LIGHT.alarm)


def _wrapped(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: str) -> float:
    """Draw text wrapped at the width of `rect`; return the height it took."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    used = painter.boundingRect(rect, flags, text)
    painter.drawText(used, flags, text)
    return used.height()


def _font(size_px: float, *, bold: bool = False) -> QFont:
    font = QFont("DejaVu Sans")
    # Fractional sizes: the painter is scaled, so whole pixels would be coarse on paper.
    font.setPixelSize(max(1, round(size_px)))
    font.setBold(bold)
    return font


def _to_image(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> QImage:
    solid = np.ascontiguousarray(pixels)
    height, width = solid.shape[:2]
    return QImage(solid.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
