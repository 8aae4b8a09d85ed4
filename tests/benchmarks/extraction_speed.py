"""Print the speed of the extraction as ratios of one run; not part of the test suite.

    python tests/benchmarks/extraction_speed.py [SLIDE...] [--patches N] [--turns N] [--no-vit]

The slides are painted here (tiled JPEG, of the size of a small biopsy), or are files. Every line
sets the program beside the plain way of doing the same work in the same process, in turns, so
that the load of the machine weighs on both. Processor seconds are those of all threads.

`--card-rate` stands in for a card: an encoder that does nothing for the time that a card takes per
batch, so that what feeds it is measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from steph_desktop.features.bag import read_bag
from steph_desktop.features.encoder_registry import ENCODERS
from steph_desktop.features.encoders import Encoder, Precision
from steph_desktop.features.extraction import extract_features
from steph_desktop.slide.patches import PatchGrid, PatchSpec, lay_grid
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.tissue import tissue_mask

Row = tuple[str, str, str, str]


def painted(folder: Path, mpp: float, side_px: int) -> Path:
    from slides import tissue_disc, write_pyramid

    tile = tissue_disc(1024, 1024, (512, 512), 1400)
    rgb = np.tile(tile, (side_px // 1024 + 1, side_px // 1024 + 1, 1))[:side_px, :side_px]
    rgb[: side_px // 10] = 243
    path = folder / f"{'40x' if mpp < 0.4 else '20x'}.svs"
    return write_pyramid(path, np.ascontiguousarray(rgb), mpp, levels=3, quality=75)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    wall, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - used


def best(work: Callable[[], object], plain: Callable[[], object], turns: int) -> list[float]:
    """Wall and processor seconds of both, the least of some turns."""
    ours = [timed(work) for _ in range(1)]
    theirs = [timed(plain) for _ in range(1)]
    for _ in range(turns - 1):
        ours.append(timed(work))
        theirs.append(timed(plain))
    return [*map(min, zip(*ours, strict=True)), *map(min, zip(*theirs, strict=True))]


def grid_of(path: Path, most: int) -> PatchGrid:
    with Slide(path) as slide:
        grid = lay_grid(slide, tissue_mask(slide), PatchSpec())
    return replace(grid, coords=grid.coords[:most])


def plain_patch(handle: object, grid: PatchGrid, index: int) -> np.ndarray:
    from PIL import Image

    x, y = map(int, grid.coords[index])
    size = (grid.read_px, grid.read_px)
    image = handle.read_region((x, y), grid.read_level, size).convert("RGB")  # type: ignore[attr-defined]
    side = grid.spec.patch_px
    if grid.read_px != side:
        image = image.resize((side, side), Image.Resampling.BILINEAR)
    return np.asarray(image)


def reading(path: Path, turns: int, most: int) -> list[Row]:
    """Patches from the file to an array: with all readers, and one thread of OpenSlide."""
    import openslide

    grid = grid_of(path, most)
    readers = os.cpu_count() or 1

    def ours() -> None:
        with Slide(path) as slide, ThreadPoolExecutor(readers) as pool:
            list(pool.map(lambda index: grid.look_at(slide, index), range(len(grid))))

    def theirs() -> None:
        handle = openslide.OpenSlide(path)
        for index in range(len(grid)):
            plain_patch(handle, grid, index)

    with Slide(path) as slide:
        handle = openslide.OpenSlide(path)
        equal = sum(
            np.array_equal(grid.read(slide, index), plain_patch(handle, grid, index))
            for index in range(len(grid))
        )
    wall, cpu, plain_wall, plain_cpu = best(ours, theirs, turns)
    n, name = len(grid), path.stem
    return [
        (f"{name}: patches to arrays, wall", f"{plain_wall / wall:.2f}x", ">= 2.2x",
         f"{1e3 * wall / n:.2f} ms on {readers} threads, {1e3 * plain_wall / n:.2f} on one"),
        (f"{name}: the same, processor", f"{plain_cpu / cpu:.2f}x", "",
         f"{1e3 * cpu / n:.2f} ms a patch against {1e3 * plain_cpu / n:.2f}"),
        (f"{name}: pixels equal to OpenSlide's", f"{equal} of {n}", "all", ""),
    ]  # fmt: skip


_PLAIN = """
import sys
import h5py, numpy as np, openslide, torch
from PIL import Image
from steph_desktop.features.efficientnet import EfficientNetLite0
from steph_desktop.features.encoder_registry import ENCODERS, bundled_weights
slide, coords, out, level, read_px = sys.argv[1:]
spec, level, side = ENCODERS["effnet-lite0"], int(level), int(read_px)
network = EfficientNetLite0().eval()
network.load_state_dict(torch.load(bundled_weights(spec.name), weights_only=True))
mean, std = (torch.tensor(one).view(1, 3, 1, 1) for one in (spec.mean, spec.std))
handle, places, made = openslide.OpenSlide(slide), h5py.File(coords)["coords"][:], []
def patch(x, y):
    image = handle.read_region((int(x), int(y)), level, (side, side)).convert("RGB")
    return np.asarray(image if side == 256 else image.resize((256, 256), Image.BILINEAR))
with torch.inference_mode():
    for start in range(0, len(places), 32):
        patches = np.stack([patch(*place) for place in places[start : start + 32]])
        pixels = torch.from_numpy(patches).permute(0, 3, 1, 2)
        resize = torch.nn.functional.interpolate
        pixels = resize(pixels, (224, 224), mode="bilinear", antialias=True)
        made.append(network((pixels.float() - mean) / std).numpy())
