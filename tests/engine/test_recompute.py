"""A result can be made again from what the audit trail says of it, to the last bit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from case_files import feature_file, pack
from case_files import slide as write_slide

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.recompute import recompute_case
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"


def analysed(tmp_path: Path, *slides: Path, mpp: float | None = None, seed: int = 42) -> Path:
    lab = tmp_path / "lab"
    request = AnalyseRequest(CASE, slides, pack(tmp_path), lab, mpp=mpp, device="cpu", seed=seed)
    analyse_case(request, JobControl())
    return lab


def test_a_result_is_made_again_from_the_audit_trail_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slide = write_slide(tmp_path, "a.svs", mpp=None)
    other = write_slide(tmp_path, "b.svs", mpp=None, quality=70)
    lab = analysed(tmp_path, slide, other, mpp=0.5, seed=7)
    with Workspace.open(lab) as workspace:
        workspace.state_mpp(1, 0.4)  # later, and so of no matter
        before = workspace.database.rows("SELECT count(*) FROM audit")[0][0]
    # Nothing of the first time may be used: not the features, not the case.
    for path in [*(lab / "features").rglob("*.h5"), *(lab / "cases").rglob("*.h5")]:
        path.unlink()
    words = ["workspace", "check", str(lab), "--recompute", CASE]
    model = tmp_path / "small.steph"
    assert run([*words, "--model", str(model), "--json"]) == ExitCode.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["equal"]
    assert found["recorded"].hex() == found["again"].hex()
    assert found["differs"] == []
    assert run([*words, "--model", str(model)]) == ExitCode.DONE
    assert "the same risk to the last bit" in capsys.readouterr().out
    with Workspace.open(lab) as workspace:
        assert workspace.database.rows("SELECT count(*) FROM audit")[0][0] == before


def test_what_is_not_as_it_was_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slide = write_slide(tmp_path, "a.svs")
    lab, model = analysed(tmp_path, slide), tmp_path / "small.steph"
    words = ["workspace", "check", str(lab), "--recompute"]
    assert run([*words, "Case 22-22", "--model", str(model)]) == ExitCode.FAULT
    assert "no result for this case" in capsys.readouterr().err
    assert run([*words, CASE]) == ExitCode.FAULT
    assert "Name its pack with --model" in capsys.readouterr().err
    write_slide(tmp_path, "a.svs", quality=60)
    assert run([*words, CASE, "--model", str(model)]) == ExitCode.FAULT
    assert "not the one that was analysed" in capsys.readouterr().err
    write_slide(tmp_path, "a.svs")
    monkeypatch.setattr("steph_desktop.engine.recompute.__version__", "9.9")
    found = recompute_case(lab, CASE, [model])
    assert found.is_equal
    (difference,) = found.differs
    assert "the program" in difference
    assert "9.9 now" in difference


def test_another_model_under_the_same_name_is_not_taken(tmp_path: Path) -> None:
    lab = analysed(tmp_path, write_slide(tmp_path))
    model = load_pack(tmp_path / "small.steph")
    with Workspace.open(lab, read_only=True) as workspace:
        recorded = workspace.results(1)[0].outcome.risk_score
    changed = tmp_path / "changed.steph"
    for parameter in model.model.parameters():
        parameter.data += 0.01
    save_pack(changed, replace(model.card), model.model)
    with pytest.raises(StephError, match="is not among those"):
        recompute_case(lab, CASE, [changed])
    assert recompute_case(lab, CASE, [changed, tmp_path / "small.steph"]).again == recorded


def test_an_altered_result_and_a_feature_file_are_not_made_again(tmp_path: Path) -> None:
    lab = analysed(tmp_path, feature_file(tmp_path))
    with pytest.raises(StephError, match="made from a feature file"):
        recompute_case(lab, CASE, [tmp_path / "small.steph"])
    with Workspace.open(lab) as workspace, workspace.transaction() as connection:
        connection.execute("UPDATE results SET risk_score = risk_score + 1")
    with pytest.raises(StephError, match="differs from the one in the audit trail"):
        recompute_case(lab, CASE, [tmp_path / "small.steph"])
    with Workspace.open(lab) as workspace, workspace.transaction() as connection:
        connection.execute("DROP TRIGGER audit_is_never_edited")
        connection.execute("UPDATE audit SET details = substr(details, 2)")
    with pytest.raises(StephError, match="no result for this case"):
        recompute_case(lab, CASE, [tmp_path / "small.steph"])


_PREDICT = """
import sys
from pathlib import Path
import torch
torch.set_num_threads(int(sys.argv[4]))
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import predict_case
slide, model, lab = map(Path, sys.argv[1:4])
request = AnalyseRequest("", (slide,), model, lab, device="cpu")
print(predict_case(request, JobControl()).prediction.risk_score.hex())
"""


def test_the_same_slide_gives_the_same_risk_after_a_restart_and_nearly_so_with_more_threads(
    tmp_path: Path,
) -> None:
    slide, model = write_slide(tmp_path), pack(tmp_path)

    def risk(number: int, threads: int) -> str:
        words = [sys.executable, "-c", _PREDICT, str(slide), str(model)]
        done = subprocess.run(
            [*words, str(tmp_path / f"lab{number}"), str(threads)],
            env={**os.environ, "OMP_NUM_THREADS": str(threads)},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout.strip()

    first, second, threaded = risk(1, 1), risk(2, 1), risk(3, 2)
    assert first == second
    # Sums in another order: equal bits are promised for one number of threads only.
    assert float.fromhex(threaded) == pytest.approx(float.fromhex(first), abs=1e-4)
