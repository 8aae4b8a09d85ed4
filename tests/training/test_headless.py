"""The command that does what the wizard does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_cohort import lay_cancer

from steph_desktop.cli import run
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.model.packs import read_card

SMALL = ("--epochs", "2", "--embed-dim", "5", "--attn-dim", "4", "--hyper-dim", "6", "--lr", "1e-2")


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Feature files of a cohort, with a table of another hand; and other cancers."""
    folder = tmp_path_factory.mktemp("material")
    lay_cancer(folder / "mine", "MINE", 30)
    lay_cancer(folder / "others", "BBB")
    lines = ["Fall;Monate;Status"]
    for patient in load_cohort(folder / "mine")["MINE"].patients:
        months = f"{patient.time_days / 365 * 12:.2f}".replace(".", ",")
        lines.append(f"{patient.patient_id};{months};{'tot' if patient.event else 'lebt'}")
    (folder / "table.csv").write_bytes("\n".join(lines).encode("utf-16"))
    return folder


def words(material: Path, tmp_path: Path) -> list[str]:
    return [
        "retrain", "--table", str(material / "table.csv"),
        "--slides", str(material / "mine" / "MINE" / "features"), "--features",
        "--name", "MINE", "--work", str(tmp_path / "work"), "--out", str(tmp_path / "m.steph"),
        "--folds", "2", "--gamma", "0.005", "--device", "cpu", "--quiet", *SMALL,
    ]  # fmt: skip


def test_retrain(material: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = ["--source-cohort", str(material / "others"), "--method", "steph", "--json"]
    assert run([*words(material, tmp_path), *sources]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["c_index"]) == {"vanilla", "finetuned", "steph_lambda0", "steph"}
    assert told["verdict"] in ("transfer helps", "no evidence that it helps", "it hurts")
    assert "UTF-16, separated by semicolons" in told["understood"][0]
    card = read_card(tmp_path / "m.steph")
    assert (card.model_id, card.sources, card.members) == ("m", ("BBB",), 2)
    assert run([*words(material, tmp_path), *sources]) == 1  # it stands there already
    assert "taken already" in capsys.readouterr().err


def test_a_blocking_finding_stops_it(
    material: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("id,months,dead\nMINE-000,12,1\nMINE-001,soon,0\nMINE-002,9,1\n")
    given = words(material, tmp_path)
    given[2] = str(table)
    assert run(given) == 1
    assert "Row 3, column months: 'soon' is not a number" in capsys.readouterr().err
    assert not (tmp_path / "m.steph").exists() and not (tmp_path / "work").exists()
