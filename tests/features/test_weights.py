"""Weights over the network: off unless asked, resumed, checked, and the token told to one host."""

from __future__ import annotations

import socket
import ssl
import threading
import urllib.error
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import torch

from steph_desktop.cli import run
from steph_desktop.core.credentials import TOKEN_VARIABLE
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.core.settings import load_settings, weights_dir
from steph_desktop.features.encoder_registry import bundled_weights
from steph_desktop.features.weights import _unreached, fetch_weights, source_of

NAME = "effnet-lite0"
TOKEN = "hf_secret"  # noqa: S105


class Host:
    """A server of one file on this machine, with the moods of a real one."""

    def __init__(self, data: bytes) -> None:
        self.data, self.etag = data, '"one"'
        self.breaks_after: int | None = None
        self.wants_token = False
        self.refers_to: str | None = None
        self.refuses: tuple[int, str] | None = None  # a status, and the host's own code for it
        self.asked: list[dict[str, str]] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/files/weights.pth"

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        self.asked.append({name.lower(): value for name, value in to.headers.items()})
        if self.refuses:
            to.send_response(self.refuses[0])
            to.send_header("X-Error-Code", self.refuses[1])
            to.send_header("Content-Length", "0")
            to.end_headers()
            return
        if self.wants_token and to.headers.get("Authorization") != f"Bearer {TOKEN}":
            to.send_error(401)
            return
        if self.refers_to:
            to.send_response(302)
            to.send_header("Location", self.refers_to)
            to.end_headers()
            return
        first, given = 0, to.headers.get("Range")
        if given and to.headers.get("If-Range") == self.etag:
            first = int(given.removeprefix("bytes=").removesuffix("-"))
        to.send_response(206 if first else 200)
        if first:
            to.send_header("Content-Range", f"bytes {first}-{len(self.data) - 1}/{len(self.data)}")
        to.send_header("ETag", self.etag)
        to.send_header("Content-Length", str(len(self.data) - first))
        to.end_headers()
        body = self.data[first:]
        to.wfile.write(body if self.breaks_after is None else body[: self.breaks_after])

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(scope="module")
def weights() -> bytes:
    path = bundled_weights(NAME)
    assert path is not None
    return path.read_bytes()


@pytest.fixture
def host(weights: bytes) -> Iterator[Host]:
    made = Host(weights)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "weights"


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_nothing_is_asked_of_the_network_unless_it_is_allowed(
    host: Host, steph_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["uni"], [NAME, "--from", host.url], ["uni2-h", "--offline"]):
        assert run(["weights", *words]) == ExitCode.FAULT
        (licence, line) = capsys.readouterr().err.splitlines()
        assert "licence" in licence
        assert line.startswith(f"{words[0]}: The network is off.")
        assert "--online" in line
    assert host.asked == []
    assert left(weights_dir()) == []
    assert source_of("uni") == (
        "https://huggingface.co/MahmoodLab/UNI/resolve/main/pytorch_model.bin"
    )


