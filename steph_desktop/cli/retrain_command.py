"""The command that does what the wizard does: retrain."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from steph_desktop.cli.console import Command, Console, positive_int
from steph_desktop.cli.training_commands import add_settings
from steph_desktop.core.errors import ExitCode, UsageError


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--table", type=Path, required=True, metavar="FILE", help="CSV, TSV, Excel")
    parser.add_argument("--slides", type=Path, required=True, metavar="DIR")
    parser.add_argument("--name", required=True, metavar="CANCER", help="name of the target")
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR", help="keeps all parts")
    parser.add_argument("--features", action="store_true", help="--slides holds feature files")
    parser.add_argument("--encoder", default="effnet-lite0", metavar="NAME", help="(effnet-lite0)")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="of the encoder")
    parser.add_argument("--mpp", type=float, help="pixel size of slides that do not say")
    parser.add_argument(
        "--sources", type=Path, nargs="+", default=[], metavar="MODEL", help="packs of sources"
    )
    parser.add_argument("--source-cohort", type=Path, metavar="DIR", help="fit sources on it")
    parser.add_argument("--method", metavar="NAME", help="(the recommended one that fits)")
    parser.add_argument("--folds", type=positive_int, default=5, help="(5)")
    add_settings(parser)


def _retrain(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.features.encoders import ENCODERS
    from steph_desktop.model.devices import resolve_device
    from steph_desktop.training.methods.registry import METHODS
    from steph_desktop.training.requests import RECOMMENDED_METHOD, Hyperparameters
    from steph_desktop.training.study.draft import StudyRepository
    from steph_desktop.training.study.headless import run_study

    if arguments.encoder not in ENCODERS:
        raise UsageError("This encoder is not known", arguments.encoder, ", ".join(ENCODERS))
    if arguments.sources and arguments.source_cohort is not None:
        raise UsageError("Sources come from packs or from a cohort", None, "Give one of the two.")
    has_sources = bool(arguments.sources) or arguments.source_cohort is not None
    method = arguments.method or (RECOMMENDED_METHOD if has_sources else "vanilla")
    if method not in METHODS:
        raise UsageError("This method is not known", method, ", ".join(METHODS))
    names = ("epochs", "embed_dim", "attn_dim", "hyper_dim", "k", "lr", "beta", "gamma")
    draft = replace(
        StudyRepository(arguments.work).begin(),
        # One folder of work is one study: a second start goes on in it.
        study_id="study",
        cancer=arguments.name,
        table=arguments.table,
        slide_folder=arguments.slides,
        takes_features=arguments.features,
        encoder=arguments.encoder,
        weights=arguments.weights,
        mpp=arguments.mpp,
        source_packs=tuple(arguments.sources),
        source_cohort=arguments.source_cohort,
        method=method,
        folds=arguments.folds,
        seeds=(arguments.seed,),
        hyper=Hyperparameters(**{name: getattr(arguments, name) for name in names}),
    )
    device = resolve_device(arguments.device)
    report = run_study(draft, arguments.work, arguments.out, device, console.control())
    for line in report.said:
        console.say(line)
    for finding in report.advice:
        console.say(f"Check: {finding.what}. {finding.todo}")
    outcome = report.outcome
    lines = [f"{row.method}: C-index {row.c_index:.4f}" for row in outcome.rows]
    console.result(
        "\n".join([*lines, outcome.sentence, f"{arguments.out} written"]),
        {
            "model": str(arguments.out),
            "model_id": report.card.model_id,
            "model_sha256": report.card.weights_sha256,
            "method": outcome.method,
            "c_index": {row.method: row.c_index for row in outcome.rows},
            "verdict": None if outcome.verdict is None else outcome.verdict.value,
            "sentence": outcome.sentence,
            "understood": list(report.said),
            "advice": [f"{f.what}. {f.todo}" for f in report.advice],
        },
    )
    return ExitCode.DONE


COMMANDS = (
    Command("retrain", "from a table and a folder of slides to a model", _configure, _retrain),
)
