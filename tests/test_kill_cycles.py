"""Work of every kind killed over whole cycles; see `kill_cycles`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import kill_cycles
import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this system")


def cycles(kind: str, folder: Path, kills: int) -> dict[str, int]:
    words = [sys.executable, kill_cycles.__file__, kind, str(folder), str(kills), "0"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(("kind", "kills"), [("analyses", 3), ("writers", 4)])
def test_a_few_kills_lose_nothing(kind: str, kills: int, tmp_path: Path) -> None:
    assert cycles(kind, tmp_path, kills)["killed"] >= kills


@pytest.mark.heavy
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    ("kind", "kills"),
    [("analyses", 120), ("trainings", 50), ("workers", 45), ("windows", 30), ("writers", 120)],
)
def test_hundreds_of_kills_lose_nothing(kind: str, kills: int, tmp_path: Path) -> None:
    assert cycles(kind, tmp_path, kills)["killed"] >= kills
