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
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from multiprocessing.connection import Connection
from typing import Any

from steph_desktop.core.diagnostics import open_streams, redacted_traceback
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import WatchedFolder, full_disk, watch, watched
from steph_desktop.core.job_control import (
    DeviceChosen,
    JobCancelled,
    JobControl,
    JobStep,
    Phase,
    Progress,
    Silence,
    Stop,
)
from steph_desktop.core.processes import cpu_seconds

_POLL_S = 0.05  # between two looks at pipe and cancel
# A cancel is promised within a second: past this grace the child is ended from outside.
CANCEL_GRACE_S = 0.7
# A pause waits for the next checkpoint; one that never comes must not hold the lane for ever.
PAUSE_GRACE_S = 30.0
_GRACES_S = {Stop.CANCEL: CANCEL_GRACE_S, Stop.PAUSE: PAUSE_GRACE_S}
NICENESS = 10  # the window comes first
SILENT_S = 4.0
"""A child that did not report for so long, and did not compute, is said to be silent"""
_LOOK_S = 0.5
_IDLE_CPU_S = 0.03  # what a process may use that stands still, such as its threads' timers
_ALIVE_CPU_S = 0.3  # what shows that a child said to be silent works again
_END_S = 0.15  # in which a killed child is gone, unless the system holds it
# As often as a person can follow; small training steps would report a thousand times a second.
_REPORT_EVERY_S = 0.05


class EngineCrashed(StephError):
    """The child process ended without an answer."""


class EngineBug(StephError):
    """An unexpected error inside the engine, with its traceback for the log.

    `details` is the traceback without names.
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
        if number == getattr(signal, "SIGKILL", 9):  # Windows has no such name
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


class _Wish:
    """Whether the parent wants the running request to stop, by the request's number.

    A pipe, not an event: semaphores need /dev/shm, which some containers do not have.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._number = self._stopped = 0

    def begin(self, number: int) -> None:
        """Take the next request; a wish for an earlier one is void."""
        self._number = number

    def is_set(self) -> bool:
        """Return True if this request is to stop."""
        while self._stopped < self._number and self._connection.poll():
            try:
                self._stopped = self._connection.recv()
            except EOFError:  # the parent is gone
                self._stopped = self._number
        return self._stopped >= self._number


def prepare_children() -> None:
    """Start the process that children are forked from, before files of a share are open.

    A new process begins with the files of its parent, and the system closes them in it before its
    program runs. For a file on a share that hangs that waits for the share, past any signal, and
    the parent waits for the child with Python's lock in its hands: the window would stand still.
    A process that never had the files open has nothing to close. Windows passes none on.
    """
    if sys.platform != "win32":
        from multiprocessing import forkserver

        forkserver.ensure_running()


def _serve(
    connection: Connection,
    wishes: Connection,
    niceness: int,
    in_use: Sequence[WatchedFolder],
    surroundings: Mapping[str, str],
) -> None:
    """Answer requests until the pipe closes: the child's main loop."""
    # Those of the parent now, not when the process was started that children are forked from.
    os.environ.clear()
    os.environ.update(surroundings)
    open_streams()
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    watch(*in_use)
    cancel = _Wish(wishes)
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
            first = replace(progress, detail=DeviceChosen(device))
            connection.send((_Kind.PROGRESS, first))
        connection.send((_Kind.PROGRESS, progress))

    while True:
        try:
            number, request = connection.recv()
        except EOFError:
            return
        cancel.begin(number)
        try:
            with workers_for(request) as workers:
                control = JobControl(report, cancel.is_set, workers=workers)
                answer = (_Kind.DONE, run_request(request, control))
        except JobCancelled:
            answer = (_Kind.CANCELLED, None)
        except StephError as error:
            answer = (_Kind.FAILED, error)
        except MemoryError:
            what = "The computer has too little free memory"
            answer = (_Kind.FAILED, StephError(what, None, "Close other programs."))
        except Exception as error:  # noqa: BLE001 - the boundary: a bug must not end the child
            fault = device_fault(error) or full_disk(error, "")
            if isinstance(fault, DeviceLost):  # nothing in this process can use the card again
                connection.send((_Kind.LOST, fault))
                return
            if fault is None:
                what = f"The program made a mistake ({type(error).__name__})"
                fault = EngineBug(what, redacted_traceback(error))
            answer = (_Kind.FAILED, fault)
        connection.send(answer)


