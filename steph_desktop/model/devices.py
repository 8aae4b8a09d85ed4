"""Where models run: the device named by the user, checked before any work starts."""

from __future__ import annotations

import re

import torch

from steph_desktop.core.errors import StephError, UsageError


def resolve_device(name: str = "auto") -> str:
    """Turn a device setting into a torch device name that exists on this machine.

    Parameters
    ----------
    name : {"auto", "cpu", "cuda", "cuda:<i>", "mps"}
        ``auto`` takes the first CUDA device, else Apple's Metal, else the processor.

    Returns
    -------
    str
        ``cpu``, ``cuda:<i>`` or ``mps``.

    Raises
    ------
    UsageError
        If the name is none of these.
    StephError
        If this machine has no such device.
    """
    if name == "auto":
        if torch.cuda.is_available():
            return "cuda:0"
        return "mps" if torch.backends.mps.is_available() else "cpu"
    if name == "cpu":
        return name
    todo = "Choose 'auto' or 'cpu'."
    if name == "mps":
        if not torch.backends.mps.is_available():
            raise StephError("This machine has no Apple graphics device", name, todo)
        return name
    cuda = re.fullmatch(r"cuda(?::(\d{1,3}))?", name)
    if cuda is None:
        raise UsageError(
            "This device name is not known", name, "Choose auto, cpu, cuda, cuda:<number> or mps."
        )
    index = int(cuda.group(1) or 0)
    if not torch.cuda.is_available() or index >= torch.cuda.device_count():
        raise StephError("This machine has no such CUDA device", name, todo)
    return f"cuda:{index}"


def device_words(device: str) -> str:
    """Return the maker's name of a device that `resolve_device` gave."""
    if device.startswith("cuda"):
        return str(torch.cuda.get_device_name(device))
    return "Apple Metal" if device == "mps" else "the processor"


def available_devices() -> tuple[str, ...]:
    """Return what this machine offers, in words: the processor, then each accelerator."""
    found = [f"processor, {torch.get_num_threads()} threads"]
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        found.append(f"cuda:{index}, {torch.cuda.get_device_name(index)}")
    if torch.backends.mps.is_available():
        found.append("mps, Apple Metal")
    return tuple(found)
