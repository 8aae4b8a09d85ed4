"""A signature that does not fit is refused everywhere; an unknown key is named, never trusted."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from small_models import bag, card_of, small_steph

from steph_desktop.cli import run as main
from steph_desktop.core import credentials
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.settings import Settings, load_settings, save_settings, settings_path
from steph_desktop.engine.model_registry import (
    export_pack,
    install_pack,
    scan,
    verify_pack,
)
from steph_desktop.model.packs import load_pack, read_card, read_signature, save_pack, sign_pack
from steph_desktop.model.signatures import (
    SIGNATURE_FILE,
    LabKey,
    Trust,
    judge,
    lab_key,
    make_lab_key,
    remove_lab_key,
)

KEY = LabKey("Lab of the test", "11" * 32)
OTHER = LabKey("Lab of the test", "22" * 32)


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(credentials, "has_keyring", lambda: False)
    monkeypatch.setenv("STEPH_DESKTOP_HOME", str(tmp_path / "home"))


@pytest.fixture(params=["m.steph", "folder"])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    out = tmp_path / request.param
    model = small_steph()
    save_pack(out, card_of(model), model)
    return out


def parts_of(pack: Path) -> dict[str, bytes]:
    if pack.is_dir():
        return {path.name: path.read_bytes() for path in pack.iterdir()}
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put(pack: Path, parts: dict[str, bytes]) -> None:
    if pack.is_dir():
        for name, data in parts.items():
            (pack / name).write_bytes(data)
    else:
        with zipfile.ZipFile(pack, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)


def test_a_signed_pack_is_the_same_model(pack: Path) -> None:
    before, x = parts_of(pack), bag(8)
    risk = load_pack(pack).predict(x).risk_score
    assert read_signature(pack) is None and judge(None, {}).trust is Trust.UNSIGNED
    made = sign_pack(pack, KEY)
    after = parts_of(pack)
    assert after.keys() - before.keys() == {SIGNATURE_FILE}
    assert {name: after[name] for name in before} == before
    assert load_pack(pack).predict(x).risk_score == risk
    assert read_signature(pack) == made and made.signer == "Lab of the test"
    unknown = judge(made, {OTHER.public_key: "Someone"})
    assert unknown.trust is Trust.UNKNOWN and made.fingerprint in unknown.words()
    # The name that a key is trusted by is the reader's own, whatever the signer claims.
    known = judge(made, {KEY.public_key: "Pathology, Anytown"})
    assert known.trust is Trust.TRUSTED and "Pathology, Anytown" in known.words()
    again = sign_pack(pack, OTHER)
    assert read_signature(pack) == again and verify_pack(pack).is_protected


def _of_another_card(signature: dict[str, object], pack: Path) -> dict[str, object]:
    other = pack.with_name("other.steph")
    model = small_steph()
    save_pack(other, card_of(model, model_id="other"), model)
    sign_pack(other, KEY)
    return json.loads(parts_of(other)[SIGNATURE_FILE])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s, _: s | {"signer": "Someone else"}, "is wrong"),
        (lambda s, _: s | {"signed_at": "2001-01-01T00:00:00+00:00"}, "is wrong"),
        (lambda s, _: s | {"public_key": OTHER.public_key}, "is wrong"),
        (lambda s, _: s | {"signature": "0" * 128}, "is wrong"),
        (lambda s, _: s | {"card_sha256": "0" * 64}, "another card"),
        (_of_another_card, "another card"),
        (lambda s, _: s | {"form": 2}, "cannot be read"),
        (lambda s, _: s | {"more": 1}, "cannot be read"),
        (lambda s, _: s | {"signature": "z" * 128}, "cannot be read"),
        (lambda s, _: [s], "cannot be read"),
    ],
)
def test_a_wrong_signature_is_refused_everywhere(
    pack: Path, tmp_path: Path, change: object, words: str
) -> None:
    sign_pack(pack, KEY)
    parts = parts_of(pack)
    value = change(json.loads(parts[SIGNATURE_FILE]), pack)  # type: ignore[operator]
    put(pack, parts | {SIGNATURE_FILE: json.dumps(value).encode()})
    ways = (
        load_pack,
        read_card,
        read_signature,
        verify_pack,
        lambda path: install_pack(path, tmp_path / "library"),
        lambda path: export_pack(path, tmp_path / "out.steph"),
        lambda path: sign_pack(path, KEY),
    )
    for way in ways:
        with pytest.raises(StephError, match=words):
            way(pack)
    (entry,) = scan(tmp_path / "none", [pack])
    assert entry.card is None and words in str(entry.fault)


def test_a_changed_card_is_refused_before_its_signature(pack: Path) -> None:
    sign_pack(pack, KEY)
    parts = parts_of(pack)
    card = json.loads(parts["card.json"])
    card["notes"] = "better than it is"
    put(pack, parts | {"card.json": json.dumps(card).encode()})
    with pytest.raises(StephError, match="changed after"):
        load_pack(pack)


def test_export_and_library_keep_the_signature(pack: Path, tmp_path: Path) -> None:
    made = sign_pack(pack, KEY)
    export_pack(pack, tmp_path / "out.steph")
    installed = install_pack(tmp_path / "out.steph", tmp_path / "library")
    (entry,) = scan(tmp_path / "library")
    assert entry.path == installed and entry.signature == made


def test_a_pack_without_a_card_hash_cannot_be_signed(tmp_path: Path) -> None:
    model = small_steph()
    save_pack(tmp_path / "old", card_of(model), model)
    card = json.loads((tmp_path / "old" / "card.json").read_bytes())
    del card["card_sha256"]
    (tmp_path / "old" / "card.json").write_text(json.dumps(card))
    with pytest.raises(StephError, match="not protected"):
        sign_pack(tmp_path / "old", KEY)


def test_the_key_is_kept_for_its_owner_alone() -> None:
    assert lab_key() is None
    made = make_lab_key("Lab A")
    file = settings_path().with_name("signing-key.private")
    assert lab_key() == made and made.secret in file.read_text()
    assert made.secret not in repr(made)
    with pytest.raises(StephError, match="a key already"):
        make_lab_key("Lab B")
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        file.chmod(0o644)
        with pytest.raises(StephError, match="Others may read"):
            lab_key()
        file.chmod(0o600)
    file.write_text("no key")
    with pytest.raises(StephError, match="cannot be read"):
        lab_key()
    assert remove_lab_key() and not remove_lab_key() and lab_key() is None


def test_a_key_is_trusted_and_forgotten(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "sign", str(pack)]) == ExitCode.FAULT
    assert "no key yet" in capsys.readouterr().err
    assert main(["models", "key", "--name", "Lab A", "--json"]) == ExitCode.DONE
    key = json.loads(capsys.readouterr().out)
    assert load_settings().trusted_keys == {key["public_key"]: "Lab A"}
    assert main(["models", "sign", str(pack), "--json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["signed"][0]["public_key"] == key["public_key"]
    verify = ["models", "verify", str(pack), "--signed", "--json"]
    assert main(verify) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)["models"][0]["signature"]
    assert (told["trust"], told["name"]) == ("signed by a trusted key", "Lab A")
    assert main(["models", "forget", key["public_key"]]) == ExitCode.DONE
    capsys.readouterr()
    assert main(verify) == ExitCode.FAULT
    assert "not known here" in capsys.readouterr().err
    assert main(["models", "verify", str(pack)]) == ExitCode.DONE  # it fits, and that is all
    assert main(["models", "trust", key["public_key"][:-1], "--name", "x"]) == ExitCode.FAULT
    assert main(["models", "trust", key["public_key"].upper(), "--name", "A"]) == ExitCode.DONE
    assert load_settings().trusted_keys == {key["public_key"]: "A"}
    assert main(["models", "drop-key"]) == ExitCode.DONE and lab_key() is None
    assert main(["models", "drop-key"]) == ExitCode.FAULT


def test_settings_of_earlier_versions_trust_nobody() -> None:
    save_settings(replace(Settings(), reviewer="A"))
    value = json.loads(settings_path().read_text())
    del value["trusted_keys"]
    settings_path().write_text(json.dumps(value))
    assert load_settings() == replace(Settings(), reviewer="A")