def test_weights_are_fetched_checked_and_used_from_then_on(
    host: Host, weights: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    host.wants_token = True
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    assert run(["weights", NAME, "--online", "--from", host.url, "--json"]) == ExitCode.DONE
    told = capsys.readouterr()
    assert TOKEN not in told.out + told.err
    path = load_settings().encoder_weights[NAME]
    assert path == weights_dir() / f"{NAME}.pth"
    assert path.read_bytes() == weights
    assert left(weights_dir()) == [path.name]
    asked = len(host.asked)
    assert run(["weights", NAME, "--from", host.url]) == ExitCode.DONE, "it is here already"
    assert len(host.asked) == asked
    assert run(["weights"]) == ExitCode.DONE
    assert "uni2-h" in capsys.readouterr().out


def test_without_a_token_the_way_to_one_is_told(host: Host, folder: Path) -> None:
    host.wants_token = True
    with pytest.raises(StephError, match=r"asks for a token.*--token"):
        fetch_weights(NAME, folder, url=host.url, online=True)
    with pytest.raises(StephError, match="token was not accepted"):
        fetch_weights(NAME, folder, url=host.url, online=True, token="x")  # noqa: S106
    assert left(folder) == []


def test_a_broken_connection_goes_on_where_it_was(host: Host, folder: Path, weights: bytes) -> None:
    host.breaks_after = 3 << 20
    for tries in (1, 2):
        with pytest.raises(StephError, match="connection broke"):
            fetch_weights(NAME, folder, url=host.url, online=True)
        assert (folder / f".{NAME}.part.pth").stat().st_size == tries * host.breaks_after
    host.breaks_after = None
    found = fetch_weights(NAME, folder, url=host.url, online=True)
    assert found.path.read_bytes() == weights
    assert [asked.get("range") for asked in host.asked] == [
        None, f"bytes={3 << 20}-", f"bytes={6 << 20}-",
    ]  # fmt: skip
    assert left(folder) == [found.path.name]


def test_a_stopped_fetch_goes_on_and_a_changed_file_is_begun_anew(
    host: Host, folder: Path, weights: bytes
) -> None:
    calls: list[int] = []
    stop = JobControl(calls.append, lambda: len(calls) > 4)
    with pytest.raises(JobCancelled):
        fetch_weights(NAME, folder, url=host.url, online=True, control=stop)
    begun = (folder / f".{NAME}.part.pth").stat().st_size
    assert 0 < begun < len(weights)
    host.etag = '"two"'
    found = fetch_weights(NAME, folder, url=host.url, online=True)
    assert found.path.read_bytes() == weights
    assert host.asked[-1]["if-range"] == '"one"'


def test_a_token_is_not_told_to_the_host_that_is_referred_to(
    host: Host, weights: bytes, folder: Path
) -> None:
    other = Host(weights)
    try:
        host.wants_token, host.refers_to = True, other.url
        fetch_weights(NAME, folder, url=host.url, online=True, token=TOKEN)
    finally:
        other.close()
    assert host.asked[0]["authorization"] == f"Bearer {TOKEN}"
    assert "authorization" not in other.asked[0]


@pytest.mark.parametrize("kind", ["other network", "garbage", "pickle"])
def test_what_is_not_the_encoder_is_not_kept(
    host: Host, folder: Path, tmp_path: Path, kind: str
) -> None:
    if kind == "other network":
        torch.save({"conv.weight": torch.zeros(3, 3)}, tmp_path / "x.pth")
    elif kind == "pickle":
        torch.save(Path("canary"), tmp_path / "x.pth")
    else:
        (tmp_path / "x.pth").write_bytes(b"garbage" * 1000)
    host.data = (tmp_path / "x.pth").read_bytes()
    with pytest.raises(StephError, match="was discarded"):
        fetch_weights(NAME, folder, url=host.url, online=True)
    assert left(folder) == []


@pytest.mark.parametrize("url", ["http://example.com/w.bin", "ftp://x/y.bin", "file:///etc/hosts"])
def test_only_https_and_this_machine(folder: Path, url: str) -> None:
    with pytest.raises(StephError, match="https only"):
        fetch_weights(NAME, folder, url=url, online=True)


def test_a_referral_away_from_https_or_without_end_is_refused(host: Host, folder: Path) -> None:
    host.refers_to = "http://example.com/w.bin"
    with pytest.raises(StephError, match="https only"):
        fetch_weights(NAME, folder, url=host.url, online=True)
    host.refers_to = host.url
    with pytest.raises(StephError, match="without end"):
        fetch_weights(NAME, folder, url=host.url, online=True)


def test_a_host_that_is_not_there_and_a_full_disk(
    host: Host, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StephError, match="cannot be reached"):
        fetch_weights(NAME, folder, url="http://127.0.0.1:9/w.pth", online=True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StephError, match="disk is full"):
        fetch_weights(NAME, folder, url=host.url, online=True)
    assert not [name for name in left(folder) if not name.startswith(".")]


@pytest.mark.parametrize(
    ("code", "header", "token", "what", "todo"),
    [
        (401, "", None, "asks for a token", "--token"),
        (401, "", TOKEN, "token was not accepted", "make a new one"),
        (403, "GatedRepo", TOKEN, "has not been granted", "wait until the authors have agreed"),
        (404, "EntryNotFound", None, "no such file", "HF_ENDPOINT"),
        (407, "", None, "proxy asks", "HTTPS_PROXY"),
        (429, "", None, "too often", "in an hour"),
        (503, "", None, "error (503)", "later"),
    ],
)
def test_each_refusal_has_its_own_advice(
    host: Host, folder: Path, code: int, header: str, token: str | None, what: str, todo: str
) -> None:
    host.refuses = (code, header)
    with pytest.raises(StephError) as caught:
        fetch_weights(NAME, folder, url=host.url, online=True, token=token)
    assert what in caught.value.what
    assert todo in str(caught.value.todo)
    assert not list(folder.glob("*"))


@pytest.mark.parametrize(
    ("error", "what", "todo"),
    [
        (urllib.error.URLError(socket.gaierror(-2, "unknown")), "name was not found", "another"),
        (
            urllib.error.URLError(ssl.SSLCertVerificationError("self-signed")),
            "not trusted",
            "SSL_CERT_FILE",
        ),
        (TimeoutError(), "cannot be reached", "another computer"),
    ],
)
def test_each_lost_way_has_its_own_advice(error: Exception, what: str, todo: str) -> None:
    fault = _unreached(error, "host")
    assert what in fault.what
    assert todo in str(fault.todo)


def test_a_proxy_in_the_way_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:secret@proxy.lab:3128")
    fault = _unreached(TimeoutError(), "host")
    assert "proxy.lab" in str(fault)
    assert "secret" not in str(fault)


def test_a_mirror_serves_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.lab/")
    assert source_of("uni") == "https://mirror.lab/MahmoodLab/UNI/resolve/main/pytorch_model.bin"
