"""UNI and UNI2-h at full size, with random weights in the published layout, from slide to bag.

    pytest -m heavy tests/features/test_full_size.py

About 5 GB of disk and 8 GB of memory. The published weights are given on request alone: names and
shapes are theirs (tests/data), the numbers are not.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from slides import tissue_disc, write_pyramid

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode
from steph_desktop.features.bag import read_bag
from steph_desktop.features.encoders import Precision, load_encoder
from steph_desktop.slide.reader import Slide

SHAPES = Path(__file__).parents[1] / "data"


def published(name: str, folder: Path) -> Path:
    """Write a weight file as the authors name and shape its tensors."""
    torch.manual_seed(0)
    (listed,) = SHAPES.rglob(f"{name}.shapes.json")
    state = {}
    for key, shape in json.loads(listed.read_text("utf-8")).items():
        value = torch.randn(shape) * (0.02 if len(shape) > 1 else 0.1)
        state[key] = value + 1.0 if key.endswith("norm.weight") or "norm" in key else value
    path = folder / "pytorch_model.bin"
    torch.save(state, path)
    return path


@pytest.mark.heavy
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    ("name", "width", "gigabytes"), [("uni", 1024, 1.2), ("uni2-h", 1536, 2.7)]
)
def test_from_a_slide_to_its_bag(
    name: str, width: int, gigabytes: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = published(name, tmp_path)
    assert weights.stat().st_size == pytest.approx(gigabytes * 1e9, rel=0.05)
    rgb = tissue_disc(1024, 768, (512, 384), 700)
    slide = write_pyramid(tmp_path / "case7.svs", rgb, 0.5)
    begun = time.process_time()
    words = ["extract", str(slide), "--encoder", name, "--weights", str(weights)]
    assert run([*words, "--out", str(tmp_path / "out"), "--device", "cpu"]) == ExitCode.DONE
    seconds = time.process_time() - begun
    bag = read_bag(tmp_path / "out" / "case7.h5")
    assert bag.features.shape == (bag.n_patches, width) and bag.n_patches >= 8
    assert np.isfinite(bag.features).all() and bag.features.std(axis=0).max() > 1e-3
    assert bag.coords is not None and bag.meta.encoder == name
    # The same patches straight through the network, in single precision.
    encoder = load_encoder(name, weights, precision=Precision.FLOAT32)
    with Slide(slide) as opened:
        rows = [0, bag.n_patches - 1]
        patches = [opened.read_region(*map(int, bag.coords[row]), 0, 256, 256) for row in rows]
    exact = encoder.encode(np.stack(patches))
    cosine = (exact * bag.features[rows]).sum(1)
    cosine /= np.linalg.norm(exact, axis=1) * np.linalg.norm(bag.features[rows], axis=1)
    assert cosine.min() > (0.999 if bag.meta.precision == "bfloat16" else 0.9999)
    with capsys.disabled():
        said = f"{name}: {bag.n_patches} patches in {bag.meta.precision}, {seconds:.0f} s of the"
        sys.stdout.write(f"\n{said} processor, loading included; least cosine {cosine.min():.6f}\n")
