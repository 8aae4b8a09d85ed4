"""The centre of the window: the viewer with its objectives, overview, map legend and label."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.case.map_files import HORIZONS_YEARS
from steph_desktop.case.map_rendering import (
    MAP_OPACITY,
    ColourScale,
    MadeMap,
    MapKind,
    MapOrder,
    colours_of,
    format_multiple,
    format_signed,
    has_places,
)
from steph_desktop.engine.use_cases import CaseResult, SlidePatches
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.kit.widgets import WHAT_IF, Banner, ScaleStrip, text
from steph_desktop.ui.parts.job_list.progress_plate import ProgressPlate
from steph_desktop.ui.parts.viewer.annotation_plate import AnnotationPlate
from steph_desktop.ui.parts.viewer.annotator import Annotator
from steph_desktop.ui.parts.viewer.colour_profile import ColourProfile
from steph_desktop.ui.parts.viewer.map_pictures import SaveOrder
from steph_desktop.ui.parts.viewer.map_saving import MapSaver
from steph_desktop.ui.parts.viewer.maps import MapMaker
from steph_desktop.ui.parts.viewer.objective_bar import ObjectiveBar
from steph_desktop.ui.parts.viewer.outline_layer import TissueOutline
from steph_desktop.ui.parts.viewer.overview import Overview
from steph_desktop.ui.parts.viewer.slide_tools import SlideCommands, ToolStrip
from steph_desktop.ui.parts.viewer.slide_watch import FaultPlate, SlideWatch
from steph_desktop.ui.parts.viewer.viewer import SlideViewer

_MARGIN = 12
_LEGEND_STEPS = 64
_NO_MAP = "There is no map on this slide. Analyse its case, or have its result shown, first."


class MapPlate(QFrame):
    """Choice of map, opacity, and the legend in numbers."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plate")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        row = QHBoxLayout()
        self.choice = QComboBox()
        self.choice.setAccessibleName("Map")
        self.choice.setToolTip("Map over the slide (H shows and hides it)")
        for kind in MapKind:
            self.choice.addItem(kind.value, kind)
        self.choice.setCurrentIndex(self.choice.findData(MapKind.RISK))
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(10, 100)
        self.opacity.setValue(round(100 * MAP_OPACITY))
        self.opacity.setFixedWidth(72)
        self.opacity.setAccessibleName("Opacity of the map")
        self.opacity.setToolTip("Opacity of the map")
        row.addWidget(self.choice)
        row.addWidget(self.opacity)
        layout.addLayout(row)
        self.horizon = self._choice("Years that count", "Years whose hazard the map explains")
        for years in HORIZONS_YEARS:
            words = "All years" if years is None else f"{years:g} year{'s' if years > 1 else ''}"
            self.horizon.addItem(words, years)
        self.palette_choice = self._choice("Colours of the map", "Colours of the map")
        self.spread = self._choice(
            "Scale of the map", "Colours by value, or by rank among the patches"
        )
        self.spread.addItem("Linear", False)
        self.spread.addItem("Rank", True)
        choices = QHBoxLayout()
        for box in (self.horizon, self.palette_choice, self.spread):
            choices.addWidget(box)
        layout.addLayout(choices)
        self.what_if = Banner("notice", WHAT_IF)
        self.what_if.hide()
        layout.addWidget(self.what_if)
        self.strip = ScaleStrip()
        layout.addWidget(self.strip)
        self.left = text(factor=0.88)
        self.right = text(factor=0.88)
        self.unit = text(name="muted", factor=0.85)
        self.value = text(factor=0.88, bold=True)
        for label in (self.left, self.right, self.unit, self.value):
            label.setWordWrap(False)
        for label in (self.right, self.value):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Room for a value, so that the plate does not change its size under the cursor.
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("+0.000000"))
        for first, second in ((self.left, self.right), (self.unit, self.value)):
            pair = QHBoxLayout()
            pair.addWidget(first, 1)
            pair.addWidget(second)
            layout.addLayout(pair)

    def _choice(self, name: str, tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # The user's hand, not the filling of the list.
        box.activated.connect(self._on_choice)
        return box

    def _offer_colours(self) -> None:
        """Offer the colours that fit the map; the one chosen before stays where it fits."""
        names = list(colours_of(self.kind))
        if [self.palette_choice.itemText(n) for n in range(self.palette_choice.count())] != names:
            self.palette_choice.clear()
            self.palette_choice.addItems(names)

    def order(self, result: CaseResult, part: SlidePatches) -> MapOrder:
        """Return the map chosen, of a case's slide."""
        kind = self.kind
        if kind in (MapKind.ATTENTION, MapKind.RISK):
            self._offer_colours()
        years = self.horizon.currentData() if kind is MapKind.RISK else None
        colours, by_rank = self.palette_choice.currentText(), bool(self.spread.currentData())
        return MapOrder(kind, result, part, years, colours, by_rank)

    @property
    def kind(self) -> MapKind:
        """The map chosen."""
        kind = self.choice.currentData()
        return kind if isinstance(kind, MapKind) else MapKind.NONE

    def show_scale(self, scale: ColourScale | None, *, is_what_if: bool = False) -> None:
        """Show the legend of the map chosen; None where it has no colours."""
        kind = self.kind
        self.what_if.setVisible(is_what_if)
        shown = (self.strip, self.left, self.right, self.unit, self.value, self.opacity)
        for part in (*shown, self.palette_choice, self.spread):
            part.setVisible(scale is not None)
        self.horizon.setVisible(kind is MapKind.RISK)
        if scale is not None:
            self.strip.show_colours(scale.legend(_LEGEND_STEPS))
            self.left.setText(scale.captions[0])
            self.right.setText(scale.captions[1])
            years = self.horizon.currentText().lower()
            span = years if self.horizon.currentData() is None else f"mean of {years}"
            unit = (
                f"log-odds, {span}"
                if kind is MapKind.RISK
                else "attention against the average patch"
            )
            self.unit.setText(f"{unit}, by rank" if self.spread.currentData() else unit)
        self.value.clear()
        self.adjustSize()

    def show_value(self, value: float | None) -> None:
        """Show the value under the cursor."""
        if value is None:
            self.value.clear()
        elif self.kind is MapKind.RISK:
            self.value.setText(format_signed(value))
        else:
            self.value.setText(format_multiple(value))

    def _on_choice(self, _index: int) -> None:
        self.changed.emit()


class SlidePane(QWidget):
    """The viewer and all that floats on it."""

    def __init__(self, pool: ReaderPool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewer = SlideViewer(pool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.viewer)
        self.objectives = ObjectiveBar(self.viewer)
        self.files = ReaderPool(1, self)
        self.maker = MapMaker(self)
        self.annotator = Annotator(self.files, self)
        self.viewer.layers.append(self.annotator.layer)
        self.commands = SlideCommands(self.viewer, self.annotator, self.files, self)
        self.profile = ColourProfile(self.viewer, self.commands.profile, self.files, self)
        self.saving = ProgressPlate(self.viewer, "saving the map")
        self.saver = MapSaver(self.saving, self)
        self.saver.shown_changed.connect(self._arrange)
        self.looking = ProgressPlate(self.viewer, "looking for tissue")
        self.tissue = TissueOutline(self.viewer, self.looking, self)
        self.tissue.plate_changed.connect(self._arrange)
        self.tissue.switched_off.connect(partial(self.commands.outline.setChecked, False))
        self.commands.outline_switched.connect(self.tissue.show)
        self.viewer.layers.insert(0, self.tissue.layer)
        self.commands.map_requested.connect(self._save_map)
        self.tools = ToolStrip(self.commands, self.annotator, self.viewer)
        self.drawn = AnnotationPlate(self.annotator.drawings, self.viewer)
        self.drawn.hide()
        self.overview = Overview(self.viewer)
        self.maps = MapPlate(self.viewer)
        self.label = QLabel(self.viewer)
        self.label.setObjectName("plate")
        self.label.setFrameShape(QFrame.Shape.StyledPanel)
        self.label.setAccessibleName("Slide label")
        self.unreadable = QPushButton(self.viewer)
        self.unreadable.setToolTip("Read them once more, for instance after a drive came back")
        self.unreadable.setCursor(Qt.CursorShape.PointingHandCursor)
        self.unreadable.clicked.connect(self.viewer.try_again)
        self.unreadable.setStyleSheet(
            "background: #4a4f57; color: #ffd27a; padding: 4px 8px; border-radius: 4px;"
        )
        self.fault = FaultPlate(self.viewer)
        self.watch = SlideWatch(self)
        self.hint = text(factor=1.1, name="muted")
        self.hint.setParent(self.viewer)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._result: CaseResult | None = None
        self._what_if: CaseResult | None = None
        self._part: SlidePatches | None = None
        self.viewer.view_changed.connect(self._follow)
        self.viewer.slide_changed.connect(self._on_slide)
        self.annotator.layer.repaint_needed.connect(self.viewer.update)
        self.annotator.layer.tool_changed.connect(self.viewer.update_cursor)
        self.annotator.drawings.changed.connect(self._arrange)
        self.annotator.drawings.chosen_changed.connect(self._arrange)
        self.commands.list.triggered.connect(self.toggle_list)
        self.drawn.fly_requested.connect(self.viewer.fly_to)
        self.drawn.import_requested.connect(self.commands.ask_import)
        self.drawn.export_requested.connect(self.commands.ask_export)
        self.viewer.unreadable_changed.connect(self._count_unreadable)
        self.viewer.hovered.connect(self.maps.show_value)
        self.maps.changed.connect(self._lay_map)
        self.maker.made.connect(self._on_map)
        self.maps.opacity.valueChanged.connect(self._on_opacity)
        self.viewer.set_opacity(self.maps.opacity.value() / 100)
        self.show_result(None, None)
        self.hide_label()
        self._count_unreadable(0)
        self._follow()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.viewer.set_colours(colours)
        self.overview.colours = colours
        self.overview.update()

    def show_hint(self, words: str) -> None:
        """Words in the middle of an empty viewer."""
        self.hint.setText(words)
        self._arrange()

    def arrange(self) -> None:
        """Put what floats in its place after one of them changed."""
        self._arrange()

    @property
    def result(self) -> CaseResult | None:
        """The result whose maps are offered."""
        return self._result

    def show_result(self, result: CaseResult | None, part: SlidePatches | None) -> None:
        """Offer the maps of a result on the slide on show; None takes them away."""
        self._result, self._part = result, part
        self._lay_map()
        self._follow_tissue()

    def _follow_tissue(self) -> None:
        kept = self._part.outline if self._part is not None else None
        self.tissue.follow(kept, has_result=self._part is not None)

    def show_what_if(self, would_be: CaseResult | None) -> None:
        """Lay the map of a what-if over the slide; None brings that of the result back."""
        if would_be is not self._what_if:
            self._what_if = would_be
            self._lay_map()

    def toggle_list(self) -> None:
        """Show or hide the list of annotations (A)."""
        self.drawn.setVisible(self.drawn.isHidden() and self.viewer.store is not None)
        self._arrange()

    def close_files(self) -> None:
        """Write what is drawn and end the threads that write and make maps."""
        self.watch.close()
        self.saver.close()
        self.tissue.close()
        self.files.finish()
        self.maker.close()

    def _save_map(self) -> None:
        store, result, part = self.viewer.store, self._result, self._part
        if store is None or result is None or part is None:
            self.saver.notice.emit(_NO_MAP)
            return
        info, wanted = store.slide.info, self.maps.order(result, part)
        if wanted.kind is MapKind.NONE:
            wanted = MapOrder(MapKind.RISK, result, part)
        opacity = self.maps.opacity.value() / 100
        order = SaveOrder(
            wanted,
            store.slide.path,
            info.size_px,
            info.mpp,
            info.mpp_source,
            opacity,
            self.tissue.layer.outline if self.tissue.layer.shown else None,
            store.colours,
            beside_what_if=self._what_if is not None,
        )
        self.saver.ask(self, order)

    def _on_slide(self) -> None:
        store = self.viewer.store
        self.annotator.follow(store.slide.path if store is not None else None)
        self.drawn.show_mpp(store.slide.info.mpp if store is not None else None)
        if store is None:
            self.drawn.hide()
        self._follow_tissue()
        self.profile.follow()

    def toggle_map(self) -> None:
        """Show or hide the map (H)."""
        self.viewer.set_map_shown(not self.viewer.map_shown)

    def show_label(self, image: QImage) -> None:
        """Show the slide's label image."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            round(220 * ratio),
            round(220 * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        self.label.setPixmap(pixmap)
        self.label.adjustSize()
        self.label.show()
        self._arrange()

    def hide_label(self) -> None:
        """Hide the label and forget its picture."""
        self.label.clear()
        self.label.hide()

    def resizeEvent(self, _event: object) -> None:
        self._arrange()

    def _lay_map(self) -> None:
        result, part = self._result, self._part
        if result is not None and self._what_if is not None:
            result = self._what_if
        usable = part is not None and has_places(part)
        self.maps.setVisible(result is not None and usable)
        if result is None or part is None or not usable:
            self.maker.drop()
            self.viewer.set_map(None)
            return
        self.maker.ask(self.maps.order(result, part))

    def _on_map(self, made: MadeMap) -> None:
        # A grid says nothing of the model, whatever is asked of it.
        is_what_if = made.order.result.is_what_if and made.scale is not None
        self.maps.show_scale(made.scale, is_what_if=is_what_if)
        self._arrange()
        self.viewer.set_map(made.patch_map, WHAT_IF if is_what_if else "")

    def _on_opacity(self, percent: int) -> None:
        self.viewer.set_opacity(percent / 100)

    def _count_unreadable(self, count: int) -> None:
        self.unreadable.setVisible(count > 0)
        tiles = "tile" if count == 1 else "tiles"
        self.unreadable.setText(f"{count} {tiles} of this slide cannot be read. Try again")
        self.unreadable.adjustSize()
        self._arrange()

    def _follow(self) -> None:
        shown = self.viewer.store is not None
        self.objectives.setVisible(shown)
        self.tools.setVisible(shown)
        self.hint.setVisible(not shown)
        self.objectives.follow()
        if shown != self.overview.isVisible():
            self._arrange()
        self.overview.update()

    def _arrange(self) -> None:
        width, height = self.viewer.width(), self.viewer.height()
        bar = self.objectives
        bar.fit_into(width - 2 * _MARGIN)
        bar.move(_MARGIN, _MARGIN)
        self.overview.fit_into(max(70, min(170, width // 4, height // 3)))
        beside = width - self.overview.width() - _MARGIN
        crowded = beside < bar.geometry().right() + _MARGIN
        # The tools stand beside the objectives, or under them where there is no room.
        tools = self.tools
        tools.adjustSize()
        right = bar.geometry().right() + 8
        fits = right + tools.width() + 8 < beside
        tools.move(right if fits else _MARGIN, _MARGIN if fits else bar.geometry().bottom() + 8)
        below_bar = max(bar.geometry().bottom(), tools.geometry().bottom()) + 8
        self.overview.move(beside, below_bar if crowded else _MARGIN)
        self.label.move(width - self.label.width() - _MARGIN, self.overview.geometry().bottom() + 8)
        for plate in (self.saving, self.looking):
            if not plate.isHidden():
                plate.resize(min(440, beside - 2 * _MARGIN), plate.sizeHint().height())
                plate.move(_MARGIN, below_bar)
                below_bar = plate.geometry().bottom() + 8
        self.unreadable.move(_MARGIN, below_bar)
        under = self.unreadable.geometry().bottom() + 8
        self.drawn.move(_MARGIN, below_bar if self.unreadable.isHidden() else under)
        self.maps.adjustSize()
        # The scale bar's plate is at the bottom left: where both do not fit, the legend goes above.
        room = self.viewer.scale_plate().right() + _MARGIN
        lift = (
            0 if width - self.maps.width() - _MARGIN > room else self.viewer.scale_plate().height()
        )
        self.maps.move(
            width - self.maps.width() - _MARGIN,
            round(height - self.maps.height() - _MARGIN - (lift + 6 if lift else 0)),
        )
        if not self.fault.isHidden():
            self.fault.fit_into(width, height)
        self.hint.setFont(sized_font(self.font(), 1.1))
        self.hint.setGeometry(30, 0, max(10, width - 60), height)
