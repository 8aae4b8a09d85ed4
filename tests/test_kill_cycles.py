"""The window, analyses and trainings killed over whole cycles; see `kill_cycles`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import kill_cycles
import pytest


def cycles(kind: str, folder: Path, kills: int) -> dict[str, int]:
    words = [sys.executable, kill_cycles.__file__, kind, str(folder), str(kills), "0"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.heavy
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("kind", "kills"), [("analyses", 120), ("trainings", 50), ("windows", 30)])
def test_two_hundred_kills_lose_nothing(kind: str, kills: int, tmp_path: Path) -> None:
    assert cycles(kind, tmp_path, kills)["killed"] >= kills
