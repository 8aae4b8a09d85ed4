"""Downloads of encoder weights: on request only, resumed, checked, then moved into place.

huggingface_hub is not used: it keeps files in a cache of its own layout, takes tokens from places
of its own and has no cancel, and its errors would be put into other words here all the same.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import SplitResult, urlsplit

from steph_desktop.core.codec import read_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import (
    ensure_folder,
    guarded_write,
    sha256_of,
    sync_folder,
    write_json,
)
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.features.encoder_registry import ENCODERS, EncoderSpec
from steph_desktop.features.encoders import check_weights

_TIMEOUT_S = 30.0
_PIECE_BYTES = 1 << 20  # between two looks whether to stop
_MAX_BYTES = 16 << 30  # the largest encoders that are known here have 5 GB
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_OFFLINE_ADVICE = "Add --online to this one command, or fetch the file yourself and name it."
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class FetchedWeights:
    """A weight file that was fetched and fits its encoder."""

    path: Path
    sha256: str
    size_bytes: int


def source_of(encoder: str) -> str | None:
    """Return where the weights of a gated encoder are published; None where they are bundled."""
    spec = ENCODERS[encoder]
    if not spec.repository:
        return None
    # The variable that other programs of the field know: a mirror inside an institution.
    mirror = os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"
    return f"{mirror}/{spec.repository}/resolve/main/{spec.weights_file}"


def host_of(url: str) -> str:
    """Return the host of an address, as its token is filed."""
    return urlsplit(url).netloc.rpartition("@")[2]


def fetch_weights(
    encoder: str,
    folder: Path,
    *,
    url: str | None = None,
    token: str | None = None,
    online: bool = False,
    control: JobControl = UNWATCHED,
) -> FetchedWeights:
    """Fetch the weights of an encoder; resumes where an earlier try stopped.

    The file gets its name only once its tensors are those of the encoder.

    Parameters
    ----------
    url : str, optional
        Where from; where the encoder's authors publish them by default. Unencrypted addresses
        are taken only of this machine.
    token : str, optional
        Sent to the host of `url` alone, never to one it refers to.

    Raises
    ------
    StephError
        If the network may not be used or fails, access is denied, the disk is full, or the file
        is not of this encoder (then it is not kept).
    JobCancelled
        If the user cancelled it; what has arrived is kept for the next try.
    """
    spec = ENCODERS[encoder]
    address = url or source_of(encoder)
    if address is None:
        raise StephError(
            f"The weights of {encoder} come with the program", None, "No download is needed."
        )
    final = folder / f"{encoder}{Path(urlsplit(address).path).suffix or '.bin'}"
    if final.is_file():
        check_weights(encoder, final)
        return FetchedWeights(final, sha256_of(final), final.stat().st_size)
    if not online:
        raise StephError("The network is off", encoder, _OFFLINE_ADVICE)
    _require_safe(urlsplit(address))
    ensure_folder(folder)
    # The suffix stays last: it says how the tensors are read.
    part = final.with_name(f".{encoder}.part{final.suffix}")
    _download(address, part, token, spec, control)
    control.checkpoint(0, 0, Phase.CHECKING_WEIGHTS)
    try:
        check_weights(encoder, part)
    except StephError as error:
        part.unlink(missing_ok=True)
        _tag_file(part).unlink(missing_ok=True)
        raise StephError(error.what, final, "The download was discarded. Try again.") from error
    with guarded_write(final):
        part.replace(final)
        sync_folder(folder)
    _tag_file(part).unlink(missing_ok=True)
    return FetchedWeights(final, sha256_of(final), final.stat().st_size)


def _require_safe(address: SplitResult) -> None:
    is_own = address.scheme == "http" and address.hostname in _LOOPBACK
    if address.scheme != "https" and not is_own:
        raise StephError(
            "Weights are fetched over https only", address.hostname, "Name an https address."
        )


def _tag_file(part: Path) -> Path:
    return part.with_name(f"{part.name}.tag")


def _tag_of(part: Path, address: str) -> str | None:
    """Return the server's tag of the file that was started; None if there is none."""
    try:
        noted = read_json(_tag_file(part))
        return str(noted["tag"]) if noted["address"] == address and part.is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _download(
    address: str, part: Path, token: str | None, spec: EncoderSpec, control: JobControl
) -> None:
    """Bring `part` to the whole length that the server states."""
    tag = _tag_of(part, address)
    start = part.stat().st_size if tag is not None else 0
    headers = {"User-Agent": "steph-desktop", "Accept-Encoding": "identity"}
    if tag is not None and start:
        headers |= {"Range": f"bytes={start}-", "If-Range": tag}
    with _opened(address, headers, token, spec) as answer:
        stated = str(answer.headers.get("Content-Range", ""))
        resumes = answer.status == 206 and stated.startswith(f"bytes {start}-")
        start = start if resumes else 0
        total = start + int(answer.headers.get("Content-Length") or 0)
        if total > _MAX_BYTES:
            raise _too_large(address)
        with guarded_write(part):
            strong = answer.headers.get("ETag", "")
            if strong.startswith('"'):
                write_json(_tag_file(part), {"address": address, "tag": strong})
            with part.open("ab" if resumes else "wb") as file:
                _copy(answer, file, start, total, control)
    if total and part.stat().st_size != total:
        raise _broken(address)


