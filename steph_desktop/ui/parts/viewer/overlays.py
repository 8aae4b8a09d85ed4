"""What floats over the slide: objectives, overview, map controls, progress and faults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.case.map_rendering import (
    MAP_OPACITY,
    ColourScale,
    MapKind,
    MapOrder,
    colours_of,
    format_multiple,
    format_signed,
)
from steph_desktop.case.result import CaseResult, SlidePatches
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.progress_words import step_words
from steph_desktop.model.outputs import MAP_HORIZONS
from steph_desktop.survival.curves import years_text
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row, lay
from steph_desktop.ui.kit.theme import Tinted
from steph_desktop.ui.kit.widgets import (
    Banner,
    ChoiceBox,
    ElidedLabel,
    ScaleStrip,
    button,
    error_paragraphs,
    plain,
    progress_bar,
    say,
    show_progress,
    text,
    tool,
    with_keys,
)
from steph_desktop.ui.parts.viewer.camera import OBJECTIVES, objective_of
from steph_desktop.ui.parts.viewer.viewer import SlideViewer

_LEGEND_STEPS = 64
_FAULT_WIDTH = 460


class ObjectiveBar(QFrame):
    """Buttons for the objectives, and to step through the slides of a case."""

    step_requested = Signal(int)

    def __init__(self, viewer: SlideViewer) -> None:
        super().__init__(viewer)
        self.setObjectName("card")
        self._viewer = viewer
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(3, 3, 3, 3)
        self._lines.setSpacing(0)
        self.fit_button = _tool("Fit", viewer.fit, tip="Show the whole slide (0)")
        self.buttons: dict[float, QToolButton] = {}
        for number, objective in enumerate(OBJECTIVES, start=1):
            tip = f"{objective:g}x objective ({number})"
            made = _tool(f"{objective:g}x", partial(self._go, objective), tip=tip)
            made.setCheckable(True)
            self.buttons[objective] = made
        self.count = QLabel()
        step = self.step_requested.emit
        self.back = _tool("‹", partial(step, -1), tip="Previous slide (Ctrl+Left)")
        self.forth = _tool("›", partial(step, 1), tip="Next slide (Ctrl+Right)")
        row = in_row(self.fit_button, *self.buttons.values(), spacing=0)
        lay(self._lines, row, in_row(self.back, self.count, self.forth, spacing=0))
        self.show_count(0, 1)

    def fit_into(self, width_px: int) -> None:
        """Lay out in one line, or with the slide buttons below where there is no room."""
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight)
        if self.sizeHint().width() > width_px:
            self._lines.setDirection(QBoxLayout.Direction.TopToBottom)
        self.adjustSize()

    def show_count(self, number: int, count: int) -> None:
        """Show which of the case's slides is on show; nothing for a case of one slide."""
        self.count.setText(tr(f"Slide {number + 1} of {count}"))
        for part in (self.back, self.count, self.forth):
            part.setVisible(count > 1)
        self.back.setEnabled(number > 0)
        self.forth.setEnabled(number + 1 < count)

    def _go(self, objective: float) -> None:
        self._viewer.set_objective(objective)
        self.follow()

    def follow(self) -> None:
        """Mark the objective on show; without a resolution there is none."""
        mpp = self._viewer.mpp
        for objective, made in self.buttons.items():
            made.setEnabled(mpp is not None)
            # Within two per cent: no zoom by the wheel meets an objective exactly.
            made.setChecked(mpp is not None and abs(objective_of(mpp) / objective - 1) < 0.02)


def _tool(words: str, on_click: Callable[[], object], *, tip: str) -> QToolButton:
    return tool(words, on_click, tip=tip, called=with_keys(tip), takes_keys=False)


