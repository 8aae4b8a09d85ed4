"""Figures of a benchmark: the table as a picture, gains with intervals, weights per source.

PNG, SVG and PDF. Matplotlib's object interface only, without a global figure or backend, so that it
runs in any process and thread.
"""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop import RESEARCH_USE
from steph_desktop.core.files import atomic_path, ensure_folder
from steph_desktop.training.fold_runs import FoldRunRecord
from steph_desktop.training.summary import BASELINE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1f2933"
QUIET = "#6b7785"
_LINE = "#d5dae0"
_BETTER, _WORSE = (0.16, 0.55, 0.46), (0.80, 0.42, 0.15)
_FULL_TINT_AT = 0.05  # difference of C-index at which a cell of the table has its full colour
_PANELS_PER_ROW = 4
_DPI = 150
_PDF = {"Creator": None, "Producer": None, "CreationDate": None}
_LETTERS_PER_INCH = 17  # of the note under a figure


def draw_benchmark(
    folder: Path, summary: Mapping[str, Any], records: Sequence[FoldRunRecord]
) -> tuple[Path, ...]:
    """Draw all figures of a benchmark that its cells allow.

    Parameters
    ----------
    folder : pathlib.Path
        Where they go: ``table``, ``gain`` and, for each method with sources, ``sources_<method>``.
    summary : mapping
        What `steph_desktop.training.summary.summarise` gave.
    records : sequence of FoldRunRecord
        The cells.

    Returns
    -------
    tuple of pathlib.Path
        The files written.
    """
    ensure_folder(folder)
    written = [*save_figure(table_figure(summary), folder / "table")]
    if any("difference" in item for item in summary["comparisons"]):
        written += save_figure(gain_figure(summary), folder / "gain")
    by_method: dict[str, list[FoldRunRecord]] = defaultdict(list)
    for record in records:
        if record.sources:
            by_method[record.method].append(record)
    for method, cells in by_method.items():
        written += save_figure(sources_figure(method, cells), folder / f"sources_{method}")
    return tuple(written)


def new_figure(width: float, height: float, title: str, note: str) -> Figure:
    """Return an empty figure, sizes in inches, with its title, its note and the research line."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=_DPI, layout="constrained", facecolor="white")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold", color=INK)
    wrapped = textwrap.fill(note, int(width * _LETTERS_PER_INCH))
    figure.supxlabel(f"{wrapped}\n{RESEARCH_USE}", x=0.01, ha="left", fontsize=7.5, color=QUIET)
    return figure


def save_figure(figure: Figure, stem: Path) -> list[Path]:
    """Write a figure as ``<stem>.png``, ``.svg`` and ``.pdf``, each whole or not at all."""
    from matplotlib import rc_context

    written = []
    kinds = ((".png", {"Software": None}), (".svg", {"Date": None}), (".pdf", _PDF))
    for suffix, metadata in kinds:
        path = stem.with_name(stem.name + suffix)
        style = rc_context({"svg.hashsalt": stem.name, "pdf.fonttype": 42})
        with atomic_path(path) as temporary, style:
            figure.savefig(temporary, format=suffix[1:], metadata=metadata)
        written.append(path)
    return written


def bare_axes(axes: Axes) -> None:
    """Take the frame and the ticks away."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=8.5, colors=INK)


# --- the table -----------------------------------------------------------------------------------


def table_figure(summary: Mapping[str, Any]) -> Figure:
    """Methods by targets, mean over folds; the best of a column in bold, tinted by gain."""
    methods = list(summary["methods"])
    targets = sorted({t for m in summary["methods"].values() for t in m["targets"]})
    values = np.full((len(methods), len(targets) + 1), np.nan)
    spreads = np.full_like(values, np.nan)
    for row, name in enumerate(methods):
        found = summary["methods"][name]
        values[row, -1] = found["mean"]
        for column, target in enumerate(targets):
            one = found["targets"].get(target)
            if one is not None:
                values[row, column] = one["mean"]
                spreads[row, column] = np.nan if one["std"] is None else one["std"]
    figure = new_figure(
        2.6 + 0.78 * (len(targets) + 2), 1.5 + 0.36 * len(methods),
        "C-index by method and cancer",
        "Mean over folds, below it the standard deviation over folds; best of each column in bold. "
        "Tint: green above vanilla, orange below, full at 0.05.",
    )  # fmt: skip
    axes = figure.add_subplot()
    axes.imshow(_tints(values, methods), aspect="auto", interpolation="nearest")
    _write_cells(axes, values, spreads)
    wins = [summary["methods"][name]["wins"] for name in methods]
    for row, (name, won) in enumerate(zip(methods, wins, strict=True)):
        compared = summary["methods"][name]["targets_compared"]
        text = "" if won is None or name == BASELINE else f"{won}/{compared}"
        axes.text(len(targets) + 1, row, text, ha="center", va="center", fontsize=8.5, color=INK)
    axes.set_xlim(-0.5, len(targets) + 1.5)
    axes.set_xticks(range(len(targets) + 2), [*targets, "mean", "wins"])
    axes.set_yticks(range(len(methods)), methods)
    axes.xaxis.tick_top()
    bare_axes(axes)
    axes.axvline(len(targets) - 0.5, color=INK, linewidth=0.8)
    for row in range(len(methods) + 1):
        axes.axhline(row - 0.5, color=_LINE, linewidth=0.6)
    return figure


