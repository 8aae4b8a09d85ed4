"""Figures, p-values and times are written in one way."""

import pytest

from steph_desktop.survival.curves import (
    horizon_text,
    horizon_years,
    interval_text,
    p_text,
    years_text,
)


@pytest.mark.parametrize(
    ("p_value", "words"),
    [(0.0, "p < 0.001"), (0.001, "p = 0.001"), (0.0495, "p = 0.050"), (1.0, "p > 0.99")],
)
def test_p_values_are_never_rounded_to_none_or_all(p_value: float, words: str) -> None:
    assert p_text(p_value) == words


def test_intervals_take_the_decimals_of_their_figure() -> None:
    assert interval_text(0.712, 0.6449, 0.78) == "0.71 (0.64 to 0.78)"
    assert interval_text(0.02, -0.01, 0.05, "+.3f") == "+0.020 (-0.010 to +0.050)"


def test_horizons_are_in_the_models_years() -> None:
    assert (horizon_years(182.5), horizon_text(365.0)) == ("0.5", "1 year")
    assert (years_text(1.0), years_text(2.5)) == ("1 year", "2.5 years")
