"""The background task of the window: work on a thread, its answer on the GUI thread.

The GUI thread paints and nothing else, so whatever touches a file is a task::

    self.tasks = Tasks(self)                       # one thread, started by the first request
    self.tasks.notice.connect(self.notice)         # faults that no `failed` takes

    self.tasks.run(self, partial(read_list, folder), self._show_list)
    self.tasks.run(self, partial(read_card, pack), self._show_card, self._say_error)
    self.tasks.keep(self, partial(write, out), partial(self._tell_written, out))

`run` asks a question. The newest question is worked on first, and only the newest one is
answered: by default an owner has one open question for each `done` that it names, and what comes
late for an older one is dropped. Pass what the answer needs to know along with `done`, as in
``done=partial(self._on_thumbnail, case_id), slot=("thumbnail", case_id)``. Each partial or lambda
is a new `done`, so name the `slot` where a newer question of that kind makes the older one void.

`keep` does something that must not be lost, such as writing a file: requests run in order, are
never dropped, are always answered, and are finished by `close`.

`want` is for many small questions whose wishes change all the time, such as tiles.

Every answer comes on the GUI thread with the type that `work` returns, and never after its owner
is destroyed. A `StephError` goes to `failed`; any other exception is a bug, is logged with its
trace, and goes to `failed` as a sentence. `JobCancelled` is not an error: nothing follows.

A `RecordKeeper` does the same with the workspace's database, all of it in order.

Each `Tasks` has its own threads: a network share that hangs holds up no others. Close it before
its parent goes, so that no thread outlives the window but one that waits for such a share.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from functools import partial
from typing import TypeVar

from PySide6.QtCore import SIGNAL, QObject, Signal
from shiboken6 import isValid

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled
from steph_desktop.workspace.store import Workspace

_logger = logging.getLogger(__name__)

# How long a window waits for its threads when it closes: for answers that nobody needs any more,
# and for what must not be lost. A share that hangs is waited for no longer.
_CLOSE_S, _KEEP_S = 6.0, 30.0

_READER, _CLOSER = "steph-reader", "steph-closer"
LEFT_BEHIND = (_READER, _CLOSER)
"""How the names of threads begin that may outlive their window on a share that hangs"""

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
OnFault = Callable[[StephError], object]


class _Task:
    """One request: what to do on a thread, and then the reply to give on the GUI thread."""

    def __init__(self, owner: QObject, ask: Callable[[], Callable[[], object]], failed: OnFault):
        self.owner: QObject | None = owner
        self.key: tuple[int, Hashable] | None = None
        self.ask: Callable[[], Callable[[], object]] | None = ask
        self.failed: OnFault | None = failed
        self.reply: Callable[[], object] | None = None

    def let_go(self) -> None:
        """Forget all objects: a thread that still holds the task must not be the last to do so.

        A QObject that dies on a foreign thread takes the program with it.
        """
        self.owner = self.ask = self.failed = self.reply = None


class Tasks(QObject):
    """A few threads that work for the window; see the module.

    With one thread everything happens one after the other; two keep a slide's decoder busy. Those
    that wait for a child process may stand still: no file is to blame. `close` should be called
    before the owner goes.
    """

    notice = Signal(object)
    """A fault of a request that has no `failed` of its own"""
    _replied = Signal(object)

    def __init__(
        self, parent: QObject | None = None, threads: int = 1, *, waits_for_child: bool = False
    ) -> None:
        super().__init__(parent)
        self.waits_for_child = waits_for_child
        self._n_threads = threads
        self._threads: list[threading.Thread] = []
        self._wake = threading.Condition()
        # All of these under the lock of _wake.
        self._is_open = True
        self._to_keep: deque[_Task] = deque()
        self._waiting: dict[_Task, None] = {}  # the newest is the last
        self._newest: dict[tuple[int, Hashable], _Task] = {}
        self._unanswered: set[_Task] = set()
        self._n_keeping = 0  # at work on what is to be kept
        self._begun: dict[int, float] = {}  # when each thread took what it is at work on
        self._leave_at = self._leave_kept_at = float("inf")
        self._replied.connect(self._deliver)
        self.destroyed.connect(partial(_end, self))

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: OnFault | None = None,
        *,
        slot: Hashable = None,
    ) -> None:
        """Ask for one thing; it goes before everything that waits.

        Parameters
        ----------
        owner : QObject
            Who asks; nothing is answered once it is destroyed.
        work : callable
            Runs on a thread; must not touch Qt's widgets.
        done : callable
            Called on the GUI thread with what `work` returned.
        failed : callable, optional
            Called on the GUI thread with a StephError; `notice` tells by default.
        slot : hashable, optional
            Which of the owner's questions this is; a newer one in the same slot replaces it.
            By default `done`.
        """
        task = self._task(owner, work, done, failed)
        task.key = (id(owner), done if slot is None else slot)
        with self._wake:
            if self._is_open:
                self._supersede(task.key)
                self._enqueue(task)

    def keep(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: OnFault | None = None,
    ) -> None:
        """Do something that must not be lost, after what was to be kept before it."""
        task = self._task(owner, work, done, failed)
        with self._wake:
            if self._is_open:
                self._to_keep.append(task)
                self._unanswered.add(task)
                self._start()

    def want(
        self,
        owner: QObject,
        works: Mapping[K, Callable[[], T]],
        done: Callable[[K, T], object],
        failed: Callable[[K, StephError], object],
    ) -> None:
        """Replace all that waits for an owner by these, the first one first.

        A request that is already running under the same key is not repeated.
        """
        with self._wake:
            if not self._is_open:
                return
            self._drop_waiting(owner)
            # The last one put in is the first one taken.
            for key, work in reversed(list(works.items())):
                task = self._task(owner, work, partial(done, key), partial(failed, key))
                task.key = (id(owner), key)
                if task.key not in self._newest:
                    self._enqueue(task)

    def drop(self, owner: QObject, slot: Hashable = None) -> None:
        """Drop the questions of an owner, or the one in a slot; no answer follows."""
        with self._wake:
            for key in [key for key in self._newest if key[0] == id(owner)]:
                if slot is None or key[1] == slot:
                    self._supersede(key)

    @property
    def busy(self) -> bool:
        """True while something waits, is worked on, or is not answered yet."""
        with self._wake:
            return bool(self._unanswered)

    @property
    def waits_s(self) -> float:
        """Seconds for which a thread has been at work on the same request; 0 if none is."""
        with self._wake:
            now = time.monotonic()
            return now - min(self._begun.values(), default=now)

    def hurry(self, leave_s: float, leave_kept_s: float) -> None:
        """Let `close` wait no longer than so many seconds from now, or for what is to be kept."""
        now = time.monotonic()
        self._leave_at = min(self._leave_at, now + leave_s)
        self._leave_kept_at = min(self._leave_kept_at, now + leave_kept_s)

    def close(self) -> None:
        """Finish what is to be kept, drop all questions, and end the threads.

        One that waits for a share that does not answer is left behind, and dies with the program.
        """
        with self._wake:
            self._is_open = False
            for task in self._waiting:
                self._unanswered.discard(task)
            self._waiting.clear()
            self._newest.clear()
            self._wake.notify_all()
        began = time.monotonic()
        while any(thread.is_alive() for thread in self._threads):
            with self._wake:
                keeps = bool(self._to_keep) or self._n_keeping > 0
            until = min(began + _CLOSE_S, self._leave_at)
            if keeps:
                until = min(began + _KEEP_S, self._leave_kept_at)
            if time.monotonic() > until:
                _logger.warning("a background task did not end, and was left behind")
                return
            for thread in self._threads:
                # In short turns: what is to be kept may end meanwhile, and then less is waited for.
                thread.join(0.05)

    def _task(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object] | None,
        failed: OnFault | None,
    ) -> _Task:
        def ask() -> Callable[[], object]:
            answer = work()
            return partial(done, answer) if done is not None else pass_over

        return _Task(owner, ask, failed or self._notify)

    def _notify(self, error: StephError) -> None:
        self.notice.emit(error)
        # Qt knows a signal of `object` by the name that PySide gives it.
        if self.receivers(SIGNAL("notice(PyObject)")):
            return
        # Nobody listens here: whoever above has a voice says it. A fault never passes in silence.
        owner = self.parent()
        while owner is not None and not hasattr(type(owner), "notice"):
            owner = owner.parent()
        if owner is not None:
            owner.notice.emit(error)  # type: ignore[attr-defined]

    def _enqueue(self, task: _Task) -> None:
        if task.key is not None:
            self._newest[task.key] = task
        self._waiting[task] = None
        self._unanswered.add(task)
        self._start()

    def _supersede(self, key: tuple[int, Hashable]) -> None:
        old = self._newest.pop(key, None)
        if old in self._waiting:
            del self._waiting[old]
            self._unanswered.discard(old)

    def _drop_waiting(self, owner: QObject) -> None:
        for task in [task for task in self._waiting if task.owner is owner]:
            if task.key is not None:
                self._supersede(task.key)

    def _start(self) -> None:
        if not self._threads:
            self._threads = [
                # A thread that hangs on a share must not keep the program from ending.
                threading.Thread(target=self._serve, name=f"{_READER}-{n}", daemon=True)
                for n in range(self._n_threads)
            ]
            for thread in self._threads:
                thread.start()
        self._wake.notify()

    def _serve(self) -> None:
        while True:
            if (task := self._next()) is None:
                return
            is_kept = task.key is None
            task.reply = _reply(task)
            with self._wake:
                self._begun.pop(threading.get_ident(), None)
                self._n_keeping -= is_kept
            if not isValid(self):
                return  # the owner went without closing
            self._replied.emit(task)
            del task  # not to be held while waiting for the next

    def _next(self) -> _Task | None:
        with self._wake:
            while self._is_open and not self._to_keep and not self._waiting:
                self._wake.wait()
            if not self._to_keep and not self._waiting:
                return None
            self._begun[threading.get_ident()] = time.monotonic()
            if self._to_keep:
                self._n_keeping += 1
                return self._to_keep.popleft()
            return self._waiting.popitem()[0]

    def _deliver(self, task: _Task) -> None:
        with self._wake:
            is_newest = task.key is None or self._newest.get(task.key) is task
            if task.key is not None and is_newest:
                del self._newest[task.key]
        try:
            if is_newest and task.reply is not None and isValid(task.owner):
                task.reply()
        finally:
            task.let_go()
            with self._wake:
                self._unanswered.discard(task)


def _reply(task: _Task) -> Callable[[], object] | None:
    """Do the work of a task; return what is to be called on the GUI thread."""
    if task.ask is None or task.failed is None:
        return None
    try:
        return task.ask()
    except JobCancelled:
        return None
    except StephError as error:
        return partial(task.failed, error)
    except Exception:
        # The boundary of the thread: a bug must neither end it nor pass in silence.
        _logger.exception("a background task met a bug")
        fault = StephError("This did not work", None, "The log has the details.")
        return partial(task.failed, fault)


def let_go(close: Callable[[], object]) -> None:
    """Close a file of the window's on a thread: on a share that hangs even that waits for ever."""

    def work() -> None:
        with suppress(OSError):  # the share is gone: nothing was written that could be lost
            close()

    threading.Thread(target=work, name=_CLOSER, daemon=True).start()


