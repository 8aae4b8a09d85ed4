import hashlib
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save
from small_models import SHAPE, bag, card_of, small_steph

from steph_desktop.core.errors import StephError
from steph_desktop.engine.model_registry import verify_pack
from steph_desktop.model import pack_files
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.card import (
    CohortSummary,
    LambdaSource,
    PackCard,
    WeightSource,
    WeightStorage,
    seal_of,
)
from steph_desktop.model.cohort_statistics import CohortStatistics, describe_cohort
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.model.pack_files import WEIGHTS_FILE
from steph_desktop.model.packs import CARD_FILE, expected_tensors, load_pack, read_card, save_pack
from steph_desktop.model.steph import StephConfig


@pytest.fixture(params=["pack", "pack.steph"])
def out(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / request.param


def steph_pack(out: Path) -> Path:
    model = small_steph()
    save_pack(out, card_of(model), model)
    return out


def test_a_model_comes_back_as_it_was(out: Path) -> None:
    model, x = small_steph(), bag(9)
    written = save_pack(out, card_of(model), model)
    pack = load_pack(out)
    assert pack.card == written == read_card(out)
    assert len(written.weights_sha256) == 64 and written.app_version
    want, got = model.predict(x), pack.model.predict(x)
    np.testing.assert_array_equal(got.hazards, want.hazards)
    assert got.sources == want.sources
    assert not any(parameter.requires_grad for parameter in pack.model.parameters())
    assert [entry.name for entry in out.parent.iterdir()] == [out.name]


@pytest.mark.parametrize("lambda_source", list(LambdaSource))
@pytest.mark.parametrize("weight_source", list(WeightSource))
def test_every_ablation_comes_back(
    tmp_path: Path, lambda_source: LambdaSource, weight_source: WeightSource
) -> None:
    config = StephConfig(hyper_dim=8, k=2, lambda_source=lambda_source, weight_source=weight_source)
    model = small_steph(config=config)
    moving = (LambdaSource.PER_BAG, LambdaSource.ANCHORED)
    per_bag = lambda_source in moving or weight_source is not WeightSource.PER_SOURCE
    card = card_of(
        model,
        lambda_source=lambda_source,
        weight_source=weight_source,
        hyper_dim=8 if per_bag else 0,
    )
    save_pack(tmp_path / "p", card, model)
    x = bag(6)
    assert load_pack(tmp_path / "p").model.predict(x).risk_score == model.predict(x).risk_score


def test_an_abmil_comes_back(out: Path) -> None:
    model, x = new_abmil(SHAPE, 4), bag(9)
    save_pack(out, card_of(model), model)
    assert load_pack(out).model.predict(x).risk_score == model.predict(x).risk_score


def test_half_precision_is_smaller_and_close(tmp_path: Path) -> None:
    model, x = small_steph(), bag(9)
    card = card_of(model, storage=WeightStorage.FLOAT16)
    save_pack(tmp_path / "half.steph", card, model)
    steph_pack(tmp_path / "full.steph")
    pack = load_pack(tmp_path / "half.steph")
    assert pack.card.storage is WeightStorage.FLOAT16
    assert all(p.dtype == torch.float32 for p in pack.model.parameters())
    assert pack.model.predict(x).risk_score == pytest.approx(model.predict(x).risk_score, abs=1e-2)
    sizes = [(tmp_path / f"{name}.steph").stat().st_size for name in ("half", "full")]
    assert sizes[0] < sizes[1]


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = steph_pack(tmp_path / "a.steph"), steph_pack(tmp_path / "b.steph")
    assert first.read_bytes() == second.read_bytes()


def test_nothing_is_replaced_unasked(out: Path) -> None:
    steph_pack(out)
    before = read_card(out)
    model = small_steph(seed=20)
    with pytest.raises(StephError, match="taken already"):
        save_pack(out, card_of(model), model)
    assert read_card(out) == before
    after = save_pack(out, card_of(model), model, replace_existing=True)
    assert load_pack(out).card == after != before


def test_what_is_no_pack_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "draft.txt").write_text("years of work")
    (tmp_path / "slides.steph").write_text("something else")
    model = small_steph()
    for name in ("thesis", "slides.steph"):
        with pytest.raises(StephError, match="not a model pack"):
            save_pack(tmp_path / name, card_of(model), model, replace_existing=True)
    assert (tmp_path / "thesis" / "draft.txt").read_text() == "years of work"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    steph_pack(tmp_path / "new")
    assert read_card(tmp_path / "new").k == 2


