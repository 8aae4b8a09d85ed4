"""The commands: the same engine as the window, for scripts and clusters."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from steph_desktop import __version__
from steph_desktop.cli.console import Command, Console, add_common_options, guarded_output
from steph_desktop.core.diagnostics import open_streams
from steph_desktop.core.errors import ExitCode, StephError, UsageError
from steph_desktop.core.job_control import JobCancelled

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("system_commands", "the whole main job on the bundled demo"),
    "doctor": ("system_commands", "versions, devices, encoders, workspace"),
    "extract": ("case_commands", "tissue, patches and features of slides"),
    "predict": ("case_commands", "risk of each slide or feature file"),
    "report": ("case_commands", "the de-identified PDF of finished cases"),
    "export": ("case_commands", "finished cases as one de-identified zip"),
    "dicom": ("case_commands", "a case of DICOM slides as a structured report"),
    "models": ("model_commands", "list and verify model packs"),
    "validate": ("model_commands", "test a model on patients it never saw"),
    "weights": ("model_commands", "encoder weights: which are here; fetch one"),
    "import-checkpoint": (
        "model_commands",
        "make a model pack of the authors' ABMIL or STEPH checkpoint",
    ),
    "synth": ("cohort_commands", "make the synthetic cohort"),
    "cohort": ("cohort_commands", "audit a cohort: cohort check DIR"),
    "embeddings": ("cohort_commands", "put slide embeddings made elsewhere into a cohort"),
    "worklist": ("cohort_commands", "add the cases of a laboratory's worklist"),
    "fit": ("training_commands", "fit one model and write it as a pack"),
    "benchmark": (
        "training_commands",
        "cross-validate methods over cancers; resumes where it was stopped",
    ),
    "reproduce": (
        "training_commands",
        "run the paper's 13-cancer protocol and set its numbers beside the published ones",
    ),
    "retrain": ("training_commands", "from a table and a folder of slides to a model"),
    "analyse": ("training_commands", "look into a merge: landscape, sar, lambda"),
    "workspace": (
        "workspace_commands",
        "check that it is complete, print its audit trail, restore a backup",
    ),
    "cluster": ("cluster_commands", "run workers on this machine: cluster local N"),
}
"""Each command by its name: the module that has it, and in one line what it does.

Only the module of the command that runs is loaded.
"""

_EPILOG = "Without a command the window opens, on the slides or the workspace that are named."


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line that ends in what to do."""

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse's own passes over a full disk, and --help would end with exit code 0.
        if message:
            (file or sys.stderr).write(message)

    def error(self, message: str) -> None:  # type: ignore[override]
        # argparse's own prints the usage as well, and ends the process.
        raise UsageError(message, self.prog, f"See '{self.prog} --help'.")


def command_named(name: str) -> Command:
    """Load a command.

    Raises
    ------
    KeyError
        If there is none of this name.
    """
    module = import_module(f"{__name__}.{COMMANDS[name][0]}")
    commands: Sequence[Command] = module.COMMANDS
    return next(command for command in commands if command.name == name)


def build_parser(asked: str = "") -> argparse.ArgumentParser:
    """Return the parser of the command that is asked for; it names all others."""
    parser = _Parser(
        prog="steph-desktop",
        description="Whole-slide survival prognosis with STEPH. Research use only.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"STEPH Desktop {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, (_, summary) in COMMANDS.items():
        sub = subparsers.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        if name != asked:  # its module stays unloaded: some bring torch along
            continue
        command = command_named(name)
        # First: a command may set another default for one of these.
        add_common_options(sub)
        command.configure(sub)
        sub.set_defaults(run=command.run)
    return parser


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="steph-desktop", allow_abbrev=False)
    add_common_options(parser)
    parser.add_argument("paths", nargs="*", metavar="SLIDE or WORKSPACE")
    from steph_desktop.cli import system_commands

    system_commands.add_language(parser)
    parser.set_defaults(run=system_commands.open_window)
    return parser


def _opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether no command was named: the first plain word is a path, or there is none."""
    if not arguments:
        return True
    # An option first, as --workspace, is the window's too: a command's options follow its name.
    first = arguments[0]
    return first not in COMMANDS and first not in {"-h", "--help", "--version"}


def _sweep_output(parsed: argparse.Namespace) -> None:
    """Remove what killed commands left where this one is to write."""
    from steph_desktop.core.files import sweep

    out = getattr(parsed, "out", None)
    if isinstance(out, Path):
        sweep(out, deep=True) if out.is_dir() else sweep(out.parent)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    open_streams()  # again, for those who call this and not `main`: scripts and tests
    console = Console()  # until the words are read, for what is wrong with them
    try:
        parser = _window_parser() if _opens_window(arguments) else build_parser(arguments[0])
        with guarded_output():  # --help and --version write
            parsed = parser.parse_args(arguments)
        console = Console(quiet=parsed.quiet, as_json=parsed.json)
        _sweep_output(parsed)
        return int(parsed.run(parsed, console))
    except SystemExit as leaving:  # --help and --version
        return int(leaving.code or 0)
    except UsageError as error:
        console.complain(str(error))
        return ExitCode.USAGE
    except StephError as error:
        console.complain(str(error))
        return ExitCode.FAULT
    except (JobCancelled, KeyboardInterrupt):
        console.complain("Cancelled; what was finished is kept.")
        return ExitCode.CANCELLED
    except BrokenPipeError:  # the reader of our output left: nothing to tell it
        # Python flushes once more as it ends, and would write of the broken pipe there.
        sys.stderr.close()
        return ExitCode.FAULT
    except Exception as error:  # noqa: BLE001 - the outermost boundary: log it, say where
        from steph_desktop.core.diagnostics import log_bug
        from steph_desktop.core.files import full_disk
        from steph_desktop.features.device_faults import device_fault

        # No bug, though nobody named it: a card without memory, or lost, or a disk that is full.
        fault = device_fault(error) or full_disk(error, "")
        if fault is not None:
            console.complain(str(fault))
            return ExitCode.FAULT
        console.complain(f"STEPH Desktop made a mistake. The details are in {log_bug(error)}")
        return ExitCode.BUG
