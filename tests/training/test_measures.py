"""Every method is measured beyond Harrell's C: by hand, per target, seed and fold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from steph_desktop import RESEARCH_USE
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.survival.calibration import calibrate
from steph_desktop.survival.censoring import CensoringByFold, censoring_curve
from steph_desktop.survival.curves import TimeBins
from steph_desktop.survival.evaluation import TrainingFollowUp
from steph_desktop.survival.metrics import auc_at, concordance_index_ipcw
from steph_desktop.training.figures import auc_figure, calibration_figure, draw_measures
from steph_desktop.training.measures import AUC_DAYS, MEASURES, measure_methods
from steph_desktop.training.predictions import FoldPredictions

BINS = TimeBins()
FOLDS = (0, 1)


def follow_up(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Exponential times with a risk per patient, uniform censoring."""
    rate = np.exp(rng.normal(size=n)) / 2000
    died, left = rng.exponential(1 / rate), rng.uniform(900, 4000, size=n)
    return rate, np.minimum(died, left), died <= left


def fold_runs(method: str, target: str, seed: int, noise: float) -> list[FoldPredictions]:
    """Two folds of 40 patients whose true curves are known, blurred by the seed's noise."""
    made = []
    for fold in FOLDS:
        rng = np.random.default_rng([fold, *target.encode()])
        rate, times, events = follow_up(40, rng)
        rate = rate * np.exp(noise * np.random.default_rng([seed, fold]).normal(size=40))
        ends = np.append(BINS.starts_days[1:], BINS.starts_days[-1] + 365)
        survival = np.exp(-rate[:, None] * ends)
        ids = tuple(f"{target}-{fold}-{row}" for row in range(40))
        made.append(
            FoldPredictions(
                method, target, fold, seed, ids, times, events, -survival.sum(axis=1), survival
            )
        )
    return made


def training_of(targets: tuple[str, ...]) -> dict[tuple[str, int], TrainingFollowUp]:
    found = {}
    for target in targets:
        for fold in FOLDS:
            rng = np.random.default_rng([9, fold, *target.encode()])
            _, times, events = follow_up(120, rng)
            found[target, fold] = TrainingFollowUp(times, events)
    return found


TARGETS = ("AAA", "BBB")
ALL = [
    fold_run
    for method, noise in (("vanilla", 1.0), ("steph", 0.1))
    for target in TARGETS
    for seed in (42, 43)
    for fold_run in fold_runs(method, target, seed, noise)
]


@pytest.fixture(scope="module")
def found() -> dict:
    return measure_methods(ALL, training_of(TARGETS))


def test_means_are_over_folds_then_seeds_then_targets(found: dict) -> None:
    training = training_of(TARGETS)
    by_target = []
    for target in TARGETS:
        uno, auc = [], []
        for fold_run in (c for c in ALL if (c.method, c.target) == ("steph", target)):
            known = training[target, fold_run.fold]
            curve = censoring_curve(known.times_days, known.events)
            kept = fold_run.events & (fold_run.times_days <= known.times_days.max())
            assert kept.sum() == fold_run.events.sum()  # so that no time has to be cut off
            common = (fold_run.times_days, fold_run.events, fold_run.risk_scores)
            uno.append(concordance_index_ipcw(*common, censoring=curve))
            auc.append(auc_at(*common, 1095.0, censoring=curve))
        one = found["steph"]["targets"][target]
        assert one["measures"]["c_index_ipcw"] == pytest.approx(np.mean(uno))
        assert one["measures"]["auc_3y"] == pytest.approx(np.mean(auc))
        assert (one["patients"], one["undefined"]) == (80, [])
        by_target.append(np.mean(uno))
    measures = found["steph"]["measures"]
    assert measures["c_index_ipcw"] == pytest.approx(np.mean(by_target))
    assert measures["integrated_brier"] < measures["reference_integrated_brier"]
    assert measures["integrated_brier"] < found["vanilla"]["measures"]["integrated_brier"]
    curve = found["steph"]["auc_over_time"]
    assert curve["days"] == list(AUC_DAYS)
    assert curve["auc"][AUC_DAYS.index(1095.0)] == pytest.approx(measures["auc_3y"])


