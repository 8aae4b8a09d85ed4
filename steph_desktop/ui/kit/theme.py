"""Colours and type of the window: one light and one dark theme, and how they reach Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from steph_desktop.core.settings import Theme
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.resources import resource_path

_LIGHT_LINES = (
    "#2f6fb2", "#b3541e", "#23784b", "#7a4fa3", "#846a00", "#b0376f", "#3f7f86", "#5f6b78",
)  # fmt: skip
_DARK_LINES = (
    "#6fabe8", "#f0a06a", "#6cc796", "#c49bec", "#d9bf5a", "#f08bb8", "#77c4cc", "#a9b4bf",
)  # fmt: skip


@dataclass(frozen=True)
class Colours:
    """Every colour of the window and of the plots, as ``#rrggbb``."""

    dark: bool
    # ground, panel, field, line: Window, panels, wells and hairlines.
    ground: str
    panel: str
    field: str
    line: str
    edge: str  # of what can be used: fields, buttons, boxes; at least 3 : 1 on all of these
    # ink, text, muted: Headings, text, secondary text; each at least 4.5 : 1 on `panel`.
    ink: str
    text: str
    muted: str
    # accent, on_accent, accent_wash: Buttons and selection.
    accent: str
    on_accent: str
    accent_wash: str
    notice: str
    notice_wash: str
    alarm: str
    alarm_wash: str
    done: str
    # low, middle, high: Risk groups; `low` lowers and `high` raises the risk on maps.
    low: str
    middle: str
    high: str
    on_group: str
    # source, target_part: The two parts of a source cancer's bar.
    source: str
    target_part: str
    canvas: str

    def series(self, number: int) -> str:
        """Colour of a line of a plot: the next of a palette safe for most eyes."""
        lines = _DARK_LINES if self.dark else _LIGHT_LINES
        return lines[number % len(lines)]

    def of_group(self, group: RiskGroup | None) -> str:
        """Colour of a risk group; secondary text colour without one."""
        own = {
            RiskGroup.LOW: self.low, RiskGroup.INTERMEDIATE: self.middle, RiskGroup.HIGH: self.high,
        }  # fmt: skip
        return self.ink if group is None else own[group]


# Each colour in the light and in the dark theme.
_THEMES = {
    "ground": ("#f4f5f7", "#14181d"),
    "panel": ("#ffffff", "#1b2128"),
    "field": ("#eef1f5", "#272e37"),
    "line": ("#d5d9e0", "#36404b"),
    "edge": ("#7a8593", "#7b8896"),
    "ink": ("#1d2733", "#f0f3f6"),
    "text": ("#42505f", "#cbd4dd"),
    "muted": ("#5b6877", "#9dabb9"),
    "accent": ("#2f6fb2", "#6fabe8"),
    "on_accent": ("#ffffff", "#0e1822"),
    "accent_wash": ("#e8f0f9", "#24364a"),
    "notice": ("#7a570c", "#ecca7a"),
    "notice_wash": ("#fdf4dc", "#38301a"),
    "alarm": ("#8a3b32", "#f2a59b"),
    "alarm_wash": ("#fbeae8", "#40241f"),
    "done": ("#23784b", "#6cc796"),
    "low": ("#2f6fb2", "#6fabe8"),
    "middle": ("#5f6b78", "#a9b4bf"),
    "high": ("#c0392b", "#f07f70"),
    "on_group": ("#ffffff", "#12171c"),
    "source": ("#5a4fcf", "#938af5"),
    "target_part": ("#b9b4ea", "#4d468f"),
    "canvas": ("#fbfafc", "#101317"),
}
LIGHT = Colours(dark=False, **{name: light for name, (light, _) in _THEMES.items()})
DARK = Colours(dark=True, **{name: dark for name, (_, dark) in _THEMES.items()})


def colours_for(theme: Theme) -> Colours:
    """Colours of a choice; the system's own light or dark where the user leaves it to it."""
    if theme is Theme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme is Theme.DARK else LIGHT


def apply_colours(app: QApplication, colours: Colours) -> None:
    """Give the application its palette and style sheet."""
    app.setPalette(_palette(colours))
    template = resource_path("style", "window.qss").read_text(encoding="utf-8")
    values = {field.name: str(getattr(colours, field.name)) for field in fields(colours)}
    values["icons"] = resource_path("style").as_posix()
    values["tone"] = "dark" if colours.dark else "light"
    app.setStyleSheet(re.sub(r"@(\w+)", lambda match: values[match[1]], template))


def follow_colours(root: QWidget, colours: Colours) -> None:
    """Tell a part of the window, and every part in it that paints itself, its colours."""
    for part in (root, *root.findChildren(QWidget)):
        if (take := getattr(part, "set_colours", None)) is not None:
            take(colours)


class Tinted:
    """Keeps the theme's colours that a part of the window is told; named before Qt's class."""

    colours: Colours = LIGHT

    def set_colours(self, colours: Colours) -> None:
        self.colours = colours
        self.tint()

    def tint(self) -> None:
        """Show the colours; what paints itself is painted anew."""
        self.update()  # type: ignore[attr-defined]


def _palette(colours: Colours) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for colour, roles in (
        (colours.ground, (role.Window,)),
        (colours.panel, (role.Base, role.ToolTipBase)),
        (colours.field, (role.AlternateBase, role.Button)),
        (colours.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (colours.muted, (role.PlaceholderText,)),
        (colours.accent, (role.Highlight, role.Link)),
        (colours.on_accent, (role.HighlightedText,)),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    for each in (role.ButtonText, role.Text):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.muted))
    return palette


def plate(
    painter: QPainter,
    rect: QRectF,
    fill: str | QColor,
    edge: str | None = None,
    *,
    round_px: float = 4,
) -> None:
    """Paint a rectangle with round corners, by default without an edge."""
    painter.setPen(QPen(QColor(edge), 1) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, round_px, round_px)


def printed_font(size_px: float, base: QFont | None = None, *, bold: bool = False) -> QFont:
    """Return a font for paper, in units of 1/96 inch."""
    font = QFont(base or QFont())
    font.setPixelSize(max(1, round(size_px)))
    # Painters are scaled: fitting letters to whole pixels would space them unevenly on paper.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(bold)
    return font


def sized_font(base: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Return the user's font, `factor` times as large."""
    font = QFont(base)
    if base.pixelSize() > 0:
        font.setPixelSize(round(base.pixelSize() * factor))
    else:
        font.setPointSizeF(base.pointSizeF() * factor)
    font.setBold(bold)
    return font
