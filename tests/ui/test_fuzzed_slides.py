"""Damaged slides by the thousand, read as the window reads them: it refuses, it does not die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzzed_slides import fuzzed, seeds

_TESTS = Path(__file__).resolve().parents[1]

# A process of its own: if one of these slides brings it down, that is what the test says.
_READER = """
import json, logging, sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from fuzzed_slides import fuzzed, seeds
from memory import forget_peak, peak_mb
from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.case_files import probe_slides
from steph_desktop.ui.parts.viewer.tiles import Pyramid, TileKey, read_area

folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
application = QCoreApplication([])
pool = Tasks(threads=2)
logging.disable()
whole = seeds(folder / "seeds")
count = {"shown": 0, "refused": 0, "bug": 0}
faults = []

def show(number):
    path = folder / f"{number}.svs"
    path.write_bytes(fuzzed(whole, number))
    print(number, flush=True)
    try:
        probe_slides([path], None)
        with Slide(path) as slide:
            pyramid = Pyramid(slide.info.size_px)
            for level in (pyramid.top, 0):
                for key in pyramid.covering(level, 0, 0, 2000, 2000)[:6]:
                    read_area(slide, *pyramid.extent_px(key), float(1 << level))
            for name in slide.info.associated:
                slide.associated_image(name)
    finally:
        path.unlink()

def settle(kind, answer):
    is_bug = kind == "refused" and "log has the details" in str(answer)
    count["bug" if is_bug else kind] += 1
    if sum(count.values()) == last - first:
        application.quit()

shown, refused = partial(settle, "shown"), partial(settle, "refused")
before = forget_peak()
for number in range(first, last):
    pool.run(application, partial(show, number), shown, refused, slot=number)
application.exec()
pool.close()
rise_mb = round(peak_mb() - before)
print(json.dumps({**count, "rise_mb": rise_mb}))
"""


def read_all(folder: Path, first: int, last: int) -> dict[str, int]:
    """Show slides `first` to `last` in a process of their own; say which one killed it."""
    paths = os.pathsep.join([str(_TESTS), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", _READER, str(folder), str(first), str(last)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=1500,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"ended with {done.returncode} at slide {lines[-2:]}"
    found = json.loads(lines[-1])
    assert isinstance(found, dict)
    return found


def check(found: dict[str, int], total: int) -> None:
    assert found["bug"] == 0
    assert found["shown"] + found["refused"] == total
    # Fuzzing that spares every slide, or lets none open, would show nothing.
    assert total * 0.03 < found["shown"] < total * 0.6
    assert found["rise_mb"] < 400


def test_sixty_damaged_slides(tmp_path: Path) -> None:
    check(read_all(tmp_path, 0, 60), 60)


@pytest.mark.heavy
@pytest.mark.timeout(1800)
def test_two_thousand_damaged_slides(tmp_path: Path) -> None:
    check(read_all(tmp_path, 0, 2000), 2000)


def test_damage_follows_from_its_number(tmp_path: Path) -> None:
    whole = seeds(tmp_path)
    made = [fuzzed(whole, number) for number in range(40)]
    assert made == [fuzzed(whole, number) for number in range(40)]
    assert not [data for data in made if data in whole]
