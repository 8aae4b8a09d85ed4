"""Commands about cohorts: synth, cohort check."""

from __future__ import annotations

import argparse
from pathlib import Path

from steph_desktop.cli.console import Command, Console, positive_int
from steph_desktop.core import ExitCode


def _configure_synth(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder of the cohort")
    parser.add_argument("--cancers", type=positive_int, default=13)
    parser.add_argument("--patients", type=positive_int, default=40, help="per cancer")
    parser.set_defaults(seed=0)


def _synth(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.training.synthetic import make_cohort

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


COMMANDS = (Command("synth", "make the synthetic cohort", _configure_synth, _synth),)
