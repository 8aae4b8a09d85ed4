"""The demo shipped with the program: slides, the pack that fits them, its own workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFrame

from steph_desktop.core.codec import read_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import demo_workspace_dir
from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.resources import resource_path
from steph_desktop.ui.kit.layouts import in_row
from steph_desktop.ui.kit.widgets import button, text


@dataclass(frozen=True)
class Demo:
    """The files of the demo."""

    slides: tuple[Path, ...]  # in the order they are opened
    model: Path  # the pack


def find_demo() -> Demo | None:
    """Return the shipped demo; None where it was left out."""
    try:
        return read_demo(resource_path("demo"))
    except (FileNotFoundError, StephError):
        return None


def read_demo(folder: Path) -> Demo:
    """Read ``demo.json``: the slides' names in order."""
    try:
        stated = read_json(folder / "demo.json")
        names = [entry["slide"] if isinstance(entry, dict) else entry for entry in stated["slides"]]
        slides = tuple(folder / str(name) for name in names)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StephError("The demo is damaged", folder, "Install the program again.") from error
    model = folder / f"model{PACK_SUFFIX}"
    if not model.exists() or not all(slide.exists() for slide in slides):
        raise StephError("The demo is incomplete", folder, "Install the program again.")
    return Demo(slides, model)


def is_demo_workspace(folder: Path) -> bool:
    """Tell the demo's own workspace from the user's."""
    return folder.absolute() == demo_workspace_dir().absolute()


class DemoBar(QFrame):
    """Says that the window shows the demo's workspace, with the way back to one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("demoBar")
        title = text("Demo workspace", bold=True, wraps=False)
        words = text("What you do here stays apart from your own cases.")
        self.reset = button("Start the demo afresh…", name="link")
        self.back = button("Back to my workspace", name="link")
        margins = (16, 3, 12, 3)
        in_row(title, (words, 1), self.reset, self.back, on=self, margins=margins, spacing=10)
