"""What a pack's card tells of whom the model has seen, and what it cannot tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_models import bag, card_of, small_steph

from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.training.leakage import (
    SOURCES_TRAINED_ON,
    TRAINED_ON,
    Exposure,
    bag_fingerprint,
    find_exposure,
)

TIMES = [100.0 + 17 * k for k in range(20)]
EVENTS = [k % 2 == 0 for k in range(20)]
STEPH = card_of(small_steph())
ALONE = card_of(new_abmil(small_steph().shape, 1))


def test_a_mark_is_of_the_features_and_survives_half_the_digits() -> None:
    one = bag(40, 1)
    assert bag_fingerprint(one) == bag_fingerprint(one.astype(np.float16).astype(np.float32))
    assert bag_fingerprint(one) != bag_fingerprint(bag(40, 2)) and bag_fingerprint(
        one
    ) != bag_fingerprint(one[:-1])
    assert len(bag_fingerprint(one)) == 12


def test_a_card_without_marks_says_that_nothing_is_known() -> None:
    met = find_exposure(ALONE, ["a", "b"], TIMES, EVENTS)
    assert met.exposure is Exposure.UNKNOWN and met.exposure.is_fair


@pytest.mark.parametrize("name", [TRAINED_ON, SOURCES_TRAINED_ON])
def test_patients_seen_by_the_model_or_its_sources_are_counted(name: str) -> None:
    card = replace(STEPH, evidence={TRAINED_ON: ["x"], name: ["a", "z"]})
    met = find_exposure(card, ["a", "b"], TIMES, EVENTS)
    assert (met.exposure, met.n_seen, met.n_tested) == (Exposure.SEEN, 1, 2)
    assert not met.exposure.is_fair


def test_whom_sources_saw_may_be_unknown() -> None:
    card = replace(STEPH, evidence={TRAINED_ON: ["x"]})
    assert find_exposure(card, ["a"], TIMES, EVENTS).exposure is Exposure.SOURCES_UNKNOWN
    told = replace(STEPH, evidence={TRAINED_ON: ["x"], SOURCES_TRAINED_ON: ["y"]})
    assert find_exposure(told, ["a"], TIMES, EVENTS).exposure is Exposure.NEW
    alone = replace(ALONE, evidence={TRAINED_ON: ["x"]})
    assert find_exposure(alone, ["a"], TIMES, EVENTS).exposure is Exposure.NEW


@pytest.mark.parametrize(("shift", "found"), [(0.0, "LIKELY"), (3.0, "UNKNOWN")])
def test_a_reference_cohort_with_the_same_follow_ups_gives_it_away(
    shift: float, found: str
) -> None:
    times, events = np.array(TIMES[:15]) + shift, np.array(EVENTS[:15])
    card = replace(ALONE, reference=ReferenceCohort(times, events, np.zeros(15), (0.0,)))
    assert find_exposure(card, ["a"], TIMES, EVENTS).exposure is Exposure[found]
