"""Access tokens: in the system's keyring, or in the environment for one run; never in a file."""

from __future__ import annotations

import os

from steph_desktop.core.errors import StephError

TOKEN_VARIABLE = "STEPH_DESKTOP_TOKEN"  # noqa: S105 - the name of a variable, not a secret
_SERVICE = "steph-desktop"
# Keyrings that the system guards; others write files of their own.
_GUARDED = ("SecretService", "libsecret", "kwallet", "macOS", "Windows", "chainer")


def token_for(host: str) -> str | None:
    """Return the token of a host: from the environment, else from the keyring.

    Parameters
    ----------
    host : str
        Name of the host, with its port where that is not the usual one.

    Returns
    -------
    str or None
        None where none is kept, or the machine has no keyring.
    """
    stated = os.environ.get(TOKEN_VARIABLE, "").strip()
    if stated:
        return stated
    if not has_keyring():
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, host)
    except KeyringError as error:
        raise _unusable() from error


def keep_token(host: str, token: str) -> None:
    """Keep the token of a host in the system's keyring.

    Raises
    ------
    StephError
        If the machine has no keyring, or it cannot be opened; the token is kept nowhere then.
    """
    if not has_keyring():
        raise StephError(
            "This machine has no keyring, and a token is kept nowhere else",
            None,
            f"Set {TOKEN_VARIABLE} for the one command that needs it.",
        )
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, host, token)
    except KeyringError as error:
        raise _unusable() from error


def forget_token(host: str) -> bool:
    """Remove the token of a host from the keyring; tell whether there was one."""
    if not has_keyring():
        return False
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(_SERVICE, host)
    except PasswordDeleteError:
        return False
    except KeyringError as error:
        raise _unusable() from error
    return True


def has_keyring() -> bool:
    """Tell whether the system guards secrets here; a keyring that is a file does not count."""
    import keyring

    backend = keyring.get_keyring()
    nested = getattr(backend, "backends", None)
    return all(_is_guarded(part) for part in (nested if nested else [backend]))


def _is_guarded(backend: object) -> bool:
    module = type(backend).__module__
    return module.startswith("keyring.backends.") and module.rpartition(".")[2] in _GUARDED


def _unusable() -> StephError:
    return StephError(
        "The system's keyring cannot be opened",
        None,
        f"Unlock it, or set {TOKEN_VARIABLE} for the one command that needs it.",
    )