def pass_over(*_told: object) -> None:
    """Take no notice of an answer, or of a fault."""


def _end(tasks: Tasks) -> None:
    """Let the threads end without waiting for them: their owner is being destroyed."""
    with tasks._wake:
        tasks._is_open = False
        tasks._waiting.clear()
        tasks._wake.notify_all()


class RecordKeeper(QObject):
    """Reads and writes an open workspace, one request after the other, and closes it in the end.

    `close` must be called before its owner goes.
    """

    notice = Signal(object)
    """A fault of a request that has no `failed` of its own"""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.read_only = workspace.read_only
        self.folder = workspace.folder
        self._workspace = workspace
        self._is_open = True
        self._tasks = Tasks(self)
        self._tasks.notice.connect(self.notice)

    def run(
        self,
        owner: QObject,
        question: Callable[[Workspace], T],
        done: Callable[[T], object] | None = None,
        failed: OnFault | None = None,
    ) -> None:
        """Read or write something; it is never dropped, and always answered."""
        self._tasks.keep(owner, partial(question, self._workspace), done, failed)

    def hurry(self, leave_s: float) -> None:
        """Let `close` wait for no longer than so many seconds from now."""
        self._tasks.hurry(leave_s, leave_s)

    def close(self) -> None:
        """Finish all requests, close the workspace, and end the thread."""
        if self._is_open:
            self._is_open = False
            # On its thread: the GUI thread never touches the database.
            self._tasks.keep(self, self._workspace.close)
            self._tasks.close()
