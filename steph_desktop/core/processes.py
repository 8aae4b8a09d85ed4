"""The memory of this computer, and whether its other processes are alive and computing."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
from pathlib import Path


def memory_bytes() -> int:
    """Return the memory of this computer in bytes; 0 where the system does not say."""
    names = ("SC_PAGE_SIZE", "SC_PHYS_PAGES")
    if not (hasattr(os, "sysconf") and set(names) <= os.sysconf_names.keys()):  # Windows
        return 0
    page, pages = (os.sysconf(name) for name in names)
    return page * pages


def process_is_alive(pid: int) -> bool:
    """Return whether a process of this computer is running."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        query, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(query, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return bool(code.value == still_active)
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):  # no process has a number that is too large
        return False
    return True


def cpu_seconds(pid: int) -> float | None:
    """Return the processor time used by a process and the children that it waited for.

    None where the system does not say. One that stands still uses none: it was stopped, or
    waits for a share or a driver.
    """
    with contextlib.suppress(OSError, ValueError, IndexError, subprocess.SubprocessError):
        if sys.platform == "win32":
            return _cpu_on_windows(pid)
        if sys.platform == "darwin":
            said = subprocess.run(
                ["/bin/ps", "-o", "cputime=", "-p", str(pid)],
                capture_output=True, text=True, check=True, timeout=2,
            )  # fmt: skip
            return _clock_seconds(said.stdout.strip())
        # The name in parentheses may hold anything, spaces and parentheses too.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        ticks = fields.rpartition(")")[2].split()[11:15]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return None


def _clock_seconds(text: str) -> float:
    """Read ``[days-][hours:]minutes:seconds``, as ps writes times."""
    days, _, clock = text.rpartition("-")
    seconds = 0.0
    for part in clock.split(":"):
        seconds = 60 * seconds + float(part)
    return seconds + 86_400 * (int(days) if days else 0)


def _cpu_on_windows(pid: int) -> float | None:
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(0x1000, False, pid)
    if not handle:
        return None
    times = [ctypes.c_ulonglong() for _ in range(4)]
    found = kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
    kernel.CloseHandle(handle)
    return (times[2].value + times[3].value) / 1e7 if found else None
