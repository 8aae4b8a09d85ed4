"""fit, benchmark and reproduce as a script sees them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from small_cohort import SMALL, lay_cohort

from steph_desktop.cli import run
from steph_desktop.core import ExitCode
from steph_desktop.features.bag import read_bag
from steph_desktop.model.checkpoint import load_pack
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.cohort import load_cohort


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


def test_the_same_seed_gives_the_same_pack_and_the_zoo_changes_nothing(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zoo = ("--zoo", str(tmp_path / "zoo"))
    hashes = []
    for number, more in enumerate([(), zoo, zoo, ("--seed", "7")]):
        assert run(fit_words(cohort, tmp_path / str(number), "--json", *more)) == ExitCode.DONE
        hashes.append(json.loads(capsys.readouterr().out)["model_sha256"])
    assert hashes[0] == hashes[1] == hashes[2] != hashes[3]
    kept = sorted(path.name for path in (tmp_path / "zoo").iterdir())
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
    assert "stands here already" in capsys.readouterr().err
    assert out.read_text() == "mine"
