"""The library on disk: what is checked before it comes in or goes out, and who may join a zoo."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from model_packs import write_single, write_steph

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import ImportRequest
from steph_desktop.engine.model_registry import (
    export_pack,
    free_name,
    import_authors,
    install_pack,
    scan,
    source_models_for,
    verify_pack,
)
from steph_desktop.model.card import TCGA_CANCERS, WeightStorage, seal_of
from steph_desktop.model.packs import load_pack, read_card


def spoil(pack: Path) -> None:
    """Turn one bit of the weights, the archive staying whole."""
    with zipfile.ZipFile(pack) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    parts["model.safetensors"][-3] ^= 1
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, bytes(data))


@pytest.mark.parametrize("storage", list(WeightStorage))
@pytest.mark.parametrize("name", ["a.steph", "folder"])
def test_whole_packs_pass_and_come_in_as_one_file(
    tmp_path: Path, name: str, storage: WeightStorage
) -> None:
    card = write_steph(tmp_path / name, storage=storage)
    assert verify_pack(tmp_path / name) == read_card(tmp_path / name)
    out = install_pack(tmp_path / name, tmp_path / "models")
    assert out.name == "steph-sarc.steph"
    assert load_pack(out).card.weights_sha256 == card.weights_sha256
    with pytest.raises(StephError, match="in the library already"):
        install_pack(tmp_path / name, tmp_path / "models")
    assert [entry.path for entry in scan(tmp_path / "models")] == [out]


def test_a_spoiled_pack_neither_passes_nor_comes_in(tmp_path: Path) -> None:
    write_steph(tmp_path / "a.steph")
    spoil(tmp_path / "a.steph")
    for act in (
        lambda: verify_pack(tmp_path / "a.steph"),
        lambda: install_pack(tmp_path / "a.steph", tmp_path / "models"),
        lambda: export_pack(tmp_path / "a.steph", tmp_path / "out.steph"),
    ):
        with pytest.raises(StephError, match="not those the card was written for"):
            act()
    assert not (tmp_path / "models").exists() and not (tmp_path / "out.steph").exists()


def test_a_spoiled_pack_beside_the_good_one_is_called_spoiled(tmp_path: Path) -> None:
    models = tmp_path / "models"
    write_steph(tmp_path / "a.steph")
    install_pack(tmp_path / "a.steph", models)
    spoil(tmp_path / "a.steph")
    with pytest.raises(StephError, match="not those the card was written for"):
        install_pack(tmp_path / "a.steph", models)


def test_nothing_is_replaced(tmp_path: Path) -> None:
    write_single(tmp_path / "a.steph", "BRCA", 1, model_id="m")
    write_single(tmp_path / "b.steph", "BRCA", 2, model_id="m")
    outs = [install_pack(tmp_path / n, tmp_path / "models") for n in ("a.steph", "b.steph")]
    assert [out.name for out in outs] == ["m.steph", "m-2.steph"]
    with pytest.raises(StephError, match="taken already"):
        export_pack(outs[0], outs[1])
    assert free_name(tmp_path, "../ Wörter / ..").parent == tmp_path


def test_a_shelf_with_a_damaged_pack_is_shown_whole(tmp_path: Path) -> None:
    models = tmp_path / "models"
    write_single(models / "good.steph", "BRCA")
    (models / "bad.steph").write_bytes(b"nothing")
    (models / "readme.txt").write_text("not a pack")
    write_single(tmp_path / "elsewhere.steph", "LUNG", 3)
    write_single(tmp_path / "copy.steph", "BRCA")
    found = scan(models, [tmp_path / "elsewhere.steph", tmp_path / "copy.steph"])
    assert [(e.path.name, e.is_installed, e.card is not None) for e in found] == [
        ("bad.steph", True, False),
        ("good.steph", True, True),
        ("elsewhere.steph", False, True),
    ]
    assert found[0].fault is not None and "damaged" in str(found[0].fault)


def test_the_zoo_of_one_encoder(tmp_path: Path) -> None:
    for number, cancer in enumerate(TCGA_CANCERS[:12]):
        write_single(tmp_path / f"{cancer}.steph", cancer, number, encoder="uni2-h")
    write_single(tmp_path / "other.steph", "UCEC", 50, encoder="uni")
    write_single(tmp_path / "twice.steph", "BRCA", 51, encoder="uni2-h")
    write_steph(tmp_path / "steph.steph")
    zoo = source_models_for("SARC", scan(tmp_path))
    assert zoo.encoder == "uni2-h" and zoo.missing == ("UCEC",) and not zoo.is_complete
    assert len(zoo.present) == 11
    reasons = {e.card.model_id: reason for e, reason in zoo.refused}
    assert "features of uni, the other sources those of uni2-h" in reasons["abmil-ucec"]
    assert "another model of BRCA" in reasons["abmil-brca"]
    assert source_models_for("UCEC", scan(tmp_path)).is_complete
    few = source_models_for("SARC", scan(tmp_path), "uni")
    assert [e.card.target_cancer for e in few.present] == ["UCEC"] and len(few.missing) == 11
    assert source_models_for("SARC", ()).missing == tuple(n for n in TCGA_CANCERS if n != "SARC")


def test_the_authors_checkpoint_becomes_a_pack(tmp_path: Path, shared_dir: Path) -> None:
    file = next((shared_dir / "reference").glob("*.pth"))
    out = tmp_path / "models" / "a.steph"
    sources = tuple(n for n in TCGA_CANCERS if n != "BRCA")
    try:
        import_authors(ImportRequest(file, out, "BRCA"), JobControl())
    except StephError:  # the reference has fewer sources than 12
        import torch

        state = torch.load(file, weights_only=True)["model"]
        m = len({name.split(".")[1] for name in state if name.startswith("task_vectors.")})
        import_authors(ImportRequest(file, out, "BRCA", sources[:m], min(5, m)), JobControl())
    assert verify_pack(out).target_cancer == "BRCA"


def _edited(pack: Path, seal: bool, **changes: object) -> None:
    with zipfile.ZipFile(pack) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    card = json.loads(parts["card.json"]) | changes
    del card["card_sha256"]
    if seal:
        card["card_sha256"] = seal_of(card)
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in (parts | {"card.json": json.dumps(card).encode()}).items():
            archive.writestr(name, data)


@pytest.mark.parametrize("seal", [True, False])
@pytest.mark.parametrize("number", [10**400, -(10**400), 1e308, "1" * 400])
def test_a_pack_with_an_absurd_number_hides_no_other(
    tmp_path: Path, number: object, seal: bool
) -> None:
    for place, key in enumerate(
        ("target_mpp", "k", "c_index_folds", "seed", "evidence", "format", "feature_dim")
    ):
        path = tmp_path / f"bad-{place}.steph"
        write_steph(path, place)
        value = {"c_index_folds": [number], "evidence": {"n": number}}.get(key, number)
        _edited(path, seal, **{key: value})
    write_single(tmp_path / "good.steph", "BRCA", 30)
    found = {entry.path.name: entry for entry in scan(tmp_path)}
    assert len(found) == 8 and found["good.steph"].card is not None
    assert all((entry.card is None) == (entry.fault is not None) for entry in found.values())
    for name in ("bad-2.steph", "bad-5.steph", "bad-6.steph"):
        assert found[name].fault is not None and len(str(found[name].fault)) < 700
