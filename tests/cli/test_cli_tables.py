"""Tables as people have them, through `retrain`: understood and told, or a question."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from table_cases import bag, codes, dictionary_first, numbered_bags, outcomes, registry, tcga_bags

from steph_desktop.cli import run
from steph_desktop.model.packs import read_card

SMALL = ("--epochs", "1", "--embed-dim", "5", "--attn-dim", "4", "--hyper-dim", "6",
         "--folds", "2", "--gamma", "0.005", "--device", "cpu", "--quiet", "--json",
         "--method", "vanilla", "--features", "--name", "MINE")  # fmt: skip


@pytest.fixture(scope="module")
def bags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bags")
    return {"tcga": tcga_bags(folder / "tcga"), "numbers": numbered_bags(folder / "numbers")}


def retrain(table: Path, slides: Path, work: Path, *more: str) -> int:
    words = ["retrain", "--table", str(table), "--slides", str(slides), "--work", str(work)]
    return run([*words, "--out", str(work.parent / "m.steph"), *SMALL, *more])


def labels(work: Path) -> list[dict[str, str]]:
    (path,) = work.glob("studies/study/cohort/MINE/labels.csv")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def told_by(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_endpoint_and_the_samples_of_tcga(
    bags: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = codes(tmp_path / "tcga_os.csv", "OS", 1, 0, "OS.time")
    assert retrain(table, bags["tcga"], tmp_path / "work") == 0
    told = told_by(capsys)
    assert "Time: column OS.time, in days. Event: column OS, where it is 1" in told["understood"][0]
    assert "19 of 40 patients had the event. Median follow-up:" in told["understood"][1]
    assert any("40 of 57 slides belong to 40 patients" in line for line in told["understood"])
    advice = " ".join(told["advice"])
    for said in ("10 slides of normal tissue", "5 slides of frozen", "2 slides of a metastasis"):
        assert said in advice
    rows = labels(tmp_path / "work")
    assert len(rows) == 40 and sum(row["e"] == "1" for row in rows) == 19
    evidence = read_card(tmp_path / "m.steph").evidence
    assert evidence["outcome_as_read"].startswith("Time: column OS.time, in days. Event: column OS")


def test_a_column_of_censoring_is_refused_until_it_is_stated(
    bags: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = codes(tmp_path / "censorship.csv", "censorship", 0, 1)
    assert retrain(table, bags["tcga"], tmp_path / "work") == 1
    error = capsys.readouterr().err
    assert "Column censorship: which value means the event?" in error and "--event-is" in error
    assert not (tmp_path / "work").exists()
    more = ("--event-is", "0", "--take-samples", "metastasis")
    assert retrain(table, bags["tcga"], tmp_path / "work", *more) == 0
    told = told_by(capsys)
    assert "where it is 0; no event where it is 1 (as stated)" in told["understood"][0]
    assert any("42 of 57 slides" in line for line in told["understood"])
    rows = {row["patient_id"]: row["e"] for row in labels(tmp_path / "work")}
    assert sum(event == "1" for event in rows.values()) == 19


def test_a_registry(
    bags: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = registry(tmp_path / "registry.xlsx", formatted=False)
    assert retrain(table, bags["numbers"], tmp_path / "work") == 0
    told = told_by(capsys)
    assert "sheet Kohorte, header in row 3" in told["understood"][0]
    assert "Columns kept: Alter, Stadium" in told["understood"]
    assert any("Row 46: a sum or a mean" in advice for advice in told["advice"])
    assert any("leading zeros" in advice for advice in told["advice"])
    rows = labels(tmp_path / "work")
    assert len(rows) == 40 and set(rows[0]) == {
        "patient_id", "pathology_id", "t", "e", "Alter", "Stadium", "laid_fold"
    }  # fmt: skip


def test_one_stem_in_two_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = codes(tmp_path / "t.csv", "OS", 1, 0, "OS.time")
    for folder in ("first", "second"):
        (tmp_path / "slides" / folder).mkdir(parents=True)
        for patient, _, _ in outcomes():
            bag(tmp_path / "slides" / folder / f"{patient}_HE.h5")
    assert retrain(table, tmp_path / "slides", tmp_path / "work") == 0
    told = told_by(capsys)
    assert any("Slides of one name are kept apart" in advice for advice in told["advice"])
    rows = labels(tmp_path / "work")
    assert len({row["pathology_id"] for row in rows}) == 80
    assert rows[0]["pathology_id"] == f"first_{rows[0]['patient_id']}_HE"
    features = {path.name for path in tmp_path.glob("work/studies/study/cohort/MINE/features/*")}
    assert {f"{row['pathology_id']}.h5" for row in rows} == features


def test_everything_that_can_be_overruled(
    bags: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = dictionary_first(tmp_path / "book.xlsx")
    more = (
        "--sheet", "Patients", "--header-row", "1", "--patient", "Case", "--time", "DFS months",
        "--time-unit", "weeks", "--event", "DFS status", "--event-is", "1", "--clinical", "Age",
        "--leave-out-rows", "3", "--match", "prefix", "--leave-slides", "00002",
    )  # fmt: skip
    assert retrain(table, bags["numbers"], tmp_path / "work", *more) == 0
    told = told_by(capsys)
    assert "column DFS months, in weeks. Event: column DFS status" in told["understood"][0]
    rows = labels(tmp_path / "work")
    assert len(rows) == 38 and "Age" in rows[0]


@pytest.mark.parametrize(
    ("more", "rc", "why"),
    [
        (("--event", "nothing"), 1, "The table has no column nothing"),
        (("--event-is", "7"), 1, "Column OS has no value '7'"),
        (("--sheet", "S"), 1, "Only Excel files have sheets"),
        (("--header-row", "77"), 1, "Row 77 is empty"),
        (("--clinical", "age"), 1, "The table has no column age"),
        (("--time-unit", "decades"), 2, "invalid choice: 'decades'"),
        (("--leave-samples", "blood"), 2, "invalid choice: 'blood'"),
        (("--match", "prefix", "--pattern", "x"), 2, "exclude each other"),
    ],
)
def test_what_cannot_be_so_is_refused(
    bags: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    more: tuple[str, ...], rc: int, why: str,
) -> None:  # fmt: skip
    table = codes(tmp_path / "t.csv", "OS", 1, 0, "OS.time")
    assert retrain(table, bags["tcga"], tmp_path / "work", *more) == rc
    assert why in capsys.readouterr().err
