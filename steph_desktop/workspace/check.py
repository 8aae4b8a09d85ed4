"""The check of a workspace: what is missing, altered or damaged, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated

from steph_desktop.core.codec import Key
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import is_left_over, sha256_of
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.core.zarr_folders import is_file_or_zarr
from steph_desktop.workspace.anchors import Anchor, missing_anchors
from steph_desktop.workspace.audit_trail import (
    HEAD_NAME,
    AuditFaultKind,
    details_of,
    digest_of,
    verify,
)
from steph_desktop.workspace.backups import newest_whole_backup
from steph_desktop.workspace.case_records import (
    RESULT_RECORDED,
    REVIEW_ADDED,
    result_digest,
    review_digest,
)
from steph_desktop.workspace.database import (
    BACKUP_FOLDER,
    DATABASE_NAME,
    Database,
    RowDamaged,
    WorkspaceDamaged,
    database_faults,
    inspect,
    open_database,
)
from steph_desktop.workspace.locks import LOCK_NAME, LockState, lock_state
from steph_desktop.workspace.outcomes import OUTCOMES_ATTACHED, outcomes_digest
from steph_desktop.workspace.records import FileRow, JobState, SlideRow
from steph_desktop.workspace.schema import expected_schema
from steph_desktop.workspace.slide_records import fingerprint_of
from steph_desktop.workspace.store import FILE_FOLDERS, Workspace

SlideDigest = Callable[[Path, JobControl], str]
_SEALED = {RESULT_RECORDED: "result", REVIEW_ADDED: "review"}


class Severity(Enum):
    """How bad a finding is."""

    FAULT = "fault"
    ADVICE = "advice"


class FileState(Enum):
    """What has become of a file or slide that the database knows."""

    WHOLE = ""
    MISSING = "is missing"
    UNREADABLE = "cannot be read"
    REPLACED = "is another file than the one that was listed"
    ALTERED = "was altered since it was analysed"
    ALTERED_OR_TORN = "was altered, or an analysis was interrupted while it was replaced"


class Area(Enum):
    """What a finding is about."""

    DATABASE = "database"
    AUDIT = "audit trail"
    RECORDS = "records"
    FILES = "files"
    SLIDES = "slides"
    LEFTOVERS = "leftovers"
    LOCK = "lock"
    JOBS = "jobs"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or worth knowing."""

    severity: Severity  # a fault means that something is missing or altered
    area: Area  # what it is about
    subject: str  # which one, by row number or pseudonym
    # what, todo: what is the matter, and what to do.
    what: str
    todo: str
    # The file concerned. It may name a patient: show it only where that was asked for.
    path: Path | None = None
    # The hash kept outside that the audit trail does not contain, where that is what is wrong.
    anchor: Annotated[Anchor | None, Key(stored=False)] = None


_fault = partial(Finding, Severity.FAULT)
_advice = partial(Finding, Severity.ADVICE)


def check_workspace(
    folder: Path,
    control: JobControl = UNWATCHED,
    *,
    slide_digest: SlideDigest | None = None,
    anchors: Sequence[Anchor] = (),
) -> list[Finding]:
    """Examine a workspace; nothing in it is changed.

    Parameters
    ----------
    folder : pathlib.Path
        The workspace; it may be in use. A case that is being saved meanwhile may be reported.
    slide_digest : callable, optional
        Reads a whole slide and returns its SHA-256; without it slides are compared by size and
        by their first and last 64 KiB.
    anchors : sequence of Anchor
        Hashes that were kept outside; a fault for each that the audit trail does not contain.

    Returns
    -------
    list of Finding
        Faults first; empty if all is well.

    Raises
    ------
    StephError
        If there is no workspace in the folder, or it is of another version.
    JobCancelled
        If the user stopped it.
    """
    folder = folder.absolute()
    path = folder / DATABASE_NAME
    lock = lock_state(folder)
    found = list(_of_folder(folder, lock))
    try:
        if inspect(path) is None:
            if not (folder / HEAD_NAME).exists():
                raise StephError("There is no workspace here", folder, "Choose another folder.")
            found.append(_database_fault(folder, "is missing or empty"))
        else:
            with closing(open_database(path, read_only=True)) as database:
                found += _of_database(database, folder, lock, control, slide_digest, anchors)
    except WorkspaceDamaged as error:
        found.append(_database_fault(folder, f"cannot be read: {error.what}"))
    return sorted(found, key=lambda item: item.severity is not Severity.FAULT)


def _anchor_fault(anchor: Anchor) -> Finding:
    return _fault(
        Area.AUDIT,
        f"anchor {anchor}",
        "is not in the trail: it was cut, rewritten, or altered before that entry",
        "Ask who worked on the workspace. After a backup was put back, entries made after that"
        " backup are gone, and the trail says so.",
        anchor=anchor,
    )


