"""Work on a Dask cluster: the same results, resume and exit codes as on one machine."""

from __future__ import annotations

import csv
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cluster_tasks
import distributed
import h5py
import numpy as np
import pytest
from local_cluster import environment, started_cluster
from small_cohort import lay_cohort

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Task
from steph_desktop.core.settings import load_settings, save_settings
from steph_desktop.engine import cluster
from steph_desktop.engine.cluster import DaskWorkers, local_cluster, workers_at, workers_for
from steph_desktop.engine.job_requests import ExtractRequest
from steph_desktop.research.synthetic import make_cohort
from steph_desktop.training import figures
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark
from steph_desktop.training.requests import CohortFeaturesRequest
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.training_events import FitEvent, FoldRunEvent

pytestmark = [
    pytest.mark.usefixtures("allow_logs"),  # Dask logs workers that are killed
    pytest.mark.filterwarnings("default"),  # and warns of what is Tornado's and its own
]


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "steph_desktop", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with started_cluster(2) as found:
        yield found


_LEFT_ALONE = """
import sys
from local_cluster import started_cluster

with started_cluster(1) as address:
    print(address, flush=True)
    sys.stdin.read()
"""


def test_a_cluster_ends_with_the_tests_that_are_killed() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", _LEFT_ALONE],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        env=environment(),
    ) as tests:
        assert tests.stdout is not None and tests.stderr is not None
        assert tests.stdout.readline().startswith(b"tcp://127.0.0.1")
        tests.kill()
        # Its end comes when nobody has it open any more: neither the cluster nor a worker.
        tests.stderr.read()


def test_answers_come_back_with_details_and_faults(address: str) -> None:
    tasks = [
        Task(cluster_tasks.add, (1, 2), "one"),
        Task(cluster_tasks.refuse, (), "two"),
        Task(cluster_tasks.add, (3, 4), "three", after=(0, 1)),
    ]
    with workers_at(address) as workers:
        answers = {a.number: a for a in workers.answers(tasks, lambda: None)}
    assert [answers[0].value, answers[2].value] == [3, 7]
    assert answers[0].details == (("added", 1),)
    assert str(answers[1].fault) == "a.svs: This slide is damaged. Copy it again."


def test_a_task_waits_for_those_before_it(address: str, tmp_path: Path) -> None:
    tasks = [
        Task(cluster_tasks.note_then_wait, (tmp_path, 0, 0.5), "first"),
        Task(cluster_tasks.see, (tmp_path / "ended-0",), "second", after=(0,)),
    ]
    with workers_at(address) as workers:
        answers = {a.number: a.value for a in workers.answers(tasks, lambda: None)}
    assert answers[1] is True


def test_a_stop_is_heard_and_ends_what_runs(address: str, tmp_path: Path) -> None:
    tasks = [
        Task(cluster_tasks.note_then_wait, (tmp_path, number, 120), str(number))
        for number in range(6)
    ]

    def stop_once_running() -> None:
        if len(list(tmp_path.glob("task-?"))) == 2:
            raise KeyboardInterrupt

    with workers_at(address) as workers:
        with pytest.raises(KeyboardInterrupt):
            list(workers.answers(tasks, stop_once_running))
        answers = list(workers.answers([Task(cluster_tasks.add, (1, 1), "next")], lambda: None))
    # The workers were let go: had they not been, the next task would have waited for an end.
    assert answers[0].value == 2
    assert not list(tmp_path.glob("ended-*"))


def test_a_killed_worker_loses_no_task(address: str, tmp_path: Path) -> None:
    tasks = [
        Task(cluster_tasks.note_then_wait, (tmp_path, number, 120), str(number))
        for number in range(6)
    ]
    killed: list[int] = []

    def kill_one() -> None:
        found = sorted(tmp_path.glob("task-?"))
        if found and not killed:
            killed.append(int(found[0].read_text("utf-8")))
            os.kill(killed[0], signal.SIGKILL)
            (tmp_path / cluster_tasks.GO).touch()  # until then no task ends

    with workers_at(address) as workers:
        answers = sorted(a.value for a in workers.answers(tasks, kill_one))
    assert killed
    assert answers == [0, 1, 2, 3, 4, 5]


def test_a_folder_that_a_worker_does_not_see_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workers_at(address, [tmp_path]):
        pass
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(cluster, "_sees", cluster_tasks.sees_nothing)
    with (
        pytest.raises(StephError, match="does not see this folder"),
        workers_at(address, [tmp_path]),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_worker_of_another_version_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9")
    with pytest.raises(StephError, match="Install the same version"), workers_at(address):
        pass


def test_a_worker_without_the_program_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_version", cluster_tasks.no_such_module)
    with pytest.raises(StephError, match="cannot load STEPH Desktop"), workers_at(address):
        pass


def test_an_address_without_a_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_ANSWER_S", 1.0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        place = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        for wrong in (place, "nowhere:at:all", "local:none", "local:0"):
            with pytest.raises(StephError, match=r"address|number of workers"), workers_at(wrong):
                pass


def test_without_dask_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StephError, match=r"pip install"), workers_at("local:2"):
        pass


