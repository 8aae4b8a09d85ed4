"""The API for notebooks, and the notebook that shows it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from steph_desktop.resources import resource_path

import steph_desktop
from steph_desktop.case.slide_checks import CheckStatus
from steph_desktop.core.errors import StephError
from steph_desktop.engine.notebook import PredictedCase

NOTEBOOK = resource_path("notebooks", "first_steps.ipynb")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The names that the notebook's cells leave, run one after the other."""
    folder = tmp_path_factory.mktemp("notebook")
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 5
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for text in code:
            exec(compile(text, NOTEBOOK.name, "exec"), names)  # noqa: S102
    return names


def test_every_cell_of_the_notebook_runs(told: dict[str, Any]) -> None:
    case = told["case"]
    assert case.withheld is None
    assert told["changed"].result.is_what_if
    assert told["changed"].figures.risk_score != case.figures.risk_score
    assert case.sources()["selected"].any()


def test_tables_say_what_the_json_says(told: dict[str, Any]) -> None:
    case: PredictedCase = told["case"]
    said = case.to_json()
    assert said["risk_score"] == case.figures.risk_score
    curve = case.curve()
    assert curve["survival"].iloc[0] == 1
    assert curve["survival"].iloc[1] == pytest.approx(said["survival"][0])
    patches = case.patches()
    assert len(patches) == said["n_patches"]
    assert patches["attention"].sum() == pytest.approx(1)
    assert patches["risk_contribution"].sum() == pytest.approx(0, abs=1e-6)
    top = said["attention"]["top"][0]
    row = patches.iloc[top["index"]]
    assert (row["x"], row["y"]) == (top["x"], top["y"])


def test_a_changed_weight_and_ratio_change_the_answer(told: dict[str, Any]) -> None:
    case: PredictedCase = told["case"]
    name = case.sources().query("selected")["cancer"].iloc[0]
    scores = [
        case.what_if(**words).figures.risk_score
        for words in ({"weights": {name: 3.0}}, {"lambdas": {name: 0.0}})
    ]
    assert len({*scores, case.figures.risk_score}) == 3
    with pytest.raises(StephError, match="has no such source"):
        case.what_if(without=["NONE"])


def test_nothing_is_said_of_a_case_with_a_red_check(told: dict[str, Any]) -> None:
    case: PredictedCase = told["case"]
    red = replace(case.result.checks[1], light=CheckStatus.RED)
    result = replace(case.result, checks=(red, *case.result.checks[2:]))
    from steph_desktop.case.disclosure import disclose

    held = replace(case, result=result, disclosure=disclose(result.checks))
    assert held.withheld
    assert held.figures.risk_score is None
    assert held.curve().empty
    assert held.sources().empty
    assert held.patches().empty
    assert held.to_json()["survival"] is None
    asked = replace(held, disclosure=disclose(result.checks, is_requested=True))
    assert asked.figures.risk_score == case.figures.risk_score
    assert "Shown on request" in asked.to_json()["warnings"][0]


def test_features_and_curves(tmp_path: Path) -> None:
    path = resource_path("demo", "SYN-BRCA-352-S1.svs")
    features = steph_desktop.extract(path, tmp_path)
    case = steph_desktop.predict(features, workspace=tmp_path)
    assert case.to_json()["n_patches"] > 10
    curve = steph_desktop.kaplan_meier([1, 2, 3], [True, False, True])
    assert np.allclose(curve.survival[[0, 1]], [1, 2 / 3])
    with pytest.raises(AttributeError):
        steph_desktop.nothing  # noqa: B018


def test_the_package_is_imported_without_the_engine() -> None:
    code = (
        "import sys, steph_desktop;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] == 'steph_desktop'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['steph_desktop']"
