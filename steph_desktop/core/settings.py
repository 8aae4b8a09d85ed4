"""What the program remembers between starts, and where it keeps its own files."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import appdirs

from steph_desktop.core.errors import StephError

SETTINGS_FORMAT = 1
HOME_VARIABLE = "STEPH_DESKTOP_HOME"
_APP = "steph-desktop"
# Fields that the first version did not write: a file without them is whole.
_LATER: dict[str, Any] = {
    "reviewer": "",
    "blinded": False,
    "report_folder": None,
    "cohort_folders": [],
    "study_folders": [],
}


class Theme(Enum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Settings:
    """The user's choices.

    Attributes
    ----------
    theme : Theme
        Colours of the window.
    last_folder : pathlib.Path, optional
        Where the last file dialog ended.
    encoder_weights : mapping of str to pathlib.Path
        Weight file of each encoder that is not bundled, by encoder name.
    default_model : pathlib.Path, optional
        Model pack of new cases; None until one was chosen.
    device : str
        ``auto``, ``cpu``, ``cuda``, ``cuda:i`` or ``mps``.
    window_geometry : str
        Place and size of the window, base64; empty before the first close.
    reviewer : str
        Name that reviews are signed with; empty until it was asked for.
    blinded : bool
        The model's answer stays hidden until the reviewer has given an own estimate.
    report_folder : pathlib.Path, optional
        Where the last report or table was saved.
    cohort_folders, study_folders : tuple of pathlib.Path
        Cohorts and folders of results that were opened, the latest first.
    notice : str
        A sentence for the user where the stored settings could not be used; never stored.
    """

    theme: Theme = Theme.SYSTEM
    last_folder: Path | None = None
    encoder_weights: Mapping[str, Path] = field(default_factory=dict)
    default_model: Path | None = None
    device: str = "auto"
    window_geometry: str = ""
    reviewer: str = ""
    blinded: bool = False
    report_folder: Path | None = None
    cohort_folders: tuple[Path, ...] = ()
    study_folders: tuple[Path, ...] = ()
    notice: str = field(default="", compare=False)


def _own_folder(kind: str, usual: str) -> Path:
    """Folder of one kind of files: below $STEPH_DESKTOP_HOME if set, else the usual one."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / kind if home else Path(usual)


def user_data_dir() -> Path:
    """Return the default workspace (not made here)."""
    return _own_folder("workspace", appdirs.user_data_dir(_APP, appauthor=False))


def weights_dir() -> Path:
    """Return the folder of fetched encoder weights (not made here)."""
    return _own_folder("weights", appdirs.user_data_dir(f"{_APP}-weights", appauthor=False))


def log_dir() -> Path:
    """Return the folder of the logs (not made here)."""
    return _own_folder("logs", appdirs.user_log_dir(_APP, appauthor=False))


def settings_path() -> Path:
    """Return the settings file (it may not exist yet)."""
    return _own_folder("config", appdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; always return some that can be used.

    A file that cannot be understood is kept beside as ``settings.json.damaged-<time>``, a file of
    a newer version is left alone; both give the defaults and a `notice`.

    Parameters
    ----------
    path : pathlib.Path, optional
        Settings file; the user's own by default.
    """
    path = path or settings_path()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        return _set_aside(path)
    except OSError as error:
        reason = error.strerror or "read error"
        return Settings(notice=f"The settings could not be read ({reason}); defaults are used.")
    try:
        return _from_json(json.loads(text))
    except _NewerFormatError:
        return Settings(
            notice="The settings were written by a newer STEPH Desktop. They are left as they are;"
            " defaults are used. Update STEPH Desktop to use them."
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return _set_aside(path)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all.

    Parameters
    ----------
    settings : Settings
        What to remember.
    path : pathlib.Path, optional
        Settings file; the user's own by default.

    Raises
    ------
    StephError
        If the file there is of a newer version, or cannot be written.
    """
    path = path or settings_path()
    if _format_of(path) > SETTINGS_FORMAT:
        raise StephError(
            "The settings were written by a newer STEPH Desktop and are left as they are",
            path,
            "Update STEPH Desktop.",
        )
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8") as handle:
            json.dump(_to_json(settings), handle, indent=1, allow_nan=False)
            handle.write("\n")
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise StephError(
            f"The settings could not be saved ({reason})", path, "Check the disk and your rights."
        ) from error


class _NewerFormatError(Exception):
    """The file is of a version that this program does not know."""


def _to_json(settings: Settings) -> dict[str, Any]:
    return {
        "format": SETTINGS_FORMAT,
        "theme": settings.theme.value,
        "last_folder": _text(settings.last_folder),
        "encoder_weights": {name: str(file) for name, file in settings.encoder_weights.items()},
        "default_model": _text(settings.default_model),
        "device": settings.device,
        "window_geometry": settings.window_geometry,
        "reviewer": settings.reviewer,
        "blinded": settings.blinded,
        "report_folder": _text(settings.report_folder),
        "cohort_folders": [str(folder) for folder in settings.cohort_folders],
        "study_folders": [str(folder) for folder in settings.study_folders],
    }


def _from_json(data: Any) -> Settings:
    """Build settings from parsed JSON; raise where anything is unexpected."""
    if data["format"] > SETTINGS_FORMAT:
        raise _NewerFormatError
    data = {**_LATER, **data}
    values = {name: value for name, value in data.items() if name != "format"}
    weights = values["encoder_weights"]
    settings = Settings(
        theme=Theme(values["theme"]),
        last_folder=_path(values["last_folder"]),
        encoder_weights={name: Path(file) for name, file in weights.items()},
        default_model=_path(values["default_model"]),
        device=values["device"],
        window_geometry=values["window_geometry"],
        reviewer=str(values["reviewer"]),
        blinded=values["blinded"] is True,
        report_folder=_path(values["report_folder"]),
        cohort_folders=tuple(map(Path, values["cohort_folders"])),
        study_folders=tuple(map(Path, values["study_folders"])),
    )
    # A value that does not come back as it was (wrong type, unknown key) is not understood.
    if _to_json(settings) != data:
        raise ValueError("unexpected values")
    return settings


def _format_of(path: Path) -> int:
    """Version of a stored file; 0 if there is none or it cannot be understood."""
    try:
        return int(json.loads(path.read_text(encoding="utf-8"))["format"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0


def _set_aside(path: Path) -> Settings:
    """Keep a damaged file under another name and go on with the defaults."""
    aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
    try:
        path.replace(aside)
    except OSError:
        return Settings(notice="The settings are damaged; defaults are used.")
    return Settings(
        notice=f"The settings were damaged; defaults are used, the old ones kept as {aside.name}."
    )


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
