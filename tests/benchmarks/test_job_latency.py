"""The benchmark of the window's smoothness under jobs runs, and both lanes are at work in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_benchmark_measures_with_both_lanes_at_work(steph_home: Path) -> None:
    script = Path(__file__).with_name("job_latency.py")
    done = subprocess.run(
        [sys.executable, str(script), "--quick", "--json"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    idle, busy = json.loads(done.stdout)
    assert idle["jobs_running"] == 0
    assert busy["jobs_running"] > 1.5
    assert busy["frames"] > 5 and busy["ticks"] > 20
