"""How fast training and prediction are, as ratios within one run; not part of the test suite.

    python tests/benchmarks/training_speed.py [--quick] [--json] [--threads 1]

Variants take turns, so that what else the machine does falls on all of them, and each ratio is
the median over the turns, in CPU time and in wall time. Goals stand beside the figures and are
never asserted: a busy machine is no fault of the code. --quick only shows that every row runs.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from steph_desktop.model.abmil import Abmil, SurvivalModel, new_abmil
from steph_desktop.model.mil_encoder import AbmilShape, pad_bags, plan_batches
from steph_desktop.model.steph import Steph, StephConfig, encode_means
from steph_desktop.model.task_vectors import stack_task_vectors, task_vector, top_k_mask
from steph_desktop.survival.discrete_time import nll_survival_loss

N_SOURCES, K = 12, 5
SOURCES = tuple(f"S{j}" for j in range(N_SOURCES))
MB = 1 << 20


@dataclass(frozen=True)
class Row:
    """One figure: CPU and wall time of a variant over another's, or a size."""

    point: str
    what: str
    unit: str
    goal: str
    cpu: float | None
    wall: float | None
    detail: str = ""


@dataclass(frozen=True)
class Case:
    """Sizes of one comparison."""

    instances: int
    bags: int
    shape: AbmilShape
    hyper_dim: int


def cases(quick: bool) -> tuple[Case, list[Case], Case]:
    """Small bags, large bags, and the bag to predict."""
    if quick:
        tiny = AbmilShape(12, 8, 6, 4)
        return Case(5, 4, tiny, 8), [Case(40, 2, tiny, 8)], Case(60, 1, tiny, 8)
    real = AbmilShape(1536, 512, 384)
    large = [Case(2000, 8, real, 512), Case(8000, 2, real, 512), Case(20_000, 1, real, 512)]
    return Case(32, 16, AbmilShape(96, 128, 64), 512), large, Case(10_000, 1, real, 512)


def make_bags(case: Case) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    size = (case.instances, case.shape.feature_dim)
    return [rng.standard_normal(size, dtype=np.float32) for _ in range(case.bags)]


def make_models(shape: AbmilShape) -> tuple[Abmil, list[Abmil]]:
    """The null model, then the target and source models, all drawn."""
    return new_abmil(shape, 0), [new_abmil(shape, seed) for seed in range(1, N_SOURCES + 2)]


def make_steph(case: Case) -> Steph:
    null, (target, *sources) = make_models(case.shape)
    config = StephConfig(hyper_dim=case.hyper_dim, k=K)
    vectors = stack_task_vectors(sources, null)
    torch.manual_seed(0)
    model = Steph(case.shape, SOURCES, config, null.theta, task_vector(target, null), vectors)
    assert model.agg_head is not None
    model.agg_head.out.bias.data.fill_(0.5)  # no weight is dead, as none should be when timed
    return model.train()


class Step:
    """One optimiser step over bags, as the trainer does it."""

    def __init__(
        self,
        model: SurvivalModel,
        bags: Sequence[np.ndarray],
        dtype: torch.dtype = torch.float32,
    ) -> None:
        self.model, self.bags, self.dtype = model, bags, dtype
        n = len(bags)
        self.bins, self.events = torch.arange(n) % 4, torch.arange(n) % 2 == 0
        self.optimiser = torch.optim.AdamW(model.parameters(), lr=1e-4, fused=True)

    def loss(self, logits: Tensor, penalty: Tensor, rows: Sequence[int]) -> Tensor:
        """The bags' share of the step's mean loss."""
        nll = nll_survival_loss(logits, self.bins[rows], self.events[rows])
        return (nll.sum() + penalty.sum()) / len(self.bags)

    def __call__(self) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        for rows in plan_batches([len(bag) for bag in self.bags]):
            batch = pad_bags([self.bags[row] for row in rows], dtype=self.dtype)
            output = self.model.training_output(batch)
            torch.autograd.backward(self.loss(output.logits, output.penalty, rows))
        self.optimiser.step()


