"""The settings, all in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from steph_desktop.core.settings import AnchorTime, Settings, Theme
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.forms import form_layout
from steph_desktop.ui.kit.language import languages, tr
from steph_desktop.ui.kit.layouts import column, in_row
from steph_desktop.ui.kit.widgets import (
    ChoiceBox,
    button,
    check_box,
    choices,
    heading,
    text,
    text_field,
)

_DEVICES = {
    "auto": "the fastest that is here",
    "cpu": "the processor",
    "cuda": "the NVIDIA graphics card",
    "mps": "the graphics of an Apple processor",
}


_SECOND_PLACE = (
    "The second place is a folder, best on another machine, that gets the newest hash of the audit "
    "trail: it shows later whether the trail was rewritten."
)


class SettingsDialog(dialogs.FittedDialog):
    """Asks for the user's choices."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._before = settings
        self.theme = _choice("Colours", {theme: theme.value for theme in Theme}, settings.theme)
        spoken = {"": "as the system"} | languages()
        self.language = _choice("Language", spoken, settings.language)
        # One that was set elsewhere, such as cuda:1, is offered as well.
        devices = _DEVICES | {settings.device: _DEVICES.get(settings.device, settings.device)}
        self.device = _choice("Analyses run on", devices, settings.device)
        self.reviewer = text_field("Your name on reviews", value=settings.reviewer, most=120)
        hides = "Hide the model's answer until I have given my own estimate"
        self.blinded = check_box(hides, is_on=settings.blinded)
        words, second = "Second place of the audit trail's newest hash", settings.anchor_folder
        self.anchor = text_field(words, hint="None", value=str(second or ""))
        self.anchor.setReadOnly(True)
        self.each = _choice(
            "When it is written", {each: each.value for each in AnchorTime}, settings.anchor_time
        )
        none = button("None", self.anchor.clear)
        place = in_row((self.anchor, 1), button("Choose…", self._ask_place), none)
        hint = "none: trainings run here"
        self.scheduler = text_field("Scheduler for trainings", hint=hint, value=settings.scheduler)
        # The box has words of its own, which a screen reader says.
        self.blinded.setAccessibleName(self.blinded.text())
        form = form_layout(
            ("Colours", self.theme), ("Language, from the next start", self.language),
            ("Analyses run on", self.device), ("Your name on reviews", self.reviewer),
            ("Blinded mode", self.blinded), ("Audit trail, second place", place),
            ("Second place, written", self.each),
            ("Dask scheduler for trainings", self.scheduler), wraps=True,
        )  # fmt: skip
        what = text(_SECOND_PLACE, name="muted")
        parts = (heading("Settings", 1.2), form, what, dialogs.ok_or_cancel(self))
        column(self, *parts, margin=18, spacing=12)
        self.setMinimumWidth(760)

    def changes(self) -> dict[str, Any]:
        """Return what was changed, by the names of the settings."""
        chosen = {
            "theme": self.theme.currentData(),
            "language": self.language.currentData(),
            "device": self.device.currentData(),
            "reviewer": " ".join(self.reviewer.text().split()),
            "blinded": self.blinded.isChecked(),
            "anchor_folder": Path(self.anchor.text()) if self.anchor.text() else None,
            "anchor_time": self.each.currentData(),
            "scheduler": self.scheduler.text().strip(),
        }
        return {k: v for k, v in chosen.items() if getattr(self._before, k) != v}

    def _ask_place(self) -> None:
        words = "A second place for the newest hash of the audit trail"
        folder = dialogs.ask_folder(self, words, self.anchor.text() or str(Path.home()))
        if folder is not None:
            self.anchor.setText(str(folder))


def _choice(name: str, values: dict[Any, str], chosen: object) -> ChoiceBox:
    made = choices(name, grows=True)
    known = chosen if chosen in values else next(iter(values))
    made.fill([(words, value) for value, words in values.items()], known)
    return made
