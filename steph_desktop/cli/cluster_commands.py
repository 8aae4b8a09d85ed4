"""The command cluster local, and the option --scheduler of the others."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from steph_desktop.cli.console import Command, Console, positive_int
from steph_desktop.core.job_control import JobControl


def add_scheduler(parser: argparse.ArgumentParser) -> None:
    """Add the option that sends the parts of a job to a cluster."""
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler (tcp://HOST:PORT) whose workers do the work, or local:N for N workers"
        " on this machine",
    )


@contextmanager
def control_of(
    arguments: argparse.Namespace, console: Console, folders: Sequence[Path]
) -> Iterator[JobControl]:
    """Return the control of a job, with the workers of the scheduler that was named."""
    control = console.control()
    if arguments.scheduler is None:
        yield control
        return
    from steph_desktop.core.files import ensure_folder
    from steph_desktop.engine.cluster import workers_at

    # A file is put into each, for the workers to look whether they see it.
    for folder in folders:
        ensure_folder(folder)
    with workers_at(arguments.scheduler, folders) as workers:
        yield control.sharing(workers)


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["local"], help="workers on this machine")
    parser.add_argument("workers", type=positive_int, metavar="N")


def _cluster(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.engine.cluster import local_cluster

    with local_cluster(arguments.workers) as cluster:
        address = cluster.scheduler_address
        # Flushed, and before the end that Ctrl+C brings: the address is what is waited for.
        console.result(
            f"{address}\n{arguments.workers} workers; Ctrl+C ends them. Give the address to"
            " --scheduler.",
            {"address": address, "workers": arguments.workers},
        )
        while True:  # until Ctrl+C, which ends every command
            time.sleep(1)


COMMANDS = (Command("cluster", _configure, _cluster),)
