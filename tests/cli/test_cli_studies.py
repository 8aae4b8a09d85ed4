"""The command `analyse` on a tiny cohort: its tables hold what they say."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from small_cohort import SMALL, lay_cohort

from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_cohort(tmp_path_factory.mktemp("cohort"))


def analyse(what: str, cohort: Path, out: Path, *more: str) -> int:
    words = ["analyse", what, "--cohort", str(cohort), "--target", "AAA", "--out", str(out)]
    return run([*words, "--k", "2", *SMALL, *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_mixing_ends_at_the_same_target_model_for_every_source(
    cohort: Path, tmp_path: Path
) -> None:
    assert analyse("lambda", cohort, tmp_path) == ExitCode.DONE
    table = rows(tmp_path / "loss_over_lambda.csv")
    assert {row["source"] for row in table} == {"BBB", "CCC"}
    at_one = {row["train_loss"] for row in table if float(row["lambda"]) == 1}
    at_zero = {row["train_loss"] for row in table if float(row["lambda"]) == 0}
    assert len(at_one) == 1
    assert len(at_zero) == 2
    sources = rows(tmp_path / "sources.csv")
    assert sum(float(row["selected_share"]) for row in sources) == pytest.approx(2)
    assert len(rows(tmp_path / "sources_by_epoch.csv")) == 2 * 2
    for name in ("loss_over_lambda", "sources_by_epoch"):
        assert (tmp_path / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / f"{name}.svg").exists()


def test_the_landscape_has_every_point_and_its_middle_is_one_model(
    cohort: Path, tmp_path: Path
) -> None:
    assert analyse("landscape", cohort, tmp_path, "--points", "5") == ExitCode.DONE
    table = rows(tmp_path / "landscape.csv")
    assert len(table) == 25
    assert analyse("lambda", cohort, tmp_path) == ExitCode.DONE
    middle = next(row for row in table if float(row["a"]) == 0 and float(row["b"]) == 0)
    whole = next(
        row for row in rows(tmp_path / "loss_over_lambda.csv") if float(row["lambda"]) == 1
    )
    for part in ("train_loss", "test_loss"):
        assert float(middle[part]) == pytest.approx(float(whole[part]), rel=1e-4)


def test_alignment_is_highest_for_the_target_itself(cohort: Path, tmp_path: Path) -> None:
    assert analyse("sar", cohort, tmp_path) == ExitCode.DONE
    table = rows(tmp_path / "sar.csv")
    by_model: dict[str, list[float]] = {}
    for row in table:
        by_model.setdefault(row["model"], []).append(float(row["ratio"]))
    assert set(by_model) == {"target", "model_avg", "steph"}
    assert all(0 <= ratio <= 1.000001 for ratios in by_model.values() for ratio in ratios)
    assert np.mean(by_model["target"]) >= np.mean(by_model["model_avg"])
    rises = [float(row["rise_of_train_loss"]) for row in rows(tmp_path / "sharpness.csv")]
    assert len(rises) == 3 * 3 * 2
    assert min(rises) >= 0


def test_an_unknown_target_is_refused(
    cohort: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["analyse", "sar", "--cohort", str(cohort), "--target", "ZZZ", "--out", str(tmp_path)]
    assert run(words) == ExitCode.FAULT
    assert "ZZZ" in capsys.readouterr().err
