"""Time left is believable: within a factor of 1.5 after the first tenth, also after a pause."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from fake_encoder import FakeEncoder
from slides import tissue_disc
from small_cohort import lay_cohort

from steph_desktop.core import job_control
from steph_desktop.core.job_control import JobCancelled, JobControl, Pace, Phase, Progress
from steph_desktop.features import encoders
from steph_desktop.model.abmil import Abmil
from steph_desktop.research.synthetic import write_slide
from steph_desktop.training import protocol, trainer
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark
from steph_desktop.training.methods.auto import _AutoFit
from steph_desktop.training.protocol import FoldRun
from steph_desktop.training.requests import (
    CohortFeaturesRequest,
    CompareRequest,
    Hyperparameters,
    RetrainRequest,
)
from steph_desktop.training.single_fit import FitRequest, fit_one
from steph_desktop.training.study.cohort_features import extract_cohort
from steph_desktop.training.study.model_comparison import compare_methods
from steph_desktop.training.study.retraining import retrain_cohort
from steph_desktop.training.train_settings import TrainSettings

pytestmark = pytest.mark.usefixtures("few_figures")

SETTINGS = TrainSettings(epochs=3, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2)
HYPER = Hyperparameters(epochs=3, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2)


class Clock:
    """A clock that only the work moves."""

    now_s = 0.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock()
    for module in (job_control, trainer, protocol):
        monkeypatch.setattr(module, "time", made)
    inner = trainer._Loop.run_epoch

    def run_epoch(self: trainer._Loop, *arguments: object) -> trainer.EpochRecord:
        # A merged model takes a little longer than a plain one, by the product's own benchmarks.
        made.now_s += self.n_bags * (1.0 if isinstance(self.model, Abmil) else 1.3)
        return inner(self, *arguments)

    monkeypatch.setattr(trainer._Loop, "run_epoch", run_epoch)
    represent = _AutoFit._represent

    def represented(self: _AutoFit, gained: object, rows: np.ndarray) -> object:
        made.now_s += 0.3 * len(rows)  # forward alone; an epoch goes backward too
        return represent(self, gained, rows)

    monkeypatch.setattr(_AutoFit, "_represent", represented)
    yield made


class TimedEncoder(FakeEncoder):
    """Takes half a second of the clock for each patch."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def encode(self, patches: np.ndarray) -> np.ndarray:
        self.clock.now_s += 0.5 * len(patches)
        return super().encode(patches)


Job = Callable[[JobControl], object]


def benchmark(folder: Path, out: Path, methods: tuple[str, ...], gamma: float | None) -> Job:
    lay = folder / "cohort"
    request = BenchmarkRequest(
        lay if lay.exists() else lay_cohort(lay), out, methods, targets=("AAA",), folds=(0, 1),
        settings=SETTINGS, gamma=gamma,
    )  # fmt: skip
    return lambda control: run_benchmark(request, control)


def comparison(folder: Path, out: Path) -> Job:
    """Compare methods, and a pack beside them."""
    lay, pack = folder / "cohort", folder / "m.steph"
    if not lay.exists():
        lay_cohort(lay)
        fit_one(FitRequest(lay, FoldRun("BBB", "vanilla", 0, 42), pack, SETTINGS))
    request = CompareRequest(
        lay, out, ("vanilla", "steph", "ties_am"), ("AAA",), (0, 1), hyper=HYPER, device="cpu",
        packs=(pack,),
    )  # fmt: skip
    return lambda control: compare_methods(request, control)


def retraining(folder: Path, out: Path) -> Job:
    """A study: sources fitted first, folds, the fit on all patients."""
    mine, others = folder / "mine", folder / "others"
    if not mine.exists():
        lay_cohort(mine, ("AAA",))
        lay_cohort(others, ("BBB", "CCC"))
    request = RetrainRequest(
        mine, out, "AAA", "steph", source_cohort=others, folds=3, hyper=HYPER, device="cpu"
    )
    return lambda control: retrain_cohort(request, control)


def features(folder: Path, out: Path) -> Job:
    """Slides of unlike size, one after the other."""
    slides = []
    for number, size in enumerate((1800, 2600, 1500, 3000, 2200, 1600)):
        slides.append(folder / f"s{number}.svs")
        if not slides[-1].exists():
            tissue = tissue_disc(size, size, (size / 2, size / 2), 0.45 * size)
            write_slide(slides[-1], tissue)
    request = CohortFeaturesRequest(tuple(slides), out, "effnet-lite0", device="cpu")
    return lambda control: extract_cohort(request, control)


JOBS: dict[str, Callable[[Path, Path], Job]] = {
    "benchmark": lambda folder, out: benchmark(
        folder, out, ("vanilla", "steph", "adamerging", "model_avg"), None
    ),
    "steph_auto": lambda folder, out: benchmark(
        folder, out, ("vanilla", "steph", "steph_auto"), 0.005
    ),
    "compare": comparison,
    "retrain": retraining,
    "features": features,
}


