"""One rule says what may be said of a case: every way out of it, in every state."""

from __future__ import annotations

import ast
import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from case_files import feature_file, pack, predict_features, save_case
from slides import write_pyramid
from workspace_samples import OUTCOME, RUN, slide_file

import steph_desktop
from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.case.disclosure import (
    BLINDED,
    UNSUITABLE,
    Disclosure,
    Saying,
    disclose,
    disclosures_of,
    figures_of,
    portable_case,
    prediction_json,
    unproven_models,
)
from steph_desktop.case.export import BundleCase, write_bundle
from steph_desktop.case.report_content import compose, headline, members_sentence
from steph_desktop.case.result import CasePictures, CaseRecord, CaseResult, case_figures
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus, completed
from steph_desktop.case.worklist_csv import write_worklist
from steph_desktop.cli import run
from steph_desktop.model.card import CohortSummary
from steph_desktop.workspace.records import (
    FileKind,
    RegionNote,
    ResultInput,
    Review,
    Verdict,
)
from steph_desktop.workspace.store import Workspace

PEN = Check(CheckKind.PEN, CheckStatus.RED, "40.0 %", "Pen marks lie on the tissue.")
FINE = Check(CheckKind.PEN, CheckStatus.GREEN, "0.0 %", "No pen marks on the tissue.")
NO_SKILL = {"c_index_folds": (0.48,), "cohort": CohortSummary(50, 30, 50)}

