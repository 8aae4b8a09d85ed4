"""The commands: the same engine as the window, for scripts and clusters."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from steph_desktop import __version__
from steph_desktop.cli import (
    case_commands,
    cluster_commands,
    cohort_commands,
    model_commands,
    system_commands,
    training_commands,
    workspace_commands,
)
from steph_desktop.cli.console import Command, Console, add_common_options, guarded_output
from steph_desktop.core.diagnostics import open_streams
from steph_desktop.core.errors import ExitCode, StephError, UsageError
from steph_desktop.core.job_control import JobCancelled

COMMANDS: tuple[Command, ...] = (
    *system_commands.COMMANDS,
    *case_commands.COMMANDS,
    *model_commands.COMMANDS,
    *cohort_commands.COMMANDS,
    *training_commands.COMMANDS,
    *workspace_commands.COMMANDS,
    *cluster_commands.COMMANDS,
)
_COMMAND_NAMES = frozenset(command.name for command in COMMANDS)

_EPILOG = "Without a command the window opens, on the slides or the workspace that are named."


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line that ends in what to do."""

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse passes over a full disk.
        if message:
            (file or sys.stderr).write(message)

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(message, self.prog, f"See '{self.prog} --help'.")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="steph-desktop",
        description="Whole-slide survival prognosis with STEPH. Research use only.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"STEPH Desktop {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        sub = subparsers.add_parser(
            command.name, help=command.summary, description=command.summary, allow_abbrev=False
        )
        add_common_options(sub)
        command.configure(sub)
        sub.set_defaults(run=command.run)
    return parser


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="steph-desktop", allow_abbrev=False)
    add_common_options(parser)
    parser.add_argument("paths", nargs="*", metavar="SLIDE or WORKSPACE")
    system_commands.add_language(parser)
    parser.set_defaults(run=system_commands.open_window)
    return parser


def _opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether no command was named: the first plain word is a path, or there is none."""
    if not arguments:
        return True
    first = arguments[0]
    return first not in _COMMAND_NAMES and first not in {"-h", "--help", "--version"}


def _sweep_output(parsed: argparse.Namespace) -> None:
    """Remove what killed commands left where this one is to write."""
    from steph_desktop.core.files import sweep

    out = getattr(parsed, "out", None)
    if isinstance(out, Path):
        sweep(out, deep=True) if out.is_dir() else sweep(out.parent)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    open_streams()
    console = Console()
    try:
        parser = _window_parser() if _opens_window(arguments) else build_parser()
        with guarded_output():  # --help and --version write
            parsed = parser.parse_args(arguments)
        console = Console(quiet=parsed.quiet, as_json=getattr(parsed, "json", False))
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
        sys.stderr.close()
        return ExitCode.FAULT
    except Exception as error:  # noqa: BLE001 - the outermost boundary: log it, say where
        from steph_desktop.core.diagnostics import log_bug
        from steph_desktop.core.files import full_disk
        from steph_desktop.features.device_faults import device_fault

        fault = device_fault(error) or full_disk(error, "")
        if fault is not None:
            console.complain(str(fault))
            return ExitCode.FAULT
        console.complain(f"STEPH Desktop made a mistake. The details are in {log_bug(error)}")
        return ExitCode.BUG
