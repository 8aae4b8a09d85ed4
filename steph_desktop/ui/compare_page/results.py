"""A comparison as rows, and as tables for a paper; read and written off the GUI thread."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from steph_desktop.core import RESEARCH_USE, StephError
from steph_desktop.workspace.artifacts import atomic_path, ensure_folder, write_text

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
    """

    method: str
    values: tuple[str, ...]
    difference: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class CompareResults:
    """What a folder of results holds by now."""

    folder: Path
    targets: tuple[str, ...]
    rows: tuple[CompareRow, ...]
    cells: int
    asked: int
    is_complete: bool
    figures: tuple[QImage, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("Method", *self.targets, "Mean", "Against vanilla", "Verdict")


def read_results(folder: Path) -> CompareResults:
    """Read the summary of a comparison, finished or not, and its figures.

    Raises
    ------
    StephError
        If there is none, or it cannot be read.
    """
    path = folder / "summary.json"
    try:
        summary = json.loads(path.read_text(encoding="utf-8"))
        targets = sorted({t for m in summary["methods"].values() for t in m["targets"]})
        rows = tuple(_row(name, summary, targets) for name in summary["methods"])
        found = CompareResults(
            folder, tuple(targets), rows, summary["cells"], summary["cells_asked_for"],
            bool(summary["complete"]),
        )  # fmt: skip
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
    return CompareResults(**{**vars(found), "figures": figures})


def _row(name: str, summary: dict[str, Any], targets: Sequence[str]) -> CompareRow:
    method = summary["methods"][name]
    values = [_value(method["targets"].get(target)) for target in targets]
    values.append(_value(method))
    mine = [item for item in summary["comparisons"] if item["method"] == name]
    wanted = None if len(targets) > 1 else targets[0]
    whole = next((i for i in mine if i["target"] == wanted), mine[-1] if mine else None)
    if whole is None or "difference" not in whole:
        return CompareRow(name, tuple(values), "", whole["sentence"] if whole else "")
    difference = f"{whole['difference']:+.3f} ({whole['lower']:+.3f} to {whole['upper']:+.3f})"
    return CompareRow(name, tuple(values), difference, whole["verdict"])


def _value(found: dict[str, Any] | None) -> str:
    if found is None:
        return "–"
    spread = "" if found["std"] is None else f" ± {found['std']:.3f}"
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
    lines = [[r.method, *r.values, r.difference, r.verdict] for r in results.rows]
    if suffix == ".csv":
        text = io.StringIO()
        text.write(f"# {RESEARCH_USE}\n")
        csv.writer(text, lineterminator="\n").writerows([list(results.header), *lines])
        write_text(out, text.getvalue())
    elif suffix == ".md":
        rows = [results.header, ["---"] * len(results.header), *lines]
        body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        write_text(out, f"{body}\n\n{RESEARCH_USE}\n")
    else:
        rows = [results.header, *lines]
        body = " \\\\\n".join(" & ".join(map(_tex, row)) for row in rows)
        columns = "l" * len(results.header)
        write_text(
            out,
            f"% {RESEARCH_USE}\n\\begin{{tabular}}{{{columns}}}\n{body} \\\\\n\\end{{tabular}}\n",
        )
    return out


def _tex(words: str) -> str:
    plain = words.replace("_", "\\_").replace("%", "\\%").replace("&", "\\&")
    return plain.replace("±", "$\\pm$").replace("–", "--")


def copy_figures(results: CompareResults, out: Path) -> Path:
    """Copy the figures (PNG and SVG, each with its research line) into a folder."""
    ensure_folder(out)
    for file in sorted((results.folder / "figures").iterdir()):
        if file.suffix in (".png", ".svg"):
            with atomic_path(out / file.name) as temporary:
                shutil.copyfile(file, temporary)
    return out
