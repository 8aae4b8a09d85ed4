"""Copies of a workspace's database: made on every day of use, put back where it is damaged."""

from __future__ import annotations

import contextlib
import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.workspace.audit_trail import note_restore
from steph_desktop.workspace.database import (
    BACKUP_FOLDER,
    COMPANIONS,
    DATABASE_NAME,
    STAMP_FORMAT,
    Database,
    WorkspaceDamaged,
    backup,
    connect,
    copy_into,
    inspect,
    is_held,
)
from steph_desktop.workspace.locks import WorkspaceLock, acting_name

DAILY = "daily"
KEPT_DAILY = 7
_NAME = re.compile(r"workspace-(?P<label>.+)-(?P<stamp>\d{8}T\d{12}Z)\.sqlite")
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Backup:
    """A copy of the database in the workspace's ``backups`` folder."""

    path: Path
    label: str  # why it was made
    made_at: datetime  # when, UTC

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True)
class RestoredBackup:
    """What was put back, and where the damaged file lies now (None if there was none)."""

    backup: Backup
    aside: Path | None


def backups_of(folder: Path) -> list[Backup]:
    """Return the backups of a workspace, the newest first; whether they are whole is not asked."""
    found = []
    for path in (folder / BACKUP_FOLDER).glob("*.sqlite"):
        if match := _NAME.fullmatch(path.name):
            made_at = datetime.strptime(match["stamp"], STAMP_FORMAT).replace(tzinfo=UTC)
            found.append(Backup(path, match["label"], made_at))
    return sorted(found, key=lambda kept: kept.made_at, reverse=True)


def newest_whole_backup(folder: Path) -> Backup | None:
    """Return the backup whose audit trail reaches furthest, of those that are whole to the end.

    The dates in their names are a clock's, which may have been set back.
    """
    found: list[tuple[int, Backup]] = []
    for kept in backups_of(folder):
        # One that cannot be read, or is of a newer program, is of no use here.
        with contextlib.suppress(StephError):
            if (entries := _whole_entries(kept.path)) is not None:
                found.append((entries, kept))
    return max(found, key=lambda one: (one[0], one[1].made_at), default=(0, None))[1]


def is_whole(path: Path) -> bool:
    """Read a whole database and tell whether it can be used; it is not changed."""
    return _whole_entries(path) is not None


def _whole_entries(path: Path) -> int | None:
    """Return how many entries the audit trail of a whole database has; None if it is damaged."""
    try:
        if not inspect(path):
            return None
        with contextlib.closing(connect(path, read_only=True)) as database:
            is_sound = [row[0] for row in database.rows("PRAGMA integrity_check(1)")] == ["ok"]
            if not is_sound or database.rows("PRAGMA foreign_key_check"):
                return None
            return int(database.rows("SELECT coalesce(max(seq), 0) FROM audit")[0][0])
    except WorkspaceDamaged:
        return None


def back_up_daily(database: Database) -> None:
    """Copy a database if that was not done today; keep the newest `KEPT_DAILY` of these copies.

    Raises
    ------
    WorkspaceDamaged
        If the database is damaged inside; no older copy is given up for it.
    """
    folder = database.path.parent
    now = datetime.now(UTC)
    daily = [kept for kept in backups_of(folder) if kept.label == DAILY]
    if any(kept.made_at.date() == now.date() for kept in daily):
        return
    # Of a clock that was set back since: they hold up no new one, and go first.
    daily.sort(key=lambda kept: kept.made_at > now)
    try:
        backup(database, DAILY)
    except WorkspaceDamaged:
        raise
    except StephError as error:
        # A full disk is no reason to keep the user from reading; the next start tries again.
        _logger.warning("no backup of the workspace was made today: %s", error.what)
        return
    for kept in daily[KEPT_DAILY - 1 :]:
        with contextlib.suppress(OSError):  # one too many does no harm
            kept.path.unlink()


def restore(folder: Path, who: str | None = None) -> RestoredBackup:
    """Put the newest whole backup in the place of a damaged database, which is kept aside.

    The audit trail goes on from the backup, with an entry that says how far it reaches.

    Raises
    ------
    WorkspaceHeld
        If another program has the workspace open.
    WorkspaceNewer
        If a newer version of the program wrote the database.
    StephError
        If the database is whole, there is no whole backup, or something cannot be written.
    """
    folder = folder.absolute()
    path = folder / DATABASE_NAME
    if not (folder / BACKUP_FOLDER).is_dir():
        raise StephError("There is no workspace here", folder, "Choose another folder.")
    lock = WorkspaceLock(folder)
    try:
        if lock.acquire() is not None or is_held(path):
            raise StephError("The workspace is open in this program", folder, "Close it first.")
        if is_whole(path):
            raise StephError("The workspace's database is whole", path, "Nothing was put back.")
        found = newest_whole_backup(folder)
        if found is None:
            what = "There is no whole backup here"
            raise StephError(what, folder, "Put a copy of your own in its place.")
        return RestoredBackup(found, _put_back(found, path, who or acting_name()))
    finally:
        lock.release()


def _put_back(found: Backup, path: Path, who: str) -> Path | None:
    stamp = datetime.now(UTC).strftime(STAMP_FORMAT)
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    has_old = path.exists()
    with atomic_path(path) as temporary:
        with contextlib.closing(connect(found.path, read_only=True)) as source:
            copy_into(source, temporary)
        with contextlib.closing(connect(temporary, read_only=False)) as copy:
            note_restore(copy, who, found.made_at.isoformat(timespec="seconds"))
        # The log must not stay: it would be taken for that of the backup. The database goes first:
        # after a kill in between it is missing, which is told, and not robbed of its log.
        for ending in ("", *COMPANIONS):
            old = path.with_name(path.name + ending)
            if old.exists():
                old.replace(aside.with_name(aside.name + ending))
    return aside if has_old else None
