from __future__ import annotations

from pathlib import Path

from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.store import (
    Workspace,
    note_installed,
    restore_model,
    retire_model,
    retired_models,
)

A, B = "a" * 64, "b" * 64


def test_models_are_retired_and_taken_back_and_the_trail_says_so(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "lab", who="ada") as workspace:
        note_installed(workspace, "m", A, "pack")
        retire_model(workspace, "m", A)
        retire_model(workspace, "m", A)
        retire_model(workspace, "n", B)
        assert retired_models(workspace) == {A, B}
        restore_model(workspace, "m", A)
        restore_model(workspace, "m", A)
    with Workspace.open(tmp_path / "lab") as workspace:
        assert retired_models(workspace) == {B}
        rows = workspace.database.rows("SELECT who, action FROM audit WHERE action LIKE 'model%'")
        told = [tuple(row) for row in rows]
    assert told == [
        ("ada", "model installed"),
        ("ada", "model retired"),
        ("ada", "model retired"),
        ("ada", "model restored"),
    ]
    assert check_workspace(tmp_path / "lab") == []
