"""Entry of ``steph-desktop`` and ``python -m steph_desktop``."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the command line; with no command, open the window."""
    # A frozen program starts its child processes through this same entry.
    multiprocessing.freeze_support()
    from steph_desktop.core.diagnostics import open_streams

    open_streams()
    from steph_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