HEAVY = {"compare", "retrain"}  # of the same parts, and ten seconds each


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.heavy) if n in HEAVY else n for n in JOBS]
)
def test_of_every_kind_of_long_job_also_after_a_pause(
    name: str, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = TimedEncoder(clock)
    monkeypatch.setattr(encoders, "load_encoder", lambda *_names: encoder)
    job = JOBS[name](tmp_path, tmp_path / "whole")
    seen: list[tuple[float, Progress]] = []

    def note(progress: Progress) -> None:
        if progress.step.phase is not Phase.READING_FEATURES:  # of the job, not of what is read
            seen.append((clock.now_s, progress))

    clock.now_s = 0.0
    job(JobControl(note))
    whole, end_s = list(seen), clock.now_s
    assert end_s > 100
    check(whole, 0.0, end_s)
    # Paused at about 40 %, and gone on with the next day.
    seen.clear()
    began_s = clock.now_s
    again = JOBS[name](tmp_path, tmp_path / "paused")
    late = JobControl(note, lambda: clock.now_s > began_s + 0.4 * end_s)
    with pytest.raises(JobCancelled):
        again(late)
    share = max(p.done / p.total for _, p in seen if p.total)
    clock.now_s += 86_400
    seen.clear()
    resumed_s = clock.now_s
    again(JobControl(note))
    # What was done already counts as before the pause; work that was cut off is done again.
    shares = [p.done / p.total for s, p in seen if p.total and s > resumed_s]
    assert share - 0.25 < shares[0] < share + 0.15
    check(seen, resumed_s, clock.now_s)


def check(seen: list[tuple[float, Progress]], began_s: float, end_s: float) -> None:
    """From the first tenth to the last of a start, the time left is right within 1.5."""
    told = 0
    for now_s, progress in seen:
        passed, left_s = now_s - began_s, end_s - now_s
        if passed > 0.1 * (end_s - began_s) and left_s > 0.1 * (end_s - began_s):
            assert progress.left_s is not None
            assert 1 / 1.5 < progress.left_s / left_s < 1.5, (progress, left_s)
            told += 1
    assert told >= 5


def test_what_was_found_finished_is_no_pace() -> None:
    pace = Pace()
    for second in range(5):  # features are read for five seconds, one per cent of the whole
        pace.left_s(20 * second, 10_000, float(second))
    assert pace.left_s(4000, 10_000, 5.0, found=True) is None  # the rest was there already
    for second in range(1, 100):
        left_s = pace.left_s(4000 + 10 * second, 10_000, 5.0 + second)
    assert left_s == pytest.approx((6000 - 990) / 10, rel=0.02)
    told = []
    control = JobControl(told.append).span(0, 500, 1000).span(0, 10, 10)
    control.checkpoint(1, 10, found=True)
    assert told[0].found and (told[0].done, told[0].total) == (50, 1000)


def test_the_pace_goes_on_from_what_was_found_with_its_seconds() -> None:
    pace = Pace()
    past = ((1000, 100.0), (1000, 300.0))  # quick, then slow
    # The last half counts as recent, which is the slow part alone: 1,000 units in 300 seconds.
    assert pace.left_s(2000, 10_000, 5.0, found=True, past=past) == pytest.approx(2400, rel=0.02)
    # Of the fit under way more is found: a jump that took no time and is no pace.
    assert pace.left_s(2500, 10_000, 5.5, found=True) == pytest.approx(2250, rel=0.02)
    assert pace.left_s(2510, 10_000, 8.5) == pytest.approx(2247, rel=0.02)
    told = []
    control = JobControl(told.append).span(0, 500, 1000)
    control.checkpoint(50, 100, found=True, past=((20, 7.0), (30, 8.0)))
    assert told[0].past == ((100, 7.0), (150, 8.0))


def test_parts_that_take_turns_are_averaged_in_long_work() -> None:
    """Methods of unlike pace follow one another: a minute of one says little of the others."""
    pace, now_s, done, seen = Pace(), 0.0, 0, []
    while done < 10_000:
        quick = (done // 500) % 2 == 0  # ten minutes quick, twenty slow, and so on
        now_s += 1.2 if quick else 2.4
        done += 1
        seen.append((now_s, done, pace.left_s(done, 10_000, now_s)))
    for at_s, _, left_s in seen:
        if 0.1 * now_s < at_s < 0.9 * now_s:
            assert left_s is not None and 1 / 1.5 < left_s / (now_s - at_s) < 1.5


def test_every_seen_moment_of_a_fast_job_is_not_kept() -> None:
    pace = Pace()
    for step in range(50_000):
        pace.left_s(step, 100_000, 1.0 + step / 500)
    assert len(pace._seen) < 2000
