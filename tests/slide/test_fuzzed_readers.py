"""Damaged slides of every kind that is read: each tile equals a reference decoder's, or is refused.

The reference is OpenSlide for what it opens, else Pillow (libtiff, libpng, libjpeg, libwebp), else
tifffile reading the page whole. Tiles that none of them decodes are counted apart.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import tifffile
from czi_slides import write_czi
from dicom_slides import write_dicom
from fuzzed_slides import damage
from PIL import Image
from slide_formats import READ
from slides import tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.slide.picture_files import PictureSlide
from steph_desktop.slide.reader import Slide

_TESTS = Path(__file__).resolve().parents[1]
_TILE_PX = 96


def seeds(folder: Path) -> list[tuple[str, bytes]]:
    """Sound slides of every kind, small; suffix and content."""
    folder.mkdir(parents=True, exist_ok=True)
    rgb = tissue_disc(300, 250, (150, 125), 110)
    found = []
    for suffix, make in READ.values():
        path = folder / f"seed{suffix}"
        make(path, rgb)
        found.append((suffix, path.read_bytes()))
    named = {"patient_name": "A", "patient_id": "1"}
    made = (
        write_pyramid(folder / "a.svs", rgb, 0.25, tile_px=64, levels=2),
        write_pyramid(folder / "b.tif", rgb, 0.5, svs=False, levels=2, tile_px=128),
        write_dicom(folder / "dicom" / "c.dcm", rgb, 0.5, tile_px=64, **named),
        write_czi(folder / "d.czi", rgb, 0.5),
    )
    return found + [(path.suffix, path.read_bytes()) for path in made]


# What decoders raise on damaged files; whatever it is, there is no reference.
_FAULTS = (
    OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, AttributeError, MemoryError,
    RuntimeError, OverflowError, ZeroDivisionError, NotImplementedError, struct.error, Warning,
)  # fmt: skip


def reference(slide: Slide, path: Path) -> np.ndarray | None:
    """Decode level 0 by another way; None where no other decoder takes it."""
    width, height = slide.info.size_px
    assert isinstance(slide._handle, PictureSlide)
    level = slide._handle._levels[0]
    planes = len(getattr(level, "pages", (1,)))
    if planes > 1 or (hasattr(level, "key") and level.key.dtype != np.uint8):
        return None  # others take the first plane, or the upper bits
    try:
        with Image.open(path) as image:
            if image.mode in ("RGB", "L", "P") and image.size == (width, height):
                return np.asarray(image.convert("RGB"))
    except _FAULTS:
        pass
    found = None
    try:
        with tifffile.TiffFile(path) as tiff:
            values = tiff.pages[0].asarray()
        if values.dtype == np.uint8 and values.shape == (height, width, 3):
            found = np.asarray(values)
    except _FAULTS:
        return None
    return found


def judge(path: Path) -> Counter[str]:
    """Read every tile of a slide and compare it."""
    found: Counter[str] = Counter()
    try:
        slide = Slide(path)
    except StephError:
        return Counter(unopened=1)
    with slide:
        width, height = slide.info.size_px
        if width * height > 1_000_000:
            return Counter(odd=1)
        second = isinstance(slide._handle, PictureSlide)
        whole = reference(slide, path) if second else None
        for y in range(0, height, _TILE_PX):
            for x in range(0, width, _TILE_PX):
                size = min(_TILE_PX, width - x), min(_TILE_PX, height - y)
                try:
                    shown, held = slide._pixels(x, y, 0, *size)
                except StephError:
                    found["refused"] += 1
                    continue
                if not second:
                    expected = slide._slow_pixels(x, y, 0, *size)[0]
                elif whole is None:
                    found["no reference"] += 1
                    continue
                else:
                    expected = whole[y : y + size[1], x : x + size[0]]
                if held is not None:
                    found["marked"] += 1
                elif np.abs(shown.astype(int) - expected).max() <= (1 if second else 0):
                    found["equal"] += 1
                else:
                    found["different"] += 1
                    found[f"different: {slide.info.vendor}"] += 1
    return found


def judge_all(folder: Path, first: int, last: int) -> Counter[str]:
    whole = seeds(folder / "seeds")
    total: Counter[str] = Counter()
    for number in range(first, last):
        suffix, _ = whole[number % len(whole)]
        path = folder / f"n{number}" / f"x{suffix}"
        path.parent.mkdir()
        path.write_bytes(damage([data for _, data in whole], number % len(whole), number))
        sys.stdout.write(f"{number}\n")  # who reads it learns which slide ended the process
        sys.stdout.flush()
        seen = judge(path)
        if seen["different"]:
            sys.stdout.write(f"different: {number} {suffix} {dict(seen)}\n")
        total += seen
        path.unlink()
        path.parent.rmdir()
    return total


def run(folder: Path, first: int, last: int) -> Counter[str]:
    """Judge slides in a process of their own."""
    code = (
        "import json, sys, logging; from pathlib import Path; logging.disable();"
        "sys.path.insert(0, sys.argv[4]); from test_fuzzed_readers import judge_all;"
        "print(json.dumps(judge_all(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))"
    )
    paths = os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(first), str(last), str(_TESTS / "slide")],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=7200,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, (
        f"ended with {done.returncode} at {lines[-2:]} {done.stderr[-800:]}"
    )
    return Counter(json.loads(lines[-1]))


def check(found: Counter[str], slides: int) -> None:
    assert found["different"] == 0, found
    # Fuzzing that spares every slide, or opens none, would show nothing.
    assert found["equal"] > slides and found["refused"] > slides // 20
    assert found["unopened"] > slides // 10


def test_two_hundred_damaged_slides_of_all_kinds(tmp_path: Path) -> None:
    check(run(tmp_path, 0, 200), 200)


@pytest.mark.heavy
@pytest.mark.timeout(7200)
def test_ten_thousand_damaged_slides_of_all_kinds(tmp_path: Path) -> None:
    check(run(tmp_path, 0, 10_000), 10_000)