class LoopStep(Step):
    """STEPH as one writes it down first: bag by bag, parameter by parameter, in named tensors."""

    def __init__(self, model: Steph, bags: Sequence[np.ndarray]) -> None:
        super().__init__(model, bags)
        self.steph = model
        null, target, *sources = model.basis
        self.null, self.target = model.layout.named(null), model.layout.named(target)
        self.sources = [model.layout.named(source) for source in sources]

    def bag_output(self, x: Tensor) -> tuple[Tensor, Tensor]:
        model = self.steph
        assert model.hyper_embed and model.agg_head and model.mix_head
        u = torch.relu(model.hyper_embed(x)).mean(dim=0, keepdim=True)
        w = torch.relu(model.agg_head(u))[0]
        ratios = 1 / (1 + torch.relu(model.mix_head(u)))[0]
        selected = torch.nonzero(top_k_mask(w, K))[:, 0].tolist()
        p = {}
        for name, start in self.null.items():
            merged = start
            for j in selected:
                mixed = ratios[j] * self.target[name] + (1 - ratios[j]) * self.sources[j][name]
                merged = merged + w[j] * mixed
            p[name] = merged
        linear, net = torch.nn.functional.linear, "attention_net.attention"
        h = torch.relu(linear(x, p["feat_proj.0.weight"], p["feat_proj.0.bias"]))
        a = torch.tanh(linear(h, p[f"{net}_a.0.weight"], p[f"{net}_a.0.bias"]))
        b = torch.sigmoid(linear(h, p[f"{net}_b.0.weight"], p[f"{net}_b.0.bias"]))
        if model.training:
            a, b = (torch.nn.functional.dropout(side, 0.25) for side in (a, b))
        scores = linear(a * b, p[f"{net}_c.weight"], p[f"{net}_c.bias"])[:, 0]
        z = torch.softmax(scores, dim=0) @ h
        penalty = model.config.gamma * torch.logsumexp(w, dim=0) ** 2
        penalty = penalty + model.config.beta * (ratios[selected] ** 2).mean()
        return model.head(z), penalty

    def __call__(self) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        outputs = [self.bag_output(torch.from_numpy(bag)) for bag in self.bags]
        logits, penalty = (torch.stack(part) for part in zip(*outputs, strict=True))
        torch.autograd.backward(self.loss(logits, penalty, list(range(len(self.bags)))))
        self.optimiser.step()


class EncoderStep:
    """What STEPH cannot do without beside an ABMIL: the hypernetworks' shared encoder."""

    def __init__(self, case: Case, bags: Sequence[np.ndarray]) -> None:
        self.embed = torch.nn.Linear(case.shape.feature_dim, case.hyper_dim)
        self.bags = bags
        self.optimiser = torch.optim.AdamW(self.embed.parameters(), lr=1e-4, fused=True)

    def __call__(self) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        for rows in plan_batches([len(bag) for bag in self.bags]):
            u = encode_means(self.embed, pad_bags([self.bags[row] for row in rows]))
            torch.autograd.backward(u.square().sum())
        self.optimiser.step()


Timing = tuple[list[float], list[float]]


def take_turns(variants: Mapping[str, Callable[[], object]], turns: int) -> dict[str, Timing]:
    """Run the variants in turn; CPU and wall seconds of each call, the first call not counted."""
    found: dict[str, Timing] = {name: ([], []) for name in variants}
    for turn in range(turns + 1):
        for name, call in variants.items():
            cpu, wall = time.process_time(), time.perf_counter()
            call()
            if turn:
                found[name][0].append(time.process_time() - cpu)
                found[name][1].append(time.perf_counter() - wall)
    return found


def over(found: Mapping[str, Timing], above: Sequence[str], below: Sequence[str]) -> list[float]:
    """Median over the turns of one sum of variants over another: CPU, then wall."""
    ratios = []
    for clock in (0, 1):
        turns = range(len(found[above[0]][clock]))
        tops = [sum(found[name][clock][turn] for name in above) for turn in turns]
        bottoms = [sum(found[name][clock][turn] for name in below) for turn in turns]
        pairs = zip(tops, bottoms, strict=True)
        ratios.append(statistics.median(top / max(bottom, 1e-9) for top, bottom in pairs))
    return ratios


def spelled(found: Mapping[str, Timing]) -> str:
    """Median CPU milliseconds of every variant."""
    return ", ".join(f"{name} {1e3 * statistics.median(t[0]):.3g} ms" for name, t in found.items())


