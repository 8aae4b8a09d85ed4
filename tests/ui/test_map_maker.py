"""Maps are made off the GUI thread where a bag is large, and are the same maps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fakes import make_result, wait_until
from pytestqt.qtbot import QtBot
from viewer_actions import show

from steph_desktop.case.map_rendering import (
    MadeMap,
    MapKind,
    MapOrder,
    make_map,
    map_values,
    risk_top,
    scale_for,
)
from steph_desktop.case.result import CaseResult
from steph_desktop.ui.parts.viewer import maps
from steph_desktop.ui.parts.viewer.maps import INLINE_PATCHES, MapMaker


@pytest.fixture
def maker(qapp: Any) -> Iterator[MapMaker]:
    made = MapMaker(qapp)
    yield made
    made.close()
    made.deleteLater()


def large() -> CaseResult:
    result = make_result(size_px=(2048, 1536), side_px=16)
    assert result.slides[0].count > INLINE_PATCHES
    return result


def order_of(result: CaseResult, kind: MapKind = MapKind.RISK) -> MapOrder:
    return MapOrder(kind, result, result.slides[0])


def test_a_large_map_is_made_on_a_thread_and_a_small_one_at_once(
    qtbot: QtBot, maker: MapMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def noted(*words: Any) -> MadeMap:
        threads.append(threading.current_thread())
        return make_map(*words)

    monkeypatch.setattr(maps, "make_map", noted)
    made: list[MadeMap] = []
    maker.made.connect(made.append)
    maker.ask(order_of(make_result()))
    assert len(made) == 1
    result = large()
    maker.ask(order_of(result))
    wait_until(qtbot, lambda: len(made) == 2)
    assert threads[0] is threading.main_thread()
    assert threads[1] is not threading.main_thread()
    values = map_values(MapKind.RISK, result)
    place = result.slides[0].coords[100]
    assert made[1].patch_map.value_at(*place) == values[100]
    want = scale_for(MapKind.RISK, values, top=risk_top(result))
    assert made[1].scale.captions == want.captions
    np.testing.assert_array_equal(made[1].patch_map._rgba, want.rgba(values))


def test_of_many_that_are_asked_for_the_last_is_shown(
    qtbot: QtBot, maker: MapMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, asked, made = threading.Event(), [], []

    def slow(order: MapOrder, base: object) -> MadeMap:
        asked.append(order)
        go_on.wait(5)
        return make_map(order)

    monkeypatch.setattr(maps, "make_map", slow)
    maker.made.connect(made.append)
    result = large()
    orders = [order_of(replace(result, case_id=f"Case {number}")) for number in range(20)]
    maker.ask(orders[0])
    wait_until(qtbot, lambda: len(asked) == 1)
    for order in orders[1:]:
        maker.ask(order)
    go_on.set()
    wait_until(qtbot, lambda: bool(made))
    assert [m.order for m in made] == [orders[-1]]
    assert asked == [orders[0], orders[-1]], "what nobody waits for is not made"
    maker.ask(orders[0])
    maker.drop()
    wait_until(qtbot, lambda: not maker._tasks.busy)
    assert len(made) == 1, "what was dropped does not come"


def test_the_places_of_the_patches_are_worked_out_once(maker: MapMaker) -> None:
    made: list[MadeMap] = []
    maker.made.connect(made.append)
    result = make_result()
    for kind in (MapKind.RISK, MapKind.ATTENTION, MapKind.GRID, MapKind.NONE, MapKind.RISK):
        maker.ask(order_of(result, kind))
    maps = [m.patch_map for m in made]
    assert maps[3] is None
    assert all(m._index is maps[0]._index for m in maps if m is not None)
    assert maps[1].value_at(1000, 760) != maps[0].value_at(1000, 760)
    assert maps[2].value_at(1000, 760) is None
    maker.ask(order_of(make_result(side_px=64)))
    assert made[-1].patch_map._index is not maps[0]._index


def test_a_map_that_comes_late_is_not_laid_over_another_slide(
    qtbot: QtBot, pool: Any, slide: Any
) -> None:
    pane, result = show(qtbot, pool, slide), large()
    pane.show_result(result, result.slides[0])
    pane.show_result(None, None)
    wait_until(qtbot, lambda: not pane.maker._tasks.busy)
    qtbot.wait(20)
    assert pane.viewer.patch_map is None
    pane.show_result(result, result.slides[0])
    wait_until(qtbot, lambda: pane.viewer.patch_map is not None)
    assert pane.maps.left.text().startswith("lowers")
    pane.close_files()
