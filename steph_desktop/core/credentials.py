"""Access tokens and keys, kept in the system's keyring.

A token may stand in the environment for one run instead, and never in a file. A key that was made
here cannot be asked for again: without a keyring it is kept in a file that only its owner may read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, make_file_private, make_private, write_text
from steph_desktop.core.settings import settings_path

TOKEN_VARIABLE = "STEPH_DESKTOP_TOKEN"  # noqa: S105 - the name of a variable, not a secret
_SERVICE = "steph-desktop"
# Keyrings that the system guards; others write files of their own.
_GUARDED = ("SecretService", "libsecret", "kwallet", "macOS", "Windows", "chainer")


def token_for(host: str) -> str | None:
    """Return the token for a host, from the environment or else the keyring, if there is one.

    The host's name has its port with it where that is not the usual one.
    """
    stated = os.environ.get(TOKEN_VARIABLE, "").strip()
    return stated or (_asked(host) if has_keyring() else None)


def _asked(name: str) -> str | None:
    with _keyring() as keyring:
        found: str | None = keyring.get_password(_SERVICE, name)
    return found


@contextmanager
def _keyring() -> Iterator[Any]:
    """Yield the system's keyring; if it does not open, raise an error that the user can fix."""
    import keyring
    from keyring.errors import KeyringError

    try:
        yield keyring
    except KeyringError as error:
        todo = f"Unlock it, or set {TOKEN_VARIABLE} for the one command that needs it."
        raise StephError("The system's keyring cannot be opened", None, todo) from error


def keep_token(host: str, token: str) -> None:
    """Store the token for a host in the system's keyring.

    Raises
    ------
    StephError
        If the machine has no keyring, or it cannot be opened; the token is kept nowhere then.
    """
    if not has_keyring():
        what = "This machine has no keyring, and a token is kept nowhere else"
        raise StephError(what, None, f"Set {TOKEN_VARIABLE} for the one command that needs it.")
    with _keyring() as keyring:
        keyring.set_password(_SERVICE, host, token)


def forget_token(host: str) -> bool:
    """Remove the token for a host from the keyring; return whether there was one."""
    if not has_keyring():
        return False
    from keyring.errors import PasswordDeleteError

    with _keyring() as keyring:
        try:
            keyring.delete_password(_SERVICE, host)
        except PasswordDeleteError:
            return False
    return True


def keep_secret(name: str, secret: str) -> None:
    """Store a secret that was made here, in the keyring or else in a file of its own."""
    if has_keyring():
        keep_token(name, secret)
        return
    path = _secret_file(name)
    make_private(ensure_folder(path.parent))
    make_file_private(path)
    write_text(path, f"{secret}\n")
    make_private(path)


def kept_secret(name: str) -> str | None:
    """Return a stored secret, or None if there is none.

    Raises
    ------
    StephError
        If the keyring cannot be opened, or others may read the file.
    """
    if has_keyring():
        return _asked(name)
    path = _secret_file(name)
    if not path.is_file():
        return None
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise StephError(
            "Others may read the file of this key: it may be in other hands",
            path,
            "Close it with 'chmod 600' if you are sure that nobody has read it; else make a new "
            "key and tell those who trust this one.",
        )
    return path.read_text(encoding="utf-8").strip()


def forget_secret(name: str) -> bool:
    """Remove a stored secret; return whether there was one."""
    if has_keyring():
        return forget_token(name)
    path = _secret_file(name)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def _secret_file(name: str) -> Path:
    return settings_path().with_name(f"{name.replace(' ', '-')}.private")


def has_keyring() -> bool:
    """Return whether the system protects secrets here; a keyring that is a file does not count."""
    import keyring

    backend = keyring.get_keyring()
    nested = getattr(backend, "backends", None)
    return all(_is_guarded(part) for part in (nested or [backend]))


def _is_guarded(backend: object) -> bool:
    module = type(backend).__module__
    return module.startswith("keyring.backends.") and module.rpartition(".")[2] in _GUARDED
