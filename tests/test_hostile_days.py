"""Days on which the machine is against the user: its clock, its temporary folder, its disk."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from case_files import feature_file, pack, slide
from system_faults import can_be_injected
from workspace_samples import analysed, case_of, slide_file

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.workspace import backups, database
from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.backups import backups_of, newest_whole_backup
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"


def _lab(folder: Path) -> Path:
    lab = folder / "lab"
    request = AnalyseRequest(CASE, (slide(folder),), pack(folder), lab, device="cpu")
    analyse_case(request, JobControl())
    return lab


# The clock ----------------------------------------------------------------------------------------


def _set_clock(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let the whole program believe that it is another day."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) + timedelta(days=days)

    for module in (database, backups):
        monkeypatch.setattr(module, "datetime", Clock)


def test_reviews_and_trail_keep_their_order_when_the_clock_is_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, slide_file(tmp_path))
        case = case_of(workspace, CASE).id
        for days, verdict in ((0, Verdict.AGREE), (400, Verdict.DISAGREE), (-400, Verdict.AGREE)):
            _set_clock(monkeypatch, days)
            workspace.add_review(case, Review(verdict, comment=str(days)))
        assert [row.review.comment for row in workspace.reviews(case)] == ["-400", "400", "0"]
        (latest, *_) = workspace.current_reviews()[case]
        assert latest.review.comment == "-400"
        assert verify(workspace.database) == []
    Workspace.open(tmp_path / "lab").close()


def test_a_clock_that_was_ahead_holds_up_no_backup_and_puts_no_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = tmp_path / "lab"
    with Workspace.open(lab) as workspace:
        analysed(workspace, slide_file(tmp_path))
    for days in (400, 401, 402, 403, 404, 405, 406, 407):  # a week in the future
        _set_clock(monkeypatch, days)
        Workspace.open(lab).close()
    for days in (0, 1, 2):  # set right
        _set_clock(monkeypatch, days)
        with Workspace.open(lab) as workspace:
            workspace.add_review(case_of(workspace, CASE).id, Review(Verdict.AGREE, str(days)))
    made = [kept.made_at.date() for kept in backups_of(lab)]
    today = datetime.now(UTC).date()
    assert {today + timedelta(days=days) for days in (0, 1, 2)} <= set(made)
    found = newest_whole_backup(lab)
    assert found is not None
    assert found.made_at.date() == today + timedelta(days=2)  # it holds most reviews


# Folders ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _mounted(place: Path, *options: str) -> Iterator[Path]:
    """Mount a small disk, where this test may; unmounted at the end."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", ",".join(options), "none", str(place)]
    if os.name == "nt" or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_temporary_folder_that_is_full_and_runs_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lab = _lab(tmp_path)
    with _mounted(tmp_path / "tmp", "size=64k", "noexec") as place:
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        (place / "full").write_bytes(b"x" * 60_000)
        words = [CASE, "--workspace", str(lab), "--out"]
        assert run(["export", *words, str(tmp_path / "o.zip"), "--features"]) == ExitCode.FAULT
        said = capsys.readouterr().err
        assert "disk is full" in said and "Traceback" not in said
        assert not (tmp_path / "o.zip").exists()
        assert run(["report", *words, str(tmp_path / "r.pdf")]) == ExitCode.DONE
        features = feature_file(tmp_path)
        model = str(tmp_path / "small.steph")
        assert run(["predict", str(features), "--model", model]) == ExitCode.DONE
        assert [path.name for path in place.iterdir()] == ["full"]


def test_no_temporary_folder_at_all_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lab = _lab(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    words = ["export", CASE, "--workspace", str(lab), "--out", str(tmp_path / "o.zip")]
    assert run(words) == ExitCode.FAULT
    said = capsys.readouterr().err
    assert "no place for temporary files" in said and "TMPDIR" in said
    assert not (tmp_path / "o.zip").exists()


def test_a_read_only_workspace_is_read_and_refuses_to_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _lab(tmp_path)
    with _mounted(tmp_path / "disk", "size=32m") as disk:
        subprocess.run(["cp", "-a", str(made), str(disk / "lab")], check=True)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        lab = disk / "lab"
        with Workspace.open(lab, read_only=True) as workspace:
            assert [case.pseudonym for case in workspace.listed_cases()] == [CASE]
        out = tmp_path / "r.pdf"
        assert run(["report", CASE, "--workspace", str(lab), "--out", str(out)]) == ExitCode.DONE
        assert out.read_bytes().startswith(b"%PDF")
        assert run(["workspace", "check", str(lab)]) == ExitCode.DONE
        capsys.readouterr()
        words = ["predict", str(tmp_path / "S1.svs"), "--model", str(tmp_path / "small.steph")]
        assert run([*words, "--workspace", str(lab / "new")]) == ExitCode.FAULT
        said = capsys.readouterr().err
        assert "permission to write here" in said and "Traceback" not in said


# The network --------------------------------------------------------------------------------------

_LAUNCH = """
import runpy, sys
from system_faults import forbid_internet
forbid_internet()
sys.argv = ["steph-desktop", *sys.argv[1:]]
runpy.run_module("steph_desktop", run_name="__main__")
"""


def _without_internet(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the program so that it, or a child of it, dies by asking for an internet socket."""
    here = str(Path(__file__).parent)
    return subprocess.run(
        [sys.executable, "-c", _LAUNCH, *words],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": here, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


needs_filter = pytest.mark.skipif(not can_be_injected(), reason="no filter of system calls here")


@needs_filter
def test_features_and_predictions_ask_for_no_internet(tmp_path: Path) -> None:
    image, model, lab = slide(tmp_path), pack(tmp_path), str(tmp_path / "lab")
    for words in (
        ["extract", str(image), "--out", str(tmp_path / "o"), "--encoder", "effnet-lite0"],
        ["predict", str(image), "--model", str(model), "--workspace", lab],
    ):
        done = _without_internet(*words)
        assert done.returncode == 0, (words, done.returncode, done.stderr[-800:])


@needs_filter
@pytest.mark.heavy
def test_the_window_and_its_engine_ask_for_no_internet(tmp_path: Path) -> None:
    done = _without_internet("demo", "--out", str(tmp_path / "demo"), "--headless")
    assert done.returncode == 0, done.stderr[-800:]


@needs_filter
def test_who_asks_for_the_internet_dies_here() -> None:
    code = "import socket, system_faults as s; s.forbid_internet(); socket.socket(socket.AF_INET)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    asked = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert asked.returncode == -31  # SIGSYS
