import os
import pickle
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from small_models import SHAPE, bag, small_steph

from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.authors_files import read_checkpoint
from steph_desktop.model.packs import import_checkpoint, load_pack

HEAD = {"weight": "pred_head.weight", "bias": "pred_head.bias"}


def abmil_state(seed: int) -> dict[str, torch.Tensor]:
    """An ABMIL in the authors' names."""
    model = new_abmil(SHAPE, seed)
    state = {
        name: value.detach().clone() for name, value in model.layout.named(model.theta).items()
    }
    state |= {key: getattr(model.head, name).detach().clone() for name, key in HEAD.items()}
    return state


def steph_state() -> dict[str, torch.Tensor]:
    """The small STEPH in the authors' names, built from its models, not from our matrix."""
    zero, target, *sources = (abmil_state(seed) for seed in range(5))
    state = {f"null_model.{k}": v for k, v in zero.items()}
    state |= {f"target_model.{k}": v for k, v in target.items()}
    for j, source in enumerate(sources):
        state |= {f"task_vectors.{j}.{k}": v - zero[k] for k, v in source.items()}
    state |= {
        f"target_task_vector.{k.replace('.', '_')}": v - zero[k]
        for k, v in target.items()
        if not k.startswith("pred_head")
    }
    model = small_steph()
    assert model.hyper_embed and model.agg_head and model.mix_head
    for name, module in {
        "regulate_layer_emb.0": model.hyper_embed,
        "regulate_layer_prj.0": model.agg_head.hidden,
        "regulate_layer_prj.3": model.agg_head.out,
        "vecmix_layer.0": model.mix_head.hidden,
        "vecmix_layer.3": model.mix_head.out,
        "pred_head": model.head,
    }.items():
        state[f"{name}.weight"] = module.weight.detach().clone()
        state[f"{name}.bias"] = module.bias.detach().clone()
    return state


def write(path: Path, state: dict) -> Path:
    torch.save({"epoch": 20, "model": state}, path)
    return path


def test_an_abmil_checkpoint(tmp_path: Path) -> None:
    file = write(tmp_path / "abmil.pth", abmil_state(3))
    card = import_checkpoint(file, tmp_path / "p.steph", target="BRCA")
    assert (card.target_cancer, card.method, card.sources) == ("BRCA", "vanilla", ())
    got = load_pack(tmp_path / "p.steph").model.predict(bag(8))
    assert got.risk_score == new_abmil(SHAPE, 3).predict(bag(8)).risk_score
    with pytest.raises(UsageError, match="no sources"):
        import_checkpoint(file, tmp_path / "q", sources=("A",))


@pytest.mark.parametrize("prefix", ["", "module."])
def test_a_steph_checkpoint(tmp_path: Path, prefix: str) -> None:
    state = {prefix + name: value for name, value in steph_state().items()}
    file = write(tmp_path / "steph.pth", state)
    card = import_checkpoint(file, tmp_path / "p", target="SARC", sources=("A", "B", "C"), k=2)
    assert card.sources == ("A", "B", "C") and card.hyper_dim == 8
    got, want = load_pack(tmp_path / "p").model.predict(bag(8)), small_steph().predict(bag(8))
    np.testing.assert_allclose(got.hazards, want.hazards, atol=1e-6)
    assert [s.weight for s in got.sources] == [s.weight for s in want.sources]


def test_names_must_fit(tmp_path: Path) -> None:
    file = write(tmp_path / "steph.pth", steph_state())
    for names, words in [(("A", "B"), "2 sources are named"), (("A", "A", "B"), "named twice")]:
        with pytest.raises(UsageError, match=words):
            import_checkpoint(file, tmp_path / "p", sources=names, k=2)
    with pytest.raises(UsageError, match="named twice"):
        import_checkpoint(file, tmp_path / "p", target="A", sources=("A", "B", "C"), k=2)
    card = import_checkpoint(file, tmp_path / "p", target="BRCA", k=2)
    assert card.sources == ("source 1", "source 2", "source 3")  # 3 are not the other 12


@pytest.mark.parametrize(
    ("width", "encoder"), [(1536, "uni2-h"), (1024, "uni"), (1280, "effnet-lite0"), (9, "unknown")]
)
def test_the_encoder_is_guessed_by_width_alone(tmp_path: Path, width: int, encoder: str) -> None:
    state = abmil_state(0)
    state["feat_proj.0.weight"] = torch.zeros(SHAPE.embed_dim, width)
    card = import_checkpoint(write(tmp_path / "x.pth", state), tmp_path / "p")
    assert card.encoder == encoder
    assert ("guessed" in card.notes) == (encoder != "unknown")
    assert card.target_cancer == "unknown" and card.reference is None


def _without(name: str) -> dict[str, torch.Tensor]:
    return {k: v for k, v in steph_state().items() if k != name}


