"""Our ViT against timm 1.0.31 and transformers 4.49: small models, and names at full size."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from steph_desktop.features.encoder_registry import (
    BUNDLED,
    ENCODERS,
    UNI,
    UNI2_H,
    Pooling,
    Positions,
    ViTConfig,
)
from steph_desktop.features.vit import VisionTransformer, from_dinov2

_DATA = Path(__file__).resolve().parents[1] / "data" / "vit"


def tiny(family: str) -> tuple[VisionTransformer, dict[str, np.ndarray]]:
    with np.load(_DATA / f"{family}_tiny.npz") as file:
        data = {name: file[name] for name in file.files}
    stated = json.loads(str(data["config"]))
    config = ViTConfig(
        image_px=stated["img_size"],
        patch_px=stated["patch_size"],
        width=stated["embed_dim"],
        depth=stated["depth"],
        heads=stated["num_heads"],
        mlp_ratio=stated.get("mlp_ratio", 4.0),
        swiglu=stated.get("mlp_layer") == "SwiGLUPacked",
        registers=stated.get("reg_tokens", 0),
        positions=Positions.NONE if stated.get("no_embed_class") else Positions.ALL,
    )
    model = VisionTransformer(config).eval()
    weights = {k[4:]: torch.from_numpy(v) for k, v in data.items() if k.startswith("sd::")}
    model.load_state_dict(weights, strict=True)
    return model, data


@pytest.mark.parametrize("family", ["uni", "uni2h"])
def test_equals_timm(family: str) -> None:
    model, data = tiny(family)
    with torch.inference_mode():
        pixels = torch.from_numpy(data["input"])
        assert np.abs(model.tokens(pixels).numpy() - data["tokens"]).max() < 1e-5
        assert np.abs(model(pixels).numpy() - data["output"]).max() < 1e-5
        other_size = torch.from_numpy(data["input_dyn"])
        assert np.abs(model(other_size).numpy() - data["output_dyn"]).max() < 1e-5


def test_misplaced_registers_would_be_seen() -> None:
    """The class token alone hides them at 1e-5, so the tokens are what proves their place."""
    model, data = tiny("uni2h")
    assert model.reg_token is not None
    with torch.inference_mode():
        model.reg_token.copy_(model.reg_token.flip(1))
        tokens = model.tokens(torch.from_numpy(data["input"])).numpy()
    assert np.abs(tokens - data["tokens"]).max() > 1e-3


@pytest.mark.parametrize(
    ("name", "config", "millions"), [("uni", UNI, 303.4), ("uni2-h", UNI2_H, 681.4)]
)
def test_names_and_shapes_at_full_size(name: str, config: ViTConfig, millions: float) -> None:
    with torch.device("meta"):
        state = VisionTransformer(config).state_dict()
    expected = json.loads((_DATA / f"{name}.shapes.json").read_text("utf-8"))
    assert {key: list(value.shape) for key, value in state.items()} == expected
    assert sum(value.numel() for value in state.values()) / 1e6 == pytest.approx(millions, abs=0.05)


# --- other published encoders: what timm and transformers compute with weights by a formula -------


def by_formula(name: str, shape: tuple[int, ...]) -> torch.Tensor:
    places = torch.arange(torch.Size(shape).numel(), dtype=torch.float64)
    return (0.3 * torch.sin(places * 0.7 + sum(name.encode()) % 17)).reshape(shape).float()


def some_pixels() -> torch.Tensor:
    places = torch.arange(2 * 3 * 32 * 32, dtype=torch.float64)
    return torch.sin(places * 0.01).reshape(2, 3, 32, 32).float()


def shrunk(name: str, mlp_ratio: float | None = None) -> ViTConfig:
    config = ENCODERS[name].vit
    assert config is not None
    return replace(
        config,
        image_px=32,
        patch_px=8,
        width=32,
        depth=2,
        heads=4,
        mlp_ratio=mlp_ratio or config.mlp_ratio,
    )


@pytest.mark.parametrize("name", ["virchow", "virchow2", "h-optimus-0", "gigapath"])
def test_other_encoders_equal_timm(name: str) -> None:
    expected = json.loads((_DATA / "small_outputs.json").read_text("utf-8"))[name]
    model = VisionTransformer(shrunk(name)).eval()
    state = {key: by_formula(key, tuple(v.shape)) for key, v in model.state_dict().items()}
    model.load_state_dict(state)
    with torch.inference_mode():
        assert np.abs(model(some_pixels()).numpy() - np.array(expected)).max() < 1e-5


@pytest.mark.parametrize("name", ["virchow", "virchow2", "h-optimus-0", "gigapath"])
def test_names_and_shapes_of_other_encoders(name: str) -> None:
    expected = json.loads((_DATA / f"{name}.json").read_text("utf-8"))
    config = ENCODERS[name].vit
    assert config is not None
    assert config.depth == expected["depth"]
    with torch.device("meta"):
        state = VisionTransformer(config).state_dict()
    first = {
        key: list(value.shape)
        for key, value in state.items()
        if not key.startswith("blocks.") or key.startswith("blocks.0.")
    }
    assert first == expected["tensors"]


def dinov2_case(name: str) -> tuple[ViTConfig, dict[str, torch.Tensor], np.ndarray]:
    case = json.loads((_DATA / "dinov2_small.json").read_text("utf-8"))[name]
    weights = {key: by_formula(key, tuple(shape)) for key, shape in case["shapes"].items()}
    if name == "registers":
        config = replace(shrunk("phikon-v2"), registers=4, positions=Positions.CLASS)
    else:
        # Dinov2 rounds the width of SwiGLU's layers up to a multiple of 8: 176 of 32 here.
        config = shrunk(name, 5.5 if name == "midnight-12k" else None)
    return config, weights, np.array(case["features"])


@pytest.mark.parametrize("name", ["phikon-v2", "midnight-12k", "registers"])
def test_dinov2_names_are_read_and_give_what_transformers_gives(name: str) -> None:
    config, weights, expected = dinov2_case(name)
    model = VisionTransformer(config).eval()
    model.load_state_dict(from_dinov2(weights), strict=True)
    with torch.inference_mode():
        assert np.abs(model(some_pixels()).numpy() - expected).max() < 1e-5


def test_a_dinov2_file_that_lacks_a_part_is_not_made_up() -> None:
    _, weights, _ = dinov2_case("phikon-v2")
    del weights["encoder.layer.1.attention.attention.key.bias"]
    weights["encoder.layer.0.strange"] = torch.zeros(1)
    named = from_dinov2(weights)
    assert "blocks.1.attn.qkv.bias" not in named
    assert "blocks.0..strange" in named


def test_the_mean_of_the_patches_leaves_class_and_registers_out() -> None:
    config = shrunk("virchow2")
    model = VisionTransformer(config).eval()
    for key, value in model.state_dict().items():
        value.copy_(by_formula(key, tuple(value.shape)))
    with torch.inference_mode():
        tokens, features = model.tokens(some_pixels()), model(some_pixels())
        alone = VisionTransformer(replace(config, pooling=Pooling.CLASS)).eval()
        alone.load_state_dict(model.state_dict())
        assert torch.equal(alone(some_pixels()), features[:, :32])
    assert torch.allclose(features[:, 32:], tokens[:, 5:].mean(1))
    assert not torch.allclose(features[:, 32:], tokens[:, 1:].mean(1), atol=1e-4)


def test_the_file_names_what_a_lab_reads_of_each_encoder() -> None:
    for name, spec in ENCODERS.items():
        assert spec.licence, name
        assert spec.repository or name == BUNDLED, name
        assert spec.vit is None or spec.vit.feature_dim == spec.feature_dim, name
