"""The batches of a fit, made ready in a thread of their own while the step before computes.

Sixteen bags of 10,000 x 1,536 numbers are a gigabyte a step: reading, checking, padding and sending
them takes a card longer than its arithmetic. Here one thread does that a step ahead; each bag is
checked once; and bags stay on a card that has room, so that they are sent once. Which bags come
when is decided by seed and epoch alone: no figure changes. A card takes as many bags together as
its memory holds, for calling it costs the processor more than the card's work on a single bag.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.utils.rnn import pad_sequence

from steph_desktop.core.job_control import JobCancelled
from steph_desktop.model.abmil import check_features
from steph_desktop.model.mil_encoder import BagBatch, pad_bags, plan_batches
from steph_desktop.training.train_settings import TrainingPrecision, TrainSettings

_LOOK_S = 0.2  # between two looks for a cancel while nothing is ready
_AHEAD_BYTES = 1 << 30
_LARGE_STEP_BYTES = 16 << 20
"""Steps of smaller bags are made where they are used: handing them over would cost more."""
_RESIDENT_SHARE = 0.5  # of a card's free memory
_TOGETHER_SHARE = 0.125  # of a card's free memory, for the bags that are computed together
_KEPT_PER_INSTANCE = 4096  # numbers a step keeps for the backward pass, beside the features
_DTYPES = {TrainingPrecision.FLOAT32: torch.float32, TrainingPrecision.BFLOAT16: torch.bfloat16}


def epoch_plan(settings: TrainSettings, epoch: int, n_bags: int) -> tuple[int, NDArray[np.int64]]:
    """Return the seed of an epoch's dropout and the order of its bags.

    They follow from (seed, epoch), so an epoch can be run again on its own.
    """
    seeds = np.random.SeedSequence([settings.seed, epoch]).generate_state(2)
    return int(seeds[0]), np.random.default_rng(seeds[1]).permutation(n_bags)


class PendingNumbers(NamedTuple):
    """Numbers on their way from a device."""

    values: torch.Tensor  # where the processor reads them
    token: Any = None  # of the lane, by which it knows when they are there


class FeedLane:
    """How batches reach a device, and losses come back; the processor has nothing to copy."""

    shares_memory = True  # of the processor: a bag can be taken as it lies
    is_pinned = False  # whether batches are laid in memory that the device reads by itself
    room_bytes = 0  # of the device, for bags that stay on it
    together_bytes = 0  # of the device, for bags that are computed together
    steps_behind = 0  # how many steps later losses are looked at, so that the device goes on

    def sending(self) -> AbstractContextManager[object]:
        """Return the context in which the preparing thread sends batches."""
        return nullcontext()

    def sent(self) -> Any:
        """Return a token of what was sent so far."""
        return None

    def arrived(self, token: Any, batch: BagBatch) -> None:
        """Let the training thread's work on a batch wait until it is there."""

    def noted(self, values: torch.Tensor) -> PendingNumbers:
        """Ask for numbers that the device has been told to compute, without waiting for them."""
        return PendingNumbers(values)

    def read(self, noted: PendingNumbers) -> torch.Tensor:
        """Wait for numbers that were asked for, and return them on the processor."""
        return noted.values.cpu()


class CudaLane(FeedLane):
    """Copies on a stream of its own, beside the arithmetic."""

    shares_memory = False
    is_pinned = True
    steps_behind = 1

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
        free_bytes = torch.cuda.mem_get_info(device)[0]
        self.room_bytes = int(free_bytes * _RESIDENT_SHARE)
        self.together_bytes = int(free_bytes * _TOGETHER_SHARE)

    def sending(self) -> AbstractContextManager[object]:
        """Return the context in which the preparing thread sends batches."""
        return torch.cuda.stream(self._stream)

    def sent(self) -> Any:
        """Return an event that stands behind all copies so far."""
        return self._stream.record_event()

    def arrived(self, token: Any, batch: BagBatch) -> None:
        """Let the training thread's stream wait for the copies, and hold their memory."""
        stream = torch.cuda.current_stream(self._device)
        stream.wait_event(token)
        for part in (batch.features, batch.mask, batch.rows):
            if part is not None:
                part.record_stream(stream)

    def noted(self, values: torch.Tensor) -> PendingNumbers:
        """Copy numbers right behind their arithmetic, so that later work is not waited for."""
        copied = values.to("cpu", non_blocking=True)  # into pinned memory
        # Whoever waits sleeps: the preparing thread needs the core.
        token = torch.cuda.Event(blocking=True)  # type: ignore[no-untyped-call]
        token.record(torch.cuda.current_stream(self._device))
        return PendingNumbers(copied, token)

    def read(self, noted: PendingNumbers) -> torch.Tensor:
        """Sleep until the copy is done."""
        noted.token.synchronize()
        return noted.values


def lane_of(device: torch.device) -> FeedLane:
    """Return how batches reach a device."""
    return CudaLane(device) if device.type == "cuda" else FeedLane()


@dataclass(frozen=True)
class SubBatch:
    """Bags of one step that are computed together."""

    batch: BagBatch  # on the device
    group: NDArray[np.int64]  # shape (n,): their places among the training bags
    is_last: bool  # of its step
    token: Any = None  # of the lane that sent it


