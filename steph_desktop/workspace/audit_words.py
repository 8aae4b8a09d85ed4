"""The audit trail for people: who did what to which case, when, and with which model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from steph_desktop.core.csv_files import csv_text
from steph_desktop.core.files import write_bytes
from steph_desktop.workspace.audit_trail import BACKUP_PUT_BACK, AuditEntry, details_of, entry_of
from steph_desktop.workspace.case_records import RESULT_RECORDED, REVIEW_ADDED
from steph_desktop.workspace.database import Database
from steph_desktop.workspace.lab_entries import WORKLIST_IMPORTED
from steph_desktop.workspace.outcomes import OUTCOMES_ATTACHED
from steph_desktop.workspace.slide_records import MPP_STATED
from steph_desktop.workspace.store import (
    KEY_FORGOTTEN,
    KEY_MADE,
    KEY_REMOVED,
    KEY_TRUSTED,
    MODEL_CHOSEN,
    MODEL_INSTALLED,
    MODEL_RESTORED,
    MODEL_RETIRED,
    MODEL_SIGNED,
    RIGHTS_CHANGED,
    Workspace,
)
from steph_desktop.workspace.ways_out import DRAWINGS_CHANGED, WayOut
from steph_desktop.workspace.worklist_records import SHOWN_ON_REQUEST

_SHORT = 12  # digits of a hash, as people compare them
BLINDED_MODE = "blinded mode"


class AuditKind(Enum):
    """What an entry is about, to look for it."""

    RESULT = "results"
    REVIEW = "reviews"
    LEFT = "reports and exports"
    CASE = "cases and slides"
    MODEL = "models"
    OUTCOME = "outcomes"
    WORKSPACE = "the workspace"
    OTHER = "other"


_ACTIONS: dict[AuditKind, tuple[str, ...]] = {
    AuditKind.RESULT: (RESULT_RECORDED, SHOWN_ON_REQUEST),
    AuditKind.REVIEW: (REVIEW_ADDED, BLINDED_MODE, DRAWINGS_CHANGED),
    AuditKind.LEFT: tuple(way.value for way in WayOut),
    AuditKind.CASE: (
        WORKLIST_IMPORTED, MPP_STATED, "case added", "case put back on the list",
        "case taken off the list", "cases joined", "slides of a case changed", "slides listed",
        "slides assigned", "slides re-linked", "slide changed on disk", "patient added",
    ),
    AuditKind.MODEL: (
        MODEL_CHOSEN, MODEL_INSTALLED, MODEL_RETIRED, MODEL_RESTORED, MODEL_SIGNED,
        KEY_TRUSTED, KEY_FORGOTTEN, KEY_MADE, KEY_REMOVED,
    ),
    AuditKind.OUTCOME: (OUTCOMES_ATTACHED,),
    AuditKind.WORKSPACE: (
        "workspace made", "tables migrated", BACKUP_PUT_BACK, RIGHTS_CHANGED,
    ),
}  # fmt: skip
_KINDS = {action: kind for kind, actions in _ACTIONS.items() for action in actions}


@dataclass(frozen=True)
class AuditLine:
    """An entry of the trail as people read it."""

    entry: AuditEntry
    kind: AuditKind
    who: str  # the reviewer where the entry names one, else who was at the program
    what: str  # without case and model
    cases: tuple[str, ...]  # pseudonyms
    model: str  # identifier of the model, empty where none had a part in it
    model_sha256: str  # of its weights

    @property
    def when(self) -> str:
        """The time, to the second, UTC."""
        return self.entry.at[:19].replace("T", " ")

    @property
    def words(self) -> str:
        """The whole entry in a line."""
        action = self.entry.action
        whose = f"{action} of {', '.join(self.cases)}" if self.cases else action
        return f"{self._with_model(whose)}{self.what.removeprefix(action)}"

    @property
    def words_of_case(self) -> str:
        """The entry in a line, for who sees of which case it is."""
        return self._with_model(self.what)

    def _with_model(self, words: str) -> str:
        """Add the model, with the beginning of its weights' hash."""
        if not self.model:
            return words
        weights = self.model_sha256[:_SHORT]
        if not weights:
            return f"{words} with model {self.model}"
        return f"{words} with model {self.model} (weights {weights}…)"


