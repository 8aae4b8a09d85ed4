"""Commands about workspaces: workspace check."""

from __future__ import annotations

import argparse
from pathlib import Path

from steph_desktop.cli.console import Command, Console
from steph_desktop.core import ExitCode


def _configure_workspace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["check"], help="find what is missing or altered")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument(
        "--whole-slides", action="store_true", help="read slides whole, not only their ends"
    )
    parser.add_argument(
        "--names", action="store_true", help="show file names and folders; they may name patients"
    )


def _workspace(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.workspace.check import Severity, check_workspace

    slide_digest = None
    if arguments.whole_slides:
        from steph_desktop.features.extraction import slide_sha256_of

        slide_digest = slide_sha256_of
    findings = check_workspace(arguments.folder, console.control(), slide_digest=slide_digest)
    faults = sum(finding.severity is Severity.FAULT for finding in findings)
    advice = len(findings) - faults
    lines = []
    for finding in findings:
        named = f" ({finding.path})" if arguments.names and finding.path else ""
        lines.append(
            f"{finding.severity.value}: {finding.area.value}: {finding.subject}{named}"
            f" {finding.what}. {finding.todo}"
        )
    verdict = (
        f"{faults} things are missing or altered; {advice} findings are advice."
        if faults
        else f"Nothing is missing or altered; {advice} findings are advice."
    )
    console.result(
        "\n".join([*lines, verdict]),
        {
            "healthy": not faults,
            "faults": faults,
            "advice": advice,
            "findings": [
                {
                    "severity": finding.severity.value,
                    "area": finding.area.value,
                    "subject": finding.subject,
                    "what": finding.what,
                    "todo": finding.todo,
                    "path": str(finding.path) if arguments.names and finding.path else None,
                }
                for finding in findings
            ],
        },
    )
    return ExitCode.FAULT if faults else ExitCode.DONE


COMMANDS = (
    Command("workspace", "is all there: workspace check DIR", _configure_workspace, _workspace),
)
