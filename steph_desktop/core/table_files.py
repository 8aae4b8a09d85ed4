"""Small tables as files for a paper: CSV, Markdown, LaTeX, and HTML that Word opens as a table."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_text

TABLE_FILE_SUFFIXES = (".csv", ".md", ".tex", ".html")
_STYLE = "border-collapse:collapse;font-family:sans-serif;font-size:10pt"
_CELL = "border-top:1px solid #999;padding:3px 8px;text-align:left"


def write_table_file(
    out: Path, header: Sequence[str], rows: Iterable[Sequence[str]], note: str
) -> Path:
    """Write a table of words in the format that its file name asks for.

    The name ends in ``.csv``, ``.md``, ``.tex`` or ``.html``.

    Raises
    ------
    StephError
        If the name has another ending, or the file cannot be written.
    """
    suffix, lines = out.suffix.lower(), [list(row) for row in rows]
    if suffix not in TABLE_FILE_SUFFIXES:
        what = "A table is written as CSV, Markdown, LaTeX or HTML"
        raise StephError(what, out, f"Name it {', '.join(TABLE_FILE_SUFFIXES)}.")
    if suffix == ".csv":
        return write_csv(out, header, lines, note=note)
    if suffix == ".md":
        whole = [list(header), ["---"] * len(header), *lines]
        body = "\n".join(f"| {' | '.join(map(_markdown, row))} |" for row in whole)
        write_text(out, f"{body}\n\n{note}\n")
    elif suffix == ".tex":
        cells = [" & ".join(map(_tex, row)) for row in (header, *lines)]
        rule = " \\\\ \\hline\n"
        body = cells[0] + rule + " \\\\\n".join(cells[1:])
        write_text(
            out,
            f"% {note}\n\\begin{{tabular}}{{{'l' * len(header)}}}\n\\hline\n{body}{rule}"
            "\\end{tabular}\n",
        )
    else:
        write_text(out, _html(header, lines, note))
    return out


def _markdown(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def _html(header: Sequence[str], lines: Sequence[Sequence[str]], note: str) -> str:
    def row(kind: str, words: Sequence[str]) -> str:
        cells = "".join(f'<{kind} style="{_CELL}">{html.escape(one)}</{kind}>' for one in words)
        return f"<tr>{cells}</tr>"

    body = "\n".join([row("th", header), *(row("td", line) for line in lines)])
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n'
        f'<table style="{_STYLE}">\n{body}\n</table>\n<p>{html.escape(note)}</p>\n</body></html>\n'
    )


_TEX_WORDS = {
    "\\": "\\textbackslash{}", "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_",
    "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "±": "$\\pm$", "–": "--", "µ": "$\\mu$",
}  # fmt: skip


def _tex(words: str) -> str:
    plain = "".join(_TEX_WORDS.get(letter, letter) for letter in words)
    return re.sub(r"(?<![\w.])([+-])(?=\d)", r"$\1$", plain)
