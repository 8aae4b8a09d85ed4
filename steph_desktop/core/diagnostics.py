"""The log of errors and crashes: a rotating file that names no patient and no folder.

Slide names, paths and identifiers are taken out before a line is written. Of an error the log
keeps its type, the code lines it passed through and its message without quoted text or ids.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any, TextIO

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import make_private
from steph_desktop.core.settings import log_dir as usual_log_dir

BugListener = Callable[[BaseException, Path], None]

_LOG_BYTES = 1_000_000
_LOG_FILES = 4
_logger = logging.getLogger(__name__)

# Files whose names are given by users: slides, bags, tables, pictures, packs.
DATA_SUFFIXES = frozenset((
    ".svs", ".svslide", ".tif", ".tiff", ".ndpi", ".ndpis", ".vms", ".vmu", ".scn", ".mrxs",
    ".bif", ".dcm", ".dicom", ".isyntax", ".czi", ".zvi", ".zarr", ".qptiff",
    ".avs", ".btf", ".tf8",
    ".h5", ".hdf5", ".pt", ".pth", ".bin", ".npy", ".npz", ".safetensors", ".steph", ".csv",
    ".tsv", ".xls", ".xlsx", ".ods", ".png", ".jpg", ".jpeg", ".bmp", ".pdf", ".json",
    ".geojson", ".zip", ".txt", ".dat", ".ini",
))  # fmt: skip
_SUFFIX = rf"(?:{'|'.join(map(re.escape, sorted(DATA_SUFFIXES, key=len, reverse=True)))})\b"
_ENDING = re.compile(_SUFFIX, re.IGNORECASE)
_ROOT = r"(?:(?<![\w/\\.<])~?/(?=[^\s/])|(?<![\w/])/{2,}(?=\S)|(?<!\w)[A-Za-z]:[\\/]|\\\\(?=\S))"
_QUOTED = re.compile(r"""(?<!\w)(?:b?'(?:[^'\\\n]|\\.)*'|b?"(?:[^"\\\n]|\\.)*")""")
# An unquoted path may hold spaces, so all that follows on the line goes with it.
_PATH = re.compile(rf"{_ROOT}[^\n]*")
_NAME = re.compile(rf"""[^\n:;,"'=()\[\]{{}}<>|]{{0,200}}{_SUFFIX}""", re.IGNORECASE)
_ID = re.compile(r"\b(?=[\w.-]*\d)[^\W_]+(?:[-_.][^\W_]+)+\b|\b\d{5,}\b")


def open_streams() -> None:
    """Give this process the standard streams that it lacks, and let them take any text.

    A program without a console (pythonw, a windowed bundle) has none. A console of ASCII or of
    Windows' own signs gets an escape for what it cannot show, not an error.
    """
    if sys.stdin is None:
        sys.stdin = TextIOWrapper(BufferedReader(FileIO(os.devnull)), encoding="utf-8")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = BufferedWriter(FileIO(os.devnull, "w"))
            setattr(sys, name, TextIOWrapper(nowhere, encoding="utf-8"))
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def redact(text: str) -> str:
    """Remove paths and names of data files from a text."""
    text = _QUOTED.sub(lambda match: _without_path(match.group()), text)
    text = _PATH.sub("<path>", text)
    if not _ENDING.search(text):
        return text
    return _NAME.sub(lambda match: " <file>" if match.group()[0] == " " else "<file>", text)


def _without_path(quoted: str) -> str:
    has_path = "/" in quoted or "\\" in quoted or _ENDING.search(quoted)
    return "<path>" if has_path else quoted


def redacted_traceback(error: BaseException) -> str:
    """Describe an error and its causes without paths, quoted text or identifiers."""
    blocks: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        blocks.append("\n".join([*_frames(link.__traceback__), _headline(link)]))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\nwhich led to\n".join(reversed(blocks))


def _headline(error: BaseException) -> str:
    said = error.what if isinstance(error, StephError) else str(error)
    # What these quote is names of code; a key that was not found is data, whatever it looks like.
    if not isinstance(error, AttributeError | NameError | ImportError):
        said = _QUOTED.sub("<text>", said)
    message = _ID.sub("<id>", redact(said))
    if isinstance(error, LookupError) and not isinstance(error, IndexError):
        message = "<text>"
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}: {message}"


