"""Commands about cohorts and lists: synth, cohort check, embeddings, worklist import."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.cli.console import Command, Console, add_flag, positive_int, workspace_of
from steph_desktop.core.codec import chosen, to_json

if TYPE_CHECKING:
    from steph_desktop.cohort.lab_list import LabColumn


def _configure_synth(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder of the cohort")
    parser.add_argument("--cancers", type=positive_int, default=13)
    parser.add_argument("--patients", type=positive_int, default=40, help="per cancer")
    parser.set_defaults(seed=0)  # goes before the default that all commands share


def _synth(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.research.synthetic import make_cohort

    size = chosen(arguments, "cancers", "patients", "seed")
    make_cohort(arguments.out, control=console.control(), **size)
    slides = arguments.cancers * arguments.patients  # one a patient
    return console.result(
        f"{arguments.out}: {arguments.cancers} cancers, {slides} slides",
        {"cohort": str(arguments.out), "cancers": arguments.cancers, "slides": slides},
    )


def _configure_cohort(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["check"], help="look for what is wrong or weak")
    parser.add_argument("folder", type=Path, metavar="DIR")


def _cohort(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.cohort.audit import check_cohort
    from steph_desktop.cohort.findings import blocking_of

    findings = check_cohort(arguments.folder, console.control())
    blocking = len(blocking_of(findings))
    advisory = len(findings) - blocking
    lines = [
        f"{finding.severity.value}: {' '.join(filter(None, (finding.cancer, finding.where)))}: "
        f"{finding.what}. {finding.todo}"
        for finding in findings
    ]
    verdict = (
        f"{blocking} findings must be corrected before training; {advisory} are advice."
        if blocking
        else f"This cohort can be trained on; {advisory} findings are advice."
    )
    found = {"blocking": blocking, "advisory": advisory, "findings": to_json(findings)}
    # Advice alone fails no script.
    return console.result("\n".join([*lines, verdict]), found, failed=bool(blocking))


def _configure_embeddings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="or TRIDENT's folder")
    parser.add_argument("--cohort", type=Path, required=True, metavar="DIR")
    parser.add_argument("--encoder", default="", metavar="NAME", help="what made them, as TITAN")


def _embeddings(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.cohort.slide_embeddings import import_embeddings

    found = import_embeddings(
        arguments.files, arguments.cohort, arguments.encoder, console.control()
    )
    # Methods of slide embeddings leave out each fold in which a slide has none.
    for cancer, count in found.missing_by_cancer.items():
        console.say(f"Check: {count} slides of {cancer} have no vector.")
    if found.unused:
        console.say(f"Check: {found.unused} vectors are of no slide of this cohort.")
    return console.result(
        f"{found.slides:,} slides have a vector of {found.width:,} values. Compare them with "
        "'benchmark --methods cox_slide,...'.",
        asdict(found),
    )


_MOST_LINES = 50  # of missing slides; the JSON has them all


def _configure_worklist(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("action", choices=["import"], help="add the cases of a laboratory's list")
    add("file", type=Path, metavar="FILE", help="CSV, Excel, or FHIR R4 resources as JSON")
    add("--slides", type=Path, metavar="DIR", help="folder of the slides (that of the list)")
    add("--sheet", default="", metavar="S", help="of an Excel file")
    add(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="ROLE=NAME",
        help="what a column holds, where the guess is wrong: slide, accession, patient, note or"
        " due; without a name there is none",
    )
    add_flag(parser, "--dry-run", "say what would be added, no more")


def _column(text: str) -> tuple[LabColumn, str]:
    from steph_desktop.cohort.lab_list import LabColumn

    role, equals, name = text.partition("=")
    try:
        if equals:
            return LabColumn(role), name
    except ValueError:
        pass  # told below, as where there is no equals sign
    known = ", ".join(column.value for column in LabColumn)
    raise argparse.ArgumentTypeError(f"'{text}' is not ROLE=NAME with one of {known}")


def _worklist(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.cohort.lab_list import import_lab_list, match_lab_list, read_lab_list
    from steph_desktop.workspace.lab_entries import LabImport
    from steph_desktop.workspace.store import Workspace

    control = console.control()
    listed = read_lab_list(arguments.file, dict(arguments.column), arguments.sheet, control)
    match = match_lab_list(listed, arguments.slides or arguments.file.absolute().parent, control)
    if arguments.dry_run:  # opens no workspace: to open one is to make it
        done, missing = LabImport(), match.missing
        verdict = f"{len(match.found)} slides would be added or looked at again."
    else:
        with Workspace.open(workspace_of(arguments)) as workspace:
            done, missing = import_lab_list(workspace, match, listed.source)
        verdict = (
            f"{len(done.added)} cases added, {len(done.changed)} changed, {done.same} as they were."
        )
    # What was guessed is said, for --column to overrule it.
    taken = {role.value: name for role, name in listed.columns.items()}
    lines = [f"{listed.form}."] + [f"{role}: column {name}" for role, name in taken.items()]
    lines += [f"{where}: {why}." for where, why in missing[:_MOST_LINES]]
    lines += [f"{len(missing)} are not there in all."] if len(missing) > _MOST_LINES else []
    return console.result(
        "\n".join([*lines, verdict]),
        {
            "form": listed.form,
            "columns": taken,
            "slides": len(match.found),
            **chosen(done, "added", "changed", "same"),
            "missing": [{"where": where, "why": why} for where, why in missing],
        },
    )


COMMANDS = (
    Command("synth", _configure_synth, _synth),
    Command("cohort", _configure_cohort, _cohort),
    Command("embeddings", _configure_embeddings, _embeddings),
    Command("worklist", _configure_worklist, _worklist),
)
