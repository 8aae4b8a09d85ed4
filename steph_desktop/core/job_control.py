"""Job control: how long-running work reports progress, and how it is asked to stop."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from steph_desktop.core.errors import StephError

T = TypeVar("T")


class JobCancelled(Exception):
    """The user asked for a stop, and the job stopped at a safe point."""


class Stop(IntEnum):
    """Whether a job should stop; every value but `NO` is true."""

    NO = 0
    CANCEL = 1
    """Within a second, whatever it does."""
    PAUSE = 2
    """At the next checkpoint, so that work under way is not lost."""


class Phase(Enum):
    """What a job is doing, in words; a `JobStep` fills the braces with its numbers and name."""

    WORKING = "Working"
    DONE = "Done"
    # Slides and features
    READING_SLIDE = "Reading the slide"
    HASHING = "Reading the slide file"
    FINDING_TISSUE = "Looking for tissue"
    LOADING_ENCODER = "Loading the encoder"
    CHECKING_WEIGHTS = "Checking the weights"
    FETCHING_WEIGHTS = "Fetching weights (MB)"
    COMPUTING_FEATURES = "Computing features"
    EXTRACTING = "Slide {number} of {count}"
    READING_FEATURES = "Reading features"
    CHECKING_SLIDE = "Checking the slide"
    # A case
    LOADING_MODEL = "Loading the model"
    PREDICTING = "Predicting"
    PREPARING_WHAT_IF = "Preparing the what-if"
    DRAWING_MAP = "Drawing the map"
    WRITING_FILE = "Writing the file"
    EXPORTING = "Exporting"
    ANALYSING_CASES = "Analysing the cases of the demo"
    # A cohort and a workspace
    READING_TABLE = "Reading the table"
    FINDING_FORMULAS = "Looking for formulas"
    SCANNING_SLIDES = "Scanning slides"
    FINDING_SLIDES = "Looking for slides"
    READING_DATABASE = "Reading the database"
    COMPARING_FILES = "Comparing files"
    # Training
    FITTING = "Fitting"
    FITTING_MODEL = "Fitting {name}"
    FITTING_SOURCES = "Fitting the source models"
    EPOCH = "Epoch {number} of {count}"
    INNER_VALIDATION = "Inner validation {number} of {count}"
    CHOOSING_GAMMA = "Choosing gamma"
    ON_CLUSTER = "Working on the cluster"
    RECALIBRATING = "Recalibrating on left-out patients"
    REFITTING = "Fitting on all patients"
    TRYING_SOURCES = "Trying each source model alone"
    TESTING_MODELS = "Testing {number} models on {name}"
    COMPARING_METHODS = "Comparing methods"
    DESCRIBING_COHORT = "Describing the cohort"
    WRITING_CARD = "Writing the card"
    # Research
    PAINTING = "Painting {name}"
    MEASURING_FOLDS = "Measuring folds"
    MIXING = "Mixing {name}"
    CLIMBING_LOSS = "Measuring the sharpness of the loss"
    WALKING_LOSS = "Computing the loss landscape"


@dataclass(frozen=True)
class Fit:
    """The identity of one fit in a training."""

    target: str  # code of the cancer
    method: str  # as tables name it; empty for the model of a cancer that others build on
    fold: int  # from 0
    seed: int  # of everything random


@dataclass(frozen=True)
class JobStep:
    """What a job is doing, with its counts."""

    phase: Phase
    # number, count: Which slide, epoch or fold, from 1, and of how many; 0 where nothing is
    # counted.
    number: int = 0
    count: int = 0
    name: str = ""  # a cancer or a method; never a patient, slide or path
    fit: Fit | None = None
    loss: float | None = None  # of the epoch so far

    @property
    def kind(self) -> tuple[object, ...]:
        """The part that stays the same while only the counts change."""
        fit = None if self.fit is None else (self.fit.target, self.fit.method)
        return self.phase, self.name, fit


@dataclass(frozen=True)
class Progress:
    """How far a job is."""

    # done, total: Units finished and units in all; ``total`` 0 while unknown.
    done: int
    total: int
    step: JobStep
    elapsed_s: float  # seconds since the job began
    # More than a line can say, for a view that knows the kind of the job: a small frozen dataclass
    # of plain values that can be pickled. Reports with a detail are never left out.
    detail: object | None = None
    left_s: float | None = None  # seconds left at the recent pace; None while unknown
    found: bool = False  # whether what is done was found finished: it says nothing of the pace
    # What was found finished, as far as it is known how long it took: units and seconds of each
    # part, oldest first. The pace goes on from there, as if nobody had paused.
    past: tuple[tuple[int, float], ...] = ()

    def past_in(self, units: int) -> tuple[tuple[int, float], ...]:
        """Return the past in units of the whole job, of which this progress covers `units`."""
        share = units / self.total if self.total > 0 else 0.0
        return tuple((round(part * share), seconds) for part, seconds in self.past)

    @property
    def remaining_s(self) -> float | None:
        """Estimated seconds left; None while there is nothing to estimate from."""
        if self.left_s is not None or self.done <= 0 or self.total <= 0:
            return self.left_s
        return self.elapsed_s * (self.total - self.done) / self.done


@dataclass(frozen=True)
class DeviceChosen:
    """Detail of a job's first progress report: the device that it computes on."""

    name: str  # as its maker calls it


