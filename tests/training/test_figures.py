"""What the figures of a benchmark show, read back from the figures themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure

from steph_desktop import RESEARCH_USE
from steph_desktop.training.comparison import summarise
from steph_desktop.training.figures import (
    QUIET,
    draw_benchmark,
    gain_figure,
    sources_figure,
    table_figure,
)
from steph_desktop.training.fold_runs import FoldRunRecord, SourceMeans

C_INDEX = {
    "vanilla": {"AAA": (0.60, 0.70), "BBB": (0.50, 0.60)},
    "steph": {"AAA": (0.64, 0.74), "BBB": (0.45, 0.51)},
    "steph_sigmoid": {"AAA": (0.61, 0.71)},
}


def record(method: str, target: str, fold: int, c_index: float) -> FoldRunRecord:
    means = (SourceMeans("AAA" if target == "BBB" else "BBB", 0.1 + fold, 0.25, 1.0),)
    return FoldRunRecord(
        target, method, method, fold, 42, c_index, 12, 3, 2, 2, 0.5, 100, None, "", {},
        () if method == "vanilla" else means, "x.h5", "",
    )  # fmt: skip


@pytest.fixture
def records() -> list[FoldRunRecord]:
    return [
        record(method, target, fold, value)
        for method, targets in C_INDEX.items()
        for target, folds in targets.items()
        for fold, value in enumerate(folds)
    ]


@pytest.fixture
def summary(records: list[FoldRunRecord]) -> dict:
    made = summarise(records, [], wanted=10)
    made["comparisons"] = [
        {"method": "steph", "target": "AAA", "difference": 0.04, "lower": 0.01, "upper": 0.07},
        {"method": "steph", "target": "BBB", "difference": -0.07, "lower": -0.15, "upper": 0.02},
        {"method": "steph", "target": None, "difference": -0.015, "lower": -0.05, "upper": 0.01},
        {"method": "steph_sigmoid", "target": "AAA", "sentence": "too few patients"},
    ]
    return made


def notes_of(figure: Figure) -> str:
    return figure._supxlabel.get_text()  # type: ignore[attr-defined]


def test_the_table_holds_the_means_and_marks_the_best(summary: dict) -> None:
    figure = table_figure(summary)
    (axes,) = figure.axes
    shown = {
        (round(text.get_position()[0]), round(text.get_position()[1])): text
        for text in axes.texts
        if not text.get_text().startswith("±")
    }
    rows = [label.get_text() for label in axes.get_yticklabels()]
    assert rows == ["vanilla", "steph", "steph_sigmoid"]
    assert shown[0, 0].get_text() == ".650" and shown[0, 1].get_text() == ".690"
    assert shown[1, 2].get_text() == "–"  # not run
    assert shown[2, 1].get_text() == ".585" and shown[3, 1].get_text() == "1/2"
    bold = {place for place, text in shown.items() if text.get_fontweight() == "bold"}
    assert bold == {(0, 1), (1, 0), (2, 2)}
    tints = axes.images[0].get_array()
    assert tints is not None
    assert tuple(tints[0, 0]) == (1, 1, 1)
    assert tints[1, 0, 1] > tints[1, 0, 0]  # green: the interval leaves out 0
    assert tuple(tints[1, 1]) == (1, 1, 1)  # -.07, but the interval holds 0
    summary["comparisons"][1]["upper"] = -0.02
    tints = table_figure(summary).axes[0].images[0].get_array()
    assert tints is not None and tints[1, 1, 0] > tints[1, 1, 2]  # orange
    assert RESEARCH_USE in notes_of(figure)


def test_gains_stand_where_the_comparisons_say(summary: dict) -> None:
    figure = gain_figure(summary)
    (axes,) = figure.axes  # the method without an interval has no panel
    assert axes.get_title(loc="left") == "steph"
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["AAA", "BBB", "all cancers"]
    bars = [line for line in axes.lines if len(line.get_xdata()) == 2 and line.get_linewidth() > 1]
    assert [list(bar.get_xdata()) for bar in bars] == [[0.01, 0.07], [-0.15, 0.02], [-0.05, 0.01]]
    points = [line for line in axes.lines if len(line.get_xdata()) == 1]
    assert [float(point.get_xdata()[0]) for point in points] == [0.04, -0.07, -0.015]
    assert [point.get_markerfacecolor() == "white" for point in points] == [False, True, True]
    # No colour of a gain or a loss where the interval holds 0.
    assert [bar.get_color() == QUIET for bar in bars] == [False, True, True]
    assert RESEARCH_USE in notes_of(figure)


def test_sources_are_means_over_folds(records: list[FoldRunRecord]) -> None:
    figure = sources_figure("steph", [r for r in records if r.method == "steph"])
    weights, ratios = figure.axes
    assert [text.get_text() for text in weights.texts] == [".60", ".60"]
    assert [text.get_text() for text in ratios.texts] == [".25", ".25"]
    assert [text.get_position() for text in weights.texts] == [(1, 0), (0, 1)]
    assert RESEARCH_USE in notes_of(figure)


def test_all_are_written_twice_the_same(
    tmp_path: Path, summary: dict, records: list[FoldRunRecord]
) -> None:
    for name in ("a", "b"):
        draw_benchmark(tmp_path / name, summary, records)
    first, again = (sorted((tmp_path / name).iterdir()) for name in ("a", "b"))
    assert [path.name for path in first] == [
        f"{name}.{suffix}"
        for name in ("gain", "sources_steph", "sources_steph_sigmoid", "table")
        for suffix in ("pdf", "png", "svg")
    ]
    for one, other in zip(first, again, strict=True):
        assert one.read_bytes() == other.read_bytes()
