"""The patch encoders at work: their weights loaded and checked, patches turned into features."""

from __future__ import annotations

import ctypes
import platform
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError, UsageError, WeightsFault
from steph_desktop.core.files import sha256_of
from steph_desktop.core.tensor_files import (
    LARGEST_WEIGHT,
    check_tensors,
    load_tensors,
    magnitude_fault,
)
from steph_desktop.features.encoder_registry import ENCODERS, EncoderSpec, Layout, bundled_weights

if TYPE_CHECKING:
    from torch import Tensor, nn

_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4  # glibc, malloc.h
_SHOWN_NAMES = 3
_COUNTERS = frozenset({"num_batches_tracked"})  # of training, whole numbers


class Precision(Enum):
    """Number format of the encoder's arithmetic; features are always stored as float32."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


class PatchEncoder(Protocol):
    """What an extraction needs of an encoder."""

    spec: EncoderSpec  # what it is
    sha256: str  # of its weight file
    precision: Precision  # number format of its arithmetic

    @property
    def step(self) -> int:
        """Patches encoded at once, so that a stop is heard within a second."""

    def encode(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Turn uint8 RGB patches (n, h, w, 3) into features (n, D)."""


def load_encoder(
    name: str,
    weights: Path | None = None,
    device: str = "cpu",
    precision: Precision | None = None,
) -> Encoder:
    """Build an encoder with its weights.

    Parameters
    ----------
    name : str
        One of `ENCODERS`.
    weights : pathlib.Path, optional
        Weight file: ``.safetensors``, or a state dict as ``.bin``, ``.pth``, ``.pt`` (loaded
        weights-only, so that nothing in it is run). Not needed for a bundled encoder.
    precision : Precision, optional
        bfloat16 is faster for the ViTs where the machine computes in it, at a cosine of about
        .9999 to float32; `best_precision` if None.

    Raises
    ------
    UsageError
        If there is no encoder of that name.
    StephError
        If the weights are missing, damaged or of another network, or the device is not there.
    """
    spec = ENCODERS.get(name)
    if spec is None:
        raise UsageError(f"There is no encoder '{name}'", todo=f"Choose {', '.join(ENCODERS)}.")
    path = weights or bundled_weights(name)
    if path is None or not path.is_file():
        where = path if path is not None else None
        todo = f"{spec.weights_from} Then point to it (as a command: --weights FILE)."
        raise WeightsFault(f"The weights of {name} are not here", where, todo)
    if precision is Precision.BFLOAT16 and spec.vit is None:
        raise StephError(f"{name} runs in float32 only", todo="Leave the precision at float32.")
    from steph_desktop.features.efficientnet import EfficientNetLite0

    _check_device(device)
    if device == "cpu":
        keep_freed_memory()
    network = _build(spec)
    _fill(network, _read_weights(path), spec, path)
    if isinstance(network, EfficientNetLite0):
        network = network.eval().fold()
    chosen = precision or best_precision(spec, device)
    return Encoder(spec, sha256_of(path), network, device, chosen)


def processor_bfloat16() -> str:
    """Name what this processor multiplies bfloat16 with; empty where it has nothing.

    A ViT-L then takes a third of its processor time (measured with AVX512-BF16).
    """
    import torch

    if torch.cpu._is_amx_tile_supported():
        return "AMX"
    return "AVX512-BF16" if torch.cpu._is_avx512_bf16_supported() else ""


def best_precision(spec: EncoderSpec, device: str) -> Precision:
    """Return bfloat16 for a ViT where the card or the processor multiplies in it, else float32.

    Processors that convert it in software are six times slower with it.
    """
    import torch

    if spec.vit is None:
        return Precision.FLOAT32
    if device.startswith("cuda"):
        fast = torch.cuda.is_bf16_supported(including_emulation=False)
    else:
        fast = device == "cpu" and bool(processor_bfloat16())
    return Precision.BFLOAT16 if fast else Precision.FLOAT32