def _end_with_parent() -> None:
    """End this process as soon as the window is gone.

    It would compute for nobody, and hold the workspace against the next start. What is finished is
    on disk.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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


class _Silence:
    """Notices a child that neither reports nor computes: it was stopped, or waits for a device.

    `on_progress` is told once that the child is silent, and once that it answers again.
    """

    def __init__(self, pid: int, on_progress: Callable[[Progress], None] | None) -> None:
        self._pid, self._on_progress = pid, on_progress
        self._since_s = self._looked_s = time.monotonic()
        self._cpu_s = cpu_seconds(pid)
        self._is_told = False

    def end(self) -> None:
        """Note that the child reported."""
        self._since_s = time.monotonic()
        if self._is_told:
            self._is_told = False
            self._tell(is_silent=False)

    def look(self) -> None:
        """Look whether the child has stood still for too long."""
        now = time.monotonic()
        if now - self._looked_s < _LOOK_S:
            return
        self._looked_s = now
        used = cpu_seconds(self._pid)
        # Loading weights reports nothing for a while, but computes; without a clock, only trust.
        if used is None or self._cpu_s is None or used - self._cpu_s > self._enough_s:
            self._cpu_s = used
            self.end()
        elif not self._is_told and now - self._since_s >= SILENT_S:
            self._is_told = True
            self._tell(is_silent=True)

    @property
    def _enough_s(self) -> float:
        """Processor time that shows life; timers of idle threads must not end what was told."""
        return _ALIVE_CPU_S if self._is_told else _IDLE_CPU_S

    def _tell(self, *, is_silent: bool) -> None:
        if self._on_progress is not None:
            self._on_progress(Progress(0, 0, JobStep(Phase.WORKING), 0.0, Silence(is_silent)))


_abandoned: list[Any] = []


class EngineProcess:
    """A warm child process that runs one request at a time.

    Not thread-safe: one worker thread owns it.

    The niceness is lower for one that the user waits for.
    """

    def __init__(self, niceness: int = NICENESS) -> None:
        self._niceness = niceness
        # See `prepare_children`; forkserver spawns too, from a process without open files.
        self._context: Any = multiprocessing.get_context(
            "spawn" if sys.platform == "win32" else "forkserver"
        )
        self._process: Any = None
        self._connection: Connection | None = None
        self._wishes: Connection | None = None
        self._number = 0  # of the request that runs

    def start(self) -> None:
        """Start the child now, so that the first request does not wait for it."""
        if self._process is not None and self._process.is_alive():
            return
        self._discard()
        self._connection, theirs = self._context.Pipe()
        wishes, self._wishes = self._context.Pipe(duplex=False)
        self._process = self._context.Process(
            target=_serve,
            args=(theirs, wishes, self._niceness, watched(), dict(os.environ)),
            name="steph-engine",
            daemon=True,
        )
        self._process.start()
        theirs.close()
        wishes.close()

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
        connection, wishes, process = self._connection, self._wishes, self._process
        if connection is None or wishes is None:
            raise EngineCrashed("The computation could not be started", None, "Start it again.")
        self._number += 1
        asked, wait_until = Stop.NO, float("inf")
        events = _Events(on_progress)
        silence = _Silence(process.pid, on_progress)
        try:
            connection.send((self._number, request))
            while True:
                wish = Stop.NO if cancelled is None else Stop(cancelled())
                if wish not in (Stop.NO, asked):
                    wishes.send(self._number)
                    asked = wish
                    wait_until = min(wait_until, time.monotonic() + _GRACES_S[wish])
                if connection.poll(_POLL_S):
                    kind, payload = connection.recv()
                    silence.end()
                    if kind is _Kind.PROGRESS:
                        if asked is Stop.NO:
                            events.pass_on(payload)
                    elif kind is _Kind.DONE:
                        return payload
                    elif kind is _Kind.CANCELLED:
                        raise JobCancelled
                    else:
                        if kind is _Kind.LOST:
                            self._discard()
                        raise payload
                elif not process.is_alive() and not connection.poll():
                    raise EOFError
                else:
                    events.catch_up()
                    silence.look()
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
        for connection in (self._connection, self._wishes):
            if connection is not None:
                connection.close()
        self._connection = self._wishes = None
        process, self._process = self._process, None
        if process is None:
            return
        # At once: it leaves whole files behind whenever it ends, and a cancel has no time to lose.
        process.kill()
        process.join(_END_S)
        if process.is_alive():
            # It waits for a share or a driver, past any signal. The window must not wait with it,
            # neither now nor when Python ends and would join all of its children.
            multiprocessing.process._children.discard(process)  # type: ignore[attr-defined]
            _abandoned.append(process)
        else:
            process.close()
