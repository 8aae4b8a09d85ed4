"""Pseudonyms of cases, which say nothing of the patient: ``Case K7-QX``."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_bytes

# 32 signs that cannot be taken for one another (no 0/O, no 1/I).
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_KEY_NAME = "pseudonym.key"
_KEY_BYTES = 32  # for HMAC-SHA-256


def workspace_key(workspace: Path, *, read_only: bool = False) -> bytes:
    """Return the workspace's secret of 32 random bytes, made on first use.

    Without it no pseudonym can be traced back to a slide. Where it may only be read, a secret that
    is made is not kept.

    Raises
    ------
    StephError
        If the folder cannot be read or written to, or the secret was damaged.
    """
    path = workspace / _KEY_NAME
    if path.exists():
        try:
            key = path.read_bytes()
        except OSError as error:
            what = "The workspace cannot be read"
            raise StephError(what, path, "Ask for read access or choose another.") from error
        if len(key) != _KEY_BYTES:
            raise StephError(
                "The key of the case names is damaged", path, "Restore it, or remove it: cases "
                "then get new names."
            )  # fmt: skip
        return key
    key = secrets.token_bytes(_KEY_BYTES)
    if not read_only:
        write_bytes(path, key)
    return key


class Pseudonyms:
    """Names of the cases of one workspace, made with its secret (`workspace_key`)."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._owner: dict[str, str] = {}

    def name(self, slide: Path) -> str:
        """Return the name of the case whose first slide this is; the file is not touched.

        The same slide gets the same name at every start; two slides never share one at a time.
        """
        # resolve() would ask the disk. Windows does not tell A.svs from a.svs.
        identity = os.path.normcase(os.path.abspath(slide))  # noqa: PTH100
        attempt = 0
        while True:
            message = f"{attempt}:{identity}".encode("utf-8", "surrogatepass")
            digest = hmac.new(self._key, message, hashlib.sha256).digest()
            signs = [_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:4]]
            name = f"Case {signs[0]}{signs[1]}-{signs[2]}{signs[3]}"
            if self._owner.setdefault(name, identity) == identity:
                return name
            attempt += 1
