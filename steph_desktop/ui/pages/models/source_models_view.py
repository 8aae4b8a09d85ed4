"""The zoo: which source models of a target are here, which are missing, which cannot join."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from steph_desktop.engine.model_registry import TCGA_CANCERS, LibraryEntry, zoo_for
from steph_desktop.ui.kit.theme import LIGHT, Colours
from steph_desktop.ui.kit.widgets import column, heading, text

_COLUMNS = 4
_WHAT = (
    "STEPH mixes a target's model with single models of the other cancers. All of them must take "
    "features of one encoder."
)


class SourceModelsView(QFrame):
    """Source models of a target, by name."""

    entry_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plate")
        self.colours: Colours = LIGHT
        self._entries: tuple[LibraryEntry, ...] = ()
        layout = column(self, margin=14, spacing=8)
        top = QHBoxLayout()
        top.addWidget(heading("Source models for"))
        self.target = QComboBox()
        self.target.setAccessibleName("Target cancer")
        self.target.addItems(TCGA_CANCERS)
        top.addWidget(self.target)
        self.encoder = QComboBox()
        self.encoder.setAccessibleName("Encoder")
        top.addWidget(text("features of"))
        top.addWidget(self.encoder)
        top.addStretch()
        layout.addLayout(top)
        layout.addWidget(text(_WHAT, name="muted"))
        self.summary = text()
        layout.addWidget(self.summary)
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1)
        layout.addWidget(self._grid_box)
        self.refused = text(name="wrong")
        layout.addWidget(self.refused)
        self.cells: dict[str, QLabel] = {}
        self.target.currentIndexChanged.connect(lambda _row: self._show())
        self.encoder.currentIndexChanged.connect(lambda _row: self._show())

    def show_entries(self, entries: Sequence[LibraryEntry], target: str = "") -> None:
        """Show the zoo of what is on the shelf and in use."""
        self._entries = tuple(entries)
        encoders = sorted({e.card.encoder for e in entries if e.card is not None})
        kept = self.encoder.currentText()
        self.encoder.blockSignals(True)
        self.encoder.clear()
        self.encoder.addItems(["the most models", *encoders])
        self.encoder.setCurrentIndex(max(0, self.encoder.findText(kept)))
        self.encoder.blockSignals(False)
        if target in TCGA_CANCERS:
            self.target.blockSignals(True)
            self.target.setCurrentIndex(TCGA_CANCERS.index(target))
            self.target.blockSignals(False)
        self._show()

    def _show(self) -> None:
        target = self.target.currentText()
        encoder = self.encoder.currentText() if self.encoder.currentIndex() > 0 else None
        zoo = zoo_for(target, self._entries, encoder)
        wanted = [name for name in TCGA_CANCERS if name != target]
        here = {entry.card.target_cancer for entry in zoo.present if entry.card is not None}
        features = f", features of {zoo.encoder}" if zoo.encoder else ""
        if zoo.is_complete:
            said = f"Complete: all {len(wanted)} sources are here{features}."
        else:
            said = (
                f"{len(here)} of {len(wanted)} sources are here{features}. Missing: "
                f"{', '.join(zoo.missing)}."
            )
        self.summary.setText(said)
        for label in self.cells.values():
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self.cells = {}
        for place, name in enumerate(wanted):
            label = text(f"{'✓' if name in here else '–'}  {name}")
            label.setObjectName("" if name in here else "muted")
            label.setAccessibleName(f"{name}: {'here' if name in here else 'missing'}")
            self._grid.addWidget(label, place // _COLUMNS, place % _COLUMNS)
            self.cells[name] = label
        told = [
            f"{entry.card.model_id} ({entry.card.target_cancer}) cannot join: {reason}."
            for entry, reason in zoo.refused
            if entry.card is not None
        ]
        self.refused.setText("\n".join(told))
        self.refused.setVisible(bool(told))
