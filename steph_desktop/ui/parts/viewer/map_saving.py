"""Saves the map of the slide on show: the dialog, and the thread that writes the file."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QWidget,
)

from steph_desktop.case.map_files import write_map_geojson, write_ome_tiff
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row, lay
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.messages import Message, done, failed
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.widgets import Banner, ChoiceBox, check_box, heading, text
from steph_desktop.ui.parts.viewer.map_pictures import SaveOrder, resolutions_for, write_map_picture
from steph_desktop.ui.parts.viewer.overlays import ProgressOverlay
from steph_desktop.workspace.ways_out import Departure, WayOut

_WISHED_PX = 3000  # longer side of the picture that is offered first
_BESIDE_WHAT_IF = "The map of the result is saved, not that of the what-if on show."
_WHAT = "It holds the pseudonym, and no name of a patient, slide or folder."


class MapFile(Enum):
    """A kind of file, with its ending and what it is good for."""

    PNG = (
        ".png",
        "Picture (PNG)",
        "The whole slide with the map as it is shown now, with scale bar and legend.",
    )
    OME_TIFF = (
        ".ome.tif",
        "Numbers as OME-TIFF",
        "Attention and the risk over each horizon, one channel each, for Fiji, QuPath or napari.",
    )
    GEOJSON = (
        ".geojson",
        "Patches as GeoJSON",
        "Every patch as a square with its numbers, for QuPath.",
    )

    @property
    def suffix(self) -> str:
        return self.value[0]


class MapDialog(dialogs.FittedDialog):
    """Asks in which form a map is saved."""

    def __init__(self, parent: QWidget, order: SaveOrder) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save the map"))
        self.beside = Banner("notice", _BESIDE_WHAT_IF)
        self.beside.setVisible(order.beside_what_if)
        title = heading(f"Save the map of {order.result.case_id}", 1.2)
        above = (title, text(_WHAT, name="muted"), self.beside, 6)
        layout = column(self, *above, margin=18, spacing=6)
        self.choices: dict[MapFile, QRadioButton] = {}
        for kind in MapFile:
            _, name, use = kind.value
            self.choices[kind] = QRadioButton(tr(name))
            self.choices[kind].setAccessibleDescription(tr(use))
            words = text(use, name="muted", factor=0.92)
            words.setContentsMargins(24, 0, 0, 0)
            lay(layout, self.choices[kind], words)
            if kind is MapFile.PNG:
                layout.addLayout(self._picture_row(order))
            layout.addSpacing(4)
        self.choices[MapFile.PNG].toggled.connect(self._follow)
        # Heard already: what belongs to the picture alone is switched by it.
        self.choices[MapFile.PNG].setChecked(True)
        buttons, self.go = dialogs.go_or_cancel(self, "Save…")
        layout.addWidget(buttons)
        self.setMinimumWidth(470)

    def _picture_row(self, order: SaveOrder) -> QHBoxLayout:
        self.resolution = ChoiceBox()
        self.resolution.setAccessibleName(tr("Size of the picture"))
        offered = resolutions_for(order.size_px, order.mpp)
        for one in offered:
            self.resolution.addItem(tr(one.words), one.downsample)
        # Large enough to print, quick to write.
        wished = max(order.size_px) / _WISHED_PX
        best = min(offered, key=lambda one: abs(math.log(one.downsample / wished)))
        self.resolution.setCurrentIndex(offered.index(best))
        self.with_slide = check_box("With the slide under it", is_on=True)
        return in_row(self.resolution, self.with_slide, None, margins=(24, 2, 0, 2))

    @property
    def kind(self) -> MapFile:
        return next(kind for kind, made in self.choices.items() if made.isChecked())

    def _follow(self, is_picture: bool) -> None:
        self.resolution.setEnabled(is_picture)
        self.with_slide.setEnabled(is_picture)


class MapSaver(QObject):
    """Writes maps on a thread of its own, one after the other; `close` must be called."""

    notice = Signal(object)
    shown_changed = Signal()
    """The plate came or went."""
    _progressed = Signal(str, object)

    def __init__(self, plate: ProgressOverlay, parent: QObject) -> None:
        super().__init__(parent)
        self._plate = plate
        self._stop = threading.Event()
        self._tasks = Tasks(self)
        plate.cancel.clicked.connect(lambda: self._stop.set())
        self._progressed.connect(self._plate.show_progress)

    def ask(self, parent: QWidget, order: SaveOrder) -> None:
        """Ask for the form and the file, then write it."""
        if not self._plate.isHidden():
            self.notice.emit("A map is being saved. Wait for it, or cancel it.")
            return
        try:  # what hinders is said before anything is asked
            order.sheet()
        except StephError as error:
            self.notice.emit(error)
            return
        dialog = MapDialog(parent, order)
        accepted = dialog.exec()
        kind, down = dialog.kind, float(dialog.resolution.currentData())
        with_slide = dialog.with_slide.isChecked()
        dialog.deleteLater()  # else it lives as long as the window
        if not accepted:
            return
        suggested = f"{order.stem if kind is MapFile.PNG else _plain_stem(order)}{kind.suffix}"
        kinds = f"{kind.value[1]} (*{kind.suffix})"
        name, _ = QFileDialog.getSaveFileName(parent, tr("Save the map"), suggested, tr(kinds))
        if not name:
            return
        # Both endings are in use; only the short one is suggested.
        endings = (kind.suffix, ".ome.tiff") if kind is MapFile.OME_TIFF else kind.suffix
        path = Path(name)
        if not path.name.lower().endswith(endings):
            path = path.with_name(path.name + kind.suffix)
        # The dialog asked for the name that was typed alone, without the ending.
        if path.name != Path(name).name and not dialogs.agrees_to_replace(parent, path):
            return
        case = (order.map.result.case_id,)
        left = Departure(WayOut.MAP, case, kind.value[1], identifiers=False)
        self.begin(path, partial(_write, path, order, kind, down, with_slide), left)

    def begin(
        self, path: Path, work: Callable[[JobControl], object], left: Departure | None = None
    ) -> None:
        """Write a file on the thread; `left` is noted once it stands."""
        self._stop.clear()
        self._plate.show_progress(path.name, None)
        self.shown_changed.emit()
        report = partial(self._progressed.emit, path.name)
        control = JobControl(report, self._stop.is_set)
        self._tasks.run(
            self,
            partial(_until_stopped, work, control),
            partial(self._on_done, path, left or Departure(WayOut.MAP)),
            lambda error: self._end(failed(error, cause=self)),
            slot="map",
        )

    def close(self) -> None:
        """Stop what is being written and end the thread."""
        self._stop.set()
        self._tasks.close()

    def _end(self, said: Message) -> None:
        self._plate.hide()
        self.shown_changed.emit()
        self.notice.emit(said)

    def _on_done(self, path: Path, left: Departure, is_written: bool) -> None:
        if is_written:
            tell_left(self, left, path)
        written = done(f"The map is in {path.name}.", file=path, cause=self)
        self._end(written if is_written else Message("The map was not saved.", cause=self))


def _until_stopped(work: Callable[[JobControl], object], control: JobControl) -> bool:
    """Do the work; False if the user stopped it, which is no error."""
    try:
        work(control)
    except JobCancelled:
        return False
    return True


def _write(
    path: Path, order: SaveOrder, kind: MapFile, down: float, with_slide: bool, control: JobControl
) -> None:
    match kind:
        case MapFile.PNG:
            write_map_picture(path, order, down, with_slide=with_slide, control=control)
        case MapFile.OME_TIFF:
            write_ome_tiff(path, order.sheet(), control)
        case MapFile.GEOJSON:
            write_map_geojson(path, order.sheet(), control)


def _plain_stem(order: SaveOrder) -> str:
    # These files hold all maps: their names must not name one.
    return order.stem.removesuffix(order.map.kind.value.lower().replace(" ", "-")) + "maps"
