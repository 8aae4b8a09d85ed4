"""A finished case on disk: what is saved is what is read back, or it is refused."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from case_files import feature_file, pack, predict_features, save_case
from small_models import SHAPE, card_of

from steph_desktop.case.case_store import load_case
from steph_desktop.case.disclosure import (
    Disclosure,
    Saying,
    figures_json,
    portable_case,
    prediction_json,
)
from steph_desktop.case.report_content import headline, ordinal, provenance
from steph_desktop.case.result import (
    CasePictures,
    CaseRecord,
    CaseResult,
    MemberRange,
    answer_json,
    case_figures,
    largest_move,
    locate,
    slide_shares,
    vote_of_result,
)
from steph_desktop.case.slide_checks import (
    Check,
    CheckKind,
    CheckStatus,
    by_gravity,
    model_check,
    summary,
    worst,
)
from steph_desktop.case.source_summary import sources_sentence
from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import read_bag, write_bag
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.card import LambdaSource, card_sha256, card_to_json
from steph_desktop.model.outputs import (
    MemberScale,
    ReferenceCohort,
    RiskGroup,
    SourceShare,
    risk_contributions,
)
from steph_desktop.model.packs import save_pack
from steph_desktop.survival.curves import TimeBins
from steph_desktop.workspace.records import MemberVote


@pytest.fixture
def result(tmp_path: Path) -> CaseResult:
    return predict_features([feature_file(tmp_path)], pack(tmp_path), case_id="Case K7-QX")


def test_a_source_that_gave_nothing_is_not_called_merged(
    tmp_path: Path, result: CaseResult
) -> None:
    shares = (
        SourceShare("LUNG", 0.5, 0.5, True),
        SourceShare("UCEC", 0.5, 1.0, True),
        SourceShare("KIPAN", 0.0, 0.5, True),
    )
    # A ratio of 1 that was chosen for the case is an answer; elsewhere the method does not merge.
    card = replace(result.card, lambda_source=LambdaSource.TARGET_ONLY)
    kept = replace(result, card=card, prediction=replace(result.prediction, sources=shares))
    told = prediction_json(kept)["sources"]
    assert [source["selected"] for source in told] == [True, False, False]
    kept = replace(kept, card=result.card)
    told = prediction_json(kept)["sources"]
    assert [source["selected"] for source in told] == [True, True, False]
    save_case(CaseRecord(kept), tmp_path / "case")
    # What a what-if starts from is all that was chosen.
    assert load_case(tmp_path / "case").result.prediction.sources == shares


def test_a_card_that_is_not_protected_is_said_of_every_result(tmp_path: Path) -> None:
    file, model = feature_file(tmp_path), pack(tmp_path)
    with zipfile.ZipFile(model) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    card = json.loads(parts["card.json"])
    whole = predict_features([file], model)
    assert not any("not protected" in warning for warning in whole.warnings)
    assert dict(provenance(whole))["Model card"].startswith("sha256 ")
    del card["card_sha256"]
    with zipfile.ZipFile(model, "w") as archive:
        for name, data in (parts | {"card.json": json.dumps(card).encode()}).items():
            archive.writestr(name, data)
    old = predict_features([file], model)
    assert any("Card not protected" in warning for warning in old.warnings)
    assert dict(provenance(old))["Model card"] == "Card not protected"
    save_case(CaseRecord(old), tmp_path / "case")
    assert load_case(tmp_path / "case").result.warnings == old.warnings


def test_a_case_comes_back_as_it_was_saved(tmp_path: Path, result: CaseResult) -> None:
    picture = np.arange(300, dtype=np.uint8).reshape(10, 10, 3)
    pictures = CasePictures((picture,), (4.0,), (3,), (picture[:5],))
    save_case(CaseRecord(result, pictures), tmp_path / "case")
    back = load_case(tmp_path / "case")
    assert card_to_json(back.result.card) == card_to_json(result.card)
    assert back.result.card.weights_sha256
    np.testing.assert_array_equal(back.result.prediction.attention, result.prediction.attention)
    np.testing.assert_array_equal(
        back.result.prediction.contributions, result.prediction.contributions
    )
    assert back.result.prediction.sources == result.prediction.sources
    assert back.result.risk_group is result.risk_group
    assert len(back.result.strata) == 3
    np.testing.assert_array_equal(back.result.strata[0].survival, result.strata[0].survival)
    np.testing.assert_array_equal(back.pictures.top_patches[0], picture[:5])
    assert locate(back.result, 3)[1:] == (768, 0)


@pytest.mark.parametrize("years", [None, 1.0, 3.0, 50.0])
def test_a_patch_raises_the_risk_by_what_it_gives_beyond_an_average_one(
    result: CaseResult, years: float | None
) -> None:
    """As it is defined: bin by bin, against average content under the same attention."""
    prediction = result.prediction
    alive, part = prediction.survival, prediction.contributions.astype(float)
    centred = part - prediction.attention[:, None] * part.sum(axis=0)
    if years is None:
        weights = np.array([alive[k:].sum() for k in range(32)])
    else:
        last = min(int(years), 31) - 1
        weights = np.where(np.arange(32) <= last, 100 * alive[last], 0)
    found = risk_contributions(prediction, result.card.bins, years)
    np.testing.assert_allclose(found, centred @ (weights * prediction.hazards), rtol=1e-9)
    assert found.sum() == pytest.approx(0, abs=1e-12)
    assert np.abs(found).max() > 0


def test_the_tissue_outline_is_kept_where_there_is_one(tmp_path: Path, result: CaseResult) -> None:
    assert result.slides[0].outline is None  # features of another program
    rings = (np.arange(8, dtype=np.int32).reshape(4, 2), np.ones((3, 2), np.int32))
    for outline in (rings, (), None):
        part = replace(result.slides[0], outline=outline)
        save_case(CaseRecord(replace(result, slides=(part,))), tmp_path / "case")
        back = load_case(tmp_path / "case").result.slides[0].outline
        assert (back is None) == (outline is None)
        for kept, ring in zip(back or (), outline or (), strict=True):
            np.testing.assert_array_equal(kept, ring)


def test_a_case_without_its_arrays_or_of_a_newer_version_is_refused(
    tmp_path: Path, result: CaseResult
) -> None:
    folder = tmp_path / "case"
    with pytest.raises(StephError, match="No case"):
        load_case(folder)
    save_case(CaseRecord(result), folder)
    text = (folder / "case.json").read_text()
    (folder / "case.json").write_text(text.replace('"format": 5', '"format": 6', 1))
    with pytest.raises(StephError, match="newer"):
        load_case(folder)
    (folder / "case.json").write_text(text)
    arrays = folder / "case.h5"
    arrays.write_bytes(arrays.read_bytes()[:200])
    with pytest.raises(StephError, match="cannot be read"):
        load_case(folder)


CHECKS = (
    Check(CheckKind.RESOLUTION, CheckStatus.GREEN, "0.25 µm/px", "Stated by the scanner."),
    Check(CheckKind.PEN, CheckStatus.AMBER, "3 %", "Pen marks cover tissue."),
    Check(CheckKind.STAIN, CheckStatus.RED, "5.1 SD", "Stain very far from the training cohort."),
    Check(CheckKind.ORGAN, CheckStatus.GREY, "", "The pack holds no other cancers."),
)


def test_checks_and_members_are_kept(tmp_path: Path, result: CaseResult) -> None:
    survival = result.prediction.survival
    curves = np.stack([survival, survival * 0.9])
    checked = replace(
        result, checks=CHECKS, prediction=replace(result.prediction, member_survival=curves)
    )
    save_case(CaseRecord(checked), tmp_path / "case")
    back = load_case(tmp_path / "case").result
    assert back.checks == (model_check(result.card), *CHECKS), "that of the model is made again"
    assert back.prediction.member_survival is not None
    np.testing.assert_array_equal(back.prediction.member_survival, curves)


def test_a_case_of_an_earlier_format_is_read(tmp_path: Path, result: CaseResult) -> None:
    folder = tmp_path / "case"
    save_case(CaseRecord(replace(result, checks=CHECKS)), folder)
    document = portable_case(folder)
    shutil.rmtree(tmp_path / "cards")
    # The second format held the whole card in every case, and the answer as it is.
    document["format"] = 2
    assert document["results"][0]["risk_score"] is None, "what leaves the workspace withholds it"
    document["results"] = [answer_json(result)]
    del document["card_sha256"]
    (folder / "case.json").write_text(json.dumps(document))
    back = load_case(folder).result
    assert back.checks == (model_check(back.card), *CHECKS)
    assert card_to_json(back.card) == card_to_json(result.card)
    assert [curve.label for curve in back.strata] == [curve.label for curve in result.strata]
    # The first one knew no checks.
    document["format"] = 1
    del document["checks"]
    (folder / "case.json").write_text(json.dumps(document))
    back = load_case(folder).result
    assert [check.kind for check in back.checks] == [CheckKind.MODEL]
    assert back.prediction.member_survival is None
    assert back.prediction.risk_score == result.prediction.risk_score


def test_the_card_is_kept_once_for_all_cases_of_a_model(tmp_path: Path, result: CaseResult) -> None:
    for name in ("a", "b"):
        files = save_case(CaseRecord(result), tmp_path / name)
    (card,) = (tmp_path / "cards").iterdir()
    assert files[-1] == card
    assert card.stem == card_sha256(result.card)
    kept = json.loads((tmp_path / "b" / "case.json").read_text())
    assert kept["card"]["reference"] is None
    assert "strata" not in kept
    whole = portable_case(tmp_path / "b")
    assert whole["card"] == card_to_json(result.card)
    assert len(whole["strata"]) == 3


@pytest.mark.parametrize("damage", [None, "{", '{"card": {}, "strata": []}'])
def test_a_case_whose_card_is_lost_opens_with_what_it_holds(
    tmp_path: Path, result: CaseResult, damage: str | None
) -> None:
    save_case(CaseRecord(result), tmp_path / "case")
    (card,) = (tmp_path / "cards").iterdir()
    whole = card.read_text()
    if damage is None:
        card.unlink()
    else:
        card.write_text(damage)
    back = load_case(tmp_path / "case").result
    assert (back.risk_group, back.risk_percentile) == (result.risk_group, result.risk_percentile)
    assert back.card == replace(result.card, reference=None, evidence=back.card.evidence)
    assert back.strata == ()
    assert "not kept beside this case" in back.warnings[-1]
    save_case(CaseRecord(result), tmp_path / "case")  # the next case of the model mends it
    assert card.read_text() == whole
    assert load_case(tmp_path / "case").result.warnings == result.warnings


def test_the_gravest_check_speaks() -> None:
    assert worst(CHECKS) is CheckStatus.RED
    assert worst(()) is CheckStatus.GREY
    assert [check.light for check in by_gravity(CHECKS)] == [
        CheckStatus.RED, CheckStatus.AMBER, CheckStatus.GREEN, CheckStatus.GREY,
    ]  # fmt: skip
    assert summary(CHECKS) == "Stain very far from the training cohort (5.1 SD)"
    assert summary((CHECKS[0], CHECKS[3])) == "1 checks passed, 1 not checked"
    assert summary(()) == "Nothing was checked"


def test_a_what_if_is_never_kept(tmp_path: Path, result: CaseResult) -> None:
    with pytest.raises(ValueError, match="no result"):
        save_case(CaseRecord(replace(result, is_what_if=True)), tmp_path / "case")
    assert not (tmp_path / "case").exists()


def test_shares_of_slides_add_up(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first = feature_file(tmp_path / "a", rows=12)
    second = feature_file(tmp_path / "b", rows=30, slide_id="S2")
    result = predict_features([first, second], pack(tmp_path))
    shares = slide_shares(result)
    assert [share.attention for share in shares] == pytest.approx(
        [result.prediction.attention[:12].sum(), result.prediction.attention[12:].sum()]
    )
    assert sum(share.attention for share in shares) == pytest.approx(1)
    assert sum(share.risk for share in shares) == pytest.approx(0, abs=1e-6)
    assert abs(shares[0].risk) > 1e-4


def test_two_slides_of_a_patient_are_one_bag(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = feature_file(tmp_path / "a", rows=12)
    second = feature_file(tmp_path / "b", rows=30, slide_id="S2")
    result = predict_features([first, second], pack(tmp_path))
    assert [(part.slide_id, part.first, part.count) for part in result.slides] == [
        ("S1", 0, 12),
        ("S2", 12, 30),
    ]
    assert len(result.prediction.attention) == 42
    assert locate(result, 12)[0].slide_id == "S2"
    with pytest.raises(IndexError):
        locate(result, 42)


def test_words_say_what_the_numbers_say(result: CaseResult) -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 91, 100)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "91st", "100th",
    ]  # fmt: skip
    assert result.risk_group is not None
    assert headline(result).startswith(result.risk_group.value.capitalize())
    bare = replace(result, risk_group=None, risk_percentile=None)
    assert headline(bare) == f"Risk score {result.prediction.risk_score:.2f}"
    lent = {
        s.cancer: s.weight * (1 - s.lambda_target) for s in result.prediction.sources if s.selected
    }
    assert f"on {max(lent, key=lambda name: lent[name])} (" in sources_sentence(result)


def test_a_source_that_lends_nothing_is_not_named(result: CaseResult) -> None:
    # A mixing ratio of 1 keeps the whole pair with the target, however heavy it is.
    shares = (
        SourceShare("LUNG", 2.0, 1.0, True),
        SourceShare("UCEC", 0.5, 0.2, True),
        SourceShare("KIPAN", 0.0, 0.5, False),
    )
    changed = replace(result, prediction=replace(result.prediction, sources=shares))
    said = sources_sentence(changed)
    assert "drew on UCEC (16 %; weight 0.50). The rest is BRCA's." in said
    assert "LUNG" not in said


def test_figures_of_a_case(result: CaseResult) -> None:
    bins = TimeBins((0.0, 365.0, 730.0, 1095.0, 1825.0))
    survival = np.array([0.9, 0.7, 0.4, 0.3, 0.2])
    reference = result.card.reference
    assert reference is not None
    two = np.stack([survival, survival * 0.5])
    known = replace(result, card=replace(result.card, bins=bins))
    answer = replace(known.prediction, survival=survival, member_survival=two)
    figures = case_figures(replace(known, prediction=answer))
    assert figures.survival == ((1, 0.9), (3, 0.4), (5, 0.3))
    assert figures.median_days == pytest.approx(730 + 365 * 2 / 3)
    assert figures.median_words() == "2.7 years"
    assert (figures.group, figures.percentile) == (result.risk_group, result.risk_percentile)
    halves = ((0.45, 0.9), (0.2, 0.4), (0.15, 0.3))
    low, high = 365 * (1 - 0.5) / 0.55, 730 + 365 * 2 / 3
    assert figures.members is not None
    assert figures.members.median_days == pytest.approx((low, high))
    assert figures.members == MemberRange(2, figures.members.survival, figures.members.median_days)
    np.testing.assert_allclose(figures.members.survival, halves)
    assert figures.median_range_words == f"{low / 365:.1f} to 2.7"
    # Past the follow-up nothing is known: no landmark, and no median.
    short = replace(known, card=replace(known.card, bins=bins, follow_up_days=900.0))
    ended = case_figures(replace(short, prediction=answer))
    assert [year for year, _ in ended.survival] == [1]
    assert ended.median_words() == "> 2 years" and ended.last_days == 900.0
    alive = replace(answer, survival=np.full(5, 0.9), member_survival=None)
    beyond = case_figures(replace(known, prediction=alive))
    assert beyond.members is None
    assert beyond.median_words("y") == "> 5 y"


def test_a_pack_of_several_is_answered_by_the_one_in_the_middle(tmp_path: Path) -> None:
    models = [new_abmil(SHAPE, seed) for seed in range(5)]
    bag = np.random.default_rng(3).normal(size=(20, SHAPE.feature_dim)).astype(np.float32)
    scores = np.array([model.predict(bag).risk_score for model in models])
    # Every member has a scale of its own, on which the third lies in the middle.
    places = (90.0, 10.0, 45.0, 60.0, 30.0)
    scales = tuple(
        MemberScale((score - 1.0, score + 1.0), tuple(score + np.linspace(-place, 100 - place, 21)))
        for score, place in zip(scores, places, strict=True)
    )
    reference = ReferenceCohort(
        np.linspace(100, 3000, 40), np.arange(40) % 2 == 0, np.linspace(-30, 0, 40),
        (-20.0, -10.0), scales=scales,
    )  # fmt: skip
    card = replace(card_of(models[0]), reference=reference)
    out = tmp_path / "five.steph"
    written = save_pack(out, card, models[0], members=models[1:])
    assert written.follow_up_days == written.follow_up_end_days is not None
    features = feature_file(tmp_path, width=SHAPE.feature_dim)
    write_bag(features, replace(read_bag(features), features=bag))
    found = predict_features([features], out, case_id="Case A")
    assert found.prediction.member == 2
    assert found.risk_percentile == pytest.approx(45.0)
    assert found.risk_group is RiskGroup.INTERMEDIATE
    assert found.prediction.risk_score == pytest.approx(scores[2])
    members = case_figures(found).members
    assert members is not None and members.span == pytest.approx((10.0, 90.0))
    assert (members.count, members.agreeing, members.is_split) == (5, 5, False)
    told = prediction_json(found, Disclosure())
    assert told["members"] == {
        "n": 5, "percentile": pytest.approx([10.0, 90.0]),
        "groups": {"low": 0, "intermediate": 5, "high": 0},
    }  # fmt: skip
    more = figures_json(found, Disclosure())
    assert more is not None
    for one, (year, alive) in zip(more["survival"], case_figures(found).survival, strict=True):
        low, high = one["members"]
        assert (one["year"], one["survival"]) == (year, alive) and low <= alive <= high
    save_case(CaseRecord(found), tmp_path / "case")
    back = load_case(tmp_path / "case").result
    assert back.prediction.member == 2 and case_figures(back).members == members
    assert vote_of_result(back) == MemberVote(5, 5, *members.span, False)


def test_what_leaving_a_source_out_does_is_kept(tmp_path: Path, result: CaseResult) -> None:
    assert result.dropped, "the small pack merges two other cancers"
    merged = {share.cancer for share in result.prediction.sources if share.selected}
    assert {one.cancer for one in result.dropped} <= merged
    save_case(CaseRecord(result), tmp_path / "case")
    assert load_case(tmp_path / "case").result.dropped == result.dropped
    told, move = figures_json(result, Disclosure()), largest_move(result)
    assert told is not None and move is not None
    assert told["fragility"]["without"] == move.cancer
    assert figures_json(result, Disclosure(Saying.WITHHELD, "A check is red.")) is None
