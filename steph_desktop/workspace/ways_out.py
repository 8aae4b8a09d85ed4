"""What leaves the program: every way out is an entry of the audit trail.

An entry says which way, of which cases, and the SHA-256 of the file that was written, so that a
report in somebody's hands can be found in the trail. Nothing is refused here: what may be said of
a case is decided in `case.disclosure`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.workspace.anchors import newest_anchor, second_place_of
from steph_desktop.workspace.audit_trail import Records
from steph_desktop.workspace.database import DATABASE_NAME, connect, inspect
from steph_desktop.workspace.locks import acting_name

DRAWINGS_CHANGED = "drawings changed"


class WayOut(Enum):
    """How something of a workspace leaves it; the words are in every trail and never change."""

    REPORT = "report written"
    WORKLIST = "worklist exported"
    BUNDLE = "cases exported"
    MAP = "map saved"
    PICTURE = "picture of a slide saved"
    DRAWINGS = "drawings exported"
    FIGURE = "figure saved"
    TABLE = "table saved"
    DICOM = "DICOM report written"
    COPY = "copied to the clipboard"
    MODEL = "model exported"
    TRAIL = "audit trail exported"
    SUPPORT = "support bundle written"
    ANCHOR = "anchor of the audit trail exported"


@dataclass(frozen=True)
class Departure:
    """One thing that leaves."""

    way: WayOut
    cases: tuple[str, ...] = ()  # pseudonyms
    what: str = ""  # which figure or table, in the program's own words
    identifiers: bool | None = None  # whether it names patients; None where it never does
    reviewers: bool | None = None  # whether it names reviewers
    model: str = ""  # identifier of a model that leaves


def note_departure(records: Records, left: Departure, file: Path | None = None) -> None:
    """Note in the trail what left, with the hash of its file where there is one."""
    details: dict[str, Any] = {"cases": list(left.cases)}
    stated = {
        "what": left.what or None,
        "identifiers": left.identifiers,
        "reviewers": left.reviewers,
        "model": left.model or None,
    }
    details |= {name: value for name, value in stated.items() if value is not None}
    if file is not None and file.is_file():
        # It may be gone, or on a share that is: the entry stands without the hash.
        with contextlib.suppress(OSError, StephError):
            details["sha256"] = sha256_of(file)
    records.audit.append(left.way.value, details)


def note_drawings(records: Records, cases: Sequence[str], count: int, digest: str) -> None:
    """Note that the drawings on a slide of cases were changed: how many there are, and a hash."""
    details = {"cases": list(cases), "drawings": count, "sha256": digest}
    records.audit.append(DRAWINGS_CHANGED, details)


def note_departure_at(folder: Path, left: Departure, file: Path | None = None) -> None:
    """Note it as `note_at` does."""
    note_at(folder, lambda records: note_departure(records, left, file))


def note_at(folder: Path, note: Callable[[Records], None]) -> None:
    """Add an entry to the trail of a workspace that this process has not opened.

    Another program may hold the workspace meanwhile: adding one entry to the trail, which SQLite
    guards, changes nothing that it knows. Tables of an older version stay as they are.
    """
    path = folder.absolute() / DATABASE_NAME
    inspect(path)
    with contextlib.closing(connect(path, read_only=False)) as database:
        note(Records(path.parent, database, acting_name()))
        place, newest = second_place_of(database), newest_anchor(database)
        if place is not None and newest is not None:
            place.add(newest)
            place.close()
