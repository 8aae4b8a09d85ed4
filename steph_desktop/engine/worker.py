"""The engine's child process: heavy work runs there, so that a crash does not end the window.

A request is one of `engine.job_requests`; a result comes back by pipe.
The child stays warm between requests and is replaced when it crashes or will not stop.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any

from steph_desktop.core.diagnostics import redacted_traceback
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import DeviceTold, JobCancelled, JobControl, Progress, Stop

_POLL_S = 0.05
# A cancel is promised within a second: past this grace the child is ended from outside.
CANCEL_GRACE_S = 0.8
# A pause waits for the next checkpoint; one that never comes must not hold the lane for ever.
PAUSE_GRACE_S = 30.0
_GRACES_S = {Stop.CANCEL: CANCEL_GRACE_S, Stop.PAUSE: PAUSE_GRACE_S}
NICENESS = 10
# As often as a person can follow; small training steps would report a thousand times a second.
_REPORT_EVERY_S = 0.05


class EngineCrashed(StephError):
    """The child process ended without an answer."""


class EngineBug(StephError):
    """An unexpected error inside the engine, with its traceback for the log.

    Parameters
    ----------
    what : str
        One clause for the user.
    details : str
        The traceback without names, for the log only.
    """

    def __init__(self, what: str, details: str) -> None:
        super().__init__(what, None, "The log has the details; the other jobs go on.")
        self.details = details

    def __reduce__(self) -> Any:
        return type(self), (self.what, self.details)


class _Kind(Enum):
    PROGRESS = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()
    LOST = auto()


def crash_reason(exit_code: int | None) -> str:
    """Say in plain words why a child process with this exit code ended."""
    if exit_code is not None and exit_code < 0:
        number = -exit_code
        if number == signal.SIGKILL:
            return "The computation was ended by the system, most likely for lack of memory"
        with contextlib.suppress(ValueError):
            return f"The computation crashed ({signal.Signals(number).name})"
    return "The computation ended unexpectedly"


def _device_of(request: object) -> str:
    """Name what a request computes on; empty while torch, which knows it, is not loaded."""
    if "torch" not in sys.modules:
        return ""
    from steph_desktop.model.devices import device_words, resolve_device

    try:
        return device_words(resolve_device(getattr(request, "device", "auto")))
    except StephError:
        return ""  # the job itself will say so


def _serve(connection: Connection, cancel: Event, niceness: int) -> None:
    """Answer requests until the pipe closes: the child's main loop."""
    if hasattr(os, "nice"):  # the window comes first where processors are short
        os.nice(niceness)
    # Ctrl+C belongs to the parent, which asks for the cancel itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from steph_desktop.engine.cluster import workers_for
    from steph_desktop.engine.job_requests import run_request
    from steph_desktop.features.device_faults import DeviceLost, device_fault

    named = ""

    def report(progress: Progress) -> None:
        nonlocal named
        if (device := _device_of(request)) not in ("", named):
            named = device
            first = replace(progress, detail=DeviceTold(device))
            connection.send((_Kind.PROGRESS, first))
        connection.send((_Kind.PROGRESS, progress))

    while True:
        try:
            request = connection.recv()
        except EOFError:
            return
        try:
            with workers_for(request) as workers:
                control = JobControl(report, cancel.is_set, workers=workers)
                answer = (_Kind.DONE, run_request(request, control))
        except JobCancelled:
            answer = (_Kind.CANCELLED, None)
        except StephError as error:
            answer = (_Kind.FAILED, error)
        except MemoryError:
            answer = (
                _Kind.FAILED,
                StephError(
                    "The computer has too little free memory", None, "Close other programs."
                ),
            )
        except Exception as error:  # noqa: BLE001 - the boundary: a bug must not end the child
            if (fault := device_fault(error)) is not None:
                is_lost = isinstance(fault, DeviceLost)
                connection.send((_Kind.LOST if is_lost else _Kind.FAILED, fault))
                if is_lost:  # nothing in this process can use the card again
                    return
                continue
            name = type(error).__name__
            answer = (
                _Kind.FAILED,
                EngineBug(f"The program made a mistake ({name})", redacted_traceback(error)),
            )
        connection.send(answer)


