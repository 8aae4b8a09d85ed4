"""Results of a comparison, read from disk and written as tables for a paper; for any thread."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from steph_desktop import RESEARCH_USE
from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path, ensure_folder, write_text
from steph_desktop.training.fold_runs import read_packs
from steph_desktop.ui.kit.plots.figure_files import FIGURE_SUFFIXES

TABLE_SUFFIXES = (".csv", ".md", ".tex")


@dataclass(frozen=True)
class CompareRow:
    """One method: its C-index by target, and its difference to the target-only model.

    Attributes
    ----------
    method : str
        As in the table.
    values : tuple of str
        Mean and standard deviation over folds, one per target, then the mean over all.
    difference, verdict : str
        Paired, with its 95 % interval, in words; empty until all cells are done.
    seen : str
        Of a pack: whether it was trained on these patients, as far as known.
    """

    method: str
    values: tuple[str, ...]
    difference: str = ""
    verdict: str = ""
    seen: str = ""


@dataclass(frozen=True)
class CompareResults:
    """What a folder of results holds so far.

    Attributes
    ----------
    folder : pathlib.Path
        The folder.
    targets : tuple of str
        Cancers.
    rows : tuple of CompareRow
        Methods, then packs.
    cells, asked : int
        Finished and requested fits.
    is_complete : bool
        Whether all is there.
    figures : tuple of QImage
        Drawn when everything is there.
    refused : tuple of str
        Packs that could not be compared, with the reason.
    baseline : str
        What packs and methods are compared with.
    sentences : tuple of str
        The findings in plain words.
    """

    folder: Path
    targets: tuple[str, ...]
    rows: tuple[CompareRow, ...]
    cells: int
    asked: int
    is_complete: bool
    figures: tuple[QImage, ...] = ()
    refused: tuple[str, ...] = ()
    baseline: str = "vanilla"
    sentences: tuple[str, ...] = ()

    @property
    def has_baseline(self) -> bool:
        """Whether the model of the target alone is among the methods."""
        return any(row.method == "vanilla" for row in self.rows)

    @property
    def has_packs(self) -> bool:
        """Whether any row is a pack."""
        return any(row.seen for row in self.rows)

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        last = ("Trained on these patients?",) if self.has_packs else ()
        return ("Method", *self.targets, "Mean", f"Against {self.baseline}", "Verdict", *last)

    def cells_of(self, row: CompareRow) -> tuple[str, ...]:
        """Return the text of a row, column by column."""
        last = (row.seen or "no",) if self.has_packs else ()
        return (row.method, *row.values, row.difference, row.verdict, *last)


def read_results(folder: Path) -> CompareResults:
    """Read the summary of a comparison, finished or not, and its figures.

    Raises
    ------
    StephError
        If there is none, or it cannot be read.
    """
    packs = read_packs(folder)
    path = folder / "summary.json"
    try:
        if packs is not None and not path.is_file():
            summary: dict[str, Any] = _NO_METHODS
        else:
            summary = json.loads(path.read_text(encoding="utf-8"))
        found = _results(folder, summary, packs or {"packs": [], "refused": []})
    except FileNotFoundError as error:
        raise StephError("This folder holds no results of a comparison", folder) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StephError(
            "These results cannot be read", path, "Run the comparison again."
        ) from error
    if not found.is_complete:
        return found
    pictures = (QImage(str(file)) for file in sorted((folder / "figures").glob("*.png")))
    figures = tuple(picture for picture in pictures if not picture.isNull())
    return replace(found, figures=figures)


_NO_METHODS: dict[str, Any] = {
    "methods": {}, "comparisons": [], "cells": 0, "cells_asked_for": 0, "complete": True,
}  # fmt: skip


def _results(folder: Path, summary: dict[str, Any], packs: dict[str, Any]) -> CompareResults:
    entries = [*summary["methods"].values(), *packs["packs"]]
    targets = sorted({target for entry in entries for target in entry["targets"]})
    rows = [_row(name, summary, targets) for name in summary["methods"]]
    rows += [_pack_row(pack, targets) for pack in packs["packs"]]
    baselines = [item["baseline"] for p in packs["packs"] for item in p["comparisons"]
                 if "baseline" in item]  # fmt: skip
    return CompareResults(
        folder,
        tuple(targets),
        tuple(rows),
        summary["cells"],
        summary["cells_asked_for"],
        bool(summary["complete"]),
        refused=tuple(f"{item['name']}: {item['why']}." for item in packs["refused"]),
        sentences=_sentences(summary, packs),
        baseline="vanilla" if summary["methods"] or not baselines else baselines[0],
    )


def _sentences(summary: dict[str, Any], packs: dict[str, Any]) -> tuple[str, ...]:
    """Return the findings over all targets in plain words."""
    items = [*summary["comparisons"], *(i for p in packs["packs"] for i in p["comparisons"])]
    wide = [item for item in items if item["target"] is None]
    seen = [f"{pack['name']}: {pack['seen']}." for pack in packs["packs"]]
    return (*(item["sentence"] for item in (wide or items)), *seen)


def _row(name: str, summary: dict[str, Any], targets: Sequence[str]) -> CompareRow:
    method = summary["methods"][name]
    values = [_value(method["targets"].get(target)) for target in targets]
    values.append(_value(method))
    mine = [item for item in summary["comparisons"] if item["method"] == name]
    return CompareRow(name, tuple(values), *_against(mine, targets))


def _pack_row(pack: dict[str, Any], targets: Sequence[str]) -> CompareRow:
    values = [_value(pack["targets"].get(target), with_interval=True) for target in targets]
    values.append(_value(pack if pack["mean"] is not None else None))
    difference, verdict = _against(pack["comparisons"], targets)
    if pack.get("seen_short") == "not known" and " than " in verdict:
        verdict = f"{verdict}, if not trained on them"
    return CompareRow(
        f"{pack['name']} (model)",
        tuple(values),
        difference,
        verdict,
        pack.get("seen_short", pack["seen"]),
    )


def _against(mine: Sequence[dict[str, Any]], targets: Sequence[str]) -> tuple[str, str]:
    wanted = None if len(targets) > 1 else targets[0] if targets else None
    whole = next((i for i in mine if i["target"] == wanted), mine[-1] if mine else None)
    if whole is None or "difference" not in whole:
        return "", whole["sentence"] if whole else ""
    difference = f"{whole['difference']:+.3f} ({whole['lower']:+.3f} to {whole['upper']:+.3f})"
    return difference, whole["verdict"]


def _value(found: dict[str, Any] | None, *, with_interval: bool = False) -> str:
    if found is None:
        return "–"
    spread = "" if found["std"] is None else f" ± {found['std']:.3f}"
    interval = found.get("interval") if with_interval else None
    if interval:
        spread = f" ({interval[0]:.3f} to {interval[1]:.3f})"
    return f"{found['mean']:.3f}{spread}"


def write_results_table(out: Path, results: CompareResults) -> Path:
    """Write the table as CSV, Markdown or LaTeX; the form follows the name.

    Raises
    ------
    StephError
        If the name has another ending, or the file cannot be written.
    """
    suffix = out.suffix.lower()
    if suffix not in TABLE_SUFFIXES:
        raise StephError(
            "A table is written as CSV, Markdown or LaTeX", out, "Name it .csv, .md, .tex."
        )
    lines = [list(results.cells_of(row)) for row in results.rows]
    if suffix == ".csv":
        write_csv(out, results.header, lines, note=RESEARCH_USE)
    elif suffix == ".md":
        rows = [results.header, ["---"] * len(results.header), *lines]
        body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        write_text(out, f"{body}\n\n{RESEARCH_USE}\n")
    else:
        cells = [" & ".join(map(_tex, row)) for row in (results.header, *lines)]
        rule = " \\\\ \\hline\n"
        body = cells[0] + rule + " \\\\\n".join(cells[1:])
        columns = "l" * len(results.header)
        write_text(
            out,
            f"% {RESEARCH_USE}\n\\begin{{tabular}}{{{columns}}}\n\\hline\n{body}{rule}"
            "\\end{tabular}\n",
        )
    return out


def _tex(words: str) -> str:
    plain = words.replace("_", "\\_").replace("%", "\\%").replace("&", "\\&")
    plain = plain.replace("±", "$\\pm$").replace("–", "--")
    return re.sub(r"(?<![\w.])([+-])(?=\d)", r"$\1$", plain)


def copy_figures(results: CompareResults, out: Path) -> Path:
    """Copy the figures (PNG, SVG and PDF, each with its research line) into a folder."""
    ensure_folder(out)
    for file in sorted((results.folder / "figures").iterdir()):
        if file.suffix in FIGURE_SUFFIXES:
            with atomic_path(out / file.name) as temporary:
                shutil.copyfile(file, temporary)
    return out
