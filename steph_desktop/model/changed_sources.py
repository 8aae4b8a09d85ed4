"""Predictions of one bag under changed sources, exact and fast enough for sliders.

The first layer of a merged encoder is linear in the coefficients of theta_0 and the task vectors:
X W_f' is the same combination of the products of X with each of them. These are computed once per
case; a change then only combines them, and computes what follows: ReLU, the attention layers and
the head. The result differs from merging first and predicting then by rounding alone.

References
----------
STEPH: CVPR 2026, arXiv 2603.10526 (the merge); Ilse et al., ICML 2018 (the network).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.model.abmil import CHUNK_ROWS, attend, chunks_of, prediction_of
from steph_desktop.model.mil_encoder import EncoderParams
from steph_desktop.model.outputs import Prediction
from steph_desktop.model.steph import StephCase

MAX_CACHE_BYTES = 1 << 30  # for the bag under every source; beyond, each answer takes longer
_T = TypeVar("_T")
_BLOCK_ROWS = 512  # of N x E: stays in the cache between its layers


class WhatIfBag:
    """One bag, prepared for fast what-if predictions.

    A bag whose products would take more than `max_bytes` is merged plainly for every question:
    as exact, but slower. So is a network other than ABMIL.
    """

    def __init__(
        self, case: StephCase, control: JobControl = UNWATCHED, max_bytes: int = MAX_CACHE_BYTES
    ) -> None:
        self.case = case
        model = case.model
        self._layout = model.layout
        rows, embed = len(case.features), model.shape.embed_dim
        self.is_fast = model.is_abmil and 4 * rows * embed * len(model.basis) <= max_bytes
        self._products = self._multiply(control) if self.is_fast else []

    def _multiply(self, control: JobControl) -> list[Tensor]:
        """X times the first layer of theta_0, tau_t and each tau_s; each of shape (N, E)."""
        case, model = self.case, self.case.model
        rows, embed = len(case.features), model.shape.embed_dim
        size = self._layout.sizes[0]
        layers = [vector[:size].reshape(embed, -1) for vector in model.basis]
        products = [model.basis.new_empty(rows, embed) for _ in layers]
        chunks = list(_blocks(rows, CHUNK_ROWS))
        for block in control.each(chunks, Phase.PREPARING_WHAT_IF):
            piece = next(chunks_of(case.features[block], model.basis.device))[0]

            def multiply(number: int, piece: Tensor = piece, block: slice = block) -> None:
                torch.mm(piece, layers[number].T, out=products[number][block])

            _side_by_side(multiply, range(len(layers)), model.basis.device)
        return products

    def predict(
        self,
        weights: NDArray[np.float64] | None = None,
        lambdas: NDArray[np.float64] | None = None,
        selected: NDArray[np.bool_] | None = None,
    ) -> Prediction:
        """Predict with parts of the mixture replaced, as `StephCase.predict` does.

        Raises
        ------
        StephError
            If a value is out of range.
        """
        if not self.is_fast:
            return self.case.predict(weights, lambdas, selected)
        row, shares = self.case.mixture(weights, lambdas, selected)
        with torch.inference_mode():
            device, row = self.case.model.basis.device, row.float()
            used = torch.nonzero(row)[:, 0]
            params = self._merge_but_first(row[used].to(device), used.to(device))
            scores, projected = self._run(params, used.tolist(), row[used].tolist())
        seen = attend(scores, projected)
        head_bias = self.case.model.head.bias.detach().cpu().numpy().astype(np.float64)
        return prediction_of(head_bias + seen.total, seen.attention, seen.contributions, shares)

    def _merge_but_first(self, coefficients: Tensor, used: Tensor) -> EncoderParams:
        """Merge all parameters but the first weight matrix, whose place stays empty."""
        basis = self.case.model.basis
        layout = self._layout
        places = list(zip(layout.offsets, layout.sizes, layout.shapes, strict=True))
        merged = (
            (coefficients @ basis[used, offset : offset + size]).reshape(shape)
            for offset, size, shape in places[1:]
        )
        return EncoderParams(basis.new_empty(0), *merged)

    def _run(
        self, params: EncoderParams, used: list[int], coefficients: list[float]
    ) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Attention scores (N,), and embeddings times the head (N, B), block by block."""
        head = self.case.model.head.weight
        attn = params.w_a.shape[0]
        # One product for both attention branches and the head; and one tanh for both branches,
        # for sigmoid(x) = (1 + tanh(x / 2)) / 2.
        joint = torch.cat([params.w_a, params.w_b / 2, head]).T
        bias = torch.cat([params.b_a, params.b_b / 2, head.new_zeros(len(head))])
        last = params.w_c[0] / 2
        rows = len(self.case.features)
        scores = head.new_empty(rows)
        projected = head.new_empty(rows, len(head))

        def run(block: slice) -> None:
            embedded = params.b_f.expand(block.stop - block.start, -1).clone()
            for index, factor in zip(used, coefficients, strict=True):
                embedded.add_(self._products[index][block], alpha=factor)
            out = torch.addmm(bias, embedded.relu_(), joint)
            both = out[:, : 2 * attn].tanh_()
            gated = torch.addcmul(both[:, :attn], both[:, :attn], both[:, attn:])
            scores[block] = torch.mv(gated, last).add_(params.b_c)
            projected[block] = out[:, 2 * attn :]

        _side_by_side(run, list(_blocks(rows, _BLOCK_ROWS)), head.device)
        return scores.double().cpu().numpy(), projected.cpu().numpy()


def _blocks(rows: int, size: int) -> Iterator[slice]:
    return (slice(start, min(rows, start + size)) for start in range(0, rows, size))


def _side_by_side(work: Callable[[_T], None], items: Sequence[_T], device: torch.device) -> None:
    """Work on several items at a time, each on one core.

    Blocks that fit the cache, each whole on its core, are faster than cores that share every small
    step, and far less hurt by another process at work.
    """
    threads = torch.get_num_threads()

    def one(item: _T) -> None:
        with torch.inference_mode():
            work(item)

    if device.type != "cpu" or threads == 1 or len(items) == 1:
        for item in items:
            one(item)
        return
    try:
        with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            for _ in pool.map(one, items):
                pass
    finally:
        torch.set_num_threads(threads)