class BatchFeed:
    """All batches of a fit, in order; a context, within which its thread lives.

    Parameters
    ----------
    bags : sequence of ndarray, shape (N_i, D), float32
        One bag per patient; may read from disk on access.
    feature_dim : int
        D of the model.
    settings : TrainSettings
        Seed, steps, device and precision.
    first_epoch : int
        Epochs before it were trained before.
    """

    def __init__(
        self,
        bags: Sequence[NDArray[np.float32]],
        feature_dim: int,
        settings: TrainSettings,
        first_epoch: int = 0,
    ) -> None:
        self._bags, self._feature_dim, self._settings = bags, feature_dim, settings
        self._device = torch.device(settings.device)
        self._dtype = _DTYPES[settings.precision]
        self.lane = lane_of(self._device)
        self._room = self.lane.room_bytes
        most = self.lane.together_bytes // (4 * (feature_dim + _KEPT_PER_INSTANCE))
        self._instances = max(settings.batch_instances, most)
        # Bags on the device, shape (N_i, D).
        self._resident: dict[int, torch.Tensor] = {}
        self._checked: set[int] = set()
        self._portions = self._all(first_epoch)
        self._pending: deque[Future[SubBatch | None]] = deque()
        self._pool: ThreadPoolExecutor | None = None
        self._left = False  # by the fit: what is being read is no longer wanted
        self._depth = 0
        if first_epoch < settings.epochs:
            first = bags[0].nbytes
            if first * min(len(bags), settings.bags_per_step) >= _LARGE_STEP_BYTES:
                largest = max(first, self._instances * feature_dim * 4)
                # A step ahead: its bags are read together, for their lengths decide its batches.
                self._depth = max(2, min(settings.bags_per_step, _AHEAD_BYTES // largest))

    def __enter__(self) -> Self:
        if self._depth:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="batches")
        return self

    def __exit__(self, *exc: object) -> None:
        self._left = True
        if self._pool is not None:
            # Waited for: nothing may read a patient's bag once the fit's ledger is closed.
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pending.clear()
        self._portions.close()

    def step(self, look: Callable[[], object]) -> Iterator[SubBatch]:
        """Yield the batches of the next step.

        Parameters
        ----------
        look : callable
            Called now and then while one is waited for; stops the fit by an exception.

        Raises
        ------
        StephError
            If a bag cannot be read or does not fit the model.
        """
        while portion := self._next(look):
            self.lane.arrived(portion.token, portion.batch)
            yield portion
            if portion.is_last:
                return
        raise ValueError("there are no more steps in this fit")

    def _next(self, look: Callable[[], object]) -> SubBatch | None:
        if self._pool is None:
            return next(self._portions, None)
        while len(self._pending) < self._depth:
            self._pending.append(self._pool.submit(next, self._portions, None))
        while not wait([self._pending[0]], _LOOK_S).done:
            look()
        return self._pending.popleft().result()

    def _all(self, first_epoch: int) -> Generator[SubBatch]:
        settings, n = self._settings, len(self._bags)
        for epoch in range(first_epoch, settings.epochs):
            _, order = epoch_plan(settings, epoch, n)
            for number in range(settings.steps_of_epoch(n)):
                start = number * settings.bags_per_step
                yield from self._step(order[start : start + settings.bags_per_step])

    def _step(self, chosen: NDArray[np.int64]) -> Iterator[SubBatch]:
        read = {i: self._read(i) for i in chosen.tolist() if i not in self._resident}
        lengths = [len(read[i] if i in read else self._resident[i]) for i in chosen.tolist()]
        groups = list(plan_batches(lengths, self._instances))
        for number, rows in enumerate(groups, 1):
            group = chosen[rows]
            with self.lane.sending():
                batch = self._batch(group, read)
            yield SubBatch(batch, group, number == len(groups), self.lane.sent())

    def _read(self, index: int) -> NDArray[np.float32]:
        if self._left:
            raise JobCancelled
        bag = self._bags[index]
        if index not in self._checked:
            check_features(bag, self._feature_dim)
            self._checked.add(index)
        return bag

    def _batch(self, group: NDArray[np.int64], read: dict[int, NDArray[np.float32]]) -> BagBatch:
        if not self.lane.shares_memory:
            return self._joined([self._sent(index, read) for index in group.tolist()], group)
        bags = [read.pop(index) for index in group.tolist()]
        if len(bags) == 1 and self._dtype is torch.float32 and self._device.type == "cpu":
            bag = bags[0]
            # A tensor may take this memory as its own.
            if bag.dtype == np.float32 and bag.flags.writeable and bag.flags.c_contiguous:
                return self._joined([torch.from_numpy(bag)], group)
        return pad_bags(bags, self._device, group, self._dtype)

    def _sent(self, index: int, read: dict[int, NDArray[np.float32]]) -> torch.Tensor:
        """Return a bag on the device, and keep it there while there is room."""
        kept = self._resident.get(index)
        if kept is None:
            bag, pinned = read.pop(index), self.lane.is_pinned
            kept = pad_bags([bag], self._device, None, self._dtype, pinned=pinned).features[0]
            if kept.nbytes <= self._room:
                self._room -= kept.nbytes
                self._resident[index] = kept
        return kept

    def _joined(self, bags: list[torch.Tensor], group: NDArray[np.int64]) -> BagBatch:
        """Pad bags where they lie."""
        rows = torch.from_numpy(group).to(self._device)
        if len(bags) == 1:
            mask = torch.ones((1, len(bags[0])), dtype=torch.bool, device=self._device)
            return BagBatch(bags[0][None], mask, rows)
        lengths = torch.tensor([len(bag) for bag in bags], device=self._device)
        features = pad_sequence(bags, batch_first=True)
        places = torch.arange(features.shape[1], device=self._device)
        return BagBatch(features, places < lengths[:, None], rows)