@dataclass(frozen=True)
class Silence:
    """Detail of a parent's progress report about a child process that does not answer."""

    is_silent: bool  # False once it answers again


class Pace:
    """The recent pace of the work; what was already finished at the start does not count.

    Recent is the last minute, and in long work the last half of the time that it has run: parts
    differ in pace, and a minute of one says little of the others.
    """

    _SETTLED_S = 1.0  # work that was finished before is skipped within this time
    _WINDOW_S = 60.0
    _WINDOW_SHARE = 0.5
    _MOST_SEEN = 400
    _PIECES = 100  # of the past

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()
        self._knows_past = False
        self._total = 0
        self._began_s = 0.0

    def left_s(
        self,
        done: int,
        total: int,
        now_s: float,
        *,
        found: bool = False,
        past: Sequence[tuple[int, float]] = (),
    ) -> float | None:
        """Record how far the work is; return the seconds left, or None while unknown.

        With `found`, what is done by now was found finished: the pace begins anew here, or
        goes on from `past` where that is known.
        """
        if total != self._total or (self._seen and done < self._seen[-1][1]):
            self._seen.clear()
            self._knows_past = False
            self._total, self._began_s = total, now_s
        if found and past:
            self._remember(done, now_s, past)
        elif found and self._knows_past and self._seen:  # a jump that took no time
            jump = max(0, done - self._seen[-1][1])
            self._seen = deque((then_s, then + jump) for then_s, then in self._seen)
        elif found:
            self._seen.clear()
        if now_s - self._began_s < self._SETTLED_S:
            self._seen.clear()
        window_s = max(self._WINDOW_S, self._WINDOW_SHARE * (now_s - self._began_s))
        if not self._seen or done > self._seen[-1][1]:
            if len(self._seen) > 3 and now_s - self._seen[-2][0] < window_s / self._MOST_SEEN:
                self._seen.pop()
            self._seen.append((now_s, done))
        while len(self._seen) > 3 and now_s - self._seen[1][0] > window_s:
            self._seen.popleft()
        (then_s, then), (last_s, last) = self._seen[0], self._seen[-1]
        if total <= 0 or last == then:
            return None
        return max(0.0, (total - last) * (last_s - then_s) / (last - then) - (now_s - last_s))

    def _remember(self, done: int, now_s: float, past: Sequence[tuple[int, float]]) -> None:
        """Record what was done before a pause as if it had just happened."""
        self._seen.clear()
        then_s, then = now_s, done
        self._seen.appendleft((then_s, then))
        whole_s = sum(seconds for _, seconds in past)
        for units, seconds in reversed(past):
            # In pieces, for a part may reach out of what counts as recent.
            pieces = max(1, round(self._PIECES * seconds / whole_s)) if whole_s else 1
            for piece in range(1, pieces + 1):
                share = piece / pieces
                self._seen.appendleft((then_s - share * seconds, then - round(share * units)))
            then_s, then = then_s - seconds, then - units
        self._knows_past, self._began_s = True, then_s


@dataclass(frozen=True)
class Task:
    """A part of a job that any worker of a cluster can do."""

    # A function of a module, sent by its name; its last argument is the worker's `JobControl`.
    work: Callable[..., Any]
    arguments: tuple[Any, ...]  # plain values that can be pickled, paths absolute
    name: str  # for messages
    after: tuple[int, ...] = ()  # numbers of the tasks that must have ended, well or not


