"""Work on a Dask cluster: parts of a job are sent to workers that see the same folders.

Dask sends functions and values as pickles between its own processes: a scheduler and its workers
belong to one person or one lab, on a network that others cannot reach, or behind Dask's TLS.
Nothing of it is imported before an address is given.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from steph_desktop import __version__
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder
from steph_desktop.core.job_control import JobCancelled, JobControl, Progress, Task, TaskAnswer
from steph_desktop.core.settings import load_settings

LOCAL = "local:"
"""Before the number of workers that the command starts itself and ends with it."""

_ANSWER_S = 15.0  # how long a scheduler may take to answer
_NOBODY_S = 60.0  # how long a cluster may be without any worker
_LOOK_S = 5.0  # between two looks for workers
_TICK_S = 0.2
_CLOSING_S = 10.0  # that workers of this machine get to end
_ASK_STOP_S = 0.5  # each question goes over the network

# The record of what a running fit reads is one for a process: a worker with several threads does
# one task after the other.
_ONE_TASK = threading.Lock()


@contextmanager
def workers_at(address: str, folders: Sequence[Path] = ()) -> Iterator[DaskWorkers]:
    """Connect to a scheduler, or start workers on this machine for as long as the block lasts.

    Parameters
    ----------
    address : str
        ``tcp://host:port`` of a Dask scheduler, or ``local:N``.
    folders : sequence of pathlib.Path
        Folders that every worker must see under the same name.

    Raises
    ------
    StephError
        If Dask is not installed, nobody answers, or a worker cannot do the work: it has another
        version of the program, or does not see a folder.
    """
    if address.startswith(LOCAL):
        with local_cluster(_count(address)) as cluster:
            yield from _connected(cluster.scheduler_address, folders)
    else:
        yield from _connected(address, folders)


@contextmanager
def workers_for(request: object) -> Iterator[DaskWorkers | None]:
    """Connect to the scheduler of the settings for a job that has parts; None for other jobs."""
    from steph_desktop.training.requests import (
        CohortFeaturesRequest,
        CompareRequest,
        RetrainRequest,
    )

    address = load_settings().scheduler
    if address and isinstance(request, CohortFeaturesRequest | CompareRequest | RetrainRequest):
        ensure_folder(request.out)
        with workers_at(address, [request.out]) as workers:
            yield workers
    else:
        yield None


def _count(address: str) -> int:
    number = address.removeprefix(LOCAL)
    if not number.isdecimal() or not 1 <= int(number) <= 1024:
        raise StephError("This is no number of workers", number, "Write local:2, for example.")
    return int(number)


def _connected(address: str, folders: Sequence[Path]) -> Iterator[DaskWorkers]:
    distributed = _dask()
    try:
        client = distributed.Client(address, timeout=_ANSWER_S, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        raise StephError(
            "No Dask scheduler answers at this address",
            address,
            "Start one with 'steph-desktop cluster local 2', or check the address.",
        ) from error
    try:
        _check(client, folders)
        yield DaskWorkers(client)
    finally:
        client.close(timeout=2)


def _dask() -> Any:
    # Any: Dask's own types are half there.
    try:
        import distributed
    except ImportError as error:
        raise StephError(
            "Dask is not installed", None, "Install it: pip install 'steph-desktop[cluster]'."
        ) from error
    return distributed


def _check(client: Any, folders: Sequence[Path]) -> None:
    """Refuse workers that would give other results, or none."""
    deadline = time.monotonic() + _ANSWER_S
    while not client.nthreads():
        if time.monotonic() > deadline:
            raise StephError(
                "The scheduler has no workers",
                client.scheduler.address,
                "Start some: dask worker ADDRESS --nthreads 1.",
            )
        time.sleep(_TICK_S)
    try:
        versions = client.run(_version)
    except ImportError as error:
        raise StephError(
            "A worker cannot load STEPH Desktop",
            client.scheduler.address,
            "Install the same version everywhere.",
        ) from error
    for worker, version in versions.items():
        if version != __version__:
            raise StephError(
                f"A worker has STEPH Desktop {version}, this command {__version__}",
                worker,
                "Install the same version everywhere.",
            )
    for folder in folders:
        # A file of a random name: a folder of the same name elsewhere would not hold it.
        mark = folder.resolve() / f".seen-{secrets.token_hex(8)}.part"
        mark.touch()
        try:
            seen = client.run(_sees, str(mark))
        finally:
            mark.unlink()
        for worker, sees in seen.items():
            if not sees:
                raise StephError(
                    f"A worker ({worker}) does not see this folder",
                    folder,
                    "Use a folder that all machines share under the same name.",
                )


def _version() -> str:
    return __version__


def _sees(path: str) -> bool:
    return Path(path).is_file()


class DaskWorkers:
    """Workers of a Dask cluster, see `steph_desktop.core.job_control.Workers`."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def answers(self, tasks: Sequence[Task], waiting: Callable[[], object]) -> Iterator[TaskAnswer]:
        """Send tasks out, and yield each answer as it comes.

        A task whose worker dies is done by another one, where it resumes from what is on disk.

        Raises
        ------
        StephError
            If the cluster is gone, or a task has ended several workers.
        """
        distributed = _dask()
        stop = distributed.Event(f"stop-{secrets.token_hex(8)}", client=self._client)
        futures: list[Any] = []
        for number, task in enumerate(tasks):
            before = [futures[place] for place in task.after]
            futures.append(
                self._client.submit(
                    _perform, task.work, task.arguments, number, stop.name, before, pure=False
                )
            )
        ended: SimpleQueue[int] = SimpleQueue()
        for number, future in enumerate(futures):
            future.add_done_callback(lambda _, number=number: ended.put(number))
        left = len(futures)
        seen_s = looked_s = time.monotonic()
        try:
            while left:
                try:
                    number = ended.get(timeout=_TICK_S)
                except Empty:
                    waiting()
                    if self._client.status != "running":
                        raise StephError(
                            "The connection to the scheduler was lost",
                            None,
                            "What is finished is kept; start the command again.",
                        ) from None
                    if time.monotonic() - looked_s < _LOOK_S:
                        continue
                    looked_s = time.monotonic()
                    if self._client.nthreads():
                        seen_s = looked_s
                    elif looked_s - seen_s > _NOBODY_S:
                        raise StephError(
                            "The cluster has no worker any more",
                            None,
                            "What is finished is kept; start workers, then the command again.",
                        ) from None
                    continue
                left -= 1
                yield _answer_of(distributed, futures[number], tasks[number])
        finally:
            if left:  # stopped: what runs hears of it at its next checkpoint
                self._client.cancel(futures)
                stop.set()


