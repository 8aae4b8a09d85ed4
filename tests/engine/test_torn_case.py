"""One case is one commit: a kill leaves the old case or the new, and no edit is passed on."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
from case_files import feature_file, pack

from steph_desktop.case.case_store import case_folder, kept_documents, load_case
from steph_desktop.case.disclosure import portable_case
from steph_desktop.case.export import gather_case
from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.workspace.check import Severity, check_workspace
from steph_desktop.workspace.store import Workspace

CASE, OTHER = "Case K7-QX", "Case AB-CD"

_KILLED = """
import os, sys
from pathlib import Path
from steph_desktop.case import case_store as result
from steph_desktop.core import files
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine import use_cases
from steph_desktop.engine.job_requests import AnalyseRequest
lab, model, features, step = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]

def die(*_, **__):
    os.kill(os.getpid(), 9)

plain = result.write_bytes
if step in ("arrays", "document"):
    name = {"arrays": "case.h5", "document": "case.json"}[step]
    def write(path, data):
        if path.name == name:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name(f".{name}.1.part").write_bytes(data[: len(data) // 2])
            die()
        plain(path, data)
    result.write_bytes = write
elif step == "between":
    use_cases._record = die
elif step == "recorded":
    use_cases.remove_generations = die
elif step == "half removed":
    kept = use_cases.remove_generations
    def remove(folder, recorded):
        for child in folder.iterdir():
            if child.is_dir() and child not in {path.parent for path in recorded}:
                (child / "case.h5").unlink()
        die()
    use_cases.remove_generations = remove
use_cases.analyse_case(
    AnalyseRequest("Case K7-QX", (features,), model, lab, device="cpu"), JobControl()
)
"""


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    folder = tmp_path / "lab"
    for name, size in ((CASE, 20), (OTHER, 30)):
        place = tmp_path / name
        place.mkdir()
        analyse(folder, name, place, size)
    return folder


def analyse(lab: Path, name: str, place: Path, rows: int) -> float:
    model = place / "small.steph"
    model = model if model.exists() else pack(place)
    features = feature_file(place, rows)
    request = AnalyseRequest(name, (features,), model, lab, device="cpu")
    return analyse_case(request, JobControl()).prediction.risk_score


def files_of(lab: Path, name: str = CASE) -> list[str]:
    folder = case_folder(lab, name)
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def same_case(lab: Path) -> float:
    """Read the case, and see that all that is said of it is of one analysis."""
    result = load_case(case_folder(lab, CASE)).result
    with Workspace.open(lab, read_only=True) as workspace:
        (scored,) = [case for case in workspace.scored_cases() if case.pseudonym == CASE]
    assert scored.risk_score == result.prediction.risk_score
    assert len(result.prediction.attention) == result.slides[0].count
    (kept,) = kept_documents(lab, [CASE], lambda _, document: document["results"][0]).good
    assert kept["risk_score"] == scored.risk_score
    return scored.risk_score


STEPS = ("arrays", "document", "between", "recorded", "half removed")


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_leaves_the_old_case_or_the_new(lab: Path, tmp_path: Path, step: str) -> None:
    before = same_case(lab)
    place = tmp_path / "new"
    place.mkdir()
    model, features = pack(place), feature_file(place, 33)
    told = [sys.executable, "-c", _KILLED, str(lab), str(model), str(features), step]
    assert subprocess.run(told, check=False).returncode == -signal.SIGKILL
    score = same_case(lab)
    assert (score == before) == (step in ("arrays", "document", "between"))
    assert not [f for f in check_workspace(lab) if f.severity is Severity.FAULT]
    again = analyse(lab, CASE, place, 33)
    assert same_case(lab) == again != before
    left = [name for name in files_of(lab) if not name.endswith(".part")]
    assert left == ["case.h5", "case.json"]
    load_case(case_folder(lab, OTHER))


def test_the_same_analysis_again_is_the_same_folder(lab: Path, tmp_path: Path) -> None:
    before = sorted(case_folder(lab, CASE).iterdir())
    analyse(lab, CASE, tmp_path / CASE, 20)
    assert sorted(case_folder(lab, CASE).iterdir()) == before
    same_case(lab)


def _edit_document(lab: Path) -> None:
    (file,) = case_folder(lab, CASE).rglob("case.json")
    document = json.loads(file.read_text())
    document["results"][0] |= {"risk_group": "high", "risk_percentile": 99.0}
    file.write_text(json.dumps(document))


def _edit_arrays(lab: Path) -> None:
    (file,) = case_folder(lab, CASE).rglob("case.h5")
    with h5py.File(file, "r+") as store:
        store["contributions"][...] = np.flip(store["contributions"][()])


def _mix(lab: Path) -> None:
    """Put another case's arrays beside this one's answer."""
    (file,), (other,) = (case_folder(lab, name).rglob("case.h5") for name in (CASE, OTHER))
    shutil.copy(other, file)


def _put_beside(lab: Path) -> None:
    """Add an edited copy of the case in the way that the earlier version kept cases."""
    (file,) = case_folder(lab, CASE).rglob("case.json")
    for name in ("case.json", "case.h5"):
        shutil.move(file.with_name(name), case_folder(lab, CASE) / name)


@pytest.mark.parametrize("edit", [_edit_document, _edit_arrays, _mix, _put_beside])
def test_what_was_edited_is_shown_reported_and_exported_nowhere(
    lab: Path, edit: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lab)  # type: ignore[operator]
    folder = case_folder(lab, CASE)
    for act in (load_case, portable_case, gather_case):
        with pytest.raises(StephError) as caught:
            act(folder)
        assert "nalyse the case again" in caught.value.todo
    if edit in (_edit_document, _put_beside):
        (bad,) = kept_documents(lab, [CASE, OTHER], lambda name, _: name).bad
        assert bad.name == CASE and "nalyse the case again" in bad.fault.todo
    for words in ("report", "export"):
        out = tmp_path / f"{words}.{'pdf' if words == 'report' else 'zip'}"
        told = [words, str(folder), "--out", str(out), "--workspace", str(lab)]
        assert run(told) == ExitCode.FAULT
        assert "case" in capsys.readouterr().err and not out.exists()
    load_case(case_folder(lab, OTHER))
    assert OTHER in kept_documents(lab, [CASE, OTHER], lambda name, _: name).good


def test_a_case_that_no_record_speaks_of_is_refused(lab: Path) -> None:
    shutil.copytree(case_folder(lab, CASE), case_folder(lab, "Case ZZ"))
    with pytest.raises(StephError, match="has no record of the files"):
        load_case(case_folder(lab, "Case ZZ"))
    with pytest.raises(StephError, match="No case is kept here"):
        load_case(case_folder(lab, "Case 22-22"))


def test_a_copy_outside_the_workspace_opens(lab: Path, tmp_path: Path) -> None:
    shutil.copytree(case_folder(lab, CASE), tmp_path / "copy" / "case")
    score = load_case(tmp_path / "copy" / "case").result.prediction.risk_score
    assert score == same_case(lab)


def test_a_full_disk_leaves_the_old_case(
    lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, place = same_case(lab), tmp_path / "new"
    place.mkdir()
    plain = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if "case.h5" in path.name:
            plain(path, data[: len(data) // 2])
            raise OSError(28, "No space left on device")
        return plain(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StephError, match="disk is full"):
        analyse(lab, CASE, place, 33)
    monkeypatch.undo()
    assert same_case(lab) == before
    assert files_of(lab) == ["case.h5", "case.json"]
