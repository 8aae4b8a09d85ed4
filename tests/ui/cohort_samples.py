"""A workspace of analysed cases with outcomes, a small study and a cohort folder, for the pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from workspace_samples import RUN, slide_file

from steph_desktop.cohort.cohort_tables import write_table
from steph_desktop.training.predictions import FoldPredictions, predictions_path, write_predictions
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import FollowUp, Outcome, OutcomeLine, ResultInput
from steph_desktop.workspace.store import Workspace

CUTOFFS = (-12.0, -8.0)


def draw(n: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Risk scores, times and events in which a higher score means an earlier event."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(-10, 4, n)
    times = rng.exponential(2200 * np.exp(-(scores + 10) / 4))
    ends = rng.uniform(500, 3600, n)
    return scores, np.minimum(times, ends).round(1), times <= ends


def fill_workspace(folder: Path, n: int = 40, seed: int = 3, without: int = 3) -> list[str]:
    """Record results of `n` cases and the outcomes of all but the last; return pseudonyms."""
    scores, times, events = draw(n, seed)
    names = Pseudonyms(b"k" * 32)
    cases: list[str] = []
    with Workspace.open(folder) as workspace:
        for number in range(n):
            slide = slide_file(folder.parent / "slides", f"s{number}.svs", number)
            name = names.name(slide)
            group = ("low", "intermediate", "high")[int(np.searchsorted(CUTOFFS, scores[number]))]
            outcome = Outcome(risk_score=float(scores[number]), n_patches=100, risk_group=group)
            run = replace(RUN, model_id="steph-brca")
            workspace.record_result(name, run, outcome, [ResultInput(slide, f"{number:064x}")])
            cases.append(name)
        workspace.attach_outcomes(
            OutcomeLine(FollowUp(float(times[k]), bool(events[k])), case=cases[k])
            for k in range(n - without)
        )
    return cases


def write_study(folder: Path, methods: tuple[str, ...] = ("vanilla", "steph")) -> Path:
    """Write out-of-fold predictions of two methods over three folds."""
    for place, method in enumerate(methods):
        for fold in range(3):
            scores, times, events = draw(30, 10 + fold)
            noise = np.random.default_rng(place * 10 + fold).normal(0, 3, 30)
            cell = FoldPredictions(
                method,
                "BRCA",
                fold,
                42,
                tuple(f"P{fold}-{k}" for k in range(30)),
                times,
                events,
                scores + noise,
            )
            write_predictions(predictions_path(folder, cell), cell)
    return folder


def write_cohort(folder: Path, slides: list[str], cancer: str = "BRCA") -> Path:
    """Write a label table with a stage, an age and a name column; slides by name without ending."""
    scores, times, events = draw(len(slides), 5)
    (folder / cancer).mkdir(parents=True)
    stages = np.where(scores < -12, "I", np.where(scores < -9, "II", "III"))
    rows = [
        [f"P{k}", slide, times[k], int(events[k]), stages[k] if k % 9 else "", 40 + k, f"site-{k}"]
        for k, slide in enumerate(slides)
    ]
    header = ["patient_id", "pathology_id", "t", "e", "Stage", "Age", "Note"]
    write_table(folder / cancer / "labels.csv", header, rows)
    return folder
