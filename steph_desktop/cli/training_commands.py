"""Commands that train: fit, benchmark, reproduce."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.cli.console import (
    Command,
    Console,
    names,
    natural_int,
    positive_float,
    positive_int,
)
from steph_desktop.core import ExitCode, UsageError
from steph_desktop.model.card import LambdaForm

if TYPE_CHECKING:
    from steph_desktop.training.trainer import TrainSettings


def _numbers(text: str) -> tuple[int, ...]:
    """Read a comma-separated list of distinct whole numbers."""
    return tuple(sorted(natural_int(part) for part in names(text)))


def _share(text: str) -> float:
    """Read a finite number, 0 or more."""
    return 0.0 if text in {"0", "0.0"} else positive_float(text)


def _forms(text: str) -> tuple[LambdaForm, ...]:
    try:
        return tuple(LambdaForm(name) for name in names(text))
    except ValueError:
        known = ", ".join(form.value for form in LambdaForm)
        raise argparse.ArgumentTypeError(f"'{text}' is not one of {known}") from None


def _add_settings(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("training")
    group.add_argument("--epochs", type=positive_int, default=20, help="(20)")
    group.add_argument("--embed-dim", type=positive_int, default=512, help="E (512)")
    group.add_argument("--attn-dim", type=positive_int, default=384, help="A (384)")
    group.add_argument("--hyper-dim", type=positive_int, default=512, help="(512)")
    group.add_argument("--k", type=positive_int, default=5, help="sources merged per case (5)")
    group.add_argument(
        "--gamma", type=_share, help="weight of L_agg (chosen inside each training fold)"
    )
    group.add_argument("--beta", type=_share, default=0.05, help="weight of L_mix (0.05)")
    group.add_argument("--lr", type=positive_float, default=1e-4, help="learning rate (1e-4)")


def _settings(arguments: argparse.Namespace) -> TrainSettings:
    from steph_desktop.model.devices import resolve_device
    from steph_desktop.training.trainer import TrainSettings

    return TrainSettings(
        epochs=arguments.epochs,
        lr=arguments.lr,
        embed_dim=arguments.embed_dim,
        attn_dim=arguments.attn_dim,
        hyper_dim=arguments.hyper_dim,
        k=arguments.k,
        beta=arguments.beta,
        device=resolve_device(arguments.device),
    )


def _check_methods(methods: tuple[str, ...]) -> None:
    from steph_desktop.training.methods import METHODS

    for method in methods:
        if method not in METHODS:
            raise UsageError(
                "This method is not known", method, f"Choose from {', '.join(METHODS)}."
            )


# --- fit -----------------------------------------------------------------------------------------


def _configure_fit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cohort", type=Path, required=True, metavar="DIR")
    parser.add_argument("--target", required=True, metavar="CANCER")
    parser.add_argument("--method", required=True, metavar="NAME")
    parser.add_argument("--fold", type=natural_int, required=True, metavar="F")
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL")
    parser.add_argument("--zoo", type=Path, metavar="DIR", help="keeps the models it builds on")
    _add_settings(parser)
    parser.add_argument(
        "--lambda-form", type=LambdaForm, default=LambdaForm.RATIO, help="ratio|sigmoid (ratio)"
    )


def _fit(arguments: argparse.Namespace, console: Console) -> int:
    _check_methods((arguments.method,))
    from steph_desktop.training.protocol import Cell
    from steph_desktop.training.single_fit import FitRequest, fit_one

    cell = Cell(
        arguments.target, arguments.method, arguments.fold, arguments.seed, arguments.lambda_form
    )
    request = FitRequest(
        arguments.cohort,
        cell,
        arguments.out,
        _settings(arguments),
        arguments.gamma,
        arguments.zoo,
    )
    report = fit_one(request, console.control())
    for item in report.left_out:
        console.say(f"Left out: {item.count} {item.what} of {item.cancer}: {item.reason}")
    for warning in report.warnings:
        console.say(f"Check: {warning}")
    result, card = report.result, report.card
    tested = result.predictions
    console.result(
        f"{arguments.out} written: {cell.label} for {cell.target}, C-index {result.c_index:.4f} "
        f"on the {len(tested.patient_ids)} test patients of fold {cell.fold}",
        {
            "model": str(arguments.out),
            "model_id": card.model_id,
            "model_sha256": card.weights_sha256,
            "method": cell.method,
            "target_cancer": cell.target,
            "sources": list(card.sources),
            "encoder": card.encoder,
            "fold": cell.fold,
            "seed": cell.seed,
            "c_index": result.c_index,
            "n_train": result.n_train,
            "n_test": len(tested.patient_ids),
            "events_test": int(tested.events.sum()),
            "epochs": result.epochs,
            "gamma": result.gamma.gamma,
            "params_trained": result.fitted.n_trained,
            "skipped": [item.to_json() for item in report.left_out],
            "warnings": list(report.warnings),
        },
    )
    return ExitCode.DONE


COMMANDS = (Command("fit", "fit one model and write it as a pack", _configure_fit, _fit),)
