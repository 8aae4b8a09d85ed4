"""Packs on a cohort as they are: beside vanilla, refused by name, never on patients they saw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_cohort import WIDTH, lay_cancer

from steph_desktop.core.job_control import JobControl
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.training.fold_runs import read_packs
from steph_desktop.training.protocol import FoldRun
from steph_desktop.training.requests import CompareRequest, Hyperparameters
from steph_desktop.training.single_fit import FitRequest, fit_one
from steph_desktop.training.study.model_comparison import compare_methods

HYPER = Hyperparameters(epochs=3, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2, gamma=0.005)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort")
    lay_cancer(folder, "AAA", 40)
    lay_cancer(folder, "BBB", 30)
    return folder


@pytest.fixture(scope="module")
def packs(cohort: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("packs")
    settings = HYPER.settings("cpu")
    paths = {name: folder / f"{name}.steph" for name in ("seen", "new", "silent", "other", "wide")}
    fit_one(FitRequest(cohort, FoldRun("AAA", "steph", 0, 42), paths["seen"], settings))
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    lay_cancer(elsewhere, "AAA", 40, seed=77)
    fit_one(FitRequest(elsewhere, FoldRun("AAA", "vanilla", 0, 42), paths["new"], settings))
    pack = load_pack(paths["new"], as_fitted=True)
    silent = replace(pack.card, model_id="silent", evidence={})
    save_pack(paths["silent"], silent, pack.model)
    save_pack(paths["other"], replace(silent, model_id="other", encoder="uni"), pack.model)
    model = new_abmil(replace(pack.model.shape, feature_dim=WIDTH + 2), 1)
    wide = replace(silent, model_id="wide", encoder="unknown", feature_dim=WIDTH + 2)
    save_pack(paths["wide"], wide, model)
    return paths


@pytest.fixture(scope="module")
def found(cohort: Path, packs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict:
    out = tmp_path_factory.mktemp("out")
    request = CompareRequest(
        cohort, out, ("vanilla",), ("AAA",), (0, 1, 2), (42,), HYPER, device="cpu",
        packs=tuple(packs.values()),
    )  # fmt: skip
    assert compare_methods(request, JobControl()) == out
    value = read_packs(out)
    assert value is not None
    assert {"packs.png", "packs.pdf", "table.pdf"} <= {f.name for f in (out / "figures").iterdir()}
    return value


def test_packs_of_another_encoder_or_width_are_refused_by_name(found: dict) -> None:
    assert [item["name"] for item in found["refused"]] == ["other", "wide"]
    assert "encoder uni" in found["refused"][0]["why"]
    assert f"{WIDTH + 2} wide" in found["refused"][1]["why"]


def test_a_pack_counts_only_on_folds_that_it_has_not_seen(found: dict) -> None:
    seen, new, silent = found["packs"]
    # Fitted without fold 0: the other two folds were its training patients.
    assert (seen["fair_folds"], seen["folds"]) == (1, 3)
    assert seen["seen"].startswith("has seen 16 of 24 tested patients")
    assert seen["targets"]["AAA"]["patients"] == 8
    assert (new["fair_folds"], new["seen"]) == (3, "has not seen these patients in training")
    assert "does not say" in silent["seen"]
    shorts = [pack["seen_short"] for pack in (seen, new, silent)]
    assert shorts == ["yes, 16 of 24", "no", "not known"]


def test_each_is_compared_with_vanilla_on_the_same_patients(found: dict) -> None:
    new = found["packs"][1]
    (told,) = new["comparisons"]
    assert (told["baseline"], told["n_patients"], told["n_folds"]) == ("vanilla", 24, 3)
    assert told["lower"] <= told["difference"] <= told["upper"]
    assert told["c_index"] == pytest.approx(new["targets"]["AAA"]["mean"])
    low, high = new["targets"]["AAA"]["interval"]
    assert low < new["targets"]["AAA"]["mean"] < high
    (alone,) = found["packs"][0]["comparisons"]
    assert alone["n_patients"] == 8


def test_packs_alone_are_compared_with_the_first_of_them(
    cohort: Path, packs: dict[str, Path], tmp_path: Path
) -> None:
    given = (packs["new"], packs["silent"])
    request = CompareRequest(cohort, tmp_path, (), ("AAA",), (0, 1), (42,), HYPER, packs=given)
    compare_methods(request, JobControl())
    value = read_packs(tmp_path)
    assert value is not None
    first, second = value["packs"]
    assert first["comparisons"] == [] and not (tmp_path / "summary.json").exists()
    assert second["comparisons"][0]["difference"] == 0
    assert second["comparisons"][0]["verdict"] == "no evidence of a difference"
