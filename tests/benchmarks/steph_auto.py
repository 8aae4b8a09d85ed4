"""Compare steph_auto with other methods on cohorts drawn anew; not part of the test suite.

    python tests/benchmarks/steph_auto.py --out figures.csv --seeds 100-107

Each row of the file is one method on one world; worlds that stand there are not run again. Without
--worlds all are run. With --show the table is printed from the file and nothing is run. With --null
the outcomes of every cancer, time and event together, are dealt anew among its patients (100 of
the target, bags of 32, 32 features) and only vanilla and steph_auto are fitted: it should stay with
the target model, and claim no gain.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop.model.abmil import SurvivalModel
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.registry import FitTask, fit
from steph_desktop.training.trainer import TrainSettings

METHODS = ("vanilla", "finetuned", "steph", "merge_training_free", "steph_auto")
N_CANCERS = 13
N_TEST = 300
YEAR = 365.0


@dataclass(frozen=True)
class Cancer:
    """A cohort of bags (n, N, D) with follow-up, and whether it is of the target's family."""

    bags: np.ndarray
    times_days: np.ndarray
    events: np.ndarray
    relative: bool

    def part(self, rows: slice) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
        return list(self.bags[rows]), self.times_days[rows], self.events[rows]


Draw = Callable[[np.random.Generator, bool, int, float], Iterator[Cancer]]


def mixtures(
    rng: np.random.Generator, shared: bool, n_train: int, signal: float
) -> Iterator[Cancer]:
    """Ten tissue types; their shares drive the risk, alike within three families of cancers.

    Attention is of no use here, and every cancer's features are shifted by an offset of its own.
    """
    k, width, instances, families = 10, 96, 32, 3
    prototypes = rng.normal(size=(k, width))
    effects = rng.normal(size=(families, k))
    effects /= np.linalg.norm(effects, axis=1, keepdims=True)
    for cancer in range(N_CANCERS):
        own = rng.normal(size=k)
        effect = effects[cancer % families] + 0.25 * own / np.sqrt(k) if shared else own
        effect = effect / np.linalg.norm(effect)
        n = n_train + N_TEST if cancer == 0 else 120
        offset = 0.5 * rng.normal(size=width)
        shares = np.exp(0.5 * rng.normal(size=k) + rng.normal(size=(n, k)))
        shares /= shares.sum(axis=1, keepdims=True)
        logs = np.log(shares)
        risk = 1.5 * signal * ((logs - logs.mean(axis=0)) / logs.std(axis=0)) @ effect
        died = 3 * YEAR * (rng.exponential(size=n) / np.exp(risk)) ** (1 / 1.3)
        censored = rng.exponential(7.5 * YEAR, size=n)
        kinds = np.stack([rng.choice(k, size=instances, p=share) for share in shares])
        bags = prototypes[kinds] + offset + rng.normal(size=(n, instances, width))
        yield _cancer(bags, died, censored, cancer % families == 0)


def rare(rng: np.random.Generator, shared: bool, n_train: int, signal: float) -> Iterator[Cancer]:
    """Rare findings in a common background drive the risk; families and cohorts of unequal size.

    Features are bent by a saturating map, scaled and shifted by cancer.
    """
    common, findings, latent, width, instances = 6, 6, 24, 64, 40
    mixing = rng.normal(size=(latent, width)) / np.sqrt(latent)
    prototypes = rng.normal(size=(common + findings, latent))
    prototypes[common:] *= 1.3
    relatives = int(rng.integers(2, 6))
    effects = rng.choice([-1.0, 0.0, 1.0], size=(4, findings), p=[0.35, 0.3, 0.35])
    effects[:, 0] += 0.5
    for cancer in range(N_CANCERS):
        family = 0 if cancer <= relatives else 1 + cancer % 3
        own = rng.normal(size=findings)
        effect = effects[family] + 0.3 * own if shared else own
        effect = effect / np.linalg.norm(effect)
        n = n_train + N_TEST if cancer == 0 else int(rng.integers(60, 200))
        rate = np.minimum(0.12 * rng.gamma(0.7, 1 / 0.7, size=(n, findings)), 0.4)
        rate *= np.minimum(1.0, 0.7 / rate.sum(axis=1, keepdims=True))
        background = rng.dirichlet(np.full(common, 2.0), size=n)
        shares = np.hstack([background * (1 - rate.sum(axis=1, keepdims=True)), rate])
        amount = np.sqrt(rate)
        risk = 1.6 * signal * ((amount - amount.mean(axis=0)) / amount.std(axis=0)) @ effect
        died = 4 * YEAR * rng.weibull(1.2, size=n) * np.exp(-risk / 1.2)
        censored = rng.uniform(0.5 * YEAR, 12 * YEAR, size=n)
        kinds = np.stack([rng.choice(len(prototypes), size=instances, p=s) for s in shares])
        offset, scale = 0.4 * rng.normal(size=latent), np.exp(0.15 * rng.normal(size=width))
        inner = prototypes[kinds] + offset + 0.5 * rng.normal(size=(n, instances, latent))
        noise = 0.25 * rng.normal(size=(n, instances, width))
        yield _cancer(2 * (np.tanh(inner @ mixing) * scale + noise), died, censored, family == 0)


