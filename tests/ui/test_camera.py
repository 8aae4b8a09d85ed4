from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steph_desktop.ui.parts.viewer.camera import (
    OBJECTIVES,
    Camera,
    fitted,
    format_length_um,
    mpp_of,
    nice_length_um,
    objective_of,
)


def test_40x_is_a_quarter_of_a_micrometre() -> None:
    assert mpp_of(40) == 0.25
    assert objective_of(1.0) == 10
    assert OBJECTIVES == (1.25, 2.5, 5, 10, 20, 40)


@given(
    scale=st.floats(1e-3, 8), x=st.integers(-5000, 5000), y=st.integers(-5000, 5000),
    factor=st.floats(0.3, 3), at=st.tuples(st.floats(0, 2000), st.floats(0, 1500)),
)  # fmt: skip
def test_zoom_keeps_the_point_under_the_cursor(
    scale: float, x: int, y: int, factor: float, at: tuple[float, float]
) -> None:
    camera = Camera(scale, x, y)
    point = camera.to_slide(*at)
    back = camera.scaled_at(scale * factor, *at).to_window(*point)
    assert back == pytest.approx(at, abs=0.51)  # the corner is a whole pixel


def test_fit_shows_the_whole_slide_in_the_middle() -> None:
    camera = fitted((8000, 4000), (1000, 1000))
    left, top = camera.to_window(0, 0)
    right, bottom = camera.to_window(8000, 4000)
    assert 0 < left < right < 1000
    assert left == pytest.approx(1000 - right, abs=1)
    assert top == pytest.approx(1000 - bottom, abs=1)


@given(x=st.integers(-(10**6), 10**6), y=st.integers(-(10**6), 10**6))
def test_the_middle_of_the_window_stays_on_the_slide(x: int, y: int) -> None:
    camera = Camera(0.5, x, y).bounded((4000, 2000), (800, 600))
    middle = camera.to_slide(400, 300)
    assert 0 <= middle[0] <= 4000
    assert 0 <= middle[1] <= 2000


@pytest.mark.parametrize(
    ("longest_um", "expected", "words"),
    [(130, 100, "100 µm"), (99, 50, "50 µm"), (2600, 2000, "2 mm"), (5.2, 5, "5 µm")],
)
def test_scale_bar_lengths_are_round(longest_um: float, expected: float, words: str) -> None:
    assert nice_length_um(longest_um) == expected
    assert format_length_um(nice_length_um(longest_um)) == words
