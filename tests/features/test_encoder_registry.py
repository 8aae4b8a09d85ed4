"""A lab's own encoders: from a file, from a package, and refused for the true reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from steph_desktop.core.settings import settings_path
from steph_desktop.features import encoder_registry
from steph_desktop.features.encoder_registry import (
    ENCODERS,
    EncoderSpec,
    Resize,
    ViTConfig,
    faults_of_own,
)
from steph_desktop.features.encoders import load_encoder
from steph_desktop.features.vit import VisionTransformer

OWN: dict[str, Any] = {
    "name": "ours",
    "feature_dim": 32,
    "purpose": "Trained here.",
    "licence": "In-house.",
    "weights_from": "Ask the lab.",
    "mean": [127.5, 127.5, 127.5],
    "std": [127.5, 127.5, 127.5],
    "vit": {"image_px": 32, "patch_px": 8, "width": 32, "depth": 1, "heads": 4},
    "input_px": 32,
    "resize_px": 40,
    "resize": "bicubic",
}


class Tiny(nn.Module):
    """Mean colour, thrice."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.scale * pixels.mean(dim=(2, 3))


PACKAGED = EncoderSpec(
    "packaged", 3, "Of a package.", "MIT", "Ask.", (0.0,) * 3, (1.0,) * 3, build=Tiny
)


@pytest.fixture(autouse=True)
def fresh(steph_home: Path) -> Iterator[None]:
    encoder_registry._own.cache_clear()
    encoder_registry._all.cache_clear()
    yield
    encoder_registry._own.cache_clear()
    encoder_registry._all.cache_clear()


def put(name: str, value: Any) -> None:
    path = settings_path().parent / "encoders" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")


def test_a_file_adds_an_encoder_that_runs(tmp_path: Path) -> None:
    put("ours.json", OWN)
    spec = ENCODERS["ours"]
    assert spec.vit == ViTConfig(image_px=32, patch_px=8, width=32, depth=1, heads=4)
    assert spec.resize is Resize.BICUBIC
    assert spec.scaling == "(x - 127.5)/127.5, 40 px antialiased bicubic, middle 32 px"
    network = VisionTransformer(spec.vit)
    save_file(network.state_dict(), tmp_path / "ours.safetensors")
    encoder = load_encoder("ours", tmp_path / "ours.safetensors")
    patches = np.random.default_rng(0).integers(0, 256, (2, 48, 48, 3), np.uint8)
    assert encoder.encode(patches).shape == (2, 32)
    # Only the middle is seen: a change at the edge of the resized patch changes nothing.
    edged = patches.copy()
    edged[:, :2] = 0
    assert np.array_equal(encoder.encode(edged), encoder.encode(patches))
    assert faults_of_own() == ()


def test_a_package_adds_an_encoder_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = EntryPoint("packaged", f"{__name__}:PACKAGED", encoder_registry.ENTRY_POINTS)
    monkeypatch.setattr(encoder_registry, "entry_points", lambda **_: [point])
    save_file({"scale": torch.ones(1)}, tmp_path / "w.safetensors")
    patches = np.full((1, 224, 224, 3), 7, np.uint8)
    assert load_encoder("packaged", tmp_path / "w.safetensors").encode(patches).tolist() == [
        [7.0] * 3
    ]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("{", "does not describe an encoder"),
        ({**OWN, "name": "uni"}, "is here already"),
        ({**OWN, "feature_dim": 64}, "gives 32 values, not 64"),
        ({**OWN, "vit": None}, "what network it is"),
        ({**OWN, "mean": [1, 2]}, "does not describe an encoder"),
        ({**OWN, "vit": {**OWN["vit"], "heads": 5}}, "does not describe an encoder"),
        ({**OWN, "vit": {**OWN["vit"], "width": 10**9}}, "does not describe an encoder"),
    ],
)
def test_one_that_cannot_be_used_is_said_and_the_others_stay(value: Any, why: str) -> None:
    put("bad.json", value)
    put("good.json", {**OWN, "name": "good"})
    assert "good" in ENCODERS
    assert {"effnet-lite0", "uni", "uni2-h"} <= ENCODERS.keys()
    (fault,) = faults_of_own()
    assert "bad.json" in fault
    assert why in fault


def test_packages_that_cannot_be_loaded_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("gone", "no.such.module:SPEC", encoder_registry.ENTRY_POINTS),
        EntryPoint("other", "json:dumps", encoder_registry.ENTRY_POINTS),
    ]
    monkeypatch.setattr(encoder_registry, "entry_points", lambda **_: points)
    assert len(ENCODERS) >= 3
    first, second = faults_of_own()
    assert "cannot be loaded" in first
    assert "gives no EncoderSpec" in second
