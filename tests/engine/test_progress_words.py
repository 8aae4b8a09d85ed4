"""What is said of progress, in the window and on a terminal."""

from __future__ import annotations

import pytest

from steph_desktop.core.job_control import Fit, JobControl, JobStep, Phase, Progress
from steph_desktop.engine.progress_words import cell_words, step_words


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_words(phase: Phase) -> None:
    words = step_words(JobStep(phase, 1, 3, "BRCA"))
    assert words[0].isupper() and "{" not in words


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (JobStep(Phase.EXTRACTING, 3, 8), "Slide 3 of 8"),
        (JobStep(Phase.EPOCH, 1, 3), "Epoch 1 of 3"),
        (JobStep(Phase.EPOCH, 3, 3, loss=0.51234), "Epoch 3 of 3, loss 0.512"),
        (JobStep(Phase.FITTING_SOURCES), "Fitting the source models"),
        (JobStep(Phase.FITTING_SOURCES, 2, 9, "LUNG"), "Fitting the source LUNG"),
        (
            JobStep(Phase.FITTING, fit=Fit("BRCA", "finetuned", 0, 42)),
            "Your cohort alone, twice as long, fold 1",
        ),
        (JobStep(Phase.FITTING, fit=Fit("BRCA", "", 3, 7)), "Fitting BRCA alone, fold 4"),
    ],
)
def test_steps_are_said_as_a_person_does(step: JobStep, said: str) -> None:
    assert step_words(step) == said


def test_the_terminal_names_a_fit_as_the_results_do() -> None:
    fit = JobStep(Phase.FITTING, fit=Fit("BRCA", "finetuned", 0, 42))
    assert step_words(fit, for_tables=True) == "Fitting BRCA, finetuned, fold 0, seed 42"
    base = JobStep(Phase.FITTING, fit=Fit("BRCA", "", 3, 7))
    assert step_words(base, for_tables=True) == "Fitting BRCA, fold 3, seed 7"
    assert step_words(JobStep(Phase.EXTRACTING, 3, 8), for_tables=True) == "Slide 3 of 8"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("BRCA, finetuned, fold 0, seed 42", "Your cohort alone, twice as long, fold 1"),
        ("BRCA, fold 3, seed 7", "BRCA alone, fold 4"),
        ("Fitting the source LUNG", "Fitting the source LUNG"),
    ],
)
def test_names_in_the_file_of_a_training_are_said_the_same_way(told: str, said: str) -> None:
    assert cell_words(told) == said


def test_a_part_of_a_job_reports_its_share_of_the_whole() -> None:
    seen: list[Progress] = []
    whole = JobControl(seen.append)
    whole.span(100, 200, 400).checkpoint(1, 2, Phase.PREDICTING, "news")
    whole.span(100, 200, 400, JobStep(Phase.EXTRACTING, 2, 4), str.upper).checkpoint(  # type: ignore[arg-type]
        0, 0, Phase.READING_SLIDE, "news"
    )
    first, second = seen
    assert (first.done, first.total, first.detail) == (150, 400, "news")
    assert first.step == JobStep(Phase.PREDICTING)
    assert (second.done, second.step.number, second.detail) == (100, 2, "NEWS")


def test_numbers_alone_make_no_new_step() -> None:
    one, two = (JobStep(Phase.EPOCH, number, 9, loss=0.1 * number) for number in (1, 2))
    assert one.kind == two.kind != JobStep(Phase.EXTRACTING, 1, 9).kind
    folds = [JobStep(Phase.FITTING, fit=Fit("BRCA", "steph", fold, 1)) for fold in (0, 1)]
    assert folds[0].kind == folds[1].kind