class _Events:
    """Passes progress on no faster than a person reads; the latest is never held back for long."""

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        self._on_progress = on_progress
        self._last_s = float("-inf")
        self._held: Progress | None = None

    def pass_on(self, progress: Progress) -> None:
        """Report this now if it is time, or if it has a detail; otherwise hold it back."""
        if progress.detail is None and time.monotonic() - self._last_s < _REPORT_EVERY_S:
            self._held = progress
            return
        self._held, self._last_s = None, time.monotonic()
        if self._on_progress is not None:
            self._on_progress(progress)

    def catch_up(self) -> None:
        """Report what was held back, once nothing newer comes."""
        if self._held is not None and self._on_progress is not None:
            self._on_progress(self._held)
        self._held = None


class EngineProcess:
    """A warm child process that runs one request at a time.

    Not thread-safe: one worker thread owns it.

    Parameters
    ----------
    niceness : int
        Unix niceness of the child; lower for one that the user waits for.
    """

    def __init__(self, niceness: int = NICENESS) -> None:
        self._niceness = niceness
        self._context = multiprocessing.get_context("spawn")
        self._process: Any = None
        self._connection: Connection | None = None
        self._cancel: Event | None = None

    def start(self) -> None:
        """Start the child now, so that the first request does not wait for it."""
        if self._process is not None and self._process.is_alive():
            return
        self._discard()
        self._cancel = self._context.Event()
        self._connection, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=_serve,
            args=(theirs, self._cancel, self._niceness),
            name="steph-engine",
            daemon=True,
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        """Process id of the child, None before it starts."""
        number = None if self._process is None else self._process.pid
        return None if number is None else int(number)

    def run(
        self,
        request: object,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], int] | None = None,
    ) -> Any:
        """Run a request in the child and wait for its result.

        Parameters
        ----------
        request : object
            One of the requests that `engine.job_requests` answers.
        on_progress : callable, optional
            Called in this thread with a `Progress`, at most twenty times a second; those with a
            detail are never left out.
        cancelled : callable, optional
            Called about twenty times a second; returns a `Stop`.

        Raises
        ------
        JobCancelled
            About a second after `cancelled` returned `Stop.CANCEL` at most, or at the next
            checkpoint after `Stop.PAUSE`.
        StephError
            What went wrong, in the user's words; `EngineCrashed` if the child died.
        """
        self.start()
        connection, cancel, process = self._connection, self._cancel, self._process
        if connection is None or cancel is None:
            raise EngineCrashed("The computation could not be started", None, "Start it again.")
        cancel.clear()
        asked, wait_until = Stop.NO, float("inf")
        events = _Events(on_progress)
        try:
            connection.send(request)
            while True:
                wish = Stop.NO if cancelled is None else Stop(cancelled())
                if wish not in (Stop.NO, asked):
                    cancel.set()
                    asked = wish
                    wait_until = min(wait_until, time.monotonic() + _GRACES_S[wish])
                if connection.poll(_POLL_S):
                    kind, payload = connection.recv()
                    if kind is _Kind.PROGRESS:
                        if asked is Stop.NO:
                            events.pass_on(payload)
                    elif kind is _Kind.DONE:
                        return payload
                    elif kind is _Kind.CANCELLED:
                        raise JobCancelled
                    elif kind is _Kind.LOST:
                        self._discard()
                        raise payload
                    else:
                        raise payload
                elif not process.is_alive() and not connection.poll():
                    raise EOFError
                else:
                    events.catch_up()
                if time.monotonic() > wait_until:
                    self._discard()
                    raise JobCancelled
        except (EOFError, ConnectionError, BrokenPipeError) as error:
            process.join(1.0)
            reason = crash_reason(process.exitcode)
            self._discard()
            raise EngineCrashed(
                reason, None, "What was finished is kept; start it again."
            ) from error

    def close(self) -> None:
        """End the child; finished work is already on disk."""
        self._discard()

    def _discard(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            if self._process.is_alive():
                self._process.terminate()
                self._process.join(0.5)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
            self._process = None
