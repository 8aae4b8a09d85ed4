"""An encoder that takes no time to load: a few statistics of each patch."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steph_desktop.features.encoder_registry import ENCODERS, EncoderSpec
from steph_desktop.features.encoders import Precision

FEATURE_DIM = 12


class FakeEncoder:
    """Mean, deviation and corner values of each patch; deterministic.

    `log`, if given, grows by one byte per patch encoded, even if the process is killed.
    """

    def __init__(
        self, sha256: str = "f" * 64, step: int = 2, sleep_s: float = 0, log: Path | None = None
    ) -> None:
        self.spec: EncoderSpec = replace(
            ENCODERS["effnet-lite0"], name="fake", feature_dim=FEATURE_DIM
        )
        self.sha256 = sha256
        self.precision = Precision.FLOAT32
        self.step = step
        self.encoded = 0
        self._sleep_s = sleep_s
        self._log = log

    def encode(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
        time.sleep(self._sleep_s)
        self.encoded += len(patches)
        if self._log is not None:
            with self._log.open("ab", buffering=0) as file:
                file.write(b"." * len(patches))
        values = patches.astype(np.float32)
        parts = (values.mean((1, 2)), values.std((1, 2)), values[:, 0, 0], values[:, -1, -1])
        return np.concatenate(parts, axis=1)
