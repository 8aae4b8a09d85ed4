"""Networks other than ABMIL from the commands: benchmark, fit, predict, validate."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from case_files import predict_features
from small_cohort import SMALL, lay_cohort

from steph_desktop.cli import run
from steph_desktop.cohort.cohort_folder import CancerCohort, load_cohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.features.bag import joined_places, read_bag
from steph_desktop.model.backbones import BACKBONES
from steph_desktop.model.card import NEAR_MAP, Backbone
from steph_desktop.model.packs import load_pack
from steph_desktop.survival.metrics import concordance_index


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_cohort(tmp_path_factory.mktemp("cohort"), places=True)


def test_places_are_counted_in_patches_and_slides_lie_apart(cohort: Path) -> None:
    aaa = load_cohort(cohort)["AAA"]
    patient = next(one for one in aaa.patients if len(one.slide_ids) == 2)
    bags = [read_bag(path) for path in aaa.bag_paths(patient)]
    places = aaa.load_places(patient)
    first = len(bags[0].features)
    np.testing.assert_array_equal(places[:first], bags[0].coords // 256)
    np.testing.assert_array_equal(places[first:] - 10_000, bags[1].coords // 256)
    # A file that does not state the size of its patches: their least distance is one.
    unknown = [replace(b, meta=replace(b.meta, patch_size_level0_px=0)) for b in bags]
    np.testing.assert_array_equal(joined_places(unknown, aaa.bag_paths(patient)), places)
    with pytest.raises(StephError, match="where its patches lie"):
        joined_places([replace(bags[0], coords=None)], aaa.bag_paths(patient)[:1])


def bag_of(cohort: CancerCohort, patient: Patient, name: Backbone) -> np.ndarray:
    bag = cohort.load_bag(patient)
    return np.hstack([bag, cohort.load_places(patient)]) if name.place_columns else bag


@pytest.mark.parametrize("name", BACKBONES)
def test_a_network_goes_from_the_benchmark_to_a_case(
    name: Backbone, cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ("--backbone", name.value, "--gamma", "0.005", *SMALL)
    words = ["benchmark", str(cohort), "--targets", "AAA", "--folds", "1", "--json"]
    methods = ["--methods", "vanilla,steph,model_avg,cox_mean", "--out", str(tmp_path / "b")]
    assert run([*words, *methods, *chosen]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert list(told["methods"]) == ["vanilla", "steph", "cox_mean"]
    (left,) = told["skipped"]
    assert left["method"] == "model_avg" and "ABMIL alone" in left["reason"]
    assert told["settings"]["backbone"] == name.value

    out = tmp_path / "m.steph"
    fit = ["fit", "--cohort", str(cohort), "--target", "AAA", "--fold", "1", "--out", str(out)]
    assert run([*fit, *chosen, "--json"]) == ExitCode.DONE
    fitted = json.loads(capsys.readouterr().out)
    assert fitted["method"] == "steph"  # what is recommended for ABMIL knows its layers
    row = (tmp_path / "b" / "results.csv").read_text().splitlines()[2].split(",")
    pack = load_pack(out)
    assert pack.card.backbone is name and f"--backbone {name.value}" in pack.card.rebuild_command

    aaa = load_cohort(cohort)["AAA"]
    plain = load_pack(out, as_fitted=True)  # the benchmark's models are not recalibrated
    tested = aaa.test_patients(1)
    scores = [plain.predict(bag_of(aaa, one, name)).risk_score for one in tested]
    times, events = ([getattr(one, key) for one in tested] for key in ("time_days", "event"))
    found = concordance_index(np.array(times), np.array(events), np.array(scores))
    assert row[1] == "steph" and float(row[4]) == pytest.approx(found, abs=1e-6)
    patient = tested[0]
    result = predict_features(aaa.bag_paths(patient), out)
    assert NEAR_MAP in result.warnings
    asked = pack.predict(bag_of(aaa, patient, name))
    assert result.prediction.risk_score == pytest.approx(asked.risk_score, abs=1e-6)

    wrong = [*words, "--methods", "vanilla", "--out", str(tmp_path / "b"), *SMALL]
    assert run(wrong) == ExitCode.FAULT  # the folder belongs to another network
    assert "backbone" in capsys.readouterr().err


def test_a_spatial_model_refuses_features_without_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = lay_cohort(tmp_path / "bare")
    fit = ["fit", "--cohort", str(bare), "--target", "AAA", "--fold", "1", "--method", "vanilla"]
    more = ("--out", str(tmp_path / "m.steph"), "--backbone", "spatial", *SMALL)
    assert run([*fit, *more]) == ExitCode.FAULT
    assert "does not say where its patches lie" in capsys.readouterr().err
