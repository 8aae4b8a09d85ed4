"""Which models were installed, retired and taken back: the audit trail remembers."""

from __future__ import annotations

import json

from steph_desktop.workspace.store import Workspace

MODEL_INSTALLED = "model installed"
MODEL_RETIRED = "model retired"
MODEL_RESTORED = "model restored"


def note_installed(workspace: Workspace, model_id: str, sha256: str, origin: str) -> None:
    """Note a new model in the library.

    Parameters
    ----------
    workspace : Workspace
        Open for writing.
    model_id, sha256 : str
        The pack, and the SHA-256 of its weights.
    origin : str
        ``pack`` or ``checkpoint``.
    """
    _note(workspace, MODEL_INSTALLED, {"model": model_id, "model_sha256": sha256, "from": origin})


def retire_model(workspace: Workspace, model_id: str, sha256: str) -> None:
    """Take a model out of use; its file and every result made with it stay."""
    if sha256 not in retired_models(workspace):
        _note(workspace, MODEL_RETIRED, {"model": model_id, "model_sha256": sha256})


def restore_model(workspace: Workspace, model_id: str, sha256: str) -> None:
    """Take a retired model back into use."""
    if sha256 in retired_models(workspace):
        _note(workspace, MODEL_RESTORED, {"model": model_id, "model_sha256": sha256})


def retired_models(workspace: Workspace) -> frozenset[str]:
    """Return the SHA-256 of the weights of every model that is out of use."""
    rows = workspace.database.rows(
        "SELECT action, details FROM audit WHERE action IN (?, ?) ORDER BY seq",
        (MODEL_RETIRED, MODEL_RESTORED),
    )
    retired: set[str] = set()
    for row in rows:
        sha256 = str(json.loads(row["details"])["model_sha256"])
        (retired.add if row["action"] == MODEL_RETIRED else retired.discard)(sha256)
    return frozenset(retired)


def _note(workspace: Workspace, action: str, details: dict[str, str]) -> None:
    with workspace.transaction():
        workspace.audit.append(action, details)