def test_a_failed_write_leaves_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StephError, match="disk is full"):
        steph_pack(out)
    assert list(out.parent.iterdir()) == []


def test_card_and_model_must_belong_together(tmp_path: Path) -> None:
    model = small_steph()
    with pytest.raises(ValueError, match="does not describe"):
        save_pack(tmp_path / "p", card_of(model, embed_dim=9), model)
    assert expected_tensors(card_of(model)) == {
        name: tuple(tensor.shape) for name, tensor in model.state_dict().items()
    }


def test_weights_that_are_not_numbers_are_not_saved(tmp_path: Path) -> None:
    model = small_steph()
    model.head.bias.data[0] = torch.nan
    with pytest.raises(StephError, match="not finite"):
        save_pack(tmp_path / "p", card_of(model), model)


# Every way to spoil a pack, as a change of its members.
Members = dict[str, bytes]


def _card_change(**changes: object) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        card = json.loads(members[CARD_FILE]) | changes
        members[CARD_FILE] = json.dumps(card | {"card_sha256": seal_of(card)}).encode()

    return change


def _weights_change(edit: Callable[[dict[str, torch.Tensor]], object]) -> Callable[[Members], None]:
    """Change tensors and mend the hash, so that only the later checks can see it."""

    def change(members: Members) -> None:
        from safetensors.torch import load

        state = load(members[WEIGHTS_FILE])
        edit(state)
        members[WEIGHTS_FILE] = save(state)
        digest = hashlib.sha256(members[WEIGHTS_FILE]).hexdigest()
        _card_change(weights_sha256=digest)(members)

    return change


def _flip(members: Members) -> None:
    data = bytearray(members[WEIGHTS_FILE])
    data[-1] ^= 1
    members[WEIGHTS_FILE] = bytes(data)


def _not_safetensors(members: Members) -> None:
    members[WEIGHTS_FILE] = b"\x80\x04 a pickle, perhaps"
    _card_change(weights_sha256=hashlib.sha256(members[WEIGHTS_FILE]).hexdigest())(members)


