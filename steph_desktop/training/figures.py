"""Figures of a benchmark: table, gains, weights per source, AUC over time, calibration.

PNG, SVG and PDF. Matplotlib's object interface only, without a global figure or backend, so that it
runs in any process and thread.
"""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop import RESEARCH_USE
from steph_desktop.core.files import atomic_path, ensure_folder
from steph_desktop.core.listing import grouped
from steph_desktop.survival.curves import DAYS_PER_YEAR, horizon_text
from steph_desktop.training.fold_runs import FoldRunRecord, SourceMeans
from steph_desktop.training.training_events import BASELINE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1f2933"
QUIET = "#6b7785"
_LINE = "#d5dae0"
_BETTER, _WORSE = (0.16, 0.55, 0.46), (0.80, 0.42, 0.15)
_FULL_TINT_AT = 0.05  # difference of C-index at which a fold run of the table has its full colour
_PANELS_PER_ROW = 4
_DPI = 150
PDF_PLAIN = {"Creator": None, "Producer": None, "CreationDate": None}
FIGURE_KINDS: tuple[tuple[str, dict[str, None]], ...] = (
    (".png", {"Software": None}),
    (".svg", {"Date": None}),
    (".pdf", PDF_PLAIN),
)
"""Endings of a figure's files, each with what is left out of it: equal results, equal files."""
_LETTERS_PER_INCH = 17  # of the note under a figure


def draw_benchmark(
    folder: Path, summary: Mapping[str, Any], records: Sequence[FoldRunRecord]
) -> None:
    """Draw ``table``, ``gain`` and, for each method with sources, ``sources_<method>``.

    `summary` is what `steph_desktop.training.comparison.summarise` gave.
    """
    ensure_folder(folder)
    save_figure(table_figure(summary), folder / "table")
    if any("difference" in item for item in summary["comparisons"]):
        save_figure(gain_figure(summary), folder / "gain")
    mixed = (record for record in records if record.sources)
    for method, fold_runs in grouped(mixed, lambda record: record.method).items():
        save_figure(sources_figure(method, fold_runs), folder / f"sources_{method}")


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
    for suffix, metadata in FIGURE_KINDS:
        path = stem.with_name(stem.name + suffix)
        style = rc_context({"svg.hashsalt": stem.name, "pdf.fonttype": 42})
        with atomic_path(path) as temporary, style:
            figure.savefig(temporary, format=suffix[1:], metadata=metadata)
        figure.set_layout_engine("none")  # laid out once: to do it again takes as long as to draw
        written.append(path)
    return written


