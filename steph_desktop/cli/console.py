"""What commands share: options, output, progress on the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from steph_desktop.core.errors import ExitCode, UsageError, printable
from steph_desktop.core.files import os_fault
from steph_desktop.core.job_control import JobControl, Progress, format_duration
from steph_desktop.core.written_numbers import number_of, readings, why_no_number


@dataclass(frozen=True)
class Command:
    """One command of the program."""

    name: str  # as typed
    # Adds the command's own options to its parser.
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Console], int]  # does it; returns the exit code


@contextmanager
def guarded_output() -> Iterator[None]:
    """Flush what was written to standard output; report a full disk as what it is.

    Raises
    ------
    StephError
        If it cannot be written.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        raise  # for `run`: a reader that left (head) is no full disk
    except OSError as error:
        _write_nowhere(sys.stdout)
        raise os_fault(error, Path("standard output")) from error


class Console:
    """Results go to stdout, everything else to stderr; with `as_json` stdout is one object."""

    def __init__(self, *, quiet: bool = False, as_json: bool = False) -> None:
        self.quiet = quiet
        self.as_json = as_json
        self._line_open = False

    def result(self, text: str, value: Any, *, failed: bool = False) -> ExitCode:
        """Give the result, `value` as JSON where asked for, else `text`; return the exit code."""
        self._end_line()
        # A NaN would be no JSON, and raises. What is not ASCII is escaped, and so is printable.
        shown = json.dumps(value, indent=1, allow_nan=False) if self.as_json else printable(text)
        with guarded_output():
            sys.stdout.write(f"{shown}\n")
        return ExitCode.FAULT if failed else ExitCode.DONE

    def say(self, text: str) -> None:
        """Tell the user something that is not a result."""
        if not self.quiet:
            self._end_line()
            _tell(printable(text) + "\n")

    def complain(self, text: str) -> None:
        """Say what is wrong, in one line."""
        self._end_line()
        _tell(printable(" ".join(text.split())) + "\n")

    def control(self) -> JobControl:
        """Return a job control that shows progress where a person is looking."""
        # A file or a log would get a line for every step.
        shows = not self.quiet and sys.stderr.isatty()
        return JobControl(self._show if shows else None)

    def _show(self, progress: Progress) -> None:
        from steph_desktop.engine.progress_words import step_words

        share = f" {progress.done}/{progress.total}" if progress.total else ""
        left = progress.remaining_s
        estimate = f", {format_duration(left)} left" if left is not None else ""
        words = step_words(progress.step, for_tables=True)
        # Written over the line before, and flushed: without a line's end it would wait.
        sys.stderr.write(f"\r\x1b[K{words}{share}{estimate}")
        sys.stderr.flush()
        self._line_open = True

    def _end_line(self) -> None:
        if self._line_open:
            sys.stderr.write("\r\x1b[K")
            self._line_open = False


def _tell(text: str) -> None:
    """Write to stderr; where that is a file on a full disk there is nobody to tell."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except BrokenPipeError:
        raise
    except OSError:
        _write_nowhere(sys.stderr)


def _write_nowhere(stream: TextIO) -> None:
    """Discard what is buffered: it would fail once more when the process ends, with status 120."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out in left-aligned columns."""
    rows = [[printable(cell, lines=False) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def add_flag(parser: argparse._ActionsContainer, name: str, words: str) -> None:
    """Add an option without a value."""
    parser.add_argument(name, action="store_true", help=words)


def device_name(text: str) -> str:
    """Check the form of a device name; whether it is there is asked when it is used."""
    kind, _, number = text.partition(":")

    known = kind in {"auto", "cpu", "cuda", "mps"}
    if not known or (number and (kind != "cuda" or not number.isdigit())) or text.endswith(":"):
        raise argparse.ArgumentTypeError(f"'{text}' is not auto, cpu, cuda, cuda:N or mps")
    return text


def any_number(text: str) -> float:
    """Read a number; a decimal comma is taken too."""
    value = number_of(text)
    if value is None:
        raise argparse.ArgumentTypeError(why_no_number(text))
    return value


def positive_float(text: str) -> float:
    """Read a finite number above 0."""
    value = number_of(text)
    if value is None and readings(text):
        raise argparse.ArgumentTypeError(why_no_number(text))
    if value is None or value <= 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above 0")
    return value


def positive_int(text: str) -> int:
    """Read a whole number above 0."""
    # `isdigit` alone takes "²", `int` alone "1_0" and " 1".
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)


def natural_int(text: str) -> int:
    """Read a whole number, 0 or more."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number")
    return int(text)


def names(text: str) -> tuple[str, ...]:
    """Read a comma-separated list of distinct names."""
    found = tuple(part.strip() for part in text.split(","))
    if not all(found) or len(set(found)) != len(found):
        raise argparse.ArgumentTypeError(f"'{text}' is not a list of distinct names: A,B,C")
    return found


def encoder_name(text: str) -> str:
    """Read the name of a known encoder."""
    # The registry brings torch along: it is asked only when an encoder is named.
    from steph_desktop.features.encoder_registry import ENCODERS

    if text not in ENCODERS:
        raise argparse.ArgumentTypeError(f"'{text}' is not one of {', '.join(ENCODERS)}")
    return text


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every command takes."""
    group = parser.add_argument_group("common options")
    add = group.add_argument
    add("--device", type=device_name, default="auto", help="auto|cpu|cuda[:i]|mps")
    add("--seed", type=natural_int, default=42, help="of everything random (42)")
    add("--workspace", type=Path, help="folder that keeps features and cases")
    add_flag(group, "--quiet", "nothing but results and faults")
    # Always so; only `weights` has an option that turns it off.
    add("--offline", action="store_true", default=True, help="no network (the default)")
    add_flag(group, "--json", "one JSON object on stdout")


def workspace_of(arguments: argparse.Namespace) -> Path:
    """Return the workspace that was named, or the user's own."""
    from steph_desktop.core.settings import user_data_dir

    chosen: Path | None = arguments.workspace
    if chosen is None:
        return user_data_dir()
    # One that is not there is made by who writes to it.
    if chosen.exists() and not chosen.is_dir():
        raise UsageError("The workspace must be a folder", chosen, "Name a folder.")
    return chosen
