"""Tokens are in the system's keyring or nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from steph_desktop.cli import run
from steph_desktop.core import credentials
from steph_desktop.core.errors import ExitCode, StephError

HOST, TOKEN = "weights.example", "hf_canary123"


class Guarded(KeyringBackend):
    """Keeps secrets as a system's keyring would: not in a file."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


Guarded.__module__ = "keyring.backends.SecretService"


class Locked(Guarded):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("locked")


class InAFile(Guarded):
    """What keyrings.alt offers: a file with the secrets in it."""


Locked.__module__ = "keyring.backends.SecretService"
InAFile.__module__ = "keyrings.alt.file"


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch):
    def choose(backend: KeyringBackend) -> KeyringBackend:
        monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
        monkeypatch.setattr("keyring.core._keyring_backend", backend)
        return backend

    monkeypatch.delenv(credentials.TOKEN_VARIABLE, raising=False)
    return choose


def test_a_token_is_kept_in_the_keyring_by_host(use) -> None:
    kept = use(Guarded()).kept
    assert credentials.token_for(HOST) is None
    credentials.keep_token(HOST, TOKEN)
    assert kept == {("steph-desktop", HOST): TOKEN}
    assert credentials.token_for(HOST) == TOKEN
    assert credentials.token_for("other.example") is None
    assert credentials.forget_token(HOST)
    assert not credentials.forget_token(HOST)
    assert credentials.token_for(HOST) is None


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, InAFile])
def test_without_a_guarded_keyring_a_token_is_kept_nowhere(
    use, backend: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = use(backend())
    with pytest.raises(StephError, match=credentials.TOKEN_VARIABLE):
        credentials.keep_token(HOST, TOKEN)
    assert not getattr(made, "kept", None)
    assert credentials.token_for(HOST) is None
    assert not credentials.forget_token(HOST)
    monkeypatch.setenv(credentials.TOKEN_VARIABLE, f" {TOKEN}\n")
    assert credentials.token_for(HOST) == TOKEN


def test_a_locked_keyring_is_said(use) -> None:
    use(Locked())
    for ask in (lambda: credentials.token_for(HOST), lambda: credentials.keep_token(HOST, TOKEN)):
        with pytest.raises(StephError, match="cannot be opened"):
            ask()


def test_a_token_is_typed_or_piped_and_never_shown_or_written(
    use, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], steph_home: Path
) -> None:
    import io

    kept = use(Guarded()).kept
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
    assert run(["weights", "uni", "--token"]) == ExitCode.DONE
    assert list(kept.values()) == [TOKEN]
    assert run(["weights", "uni", "--forget-token", "--json"]) == ExitCode.DONE
    assert not kept
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(["weights", "uni", "--token"]) == ExitCode.USAGE
    monkeypatch.setattr("sys.stdin", None)  # as under pythonw
    assert run(["weights", "uni", "--token"]) == ExitCode.USAGE
    sys.stdin.close()  # the empty one that it was given
    assert run(["weights", "effnet-lite0", "--token"]) == ExitCode.USAGE
    use(keyring.backends.fail.Keyring())
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
    assert run(["weights", "uni", "--token"]) == ExitCode.FAULT
    told = capsys.readouterr()
    assert "no keyring" in told.err
    assert TOKEN not in told.out + told.err
    written = [p for p in steph_home.rglob("*") if p.is_file()] if steph_home.exists() else []
    assert not [path for path in written if TOKEN.encode() in path.read_bytes()]
