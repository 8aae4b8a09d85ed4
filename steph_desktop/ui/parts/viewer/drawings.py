"""The drawings of the slide on show: what there is, what is chosen, and every step undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from steph_desktop.slide.annotations import DEFAULT_COLOUR, Annotation, Point


class _Change(QUndoCommand):
    """All drawings before and after a step."""

    def __init__(
        self,
        drawings: Drawings,
        words: str,
        after: tuple[Annotation, ...],
        chosen: str | None,
    ) -> None:
        super().__init__(words)
        self._drawings = drawings
        self._before = drawings.all, drawings.chosen_id
        self._after = after, chosen

    def undo(self) -> None:
        """Take the step back."""
        self._drawings.show_state(*self._before)

    def redo(self) -> None:
        """Take the step."""
        self._drawings.show_state(*self._after)


class Drawings(QObject):
    """Annotations of one slide, one of them chosen."""

    changed = Signal()
    """Something was added, edited or removed, by hand or by undo."""
    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Annotation, ...] = ()
        self.chosen_id: str | None = None
        self.colour = DEFAULT_COLOUR
        self.history = QUndoStack(self)

    def start(self, annotations: Iterable[Annotation]) -> None:
        """Show the drawings of another slide; there is nothing to be undone."""
        self.history.clear()
        self.all = tuple(annotations)
        self.chosen_id = None
        self.chosen_changed.emit()

    @property
    def chosen(self) -> Annotation | None:
        """The drawing that is chosen."""
        return next((one for one in self.all if one.annotation_id == self.chosen_id), None)

    def choose(self, annotation_id: str | None) -> None:
        """Choose a drawing, or none."""
        if annotation_id != self.chosen_id:
            self.chosen_id = annotation_id
            self.chosen_changed.emit()

    def add(self, *annotations: Annotation) -> None:
        """Add drawings and choose the last."""
        if annotations:
            words = "Draw" if len(annotations) == 1 else "Import annotations"
            last = annotations[-1].annotation_id
            self._do(words, (*self.all, *annotations), last)

    def move(self, annotation: Annotation, points: tuple[Point, ...]) -> None:
        """Give a drawing other points."""
        self._swap("Move", annotation, replace(annotation, points=points))

    def rename(self, name: str) -> None:
        """Name the chosen drawing."""
        one = self.chosen
        if one is not None and name != one.name:
            self._swap("Name", one, replace(one, name=name))

    def recolour(self, colour: str) -> None:
        """Colour the chosen drawing, and those drawn from now on."""
        self.colour = colour
        one = self.chosen
        if one is not None and colour != one.colour:
            self._swap("Colour", one, replace(one, colour=colour))

    def remove_chosen(self) -> None:
        """Remove the chosen drawing."""
        if self.chosen is not None:
            rest = tuple(one for one in self.all if one.annotation_id != self.chosen_id)
            self._do("Remove", rest, None)

    def _swap(self, words: str, old: Annotation, new: Annotation) -> None:
        after = tuple(new if one.annotation_id == old.annotation_id else one for one in self.all)
        self._do(words, after, new.annotation_id)

    def _do(self, words: str, after: tuple[Annotation, ...], chosen: str | None) -> None:
        self.history.push(_Change(self, words, after, chosen))

    def show_state(self, annotations: tuple[Annotation, ...], chosen: str | None) -> None:
        """Show drawings as they were at a step; for the history alone."""
        self.all, self.chosen_id = annotations, chosen
        self.changed.emit()
        self.chosen_changed.emit()
