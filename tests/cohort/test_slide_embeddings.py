"""Slide embeddings made elsewhere: read as they come, put under their slides, and used by Cox."""

import json
import pickle
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pytest
from fit_samples import task
from lifelines import CoxPHFitter
from safetensors.numpy import save_file
from small_cohort import SMALL, lay_cohort

from steph_desktop.cli import run
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.slide_embeddings import import_embeddings, read_vectors
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.training.methods.registry import METHODS, fit

WIDTH = 5


def vectors_of(folder: Path, seed: int = 0) -> dict[str, np.ndarray]:
    """Draw a vector for every slide; the first value shortens life."""
    rng, found = np.random.default_rng(seed), {}
    for cancer in load_cohort(folder):
        for patient in cancer.patients:
            for slide_id in patient.slide_ids:
                vector = 0.3 * rng.normal(size=WIDTH)
                vector[0] -= np.log(patient.time_days / 1200)
                found[slide_id] = vector.astype(np.float32)
    return found


def as_csv(vectors: dict[str, np.ndarray], path: Path) -> Path:
    rows = [",".join([f"{name}.svs", *map(repr, map(float, v))]) for name, v in vectors.items()]
    path.write_text("\n".join(["slide,a,b,c,d,e", *rows]) + "\n")
    return path


def as_safetensors(vectors: dict[str, np.ndarray], path: Path) -> Path:
    save_file({name: vector[None] for name, vector in vectors.items()}, path)
    return path


def as_table_h5(vectors: dict[str, np.ndarray], path: Path) -> Path:
    with h5py.File(path, "w") as file:
        file["embeddings"] = np.stack(list(vectors.values()))
        file["filenames"] = [f"{name}.svs" for name in vectors]
    return path


def as_named_h5(vectors: dict[str, np.ndarray], path: Path) -> Path:
    with h5py.File(path, "w") as file:
        for name, vector in vectors.items():
            file[name] = vector
    return path


def as_trident(vectors: dict[str, np.ndarray], path: Path) -> Path:
    folder = path.with_name("slide_features_titan")
    folder.mkdir()
    for name, vector in vectors.items():
        with h5py.File(folder / f"{name}.h5", "w") as file:
            file.create_dataset("features", data=vector)
            file["features"].attrs["encoder"] = "titan"
    return folder


FORMS = {
    "v.csv": as_csv,
    "v.safetensors": as_safetensors,
    "table.h5": as_table_h5,
    "named.h5": as_named_h5,
    "folder": as_trident,
}


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_cohort(tmp_path_factory.mktemp("cohort"), ("AAA", "BBB"))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_vectors(form: str, cohort: Path, tmp_path: Path) -> None:
    vectors = vectors_of(cohort)
    found = read_vectors(FORMS[form](vectors, tmp_path / form))
    assert found.keys() == vectors.keys()
    for name, vector in vectors.items():
        np.testing.assert_array_equal(found[name], vector)
        assert found[name].dtype == np.float32


def test_vectors_come_under_their_slides_and_what_is_missing_is_counted(tmp_path: Path) -> None:
    folder = lay_cohort(tmp_path / "c", ("AAA", "BBB"))
    vectors = vectors_of(folder)
    lost = next(name for name in vectors if name.startswith("BBB"))
    given = {name: vector for name, vector in vectors.items() if name != lost}
    given["SOMEONE-ELSE"] = np.ones(WIDTH, np.float32)
    found = import_embeddings([as_csv(given, tmp_path / "v.csv")], folder, "TITAN")
    assert (found.slides, found.missing, found.unused) == (len(vectors) - 1, 1, 1)
    assert (found.width, found.missing_by_cancer) == (WIDTH, {"BBB": 1})
    name = next(iter(vectors))
    bag = read_bag(folder / "AAA" / "slide_embeddings" / f"{name}.h5")
    np.testing.assert_array_equal(bag.features, vectors[name][None])
    assert (bag.meta.encoder, bag.meta.slide_id) == ("TITAN", name)
    # One of a patient counts for all of their slides.
    patients = {p.patient_id: np.full(WIDTH, 2.0, np.float32) for c in load_cohort(folder)
                for p in c.patients}  # fmt: skip
    assert import_embeddings([as_csv(patients, tmp_path / "p.csv")], folder).missing == 0


def nan(vectors: dict[str, np.ndarray], path: Path) -> Path:
    bad = {**vectors, "x": np.full(WIDTH, np.nan, np.float32)}
    return as_safetensors(bad, path.with_suffix(".safetensors"))


def uneven(vectors: dict[str, np.ndarray], path: Path) -> Path:
    return as_named_h5({**vectors, "x": np.ones(WIDTH + 1, np.float32)}, path.with_suffix(".h5"))