def _copy(answer: Any, file: BinaryIO, start: int, total: int, control: JobControl) -> None:
    done = start
    while True:
        control.checkpoint(done >> 20, total >> 20, Phase.FETCHING_WEIGHTS)
        try:
            piece = answer.read(_PIECE_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise _broken(answer.url) from error
        if not piece:
            return
        file.write(piece)
        done += len(piece)
        if done > _MAX_BYTES:
            raise _too_large(answer.url)


def _too_large(address: str) -> StephError:
    what = "The server sends more than any weights can be"
    return StephError(what, host_of(address), "Check the address.")


def _broken(address: str) -> StephError:
    return StephError(
        "The connection broke", host_of(address), "Start again: it resumes from there."
    )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Hand redirects back: the next host must not get the token."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


@contextlib.contextmanager
def _opened(
    address: str, headers: dict[str, str], token: str | None, spec: EncoderSpec
) -> Iterator[Any]:
    """Ask for a file and follow a few referrals, the token left behind."""
    opener = urllib.request.build_opener(_NoRedirect)
    place, own = address, host_of(address)
    for _ in range(6):
        _require_safe(urlsplit(place))
        request = urllib.request.Request(place, headers=headers)  # noqa: S310 - checked above
        if token is not None and host_of(place) == own:
            request.add_unredirected_header("Authorization", f"Bearer {token}")
        try:
            answer = opener.open(request, timeout=_TIMEOUT_S)
        except urllib.error.HTTPError as error:
            with error:
                target = error.headers.get("Location")
                if error.code in _REDIRECTS and target:
                    place = urllib.parse.urljoin(place, target)
                    continue
                raise _refusal(error, own, spec, token) from error
        except (OSError, http.client.HTTPException) as error:
            raise _unreached(error, own) from error
        with answer:
            yield answer
        return
    raise StephError("The host redirects without end", own, "Try again later.")


def _refusal(
    error: urllib.error.HTTPError, host: str, spec: EncoderSpec, token: str | None
) -> StephError:
    """Say what a host's refusal means, and what helps."""
    keep = f"Keep your token with 'weights {spec.name} --token'."
    if error.code == 403 and error.headers.get("X-Error-Code") == "GatedRepo":
        return StephError(
            "Access to these weights has not been granted to you",
            host,
            f"Ask for it at https://huggingface.co/{spec.repository}, wait until the authors have "
            "agreed, and fetch again.",
        )
    if error.code in {401, 403} and token is None:
        return StephError("The host asks for a token", host, f"{spec.weights_from} {keep}")
    if error.code in {401, 403}:
        return StephError(
            "The token was not accepted",
            host,
            "It may have expired: make a new one in your account there. "
            f"{spec.weights_from} {keep}",
        )
    what, todo = _REFUSALS.get(
        error.code, (f"The host answered with an error ({error.code})", "Try again later.")
    )
    return StephError(what, host, todo)


_REFUSALS = {
    404: ("The host has no such file", "Check the address, or the mirror that HF_ENDPOINT names."),
    407: ("The proxy asks for a name and a password", "Put both into HTTPS_PROXY."),
    416: ("The file changed on its host", "Start again."),
    429: ("The host was asked too often", "Try again in an hour."),
}


def _unreached(error: Exception, host: str) -> StephError:
    """Say why there is no connection, and what helps."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        what = "The certificate of the host is not trusted here"
        todo = "If your institution's proxy is in between, name its certificate in SSL_CERT_FILE."
    elif isinstance(cause, socket.gaierror):
        what, todo = "The host's name was not found", f"Check the network. {_ELSEWHERE}"
    elif proxy := urllib.request.getproxies().get("https"):
        place = urlsplit(proxy).hostname or "the one in HTTPS_PROXY"
        what, todo = "The host cannot be reached", f"Check the proxy, {place}. {_ELSEWHERE}"
    else:
        what, todo = "The host cannot be reached", f"Check the network. {_ELSEWHERE}"
    return StephError(what, host, todo)


_ELSEWHERE = "Without a network, fetch the file on another computer and name it with --weights."