def small_bags(case: Case, turns: int) -> list[Row]:
    model, bags = make_steph(case), make_bags(case)
    plain = new_abmil(case.shape, 0).train()
    found = take_turns(
        {
            "loop": LoopStep(model, bags),
            "batched": Step(model, bags),
            "bf16": Step(model, bags, torch.bfloat16),
            "ABMIL": Step(plain, bags),
        },
        turns,
    )
    size = f"{case.bags} bags of {case.instances}"
    return [
        Row(
            "a",
            f"loop / batched, {size}",
            "x",
            ">= 5",
            *over(found, ["loop"], ["batched"]),
            spelled(found),
        ),
        Row("d", f"float32 / bf16, {size}", "x", "> 1", *over(found, ["batched"], ["bf16"])),
    ]


def large_bags(case: Case, turns: int) -> list[Row]:
    model, bags = make_steph(case), make_bags(case)
    plain = new_abmil(case.shape, 0).train()
    found = take_turns(
        {
            "STEPH": Step(model, bags),
            "ABMIL": Step(plain, bags),
            "encoder": EncoderStep(case, bags),
            "loop": LoopStep(model, bags),
            "bf16": Step(model, bags, torch.bfloat16),
        },
        turns,
    )
    size = f"{case.bags} bags of {case.instances}"
    floor = over(found, ["STEPH"], ["ABMIL", "encoder"])
    return [
        Row("b", f"STEPH / (ABMIL + encoder), {size}", "x", "<= 1.25", *floor, spelled(found)),
        Row("d", f"float32 / bf16, {size}", "x", "> 1", *over(found, ["STEPH"], ["bf16"])),
    ]


def prediction(case: Case, turns: int) -> list[Row]:
    (bag,) = make_bags(case)
    model, (_, experts) = make_steph(case).eval(), make_models(case.shape)

    def thirteen() -> None:
        for expert in experts:
            expert.predict(bag)

    found = take_turns({"merged": lambda: model.predict(bag), "thirteen": thirteen}, turns)
    size = f"one bag of {case.instances}"
    return [
        Row(
            "f",
            f"thirteen models / merged one, {size}",
            "x",
            ">= 6",
            *over(found, ["thirteen"], ["merged"]),
            spelled(found),
        )
    ]


def memory(quick: bool) -> list[Row]:
    """Peak memory of a process that does nothing but one prediction."""
    command = [sys.executable, __file__, "--one-prediction", *(["--quick"] if quick else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    before, after = json.loads(done.stdout)
    what = "memory of a process that predicts one bag"
    return [
        Row("f", what, "MB", "< 500", None, after, f"{before:.0f} MB with imports, bag and model")
    ]


def peak_mb() -> float:
    """Most memory this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():  # on Linux the other figure starts with the parent's
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return float(line.split()[1]) / 1024
    import resource  # Windows has none

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MB if sys.platform == "darwin" else 1024)


def predict_once(case: Case) -> tuple[float, float]:
    (bag,) = make_bags(case)
    model = make_steph(case).eval()
    reset = Path("/proc/self/clear_refs")
    if reset.is_file():  # drawing fourteen models takes more than a pack that is read
        reset.write_text("5")
    before = peak_mb()
    model.predict(bag)
    return before, peak_mb()


def table(rows: Sequence[Row]) -> str:
    def number(value: float | None, unit: str) -> str:
        return "" if value is None else f"{value:.2f} {unit}"

    lines = [f"{'':2}{'what':52}{'CPU':>10}{'wall':>12}  goal"]
    for row in rows:
        cpu, wall = number(row.cpu, row.unit), number(row.wall, row.unit)
        lines.append(f"{row.point:2}{row.what:52}{cpu:>10}{wall:>12}  {row.goal}")
        if row.detail:
            lines.append(f"    {row.detail}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="tiny sizes: every row, no meaning")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--one-prediction", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    small, large, one = cases(asked.quick)
    if asked.one_prediction:
        sys.stdout.write(json.dumps(predict_once(one)))
        return
    turns = 1 if asked.quick else 5
    rows = small_bags(small, 1 if asked.quick else 20)
    for case in large:
        rows += large_bags(case, turns)
    rows += prediction(one, turns) + memory(asked.quick)
    rows.sort(key=lambda row: row.point)
    told = {"threads": asked.threads, "quick": asked.quick, "rows": [asdict(row) for row in rows]}
    sys.stdout.write((json.dumps(told) if asked.json else table(rows)) + "\n")


if __name__ == "__main__":
    main()
