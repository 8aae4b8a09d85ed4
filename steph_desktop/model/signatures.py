"""Signatures of packs: a lab vouches with its key (Ed25519) for one card and its weights.

The signature lies in the pack as ``signature.json`` beside the card. It covers the card's own hash,
and by it the hash of the weights, the signer's name and the time. A signature that does not fit is
refused wherever the pack is read. One that fits says that whoever holds the key signed just this
pack; who that is, says only a key that a person has trusted before, see `Settings.trusted_keys`.

The private key is kept in the system's keyring, or where there is none in a file that only its
owner may read. It is never written anywhere else and never shown.

References
----------
Josefsson, Liusvaara: Edwards-Curve Digital Signature Algorithm. RFC 8032.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from steph_desktop.core.codec import CodecError, Within, from_json, to_json
from steph_desktop.core.credentials import forget_secret, keep_secret, kept_secret
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import json_text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNATURE_FILE = "signature.json"
MAX_SIGNATURE_BYTES = 1 << 14
_FORM = 1
_SECRET = "signing key"  # noqa: S105 - its name in the keyring
_PURPOSE = b"STEPH Desktop pack signature 1\n"
_HEX_KEY = re.compile(r"[0-9a-f]{64}")
_HEX_SIGNATURE = re.compile(r"[0-9a-f]{128}")

PROMISE = (
    "A signature that fits says that the holder of this key signed exactly this pack, and that "
    "neither card nor weights were changed since. It does not say that the model is good, that its "
    "card is true, or who holds the key: compare the fingerprint with the lab by another way, such "
    "as the telephone, before you trust it."
)


@dataclass(frozen=True)
class PackSignature:
    """A signature as it lies in a pack."""

    signer: Annotated[str, Within(1, 200)]  # what the signer calls itself; anybody can claim it
    public_key: Annotated[str, Within(64, 64)]  # hexadecimal
    signed_at: Annotated[str, Within(1, 64)]  # by the signer's clock, UTC
    card_sha256: Annotated[str, Within(64, 64)]  # of the card that was signed
    signature: Annotated[str, Within(128, 128)]  # hexadecimal, over all of the above

    @property
    def fingerprint(self) -> str:
        """The key in a form that two people can compare aloud."""
        return fingerprint_of(self.public_key)

    def message(self) -> bytes:
        """Return the bytes that are signed."""
        named = {name: value for name, value in to_json(self).items() if name != "signature"}
        return _PURPOSE + json.dumps(named, sort_keys=True).encode()


class Trust(Enum):
    """What is known of the key of a valid signature."""

    TRUSTED = "signed by a trusted key"
    UNKNOWN = "signed by an unknown key"
    UNSIGNED = "not signed"


@dataclass(frozen=True)
class SignatureFinding:
    """A pack's signature and what is known of its key."""

    trust: Trust
    signature: PackSignature | None = None
    name: str = ""  # that a person gave the key when trusting it

    def words(self) -> str:
        """Return the finding as a sentence."""
        one = self.signature
        if one is None:
            return "Not signed: nobody vouches for this pack with a key."
        day = one.signed_at[:10]
        if self.trust is Trust.TRUSTED:
            return f"Signed by {self.name} on {day}. Key {one.fingerprint}, trusted here."
        return (
            f"Signed on {day} with a key that is not known here ({one.fingerprint}), by someone "
            f"who gives the name {one.signer!r}."
        )


def fingerprint_of(public_key: str) -> str:
    """Return the first 16 bytes of the SHA-256 of a public key, in groups of four digits."""
    import hashlib

    digits = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def parse_public_key(text: str) -> str:
    """Return a public key as 64 hexadecimal digits; a `StephError` if it is none."""
    found = "".join(text.split()).lower()
    if not _HEX_KEY.fullmatch(found):
        raise StephError(
            "This is not a public key: it has 64 hexadecimal digits",
            todo="Copy the whole key that 'models key' of the signing lab prints.",
        )
    return found


