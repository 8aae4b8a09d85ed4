from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fakes import make_result
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from steph_desktop.case.map_rendering import (
    FALLBACK_POINTS,
    FALLBACK_SPREADS,
    MapKind,
    MapOrder,
    PatchMap,
    colours_of,
    format_multiple,
    format_signed,
    map_unit,
    map_values,
    risk_top,
    risk_unit,
    scale_for,
)
from steph_desktop.case.result import CaseResult
from steph_desktop.model.outputs import map_tops_of
from steph_desktop.survival.curves import TimeBins
from steph_desktop.ui.parts.viewer.camera import Camera
from steph_desktop.ui.parts.viewer.maps import paint_map

RED, BLUE = (255, 0, 0, 255), (0, 0, 255, 255)


def painted(patch_map: PatchMap, camera: Camera, size: int = 100) -> np.ndarray:
    """RGB of a map painted alone on white, shape (size, size, 3)."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_map(painter, patch_map, camera, QRect(0, 0, size, size), 1.0)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(size, size, 4)
    return rows[:, :, 2::-1].copy()


def two_patches(coords: list[tuple[int, int]], side_px: int = 100) -> PatchMap:
    colours = np.array([RED, BLUE], np.uint8)
    return PatchMap(np.array(coords, np.int64), side_px, colours, np.array([1.0, -1.0]))


@pytest.mark.parametrize("coords", [[(0, 0), (100, 100)], [(0, 0), (137, 100)]])
@pytest.mark.parametrize("scale", [0.3, 1.0])
def test_patches_are_painted_where_they_lie(
    qapp: object, coords: list[tuple[int, int]], scale: float
) -> None:
    """On a common lattice and off it."""
    picture = painted(two_patches(coords), Camera(scale, 0, 0))
    for (x, y), colour in zip(coords, (RED, BLUE), strict=True):
        middle = round((x + 50) * scale), round((y + 50) * scale)
        if max(middle) < 100:
            assert tuple(picture[middle[1], middle[0]]) == colour[:3]
    beside = round(150 * scale), round(50 * scale)
    if max(beside) < 100:
        assert tuple(picture[beside[1], beside[0]]) == (255, 255, 255)


def test_edges_are_sharp_at_high_zoom(qapp: object) -> None:
    picture = painted(two_patches([(0, 0), (100, 0)]), Camera(8.0, 750, 0))
    row = picture[10]
    assert {tuple(c) for c in row.tolist()} == {RED[:3], BLUE[:3]}
    assert np.flatnonzero((row == BLUE[:3]).all(axis=1)).min() == 50  # 100 px * 8 - 750


# A patch of 2 px has its middle on the edge between two pixels.
@given(st.integers(3, 400), st.integers(-100, 100), st.integers(-100, 100))
def test_overlapping_patches_share_the_ground_by_their_middles(side: int, x: int, y: int) -> None:
    step = max(1, side // 2)
    coords = np.array([(x + step * i, y + step * j) for i in range(3) for j in range(3)])
    made = PatchMap(coords.astype(np.int64), side, None, np.arange(9.0))
    for number, (left, top) in enumerate(coords.tolist()):
        assert made.value_at(left + side / 2, top + side / 2) == number


def test_the_value_is_of_the_patch_that_is_seen(qapp: object) -> None:
    """Where patches overlap each one's middle is painted, and read."""
    coords = np.array([(50 * i, 50 * j) for j in range(3) for i in range(3)], np.int64)
    colours = np.array([(20 * n, 255 - 20 * n, 7 * n, 255) for n in range(9)], np.uint8)
    made = PatchMap(coords, 100, colours, np.arange(9.0))
    seen = painted(made, Camera(0.5, 0, 0), 100)
    for y in range(1, 100, 3):
        for x in range(1, 100, 3):
            value = made.value_at(2 * x + 1, 2 * y + 1)
            colour = (255, 255, 255) if value is None else tuple(colours[int(value), :3])
            assert tuple(seen[y, x]) == colour, (x, y)


def test_value_under_the_cursor() -> None:
    made = two_patches([(0, 0), (100, 100)])
    assert made.value_at(50, 50) == 1.0
    assert made.value_at(150, 199.9) == -1.0
    assert made.value_at(150, 50) is None


def test_chance_offsets_do_not_ask_for_a_giant_lattice() -> None:
    coords = np.array([(0, 0), (100_001, 3), (7, 80_000)], np.int64)
    made = PatchMap(coords, 512, np.tile(np.uint8(RED), (3, 1)).reshape(3, 4))
    assert made._index.size == 0


def test_risk_colours_are_blue_below_and_red_above_and_clear_at_zero() -> None:
    values = np.array([-2.0, 0.0, 2.0])
    scale = scale_for(MapKind.RISK, values)
    low, none, high = scale.rgba(values).astype(int)
    assert low[2] > low[0] + 100
    assert high[0] > high[2] + 100
    assert none[3] < low[3] == high[3] == 255
    assert scale.lowest == -scale.highest
    assert scale.captions[0].startswith("lowers −")
    assert scale.captions[1].startswith("raises +")


