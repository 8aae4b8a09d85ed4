"""A slide of one level: overview and mask in bounded time and memory, with progress."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from memory import forget_peak, peak_mb
from scipy import ndimage
from slides import blank, tissue_disc

from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.slide.patches import PatchSpec, lay_grid
from steph_desktop.slide.reader import Slide
from steph_desktop.slide.tissue import segment, tissue_mask


def one_level(path: Path, side_px: int, tile_px: int = 512) -> Path:
    """Write a BigTIFF of one level, byte by byte; its tiles share two streams, tissue and glass."""
    n = -(-side_px // tile_px)
    disc = tissue_disc(tile_px, tile_px, (tile_px / 2, tile_px / 2), tile_px)
    options = {"level": 80, "colorspace": "RGB", "outcolorspace": "YCBCR"}
    tissue, glass = (
        bytes(imagecodecs.jpeg8_encode(picture, **options))
        for picture in (disc, blank(tile_px, tile_px))
    )
    data = tissue + glass
    data += bytes(-len(data) % 8)
    y, x = divmod(np.arange(n * n), n)
    inside = (x - n / 2) ** 2 + (y - n / 2) ** 2 < (n * 0.2) ** 2
    offsets = np.where(inside, 16, 16 + len(tissue)).astype("<u8").tobytes()
    counts = np.where(inside, len(tissue), len(glass)).astype("<u4").tobytes()
    at_counts = 16 + len(data) + len(offsets)
    directory = at_counts + len(counts)
    directory += -directory % 8
    per_cm = 20_000 | 1 << 32
    entries = (
        (256, 4, 1, side_px), (257, 4, 1, side_px), (258, 3, 3, 8 | 8 << 16 | 8 << 32),
        (259, 3, 1, 7), (262, 3, 1, 6), (277, 3, 1, 3), (282, 5, 1, per_cm), (283, 5, 1, per_cm),
        (284, 3, 1, 1), (296, 3, 1, 3), (322, 3, 1, tile_px), (323, 3, 1, tile_px),
        (324, 16, n * n, 16 + len(data)), (325, 4, n * n, at_counts), (530, 3, 2, 2 | 2 << 16),
    )  # fmt: skip
    out = struct.pack("<2sHHHQ", b"II", 43, 8, 0, directory) + data + offsets + counts
    out += bytes(directory - len(out)) + struct.pack("<Q", len(entries))
    out += b"".join(struct.pack("<HHQQ", *entry) for entry in entries) + bytes(8)
    path.write_bytes(out)
    return path


def overview_and_mask(path: Path) -> tuple[float, float, int, float]:
    """Return seconds of the clock and of the processor, steps of progress, and mm2 of tissue."""
    steps: list[float] = []

    def told(progress: Progress) -> None:
        steps.append(progress.done / progress.total)

    started, used = time.monotonic(), time.process_time()
    with Slide(path) as slide:
        assert len(slide.info.level_sizes_px) == 1
        slide.thumbnail(160)
        mask = tissue_mask(slide, JobControl(told))
        assert len(lay_grid(slide, mask, PatchSpec())) > 100
    assert steps == sorted(steps)
    mm2 = float(mask.mask.sum()) * (mask.downsample * slide.require_mpp() / 1000) ** 2
    return time.monotonic() - started, time.process_time() - used, len(steps), mm2


@pytest.mark.parametrize("side_px", [20_000, 17_003])
def test_overview_and_mask_of_one_level(tmp_path: Path, side_px: int) -> None:
    path = one_level(tmp_path / "x.tif", side_px)
    before = forget_peak()
    _, cpu_s, steps, area_mm2 = overview_and_mask(path)
    expected_mm2 = np.pi * (0.2 * side_px * 0.0005) ** 2
    assert area_mm2 == pytest.approx(expected_mm2, rel=0.1)
    assert steps >= 2
    # Whole tiles take ten times as long; so would this on a machine ten times slower.
    assert cpu_s < 15
    assert peak_mb() - before < 300


def test_reduced_tiles_are_the_average_of_whole_ones(tmp_path: Path) -> None:
    with Slide(one_level(tmp_path / "x.tif", 6000)) as slide:
        assert slide.reduction(0, 15) == 1 and slide.reduction(0, 16) == 8
        reduced = slide.overview(16)
        whole = slide._slow_pixels(2048, 2048, 0, 1024, 1024)[0]
        mean = whole.reshape(64, 16, 64, 16, 3).mean(axis=(1, 3))
        assert np.abs(reduced[128:192, 128:192] - mean).max() < 6


def test_the_arithmetic_of_the_mask_is_not_much_more_than_a_plain_blur() -> None:
    """As a ratio within one run: 3.6 to 5.9 were seen; interleaved colours took 28 to 36."""
    rgb = tissue_disc(1600, 1600, (800, 800), 600)
    smooth = rgb.astype(np.float32)
    segment(rgb, 8.0)  # with the imports
    times = []
    for work in (lambda: ndimage.gaussian_filter(smooth, (0.8, 0.8, 0)), lambda: segment(rgb, 8.0)):
        started = time.process_time()
        for _ in range(2):
            work()
        times.append(time.process_time() - started)
    assert times[1] < 14 * times[0]


@pytest.mark.heavy
def test_sixty_thousand_pixels_square_in_ten_seconds(tmp_path: Path) -> None:
    path = one_level(tmp_path / "x.tif", 60_000)
    before = forget_peak()
    _, cpu_s, steps, _ = overview_and_mask(path)
    assert cpu_s < 15  # 5.4 were seen for two whole passes, thumbnail and mask; 17 before
    assert steps > 10 and peak_mb() - before < 600
