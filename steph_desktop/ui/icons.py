"""Small line icons of the tools, drawn from paths in the theme's colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Paths within 16 x 16.
_PATHS = {
    "turn": "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
    "camera": "M2 5h3l1-2h4l1 2h3v8H2zM8 6.4a2.6 2.6 0 1 0 .01 0",
    "more": "M3 8h.01M8 8h.01M13 8h.01",
    "measure": "M2 11 11 2l3 3-9 9zM5 8l1.4 1.4M7 6l1.4 1.4M9 4l1.4 1.4",
    "annotate": "M3 13l.8-3.2L11 2.6l2.4 2.4-7.2 7.2z",
}
_SIZE_PX = 16


def icon(name: str, colour: str, ratio: float = 2.0) -> QIcon:
    """Draw an icon in a colour, sharp at a device pixel ratio."""
    width = 2.4 if name == "more" else 1.4
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{_PATHS[name]}" '
        f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )
    side = round(_SIZE_PX * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)
