"""A small plate over the slide that tells how far something is, and stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from steph_desktop.core.job_control import Progress
from steph_desktop.engine.progress_words import step_words
from steph_desktop.ui.kit.widgets import ElidedLabel, button


class ProgressPlate(QFrame):
    """Floats over the slide while something is done: how far it is, and Cancel.

    Parameters
    ----------
    parent : QWidget
        Over which it floats.
    name : str
        Of what is done, for a screen reader.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("plate")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(10)
        self.words = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(110)
        self.bar.setAccessibleName(f"Progress: {name}")
        self.cancel = button("Cancel", self.cancel_requested.emit)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self.hide()

    def show_progress(self, name: str, progress: Progress | None) -> None:
        """Show how far a file, or something without a name, is; None before it began."""
        words = step_words(progress.step) if progress is not None else "Starting"
        self.words.setText(f"{words} · {name}" if name else words)
        self.bar.setRange(0, progress.total if progress is not None else 0)
        self.bar.setValue(progress.done if progress is not None else 0)
        self.show()
