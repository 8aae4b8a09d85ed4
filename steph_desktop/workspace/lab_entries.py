"""What a laboratory's worklist says of a workspace's cases: their numbers, notes and urgency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.database import insert, utc_now
from steph_desktop.workspace.records import CaseStatus, LabEntry
from steph_desktop.workspace.store import Workspace

WORKLIST_IMPORTED = "worklist imported"


@dataclass(frozen=True)
class LabImport:
    """What became of the slides of a list."""

    added: tuple[str, ...] = ()  # pseudonyms of new cases
    changed: tuple[str, ...] = ()  # of known cases of which the list says something new
    same: int = 0  # slides of which nothing is new
    refused: tuple[tuple[Path, str], ...] = ()  # slides, and why nothing was noted of them


def import_entries(
    workspace: Workspace, entries: Sequence[tuple[Path, LabEntry]], source: str = ""
) -> LabImport:
    """Add a case for each slide that has none, and keep what the list says of it.

    What people did stays: reviews, pixel sizes, joined slides, and what they took off the list. A
    case is never given another accession than it has.

    `source` says where the list comes from, such as its hash; no name of a person or file.

    Raises
    ------
    StephError
        If the workspace cannot be written; it is as it was then.
    """
    refused: list[tuple[Path, str]] = []
    added, changed, same = [], [], 0
    # One on the list goes before one that was taken off it, where both hold the slide.
    cases = sorted(workspace.listed_cases(), key=lambda case: case.status is CaseStatus.REMOVED)
    known = {slide: case for case in reversed(cases) for slide in case.slides}
    entered = {c.pseudonym: LabEntry(c.accession, c.lab_note, c.due) for c in cases}
    names = {slide: case.pseudonym for slide, case in known.items()}
    with workspace.transaction() as connection:
        for slide, entry in entries:
            place = slide.absolute()
            if place in known and known[place].status is CaseStatus.REMOVED:
                refused.append((slide, "its case was taken off the list here"))
                continue
            if place not in names:
                try:
                    (row,) = workspace.add_slides([slide])
                except StephError as error:
                    refused.append((slide, error.what))
                    continue
                name = names[place] = workspace.add_case([row.id]).pseudonym
                added.append(name)
            else:
                name = names[place]
                before = entered.get(name, LabEntry())
                if before == entry:
                    same += 1
                    continue
                if before.accession and before.accession != entry.accession:
                    refused.append((slide, "its case has another accession number here"))
                    continue
                if name not in added:
                    changed.append(name)
            number = connection.execute(
                "SELECT id FROM cases WHERE pseudonym = ?", (name,)
            ).fetchone()[0]
            values = {"case_id": number, "source": source, "at": utc_now(), **asdict(entry)}
            insert(connection, "lab_entries", values, key="case_id")
            entered[name] = entry
        if added or changed:
            details = {"cases": [*added, *dict.fromkeys(changed)], "what": source}
            workspace.audit.append(WORKLIST_IMPORTED, details)
    return LabImport(tuple(added), tuple(dict.fromkeys(changed)), same, tuple(refused))
