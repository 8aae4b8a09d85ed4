"""Entry of ``steph-desktop`` and ``python -m steph_desktop``."""

from __future__ import annotations

import atexit
import contextlib
import gc
import multiprocessing
import os
import sys
from typing import NoReturn

# Before torch is loaded, here and in child processes: its threads otherwise spin at barriers, which
# doubles the processor time on a busy machine and gains nothing on an idle one.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("KMP_BLOCKTIME", "0")


def _look_more_often(_phase: str, _info: object) -> None:
    """Look for garbage at shorter intervals, once the start is over."""
    gc.set_threshold(100_000, 20, 20)
    gc.callbacks.remove(_look_more_often)


def start() -> NoReturn:
    """Run the program as the one of its process, and end that without taking it to pieces."""
    codes: list[int] = []
    # The first to be registered is the last to be called: files, logs and workers are closed then.
    atexit.register(_leave, codes)
    codes.append(main())
    sys.exit(codes[0])


def _leave(codes: list[int]) -> None:
    """End a command at once; the window, and what went wrong, by Python's own way."""
    gc.freeze()
    if not codes or "PySide6.QtCore" in sys.modules:
        return
    with contextlib.suppress(OSError, ValueError):  # a reader that left, a stream that was closed
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(codes[0])


def main() -> int:
    """Run the command line; with no command, open the window."""
    # A frozen program starts its child processes through this same entry.
    multiprocessing.freeze_support()
    # A start makes a million objects that stay. Python looks through them for garbage as they come
    # and twice more while it ends: 40 % of the processor time of `import torch`.
    gc.set_threshold(1_000_000, 20, 20)
    gc.callbacks.append(_look_more_often)
    from steph_desktop.core.diagnostics import open_streams

    open_streams()
    from steph_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    start()