def test_every_measure_is_explained(found: dict) -> None:
    known = {name.replace("{h}", h) for name in MEASURES for h in ("1y", "3y", "5y")}
    told = set(found["steph"]["measures"])
    assert {name.removeprefix("reference_") for name in told} <= known
    assert known <= told


def test_calibration_is_told_over_all_targets_together(found: dict) -> None:
    training = training_of(TARGETS)
    mine = [c for c in sorted(ALL, key=lambda c: c.target) if (c.method, c.seed) == ("steph", 42)]
    curves = tuple(
        censoring_curve(training[c.target, c.fold].times_days, training[c.target, c.fold].events)
        for c in mine
    )
    expected = calibrate(
        np.concatenate([c.times_days for c in mine]),
        np.concatenate([c.events for c in mine]),
        np.concatenate([c.survival[:, 2] for c in mine if c.survival is not None]),
        1095.0,
        censoring=CensoringByFold(curves, np.repeat(np.arange(4), 40)),
    )
    told = {part["horizon_days"]: part["groups"] for part in found["steph"]["calibration"]}
    assert list(told) == [365.0, 1095.0, 1825.0]
    assert [g["predicted"] for g in told[1095.0]] == [g.predicted for g in expected.groups]
    assert sum(g["patients"] for g in told[1095.0]) == 160
    # Blurred curves are too extreme, true ones about right: the slope says so.
    assert found["vanilla"]["measures"]["calibration_slope_3y"] < 0.8
    assert 0.7 < found["steph"]["measures"]["calibration_slope_3y"] < 1.4


def test_what_cannot_be_told_is_left_out_and_said() -> None:
    none = [replace(c, events=np.zeros(40, bool)) for c in fold_runs("steph", "AAA", 42, 0.1)]
    short = [
        replace(c, events=c.events & (c.times_days < 700), times_days=np.minimum(c.times_days, 700))
        for c in fold_runs("steph", "BBB", 42, 0.1)
    ]
    found = measure_methods([*none, *short], training_of(TARGETS))["steph"]
    assert any("Nobody had the event" in note for note in found["targets"]["AAA"]["undefined"])
    assert any(n.startswith("AUC at 3 years") for n in found["targets"]["BBB"]["undefined"])
    assert "auc_1y" in found["measures"] and "auc_3y" not in found["measures"]
    assert found["auc_over_time"]["auc"][0] is not None
    assert found["auc_over_time"]["auc"][-1] is None
    assert [part["horizon_days"] for part in found["calibration"]] == [365.0]


def test_it_can_be_stopped() -> None:
    with pytest.raises(JobCancelled):
        measure_methods(ALL, training_of(TARGETS), JobControl(cancelled=lambda: True))


def test_the_figures_show_the_figures(found: dict, tmp_path: Path) -> None:
    figure = auc_figure(found)
    first, second = (axes for axes in figure.axes if axes.get_visible())
    assert [axes.get_title(loc="left") for axes in (first, second)] == ["vanilla", "steph"]
    lines = [line for line in second.lines if len(line.get_xdata()) == len(AUC_DAYS)]
    for line, method in zip(lines, ("vanilla", "steph"), strict=True):
        assert list(line.get_ydata()) == found[method]["auc_over_time"]["auc"]
    figure = calibration_figure(found)
    axes = figure.axes[1]
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert [line.get_label() for line in points] == ["1 year", "3 years", "5 years"]
    assert list(points[1].get_xdata()) == [
        group["predicted"] for group in found["steph"]["calibration"][1]["groups"]
    ]
    assert RESEARCH_USE in figure._supxlabel.get_text()  # type: ignore[attr-defined]
    methods = {name: {"evaluation": one} for name, one in found.items()}
    draw_measures(tmp_path, methods)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "auc.pdf", "auc.png", "auc.svg", "calibration.pdf", "calibration.png", "calibration.svg",
    ]  # fmt: skip