class Encoder:
    """An encoder ready to run; made by `load_encoder`.

    `network` maps scaled pixels (n, 3, s, s) to features (n, D).
    """

    def __init__(
        self, spec: EncoderSpec, sha256: str, network: nn.Module, device: str, precision: Precision
    ) -> None:
        import torch

        self.spec = spec
        self.sha256 = sha256
        self.precision = precision
        self._device = torch.device(device)
        layout = torch.channels_last if spec.vit is None else None
        network = network.eval().requires_grad_(False).to(self._device)
        self._network = network.to(memory_format=layout) if layout is not None else network  # type: ignore[call-overload]
        self._mean = torch.tensor(spec.mean, device=self._device).view(1, 3, 1, 1)
        self._std = torch.tensor(spec.std, device=self._device).view(1, 3, 1, 1)

    @property
    def step(self) -> int:
        """Patches encoded at once, so that a stop is heard within a second."""
        if self._device.type != "cpu":
            return 128
        return 16 if self.spec.vit is None else 1

    def encode(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Turn patches into features (n, D); what does not fit into memory is encoded in halves.

        Parameters
        ----------
        patches : ndarray, shape (n, h, w, 3), uint8
            RGB at the encoder's pixel size.

        Raises
        ------
        StephError
            If not even one patch fits into memory.
        """
        import torch

        if patches.ndim != 4 or patches.shape[3] != 3 or patches.dtype != np.uint8:
            raise ValueError(f"patches must be (n, h, w, 3) uint8, not {patches.shape}")
        if not len(patches):
            return np.empty((0, self.spec.feature_dim), np.float32)
        try:
            with torch.inference_mode():
                return self._run(patches)
        except torch.OutOfMemoryError as error:
            if len(patches) == 1:
                raise StephError(
                    "The graphics memory is too small for this encoder",
                    todo="Close other programs, or choose the CPU.",
                ) from error
        # Outside the handler: its traceback keeps the failed tensors alive.
        torch.cuda.empty_cache()
        half = len(patches) // 2
        return np.concatenate((self.encode(patches[:half]), self.encode(patches[half:])))

    def _run(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
        import torch
        from torch.nn import functional

        spec = self.spec
        # A view of (n, h, w, 3) memory is channels-last already; 8-bit resizing is CPU only.
        pixels = torch.from_numpy(np.require(patches, requirements=["C", "W"])).permute(0, 3, 1, 2)
        if self._device.type == "cuda":
            # Copied while the card computes, and resized there, to whole values as on the CPU.
            pixels = pixels.pin_memory().to(self._device, torch.float32, non_blocking=True)
        if pixels.shape[-2:] != (spec.resize_px, spec.resize_px):
            pixels = functional.interpolate(
                pixels, (spec.resize_px, spec.resize_px), mode=spec.resize.value, antialias=True
            )
            if pixels.is_floating_point():
                pixels = pixels.round_().clamp_(0, 255)
        if spec.resize_px > spec.input_px:
            edge = (spec.resize_px - spec.input_px) // 2
            pixels = pixels[..., edge : edge + spec.input_px, edge : edge + spec.input_px]
        scaled: Tensor = (pixels.to(self._device, torch.float32) - self._mean) / self._std
        half = self.precision is Precision.BFLOAT16
        with torch.autocast(self._device.type, torch.bfloat16, enabled=half):
            features: Tensor = self._network(scaled)
        return features.float().cpu().numpy()


def keep_freed_memory() -> None:
    """Let glibc keep freed memory: most of a small CNN's time on the CPU is page faults otherwise.

    Costs about half a gigabyte. Does nothing where the C library is another one.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    mallopt = ctypes.CDLL(None).mallopt
    mallopt(_M_MMAP_MAX, 0)
    mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)


def _check_device(device: str) -> None:
    import torch

    kind, _, index = device.partition(":")
    there = kind == "cpu" and not index
    if kind == "cuda" and torch.cuda.is_available():
        there = not index or (index.isdecimal() and int(index) < torch.cuda.device_count())
    if kind == "mps" and not index:
        there = torch.backends.mps.is_available()
    if not there:
        raise StephError(f"There is no device '{device}' here", todo="Choose cpu.")


def _build(spec: EncoderSpec) -> nn.Module:
    """Build the network without memory; the weights are put in afterwards."""
    import torch

    from steph_desktop.features.efficientnet import EfficientNetLite0
    from steph_desktop.features.vit import VisionTransformer

    with torch.device("meta"):
        if spec.vit is not None:
            return VisionTransformer(spec.vit)
        if spec.build is not None:
            made: nn.Module = spec.build()
            return made
        return EfficientNetLite0()


def check_weights(name: str, path: Path) -> None:
    """Make sure that a file holds the tensors of an encoder, by name and shape.

    Raises
    ------
    StephError
        If the file is damaged, holds more than tensors, or is of another network.
    """
    spec = ENCODERS[name]
    _fill(_build(spec), _read_weights(path), spec, path)


def _read_weights(path: Path) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    todo = "Download it again from its source."
    if path.suffix != ".safetensors":
        content = load_tensors(path, todo, whole_numbers=_COUNTERS)
        if not isinstance(content, dict):
            raise WeightsFault(
                "The file holds no weights", path, "Choose the encoder's weight file."
            )
        return content
    try:
        content = load_file(path)
    except (SafetensorError, OSError, RuntimeError, ValueError) as error:
        raise WeightsFault("The weight file is damaged or incomplete", path, todo) from error
    check_tensors(content, path, todo, whole_numbers=_COUNTERS)
    return content


def _fill(network: nn.Module, weights: dict[str, Any], spec: EncoderSpec, path: Path) -> None:
    """Put weights into a network, or say what does not fit."""
    import torch

    if spec.layout is Layout.DINOV2:
        from steph_desktop.features.vit import from_dinov2

        weights = from_dinov2(weights)

    wanted = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    given = {
        str(name): tuple(value.shape) if isinstance(value, torch.Tensor) else None
        for name, value in weights.items()
    }
    faults = [
        f"{name} is missing" if name not in given else f"{name} is {given[name]}, not {shape}"
        for name, shape in wanted.items()
        if given.get(name) != shape
    ]
    faults += [f"{name} is unknown" for name in given if name not in wanted]
    if faults:
        more = f" and {len(faults) - _SHOWN_NAMES} more" if len(faults) > _SHOWN_NAMES else ""
        raise WeightsFault(
            f"These are not the weights of {spec.name}: {'; '.join(faults[:_SHOWN_NAMES])}{more}",
            path,
            spec.weights_from,
        )
    for name, value in weights.items():
        if fault := magnitude_fault(value, LARGEST_WEIGHT):
            raise WeightsFault(f"The tensor {name!r} {fault}", path, spec.weights_from)
    ready = {
        name: value.float() if value.is_floating_point() else value
        for name, value in weights.items()
    }
    network.load_state_dict(ready, assign=True)
