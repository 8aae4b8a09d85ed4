"""A signed case keeps its result, whoever asks: the engine refuses unless a person agreed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from case_files import feature_file, pack
from workspace_samples import case_of

from steph_desktop.cli import run
from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import CaseSigned
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine import use_cases
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.workspace.case_records import reached
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import CaseStatus, Review, Verdict
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"


@pytest.fixture
def request_(tmp_path: Path) -> AnalyseRequest:
    """A case that was analysed and signed."""
    made = AnalyseRequest(
        CASE, (feature_file(tmp_path),), pack(tmp_path), tmp_path / "lab", device="cpu"
    )
    analyse_case(made, JobControl())
    sign(tmp_path / "lab")
    return made


def sign(lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        workspace.add_review(case_of(workspace, CASE).id, Review(Verdict.AGREE, signed_off=True))


def state_of(lab: Path) -> tuple[CaseStatus, int, int]:
    """How far the case is, its results, and the reviews that count."""
    with Workspace.open(lab, read_only=True) as workspace:
        counted = workspace.reviews_of_result(CASE)
        status = reached(counted, has_result=True)
        return status, len(workspace.results(case_of(workspace, CASE).id)), len(counted)


def other_model(request: AnalyseRequest, folder: Path) -> AnalyseRequest:
    return replace(request, model=pack(folder))


def other_pixel_size(request: AnalyseRequest, _folder: Path) -> AnalyseRequest:
    return replace(request, mpp=0.3)


def other_files(request: AnalyseRequest, folder: Path) -> AnalyseRequest:
    return replace(request, slides=(feature_file(folder, rows=12),))


def from_an_old_queue(request: AnalyseRequest, _folder: Path) -> AnalyseRequest:
    """As a job that an earlier version queued: its row knows nothing of signatures."""
    row = dict(request_to_json(request))
    assert row.pop("replace_signed") is False
    return request_from_json(AnalyseRequest, json.loads(json.dumps(row)))


WAYS: tuple[Callable[[AnalyseRequest, Path], AnalyseRequest], ...] = (
    lambda request, _folder: request, other_model, other_pixel_size, other_files, from_an_old_queue,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_signed_case_keeps_its_result(
    request_: AnalyseRequest,
    tmp_path: Path,
    way: Callable[[AnalyseRequest, Path], AnalyseRequest],
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    wish, lab = way(request_, other), request_.workspace
    with pytest.raises(CaseSigned, match=CASE):
        analyse_case(wish, JobControl())
    assert state_of(lab) == (CaseStatus.SIGNED_OFF, 1, 1)
    assert check_workspace(lab) == []
    analyse_case(replace(wish, replace_signed=True), JobControl())
    _, results, _ = state_of(lab)
    assert results == 2, "a person agreed"
    with Workspace.open(lab, read_only=True) as workspace:
        assert len(workspace.reviews(case_of(workspace, CASE).id)) == 1, "no review is ever lost"
    analyse_case(replace(request_, replace_signed=True), JobControl())
    assert state_of(lab)[0] is CaseStatus.SIGNED_OFF, "back at the same result it counts again"


def test_a_case_signed_while_it_is_analysed_keeps_its_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = tmp_path / "lab"
    request = AnalyseRequest(CASE, (feature_file(tmp_path),), pack(tmp_path), lab, device="cpu")
    analyse_case(request, JobControl())
    predict = use_cases._predict

    def slow(*given: object) -> object:
        with Workspace.open(lab) as workspace:  # the window, meanwhile
            review = Review(Verdict.AGREE, signed_off=True)
            workspace.add_review(case_of(workspace, CASE).id, review)
        return predict(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(use_cases, "_predict", slow)
    with pytest.raises(CaseSigned):
        analyse_case(request, JobControl())
    assert state_of(lab) == (CaseStatus.SIGNED_OFF, 1, 1)
    assert check_workspace(lab) == []


def test_predict_leaves_signed_cases_alone(
    request_: AnalyseRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab = request_.workspace
    options = ["--model", str(request_.model), "--workspace", str(lab), "--even-if-unsuitable"]
    assert run(["predict", str(request_.slides[0]), *options]) == 0
    assert "S1" in capsys.readouterr().out
    assert state_of(lab) == (CaseStatus.SIGNED_OFF, 1, 1)
    assert check_workspace(lab) == []
