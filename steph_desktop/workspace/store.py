"""A workspace: a folder with a database and files, opened by one program at a time for writing."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import (
    ensure_folder,
    guarded_write,
    is_private,
    make_private,
    share_with,
)
from steph_desktop.workspace.anchors import Anchor, SecondPlace, newest_anchor, second_place_of
from steph_desktop.workspace.audit_trail import (
    Records,
    details_of,
    head_path,
    noted_entries,
    start_head,
)
from steph_desktop.workspace.backups import back_up_daily
from steph_desktop.workspace.database import (
    BACKUP_FOLDER,
    DATABASE_NAME,
    Database,
    damaged,
    inspect,
    open_database,
    utc_now,
)
from steph_desktop.workspace.jobs import JobRecords
from steph_desktop.workspace.locks import WorkspaceLock, acting_name, user_name
from steph_desktop.workspace.outcomes import OutcomeRecords
from steph_desktop.workspace.schema import MIGRATIONS

MODEL_INSTALLED = "model installed"
MODEL_RETIRED = "model retired"
MODEL_SIGNED = "model signed"
KEY_TRUSTED = "key trusted"
KEY_FORGOTTEN = "key trusted no longer"
KEY_MADE = "key of the lab made"
KEY_REMOVED = "key of the lab removed"
RIGHTS_CHANGED = "rights of the workspace changed"
MODEL_RESTORED = "model restored"
MODEL_CHOSEN = "model chosen"
FILE_FOLDERS = ("features", "cases", "models")
_OWN_FOLDERS = (*FILE_FOLDERS, BACKUP_FOLDER, "annotations", "studies")
_OWN_NAMES = ("workspace.", ".workspace.", "pseudonym.key", ".pseudonym.key", "audit", ".audit")


class Workspace(OutcomeRecords, JobRecords):
    """Patients, slides, cases, results, reviews, outcomes, jobs, and the audit trail of one folder.

    Made by `open`. Safe to use from several threads. A process that the holder started through
    multiprocessing may open the workspace too, and write beside it.

    Examples
    --------
    >>> with Workspace.open(folder) as workspace:  # doctest: +SKIP
    ...     slide = workspace.add_slide(path)
    ...     case = workspace.add_case([slide.id])
    """

    def __init__(
        self, folder: Path, database: Database, who: str, lock: WorkspaceLock | None
    ) -> None:
        super().__init__(folder, database, who)
        self._workspace_lock = lock
        self.second_place: SecondPlace | None = None

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, who: str | None = None) -> Workspace:
        """Open a workspace; for writing, one that is not there yet is made.

        `read_only` reads beside the program that has it open. `who` is the name for the audit
        trail; by default the reviewer's, and the system's user where none was given.

        Raises
        ------
        WorkspaceHeld
            If another program has it open for writing; its `holder` says who.
        WorkspaceDamaged, WorkspaceNewer
            If the database cannot be used; it is not touched.
        StephError
            If the folder cannot be read or written.
        """
        folder, name = folder.absolute(), who or acting_name()
        path = folder / DATABASE_NAME
        if read_only:
            return cls(folder, open_database(path, read_only=True), name, None)
        ensure_folder(folder)
        _close_to_others(folder)
        lock = WorkspaceLock(folder)
        is_guest = lock.acquire() is not None
        try:
            version = _prepare(folder)
            workspace = cls(folder, open_database(path), name, None if is_guest else lock)
        except BaseException:
            lock.release()
            raise
        try:
            workspace._begin(version)
        except BaseException:
            workspace.close()
            raise
        return workspace

    @property
    def owns_jobs(self) -> bool:
        """Whether this is the process that took the lock, and so may run the queue."""
        return self._workspace_lock is not None

    def _begin(self, version: int) -> None:
        """Note that the workspace was made or migrated; settle the trail; make today's backup."""
        newest = len(MIGRATIONS)
        if self.owns_jobs:
            self.database.require_whole()
        self.keep_anchors()
        with self.transaction() as connection:
            if connection.execute("SELECT 1 FROM audit LIMIT 1").fetchone() is None:
                self.audit.append("workspace made", {"version": newest})
            elif version < newest:
                self.audit.append("tables migrated", {"from": version, "to": newest})
        self.audit.settle()
        if version and self.owns_jobs:
            back_up_daily(self.database)

    def keep_anchors(self) -> None:
        """Write the newest hash of the trail to the second place that the settings name now."""
        old, self.second_place = self.second_place, second_place_of(self.database)
        place = self.second_place
        self.audit.added = None
        if place is not None:
            self.audit.added = lambda seq, sha256: place.add(Anchor(sha256, seq, utc_now()))
        newest = newest_anchor(self.database)
        if place is not None and newest is not None:
            place.add(newest)
        if old is not None:
            old.close()

    def act_as(self, who: str) -> None:
        """Name who acts from now on; empty for the system's user."""
        self.who = who or user_name()
        self.audit.who = self.who

    def close(self) -> None:
        """Close the database and give the lock back."""
        try:
            if self.second_place is not None:
                self.second_place.close()
            self.database.close()
        finally:
            if self._workspace_lock is not None:
                self._workspace_lock.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _close_to_others(folder: Path) -> None:
    """Let only its owner into a workspace: it names patients, and says whose codes are whose.

    Files of earlier versions are gone through once; what is written in a closed folder is closed.
    """
    if os.name != "posix":
        return
    was_closed = is_private(folder)
    make_private(folder)
    for path in _own_paths(folder):
        if not was_closed or path.parent == folder:
            make_private(path)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep everybody else out of a workspace that is here."""
    if not (folder / DATABASE_NAME).is_file():
        raise StephError("There is no workspace here", folder, "Choose another folder.")
    lock = WorkspaceLock(folder)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


def share_workspace(folder: Path, group_id: int | None) -> None:
    """Let a group of this system read and write a workspace; None gives it back to its owner.

    Raises
    ------
    WorkspaceHeld
        If it is open somewhere.
    StephError
        If there is no workspace, or the rights of something in it cannot be changed.
    """
    with _locked(folder):
        share_with(folder, group_id)
        for path in _own_paths(folder):
            share_with(path, group_id)


def discard_workspace(folder: Path) -> None:
    """Remove a workspace: its cases, results, reviews and audit trail; slides lie elsewhere.

    It goes in one step. Files that are not the program's stay, in a folder of another name.

    Raises
    ------
    WorkspaceHeld
        If it is open somewhere.
    StephError
        If there is no workspace, or it cannot be removed.
    """
    with _locked(folder):
        pass  # given back at once: Windows renames no folder of which a file is open
    aside = folder.with_name(f"{folder.name}-removed-{time.time_ns()}")
    with guarded_write(folder):
        folder.rename(aside)
        for path in [path for path in _own_paths(aside) if path.parent == aside and path.is_file()]:
            path.unlink()
        for name in _OWN_FOLDERS:
            shutil.rmtree(aside / name, ignore_errors=True)
    with contextlib.suppress(OSError):  # it holds what somebody else put there
        aside.rmdir()


def _own_paths(folder: Path) -> Iterator[Path]:
    """Yield what is the program's in a workspace: it may lie among slides."""
    for path in folder.iterdir():
        if path.is_file() and not path.is_symlink() and path.name.startswith(_OWN_NAMES):
            yield path
    for name in _OWN_FOLDERS:
        for place, _, files in os.walk(folder / name):
            yield Path(place)
            yield from (p for p in (Path(place) / file for file in files) if not p.is_symlink())