def twice(vectors: dict[str, np.ndarray], path: Path) -> Path:
    made = as_csv(vectors, path.with_suffix(".csv"))
    made.write_text(made.read_text() + made.read_text().splitlines()[1] + "\n")
    return made


def patches(vectors: dict[str, np.ndarray], path: Path) -> Path:
    made = path.with_name("patches.h5")
    with h5py.File(made, "w") as file:
        file["features"] = np.ones((7, WIDTH), np.float32)
    return made


def words(vectors: dict[str, np.ndarray], path: Path) -> Path:
    made = path.with_suffix(".csv")
    made.write_text("slide,a\nx,high\n")
    return made


def pickled(vectors: dict[str, np.ndarray], path: Path) -> Path:
    made = path.with_suffix(".pkl")
    made.write_bytes(pickle.dumps(vectors))
    return made


def strangers(vectors: dict[str, np.ndarray], path: Path) -> Path:
    return as_csv({f"z{name}": v for name, v in vectors.items()}, path.with_suffix(".csv"))


def damaged(vectors: dict[str, np.ndarray], path: Path) -> Path:
    made = as_safetensors(vectors, path.with_suffix(".safetensors"))
    made.write_bytes(made.read_bytes()[:100])
    return made


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (nan, "not numbers"),
        (uneven, "differ in width: 5, 6"),
        (twice, "two vectors"),
        (patches, "something else than vectors"),
        (words, "Row 2"),
        (pickled, "hold code"),
        (strangers, "None of these vectors"),
        (damaged, "cannot be read"),
    ],
)
def test_what_is_no_vector_of_a_slide_is_refused(
    make, said: str, cohort: Path, tmp_path: Path
) -> None:
    path = make(vectors_of(cohort), tmp_path / "v")
    with pytest.raises(StephError, match=said):
        import_embeddings([path], cohort)


def test_cox_slide_is_the_ridge_cox_model_of_lifelines() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(90, WIDTH)) * [1, 3, 0.2, 1, 1] + [0, 5, 0, -1, 0]
    times = 900 * rng.exponential(size=90) * np.exp(-vectors[:, 0] - 0.2 * vectors[:, 1]) + 1
    events = rng.random(90) < 0.7
    bags = [vector[None].astype(np.float32) for vector in vectors]
    fitted = fit("cox_slide", replace(task(), bags=bags, times_days=times, events=events))
    penalty = fitted.evidence["cox_slide"]["penalty"]
    table = pd.DataFrame(vectors).assign(t=times, e=events)
    # Its columns have deviation 1 by n - 1, ours 1 / sqrt(D) by n.
    theirs = CoxPHFitter(penalizer=penalty * WIDTH * 89 / 90).fit(table, "t", "e")
    odds = [fitted.model.predict(bag).hazards[0] for bag in bags]
    ours = np.log(np.array(odds) / (1 - np.array(odds)))
    scale, _ = np.polyfit(vectors @ theirs.params_.to_numpy(), ours, 1)
    expected = scale * vectors @ theirs.params_.to_numpy()
    np.testing.assert_allclose(ours - ours.mean(), expected - expected.mean(), atol=2e-4)
    assert scale > 0 and np.ptp(ours) > 0.5
    assert "TITAN" in METHODS["cox_slide"].reference and not METHODS["cox_slide"].makes_pack


def test_the_benchmark_compares_it_and_says_who_lacks_a_vector(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = lay_cohort(tmp_path / "c", ("AAA", "BBB")), tmp_path / "out"
    benchmark = ["benchmark", str(folder), "--methods", "vanilla,cox_slide", "--json",
                 "--folds", "0,1", "--out", str(out), "--gamma", "0.005", *SMALL]  # fmt: skip
    assert run(benchmark) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert set(told["methods"]) == {"vanilla"}
    reasons = {item["reason"] for item in told["skipped"] if item["method"] == "cox_slide"}
    assert any("15 of 15 patients have no slide embeddings" in reason for reason in reasons)
    table = as_csv(vectors_of(folder), tmp_path / "titan.csv")
    words = ["embeddings", str(table), "--cohort", str(folder), "--encoder", "TITAN"]
    assert run(words) == ExitCode.DONE
    assert "have a vector of 5 values" in capsys.readouterr().out
    assert run(benchmark) == ExitCode.DONE  # the rest of the same folder
    told = json.loads(capsys.readouterr().out)
    assert told["methods"]["cox_slide"]["cells"] == 4
    assert told["methods"]["cox_slide"]["mean"] > 0.8  # the vectors say when they died
    fitting = ["fit", "--cohort", str(folder), "--target", "AAA", "--method", "cox_slide",
               "--fold", "0", "--out", str(tmp_path / "m.json"), *SMALL]  # fmt: skip
    assert run(fitting) == ExitCode.DONE
    assert not list(tmp_path.glob("*.steph"))
