"""The variants that are timed compute the same numbers, and the benchmark prints every row."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from training_speed import Case, LoopStep, Row, Step, make_bags, make_steph, table

from steph_desktop.model.mil_encoder import AbmilShape, BagBatch, pad_bags
from steph_desktop.model.steph import Steph

SCRIPT = Path(__file__).with_name("training_speed.py")
SMALL = Case(7, 5, AbmilShape(11, 9, 6, 8), 10)
LARGE = Case(3000, 2, AbmilShape(11, 9, 6, 8), 10)


def drawn(case: Case) -> tuple[Steph, list[np.ndarray]]:
    """A model without dropout, at weights that differ, and bags of unequal size."""
    model, bags = make_steph(case).eval(), make_bags(case)
    assert model.agg_head is not None
    with torch.no_grad():
        model.agg_head.out.bias += torch.linspace(-0.4, 0.6, len(model.sources))
    return model, [bag[: len(bag) - row] for row, bag in enumerate(bags)]


def gradients(step: Step) -> dict[str, torch.Tensor]:
    step.optimiser.step = lambda: None  # type: ignore[method-assign]
    step()
    return {
        name: value.grad.clone()
        for name, value in step.model.named_parameters()
        if value.grad is not None
    }


@pytest.mark.parametrize("case", [SMALL, LARGE])
def test_batches_and_large_bags_equal_the_plain_loop_in_values_and_gradients(case: Case) -> None:
    model, bags = drawn(case)
    loop, fast = LoopStep(model, bags), Step(model, bags)
    batch: BagBatch = pad_bags(bags)
    together = model.training_output(batch)
    for row, bag in enumerate(bags):
        logits, penalty = loop.bag_output(torch.from_numpy(bag))
        alone = model.training_output(pad_bags([bag]))
        for output, at in ((together, row), (alone, 0)):
            torch.testing.assert_close(output.logits[at], logits, atol=1e-5, rtol=1e-5)
            torch.testing.assert_close(output.penalty[at], penalty, atol=1e-5, rtol=1e-5)
    expected, found = gradients(loop), gradients(fast)
    assert found.keys() == expected.keys() == dict(model.named_parameters()).keys()
    for name, gradient in expected.items():
        torch.testing.assert_close(found[name], gradient, atol=1e-5, rtol=1e-5)
        assert (gradient != 0).any(), name


@pytest.mark.parametrize("case", [SMALL, LARGE])
def test_bfloat16_is_near_and_all_that_is_kept_stays_float32(case: Case) -> None:
    model, bags = drawn(case)
    whole, half = (
        model.training_output(pad_bags(bags, dtype=d)) for d in (torch.float32, torch.bfloat16)
    )
    assert half.logits.dtype == half.penalty.dtype == torch.float32
    torch.testing.assert_close(half.logits, whole.logits, atol=0.03, rtol=0.03)
    assert not torch.equal(half.logits, whole.logits)
    expected, found = gradients(Step(model, bags)), gradients(Step(model, bags, torch.bfloat16))
    for name, gradient in expected.items():
        assert found[name].dtype == torch.float32
        cosine = torch.nn.functional.cosine_similarity(found[name].ravel(), gradient.ravel(), 0)
        assert cosine > 0.99, name


def test_the_loop_itself_is_the_model_that_predicts() -> None:
    model, bags = drawn(replace(SMALL, bags=1))
    logits, _ = LoopStep(model, bags).bag_output(torch.from_numpy(bags[0]))
    hazards = torch.sigmoid(logits).detach().numpy()
    np.testing.assert_allclose(model.predict(bags[0]).hazards, hazards, atol=1e-5)


def test_every_row_is_told() -> None:
    command = [sys.executable, str(SCRIPT), "--quick", "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    points = [row["point"] for row in told["rows"]]
    assert set(points) == {"a", "b", "d", "f"} and points == sorted(points)
    assert told["quick"] and told["threads"] == 1
    printed = table([Row(**row) for row in told["rows"]])
    for row in told["rows"]:
        assert row["wall"] > 0
        assert row["what"] in printed and row["goal"] in printed and row["detail"] in printed