@dataclass(frozen=True)
class AuditFilter:
    """Which entries are wanted; what is not stated matches all."""

    case: str = ""  # pseudonym, or a part of it
    kind: AuditKind | None = None
    person: str = ""  # as an `AuditLine` shows who it was
    since: date | None = None  # first day, UTC
    until: date | None = None  # last day, UTC

    def admits(self, line: AuditLine) -> bool:
        """Tell whether an entry is wanted."""
        day = line.entry.at[:10]
        return (
            (not self.case or any(self.case.casefold() in name.casefold() for name in line.cases))
            and self.kind in (None, line.kind)
            and self.person in ("", line.who)
            and (self.since is None or self.since.isoformat() <= day)
            and (self.until is None or day <= self.until.isoformat())
        )


def trail(database: Database, wanted: AuditFilter | None = None) -> Iterator[AuditLine]:
    """Give the wanted entries, the oldest first."""
    wanted = wanted or AuditFilter()
    for row in database.rows("SELECT * FROM audit ORDER BY seq"):
        line = line_of(entry_of(row))
        if wanted.admits(line):
            yield line


def case_trail(workspace: Workspace, case_id: str) -> tuple[AuditLine, ...]:
    """Return the entries of one case, the newest first."""
    lines = trail(workspace.database, AuditFilter(case_id))
    return tuple(line for line in reversed(list(lines)) if case_id in line.cases)


def line_of(entry: AuditEntry) -> AuditLine:
    """Say what an entry is about."""
    details = details_of(entry.details)
    run = details.get("run")
    made_by = run if isinstance(run, Mapping) else {}
    return AuditLine(
        entry,
        _KINDS.get(entry.action, AuditKind.OTHER),
        str(details.get("reviewer") or entry.who),
        _what(entry.action, details),
        tuple(sorted(_cases_of(details))),
        str(made_by.get("model_id", details.get("model")) or ""),
        str(made_by.get("model_sha256", details.get("model_sha256")) or ""),
    )


def write_trail(out: Path, lines: Sequence[AuditLine]) -> Path:
    """Write entries as CSV, one a row, with the hashes that chain them."""
    header = ["entry", "at_utc", "who", "kind", "what", "cases", "model", "model_weights_sha256"]
    rows = []
    for line in lines:
        entry, cases = line.entry, "; ".join(line.cases)
        said = (entry.seq, entry.at, line.who, line.kind.value, line.what, cases)
        rows.append((*said, line.model, line.model_sha256, entry.app_version, entry.hash))
    table = csv_text([*header, "program", "entry_sha256"], rows, line_end="\r\n")
    write_bytes(out, table.encode("utf-8-sig"))  # the mark by which Excel knows UTF-8
    return out


def _cases_of(details: Mapping[str, Any]) -> set[str]:
    """Return the cases that an entry names; numbers of other rows are no cases."""
    named = [details.get("case"), *_listed(details, "cases"), *_listed(details, "others")]
    return {name for name in named if isinstance(name, str)}


def _listed(details: Mapping[str, Any], key: str) -> list[Any]:
    value = details.get(key)
    return value if isinstance(value, list) else []


def _what(action: str, details: Mapping[str, Any]) -> str:
    said = [str(details["what"])] if details.get("what") else []
    said += _review_words(details)
    if details.get("result") is not None:
        said.append(f"result {details['result']}")
    for item in _listed(details, "inputs"):
        region = item.get("region") if isinstance(item, Mapping) else None
        if isinstance(region, Mapping):
            side = "outside" if region.get("is_outside") else "inside"
            said.append(f"only {side} region {str(region.get('sha256'))[:_SHORT]}…")
    if "mpp" in details:
        said.append(f"{details['mpp']} µm per pixel")
    if isinstance(details.get("drawings"), int):
        said.append(f"{details['drawings']} on the slide now")
    if isinstance(details.get("on"), bool):
        said.append("on" if details["on"] else "off")
    if isinstance(details.get("identifiers"), bool):
        said.append("with names" if details["identifiers"] else "by pseudonym")
    if details.get("reviewers") is False:
        said.append("without the reviewers' names")
    if isinstance(details.get("sha256"), str):
        said.append(f"file hash {details['sha256'][:_SHORT]}…")
    return action + (f": {', '.join(said)}" if said else "")


def _review_words(details: Mapping[str, Any]) -> list[str]:
    said = []
    if details.get("reviewer"):
        said.append(f"by {details['reviewer']}")
    if details.get("verdict"):
        said.append(str(details["verdict"]))
    group, percent = details.get("own_risk_group"), details.get("own_risk_percent")
    if group is not None or percent is not None:
        own = group if percent is None else f"percentile {percent:g}"
        own = f"{group}, percentile {percent:g}" if None not in (group, percent) else own
        said.append(f"own estimate {own}{' (blinded)' if details.get('blinded') else ''}")
    if details.get("signed_off"):
        said.append("signed")
    if details.get("reopened"):
        said.append("reopened")
    return said