np.save(out, np.concatenate(made))
"""


def process(*arguments: object) -> tuple[float, float]:
    """Run Python in a process of its own; its seconds of the clock and of the processor."""
    import resource

    def used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    wall, before = time.perf_counter(), used()
    words = [sys.executable, *map(str, arguments)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - wall, used() - before


def whole(path: Path, turns: int, most: int) -> list[Row]:
    """The command `extract`, start included, against a read_region loop with the same network."""
    import h5py

    grid = grid_of(path, most)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with h5py.File(home / "coords.h5", "w") as file:
            file["coords"] = grid.coords
        for turn in range(turns):
            words = ("extract", path, "--quiet", "--encoder", "effnet-lite0")
            options = ("--coords", home / "coords.h5", "--out", home / str(turn))
            ours.append(process("-m", "steph_desktop", *words, *options))
            plain = (path, home / "coords.h5", home / "plain.npy", grid.read_level, grid.read_px)
            theirs.append(process("-c", _PLAIN, *plain))
        made = read_bag(next(home.glob("0/*.h5"))).features
        wanted = np.load(home / "plain.npy")
    wall, cpu = map(min, zip(*ours, strict=True))
    plain_wall, plain_cpu = map(min, zip(*theirs, strict=True))
    cosine = (made * wanted).sum(1) / np.linalg.norm(made, axis=1) / np.linalg.norm(wanted, axis=1)
    n, name = len(grid), path.stem
    return [
        (f"{name}: slide to bag, lite0, processor", f"{plain_cpu / cpu:.2f}x", ">= 2.5x",
         f"{1e3 * cpu / n:.1f} ms a patch against {1e3 * plain_cpu / n:.1f}, starts included"),
        (f"{name}: the same, wall", f"{plain_wall / wall:.2f}x", "",
         f"{n / wall:.0f} patches/s against {n / plain_wall:.0f}"),
        (f"{name}: least cosine of the features", f"{cosine.min():.6f}", ">= .9999", ""),
    ]  # fmt: skip


def matmul(turns: int) -> list[Row]:
    """ViT-L's arithmetic against that of plain matrix products of its own shapes."""
    import torch

    from steph_desktop.features.encoders import _build  # without published weights

    spec = ENCODERS["uni"]
    network = _build(spec).to_empty(device="cpu").eval()
    with torch.no_grad():
        for value in network.parameters():
            value.normal_(0, 0.02)
    encoder = Encoder(spec, "0" * 64, network, "cpu", Precision.FLOAT32)
    patches = np.random.default_rng(0).integers(0, 255, (2, 256, 256, 3), np.uint8)
    wide, tall = torch.randn(394, 1024), torch.randn(1024, 4096)
    flops = 2 * 394 * 1024 * 4096

    def product() -> None:
        with torch.inference_mode():
            for _ in range(60):
                wide @ tall

    wall, _, plain_wall, _ = best(lambda: encoder.encode(patches), product, turns)
    rate, plain_rate = 2 * 123e9 / wall, 60 * flops / plain_wall
    return [("ViT-L of the machine's matrix rate", f"{rate / plain_rate:.0%}", ">= 90 %",
             f"{rate / 1e9:.0f} of {plain_rate / 1e9:.0f} GFLOP/s, float32")]  # fmt: skip


class Card:
    """Stands in for an accelerator: takes its time for each batch, and no processor."""

    def __init__(self, patches_per_s: float) -> None:
        self.spec = replace(ENCODERS["effnet-lite0"], name="card", feature_dim=1536)
        self.sha256, self.precision, self.step = "c" * 64, Precision.FLOAT32, 128
        self._rate, self.busy_s = patches_per_s, 0.0
        self._free = time.perf_counter()

    def encode(self, patches: np.ndarray) -> np.ndarray:
        span = len(patches) / self._rate
        self.busy_s += span
        time.sleep(span)
        return np.ones((len(patches), 1536), np.float32)


def feeding(path: Path, rate: float) -> list[Row]:
    """What the processor pays to feed a card, and whether 16 cores would keep it busy."""
    card = Card(rate)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        wall, cpu = timed(lambda: extract_features(path, out, card))
        n = read_bag(next(out.glob("*.h5"))).n_patches
    ms = 1e3 * cpu / n
    fed = 16 / (ms / 1e3)
    return [
        (f"{path.stem}: feeding a card, processor", f"{ms:.2f} ms a patch", "",
         f"mask and file included; 16 cores of this machine feed {fed:,.0f} patches/s"),
        (f"{path.stem}: feeding against {rate:,.0f} patches/s", f"{fed / rate:.2f}x", ">= 1.3x",
         f"here the card was busy {card.busy_s / wall:.0%} on {os.cpu_count()} cores"),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("slides", nargs="*", type=Path, help="slides in place of painted ones")
    parser.add_argument("--patches", type=int, default=300)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--card-rate", type=float, default=4500.0, help="patches/s of a card")
    parser.add_argument("--no-vit", action="store_true", help="leave ViT-L out")
    given = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = given.slides or [painted(Path(folder), mpp, 7168) for mpp in (0.5, 0.25)]
        for path in paths:
            rows += reading(path, given.turns, given.patches)
            rows += whole(path, given.turns, given.patches)
            rows += feeding(path, given.card_rate)
    if not given.no_vit:
        rows += matmul(given.turns)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    machine = platform.processor() or platform.machine()
    sys.stdout.write(f"{machine}, {os.cpu_count()} cores, load {load:.1f}\n")
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


if __name__ == "__main__":
    main()
