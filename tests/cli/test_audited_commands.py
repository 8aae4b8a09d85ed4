"""Every command either leaves an entry in the audit trail or has a reason to leave none."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import pytest
from model_packs import write_single
from review_samples import NAMES, make_lab
from workspace_samples import slide_file

from steph_desktop.cli import COMMANDS, command_named, run
from steph_desktop.cli.model_commands import _KEY_VERBS
from steph_desktop.core import credentials
from steph_desktop.core.settings import load_settings
from steph_desktop.model.signatures import make_lab_key
from steph_desktop.workspace.audit_trail import entries
from steph_desktop.workspace.audit_words import AuditKind, AuditLine, line_of
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.store import Workspace

_ELSEWHERE = "writes files that are told on the command line, and nothing of a workspace"
_READS = "reads alone"
NO_ENTRY = {
    "extract": "features are derived from a slide, and named with every result made of them",
    "predict": "prints what it computes; keeps no result",
    "models": "verifies packs",
    "models verify": _READS,
    "validate": _ELSEWHERE,
    "weights": "encoder weights are named by their hash with every result",
    "import-checkpoint": _ELSEWHERE,
    "synth": _ELSEWHERE,
    "cohort": _READS,
    "embeddings": _ELSEWHERE,
    "fit": _ELSEWHERE,
    "benchmark": _ELSEWHERE,
    "reproduce": _ELSEWHERE,
    "retrain": "what enters a workspace from it is installed by the Models page, which notes it",
    "analyse": _ELSEWHERE,
    "cluster": "starts and ends workers",
    "demo": "works in a workspace of its own, whose trail it shows",
    "doctor": _READS,
    "workspace check": _READS,
}
# What a person would ask about later: the command, and the action of its last entry.
ENTRIES = {
    "report": "report written",
    "export": "cases exported",
    "models key": "key of the lab made",
    "models sign": "model signed",
    "models trust": "key trusted",
    "models forget": "key trusted no longer",
    "models drop-key": "key of the lab removed",
    "workspace audit": "audit trail exported",
    "workspace share": "rights of the workspace changed",
    "workspace restore": "backup put back",
    "dicom": "DICOM report written",
    "worklist import": "worklist imported",
}
# These need more than a workspace: their entries are looked at where what they need is made.
_TRIED_ELSEWHERE = {
    "workspace restore": "workspace/test_backups.py",
    "dicom": "case/test_dicom_report.py",
    "worklist import": "cohort/test_lab_list.py",
}


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(credentials, "has_keyring", lambda: False)
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide_file(tmp_path), 2)
    return tmp_path / "lab"


def test_the_table_holds_every_command() -> None:
    found = set()
    for command in map(command_named, COMMANDS):
        parser = argparse.ArgumentParser()
        command.configure(parser)
        verbs = next((a.choices for a in parser._actions if a.dest == "action"), None) or ()
        if command.name in ("cohort", "cluster"):  # one thing each, whatever its words
            verbs = ()
        found |= {f"{command.name} {verb}" for verb in verbs} or {command.name}
    found |= {f"models {verb}" for verb in _KEY_VERBS}
    assert found == NO_ENTRY.keys() | ENTRIES.keys()
    assert not NO_ENTRY.keys() & ENTRIES.keys() and all(NO_ENTRY.values())


def test_what_changes_a_model_or_leaves_is_an_entry(
    lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "desk" / "mine.steph"
    pack.parent.mkdir()
    write_single(pack, "BRCA", 1, model_id="mine")
    commands = {
        "report": ["report", NAMES[0], "--out", str(tmp_path / "r.pdf")],
        "export": ["export", NAMES[0], "--out", str(tmp_path / "b.zip")],
        "models key": ["models", "key", "--name", "Lab A"],
        "models sign": ["models", "sign", str(pack)],
        "models trust": ["models", "trust", "ab" * 32, "--name", "Lab B"],
        "models forget": ["models", "forget", "ab" * 32],
        "models drop-key": ["models", "drop-key"],
        "workspace audit": ["workspace", "audit", str(lab), "--csv", str(tmp_path / "t.csv")],
        "workspace share": ["workspace", "share", str(lab)],
    }
    if os.name != "posix":
        del commands["workspace share"]
    assert commands.keys() >= ENTRIES.keys() - _TRIED_ELSEWHERE.keys() - {"workspace share"}
    for name, command in commands.items():
        before = len(lines_of(lab))
        named = [] if name.startswith("workspace") else ["--workspace", str(lab)]
        assert run([*command, *named]) == 0, capsys.readouterr().err
        found = lines_of(lab)
        assert len(found) == before + 1 and found[-1].entry.action == ENTRIES[name]
        assert found[-1].kind is not AuditKind.OTHER and found[-1].words
        if name == "models sign":
            assert found[-1].model == "mine" and "Lab A, key " in found[-1].words
        if name in ("models trust", "models forget"):
            assert "Lab B, key " in found[-1].words
    assert check_workspace(lab) == []
    # What only shows leaves none.
    before = len(lines_of(lab))
    for command in (["models", str(pack)], ["models", "verify", str(pack)]):
        assert run([*command, "--workspace", str(lab)]) == 0
    assert len(lines_of(lab)) == before


def test_a_pack_of_another_workspace_is_noted_there_too(lab: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with Workspace.open(other):
        pack = other / "models" / "mine.steph"
        pack.parent.mkdir(exist_ok=True)
        write_single(pack, "BRCA", 1, model_id="mine")
    make_lab_key("Lab A")
    assert run(["models", "sign", str(pack), "--workspace", str(lab)]) == 0
    for folder in (lab, other):
        assert lines_of(folder)[-1].entry.action == "model signed"
        assert [line.entry.action for line in lines_of(folder)].count("model signed") == 1


def test_without_a_workspace_none_is_made_and_a_full_one_is_told(
    lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "nowhere"
    command = ["models", "trust", "cd" * 32, "--name", "B", "--workspace"]
    assert run([*command, str(nowhere)]) == 0 and not nowhere.exists()
    (lab / "workspace.sqlite").write_bytes(b"no database")
    assert run([*command, str(lab)]) == 0
    assert "not noted in the audit trail" in capsys.readouterr().err
    assert load_settings().trusted_keys["cd" * 32] == "B"


def lines_of(lab: Path) -> list[AuditLine]:
    with Workspace.open(lab, read_only=True) as workspace:
        return [line_of(entry) for entry in entries(workspace.database, count=10_000)]
