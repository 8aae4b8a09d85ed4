from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from steph_desktop.core.codec import (
    CodecError,
    Key,
    Rounded,
    Through,
    Within,
    from_json,
    read_json,
    request_from_json,
    request_to_json,
    to_json,
)
from steph_desktop.core.errors import StephError
from steph_desktop.engine.job_requests import AnalyseRequest, ExtractRequest
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
    with pytest.raises(TypeError, match="cannot hold a set"):
        request_to_json(Outer(Inner(Path("x")), None, {1.0}))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Point:
    x: float
    y: float

    def __post_init__(self) -> None:
        if self.y < self.x:
            raise ValueError("y is below x")


PAIR = Through(tuple[float, float], lambda p: (p.x, p.y), lambda v: Point(*v))


@dataclass(frozen=True)
class Everything:
    width: Annotated[int, Within(1, 9), Key("broad")]
    numbers: NDArray[np.float64]
    mask: NDArray[np.bool_]
    weights: Annotated[NDArray[np.float64], Rounded(2)]
    by_name: Mapping[str, Path]
    either: int | str
    rest: Mapping[str, Any]
    point: Annotated[Point, PAIR]
    names: Annotated[tuple[str, ...], Within(0, 3)] = ()
    more: Annotated[int, Key(omit=True)] = 0
    newer: Annotated[str, Key(later=True)] = "x"
    note: Annotated[str, Key(stored=False)] = ""


EVERYTHING = Everything(
    3,
    np.array([[1.5, 2.0]]),
    np.array([True, False]),
    np.array([0.123]),
    {"a": Path("b")},
    "c",
    {"deep": [1, {"x": None}]},
    Point(0.0, 1.0),
    note="not kept",
)


def stored() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json.dumps(to_json(EVERYTHING), allow_nan=False))
    return value


def test_every_type_comes_back() -> None:
    value = stored()
    assert {"more", "note", "width"}.isdisjoint(value)
    assert (value["broad"], value["point"], value["weights"]) == (3, [0.0, 1.0], [0.12])
    back = from_json(Everything, value, strict=True)
    assert (back.width, back.by_name, back.either, back.rest, back.point, back.note) == (
        3, {"a": Path("b")}, "c", {"deep": [1, {"x": None}]}, Point(0.0, 1.0), "",
    )  # fmt: skip
    assert back.numbers.dtype == float
    assert back.mask.dtype == bool
    np.testing.assert_array_equal(back.numbers, EVERYTHING.numbers)
    np.testing.assert_array_equal(back.mask, EVERYTHING.mask)


def nested(depth: int) -> Any:
    return [nested(depth - 1)] if depth else 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"broad": 10}, "broad is not between 1 and 9"),
        ({"broad": True}, "broad is not a whole number"),
        ({"numbers": [[1, 2], [3]]}, "numbers: "),
        ({"numbers": 3}, "numbers is not a list"),
        ({"numbers": ["a"]}, "numbers is not a number"),
        ({"numbers": [float("nan")]}, "not a finite"),
        ({"numbers": [10**400]}, "too large"),
        ({"mask": [1]}, "mask is not true or false"),
        ({"by_name": ["a"]}, "by_name is not a set of named values"),
        ({"by_name": {"a": 3}}, "by_name is not a path"),
        ({"either": None}, "either is not a text"),
        ({"rest": nested(60)}, "rest is not a set"),
        ({"rest": {"a": nested(60)}}, "rest is nested too deeply"),
        ({"rest": {"a": float("inf")}}, "rest is not a finite"),
        ({"numbers": nested(60)}, "numbers"),
        ({"point": [2, 1]}, "point: y is below x"),
        ({"point": [2]}, "point does not hold 2"),
        ({"names": ["a"] * 4}, "names holds 4"),
        ({"unheard": 1}, "it holds 'unheard', which is not known"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(CodecError, match=words):
        from_json(Everything, {**stored(), **change})


def test_missing_and_unknown_keys_are_a_choice() -> None:
    value = stored()
    del value["newer"]
    assert from_json(Everything, value, strict=True).newer == "x"
    del value["names"]
    assert from_json(Everything, value).names == ()
    with pytest.raises(CodecError, match="the study lacks 'names'"):
        from_json(Everything, value, "the study", strict=True)
    del value["mask"]
    with pytest.raises(CodecError, match="it lacks 'mask'"):
        from_json(Everything, value)
    assert from_json(Everything, {**stored(), "unheard": 1}, extra=True).width == 3
    loose = from_json(Everything, {**stored(), "numbers": [float("inf")]}, finite=False)
    assert loose.numbers[0] == np.inf


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b"1" * 5000, "not JSON"),
        (b"\xff\xfe\xff", "not JSON"),
        (b"", "not JSON"),
        (b" " * 2000, "larger than"),
    ],
)
def test_json_that_anybody_wrote(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(CodecError, match=words):
        read_json(tmp_path / "x.json", 1000 if words == "larger than" else 1 << 24)


def test_json_that_has_no_end(tmp_path: Path) -> None:
    with pytest.raises(CodecError, match="not a regular file"):
        read_json(Path("/dev/zero"))
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "gone.json")
