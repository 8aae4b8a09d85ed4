"""The command about worklists: worklist import."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.cli.console import Command, Console, workspace_of
from steph_desktop.core.errors import ExitCode

if TYPE_CHECKING:
    from steph_desktop.cohort.lab_list import LabColumn

_MOST_LINES = 50


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["import"], help="add the cases of a laboratory's list")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="CSV, Excel, or FHIR R4 resources as JSON"
    )
    parser.add_argument(
        "--slides", type=Path, metavar="DIR", help="folder of the slides (that of the list)"
    )
    parser.add_argument("--sheet", default="", metavar="S", help="of an Excel file")
    parser.add_argument(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="ROLE=NAME",
        help="what a column holds, where the guess is wrong: slide, accession, patient, note or"
        " due; without a name there is none",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be added, no more")


def _column(text: str) -> tuple[LabColumn, str]:
    from steph_desktop.cohort.lab_list import LabColumn

    role, equals, name = text.partition("=")
    try:
        if equals:
            return LabColumn(role), name
    except ValueError:
        pass
    known = ", ".join(column.value for column in LabColumn)
    raise argparse.ArgumentTypeError(f"'{text}' is not ROLE=NAME with one of {known}")


def _worklist(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.cohort.lab_list import import_lab_list, match_lab_list, read_lab_list
    from steph_desktop.workspace.lab_entries import LabImport
    from steph_desktop.workspace.store import Workspace

    control = console.control()
    listed = read_lab_list(arguments.file, dict(arguments.column), arguments.sheet, control)
    match = match_lab_list(listed, arguments.slides or arguments.file.absolute().parent, control)
    if arguments.dry_run:
        done, missing = LabImport(), match.missing
        verdict = f"{len(match.found)} slides would be added or looked at again."
    else:
        with Workspace.open(workspace_of(arguments)) as workspace:
            done, missing = import_lab_list(workspace, match, listed.source)
        verdict = (
            f"{len(done.added)} cases added, {len(done.changed)} changed, {done.same} as they were."
        )
    taken = {role.value: name for role, name in listed.columns.items()}
    lines = [f"{listed.form}."] + [f"{role}: column {name}" for role, name in taken.items()]
    lines += [f"{where}: {why}." for where, why in missing[:_MOST_LINES]]
    lines += [f"{len(missing)} are not there in all."] if len(missing) > _MOST_LINES else []
    console.result(
        "\n".join([*lines, verdict]),
        {
            "form": listed.form,
            "columns": taken,
            "slides": len(match.found),
            "added": list(done.added),
            "changed": list(done.changed),
            "same": done.same,
            "missing": [{"where": where, "why": why} for where, why in missing],
        },
    )
    return ExitCode.DONE


COMMANDS = (Command("worklist", "add the cases of a laboratory's worklist", _configure, _worklist),)
