"""The demo shipped with the program: slides and the pack that fits them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steph_desktop.core.codec import read_json
from steph_desktop.core.errors import StephError
from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.resources import resource_path


@dataclass(frozen=True)
class Demo:
    """The files of the demo."""

    slides: tuple[Path, ...]  # in the order they are opened
    model: Path  # the pack


def find_demo() -> Demo | None:
    """Return the shipped demo; None where it was left out."""
    try:
        folder = resource_path("demo")
        return read_demo(folder)
    except (FileNotFoundError, StephError):
        return None


def read_demo(folder: Path) -> Demo:
    """Read ``demo.json``: the slides' names in order.

    Raises
    ------
    StephError
        If the folder holds no demo.
    """
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
