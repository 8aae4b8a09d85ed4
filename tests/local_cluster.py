"""A cluster on this machine, as the command starts it; it ends with whoever started it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A test may be ended at any time, and by a kill: then nobody is left to stop the cluster. Its
# standard input ends with them, and it does so itself; the workers end with it.
_WITH_ITS_STARTER = """
import os, runpy, signal, sys, threading

def watch():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGKILL)

threading.Thread(target=watch, daemon=True).start()
runpy.run_module("steph_desktop", run_name="__main__", alter_sys=True)
"""


def environment() -> dict[str, str]:
    """The environment of commands whose workers find the tests' own modules."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}


@contextmanager
def started_cluster(workers: int) -> Iterator[str]:
    """Start `cluster local` and yield its address; Ctrl+C ends it."""
    with subprocess.Popen(
        [sys.executable, "-c", _WITH_ITS_STARTER, "cluster", "local", str(workers), "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        try:
            assert process.stdout is not None
            text = ""
            while "}" not in text:
                line = process.stdout.readline()
                assert line, "the cluster ended before it said its address"
                text += line
            yield str(json.loads(text)["address"])
            process.send_signal(signal.SIGINT)
            assert process.wait() == 130
        finally:
            process.kill()
