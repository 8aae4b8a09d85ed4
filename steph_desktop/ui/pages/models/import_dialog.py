"""What a checkpoint of the authors does not say, and the user has to: target, sources, K."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from steph_desktop.engine.model_registry import TCGA_CANCERS, ImportRequest
from steph_desktop.ui.kit.widgets import column, text

_WHAT = (
    "A checkpoint of the STEPH authors holds numbers alone. Say which cancer it predicts and, for "
    "a STEPH checkpoint, which source cancers it holds in which order. Their code takes the other "
    "twelve in alphabetical order."
)
_TWICE = "A source is named twice."
_TARGET = "Name the cancer that the model predicts."
_OWN = "The target cannot be its own source."


class ImportDialog(QDialog):
    """Asks for target, sources and K of a checkpoint.

    Parameters
    ----------
    parent : QWidget
        The page.
    name : str
        Plain name of the file.
    """

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import a checkpoint")
        layout = column(self, margin=18, spacing=12)
        layout.addWidget(text(name, bold=True))
        words = text(_WHAT)
        words.setMinimumWidth(440)
        layout.addWidget(words)
        form = QFormLayout()
        self.target = QComboBox()
        self.target.setEditable(True)
        self.target.addItems(TCGA_CANCERS)
        self.target.setCurrentIndex(-1)
        self.target.setCurrentText("")
        self.sources = QLineEdit()
        self.sources.setPlaceholderText("the other twelve, alphabetically")
        self.k = QSpinBox()
        self.k.setRange(1, 64)
        self.k.setValue(5)
        form.addRow("Predicts", self.target)
        form.addRow("Sources, with commas", self.sources)
        form.addRow("Sources merged per case (K)", self.k)
        layout.addLayout(form)
        self.fault = text(name="wrong")
        layout.addWidget(self.fault)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Import")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self.target.editTextChanged.connect(self._judge)
        self.sources.textChanged.connect(self._judge)
        self._judge()

    def _names(self) -> tuple[str, ...]:
        return tuple(n.strip() for n in self.sources.text().split(",") if n.strip())

    def _judge(self) -> None:
        target, names = self.target.currentText().strip(), self._names()
        fault = ""
        if not target:
            fault = _TARGET
        elif len(set(names)) < len(names):
            fault = _TWICE
        elif target in names:
            fault = _OWN
        self.fault.setText(fault)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not fault)

    def request(self, file: Path, out: Path) -> ImportRequest:
        """Return what was asked for."""
        return ImportRequest(
            file, out, self.target.currentText().strip(), self._names() or None, self.k.value()
        )
