"""Commands about models: models, import-checkpoint, fit."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from steph_desktop.cli.console import Command, Console, names, positive_int, table
from steph_desktop.core import ExitCode, StephError
from steph_desktop.model.card import PackCard


def _configure_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "packs", nargs="*", type=Path, metavar="MODEL", help="packs to verify (the bundled ones)"
    )


def _models(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.model.checkpoint import load_pack
    from steph_desktop.resources import resource_path

    packs = arguments.packs or [resource_path("demo", "model.steph")]
    rows = [("model", "target", "method", "encoder", "sources", "state")]
    items: list[dict[str, Any]] = []
    failed = 0
    for pack in packs:
        try:
            card = load_pack(pack).card
        except StephError as error:
            failed += 1
            console.complain(str(error))
            items.append({"file": pack.name, "state": "refused", "error": str(error)})
            rows.append((pack.name, "-", "-", "-", "-", "refused"))
        else:
            items.append({"file": pack.name, "state": "verified", **_card_line(card)})
            rows.append(
                (
                    card.model_id,
                    card.target_cancer,
                    card.method,
                    card.encoder,
                    str(len(card.sources)),
                    "verified",
                )
            )
    console.result(table(rows), {"models": items})
    return ExitCode.FAULT if failed else ExitCode.DONE


def _card_line(card: PackCard) -> dict[str, Any]:
    return {
        "model_id": card.model_id,
        "model_sha256": card.weights_sha256,
        "kind": card.kind.value,
        "method": card.method,
        "target_cancer": card.target_cancer,
        "sources": list(card.sources),
        "encoder": card.encoder,
        "synthetic": card.synthetic,
    }


def _configure_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("checkpoint", type=Path, metavar="FILE.pth")
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL")
    parser.add_argument("--target", metavar="CANCER", help="the cancer the model predicts")
    parser.add_argument("--sources", type=names, metavar="A,B,...", help="in the file's order")
    parser.add_argument("--k", type=positive_int, default=5, help="sources merged per case (5)")


def _import(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.model.checkpoint import import_checkpoint

    card = import_checkpoint(
        arguments.checkpoint,
        arguments.out,
        target=arguments.target,
        sources=arguments.sources,
        k=arguments.k,
    )
    console.result(
        f"{arguments.out} written: {card.kind.value}, {card.target_cancer}, "
        f"{card.feature_dim}-wide features, {len(card.sources)} sources",
        {"model": str(arguments.out), **_card_line(card)},
    )
    return ExitCode.DONE


COMMANDS = (
    Command("models", "list and verify model packs", _configure_models, _models),
    Command(
        "import-checkpoint",
        "make a model pack of the authors' ABMIL or STEPH checkpoint",
        _configure_import,
        _import,
    ),
)