REGION = RegionNote(37, 301, is_outside=False, sha256="ab" * 32)
STATES: dict[str, tuple[dict[str, Any], dict[str, Any], Saying, str]] = {
    # card, what the reviewer did, what may be said, and why no more
    "normal": ({}, {}, Saying.EVERYTHING, ""),
    "region": ({}, {"region": REGION}, Saying.EVERYTHING, ""),
    "blinded": ({}, {"is_blinded": True}, Saying.WITHHELD, BLINDED),
    "red": ({}, {}, Saying.WITHHELD, "A check is red: pen marks."),
    "requested": ({}, {"is_requested": True}, Saying.ON_REQUEST, "A check is red: pen marks."),
    "no skill": (NO_SKILL, {}, Saying.WITHHELD, "can tell patients apart: C-index 0.48"),
    "unsuitable": ({}, {"is_unsuitable": True}, Saying.WITHHELD, UNSUITABLE),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> CaseResult:
    folder = tmp_path_factory.mktemp("plain")
    found = predict_features([feature_file(folder)], pack(folder), device="cpu")
    curves = np.stack([found.prediction.survival, found.prediction.survival * 0.9])
    answer = replace(found.prediction, member_survival=curves)
    return replace(found, case_id="Case K7-QX", prediction=answer)


def case_in(state: str, plain: CaseResult) -> tuple[CaseResult, Disclosure]:
    changes, did, saying, why = STATES[state]
    card = replace(plain.card, **changes)
    checks = completed((PEN if state in ("red", "requested") else FINE,), card)
    said = disclose(checks, **did)
    assert said.saying is saying
    assert why in said.reason
    return replace(plain, card=card, checks=checks), said


def numbers_of(result: CaseResult) -> set[str]:
    """The answer as it may be written anywhere."""
    figures = case_figures(result)
    assert figures.group is not None and figures.percentile is not None
    return {
        f"{result.prediction.risk_score:.2f}", f"{result.prediction.risk_score:.4f}",
        repr(result.prediction.risk_score), headline(replace(result, checks=())),
        f"{figures.group.value} risk", f"{figures.group.value.capitalize()} risk", "percentile",
        *(f"{float(alive):.9g}" for alive in result.prediction.survival),
        *(f"{100 * alive:.0f} %" for _, alive in figures.survival),
    }  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_words_and_figures_keep_to_the_rule(state: str, plain: CaseResult) -> None:
    result, said = case_in(state, plain)
    content = compose(result, None, (), disclosure=said)
    words = "\n".join(
        [
            content.headline, content.sources, content.members, *content.warnings,
            *(part for pair in content.figures for part in pair),
        ]
    )  # fmt: skip
    told = {number for number in numbers_of(result) if number in words}
    figures = figures_of(result, said)
    if said.is_withheld:
        assert not told
        assert (content.headline, content.figures) == ("Result not shown", ())
        assert figures.risk_score is figures.percentile is figures.group is None
        assert figures.members is None and figures.survival == ()
        assert members_sentence(result, said) == ""
    else:
        assert told and figures == case_figures(result)
        assert (content.warnings[:1] == (said.mark,)) == bool(said.mark)
        assert ("Region only" in words) == (state == "region")
        assert ("Shown on request" in words) == said.is_on_request


@pytest.mark.parametrize("state", STATES)
def test_json_keeps_to_the_rule(state: str, plain: CaseResult) -> None:
    result, said = case_in(state, plain)
    found = prediction_json(result, said)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    names = ("risk_score", "risk_percentile", "risk_group", "hazards", "survival")
    assert all((found[name] is None) == said.is_withheld for name in names)
    assert found["withheld"] == (said.reason if said.is_withheld else None)
    assert (found["members"] is None) == said.is_withheld
    if found["members"] is not None:
        assert found["members"]["n"] == 2
        assert set(found["members"]) == {"n", "percentile", "groups"}
    first = found["checks"][0]
    assert set(first) == {"name", "status", "figure", "reason"}
    assert (first["name"], first["status"] == "red") == ("Model", state == "no skill")
    assert (said.mark in found["warnings"]) == bool(said.mark)
    assert bool(said.mark) == (said.is_on_request or state == "region")
    if said.is_withheld:
        assert found["median_survival_days"] is None
        assert not any(
            number in json.dumps(found) for number in numbers_of(result) - {"percentile"}
        )


@pytest.mark.parametrize("state", STATES)
def test_a_zip_keeps_to_the_rule(state: str, plain: CaseResult, tmp_path: Path) -> None:
    result, said = case_in(state, plain)
    record = CaseRecord(result, CasePictures((np.zeros((20, 30, 3), np.uint8),), (16.0,)))
    out = tmp_path / "out.zip"
    inside = write_bundle(out, [BundleCase(record, disclosure=said)], b"%PDF", [b"png"])
    names = {Path(name).name for name in inside}
    answer = {"map-1.png", "curve.csv", "curve.png"}
    assert names & answer == (set() if said.is_withheld else answer)
    with zipfile.ZipFile(out) as bundle:
        texts = [bundle.read(n).decode() for n in inside if n.endswith(("json", "csv"))]
    told = any(number in text for text in texts for number in numbers_of(result) - {"percentile"})
    assert told != said.is_withheld
    assert any("Shown on request" in text for text in texts) == said.is_on_request
    assert any("Region only" in text for text in texts) == (state == "region")


def test_without_a_word_from_a_reviewer_the_checks_decide(plain: CaseResult) -> None:
    for state in ("red", "no skill"):
        result, _ = case_in(state, plain)
        assert prediction_json(result)["risk_score"] is None
        assert headline(result) == "Result not shown"
        assert BundleCase(CaseRecord(result)).said.is_withheld
    both = disclose(completed((PEN,), replace(plain.card, **NO_SKILL)))
    assert "has not shown that it can tell patients apart" in both.reason
    assert both.reason.endswith("A check is red: pen marks.")


@pytest.mark.parametrize("is_case_lost", [False, True])
@pytest.mark.parametrize("damage", ["cut", "edited", "gone", "a folder"])
def test_a_model_whose_card_is_damaged_is_judged_all_the_same(
    plain: CaseResult, tmp_path: Path, damage: str, is_case_lost: bool
) -> None:
    lab = tmp_path / "lab"
    with Workspace.open(lab) as workspace:
        for digit, card in (("8", plain.card), ("9", replace(plain.card, **NO_SKILL))):
            card = replace(card, weights_sha256=digit * 64)
            judged = replace(plain, card=card, checks=completed((FINE,), card))
            files = save_case(CaseRecord(judged), case_folder(lab, f"Case {digit}"))
            slide = slide_file(tmp_path, f"{digit}.svs", int(digit))
            run_of = replace(RUN, model_sha256=digit * 64)
            kinds = [(file, FileKind.CASE) for file in files]
            sources = [ResultInput(slide, "")]
            workspace.record_result(f"Case {digit}", run_of, OUTCOME, sources, kinds)
    with Workspace.open(lab, read_only=True) as workspace:
        cases = workspace.listed_cases()
    whole = unproven_models(lab, cases)
    assert set(whole) == {"9" * 64}
    card_file = files[-1]
    text = card_file.read_text()
    card_file.unlink()
    if damage == "cut":
        card_file.write_text(text[: len(text) // 2])
    elif damage == "edited":
        card_file.write_text(text.replace("0.48", "0.88"))
        assert card_file.read_text() != text
    elif damage == "a folder":
        card_file.mkdir()
    if is_case_lost:
        files[0].write_text("{}")
    found = unproven_models(lab, cases)
    if not is_case_lost:
        assert found == whole, "what the case kept says it"
    elif damage != "gone":
        assert "cannot be known" in found["9" * 64] and set(found) == set(whole)


def test_a_request_and_a_review_are_known_to_the_workspace(
    plain: CaseResult, tmp_path: Path
) -> None:
    lab = tmp_path / "lab"
    names = {"fine": "good", "red": "poor", "requested": "poor", "bad model": "good",
             "unsuitable": "good", "reviewed": "good"}  # fmt: skip
    unproven = replace(plain.card, **NO_SKILL, weights_sha256="9" * 64)
    save_case(CaseRecord(replace(plain, card=unproven)), case_folder(lab, "bad model"))
    with Workspace.open(lab, who="Dr A") as workspace:
        for number, (name, quality) in enumerate(names.items()):
            slide = write_pyramid(
                tmp_path / f"{number}.tif", np.zeros((64, 64, 3), np.uint8) + number
            )
            made = replace(RUN, model_sha256="9" * 64) if name == "bad model" else RUN
            outcome = replace(OUTCOME, quality=quality)
            workspace.record_result(name, made, outcome, [ResultInput(slide, "")])
        workspace.note_shown_on_request("requested")
        for name, verdict in (("unsuitable", Verdict.UNSUITABLE), ("reviewed", Verdict.AGREE)):
            row = workspace.case_named(name)
            assert row is not None
            workspace.add_review(row.id, Review(verdict, signed_off=True))
    with Workspace.open(lab, read_only=True) as workspace:
        assert list(unproven_models(lab, workspace.listed_cases())) == ["9" * 64]
        said = {name: one.saying for name, one in disclosures_of(workspace).items()}
        assert said == {
            "fine": Saying.EVERYTHING, "red": Saying.WITHHELD, "requested": Saying.ON_REQUEST,
            "bad model": Saying.WITHHELD, "unsuitable": Saying.WITHHELD,
            "reviewed": Saying.EVERYTHING,
        }  # fmt: skip
        write_worklist(workspace, tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        assert row["shown"] == (
            "" if said[row["case"]] is Saying.EVERYTHING else said[row["case"]].value
        )
        withheld = said[row["case"]] is Saying.WITHHELD
        assert (row["risk_group"], row["risk_score"]) == (
            ("", "") if withheld else ("high", "-2.5")
        )
        assert bool(row["shown_reason"]) == bool(row["shown"])
    assert (
        next(r for r in csv.DictReader(io.StringIO(text)) if r["case"] == "unsuitable")["verdict"]
        == "slide unsuitable"
    )


def test_another_result_is_not_shown_because_an_earlier_one_was(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "lab") as workspace:
        slide = write_pyramid(tmp_path / "a.tif", np.zeros((64, 64, 3), np.uint8))
        poor = replace(OUTCOME, quality="poor")
        for _ in range(2):
            workspace.record_result("a", RUN, poor, [ResultInput(slide, "")])
            assert disclosures_of(workspace)["a"].is_withheld
            workspace.note_shown_on_request("a")
            assert disclosures_of(workspace)["a"].is_on_request


def test_what_leaves_a_workspace_withholds_a_kept_case(plain: CaseResult, tmp_path: Path) -> None:
    result, _ = case_in("red", plain)
    save_case(CaseRecord(result), tmp_path / "case")
    assert load_case(tmp_path / "case").result.prediction.risk_score == (
        result.prediction.risk_score
    ), "it is kept"
    assert portable_case(tmp_path / "case")["results"][0]["risk_score"] is None


def test_predict_says_why_and_shows_it_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model, features = pack(tmp_path), feature_file(tmp_path, rows=4)  # a handful of patches: red
    words = ["predict", str(features), "--model", str(model), "--workspace", str(tmp_path / "w")]
    asked = [*words, "--even-if-unsuitable"]
    found = {}
    for name, line in (("withheld", words), ("asked", asked)):
        assert run([*line, "--json"]) == 0
        (found[name],) = json.loads(capsys.readouterr().out)["results"]
    assert found["withheld"]["withheld"] == "A check is red: tissue area."
    assert found["withheld"]["risk_score"] is None is found["asked"]["withheld"]
    assert "Shown on request" in found["asked"]["warnings"][0]
    score = f"{found['asked']['risk_score']:.4f}"
    assert run(words) == 0
    text = capsys.readouterr().out
    assert "not shown. A check is red: tissue area. --even-if-unsuitable" in text
    assert score not in text
    assert run(asked) == 0
    text = capsys.readouterr().out
    assert score in text and "Shown on request" in text


RAW = {"risk_percentile", "risk_group", "risk_score", "answer_json", "case_figures"}
MAY_READ = {
    # What makes, keeps and compares results; what-ifs, which show only what is shown already.
    "case/result.py", "case/case_store.py", "case/prediction.py", "case/what_if.py",
    "case/disclosure.py",
    # Of the list, as far as `Case.disclosure` lets it.
    "ui/parts/worklist/worklist.py", "ui/parts/worklist/case_repository.py",
    "ui/parts/case_panel/what_if_panel.py",
    # Reads rows of the workspace, and leaves out what is withheld.
    "ui/pages/survival/sources.py", "case/worklist_csv.py",
    # Predictions of a training's test patients, and cards; no case of the worklist.
    "ui/pages/cohort/cohort_data.py", "ui/pages/models/card_view.py",
    # The reviewer's own estimate.
    "ui/pages/review/worklist_tools.py",
}  # fmt: skip


def test_nobody_decides_by_the_checks_of_a_result_alone() -> None:
    """`disclose` knows of no region unless it is told; `disclose_result` looks."""
    root = Path(steph_desktop.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "disclose":
                assert "region" in {word.arg for word in node.keywords}, path.name


def test_no_way_out_reads_a_number_by_itself() -> None:
    root = Path(steph_desktop.__file__).parent
    for path in [p for room in ("case", "ui", "cli") for p in (root / room).rglob("*.py")]:
        name = path.relative_to(root).as_posix()
        if name in MAY_READ:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            read = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            if read not in RAW:
                continue
            whose = getattr(getattr(node, "value", None), "id", getattr(node, "value", None))
            assert whose in ("figures", "numbers", "reference", "review"), (
                f"{name}: {ast.unparse(node)}"
            )
