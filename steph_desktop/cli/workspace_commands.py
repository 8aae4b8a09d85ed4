"""Commands about workspaces: workspace check, workspace audit, workspace restore."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from steph_desktop.cli.console import Command, Console, add_flag, chosen
from steph_desktop.core.codec import to_json
from steph_desktop.core.errors import StephError


def _configure_workspace(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "action",
        choices=["check", "audit", "restore", "share"],
        help="find what is missing or altered, print the audit trail in words, put the newest"
        " backup of a damaged database back, or let a group of this system work in it",
    )
    add("folder", type=Path, metavar="DIR")
    add_flag(parser, "--whole-slides", "read slides whole, not only their ends")
    add_flag(parser, "--names", "show file names and folders; they may name patients")
    words = "check: say whether the audit trail still contains this hash, or those of a file"
    add("--anchor", action="append", default=[], metavar="HASH|FILE", help=words)
    add("--case", help="audit: the entries that name this case alone")
    kinds = ["results", "reviews", "exports", "cases", "models", "outcomes", "workspace"]
    add("--kind", choices=kinds, help="audit: the entries about these alone")
    add("--person", metavar="NAME", help="audit: what this person did alone")
    add("--since", type=_day, metavar="YYYY-MM-DD", help="audit: from this day on")
    add("--until", type=_day, metavar="YYYY-MM-DD", help="audit: to this day")
    add("--csv", type=Path, metavar="FILE.csv", help="audit: write them here")
    words = "make this case's result again from its audit entry, and compare"
    add("--recompute", metavar="CASE", help=words)
    words = "where --recompute may find its model (besides the chosen and the demo model)"
    add("--model", type=Path, action="append", default=[], help=words)
    add("--weights", type=Path, help="weight file of an encoder not bundled")
    add("--group", metavar="NAME", help="share: the group; without it the folder is its owner's")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day like 2026-01-31") from None


def _workspace(arguments: argparse.Namespace, console: Console) -> int:
    if arguments.action == "restore":
        return _restore(arguments, console)
    if arguments.action == "audit":
        return _audit(arguments, console)
    if arguments.action == "share":
        return _share(arguments, console)
    if arguments.recompute is not None:
        return _recompute(arguments, console)
    from steph_desktop.workspace.anchors import read_anchors
    from steph_desktop.workspace.check import Severity, check_workspace

    slide_digest = None
    if arguments.whole_slides:
        from steph_desktop.features.feature_places import slide_sha256_of

        slide_digest = slide_sha256_of
    anchors = [anchor for stated in arguments.anchor for anchor in read_anchors(stated)]
    findings = check_workspace(
        arguments.folder, console.control(), slide_digest=slide_digest, anchors=anchors
    )
    faults = sum(finding.severity is Severity.FAULT for finding in findings)
    advice = len(findings) - faults
    lines = []
    for finding in findings:
        named = f" ({finding.path})" if arguments.names and finding.path else ""
        lines.append(
            f"{finding.severity.value}: {finding.area.value}: {finding.subject}{named}"
            f" {finding.what}. {finding.todo}"
        )
    # Each anchor that is not contained is a finding.
    held = len(anchors) - sum(finding.anchor is not None for finding in findings)
    if anchors:
        lines.append(f"The audit trail contains {held} of {len(anchors)} anchors.")
    verdict = (
        f"{faults} things are missing or altered; {advice} findings are advice."
        if faults
        else f"Nothing is missing or altered; {advice} findings are advice."
    )
    return console.result(
        "\n".join([*lines, verdict]),
        {
            "healthy": not faults,
            "faults": faults,
            "advice": advice,
            "anchors": len(anchors),
            "anchors_contained": held,
            "findings": [
                to_json(finding if arguments.names else replace(finding, path=None))
                for finding in findings
            ],
        },
        failed=bool(faults),
    )


def _restore(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.workspace.backups import restore

    done = restore(arguments.folder)
    kept = f" The damaged file is kept as {done.aside.name}." if done.aside else ""
    return console.result(
        f"The backup of {done.backup} is put back.{kept}",
        {
            "backup": done.backup.path.name,
            "made_at": done.backup.made_at.isoformat(timespec="seconds"),
            "kept_aside": done.aside.name if done.aside else None,
        },
    )


def _audit(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.workspace.anchors import newest_anchor
    from steph_desktop.workspace.audit_trail import details_of
    from steph_desktop.workspace.audit_words import AuditFilter, AuditKind, trail, write_trail
    from steph_desktop.workspace.store import Workspace
    from steph_desktop.workspace.ways_out import Departure, WayOut, note_departure_at

    # Words of the command line that are shorter than those of the page.
    short = {"exports": AuditKind.LEFT, "cases": AuditKind.CASE, "workspace": AuditKind.WORKSPACE}
    kind = arguments.kind and (short.get(arguments.kind) or AuditKind(arguments.kind))
    wanted = AuditFilter(
        arguments.case or "", kind, arguments.person or "", arguments.since, arguments.until
    )
    with Workspace.open(arguments.folder, read_only=True) as workspace:
        if arguments.case is not None and workspace.case_named(arguments.case) is None:
            what = "This case is not in the workspace"
            raise StephError(what, arguments.case, "Check its pseudonym.")
        found = list(trail(workspace.database, wanted))
        newest = newest_anchor(workspace.database)
    if arguments.csv is not None:
        write_trail(arguments.csv, found)
        left = Departure(WayOut.TRAIL, identifiers=False)
        note_departure_at(arguments.folder, left, arguments.csv)
    lines = [f"{x.entry.seq}  {x.when} UTC  {x.who}  {x.words}" for x in found]
    lines += [f"Newest entry of the trail: {newest}"] if newest is not None else []
    return console.result(
        "\n".join(lines),
        {
            "newest": {"seq": newest.seq, "hash": newest.hash} if newest is not None else None,
            "entries": [
                {
                    **chosen(line.entry, "seq", "at", "app_version", "action", "hash"),
                    **chosen(line, "who", "words"),
                    "kind": line.kind.value,
                    "details": details_of(line.entry.details),
                }
                for line in found
            ],
        },
    )


def _recompute(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.core.settings import load_settings
    from steph_desktop.engine.recompute import recompute_case
    from steph_desktop.resources import resource_path

    chosen = load_settings().default_model
    known = [path for path in (chosen, resource_path("demo", "model.steph")) if path is not None]
    found = recompute_case(
        arguments.folder,
        arguments.recompute,
        [*arguments.model, *(path for path in known if path.exists())],
        encoder_weights=arguments.weights,
        # On another device the last bits may differ: it is changed only where that was asked for.
        device=None if arguments.device == "auto" else arguments.device,
        control=console.control(),
    )
    verdict = (
        f"{found.case_id}: the same risk to the last bit ({found.again!r})."
        if found.is_equal
        else f"{found.case_id}: risk {found.recorded!r} was recorded, {found.again!r} comes out."
    )
    words = [f"Changed since then: {difference}." for difference in found.differs]
    return console.result(
        "\n".join([verdict, *words]),
        {
            "case": found.case_id,
            "equal": found.is_equal,
            "recorded": found.recorded,
            "again": found.again,
            "differs": list(found.differs),
        },
        failed=not found.is_equal,
    )


def _share(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.workspace.store import note_rights, share_workspace
    from steph_desktop.workspace.ways_out import note_at

    if os.name != "posix":
        what = "A folder is shared by its rights in Windows itself"
        raise StephError(what, None, "Use its properties there.")
    import grp

    group_id = None
    if arguments.group is not None:
        try:
            group_id = grp.getgrnam(arguments.group).gr_gid
        except KeyError:
            what = "There is no such group"
            raise StephError(what, arguments.group, "Ask who looks after this computer.") from None
    share_workspace(arguments.folder, group_id)
    note_at(arguments.folder, lambda records: note_rights(records, arguments.group or ""))
    whose = f"the group {arguments.group}" if arguments.group else "its owner"
    return console.result(
        f"The workspace is readable and writable by {whose} alone.", {"group": arguments.group}
    )


COMMANDS = (Command("workspace", _configure_workspace, _workspace),)
