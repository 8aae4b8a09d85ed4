"""One large bag from file to JSON in a process of its own, with its time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_TESTS = str(Path(__file__).resolve().parent)

_PREDICT = """
import json, sys, time
from memory import peak_mb
from steph_desktop.cli import run
begin = time.monotonic()
code = run(["predict", "--model", sys.argv[1], sys.argv[2], "--device", "cpu", "--json",
            "--workspace", sys.argv[3]])
print(json.dumps({"code": code, "seconds": time.monotonic() - begin, "peak_mb": round(peak_mb())}),
      file=sys.stderr)
"""


def write_large(path: Path, rows: int, width: int = 1536) -> Path:
    """Write float16 features chunk by chunk, as TRIDENT does for a large slide."""
    import h5py
    import numpy as np

    rng = np.random.default_rng(0)
    with h5py.File(path, "w") as file:
        features = file.create_dataset(
            "features", (rows, width), np.float16, chunks=(min(rows, 1024), width)
        )
        for first in range(0, rows, 8192):
            count = min(8192, rows - first)
            features[first : first + count] = rng.standard_normal((count, width), np.float32)
        places = np.arange(rows)
        coords = np.stack([places % 500, places // 500], axis=1) * 256
        file.create_dataset("coords", data=coords.astype(np.int64))
        file["coords"].attrs["patch_size_level0"] = 256
        file.attrs["encoder"] = "uni2-h"
    return path


def predict_large(model: Path, features: Path, workspace: Path) -> tuple[dict[str, Any], Any]:
    """Return what `predict --json` said, and {code, seconds, peak_mb}."""
    done = subprocess.run(
        [sys.executable, "-c", _PREDICT, str(model), str(features), str(workspace)],
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": _TESTS},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stderr.splitlines()[-1])
    return (json.loads(done.stdout) if figures["code"] == 0 else {}), figures
