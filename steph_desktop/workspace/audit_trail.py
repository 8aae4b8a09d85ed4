"""The audit trail: who did what, when and with what. Each entry is chained to the one before.

An entry's hash is the SHA-256 of the previous hash and the entry in canonical JSON, so an entry
that is edited, removed or inserted breaks the chain at its place. A side file keeps the end of the
chain, so that a trail cut short or lengthened behind the program's back is found too. Somebody
who rewrites the whole chain and the side file is not, unless a hash was kept elsewhere
(`workspace.anchors`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from steph_desktop import __version__
from steph_desktop.core.codec import from_json, parse_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_json
from steph_desktop.workspace.database import Database, Parameters, insert, not_listed, utc_now

HEAD_NAME = "audit.head"
BACKUP_PUT_BACK = "backup put back"
GENESIS = "0" * 64  # what the first entry is chained to
_HEAD_FORMAT = 1
_PIECE = 1000  # entries in memory at once
_TRIES, _WAIT_S = 20, 0.05  # a second, for a writer between an entry and its side file
_logger = logging.getLogger(__name__)


def canonical_json(value: Any) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, ASCII, no NaN."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


@dataclass(frozen=True)
class AuditEntry:
    """One entry of the trail."""

    seq: int  # its number, from 1 without gaps
    at: str  # when: UTC, ISO 8601
    who: str  # the system's user, or the name that was stated
    app_version: str  # of the program
    action: str
    # On which inputs, with which versions and weights: canonical JSON of row numbers, hashes and
    # pseudonyms, nothing that names a patient or a file.
    details: str
    # previous, hash: SHA-256 of the entry before it (64 zeros for the first) and of this one.
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """Return the hash that this entry's content has."""
        content = [self.seq, self.at, self.who, self.app_version, self.action, self.details]
        return hashlib.sha256((self.previous + canonical_json(content)).encode()).hexdigest()


class AuditFaultKind(Enum):
    """How an audit trail can be wrong."""

    EDITED = "was altered"
    REMOVED = "is missing"
    REPLACED = "was replaced or inserted"
    CUT = "the last entries are missing"
    CONTINUED = "entries were added behind the program's back"
    NO_HEAD = "the side file with the end of the chain is missing or damaged"


@dataclass(frozen=True)
class AuditFault:
    """Where and how the trail is wrong."""

    kind: AuditFaultKind
    # first, last: numbers of the entries concerned; for `CONTINUED` the entries that are too
    # many.
    first: int
    last: int


@dataclass(frozen=True)
class _End:
    """The last entry of a chain."""

    seq: int
    hash: str


_START = _End(0, GENESIS)


@dataclass(frozen=True)
class _Head:
    """What the side file says: the chain ends at `end`, or at `announced` if that came through."""

    end: _End
    announced: _End | None = None

    def fits(self, end: _End) -> bool:
        return end in {self.end, self.announced}


class AuditTrail:
    """The trail of one workspace, and the only door to writing in its database."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._head_path = head_path(database.path.parent)
        self.who = who
        # Called with number and hash of the newest entry after each commit that added any.
        self.added: Callable[[int, str], object] | None = None
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write records and audit entries that stand together or not at all.

        A transaction inside another one is part of it. Before the commit the side file announces
        the new end, after it the old one is forgotten: a kill in between leaves a trail that fits
        the file, and nobody can add or remove an entry unseen.
        """
        with self._lock:
            if self._connection is not None:
                yield self._connection
                return
            with self._database.transaction() as connection:
                self._connection = connection
                try:
                    before = _end_of(connection)
                    yield connection
                    after = _end_of(connection)
                    if after != before:
                        self._announce(before, after)
                finally:
                    self._connection = None
            if after != before:
                self.settle()
                if self.added is not None:
                    self.added(after.seq, after.hash)

    def append(self, action: str, details: Mapping[str, Any]) -> None:
        """Add an entry; inside `transaction`, with the records it is about.

        Its details are row numbers, hashes, pseudonyms and versions; no names and no paths.
        """
        with self.transaction() as connection:
            end = _end_of(connection)
            text = canonical_json(details)
            entry = AuditEntry(
                end.seq + 1, utc_now(), self.who, __version__, action, text, end.hash, ""
            )
            insert(connection, "audit", vars(entry) | {"hash": entry.expected_hash()})

    def settle(self) -> None:
        """Note in the side file where the chain ends, unless the two disagree.

        A disagreement is evidence and stays as it is.
        """
        try:
            with self._database.transaction() as connection:
                end, head = _end_of(connection), _read_head(self._head_path)
                if head is not None and head != _Head(end) and head.fits(end):
                    _write_head(self._head_path, _Head(end))
        except StephError:
            # What was announced still fits the chain; the next entry settles it.
            _logger.info("the end of the audit trail is noted later")

    def _announce(self, before: _End, after: _End) -> None:
        head = _read_head(self._head_path)
        if head is not None and head.fits(before):
            _write_head(self._head_path, _Head(before, after))


