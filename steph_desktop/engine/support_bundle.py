"""Support bundle: what runs here and what went wrong, without patients, paths or names."""

from __future__ import annotations

import json
import os
import platform
import re
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

from steph_desktop import __version__
from steph_desktop.core.codec import to_json
from steph_desktop.core.diagnostics import redact
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.core.settings import Settings, load_settings, log_dir

_LOG_BYTES = 400_000  # of each log, its end
# Settings that say how the program runs; all others may name people, folders or hospitals.
_TOLD = ("theme", "device", "blinded", "anchor_time")
_OWN = "steph-desktop"


def dependencies() -> list[tuple[str, str, str]]:
    """Return what the program stands on: name, version and licence of each, by name."""
    from importlib.metadata import PackageNotFoundError, distribution, requires

    found: dict[str, tuple[str, str, str]] = {}
    waiting = [_OWN]
    while waiting:
        name = waiting.pop()
        key = name.lower().replace("_", "-")
        if key in found:
            continue
        try:
            here = distribution(name)
        except PackageNotFoundError:
            continue  # of another system, or an extra that is not installed
        found[key] = (here.metadata["Name"], here.version, _licence(here.metadata))
        # Extras (tests, build tools) are no part of the program.
        stated = [line for line in requires(name) or () if "extra ==" not in line]
        waiting += [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in stated]
    found.pop(_OWN, None)
    return [found[key] for key in sorted(found)]


def _licence(metadata: Any) -> str:
    stated = metadata.get("License-Expression") or metadata.get("License") or ""
    # What builds packages writes UNKNOWN where nothing was stated.
    if stated not in ("", "UNKNOWN") and "\n" not in stated and len(stated) < 80:
        return str(stated)
    classifiers = [str(c) for c in metadata.get_all("Classifier") or ()]
    named = [c.rsplit(" :: ", 1)[-1] for c in classifiers if c.startswith("License ::")]
    return ", ".join(named) or "see its own files"


def write_support_bundle(out: Path, workspace: Path | None = None) -> Path:
    """Write a zip with versions, settings, the logs' ends and the state of a workspace.

    It holds no patient, case, slide, reviewer or folder: settings that may name one are told as
    set or not, logs are redacted once more, and a workspace is told by counts.
    """
    import zipfile

    with atomic_path(out) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, value in (("about.json", _about()), ("settings.json", _settings())):
            archive.writestr(name, json.dumps(value, indent=1))
        if workspace is not None:
            archive.writestr("workspace.json", json.dumps(_workspace(workspace), indent=1))
        for log in sorted(log_dir().glob("*.log*")) if log_dir().is_dir() else ():
            archive.writestr(f"logs/{log.name}", _end_of(log))
    return out


def _about() -> dict[str, Any]:
    return {
        "program": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "qt_platform": os.environ.get("QT_QPA_PLATFORM", ""),
        "packages": {name: version for name, version, _ in dependencies()},
    }


def _settings() -> dict[str, Any]:
    settings = load_settings()
    said: dict[str, Any] = {}
    for item in fields(Settings):
        value = getattr(settings, item.name)
        said[item.name] = to_json(value) if item.name in _TOLD else "set" if value else "not set"
    return said


def _workspace(folder: Path) -> dict[str, Any]:
    from steph_desktop.workspace.check import check_workspace

    try:
        findings = check_workspace(folder)
    except StephError as error:
        return {"error": redact(error.what)}
    return {"findings": Counter(f"{one.severity.value}, {one.area.value}" for one in findings)}


def _end_of(log: Path) -> str:
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _LOG_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError as error:
        return f"not read: {type(error).__name__}"
    home = str(Path.home())
    return "\n".join(redact(line).replace(home, "HOME") for line in text.splitlines())