def _frames(trace: TracebackType | None) -> list[str]:
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {_code_place(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return lines


def _code_place(filename: str) -> str:
    """Name a source file from its package on, without the folders above."""
    parts = PurePath(filename.replace("\\", "/")).parts
    for anchor in ("site-packages", "steph_desktop"):
        if anchor in parts:
            first = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[first + (anchor == "site-packages") :])
    return parts[-1] if parts else "?"


class RedactingFormatter(logging.Formatter):
    """Format a record as one line and its traceback, both redacted."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Format the record's line; the message is redacted."""
        record.message = redact(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """Format the whole record."""
        # Another handler may have left a full traceback in the record's cache.
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: Any) -> str:
        """Describe a record's error."""
        return redacted_traceback(ei[1]) if ei[1] is not None else ""

    def formatStack(self, stack_info: str) -> str:
        """Reduce a stack dump to its places in the code."""
        return _redact_dump(stack_info)


def _redact_dump(dump: str) -> str:
    """Shorten the code paths of a stack dump, and redact the rest."""
    lines = []
    for line in dump.splitlines():
        place = re.match(r'\s*File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>\S+)', line)
        if place:
            lines.append(f"  {_code_place(place['file'])}:{place['line']} in {place['name']}")
        elif not line.startswith("    "):
            lines.append(redact(line))
    return "\n".join(lines)


@dataclass
class _Installed:
    log_file: Path
    handler: logging.Handler
    fault_file: TextIO | None
    sys_hook: Callable[..., Any]
    thread_hook: Callable[..., Any]
    was_faulthandler_on: bool


_installed: _Installed | None = None


def install(
    log_dir: Path | None = None, *, name: str = "steph-desktop", on_bug: BugListener | None = None
) -> Path:
    """Start the log, and catch what is not caught elsewhere in this process.

    Parameters
    ----------
    log_dir : pathlib.Path, optional
        Folder of the log, the user's own by default; a temporary one if it cannot be written to.
        Where nothing at all can be written there is no log, and the program works without.
    name : str
        Name of the log file without suffix: one per kind of process, for files are not shared.
    on_bug : callable, optional
        Told of every uncaught error and of the log that holds it, on the thread it happened on.
        Without it, one line goes to stderr.
    """
    global _installed
    uninstall()
    folder = log_dir or usual_log_dir()
    handler: logging.Handler = logging.NullHandler()
    fault_file: TextIO | None = None
    with contextlib.suppress(OSError):
        folder = _usable_folder(folder, name)
        handler = _ClosedLog(
            folder / f"{name}.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
        )
    log_file = folder / f"{name}.log"
    handler.setFormatter(RedactingFormatter())
    handler.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    logging.getLogger("steph_desktop").setLevel(logging.INFO)
    was_on = faulthandler.is_enabled()
    with contextlib.suppress(OSError):
        fault_path = folder / f"{name}.crash"
        _adopt_crash(fault_path)
        fault_file = fault_path.open("a", encoding="utf-8")
        make_private(fault_path)
        faulthandler.enable(file=fault_file)
    _installed = _Installed(
        log_file, handler, fault_file, sys.excepthook, threading.excepthook, was_on
    )

    def report(error: BaseException) -> None:
        place = log_bug(error)
        if on_bug is not None:
            on_bug(error, place)
        elif sys.stderr is not None:
            sys.stderr.write(f"STEPH Desktop met a fault of its own. Details: {place}\n")

    def on_uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            report(error)

    def on_thread_uncaught(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report(args.exc_value)

    sys.excepthook = on_uncaught
    threading.excepthook = on_thread_uncaught
    return log_file


class _ClosedLog(RotatingFileHandler):
    """A log that only its owner may read, with all files that continue it."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop a line that cannot be written: what logging prints about it would name patients."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        make_private(Path(self.baseFilename))
        return stream

    def doRollover(self) -> None:
        """Begin a new file; on Windows keep the old one while another process has it open."""
        try:
            super().doRollover()
        except OSError:
            if self.stream is None:
                self.stream = self._open()


def uninstall() -> None:
    """Undo `install`: close the log and restore the hooks."""
    global _installed
    if _installed is None:
        return
    state, _installed = _installed, None
    sys.excepthook = state.sys_hook
    threading.excepthook = state.thread_hook
    faulthandler.disable()
    if state.was_faulthandler_on and sys.__stderr__ is not None:
        faulthandler.enable(file=sys.__stderr__)
    if state.fault_file is not None:
        with contextlib.suppress(OSError):
            state.fault_file.close()
            path = Path(state.fault_file.name)
            if path.stat().st_size == 0:
                path.unlink()
    logging.getLogger().removeHandler(state.handler)
    state.handler.close()


def log_bug(error: BaseException) -> Path:
    """Write the traceback of a bug, redacted, to the log."""
    log_file = install() if _installed is None else _installed.log_file
    _logger.critical("uncaught error", exc_info=(type(error), error, error.__traceback__))
    return log_file


def _usable_folder(folder: Path, name: str) -> Path:
    """Return `folder` if logs can be written there, else a temporary one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        make_private(folder)
        for suffix in (".log", ".crash"):
            (folder / f"{name}{suffix}").open("a", encoding="utf-8").close()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="steph-desktop-log-"))
    return folder


def _adopt_crash(fault_path: Path) -> None:
    """Move what a crashed process left behind (raw, with code paths) into the log, redacted."""
    if not fault_path.exists():
        return
    dump = fault_path.read_text(encoding="utf-8", errors="replace")
    if dump:
        fault_path.write_text("", encoding="utf-8")
        _logger.error("an earlier process crashed\n%s", _redact_dump(dump))
