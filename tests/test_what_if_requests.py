"""Questions about a case, through the engine's child process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_cli import feature_file, pack

from steph_desktop.core import JobControl, StephError
from steph_desktop.model.checkpoint import load_pack, read_card
from steph_desktop.model.steph import Steph
from steph_desktop.pipeline import predict_features, run_request
from steph_desktop.what_if import WhatIfAnswer, WhatIfRequest
from steph_desktop.worker import EngineProcess


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


def test_what_is_not_the_results_any_more_is_said(tmp_path: Path, request_: WhatIfRequest) -> None:
    for changed, words in (
        (replace(request_, model_sha256="0" * 64), "not the one that made"),
        (replace(request_, n_patches=3), "not those of its result"),
        (replace(request_, features=(tmp_path / "gone.h5",)), "not there"),
    ):
        with pytest.raises(StephError, match=words) as caught:
            run_request(changed, JobControl())
        assert caught.value.todo
