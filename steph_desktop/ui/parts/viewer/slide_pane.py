"""The slide with everything around it: viewer, overlays, annotations, maps and label."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QSplitter, QWidget

from steph_desktop.case.disclosure import Disclosure
from steph_desktop.case.map_rendering import MadeMap, MapKind, MapOrder, has_places
from steph_desktop.case.result import CaseResult, SlidePatches
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.theme import sized_font
from steph_desktop.ui.kit.widgets import WHAT_IF, ResizeWatch, text
from steph_desktop.ui.parts.viewer.annotator import AnnotationList, Annotator
from steph_desktop.ui.parts.viewer.beside import BesideView
from steph_desktop.ui.parts.viewer.look import Look, LookPanel
from steph_desktop.ui.parts.viewer.map_pictures import SaveOrder
from steph_desktop.ui.parts.viewer.map_saving import MapSaver
from steph_desktop.ui.parts.viewer.maps import MapMaker
from steph_desktop.ui.parts.viewer.outline_layer import TissueOutline
from steph_desktop.ui.parts.viewer.overlays import (
    FaultOverlay,
    MapControls,
    ObjectiveBar,
    OverviewBox,
    ProgressOverlay,
)
from steph_desktop.ui.parts.viewer.slide_tools import ColourProfile, SlideCommands, ToolStrip
from steph_desktop.ui.parts.viewer.viewer import SlideViewer

_MARGIN = 12
_EVERY_MS = 2000
_LABEL_PX = 220
ON_REQUEST = "Shown on request; it may be wrong"
OUT_OF_DATE = "Out of date: the pixel size was changed"
REGION_ONLY = "Region only"
_NO_MAP = "There is no map of this slide. Analyse its case, or show its result, first."


class SlideWatch(QObject):
    """Checks every other second whether a file can still be read, on a thread of its own.

    A share that hangs holds up that thread alone. `close` must be called.
    """

    gone = Signal(Path)
    """The file was there and is no longer."""
    back = Signal(Path)
    """The file was not there and now is."""
    still_gone = Signal(Path)
    """The file was looked for again and is not there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self.is_there = True
        """Whether the file could be read when it was last looked at"""
        self._tasks = Tasks(self)
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)

    def follow(self, path: Path | None, *, is_there: bool = True) -> None:
        """Watch a file, or nothing, from now on; `is_there` says whether it was there before."""
        self._path, self.is_there = path, is_there
        if path is None:
            self.timer.stop()
        else:
            self.timer.start()

    def look(self) -> None:
        """Look now; a signal follows if something changed, or the file is still gone."""
        # One question at a time: a share that hangs answers late, and once.
        if self._path is not None and not self._tasks.busy:
            read = partial(_can_be_read, self._path)
            self._tasks.run(self, read, partial(self._on_seen, self._path))

    def close(self) -> None:
        self.follow(None)
        self._tasks.close()

    def _on_seen(self, path: Path, is_there: bool) -> None:
        # Another slide is followed by now.
        if path != self._path:
            return
        was_there, self.is_there = self.is_there, is_there
        if is_there and not was_there:
            self.back.emit(path)
        elif not is_there:
            (self.gone if was_there else self.still_gone).emit(path)


