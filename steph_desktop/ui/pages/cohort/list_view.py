"""The list of what the cohort page can show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from steph_desktop.ui.kit.theme import sized_font
from steph_desktop.ui.pages.cohort.cohort_data import Listing

_ROLE = Qt.ItemDataRole.UserRole


class ShownKind(Enum):
    """What an entry is; the value heads its part of the list."""

    CASES = "Cases of this workspace"
    STUDY = "Trainings and comparisons"
    COHORT = "Cohort folders"


@dataclass(frozen=True)
class Shown:
    """An entry of the list.

    Attributes
    ----------
    kind : ShownKind
        What it is.
    name, note : str
        What is read of it.
    model_sha256 : str
        Of the model that answered these cases.
    folder : pathlib.Path, optional
        Of a training, a comparison or a cohort.
    """

    kind: ShownKind
    name: str
    note: str = ""
    model_sha256: str = ""
    folder: Path | None = None

    @property
    def key(self) -> tuple[ShownKind, str, Path | None]:
        """What stays the same when the list is read again."""
        return self.kind, self.model_sha256, self.folder


def entries_of(listing: Listing) -> tuple[Shown, ...]:
    """Return the entries of a listing; cases by the model that answered them."""
    by_model: dict[str, list[str]] = defaultdict(list)
    names = {}
    for answer in listing.answers:
        by_model[answer.model_sha256].append(answer.case_id)
        names[answer.model_sha256] = answer.model or "An earlier model"
    cases = [
        Shown(ShownKind.CASES, names[key], _count(len(ids), "case"), key)
        for key, ids in sorted(by_model.items(), key=lambda item: -len(item[1]))
    ]
    studies = [
        Shown(ShownKind.STUDY, entry.name, entry.note, folder=entry.folder)
        for entry in listing.studies
    ]
    cohorts = [
        Shown(ShownKind.COHORT, folder.name, "its cases in this workspace", folder=folder)
        for folder in listing.cohorts
    ]
    return (*cases, *studies, *cohorts)


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


class EntryList(QListWidget):
    """The entries, under their headings; one is chosen."""

    chosen = Signal(object)
    """Shown"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("worklist")
        self.setAccessibleName("What can be shown")
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentItemChanged.connect(self._on_current)

    @property
    def current(self) -> Shown | None:
        """The chosen entry."""
        item = self.currentItem()
        found = None if item is None else item.data(_ROLE)
        return found if isinstance(found, Shown) else None

    def offer(self, entries: tuple[Shown, ...], choose: Shown | None = None) -> None:
        """List these; what was chosen stays chosen, or `choose` is."""
        wanted = (choose or self.current or Shown(ShownKind.CASES, "")).key
        self.blockSignals(True)
        self.clear()
        kind = None
        for entry in entries:
            if entry.kind is not kind:
                kind = entry.kind
                self._add_heading(kind.value)
            words = f"{entry.name}\n{entry.note}" if entry.note else entry.name
            item = QListWidgetItem(words)
            item.setData(_ROLE, entry)
            item.setToolTip(entry.name)
            self.addItem(item)
        rows = [row for row in range(self.count()) if self.item(row).data(_ROLE) is not None]
        kept = [row for row in rows if self.item(row).data(_ROLE).key == wanted]
        row = (kept or rows or [-1])[0]
        self.setCurrentRow(row)
        self.blockSignals(False)
        self._on_current()

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(sized_font(self.font(), 0.92, bold=True))
        item.setSizeHint(QSize(10, round(2.2 * self.fontMetrics().height())))
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.addItem(item)

    def _on_current(self) -> None:
        entry = self.current
        if entry is not None:
            self.chosen.emit(entry)
