"""fit, benchmark and reproduce as a script sees them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import h5py
import numpy as np
import pytest
import torch
from small_cohort import SMALL, lay_cohort

from steph_desktop.cli import run
from steph_desktop.cohort.cohort_folder import CANCERS, load_cohort
from steph_desktop.core.errors import ExitCode
from steph_desktop.features.bag import read_bag
from steph_desktop.model.packs import load_pack
from steph_desktop.research.published import PUBLISHED_BY_CANCER, PUBLISHED_MEANS, departures
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.requests import RECOMMENDED_METHOD


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_cohort(tmp_path_factory.mktemp("cohort"))


def fit_words(cohort: Path, out: Path, *more: str, method: str = "steph") -> list[str]:
    words = ["fit", "--cohort", str(cohort), "--target", "AAA", "--method", method]
    return [*words, "--fold", "1", "--out", str(out), "--gamma", "0.005", *SMALL, *more]


def test_fit_writes_a_pack_whose_figures_can_be_computed_again(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "m.steph"
    assert run(fit_words(cohort, out, "--json")) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    pack = load_pack(out)
    aaa = load_cohort(cohort)["AAA"]
    tested = aaa.test_patients(1)
    bags = [
        np.concatenate([read_bag(path).features for path in aaa.bag_paths(patient)])
        for patient in tested
    ]
    scores = np.array([pack.model.predict(bag).risk_score for bag in bags])
    times = np.array([patient.time_days for patient in tested])
    events = np.array([patient.event for patient in tested])
    assert told["c_index"] == pytest.approx(concordance_index(times, events, scores))
    reference = pack.card.reference
    assert reference is not None
    np.testing.assert_allclose(reference.risk_scores, scores, rtol=1e-12)
    np.testing.assert_array_equal(reference.times_days, times)
    training = [
        pack.model.predict(aaa.load_bag(patient)).risk_score for patient in aaa.train_patients(1)
    ]
    np.testing.assert_allclose(reference.cutoffs, np.quantile(training, [1 / 3, 2 / 3]))
    card = pack.card
    assert card.model_id == told["model_id"] == "AAA-steph-fold1-seed42"
    assert (card.encoder, card.sources, card.seed) == ("effnet-lite0", ("BBB", "CCC"), 42)
    assert card.cohort is not None and card.cohort.patients == told["n_train"] == 12
    assert card.cohort.slides > 12  # patients with two slides
    assert card.c_index_folds == (told["c_index"],)
    assert "Apache-2.0" in card.licence
    assert "--gamma 0.005" in card.rebuild_command
    assert "AAA-0" not in json.dumps(told) + card.notes + card.rebuild_command


def test_fit_takes_the_recommended_method_where_none_is_named(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = fit_words(cohort, tmp_path / "m.steph", "--json", method=RECOMMENDED_METHOD)
    place = words.index("--method")
    del words[place : place + 2]
    assert run(words) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    card = load_pack(tmp_path / "m.steph").card
    assert told["method"] == card.method == RECOMMENDED_METHOD == "steph_auto"
    assert card.sources == ("BBB", "CCC") and "auto_merges" in card.evidence
    # Alone there is nothing to merge: the way out is named.
    lone = lay_cohort(tmp_path / "lone", ("AAA",))
    words[words.index(str(cohort))] = str(lone)
    words[words.index(str(tmp_path / "m.steph"))] = str(tmp_path / "n.steph")
    assert run(words) == ExitCode.FAULT
    assert "add one, or use the method vanilla" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_pack_and_the_zoo_changes_nothing(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zoo = ("--zoo", str(tmp_path / "zoo"))
    hashes = []
    for number, more in enumerate([(), zoo, zoo, ("--seed", "7")]):
        assert run(fit_words(cohort, tmp_path / str(number), "--json", *more)) == ExitCode.DONE
        hashes.append(json.loads(capsys.readouterr().out)["model_sha256"])
    assert hashes[0] == hashes[1] == hashes[2] != hashes[3]
    kept = sorted(p.name for p in (tmp_path / "zoo").iterdir() if "-inner" not in p.name)
    assert kept == [
        "AAA-fold1-seed42.safetensors",
        "BBB-fold0-seed42.safetensors",
        "CCC-fold0-seed42.safetensors",
        "null.safetensors",
    ]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("--method", "stephh"), ExitCode.USAGE, "method is not known"),
        (("--target", "ZZZ"), ExitCode.FAULT, "The cohort has no such cancer"),
        (("--fold", "9"), ExitCode.FAULT, "no fold 9"),
        (("--lambda-form", "cubic"), ExitCode.USAGE, "lambda-form"),
        (("--epochs", "0"), ExitCode.USAGE, "above 0"),
        (("--cohort", "nowhere"), ExitCode.FAULT, "no such folder"),
    ],
)
def test_what_fit_refuses(
    cohort: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: tuple[str, ...],
    code: ExitCode,
    words: str,
) -> None:
    out = tmp_path / "m.steph"
    assert run(fit_words(cohort, out, *change, method="vanilla")) == code
    said = capsys.readouterr()
    assert words in said.err and said.err.count("\n") == 1 and not said.out
    assert not out.exists()


def test_fit_never_replaces_anything(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "m.steph"
    out.write_text("mine")
    assert run(fit_words(cohort, out)) == ExitCode.FAULT
    assert "taken already" in capsys.readouterr().err
    assert out.read_text() == "mine"


def benchmark_words(cohort: Path, out: Path, *more: str) -> list[str]:
    words = ["benchmark", str(cohort), "--out", str(out), "--methods", "vanilla,steph"]
    return [*words, "--folds", "0,1", "--gamma", "0.005", *SMALL, *more]


def test_benchmark_gives_one_json_object_and_the_files(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = benchmark_words(cohort, out, "--targets", "AAA", "--lambda-form", "ratio,sigmoid")
    assert run([*words, "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert list(told["methods"]) == ["vanilla", "steph", "steph_sigmoid"]
    written = json.loads((out / "summary.json").read_text())
    assert {key: value for key, value in told.items() if key != "out"} == written
    lines = (out / "results.csv").read_text().splitlines()
    assert lines[0].startswith("target,method,fold,seed,c_index,n_train,n_test,events_test,epochs")
    assert len(lines) == 7
    assert run(words) == ExitCode.DONE
    table = capsys.readouterr().out.splitlines()
    assert table[0].split()[:3] == ["method", "mean", "C"] and len(table) == 4
    assert table[0].split()[-5:] == ["Uno", "C", "AUC", "3y", "IBS"]
    uno = told["methods"]["steph"]["evaluation"]["measures"]["c_index_ipcw"]
    assert f"{uno:.4f}" in next(line for line in table if line.startswith("steph "))


def test_benchmark_takes_all_targets_and_the_seed(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = benchmark_words(cohort, out, "--targets", "all", "--seed", "5", "--methods", "vanilla")
    assert run(words) == ExitCode.DONE
    rows = [line.split(",") for line in (out / "results.csv").read_text().splitlines()[1:]]
    assert {(row[0], row[3]) for row in rows} == {("AAA", "5"), ("BBB", "5"), ("CCC", "5")}


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("--methods", "vanilla,stephh"), ExitCode.USAGE, "stephh"),
        (("--methods", "steph,steph"), ExitCode.USAGE, "distinct"),
        (("--targets", "AAA,ZZZ"), ExitCode.FAULT, "ZZZ"),
        (("--folds", "0,x"), ExitCode.USAGE, "whole number"),
        (("--seeds", "-1"), ExitCode.USAGE, "seeds"),
        (("--lambda-form", "ratio,cubic"), ExitCode.USAGE, "ratio, sigmoid"),
        (("--gamma", "nan"), ExitCode.USAGE, "above 0"),
        (("--device", "cuda:99"), ExitCode.FAULT, "cuda:99"),
    ],
)
def test_what_benchmark_refuses(
    cohort: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: tuple[str, ...],
    code: ExitCode,
    words: str,
) -> None:
    assert run(benchmark_words(cohort, tmp_path / "out", *change)) == code
    said = capsys.readouterr()
    assert words in said.err and not said.out
    assert not (tmp_path / "out" / "results.csv").exists()


def test_reproduce_says_what_to_obtain_and_where_to_put_it(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["reproduce", "--features", str(cohort), "--out", str(tmp_path / "out")]
    assert run(words) == ExitCode.FAULT
    said = capsys.readouterr()
    for text in ("BLCA/BLCA_survival.csv", "UCEC/features/", "splits_4.csv", "import-checkpoint"):
        assert text in said.out
    assert said.err.count("\n") == 1 and "parts of the paper's data are missing" in said.err
    assert not (tmp_path / "out").exists()
    assert run([*words, "--json"]) == ExitCode.FAULT
    assert len(json.loads(capsys.readouterr().out)["missing"]) == 3 * 13


def lay_as_published(folder: Path) -> Path:
    """Thirteen cancers as the authors lay them: labels, splits, UNI2-h features as .h5 and .pt."""
    for cancer in CANCERS:
        rng = np.random.default_rng(sum(cancer.encode()))
        home = folder / cancer
        (home / "features").mkdir(parents=True)
        rows = ["patient_id,pathology_id,project,t,e"]
        for number in range(12):
            patient = f"TCGA-{cancer}-{number:02}"
            for slide in range(1 + (number == 3)):
                slide_id = f"{patient}-01Z-00-DX{slide + 1}"
                rows.append(f"{patient},{slide_id},{cancer},{100.5 * (number + 1)},{number % 2}")
                features = rng.normal(size=(3, 1536)).astype(np.float32)
                path = home / "features" / slide_id
                if number % 3 == 0:
                    torch.save(torch.from_numpy(features), path.with_suffix(".pt"))
                else:
                    with h5py.File(path.with_suffix(".h5"), "w") as file:
                        file["features"] = features[None] if number % 3 == 1 else features
                        file["coords"] = np.zeros((3, 2), np.int64)
        (home / f"{cancer}_survival.csv").write_text("\n".join(rows) + "\n")
        people = [f"TCGA-{cancer}-{number:02}" for number in range(12)]
        for fold in range(5):
            test = people[2 * fold : 2 * fold + 2] + people[10:] * (fold == 0)
            train = [person for person in people if person not in test]
            lines = [",train,test"] + [
                f"{row},{person},{test[row] if row < len(test) else ''}"
                for row, person in enumerate(train)
            ]
            (home / f"splits_{fold}.csv").write_text("\n".join(lines) + "\n")
    return folder


def test_reproduce_runs_the_authors_folder_and_sets_its_numbers_beside_the_published_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = lay_as_published(tmp_path / "tcga"), tmp_path / "out"
    words = ["reproduce", "--features", str(folder), "--out", str(out), "--folds", "0"]
    words += ["--methods", "vanilla,steph", "--gamma", "0.005", *SMALL, "--epochs", "1"]
    assert run([*words, "--estimate", "--json"]) == ExitCode.DONE
    ahead = json.loads(capsys.readouterr().out)
    assert (ahead["fold_runs"], ahead["fits"], ahead["patches"]) == (26, 13, 3)
    # 8 patients a fit, 16 bags a step, one epoch; the fits to build on are as long as vanilla's.
    fits = 13 * (1 + METHODS["vanilla"].cost(4) + METHODS["steph"].cost(4))
    assert ahead["steps"] == pytest.approx(fits * 8 / 16, rel=0.01)
    assert ahead["seconds"] >= ahead["steps"] * ahead["step_s"] > 0
    assert not out.exists()  # nothing was begun
    assert run([*words, "--json"]) == ExitCode.DONE
    said = capsys.readouterr()
    assert "on one device" in said.err and "26 fold runs and 13 models" in said.err
    assert "tables and figures come on top" in said.err, "what is left out is said"
    told = json.loads(said.out)
    assert (told["feature_dim"], told["skipped"], told["warnings"]) == (1536, [], [])
    assert told["cells"] == 26
    rows = {(row["method"], row["target"]): row for row in told["published"]}
    assert rows["steph", "mean"]["published"] == 0.6949
    assert rows["steph", "mean"]["own"] == pytest.approx(told["methods"]["steph"]["mean"])
    blca = rows["vanilla", "BLCA"]
    assert blca["published"] == 0.6438
    assert blca["own"] == told["methods"]["vanilla"]["targets"]["BLCA"]["mean"]
    assert blca["difference"] == pytest.approx(blca["own"] - 0.6438)
    assert rows["roupkt", "mean"]["own"] is None
    text = (out / "published.csv").read_text()
    assert "steph,mean,0.6949," in text and "arXiv 2603.10526" in text
    departures = "; ".join(told["departures"])
    for words_of in ("epochs 1 in place of 20", "embed_dim 5 in place of 512", "1 folds in place"):
        assert words_of in departures
    assert "features" not in departures  # UNI2-h's width, and no encoder is named
    assert told["preset"] == "published" and "preset" not in departures
    assert (
        told["settings"]["scalar_lr"] == told["settings"]["lr"]
        and told["differs_from_authors_code"] == []
    )
    with (out / "results.csv").open(newline="") as file:
        trained = {row["target"]: row for row in csv.DictReader(file) if row["method"] == "steph"}
    assert list(trained) == list(CANCERS)
    assert {(row["n_train"], row["n_test"]) for row in trained.values()} == {("8", "4")}
    assert run([*words, "--estimate", "--json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["fold_runs"] == 0
    assert run(words) == ExitCode.DONE  # nothing is run again: the table for a person
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["method", "target", "published", "own", "difference"]
    assert lines[1].split()[:3] == ["vanilla", "mean", "0.6609"]
    assert len(lines) == 1 + 2 * 14 + 1
    assert lines[-1].startswith("Departs from the published protocol: epochs 1 in place of 20")
    assert "gamma 0.005 in place of inner cross-validation" in lines[-1]


def test_what_departs_from_the_protocol_is_named() -> None:
    paper = {"epochs": 20}
    whole = {cancer: {"folds": 5} for cancer in CANCERS}
    summary = {
        "encoder": "uni2-h",
        "feature_dim": 1536,
        "settings": paper,
        "methods": {"vanilla": {"targets": whole}, "steph": {"targets": whole}},
    }
    assert departures(summary, paper) == ()
    other = {**summary, "encoder": "uni", "feature_dim": 1024}
    assert departures(other, paper) == (
        "features of uni, 1024 wide, in place of uni2-h, 1536 wide",
    )
    fewer = {cancer: one for cancer, one in whole.items() if cancer != "SARC"}
    short = {**summary, "methods": {"vanilla": {"targets": whole}, "steph": {"targets": fewer}}}
    assert departures(short, paper) == ("without SARC",)
    published = {**paper, "preset": "published", "scalar_lr": 1e-4}
    ours = {**summary, "differs_from_authors_code": ["biases decay too"]}
    assert departures(ours, published) == ("the preset default: biases decay too",)


def test_benchmark_says_which_preset_its_numbers_are_of(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["benchmark", str(cohort), "--targets", "AAA", "--methods", "vanilla", "--folds", "0"]
    words += ["--out", str(tmp_path / "out"), *SMALL]
    assert run([*words, "--json"]) == ExitCode.DONE
    told = capsys.readouterr()
    summary = json.loads(told.out)
    assert summary["preset"] == "default" and len(summary["differs_from_authors_code"]) == 7
    assert "--preset published" in told.err
    assert run([*words, "--preset", "published"]) == ExitCode.FAULT
    assert "preset was None, now published" in capsys.readouterr().err
    words[words.index(str(tmp_path / "out"))] = str(tmp_path / "theirs")
    assert run([*words, "--preset", "published", "--json"]) == ExitCode.DONE
    told = capsys.readouterr()
    assert json.loads(told.out)["preset"] == "published" and "--preset" not in told.err


def test_the_published_means_are_those_of_the_published_cancers() -> None:
    for method, by_cancer in PUBLISHED_BY_CANCER.items():
        assert set(by_cancer) == set(CANCERS)
        mean = sum(by_cancer.values()) / len(by_cancer)
        # As printed: vanilla's thirteen numbers average .6607, the printed mean is .6609.
        assert mean == pytest.approx(PUBLISHED_MEANS[method], abs=3e-4)
    assert set(PUBLISHED_MEANS) <= set(METHODS)


def test_fit_of_clinical_columns_writes_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay_cohort(tmp_path / "cohort")
    table = folder / "AAA" / "labels.csv"
    header, *lines = table.read_text().splitlines()
    ages = [f"{line},{40 + 7 * place % 31}" for place, line in enumerate(lines)]
    ids = {line.split(",")[0]: row.rsplit(",", 1)[1] for line, row in zip(lines, ages, strict=True)}
    rows = [f"{line},{ids[line.split(',')[0]]}" for line in lines]
    table.write_text("\n".join([f"{header},age", *rows]) + "\n")
    out = tmp_path / "cox.json"
    words = fit_words(folder, out, "--clinical", "age", "--json", method="cox_clinical")
    assert run(words) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["model_id"], told["method"], told["params_trained"]) == ("", "cox_clinical", 1)
    written = json.loads(out.read_text())
    ratio = written["cox"]["hazard_ratios"]["age"]
    assert ratio["lower"] < ratio["ratio"] < ratio["upper"]
    assert written["c_index_test"] == told["c_index"] and written["columns"] == ["age"]
    assert "AAA-0" not in out.read_text()
