"""Every kind of file that is read back, damaged: refused by name or read, never a bug."""

from __future__ import annotations

import os

import pytest
from fuzzed_files import KINDS, fuzz

pytestmark = pytest.mark.usefixtures("allow_logs")  # what is passed over in settings is logged


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_or_read(kind: str) -> None:
    ends, faults = fuzz(kind, 20261129, 12)
    assert not faults, faults
    assert sum(ends.values()) == 12 and ends["the same"] < 12


@pytest.mark.heavy
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_many_damaged_files_are_refused_or_read(kind: str, seed: int) -> None:
    seed += int(os.environ.get("STEPH_FUZZ_SEED", "0"))
    ends, faults = fuzz(kind, seed, 1000)
    assert not faults, faults
    assert sum(ends.values()) == 1000
