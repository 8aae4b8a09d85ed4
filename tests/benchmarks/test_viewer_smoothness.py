"""The big slide is one to a reader, and the benchmark prints every row."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from big_slide import write_big_slide
from PIL import Image

from steph_desktop.slide.reader import Slide

SCRIPT = Path(__file__).with_name("viewer_smoothness.py")


def test_a_big_slide_is_small_on_disk_and_its_levels_agree(tmp_path: Path) -> None:
    path = write_big_slide(tmp_path / "big.svs", 100_000, 80_000)
    assert path.stat().st_size < 20e6
    with Slide(path) as slide:
        assert slide.info.size_px == (100_000, 80_000)
        assert slide.info.mpp == 0.25
        fine = slide.read_region(50_000, 40_000, 0, 1024, 1024)
        coarse = slide.read_region(50_000, 40_000, 1, 256, 256).astype(float)
        averaged = np.asarray(Image.fromarray(fine).reduce(4)).astype(float)
        assert np.abs(coarse - averaged).mean() < 6
        assert averaged.std() > 8, "something to be seen"


def test_every_row_is_told() -> None:
    command = [sys.executable, str(SCRIPT), "--quick", "--json"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    told = json.loads(ran.stdout)
    assert told["quick"]
    assert "load" in told["before"]
    names = [row["what"] for row in told["rows"]]
    for words in ("first pixels", "switching", "pan over cached", "map of", "zoom", "uncached",
                  "pyqtgraph", "naive"):  # fmt: skip
        assert any(words in name for name in names), words
    assert all(0 < row["p50"] <= row["p95"] <= row["p99"] for row in told["rows"])