TAMPERED: dict[str, tuple[Callable[[Members], object], str]] = {
    "one bit": (_flip, "not those the card was written for"),
    "cut": (
        lambda m: m.update({WEIGHTS_FILE: m[WEIGHTS_FILE][:-9]}),
        "not those the card was written for",
    ),
    "other hash": (_card_change(weights_sha256="0" * 64), "not those the card was written for"),
    "not safetensors": (_not_safetensors, "cannot be read"),
    "a tensor gone": (_weights_change(lambda s: s.pop("head.bias")), "Names or shapes"),
    "a tensor more": (
        _weights_change(lambda s: s.update(extra=torch.zeros(1))),
        "Names or shapes",
    ),
    "another shape": (
        _weights_change(lambda s: s.update({"head.bias": torch.zeros(9)})),
        "Names or shapes",
    ),
    "another number format": (
        _weights_change(lambda s: s.update({k: v.half() for k, v in s.items()})),
        "number format",
    ),
    "NaN": (_weights_change(lambda s: s["head.bias"].fill_(torch.nan)), "not finite"),
    "other width": (_card_change(embed_dim=12), "Names or shapes|larger than"),
    "larger than it may be": (
        lambda m: m.update({WEIGHTS_FILE: m[WEIGHTS_FILE] + bytes(2 << 20)}),
        "larger than it may be",
    ),
    "huge claim": (_card_change(feature_dim=65536, embed_dim=65536), "too large"),
    "newer": (_card_change(format=99), "format 99"),
    "unknown key": (_card_change(run="rm"), "not known"),
    "no JSON": (lambda m: m.update({CARD_FILE: b"{"}), "cannot be read"),
    "not UTF-8": (lambda m: m.update({CARD_FILE: b"\xff\xfe"}), "cannot be read"),
    "NaN in the card": (lambda m: m.update({CARD_FILE: b'{"format": NaN}'}), "cannot be read"),
    "a key twice": (
        lambda m: m.update({CARD_FILE: b'{"format": 1, "format": 1}'}),
        "cannot be read",
    ),
    "nested without end": (lambda m: m.update({CARD_FILE: b"[" * 200_000}), "cannot be read"),
    "no card": (lambda m: m.pop(CARD_FILE), "card.json is missing"),
    "no weights": (lambda m: m.pop(WEIGHTS_FILE), "model.safetensors is missing"),
    "a file more": (lambda m: m.update({"run.py": b"print()"}), "do not belong there"),
    "a pickle more": (lambda m: m.update({"model.pkl": b"\x80"}), "do not belong there"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_spoiled_pack_is_refused(name: str, out: Path) -> None:
    change, words = TAMPERED[name]
    whole = steph_pack(out.parent / "whole")
    members = {entry.name: entry.read_bytes() for entry in whole.iterdir()}
    change(members)
    _pack_of(out, members)
    with pytest.raises(StephError, match=words) as caught:
        load_pack(out)
    assert caught.value.todo
    assert str(out.parent) not in str(caught.value)


def _pack_of(out: Path, members: Members) -> None:
    if out.suffix:
        with zipfile.ZipFile(out, "w") as archive:
            for member, data in members.items():
                archive.writestr(member, data)
    else:
        out.mkdir()
        for member, data in members.items():
            (out / member).write_bytes(data)


def _edited(value: object) -> object:
    """Change a value as a person would who wants the card to say something else."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + (0.01 if isinstance(value, float) else 1)
        case str():
            return f"{value} edited"
        case None:
            return "something"
        case list():
            return [*value[:-1], _edited(value[-1])] if value else ["something"]
        case dict():
            name = next(iter(value), "something")
            return value | {name: _edited(value.get(name))}
    raise TypeError(type(value))


def _full_card() -> PackCard:
    scores = -np.arange(1.0, 13.0)
    return card_of(
        small_steph(),
        cohort=CohortSummary(12, 6, 12, "twelve patients"),
        c_index_folds=(0.5, 0.61),
        reference=ReferenceCohort(np.arange(12.0), np.arange(12) % 2 == 0, scores, (-8.0, -4.0)),
        evidence={"gain_over_vanilla": {"difference": 0.02}, "verdict": "not better"},
        synthetic=True,
    )


def test_an_edit_of_any_field_of_the_card_is_refused(out: Path) -> None:
    whole = out.parent / "whole"
    save_pack(whole, _full_card(), small_steph())
    members = {entry.name: entry.read_bytes() for entry in whole.iterdir()}
    card = json.loads(members[CARD_FILE])
    assert {"c_index_folds", "intended_use", "reference", "synthetic", "card_sha256"} <= set(card)
    for name in card:
        edited = card | {name: _edited(card[name])}
        _pack_of(out, members | {CARD_FILE: json.dumps(edited).encode()})
        for read in (read_card, load_pack, verify_pack):
            with pytest.raises(StephError) as caught:
                read(out)
            assert caught.value.todo, name
        out.unlink() if out.is_file() else shutil.rmtree(out)
    for name in set(card) - {"card_sha256"}:
        gone = {key: item for key, item in card.items() if key != name}
        _pack_of(out, members | {CARD_FILE: json.dumps(gone).encode()})
        with pytest.raises(StephError):
            read_card(out)
        out.unlink() if out.is_file() else shutil.rmtree(out)


@pytest.mark.parametrize(
    "changes",
    [
        {"c_index_folds": [0.99, 0.98]},
        {"intended_use": "For every patient."},
        {"synthetic": False},
        {"notes": "Approved."},
    ],
)
def test_an_edit_that_fits_the_form_is_called_one(out: Path, changes: dict) -> None:
    whole = out.parent / "whole"
    save_pack(whole, _full_card(), small_steph())
    members = {entry.name: entry.read_bytes() for entry in whole.iterdir()}
    card = json.loads(members[CARD_FILE]) | changes
    _pack_of(out, members | {CARD_FILE: json.dumps(card).encode()})
    with pytest.raises(StephError, match="card was changed after the pack was written"):
        load_pack(out)


def test_the_layout_of_the_card_is_no_edit(out: Path) -> None:
    whole = steph_pack(out.parent / "whole")
    members = {entry.name: entry.read_bytes() for entry in whole.iterdir()}
    card = json.loads(members[CARD_FILE])
    _pack_of(out, members | {CARD_FILE: json.dumps(dict(reversed(card.items()))).encode()})
    assert load_pack(out).card == read_card(whole) and read_card(out).is_protected


def test_a_card_of_0_1_0_opens_with_a_mark(out: Path) -> None:
    whole = steph_pack(out.parent / "whole")
    members = {entry.name: entry.read_bytes() for entry in whole.iterdir()}
    card = json.loads(members[CARD_FILE])
    del card["card_sha256"]
    _pack_of(out, members | {CARD_FILE: json.dumps(card).encode()})
    assert not load_pack(out).card.is_protected and not verify_pack(out).is_protected
    # Written again, it is protected from then on.
    again = save_pack(out.parent / "again", read_card(out), small_steph())
    assert again.is_protected


def _zip_of(path: Path, entries: list[tuple[zipfile.ZipInfo | str, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


@pytest.fixture
def members(tmp_path: Path) -> list[tuple[str, bytes]]:
    whole = steph_pack(tmp_path / "whole")
    return [(name, (whole / name).read_bytes()) for name in (WEIGHTS_FILE, CARD_FILE)]


@pytest.mark.parametrize("slip", ["../escaped.txt", "/escaped.txt", "..\\escaped.txt", "a/b"])
def test_names_that_leave_the_pack_are_refused(
    slip: str, tmp_path: Path, members: list[tuple[str, bytes]]
) -> None:
    pack = _zip_of(tmp_path / "slip.steph", [*members, (slip, b"escaped")])
    with pytest.raises(StephError, match="do not belong there"):
        load_pack(pack)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["slip.steph", "whole"]


def test_a_pack_in_a_subfolder_of_the_zip_is_refused(
    tmp_path: Path, members: list[tuple[str, bytes]]
) -> None:
    pack = _zip_of(tmp_path / "p.steph", [(f"../{name}", data) for name, data in members])
    with pytest.raises(StephError, match="missing"):
        read_card(pack)


def test_a_link_in_a_zip_is_refused(tmp_path: Path, members: list[tuple[str, bytes]]) -> None:
    link = zipfile.ZipInfo(CARD_FILE)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    pack = _zip_of(tmp_path / "p.steph", [members[0], (link, b"/etc/passwd")])
    with pytest.raises(StephError, match="link"):
        read_card(pack)


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    pack = steph_pack(tmp_path / "p")
    (tmp_path / "elsewhere.json").write_bytes((pack / CARD_FILE).read_bytes())
    (pack / CARD_FILE).unlink()
    (pack / CARD_FILE).symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(StephError, match="link"):
        read_card(pack)


def test_a_member_twice_is_refused(tmp_path: Path, members: list[tuple[str, bytes]]) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        pack = _zip_of(tmp_path / "p.steph", [*members, members[1]])
    with pytest.raises(StephError, match="twice"):
        read_card(pack)


def test_a_bomb_is_read_no_further_than_the_card_allows(
    tmp_path: Path, members: list[tuple[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    longest: list[int] = []
    bounded = pack_files._bounded

    def watched(data: bytes, limit: int, path: Path) -> bytes:
        longest.append(len(data))
        return bounded(data, limit, path)

    monkeypatch.setattr(pack_files, "_bounded", watched)
    pack = _zip_of(tmp_path / "p.steph", [(WEIGHTS_FILE, bytes(200 << 20)), members[1]])
    assert pack.stat().st_size < 1 << 20
    with pytest.raises(StephError, match="larger than it may be"):
        load_pack(pack)
    assert max(longest) < 2 << 20


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut", b"not a pack at all" * 100])
def test_files_that_are_no_pack(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.steph"
    path.write_bytes(data)
    with pytest.raises(StephError, match="not a model pack"):
        load_pack(path)


def test_every_cut_of_a_zip_is_refused(tmp_path: Path) -> None:
    data = steph_pack(tmp_path / "p.steph").read_bytes()
    for length in range(0, len(data), 997):
        (tmp_path / "cut.steph").write_bytes(data[:length])
        with pytest.raises(StephError):
            load_pack(tmp_path / "cut.steph")


def test_what_the_system_drops_into_folders_does_no_harm(tmp_path: Path) -> None:
    pack = steph_pack(tmp_path / "p")
    (pack / ".DS_Store").write_bytes(b"x")
    assert read_card(pack).model_id == "small"


def test_no_pack_here(tmp_path: Path) -> None:
    with pytest.raises(StephError, match="no model pack here"):
        read_card(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(StephError, match=r"card\.json is missing"):
        read_card(tmp_path / "empty")


def test_a_copied_pack_still_loads(tmp_path: Path) -> None:
    pack = steph_pack(tmp_path / "p")
    shutil.copytree(pack, tmp_path / "copy")
    assert load_pack(tmp_path / "copy").card == replace(load_pack(pack).card)


# Members and statistics ------------------------------------------------------------


def described(seed: int = 0) -> CohortStatistics:
    rng = np.random.default_rng(seed)
    return describe_cohort(
        rng.normal(size=(40, SHAPE.feature_dim)),
        rng.integers(20, 90, 40).tolist(),
        {"LUNG": np.full(SHAPE.feature_dim, 3.0), "UCEC": np.full(SHAPE.feature_dim, -4.0)},
        rng.normal(size=(44, 6)),
    )


@pytest.mark.parametrize("storage", list(WeightStorage))
def test_members_and_statistics_come_back(out: Path, storage: WeightStorage) -> None:
    first, second, third = (small_steph(seed) for seed in (0, 3, 5))
    statistics, x = described(), bag(9)
    card = card_of(first, storage=storage)
    written = save_pack(out, card, first, members=(second, third), statistics=statistics)
    assert written.members == 3
    pack = load_pack(out)
    assert pack.card == written
    found = pack.predict(x)
    assert found.member_survival is not None
    alone = [m.predict(x).survival for m in (first, second, third)]
    np.testing.assert_allclose(found.member_survival, alone, atol=2e-3)
    # The first member is the model: maps and sources are its own.
    assert found.risk_score == pack.model.predict(x).risk_score
    np.testing.assert_array_equal(found.member_survival[0], found.survival)
    assert pack.statistics is not None
    probe = np.linspace(-1, 2, SHAPE.feature_dim)
    assert pack.statistics.features.deviations(probe) == pytest.approx(
        statistics.features.deviations(probe), rel=1e-4
    )
    (margin, name), (want, wanted) = pack.statistics.margin(probe), statistics.margin(probe)
    assert margin == pytest.approx(want, rel=1e-4)
    assert name == wanted
    assert pack.statistics.stain is not None and statistics.stain is not None
    assert pack.statistics.stain.deviations(np.ones(6)) == pytest.approx(
        statistics.stain.deviations(np.ones(6)), rel=1e-4
    )


def test_a_pack_of_one_is_written_as_before(out: Path) -> None:
    model = small_steph()
    written = save_pack(out, card_of(model), model)
    names = set(expected_tensors(written))
    assert not any(name.startswith(("member.", "statistics.")) for name in names)
    pack = load_pack(out)
    assert pack.members == () and pack.statistics is None
    assert pack.predict(bag(9)).member_survival is None


def test_members_of_another_form_are_a_mistake(out: Path) -> None:
    model = small_steph()
    other = small_steph(config=StephConfig(hyper_dim=4, k=2))
    with pytest.raises(ValueError, match="card"):
        save_pack(out, card_of(model), model, members=(other,))
    assert not out.exists()


def test_statistics_that_cannot_be_are_refused(out: Path) -> None:
    model, statistics = small_steph(), described()
    broken = replace(statistics, features=replace(statistics.features, rest_variance=-1.0))
    save_pack(out, card_of(model), model, statistics=broken)
    with pytest.raises(StephError, match="statistics"):
        load_pack(out)


def test_sources_that_all_members_share_are_kept_once(out: Path, tmp_path: Path) -> None:
    first, second, apart = small_steph(0), small_steph(3), small_steph(5)
    second.basis[2:] = first.basis[2:]
    sizes = {}
    for name, other in (("shared", second), ("apart", apart)):
        path = tmp_path / f"{name}.steph"
        written = save_pack(path, card_of(first), first, members=(other,))
        assert written.shares_sources == (name == "shared")
        pack = load_pack(path)
        torch.testing.assert_close(pack.members[0].state_dict(), other.state_dict())
        sizes[name] = path.stat().st_size
    assert sizes["apart"] - sizes["shared"] > 3 * first.basis[0].numel() * 4 - 200