class Records:
    """A workspace's database with its audit trail, and who acts."""

    def __init__(self, folder: Path, database: Database, who: str) -> None:
        self.folder = folder
        self.database = database
        self.who = who
        self.audit = AuditTrail(database, who)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Join several calls: all of them stand once the block ends, or none."""
        with self.audit.transaction() as connection:
            yield connection

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.database.read_only

    def one(self, what: str, sql: str, parameters: Parameters) -> sqlite3.Row:
        """Return the one row of a query; a `StephError` says that there is no such `what`."""
        row = self.database.row(sql, parameters)
        if row is None:
            raise not_listed(what)
        return row


def head_path(folder: Path) -> Path:
    """Return the side file of a workspace's trail."""
    return folder / HEAD_NAME


def start_head(folder: Path) -> None:
    """Write the side file of a workspace that has no database yet."""
    _write_head(head_path(folder), _Head(_START))


def noted_entries(folder: Path) -> int | None:
    """Return how many entries the side file counts; None if there is no whole one."""
    head = _read_head(head_path(folder))
    return None if head is None else head.end.seq


def note_restore(copy: Database, who: str, made_at: str) -> None:
    """Note in a backup about to be put back that it was, and how much the trail loses.

    The side file then fits the trail before and after the backup is in its place.

    `copy` will take the place, beside the side file; the backup was made at `made_at` (UTC, ISO
    8601).
    """
    path = head_path(copy.path.parent)
    head = _read_head(path)
    with copy.transaction() as connection:
        kept = _end_of(connection).seq
    noted = None if head is None else head.end.seq
    details = {"made_at": made_at, "last_kept": kept, "last_noted": noted}
    AuditTrail(copy, who).append(BACKUP_PUT_BACK, details)
    with copy.transaction() as connection:
        end = _end_of(connection)
    head = _read_head(path)
    if head is None or not head.fits(end):
        _write_head(path, _Head(end if head is None else head.end, end))


def entries(database: Database, first: int = 1, count: int = _PIECE) -> list[AuditEntry]:
    """Return up to `count` entries from number `first` on."""
    rows = database.rows("SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?", (first, count))
    return [entry_of(row) for row in rows]


def entry_of(row: sqlite3.Row) -> AuditEntry:
    """Return the entry of a row; what is not text becomes text, so that its hash does not fit."""
    values = dict(row)
    return AuditEntry(int(values.pop("seq")), **{n: _text(value) for n, value in values.items()})


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def details_of(text: object) -> Mapping[str, Any]:
    """Read the details of an entry; none where it was altered, which `verify` tells."""
    try:
        found = parse_json(_text(text).encode())
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {}


def verify(database: Database) -> list[AuditFault]:
    """Compare the whole trail with its hashes and its side file; no fault if all is whole."""
    path = head_path(database.path.parent)
    # Another program may be adding entries: the side file must be the same before and after.
    for _ in range(_TRIES):
        head = _read_head(path)
        faults, end = _verify_chain(database)
        if head == _read_head(path):
            break
        time.sleep(_WAIT_S)
    if head is None:
        return [*faults, AuditFault(AuditFaultKind.NO_HEAD, 0, 0)]
    if head.fits(end):
        return faults
    if end.seq < head.end.seq:
        return [*faults, AuditFault(AuditFaultKind.CUT, end.seq + 1, head.end.seq)]
    known = head.announced or head.end
    if end.seq > known.seq:
        return [*faults, AuditFault(AuditFaultKind.CONTINUED, known.seq + 1, end.seq)]
    return [*faults, AuditFault(AuditFaultKind.REPLACED, end.seq, end.seq)]


def _verify_chain(database: Database) -> tuple[list[AuditFault], _End]:
    faults: list[AuditFault] = []
    end, end_is_edited = _START, False
    while piece := entries(database, end.seq + 1):
        for entry in piece:
            if entry.seq != end.seq + 1:
                kind = AuditFaultKind.REMOVED
                faults.append(AuditFault(kind, end.seq + 1, entry.seq - 1))
            elif entry.previous != end.hash and not end_is_edited:
                # The entry before was given a hash of its own, but this one remembers another.
                replaced = max(1, end.seq)
                faults.append(AuditFault(AuditFaultKind.REPLACED, replaced, replaced))
            end_is_edited = entry.hash != entry.expected_hash()
            if end_is_edited:
                faults.append(AuditFault(AuditFaultKind.EDITED, entry.seq, entry.seq))
            end = _End(entry.seq, entry.hash)
    return faults, end


def _end_of(connection: sqlite3.Connection) -> _End:
    row = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return _START if row is None else _End(row[0], _text(row[1]))


def _read_head(path: Path) -> _Head | None:
    try:
        value = read_json(path)
        known = value.pop("format") == _HEAD_FORMAT
        return from_json(_Head, value, strict=True) if known else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write_head(path: Path, head: _Head) -> None:
    write_json(path, {"format": _HEAD_FORMAT, **to_json(head)})
