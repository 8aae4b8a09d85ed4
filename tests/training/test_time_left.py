"""Time left is believable: within a factor of 1.5 after the first tenth, also after a pause."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from small_cohort import lay_cohort

from steph_desktop.core import job_control
from steph_desktop.core.job_control import JobCancelled, JobControl, Pace, Progress
from steph_desktop.model.abmil import Abmil
from steph_desktop.training import trainer
from steph_desktop.training.cross_validation import BenchmarkRequest, run_benchmark
from steph_desktop.training.train_settings import TrainSettings

SETTINGS = TrainSettings(epochs=3, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2)


class Clock:
    """A clock that only the work moves."""

    now_s = 0.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock()
    monkeypatch.setattr(job_control, "time", made)
    inner = trainer._Loop.run_epoch

    def run_epoch(self: trainer._Loop, epoch: int) -> trainer.EpochRecord:
        # A merged model takes a little longer than a plain one, by the product's own benchmarks.
        made.now_s += len(self.bags) * (1.0 if isinstance(self.model, Abmil) else 1.3)
        return inner(self, epoch)

    monkeypatch.setattr(trainer._Loop, "run_epoch", run_epoch)
    yield made


def misses(seen: list[tuple[float, Progress]], end_s: float) -> list[float]:
    """Estimate over truth of every report, from the first tenth to the last of this start."""
    began_s = seen[0][0]
    found = []
    for now_s, progress in seen:
        left_s = end_s - now_s
        if now_s - began_s > 0.1 * (end_s - began_s) and left_s > 0.1 * (end_s - began_s):
            assert progress.left_s is not None
            found.append(progress.left_s / left_s)
    assert len(found) > 10
    return found


def test_of_a_comparison_and_after_a_pause(clock: Clock, tmp_path: Path) -> None:
    request = BenchmarkRequest(
        lay_cohort(tmp_path / "cohort"), tmp_path / "out",
        ("vanilla", "steph", "adamerging", "model_avg"), targets=("AAA",),
        folds=(0, 1), settings=SETTINGS,
    )  # fmt: skip
    seen: list[tuple[float, Progress]] = []

    def note(progress: Progress) -> None:
        if progress.total > 1000:  # of the fits, not of the features read before
            seen.append((clock.now_s, progress))

    run_benchmark(request, JobControl(note))
    whole, end_s = list(seen), clock.now_s
    assert all(1 / 1.5 < miss < 1.5 for miss in misses(whole, end_s))
    # Paused at about 40 %, and again the next day.
    seen.clear()
    asked = replace(request, out=tmp_path / "paused")
    late = JobControl(note, lambda: bool(seen) and seen[-1][1].done > 0.4 * seen[-1][1].total)
    with pytest.raises(JobCancelled):
        run_benchmark(asked, late)
    share = seen[-1][1].done / seen[-1][1].total
    clock.now_s += 86_400
    seen.clear()
    run_benchmark(asked, JobControl(note))
    first = seen[0][1]
    assert first.total == whole[0][1].total
    assert share - 0.2 < first.done / first.total <= share + 0.01  # the fit under way is found next
    # After a pause there are few moments to go by: a factor of 2 is what holds.
    assert all(1 / 2 < miss < 2 for miss in misses(seen, clock.now_s))


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
