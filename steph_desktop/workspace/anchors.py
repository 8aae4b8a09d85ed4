"""Anchors: hashes of the audit trail kept where the workspace's owner cannot rewrite them.

Who owns a workspace's files can rewrite its whole trail and all hashes in it. A hash kept outside
- on a printed report, in a mail, in a folder of somebody else's - shows it: the trail no longer
contains that hash. An anchor is an entry's number and hash; a file of anchors has one on each
line, and is only ever added to.
"""

from __future__ import annotations

import contextlib
import logging
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import guarded_write
from steph_desktop.core.settings import AnchorTime, load_settings
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.database import DATABASE_NAME, Database, connect

_STATED = re.compile(r"(?:entry (?P<seq>[1-9]\d*),? )?(?P<hash>[0-9a-f]{64})")
_LINE = re.compile(r"(?:(?P<at>\S+) +)?(?P<seq>[1-9]\d*) +(?P<hash>[0-9a-f]{64})")
_HEAD = "# STEPH Desktop, newest entries of an audit trail: time (UTC), entry, SHA-256"
_MAX_BYTES = 50_000_000
_ADVICE = "Give a hash of 64 digits, or a file of anchors that the program wrote."
_CLOSE_S = 5.0  # how long the program waits for a second place when it ends
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Anchor:
    """One entry of a trail, as it is remembered outside."""

    hash: str  # SHA-256 of the entry, 64 hexadecimal digits
    seq: int | None = None  # number of the entry; None where only the hash was kept
    at: str = ""  # when the entry was made, UTC, ISO 8601

    def __str__(self) -> str:
        return self.hash if self.seq is None else f"entry {self.seq}, {self.hash}"

    @property
    def line(self) -> str:
        """The line of a file."""
        return f"{self.at or '-'} {self.seq} {self.hash}"


def newest_anchor(database: Database) -> Anchor | None:
    """Return the newest entry of a trail; None where it is empty."""
    row = database.row("SELECT seq, at, hash FROM audit ORDER BY seq DESC LIMIT 1")
    return None if row is None else Anchor(row["hash"], row["seq"], row["at"])


def anchor_at(folder: Path) -> str:
    """Say which entry of a workspace's trail is the newest; empty where none can be read."""
    path = folder / DATABASE_NAME
    if not path.is_file():
        return ""
    try:
        with contextlib.closing(connect(path, read_only=True)) as database:
            return str(newest_anchor(database) or "")
    except StephError:
        return ""


def second_place_of(database: Database) -> SecondPlace | None:
    """Return the second place that the settings name for a trail, if they name one."""
    settings = load_settings()
    if settings.anchor_folder is None:
        return None
    # The file is named by 12 digits of the first hash, which every entry of the trail stands on.
    row = database.row("SELECT hash FROM audit WHERE seq = 1")
    trail = "unknown" if row is None else str(row["hash"])[:12]
    return SecondPlace(settings.anchor_folder, trail, settings.anchor_time)


def read_anchors(stated: str) -> list[Anchor]:
    """Read anchors from a hash, from the words on a report, or from a file's name.

    Raises
    ------
    StephError
        If it is neither.
    """
    words = stated.strip().lower()
    if match := _STATED.fullmatch(words):
        return [Anchor(match["hash"], int(match["seq"]) if match["seq"] else None)]
    path = Path(stated)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise StephError("This file is too large for anchors", path, _ADVICE)
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise StephError("This is neither a hash nor a file", path, _ADVICE) from error
    lines = [line.strip() for line in text.splitlines()]
    found = [_LINE.fullmatch(line) for line in lines if line and not line.startswith("#")]
    # A last line that a full disk cut short is no reason to refuse those before it.
    anchors = [Anchor(m["hash"], int(m["seq"]), m["at"] or "") for m in found if m is not None]
    if not anchors or sum(m is None for m in found) > 1:
        raise StephError("This file does not hold anchors", path, _ADVICE)
    return anchors


def missing_anchors(database: Database, anchors: Iterable[Anchor]) -> list[Anchor]:
    """Return the anchors that a trail does not contain any more.

    An anchor is contained if an entry has its hash and number, and the chain up to that entry is
    whole: then every entry before it is as it was when the anchor was taken.
    """
    first_fault = min((f.first for f in verify(database) if f.first > 0), default=None)
    missing = []
    for anchor in anchors:
        sql = "SELECT seq FROM audit WHERE hash = ? AND ? IN (seq, -1)"
        row = database.row(sql, (anchor.hash, -1 if anchor.seq is None else anchor.seq))
        if row is None or (first_fault is not None and first_fault <= row["seq"]):
            missing.append(anchor)
    return missing


def add_anchor(file: Path, anchor: Anchor) -> None:
    """Add a line to a file of anchors; made if it is not there.

    Raises
    ------
    StephError
        If the folder is not there, or cannot be written to.
    """
    with guarded_write(file):
        is_new = not file.exists() or file.stat().st_size == 0
        with file.open("a", encoding="utf-8", newline="\n") as out:
            out.write(f"{_HEAD}\n{anchor.line}\n" if is_new else f"{anchor.line}\n")


class SecondPlace:
    """Adds anchors to a file in a folder that the user chose, on a thread of its own.

    A share that hangs or is gone holds up nobody: what could not be written is tried again with
    the next entry, and `fault` says what is the matter.

    The folder is best on another machine, where entries can be added and not changed.
    """

    def __init__(self, folder: Path, trail: str, each: AnchorTime) -> None:
        self.file = folder / f"steph-audit-{trail}.txt"
        self.fault: StephError | None = None
        self._each = each
        self._day: date | None = None
        self._wake = threading.Condition()
        self._next: Anchor | None = None
        self._is_open = True
        self._thread: threading.Thread | None = None

    def add(self, anchor: Anchor) -> None:
        """Write an anchor soon; one that still waits is replaced, as the newer says more."""
        with self._wake:
            if not self._is_open:
                return
            self._next = anchor
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._serve, name="steph-anchors", daemon=True
                )
                self._thread.start()
            self._wake.notify()

    def close(self) -> None:
        """Write what waits, and end the thread; a place that hangs is not waited for long."""
        with self._wake:
            self._is_open = False
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(_CLOSE_S)

    def _serve(self) -> None:
        while True:
            with self._wake:
                while self._is_open and self._next is None:
                    self._wake.wait()
                anchor, self._next = self._next, None
                if anchor is None:
                    return
            self._write(anchor)

    def _write(self, anchor: Anchor) -> None:
        today = datetime.now(UTC).date()
        if self._each is AnchorTime.DAY and self._is_done(today):
            return
        try:
            add_anchor(self.file, anchor)
        except StephError as error:
            self.fault = error
            _logger.warning("the second place of the audit trail was not written: %s", error.what)
        else:
            self.fault, self._day = None, today

    def _is_done(self, today: date) -> bool:
        """Tell whether today has its line; another process may have written it."""
        if self._day is None:
            with contextlib.suppress(OSError):
                self._day = datetime.fromtimestamp(self.file.stat().st_mtime, UTC).date()
        return self._day == today
