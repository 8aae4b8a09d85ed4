"""Our ViT against timm 1.0.31: small models of both families, and the names at full size."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from steph_desktop.features.vit import UNI, UNI2_H, VisionTransformer, ViTConfig

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
        prefix_positions=not stated.get("no_embed_class", False),
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