def _database_fault(folder: Path, what: str) -> Finding:
    kept = newest_whole_backup(folder)
    todo = (
        f"'steph-desktop workspace restore DIR' puts the backup of {kept} in its place and keeps"
        " the damaged file aside."
        if kept is not None
        else f"There is no whole backup in '{BACKUP_FOLDER}': put a copy of your own in its place."
    )
    return _fault(Area.DATABASE, DATABASE_NAME, what, todo)


def _of_database(
    database: Database,
    folder: Path,
    lock: LockState,
    control: JobControl,
    slide_digest: SlideDigest | None,
    anchors: Sequence[Anchor],
) -> Iterator[Finding]:
    control.checkpoint(0, 0, Phase.READING_DATABASE)
    damage = list(_integrity(database))
    yield from damage
    records = Workspace(folder, database, "", None)

    def sealed() -> Iterator[Finding]:
        with database.snapshot():
            altered = list(_sealed_records(records))
        yield from altered

    parts: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _audit(database),
        lambda: map(_anchor_fault, missing_anchors(database, anchors) if anchors else ()),
        sealed,
        lambda: _files(records, control),
        lambda: _slides(records, control, slide_digest),
        lambda: _jobs(records, lock),
    )
    for part in parts:
        try:
            yield from part()
        except RowDamaged as error:
            yield _record_fault("row", error.what)
        except (StephError, sqlite3.DatabaseError, ValueError, KeyError, TypeError):
            # A damaged database may fail anywhere; whole, it must not.
            if not damage:
                raise
            return


def _integrity(database: Database) -> Iterator[Finding]:
    with database_faults(database.path):
        try:
            messages = [row[0] for row in database.rows("PRAGMA integrity_check(5)")]
        except StephError as error:
            messages = [error.what]
    if messages != ["ok"]:
        yield _database_fault(database.path.parent, "is damaged inside")
        return
    for row in database.rows("PRAGMA foreign_key_check"):
        what = f"row {row['rowid']} refers to a row of {row['parent']} that is not there"
        yield _record_fault(row["table"], what)
    here, expected = database.schema(), expected_schema()
    for name in sorted(expected.keys() | here.keys()):
        if here.get(name) != expected.get(name):
            state = "is missing" if name not in here else "is not the program's own"
            what = f"'{name}' {state}: the tables were changed from outside"
            yield _record_fault("tables", what)


def _record_fault(subject: str, what: str) -> Finding:
    todo = f"Compare with a copy in '{BACKUP_FOLDER}', and ask who worked on the database."
    return _fault(Area.RECORDS, subject, what, todo)


def _audit(database: Database) -> Iterator[Finding]:
    for fault in verify(database):
        subject = "end of the trail"
        if fault.kind is not AuditFaultKind.NO_HEAD:
            plural = f"entries {fault.first} to {fault.last}"
            subject = plural if fault.last > fault.first else f"entry {fault.first}"
        todo = (
            f"The trail was changed outside the program: compare with a copy in"
            f" '{BACKUP_FOLDER}'. After putting a backup back by hand this is expected."
        )
        yield _fault(Area.AUDIT, subject, fault.kind.value, todo)


def _sealed_records(records: Workspace) -> Iterator[Finding]:
    """Compare results and reviews with what the audit trail remembers of them."""
    database = records.database
    remembered: dict[tuple[str, int], str] = {}
    sql = "SELECT action, details FROM audit WHERE action IN (?, ?) ORDER BY seq"
    for row in database.rows(sql, tuple(_SEALED)):
        details, kind = details_of(row["details"]), _SEALED[row["action"]]
        number = details.get(kind)
        if isinstance(number, int):  # else the entry was altered, which is told of the trail
            remembered[kind, number] = str(details.get("digest"))
    here = {("result", row[0]) for row in database.rows("SELECT id FROM results")}
    here |= {("review", row[0]) for row in database.rows("SELECT id FROM reviews")}
    for kind, number in sorted(here | remembered.keys()):
        subject = f"{kind} {number}"
        if (kind, number) not in here:
            yield _record_fault(subject, "is missing, but the audit trail names it")
        elif (kind, number) not in remembered:
            yield _record_fault(subject, "was inserted: the audit trail does not know it")
        elif remembered[kind, number] != (
            result_digest(records.result(number))
            if kind == "result"
            else review_digest(records.review(number))
        ):
            yield _record_fault(subject, "is not that of the audit trail")
    sql = (
        "SELECT pseudonym FROM cases JOIN results ON results.id = cases.result_id"
        " WHERE cases.risk_score IS NOT results.risk_score"
        " OR cases.risk_group IS NOT results.risk_group OR results.case_id <> cases.id"
    )
    for row in database.rows(sql):
        yield _record_fault(row["pseudonym"], "its risk in the list is not that of its result")
    sql = "SELECT details FROM audit WHERE action = ? ORDER BY seq DESC LIMIT 1"
    latest = database.row(sql, (OUTCOMES_ATTACHED,))
    expected = digest_of([])
    if latest is not None:
        expected = str(details_of(latest["details"]).get("digest"))
    if outcomes_digest(database) != expected:
        yield _record_fault("outcomes", "are not those of the audit trail")


