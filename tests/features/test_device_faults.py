"""An accelerator that runs out of memory or is lost: the work goes on, or the user is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from fake_encoder import FakeEncoder
from numpy.typing import NDArray
from slides import tissue_disc, write_pyramid

from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import read_bag
from steph_desktop.features.device_faults import (
    DeviceLost,
    HalvingEncoder,
    device_fault,
    is_out_of_memory,
)
from steph_desktop.features.extraction import extract_features
from steph_desktop.features.patch_batches import part_folder

NO_MEMORY = "CUDA out of memory. Tried to allocate 2.00 GiB."


class SmallCard(FakeEncoder):
    """An encoder on a card that holds only so many patches at a time."""

    def __init__(self, holds: int, step: int = 8) -> None:
        super().__init__(step=step)
        self.holds = holds
        self.asked: list[int] = []

    def encode(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
        self.asked.append(len(patches))
        if len(patches) > self.holds:
            raise torch.OutOfMemoryError(NO_MEMORY)
        return super().encode(patches)


@pytest.fixture(scope="module")
def slide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rgb = tissue_disc(1536, 1280, (768, 640), 1300)  # 6 x 5 patches
    return write_pyramid(tmp_path_factory.mktemp("slide") / "case7.svs", rgb)


@pytest.mark.parametrize(
    ("holds", "first"), [(8, [8]), (5, [8, 4, 4]), (2, [8, 4, 2, 2]), (1, [8])]
)
def test_too_little_memory_halves_the_batch_and_goes_on(
    slide: Path, tmp_path: Path, holds: int, first: list[int]
) -> None:
    whole = read_bag(extract_features(slide, tmp_path / "whole", FakeEncoder(step=8)))
    card = SmallCard(holds)
    bag = read_bag(extract_features(slide, tmp_path / "out", card))
    assert np.array_equal(bag.features, whole.features)
    assert card.asked[: len(first)] == first
    # It is not tried again with more: every refusal came before the first that fitted.
    assert max(card.asked[card.asked.index(max(n for n in card.asked if n <= holds)) :]) <= holds
    assert card.encoded == bag.n_patches == 30


def test_a_card_too_small_for_one_patch_is_said_and_finished_batches_stay(
    slide: Path, tmp_path: Path
) -> None:
    card = SmallCard(8)

    class Filling(SmallCard):
        def encode(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
            if self.encoded >= 16:
                self.holds = 0
            return super().encode(patches)

    card = Filling(8)
    with pytest.raises(StephError, match="even for a single patch"):
        extract_features(slide, tmp_path, card, batch_size=8)
    assert card.asked[-4:] == [8, 4, 2, 1]
    assert len(list(part_folder(tmp_path / "case7.h5").glob("*.npz"))) == 2
    rest = FakeEncoder(step=8)
    extract_features(slide, tmp_path, rest, batch_size=8)
    assert rest.encoded == 30 - 16


def test_other_errors_pass_through() -> None:
    class Buggy(FakeEncoder):
        def encode(self, patches: NDArray[np.uint8]) -> NDArray[np.float32]:
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    with pytest.raises(RuntimeError, match="mat1"):
        HalvingEncoder(Buggy()).encode(np.zeros((2, 4, 4, 3), np.uint8))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (torch.OutOfMemoryError(NO_MEMORY), "too little free memory"),
        (RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), "too little free memory"),
        (torch.AcceleratorError("CUDA error: unspecified launch failure"), "was lost"),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), "was lost"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"), "was lost"),
    ],
)
def test_faults_of_a_card_are_said_in_words(error: RuntimeError, words: str) -> None:
    fault = device_fault(error)
    assert fault is not None and words in str(fault)
    assert isinstance(fault, DeviceLost) is (words == "was lost")
    assert is_out_of_memory(error) is (words != "was lost")


@pytest.mark.parametrize(
    "error", [RuntimeError("shapes differ"), ValueError("CUDA error"), OSError()]
)
def test_what_is_no_fault_of_a_card_is_left_alone(error: Exception) -> None:
    assert device_fault(error) is None