def _tints(values: NDArray[np.float64], methods: Sequence[str]) -> NDArray[np.float64]:
    colours = np.ones((*values.shape, 3))
    if BASELINE in methods:
        gain = np.nan_to_num((values - values[methods.index(BASELINE)]) / _FULL_TINT_AT)
        strength = 0.45 * np.clip(np.abs(gain), 0, 1)[..., None]
        hue = np.where(gain[..., None] > 0, np.array(_BETTER), np.array(_WORSE))
        colours = 1 - strength * (1 - hue)
    return colours


def _write_cells(axes: Axes, values: NDArray[np.float64], spreads: NDArray[np.float64]) -> None:
    best = np.nanmax(values, axis=0)
    for (row, column), value in np.ndenumerate(values):
        if math.isnan(value):
            axes.text(column, row, "–", ha="center", va="center", fontsize=8.5, color=QUIET)
            continue
        spread = spreads[row, column]
        has_spread = not math.isnan(spread)
        axes.text(
            column, row - 0.13 * has_spread, f"{value:.3f}".replace("0.", ".", 1),
            ha="center", va="center", fontsize=8.5, color=INK,
            fontweight="bold" if round(value, 3) == round(best[column], 3) else "normal",
        )  # fmt: skip
        if has_spread:
            axes.text(
                column, row + 0.24, f"±{spread:.3f}".replace("0.", ".", 1),
                ha="center", va="center", fontsize=6, color=QUIET,
            )  # fmt: skip


# --- gains ---------------------------------------------------------------------------------------


def gain_figure(summary: Mapping[str, Any]) -> Figure:
    """One panel per method: difference to vanilla for each cancer with its 95 % interval."""
    shown = [item for item in summary["comparisons"] if "difference" in item]
    methods = list(dict.fromkeys(item["method"] for item in shown))
    labels = sorted({item["target"] for item in shown if item["target"] is not None})
    if any(item["target"] is None for item in shown):
        labels.append("all cancers")
    columns = min(_PANELS_PER_ROW, len(methods))
    rows = math.ceil(len(methods) / columns)
    figure = new_figure(
        max(5.5, 1.2 + 2.5 * columns), 1.3 + rows * (0.9 + 0.26 * len(labels)),
        "Gain over vanilla in C-index",
        "Points: difference of the means over folds. Bars: 95 % interval, paired bootstrap over "
        "patients within folds. Filled where the interval leaves out 0.",
    )  # fmt: skip
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for panel, method in zip(grid.flat, methods, strict=False):
        _gain_panel(panel, [item for item in shown if item["method"] == method], labels)
        panel.set_title(method, fontsize=9, color=INK, loc="left")
    for empty in grid.flat[len(methods) :]:
        empty.set_visible(False)
    return figure


def _gain_panel(axes: Axes, items: Iterable[Mapping[str, Any]], labels: Sequence[str]) -> None:
    axes.axvline(0, color=QUIET, linewidth=0.8)
    for item in items:
        row = labels.index(item["target"] or "all cancers")
        difference, lower, upper = item["difference"], item["lower"], item["upper"]
        colour = _BETTER if difference > 0 else _WORSE
        sure = lower > 0 or upper < 0
        axes.plot([lower, upper], [row, row], color=colour, linewidth=1.6, solid_capstyle="butt")
        axes.plot(
            [difference], [row], "o" if item["target"] else "D", markersize=5, color=colour,
            markerfacecolor=colour if sure else "white",
        )  # fmt: skip
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(labelsize=8, colors=INK, length=2, labelbottom=True)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=_LINE, linewidth=0.5)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


# --- sources -------------------------------------------------------------------------------------


def sources_figure(method: str, cells: Sequence[FoldRunRecord]) -> Figure:
    """Weight and mixing ratio per source and target, means over test patients, folds, seeds."""
    targets = sorted({cell.target for cell in cells})
    sources = sorted({source.cancer for cell in cells for source in cell.sources})
    weights, lambdas = (np.full((len(targets), len(sources)), np.nan) for _ in range(2))
    for row, target in enumerate(targets):
        for column, name in enumerate(sources):
            found = [
                source
                for cell in cells
                if cell.target == target
                for source in cell.sources
                if source.cancer == name
            ]
            if found:
                weights[row, column] = np.mean([source.weight for source in found])
                lambdas[row, column] = np.mean([source.lambda_target for source in found])
    figure = new_figure(
        3.4 + 1.15 * len(sources), 1.9 + 0.34 * len(targets),
        f"What {method} draws on",
        "Rows: target; columns: source. Means over test patients, folds and seeds, also where the "
        "source was not merged. Ratio 1 takes the target's task vector only, 0 the source's.",
    )  # fmt: skip
    left, right = figure.subplots(1, 2)
    _heat(left, weights, "weight w", "Blues", max(float(np.nanmax(weights)), 1e-6))
    _heat(right, lambdas, "mixing ratio λ", "Purples", 1.0)
    for axes in (left, right):
        axes.set_xticks(
            range(len(sources)), sources, rotation=60, ha="left", rotation_mode="anchor"
        )
        axes.xaxis.tick_top()
        axes.set_yticks(range(len(targets)), targets)
        bare_axes(axes)
    right.set_yticks([])
    return figure


def _heat(axes: Axes, values: NDArray[np.float64], name: str, colours: str, highest: float) -> None:
    axes.imshow(values, cmap=colours, vmin=0, vmax=highest, aspect="auto", interpolation="nearest")
    axes.set_xlabel(name, fontsize=9, color=INK)
    for (row, column), value in np.ndenumerate(values):
        if not math.isnan(value):
            dark = value > 0.6 * highest
            axes.text(
                column, row, f"{value:.2f}".replace("0.", ".", 1), ha="center", va="center",
                fontsize=7, color="white" if dark else INK,
            )  # fmt: skip