def parse_signature(data: bytes, where: Path, card_sha256: str) -> PackSignature:
    """Read a pack's signature and check it against its card.

    The card's hash was checked before.

    Raises
    ------
    StephError
        If it cannot be read, is of another card, or does not fit its key.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    wrong = "Do not use it. Get the pack again from the lab that signed it."
    try:
        value = json.loads(data)
        if not isinstance(value, dict) or value.pop("form", None) != _FORM:
            raise CodecError("another form")
        found = from_json(PackSignature, value, "the signature", strict=True)
        if not (_HEX_KEY.fullmatch(found.public_key) and _HEX_SIGNATURE.fullmatch(found.signature)):
            raise CodecError("a key or signature is not hexadecimal")
    except (CodecError, ValueError, RecursionError) as error:
        raise StephError("The signature of this pack cannot be read", where, wrong) from error
    if not card_sha256 or found.card_sha256 != card_sha256:
        raise StephError("The signature of this pack belongs to another card", where, wrong)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found.public_key))
        key.verify(bytes.fromhex(found.signature), found.message())
    except (InvalidSignature, ValueError) as error:
        raise StephError("The signature of this pack is wrong", where, wrong) from error
    return found


def judge(signature: PackSignature | None, trusted: Mapping[str, str]) -> SignatureFinding:
    """Say what is known of the key of a valid signature.

    `trusted` are the names of the keys that a person trusts, by public key.
    """
    if signature is None:
        return SignatureFinding(Trust.UNSIGNED)
    name = trusted.get(signature.public_key)
    if name is None:
        return SignatureFinding(Trust.UNKNOWN, signature)
    return SignatureFinding(Trust.TRUSTED, signature, name)


# --- the lab's own key ----------------------------------------------------------------------------


@dataclass(frozen=True)
class LabKey:
    """The key that this lab signs with."""

    name: str  # how the lab calls itself in its signatures
    secret: str  # the private key, 64 hexadecimal digits

    def __repr__(self) -> str:
        return f"LabKey({self.name!r})"  # a secret in a log is none

    @property
    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.secret))

    @property
    def public_key(self) -> str:
        """The public key, 64 hexadecimal digits."""
        return self._private.public_key().public_bytes_raw().hex()

    @property
    def words(self) -> str:
        """The name with the fingerprint."""
        return f"{self.name}, key {fingerprint_of(self.public_key)}"

    def sign(self, card_sha256: str) -> bytes:
        """Return the content of a ``signature.json`` for a card."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        blank = PackSignature(self.name, self.public_key, now, card_sha256, "0" * 128)
        made = self._private.sign(blank.message()).hex()
        value: dict[str, Any] = {"form": _FORM, **to_json(blank), "signature": made}
        return json_text(value).encode()


def make_lab_key(name: str) -> LabKey:
    """Make and keep a key of the lab.

    Raises
    ------
    StephError
        If there is one already, or it can be kept nowhere.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if lab_key() is not None:
        raise StephError(
            "This lab has a key already",
            todo="Sign with it, or remove it first with 'models drop-key'.",
        )
    key = LabKey(name.strip(), Ed25519PrivateKey.generate().private_bytes_raw().hex())
    keep_secret(_SECRET, json.dumps(to_json(key)))
    return key


def lab_key() -> LabKey | None:
    """Return the key of the lab; None where none was made.

    Raises
    ------
    StephError
        If what is kept is no key.
    """
    kept = kept_secret(_SECRET)
    if kept is None:
        return None
    try:
        return from_json(LabKey, json.loads(kept), "the key", strict=True)
    except (CodecError, ValueError) as error:
        raise StephError(
            "The kept signing key cannot be read",
            todo="Remove it with 'models drop-key', and make a new one.",
        ) from error


def remove_lab_key() -> bool:
    """Delete the lab's private key; return whether there was one."""
    return forget_secret(_SECRET)