def bare_axes(axes: Axes) -> None:
    """Take the frame and the ticks away."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=8.5, colors=INK)


def c_index_rows(
    figure: Figure, rows: Sequence[tuple[str, float | None, Sequence[float] | None]]
) -> None:
    """Draw C-indices with their intervals, a named row each, beside the line of chance."""
    axes = figure.subplots()
    bare_axes(axes)
    for row, (_, value, interval) in enumerate(rows):
        if interval is not None:
            axes.plot(interval, [row, row], color=QUIET, linewidth=1.6)
        if value is not None:
            axes.plot([value], [row], "o", color=INK, markersize=5)
    axes.axvline(0.5, color=QUIET, linewidth=0.8, linestyle=":")
    axes.set_yticks(range(len(rows)), [name for name, _, _ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlabel("C-index; 0.5 is chance", fontsize=8.5, color=INK)


# --- the table -----------------------------------------------------------------------------------


def table_figure(summary: Mapping[str, Any]) -> Figure:
    """Methods by targets, mean over folds; the best of a column in bold, tinted by gain."""
    methods = list(summary["methods"])
    targets = sorted({t for m in summary["methods"].values() for t in m["targets"]})
    values = np.full((len(methods), len(targets) + 1), np.nan)
    spreads = np.full_like(values, np.nan)
    for row, found in enumerate(summary["methods"].values()):
        values[row, -1] = found["mean"]
        for target, one in found["targets"].items():
            place = row, targets.index(target)
            values[place], spreads[place] = one["mean"], one["std"]  # None becomes NaN
    figure = new_figure(
        2.6 + 0.78 * (len(targets) + 2), 1.5 + 0.36 * len(methods),
        "C-index by method and cancer",
        "Mean over folds, below it the standard deviation over folds; best of each column in bold. "
        "Tint: green above vanilla, orange below, full at 0.05; none where the 95 % interval of "
        "the difference holds 0.",
    )  # fmt: skip
    axes = figure.add_subplot()
    tints = _tints(np.where(_sure(summary, methods, targets), values, np.nan), methods, values)
    axes.imshow(tints, aspect="auto", interpolation="nearest")
    _write_cells(axes, values, spreads)
    for row, (name, found) in enumerate(summary["methods"].items()):
        if found["wins"] is not None and name != BASELINE:
            _write(axes, len(targets) + 1, row, f"{found['wins']}/{found['targets_compared']}")
    axes.set_xlim(-0.5, len(targets) + 1.5)
    axes.set_xticks(range(len(targets) + 2), [*targets, "mean", "wins"])
    axes.set_yticks(range(len(methods)), methods)
    axes.xaxis.tick_top()
    bare_axes(axes)
    axes.axvline(len(targets) - 0.5, color=INK, linewidth=0.8)
    for row in range(len(methods) + 1):
        axes.axhline(row - 0.5, color=_LINE, linewidth=0.6)
    return figure


def _sure(
    summary: Mapping[str, Any], methods: Sequence[str], targets: Sequence[str]
) -> NDArray[np.bool_]:
    """Cells of the table whose difference from vanilla has an interval that leaves out 0."""
    found = np.zeros((len(methods), len(targets) + 1), bool)
    for item in summary["comparisons"]:
        if "lower" in item and item["method"] in methods:
            row, sure = methods.index(item["method"]), item["lower"] > 0 or item["upper"] < 0
            if item["target"] in targets:
                found[row, targets.index(item["target"])] = sure
            if item["target"] is None or len(targets) == 1:
                found[row, -1] = sure
    return found


def _tints(
    values: NDArray[np.float64], methods: Sequence[str], all_values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Colours of cells; those that are not a number stay white."""
    colours = np.ones((*values.shape, 3))
    if BASELINE in methods:
        gain = np.nan_to_num((values - all_values[methods.index(BASELINE)]) / _FULL_TINT_AT)
        strength = 0.45 * np.clip(np.abs(gain), 0, 1)[..., None]
        hue = np.where(gain[..., None] > 0, np.array(_BETTER), np.array(_WORSE))
        colours = 1 - strength * (1 - hue)
    return colours


def _write_cells(axes: Axes, values: NDArray[np.float64], spreads: NDArray[np.float64]) -> None:
    best = np.nanmax(values, axis=0)
    for (row, column), value in np.ndenumerate(values):
        if math.isnan(value):
            _write(axes, column, row, "–", color=QUIET)
            continue
        spread = spreads[row, column]
        has_spread = not math.isnan(spread)
        weight = "bold" if round(value, 3) == round(best[column], 3) else "normal"
        _write(axes, column, row - 0.13 * has_spread, _short(f"{value:.3f}"), fontweight=weight)
        if has_spread:
            _write(axes, column, row + 0.24, _short(f"±{spread:.3f}"), fontsize=6, color=QUIET)


def _short(number: str) -> str:
    return number.replace("0.", ".", 1)


def _write(axes: Axes, column: float, row: float, words: str, **style: Any) -> None:
    look = {"ha": "center", "va": "center", "fontsize": 8.5, "color": INK, **style}
    axes.text(column, row, words, **look)


# --- gains ---------------------------------------------------------------------------------------


