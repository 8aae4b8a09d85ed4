"""Commands about the program itself: the window, the demo, the doctor."""

from __future__ import annotations

import argparse
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

from steph_desktop import __version__
from steph_desktop.cli.console import Command, Console, add_flag, table, workspace_of
from steph_desktop.core.errors import StephError, UsageError

# As package indexes name them, which is not always how they are imported.
_DISTRIBUTIONS = (
    "torch", "PySide6-Essentials", "openslide-python", "openslide-bin", "pyqtgraph", "numpy",
    "h5py", "pandas", "lifelines", "safetensors",
)  # fmt: skip
_OWN_ENCODER = "effnet-lite0"


def open_window(arguments: argparse.Namespace, _console: Console) -> int:
    """Open the window on the slides or the workspace that were named."""
    from steph_desktop import app

    paths = [Path(path) for path in arguments.paths]
    for path in paths:
        if not path.exists():
            raise StephError("This file was not found", path, "Check the name and the folder.")
    workspaces = [path for path in paths if _is_workspace(path)]
    if len(workspaces) > 1:
        raise StephError("Only one workspace can be open", workspaces[1], "Name one folder.")
    workspace = workspaces[0] if workspaces else workspace_of(arguments)
    # What remains are slides, model packs, and folders of slides; the window tells them apart.
    slides = [path for path in paths if path not in workspaces]
    return app.run(slides, workspace=workspace, language=arguments.language)


def _is_workspace(path: Path) -> bool:
    """Tell a workspace, or a folder that may become one, from a slide and a folder of slides."""
    from steph_desktop.workspace.database import DATABASE_NAME

    if not path.is_dir():
        return False
    try:
        names = {entry.name for entry in path.iterdir()}
    except OSError as error:
        raise StephError("The folder cannot be read", path, "Check its permissions.") from error
    return not names or bool({DATABASE_NAME, "pseudonym.key"} & names)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the window's language."""
    words = "language of the window, such as de (as the settings say)"
    parser.add_argument("--language", default="", metavar="CODE", help=words)


def _configure_demo(parser: argparse.ArgumentParser) -> None:
    add_language(parser)
    parser.add_argument("--out", type=Path, help="folder for the results (./demo-output)")
    add_flag(parser, "--headless", "no window: files in --out")
    words = "remove what was done in the demo's own workspace before"
    add_flag(parser, "--reset", words)


