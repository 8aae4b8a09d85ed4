"""A whole training opens each feature file once, and leaves no copy of any behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import h5py
import pytest
from small_cohort import SMALL, lay_cancer, lay_cohort

from steph_desktop.cli import run
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl, Progress
from steph_desktop.training.bag_store import one_pass
from steph_desktop.training.requests import (
    CompareRequest,
    Hyperparameters,
    RetrainRequest,
    SaveStudyRequest,
)
from steph_desktop.training.study.model_comparison import compare_methods
from steph_desktop.training.study.retraining import retrain_cohort
from steph_desktop.training.study.study_pack import save_study

pytestmark = pytest.mark.usefixtures("few_figures")

HYPER = Hyperparameters(epochs=2, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2, gamma=0.005)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[Path]:
    """How often each HDF5 file has been opened for reading."""
    found: Counter[Path] = Counter()
    honest = h5py.File

    class Counting(honest):
        def __init__(self, name: object, mode: str = "r", *args: object, **more: object) -> None:
            if mode == "r" and not isinstance(name, int) and "features" in Path(str(name)).parts:
                found[Path(str(name))] += 1
            super().__init__(name, mode, *args, **more)

    monkeypatch.setattr(h5py, "File", Counting)
    return found


def feature_files(*cohorts: Path) -> dict[Path, int]:
    """Every feature file of some cohorts, once."""
    return {path: 1 for cohort in cohorts for path in cohort.rglob("features/*.h5")}


def copies(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix == ".npy" or path.name == "bags"]


def test_a_benchmark(tmp_path: Path, opened: Counter[Path]) -> None:
    cohort, out = lay_cohort(tmp_path / "cohort"), tmp_path / "out"
    words = ["benchmark", str(cohort), "--out", str(out), "--methods", "vanilla,steph"]
    assert run([*words, "--folds", "0,1", "--device", "cpu", "--quiet", *SMALL]) == 0
    assert opened == feature_files(cohort)
    assert copies(out) == []


def test_a_fit(tmp_path: Path, opened: Counter[Path]) -> None:
    cohort = lay_cohort(tmp_path / "cohort")
    words = ["fit", "--cohort", str(cohort), "--target", "AAA", "--fold", "0", "--method", "steph"]
    more = ["--gamma", "0.005", "--out", str(tmp_path / "m.steph"), "--device", "cpu", "--quiet"]
    assert run([*words, *more, *SMALL]) == 0
    assert opened == feature_files(cohort)
    words[4] = "ZZZ"
    more[3] = str(tmp_path / "none.steph")
    assert run([*words, *more, *SMALL]) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"cohort", "m.steph"}


def test_a_retraining_from_the_table_to_the_pack(tmp_path: Path, opened: Counter[Path]) -> None:
    lay_cancer(tmp_path / "mine", "MINE", 30)
    lay_cancer(tmp_path / "others", "BBB")
    lines = ["id,months,dead"]
    for patient in load_cohort(tmp_path / "mine")["MINE"].patients:
        lines.append(f"{patient.patient_id},{patient.time_days / 30:.1f},{int(patient.event)}")
    (tmp_path / "table.csv").write_text("\n".join(lines))
    opened.clear()
    words = [
        "retrain", "--table", str(tmp_path / "table.csv"), "--features",
        "--slides", str(tmp_path / "mine" / "MINE" / "features"), "--name", "MINE",
        "--work", str(tmp_path / "work"), "--out", str(tmp_path / "m.steph"), "--folds", "2",
        "--source-cohort", str(tmp_path / "others"), "--method", "steph", "--gamma", "0.005",
    ]  # fmt: skip
    assert run([*words, "--device", "cpu", "--quiet", *SMALL]) == 0
    assert len(opened) == len(feature_files(tmp_path))
    assert opened == feature_files(tmp_path)
    assert copies(tmp_path / "work") == []


def test_methods_and_packs_compared(tmp_path: Path, opened: Counter[Path]) -> None:
    cohort, out = lay_cohort(tmp_path / "cohort"), tmp_path / "out"
    pack = tmp_path / "m.steph"
    words = ["fit", "--cohort", str(cohort), "--target", "AAA", "--fold", "0", "--out", str(pack)]
    assert run([*words, "--method", "vanilla", "--device", "cpu", "--quiet", *SMALL]) == 0
    opened.clear()
    request = CompareRequest(
        cohort, out, ("vanilla",), ("AAA",), (0, 1), hyper=HYPER, device="cpu", packs=(pack,)
    )
    compare_methods(request, JobControl())
    assert opened == feature_files(cohort)
    assert copies(out) == []


def test_a_stopped_training_keeps_its_cache_and_a_finished_one_none(
    tmp_path: Path, opened: Counter[Path]
) -> None:
    lay_cancer(tmp_path / "mine", "MINE", 30)
    lay_cancer(tmp_path / "others", "BBB")
    out = tmp_path / "out"
    asked = RetrainRequest(
        tmp_path / "mine", out, "MINE", "steph", source_cohort=tmp_path / "others", folds=2,
        hyper=HYPER, device="cpu",
    )  # fmt: skip
    seen: list[Progress] = []

    def stop() -> bool:
        return (out / "benchmark" / "cells").is_dir()

    with pytest.raises(JobCancelled):
        retrain_cohort(asked, JobControl(seen.append, stop))
    assert len(copies(out / "benchmark")) > 1
    assert copies(out / "sources") == []  # its models are fitted
    (out / "sources" / "bags").mkdir()  # as version 0.1.0 left them
    (out / "sources" / "bags" / "old.npy").write_bytes(b"old")
    (out / "benchmark" / "bags" / ".new.npy.1.part").write_bytes(b"a killed start left this")
    retrain_cohort(asked, JobControl())
    assert opened == feature_files(tmp_path / "mine", tmp_path / "others")
    assert copies(out) == []


def test_what_fails_can_go_on_from_its_cache(tmp_path: Path, opened: Counter[Path]) -> None:
    cohort, place = lay_cohort(tmp_path / "cohort"), tmp_path / "place"
    with pytest.raises(StephError, match="full"), one_pass(cohort, place):
        raise StephError("The disk is full", None, "Free some space.")
    with one_pass(cohort, place) as bags:
        for home in bags.eligibility.cancers.values():
            for patient in home.patients:
                bags.store.read(home, patient)
        assert bags.store.disk_reads == 0
    assert opened == feature_files(cohort)
    assert copies(place) == []


def test_saving_a_study_sweeps_what_earlier_versions_left(tmp_path: Path) -> None:
    study = tmp_path / "study"
    lay_cancer(study / "cohort", "MINE", 30)
    trainings = []
    for name, method in (("one", "vanilla"), ("two", "finetuned")):
        out = study / "training" / name
        asked = RetrainRequest(study / "cohort", out, "MINE", method, folds=2, hyper=HYPER)
        retrain_cohort(replace(asked, device="cpu"), JobControl())
        trainings.append(out)
    for folder in (trainings[0] / "sources", trainings[1] / "benchmark"):
        (folder / "bags").mkdir(parents=True)
        (folder / "bags" / "old.npy").write_bytes(b"old")
    request = SaveStudyRequest(
        study / "cohort", trainings[0], tmp_path / "m.steph", "m", facts=study
    )
    save_study(request, JobControl())
    assert copies(study) == []
