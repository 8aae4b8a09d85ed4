"""How fast a drag is followed: ``python tests/benchmarks/what_if_speed.py``.

A case of 10,000 patches (D 1536, E 512, A 384, B 32, twelve sources, K 5) is asked about in the
engine's child process, as the window does. Every step of the scripted drag moves a weight or a
ratio, and now and then switches a source, changes K or sets the target alone. The times are from
sending a question to having its answer in the window's process. Beside it, in the same run and
interleaved: the same questions answered by a plain merge and prediction.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from steph_desktop.case.what_if import WhatIfRequest
from steph_desktop.engine.worker import EngineProcess
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.card import LambdaForm, PackCard, PackKind, WeightActivation
from steph_desktop.model.mil_encoder import AbmilShape
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.model.packs import save_pack
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.model.task_vectors import stack_task_vectors, task_vector

SOURCES = tuple(f"S{number}" for number in range(12))


def make_case(folder: Path, rows: int, reference: ReferenceCohort | None = None) -> WhatIfRequest:
    """Write a pack of the published widths and one bag."""
    shape = AbmilShape(1536, 512, 384, 32)
    null, target, *sources = (new_abmil(shape, seed) for seed in range(2 + len(SOURCES)))
    config = StephConfig(weight_activation=WeightActivation.SOFTPLUS)
    vectors = stack_task_vectors(sources, null) * 0.2
    model = Steph(
        shape, SOURCES, config, null.theta, task_vector(target, null) * 0.2, vectors
    ).eval()  # fmt: skip
    card = PackCard(
        "bench", PackKind.STEPH, "steph", "unknown", 1536, 512, 384, "BRCA", hyper_dim=512, k=5,
        sources=SOURCES, lambda_form=LambdaForm.RATIO,
        weight_activation=WeightActivation.SOFTPLUS, reference=reference,
    )  # fmt: skip
    written = save_pack(folder / "model.steph", card, model)
    features = np.random.default_rng(0).normal(size=(rows, 1536)).astype(np.float32)
    write_bag(folder / "bag.h5", Bag(features, None, BagMeta(slide_id="bag")))
    return WhatIfRequest(
        folder / "model.steph", written.weights_sha256, (folder / "bag.h5",), rows, "cpu"
    )


def drag(steps: int) -> list[dict]:
    """Mouse moves over sliders, with other changes between them."""
    m = len(SOURCES)
    rng = np.random.default_rng(1)
    weights, lambdas = rng.uniform(0.2, 1.0, m), rng.uniform(0.1, 0.9, m)
    k, asked = 5, []
    for step in range(steps):
        place = step // 12 % m
        if step % 24 < 12:
            weights[place] = 2 * (step % 12) / 11
        else:
            lambdas[place] = (step % 12) / 11
        if step % 40 == 39:
            k = 3 + step % 7
        chosen = np.zeros(m, bool)
        chosen[np.argsort(-weights)[:k]] = True
        only = step % 50 == 49
        asked.append(
            {
                "weights": tuple(weights.tolist()),
                "lambdas": (1.0,) * m if only else tuple(lambdas.tolist()),
                "selected": tuple(chosen.tolist()),
            }
        )
    return asked


def line(name: str, seconds: list[float]) -> str:
    p95 = float(np.percentile(seconds, 95))
    return (
        f"{name:<28} median {1e3 * statistics.median(seconds):7.1f} ms   "
        f"p95 {1e3 * p95:7.1f} ms   best {1e3 * min(seconds):7.1f} ms"
    )


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=60)
    chosen = parser.parse_args()
    from dataclasses import replace

    import torch

    from steph_desktop.features.bag import read_bag
    from steph_desktop.model.packs import load_pack

    torch.set_num_threads(2)
    with tempfile.TemporaryDirectory() as temporary:
        request = make_case(Path(temporary), chosen.rows)
        engine = EngineProcess(0)  # as the window's lane of what-ifs does
        begun = time.perf_counter()
        engine.run(request)
        opening = time.perf_counter() - begun
        case = load_pack(request.model).model.open_case(read_bag(request.features[0]).features)
        asked, inside, plain, apart = [], [], [], 0.0
        for number, question in enumerate(drag(chosen.steps)):
            begun = time.perf_counter()
            answer = engine.run(replace(request, **question))
            asked.append(time.perf_counter() - begun)
            inside.append(answer.seconds)
            if number % 4 == 0:
                begun = time.perf_counter()
                want = case.predict(*(np.array(value) for value in question.values()))
                plain.append(time.perf_counter() - begun)
                apart = max(apart, float(np.abs(want.survival - answer.prediction.survival).max()))
        engine.close()
    out = [
        f"{chosen.rows} patches, {chosen.steps} steps, two threads; first answer after "
        f"{opening:.1f} s",
        line("prepared, to the window", asked),
        line("prepared, in the child", inside),
        line("plain merge and predict", plain),
        f"largest difference in survival {apart:.1e}",
    ]
    sys.stdout.write("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