def _files(records: Workspace, control: JobControl) -> Iterator[Finding]:
    files = records.files()
    case_of = {
        row["result"]: row["pseudonym"]
        for row in records.database.rows(
            "SELECT results.id AS result, pseudonym FROM results JOIN cases ON cases.id = case_id"
        )
    }
    for file in control.each(files, Phase.COMPARING_FILES):
        state = _state_of(file, records.folder / file.path, control)
        if state is not FileState.WHOLE:
            case = case_of.get(file.result_id, "no case")
            subject = f"{file.kind.value} file {file.id} of {case}"
            todo = "Put it back from a backup, or analyse the case again."
            path = records.folder / file.path
            yield _fault(Area.FILES, subject, state.value, todo, path)
    known = {file.path for file in files}
    homes = {Path(file).parts[1] for file in known if file.startswith("cases/")}
    cases = records.folder / "cases"
    for sealed in sorted([*cases.glob("*/case.json"), *cases.glob("*/*/case.json")]):
        inside = sealed.relative_to(records.folder)
        if inside.as_posix() in known:
            continue
        area, what = Area.FILES, "is a case that the database does not know"
        todo = "Analyse it again to have it listed, or remove its folder."
        if inside.parts[1] in homes:
            area = Area.LEFTOVERS
            what = "holds files of another analysis, from a program that was killed"
            todo = "The next analysis of the case removes them; the recorded result is whole."
        yield _advice(area, inside.parts[1], what, todo, sealed)


def _state_of(file: FileRow, path: Path, control: JobControl) -> FileState:
    try:
        if not path.is_file():
            return FileState.MISSING
        if path.stat().st_size != file.size_bytes or sha256_of(path, control) != file.sha256:
            return FileState.ALTERED_OR_TORN
    except OSError:
        return FileState.UNREADABLE
    return FileState.WHOLE


def _slides(
    records: Workspace, control: JobControl, slide_digest: SlideDigest | None
) -> Iterator[Finding]:
    slides = records.list_slides()
    for slide in control.each(slides, Phase.FINDING_SLIDES):
        state = _slide_state(slide, control, slide_digest)
        if state is not FileState.WHOLE:
            todo = (
                "Connect its disk, or tell the workspace where its folder went."
                if state is FileState.MISSING
                else "Put the old file back, or analyse its case again."
            )
            yield _fault(Area.SLIDES, f"slide {slide.id}", state.value, todo, slide.path)


def _slide_state(
    slide: SlideRow, control: JobControl, slide_digest: SlideDigest | None
) -> FileState:
    try:
        if not is_file_or_zarr(slide.path):
            return FileState.MISSING
        prints = fingerprint_of(slide.path)
        if not prints.is_same_file(slide.size_bytes, slide.ends_sha256):
            return FileState.REPLACED
        if slide_digest and slide.sha256 and slide_digest(slide.path, control) != slide.sha256:
            return FileState.ALTERED
    except (StephError, OSError):
        return FileState.UNREADABLE
    return FileState.WHOLE


def _jobs(records: Workspace, lock: LockState) -> Iterator[Finding]:
    if lock.live:
        return
    for job in records.list_jobs({JobState.RUNNING}):
        todo = "It is offered again when the workspace is opened."
        yield _advice(Area.JOBS, f"job {job.id}", "was interrupted", todo)


def _of_folder(folder: Path, lock: LockState) -> Iterator[Finding]:
    """Find what killed programs left behind."""
    if lock.holder is not None and not lock.live:
        what = f"was left by a program that ended unexpectedly ({lock.holder})"
        yield _advice(Area.LOCK, LOCK_NAME, what, "Nothing: the next start takes it over.")
    places = [folder.glob(".*"), *((folder / name).rglob(".*") for name in FILE_FOLDERS)]
    for path in sorted(path for place in places for path in place):
        place = path.relative_to(folder).parts[0]
        if is_left_over(path):
            what = "was left by a program that was killed"
            todo = "It can be deleted; the finished files do not need it."
            yield _advice(Area.LEFTOVERS, f"unfinished file in '{place}'", what, todo, path)
        elif path.suffix == ".parts" and not lock.live:
            todo = "Analyse the slide again: it resumes from there."
            subject = f"unfinished extraction in '{place}'"
            yield _advice(Area.LEFTOVERS, subject, "holds finished batches", todo, path)
