"""Hashes of values: the same for the same content, and none for a number that equals no other."""

from __future__ import annotations

import math

import pytest

from steph_desktop.core.files import sha256_of_json


def test_the_order_of_keys_does_not_matter() -> None:
    assert sha256_of_json({"a": 1, "b": [2.5]}) == sha256_of_json({"b": [2.5], "a": 1})
    assert sha256_of_json({"a": 1}) != sha256_of_json({"a": 2})


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_enters_no_hash(value: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        sha256_of_json({"settings": [value]})
