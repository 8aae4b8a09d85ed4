"""One cohort with every fault at once: each is told by name and counted, and the rest goes on."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from small_cohort import WIDTH, lay_cancer, lay_cohort

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import new_abmil
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark
from steph_desktop.training.methods.registry import METHODS, FitTask, fit
from steph_desktop.training.trainer import TrainSettings

pytestmark = pytest.mark.usefixtures("few_figures")

SETTINGS = TrainSettings(epochs=1, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2)
GOOD = ("AAA", "BBB", "CCC")


def edit(home: Path, old: str, new: str) -> None:
    table = home / "labels.csv"
    text = table.read_text()
    assert old in text
    table.write_text(text.replace(old, new, 1))


def lay_every_fault(folder: Path) -> Path:
    """Three sound cancers, and ten with one fault each, named after it."""
    lay_cohort(folder, GOOD)
    lay_cancer(folder, "ALLCENSORED", events=0.0)
    lay_cancer(folder, "FEWEVENTS", events=0.2)  # three: no fold tests two of them
    (folder / "ONEPATIENT").mkdir()
    (folder / "ONEPATIENT" / "labels.csv").write_text("patient_id,pathology_id,t,e\nP,S,10,1\n")
    twice = lay_cancer(folder, "TWOPEOPLE")
    edit(twice, "TWOPEOPLE-002,TWOPEOPLE-002-0,", "TWOPEOPLE-001,TWOPEOPLE-002-0,")
    repeated = lay_cancer(folder, "REPEATED")
    table = repeated / "labels.csv"
    table.write_text(table.read_text() + table.read_text().splitlines()[3] + "\n")
    lost = lay_cancer(folder, "LOST")
    for number in (1, 2):
        (lost / "features" / f"LOST-{number:03}-0.h5").unlink()
    lay_cancer(folder, "WIDE", width=WIDTH + 3)
    spoilt = lay_cancer(folder, "NANS")
    with h5py.File(spoilt / "features" / "NANS-003-0.h5", "r+") as file:
        file["features"][1, 2] = np.nan
    edit(
        lay_cancer(folder, "NEGATIVE"),
        "NEGATIVE-004,NEGATIVE-004-0,",
        "NEGATIVE-004,NEGATIVE-004-0,-",
    )
    turned = lay_cancer(folder, "TURNED", patients=30)
    rows = ["patient_id,pathology_id,t,e"]
    for number in range(30):
        died = number < 10  # early deaths, long follow-up of the others; then e is turned round
        rows.append(f"TURNED-{number:03},TURNED-{number:03}-0,{200 + 60 * number},{int(not died)}")
    (turned / "labels.csv").write_text("\n".join(rows) + "\n")
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    folder = tmp_path_factory.mktemp("faults")
    out = folder / "out"
    request = BenchmarkRequest(
        lay_every_fault(folder / "cohort"),
        out,
        ("vanilla", "steph"),
        folds=(0,),
        settings=SETTINGS,
        gamma=0.005,
    )
    return run_benchmark(request), out


def told_of(summary: dict[str, Any], cancer: str, what: str) -> list[tuple[int, str]]:
    return [
        (item["count"], item["reason"])
        for item in summary["skipped"]
        if (item["cancer"], item["what"]) == (cancer, what)
    ]


@pytest.mark.parametrize(
    ("cancer", "what", "count", "words"),
    [
        ("ALLCENSORED", "cancer", 1, "No training patient has an event"),
        ("ONEPATIENT", "cancer", 1, "1 patients cannot be split into 5 folds"),
        ("TWOPEOPLE", "cancer", 1, "labels.csv: Row 5, column t and e: differs from row 4"),
        ("NEGATIVE", "cancer", 1, "labels.csv: Row 7, column t: '-"),
        ("LOST", "slides", 2, "the features are missing"),
        ("LOST", "patients", 2, "no slide with usable features"),
        ("NANS", "slides", 1, "not numbers"),
        ("NANS", "patients", 1, "no slide with usable features"),
        ("WIDE", "slides", 18, "the features are 9 wide, those of the cohort 6"),
        ("WIDE", "cancer", 1, "0 patients with usable features: at least 2 are needed"),
    ],
)
def test_each_fault_is_told_by_name_and_counted(
    run: tuple[dict[str, Any], Path], cancer: str, what: str, count: int, words: str
) -> None:
    ((found, reason),) = told_of(run[0], cancer, what)
    assert found == count and words in reason


def test_a_fold_with_too_few_events_is_left_out_cell_by_cell(
    run: tuple[dict[str, Any], Path],
) -> None:
    cells = told_of(run[0], "FEWEVENTS", "cell")
    assert len(cells) == 2  # vanilla and steph
    assert all("test patients had an event: at least 2 are needed" in r for _, r in cells)


def test_what_is_doubtful_is_warned_of(run: tuple[dict[str, Any], Path]) -> None:
    warnings = run[0]["warnings"]
    (repeated,) = (text for text in warnings if text.startswith("REPEATED"))
    assert "labels.csv: Row 20, column pathology_id: an earlier row has the same" in repeated
    (turned,) = (text for text in warnings if text.startswith("TURNED"))
    assert "67% of the patients have the event" in turned and "are not interchanged" in turned
    assert len(warnings) == 2


def test_the_rest_goes_on_and_the_count_is_right(run: tuple[dict[str, Any], Path]) -> None:
    summary, out = run
    ran = {*GOOD, "REPEATED", "LOST", "NANS", "TURNED"}
    with (out / "results.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["target"], row["method"]) for row in rows} == {
        (target, method) for target in ran for method in ("vanilla", "steph")
    }
    assert summary["cells"] == len(rows) == 14
    assert summary["cells"] + summary["cells_skipped"] == summary["cells_asked_for"] == 26
    written = json.loads((out / "summary.json").read_text())
    assert written["skipped"] == summary["skipped"]
    # The source of few events is still a source; those left out are none.
    record = json.loads((out / "cells" / "AAA-steph-fold0-seed42.json").read_text())
    sources = {source["cancer"] for source in record["sources"]}
    assert sources == (ran | {"FEWEVENTS"}) - {"AAA"}


def test_no_patient_is_named(run: tuple[dict[str, Any], Path]) -> None:
    text = json.dumps(run[0])
    assert "-00" not in text and "-01" not in text


# --- models that do not belong together ----------------------------------------------------------

D = 6


def task() -> FitTask:
    rng = np.random.default_rng(0)
    bags = [rng.normal(size=(4, D)).astype(np.float32) for _ in range(12)]
    times, events = rng.exponential(900, 12) + 1, np.arange(12) % 2 == 0
    null = SETTINGS.null_model(D)
    models = [new_abmil(SETTINGS.shape(D), seed) for seed in (1, 2, 3)]
    sources = {"BBB": models[1], "CCC": models[2]}
    return FitTask(bags, times, events, SETTINGS, null, models[0], sources)


MERGING = [name for name, method in METHODS.items() if method.needs_sources]


@pytest.mark.parametrize("method", MERGING)
def test_a_source_of_other_bins_or_widths_is_refused(method: str) -> None:
    given = task()
    shape = SETTINGS.shape(D)
    for other, words in (
        (replace(shape, n_bins=30), r"time bins \(30 and 32\)"),
        (replace(shape, embed_dim=7), "differ in their widths"),
        (replace(shape, feature_dim=D + 1), "differ in their widths"),
    ):
        sources = {**given.sources, "CCC": new_abmil(other, 3)}
        with pytest.raises(StephError, match=words):
            fit(method, replace(given, sources=sources))


@pytest.mark.parametrize("method", [*MERGING, "finetuned"])
def test_a_target_model_of_other_bins_is_refused(method: str) -> None:
    given = task()
    other = new_abmil(replace(SETTINGS.shape(D), n_bins=30), 1)
    with pytest.raises(StephError, match=r"time bins|widths"):
        fit(method, replace(given, target=other))