@dataclass(frozen=True)
class TaskAnswer:
    """The outcome of a task."""

    number: int
    value: Any = None
    fault: StephError | None = None
    details: tuple[object, ...] = ()  # that the task reported, oldest first


class Workers(Protocol):
    """Workers elsewhere, such as a cluster, that see the same folders."""

    def answers(self, tasks: Sequence[Task], waiting: Callable[[], object]) -> Iterator[TaskAnswer]:
        """Send tasks out, and yield each answer as it arrives.

        `waiting` is called several times a second; what it raises stops all tasks.
        """


class JobControl:
    """The handle by which long-running work reports progress and asks whether to stop.

    Parameters
    ----------
    unfinished : pathlib.Path, optional
        Folder for unfinished work, so that a stopped job resumes there. Whoever names it removes
        it once the result is kept.
    workers : Workers, optional
        Who may do parts of the job, where it has parts that can be sent out.
    """

    def __init__(
        self,
        report: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], int] | None = None,
        unfinished: Path | None = None,
        workers: Workers | None = None,
    ) -> None:
        self.unfinished, self.workers = unfinished, workers
        self._report = report
        self._cancelled = cancelled
        self._start = time.monotonic()
        self._pace = Pace()

    def part(self, report: Callable[[Progress], None]) -> JobControl:
        """Return a control for part of the job, which reports to `report` and stops with it."""
        return JobControl(report, None, self.unfinished, self.workers)

    def span(
        self,
        start: int,
        stop: int,
        total: int,
        step: Phase | JobStep | None = None,
        tell: Callable[[object], object] | None = None,
    ) -> JobControl:
        """Return a control for part of the job; its progress becomes units `start` to `stop`.

        Parameters
        ----------
        start, stop, total : int
            Units of the whole job.
        step : Phase or JobStep, optional
            What the whole job is doing meanwhile; the part's own steps are passed on if None.
        tell : callable, optional
            Makes the detail to be passed on from that of the part.
        """

        def relay(progress: Progress) -> None:
            share = min(1.0, progress.done / progress.total) if progress.total else 0.0
            detail = progress.detail
            if detail is not None and tell is not None:
                detail = tell(detail)
            done = start + round(share * (stop - start))
            what = progress.step if step is None else step
            past = progress.past_in(stop - start)
            self.checkpoint(done, total, what, detail, found=progress.found, past=past)

        return self.part(relay)

    def keeping(self, folder: Path | None) -> JobControl:
        """Return this control with a folder for unfinished work."""
        made = JobControl(self._report, self._cancelled, folder, self.workers)
        made._start = self._start
        return made

    def sharing(self, workers: Workers) -> JobControl:
        """Return this control with workers that may do parts of the job."""
        made = self.keeping(self.unfinished)
        made.workers = workers
        return made

    def each(self, items: Collection[T], step: Phase | JobStep = Phase.WORKING) -> Iterator[T]:
        """Yield items one after the other; before each of them, report how many are done."""
        for done, item in enumerate(items):
            self.checkpoint(done, len(items), step)
            yield item

    def checkpoint(
        self,
        done: int,
        total: int,
        step: Phase | JobStep = Phase.WORKING,
        detail: object | None = None,
        *,
        found: bool = False,
        past: tuple[tuple[int, float], ...] = (),
    ) -> None:
        """Report progress, and stop here if asked to.

        Raises
        ------
        JobCancelled
            If the user has asked for a stop.
        """
        if self._cancelled is not None and self._cancelled():
            raise JobCancelled
        if self._report is not None:
            now_s = time.monotonic()
            left_s = self._pace.left_s(done, total, now_s, found=found, past=past)
            what = step if isinstance(step, JobStep) else JobStep(step)
            elapsed_s = now_s - self._start
            self._report(Progress(done, total, what, elapsed_s, detail, left_s, found, past))


UNWATCHED = JobControl()
"""The handle of work that nobody follows or stops; it remembers nothing, so all may share it."""


def format_duration(seconds: float) -> str:
    """Say a duration as a person would: ``"3 s"``, ``"4 min"``, ``"2 h 10 min"``."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