def _answer_of(distributed: Any, future: Any, task: Task) -> TaskAnswer:
    try:
        answer = future.result()
    except distributed.KilledWorker as error:
        raise StephError(
            "This part of the work ended every worker that tried it",
            task.name,
            "Look at the workers' logs; most often their memory is too small.",
        ) from error
    if not isinstance(answer, TaskAnswer):
        raise TypeError(f"a worker answered with {type(answer).__name__}")
    return answer


def _perform(
    work: Callable[..., Any],
    arguments: tuple[Any, ...],
    number: int,
    stop_name: str,
    before: list[object],
) -> TaskAnswer:
    """Do a task on a worker; `before` only makes it wait for others."""
    del before
    details: list[object] = []

    def report(progress: Progress) -> None:
        if progress.detail is not None:
            details.append(progress.detail)

    with _ONE_TASK:
        try:
            value = work(*arguments, JobControl(report, _Asked(stop_name)))
        except StephError as error:
            return TaskAnswer(number, fault=error, details=tuple(details))
        except JobCancelled:
            fault = StephError("It was stopped", None, "What is finished is kept.")
            return TaskAnswer(number, fault=fault)
    return TaskAnswer(number, value, details=tuple(details))


class _Asked:
    """Whether the command that sent the task wants it to stop; asked now and then."""

    def __init__(self, name: str) -> None:
        self._event = _dask().Event(name)
        self._next_s = 0.0
        self._stops = False

    def __call__(self) -> bool:
        now_s = time.monotonic()
        if not self._stops and now_s >= self._next_s:
            self._stops = bool(self._event.is_set())
            self._next_s = now_s + _ASK_STOP_S
        return self._stops


# --- workers on this machine ----------------------------------------------------------------------


@contextmanager
def local_cluster(n: int) -> Iterator[Any]:
    """Run a scheduler and `n` workers on this machine, each a process with one task at a time.

    Graphics cards are dealt out, one to a worker as far as they go round; processor threads are
    shared out evenly.
    """
    distributed = _dask()
    threads = str(max(1, (os.cpu_count() or 1) // n))
    cards = _cards()
    workers = {}
    for number in range(n):
        env = {"OMP_NUM_THREADS": threads, "MKL_NUM_THREADS": threads}
        env["DASK_LOGGING__DISTRIBUTED"] = "error"
        if cards:
            env["CUDA_VISIBLE_DEVICES"] = cards[number % len(cards)]
        options = {
            "nthreads": 1,
            "env": env,
            "host": "127.0.0.1",
            "dashboard": False,
            "silence_logs": "ERROR",
            # A bag is as large as it is: Dask must not end a worker for it.
            "memory_limit": 0,
        }
        workers[number] = {"cls": distributed.Nanny, "options": options}
    scheduler = {
        "cls": distributed.Scheduler,
        "options": {"host": "127.0.0.1", "port": 0, "dashboard": False},
    }
    made = distributed.SpecCluster(workers=workers, scheduler=scheduler, silence_logs="ERROR")
    try:
        yield made
    finally:
        # Without a limit it waits for ever for a worker that no longer answers.
        with suppress(TimeoutError):
            made.close(timeout=_CLOSING_S)


def _cards() -> tuple[str, ...]:
    """Names of the graphics cards that this process may use, as CUDA_VISIBLE_DEVICES takes them."""
    import torch

    n = torch.cuda.device_count() if torch.cuda.is_available() else 0
    # Where a queue or a person gave some cards to this process, its workers have no others.
    given = os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",")
    named = tuple(name.strip() for name in given if name.strip())
    return named[:n] if named else tuple(map(str, range(n)))
