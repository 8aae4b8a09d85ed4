"""Commands about workspaces: workspace check, workspace audit, workspace restore."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from steph_desktop.cli.console import Command, Console, add_flag
from steph_desktop.core.codec import chosen, to_json
from steph_desktop.core.errors import StephError


def _configure_workspace(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "action",
        choices=list(_ACTIONS),
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
    # An option of check, in place of all that check looks at otherwise.
    if arguments.action == "check" and arguments.recompute is not None:
        return _recompute(arguments, console)
    return _ACTIONS[arguments.action](arguments, console)


def _check(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.workspace.anchors import read_anchors
    from steph_desktop.workspace.check import Severity, check_workspace

    slide_digest = None
    if arguments.whole_slides:
        # Given to the check: the workspace's room may not import that of features.
        from steph_desktop.features.feature_places import slide_sha256_of

        slide_digest = slide_sha256_of
    # Read before anything is examined: a file that holds no anchor is refused at once.
    anchors = [anchor for stated in arguments.anchor for anchor in read_anchors(stated)]
    findings = check_workspace(
        arguments.folder, console.control(), slide_digest=slide_digest, anchors=anchors
    )
    faults = sum(finding.severity is Severity.FAULT for finding in findings)
    advice = len(findings) - faults
    if not arguments.names:  # paths may name patients, and what a command prints is kept in logs
        findings = [replace(finding, path=None) for finding in findings]
    lines = [
        f"{found.severity.value}: {found.area.value}: {found.subject}"
        f"{f' ({found.path})' if found.path else ''} {found.what}. {found.todo}"
        for found in findings
    ]
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
            "findings": to_json(findings),
        },
        failed=bool(faults),  # advice alone fails no script
    )


def _restore(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.workspace.backups import restore

    done = restore(arguments.folder)
    # Where the database is missing there is nothing to keep.
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
    # The window may have it open: to read beside it takes no lock.
    with Workspace.open(arguments.folder, read_only=True) as workspace:
        # Else a name that is mistyped would read as a case that nobody has touched.
        if arguments.case is not None and workspace.case_named(arguments.case) is None:
            what = "This case is not in the workspace"
            raise StephError(what, arguments.case, "Check its pseudonym.")
        found = list(trail(workspace.database, wanted))
        newest = newest_anchor(workspace.database)
    if arguments.csv is not None:
        write_trail(arguments.csv, found)
        # After what was found: the file does not tell of itself, but the next one will.
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

    # Found by its hash among these; those that were named come first.
    default, demo = load_settings().default_model, resource_path("demo", "model.steph")
    found = recompute_case(
        arguments.folder,
        arguments.recompute,
        [*arguments.model, *(path for path in (default, demo) if path and path.exists())],
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
            **chosen(found, "recorded", "again", "differs"),
        },
        failed=not found.is_equal,
    )


def _share(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.workspace.store import note_rights, share_workspace
    from steph_desktop.workspace.ways_out import note_at

    if os.name != "posix":
        what = "A folder is shared by its rights in Windows itself"
        raise StephError(what, None, "Use its properties there.")
    import grp  # which Windows lacks

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


_ACTIONS = {"check": _check, "audit": _audit, "restore": _restore, "share": _share}
COMMANDS = (Command("workspace", _configure_workspace, _workspace),)
