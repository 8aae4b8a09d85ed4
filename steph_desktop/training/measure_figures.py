"""Figures of a benchmark's other measures: AUC over time, and calibration."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steph_desktop.survival.curves import DAYS_PER_YEAR
from steph_desktop.training.figures import INK, QUIET, new_figure, save_figure
from steph_desktop.training.summary import BASELINE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

_PANELS_PER_ROW = 4
_GRID = "#e6eaee"
_OURS = "#2f6f9f"
_HORIZON_COLOURS = ("#8fb8d6", "#3f7fae", "#173f5f")


def draw_measures(folder: Path, methods: Mapping[str, Any]) -> tuple[Path, ...]:
    """Draw ``auc`` and ``calibration`` where there is something to draw.

    Parameters
    ----------
    folder : pathlib.Path
        Where they go; it exists.
    methods : mapping
        ``methods`` of a summary, with their ``evaluation``.
    """
    found = {name: one["evaluation"] for name, one in methods.items() if "evaluation" in one}
    written: list[Path] = []
    if any(v is not None for one in found.values() for v in one["auc_over_time"]["auc"]):
        written += save_figure(auc_figure(found), folder / "auc")
    if any(one["calibration"] for one in found.values()):
        written += save_figure(calibration_figure(found), folder / "calibration")
    return tuple(written)


def auc_figure(found: Mapping[str, Any]) -> Figure:
    """One panel per method: AUC over time, vanilla's behind it."""
    figure, panels = _panels(
        len(found),
        "AUC over time",
        "Cumulative/dynamic AUC at each half year, mean over folds, seeds and the cancers whose "
        "follow-up reaches so far; censoring from the training part. Grey: vanilla.",
    )
    base = found.get(BASELINE)
    for axes, (name, one) in zip(panels.flat, found.items(), strict=False):
        axes.set_title(name, fontsize=9, color=INK, loc="left")
        axes.axhline(0.5, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
        if base is not None and name != BASELINE:
            _auc_line(axes, base, "#b3bcc6", 1.4)
        _auc_line(axes, one, QUIET if name == BASELINE else _OURS, 1.8)
        axes.set_xlim(0, 5.2)
    for axes in panels[:, 0]:
        axes.set_ylabel("AUC", fontsize=8.5, color=INK)
    _label_bottom(panels, len(found), "years")
    return figure


def _auc_line(axes: Axes, one: Mapping[str, Any], colour: str, width: float) -> None:
    curve = one["auc_over_time"]
    years = [day / DAYS_PER_YEAR for day in curve["days"]]
    values = [math.nan if value is None else value for value in curve["auc"]]
    axes.plot(years, values, color=colour, linewidth=width, marker="o", markersize=2.5)


def calibration_figure(found: Mapping[str, Any]) -> Figure:
    """One panel per method: observed against predicted risk at each horizon."""
    figure, panels = _panels(
        len(found),
        "Calibration",
        "Patients of all cancers in five groups of predicted risk, first seed: risk of an event by "
        "the horizon as predicted, and as observed (Kaplan-Meier, 95 % interval). On the line: "
        "right; above it: too optimistic.",
        square=True,
    )
    for axes, (name, one) in zip(panels.flat, found.items(), strict=False):
        axes.set_title(name, fontsize=9, color=INK, loc="left")
        axes.plot([0, 1], [0, 1], color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
        for colour, part in zip(_HORIZON_COLOURS, one["calibration"], strict=False):
            _groups(axes, part, colour)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xticks([0, 0.5, 1])
        axes.set_aspect("equal")
    first = panels.flat[0]
    first.legend(fontsize=7, frameon=False, loc="upper left", handlelength=1.2, labelcolor=INK)
    for axes in panels[:, 0]:
        axes.set_ylabel("observed risk", fontsize=8.5, color=INK)
    _label_bottom(panels, len(found), "predicted risk")
    return figure


def _groups(axes: Axes, part: Mapping[str, Any], colour: str) -> None:
    groups = [group for group in part["groups"] if group["observed"] is not None]
    years = part["horizon_days"] / DAYS_PER_YEAR
    predicted = [group["predicted"] for group in groups]
    observed = [group["observed"] for group in groups]
    for group in groups:
        at = group["predicted"]
        axes.plot([at, at], [group["lower"], group["upper"]], color=colour, linewidth=1)
    label = f"{years:g} year{'' if years == 1 else 's'}"
    axes.plot(predicted, observed, "o-", color=colour, markersize=3.5, linewidth=1, label=label)


def _panels(
    count: int, title: str, note: str, *, square: bool = False
) -> tuple[Figure, NDArray[Any]]:
    columns = min(_PANELS_PER_ROW, count)
    rows = math.ceil(count / columns)
    height = 2.35 if square else 1.75
    figure = new_figure(max(4.8, 0.6 + 2.3 * columns), 1.2 + height * rows, title, note)
    panels = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axes in panels.flat:
        axes.grid(color=_GRID, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.tick_params(length=0, labelsize=8, colors=INK)
        for side in axes.spines.values():
            side.set_visible(False)
    for axes in panels.flat[count:]:
        axes.set_visible(False)
    return figure, panels


def _label_bottom(panels: NDArray[Any], count: int, text: str) -> None:
    """Name the x axis under the lowest visible panel of each column."""
    columns = panels.shape[1]
    for place, axes in enumerate(panels.flat[:count]):
        if place + columns >= count:
            axes.set_xlabel(text, fontsize=8.5, color=INK)
            axes.tick_params(labelbottom=True)