def gain_figure(summary: Mapping[str, Any]) -> Figure:
    """One panel per method: difference to vanilla for each cancer with its 95 % interval."""
    shown = [item for item in summary["comparisons"] if "difference" in item]
    methods = list(dict.fromkeys(item["method"] for item in shown))
    labels = sorted({item["target"] for item in shown if item["target"] is not None})
    if any(item["target"] is None for item in shown):
        labels.append("all cancers")
    figure, panels = _panels(
        methods,
        lambda columns, rows: (
            max(5.5, 1.2 + 2.5 * columns), 1.3 + rows * (0.9 + 0.26 * len(labels))
        ),
        "Gain over vanilla in C-index",
        "Points: difference of the means over folds. Bars: 95 % interval, paired bootstrap over "
        "patients within folds. Green above vanilla, orange below; grey and hollow where the "
        "interval holds 0.",
    )  # fmt: skip
    for panel, method in zip(panels.flat, methods, strict=False):
        _gain_panel(panel, [item for item in shown if item["method"] == method], labels)
    return figure


def _gain_panel(axes: Axes, items: Iterable[Mapping[str, Any]], labels: Sequence[str]) -> None:
    axes.axvline(0, color=QUIET, linewidth=0.8)
    for item in items:
        row = labels.index(item["target"] or "all cancers")
        difference, lower, upper = item["difference"], item["lower"], item["upper"]
        sure = lower > 0 or upper < 0
        colour = QUIET if not sure else _BETTER if difference > 0 else _WORSE
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


def sources_figure(method: str, fold_runs: Sequence[FoldRunRecord]) -> Figure:
    """Weight and mixing ratio per source and target, means over test patients, folds, seeds."""
    found: dict[tuple[str, str], list[SourceMeans]] = defaultdict(list)
    for fold_run in fold_runs:
        for source in fold_run.sources:
            found[fold_run.target, source.cancer].append(source)
    targets, sources = (sorted({key[side] for key in found}) for side in (0, 1))
    weights, lambdas = (np.full((len(targets), len(sources)), np.nan) for _ in range(2))
    for (target, name), means in found.items():
        place = targets.index(target), sources.index(name)
        weights[place] = np.mean([source.weight for source in means])
        lambdas[place] = np.mean([source.lambda_target for source in means])
    figure = new_figure(
        3.4 + 1.15 * len(sources), 1.9 + 0.34 * len(targets),
        f"What {method} draws on",
        "Rows: target; columns: source. Means over test patients, folds and seeds, also where the "
        "source was not merged. Ratio 1 takes the target's task vector only, 0 the source's.",
    )  # fmt: skip
    left, right = figure.subplots(1, 2)
    _heat(left, weights, "weight w", "Blues", max(float(np.nanmax(weights)), 1e-6))
    _heat(right, lambdas, "mixing ratio λ", "Purples", 1.0)
    slanted = {"rotation": 60, "ha": "left", "rotation_mode": "anchor"}
    for axes in (left, right):
        axes.set_xticks(range(len(sources)), sources, **slanted)
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
            colour = "white" if value > 0.6 * highest else INK
            _write(axes, column, row, _short(f"{value:.2f}"), fontsize=7, color=colour)


# --- measures -------------------------------------------------------------------------------------


_GRID = "#e6eaee"
_OURS = "#2f6f9f"
_HORIZON_COLOURS = ("#8fb8d6", "#3f7fae", "#173f5f")


def draw_measures(folder: Path, methods: Mapping[str, Any]) -> None:
    """Draw ``auc`` and ``calibration`` where the methods' ``evaluation`` has something to draw."""
    found = {name: one["evaluation"] for name, one in methods.items() if "evaluation" in one}
    if any(v is not None for one in found.values() for v in one["auc_over_time"]["auc"]):
        save_figure(auc_figure(found), folder / "auc")
    if any(one["calibration"] for one in found.values()):
        save_figure(calibration_figure(found), folder / "calibration")


