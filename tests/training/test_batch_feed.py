"""Batches made ahead of their step change no figure, wait for no one and leave nothing behind."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from fit_samples import SMALL, D, cohort, task
from torch.utils._python_dispatch import TorchDispatchMode, _disable_current_modes

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl, Progress, Stop
from steph_desktop.model.abmil import TrainingOutput, new_abmil
from steph_desktop.model.mil_encoder import BagBatch
from steph_desktop.training import batch_feed
from steph_desktop.training.batch_feed import BatchFeed, FeedLane, PendingNumbers
from steph_desktop.training.checkpointing import FitCheckpoint, FitState
from steph_desktop.training.methods.registry import fit
from steph_desktop.training.train_settings import TrainingPrecision, TrainSettings
from steph_desktop.training.trainer import FittedModel, _Loop, fit_abmil, fit_model
from steph_desktop.training.training_events import EpochRecord

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

    def __init__(self, batch_s: float, card: SimulatedCard) -> None:
        super().__init__()
        self.batch_s, self.card = batch_s, card
        self.ahead: list[int] = []  # batches on the card beyond those used, at the end of each
        self.shape = new_abmil(SMALL.shape(D), 1).shape
        self.logits = torch.nn.Parameter(torch.zeros(self.shape.n_bins))

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        time.sleep(self.batch_s)
        self.ahead.append(self.card.copies - len(self.ahead) - 1)
        logits = self.logits.expand(len(batch.features), -1)
        return TrainingOutput(logits, logits.new_zeros(len(logits)))


def test_reading_and_sending_hide_behind_the_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    bags, times, events = cohort(16)
    settings = TrainSettings(epochs=3, bags_per_step=8, batch_instances=1)
    card = SimulatedCard(copy_s=0.01)
    ahead(monkeypatch, card)
    model: Any = SleepingModel(0.04, card)
    fit_model(model, Slow(bags, 0.01), times, events, settings)
    # Whenever the arithmetic of a batch ends, the next one lies on the card, the last apart.
    assert len(model.ahead) == 48
    assert sum(count < 1 for count in model.ahead) <= 8


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


class LaterCard(SimulatedCard):
    """A card whose numbers can be read once what was launched before them is done."""

    def __init__(self, steps_behind: int = 1, read_s: float = 0.0) -> None:
        super().__init__(1 << 20)
        self.steps_behind, self.read_s = steps_behind, read_s
        self.asked: list[PendingNumbers] = []
        self.reads: list[tuple[int, int]] = []  # which number was read, of how many asked for

    def noted(self, values: torch.Tensor) -> PendingNumbers:
        self.asked.append(PendingNumbers(values, len(self.asked)))
        return self.asked[-1]

    def read(self, noted: PendingNumbers) -> torch.Tensor:
        time.sleep(self.read_s)
        self.reads.append((noted.token, len(self.asked)))
        return noted.values


@pytest.mark.parametrize("method", ["vanilla", "steph", "adamerging_hyper", "roupkt"])
def test_no_figure_changes_where_losses_are_looked_at_later(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = task(settings=replace(SMALL, bags_per_step=5))
    fits = []
    for behind in (0, 1, 2, 9):
        ahead(monkeypatch, LaterCard(behind))
        fits.append(fit(method, given))
    assert all(same(one, fits[0]) for one in fits[1:])


def test_a_step_is_launched_before_the_losses_of_the_last_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bags, times, events = cohort(24)
    card = LaterCard()
    ahead(monkeypatch, card)
    fit_abmil(bags, times, events, replace(SMALL, bags_per_step=6, epochs=2, batch_instances=999))
    # Four steps an epoch; with the end of an epoch all its losses are known.
    assert card.reads == [(0, 2), (1, 3), (2, 4), (3, 4), (4, 6), (5, 7), (6, 8), (7, 8)]


class BreakingModel(SleepingModel):
    """Its loss is no number in the n-th batch, and in that one alone."""

    def __init__(self, breaks_at: int) -> None:
        super().__init__(0.0, SimulatedCard())
        self.breaks_at, self.batches = breaks_at, 0

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        logits, penalty, *_ = super().training_output(batch)
        self.batches += 1
        return TrainingOutput(logits, penalty + (np.nan if self.batches == self.breaks_at else 0))


@pytest.mark.parametrize("breaks_at", range(1, 7))
def test_a_loss_that_is_no_number_is_refused_and_never_kept(
    breaks_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bags, times, events = cohort(24)
    settings = replace(SMALL, bags_per_step=8, epochs=2, batch_instances=999)  # of 3 steps
    ahead(monkeypatch, LaterCard())
    kept: list[FitState] = []
    told: list[int] = []
    keep = FitCheckpoint.keep

    def note(self: FitCheckpoint, state: FitState, *, finished: bool) -> None:
        kept.append(state)
        keep(self, state, finished=finished)

    def tell(progress: Progress) -> None:
        if isinstance(progress.detail, EpochRecord):
            told.append(progress.detail.epoch)

    monkeypatch.setattr(FitCheckpoint, "keep", note)
    model: Any = BreakingModel(breaks_at)
    with pytest.raises(StephError, match="Training diverged: the loss is no longer a number"):
        fit_model(model, bags, times, events, settings, JobControl(tell, unfinished=tmp_path))
    assert len(kept) == len(told) == (breaks_at - 1) // 3


def test_a_cancel_is_granted_within_a_second_while_losses_are_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bags, times, events = cohort(16)
    ahead(monkeypatch, LaterCard(read_s=0.3))
    asked: list[float] = []

    def cancelled() -> Stop:
        if not asked and time.monotonic() > begun + 0.8:
            asked.append(time.monotonic())
        return Stop.CANCEL if asked else Stop.NO

    settings = replace(SMALL, bags_per_step=4, epochs=9)
    begun = time.monotonic()
    with pytest.raises(JobCancelled):
        fit_abmil(bags, times, events, settings, control=JobControl(cancelled=cancelled))
    assert time.monotonic() - asked[0] < 1.0


class Unread(LaterCard):
    """A card whose numbers are never there: what needs one fails."""

    def noted(self, values: torch.Tensor) -> PendingNumbers:
        assert values.device.type == "meta"
        return PendingNumbers(torch.zeros(values.shape))


class NothingSent(TorchDispatchMode):
    """Refuses copies between devices, for which a card is waited for."""

    def __torch_dispatch__(
        self, called: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        if called._schema.name in ("aten::_to_copy", "aten::copy_"):
            devices = {one.device for one in args if isinstance(one, torch.Tensor)}
            devices |= {torch.device(kwargs["device"])} if kwargs.get("device") else set()
            assert len(devices) == 1, devices
        return called(*args, **kwargs)


@pytest.mark.parametrize(
    "method",
    ["vanilla", "steph", "steph_w_trainable", "steph_adaptive_k", "adamerging_hyper", "roupkt"],
)
def test_nothing_within_a_step_waits_for_the_card(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead(monkeypatch, Unread())
    # Meta tensors have no numbers: to look at one is an error. torch's AdamW does not take them.
    monkeypatch.setattr(torch.optim, "AdamW", lambda groups, **_: torch.optim.SGD(groups, lr=1.0))
    step, feed = _Loop._step, BatchFeed._next

    def watched(self: _Loop, *arguments: Any) -> None:
        with NothingSent():
            step(self, *arguments)

    def fed(self: BatchFeed, look: Any) -> Any:
        with _disable_current_modes():  # the preparing thread may wait
            return feed(self, look)

    monkeypatch.setattr(_Loop, "_step", watched)
    monkeypatch.setattr(BatchFeed, "_next", fed)
    fitted = fit(method, task(settings=replace(SMALL, device="meta", epochs=2)))
    assert len(fitted.history) == 2