def _cancer(bags: np.ndarray, died: np.ndarray, censored: np.ndarray, relative: bool) -> Cancer:
    times = np.clip(np.minimum(died, censored), 1.0, 31 * YEAR)
    return Cancer(bags.astype(np.float32), times, died <= censored, relative)


@dataclass(frozen=True)
class GenerativeModel:
    """A kind of cohort and how it is fitted."""

    draw: Draw
    shared: bool
    settings: TrainSettings
    n_train: int = 60
    signal: float = 1.2


SMALL = TrainSettings(lr=1e-3, embed_dim=128, attn_dim=64, hyper_dim=64)
PUBLISHED = TrainSettings()
WORLDS = {
    "mixtures, families": GenerativeModel(mixtures, True, SMALL),
    "mixtures, nothing shared": GenerativeModel(mixtures, False, SMALL),
    "rare findings, families": GenerativeModel(rare, True, SMALL, signal=1.0),
    "rare findings, nothing shared": GenerativeModel(rare, False, SMALL, signal=1.0),
    "weak signal, nothing shared": GenerativeModel(mixtures, False, SMALL, signal=0.25),
    "20 patients, families": GenerativeModel(mixtures, True, SMALL, n_train=20),
    "20 patients, nothing shared": GenerativeModel(mixtures, False, SMALL, n_train=20),
    "published settings, families": GenerativeModel(mixtures, True, PUBLISHED),
    "published settings, nothing shared": GenerativeModel(mixtures, False, PUBLISHED),
    "240 patients, families": GenerativeModel(mixtures, True, SMALL, n_train=240),
    "240 patients, nothing shared": GenerativeModel(mixtures, False, SMALL, n_train=240),
}
TINY = TrainSettings(lr=1e-3, embed_dim=32, attn_dim=16, hyper_dim=16, epochs=10)
NULL = "outcomes dealt anew"
NULL_WIDTH = 32
ALL_WORLDS = {**WORLDS, NULL: GenerativeModel(mixtures, True, TINY, n_train=100)}
COLUMNS = (
    "world", "seed", "method", "c_index", "relatives_share", "source_share", "seconds",
    "stays", "nested_gain", "p_value", "note",
)  # fmt: skip


def dealt_anew(cancer: Cancer, rng: np.random.Generator) -> Cancer:
    """Give the outcomes of a cancer to its patients in another order."""
    order = rng.permutation(len(cancer.events))
    return Cancer(
        cancer.bags[:, :, :NULL_WIDTH],
        cancer.times_days[order],
        cancer.events[order],
        cancer.relative,
    )


def run(name: str, seed: int, methods: Sequence[str] = METHODS) -> Iterator[dict[str, object]]:
    """Fit every method on one world."""
    world = ALL_WORLDS[name]
    rng = np.random.default_rng(seed)
    drawn = list(world.draw(rng, world.shared, world.n_train, world.signal))
    target, *others = [dealt_anew(one, rng) for one in drawn] if name == NULL else drawn
    settings = replace(world.settings, seed=seed, null_seed=seed)
    null = settings.null_model(target.bags.shape[-1])
    sources = {
        f"cancer {j}": fit("vanilla", FitTask(*other.part(slice(None)), settings, null)).model
        for j, other in enumerate(others, start=1)
    }
    relatives = {f"cancer {j}" for j, other in enumerate(others, start=1) if other.relative}
    task = FitTask(*target.part(slice(world.n_train)), settings, null)
    vanilla = fit("vanilla", task)
    task = replace(task, target=vanilla.model, sources=sources)
    for method in methods:
        fitted = vanilla if method == "vanilla" else fit(method, task)
        share, from_sources = _shares(fitted.model, target, relatives, fitted.evidence)
        yield {
            "world": name,
            "seed": seed,
            "method": method,
            "c_index": round(_test(fitted.model, target.part(slice(world.n_train, None))), 4),
            "relatives_share": share,
            "source_share": from_sources,
            "seconds": round(fitted.seconds, 1),
            **_told(fitted.evidence),
            "note": "; ".join(fitted.notes),
        }


def _told(evidence: Mapping[str, Any]) -> dict[str, object]:
    """What `steph_auto` tells: whether it stays, and what patients who chose nothing gained."""
    if "auto_gate" not in evidence:
        return {}
    gate = evidence["auto_gate"]
    return {
        "stays": int(not evidence["auto_merges"]),
        "nested_gain": round(gate["nested_gain"], 4),
        "p_value": round(gate["p_value"], 4),
    }