def auc_figure(found: Mapping[str, Any]) -> Figure:
    """One panel per method: AUC over time, vanilla's behind it."""
    figure, panels = _panels(
        found,
        lambda columns, rows: (max(4.8, 0.6 + 2.3 * columns), 1.2 + 1.75 * rows),
        "AUC over time",
        "Cumulative/dynamic AUC at each half year, mean over folds, seeds and the cancers whose "
        "follow-up reaches so far; censoring from the training part. Grey: vanilla.",
    )
    base = found.get(BASELINE)
    for axes, (name, one) in zip(panels.flat, found.items(), strict=False):
        _grid(axes)
        axes.axhline(0.5, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
        if base is not None and name != BASELINE:
            _auc_line(axes, base, "#b3bcc6", 1.4)
        _auc_line(axes, one, QUIET if name == BASELINE else _OURS, 1.8)
        axes.set_xlim(0, 5.2)
    _label_panels(panels, len(found), "years", "AUC")
    return figure


def _auc_line(axes: Axes, one: Mapping[str, Any], colour: str, width: float) -> None:
    curve = one["auc_over_time"]
    years = [day / DAYS_PER_YEAR for day in curve["days"]]
    values = [math.nan if value is None else value for value in curve["auc"]]
    axes.plot(years, values, color=colour, linewidth=width, marker="o", markersize=2.5)


def calibration_figure(found: Mapping[str, Any]) -> Figure:
    """One panel per method: observed against predicted risk at each horizon."""
    figure, panels = _panels(
        found,
        lambda columns, rows: (max(4.8, 0.6 + 2.3 * columns), 1.2 + 2.35 * rows),
        "Calibration",
        "Patients of all cancers in five groups of predicted risk, first seed: risk of an event by "
        "the horizon as predicted, and as observed (Kaplan-Meier, 95 % interval). On the line: "
        "right; above it: too optimistic.",
    )
    for axes, one in zip(panels.flat, found.values(), strict=False):
        _grid(axes)
        axes.plot([0, 1], [0, 1], color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
        for colour, part in zip(_HORIZON_COLOURS, one["calibration"], strict=False):
            _groups(axes, part, colour)
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], aspect="equal")
    first = panels.flat[0]
    first.legend(fontsize=7, frameon=False, loc="upper left", handlelength=1.2, labelcolor=INK)
    _label_panels(panels, len(found), "predicted risk", "observed risk")
    return figure


def _groups(axes: Axes, part: Mapping[str, Any], colour: str) -> None:
    names = ("predicted", "observed", "lower", "upper")
    told = [[group[name] for name in names] for group in part["groups"]]
    rows = [row for row in told if row[1] is not None]
    draw_groups(axes, rows, colour, horizon_text(part["horizon_days"]), size=3.5)


def draw_groups(
    axes: Axes, rows: Sequence[Sequence[float]], colour: str, label: str, *, size: float
) -> None:
    """Draw groups of patients: predicted and observed risk, and the limits of the latter."""
    for at, _, *limits in rows:
        axes.plot([at, at], limits, color=colour, linewidth=1)
    points = [row[0] for row in rows], [row[1] for row in rows]
    axes.plot(*points, "o-", color=colour, markersize=size, linewidth=1, label=label)


def _panels(
    names: Collection[str],
    inches: Callable[[int, int], tuple[float, float]],
    title: str,
    note: str,
) -> tuple[Figure, NDArray[Any]]:
    """Return a figure of a named panel each; `inches` is its size by columns and rows."""
    columns = min(_PANELS_PER_ROW, len(names))
    rows = math.ceil(len(names) / columns)
    figure = new_figure(*inches(columns, rows), title, note)
    panels = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axes, name in zip(panels.flat, names, strict=False):
        axes.set_title(name, fontsize=9, color=INK, loc="left")
    for axes in panels.flat[len(names) :]:
        axes.set_visible(False)
    return figure, panels


def _grid(axes: Axes) -> None:
    bare_axes(axes)
    axes.tick_params(labelsize=8)
    axes.grid(color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)


def _label_panels(panels: NDArray[Any], count: int, across: str, up: str) -> None:
    """Name the axes left of each row, and under the lowest visible panel of each column."""
    for axes in panels[:, 0]:
        axes.set_ylabel(up, fontsize=8.5, color=INK)
    for axes in panels.flat[max(0, count - panels.shape[1]) : count]:
        axes.set_xlabel(across, fontsize=8.5, color=INK)
        axes.tick_params(labelbottom=True)
