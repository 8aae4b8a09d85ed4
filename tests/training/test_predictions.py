"""Predictions of a cell on disk: the same back, damage told, nothing half-written."""

from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import TimeBins
from steph_desktop.training.predictions import (
    CohortMixture,
    FoldPredictions,
    evaluate_predictions,
    predictions_path,
    read_benchmark_predictions,
    read_predictions,
    write_predictions,
)


def fold_run(method: str = "steph", fold: int = 0, n: int = 12, **other: object) -> FoldPredictions:
    rng = np.random.default_rng(fold)
    values = {
        "method": method,
        "target": "BRCA",
        "fold": fold,
        "seed": 42,
        "patient_ids": tuple(f"{fold:02}-{row:03}ä" for row in range(n)),
        "times_days": rng.exponential(1000, n) + 1 / 3,
        "events": rng.random(n) < 0.6,
        "risk_scores": rng.normal(size=n),
        "survival": np.sort(rng.random((n, 4)))[:, ::-1],
        "bins": TimeBins((0.0, 365.0, 730.0, 2000.0)),
    }
    return FoldPredictions(**{**values, **other})  # type: ignore[arg-type]


def assert_same(first: FoldPredictions, second: FoldPredictions) -> None:
    for name in ("method", "target", "fold", "seed", "patient_ids", "bins"):
        assert getattr(first, name) == getattr(second, name)
    for name in ("times_days", "events", "risk_scores", "survival"):
        one, two = getattr(first, name), getattr(second, name)
        assert (one is None and two is None) or (
            one.dtype == two.dtype and np.array_equal(one, two)
        )


@pytest.mark.parametrize("with_curves", [True, False])
def test_comes_back_as_it_was(tmp_path: Path, with_curves: bool) -> None:
    written = fold_run() if with_curves else fold_run(survival=None)
    path = predictions_path(tmp_path, written)
    write_predictions(path, written)
    assert path.name == "BRCA-steph-fold0-seed42.h5"
    assert_same(read_predictions(path), written)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_mixture_and_cutoffs_come_back(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    weights = rng.random((12, 2))
    mixture = CohortMixture(("LUNG", "UCEC"), weights, rng.random((12, 2)), weights > 0.5)
    written = fold_run(mixture=mixture, cutoffs=(-1.5, 0.25))
    write_predictions(tmp_path / "a.h5", written)
    found = read_predictions(tmp_path / "a.h5")
    assert found.cutoffs == (-1.5, 0.25) and found.mixture is not None
    assert found.mixture.sources == ("LUNG", "UCEC")
    for name in ("weights", "lambdas", "selected"):
        assert np.array_equal(getattr(found.mixture, name), getattr(mixture, name))
    with pytest.raises(ValueError, match="a row per patient"):
        fold_run(n=11, mixture=mixture)


def test_same_cell_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.h5", "b.h5"):
        write_predictions(tmp_path / name, fold_run())
    assert (tmp_path / "a.h5").read_bytes() == (tmp_path / "b.h5").read_bytes()


def test_file_name_is_one_on_every_system(tmp_path: Path) -> None:
    path = predictions_path(tmp_path, fold_run(method="steph[λ]/../x:y"))
    assert path.parent == tmp_path / "predictions"
    assert set(path.name) & set('[]/:λ\\"') == set()


def test_reads_what_is_asked_for(tmp_path: Path) -> None:
    for method in ("steph", "vanilla"):
        for fold in (1, 0):
            one = fold_run(method, fold)
            write_predictions(predictions_path(tmp_path, one), one)
    found = read_benchmark_predictions(tmp_path, methods=["vanilla"])
    assert [(c.method, c.fold) for c in found] == [("vanilla", 0), ("vanilla", 1)]
    assert len(read_benchmark_predictions(tmp_path, targets=["BRCA"])) == 4
    assert read_benchmark_predictions(tmp_path, targets=["LIHC"]) == ()
    assert read_benchmark_predictions(tmp_path / "nowhere") == ()


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StephError, match=r"gone\.h5: There is no such file"):
        read_predictions(tmp_path / "gone.h5")


def test_damage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cell.h5"
    write_predictions(path, fold_run())
    whole = path.read_bytes()
    for content, words in (
        (b"", "is empty"),
        (b"not hdf5", "not an HDF5 file"),
        (whole[: len(whole) // 2], "cut short"),
    ):
        path.write_bytes(content)
        with pytest.raises(StephError, match=rf"cell\.h5: .*{words}.*run the benchmark again"):
            read_predictions(path)


@pytest.mark.parametrize("lost", ["events", "patient_ids"])
def test_missing_column_is_damage(tmp_path: Path, lost: str) -> None:
    path = tmp_path / "cell.h5"
    write_predictions(path, fold_run())
    with h5py.File(path, "a") as file:
        del file[lost]
    with pytest.raises(StephError, match="damaged"):
        read_predictions(path)


def test_column_that_claims_a_terabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "cell.h5"
    write_predictions(path, fold_run())
    with h5py.File(path, "a") as file:
        del file["times_days"]
        file.create_dataset("times_days", shape=(1 << 37,), dtype="f8", chunks=(1 << 10,))
    with pytest.raises(StephError, match="claims 1,100 GB of times_days"):
        read_predictions(path)


def test_foreign_file_is_told_apart(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "bag.h5", "w") as file:
        file["features"] = np.zeros((2, 3))
    with pytest.raises(StephError, match="not a file of predictions"):
        read_predictions(tmp_path / "bag.h5")


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cell.h5"
    write_predictions(path, fold_run())
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(h5py.File, "create_dataset", full)
    with pytest.raises(StephError, match="The disk is full"):
        write_predictions(path, fold_run(fold=1))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_bad_predictions_are_refused_without_naming_a_patient() -> None:
    good = fold_run()
    with pytest.raises(StephError, match="occurs twice") as twice:
        replace(good, patient_ids=(good.patient_ids[1], *good.patient_ids[1:]))
    assert good.patient_ids[1] not in str(twice.value)
    with pytest.raises(StephError, match="not a number"):
        replace(good, risk_scores=np.full(12, np.nan))
    with pytest.raises(ValueError, match="differ in length"):
        replace(good, events=good.events[1:])


def test_cells_of_all_folds_are_evaluated_together() -> None:
    fold_runs = [fold_run(fold=fold, n=40) for fold in range(3)]
    result = evaluate_predictions(fold_runs)
    assert result.n_patients == 120
    assert result.c_index is not None
    assert result.c_index.n_folds == 3
    assert result.horizons[0].brier is not None
    with pytest.raises(StephError, match="tested in two folds"):
        evaluate_predictions([fold_runs[0], replace(fold_runs[0], fold=1)])
    with pytest.raises(StephError, match="no predictions"):
        evaluate_predictions([])