def test_attention_is_in_multiples_of_the_average_patch() -> None:
    values = map_values(MapKind.ATTENTION, make_result())
    assert values.mean() == pytest.approx(1.0)
    assert scale_for(MapKind.ATTENTION, values).captions[1].endswith("times the average")


def test_a_map_of_equal_values_does_not_divide_by_zero() -> None:
    scale = scale_for(MapKind.RISK, np.zeros(4))
    assert np.isfinite(scale.rgba(np.zeros(4))).all()


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (0.0213, "+0.021"), (-0.02, "−0.020"), (12.3, "+12"), (-4e-5, "−0.000040")],
)
def test_numbers_carry_their_sign(value: float, words: str) -> None:
    assert format_signed(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0 times"), (0.001, "< 0.01 times"), (1.26, "1.3 times"), (123.4, "123 times")],
)
def test_multiples_are_said_without_powers_of_ten(value: float, words: str) -> None:
    assert format_multiple(value) == words


def test_the_outline_closes_around_the_patches() -> None:
    made = PatchMap(np.array([(0, 0), (10, 0), (0, 10)], np.int64), 10, None)
    length = sum(abs(x1 - x0) + abs(y1 - y0) for x0, y0, x1, y1 in made.outline)
    assert length == 80  # an L of three squares has a border of eight sides


def test_the_horizon_chooses_what_is_explained() -> None:
    result = make_result()
    each = [map_values(MapKind.RISK, result, years) for years in (1.0, 3.0, 5.0, None)]
    contributions = result.prediction.contributions.astype(float)
    centred = contributions - result.prediction.attention[:, None] * contributions.sum(axis=0)
    hazards, survival = result.prediction.hazards, result.prediction.survival
    for found, bins in zip(each, (1, 3, 5), strict=False):
        want = 100 * survival[bins - 1] * (centred[:, :bins] @ hazards[:bins]) * len(centred)
        assert found == pytest.approx(want)
        assert found.sum() == pytest.approx(0, abs=1e-6)
    assert not np.allclose(each[0], each[-1])


def test_the_unit_of_a_risk_map_is_said_plainly() -> None:
    bins = make_result().card.bins
    assert risk_unit(bins) == "years of expected survival lost"
    assert risk_unit(bins, 3.0) == "percentage points of 3-year survival lost"
    assert risk_unit(TimeBins((0.0, 90.0, 180.0))) == "points of the risk score"
    said = "years of expected survival lost, if the whole slide looked like this"
    assert map_unit(bins) == said


@pytest.mark.parametrize("years", [None, 3.0])
def test_a_map_that_means_nothing_is_faint(years: float | None) -> None:
    """One scale for a pack: what cannot tell its patients apart has no strong colour."""
    result = make_result()
    order = MapOrder(MapKind.RISK, result, result.slides[0], years)
    values, before = order.scale()
    faint = 1e-3 * risk_top(result, years) / np.abs(values).max()
    nothing = replace(
        result.prediction, contributions=result.prediction.contributions * np.float32(faint)
    )
    values, scale = replace(order, result=replace(result, prediction=nothing)).scale()
    assert scale.highest == before.highest, "the scale is the pack's, whatever the case shows"
    assert scale.rgba(values)[:, 3].max() < 60


def with_tops(result: CaseResult, *tops: float) -> CaseResult:
    reference = result.card.reference
    assert reference is not None
    row = (tops,) if tops else ()
    card = replace(result.card, reference=replace(reference, map_tops=row))
    return replace(result, card=card)


def test_the_scale_is_that_of_the_packs_cohort_with_a_floor() -> None:
    result = make_result()
    assert result.card.reference is not None
    spread = float(np.std(result.card.reference.risk_scores))
    stated = with_tops(result, 4 * spread, 11.0, 12.0, 13.0)
    tops = [risk_top(stated, years) for years in (None, 1.0, 3.0, 5.0)]
    assert tops == pytest.approx([4 * spread, 11.0, 12.0, 13.0])
    # A cohort on which the maps moved nothing gets no vivid colours for it: all horizons are
    # lifted as much as the risk score is.
    weak = with_tops(result, spread / 2, 11.0, 12.0, 2.0)
    tops = [risk_top(weak, years) for years in (None, 1.0, 3.0, 5.0)]
    assert tops == pytest.approx([spread, 22.0, 24.0, 5.0])
    # Older packs do not say it: stated fallbacks, the same for every case.
    old = [risk_top(with_tops(result), years) for years in (None, 5.0)]
    assert old == pytest.approx([FALLBACK_SPREADS * spread, FALLBACK_POINTS])


def test_what_the_cohort_showed_does_not_depend_on_the_size_of_a_slide() -> None:
    prediction, bins = make_result().prediction, make_result().card.bins
    twice = replace(
        prediction,
        attention=np.repeat(prediction.attention / 2, 2),
        contributions=np.repeat(prediction.contributions / 2, 2, axis=0),
    )
    once = map_tops_of([prediction], bins)
    assert once == pytest.approx(map_tops_of([twice], bins), rel=0.15)
    values = np.abs(map_values(MapKind.RISK, make_result()))
    assert once[0] == pytest.approx(np.percentile(values, 99))


