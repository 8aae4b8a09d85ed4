"""A process that is killed while it writes leaves the old state or the new one, and a whole trail.

The victim dies by SIGKILL at the n-th step of its life: an operation of SQLite's machine, a file
that is opened, flushed or renamed. Or it is killed from outside at a random time.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from workspace_samples import counts, python, slide_file, write_one

from steph_desktop.workspace.audit_trail import verify
from steph_desktop.workspace.check import Area, Severity, check_workspace
from steph_desktop.workspace.database import inspect
from steph_desktop.workspace.store import Workspace

PER_LIFE = 3


def life(folder: Path, slide: Path, first: int, step: int) -> tuple[int, list[str]]:
    """Let a process write until its end; return its exit code and what it said was written."""
    process = python("write", str(folder), str(slide), str(first), str(PER_LIFE), str(step))
    out, err = process.communicate(timeout=60)
    assert process.returncode in {0, -9}, err
    return process.returncode, out.splitlines()


def whole_life(folder: Path, slide: Path, first: int) -> int:
    """Return how many steps a process takes that nobody kills."""
    code, said = life(folder, slide, first, 0)
    assert code == 0
    return int(said[-1].split()[1])


def survey(folder: Path, at_least: int, at_most: int) -> int:
    """Open a workspace after a death; return how many records of each kind it has."""
    with Workspace.open(folder) as workspace:
        (number,) = counts(workspace)
        assert at_least <= number <= at_most
        assert workspace.database.rows("PRAGMA integrity_check")[0][0] == "ok"
        assert verify(workspace.database) == []
    return number


def deaths_by_step(tmp_path: Path, trials: int, seed: int) -> int:
    """Kill at steps all over a life in an old workspace; return how often it died."""
    folder, slide, dice = tmp_path / "lab", slide_file(tmp_path), random.Random(seed)
    whole_life(folder, slide, 0)
    steps = whole_life(folder, slide, PER_LIFE)
    number, died = 2 * PER_LIFE, 0
    for trial in range(trials):
        # Spread over the whole life, so that few trials too meet its start, middle and end.
        step = int((trial + dice.random()) * steps / trials) + 1
        code, said = life(folder, slide, number, step)
        died += code == -9
        stood = sum(1 for line in said if not line.startswith("open"))
        number = survey(folder, number + stood, number + min(stood + 1, PER_LIFE))
    return died


def test_20_kills_inside_transactions(tmp_path: Path) -> None:
    assert deaths_by_step(tmp_path, 20, seed=1) == 20


def test_kills_while_a_workspace_is_made(tmp_path: Path) -> None:
    """Before its first commit there is nothing to lose: the next start makes it."""
    slide, versions = slide_file(tmp_path), set()
    for step in (2, 4, 8, 15, 300, 2000):
        folder = tmp_path / f"lab-{step}"
        assert life(folder, slide, 0, step)[0] == -9
        path = folder / "workspace.sqlite"
        versions.add(inspect(path) if path.exists() else None)
        assert survey(folder, 0, 0) == 0
        with Workspace.open(folder) as workspace:
            write_one(workspace, slide, 0)
    assert len(versions) > 1  # some died before the tables stood, some after


def test_check_finds_nothing_wrong_after_a_kill(tmp_path: Path) -> None:
    folder, slide = tmp_path / "lab", slide_file(tmp_path)
    whole_life(folder, slide, 0)
    steps = whole_life(folder, slide, PER_LIFE)
    assert life(folder, slide, 2 * PER_LIFE, steps // 2)[0] == -9
    findings = check_workspace(folder)
    assert [finding for finding in findings if finding.severity is Severity.FAULT] == []
    assert Area.LOCK in {finding.area for finding in findings}


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_700_kills_inside_transactions(tmp_path: Path) -> None:
    assert deaths_by_step(tmp_path, 700, seed=2) == 700


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_300_kills_at_random_times(tmp_path: Path) -> None:
    folder, slide, dice = tmp_path / "lab", slide_file(tmp_path), random.Random(3)
    start = time.perf_counter()
    whole_life(folder, slide, 0)
    whole_s, number, died = time.perf_counter() - start, PER_LIFE, 0
    for _ in range(300):
        process = python("write", str(folder), str(slide), str(number), str(PER_LIFE), "0")
        time.sleep(dice.uniform(0.2, 1.0) * whole_s)
        process.kill()
        out, _ = process.communicate()
        died += process.returncode == -9
        stood = sum(1 for line in out.splitlines() if line[:1].isdigit())
        number = survey(folder, number + stood, number + PER_LIFE)
    assert died >= 150