def _prepare(folder: Path) -> int:
    """Look at what is in a folder before anything is made; return the version of its tables."""
    path = folder / DATABASE_NAME
    version = inspect(path)
    if version is None:
        # Without a database, a trail that speaks of entries says that one was lost.
        if noted_entries(folder) != 0 and head_path(folder).exists():
            raise damaged(path, "The workspace's database is missing or empty")
        start_head(folder)
    for name in (*FILE_FOLDERS, BACKUP_FOLDER):
        ensure_folder(folder / name)
    return version or 0


# Models: the audit trail remembers which were installed and retired. --------------------------


def note_installed(workspace: Workspace, model_id: str, sha256: str, origin: str) -> None:
    """Note a new model; `origin` is ``pack``, ``checkpoint`` or ``training``."""
    workspace.audit.append(
        MODEL_INSTALLED, {"model": model_id, "model_sha256": sha256, "from": origin}
    )


def retire_model(workspace: Workspace, model_id: str, sha256: str) -> None:
    """Take a model out of use; its file and every result made with it stay."""
    if sha256 not in retired_models(workspace):
        workspace.audit.append(MODEL_RETIRED, {"model": model_id, "model_sha256": sha256})


def restore_model(workspace: Workspace, model_id: str, sha256: str) -> None:
    """Take a retired model back into use."""
    if sha256 in retired_models(workspace):
        workspace.audit.append(MODEL_RESTORED, {"model": model_id, "model_sha256": sha256})


def note_chosen(workspace: Workspace, model_id: str, sha256: str) -> None:
    """Note the model that cases are analysed with from now on, if it is another one."""
    sql = "SELECT details FROM audit WHERE action = ? ORDER BY seq DESC LIMIT 1"
    last = workspace.database.row(sql, (MODEL_CHOSEN,))
    if last is None or details_of(last["details"]).get("model_sha256") != sha256:
        workspace.audit.append(MODEL_CHOSEN, {"model": model_id, "model_sha256": sha256})


def note_signed(records: Records, model_id: str, sha256: str, key: str) -> None:
    """Note a signature; `key` is the signer's name with the fingerprint."""
    records.audit.append(MODEL_SIGNED, {"model": model_id, "model_sha256": sha256, "what": key})


def note_trust(records: Records, key: str, *, trusted: bool) -> None:
    """Note that a key is trusted from now on, or no longer."""
    records.audit.append(KEY_TRUSTED if trusted else KEY_FORGOTTEN, {"what": key})


def note_lab_key(records: Records, key: str, *, made: bool) -> None:
    """Note that the lab's own key was made, or removed for good."""
    records.audit.append(KEY_MADE if made else KEY_REMOVED, {"what": key})


def note_rights(records: Records, group: str) -> None:
    """Note who may read and write the folder from now on: a group, or its owner alone."""
    records.audit.append(
        RIGHTS_CHANGED, {"what": f"the group {group}" if group else "its owner alone"}
    )


def retired_models(workspace: Workspace) -> frozenset[str]:
    """Return the SHA-256 of the weights of every model that is out of use."""
    sql = "SELECT action, details FROM audit WHERE action IN (?, ?) ORDER BY seq"
    rows = workspace.database.rows(sql, (MODEL_RETIRED, MODEL_RESTORED))
    retired: set[str] = set()
    for row in rows:
        sha256 = str(details_of(row["details"]).get("model_sha256"))
        (retired.add if row["action"] == MODEL_RETIRED else retired.discard)(sha256)
    return frozenset(retired)
