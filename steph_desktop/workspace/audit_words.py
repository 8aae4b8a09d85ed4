"""The audit trail in words: who did what to which case, when, and with which model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from steph_desktop.workspace.audit_trail import AuditEntry
from steph_desktop.workspace.database import Database

_SHORT = 12


def trail(database: Database, case: str | None = None) -> Iterator[tuple[AuditEntry, str]]:
    """Give the entries with their words, the oldest first; of one case by its pseudonym, or all."""
    for row in database.rows("SELECT * FROM audit ORDER BY seq"):
        entry = AuditEntry(**dict(row))
        details = json.loads(entry.details)
        if case is None or case in _cases_of(details):
            yield entry, words_of(entry.action, details)


def _cases_of(details: Mapping[str, Any]) -> set[str]:
    """Return the cases that an entry names; numbers of other rows are no cases."""
    named = [details.get("case"), *_listed(details, "cases"), *_listed(details, "others")]
    return {name for name in named if isinstance(name, str)}


def _listed(details: Mapping[str, Any], key: str) -> list[Any]:
    value = details.get(key)
    return value if isinstance(value, list) else []


def words_of(action: str, details: Mapping[str, Any]) -> str:
    """Say what an entry is about, in a line."""
    parts = [action]
    cases = sorted(_cases_of(details))
    if cases:
        parts.append(f"of {', '.join(cases)}")
    run = details.get("run")
    made_by = run if isinstance(run, Mapping) else {}
    model = made_by.get("model_id", details.get("model"))
    sha256 = made_by.get("model_sha256", details.get("model_sha256"))
    if model is not None:
        weights = f" (weights {str(sha256)[:_SHORT]}…)" if sha256 else ""
        parts.append(f"with model {model}{weights}")
    said = _review_words(details)
    if "result" in details and details["result"] is not None:
        said.append(f"result {details['result']}")
    if "mpp" in details:
        said.append(f"{details['mpp']} µm per pixel")
    if isinstance(details.get("on"), bool):
        said.append("on" if details["on"] else "off")
    if isinstance(details.get("identifiers"), bool):
        said.append("with names" if details["identifiers"] else "by pseudonym")
    return " ".join(parts) + (f": {', '.join(said)}" if said else "")


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
