"""Settings kept between starts, and the folders of the program's own files."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import appdirs

from steph_desktop.core.codec import CodecError, Key, from_json, parse_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, make_private, write_json

_logger = logging.getLogger(__name__)
SETTINGS_FORMAT = 1
HOME_VARIABLE = "STEPH_DESKTOP_HOME"
_APP = "steph-desktop"
# Fields that the first version did not write: a file without them is whole.
_LATER = Key(later=True)


class Theme(Enum):
    """Colour theme of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class AnchorTime(Enum):
    """When the newest hash of the audit trail is written to its second place."""

    ENTRY = "after every entry"
    DAY = "once a day"


@dataclass(frozen=True)
class Settings:
    """The user's choices."""

    theme: Theme = Theme.SYSTEM  # colours of the window
    last_folder: Path | None = None  # where the last file dialog ended
    # Weight file of each encoder that is not bundled, by encoder name.
    encoder_weights: Mapping[str, Path] = field(default_factory=dict)
    default_model: Path | None = None  # model pack of new cases; None until one was chosen
    device: str = "auto"  # ``auto``, ``cpu``, ``cuda``, ``cuda:i`` or ``mps``
    window_geometry: str = ""  # place and size of the window, base64; empty before the first close
    # Name that reviews are signed with; empty until it was asked for.
    reviewer: Annotated[str, _LATER] = ""
    # The model's answer stays hidden until the reviewer has given an estimate.
    blinded: Annotated[bool, _LATER] = False
    # The worklist shows what the lab calls a case: the name of its first slide's file.
    lab_names: Annotated[bool, _LATER] = False
    report_folder: Annotated[Path | None, _LATER] = None  # where the last report or table was saved
    # cohort_folders, study_folders: cohorts and folders of results that were opened, the latest
    # first.
    cohort_folders: Annotated[tuple[Path, ...], _LATER] = ()
    study_folders: Annotated[tuple[Path, ...], _LATER] = ()
    # What the Survival page had open: results of a training, a cohort, a table of patients.
    survival_sources: Annotated[tuple[Path, ...], _LATER] = ()
    # Dask scheduler that trainings, comparisons and cohort features are sent to; empty for none.
    scheduler: Annotated[str, _LATER] = ""
    # Slides that were opened, the latest first, and whether the research notice was accepted.
    recent: Annotated[tuple[Path, ...], _LATER] = ()
    accepted_notice: Annotated[bool, _LATER] = False
    language: Annotated[str, _LATER] = ""  # of the window, such as ``de``; empty: the system's
    # Whether the tour of the demo was offered.
    knows_tour: Annotated[bool, _LATER] = False
    # Where the newest hash of the audit trail is written as well, and how often.
    anchor_folder: Annotated[Path | None, _LATER] = None
    anchor_time: Annotated[AnchorTime, _LATER] = AnchorTime.ENTRY
    # Names of the keys whose signatures of packs are trusted, by public key.
    trusted_keys: Annotated[Mapping[str, str], _LATER] = field(default_factory=dict)
    # A sentence for the user where the stored settings could not be used; never stored.
    notice: Annotated[str, Key(stored=False)] = field(default="", compare=False)


def _own_folder(kind: str, usual: str) -> Path:
    """Return the folder of one kind of files: in $STEPH_DESKTOP_HOME if set, else the usual one."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / kind if home else Path(usual)


def user_data_dir() -> Path:
    """Return the default workspace, which may not exist yet."""
    return _own_folder("workspace", appdirs.user_data_dir(_APP, appauthor=False))


def demo_workspace_dir() -> Path:
    """Return the demo's own workspace, apart from the user's; it may not exist yet."""
    return _own_folder("demo", appdirs.user_data_dir(f"{_APP}-demo", appauthor=False))


def weights_dir() -> Path:
    """Return the folder of fetched encoder weights, which may not exist yet."""
    return _own_folder("weights", appdirs.user_data_dir(f"{_APP}-weights", appauthor=False))


def log_dir() -> Path:
    """Return the folder of the logs, which may not exist yet."""
    return _own_folder("logs", appdirs.user_log_dir(_APP, appauthor=False))


def settings_path() -> Path:
    """Return the settings file, which may not exist yet."""
    return _own_folder("config", appdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; always return usable ones.

    What cannot be understood in it has its default, and the file is kept beside as
    ``settings.json.damaged-<time>``. A file of a newer version is left alone. A `notice` says so.
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
        settings, bad = _parse(parse_json(text))
    except _NewerFormatError:
        return Settings(
            notice="The settings were written by a newer STEPH Desktop. They are left as they are;"
            " defaults are used. Update STEPH Desktop to use them."
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return _set_aside(path)
    return replace(settings, notice=_set_aside(path, bad).notice) if bad else settings


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all.

    Raises
    ------
    StephError
        If the file there is of a newer version, or cannot be written.
    """
    if path is None:
        path = settings_path()
        # It names the reviewer and folders; what is written in a closed folder is closed.
        make_private(ensure_folder(path.parent))
    if _format_of(path) > SETTINGS_FORMAT:
        what = "The settings were written by a newer STEPH Desktop and are left as they are"
        raise StephError(what, path, "Update STEPH Desktop.")
    try:
        write_json(path, {"format": SETTINGS_FORMAT, **to_json(settings)})
    except StephError as error:
        what = f"The settings could not be saved: {error.what}"
        raise StephError(what, path, "Check the disk and your permissions.") from error


class _NewerFormatError(Exception):
    """The file has a version that this program does not know."""


def _parse(data: Any) -> tuple[Settings, list[str]]:
    """Build settings from parsed JSON; also name those that are damaged and keep their default."""
    version = data.pop("format")
    if version > SETTINGS_FORMAT:
        raise _NewerFormatError
    if version != SETTINGS_FORMAT:
        raise ValueError("not a format of this program")
    known = {item.name for item in fields(Settings)} - {"notice"}
    for name in sorted(data.keys() - known):
        # One word too many is no reason to forget the reviewer and the folders.
        _logger.warning("the settings hold %.40r, which is not known: it is left out", name)
    whole: dict[str, Any] = {}
    bad = []
    for name in sorted(data.keys() & known):
        kept, is_whole = _readable(name, data[name])
        whole |= kept
        if not is_whole:
            bad.append(name.replace("_", " "))
    return from_json(Settings, whole), bad


def _readable(name: str, value: Any) -> tuple[dict[str, Any], bool]:
    """Return the usable part of a setting, without its bad items, and whether that is all of it."""
    if _fits(name, value):
        return {name: value}, True
    items: Any = None
    if isinstance(value, list):
        items = [item for item in value if _fits(name, [item])]
    elif isinstance(value, dict):
        items = {key: item for key, item in value.items() if _fits(name, {key: item})}
    return ({name: items} if items and _fits(name, items) else {}), False


def _fits(name: str, value: Any) -> bool:
    try:
        from_json(Settings, {name: value})
    except CodecError:
        return False
    return True


def _format_of(path: Path) -> int:
    """Return the version of a stored file; 0 if there is none or it cannot be read."""
    try:
        return int(read_json(path)["format"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0


def _set_aside(path: Path, bad: Sequence[str] = ()) -> Settings:
    """Rename a damaged file; use defaults for all of it, or for the settings in `bad`."""
    aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
    what = f"Settings ({', '.join(bad)})" if bad else "The settings"
    try:
        path.replace(aside)
    except OSError:
        return Settings(notice=f"{what} are damaged; defaults are used.")
    return Settings(
        notice=f"{what} were damaged; defaults are used, the old ones kept as {aside.name}."
    )
