"""What leaves the window: whoever wrote or copied it says so, and the window notes it in the trail.

Plots, dialogs and tools do not know the workspace. What they say goes up from parent to parent: a
part that shows cases names them, and the window keeps the entry.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject

from steph_desktop.workspace.ways_out import Departure


@runtime_checkable
class ShowsCases(Protocol):
    """A part of the window that knows of which cases its contents are."""

    def cases_on_show(self) -> tuple[str, ...]:
        """Return their pseudonyms."""


@runtime_checkable
class NotesDepartures(Protocol):
    """The window: it notes what leaves it."""

    def note_departure(self, left: Departure, file: Path | None) -> None:
        """Note it in the audit trail."""


def tell_left(source: QObject, left: Departure, file: Path | None = None) -> None:
    """Say that something has left, as a file or by the clipboard; called on the GUI thread."""
    owner: QObject | None = source
    # The nearest part that knows its cases speaks for them.
    asked = bool(left.cases)
    while owner is not None:
        if not asked and isinstance(owner, ShowsCases):
            left, asked = replace(left, cases=owner.cases_on_show()), True
        if isinstance(owner, NotesDepartures):
            owner.note_departure(left, file)
            return
        owner = owner.parent()
