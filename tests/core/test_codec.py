from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import StephError
from steph_desktop.engine.use_cases import AnalyseRequest, ExtractRequest
from steph_desktop.workspace.records import Lane
from steph_desktop.workspace.store import Workspace


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    place: Path
    pair: tuple[int, str] = (1, "a")


@dataclass(frozen=True)
class Outer:
    inner: Inner
    colour: Colour | None
    many: tuple[float, ...]
    flag: bool = False


ANALYSE = AnalyseRequest("Case K7", (Path("/s/é.svs"), Path("b.svs")), Path("m"), Path("/w"), mpp=1)


@pytest.mark.parametrize(
    "request_",
    [
        ANALYSE,
        ExtractRequest(Path("a.svs"), Path("out"), "uni", weights=Path("w.bin"), coords_file=None),
        Outer(Inner(Path("x")), Colour.RED, (0.1, 1e-17), flag=True),
        Outer(Inner(Path("x"), (2, "b")), None, ()),
    ],
)
def test_a_request_comes_back_equal(request_: Any, tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        job = workspace.queue_job("x", request_to_json(request_), Lane.FILES)
    with Workspace.open(tmp_path) as workspace:
        assert request_from_json(type(request_), workspace.job(job.id).request) == request_


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "42"},
        {"seed": True},
        {"slides": "a.svs"},
        {"slides": [None]},
        {"model": None},
        {"mpp": "0.5"},
        {"new": 1},
    ],
)
def test_a_request_that_does_not_fit_is_refused(change: dict[str, Any]) -> None:
    value = {**request_to_json(ANALYSE), **change}
    with pytest.raises(StephError, match="another version"):
        request_from_json(AnalyseRequest, json.loads(json.dumps(value)))


def test_what_is_no_plain_value_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold a list"):
        request_to_json(Outer(Inner(Path("x")), None, [1.0]))  # type: ignore[arg-type]