def _demo(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop import app
    from steph_desktop.core.settings import demo_workspace_dir
    from steph_desktop.workspace.database import DATABASE_NAME
    from steph_desktop.workspace.store import discard_workspace

    # The user's own cases stay apart, unless a workspace is named.
    workspace = workspace_of(arguments) if arguments.workspace else demo_workspace_dir()
    if arguments.reset and arguments.workspace:
        raise UsageError("--reset is for the demo's own workspace", None, "Leave out --workspace.")
    if arguments.reset and (workspace / DATABASE_NAME).is_file():
        discard_workspace(workspace)
    if not arguments.headless and app.has_display():
        return app.run([], demo=True, workspace=workspace, language=arguments.language)
    # A demo on a server shows something all the same, where the window itself is a fault.
    if not arguments.headless:
        console.say("No display here: the demo runs without a window.")
    out = arguments.out or Path("demo-output")
    written = app.run_headless_demo(
        out, workspace=workspace, control=console.control(), device=arguments.device
    )
    files = [str(path) for path in written]
    words = "\n".join(["The demo is done:", *(f"  {file}" for file in files)])
    return console.result(words, {"files": files})


@dataclass(frozen=True)
class _Finding:
    """One line of the doctor; where a `required` one is not ok, the main job cannot run."""

    subject: str
    state: str
    ok: bool
    required: bool = False
    todo: str = ""


def _doctor(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.model.devices import available_devices

    findings = [
        _Finding("STEPH Desktop", __version__, ok=True),
        _Finding("Python", platform.python_version(), ok=True),
        _Finding("System", f"{platform.system()} {platform.machine()}", ok=True),
        *(_distribution(name) for name in _DISTRIBUTIONS),
        _openslide(),
        _fast_tiles(),
        *(_Finding("Device", name, ok=True) for name in available_devices()),
        _precision(),
        *_encoders(),
        _demo_model(),
        _window(),
        _workspace(workspace_of(arguments)),
    ]
    healthy = all(finding.ok for finding in findings if finding.required)
    rows = [("what", "state", "")]
    rows += [(item.subject, item.state, "" if item.ok else "<- missing") for item in findings]
    notes = [f"{item.subject}: {item.todo}" for item in findings if item.todo]
    verdict = "The main job can run." if healthy else "The main job cannot run on this machine."
    found = {"healthy": healthy, "findings": [asdict(item) for item in findings]}
    return console.result("\n".join([table(rows), *notes, verdict]), found, failed=not healthy)


def _distribution(name: str) -> _Finding:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return _Finding(name, version(name), ok=True, required=True)
    except PackageNotFoundError:
        return _Finding(name, "not installed", ok=False, required=True)


def _openslide() -> _Finding:
    try:
        import openslide
    except (ImportError, OSError) as error:  # without its library ctypes raises an OSError
        return _Finding("OpenSlide", f"does not load: {error}", ok=False, required=True)
    return _Finding("OpenSlide", openslide.__library_version__, ok=True, required=True)


def _fast_tiles() -> _Finding:
    from steph_desktop.slide.jpeg_tiles import strict_decoder

    if strict_decoder() is not None:
        return _Finding("Fast JPEG tiles", "work", ok=True)
    todo = "Slides are read through OpenSlide alone, which is slower. Set the program up again."
    return _Finding("Fast JPEG tiles", "simplejpeg does not load", ok=False, todo=todo)


def _precision() -> _Finding:
    from steph_desktop.features.encoder_registry import ENCODERS
    from steph_desktop.features.encoders import best_precision, processor_bfloat16
    from steph_desktop.model.devices import resolve_device

    device = resolve_device()
    # Any ViT would do: the device decides.
    chosen = best_precision(ENCODERS["uni"], device).value
    by = processor_bfloat16() if device == "cpu" else device
    return _Finding("ViT encoders", f"compute in {chosen}{f' ({by})' if by else ''}", ok=True)


def _encoders() -> list[_Finding]:
    from steph_desktop.core.settings import load_settings
    from steph_desktop.features.encoder_registry import ENCODERS, faults_of_own, has_weights

    stated = load_settings().encoder_weights
    found = []
    for name, spec in ENCODERS.items():
        here = has_weights(name, stated)
        # Only the encoder that comes with the program can be missed by the main job.
        required = name == _OWN_ENCODER
        state, todo = ("weights here", "") if here else ("no weights here", spec.weights_from)
        found.append(_Finding(f"Encoder {name}", state, here, required, todo))
    found += [_Finding("Encoder of this lab", fault, ok=False) for fault in faults_of_own()]
    return found


def _demo_model() -> _Finding:
    from steph_desktop.model.packs import load_pack
    from steph_desktop.resources import resource_path

    try:
        card = load_pack(resource_path("demo", "model.steph")).card
    except (StephError, FileNotFoundError) as error:
        return _Finding("Demo model", str(error), ok=False, required=True)
    return _Finding("Demo model", f"{card.model_id}, verified", ok=True, required=True)


def _window() -> _Finding:
    from steph_desktop import app

    missing = app.missing_system_library()
    if missing:
        return _Finding("Window (Qt)", missing, ok=False, required=True)
    # No fault: on a server everything but the window works.
    return _Finding("Window (Qt)", "loads" if app.has_display() else "loads; no display", ok=True)


def _workspace(folder: Path) -> _Finding:
    from steph_desktop.core.files import ensure_folder
    from steph_desktop.workspace.check import Area, Severity, check_workspace
    from steph_desktop.workspace.database import DATABASE_NAME

    try:
        ensure_folder(folder)  # whether it can be written is part of the question
        findings = check_workspace(folder) if (folder / DATABASE_NAME).exists() else []
    except StephError as error:
        return _Finding("Workspace", str(error), ok=False, required=True)
    faults = [finding for finding in findings if finding.severity is Severity.FAULT]
    if not faults:
        advice = f"; {len(findings)} findings are advice" if findings else ""
        return _Finding("Workspace", f"can be written, all is there{advice}", ok=True)
    one = len(faults) == 1
    state = "1 thing is missing" if one else f"{len(faults)} things are missing"
    damage = [finding for finding in faults if finding.area is Area.DATABASE]
    todo = "'steph-desktop workspace check DIR' names them and says what to do."
    todo = damage[0].todo if damage else todo
    # Without its database nothing can be kept; a lost slide or file stops no other case.
    required = bool(damage)
    return _Finding("Workspace", f"{state} or altered", ok=False, required=required, todo=todo)


COMMANDS = (Command("demo", _configure_demo, _demo), Command("doctor", lambda _: None, _doctor))
