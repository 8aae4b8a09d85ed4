"""A fit that is stopped goes on at its last epoch and ends with the same model, bit for bit."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from fit_samples import SMALL, cohort, task
from small_cohort import SMALL as SMALL_WORDS
from small_cohort import lay_cohort

from steph_desktop.core.job_control import JobCancelled, JobControl, Phase, Progress
from steph_desktop.model.abmil import SurvivalModel
from steph_desktop.training.methods.registry import METHODS, FitTask, fit
from steph_desktop.training.trainer import FittedModel, TrainSettings, fit_abmil
from steph_desktop.training.training_events import EpochRecord

TRAINED = [
    name
    for name, method in METHODS.items()
    if name not in ("model_avg", "merge_training_free", "mass") and not method.needs_clinical
]


def numbers(model: SurvivalModel) -> dict[str, torch.Tensor]:
    return {**model.state_dict(), **dict(model.named_buffers())}


def same(first: FittedModel, second: FittedModel) -> bool:
    one, other = numbers(first.model), numbers(second.model)
    equal = one.keys() == other.keys() and all(torch.equal(one[n], other[n]) for n in one)
    return equal and first.history == second.history


class Stopper:
    """Stops a fit at its n-th step, and notes what it was told."""

    def __init__(self, folder: Path, after: int | None = None) -> None:
        self.steps: list[Progress] = []
        self.after = after
        self.control = JobControl(self.steps.append, self.stop, folder)

    def stop(self) -> bool:
        return self.after is not None and len(self.training) >= self.after

    @property
    def training(self) -> list[Progress]:
        return [one for one in self.steps if one.step.phase is not Phase.READING_FEATURES]

    @property
    def epochs(self) -> list[int]:
        return [p.detail.epoch for p in self.steps if isinstance(p.detail, EpochRecord)]


@pytest.mark.parametrize("method", TRAINED)
def test_every_method_that_trains_ends_the_same_after_a_stop(method: str, tmp_path: Path) -> None:
    whole = fit(method, task())
    stops = 0
    for after in (1, 3, 4, 7):
        stopper = Stopper(tmp_path / method, after)
        try:
            fit(method, task(), stopper.control)
        except JobCancelled:
            stops += 1
    assert stops > 0
    assert same(fit(method, task(), Stopper(tmp_path / method).control), whole)


def test_only_unfinished_epochs_are_run_again_and_all_are_told(tmp_path: Path) -> None:
    bags, times, events = cohort()
    settings = SMALL
    steps = -(-len(bags) // settings.bags_per_step)
    first = Stopper(tmp_path, after=2 * steps + 3)
    with pytest.raises(JobCancelled):
        fit_abmil(bags, times, events, settings, control=first.control)
    assert first.epochs == [1, 2]
    second = Stopper(tmp_path)
    fit_abmil(bags, times, events, settings, control=second.control)
    assert second.epochs == [1, 2, 3]
    told = [step for step in second.training if step.detail is None]
    assert [step.done for step in told] == list(range(2 * steps, 3 * steps))
    third = Stopper(tmp_path)  # finished, and not yet taken away by the owner of the folder
    fit_abmil(bags, times, events, settings, control=third.control)
    assert [step for step in third.training if step.detail is None] == []
    assert third.epochs == [1, 2, 3]


class Watched(Sequence[np.ndarray]):
    """Bags that note which of them were read."""

    def __init__(self, bags: list[np.ndarray]) -> None:
        self.bags, self.read = bags, set[int]()

    def __len__(self) -> int:
        return len(self.bags)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        self.read.add(index)
        return self.bags[index]


def test_every_bag_is_opened_also_where_nothing_is_left_to_train(tmp_path: Path) -> None:
    bags, times, events = cohort()
    for _ in range(2):
        watched = Watched(bags)
        fit_abmil(watched, times, events, SMALL, control=Stopper(tmp_path).control)
        assert watched.read == set(range(len(bags)))


def changed_bag(given: FitTask) -> FitTask:
    bags = [bag.copy() for bag in given.bags]
    bags[7][0, 0] += 1e-3
    return FitTask(bags, given.times_days, given.events, given.settings)


def changed_time(given: FitTask) -> FitTask:
    times = given.times_days.copy()
    times[3] += 1
    return FitTask(given.bags, times, given.events, given.settings)


def changed_seed(given: FitTask) -> FitTask:
    settings = TrainSettings(**{**vars(given.settings), "seed": 7})
    return FitTask(given.bags, given.times_days, given.events, settings)


@pytest.mark.parametrize("change", [changed_bag, changed_time, changed_seed])
def test_the_state_of_another_fit_is_not_taken_up(
    change: Callable[[FitTask], FitTask], tmp_path: Path
) -> None:
    given = FitTask(*cohort(), SMALL)
    fit("vanilla", given, Stopper(tmp_path).control)
    other = change(given)
    assert same(fit("vanilla", other, Stopper(tmp_path).control), fit("vanilla", other))
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 1.0])
def test_a_damaged_state_is_passed_over(share: float, tmp_path: Path) -> None:
    bags, times, events = cohort()
    whole = fit_abmil(bags, times, events, SMALL)
    with pytest.raises(JobCancelled):
        fit_abmil(bags, times, events, SMALL, control=Stopper(tmp_path, after=5).control)
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    cut = data[: int(share * len(data))] if share < 1 else data[:-9] + b"\1" + data[-8:]
    path.write_bytes(cut)
    assert same(fit_abmil(bags, times, events, SMALL, control=Stopper(tmp_path).control), whole)


_VICTIM = """
import os, signal, sys
from pathlib import Path
from steph_desktop import __main__
from steph_desktop.training import checkpointing, trainer
kill_at, epochs = int(sys.argv.pop(1)), 0
keep = checkpointing.FitCheckpoint.keep
def counted(self, state, *, finished):
    global epochs
    keep(self, state, finished=finished)
    epochs += 1
    if epochs == kill_at:
        os.kill(os.getpid(), signal.SIGKILL)
checkpointing.FitCheckpoint.keep = counted
sys.exit(__main__.main())
"""


@pytest.mark.parametrize(
    "kill_at",
    [4, *(pytest.param(n, marks=pytest.mark.heavy) for n in (1, 2, 3, 5, 6, 7, 8))],
)
def test_a_fit_killed_at_an_epoch_gives_the_same_pack(tmp_path: Path, kill_at: int) -> None:
    folder = lay_cohort(tmp_path / "cohort")
    words = [
        "fit", "--cohort", str(folder), "--target", "AAA", "--method", "steph", "--fold", "0",
        "--gamma", "0.005", *SMALL_WORDS,
    ]  # fmt: skip
    out = tmp_path / "model.steph"
    killed = subprocess.run(
        [sys.executable, "-c", _VICTIM, str(kill_at), *words, "--out", str(out)],
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    (hidden,) = tmp_path.glob(".model.steph.unfinished")
    kept = {path.name for path in hidden.iterdir()}
    assert kept
    run = [sys.executable, "-m", "steph_desktop", *words, "--out"]
    subprocess.run([*run, str(out)], check=True, capture_output=True)
    assert not hidden.exists()
    whole = tmp_path / "whole.steph"
    subprocess.run([*run, str(whole)], check=True, capture_output=True)
    from steph_desktop.model.packs import load_pack

    assert load_pack(out).card.weights_sha256 == load_pack(whole).card.weights_sha256
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cohort",
        "model.steph",
        "whole.steph",
    ]
