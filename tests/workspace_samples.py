"""Small workspaces for tests, and a process that writes in one until it is killed."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from steph_desktop.workspace.records import (
    CaseRow,
    FileKind,
    Lane,
    Outcome,
    ResultInput,
    ResultRow,
    Review,
    Run,
    Verdict,
)
from steph_desktop.workspace.store import Workspace

RUN = Run(
    model_id="demo",
    model_sha256="1" * 64,
    encoder="effnet-lite0",
    encoder_sha256="2" * 64,
    target_mpp=0.5,
    patch_px=256,
    seed=42,
    app_version="0.1.0",
    device="cpu",
)
OUTCOME = Outcome(risk_score=-2.5, n_patches=120, risk_percentile=61.0, risk_group="high")


def slide_file(folder: Path, name: str = "a.svs", content: int = 0) -> Path:
    """Write a file that stands for a slide; the same `content` gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(hashlib.sha256(str(content).encode()).digest() * 8000)
    return path


def case_file(workspace: Workspace, name: str, text: str = "{}") -> Path:
    path = workspace.folder / "cases" / name / "case.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def analysed(
    workspace: Workspace,
    slide: Path,
    pseudonym: str = "Case K7-QX",
    run: Run = RUN,
    outcome: Outcome = OUTCOME,
    mpp: float | None = None,
) -> ResultRow:
    """Record a result of one slide, with a case file."""
    sha256 = hashlib.sha256(slide.read_bytes()).hexdigest()
    files = [(case_file(workspace, pseudonym.replace(" ", "-")), FileKind.CASE)]
    inputs = [ResultInput(slide, sha256, mpp=mpp)]
    return workspace.record_result(pseudonym, run, outcome, inputs, files)


def case_of(workspace: Workspace, pseudonym: str) -> CaseRow:
    case = workspace.case_named(pseudonym)
    assert case is not None
    return case


def write_one(workspace: Workspace, slide: Path, number: int) -> None:
    """Add one of everything, as one transaction."""
    with workspace.transaction():
        patient = f"P-{number}"
        workspace.add_patient(patient)
        sha256 = f"{number:064d}"
        workspace.record_result(f"Case {number}", RUN, OUTCOME, [ResultInput(slide, sha256)])
        case = case_of(workspace, f"Case {number}")
        workspace.add_review(case.id, Review(Verdict.AGREE, comment=str(number)))
        workspace.queue_job("analyse", {"case": number}, Lane.ACCELERATOR, case_id=case.id)


def counts(workspace: Workspace) -> set[int]:
    """How many there are of everything that `write_one` adds: one number, if all is whole."""
    tables = ("patients", "cases", "runs", "results", "result_inputs", "reviews", "jobs")
    rows = workspace.database.rows
    return {int(rows(f"SELECT count(*) FROM {table}")[0][0]) for table in tables}  # noqa: S608


def python(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Start this file as a program of its own."""
    paths = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, __file__, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        **options,
    )


def die_at_step(step: int) -> Callable[[], int]:
    """Kill this process at its n-th step: an operation of SQLite, a flush, or a rename.

    Returns
    -------
    callable
        Gives the number of steps done so far.
    """
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            count()
            return function(*arguments, **options)

        return call

    connect = sqlite3.connect

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_progress_handler(count, 1)
        return connection

    sqlite3.connect = watched
    for name in ("fsync", "replace", "open"):
        setattr(os, name, counted(getattr(os, name)))
    return lambda: done


def hold(folder: Path) -> None:
    """Open a workspace, say so, and keep it until stdin ends."""
    with Workspace.open(folder, who="Dr Holder"):
        sys.stdout.write("open\n")
        sys.stdout.flush()
        sys.stdin.read()


def write_many(folder: Path, slide: Path, first: int, count: int, step: int) -> None:
    """Write records and report each one that stands; die at a step (0: never)."""
    steps = die_at_step(step)
    with Workspace.open(folder, who="victim") as workspace:
        sys.stdout.write(f"open {steps()}\n")
        for number in range(first, first + count):
            write_one(workspace, slide, number)
            sys.stdout.write(f"{number} {steps()}\n")
            sys.stdout.flush()


def write_beside(folder: str, slide: str) -> None:
    """Write as a child of the process that holds the workspace."""
    with Workspace.open(Path(folder)) as workspace:
        assert not workspace.owns_jobs
        write_one(workspace, Path(slide), 1)


def visit(folder: str) -> None:
    """Open and close as a child of the process that holds the workspace, as the engine does."""
    Workspace.open(Path(folder)).close()


def visit_in_a_child(folder: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=visit, args=(str(folder),))
    child.start()
    child.join(60)
    assert child.exitcode == 0


def held_files(folder: Path) -> set[str]:
    """Which files of the database this process has locked, as the system sees it."""
    own = {path.stat().st_ino: path.name for path in folder.glob("workspace.sqlite*")}
    lines = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
    mine = [line for line in lines if line[1] == "POSIX" and line[4] == str(os.getpid())]
    return {own[inode] for line in mine if (inode := int(line[5].split(":")[2])) in own}


if __name__ == "__main__":
    action, *words = sys.argv[1:]
    if action == "hold":
        hold(Path(words[0]))
    else:
        write_many(Path(words[0]), Path(words[1]), *map(int, words[2:]))