def test_by_rank_colours_spread_evenly_and_zero_stays_in_the_middle() -> None:
    values = np.array([-8.0, -0.1, 0.0, 0.1, 0.2, 1000.0])
    scale = scale_for(MapKind.RISK, values, by_rank=True)
    share = scale._share(values)
    assert share[2] == 0.5
    assert (np.diff(share) > 0).all()
    linear = scale_for(MapKind.RISK, values)._share(values)
    assert share[4] - share[3] > 5 * (linear[4] - linear[3])
    assert scale.captions[1] == "raises +1000"


@pytest.mark.parametrize("kind", [MapKind.RISK, MapKind.ATTENTION])
def test_every_colour_map_orders_its_colours_by_lightness(kind: MapKind) -> None:
    """What is told by lightness is told to the colour-blind too."""
    for name in colours_of(kind):
        legend = scale_for(kind, np.array([-1.0, 1.0]), name).legend(41)[:, :3] / 255
        light = legend @ np.array([0.2126, 0.7152, 0.0722])
        steps = np.diff(light)
        if kind is MapKind.RISK:
            assert (steps[:20] > 0).all() and (steps[20:] < 0).all(), name
            # Without red and green told apart, blue against yellow is left.
            assert legend[0, 2] - legend[0, :2].mean() > 0.15, name
            assert legend[-1, :2].mean() - legend[-1, 2] > 0.15, name
        else:
            assert (steps > 0).all(), name


def loose_map(count: int, *, coloured: bool = True) -> PatchMap:
    rng = np.random.default_rng(count)
    coords = rng.integers(0, 900, (count, 2))
    rgba = rng.integers(0, 256, (count, 4)).astype(np.uint8)
    rgba[:, 3] = 255
    made = PatchMap(coords, 40, rgba if coloured else None, np.arange(float(count)))
    assert not made.on_lattice
    return made


@pytest.mark.parametrize("scale", [0.1, 0.35, 1.0, 3.0])
@pytest.mark.parametrize("count", [5, 300])
def test_of_patches_off_a_lattice_the_last_one_shows_at_any_zoom(
    qapp: object, count: int, scale: float
) -> None:
    """The picture says what the value under the cursor says."""
    made = loose_map(count)
    corner = made.coords[0] * scale
    camera = Camera(scale, round(corner[0]) - 30, round(corner[1]) - 30)
    picture, found = painted(made, camera), 0
    for row, col in np.random.default_rng(1).integers(0, 100, (200, 2)).tolist():
        value = made.value_at(*camera.to_slide(col + 0.5, row + 0.5))
        want = (255, 255, 255) if value is None else tuple(made._rgba[int(value), :3].tolist())
        assert tuple(picture[row, col].tolist()) == want
        found += value is not None
    assert found


@pytest.mark.parametrize("coloured", [True, False])
@pytest.mark.parametrize("scale", [0.1, 0.5, 2.0])
def test_patches_painted_part_by_part_are_those_painted_at_once(
    qapp: object, scale: float, coloured: bool
) -> None:
    """As after a pan, when only a strip is new: no seam, no line where the strip ends."""
    made, camera = loose_map(200, coloured=coloured), Camera(scale, 40, 30)
    whole = painted(made, camera)
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    for area in (QRect(0, 0, 33, 100), QRect(33, 0, 67, 41), QRect(33, 41, 67, 59)):
        paint_map(painter, made, camera, area, 1.0)
    painter.end()
    parts = np.frombuffer(image.constBits(), np.uint8).reshape(100, 100, 4)[:, :, 2::-1]
    assert (whole != 255).any()
    np.testing.assert_array_equal(parts, whole)


def test_many_patches_off_a_lattice_are_painted_in_one_go(qapp: object) -> None:
    """One by one, as before, ten thousand took fifty milliseconds of every frame."""
    rng = np.random.default_rng(0)
    rgba = rng.integers(0, 256, (10_000, 4)).astype(np.uint8)
    made = PatchMap(rng.integers(0, 20_000, (10_000, 2)), 128, rgba)
    calls = []

    class Counting(QPainter):
        def drawImage(self, *words: object) -> None:
            calls.append(words)

    image = QImage(900, 900, QImage.Format.Format_RGB32)
    painter = Counting(image)
    paint_map(painter, made, Camera(0.045, 0, 0), QRect(0, 0, 900, 900), 0.5)
    painter.end()
    assert len(calls) == 1


def test_other_colours_for_the_same_patches(qapp: object) -> None:
    made = two_patches([(0, 0), (100, 100)])
    swapped = made.recoloured(np.array([BLUE, RED], np.uint8), np.array([5.0, 6.0]))
    assert tuple(painted(swapped, Camera(0.3, 0, 0))[15, 15]) == BLUE[:3]
    assert tuple(painted(made, Camera(0.3, 0, 0))[15, 15]) == RED[:3], "the first stays as it was"
    assert (made.value_at(50, 50), swapped.value_at(50, 50)) == (1.0, 5.0)
