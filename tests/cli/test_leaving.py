"""A command leaves at once, yet nothing that waits for its end is left out."""

from __future__ import annotations

import subprocess
import sys

import pytest

_RUN = """
import atexit, os, sys, threading, time
from steph_desktop import __main__ as program

leave = os._exit

def at_once(code):
    os.write(2, b"at once")
    leave(code)

os._exit = at_once

def late():
    time.sleep(0.2)
    print("thread")

def command():
    atexit.register(print, "handler")
    threading.Thread(target=late).start()
    if "raise" in sys.argv:
        raise ValueError("a bug")
    if "window" in sys.argv:
        sys.modules["PySide6.QtCore"] = program
    return 3

program.main = command
program.start()
"""


@pytest.mark.parametrize(
    ("word", "code", "is_at_once"), [("", 3, True), ("window", 3, False), ("raise", 1, False)]
)
def test_threads_and_handlers_end_first(word: str, code: int, is_at_once: bool) -> None:
    words = [sys.executable, "-c", _RUN, word]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    assert done.stdout.split("\n")[:2] == ["thread", "handler"]
    assert ("at once" in done.stderr) == is_at_once
    assert ("a bug" in done.stderr) == (word == "raise")


def test_a_reader_that_left_is_no_fault() -> None:
    code = _RUN.replace('atexit.register(print, "handler")', "print('x' * 100_000)")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) in {1, 3}
