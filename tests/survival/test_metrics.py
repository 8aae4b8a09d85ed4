"""C-index against figures that scikit-survival 0.28 gave for the same draws."""

import random

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.metrics import concordance_index

# seed, patients, longest time, share of events, digits of the score; scikit-survival's C.
# Few digits and short times make ties; half the scores lie 4e-9 off, within its tolerance.
REFERENCE = [
    (1, 8, 6, 0.6, 3, 0.5714285714285714),
    (2, 40, 15, 0.5, 0, 0.4910071942446043),
    (3, 120, 4000, 0.3, 6, 0.4155188246097337),
    (4, 60, 5, 0.7, 1, 0.5235772357723577),
    (5, 200, 30, 0.4, 2, 0.4669467787114846),
]


def draw(seed: int, n: int, longest: int, share: float, digits: int) -> tuple:
    source = random.Random(seed)
    times = [float(1 + int(source.random() * longest)) for _ in range(n)]
    events = [source.random() < share for _ in range(n)]
    scores = [
        round(4 * source.random(), digits) + (4e-9 if source.random() < 0.5 else 0)
        for _ in range(n)
    ]
    return np.array(times), np.array(events), np.array(scores)


@pytest.mark.parametrize("case", REFERENCE, ids=lambda case: f"n{case[1]}")
def test_equals_scikit_survival(case: tuple) -> None:
    assert concordance_index(*draw(*case[:5])) == pytest.approx(case[5], abs=1e-12)


def test_equals_lifelines_without_near_ties() -> None:
    from lifelines.utils import concordance_index as lifelines_c

    times, events, scores = draw(6, 80, 20, 0.5, 2)
    scores = np.round(scores, 2)
    ours = concordance_index(times, events, scores)
    assert ours == pytest.approx(lifelines_c(times, -scores, events), abs=1e-12)


def test_three_patients_by_hand() -> None:
    times, events = np.array([1.0, 2, 3]), np.array([True, True, False])
    assert concordance_index(times, events, np.array([3.0, 2, 1])) == 1
    assert concordance_index(times, events, np.array([1.0, 2, 3])) == 0
    assert concordance_index(times, events, np.array([2.0, 2, 2])) == 0.5
    assert concordance_index(times, events, np.array([2.0, 3, 1])) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("times", "events"),
    [
        ([1.0, 2.0], [False, False]),
        ([1.0], [True]),
        ([5.0, 5.0], [True, True]),
        ([1.0, 2.0], [False, True]),
        ([], []),
    ],
)
def test_nothing_to_compare_is_said(times: list, events: list) -> None:
    with pytest.raises(StephError, match="No two patients can be compared"):
        concordance_index(np.array(times), np.array(events, bool), np.zeros(len(times)))


def test_a_score_that_is_no_number_is_refused() -> None:
    with pytest.raises(StephError, match="not a number"):
        concordance_index(np.array([1.0, 2]), np.array([True, False]), np.array([np.nan, 1]))
