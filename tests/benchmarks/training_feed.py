"""How well training on real bags is fed, on a simulated card; not part of the test suite.

    python tests/benchmarks/training_feed.py [--bags 32] [--patches 10000] [--tflops 40]
        [--rounds 5] [--looks] [--quick]

Feature files of HDF5 are trained on through the store, the feed and the loop of the product. Only
the model is a stand-in, which takes a card's time for each batch (its arithmetic over its rate) and
none of the processor's, and the way to the card, which copies into memory of its own. What a card
copies within its memory, to lay bags side by side, is left out: it takes none of the processor's
time and, at 3 TB/s, less than a millisecond a step.

The card is a queue: work that is launched runs one after the other, the launch returns at once, and
whoever reads a number sleeps until all that was launched before it is done. Work counts as launched
when the forward pass is called: the real one follows over the milliseconds of the calls.

Figures are ratios of wall time to that arithmetic, with the processor's time of a step beside them.
What the real models cost the processor to launch is measured on narrow models and bags of one
patch; in the rows "with its calls" the stand-in keeps the processor busy for as long.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import torch

from steph_desktop.cohort.bag_cache import BagCache
from steph_desktop.cohort.cohort_folder import FOLDS, CancerCohort
from steph_desktop.cohort.cohort_tables import Patient, Split
from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.model.abmil import TrainingOutput, new_abmil
from steph_desktop.model.mil_encoder import BagBatch
from steph_desktop.research.published import PUBLISHED_MEANS
from steph_desktop.training import batch_feed
from steph_desktop.training.bag_store import BagStore, Outcomes
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import PATIENT_UNITS, fit_units, fold_run_units
from steph_desktop.training.methods.registry import METHODS, FitTask, fit
from steph_desktop.training.source_models import SOURCE_FOLD
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.trainer import fit_abmil, fit_model
from steph_desktop.training.training_events import EpochRecord

WIDTH = 1536
_SHORT = 1000  # patches of bags that lie on the card: once there their length costs nothing here
# Patients of the 13 cohorts with disease-specific survival, to within some per cent.
TCGA = {
    "BLCA": 376, "BRCA": 1025, "CESC": 270, "COADREAD": 580, "GBMLGG": 831, "HNSC": 430,
    "KIPAN": 680, "LIHC": 352, "LUNG": 905, "SARC": 246, "SKCM": 399, "STES": 510, "UCEC": 491,
}  # fmt: skip


def step_flops(instances: int, *, merged: bool) -> float:
    """Floating-point operations of a training step: forward, gradient of weights, of H."""
    embed, attention, hyper = WIDTH * 512, 2 * 512 * 384, WIDTH * 512 * merged
    return 2.0 * instances * (2 * (embed + attention + hyper) + attention)


class Queue:
    """The work of a card, one piece after the other."""

    def __init__(self) -> None:
        self.free_at = 0.0

    def launch(self, seconds: float) -> None:
        """Put work behind what is there, and return at once."""
        self.free_at = max(self.free_at, time.monotonic()) + seconds


class Card(batch_feed.FeedLane):
    """A device with memory of its own, of which so much is free for bags."""

    shares_memory = False

    def __init__(
        self, queue: Queue, room_bytes: int, together_bytes: int, steps_behind: int = 1
    ) -> None:
        self.queue, self.steps_behind = queue, steps_behind
        self.room_bytes, self.together_bytes = room_bytes, together_bytes

    @contextmanager
    def sending(self) -> Iterator[None]:
        yield

    def noted(self, values: torch.Tensor) -> batch_feed.PendingNumbers:
        """Note when all that was launched so far will be done."""
        return batch_feed.PendingNumbers(values, self.queue.free_at)

    def read(self, noted: batch_feed.PendingNumbers) -> torch.Tensor:
        """Sleep until then."""
        time.sleep(max(0.0, noted.token - time.monotonic()))
        return noted.values


def side_by_side(bags: list[torch.Tensor], *, batch_first: bool) -> torch.Tensor:
    """Stand in for the card's own copies: only the shape of a batch is looked at."""
    return bags[0].expand(len(bags), -1, -1) if batch_first else bags[0][:, None]


