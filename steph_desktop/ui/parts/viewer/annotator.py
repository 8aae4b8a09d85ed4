"""Keeps the drawings of the slide on show: read when it opens, written after every step."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from steph_desktop.core.errors import StephError
from steph_desktop.slide.annotations import (
    Annotation,
    Imported,
    load_annotations,
    read_geojson,
    save_annotations,
    write_geojson,
)
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.parts.viewer.drawing_layer import DrawingLayer
from steph_desktop.ui.parts.viewer.drawings import Drawings


class Annotator(QObject):
    """Drawings, the hand that draws them, and their files; every file is met off the GUI thread.

    Parameters
    ----------
    files : ReaderPool
        With one thread, so that what is written last is the last.
    """

    notice = Signal(str)
    imported = Signal(int)
    """How many annotations came in."""

    def __init__(self, files: ReaderPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawings = Drawings(self)
        self.layer = DrawingLayer(self.drawings, self)
        self._files = files
        self._workspace: Path | None = None
        self._slide: Path | None = None
        self._is_loaded = False
        # What is on its way to the disk: a slide that comes back at once finds it here.
        self._unsaved: dict[Path, tuple[Annotation, ...]] = {}
        self.drawings.changed.connect(self._save)
        files.done.connect(self._on_done)
        files.failed.connect(self._on_failed)

    def keep_in(self, workspace: Path | None) -> None:
        """Keep drawings in a workspace; with None they are gone when the slide closes."""
        self._workspace = workspace

    def follow(self, slide: Path | None) -> None:
        """Show the drawings of a slide."""
        if slide == self._slide and self._is_loaded:
            return
        self._slide = slide
        self._is_loaded = False
        self.layer.clear()
        self.drawings.start(())
        if slide is None or self._workspace is None:
            return
        if slide in self._unsaved:
            self._start(self._unsaved[slide])
        else:
            self._files.request(
                ("drawings", slide), partial(load_annotations, self._workspace, slide)
            )

    def import_from(self, file: Path) -> None:
        """Add the annotations of a GeoJSON file; `imported` follows."""
        self._files.request(("import", self._slide), partial(read_geojson, file))

    def export_to(self, file: Path) -> None:
        """Write all drawings as GeoJSON for QuPath."""
        self._files.request(("export", file), partial(write_geojson, file, self.drawings.all))

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
            return
        self._unsaved[slide] = self.drawings.all
        self._files.request(
            ("keep", slide), partial(save_annotations, workspace, slide, self.drawings.all)
        )

    def _on_done(self, key: object, answer: object) -> None:
        match key, answer:
            case ("drawings", Path() as slide), tuple() if slide == self._slide:
                self._start(answer)
            case ("keep", Path() as slide), _:
                self._forget(slide)
            case ("import", slide), Imported(annotations, notes) if slide == self._slide:
                self.drawings.add(*annotations)
                self.imported.emit(len(annotations))
                if notes:
                    self.notice.emit(" ".join(notes))
            case ("export", Path() as file), _:
                self.notice.emit(f"The annotations are in {file.name}.")

    def _forget(self, slide: Path) -> None:
        if slide != self._slide or self._unsaved.get(slide) == self.drawings.all:
            self._unsaved.pop(slide, None)

    def _on_failed(self, key: object, error: object) -> None:
        match key, error:
            case ("drawings", slide), StephError() as fault if slide == self._slide:
                # A file that cannot be read is never written over.
                self.notice.emit(f"The drawings on this slide are not shown. {fault}")
            case ("keep", _), StephError() as fault:
                self.notice.emit(f"The drawing is not kept. {fault}")
            case ("import" | "export", _), StephError() as fault:
                self.notice.emit(str(fault))
