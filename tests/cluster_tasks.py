"""Tasks for workers of a test's cluster; they find this module on PYTHONPATH."""

from __future__ import annotations

import os
import time
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_text
from steph_desktop.core.job_control import JobControl


def add(one: int, other: int, control: JobControl) -> int:
    control.checkpoint(1, 1, detail=("added", one))
    return one + other


def refuse(control: JobControl) -> None:
    raise StephError("This slide is damaged", "a.svs", "Copy it again.")


GO = "go"
"""A file in the folder of tasks that lets all of them end"""


def note_then_wait(folder: Path, number: int, seconds: float, control: JobControl) -> int:
    """Leave the worker's process id, then wait; a second worker that tries finds it and ends."""
    mark = folder / f"task-{number}"
    if mark.exists():
        return number
    write_text(mark, str(os.getpid()))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not (folder / GO).exists():
        control.checkpoint(0, 1)
        time.sleep(0.05)
    (folder / f"ended-{number}").touch()
    return number


def see(path: Path, control: JobControl) -> bool:
    return path.is_file()


def sees_nothing(path: str) -> bool:
    return False


def no_such_module() -> str:
    raise ModuleNotFoundError("No module named 'steph_desktop'")


def card() -> str | None:
    return os.environ.get("CUDA_VISIBLE_DEVICES")
