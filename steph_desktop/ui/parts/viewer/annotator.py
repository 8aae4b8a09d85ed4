"""Annotations of the slide on show: read when it opens, written after every step; their list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QToolButton, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.slide.annotations import (
    Annotation,
    Imported,
    load_annotations,
    measure_words,
    read_geojson,
    save_annotations,
    to_geojson,
    write_geojson,
)
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.messages import Ended, Message, Tone, done
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.widgets import Later, heading, plain, say, text, text_field, tool
from steph_desktop.ui.parts.viewer.drawing_layer import DrawingLayer, Drawings
from steph_desktop.workspace.audit_trail import digest_of
from steph_desktop.workspace.ways_out import Departure, WayOut

COLOURS = {
    "Red": "#c0392b",
    "Blue": "#2f6fb2",
    "Green": "#23784b",
    "Yellow": "#d8a200",
    "Purple": "#8e44ad",
    "Black": "#1d2733",
}
_RIM = "#7f8a97"  # at least 3 : 1 against a light and a dark panel, and against black
_WIDTH = 252
_MOST_ROWS = 6
_TELL_MS = 3000


class Annotator(QObject):
    """Drawings, the layer that edits them, and their files, read and written in the background.

    `files` has one thread, so that what is written last is the last.
    """

    notice = Signal(object)
    kept = Signal(Path, int, str)
    """Drawings of a slide were changed and are on disk: how many there are now, and their hash."""
    imported = Signal(int)
    """How many annotations came in."""

    def __init__(self, files: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawings = Drawings(self)
        self.layer = DrawingLayer(self.drawings, self)
        self._files = files
        self._workspace: Path | None = None
        self._slide: Path | None = None
        self._is_loaded = False
        # Not on disk yet: a slide that is shown again at once finds its drawings here.
        self._unsaved: dict[Path, tuple[Annotation, ...]] = {}
        self._untold: dict[Path, tuple[Annotation, ...]] = {}  # on disk, but not told of by `kept`
        self._tell_later = Later(self.tell_kept, self, _TELL_MS)
        self.drawings.changed.connect(self._save)

    def keep_in(self, workspace: Path | None) -> None:
        """Keep drawings in a workspace; with None they are gone when the slide closes."""
        self._workspace = workspace

    def follow(self, slide: Path | None) -> None:
        if slide == self._slide and self._is_loaded:
            return
        self.tell_kept()
        if self._slide is not None:
            self.notice.emit(Ended(("drawings", self._slide)))
        self._slide = slide
        self._is_loaded = False
        self.layer.clear()
        self.drawings.start(())
        if slide in self._unsaved:
            self._start(self._unsaved[slide])
        elif slide is not None and self._workspace is not None:
            # What is drawn before the answer comes is kept on top of it, see `_start`.
            load = partial(load_annotations, self._workspace, slide)
            self._files.run(self, load, partial(self._show, slide), partial(self._miss, slide))

    def import_from(self, file: Path) -> None:
        """Add the annotations of a GeoJSON file; `imported` follows."""
        add = partial(self._add_imported, self._slide)
        self._files.run(self, partial(read_geojson, file), add, self.notice.emit)

    def export_to(self, file: Path) -> None:
        write = partial(write_geojson, file, self.drawings.all)
        self._files.keep(self, write, partial(self._on_exported, file), self.notice.emit)

    def _on_exported(self, file: Path, _written: object) -> None:
        tell_left(self, Departure(WayOut.DRAWINGS, identifiers=False), file)
        self.notice.emit(done(f"The annotations are in {file.name}.", file=file, cause=self))

    def _start(self, annotations: tuple[Annotation, ...]) -> None:
        # What was drawn before the file was read stays, on top.
        drawn = self.drawings.all
        self.drawings.start((*annotations, *drawn))
        self._is_loaded = True
        if drawn:
            self._save()

    def _save(self) -> None:
        slide, workspace = self._slide, self._workspace
        if slide is None or workspace is None or not self._is_loaded:
            return  # before its file is read nothing may take that file's place
        self._unsaved[slide] = self.drawings.all
        save = partial(save_annotations, workspace, slide, self.drawings.all)
        # As they are now: by the time they are written there may be more.
        kept = partial(self._on_kept, slide, self.drawings.all)
        self._files.keep(self, save, kept, self._on_not_kept)

    def _on_kept(self, slide: Path, annotations: tuple[Annotation, ...], _saved: object) -> None:
        # What was drawn since then is still to be written.
        if slide != self._slide or self._unsaved.get(slide) == self.drawings.all:
            self._unsaved.pop(slide, None)
        self.notice.emit(Ended("drawing"))
        self._untold[slide] = annotations
        self._tell_later.ask()

    def tell_kept(self) -> None:
        """Tell of drawings that were changed: once for what is drawn in a few seconds."""
        untold, self._untold = self._untold, {}
        for slide, drawn in untold.items():
            self.kept.emit(slide, len(drawn), digest_of(to_geojson(drawn)))

    def _show(self, slide: Path, annotations: tuple[Annotation, ...]) -> None:
        if slide == self._slide:
            self._start(annotations)

    def _miss(self, slide: Path, error: StephError) -> None:
        # A file that cannot be read is never written over.
        if slide == self._slide:
            words = f"The drawings on this slide are not shown. {error}"
            self.notice.emit(Message(words, Tone.FAULT, cause=("drawings", slide)))

    def _add_imported(self, slide: Path | None, found: Imported) -> None:
        if slide == self._slide:  # no other was opened while the file was read
            self.drawings.add(*found.annotations)
            self.imported.emit(len(found.annotations))
            if found.notes:
                self.notice.emit(Message(" ".join(found.notes), Tone.ATTENTION))

    def _on_not_kept(self, error: StephError) -> None:
        words = f"The drawing is not kept. {error}"
        self.notice.emit(Message(words, Tone.FAULT, {"Try again": self._save}, cause="drawing"))


class AnnotationList(QFrame):
    """The list over the slide: select, name, colour, remove, import and export annotations."""

    fly_requested = Signal(float, float, float)
    """Middle and width of a drawing, level-0 pixels."""
    region_requested = Signal(bool)
    """The chosen area is to be analysed alone (False), or left out (True)."""

    def __init__(self, drawings: Drawings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._drawings = drawings
        self._mpp: float | None = None
        self.setFixedWidth(_WIDTH)
        self.title = heading("Annotations")
        self.rows = QListWidget()
        self.rows.setObjectName("drawings")
        self.rows.setAccessibleName(tr("Annotations of this slide"))
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.currentRowChanged.connect(self._on_row)
        self.rows.itemActivated.connect(self._fly)
        self.empty = text(
            "Nothing is drawn on this slide. Choose a shape under Annotate, or import "
            "annotations from QuPath.",
            name="muted",
            factor=0.92,
        )
        self.name = text_field("Name of the annotation", self._rename, hint="Name", most=120)
        self.measure = text(factor=0.92, name="muted")
        self.swatches = {colour: self._swatch(name, colour) for name, colour in COLOURS.items()}
        ask = self.region_requested.emit
        self.remove = _tool("Remove", "Remove this annotation (Del)", drawings.remove_chosen)
        tip = "Import annotations from QuPath (GeoJSON)"
        self.bring_in = _tool("Import…", tip)
        tip = "Save all annotations for QuPath (GeoJSON)"
        self.bring_out = _tool("Export…", tip)
        tip = "Analyse only this region of the slide"
        self.only = _tool("Only this", tip, partial(ask, False))
        tip = "Analyse the slide without this region"
        self.leave_out = _tool("Leave out", tip, partial(ask, True))
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.name, self.remove),
            (self.measure,),
            (self.only, self.leave_out),
            tuple(self.swatches.values()),
            (self.bring_in, self.bring_out),
        )
        lines = (in_row(*row, spacing=4) for row in rows)
        above = (self.title, self.rows, self.empty)
        column(self, *above, *lines, margin=(10, 8, 10, 8), spacing=6)
        drawings.changed.connect(self.refresh)
        drawings.chosen_changed.connect(self.refresh)
        self.refresh()

    def _swatch(self, name: str, colour: str) -> QToolButton:
        tip = f"{name}: for this annotation and the next ones"
        made = _tool("", tip, partial(self._recolour, colour))
        made.setObjectName("flat")
        made.setCheckable(True)
        made.setIcon(_square(colour))
        return made

    def _rename(self) -> None:
        self._drawings.rename(self.name.text().strip())

    def _recolour(self, colour: str) -> None:
        self._drawings.recolour(colour)
        self.refresh()

    def show_mpp(self, mpp: float | None) -> None:
        """Measure with this resolution from now on."""
        self._mpp = mpp
        self.refresh()

    def refresh(self) -> None:
        everything, chosen = self._drawings.all, self._drawings.chosen
        with QSignalBlocker(self.rows):
            # Filled anew only then: else the list scrolls to its top with every change.
            if self.rows.count() != len(everything):
                self.rows.clear()
                self.rows.addItems([""] * len(everything))
            for number, one in enumerate(everything):
                item = self.rows.item(number)
                item.setText(one.title or tr(one.shape.value))
                item.setToolTip(plain(item.text()))
                item.setIcon(_square(one.colour))
            at = next((n for n, one in enumerate(everything) if one is chosen), -1)
            self.rows.setCurrentRow(at)
        self.title.setText(tr(f"Annotations ({len(everything)})" if everything else "Annotations"))
        self.rows.setVisible(bool(everything))
        self.empty.setVisible(not everything)
        # An empty list has no row to measure.
        high = max(18, self.rows.sizeHintForRow(0))
        self.rows.setFixedHeight(high * min(_MOST_ROWS, max(1, len(everything))) + 6)
        for part in (self.name, self.measure, self.remove):
            part.setVisible(chosen is not None)
        for part in (self.only, self.leave_out):
            part.setVisible(chosen is not None and chosen.is_area)
        self.bring_out.setEnabled(bool(everything))
        if chosen is not None:
            # A blank at the end of what is being typed is not taken away.
            if not self.name.hasFocus() or self.name.text().strip() != chosen.name:
                self.name.setText(chosen.name)
                self.name.setCursorPosition(0)  # a long name shows its beginning
            say(self.measure, measure_words(chosen.shape, chosen.points, self._mpp, chosen.rings))
        colour = chosen.colour if chosen is not None else self._drawings.colour
        for value, swatch in self.swatches.items():
            swatch.setChecked(value == colour)
        self.adjustSize()

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._drawings.all):
            self._drawings.choose(self._drawings.all[row].annotation_id)

    def _fly(self, _item: QListWidgetItem) -> None:
        one = self._drawings.chosen
        if one is not None:
            x0, y0, x1, y1 = one.box
            # A point has no width: 200 pixels show where it lies.
            self.fly_requested.emit((x0 + x1) / 2, (y0 + y1) / 2, max(x1 - x0, y1 - y0, 200.0))


def _tool(words: str, tip: str, on_click: Callable[[], object] | None = None) -> QToolButton:
    return tool(words, on_click, name="", tip=tip, called=tip, takes_keys=False)


def _square(colour: str) -> QIcon:
    """Draw a colour with a rim that shows on a light and on a dark panel."""
    pixmap = QPixmap(48, 48)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(_RIM), 6))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(3, 3, 42, 42, 7, 7)
    painter.end()
    pixmap.setDevicePixelRatio(3)
    icon = QIcon(pixmap)
    # Else the chosen row tints it, and its colour is not the one that is drawn.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
