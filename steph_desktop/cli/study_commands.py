"""The command that looks into a merge: analyse landscape, sar, lambda."""

from __future__ import annotations

import argparse
from pathlib import Path

from steph_desktop.cli.console import Command, Console, natural_int, positive_int
from steph_desktop.cli.training_commands import add_settings, train_settings
from steph_desktop.core.errors import ExitCode
from steph_desktop.model.card import LambdaForm

_GAMMA = 0.005  # the paper's smaller one: an analysis looks at one model and chooses nothing


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["landscape", "sar", "lambda"],
        help="loss around the target model; alignment and sharpness; mixing ratios and weights",
    )
    parser.add_argument("--cohort", type=Path, required=True, metavar="DIR")
    parser.add_argument("--target", required=True, metavar="CANCER")
    parser.add_argument("--fold", type=natural_int, default=0, metavar="F", help="(0)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--points", type=positive_int, default=21, help="of the landscape (21)")
    add_settings(parser)
    parser.add_argument("--lambda-form", type=LambdaForm, default=LambdaForm.RATIO, help="(ratio)")


def _analyse(arguments: argparse.Namespace, console: Console) -> int:
    from dataclasses import replace

    from steph_desktop.research.merge_analyses import Study, StudyRequest

    gamma = _GAMMA if arguments.gamma is None else arguments.gamma
    settings = replace(train_settings(arguments), gamma=gamma, lambda_form=arguments.lambda_form)
    request = StudyRequest(
        cohort=arguments.cohort,
        target=arguments.target,
        out=arguments.out,
        settings=settings,
        fold=arguments.fold,
        seed=arguments.seed,
        points=arguments.points,
    )
    study = Study(request, console.control())
    run = {"landscape": study.landscape, "sar": study.alignment, "lambda": study.mixing}
    written = run[arguments.what]()
    console.result(
        "\n".join(str(path) for path in written), {"files": [str(path) for path in written]}
    )
    return ExitCode.DONE


COMMANDS = (Command("analyse", "look into a merge: landscape, sar, lambda", _configure, _analyse),)