class StandIn(torch.nn.Module):
    """A card's arithmetic, put into its queue; its calls may keep the processor busy."""

    place_columns = 0

    def __init__(
        self, queue: Queue, step_s: float, batches: int, settings: TrainSettings, calls_s: float = 0
    ) -> None:
        super().__init__()
        self.queue, self.batch_s, self.calls_s = queue, step_s / batches, calls_s / batches
        self.shape = new_abmil(settings.shape(WIDTH), 1).shape
        self.logits = torch.nn.Parameter(torch.zeros(self.shape.n_bins))

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Queue a batch."""
        self.queue.launch(self.batch_s)
        done = time.thread_time() + self.calls_s
        while time.thread_time() < done:
            pass
        logits = self.logits.expand(len(batch.features), -1)
        return TrainingOutput(logits, logits.new_zeros(len(logits)))


def lay(folder: Path, n_bags: int, n_patches: int) -> CancerCohort:
    """Write feature files as an encoder in half precision leaves them."""
    (folder / "features").mkdir(parents=True)
    rng, patients = np.random.default_rng(0), []
    for number in range(n_bags):
        features = rng.normal(size=(n_patches, WIDTH)).astype(np.float16).astype(np.float32)
        name = f"p{number}"
        write_bag(folder / "features" / f"{name}.h5", Bag(features, None, BagMeta(slide_id=name)))
        patients.append(Patient(name, (name,), 100.0 + number, number % 2 == 0))
    return CancerCohort("T", folder, tuple(patients), ())


def epochs_of(model: Any, given: Outcomes, settings: TrainSettings) -> tuple[list[float], float]:
    """Wall seconds of each epoch, and CPU seconds of one after the first."""
    stamps = [(time.monotonic(), time.process_time())]

    def note(progress: Progress) -> None:
        if isinstance(progress.detail, EpochRecord):
            stamps.append((time.monotonic(), time.process_time()))

    fit_model(model, given.bags, given.times_days, given.events, settings, JobControl(note))
    walls = [after[0] - before[0] for before, after in pairwise(stamps)]
    return walls, (stamps[-1][1] - stamps[1][1]) / max(1, len(walls) - 1)


def fed(cohort: CancerCohort, work: Path, steps_s: list[float], n_patches: int) -> Iterator[str]:
    """Train on the stand-in: without the thread, with it, and with bags that stay."""
    settings = TrainSettings(epochs=3)
    steps = settings.steps_of_epoch(len(cohort.patients))
    batches = settings.bags_per_step if 2 * n_patches > settings.batch_instances else 1
    whole, plain = 1 << 40, batch_feed._LARGE_STEP_BYTES
    as_it_was = plain, batch_feed.lane_of, batch_feed.pad_sequence
    small = 8 * n_patches * WIDTH * 4
    ways = [  # name, bytes of a step from which it is made ahead, room, together, store
        ("in line", whole, 0, 0, whole),
        ("ahead, sent every epoch", plain, 0, 0, whole),
        ("ahead, bags stay on the card", plain, whole, 0, whole),
        ("the same, a step's bags together", plain, whole, whole, whole),
        ("the same, store of 8 bags", plain, whole, whole, small),
        ("ahead, store of 8 bags, sent every epoch", plain, 0, whole, small),
    ]
    for step_s in [0.0, *steps_s]:
        batch_feed.pad_sequence = side_by_side
        for name, large, room, together, kept in ways:
            batch_feed._LARGE_STEP_BYTES = large
            queue = Queue()
            card = Card(queue, room, together)
            batch_feed.lane_of = lambda _, card=card: card
            store = BagStore(kept, BagCache(work / "cache"))
            given = Outcomes.of(store, cohort, cohort.patients)
            model = StandIn(queue, step_s, 1 if together else batches, settings)
            walls, cpu = epochs_of(model, given, settings)
            later = statistics.median(walls[1:]) / steps
            ratio = f"{later / step_s:7.2f}" if step_s else "      -"
            yield (
                f"{1e3 * step_s:9.0f}  {name:42} {walls[0] / steps:9.2f} {1e3 * later:9.0f} "
                f"{ratio} {1e3 * cpu / steps:9.0f}"
            )
            BagCache(work / "cache").clear()
    batch_feed._LARGE_STEP_BYTES, batch_feed.lane_of, batch_feed.pad_sequence = as_it_was


def looks(
    cohort: CancerCohort, work: Path, cards: dict[str, tuple[float, float]], rounds: int
) -> Iterator[str]:
    """Look at the losses at once, and one step later, by turns; bags stay on the card.

    `cards` holds the seconds of the card and of the calls of a step.
    """
    settings = TrainSettings(epochs=6)
    steps = settings.steps_of_epoch(len(cohort.patients))
    as_it_was = batch_feed.lane_of, batch_feed.pad_sequence
    batch_feed.pad_sequence = side_by_side
    whole = 1 << 40
    for name, (step_s, calls_s) in cards.items():
        for words, calls in (("without its calls", 0.0), ("with its calls", calls_s)):
            walls: dict[int, list[float]] = {0: [], 1: []}
            spent: dict[int, list[float]] = {0: [], 1: []}
            for _, behind in product(range(rounds), walls):
                queue = Queue()
                card = Card(queue, whole, whole, behind)
                batch_feed.lane_of = lambda _, card=card: card
                store = BagStore(whole, BagCache(work / "cache"))
                given = Outcomes.of(store, cohort, cohort.patients)
                model = StandIn(queue, step_s, 1, settings, calls)
                epochs, cpu = epochs_of(model, given, settings)
                walls[behind] += [wall / steps for wall in epochs[1:]]
                spent[behind].append(cpu / steps)
                BagCache(work / "cache").clear()
            for behind, when in enumerate(("at once", "one step later")):
                best, middle = min(walls[behind]), statistics.median(walls[behind])
                yield (
                    f"{1e3 * step_s:9.0f}  {name + ' ' + words:26} {when:15} {1e3 * middle:9.1f} "
                    f"{best / step_s:7.2f} {middle / step_s:7.2f} "
                    f"{1e3 * statistics.median(spent[behind]):9.1f}"
                )
    batch_feed.lane_of, batch_feed.pad_sequence = as_it_was


def launches(turns: int = 30) -> Iterator[tuple[str, int, float]]:
    """Processor time of a step in which there is nothing to compute but the calls.

    Yields a method, the bags of a batch, and seconds.

    On one thread: a second one would wait for work that a card does, and count as the processor's.
    """
    torch.set_num_threads(1)
    rng, width = np.random.default_rng(0), 16
    bags = [rng.normal(size=(1, width)).astype(np.float32) for _ in range(16)]
    times, events = np.arange(16.0) * 100 + 1, np.arange(16) % 2 == 0
    settings = TrainSettings(embed_dim=8, attn_dim=8, hyper_dim=8)
    null = settings.null_model(width)
    sources = {f"S{number}": new_abmil(null.shape, number) for number in range(2, 14)}
    given = FitTask(bags, times, events, settings, null, new_abmil(null.shape, 1), sources)
    for name, together in product(("vanilla", "steph"), (1, 16)):
        seconds = []
        for epochs in (1, 1, turns + 1):  # the first of all sets torch up
            begun = time.process_time()
            asked = replace(settings, epochs=epochs, batch_instances=together)
            fit(name, replace(given, settings=asked))
            seconds.append(time.process_time() - begun)
        yield name, together, (seconds[2] - seconds[1]) / turns


def protocol(step_s: float, steps_s: list[float], here_s: float) -> list[str]:
    """Extrapolate the paper's 13 x 5 protocol from the time of one step of `vanilla`."""
    cancers = {}
    for name, count in TCGA.items():
        people = tuple(
            Patient(f"{name}{n}", (f"{name}{n}",), 1.0, n % 4 == 0) for n in range(count)
        )
        names = [person.patient_id for person in people]
        splits = tuple(
            Split(fold, tuple(n for i, n in enumerate(names) if i % FOLDS != fold),
                  tuple(names[fold::FOLDS])) for fold in range(FOLDS)
        )  # fmt: skip
        cancers[name] = CancerCohort(name, Path(name), people, splits)
    rows = []
    for gamma in (0.005, None):
        methods = tuple(name for name in PUBLISHED_MEANS if name in METHODS)
        request = BenchmarkRequest(Path(), Path(), methods, gamma=gamma)
        runs = request.fold_runs(tuple(TCGA))
        units = sum(fold_run_units(request, cancers, run) for run in runs)
        needs = {(run.target, run.fold, 42) for run in runs} | {(c, SOURCE_FOLD, 42) for c in TCGA}
        units += sum(fit_units(cancers, need) for need in needs)
        steps = units / PATIENT_UNITS / request.settings.bags_per_step * request.settings.epochs
        how = "gamma .005" if gamma else "gamma by inner cross-validation"
        days = ", ".join(f"{steps * s / 86400:.1f} days at {1e3 * s:.0f} ms" for s in steps_s)
        rows.append(
            f"13 x {FOLDS} x {len(methods)} methods, {how}: {steps:,.0f} steps of vanilla's "
            f"length: {days}; here, at {here_s:.1f} s, {steps * here_s / 86400:,.0f} days"
        )
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--bags", type=int, default=32)
    parser.add_argument("--patches", type=int, default=10_000)
    parser.add_argument("--tflops", type=float, default=40.0, help="that the card reaches")
    parser.add_argument("--rounds", type=int, default=5, help="of the looks at losses")
    parser.add_argument("--looks", action="store_true", help="the looks at losses alone")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: every row, no meaning")
    asked = parser.parse_args()
    n_bags, n_patches = (16, 300) if asked.quick else (asked.bags, asked.patches)
    flops = [step_flops(16 * n_patches, merged=merged) for merged in (False, True)]
    steps_s = [count / asked.tflops / 1e12 for count in flops]
    say = sys.stdout.write
    say(
        f"{n_bags} bags of {n_patches:,} x {WIDTH}, 16 a step; {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}, torch {torch.__version__}, {torch.get_num_threads()} threads\n"
        f"arithmetic of a step: vanilla {flops[0] / 1e12:.2f}, STEPH {flops[1] / 1e12:.2f} TFLOP; "
        f"a card that reaches {asked.tflops:g} TFLOP/s takes {1e3 * steps_s[0]:.0f} and "
        f"{1e3 * steps_s[1]:.0f} ms\n\n"
    )
    if not asked.looks:
        say(
            f"{'card, ms':>9}  {'':42} {'1st, s':>9} {'later, ms':>9} {'ratio':>7} {'CPU, ms':>9}\n"
        )
        with tempfile.TemporaryDirectory() as name:
            cohort = lay(Path(name) / "T", n_bags, n_patches)
            for row in fed(cohort, Path(name), steps_s, n_patches):
                say(row + "\n")
                sys.stdout.flush()
            store = BagStore()
            few = Outcomes.of(store, cohort, cohort.patients[:16])
            begun = time.monotonic()
            fit_abmil(few.bags, few.times_days, few.events, TrainSettings(epochs=1))
            here_s = time.monotonic() - begun
        say(f"\none step of vanilla on this processor, its bags read: {here_s:.1f} s\n")
        for row in protocol(steps_s[0], steps_s, here_s):
            say(row + "\n")
        say("\n")
    calls_s = {}
    for method, together, seconds in launches():
        batches = "a batch for each bag" if together == 1 else "all bags in one batch"
        say(f"{method}, {batches}: {1e3 * seconds:.0f} ms of the processor a step for its calls\n")
        calls_s[method] = seconds  # the last is that of all bags together
    cards = dict(zip(calls_s, zip(steps_s, calls_s.values(), strict=True), strict=True))
    few_patches = 30 if asked.quick else _SHORT
    n_steps = 2 if asked.quick else 10
    say(
        f"\nlosses looked at: {16 * n_steps} bags of {few_patches:,}, {n_steps} steps an epoch, "
        f"{asked.rounds} rounds by turns of 5 epochs; load {os.getloadavg()[0]:.1f}\n"
        f"{'card, ms':>9}  {'':42} {'median ms':>9} {'least':>7} {'median':>7} {'CPU, ms':>9}\n"
    )
    with tempfile.TemporaryDirectory() as name:
        cohort = lay(Path(name) / "T", 16 * n_steps, few_patches)
        for row in looks(cohort, Path(name), cards, 1 if asked.quick else asked.rounds):
            say(row + "\n")
            sys.stdout.flush()
    say(f"load at the end {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
