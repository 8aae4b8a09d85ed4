"""Entry of ``steph-desktop`` and ``python -m steph_desktop``."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import sys

# Before torch is loaded, here and in child processes: its threads otherwise spin at barriers, which
# doubles the processor time on a busy machine and gains nothing on an idle one.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("KMP_BLOCKTIME", "0")


def main() -> int:
    """Run the command line; with no command, open the window."""
    # A frozen program starts its child processes through this same entry.
    multiprocessing.freeze_support()
    # torch makes a million objects that stay. Python looks through them for garbage again and again
    # while it starts, and twice more while it ends: 40 % of the processor time of `import torch`.
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
    from steph_desktop.core.diagnostics import open_streams

    open_streams()
    from steph_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
