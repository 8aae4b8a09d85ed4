"""Questions about a case, through the engine's child process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from case_files import feature_file, pack, predict_features

from steph_desktop.case.what_if import (
    Mixture,
    WhatIfAnswer,
    WhatIfRequest,
    gives_result,
    question_about,
    what_if_result,
    why_no_what_if,
)
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import run_request
from steph_desktop.engine.worker import EngineProcess
from steph_desktop.model.abmil import predict_bag
from steph_desktop.model.card import PackKind
from steph_desktop.model.mil_encoder import EncoderParams
from steph_desktop.model.packs import load_pack, read_card
from steph_desktop.model.steph import Steph
from steph_desktop.model.task_vectors import merge_encoders


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    made = EngineProcess()
    yield made
    made.close()


@pytest.fixture
def request_(tmp_path: Path) -> WhatIfRequest:
    model, file = pack(tmp_path), feature_file(tmp_path)
    result = predict_features([file], model)
    return WhatIfRequest(
        model, read_card(model).weights_sha256, (file,), len(result.prediction.attention), "cpu"
    )


def test_questions_are_answered_in_the_child(
    engine: EngineProcess, request_: WhatIfRequest
) -> None:
    result = predict_features(list(request_.features), request_.model)
    plain = engine.run(request_)
    assert isinstance(plain, WhatIfAnswer)
    assert plain.is_fast
    assert plain.prediction.risk_score == pytest.approx(result.prediction.risk_score, abs=1e-5)
    assert plain.prediction.sources == result.prediction.sources
    m = len(result.prediction.sources)
    target_only = engine.run(replace(request_, lambdas=(1.0,) * m))
    model = load_pack(request_.model).model
    assert isinstance(model, Steph)
    from steph_desktop.features.bag import read_bag

    case = model.open_case(read_bag(request_.features[0]).features)
    want = case.predict(lambdas=np.ones(m))
    assert target_only.prediction.risk_score == pytest.approx(want.risk_score, abs=1e-5)
    assert target_only.prediction.risk_score != pytest.approx(plain.prediction.risk_score, abs=1e-4)
    # The process is the same, and so is the case it keeps ready.
    assert engine.run(request_).prediction.risk_score == plain.prediction.risk_score


def test_target_only_is_the_targets_own_model(request_: WhatIfRequest) -> None:
    model = load_pack(request_.model).model
    assert isinstance(model, Steph)
    from steph_desktop.features.bag import read_bag

    features = read_bag(request_.features[0]).features
    own = merge_encoders(model.layout, model.basis, torch.tensor([[1.0, 1.0, 0.0, 0.0, 0.0]]))
    params = EncoderParams(*(piece[0] for piece in own))
    want = predict_bag(features, params, model.head.weight, model.head.bias)
    plain = run_request(request_, JobControl()).prediction
    for mixture in (
        Mixture.of(plain.sources).target_only(),
        Mixture((0.0,) * 3, (0.5,) * 3, (False, True, True)).target_only(),
        Mixture((0.2, 0.4, 9.0), (0.5,) * 3, (False,) * 3).target_only(),
    ):
        answer = run_request(request_.asking(mixture), JobControl()).prediction
        np.testing.assert_allclose(answer.survival, want.survival, atol=1e-6)
    assert want.risk_score != pytest.approx(plain.risk_score, abs=1e-3)


def test_a_mixture_is_changed_one_thing_at_a_time() -> None:
    first = Mixture((0.4, 0.1, 0.4, 0.3), (0.5, 0.6, 0.7, 0.8), (True, True, False, False))
    assert first.k == 2
    assert first.with_weight(2, 0.9).weights == (0.4, 0.1, 0.9, 0.3)
    assert first.with_lambda(0, 1.0).lambdas == (1.0, 0.6, 0.7, 0.8)
    assert first.with_selected(1, selected=False).selected == (True, False, False, False)
    assert first.with_k(3).selected == (True, False, True, True), "the heaviest"
    assert first.with_k(1).selected == (True, False, False, False), "of equal ones the first"
    assert first.with_k(0).k == 0
    assert first.with_k(3).weights == first.weights


def test_a_what_if_has_its_own_risk_and_says_that_it_is_none(request_: WhatIfRequest) -> None:
    result = predict_features(list(request_.features), request_.model)
    plain = run_request(request_, JobControl()).prediction
    assert gives_result(result, plain)
    hazards = plain.hazards * 0.05
    survival = np.cumprod(1 - hazards)
    other = replace(plain, survival=survival, risk_score=-float(survival.sum()))
    assert not gives_result(result, other)
    asked = what_if_result(result, other)
    reference = result.card.reference
    assert reference is not None
    assert asked.is_what_if
    assert not result.is_what_if
    assert asked.risk_group is reference.group_of(other.risk_score) is not result.risk_group
    assert asked.risk_percentile == reference.percentile_of(other.risk_score)
    bare = replace(
        result,
        card=replace(result.card, reference=None),
        risk_percentile=None,
        risk_group=None,
    )
    assert what_if_result(bare, other).risk_group is None


def test_which_models_can_be_asked(request_: WhatIfRequest) -> None:
    result = predict_features(list(request_.features), request_.model)
    assert why_no_what_if(result) == ""
    for kind, words in ((PackKind.ABMIL, "BRCA alone"), (PackKind.MERGED, "another way")):
        card = replace(result.card, kind=kind)
        assert words in why_no_what_if(replace(result, card=card))


def test_a_question_finds_the_features_and_the_model_again(
    tmp_path: Path, request_: WhatIfRequest
) -> None:
    lab, sha256, slide = tmp_path / "lab", "5a" * 32, tmp_path / "gone" / "a.svs"
    result = predict_features(list(request_.features), request_.model)
    part = replace(result.slides[0], slide_sha256=sha256)
    result = replace(result, slides=(part,))
    filed = lab / "features" / "effnet-lite0" / f"{sha256[:32]}.h5"
    with pytest.raises(StephError, match="features of this slide were not found"):
        question_about(result, [slide], lab, [request_.model])
    filed.parent.mkdir(parents=True)
    filed.write_bytes(request_.features[0].read_bytes())
    with pytest.raises(StephError, match=r"\(small\) is not here") as caught:
        question_about(result, [slide], lab, [tmp_path / "no.steph"])
    assert "Open its pack" in caught.value.todo
    found = question_about(result, [slide], lab, [tmp_path / "no.steph", request_.model], "cpu")
    assert found == replace(request_, features=(filed,))
    early = lab / "features" / "effnet-lite0" / "0f0f" / "a.h5"
    early.parent.mkdir()
    filed.unlink()
    feature_file(early.parent, slide_sha256=sha256).rename(early)
    assert question_about(result, [slide], lab, [request_.model]).features == (early,)


def test_a_case_of_features_alone_is_asked_about_from_them(
    tmp_path: Path, request_: WhatIfRequest
) -> None:
    result = predict_features(list(request_.features), request_.model)
    found = question_about(result, request_.features, tmp_path, [request_.model], "cpu")
    assert found == request_


def test_what_is_not_the_results_any_more_is_said(tmp_path: Path, request_: WhatIfRequest) -> None:
    for changed, words in (
        (replace(request_, model_sha256="0" * 64), "not the one that made"),
        (replace(request_, n_patches=3), "no longer those of its result"),
        (replace(request_, features=(tmp_path / "gone.h5",)), "not found"),
    ):
        with pytest.raises(StephError, match=words) as caught:
            run_request(changed, JobControl())
        assert caught.value.todo
