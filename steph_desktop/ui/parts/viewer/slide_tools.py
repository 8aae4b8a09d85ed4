"""The commands of the slide: measure, annotate, turn, colour profile, picture; their tool strip."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QFrame, QToolButton, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.case.slide_checks import BLUR_AMBER, pixel_size_doubt
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_bytes
from steph_desktop.core.job_control import JobControl
from steph_desktop.slide.annotations import ARTEFACT, Annotation
from steph_desktop.slide.region import Region, region_of, region_of_image
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.dialogs import chosen_files
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import in_row
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.menus import command, fill_menu, with_menu
from steph_desktop.ui.kit.messages import done
from steph_desktop.ui.kit.tasks import Tasks, pass_over
from steph_desktop.ui.kit.theme import LIGHT, sized_font
from steph_desktop.ui.kit.widgets import plain, tool
from steph_desktop.ui.parts.viewer.annotator import Annotator
from steph_desktop.ui.parts.viewer.drawing_layer import Tool
from steph_desktop.ui.parts.viewer.tiles import png_of
from steph_desktop.ui.parts.viewer.viewer import SlideViewer
from steph_desktop.workspace.ways_out import Departure, WayOut

if TYPE_CHECKING:
    from steph_desktop.slide.colour import ColourTransform
    from steph_desktop.slide.reader import Slide

# A slide that is passed over is not looked at; None for no slide.
DOUBT_AFTER_MS: int | None = 2000
PROFILE_WORDS = "Apply the scanner's colour profile"


def ask_picture(parent: QWidget) -> Path | None:
    """Ask for the name of a picture."""
    return _ask_save(parent, "Save the view as a picture", "slide-view.png", "PNG (*.png)")


def ask_geojson_to_write(parent: QWidget) -> Path | None:
    """Ask where annotations are written."""
    kinds = "GeoJSON for QuPath (*.geojson)"
    return _ask_save(parent, "Export the annotations", "annotations.geojson", kinds)


def ask_geojson_to_read(parent: QWidget) -> Path | None:
    """Ask for a file of annotations."""
    kinds = "GeoJSON (*.geojson *.json);;All files (*)"
    name, _ = QFileDialog.getOpenFileName(parent, tr("Import annotations"), "", tr(kinds))
    return next(iter(chosen_files(parent, [name])), None)


def _ask_save(parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, tr(title), suggested, tr(kinds))
    return Path(name) if name else None


class SlideCommands(QObject):
    """The slide's commands as actions with keys; they work while `owner` is visible."""

    notice = Signal(object)
    region_requested = Signal(Region)
    """Only what lies in a region is to be analysed."""

    def __init__(
        self, viewer: SlideViewer, annotator: Annotator, files: Tasks, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._viewer, self._annotator, self._files, self._owner = viewer, annotator, files, owner
        self._looking = Tasks(self)  # of its own: drawings are written while it looks
        self._is_closed = False
        self._doubted: set[Path] = set()  # slides whose pixel size was compared with their nuclei
        self._doubt_later = QTimer(self)
        self._doubt_later.setSingleShot(True)
        self._doubt_later.timeout.connect(self._doubt_pixel_size)
        use, add, history = self._use, partial(command, owner), annotator.drawings.history
        self.length = add("Measure a length", "M", partial(use, Tool.MEASURE_LENGTH))
        self.area = add("Measure an area", "Shift+M", partial(use, Tool.MEASURE_AREA))
        self.point = add("Draw a point", ".", partial(use, Tool.POINT))
        self.line = add("Draw a line", "I", partial(use, Tool.LINE))
        self.rectangle = add("Draw a rectangle", "T", partial(use, Tool.RECTANGLE))
        self.ellipse = add("Draw an ellipse", "Y", partial(use, Tool.ELLIPSE))
        self.polygon = add("Draw a polygon", "P", partial(use, Tool.POLYGON))
        self.freehand = add("Draw freehand", "F", partial(use, Tool.FREEHAND))
        # What has nothing to do here is connected by the pane, or by its being switched.
        self.list = add("Show or hide the list of annotations", "G")
        self.hide = add("Show or hide the annotations", "Shift+A", self._toggle_drawings)
        self.undo = add("Undo drawing", "Ctrl+Z", history.undo)
        self.redo = add("Redo drawing", "Ctrl+Shift+Z", history.redo)
        self.bring_in = add("Import annotations…", "", self.ask_import)
        self.bring_out = add("Export annotations…", "", self.ask_export)
        self.only_region = add("Analyse only this region", "", self.ask_region)
        leave_out = partial(self.ask_region, is_outside=True)
        self.leave_out = add("Analyse without this region", "", leave_out)
        self.one_image = add("Analyse one image of the file…", "", self.ask_image)
        self.one_image.setVisible(False)
        self.outline_artefacts = add("Outline pen marks, bubbles and blur", "", self.ask_artefacts)
        self.without_artefacts = add("Analyse without these", "", self.leave_artefacts_out)
        self.right = add("Turn the slide right", "R", partial(viewer.rotate, 90))
        self.left = add("Turn the slide left", "Shift+R", partial(viewer.rotate, -90))
        self.mirror = add("Mirror the slide left to right", "X", viewer.flip)
        upside_down = partial(viewer.flip, upside_down=True)
        self.mirror_down = add("Mirror the slide top to bottom", "Shift+X", upside_down)
        self.upright = add("Show the slide as it was scanned", "Ctrl+0", viewer.reset_rotation)
        self.look = add("Brightness and contrast…", "V")
        self.beside = add("Second slide beside this one", "Z")
        take, bare = (partial(self.take_picture, overlays=shown) for shown in (True, False))
        self.picture = add("Save the view as a picture…", "Ctrl+S", take)
        words = "Save the view without map and drawings…"
        self.bare_picture = add(words, "Ctrl+Shift+S", bare)
        self.outline = add("Show the tissue outline", "O")
        self.outline.setCheckable(True)
        self.profile = add(PROFILE_WORDS, "C")
        self.profile.setCheckable(True)
        self.save_map = add("Save the map…", "Ctrl+Alt+S")

    def _use(self, tool: Tool) -> None:
        if self._viewer.store is not None:
            self._annotator.layer.use(tool)
            # The view passes the keys of a drawing on: Esc, Return, Backspace.
            self._viewer.setFocus()

    def _toggle_drawings(self) -> None:
        layer = self._annotator.layer
        layer.shown = not layer.shown
        self._viewer.update()

    def ask_import(self) -> None:
        """Ask for a file of annotations and import it."""
        file = ask_geojson_to_read(self._owner) if self._viewer.store is not None else None
        if file is not None:
            self._annotator.import_from(file)

    def ask_export(self) -> None:
        """Ask for a file and export the annotations."""
        if not self._annotator.drawings.all:
            self.notice.emit("Nothing is drawn on this slide.")
            return
        file = ask_geojson_to_write(self._owner)
        if file is not None:
            self._annotator.export_to(file)

    def ask_artefacts(self) -> None:
        """Draw what the checks take for ink, air and blur, for the user to judge."""
        store = self._viewer.store
        if store is None:
            return
        slide, drawings = store.slide, self._annotator.drawings

        def draw(found: tuple[Annotation, ...]) -> None:
            # Asked for twice, the same are found again.
            known = {one.points for one in drawings.all}
            new = [one for one in found if one.points not in known]
            if self._viewer.shows(slide) and new:  # no other was opened meanwhile
                drawings.add(*new)
            elif self._viewer.shows(slide) and not found:
                self.notice.emit("No pen marks, bubbles or blur were found at the tissue.")

        self.notice.emit("Looking for pen marks, bubbles and blur. This may take half a minute.")
        work = partial(_artefacts_of, slide, self._control_for(slide))
        self._looking.run(self, work, draw, self.notice.emit, slot="artefacts")

    def _control_for(self, slide: Slide) -> JobControl:
        """Return what stops a look at a slide that is no longer on show."""
        return JobControl(cancelled=lambda: self._is_closed or not self._viewer.shows(slide))

    def close(self) -> None:
        """End the thread that looks for artefacts."""
        self._is_closed = True
        self._doubt_later.stop()
        self._looking.close()

    def leave_artefacts_out(self) -> None:
        """Ask for an analysis without all areas of the class Artefact."""
        areas = [one for one in self._annotator.drawings.all if one.label == ARTEFACT]
        if areas:
            self.region_requested.emit(region_of(areas, is_outside=True))
            return
        words = "No artefact is drawn. Choose Outline pen marks, bubbles and blur first."
        self.notice.emit(words)

    def ask_region(self, *, is_outside: bool = False) -> None:
        """Ask for an analysis of the chosen area, or of all but that; of the only one unchosen."""
        drawings = self._annotator.drawings
        areas = [one for one in drawings.all if one.is_area]
        if drawings.chosen is not None:
            areas = [drawings.chosen]
        elif len(areas) > 1:
            self.notice.emit("Several areas are drawn. Click the one that is meant.")
            return
        try:
            self.region_requested.emit(region_of(areas, is_outside=is_outside))
        except StephError as error:
            self.notice.emit(error)

    def follow(self) -> None:
        """Follow the slide on show: say so, and offer a choice, where its file holds several."""
        store = self._viewer.store
        self.one_image.setVisible(store is not None and bool(store.slide.info.images))
        if store is None:
            return
        if store.slide.info.scenes:
            self.notice.emit(store.slide.info.scenes)
        if store.slide.info.mpp is not None and DOUBT_AFTER_MS is not None:
            self._doubt_later.start(DOUBT_AFTER_MS)

    def _doubt_pixel_size(self) -> None:
        """Compare the pixel size of a slide that stays on show with its nuclei, once."""
        store = self._viewer.store
        if store is None or self._is_closed or store.slide.path in self._doubted:
            return
        slide = store.slide
        # Before the answer: it takes long, and the slide may be turned to again meanwhile.
        self._doubted.add(slide.path)

        def say(doubt: str) -> None:
            if doubt and self._viewer.shows(slide):
                self.notice.emit(f"{doubt} Pixel size in the case menu changes it.")

        work = partial(pixel_size_doubt, slide, self._control_for(slide))
        # What cannot be read is said by the view and by the analysis.
        self._looking.run(self, work, say, pass_over, slot="nuclei")

    def ask_image(self) -> None:
        """Ask for an analysis of one of several images of the file."""
        store = self._viewer.store
        if store is None or not store.slide.info.images:
            return
        offered = [
            f"{number}: {w:,} x {h:,} px, at {x:,}, {y:,}"
            for number, (x, y, w, h) in enumerate(store.slide.info.images, start=1)
        ]
        words = "Which image is to be analysed? It is kept with the case as its region."
        chosen = dialogs.ask_value(self._owner, "Images of this file", words, offered)
        if chosen:
            number = offered.index(chosen) + 1
            self.region_requested.emit(region_of_image(store.slide.info, number))

    def take_picture(self, *, overlays: bool) -> None:
        """Save the view with its scale bar; the label is never in it."""
        if self._viewer.store is None:
            return
        picture = with_research_line(self._viewer.picture(overlays=overlays))
        file = ask_picture(self._owner)
        if file is not None:
            # By way of memory: `write_bytes` leaves no half of a file.
            self._files.keep(
                self,
                lambda: write_bytes(file, png_of(picture)),
                partial(self._on_picture, file, overlays),
                self.notice.emit,
            )

    def _on_picture(self, file: Path, overlays: bool, _written: object) -> None:
        what = "with map and drawings" if overlays else "without map and drawings"
        tell_left(self, Departure(WayOut.PICTURE, what=what, identifiers=False), file)
        self.notice.emit(done(f"The picture is in {file.name}.", file=file, cause="picture"))


def _artefacts_of(slide: Slide, control: JobControl) -> tuple[Annotation, ...]:
    from steph_desktop.slide.quality import artefacts_of

    return artefacts_of(slide, BLUR_AMBER, control)


def with_research_line(picture: QImage) -> QImage:
    """Return a picture with the research-use line under it."""
    ratio = picture.devicePixelRatio()  # images count device pixels, their painters logical ones
    high = round(26 * ratio)
    out = QImage(picture.width(), picture.height() + high, QImage.Format.Format_RGB32)
    out.fill(QColor(LIGHT.panel))
    out.setDevicePixelRatio(ratio)
    painter = QPainter(out)
    painter.drawImage(0, 0, picture)
    painter.setFont(sized_font(QFont(), 1.0, bold=True))
    painter.setPen(QColor(LIGHT.alarm))
    width, top = round(out.width() / ratio), round(picture.height() / ratio)
    painter.drawText(10, top, width - 20, 26, Qt.AlignmentFlag.AlignVCenter, RESEARCH_USE)
    painter.end()
    return out


class ToolStrip(QFrame):
    """The menus Measure, Annotate and View, beside the objectives."""

    def __init__(self, commands: SlideCommands, annotator: Annotator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._annotator, one = annotator, commands
        self.measure = self._menu_button("Measure", [one.length, one.area])
        shapes = [one.point, one.line, one.rectangle, one.ellipse, one.polygon, one.freehand]
        rest = [one.list, one.hide, one.undo, one.redo, one.bring_in, one.bring_out]
        regions = [one.only_region, one.leave_out, one.one_image, None]
        regions += [one.outline_artefacts, one.without_artefacts]
        self.annotate = self._menu_button("Annotate", [*shapes, None, *rest, None, *regions])
        turns = [one.right, one.left, one.mirror, one.mirror_down, one.upright]
        shown, saved = [one.outline, one.profile, one.look], [one.picture, one.bare_picture]
        view = [one.beside, None, *shown, None, *turns, None, *saved, one.save_map]
        self.view = self._menu_button("View", view)
        in_row(self.measure, self.annotate, self.view, on=self, margins=(3, 3, 3, 3), spacing=0)
        annotator.layer.tool_changed.connect(self.follow)
        self.follow()

    def _menu_button(self, words: str, actions: list[QAction | None]) -> QToolButton:
        keys = [
            f"{action.text().rstrip('…')} ({action.shortcut().toString()})"
            for action in actions
            if action is not None and not action.shortcut().isEmpty()
        ]
        made = tool(words, checkable=True, takes_keys=False)
        made.setToolTip(plain(tr("\n".join(keys))))
        fill_menu(with_menu(made), actions)
        return made

    def follow(self) -> None:
        """Mark the menu of the tool in use."""
        used = self._annotator.layer.tool
        self.measure.setChecked(used.measures)
        self.annotate.setChecked(used is not Tool.MOVE and not used.measures)


class ColourProfile(QObject):
    """Applies the scanner's colour profile when the user asks, and to later slides too."""

    notice = Signal(object)

    def __init__(self, viewer: SlideViewer, action: QAction, files: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._viewer, self._action, self._files = viewer, action, files
        self._is_wanted = False
        action.toggled.connect(self._on_toggled)
        self.follow()

    def follow(self) -> None:
        store = self._viewer.store
        has_one = store is not None and store.slide.info.has_profile
        lacks = store is not None and not has_one
        words = f"{PROFILE_WORDS} (this slide has none)" if lacks else PROFILE_WORDS
        self._action.setText(tr(words))
        self._action.setEnabled(has_one)
        # Another slide switches it, not the user: what is wanted stays.
        with QSignalBlocker(self._action):
            self._action.setChecked(has_one and self._is_wanted)
        self._apply()

    def _on_toggled(self, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self._apply()

    def _apply(self) -> None:
        store = self._viewer.store
        if store is None or not self._action.isChecked():
            self._viewer.recolour(None)
        elif store.colours is None:
            slide = store.slide
            done, failed = partial(self._on_read, slide), partial(self._on_unreadable, slide)
            self._files.run(self, slide.colour_transform, done, failed, slot="profile")

    def _on_read(self, slide: Slide, colours: ColourTransform) -> None:
        if self._viewer.shows(slide) and self._action.isChecked():
            self._viewer.recolour(colours)

    def _on_unreadable(self, slide: Slide, error: StephError) -> None:
        if self._viewer.shows(slide):
            self._action.setChecked(False)
            self.notice.emit(error)
