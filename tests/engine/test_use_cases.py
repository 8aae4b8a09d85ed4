"""A case from slide to prognosis, and what the workspace then knows of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest
from case_files import feature_file, pack, slide
from fake_encoder import FakeEncoder
from workspace_samples import python

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case, predict_case
from steph_desktop.features import bag, extraction
from steph_desktop.slide import reader
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.locks import WorkspaceHeld
from steph_desktop.workspace.records import CaseStatus, FileKind
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"


def request(workspace: Path, model: Path, *slides: Path) -> AnalyseRequest:
    return AnalyseRequest(CASE, slides, model, workspace, device="cpu")


def test_the_same_slide_model_and_seed_give_the_same_risk_and_the_database_says_why(
    tmp_path: Path,
) -> None:
    model, one = pack(tmp_path), slide(tmp_path)
    scores, runs, inputs = set(), set(), set()
    for name in ("first", "second"):
        folder = tmp_path / name
        result = analyse_case(request(folder, model, one), JobControl())
        with Workspace.open(folder) as workspace:
            case = workspace.case_named(CASE)
            assert case is not None
            assert case.status is CaseStatus.ANALYSED
            (row,) = workspace.results(case.id)
            files = workspace.files(row.id)
        assert row.outcome.risk_score == result.prediction.risk_score, "not a bit is lost"
        assert load_case(case_folder(folder, CASE)).result.prediction.risk_score == (
            row.outcome.risk_score
        )
        kinds = sorted((file.kind for file in files), key=lambda kind: kind.value)
        assert kinds == [*[FileKind.CASE] * 3, FileKind.FEATURES]
        assert all(sha256_of(folder / file.path) == file.sha256 for file in files)
        assert row.run.encoder_sha256
        assert row.input_sha256s[0]
        scores.add(row.outcome.risk_score.hex())
        runs.add(row.run)
        inputs.add(row.input_sha256s)
        assert check_workspace(folder) == []
    assert len(scores) == len(runs) == len(inputs) == 1


def test_feature_files_are_recorded_by_their_hash_and_a_second_run_stands_beside_the_first(
    tmp_path: Path,
) -> None:
    model, features, folder = pack(tmp_path), feature_file(tmp_path), tmp_path / "lab"
    for _ in range(2):
        analyse_case(request(folder, model, features), JobControl())
    with Workspace.open(folder) as workspace:
        case = workspace.case_named(CASE)
        assert case is not None
        second, first = workspace.results(case.id)
        assert case.result_id == second.id
    assert first.input_sha256s == second.input_sha256s == (sha256_of(features),)
    assert first.slide_ids == (None,)
    assert first.outcome == second.outcome
    assert check_workspace(folder) == []


def test_a_held_workspace_is_said_before_anything_is_computed(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    holder = python("hold", str(folder))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    told: list[object] = []
    try:
        with pytest.raises(WorkspaceHeld, match=str(holder.pid)):
            analyse_case(request(folder, pack(tmp_path), slide(tmp_path)), JobControl(told.append))
    finally:
        holder.communicate("", timeout=30)
    assert told == []
    assert not list((folder / "features").rglob("*.h5"))


def test_a_prediction_alone_leaves_no_database(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    predict_case(request(folder, pack(tmp_path), feature_file(tmp_path)), JobControl())
    assert not (folder / DATABASE_NAME).exists()


def test_a_case_that_fails_or_is_stopped_leaves_no_result(tmp_path: Path) -> None:
    model, folder, one = pack(tmp_path), tmp_path / "lab", slide(tmp_path)
    with pytest.raises(StephError, match=r"gone\.svs"):
        analyse_case(request(folder, model, one, tmp_path / "gone.svs"), JobControl())
    with pytest.raises(JobCancelled):
        analyse_case(request(folder, model, one), JobControl(cancelled=lambda: True))
    os.truncate(one, 2000)
    with pytest.raises(StephError, match=r"S1\.svs"):
        analyse_case(request(folder, model, one), JobControl())
    with Workspace.open(folder) as workspace:
        assert workspace.listed_cases() == []
        assert workspace.database.rows("SELECT 1 FROM results") == []
    assert not list((folder / "cases").iterdir())


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is opened: slides by the engine, feature files to be read or written."""
    seen: list[str] = []
    open_slide, open_h5, write = reader.open_slide, h5py.File.__init__, bag.write_bag

    def opening_slide(path: Path) -> object:
        seen.append(f"slide {path.name}")
        return open_slide(path)

    def opening_h5(file: object, name: object, mode: str = "r", **more: object) -> None:
        if isinstance(name, Path) and name.parent.parent.name == "features":
            seen.append(f"features {mode}")
        open_h5(file, name, mode, **more)

    def writing(path: Path, made: bag.Bag) -> None:
        seen.append("features w")
        write(path, made)

    monkeypatch.setattr(reader, "open_slide", opening_slide)
    monkeypatch.setattr(h5py.File, "__init__", opening_h5)
    monkeypatch.setattr(extraction, "write_bag", writing)
    return seen


def test_a_slide_is_opened_once_and_its_features_are_read_or_written_once(
    tmp_path: Path, openings: list[str]
) -> None:
    model, one, folder = pack(tmp_path), slide(tmp_path), tmp_path / "lab"
    openings.clear()
    first = analyse_case(request(folder, model, one), JobControl())
    assert openings == ["slide S1.svs", "features w"]
    openings.clear()
    second = analyse_case(request(folder, model, one), JobControl())
    assert openings == ["slide S1.svs", "features r"]
    assert first.prediction.risk_score == second.prediction.risk_score
    assert first.checks == second.checks
    openings.clear()
    analyse_case(request(folder, model, feature_file(tmp_path)), JobControl())
    assert "features w" not in openings and "slide S1.svs" not in openings


def test_the_features_at_hand_are_those_that_were_written(tmp_path: Path) -> None:
    path = tmp_path / "features.h5"
    with reader.Slide(slide(tmp_path)) as opened:
        made = extraction.extract_bag(opened, path, FakeEncoder(), batch_size=4)
    read = bag.read_bag(path)
    assert replace(read.meta, slide_id=made.meta.slide_id) == made.meta
    np.testing.assert_array_equal(read.features, made.features)
    np.testing.assert_array_equal(read.coords, made.coords)
    assert read.features.dtype == made.features.dtype and read.coords.dtype == made.coords.dtype
    assert read.outline is not None and made.outline is not None
    assert all(map(np.array_equal, read.outline, made.outline))
