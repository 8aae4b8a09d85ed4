"""Requests for the real child process of the engine, which learns to answer them as they arrive."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.engine import job_requests


class Taught:
    """A request that brings its answer: unpickling it registers it with the engine.

    Nothing of the child is replaced but the table of use cases, which gains an entry.
    """

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        teach(type(self))

    def answer(self, control: JobControl) -> Any:
        raise AssertionError("each request has its own")


def teach(request: type[Taught]) -> None:
    """Let this process answer requests of a class; the parent needs it to queue them."""
    answer = (request, lambda asked, control: asked.answer(control))
    job_requests._USE_CASES[request.__name__] = answer


@dataclass(frozen=True)
class Dies(Taught):
    """Tells of progress once, then takes its process down."""

    number: int
    after_s: float = 0.0

    def answer(self, control: JobControl) -> Any:
        control.checkpoint(1, 2, Phase.WORKING)
        time.sleep(self.after_s)
        os.kill(os.getpid(), self.number)
        time.sleep(10)


@dataclass(frozen=True)
class Surroundings(Taught):
    """Tells what the child has from the process that started it."""

    variable: str

    def answer(self, control: JobControl) -> tuple[int, str]:
        return os.getppid(), os.environ.get(self.variable, "")


@dataclass(frozen=True)
class StandsStill(Taught):
    """Reports that all is done, and then stops as if it waited for a device."""

    word: str = "went on"

    def answer(self, control: JobControl) -> Any:
        control.checkpoint(3, 3, Phase.WORKING)
        os.kill(os.getpid(), signal.SIGSTOP)
        return self.word


@dataclass(frozen=True)
class LosesCard(Taught):
    """Meets the error that torch raises when a graphics card falls off the bus."""

    words: str = "CUDA error: unspecified launch failure"

    def answer(self, control: JobControl) -> Any:
        import torch

        control.checkpoint(1, 2, Phase.WORKING)
        raise torch.AcceleratorError(self.words)


@dataclass(frozen=True)
class FillsCard(Taught):
    """Meets the error that torch raises when the card's memory is full."""

    words: str = "CUDA out of memory. Tried to allocate 2.00 GiB."

    def answer(self, control: JobControl) -> Any:
        import torch

        raise torch.OutOfMemoryError(self.words)


@dataclass(frozen=True)
class Counts(Taught):
    """Counts in steps, on disk, and goes on where it was; tells who counted."""

    path: Path
    steps: int
    step_s: float = 0.01

    def answer(self, control: JobControl) -> int:
        done = self.path.stat().st_size if self.path.exists() else 0
        for number in range(done, self.steps):
            control.checkpoint(number, self.steps, Phase.WORKING)
            time.sleep(self.step_s)
            with self.path.open("ab") as file:
                file.write(b".")
        return os.getpid()


@dataclass(frozen=True)
class Extracts(Taught):
    """Extracts a slide with the encoder of the tests."""

    slide: Path
    out: Path
    log: Path
    batch_size: int = 4
    step_s: float = 0.02

    def answer(self, control: JobControl) -> Path:
        from fake_encoder import FakeEncoder

        from steph_desktop.features.extraction import extract_features

        encoder = FakeEncoder(sleep_s=self.step_s, log=self.log)
        return extract_features(
            self.slide, self.out, encoder, batch_size=self.batch_size, control=control
        )


@dataclass(frozen=True)
class Fits(Taught):
    """Fits one model of a cohort on disk; may stand still once so many of its fits have begun."""

    cohort: Path
    out: Path
    hold: Path | None = None
    epochs: int = 10

    def answer(self, control: JobControl) -> str:
        from steph_desktop.training.protocol import FoldRun
        from steph_desktop.training.single_fit import FitRequest, fit_one
        from steph_desktop.training.trainer import TrainSettings

        settings = TrainSettings(
            epochs=self.epochs, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2, bags_per_step=4
        )
        slow = JobControl(lambda p: self.pass_on(control, p))
        request = FitRequest(self.cohort, FoldRun("AAA", "steph", 0, 42), self.out, settings, 0.005)
        return fit_one(request, slow).card.weights_sha256

    @property
    def begun(self) -> int:
        """How many of its fits are on disk."""
        return len(list(self.out.with_name(f".{self.out.name}.unfinished").glob("*.safetensors")))

    def pass_on(self, control: JobControl, progress: Any) -> None:
        while self.hold and self.hold.exists() and self.begun >= int(self.hold.read_text()):
            time.sleep(0.01)
        control.checkpoint(progress.done, progress.total, progress.step, progress.detail)


REQUESTS = (Dies, LosesCard, FillsCard, Counts, Extracts, Fits)
