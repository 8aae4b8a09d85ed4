"""The first page: what the program does, three ways to begin, and what is here to begin with."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, grid_layout, lay
from steph_desktop.ui.kit.widgets import Banner, ResizeWatch, button, heading, text

_WHAT = (
    "STEPH Desktop reads whole-slide images and predicts survival, with a map of what each patch "
    "adds to the risk and how much was borrowed from other cancers. You look at the slide, check "
    "whether the answer can be trusted, and say whether you agree."
)
_NOTICE = f"{RESEARCH_USE} No diagnosis and no treatment may rest on what it shows."
_WIDEST_PX = 760
_MOST_RECENT = 6


def device_words() -> str:
    """Say in plain words what analyses will run on, without loading what computes."""
    cores = os.cpu_count() or 1
    processor = f"the processor ({cores} core{'' if cores == 1 else 's'})"
    # To ask torch would take seconds, before anything is on show.
    if Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi"):
        return (
            "An NVIDIA graphics card is here: analyses run on it where its driver fits, else on "
            f"{processor}."
        )
    if platform.system() == "Darwin" and platform.machine() == "arm64":
        return "Analyses run on the graphics of the Apple processor."
    return f"No graphics card that can be used was found: analyses run on {processor}, slower."


class Welcome(QWidget):
    """Stands over the review page while there is no case."""

    recent_requested = Signal(Path)
    accepted = Signal()

    def __init__(self, over: QWidget, *, has_demo: bool, is_accepted: bool) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST_PX)
        lay(QHBoxLayout(self), None, (inner, 10), None)
        self.notice = Banner("alarm", _NOTICE)
        self.understood = button("I understand", self._accept, primary=True)
        self.notice.add_row(self.understood)
        self.notice.setVisible(not is_accepted)
        grid = grid_layout(across=12, stretch=(1, 1, 1))
        self.demo = button("Open the demo", primary=has_demo)
        self.slides = button("Open my slides…", primary=not has_demo)
        self.cohort = button("Build a cohort…")
        choices = (
            (self.demo, "Three synthetic slides and a small model: five minutes."),
            (self.slides, "Slides of your patients, and a model that fits them."),
            (self.cohort, "From a table of patients to a model of your own."),
        )
        for place, (made, words) in enumerate(choices):
            made.setMinimumHeight(44)
            # Nothing is begun before the notice was read.
            made.setEnabled(is_accepted)
            grid.addWidget(made, 0, place)
            grid.addWidget(text(words, name="muted"), 1, place, Qt.AlignmentFlag.AlignTop)
        self.demo.setVisible(has_demo)
        self.models = button("Where does a real model come from?", name="link")
        self.recent_title = heading("Opened last")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column(
            inner, None, heading("Welcome to STEPH Desktop", 1.6), text(_WHAT), self.notice, grid,
            (self.models, Qt.AlignmentFlag.AlignLeft), text(device_words(), name="muted"),
            self.recent_title, self._recent, None, margin=24, spacing=14,
        )  # fmt: skip
        self.show_recent(())
        ResizeWatch(over, self._cover)
        self._cover()

    def show_recent(self, paths: Sequence[Path]) -> None:
        clear(self._recent)
        for path in paths[:_MOST_RECENT]:
            again = partial(self.recent_requested.emit, path)
            made = button(path.name, again, name="link", tip="Open it again")
            self._recent.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)
        self.recent_title.setVisible(bool(paths))

    def _cover(self) -> None:
        self.resize(self._over.size())

    def _accept(self) -> None:
        # The notice keeps its place until the next start: what is below it must not jump up.
        self.understood.setText(tr("Understood"))
        self.understood.setEnabled(False)
        for made in (self.demo, self.slides, self.cohort):
            made.setEnabled(True)
        self.accepted.emit()
