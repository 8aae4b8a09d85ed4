"""How much memory this process held at most."""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def peak_mb() -> float:
    """Return the most memory this process ever held, in MB, or held since `forget_peak`."""
    if _STATUS.is_file():  # on Linux the figure of the system call starts with the parent's
        lines = _STATUS.read_text().splitlines()
        (line,) = (line for line in lines if line.startswith("VmHWM"))
        return float(line.split()[1]) / 1024
    import resource  # Windows has none

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def forget_peak() -> float:
    """Count from what is held now, where the system can; return that figure in MB."""
    if _RESET.is_file():
        _RESET.write_text("5")
    return peak_mb()
