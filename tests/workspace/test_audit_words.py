"""The audit trail in words, in the terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from workspace_samples import RUN, analysed, case_of, slide_file

from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.cli import run
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace, note_chosen
from steph_desktop.workspace.ways_out import Departure, WayOut, note_departure

A, B = "Case K7-QX", "Case 22-22"


def test_the_trail_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lab = tmp_path / "lab"
    with Workspace.open(lab, who="Dr A") as workspace:
        note_chosen(workspace, "demo", "1" * 64)
        note_chosen(workspace, "demo", "1" * 64)
        analysed(workspace, slide_file(tmp_path, "MUELLER.svs", 1), A)
        analysed(workspace, slide_file(tmp_path, "b.svs", 2), B, run=replace(RUN, model_id="x"))
        number = case_of(workspace, A).id
        workspace.add_review(number, Review(own_risk_group="low", blinded=True))
        workspace.add_review(number, Review(Verdict.AGREE, signed_off=True))
        note_departure(workspace, Departure(WayOut.REPORT, (A,), reviewers=True))
        write_worklist(workspace, tmp_path / "list.csv", cases=[B])
    assert run(["workspace", "audit", str(lab)]) == 0
    told = capsys.readouterr().out
    assert told.count("model chosen with model demo (weights 111111111111…)") == 1
    assert f"Dr A  result recorded of {A} with model demo" in told
    assert f"review added of {A}: by Dr A, own estimate low (blinded), result 1" in told
    assert "by Dr A, agree, signed" in told
    assert f"report written of {A}" in told
    assert f"worklist exported of {B}: by pseudonym" in told
    assert "MUELLER" not in told
    assert run(["workspace", "audit", str(lab), "--case", B, "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert {"result recorded", "worklist exported"} <= {entry["action"] for entry in entries}
    assert not any(A in entry["words"] for entry in entries)
    assert run(["workspace", "audit", str(lab), "--case", "Case XX-XX"]) != 0
    assert check_workspace(lab) == []
