"""What a case's report says of where the model came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from case_files import feature_file, pack, predict_features

from steph_desktop.case.disclosure import Disclosure, Saying
from steph_desktop.case.report_content import (
    agreement_words,
    fragility_sentence,
    headline,
    members_sentence,
    provenance,
)
from steph_desktop.case.result import CaseResult, SourceDropped, case_figures
from steph_desktop.case.source_summary import compare, explain_source, sources_sentence
from steph_desktop.model.card import PackKind
from steph_desktop.model.outputs import MemberScale, ReferenceCohort, SourceShare, SourceSpread


@pytest.fixture
def result(tmp_path: Path) -> CaseResult:
    return predict_features([feature_file(tmp_path)], pack(tmp_path), case_id="Case K7-QX")


def with_sources(result: CaseResult, *sources: SourceShare, **evidence: object) -> CaseResult:
    kind = PackKind.MERGED if sources else PackKind.ABMIL
    card = replace(result.card, kind=kind, target_cancer="SARC", evidence=evidence)
    return replace(result, card=card, prediction=replace(result.prediction, sources=sources))


def test_the_targets_own_vector_is_no_source(result: CaseResult) -> None:
    own = SourceShare("SARC", 0.6, 1.0, True)
    some = (SourceShare("BRCA", 0.2, 0.0, True), SourceShare("LUNG", 0.0, 0.0, True))
    said = sources_sentence(with_sources(result, own, *some))
    assert "drew on BRCA (25 %; weight 0.20). The rest is SARC's. 1 source was not used." in said
    said = sources_sentence(with_sources(result, own, some[1]))
    assert said == "For this case the model drew on SARC alone."
    nothing = replace(own, weight=0.0)
    assert "rests on the null model" in sources_sentence(with_sources(result, nothing, some[1]))


def test_a_merge_made_once_for_all_cases_is_told(result: CaseResult) -> None:
    merged = with_sources(
        result,
        merge_weights={"SARC": 0.5, "BRCA": -0.1, "LUNG": 0.4, "UCEC": 0.0},
        merge_target_shares={"SARC": 1.0, "BRCA": 0.0, "LUNG": 0.0, "UCEC": 0.0},
    )
    assert sources_sentence(merged) == (
        "This model was merged once for all cases, most from LUNG and BRCA; 50 % of it came from "
        "other cancers and the rest from SARC."
    )
    pairs = {"BRCA": 0.3, "LUNG": 0.1}
    halves = with_sources(
        result, merge_weights=pairs, merge_target_shares=dict.fromkeys(pairs, 0.5)
    )
    assert "most from BRCA and LUNG; 50 % of it" in sources_sentence(halves)
    kept = with_sources(result, merge_weights={"SARC": 1.0, "BRCA": 0.0})
    for alone in (kept, with_sources(result)):
        assert sources_sentence(alone) == (
            "This model uses SARC alone; it draws on no other cancer."
        )


def with_members(
    result: CaseResult, *risks: float, member: int | None = None, **cohort: object
) -> CaseResult:
    """Members whose score is the given risk; the first answers, as in earlier versions, or one."""
    bins = len(result.card.bins)
    curves = np.array([np.full(bins, -risk / bins) for risk in risks])
    reference = ReferenceCohort(
        np.ones(100), np.ones(100, bool), np.linspace(-4, 0, 100), (-3.0, -1.0), **cohort
    )
    answer = curves[member or 0]
    score = float(-answer.sum())
    percentile, group = reference.standing(score, member)
    return replace(
        result,
        card=replace(result.card, reference=reference),
        prediction=replace(
            result.prediction,
            survival=answer,
            risk_score=score,
            member_survival=curves,
            member=member,
        ),
        risk_percentile=percentile,
        risk_group=group,
    )


def test_members_are_told_on_the_scale_of_their_own_scores(result: CaseResult) -> None:
    assert members_sentence(result) == ""
    # The second member scores everybody one higher: its -1.5 is the first one's -2.5.
    first = MemberScale((-3.0, -1.0), tuple(np.linspace(-4, 0, 21)))
    second = MemberScale((-2.0, 0.0), tuple(np.linspace(-3, 1, 21)))
    scales = (first, second)
    said = members_sentence(with_members(result, -2.5, -1.5, scales=scales))
    assert "The two models of the pack put this case at the 38th percentile, all at" in said
    said = members_sentence(with_members(result, -2.5, -0.2, scales=scales))
    assert "between the 38th and 70th percentile, all at intermediate risk" in said
    said = members_sentence(with_members(result, -2.5, 0.4, scales=scales))
    assert "between the 38th and 85th percentile, 1 at intermediate, 1 at high risk. " in said
    assert said.endswith("The figures above are the first model's.")
    said = members_sentence(with_members(result, -2.5, 0.4, scales=scales, member=1))
    assert said.endswith("The answer is their median, each on the scale of its own scores.")


def test_members_of_unknown_scale_are_told_by_their_curves(result: CaseResult) -> None:
    said = members_sentence(with_members(result, -2.5, -1.5, -2.0))
    assert "percentile" not in said
    assert said.startswith("The three models of the pack say 1-year survival 5 to 8 %, ")


def test_the_headline_is_the_median_with_its_range(result: CaseResult) -> None:
    quantiles = tuple(np.linspace(-4, 0, 21))
    scales = tuple(MemberScale((-3.0, -1.0), quantiles) for _ in range(5))
    # Places 22.5, 30, 40, 52.5, 80: the third in order answers, which is the fourth of the pack.
    case = with_members(result, -3.1, -2.8, -1.9, -2.4, -0.8, scales=scales, member=3)
    assert headline(case) == "Intermediate risk · 40th percentile (22 to 80)"
    figures = case_figures(case)
    assert figures.members is not None
    assert agreement_words(figures.members) == "3 of 5 models agree: they are split"
    assert [ends[0] <= alive <= ends[1] for (_, alive), ends in zip(
        figures.survival, figures.members.survival, strict=True)] == [True] * 3  # fmt: skip
    near = with_members(result, -2.5, -2.8, -1.9, -2.4, -0.8, scales=scales, member=0)
    members = case_figures(near).members
    assert members is not None and not members.is_split
    assert agreement_words(members) == "4 of 5 models agree"
    alone = replace(near, prediction=replace(near.prediction, member_survival=None, member=None))
    assert headline(alone) == "Intermediate risk · 37th percentile"
    assert "(" not in headline(alone)


def test_fragility_is_said_in_words(result: CaseResult) -> None:
    assert fragility_sentence(replace(result, dropped=())) == ""  # nothing was tried
    case = replace(result, risk_percentile=21.0)
    moved = (SourceDropped("LUNG", 25.0), SourceDropped("KIRC", 73.2))
    assert fragility_sentence(replace(case, dropped=moved)) == (
        "Fragile: without KIRC this case moves from the 21st to the 73rd percentile."
    )
    calm = (SourceDropped("LUNG", 25.0), SourceDropped("KIRC", 20.0))
    assert fragility_sentence(replace(case, dropped=calm)) == (
        "Without any one of its sources this case moves by at most 4 percentile points (LUNG)."
    )
    hidden = Disclosure(Saying.WITHHELD, "A check is red.")
    assert fragility_sentence(replace(case, dropped=moved), hidden) == ""


def test_sources_are_told_beside_the_cohorts(result: CaseResult) -> None:
    sources = (
        SourceShare("AAA", 0.4, 0.5, True),
        SourceShare("BBB", 0.9, 0.2, True),
        SourceShare("CCC", 0.1, 0.0, True),
        SourceShare("DDD", 0.7, 0.0, False),
    )
    deciles = np.linspace(0, 1, 11)
    spread = SourceSpread(
        np.tile(deciles, (4, 1)), np.tile(deciles / 2, (4, 1)), np.array([1.0, 0.8, 0.6, 0.0])
    )
    reference = ReferenceCohort(np.ones(3), np.ones(3, bool), np.arange(3.0), (1.0,), spread)
    case = with_sources(result, *sources)
    case = replace(case, card=replace(case.card, reference=reference))
    assert sources_sentence(case) == (
        "For this case the model drew mostly on BBB (51 %; weight 0.90, more than in 90 % of the "
        "cohort), then on AAA (14 %; weight 0.40, as much as usual) and CCC (7 %; weight 0.10, "
        "less than in 90 % of the cohort). Together other cancers make 73 % of what it merged; "
        "the rest is SARC's. 1 source was not used."
    )
    assert explain_source(case, 1, 1) == (
        "BBB, 1 of 4 by weight: weight 0.90, more than in 90 % of the cohort (mostly 0.10 to "
        "0.90, median 0.50); 20 % of the pair stays with SARC, 80 % is BBB (median of the cohort: "
        "25 % stays); merged for 80 % of the cohort."
    )
    bare = with_sources(result, *sources)
    assert explain_source(bare, 0, 2) == (
        "AAA, 2 of 4 by weight: weight 0.40; 50 % of the pair stays with SARC, 50 % is AAA."
    )
    assert "mostly on BBB (51 %; weight 0.90), then on AAA" in sources_sentence(bare)


@pytest.mark.parametrize(
    ("percentile", "said"),
    [
        (100.0, "more than in any other of the cohort"),
        (94.2, "more than in 94 % of the cohort"),
        (75.0, "as much as usual"),
        (25.0, "as much as usual"),
        (9.0, "less than in 91 % of the cohort"),
        (0.0, "less than in any other of the cohort"),
    ],
)
def test_a_percentile_is_told_as_a_comparison(percentile: float, said: str) -> None:
    assert compare(percentile) == said


def test_the_scale_told_is_that_of_the_features(tmp_path: Path, result: CaseResult) -> None:
    assert dict(provenance(result))["Patches"] == "20 of 256 px at 0.5 µm/px"
    (tmp_path / "other").mkdir()
    features = feature_file(tmp_path / "other", target_mpp=1.0)
    other = predict_features([features], tmp_path / "small.steph")
    said = "20, made at 1 µm/px; the model takes 256 px at 0.5 µm/px"
    assert dict(provenance(other))["Patches"] == said