class OverviewBox(Tinted, QWidget):
    """The whole slide in small; a click or a drag goes there."""

    def __init__(self, viewer: SlideViewer) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Overview"))
        self.setToolTip(tr("Click to go there"))

    def fit_into(self, side: int) -> None:
        """Adopt the slide's shape, its longer side `side` pixels."""
        store = self._viewer.store
        if store is None:
            self.hide()
            return
        width, height = store.pyramid.size_px
        scale = side / max(width, height)
        # 24: a long, narrow slide can still be hit. 8: the frame, see `_slide_box`.
        self.resize(max(24, round(width * scale)) + 8, max(24, round(height * scale)) + 8)
        self.show()

    def _slide_box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        store = self._viewer.store
        if store is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(self.colours.line))
        painter.setBrush(QColor(self.colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        box = self._slide_box()
        image = store.whole
        if image is not None:
            painter.drawImage(box, image)
        width, height = store.pyramid.size_px
        inside = QTransform.fromScale(box.width() / width, box.height() / height)
        inside *= QTransform.fromTranslate(box.left(), box.top())
        frame = inside.map(self._viewer.visible_corners()).intersected(QPolygonF(box))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A dark line on a light one shows over any stain.
        for colour, width_px in (("#ffffff", 3), ("#1d2733", 1.5)):
            painter.setPen(QPen(QColor(colour), width_px))
            painter.drawPolygon(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        store = self._viewer.store
        if store is not None:
            box = self._slide_box()
            width, height = store.pyramid.size_px
            spot = at - box.topLeft()
            self._viewer.centre_on(spot.x() / box.width() * width, spot.y() / box.height() * height)


class MapControls(QFrame):
    """Choice of map, opacity, and the legend in numbers."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        # Tab comes to controls in the order in which they become this panel's.
        self.choice = ChoiceBox(self)
        self.choice.setAccessibleName(tr("Map"))
        self.choice.setToolTip(tr("Map over the slide (H shows and hides it)"))
        for kind in MapKind:
            self.choice.addItem(tr(kind.value), kind)
        self.choice.setCurrentIndex(self.choice.findData(MapKind.RISK))
        self.choice.currentIndexChanged.connect(self.changed)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setRange(10, 100)
        self.opacity.setValue(round(100 * MAP_OPACITY))
        self.opacity.setFixedWidth(72)
        self.opacity.setAccessibleName(tr("Opacity of the map"))
        self.opacity.setToolTip(tr("Opacity of the map"))
        tip = "What the map explains: the risk score, or the survival at a horizon"
        self.horizon = self._choice("Years included", tip)
        for years in MAP_HORIZONS:
            words = "All years" if years is None else years_text(years)
            self.horizon.addItem(tr(words), years)
        self.palette_choice = self._choice("Colours of the map", "Colours of the map")
        tip = "Colours by value, or by rank among the patches"
        self.spread = self._choice("Scale of the map", tip)
        self.spread.addItem(tr("Linear"), False)
        self.spread.addItem(tr("Rank"), True)
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lay(self._choices, self.horizon, self.palette_choice, self.spread)
        self.mark = Banner("notice")
        self.mark.hide()
        self.strip = ScaleStrip()
        self.left, self.right = text(factor=0.88, wraps=False), text(factor=0.88, wraps=False)
        self.unit = text(name="muted", factor=0.85)
        self.value = text(factor=0.88, bold=True, wraps=False)
        for label in (self.right, self.value):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Room for a value, so that the panel does not change its size under the cursor.
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("+0.000000"))
        ends, below = in_row((self.left, 1), self.right), in_row((self.unit, 1), self.value)
        parts = (in_row(self.choice, self.opacity), self._choices, self.mark, self.strip)
        self._column = column(self, *parts, ends, below, margin=(10, 8, 10, 8), spacing=6)

    def fit_into(self, width_px: int) -> None:
        """Lay out in fewer columns where there is little room."""
        for way in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom):
            self._choices.setDirection(way)
            self._column.invalidate()
            # What was shown, hidden or said just now counts, in the rows within as well.
            self._column.activate()
            if self.sizeHint().width() <= width_px:
                break
        wanted = self.sizeHint()
        width = min(wanted.width(), width_px)
        self.resize(width, max(wanted.height(), self._column.totalHeightForWidth(width)))

    def _choice(self, name: str, tip: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(tr(name))
        box.setToolTip(plain(tr(tip)))
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        # Emitted for the user's choice, not while the list is filled.
        box.activated.connect(self.changed)
        return box

    def _offer_colours(self) -> None:
        """Offer the colours that fit the map; the one chosen before stays where it fits."""
        names = list(colours_of(self.kind))
        # Filled only with others: else the list would close under the user's hand.
        if [self.palette_choice.itemData(n) for n in range(self.palette_choice.count())] != names:
            self.palette_choice.clear()
            for name in names:
                self.palette_choice.addItem(tr(name), name)

    def order(self, result: CaseResult, part: SlidePatches) -> MapOrder:
        """Return the map chosen, of a case's slide."""
        kind = self.kind
        if kind in (MapKind.ATTENTION, MapKind.RISK):
            self._offer_colours()
        years = self.horizon.currentData() if kind is MapKind.RISK else None
        colours, by_rank = self.palette_choice.currentData(), bool(self.spread.currentData())
        return MapOrder(kind, result, part, years, colours, by_rank)

    @property
    def kind(self) -> MapKind:
        kind = self.choice.currentData()
        return kind if isinstance(kind, MapKind) else MapKind.NONE

    def show_scale(self, scale: ColourScale | None, unit: str = "", *, mark: str = "") -> None:
        """Show the legend of the map chosen, in its unit; None where it has no colours.

        `mark` says what a reader must know of the map first, such as that it is no result.
        """
        self.mark.say(mark)
        shown = (self.strip, self.left, self.right, self.unit, self.value, self.opacity)
        for part in (*shown, self.palette_choice, self.spread):
            part.setVisible(scale is not None)
        self.horizon.setVisible(self.kind is MapKind.RISK)
        if scale is not None:
            self.strip.show_colours(scale.legend(_LEGEND_STEPS))
            self.left.setText(tr(scale.captions[0]))
            self.right.setText(tr(scale.captions[1]))
            self.unit.setText(tr(f"{unit}, by rank" if self.spread.currentData() else unit))
        # It was a value of the map before.
        self.value.clear()

    def show_value(self, value: float | None) -> None:
        in_words = format_signed if self.kind is MapKind.RISK else format_multiple
        self.value.setText("" if value is None else tr(in_words(value)))


class ProgressOverlay(QFrame):
    """Progress of something that is being done with the slide, and Cancel."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.words = ElidedLabel()
        self.bar = progress_bar(f"Progress: {name}")
        self.bar.setFixedWidth(110)
        self.cancel = button("Cancel")
        in_row((self.words, 1), self.bar, self.cancel, on=self, margins=(10, 6, 6, 6), spacing=10)
        self.hide()

    def show_progress(self, name: str, progress: Progress | None) -> None:
        """Show the progress of a file, or of something without a name; None before it started."""
        words = step_words(progress.step) if progress is not None else "Starting"
        self.words.setText(tr(f"{words} · {name}" if name else words))
        show_progress(self.bar, progress)
        self.show()


class FaultOverlay(QFrame):
    """Says in the middle of the view why the slide cannot be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("alarm")
        self.words = text()
        self.looked = text(factor=0.9)
        self.again_button, self.find_button = button("Try again"), button("Find its folder…")
        buttons = in_row(self.again_button, self.find_button, None, spacing=8)
        self._column = column(self, self.words, self.looked, buttons, margin=14, spacing=8)
        # Its size comes from `fit_into`: a layout's own least size would stand in the way.
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._room = (_FAULT_WIDTH, 0)
        self._why = ""  # why the slide cannot be opened
        self.setAccessibleName(tr("The slide cannot be shown"))
        self.hide()

    def show_gone(self, name: str, *, may_fix: bool, is_shown: bool) -> None:
        """Say that the slide's file is gone, and whether another folder may be stated for it.

        `is_shown` says whether something of it was read before.
        """
        rest = " What has been read stays visible." if is_shown else ""
        self._why = ""
        self._show(
            f"{name} was not found. It was moved or renamed, or its drive or network share is not "
            f"connected.{rest} The slide is opened again as soon as the file is back.",
            may_fix=may_fix,
        )

    def show_error(self, error: StephError) -> None:
        self._why = error_paragraphs(error)
        self._show(self._why, may_fix=False)

    def leave_why(self, words_beside: str) -> None:
        """Say no more than that it cannot be shown, where the same words stand beside the slide."""
        # Empty where the file is gone: those words stay.
        if self._why:
            told = self._why == words_beside
            self.words.setText(tr("The slide cannot be shown." if told else self._why))
            self.fit_into(*self._room)

    def _show(self, words: str, *, may_fix: bool) -> None:
        self.words.setText(tr(words))
        self.looked.hide()
        self.find_button.setVisible(may_fix)
        self.show()
        self.raise_()

    def show_looked(self) -> None:
        """Say that the file was looked for again without success."""
        say(self.looked, f"Looked again at {datetime.now():%H:%M:%S}: it is still missing.")
        self.fit_into(*self._room)

    def fit_into(self, width: int, height: int) -> None:
        """Stand in the middle of a view, as high as the words need."""
        self._room = width, height
        own = max(120, min(_FAULT_WIDTH, width - 24))
        self._column.activate()
        high = self._column.totalHeightForWidth(own)
        self.setGeometry((width - own) // 2, (height - high) // 2, own, high)