def test_a_benchmark_gives_the_same_table(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("draw_benchmark", "draw_measures"):  # no part of it is done by workers
        monkeypatch.setattr(figures, name, lambda *_: None)
    lay_cohort(tmp_path / "cohort")
    request = BenchmarkRequest(
        tmp_path / "cohort",
        tmp_path / "here",
        ("vanilla", "steph"),
        targets=("AAA",),
        folds=(0, 1),
        settings=TrainSettings(epochs=2, embed_dim=5, attn_dim=4, hyper_dim=6),
        gamma=0.01,
    )
    events: list[object] = []
    run_benchmark(request)
    with workers_at(address, [tmp_path]) as workers:
        control = JobControl(lambda progress: events.append(progress.detail)).sharing(workers)
        there = replace(request, out=tmp_path / "there")
        run_benchmark(there, control)
        assert rows_of(tmp_path / "there") == rows_of(tmp_path / "here")
        # Epochs and fold runs are heard of as on one machine, for the log and the live plots.
        assert sum(isinstance(event, FoldRunEvent) for event in events) == 4
        assert sum(isinstance(event, FitEvent) for event in events) >= 8
        assert not (tmp_path / "there" / "unfinished").exists()
        assert not (tmp_path / "there" / "bags").exists()
        # One fold run is lost: started again, it alone is done.
        events.clear()
        next((tmp_path / "there" / "cells").glob("AAA-steph-fold1*")).unlink()
        run_benchmark(there, control)
    assert rows_of(tmp_path / "there") == rows_of(tmp_path / "here")
    assert sum(isinstance(event, FoldRunEvent) for event in events) == 1


def rows_of(out: Path) -> list[dict[str, str]]:
    with (out / "results.csv").open(encoding="utf-8", newline="") as file:
        return [
            {key: value for key, value in row.items() if key != "seconds"}
            for row in csv.DictReader(file)
        ]


def test_the_scheduler_of_the_settings_serves_jobs_that_have_parts(
    address: str, tmp_path: Path
) -> None:
    features = CohortFeaturesRequest((), tmp_path / "out", "effnet-lite0")
    with workers_for(features) as workers:
        assert workers is None
    save_settings(replace(load_settings(), scheduler=address))
    with workers_for(features) as workers:
        assert isinstance(workers, DaskWorkers)
    with workers_for(ExtractRequest(tmp_path / "a.svs", tmp_path, "effnet-lite0")) as workers:
        assert workers is None


def test_an_extraction_gives_the_same_features(address: str, tmp_path: Path) -> None:
    make_cohort(tmp_path / "cohort", ("BRCA",), 5, 0)
    slides = sorted((tmp_path / "cohort" / "BRCA" / "slides").iterdir())[:1]
    bad = tmp_path / "bad.svs"
    bad.write_bytes(b"no slide")
    encoder = ("--encoder", "effnet-lite0", "--quiet")
    here = run("extract", *slides, "--out", tmp_path / "here", *encoder)
    there = run(
        "extract", *slides, bad, "--out", tmp_path / "there", *encoder, "--scheduler", address
    )
    assert (here.returncode, there.returncode) == (0, 1), there.stderr
    assert "bad.svs" in there.stderr
    for slide in slides:
        with (
            h5py.File(tmp_path / "here" / f"{slide.stem}.h5") as one,
            h5py.File(tmp_path / "there" / f"{slide.stem}.h5") as other,
        ):
            assert np.array_equal(one["coords"], other["coords"])
            assert np.allclose(one["features"], other["features"], atol=1e-4)


@pytest.mark.parametrize(
    ("given", "n_cards", "workers", "wanted"),
    [
        (None, 0, 2, [None, None]),
        (None, 2, 4, ["0", "1", "0", "1"]),
        ("5,7", 2, 3, ["5", "7", "5"]),  # of a queue: no other card is touched
        ("MIG-a, MIG-b", 2, 2, ["MIG-a", "MIG-b"]),
        ("", 0, 1, [None]),
    ],
)
def test_each_worker_has_a_card_of_those_that_were_given(
    given: str | None,
    n_cards: int,
    workers: int,
    wanted: list[str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: n_cards > 0)
    monkeypatch.setattr("torch.cuda.device_count", lambda: n_cards)
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    if given is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", given)
    made: dict[str, Any] = {}

    class Hung:
        """A cluster with a worker that no longer answers."""

        def __init__(self, **options: Any) -> None:
            made.update(options)

        def close(self, timeout: float) -> None:
            assert timeout <= 10
            raise TimeoutError

    monkeypatch.setattr("distributed.SpecCluster", Hung)
    with local_cluster(workers):
        found = [made["workers"][number]["options"]["env"] for number in range(workers)]
    assert [env.get("CUDA_VISIBLE_DEVICES") for env in found] == wanted


def test_a_worker_sees_its_own_card_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "5,7")
    with local_cluster(2) as made:
        client = distributed.Client(made.scheduler_address, set_as_default=False)
        try:
            client.wait_for_workers(2, timeout=60)
            seen = client.run(cluster_tasks.card)
        finally:
            client.close()
    assert sorted(seen.values()) == ["5", "7"]