def _can_be_read(path: Path) -> bool:
    """Open a file and read from it: a name may be remembered where its share is gone."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        return False
    return True


class SlidePane(QWidget):
    """The viewer and everything that floats over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewer = SlideViewer()
        self.beside = BesideView(self.viewer)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(2)
        for part in (self.viewer, self.beside):
            self.splitter.addWidget(part)
        column(self, self.splitter, margin=0, spacing=-1)
        # The viewer is narrower than the pane while a second slide stands beside it.
        ResizeWatch(self.viewer, self.arrange)
        self.objectives = ObjectiveBar(self.viewer)
        self.files = Tasks(self)  # one thread: what is written last is the last
        self.maker = MapMaker(self)
        self.annotator = Annotator(self.files, self)
        self.viewer.layers.append(self.annotator.layer)
        self.commands = SlideCommands(self.viewer, self.annotator, self.files, self)
        self.profile = ColourProfile(self.viewer, self.commands.profile, self.files, self)
        self.saving = ProgressOverlay(self.viewer, "saving the map")
        self.saver = MapSaver(self.saving, self)
        self.saver.shown_changed.connect(self.arrange)
        self.looking = ProgressOverlay(self.viewer, "looking for tissue")
        self.tissue = TissueOutline(self.viewer, self.looking, self)
        self.tissue.progress_changed.connect(self.arrange)
        self.tissue.switched_off.connect(partial(self.commands.outline.setChecked, False))
        self.commands.outline.toggled.connect(self.tissue.show)
        self.viewer.layers.insert(0, self.tissue.layer)  # under the drawings
        self.commands.save_map.triggered.connect(self._save_map)
        self.tools = ToolStrip(self.commands, self.annotator, self.viewer)
        self.drawn = AnnotationList(self.annotator.drawings, self.viewer)
        self.drawn.hide()
        self.look = LookPanel(self.viewer)
        self.look.changed.connect(self._on_look)
        self.look.close_button.clicked.connect(self.toggle_look)
        self.commands.look.triggered.connect(self.toggle_look)
        self.overview = OverviewBox(self.viewer)
        self.maps = MapControls(self.viewer)
        self.label = QLabel(self.viewer)
        self.label.setObjectName("card")
        self.label.setFrameShape(QFrame.Shape.StyledPanel)
        self.label.setAccessibleName(tr("Slide label"))
        self.unreadable = QPushButton(self.viewer)
        self.unreadable.setToolTip(tr("Read them again, for instance when a drive is back"))
        self.unreadable.setCursor(Qt.CursorShape.PointingHandCursor)
        self.unreadable.clicked.connect(self.viewer.try_again)
        self.unreadable.setStyleSheet(
            "background: #4a4f57; color: #ffd27a; padding: 4px 8px; border-radius: 4px;"
        )
        self.fault = FaultOverlay(self.viewer)
        self.watch = SlideWatch(self)
        self.hint = text(factor=1.1, name="muted")
        self.hint.setParent(self.viewer)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.result: CaseResult | None = None
        """The result whose maps are offered"""
        self._said = Disclosure()
        self._what_if: CaseResult | None = None
        self._part: SlidePatches | None = None
        self.viewer.view_changed.connect(self._follow)
        self.viewer.slide_changed.connect(self._on_slide)
        self.annotator.layer.repaint_needed.connect(self.viewer.update)
        self.annotator.layer.tool_changed.connect(self.viewer.update_cursor)
        self.annotator.drawings.changed.connect(self.arrange)
        self.annotator.drawings.chosen_changed.connect(self.arrange)
        self.commands.list.triggered.connect(self.toggle_list)
        self.drawn.fly_requested.connect(self.viewer.fly_to)
        self.drawn.bring_in.clicked.connect(self.commands.ask_import)
        self.drawn.bring_out.clicked.connect(self.commands.ask_export)
        ask_region = self.commands.ask_region
        self.drawn.region_requested.connect(lambda is_out: ask_region(is_outside=is_out))
        self.viewer.unreadable_changed.connect(self._count_unreadable)
        self.viewer.hovered.connect(self.maps.show_value)
        self.maps.changed.connect(self._lay_map)
        self.maker.made.connect(self._on_map)
        self.maps.opacity.valueChanged.connect(lambda share: self.viewer.set_opacity(share / 100))
        # Once by hand: the slider tells of changes alone.
        self.viewer.set_opacity(self.maps.opacity.value() / 100)
        self.show_result(None, None)
        self.hide_label()
        self._count_unreadable(0)
        self._follow()

    def show_hint(self, words: str) -> None:
        """Words in the middle of an empty viewer."""
        self.hint.setText(tr(words))
        self.arrange()

    def show_result(
        self, result: CaseResult | None, part: SlidePatches | None, said: Disclosure | None = None
    ) -> None:
        """Offer the maps of a result for the slide on show; None removes them.

        They bear the mark of `said`: on request, out of date, or of a region only.
        """
        self.result, self._part, self._said = result, part, said or Disclosure()
        self._lay_map()
        self._follow_tissue()

    def _follow_tissue(self) -> None:
        kept = self._part.outline if self._part is not None else None
        self.tissue.follow(kept, has_result=self._part is not None)

    def show_what_if(self, would_be: CaseResult | None) -> None:
        """Lay the map of a what-if over the slide; None shows that of the result again."""
        if would_be is not self._what_if:
            self._what_if = would_be
            self._lay_map()

    def toggle_list(self) -> None:
        """Show or hide the list of annotations (A)."""
        self.drawn.setVisible(self.drawn.isHidden() and self.viewer.store is not None)
        self.arrange()

    def toggle_look(self) -> None:
        """Show or hide brightness, contrast and gamma (V); what they are stays."""
        # Asked first: what is hidden has lost the keyboard already.
        had_focus = self.look.isAncestorOf(QApplication.focusWidget() or self)
        self.look.setVisible(self.look.isHidden() and self.viewer.store is not None)
        self.arrange()
        if self.look.isVisible():
            self.look.sliders["brightness"].setFocus()
        elif had_focus:
            self.viewer.setFocus()

    def _on_look(self, look: Look) -> None:
        self.viewer.set_look(look)
        self.beside.viewer.set_look(look)

    def close_files(self) -> None:
        """Write what is drawn and end all threads."""
        self.watch.close()
        self.saver.close()
        self.tissue.close()
        self.commands.close()
        self.files.close()
        self.annotator.tell_kept()  # of what was written just now, too
        self.maker.close()

    def _save_map(self) -> None:
        store, result, part = self.viewer.store, self.result, self._part
        if store is None or result is None or part is None:
            self.saver.notice.emit(_NO_MAP)
            return
        info, wanted = store.slide.info, self.maps.order(result, part)
        if wanted.kind is MapKind.NONE:
            # None is shown: that of the risk is meant.
            wanted = MapOrder(MapKind.RISK, result, part)
        tissue = self.tissue.layer
        order = SaveOrder(
            wanted, store.slide.path, info.size_px, info.mpp, info.mpp_source,
            self.maps.opacity.value() / 100, tissue.outline if tissue.shown else None,
            store.colours, beside_what_if=self._what_if is not None, mark=self._said.mark,
        )  # fmt: skip
        self.saver.ask(self, order)

    def _on_slide(self) -> None:
        store = self.viewer.store
        self.annotator.follow(store.slide.path if store is not None else None)
        self.drawn.show_mpp(self.viewer.slide_mpp)
        if store is None:
            self.drawn.hide()
            self.look.hide()
        self._follow_tissue()
        self.profile.follow()
        self.commands.follow()

    def toggle_map(self) -> None:
        self.viewer.set_map_shown(not self.viewer.map_shown)

    def show_label(self, image: QImage) -> None:
        # In device pixels, or it is blurred where a logical one has several.
        ratio = self.devicePixelRatioF()
        side, keep = round(_LABEL_PX * ratio), Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(image).scaled(side, side, keep, smooth)
        pixmap.setDevicePixelRatio(ratio)
        self.label.setPixmap(pixmap)
        self.label.adjustSize()
        self.label.show()
        self.arrange()

    def hide_label(self) -> None:
        """Hide the label and forget its picture."""
        self.label.clear()
        self.label.hide()

    def _lay_map(self) -> None:
        # Without a result nothing, though a what-if of it were left.
        result, part = self.result and (self._what_if or self.result), self._part
        if result is not None and part is not None and has_places(part):
            self.maps.show()
            self.maker.ask(self.maps.order(result, part))
        else:
            self.maps.hide()
            self.maker.drop()
            self.viewer.set_map(None)

    def _on_map(self, made: MadeMap) -> None:
        # A grid is the same for every model and every what-if.
        mark = WHAT_IF if made.order.result.is_what_if else _short_mark(self._said)
        mark = "" if made.scale is None else mark
        self.maps.show_scale(made.scale, made.order.unit, mark=mark)
        self.arrange()
        self.viewer.set_map(made.patch_map, mark)

    def _count_unreadable(self, count: int) -> None:
        self.unreadable.setVisible(count > 0)
        tiles = "tile" if count == 1 else "tiles"
        self.unreadable.setText(tr(f"{count} {tiles} of this slide cannot be read. Try again"))
        self.unreadable.adjustSize()
        self.arrange()

    def _follow(self) -> None:
        shown = self.viewer.store is not None
        self.objectives.setVisible(shown)
        self.tools.setVisible(shown)
        self.hint.setVisible(not shown)
        self.objectives.follow()
        # Every move of the view comes by here: laid out only as a slide comes or goes.
        if shown != self.overview.isVisible():
            self.arrange()
        self.overview.update()

    def arrange(self) -> None:
        """Put the overlays in their places after one of them changed."""
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
        for overlay in (self.saving, self.looking):
            if not overlay.isHidden():
                overlay.resize(min(440, beside - 2 * _MARGIN), overlay.sizeHint().height())
                overlay.move(_MARGIN, below_bar)
                below_bar = overlay.geometry().bottom() + 8
        self.look.fit(width - 2 * _MARGIN)
        for below in (self.unreadable, self.look, self.drawn):
            below.move(_MARGIN, below_bar)
            if not below.isHidden():
                below_bar = below.geometry().bottom() + 8
        self.maps.fit_into(width - 2 * _MARGIN)
        # The scale bar is at the bottom left: where both do not fit, the legend goes above.
        scale_bar = self.viewer.scale_bar_rect()
        fits = width - self.maps.width() - _MARGIN > scale_bar.right() + _MARGIN
        lift = 0 if fits or scale_bar.isEmpty() else scale_bar.height() + 6
        top = round(height - self.maps.height() - _MARGIN - lift)
        self.maps.move(width - self.maps.width() - _MARGIN, top)
        if not self.fault.isHidden():
            self.fault.fit_into(width, height)
        self.hint.setFont(sized_font(self.font(), 1.1))
        self.hint.setGeometry(30, 0, max(10, width - 60), height)


def _short_mark(said: Disclosure) -> str:
    """Say on a map in a few words why it is not like others."""
    if said.is_stale:
        return OUT_OF_DATE
    if said.is_on_request:
        return ON_REQUEST
    return REGION_ONLY if said.region is not None else ""