def honesty(path: Path) -> str:
    """What `steph_auto` told against what was true, by world, as Markdown."""
    with path.open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    lines = [
        "| world | runs | stays | gain told where it leaves | true gain there | over all runs |",
        "|---|---|---|---|---|---|",
    ]
    for name in ALL_WORLDS:
        base = {
            row["seed"]: float(row["c_index"])
            for row in rows
            if row["world"] == name and row["method"] == "vanilla"
        }
        mine = [r for r in rows if r["world"] == name and r["method"] == "steph_auto"]
        if not mine:
            continue
        true = np.array([float(row["c_index"]) - base[row["seed"]] for row in mine])
        left = np.array([row["stays"] == "0" for row in mine])
        told = [float(row["nested_gain"]) for row, leaves in zip(mine, left, strict=True) if leaves]
        where = f"{np.mean(told):+.3f} | {true[left].mean():+.3f}" if told else "none | none"
        lines.append(
            f"| {name} | {len(mine)} | {len(mine) - len(told)} | {where} | {true.mean():+.4f} |"
        )
    return "\n".join(lines) + "\n"


def _test(model: SurvivalModel, part: tuple[list[np.ndarray], np.ndarray, np.ndarray]) -> float:
    bags, times, events = part
    return concordance_index(
        times, events, np.array([model.predict(bag).risk_score for bag in bags])
    )


def _shares(
    model: SurvivalModel, target: Cancer, relatives: set[str], evidence: object
) -> tuple[object, object]:
    """Share of relatives in what is taken from sources; share of sources in all that is merged."""
    rows = np.zeros(3)
    if isinstance(evidence, dict) and "merge_weights" in evidence:
        merged = {k: w for k, w in evidence["merge_weights"].items() if k != "target"}
        rows += [sum(w for k, w in merged.items() if k in relatives), sum(merged.values()), 1.0]
    else:
        for bag in target.bags[:100]:
            for one in model.predict(bag).sources:
                taken = one.weight * one.selected * (1 - one.lambda_target)
                rows += [taken * (one.cancer in relatives), taken, one.weight * one.selected]
    if rows[1] < 1e-9:
        return "", 0.0 if rows[2] else ""
    return round(rows[0] / rows[1], 3), round(rows[1] / rows[2], 3)


def _share_of_relatives(name: str, seed: int) -> float:
    """Share of relatives among the sources: what weights dealt by chance would give them."""
    world = ALL_WORLDS[name]
    drawn = world.draw(np.random.default_rng(seed), world.shared, world.n_train, world.signal)
    return float(np.mean([cancer.relative for cancer in drawn][1:]))


def table(path: Path) -> str:
    """Differences from vanilla by world, as Markdown."""
    with path.open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    lines = [
        "| world | seeds | vanilla | " + " | ".join(METHODS[1:]) + " | relatives' share (auto) |",
        "|---|---|---|" + "---|" * len(METHODS),
    ]
    for name in WORLDS:
        of = {(r["seed"], r["method"]): r for r in rows if r["world"] == name}
        seeds = sorted({seed for seed, method in of if method == METHODS[-1]}, key=int)
        if not seeds:
            continue
        base = np.array([float(of[seed, "vanilla"]["c_index"]) for seed in seeds])
        cells = [name, f"{seeds[0]} to {seeds[-1]} ({len(seeds)})", f"{base.mean():.3f}"]
        for method in METHODS[1:]:
            if any((seed, method) not in of for seed in seeds):
                cells.append("not run")
                continue
            gain = np.array([float(of[seed, method]["c_index"]) for seed in seeds]) - base
            error = gain.std(ddof=1) / np.sqrt(len(gain)) if len(gain) > 1 else np.nan
            cells.append(f"{gain.mean():+.3f} ± {error:.3f} (worst {gain.min():+.3f})")
        drew = [seed for seed in seeds if of[seed, "steph_auto"]["relatives_share"]]
        left = f"{len(drew)} of {len(seeds)} drew on sources"
        if drew:
            taken = np.mean([float(of[seed, "steph_auto"]["relatives_share"]) for seed in drew])
            chance = np.mean([_share_of_relatives(name, int(seed)) for seed in drew])
            left = f"{taken:.2f}, by chance {chance:.2f}; {left}"
        cells.append(left)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", default="100-107", help="from-to")
    parser.add_argument("--worlds", nargs="*", choices=WORLDS, default=list(WORLDS))
    parser.add_argument("--methods", nargs="*", choices=METHODS, default=list(METHODS))
    parser.add_argument("--null", action="store_true", help="outcomes dealt anew")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if not asked.show:
        done = set()
        if asked.out.exists():
            with asked.out.open(newline="") as handle:
                done = {(row["world"], int(row["seed"])) for row in csv.DictReader(handle)}
        first, _, last = asked.seeds.partition("-")
        for seed in range(int(first), int(last or first) + 1):
            for name in [NULL] if asked.null else asked.worlds:
                if (name, seed) in done:
                    continue
                methods = ("vanilla", "steph_auto") if asked.null else asked.methods
                rows = list(run(name, seed, methods))
                new = not asked.out.exists()
                with asked.out.open("a", newline="") as handle:
                    writer = csv.DictWriter(handle, COLUMNS)
                    if new:
                        writer.writeheader()
                    writer.writerows(rows)
    sys.stdout.write(honesty(asked.out) if asked.null else table(asked.out) + honesty(asked.out))


if __name__ == "__main__":
    main()