def _of_one_bin() -> dict[str, torch.Tensor]:
    heads = {name: value[:1] for name, value in abmil_state(0).items() if "pred_head" in name}
    return abmil_state(0) | {name: value.clone() for name, value in heads.items()}


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\b", "..", "", "a\nb"])
def test_a_name_that_is_a_path_is_no_cancer(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / "x.pth", steph_state())
    with pytest.raises(UsageError, match="is not the name of a cancer"):
        import_checkpoint(file, tmp_path / "p", sources=(name, "B", "C"), k=2)
    if name:
        with pytest.raises(UsageError, match="is not the name of a cancer"):
            import_checkpoint(file, tmp_path / "p", target=name, k=2)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"model": {"weight": torch.zeros(2)}}, "neither an ABMIL nor a STEPH"),
        ({"model": [1, 2]}, "holds no model"),
        ([1, 2], "holds no model"),
        ({"model": _without("vecmix_layer.0.bias")}, "lacks 'vecmix_layer.0.bias'"),
        ({"model": _without("null_model.feat_proj.0.weight")}, "lacks"),
        ({"model": steph_state() | {"norm.weight": torch.zeros(2)}}, "'norm.weight'"),
        ({"model": steph_state() | {"pred_head.bias": torch.zeros(3)}}, "shapes"),
        ({"model": steph_state() | {"pred_head.bias": torch.full((4,), torch.nan)}}, "finite"),
        ({"model": steph_state() | {"pred_head.bias": torch.full((4,), 1e37)}}, r"up to 1e\+37"),
        ({"model": steph_state() | {"pred_head.bias": torch.zeros(4).long()}}, "holds int64"),
        ({"model": steph_state() | {"pred_head.bias": torch.zeros(0)}}, "holds no values"),
        ({"model": steph_state() | {"../../x": torch.zeros(4)}}, "'../../x', which this model"),
        ({"model": abmil_state(0) | {"module.pred_head.bias": torch.zeros(4)}}, "tensor twice"),
        ({"model": _of_one_bin()}, "shapes"),
        ({"model": abmil_state(0) | {"feat_proj.0.bias": torch.zeros(3)}}, "shapes"),
        ({"model": steph_state() | {"null_model.feat_proj.0.weight": torch.zeros(3)}}, "shapes"),
    ],
)
def test_checkpoints_that_are_not_right(tmp_path: Path, content: object, words: str) -> None:
    torch.save(content, tmp_path / "x.pth")
    with pytest.raises(StephError, match=words):
        import_checkpoint(tmp_path / "x.pth", tmp_path / "p", k=2)
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", bytes(1000)])
def test_files_that_are_no_checkpoint(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.pth").write_bytes(data)
    with pytest.raises(StephError):
        import_checkpoint(tmp_path / "x.pth", tmp_path / "p")


def test_a_truncated_checkpoint(tmp_path: Path) -> None:
    data = write(tmp_path / "x.pth", steph_state()).read_bytes()
    for share in (0.1, 0.5, 0.99):
        (tmp_path / "x.pth").write_bytes(data[: int(share * len(data))])
        with pytest.raises(StephError):
            import_checkpoint(tmp_path / "x.pth", tmp_path / "p", k=2)


@pytest.mark.parametrize("zipped", [True, False])
def test_flipped_bytes_are_read_or_refused_never_a_crash(tmp_path: Path, zipped: bool) -> None:
    file, source = tmp_path / "x.pth", random.Random(zipped)
    content = {"model": abmil_state(0)}
    torch.save(content, file, _use_new_zipfile_serialization=zipped)
    data = file.read_bytes()
    refused = 0
    for _ in range(150):
        spoiled = bytearray(data)
        for _ in range(source.choice((1, 3, 20))):
            spoiled[source.randrange(min(len(data), 3000))] = source.randrange(256)
        file.write_bytes(spoiled)
        try:
            read_checkpoint(file, target=None, sources=None, k=2)
        except StephError:
            refused += 1
    assert refused > 50


class Canary:
    """Leaves a trace if it is ever unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple:
        return os.mkdir, (str(self.trace),)


@pytest.mark.parametrize("legacy", [True, False])
def test_a_pickle_never_runs(tmp_path: Path, legacy: bool) -> None:
    trace, file = tmp_path / "it-ran", tmp_path / "x.pth"
    if legacy:
        file.write_bytes(pickle.dumps({"model": Canary(trace)}))
    else:
        torch.save({"model": abmil_state(0) | {"x": Canary(trace)}}, file)
    with pytest.raises(StephError, match=r"was not run|not written by torch"):
        import_checkpoint(file, tmp_path / "p")
    assert not trace.exists()
    # The canary is alive: a careless reader would have run it.
    if legacy:
        pickle.loads(file.read_bytes())  # noqa: S301
        assert trace.exists()
