"""Opens files one after another, each in a fork with little memory and time, and says what came.

`python hostile_opening.py SOUND [--native] < PATHS` prints a JSON line for each path. What is
loaded by opening a sound slide does not count. `--native` asks OpenSlide itself.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MEMORY_BYTES, TIME_S = 1 << 30, 15


@dataclass(frozen=True)
class Opened:
    """What became of a file."""

    said: str  # "read", or what the user is told
    signal: int  # that ended the process, 0 if none did
    rise_mb: float
    s: float

    @property
    def is_survived(self) -> bool:
        """Whether the process lived, soon and in little memory."""
        return self.signal == 0 and bool(self.said)


def look(path: Path) -> str:
    """Read what the window and an extraction read of a slide."""
    from steph_desktop.core.errors import StephError
    from steph_desktop.slide.reader import Slide

    try:
        with Slide(path) as slide:
            slide.thumbnail(100)
            slide.read_region(0, 0, 0, 64, 64)
            for level, down in enumerate(slide.info.level_downsamples):
                x, y = (round(side - 32 * down) for side in slide.info.size_px)
                slide.read_region(x, y, level, 64, 64)
            for name in slide.info.associated:
                slide.associated_image(name)
    except StephError as error:
        return str(error)
    return "read"


def look_natively(path: Path) -> str:
    """Do the same with OpenSlide alone."""
    import openslide

    try:
        with openslide.OpenSlide(path) as slide:
            slide.get_thumbnail((100, 100))
            slide.read_region((0, 0), 0, (64, 64))
            x, y = (side - 32 for side in slide.dimensions)
            slide.read_region((x, y), 0, (64, 64))
    except openslide.OpenSlideError as error:
        return f"refused: {error}"
    return "read"


def opened(sound: Path, paths: Iterable[Path], *, native: bool = False) -> dict[Path, Opened]:
    """Open files in a process of their own; return what became of each."""
    listed = list(paths)
    here = str(Path(__file__).parent)
    words = [sys.executable, __file__, str(sound), *(["--native"] if native else [])]
    done = subprocess.run(
        words,
        input="\n".join(map(str, listed)),
        env={**os.environ, "PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert len(lines) == len(listed)
    return {path: Opened(**json.loads(line)) for path, line in zip(listed, lines, strict=True)}


def _in_a_fork(path: Path, native: bool) -> Opened:
    import resource  # Windows has none, and no forks

    receive, send = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if not child:
        try:
            os.close(receive)
            before = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * 4096
            limit = before + MEMORY_BYTES
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            os.closerange(1, 3)  # what GLib says when it ends the process
            start = _peak_mb()
            said = (look_natively if native else look)(path)
            os.write(send, json.dumps([said[:500], _peak_mb() - start]).encode())
        finally:
            os._exit(0)
    os.close(send)
    data = b""
    while time.monotonic() - began < TIME_S:
        if select.select([receive], [], [], 0.5)[0]:
            piece = os.read(receive, 4096)
            if not piece:
                break
            data += piece
    else:
        os.kill(child, signal.SIGALRM)
    os.close(receive)
    _, status = os.waitpid(child, 0)
    said, rise = json.loads(data) if data else ("", 0.0)
    return Opened(said, os.WTERMSIG(status), rise, time.monotonic() - began)


def _peak_mb() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str]) -> None:
    """Answer for the paths of the standard input."""
    import logging

    logging.disable(logging.CRITICAL)
    native = "--native" in arguments
    import openslide

    with openslide.OpenSlide(arguments[0]) as slide:
        slide.read_region((0, 0), 0, (8, 8))
    import steph_desktop.slide.reader  # noqa: F401 - loaded before the forks

    for line in sys.stdin.read().splitlines():
        print(json.dumps(vars(_in_a_fork(Path(line), native))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
