"""Batches made ahead of their step change no figure, wait for no one and leave nothing behind."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from fit_samples import SMALL, D, cohort, task

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl, Stop
from steph_desktop.model.abmil import TrainingOutput, new_abmil
from steph_desktop.model.mil_encoder import BagBatch
from steph_desktop.training import batch_feed
from steph_desktop.training.batch_feed import FeedLane
from steph_desktop.training.methods.registry import fit
from steph_desktop.training.train_settings import TrainingPrecision, TrainSettings
from steph_desktop.training.trainer import FittedModel, fit_abmil, fit_model

# Bags of more than half of it are alone in their batch, as those of real slides are.
UNEVEN = replace(SMALL, batch_instances=24, bags_per_step=5)


class SimulatedCard(FeedLane):
    """A device with memory of its own, and copies that take their time."""

    shares_memory = False

    def __init__(self, room_bytes: int = 0, copy_s: float = 0.0) -> None:
        self.room_bytes, self._copy_s = room_bytes, copy_s
        self.copies = 0
        self.order: list[Any] = []
        self.threads: set[str] = set()

    @contextmanager
    def sending(self) -> Iterator[None]:
        yield
        self.copies += 1
        self.threads.add(threading.current_thread().name)
        time.sleep(self._copy_s)

    def sent(self) -> int:
        return self.copies

    def arrived(self, token: Any, batch: BagBatch) -> None:
        self.order.append(token)


def ahead(monkeypatch: pytest.MonkeyPatch, lane: FeedLane | None = None) -> None:
    """Let the bags of the tests count as large."""
    monkeypatch.setattr(batch_feed, "_LARGE_STEP_BYTES", 1)
    if lane is not None:
        monkeypatch.setattr(batch_feed, "lane_of", lambda _: lane)


def uneven_bags(read_only: bool = False) -> list[np.ndarray]:
    rng = np.random.default_rng(3)
    bags = [rng.normal(size=(n, D)).astype(np.float32) for n in (3, 40, 7, 13, 11, 60, 2, 25, 9)]
    for bag in bags[:: 1 if read_only else 100]:
        bag.flags.writeable = not read_only
    return bags


def same(one: FittedModel, other: FittedModel) -> bool:
    pairs = zip(one.model.state_dict().values(), other.model.state_dict().values(), strict=True)
    return all(torch.equal(*pair) for pair in pairs) and one.history == other.history


@pytest.mark.parametrize("method", ["vanilla", "steph"])
@pytest.mark.parametrize("precision", list(TrainingPrecision))
@pytest.mark.parametrize("room_bytes", [0, 40 * D * 4, 1 << 20])
@pytest.mark.parametrize("read_only", [False, True])
def test_no_bit_changes_ahead_or_with_bags_kept_on_the_device(
    method: str,
    precision: TrainingPrecision,
    room_bytes: int,
    read_only: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bags = uneven_bags(read_only)
    times, events = np.arange(1.0, 10.0) * 300, np.arange(9) % 2 == 0
    given = replace(task(settings=replace(UNEVEN, precision=precision)), bags=bags)
    given = replace(given, times_days=times, events=events)
    plain = fit(method, given)
    card = SimulatedCard(room_bytes)
    ahead(monkeypatch, card)
    assert same(fit(method, given), plain)
    assert card.order == sorted(card.order) and len(card.order) == card.copies
    assert all(name.startswith("batches") for name in card.threads)


class Slow(Sequence[np.ndarray]):
    """Bags that take their time to be read, and note who reads what."""

    def __init__(self, bags: list[np.ndarray], read_s: float = 0.0) -> None:
        self.bags, self.read_s = bags, read_s
        self.reads: list[int] = []

    def __len__(self) -> int:
        return len(self.bags)

    def __getitem__(self, index: Any) -> Any:
        self.reads.append(index)
        time.sleep(self.read_s)
        return self.bags[index]


def test_bags_that_stay_on_the_device_are_read_and_sent_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bags, times, events = cohort(12)
    alone = replace(SMALL, batch_instances=1, epochs=4, bags_per_step=4)
    ahead(monkeypatch, SimulatedCard(1 << 20))
    kept = Slow(bags)
    fit_abmil(kept, times, events, alone)
    assert sorted(kept.reads[2:]) == list(range(12))  # two looks at the first one before
    room = sum(bag.nbytes for bag in bags[:3])
    ahead(monkeypatch, SimulatedCard(room))
    some = Slow(bags)
    fit_abmil(some, times, events, alone)
    assert 12 < len(some.reads) - 2 < 4 * 12


@pytest.mark.parametrize("method", ["vanilla", "steph"])
@pytest.mark.parametrize("room_bytes", [0, 1 << 20])
def test_a_card_takes_the_bags_of_a_step_together(
    method: str, room_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bags = uneven_bags()
    times, events = np.arange(1.0, 10.0) * 300, np.arange(9) % 2 == 0
    # Dropout draws anew for each batch; without it they only change the order of sums.
    for module in ("abmil", "steph"):
        monkeypatch.setattr(f"steph_desktop.model.{module}.DROPOUT", 0.0)
    settings = replace(UNEVEN, batch_instances=1)
    given = replace(task(settings=settings), bags=bags, times_days=times, events=events)
    alone = fit(method, given)
    card = SimulatedCard(room_bytes)
    card.together_bytes = 1 << 24
    ahead(monkeypatch, card)
    together = fit(method, given)
    steps = settings.epochs * 2
    assert steps <= card.copies < settings.epochs * len(bags)  # a few batches a step
    for one, other in zip(
        together.model.state_dict().values(), alone.model.state_dict().values(), strict=True
    ):
        torch.testing.assert_close(one, other, rtol=0.01, atol=2e-3)
    assert together.history[-1].loss == pytest.approx(alone.history[-1].loss, rel=1e-4)


def test_each_bag_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[int] = []
    check = batch_feed.check_features
    monkeypatch.setattr(
        batch_feed, "check_features", lambda bag, dim: (checked.append(id(bag)), check(bag, dim))
    )
    bags, times, events = cohort(12)
    fit_abmil(bags, times, events, replace(SMALL, epochs=3))
    assert len(checked) == len(set(checked)) == 12


def test_a_bad_bag_is_told_as_without_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    bags, times, events = cohort(12)
    bags[7][0, 0] = np.nan
    for _ in range(2):
        with pytest.raises(StephError, match="not finite"):
            fit_abmil(bags, times, events, SMALL)
        ahead(monkeypatch)
    assert not [t for t in threading.enumerate() if t.name.startswith("batches")]


def test_a_cancel_is_granted_within_a_second_while_bags_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bags, times, events = cohort(16)
    ahead(monkeypatch)
    asked: list[float] = []

    def cancelled() -> Stop:
        if not asked and time.monotonic() > begun + 0.6:
            asked.append(time.monotonic())
        return Stop.CANCEL if asked else Stop.NO

    begun = time.monotonic()
    with pytest.raises(JobCancelled):
        fit_abmil(Slow(bags, 0.25), times, events, SMALL, control=JobControl(cancelled=cancelled))
    assert time.monotonic() - asked[0] < 1.0


class SleepingModel(torch.nn.Module):
    """Takes a card's time for each batch, and none of the processor's."""

    place_columns = 0

    def __init__(self, batch_s: float) -> None:
        super().__init__()
        self.batch_s = batch_s
        self.shape = new_abmil(SMALL.shape(D), 1).shape
        self.logits = torch.nn.Parameter(torch.zeros(self.shape.n_bins))

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        time.sleep(self.batch_s)
        logits = self.logits.expand(len(batch.features), -1)
        return TrainingOutput(logits, logits.new_zeros(len(logits)))


def test_reading_and_sending_hide_behind_the_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    bags, times, events = cohort(16)
    settings = TrainSettings(epochs=3, bags_per_step=8, batch_instances=1)
    ahead(monkeypatch, SimulatedCard(copy_s=0.01))
    begun = time.monotonic()
    model: Any = SleepingModel(0.04)
    fit_model(model, Slow(bags, 0.01), times, events, settings)
    # 48 batches: 1.92 s of arithmetic, .96 s of reading and sending; one step of it comes first.
    assert time.monotonic() - begun < 1.92 + 0.16 + 0.45


def test_no_more_than_a_step_is_made_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    bags, times, events = cohort(32)
    settings = TrainSettings(epochs=1, bags_per_step=4, batch_instances=1)
    card = SimulatedCard()
    ahead(monkeypatch, card)
    lead: list[int] = []
    arrived = card.arrived

    def note(token: Any, batch: BagBatch) -> None:
        time.sleep(0.02)  # the preparing thread is faster, and has to wait
        lead.append(card.copies - len(card.order))
        arrived(token, batch)

    monkeypatch.setattr(card, "arrived", note)
    fit_abmil(bags, times, events, settings)
    assert 2 <= max(lead) <= 5
