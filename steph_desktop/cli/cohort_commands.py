"""Commands about cohorts: synth, cohort check."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from steph_desktop.cli.console import Command, Console, positive_int
from steph_desktop.core.codec import to_json
from steph_desktop.core.errors import ExitCode


def _configure_synth(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder of the cohort")
    parser.add_argument("--cancers", type=positive_int, default=13)
    parser.add_argument("--patients", type=positive_int, default=40, help="per cancer")
    parser.set_defaults(seed=0)


def _synth(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.research.synthetic import make_cohort

    make_cohort(
        arguments.out,
        cancers=arguments.cancers,
        patients=arguments.patients,
        seed=arguments.seed,
        control=console.control(),
    )
    slides = arguments.cancers * arguments.patients
    console.result(
        f"{arguments.out}: {arguments.cancers} cancers, {slides} slides",
        {"cohort": str(arguments.out), "cancers": arguments.cancers, "slides": slides},
    )
    return ExitCode.DONE


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
    console.result(
        "\n".join([*lines, verdict]),
        {
            "blocking": blocking,
            "advisory": advisory,
            "findings": to_json(findings),
        },
    )
    return ExitCode.FAULT if blocking else ExitCode.DONE


def _configure_embeddings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="or TRIDENT's folder")
    parser.add_argument("--cohort", type=Path, required=True, metavar="DIR")
    parser.add_argument("--encoder", default="", metavar="NAME", help="what made them, as TITAN")


def _embeddings(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.cohort.slide_embeddings import import_embeddings

    found = import_embeddings(
        arguments.files, arguments.cohort, arguments.encoder, console.control()
    )
    for cancer, count in found.missing_by_cancer.items():
        console.say(f"Check: {count} slides of {cancer} have no vector.")
    if found.unused:
        console.say(f"Check: {found.unused} vectors are of no slide of this cohort.")
    console.result(
        f"{found.slides:,} slides have a vector of {found.width:,} values. Compare them with "
        "'benchmark --methods cox_slide,...'.",
        asdict(found),
    )
    return ExitCode.DONE


COMMANDS = (
    Command("synth", "make the synthetic cohort", _configure_synth, _synth),
    Command("cohort", "audit a cohort: cohort check DIR", _configure_cohort, _cohort),
    Command(
        "embeddings",
        "put slide embeddings made elsewhere into a cohort",
        _configure_embeddings,
        _embeddings,
    ),
)
