"""Faults of accelerators in plain words; torch is consulted only if it is loaded already."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError

if TYPE_CHECKING:
    from steph_desktop.features.encoders import PatchEncoder

_NO_MEMORY = re.compile(r"out of memory|CUBLAS_STATUS_ALLOC_FAILED", re.IGNORECASE)
_LOST = re.compile(r"CUDA error|CUDNN_STATUS|CUBLAS_STATUS|NVML|device .*lost", re.IGNORECASE)


class DeviceLost(StephError):
    """The accelerator no longer answers this process; another process may find it again."""


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether the accelerator's memory, not the computer's, was too small."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, torch.OutOfMemoryError):
        return True
    # Metal and the libraries beside CUDA have no class of their own for it.
    return isinstance(error, RuntimeError) and _NO_MEMORY.search(str(error)) is not None


def device_fault(error: BaseException) -> StephError | None:
    """Return an accelerator's fault as an error the user can act on; None for other errors."""
    if is_out_of_memory(error):
        return StephError(
            "The graphics card has too little free memory for this",
            None,
            "Close other programs that use it, or choose the processor in the settings.",
        )
    torch = sys.modules.get("torch")
    is_accelerators = torch is not None and isinstance(error, torch.AcceleratorError)
    if is_accelerators or (isinstance(error, RuntimeError) and _LOST.search(str(error))):
        return DeviceLost(
            "The graphics card was lost: it stopped answering",
            None,
            "What was finished is kept. Try again; if it happens again, restart the computer, or "
            "choose the processor in the settings.",
        )
    return None


class HalvingEncoder:
    """Encodes patches in parts that the accelerator's memory holds.

    Where there is room, all at once. Otherwise the part is halved and tried again, and later
    patches come in parts of that size, because another program may be using the card too.
    """

    def __init__(self, encoder: PatchEncoder) -> None:
        self._encoder = encoder
        self.most: int | None = None

    def encode(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the features of patches, as `PatchEncoder.encode` does.

        Raises
        ------
        StephError
            If the memory does not even hold one patch.
        """
        pieces: list[NDArray[np.float32]] = []
        first = 0
        while first < len(patches):
            part = patches[first : first + (self.most or len(patches))]
            try:
                pieces.append(self._encoder.encode(part))
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
                if len(part) == 1:
                    raise StephError(
                        "The graphics card has too little free memory even for a single patch",
                        None,
                        "Close other programs that use it, or choose the processor in the "
                        "settings. What was finished is kept.",
                    ) from error
                self.most = len(part) // 2
                torch = sys.modules.get("torch")
                if torch is not None and torch.cuda.is_available():
                    torch.cuda.empty_cache()  # what torch keeps may be fragmented
            else:
                first += len(part)
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
