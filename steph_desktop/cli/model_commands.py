"""Commands about models and encoders: models, import-checkpoint, weights."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steph_desktop.cli.console import (
    Command,
    Console,
    add_flag,
    any_number,
    encoder_name,
    names,
    positive_int,
    table,
    workspace_of,
)
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.core.listing import DAMAGE, fault_of
from steph_desktop.core.settings import load_settings, save_settings, weights_dir
from steph_desktop.model.card import NOT_PROTECTED, PackCard

if TYPE_CHECKING:
    from steph_desktop.workspace.audit_trail import Records

_KEY_VERBS = ("sign", "verify", "key", "drop-key", "trust", "forget")


def _configure_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "packs",
        nargs="*",
        type=Path,
        metavar="[VERB] MODEL",
        help=(
            "packs to verify (the bundled ones). With a word first: 'sign MODEL...' with the key "
            "of this lab; 'verify MODEL...', signature included; 'key' shows the lab's public key "
            "(with --name, makes one); 'drop-key' removes it for good; 'trust KEY --name LAB'; "
            "'forget KEY'"
        ),
    )
    parser.add_argument("--name", metavar="LAB", help="of the key to make or to trust")
    add_flag(parser, "--signed", "refuse packs that no trusted key has signed")


def _models(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.resources import resource_path

    # `models PACK...` is older than the verbs: the first word may be either.
    verb, *named = map(str, arguments.packs or [""])
    if verb not in _KEY_VERBS or Path(verb).exists():  # a pack may bear the name of a verb
        packs = arguments.packs or [resource_path("demo", "model.steph")]
        return _verify(packs, console, must_be_signed=arguments.signed)
    if verb in {"sign", "verify", "trust", "forget"} and not named:
        what = "a model" if verb in {"sign", "verify"} else "a public key"
        raise UsageError(f"'models {verb}' needs {what}", None, "Name it.")
    packs = arguments.packs[1:]  # as the paths that argparse made of them
    if verb == "verify":  # changes nothing, so the audit trail has no entry of it
        return _verify(packs, console, must_be_signed=arguments.signed)
    trail = _Trail(workspace_of(arguments), console)
    if verb == "sign":
        return _sign(packs, trail, console)
    if verb == "key":
        return _show_key(arguments.name, trail, console)
    if verb == "drop-key":
        return _drop_key(trail, console)
    # A key that was pasted from a mail may have been broken into words.
    return _change_trust(verb, "".join(named), arguments.name, trail, console)


class _Trail:
    """The audit trail of the workspace, if there is one: none is made just for an entry."""

    def __init__(self, workspace: Path, console: Console) -> None:
        self._workspace, self._console = workspace, console

    def note(self, note: Callable[[Records], None], pack: Path | None = None) -> None:
        """Note what was done; also where the pack lies, if that is another workspace."""
        from steph_desktop.workspace.database import DATABASE_NAME
        from steph_desktop.workspace.ways_out import note_at

        places = [self._workspace.resolve()]
        if pack is not None:
            places.append(pack.resolve().parent.parent)  # of WORKSPACE/models/PACK
        for place in dict.fromkeys(places):  # once, where both are the same
            if not (place / DATABASE_NAME).is_file():
                continue
            try:
                note_at(place, note)
            except StephError as error:  # what is done stands: it is told instead
                self._console.complain(f"Done, but not noted in the audit trail. {error}")


def _verify(packs: Sequence[Path], console: Console, *, must_be_signed: bool) -> int:
    from steph_desktop.model.packs import load_pack, read_signature
    from steph_desktop.model.signatures import Trust, judge

    trusted = load_settings().trusted_keys
    rows = [("model", "target", "method", "encoder", "sources", "state")]
    items: list[dict[str, Any]] = []
    for pack in packs:
        try:
            card = load_pack(pack).card  # weights and all: `read_card` would not check them
            found = judge(read_signature(pack), trusted)
            if must_be_signed and found.trust is not Trust.TRUSTED:
                todo = "If you trust its key, see 'models trust'."
                raise StephError(
                    f"No trusted key has signed this pack. {found.words()}", pack, todo
                )
        except DAMAGE as damage:  # the other packs are looked at all the same
            error = fault_of(damage, pack.name)
            console.complain(str(error))
            items.append({"file": pack.name, "state": "refused", "error": str(error)})
            rows.append((pack.name, "-", "-", "-", "-", "refused"))
        else:
            state = "verified" if card.is_protected else f"verified; {NOT_PROTECTED.lower()}"
            one = found.signature
            # `name` is this lab's for the key, `claimed_name` what the signer calls itself.
            signed = {
                "trust": found.trust.value,
                "name": found.name or None,
                "claimed_name": one and one.signer,
                "public_key": one and one.public_key,
                "signed_at": one and one.signed_at,
            }
            told = {"file": pack.name, "state": "verified", "signature": signed}
            items.append({**told, **_card_line(card)})
            if one is not None:
                console.say(f"{card.model_id}: {found.words()}")
                state = f"{state}; {found.trust.value}"
            own = (card.model_id, card.target_cancer, card.method, card.encoder)
            rows.append((*own, str(len(card.sources)), state))
    return console.result(
        table(rows), {"models": items}, failed=any("error" in item for item in items)
    )


def _sign(packs: Sequence[Path], trail: _Trail, console: Console) -> int:
    from steph_desktop.model.packs import read_card, sign_pack
    from steph_desktop.model.signatures import PROMISE, lab_key
    from steph_desktop.workspace.store import note_signed

    key = lab_key()
    if key is None:
        what = "This lab has no key yet"
        raise StephError(what, None, "Make one with 'models key --name LAB', once.")
    lines, items = [], []
    for pack in packs:
        made, card = sign_pack(pack, key), read_card(pack)
        note = partial(note_signed, model_id=card.model_id, sha256=card.weights_sha256)
        trail.note(partial(note, key=key.words), pack)
        lines.append(f"{pack}: signed as {made.signer}, key {made.fingerprint}")
        shown = chosen(made, "signer", "public_key", "signed_at", "card_sha256")
        items.append({"file": pack.name, **shown})
    console.say(PROMISE)
    return console.result("\n".join(lines), {"signed": items})


def _show_key(name: str | None, trail: _Trail, console: Console) -> int:
    from steph_desktop.model.signatures import PROMISE, fingerprint_of, lab_key, make_lab_key
    from steph_desktop.workspace.store import note_lab_key

    key = lab_key()
    # Not taken for a wish to rename it: packs bear the name that the key was made with.
    if key is not None and name is not None:
        raise UsageError("This lab has a key already", key.name, "Leave out --name to see it.")
    if key is None:
        if name is None or not name.strip():
            what = "This lab has no key yet"
            raise StephError(what, None, "Make one with 'models key --name LAB'.")
        key = make_lab_key(name)
        settings = load_settings()
        # Else the lab's own packs would be called unknown on its own computer.
        trusted = {**settings.trusted_keys, key.public_key: key.name}
        save_settings(replace(settings, trusted_keys=trusted))
        trail.note(partial(note_lab_key, key=key.words, made=True))
    console.say(f"Those who are to trust it compare the fingerprint with you. {PROMISE}")
    fingerprint = fingerprint_of(key.public_key)
    return console.result(
        f"{key.name}\npublic key   {key.public_key}\nfingerprint  {fingerprint}",
        {"name": key.name, "public_key": key.public_key, "fingerprint": fingerprint},
    )


def _drop_key(trail: _Trail, console: Console) -> int:
    from steph_desktop.model.signatures import lab_key, remove_lab_key
    from steph_desktop.workspace.store import note_lab_key

    # Read first: the entry in the trail says which key is gone.
    try:
        key = lab_key()
        named = key.words if key is not None else ""
    except StephError:  # a damaged one is removed too
        named = "a key that could not be read"
    if not remove_lab_key():
        raise StephError("This lab has no key", None, "There is nothing to remove.")
    trail.note(partial(note_lab_key, key=named, made=False))
    return console.result("The key is removed. What it signed stays signed.", {"removed": True})


def _change_trust(verb: str, text: str, name: str | None, trail: _Trail, console: Console) -> int:
    from steph_desktop.model.signatures import PROMISE, fingerprint_of, parse_public_key
    from steph_desktop.workspace.store import note_trust

    key, settings = parse_public_key(text), load_settings()
    trusted = dict(settings.trusted_keys)
    if verb == "trust":
        if name is None or not name.strip():
            raise UsageError("A key is trusted by a name", None, "Give --name LAB.")
        trusted[key] = name.strip()
        console.say(PROMISE)
        whose = trusted[key]
        words = f"{whose} is trusted: {fingerprint_of(key)}"
    else:  # the trail and the answer bear the name under which it was trusted
        if key not in trusted:
            raise StephError("This key is not trusted here", None, "See it with 'models verify'.")
        whose = trusted.pop(key)
        words = f"{whose} is no longer trusted: {fingerprint_of(key)}"
    save_settings(replace(settings, trusted_keys=trusted))
    said = f"{whose}, key {fingerprint_of(key)}"
    trail.note(partial(note_trust, key=said, trusted=verb == "trust"))
    return console.result(words, {"public_key": key, "trusted": verb == "trust"})


def _card_line(card: PackCard) -> dict[str, Any]:
    return {
        "model_sha256": card.weights_sha256,
        "card_sha256": card.card_sha256 or None,
        "card_protected": card.is_protected,
        "kind": card.kind.value,
        **chosen(card, "model_id", "method", "target_cancer", "encoder", "synthetic", "sources"),
    }


def _configure_import(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("checkpoint", type=Path, metavar="FILE.pth")
    add("--out", type=Path, required=True, metavar="MODEL")
    add("--target", metavar="CANCER", help="the cancer the model predicts")
    add("--sources", type=names, metavar="A,B,...", help="in the file's order")
    add("--k", type=positive_int, default=5, help="sources merged per case (5)")


def _import(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.model.packs import import_checkpoint

    named = chosen(arguments, "target", "sources", "k")
    card = import_checkpoint(arguments.checkpoint, arguments.out, **named)
    return console.result(
        f"{arguments.out} written: {card.kind.value}, {card.target_cancer}, "
        f"{card.feature_dim}-wide features, {len(card.sources)} sources",
        {"model": str(arguments.out), **_card_line(card)},
    )


def _configure_validate(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--model", type=Path, required=True, metavar="MODEL")
    add("--cohort", type=Path, required=True, metavar="DIR")
    add("--target", required=True, metavar="CANCER", help="in the cohort")
    add("--out", type=Path, metavar="DIR", help="(MODEL-on-CANCER beside here)")
    words = "also write the model recalibrated to these patients"
    add("--recalibrate", type=Path, metavar="MODEL2", help=words)
    add("--subgroups", type=names, metavar="COLUMN,...", help="(site, scanner, sex, age)")
    words = "compare two groups at this score, which you state as pre-specified"
    add("--cutoff", type=any_number, metavar="SCORE", help=words)


def _validate(arguments: argparse.Namespace, console: Console) -> int:
    from steph_desktop.training.requests import ValidateRequest
    from steph_desktop.training.validation_report import run_validation, summary_text

    out = arguments.out or Path(f"{arguments.model.stem}-on-{arguments.target}")
    request = ValidateRequest(
        out=out,
        recalibrated=arguments.recalibrate,
        columns=arguments.subgroups,
        **chosen(arguments, "model", "cohort", "target", "device", "cutoff"),
    )
    found = run_validation(request, console.control())
    return console.result(
        f"{summary_text(found)}\n{out} holds tables, figures and the TRIPOD+AI checklist",
        {"out": str(out), **found.to_json()},
    )


def _configure_weights(parser: argparse.ArgumentParser) -> None:
    words = "encoder (all are listed)"
    parser.add_argument("encoder", nargs="?", type=encoder_name, metavar="NAME", help=words)
    # --offline is an option of every command, and its default: this is the way around it.
    words = "use the network for this one command"
    parser.add_argument("--online", dest="offline", action="store_false", help=words)
    parser.add_argument("--from", dest="url", metavar="URL", help="another address of the file")
    action = parser.add_mutually_exclusive_group()
    add_flag(action, "--token", "ask for a token and keep it")
    add_flag(action, "--forget-token", "remove the kept token")


def _weights(arguments: argparse.Namespace, console: Console) -> int:
    if arguments.encoder is None:
        return _list_weights(console)
    from steph_desktop.core.credentials import token_for
    from steph_desktop.features.encoder_registry import ENCODERS
    from steph_desktop.features.weights import fetch_weights, host_of, source_of

    name, url = arguments.encoder, arguments.url or source_of(arguments.encoder)
    if arguments.token or arguments.forget_token:
        if url is None:
            raise UsageError(
                "The weights of this encoder need no token", name, "Leave the option out."
            )
        return _change_token(host_of(url), console, forget=arguments.forget_token)
    spec = ENCODERS[name]
    console.say(f"Weights of {name}: licence {spec.licence}.")
    # The keyring may ask to be unlocked: only where the token is used.
    token = token_for(host_of(url)) if url is not None and not arguments.offline else None
    fetched = fetch_weights(
        name,
        weights_dir(),
        url=url,
        token=token,
        online=not arguments.offline,
        control=console.control(),
    )
    # Read only now: the window may have changed them while the file came.
    settings = load_settings()
    known_weights = {**settings.encoder_weights, name: fetched.path}
    save_settings(replace(settings, encoder_weights=known_weights))
    return console.result(
        f"{fetched.path}: fits {name}, and is used from now on",
        {
            "encoder": name,
            "weights": str(fetched.path),
            "licence": spec.licence,
            **chosen(fetched, "sha256", "size_bytes"),
        },
    )


def _list_weights(console: Console) -> int:
    from steph_desktop.features.encoder_registry import ENCODERS, has_weights

    stated = load_settings().encoder_weights
    rows, items = [("encoder", "weights", "licence")], []
    for name, spec in ENCODERS.items():
        here = has_weights(name, stated)
        items.append({"encoder": name, "here": here, "licence": spec.licence})
        rows.append((name, "here" if here else "not here", spec.licence))
    return console.result(table(rows), {"encoders": items})


def _change_token(host: str, console: Console, *, forget: bool) -> int:
    from steph_desktop.core.credentials import forget_token, keep_token

    if forget:
        words = "is removed" if forget_token(host) else "was not kept"
    else:
        # Never an option: command lines are kept in histories and shown in process lists.
        # Never None: `open_streams` gave a process without a console an empty one.
        shown = sys.stdin.isatty()
        token = getpass.getpass(f"Token for {host}: ") if shown else sys.stdin.readline()
        if not token.strip():
            raise UsageError("No token was given", host, "Type it, or pipe it in.")
        keep_token(host, token.strip())
        words = "is kept in the system's keyring"
    return console.result(f"The token for {host} {words}", {"host": host, "kept": not forget})


COMMANDS = (
    Command("models", _configure_models, _models),
    Command("validate", _configure_validate, _validate),
    Command("weights", _configure_weights, _weights),
    Command("import-checkpoint", _configure_import, _import),
)
