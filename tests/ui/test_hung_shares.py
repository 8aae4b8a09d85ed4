"""Shares that hang under an open window, for real (FUSE): run when asked for, see README."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]


def _can_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and Path("/dev/fuse").exists()


@pytest.mark.heavy
@pytest.mark.timeout(1200)
@pytest.mark.skipif(not _can_mount(), reason="mounting takes root and /dev/fuse")
@pytest.mark.parametrize("drill", ["hung", "hung_workspace", "hung_while_written"])
def test_the_window_lives_and_ends_whatever_the_share_does(tmp_path: Path, drill: str) -> None:
    paths = os.pathsep.join(map(str, [TESTS, TESTS / "ui", os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(
        [sys.executable, TESTS / "share_drill.py", tmp_path, drill],
        env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])[drill]
    assert found["close_s"] < 2, found
    told = [value for key, value in found.items() if "told" in key]
    assert all(seconds < 8 for seconds in told), found  # 4 on a computer that is idle
    if drill == "hung_while_written":
        assert found["check_rc"] == 0 and found["reviews_kept"] == 1, found
